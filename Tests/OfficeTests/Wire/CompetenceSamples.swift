// SPDX-License-Identifier: MPL-2.0

import Domain

/// Competences and talks: plain, and with all that one can say.
extension Samples {
    static let competences: [Fact] = [
        .competence(
            id(510), .set(.init(number: 1, title: value(630), about: value(631), months: nil, course: nil))),
        .competence(
            id(510), .set(.init(number: 2, title: value(632), about: value(633), months: 24, course: id(500)))),
        .competence(
            id(510),
            .demanded(id(511), .init(audience: Audience(roles: [.dpo]), days: 0, basis: value(634), document: nil))),
        .competence(
            id(510),
            .demanded(
                id(512),
                .init(
                    audience: Audience(units: [unit, other], roles: [.security, .dpo], kinds: [.consultant]), days: 90,
                    basis: value(635), document: policy))),
        .competence(id(510), .demandEnded(id(512), reason: value(636))),
        .competence(
            id(510),
            .credited(
                id(513),
                .init(person: person, issuer: value(637), number: nil, until: nil, evidence: nil, isOwnWord: false))),
        .competence(
            id(510),
            .credited(
                id(514),
                .init(
                    person: deputy, issuer: value(638), number: value(639), until: day(2028, 2, 29),
                    evidence: id(406), isOwnWord: true))),
        .competence(id(510), .confirmed(id(514))), .competence(id(510), .revoked(id(514), reason: value(640))),
        .competence(id(510), .withdrawn(reason: value(641))), .organisation(house, .talksSet([])),
        .organisation(house, .talksSet([.employee, .embedded])), .person(person, .talkHeld(id(80), needs: [])),
        .person(person, .talkHeld(id(80), needs: [id(510), id(515)])),
    ]
}
