// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What is decided in a random history, and what is asked for a dispensation from.
extension History {
    mutating func decide() {
        if chance(1, in: 6), let decision = decided() {
            add(.decision(decision, .confirmed(basis: basis(id(documents)), reason: value(), minutes: maybe())))
            return
        }
        if chance(1, in: 8), let decision = decided() {
            let isRemoved = chance(1, in: 3)
            add(
                .decision(
                    decision,
                    .journal(
                        isRemoved
                            ? .removed(reason: value())
                            : .recorded(.init(caseNumber: value(), documentNumber: maybe(), day: day())))))
            return
        }
        let document = id(documents)
        add(.decision(new(), .made(made(document, any(versions[document] ?? []), nil))))
    }

    private func decided() -> ID<Decision>? {
        for entry in entries.reversed() {
            if case .decision(let id, _) = entry.fact { return id }
        }
        return nil
    }

    private mutating func basis(_ document: ID<Document>) -> [Decision.Basis] {
        [.init(subject: .document(document), revision: 1 + below(9))]
    }

    private mutating func made(
        _ document: ID<Document>, _ version: ID<Document.Version>?, _ dispensation: ID<Dispensation>?
    ) -> Decision.Made {
        let isAsked = dispensation != nil
        return Decision.Made(
            number: entries.count, year: 2026,
            decider: isAsked && chance(5, in: 6)
                ? .body(.direktion) : chance(1, in: 2) ? .body(word()) : .head(of: id(units)),
            matter: .init(
                act: isAsked ? .dispense : any([.adopt, .withdraw, .reclassify]) ?? .adopt, document: document,
                version: version, dispensation: dispensation),
            outcome: word(), method: word(), minutes: maybe(), members: (0..<below(5)).map { _ in id(persons) },
            recused: (0..<below(2)).map { _ in id(persons) }, recusal: maybe(), conditions: maybe(), reason: maybe(),
            basis: basis(document), paper: value(),
            update: isAsked ? .init(isNeeded: chance(1, in: 3), reason: value()) : nil)
    }

    mutating func dispense() {
        guard let known = any(dispensations), chance(4, in: 5) else {
            let dispensation: ID<Dispensation> = chance(1, in: 50) ? id(dispensations) : new()
            add(.dispensation(dispensation, .requested(asked())))
            dispensations.append(dispensation)
            return
        }
        switch below(10) {
        case 0: add(.dispensation(known, .amended(asked())))
        case 1, 2: add(.dispensation(known, .advised(word(), word(), text: value())))
        case 3:
            add(
                .dispensation(
                    known,
                    .recommended(
                        .init(
                            outcome: chance(1, in: 2) ? .approved : .rejected, reasons: value(), ifGranted: value(),
                            ifRefused: value(), conditions: maybe()))))
        case 4, 5: add(.dispensation(known, .submitted(due: day(), unheard: maybe())))
        case 6: add(.dispensation(known, chance(1, in: 2) ? .withdrawn(reason: value()) : .ended(note: value())))
        default:
            let document = id(documents)
            add(.decision(new(), .made(made(document, any(versions[document] ?? []), known))))
        }
    }

    /// Something is put before a body, or it decides what was.
    mutating func propose() {
        guard let known = any(proposals), chance(1, in: 2) else {
            let (from, proposal): (Day, ID<Proposal>) = (day(), new())
            let topic = Topic.named[below(9)].id
            let content: Proposal.Content =
                switch below(5) {
                case 3: .method(chance(1, in: 2) ? .five : .four, words: maybe())
                case 0: .topics([topic], added: chance(1, in: 2) ? .init(id: new(), name: value()) : nil)
                case 1: .delegation(topic, to: id(units), from: from, until: chance(1, in: 2) ? from + 90 : nil)
                case 2: .measure(value(), about: .document(id(documents)), by: id(units), due: from + 30)
                default: .other(value())
                }
            add(
                .proposal(
                    proposal,
                    .made(
                        .init(
                            number: proposals.count + 1, year: 2026, body: word(), question: value(),
                            content: content, reasons: value(), ifYes: value(), ifNo: value(), conditions: maybe(),
                            due: from + 14, follows: any(proposals)))))
            proposals.append(proposal)
            if chance(1, in: 2) { add(.document(id(documents), .topicSet(chance(4, in: 5) ? topic : nil))) }
            return
        }
        if chance(1, in: 6) { return add(.proposal(known, .withdrawn(reason: value()))) }
        add(
            .decision(
                new(),
                .made(
                    Decision.Made(
                        number: entries.count, year: 2026, decider: .body(word()),
                        matter: .init(act: .resolve, document: nil, version: nil, proposal: known), outcome: word(),
                        method: word(), minutes: maybe(), members: [id(persons)], recused: [], conditions: maybe(),
                        reason: maybe(), basis: [.init(subject: .proposal(known), revision: 1)], paper: value()))))
    }

    private mutating func asked() -> Dispensation.Request {
        let document = id(documents)
        let from = day()
        return .init(
            number: dispensations.count + 1, year: 2026, document: document,
            version: any(versions[document] ?? []) ?? new(),
            paragraphs: (0...below(3)).map { _ in new() }, unit: id(units), units: chance(3, in: 4) ? [id(units)] : [],
            solutions: maybe(), title: value(), situation: value(), reason: value(), risk: value(), level: word(),
            measures: value(), from: from, to: from + below(366), follows: any(dispensations))
    }

    mutating func noteStatute(_ document: ID<Document>) {
        let paragraph: ParagraphID = new()
        add(.document(document, .statuteNoted(paragraph, law: value())))
        if chance(1, in: 2) { add(.document(document, .statuteDropped(paragraph, reason: value()))) }
    }
}
