// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Ledger

private struct FixedKeys: KeySource {
    func key() -> [UInt8] { [UInt8](repeating: 7, count: 32) }
}

@Suite("Sealing and start-up")
struct BookTests {
    private func draft(_ command: Ref, payload: [UInt8] = Array("{}".utf8), values: [DraftValue] = []) -> Draft {
        Draft(
            id: Ref(high: 1, low: 2), command: command, subjectKind: "risk", subject: Ref(high: 3, low: 4),
            kind: "risk.assessed", kindVersion: 1, recorded: 1_795_464_436_123, effective: 20_000,
            actor: .operator(user: "drift"), door: .cli, payload: payload, values: values)
    }

    @Test("replay of what was sealed gives the same book; one that is out of place is refused")
    func absorb() throws {
        let sample = try Sample(seed: 51, facts: 120)
        var book = Book(origin: sample.book.origin)
        for fact in sample.facts {
            try fact.row { row in
                let header = try book.absorb(row)
                #expect(header.subject == fact.subject && header.revision == fact.revision)
            }
        }
        #expect(book.last == sample.book.last && book.recorded == sample.book.recorded)
        #expect(book.checkpoint == sample.book.checkpoint)
        let kept = book.checkpoint
        #expect(throws: BookFault.position(expected: sample.facts.count, found: 3)) {
            try sample.facts[3].row { _ = try book.absorb($0) }
        }
        #expect(book.checkpoint == kept)
        // Another ledger's fact is refused, as the first and as a later one.
        let other = try Sample(seed: 53, facts: 3)
        for count in [0, 1] {
            var stranger = Book(origin: sample.book.origin)
            for fact in sample.facts[..<count] { try fact.row { _ = try stranger.absorb($0) } }
            #expect(throws: BookFault.origin(position: count, found: other.book.origin)) {
                try other.facts[count].row { _ = try stranger.absorb($0) }
            }
        }
        // A leaf that is canonical but not the next one of this chain.
        var fork = Book(origin: sample.book.origin)
        try sample.facts[0].row { _ = try fork.absorb($0) }
        var leaf = try Leaf(sample.facts[1].leaf)
        leaf.prev = Digest.sha256([1])
        let forged = sample.facts[1].with(leaf: try leaf.encoded())
        #expect(throws: BookFault.chain(position: 1)) { try forged.row { _ = try fork.absorb($0) } }
        leaf = try Leaf(sample.facts[1].leaf)
        leaf.recorded = 5
        let early = sample.facts[1].with(leaf: try leaf.encoded())
        #expect(throws: BookFault.backwards(position: 1)) { try early.row { _ = try fork.absorb($0) } }
    }

    @Test("instants never run backwards, commands get their parts, a refusal leaves the book alone")
    func sealing() throws {
        var book = Book(origin: "vaern.example.dk/vaern/x/1")
        let keys = FixedKeys()
        let (first, second) = (Ref(high: 0, low: 1), Ref(high: 0, low: 2))
        var late = draft(second)
        late.recorded -= 10_000
        let facts = try book.seal([(draft(first), 1), (draft(first), 2), (late, 3)], keys: keys)
        let leaves = try facts.map { try Leaf($0.leaf) }
        #expect(leaves.map(\.part) == [1, 2, 1])
        #expect(leaves.map(\.parts) == [2, 2, 1])
        #expect(leaves.map(\.position) == [0, 1, 2])
        #expect(leaves.map(\.recorded) == [1_795_464_436_123, 1_795_464_436_123, 1_795_464_436_123])
        #expect(leaves[0].prev == .zero && leaves[1].prev == Digest.leaf(facts[0].leaf))

        let kept = book.checkpoint
        func refused(_ drafts: [(draft: Draft, revision: Int)]) -> BookFault? {
            let result = Result { () throws(BookFault) in try book.seal(drafts, keys: keys) }
            return if case .failure(let fault) = result { fault } else { nil }
        }
        #expect(refused([(draft(first), 3), (draft(second), 4), (draft(first), 5)]) == .commandApart(first))
        let long = Array("{\"a\":\"\(String(repeating: "x", count: 32_761))\"}".utf8)
        #expect(refused([(draft(first, payload: long), 3)]) == .payloadTooLong(32_769))
        #expect(
            refused([(draft(first, payload: Array("{ }".utf8)), 3)])
                == .canonical(CanonicalFault(.unexpected, at: 1)))
        let value = DraftValue(ref: first, field: "title", bytes: [1])
        #expect(refused([(draft(first, values: [value]), 3)]) == .valueNotInPayload(field: "title"))
        let payload = Array("{\"title\":\"\(first.text)\"}".utf8)
        #expect(
            refused([(draft(first, payload: payload, values: [value, value]), 3)])
                == .canonical(CanonicalFault(.duplicate, at: 0, key: "values")))
        var unnamed = draft(first)
        unnamed.kind = "with space"
        #expect(refused([(draft(first), 3), (unnamed, 4)]) != nil)
        unnamed.kind = "a"
        unnamed.actor = .operator(user: String(repeating: "x", count: 300))
        #expect(refused([(unnamed, 3)]) != nil)
        #expect(refused([(draft(first), 0)]) != nil)
        #expect(book.checkpoint == kept)
        // Exactly 32 KiB is allowed, and a leaf has room for forty values but not for seventy.
        #expect(refused([(draft(first, payload: Array(long.dropFirst(6).dropLast(3)).wrapped), 3)]) == nil)
        for (count, fits) in [(40, true), (70, false)] {
            let values = (0..<count).map { DraftValue(ref: first, field: "f\($0)", bytes: [1]) }
            var object = CanonicalObject()
            for value in values { object.set(value.field, value.ref) }
            let fault = refused([(draft(first, payload: try object.encoded(), values: values), 3)])
            #expect((fault == nil) == fits)
        }
    }

    @Test("keys of the system are of 32 bytes and differ")
    func keys() {
        let keys = SystemKeys()
        let made = Set((0..<1000).map { _ in keys.key() })
        #expect(made.count == 1000)
        #expect(made.allSatisfy { $0.count == 32 })
    }

    @Test("the store in memory refuses gaps and repetitions and forgets what was erased")
    func memory() throws {
        let sample = try Sample(seed: 52, facts: 60, rich: 10)
        let store = MemoryStore()
        #expect(try store.append(Array(sample.facts[..<20]), after: 0, reserve: false) == .durable)
        #expect(try store.append(Array(sample.facts[20...]), after: 0, reserve: false) == .overtaken(head: 20))
        func refused(_ fact: StoredFact) -> Bool {
            (try? store.append([fact], after: 20, reserve: false)) == nil
        }
        let next = sample.facts[20]
        #expect(refused(next.with(position: 21)))
        let first = sample.facts[0]
        #expect(
            refused(next.with(subjectKind: first.subjectKind, subject: first.subject, revision: first.revision)))
        #expect(refused(next.with(command: sample.facts[0].command, part: sample.facts[0].part)))
        let taken = try #require(sample.facts[..<20].flatMap(\.values).first)
        #expect(refused(next.with(values: [taken])))
        #expect(try store.head() == 20)
        #expect(try store.append(Array(sample.facts[20...]), after: 20, reserve: false) == .durable)
        var seen: [Int] = []
        try store.read(5..<9) { row in
            seen.append(row.position)
            return row.position < 7
        }
        #expect(seen == [5, 6, 7])
        #expect(try store.value(taken.ref) == taken)
        try store.erase([taken.ref, Ref(high: 9, low: 9)])
        #expect(try store.value(taken.ref) == nil)
        var left: Set<Ref> = []
        try store.values(0..<sample.facts.count) { left.insert($0.ref).inserted }
        #expect(!left.contains(taken.ref))
        #expect(left.count == sample.facts.flatMap(\.values).count - 1)
    }
}

extension [UInt8] {
    /// The bytes as the inside of a string that is the payload's only member.
    fileprivate var wrapped: [UInt8] { Array("{\"a\":\"".utf8) + self + Array("\"}".utf8) }
}
