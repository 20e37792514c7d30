// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The forms of the commands: where they are posted, what they carry, and their fields, made from the table of
/// commands.
enum CommandForm {
    /// The page with the form of a command. With a refusal it is the form again, with what must be put right.
    static func content(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) async throws -> Content {
        switch kind {
        case .importDocument: try await Making.page(ImportForm.content, refusal, context)
        case .draftVersion: try await Making.page(DraftForm.content, refusal, context)
        case .makeDecision: try await Making.page(DecideForm.content, refusal, context)
        case .importPersons: try await Making.page(PersonImportForm.content, refusal, context)
        case .recordCompletions: try await Making.page(CompletionsForm.content, refusal, context)
        case .handOver: try await Making.page(HandOverForm.content, refusal, context)
        case .verifyDocument: try await Making.page(VerifyForm.content, refusal, context)
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .endEngagement, .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave,
            .identifyPerson, .grantRole, .endRole, .seatMember, .unseatMember, .appointDeputy,
            .endDeputy,
            .placeHold, .liftHold, .erasePerson, .openAccount, .closeAccount, .issueToken, .revokeToken,
            .createDocument,
            .submitVersion, .enforceVersion, .withdrawDocument, .transferDocument, .nameContact, .placeDocument,
            .retitleDocument, .reclassifyDocument, .openConsultation, .extendConsultation, .comment, .agree, .reply,
            .dispose,
            .closeConsultation, .declareMaterialChange, .addHistoryRow, .addAction, .moveAction, .completeAction,
            .setAudience, .openNotice, .remindReaders, .tellReaders, .remindDuties,
            .dropAction, .annulFact,
            .correctFact:
            GenericForm.content(kind, refusal, in: context)
        case .requestDispensation, .amendDispensation:
            try await Making.page({ try RequestForm.content(kind, $0, in: $1) }, refusal, context)
        case .proposeRiskMethod: try await Making.page(RiskMethodForm.content, refusal, context)
        case .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter:
            try await Making.page({ try ProposeForm.content(kind, $0, in: $1) }, refusal, context)
        case .resolveProposal: try await Making.page(ResolveForm.content, refusal, context)
        case .reviewRights: try await Making.page(ReviewForm.content, refusal, context)
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes:
            GenericForm.content(kind, refusal, in: context)
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit,
            .openAuditEngagement, .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer,
            .withdrawRequest:
            GenericForm.content(kind, refusal, in: context)
        case .setRisk: try await Making.page(RiskForm.content, refusal, context)
        case .assessRisk: try await Making.page(AssessForm.content, refusal, context)
        case .appraiseRisk: AppraisalForm.content(refusal, in: context)
        case .verifyRisk, .closeRisk: GenericForm.content(kind, refusal, in: context)
        case .setProcessing: try await Making.page(ProcessingForm.content, refusal, context)
        case .reviewProcessing, .endProcessing: GenericForm.content(kind, refusal, in: context)
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            GenericForm.content(kind, refusal, in: context)
        case .proposeAcceptance:
            try await Making.page({ try ProposeForm.content(kind, $0, in: $1) }, refusal, context)
        case .adoptFramework: try await Making.page(FrameworkForm.content, refusal, context)
        case .retireFramework: GenericForm.content(kind, refusal, in: context)
        case .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .revokeCertificate,
            .reissueCertificate, .closeCourse,
            .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk,
            .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .measureAvailability,
            .reviewAssetAccess, .retireAsset,
            .dependAsset, .endDependence,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign:
            GenericForm.content(kind, refusal, in: context)
        case .planInitiative, .beginInitiative, .measureInitiative, .endInitiative, .dropInitiative, .answerSuspicion:
            GenericForm.content(kind, refusal, in: context)
        case .setAsset: try await Making.page(AssetForm.content, refusal, context)
        case .importRisks: try await Making.page(RiskImportForm.content, refusal, context)
        case .importAssets: try await Making.page(AssetImportForm.content, refusal, context)
        case .recordInventory: try await Making.page(InventoryForm.content, refusal, context)
        case .recordExercise: try await Making.page(ExerciseForm.content, refusal, context)
        case .reportSuspicion: try await Making.page(SuspicionForm.content, refusal, context)
        case .recordJournal, .removeJournal:
            try await Making.page({ try JournalForm.content(kind, $0, in: $1) }, refusal, context)
        case .setQuiz: try await Making.page(QuizForm.content, refusal, context)
        case .acknowledgeNotice: try await Making.page(AcknowledgeForm.content, refusal, context)
        case .translateVersion: try await Making.page(TranslateForm.content, refusal, context)
        case .summariseDocument, .setPublication, .reviewPublication, .relateDocument, .unrelateDocument,
            .adviseDispensation, .recommendDispensation, .submitDispensation,
            .withdrawDispensation, .endDispensation, .setDispensationLimit, .setEscalation, .confirmDecision,
            .noteStatute,
            .dropStatute, .withdrawProposal, .setTopic,
            .provisionGroup,
            .recordMail, .recordSignIn, .provisionPerson, .removeSignInMethod, .requireSecondStep, .setSignInProvider,
            .setProviderSecret, .removeSignInProvider, .followGroups:
            GenericForm.content(kind, refusal, in: context)
        }
    }

