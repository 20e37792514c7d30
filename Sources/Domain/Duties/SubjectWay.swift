// SPDX-License-Identifier: MPL-2.0

/// What a subject is about, what that is about, and which class follows from it.
extension Register {
    /// The class on `day` of what a subject is about.
    public func accessClass(of subject: Subject, on day: Day) -> AccessClass {
        if subject.kind == .evidence { return evidence[subject.id.seen(as: Evidence.self)]?.accessClass ?? .everyone }
        if subject.kind == .report { return .governing }
        // What is confided stays so through all that is about it.
        if let last = way(from: subject).last {
            if last.kind == .suspicion {
                return suspicions[last.id.seen(as: Suspicion.self)]?.accessClass ?? .governing
            }
            if last.kind == .subjectRequest {
                return subjectRequests[last.id.seen(as: SubjectRequest.self)]?.accessClass ?? .governing
            }
            if last.kind == .risk { return risks[last.id.seen(as: Risk.self)]?.accessClass ?? .everyone }
            if last.kind == .initiative {
                return initiatives[last.id.seen(as: Initiative.self)]?.accessClass(on: day) ?? .everyone
            }
        }
        if subject.kind == .campaign, let campaign = campaigns[subject.id.seen(as: Campaign.self)] {
            return accessClass(of: campaign, on: day)
        }
        return document(behind: subject)?.accessClass(on: day) ?? .everyone
    }

    /// The class on `day` of one text of a document; nil: there is no such text.
    public func accessClass(
        of version: ID<Document.Version>, of document: ID<Document>, on day: Day
    ) -> AccessClass? {
        documents[document].flatMap { document in
            document.classification(ofText: version, on: day).map { document.accessClass($0) }
        }
    }

    /// The document that a subject is, or is about.
    public func document(behind subject: Subject) -> Document? {
        guard let last = way(from: subject).last, last.kind == .document else { return nil }
        return documents[last.id.seen(as: Document.self)]
    }

    /// The subject, what it is about, what that is about, and so on.
    public func way(from subject: Subject) -> [Subject] {
        var way = [subject]
        // A task can be about a task; the record may even hold a circle of them.
        while way.count < 100, let last = way.last, let next = about(last) { way.append(next) }
        return way
    }

    private func about(_ subject: Subject) -> Subject? {
        switch subject.kind {
        case .decision: return decisions[subject.id.seen(as: Decision.self)]?.matter?.subject
        case .proposal: return proposals[subject.id.seen(as: Proposal.self)]?.about
        case .action: return actions[subject.id.seen(as: Action.self)]?.about
        case .consultation:
            return consultations[subject.id.seen(as: Consultation.self)]?.opening.map { .document($0.document) }
        case .reminder: return reminders[subject.id.seen(as: Reminder.self)]?.target?.subject
        case .dispensation:
            return dispensations[subject.id.seen(as: Dispensation.self)]?.document.map { .document($0) }
        case .competence:
            return competences[subject.id.seen(as: Competence.self)]?.wording?.course.map { .course($0) }
        case .course: return courses[subject.id.seen(as: Course.self)]?.opening.map { .document($0.document) }
        case .notice: return notices[subject.id.seen(as: Notice.self)]?.document.map { .document($0) }
        case .requirement: return requirements[subject.id.seen(as: Requirement.self)]?.document.map { .document($0) }
        case .nonconformity:
            return nonconformities[subject.id.seen(as: Nonconformity.self)]?.about.map { .requirement($0) }
        case .controlTest:
            return controlTests[subject.id.seen(as: ControlTest.self)]?.about.map { .requirement($0) }
        case .evidenceRequest: return evidenceRequests[subject.id.seen(as: EvidenceRequest.self)]?.about
        case .document, .organisation, .unit, .person, .body, .token, .meeting, .evidence, .scope, .audit, .framework,
            .report, .objective, .measure, .asset, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .auditEngagement:
            return nil
        }
    }
}
