// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    /// What happened with the task of an auditor.
    func of(_ fact: AuditEngagement.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .opened(let opening):
            let period = "\(language.day(opening.from))–\(language.day(opening.until))"
            return say(
                "Revisionsopgaven \(what) er oprettet for \(period)",
                "The audit engagement \(what) is opened for \(period)")
        case .closed(_, let note):
            return say(
                "Revisionsopgaven \(what) er lukket: \(text(note))",
                "The audit engagement \(what) is closed: \(text(note))")
        }
    }

    /// What happened with something that an auditor asked for.
    func of(_ fact: EvidenceRequest.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .made(let making):
            return say(
                "Der er bestilt dokumentation til revisor hos \(name(making.unit)) med frist \(language.day(making.due)): \(what)",
                "\(name(making.unit)) is asked for evidence for the auditor by \(language.day(making.due)): \(what)")
        case .answered(let evidence, let note):
            guard let note, evidence.isEmpty else {
                return say(
                    "Bestillingen er besvaret med \(evidence.count == 1 ? "ét bevis" : "\(evidence.count) beviser"): \(what)",
                    "The request is answered with \(evidence.count == 1 ? "one piece" : "\(evidence.count) pieces") of evidence: \(what)"
                )
            }
            return say(
                "Bestillingen er besvaret uden dokumentation: \(what): \(text(note))",
                "The request is answered without evidence: \(what): \(text(note))")
        case .judged(.accepted, _, _):
            return say("Revisor har godtaget svaret på \(what)", "The auditor has accepted the answer to \(what)")
        case .judged(.returned, let reason, _):
            return say(
                "Revisor har sendt svaret retur på \(what): \(reason.map { text($0) } ?? "")",
                "The auditor has returned the answer to \(what): \(reason.map { text($0) } ?? "")")
        case .withdrawn(let reason):
            return say(
                "Bestillingen \(what) er trukket tilbage: \(text(reason))",
                "The request \(what) is withdrawn: \(text(reason))")
        }
    }
}

/// The tasks of auditors and what they ask for, as a person may see them on the day shown.
extension Sight {
    public func auditEngagement(
        _ id: ID<AuditEngagement>
    ) throws(Refusal) -> (AuditEngagement, AuditEngagement.Opening) {
        guard let known = register.auditEngagements[id], let opening = known.opening, known.openedOn <= day else {
            throw Refusal.unknown
        }
        return (known, opening)
    }

    /// Newest first.
    public var auditEngagements: [AuditEngagement] {
        register.auditEngagements.values.filter { $0.opening != nil && $0.openedOn <= day }
            .sorted { $0.position > $1.position }
    }

    /// Those of the reader that are open on the day shown, newest first.
    public var ownAuditEngagements: [AuditEngagement] {
        auditEngagements.filter { $0.opening?.auditor == person && $0.isOpen(on: day) }
    }

    /// Until when the auditor reads, by what is known; nil: access is over, or never ends.
    public func auditorAccess(of opening: AuditEngagement.Opening) -> AuditorAccess {
        register.auditorAccess(of: opening.auditor, on: day)
    }

    public func evidenceRequest(
        _ id: ID<EvidenceRequest>
    ) throws(Refusal) -> (EvidenceRequest, EvidenceRequest.Making) {
        guard let known = register.evidenceRequests[id], let making = known.making, known.madeOn <= day,
            sees(.evidenceRequest(id))
        else { throw Refusal.unknown }
        return (known, making)
    }

    /// All that was asked for by the day shown, by number.
    public var evidenceRequests: [EvidenceRequest] {
        register.evidenceRequests.values.filter {
            $0.making != nil && $0.madeOn <= day && sees(.evidenceRequest($0.id))
        }.sorted { ($0.making?.number ?? 0) < ($1.making?.number ?? 0) }
    }

    /// What was asked for under an engagement, by number.
    public func evidenceRequests(of engagement: ID<AuditEngagement>) -> [EvidenceRequest] {
        register.evidenceRequests(of: engagement).filter { $0.madeOn <= day && sees(.evidenceRequest($0.id)) }
            .sorted { ($0.making?.number ?? 0) < ($1.making?.number ?? 0) }
    }

    /// »OPG-2026-01, Mads Revisor«.
    func label(_ id: ID<AuditEngagement>, on day: Day) -> String? {
        register.auditEngagements[id]?.opening.map { opening in
            name(opening.auditor, on: day).map { "\(opening.label), \($0)" } ?? opening.label
        }
    }

    func label(_ id: ID<EvidenceRequest>) -> String? {
        register.evidenceRequests[id]?.making.map { making in
            text(making.what).map { "\(making.label), \(Sight.short($0))" } ?? making.label
        }
    }
}
