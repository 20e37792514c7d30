// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func processingFact() -> Processing.Fact {
        switch below(6) {
        case 0: return .ended(reason: value())
        case 1, 2: return .reviewed(.init(finding: value(), next: anyDay()))
        default:
            return .set(
                .init(
                    number: below(9), capacity: Processing.Capacity.allCases[below(3)], title: value(),
                    purpose: value(), unit: id(4), responsible: maybe(4), begins: below(2) == 0 ? nil : anyDay(),
                    controllers: maybe(99), grounds: below(2) == 0 ? [] : [.task], law: maybe(99), people: maybe(99),
                    data: below(2) == 0 ? [] : [.special], kinds: maybe(99), recipients: maybe(99),
                    transfer: below(3) == 0 ? nil : Processing.Transfer.allCases[below(2)], countries: maybe(99),
                    safeguards: below(2) == 0 ? [] : [.clauses], erasure: maybe(99), security: maybe(99),
                    assets: below(2) == 0 ? [] : [id(3)]))
        }
    }
}
