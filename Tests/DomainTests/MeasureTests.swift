// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What a solution needs is met by measures that work (policy §1)")
struct NeedTests {
    @Test("a need is met by a measure that is in place and was tested to work, as long as the test holds")
    func met() {
        var world = World.house
        world.solve()
        #expect(world.standing(.confidentiality) == .missing && world.standing(.availability) == .none)
        world.protect(["confidentiality": [world.solution()]])
        #expect(world.standing(.confidentiality) == .missing, "planned is not in place")
        world.implement()
        #expect(world.standing(.confidentiality) == .untested)
        world.test("works")
        #expect(world.standing(.confidentiality) == .met)
        #expect(world.standing(.integrity) == .missing, "each need for itself")
        let last = world.today.adding(months: 12)
        #expect(world.standing(.confidentiality, on: last) == .met)
        #expect(world.standing(.confidentiality, on: last + 1) == .untested)
    }

    @Test(
        "breach 1-b: a need without a measure in place is a duty of the unit, until there is one, and anew when it ends"
    )
    func missing() {
        var world = World.house
        world.solve()
        let subject = Subject.asset(world.solution())
        func needs() -> [Duty] {
            world.duties(.need, subject).filter { $0.property == .confidentiality }.sorted { $0.opens < $1.opens }
        }
        #expect(world.duties(.need, subject).count == 2, "availability needs nothing")
        #expect(needs().map(\.responsible) == [.unit(world.unit("Drift"))])
        #expect(needs().first?.standing(on: world.today + 31) == .overdue)
        world.protect(["confidentiality": [world.solution()]])
        world.today = world.today + 10
        #expect(needs().map(\.done) == [nil])
        world.implement()
        #expect(needs().map(\.done) == [world.today])
        world.today = world.today + 10
        world.given(.endMeasure, ["measure": world.measure(), "reason": "For dyr"])
        #expect(needs().map(\.done) == [world.today - 10, nil])
        #expect(needs().last?.opens == world.today)
    }

    @Test("breach 1-b: a measure that does not work meets nothing, and is mended, tested anew or ended")
    func failing() {
        var world = World.house
        world.solve()
        world.protect(["confidentiality": [world.solution()]])
        world.implement()
        world.test("fails")
        #expect(world.standing(.confidentiality) == .wanting)
        let subject = Subject.measure(world.measure())
        #expect(world.duties(.mending, subject).map(\.due) == [world.today + 30])
        #expect(world.duties(.mending, subject).map(\.done) == [nil])
        world.today = world.today + 5
        world.test("partly")
        #expect(world.standing(.confidentiality) == .wanting)
        #expect(world.duties(.mending, subject).map(\.done) == [world.today, nil])
        world.today = world.today + 5
        world.test("works")
        #expect(world.duties(.mending, subject).map(\.done) == [world.today - 5, world.today])
        #expect(world.standing(.confidentiality) == .met)
    }

    @Test("planned and past its day, or not tested in time: late")
    func late() {
        var world = World.house
        world.protect(["clauses": "27002:8.5"])
        let (subject, by) = (Subject.measure(world.measure()), world.today + 60)
        #expect(world.duties(.measureDue, subject).map(\.due) == [by])
        #expect(world.register.measures[world.measure()]?.standing(on: by + 1) == .late)
        world.implement()
        #expect(world.duties(.measureDue, subject).map(\.done) == [world.today])
        #expect(world.duties(.measureTest, subject).map(\.due) == [world.today + 90], "the first test has a quarter")
        world.test("works")
        let tests = world.duties(.measureTest, subject)
        #expect(tests.map(\.done) == [world.today, nil] && tests.last?.due == world.today.adding(months: 12))
    }

    @Test("something else is done: what was tested before says nothing of it")
    func reworded() {
        var world = World.house
        world.solve()
        world.protect(["confidentiality": [world.solution()]])
        world.implement()
        world.test("works")
        world.today = world.today + 3
        #expect(world.standing(.confidentiality) == .met)
        world.protect(["measure": world.measure(), "confidentiality": [world.solution()], "what": "Kun ledere"])
        #expect(world.standing(.confidentiality) == .untested)
        let asked = world.duties(.measureTest, .measure(world.measure())).last { $0.done == nil }
        #expect(asked?.due == world.today + 90)
        // A test of the day before, recorded afterwards, is of what was done before.
        var words = world.testing("works")
        words["day"] = world.today - 1
        words["late_reason"] = "Skrevet ind bagefter"
        world.given(.testMeasure, words)
        #expect(world.standing(.confidentiality) == .untested)
    }

