// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("An auditor is let in until a day, asks for evidence, and is answered by the day (policy §7.3)")
struct AuditEngagementTests {
    @Test("nobody audits without the role, or with access that never ends or lasts for years")
    func access() {
        var world = World.house
        let gry = world.person("Gry")
        #expect(world.register.auditorAccess(of: gry, on: world.today) == .none)
        world.when(.openAuditEngagement, world.auditing())
        world.refuses(.invalid, "auditor")
        world.given(.grantRole, ["person": gry, "role": "auditor", "from": world.today])
        #expect(world.register.auditorAccess(of: gry, on: world.today) == .endless)
        world.when(.openAuditEngagement, world.auditing())
        world.refuses(.invalid, "auditor")
        let grant = world.register.persons[gry]?.grants.last?.id
        world.given(.endRole, ["person": gry, "grant": grant.map { "\($0)" } ?? "", "to": world.today + 401])
        world.when(.openAuditEngagement, world.auditing())
        world.refuses(.invalid, "auditor")
        world.given(.endRole, ["person": gry, "grant": grant.map { "\($0)" } ?? "", "to": world.today + 60])
        world.given(.openAuditEngagement, world.auditing(), as: "Opgave")
        #expect(world.register.auditorAccess(of: gry, on: world.today) == .until(world.today + 60))
        #expect(world.register.auditorAccess(of: gry, on: world.today + 61) == .none, "it ends by itself")
    }

    @Test("a grant without a last day is not hidden by one with; of two with, the later counts")
    func grants() {
        var world = World.house
        let gry = world.person("Gry")
        func grant(_ from: Int, to: Int?) {
            var words: Words = ["person": gry, "role": "auditor", "from": world.today + from]
            if let to { words["to"] = world.today + to }
            world.given(.grantRole, words)
        }
        grant(5, to: 40)
        grant(0, to: 10)
        for day in [0, 6, 20] {
            #expect(world.register.auditorAccess(of: gry, on: world.today + day) == .until(world.today + 40))
        }
        grant(45, to: nil)
        grant(41, to: 50)
        for day in [6, 41, 46] {
            #expect(world.register.auditorAccess(of: gry, on: world.today + day) == .endless, "\(day)")
        }
        world.when(.openAuditEngagement, world.auditing())
        world.refuses(.invalid, "auditor")
    }

    @Test("somebody from outside is gone with the role: the end of the role alone is no end")
    func outsider() {
        var world = World.house
        world.given(.addPerson, ["name": "Rie Revisor"], as: "Rie")
        world.given(
            .beginEngagement,
            [
                "person": world.person("Rie"), "kind": "consultant", "unit": world.unit("Drift"), "title": "Revisor",
                "from": world.today,
            ])
        world.given(
            .grantRole,
            ["person": world.person("Rie"), "role": "auditor", "from": world.today, "to": world.today + 30])
        #expect(world.register.auditorAccess(of: world.person("Rie"), on: world.today) == .endless)
        let held = world.register.persons[world.person("Rie")]?.engagements.last?.id
        world.given(
            .endEngagement,
            ["person": world.person("Rie"), "engagement": held.map { "\($0)" } ?? "", "to": world.today + 20])
        #expect(world.register.auditorAccess(of: world.person("Rie"), on: world.today) == .until(world.today + 20))
        #expect(world.register.persons[world.person("Rie")]?.isActive(on: world.today + 21) == false)
    }

    @Test("asked, answered, returned, answered anew, accepted: due each time the unit is to answer")
    func course() {
        var world = World.house
        world.openAudit()
        world.requestEvidence()
        let subject = Subject.evidenceRequest(world.evidenceRequest())
        let start = world.today
        #expect(world.requestStanding() == .requested)
        #expect(world.duties(.request, subject).first?.responsible == .unit(world.unit("Drift")))
        #expect(world.duties(.request, subject).first?.standing(on: start + 15) == .overdue, "nothing was answered")
        world.today = start + 3
        world.answerRequest()
        #expect(world.requestStanding() == .delivered)
        #expect(world.duties(.request, subject).map(\.done) == [start + 3])
        world.today = start + 5
        world.judgeAnswer(.returned)
        #expect(world.requestStanding() == .returned)
        #expect(world.duties(.request, subject).map(\.due) == [start + 14, start + 19])
        #expect(world.duties(.request, subject).last?.standing(on: start + 20) == .overdue, "it was not answered anew")
        world.today = start + 9
        world.answerRequest(["note": "Her er listen"])
        world.judgeAnswer(.accepted)
        #expect(world.requestStanding() == .accepted)
        #expect(world.duties(.request, subject).map(\.done) == [start + 3, start + 9])
        // What it was on each day stays so.
        let known = world.register.evidenceRequests[world.evidenceRequest()]
        #expect(known?.standing(on: start + 4) == .delivered && known?.standing(on: start + 6) == .returned)
    }

