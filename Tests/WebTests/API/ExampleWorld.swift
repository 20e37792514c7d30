// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// A house in which a command can be carried out, and what it takes.
struct ExampleWorld {
    let rooms: APIRooms
    /// Holds every right there is.
    let ada: ID<Person>
    let bo: ID<Person>
    let unit: ID<Unit>
    let other: ID<Unit>
    let policy: ID<Document>
    let topic: ID<Document>
    let secret: String
    let action: ID<Action>
    private let renaming: Int

    init(for kind: CommandKind) async throws {
        rooms = try APIRooms()
        unit = try await rooms.unit("Informationssikkerhed")
        other = try await rooms.unit("It-drift")
        ada = try await rooms.person("Ada", in: unit, .administrator, .security, .dpo, .direktion, .unitHead)
        bo = try await rooms.person("Bo", in: other, .administrator, .bestyrelse)
        policy = try await rooms.document("Politik", unit: unit)
        topic = try await rooms.document("Emne", kind: "emnepolitik", unit: unit, parent: policy)
        secret = try await rooms.token(of: ada)
        action = rooms.id(
            try await rooms.give(
                .addAction,
                [
                    "title": "Opdatér listen", "why": "Aftalt", "unit": "\(unit)", "due": "\(rooms.today + 30)",
                    "document": "\(policy)",
                ]))
        renaming = try await rooms.give(
            .retitleDocument, ["document": "\(topic)", "title": "Emnet", "reason": "Kortere"]
        )
        .positions.lowerBound
        try await prepare(kind)
    }

    private func prepare(_ kind: CommandKind) async throws {
        switch kind {
        case .closeAccount:
            for person in [ada, bo] {
                try await rooms.give(.openAccount, ["person": "\(person)", "username": person == ada ? "ada" : "bo"])
            }
        case .recordSignIn, .removeSignInMethod, .requireSecondStep, .setSignInProvider, .setProviderSecret,
            .removeSignInProvider, .followGroups:
            try await prepareSignIn(kind)
        case .remindDuties, .recordMail: break
        case .provisionPerson, .provisionGroup: _ = try await rooms.token(of: ada, scope: "scim")
        case .handOver:
            try await rooms.give(.nameContact, ["document": "\(policy)", "contact": "\(bo)"])
        case .endDeputy:
            try await rooms.give(
                .appointDeputy, ["person": "\(ada)", "deputy": "\(bo)", "from": "\(rooms.today)", "reason": "Ferie"])
        case .liftHold: try await rooms.give(.placeHold, ["person": "\(bo)", "reason": "Retssag"])
        case .makeDecision: try await advance(to: .submitVersion)
        case .enforceVersion: try await advance(to: .makeDecision)
        case .acknowledgeNotice: try await prepareQuiz()
        case .verifyDocument, .declareMaterialChange, .remindReaders, .tellReaders, .reclassifyDocument:
            try await advance(to: .enforceVersion)
        case .openNotice:
            // It entered, and its notice was annulled.
            try await advance(to: .enforceVersion)
            try await rooms.give(
                .annulFact, ["position": "\(rooms.house.state.book.head - 1)", "reason": "Forkert målgruppe"])
        case .closeUnit: _ = try await rooms.unit("Nedlægges")
        case .placeDocument: _ = try await rooms.document("Anden politik", unit: unit)
        case .renameUnit: rooms.go(to: rooms.today + 5)
        case .revokeToken: _ = try await rooms.token(of: bo)
        case .extendConsultation, .comment, .agree, .closeConsultation: try await consult()
        case .reply, .dispose:
            try await consult()
            try await rooms.give(
                .comment, ["consultation": consultation, "person": "\(ada)", "text": "Den er for lang"])
        case .endLeave: try await rooms.give(.beginLeave, ["person": "\(bo)", "from": "\(rooms.today)"])
        case .nameOrganisation, .openUnit, .moveUnit, .addPerson, .renamePerson, .beginEngagement, .endEngagement,
            .recordFirstWorkingDay, .moveEngagement, .beginLeave, .identifyPerson, .importPersons,
            .importAssets, .grantRole,
            .endRole, .seatMember, .unseatMember, .appointDeputy, .placeHold, .erasePerson, .openAccount, .issueToken,
            .createDocument, .importDocument, .draftVersion, .submitVersion, .withdrawDocument, .transferDocument,
            .nameContact, .retitleDocument, .addHistoryRow, .addAction, .openConsultation, .setAudience, .moveAction,
            .completeAction, .dropAction, .annulFact, .correctFact:
            break
        case .summariseDocument, .setPublication, .relateDocument, .translateVersion, .setEscalation, .setQuiz: break
        case .reviewRights:
            // Whoever reviews grants nothing.
            let grants = register.persons[ada]?.grants.filter { $0.role == .administrator } ?? []
            for grant in grants {
                try await rooms.give(
                    .endRole, ["person": "\(ada)", "grant": "\(grant.id)", "to": "\(rooms.today)"])
            }
            rooms.go(to: Quarter(rooms.today).last)
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit, .confirmDecision,
            .noteStatute, .dropStatute:
            try await prepareDispensation(kind)
        case .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal, .resolveProposal,
            .proposeRiskMethod,
            .setTopic:
            try await prepareProposal(kind)
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes:
            try await prepareMeeting(kind)
        case .recordJournal, .removeJournal: try await prepareJournal(kind)
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .adoptFramework, .retireFramework:
            try await prepareCompliance(kind)
        case .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign:
            try await prepareReport(kind)
        case .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate, .reissueCertificate, .closeCourse:
            try await prepareLearning(kind)
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            try await prepareAwareness(kind)
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk:
            try await prepareCompetence(kind)
        case .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .setAsset, .measureAvailability,
            .reviewAssetAccess, .retireAsset, .dependAsset, .endDependence, .recordInventory:
            try await prepareMeasure(kind)
        case .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance, .appraiseRisk, .importRisks:
            try await prepareRisk(kind)
        case .setProcessing, .reviewProcessing, .endProcessing: try await prepareProcessing(kind)
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            try await prepareSubjectRequest(kind)
        case .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit:
            try await prepareControl(kind)
        case .openAuditEngagement, .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer,
            .withdrawRequest:
            try await prepareAudit(kind)
        case .unrelateDocument:
            try await rooms.give(
                .relateDocument, ["document": "\(topic)", "relation": "se_ogsaa", "other": "\(policy)"])
        case .reviewPublication:
            try await rooms.give(.setPublication, ["on": "1", "contact": "a@fki.example", "security": "b@fki.example"])
        }
    }