    @Test("what is left last is not annulled from under what rests on it, and a test always can be")
    func annulled() {
        var world = World.house
        world.solve()
        world.protect(["confidentiality": [world.solution()]])
        let first = world.history.count - 1
        world.protect(["measure": world.measure(), "confidentiality": [world.solution()]])
        let second = world.history.count - 1
        world.annul(first)
        world.implement()
        let place = world.history.count - 1
        world.test("works")
        let test = world.history.count - 1
        world.when(.annulFact, ["position": second, "reason": "Fejl"])
        world.refuses(.outOfTurn)
        world.annul(place)
        world.annul(test)
        world.annul(second)
        #expect(world.register.measures[world.measure()]?.wording == nil)
    }
}

@Suite("A solution is there for the right users (policy §1)")
struct AvailabilityTests {
    @Test("measured against its target: met or not met, kept as it was when the target changes")
    func target() {
        var world = World.house
        world.solve(["available": "99,5", "recovery": 4])
        world.given(
            .measureAvailability,
            [
                "asset": world.solution(), "from": world.today - 30, "to": world.today - 1, "available": "99,6",
                "recovery": 2,
            ])
        #expect(world.duties(.availability, .asset(world.solution())).isEmpty)
        world.today = world.today + 1
        world.solve(["asset": world.solution(), "available": "99,9"])
        #expect(world.duties(.availability, .asset(world.solution())).isEmpty, "history is not judged again")
    }

    @Test("breach 1-c: a target that was missed is a duty until a later period meets it")
    func missed() {
        var world = World.house
        world.solve(["available": "99,5"])
        func measure(_ per: String) {
            world.given(
                .measureAvailability,
                ["asset": world.solution(), "from": world.today - 30, "to": world.today - 1, "available": per])
        }
        measure("99,4")
        let subject = Subject.asset(world.solution())
        #expect(world.duties(.availability, subject).map(\.due) == [world.today + 30])
        world.today = world.today + 30
        measure("99,45")
        #expect(world.duties(.availability, subject).map(\.done) == [nil, nil])
        world.today = world.today + 30
        measure("99,5")
        #expect(world.duties(.availability, subject).map(\.done) == [world.today, world.today])
    }

    @Test(
        "a missed target that is aimed at no more asks for nothing more; another number measured does not make up for it"
    )
    func dropped() {
        var world = World.house
        world.solve(["available": "99,5", "recovery": 4])
        func measure(_ words: Words) {
            let period: Words = ["asset": world.solution(), "from": world.today - 30, "to": world.today - 1]
            world.given(.measureAvailability, period.merging(words) { $1 })
        }
        measure(["available": "99,4"])
        let subject = Subject.asset(world.solution())
        world.today = world.today + 30
        measure(["recovery": 3])
        #expect(world.duties(.availability, subject).map(\.done) == [nil])
        world.today = world.today + 1
        world.solve(["asset": world.solution()])
        #expect(world.duties(.availability, subject).map(\.done) == [world.today])
    }

    @Test("breach 1-c: who has access is gone through in its rhythm, and soon again where it is not in order")
    func access() {
        var world = World.house
        world.solve()
        let subject = Subject.asset(world.solution())
        let first = world.today.adding(months: 6)
        #expect(world.duties(.access, subject).map(\.due) == [first])
        #expect(world.duties(.access, subject).first?.standing(on: first + 1) == .overdue)
        world.today = world.today + 20
        func review(_ outcome: String) {
            world.given(
                .reviewAssetAccess,
                ["asset": world.solution(), "day": world.today, "outcome": outcome, "finding": "Set igennem"])
        }
        review("wanting")
        #expect(world.duties(.access, subject).first { $0.turn == 0 }?.done == world.today)
        let again = world.today + 30
        #expect(world.duties(.access, subject).filter { $0.done == nil }.map(\.due) == [again])
        world.today = world.today + 10
        review("in_order")
        #expect(
            world.duties(.access, subject).filter { $0.done == nil }.map(\.due) == [world.today.adding(months: 6)])
    }
}

