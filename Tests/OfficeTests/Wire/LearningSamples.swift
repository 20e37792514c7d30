// SPDX-License-Identifier: MPL-2.0

import Domain

/// Courses: plain, and with all that one can say.
extension Samples {
    static let learning: [Fact] =
        ModuleScope.allCases.enumerated().map { index, scope in
            .course(
                id(500),
                .opened(
                    .init(
                        number: 1 + index, document: policy, scope: scope, plan: index == 0 ? CoursePlan() : narrow,
                        firstDue: index == 0 ? nil : day(2027, 1, 31))))
        } + [
            .course(id(500), .planned(CoursePlan(years: nil), reason: value(620))),
            .course(id(500), .planned(narrow, reason: value(621))),
            .course(id(500), .renewed(due: day(2027, 3, 1), reason: value(622))),
            .course(
                id(500),
                .completed(
                    .init(
                        person: person, version: id(501), certificate: id(502), number: 1, right: 7, of: 8,
                        evidence: nil))),
            .course(
                id(500),
                .completed(
                    .init(
                        person: deputy, version: nil, certificate: id(503), number: 2, right: nil, of: nil,
                        evidence: id(406)))),
            .course(
                id(500),
                .completed(
                    .init(
                        person: person, version: id(501), certificate: id(504), number: 3, right: nil, of: nil,
                        evidence: nil, report: .init(status: .passed, score: 85)))),
            .course(
                id(500),
                .completed(
                    .init(
                        person: deputy, version: id(501), certificate: id(505), number: 4, right: nil, of: nil,
                        evidence: nil, report: .init(status: .completed, score: nil)))),
            .course(id(500), .revoked(id(502), reason: value(623))), .course(id(500), .reissued(id(502))),
            .course(id(500), .closed(reason: value(624))),
        ]

    private static let narrow = CoursePlan(
        audience: Audience(units: [unit, other], roles: [.security, .dpo], kinds: [.consultant]), days: 30, years: 2,
        movesToWorkingDay: true)
}
