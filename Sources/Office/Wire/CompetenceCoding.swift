// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension KindLine {
    /// The kinds about competences. That none is missing is tested.
    static let competences: [FactKind: KindLine] = [
        .competenceSet: KindLine(
            1, [.backdated, .annullable],
            [
                .record("number"), .vaulted("title"), .personal("about", .actor, kept: .record), .record("months"),
                .record("course"),
            ]),
        .competenceDemanded: KindLine(
            1, .annullable,
            [
                .record("demand"), .record("units"), .record("roles"), .record("kinds"), .record("days"),
                .personal("basis", .actor, kept: .record), .record("document"),
            ]),
        .competenceDemandEnded: KindLine(
            1, [.backdated, .annullable], [.record("demand"), .personal("reason", .actor, kept: .record)]),
        // That and when somebody got it is what is documented; who gave it, and under which number, is the person's own.
        .competenceCredited: KindLine(
            1, [.backdated, .annullable],
            [
                .record("credential"), .record("person"), .personal("issuer", .named("person")),
                .personal("number", .named("person")), .record("until"), .record("evidence"), .record("own_word"),
            ]),
        .competenceConfirmed: KindLine(1, .annullable, [.record("credential")]),
        .competenceRevoked: KindLine(
            1, [.backdated, .annullable], [.record("credential"), .personal("reason", .actor)]),
        .competenceWithdrawn: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)]),
    ]
}

extension FactKind {
    static func of(_ fact: Competence.Fact) -> FactKind {
        switch fact {
        case .set: .competenceSet
        case .demanded: .competenceDemanded
        case .demandEnded: .competenceDemandEnded
        case .credited: .competenceCredited
        case .confirmed: .competenceConfirmed
        case .revoked: .competenceRevoked
        case .withdrawn: .competenceWithdrawn
        }
    }

    // Reads the members of one of the kinds that its caller names; what is left over is found by the reader.

    func readCompetence(_ payload: inout PayloadReader) throws(CanonicalFault) -> Competence.Fact {
        if self == .competenceSet {
            return .set(
                .init(
                    number: try payload.number("number"), title: try payload.id("title"),
                    about: try payload.id("about"),
                    months: try payload.optionalNumber("months"),
                    course: try payload.optionalID("course")))
        }
        if self == .competenceDemanded {
            let id: ID<Competence.Demand> = try payload.id("demand")
            let units: [ID<Unit>] = try payload.ids("units")
            let roles: [Role] = try payload.list("roles") { (inner) throws(CanonicalFault) in try inner.word("role") }
            let kinds: [Person.Engagement.Kind] = try payload.list("kinds") { (inner) throws(CanonicalFault) in
                try inner.word("kind")
            }
            return .demanded(
                id,
                .init(
                    audience: Audience(units: units, roles: roles, kinds: kinds), days: try payload.number("days"),
                    basis: try payload.id("basis"), document: try payload.optionalID("document")))
        }
        if self == .competenceDemandEnded {
            return .demandEnded(try payload.id("demand"), reason: try payload.id("reason"))
        }
        if self == .competenceCredited {
            return .credited(
                try payload.id("credential"),
                .init(
                    person: try payload.id("person"), issuer: try payload.id("issuer"),
                    number: try payload.optionalID("number"), until: try payload.optionalDay("until"),
                    evidence: try payload.optionalID("evidence"), isOwnWord: try payload.flag("own_word")))
        }
        if self == .competenceConfirmed { return .confirmed(try payload.id("credential")) }
        if self == .competenceRevoked {
            return .revoked(try payload.id("credential"), reason: try payload.id("reason"))
        }
        return .withdrawn(reason: try payload.id("reason"))
    }
}

extension Competence.Fact {
    /// Writes the payload's members; `readCompetence` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .set(let wording):
            payload.number("number", wording.number)
            payload.value("title", wording.title)
            payload.value("about", wording.about)
            if let months = wording.months { payload.number("months", months) }
            payload.id("course", wording.course)
        case .demanded(let id, let demand):
            payload.id("demand", id)
            payload.ids("units", demand.audience.units)
            payload.nested("roles", demand.audience.roles) { $0.word("role", $1) }
            payload.nested("kinds", demand.audience.kinds) { $0.word("kind", $1) }
            payload.number("days", demand.days)
            payload.value("basis", demand.basis)
            payload.id("document", demand.document)
        case .demandEnded(let id, let reason):
            payload.id("demand", id)
            payload.value("reason", reason)
        case .credited(let id, let credential):
            payload.id("credential", id)
            payload.id("person", credential.person)
            payload.value("issuer", credential.issuer)
            payload.value("number", credential.number)
            payload.day("until", credential.until)
            payload.id("evidence", credential.evidence)
            payload.flag("own_word", credential.isOwnWord)
        case .confirmed(let id): payload.id("credential", id)
        case .revoked(let id, let reason):
            payload.id("credential", id)
            payload.value("reason", reason)
        case .withdrawn(let reason): payload.value("reason", reason)
        }
    }
}
