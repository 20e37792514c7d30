// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The pages about documents.
extension StoryBook {
    static let documents = [
        Story("documents", of: .documents),
        Story("documents-by-title", of: .documents, [("sorter", "titel")]),
        Story("documents-by-due-day", of: .documents, [("sorter", "frist")]),
        Story("documents-waiting", of: .documents, [("status", "venter")]),
        Story("documents-plain", of: .documents, by: .plain),
        Story("documents-new", of: .documents, on: .new, by: .holder(.administrator)),
    ]

    private static func page(_ document: Document) -> Story.Target { .route(.document(document.id)) }

    static let document = [
        Story("document") { world in world.document { world.isInForce($0) && !world.isOverdue($0) }.map(page) },
        Story("document-overdue") { world in world.document { world.isInForce($0) && world.isOverdue($0) }.map(page) },
        Story("document-waiting", by: .holder(.direktion)) { world in world.document(world.isWaiting).map(page) },
        Story("document-draft") { world in
            world.document { $0.firstEntered == nil && !world.isWaiting($0) && !$0.isWithdrawn(on: world.today) }
                .map(page)
        },
        Story("document-withdrawn") { world in world.document { $0.isWithdrawn(on: world.today) }.map(page) },
        Story("document-strict") { world in
            world.document { $0.classification(on: world.today) == .strict }.map(page)
        },
        // Answered like one that is not there.
        Story("document-hidden", by: .plain, status: 404) { world in
            world.document { $0.classification(on: world.today) == .strict }.map(page)
        },
        Story("document-stricter") { world in
            world.document { $0.proposedClass(on: world.today)?.isStricter == true }.map(page)
        },
        Story("document-laxer") { world in
            world.document { $0.proposedClass(on: world.today)?.isStricter == false }.map(page)
        },
        Story("document-long") { world in
            world.documents.max { world.title($0).count < world.title($1).count }.map(page)
        },
        Story("document-to-read", by: .plain) { world in
            toRead(world).flatMap { $0.document }.map { .route(.document($0)) }
        },
        Story("document-quiz", by: .asked) { world in
            world.asking?.document.map { .route(.document($0)) }
        },
        Story("document-past", by: .holder(.auditor), past: (145, false)) { world in
            world.document(world.isInForce).map(page)
        },
    ]

    /// What the plain reader has not acknowledged yet.
    private static func toRead(_ world: StoryWorld) -> Notice? {
        guard let person = world.person(.plain) else { return nil }
        return world.notices.first { notice in
            world.register.readings(of: person).contains { $0.subject == .notice(notice.id) && $0.done == nil }
        }
    }

    static let version = [
        Story("version-old") { world in
            world.document { world.isInForce($0) && $0.versions.count > 1 }.flatMap { document in
                document.versions.first.map { .route(.version(document.id, $0.id)) }
            }
        },
        Story("version-waiting") { world in
            world.document(world.isWaiting).flatMap { document in
                document.pending.map { .route(.version(document.id, $0.id)) }
            }
        },
    ]

    static let comparison = [
        Story("comparison") { world in
            world.document { $0.versions.count > 1 }.map { .route(.comparison($0.id)) }
        },
        Story("comparison-one") { world in
            world.document { $0.versions.count == 1 }.map { .route(.comparison($0.id)) }
        },
    ]

    static let consultation = [
        Story("consultation") { world in
            world.consultations.first { $0.isOpen(on: world.today) && !$0.comments.isEmpty }
                .map { .route(.consultation($0.id)) }
        },
        Story("consultation-closed") { world in
            world.consultations.first { !$0.isOpen(on: world.today) }.map { .route(.consultation($0.id)) }
        },
    ]

    static let manuscript = [
        Story("manuscript") { world in
            world.document { world.isInForce($0) && $0.pending == nil }.map { .route(.manuscript($0.id)) }
        },
        Story("manuscript-not-allowed", by: .plain, status: 403) { world in
            world.document { world.isInForce($0) && $0.classification(on: world.today) == .internal }
                .map { .route(.manuscript($0.id)) }
        },
    ]

    static let decision = [
        Story("decision-approved", by: .holder(.direktion)) { world in
            world.decisions.first { $0.outcome == .approved }.map { .route(.decision($0.id)) }
        },
        Story("decision-of-a-head") { world in
            world.decisions.first { $0.made.map { $0.decider != .body(.direktion) } ?? false }
                .map { .route(.decision($0.id)) }
        },
    ]

