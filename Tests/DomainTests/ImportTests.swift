// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What a file of people changes, held against the register.
struct ImportTests {
    private func world(_ rows: [PersonReading.Row], _ system: Person.ForeignSystem? = .employeeNumber) -> World {
        var world = World.house
        world.people = PersonReading(.csv, system: system)
        world.people.rows = rows
        return world
    }

    private func plan(_ world: World, _ change: (inout PersonImportRules) -> Void = { _ in }) -> PersonPlan {
        var rules = PersonImportRules(day: world.today)
        change(&rules)
        return PersonPlan(world.people, rules, in: world.register) { world.texts[$0] }
    }

    private func row(
        _ number: Int, _ name: String, key: String? = nil, unit: [String] = ["Drift"], title: String? = nil,
        mail: String? = nil
    ) -> PersonReading.Row {
        .init(number: number, key: key, name: name, mail: mail ?? "\(name)@fki.example.dk", unit: unit, title: title)
    }

    @Test("the second time the same file changes nothing, and nobody is told apart by the case of an address")
    func again() {
        var world = world([row(2, "Fie", key: "7"), row(3, "Nete", key: "8")])
        world.given(.importPersons, [:])
        world.people.rows[0].mail = "FIE@fki.example.dk"
        // The address is written otherwise: that is a change of address, of the same person.
        #expect(plan(world).added == 0 && plan(world).changed == 1)
        world.people.rows[0].mail = "Fie@fki.example.dk"
        #expect(plan(world).isEmpty && plan(world).unchanged == 2)
    }

    @Test("who has another name and address by now is still the same by the system's name")
    func renamed() throws {
        var world = world([row(2, "Nete", key: "8")])
        world.given(.importPersons, [:])
        world.people.rows = [row(2, "Nete Gift", key: "8", mail: "gift@fki.example.dk")]
        let plan = plan(world)
        #expect((plan.added, plan.changed) == (0, 1) && plan.changes[0].isRenamed)
        world.given(.importPersons, [:])
        let person = try #require(plan.changes[0].person.flatMap { world.register.persons[$0] })
        #expect(person.name.entries.count == 2 && person.engagements.count == 1)
        #expect(person.name.newest.flatMap { world.texts[$0] } == "Nete Gift")
    }

    @Test("what is wrong is said by row, and nothing is taken in")
    func faults() {
        var world = world([
            row(2, "Fie", key: "7"), row(3, "Gry", key: "7"), row(4, "Nete", unit: ["Findes ikke"]),
            row(5, "Nete To", mail: "Nete@fki.example.dk"),
            .init(number: 6, name: "Ukendt", unit: ["Drift"]), .init(number: 7, name: "Uden", mail: "u@a.dk"),
        ])
        let plan = plan(world)
        #expect(plan.faults.map(\.row) == [3, 4, 5, 6, 7])
        #expect(plan.faults.allSatisfy { !$0.what.da.isEmpty && !$0.what.en.isEmpty })
        let count = world.history.count
        world.when(.importPersons, [:])
        world.refuses(.invalid, "file")
        #expect(world.history.count == count)
    }

    @Test("a name that two units have is told apart by those above it")
    func ambiguous() {
        var world = world([])
        for (above, name) in [("Drift", "Team A"), ("CAI", "Team B")] {
            world.given(.openUnit, ["name": "Support", "parent": world.unit(above), "from": World.monday], as: name)
        }
        world.people.rows = [row(2, "Nete", unit: ["Support"])]
        #expect(plan(world).faults.count == 1)
        world.people.rows = [row(2, "Nete", unit: ["CAI", "Support"])]
        #expect(plan(world).changes.first?.beginning?.place == .known(world.unit("Team B")))
    }

    @Test("a hierarchy opens what is not there, each unit once and below the right one")
    func units() throws {
        var world = world(
            [
                row(1, "Nete", key: "a", unit: ["FKI", "Drift", "Netværk"]),
                row(2, "Otto", key: "b", unit: ["FKI", "Drift", "Netværk"]),
                row(3, "Pia", key: "c", unit: ["FKI", "Ny", "Netværk"]),
            ], .os2sync)
        #expect(plan(world).faults.count == 3, "nothing is opened unasked")
        let plan = plan(world) { $0.opensUnits = true }
        #expect(plan.units.map(\.name) == ["Netværk", "Ny", "Netværk"] && plan.faults.isEmpty)
        #expect(plan.units.map(\.parent) == [.known(world.unit("Drift")), .known(world.unit("FKI")), .new(1)])
        world.given(.importPersons, ["open_units": "1"])
        let opened = world.register.units.values.filter { $0.name.newest.flatMap { world.texts[$0] } == "Netværk" }
        #expect(opened.count == 2 && opened.allSatisfy { $0.isOpen(on: world.today) })
    }

