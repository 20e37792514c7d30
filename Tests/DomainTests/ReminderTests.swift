// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var reminding: CommandRules {
        CommandRules(
            example: { world in
                world.burden("Gry")
                return ["duties": ["action.due/action/\(world.action("Opgave"))/0"]]
            },
            then: { world, entries in
                #expect(entries.count == 1)
                guard case .reminder(_, .sent(let target, let to)) = entries[0].fact else {
                    Issue.record("\(entries[0].fact)")
                    return
                }
                #expect(target.subject == .action(world.action("Opgave")) && target.rule == .action)
                #expect(to == .person(world.person("Gry")))
                #expect(world.register.lastReminded(target, by: world.today) == world.today)
            },
            refusals: [
                .saying("duties", "action.due"), .saying("duties", "action.due/action/\(nobody)/0"),
                .saying("duties", "action.due/unit/\(nobody)/x"), .saying("duties", "slet.alt/action/\(nobody)/0"),
                .saying("duties", (0..<201).map { "action.due/action/\(nobody)/\($0)" }),
                Refused("of what is done", .invalid, "duties") { world, _ in
                    world.given(.completeAction, ["action": world.action("Opgave"), "note": "Gjort"])
                },
                Refused("twice on a day", .outOfTurn) { world, words in world.given(.remindDuties, words) },
            ])
    }
}

@Suite("7: reminders that can be proven")
struct ReminderTests {
    @Test("many at once: those reminded today are left out, the next day they can be reminded again")
    func many() throws {
        var world = World.house
        world.burden("Gry")
        world.given(
            .addAction, ["title": "Skriv den", "why": "Aftalt", "unit": world.unit("CAI"), "due": "2026-12-01"],
            as: "Anden")
        let (one, two) = (
            "action.due/action/\(world.action("Opgave"))/0", "action.due/action/\(world.action("Anden"))/0"
        )
        world.given(.remindDuties, ["duties": [one]])
        let entries = world.given(.remindDuties, ["duties": [one, two, two]])
        #expect(entries.count == 1)
        world.when(.remindDuties, ["duties": [one, two]])
        world.refuses(.outOfTurn)
        world.today = world.today + 1
        #expect(world.given(.remindDuties, ["duties": [one, two]]).count == 2)
        let target = try #require(Reminder.Target(one))
        #expect(world.register.reminders(of: target).map(\.day) == [world.today - 1, world.today])
        #expect(world.register.lastReminded(target, by: world.today - 1) == world.today - 1)
    }

    @Test("it goes to whoever is responsible on the day, and is as confidential as what it is about")
    func sent() throws {
        var world = World.house
        world.enact("Backup", ["classification": "strengt_fortrolig"])
        world.today = day("2027-10-01")
        let duty = try #require(
            world.duties(.verification, .document(world.document("Backup"))).first { $0.done == nil })
        let revision = world.register.revision(of: .document(world.document("Backup")))
        let entries = world.given(.remindDuties, ["duties": [Reminder.Target(duty).text]])
        guard case .reminder(let id, .sent(_, let to)) = try #require(entries.first).fact else { return }
        #expect(to == .unit(world.unit("Drift")))
        #expect(world.register.accessClass(of: .reminder(id), on: world.today) == .circle(world.unit("Drift")))
        // What is being written about the document is not disturbed.
        #expect(world.register.revision(of: .document(world.document("Backup"))) == revision)
    }

    @Test("11: those of a unit who have yet to read are reminded; a unit in which all have read is not")
    func readers() throws {
        var world = World.house
        world.enact("Politik", ["classification": "offentlig"])
        let notice = world.notice("Politik")
        let drift = Reminder.Target(notice, readersOf: world.unit("Drift"))
        #expect(Reminder.Target(drift.text) == drift)
        world.given(.remindDuties, ["duties": [drift.text]])
        world.when(.remindDuties, ["duties": [drift.text]])
        world.refuses(.outOfTurn)
        world.today = world.today + 1
        for name in ["Fie", "Gry"] {
            world.by = world.person(name)
            world.given(.acknowledgeNotice, ["notice": notice])
        }
        world.by = nil
        world.when(.remindDuties, ["duties": [drift.text]])
        world.refuses(.invalid, "duties")
        #expect(world.register.reminders(of: drift).count == 1)
    }
}
