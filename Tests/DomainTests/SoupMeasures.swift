// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func measureFact() -> Measure.Fact {
        switch below(7) {
        case 0: return .ended(reason: value())
        case 1, 2: return .implemented(how: maybe(99))
        case 3, 4:
            return .tested(
                .init(
                    method: .technical, outcome: Measure.Outcome.allCases[below(3)], finding: value(),
                    evidence: [id(4)], next: anyDay()))
        default:
            return .set(
                .init(
                    number: below(9), title: value(), what: value(), unit: id(4), by: anyDay(), months: 1 + below(12),
                    requirements: [id(5)], clauses: [],
                    needs: [.init(asset: id(3), property: ControlAttributes.Property.allCases[below(3)])],
                    isReworded: below(2) == 0))
        }
    }

    mutating func assetFact() -> Asset.Fact {
        switch below(8) {
        case 0: return .retired(reason: value())
        // Without chance, so that the other facts of a seed stay what they were.
        case 1 where history.count % 3 == 0,
            2 where history.count % 3 == 0:
            return .depended(
                .init(
                    kind: history.count % 2 == 0 ? .runsOn : .exchangesWith,
                    on: ID(high: 1, low: UInt64(history.count / 3 % 3)),
                    withheld: history.count % 4 == 0 ? [.integrity] : [], reason: ID(high: 1, low: 7)))
        case 3 where history.count % 5 == 0,
            4 where history.count % 5 == 0:
            return .dependenceEnded(
                history.count % 2 == 0 ? .runsOn : .exchangesWith,
                on: ID(high: 1, low: UInt64(history.count / 5 % 3)), reason: ID(high: 1, low: 7))
        case 5 where below(2) == 0:
            return .inventoried(
                .init(format: "1.5", count: below(9), products: value(), file: value(), fileName: value()))
        case 1, 2:
            let from = anyDay()
            return .measured(
                .init(
                    from: from, until: from + below(90),
                    measured: .init(available: 9900 + below(100), recovery: below(9), loss: nil), note: maybe(99),
                    evidence: [id(4)]))
        case 3, 4:
            return .accessReviewed(
                .init(
                    outcome: Asset.AccessReview.Outcome.allCases[below(3)], finding: value(), evidence: [],
                    next: anyDay()))
        default:
            return .set(
                .init(
                    number: below(9), kind: Asset.Kind.allCases[below(7)], name: value(), about: maybe(99), unit: id(4),
                    owner: maybe(4), isShared: below(2) == 0, confidentiality: maybeNeed(), integrity: maybeNeed(),
                    availability: maybeNeed(), authenticity: maybeNeed(),
                    target: .init(available: 9950, recovery: 4, loss: nil), users: maybe(99),
                    months: below(3) == 0 ? nil : 1 + below(12), details: details()))
        }
    }

    private mutating func details() -> Asset.Details {
        var details = Asset.Details()
        details.manager = maybe(4)
        details.criticality = below(2) == 0 ? nil : .society
        details.externalIDs = below(2) == 0 ? [] : [.init(system: "cmdb", id: "\(below(9))")]
        details.products = maybe(99)
        return details
    }

    private mutating func maybeNeed() -> Asset.Need? { below(3) == 0 ? nil : need() }

    private mutating func need() -> Asset.Need { .init(level: Asset.Level.allCases[below(4)], reason: value()) }
}
