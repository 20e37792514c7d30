// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about risks. That none is missing is tested.
    static let risks: [FactKind: KindLine] = [
        .riskSet: KindLine(
            1, [.material, .annullable],
            [
                .record("number"), .record("kind"), .vaulted("title"), .personal("scenario", .actor, kept: .record),
                .record("assets"), .record("threats"), .personal("vulnerabilities", .actor, kept: .record),
                .record("properties"), .record("unit"), .record("owner"), .record("events"), .record("measures"),
                .record("classification"), .record("barred"),
            ]),
        .riskAssessed: KindLine(
            1, [.material, .backdated, .annullable],
            [
                .record("method"), .record("inherent"), .record("current"), .record("residual"), .record("target"),
                .personal("reason", .actor, kept: .record), .record("confidence"),
                .personal("disagreement", .actor, kept: .record), .record("treatment"), .record("next"),
                .record("numbers"), .record("planned"),
                .record("guide"), .personal("guide_dismissals", .actor, kept: .record),
            ] + reasons),
        .riskVerified: KindLine(
            1, [.material, .backdated, .annullable],
            [
                .record("assessment"), .record("cause"), .personal("finding", .actor, kept: .record), .record("next"),
            ]),
        .riskClosed: KindLine(1, [.material, .annullable], [.personal("reason", .actor, kept: .record)]),
    ]
    /// Why each dimension has its step, at each stage: a leaf commits to values under names of its own.
    private static let reasons: [WireField] = Risk.Stage.allCases.flatMap { stage in
        RiskMethod.Dimension.allCases.map { .personal(Risk.reason(stage, $0), .actor, kept: .record) }
    }
}

extension Risk.Fact {
    /// Writes the payload's members; `readRisk` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording):
            payload.number("number", wording.number)
            payload.word("kind", wording.kind)
            payload.value("title", wording.title)
            payload.value("scenario", wording.scenario)
            payload.ids("assets", wording.assets)
            payload.nested("threats", wording.threats) { $0.text("threat", $1.description) }
            payload.value("vulnerabilities", wording.vulnerabilities)
            payload.nested("properties", wording.properties) { $0.word("property", $1) }
            payload.id("unit", wording.unit)
            payload.id("owner", wording.owner)
            payload.ids("events", wording.events)
            payload.ids("measures", wording.measures)
            payload.word("classification", wording.classification)
            payload.flag("barred", wording.isBarred)
        case .assessed(let assessment):
            payload.id("method", assessment.method)
            for stage in Risk.Stage.allCases {
                guard let estimate = assessment[stage] else { continue }
                payload.nested("\(Risk.key(stage))") { inner in
                    inner.number("likelihood", estimate.likelihood)
                    for one in estimate.consequences {
                        if let step = one.step { inner.number("\(Risk.key(one.dimension))", step) }
                    }
                }
                for one in estimate.consequences {
                    payload.value("\(Risk.reason(stage, one.dimension))", one.reason)
                }
            }
            payload.value("reason", assessment.reason)
            payload.word("confidence", assessment.confidence)
            payload.value("disagreement", assessment.disagreement)
            payload.word("treatment", assessment.treatment)
            payload.day("next", assessment.next)
            if let numbers = assessment.numbers { write(numbers, to: &payload) }
            // What was judged without questions has none, and is written as it was before there were any.
            if let guide = assessment.guide {
                payload.nested("guide") { guide.write(to: &$0) }
                payload.value("guide_dismissals", guide.dismissals)
            }
        case .verified(let verification):
            payload.number("assessment", verification.assessment)
            payload.word("cause", verification.cause)
            payload.value("finding", verification.finding)
            payload.day("next", verification.next)
        case .closed(let reason): payload.value("reason", reason)
        }
    }

    /// Events per million years, øre and parts per million.
    private func write(_ numbers: Risk.Numbers, to payload: inout PayloadWriter) {
        payload.nested("numbers") { inner in
            inner.number("often_low", numbers.frequency.low)
            inner.number("often_high", numbers.frequency.high)
            inner.number("cost_low", numbers.loss.low)
            inner.number("cost_high", numbers.loss.high)
            if let shared = numbers.shared { inner.number("shared", shared) }
        }
        guard !numbers.effects.isEmpty else { return }
        payload.nested("planned", numbers.effects) { inner, effect in
            inner.id("measure", effect.measure)
            inner.number("often", effect.frequency)
            inner.number("cost", effect.loss)
        }
    }
}

