// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("§8: a risk is identified, assessed, verified and looked at again")
struct RiskTests {
    @Test(
        "8-b: a risk that names an asset, a threat, a vulnerability and what is harmed lacks nothing; an assessment has 30 days"
    )
    func whole() {
        var world = World.house
        world.risky()
        #expect(world.riskDuties(.riskComplete).isEmpty)
        let asked = world.riskDuties(.riskAssessed)
        #expect(asked.map(\.due) == [world.today + 30] && asked.map(\.responsible) == [.unit(world.unit("Drift"))])
        #expect(asked.first?.standing(on: world.today) == .open && world.riskStanding() == .unassessed)
        world.today = world.today + 9
        world.judge(2, 2)
        #expect(world.riskDuties(.riskAssessed).map(\.done) == [world.today])
    }

    @Test(
        "8-b breach: without any of the four it is a duty of the unit, until it is set anew; unassessed after 30 days is late"
    )
    func lacking() {
        for field in ["assets", "threats", "vulnerabilities", "properties"] {
            var world = World.house
            world.risky([field: ""])
            let lacking = world.riskDuties(.riskComplete)
            #expect(lacking.map(\.due) == [world.today + 30], "\(field)")
            #expect(lacking.first?.standing(on: world.today + 31) == .overdue)
            world.today = world.today + 3
            world.given(.setRisk, world.risking(["risk": world.risk()]))
            #expect(world.riskDuties(.riskComplete).map(\.done) == [world.today], "\(field)")
            #expect(world.riskDuties(.riskAssessed).first?.standing(on: world.today + 30) == .overdue)
        }
    }

    @Test("8-b: an event names its assets and vulnerabilities by the operational risks that belong to it")
    func event() {
        var world = World.house
        world.risky(["kind": "strategic", "assets": "", "vulnerabilities": ""])
        #expect(world.riskDuties(.riskComplete).map(\.done) == [nil])
        world.today = world.today + 2
        world.endanger(["events": [world.risk()]], as: "Under")
        #expect(world.riskDuties(.riskComplete).map(\.done) == [world.today])
        world.today = world.today + 2
        world.given(.closeRisk, ["risk": world.risk("Under"), "reason": "Løst"])
        #expect(world.riskDuties(.riskComplete).map(\.done) == [world.today - 2, nil])
    }

    @Test("8-g: verified at least once a year, and each look opens the next year")
    func yearly() {
        var world = World.house
        world.risky()
        world.judge(2, 2)
        let first = world.today
        #expect(world.riskDuties(.riskVerified).map(\.due) == [first.adding(months: 12)])
        #expect(world.riskDuties(.riskVerified).first?.opens == first.adding(months: 12) - 30)
        world.today = first + 300
        world.look()
        #expect(world.riskDuties(.riskVerified).map(\.done) == [world.today, nil])
        #expect(world.riskDuties(.riskVerified).last?.due == world.today.adding(months: 12))
        world.look(["next": world.today + 90])
        let open = world.riskDuties(.riskVerified).filter { $0.done == nil }
        #expect(open.map(\.due) == [world.today + 90], "what is said to come sooner does")
    }

    @Test("8-g breach: a year without a look is late; a verification of what was annulled is none")
    func late() {
        var world = World.house
        world.risky()
        world.judge(2, 2)
        let due = world.today.adding(months: 12)
        #expect(world.riskDuties(.riskVerified).first?.standing(on: due) == .open)
        #expect(world.riskDuties(.riskVerified).first?.standing(on: due + 1) == .overdue)
        world.today = world.today + 10
        world.look()
        let assessed = world.position { if case .risk(_, .assessed) = $0 { true } else { false } }
        world.when(.annulFact, ["position": assessed, "reason": "Forkert"])
        world.refuses(.outOfTurn)
        let verified = world.position { if case .risk(_, .verified) = $0 { true } else { false } }
        world.annul(verified)
        world.annul(assessed)
        #expect(world.riskDuties(.riskVerified).isEmpty && world.riskDuties(.riskAssessed).map(\.done) == [nil])
    }

    @Test("8-h: a verification holds cause, finding, the assessment that was verified and when it is verified again")
    func recorded() {
        var world = World.house
        world.risky()
        world.judge(3, 3)
        world.today = world.today + 5
        world.look(["cause": "advisory", "next": world.today + 60])
        let (known, made) = (world.known(risk: "Risiko"), world.known(risk: "Risiko").verifications.last)
        #expect(made?.cause == .advisory && made?.next == world.today + 60 && made?.day == world.today)
        #expect(made?.assessment == known.assessments.last?.position)
        #expect(made.flatMap { world.texts[$0.finding] } == "Aktiver, trusler og foranstaltninger er de samme")
    }

