// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What happens in a large organisation, by how often it happens.
extension FillModel {
    /// One thing: mostly one command, sometimes a few that follow each other.
    mutating func happen(_ orders: inout [FillOrder], share: Double) {
        switch below(1000) {
        case ..<30: dispense(&orders)
        case ..<260: verify(&orders)
        case ..<460: addTask(&orders)
        case ..<600: endTask(.completeAction, &orders)
        case ..<640: endTask(.moveAction, &orders)
        case ..<655: endTask(.dropAction, &orders)
        case ..<760: renew(&orders)
        case ..<830: nameContact(&orders)
        case ..<890: deputise(&orders)
        case ..<905: rename(&orders)
        case ..<920: leave(&orders)
        case ..<950: token(&orders)
        case ..<965: account(&orders)
        case ..<975: describe(&orders)
        case ..<985: annul(&orders)
        case ..<990: hold(&orders)
        case ..<993: renameUnit(&orders)
        default: erase(&orders, share)
        }
    }

    private mutating func verify(_ orders: inout [FillOrder]) {
        guard let index = paper(inForce: true), let head = head(papers[index].unit) else { return }
        var texts = DemoTexts.verification(
            below(9), improvement: below(3) == 0 ? "Forslag \(below(10_000)) tages op i enheden." : nil)
        if papers[index].kind != .policy { texts["strategy"] = nil }
        texts["document"] = "\(papers[index].id)"
        texts["outcome"] = below(20) == 0 ? "update" : "unchanged"
        orders.append(FillOrder(.verifyDocument, texts, by: head))
    }

    /// A new version of a document in force.
    private mutating func renew(_ orders: inout [FillOrder]) {
        guard let index = paper(inForce: true), let head = head(papers[index].unit) else { return }
        let text = below(texts.count)
        orders.append(
            FillOrder(
                .draftVersion,
                ["document": "\(papers[index].id)", "classification": "intern", "note": "Årets ændringer"],
                file: texts[text], by: head))
        advance(index, text: text, &orders)
    }

    /// A draft is submitted, decided (now and then only the second time) and put in force.
    mutating func advance(_ index: Int, text: Int? = nil, _ orders: inout [FillOrder]) {
        guard let head = head(papers[index].unit) else { return }
        let document = "\(papers[index].id)"
        orders.append(FillOrder(.submitVersion, ["document": document], by: head))
        let members = papers[index].kind.decidedBy == nil ? [head] : Array(direktion.prefix(5 + below(3)))
        guard let first = members.first else { return }
        if below(25) == 0 {
            decide(document, "rejected", members, first, &orders)
            orders.append(FillOrder(.submitVersion, ["document": document], by: head))
        }
        decide(document, "approved", members, first, &orders)
        orders.append(
            FillOrder(.enforceVersion, ["document": document, "from": "\(today)"], by: head) { model, _ in
                if let text { model.papers[index].text = text }
                guard !model.papers[index].inForce else { return }
                model.papers[index].inForce = true
                // Nobody refers to what he may not see.
                guard model.papers[index].isForAll else { return }
                model.above[model.papers[index].kind, default: []].append(model.papers[index].id)
            })
    }

    private mutating func decide(
        _ document: String, _ outcome: String, _ members: [ID<Person>], _ first: ID<Person>,
        _ orders: inout [FillOrder]
    ) {
        var texts = ["document": document, "act": "adopt", "outcome": outcome, "method": "meeting"]
        texts["minutes"] = "Møde \(today.year)-\(today.week)"
        if outcome == "rejected" { texts["reason"] = "Afsnit 3 mangler, hvem der har ansvaret." }
        orders.append(FillOrder(.makeDecision, texts, many: ["members": members.map { "\($0)" }], by: first))
    }

    private mutating func addTask(_ orders: inout [FillOrder]) {
        guard let (person, _) = person() else { return }
        var texts = [
            "title": "Følg op på \(subject()) nr. \(below(100_000))",
            "why": "Aftalt på enhedens møde i uge \(today.week).", "person": "\(person)",
            "due": "\(today + 14 + below(200))",
        ]
        if below(3) == 0, !papers.isEmpty {
            let paper = papers[below(papers.count)]
            if paper.isForAll { texts["document"] = "\(paper.id)" }
        }
        orders.append(
            FillOrder(.addAction, texts, by: person) {
                $0.open.append(($1.subjects[0].id.seen(as: Action.self), person))
            })
    }

    private mutating func endTask(_ kind: CommandKind, _ orders: inout [FillOrder]) {
        guard let index = pick(open.count, { $0.free($0.open[$1].action) }) else { return }
        let (action, person) = open[index]
        switch kind {
        case .moveAction:
            orders.append(
                FillOrder(
                    kind,
                    [
                        "action": "\(action)", "due": "\(today + 30 + below(60))",
                        "reason": "Venter på svar fra leverandøren.",
                    ],
                    by: security))
            return
        case .dropAction:
            orders.append(FillOrder(kind, ["action": "\(action)", "reason": "Løst på anden vis."], by: security))
        default:
            orders.append(
                FillOrder(
                    kind, ["action": "\(action)", "note": "Gjort og prøvet af en kollega, sag \(below(100_000))."],
                    by: gone.contains(person) ? security : person))
        }
        self.open[index] = self.open[self.open.count - 1]
        self.open.removeLast()
    }

