// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The method by which risks are judged: the level of every cell, what the steps mean, what is accepted, who decided it and when,
/// and the methods before it (policy §8; ISO/IEC 27005:2022 6.4).
enum RiskMethodPage {
    static let title = Phrase(da: "Risikometode", en: "Risk method")

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(
            context.say(title), menu: .riskMethod,
            context.kept(.riskMethod) { RiskMethodView(context: context).html })
    }
}

private struct RiskMethodView {
    let context: Context
    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML {
        guard let adopted = sight.riskMethod else {
            return Head(title: context.say(RiskMethodPage.title), acts: acts).html(language) + waiting
                + Panel(
                    id: "metode", heading: context.say(RiskMethodPage.title), isHeadingHidden: true, isWide: true
                ).html(
                    Empty(
                        context.say(da: "Ingen metode er vedtaget.", en: "No method is adopted."),
                        """
                        <p>\(context.say(
                            da: "Risici kan vurderes, når direktionen har vedtaget en metode.",
                            en: "Risks can be assessed when the direktion has adopted a method."))</p>
                        """
                    ).html)
        }
        let tables = RiskMethodTables(method: adopted.method, words: sight.words(of: adopted), context: context)
        let sentence: HTML = """
            \(language(adopted.method.base.label)). \(context.say(da: "Gælder fra", en: "Holds from")) \
            \(language.time(adopted.from)), \(link(adopted.decision)).
            """
        return Head(title: context.say(RiskMethodPage.title), sentence: sentence, acts: acts).html(language) + waiting
            + tables.matrix + tables.legend + tables.note + tables.likelihood + tables.consequences + history
    }

    private var acts: [HTML] {
        guard !sight.isPast, sight.mayEver(.proposeRiskMethod) else { return [] }
        return [
            Button(context.say(CommandKind.proposeRiskMethod.label), kind: .primary)
                .link(Route.command(.proposeRiskMethod).link)
        ]
    }

    /// Another one lies before the direktion.
    private var waiting: HTML {
        let asked = sight.proposals.filter {
            $0.wording?.content.kind == .method && sight.standing(of: $0) == .submitted
        }
        guard !asked.isEmpty else { return HTML() }
        let links: HTML = """
            \(each: asked, between: ", ", { known in
                "<a\(href: Route.proposal(known.id))>\(sight.label(.proposal(known.id), language) ?? "")</a>"
            })
            """
        return Note(.info).html(
            context.say(
                da: "En metode venter på direktionens afgørelse", en: "A method awaits the direktion’s decision"),
            links)
    }

    private func link(_ decision: ID<Decision>) -> HTML {
        let label = sight.label(.decision(decision), language) ?? context.say(Sentence.erased)
        return "<a\(href: Route.decision(decision))>\(label)</a>"
    }

    /// Every method that ever held, newest first, each with what it changed.
    private var history: HTML {
        let all = sight.riskMethods
        let rows = all.indices.reversed().map { index -> SummaryList.Row in
            let adopted = all[index]
            let proposal: HTML =
                "<a\(href: Route.proposal(adopted.proposal))>\(language(adopted.method.base.label))</a>"
            var text: HTML = "\(proposal), \(link(adopted.decision))"
            if index > 0 {
                let before = all[index - 1]
                let changes =
                    before.method.changes(to: adopted.method)
                    + sight.words(of: before).changes(to: sight.words(of: adopted))
                text +=
                    changes.isEmpty
                    ? "<p>\(context.say(da: "Uændret i forhold til før.", en: "Unchanged from before."))</p>"
                    : "<ul>\(each: changes, { "<li>\(context.say($0))</li>" })</ul>"
            }
            return .init(
                context.say(da: "Fra \(language.day(adopted.from))", en: "From \(language.day(adopted.from))"), text)
        }
        return Panel(
            id: "historik", heading: context.say(da: "Metodens historik", en: "History of the method"), isWide: true
        )
        .padded(SummaryList(rows: rows, isWide: true).html(language))
    }
}

/// The tables of one method.
struct RiskMethodTables {
    let method: RiskMethod
    let words: RiskWords
    let context: Context

    private var language: Language { context.language }
    private var steps: [Int] { Array(1...method.steps) }

    /// The level and the number of every cell, the highest likelihood on top.
    var matrix: HTML {
        let heading = context.say(da: "Niveauet i hvert felt", en: "The level of every cell")
        let columns =
            [WorkTable.Column(context.say(RiskWords.likelihoodLabel), .title)]
            + steps.map { step in
                WorkTable.Column(
                    context.say(da: "Konsekvens \(step)", en: "Consequence \(step)"), isNamedWhenFolded: true)
            }
        let rows = steps.reversed().map { likelihood -> WorkTable.Row in
            let cells = steps.map { consequence -> WorkTable.Cell in
                let level = method.level(likelihood: likelihood, consequence: consequence)
                let number = method.number(likelihood: likelihood, consequence: consequence)
                return WorkTable.Cell("\(Tag(language(level.label), level.tone).html) \(number)")
            }
            return WorkTable.Row(
                [WorkTable.Cell.title("\(likelihood)", nil, why: "\(language(words.likelihood(likelihood)))")] + cells)
        }
        return Panel(id: "felter", heading: heading, isWide: true).html(
            WorkTable(caption: heading, columns: columns, groups: [.init(nil, rows)]).html)
    }

