// SPDX-License-Identifier: MPL-2.0

/// The table of commands: everything that can change an organisation. Forms, the JSON interface, the command line, the
/// access matrix and the tests are made from it. Adding a line shows, by the compiler, what must be said of it.
public enum CommandKind: String, Choosable {
    case nameOrganisation = "organisation.name"
    case openUnit = "unit.open"
    case renameUnit = "unit.rename"
    case moveUnit = "unit.move"
    case closeUnit = "unit.close"
    case addPerson = "person.add"
    case renamePerson = "person.rename"
    case beginEngagement = "engagement.begin"
    case endEngagement = "engagement.end"
    case recordFirstWorkingDay = "engagement.firstWorkingDay"
    case moveEngagement = "engagement.move"
    case beginLeave = "leave.begin"
    case endLeave = "leave.end"
    case identifyPerson = "person.identify"
    case importPersons = "person.import"
    case provisionPerson = "person.provision"
    case provisionGroup = "group.provision"
    case grantRole = "role.grant"
    case endRole = "role.end"
    case seatMember = "body.seat"
    case unseatMember = "body.unseat"
    case appointDeputy = "deputy.appoint"
    case endDeputy = "deputy.end"
    case handOver = "responsibility.handOver"
    case placeHold = "hold.place"
    case liftHold = "hold.lift"
    case erasePerson = "person.erase"
    case openAccount = "account.open"
    case closeAccount = "account.close"
    case recordSignIn = "signIn.record"
    case removeSignInMethod = "signIn.remove"
    case requireSecondStep = "signIn.require"
    case setSignInProvider = "signIn.provider"
    case setProviderSecret = "signIn.secret"
    case removeSignInProvider = "signIn.providerRemove"
    case followGroups = "signIn.follow"
    case issueToken = "token.issue"
    case revokeToken = "token.revoke"
    case createDocument = "document.create"
    case importDocument = "document.import"
    case draftVersion = "document.draft"
    case submitVersion = "document.submit"
    case makeDecision = "decision.make"
    case enforceVersion = "document.enforce"
    case verifyDocument = "document.verify"
    case declareMaterialChange = "document.materialChange"
    case withdrawDocument = "document.withdraw"
    case transferDocument = "document.transfer"
    case nameContact = "document.contact"
    case placeDocument = "document.place"
    case retitleDocument = "document.retitle"
    case reclassifyDocument = "document.reclassify"
    case addHistoryRow = "document.history"
    case relateDocument = "document.relate"
    case unrelateDocument = "document.unrelate"
    case translateVersion = "document.translate"
    case openConsultation = "consultation.open"
    case extendConsultation = "consultation.extend"
    case comment = "consultation.comment"
    case agree = "consultation.agree"
    case reply = "consultation.reply"
    case dispose = "consultation.dispose"
    case closeConsultation = "consultation.close"
    case summariseDocument = "document.summarise"
    case setPublication = "publication.set"
    case reviewPublication = "publication.review"
    case setAudience = "document.audience"
    case setQuiz = "document.quiz"
    case openNotice = "notice.open"
    case acknowledgeNotice = "notice.acknowledge"
    case remindReaders = "notice.remind"
    case tellReaders = "notice.tell"
    case remindDuties = "duty.remind"
    case requestDispensation = "dispensation.request"
    case amendDispensation = "dispensation.amend"
    case adviseDispensation = "dispensation.advise"
    case recommendDispensation = "dispensation.recommend"
    case submitDispensation = "dispensation.submit"
    case withdrawDispensation = "dispensation.withdraw"
    case endDispensation = "dispensation.end"
    case setDispensationLimit = "dispensation.limit"
    case setEscalation = "escalation.set"
    case confirmDecision = "decision.confirm"
    case noteStatute = "document.statute"
    case dropStatute = "document.dropStatute"
    case proposeTopics = "topics.propose"
    case proposeDelegation = "delegation.propose"
    case proposeMeasure = "measure.propose"
    case proposeMatter = "matter.propose"
    case withdrawProposal = "proposal.withdraw"
    case resolveProposal = "proposal.resolve"
    case setTopic = "document.topic"
    case reviewRights = "rights.review"
    case callMeeting = "meeting.call"
    case moveMeeting = "meeting.move"
    case cancelMeeting = "meeting.cancel"
    case placeItem = "meeting.place"
    case settleItem = "meeting.settle"
    case closeItem = "meeting.close"
    case answerItem = "meeting.answer"
    case holdMeeting = "meeting.hold"
    case minuteItem = "meeting.minute"
    case submitMinutes = "meeting.submit"
    case approveMinutes = "meeting.approve"
    case recordJournal = "journal.record"
    case removeJournal = "journal.remove"
    case findRequirement = "requirement.find"
    case stateLaw = "requirement.law"
    case adoptClause = "requirement.clause"
    case amendRequirement = "requirement.amend"
    case withdrawRequirement = "requirement.withdraw"
    case mapRequirement = "requirement.map"
    case unmapRequirement = "requirement.unmap"
    case assessRequirement = "requirement.assess"
    case addEvidence = "evidence.add"
    case withdrawEvidence = "evidence.withdraw"
    case raiseNonconformity = "nonconformity.raise"
    case explainNonconformity = "nonconformity.explain"
    case checkNonconformity = "nonconformity.check"
    case openScope = "scope.open"
    case decideApplicability = "scope.decide"
    case resumeBaseline = "scope.resume"
    case closeScope = "scope.close"
    case planControlTest = "controlTest.plan"
    case freezePopulation = "controlTest.freeze"
    case drawSample = "controlTest.draw"
    case concludeControlTest = "controlTest.conclude"
    case retireControlTest = "controlTest.retire"
    case recordAudit = "audit.record"
    case openAuditEngagement = "auditEngagement.open"
    case closeAuditEngagement = "auditEngagement.close"
    case requestEvidence = "evidenceRequest.make"
    case answerRequest = "evidenceRequest.answer"
    case judgeAnswer = "evidenceRequest.judge"
    case withdrawRequest = "evidenceRequest.withdraw"
    case adoptFramework = "framework.adopt"
    case retireFramework = "framework.retire"
    case issueReport = "report.issue"
    case issueReview = "review.issue"
    case presentReport = "report.present"
    case setObjective = "objective.set"
    case measureObjective = "objective.measure"
    case endObjective = "objective.end"
    case closePeriod = "period.close"
    case openCourse = "course.open"
    case planCourse = "course.plan"
    case renewCourse = "course.renew"
    case completeCourse = "course.complete"
    case recordCompletion = "course.record"
    case recordCompletions = "course.record_list"
    case revokeCertificate = "certificate.revoke"
    case reissueCertificate = "certificate.reissue"
    case closeCourse = "course.close"
    case planInitiative = "initiative.plan"
    case beginInitiative = "initiative.begin"
    case measureInitiative = "initiative.measure"
    case recordExercise = "initiative.exercise"
    case endInitiative = "initiative.end"
    case dropInitiative = "initiative.drop"
    case reportSuspicion = "suspicion.report"
    case answerSuspicion = "suspicion.answer"
    case setCompetence = "competence.set"
    case demandCompetence = "competence.demand"
    case endCompetenceDemand = "competence.end_demand"
    case withdrawCompetence = "competence.withdraw"
    case recordCredential = "credential.record"
    case confirmCredential = "credential.confirm"
    case revokeCredential = "credential.revoke"
    case setTalks = "talk.set"
    case recordTalk = "talk.record"
    case setMeasure = "measure.set"
    case implementMeasure = "measure.implement"
    case testMeasure = "measure.test"
    case endMeasure = "measure.end"
    case setSolution = "solution.set"
    case measureAvailability = "asset.measure"
    case reviewAssetAccess = "asset.review"
    case retireAsset = "asset.retire"
    case dependAsset = "asset.depend"
    case endDependence = "dependence.end"
    case openCampaign = "campaign.open"
    case answerCampaign = "campaign.answer"
    case confirmAnswers = "campaign.confirm"
    case closeCampaign = "campaign.close"
    case recordMail = "mail.record"
    case addAction = "action.add"
    case moveAction = "action.move"
    case completeAction = "action.done"
    case dropAction = "action.drop"
    case annulFact = "fact.annul"
    case correctFact = "fact.correct"

