// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension AuditEngagement.Fact {
    /// Writes the payload's members; `readAuditEngagement` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let opening):
            payload.number("number", opening.number)
            payload.number("year", opening.year)
            payload.id("auditor", opening.auditor)
            payload.word("matter", opening.matter)
            payload.value("standard", opening.standard)
            payload.day("from", opening.from)
            payload.day("until", opening.until)
        case .closed(let audit, let note):
            payload.id("audit", audit)
            payload.value("note", note)
        }
    }
}

extension EvidenceRequest.Fact {
    /// Writes the payload's members; `readEvidenceRequest` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .made(let making):
            payload.number("number", making.number)
            payload.id("engagement", making.engagement)
            payload.value("what", making.what)
            payload.id("requirement", making.requirement)
            payload.id("control_test", making.controlTest)
            payload.value("why", making.why)
            payload.id("unit", making.unit)
            payload.day("due", making.due)
        case .answered(let evidence, let note):
            payload.ids("evidence", evidence)
            payload.value("note", note)
        case .judged(let judgement, let reason, let due):
            payload.word("judgement", judgement)
            payload.value("reason", reason)
            if let due { payload.day("due", due) }
        case .withdrawn(let reason): payload.value("reason", reason)
        }
    }
}

extension FactKind {
    func readAuditEngagement(_ payload: inout PayloadReader) throws(CanonicalFault) -> AuditEngagement.Fact {
        guard self == .auditEngagementOpened else {
            return .closed(audit: try payload.optionalID("audit"), note: try payload.id("note"))
        }
        return .opened(
            .init(
                number: try payload.number("number"), year: try payload.number("year"),
                auditor: try payload.id("auditor"), matter: try payload.word("matter"),
                standard: try payload.id("standard"), from: try payload.day("from"), until: try payload.day("until")))
    }

    func readEvidenceRequest(_ payload: inout PayloadReader) throws(CanonicalFault) -> EvidenceRequest.Fact {
        if self == .evidenceRequestMade {
            return .made(
                .init(
                    number: try payload.number("number"), engagement: try payload.id("engagement"),
                    what: try payload.id("what"), requirement: try payload.optionalID("requirement"),
                    controlTest: try payload.optionalID("control_test"), why: try payload.optionalID("why"),
                    unit: try payload.id("unit"), due: try payload.day("due")))
        }
        if self == .evidenceRequestAnswered {
            return .answered(evidence: try payload.ids("evidence"), note: try payload.optionalID("note"))
        }
        if self == .evidenceRequestJudged {
            return .judged(
                try payload.word("judgement"), reason: try payload.optionalID("reason"),
                due: payload.has("due") ? try payload.day("due") : nil)
        }
        return .withdrawn(reason: try payload.id("reason"))
    }
}
