// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Internal control runs in its rhythm, on samples that nobody chose (policy §7.3)")
struct InternalControlTests {
    @Test("due a month after it was planned, and anew from each conclusion")
    func rhythm() {
        var world = World.house
        world.plan()
        let subject = Subject.controlTest(world.controlTest())
        let first = world.today.adding(months: 1)
        #expect(world.duties(.control, subject).map(\.due) == [first])
        #expect(world.duties(.control, subject).first?.standing(on: first + 1) == .overdue, "a period without control")
        world.today = first - 3
        world.freeze()
        world.draw()
        world.conclude()
        #expect(world.duties(.control, subject).map(\.done) == [world.today, nil])
        #expect(world.duties(.control, subject).last?.due == world.today.adding(months: 1))
    }

    @Test("the population stands before the sample, and the sample before the conclusion; none comes twice")
    func order() {
        var world = World.house
        world.plan()
        world.when(.drawSample, ["control_test": world.controlTest()])
        world.refuses(.outOfTurn)
        world.freeze()
        world.when(.concludeControlTest, ["control_test": world.controlTest(), "finding": "Alt er fint"])
        world.refuses(.outOfTurn)
        world.draw()
        world.when(.freezePopulation, world.population(["items": "MED-6"]))
        world.refuses(.outOfTurn)
        world.conclude()
        world.freeze(["items": "MED-6\nMED-7"])
        world.draw()
        let rounds = world.register.controlTests[world.controlTest()]?.rounds ?? []
        #expect(rounds.map { $0.draw?.items.count } == [3, 2], "all are drawn where there are fewer")
    }

    @Test("a seed that somebody chose is refused with the reason")
    func seed() {
        var world = World.house
        world.plan()
        world.freeze()
        world.when(.drawSample, ["control_test": world.controlTest(), "seed": "4711"])
        world.refuses(.invalid, "seed")
    }

    @Test("an annulled draw leaves the population, so that the same sample is drawn again")
    func again() {
        var world = World.house
        world.plan()
        world.freeze()
        world.draw()
        let first = world.register.controlTests[world.controlTest()]?.rounds.last?.draw
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "For tidligt"])
        world.draw()
        #expect(world.register.controlTests[world.controlTest()]?.rounds.last?.draw == first)
    }

    @Test("a control of a requirement is as confidential as the requirement")
    func confidential() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.require()
        world.plan(["requirement": world.requirement()])
        let subject = Subject.controlTest(world.controlTest())
        #expect(world.register.accessClass(of: subject, on: world.today) == .unit(world.unit("Drift")))
    }
}

@Suite("Every year an external control covers the whole year (policy §7.3)")
struct ExternalControlTests {
    private func audits(_ world: World) -> [Duty] {
        world.duties(.audit, .organisation(world.register.organisation.id))
    }

    @Test("nothing is asked before there is a statement; then every year is, and the next one")
    func yearly() {
        var world = World.house
        #expect(audits(world).isEmpty)
        world.given(.recordAudit, world.statement())
        #expect(audits(world).map(\.turn) == [2025, 2026])
        #expect(audits(world).map(\.done) == [world.today, nil])
        #expect(audits(world).last?.due == day("2027-03-31"))
        #expect(audits(world).last?.standing(on: day("2027-04-01")) == .overdue, "no statement covers the year")
    }

    @Test("a gap between two periods is a year that is not covered")
    func gap() {
        var world = World.house
        world.given(.recordAudit, world.statement(["to": "2025-06-30"]))
        world.given(.recordAudit, world.statement(["from": "2025-08-01", "to": "2025-12-31"]))
        let open = world.register.uncovered(2025, of: .processor, by: world.today)
        #expect(open.map(\.from) == [day("2025-07-01")] && open.map(\.until) == [day("2025-07-31")])
        #expect(audits(world).first?.done == nil)
        world.given(.recordAudit, world.statement(["from": "2025-07-01", "to": "2025-07-31"]))
        #expect(audits(world).first?.done == world.today)
    }

    @Test("what is annulled, or is about something else, covers nothing")
    func others() {
        var world = World.house
        world.given(.recordAudit, world.statement(["matter": "management_system"]))
        #expect(audits(world).isEmpty)
        world.given(.recordAudit, world.statement())
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert år"])
        #expect(audits(world).isEmpty)
    }
}
