// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Law and framework against requirement and evidence: for each clause what answers for it, how that stands, who found so,
/// when, and when it is looked at again (policy §5).
enum MatrixPage {
    static let title = Phrase(da: "Efterlevelsesmatrix", en: "Compliance matrix")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (framework, filter) = Matrix.asked(context)
        let piece = KeptPieces.Compliance.matrix(framework?.name, filter, page: context.pageNumber)
        return Content(
            context.say(title), menu: .matrix, context.kept(.compliance(piece)) { body(Matrix(context), context) })
    }

    private static func body(_ matrix: Matrix, _ context: Context) -> HTML {
        let language = context.language
        let page = context.paged(matrix.rows, size: size, of: .matrix, matrix.query)
        let table = WorkTable(
            caption: context.say(title), columns: columns(context),
            groups: [
                .init(
                    nil,
                    page.shown.enumerated().map { row($0.element, isOnTop: $0.offset == 0, context) })
            ],
            empty: Empty(context.say(da: "Intet punkt passer.", en: "No clause fits.")))
        let answered = matrix.all.filter { $0.standing == .answered(.complied) }.count
        let open = matrix.all.filter { $0.standing == .unanswered }.count
        let sentence = context.say(
            da:
                "\(answered) af \(matrix.all.count) punkter er efterlevet med gyldig dokumentation. \(open) har intet krav, der svarer for dem.",
            en:
                "\(answered) of \(matrix.all.count) clauses are complied with and proven. \(open) have no requirement that answers for them."
        )
        return Head(title: context.say(title), sentence: "\(sentence)").html(language) + matrix.form.html(language)
            + Panel(id: "matrix", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + page.pager)
    }

    private static func columns(_ context: Context) -> [WorkTable.Column] {
        [
            .init(context.say(da: "Punkt og krav", en: "Clause and requirement"), .title),
            .init(context.say(da: "Dokumentation", en: "Evidence"), room: .medium),
            .init(context.say(da: "Vurderet", en: "Assessed"), .due, room: .medium),
            .init(context.say(da: "Næste", en: "Next"), .due, room: .notOnPhone),
            .init(context.say(da: "Status", en: "Status"), .end),
        ]
    }

    /// A requirement that has to do with a clause; the clause is named on the first of them, and on top of a page.
    private static func row(_ row: Matrix.Row, isOnTop: Bool, _ context: Context) -> WorkTable.Row {
        let (sight, language, line) = (context.sight, context.language, row.line)
        let none = context.say(da: "ingen", en: "none")
        let name = "\(line.clause.id.text) \(language(line.clause.title))"
        let link = Route.clause(line.reference.framework, line.clause.id).link
        guard let answer = row.answer else {
            return WorkTable.Row([
                .title(name, link), .none(none), .none(none), .none(none),
                .init(Tag(context.say(da: "Intet krav", en: "No requirement")).html),
            ])
        }
        let known = answer.requirement
        let newest = known.assessment(by: sight.day)
        let freshest = Matrix.freshest(newest, sight)
        let label = sight.label(.requirement(known.id), language) ?? context.say(Sentence.erased)
        let by = newest?.assessor.map { "<small>\(context.name($0, on: newest?.day ?? sight.day))</small>" as HTML }
        return WorkTable.Row([
            .title(
                row.isFirst || isOnTop ? name : "\(line.clause.id.text) …", link,
                why: "\(language(answer.relation.label)): <a\(href: Route.requirement(known.id))>\(label)</a>"),
            freshest.map { .init("<a\(href: Route.evidence($0.id))>\($0.giving?.label ?? "")</a>") } ?? .none(none),
            newest.map { .init("\(language.shortTime($0.day))\(by ?? HTML())") } ?? .none(none),
            newest?.next.map { .init(due: $0, today: sight.day, language, showsDistance: false) } ?? .none(none),
            .init(sight.compliance(of: known).tag(language).html),
        ])
    }
}

