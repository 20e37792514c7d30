// SPDX-License-Identifier: MPL-2.0

public import Domain

extension CommandKind {
    /// Erasure and administration still work when the disk is nearly full.
    var mayUseReserve: Bool {
        switch self {
        case .erasePerson, .endRole, .closeAccount, .revokeToken, .endEngagement, .unseatMember, .liftHold, .grantRole,
            .openAccount, .recordSignIn, .removeSignInMethod, .requireSecondStep, .setSignInProvider,
            .setProviderSecret,
            .removeSignInProvider, .followGroups:
            true
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave, .identifyPerson,
            .importPersons, .provisionPerson, .provisionGroup,
            .seatMember, .appointDeputy, .endDeputy, .handOver, .placeHold,
            .issueToken,
            .createDocument,
            .importDocument, .draftVersion, .submitVersion, .makeDecision, .enforceVersion, .verifyDocument,
            .withdrawDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument, .reclassifyDocument,
            .openConsultation,
            .extendConsultation, .comment, .agree, .reply, .dispose, .closeConsultation,
            .declareMaterialChange, .addHistoryRow,
            .setAudience, .openNotice, .acknowledgeNotice, .remindReaders, .tellReaders, .remindDuties, .addAction,
            .moveAction,
            .completeAction,
            .dropAction, .annulFact, .correctFact:
            false
        case .summariseDocument, .setPublication, .reviewPublication, .relateDocument, .unrelateDocument,
            .translateVersion, .setQuiz, .recordMail:
            false
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal, .resolveProposal,
            .proposeRiskMethod,
            .setTopic, .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit,
            .setEscalation,
            .confirmDecision,
            .noteStatute, .dropStatute, .reviewRights:
            false
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .holdMeeting,
            .minuteItem, .submitMinutes, .answerItem, .approveMinutes, .recordJournal, .removeJournal:
            false
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit,
            .adoptFramework, .retireFramework,
            .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate,
            .reissueCertificate,
            .closeCourse,
            .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk,
            .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .setAsset, .measureAvailability,
            .reviewAssetAccess, .retireAsset,
            .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance,
            .appraiseRisk,
            .setProcessing, .reviewProcessing, .endProcessing,
            .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest,
            .dependAsset, .endDependence,
            .recordInventory,
            .importAssets,
            .importRisks,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign, .openAuditEngagement,
            .closeAuditEngagement, .requestEvidence,
            .answerRequest, .judgeAnswer,
            .withdrawRequest:
            false
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            false
        }
    }

    /// What a command is about, read from its arguments: the first field that names a thing.
    public func subject(_ arguments: Arguments) -> Subject? {
        for field in fields {
            guard let text = arguments.texts[field.name]?.first, let id = ID<Subject>(text) else { continue }
            switch field.kind {
            case .document: return Subject(.document, id)
            case .person: return Subject(.person, id)
            case .unit: return Subject(.unit, id)
            case .action: return Subject(.action, id)
            case .token: return Subject(.token, id)
            case .consultation: return Subject(.consultation, id)
            case .notice: return Subject(.notice, id)
            case .dispensation: return Subject(.dispensation, id)
            case .proposal: return Subject(.proposal, id)
            case .meeting: return Subject(.meeting, id)
            case .decision: return Subject(.decision, id)
            case .requirement: return Subject(.requirement, id)
            case .evidence: return Subject(.evidence, id)
            case .nonconformity: return Subject(.nonconformity, id)
            case .scope: return Subject(.scope, id)
            case .controlTest: return Subject(.controlTest, id)
            case .audit: return Subject(.audit, id)
            case .framework: return Subject(.framework, id)
            case .report: return Subject(.report, id)
            case .objective: return Subject(.objective, id)
            case .initiative: return Subject(.initiative, id)
            case .suspicion: return Subject(.suspicion, id)
            case .course: return Subject(.course, id)
            case .competence: return Subject(.competence, id)
            case .measure: return Subject(.measure, id)
            case .asset: return Subject(.asset, id)
            case .risk: return Subject(.risk, id)
            case .subjectRequest: return Subject(.subjectRequest, id)
            case .processing: return Subject(.processing, id)
            case .campaign: return Subject(.campaign, id)
            case .auditEngagement: return Subject(.auditEngagement, id)
            case .evidenceRequest: return Subject(.evidenceRequest, id)
            case .item, .matters, .topic, .topics, .comment, .paragraph, .paragraphs, .units, .things, .duties,
                .certificate, .several, .line, .text,
                .competenceDemand, .credential, .competences,
                .mail, .day,
                .tick, .number,
                .choice,
                .persons,
                .version, .engagement, .leave, .grant, .seat,
                .deputyship, .hold, .signInMethod, .position, .command, .file, .clause, .control, .evidences,
                .documents, .samples,
                .risks, .measures,
                .requirements, .assets:
                continue
            }
        }
        return nil
    }
}

extension Alarm {
    /// What a person is told whose command cannot be taken.
    public var refusal: Refusal {
        let what: Phrase =
            switch self {
            case .behind(let size, let known):
                Phrase(
                    da: "Databasen har \(size) poster, men \(known) er kvitteret for.",
                    en: "The database has \(size) entries, but \(known) were acknowledged.")
            case .otherRoot:
                Phrase(
                    da: "Databasen svarer ikke til det sidste underskrevne kontrolpunkt.",
                    en: "The database does not match the last signed checkpoint.")
            case .badCheckpoint:
                Phrase(
                    da:
                        "Kontrolpunktet uden for databasen mangler eller er ikke underskrevet med organisationens nøgle.",
                    en:
                        "The checkpoint outside the database is missing or not signed with the organisation's key.")
            case .unknownKind:
                Phrase(
                    da: "Revisionssporet er skrevet af et nyere Værn. Opgradér programmet.",
                    en: "The ledger was written by a newer Værn. Upgrade the program.")
            case .damaged(let position, _), .verification(let position, _):
                Phrase(
                    da: "Post \(position) i revisionssporet kan ikke bekræftes.",
                    en: "Entry \(position) of the ledger cannot be confirmed.")
            case .store:
                Phrase(
                    da: "Disken eller databasen har svigtet.", en: "The disk or the database has failed.")
            }
        return Refusal(
            .readOnly,
            Phrase(
                da: "Værn kan kun læses nu. \(what.da) Sig det til driften. Intet blev gemt.",
                en: "Værn can only be read now. \(what.en) Tell operations. Nothing was saved."))
    }
}
