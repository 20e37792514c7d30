// SPDX-License-Identifier: MPL-2.0
@testable import Domain

/// Facts about competences, in no order.
extension Soup {
    mutating func competenceFact() -> Competence.Fact {
        switch below(12) {
        case 0, 1:
            return .set(
                .init(
                    number: below(9), title: value(), about: value(), months: below(3) == 0 ? nil : 1 + below(36),
                    course: maybe(3)))
        case 2, 3, 4:
            return .demanded(
                id(6),
                .init(
                    audience: Audience(units: below(3) == 0 ? [] : [id(4)], roles: below(3) == 0 ? [.security] : []),
                    days: below(60), basis: value(), document: maybe(6)))
        case 5: return .demandEnded(id(6), reason: value())
        case 6: return .confirmed(id(20))
        case 7: return .revoked(id(20), reason: value())
        case 8: return .withdrawn(reason: value())
        default:
            return .credited(
                id(20),
                .init(
                    person: id(4), issuer: value(), number: maybe(9), until: below(2) == 0 ? nil : anyDay(),
                    evidence: maybe(4), isOwnWord: below(2) == 0))
        }
    }
}
