// SPDX-License-Identifier: MPL-2.0

/// Something that somebody answers for: a unit owns a document, a person is its contact, a task was given to one of
/// them, or one of them was asked in a consultation. When they go, somebody else must take it over (policy §6:
/// responsibility follows the organisation).
public struct Holding: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case owner, contact, task, consultation

        public var label: Phrase {
            switch self {
            case .owner: Phrase(da: "Ejer af dokument", en: "Owner of a document")
            case .contact: Phrase(da: "Kontakt for dokument", en: "Contact of a document")
            case .task: Phrase(da: "Opgave", en: "Task")
            case .consultation: Phrase(da: "Spurgt i høring", en: "Asked in a consultation")
            }
        }
    }

    public let part: Part
    public let subject: Subject
    public let from: Day
    /// The first day on which it is theirs no more: handed over, done or withdrawn; nil: it is.
    public let until: Day?
    let access: AccessDays

    /// By which a command names it: »document 0190…«.
    public var name: String { "\(subject.kind.rawValue):\(subject.id)" }
}

extension Timeline {
    /// The stretches of days on which a value held.
    func spans(of value: Value) -> [(from: Day, until: Day?)] {
        entries.enumerated().compactMap { index, entry in
            let until = index + 1 < entries.count ? entries[index + 1].from : nil
            guard entry.value == value, until.map({ $0 > entry.from }) ?? true else { return nil }
            return (entry.from, until)
        }
    }
}

extension Register {
    /// What a person or a unit answers for or has answered for; what was given to a role or a body stays with it.
    public func holdings(of holder: Responsible) -> [Holding] {
        var found: [Holding] = []
        func add(
            _ part: Holding.Part, _ subject: Subject, _ access: AccessDays, _ spans: [(from: Day, until: Day?)],
            _ ends: Day?
        ) {
            for span in spans {
                let until = earlier(span.until, ends)
                if let until, until <= span.from { continue }
                found.append(Holding(part: part, subject: subject, from: span.from, until: until, access: access))
            }
        }
        if case .unit(let unit) = holder {
            for document in (ownedBy[unit] ?? []).compactMap({ documents[$0] }) where document.created != nil {
                add(
                    .owner, .document(document.id), document.accessDays, document.owner.spans(of: unit),
                    document.withdrawnFrom)
            }
        }
        for subject in (given[holder] ?? []).sorted() {
            switch subject.kind {
            case .document:
                guard case .person(let person) = holder,
                    let document = documents[subject.id.seen(as: Document.self)], document.created != nil
                else { continue }
                add(
                    .contact, subject, document.accessDays, document.contact.spans(of: .some(person)),
                    document.withdrawnFrom)
            case .action:
                guard let action = actions[subject.id.seen(as: Action.self)], action.added != nil else { continue }
                add(
                    .task, subject, accessDays(of: subject),
                    action.assignments.spans(of: holder), action.closedOn)
            case .consultation:
                guard let known = consultations[subject.id.seen(as: Consultation.self)], let opening = known.opening,
                    let document = documents[opening.document]
                else { continue }
                let access = document.accessDays(ofText: opening.version)
                let ends = [known.answered(holder), known.closedOn, document.withdrawnFrom].compactMap { $0 }.min()
                add(.consultation, subject, access, known.spans(of: holder), ends)
            case .organisation, .unit, .person, .body, .decision, .token, .notice, .reminder, .dispensation, .proposal,
                .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report,
                .objective, .measure, .asset, .course, .campaign,
                .risk,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .auditEngagement, .evidenceRequest:
                continue
            }
        }
        return found
    }

    /// What a person or a unit answers for on `day`.
    public func held(by holder: Responsible, on day: Day) -> [Holding] {
        holdings(of: holder).filter { $0.from <= day && ($0.until.map { day < $0 } ?? true) }
    }

