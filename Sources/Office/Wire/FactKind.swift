// SPDX-License-Identifier: MPL-2.0

public import Domain

/// The kinds of facts. The raw value is the wire name; the meaning of a name and a version never changes. What each
/// kind holds, and what may be done with it, is in `KindLine`.
public enum FactKind: String, CaseIterable, Sendable {
    case ledgerOpened = "ledger.opened"
    case organisationNamed = "organisation.named"
    case programStarted = "program.started"
    case publicationSet = "organisation.publicationSet"
    case publicationReviewed = "organisation.publicationReviewed"
    case dispensationLimitSet = "organisation.dispensationLimitSet"
    case rightsReviewed = "organisation.rightsReviewed"
    case escalationSet = "organisation.escalationSet"
    case periodClosed = "organisation.periodClosed"
    case secondStepSet = "organisation.secondStepSet"
    case personsImported = "organisation.personsImported"
    case registerImported = "organisation.registerImported"
    case signInProviderSet = "organisation.signInProviderSet"
    case signInProviderRemoved = "organisation.signInProviderRemoved"
    case signInSecretSet = "organisation.signInSecretSet"
    case groupNamed = "organisation.groupNamed"
    case groupGone = "organisation.groupGone"

    case unitOpened = "unit.opened"
    case unitRenamed = "unit.renamed"
    case unitMoved = "unit.moved"
    case unitClosed = "unit.closed"

    case personNamed = "person.named"
    case personEngaged = "person.engaged"
    case personEngagementEnded = "person.engagementEnded"
    case personEngagementSeen = "person.engagementSeen"
    case personEngagementMoved = "person.engagementMoved"
    case personFirstWorkingDayRecorded = "person.firstWorkingDayRecorded"
    case personLeaveBegan = "person.leaveBegan"
    case personLeaveEnded = "person.leaveEnded"
    case personIdentified = "person.identified"
    case personUnidentified = "person.unidentified"
    case personGroupJoined = "person.groupJoined"
    case personGroupLeft = "person.groupLeft"
    case personRoleGranted = "person.roleGranted"
    case personRoleEnded = "person.roleEnded"
    case personDeputyAppointed = "person.deputyAppointed"
    case personDeputyEnded = "person.deputyEnded"
    case personHoldPlaced = "person.holdPlaced"
    case personHoldLifted = "person.holdLifted"
    case personAccountOpened = "person.accountOpened"
    case personAccountClosed = "person.accountClosed"
    case personRoleFollowsGroups = "person.roleFollowsGroups"
    case personSignInMethodAdded = "person.signInMethodAdded"
    case personSignInMethodRemoved = "person.signInMethodRemoved"
    case personRecoveryCodesMade = "person.recoveryCodesMade"
    case personRecoveryCodeUsed = "person.recoveryCodeUsed"
    case personErased = "person.erased"

    case bodySeated = "body.seated"
    case bodyUnseated = "body.unseated"

    case documentCreated = "document.created"
    case documentDrafted = "document.drafted"
    case documentVersionImported = "document.versionImported"
    case documentSubmitted = "document.submitted"
    case documentEnforced = "document.enforced"
    case documentVerified = "document.verified"
    case documentWithdrawn = "document.withdrawn"
    case documentTransferred = "document.transferred"
    case documentContactNamed = "document.contactNamed"
    case documentPlaced = "document.placed"
    case documentRetitled = "document.retitled"
    case documentChangeDeclared = "document.changeDeclared"
    case documentSummarised = "document.summarised"
    case documentClassProposed = "document.classProposed"

    case documentStatuteNoted = "document.statuteNoted"
    case documentStatuteDropped = "document.statuteDropped"

    case decisionMade = "decision.made"
    /// A decision on a dispensation.
    case decisionDispensed = "decision.dispensed"
    case decisionConfirmed = "decision.confirmed"
    /// Its case number in the ESDH system.
    case decisionJournalised = "decision.journalised"
    case decisionJournalRemoved = "decision.journalRemoved"

