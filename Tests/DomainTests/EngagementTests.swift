// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What happens inside an engagement: when it really began, where it goes on, and leave.
struct EngagementTests {
    private func hired(from first: String, _ words: Words = [:]) -> World {
        var world = World.house
        world.given(.addPerson, ["name": "Nete"], as: "Nete")
        let usual: Words = [
            "person": world.person("Nete"), "kind": "employee", "unit": world.unit("Drift"), "title": "Tekniker",
            "from": first, "late_reason": "Glemt",
        ]
        world.given(.beginEngagement, usual.merging(words) { $1 })
        return world
    }

    @Test(
        "without a first working day it is the first that is neither weekend nor public holiday",
        arguments: [
            // A contract from 1 January, a public holiday, which is a Thursday in 2026.
            ("2026-01-01", "2026-01-02"), ("2026-11-23", "2026-11-23"), ("2026-11-21", "2026-11-23"),
            // Maundy Thursday to Easter Monday 2026, and Christmas, of which the 27th is a Sunday.
            ("2026-04-02", "2026-04-07"), ("2026-12-25", "2026-12-28"),
            // 1 May and 5 June are no public holidays; store bededag was one until 2023.
            ("2026-05-01", "2026-05-01"), ("2026-06-05", "2026-06-05"), ("2023-05-05", "2023-05-08"),
        ])
    func firstWorkingDay(_ from: String, _ works: String) {
        #expect(hired(from: from).engagement("Nete")?.works == day(works))
    }

    @Test("what was expected counts, until what happened is recorded; an annulment brings it back")
    func actual() {
        var world = hired(from: "2026-11-16", ["first_working_day": "2026-11-18"])
        #expect(world.engagement("Nete")?.works == day("2026-11-18"))
        world.given(.recordFirstWorkingDay, world.engaged("Nete", ["first_working_day": "2026-11-20"]))
        #expect(world.engagement("Nete")?.works == day("2026-11-20"))
        #expect(world.register.readers.members[world.person("Nete")]?.stretches.first?.works == day("2026-11-20"))
        // Of two that are recorded the later one counts, whichever day it says.
        world.given(.recordFirstWorkingDay, world.engaged("Nete", ["first_working_day": "2026-11-19"]))
        #expect(world.engagement("Nete")?.works == day("2026-11-19"))
        for expected in ["2026-11-20", "2026-11-18"] {
            let position = world.history.indices.last { index in
                guard case .person(_, .firstWorkingDayRecorded) = world.history[index].fact else { return false }
                return world.register.annulled[index] == nil
            }
            world.given(.annulFact, ["position": position ?? -1, "reason": "Forkert dag"])
            #expect(world.engagement("Nete")?.works == day(expected))
        }
    }

