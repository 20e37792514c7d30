// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The register of assets: what each needs, and whether it is met (policy §§1, 3, 8). A page of it costs what it shows, however
/// many there are.
enum AssetsPage {
    static let title = Phrase(da: "Aktiver", en: "Assets")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let choice = AssetChoice(context)
        let found = Array(choice.fitting.dropFirst((context.pageNumber - 1) * size).prefix(size + 1))
        let shown = found.prefix(size)
        let pager = context.pager(
            shown.count, size: size, more: found.count > size, of: .assets, choice.query)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Aktiv", en: "Asset"), .title),
                .init(context.say(ControlAttributes.Property.confidentiality.label), isNamedWhenFolded: true),
                .init(context.say(ControlAttributes.Property.integrity.label), isNamedWhenFolded: true),
                .init(context.say(ControlAttributes.Property.availability.label), isNamedWhenFolded: true),
                .init(context.say(da: "Adgange", en: "Access"), .due, isNamedWhenFolded: true),
            ],
            groups: [.init(nil, shown.map { row($0, context) })],
            empty: Empty(
                choice.isSet
                    ? context.say(da: "Ingen aktiver passer.", en: "No asset fits.")
                    : context.say(da: "Der er ingen aktiver i brug.", en: "There are no assets in use."),
                choice.isSet
                    ? "<p><a\(href: Route.assets)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "Et aktiv er det, der skal beskyttes. Det har hver sit behov for fortrolighed, integritet og tilgængelighed, og foranstaltninger opfylder dem.",
                        en: "An asset is what is to be protected. It has needs of confidentiality, integrity and availability, each for itself, and measures meet them."))</p>
                    """))
        var acts: [HTML] = [Button(context.say(DependencesPage.title)).link(Route.dependences.link)]
        if sight.mayEver(.importAssets) {
            acts.append(Button(context.say(CommandKind.importAssets.label)).link(Route.command(.importAssets).link))
        }
        if sight.mayEver(.setAsset) {
            acts.append(
                Button(context.say(CommandKind.setAsset.label), kind: .primary, icon: .plus).link(
                    Route.command(.setAsset).link))
        }
        return Content(
            context.say(title), menu: .assets,
            Head(title: context.say(title), sentence: sentence(context), acts: acts).html(language)
                + choice.form.html(language)
                + Panel(id: "aktiver", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + pager))
    }

    /// How many needs have no measure, and which of the four dimensions has no asset at all.
    private static func sentence(_ context: Context) -> HTML? {
        let (sight, language) = (context.sight, context.language)
        var parts: [HTML] = []
        let missing = sight.counts(.need)
        let count = missing.open + missing.overdue
        if count > 0 {
            let link = Link(Route.assets, query: [("status", NeedStanding.missing.rawValue)])
            let text = context.say(
                da: "\(language.number(count)) behov er uden foranstaltning",
                en: count == 1 ? "1 need has no measure" : "\(language.number(count)) needs have no measure")
            parts.append("<a\(href: link)>\(text)</a>.")
        }
        func isUsed(_ kind: Domain.Asset.Kind) -> Bool { sight.assets(of: kind).contains { $0.holds(on: sight.day) } }
        let empty = Domain.Asset.Dimension.allCases.filter { dimension in
            !Domain.Asset.Kind.allCases.contains { $0.dimension == dimension && isUsed($0) }
        }
        if !empty.isEmpty, empty.count < Domain.Asset.Dimension.allCases.count {
            let names = language.list(empty.map { language($0.label).lowercasedFirst })
            parts.append("\(context.say(da: "Ingen aktiver endnu i: \(names).", en: "No assets yet in: \(names)."))")
        }
        guard !parts.isEmpty else { return nil }
        return HTML(joining: parts.enumerated().map { $0.offset > 0 ? " " + $0.element : $0.element })
    }

    private static func row(_ known: Domain.Asset, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let wording = known.wording(on: sight.day) else { return WorkTable.Row([]) }
        let due = sight.duties(about: .asset(known.id)).first {
            $0.rule == .access && $0.standing(on: sight.day) != .done
        }?.due
        var why = [language(wording.kind.label), context.name(wording.unit)]
        if wording.isShared { why.append(context.say(da: "fælleskommunal", en: "shared by the municipalities")) }
        if let criticality = wording.details.criticality, criticality != .none {
            why.append(language(criticality.label).lowercasedFirst)
        }
        let needs = ControlAttributes.Property.allCases.map { property -> WorkTable.Cell in
            known.holds(on: sight.day)
                ? .init(sight.standing(of: .init(asset: known.id, property: property)).tag(language).html)
                : .none(context.say(da: "ude af brug", en: "retired"))
        }
        let label = sight.label(.asset(known.id), language) ?? wording.label
        var cells: [WorkTable.Cell] = [
            .title(label, Route.asset(known.id).link, why: "\(why.joined(separator: ", "))")
        ]
        cells += needs
        if let due {
            cells.append(.init(due: due, today: sight.day, language))
        } else {
            cells.append(.none(context.say(da: "ingen", en: "none")))
        }
        return WorkTable.Row(cells)
    }
}

/// Which assets are asked for.
struct AssetChoice {
    enum Use: String, CaseIterable {
        case current = "brug"
        case retired = "udgaaet"
        case all = "alle"

        var label: Phrase {
            switch self {
            case .current: Phrase(da: "I brug", en: "In use")
            case .retired: Phrase(da: "Ude af brug", en: "Retired")
            case .all: Phrase(da: "Alle", en: "All")
            }
        }
    }

    let context: Context
    let kind: Domain.Asset.Kind?
    let standing: NeedStanding?
    let criticality: Domain.Asset.Criticality?
    let unit: ID<Unit>?
    let use: Use

    init(_ context: Context) {
        self.context = context
        kind = context.argument("slags").flatMap { Domain.Asset.Kind(rawValue: $0) }
        standing = context.argument("status").flatMap { NeedStanding(rawValue: $0) }
        criticality = context.argument("kritisk").flatMap { Domain.Asset.Criticality(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
        use = context.argument("vis").flatMap { Use(rawValue: $0) } ?? .current
    }

    var isSet: Bool { kind != nil || standing != nil || criticality != nil || unit != nil || use != .current }
    var query: [(String, String?)] {
        [
            ("slags", kind?.rawValue), ("status", standing?.rawValue), ("kritisk", criticality?.rawValue),
            ("enhed", unit?.description), ("vis", use == .current ? nil : use.rawValue),
        ].filter { $0.1 != nil }
    }

    /// Those that fit, by kind and number. Of a kind and of a unit it is known which they are; for the rest they are gone
    /// through as far as the caller goes.
    var fitting: AnySequence<Domain.Asset> {
        if let unit {
            return AnySequence(
                context.sight.assets(of: unit).lazy.filter { known in
                    (kind == nil || known.kind == kind) && fits(known)
                })
        }
        return AnySequence(context.sight.assets(of: kind).lazy.filter { known in fits(known) })
    }

    private func fits(_ known: Domain.Asset) -> Bool {
        let sight = context.sight
        let holds = known.holds(on: sight.day)
        switch use {
        case .current: if !holds { return false }
        case .retired: if holds { return false }
        case .all: break
        }
        if let criticality, known.wording(on: sight.day)?.details.criticality != criticality { return false }
        guard let standing else { return true }
        return holds
            && ControlAttributes.Property.allCases.contains {
                sight.standing(of: .init(asset: known.id, property: $0)) == standing
            }
    }

    var form: FilterForm {
        func choices<Word: Choosable>(_ name: String, _ label: String, _ chosen: Word?) -> FilterForm.Filter {
            .init(
                name: name, label: label,
                control: .choice(
                    [(value: "", label: context.say(da: "Alle", en: "All"))]
                        + Word.allCases.map { ($0.rawValue, context.say($0.label)) }, chosen: chosen?.rawValue ?? ""))
        }
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        return FilterForm(
            action: Route.assets.link,
            filters: [
                choices("slags", context.say(da: "Slags", en: "Kind"), kind),
                choices("status", context.say(da: "Behov", en: "Need"), standing),
                choices("kritisk", context.say(da: "Kritisk", en: "Critical"), criticality),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
                .init(
                    name: "vis", label: context.say(da: "Vis", en: "Show"),
                    control: .choice(
                        Use.allCases.map { ($0.rawValue, context.say($0.label)) }, chosen: use.rawValue)),
            ], files: context.files(of: .assets, query))
    }
}