    case dispensationRequested = "dispensation.requested"
    case dispensationAmended = "dispensation.amended"
    case dispensationAdvised = "dispensation.advised"
    case dispensationRecommended = "dispensation.recommended"
    case dispensationSubmitted = "dispensation.submitted"
    case dispensationWithdrawn = "dispensation.withdrawn"
    case dispensationEnded = "dispensation.ended"
    case proposalMade = "proposal.made"
    case proposalWithdrawn = "proposal.withdrawn"
    /// A decision on a proposal.
    case decisionResolved = "decision.resolved"
    case documentTopicSet = "document.topicSet"

    case actionAdded = "action.added"
    case actionMoved = "action.moved"
    case actionDone = "action.done"
    case actionDropped = "action.dropped"
    case actionAssigned = "action.assigned"

    case tokenIssued = "token.issued"
    case tokenRevoked = "token.revoked"

    case consultationOpened = "consultation.opened"
    case consultationExtended = "consultation.extended"
    case consultationCommented = "consultation.commented"
    case consultationAgreed = "consultation.agreed"
    case consultationReplied = "consultation.replied"
    case consultationDisposed = "consultation.disposed"
    case consultationClosed = "consultation.closed"
    case consultationHandedOver = "consultation.handedOver"

    case documentAudienceSet = "document.audienceSet"
    case documentRelated = "document.related"
    case documentUnrelated = "document.unrelated"
    case documentTranslated = "document.translated"
    case documentQuizSet = "document.quizSet"

    case noticeOpened = "notice.opened"
    case noticeAcknowledged = "notice.acknowledged"
    case noticeReminded = "notice.reminded"
    case noticeTold = "notice.told"

    case reminderSent = "reminder.sent"
    case reminderMailed = "reminder.mailed"

    case organisationAnnulled = "organisation.annulled"
    case unitAnnulled = "unit.annulled"
    case personAnnulled = "person.annulled"
    case bodyAnnulled = "body.annulled"
    case documentAnnulled = "document.annulled"
    case decisionAnnulled = "decision.annulled"
    case actionAnnulled = "action.annulled"
    case tokenAnnulled = "token.annulled"
    case consultationAnnulled = "consultation.annulled"
    case noticeAnnulled = "notice.annulled"
    case reminderAnnulled = "reminder.annulled"
    case meetingCalled = "meeting.called"
    case meetingMoved = "meeting.moved"
    case meetingCancelled = "meeting.cancelled"
    case meetingItemPlaced = "meeting.itemPlaced"
    case meetingItemDropped = "meeting.itemDropped"
    case meetingItemPostponed = "meeting.itemPostponed"
    case meetingItemClosed = "meeting.itemClosed"
    case meetingAnswered = "meeting.answered"
    case meetingHeld = "meeting.held"
    case meetingMinuted = "meeting.minuted"
    case meetingMinutesSubmitted = "meeting.minutesSubmitted"
    case meetingMinutesApproved = "meeting.minutesApproved"
    case meetingJournalised = "meeting.journalised"
    case meetingJournalRemoved = "meeting.journalRemoved"
    case meetingAnnulled = "meeting.annulled"
    case dispensationAnnulled = "dispensation.annulled"
    case proposalAnnulled = "proposal.annulled"

