// SPDX-License-Identifier: MPL-2.0

extension Person {
    /// Days on which somebody who is engaged is away for long: what is asked yearly waits (policy §9). Why is never
    /// recorded and never asked for, since that may be health data (GDPR Article 9).
    public struct Leave: Spanning, Hashable, Sendable {
        public let id: ID<Leave>
        public let position: Int
        public let from: Day
        /// The last day; the newest entry counts.
        public var to = Timeline<Bool>()
    }

    /// The last day of a leave: the one that is recorded, at the latest that of the engagement it is in. Nil: it goes on.
    public func lastDay(of leave: Leave) -> Day? {
        earlier(leave.last, engagement(on: leave.from)?.last)
    }

    /// The leave on `day`, if there is one and it has not been cut off by the end of the engagement.
    public func leave(on day: Day) -> Leave? {
        leaves.last { leave in leave.from <= day && (lastDay(of: leave).map { day <= $0 } ?? true) }
    }

    /// A leave lies within one engagement and beside no other.
    func check(leave id: ID<Leave>?, from: Day, to: Day?) throws(Refusal) {
        try Person.check(from, to)
        guard let engagement = engagement(on: from) else {
            throw .invalid(
                "from", da: "Personen er ikke ansat den dag. Orlov ligger inden for en ansættelse.",
                en: "The person is not engaged on that day. Leave lies within an engagement.")
        }
        if let last = engagement.last, let to, to > last {
            throw .invalid(
                "to", da: "Ansættelsen slutter \(Language.da.day(last)). Vælg den dag eller en tidligere.",
                en: "The engagement ends on \(Language.en.day(last)). Choose that day or an earlier one.")
        }
        let ends = earlier(to, engagement.last) ?? .distantFuture
        for other in leaves where other.id != id {
            guard other.from <= ends, from <= lastDay(of: other) ?? .distantFuture else { continue }
            throw .invalid(
                other.from <= from ? "from" : "to",
                da:
                    "Der er registreret orlov fra \(Language.da.day(other.from)) allerede. Afslut den, eller vælg andre dage.",
                en: "Leave from \(Language.en.day(other.from)) is recorded already. End it, or choose other days.")
        }
    }
}

extension Register {
    fileprivate func concern(ofLeaveOf person: ID<Person>, on day: Day) -> Concern {
        let known = persons[person]
        return Concern(unit: known?.unit(on: day) ?? known?.engagements.last?.newestUnit, person: person)
    }
}

/// Records that somebody goes on leave from a day. No reason is stored.
public struct BeginLeave: Deed {
    let person: ID<Person>, from: Day, to: Day?

    public static let fields = [
        Field.person, .from,
        Field(
            "to", .day, da: "Til og med", en: "Until",
            hint: Phrase(
                da: "Kan udfyldes senere. Årsagen registreres ikke.",
                en: "Can be filled in later. The reason is not recorded."),
            optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        from = try arguments.day("from")
        to = try arguments.optionalDay("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(ofLeaveOf: person, on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        try desk.register.existingPerson(person).check(leave: nil, from: from, to: to)
        let leave: ID<Person.Leave> = desk.new()
        try desk.record(.person(person, .leaveBegan(leave)), on: from)
        if let to { try desk.record(.person(person, .leaveEnded(leave)), on: to) }
    }
}

/// Records the last day of a leave, or another one.
public struct EndLeave: Deed {
    let person: ID<Person>, leave: ID<Person.Leave>, to: Day

    public static let fields = [
        Field.person, Field("leave", .leave, da: "Orlov", en: "Leave"),
        Field("to", .day, da: "Sidste dag", en: "Last day"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        leave = try arguments.id("leave")
        to = try arguments.day("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(ofLeaveOf: person, on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard let leave = known.leaves.first(where: { $0.id == leave }) else {
            throw .invalid("leave", da: "Vælg en orlov.", en: "Choose a leave.")
        }
        try known.check(leave: leave.id, from: leave.from, to: to)
        try desk.record(.person(person, .leaveEnded(leave.id)), on: to)
    }
}
