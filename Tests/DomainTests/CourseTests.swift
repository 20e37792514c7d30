// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

/// What a course asks of whom on which day, and the numbers of it.
@Suite("Courses")
struct CourseTests {
    private var world = World.house

    init() { world.teach() }

    private func sums(_ day: Day? = nil) -> Learners.Sums {
        world.register.learners.sums(of: world.course(), on: day ?? world.today)
    }

    private func rate(_ from: Day, _ last: Day) -> Learners.Rate {
        world.register.learners.ratesByUnit(of: world.course(), from: from, through: last).values
            .reduce(Learners.Rate()) { $0 + $1 }
    }

    @Test("everybody who is engaged is asked, waits, and is late when the fortnight has passed")
    func everybody() {
        let asked = world.register.persons.values.count { $0.isActive(on: world.today) }
        #expect(sums().concerned == asked && sums().waiting == asked && sums().late == 0)
        #expect(sums(world.today + 14).late == 0)
        #expect(sums(world.today + 15).late == asked && sums(world.today + 15).waiting == 0)
        #expect(sums(world.today - 1).concerned == 0)
    }

    @Test("who completes it is valid for a year, waits in its last month, and is late after it")
    mutating func yearly() throws {
        world.learn()
        let (done, asked) = (world.today, sums().concerned)
        #expect(sums().valid == 1 && sums().waiting == asked - 1)
        let due = done.adding(years: 1)
        #expect(sums(due - 31).valid == 1 && sums(due - 30).waiting == 1)
        #expect(sums(due).late == asked - 1)
        #expect(sums(due + 1).late == asked)
        let duty = try #require(world.register.trainings(of: world.person("Gry"), on: due + 1).first)
        #expect(duty.rule == .training && duty.due == due && duty.standing(on: due + 1) == .overdue)
        #expect(world.register.trainings(of: world.person("Gry"), on: done).first?.standing(on: done) == .planned)
    }

    @Test("the rate is what was on time of what fell due, in the period of the due days")
    mutating func rates() {
        let (opened, asked) = (world.today, sums().concerned)
        world.learn()
        world.today = world.today + 20
        world.learn("Anna")
        let due = opened + 14
        #expect(rate(due, due).due == asked && rate(due, due).onTime == 1)
        #expect(rate(opened, due - 1).due == 0)
    }

    @Test("a revoked certificate counts as if it had never been")
    mutating func revoked() {
        world.learn()
        world.given(
            .revokeCertificate,
            ["course": world.course(), "certificate": world.certificate(), "reason": "En anden svarede"])
        #expect(sums().valid == 0)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert person"])
        #expect(sums().valid == 1)
    }

    @Test("an annulled completion is no completion, and its certificate is gone")
    mutating func annulled() {
        world.learn()
        let id = world.certificate()
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert"])
        #expect(world.register.courses[world.course()]?.certificate(id) == nil)
        #expect(sums().valid == 0 && world.turn()?.standing(on: world.today) == .waiting)
    }

    @Test("a leaver drops out, and a newcomer comes in on the first working day")
    mutating func moves() throws {
        let asked = sums().concerned
        world.given(.addPerson, ["name": "Ny Nielsen"], as: "Ny")
        world.given(
            .beginEngagement,
            [
                "person": world.person("Ny"), "kind": "employee", "unit": world.unit("Drift"), "title": "Tekniker",
                "from": world.today + 2, "first_working_day": world.today + 4,
            ])
        #expect(sums(world.today + 3).concerned == asked && sums(world.today + 4).concerned == asked + 1)
        #expect(world.turn("Ny", on: world.today + 4)?.due == world.today + 18)
        let engagement = try #require(world.register.persons[world.person("Ny")]?.engagements.first)
        world.given(
            .endEngagement,
            ["person": world.person("Ny"), "engagement": engagement.id, "to": world.today + 10])
        #expect(sums(world.today + 11).concerned == asked)
        #expect(rate(world.today + 18, world.today + 18).due == 0)
    }

    @Test("leave over the deadline puts it off: neither on time nor late until the new one")
    mutating func leave() {
        let (due, asked) = (world.today + 14, sums().concerned)
        world.given(
            .beginLeave, ["person": world.person("Gry"), "from": world.today + 3, "to": world.today + 40])
        #expect(sums(due + 1).deferred == 1 && sums(due + 1).late == asked - 1)
        #expect(rate(due, due).due == asked - 1 && rate(due, due).deferred == 1)
        let back = (world.today + 40).nextWorkingDay
        #expect(world.turn(on: due + 1)?.due == back + 14)
        #expect(sums(back + 15).late == asked)
    }

    @Test("a module is not sent out to be read, and only a module is a course")
    mutating func notRead() {
        #expect(world.register.notices(of: world.document("Modul")).isEmpty)
        world.when(.openNotice, ["document": world.document("Modul")])
        world.refuses(.outOfTurn)
    }

    @Test("another plan holds from its day; what was before stays")
    mutating func planned() {
        let asked = sums().concerned
        world.given(
            .planCourse,
            [
                "course": world.course(), "reach": "chosen", "units": [world.unit("Drift")], "rhythm": "yearly",
                "from": world.today + 5, "reason": "Kun driften",
            ])
        #expect(sums(world.today + 4).concerned == asked)
        #expect(sums(world.today + 5).concerned < asked && sums(world.today + 5).concerned > 0)
    }
}
