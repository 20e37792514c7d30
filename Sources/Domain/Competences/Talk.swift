// SPDX-License-Identifier: MPL-2.0

extension Person {
    /// That the yearly talk about somebody's work was held, whether the tasks need more training, and which (policy §9). What
    /// was said is in no field, and cannot be.
    public struct Talk: Hashable, Sendable {
        public let position: Int
        public let engagement: ID<Engagement>
        public let day: Day
        /// What is needed; none: nothing is.
        public let needs: [ID<Competence>]
    }
}

extension Register {
    /// Days before a talk is due that it shows as something to do, and after leave until it is.
    static let talkNotice = 60
    static let talkDaysAfterLeave = 30

    /// The unit whose head holds the talk with a person: the nearest one, at or above the person's own, that somebody else
    /// heads. Nil: there is none, or the person is not engaged.
    public func talkUnit(of person: ID<Person>, on day: Day) -> ID<Unit>? {
        guard let unit = persons[person]?.unit(on: day) else { return nil }
        return ancestry(of: unit, on: day).first { above in
            holders(of: .unitHead, unit: above, on: day).contains { $0 != person }
        }
    }

    /// The times that a talk is asked of a person's head, past and standing, in order: in each engagement that talks are held
    /// with, within a year of its beginning or of the last one.
    public func talkTurns(of person: Person) -> [CourseTurn] {
        let absences = absences(of: person.id)
        var found: [CourseTurn] = []
        for engagement in person.engagements {
            let held = person.talks.filter { $0.engagement == engagement.id }.map(\.day).sorted()
            for asked in organisation.talks.stretches(where: { $0.contains(engagement.kind) }) {
                let from = max(asked.from, engagement.works)
                let until = earlier(asked.ended, engagement.last.map { $0 + 1 })
                if let until, from >= until { continue }
                var (begins, before) = (from, held.last { $0 < from })
                if let last = before, last.adding(years: 1) < from { before = nil }
                while true {
                    let planned = (before ?? from).adding(years: 1)
                    let done = held.first { $0 >= begins && $0 > before ?? .distantPast }
                        .flatMap { day in until.map { day < $0 } ?? true ? day : nil }
                    found.append(
                        CourseTurn(
                            cause: .yearly, begins: begins, opens: max(begins, planned - Register.talkNotice),
                            planned: planned, due: absences.putOff(planned, days: Register.talkDaysAfterLeave),
                            done: done, falls: done == nil ? until : nil))
                    guard let done else { break }
                    (begins, before) = (done, done)
                }
            }
        }
        return found.sorted { $0.begins < $1.begins }
    }

    /// The talk that stands with a person on a day; nil: none is asked.
    public func talkTurn(of person: Person, on day: Day) -> CourseTurn? {
        talkTurns(of: person).last { day.isIn($0.begins, before: $0.ends) }
    }

    /// With whom the heads of these units hold talks, with the one that stands on a day, in order.
    public func talks(of units: Set<ID<Unit>>, on day: Day) -> [(person: ID<Person>, unit: ID<Unit>, turn: CourseTurn)]
    {
        guard !units.isEmpty, let kinds = organisation.talks.value(on: day), !kinds.isEmpty else { return [] }
        var found: [(person: ID<Person>, unit: ID<Unit>, turn: CourseTurn)] = []
        for id in nearest(to: units, on: day) {
            guard let person = persons[id], let engagement = person.engagement(on: day),
                kinds.contains(engagement.kind), let unit = talkUnit(of: id, on: day), units.contains(unit),
                let turn = talkTurn(of: person, on: day)
            else { continue }
            found.append((id, unit, turn))
        }
        return found.sorted { ($0.turn.due ?? .distantFuture, $0.person) < ($1.turn.due ?? .distantFuture, $1.person) }
    }

    /// Everybody whose nearest head can be one of these units': those in a unit itself, those below it as far down as nobody
    /// heads them, and there those who head a unit alone.
    private func nearest(to units: Set<ID<Unit>>, on day: Day) -> Set<ID<Person>> {
        var (waiting, seen, alone) = (Array(units), units, Set<ID<Person>>())
        while let unit = waiting.popLast() {
            for below in children(of: unit, on: day) {
                let heads = holders(of: .unitHead, unit: below, on: day)
                if heads.isEmpty {
                    if seen.insert(below).inserted { waiting.append(below) }
                } else if heads.count == 1 {
                    alone.formUnion(heads)
                }
            }
        }
        return alone.union(everIn(seen))
    }

