// SPDX-License-Identifier: MPL-2.0

/// The tasks that a decision made (conditions, a measure, a change of the document) are nobody's when the decision is
/// annulled: they fall away with it, unless they were done by then.
extension Register {
    /// A decision whose tasks follow it: they are recorded by the same act, right after it.
    struct Making: Hashable, Sendable {
        let decision: ID<Decision>
        let recorded: Instant
        let by: ID<Person>?
        /// Where the next task of it stands.
        var next: Int
        /// Whether it has made the one task that is no condition: to change the document, or to carry out the measure.
        var hasMadeMain = false

        init(_ decision: ID<Decision>, _ stamp: Stamp) {
            self.decision = decision
            recorded = stamp.recorded
            by = stamp.by
            next = stamp.position + 1
        }
    }

    /// Keeps which decision made a task.
    mutating func noteMaker(of task: ID<Action>, _ about: Subject?, _ stamp: Stamp) {
        guard var making, making.next == stamp.position, making.recorded == stamp.recorded, making.by == stamp.by,
            let about, let made = decisions[making.decision]?.made, actions[task]?.decision == nil
        else { return }
        if isMain(about, of: made), !making.hasMadeMain {
            making.hasMadeMain = true
        } else if made.conditions == nil || isMain(about, of: made) || made.matter.subject != about {
            return
        }
        making.next += 1
        self.making = making
        actions[task]?.decision = making.decision
        tasksOf[making.decision, default: []].append(task)
    }

    /// Whether a task about a thing is what a decision itself demands, beside its conditions.
    private func isMain(_ about: Subject, of made: Decision.Made) -> Bool {
        if made.matter.act == .dispense {
            return made.update?.isNeeded == true && made.matter.document.map { .document($0) } == about
        }
        guard case .measure(_, about, _, _)? = made.matter.proposal.flatMap({ proposals[$0]?.wording?.content }) else {
            return false
        }
        return true
    }

    /// The decision is annulled.
    mutating func dropTasks(of decision: ID<Decision>, on day: Day, at position: Int, _ touched: inout Set<Subject>) {
        for task in tasksOf[decision] ?? [] {
            actions[task]?.fall(on: day, at: position)
            touched.insert(.action(task))
        }
    }
}
