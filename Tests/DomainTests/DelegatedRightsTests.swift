// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 3.4-d and 6-e: what the direktion delegated is among what is looked at by day and reviewed.
@Suite("§§3.4, 6: a unit's delegation of a topic is a right like others")
struct DelegatedRightsTests {
    private var world = World.house

    private func held(by unit: String, on day: Day) -> [AccessRight] {
        world.register.rights(on: day).filter { $0.holder == .unit(world.unit(unit)) }
    }

    @Test("held from its first day to its last, by the decision that gave it; a proposal alone gives nothing")
    mutating func days() throws {
        let today = world.today
        world.propose(delegation: 3, to: "Drift", ["from": today + 2, "to": today + 5])
        #expect(held(by: "Drift", on: today + 3).isEmpty)
        world.resolve()
        let decision = try #require(world.lastDecision)
        #expect((0...7).filter { !held(by: "Drift", on: today + $0).isEmpty } == [2, 3, 4, 5])
        let right = try #require(held(by: "Drift", on: today + 2).first)
        #expect(right.what == .topic(World.topic(3), by: decision.id) && right.position == decision.position)
        #expect(right.from == today + 2 && right.last == today + 5 && right.person == nil)
        #expect(held(by: "CAI", on: today + 2).isEmpty)
    }

    @Test("between two days: a later decision takes the place of the one before it")
    mutating func between() {
        let today = world.today
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        world.today = today + 10
        world.propose(delegation: 3, to: "Drift", ["to": today + 20], as: "Ny")
        world.resolve("Ny")
        func changed(_ first: Int, _ last: Int) -> (Int, Int) {
            let found = world.register.rightsChanged(after: today + first, through: today + last)
            return (found.came.count { $0.person == nil }, found.ended.count { $0.person == nil })
        }
        #expect(changed(-1, 0) == (1, 0) && changed(0, 9) == (0, 0))
        #expect(changed(9, 10) == (1, 1) && changed(10, 20) == (0, 0) && changed(20, 21) == (0, 1))
    }

    @Test("breach: what is rejected or annulled was never held")
    mutating func annulled() {
        world.propose(delegation: 3, to: "Drift")
        world.resolve("I", ["outcome": "rejected", "reason": "Nej"])
        #expect(held(by: "Drift", on: world.today).isEmpty)
        world.propose(delegation: 3, to: "Drift", as: "Ny")
        world.resolve("Ny")
        #expect(held(by: "Drift", on: world.today).count == 1)
        world.annul(world.decided)
        #expect(held(by: "Drift", on: world.today).isEmpty)
    }

    @Test("a unit is no person: it makes no conflict, and is not counted among those who hold something")
    mutating func noPerson() {
        let before = world.register.personsRights(on: world.today)
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        #expect(world.register.personsRights(on: world.today) == before)
        #expect(world.register.conflicts(on: world.today).isEmpty)
        #expect(world.register.rights(ever: world.person("Fie")).allSatisfy { $0.person == world.person("Fie") })
    }

    private enum Later: CaseIterable { case nothing, proposed, rejected, listed, delegated, annulled }

    @Test(
        "breach: a review that was opened before a delegation came, or was annulled, is stale; before others it is not")
    func stale() {
        for later in Later.allCases {
            var world = World.house
            world.today = day("2026-12-20")
            world.propose(delegation: 3, to: "Drift")
            if later == .annulled { world.resolve() }
            if later == .listed { world.propose(topics: [World.topic(1)], as: "Liste") }
            let seen = world.register.count
            switch later {
            case .nothing: break
            case .proposed: world.propose(delegation: 4, to: "Drift", as: "Anden")
            case .rejected: world.resolve("I", ["outcome": "rejected", "reason": "Nej"])
            case .listed: world.resolve("Liste")
            case .delegated: world.resolve()
            case .annulled: world.annul(world.decided)
            }
            world.by = world.person("Sara")
            world.when(.reviewRights, ["quarter": "2026-4", "seen": seen, "conclusion": "Alt passer"])
            switch later {
            case .nothing, .proposed, .rejected, .listed: world.then()
            case .delegated, .annulled: world.refuses(.stale)
            }
        }
    }
}
