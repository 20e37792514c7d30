// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Competences, who shows them, and the yearly talks, as a person may see them on the day shown.
extension Sight {
    /// A competence that the person may see, with what it is on the day shown.
    public func competence(_ id: ID<Competence>) throws(Refusal) -> (Competence, Competence.Wording) {
        guard let known = register.competences[id], let from = known.wordings.entries.first?.from,
            from <= day || !isPast, sees(.competence(id)), let wording = known.wording(on: day)
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// By number; those that are withdrawn are left out.
    public var competences: [Competence] {
        register.competences.values.filter { known in
            guard let from = known.wordings.entries.first?.from else { return false }
            return (from <= day || !isPast) && (known.withdrawnOn.map { day < $0 } ?? true)
                && sees(.competence(known.id))
        }.sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }
    }

    // MARK: One person

    /// The competences that are demanded of the person, as duties, in the order of due days.
    public func competenceDuties() -> [Duty] {
        register.competenceDuties(of: person, on: day).filter { sees($0.subject) }
    }

    /// How somebody whose credentials the person may see stands; nil: it is not demanded, or the person may not see it.
    public func state(of other: ID<Person>, _ competence: Competence) -> Competence.State? {
        guard seesCertificates(of: other), sees(.competence(competence.id)) else { return nil }
        return register.state(of: other, competence, on: day)
    }

    /// What shows somebody's competences, the newest first, as the person may see it.
    public func credentials(of holder: ID<Person>) -> [(competence: Competence, credited: Competence.Credited)] {
        guard seesCertificates(of: holder) else { return [] }
        return register.competences.values.filter { sees(.competence($0.id)) }.flatMap { known in
            (known.credentials[holder] ?? []).filter { $0.day <= day }.map { (known, $0) }
        }.sorted { ($0.1.day, $0.1.position) > ($1.1.day, $1.1.position) }
    }

    // MARK: Everybody

    /// How those of whom a competence is demanded stand, in all and by role and unit. Everybody who sees it sees the numbers;
    /// a unit's, those who see how that unit stands with its courses.
    public func sums(of competence: Competence) -> (
        all: Competence.Sums, parts: [(part: Competence.Part, sums: Competence.Sums)]
    ) {
        guard sees(.competence(competence.id)) else { return (Competence.Sums(), []) }
        let asked = register.asked(for: competence, on: day)
        let parts = register.sums(of: asked, competence, on: day).filter { part in
            switch part.part {
            case .everybody, .role: true
            case .unit(let unit): seesLearning(of: unit)
            }
        }
        return (Competence.Sums(asked), parts)
    }

    /// Those who have yet to show a competence, or whose credential runs out soon, the nearest due day first: the people of
    /// units that the person heads, everybody for those who follow it up, and oneself (policy §9: no lists of names).
    public func lacking(_ competence: Competence) -> [Competence.Asked] {
        guard sees(.competence(competence.id)) else { return [] }
        return register.asked(for: competence, on: day).filter {
            $0.state.standing != .held && seesCertificates(of: $0.person)
        }.sorted {
            ($0.state.turn?.due ?? .distantFuture, $0.person) < ($1.state.turn?.due ?? .distantFuture, $1.person)
        }
    }

    /// The same over all competences, of the people of units that the person heads: for the one who helps them on.
    public func lackingInMyUnits() -> [(competence: Competence, asked: Competence.Asked)] {
        guard !headed.isEmpty else { return [] }
        return competences.flatMap { known in lacking(known).map { (known, $0) } }.filter { _, one in
            one.person != person && Access.seesReaders(of: one.unit, person, in: newest, on: today)
        }.sorted { left, right in
            (left.1.state.turn?.due ?? .distantFuture, left.1.person, left.0.id)
                < (right.1.state.turn?.due ?? .distantFuture, right.1.person, right.0.id)
        }
    }

