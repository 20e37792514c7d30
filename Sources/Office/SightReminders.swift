// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// The day on which somebody was last reminded, by the day shown; nil: nobody was, or the reader may not see the thing.
    public func lastReminded(_ target: Reminder.Target) -> Day? {
        sees(target.subject) ? register.lastReminded(target, by: day) : nil
    }

    /// Whether the reader may remind whoever is responsible: of what is open or overdue, and not the reader's own to do.
    public func mayRemind(_ duty: Duty) -> Bool {
        guard duty.rule != .acknowledgement, duty.responsible != .person(person) else { return false }
        switch duty.standing(on: day) {
        case .open, .overdue: break
        case .planned, .done: return false
        }
        switch duty.responsible {
        case .unit(let unit): return may(.remindDuties, Concern(unit: unit))
        case .person(let id):
            return may(.remindDuties, Concern(unit: register.persons[id]?.engagement(on: day)?.unit))
        case .role, .body: return may(.remindDuties)
        }
    }

    /// Whether the reader may remind those of a unit who have yet to read.
    public func mayRemind(readersOf unit: ID<Unit>) -> Bool { may(.remindDuties, Concern(unit: unit)) }
}
