// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// What was known when the minutes of a meeting were approved, of what they tell about and of nothing else: the same
    /// facts give the same minutes for ever. Nil: they are not approved by the day shown.
    public func asApproved(_ meeting: Meeting) -> Sight? {
        guard let approval = meeting.approvals.entries.last(where: { $0.from <= day }) else { return nil }
        let subjects = told(by: meeting, approval.value)
        var known = Register(organisation: register.organisation.id)
        var touched: Set<Subject> = []
        for entry in house.entries(about: Array(subjects), known: approval.position + 1, most: .max).reversed() {
            known.evolve(entry.fact, Stamp(entry), touching: &touched)
        }
        // A document has its class by the decisions about it.
        known.settle(touched.union(subjects))
        return Sight(
            person: person, view: .then(approval.from), day: approval.from, today: today, register: known, house: house,
            state: state, standing: [])
    }

    /// What the minutes of a meeting name: its items and what they are about, the decisions, and those who took part.
    private func told(by meeting: Meeting, _ approver: ID<Person>?) -> Set<Subject> {
        var found: Set<Subject> = [.organisation(register.organisation.id), .meeting(meeting.id)]
        var persons: Set<ID<Person>> = Set([approver].compactMap { $0 })
        if let attendance = meeting.attendance.latest?.value {
            persons.formUnion(attendance.present + attendance.absent + [attendance.chair])
            persons.formUnion([attendance.secretary].compactMap { $0 })
        }
        for item in meeting.items {
            persons.formUnion(item.answers.map(\.by))
            if let about = item.placing.about, let body = meeting.calling?.body {
                found.formUnion(register.way(from: about))
                if let document = register.document(behind: about)?.id {
                    found.formUnion(register.decisions(about: document).map { .decision($0.id) })
                }
                for decision in register.decisions(at: about, by: body) {
                    found.insert(.decision(decision.id))
                    persons.formUnion(decision.made?.recused ?? [])
                }
            }
            // An item that was postponed is called what it was called where it was placed first.
            var (before, steps) = (item.placing.follows, 0)
            while let id = before, steps < 100, let (earlier, first) = register.meeting(of: id) {
                found.insert(.meeting(earlier.id))
                (before, steps) = (first.placing.follows, steps + 1)
            }
        }
        return found.union(persons.map { .person($0) })
    }
}

extension Stamp {
    fileprivate init(_ entry: Entry) {
        var by: ID<Person>?
        if case .person(let ref, _, _, _, _) = entry.actor { by = ID(ref) }
        self.init(position: entry.position, effective: entry.effective, recorded: entry.recorded, by: by)
    }
}
