// SPDX-License-Identifier: MPL-2.0

/// What the office knows of a fact that somebody wants to annul.
public struct AnnulTarget: Hashable, Sendable {
    public let subject: Subject
    /// Whether its kind may be annulled: what opened the ledger, an erasure and an annulment may not.
    public let mayBeAnnulled: Bool
    public let isAnnulled: Bool

    public init(subject: Subject, mayBeAnnulled: Bool, isAnnulled: Bool) {
        self.subject = subject
        self.mayBeAnnulled = mayBeAnnulled
        self.isAnnulled = isAnnulled
    }
}

/// Annuls a fact that was wrong from the start. It stays in the ledger, shown struck out, with the reason.
public struct AnnulFact: Deed {
    public let position: Int
    let reason: String
    /// Found in the ledger by the office.
    public var target: AnnulTarget?

    public static let fields = [
        Field("position", .position, da: "Post", en: "Entry"),
        Field("reason", .text(most: 2000), da: "Hvad var forkert?", en: "What was wrong?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        position = try arguments.number("position", in: 0...Int(Int32.max))
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        guard let subject = target?.subject else { return Concern() }
        return register.concern(of: subject, on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let before = desk.register
        try strike(&desk)
        try keep(desk, since: before)
    }

    /// What must hold after an annulment, and after what is recorded in its place.
    func keep(_ desk: Deciding, since before: Register) throws(Refusal) {
        try desk.keepAdministrator(since: before)
        if let target { try desk.keepStanding(target.subject, position, since: before) }
    }

    /// The annulment alone; what must hold afterwards is checked by the one who calls.
    func strike(_ desk: inout Deciding) throws(Refusal) {
        guard let target else { throw .unknown }
        guard target.mayBeAnnulled else {
            throw .outOfTurn(
                da: "Den post kan ikke annulleres. Registrér i stedet det rigtige.",
                en: "That entry cannot be annulled. Record what is right instead.")
        }
        guard !target.isAnnulled else {
            throw .outOfTurn(da: "Posten er allerede annulleret.", en: "The entry is annulled already.")
        }
        try desk.keepClass(target.subject, position)
        try desk.keepDispensation(target.subject, position)
        try desk.keepProposal(target.subject, position)
        try desk.keepCompliance(target.subject, position)
        try desk.keepReport(target.subject, position)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.annulled(target.subject, Annulment(position: position, reason: reason)))
    }
}

extension Deed {
    /// The annulment that it is, or that it makes before it records what is right.
    public var annulling: AnnulFact? { (self as? AnnulFact) ?? (self as? CorrectFact)?.annul }
}

/// Puts a wrong entry right in one act: it is annulled, and the right one recorded.
public struct CorrectFact: Deed {
    public var annul: AnnulFact
    public var replacement: any Deed
    public let replacementKind: CommandKind

    public static let fields =
        AnnulFact.fields + [
            Field(
                "command", .command, da: "Det rigtige registreres som", en: "What is right is recorded as",
                hint: Phrase(
                    da: "Vælg, hvad der skulle være registreret. Udfyld så dets felter, som da det blev registreret.",
                    en: "Choose what should have been recorded. Then fill in its fields, as when it was recorded."))
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        annul = try AnnulFact(arguments)
        let kind: CommandKind = try arguments.choice("command")
        guard kind != .correctFact, kind != .annulFact, kind != .erasePerson, kind != .handOver,
            kind != .remindDuties, kind != .recordMail, kind != .recordSignIn, kind != .importPersons,
            kind != .importAssets, kind != .importRisks,
            kind != .provisionPerson, kind != .provisionGroup,
            // Who reports, reports for herself alone.
            kind != .reportSuspicion,
            // It records many things, each of which is put right for itself.
            kind != .appraiseRisk,
            kind != .removeSignInMethod, kind != .setSignInProvider, kind != .setProviderSecret,
            kind != .removeSignInProvider, kind != .followGroups
        else {
            throw .invalid("command", da: "Vælg en anden kommando.", en: "Choose another command.")
        }
        var rest = arguments
        rest.texts["reason"] = arguments.texts["reason_new"]
        replacementKind = kind
        replacement = try kind.deed(rest)
    }

    public func concern(in register: Register, on day: Day) -> Concern { annul.concern(in: register, on: day) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let before = desk.register
        try annul.strike(&desk)
        // What was wrong is also why the right entry comes late, if nothing else is said.
        desk.late = desk.late ?? annul.reason
        try restated(in: before).decide(&desk)
        try annul.keep(desk, since: before)
    }

