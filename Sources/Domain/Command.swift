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
    case recordMail = "mail.record"
    case addAction = "action.add"
    case moveAction = "action.move"
    case completeAction = "action.done"
    case dropAction = "action.drop"
    case annulFact = "fact.annul"
    case correctFact = "fact.correct"

    /// The command itself, verb first, as on its button.
    public var label: Phrase {
        switch self {
        case .nameOrganisation: Phrase(da: "Navngiv organisationen", en: "Name the organisation")
        case .openUnit: Phrase(da: "Opret enhed", en: "Open a unit")
        case .renameUnit: Phrase(da: "Omdøb enhed", en: "Rename a unit")
        case .moveUnit: Phrase(da: "Flyt enhed", en: "Move a unit")
        case .closeUnit: Phrase(da: "Nedlæg enhed", en: "Close a unit")
        case .addPerson: Phrase(da: "Tilføj person", en: "Add a person")
        case .renamePerson: Phrase(da: "Ret navn eller e-mail", en: "Change name or e-mail")
        case .beginEngagement: Phrase(da: "Registrér ansættelse", en: "Record an engagement")
        case .endEngagement: Phrase(da: "Afslut ansættelse", en: "End an engagement")
        case .grantRole: Phrase(da: "Giv rolle", en: "Grant a role")
        case .endRole: Phrase(da: "Afslut rolle", en: "End a role")
        case .seatMember: Phrase(da: "Indsæt medlem", en: "Seat a member")
        case .unseatMember: Phrase(da: "Afslut medlemskab", en: "End a seat")
        case .appointDeputy: Phrase(da: "Udpeg stedfortræder", en: "Appoint a deputy")
        case .handOver: Phrase(da: "Overdrag ansvar", en: "Hand over responsibility")
        case .endDeputy: Phrase(da: "Afslut stedfortræder", en: "End a deputyship")
        case .placeHold: Phrase(da: "Læg bevaringshensyn", en: "Place a legal hold")
        case .liftHold: Phrase(da: "Løft bevaringshensyn", en: "Lift a legal hold")
        case .erasePerson: Phrase(da: "Slet personoplysninger", en: "Erase personal data")
        case .openAccount: Phrase(da: "Opret konto", en: "Open an account")
        case .closeAccount: Phrase(da: "Luk konto", en: "Close an account")
        case .issueToken: Phrase(da: "Udsted adgangsnøgle", en: "Issue a token")
        case .revokeToken: Phrase(da: "Tilbagekald adgangsnøgle", en: "Revoke a token")
        case .createDocument: Phrase(da: "Opret styringsdokument", en: "Create a governing document")
        case .importDocument: Phrase(da: "Importér styringsdokument", en: "Import a governing document")
        case .draftVersion: Phrase(da: "Skriv ny version", en: "Write a new version")
        case .submitVersion: Phrase(da: "Indstil til afgørelse", en: "Submit for decision")
        case .makeDecision: Phrase(da: "Træf afgørelse", en: "Make a decision")
        case .enforceVersion: Phrase(da: "Sæt i kraft", en: "Put in force")
        case .verifyDocument: Phrase(da: "Verificér dokument", en: "Verify a document")
        case .declareMaterialChange: Phrase(da: "Meld væsentlig ændring", en: "Declare a material change")
        case .withdrawDocument: Phrase(da: "Ophæv dokument", en: "Withdraw a document")
        case .transferDocument: Phrase(da: "Skift ejende enhed", en: "Change the owning unit")
        case .nameContact: Phrase(da: "Skift kontaktperson", en: "Change the contact person")
        case .placeDocument: Phrase(da: "Skift overordnet dokument", en: "Change the document above")
        case .retitleDocument: Phrase(da: "Ret titel", en: "Change the title")
        case .reclassifyDocument: Phrase(da: "Foreslå anden klassifikation", en: "Propose another classification")
        case .addHistoryRow: Phrase(da: "Tilføj række i versionshistorikken", en: "Add a row to the version history")
        case .relateDocument: Phrase(da: "Henvis til et andet dokument", en: "Refer to another document")
        case .unrelateDocument: Phrase(da: "Fjern henvisning", en: "Remove a reference")
        case .translateVersion: Phrase(da: "Oversæt en version", en: "Translate a version")
        case .openConsultation: Phrase(da: "Åbn høring", en: "Open a consultation")
        case .extendConsultation: Phrase(da: "Forlæng høring", en: "Extend a consultation")
        case .comment: Phrase(da: "Skriv bemærkning", en: "Write a comment")
        case .agree: Phrase(da: "Svar uden bemærkninger", en: "Answer without remarks")
        case .reply: Phrase(da: "Svar på bemærkning", en: "Reply to a comment")
        case .dispose: Phrase(da: "Tag stilling til bemærkning", en: "Dispose of a comment")
        case .closeConsultation: Phrase(da: "Luk høring", en: "Close a consultation")
        case .summariseDocument: Phrase(da: "Skriv engelsk resumé", en: "Write an English summary")
        case .setPublication: Phrase(da: "Indstil offentliggørelse", en: "Set up publication")
        case .reviewPublication: Phrase(da: "Bekræft offentlig oplysning", en: "Confirm public information")
        case .setAudience: Phrase(da: "Vælg målgruppe", en: "Choose the audience")
        case .openNotice: Phrase(da: "Send ud til målgruppen", en: "Send to the audience")
        case .acknowledgeNotice: Phrase(da: "Jeg har læst og forstået", en: "I have read and understood")
        case .remindReaders: Phrase(da: "Send påmindelse", en: "Send a reminder")
        case .tellReaders: Phrase(da: "Registrér besked", en: "Record who was told")
        case .remindDuties: Phrase(da: "Send påmindelser", en: "Send reminders")
        case .requestDispensation: Phrase(da: "Søg dispensation", en: "Request a dispensation")
        case .amendDispensation: Phrase(da: "Ret forespørgsel", en: "Amend a request")
        case .adviseDispensation: Phrase(da: "Afgiv udtalelse", en: "Give an opinion")
        case .recommendDispensation: Phrase(da: "Skriv CAI’s anbefaling", en: "Write CAI’s recommendation")
        case .submitDispensation: Phrase(da: "Forelæg for direktionen", en: "Put before the direktion")
        case .withdrawDispensation: Phrase(da: "Træk forespørgsel tilbage", en: "Withdraw a request")
        case .endDispensation: Phrase(da: "Meld, at reglen følges igen", en: "Report that the rule is followed again")
        case .setDispensationLimit:
            Phrase(da: "Indstil grænse for dispensationer", en: "Set the limit of dispensations")
        case .setEscalation: Phrase(da: "Indstil eskalering", en: "Set up escalation")
        case .confirmDecision: Phrase(da: "Bekræft uændret", en: "Confirm unchanged")
        case .noteStatute: Phrase(da: "Notér, at et afsnit følger af lov", en: "Note that a paragraph follows from law")
        case .dropStatute:
            Phrase(da: "Fjern, at et afsnit følger af lov", en: "Take away that a paragraph follows from law")
        case .proposeTopics: Phrase(da: "Foreslå ændrede emner", en: "Propose other topics")
        case .proposeDelegation: Phrase(da: "Foreslå delegation", en: "Propose a delegation")
        case .proposeMeasure: Phrase(da: "Foreslå forholdsregel", en: "Propose a measure")
        case .proposeMatter: Phrase(da: "Indstil en sag", en: "Put a matter before a body")
        case .withdrawProposal: Phrase(da: "Træk indstilling tilbage", en: "Withdraw a proposal")
        case .resolveProposal: Phrase(da: "Afgør indstilling", en: "Decide a proposal")
        case .setTopic: Phrase(da: "Vælg emne", en: "Choose the topic")
        case .reviewRights: Phrase(da: "Gennemgå adgange", en: "Review access")
        case .callMeeting: Phrase(da: "Indkald til møde", en: "Call a meeting")
        case .moveMeeting: Phrase(da: "Flyt møde", en: "Move a meeting")
        case .cancelMeeting: Phrase(da: "Aflys møde", en: "Cancel a meeting")
        case .placeItem: Phrase(da: "Sæt på dagsordenen", en: "Put on the agenda")
        case .settleItem: Phrase(da: "Udsæt punkt, eller tag det af", en: "Postpone an item or take it off")
        case .closeItem: Phrase(da: "Luk punkt for offentligheden", en: "Close an item to the public")
        case .answerItem: Phrase(da: "Svar i skriftlig behandling", en: "Reply in a written procedure")
        case .holdMeeting: Phrase(da: "Registrér fremmøde", en: "Record who was present")
        case .minuteItem: Phrase(da: "Skriv referat af punkt", en: "Write the minutes of an item")
        case .submitMinutes: Phrase(da: "Send referat til godkendelse", en: "Submit the minutes")
        case .approveMinutes: Phrase(da: "Godkend referat", en: "Approve the minutes")
        case .recordJournal: Phrase(da: "Registrér ESDH-sagsnummer", en: "Record the ESDH case number")
        case .removeJournal: Phrase(da: "Fjern ESDH-sagsnummer", en: "Remove the ESDH case number")
        case .recordMail: Phrase(da: "Registrér sendt mail", en: "Record mail that was sent")
        case .addAction: Phrase(da: "Tilføj opgave", en: "Add a task")
        case .moveAction: Phrase(da: "Flyt frist", en: "Move the due day")
        case .completeAction: Phrase(da: "Meld opgave udført", en: "Report a task done")
        case .dropAction: Phrase(da: "Opgiv opgave", en: "Drop a task")
        case .annulFact: Phrase(da: "Annullér post", en: "Annul an entry")
        case .correctFact: Phrase(da: "Ret post", en: "Correct an entry")
        }
    }

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
        case .recordMail: RecordMail.self
        case .addAction: AddAction.self
        case .moveAction: MoveAction.self
        case .completeAction: CompleteAction.self
        case .dropAction: DropAction.self
        case .annulFact: AnnulFact.self
        case .correctFact: CorrectFact.self
        }
    }

    /// Whether the act demands a new sign-in just before it: decisions, rights and keys. A token never makes it.
    public var demandsFreshSignIn: Bool {
        switch self {
        case .makeDecision, .resolveProposal, .confirmDecision, .grantRole, .endRole, .seatMember, .unseatMember,
            .approveMinutes,
            .appointDeputy,
            .openAccount,
            .closeAccount, .issueToken, .reviewRights:
            true
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .endEngagement, .endDeputy, .handOver, .placeHold, .liftHold,
            .erasePerson,
            .revokeToken, .createDocument, .importDocument, .draftVersion, .submitVersion, .enforceVersion,
            .verifyDocument, .declareMaterialChange, .withdrawDocument, .transferDocument, .nameContact, .placeDocument,
            .retitleDocument, .reclassifyDocument,
            .openConsultation, .extendConsultation, .comment, .agree, .reply, .dispose, .closeConsultation,
            .addHistoryRow, .addAction, .moveAction, .completeAction, .dropAction, .annulFact, .correctFact,
            .setAudience, .openNotice, .acknowledgeNotice, .remindReaders, .tellReaders, .remindDuties:
            false
        case .summariseDocument, .setPublication, .reviewPublication, .relateDocument, .unrelateDocument,
            .translateVersion, .recordMail:
            false
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit, .setEscalation,
            .noteStatute,
            .dropStatute, .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal,
            .setTopic:
            false
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .recordJournal, .removeJournal:
            false
        }
    }

    public var fields: [Field] { type.fields }

    /// The command, read from what a door was given.
    public func deed(_ arguments: Arguments) throws(Refusal) -> any Deed {
        try type.init(arguments)
    }
}
