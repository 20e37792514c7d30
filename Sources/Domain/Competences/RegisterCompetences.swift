// SPDX-License-Identifier: MPL-2.0

extension Competence {
    /// How somebody of whom it is demanded stands on a day.
    public enum Standing: String, Choosable {
        /// It is shown, and not about to run out.
        case held
        /// It is shown, and what shows it runs out soon.
        case expiring
        /// It is not shown, and there is still time.
        case waiting
        /// It is not shown, and the time is out: a finding.
        case late
        /// Leave has put it off.
        case deferred

        public var label: Phrase {
            switch self {
            case .held: Phrase(da: "Har den", en: "Held")
            case .expiring: Phrase(da: "Udløber snart", en: "Runs out soon")
            case .waiting: Phrase(da: "Skal opnås", en: "To be got")
            case .late: Phrase(da: "Mangler", en: "Lacking")
            case .deferred: Phrase(da: "Udskudt", en: "Deferred")
            }
        }
    }

    public struct State: Hashable, Sendable {
        public let standing: Standing
        /// The time without it that lies ahead or stands; nil: what shows it holds for as long as it is demanded.
        public let turn: CourseTurn?
        /// The last day on which it is shown; nil: it is not, or it does not run out.
        public let until: Day?
    }

    /// Somebody of whom it is demanded on a day, in the unit of that day.
    public struct Asked: Hashable, Sendable {
        public let person: ID<Person>
        public let unit: ID<Unit>
        public let state: State
    }
}

extension Register {
    /// How a person stands with a competence; nil: it is not demanded of the person on `day`.
    public func state(of person: ID<Person>, _ competence: Competence, on day: Day) -> Competence.State? {
        guard let span = spans(of: person, competence).first(where: { day.isIn($0.from, before: $0.until) }) else {
            return nil
        }
        let reckoning = CompetenceReckoning(
            absences: absences(of: person), covers: covers(of: person, competence))
        let turn = reckoning.turns(in: span).last { day.isIn($0.begins, before: $0.ends) }
        let cover = reckoning.covers(day)
        let standing: Competence.Standing
        switch turn?.standing(on: day) {
        case nil, .valid: standing = .held
        case .waiting: standing = cover == nil ? .waiting : .expiring
        case .late: standing = .late
        case .deferred: standing = cover == nil ? .deferred : .held
        }
        return .init(standing: standing, turn: turn, until: cover?.until.map { $0 - 1 })
    }

    /// The competences that are demanded of a person on a day, as duties in the order of due days: for each the time without
    /// it that lies ahead or stands. They are in no index, as with courses: an index of everybody's would name the person.
    public func competenceDuties(of person: ID<Person>, on day: Day) -> [Duty] {
        var found: [Duty] = []
        for known in competences.values {
            guard let turn = state(of: person, known, on: day)?.turn, let due = turn.due else { continue }
            found.append(
                Duty(
                    rule: .competence, subject: .competence(known.id), turn: Int(turn.begins.number),
                    responsible: .person(person), access: .everyone, opens: turn.opens, due: due,
                    done: turn.ends.map { max($0, turn.opens) }, holdsUntil: nil))
        }
        return found.sorted { $0.key < $1.key }
    }

    /// Those of whom a competence is demanded on a day, in order.
    ///
    /// - Parameter some: of these persons alone; nil: of everybody.
    public func asked(
        for competence: Competence, on day: Day, among some: Set<ID<Person>>? = nil
    ) -> [Competence.Asked] {
        var found: [Competence.Asked] = []
        for person in some?.sorted() ?? candidates(for: competence) {
            guard let unit = persons[person]?.unit(on: day), let state = state(of: person, competence, on: day) else {
                continue
            }
            found.append(.init(person: person, unit: unit, state: state))
        }
        return found
    }

    /// Those whose tasks a demand may ever have meant. Only where it is everybody, everybody is looked at.
    private func candidates(for competence: Competence) -> [ID<Person>] {
        var found: Set<ID<Person>> = []
        for demand in competence.demands {
            if demand.audience.isEverybody { return persons.keys.sorted() }
            found.formUnion(readers.people.ever(below: demand.audience.units))
            for role in demand.audience.roles {
                found.formUnion(roleHolders[role] ?? [])
                for body in Body.Kind.allCases where body.role == role {
                    found.formUnion((bodies[body]?.seats ?? []).map(\.person))
                }
            }
        }
        return found.sorted()
    }

    private func spans(of person: ID<Person>, _ competence: Competence) -> [CompetenceReckoning.Span] {
        guard let begins = competence.wordings.entries.first?.from else { return [] }
        var all: [CompetenceReckoning.Span] = []
        for stretch in readers.members[person]?.stretches ?? [] {
            for demand in competence.demands where demand.audience.takes(stretch.place) {
                let from = max(stretch.start, demand.from, begins)
                let until = [stretch.until, demand.endedOn, competence.withdrawnOn].compactMap { $0 }.min()
                if let until, from >= until { continue }
                all.append(
                    .init(
                        from: from, until: until, days: min(max(demand.days, 0), 3660),
                        cause: stretch.start < demand.from ? .beginning : .arrival))
            }
        }
        var found: [CompetenceReckoning.Span] = []
        for span in all.sorted(by: { ($0.from, $0.days) < ($1.from, $1.days) }) {
            guard let last = found.last, last.until.map({ span.from <= $0 }) ?? true else {
                found.append(span)
                continue
            }
            if let end = last.until { found[found.count - 1].until = span.until.map { max($0, end) } }
        }
        return found
    }

    /// The days on which a person has shown a competence: by what somebody else has seen, and by the certificates of the
    /// course that shows it.
    private func covers(of person: ID<Person>, _ competence: Competence) -> [CompetenceReckoning.Cover] {
        var found: [CompetenceReckoning.Cover] = []
        func add(_ day: Day, until last: Day?, revoked: Day?) {
            let months = competence.wording(on: day)?.last(from: day)
            let ends = earlier(last, months).map { $0 + 1 }
            let until = earlier(ends, revoked)
            found.append(.init(from: day, until: until, isRevoked: revoked != nil && until == revoked))
        }
        for one in competence.credentials[person] ?? [] where one.isConfirmed {
            add(one.day, until: one.until, revoked: one.revokedOn)
        }
        for id in Set(competence.wordings.entries.compactMap(\.value.course)) {
            guard let course = courses[id], course.opened != nil else { continue }
            for certificate in course.certificates[person] ?? []
            where !certificate.isRevoked && competence.wording(on: certificate.day)?.course == id {
                add(certificate.day, until: validity(of: certificate, course), revoked: nil)
            }
        }
        return found
    }
}
