// SPDX-License-Identifier: MPL-2.0

import Domain

extension Route {
    /// The page of a subject: where a person is led when a command is done.
    init(_ subject: Subject) {
        switch subject.kind {
        case .document: self = .document(subject.id.seen(as: Document.self))
        case .decision: self = .decision(subject.id.seen(as: Decision.self))
        case .dispensation: self = .dispensation(subject.id.seen(as: Dispensation.self))
        case .proposal: self = .proposal(subject.id.seen(as: Proposal.self))
        case .meeting: self = .meeting(subject.id.seen(as: Meeting.self))
        case .action: self = .task(subject.id.seen(as: Action.self))
        case .person: self = .person(subject.id.seen(as: Person.self))
        case .unit: self = .unit(subject.id.seen(as: Unit.self))
        case .body: self = .bodies
        case .consultation: self = .consultation(subject.id.seen(as: Consultation.self))
        case .token: self = .account
        case .notice: self = .notice(subject.id.seen(as: Notice.self))
        case .organisation, .reminder: self = .ledger
        case .requirement: self = .requirement(subject.id.seen(as: Requirement.self))
        case .evidence: self = .evidence(subject.id.seen(as: Evidence.self))
        case .nonconformity: self = .nonconformity(subject.id.seen(as: Nonconformity.self))
        case .controlTest: self = .control(subject.id.seen(as: ControlTest.self))
        case .audit: self = .audit(subject.id.seen(as: Audit.self))
        case .report: self = .report(subject.id.seen(as: Report.self))
        case .initiative: self = .initiative(subject.id.seen(as: Initiative.self))
        case .suspicion: self = .suspicion(subject.id.seen(as: Suspicion.self))
        case .objective: self = .objective(subject.id.seen(as: Objective.self))
        case .course: self = .course(subject.id.seen(as: Course.self))
        case .competence: self = .competence(subject.id.seen(as: Competence.self))
        case .measure: self = .measure(subject.id.seen(as: Measure.self))
        case .asset: self = .asset(subject.id.seen(as: Domain.Asset.self))
        case .risk: self = .risk(subject.id.seen(as: Risk.self))
        case .processing: self = .processing(subject.id.seen(as: Processing.self))
        case .subjectRequest: self = .subjectRequest(subject.id.seen(as: SubjectRequest.self))
        case .campaign: self = .campaign(subject.id.seen(as: Campaign.self))
        case .auditEngagement: self = .auditEngagement(subject.id.seen(as: AuditEngagement.self))
        case .evidenceRequest: self = .evidenceRequest(subject.id.seen(as: EvidenceRequest.self))
        case .scope: self = .scope(subject.id.seen(as: Scope.self))
        // Its page answers to its identity too.
        case .framework: self = Framework.Name(subject.id.description).map { .framework($0) } ?? .frameworks
        }
    }
}