    /// What the levels mean; worked out from the cells.
    var legend: HTML {
        let heading = context.say(da: "Hvad niveauerne betyder", en: "What the levels mean")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Niveau", en: "Level"), .title),
                .init(context.say(da: "Tal", en: "Numbers"), isNamedWhenFolded: true),
                .init(context.say(da: "Det kræver", en: "It demands")),
            ],
            groups: [
                .init(
                    nil,
                    method.legend.map { row in
                        WorkTable.Row([
                            .init(
                                """
                                \(Tag(language(row.level.label), row.level.tone).html)\
                                <span class="why">\(language(RiskMethod.said(row.cells)))</span>
                                """),
                            row.numbers.map { .init(numbers($0, row.overlapping)) }
                                ?? .none(context.say(da: "ingen", en: "none")),
                            .init(text: language(row.acceptance.demand)),
                        ])
                    })
            ])
        let more = method.criteria.suffix(2).map { line in
            SummaryList.Row(context.say(line.label), text: context.say(line.value))
        }
        return Panel(id: "niveauer", heading: heading, isWide: true).html(
            table.html + "<div class=\"pad\">\(SummaryList(rows: more, isWide: true).html(language))</div>")
    }

    private func numbers(_ range: ClosedRange<Int>, _ overlapping: [RiskMethod.Level]) -> HTML {
        let text = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
        guard !overlapping.isEmpty else { return "\(text)" }
        let levels = language.list(overlapping.map { language($0.label).lowercased() })
        let also = context.say(
            da: "Tallet alene siger ikke niveauet: det overlapper \(levels)",
            en: "The number alone does not say the level: it overlaps \(levels)")
        return "\(text)<small>\(also)</small>"
    }

    /// Where the numbers in the cells do not follow the expected loss.
    var note: HTML {
        let found = method.contradictions
        guard !found.isNone else { return HTML() }
        let heading = context.say(
            da: "Tallene i felterne er til at kende et felt på, ikke til at regne med",
            en: "The numbers in the cells are to know a cell by, not to reckon with")
        return Note(.info).html(
            heading,
            """
            \(context.say(
                da: """
                    Af \(found.pairs) par felter har \(found.opposite) tal i modsat rækkefølge af det forventede tab, \
                    \(found.tied) har samme tal, selv om tabet er forskelligt, og \(found.split) har hver sit tal, selv om tabet \
                    er ens. Niveauet står i feltet og følger ikke tallet.
                    """,
                en: """
                    Of \(found.pairs) pairs of cells \(found.opposite) have numbers in the opposite order of the expected loss, \
                    \(found.tied) have the same number though the loss differs, and \(found.split) have different numbers though \
                    the loss is the same. The level stands in the cell and does not follow the number.
                    """))
            """)
    }

    var likelihood: HTML {
        let heading = context.say(RiskWords.likelihoodLabel)
        let rows = steps.map { step in
            WorkTable.Row([
                .title("\(step)", nil, why: "\(language(words.likelihood(step)))"),
                .init(text: language(method.often(step))),
            ])
        }
        return Panel(id: "sandsynlighed", heading: heading, isWide: true).html(
            WorkTable(
                caption: heading,
                columns: [
                    .init(context.say(da: "Trin", en: "Step"), .title),
                    .init(context.say(da: "Hvor ofte", en: "How often"), .end),
                ], groups: [.init(nil, rows)]
            ).html)
    }

    var consequences: HTML {
        let heading = context.say(da: "Konsekvens", en: "Consequence")
        let groups = RiskMethod.Dimension.allCases.map { dimension in
            WorkTable.Group(
                language(dimension.label),
                steps.map { step in
                    WorkTable.Row([
                        .title("\(step)", nil, why: "\(language(words.consequence(dimension, step)))"),
                        dimension == .economy
                            ? .init(text: language(method.cost(step)))
                            : .none(context.say(da: "intet beløb", en: "no amount")),
                    ])
                })
        }
        return Panel(id: "konsekvens", heading: heading, isWide: true).html(
            WorkTable(
                caption: heading,
                columns: [
                    .init(context.say(da: "Trin", en: "Step"), .title),
                    .init(context.say(da: "Beløb", en: "Amount"), .end),
                ], groups: groups
            ).html)
    }
}

extension RiskMethod.Level {
    /// Always beside the word for it.
    fileprivate var tone: Tone {
        switch self {
        case .low: .ok
        case .moderate: .info
        case .high: .warn
        case .critical: .bad
        }
    }
}