    /// The same as duties of the heads. They are in no index: whether somebody's talk is late is no matter for others.
    public func talkDuties(of units: Set<ID<Unit>>, on day: Day) -> [Duty] {
        talks(of: units, on: day).compactMap { one in
            guard let due = one.turn.due else { return nil }
            return Duty(
                rule: .talk, subject: .person(one.person), turn: Int(one.turn.begins.number),
                responsible: .unit(one.unit), access: .everyone, opens: one.turn.opens, due: due,
                done: one.turn.ends.map { max($0, one.turn.opens) }, holdsUntil: nil)
        }.sorted { $0.key < $1.key }
    }
}

/// Says with which engagements yearly talks are held, from a day; none: with nobody (policy §9).
public struct SetTalks: Deed {
    let kinds: [Person.Engagement.Kind], from: Day

    public static let fields = [
        Field(
            "kinds", .several(Person.Engagement.Kind.choices), da: "Samtaler holdes med", en: "Talks are held with",
            hint: Phrase(
                da: "Vælg ingen for ikke at følge op på samtaler.", en: "Choose none not to follow talks up."),
            optional: true),
        .from,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        let chosen: [Person.Engagement.Kind] = try arguments.choices("kinds")
        kinds = Person.Engagement.Kind.allCases.filter { chosen.contains($0) }
        from = try arguments.day("from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard from >= desk.today else {
            throw .invalid(
                "from", da: "Vælg i dag eller en senere dag.", en: "Choose today or a later day.")
        }
        guard (desk.register.organisation.talks.value(on: from) ?? []) != kinds else {
            throw .outOfTurn(da: "Sådan er det allerede.", en: "That is how it is already.")
        }
        try desk.record(.organisation(desk.register.organisation.id, .talksSet(kinds)), on: from)
    }
}

/// Records that a talk was held with somebody, and which competences the tasks need. It has no field for what was said.
public struct RecordTalk: Deed {
    public let person: ID<Person>
    let day: Day, need: Need, competences: [ID<Competence>]

    /// Whether more training is needed.
    enum Need: String, Choosable {
        case none, some

        var label: Phrase {
            switch self {
            case .none: Phrase(da: "Nej", en: "No")
            case .some: Phrase(da: "Ja, dem der er valgt herunder", en: "Yes, those chosen below")
            }
        }
    }

    public static let fields = [
        Field.person, Field("day", .day, da: "Holdt den", en: "Held on"),
        Field(
            "need", .choice(Need.choices), da: "Er der brug for mere uddannelse?", en: "Is more training needed?",
            hint: Phrase(
                da: "Registrér kun behovet. Hvad der blev sagt, hører ikke til her.",
                en: "Record the need alone. What was said does not belong here.")),
        Field("competences", .competences, da: "Kompetencer", en: "Competences", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        day = try arguments.day("day")
        need = try arguments.choice("need")
        competences = try arguments.ids("competences")
        guard (need == .none) == competences.isEmpty else {
            throw need == .none
                ? .invalid(
                    "competences", da: "Du har svaret nej. Fjern valget, eller svar ja.",
                    en: "You answered no. Remove the choice, or answer yes.")
                : .invalid(
                    "competences",
                    da: "Vælg mindst én kompetence. Mangler den, så bed informationssikkerhedsteamet oprette den.",
                    en: "Choose at least one competence. If it is not there, ask the security team to add it.")
        }
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.talkUnit(of: person, on: day), person: person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        guard day <= desk.today else {
            throw .invalid("day", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        guard let engagement = known.engagement(on: day) else {
            throw .invalid(
                "day", da: "Personen var ikke ansat den dag.", en: "The person was not engaged on that day.")
        }
        guard desk.by != person else {
            throw .outOfTurn(
                da: "Du kan ikke holde samtalen med dig selv. Den registreres af lederen over dig.",
                en: "You cannot hold the talk with yourself. The head above you records it.")
        }
        guard !known.talks.contains(where: { $0.day == day }) else {
            throw .outOfTurn(
                da: "Samtalen den dag er registreret. Er den forkert, så ret posten.",
                en: "The talk of that day is recorded. If it is wrong, correct the entry.")
        }
        for id in competences { _ = try desk.register.standingCompetence(id, "competences", on: desk.today) }
        try desk.record(.person(person, .talkHeld(engagement.id, needs: competences)), on: day)
    }
}
