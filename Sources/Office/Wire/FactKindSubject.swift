// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

extension FactKind {
    /// The kind that annuls facts about such a subject.
    public static func annulment(of subject: SubjectKind) -> FactKind {
        switch subject {
        case .organisation: .organisationAnnulled
        case .unit: .unitAnnulled
        case .person: .personAnnulled
        case .body: .bodyAnnulled
        case .document: .documentAnnulled
        case .decision: .decisionAnnulled
        case .action: .actionAnnulled
        case .token: .tokenAnnulled
        case .consultation: .consultationAnnulled
        case .notice: .noticeAnnulled
        case .reminder: .reminderAnnulled
        case .dispensation: .dispensationAnnulled
        case .proposal: .proposalAnnulled
        case .meeting: .meetingAnnulled
        case .requirement: .requirementAnnulled
        case .evidence: .evidenceAnnulled
        case .nonconformity: .nonconformityAnnulled
        case .scope: .scopeAnnulled
        case .controlTest: .controlTestAnnulled
        case .audit: .auditAnnulled
        case .auditEngagement: .auditEngagementAnnulled
        case .evidenceRequest: .evidenceRequestAnnulled
        case .framework: .frameworkAnnulled
        case .report: .reportAnnulled
        case .initiative: .initiativeAnnulled
        case .suspicion: .suspicionAnnulled
        case .objective: .objectiveAnnulled
        case .course: .courseAnnulled
        case .competence: .competenceAnnulled
        case .measure: .measureAnnulled
        case .asset: .assetAnnulled
        case .risk: .riskAnnulled
        case .processing: .processingAnnulled
        case .subjectRequest: .subjectRequestAnnulled
        case .campaign: .campaignAnnulled
        }
    }

