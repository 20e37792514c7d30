// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("§8: what is above the line is reduced, or accepted by the direktion")
struct RiskDecisionTests {
    private func holds(_ world: World, on day: Day) -> Bool {
        world.register.acceptance(of: world.known(risk: "Risiko"), on: day) != nil
    }

    @Test("8-d: what the adopted criteria allow needs no decision of its own")
    func within() {
        var world = World.house
        world.risky()
        world.judge(1, 1)
        #expect(world.riskStanding() == .within && world.riskDuties(.riskDecision).isEmpty)
    }

    @Test("8-d: the direktion accepts what was assessed, from the day of its decision until a day")
    func accepted() {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        #expect(world.riskStanding() == .undecided)
        world.today = world.today + 5
        world.propose(acceptance: [:])
        #expect(world.riskStanding() == .awaiting && !holds(world, on: world.today), "a proposal accepts nothing")
        let until = world.today.adding(months: 6)
        world.today = world.today + 2
        world.resolve("A")
        #expect(world.riskStanding() == .accepted && holds(world, on: until) && !holds(world, on: until + 1))
        #expect(!holds(world, on: world.today - 1))
        #expect(world.riskStanding(on: until + 1) == .undecided)
        let asked = world.riskDuties(.riskDecision)
        #expect(asked.map(\.done) == [world.today, nil])
        #expect(asked.last?.opens == until + 1 - 60 && asked.last?.due == until, "it is asked for before it runs out")
        #expect(world.register.riskIndex.places[world.risk()]?.standing(on: until) == .accepted)
        #expect(world.register.riskIndex.places[world.risk()]?.standing(on: until + 1) == .undecided)
    }

    @Test("8-d breach: a risk above the line that nobody decided is a duty of its unit, and late after 30 days")
    func undecided() {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        let asked = world.riskDuties(.riskDecision)
        #expect(asked.map(\.due) == [world.today + 30] && asked.map(\.responsible) == [.unit(world.unit("Drift"))])
        #expect(asked.first?.standing(on: world.today + 31) == .overdue)
        world.propose(acceptance: [:])
        world.resolve("A", ["outcome": "rejected", "reason": "For farligt"])
        #expect(world.riskDuties(.riskDecision).map(\.done) == [nil] && world.riskStanding() == .undecided)
        world.today = world.today + 3
        world.judge(1, 1)
        #expect(world.riskDuties(.riskDecision).map(\.done) == [world.today], "it was brought down")
    }

    @Test(
        "8-d breach: an acceptance ends when the risk is found higher, when it is closed, and when the decision is annulled"
    )
    func lapsed() {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        world.accept()
        let decided = world.decided
        world.today = world.today + 10
        world.judge(3, 2, ["reason": "Som før"])
        #expect(world.riskStanding() == .accepted, "the same level was accepted")
        world.judge(3, 4)
        #expect(world.riskStanding() == .untreated && !holds(world, on: world.today))
        #expect(holds(world, on: world.today - 1))
        world.annul(world.history.count - 1)
        #expect(world.riskStanding() == .accepted, "annulling the assessment brings it back")
        world.annul(decided)
        // The matter waits again, but about an assessment that is not the newest any more.
        #expect(world.riskStanding() == .undecided && !holds(world, on: world.today - 5))
    }

    @Test("8-d breach: nobody decides on what is not what was read, and what is barred is never accepted")
    func other() {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        world.propose(acceptance: [:])
        world.judge(3, 3)
        world.when(.resolveProposal, world.resolution("A"))
        world.refuses(.outOfTurn)
        world.resolve("A", ["outcome": "returned", "reason": "Den er vurderet igen"])
        world.propose(acceptance: ["follows": world.proposal("A")], as: "B")
        world.given(.setRisk, world.risking(["risk": world.risk()]))
        world.when(.resolveProposal, world.resolution("B"))
        world.refuses(.outOfTurn)
        world.given(.setRisk, world.risking(["risk": world.risk(), "barred": "1"]))
        #expect(world.riskStanding() == .unacceptable)
        #expect(world.riskDuties(.riskUnacceptable).map(\.due) == [world.today])
        world.when(.proposeAcceptance, world.accepting())
        world.refuses(.outOfTurn)
    }

    @Test("8-d: when what was accepted changes, the decision is to be looked at again")
    func basis() throws {
        var world = World.house
        world.risky()
        world.judge(3, 2)
        world.accept()
        let decision = try #require(world.lastDecision)
        #expect(decision.made?.basis.map(\.subject) == [.proposal(world.proposal("A")), .risk(world.risk())])
        #expect(!world.register.basisHasChanged(decision, on: world.today))
        world.today = world.today + 4
        world.given(.setRisk, world.risking(["risk": world.risk(), "threats": "trusler:T02"]))
        #expect(world.register.basisHasChanged(decision, on: world.today))
        world.accept(["follows": ""], as: "B")
        #expect(!world.register.basisHasChanged(decision, on: world.today), "decided anew")
        #expect(world.register.acceptances(of: world.known(risk: "Risiko")).count == 2)
    }

    @Test("8-c: what can only be kept while it is treated needs a task with a day, and then a decision")
    func treated() {
        var world = World.house
        world.risky()
        world.judge(4, 4)
        #expect(world.riskStanding() == .untreated)
        world.treat()
        #expect(world.riskStanding() == .undecided)
        #expect(world.duties(.action, .action(world.action("Opgave"))).map(\.due) == [world.today + 90])
        world.when(.proposeAcceptance, world.accepting(["until": world.today.adding(months: 6) + 1]))
        world.refuses(.invalid, "until")
        world.accept()
        #expect(world.riskStanding() == .accepted)
    }

