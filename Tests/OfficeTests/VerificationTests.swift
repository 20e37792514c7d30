// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization
import Testing

@testable import Office

/// A store in which something happens at one moment of somebody's reading: just before the values are asked for the
/// `turn`-th time.
private final class Interrupted: LedgerStore, VaultStore {
    private let store: MemoryStore
    private let turn: Int
    private let asked = Mutex(0)
    private let happening: @Sendable () -> Void

    init(_ store: MemoryStore, before turn: Int, _ happening: @escaping @Sendable () -> Void) {
        self.store = store
        self.turn = turn
        self.happening = happening
    }

    func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws {
        let now = asked.withLock { asked in
            asked += 1
            return asked
        }
        if now == turn { happening() }
        try store.values(range, body)
    }

    func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended {
        try store.append(facts, after: head, reserve: reserve)
    }
    func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws { try store.read(range, body) }
    func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws {
        try store.rows(range, body)
    }
    func positions(of command: Ref) throws(StoreFailure) -> Range<Int>? { try store.positions(of: command) }
    func head() throws(StoreFailure) -> Int { try store.head() }
    func apart() throws(StoreFailure) -> any LedgerStore { try store.apart() }
    func value(_ ref: Ref) throws(StoreFailure) -> StoredValue? { try store.value(ref) }
    func erase(_ refs: [Ref]) throws(StoreFailure) { try store.erase(refs) }
}

struct VerificationTests {
    /// Somebody is erased, and somebody comes, while the ledger is being verified: neither is a fault.
    @Test(arguments: [1, 2]) func aWriterBesideTheVerificationGivesNoAlarm(_ turn: Int) throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let person = try rooms.person("Ida Prøve", in: unit)
        rooms.desk.close()
        let before = rooms.house.state.book.head
        let store = Interrupted(rooms.store, before: turn) {
            _ = try? rooms.give(.erasePerson, ["person": "\(person)", "decision": "DPO", "basis": "request"])
            _ = try? rooms.give(.addPerson, ["name": "Bo Eksempel"])
        }
        let note = try #require(rooms.outside.checkpoint())
        let found = try Verifier(ledger: store, vault: store, key: rooms.house.key.verifier, checkpoint: note).run()
        #expect(rooms.house.state.book.head > before)
        #expect(found.findings == [])
        #expect(found.isSound)
    }

    /// A copy from before an erasure is put back: the values are gone at once, and the ledger says so and is sound.
    @Test func anErasureThatTheRestoredLedgerDoesNotKnowIsRecordedAgain() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let person = try rooms.person("Ida Prøve", in: unit)
        let name = try #require(rooms.house.state.register.persons[person]?.name.newest)
        rooms.outside.add(erasures: [Ref(name)])
        rooms.desk.close()
        func open() throws -> House {
            try House.open(
                rooms.house.id, store: rooms.store, seed: Rooms.seed, outside: rooms.outside, clock: rooms.house.clock,
                mint: .seeded(3))
        }
        let house = try open()
        #expect(try house.verify().findings.map(\.fault) == [.valueMissing])
        #expect(try house.noteErasedAgain(version: "test") == 1)
        #expect(try house.noteErasedAgain(version: "test") == 0)
        #expect(try house.verify().isSound)
        let last = try house.entry(at: house.state.book.head - 1)
        #expect(last.kind == .personErased && last.subject == .person(person))
        let replayed = try open()
        #expect(try replayed.verify().isSound)
        #expect(RegisterDigest.of(replayed.state.register) == RegisterDigest.of(house.state.register))
    }

    /// A value that nobody recorded the erasure of is missing, whoever writes beside it.
    @Test func aValueThatIsTakenAwayIsStillFound() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        rooms.desk.close()
        let name = try #require(rooms.house.state.register.units[unit]?.name.newest)
        let store = Interrupted(rooms.store, before: 1) {
            try? rooms.store.erase([Ref(name)])
            _ = try? rooms.give(.addPerson, ["name": "Bo Eksempel"])
        }
        let note = try #require(rooms.outside.checkpoint())
        let found = try Verifier(ledger: store, vault: store, key: rooms.house.key.verifier, checkpoint: note).run()
        #expect(found.findings.map(\.fault) == [.valueMissing])
    }
}