    /// What facts of this kind are about.
    public var subjectKind: SubjectKind {
        switch self {
        case .ledgerOpened, .organisationNamed, .programStarted, .organisationAnnulled: .organisation
        case .publicationSet, .publicationReviewed, .dispensationLimitSet, .rightsReviewed, .escalationSet,
            .periodClosed, .secondStepSet, .personsImported, .signInProviderSet, .signInProviderRemoved,
            .registerImported,
            .groupNamed, .groupGone,
            .signInSecretSet,
            .talksSet:
            .organisation
        case .unitOpened, .unitRenamed, .unitMoved, .unitClosed, .unitAnnulled: .unit
        case .personNamed, .personEngaged, .personEngagementEnded, .personEngagementSeen, .personEngagementMoved,
            .personFirstWorkingDayRecorded, .personLeaveBegan, .personLeaveEnded, .personIdentified, .personRoleGranted,
            .personUnidentified, .personGroupJoined, .personGroupLeft, .personRoleEnded, .personRoleFollowsGroups,
            .personDeputyAppointed, .personDeputyEnded, .personHoldPlaced, .personHoldLifted, .personAccountOpened,
            .personAccountClosed, .personSignInMethodAdded, .personSignInMethodRemoved, .personRecoveryCodesMade,
            .personTalkHeld,
            .personRecoveryCodeUsed, .personErased, .personAnnulled:
            .person
        case .bodySeated, .bodyUnseated, .bodyAnnulled: .body
        case .documentCreated, .documentDrafted, .documentVersionImported, .documentSubmitted, .documentEnforced,
            .documentVerified, .documentWithdrawn, .documentTransferred, .documentContactNamed, .documentPlaced,
            .documentRetitled, .documentChangeDeclared, .documentAudienceSet, .documentAnnulled:
            .document
        case .documentSummarised, .documentRelated, .documentUnrelated, .documentTranslated, .documentClassProposed,
            .documentStatuteNoted, .documentStatuteDropped, .documentTopicSet, .documentQuizSet:
            .document
        case .decisionMade, .decisionDispensed, .decisionResolved, .decisionConfirmed, .decisionJournalised,
            .decisionJournalRemoved, .decisionAnnulled:
            .decision
        case .actionAdded, .actionMoved, .actionDone, .actionDropped, .actionAssigned, .actionAnnulled: .action
        case .tokenIssued, .tokenRevoked, .tokenAnnulled: .token
        case .consultationOpened, .consultationExtended, .consultationCommented, .consultationAgreed,
            .consultationReplied, .consultationDisposed, .consultationClosed, .consultationHandedOver,
            .consultationAnnulled:
            .consultation
        case .noticeOpened, .noticeAcknowledged, .noticeReminded, .noticeTold, .noticeAnnulled: .notice
        case .reminderSent, .reminderMailed, .reminderAnnulled: .reminder
        case .dispensationRequested, .dispensationAmended, .dispensationAdvised, .dispensationRecommended,
            .dispensationSubmitted, .dispensationWithdrawn, .dispensationEnded, .dispensationAnnulled:
            .dispensation
        case .proposalMade, .proposalWithdrawn, .proposalAnnulled: .proposal
        case .meetingCalled, .meetingMoved, .meetingCancelled, .meetingItemPlaced, .meetingItemDropped,
            .meetingItemPostponed, .meetingItemClosed, .meetingAnswered, .meetingHeld, .meetingMinuted,
            .meetingMinutesSubmitted,
            .meetingMinutesApproved, .meetingJournalised, .meetingJournalRemoved, .meetingAnnulled:
            .meeting
        case .requirementStated, .requirementAmended, .requirementWithdrawn, .requirementMapped, .requirementUnmapped,
            .requirementAssessed, .requirementAnnulled:
            .requirement
        case .evidenceAdded, .evidenceWithdrawn, .evidenceAnnulled: .evidence
        case .nonconformityRaised, .nonconformityExplained, .nonconformityChecked, .nonconformityAnnulled:
            .nonconformity
        case .scopeOpened, .scopeDecided, .scopeResumed, .scopeClosed, .scopeAnnulled: .scope
        case .controlTestPlanned, .controlTestFrozen, .controlTestDrawn, .controlTestConcluded, .controlTestRetired,
            .controlTestAnnulled:
            .controlTest
        case .auditRecorded, .auditAnnulled: .audit
        case .reportIssued, .reportPresented, .reportAnnulled: .report
        case .objectiveSet, .objectiveMeasured, .objectiveEnded, .objectiveAnnulled: .objective
        case .courseOpened, .coursePlanned, .courseRenewed, .courseCompleted, .courseRevoked, .courseReissued,
            .courseClosed, .courseAnnulled:
            .course
        case .initiativePlanned, .initiativeBegun, .initiativeMeasured, .initiativeExercised, .initiativeEnded,
            .initiativeDropped, .initiativeAnnulled:
            .initiative
        case .suspicionReported, .suspicionAnswered, .suspicionAnnulled: .suspicion
        case .competenceSet, .competenceDemanded, .competenceDemandEnded, .competenceCredited, .competenceConfirmed,
            .competenceRevoked, .competenceWithdrawn, .competenceAnnulled:
            .competence
        case .measureSet, .measureImplemented, .measureTested, .measureEnded, .measureAnnulled: .measure
        case .assetSet, .assetMeasured, .assetAccessReviewed, .assetRetired, .assetAnnulled,
            .assetDepended, .assetDependenceEnded,
            .assetInventoried:
            .asset
        case .riskSet, .riskAssessed, .riskVerified, .riskClosed, .riskAnnulled: .risk
        case .processingSet, .processingReviewed, .processingEnded, .processingAnnulled: .processing
        case .subjectRequestReceived, .subjectRequestAssigned, .subjectRequestIdentified, .subjectRequestExtended,
            .subjectRequestNoted, .subjectRequestAnswered, .subjectRequestAnnulled:
            .subjectRequest
        case .campaignOpened, .campaignWidened, .campaignAnswered, .campaignClosed, .campaignAnnulled: .campaign
        case .auditEngagementOpened, .auditEngagementClosed, .auditEngagementAnnulled: .auditEngagement
        case .evidenceRequestMade, .evidenceRequestAnswered, .evidenceRequestJudged, .evidenceRequestWithdrawn,
            .evidenceRequestAnnulled:
            .evidenceRequest
        case .frameworkAdopted, .frameworkRetired, .frameworkAnnulled: .framework
        }
    }
}

extension FactKind {
    /// Reads a wire name where it lies in a leaf; nil if no kind has it.
    public init?(wire name: ByteText) {
        guard let found = WireNames.table.find(name) else { return nil }
        self = found.kind
    }
}

/// From wire name to kind and newest version without a string: open addressing over the names' FNV-1a hashes.
struct WireNames: Sendable {
    static let table = WireNames()
    /// Four times as many as there are kinds, so that a name is found at the first look.
    private static let size: UInt64 = 1_024

    private struct Slot: Sendable {
        let hash: UInt64
        let name: [UInt8]
        let kind: FactKind
        let version: Int
    }

    private var slots: [Slot?]

    private init() {
        slots = Array(repeating: nil, count: Int(WireNames.size))
        for kind in FactKind.allCases {
            let name = Array(kind.rawValue.utf8)
            // The same function as `ByteText.fnv1a`, which only reads texts where they lie.
            let hash = name.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            var slot = hash % WireNames.size
            while slots[Int(slot)] != nil { slot = (slot + 1) % WireNames.size }
            slots[Int(slot)] = Slot(hash: hash, name: name, kind: kind, version: kind.version)
        }
    }

    func find(_ name: ByteText) -> (kind: FactKind, version: Int)? {
        let hash = name.fnv1a
        var slot = hash % WireNames.size
        while let entry = slots[Int(slot)] {
            if entry.hash == hash, entry.name.elementsEqual(name.raw) { return (entry.kind, entry.version) }
            slot = (slot + 1) % WireNames.size
        }
        return nil
    }
}
