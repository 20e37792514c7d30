// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var handOver: CommandRules {
        CommandRules(
            example: { world in
                world.burden("Gry")
                return [
                    "person": world.person("Gry"), "to_person": world.person("Fie"), "to_unit": world.unit("Drift"),
                    "reason": "Gry stopper",
                ]
            },
            then: { world, entries in
                #expect(entries.count == 3)
                #expect(world.register.held(by: .person(world.person("Gry")), on: world.today).isEmpty)
                #expect(world.known("Backup").contact.newest == .some(world.person("Fie")))
                #expect(world.register.actions[world.action("Opgave")]?.responsible == .person(world.person("Fie")))
            },
            refusals: [
                .saying("person", nobody), .saying("to_person", nobody), .saying("to_unit", nobody),
                .saying("things", "document:0190a4c2-7f31-7abc-8def-001122334455"),
                Refused("from nobody", .invalid, "person") { $1["person"] = nil as String? },
                Refused("from two", .invalid, "person") { $1["unit"] = $0.unit("CAI") },
                Refused("to nobody", .invalid, "to_person") {
                    $1["to_person"] = nil as String?
                    $1["to_unit"] = nil as String?
                },
                Refused("to oneself", .invalid, "to_person") { $1["to_person"] = $0.person("Gry") },
                Refused("a contact to a unit", .invalid, "to_person") { $1["to_person"] = nil as String? },
                Refused("to a unit that is to be closed", .invalid, "to_unit") { world, _ in
                    world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2027-06-30"])
                },
                Refused("to somebody who has gone", .invalid, "to_person") { world, words in
                    world.leave("Bo", World.monday)
                    world.today = world.today + 1
                    words["to_person"] = world.person("Bo")
                },
                Refused("when nothing is held", .outOfTurn) { world, words in
                    words["person"] = world.person("Carl")
                },
            ])
    }
}

extension World {
    /// A contact, a task and a consultation for a person.
    mutating func burden(_ name: String) {
        given(.nameContact, ["document": document("Backup"), "contact": person(name)])
        given(
            .addAction, ["title": "Ret den", "why": "Aftalt", "person": person(name), "due": "2027-03-01"], as: "Opgave"
        )
        draft("Politik", ["classification": "offentlig"])
        given(
            .openConsultation,
            [
                "document": document("Politik"), "question": "Er den klar?", "persons": [person(name)],
                "due": "2026-12-20",
            ], as: "Høring")
    }

    mutating func leave(_ name: String, _ day: String) {
        let engagement = register.persons[person(name)]?.engagements.first?.id ?? ID(high: 0, low: 0)
        given(.endEngagement, ["person": person(name), "engagement": engagement, "to": day])
    }
}

@Suite("§6: responsibility follows the organisation")
struct HandOverTests {
    private func duties(_ world: World, _ subject: Subject) -> [Duty] { world.duties(.handOver, subject) }

    @Test("6-a: what a closed unit owned is a duty of the unit above until everything is taken over")
    func closedUnit() throws {
        var world = World.house
        world.given(
            .addAction, ["title": "Ret den", "why": "Aftalt", "unit": world.unit("Drift"), "due": "2027-03-01"],
            as: "Opgave")
        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": World.monday])
        let unit = Subject.unit(world.unit("Drift"))
        let duty = try #require(duties(world, unit).first)
        #expect(duties(world, unit).count == 1 && duty.done == nil)
        #expect(duty.responsible == .unit(world.unit("FKI")))
        #expect(duty.opens == day("2026-11-24") && duty.due == day("2026-12-24"))
        #expect(duty.rule.clause.da == "Politikkens afsnit 6")
        world.today = day("2026-12-01")
        let move: Words = ["unit": world.unit("Drift"), "to_unit": world.unit("CAI"), "reason": "Nedlagt"]
        var part = move
        part["things"] = "document:\(world.document("Backup"))"
        world.given(.handOver, part)
        #expect(world.known("Backup").owner.newest == world.unit("CAI"))
        #expect(duties(world, unit).map(\.done) == [nil])
        world.today = day("2026-12-03")
        world.given(.handOver, move)
        #expect(duties(world, unit).map(\.done) == [day("2026-12-03")])
        #expect(world.duties(.action, .action(world.action("Opgave"))).map(\.responsible) == [.unit(world.unit("CAI"))])
    }

    @Test("breach 6-a: an object owned by a closed unit is overdue after a month, at the successor if one is named")
    func objectOwnedByAClosedUnit() throws {
        var world = World.house
        world.given(
            .addAction, ["title": "Ret den", "why": "Aftalt", "unit": world.unit("Drift"), "due": "2027-03-01"],
            as: "Opgave")
        world.given(
            .closeUnit, ["unit": world.unit("Drift"), "to": World.monday, "successor": world.unit("CAI")])
        let duty = try #require(duties(world, .unit(world.unit("Drift"))).first)
        #expect(duty.responsible == .unit(world.unit("CAI")))
        #expect(duty.standing(on: day("2026-12-25")) == .overdue)
        world.today = day("2026-11-26")
        // The tasks went to the successor by the closing; the document needs an owner.
        world.given(
            .transferDocument,
            [
                "document": world.document("Backup"), "unit": world.unit("CAI"), "from": "2026-11-26",
                "reason": "Ny ejer",
            ])
        #expect(duties(world, .unit(world.unit("Drift"))).map(\.done) == [day("2026-11-26")])
    }

