// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("A statement of applicability has 93 decisions (ISO/IEC 27001 6.1.3 d)")
struct ScopeTests {
    private func decide(_ world: inout World, _ scope: String, _ control: String, _ applies: Bool) {
        var words: Words = [
            "scope": world.scope(scope), "control": control, "applies": applies ? "yes" : "no", "reason": "Fordi",
        ]
        if applies {
            words["status"] = "planned"
            words["unit"] = world.unit("CAI")
        }
        world.given(.decideApplicability, words)
    }

    @Test("they are the standard's: 37, 8, 14 and 34, in the order of numbers")
    func controls() {
        let chapters = Dictionary(grouping: Scope.controls) { $0.text.prefix(2) }.mapValues(\.count)
        #expect(chapters == ["5.": 37, "6.": 8, "7.": 14, "8.": 34])
        #expect(Scope.controls == Scope.controls.sorted())
    }

    @Test("undecided from the start; done when the last one is decided; open again when one is annulled")
    func all() {
        var world = World.house
        world.isWatched = false
        world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
        let subject = Subject.scope(world.scope())
        #expect(world.register.decidedControls(in: world.scope(), on: world.today) == 0)
        for control in Scope.controls.dropLast() { decide(&world, "Omfang", control.text, control.text != "7.4") }
        #expect(world.duties(.applicability, subject).map(\.done) == [nil])
        #expect(world.duties(.applicability, subject).first?.standing(on: world.today + 91) == .overdue)
        world.today = world.today + 5
        decide(&world, "Omfang", "8.34", true)
        #expect(world.duties(.applicability, subject).map(\.done) == [world.today])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert"])
        #expect(world.duties(.applicability, subject).map(\.done) == [nil])
        world.holds()
    }

    @Test("a part of the whole tailors it: its own decisions hold in it, and the others are those of the whole, by day")
    func tailors() {
        var world = World.house
        world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
        world.given(.openScope, ["name": "Lønsystemet", "baseline": world.scope()], as: "Under")
        decide(&world, "Omfang", "7.4", true)
        let first = world.today
        world.today = first + 10
        decide(&world, "Under", "7.4", false)
        func applies(_ name: String, _ day: Day) -> Bool? {
            ClauseID("7.4").flatMap {
                world.register.applicability(of: $0, in: world.scope(name), on: day)?.decision.applies
            }
        }
        #expect(applies("Under", first) == true && applies("Under", world.today) == false)
        #expect(applies("Omfang", world.today) == true && applies("Omfang", first - 1) == nil)
        world.given(
            .resumeBaseline, ["scope": world.scope("Under"), "control": "7.4", "reason": "Det er flyttet hjem"])
        #expect(applies("Under", world.today) == true)
    }
}