    /// What stands instead of a form while a past day is shown, with the way back to today and the form.
    ///
    /// - Parameter draft: what was sent all the same, kept meanwhile.
    static func past(_ kind: CommandKind, in context: Context, draft: String? = nil) -> Content {
        let label = context.say(kind.label)
        var why = context.say(
            da: "Intet kan ændres, mens en tidligere dag er vist. Gå tilbage til i dag for at gøre det.",
            en: "Nothing can be changed while a past day is shown. Go back to today to do it.")
        if draft != nil {
            why += context.say(
                da: " Det, du har skrevet, er gemt imens.", en: " What you have written is kept meanwhile.")
        }
        let back = Button(context.say(da: "Tilbage til i dag", en: "Back to today"), kind: .primary)
            .link(Link(Place(context.here), query: [("_kladde", draft), ("pr", "")]))
        let head = Head(crumbs: [Head.Crumb(label)], title: label).html(context.language)
        return Content(
            label, menu: GenericForm.menu(kind), head + Note(.warn).html("<p>\(why)</p>") + "<p>\(back)</p>")
    }

    /// A form that posts a command. It carries the session's token, the identity of the command, and the revision of
    /// what it is about.
    static func open(
        _ kind: CommandKind, in context: Context, about subject: Subject? = nil, hidden: [(String, String)] = [],
        hasFiles: Bool = false, label: String? = nil, id: String? = nil, asksBeforeLeaving: Bool = false
    ) -> PostForm {
        PostForm(
            action: Route.command(kind).link, csrf: CSRF(context.csrf), label: label, id: id,
            hidden: machine(in: context, about: subject) + hidden, hasFiles: hasFiles,
            asksBeforeLeaving: asksBeforeLeaving)
    }

    /// One button that posts a command at once.
    static func button(
        _ kind: CommandKind, _ label: String? = nil, in context: Context, about subject: Subject? = nil,
        values: [(String, String)], style: Button.Kind = .normal, size: Button.Size = .small
    ) -> HTML {
        open(kind, in: context, about: subject, hidden: values)
            .html(Button(label ?? context.say(kind.label), kind: style, size: size).submit)
    }

    private static func machine(in context: Context, about subject: Subject?) -> [(String, String)] {
        var hidden = [("_command", context.arguments.texts["_command"]?.first ?? context.newCommand().text)]
        if let draft = context.arguments.texts["_kladde"]?.first { hidden.append(("_kladde", draft)) }
        if let subject { hidden.append(("_revision", "\(context.sight.revision(of: subject))")) }
        return hidden
    }

    /// The file that was sent with the form before, if one is kept.
    static func keptFile(in context: Context) -> HTML {
        "\(if: context.keptFile, { "<input type=\"hidden\" name=\"_file\" value=\"\($0)\">" })"
    }

    /// All fields of a command but `except`.
    static func fields(
        _ kind: CommandKind, except: Set<String> = [], _ refusal: Refusal?, in context: Context
    ) -> HTML {
        var names = kind.fields.map(\.name).filter { !except.contains($0) }
        if takesDays(kind), !names.contains(Domain.Field.late.name), !except.contains(Domain.Field.late.name) {
            names.append(Domain.Field.late.name)
        }
        return HTML(each: names) { field($0, of: kind, refusal, in: context) }
    }

    /// One field with the control that its kind asks for.
    ///
    /// - Parameter isDemanded: whether it must be filled in here, though the command can do without it elsewhere.
    static func field(
        _ name: String, of kind: CommandKind, _ refusal: Refusal?, in context: Context, isDemanded: Bool = false
    ) -> HTML {
        let known = kind.fields.first { $0.name == name } ?? (name == Domain.Field.late.name ? .late : nil)
        return known.map { known in
            FieldControl(field: known, kind: kind, refusal: refusal, context: context, isDemanded: isDemanded).html
        } ?? HTML()
    }

    private static func takesDays(_ kind: CommandKind) -> Bool {
        // The days of a request are what is asked for; it is recorded today.
        if [.requestDispensation, .amendDispensation, .proposeDelegation, .planInitiative].contains(kind) {
            return false
        }
        return kind.fields.contains { $0.name == "from" || $0.name == "day" }
    }

    /// What must be put right, above the form.
    static func summary(_ refusal: Refusal?, in context: Context) -> HTML {
        guard let refusal else { return HTML() }
        return ErrorSummary(problems: [.init(context.say(refusal.phrase), field: refusal.field)]).html(context.language)
    }

    /// What is wrong with one field.
    static func error(_ name: String, _ refusal: Refusal?, in context: Context) -> String? {
        refusal.flatMap { $0.field == name ? context.say($0.phrase) : nil }
    }

    /// The status of a page that shows a form, with or without a refusal.
    static func status(_ refusal: Refusal?) -> Int {
        switch refusal?.reason {
        case nil: 200
        case .invalid: 422
        case .outOfTurn, .stale: 409
        case .unknown: 404
        case .notAllowed, .freshSignInRequired: 403
        case .readOnly: 423
        case .busy: 503
        }
    }
}

/// Calls a page that may or may not wait and may or may not fail.
enum Making {
    static func page<A>(_ make: (A) async throws -> Content, _ a: A) async throws -> Content {
        try await make(a)
    }

    static func page<A, B>(_ make: (A, B) async throws -> Content, _ a: A, _ b: B) async throws -> Content {
        try await make(a, b)
    }

    static func page<A, B, C>(
        _ make: (A, B, C) async throws -> Content, _ a: A, _ b: B, _ c: C
    ) async throws -> Content {
        try await make(a, b, c)
    }
}
