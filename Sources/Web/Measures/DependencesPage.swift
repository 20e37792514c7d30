// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What depends on what: all dependences that stand, or those of one asset.
enum DependencesPage {
    static let title = Phrase(da: "Afhængigheder", en: "Dependences")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let choice = DependenceChoice(context)
        let piece = KeptPieces.Compliance.dependences(choice.kind, of: choice.bearer, page: context.pageNumber)
        return Content(
            context.say(title), menu: .assets, context.kept(.compliance(piece)) { body(choice, context) })
    }

    private static func body(_ choice: DependenceChoice, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let start = (context.pageNumber - 1) * size
        let taken = Array(choice.fitting.dropFirst(start).prefix(size + 1))
        let shown = taken.prefix(size)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Aktiv", en: "Asset"), .title), .init(context.say(da: "Hvordan", en: "How")),
                .init(context.say(da: "Afhænger af", en: "Depends on"), isNamedWhenFolded: true),
                .init(context.say(da: "Følger ikke med", en: "Does not follow"), isNamedWhenFolded: true),
                .init(context.say(da: "Siden", en: "Since"), isNamedWhenFolded: true),
            ],
            groups: [
                .init(
                    nil,
                    shown.map { asset, made in
                        let other = sight.label(.asset(made.on), language) ?? ""
                        return WorkTable.Row([
                            .title(
                                sight.label(.asset(asset), language) ?? "", Route.asset(asset).link,
                                why: made.reason.map { "\(context.text($0))" }),
                            .init(text: language(made.kind.label)),
                            .init("<a\(href: Route.asset(made.on))>\(other)</a>"),
                            .init(text: context.withheld(made)), .init(language.shortTime(made.from)),
                        ])
                    })
            ],
            empty: Empty(
                context.say(da: "Der er ingen afhængigheder at vise.", en: "There are no dependences to show."),
                choice.isSet
                    ? "<p><a\(href: Route.dependences)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "Registrér dem på siden for det, der afhænger af noget. Behovene følger med.",
                        en: "Record them on the page of what depends on something. The needs follow."))</p>
                    """))
        let pager = context.pager(
            shown.count, size: size, more: taken.count > size, of: .dependences, choice.query)
        return Head(
            crumbs: [
                .init(context.say(AssetsPage.title), Route.assets.link), .init(context.say(title)),
            ], title: context.say(title), sentence: choice.sentence
        ).html(language) + choice.form.html(language)
            + Panel(id: "afhaengigheder", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + pager)
    }
}

/// Which dependences are asked for.
struct DependenceChoice {
    let context: Context
    let kind: Dependence.Kind?
    /// Those that depend on this one.
    let bearer: ID<Domain.Asset>?

    init(_ context: Context) {
        self.context = context
        kind = context.argument("hvordan").flatMap { Dependence.Kind(rawValue: $0) }
        bearer = context.argument("baerer").flatMap { ID($0) }
    }

    var isSet: Bool { kind != nil || bearer != nil }
    var query: [(String, String?)] {
        [("hvordan", kind?.rawValue), ("baerer", bearer?.description)].filter { $0.1 != nil }
    }

    /// One after the other, so that a page of many looks at those before it and no further.
    var fitting: AnySequence<(asset: ID<Domain.Asset>, made: Dependence.Made)> {
        typealias Found = (asset: ID<Domain.Asset>, made: Dependence.Made)
        let (sight, kind) = (context.sight, kind)
        func fits(_ made: Dependence.Made) -> Bool { kind == nil || made.kind == kind }
        if let bearer {
            return AnySequence(
                sight.dependants(of: bearer).lazy.flatMap { one in
                    one.ties.filter(fits).map { made -> Found in (one.asset, made) }
                })
        }
        return AnySequence(
            sight.assets().lazy.flatMap { known in
                sight.dependences(of: known.id).filter(fits).map { made -> Found in (known.id, made) }
            })
    }

    var sentence: HTML? {
        guard let bearer, let label = context.sight.label(.asset(bearer), context.language) else { return nil }
        return """
            \(context.say(da: "Det, der afhænger af", en: "What depends on")) \
            <a\(href: Route.asset(bearer))>\(label)</a>
            """
    }

    var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        return FilterForm(
            action: Route.dependences.link,
            filters: [
                .init(
                    name: "hvordan", label: context.say(da: "Hvordan", en: "How"),
                    control: .choice(
                        every + Dependence.Kind.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: kind?.rawValue ?? ""))
            ], kept: bearer.map { [("baerer", $0.description)] } ?? [],
            files: context.files(of: .dependences, query))
    }
}
