// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension FactKind {
    /// Reads the members that `Fact.write` wrote. The subject is of this kind's kind.
    func read(_ subject: Subject, _ payload: inout PayloadReader) throws(CanonicalFault) -> Fact {
        switch self {
        case .ledgerOpened: return .organisation(subject.seen(), try .opened(&payload))
        case .organisationNamed:
            return .organisation(subject.seen(), .named(name: try payload.id("name"), short: try payload.id("short")))
        case .programStarted: return .organisation(subject.seen(), .started(version: try payload.text("version")))
        case .publicationSet:
            return .organisation(
                subject.seen(),
                .publicationSet(
                    Publication(
                        isOn: try payload.flag("on"), showsNames: try payload.flag("names"),
                        host: try payload.optionalID("host"), contact: try payload.optionalID("contact"),
                        statement: try payload.optionalID("statement"), security: try payload.optionalID("security"))))
        case .publicationReviewed:
            return .organisation(subject.seen(), .publicationReviewed(try payload.word("matter")))
        case .dispensationLimitSet:
            return .organisation(subject.seen(), .dispensationLimitSet(try payload.number("limit")))
        case .rightsReviewed: return .organisation(subject.seen(), .rightsReviewed(try .init(&payload)))
        case .secondStepSet:
            return .organisation(
                subject.seen(), .secondStepSet(try payload.word("whom"), reason: try payload.id("reason")))
        case .signInProviderSet, .signInProviderRemoved, .signInSecretSet, .groupNamed, .groupGone:
            return .organisation(subject.seen(), try .signIn(self, &payload))
        case .personsImported: return .organisation(subject.seen(), .personsImported(try PersonImport(&payload)))
        case .registerImported: return .organisation(subject.seen(), .registerImported(try RegisterImport(&payload)))
        case .talksSet:
            let kinds: [Person.Engagement.Kind] = try payload.list("kinds") { (inner) throws(CanonicalFault) in
                try inner.word("kind")
            }
            return .organisation(subject.seen(), .talksSet(kinds))
        case .periodClosed:
            return .organisation(
                subject.seen(), .periodClosed(until: try payload.day("until"), reason: try payload.id("reason")))
        case .escalationSet: return .organisation(subject.seen(), try .escalation(&payload))

        case .unitOpened:
            return .unit(
                subject.seen(),
                .opened(
                    name: try payload.id("name"), nameEnglish: try payload.optionalID("name_en"),
                    parent: try payload.optionalID("parent")))
        case .unitRenamed:
            return .unit(
                subject.seen(),
                .renamed(name: try payload.id("name"), nameEnglish: try payload.optionalID("name_en")))
        case .unitMoved: return .unit(subject.seen(), .moved(parent: try payload.optionalID("parent")))
        case .unitClosed: return .unit(subject.seen(), .closed(successor: try payload.optionalID("successor")))

        case .personNamed, .personEngaged, .personEngagementEnded, .personEngagementSeen, .personEngagementMoved,
            .personFirstWorkingDayRecorded, .personLeaveBegan, .personLeaveEnded, .personIdentified, .personRoleGranted,
            .personRoleEnded, .personRoleFollowsGroups, .personDeputyAppointed, .personDeputyEnded, .personHoldPlaced,
            .personHoldLifted,
            .personUnidentified, .personGroupJoined, .personGroupLeft, .personAccountOpened, .personAccountClosed,
            .personSignInMethodAdded,
            .personSignInMethodRemoved,
            .personTalkHeld,
            .personRecoveryCodesMade, .personRecoveryCodeUsed, .personErased:
            return .person(subject.seen(), try readPerson(&payload))

        case .bodySeated:
            return .body(
                try payload.body(subject),
                .seated(try payload.id("seat"), try payload.id("person"), chair: try payload.flag("chair")))
        case .bodyUnseated: return .body(try payload.body(subject), .unseated(try payload.id("seat")))

        case .documentCreated:
            return .document(
                subject.seen(),
                .created(
                    try payload.word("kind"), number: try payload.number("number"), title: try payload.id("title"),
                    owner: try payload.id("owner"), parent: try payload.optionalID("parent"),
                    contact: try payload.optionalID("contact")))
        case .documentDrafted:
            return .document(subject.seen(), .drafted(try payload.id("version"), try Document.Draft(&payload)))
        case .documentVersionImported:
            return .document(
                subject.seen(),
                .versionImported(
                    try payload.versionNumber(), unit: try payload.id("unit"), update: try payload.id("update")))
        case .documentSubmitted:
            return .document(
                subject.seen(),
                .submitted(
                    try payload.id("version"),
                    lacking: payload.has("lacking") ? try Document.Lacking(&payload) : nil))
        case .documentEnforced: return .document(subject.seen(), .enforced(try payload.id("version")))
        case .documentVerified:
            return .document(
                subject.seen(),
                .verified(
                    try payload.id("version"), try payload.versionNumber(), try payload.word("outcome"),
                    try Domain.Verification.Notes(&payload)))
        case .documentWithdrawn: return .document(subject.seen(), .withdrawn(reason: try payload.id("reason")))
        case .documentTransferred:
            return .document(
                subject.seen(), .transferred(try payload.id("unit"), reason: try payload.id("reason")))
        case .documentContactNamed:
            return .document(subject.seen(), .contactNamed(try payload.optionalID("contact")))
        case .documentPlaced:
            return .document(
                subject.seen(),
                .placed(parent: try payload.optionalID("parent"), reason: try payload.id("reason")))
        case .documentRetitled:
            return .document(
                subject.seen(), .retitled(try payload.id("title"), reason: try payload.id("reason")))
        case .documentSummarised:
            return .document(
                subject.seen(), .summarised(try payload.id("version"), try payload.id("summary")))

        case .documentClassProposed:
            return .document(
                subject.seen(),
                .classProposed(
                    try payload.id("version"), was: try payload.word("was"), try payload.word("classification"),
                    from: try payload.optionalDay("from"), reason: try payload.id("reason")))

        case .documentChangeDeclared:
            return .document(
                subject.seen(),
                .changeDeclared(
                    try payload.word("cause"), due: try payload.day("due"), reason: try payload.id("reason"),
                    reference: try payload.optionalID("reference")))

        case .documentAudienceSet:
            return .document(
                subject.seen(), .audienceSet(try Audience(&payload), reason: try payload.id("reason")))

        case .documentRelated:
            return .document(subject.seen(), .related(try payload.word("relation"), try payload.id("other")))
        case .documentUnrelated:
            return .document(
                subject.seen(),
                .unrelated(try payload.word("relation"), try payload.id("other"), reason: try payload.id("reason")))
        case .documentStatuteNoted:
            return .document(
                subject.seen(), .statuteNoted(try payload.id("paragraph"), law: try payload.id("law")))
        case .documentStatuteDropped:
            return .document(
                subject.seen(), .statuteDropped(try payload.id("paragraph"), reason: try payload.id("reason")))
        case .documentQuizSet:
            return .document(
                subject.seen(),
                .quizSet(
                    try payload.id("version"),
                    Document.Quiz(danish: try payload.id("danish"), english: try payload.id("english"))))
        case .documentTranslated:
            return .document(
                subject.seen(), .translated(try payload.id("version"), try Document.Translation(&payload)))

        case .decisionMade: return .decision(subject.seen(), .made(try Decision.Made(&payload, nil, nil)))
        case .decisionDispensed:
            let dispensation: ID<Dispensation> = try payload.id("dispensation")
            // Where it was sent back nothing was said of the document.
            let update =
                payload.has("update")
                ? Decision.Update(isNeeded: try payload.flag("update"), reason: try payload.id("update_reason")) : nil
            return .decision(subject.seen(), .made(try Decision.Made(&payload, dispensation, update)))
        case .decisionResolved: return .decision(subject.seen(), .made(try Decision.Made(&payload, nil, nil)))
        case .documentTopicSet: return .document(subject.seen(), .topicSet(try payload.optionalID("topic")))
        case .requirementStated, .requirementAmended, .requirementWithdrawn, .requirementMapped,
            .requirementUnmapped, .requirementAssessed, .evidenceAdded, .evidenceWithdrawn,
            .nonconformityRaised, .nonconformityExplained, .nonconformityChecked, .scopeOpened, .scopeDecided,
            .scopeResumed, .scopeClosed, .controlTestPlanned, .controlTestFrozen, .controlTestDrawn,
            .controlTestConcluded, .controlTestRetired, .auditRecorded, .frameworkAdopted, .frameworkRetired,
            .auditEngagementOpened,
            .auditEngagementClosed, .evidenceRequestMade, .evidenceRequestAnswered, .evidenceRequestJudged,
            .evidenceRequestWithdrawn:
            return try readCompliance(subject, &payload)
        case .reportIssued, .reportPresented: return .report(subject.seen(), try readReport(&payload))
        case .objectiveSet, .objectiveMeasured, .objectiveEnded:
            return .objective(subject.seen(), try readObjective(&payload))
        case .courseOpened, .coursePlanned, .courseRenewed, .courseCompleted, .courseRevoked, .courseReissued,
            .courseClosed:
            return .course(subject.seen(), try readCourse(&payload))
        case .initiativePlanned, .initiativeBegun, .initiativeMeasured, .initiativeExercised, .initiativeEnded,
            .initiativeDropped:
            return .initiative(subject.seen(), try readInitiative(&payload))
        case .suspicionReported, .suspicionAnswered: return .suspicion(subject.seen(), try readSuspicion(&payload))
        case .competenceSet, .competenceDemanded, .competenceDemandEnded, .competenceCredited, .competenceConfirmed,
            .competenceRevoked, .competenceWithdrawn:
            return .competence(subject.seen(), try readCompetence(&payload))
        case .measureSet, .measureImplemented, .measureTested, .measureEnded:
            return .measure(subject.seen(), try readMeasure(&payload))
        case .assetSet, .assetMeasured, .assetAccessReviewed, .assetRetired,
            .assetDepended, .assetDependenceEnded,
            .assetInventoried:
            return .asset(subject.seen(), try readAsset(&payload))
        case .riskSet, .riskAssessed, .riskVerified, .riskClosed:
            return .risk(subject.seen(), try readRisk(&payload))
        case .subjectRequestReceived, .subjectRequestAssigned, .subjectRequestIdentified, .subjectRequestExtended,
            .subjectRequestNoted, .subjectRequestAnswered:
            return .subjectRequest(subject.seen(), try readSubjectRequest(&payload))
        case .processingSet, .processingReviewed, .processingEnded:
            return .processing(subject.seen(), try readProcessing(&payload))
        case .campaignOpened, .campaignWidened, .campaignAnswered, .campaignClosed:
            return .campaign(subject.seen(), try readCampaign(&payload))
        case .proposalMade, .proposalWithdrawn: return .proposal(subject.seen(), try readProposal(&payload))
        case .decisionJournalised, .decisionJournalRemoved:
            return .decision(subject.seen(), .journal(try readJournal(&payload)))
        case .meetingJournalised, .meetingJournalRemoved:
            return .meeting(subject.seen(), .journal(try readJournal(&payload)))
        case .decisionConfirmed:
            return .decision(
                subject.seen(),
                .confirmed(
                    basis: try payload.basis(), reason: try payload.id("reason"),
                    minutes: try payload.optionalID("minutes")))

        case .actionAdded:
            return .action(
                subject.seen(),
                .added(
                    number: try payload.number("number"), title: try payload.id("title"), why: try payload.id("why"),
                    responsible: try payload.nested("responsible", Responsible.init), due: try payload.day("due"),
                    about: payload.has("about") ? try payload.nested("about", Subject.init) : nil))
        case .actionMoved:
            return .action(
                subject.seen(), .moved(due: try payload.day("due"), reason: try payload.id("reason")))
        case .actionDone: return .action(subject.seen(), .done(note: try payload.id("note")))
        case .actionAssigned:
            return .action(
                subject.seen(),
                .assigned(try payload.nested("responsible", Responsible.init), reason: try payload.id("reason")))
        case .actionDropped: return .action(subject.seen(), .dropped(reason: try payload.id("reason")))
        case .tokenIssued:
            return .token(
                subject.seen(),
                .issued(try payload.id("person"), try payload.word("scope"), until: try payload.day("until")))
        case .tokenRevoked: return .token(subject.seen(), .revoked)

        case .consultationOpened, .consultationExtended, .consultationCommented, .consultationAgreed,
            .consultationReplied, .consultationDisposed, .consultationClosed, .consultationHandedOver:
            return .consultation(subject.seen(), try readConsultation(&payload))

        case .noticeOpened:
            return .notice(
                subject.seen(),
                .opened(
                    try payload.id("document"), try payload.id("version"), text: try payload.text("text"),
                    days: try payload.number("days"), way: try payload.word("way")))
        case .noticeAcknowledged:
            return .notice(
                subject.seen(),
                .acknowledged(
                    try payload.id("person"), try payload.id("version"), text: try payload.text("text"),
                    quiz: try payload.optionalNumber("quiz")))
        case .noticeReminded: return .notice(subject.seen(), .reminded(try payload.word("reminder")))
        case .noticeTold:
            return .notice(subject.seen(), .told(try payload.word("channel"), try payload.ids("persons")))

        case .reminderSent:
            return .reminder(
                subject.seen(),
                .sent(
                    .init(
                        rule: try payload.word("rule"), subject: try payload.nested("about", Subject.init),
                        turn: try payload.optionalNumber("turn"),
                        unit: try payload.optionalID("unit")), to: try payload.nested("to", Responsible.init)))
        case .reminderMailed:
            var target: Reminder.Target?
            if payload.has("rule") {
                target = .init(
                    rule: try payload.word("rule"), subject: try payload.nested("about", Subject.init),
                    turn: try payload.number("turn"), unit: nil)
            }
            return .reminder(subject.seen(), .mailed(target, try payload.ids("persons")))
        case .dispensationRequested, .dispensationAmended, .dispensationAdvised, .dispensationRecommended,
            .dispensationSubmitted, .dispensationWithdrawn, .dispensationEnded:
            return .dispensation(subject.seen(), try readDispensation(&payload))

        case .meetingCalled, .meetingMoved, .meetingCancelled, .meetingItemPlaced, .meetingItemDropped,
            .meetingItemPostponed, .meetingItemClosed, .meetingAnswered, .meetingHeld, .meetingMinuted,
            .meetingMinutesSubmitted, .meetingMinutesApproved:
            return .meeting(subject.seen(), try readMeeting(&payload))

        case .organisationAnnulled, .unitAnnulled, .personAnnulled, .bodyAnnulled, .documentAnnulled,
            .decisionAnnulled, .actionAnnulled, .tokenAnnulled, .consultationAnnulled, .noticeAnnulled,
            .reminderAnnulled, .dispensationAnnulled, .proposalAnnulled, .meetingAnnulled, .requirementAnnulled,
            .evidenceAnnulled, .nonconformityAnnulled, .scopeAnnulled, .controlTestAnnulled, .auditAnnulled,
            .frameworkAnnulled, .reportAnnulled, .objectiveAnnulled, .measureAnnulled, .assetAnnulled,
            .campaignAnnulled, .courseAnnulled, .auditEngagementAnnulled,
            .initiativeAnnulled, .suspicionAnnulled,
            .competenceAnnulled,
            .riskAnnulled,
            .processingAnnulled,
            .subjectRequestAnnulled,
            .evidenceRequestAnnulled:
            return .annulled(
                subject, Annulment(position: try payload.number("position"), reason: try payload.id("reason")))
        }
    }
}

