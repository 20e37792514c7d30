// SPDX-License-Identifier: MPL-2.0
@testable import Domain

extension Soup {
    mutating func courseFact() -> Course.Fact {
        switch below(12) {
        case 0, 1:
            return .opened(
                .init(
                    number: below(9), document: id(6), scope: ModuleScope.allCases[below(4)], plan: plan(),
                    firstDue: below(2) == 0 ? nil : anyDay()))
        case 2, 3: return .planned(plan(), reason: value())
        case 4: return .renewed(due: anyDay(), reason: value())
        case 5: return .revoked(id(20), reason: value())
        case 6: return .reissued(id(20))
        case 7: return .closed(reason: value())
        default:
            return .completed(
                .init(
                    person: id(4), version: maybe(9), certificate: id(20), number: below(99), right: below(9), of: 8,
                    evidence: maybe(4),
                    report: below(4) == 0
                        ? .init(
                            status: below(2) == 0 ? .passed : .completed, score: below(2) == 0 ? nil : below(101)) : nil
                ))
        }
    }

    private mutating func plan() -> CoursePlan {
        CoursePlan(
            audience: Audience(units: below(3) == 0 ? [] : [id(4)], roles: below(3) == 0 ? [.security] : []),
            days: 1 + below(30), years: below(4) == 0 ? nil : 1, movesToWorkingDay: below(2) == 0)
    }
}
