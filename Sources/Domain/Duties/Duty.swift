// SPDX-License-Identifier: MPL-2.0

/// Who is to do something: a reference, resolved to persons when it is shown.
public enum Responsible: Hashable, Comparable, Sendable {
    case unit(ID<Unit>)
    case person(ID<Person>)
    case role(Role)
    case body(Body.Kind)

    private var key: (Int, UInt64, UInt64) {
        switch self {
        case .unit(let id): (0, id.high, id.low)
        case .person(let id): (1, id.high, id.low)
        case .role(let role): (2, 0, UInt64(Role.allCases.firstIndex(of: role) ?? 0))
        case .body(let body): (3, body.id.high, body.id.low)
        }
    }

    public static func < (left: Responsible, right: Responsible) -> Bool { left.key < right.key }
}

/// The rules: every »skal« of policy, law and decision that Værn follows up. The raw value is stable.
public enum Rule: String, Hashable, Comparable, Sendable, CaseIterable {
    /// §7.3: verified at least once a year.
    case verification = "document.verification"
    /// §7.1: exactly one document above, and it is in force.
    case parent = "document.parent"
    /// §§7.1, 7.3: what stands under a document is looked at again when a new version of that enters into force.
    case review = "document.review"
    /// §§6, 7.1: owned by a unit that exists.
    case owner = "document.owner"
    /// §7.2: a version put before its body is decided.
    case decision = "document.decision"
    /// §7.2: another class that was proposed for a text is decided.
    case classification = "document.classification"
    /// §7.2: what was decided is put in force.
    case entry = "document.entry"
    /// §§7.1, 10: who is asked in a consultation answers.
    case answer = "consultation.answer"
    /// §§7.1, 10: the owner says what came of each comment.
    case disposition = "consultation.disposition"
    /// A promise: done by its day.
    case action = "action.due"
    /// §6: a unit has a head.
    case head = "unit.head"
    /// §6: the functions that the policy names are held: security team, DPO.
    case function = "organisation.function"
    /// §6: the bodies have members.
    case seats = "body.seats"
    /// §6: who has left holds no role.
    case leaver = "person.leaver"
    /// §6: what a closed unit owned, or somebody who has gone answered for, is taken over.
    case handOver = "unit.handOver"
    /// RFC 9116: the contact for vulnerabilities is looked at before security.txt expires.
    case securityContact = "organisation.securityContact"
    /// The accessibility statement is kept up to date every year.
    case statement = "organisation.statement"
    /// §§7.2, 9, 11: those whom a version in force concerns have read it and say so.
    case acknowledgement = "notice.acknowledgement"
    /// §7.4: a dispensation put before the direktion is decided.
    case dispensation = "dispensation.decision"
    /// §7.4: a dispensation that expires is extended by a new decision, or the rule is followed again.
    case expiry = "dispensation.expiry"
    /// §7.4: a decision whose basis has changed is confirmed or made anew.
    case basis = "decision.basis"
    /// §7.4: where many deviate from one paragraph, the owner considers whether it is right.
    case dispensations = "document.dispensations"
    /// §§3.4, 6, 7.2: what was put before a body is decided.
    case proposal = "proposal.decision"
    /// §3.4: every topic that the direktion demands has a topic policy in force.
    case coverage = "topic.coverage"
    /// §3.4: a topic policy in force is about a topic that the direktion demands.
    case unlisted = "topic.unlisted"
    /// §3.4: the direktion has decided that the unit answers for the topic.
    case delegation = "topic.delegation"
    /// §3.4: a topic policy is carried out: a procedure below it is in force.
    case implementation = "topic.implementation"
    /// §6: who may do what is gone through every quarter.
    case rights = "organisation.rights"
    /// §§4, 6: what direktion and bestyrelse dealt with is in approved minutes.
    case minutes = "meeting.minutes"
    /// §§4, 6: in a written procedure each member replies by the last day.
    case reply = "meeting.reply"
    /// §§7.2, 7.3: whether a requirement is followed is assessed in its rhythm.
    case assessment = "requirement.assessment"
    /// §7.3: what is said to be followed has evidence that holds.
    case proof = "requirement.proof"
    /// §7.2: what was found wanting is a nonconformity.
    case wanting = "requirement.wanting"
    /// §7.2: the cause of a nonconformity is found.
    case cause = "nonconformity.cause"
    /// §7.2: whether what was done about it helped is checked.
    case effect = "nonconformity.effect"
    /// §1, ISO/IEC 27001 6.1.3: each control is decided in the statement of applicability.
    case applicability = "scope.applicability"
    /// §7.3: internal control is carried out in its rhythm.
    case control = "controlTest.due"
    /// §7.3: every year's external control of the data processing agreements covers the whole year.
    case audit = "organisation.audit"
    /// §§1, 4, 8: direktion and bestyrelse are told in their rhythm, and the direktion reviews the management system.
    case report = "organisation.report"
    /// ISO/IEC 27001 6.2: an objective is measured in its rhythm.
    case measurement = "objective.measurement"
    /// §§5, 7.2: a unit that is asked about requirements answers.
    case campaign = "campaign.answer"
    /// §7.3: what an auditor asks for is answered by its day.
    case request = "evidenceRequest.answer"

