// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("7-c: a requirement that waits for its first assessment is not late by a rule that was made afterwards")
struct FirstAssessmentTests {
    /// The house on a later day, with the requirement said anew.
    private func amend(_ world: inout World, on day: Day, _ words: Words) {
        world.today = day
        let usual: Words = ["requirement": world.requirement(), "reason": "Ny trussel"]
        var said = world.demand(usual.merging(words) { $1 })
        if words["trigger"] != nil { said["months"] = nil }
        world.given(.amendRequirement, said)
    }

    private func first(_ world: World) -> Duty? {
        world.duties(.assessment, .requirement(world.requirement())).first { $0.turn == 0 }
    }

    @Test("a shorter rhythm counts from the day on which it is recorded")
    func shorter() {
        var world = World.house
        world.require()
        let start = world.today
        #expect(first(world)?.due == start + 90)
        amend(&world, on: start + 10, ["months": 1])
        #expect(first(world)?.due == (start + 10).adding(months: 1))
        #expect(first(world)?.opens == start)
        amend(&world, on: start + 20, ["months": 12])
        #expect(first(world)?.due == start + 90, "what is longer again takes a quarter at most")
    }

    @Test("breach: twelve months that become one on day 60 are not overdue at once, nor on any day before")
    func notAtOnce() throws {
        var world = World.house
        world.require()
        let start = world.today
        amend(&world, on: start + 60, ["months": 1])
        let duty = try #require(first(world))
        #expect(duty.due == min(start + 90, (start + 60).adding(months: 1)))
        for day in [start + 31, start + 59, start + 60, duty.due] {
            #expect(duty.standing(on: day) != .overdue, "on \(day)")
        }
        #expect(duty.standing(on: duty.due + 1) == .overdue, "the new rhythm is one that can be missed")
    }

    @Test("breach: an amendment moves no day that has passed")
    func passed() {
        var world = World.house
        world.require(["months": 1])
        let due = world.today.adding(months: 1)
        amend(&world, on: due + 1, ["months": 12])
        #expect(first(world)?.due == due && first(world)?.standing(on: world.today) == .overdue)
        amend(&world, on: due + 30, ["months": 60])
        #expect(first(world)?.due == due && first(world)?.standing(on: world.today) == .overdue)
    }

    @Test("on the day itself it has not passed: the new rhythm counts")
    func onTheDay() {
        var world = World.house
        world.require(["months": 1])
        let start = world.today
        amend(&world, on: start.adding(months: 1), ["months": 2])
        #expect(first(world)?.due == min(start + 90, start.adding(months: 1).adding(months: 2)))
    }

    @Test("breach: no amendment gives it more than its quarter")
    func quarter() {
        var world = World.house
        world.require(["months": 2])
        let start = world.today
        amend(&world, on: start + 50, ["months": 60])
        #expect(first(world)?.due == start + 90)
        amend(&world, on: start + 80, ["months": 2])
        #expect(first(world)?.due == start + 90)
        amend(&world, on: start + 90, ["trigger": "En kontrakt indgås"])
        #expect(first(world)?.due == start + 90)
    }

    @Test("breach: other words in the same rhythm win no time")
    func sameRhythm() {
        var world = World.house
        world.require(["months": 1])
        let due = world.today.adding(months: 1)
        amend(&world, on: world.today + 20, ["months": 1, "demand": "MFA på alt"])
        #expect(first(world)?.due == due)
    }

    @Test("an amendment that is annulled never counted")
    func annulled() {
        var world = World.house
        world.require()
        let start = world.today
        amend(&world, on: start + 10, ["months": 1])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert krav"])
        #expect(first(world)?.due == start + 90)
    }

    @Test("what an assessment has answered keeps the day that it was answered by")
    func answered() {
        var world = World.house
        world.require()
        world.prove()
        let start = world.today
        world.today = start + 40
        world.assess("K", ["evidence": [world.evidence()]])
        amend(&world, on: start + 40, ["months": 1])
        #expect(first(world)?.due == start + 90 && first(world)?.done == start + 40)
        amend(&world, on: start + 50, ["months": 2])
        #expect(first(world)?.due == start + 90)
    }

    @Test("breach: when it is assessed at last, being late is not counted twice")
    func once() {
        var world = World.house
        world.require()
        world.prove()
        let start = world.today
        amend(&world, on: start + 100, ["months": 1, "demand": "MFA på alt"])
        world.today = start + 150
        world.assess("K", ["evidence": [world.evidence()]])
        let late = world.duties(.assessment, .requirement(world.requirement())).filter { $0.due < $0.done ?? $0.due }
        #expect(late.map(\.due) == [start + 90])
    }

    @Test("of a law that is still to come, the rhythm counts from the law's first day")
    func law() {
        var world = World.house
        let from = world.today + 100
        world.given(.stateLaw, world.demand(["law": "NIS 2-loven § 6", "from": from]), as: "K")
        amend(&world, on: world.today + 10, ["months": 1])
        #expect(first(world)?.opens == from && first(world)?.due == from.adding(months: 1))
    }
}
