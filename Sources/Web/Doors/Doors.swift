// SPDX-License-Identifier: MPL-2.0

public import Domain
import Exchange
public import Ledger
public import Office

/// What became of a command at a door.
public struct Done: Sendable {
    public let receipt: Receipt
    /// A secret that is told once: the code of a new account, or a token. Never kept in clear.
    public let secret: String?
}

extension Installation {
    /// The one way in: pages, the programming interface and the command line all come here. What a file says is read
    /// into fields, the desk carries the command out, and secrets that belong to it are made or taken away.
    ///
    /// - Parameters:
    ///   - command: identifies the command; the same one given twice is carried out once. Nil: a new one.
    ///   - expected: the revision of the subject that was looked at; nil: whatever it is.
    /// - Throws: why nothing was written.
    public func perform(
        _ kind: CommandKind, _ arguments: Arguments, as actor: Actor, door: Door, in organisation: ID<Organisation>,
        command: Ref? = nil, expected: Int? = nil
    ) async throws(Refusal) -> Done {
        guard let room = room(organisation) else { throw .unknown }
        try guardShared(kind, arguments, actor, organisation)
        try guardProvider(kind, arguments, actor)
        var arguments = arguments
        let framework = try await FileIntakes.add(to: &arguments, of: kind, room.house, actor)
        try Preparation.prepare(kind, &arguments, room.house, mint: paragraph)
        try await ReportPrinting.add(to: &arguments, of: kind, room.house, actor, printer)
        let receipt: Receipt
        do {
            receipt = try await room.desk.perform(
                Order(
                    command: command ?? newCommand(), kind: kind, arguments: arguments, actor: actor, door: door,
                    expected: expected))
        } catch {
            // Who tried what they may not, or decided from what is no more, stands in the log (policy §7.4).
            if kind.demandsFreshSignIn || kind == .annulFact || kind == .correctFact || error.reason == .notAllowed {
                refused(kind, by: actor, at: door, in: organisation, error)
            }
            throw error
        }
        if let framework, !receipt.repeated { keep(framework, receipt, room.house) }
        if !receipt.repeated, receipt.subjects.contains(where: { $0.kind == .course }) {
            await forgetLessons(receipt.positions, in: room.house)
        }
        do {
            return Done(
                receipt: receipt,
                secret: receipt.repeated ? nil : try await follow(kind, arguments, receipt, room, actor))
        } catch {
            // The fact stands: a new code can be handed out, a session ends at its next request.
            return Done(receipt: receipt, secret: nil)
        }
    }

    /// A line in the log of an act that counts and was refused: by whom and why, without anything that was typed.
    func refused(
        _ kind: CommandKind, by actor: Actor, at door: Door, in organisation: ID<Organisation>, _ refusal: Refusal
    ) {
        let who = actor.person.map { "\(ID<Person>($0))" } ?? "operator"
        note("security: refused \(kind.rawValue) by \(who) at \(door.rawValue) in \(organisation): \(refusal.reason)")
    }

    /// The framework that was just adopted is not read from its file again.
    private func keep(_ reading: FrameworkReading, _ receipt: Receipt, _ house: House) {
        let register = house.state.register
        for subject in receipt.subjects where subject.kind == .framework {
            guard let adoption = register.frameworks[subject.id.seen(as: AdoptedFramework.self)]?.adoption else {
                continue
            }
            FrameworkShelf.of(house).put(reading, for: adoption.file)
        }
    }

    /// A new identity for a paragraph.
    var paragraph: @Sendable () -> ParagraphID {
        { [mint] in
            let bits = mint.random()
            return ParagraphID(high: bits.0, low: bits.1)
        }
    }