    @Test("a unit that closes with all above it leaves the matter to the security team")
    func nobodyAbove() {
        var world = World.house
        world.given(.openUnit, ["name": "Ene", "from": World.monday], as: "Ene")
        world.given(
            .createDocument,
            ["kind": "procedure", "title": "Alene", "unit": world.unit("Ene"), "parent": world.document("Politik")],
            as: "Alene")
        world.given(.closeUnit, ["unit": world.unit("Ene"), "to": World.monday])
        #expect(duties(world, .unit(world.unit("Ene"))).map(\.responsible) == [.role(.security)])
        world.given(
            .annulFact,
            ["position": world.position { if case .unit(_, .closed) = $0 { true } else { false } }, "reason": "Fejl"])
        #expect(duties(world, .unit(world.unit("Ene"))).isEmpty)
    }

    @Test(
        "what a leaver was contact for, had promised and was asked about is a duty of the own unit; it ends with the last"
    )
    func leaver() throws {
        var world = World.house
        world.burden("Gry")
        let gry = Subject.person(world.person("Gry"))
        #expect(duties(world, gry).isEmpty)
        world.leave("Gry", "2026-11-30")
        #expect(duties(world, gry).map(\.opens) == [day("2026-12-01")])
        #expect(duties(world, gry).map(\.responsible) == [.unit(world.unit("Drift"))])
        world.today = day("2026-12-02")
        world.given(.completeAction, ["action": world.action("Opgave"), "note": "Gjort af Fie"])
        world.given(.nameContact, ["document": world.document("Backup")])
        #expect(duties(world, gry).map(\.done) == [nil])
        world.today = day("2026-12-04")
        world.given(
            .handOver,
            ["person": world.person("Gry"), "to_person": world.person("Fie"), "reason": "Gry er stoppet"])
        #expect(duties(world, gry).map(\.done) == [day("2026-12-04")])
        // Fie is asked in Gry's place, with a duty of her own.
        let hearing = world.consultation("Høring")
        #expect(world.register.consultations[hearing]?.opening?.invited == [.person(world.person("Fie"))])
        #expect(world.duties(.answer, .consultation(hearing)).map(\.responsible) == [.person(world.person("Fie"))])
        world.given(.agree, ["consultation": hearing, "person": world.person("Fie")])
        #expect(world.duties(.answer, .consultation(hearing)).map(\.done) == [world.today])
        // Put right: the hand-over was wrong, and Gry's matter stands again.
        let position = world.position { if case .consultation(_, .handedOver) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "Forkert"])
        #expect(world.register.consultations[hearing]?.opening?.invited == [.person(world.person("Gry"))])
        #expect(duties(world, gry).map(\.done) == [nil])
    }

    @Test("what was handed over before the last day leaves nothing; who comes back has nothing to hand over")
    func inTime() {
        var world = World.house
        world.burden("Gry")
        world.leave("Gry", "2026-12-31")
        #expect(duties(world, .person(world.person("Gry"))).map(\.opens) == [day("2027-01-01")])
        world.given(
            .handOver, ["person": world.person("Gry"), "to_person": world.person("Fie"), "reason": "Gry stopper"])
        #expect(duties(world, .person(world.person("Gry"))).isEmpty)
        world.burden("Bo")
        world.leave("Bo", World.monday)
        #expect(!duties(world, .person(world.person("Bo"))).isEmpty)
        world.given(
            .beginEngagement,
            [
                "person": world.person("Bo"), "kind": "employee", "unit": world.unit("CAI"), "title": "x",
                "from": "2027-01-01",
            ])
        #expect(duties(world, .person(world.person("Bo"))).isEmpty)
    }

    @Test("who has a closed account is not there to do it either")
    func closedAccount() {
        var world = World.house
        world.given(.openAccount, ["person": world.person("Gry"), "username": "gry"])
        world.burden("Gry")
        world.given(.closeAccount, ["person": world.person("Gry")])
        #expect(duties(world, .person(world.person("Gry"))).map(\.opens) == [world.today])
        world.given(.openAccount, ["person": world.person("Gry"), "username": "gry"])
        #expect(duties(world, .person(world.person("Gry"))).isEmpty)
    }

    @Test("7.2-d: a duty for each class of things, so that no number tells of what its reader may not see")
    func classes() throws {
        var world = World.house
        world.enact("Backup", ["classification": "strengt_fortrolig"])
        world.burden("Gry")
        world.leave("Gry", World.monday)
        let found = duties(world, .person(world.person("Gry")))
        let later = world.today + 1
        #expect(Set(found.map { $0.accessClass(on: later) }) == [.everyone, .circle(world.unit("Drift"))])
        // Whoever does not see the strict one hands over the rest.
        let open = try #require(found.first { $0.accessClass(on: later) == .everyone })
        world.given(
            .handOver,
            [
                "person": world.person("Gry"), "to_person": world.person("Fie"), "reason": "Stoppet",
                "things": world.register.held(by: .person(world.person("Gry")), on: world.today)
                    .filter { $0.subject != .document(world.document("Backup")) }.map(\.name),
            ])
        let after = duties(world, .person(world.person("Gry")))
        #expect(after.filter { $0.done == nil }.map { $0.accessClass(on: later) } == [.circle(world.unit("Drift"))])
        #expect(open.done == nil)
    }
}
