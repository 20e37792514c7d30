// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

struct DeskTests {
    @Test func aPolicyIsDecidedEnforcedAndVerified() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let head = try rooms.person("Ida Prøve", in: unit, .security)
        let director = try rooms.person("Bo Eksempel", in: unit, .direktion)
        let policy = try rooms.document("Politik", unit: unit)
        try rooms.give(.submitVersion, ["document": "\(policy)", "lacking": "Kun til test"], as: head)
        let decide = [
            "document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "meeting",
            "members": "\(director)",
        ]
        #expect(throws: Refusal.notAllowed) { try rooms.give(.makeDecision, decide, as: head) }
        try rooms.give(.makeDecision, decide, as: director)
        try rooms.give(.enforceVersion, ["document": "\(policy)", "from": "\(rooms.today)"], as: head)
        rooms.go(to: rooms.today + 300)
        try rooms.give(
            .verifyDocument,
            [
                "document": "\(policy)", "outcome": "unchanged", "strategy": "s",
                "administration": "a", "business": "b", "threats": "c",
                "society": "d", "improvement": "e",
            ], as: head)
        let document = try #require(rooms.house.state.register.documents[policy])
        #expect(document.rows.map(\.number.description) == ["1.0", "1.1"])
        let due = rooms.house.state.register.duties.bySubject[.document(policy)]?.filter { $0.rule == .verification }
        #expect(due?.last?.due == rooms.today.adding(years: 1))
        #expect(due?.last?.done == nil)
    }

    @Test func aCommandGivenTwiceIsCarriedOutOnce() throws {
        let rooms = try Rooms()
        let command = Ref(high: 5, low: 5)
        let first = try rooms.give(.addPerson, ["name": "Ida"], command: command)
        let again = try rooms.give(.addPerson, ["name": "Ida"], command: command)
        #expect(again.repeated)
        #expect(again.positions == first.positions)
        #expect(again.subjects == first.subjects)
        #expect(rooms.house.state.register.persons.count == 1)
    }

    @Test func theSameKeyWithOtherContentIsRefused() throws {
        let rooms = try Rooms()
        let command = Ref(high: 5, low: 5)
        // What the form says about itself is no content.
        try rooms.give(.addPerson, ["name": "Ida", "csrf": "1", "_revision": "1"], command: command)
        #expect(try rooms.give(.addPerson, ["name": "Ida", "csrf": "2"], command: command).repeated)
        #expect(throws: Refusal.usedKey) { try rooms.give(.addPerson, ["name": "Bo"], command: command) }
        #expect(throws: Refusal.usedKey) { try rooms.give(.openUnit, ["name": "Ida"], command: command) }
        #expect(rooms.house.state.register.persons.count == 1)
    }

    /// Without the note outside, a database that was put back to an older day could not be told from the newest.
    @Test func aMissingCheckpointIsAnAlarm() throws {
        let rooms = try Rooms()
        _ = try rooms.unit("CAI")
        rooms.desk.close()
        func opened(_ outside: any Outside) throws -> House {
            try House.open(
                rooms.house.id, store: rooms.store, seed: Rooms.seed, outside: outside, clock: rooms.house.clock)
        }
        #expect(try opened(rooms.outside).alarm == nil)
        #expect(try opened(Rooms.MemoryOutside()).alarm == .badCheckpoint)
    }

    @Test func anAnnulmentLeavesNothingHangingAndNoCircle() throws {
        let rooms = try Rooms()
        let (one, two, apart) = (try rooms.unit("Et"), try rooms.unit("To"), try rooms.unit("Tre"))
        func move(_ unit: ID<Unit>, under parent: ID<Unit>) throws -> Int {
            try rooms.give(.moveUnit, ["unit": "\(unit)", "parent": "\(parent)", "from": "\(rooms.today)"]).positions
                .lowerBound
        }
        func annul(_ position: Int) throws {
            try rooms.give(.annulFact, ["position": "\(position)", "reason": "Forkert"])
        }
        _ = try move(one, under: two)
        let away = try move(one, under: apart)
        _ = try move(two, under: one)
        let circle = #expect(throws: Refusal.self) { try annul(away) }
        #expect(circle?.reason == .outOfTurn)
        let opening = try #require(rooms.house.trail.positions(of: .unit(apart)).first)
        #expect(throws: Refusal.self) { try annul(opening) }
        let alone = try rooms.unit("Fire")
        try annul(try #require(rooms.house.trail.positions(of: .unit(alone)).first))
        #expect(rooms.house.state.register.units[alone]?.from == nil)
    }

    @Test func aStaleRevisionIsRefused() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("Drift")
        try rooms.give(.renameUnit, ["unit": "\(unit)", "name": "It-drift", "from": "\(rooms.today)"], expected: 1)
        let refusal = #expect(throws: Refusal.self) {
            try rooms.give(.renameUnit, ["unit": "\(unit)", "name": "Drift", "from": "\(rooms.today)"], expected: 1)
        }
        #expect(refusal?.reason == .stale)
    }

    @Test func whatIsReplayedIsWhatWasLive() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let empty = try rooms.unit("Tom")
        let person = try rooms.person("Ida", in: unit, .security, .unitHead)
        let policy = try rooms.document("Politik", unit: unit)
        try rooms.give(
            .annulFact, ["position": "\(rooms.house.trail.positions(of: .unit(empty))[0])", "reason": "Forkert"])
        try rooms.give(.erasePerson, ["person": "\(person)", "decision": "DPO", "basis": "request"])
        rooms.desk.close()
        let again = try House.open(
            rooms.house.id, store: rooms.store, seed: Rooms.seed, outside: rooms.outside, clock: rooms.house.clock)
        #expect(again.state.register == rooms.house.state.register)
        #expect(again.alarm == nil)
        #expect(try again.verify().findings == [])
        #expect(again.texts.text(try #require(again.state.register.persons[person]?.name.newest)) == nil)
        #expect(again.state.register.documents[policy] != nil)
    }

    @Test func aPastDayReadsAsItWasKnownThen() async throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("Gammelt navn")
        let person = try rooms.person("Ida", in: unit)
        let first = rooms.today
        rooms.go(to: first + 40)
        try rooms.give(
            .renameUnit, ["unit": "\(unit)", "name": "Nyt navn", "from": "\(first + 10)", "late_reason": "Glemt"])
        let then = try await rooms.house.sight(of: person, .then(first + 20))
        let now = try await rooms.house.sight(of: person, .now(first + 20))
        #expect(then.name(unit) == "Gammelt navn")
        #expect(now.name(unit) == "Nyt navn")
        #expect(then.mayEver(.addAction) == false)
    }

    @Test func manyAtOnceAreAllDurableInOrder() async throws {
        let rooms = try Rooms()
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for index in 0..<500 {
                group.addTask { try rooms.give(.addPerson, ["name": "Person \(index)"]) }
            }
            var found: [Receipt] = []
            for try await receipt in group { found.append(receipt) }
            return found
        }
        #expect(Set(receipts.map(\.positions.lowerBound)).count == 500)
        #expect(rooms.house.state.register.persons.count == 500)
        rooms.desk.close()
        #expect(try rooms.house.verify().isSound)
    }
}
