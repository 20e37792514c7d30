// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// What a notice asks of whom; nil if it does not stand.
    private func basis(of notice: Notice) -> Readers.Basis? {
        guard let span = span(of: notice), let document = notice.document.flatMap({ documents[$0] }),
            let version = notice.version
        else { return nil }
        // Of two audiences chosen for one day the later fact holds; those that ended before the notice do not matter.
        let all = document.audiences
        var segments: [Readers.Segment] = []
        for (index, entry) in all.enumerated() {
            let until = index + 1 < all.count ? all[index + 1].from : nil
            if let until, until <= max(entry.from, span.from) { continue }
            if let closes = span.until, entry.from >= closes { continue }
            segments.append(.init(from: entry.from, until: until, audience: entry.audience))
        }
        return Readers.Basis(
            document: document.id, version: version, opens: span.from, closes: span.until, days: notice.days,
            segments: segments)
    }

    /// Brings the index of readers up to date with what was touched.
    ///
    /// Returns the persons whose engagements, units or roles may be others.
    mutating func settleReaders(_ touched: Set<Subject>) -> Set<ID<Person>> {
        var (persons, notices, moved) = (Set<ID<Person>>(), Set<ID<Notice>>(), Set<ID<Unit>>())
        for subject in touched {
            switch subject.kind {
            case .person: persons.insert(subject.id.seen(as: Person.self))
            case .notice: notices.formUnion(together(subject.id.seen(as: Notice.self)))
            case .document: notices.formUnion(noticesOf[subject.id.seen(as: Document.self)] ?? [])
            case .unit: moved.insert(subject.id.seen(as: Unit.self))
            case .organisation, .body, .decision, .action, .token, .consultation, .reminder, .dispensation,
                .proposal, .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework,
                .report, .objective, .measure, .asset, .course, .campaign,
                .risk,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .auditEngagement, .evidenceRequest:
                continue
            }
        }
        // A unit that is placed elsewhere changes what those below it are in.
        if !moved.isEmpty { persons.formUnion(readers.people.ever(below: moved)) }
        guard !persons.isEmpty || !notices.isEmpty else { return [] }
        let (changed, asked) = (memberships(of: persons), bases(of: notices))
        readers.settle(changed, asked)
        return persons
    }

    // Without closures, which would copy the register for each.
    func memberships(of persons: some Sequence<ID<Person>>) -> [(ID<Person>, Membership)] {
        var found: [(ID<Person>, Membership)] = []
        for id in persons.sorted() {
            var member = Membership()
            if let person = self.persons[id] { member = membership(of: person) }
            found.append((id, member))
        }
        return found
    }

    func bases(of notices: some Sequence<ID<Notice>>) -> [(ID<Notice>, Readers.Asked?)] {
        var found: [(ID<Notice>, Readers.Asked?)] = []
        for id in notices.sorted() {
            var asked: Readers.Asked?
            if let notice = self.notices[id], let basis = basis(of: notice) {
                asked = (basis, notice.acknowledgements)
            }
            found.append((id, asked))
        }
        return found
    }

    /// A notice with the others of its document: when one ends depends on when the next begins.
    private func together(_ id: ID<Notice>) -> [ID<Notice>] {
        notices[id]?.document.flatMap { noticesOf[$0] } ?? [id]
    }

    /// What a person is to read or has read, by the newest record, in the order of due days: one duty for each notice
    /// that ever concerned the person.
    public func readings(of person: ID<Person>) -> [Duty] {
        guard let member = readers.members[person] else { return [] }
        return readers.candidates(member).compactMap { notice -> Duty? in
            guard let piece = readers.pieces(of: person, notice).last,
                let document = readers.readings[notice].flatMap({ documents[$0.basis.document] })
            else { return nil }
            let done = earlier(piece.done, piece.until)
            return Duty(
                rule: .acknowledgement, subject: .notice(notice), turn: 0, responsible: .person(person),
                access: document.accessDays, opens: piece.opens,
                due: piece.due, done: done.map { max($0, piece.opens) }, holdsUntil: nil)
        }.sorted { $0.key < $1.key }
    }

    /// Those whom a notice concerns on `day`, with when they acknowledged.
    ///
    /// - Parameter some: those alone who are or were in one of these units; nil: everybody.
    public func concerned(by notice: ID<Notice>, on day: Day, in some: Set<ID<Unit>>? = nil) -> [(
        person: ID<Person>, unit: ID<Unit>, due: Day, done: Day?
    )] {
        guard let reading = readers.readings[notice] else { return [] }
        let day = reading.basis.closes.map { min($0 - 1, day) } ?? day
        let asked = some.map { Array(readers.people.ever(in: $0)) } ?? Array(readers.members.keys)
        return asked.compactMap { person in
            guard let member = readers.members[person] else { return nil }
            let piece = Readers.pieces(reading.basis, member, done: reading.done[person]?.day)
                .last { day.isIn($0.from, before: $0.until) }
            return piece.map { (person, $0.unit, $0.due, $0.done.flatMap { $0 <= day ? $0 : nil }) }
        }
    }
}
