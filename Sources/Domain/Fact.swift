// SPDX-License-Identifier: MPL-2.0

/// What happened. The root of all facts; each concept has its own below it. Adding one shows, by the compiler, every
/// place that must know it: the fold, the wire names, the sentences.
public enum Fact: Hashable, Sendable {
    case organisation(ID<Organisation>, Organisation.Fact)
    case unit(ID<Unit>, Unit.Fact)
    case person(ID<Person>, Person.Fact)
    case body(Body.Kind, Body.Fact)
    case document(ID<Document>, Document.Fact)
    case decision(ID<Decision>, Decision.Fact)
    case action(ID<Action>, Action.Fact)
    case token(ID<Token>, Token.Fact)
    case consultation(ID<Consultation>, Consultation.Fact)
    case notice(ID<Notice>, Notice.Fact)
    case reminder(ID<Reminder>, Reminder.Fact)
    case dispensation(ID<Dispensation>, Dispensation.Fact)
    case proposal(ID<Proposal>, Proposal.Fact)
    case meeting(ID<Meeting>, Meeting.Fact)
    case requirement(ID<Requirement>, Requirement.Fact)
    case evidence(ID<Evidence>, Evidence.Fact)
    case nonconformity(ID<Nonconformity>, Nonconformity.Fact)
    case scope(ID<Scope>, Scope.Fact)
    case controlTest(ID<ControlTest>, ControlTest.Fact)
    case audit(ID<Audit>, Audit.Fact)
    case report(ID<Report>, Report.Fact)
    case objective(ID<Objective>, Objective.Fact)
    case measure(ID<Measure>, Measure.Fact)
    case asset(ID<Asset>, Asset.Fact)
    case risk(ID<Risk>, Risk.Fact)
    case processing(ID<Processing>, Processing.Fact)
    case subjectRequest(ID<SubjectRequest>, SubjectRequest.Fact)
    case campaign(ID<Campaign>, Campaign.Fact)
    case course(ID<Course>, Course.Fact)
    case initiative(ID<Initiative>, Initiative.Fact)
    case suspicion(ID<Suspicion>, Suspicion.Fact)
    case competence(ID<Competence>, Competence.Fact)
    case framework(ID<AdoptedFramework>, AdoptedFramework.Fact)
    case auditEngagement(ID<AuditEngagement>, AuditEngagement.Fact)
    case evidenceRequest(ID<EvidenceRequest>, EvidenceRequest.Fact)
    /// A fact about `subject` was wrong from the start and counts no more (policy §7.3: the record must be right, and
    /// provably so). It stays in the ledger and is shown struck out.
    case annulled(Subject, Annulment)

    public var subject: Subject {
        switch self {
        case .organisation(let id, _): .organisation(id)
        case .unit(let id, _): .unit(id)
        case .person(let id, _): .person(id)
        case .body(let kind, _): .body(kind)
        case .document(let id, _): .document(id)
        case .decision(let id, _): .decision(id)
        case .action(let id, _): .action(id)
        case .token(let id, _): .token(id)
        case .consultation(let id, _): .consultation(id)
        case .notice(let id, _): .notice(id)
        case .reminder(let id, _): .reminder(id)
        case .dispensation(let id, _): .dispensation(id)
        case .proposal(let id, _): .proposal(id)
        case .meeting(let id, _): .meeting(id)
        case .requirement(let id, _): .requirement(id)
        case .evidence(let id, _): .evidence(id)
        case .nonconformity(let id, _): .nonconformity(id)
        case .scope(let id, _): .scope(id)
        case .controlTest(let id, _): .controlTest(id)
        case .audit(let id, _): .audit(id)
        case .report(let id, _): .report(id)
        case .objective(let id, _): .objective(id)
        case .measure(let id, _): .measure(id)
        case .asset(let id, _): .asset(id)
        case .risk(let id, _): .risk(id)
        case .processing(let id, _): .processing(id)
        case .subjectRequest(let id, _): .subjectRequest(id)
        case .campaign(let id, _): .campaign(id)
        case .course(let id, _): .course(id)
        case .initiative(let id, _): .initiative(id)
        case .suspicion(let id, _): .suspicion(id)
        case .competence(let id, _): .competence(id)
        case .framework(let id, _): .framework(id)
        case .auditEngagement(let id, _): .auditEngagement(id)
        case .evidenceRequest(let id, _): .evidenceRequest(id)
        case .annulled(let subject, _): subject
        }
    }
}

/// The correction of a wrong entry: which fact, and why (a vault value).
public struct Annulment: Hashable, Sendable {
    public let position: Int
    public let reason: ValueID

    public init(position: Int, reason: ValueID) {
        self.position = position
        self.reason = reason
    }
}

/// Where and when a fact stands in the ledger, and who gave the command.
public struct Stamp: Hashable, Sendable {
    public let position: Int
    public let effective: Day
    public let recorded: Instant
    /// The person who acted; nil for system, operator and other organisations.
    public let by: ID<Person>?

    public init(position: Int, effective: Day, recorded: Instant, by: ID<Person>?) {
        self.position = position
        self.effective = effective
        self.recorded = recorded
        self.by = by
    }
}
