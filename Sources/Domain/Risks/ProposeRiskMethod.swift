// SPDX-License-Identifier: MPL-2.0

/// Proposes the method by which risks are judged and what of them is accepted (risikometode og risikoacceptkriterier, policy §8;
/// ISO/IEC 27005:2022 6.4): a shipped one, with whatever is said otherwise here. What is left empty is as shipped. The direktion
/// alone decides it.
public struct ProposeRiskMethod: Deed {
    let method: RiskMethod, words: String?, matter: ProposalCase

    // MARK: Fields

    static let most = RiskMethod.Base.five.steps

    public static func rate(_ step: Int) -> String { "rate_\(step)" }
    public static func amount(_ step: Int) -> String { "amount_\(step)" }
    public static func cell(_ likelihood: Int, _ consequence: Int) -> String { "cell_\(likelihood)_\(consequence)" }
    public static func floor(_ dimension: RiskMethod.Dimension) -> String { "floor_\(dimension.rawValue)" }
    public static func acceptance(_ level: RiskMethod.Level) -> String { "acceptance_\(level.rawValue)" }
    public static func months(_ level: RiskMethod.Level) -> String { "acceptance_\(level.rawValue)_months" }

    public static let fields: [Field] =
        [
            Field(
                "base", .choice(RiskMethod.Base.choices), da: "Hvilken metode bygger den på?",
                en: "Which method is it made from?"),
            Field(
                "score", .choice(RiskMethod.Score.choices), da: "Tal i felterne", en: "Numbers in the cells",
                optional: true),
        ] + scales + cells + floors + criteria + ProposalCase.fields

    private static let scales: [Field] =
        (2...most).map { step in
            Field(
                rate(step), .number(1...RiskMethod.mostRate / 1000), da: "Sandsynlighed, trin \(step) begynder ved",
                en: "Likelihood, step \(step) begins at",
                hint: Phrase(da: "Gange på 1.000 år.", en: "Times in 1,000 years."), optional: true)
        }
        + (2...most).map { step in
            Field(
                amount(step), .number(1...RiskMethod.mostAmount / 100), da: "Økonomi, trin \(step) begynder ved",
                en: "Economy, step \(step) begins at", hint: Phrase(da: "Hele kroner.", en: "Whole kroner."),
                optional: true)
        }

    private static let cells: [Field] = (1...most).flatMap { likelihood in
        (1...most).map { consequence in
            Field(
                cell(likelihood, consequence), .choice(RiskMethod.Level.choices),
                da: "Sandsynlighed \(likelihood), konsekvens \(consequence)",
                en: "Likelihood \(likelihood), consequence \(consequence)", optional: true)
        }
    }

    private static let floors: [Field] = RiskMethod.Dimension.allCases.map { dimension in
        Field(
            floor(dimension), .choice([noFloor] + floorChoices), da: "Bundgrænse: \(dimension.label.da)",
            en: "Floor: \(dimension.label.en)", optional: true)
    }

    static let noFloor = Field.Choice("none", da: "Ingen bundgrænse", en: "No floor")

    private static let floorChoices: [Field.Choice] = RiskMethod.Level.allCases.filter { $0 > .low }.flatMap { level in
        (1...most).map { step in
            Field.Choice(
                "\(level.rawValue)-\(step)", da: "Aldrig under \(level.label.da.lowercased()) fra konsekvens \(step)",
                en: "Never below \(level.label.en.lowercased()) from consequence \(step)")
        }
    }

    private static let criteria: [Field] =
        RiskMethod.Level.allCases.flatMap { level in
            [
                Field(
                    acceptance(level), .choice(RiskMethod.Acceptance.Kind.choices), da: "Niveau: \(level.label.da)",
                    en: "Level: \(level.label.en)", optional: true),
                Field(
                    months(level), .number(1...12), da: "\(level.label.da): accept i højst så mange måneder",
                    en: "\(level.label.en): accepted for so many months at most", optional: true),
            ]
        } + [
            Field(
                "months", .number(1...12), da: "Verificeres mindst hver … måned",
                en: "Verified at least every … months",
                hint: Phrase(da: "Højst 12 (politikkens afsnit 8).", en: "12 at most (section 8 of the policy)."),
                optional: true),
            Field(
                "words", .text(most: 10_000), da: "Egne ord for trinene", en: "Own words for the steps",
                hint: RiskWords.form, optional: true),
        ]

    /// How a floor is written in its field; nil where there is none.
    public static func written(_ floor: RiskMethod.Floor?) -> String {
        floor.map { "\($0.level.rawValue)-\($0.consequence)" } ?? noFloor.value
    }

    // MARK: Reading