    @Test("8-h breach: nothing is verified that was not assessed, and no verification holds for more than a year")
    func unverifiable() {
        var world = World.house
        world.risky()
        world.when(.verifyRisk, world.verifying())
        world.refuses(.outOfTurn)
        world.judge(3, 3)
        world.when(.verifyRisk, world.verifying(["next": world.today.adding(months: 12) + 1]))
        world.refuses(.invalid, "next")
        world.when(.verifyRisk, world.verifying(["finding": ""]))
        world.refuses(.invalid, "finding")
    }

    @Test("8-f: a measure that fails, or whose test is too old, makes the risks that name it due to be looked at")
    func measures() {
        var world = World.house
        world.risky()
        world.protect(["availability": [world.solution()]])
        world.implement()
        world.test("works")
        world.given(.setRisk, world.risking(["risk": world.risk(), "measures": [world.measure()]]))
        world.judge(3, 3)
        // Its test holds for a year; the day after that the effect is not known any more.
        let stale = world.today.adding(months: 12) + 1
        #expect(world.riskDuties(.riskTrigger).map(\.opens) == [stale])
        #expect(world.riskDuties(.riskTrigger).first?.standing(on: world.today) == .planned)
        world.today = world.today + 20
        world.test("fails")
        #expect(world.riskDuties(.riskTrigger).map(\.opens) == [world.today])
        #expect(world.riskDuties(.riskTrigger).map(\.due) == [world.today + 30])
        let open = world.register.openTriggers(of: world.known(risk: "Risiko"), on: world.today)
        #expect(open.map(\.cause) == [.measure] && open.map(\.subject) == [.measure(world.measure())])
        world.today = world.today + 4
        world.look(["cause": "measure"])
        #expect(world.riskDuties(.riskTrigger).first?.done == world.today)
        #expect(world.register.openTriggers(of: world.known(risk: "Risiko"), on: world.today).isEmpty)
    }

    @Test(
        "8-f: evidence that a measure works, and that runs out or is withdrawn, makes the risk due; what changed is named"
    )
    func evidence() {
        for isWithdrawn in [false, true] {
            var world = World.house
            world.risky()
            world.protect(["availability": [world.solution()]])
            world.implement()
            world.prove(["holds_until": world.today + 40])
            world.given(.testMeasure, world.testing("works").merging(["evidence": [world.evidence()]]) { $1 })
            world.given(.setRisk, world.risking(["risk": world.risk(), "measures": [world.measure()]]))
            world.judge(3, 3)
            let last = world.today + 40
            #expect(world.riskDuties(.riskTrigger).map(\.opens) == [last + 1], "the last day still counts")
            world.today = isWithdrawn ? world.today + 7 : last + 1
            if isWithdrawn { world.given(.withdrawEvidence, ["evidence": world.evidence(), "reason": "Forkert fil"]) }
            #expect(world.riskDuties(.riskTrigger).map(\.opens) == [world.today])
            let open = world.register.openTriggers(of: world.known(risk: "Risiko"), on: world.today)
            #expect(open.map(\.cause) == [.measure] && open.map(\.subject) == [.evidence(world.evidence())])
            world.today = world.today + 1
            world.look(["cause": "measure"])
            #expect(world.register.openTriggers(of: world.known(risk: "Risiko"), on: world.today).isEmpty)
            world.holds()
        }
    }

    @Test("8-f: evidence of an older test asks nothing")
    func olderEvidence() {
        var world = World.house
        world.risky()
        world.protect(["availability": [world.solution()]])
        world.implement()
        world.prove(["holds_until": world.today + 40])
        world.given(.testMeasure, world.testing("works").merging(["evidence": [world.evidence()]]) { $1 })
        world.given(.setRisk, world.risking(["risk": world.risk(), "measures": [world.measure()]]))
        world.judge(3, 3)
        world.today = world.today + 10
        world.test("works")
        #expect(world.riskDuties(.riskTrigger).map(\.opens) == [world.today.adding(months: 12) + 1])
        world.holds()
    }

