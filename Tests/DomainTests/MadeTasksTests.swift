// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause row 7.4-d: what a decision demands is demanded while it stands.
@Suite("§7.4: the tasks of a decision stand and fall with it")
struct MadeTasksTests {
    @Test("what a decision made falls away when it is annulled, unless it was done by then")
    func fallen() throws {
        var world = World.dispensing(
            [:], ["conditions": "Prøv gendannelse\nKryptér kopien", "update": "yes", "update_due": "2027-01-15"])
        world.given(
            .addAction,
            [
                "title": "Egen opgave", "why": "-", "unit": world.unit("Drift"), "due": "2027-01-01",
                "document": world.document("Backup"),
            ], as: "egen")
        let decision = try #require(world.lastDecision)
        let made = world.register.actions.values.filter { $0.decision == decision.id }.sorted {
            ($0.added ?? 0) < ($1.added ?? 0)
        }
        #expect(made.count == 3 && !made.contains { $0.id == world.action("egen") })
        world.today = world.today + 5
        world.given(.completeAction, ["action": made[0].id, "note": "Prøvet"])
        let done = world.history.count - 1
        world.today = world.today + 5
        world.annul(world.decided)
        let duties = made.map { world.duties(.action, .action($0.id)).first?.done }
        #expect(duties == [world.today - 5, world.today, world.today])
        #expect(made.map { world.register.actions[$0.id]?.isFallen } == [false, true, true])
        #expect(world.duties(.action, .action(world.action("egen"))).map(\.done) == [nil])
        world.when(.completeAction, ["action": made[1].id, "note": "For sent"])
        world.refuses(.outOfTurn)
        // That the first was done was wrong too: then it has fallen away like the others.
        world.annul(done)
        #expect(world.register.actions[made[0].id]?.isFallen == true)
        #expect(world.duties(.action, .action(made[0].id)).map(\.done) == [world.today])
    }

    @Test("a measure and its conditions fall with the decision, and a new decision on the proposal makes its own")
    func measure() throws {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "I")
        world.resolve("I", ["conditions": "Skriv, hvad der blev fundet"])
        let decision = try #require(world.lastDecision)
        let made = world.register.actions.values.filter { $0.decision == decision.id }.map(\.id)
        #expect(made.count == 2)
        world.today = world.today + 3
        world.annul(world.decided)
        #expect(made.allSatisfy { world.register.actions[$0]?.isFallen == true })
        #expect(made.flatMap { world.duties(.action, .action($0)) }.map(\.done) == [world.today, world.today])
        world.resolve("I")
        let again = world.register.actions.values.filter { $0.decision == world.lastDecision?.id }
        #expect(again.count == 1 && again.allSatisfy { $0.closedOn == nil })
    }

    @Test("the task of a decision that stands is never taken away by another's annulment")
    func others() throws {
        var world = World.dispensing([:], ["conditions": "Prøv gendannelse"])
        let task = try #require(world.register.actionsAbout[.dispensation(world.dispensation("D"))]?.first)
        world.dispense("E", [:], ["conditions": "Kryptér kopien"])
        world.annul(world.decided)
        #expect(world.register.actions[task]?.isFallen == false)
        #expect(world.duties(.action, .action(task)).map(\.done) == [nil])
    }
}
