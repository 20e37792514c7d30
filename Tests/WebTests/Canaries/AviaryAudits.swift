// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// What an auditor asked for about a requirement of a document that is not for everybody, with a canary in every text.
extension Aviary {
    func audit(_ requirement: ID<Subject>, _ canary: (String) -> String) async throws {
        let auditor = lobby.person("revisor")
        if lobby.house.state.register.auditorAccess(of: auditor, on: lobby.today) == .endless {
            let grant = try #require(lobby.house.state.register.persons[auditor]?.grants.last)
            _ = try await perform(
                .endRole, ["person": ["\(auditor)"], "grant": ["\(grant.id)"], "to": ["\(lobby.today + 90)"]])
        }
        let engagement = try await perform(
            .openAuditEngagement,
            [
                "auditor": ["\(auditor)"], "matter": ["processor"], "standard": ["ISAE 3000"],
                "from": ["\(lobby.today - 90)"], "to": ["\(lobby.today + 30)"],
            ])
        func ask() async throws -> ID<Subject> {
            try await perform(
                .requestEvidence,
                [
                    "audit_engagement": ["\(engagement)"], "what": [canary("bestilt")], "why": [canary("til brug for")],
                    "requirement": ["\(requirement)"], "unit": ["\(own)"], "due": ["\(lobby.today + 9)"],
                ])
        }
        let one = ["evidence_request": ["\(try await ask())"]]
        _ = try await perform(.answerRequest, one.merging(["note": [canary("svaret")]]) { $1 })
        _ = try await perform(
            .judgeAnswer, one.merging(["judgement": ["returned"], "reason": [canary("retur fordi")]]) { $1 })
        _ = try await perform(
            .withdrawRequest,
            ["evidence_request": ["\(try await ask())"], "reason": [canary("trukket fordi")]])
    }

    var auditPaths: [String] {
        let register = lobby.house.state.register
        let engagements = register.auditEngagements.keys.flatMap { id in
            let page = Route.auditEngagement(id).path
            return [
                page, "\(page)?status=returned", "\(page)?som=csv", "\(page)?som=xlsx", Route.workingPapers(id).path,
            ]
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .auditEngagement } }.map {
                    "\(Route.command($0).path)?audit_engagement=\(id)"
                }
        }
        let requests = register.evidenceRequests.keys.flatMap { id in
            [Route.evidenceRequest(id).path]
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .evidenceRequest } }.map {
                    "\(Route.command($0).path)?evidence_request=\(id)"
                }
        }
        return engagements + requests
    }
}
