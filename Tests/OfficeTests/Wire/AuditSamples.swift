// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// The task of an auditor, and what was asked for under it.
extension Samples {
    private static let audited: ID<AuditEngagement> = id(470)
    private static let asked: ID<EvidenceRequest> = id(480)

    static let auditing: [Fact] =
        Audit.Matter.allCases.map { matter in
            .auditEngagement(
                audited,
                .opened(
                    .init(
                        number: 1, year: 2026, auditor: person, matter: matter, standard: value(470),
                        from: day(2026, 1, 1), until: day(2026, 12, 31))))
        } + [
            .evidenceRequest(
                asked,
                .made(
                    .init(
                        number: 7, engagement: audited, what: value(471), requirement: requirement, controlTest: nil,
                        why: nil, unit: unit, due: day(2026, 12, 4)))),
            .evidenceRequest(
                id(481),
                .made(
                    .init(
                        number: 8, engagement: audited, what: value(472), requirement: nil, controlTest: id(430),
                        why: value(473), unit: unit, due: day(2026, 12, 4)))),
            .evidenceRequest(asked, .answered(evidence: [id(403), id(406)], note: nil)),
            .evidenceRequest(asked, .answered(evidence: [], note: value(474))),
            .evidenceRequest(asked, .judged(.returned, reason: value(475), due: day(2026, 12, 18))),
            .evidenceRequest(asked, .judged(.accepted, reason: nil, due: nil)),
            .evidenceRequest(id(481), .withdrawn(reason: value(476))),
            .auditEngagement(audited, .closed(audit: id(440), note: value(477))),
            .auditEngagement(audited, .closed(audit: nil, note: value(478))),
        ]
}
