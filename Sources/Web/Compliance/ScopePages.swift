// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// The statements of applicability that are kept: of the organisation and of its parts.
enum ScopesPage {
    static let title = Phrase(da: "Anvendelseserklæringer", en: "Statements of applicability")

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let all = sight.scopes
        let count = Scope.controls.count
        let rows = all.map { known in
            let decided = sight.decidedControls(in: known.id)
            let tag =
                decided == count
                ? Tag(context.say(da: "Alle er afgjort", en: "All are decided"), .ok)
                : Tag(context.say(da: "\(count - decided) mangler", en: "\(count - decided) are open"), .warn)
            let above = known.baseline.flatMap { sight.label(.scope($0), language) }
            return WorkTable.Row([
                .title(
                    sight.label(.scope(known.id), language) ?? context.say(Sentence.erased),
                    Route.scope(known.id).link,
                    why: above.map { "\(context.say(da: "Tilpasser", en: "Tailors")) \($0)" }),
                .init(text: context.say(da: "\(decided) af \(count)", en: "\(decided) of \(count)")), .init(tag.html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Omfang", en: "Scope"), .title),
                .init(context.say(da: "Afgjort", en: "Decided"), isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Der er ingen anvendelseserklæring endnu.", en: "There is no statement of applicability yet."),
                """
                <p>\(context.say(
                    da: "Den siger for hver af de 93 foranstaltninger, om den er relevant, hvorfor, og hvordan den er indført (ISO/IEC 27001, 6.1.3 d).",
                    en: "It says for each of the 93 controls whether it applies, why, and how it is implemented (ISO/IEC 27001, 6.1.3 d)."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.openScope) {
            acts.append(
                Button(context.say(CommandKind.openScope.label), kind: .primary, icon: .plus).link(
                    Route.command(.openScope).link))
        }
        let head = Head(
            title: context.say(title),
            sentence: """
                \(context.say(
                    da: "Hvilke af de 93 foranstaltninger der er valgt til, og hvorfor.",
                    en: "Which of the 93 controls are chosen, and why."))
                """, acts: acts
        ).html(language)
        return Content(
            context.say(title), menu: .scopes,
            head + Panel(id: "omfang", heading: context.say(title), isHeadingHidden: true).html(table.html))
    }
}

/// One statement of applicability: 93 rows in four themes.
struct ScopePage {
    let known: Scope
    let context: Context
    /// The day to compare with, if one is asked for.
    let since: Day?

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    enum Filter: String, CaseIterable {
        case undecided = "mangler", excluded = "fravalgt", unproven = "uden-bevis", tailored = "tilpasset"

        var label: Phrase {
            switch self {
            case .undecided: Phrase(da: "Ikke afgjort", en: "Undecided")
            case .excluded: Phrase(da: "Fravalgt", en: "Excluded")
            case .unproven: Phrase(da: "Mangler gyldig dokumentation", en: "Without evidence that holds")
            case .tailored: Phrase(da: "Egne valg", en: "Decided here")
            }
        }
    }

    static func content(_ id: ID<Scope>, in context: Context) throws(Refusal) -> Content {
        let known = try context.sight.scope(id)
        var (since, problem): (Day?, Refusal?)
        do throws(Refusal) { since = try day(context) } catch { problem = error }
        let page = ScopePage(known: known, context: context, since: since)
        let title = context.sight.label(.scope(id), context.language) ?? context.say(Sentence.erased)
        guard problem == nil else {
            return Content(title, menu: .scopes, status: CommandForm.status(problem), page.body(title, problem))
        }
        let piece = KeptPieces.Compliance.scope(id, since: since, page.filter)
        return Content(title, menu: .scopes, context.kept(.compliance(piece)) { page.body(title, nil) })
    }

    private static func day(_ context: Context) throws(Refusal) -> Day? {
        guard let typed = context.argument("siden") else { return nil }
        guard let day = Day(typed: typed), day < context.sight.day else {
            throw .invalid(
                "f-siden", da: "Skriv en dag før den viste, fx 31.12.2025.",
                en: "Write a day before the one shown, such as 31.12.2025.")
        }
        return day
    }

    private var filter: Filter? { context.argument("vis").flatMap { Filter(rawValue: $0) } }

    private func body(_ title: String, _ problem: Refusal?) -> HTML {
        let lines = SoALine.all(known, context)
        let applying = lines.filter { $0.decision?.applies == true }
        let excluded = lines.filter { $0.decision?.applies == false }.count
        let sentence = context.say(
            da:
                "\(applying.count) er relevante, \(excluded) er fravalgt, og \(lines.count - applying.count - excluded) er ikke afgjort.",
            en:
                "\(applying.count) apply, \(excluded) are excluded, and \(lines.count - applying.count - excluded) are undecided."
        )
        var crumbs: [Head.Crumb] = [.init(context.say(ScopesPage.title), Route.scopes.link)]
        if let above = known.baseline, let label = sight.label(.scope(above), language) {
            crumbs.append(.init(label, Route.scope(above).link))
        }
        crumbs.append(.init(title))
        let head = Head(crumbs: crumbs, title: title, sentence: "\(sentence) \(tailoring(lines))").html(language)
        // Done once in the life of a statement, so it does not stand at the top.
        let close: HTML =
            !sight.isPast && known.closedOn == nil && sight.mayEver(.closeScope)
            ? Reader.links([
                (
                    context.say(CommandKind.closeScope.label),
                    Link(Route.command(.closeScope), query: [("scope", known.id.description)])
                )
            ]) : HTML()
        return head + CommandForm.summary(problem, in: context) + form.html(language) + changes + table(lines)
            + context.historyPanel([.scope(known.id)], most: 20)
            + context.oscalPanel(of: .scope(known.id), OSCALFile.of(.scope)) + close
    }

    /// How many decisions a statement that tailors another has of its own.
    private func tailoring(_ lines: [SoALine]) -> String {
        guard known.baseline != nil else { return "" }
        let own = lines.filter(\.isOwn).count
        return context.say(
            da: "\(own) er valgt her; resten følger den overordnede erklæring.",
            en: "\(own) are decided here; the rest follow the statement above.")
    }

    private var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle 93", en: "All 93"))]
        return FilterForm(
            action: Route.scope(known.id).link,
            filters: [
                .init(
                    name: "vis", label: context.say(da: "Vis", en: "Show"),
                    control: .choice(
                        every + Filter.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: filter?.rawValue ?? "")),
                .init(
                    name: "siden", label: context.say(da: "Ændret siden", en: "Changed since"),
                    control: .text(since.map { language.fieldDay($0) } ?? "")),
            ],
            files: context.files(of: .scope(known.id), []) + [
                .init(label: "PDF", link: Link(Route.scope(known.id), query: [("som", ComplianceFile.pdf)]))
            ])
    }

    private func fits(_ line: SoALine) -> Bool {
        switch filter {
        case .undecided: line.decision == nil
        case .excluded: line.decision?.applies == false
        case .unproven: line.decision?.applies == true && !line.isProven
        case .tailored: line.isOwn
        case nil: true
        }
    }

    private func table(_ lines: [SoALine]) -> HTML {
        let shown = lines.filter(fits)
        let caption = context.say(da: "Foranstaltninger", en: "Controls")
        let groups = ControlAttributes.Theme.allCases.map { theme in
            WorkTable.Group(language(theme.label), shown.filter { $0.theme == theme }.map(row))
        }
        let table = WorkTable(
            caption: caption,
            columns: [
                .init(context.say(da: "Foranstaltning", en: "Control"), .title),
                .init(context.say(da: "Beskrevet i", en: "Described in"), room: .wide),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Bevist den", en: "Proven on"), .due, room: .medium, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(da: "Ingen passer.", en: "None fits."),
                "<p><a\(href: Route.scope(known.id))>\(context.say(da: "Vis alle 93", en: "Show all 93"))</a></p>"))
        return Panel(id: "foranstaltninger", heading: caption, isHeadingHidden: true, isWide: true).html(table.html)
    }

    private func row(_ line: SoALine) -> WorkTable.Row {
        let mayDecide = !sight.isPast && known.closedOn == nil && sight.mayEver(.decideApplicability)
        let link =
            mayDecide
            ? Link(Route.command(.decideApplicability), query: line.query(of: known.id, context))
            : Framework.Name("27002").map { Route.clause($0, line.control).link }
        let none = context.say(da: "ingen", en: "none")
        let reason: HTML? = line.decision.map { decision in
            """
            \(when: line.isOwn && known.baseline != nil, "\(Tag(context.say(da: "Valgt her", en: "Decided here"), .info).html) ")\
            \(context.text(decision.reason))\(if: decision.how, { " \(context.text($0))" })
            """
        }
        var cells: [WorkTable.Cell] = [.title(context.name(control: line.control), link, why: reason)]
        if line.documents.isEmpty {
            cells.append(.none(none))
        } else {
            cells.append(.init("\(each: line.documents, { "<div>\($0)</div>" })"))
        }
        if let unit = line.decision?.unit {
            cells.append(.init(text: context.name(unit)))
        } else {
            cells.append(.none(none))
        }
        if let freshest = line.freshest {
            cells.append(.init(language.shortTime(freshest)))
        } else {
            cells.append(.none(none))
        }
        cells.append(.init(line.tag(context).html))
        return WorkTable.Row(cells, id: "f\(line.control)")
    }

    /// What was decided otherwise on the earlier day.
    private var changes: HTML {
        guard let since else { return HTML() }
        let heading = context.say(da: "Ændret siden", en: "Changed since") + " \(language.day(since))"
        var rows: [WorkTable.Row] = []
        for control in Scope.controls {
            let before = sight.applicability(of: control, in: known.id, on: since)?.decision
            let now = sight.applicability(of: control, in: known.id)?.decision
            guard before != now else { continue }
            rows.append(
                WorkTable.Row([
                    .title(
                        context.name(control: control), nil,
                        why: now.map { "\(context.text($0.reason))\(if: $0.how, { " \(context.text($0))" })" }),
                    .init(SoALine.tag(before, context).html), .init(SoALine.tag(now, context).html),
                ]))
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Foranstaltning", en: "Control"), .title),
                .init(context.say(da: "Før", en: "Before"), isNamedWhenFolded: true),
                .init(context.say(da: "Nu", en: "Now"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Intet er afgjort anderledes.", en: "Nothing was decided otherwise.")))
        return Panel(id: "aendringer", heading: heading, isWide: true).html(table.html)
    }
}

/// One control of a statement of applicability, with what shows that it is in place.
struct SoALine {
    let control: ClauseID
    let theme: ControlAttributes.Theme
    let decision: Scope.Applicability?
    /// Whether it was decided in this scope, and not in the one it tailors.
    let isOwn: Bool
    /// Links to the documents that describe it, of those that the reader may see, and to the measures that carry it out.
    let documents: [HTML]
    /// The newest day of evidence that holds, of the requirements that answer for it.
    let freshest: Day?
    /// Whether what asks for all of it is complied with, with evidence that holds.
    let isProven: Bool

    static func all(_ scope: Scope, _ context: Context) -> [SoALine] {
        let framework = Framework.Name("27002")
        let controls = framework.flatMap { ShippedFrameworks.all[$0] }
        return Scope.controls.map { control in
            let found = context.sight.applicability(of: control, in: scope.id)
            let documents = (found?.decision.documents ?? []).compactMap { id -> HTML? in
                guard let document = try? context.sight.document(id) else { return nil }
                return "<a\(href: Route.document(id))>\(context.title(document))</a>"
            }
            let reference = framework.map { ClauseReference($0, control) }
            let measures = (reference.map { context.sight.measures(for: $0) } ?? []).map { known -> HTML in
                "<a\(href: Route.measure(known.id))>\(context.sight.label(.measure(known.id)) ?? "")</a>"
            }
            return SoALine(
                control: control, theme: controls?[control]?.attributes?.theme ?? .organizational,
                decision: found?.decision, isOwn: found?.of == scope.id, documents: documents + measures,
                freshest: framework.flatMap { context.sight.freshestProof(of: ClauseReference($0, control)) },
                isProven: framework.map { context.sight.isProven(ClauseReference($0, control)) } ?? false)
        }
    }

    func tag(_ context: Context) -> Tag { Self.tag(decision, context) }

    static func tag(_ decision: Scope.Applicability?, _ context: Context) -> Tag {
        guard let decision else { return Tag(context.say(da: "Ikke afgjort", en: "Undecided"), .warn) }
        return decision.status?.tag(context.language) ?? Tag(context.say(da: "Fravalgt", en: "Excluded"))
    }

    /// The form to decide it, as it was decided last.
    func query(of scope: ID<Scope>, _ context: Context) -> [(String, String?)] {
        var query: [(String, String?)] = [("scope", scope.description), ("control", control.text)]
        guard let decision else { return query }
        query += [
            ("applies", decision.applies ? "yes" : "no"), ("reason", context.sight.text(decision.reason)),
            ("status", decision.status?.rawValue), ("how", context.sight.text(decision.how)),
            ("unit", decision.unit?.description),
        ]
        return query + decision.documents.map { ("documents", $0.description) }
    }
}
