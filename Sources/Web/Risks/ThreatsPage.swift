// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What could happen: the threats that come with Værn, by category, with what typically lets each happen and which controls are
/// proposed against it (policy §8-b); and the catalogues that the organisation has adopted itself.
enum ThreatsPage {
    static let title = Phrase(da: "Trusler", en: "Threats")

    static func content(in context: Context) -> Content {
        let (language, heading) = (context.language, context.say(title))
        let choice = ThreatChoice(context)
        let head = Head(
            title: heading,
            sentence: """
                \(context.say(
                    da: "Det, der kan ske: hvad der typisk gør det muligt, og hvad der foreslås imod det.",
                    en: "What could happen: what typically makes it possible, and what is proposed against it."))
                """, acts: acts(context)
        ).html(language)
        var table = ThreatTablePart(catalogue: choice.fitting, context: context)
        table.empty = Empty(
            context.say(da: "Ingen trussel passer.", en: "No threat fits."),
            "<p><a\(href: Route.threats)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>")
        return Content(
            heading, menu: .threats,
            head + choice.form.html(language)
                + Panel(id: "trusler", heading: heading, isHeadingHidden: true, isWide: true).html(table.html)
                + adopted(context))
    }

    private static func acts(_ context: Context) -> [HTML] {
        guard !context.sight.isPast, context.sight.mayEver(.adoptFramework) else { return [] }
        return [
            Button(context.say(da: "Indfør et katalog", en: "Adopt a catalogue"), icon: .plus).link(
                Route.command(.adoptFramework).link)
        ]
    }

