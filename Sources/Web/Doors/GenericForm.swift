// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The page of a command that has no form of its own: its fields in order, and one button.
enum GenericForm {
    static func content(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) -> Content {
        let subject = kind.subject(context.arguments)
        let about = subject.flatMap { context.sight.label($0, on: nil, context.language) }
        var crumbs: [Head.Crumb] = []
        if let subject, let about { crumbs = [Head.Crumb(about, Route(subject).link)] }
        crumbs.append(Head.Crumb(context.say(kind.label)))
        var body = Head(crumbs: crumbs, title: context.say(kind.label)).html(context.language)
        body += CommandForm.summary(refusal, in: context)
        if kind.demandsFreshSignIn {
            let why = context.say(
                da: "Du bliver bedt om din adgangskode, før det registreres.",
                en: "You are asked for your password before it is recorded.")
            body += Note(.info).html("<p>\(why)</p>")
        }
        // What is right may come in a file too.
        let right = kind == .correctFact ? context.argument("command").flatMap { CommandKind(rawValue: $0) } : nil
        let form = CommandForm.open(
            kind, in: context, about: subject,
            hasFiles: (kind.fields + (right?.fields ?? [])).contains { $0.kind == .file }, asksBeforeLeaving: true)
        let isChoosing = !Self.chooser(kind).isEmpty && !isChosen(kind, context)
        // A quiz is answered on a page of its own.
        let hidden: Set<String> = kind == .acknowledgeNotice ? ["answers"] : []
        let fields = CommandForm.fields(kind, except: isChoosing ? dependent(kind) : hidden, refusal, in: context)
        let replacement = kind == .correctFact ? corrected(refusal, context) : HTML()
        let isDangerous = kind == .erasePerson
        let button =
            isChoosing
            ? Button(context.say(da: "Fortsæt", en: "Continue"), kind: .primary, field: ("_choose", "1"))
            : Button(context.say(kind.label), kind: isDangerous ? .danger : .primary)
        body += form.html(fields + replacement + PostForm.foot([button.submit, cancel(subject, context)]))
        return Content(context.say(kind.label), menu: menu(kind), status: CommandForm.status(refusal), body)
    }

    private static func cancel(_ subject: Subject?, _ context: Context) -> HTML {
        Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(
            (subject.map { Route($0) } ?? .overview).link)
    }

    /// The fields of the command that records what is right.
    private static func corrected(_ refusal: Refusal?, _ context: Context) -> HTML {
        guard let kind = context.argument("command").flatMap({ CommandKind(rawValue: $0) }), kind != .correctFact else {
            return HTML()
        }
        return CommandForm.fields(kind, except: ["reason"], refusal, in: context)
            + (kind.fields.contains { $0.name == "reason" }
                ? Field(
                    "reason_new", context.say(Domain.Field.reason.label),
                    error: CommandForm.error("reason_new", refusal, in: context),
                    .area(context.argument("reason_new") ?? "")
                ).html(context.language) : HTML())
    }

    /// The field that decides what the others offer.
    private static func chooser(_ kind: CommandKind) -> String {
        let dependent = dependent(kind)
        guard !dependent.isEmpty else { return "" }
        if kind == .correctFact { return "command" }
        return kind.fields.first {
            [.person, .document, .dispensation, .meeting, .controlTest].contains($0.kind) || $0.name == "body"
        }?.name
            ?? ""
    }

    static func isChosen(_ kind: CommandKind, _ context: Context) -> Bool {
        context.argument(chooser(kind)) != nil
    }

    /// The fields whose lists depend on another field.
    private static func dependent(_ kind: CommandKind) -> Set<String> {
        if kind == .correctFact { return [Domain.Field.late.name] }
        let names = kind.fields.filter { field in
            switch field.kind {
            case .engagement, .leave, .grant, .seat, .deputyship, .hold, .signInMethod, .version, .paragraphs, .item,
                .matters:
                true
            // Of a document; in a consultation it is of the consultation's text.
            case .paragraph: kind.fields.contains { $0.kind == .document }
            case .decision: kind.fields.first != field
            case .line, .text, .mail, .day, .tick, .number, .choice, .consultation, .comment, .dispensation, .proposal,
                .topic,
                .topics, .units, .meeting,
                .things, .duties,
                .several, .unit, .person, .persons, .document, .token, .notice,
                .action,
                .position, .command, .file, .requirement, .evidence, .evidences, .nonconformity, .scope, .clause,
                .control, .documents, .controlTest, .audit, .framework, .report, .objective, .campaign, .measure,
                .asset, .course, .certificate, .requirements, .assets,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence, .competences, .credential,
                .risk, .risks, .measures,
                .auditEngagement, .evidenceRequest:
                false
            case .samples, .competenceDemand: true
            }
        }.map(\.name)
        return names.isEmpty ? [] : Set(kind.fields.dropFirst().map(\.name)).union([Domain.Field.late.name])
    }