    private func follow(
        _ kind: CommandKind, _ arguments: Arguments, _ receipt: Receipt, _ room: Room, _ actor: Actor
    ) async throws -> String? {
        let organisation = room.house.id
        switch kind {
        case .openAccount:
            guard let person = receipt.subjects.first?.id.seen(as: Person.self) else { return nil }
            guard let known = try await joined(person, in: organisation) else {
                return try await offer(person, in: organisation)
            }
            try await tellMethods(of: known, in: organisation)
            // Who has a password in another house keeps it.
            return known.hash == nil ? try await invite(person, in: organisation) : nil
        case .closeAccount:
            guard let person = receipt.subjects.first?.id.seen(as: Person.self) else { return nil }
            let place = Account.Place(organisation: organisation, person: person)
            // In this order: a sign-in that is under way begins no session after its account is closed.
            try await unlink(place)
            try await sessions.endAll(in: place)
            return nil
        case .removeSignInMethod:
            guard let person = receipt.subjects.first?.id.seen(as: Person.self) else { return nil }
            try await drop(try arguments.id("method"), .init(organisation: organisation, person: person), by: actor)
            return nil
        case .provisionGroup: return nil
        case .provisionPerson:
            try await endProvisioned(arguments, receipt, organisation)
            return nil
        case .issueToken:
            guard let token = receipt.subjects.first?.id.seen(as: Token.self),
                let person = room.house.state.register.tokens[token]?.person
            else { return nil }
            return try await tokens.issue(.init(organisation: organisation, token: token), to: person, mint: mint)
        case .revokeToken:
            guard let token = receipt.subjects.first?.id.seen(as: Token.self) else { return nil }
            try await tokens.revoke(.init(organisation: organisation, token: token))
            return nil
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .renamePerson,
            .beginEngagement, .endEngagement, .recordFirstWorkingDay, .moveEngagement, .beginLeave, .endLeave,
            .identifyPerson, .importPersons, .grantRole, .endRole, .seatMember, .unseatMember, .appointDeputy,
            .endDeputy, .handOver,
            .placeHold, .liftHold, .erasePerson, .createDocument, .importDocument, .draftVersion, .submitVersion,
            .makeDecision, .enforceVersion, .verifyDocument, .withdrawDocument, .transferDocument, .nameContact,
            .placeDocument, .retitleDocument, .reclassifyDocument, .openConsultation, .extendConsultation, .comment,
            .agree, .reply,
            .dispose, .closeConsultation, .declareMaterialChange, .addHistoryRow, .addAction, .moveAction, .setAudience,
            .setQuiz,
            .openNotice, .acknowledgeNotice, .remindReaders, .tellReaders, .remindDuties,
            .completeAction, .dropAction,
            .annulFact, .correctFact:
            return nil
        case .summariseDocument, .setPublication, .reviewPublication, .relateDocument, .unrelateDocument,
            .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .answerItem,
            .holdMeeting, .minuteItem, .submitMinutes, .approveMinutes, .recordJournal, .removeJournal,
            .translateVersion, .requestDispensation, .amendDispensation, .adviseDispensation, .recommendDispensation,
            .submitDispensation,
            .withdrawDispensation, .endDispensation, .setDispensationLimit, .setEscalation, .confirmDecision,
            .noteStatute,
            .dropStatute, .proposeTopics, .proposeDelegation, .proposeMeasure, .proposeMatter, .withdrawProposal,
            .resolveProposal, .setTopic, .reviewRights,
            .proposeRiskMethod,
            .recordMail, .recordSignIn, .requireSecondStep, .followGroups:
            return nil
        case .setSignInProvider:
            // What another issuer said of somebody holds no more.
            try await sessions.endFederated(in: organisation, but: room.house.signInIssuer)
            federation.unread.forget(in: organisation)
            return nil
        case .setProviderSecret:
            guard let settings = room.house.signInProvider else { return nil }
            try await federation.secrets.set(
                try arguments.line("secret", most: 500), of: settings, in: organisation)
            return nil
        case .removeSignInProvider:
            try await federation.secrets.remove(in: organisation)
            try await sessions.endFederated(in: organisation)
            federation.unread.forget(in: organisation)
            return nil
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .assessRequirement, .addEvidence, .withdrawEvidence, .raiseNonconformity,
            .explainNonconformity, .checkNonconformity, .openScope, .decideApplicability, .resumeBaseline, .closeScope,
            .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest, .recordAudit,
            .adoptFramework, .retireFramework,
            .issueReport, .issueReview, .presentReport, .setObjective, .measureObjective, .endObjective, .closePeriod,
            .openCourse, .planCourse, .renewCourse, .completeCourse, .recordCompletion, .recordCompletions,
            .revokeCertificate,
            .reissueCertificate, .closeCourse,
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
            return nil
        case .planInitiative, .beginInitiative, .measureInitiative, .recordExercise, .endInitiative, .dropInitiative,
            .reportSuspicion, .answerSuspicion:
            return nil
        }
    }
}
