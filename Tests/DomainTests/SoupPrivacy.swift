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

    mutating func subjectRequestFact() -> SubjectRequest.Fact {
        switch below(8) {
        case 0: return .assigned(id(4), reason: value())
        case 1: return .identified(below(2) == 0 ? .confirmed : .doubted, how: value())
        case 2: return .extended(told: anyDay(), reason: value())
        case 3: return .noted(value())
        case 4:
            return .answered(
                .init(
                    outcome: SubjectRequest.Outcome.allCases[below(5)], text: value(), reason: maybe(99),
                    isGuided: below(2) == 0, told: anyDay()))
        default:
            return .received(
                .init(
                    number: below(9), year: 2026, came: anyDay(), rights: [.access], handler: id(4), name: maybe(99),
                    contact: maybe(99), about: value(), processing: maybe(3)))
        }
    }
}
