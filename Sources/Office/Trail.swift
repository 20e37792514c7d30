// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
import Synchronization

/// Where in the ledger what lies: the positions of each subject's facts, when each was recorded, which commands were
/// carried out, and which values were erased. Derived, and only added to.
public final class Trail: Sendable {
    /// What is noted, fact by fact.
    struct Notes: Sendable {
        /// The newest fact of each subject, and of each fact the one before it about the same subject, or -1: a list for
        /// each of tens of thousands of subjects would take many times as much.
        fileprivate var newest: [Subject: Int32] = [:]
        fileprivate var before: [Int32] = []
        /// When each fact was recorded; it never runs backwards, so a day is found by bisection.
        fileprivate var recorded: [Int64] = []
        fileprivate var commands: [Ref: (first: Int32, count: Int32)] = [:]
        fileprivate(set) var erased: Set<Ref> = []
        private let since: Int

        /// For a ledger that has so many facts; of commands only those are noted that are remembered after them all.
        init(upTo head: Int = 0) {
            since = head - Trail.remembered
            before.reserveCapacity(head)
            recorded.reserveCapacity(head)
        }

        mutating func add(_ header: LeafHeader, _ subject: Subject) {
            note(
                subject, position: header.position, recorded: header.recorded, command: header.command,
                part: header.part, parts: header.parts)
        }

        fileprivate mutating func note(
            _ subject: Subject, position: Int, recorded: Int64, command: Ref, part: Int, parts: Int
        ) {
            before.append(newest.updateValue(Int32(position), forKey: subject) ?? -1)
            self.recorded.append(recorded)
            guard position >= since else { return }
            if part == 1 { commands[command] = (Int32(position), Int32(parts)) }
            if commands.count > Trail.remembered {
                let oldest = Int32(position - Trail.remembered / 2)
                commands = commands.filter { $0.value.first > oldest }
            }
        }

        mutating func noteErased(_ refs: [Ref]) { erased.formUnion(refs) }
    }

    /// Commands are remembered for this many facts back; older repeats are refused by the database. A few megabytes more
    /// for each 100,000 of them.
    static let remembered = 20_000

    private let held: Mutex<Notes>

    init(_ notes: sending Notes = Notes()) {
        held = Mutex(notes)
    }

    func note(_ note: Batch.Note) {
        self.note(
            note.subject, position: note.position, recorded: note.recorded, command: note.command, part: note.part,
            parts: note.parts)
    }

    func note(_ subject: Subject, position: Int, recorded: Int64, command: Ref, part: Int, parts: Int) {
        held.withLock { held in
            held.note(subject, position: position, recorded: recorded, command: command, part: part, parts: parts)
        }
    }

    func noteErased(_ refs: [Ref]) {
        held.withLock { $0.noteErased(refs) }
    }

    var erased: Set<Ref> { held.withLock { $0.erased } }
    var erasedCount: Int { held.withLock { $0.erased.count } }
    func isErased(_ ref: Ref) -> Bool { held.withLock { $0.erased.contains(ref) } }

    /// When a subject's first and last facts were recorded.
    public func recorded(about subject: Subject) -> (first: Instant, last: Instant)? {
        held.withLock { held in
            guard let last = held.newest[subject].map(Int.init) else { return nil }
            var first = last
            while held.before[first] >= 0 { first = Int(held.before[first]) }
            return (Instant(milliseconds: held.recorded[first]), Instant(milliseconds: held.recorded[last]))
        }
    }

    /// The position of a subject's first fact.
    func firstPosition(of subject: Subject) -> Int? {
        held.withLock { held in
            guard var first = held.newest[subject].map(Int.init) else { return nil }
            while held.before[first] >= 0 { first = Int(held.before[first]) }
            return first
        }
    }

    /// What the facts from a position on are about.
    func subjects(since position: Int) -> Set<Subject> {
        held.withLock { held in
            guard position < held.recorded.count else { return [] }
            return Set(held.newest.lazy.filter { $0.value >= position }.map(\.key))
        }
    }

    /// The positions of a subject's facts, oldest first.
    public func positions(of subject: Subject) -> [Int] {
        positions(of: subject, before: Int.max, most: Int.max)
    }

    /// The last positions of a subject's facts before `known`, at most `most`, oldest first.
    func positions(of subject: Subject, before known: Int, most: Int) -> [Int] {
        held.withLock { held in
            var found: [Int] = []
            var next = held.newest[subject].map(Int.init) ?? -1
            while next >= 0, found.count < most {
                if next < known { found.append(next) }
                next = Int(held.before[next])
            }
            return found.reversed()
        }
    }

    /// The facts of a command that was carried out before.
    func facts(of command: Ref) -> Range<Int>? {
        held.withLock { held in
            held.commands[command].map { Int($0.first)..<Int($0.first) + Int($0.count) }
        }
    }

    /// How many facts were recorded before an instant.
    func count(before instant: Instant) -> Int {
        held.withLock { held in
            var (low, high) = (0, held.recorded.count)
            while low < high {
                let middle = (low + high) / 2
                if held.recorded[middle] < instant.milliseconds { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
