// SPDX-License-Identifier: MPL-2.0
@testable import Domain

/// Histories that no desk would write: facts of every kind in any order, about things that may not exist, and annulments of
/// anything. What the fold makes of them is unimportant; that it holds together is not.
struct Soup {
    var random: Seeded
    private(set) var history: [(fact: Fact, stamp: Stamp)] = []
    let organisation: ID<Organisation> = ID(high: 7, low: 7)
    private let base = day("2026-01-01")

    init(seed: UInt64) { random = Seeded(seed) }

    mutating func append(_ count: Int) {
        for _ in 0..<count {
            let position = history.count
            let recorded = Instant(milliseconds: 1_780_000_000_000 + Int64(position) * 3_600_000)
            let stamp = Stamp(
                position: position, effective: anyDay(), recorded: recorded, by: below(2) == 0 ? nil : id(4))
            history.append((anyFact(), stamp))
        }
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    mutating func anyDay() -> Day { base + Int.random(in: -500...900, using: &random) }
    mutating func id<Kind>(_ bound: Int) -> ID<Kind> { ID(high: 1, low: UInt64(below(bound))) }
    mutating func value() -> ValueID { id(1_000_000) }
    mutating func maybe<Kind>(_ bound: Int) -> ID<Kind>? { below(3) == 0 ? nil : id(bound) }

    private mutating func anySubject() -> Subject {
        switch below(57) {
        case 56: .subjectRequest(id(3))
        case 54, 55: .processing(id(3))
        case 50, 51, 52, 53: .risk(id(3))
        case 44, 45: .initiative(id(3))
        case 46: .suspicion(id(3))
        case 47, 48, 49: .competence(id(3))
        case 41, 42, 43: .course(id(3))
        case 37...40: below(2) == 0 ? .measure(id(4)) : .asset(id(3))
        case 30, 31: below(2) == 0 ? .report(id(3)) : .objective(id(3))
        case 32, 33: .campaign(id(3))
        case 34, 35, 36: below(3) == 0 ? .auditEngagement(id(2)) : .evidenceRequest(id(4))
        case 26, 27: .controlTest(id(4))
        case 28: .audit(id(4))
        case 20, 21, 22: .requirement(id(5))
        case 23: .evidence(id(4))
        case 24: .nonconformity(id(4))
        case 25: .scope(id(3))
        case 29: .framework(id(3))
        case 16, 17: .proposal(id(5))
        case 18, 19: .meeting(id(3))
        case 14, 15: .dispensation(id(5))
        case 13: .reminder(id(3))
        case 9, 10: .consultation(id(5))
        case 11, 12: .notice(id(6))
        case 0: .unit(id(4))
        case 1: .person(id(4))
        case 2: .body(below(2) == 0 ? .direktion : .bestyrelse)
        case 3, 4: .document(id(6))
        case 5: .decision(id(8))
        case 6: .action(id(6))
        case 7: .token(id(3))
        default: .organisation(below(3) == 0 ? id(3) : organisation)
        }
    }

    private mutating func anyFact() -> Fact {
        // Mostly an annulment of something that was said, at times of anything.
        if below(6) == 0, !history.isEmpty {
            let position = below(history.count)
            let subject = below(5) == 0 ? anySubject() : history[position].fact.subject
            return .annulled(subject, Annulment(position: position, reason: value()))
        }
        switch anySubject().kind {
        case .organisation: return .organisation(below(4) == 0 ? id(3) : organisation, organisationFact())
        case .unit: return .unit(id(4), unitFact())
        case .person: return .person(id(4), personFact())
        case .body: return .body(below(2) == 0 ? .direktion : .bestyrelse, bodyFact())
        case .document: return .document(id(6), documentFact())
        case .decision: return .decision(id(8), decisionFact())
        case .action: return .action(id(6), actionFact())
        case .consultation: return .consultation(id(5), consultationFact())
        case .notice: return .notice(id(6), noticeFact())
        case .reminder: return .reminder(id(3), reminderFact())
        case .dispensation: return .dispensation(id(5), dispensationFact())
        case .proposal: return .proposal(id(5), proposalFact())
        case .meeting: return .meeting(id(3), meetingFact())
        case .requirement: return .requirement(id(5), requirementFact())
        case .evidence: return .evidence(id(4), evidenceFact())
        case .nonconformity: return .nonconformity(id(4), nonconformityFact())
        case .scope: return .scope(id(3), scopeFact())
        case .controlTest: return .controlTest(id(4), controlTestFact())
        case .audit: return .audit(id(4), auditFact())
        case .framework: return .framework(id(3), frameworkFact())
        case .report: return .report(id(3), reportFact())
        case .initiative: return .initiative(id(3), initiativeFact())
        case .suspicion: return .suspicion(id(3), suspicionFact())
        case .objective: return .objective(id(3), objectiveFact())
        case .course: return .course(id(3), courseFact())
        case .competence: return .competence(id(3), competenceFact())
        case .measure: return .measure(id(4), measureFact())
        case .asset: return .asset(id(3), assetFact())
        case .risk: return .risk(id(3), riskFact())
        case .processing: return .processing(id(3), processingFact())
        case .subjectRequest: return .subjectRequest(id(3), subjectRequestFact())
        case .campaign: return .campaign(id(3), campaignFact())
        case .auditEngagement: return .auditEngagement(id(2), auditEngagementFact())
        case .evidenceRequest: return .evidenceRequest(id(4), evidenceRequestFact())
        case .token: return .token(id(3), below(2) == 0 ? .revoked : .issued(id(4), .read, until: anyDay()))
        }
    }

    private mutating func organisationFact() -> Organisation.Fact {
        switch below(8) {
        case 7: .periodClosed(until: anyDay(), reason: value())
        case 6: .dispensationLimitSet(1 + below(3))
        case 0: .opened(origin: "x", publicKey: "y", demo: false, recovery: nil)
        case 1: .named(name: value(), short: value())
        case 2, 3:
            .publicationSet(
                Publication(
                    isOn: below(4) > 0, showsNames: below(2) == 0, host: nil, contact: value(),
                    statement: below(2) == 0 ? value() : nil, security: below(2) == 0 ? value() : nil))
        case 4: .publicationReviewed(Publication.Matter.allCases[below(2)])
        // Without chance, so that the other facts of a seed stay what they were.
        case 5 where history.count % 6 == 5: .talksSet(history.count % 4 == 1 ? [] : [.employee])
        case 5 where history.count % 6 == 1: .escalationSet(nil, .init(head: history.count % 9, direktion: 20))
        case 5 where history.count % 6 == 3:
            .secondStepSet(history.count % 4 == 1 ? .deciders : .everybody, reason: ID(high: 1, low: 7))
        case 5 where history.count % 2 == 0:
            .rightsReviewed(
                .init(
                    quarter: Quarter(base + history.count * 17 % 600), seen: history.count, persons: 4, conflicts: 1,
                    conclusion: ID(high: 1, low: 7), considered: [.init(person: ID(high: 1, low: 2), rule: .dpoHead)],
                    notes: nil, isOwn: history.count % 4 == 0))
        default: groupFact()
        }
    }

    private mutating func personFact() -> Person.Fact {
        switch below(15) {
        case 12, 13, 14: engagementFact()
        case 0: .named(name: value(), mail: nil)
        case 1, 2:
            .engaged(
                id(5), below(3) == 0 ? .consultant : .employee, unit: id(4), title: value(),
                firstWorkingDay: below(3) == 0 ? anyDay() : nil)
        case 3: .engagementEnded(id(5))
        case 4, 5: .roleGranted(id(5), [.security, .dpo, .unitHead, .administrator][below(4)], unit: maybe(4))
        case 6: .roleEnded(id(5))
        case 7: .deputyAppointed(id(3), deputy: id(4), reason: value())
        case 8: .deputyEnded(id(3))
        case 9: below(2) == 0 ? .holdPlaced(id(3), reason: value()) : .holdLifted(id(3), reason: value())
        // Without chance, so that the other facts of a seed stay what they were.
        case 10 where history.count % 5 == 0:
            .signInMethodAdded(ID(high: 1, low: UInt64(history.count % 7)), .passkey, label: ID(high: 1, low: 7))
        case 10 where history.count % 5 == 1: .signInMethodRemoved(ID(high: 1, low: UInt64(history.count % 7)))
        case 10: below(2) == 0 ? .accountOpened(username: value()) : .accountClosed
        default: .erased(decision: value(), basis: .request, values: [])
        }
    }

    private mutating func bodyFact() -> Body.Fact {
        below(2) == 0 ? .seated(id(4), id(4), chair: false) : .unseated(id(4))
    }

    private mutating func documentFact() -> Document.Fact {
        let number = VersionNumber(1 + below(2), below(4))
        switch below(25) {
        case 24: return .quizSet(id(6), .init(danish: value(), english: value()))
        case 23: return .topicSet(below(4) == 0 ? nil : id(4))
        case 21: return .statuteNoted(id(4), law: value())
        case 22: return .statuteDropped(id(4), reason: value())
        case 16: return .related(Document.Relation.allCases[below(3)], id(6))
        case 17: return .unrelated(Document.Relation.allCases[below(3)], id(6), reason: value())
        case 18:
            return .translated(
                id(6), .init(language: .en, title: value(), text: value(), original: nil, extract: nil, reason: nil))
        case 19:
            return .submitted(id(6), lacking: .init(sections: [.purpose, .steps], reason: value()))
        case 20:
            return .classProposed(
                id(6), was: Classification.allCases[below(4)], Classification.allCases[below(4)],
                from: below(2) == 0 ? nil : anyDay(), reason: value())
        case 15:
            return .changeDeclared(
                MaterialChange.Cause.allCases[below(7)], due: anyDay(), reason: value(), reference: nil)
        case 14: return .summarised(id(6), value())
        case 13: return .audienceSet(audience(), reason: value())
        case 0, 1, 2:
            return .created(
                Document.Kind.allCases[below(4)], number: below(9), title: value(), owner: id(4), parent: maybe(6),
                contact: nil)
        case 3, 4:
            return .drafted(
                id(6),
                Document.Draft(
                    number: number, classification: Classification.allCases[below(4)], language: .da, text: value(),
                    original: nil, note: nil))
        case 5: return .versionImported(number, unit: value(), update: value())
        case 6: return .submitted(id(6))
        case 7, 8: return .enforced(id(6))
        case 9:
            return .verified(
                id(6), number, .unchanged,
                Verification.Notes(
                    strategy: below(2) == 0 ? value() : nil, administration: value(), business: value(),
                    threats: value(), society: value(), improvement: value()))
        case 10: return below(3) == 0 ? .withdrawn(reason: value()) : .retitled(value(), reason: value())
        case 11: return .transferred(id(4), reason: value())
        default: return .placed(parent: maybe(6), reason: value())
        }
    }

    private mutating func noticeFact() -> Notice.Fact {
        switch below(7) {
        case 6: .told(.letter, [id(4), id(4)])
        case 0, 1: .opened(id(6), id(6), text: "x", days: below(20), way: .digest)
        case 2: .reminded(.before)
        default: .acknowledged(id(4), id(6), text: "x", quiz: below(3) == 0 ? below(9) : nil)
        }
    }

    private mutating func reminderFact() -> Reminder.Fact {
        let target = Reminder.Target(
            rule: Rule.allCases[below(Rule.allCases.count)], subject: anySubject(), turn: below(3),
            unit: below(4) == 0 ? id(4) : nil)
        return switch below(4) {
        case 0: .mailed(target, [id(4), id(4)])
        case 1: .mailed(nil, [id(4)])
        default: .sent(target, to: responsible())
        }
    }

    private mutating func audience() -> Audience {
        switch below(4) {
        case 0: Audience()
        case 1: Audience(units: [id(4)], kinds: [.employee], days: below(20))
        case 2: Audience(roles: [[.security, .dpo, .unitHead, .direktion][below(4)]])
        default: Audience(units: [id(4), id(4)], roles: [.dpo], kinds: below(2) == 0 ? [] : [.consultant])
        }
    }

    private mutating func basis() -> [Decision.Basis] {
        (0..<below(3)).map { _ in
            Decision.Basis(
                subject: below(3) == 0 ? .dispensation(id(5)) : .document(id(6)), revision: below(12))
        }
    }

    private mutating func decisionFact() -> Decision.Fact {
        switch below(6) {
        case 0: return .confirmed(basis: basis(), reason: value(), minutes: nil)
        case 5: return .journal(journalFact())
        case 1, 2: return dispensed()
        case 3: return resolved()
        default: break
        }
        return .made(
            Decision.Made(
                number: below(9), year: 2026, decider: .body(.direktion),
                matter: .init(
                    act: [.withdraw, .adopt, .adopt, .adopt, .reclassify][below(5)], document: id(6), version: maybe(6)),
                outcome: below(3) == 0 ? .rejected : .approved, method: .meeting, minutes: nil, members: [id(4)],
                recused: [],
                conditions: nil, reason: nil, basis: [], paper: value()))
    }

    private mutating func journalFact() -> Journal.Fact {
        below(3) == 0
            ? .removed(reason: value())
            : .recorded(.init(caseNumber: value(), documentNumber: maybe(9), day: anyDay()))
    }

    private mutating func resolved() -> Decision.Fact {
        .made(
            Decision.Made(
                number: below(9), year: 2026, decider: .body(below(4) == 0 ? .bestyrelse : .direktion),
                matter: .init(act: .resolve, document: nil, version: nil, proposal: id(5)),
                outcome: [.approved, .approved, .rejected, .returned][below(4)], method: .meeting, minutes: nil,
                members: [id(4)], recused: [], conditions: nil, reason: nil, basis: [], paper: value()))
    }

    private mutating func proposalFact() -> Proposal.Fact {
        if below(6) == 0 { return .withdrawn(reason: value()) }
        let content: Proposal.Content
        switch below(7) {
        case 5, 6: content = acceptance()
        case 3: content = .method(below(2) == 0 ? .five : .four, words: below(2) == 0 ? value() : nil)
        case 0: content = .topics([id(4), id(4)], added: below(2) == 0 ? .init(id: id(6), name: value()) : nil)
        case 1: content = .delegation(id(4), to: id(4), from: anyDay(), until: below(2) == 0 ? anyDay() : nil)
        case 2: content = .measure(value(), about: anySubject(), by: id(4), due: anyDay())
        default: content = .other(value())
        }
        return .made(
            .init(
                number: below(9), year: 2026, body: below(4) == 0 ? .bestyrelse : .direktion, question: value(),
                content: content, reasons: value(), ifYes: value(), ifNo: value(), conditions: nil, due: anyDay(),
                follows: nil))
    }

    /// Mostly a grant by the direktion; now and then what only another one could have decided.
    private mutating func dispensed() -> Decision.Fact {
        .made(
            Decision.Made(
                number: below(9), year: 2026,
                decider: [.body(.direktion), .body(.direktion), .body(.bestyrelse), .head(of: id(4))][below(4)],
                matter: .init(
                    act: below(8) == 0 ? .adopt : .dispense, document: id(6), version: maybe(6), dispensation: id(5)),
                outcome: [.approved, .approved, .rejected, .returned][below(4)], method: .meeting, minutes: nil,
                members: [id(4)], recused: [], conditions: nil, reason: nil, basis: basis(), paper: value(),
                update: .init(isNeeded: below(2) == 0, reason: value())))
    }

    private mutating func meetingFact() -> Meeting.Fact {
        let days = Meeting.Days(day: anyDay(), deadline: below(3) == 0 ? anyDay() : nil)
        switch below(13) {
        case 10: return .closed(id(6))
        case 11: return .journal(journalFact())
        case 0, 1:
            return .called(
                .init(
                    body: below(2) == 0 ? .direktion : .bestyrelse, number: 1 + below(9), year: 2024 + below(3),
                    method: below(2) == 0 ? .meeting : .written, days: days, place: value()))
        case 2: return .moved(days, reason: value())
        case 3: return .cancelled(reason: value())
        case 4:
            return .placed(
                id(6),
                .init(
                    order: below(9), about: below(2) == 0 ? .dispensation(id(5)) : .document(id(6)), title: nil,
                    follows: maybe(6), isClosed: below(2) == 0, why: value()))
        case 5: return below(2) == 0 ? .dropped(id(6), reason: value()) : .postponed(id(6), reason: value())
        case 6: return .answered(id(6), by: id(4), Meeting.Stance.allCases[below(3)], comment: value())
        case 7: return .held(.init(present: [id(4)], absent: [], chair: id(4), secretary: maybe(4)))
        case 8: return .minuted(id(6), text: value())
        case 9: return .submitted
        default: return .approved(by: maybe(4))
        }
    }

    private mutating func dispensationFact() -> Dispensation.Fact {
        switch below(10) {
        case 0, 1, 2: return .requested(asked())
        case 3: return .amended(asked())
        case 4:
            return .advised(
                Dispensation.Advisor.allCases[below(3)], Dispensation.Stance.allCases[below(3)], text: value())
        case 5:
            return .recommended(
                .init(
                    outcome: .approved, reasons: value(), ifGranted: value(), ifRefused: value(), conditions: nil))
        case 6, 7: return .submitted(due: anyDay(), unheard: nil)
        case 8: return below(2) == 0 ? .withdrawn(reason: value()) : .ended(note: value())
        default: return .ended(note: value())
        }
    }

    private mutating func asked() -> Dispensation.Request {
        let from = anyDay()
        return .init(
            number: below(9), year: 2026, document: id(6), version: id(6), paragraphs: [id(4), id(4)], unit: id(4),
            units: [id(4)], solutions: nil, title: value(), situation: value(), reason: value(), risk: value(),
            level: Dispensation.Level.allCases[below(4)], measures: value(), from: from, to: from + (below(500) - 20),
            follows: below(2) == 0 ? id(5) : nil)
    }

    private mutating func consultationFact() -> Consultation.Fact {
        switch below(10) {
        case 9: .handedOver(from: responsible(), to: responsible(), reason: value())
        case 0, 1, 2:
            .opened(
                .init(
                    document: id(6), version: id(6), question: value(), invited: [responsible(), responsible()],
                    due: anyDay()))
        case 3: .extended(due: anyDay(), reason: value())
        case 4: .commented(id(4), by: id(4), for: [responsible()], paragraph: maybe(9), text: value())
        case 5: .agreed(by: id(4), for: [responsible()])
        case 6: .replied(id(4), reply: id(9), by: id(4), text: value())
        case 7: .disposed(id(4), Consultation.Disposition.allCases[below(3)], reason: nil)
        default: .closed(note: below(2) == 0 ? nil : value())
        }
    }

    private mutating func actionFact() -> Action.Fact {
        switch below(6) {
        case 5: .assigned(responsible(), reason: value())
        case 0, 1:
            .added(
                number: below(9), title: value(), why: value(), responsible: responsible(), due: anyDay(),
                about: below(3) == 0 ? nil : anySubject())
        case 2: .moved(due: anyDay(), reason: value())
        case 3: .done(note: value())
        default: .dropped(reason: value())
        }
    }
}
