// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// Every duty about a subject, past and standing. Pure; it does not know today.
    public func duties(of subject: Subject) -> [Duty] {
        // Without closures: one that names `self` copies the register, with a count for each of its collections.
        switch subject.kind {
        case .document:
            guard let document = documents[subject.id.seen(as: Document.self)] else { return [] }
            return duties(of: document)
        case .action:
            guard let action = actions[subject.id.seen(as: Action.self)] else { return [] }
            return duties(of: action)
        case .unit:
            guard let unit = units[subject.id.seen(as: Unit.self)] else { return [] }
            return duties(of: unit)
        case .person:
            guard let person = persons[subject.id.seen(as: Person.self)] else { return [] }
            return duties(of: person)
        case .body:
            guard let kind = Body.Kind.allCases.first(where: { $0.id == subject.id }) else { return [] }
            return duties(of: kind)
        case .organisation:
            guard subject == .organisation(organisation.id) else { return [] }
            return functionDuties() + rightsDuties() + organisation.publicationDuties() + coverageDuties()
                + auditDuties() + reportDuties() + initiativeDuties()
        case .consultation:
            guard let consultation = consultations[subject.id.seen(as: Consultation.self)] else { return [] }
            return duties(of: consultation)
        case .dispensation:
            guard let dispensation = dispensations[subject.id.seen(as: Dispensation.self)] else { return [] }
            return duties(of: dispensation)
        case .proposal:
            guard let proposal = proposals[subject.id.seen(as: Proposal.self)] else { return [] }
            return duties(of: proposal)
        case .meeting:
            guard let meeting = meetings[subject.id.seen(as: Meeting.self)] else { return [] }
            return duties(of: meeting)
        case .decision:
            guard let decision = decisions[subject.id.seen(as: Decision.self)] else { return [] }
            return duties(of: decision)
        case .requirement:
            guard let requirement = requirements[subject.id.seen(as: Requirement.self)] else { return [] }
            return duties(of: requirement)
        case .nonconformity:
            guard let known = nonconformities[subject.id.seen(as: Nonconformity.self)] else { return [] }
            return duties(of: known)
        case .scope:
            guard let scope = scopes[subject.id.seen(as: Scope.self)] else { return [] }
            return duties(of: scope)
        // What is to be read is one duty of very many: `Readers` keeps it.
        case .controlTest:
            guard let test = controlTests[subject.id.seen(as: ControlTest.self)] else { return [] }
            return duties(of: test)
        case .objective:
            guard let objective = objectives[subject.id.seen(as: Objective.self)] else { return [] }
            return duties(of: objective)
        case .measure:
            guard let measure = measures[subject.id.seen(as: Measure.self)] else { return [] }
            return duties(of: measure)
        case .asset:
            guard let asset = assets[subject.id.seen(as: Asset.self)] else { return [] }
            return duties(of: asset)
        case .risk:
            guard let risk = risks[subject.id.seen(as: Risk.self)] else { return [] }
            return duties(of: risk)
        case .processing:
            guard let processing = processings[subject.id.seen(as: Processing.self)] else { return [] }
            return duties(of: processing)
        case .subjectRequest:
            guard let request = subjectRequests[subject.id.seen(as: SubjectRequest.self)] else { return [] }
            return duties(of: request)
        case .campaign:
            guard let campaign = campaigns[subject.id.seen(as: Campaign.self)] else { return [] }
            return duties(of: campaign)
        case .evidenceRequest:
            guard let request = evidenceRequests[subject.id.seen(as: EvidenceRequest.self)] else { return [] }
            return duties(of: request)
        // As what is to be read: `Learners` keeps it.
        case .course: return []
        case .initiative:
            guard let initiative = initiatives[subject.id.seen(as: Initiative.self)] else { return [] }
            return duties(of: initiative)
        case .suspicion:
            guard let suspicion = suspicions[subject.id.seen(as: Suspicion.self)] else { return [] }
            return duties(of: suspicion)
        // As those, and worked out when they are asked for.
        case .competence: return []
        case .token, .notice, .reminder, .evidence, .audit, .framework, .report, .auditEngagement: return []
        }
    }

    private func duties(of document: Document) -> [Duty] {
        guard document.created != nil, let owner = document.owner.newest else { return [] }
        let subject = Subject.document(document.id)
        let (withdrawn, access) = (document.withdrawnFrom, document.accessDays)
        // Whose they are comes last: a closure that asks the register for it would copy the register.
        var asked: [Asked] = []
        func add(
            _ rule: Rule, turn: Int = 0, by responsible: Responsible? = nil, opens: Day, due: Day, done: Day?,
            holdsUntil: Day? = nil
        ) {
            // A withdrawn document asks nothing more: what stood open falls away that day.
            // But a class that holds until it is decided is decided.
            let gone = rule == .classification ? nil : withdrawn
            if let gone, opens >= gone { return }
            let done = gone.map { min(done ?? $0, $0) } ?? done
            asked.append(
                Asked(
                    rule: rule, turn: turn, by: responsible, opens: opens, due: due, done: done, holdsUntil: holdsUntil)
            )
        }
        // Verification: each day on which the document was last known to be up to date opens a year. Rows of one day are
        // one turn.
        let days = Set(document.rows.map(\.day)).sorted()
        for (index, day) in days.enumerated() {
            let (yearly, next) = (day.adding(years: 1), index + 1 < days.count ? days[index + 1] : nil)
            // A material change makes it due before the year is out, from the day on which it was declared.
            let changes = document.changes(from: day, until: next)
            let due = min(yearly, changes.map(\.due).min() ?? yearly)
            add(
                .verification, turn: Int(day.number),
                opens: min(yearly - 60, due, changes.map(\.day).min() ?? yearly), due: due, done: next, holdsUntil: due)
        }
        let decider: Responsible? = document.kind.decidedBy.map { .body($0) }
        for (index, version) in document.versions.enumerated() {
            let passed = index + 1 < document.versions.count ? document.versions[index + 1].drafted : nil
            let submissions = version.submissions.entries.sorted { $0.position < $1.position }
            for (index, submission) in submissions.enumerated() {
                let next = index + 1 < submissions.count ? submissions[index + 1] : nil
                let judged = version.judgements.first { $0.position > submission.position }
                add(
                    .decision, turn: submission.position, by: decider, opens: submission.from,
                    due: submission.from + 30,
                    done: judged?.day ?? next?.from ?? passed)
            }
            if let decided = version.decidedOn {
                // Done by the act that puts it in force, also when that names a later day.
                let entered = version.entered.map { min($0, version.enforcedOn.latest?.value ?? $0) }
                add(.entry, turn: version.position, opens: decided, due: decided + 30, done: entered ?? passed)
            }
        }
        for change in document.reclassifications {
            let replaced = document.entries.filter { $0.position > change.position }.map { max($0.day, change.day) }
                .min()
            add(
                .classification, turn: change.position, by: decider, opens: change.day, due: change.day + 30,
                done: change.judgement?.day ?? earlier(change.replacedOn, replaced))
        }
        let since = document.owner.entries.last?.from ?? .distantPast
        if let closed = units[owner]?.from == nil ? since : units[owner]?.closed?.from {
            let opens = max(closed, since)
            let successor = answering(for: owner, on: opens + 30)
            add(
                .owner, turn: Int(opens.number), by: successor == owner ? .role(.security) : .unit(successor),
                opens: opens, due: opens + 30, done: nil)
        }
        reviewDuties(of: document) { entry, due, done in
            add(.review, turn: entry.version, opens: entry.day, due: due, done: done)
        }
        dispensationDuties(of: document) { turn, opens, done in
            add(.dispensations, turn: turn, opens: opens, due: opens + 60, done: done)
        }
        topicDuties(of: document) { rule, turn, opens, done in
            let days = rule == .implementation ? 90 : 30
            add(
                rule, turn: turn, by: rule == .implementation ? nil : .role(.security), opens: opens,
                due: opens + days, done: done)
        }
        parentDuty(of: document) { add(.parent, turn: Int($0.number), opens: $0, due: $0 + 30, done: nil) }
        var found: [Duty] = []
        found.reserveCapacity(asked.count)
        for one in asked {
            found.append(
                Duty(
                    rule: one.rule, subject: subject, turn: one.turn,
                    responsible: one.by ?? .unit(self.owner(of: document, owner, due: one.due, done: one.done)),
                    access: access, opens: one.opens, due: one.due, done: one.done, holdsUntil: one.holdsUntil))
        }
        return found
    }

    /// A duty of a document; where nobody is named, its owner's.
    private struct Asked {
        let rule: Rule
        let turn: Int
        let by: Responsible?
        let opens: Day
        let due: Day
        let done: Day?
        let holdsUntil: Day?
    }

    /// The unit that answers for a duty of a document: of one that is done, the owner of that day; of one that stands, the
    /// owner by the newest record, or its successor when the owner is closed before the duty falls due.
    private func owner(of document: Document, _ newest: ID<Unit>, due: Day, done: Day?) -> ID<Unit> {
        guard let done else { return answering(for: newest, on: due) }
        return answering(for: document.owner.value(on: done) ?? document.owner.first ?? newest, on: done)
    }

    /// Calls with the day from which the document above is missing, withdrawn, or no longer in force though this one is.
    private func parentDuty(of document: Document, _ missing: (Day) -> Void) {
        guard !document.kind.parents.isEmpty else { return }
        let since = document.parent.entries.last?.from ?? .distantPast
        let parent = document.parent.newest.flatMap { $0 }.flatMap { documents[$0] }
        guard let parent, parent.created != nil else { return missing(since) }
        if let gone = parent.withdrawnFrom {
            missing(max(gone, since))
        } else if let entered = document.firstEntered, parent.firstEntered == nil {
            missing(max(entered, since))
        }
    }

    /// Calls for each version of the document above that entered into force while this one was in force below it, with
    /// the day by which it is to be looked at and the one on which that was done: by a verification, by a new version, or
    /// because another document, or another version, stands above it by then.
    private func reviewDuties(of document: Document, _ review: (Document.Entry, Day, Day?) -> Void) {
        guard let inForce = document.firstEntered else { return }
        let spans = document.parent.entries
        for (index, span) in spans.enumerated() {
            guard let parent = span.value.flatMap({ documents[$0] }), parent.created != nil else { continue }
            let end = spans.dropFirst(index + 1).first?.from
            let entries = parent.entries
            for (place, entry) in entries.enumerated().dropFirst() {
                guard entry.day >= span.from, entry.day >= inForce, end.map({ entry.day < $0 }) ?? true else {
                    continue
                }
                let seen = document.rows.filter {
                    $0.day > entry.day || $0.day == entry.day && $0.position > entry.position
                }.map(\.day).min()
                let replaced = entries.dropFirst(place + 1).first?.day
                // A document that is withdrawn above it is another duty.
                if let gone = parent.withdrawnFrom, gone <= entry.day { continue }
                review(entry, entry.day + 60, [seen, end, replaced, parent.withdrawnFrom].compactMap { $0 }.min())
            }
        }
    }

    private func duties(of action: Action) -> [Duty] {
        guard action.added != nil, let due = action.due.newest else { return [] }
        let closed = action.closedOn
        var responsible = closed.map { action.responsible(on: $0) } ?? action.responsible
        if case .unit(let unit) = responsible { responsible = .unit(answering(for: unit, on: closed ?? due)) }
        return [
            Duty(
                rule: .action, subject: .action(action.id), turn: 0, responsible: responsible,
                access: accessDays(of: .action(action.id)), opens: action.addedOn, due: due,
                done: closed, holdsUntil: nil)
        ]
    }

    private func duties(of unit: Unit) -> [Duty] {
        guard let from = unit.from else { return [] }
        let left = handOverDuties(of: .unit(unit.id), .unit(unit.id))
        let spans = (headsOf[unit.id] ?? []).flatMap { id in
            (persons[id]?.grants ?? []).filter { $0.role == .unitHead && $0.unit == unit.id }.map { ($0.from, $0.last) }
        }
        return left
            + gaps(in: spans, from: from, until: unit.closed?.from).map { gap in
                Duty(
                    rule: .head, subject: .unit(unit.id), turn: Int(gap.from.number),
                    responsible: .role(.administrator),
                    access: .everyone, opens: gap.from, due: gap.from + 30, done: gap.to, holdsUntil: nil)
            }
    }

    private func duties(of person: Person) -> [Duty] {
        handOverDuties(of: .person(person.id), .person(person.id)) + leaverDuties(of: person)
    }

    private func leaverDuties(of person: Person) -> [Duty] {
        guard !person.engagements.isEmpty,
            let left = person.engagements.map({ $0.last ?? .distantFuture }).max(), left != .distantFuture
        else { return [] }
        // In the order of the bodies, never of a table: the duties of a past day are those of that day, in their order.
        let seats = Body.Kind.allCases.flatMap { bodies[$0]?.seats ?? [] }.filter { $0.person == person.id }
        let accounts = person.account.entries.filter { $0.value != nil }.map { opened in
            let closed = person.account.entries.first { $0.value == nil && $0.position > opened.position }
            return (opened.position, closed.map { $0.from - 1 })
        }
        let held = person.grants.map { ($0.position, $0.last) } + seats.map { ($0.position, $0.last) } + accounts
        return held.compactMap { position, last in
            if let last, last <= left { return nil }
            return Duty(
                rule: .leaver, subject: .person(person.id), turn: position, responsible: .role(.administrator),
                access: .everyone, opens: left + 1, due: left + 1, done: last.map { $0 + 1 }, holdsUntil: nil)
        }
    }

    private func duties(of kind: Body.Kind) -> [Duty] {
        guard let opened = openedOn else { return [] }
        let spans = (bodies[kind]?.seats ?? []).map { ($0.from, $0.last) }
        return gaps(in: spans, from: opened, until: nil).map { gap in
            Duty(
                rule: .seats, subject: .body(kind), turn: Int(gap.from.number), responsible: .role(.administrator),
                access: .everyone, opens: gap.from, due: gap.from + 30, done: gap.to, holdsUntil: nil)
        }
    }

    private func functionDuties() -> [Duty] {
        guard let opened = openedOn else { return [] }
        return [Role.security, .dpo].enumerated().flatMap { index, role in
            let spans = (roleHolders[role] ?? []).flatMap { id in
                (persons[id]?.grants ?? []).filter { $0.role == role }.map { ($0.from, $0.last) }
            }
            return gaps(in: spans, from: opened, until: nil).map { gap in
                Duty(
                    rule: .function, subject: .organisation(organisation.id), turn: Int(gap.from.number) * 10 + index,
                    responsible: .role(.administrator), access: .everyone, opens: gap.from, due: gap.from + 30,
                    done: gap.to, holdsUntil: nil)
            }
        }
    }

    /// The stretches of days from `from` and before `until` that no span covers: each with the day it began and the day it
    /// was filled or fell away.
    func gaps(in spans: [(Day, Day?)], from: Day, until: Day?) -> [(from: Day, to: Day?)] {
        var found: [(from: Day, to: Day?)] = []
        var covered = from
        for (start, end) in spans.sorted(by: { $0.0 < $1.0 }) {
            if let until, start >= until { break }
            if let end, end < covered || end < start { continue }
            if start > covered { found.append((covered, start)) }
            guard let end else { return found }
            covered = end + 1
        }
        if let until, covered >= until { return found }
        found.append((covered, until))
        return found
    }
}
