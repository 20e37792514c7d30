// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// What is demanded of one command: an example that is carried out, what it then must have said, and everything that is
/// refused, with the reason and the field.
struct CommandRules {
    struct Refused {
        let name: String
        let reason: Refusal.Reason
        let field: String?
        /// Changes the world and the words so that the command must be refused.
        let but: (inout World, inout Words) -> Void

        init(
            _ name: String, _ reason: Refusal.Reason = .invalid, _ field: String? = nil,
            but: @escaping (inout World, inout Words) -> Void
        ) {
            self.name = name
            self.reason = reason
            self.field = field
            self.but = but
        }

        /// One field says something else.
        static func saying(
            _ field: String, _ word: any Said, _ reason: Refusal.Reason = .invalid, at: String? = nil
        ) -> Refused {
            Refused("\(field) = \(word.said)", reason, reason == .invalid ? at ?? field : at) { $1[field] = word }
        }
    }

    /// Prepares the world and gives the words.
    let example: (inout World) -> Words
    var erasing: (World) -> [ValueID] = { _ in [] }
    let then: (World, [World.Entry]) throws -> Void
    let refusals: [Refused]

    /// Every command, by the compiler.
    static func of(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit: organisation(kind)
        case .addPerson, .renamePerson, .beginEngagement, .endEngagement, .placeHold, .liftHold, .erasePerson,
            .appointDeputy, .endDeputy:
            people(kind)
        case .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave, .identifyPerson: engagements(kind)
        case .importPersons: importing
        case .provisionPerson: provisioning
        case .provisionGroup: grouping
        case .handOver: handOver
        case .remindDuties: reminding
        case .recordMail: mailing
        case .recordSignIn, .removeSignInMethod, .requireSecondStep: signIn(kind)
        case .setSignInProvider, .setProviderSecret, .removeSignInProvider, .followGroups: provider(kind)
        case .grantRole, .endRole, .seatMember, .unseatMember, .openAccount, .closeAccount, .issueToken, .revokeToken:
            rights(kind)
        case .createDocument, .importDocument, .draftVersion, .submitVersion, .makeDecision, .enforceVersion,
            .verifyDocument:
            versions(kind)
        case .withdrawDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument, .addHistoryRow:
            documents(kind)
        case .relateDocument, .unrelateDocument: relations(kind)
        case .translateVersion: translation
        case .declareMaterialChange: materialChange
        case .reclassifyDocument: reclassification
        case .openConsultation, .extendConsultation, .comment, .agree, .reply, .dispose, .closeConsultation:
            consultations(kind)
        case .setAudience, .openNotice, .acknowledgeNotice, .remindReaders, .tellReaders: reading(kind)
        case .setQuiz: quiz
        case .addAction, .moveAction, .completeAction, .dropAction, .annulFact, .correctFact: actions(kind)
        case .setPublication, .reviewPublication, .summariseDocument: publication(kind)
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit:
            dispensations(kind)
        case .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal, .resolveProposal,
            .proposeRiskMethod,
            .setTopic:
            proposals(kind)
        case .setEscalation: escalation
        case .confirmDecision: confirmation
        case .reviewRights: rightsReview
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes:
            meetings(kind)
        case .noteStatute, .dropStatute: statutes(kind)
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope:
            compliance(kind)
        case .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit:
            control(kind)
        case .openAuditEngagement, .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer,
            .withdrawRequest:
            audits(kind)
        case .adoptFramework, .retireFramework: frameworks(kind)
        case .issueReport, .issueReview, .presentReport, .closePeriod: reports(kind)
        case .setObjective, .measureObjective, .endObjective: objectives(kind)
        case .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate,
            .reissueCertificate, .closeCourse:
            learning(kind)
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            awareness(kind)
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk:
            competences(kind)
        case .setMeasure, .implementMeasure, .testMeasure, .endMeasure: measures(kind)
        case .setAsset, .measureAvailability, .reviewAssetAccess, .retireAsset, .recordInventory: solutions(kind)
        case .importAssets: assetImport
        case .importRisks: riskImport
        case .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance: risks(kind)
        case .appraiseRisk: appraising
        case .setProcessing, .reviewProcessing, .endProcessing: processings(kind)
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            subjectRequests(kind)
        case .dependAsset, .endDependence: dependences(kind)
        case .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign: campaigns(kind)
        case .recordJournal, .removeJournal: journal(kind)
        }
    }

    static let nobody = ID<Subject>(high: 1, low: 99)
    static let yesterday = "2026-11-22"
    static let tomorrow = "2026-11-24"
}