    /// The entry of the main menu that a command belongs to.
    static func menu(_ kind: CommandKind) -> Route? {
        switch kind {
        case .nameOrganisation: nil
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit, .confirmDecision:
            .dispensations
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes:
            .meetings
        case .noteStatute, .dropStatute: .documents
        case .recordJournal, .removeJournal: .proposals
        case .proposeMeasure, .proposeMatter, .withdrawProposal, .resolveProposal, .setEscalation: .proposals
        case .proposeTopics, .proposeDelegation, .setTopic: .topics
        case .proposeRiskMethod: .riskMethod
        case .setPublication, .reviewPublication: .publication
        case .summariseDocument, .relateDocument, .unrelateDocument, .translateVersion: .documents
        case .openUnit, .renameUnit, .moveUnit, .closeUnit: .units
        case .addPerson, .renamePerson, .beginEngagement, .endEngagement, .recordFirstWorkingDay, .moveEngagement,
            .beginLeave, .endLeave,
            .identifyPerson, .importPersons, .grantRole, .endRole, .appointDeputy,
            .endDeputy, .handOver,
            .placeHold, .liftHold, .erasePerson, .openAccount, .closeAccount:
            .persons
        case .issueToken, .revokeToken: nil
        case .recordSignIn, .provisionPerson, .removeSignInMethod: .persons
        case .followGroups, .provisionGroup: .persons
        case .requireSecondStep, .setSignInProvider, .setProviderSecret, .removeSignInProvider: .accesses
        case .reviewRights: .accesses
        case .seatMember, .unseatMember: .bodies
        case .createDocument, .importDocument, .draftVersion, .submitVersion, .makeDecision, .enforceVersion,
            .verifyDocument, .withdrawDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument,
            .reclassifyDocument, .openConsultation, .extendConsultation, .comment, .agree, .reply, .dispose,
            .closeConsultation, .declareMaterialChange,
            .addHistoryRow, .setAudience, .openNotice, .acknowledgeNotice, .remindReaders,
            .setQuiz,
            .tellReaders:
            .documents
        case .addAction, .moveAction, .completeAction, .dropAction, .remindDuties: .tasks
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement:
            .requirements
        case .addEvidence, .withdrawEvidence: .evidenceList
        case .raiseNonconformity, .explainNonconformity, .checkNonconformity: .nonconformities
        case .openScope, .decideApplicability, .resumeBaseline, .closeScope: .scopes
        case .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit,
            .openAuditEngagement, .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer,
            .withdrawRequest:
            .controls
        case .issueReport, .issueReview, .presentReport, .closePeriod: .reports
        case .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate,
            .reissueCertificate, .closeCourse:
            .courses
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative:
            .initiatives
        case .reportSuspicion, .answerSuspicion: .suspicions
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk:
            .competences
        case .setObjective, .measureObjective, .endObjective: .objectives
        case .setMeasure, .implementMeasure, .testMeasure, .endMeasure: .measures
        case .setAsset, .measureAvailability, .reviewAssetAccess, .retireAsset, .recordInventory: .assets
        case .importAssets: .assets
        case .importRisks: .riskList
        case .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance: .riskList
        case .appraiseRisk: .riskList
        case .setProcessing, .reviewProcessing, .endProcessing: .processings
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            .subjectRequests
        case .dependAsset, .endDependence: .assets
        case .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign: .campaigns
        case .adoptFramework, .retireFramework: .frameworks
        case .recordMail: .delivery
        case .annulFact, .correctFact: .ledger
        }
    }
}
