// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension StoryBook {
    static let auditEngagement = [
        Story("audit-engagement", by: .holder(.security)) { world in
            world.auditEngagement().map { .route(.auditEngagement($0.id)) }
        },
        Story("audit-engagement-auditor", by: .holder(.auditor)) { world in
            world.auditEngagement().map { .route(.auditEngagement($0.id)) }
        },
        Story("audit-engagement-filtered", by: .plain) { world in
            world.auditEngagement().map { .route(.auditEngagement($0.id), [("status", "returned")]) }
        },
    ]

    static let evidenceRequest =
        EvidenceRequest.Standing.allCases.map { standing in
            Story("evidence-request-\(standing.rawValue)", by: .holder(.security)) { world in
                world.evidenceRequest(standing).map { .route(.evidenceRequest($0.id)) }
            }
        } + [
            Story("evidence-request-auditor", by: .holder(.auditor)) { world in
                world.evidenceRequest(.delivered).map { .route(.evidenceRequest($0.id)) }
            }
        ]
}

extension StoryWorld {
    func auditEngagement() -> AuditEngagement? {
        register.auditEngagements.values.filter { $0.isOpen(on: today) }.sorted { $0.position < $1.position }.last
    }

    func evidenceRequest(_ standing: EvidenceRequest.Standing) -> EvidenceRequest? {
        register.evidenceRequests.values.filter { known in
            known.making.flatMap { register.auditEngagements[$0.engagement] }?.isOpen(on: today) == true
                && known.standing(on: today) == standing
        }.sorted { $0.position < $1.position }.first
    }
}