    case requirementStated = "requirement.stated"
    case requirementAmended = "requirement.amended"
    case requirementWithdrawn = "requirement.withdrawn"
    case requirementMapped = "requirement.mapped"
    case requirementUnmapped = "requirement.unmapped"
    case requirementAssessed = "requirement.assessed"
    case requirementAnnulled = "requirement.annulled"
    case evidenceAdded = "evidence.added"
    case evidenceWithdrawn = "evidence.withdrawn"
    case evidenceAnnulled = "evidence.annulled"
    case nonconformityRaised = "nonconformity.raised"
    case nonconformityExplained = "nonconformity.explained"
    case nonconformityChecked = "nonconformity.checked"
    case nonconformityAnnulled = "nonconformity.annulled"
    case scopeOpened = "scope.opened"
    case scopeDecided = "scope.decided"
    case scopeResumed = "scope.resumed"
    case scopeClosed = "scope.closed"
    case scopeAnnulled = "scope.annulled"
    case controlTestPlanned = "controlTest.planned"
    case controlTestFrozen = "controlTest.frozen"
    case controlTestDrawn = "controlTest.drawn"
    case controlTestConcluded = "controlTest.concluded"
    case controlTestRetired = "controlTest.retired"
    case controlTestAnnulled = "controlTest.annulled"
    case auditRecorded = "audit.recorded"
    case auditAnnulled = "audit.annulled"
    case auditEngagementOpened = "auditEngagement.opened"
    case auditEngagementClosed = "auditEngagement.closed"
    case auditEngagementAnnulled = "auditEngagement.annulled"
    case evidenceRequestMade = "evidenceRequest.made"
    case evidenceRequestAnswered = "evidenceRequest.answered"
    case evidenceRequestJudged = "evidenceRequest.judged"
    case evidenceRequestWithdrawn = "evidenceRequest.withdrawn"
    case evidenceRequestAnnulled = "evidenceRequest.annulled"
    case frameworkAdopted = "framework.adopted"
    case frameworkRetired = "framework.retired"
    case frameworkAnnulled = "framework.annulled"
    case reportIssued = "report.issued"
    case reportPresented = "report.presented"
    case reportAnnulled = "report.annulled"
    case objectiveSet = "objective.set"
    case objectiveMeasured = "objective.measured"
    case objectiveEnded = "objective.ended"
    case objectiveAnnulled = "objective.annulled"
    case courseOpened = "course.opened"
    case coursePlanned = "course.planned"
    case courseRenewed = "course.renewed"
    case courseCompleted = "course.completed"
    case courseRevoked = "course.revoked"
    case courseReissued = "course.reissued"
    case courseClosed = "course.closed"
    case courseAnnulled = "course.annulled"
    case initiativePlanned = "initiative.planned"
    case initiativeBegun = "initiative.begun"
    case initiativeMeasured = "initiative.measured"
    case initiativeExercised = "initiative.exercised"
    case initiativeEnded = "initiative.ended"
    case initiativeDropped = "initiative.dropped"
    case initiativeAnnulled = "initiative.annulled"
    case suspicionReported = "suspicion.reported"
    case suspicionAnswered = "suspicion.answered"
    case suspicionAnnulled = "suspicion.annulled"
    case competenceSet = "competence.set"
    case competenceDemanded = "competence.demanded"
    case competenceDemandEnded = "competence.demandEnded"
    case competenceCredited = "competence.credited"
    case competenceConfirmed = "competence.confirmed"
    case competenceRevoked = "competence.revoked"
    case competenceWithdrawn = "competence.withdrawn"
    case competenceAnnulled = "competence.annulled"
    case talksSet = "organisation.talksSet"
    case personTalkHeld = "person.talkHeld"
    case measureSet = "measure.set"
    case measureImplemented = "measure.implemented"
    case measureTested = "measure.tested"
    case measureEnded = "measure.ended"
    case measureAnnulled = "measure.annulled"
    case assetSet = "asset.set"
    case assetMeasured = "asset.measured"
    case assetAccessReviewed = "asset.accessReviewed"
    case assetRetired = "asset.retired"
    case assetDepended = "asset.depended"
    case assetDependenceEnded = "asset.dependenceEnded"
    case assetInventoried = "asset.inventoried"
    case assetAnnulled = "asset.annulled"
    case riskSet = "risk.set"
    case riskAssessed = "risk.assessed"
    case riskVerified = "risk.verified"
    case riskClosed = "risk.closed"
    case riskAnnulled = "risk.annulled"
    case processingSet = "processing.set"
    case processingReviewed = "processing.reviewed"
    case processingEnded = "processing.ended"
    case processingAnnulled = "processing.annulled"
    case subjectRequestReceived = "subjectRequest.received"
    case subjectRequestAssigned = "subjectRequest.assigned"
    case subjectRequestIdentified = "subjectRequest.identified"
    case subjectRequestExtended = "subjectRequest.extended"
    case subjectRequestNoted = "subjectRequest.noted"
    case subjectRequestAnswered = "subjectRequest.answered"
    case subjectRequestAnnulled = "subjectRequest.annulled"
    case campaignOpened = "campaign.opened"
    case campaignWidened = "campaign.widened"
    case campaignAnswered = "campaign.answered"
    case campaignClosed = "campaign.closed"
    case campaignAnnulled = "campaign.annulled"

