// SPDX-License-Identifier: MPL-2.0

/// A deciding body with members from a day to a day. The top responsibility lies with direktion and bestyrelse (policy §6).
public struct Body: Hashable, Sendable {
    public enum Kind: String, Choosable, Comparable {
        case direktion, bestyrelse

        public var label: Phrase {
            switch self {
            case .direktion: Phrase(da: "Direktionen", en: "The direktion")
            case .bestyrelse: Phrase(da: "Bestyrelsen", en: "The bestyrelse")
            }
        }

        public var role: Role {
            switch self {
            case .direktion: .direktion
            case .bestyrelse: .bestyrelse
            }
        }

        /// The two bodies have the same identity in every house: their number.
        public var id: ID<Subject> {
            switch self {
            case .direktion: ID(high: 0, low: 1)
            case .bestyrelse: ID(high: 0, low: 2)
            }
        }

        public static func < (left: Kind, right: Kind) -> Bool { left.id < right.id }
    }

    public enum Fact: Hashable, Sendable {
        case seated(ID<Seat>, ID<Person>, chair: Bool)
        case unseated(ID<Seat>)
    }

    public struct Seat: Spanning, Hashable, Sendable {
        public let id: ID<Seat>
        public let position: Int
        public let person: ID<Person>
        public let chair: Bool
        public let from: Day
        public var to = Timeline<Bool>()
    }

    public let kind: Kind
    public var seats: [Seat] = []
    public var revision = 0

    /// A body that nobody has been seated in yet.
    public init(kind: Kind) {
        self.kind = kind
    }

    /// Whether somebody has a seat, engaged or not; see `Register.sits`.
    func hasSeat(_ person: ID<Person>, on day: Day) -> Bool {
        seats.contains { $0.person == person && $0.holds(on: day) }
    }

    /// Those who have a seat, engaged or not; see `Register.members`.
    func seated(on day: Day) -> [ID<Person>] {
        var found: [ID<Person>] = []
        for seat in seats where seat.holds(on: day) && !found.contains(seat.person) { found.append(seat.person) }
        return found
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .seated(let id, let person, let chair):
            seats.append(Seat(id: id, position: stamp.position, person: person, chair: chair, from: stamp.effective))
        case .unseated(let id):
            if let index = seats.firstIndex(where: { $0.id == id }) {
                seats[index].to.set(true, from: stamp.effective, at: stamp.position)
            }
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        seats.removeAll { $0.position == position }
        for index in seats.indices { seats[index].to.annul(position) }
    }
}

extension Register {
    /// Whether a person sits in a body on `day`: a seat counts while its holder is engaged.
    public func sits(_ person: ID<Person>, in body: Body.Kind, on day: Day) -> Bool {
        bodies[body]?.hasSeat(person, on: day) == true && persons[person]?.isActive(on: day) == true
    }

    /// Those who sit in a body on `day`, in the order in which they were seated.
    public func members(of body: Body.Kind, on day: Day) -> [ID<Person>] {
        (bodies[body]?.seated(on: day) ?? []).filter { persons[$0]?.isActive(on: day) == true }
    }
}

/// Seats a person in a body from a day.
public struct SeatMember: Deed {
    let body: Body.Kind, person: ID<Person>, chair: Bool, from: Day, to: Day?

    public static let fields = [
        Field("body", .choice(Body.Kind.choices), da: "Organ", en: "Body"), .person,
        Field("chair", .tick, da: "Formand", en: "Chair", optional: true), .from, .optionalTo, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        body = try arguments.choice("body")
        person = try arguments.id("person")
        chair = try arguments.flag("chair")
        from = try arguments.day("from")
        to = try arguments.optionalDay("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person, body: body) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(person)
        try Person.check(from, to)
        guard desk.register.bodies[body]?.hasSeat(person, on: from) != true else {
            throw .outOfTurn(da: "Personen er medlem allerede.", en: "The person is a member already.")
        }
        let chairs = (desk.register.bodies[body]?.seats ?? []).filter { seat in
            seat.chair && (seat.last.map { from <= $0 } ?? true) && (to.map { seat.from <= $0 } ?? true)
        }
        guard !chair || chairs.isEmpty else {
            throw .invalid(
                "chair", da: "Organet har en formand i den tid. Afslut formandens plads først.",
                en: "The body has a chair in that time. End the chair's seat first.")
        }
        let seat: ID<Body.Seat> = desk.new()
        try desk.record(.body(body, .seated(seat, person, chair: chair)), on: from)
        if let to { try desk.record(.body(body, .unseated(seat)), on: to) }
    }
}

/// Ends a seat after a day.
public struct UnseatMember: Deed {
    let body: Body.Kind, seat: ID<Body.Seat>, to: Day

    public static let fields = [
        Field("body", .choice(Body.Kind.choices), da: "Organ", en: "Body"),
        Field("seat", .seat, da: "Medlem", en: "Member"), Field("to", .day, da: "Sidste dag", en: "Last day"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        body = try arguments.choice("body")
        seat = try arguments.id("seat")
        to = try arguments.day("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: body) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let seat = desk.register.bodies[body]?.seats.first(where: { $0.id == seat }) else {
            throw .invalid("seat", da: "Vælg et medlem.", en: "Choose a member.")
        }
        try Person.check(seat.from, to)
        try desk.record(.body(body, .unseated(seat.id)), on: to)
    }
}
