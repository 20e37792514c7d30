// SPDX-License-Identifier: MPL-2.0

@testable import Domain

/// Facts about the tasks of auditors, in no order.
extension Soup {
    mutating func auditEngagementFact() -> AuditEngagement.Fact {
        if below(3) == 0 { return .closed(audit: maybe(4), note: value()) }
        let from = anyDay()
        return .opened(
            .init(
                number: below(9), year: 2026, auditor: id(4), matter: Audit.Matter.allCases[below(3)],
                standard: value(), from: from, until: from + below(300)))
    }

    mutating func evidenceRequestFact() -> EvidenceRequest.Fact {
        switch below(7) {
        case 0, 1:
            return .made(
                .init(
                    number: below(9), engagement: id(2), what: value(), requirement: maybe(5), controlTest: maybe(4),
                    why: value(), unit: id(4), due: anyDay()))
        case 2, 3: return .answered(evidence: [id(4)], note: value())
        case 4: return .judged(.accepted, reason: nil, due: nil)
        case 5: return .judged(.returned, reason: value(), due: below(2) == 0 ? nil : anyDay())
        default: return .withdrawn(reason: value())
        }
    }
}
