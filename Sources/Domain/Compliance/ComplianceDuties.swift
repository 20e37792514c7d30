// SPDX-License-Identifier: MPL-2.0

/// What is due for requirements, nonconformities and statements of applicability (policy §§5, 7.2, 7.3).
extension Register {
    /// A requirement is assessed in its rhythm; what was found to be followed has evidence that holds; what was found wanting
    /// is a nonconformity.
    func duties(of requirement: Requirement) -> [Duty] {
        guard let wording = requirement.wording else { return [] }
        let subject = Subject.requirement(requirement.id)
        let (ends, access) = (end(of: requirement), document(behind: subject)?.accessDays ?? .everyone)
        var found: [Duty] = []
        func add(_ rule: Rule, turn: Int, opens: Day, due: Day, done: Day?, holdsUntil: Day? = nil) {
            if let ends, opens >= ends { return }
            let done = earlier(done, ends)
            found.append(
                Duty(
                    rule: rule, subject: subject, turn: turn,
                    responsible: .unit(unit(of: requirement, wording, due: due, done: done)), access: access,
                    opens: opens, due: due, done: done, holdsUntil: holdsUntil))
        }
        let made = requirement.assessments.sorted { ($0.day, $0.position) < ($1.day, $1.position) }
        let start = begins(requirement, wording)
        add(
            .assessment, turn: 0, opens: start, due: firstDue(of: requirement, from: start, before: made.first),
            done: made.first?.day)
        for (index, one) in made.enumerated() {
            let next = index + 1 < made.count ? made[index + 1].day : nil
            if let due = one.next {
                // What is demanded anew is assessed anew, before its rhythm comes round.
                let reworded = requirement.rewordings.first { $0.position > one.position }?.from
                add(
                    .assessment, turn: one.position, opens: min(max(one.day, due - 30), due), due: due,
                    done: earlier(next, reworded.map { max($0, one.day) }), holdsUntil: due)
            }
            switch one.result {
            case .complied:
                guard let last = lastProof(one.evidence), last >= one.day else {
                    add(.proof, turn: one.position, opens: one.day, due: one.day + 30, done: next)
                    continue
                }
                // What holds until it is withdrawn asks nothing.
                if last < .distantFuture {
                    add(
                        .proof, turn: one.position, opens: max(one.day, last - 30), due: last, done: next,
                        holdsUntil: last)
                }
            case .partly, .failed:
                add(
                    .wanting, turn: one.position, opens: one.day, due: one.day + 14,
                    done: earlier(raised(about: requirement.id, from: one), next))
            case .irrelevant: break
            }
        }
        // What is worded anew before it was ever assessed waits for its first assessment alone.
        for entry in requirement.rewordings where made.contains(where: { $0.position < entry.position }) {
            let soon = entry.from + 90
            var due = soon
            if case .months(let months) = entry.value.rhythm { due = min(due, entry.from.adding(months: months)) }
            let answered = made.filter { $0.position > entry.position }.map(\.day).min()
            let replaced = requirement.rewordings.first { $0.position > entry.position }?.from
            add(
                .assessment, turn: entry.position, opens: entry.from, due: due,
                done: earlier(answered.map { max($0, entry.from) }, replaced.map { max($0, entry.from) }))
        }
        return found + measureDuties(of: requirement) + riskDuties(of: requirement)
    }

    /// The day by which a requirement is assessed for the first time: by its rhythm, and within a quarter. Another rhythm
    /// counts from the day on which it is recorded, so that nobody is late by a rule that was made afterwards (policy §7);
    /// a day that had passed stays, and so does one that an assessment has answered.
    private func firstDue(of requirement: Requirement, from start: Day, before first: Assessment.Made?) -> Day {
        func due(_ rhythm: Requirement.Rhythm?, from day: Day) -> Day {
            guard case .months(let months)? = rhythm else { return start + 90 }
            return min(start + 90, max(start, day).adding(months: months))
        }
        var rhythm = requirement.wordings.first?.rhythm
        var found = due(rhythm, from: start)
        for entry in requirement.wordings.entries.dropFirst() where entry.value.rhythm != rhythm {
            let isOpen = first.map { (entry.from, entry.position) < ($0.day, $0.position) } ?? true
            guard isOpen, entry.from <= found else { break }
            rhythm = entry.value.rhythm
            found = due(rhythm, from: entry.from)
        }
        return found
    }

    /// The day on which what an assessment found wanting was taken up: one that was open already, or one that was raised
    /// after it.
    private func raised(about requirement: ID<Requirement>, from assessment: Assessment.Made) -> Day? {
        var found: Day?
        for id in nonconformitiesOf[requirement] ?? [] {
            guard let known = nonconformities[id], known.raised?.requirement == requirement else { continue }
            let isOpen = known.day <= assessment.day && known.standing(on: assessment.day) != .closed
            guard isOpen || known.position > assessment.position else { continue }
            found = min(found ?? .distantFuture, max(known.day, assessment.day))
        }
        return found
    }

    /// The unit that answers for it: of what is done, the one of that day.
    private func unit(
        of requirement: Requirement, _ newest: Requirement.Wording, due: Day, done: Day?
    ) -> ID<Unit> {
        guard let done else { return answering(for: newest.unit, on: due) }
        return answering(for: requirement.wording(on: done)?.unit ?? newest.unit, on: done)
    }

    /// Its cause is found, and the effect of what was done is checked (ISO/IEC 27001 10.2).
    func duties(of nonconformity: Nonconformity) -> [Duty] {
        guard let raised = nonconformity.raised else { return [] }
        let subject = Subject.nonconformity(nonconformity.id)
        let access = document(behind: subject)?.accessDays ?? .everyone
        var found: [Duty] = []
        var (opens, due, turn) = (nonconformity.day, max(raised.due, nonconformity.day), 0)
        var after = -1
        while true {
            let explained = nonconformity.explanations.first { $0.position > after }
            let unit = answering(for: raised.unit, on: explained?.day ?? due)
            found.append(
                Duty(
                    rule: .cause, subject: subject, turn: turn, responsible: .unit(unit), access: access, opens: opens,
                    due: due, done: explained?.day ?? nonconformity.closedOn, holdsUntil: nil))
            guard explained != nil,
                let last = nonconformity.explanations.last(where: { one in
                    let next = nonconformity.checks.first { $0.position > after }
                    return one.position > after && (next.map { one.position < $0.position } ?? true)
                })
            else { return found }
            let check = nonconformity.checks.first { $0.position > last.position }
            found.append(
                Duty(
                    rule: .effect, subject: subject, turn: last.position, responsible: .role(.security),
                    access: access, opens: min(max(last.day, last.check - 14), last.check), due: last.check,
                    done: check?.day,
                    holdsUntil: nil))
            guard let check, check.outcome == .ineffective else { return found }
            (opens, due, turn, after) = (check.day, check.day + 30, check.position, check.position)
        }
    }

    /// A statement of applicability has a decision about each control.
    func duties(of scope: Scope) -> [Duty] {
        guard scope.name != nil, scope.baseline == nil else { return [] }
        return [
            Duty(
                rule: .applicability, subject: .scope(scope.id), turn: 0, responsible: .role(.security),
                access: .everyone, opens: scope.openedOn, due: scope.openedOn + 90,
                done: earlier(scope.completedOn, scope.closedOn), holdsUntil: nil)
        ]
    }
}