extension Risk.Guide {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.nested("answers", answers) { inner, answer in
            if let property = answer.property { inner.word("property", property) }
            inner.word("dimension", answer.dimension)
            if let step = answer.step { inner.number("step", step) }
        }
        payload.nested("dismissed", dismissed) { $0.text("threat", $1.description) }
        payload.nested("in_place", provisions) { inner, one in
            inner.text("about", one.about.text)
            inner.word("answer", one.answer)
        }
    }
}

extension Risk {
    fileprivate static func key(_ stage: Stage) -> StaticString {
        switch stage {
        case .inherent: "inherent"
        case .current: "current"
        case .residual: "residual"
        case .target: "target"
        }
    }

    fileprivate static func key(_ dimension: RiskMethod.Dimension) -> StaticString {
        switch dimension {
        case .economy: "economy"
        case .reputation: "reputation"
        case .contract: "contract"
        case .regulation: "regulation"
        case .citizens: "citizens"
        case .operations: "operations"
        }
    }

    fileprivate static func reason(_ stage: Stage, _ dimension: RiskMethod.Dimension) -> StaticString {
        switch (stage, dimension) {
        case (.inherent, .economy): "inherent_economy_reason"
        case (.inherent, .reputation): "inherent_reputation_reason"
        case (.inherent, .contract): "inherent_contract_reason"
        case (.inherent, .regulation): "inherent_regulation_reason"
        case (.inherent, .citizens): "inherent_citizens_reason"
        case (.inherent, .operations): "inherent_operations_reason"
        case (.current, .economy): "current_economy_reason"
        case (.current, .reputation): "current_reputation_reason"
        case (.current, .contract): "current_contract_reason"
        case (.current, .regulation): "current_regulation_reason"
        case (.current, .citizens): "current_citizens_reason"
        case (.current, .operations): "current_operations_reason"
        case (.residual, .economy): "residual_economy_reason"
        case (.residual, .reputation): "residual_reputation_reason"
        case (.residual, .contract): "residual_contract_reason"
        case (.residual, .regulation): "residual_regulation_reason"
        case (.residual, .citizens): "residual_citizens_reason"
        case (.residual, .operations): "residual_operations_reason"
        case (.target, .economy): "target_economy_reason"
        case (.target, .reputation): "target_reputation_reason"
        case (.target, .contract): "target_contract_reason"
        case (.target, .regulation): "target_regulation_reason"
        case (.target, .citizens): "target_citizens_reason"
        case (.target, .operations): "target_operations_reason"
        }
    }
}

extension PayloadReader {
    /// A stage that nothing is said of is left out.
    fileprivate mutating func estimate(_ stage: Risk.Stage) throws(CanonicalFault) -> Risk.Estimate? {
        let key = Risk.key(stage)
        guard has(key) else { return nil }
        var (likelihood, steps): (Int, [Int?]) = (0, [])
        (likelihood, steps) = try nested(key) { (inner) throws(CanonicalFault) in
            let likelihood = try inner.number("likelihood")
            var steps: [Int?] = []
            for dimension in RiskMethod.Dimension.allCases {
                let key = Risk.key(dimension)
                steps.append(inner.has(key) ? try inner.number(key) : nil)
            }
            return (likelihood, steps)
        }
        var consequences: [Risk.Consequence] = []
        for (index, dimension) in RiskMethod.Dimension.allCases.enumerated() {
            consequences.append(
                .init(
                    dimension: dimension, step: steps[index], reason: try optionalID(Risk.reason(stage, dimension))))
        }
        return .init(likelihood: likelihood, consequences: consequences)
    }

