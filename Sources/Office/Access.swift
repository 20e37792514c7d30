// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Who may do what. Decisions about access are made here and nowhere else; the table is printed as `docs/adgang.md`, and
/// a change of rights fails the tests until that file changes with it.
public enum Access {
    /// The rights that a command takes. A new command does not compile until it has a line here.
    public static func rights(_ kind: CommandKind) -> [(Role, Reach)] {
        switch kind {
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .beginEngagement,
            .endEngagement, .moveEngagement, .identifyPerson, .importPersons, .grantRole, .endRole, .seatMember,
            .unseatMember, .openAccount, .closeAccount, .requireSecondStep, .setSignInProvider, .setProviderSecret,
            .removeSignInProvider:
            [(.administrator, .all)]
        // Who heads a unit knows who has come and who is away.
        case .recordFirstWorkingDay, .beginLeave, .endLeave: [(.administrator, .all), (.unitHead, .headed)]
        case .renamePerson: [(.administrator, .all), (.employee, .own), (.auditor, .own)]
        case .handOver: [(.administrator, .all), (.security, .all), (.unitHead, .headed)]
        case .appointDeputy, .endDeputy:
            [(.administrator, .all), (.unitHead, .headed), (.employee, .own)]
        case .placeHold, .liftHold: [(.dpo, .all)]
        case .erasePerson: [(.dpo, .all), (.administrator, .all)]
        case .issueToken, .revokeToken, .removeSignInMethod:
            [(.administrator, .all), (.employee, .own), (.auditor, .own)]
        case .createDocument, .importDocument, .draftVersion, .submitVersion, .enforceVersion, .verifyDocument,
            .withdrawDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument, .reclassifyDocument,
            .declareMaterialChange, .addHistoryRow, .setAudience, .openNotice, .remindReaders, .tellReaders:
            [(.security, .all), (.unitHead, .headed)]
        case .summariseDocument, .relateDocument, .unrelateDocument, .translateVersion, .setQuiz:
            [(.security, .all), (.unitHead, .headed)]
        case .setPublication, .reviewPublication: [(.administrator, .all), (.security, .all)]
        case .acknowledgeNotice, .completeCourse:
            // Whoever is in the audience; for oneself alone, which the command itself makes sure of.
            [(.employee, .all), (.auditor, .all)]
        case .makeDecision:
            // The secretary only records what minutes say, which the command makes sure of.
            [(.direktion, .seat), (.bestyrelse, .seat), (.unitHead, .headed), (.secretary, .bodies)]
        case .confirmDecision:
            [(.direktion, .seat), (.bestyrelse, .seat), (.unitHead, .headed), (.secretary, .bodies)]
        case .callMeeting, .moveMeeting, .cancelMeeting, .placeItem, .settleItem, .closeItem, .holdMeeting,
            .minuteItem, .submitMinutes:
            [(.secretary, .bodies), (.direktion, .seat), (.bestyrelse, .seat)]
        case .recordJournal, .removeJournal:
            // Those who may record decisions, and the security team, which keeps the documents.
            rights(.makeDecision) + [(.security, .all)]
        case .answerItem, .approveMinutes:
            // For oneself alone, which the commands make sure of.
            [(.direktion, .seat), (.bestyrelse, .seat)]
        case .requestDispensation, .amendDispensation, .withdrawDispensation, .endDispensation:
            [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit), (.employee, .unit)]
        case .adviseDispensation:
            // In whose name, the command makes sure of.
            [(.security, .all), (.dpo, .all), (.unitHead, .all), (.systemOwner, .all)]
        case .recommendDispensation, .submitDispensation, .setDispensationLimit, .setEscalation, .reviewRights:
            [(.security, .all)]
        case .noteStatute, .dropStatute: [(.security, .all), (.dpo, .all), (.unitHead, .headed)]
        case .remindDuties: [(.security, .all), (.unitHead, .headed)]
        case .proposeTopics, .proposeDelegation, .setTopic: [(.security, .all), (.secretary, .all)]
        case .proposeMeasure, .proposeMatter:
            [
                (.security, .all), (.secretary, .all), (.dpo, .all), (.direktion, .all), (.bestyrelse, .all),
                (.unitHead, .all),
            ]
        case .proposeRiskMethod: [(.security, .all)]
        case .withdrawProposal: [(.security, .all), (.secretary, .all)]
        case .findRequirement, .stateLaw, .adoptClause, .amendRequirement, .withdrawRequirement, .mapRequirement,
            .unmapRequirement, .withdrawEvidence, .explainNonconformity:
            [(.security, .all), (.unitHead, .headed)]
        case .assessRequirement:
            // The DPO monitors compliance (GDPR Article 39(1)(b)).
            [(.security, .all), (.dpo, .all), (.unitHead, .headed), (.systemOwner, .unit)]
        case .addEvidence:
            [(.security, .all), (.dpo, .all), (.unitHead, .headed), (.systemOwner, .unit), (.employee, .unit)]
        case .raiseNonconformity:
            [(.security, .all), (.dpo, .all), (.unitHead, .all), (.systemOwner, .all)]
        case .checkNonconformity: [(.security, .all), (.dpo, .all)]
        case .openAuditEngagement, .closeAuditEngagement: [(.security, .all)]
        case .requestEvidence: [(.security, .all), (.auditor, .own)]
        case .answerRequest: [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit), (.employee, .unit)]
        // What is enough, the auditor alone says.
        case .judgeAnswer, .withdrawRequest: [(.auditor, .own)]
        case .openScope, .decideApplicability, .resumeBaseline, .closeScope, .recordAudit, .adoptFramework,
            .retireFramework, .issueReport, .issueReview, .presentReport, .closePeriod, .openCampaign, .closeCampaign,
            .openCourse, .planCourse, .renewCourse, .recordCompletion, .recordCompletions, .revokeCertificate,
            .reissueCertificate, .closeCourse:
            [(.security, .all)]
        case .planInitiative, .dropInitiative, .recordExercise, .answerSuspicion: [(.security, .all)]
        // Whoever is responsible for it.
        case .beginInitiative, .measureInitiative, .endInitiative: [(.security, .all), (.employee, .own)]
        // For oneself alone, which the command itself makes sure of.
        case .reportSuspicion: [(.employee, .all)]
        case .setCompetence, .demandCompetence, .endCompetenceDemand, .withdrawCompetence: [(.security, .all)]
        // What one records of oneself counts when another has confirmed it, which the commands make sure of.
        case .recordCredential: [(.security, .all), (.unitHead, .headed), (.employee, .own)]
        case .confirmCredential, .revokeCredential: [(.security, .all), (.unitHead, .headed)]
        case .setTalks: [(.administrator, .all), (.security, .all)]
        // Of whoever holds it alone: `seesTalks`.
        case .recordTalk: [(.unitHead, .headed)]
        case .setObjective, .measureObjective, .endObjective: [(.security, .all), (.unitHead, .headed)]
        case .answerCampaign, .confirmAnswers, .setMeasure, .implementMeasure, .testMeasure, .endMeasure, .setAsset,
            .measureAvailability, .reviewAssetAccess, .retireAsset,
            .dependAsset, .endDependence,
            .recordInventory:
            [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit)]
        case .receiveSubjectRequest, .assignSubjectRequest: [(.security, .all), (.dpo, .all)]
        case .identifyRequester, .extendSubjectRequest, .noteSubjectRequest, .answerSubjectRequest:
            [(.security, .all), (.dpo, .all), (.employee, .own)]
        case .setRisk, .assessRisk, .verifyRisk, .closeRisk, .appraiseRisk:
            [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit)]
        case .setProcessing, .reviewProcessing, .endProcessing:
            [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit)]
        // A file is of all units.
        case .importAssets, .importRisks: [(.security, .all)]
        // The risk owner recommends; the direktion alone decides.
        case .proposeAcceptance: [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit), (.employee, .own)]
        case .planControlTest, .freezePopulation, .drawSample, .concludeControlTest, .retireControlTest:
            [(.security, .all), (.dpo, .all)]
        case .resolveProposal:
            // The secretary only records what minutes say, which the command makes sure of.
            [(.direktion, .seat), (.bestyrelse, .seat), (.secretary, .bodies)]
        // Værn alone: of the mails that its relay took, of the proofs that it saw, of what a client of SCIM said.
        case .recordMail, .recordSignIn, .followGroups, .provisionPerson, .provisionGroup: []
        case .addAction:
            [
                (.security, .all), (.dpo, .all), (.direktion, .all), (.bestyrelse, .all), (.unitHead, .all),
                (.systemOwner, .all), (.employee, .own), (.employee, .unit),
            ]
        case .openConsultation, .extendConsultation, .dispose, .closeConsultation:
            [(.security, .all), (.unitHead, .headed)]
        case .comment, .agree, .reply:
            [(.employee, .own)]
        case .moveAction, .dropAction:
            [(.security, .all), (.unitHead, .headed)]
        case .completeAction:
            [(.security, .all), (.unitHead, .headed), (.employee, .own), (.employee, .unit)]
        case .annulFact, .correctFact:
            [
                (.security, .all), (.administrator, .all), (.unitHead, .headed), (.direktion, .seat),
                (.bestyrelse, .seat), (.dpo, .all), (.secretary, .bodies),
            ]
        }
    }

    /// Whether people give the command at all; if not, Værn itself does, of its own acts.
    public static func isForPeople(_ kind: CommandKind) -> Bool { !rights(kind).isEmpty }

    /// Whether the person may carry out the command, and on whose behalf if only as deputy.
    public static func allows(
        _ kind: CommandKind, _ deed: any Deed, by person: ID<Person>, in register: Register, on day: Day
    ) -> Grounds? {
        guard register.persons[person]?.isActive(on: day) == true else { return nil }
        let concern = deed.concern(in: register, on: day)
        if let target = annulled(deed) {
            let kind = annulsReview(deed, in: register) ? nil : target.kind
            if annulsJournal(deed, in: register) {
                if allows(.recordJournal, concern, by: person, in: register, on: day) == nil { return nil }
            } else if let other = talker(struckBy: deed, in: register) {
                if other == person || !seesTalks(of: other, person, in: register, on: day) { return nil }
            } else if !mayAnnul(kind, concern, person, register, day) || !mayUndo(target, person, register, day) {
                return nil
            }
        }
        if let opinion = opinion(struckBy: deed, in: register), opinion.by != person { return nil }
        if let speakers = speakersAtMeeting(struckBy: deed, in: register, on: day), !speakers.contains(person) {
            return nil
        }
        // A talk is recorded by whoever holds it, and struck by nobody else: others do not know of it.
        if let talk = deed as? RecordTalk, !seesTalks(of: talk.person, person, in: register, on: day) { return nil }
        if let correction = deed as? CorrectFact {
            // Whoever corrects must also have the right to record what is right.
            guard allows(correction.replacementKind, correction.replacement, by: person, in: register, on: day) != nil
            else { return nil }
        }
        // Of many things all must be one's own to remind of.
        if let remind = deed as? RemindDuties {
            var last: Grounds?
            for concern in remind.concerns(in: register, on: day) {
                guard let grounds = allows(kind, concern, by: person, in: register, on: day) else { return nil }
                last = grounds.behalf == nil ? last ?? grounds : grounds
            }
            return last
        }
        // Of a text only those speak who may read it (policy §7.2).
        if let part = deed as? any ConsultationDeed,
            let accessClass = register.accessClass(ofTextIn: part.consultation, on: day),
            !sees(accessClass, person, in: register, on: day)
        {
            return nil
        }
        return allows(kind, concern, by: person, in: register, on: day)
    }

    /// The same for a command that is not made yet, about what `concern` says: for buttons and forms.
    public static func allows(
        _ kind: CommandKind, _ concern: Concern, by person: ID<Person>, in register: Register, on day: Day
    ) -> Grounds? {
        allows(kind, concern, by: Holder(person, in: register, on: day), in: register, on: day)
    }

    static func allows(
        _ kind: CommandKind, _ concern: Concern, by holder: Holder, in register: Register, on day: Day
    ) -> Grounds? {
        guard holder.isActive else { return nil }
        for (index, (person, roles)) in holder.held.enumerated()
        where holds(kind, concern, person, roles, register, day) {
            return Grounds(behalf: index == 0 ? nil : person)
        }
        return nil
    }

    /// Whose roles a person acts with on a day: one's own first, then those of the persons whose deputy one is.
    struct Holder: Sendable {
        let isActive: Bool
        let held: [(person: ID<Person>, roles: [HeldRole])]

        init(_ person: ID<Person>, in register: Register, on day: Day) {
            isActive = register.persons[person]?.isActive(on: day) == true
            held = ([person] + register.principals(of: person, on: day)).map { ($0, register.roles(of: $0, on: day)) }
        }
    }

    /// What the deed annuls, if it does.
    private static func annulled(_ deed: any Deed) -> Subject? {
        deed.annulling?.target?.subject
    }

    /// An entry is annulled by those who could have made it: rights by administrators, decisions by those who decide.
    ///
    /// - Parameter kind: nil for a review of rights.
    private static func mayAnnul(
        _ kind: SubjectKind?, _ concern: Concern, _ person: ID<Person>, _ register: Register, _ day: Day
    ) -> Bool {
        let rights: [(Role, Reach)] =
            switch kind {
            case .organisation, .unit, .person, .body, .token: [(.administrator, .all)]
            case .document, .action, .consultation, .notice, .reminder: [(.security, .all), (.unitHead, .headed)]
            case .dispensation: [(.security, .all), (.unitHead, .headed), (.dpo, .all)]
            case .proposal: [(.security, .all), (.secretary, .all)]
            // What was found of a unit is not struck by its head, who can assess anew.
            case .requirement, .nonconformity, .controlTest, .measure, .asset: [(.security, .all), (.dpo, .all)]
            case .risk: [(.security, .all)]
            case .processing: [(.security, .all), (.dpo, .all)]
            case .subjectRequest: [(.security, .all), (.dpo, .all)]
            case .evidence: [(.security, .all), (.unitHead, .headed)]
            case .scope, .audit, .framework, .report, .campaign, .course, .auditEngagement, .evidenceRequest,
                .competence:
                [(.security, .all)]
            case .initiative, .suspicion: [(.security, .all)]
            case .objective: [(.security, .all), (.unitHead, .headed)]
            case .meeting: Access.rights(.callMeeting)
            case .decision: Access.rights(.makeDecision).filter { $0.0 != .secretary }
            case nil: Access.rights(.reviewRights)
            }
        // What a body has decided no deputy takes back.
        let deputised = kind == .decision && concern.body != nil ? [] : register.principals(of: person, on: day)
        return ([person] + deputised).contains { holder in
            register.roles(of: holder, on: day).contains { held in
                rights.contains { $0.0 == held.role && reaches($0.1, held, concern, holder, register, day) }
            }
        }
    }

    /// What a body has decided is taken back by one who took part in it, and never by who left the room; if none of those
    /// who took part sits in it any more, by another member.
    private static func mayUndo(_ subject: Subject, _ person: ID<Person>, _ register: Register, _ day: Day) -> Bool {
        guard subject.kind == .decision, let made = register.decisions[subject.id.seen(as: Decision.self)]?.made,
            case .body(let body) = made.decider
        else { return true }
        if made.members.contains(person) { return true }
        return !made.recused.contains(person)
            && !made.members.contains { register.sits($0, in: body, on: day) }
    }

    private static func annulsReview(_ deed: any Deed, in register: Register) -> Bool {
        guard let annul = deed.annulling else { return false }
        return register.isRightsReview(annul.position)
    }

    /// Whether what is annulled says where a matter is filed, and nothing of the matter itself.
    private static func annulsJournal(_ deed: any Deed, in register: Register) -> Bool {
        guard let annul = deed.annulling, let target = annul.target else {
            return false
        }
        return register.journal(of: target.subject).entries.contains { $0.position == annul.position }
    }

    /// The opinion on a dispensation that a deed annuls: only who gave it takes it back (GDPR Article 38(3)).
    private static func opinion(struckBy deed: any Deed, in register: Register) -> Dispensation.Opinion? {
        guard let annul = deed.annulling, let target = annul.target,
            target.subject.kind == .dispensation
        else { return nil }
        return register.dispensations[target.subject.id.seen(as: Dispensation.self)]?.opinions.first {
            $0.position == annul.position
        }
    }

    /// Whether the act gives an opinion in the name of an office, or takes a person's own word back: an opinion, a reply in a
    /// written procedure, the approval of minutes.
    static func speaks(_ deed: any Deed, in register: Register) -> Bool {
        let given = (deed as? CorrectFact)?.replacement ?? deed
        if given is JudgeAnswer || given is WithdrawRequest { return true }
        return (given as? AdviseDispensation).map { $0.advisor != .other } ?? false
            || opinion(struckBy: deed, in: register) != nil
            || speakersAtMeeting(struckBy: deed, in: register, on: .distantPast) != nil
    }

    /// Whether the act makes, corrects or annuls a decision.
    static func decides(_ kind: CommandKind, _ deed: any Deed) -> Bool {
        let deciding: [CommandKind] = [.makeDecision, .resolveProposal, .confirmDecision, .approveMinutes]
        return deciding.contains(kind) || annulled(deed)?.kind == .decision
            || [.makeDecision, .resolveProposal].contains((deed as? CorrectFact)?.replacementKind)
    }

    /// Whether this very act demands a fresh sign-in: annulling or correcting rights and decisions does too.
    public static func demandsFreshSignIn(_ kind: CommandKind, _ deed: any Deed) -> Bool {
        if kind.demandsFreshSignIn || givesKey(deed) { return true }
        if let correction = deed as? CorrectFact, correction.replacementKind.demandsFreshSignIn { return true }
        switch annulled(deed)?.kind {
        case .person, .body, .decision, .token, .meeting: return true
        case .organisation, .unit, .document, .action, .consultation, .notice, .reminder, .dispensation, .proposal,
            .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .auditEngagement,
            .evidenceRequest, .report, .objective, .measure, .asset, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence, nil:
            return false
        }
    }

    /// On which ground a right is held: one's own, or another's whose deputy one is.
    public struct Grounds: Hashable, Sendable {
        public let behalf: ID<Person>?
    }

    /// Whether any right to the command is held, whatever it is about: for menus and buttons that lead to a choice.
    public static func mayEver(_ kind: CommandKind, by person: ID<Person>, in register: Register, on day: Day) -> Bool {
        mayEver(kind, by: Holder(person, in: register, on: day))
    }

    static func mayEver(_ kind: CommandKind, by holder: Holder) -> Bool {
        rights(kind).contains { right in
            holder.held.contains { acting($0.roles).contains { $0.role == right.0 } }
        }
    }

    private static func holds(
        _ kind: CommandKind, _ concern: Concern, _ person: ID<Person>, _ roles: [HeldRole], _ register: Register,
        _ day: Day
    ) -> Bool {
        rights(kind).contains { role, reach in
            acting(roles).contains { $0.role == role && reaches(reach, $0, concern, person, register, day) }
        }
    }

    private static func reaches(
        _ reach: Reach, _ held: HeldRole, _ concern: Concern, _ person: ID<Person>, _ register: Register, _ day: Day
    ) -> Bool {
        switch reach {
        case .all: true
        case .headed:
            if let unit = concern.unit, let headed = held.unit {
                register.ancestry(of: unit, on: day).contains(headed)
            } else {
                false
            }
        case .unit: concern.unit != nil && register.persons[person]?.unit(on: day) == concern.unit
        case .own: concern.person == person
        case .bodies: concern.body != nil
        case .seat:
            concern.body.map { register.sits(person, in: $0, on: day) && $0.role == held.role } ?? false
        }
    }
}
