// SPDX-License-Identifier: MPL-2.0

import Dispatch
public import Domain
public import Ledger

/// Folding what lies in a store.
public enum Replay {
    /// Why a replay came to its end.
    public enum Stop: Hashable, Sendable {
        /// Everything in the range was folded.
        case end
        /// A newer program wrote this fact. The register holds what was before it.
        case unknownKind(position: Int, name: String)
        /// A fact that cannot be read. The register holds what was before it.
        case malformed(position: Int, what: String)
    }

    /// With so many facts more threads pay: one reads, one decodes, one chains and folds.
    private static let worthTwo = 8192
    private static let stretch = 256

    /// Takes over everything after the book's head: the book gets every fact, the register those up to the first that
    /// cannot be read, so that the root can be held against the last checkpoint all the same.
    ///
    /// `each` gets the leaf and the subject of every fact folded, `erased` the references that a fact says are erased,
    /// `folded` the register before its duties are worked out. `midway` gets the registers on the way of a long replay,
    /// soon after each of the counts `stations` (ascending), their duties not worked out either.
    /// Throws what the store throws.
    public static func run(
        store: any LedgerStore, book: inout Book, into register: inout Register, range: Range<Int>? = nil,
        each: (LeafHeader, Subject) -> Void = { _, _ in }, erased: ([ValueID]) -> Void = { _ in },
        folded: (Register) -> Void = { _ in }, stations: [Int] = [], midway: (Register) -> Void = { _ in }
    ) throws -> Stop {
        var fold = Fold(register)
        var stations = stations[...]
        // Only one owner, so that growing it copies nothing.
        register = Register(organisation: register.organisation.id)
        defer { register = fold.settled(Replay.onAllCores, folded) }
        let range = try range ?? book.head..<store.head()
        guard range.count >= Replay.worthTwo else {
            try store.read(range) { row in
                do throws(CanonicalFault) {
                    let leaf = try HashedLeaf(row)
                    return fold.add(leaf, decode(leaf.header, row.payload), &book, each, erased)
                } catch {
                    fold.stop(.malformed(position: row.position, what: "\(BookFault.canonical(error))"))
                    return false
                }
            }
            return fold.stopped ?? .end
        }
        try Ahead(store, range).run { rows in
            guard rows.each({ fold.add($0, $1, &book, each, erased) }) else { return false }
            fold.pass(&stations, midway)
            guard let (position, fault) = rows.fault else { return true }
            fold.stop(.malformed(position: position, what: "\(BookFault.canonical(fault))"))
            return false
        }
        return fold.stopped ?? .end
    }

    /// Folds the facts of a range into a register that holds all before it, as long as `upTo` allows. `isSettled` is
    /// false for a register whose duties were never worked out; they are worked out by `perform`, which may do its work on
    /// several threads.
    @discardableResult
    public static func fold(
        _ store: any LedgerStore, _ range: Range<Int>, into register: inout Register, isSettled: Bool = true,
        perform: Register.Perform = Register.inTurn, upTo: (LeafHeader) -> Bool = { _ in true }
    ) throws -> Stop {
        var fold = Fold(register, isSettled: isSettled)
        register = Register(organisation: register.organisation.id)
        defer { register = fold.settled(perform) }
        let rows = Rows()
        var next = range.lowerBound
        // In small stretches, and looked at only when they are out of the store: today's readers want it, too.
        while fold.stopped == nil, next < range.upperBound {
            rows.clear()
            try store.read(next..<min(range.upperBound, next + Replay.stretch)) { row in
                guard rows.fits(row) else { return false }
                rows.take(row)
                return true
            }
            guard !rows.rows.isEmpty else { break }
            next += rows.rows.count
            for row in rows.rows {
                do throws(CanonicalFault) {
                    let leaf = try LeafHeader(row.leaf)
                    guard upTo(leaf) else { return fold.stopped ?? .end }
                    fold.add(leaf, decode(leaf, row.payload), { _, _ in }, { _ in })
                    if fold.stopped != nil { break }
                } catch {
                    fold.stop(.malformed(position: row.position, what: "\(error)"))
                    break
                }
            }
        }
        return fold.stopped ?? .end
    }

    /// What a payload says, or why it cannot be read.
    typealias Read = Result<Fact, WireFault>

    static func decode(_ leaf: LeafHeader, _ payload: UnsafeRawBufferPointer) -> Read {
        Result { () throws(WireFault) in
            try FactCoding.decode(leaf, subject: try Subject(leaf), payload: payload)
        }
    }

    /// A register on its way; its duties are settled at the end, once for each subject.
    private struct Fold {
        private var register: Register
        private var touched: Set<Subject> = []
        private(set) var stopped: Stop?
        /// Whether no duty is worked out yet, so that all are at the end.
        private let isWhole: Bool

        init(_ register: Register, isSettled: Bool = true) {
            self.register = register
            isWhole = register.count == 0 || !isSettled
        }

        /// Hands the register over if it has come to the next of some counts, ascending; that one is passed then.
        func pass(_ stations: inout ArraySlice<Int>, _ midway: (Register) -> Void) {
            guard stopped == nil, let next = stations.first, register.count >= next else { return }
            stations.removeFirst()
            midway(register)
        }

        mutating func stop(_ reason: Stop) {
            if stopped == nil { stopped = reason }
        }

        /// Takes a fact into the book, and into the register unless the fold has ended. False if the book refuses it.
        mutating func add(
            _ leaf: HashedLeaf, _ read: Read, _ book: inout Book, _ each: (LeafHeader, Subject) -> Void,
            _ erased: ([ValueID]) -> Void
        ) -> Bool {
            let position = book.head
            do throws(BookFault) {
                try book.absorb(leaf)
                add(leaf.header, read, each, erased)
                return true
            } catch {
                stop(.malformed(position: position, what: "\(error)"))
                return false
            }
        }

        mutating func add(
            _ leaf: LeafHeader, _ read: Read, _ each: (LeafHeader, Subject) -> Void, _ erased: ([ValueID]) -> Void
        ) {
            guard stopped == nil else { return }
            switch read {
            case .success(let fact):
                guard leaf.position == register.count else {
                    stopped = .malformed(position: leaf.position, what: "position")
                    return
                }
                register.evolve(fact, Stamp(leaf), touching: &touched)
                // Where everything is settled, nobody asks what was touched.
                if isWhole, touched.count > Replay.stretch { touched.removeAll(keepingCapacity: true) }
                if case .person(_, .erased(_, _, let values)) = fact { erased(values) }
                each(leaf, fact.subject)
            case .failure(.unknownKind(let name)), .failure(.unknownSubject(let name)):
                stopped = .unknownKind(position: leaf.position, name: name)
            case .failure(.unknownVersion(let name, let version)):
                stopped = .unknownKind(position: leaf.position, name: "\(name) \(version)")
            case .failure(let fault):
                stopped = .malformed(position: leaf.position, what: "\(fault)")
            }
        }

        mutating func settled(_ perform: Register.Perform, _ folded: (Register) -> Void = { _ in }) -> Register {
            folded(register)
            if isWhole { register.settleAll(perform) } else { register.settle(touched) }
            touched = []
            return register
        }
    }

    private static func onAllCores(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        DispatchQueue.concurrentPerform(iterations: count, execute: work)
    }
}