    private var consultation: String { register.consultations.keys.first.map { "\($0)" } ?? "" }
    private var comment: String { register.consultations.values.first?.comments.first.map { "\($0.id)" } ?? "" }

    var register: Register { rooms.house.state.register }

    /// The members of a command, as a program sends them.
    func members(_ kind: CommandKind) -> [(String, JSON?)] {
        let today = JSON.string("\(rooms.today)")
        let (ada, bo): (JSON, JSON) = (.string("\(self.ada)"), .string("\(self.bo)"))
        let (unit, other): (JSON, JSON) = (.string("\(self.unit)"), .string("\(self.other)"))
        let (policy, topic): (JSON, JSON) = (.string("\(self.policy)"), .string("\(self.topic)"))
        let file = JSON.members([
            ("name", "politik.md"),
            (
                "content",
                .string(
                    String(
                        decoding: Base64.encode(Array("# Ny\n\nEnheden skal føre en ny liste.\n".utf8)), as: UTF8.self))
            ),
        ])
        let because: [(String, JSON?)] = [("reason", "Det er aftalt")]
        func first(_ id: String?) -> JSON { .string(id ?? "") }
        switch kind {
        case .nameOrganisation: return [("name", "Fælleskommunal It"), ("short", "FKI")]
        case .openUnit: return [("name", "Ny enhed"), ("name_en", "New unit"), ("parent", unit), ("from", today)]
        case .renameUnit:
            return [
                ("unit", unit), ("name", "Sikkerhed"), ("from", .string("\(rooms.today - 3)")),
                ("late_reason", "Glemt"),
            ]
        case .moveUnit: return [("unit", other), ("parent", unit), ("from", today)]
        case .closeUnit:
            let last = register.units.values.first { unit in
                unit.name.newest.flatMap { self.rooms.house.texts.text($0) } == "Nedlægges"
            }
            return [("unit", first(last?.id.description)), ("to", today), ("successor", unit)]
        case .addPerson: return [("name", "Cia Ærø"), ("mail", "cia@example.dk")]
        case .renamePerson: return [("person", bo), ("name", "Bo B."), ("from", today)]
        case .beginEngagement:
            return [
                ("person", bo), ("kind", "consultant"), ("unit", unit), ("title", "Konsulent"), ("from", today),
                ("to", .string("\(rooms.today + 20)")), ("first_working_day", .string("\(rooms.today + 1)")),
            ]
        case .endEngagement:
            return [
                ("person", bo), ("engagement", first(register.persons[self.bo]?.engagements.first?.id.description)),
                ("to", .string("\(rooms.today + 9)")),
            ]
        case .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave, .identifyPerson, .importPersons:
            return engagements(kind)
        case .grantRole: return [("person", bo), ("role", "unit_head"), ("unit", other), ("from", today)]
        case .endRole:
            return [
                ("person", bo), ("grant", first(register.persons[self.bo]?.grants.first?.id.description)),
                ("to", today),
            ]
        case .seatMember: return [("body", "direktion"), ("person", bo), ("chair", true), ("from", today)]
        case .unseatMember:
            return [
                ("body", "bestyrelse"), ("seat", first(register.bodies[.bestyrelse]?.seats.first?.id.description)),
                ("to", today),
            ]
        case .appointDeputy: return [("person", ada), ("deputy", bo), ("from", today)] + because
        case .endDeputy:
            return [
                ("person", ada), ("deputyship", first(register.persons[self.ada]?.deputyships.first?.id.description)),
                ("to", today),
            ]
        case .remindDuties:
            return [("duties", .list(["action.due/action/\(action)/0"]))]
        case .recordMail: return [("persons", .array([ada, bo]))]
        case .handOver:
            return [
                ("person", bo), ("things", .list(["document:\(self.policy)"])), ("to_person", ada), ("to_unit", unit),
            ] + because
        case .placeHold: return [("person", bo)] + because
        case .liftHold:
            return [("person", bo), ("hold", first(register.persons[self.bo]?.holds.first?.id.description))] + because
        case .erasePerson: return [("person", bo), ("decision", "DPO, sag 14"), ("basis", "request")]
        case .openAccount: return [("person", bo), ("username", "bo.b")]
        case .closeAccount: return [("person", bo)]
        case .recordSignIn, .removeSignInMethod, .requireSecondStep, .setSignInProvider, .setProviderSecret,
            .removeSignInProvider, .followGroups, .provisionPerson, .provisionGroup:
            return signInMembers(kind)
        case .issueToken: return [("person", bo), ("scope", "read"), ("until", .string("\(rooms.today + 5)"))]
        case .revokeToken:
            return [("token", first(register.tokens.values.first { $0.person == self.bo }?.id.description))]
        case .createDocument:
            return [
                ("kind", "procedure"), ("title", "Procedure"), ("unit", unit), ("parent", policy), ("contact", bo),
                ("placement", "Den dækker hele politikken"),
            ]
        case .importDocument:
            return [
                ("kind", "politik"), ("unit", unit), ("classification", "intern"), ("file", file),
                ("row_number", .list(["1.0"])), ("row_unit", .list(["CAI"])), ("row_update", .list(["Ny"])),
                ("row_day", .list(["\(rooms.today - 400)"])),
            ]
        case .draftVersion:
            return [
                ("document", topic), ("classification", "fortrolig"), ("number", "2.0"), ("note", "Ny liste"),
                ("file", file),
            ]
        case .submitVersion: return [("document", policy), ("lacking", "Kun til test")]
        case .makeDecision:
            return [
                ("document", policy), ("act", "adopt"), ("outcome", "approved"), ("method", "meeting"),
                ("members", .array([ada])),
            ]
        case .enforceVersion: return [("document", policy), ("from", today)]
        case .verifyDocument:
            return [("document", policy), ("outcome", "update")]
                + ["strategy", "administration", "business", "threats", "society", "improvement"].map {
                    ($0, JSON.string("Set efter: \($0)"))
                }
        case .declareMaterialChange:
            return [
                ("document", policy), ("cause", "lov"), ("reason", "Loven er ændret"), ("reference", "Lov nr. 1"),
                ("due", .string("\(rooms.today + 30)")),
            ]
        case .withdrawDocument: return [("document", topic), ("from", today)] + because
        case .transferDocument: return [("document", topic), ("unit", other), ("from", today)] + because
        case .nameContact: return [("document", topic), ("contact", bo)]
        case .placeDocument:
            let second = register.documents.values.first { $0.kind == .policy && $0.id != self.policy }
            return [("document", topic), ("parent", second.map { .string("\($0.id)") } ?? policy)] + because
        case .reclassifyDocument: return [("document", policy), ("classification", "fortrolig")] + because
        case .retitleDocument: return [("document", topic), ("title", "Et andet emne")] + because
        case .addHistoryRow:
            return [
                ("document", topic), ("number", "0.9"), ("unit", "CAI"), ("update", "Udkast"),
                ("day", .string("\(rooms.today - 100)")), ("late_reason", "Fra arkivet"),
            ]
        case .relateDocument: return [("document", topic), ("relation", "se_ogsaa"), ("other", policy)]
        case .unrelateDocument: return [("document", topic), ("relation", "se_ogsaa"), ("other", policy)] + because
        case .translateVersion: return [("document", policy), ("title", "Policy"), ("words", "# New\n\nA list.\n")]
        case .openConsultation:
            return [
                ("document", policy), ("question", "Er den klar?"), ("persons", .array([ada, bo])),
                ("units", .array([unit])), ("roles", .list(["dpo", "direktion"])),
                ("due", .string("\(rooms.today + 10)")),
            ]
        case .extendConsultation:
            return [("consultation", .string(consultation)), ("due", .string("\(rooms.today + 20)"))] + because
        case .comment:
            return [("consultation", .string(consultation)), ("person", ada), ("text", "Godt skrevet")]
        case .agree: return [("consultation", .string(consultation)), ("person", ada)]
        case .reply:
            return [
                ("consultation", .string(consultation)), ("comment", .string(comment)), ("person", ada),
                ("text", "Den bliver kortere"),
            ]
        case .dispose:
            return [
                ("consultation", .string(consultation)), ("comment", .string(comment)), ("disposition", "delvist"),
            ] + because
        case .closeConsultation: return [("consultation", .string(consultation)), ("note", "Den var for lang")]
        case .summariseDocument: return [("document", policy), ("number", "1.0"), ("summary", "What it says")]
        case .setPublication:
            return [
                ("on", true), ("host", "politik.fki.example"), ("contact", "kontakt@fki.example"), ("names", true),
                ("statement", "https://was.digst.dk/fki"), ("security", "https://fki.example/sikkerhed"),
            ]
        case .reviewPublication: return [("matter", "security_contact")]
        case .setAudience:
            return [
                ("document", topic), ("reach", "chosen"), ("units", .array([unit, other])), ("roles", .list(["dpo"])),
                ("kinds", .list(["employee"])), ("days", 20), ("way", "immediate"), ("from", today),
            ] + because
        case .openNotice: return [("document", policy)]
        case .setQuiz: return quizMembers
        case .acknowledgeNotice, .remindReaders:
            return [("notice", first(register.notice(of: self.policy, on: rooms.today)?.id.description))] + said(kind)
        case .tellReaders:
            return [
                ("notice", first(register.notice(of: self.policy, on: rooms.today)?.id.description)),
                ("persons", .array([bo, ada])), ("channel", "meeting"),
            ]
        case .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation, .withdrawDispensation, .endDispensation, .setDispensationLimit, .confirmDecision,
            .noteStatute, .dropStatute:
            return dispensationMembers(kind)
        case .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal, .resolveProposal,
            .proposeRiskMethod,
            .setTopic:
            return proposalMembers(kind)
        case .setEscalation: return [("rule", "document.verification"), ("head", 7), ("direktion", 21)]
        case .reviewRights:
            return [
                ("quarter", .string(Quarter(rooms.today).description)), ("seen", .number(register.count)),
                ("conclusion", "Alt passer"),
            ]
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes:
            return meetingMembers(kind)
        case .recordJournal, .removeJournal: return journalMembers(kind)
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .adoptFramework, .retireFramework:
            return complianceMembers(kind)
        case .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .openCampaign, .answerCampaign, .confirmAnswers, .closeCampaign:
            return reportMembers(kind)
        case .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate, .reissueCertificate, .closeCourse:
            return learningMembers(kind)
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            return awarenessMembers(kind)
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence, .recordCredential,
            .confirmCredential, .revokeCredential, .setTalks, .recordTalk:
            return competenceMembers(kind)
        case .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .setAsset, .measureAvailability,
            .reviewAssetAccess, .retireAsset, .dependAsset, .endDependence, .recordInventory, .importAssets:
            return measureMembers(kind)
        case .setRisk, .assessRisk, .verifyRisk, .closeRisk, .proposeAcceptance, .appraiseRisk, .importRisks:
            return riskMembers(kind)
        case .setProcessing, .reviewProcessing, .endProcessing: return processingMembers(kind)
        case .receiveSubjectRequest, .assignSubjectRequest, .identifyRequester, .extendSubjectRequest,
            .noteSubjectRequest, .answerSubjectRequest:
            return subjectRequestMembers(kind)
        case .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit:
            return controlMembers(kind)
        case .openAuditEngagement, .closeAuditEngagement, .requestEvidence, .answerRequest, .judgeAnswer,
            .withdrawRequest:
            return auditMembers(kind)
        case .addAction:
            return [
                ("title", "Skriv en liste"), ("why", "Den mangler"), ("person", bo),
                ("due", .string("\(rooms.today + 9)")),
            ]
        case .moveAction: return [("action", .string("\(action)")), ("due", .string("\(rooms.today + 60)"))] + because
        case .completeAction: return [("action", .string("\(action)")), ("note", "Den er skrevet")]
        case .dropAction: return [("action", .string("\(action)"))] + because
        case .annulFact: return [("position", .number(renaming))] + because
        case .correctFact:
            return [
                ("position", .number(renaming)), ("reason", "Slåfejl"), ("command", "document.retitle"),
                ("document", topic),
                ("title", "Emnerne"), ("reason_new", "Rettet"),
            ]
        }
    }
}
