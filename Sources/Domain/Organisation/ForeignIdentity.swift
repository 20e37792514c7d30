// SPDX-License-Identifier: MPL-2.0

extension Person {
    /// The systems that know persons by names of their own: an import finds the same person again by them.
    public enum ForeignSystem: String, Choosable {
        case employeeNumber, os2sync, scim, oidc, userName

        public var label: Phrase {
            switch self {
            case .employeeNumber: Phrase(da: "Medarbejdernummer", en: "Employee number")
            case .os2sync: Phrase(da: "OS2sync", en: "OS2sync")
            case .scim: Phrase(da: "SCIM", en: "SCIM")
            case .oidc: Phrase(da: "OpenID Connect", en: "OpenID Connect")
            case .userName: Phrase(da: "Brugernavn i SCIM", en: "User name in SCIM")
            }
        }

        /// Whether two names mean the same in the system. The one of OpenID Connect is compared byte by byte (Core 1.0 §2:
        /// a case-sensitive string); the others as people write them.
        public func isSame(_ one: String, _ other: String) -> Bool {
            switch self {
            case .oidc: one.utf8.elementsEqual(other.utf8)
            case .employeeNumber, .os2sync, .scim, .userName: Person.identityKey(one) == Person.identityKey(other)
            }
        }
    }

    /// The name by which a system knows the person.
    public struct ForeignIdentity: Hashable, Sendable {
        public let position: Int
        public let system: ForeignSystem
        public let value: ValueID
        public let from: Day
        /// The position of the fact that ended it: the system knows the person no more.
        public internal(set) var ended: Int?
    }

    /// The name by which a system knows the person: what was recorded last and is not ended.
    public func identity(in system: ForeignSystem) -> ValueID? { foreignIdentity(in: system)?.value }

    /// The same, with when it was recorded.
    public func foreignIdentity(in system: ForeignSystem) -> ForeignIdentity? {
        identities.last { $0.system == system && $0.ended == nil }
    }

    /// A name in another system in the one spelling by which it is compared, where the system does not mind case.
    public static func identityKey(_ text: String) -> String { text.lowercased() }
}

/// Records by which name another system knows the person.
public struct IdentifyPerson: Deed {
    public let person: ID<Person>, system: Person.ForeignSystem, value: String
    /// Whom the system's name means already, found by the office: more than one where an annulment brought it back.
    public var holders: [ID<Person>] = []

    public static let fields = [
        Field.person, Field("system", .choice(Person.ForeignSystem.choices), da: "System", en: "System"),
        Field(
            "value", .line(most: 200), da: "Navn i systemet", en: "Name in the system",
            hint: Phrase(
                da: "Fx medarbejdernummeret. Ved næste indlæsning findes personen igen på det.",
                en: "Such as the employee number. The next import finds the person again by it.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        system = try arguments.choice("system")
        value = try arguments.line("value", most: 200)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(person)
        guard holders.allSatisfy({ $0 == person }) else {
            throw .invalid(
                "value", da: "En anden person har det navn i systemet. Ret den persons først.",
                en: "Another person has that name in the system. Correct that person's first.")
        }
        guard holders.isEmpty else {
            throw .invalid("value", da: "Det er registreret allerede.", en: "It is recorded already.")
        }
        try desk.record(.person(person, .identified(system, value: desk.keep(value))))
    }
}