    /// §1: a measure is in place by its day.
    case measureDue = "measure.due"
    /// §1, ISO/IEC 27001 9.1: whether a measure works is tested in its rhythm.
    case measureTest = "measure.test"
    /// §1: a measure that does not work is mended, tested anew or ended.
    case mending = "measure.mending"
    /// §1: what a solution needs has a measure in place.
    case need = "asset.need"
    /// §1: who has access to a solution is gone through in its rhythm.
    case access = "asset.access"
    /// §1: a solution is as available as it is to be.
    case availability = "asset.availability"
    /// §5: a law that applies has a measure.
    case lawMeasure = "requirement.measure"
    /// §5: a requirement that demands a risk assessment has a current one.
    case riskAssessment = "requirement.riskAssessment"

    /// §9: e-learning is completed, by newcomers within 14 days, by everybody each year.
    case training = "course.completion"
    /// §9: an initiative begins when its day comes.
    case initiativeBegun = "initiative.begin"
    /// §9: what an initiative changed is measured when it is over.
    case initiativeEffect = "initiative.effect"
    /// §9: people are made aware at least once a year.
    case initiatives = "organisation.initiatives"
    /// §9: a suspicious mail that an employee reports is answered by the next working day.
    case suspicion = "suspicion.answer"
    /// §9, ISO/IEC 27001 7.2: who has a task has the competence that it demands.
    case competence = "competence.held"
    /// §9: the need of training is found in a talk at least once a year.
    case talk = "person.talk"

    /// §8: a risk names an asset, a threat, a vulnerability and what is harmed.
    case riskComplete = "risk.complete"
    /// §8: a risk that is registered is assessed.
    case riskAssessed = "risk.assess"
    /// §8: a risk is verified at least once a year.
    case riskVerified = "risk.verify"
    /// §8: a risk is looked at again when threats, assets or the effect of measures change.
    case riskTrigger = "risk.trigger"
    /// §8: a risk above what the criteria allow is brought down or accepted by the direktion.
    case riskDecision = "risk.decision"
    /// §8: a risk that cannot be accepted is brought down at once.
    case riskUnacceptable = "risk.unacceptable"
    /// §8: the direktion is told of a critical risk at once.
    case riskTold = "risk.told"

    /// GDPR Article 30: what the record of a processing lacks is filled in.
    case processingComplete = "processing.complete"
    /// §6, GDPR Article 30: a processing is answered for by a unit that exists and a person who is here.
    case processingOwner = "processing.owner"
    /// GDPR Article 30: a processing is gone through at least once a year.
    case processingReview = "processing.review"

    /// GDPR Article 12(6): who asks for a right is found out.
    case requestIdentity = "subjectRequest.identity"
    /// GDPR Article 12(3): who asks for a right is answered within a month, or three where that was told.
    case requestAnswer = "subjectRequest.answer"

