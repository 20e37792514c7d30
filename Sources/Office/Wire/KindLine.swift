// SPDX-License-Identifier: MPL-2.0

/// What the program knows of a kind: the one table behind wire, access, erasure and the documentation.
struct KindLine: Sendable {
    struct Traits: OptionSet, Sendable {
        let rawValue: Int
        /// A decision made from the subject must be looked at again after it.
        static let material = Traits(rawValue: 1)
        /// Its day may lie before the day it is recorded, with a reason.
        static let backdated = Traits(rawValue: 2)
        /// It may be annulled when it was wrong from the start.
        static let annullable = Traits(rawValue: 4)
    }

    let version: Int
    let traits: Traits
    let fields: [WireField]

    init(_ version: Int, _ traits: Traits, _ fields: [WireField]) {
        self.version = version
        self.traits = traits
        // Why a fact is recorded late is written by whoever records it, and tells of the person it is about.
        let late = WireField.personal("late_reason", .actor, .subject, .named("person"))
        self.fields = fields + (traits.contains(.backdated) ? [late] : [])
    }

    static let lines: [FactKind: KindLine] = Dictionary(
        uniqueKeysWithValues: FactKind.allCases.map { ($0, line(of: $0)) })

    // Texts that only a house can have (titles, texts, names of units) are nobody's personal data. What a person typed
    // to explain an act is that person's; it is kept where the act is the organisation's governance record.
    private static func line(of kind: FactKind) -> KindLine {
        switch kind {
        case .ledgerOpened:
            KindLine(
                1, [],
                [
                    .record("origin"), .record("public_key"), .record("demo"), .record("recovery"),
                    .personal("recovery_reason", .actor, kept: .record),
                ])
        case .organisationNamed: KindLine(1, .annullable, [.vaulted("name"), .vaulted("short")])
        case .programStarted: KindLine(1, [], [.record("version")])
        // What everybody may read of the organisation is nobody's personal data; the form asks for a shared mailbox.
        case .publicationSet:
            KindLine(
                1, .annullable,
                [
                    .record("on"), .record("names"), .vaulted("host"), .vaulted("contact"), .vaulted("statement"),
                    .vaulted("security"),
                ])
        case .publicationReviewed: KindLine(1, .annullable, [.record("matter")])

        case .unitOpened: KindLine(1, [.material, .backdated, .annullable], unitNames + [.record("parent")])
        case .unitRenamed: KindLine(1, [.backdated, .annullable], unitNames)
        case .unitMoved: KindLine(1, [.material, .backdated, .annullable], [.record("parent")])
        case .unitClosed: KindLine(1, [.material, .backdated, .annullable], [.record("successor")])

        case .personNamed:
            KindLine(1, [.backdated, .annullable], [.personal("name", .subject), .personal("mail", .subject)])
        case .personEngaged:
            KindLine(
                1, [.material, .backdated, .annullable],
                [
                    .record("engagement"), .record("kind"), .record("unit"), .personal("title", .subject),
                    .record("first_working_day"),
                ])
        case .personEngagementEnded: KindLine(1, [.material, .backdated, .annullable], [.record("engagement")])
        case .personEngagementSeen, .personEngagementMoved, .personFirstWorkingDayRecorded, .personLeaveBegan,
            .personLeaveEnded, .personIdentified, .personRoleFollowsGroups, .personsImported, .signInProviderSet,
            .signInProviderRemoved, .signInSecretSet, .personUnidentified, .groupNamed, .groupGone,
            .personGroupJoined, .personGroupLeft, .personSignInMethodAdded, .personSignInMethodRemoved,
            .registerImported,
            .personTalkHeld, .talksSet:
            KindLine.persons[kind] ?? KindLine(1, [], [])
        case .personRoleGranted:
            KindLine(1, [.material, .backdated, .annullable], [.record("grant"), .record("role"), .record("unit")])
        case .personRoleEnded: KindLine(1, [.material, .backdated, .annullable], [.record("grant")])
        case .personDeputyAppointed:
            KindLine(
                1, [.backdated, .annullable],
                [
                    .record("deputyship"), .record("deputy"),
                    .personal("reason", .actor, .subject, .named("deputy")),
                ])
        case .personDeputyEnded: KindLine(1, [.backdated, .annullable], [.record("deputyship")])
        // A hold stops the erasure of everything, its own reason too, until it is lifted.
        case .personHoldPlaced, .personHoldLifted:
            KindLine(1, .annullable, [.record("hold"), .personal("reason", .actor, .subject)])
        case .personAccountOpened: KindLine(1, [], [.personal("username", .subject)])
        case .personAccountClosed: KindLine(1, [], [])
        case .personRecoveryCodesMade, .personRecoveryCodeUsed: KindLine(1, [], [.record("count")])
        case .personErased:
            KindLine(
                1, [],
                [.personal("decision", .actor, .subject, kept: .record), .record("basis"), .record("erased")])

        case .bodySeated:
            KindLine(1, [.material, .backdated, .annullable], [.record("seat"), .record("person"), .record("chair")])
        case .bodyUnseated: KindLine(1, [.material, .backdated, .annullable], [.record("seat")])

        case .documentCreated:
            KindLine(
                1, [.material, .annullable],
                [
                    .record("kind"), .record("number"), .vaulted("title"), .record("owner"), .record("parent"),
                    .record("contact"),
                ])
        case .documentDrafted:
            KindLine(
                2, [.material, .annullable],
                versionNumber + [
                    .record("version"), .record("classification"), .record("language"), .vaulted("text"),
                    .vaulted("original"), .vaulted("extract"), .personal("note", .actor),
                ])
        case .documentVersionImported:
            KindLine(1, [.backdated, .annullable], versionNumber + [.vaulted("unit"), .vaulted("update")])
        // Why a section is missing is the organisation's record of what was decided without it.
        case .documentSubmitted:
            KindLine(
                2, .annullable,
                [.record("version"), .record("lacking"), .personal("reason", .actor, kept: .record)])
        case .documentEnforced: KindLine(1, [.backdated, .annullable], [.record("version")])
        case .documentVerified:
            KindLine(
                2, [.backdated, .annullable],
                versionNumber + [
                    .record("version"), .record("outcome"), .personal("strategy", .actor, kept: .record),
                    .personal("administration", .actor, kept: .record),
                    .personal("business", .actor, kept: .record), .personal("threats", .actor, kept: .record),
                    .personal("society", .actor, kept: .record), .personal("improvement", .actor, kept: .record),
                ])
        case .documentWithdrawn: KindLine(1, [.material, .backdated, .annullable], [.personal("reason", .actor)])
        case .documentTransferred:
            KindLine(1, [.material, .backdated, .annullable], [.record("unit"), .personal("reason", .actor)])
        case .documentContactNamed: KindLine(1, .annullable, [.record("contact")])
        case .documentPlaced: KindLine(1, [.material, .annullable], [.record("parent"), .personal("reason", .actor)])
        case .documentRetitled: KindLine(1, .annullable, [.vaulted("title"), .personal("reason", .actor)])

        case .documentChangeDeclared:
            KindLine(
                1, [.material, .backdated, .annullable],
                [
                    .record("cause"), .record("due"), .personal("reason", .actor, kept: .record),
                    .personal("reference", .actor, kept: .record),
                ])
        case .documentClassProposed:
            KindLine(
                1, [.material, .annullable],
                [
                    .record("version"), .record("was"), .record("classification"), .record("from"),
                    .personal("reason", .actor, kept: .record),
                ])
        case .documentSummarised: KindLine(1, .annullable, [.record("version"), .vaulted("summary")])

        case .documentRelated:
            KindLine(1, [.backdated, .annullable], [.record("relation"), .record("other")])
        case .documentUnrelated:
            KindLine(
                1, [.backdated, .annullable], [.record("relation"), .record("other"), .personal("reason", .actor)])
        // What was decided has been added to: those who decided are told.
        case .documentTranslated:
            KindLine(
                1, [.material, .annullable],
                [
                    .record("version"), .record("language"), .vaulted("title"), .vaulted("text"),
                    .vaulted("original"), .vaulted("extract"), .personal("reason", .actor),
                ])

        case .documentAudienceSet, .documentQuizSet, .noticeOpened, .noticeAcknowledged, .noticeReminded, .noticeTold:
            KindLine.reading[kind] ?? KindLine(1, [], [])

        case .decisionMade, .decisionResolved: KindLine(1, [.material, .backdated, .annullable], decision)

        case .decisionDispensed:
            KindLine(
                1, [.material, .backdated, .annullable],
                decision + [
                    .record("dispensation"), .record("update"),
                    .personal("update_reason", .actor, kept: .record),
                ])
        // What was put before a body and why is the record of governance (policy §§3.4, 6, 7.2).
        case .proposalMade:
            KindLine(
                1, [.material, .annullable],
                [
                    .record("number"), .record("year"), .record("body"),
                    .personal("question", .actor, kept: .record), .record("content"), .record("topics"),
                    .record("added"), .vaulted("name"), .record("topic"), .record("unit"), .record("from"),
                    .record("until"),
                    .personal("text", .actor, .named("about"), kept: .record), .record("about"), .record("done"),
                    .record("method"), .personal("words", .actor, kept: .record),
                    .record("risk"), .record("assessment"),
                    .personal("reasons", .actor, kept: .record), .personal("if_yes", .actor, kept: .record),
                    .personal("if_no", .actor, kept: .record), .personal("conditions", .actor, kept: .record),
                    .record("due"), .record("follows"), .record("rule"), .record("turn"),
                ])
        case .proposalWithdrawn: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)])
        case .documentTopicSet: KindLine(1, .annullable, [.record("topic")])
        case .decisionConfirmed:
            KindLine(
                1, .annullable, [.record("basis"), .personal("reason", .actor, kept: .record), .vaulted("minutes")])

        case .dispensationRequested, .dispensationAmended, .dispensationAdvised, .dispensationRecommended,
            .dispensationSubmitted, .dispensationWithdrawn, .dispensationEnded:
            KindLine.dispensations[kind] ?? KindLine(1, [], [])

        // Agenda and minutes are the record of governance (policy §§4, 6); a member's own reply is part of it.
        case .meetingCalled:
            KindLine(
                1, .annullable,
                [
                    .record("body"), .record("number"), .record("year"), .record("method"), .record("day"),
                    .record("deadline"), .vaulted("place"),
                ])
        case .meetingMoved:
            KindLine(
                1, .annullable,
                [.record("day"), .record("deadline"), .personal("reason", .actor, kept: .record)])
        case .meetingCancelled: KindLine(1, .annullable, [.personal("reason", .actor, kept: .record)])
        case .meetingItemPlaced:
            KindLine(
                1, .annullable,
                [
                    .record("item"), .record("order"), .record("about"), .vaulted("title"), .record("follows"),
                    .record("closed"), .personal("why", .actor, kept: .record),
                ])
        case .meetingItemDropped, .meetingItemPostponed:
            KindLine(1, .annullable, [.record("item"), .personal("reason", .actor, kept: .record)])
        case .meetingItemClosed: KindLine(1, .annullable, [.record("item")])
        case .meetingAnswered:
            KindLine(
                1, .annullable,
                [
                    .record("item"), .record("by"), .record("stance"),
                    .personal("comment", .actor, .named("by"), kept: .record),
                ])
        case .meetingHeld:
            KindLine(
                1, .annullable, [.record("present"), .record("absent"), .record("chair"), .record("secretary")])
        case .meetingMinuted: KindLine(1, .annullable, [.record("item"), .personal("text", .actor, kept: .record)])
        case .meetingMinutesSubmitted: KindLine(1, .annullable, [])
        case .meetingMinutesApproved: KindLine(1, .annullable, [.record("by")])
        case .decisionJournalised, .meetingJournalised:
            KindLine(1, .annullable, [.vaulted("case_number"), .vaulted("document_number"), .record("day")])
        case .decisionJournalRemoved, .meetingJournalRemoved: KindLine(1, .annullable, [.personal("reason", .actor)])

        case .documentStatuteNoted:
            KindLine(1, [.material, .annullable], [.record("paragraph"), .vaulted("law")])
        case .documentStatuteDropped:
            KindLine(1, .annullable, [.record("paragraph"), .personal("reason", .actor)])
        case .dispensationLimitSet: KindLine(1, .annullable, [.record("limit")])
        case .periodClosed: KindLine(1, [], [.record("until"), .personal("reason", .actor, kept: .record)])
        case .secondStepSet: KindLine(1, [], [.record("whom"), .personal("reason", .actor, kept: .record)])
        case .escalationSet: KindLine(1, .annullable, [.record("rule"), .record("head"), .record("direktion")])
        case .rightsReviewed:
            KindLine(
                1, .annullable,
                [
                    .record("year"), .record("quarter"), .record("seen"), .record("persons"), .record("conflicts"),
                    .personal("conclusion", .actor, kept: .record), .record("considered"), .record("rules"),
                    .personal("notes", .actor, .named("considered"), kept: .record), .record("own"),
                ])

        case .actionAdded:
            KindLine(
                1, [.material, .annullable],
                [
                    .record("number"),
                    .personal("title", .actor, .named("responsible"), .named("about"), kept: .record),
                    .personal("why", .actor, .named("responsible"), .named("about")),
                    .record("responsible"), .record("due"), .record("about"),
                ])
        case .actionMoved: KindLine(1, [.material, .annullable], [.record("due"), .personal("reason", .actor)])
        case .actionDone: KindLine(1, [.material, .annullable], [.personal("note", .actor)])
        case .actionAssigned:
            KindLine(1, [.material, .annullable], [.record("responsible"), .personal("reason", .actor)])
        case .actionDropped: KindLine(1, [.material, .annullable], [.personal("reason", .actor)])

        case .tokenIssued: KindLine(1, [], [.record("person"), .record("scope"), .record("until")])
        case .tokenRevoked: KindLine(1, [], [])

        case .consultationOpened, .consultationExtended, .consultationCommented, .consultationAgreed,
            .consultationReplied, .consultationDisposed, .consultationHandedOver, .consultationClosed:
            KindLine.consultations[kind] ?? KindLine(1, [], [])

        // That somebody was reminded did happen.
        case .reminderSent:
            KindLine(
                1, [], [.record("rule"), .record("about"), .record("turn"), .record("unit"), .record("to")])
        // As does that a relay took a mail. Persons are references without names.
        case .reminderMailed:
            KindLine(1, [], [.record("rule"), .record("about"), .record("turn"), .record("persons")])

        case .requirementStated, .requirementAmended, .requirementWithdrawn, .requirementMapped,
            .requirementUnmapped, .requirementAssessed, .evidenceAdded, .evidenceWithdrawn,
            .nonconformityRaised, .nonconformityExplained, .nonconformityChecked, .scopeOpened, .scopeDecided,
            .scopeResumed, .scopeClosed, .controlTestPlanned, .controlTestFrozen, .controlTestDrawn,
            .controlTestConcluded, .controlTestRetired, .auditRecorded, .frameworkAdopted, .frameworkRetired,
            .auditEngagementOpened, .auditEngagementClosed, .evidenceRequestMade, .evidenceRequestAnswered,
            .evidenceRequestJudged,
            .evidenceRequestWithdrawn:
            KindLine.compliance[kind] ?? KindLine(1, [], [])
        case .reportIssued, .reportPresented, .objectiveSet, .objectiveMeasured, .objectiveEnded, .campaignOpened,
            .campaignWidened, .campaignAnswered, .campaignClosed:
            KindLine.reports[kind] ?? KindLine(1, [], [])

        case .courseOpened, .coursePlanned, .courseRenewed, .courseCompleted, .courseRevoked, .courseReissued,
            .courseClosed:
            KindLine.learning[kind] ?? KindLine(1, [], [])
        case .initiativePlanned, .initiativeBegun, .initiativeMeasured, .initiativeExercised, .initiativeEnded,
            .initiativeDropped, .suspicionReported, .suspicionAnswered:
            KindLine.awareness[kind] ?? KindLine(1, [], [])
        case .competenceSet, .competenceDemanded, .competenceDemandEnded, .competenceCredited, .competenceConfirmed,
            .competenceRevoked, .competenceWithdrawn:
            KindLine.competences[kind] ?? KindLine(1, [], [])
        case .measureSet, .measureImplemented, .measureTested, .measureEnded, .assetSet, .assetMeasured,
            .assetAccessReviewed, .assetRetired,
            .assetDepended, .assetDependenceEnded,
            .assetInventoried:
            KindLine.measures[kind] ?? KindLine(1, [], [])
        case .riskSet, .riskAssessed, .riskVerified, .riskClosed: KindLine.risks[kind] ?? KindLine(1, [], [])
        case .subjectRequestReceived, .subjectRequestAssigned, .subjectRequestIdentified, .subjectRequestExtended,
            .subjectRequestNoted, .subjectRequestAnswered:
            KindLine.subjectRequests[kind] ?? KindLine(1, [], [])
        case .processingSet, .processingReviewed, .processingEnded:
            KindLine.processings[kind] ?? KindLine(1, [], [])
        case .organisationAnnulled, .tokenAnnulled, .noticeAnnulled, .reminderAnnulled: KindLine(1, [], annulment)
        case .unitAnnulled, .personAnnulled, .bodyAnnulled, .documentAnnulled, .decisionAnnulled, .actionAnnulled,
            .consultationAnnulled, .dispensationAnnulled, .proposalAnnulled, .meetingAnnulled, .requirementAnnulled,
            .evidenceAnnulled, .nonconformityAnnulled, .scopeAnnulled, .controlTestAnnulled, .auditAnnulled,
            .frameworkAnnulled, .reportAnnulled, .objectiveAnnulled, .measureAnnulled, .assetAnnulled,
            .campaignAnnulled, .courseAnnulled, .auditEngagementAnnulled,
            .initiativeAnnulled, .suspicionAnnulled,
            .competenceAnnulled,
            .riskAnnulled,
            .processingAnnulled,
            .subjectRequestAnnulled,
            .evidenceRequestAnnulled:
            KindLine(1, .material, annulment)
        }
    }

    /// What every decision says.
    private static let decision: [WireField] = [
        .record("number"), .record("year"), .record("decider"), .record("matter"), .record("outcome"),
        .record("method"), .vaulted("minutes"), .record("members"), .record("recused"),
        // Why somebody left the room is part of the decision (forvaltningsloven §§ 3-6).
        .personal("recusal", .actor, .named("recused"), kept: .record),
        .personal("conditions", .actor, kept: .record), .personal("reason", .actor, kept: .record),
        .record("basis"), .vaulted("paper"),
    ]
    private static let unitNames: [WireField] = [.vaulted("name"), .vaulted("name_en")]
    private static let versionNumber: [WireField] = [.record("major"), .record("minor")]
    private static let annulment: [WireField] = [.record("position"), .personal("reason", .actor)]
}
