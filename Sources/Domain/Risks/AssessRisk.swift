// SPDX-License-Identifier: MPL-2.0

/// Judges a risk under the method that holds on the day (policy §8): a likelihood, and what would follow in each of six
/// dimensions, or why one is not relevant. None is ever left out. The current risk is always judged; the inherent one, what
/// would be left and what is aimed at where there is something to say.
public struct AssessRisk: RiskDeed {
    let risk: ID<Risk>, day: Day, estimates: [Risk.Stage: Given], reason: String, confidence: Risk.Confidence
    let disagreement: String?, treatment: Risk.Treatment, next: Day?, numbers: Risk.Numbers.Given?

    /// What was written of one stage.
    struct Given: Sendable {
        let likelihood: Int
        /// In the order of the dimensions; nil: not relevant.
        let steps: [Int?]
        let reasons: [String?]
    }

    /// What is chosen where a dimension is not relevant.
    public static let irrelevant = "none"
    /// As many as the longest shipped scale has; whether the method in force has the step is seen when it is decided.
    static let most = RiskMethod.Base.five.steps
    static let steps: [Field.Choice] =
        (1...most).map { Field.Choice("\($0)", da: "Trin \($0)", en: "Step \($0)") }
        + [Field.Choice(irrelevant, da: "Ikke relevant", en: "Not relevant")]

    private static func fields(of stage: Risk.Stage) -> [Field] {
        let optional = stage != .current
        let name = stage.label
        return [
            Field(
                field(stage), .number(1...most), da: "\(name.da): sandsynlighed", en: "\(name.en): likelihood",
                hint: Phrase(da: "Metodens trin; 1 er det laveste.", en: "The step of the method; 1 is the lowest."),
                optional: optional)
        ]
            + RiskMethod.Dimension.allCases.flatMap { dimension in
                [
                    Field(
                        field(stage, dimension), .choice(steps),
                        da: "\(name.da): \(dimension.label.da.lowercasedFirst)",
                        en: "\(name.en): \(dimension.label.en.lowercasedFirst)", optional: optional),
                    Field(
                        reason(stage, dimension), .text(most: 1000), da: "Hvorfor?", en: "Why?",
                        hint: Phrase(
                            da: "Skal udfyldes, når dimensionen ikke er relevant.",
                            en: "Needed where the dimension is not relevant."), optional: true),
                ]
            }
    }

    /// The stages in the order of the form: what is asked for first is what always is.
    static let order: [Risk.Stage] = [.current, .inherent, .residual, .target]

    /// What the field of a likelihood is called: `current_likelihood`.
    public static func field(_ stage: Risk.Stage) -> String { "\(stage.rawValue)_likelihood" }
    /// What the field of a dimension is called: `current_economy`.
    public static func field(_ stage: Risk.Stage, _ dimension: RiskMethod.Dimension) -> String {
        "\(stage.rawValue)_\(dimension.rawValue)"
    }
    /// What the field of its reason is called: `current_economy_reason`.
    public static func reason(_ stage: Risk.Stage, _ dimension: RiskMethod.Dimension) -> String {
        "\(field(stage, dimension))_reason"
    }