    /// The paragraph that demands it.
    public var clause: Phrase {
        switch self {
        case .verification, .review: Phrase(da: "Politikkens afsnit 7.3", en: "Section 7.3 of the policy")
        case .parent, .owner, .answer, .disposition:
            Phrase(da: "Politikkens afsnit 7.1", en: "Section 7.1 of the policy")
        case .decision, .classification, .entry: Phrase(da: "Politikkens afsnit 7.2", en: "Section 7.2 of the policy")
        case .acknowledgement: Phrase(da: "Politikkens afsnit 11", en: "Section 11 of the policy")
        case .dispensation, .expiry, .basis, .dispensations:
            Phrase(da: "Politikkens afsnit 7.4", en: "Section 7.4 of the policy")
        case .coverage, .unlisted, .delegation, .implementation:
            Phrase(da: "Politikkens afsnit 3.4", en: "Section 3.4 of the policy")
        case .proposal: Phrase(da: "Politikkens afsnit 6", en: "Section 6 of the policy")
        case .assessment, .wanting, .cause, .effect:
            Phrase(da: "Politikkens afsnit 7.2", en: "Section 7.2 of the policy")
        case .proof, .control, .audit, .request: Phrase(da: "Politikkens afsnit 7.3", en: "Section 7.3 of the policy")
        case .measureDue, .mending, .need, .access, .availability:
            Phrase(da: "Politikkens afsnit 1", en: "Section 1 of the policy")
        case .measureTest: Phrase(da: "ISO/IEC 27001, 9.1", en: "ISO/IEC 27001, 9.1")
        case .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold:
            Phrase(da: "Politikkens afsnit 8", en: "Section 8 of the policy")
        case .requestIdentity, .requestAnswer: Phrase(da: "GDPR artikel 12", en: "GDPR Article 12")
        case .processingComplete, .processingOwner, .processingReview:
            Phrase(da: "GDPR artikel 30", en: "GDPR Article 30")
        case .lawMeasure, .riskAssessment: Phrase(da: "Politikkens afsnit 5", en: "Section 5 of the policy")
        case .report: Phrase(da: "Politikkens afsnit 4", en: "Section 4 of the policy")
        case .measurement: Phrase(da: "ISO/IEC 27001, 6.2", en: "ISO/IEC 27001, 6.2")
        case .campaign: Phrase(da: "Politikkens afsnit 7.2", en: "Section 7.2 of the policy")
        case .applicability: Phrase(da: "ISO/IEC 27001, 6.1.3 d", en: "ISO/IEC 27001, 6.1.3 d")
        case .minutes, .reply: Phrase(da: "Politikkens afsnit 4", en: "Section 4 of the policy")
        case .training, .competence, .talk: Phrase(da: "Politikkens afsnit 9", en: "Section 9 of the policy")
        case .initiativeBegun, .initiativeEffect, .initiatives, .suspicion:
            Phrase(da: "Politikkens afsnit 9", en: "Section 9 of the policy")
        case .action: Phrase(da: "Aftalt opgave", en: "Agreed task")
        case .head, .function, .seats, .leaver, .handOver, .rights:
            Phrase(da: "Politikkens afsnit 6", en: "Section 6 of the policy")
        case .securityContact: Phrase(da: "RFC 9116, afsnit 2.5.5", en: "RFC 9116, section 2.5.5")
        case .statement:
            Phrase(
                da: "Lov om tilgængelighed af offentlige organers websteder, § 4",
                en: "Danish act on the accessibility of public bodies' websites, section 4")
        }
    }

    /// How often it comes back.
    public enum Cadence: Hashable, Sendable {
        /// Every year, counted from the last time it was done.
        case yearly
        /// Every quarter of the calendar.
        case quarterly
        /// Whenever what stands above, or who holds an office, changes.
        case whenChanged
        case once
        /// So often as the thing itself says.
        case ownRhythm

        public var label: Phrase {
            switch self {
            case .yearly: Phrase(da: "Hvert år", en: "Every year")
            case .quarterly: Phrase(da: "Hvert kvartal", en: "Every quarter")
            case .whenChanged: Phrase(da: "Ved ændring", en: "When it changes")
            case .once: Phrase(da: "Én gang", en: "Once")
            case .ownRhythm: Phrase(da: "I sin egen takt", en: "In a rhythm of its own")
            }
        }
    }

    public var cadence: Cadence {
        switch self {
        case .verification, .securityContact, .statement, .audit, .training, .talk: .yearly
        case .initiatives: .yearly
        case .riskVerified: .yearly
        case .processingReview: .yearly
        case .riskAssessed, .riskTold: .once
        case .riskComplete, .riskTrigger, .riskDecision, .riskUnacceptable: .whenChanged
        case .processingComplete, .processingOwner: .whenChanged
        case .requestIdentity, .requestAnswer: .once
        case .initiativeBegun, .initiativeEffect, .suspicion: .once
        case .rights: .quarterly
        case .parent, .review, .owner, .head, .function, .seats, .leaver, .handOver, .acknowledgement,
            .basis, .dispensations, .coverage, .unlisted, .delegation, .implementation, .proof, .wanting,
            .mending, .need, .availability, .lawMeasure, .riskAssessment, .competence:
            .whenChanged
        case .decision, .classification, .entry, .answer, .disposition, .action, .dispensation, .expiry, .proposal,
            .minutes, .reply, .cause, .effect, .applicability, .campaign, .request, .measureDue:
            .once
        case .assessment, .control, .report, .measurement, .measureTest, .access: .ownRhythm
        }
    }