    /// The catalogues of others, each with a page of its own.
    private static func adopted(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let rows = sight.adoptedFrameworks.filter { $0.adoption.kind == .threats }.map { known, adoption in
            let catalogue = sight.threatCatalogue(adoption.name)
            let from = [adoption.publisher, adoption.edition].compactMap { $0 }.map { context.text($0) }
            return WorkTable.Row(
                [
                    .title(context.text(adoption.label), Route.framework(adoption.name).link),
                    catalogue.map { .init($0.threats.count, language) }
                        ?? .none(context.say(da: "kan ikke læses", en: "cannot be read")),
                    .init(
                        text: from.isEmpty
                            ? context.say(da: "Organisationens egen fil", en: "The organisation’s own file")
                            : from.joined(separator: ", ")), .init(language.shortTime(known.adoptedOn)),
                ], isGone: known.isRetired(on: sight.day))
        }
        guard !rows.isEmpty else { return HTML() }
        let heading = context.say(da: "Indført af organisationen", en: "Adopted by the organisation")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Katalog", en: "Catalogue"), .title),
                .init(context.say(title), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Kommer fra", en: "Comes from"), .who, room: .notOnPhone),
                .init(context.say(da: "Indført", en: "Adopted"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "indfoerte", heading: heading).html(table.html)
    }

    /// The page of one that was adopted: its threats, and where it comes from.
    static func adopted(_ notes: AdoptedFrameworkNotes, in context: Context) -> Content {
        let (language, title) = (context.language, context.text(notes.adoption.label))
        let head = Head(
            crumbs: [.init(context.say(Self.title), Route.threats.link), .init(title)], title: title,
            state: [notes.tag?.html].compactMap { $0 }, acts: notes.acts
        ).html(language)
        var matter = HTML()
        if let catalogue = context.sight.threatCatalogue(notes.adoption.name) {
            let table = ThreatTablePart(catalogue: catalogue, context: context)
            matter = Panel(id: "trusler", heading: title, isHeadingHidden: true, isWide: true).html(table.html)
        }
        return Content(title, menu: .threats, head + notes.remarks + matter + notes.panel)
    }

    /// Where on its page a threat stands.
    static func place(_ code: Threat.Code) -> String { "trussel-\(code)" }
}

/// The threats of one catalogue as a table, by what they stand under.
struct ThreatTablePart {
    let catalogue: ThreatCatalogue
    let context: Context
    var empty: Empty?
    /// So many stand on a page: a catalogue of others may have thousands, which its spreadsheet has all of.
    static let most = 1000

    private var language: Language { context.language }

    init(catalogue: ThreatCatalogue, context: Context) {
        self.catalogue = catalogue
        self.context = context
    }

    var html: HTML {
        let says = catalogue.threats.contains { !$0.controls.isEmpty || !$0.targets.isEmpty || !$0.affects.isEmpty }
        var columns: [WorkTable.Column] = [.init(context.say(da: "Trussel", en: "Threat"), .title)]
        if says {
            columns += [
                .init(context.say(ThreatReading.Column.affects.label), isNamedWhenFolded: true),
                .init(
                    context.say(da: "Foreslåede foranstaltninger", en: "Proposed controls"), isNamedWhenFolded: true),
                .init(context.say(da: "Foreslås for", en: "Proposed for"), .end, room: .medium),
            ]
        }
        var left = Self.most
        let groups = catalogue.groups.map { heading, threats -> WorkTable.Group in
            let shown = threats.prefix(left)
            left -= shown.count
            let other = catalogue.groups.count > 1 ? context.say(da: "Andet", en: "Other") : nil
            return .init(heading.map { language($0) } ?? other, shown.map { row($0, says) })
        }.filter { !$0.rows.isEmpty }
        let rest = catalogue.threats.count - Self.most
        let more: HTML =
            rest > 0
            ? """
            <p class="pad muted">\(context.say(
                da: "\(language.number(rest)) trusler til står i regnearket.",
                en: "\(language.number(rest)) more threats are in the spreadsheet."))</p>
            """ : HTML()
        return WorkTable(
            caption: context.say(ThreatsPage.title), columns: columns, groups: groups, empty: empty
        ).html + more
    }

    private func row(_ threat: Threat, _ says: Bool) -> WorkTable.Row {
        let place = ThreatsPage.place(threat.code)
        let about = threat.about.map { FrameworkPage.short(language($0)) }
        let weak = threat.vulnerabilities.map { language($0) }
        let why = [about, weak.isEmpty ? nil : weak.joined(separator: "; ").stopped].compactMap { $0 }
        var cells: [WorkTable.Cell] = [
            .title(
                "\(threat.code) \(language(threat.name))", Link(fragment: place),
                why: why.isEmpty ? nil : "\(why.joined(separator: " "))")
        ]
        if says { cells += [affects(threat), controls(threat), targets(threat)] }
        return WorkTable.Row(cells, id: place)
    }

    private func affects(_ threat: Threat) -> WorkTable.Cell {
        guard !threat.affects.isEmpty else { return .none(context.say(da: "ikke nævnt", en: "not named")) }
        let words = threat.affects.map { language($0.label).lowercased() }
        let all = words.count == ControlAttributes.Property.allCases.count
        return .init(text: all ? context.say(da: "alle tre", en: "all three") : language.list(words))
    }

    private func controls(_ threat: Threat) -> WorkTable.Cell {
        guard !threat.controls.isEmpty, let name = Framework.Name("27002"), let framework = ShippedFrameworks.all[name]
        else { return .none(context.say(da: "ingen foreslået", en: "none proposed")) }
        let links = threat.controls.enumerated().map { index, id -> HTML in
            let what = framework[id].map { $0.name(language) } ?? id.text
            return "\(when: index > 0, ", ")<a\(href: Route.clause(name, id)) title=\"\(what)\">\(id.text)</a>"
        }
        return .init(HTML(joining: links))
    }

    private func targets(_ threat: Threat) -> WorkTable.Cell {
        guard !threat.targets.isEmpty else { return .none(context.say(da: "ingen bestemte", en: "none in particular")) }
        return .init(text: language.list(threat.targets.map { language($0.label).lowercased() }))
    }
}

/// Which of the threats are asked for: for a kind of asset, with a word.
struct ThreatChoice {
    let context: Context
    let target: Threat.Target?
    let word: String?

    init(_ context: Context) {
        self.context = context
        target = context.argument("aktiv").flatMap { Threat.Target(rawValue: $0) }
        word = context.argument("ord")
    }

    var fitting: ThreatCatalogue {
        let all = context.sight.ownThreats
        let wanted = word.map { Folded($0) }
        let threats = all.threats.filter { threat in
            if let target, !threat.targets.contains(target) { return false }
            guard let wanted else { return true }
            return ([threat.name] + threat.vulnerabilities).contains {
                Folded($0.da).contains(wanted) || Folded($0.en).contains(wanted)
            }
        }
        return ThreatCatalogue(name: all.name, label: all.label, source: all.source, threats: threats)
    }

    var query: [(String, String?)] { [("aktiv", target?.rawValue), ("ord", word)] }

    var form: FilterForm {
        FilterForm(
            action: Route.threats.link,
            filters: [
                .init(
                    name: "aktiv", label: context.say(da: "For aktiver af arten", en: "For assets of the kind"),
                    control: .choice(
                        [("", context.say(da: "Alle", en: "All"))]
                            + Threat.Target.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: target?.rawValue ?? "")),
                .init(name: "ord", label: context.say(da: "Ord", en: "Word"), control: .text(word ?? "")),
            ], files: context.files(of: .threats, query))
    }
}
