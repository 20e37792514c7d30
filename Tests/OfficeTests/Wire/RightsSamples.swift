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

    static let providers: [Fact] = [
        .organisation(
            house,
            .signInProviderSet(
                SignInProvider(
                    name: value(700), issuer: value(701), client: value(702), scopes: value(703), claim: value(704),
                    groupsClaim: nil, groups: nil, strong: nil))),
        .organisation(
            house,
            .signInProviderSet(
                SignInProvider(
                    name: value(710), issuer: value(711), client: value(712), scopes: value(713), claim: value(714),
                    groupsClaim: value(715), groups: value(716), strong: value(717)))),
        .organisation(house, .signInSecretSet), .person(person, .roleFollowsGroups(grant)),
        .organisation(house, .signInProviderRemoved(reason: value(718))),
    ]

    static let group: ID<ForeignGroup> = id(720)

    static let groups: [Fact] = [
        .organisation(house, .groupNamed(group, name: value(720), external: nil)),
        .organisation(house, .groupNamed(group, name: value(721), external: value(722))),
        .person(person, .groupJoined(group)), .person(person, .groupLeft(group)),
        .organisation(house, .groupGone(group)),
    ]

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