    @Test("8-c breach: a treatment that is overdue is late as any task, and one that is dropped treats nothing")
    func untreated() {
        var world = World.house
        world.risky()
        world.judge(4, 4)
        world.treat(due: 10)
        let task = Subject.action(world.action("Opgave"))
        #expect(world.duties(.action, task).first?.standing(on: world.today + 11) == .overdue)
        world.today = world.today + 11
        world.when(.proposeAcceptance, world.accepting())
        world.refuses(.outOfTurn)
        world.given(.dropAction, ["action": world.action("Opgave"), "reason": "For dyrt"])
        #expect(world.riskStanding() == .untreated)
    }

    @Test("8-d breach: what cannot be accepted is brought down at once, and the direktion is told the next day")
    func critical() throws {
        var world = World.house
        world.risky()
        world.judge(5, 5)
        #expect(world.riskStanding() == .unacceptable)
        #expect(world.riskDuties(.riskUnacceptable).map(\.due) == [world.today])
        let told = world.riskDuties(.riskTold)
        #expect(told.map(\.due) == [world.today + 1] && told.map(\.responsible) == [.role(.security)])
        world.when(.proposeAcceptance, world.accepting())
        world.refuses(.outOfTurn)
        // A measure about it puts it before the direktion.
        let duty = try #require(world.riskDuties(.riskUnacceptable).first)
        world.given(
            .proposeMeasure,
            world.matter([
                "duties": [Reminder.Target(duty).text], "measure": "Luk adgangen udefra", "unit": world.unit("Drift"),
                "done": world.today + 7,
            ]), as: "F")
        #expect(world.riskDuties(.riskTold).map(\.done) == [world.today])
        world.today = world.today + 2
        world.judge(2, 2)
        #expect(world.riskDuties(.riskUnacceptable).map(\.done) == [world.today])
    }

    @Test(
        "no acceptance without a decision of the direktion on or before its first day, in any history",
        arguments: 500..<520)
    func never(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for risk in register.risks.values where risk.wording != nil {
            for one in register.acceptances(of: risk) {
                let decision = register.decisions[one.decision]
                #expect(decision?.annulled == false && decision?.made?.decider == .body(.direktion))
                #expect(decision?.outcome == .approved && decision.map { $0.day <= one.from } == true)
                #expect(one.ended >= one.from && one.ended <= one.until + 1 || one.ended == one.from)
            }
        }
    }

    @Test("what is kept of the ends of quarters is where every risk lay on them", arguments: 540..<560)
    func quarters(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        let ends = [day("2024-12-31"), day("2025-09-30"), day("2026-06-30"), day("2027-03-31"), day("2029-12-31")]
        #expect(ends.allSatisfy(\.endsQuarter) && ends.allSatisfy { !($0 - 1).endsQuarter })
        let index = register.riskIndex
        for view in RiskIndex.View.all {
            var counted = ends.map { _ in [AccessClass: [RiskIndex.Cell?: Int]]() }
            for risk in register.risks.values where risk.wording != nil {
                for (place, end) in ends.enumerated() where risk.setOn <= end && !risk.isClosed(on: end) {
                    let cell = risk.assessment(by: end).flatMap { made -> RiskIndex.Cell? in
                        guard let method = register.riskMethod(of: made.method), let estimate = made[view.stage],
                            let worst = estimate.worst(view.dimensions),
                            let level = estimate.level(by: method, view.dimensions)
                        else { return nil }
                        return .init(
                            method: made.method, likelihood: estimate.likelihood, consequence: worst, level: level)
                    }
                    counted[place][risk.accessClass, default: [:]][cell, default: 0] += 1
                }
            }
            for accessClass in Set(index.classes) {
                let kept = index.counts(view, accessClass, atEndsOf: ends.map(\.quarter))
                for (place, counts) in kept.enumerated() {
                    #expect(counts.filter { $0.value != 0 } == counted[place][accessClass] ?? [:], "\(ends[place])")
                }
            }
        }
    }

    @Test("what is kept of every matrix is what counting every risk gives, on any day", arguments: 520..<540)
    func counts(_ seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for day in [day("2025-06-01"), day("2026-06-01"), day("2029-01-01")] {
            let index = register.riskIndex(on: day)
            let all = register.risks.values.filter { $0.wording != nil && $0.setOn <= day }
            for view in RiskIndex.View.all {
                var counted: [AccessClass: Int] = [:]
                for risk in all where register.standing(of: risk, on: day) != .closed {
                    guard let estimate = risk.assessment(by: day)?[view.stage], estimate.worst(view.dimensions) != nil,
                        risk.assessment(by: day).flatMap({ register.riskMethod(of: $0.method) }) != nil
                    else { continue }
                    counted[risk.accessClass, default: 0] += 1
                }
                for accessClass in Set(index.classes) {
                    let kept = index.counts(view, accessClass).values.reduce(0, +)
                    #expect(kept == counted[accessClass] ?? 0)
                }
            }
            var standings: [Risk.Standing: Int] = [:]
            for accessClass in index.classes {
                for one in index.standings(accessClass, on: day) { standings[one.standing, default: 0] += one.count }
            }
            let asked = Dictionary(grouping: all) { register.standing(of: $0, on: day) }.mapValues(\.count)
            #expect(standings == asked)
        }
    }
}