    public static let fields: [Field] =
        [Field.risk, Field("day", .day, da: "Vurderet den", en: "Assessed on")]
        + order.flatMap { fields(of: $0) } + [
            Field(
                "reason", .text(most: 4000), da: "Hvorfor denne sandsynlighed?", en: "Why this likelihood?"),
            Field(
                "confidence", .choice(Risk.Confidence.choices), da: "Hvor sikker er vurderingen?",
                en: "How certain is it?"),
            Field(
                "disagreement", .text(most: 2000), da: "Hvad var I uenige om?", en: "What did you not agree on?",
                optional: true),
            Field(
                "treatment", .choice(Risk.Treatment.choices), da: "Hvad gøres der ved den?",
                en: "What is done about it?"),
        ] + Risk.Numbers.fields + [Risk.next, .late]

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.id("risk")
        day = try arguments.day("day")
        var estimates: [Risk.Stage: Given] = [:]
        for stage in AssessRisk.order { estimates[stage] = try AssessRisk.given(arguments, stage) }
        self.estimates = estimates
        reason = try arguments.text("reason", most: 4000)
        confidence = try arguments.choice("confidence")
        disagreement = try arguments.optionalText("disagreement", most: 2000)
        treatment = try arguments.choice("treatment")
        next = try arguments.optionalDay("next")
        numbers = try Risk.Numbers.Given.read(arguments)
    }

    /// Nil: nothing is said of the stage, which only the current one may not be.
    private static func given(_ arguments: Arguments, _ stage: Risk.Stage) throws(Refusal) -> Given? {
        let dimensions = RiskMethod.Dimension.allCases
        let likelihood = try arguments.optionalNumber(field(stage), in: 1...most)
        var (words, reasons): ([String?], [String?]) = ([], [])
        for dimension in dimensions {
            words.append(try arguments.optionalLine(field(stage, dimension), most: 10))
            reasons.append(try arguments.optionalText(reason(stage, dimension), most: 1000))
        }
        if stage != .current, likelihood == nil, words.allSatisfy({ $0 == nil }), reasons.allSatisfy({ $0 == nil }) {
            return nil
        }
        guard let likelihood else { throw Arguments.missing(field(stage)) }
        var steps: [Int?] = []
        for (index, dimension) in dimensions.enumerated() {
            guard let word = words[index] else {
                throw .invalid(
                    field(stage, dimension),
                    da: "Vælg et trin, eller at dimensionen ikke er relevant. Ingen dimension må stå tom (§ 8).",
                    en: "Choose a step, or that the dimension is not relevant. None may be left blank (§ 8).")
            }
            if word == irrelevant {
                guard reasons[index] != nil else {
                    throw .invalid(
                        reason(stage, dimension), da: "Skriv, hvorfor dimensionen ikke er relevant.",
                        en: "Write why the dimension is not relevant.")
                }
                steps.append(nil)
            } else {
                guard let step = Int(word), 1...most ~= step else {
                    throw .invalid(
                        field(stage, dimension),
                        da: "»\(word.prefix(20))« er ikke en af mulighederne. Vælg på listen.",
                        en: "“\(word.prefix(20))” is not one of the choices. Choose from the list.")
                }
                steps.append(step)
            }
        }
        guard steps.contains(where: { $0 != nil }) else {
            throw .invalid(
                field(stage, dimensions[0]),
                da: "Mindst én dimension skal være relevant. Har risikoen ingen følger, så luk den.",
                en: "At least one dimension must be relevant. If nothing would follow from the risk, close it.")
        }
        return Given(likelihood: likelihood, steps: steps, reasons: reasons)
    }

    static let noMethod = Refusal.outOfTurn(
        da: """
            Direktionen havde ikke vedtaget nogen risikometode den dag. Foreslå en metode først: kriterierne skal være der \
            før vurderingen.
            """,
        en: """
            The direktion had adopted no risk method on that day. Propose a method first: the criteria come before the \
            assessment.
            """)

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, wording) = try desk.register.openRisk(risk)
        try known.check(day, on: desk.today)
        guard let adopted = desk.register.riskMethod(on: day) else { throw AssessRisk.noMethod }
        let assessment = try assessment(under: adopted, of: wording.measures, &desk)
        try desk.record(.risk(risk, .assessed(assessment)), on: day)
    }

    /// What it says under a method, with its words kept.
    ///
    /// - Parameters: the measures that the risk names; what planned ones would save is said of no others.
    func assessment(
        under adopted: AdoptedMethod, of measures: [ID<Measure>], _ desk: inout Deciding
    ) throws(Refusal) -> Risk.Assessment {
        try check(adopted.method)
        guard let current = estimates[.current] else { throw Arguments.missing(AssessRisk.field(.current)) }
        let later = try Risk.next(next, after: day, adopted.method)
        let numbers = try self.numbers?.numbers(measures, in: desk.register)
        return Risk.Assessment(
            method: adopted.proposal, inherent: keep(estimates[.inherent], &desk), current: keep(current, &desk),
            residual: keep(estimates[.residual], &desk), target: keep(estimates[.target], &desk),
            reason: desk.keep(reason), confidence: confidence, disagreement: desk.keep(disagreement),
            treatment: treatment, next: later, numbers: numbers)
    }

    /// Whether the method has the steps.
    func check(_ method: RiskMethod) throws(Refusal) {
        for stage in AssessRisk.order {
            guard let given = estimates[stage] else { continue }
            try AssessRisk.check(given, stage, method)
        }
    }

    /// The scales of the method in force may be shorter than what the form offers.
    private static func check(_ given: Given, _ stage: Risk.Stage, _ method: RiskMethod) throws(Refusal) {
        func refuse(_ field: String) throws(Refusal) {
            throw .invalid(
                field, da: "Metoden har \(method.steps) trin. Vælg et fra 1 til \(method.steps).",
                en: "The method has \(method.steps) steps. Choose one from 1 to \(method.steps).")
        }
        if given.likelihood > method.steps { try refuse(field(stage)) }
        for (index, dimension) in RiskMethod.Dimension.allCases.enumerated() {
            if let step = given.steps[index], step > method.steps { try refuse(field(stage, dimension)) }
        }
    }

    private func keep(_ given: Given?, _ desk: inout Deciding) -> Risk.Estimate? {
        given.map { keep($0, &desk) }
    }

    private func keep(_ given: Given, _ desk: inout Deciding) -> Risk.Estimate {
        var consequences: [Risk.Consequence] = []
        for (index, dimension) in RiskMethod.Dimension.allCases.enumerated() {
            consequences.append(
                .init(dimension: dimension, step: given.steps[index], reason: desk.keep(given.reasons[index])))
        }
        return .init(likelihood: given.likelihood, consequences: consequences)
    }
}