    private mutating func nameContact(_ orders: inout [FillOrder]) {
        guard let index = paper(inForce: true), let head = head(papers[index].unit), let (person, _) = person() else {
            return
        }
        let document = papers[index].id
        orders.append(
            FillOrder(.nameContact, ["document": "\(document)", "contact": "\(person)"], by: head) {
                $0.annullable.append(($1.positions.lowerBound, document))
            })
    }

    private mutating func deputise(_ orders: inout [FillOrder]) {
        guard let (person, _) = person(), let (deputy, _) = self.person() else { return }
        orders.append(
            FillOrder(
                .appointDeputy,
                [
                    "person": "\(person)", "deputy": "\(deputy)", "from": "\(today)", "to": "\(today + 7 + below(14))",
                    "reason": "Ferie",
                ], by: person))
    }

    private mutating func rename(_ orders: inout [FillOrder]) {
        guard let (person, _) = person() else { return }
        orders.append(
            FillOrder(
                .renamePerson,
                [
                    "person": "\(person)", "from": "\(today)",
                    "name": "\(given()) \(family())-\(family())",
                ], by: administrator))
    }

    private mutating func leave(_ orders: inout [FillOrder]) {
        guard let index = pick(staff.count, { $0.free($0.staff[$1].person) }) else { return }
        let (person, unit) = staff[index]
        let needed =
            [administrator, security, dpo].contains(person) || heads[unit] == person || direktion.contains(person)
        guard !needed, let engagement = register.persons[person]?.engagements.last?.id else { return }
        orders.append(
            FillOrder(
                .endEngagement, ["person": "\(person)", "engagement": "\(engagement)", "to": "\(today)"],
                by: administrator
            ) { model, _ in model.left.append(person) })
        gone.insert(person)
        self.staff[index] = self.staff[self.staff.count - 1]
        self.staff.removeLast()
        // Their tasks go to nobody: a flaw that every organisation has.
    }

    private mutating func token(_ orders: inout [FillOrder]) {
        if below(3) == 0, let token = tokens.popLast() {
            orders.append(FillOrder(.revokeToken, ["token": "\(token)"], by: administrator))
        } else if let (person, _) = person() {
            orders.append(
                FillOrder(
                    .issueToken, ["person": "\(person)", "scope": "read", "until": "\(today + 180)"], by: person
                ) {
                    $0.tokens.append($1.subjects[0].id.seen(as: Token.self))
                })
        }
    }

    private mutating func account(_ orders: inout [FillOrder]) {
        guard let (person, _) = person(), register.persons[person]?.account.newest.flatMap({ $0 }) == nil else {
            return
        }
        orders.append(
            FillOrder(.openAccount, ["person": "\(person)", "username": "bruger\(person.low)"], by: administrator))
    }

    private mutating func describe(_ orders: inout [FillOrder]) {
        guard let index = paper(inForce: true), let head = head(papers[index].unit) else { return }
        orders.append(
            FillOrder(
                .retitleDocument,
                [
                    "document": "\(papers[index].id)",
                    "title": "\(papers[index].kind.label.da) for arbejdet med nummer \(below(100_000))",
                    "reason": "Den gamle titel sagde for lidt.",
                ], by: head))
    }

    private mutating func annul(_ orders: inout [FillOrder]) {
        guard let (position, document) = annullable.popLast() else { return }
        var texts = ["position": "\(position)", "reason": "Den forkerte person blev valgt."]
        if below(3) == 0, let (person, _) = person() {
            texts["command"] = CommandKind.nameContact.rawValue
            texts["document"] = "\(document)"
            texts["contact"] = "\(person)"
            orders.append(FillOrder(.correctFact, texts, by: security))
        } else {
            orders.append(FillOrder(.annulFact, texts, by: security))
        }
    }

    private mutating func hold(_ orders: inout [FillOrder]) {
        guard let (person, _) = person() else { return }
        orders.append(
            FillOrder(.placeHold, ["person": "\(person)", "reason": "Sag \(below(10_000)) er ikke lukket."], by: dpo))
    }

    private mutating func renameUnit(_ orders: inout [FillOrder]) {
        guard let index = pick(units.count, { $0.free($0.units[$1]) }) else { return }
        orders.append(
            FillOrder(
                .renameUnit,
                ["unit": "\(units[index])", "name": "Afdeling \(index) (\(today.year))", "from": "\(today)"],
                by: administrator))
    }

    private static let erasing = ID<Subject>(high: 0, low: 0)

    /// Few, and not late: each reads the whole ledger for what is written about the person.
    private mutating func erase(_ orders: inout [FillOrder], _ share: Double) {
        guard erasures < 8, share < 0.2, !busy.contains(FillModel.erasing), let person = left.popLast() else { return }
        busy.insert(FillModel.erasing)
        erasures += 1
        orders.append(
            FillOrder(
                .erasePerson,
                ["person": "\(person)", "decision": "Opbevaringsperioden er udløbet.", "basis": "retention"], by: dpo))
    }
}
