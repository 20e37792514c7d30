// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 7.4-b and 7.4-d: who is recused, and from when a decision can be.
@Suite("§7.4: who takes no part, and what a decision can be made from")
struct DispensationRecusalTests {
    /// FKI asks, which Anna of the direktion heads.
    private static func own(_ unit: String = "FKI", _ words: (World) -> Words = { _ in [:] }) -> World {
        var world = World.house
        if unit == "Postrum" {
            world.given(
                .openUnit, ["name": "Postrum", "parent": world.unit("FKI"), "from": world.today], as: "Postrum")
        }
        world.ask("D", ["unit": world.unit(unit), "units": [world.unit(unit)]].merging(words(world)) { $1 })
        world.submit()
        return world
    }

    private static func others(_ world: World) -> Words { ["members": [world.person("Bo"), world.person("Carl")]] }

    @Test("7.4-b, breach: the head of the unit that asks neither takes part nor signs", arguments: ["FKI", "Postrum"])
    func head(_ unit: String) {
        var world = Self.own(unit)
        world.when(.makeDecision, world.judgement("D"))
        world.refuses(.invalid, "members")
        world.by = world.person("Anna")
        world.when(.makeDecision, world.judgement("D", Self.others(world)))
        world.refuses(.invalid, "members")
        world.by = world.person("Bo")
        world.judge("D", Self.others(world))
        #expect(world.standing() == .live)
    }

    @Test("7.4-b, breach: nor does the head of a unit that it is for")
    func scope() {
        var world = Self.own("Drift") { ["units": [$0.unit("Drift"), $0.unit("FKI")]] }
        world.when(.makeDecision, world.judgement("D"))
        world.refuses(.invalid, "members")
    }

    @Test("7.4-b, breach: who is recused does not confirm it alone afterwards")
    func confirmed() {
        var world = Self.own()
        world.by = world.person("Bo")
        world.judge("D", Self.others(world))
        world.by = nil
        world.draft("Backup")
        let words: Words = ["decision": world.lastDecision?.id ?? ID(high: 0, low: 0), "reason": "Uændret"]
        world.by = world.person("Anna")
        world.when(.confirmDecision, words)
        world.refuses(.outOfTurn)
        world.by = world.person("Carl")
        world.given(.confirmDecision, words)
    }

    @Test("7.4-d, breach: decided on a day before its wording, or before what was said of it")
    func backdated() {
        var world = World.house
        world.ask()
        world.submit()
        let before = world.today
        world.today = world.today + 10
        world.ruleText = World.backup
        let amended = world.request(["title": "Større"]).filter { !["document", "unit"].contains($0.key) }
        world.given(.amendDispensation, amended.merging(["dispensation": world.dispensation("D")]) { $1 })
        world.when(.makeDecision, world.judgement("D", ["day": before + 1, "late_reason": "Glemt"]))
        world.refuses(.invalid, "day")
        world.advise()
        world.judge()
        #expect(world.standing() == .live)
    }

    @Test("7.4-f, breach: what extends it is of the same unit and rule, and what is extended holds or has expired")
    func extending() {
        var world = World.dispensing()
        let extending: (World) -> Words = { $0.request(["follows": $0.dispensation("D"), "to": "2027-08-31"]) }
        for words: Words in [["unit": world.unit("CAI")], ["paragraphs": [World.monthly]]] {
            world.when(.requestDispensation, extending(world).merging(words) { $1 })
            world.refuses(.invalid, "follows")
        }
        world.given(.endDispensation, ["dispensation": world.dispensation("D"), "note": "Følges igen"])
        world.when(.requestDispensation, extending(world))
        world.refuses(.invalid, "follows")
    }
}
