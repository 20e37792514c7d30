// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

extension Options {
    /// Those that are open.
    static func auditEngagements(in context: Context) -> [Option] {
        context.sight.auditEngagements.filter { $0.isOpen(on: context.sight.day) }.map { known in
            (known.id.description, context.sight.label(.auditEngagement(known.id)) ?? known.id.description)
        }
    }

    /// Those that wait for somebody, and the one that a link has filled in.
    static func evidenceRequests(chosen: String, in context: Context) -> [Option] {
        context.sight.evidenceRequests.filter { known in
            if known.id.description == chosen { return true }
            switch known.standing(on: context.sight.day) {
            case .requested, .delivered, .returned: return true
            case .accepted, .withdrawn: return false
            }
        }.prefix(most).map { known in
            (known.id.description, context.sight.label(.evidenceRequest(known.id)) ?? known.id.description)
        }
    }
}

extension ComplianceFields {
    func read(_ fact: AuditEngagement.Fact) -> Found? {
        switch fact {
        case .opened(let opening):
            (
                .openAuditEngagement,
                [
                    ("auditor", "\(opening.auditor)"), ("matter", opening.matter.rawValue),
                    ("standard", sight.text(opening.standard)), ("from", opening.from.description),
                    ("to", opening.until.description),
                ]
            )
        // It is open again when the entry is annulled, and is closed anew.
        case .closed: nil
        }
    }

    func read(_ fact: EvidenceRequest.Fact, _ id: ID<EvidenceRequest>) -> Found? {
        switch fact {
        case .answered(let evidence, let note):
            (
                .answerRequest,
                [("evidence_request", "\(id)")] + evidence.map { ("evidence", "\($0)") } + [("note", sight.text(note))]
            )
        // What an auditor asked for and said is not annulled.
        case .made, .judged, .withdrawn: nil
        }
    }
}

extension EvidenceRequest.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .requested: Tag(language(label))
        case .delivered: Tag(language(label), .info)
        case .returned: Tag(language(label), .warn)
        case .accepted: Tag(language(label), .ok)
        case .withdrawn: Tag(language(label))
        }
    }
}
