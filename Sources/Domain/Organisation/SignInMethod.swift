// SPDX-License-Identifier: MPL-2.0

/// A way in which a person proves who they are beside the password. What proves it (a shared secret, a public key) lies in
/// the side store; that it was added and removed are facts, because how one signs in says what a signature is worth
/// (ISO/IEC 27001 A.5.17, A.8.5).
public struct SignInMethod: Hashable, Sendable {
    public enum Kind: String, Choosable {
        /// An app that shows a new code every half minute (RFC 6238).
        case authenticator
        /// A key in a device, opened by the device's own code, finger or face (WebAuthn with user verification).
        case passkey

        public var label: Phrase {
            switch self {
            case .authenticator: Phrase(da: "Godkendelsesapp", en: "Authenticator app")
            case .passkey: Phrase(da: "Passkey", en: "Passkey")
            }
        }
    }

    public let id: ID<SignInMethod>
    public let kind: Kind
    /// What the person calls it: »Telefon«.
    public let label: ValueID
    public let position: Int
    public let from: Day
    /// The day it was removed; from that moment it opens nothing.
    public var removed: Day?

    public var isStanding: Bool { removed == nil }
}

extension Person {
    /// Whether the password alone does not open the account.
    public var hasSecondStep: Bool { signInMethods.contains(where: \.isStanding) }
}

/// Of whom an organisation demands a second step at the sign-in.
public enum SecondStep: String, Choosable {
    case nobody
    /// Those who sit in a body, lead a unit, keep the minutes, or administer.
    case deciders
    case everybody

    public var label: Phrase {
        switch self {
        case .nobody: Phrase(da: "Ingen", en: "Nobody")
        case .deciders: Phrase(da: "Dem, der beslutter eller administrerer", en: "Those who decide or administer")
        case .everybody: Phrase(da: "Alle", en: "Everybody")
        }
    }
}

/// Records what became of a person's ways of signing in. Værn alone gives it, after it has seen the proof: nobody else can
/// know. A method is removed by ``RemoveSignInMethod``; Værn records that in the person's other organisations.
public struct RecordSignIn: Deed {
    public enum Act: String, Choosable {
        case added, removed
        case codesMade = "codes_made"
        case codeUsed = "code_used"

        public var label: Phrase {
            switch self {
            case .added: Phrase(da: "Metode tilføjet", en: "Method added")
            case .removed: Phrase(da: "Metode fjernet", en: "Method removed")
            case .codesMade: Phrase(da: "Gendannelseskoder lavet", en: "Recovery codes made")
            case .codeUsed: Phrase(da: "Gendannelseskode brugt", en: "Recovery code used")
            }
        }
    }

    /// The most methods one person has at once.
    public static let most = 10

    public let person: ID<Person>
    let act: Act, method: ID<SignInMethod>?, kind: SignInMethod.Kind?, label: String?, count: Int?

    public static let fields = [
        Field.person, Field("act", .choice(Act.choices), da: "Hvad skete der?", en: "What happened?"),
        Field("method", .signInMethod, da: "Loginmetode", en: "Way of signing in", optional: true),
        Field("kind", .choice(SignInMethod.Kind.choices), da: "Art", en: "Kind", optional: true),
        Field("label", .line(most: 60), da: "Navn", en: "Name", optional: true),
        Field("count", .number(0...99), da: "Antal koder", en: "Number of codes", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        act = try arguments.choice("act")
        method = try arguments.optionalID("method")
        kind = try arguments.optionalChoice("kind")
        label = try arguments.optionalLine("label", most: 60)
        count = try arguments.optionalNumber("count", in: 0...99)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        switch act {
        case .added:
            guard let method, !known.signInMethods.contains(where: { $0.id == method && $0.isStanding }) else {
                throw Self.noMethod
            }
            guard let kind else { throw .invalid("kind", da: "Vælg en art.", en: "Choose a kind.") }
            guard let label else { throw .invalid("label", da: "Skriv et navn.", en: "Write a name.") }
            guard known.signInMethods.count(where: \.isStanding) < Self.most else { throw Self.tooMany }
            let kept: ValueID = desk.keep(label)
            try desk.record(.person(person, .signInMethodAdded(method, kind, label: kept)))
        case .removed:
            guard let method, known.signInMethods.contains(where: { $0.id == method && $0.isStanding }) else {
                throw Self.noMethod
            }
            try desk.record(.person(person, .signInMethodRemoved(method)))
        case .codesMade:
            try desk.record(.person(person, .recoveryCodesMade(try given())))
        case .codeUsed:
            try desk.record(.person(person, .recoveryCodeUsed(left: try given())))
        }
    }

    private func given() throws(Refusal) -> Int {
        guard let count else { throw .invalid("count", da: "Angiv et antal.", en: "Give a number.") }
        return count
    }

    static let noMethod = Refusal.invalid(
        "method", da: "Vælg en loginmetode, der gælder.", en: "Choose a way of signing in that is valid.")
    /// Told before the person begins, too.
    public static let tooMany = Refusal.outOfTurn(
        da: "Du har allerede \(most) loginmetoder. Fjern en af dem først.",
        en: "You have \(most) ways of signing in already. Remove one of them first.")
}

/// Removes a way of signing in, at once: one's own, or for somebody who lost the device.
public struct RemoveSignInMethod: Deed {
    public let person: ID<Person>, method: ID<SignInMethod>

    public static let fields = [
        Field.person, Field("method", .signInMethod, da: "Loginmetode", en: "Way of signing in"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        method = try arguments.id("method")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.signInMethods.contains(where: { $0.id == method && $0.isStanding }) else {
            throw RecordSignIn.noMethod
        }
        try desk.record(.person(person, .signInMethodRemoved(method)))
    }
}

/// Demands a second step at the sign-in, of everybody or of those who decide and administer, from a day on.
public struct RequireSecondStep: Deed {
    let whom: SecondStep, from: Day, reason: String

    public static let fields = [
        Field(
            "whom", .choice(SecondStep.choices), da: "Af hvem?", en: "Of whom?",
            hint: Phrase(
                da: "Den, der mangler en loginmetode, bliver bedt om at tilføje en ved sit næste login.",
                en: "Whoever lacks one is asked to add a way of signing in at the next sign-in.")), .from, .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        whom = try arguments.choice("whom")
        from = try arguments.day("from")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        guard from >= desk.today else {
            throw .invalid(
                "from", da: "Vælg en dag fra i dag af: ingen kan logge ind anderledes i går.",
                en: "Choose a day from today on: nobody can sign in differently yesterday.")
        }
        guard organisation.secondStep.value(on: from) ?? .nobody != whom else {
            throw .outOfTurn(da: "Det gælder allerede den dag.", en: "That holds already on that day.")
        }
        let kept: ValueID = desk.keep(reason)
        try desk.record(.organisation(organisation.id, .secondStepSet(whom, reason: kept)), on: from)
    }
}