    @Test("a notice that was out asks nothing before somebody in fact began, and its deadline follows")
    func reading() throws {
        var world = hired(from: World.monday, ["first_working_day": "2026-11-24"])
        func duty() throws -> Duty {
            try #require(
                world.register.readings(of: world.person("Nete")).first {
                    $0.subject == .notice(world.notice("Backup"))
                })
        }
        let expected = try duty()
        #expect(expected.opens == day("2026-11-24") && expected.due > expected.opens)
        world.given(.recordFirstWorkingDay, world.engaged("Nete", ["first_working_day": "2026-11-30"]))
        #expect(try duty().opens == day("2026-11-30") && duty().due == expected.due + 6)
    }

    @Test("a move is no new start: the engagement goes on, and an annulment brings back unit and title")
    func moved() throws {
        var world = hired(from: "2026-01-05")
        let nete = world.person("Nete")
        world.given(
            .moveEngagement,
            world.engaged("Nete", ["unit": world.unit("CAI"), "title": "Rådgiver", "from": World.monday]))
        let person = try #require(world.register.persons[nete])
        #expect(person.engagements.count == 1 && person.engagements[0].from == day("2026-01-05"))
        #expect(person.engagements[0].newestUnit == world.unit("CAI"))
        let stretches = try #require(world.register.readers.members[nete]).stretches
        #expect(stretches.map(\.unit) == [world.unit("Drift"), world.unit("CAI")])
        #expect(stretches.map(\.works) == [day("2026-01-05"), day("2026-01-05")], "the first day stays")
        #expect(stretches.map(\.from) == [day("2026-01-05"), day(World.monday)])
        world.given(
            .annulFact,
            [
                "position": world.position { if case .person(_, .engagementMoved) = $0 { true } else { false } },
                "reason": "Ikke flyttet alligevel",
            ])
        #expect(world.register.persons[nete]?.unit(on: world.today) == world.unit("Drift"))
        #expect(world.register.persons[nete]?.title(on: world.today).flatMap { world.texts[$0] } == "Tekniker")
        #expect(world.register.readers.members[nete]?.stretches.count == 1)
    }

    @Test("whoever has moved and leaves is followed up by the last unit; its unit is not annulled from under it")
    func heirs() {
        var world = hired(from: "2026-01-05")
        world.given(
            .moveEngagement,
            world.engaged("Nete", ["unit": world.unit("CAI"), "title": "Rådgiver", "from": World.monday]))
        world.given(
            .addAction,
            ["title": "Opgave", "why": "Derfor", "person": world.person("Nete"), "due": "2027-06-01"], as: "Opgave")
        world.given(.endEngagement, world.engaged("Nete", ["to": "2026-11-30"]))
        #expect(world.register.heir(of: .person(world.person("Nete")), on: day("2026-12-01")) == world.unit("CAI"))
        #expect(world.duties(.handOver, .person(world.person("Nete"))).map(\.responsible) == [.unit(world.unit("CAI"))])
    }

    @Test("no field of leave takes a text in which somebody could say why, but for why it is recorded late")
    func noReason() {
        for kind in [CommandKind.beginLeave, .endLeave] {
            for field in kind.fields where field.name != Field.late.name {
                switch field.kind {
                case .person, .leave, .day: continue
                case _: Issue.record("\(kind.rawValue) takes \(field.name)")
                }
            }
        }
    }

    @Test("a leave ends with its engagement, so that whoever comes back can go on leave again")
    func rejoining() throws {
        var world = hired(from: "2026-01-05")
        let nete = world.person("Nete")
        world.given(.beginLeave, ["person": nete, "from": World.monday])
        world.given(.endEngagement, world.engaged("Nete", ["to": "2026-12-31"]))
        var person = try #require(world.register.persons[nete])
        #expect(person.leave(on: day("2026-12-31")) != nil && person.leave(on: day("2027-01-01")) == nil)
        world.given(
            .beginEngagement,
            [
                "person": nete, "kind": "employee", "unit": world.unit("CAI"), "title": "Tekniker",
                "from": "2027-02-01",
            ])
        world.given(.beginLeave, ["person": nete, "from": "2027-03-01", "to": "2027-03-31"])
        person = try #require(world.register.persons[nete])
        #expect(person.leave(on: day("2027-02-15")) == nil && person.leave(on: day("2027-03-15")) != nil)
    }

    @Test("an annulled last day makes a leave go on, and an annulled leave is gone")
    func annulledLeave() throws {
        var world = hired(from: "2026-01-05")
        let nete = world.person("Nete")
        world.given(.beginLeave, ["person": nete, "from": "2026-12-01", "to": "2026-12-31"])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Varer længere"])
        #expect(world.register.persons[nete]?.leave(on: day("2027-02-01")) != nil)
        world.given(
            .annulFact,
            [
                "position": world.position { if case .person(_, .leaveBegan) = $0 { true } else { false } },
                "reason": "Ikke på orlov",
            ])
        #expect(world.register.persons[nete]?.leaves.isEmpty == true)
    }

    @Test("a name in another system is one person's, without regard to case, and an annulment frees it")
    func identities() throws {
        var world = hired(from: "2026-01-05")
        let nete = world.person("Nete")
        world.given(.identifyPerson, ["person": nete, "system": "scim", "value": "a-1"])
        world.given(.identifyPerson, ["person": nete, "system": "scim", "value": "b-2"])
        #expect(world.register.persons[nete]?.identity(in: .scim).flatMap { world.texts[$0] } == "b-2")
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert"])
        #expect(world.register.persons[nete]?.identity(in: .scim).flatMap { world.texts[$0] } == "a-1")
        #expect(Person.identityKey("A-1Å") == Person.identityKey("a-1å"))
    }
}
