// SPDX-License-Identifier: MPL-2.0

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

    /// Takes over everything after the book's head: the book gets every fact, the register those up to the first that
    /// cannot be read, so that the root can be held against the last checkpoint all the same.
    ///
    /// `each` gets the leaf and the subject of every fact folded, `erased` the references that a fact says are erased.
    /// Throws what the store throws.
    public static func run(
        store: any LedgerStore, book: inout Book, into register: inout Register, range: Range<Int>? = nil,
        each: (LeafHeader, Subject) -> Void = { _, _ in }, erased: ([ValueID]) -> Void = { _ in }
    ) throws -> Stop {
        var fold = Fold(register)
        // Only one owner, so that growing it copies nothing.
        register = Register(organisation: register.organisation.id)
        defer { register = fold.settled() }
        try store.read(range ?? book.head..<store.head()) { row in
            do throws(BookFault) {
                let leaf = try book.absorb(row)
                fold.add(leaf, row.payload, each, erased)
                return true
            } catch {
                fold.stop(.malformed(position: row.position, what: "\(error)"))
                return false
            }
        }
        return fold.stopped ?? .end
    }

    /// Folds the facts of a range into a register that holds all before it, as long as `upTo` allows.
    @discardableResult
    public static func fold(
        _ store: any LedgerStore, _ range: Range<Int>, into register: inout Register,
        upTo: (LeafHeader) -> Bool = { _ in true }
    ) throws -> Stop {
        var fold = Fold(register)
        register = Register(organisation: register.organisation.id)
        defer { register = fold.settled() }
        try store.read(range) { row in
            do throws(CanonicalFault) {
                let leaf = try LeafHeader(row.leaf)
                guard upTo(leaf) else { return false }
                fold.add(leaf, row.payload, { _, _ in }, { _ in })
                return fold.stopped == nil
            } catch {
                fold.stop(.malformed(position: row.position, what: "\(error)"))
                return false
            }
        }
        return fold.stopped ?? .end
    }

    /// A register on its way; its duties are settled at the end, once for each subject.
    private struct Fold {
        private var register: Register
        private var touched: Set<Subject> = []
        private(set) var stopped: Stop?

        init(_ register: Register) {
            self.register = register
        }

        mutating func stop(_ reason: Stop) {
            if stopped == nil { stopped = reason }
        }

        mutating func add(
            _ leaf: LeafHeader, _ payload: UnsafeRawBufferPointer, _ each: (LeafHeader, Subject) -> Void,
            _ erased: ([ValueID]) -> Void
        ) {
            guard stopped == nil else { return }
            do throws(WireFault) {
                let subject = try Subject(leaf)
                let fact = try FactCoding.decode(leaf, subject: subject, payload: payload)
                guard leaf.position == register.count else {
                    stopped = .malformed(position: leaf.position, what: "position")
                    return
                }
                register.evolve(fact, Stamp(leaf), touching: &touched)
                if case .person(_, .erased(_, _, let values)) = fact { erased(values) }
                each(leaf, subject)
            } catch {
                switch error {
                case .unknownKind(let name), .unknownSubject(let name):
                    stopped = .unknownKind(position: leaf.position, name: name)
                case .unknownVersion(let name, let version):
                    stopped = .unknownKind(position: leaf.position, name: "\(name) \(version)")
                case .wrongSubject, .malformed:
                    stopped = .malformed(position: leaf.position, what: "\(error)")
                }
            }
        }

        mutating func settled() -> Register {
            register.settle(touched)
            touched = []
            return register
        }
    }
}
