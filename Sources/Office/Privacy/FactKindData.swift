// SPDX-License-Identifier: MPL-2.0

extension FactKind {
    /// To which row of the table of purposes and periods it belongs. A new kind of fact does not compile until it has a line
    /// here, so nothing can be known of somebody without a purpose and a period.
    public var dataKind: DataKind {
        switch self {
        case .personNamed: .name
        case .personEngaged, .personEngagementEnded, .personEngagementSeen, .personEngagementMoved,
            .personFirstWorkingDayRecorded:
            .engagement
        case .personLeaveBegan, .personLeaveEnded: .leave
        case .personIdentified, .personUnidentified: .otherSystems
        case .personGroupJoined, .personGroupLeft: .otherSystems
        case .personsImported: .files
        case .personAccountOpened, .personAccountClosed, .personSignInMethodAdded, .personSignInMethodRemoved,
            .personRecoveryCodesMade, .personRecoveryCodeUsed, .tokenIssued, .tokenRevoked, .tokenAnnulled:
            .account
        case .rightsReviewed, .personRoleGranted, .personRoleEnded, .personRoleFollowsGroups, .personDeputyAppointed,
            .personDeputyEnded,
            .bodySeated, .bodyUnseated, .personAnnulled, .bodyAnnulled:
            .rights
        case .courseOpened, .coursePlanned, .courseRenewed, .courseCompleted, .courseRevoked, .courseReissued,
            .courseClosed, .courseAnnulled:
            .learning
        case .competenceSet, .competenceDemanded, .competenceDemandEnded, .competenceCredited, .competenceConfirmed,
            .competenceRevoked, .competenceWithdrawn, .competenceAnnulled:
            .learning
        case .personTalkHeld: .talks
        case .noticeAcknowledged: .reading
        case .noticeReminded, .noticeTold, .reminderSent, .reminderMailed, .reminderAnnulled: .mail
        case .actionAdded, .actionMoved, .actionDone, .actionDropped, .actionAssigned, .actionAnnulled: .tasks
        case .ledgerOpened, .organisationNamed, .programStarted, .publicationSet, .publicationReviewed,
            .registerImported,
            .dispensationLimitSet, .escalationSet, .periodClosed, .secondStepSet, .signInProviderSet,
            .signInProviderRemoved,
            .groupNamed, .groupGone,
            .talksSet,
            .signInSecretSet, .unitOpened, .unitRenamed,
            .unitMoved, .unitClosed, .decisionMade, .decisionDispensed, .decisionConfirmed, .decisionJournalised,
            .decisionJournalRemoved, .dispensationRequested, .dispensationAmended, .dispensationAdvised,
            .dispensationRecommended, .dispensationSubmitted, .dispensationWithdrawn, .dispensationEnded,
            .proposalMade, .proposalWithdrawn, .decisionResolved, .organisationAnnulled, .unitAnnulled,
            .decisionAnnulled, .meetingCalled, .meetingMoved, .meetingCancelled, .meetingItemPlaced,
            .meetingItemDropped, .meetingItemPostponed, .meetingItemClosed, .meetingAnswered, .meetingHeld,
            .meetingMinuted, .meetingMinutesSubmitted, .meetingMinutesApproved, .meetingJournalised,
            .meetingJournalRemoved, .meetingAnnulled, .dispensationAnnulled, .proposalAnnulled, .reportIssued,
            .reportPresented, .reportAnnulled:
            .governance
        case .consultationOpened, .consultationExtended, .consultationCommented, .consultationAgreed,
            .consultationReplied, .consultationDisposed, .consultationClosed, .consultationHandedOver,
            .consultationAnnulled:
            .consultations
        case .documentCreated, .documentDrafted, .documentVersionImported, .documentSubmitted, .documentEnforced,
            .documentVerified, .documentWithdrawn, .documentTransferred, .documentContactNamed, .documentPlaced,
            .documentRetitled, .documentChangeDeclared, .documentSummarised, .documentClassProposed,
            .documentStatuteNoted, .documentStatuteDropped, .documentTopicSet, .documentAudienceSet,
            .documentQuizSet,
            .documentRelated, .documentUnrelated, .documentTranslated, .noticeOpened, .documentAnnulled,
            .noticeAnnulled:
            .documents
        case .requirementStated, .requirementAmended, .requirementWithdrawn, .requirementMapped,
            .requirementUnmapped, .requirementAssessed, .requirementAnnulled, .evidenceAdded, .evidenceWithdrawn,
            .evidenceAnnulled, .nonconformityRaised, .nonconformityExplained, .nonconformityChecked,
            .nonconformityAnnulled, .scopeOpened, .scopeDecided, .scopeResumed, .scopeClosed, .scopeAnnulled,
            .frameworkAdopted, .frameworkRetired, .frameworkAnnulled, .objectiveSet, .objectiveMeasured,
            .objectiveEnded, .objectiveAnnulled, .measureSet, .measureImplemented, .measureTested, .measureEnded,
            .measureAnnulled, .assetSet, .assetMeasured, .assetAccessReviewed, .assetRetired, .assetAnnulled,
            .riskSet, .riskAssessed, .riskVerified, .riskClosed, .riskAnnulled,
            .processingSet, .processingReviewed, .processingEnded, .processingAnnulled,
            .assetDepended, .assetDependenceEnded,
            .assetInventoried,
            .campaignOpened, .campaignWidened, .campaignAnswered, .campaignClosed, .campaignAnnulled:
            .compliance
        case .controlTestPlanned, .controlTestFrozen, .controlTestDrawn, .controlTestConcluded, .controlTestRetired,
            .controlTestAnnulled, .auditRecorded, .auditAnnulled, .auditEngagementOpened, .auditEngagementClosed,
            .auditEngagementAnnulled, .evidenceRequestMade, .evidenceRequestAnswered, .evidenceRequestJudged,
            .evidenceRequestWithdrawn, .evidenceRequestAnnulled:
            .control
        case .personHoldPlaced, .personHoldLifted, .personErased: .privacy
        case .initiativePlanned, .initiativeBegun, .initiativeMeasured, .initiativeExercised, .initiativeEnded,
            .initiativeDropped, .initiativeAnnulled:
            .compliance
        case .suspicionReported, .suspicionAnswered, .suspicionAnnulled: .suspicions
        case .subjectRequestReceived, .subjectRequestAssigned, .subjectRequestIdentified, .subjectRequestExtended,
            .subjectRequestNoted, .subjectRequestAnswered, .subjectRequestAnnulled:
            .requests
        }
    }

    /// Whether what such a fact says was confided, so that its erasure is told to nobody else either.
    var isConfided: Bool { [.suspicions, .requests].contains(dataKind) }
}
