// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// The persons for whom `person` is deputy on `day`.
    public func principals(of person: ID<Person>, on day: Day) -> [ID<Person>] {
        (deputyFor[person] ?? []).filter { principal in
            persons[principal]?.deputyships.contains { $0.deputy == person && $0.holds(on: day) } == true
        }
    }
}

/// Appoints a deputy for a person and a period: duties go to both, and the record names who acted.
public struct AppointDeputy: Deed {
    let person: ID<Person>, deputy: ID<Person>, from: Day, to: Day?, reason: String

    public static let fields = [
        Field.person, Field("deputy", .person, da: "Stedfortræder", en: "Deputy"), .from, .optionalTo, .reason, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        deputy = try arguments.id("deputy")
        from = try arguments.day("from")
        to = try arguments.optionalDay("to")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.persons[person]?.unit(on: day), person: person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(person)
        let other = try desk.register.existingPerson(deputy, "deputy")
        guard deputy != person else {
            throw .invalid("deputy", da: "Vælg en anden person.", en: "Choose another person.")
        }
        guard deputy != desk.by else {
            throw .invalid(
                "deputy", da: "Ingen udpeger sig selv til at handle for en anden. Lad en anden gøre det.",
                en: "Nobody appoints himself to act for another. Let somebody else do it.")
        }
        guard other.isActive(on: from) else {
            throw .invalid(
                "deputy", da: "Stedfortræderen er ikke tilknyttet organisationen den dag. Vælg en anden.",
                en: "The deputy is not engaged on that day. Choose another.")
        }
        try Person.check(from, to)
        let deputyship: ID<Person.Deputyship> = desk.new()
        let reason: ValueID = desk.keep(reason)
        try desk.record(.person(person, .deputyAppointed(deputyship, deputy: deputy, reason: reason)), on: from)
        if let to { try desk.record(.person(person, .deputyEnded(deputyship)), on: to) }
    }
}

/// Ends a deputyship after a day.
public struct EndDeputy: Deed {
    let person: ID<Person>, deputyship: ID<Person.Deputyship>, to: Day

    public static let fields = [
        Field.person, Field("deputyship", .deputyship, da: "Stedfortræder", en: "Deputy"),
        Field("to", .day, da: "Sidste dag", en: "Last day"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        deputyship = try arguments.id("deputyship")
        to = try arguments.day("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.persons[person]?.unit(on: day), person: person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard let deputyship = known.deputyships.first(where: { $0.id == deputyship }) else {
            throw .invalid("deputyship", da: "Vælg en stedfortræder.", en: "Choose a deputy.")
        }
        try Person.check(deputyship.from, to)
        try desk.record(.person(person, .deputyEnded(deputyship.id)), on: to)
    }
}
