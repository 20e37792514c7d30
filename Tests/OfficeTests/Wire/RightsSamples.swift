// SPDX-License-Identifier: MPL-2.0

import Domain

/// The reviews of rights, and the limits of escalation: plain, and with all that one can say.
extension Samples {
    static let escalations: [Fact] = [
        .organisation(house, .escalationSet(nil, .init(head: 7, direktion: 21))),
        .organisation(house, .escalationSet(.verification, .init(head: 0, direktion: 365))),
        .organisation(house, .escalationSet(.verification, nil)),
    ]

    static let secondSteps: [Fact] = SecondStep.allCases.map {
        .organisation(house, .secondStepSet($0, reason: value(45)))
    }

    static let reviews: [Fact] = [
        .organisation(
            house,
            .rightsReviewed(
                .init(
                    quarter: Quarter(day(2026, 12, 31)), seen: 40, persons: 9, conflicts: 0, conclusion: value(230),
                    considered: [], notes: nil, isOwn: false))),
        .organisation(
            house,
            .rightsReviewed(
                .init(
                    quarter: Quarter(day(2027, 3, 31)), seen: 900, persons: 31, conflicts: 2, conclusion: value(231),
                    considered: [
                        .init(person: id(3), rule: .dpoHead), .init(person: id(3), rule: .auditorSecurity),
                    ], notes: value(232), isOwn: true))),
    ]
}
