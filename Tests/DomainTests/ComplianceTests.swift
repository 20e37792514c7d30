// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("A requirement is assessed in its rhythm, and is green only with evidence that holds (policy §§5, 7.2, 7.3)")
struct ComplianceTests {
    @Test("stated: its unit has a quarter to assess it; an assessment opens the next turn")
    func rhythm() {
        var world = World.house
        world.require()
        let subject = Subject.requirement(world.requirement())
        #expect(world.duties(.assessment, subject).map(\.responsible) == [.unit(world.unit("Drift"))])
        #expect(world.compliance() == .never)
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        let duties = world.duties(.assessment, subject)
        #expect(duties.map(\.done) == [world.today, nil])
        #expect(duties.last?.due == world.today.adding(years: 1))
        #expect(duties.last?.opens == world.today.adding(years: 1) - 30)
    }

    @Test("a period without a record is overdue")
    func missed() {
        var world = World.house
        world.require(["months": 1])
        let subject = Subject.requirement(world.requirement())
        let due = world.today.adding(months: 1)
        #expect(world.duties(.assessment, subject).map(\.due) == [due], "a month is less than a quarter")
        #expect(world.duties(.assessment, subject).first?.standing(on: due + 1) == .overdue)
    }

    @Test("found to be followed without evidence: unproven, never green, and evidence is asked for")
    func unproven() {
        var world = World.house
        world.require()
        world.assess()
        #expect(world.compliance() == .unproven)
        let asked = world.duties(.proof, .requirement(world.requirement()))
        #expect(asked.map(\.due) == [world.today + 30] && asked.first?.done == nil)
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        #expect(world.compliance() == .complied)
        #expect(world.duties(.proof, .requirement(world.requirement())).map(\.done) == [world.today])
    }

    @Test("evidence that expires or is withdrawn takes the green away, and is asked for a month before")
    func expires() {
        var world = World.house
        world.require()
        let last = world.today + 100
        world.prove(["holds_until": last])
        world.assess("K", ["evidence": [world.evidence()]])
        #expect(world.compliance(on: last) == .complied && world.compliance(on: last + 1) == .unproven)
        let asked = world.duties(.proof, .requirement(world.requirement())).first
        #expect(asked?.opens == last - 30 && asked?.due == last && asked?.holdsUntil == last)
        world.today = world.today + 10
        world.given(.withdrawEvidence, ["evidence": world.evidence(), "reason": "Rapporten var forkert"])
        #expect(world.compliance() == .unproven, "from the day on which it is withdrawn")
        #expect(world.compliance(on: world.today - 1) == .complied, "before, it stood")
        #expect(world.duties(.proof, .requirement(world.requirement())).first?.due == world.today - 1)
    }

    @Test("a piece of evidence that is annulled never proved anything")
    func annulledEvidence() {
        var world = World.house
        world.require()
        world.prove()
        let position = world.history.count - 1
        world.assess("K", ["evidence": [world.evidence()]])
        world.given(.annulFact, ["position": position, "reason": "Det var en anden rapport"])
        #expect(world.compliance() == .unproven)
        #expect(world.duties(.proof, .requirement(world.requirement())).map(\.due) == [world.today + 30])
    }

    @Test("given once, it counts for every requirement that cites it, and for every clause that one asks for whole")
    func once() throws {
        var world = World.house
        world.require()
        world.require(["demand": "Backup kan genskabes"], as: "Andet")
        world.prove()
        for name in ["K", "Andet"] { world.assess(name, ["evidence": [world.evidence()]]) }
        #expect(world.register.requirements(citing: world.evidence()).count == 2)
        let clause = try #require(ClauseReference("27002:8.13"))
        func map(_ name: String, _ relation: String) {
            world.given(
                .mapRequirement,
                [
                    "requirement": world.requirement(name), "clause": "27002:8.13", "relation": relation,
                    "rationale": "Samme sag",
                ])
        }
        func standing() -> ClauseStanding {
            ClauseStanding(
                world.register.requirements(for: clause, on: world.today).map {
                    ($0.relation, world.register.compliance(of: $0.requirement, on: world.today))
                })
        }
        #expect(standing() == .unanswered)
        map("K", "subset")
        #expect(standing() == .partly, "what is contained in it proves a part")
        map("Andet", "intersects")
        #expect(standing() == .partly)
        map("K", "superset")
        #expect(standing() == .answered(.complied), "what contains it proves it")
        map("Andet", "equal")
        world.assess("Andet", ["result": "failed", "finding": "Genskabelsen fejlede"])
        #expect(standing() == .answered(.failed), "asked for twice, it holds twice or not at all")
    }

    @Test("confidentiality, integrity and availability, and the four areas, are kept apart")
    func apart() {
        var world = World.house
        world.require(["areas": ["persondata"], "properties": ["Confidentiality", "Availability"]])
        let wording = world.register.requirements[world.requirement()]?.wording
        #expect(wording?.areas == [.personalData])
        #expect(wording?.properties == [.confidentiality, .availability])
    }

