// SPDX-License-Identifier: MPL-2.0

/// Records what shows that a person has a competence (policy §9: documented). What somebody records of oneself waits for
/// somebody else to confirm it.
public struct RecordCredential: Deed {
    let competence: ID<Competence>, person: ID<Person>, day: Day, issuer: String, number: String?, until: Day?
    let evidence: ID<Evidence>?

    public static let fields = [
        Field.competence, .person, Field("day", .day, da: "Opnået den", en: "Got on"),
        Field(
            "issuer", .line(most: 200), da: "Udsteder", en: "Issuer",
            hint: Phrase(da: "Hvem har givet beviset?", en: "Who gave the credential?")),
        Field("number", .line(most: 100), da: "Bevisets nummer", en: "Number of the credential", optional: true),
        Field("until", .day, da: "Gælder til og med", en: "Holds until", optional: true),
        Field(
            "evidence", .evidence, da: "Dokumentation", en: "Evidence",
            hint: Phrase(
                da: "Tilføj først beviset som dokumentation, hvis det skal kunne læses her.",
                en: "Add the credential as evidence first if it is to be read here."), optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        person = try arguments.id("person")
        day = try arguments.day("day")
        issuer = try arguments.line("issuer", most: 200)
        number = try arguments.optionalLine("number", most: 100)
        until = try arguments.optionalDay("until")
        evidence = try arguments.optionalID("evidence")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .person(person), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingCompetence(competence, on: desk.today)
        _ = try desk.register.existingPerson(person)
        guard day <= desk.today else {
            throw .invalid("day", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        if let until, until < day {
            throw .invalid(
                "until", da: "Beviset udløber, før det er opnået. Ret en af dagene.",
                en: "The credential runs out before it was got. Correct one of the days.")
        }
        guard !(known.credentials[person] ?? []).contains(where: { $0.day == day && $0.revokedOn == nil }) else {
            throw .outOfTurn(
                da: "Der er registreret et bevis fra den dag. Tilbagekald det først, hvis det er forkert.",
                en: "A credential of that day is recorded. Revoke it first if it is wrong.")
        }
        if let evidence { _ = try desk.register.existingEvidence(evidence) }
        let credential = Competence.Credential(
            person: person, issuer: desk.keep(issuer), number: desk.keep(number), until: until, evidence: evidence,
            isOwnWord: desk.by == person)
        let id: ID<Competence.Credential> = desk.new()
        try desk.record(.competence(competence, .credited(id, credential)), on: day)
    }
}

/// A command about one credential: the affair of the unit of its holder.
public protocol CredentialDeed: CompetenceDeed {
    var credential: ID<Competence.Credential> { get }
}

extension CredentialDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        guard let holder = register.competences[competence]?.credential(credential)?.person else { return Concern() }
        return register.concern(of: .person(holder), on: day)
    }

    func standing(_ desk: Deciding) throws(Refusal) -> Competence.Credited {
        guard let known = desk.register.competences[competence]?.credential(credential) else {
            throw .invalid("credential", da: "Vælg et kompetencebevis.", en: "Choose a credential.")
        }
        guard known.revokedOn == nil else {
            throw .outOfTurn(da: "Beviset er tilbagekaldt.", en: "The credential is revoked.")
        }
        return known
    }
}

/// Says that what a person recorded of herself is so: somebody else has seen it.
public struct ConfirmCredential: CredentialDeed {
    public let competence: ID<Competence>
    public let credential: ID<Competence.Credential>

    public static let fields = [Field.competence, .credential]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        credential = try arguments.id("credential")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try standing(desk)
        guard !known.isConfirmed else {
            throw .outOfTurn(da: "Beviset er bekræftet.", en: "The credential is confirmed.")
        }
        guard desk.by != known.person else {
            throw .outOfTurn(
                da: "Du kan ikke bekræfte dit eget bevis. Bed din leder om det.",
                en: "You cannot confirm your own credential. Ask your head to do so.")
        }
        try desk.record(.competence(competence, .confirmed(credential)))
    }
}

/// Takes a credential back from a day, or rejects one that nobody has confirmed, with the reason.
public struct RevokeCredential: CredentialDeed {
    public let competence: ID<Competence>
    public let credential: ID<Competence.Credential>
    let from: Day, reason: String

    public static let fields = [Field.competence, .credential, .from, .reason, .late]

    public init(_ arguments: Arguments) throws(Refusal) {
        competence = try arguments.id("competence")
        credential = try arguments.id("credential")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try standing(desk)
        guard from >= known.day, from <= desk.today else {
            throw .invalid(
                "from", da: "Vælg en dag fra den, beviset er opnået, til i dag.",
                en: "Choose a day from the one on which it was got until today.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.competence(competence, .revoked(credential, reason: reason)), on: from)
    }
}
