// SPDX-License-Identifier: MPL-2.0

/// What a person may be in the organisation. Members of direktion and bestyrelse are not granted roles: they are seated
/// in their body from a day to a day (policy §6); being employed makes an employee.
public enum Role: String, Choosable, Comparable {
    case direktion, bestyrelse, security, dpo
    case unitHead = "unit_head"
    case systemOwner = "system_owner"
    case employee, auditor, administrator
    /// Keeps the matters and minutes of direktion and bestyrelse.
    case secretary

    public var label: Phrase {
        switch self {
        case .direktion: Phrase(da: "Medlem af direktionen", en: "Member of the direktion")
        case .bestyrelse: Phrase(da: "Medlem af bestyrelsen", en: "Member of the bestyrelse")
        case .security: Phrase(da: "Informationssikkerhedsteam (CAI)", en: "Information-security team (CAI)")
        case .dpo: Phrase(da: "Databeskyttelsesrådgiver (DPO)", en: "Data protection officer (DPO)")
        case .unitHead: Phrase(da: "Enhedsleder", en: "Head of unit")
        case .systemOwner: Phrase(da: "Systemejer", en: "System owner")
        case .employee: Phrase(da: "Medarbejder", en: "Employee")
        case .auditor: Phrase(da: "Revisor", en: "Auditor")
        case .administrator: Phrase(da: "Administrator", en: "Administrator")
        case .secretary: Phrase(da: "Sekretær for direktion og bestyrelse", en: "Secretary of direktion and bestyrelse")
        }
    }

    /// Whether it is given by a role fact; the others follow from engagements and seats.
    public var isGranted: Bool {
        switch self {
        case .security, .dpo, .unitHead, .systemOwner, .auditor, .administrator, .secretary: true
        case .direktion, .bestyrelse, .employee: false
        }
    }

    static let grantable: [Field.Choice] = allCases.filter(\.isGranted).map { Field.Choice($0.rawValue, $0.label) }

    public static func < (left: Role, right: Role) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A role that a person holds on a day, with the unit it is held for.
public struct HeldRole: Hashable, Sendable {
    public let role: Role
    public let unit: ID<Unit>?
}

extension Register {
    /// What the person is on `day`: granted roles, seats, and employee while engaged.
    public func roles(of person: ID<Person>, on day: Day) -> [HeldRole] {
        guard let known = persons[person] else { return [] }
        var held = known.grants.filter { $0.holds(on: day) }.map { HeldRole(role: $0.role, unit: $0.unit) }
        if known.isActive(on: day) { held.append(HeldRole(role: .employee, unit: nil)) }
        for body in Body.Kind.allCases where bodies[body]?.hasSeat(person, on: day) == true {
            held.append(HeldRole(role: body.role, unit: nil))
        }
        return held
    }

    /// The persons who hold the role on `day` (for the head of unit: of exactly that unit), in the order of their ids.
    public func holders(of role: Role, unit: ID<Unit>? = nil, on day: Day) -> [ID<Person>] {
        let found: [ID<Person>] =
            switch role {
            case .direktion: members(of: .direktion, on: day)
            case .bestyrelse: members(of: .bestyrelse, on: day)
            case .employee: persons.values.filter { $0.isActive(on: day) }.map(\.id)
            case .security, .dpo, .unitHead, .systemOwner, .auditor, .administrator, .secretary:
                (unit.flatMap { role == .unitHead ? headsOf[$0] ?? [] : nil } ?? roleHolders[role] ?? []).filter { id in
                    persons[id]?.grants.contains {
                        $0.role == role && (unit == nil || $0.unit == unit) && $0.holds(on: day)
                    } == true
                }
            }
        return found.sorted()
    }

    /// Every grant of that role there ever was.
    fileprivate var administratorGrants: [Person.Grant] {
        (roleHolders[.administrator] ?? []).flatMap { persons[$0]?.grants ?? [] }.filter { $0.role == .administrator }
    }

