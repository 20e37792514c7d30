// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The task of an auditor with what was asked for and answered, in the example world (policy §7.3).
struct DemoAudits {
    private let engagements: [DemoEntry]

    init(_ world: [DemoSource]) {
        engagements = world.flatMap { $0.entries("audit_engagements") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in engagements { try plan(entry, player) }
    }

    private func plan(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (day, auditor) = (try entry.neededDay("day"), try entry.needed("auditor"))
        let found = Found<AuditEngagement>()
        // Access has a last day before there is anything to look at.
        player.plan(day, .role) { player in
            let person = try player.person(auditor)
            guard let held = player.register.persons[person]?.engagement(on: player.today) else {
                throw DemoFault.missing("the engagement of \(auditor)")
            }
            try player.give(
                .endEngagement,
                [
                    "person": "\(person)", "engagement": "\(held.id)",
                    "to": "\(try entry.neededDay("access_until"))",
                ], by: player.administrator)
        }
        player.plan(day, .evidence) { player in
            let receipt = try player.give(
                .openAuditEngagement,
                [
                    "auditor": "\(try player.person(auditor))", "matter": try entry.needed("matter"),
                    "standard": try entry.needed("standard"), "from": "\(try entry.neededDay("from"))",
                    "to": "\(try entry.neededDay("to"))",
                ], by: player.holder(.security))
            found.id = try player.made(receipt, .auditEngagement)
        }
        for request in entry.list("requests") { try plan(request, auditor, found, player) }
    }

    private func plan(
        _ request: DemoEntry, _ auditor: String, _ engagement: Found<AuditEngagement>, _ player: DemoPlayer
    ) throws {
        let found = Found<EvidenceRequest>()
        player.plan(try request.neededDay("day"), .task) { player in
            let asker = try player.person(auditor)
            let receipt = try player.give(
                .requestEvidence,
                [
                    "audit_engagement": try engagement.text, "what": try request.needed("what_da"),
                    "requirement": try request.text("requirement").map { "\(try player.requirement($0))" },
                    "control_test": request.text("control").flatMap { player.controls["control \($0)"] }.map {
                        "\($0)"
                    },
                    "why": request.text("why_da"), "unit": "\(try player.unit(try request.needed("unit")))",
                    "due": "\(try request.neededDay("due"))",
                ],
                byFirstOf: request.has("by_desk")
                    ? player.register.holders(of: .security, on: player.today) : [asker])
            found.id = try player.made(receipt, .evidenceRequest)
        }
        for step in request.list("steps") {
            player.plan(try step.neededDay("day"), .taskEnd) { player in
                try self.step(step, on: found, auditor, player)
            }
        }
    }

    private func step(
        _ step: DemoEntry, on request: Found<EvidenceRequest>, _ auditor: String, _ player: DemoPlayer
    ) throws {
        let own = try request.text
        let asker = try player.person(auditor)
        switch try step.needed("act") {
        case "answer":
            try player.give(
                .answerRequest, ["evidence_request": own, "note": step.text("note_da")],
                many: ["evidence": try step.words("evidence").map { "\(try player.evidence($0))" }],
                byFirstOf: try step.text("by").map { [try player.person($0)] } ?? [])
        case "withdrawn":
            try player.give(
                .withdrawRequest, ["evidence_request": own, "reason": try step.needed("reason_da")],
                byFirstOf: [asker])
        case let judgement:
            try player.give(
                .judgeAnswer,
                [
                    "evidence_request": own, "judgement": judgement, "reason": step.text("reason_da"),
                    "due": try step.day("due").map { "\($0)" },
                ], byFirstOf: [asker])
        }
    }

    /// What a command made, for those that come after it.
    private final class Found<Kind> {
        var id: ID<Kind>?

        var text: String {
            get throws {
                guard let id else { throw DemoFault.missing("what the auditor's commands are about") }
                return "\(id)"
            }
        }
    }
}
