// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What somebody is told at once, because a fact says so: a version that its owner sends out by a mail of its own, or a
/// reminder to those who have not read.
public struct Tiding: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case opened, reminded(Notice.Reminder) }

    public let kind: Kind
    public let notice: ID<Notice>
    /// Of the fact.
    public let position: Int
    /// Those it is for.
    public let persons: [ID<Person>]
}

extension House.State {
    fileprivate func tidings(about notice: Notice, since position: Int, after last: Day, on day: Day) -> [Tiding] {
        guard let span = register.span(of: notice), span.from <= day, span.until.map({ day < $0 }) ?? true else {
            return []
        }
        var found: [(Tiding.Kind, Int)] = []
        if notice.way == .immediate, let opened = notice.opened?.position, opened >= position || span.from > last {
            found.append((.opened, opened))
        }
        found += notice.reminders.filter { $0.position >= position }.map { (.reminded($0.reminder), $0.position) }
        guard !found.isEmpty else { return [] }
        let waiting = register.concerned(by: notice.id, on: day).filter { $0.done == nil }
        return found.map { kind, position in
            let persons = waiting.filter { reader in
                switch kind {
                case .opened: true
                case .reminded(let reminder): reminder.concerns(reader.due, on: day)
                }
            }
            return Tiding(kind: kind, notice: notice.id, position: position, persons: persons.map(\.person).sorted())
        }
    }
}

extension House {
    /// What is to be told at once on `day`: of the facts from `position` on, and of what has begun since the day `last`.
    /// What has been overtaken is left out.
    public func tidings(since position: Int, after last: Day, _ state: State, on day: Day) -> [Tiding] {
        var notices = Set(
            trail.subjects(since: position).lazy.filter { $0.kind == .notice }.map { $0.id.seen(as: Notice.self) })
        if last < day {
            notices.formUnion(state.register.notices.values.lazy.filter { $0.way == .immediate }.map(\.id))
        }
        return notices.sorted().flatMap { id in
            state.register.notices[id].map {
                state.tidings(about: $0, since: position, after: last, on: day)
            } ?? []
        }
    }
}
