// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about the task of an auditor.
extension ExampleWorld {
    private var engagement: String { rooms.house.state.register.auditEngagements.keys.first?.description ?? "" }
    private var request: String { rooms.house.state.register.evidenceRequests.keys.first?.description ?? "" }

    func prepareAudit(_ kind: CommandKind) async throws {
        try await rooms.give(
            .grantRole,
            ["person": "\(ada)", "role": "auditor", "from": "\(rooms.today)", "to": "\(rooms.today + 90)"])
        guard kind != .openAuditEngagement else { return }
        try await rooms.give(
            .openAuditEngagement,
            [
                "auditor": "\(ada)", "matter": "processor", "standard": "ISAE 3000", "from": "\(rooms.today - 300)",
                "to": "\(rooms.today + 60)",
            ])
        guard kind != .closeAuditEngagement, kind != .requestEvidence else { return }
        try await rooms.give(
            .requestEvidence,
            [
                "audit_engagement": engagement, "what": "Listen for maj", "why": "Kontrolmål B.3", "unit": "\(unit)",
                "due": "\(rooms.today + 9)",
            ])
        guard kind == .judgeAnswer else { return }
        try await rooms.give(.answerRequest, ["evidence_request": request, "note": "Den blev ikke ført"])
    }

    func auditMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let own: [(String, JSON?)] = [("evidence_request", .string(request))]
        switch kind {
        case .openAuditEngagement:
            return [
                ("auditor", .string("\(ada)")), ("matter", "processor"), ("standard", "ISAE 3000"),
                ("from", .string("\(rooms.today - 300)")), ("to", .string("\(rooms.today + 60)")),
            ]
        case .closeAuditEngagement:
            return [("audit_engagement", .string(engagement)), ("note", "Erklæringen er givet")]
        case .requestEvidence:
            return [
                ("audit_engagement", .string(engagement)), ("what", "Listen for juni"), ("why", "Kontrolmål B.3"),
                ("unit", .string("\(unit)")), ("due", .string("\(rooms.today + 9)")),
            ]
        case .answerRequest: return own + [("note", "Den blev ikke ført")]
        case .judgeAnswer: return own + [("judgement", "returned"), ("reason", "Der mangler en liste")]
        default: return own + [("reason", "Ikke nødvendig")]
        }
    }
}
