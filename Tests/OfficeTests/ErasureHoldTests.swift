// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// What is two persons' data, and a legal hold lies on one of them (GDPR Articles 17(3)(e) and 18(2)).
struct ErasureHoldTests {
    private struct Two {
        let rooms: Rooms
        let karen: ID<Person>, bo: ID<Person>

        /// Bo is Karen's deputy, for a reason that is about both; there is a hold on Bo.
        init() throws {
            rooms = try Rooms()
            let unit = try rooms.unit("Drift")
            karen = try rooms.person("Karen Holm", in: unit)
            bo = try rooms.person("Bo Dam", in: unit)
            try rooms.give(
                .appointDeputy,
                ["person": "\(karen)", "deputy": "\(bo)", "from": "\(rooms.today)", "reason": "Bo kender sagen"],
                as: karen)
            try rooms.give(.placeHold, ["person": "\(bo)", "reason": "Sag ved retten"])
        }

        func shared(_ person: ID<Person>? = nil) throws -> ErasurePlan.Item {
            let plan = try ErasurePlan.make(for: person ?? karen, in: rooms.house)
            return try #require(plan.items.first { $0.kind == .personDeputyAppointed && $0.field == "reason" })
        }

        func name(_ person: ID<Person>) -> String? {
            rooms.house.state.register.persons[person]?.name.newest.flatMap { rooms.house.texts.text($0) }
        }

        func erase(_ more: [String: String] = [:]) throws {
            let words = ["person": "\(karen)", "decision": "DPO, sag 7", "basis": "request"]
            try rooms.give(.erasePerson, words.merging(more) { $1 })
        }
    }

    @Test("What is about two stays while there is a hold on the other, and the plan says why; the rest goes")
    func anothersHoldKeepsWhatIsShared() throws {
        let two = try Two()
        let item = try two.shared()
        #expect(item.ground == .keepForHold && item.heldFor == [two.bo])
        let plan = try ErasurePlan.make(for: two.karen, in: two.rooms.house)
        #expect(!plan.toErase(override: false).contains(item.value) && plan.holds.isEmpty)
        try two.erase()
        #expect(two.rooms.house.texts.text(item.value) == "Bo kender sagen")
        #expect(two.name(two.karen) == nil && two.name(two.bo) == "Bo Dam")
    }

    @Test("No reason overrides another's hold")
    func noReasonOverridesIt() throws {
        let two = try Two()
        let item = try two.shared()
        let plan = try ErasurePlan.make(for: two.karen, in: two.rooms.house)
        #expect(!plan.toErase(override: true).contains(item.value))
        try two.erase(["override_reason": "Også det, der ellers bevares"])
        #expect(two.rooms.house.texts.text(item.value) == "Bo kender sagen")
        // Nothing is left but what is kept, and that is said.
        #expect(throws: Refusal.self) { try two.erase() }
    }

    @Test("When the hold is lifted it goes")
    func whenTheHoldIsLiftedItGoes() throws {
        let two = try Two()
        let item = try two.shared()
        let hold = try #require(two.rooms.house.state.register.persons[two.bo]?.holds.first?.id)
        try two.rooms.give(.liftHold, ["person": "\(two.bo)", "hold": "\(hold)", "reason": "Sagen er slut"])
        #expect(try two.shared().ground == .erase)
        try two.erase()
        #expect(two.rooms.house.texts.text(item.value) == nil)
    }

    @Test("A file that a person under hold may be in stays; of somebody who came after it no hold keeps it")
    func aFileWithSomebodyUnderHold() throws {
        let two = try Two()
        var reading = PersonReading(.csv)
        reading.rows = [
            .init(number: 2, name: "Nete Ny", mail: "nete@fki.example", unit: ["Drift"], title: "Tekniker")
        ]
        try two.rooms.give(
            .importPersons, [:],
            files: ["file": Array("navn;e-mail\nNete Ny;nete@fki.example\n".utf8), "reading": reading.encode()])
        func file() throws -> ErasurePlan.Item {
            let plan = try ErasurePlan.make(for: two.karen, in: two.rooms.house)
            return try #require(plan.items.first { $0.kind == .personsImported && $0.field == "file" })
        }
        let held = try file()
        #expect(held.ground == .keepForHold && held.heldFor == [two.bo])
        let hold = try #require(two.rooms.house.state.register.persons[two.bo]?.holds.first?.id)
        try two.rooms.give(.liftHold, ["person": "\(two.bo)", "hold": "\(hold)", "reason": "Sagen er slut"])
        let late: ID<Person> = two.rooms.id(try two.rooms.give(.addPerson, ["name": "Sen Senesen"]))
        try two.rooms.give(.placeHold, ["person": "\(late)", "reason": "En anden sag"])
        #expect(try file().ground == .erase)
    }
}