    public init(_ arguments: Arguments) throws(Refusal) {
        let base: RiskMethod.Base = try arguments.choice("base")
        let shipped = RiskMethod.shipped(base)
        let reading = Reading(arguments: arguments, shipped: shipped)
        method = RiskMethod(
            base: base, score: try arguments.optionalChoice("score") ?? shipped.score,
            rates: try reading.scale(shipped.rates, Self.rate, unit: 1000, most: RiskMethod.mostRate),
            amounts: try reading.scale(shipped.amounts, Self.amount, unit: 100, most: RiskMethod.mostAmount),
            cells: try reading.cells(), floors: try reading.floors(), acceptances: try reading.acceptances(),
            months: try arguments.optionalNumber("months", in: 1...1200) ?? shipped.months)
        words = try arguments.optionalText("words", most: 10_000)
        matter = try ProposalCase(arguments)
        if let fault = method.firstFault {
            throw .invalid(Self.field(of: fault.place), da: fault.phrase.da, en: fault.phrase.en)
        }
        if let words { try RiskWords.check(words, base, field: "words") }
    }

    private static func field(of place: RiskMethod.Fault.Place) -> String {
        switch place {
        case .shape: "base"
        case .rate(let step): rate(max(step, 2))
        case .amount(let step): amount(max(step, 2))
        case .cell(let likelihood, let consequence): cell(likelihood, consequence)
        case .floor(let dimension): floor(dimension)
        case .acceptance(let level): acceptance(level)
        case .months: "months"
        }
    }

    private struct Reading {
        let arguments: Arguments
        let shipped: RiskMethod

        /// A step that the method does not have says nothing.
        private func none(_ field: String) throws(Refusal) {
            guard try arguments.optionalText(field, most: 80) != nil else { return }
            throw .invalid(
                field, da: "Metoden har kun \(shipped.steps) trin. Lad feltet stå tomt.",
                en: "The method has \(shipped.steps) steps only. Leave the field empty.")
        }

        func scale(
            _ usual: [Int], _ name: (Int) -> String, unit: Int, most: Int
        ) throws(Refusal) -> [Int] {
            var found = [0]
            for step in 2...ProposeRiskMethod.most {
                guard step <= shipped.steps else {
                    try none(name(step))
                    continue
                }
                let said = try arguments.optionalNumber(name(step), in: 1...most / unit)
                found.append(said.map { $0 * unit } ?? usual[step - 1])
            }
            return found
        }

        func cells() throws(Refusal) -> [[RiskMethod.Level]] {
            var found: [[RiskMethod.Level]] = []
            for likelihood in 1...ProposeRiskMethod.most {
                var row: [RiskMethod.Level] = []
                for consequence in 1...ProposeRiskMethod.most {
                    let name = ProposeRiskMethod.cell(likelihood, consequence)
                    guard likelihood <= shipped.steps, consequence <= shipped.steps else {
                        try none(name)
                        continue
                    }
                    let said: RiskMethod.Level? = try arguments.optionalChoice(name)
                    row.append(said ?? shipped.level(likelihood: likelihood, consequence: consequence))
                }
                if likelihood <= shipped.steps { found.append(row) }
            }
            return found
        }

        func floors() throws(Refusal) -> [RiskMethod.Floor] {
            var found: [RiskMethod.Floor] = []
            for dimension in RiskMethod.Dimension.allCases {
                let name = ProposeRiskMethod.floor(dimension)
                guard let said = try arguments.optionalText(name, most: 80) else {
                    found += shipped.floors.filter { $0.dimension == dimension }
                    continue
                }
                if said == ProposeRiskMethod.noFloor.value { continue }
                let parts = said.split(separator: "-", omittingEmptySubsequences: false)
                guard parts.count == 2, let level = RiskMethod.Level(rawValue: String(parts[0])), level > .low,
                    let step = Int(parts[1])
                else { throw .invalid(name, da: "Vælg på listen.", en: "Choose from the list.") }
                found.append(.init(dimension: dimension, consequence: step, level: level))
            }
            return found
        }

        func acceptances() throws(Refusal) -> [RiskMethod.Acceptance] {
            var found: [RiskMethod.Acceptance] = []
            for level in RiskMethod.Level.allCases {
                let usual = shipped.acceptance(of: level)
                let field = ProposeRiskMethod.months(level)
                let kind = try arguments.optionalChoice(
                    ProposeRiskMethod.acceptance(level), RiskMethod.Acceptance.Kind.self)
                let said = try arguments.optionalNumber(field, in: 1...12)
                let months = said ?? (kind == nil || kind == usual.kind ? usual.months : nil)
                guard let acceptance = RiskMethod.Acceptance(kind ?? usual.kind, months: months) else {
                    throw .invalid(
                        field,
                        da: months == nil
                            ? "Skriv, hvor mange måneder en accept højst gælder."
                            : "Måneder hører kun til det, direktionen accepterer. Lad feltet stå tomt.",
                        en: months == nil
                            ? "Write for how many months an acceptance holds at most."
                            : "Months belong to what the direktion accepts alone. Leave the field empty.")
                }
                found.append(acceptance)
            }
            return found
        }
    }

    // MARK: Deciding

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: .direktion) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let now = desk.register.riskMethod(on: desk.today), now.method == method, words == nil, now.words == nil {
            throw .invalid(
                "base", da: "Det er den metode, der gælder. Ændr noget i den.",
                en: "That is the method that holds. Change something in it.")
        }
        try matter.submit(.method(method, words: desk.keep(words)), to: .direktion, &desk)
    }
}