    /// The first day, from `day` on, on which nobody is administrator any more; nil if there always is one.
    func withoutAdministrator(from day: Day) -> Day? {
        let grants = administratorGrants
        let days = [day] + grants.compactMap { $0.last.map { $0 + 1 } }.filter { $0 > day }.sorted()
        return days.first { day in !grants.contains { $0.holds(on: day) } }
    }
}

extension Deciding {
    /// Refuses what would leave the organisation without an administrator on a day on which it had one before.
    func keepAdministrator(since before: Register) throws(Refusal) {
        if isAdministratorLost(since: before) { throw Deciding.lastAdministrator }
        guard let gap = register.withoutAdministrator(from: today) else { return }
        if let had = before.withoutAdministrator(from: today), had <= gap { return }
        throw Deciding.lastAdministrator
    }

    /// Whoever holds the role and is not engaged acts no more by it: another who is engaged must be left, today, tomorrow, and
    /// on the day after each last day of a grant.
    private func isAdministratorLost(since before: Register) -> Bool {
        let ends = register.administratorGrants.compactMap { $0.last.map { $0 + 1 } }
        return Set([today, today + 1] + ends.filter { $0 > today }).contains { day in
            !before.engagedAdministrators(on: day).isEmpty && register.engagedAdministrators(on: day).isEmpty
        }
    }

    private static var lastAdministrator: Refusal {
        .outOfTurn(
            da: "Det er den sidste administrator. Giv en anden rollen først.",
            en: "This is the last administrator. Give another person the role first.")
    }
}

/// Gives a person a role from a day.
public struct GrantRole: Deed {
    let person: ID<Person>, role: Role, unit: ID<Unit>?, from: Day, to: Day?

    public static let fields = [
        Field.person, Field("role", .choice(Role.grantable), da: "Rolle", en: "Role"),
        Field(
            "unit", .unit, da: "Enhed", en: "Unit",
            hint: Phrase(da: "Skal vælges for en enhedsleder.", en: "Must be chosen for a head of unit."),
            optional: true), .from, .optionalTo, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        role = try arguments.choice("role")
        unit = try arguments.optionalID("unit")
        from = try arguments.day("from")
        to = try arguments.optionalDay("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit, person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard role.isGranted else {
            throw .invalid(
                "role", da: "Den rolle følger af ansættelse eller medlemskab og kan ikke tildeles.",
                en: "That role follows from an engagement or a seat and cannot be granted.")
        }
        guard (role == .unitHead) == (unit != nil) else {
            throw .invalid(
                "unit",
                da: role == .unitHead ? "Vælg den enhed, personen leder." : "Kun en enhedsleder har en enhed.",
                en: role == .unitHead ? "Choose the unit that the person heads." : "Only a head of unit has a unit.")
        }
        if let unit { _ = try desk.register.openUnit(unit, "unit", on: from) }
        try Person.check(from, to)
        guard known.isActive(on: from) else {
            throw .invalid(
                "person", da: "Personen er ikke tilknyttet organisationen den dag. Registrér ansættelsen først.",
                en: "The person is not engaged on that day. Record the engagement first.")
        }
        guard !known.grants.contains(where: { $0.role == role && $0.unit == unit && $0.holds(on: from) }) else {
            throw .outOfTurn(da: "Personen har rollen allerede.", en: "The person has the role already.")
        }
        let grant: ID<Person.Grant> = desk.new()
        try desk.record(.person(person, .roleGranted(grant, role, unit: unit)), on: from)
        if let to { try desk.record(.person(person, .roleEnded(grant)), on: to) }
    }
}

/// Ends a role after a day.
public struct EndRole: Deed {
    let person: ID<Person>, grant: ID<Person.Grant>, to: Day

    public static let fields = [
        Field.person, Field("grant", .grant, da: "Rolle", en: "Role"),
        Field("to", .day, da: "Sidste dag", en: "Last day"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        grant = try arguments.id("grant")
        to = try arguments.day("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard let grant = known.grants.first(where: { $0.id == grant }) else {
            throw .invalid("grant", da: "Vælg en rolle.", en: "Choose a role.")
        }
        try Person.check(grant.from, to)
        let before = desk.register
        try desk.record(.person(person, .roleEnded(grant.id)), on: to)
        try desk.keepAdministrator(since: before)
    }
}
