// SPDX-License-Identifier: MPL-2.0
import Synchronization

/// A ledger and its vault in memory, for tests and demonstrations. It keeps the same promises as a database, except that
/// nothing outlives it.
public final class MemoryStore: LedgerStore, VaultStore {
    private struct Part: Hashable {
        /// The subject's kind; empty for a command.
        var kind = ""
        let ref: Ref
        let number: Int
    }

    private struct State {
        var facts: [StoredFact] = []
        var revisions: Set<Part> = []
        var parts: Set<Part> = []
        /// Where each value that is there was written.
        var values: [Ref: Int] = [:]
    }

    private let state = Mutex(State())

    /// An empty store.
    public init() {}

    public func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended {
        let outcome = state.withLock { state -> Result<Appended, StoreFailure> in
            guard state.facts.count == head else { return .success(.overtaken(head: state.facts.count)) }
            if let refusal = MemoryStore.refusal(facts, state) { return .failure(.broken(refusal)) }
            for fact in facts {
                state.revisions.insert(Part(kind: fact.subjectKind, ref: fact.subject, number: fact.revision))
                state.parts.insert(Part(ref: fact.command, number: fact.part))
                for value in fact.values { state.values[value.ref] = fact.position }
                state.facts.append(fact)
            }
            return .success(.durable)
        }
        return try outcome.get()
    }

    /// What a database's constraints would say; nothing is written before all facts have passed.
    private static func refusal(_ facts: [StoredFact], _ state: State) -> String? {
        var revisions: Set<Part> = []
        var parts: Set<Part> = []
        var refs: Set<Ref> = []
        for (offset, fact) in facts.enumerated() {
            guard fact.position == state.facts.count + offset else { return "position \(fact.position) leaves a gap" }
            let revision = Part(kind: fact.subjectKind, ref: fact.subject, number: fact.revision)
            guard !state.revisions.contains(revision), revisions.insert(revision).inserted else {
                return "revision \(fact.revision) of \(fact.subject) is there already"
            }
            let part = Part(ref: fact.command, number: fact.part)
            guard !state.parts.contains(part), parts.insert(part).inserted else {
                return "part \(fact.part) of command \(fact.command) is there already"
            }
            var fields: Set<String> = []
            for value in fact.values {
                guard state.values[value.ref] == nil, refs.insert(value.ref).inserted else {
                    return "value \(value.ref) is there already"
                }
                guard fields.insert(value.field).inserted else { return "field \(value.field) is there already" }
            }
        }
        return nil
    }

    private func facts(_ range: Range<Int>) -> ArraySlice<StoredFact> {
        state.withLock { $0.facts[range.clamped(to: 0..<$0.facts.count)] }
    }

    public func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws {
        try rows(range) { row, _ in try body(row) }
    }

    public func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws {
        for fact in facts(range) {
            let index = IndexRow(
                position: fact.position, subjectKind: fact.subjectKind, subject: fact.subject,
                revision: fact.revision, command: fact.command, part: fact.part)
            let more = try fact.leaf.withUnsafeBytes { leaf in
                try fact.payload.withUnsafeBytes { payload in
                    try fact.payloadKey.withUnsafeBytes { key in
                        try body(
                            LedgerRow(position: fact.position, leaf: leaf, payload: payload, payloadKey: key), index)
                    }
                }
            }
            if !more { return }
        }
    }

    public func positions(of command: Ref) throws(StoreFailure) -> Range<Int>? {
        state.withLock { state in
            guard let first = state.facts.first(where: { $0.command == command })?.position else { return nil }
            return first..<first + state.facts[first...].prefix { $0.command == command }.count
        }
    }

    public func head() throws(StoreFailure) -> Int { state.withLock { $0.facts.count } }

    public func apart() throws(StoreFailure) -> any LedgerStore { self }

    public func value(_ ref: Ref) throws(StoreFailure) -> StoredValue? {
        state.withLock { state in
            state.values[ref].flatMap { position in state.facts[position].values.first { $0.ref == ref } }
        }
    }

    public func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws {
        for fact in facts(range) {
            for value in fact.values.sorted(by: { $0.field < $1.field }) {
                if !(try value.row(at: fact.position, body)) { return }
            }
        }
    }

    public func erase(_ refs: [Ref]) throws(StoreFailure) {
        state.withLock { state in
            for ref in refs {
                guard let position = state.values.removeValue(forKey: ref) else { continue }
                let fact = state.facts[position]
                state.facts[position] = StoredFact(
                    position: fact.position, leaf: fact.leaf, payload: fact.payload, payloadKey: fact.payloadKey,
                    values: fact.values.filter { $0.ref != ref }, subjectKind: fact.subjectKind,
                    subject: fact.subject, revision: fact.revision, command: fact.command, part: fact.part)
            }
        }
    }
}

extension StoredValue {
    /// Hands the value over as a row.
    public func row<Result>(at position: Int, _ body: (ValueRow) throws -> Result) rethrows -> Result {
        try Array(field.utf8).withUnsafeBytes { field in
            try key.withUnsafeBytes { key in
                try bytes.withUnsafeBytes { bytes in
                    try body(ValueRow(position: position, ref: ref, field: field, key: key, bytes: bytes))
                }
            }
        }
    }
}