    @Test("nobody is ended unasked; when asked, those whom the system knows, and nobody else")
    func missing() throws {
        var world = world([row(2, "Nete", key: "8"), row(3, "Otto", key: "9")])
        world.given(.importPersons, [:])
        world.people.rows = [row(2, "Nete", key: "8")]
        #expect(plan(world).missing.count == 1 && plan(world).isEmpty)
        world.given(.importPersons, ["missing_left": "1", "last_day": "2026-12-31"])
        let otto = try #require(
            world.register.persons.values.first { $0.name.newest.flatMap { world.texts[$0] } == "Otto" })
        #expect(otto.isActive(on: day("2026-12-31")) && !otto.isActive(on: day("2027-01-01")))
        #expect(world.register.persons[world.person("Fie")]?.engagements.last?.last == nil)
    }

    @Test("the last administrator is not ended by a file")
    func administrator() {
        var world = world([row(2, "Ida", key: "1", unit: ["CAI"])])
        world.given(.importPersons, [:])
        world.people.rows = [row(2, "Nete", key: "2")]
        world.when(.importPersons, ["missing_left": "1", "last_day": "2026-12-31"])
        world.refuses(.outOfTurn)
    }

    @Test("who comes back gets a new engagement, and whoever has left and is said to have left is left alone")
    func rejoining() throws {
        var world = world([row(2, "Nete", key: "8")])
        world.given(.importPersons, ["missing_left": "0"])
        let nete = try #require(
            plan(world).changes.isEmpty
                ? world.register.persons.values.first {
                    $0.name.newest.flatMap { world.texts[$0] } == "Nete"
                } : nil)
        world.given(
            .endEngagement,
            ["person": nete.id, "engagement": nete.engagements[0].id, "to": "2026-11-30"])
        world.today = day("2027-02-01")
        world.people.rows[0].to = day("2026-11-30")
        #expect(plan(world).isEmpty)
        world.people.rows[0].to = nil
        world.people.rows[0].from = day("2027-02-01")
        world.given(.importPersons, [:])
        #expect(world.register.persons[nete.id]?.engagements.map(\.isFirstSeen) == [true, false])
    }

    @Test("what the door hands over comes back as it was")
    func coding() throws {
        var reading = PersonReading(.os2sync, system: .os2sync)
        reading.rows = [
            .init(
                number: 7, key: "a-1", name: "Åse Ærø", mail: nil, unit: ["FKI", "Drift"], title: "Chef; >",
                kind: .embedded,
                from: day("2026-01-01"), firstWorkingDay: nil, to: day("2026-02-28")), .init(number: 8, name: "B"),
        ]
        reading.faults = [.init(row: 9, Phrase(da: "Forkert", en: "Wrong"))]
        #expect(PersonReading(decoding: reading.encode()) == reading)
        #expect(PersonReading(decoding: []) == nil)
    }

    @Test("2,000 people in 100 units are planned by looking at each once")
    func many() {
        let rows = (0..<2000).map { row($0 + 2, "P\($0)", key: "\($0)", unit: ["FKI", "U\($0 % 100)"]) }
        var world = world(rows)
        var looked = 0
        var rules = PersonImportRules(day: world.today)
        rules.opensUnits = true
        let first = PersonPlan(world.people, rules, in: world.register) {
            looked += 1
            return world.texts[$0]
        }
        #expect(first.added == 2000 && first.units.count == 100)
        // Names, addresses and units of those who are there already, each a few times, and nothing for each new row.
        #expect(looked < 200, "\(looked)")
        world.isWatched = false
        world.given(.importPersons, ["open_units": "1"])
        looked = 0
        let second = PersonPlan(world.people, rules, in: world.register) {
            looked += 1
            return world.texts[$0]
        }
        #expect(second.isEmpty && second.unchanged == 2000)
        #expect(looked < 2000 * 12, "\(looked)")
    }
}
