// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func auditEngagement(_ name: String = "Opgave") -> ID<AuditEngagement> { id(name) }
    func evidenceRequest(_ name: String = "Bestilling") -> ID<EvidenceRequest> { id(name) }

    /// Gry reads as auditor until a day.
    mutating func letIn(until last: Day? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
        given(
            .grantRole,
            ["person": person("Gry"), "role": "auditor", "from": today, "to": last ?? today + 90],
            sourceLocation: sourceLocation)
    }

    func auditing(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "auditor": person("Gry"), "matter": "processor", "standard": "ISAE 3000, type 2", "from": "2026-01-01",
            "to": "2026-12-31",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func openAudit(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        letIn(sourceLocation: sourceLocation)
        given(.openAuditEngagement, auditing(words), as: "Opgave", sourceLocation: sourceLocation)
    }

    func asking(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "audit_engagement": auditEngagement(), "what": "Listen over lukkede konti", "why": "Kontrolmål B.3",
            "unit": unit("Drift"), "due": today + 14,
        ]
        return usual.merging(words) { $1 }
    }

    mutating func requestEvidence(
        _ words: Words = [:], as name: String = "Bestilling", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.requestEvidence, asking(words), as: name, sourceLocation: sourceLocation)
    }

    mutating func answerRequest(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let usual: Words = ["evidence_request": evidenceRequest(), "note": "Den føres ikke"]
        given(.answerRequest, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    mutating func judgeAnswer(
        _ judgement: EvidenceRequest.Judgement, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var usual: Words = ["evidence_request": evidenceRequest(), "judgement": judgement.rawValue]
        if judgement == .returned { usual["reason"] = "Listen mangler" }
        given(.judgeAnswer, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    func requestStanding(_ name: String = "Bestilling") -> EvidenceRequest.Standing? {
        register.evidenceRequests[evidenceRequest(name)]?.standing(on: today)
    }
}

extension CommandRules {
    static func audits(_ kind: CommandKind) -> CommandRules {
        let closed = Refused("when the engagement is closed", .outOfTurn) { world, _ in
            world.given(
                .closeAuditEngagement, ["audit_engagement": world.auditEngagement(), "note": "Erklæringen er givet"])
        }
        let withdrawn = Refused("when the request is withdrawn", .outOfTurn) { world, _ in
            world.given(
                .withdrawRequest, ["evidence_request": world.evidenceRequest(), "reason": "Ikke nødvendig"])
        }
        switch kind {
        case .openAuditEngagement:
            return CommandRules(
                example: { world in
                    world.letIn()
                    return world.auditing()
                },
                then: { world, entries in
                    guard case .auditEngagement(let id, .opened(let opening))? = entries.first?.fact else { return }
                    #expect(opening.label == "OPG-2026-01")
                    #expect(world.register.auditEngagements[id]?.isOpen(on: world.today) == true)
                },
                refusals: [
                    .saying("auditor", nobody), .saying("matter", "andet ord"), .saying("to", "2025-12-31"),
                    .saying("to", "2029-12-31"),
                    Refused("for somebody who is no auditor", .invalid, "auditor") { world, words in
                        words["auditor"] = world.person("Ida")
                    },
                ])
        case .closeAuditEngagement:
            return CommandRules(
                example: { world in
                    world.openAudit()
                    world.given(
                        .recordAudit, world.statement(["late_reason": "Fra arkivet"]), as: "Erklæring")
                    return [
                        "audit_engagement": world.auditEngagement(), "audit": world.id("Erklæring", Audit.self),
                        "note": "Erklæringen er givet",
                    ]
                },
                then: { world, _ in
                    let known = world.register.auditEngagements[world.auditEngagement()]
                    #expect(known?.isOpen(on: world.today) == false)
                    #expect(known?.closing(on: world.today)?.audit != nil)
                },
                refusals: [
                    .saying("audit_engagement", nobody), .saying("audit", nobody),
                    Refused("twice", .outOfTurn) { world, words in world.given(.closeAuditEngagement, words) },
                ])
        case .requestEvidence:
            return CommandRules(
                example: { world in
                    world.openAudit()
                    world.require()
                    return world.asking(["requirement": world.requirement()])
                },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(world.duties(.request, subject).map(\.due) == [world.today + 14])
                },
                refusals: [
                    .saying("audit_engagement", nobody), .saying("requirement", nobody), .saying("unit", nobody),
                    .saying("due", yesterday), closed,
                    Refused("about a control that is not there", .invalid, "control_test") { _, words in
                        words["requirement"] = nil as String?
                        words["control_test"] = nobody
                    },
                    Refused("for no reason", .invalid, "why") { _, words in
                        words["requirement"] = nil as String?
                        words["why"] = nil as String?
                    },
                ])
        case .answerRequest:
            return CommandRules(
                example: { world in
                    world.openAudit()
                    world.requestEvidence()
                    world.prove()
                    return ["evidence_request": world.evidenceRequest(), "evidence": [world.evidence()]]
                },
                then: { world, _ in #expect(world.requestStanding() == .delivered) },
                refusals: [
                    .saying("evidence_request", nobody), .saying("evidence", [nobody]), closed, withdrawn,
                    Refused("with nothing", .invalid, "note") { _, words in words["evidence"] = nil as String? },
                    Refused("when it is accepted", .outOfTurn) { world, words in
                        world.given(.answerRequest, words)
                        world.judgeAnswer(.accepted)
                    },
                ])
        case .judgeAnswer:
            return CommandRules(
                example: { world in
                    world.openAudit()
                    world.requestEvidence()
                    world.answerRequest()
                    return [
                        "evidence_request": world.evidenceRequest(), "judgement": "returned",
                        "reason": "Listen mangler",
                        "due": world.today + 7,
                    ]
                },
                then: { world, entries in
                    #expect(world.requestStanding() == .returned)
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(Set(world.duties(.request, subject).map(\.due)) == [world.today + 14, world.today + 7])
                },
                refusals: [
                    .saying("evidence_request", nobody), .saying("due", yesterday), closed, withdrawn,
                    Refused("without a reason", .invalid, "reason") { _, words in words["reason"] = nil as String? },
                    Refused("twice", .outOfTurn) { world, words in world.given(.judgeAnswer, words) },
                    Refused("before there is an answer", .outOfTurn) { world, words in
                        world.requestEvidence(as: "Ny")
                        words["evidence_request"] = world.evidenceRequest("Ny")
                    },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.openAudit()
                    world.requestEvidence()
                    return ["evidence_request": world.evidenceRequest(), "reason": "Ikke nødvendig"]
                },
                then: { world, entries in
                    #expect(world.requestStanding() == .withdrawn)
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(world.duties(.request, subject).map(\.done) == [world.today])
                },
                refusals: [
                    .saying("evidence_request", nobody), closed, withdrawn,
                    Refused("when the answer is accepted", .outOfTurn) { world, _ in
                        world.answerRequest()
                        world.judgeAnswer(.accepted)
                    },
                ])
        }
    }
}