    @Test("a law holds from its first day to its last, and asks nothing outside them")
    func law() {
        var world = World.house
        let (from, until) = (world.today + 30, world.today + 400)
        world.given(
            .stateLaw, world.demand(["law": "NIS 2-loven § 6", "from": from, "to": until]), as: "K")
        let known = world.register.requirements[world.requirement()]
        func holds(_ day: Day) -> Bool { known.map { world.register.holds($0, on: day) } ?? false }
        #expect(!holds(from - 1) && holds(from) && holds(until) && !holds(until + 1))
        let duty = world.duties(.assessment, .requirement(world.requirement())).first
        #expect(duty?.opens == from && duty?.due == from + 90, "its quarter begins with the law")
        #expect(duty?.standing(on: until + 1) == .done, "it falls away with the law")
    }

    @Test("a law that applies and is not assessed stands as a duty of its unit, and is late after its quarter")
    func lawUnanswered() {
        var world = World.house
        world.given(.stateLaw, world.demand(["law": "GDPR artikel 32", "from": "2018-05-25"]), as: "K")
        let duty = world.duties(.assessment, .requirement(world.requirement())).first
        #expect(duty?.due == world.today + 90 && duty?.standing(on: world.today + 91) == .overdue)
        #expect(world.compliance() == .never)
    }

    @Test("a requirement falls away with its document")
    func withdrawnDocument() {
        var world = World.house
        world.require()
        world.given(
            .withdrawDocument, ["document": world.document("Backup"), "from": world.today, "reason": "Erstattet"])
        let known = world.register.requirements[world.requirement()]
        #expect(known.map { world.register.holds($0, on: world.today) } == false)
        #expect(world.duties(.assessment, .requirement(world.requirement())).isEmpty)
    }

    @Test("when its unit closes, the successor answers for it")
    func successor() {
        var world = World.house
        world.require()
        world.given(
            .closeUnit, ["unit": world.unit("Drift"), "to": world.today + 10, "successor": world.unit("CAI")])
        let duty = world.duties(.assessment, .requirement(world.requirement())).first
        #expect(duty?.responsible == .unit(world.unit("CAI")))
    }

    @Test("a requirement is as confidential as its document, and evidence as its own class says")
    func classes() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.require()
        world.deviate()
        world.prove(["classification": "strengt_fortrolig"])
        let drift = world.unit("Drift")
        func seen(_ subject: Subject) -> AccessClass { world.register.accessClass(of: subject, on: world.today) }
        #expect(seen(.requirement(world.requirement())) == .unit(drift))
        #expect(seen(.nonconformity(world.nonconformity())) == .unit(drift))
        #expect(seen(.evidence(world.evidence())) == .circle(drift))
        #expect(
            world.duties(.assessment, .requirement(world.requirement())).allSatisfy {
                $0.accessClass(on: world.today) == .unit(drift)
            })
        let position = world.history.count - 1
        world.given(.annulFact, ["position": position, "reason": "Forkert fil"])
        #expect(seen(.evidence(world.evidence())) == .circle(drift), "what is annulled stays closed")
    }

    @Test("what was found of another wording proves nothing: amended, it is unproven until it is assessed anew")
    func reworded() {
        var world = World.house
        world.require()
        world.prove()
        world.assess("K", ["evidence": [world.evidence()]])
        world.today = world.today + 10
        let subject = Subject.requirement(world.requirement())
        world.given(
            .amendRequirement,
            world.demand(["requirement": world.requirement(), "demand": "MFA på alt", "reason": "Skærpet"]))
        #expect(world.compliance() == .unproven && world.compliance(on: world.today - 1) == .complied)
        #expect(world.duties(.assessment, subject).filter { $0.done == nil }.map(\.due) == [world.today + 90])
        world.assess("K", ["evidence": [world.evidence()]])
        #expect(world.compliance() == .complied)
        #expect(world.duties(.assessment, subject).filter { $0.done == nil }.count == 1)
    }

    @Test("what was confidential stays so when the first entry about it is annulled")
    func annulledStaysClosed() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        world.require()
        let required = world.history.count - 1
        world.deviate()
        let deviated = world.history.count - 1
        world.plan(["requirement": world.requirement()])
        let planned = world.history.count - 1
        for position in [planned, deviated, required] {
            world.given(.annulFact, ["position": position, "reason": "Forkert"])
        }
        let closed = AccessClass.unit(world.unit("Drift"))
        for subject: Subject in [
            .requirement(world.requirement()), .nonconformity(world.nonconformity()),
            .controlTest(world.controlTest()),
        ] {
            #expect(world.register.accessClass(of: subject, on: world.today) == closed)
        }
    }

    @Test("on a past day it stood as it was known, and as it is known now")
    func asOf() {
        var world = World.house
        world.require()
        world.prove()
        let first = world.today
        world.assess("K", ["evidence": [world.evidence()]])
        let known = world.register
        world.today = first + 200
        world.assess("K", ["result": "failed", "finding": "To systemer mangler"])
        world.assess(
            "K",
            [
                "result": "partly", "finding": "Fundet ved revision", "day": first + 100, "to": first + 90,
                "late_reason": "Rapporten kom sent",
            ])
        func standing(_ register: Register, _ day: Day) -> Compliance? {
            register.requirements[world.requirement()].map { register.compliance(of: $0, on: day) }
        }
        #expect(standing(known, first + 150) == .complied, "as it was known then")
        #expect(standing(world.register, first + 150) == .partly, "with what is known now")
        #expect(standing(world.register, first + 99) == .complied)
        #expect(standing(world.register, first + 200) == .failed)
        #expect(standing(world.register, first - 1) == .never)
    }
}