/// The clauses of one framework with what answers for each.
struct Matrix {
    typealias Answering = (requirement: Requirement, relation: ClauseRelation)

    struct Line {
        let reference: ClauseReference
        let clause: Clause
        let answers: [Answering]
        let standing: ClauseStanding
    }

    /// A clause with one requirement that has to do with it, the first of them or another; or with none.
    struct Row {
        let line: Line
        let answer: Answering?
        let isFirst: Bool
    }

    /// Which clauses are shown.
    enum Filter: String, CaseIterable {
        case unanswered = "uden-krav", wanting = "mangler"

        var label: Phrase {
            switch self {
            case .unanswered: Phrase(da: "Uden krav", en: "Without a requirement")
            case .wanting: Phrase(da: "Ikke efterlevet eller dokumenteret", en: "Not met or not proven")
            }
        }
    }

    let context: Context
    let framework: Framework?
    let all: [Line]
    private let filter: Filter?

    init(_ context: Context) {
        self.context = context
        let sight = context.sight
        (framework, filter) = Matrix.asked(context)
        all = framework.map { Matrix.lines(of: $0, sight) } ?? []
    }

    /// Which framework and which of its clauses are asked for.
    static func asked(_ context: Context) -> (framework: Framework?, filter: Filter?) {
        let frameworks = context.sight.frameworks.all
        let asked = context.argument("ramme").flatMap { Framework.Name($0) }
        let framework =
            frameworks.first { $0.name == asked } ?? frameworks.first { $0.name.text == "nis2" } ?? frameworks.first
        return (framework, context.argument("vis").flatMap { Filter(rawValue: $0) })
    }

    /// Every clause that demands something, with what answers for it.
    static func lines(of framework: Framework, _ sight: Sight) -> [Line] {
        framework.demands.map { clause in
            let reference = ClauseReference(framework.name, clause.id)
            let answers = sight.requirements(for: reference)
            return Line(
                reference: reference, clause: clause, answers: answers,
                standing: ClauseStanding(answers.map { ($0.relation, sight.compliance(of: $0.requirement)) }))
        }
    }

    var query: [(String, String?)] {
        [("ramme", framework?.name.text), ("vis", filter?.rawValue)].filter { $0.1 != nil }
    }

    var fitting: [Line] {
        switch filter {
        case nil: all
        case .unanswered: all.filter { $0.answers.isEmpty }
        case .wanting: all.filter { !$0.answers.isEmpty && $0.standing != .answered(.complied) }
        }
    }

    /// What is shown, in the order of the clauses.
    var rows: [Row] {
        fitting.flatMap { line in
            line.answers.isEmpty
                ? [Row(line: line, answer: nil, isFirst: true)]
                : line.answers.enumerated().map { Row(line: line, answer: $1, isFirst: $0 == 0) }
        }
    }

    /// The newest piece of evidence of an assessment that holds on the day shown and may be seen.
    static func freshest(_ made: Assessment.Made?, _ sight: Sight) -> Evidence? {
        (made?.evidence ?? []).compactMap { try? sight.evidence($0).0 }.filter { $0.holds(on: sight.day) }
            .max { $0.from < $1.from }
    }

    var form: FilterForm {
        FilterForm(
            action: Route.matrix.link,
            filters: [
                .init(
                    name: "ramme", label: context.say(da: "Lov eller rammeværk", en: "Law or framework"),
                    control: .choice(
                        context.sight.frameworks.all.map { ($0.name.text, context.say($0.label)) },
                        chosen: framework?.name.text ?? "")),
                .init(
                    name: "vis", label: context.say(da: "Punkter", en: "Clauses"),
                    control: .choice(
                        [(value: "", label: context.say(da: "Alle", en: "All"))]
                            + Filter.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: filter?.rawValue ?? "")),
            ], files: context.files(of: .matrix, query))
    }
}