    /// Credentials that persons recorded of themselves and the person may confirm, oldest first.
    public func unconfirmed(_ competence: Competence) -> [Competence.Credited] {
        guard sees(.competence(competence.id)) else { return [] }
        return competence.credentials.values.joined().filter { one in
            !one.isConfirmed && one.revokedOn == nil && one.person != person && seesCertificates(of: one.person)
                && may(.confirmCredential, newest.concern(of: .person(one.person), on: today))
        }.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
    }

    func seesCredential(_ entry: Entry) -> Bool {
        guard case .competence(let id, let fact) = entry.fact else { return true }
        switch fact {
        case .credited(_, let credential): return seesCertificates(of: credential.person)
        case .confirmed(let credential), .revoked(let credential, _):
            return newest.competences[id]?.credential(credential).map { seesCertificates(of: $0.person) } ?? false
        case .set, .demanded, .demandEnded, .withdrawn: return true
        }
    }

    // MARK: Talks

    /// Whether the person may see that a talk was held with somebody, and what it showed: that person, and whoever holds it.
    public func seesTalks(of other: ID<Person>) -> Bool {
        isOperator || Access.seesTalks(of: other, person, in: newest, on: today)
    }

    /// With which engagements talks are held on the day shown.
    public var talkKinds: [Person.Engagement.Kind] { register.organisation.talks.value(on: day) ?? [] }

    /// The talks with somebody, the newest first; none where the person may not see them.
    public func talks(with other: ID<Person>) -> [Person.Talk] {
        guard seesTalks(of: other) else { return [] }
        return (register.persons[other]?.talks ?? []).filter { $0.day <= day }.sorted {
            ($0.day, $0.position) > ($1.day, $1.position)
        }
    }

    /// With whom the person holds talks, as a head or the deputy of one.
    public func myTalks() -> [(person: ID<Person>, unit: ID<Unit>, turn: CourseTurn)] {
        register.talks(of: headed, on: day).filter { $0.person != person && seesTalks(of: $0.person) }
    }

    private func talkDuties() -> [Duty] {
        let answer = look(.talks) {
            .duties(
                register.talkDuties(of: headed, on: day).filter { duty in
                    let other = duty.subject.id.seen(as: Person.self)
                    return other != person && seesTalks(of: other)
                })
        }
        guard case .duties(let duties) = answer else { return [] }
        return duties
    }

    private var headed: Set<ID<Unit>> {
        Set(Access.held(by: person, in: newest, on: today).compactMap { $0.role == .unitHead ? $0.unit : nil })
    }

    /// With how many talks are held, by unit, and with how many it is late: numbers without names, of the units whose numbers
    /// the person may see.
    public func talkSums() -> [(unit: ID<Unit>, asked: Int, late: Int)] {
        let kinds = talkKinds
        guard !kinds.isEmpty else { return [] }
        var found: [ID<Unit>: (asked: Int, late: Int)] = [:]
        for known in register.persons.values {
            guard let engagement = known.engagement(on: day), kinds.contains(engagement.kind),
                let turn = register.talkTurn(of: known, on: day)
            else { continue }
            var sums = found[engagement.unit(on: day)] ?? (0, 0)
            sums.asked += 1
            if turn.due.map({ $0 < day }) ?? false { sums.late += 1 }
            found[engagement.unit(on: day)] = sums
        }
        return found.filter { seesLearning(of: $0.key) }.map { unit, sums in
            (unit: unit, asked: sums.asked, late: sums.late)
        }
    }

    // MARK: Duties

    /// What is asked of the person alone, or of the person about others that nobody else is to know of: to read, to learn, to
    /// show a competence, to hold talks. It is in no index of everybody's.
    public func personalDuties(planned: Bool = false) -> [Duty] {
        let others = (competenceDuties() + talkDuties()).filter { duty in
            switch duty.standing(on: day) {
            case .open, .overdue: true
            case .planned: planned
            case .done: false
            }
        }
        return unread(planned: planned) + untaught(planned: planned) + others
    }
}

extension Competence.Sums {
    /// Of all of whom it is demanded.
    init(_ asked: [Competence.Asked]) {
        self.init()
        for one in asked { add(one.state.standing) }
    }
}