    /// The type that knows its fields and its rules.
    public var type: any Deed.Type {
        switch self {
        case .nameOrganisation: NameOrganisation.self
        case .openUnit: OpenUnit.self
        case .renameUnit: RenameUnit.self
        case .moveUnit: MoveUnit.self
        case .closeUnit: CloseUnit.self
        case .addPerson: AddPerson.self
        case .renamePerson: RenamePerson.self
        case .beginEngagement: BeginEngagement.self
        case .endEngagement: EndEngagement.self
        case .recordFirstWorkingDay: RecordFirstWorkingDay.self
        case .moveEngagement: MoveEngagement.self
        case .beginLeave: BeginLeave.self
        case .endLeave: EndLeave.self
        case .identifyPerson: IdentifyPerson.self
        case .importPersons: ImportPersons.self
        case .grantRole: GrantRole.self
        case .endRole: EndRole.self
        case .seatMember: SeatMember.self
        case .unseatMember: UnseatMember.self
        case .appointDeputy: AppointDeputy.self
        case .endDeputy: EndDeputy.self
        case .handOver: HandOver.self
        case .placeHold: PlaceHold.self
        case .liftHold: LiftHold.self
        case .erasePerson: ErasePerson.self
        case .openAccount: OpenAccount.self
        case .closeAccount: CloseAccount.self
        case .recordSignIn: RecordSignIn.self
        case .provisionPerson: ProvisionPerson.self
        case .provisionGroup: ProvisionGroup.self
        case .removeSignInMethod: RemoveSignInMethod.self
        case .requireSecondStep: RequireSecondStep.self
        case .setSignInProvider: SetSignInProvider.self
        case .setProviderSecret: SetProviderSecret.self
        case .removeSignInProvider: RemoveSignInProvider.self
        case .followGroups: FollowGroups.self
        case .issueToken: IssueToken.self
        case .revokeToken: RevokeToken.self
        case .createDocument: CreateDocument.self
        case .importDocument: ImportDocument.self
        case .draftVersion: DraftVersion.self
        case .submitVersion: SubmitVersion.self
        case .makeDecision: MakeDecision.self
        case .enforceVersion: EnforceVersion.self
        case .verifyDocument: VerifyDocument.self
        case .declareMaterialChange: DeclareMaterialChange.self
        case .withdrawDocument: WithdrawDocument.self
        case .transferDocument: TransferDocument.self
        case .nameContact: NameContact.self
        case .placeDocument: PlaceDocument.self
        case .retitleDocument: RetitleDocument.self
        case .reclassifyDocument: ReclassifyDocument.self
        case .addHistoryRow: AddHistoryRow.self
        case .relateDocument: RelateDocument.self
        case .unrelateDocument: UnrelateDocument.self
        case .translateVersion: TranslateVersion.self
        case .openConsultation: OpenConsultation.self
        case .extendConsultation: ExtendConsultation.self
        case .comment: CommentInConsultation.self
        case .agree: AgreeInConsultation.self
        case .reply: ReplyInConsultation.self
        case .dispose: DisposeComment.self
        case .closeConsultation: CloseConsultation.self
        case .summariseDocument: SummariseDocument.self
        case .setPublication: SetPublication.self
        case .reviewPublication: ReviewPublication.self
        case .setAudience: SetAudience.self
        case .setQuiz: SetQuiz.self
        case .openNotice: OpenNotice.self
        case .acknowledgeNotice: AcknowledgeNotice.self
        case .remindReaders: RemindReaders.self
        case .tellReaders: TellReaders.self
        case .remindDuties: RemindDuties.self
        case .requestDispensation: RequestDispensation.self
        case .amendDispensation: AmendDispensation.self
        case .adviseDispensation: AdviseDispensation.self
        case .recommendDispensation: RecommendDispensation.self
        case .submitDispensation: SubmitDispensation.self
        case .withdrawDispensation: WithdrawDispensation.self
        case .endDispensation: EndDispensation.self
        case .setDispensationLimit: SetDispensationLimit.self
        case .setEscalation: SetEscalation.self
        case .confirmDecision: ConfirmDecision.self
        case .noteStatute: NoteStatute.self
        case .dropStatute: DropStatute.self
        case .proposeTopics: ProposeTopics.self
        case .proposeDelegation: ProposeDelegation.self
        case .proposeMeasure: ProposeMeasure.self
        case .proposeMatter: ProposeMatter.self
        case .withdrawProposal: WithdrawProposal.self
        case .resolveProposal: ResolveProposal.self
        case .setTopic: SetTopic.self
        case .reviewRights: ReviewRights.self
        case .callMeeting: CallMeeting.self
        case .moveMeeting: MoveMeeting.self
        case .cancelMeeting: CancelMeeting.self
        case .placeItem: PlaceItem.self
        case .settleItem: SettleItem.self
        case .closeItem: CloseItem.self
        case .answerItem: AnswerItem.self
        case .holdMeeting: HoldMeeting.self
        case .minuteItem: MinuteItem.self
        case .submitMinutes: SubmitMinutes.self
        case .approveMinutes: ApproveMinutes.self
        case .recordJournal: RecordJournal.self
        case .removeJournal: RemoveJournal.self
        case .findRequirement: FindRequirement.self
        case .stateLaw: StateLaw.self
        case .adoptClause: AdoptClause.self
        case .amendRequirement: AmendRequirement.self
        case .withdrawRequirement: WithdrawRequirement.self
        case .mapRequirement: MapRequirement.self
        case .unmapRequirement: UnmapRequirement.self
        case .assessRequirement: AssessRequirement.self
        case .addEvidence: AddEvidence.self
        case .withdrawEvidence: WithdrawEvidence.self
        case .raiseNonconformity: RaiseNonconformity.self
        case .explainNonconformity: ExplainNonconformity.self
        case .checkNonconformity: CheckNonconformity.self
        case .openScope: OpenScope.self
        case .decideApplicability: DecideApplicability.self
        case .resumeBaseline: ResumeBaseline.self
        case .closeScope: CloseScope.self
        case .planControlTest: PlanControlTest.self
        case .freezePopulation: FreezePopulation.self
        case .drawSample: DrawSample.self
        case .concludeControlTest: ConcludeControlTest.self
        case .retireControlTest: RetireControlTest.self
        case .recordAudit: RecordAudit.self
        case .openAuditEngagement: OpenAuditEngagement.self
        case .closeAuditEngagement: CloseAuditEngagement.self
        case .requestEvidence: RequestEvidence.self
        case .answerRequest: AnswerRequest.self
        case .judgeAnswer: JudgeAnswer.self
        case .withdrawRequest: WithdrawRequest.self
        case .adoptFramework: AdoptFramework.self
        case .retireFramework: RetireFramework.self
        case .issueReport: IssueReport.self
        case .issueReview: IssueReview.self
        case .presentReport: PresentReport.self
        case .setObjective: SetObjective.self
        case .measureObjective: MeasureObjective.self
        case .endObjective: EndObjective.self
        case .closePeriod: ClosePeriod.self
        case .openCourse: OpenCourse.self
        case .planCourse: PlanCourse.self
        case .renewCourse: RenewCourse.self
        case .completeCourse: CompleteCourse.self
        case .recordCompletion: RecordCompletion.self
        case .recordCompletions: RecordCompletions.self
        case .revokeCertificate: RevokeCertificate.self
        case .reissueCertificate: ReissueCertificate.self
        case .closeCourse: CloseCourse.self
        case .planInitiative: PlanInitiative.self
        case .beginInitiative: BeginInitiative.self
        case .measureInitiative: MeasureInitiative.self
        case .recordExercise: RecordExercise.self
        case .endInitiative: EndInitiative.self
        case .dropInitiative: DropInitiative.self
        case .reportSuspicion: ReportSuspicion.self
        case .answerSuspicion: AnswerSuspicion.self
        case .setCompetence: SetCompetence.self
        case .demandCompetence: DemandCompetence.self
        case .endCompetenceDemand: EndCompetenceDemand.self
        case .withdrawCompetence: WithdrawCompetence.self
        case .recordCredential: RecordCredential.self
        case .confirmCredential: ConfirmCredential.self
        case .revokeCredential: RevokeCredential.self
        case .setTalks: SetTalks.self
        case .recordTalk: RecordTalk.self
        case .setMeasure: SetMeasure.self
        case .implementMeasure: ImplementMeasure.self
        case .testMeasure: TestMeasure.self
        case .endMeasure: EndMeasure.self
        case .setSolution: SetSolution.self
        case .measureAvailability: MeasureAvailability.self
        case .reviewAssetAccess: ReviewAssetAccess.self
        case .retireAsset: RetireAsset.self
        case .dependAsset: DependAsset.self
        case .endDependence: EndDependence.self
        case .openCampaign: OpenCampaign.self
        case .answerCampaign: AnswerCampaign.self
        case .confirmAnswers: ConfirmAnswers.self
        case .closeCampaign: CloseCampaign.self
        case .recordMail: RecordMail.self
        case .addAction: AddAction.self
        case .moveAction: MoveAction.self
        case .completeAction: CompleteAction.self
        case .dropAction: DropAction.self
        case .annulFact: AnnulFact.self
        case .correctFact: CorrectFact.self
        }
    }
}