@Suite("What was found wanting is a nonconformity, whose cause is found and whose correction is checked (policy §7.2)")
struct NonconformityTests {
    @Test("found wanting: a nonconformity is to be raised within two weeks")
    func wanting() {
        var world = World.house
        world.require()
        world.assess("K", ["result": "partly", "finding": "To systemer mangler"])
        let subject = Subject.requirement(world.requirement())
        #expect(world.duties(.wanting, subject).map(\.due) == [world.today + 14])
        #expect(world.duties(.wanting, subject).first?.standing(on: world.today + 15) == .overdue)
        world.deviate()
        #expect(world.duties(.wanting, subject).map(\.done) == [world.today])
    }

    @Test("one that is still open answers for what was found again; one that was closed does not")
    func earlierOne() {
        var world = World.house
        world.require()
        world.deviate()
        let subject = Subject.requirement(world.requirement())
        world.assess("K", ["result": "failed", "finding": "Det er stadig galt"])
        #expect(world.duties(.wanting, subject).map(\.done) == [world.today])
        world.explain()
        world.prove()
        world.today = world.today + 60
        world.given(
            .checkNonconformity,
            [
                "nonconformity": world.nonconformity(), "outcome": "effective", "finding": "Alle er med",
                "evidence": [world.evidence()],
            ])
        world.today = world.today + 60
        world.assess("K", ["result": "failed", "finding": "Det er galt igen"])
        #expect(world.duties(.wanting, subject).last?.done == nil)
    }

    @Test("a governing document that is not followed is a threat of its own; a law that is not is something else")
    func threat() throws {
        var world = World.house
        world.require()
        world.deviate()
        world.given(.stateLaw, world.demand(["law": "Arkivloven", "from": "2003-01-01"]), as: "Lov")
        world.deviate(["requirement": world.requirement("Lov")], as: "Anden")
        func isThreat(_ name: String) -> Bool? {
            world.register.nonconformities[world.nonconformity(name)].map { world.register.isAgainstDocument($0) }
        }
        #expect(isThreat("Afvigelse") == true && isThreat("Anden") == false)
    }

    @Test("cause, tasks, check: closed only with evidence and when nothing is left to do")
    func course() {
        var world = World.house
        world.require()
        world.deviate()
        let subject = Subject.nonconformity(world.nonconformity())
        #expect(world.duties(.cause, subject).map(\.due) == [world.today + 30])
        world.explain()
        #expect(world.duties(.cause, subject).map(\.done) == [world.today])
        #expect(world.duties(.effect, subject).map(\.due) == [world.today + 60])
        #expect(world.duties(.effect, subject).map(\.responsible) == [.role(.security)])
        world.given(
            .addAction,
            [
                "title": "Meld dem til", "why": "De mangler", "unit": world.unit("Drift"), "due": world.today + 9,
                "nonconformity": world.nonconformity(),
            ], as: "Opgave")
        world.given(.completeAction, ["action": world.action("Opgave"), "note": "De er meldt til"])
        world.prove()
        world.today = world.today + 60
        world.given(
            .checkNonconformity,
            [
                "nonconformity": world.nonconformity(), "outcome": "effective", "finding": "Alle er med",
                "evidence": [world.evidence()],
            ])
        #expect(world.duties(.effect, subject).map(\.done) == [world.today])
        let known = world.register.nonconformities[world.nonconformity()]
        #expect(known?.standing(on: world.today) == .closed && known?.standing(on: world.today - 1) == .treated)
    }

    @Test("what did not help opens it again: another cause is to be found")
    func again() {
        var world = World.house
        world.require()
        world.deviate()
        world.explain()
        world.today = world.today + 60
        world.given(
            .checkNonconformity,
            ["nonconformity": world.nonconformity(), "outcome": "ineffective", "finding": "Et system mangler stadig"])
        let subject = Subject.nonconformity(world.nonconformity())
        #expect(world.register.nonconformities[world.nonconformity()]?.standing(on: world.today) == .open)
        #expect(world.duties(.cause, subject).map(\.due).max() == world.today + 30)
        world.explain(["cause": "Listen opdateres ikke"])
        #expect(world.duties(.cause, subject).allSatisfy { $0.done != nil })
        #expect(world.duties(.effect, subject).last?.done == nil)
    }

    @Test("a correction that nobody checks is late")
    func unchecked() {
        var world = World.house
        world.require()
        world.deviate()
        world.explain()
        let duty = world.duties(.effect, .nonconformity(world.nonconformity())).first
        #expect(duty?.standing(on: world.today + 61) == .overdue)
    }
}