@Suite("A law that applies has a measure, and a risk assessment where it demands one (policy §5)")
struct LawMeasureTests {
    @Test("a law has a measure, also a planned one; then nothing is asked")
    func served() {
        var world = World.house
        world.law()
        let subject = Subject.requirement(world.requirement("Lov"))
        guard let known = world.register.requirements[world.requirement("Lov")] else { return }
        #expect(world.register.lacksMeasure(known, on: world.today))
        world.protect(["requirements": [world.requirement("Lov")]])
        #expect(!world.register.lacksMeasure(known, on: world.today))
        #expect(world.duties(.lawMeasure, subject).isEmpty)
        #expect(world.register.measures(for: known.id, on: world.today).map(\.id) == [world.measure()])
    }

    @Test("breach 5-a: a law that applies and has no measure is a duty of its unit, quiet for two months")
    func unserved() {
        var world = World.house
        world.law()
        world.require()
        let subject = Subject.requirement(world.requirement("Lov"))
        let asked = world.duties(.lawMeasure, subject)
        #expect(asked.map(\.responsible) == [.unit(world.unit("Drift"))])
        #expect(asked.first?.standing(on: world.today + 59) == .planned)
        #expect(asked.first?.standing(on: world.today + 91) == .overdue)
        #expect(
            world.duties(.lawMeasure, .requirement(world.requirement())).isEmpty, "the organisation's own asks none")
        world.protect(["requirements": [world.requirement("Lov")]])
        world.today = world.today + 1
        world.given(.endMeasure, ["measure": world.measure(), "reason": "Den duede ikke"])
        #expect(world.duties(.lawMeasure, subject).map(\.done) == [nil])
    }

    @Test("breach 5-a: a law that binds particular solutions has a measure for each of them, as long as it is in use")
    func solutions() {
        var world = World.house
        world.solve()
        world.given(.setAsset, world.solving(["name": "Skoleportalen"]), as: "Anden")
        let both = [world.solution(), world.solution("Anden")]
        world.law(["solutions": both])
        guard let known = world.register.requirements[world.requirement("Lov")] else { return }
        world.protect(["requirements": [known.id], "confidentiality": [world.solution()]])
        #expect(world.register.lacksMeasure(known, on: world.today), "the other one has none")
        world.given(.retireAsset, ["asset": world.solution("Anden"), "reason": "Den er lukket"])
        #expect(!world.register.lacksMeasure(known, on: world.today))
        #expect(world.duties(.lawMeasure, .requirement(known.id)).isEmpty)
    }

    @Test(
        "a requirement that demands a risk assessment is green only with a current one, which is asked for before it is old"
    )
    func assessed() {
        var world = World.house
        world.law(["risk_assessment": "1"])
        world.prove()
        world.prove(["is_risk_assessment": "1"], as: "Risiko")
        let (id, subject) = (world.requirement("Lov"), Subject.requirement(world.requirement("Lov")))
        world.assess("Lov", ["evidence": [world.evidence(), world.evidence("Risiko")]])
        #expect(world.compliance("Lov") == .complied)
        let last = world.today.adding(months: 12)
        let asked = world.duties(.riskAssessment, subject)
        #expect(asked.map(\.due) == [last] && asked.first?.opens == last - 29)
        guard let known = world.register.requirements[id] else { return }
        #expect(world.register.hasRiskAssessment(known, on: last) == true)
        #expect(world.register.hasRiskAssessment(known, on: last + 1) == false)
    }

    @Test("breach 5-c: none is linked, or other evidence alone: unproven, and a duty of its unit")
    func unassessed() {
        var world = World.house
        world.law(["risk_assessment": "1"])
        let subject = Subject.requirement(world.requirement("Lov"))
        #expect(world.duties(.riskAssessment, subject).map(\.due) == [world.today + 30])
        world.prove()
        world.assess("Lov", ["evidence": [world.evidence()]])
        #expect(world.compliance("Lov") == .unproven)
        #expect(world.duties(.riskAssessment, subject).map(\.done) == [nil])
        world.today = world.today + 4
        world.prove(["is_risk_assessment": "1"], as: "Risiko")
        world.assess("Lov", ["evidence": [world.evidence("Risiko")]])
        #expect(world.duties(.riskAssessment, subject).first?.done == world.today)
    }
}