extension Subject {
    fileprivate func seen<Kind>() -> ID<Kind> { id.seen(as: Kind.self) }

    init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(try payload.word("kind"), try payload.id("id"))
    }
}

extension PayloadReader {
    fileprivate mutating func versionNumber() throws(CanonicalFault) -> VersionNumber {
        VersionNumber(try number("major"), try number("minor"))
    }

    fileprivate func body(_ subject: Subject) throws(CanonicalFault) -> Body.Kind {
        guard let kind = subject.bodyKind else { throw fault(.form, "subject") }
        return kind
    }
}

extension Organisation.Fact {
    fileprivate static func opened(_ payload: inout PayloadReader) throws(CanonicalFault) -> Organisation.Fact {
        let (origin, key, demo) = (
            try payload.text("origin"), try payload.text("public_key"), try payload.flag("demo")
        )
        guard payload.has("recovery") else {
            return .opened(origin: origin, publicKey: key, demo: demo, recovery: nil)
        }
        let reason: ValueID = try payload.id("recovery_reason")
        let recovery = try payload.nested("recovery") { (inner) throws(CanonicalFault) in
            Organisation.Recovery(
                size: try inner.number("size"), root: try inner.text("root"), lost: try inner.number("lost"),
                reason: reason)
        }
        return .opened(origin: origin, publicKey: key, demo: demo, recovery: recovery)
    }
}

