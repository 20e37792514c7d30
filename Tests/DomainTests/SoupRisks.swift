// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func riskFact() -> Risk.Fact {
        switch below(9) {
        case 0: return .closed(reason: value())
        case 1, 2:
            return .verified(
                .init(
                    assessment: assessed(), cause: Risk.Verification.Cause.allCases[below(10)], finding: value(),
                    next: anyDay()))
        case 3, 4, 5:
            return .assessed(
                .init(
                    method: id(5), inherent: below(2) == 0 ? estimate() : nil, current: estimate(),
                    residual: below(3) == 0 ? estimate() : nil, target: below(4) == 0 ? estimate() : nil,
                    reason: value(), confidence: .medium, disagreement: maybe(99),
                    treatment: Risk.Treatment.allCases[below(4)], next: anyDay(),
                    numbers: below(3) == 0 ? numbers() : nil))
        default:
            return .set(
                .init(
                    number: below(9), kind: Risk.Kind.allCases[below(2)], title: value(), scenario: value(),
                    assets: below(3) == 0 ? [] : [id(3)],
                    threats: below(3) == 0 ? [] : [ClauseReference("trusler:T0\(below(9))")].compactMap { $0 },
                    vulnerabilities: maybe(99), properties: below(3) == 0 ? [] : [.integrity], unit: id(4),
                    owner: maybe(4), events: below(3) == 0 ? [id(3)] : [], measures: below(2) == 0 ? [id(4)] : [],
                    classification: Classification.allCases[below(4)], isBarred: below(6) == 0))
        }
    }

    /// What a proposal would accept: mostly an assessment that was made.
    mutating func acceptance() -> Proposal.Content {
        .acceptance(id(3), assessment: assessed(), until: anyDay())
    }

    private mutating func assessed() -> Int {
        let made = history.indices.filter { index in
            if case .risk(_, .assessed) = history[index].fact { true } else { false }
        }
        return made.isEmpty || below(6) == 0 ? below(history.count + 1) : made[below(made.count)]
    }

    /// Now and then an interval that ends before it begins, or nothing at all.
    private mutating func numbers() -> Risk.Numbers {
        func ends(_ most: Int, _ soup: inout Soup) -> Estimate {
            let low = soup.below(most)
            return Estimate(from: low, to: soup.below(9) == 0 ? soup.below(most) : low + soup.below(most))
        }
        return .init(
            frequency: ends(500_000, &self), loss: ends(9_000_000, &self),
            shared: below(2) == 0 ? nil : below(1_200_000),
            effects: below(2) == 0
                ? [] : [.init(measure: id(4), frequency: below(1_100_000), loss: below(1_000_001))])
    }

    /// Now and then a step that no scale has.
    private mutating func estimate() -> Risk.Estimate {
        var consequences: [Risk.Consequence] = []
        for dimension in RiskMethod.Dimension.allCases {
            let step = below(5) == 0 ? nil : 1 + below(below(9) == 0 ? 9 : 5)
            consequences.append(.init(dimension: dimension, step: step, reason: step == nil ? value() : nil))
        }
        return .init(likelihood: 1 + below(5), consequences: consequences)
    }
}