    @Test("an answer without evidence says why; what is strictly confidential is not given to an auditor")
    func answers() {
        var world = World.house
        world.openAudit()
        world.requestEvidence()
        world.when(.answerRequest, ["evidence_request": world.evidenceRequest()])
        world.refuses(.invalid, "note")
        world.prove(["classification": "strengt_fortrolig"])
        world.when(
            .answerRequest, ["evidence_request": world.evidenceRequest(), "evidence": [world.evidence()]])
        world.refuses(.invalid, "evidence")
        world.answerRequest(["note": "Den ligger i pengeskabet"])
        #expect(world.requestStanding() == .delivered)
    }

    @Test("nothing is asked any more when the engagement is closed; annulled, it is asked again")
    func closing() {
        var world = World.house
        world.openAudit()
        world.requestEvidence()
        let subject = Subject.evidenceRequest(world.evidenceRequest())
        world.given(
            .closeAuditEngagement, ["audit_engagement": world.auditEngagement(), "note": "Erklæringen er givet"])
        #expect(world.duties(.request, subject).map(\.done) == [world.today])
        world.when(.answerRequest, ["evidence_request": world.evidenceRequest(), "note": "For sent"])
        world.refuses(.outOfTurn)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "For tidligt"])
        #expect(world.duties(.request, subject).map(\.done) == [nil])
    }

    @Test("an engagement under which something was asked for stays, and so does an answer that was judged")
    func struck() {
        var world = World.house
        world.openAudit()
        let opened = world.history.count - 1
        world.requestEvidence()
        world.when(.annulFact, ["position": opened, "reason": "Ubelejligt"])
        world.refuses(.outOfTurn)
        world.answerRequest()
        let answered = world.history.count - 1
        world.judgeAnswer(.returned)
        world.when(.annulFact, ["position": answered, "reason": "Ubelejligt"])
        world.refuses(.outOfTurn)
        #expect(world.requestStanding() == .returned)
        world.answerRequest(["note": "Forkert fil"])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert fil"])
        #expect(world.requestStanding() == .returned, "an answer that nobody judged can be taken back")
    }

    @Test("a request about a requirement is as confidential as the requirement, also when that changes")
    func confidential() {
        var world = World.house
        world.openAudit()
        world.enact("Backup", ["classification": "fortrolig"])
        world.require()
        world.plan(["requirement": world.requirement()])
        world.requestEvidence(["requirement": world.requirement()])
        world.requestEvidence(["control_test": world.controlTest()], as: "Kontrolleret")
        for name in ["Bestilling", "Kontrolleret"] {
            let subject = Subject.evidenceRequest(world.evidenceRequest(name))
            #expect(world.register.accessClass(of: subject, on: world.today) == .unit(world.unit("Drift")))
            #expect(world.duties(.request, subject).first?.accessClass(on: world.today) == .unit(world.unit("Drift")))
        }
    }

    @Test("a closed unit's requests are answered by the unit that took over")
    func successor() {
        var world = World.house
        world.openAudit()
        world.requestEvidence(["due": world.today + 60])
        world.given(
            .closeUnit,
            ["unit": world.unit("Drift"), "to": world.today + 10, "successor": world.unit("CAI")])
        let subject = Subject.evidenceRequest(world.evidenceRequest())
        #expect(world.duties(.request, subject).first?.responsible == .unit(world.unit("CAI")))
        func answering(_ day: Day) -> ID<Unit>? { world.register.concern(of: subject, on: day).unit }
        #expect(answering(world.today) == world.unit("Drift") && answering(world.today + 12) == world.unit("CAI"))
    }

    @Test("an answer waits for the auditor until it is judged, and no longer than the engagement is open")
    func awaiting() {
        var world = World.house
        world.openAudit()
        world.requestEvidence()
        #expect(world.register.awaitingAuditor(on: world.today).isEmpty)
        world.answerRequest()
        let waiting = world.register.awaitingAuditor(on: world.today)
        #expect(waiting.map(\.answer) == [world.history.count - 1] && waiting.first?.auditor == world.person("Gry"))
        world.judgeAnswer(.returned)
        #expect(world.register.awaitingAuditor(on: world.today).isEmpty)
        world.answerRequest(["note": "Her er den"])
        world.given(.closeAuditEngagement, ["audit_engagement": world.auditEngagement(), "note": "Slut"])
        #expect(world.register.awaitingAuditor(on: world.today).isEmpty)
    }
}