    /// What a guided assessment answered; left out where there were no questions.
    fileprivate mutating func guide() throws(CanonicalFault) -> Risk.Guide? {
        guard has("guide") else { return nil }
        var (answers, dismissed, provisions): ([Risk.Guide.Answer], [ClauseReference], [Risk.Guide.Provision])
        (answers, dismissed, provisions) = try nested("guide") { (inner) throws(CanonicalFault) in
            let answers = try inner.list("answers") { (one) throws(CanonicalFault) in
                Risk.Guide.Answer(
                    property: one.has("property") ? try one.word("property") : nil,
                    dimension: try one.word("dimension"), step: one.has("step") ? try one.number("step") : nil)
            }
            let dismissed = try inner.list("dismissed") { (one) throws(CanonicalFault) in
                guard let threat = ClauseReference(try one.text("threat")) else { throw one.fault(.form, "threat") }
                return threat
            }
            let provisions = try inner.list("in_place") { (one) throws(CanonicalFault) in
                guard let about = Risk.Guide.Provision.About(try one.text("about")) else {
                    throw one.fault(.form, "about")
                }
                return Risk.Guide.Provision(about: about, answer: try one.word("answer"))
            }
            return (answers, dismissed, provisions)
        }
        return .init(
            answers: answers, dismissed: dismissed, dismissals: try optionalID("guide_dismissals"),
            provisions: provisions)
    }
}

extension PayloadReader {
    /// An assessment that gives no numbers leaves them out.
    fileprivate mutating func numbers() throws(CanonicalFault) -> Risk.Numbers? {
        guard has("numbers") else { return nil }
        let (frequency, loss, shared) = try nested("numbers") { (inner) throws(CanonicalFault) in
            (
                Estimate(from: try inner.number("often_low"), to: try inner.number("often_high")),
                Estimate(from: try inner.number("cost_low"), to: try inner.number("cost_high")),
                inner.has("shared") ? try inner.number("shared") : nil
            )
        }
        var effects: [Risk.Numbers.Effect] = []
        if has("planned") {
            effects = try list("planned") { (inner) throws(CanonicalFault) in
                .init(
                    measure: try inner.id("measure"), frequency: try inner.number("often"),
                    loss: try inner.number("cost"))
            }
        }
        return .init(frequency: frequency, loss: loss, shared: shared, effects: effects)
    }
}

extension FactKind {
    static func of(_ fact: Risk.Fact) -> FactKind {
        switch fact {
        case .set: .riskSet
        case .assessed: .riskAssessed
        case .verified: .riskVerified
        case .closed: .riskClosed
        }
    }

    /// Reads the members of a risk's fact; of another kind it would read that it is closed.
    func readRisk(_ payload: inout PayloadReader) throws(CanonicalFault) -> Risk.Fact {
        if self == .riskSet { return .set(try .init(&payload)) }
        if self == .riskAssessed {
            let method: ID<Proposal> = try payload.id("method")
            let inherent = try payload.estimate(.inherent)
            guard let current = try payload.estimate(.current) else { throw payload.fault(.missing, "current") }
            let (residual, target) = (try payload.estimate(.residual), try payload.estimate(.target))
            return .assessed(
                .init(
                    method: method, inherent: inherent, current: current, residual: residual, target: target,
                    reason: try payload.id("reason"), confidence: try payload.word("confidence"),
                    disagreement: try payload.optionalID("disagreement"), treatment: try payload.word("treatment"),
                    next: try payload.day("next"), guide: try payload.guide(), numbers: try payload.numbers()))
        }
        if self == .riskVerified {
            return .verified(
                .init(
                    assessment: try payload.number("assessment"), cause: try payload.word("cause"),
                    finding: try payload.id("finding"), next: try payload.day("next")))
        }
        return .closed(reason: try payload.id("reason"))
    }
}

extension Risk.Wording {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        let (number, kind): (Int, Risk.Kind) = (try payload.number("number"), try payload.word("kind"))
        let (title, scenario): (ValueID, ValueID) = (try payload.id("title"), try payload.id("scenario"))
        let assets: [ID<Asset>] = try payload.ids("assets")
        let threats: [ClauseReference] = try payload.list("threats") { (inner) throws(CanonicalFault) in
            guard let threat = ClauseReference(try inner.text("threat")) else { throw inner.fault(.form, "threat") }
            return threat
        }
        let vulnerabilities: ValueID? = try payload.optionalID("vulnerabilities")
        let properties: [ControlAttributes.Property] = try payload.list("properties") {
            (inner) throws(CanonicalFault) in try inner.word("property")
        }
        self.init(
            number: number, kind: kind, title: title, scenario: scenario, assets: assets, threats: threats,
            vulnerabilities: vulnerabilities, properties: properties, unit: try payload.id("unit"),
            owner: try payload.optionalID("owner"), events: try payload.ids("events"),
            measures: try payload.ids("measures"), classification: try payload.word("classification"),
            isBarred: try payload.flag("barred"))
    }
}