    @Test("8-g: a dispensation from a requirement that a measure of it keeps, or that binds its asset, asks for a look")
    func dispensation() {
        for isOfAsset in [false, true] {
            var world = World.house
            world.risky()
            world.ruleText = World.backup
            world.require([
                "paragraph": World.daily, "solutions": isOfAsset ? [world.solution()] : [ID<Asset>](),
            ])
            if !isOfAsset {
                world.protect(["requirements": [world.requirement()]])
                world.given(.setRisk, world.risking(["risk": world.risk(), "measures": [world.measure()]]))
            }
            world.judge(3, 3)
            #expect(world.riskDuties(.riskTrigger).isEmpty)
            world.today = world.today + 3
            world.dispense("Anden", ["paragraphs": [World.monthly]])
            #expect(world.riskDuties(.riskTrigger).isEmpty, "about another paragraph")
            world.dispense()
            #expect(world.riskDuties(.riskTrigger).map(\.opens) == [world.today])
            let open = world.register.openTriggers(of: world.known(risk: "Risiko"), on: world.today)
            #expect(open.map(\.cause) == [.dispensation])
            #expect(open.map(\.subject) == [.dispensation(world.dispensation("D"))])
            world.look(["cause": "dispensation"])
            #expect(world.riskDuties(.riskTrigger).map(\.done) == [world.today])
            world.holds()
        }
    }

    @Test(
        "8-f breach: an asset that is set anew or retired, and a nonconformity about it, ask for a look within 30 days")
    func assets() {
        for change in ["set", "retire", "finding"] {
            var world = World.house
            world.risky()
            world.law(["solutions": [world.solution()]])
            world.judge(3, 3)
            #expect(world.riskDuties(.riskTrigger).isEmpty)
            world.today = world.today + 8
            switch change {
            case "set":
                world.given(.setAsset, world.solving(["asset": world.solution(), "availability": "critical"]))
            case "retire": world.given(.retireAsset, ["asset": world.solution(), "reason": "Den er lukket"])
            case _:
                world.given(
                    .raiseNonconformity,
                    [
                        "what": "Ingen log", "origin": "internal", "severity": "minor", "unit": world.unit("Drift"),
                        "requirement": world.id("Lov", Requirement.self), "due": world.today + 30,
                    ])
            }
            let asked = world.riskDuties(.riskTrigger)
            #expect(asked.map(\.opens) == [world.today] && asked.map(\.due) == [world.today + 30], "\(change)")
            #expect(asked.first?.standing(on: world.today + 31) == .overdue)
            world.judge(2, 2)
            #expect(world.riskDuties(.riskTrigger).map(\.done) == [world.today], "\(change)")
        }
    }

    @Test(
        "8-j: six dimensions are judged or said not to be relevant, shown apart, and the one that drives the level is named"
    )
    func dimensions() throws {
        var world = World.house
        world.risky()
        world.judge(3, 4)
        let made = try #require(world.known(risk: "Risiko").assessments.last)
        #expect(made.current.consequences.map(\.dimension) == RiskMethod.Dimension.allCases)
        let citizens = made.current.consequences.first { $0.dimension == .citizens }
        #expect(citizens?.step == nil && citizens?.reason != nil)
        let drivers = made.current.drivers(by: .five)
        #expect(drivers.first?.dimension == .operations && drivers.first?.level == .high)
        #expect(drivers.count == 5 && drivers.dropFirst().allSatisfy { $0.level == .low })
        // The organisation and the citizens are never one number.
        #expect(world.register.level(of: made, .current, RiskMethod.Perspective.organisation.dimensions) == .high)
        #expect(world.register.level(of: made, .current, RiskMethod.Perspective.citizens.dimensions) == nil)
        // One step of operations, or one of likelihood, would do.
        let reliefs = made.current.reliefs(by: .five)
        #expect(Set(reliefs.map(\.dimension)) == [nil, .operations] && reliefs.allSatisfy { $0.level < .high })
        for relief in reliefs where relief.dimension == nil {
            let lower = Risk.Estimate(likelihood: relief.to, consequences: made.current.consequences)
            #expect(lower.level(by: .five) == relief.level)
        }
    }

    @Test("8-j breach: no dimension may be blank, nor said not to be relevant without why; a floor is named")
    func blank() {
        var world = World.house
        world.risky()
        for dimension in RiskMethod.Dimension.allCases {
            world.when(.assessRisk, world.judging(3, 3, [AssessRisk.field(.current, dimension): ""]))
            world.refuses(.invalid, AssessRisk.field(.current, dimension))
        }
        world.when(.assessRisk, world.judging(3, 3, ["current_citizens_reason": ""]))
        world.refuses(.invalid, "current_citizens_reason")
        world.judge(1, 1, ["current_citizens": 5])
        let drivers = world.known(risk: "Risiko").assessments.last?.current.drivers(by: .five)
        #expect(drivers?.first?.dimension == .citizens && drivers?.first?.level == .high)
        #expect(drivers?.first?.cell == .moderate && drivers?.first?.floor?.level == .high)
    }
}
