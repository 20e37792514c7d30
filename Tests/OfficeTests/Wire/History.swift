// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// A long history of random facts, the same for the same seed: mostly ones that could follow each other.
struct History {
    struct Entry {
        let fact: Fact
        let stamp: Stamp
        let late: ValueID?
    }

    private var state: UInt64
    private let first: Day
    private let perDay: Int
    private(set) var entries: [Entry] = []
    private(set) var units: [ID<Unit>] = []
    private(set) var persons: [ID<Person>] = []
    private(set) var documents: [ID<Document>] = []
    private(set) var versions: [ID<Document>: [ID<Document.Version>]] = [:]
    private var (actions, tokens): ([ID<Action>], [ID<Token>]) = ([], [])
    private var consultations: [(ID<Consultation>, [ID<Consultation.Comment>])] = []
    private var notices: [ID<Notice>] = []
    private var engagements: [(ID<Person>, ID<Person.Engagement>)] = [], grants: [(ID<Person>, ID<Person.Grant>)] = []
    private var deputyships: [(ID<Person>, ID<Person.Deputyship>)] = []
    private var holds: [(ID<Person>, ID<Person.Hold>)] = []
    private var seats: [(Body.Kind, ID<Body.Seat>)] = []
    var dispensations: [ID<Dispensation>] = []
    var proposals: [ID<Proposal>] = []
    var (requirements, evidence): ([ID<Requirement>], [ID<Evidence>]) = ([], [])
    private var kept: [ValueID] = []
    private let house: ID<Organisation>

    static func make(seed: UInt64, count: Int, perDay: Int = 50) -> History {
        var history = History(seed: seed, perDay: perDay)
        while history.entries.count < count { history.grow() }
        return history
    }

    private init(seed: UInt64, perDay: Int) {
        state = seed
        self.perDay = perDay
        first = Day(number: 17_000)
        house = ID(high: seed, low: 1)
        add(.organisation(house, .opened(origin: "a/vaern/b/1", publicKey: "", demo: false, recovery: nil)))
        add(.organisation(house, .named(name: value(), short: value())))
        for _ in 0..<5 { openUnit() }
        for _ in 0..<10 { addPerson() }
        for _ in 0..<3 { createDocument() }
    }

    var organisation: ID<Organisation> { house }