    /// From which day a person or a unit is not there to answer for anything: after the last engagement, with a closed
    /// account, or when the unit is closed. Nil: they are there.
    public func gone(_ holder: Responsible) -> Day? {
        switch holder {
        case .person(let id):
            guard let person = persons[id] else { return nil }
            let left = person.engagements.map { $0.last ?? .distantFuture }.max().flatMap {
                $0 == .distantFuture ? nil : $0 + 1
            }
            let locked = person.isLockedOut ? person.account.latest?.from : nil
            return earlier(left, locked)
        case .unit(let id):
            guard let unit = units[id], unit.from != nil else { return nil }
            return unit.closed?.from
        case .role, .body: return nil
        }
    }

    /// The unit to which somebody belongs who goes: the person's last one, or the unit itself.
    private func home(of holder: Responsible) -> ID<Unit>? {
        switch holder {
        case .person(let id):
            persons[id]?.engagements.max {
                ($0.last ?? .distantFuture, $0.position) < ($1.last ?? .distantFuture, $1.position)
            }?
            .newestUnit
        case .unit(let id): id
        case .role, .body: nil
        }
    }

    /// The unit that sees to it that what they leave is taken over, on `day`: their own or its successor, else the
    /// nearest one above that is open. Nil: there is none, and the security team sees to it.
    public func heir(of holder: Responsible, on day: Day) -> ID<Unit>? {
        guard var unit = home(of: holder) else { return nil }
        for _ in 0..<100 {
            unit = answering(for: unit, on: day)
            guard units[unit]?.isOpen(on: day) != true else { return unit }
            guard let above = units[unit]?.parent.newest.flatMap({ $0 }) else { return nil }
            unit = above
        }
        return nil
    }

    /// What is to be taken over from somebody who has gone: a duty for each class of things, so that no number tells of
    /// what its reader may not see. The tasks of a unit with a successor are the successor's already.
    func handOverDuties(of holder: Responsible, _ subject: Subject) -> [Duty] {
        guard let gone = gone(holder) else { return [] }
        let heir = heir(of: holder, on: gone + 30)
        let isFollowed = if case .unit(let id) = holder { units[id]?.closed?.successor != nil } else { false }
        let left = holdings(of: holder).filter { holding in
            (holding.until.map { $0 > gone } ?? true) && !(isFollowed && holding.part == .task)
        }
        let groups = Dictionary(grouping: left, by: \.access).sorted { left, right in
            let (one, two) = (left.key.laxest, right.key.laxest)
            guard one == two else { return one < two }
            return left.value.map(\.name).min() ?? "" < right.value.map(\.name).min() ?? ""
        }
        return groups.enumerated().map { index, group in
            let ends = group.value.map(\.until)
            return Duty(
                rule: .handOver, subject: subject, turn: index,
                responsible: heir.map { .unit($0) } ?? .role(.security), access: group.key, opens: gone,
                due: gone + 30, done: ends.contains(nil) ? nil : ends.compactMap { $0 }.max(), holdsUntil: nil)
        }
    }

    /// Those who have gone and ever held one of the subjects, or whose things go to another unit now: what is to be taken over
    /// from them depends on it.
    func holders(of subjects: Set<Subject>) -> Set<Subject> {
        // Each is asked about once, however many things were theirs.
        var asked: Set<Responsible> = []
        var found: Set<Subject> = []
        for subject in subjects {
            for holder in holdersOf[subject] ?? [] { asked.insert(holder) }
        }
        if subjects.contains(where: { $0.kind == .unit }) {
            for unit in units.values where unit.closed != nil { found.insert(.unit(unit.id)) }
            asked.formUnion(given.keys)
        }
        for holder in asked {
            switch holder {
            case .person(let id): if gone(holder) != nil { found.insert(.person(id)) }
            case .unit(let id): if gone(holder) != nil { found.insert(.unit(id)) }
            case .role, .body: break
            }
        }
        return found
    }
}