@Suite("Every command: what it does and what it refuses")
struct CommandRuleTests {
    @Test("its example is carried out", arguments: CommandKind.allCases)
    func example(_ kind: CommandKind) throws {
        let rules = CommandRules.of(kind)
        var world = World.house
        let words = rules.example(&world)
        world.when(kind, words, erasing: rules.erasing(world))
        try world.then { entries in
            #expect(!entries.isEmpty)
            try rules.then(world, entries)
        }
    }

    @Test("every refusal names its reason and its field", arguments: CommandKind.allCases)
    func refusals(_ kind: CommandKind) {
        let rules = CommandRules.of(kind)
        // Only a new person and a new name can always be recorded.
        if kind != .nameOrganisation { #expect(!rules.refusals.isEmpty, "no refusal is tested") }
        for refused in rules.refusals {
            var world = World.house
            var words = rules.example(&world)
            refused.but(&world, &words)
            let (count, values) = (world.history.count, rules.erasing(world))
            world.when(kind, words, erasing: values)
            world.refuses(refused.reason, refused.field)
            #expect(world.history.count == count)
            if case .failure(let refusal) = world.outcome, refusal.reason == refused.reason,
                refusal.field == refused.field
            {
                continue
            }
            Issue.record("\(kind.rawValue): \(refused.name)")
        }
    }

    @Test("a required field that is left out or only blank is asked for by name", arguments: CommandKind.allCases)
    func required(_ kind: CommandKind) {
        let rules = CommandRules.of(kind)
        for field in kind.fields where field.required && field.name != "file" && field.name != "position" {
            for blank: String? in [nil, "   "] {
                var world = World.house
                var words = rules.example(&world)
                #expect(words[field.name] != nil, "the example of \(kind.rawValue) leaves \(field.name) out")
                words[field.name] = blank
                if case .persons = field.kind { words[field.name] = nil as String? }
                world.when(kind, words)
                world.refuses(.invalid, field.name)
            }
        }
    }

    @Test("a text that is too long, a day that does not exist or an identity that is none is refused at its field")
    func malformed() {
        for kind in CommandKind.allCases {
            let rules = CommandRules.of(kind)
            for field in kind.fields {
                let wrong: String
                switch field.kind {
                case .line(let most) where field.name != "number": wrong = String(repeating: "å", count: most + 1)
                case .text(let most): wrong = String(repeating: "å", count: most + 1)
                case .day: wrong = "31.02.2027"
                case .choice: wrong = "noget andet"
                case .unit, .person, .document, .engagement, .leave, .grant, .seat, .deputyship, .hold, .token, .action,
                    .notice, .dispensation, .decision, .units, .paragraphs, .proposal, .topic, .topics, .requirement,
                    .evidence, .evidences, .nonconformity, .scope, .documents, .clause, .controlTest, .framework,
                    .auditEngagement, .evidenceRequest:
                    wrong = "ikke-en-id"
                case .tick: wrong = "måske"
                case .mail: wrong = "uden-snabel-a"
                default: continue
                }
                // The reason of a command inside a correction, and why it is recorded late, belong to the office's door.
                if field.name == "late_reason" { continue }
                var world = World.house
                var words = rules.example(&world)
                words[field.name] = wrong
                world.when(kind, words)
                world.refuses(.invalid, field.name)
            }
        }
    }
}
