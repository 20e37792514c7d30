// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Risks, on the day shown: those that the caller may see, the highest level first.
extension API.Reading {
    func risks() throws(APIProblem) -> APIAnswer {
        let index = sight.riskIndex()
        return try page(sight.risks(.init(closed: true), in: index), key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { risk(known, $0, whole: false) } ?? .null
        }
    }

    func risk(_ known: Risk, _ wording: Risk.Wording, whole: Bool) -> JSON {
        let made = sight.assessment(known)
        let events = wording.events.filter { sight.sees(.risk($0)) }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(wording.label)),
            ("kind", .string(wording.kind.rawValue)), ("title", text(wording.title)),
            ("standing", .string(sight.riskStanding(known).rawValue)),
            ("level", made.flatMap { sight.level(of: $0) }.map { .string($0.rawValue) } ?? .null),
            ("unit", named(wording.unit)), ("owner", named(wording.owner.map { .person($0) })),
            ("classification", .string(wording.classification.rawValue)), ("barred", .bool(wording.isBarred)),
            ("registered", day(known.setOn)), ("closed", day(known.closedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("accepted_until", day(sight.acceptance(of: known).map { $0.ended - 1 })),
            ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        members += [
            ("scenario", text(wording.scenario)), ("assets", .array(wording.assets.map { named(.asset($0)) })),
            ("threats", .array(wording.threats.map { .string($0.description) })),
            ("vulnerabilities", text(wording.vulnerabilities)),
            ("properties", .array(wording.properties.map { .string($0.rawValue.lowercased()) })),
            ("events", .array(events.map { named(.risk($0)) })),
            ("events_left_out", .number(wording.events.count - events.count)),
            ("measures", .array(wording.measures.map { named(.measure($0)) })),
            ("treatments", .array(sight.treatments(of: known).map { named(.action($0.id)) })),
            ("assessments", .array(known.assessments.filter { $0.day <= sight.day }.map(assessed))),
            ("verifications", .array(known.verifications.filter { $0.day <= sight.day }.map(verified))),
            ("acceptances", .array(sight.acceptances(of: known).map(accepted))),
            (
                "triggers",
                .array(
                    sight.openTriggers(of: known).map { one in
                        .members([
                            ("cause", .string(one.cause.rawValue)), ("about", named(one.subject)),
                            ("day", day(one.day)),
                        ])
                    })
            ),
        ]
        return .members(members)
    }

    private func assessed(_ made: Risk.Assessment.Made) -> JSON {
        .members([
            ("position", .number(made.position)), ("day", day(made.day)),
            ("method", .string(made.method.description)),
            ("estimates", .array(Risk.Stage.allCases.compactMap { estimate(made, $0) })),
            ("reason", text(made.reason)), ("confidence", .string(made.confidence.rawValue)),
            ("disagreement", text(made.disagreement)), ("treatment", .string(made.treatment.rawValue)),
            ("next", day(made.next)), ("numbers", made.numbers.map(numbers) ?? .null),
        ])
    }

    /// Events per million years, øre and parts per million, as a portfolio has them.
    private func numbers(_ one: Risk.Numbers) -> JSON {
        .members([
            ("often_low", .number(one.frequency.low)), ("often_high", .number(one.frequency.high)),
            ("cost_low", .number(one.loss.low)), ("cost_high", .number(one.loss.high)),
            ("shared", one.shared.map { .number($0) } ?? .null),
            (
                "planned",
                .array(
                    one.effects.filter { sight.sees(.measure($0.measure)) }.map { effect in
                        .members([
                            ("measure", named(.measure(effect.measure))), ("often", .number(effect.frequency)),
                            ("cost", .number(effect.loss)),
                        ])
                    })
            ),
        ])
    }

    /// What is harmed for the organisation and for citizens is never one number.
    private func estimate(_ made: Risk.Assessment.Made, _ stage: Risk.Stage) -> JSON? {
        guard let estimate = made[stage] else { return nil }
        func level(_ perspective: RiskMethod.Perspective?) -> JSON {
            sight.level(of: made, stage, perspective).map { .string($0.rawValue) } ?? .null
        }
        return .members([
            ("stage", .string(stage.rawValue)), ("likelihood", .number(estimate.likelihood)), ("level", level(nil)),
            ("organisation", level(.organisation)), ("citizens", level(.citizens)),
            (
                "consequences",
                .array(
                    estimate.consequences.map { one in
                        .members([
                            ("dimension", .string(one.dimension.rawValue)),
                            ("step", one.step.map { .number($0) } ?? .null), ("reason", text(one.reason)),
                        ])
                    })
            ),
        ])
    }

    private func verified(_ made: Risk.Verification.Made) -> JSON {
        .members([
            ("position", .number(made.position)), ("day", day(made.day)), ("assessment", .number(made.assessment)),
            ("cause", .string(made.cause.rawValue)), ("finding", text(made.finding)), ("next", day(made.next)),
        ])
    }

    private func accepted(_ one: Risk.Acceptance) -> JSON {
        .members([
            ("proposal", .string(one.proposal.description)), ("decision", .string(one.decision.description)),
            ("assessment", .number(one.assessment)), ("from", day(one.from)), ("until", day(one.until)),
            ("holds", .bool(one.holds(on: sight.day))),
        ])
    }
}