    /// By name; written out, because duties are sorted by it.
    private var rank: UInt8 {
        switch self {
        case .action: 0
        case .access: 1
        case .availability: 2
        case .need: 3
        case .seats: 4
        case .campaign: 5
        case .competence: 6
        case .answer: 7
        case .disposition: 8
        case .control: 9
        case .training: 10
        case .basis: 11
        case .dispensation: 12
        case .expiry: 13
        case .classification: 14
        case .decision: 15
        case .dispensations: 16
        case .entry: 17
        case .owner: 18
        case .parent: 19
        case .review: 20
        case .verification: 21
        case .request: 22
        case .initiativeBegun: 23
        case .initiativeEffect: 24
        case .measureDue: 25
        case .mending: 26
        case .measureTest: 27
        case .minutes: 28
        case .reply: 29
        case .cause: 30
        case .effect: 31
        case .acknowledgement: 32
        case .measurement: 33
        case .audit: 34
        case .function: 35
        case .initiatives: 36
        case .report: 37
        case .rights: 38
        case .securityContact: 39
        case .statement: 40
        case .leaver: 41
        case .talk: 42
        case .processingComplete: 43
        case .processingOwner: 44
        case .processingReview: 45
        case .proposal: 46
        case .assessment: 47
        case .lawMeasure: 48
        case .proof: 49
        case .riskAssessment: 50
        case .wanting: 51
        case .riskAssessed: 52
        case .riskComplete: 53
        case .riskDecision: 54
        case .riskTold: 55
        case .riskTrigger: 56
        case .riskUnacceptable: 57
        case .riskVerified: 58
        case .applicability: 59
        case .requestAnswer: 60
        case .requestIdentity: 61
        case .suspicion: 62
        case .coverage: 63
        case .delegation: 64
        case .implementation: 65
        case .unlisted: 66
        case .handOver: 67
        case .head: 68
        }
    }

    public static func < (left: Rule, right: Rule) -> Bool { left.rank < right.rank }
}

/// What is to be done, by whom and between which days. It does not know today: its standing is a comparison of its days
/// with the day asked for.
public struct Duty: Hashable, Sendable {
    public let rule: Rule
    public let subject: Subject
    /// Tells duties of one rule and subject apart: the day it falls due for recurring ones, else 0; roles by their number.
    public let turn: Int
    public let responsible: Responsible
    /// Who may see it, by day.
    public let access: AccessDays
    public let opens: Day
    public let due: Day
    /// The day it was done, or it fell away; nil while it stands.
    public let done: Day?
    /// Until when the evidence of the previous turn holds, where the duty renews evidence.
    public let holdsUntil: Day?

    /// Of a verification: the day on which the document was last known to be up to date, which opened the turn.
    public var since: Day { Day(number: Int32(clamping: turn)) }

    /// The class of what it is about, on a day.
    public func accessClass(on day: Day) -> AccessClass { access.value(on: day) }

    public enum Standing: Hashable, Sendable { case planned, open, overdue, done }

    public func standing(on day: Day) -> Standing {
        if let done, done <= day { return .done }
        if day > due { return .overdue }
        return day < opens ? .planned : .open
    }

    public var key: DutyKey { DutyKey(due: due, subject: subject, rule: rule, turn: turn) }
}

/// The order of duties: by due day, then by what they are about.
public struct DutyKey: Hashable, Comparable, Sendable {
    public let due: Day
    public let subject: Subject
    public let rule: Rule
    public let turn: Int

    public static func < (left: DutyKey, right: DutyKey) -> Bool {
        if left.due != right.due { return left.due < right.due }
        if left.subject != right.subject { return left.subject < right.subject }
        if left.rule != right.rule { return left.rule < right.rule }
        return left.turn < right.turn
    }
}