extension Audience {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            units: try payload.ids("units"),
            roles: try payload.list("roles") { (inner) throws(CanonicalFault) in try inner.word("role") },
            kinds: try payload.list("kinds") { (inner) throws(CanonicalFault) in try inner.word("kind") },
            days: try payload.number("days"), way: try payload.word("way"))
    }
}

extension Document.Lacking {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            sections: try payload.list("lacking") { (inner) throws(CanonicalFault) in try inner.word("section") },
            reason: try payload.id("reason"))
    }
}

extension Document.Translation {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            language: try payload.word("language"), title: try payload.id("title"), text: try payload.id("text"),
            original: try payload.optionalID("original"), extract: try payload.optionalID("extract"),
            reason: try payload.optionalID("reason"))
    }
}

extension Document.Draft {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            number: try payload.versionNumber(), classification: try payload.word("classification"),
            language: try payload.word("language"), text: try payload.id("text"),
            original: try payload.optionalID("original"), extract: try payload.optionalID("extract"),
            note: try payload.optionalID("note"))
    }
}

extension Domain.Verification.Notes {
    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(
            strategy: try payload.optionalID("strategy"), administration: try payload.id("administration"),
            business: try payload.id("business"), threats: try payload.id("threats"),
            society: try payload.id("society"), improvement: try payload.id("improvement"))
    }
}

extension PayloadReader {
    mutating func basis() throws(CanonicalFault) -> [Decision.Basis] {
        try list("basis") { (inner) throws(CanonicalFault) in
            Decision.Basis(
                subject: Subject(try inner.word("kind"), try inner.id("id")), revision: try inner.number("revision"))
        }
    }
}
