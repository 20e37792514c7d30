// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

/// Keeps the index of a house up to date, on a thread of its own: after each fact, at midnight, at start. What it has not
/// caught up with is named, so that a search leaves it out: a text that was just classified is not found by its old class.
final class Indexer: Sendable {
    private struct Held {
        /// What stands in the index otherwise than in the register, and of that what is being put right.
        var dirty: Set<Subject> = []
        var taken: Set<Subject> = []
        /// The register that holds everything that made it so.
        var upTo = 0
        /// The day for which the index says what is in force.
        var day = Day.distantPast
        var isStarted = false
        var isWorking = false
        /// It failed; begun anew with the next fact.
        var hasFailed = false
    }

    /// So many things are put at once: a kill loses no more, and a search waits for no more.
    private static let stretch = 64

    let engine: any SearchEngine
    private let held = Mutex(Held())
    /// Counts how often the file was begun anew: what was read before that is not put. Held while something is put.
    private let generation = Mutex(0)
    private let thread = QuietThread(nice: 5)

    init(_ engine: any SearchEngine) {
        self.engine = engine
    }

    /// Everything that was found so far can be asked for; what is not caught up with is left out.
    enum Standing: Equatable {
        case ready
        /// So many things are still to be taken in.
        case behind(Int)
        case failed
    }

    var standing: Standing {
        held.withLock { held in
            if held.hasFailed { return .failed }
            let left = held.dirty.count + held.taken.count
            return held.isStarted && left == 0 ? .ready : .behind(left)
        }
    }

    var behind: Set<Subject> { held.withLock { $0.dirty.union($0.taken) } }

    /// Begins: takes over the file if it was made from this ledger, and catches up.
    func start(_ house: House) {
        let state = house.state
        let everything = state.register.searched
        // Until the file has been looked at, nothing in it is believed.
        held.withLock { held in
            (held.dirty, held.upTo, held.day) = (everything, state.register.count, house.clock.today)
        }
        thread.run { [weak self, weak house] in
            guard let self, let house else { return }
            self.takeOver(house, state)
            self.work(house)
        }
    }

    private func takeOver(_ house: House, _ state: House.State) {
        defer { held.withLock { $0.isStarted = true } }
        let size = min(state.register.count, state.book.head)
        guard let mark = engine.mark(), mark.position <= size, mark.erased == house.trail.erasedCount,
            state.book.tree.root(at: mark.position) == mark.root
        else {
            renew(house)
            return
        }
        let day = Day(number: Int32(clamping: mark.day))
        let late = state.register.searched(with: house.trail.subjects(since: mark.position))
            .union(state.register.turning(after: day, until: house.clock.today))
        let everything = state.register.searched
        held.withLock { held in
            // A fact that came meanwhile is not in `everything` of then, or is among what it touched.
            held.dirty.subtract(everything.subtracting(late).subtracting(held.taken))
        }
        // What facts after `state` touched was noted before this and may have been taken out again.
        let since = house.state.register.searched(with: house.trail.subjects(since: size))
        held.withLock { $0.dirty.formUnion(since) }
    }

    /// Facts were added, and `register` will be published: until these are put anew, they are left out.
    func note(_ changed: Set<Subject>, _ register: Register) {
        let all = register.searched(with: changed)
        held.withLock { held in
            held.dirty.formUnion(all)
            held.upTo = register.count
        }
    }

    /// Values were erased: nothing of them is left in the file when this returns.
    func forget(_ house: House) {
        renew(house)
        begin(house)
    }

    /// A new day may have come.
    func turn(to today: Day, _ house: House) {
        let before = held.withLock { held -> Day? in
            guard held.day < today else { return nil }
            defer { held.day = today }
            return held.day
        }
        guard let before else { return }
        let turned = house.state.register.turning(after: before, until: today)
        held.withLock { $0.dirty.formUnion(turned) }
        begin(house)
    }

    /// What came back from the index could not be read.
    func mend(_ house: House) {
        renew(house)
        begin(house)
    }

    private func renew(_ house: House) {
        let everything = house.state.register.searched
        generation.withLock { generation in
            generation += 1
            do {
                try engine.renew()
                held.withLock { ($0.dirty, $0.hasFailed) = ($0.dirty.union(everything), false) }
            } catch {
                held.withLock { ($0.dirty, $0.hasFailed) = ($0.dirty.union(everything), true) }
            }
        }
    }

    /// Goes to work, unless it is at work.
    func begin(_ house: House) {
        let start = held.withLock { held in
            guard held.isStarted, !held.isWorking else { return false }
            held.isWorking = true
            return true
        }
        guard start else { return }
        thread.run { [weak self, weak house] in
            guard let self, let house else { return }
            self.work(house)
        }
    }

    private func work(_ house: House) {
        held.withLock { $0.isWorking = true }
        while step(house) {
            // The first fact is put at once; those that come close behind it are put together, in one transaction.
            if held.withLock({ $0.dirty.count < Indexer.stretch }) { QuietThread.rest() }
        }
    }

    /// Puts the next things. False when there is nothing left, or it failed.
    private func step(_ house: House) -> Bool {
        let made = generation.withLock { $0 }
        let (subjects, upTo, isLast, day) = held.withLock { held in
            let subjects = Array(held.dirty.prefix(Indexer.stretch))
            held.dirty.subtract(subjects)
            held.taken = Set(subjects)
            if subjects.isEmpty { held.isWorking = false }
            return (subjects, held.upTo, held.dirty.isEmpty, held.day)
        }
        guard !subjects.isEmpty else { return false }
        let state = house.state
        guard state.register.count >= upTo else {
            // The register of these facts is about to be published.
            held.withLock { held in
                held.dirty.formUnion(subjects)
                held.taken = []
            }
            return true
        }
        let rows = SearchRows(register: state.register, texts: house.texts, trail: house.trail, today: day)
        let things = subjects.compactMap { rows.thing($0) }.sorted { $0.origin < $1.origin }
        // Everything up to `upTo` is in; the register that it was read from may be further on.
        let position = min(upTo, state.book.head)
        let mark =
            isLast
            ? state.book.tree.root(at: position).map {
                SearchMark(position: position, root: $0, erased: house.trail.erasedCount, day: Int(day.number))
            } : nil
        return generation.withLock { generation in
            guard generation == made else {
                // Begun anew meanwhile: what was read before an erasure is not put.
                held.withLock { $0.taken = [] }
                return true
            }
            do {
                try engine.put(things, mark: mark)
                held.withLock { $0.taken = [] }
                return true
            } catch {
                // Once more with a new file; then no more until something happens.
                let again = (try? engine.renew()) != nil
                let everything = state.register.searched
                return held.withLock { held in
                    defer { held.hasFailed = true }
                    held.dirty.formUnion(everything)
                    held.taken = []
                    if held.hasFailed || !again { held.isWorking = false }
                    return !held.hasFailed && again
                }
            }
        }
    }
}
