// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

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

    /// How somebody stands whom the person is or helps on; nil: it is not demanded, or the person may not see it.
    public func state(of other: ID<Person>, _ competence: Competence) -> Competence.State? {
        guard seesLack(of: other), sees(.competence(competence.id)) else { return nil }
        return register.state(of: other, competence, on: day)
    }

    /// Whether the person may see what another lacks.
    private func seesLack(of other: ID<Person>) -> Bool {
        isOperator || Access.seesLack(of: other, person, in: newest, on: today)
    }

    /// What shows somebody's competences, the newest first, as the person may see it.
    public func credentials(of holder: ID<Person>) -> [(competence: Competence, credited: Competence.Credited)] {
        guard seesCertificates(of: holder) else { return [] }
        return register.competences.values.filter { sees(.competence($0.id)) }.flatMap { known in
            (known.credentials[holder] ?? []).filter { $0.day <= day }.map { (known, $0) }
        }.sorted { ($0.1.day, $0.1.position) > ($1.1.day, $1.1.position) }
    }

    // MARK: Everybody

    /// How those of whom a competence is demanded stand, in all and by role and unit. Everybody who sees it sees of how many it
    /// is demanded, and the numbers that tell of no few; the others those alone who know of each of them anyhow: the security
    /// team, and the head of them all. A unit's numbers see those who see how that unit stands with its courses.
    public func standings(of competence: Competence) -> Competence.Standings {
        guard sees(.competence(competence.id)) else { return .none }
        // Whoever heads nobody and follows nothing up sees what everybody sees: it is counted once for all of them.
        let isOwn = isOperator || seesEveryLack || !headed.isEmpty
        let answer = look(.competence(competence.id), isCommon: !isOwn) {
            .standings(
                register.standings(of: asked(competence), competence, on: day) {
                    isOwn && seesLack(of: $0.person)
                })
        }
        guard case .standings(let all) = answer else { return .none }
        return all.parts { part in
            switch part {
            case .everybody, .role: true
            case .unit(let unit): seesLearning(of: unit)
            }
        }
    }

    /// Those of whom it is demanded, whoever may see them: worked out once until a fact is added.
    private func asked(_ competence: Competence) -> [Competence.Asked] {
        let answer = look(.asked(competence.id), isCommon: true) { .asked(register.asked(for: competence, on: day)) }
        guard case .asked(let asked) = answer else { return [] }
        return asked
    }

    /// The same of some alone; they are sorted out of everybody's once it is known.
    private func asked(_ competence: Competence, among some: Set<ID<Person>>) -> [Competence.Asked] {
        register.asked(for: competence, on: day, among: some)
    }

    /// Whom the person can know to lack something, following up nobody else: oneself, and those of the units that one heads.
    private var helpedOn: Set<ID<Person>> {
        newest.everIn(newest.withUnitsBelow(headed, on: today)).union([person])
    }

    /// Whether the person follows up what everybody lacks.
    private var seesEveryLack: Bool { Access.seesEveryLack(person, in: newest, on: today) }

    /// Those who have yet to show a competence, or whose credential runs out soon, the nearest due day first: the people of
    /// units that the person heads, everybody for those who follow it up, and oneself (policy §9: no lists of names).
    public func lacking(_ competence: Competence) -> [Competence.Asked] {
        guard sees(.competence(competence.id)) else { return [] }
        let all = isOperator || seesEveryLack
        return lacking(competence, among: all ? asked(competence) : asked(competence, among: helpedOn))
    }

    private func lacking(_ competence: Competence, among asked: [Competence.Asked]) -> [Competence.Asked] {
        asked.filter { $0.state.standing != .held && seesLack(of: $0.person) }.sorted {
            ($0.state.turn?.due ?? .distantFuture, $0.person) < ($1.state.turn?.due ?? .distantFuture, $1.person)
        }
    }

    /// The same over all competences, of the people of units that the person heads: for the one who helps them on.
    public func lackingInMyUnits() -> [(competence: Competence, asked: Competence.Asked)] {
        guard !headed.isEmpty else { return [] }
        let helped = helpedOn
        return competences.flatMap { known in
            lacking(known, among: asked(known, among: helped)).map { (known, $0) }
        }.filter { _, one in
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
            !one.isConfirmed && one.revokedOn == nil && one.person != person && seesLack(of: one.person)
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

    /// Whether the person holds the talks with somebody, or is the one they are held with.
    public func seesTalks(of other: ID<Person>) -> Bool {
        isOperator || Access.seesTalks(of: other, person, in: newest, on: today)
    }

    /// Whether the person may see that a talk was held with somebody on a day, and what it showed: the two who held it.
    func seesTalk(with other: ID<Person>, on held: Day) -> Bool {
        isOperator || Access.seesTalk(with: other, on: held, person, in: newest, on: today)
    }

    /// With which engagements talks are held on the day shown.
    public var talkKinds: [Person.Engagement.Kind] { register.organisation.talks.value(on: day) ?? [] }

    /// The talks with somebody, the newest first; none where the person may not see them. What one has recorded oneself of a
    /// day when somebody else was the head one knows.
    public func talks(with other: ID<Person>) -> [Person.Talk] {
        (register.persons[other]?.talks ?? []).filter {
            $0.day <= day
                && (seesTalk(with: other, on: $0.day)
                    || (try? house.entry(at: $0.position))?.actor.person == Ref(person))
        }.sorted { ($0.day, $0.position) > ($1.day, $1.position) }
    }

    /// The day of the last talk with somebody, also where another head held it: the next one is due within a year of it.
    public func lastTalk(with other: ID<Person>) -> Day? {
        guard seesTalks(of: other) else { return nil }
        return register.persons[other]?.talks.map(\.day).filter { $0 <= day }.max()
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
    /// the person may see. A unit where fewer are asked than ``Exercise/smallestGroup`` would tell of single persons: such
    /// ones stand together with no unit, and not at all where they are too few together.
    public func talkSums() -> [(unit: ID<Unit>?, asked: Int, late: Int)] {
        guard case .talkSums(let sums) = look(.talkSums, { .talkSums(countedTalks()) }) else { return [] }
        return sums
    }

    private func countedTalks() -> [(unit: ID<Unit>?, asked: Int, late: Int)] {
        var shown: [(unit: ID<Unit>?, asked: Int, late: Int)] = []
        var others = (asked: 0, late: 0)
        for sums in register.talkSums(on: day) where seesLearning(of: sums.unit) {
            if sums.asked >= Exercise.smallestGroup {
                shown.append((sums.unit, sums.asked, sums.late))
            } else {
                others = (others.asked + sums.asked, others.late + sums.late)
            }
        }
        if others.asked >= Exercise.smallestGroup { shown.append((nil, others.asked, others.late)) }
        return shown
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
