// SPDX-License-Identifier: MPL-2.0

/// The kinds of things that facts are about. The raw value is the wire name and never changes its meaning.
public enum SubjectKind: String, Hashable, Sendable, CaseIterable, Comparable {
    case organisation, unit, person, body, document, decision, action, token, consultation, notice, reminder,
        dispensation, proposal, meeting, requirement, evidence, nonconformity, scope,
        controlTest, audit, framework, report, objective, campaign, auditEngagement, evidenceRequest,
        measure, asset, course,
        initiative, suspicion,
        processing, subjectRequest,
        competence,
        risk

    /// By name; written out, because duties are sorted by it.
    private var rank: UInt8 {
        switch self {
        case .action: 0
        case .asset: 1
        case .audit: 2
        case .auditEngagement: 3
        case .body: 4
        case .campaign: 5
        case .competence: 6
        case .consultation: 7
        case .controlTest: 8
        case .course: 9
        case .decision: 10
        case .dispensation: 11
        case .document: 12
        case .evidence: 13
        case .evidenceRequest: 14
        case .framework: 15
        case .initiative: 16
        case .measure: 17
        case .meeting: 18
        case .nonconformity: 19
        case .notice: 20
        case .objective: 21
        case .organisation: 22
        case .person: 23
        case .processing: 24
        case .proposal: 25
        case .reminder: 26
        case .report: 27
        case .requirement: 28
        case .risk: 29
        case .scope: 30
        case .subjectRequest: 31
        case .suspicion: 32
        case .token: 33
        case .unit: 34
        }
    }

    public static func < (left: SubjectKind, right: SubjectKind) -> Bool { left.rank < right.rank }
}

/// The one thing that a fact is about. Its facts are numbered 1, 2, 3 … without gaps, which proves that none is left out.
public struct Subject: Hashable, Comparable, Sendable {
    public let kind: SubjectKind
    public let id: ID<Subject>

    public init(_ kind: SubjectKind, _ id: ID<Subject>) {
        self.kind = kind
        self.id = id
    }

    /// By the identity alone: two kinds hardly ever share one.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
    @inlinable
    public func _rawHashValue(seed: Int) -> Int { id._rawHashValue(seed: seed) }

    public static func < (left: Subject, right: Subject) -> Bool {
        left.kind == right.kind ? left.id < right.id : left.kind < right.kind
    }

    public static func unit(_ id: ID<Unit>) -> Subject { Subject(.unit, id.seen(as: Subject.self)) }
    public static func person(_ id: ID<Person>) -> Subject { Subject(.person, id.seen(as: Subject.self)) }
    public static func body(_ body: Body.Kind) -> Subject { Subject(.body, body.id) }
    public static func document(_ id: ID<Document>) -> Subject { Subject(.document, id.seen(as: Subject.self)) }
    public static func decision(_ id: ID<Decision>) -> Subject { Subject(.decision, id.seen(as: Subject.self)) }
    public static func action(_ id: ID<Action>) -> Subject { Subject(.action, id.seen(as: Subject.self)) }
    public static func consultation(_ id: ID<Consultation>) -> Subject {
        Subject(.consultation, id.seen(as: Subject.self))
    }
    public static func token(_ id: ID<Token>) -> Subject { Subject(.token, id.seen(as: Subject.self)) }
    public static func reminder(_ id: ID<Reminder>) -> Subject { Subject(.reminder, id.seen(as: Subject.self)) }
    public static func notice(_ id: ID<Notice>) -> Subject { Subject(.notice, id.seen(as: Subject.self)) }
    public static func dispensation(_ id: ID<Dispensation>) -> Subject {
        Subject(.dispensation, id.seen(as: Subject.self))
    }
    public static func proposal(_ id: ID<Proposal>) -> Subject { Subject(.proposal, id.seen(as: Subject.self)) }
    public static func meeting(_ id: ID<Meeting>) -> Subject { Subject(.meeting, id.seen(as: Subject.self)) }
    public static func requirement(_ id: ID<Requirement>) -> Subject {
        Subject(.requirement, id.seen(as: Subject.self))
    }
    public static func evidence(_ id: ID<Evidence>) -> Subject { Subject(.evidence, id.seen(as: Subject.self)) }
    public static func nonconformity(_ id: ID<Nonconformity>) -> Subject {
        Subject(.nonconformity, id.seen(as: Subject.self))
    }
    public static func scope(_ id: ID<Scope>) -> Subject { Subject(.scope, id.seen(as: Subject.self)) }
    public static func controlTest(_ id: ID<ControlTest>) -> Subject {
        Subject(.controlTest, id.seen(as: Subject.self))
    }
    public static func audit(_ id: ID<Audit>) -> Subject { Subject(.audit, id.seen(as: Subject.self)) }
    public static func framework(_ id: ID<AdoptedFramework>) -> Subject {
        Subject(.framework, id.seen(as: Subject.self))
    }
    public static func report(_ id: ID<Report>) -> Subject { Subject(.report, id.seen(as: Subject.self)) }
    public static func objective(_ id: ID<Objective>) -> Subject { Subject(.objective, id.seen(as: Subject.self)) }
    public static func measure(_ id: ID<Measure>) -> Subject { Subject(.measure, id.seen(as: Subject.self)) }
    public static func asset(_ id: ID<Asset>) -> Subject { Subject(.asset, id.seen(as: Subject.self)) }
    public static func risk(_ id: ID<Risk>) -> Subject { Subject(.risk, id.seen(as: Subject.self)) }
    public static func processing(_ id: ID<Processing>) -> Subject { Subject(.processing, id.seen(as: Subject.self)) }
    public static func subjectRequest(_ id: ID<SubjectRequest>) -> Subject {
        Subject(.subjectRequest, id.seen(as: Subject.self))
    }
    public static func course(_ id: ID<Course>) -> Subject { Subject(.course, id.seen(as: Subject.self)) }
    public static func initiative(_ id: ID<Initiative>) -> Subject { Subject(.initiative, id.seen(as: Subject.self)) }
    public static func suspicion(_ id: ID<Suspicion>) -> Subject { Subject(.suspicion, id.seen(as: Subject.self)) }
    public static func competence(_ id: ID<Competence>) -> Subject { Subject(.competence, id.seen(as: Subject.self)) }
    public static func campaign(_ id: ID<Campaign>) -> Subject { Subject(.campaign, id.seen(as: Subject.self)) }
    public static func auditEngagement(_ id: ID<AuditEngagement>) -> Subject {
        Subject(.auditEngagement, id.seen(as: Subject.self))
    }
    public static func evidenceRequest(_ id: ID<EvidenceRequest>) -> Subject {
        Subject(.evidenceRequest, id.seen(as: Subject.self))
    }
    public static func organisation(_ id: ID<Organisation>) -> Subject {
        Subject(.organisation, id.seen(as: Subject.self))
    }
}