    /// A decision is restated about the version that it was about, also when another one waits by now.
    private func restated(in before: Register) -> any Deed {
        guard var decision = replacement as? MakeDecision, let subject = annul.target?.subject,
            subject.kind == .decision,
            let old = before.decisions[subject.id.seen(as: Decision.self)]?.matter, old.document == decision.document
        else { return replacement }
        decision.version = decision.version ?? old.version
        decision.proposal =
            before.documents[decision.document]?.reclassifications.last {
                $0.judgement?.decision == subject.id.seen(as: Decision.self)
            }?.position
        return decision
    }
}

extension Register {
    /// Whose affair a subject is on `day`.
    public func concern(of subject: Subject, on day: Day) -> Concern {
        switch subject.kind {
        case .document: Concern(unit: documents[subject.id.seen(as: Document.self)]?.owner.value(on: day))
        case .unit: Concern(unit: subject.id.seen(as: Unit.self))
        case .person:
            Concern(
                unit: persons[subject.id.seen(as: Person.self)]?.unit(on: day),
                person: subject.id.seen(as: Person.self))
        case .action: concern(of: subject.id.seen(as: Action.self))
        case .decision:
            switch decisions[subject.id.seen(as: Decision.self)]?.made?.decider {
            case .body(let body): Concern(body: body)
            case .head(let unit): Concern(unit: unit)
            case nil: Concern()
            }
        case .body: Concern(body: Body.Kind.allCases.first { $0.id == subject.id })
        case .token: Concern(person: tokens[subject.id.seen(as: Token.self)]?.person)
        case .consultation:
            consultations[subject.id.seen(as: Consultation.self)]?.opening.map {
                concern(of: .document($0.document), on: day)
            } ?? Concern()
        case .reminder:
            reminders[subject.id.seen(as: Reminder.self)]?.target.map { concern(of: $0.subject, on: day) } ?? Concern()
        case .requirement: Concern(unit: requirements[subject.id.seen(as: Requirement.self)]?.wording(on: day)?.unit)
        case .evidence: Concern(unit: evidence[subject.id.seen(as: Evidence.self)]?.giving?.unit)
        case .nonconformity: Concern(unit: nonconformities[subject.id.seen(as: Nonconformity.self)]?.raised?.unit)
        case .controlTest: Concern(unit: controlTests[subject.id.seen(as: ControlTest.self)]?.plan?.unit)
        case .scope, .audit, .framework, .campaign: Concern()
        case .report: Concern(body: reports[subject.id.seen(as: Report.self)]?.issue?.kind.body)
        case .course:
            courses[subject.id.seen(as: Course.self)]?.opening.map { concern(of: .document($0.document), on: day) }
                ?? Concern()
        case .initiative: Concern(person: initiatives[subject.id.seen(as: Initiative.self)]?.plan?.responsible)
        case .suspicion: Concern()
        case .competence: Concern()
        case .objective: Concern(unit: objectives[subject.id.seen(as: Objective.self)]?.wording(on: day)?.unit)
        case .measure:
            Concern(
                unit: measures[subject.id.seen(as: Measure.self)]?.wording(on: day).map {
                    answering(for: $0.unit, on: day)
                })
        case .asset:
            Concern(
                unit: assets[subject.id.seen(as: Asset.self)]?.wording(on: day).map {
                    answering(for: $0.unit, on: day)
                })
        case .risk: concern(of: subject.id.seen(as: Risk.self), on: day)
        case .processing: concern(of: subject.id.seen(as: Processing.self), on: day)
        case .subjectRequest: Concern(person: subjectRequests[subject.id.seen(as: SubjectRequest.self)]?.handler)
        case .auditEngagement:
            Concern(person: auditEngagements[subject.id.seen(as: AuditEngagement.self)]?.opening?.auditor)
        case .evidenceRequest: concern(of: subject.id.seen(as: EvidenceRequest.self), on: day)
        case .meeting: Concern(body: meetings[subject.id.seen(as: Meeting.self)]?.calling?.body)
        case .dispensation:
            Concern(unit: dispensations[subject.id.seen(as: Dispensation.self)]?.request?.unit)
        case .proposal:
            Concern(body: proposals[subject.id.seen(as: Proposal.self)]?.wording?.body)
        case .notice:
            notices[subject.id.seen(as: Notice.self)]?.document.map { concern(of: .document($0), on: day) } ?? Concern()
        case .organisation: Concern()
        }
    }
}
