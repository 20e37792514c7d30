// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// How many facts there are about a subject.
    public func revision(of subject: Subject) -> Int {
        switch subject.kind {
        case .organisation: organisation.revision
        case .unit: units[subject.id.seen(as: Unit.self)]?.revision ?? 0
        case .person: persons[subject.id.seen(as: Person.self)]?.revision ?? 0
        case .body: Body.Kind.allCases.first { $0.id == subject.id }.flatMap { bodies[$0]?.revision } ?? 0
        case .document: documents[subject.id.seen(as: Document.self)]?.revision ?? 0
        case .decision: decisions[subject.id.seen(as: Decision.self)]?.revision ?? 0
        case .action: actions[subject.id.seen(as: Action.self)]?.revision ?? 0
        case .token: tokens[subject.id.seen(as: Token.self)]?.revision ?? 0
        case .consultation: consultations[subject.id.seen(as: Consultation.self)]?.revision ?? 0
        case .notice: notices[subject.id.seen(as: Notice.self)]?.revision ?? 0
        case .reminder: reminders[subject.id.seen(as: Reminder.self)]?.revision ?? 0
        case .dispensation: dispensations[subject.id.seen(as: Dispensation.self)]?.revision ?? 0
        case .meeting: meetings[subject.id.seen(as: Meeting.self)]?.revision ?? 0
        case .proposal: proposals[subject.id.seen(as: Proposal.self)]?.revision ?? 0
        case .requirement: requirements[subject.id.seen(as: Requirement.self)]?.revision ?? 0
        case .evidence: evidence[subject.id.seen(as: Evidence.self)]?.revision ?? 0
        case .nonconformity: nonconformities[subject.id.seen(as: Nonconformity.self)]?.revision ?? 0
        case .controlTest: controlTests[subject.id.seen(as: ControlTest.self)]?.revision ?? 0
        case .audit: audits[subject.id.seen(as: Audit.self)]?.revision ?? 0
        case .report: reports[subject.id.seen(as: Report.self)]?.revision ?? 0
        case .course: courses[subject.id.seen(as: Course.self)]?.revision ?? 0
        case .initiative: initiatives[subject.id.seen(as: Initiative.self)]?.revision ?? 0
        case .suspicion: suspicions[subject.id.seen(as: Suspicion.self)]?.revision ?? 0
        case .competence: competences[subject.id.seen(as: Competence.self)]?.revision ?? 0
        case .objective: objectives[subject.id.seen(as: Objective.self)]?.revision ?? 0
        case .measure: measures[subject.id.seen(as: Measure.self)]?.revision ?? 0
        case .asset: assets[subject.id.seen(as: Asset.self)]?.revision ?? 0
        case .risk: risks[subject.id.seen(as: Risk.self)]?.revision ?? 0
        case .processing: processings[subject.id.seen(as: Processing.self)]?.revision ?? 0
        case .subjectRequest: subjectRequests[subject.id.seen(as: SubjectRequest.self)]?.revision ?? 0
        case .campaign: campaigns[subject.id.seen(as: Campaign.self)]?.revision ?? 0
        case .scope: scopes[subject.id.seen(as: Scope.self)]?.revision ?? 0
        case .auditEngagement: auditEngagements[subject.id.seen(as: AuditEngagement.self)]?.revision ?? 0
        case .evidenceRequest: evidenceRequests[subject.id.seen(as: EvidenceRequest.self)]?.revision ?? 0
        case .framework: frameworks[subject.id.seen(as: AdoptedFramework.self)]?.revision ?? 0
        }
    }

    /// The documents that stand directly below `document` on `day`, in the order of their numbers.
    public func children(of document: ID<Document>, on day: Day) -> [Document] {
        (childrenOf[document] ?? []).compactMap { documents[$0] }
            .filter { $0.created != nil && ($0.parent.value(on: day) ?? $0.parent.first) == .some(document) }
            .sorted { $0.number < $1.number }
    }
}
