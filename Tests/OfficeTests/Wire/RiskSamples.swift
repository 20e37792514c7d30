// SPDX-License-Identifier: MPL-2.0

import Domain

/// Risks: plain, and with all that one can say.
extension Samples {
    static let risk: ID<Risk> = id(820)

    static let endangering: [Fact] =
        setRisks + classifiedRisks + assessedRisks + treatedRisks + countedRisks + guidedRisks + verifiedRisks
        + settledRisks

    private static let setRisks: [Fact] =
        [
            .risk(
                risk,
                .set(
                    .init(
                        number: 1, kind: .strategic, title: value(820), scenario: value(821), assets: [], threats: [],
                        vulnerabilities: nil, properties: [], unit: unit, owner: nil, events: [], measures: [],
                        classification: .internal, isBarred: false))),
            .risk(
                id(821),
                .set(
                    .init(
                        number: 2, kind: .operational, title: value(822), scenario: value(823),
                        assets: [id(495), id(496)],
                        threats: [ClauseReference("trusler:T01"), ClauseReference("trusler:T14")].compactMap { $0 },
                        vulnerabilities: value(824), properties: ControlAttributes.Property.allCases, unit: other,
                        owner: person, events: [risk], measures: [id(490)], classification: .confidential,
                        isBarred: true))),
        ]

    private static let classifiedRisks: [Fact] =
        Classification.allCases.map { classification -> Fact in
            .risk(
                risk,
                .set(
                    .init(
                        number: 1, kind: .strategic, title: value(825), scenario: value(826), assets: [], threats: [],
                        vulnerabilities: nil, properties: [.integrity], unit: unit, owner: nil, events: [],
                        measures: [], classification: classification, isBarred: false)))
        }

    private static let assessedRisks: [Fact] =
        [
            .risk(
                risk,
                .assessed(
                    .init(
                        method: id(751), inherent: nil, current: estimate(3, from: 830, whole: false), residual: nil,
                        target: nil,
                        reason: value(827), confidence: .low, disagreement: nil, treatment: .retain,
                        next: day(2027, 11, 23))))
        ]

    private static let treatedRisks: [Fact] =
        Risk.Treatment.allCases.enumerated().map { index, treatment -> Fact in
            .risk(
                id(821),
                .assessed(
                    .init(
                        method: id(752), inherent: estimate(5, from: 840), current: estimate(4, from: 850),
                        residual: estimate(2, from: 860), target: estimate(1, from: 870), reason: value(828),
                        confidence: Risk.Confidence.allCases[index % 3], disagreement: value(829),
                        treatment: treatment, next: day(2027, 5, 23))))
        }

    /// With intervals: all that one can say of them, and as little.
    private static let countedRisks: [Fact] =
        [
            Risk.Numbers(
                frequency: Estimate(from: 20_000, to: 200_000), loss: Estimate(from: 50_000_000, to: 2_000_000_000),
                shared: 200_000,
                effects: [
                    .init(measure: id(490), frequency: 400_000, loss: 1_000_000),
                    .init(measure: id(491), frequency: 1_000_000, loss: 0),
                ]),
            Risk.Numbers(frequency: Estimate(1_000), loss: Estimate(100), shared: nil, effects: []),
        ].map { numbers -> Fact in
            .risk(
                risk,
                .assessed(
                    .init(
                        method: id(751), inherent: nil, current: estimate(3, from: 830, whole: false), residual: nil,
                        target: nil, reason: value(827), confidence: .low, disagreement: nil, treatment: .retain,
                        next: day(2027, 11, 23), numbers: numbers)))
        }

    /// Judged question by question: with every answer that there is, and with as few as there can be.
    private static let guidedRisks: [Fact] = [
        Risk.Guide(
            answers: Risk.Guide.questions.enumerated().map { index, question in
                .init(
                    property: question.property, dimension: question.dimension,
                    step: index % 4 == 3 ? nil : 1 + index % 5)
            }, dismissed: [ClauseReference("trusler:T05")].compactMap { $0 }, dismissals: value(886),
            provisions: Risk.Guide.InPlace.allCases.enumerated().compactMap { index, answer in
                let about: Risk.Guide.Provision.About? =
                    index == 0 ? .measure(id(490)) : ClauseReference("27002:8.\(index)").map { .control($0) }
                return about.map { .init(about: $0, answer: answer) }
            }),
        Risk.Guide(answers: [], dismissed: [], dismissals: nil, provisions: []),
    ].map { guide in
        .risk(
            id(821),
            .assessed(
                .init(
                    method: id(752), inherent: nil, current: estimate(3, from: 890), residual: nil, target: nil,
                    reason: value(828), confidence: .low, disagreement: nil, treatment: .modify,
                    next: day(2027, 11, 23), guide: guide)))
    }
    private static let verifiedRisks: [Fact] =
        Risk.Verification.Cause.allCases.enumerated().map { index, cause -> Fact in
            .risk(
                risk,
                .verified(
                    .init(assessment: 7 + index, cause: cause, finding: value(880), next: day(2027, 11, 23))))
        }

    private static let settledRisks: [Fact] =
        [
            .risk(id(821), .closed(reason: value(881))),
            .proposal(
                id(822),
                .made(
                    .init(
                        number: 9, year: 2026, body: .direktion, question: value(882),
                        content: .acceptance(risk, assessment: 412, until: day(2027, 5, 23)), reasons: value(883),
                        ifYes: value(884), ifNo: value(885), conditions: nil, due: day(2026, 12, 14), follows: nil))),
        ]

    /// The first dimension is not relevant; some say why, or all of them do.
    private static func estimate(_ likelihood: Int, from first: UInt64, whole: Bool = true) -> Risk.Estimate {
        let consequences = RiskMethod.Dimension.allCases.enumerated().map { index, dimension in
            Risk.Consequence(
                dimension: dimension, step: index == 0 ? nil : 1 + index % 5,
                reason: whole || index < 2 ? value(first + UInt64(index)) : nil)
        }
        return Risk.Estimate(likelihood: likelihood, consequences: consequences)
    }
}