    /// The kind of a fact.
    public static func of(_ fact: Fact) -> FactKind {
        switch fact {
        case .organisation(_, let fact): of(fact)
        case .unit(_, let fact):
            switch fact {
            case .opened: .unitOpened
            case .renamed: .unitRenamed
            case .moved: .unitMoved
            case .closed: .unitClosed
            }
        case .person(_, let fact): of(fact)
        case .body(_, let fact):
            switch fact {
            case .seated: .bodySeated
            case .unseated: .bodyUnseated
            }
        case .document(_, let fact): of(fact)
        case .decision(_, let fact):
            switch fact {
            case .made(let made):
                made.matter.proposal != nil
                    ? .decisionResolved : made.matter.dispensation == nil ? .decisionMade : .decisionDispensed
            case .confirmed: .decisionConfirmed
            case .journal(let fact): fact.kind(ofMeeting: false)
            }
        case .action(_, let fact):
            switch fact {
            case .added: .actionAdded
            case .moved: .actionMoved
            case .done: .actionDone
            case .dropped: .actionDropped
            case .assigned: .actionAssigned
            }
        case .token(_, let fact):
            switch fact {
            case .issued: .tokenIssued
            case .revoked: .tokenRevoked
            }
        case .consultation(_, let fact):
            switch fact {
            case .opened: .consultationOpened
            case .extended: .consultationExtended
            case .commented: .consultationCommented
            case .agreed: .consultationAgreed
            case .replied: .consultationReplied
            case .disposed: .consultationDisposed
            case .closed: .consultationClosed
            case .handedOver: .consultationHandedOver
            }
        case .notice(_, let fact):
            switch fact {
            case .opened: .noticeOpened
            case .acknowledged: .noticeAcknowledged
            case .reminded: .noticeReminded
            case .told: .noticeTold
            }
        case .reminder(_, let fact):
            switch fact {
            case .sent: .reminderSent
            case .mailed: .reminderMailed
            }
        case .meeting(_, let fact): of(fact)
        case .dispensation(_, let fact):
            switch fact {
            case .requested: .dispensationRequested
            case .amended: .dispensationAmended
            case .advised: .dispensationAdvised
            case .recommended: .dispensationRecommended
            case .submitted: .dispensationSubmitted
            case .withdrawn: .dispensationWithdrawn
            case .ended: .dispensationEnded
            }
        case .proposal(_, let fact):
            switch fact {
            case .made: .proposalMade
            case .withdrawn: .proposalWithdrawn
            }
        case .requirement(_, let fact): of(fact)
        case .evidence(_, let fact):
            switch fact {
            case .added: .evidenceAdded
            case .withdrawn: .evidenceWithdrawn
            }
        case .nonconformity(_, let fact):
            switch fact {
            case .raised: .nonconformityRaised
            case .explained: .nonconformityExplained
            case .checked: .nonconformityChecked
            }
        case .scope(_, let fact): of(fact)
        case .controlTest(_, let fact): of(fact)
        case .audit(_, .recorded): .auditRecorded
        case .auditEngagement(_, let fact):
            switch fact {
            case .opened: .auditEngagementOpened
            case .closed: .auditEngagementClosed
            }
        case .evidenceRequest(_, let fact):
            switch fact {
            case .made: .evidenceRequestMade
            case .answered: .evidenceRequestAnswered
            case .judged: .evidenceRequestJudged
            case .withdrawn: .evidenceRequestWithdrawn
            }
        case .framework(_, let fact):
            switch fact {
            case .adopted: .frameworkAdopted
            case .retired: .frameworkRetired
            }
        case .report(_, let fact):
            switch fact {
            case .issued: .reportIssued
            case .presented: .reportPresented
            }
        case .objective(_, let fact): of(fact)
        case .initiative(_, let fact): of(fact)
        case .suspicion(_, let fact): of(fact)
        case .course(_, let fact): of(fact)
        case .competence(_, let fact): of(fact)
        case .measure(_, let fact): of(fact)
        case .asset(_, let fact): of(fact)
        case .risk(_, let fact): of(fact)
        case .processing(_, let fact): of(fact)
        case .subjectRequest(_, let fact): of(fact)
        case .campaign(_, let fact): of(fact)
        case .annulled(let subject, _): annulment(of: subject.kind)
        }
    }
}