    // MARK: Chance

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ one: Int, in many: Int) -> Bool { below(many) < one }
    mutating func new<Kind>() -> ID<Kind> { ID(high: next(), low: next()) }
    mutating func any<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[below(items.count)] }
    mutating func id<Kind>(_ items: [ID<Kind>]) -> ID<Kind> { any(items) ?? new() }
    mutating func word<Word: CaseIterable>(_: Word.Type = Word.self) -> Word where Word.AllCases == [Word] {
        Word.allCases[below(Word.allCases.count)]
    }

    mutating func value() -> ValueID {
        let value: ValueID = new()
        if kept.count < 1000 { kept.append(value) } else { kept[below(1000)] = value }
        return value
    }

    mutating func maybe() -> ValueID? { chance(1, in: 2) ? value() : nil }

    mutating func add(_ fact: Fact) {
        let position = entries.count
        let today = first + position / perDay
        var effective = today
        if FactKind.of(fact).mayBeBackdated, chance(1, in: 10) { effective = today + (below(400) - 200) }
        let late = effective < today ? value() : nil
        let instant = Instant(milliseconds: Int64(today.number) * 86_400_000 + Int64(position % perDay) * 1000)
        let by = chance(9, in: 10) && !persons.isEmpty ? id(persons) : nil
        entries.append(
            Entry(
                fact: fact, stamp: Stamp(position: position, effective: effective, recorded: instant, by: by),
                late: late))
    }

    mutating func day() -> Day { first + entries.count / perDay + below(365) }

    // MARK: Facts

    private mutating func openUnit() {
        let unit: ID<Unit> = new()
        add(.unit(unit, .opened(name: value(), nameEnglish: maybe(), parent: any(units))))
        units.append(unit)
    }

    private mutating func addPerson() {
        let person: ID<Person> = new()
        add(.person(person, .named(name: value(), mail: maybe())))
        persons.append(person)
        engage(person)
    }

    private mutating func engage(_ person: ID<Person>) {
        let engagement: ID<Person.Engagement> = new()
        add(
            .person(
                person,
                .engaged(
                    engagement, word(), unit: id(units), title: value(),
                    firstWorkingDay: chance(1, in: 3) ? day() : nil)))
        engagements.append((person, engagement))
    }

    private mutating func createDocument() {
        let document: ID<Document> = new()
        add(
            .document(
                document,
                .created(
                    word(), number: documents.count + 1, title: value(), owner: id(units), parent: any(documents),
                    contact: any(persons))))
        documents.append(document)
        draft(document)
    }

    private mutating func draft(_ document: ID<Document>) {
        let version: ID<Document.Version> = new()
        add(
            .document(
                document,
                .drafted(
                    version,
                    .init(
                        number: VersionNumber(1, below(100)), classification: word(), language: .da, text: value(),
                        original: maybe(), note: maybe()))))
        versions[document, default: []].append(version)
    }

    private mutating func grow() {
        switch below(100) {
        case 0: openUnit()
        case 1: changeUnit()
        case 2..<8: addPerson()
        case 8..<22: changePerson()
        case 22..<24: seat()
        case 24..<30: createDocument()
        case 30..<62: changeDocument()
        case 62..<68: decide()
        case 68..<74: dispense()
        case 74..<82: addAction()
        case 82..<90: changeAction()
        case 90..<94: comply()
        case 94: changeToken()
        case 95: changeNotice()
        case 96: changeConsultation()
        case 97 where chance(1, in: 3):
            add(
                .organisation(
                    house,
                    chance(1, in: 3)
                        ? .publicationReviewed(word())
                        : .publicationSet(
                            Publication(
                                isOn: chance(2, in: 3), showsNames: chance(1, in: 2), host: maybe(), contact: value(),
                                statement: maybe(), security: maybe()))))
        case 97 where chance(1, in: 2): propose()
        case 97 where chance(1, in: 6): add(.organisation(house, .periodClosed(until: day(), reason: value())))
        case 97 where chance(1, in: 4): add(.organisation(house, .dispensationLimitSet(2 + below(9))))
        case 97 where chance(1, in: 4):
            add(.organisation(house, .escalationSet(nil, .init(head: below(9), direktion: 9 + below(30)))))
        case 97 where chance(1, in: 4):
            add(
                .organisation(
                    house,
                    .rightsReviewed(
                        .init(
                            quarter: Quarter(day()), seen: entries.count, persons: below(90), conflicts: below(9),
                            conclusion: value(), considered: [], notes: maybe(), isOwn: chance(1, in: 3)))))
        case 97 where chance(1, in: 2): add(.organisation(house, .started(version: "1.\(entries.count)")))
        case 97: add(.organisation(house, .named(name: value(), short: value())))
        default: annul()
        }
    }

    private mutating func changeUnit() {
        let unit = id(units)
        switch below(4) {
        case 0: add(.unit(unit, .renamed(name: value(), nameEnglish: maybe())))
        case 1, 2: add(.unit(unit, .moved(parent: any(units))))
        default: add(.unit(unit, .closed(successor: chance(1, in: 2) ? any(units) : nil)))
        }
    }

    private mutating func changePerson() {
        let person = chance(1, in: 50) ? new() : id(persons)
        switch below(12) {
        case 0: add(.person(person, .named(name: value(), mail: maybe())))
        case 1, 2: engage(person)
        case 3: if let (person, engagement) = any(engagements) { add(.person(person, .engagementEnded(engagement))) }
        case 4, 5:
            let grant: ID<Person.Grant> = new()
            let role: Role = word()
            add(.person(person, .roleGranted(grant, role, unit: role == .unitHead ? id(units) : nil)))
            grants.append((person, grant))
        case 6: if let (person, grant) = any(grants) { add(.person(person, .roleEnded(grant))) }
        case 7:
            let deputyship: ID<Person.Deputyship> = new()
            add(.person(person, .deputyAppointed(deputyship, deputy: id(persons), reason: value())))
            deputyships.append((person, deputyship))
        case 8: if let (person, deputyship) = any(deputyships) { add(.person(person, .deputyEnded(deputyship))) }
        case 9:
            let hold: ID<Person.Hold> = new()
            add(.person(person, .holdPlaced(hold, reason: value())))
            holds.append((person, hold))
        case 10: if let (person, hold) = any(holds) { add(.person(person, .holdLifted(hold, reason: value()))) }
        default:
            if chance(1, in: 3) {
                let values = (0..<below(20)).map { _ in id(kept) }
                add(.person(person, .erased(decision: value(), basis: word(), values: values)))
            } else {
                add(.person(person, chance(1, in: 2) ? .accountOpened(username: value()) : .accountClosed))
            }
        }
    }

    private mutating func seat() {
        if chance(1, in: 2) {
            let (body, seat): (Body.Kind, ID<Body.Seat>) = (word(), new())
            add(.body(body, .seated(seat, id(persons), chair: chance(1, in: 5))))
            seats.append((body, seat))
        } else if let (body, seat) = any(seats) {
            add(.body(body, .unseated(seat)))
        }
    }

    private mutating func changeDocument() {
        let document = chance(1, in: 50) ? new() : id(documents)
        let version = versions[document]?.last ?? new()
        switch below(23) {
        case 22: noteStatute(document)
        case 21:
            add(
                .document(
                    document,
                    .classProposed(version, was: word(), word(), from: chance(1, in: 2) ? day() : nil, reason: value()))
            )
        case 20: add(.document(document, .summarised(version, value())))
        case 18, 19:
            add(.document(document, .changeDeclared(word(), due: day(), reason: value(), reference: maybe())))
        case 16: openNotice(document, version)
        case 17:
            add(
                .document(
                    document,
                    .audienceSet(
                        .init(
                            units: chance(1, in: 2) ? [id(units)] : [], roles: chance(1, in: 3) ? [word()] : [],
                            kinds: chance(1, in: 4) ? [word()] : [], days: below(30), way: word()), reason: value())))
        case 0, 1, 2: draft(document)
        case 3: add(.document(document, .versionImported(VersionNumber(0, below(9)), unit: value(), update: value())))
        case 4, 5: add(.document(document, .submitted(version)))
        case 6, 7, 8: add(.document(document, .enforced(version)))
        case 9, 10:
            add(
                .document(
                    document,
                    .verified(
                        version, VersionNumber(2, below(9)), word(),
                        .init(
                            strategy: chance(1, in: 3) ? value() : nil, administration: value(), business: value(),
                            threats: value(), society: value(), improvement: value()))))
        case 11: if chance(1, in: 4) { add(.document(document, .withdrawn(reason: value()))) }
        case 12: add(.document(document, .transferred(id(units), reason: value())))
        case 13: add(.document(document, .contactNamed(any(persons))))
        case 14: add(.document(document, .placed(parent: any(documents), reason: value())))
        default: add(.document(document, .retitled(value(), reason: value())))
        }
    }

    private mutating func addAction() {
        let action: ID<Action> = new()
        let responsible: Responsible =
            switch below(4) {
            case 0: .person(id(persons))
            case 1: .role(word())
            case 2: .body(word())
            default: .unit(id(units))
            }
        let about: Subject? =
            chance(1, in: 8) ? .dispensation(id(dispensations)) : chance(2, in: 3) ? .document(id(documents)) : nil
        add(
            .action(
                action,
                .added(
                    number: actions.count + 1, title: value(), why: value(), responsible: responsible, due: day(),
                    about: about)))
        actions.append(action)
    }

    private mutating func changeAction() {
        let action = id(actions)
        switch below(4) {
        case 0: add(.action(action, .moved(due: day(), reason: value())))
        case 3 where chance(1, in: 3):
            add(.action(action, .assigned(responsible(), reason: value())))
            let target = Reminder.Target(rule: .action, subject: .action(action), turn: 0, unit: nil)
            add(.reminder(new(), .sent(target, to: responsible())))
            add(.reminder(new(), .mailed(chance(1, in: 2) ? target : nil, [id(persons), id(persons)])))
        case 1: add(.action(action, .dropped(reason: value())))
        default: add(.action(action, .done(note: value())))
        }
    }

    private mutating func responsible() -> Responsible {
        switch below(4) {
        case 0: .person(id(persons))
        case 1: .role(word())
        case 2: .body(word())
        default: .unit(id(units))
        }
    }

    private mutating func changeConsultation() {
        let consultation: ID<Consultation> = chance(1, in: 3) ? new() : id(consultations.map(\.0))
        let comment = any(consultations.filter { $0.0 == consultation }.flatMap(\.1)) ?? new()
        switch below(8) {
        case 0, 1:
            let document = id(documents)
            let version = any(versions[document] ?? []) ?? new()
            let invited = (0..<below(4)).map { _ in responsible() }
            add(
                .consultation(
                    consultation,
                    .opened(
                        .init(document: document, version: version, question: value(), invited: invited, due: day()))))
            consultations.append((consultation, []))
        case 2, 3:
            let written: ID<Consultation.Comment> = new()
            add(
                .consultation(
                    consultation,
                    .commented(
                        written, by: id(persons), for: [responsible()], paragraph: chance(1, in: 2) ? new() : nil,
                        text: value())))
            consultations.append((consultation, [written]))
        case 4: add(.consultation(consultation, .agreed(by: id(persons), for: [responsible()])))
        case 5: add(.consultation(consultation, .replied(comment, reply: new(), by: id(persons), text: value())))
        case 6: add(.consultation(consultation, .disposed(comment, word(), reason: maybe())))
        default:
            add(
                .consultation(
                    consultation,
                    chance(1, in: 2) ? .closed(note: maybe()) : .extended(due: day(), reason: value())))
        }
    }

    private mutating func openNotice(_ document: ID<Document>, _ version: ID<Document.Version>) {
        let notice: ID<Notice> = new()
        add(.notice(notice, .opened(document, version, text: "abc=", days: below(30), way: word())))
        notices.append(notice)
    }

    private mutating func changeNotice() {
        let notice = id(notices)
        if chance(1, in: 4) {
            add(.notice(notice, chance(1, in: 2) ? .reminded(word()) : .told(word(), [id(persons), id(persons)])))
        } else {
            add(.notice(notice, .acknowledged(id(persons), new(), text: "abc=")))
        }
    }

    private mutating func changeToken() {
        if chance(1, in: 2) || tokens.isEmpty {
            let token: ID<Token> = new()
            add(.token(token, .issued(id(persons), word(), until: day())))
            tokens.append(token)
        } else {
            add(.token(id(tokens), .revoked))
        }
    }

    private mutating func annul() {
        let position = below(entries.count)
        let fact = entries[position].fact
        if FactKind.of(fact).mayBeAnnulled {
            add(.annulled(fact.subject, Annulment(position: position, reason: value())))
        }
    }
}