/// Files that the operator took in, and persons who were never engaged: they go at the end of a period too.
struct UnownedRetentionTests {
    private static func imported(_ rooms: Rooms, unit: [String]) throws {
        var reading = PersonReading(.csv)
        reading.rows = [.init(number: 2, name: "Nete Ny", mail: "nete@fki.example", unit: unit, title: "Tekniker")]
        try rooms.give(
            .importPersons, [:],
            files: ["file": Array("navn;e-mail\nNete Ny;nete@fki.example\n".utf8), "reading": reading.encode()])
    }

    private static func files(_ rooms: Rooms) throws -> [RetentionPlan.Item] {
        try RetentionPlan.make(in: rooms.house).items.filter { $0.kind == .personsImported }
    }

    @Test("A file that the operator took in goes two years after, under one whom it was recorded with, who stays")
    func aFileOfTheOperatorGoes() async throws {
        let rooms = try Rooms()
        _ = try rooms.unit("Drift")
        try Self.imported(rooms, unit: ["Drift"])
        let nete = try #require(rooms.house.state.register.persons.keys.first)
        let goes = Rooms.start.adding(years: 2) + 1
        let items = try Self.files(rooms)
        #expect(items.map(\.field).sorted() == ["file", "file_name"])
        #expect(items.allSatisfy { $0.goes == goes && $0.person == nete && !$0.isHeld })
        rooms.go(to: goes - 1)
        #expect(try await rooms.desk.applyRetention(version: "test").erased == 0)
        rooms.go(to: goes)
        let run = try await rooms.desk.applyRetention(version: "test")
        #expect(run.erased == 2 && run.persons == 1)
        // Somebody who is here does not go with an old file.
        #expect(run.gone.isEmpty)
        #expect(items.allSatisfy { rooms.house.texts.bytes($0.value) == nil })
        let name = try #require(rooms.house.state.register.persons[nete]?.name.newest)
        #expect(rooms.house.texts.text(name) == "Nete Ny")
        #expect(try await rooms.desk.applyRetention(version: "test").erased == 0)
    }

    @Test("A hold on somebody who can be in the file keeps it, also one that was placed after the run had looked")
    func aHoldKeepsTheFile() async throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("Drift")
        let karen = try rooms.person("Karen Holm", in: unit)
        try Self.imported(rooms, unit: ["Drift"])
        rooms.go(to: Rooms.start.adding(years: 2) + 1)
        let groups = Dictionary(grouping: try Self.files(rooms), by: \.person)
        let person = try #require(groups.keys.first)
        try rooms.give(.placeHold, ["person": "\(karen)", "reason": "Sag ved retten"])
        rooms.house.retention.set(groups)
        let order = Order(
            command: rooms.house.mint.ordered(at: rooms.house.clock.now), kind: .erasePerson,
            arguments: Arguments(["person": ["\(person)"], "decision": ["-"], "basis": ["retention"]]),
            actor: .retention("test"), door: .system)
        #expect(throws: Refusal.self) { try rooms.desk.performBlocking(order) }
        rooms.house.retention.set([:])
        let run = try await rooms.desk.applyRetention(version: "test")
        #expect(run.erased == 0 && run.held == 2)
    }

    @Test("Of somebody who never was engaged the period counts from the first record")
    func whoWasNeverEngagedGoes() async throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("Drift")
        let dpo = try rooms.person("Dorthe Ret", in: unit, .dpo)
        let never: ID<Person> = rooms.id(
            try rooms.give(.addPerson, ["name": "Aldrig Ansat", "mail": "aldrig@fki.example"]))
        let name = try #require(rooms.house.state.register.persons[never]?.name.newest)
        let goes = Rooms.start.adding(years: 10) + 1
        #expect(try await rooms.house.sight(of: dpo).goes(.name, of: never) == goes)
        rooms.go(to: goes - 1)
        _ = try await rooms.desk.applyRetention(version: "test")
        #expect(rooms.house.texts.text(name) == "Aldrig Ansat")
        rooms.go(to: goes)
        let run = try await rooms.desk.applyRetention(version: "test")
        #expect(rooms.house.texts.text(name) == nil && run.gone == [never])
    }

    @Test("Whoever is engaged later has a period that counts from the end of that")
    func whoIsEngagedLaterStays() async throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("Drift")
        let late: ID<Person> = rooms.id(try rooms.give(.addPerson, ["name": "Sent Ansat"]))
        let name = try #require(rooms.house.state.register.persons[late]?.name.newest)
        rooms.go(to: Rooms.start + 400)
        try rooms.give(
            .beginEngagement,
            [
                "person": "\(late)", "kind": "employee", "unit": "\(unit)", "title": "Specialist",
                "from": "\(rooms.today)",
            ])
        rooms.go(to: Rooms.start.adding(years: 11))
        _ = try await rooms.desk.applyRetention(version: "test")
        #expect(rooms.house.texts.text(name) == "Sent Ansat")
    }
}
