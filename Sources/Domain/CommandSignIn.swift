// SPDX-License-Identifier: MPL-2.0

extension CommandKind {
    /// Whether the act demands a new sign-in just before it: decisions, rights and keys. A token never makes it.
    public var demandsFreshSignIn: Bool {
        switch self {
        case .makeDecision, .resolveProposal, .confirmDecision, .grantRole, .endRole, .seatMember, .unseatMember,
            .approveMinutes, .appointDeputy, .openAccount, .closeAccount, .issueToken, .reviewRights,
            .removeSignInMethod, .requireSecondStep, .setSignInProvider, .setProviderSecret, .removeSignInProvider:
            true
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .endEngagement, .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave,
            .identifyPerson, .importPersons, .endDeputy, .handOver, .placeHold, .liftHold, .erasePerson, .revokeToken,
            .createDocument, .importDocument, .draftVersion, .submitVersion, .enforceVersion, .verifyDocument,
            .declareMaterialChange, .withdrawDocument, .transferDocument, .nameContact, .placeDocument,
            .retitleDocument, .reclassifyDocument, .openConsultation, .extendConsultation, .comment, .agree, .reply,
            .dispose, .closeConsultation, .addHistoryRow, .addAction, .moveAction, .completeAction, .dropAction,
            .annulFact, .correctFact, .setAudience, .openNotice, .acknowledgeNotice, .remindReaders, .tellReaders,
            .remindDuties, .summariseDocument, .setPublication, .reviewPublication, .relateDocument, .unrelateDocument,
            .setQuiz,
            .translateVersion, .recordMail, .recordSignIn, .followGroups, .provisionPerson,
            .provisionGroup, .requestDispensation,
            .amendDispensation, .adviseDispensation, .recommendDispensation, .submitDispensation,
            .withdrawDispensation, .endDispensation, .setDispensationLimit, .setEscalation, .noteStatute, .dropStatute,
            .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal, .setTopic,
            .proposeRiskMethod:
            false
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .recordJournal, .removeJournal, .findRequirement, .stateLaw,
            .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement, .unmapRequirement,
            .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity, .explainNonconformity,
            .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope, .planControlTest,
            .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit, .adoptFramework,
            .retireFramework, .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective,
            .endObjective, .closePeriod, .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion,
            .recordCompletions, .revokeCertificate, .reissueCertificate, .closeCourse, .setMeasure, .implementMeasure,
            .testMeasure, .endMeasure, .setAsset, .measureAvailability, .reviewAssetAccess, .retireAsset,
            .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance,
            .appraiseRisk,
            .setProcessing, .reviewProcessing, .endProcessing,
            .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest,
            .dependAsset, .endDependence,
            .recordInventory,
            .importAssets,
            .importRisks,
            .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign, .openAuditEngagement,
            .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer, .withdrawRequest:
            false
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            false
        }
    }
}