    static let notice = [
        Story("notice-quiz") { world in world.asking.map { .route(.notice($0.id)) } },
        Story("notice") { world in world.notices.last.map { .route(.notice($0.id)) } },
        Story("notice-plain", by: .plain) { world in toRead(world).map { .route(.notice($0.id)) } },
    ]

    // MARK: Commands

    /// The form of a command, about something that it can be about.
    static func command(_ kind: CommandKind) -> Story {
        switch kind {
        case .makeDecision:
            Story(kind.rawValue, by: .holder(.direktion)) { world in
                world.document(world.isWaiting).map {
                    .route(.command(kind), [("document", "\($0.id)"), ("act", "adopt")])
                }
            }
        case .handOver:
            Story(kind.rawValue, by: .holder(.security)) { world in
                world.units.first { unit in
                    !unit.isOpen(on: world.today) && !world.register.held(by: .unit(unit.id), on: world.today).isEmpty
                }.map { .route(.command(kind), [("unit", "\($0.id)")]) }
            }
        case .endDispensation:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.dispensation(fitting: .live).map { .route(.command(kind), [("dispensation", "\($0.id)")]) }
            }
        case .confirmDecision:
            Story(kind.rawValue, by: .holder(.secretary)) { world in
                world.changed.flatMap { world.register.grant(of: $0.id) }
                    .map { .route(.command(kind), [("decision", "\($0.id)")]) }
            }
        case .resolveProposal:
            Story(kind.rawValue, by: .holder(.direktion)) { world in
                world.proposal(fitting: .submitted).map { .route(.command(kind), [("proposal", "\($0.id)")]) }
            }
        case .withdrawProposal:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.proposal(fitting: .submitted).map { .route(.command(kind), [("proposal", "\($0.id)")]) }
            }
        case .setTopic:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.document { $0.kind == .topicPolicy && !$0.isWithdrawn(on: world.today) }.map {
                    .route(.command(kind), [("document", "\($0.id)")])
                }
            }
        case .dropStatute:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.document { !$0.statutes.isEmpty }.map { .route(.command(kind), [("document", "\($0.id)")]) }
            }
        case .reviewRights:
            Story(kind.rawValue, by: .holder(.security)) { world in
                world.register.quarterToReview(on: world.today).map { _ in .route(.command(kind)) }
            }
        case .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem, .holdMeeting,
            .minuteItem, .submitMinutes, .approveMinutes:
            Story(kind.rawValue, by: .holder(kind == .answerItem || kind == .approveMinutes ? .direktion : .secretary))
            { world in
                world.meeting(for: kind).map { .route(.command(kind), $0) }
            }
        case .recordJournal, .removeJournal:
            Story(kind.rawValue, by: .holder(.secretary)) { world in
                world.filed(kind == .removeJournal).map { .route(.command(kind), [("decision", "\($0.id)")]) }
            }
        case .answerRequest, .judgeAnswer:
            Story(kind.rawValue, by: .holder(kind == .judgeAnswer ? .auditor : .security)) { world in
                world.evidenceRequest(kind == .judgeAnswer ? .delivered : .requested).map {
                    .route(.command(kind), [("evidence_request", "\($0.id)")])
                }
            }
        case .callMeeting:
            Story(kind.rawValue, by: .holder(.secretary)) { _ in
                .route(.command(kind), [("body", "direktion"), ("method", "meeting")])
            }
        case .openCourse:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.document { $0.kind == .module }.map { .route(.command(kind), [("document", "\($0.id)")]) }
            }
        case .acknowledgeNotice:
            Story(kind.rawValue, by: .asked) { world in
                world.asking.map { .route(.command(kind), [("notice", "\($0.id)")]) }
            }
        case .setQuiz:
            Story(kind.rawValue, by: .holder(.security)) { world in
                world.asking?.document.map { .route(.command(kind), [("document", "\($0)")]) }
            }
        case .completeCourse:
            Story(kind.rawValue, by: .plain) { world in
                world.course.map { .route(.command(kind), [("course", "\($0.id)")]) }
            }
        case .planCourse, .renewCourse, .recordCompletion, .recordCompletions, .revokeCertificate, .reissueCertificate,
            .closeCourse:
            Story(kind.rawValue, by: .able(kind)) { world in
                world.certificate.map { course, certificate in
                    .route(.command(kind), [("course", "\(course.id)"), ("certificate", "\(certificate.certificate)")])
                }
            }
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            awareness(kind)
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            subjectRequestForm(kind)
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk:
            competenceForm(kind)
        // Given by Værn alone.
        case .recordMail, .recordSignIn, .followGroups, .provisionPerson, .provisionGroup:
            Story(kind.rawValue, of: .command(kind), by: .holder(.administrator), status: 403)
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .endEngagement, .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave,
            .identifyPerson, .importPersons, .grantRole, .endRole, .seatMember, .unseatMember, .appointDeputy,
            .endDeputy, .placeHold, .liftHold, .erasePerson, .openAccount, .closeAccount, .issueToken,
            .revokeToken, .removeSignInMethod, .requireSecondStep, .setSignInProvider, .setProviderSecret,
            .removeSignInProvider,
            .createDocument, .importDocument, .draftVersion, .submitVersion, .enforceVersion, .verifyDocument,
            .declareMaterialChange, .withdrawDocument, .transferDocument, .nameContact, .placeDocument,
            .retitleDocument, .reclassifyDocument, .addHistoryRow, .relateDocument, .unrelateDocument,
            .translateVersion, .openConsultation, .extendConsultation, .comment, .agree, .reply,
            .dispose, .closeConsultation, .summariseDocument, .setPublication, .reviewPublication, .setAudience,
            .openNotice, .remindReaders, .tellReaders, .remindDuties, .addAction, .moveAction,
            .completeAction, .dropAction, .annulFact, .correctFact, .requestDispensation, .amendDispensation,
            .adviseDispensation, .recommendDispensation, .submitDispensation, .withdrawDispensation,
            .setDispensationLimit, .setEscalation, .noteStatute, .proposeTopics, .proposeDelegation, .proposeMeasure,
            .proposeRiskMethod,
            .proposeMatter, .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement,
            .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit,
            .adoptFramework, .retireFramework,
            .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .setAsset, .measureAvailability,
            .reviewAssetAccess, .retireAsset,
            .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance,
            .appraiseRisk,
            .setProcessing, .reviewProcessing, .endProcessing,
            .dependAsset, .endDependence,
            .recordInventory,
            .importAssets,
            .importRisks,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign, .openAuditEngagement,
            .closeAuditEngagement, .requestEvidence,
            .withdrawRequest:
            Story(kind.rawValue, by: .able(kind)) { world in
                let subject = kind.fields.first.flatMap { given($0, world) }
                return .route(.command(kind), subject.map { [$0] } ?? [])
            }
        }
    }

    /// What the first field of a command says, where it names something.
    private static func given(_ field: Domain.Field, _ world: StoryWorld) -> (String, String)? {
        let value: String?
        switch field.kind {
        case .document: value = world.document(world.isInForce).map { "\($0.id)" }
        case .person:
            value = world.persons.first { $0.isActive(on: world.today) && !$0.grants.isEmpty }.map { "\($0.id)" }
        case .unit: value = world.units.first { $0.isOpen(on: world.today) }.map { "\($0.id)" }
        case .action: value = world.action { $0.standing.newest == .open }.map { "\($0.id)" }
        case .notice: value = world.notices.last.map { "\($0.id)" }
        case .consultation: value = world.consultations.first { $0.isOpen(on: world.today) }.map { "\($0.id)" }
        case .dispensation: value = world.dispensation(fitting: nil).map { "\($0.id)" }
        case .proposal: value = world.proposal(fitting: .submitted).map { "\($0.id)" }
        case .decision: value = world.decisions.last { $0.outcome == .approved }.map { "\($0.id)" }
        case .position: value = world.entry(.personEngaged).map(String.init)
        case .choice: value = field.name == "body" ? "direktion" : nil
        case .line, .text, .mail, .day, .tick, .number, .persons, .version, .engagement, .leave, .grant, .seat,
            .deputyship,
            .hold, .signInMethod, .token, .comment, .paragraph, .units, .things, .duties, .several, .command, .file,
            .paragraphs, .topic, .topics, .meeting, .item, .matters, .evidences, .documents, .clause, .control,
            .risks, .measures,
            .samples, .requirements, .assets, .certificate, .competences, .competenceDemand, .credential:
            value = nil
        case .course: value = world.course.map { "\($0.id)" }
        case .competence: value = world.competence.map { "\($0.id)" }
        case .requirement: value = world.requirement().map { "\($0.id)" }
        case .evidence: value = world.evidence().map { "\($0.id)" }
        case .nonconformity: value = world.nonconformity { $0.standing(on: world.today) != .closed }.map { "\($0.id)" }
        case .controlTest: value = world.controlTest().map { "\($0.id)" }
        case .audit: value = world.register.audits.keys.sorted().first.map { "\($0)" }
        case .scope: value = world.scope().map { "\($0.id)" }
        case .report: value = world.register.reports.keys.sorted().first.map { "\($0)" }
        case .initiative: value = world.initiative { _ in true }.map { "\($0.id)" }
        case .suspicion: value = world.suspicion { _ in true }.map { "\($0.id)" }
        case .objective: value = world.register.objectives.keys.sorted().first.map { "\($0)" }
        case .measure: value = world.register.measures.keys.sorted().first.map { "\($0)" }
        case .asset: value = world.register.assets.keys.sorted().first.map { "\($0)" }
        case .processing: value = world.processing { $0.endedOn == nil }.map { "\($0.id)" }
        case .subjectRequest: value = world.subjectRequest { $0.answers.isEmpty }.map { "\($0.id)" }
        case .risk:
            value = world.register.risks.values.filter { $0.closedOn == nil && $0.wording?.classification == .internal }
                .map { "\($0.id)" }.min()
        case .campaign: value = world.register.campaigns.keys.sorted().first.map { "\($0)" }
        case .auditEngagement: value = world.auditEngagement().map { "\($0.id)" }
        case .evidenceRequest: value = world.evidenceRequest(.requested).map { "\($0.id)" }
        case .framework: value = world.adopted().map { "\($0.id)" }
        }
        return value.map { (field.name, $0) }
    }

    /// Forms that are shown again with what must be put right. They are posted to the desk like any other, and refused.
    static let refusedCommands = [
        Story("hand-over-list", of: .command(.handOver), by: .holder(.security)),
        Story("action.add-refused", of: .command(.addAction), posting: [("title", "Luk døren")], status: 422),
        Story("person.add-refused", of: .command(.addPerson), by: .able(.addPerson), posting: [], status: 422),
        Story("document.import-refused", of: .command(.importDocument), posting: [("title", "Adgang")], status: 422),
        Story("notice.acknowledge-refused", by: .asked, posting: [("svar-q1", "0")], status: 422) { world in
            world.asking.map { .route(.command(.acknowledgeNotice), [("notice", "\($0.id)")]) }
        },
        Story(
            "document.quiz-refused", posting: [("danish", "## Hvad? {#q1}"), ("english", "## What? {#q1}")], status: 422
        ) { world in
            world.document { $0.pending != nil && $0.kind != .module && !$0.isWithdrawn(on: world.today) }
                .map { .route(.command(.setQuiz), [("document", "\($0.id)")]) }
        },
        Story("decision.make-class", by: .holder(.direktion)) { world in
            world.document { $0.proposedClass(on: world.today) != nil }.map {
                .route(.command(.makeDecision), [("document", "\($0.id)"), ("act", "reclassify")])
            }
        },
        Story("decision.make-refused", by: .holder(.direktion), posting: [], status: 422) { world in
            world.document(world.isWaiting).map {
                .route(.command(.makeDecision), [("document", "\($0.id)"), ("act", "adopt")])
            }
        },
        Story("organisation.name-not-allowed", of: .command(.nameOrganisation), by: .plain, status: 403),
        Story("document.verify-past", by: .holder(.security), past: (145, true)) { world in
            world.document(world.isInForce).map { .route(.command(.verifyDocument), [("document", "\($0.id)")]) }
        },
        Story("fact.correct-chosen", by: .holder(.administrator)) { world in
            world.entry(.personEngaged).map {
                .route(.command(.correctFact), [("position", "\($0)"), ("command", "body.seat")])
            }
        },
    ]
}
