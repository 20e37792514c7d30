// SPDX-License-Identifier: MPL-2.0

/// A token for the programming interface and the command line: hashed in the side store; that it exists, for whom, for
/// what and until when are facts.
public struct Token: Hashable, Sendable {
    /// What a token may do. Acts that demand a fresh sign-in are never made by a token.
    public enum Scope: String, Choosable {
        case read, write
        /// The due days of the person and the person's unit as a calendar that others than Værn show; nothing else.
        case calendar
        /// A client of SCIM that says who is engaged; nothing else. It is issued to an administrator, and holds as long as
        /// that person is one.
        case scim

        public var label: Phrase {
            switch self {
            case .read: Phrase(da: "Læse", en: "Read")
            case .write: Phrase(da: "Læse og udføre", en: "Read and act")
            case .calendar: Phrase(da: "Vise frister i en kalender", en: "Show due days in a calendar")
            case .scim: Phrase(da: "Levere personer gennem SCIM", en: "Provide persons by SCIM")
            }
        }
    }

    public enum Fact: Hashable, Sendable {
        case issued(ID<Person>, Scope, until: Day)
        case revoked
    }

    public let id: ID<Token>
    public var person: ID<Person>?
    public var scope = Scope.read
    public var until = Day.distantPast
    /// The day it was issued.
    public var from: Day?
    public var issued: Int?
    public var revoked: Int?
    /// The day it was revoked: from that day it opens nothing.
    public var revokedOn: Day?
    public var revision = 0

    public func isValid(on day: Day) -> Bool { issued != nil && revoked == nil && day <= until }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .issued(let person, let scope, let until):
            self.person = person
            self.scope = scope
            self.until = until
            issued = stamp.position
            from = stamp.effective
        case .revoked:
            revoked = stamp.position
            revokedOn = stamp.effective
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if issued == position { (issued, from) = (nil, nil) }
        if revoked == position { (revoked, revokedOn) = (nil, nil) }
    }
}

/// Opens a local account: the person may sign in with a user name; the password is never a fact.
public struct OpenAccount: Deed {
    public let person: ID<Person>
    public let username: String

    public static let fields = [
        Field.person,
        Field(
            "username", .line(most: 64), da: "Brugernavn", en: "User name",
            hint: Phrase(
                da: "Små bogstaver, tal, punktum og bindestreg.",
                en: "Lower-case letters, digits, full stop and hyphen.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        username = try OpenAccount.username(try arguments.line("username", most: 64))
    }

    /// A user name in its one spelling.
    public static func username(_ typed: String) throws(Refusal) -> String {
        let name = typed.lowercased()
        guard name.unicodeScalars.count >= 2,
            name.unicodeScalars.allSatisfy({ "abcdefghijklmnopqrstuvwxyzæøå0123456789.-_@".unicodeScalars.contains($0) }
            )
        else {
            throw .invalid(
                "username", da: "Brug mindst to tegn: små bogstaver, tal, punktum, bindestreg eller @.",
                en: "Use at least two characters: lower-case letters, digits, full stop, hyphen or @.")
        }
        return name
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.account.newest.flatMap({ $0 }) == nil else {
            throw .outOfTurn(da: "Personen har en konto allerede.", en: "The person has an account already.")
        }
        // Without an engagement the code would lead nowhere.
        guard known.isActive(on: desk.today) else {
            throw .invalid(
                "person",
                da: "Personen er ikke tilknyttet organisationen i dag. Opret kontoen fra ansættelsens første dag.",
                en:
                    "The person is not engaged in the organisation today. Open the account from the engagement's first day."
            )
        }
        let username: ValueID = desk.keep(username)
        try desk.record(.person(person, .accountOpened(username: username)))
    }
}

/// Closes a person's account at once; sessions end.
public struct CloseAccount: Deed {
    public let person: ID<Person>

    public static let fields = [Field.person]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard known.account.newest.flatMap({ $0 }) != nil else {
            throw .outOfTurn(da: "Personen har ingen konto.", en: "The person has no account.")
        }
        let administrators = desk.register.holders(of: .administrator, on: desk.today)
        // Whoever is not engaged enters nowhere, whatever role is left.
        let left = desk.register.engagedAdministrators(on: desk.today).contains { id in
            id != person && desk.register.persons[id]?.account.newest.flatMap { $0 } != nil
        }
        guard left || !administrators.contains(person) else {
            throw .outOfTurn(
                da: "Det er den sidste administrator med en konto. Åbn en konto for en anden først.",
                en: "This is the last administrator with an account. Open an account for another one first.")
        }
        try desk.record(.person(person, .accountClosed))
    }
}

/// Issues a token to a person. The secret is shown once by the door that asked.
public struct IssueToken: Deed {
    let person: ID<Person>, scope: Token.Scope, until: Day

    public static let fields = [
        Field.person, Field("scope", .choice(Token.Scope.choices), da: "Må", en: "May"),
        Field(
            "until", .day, da: "Gælder til og med", en: "Valid until",
            hint: Phrase(da: "Højst et år frem.", en: "At most a year ahead.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        scope = try arguments.choice("scope")
        until = try arguments.day("until")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard until >= desk.today, until <= desk.today.adding(years: 1) else {
            throw .invalid(
                "until", da: "Vælg en dag fra i dag og højst et år frem.",
                en: "Choose a day from today and at most a year ahead.")
        }
        guard known.isActive(on: desk.today) else {
            throw .invalid(
                "person", da: "Personen er ikke tilknyttet organisationen i dag.",
                en: "The person is not engaged in the organisation today.")
        }
        guard scope != .scim || desk.register.holders(of: .administrator, on: desk.today).contains(person) else {
            throw .invalid(
                "scope", da: "En nøgle til SCIM udstedes til en administrator.",
                en: "A token for SCIM is issued to an administrator.")
        }
        let token: ID<Token> = desk.new()
        try desk.record(.token(token, .issued(person, scope, until: until)))
    }
}

/// Revokes a token at once.
public struct RevokeToken: Deed {
    let token: ID<Token>

    public static let fields = [Field("token", .token, da: "Adgangsnøgle", en: "Token")]

    public init(_ arguments: Arguments) throws(Refusal) {
        token = try arguments.id("token")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(person: register.tokens[token]?.person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let known = desk.register.tokens[token], known.issued != nil, known.revoked == nil else {
            throw .invalid("token", da: "Vælg en nøgle, der gælder.", en: "Choose a token that is valid.")
        }
        try desk.record(.token(token, .revoked))
    }
}
