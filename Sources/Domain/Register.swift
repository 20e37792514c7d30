// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// All that an organisation's ledger says, folded: the write model and the read model. A value; a copy shares what has
/// not changed. It holds references to vault values, never their text.
public struct Register: Hashable, Sendable {
    /// Series of numbers for people; none is used twice.
    public enum Series: String, Hashable, Sendable { case document, decision, action, dispensation }

    struct SeriesYear: Hashable, Sendable {
        let series: Series
        let year: Int
    }

    /// How many facts are folded: the position of the next one.
    public private(set) var count = 0
    public private(set) var organisation: Organisation
    public private(set) var openedOn: Day?
    /// When the newest fact was recorded.
    public private(set) var recorded: Instant?
    public private(set) var units: TreeDictionary<ID<Unit>, Unit> = [:]
    public private(set) var persons: TreeDictionary<ID<Person>, Person> = [:]
    public private(set) var bodies: [Body.Kind: Body] = [
        .direktion: Body(kind: .direktion), .bestyrelse: Body(kind: .bestyrelse),
    ]
    public private(set) var documents: TreeDictionary<ID<Document>, Document> = [:]
    public private(set) var decisions: TreeDictionary<ID<Decision>, Decision> = [:]
    public private(set) var actions: TreeDictionary<ID<Action>, Action> = [:]
    public private(set) var tokens: TreeDictionary<ID<Token>, Token> = [:]
    public private(set) var consultations: TreeDictionary<ID<Consultation>, Consultation> = [:]
    public private(set) var notices: TreeDictionary<ID<Notice>, Notice> = [:]
    public private(set) var reminders: TreeDictionary<ID<Reminder>, Reminder> = [:]
    public private(set) var dispensations: TreeDictionary<ID<Dispensation>, Dispensation> = [:]
    public private(set) var duties = Duties()
    /// Whom each notice concerns, and who has acknowledged.
    public internal(set) var readers = Readers()
    /// Which facts are annulled, and by which.
    public private(set) var annulled: TreeDictionary<Int, Int> = [:]

    // What points at what, so that a fact names the subjects it touches without a search.
    private(set) var ownedBy: TreeDictionary<ID<Unit>, [ID<Document>]> = [:]
    /// Every document that ever stood below another; which ones do on a day, `children(of:on:)` says.
    public private(set) var childrenOf: TreeDictionary<ID<Document>, [ID<Document>]> = [:]
    /// Every document that ever referred to another one.
    private(set) var referrersTo: TreeDictionary<ID<Document>, [ID<Document>]> = [:]
    private(set) var consultationsAbout: TreeDictionary<ID<Document>, [ID<Consultation>]> = [:]
    private(set) var decisionsAbout: TreeDictionary<ID<Document>, [ID<Decision>]> = [:]
    private(set) var decisionsOn: TreeDictionary<ID<Dispensation>, [ID<Decision>]> = [:]
    /// Those that a unit asked for.
    private(set) var dispensationsBy: TreeDictionary<ID<Unit>, [ID<Dispensation>]> = [:]
    private(set) var dispensationsAbout: TreeDictionary<ID<Document>, [ID<Dispensation>]> = [:]
    public private(set) var actionsAbout: TreeDictionary<Subject, [ID<Action>]> = [:]
    private(set) var headsOf: TreeDictionary<ID<Unit>, [ID<Person>]> = [:]
    private(set) var roleHolders: TreeDictionary<Role, [ID<Person>]> = [:]
    /// Tasks that a unit answers for.
    private(set) var actionsOf: TreeDictionary<ID<Unit>, TreeSet<ID<Action>>> = [:]
    /// The units whose closing names this one as successor.
    private(set) var predecessors: TreeDictionary<ID<Unit>, [ID<Unit>]> = [:]
    private(set) var deputyFor: TreeDictionary<ID<Person>, [ID<Person>]> = [:]
    private(set) var remindersOf: TreeDictionary<Subject, [ID<Reminder>]> = [:]
    /// The mails that Værn sent about decisions, and the weekly ones, oldest first.
    public private(set) var mails: [ID<Reminder>] = []
    private(set) var noticesOf: TreeDictionary<ID<Document>, [ID<Notice>]> = [:]
    /// What was ever given to a person or a unit: contacts, tasks, consultations. What a unit owns, `ownedBy` says.
    private(set) var given: TreeDictionary<Responsible, TreeSet<Subject>> = [:]
    /// Everybody who ever answered for a thing, also where that was annulled.
    private(set) var holdersOf: TreeDictionary<Subject, [Responsible]> = [:]
    private var series: TreeDictionary<SeriesYear, Int> = [:]

    public init(organisation: ID<Organisation>) {
        self.organisation = Organisation(id: organisation)
    }

    /// Folds one fact and brings the index of duties up to date.
    public mutating func apply(_ fact: Fact, _ stamp: Stamp) {
        var touched: Set<Subject> = []
        evolve(fact, stamp, touching: &touched)
        settle(touched)
    }

    /// Brings up to date what follows from the facts about the touched subjects: documents by the decisions about them,
    /// then the duties of all that depends on them. A replay calls it once, at its end.
    ///
    /// `map` works out the duties of many subjects; the caller may do that on several threads.
    public mutating func settle(
        _ touched: Set<Subject>, map: ([Subject], @Sendable (Subject) -> [Duty]) -> [[Duty]] = { $0.map($1) }
    ) {
        var dependent = touched
        for subject in touched {
            switch subject.kind {
            case .document: reach(subject.id.seen(as: Document.self), &dependent)
            case .decision, .action, .consultation, .notice, .dispensation, .reminder: touchClass(subject, &dependent)
            case .organisation, .unit, .person, .body, .token: break
            }
        }
        dependent.formUnion(holders(of: dependent))
        let subjects = Array(dependent)
        let found = worked(out: subjects, map)
        if duties.bySubject.isEmpty {
            duties = Duties(subjects, found)
        } else {
            for (subject, duties) in zip(subjects, found) { self.duties.replace(subject, with: duties) }
        }
        settleReaders(touched)
    }

    /// Of a copy that is gone before the index changes, so that nothing is shared then.
    private func worked(
        out subjects: [Subject], _ map: ([Subject], @Sendable (Subject) -> [Duty]) -> [[Duty]]
    ) -> [[Duty]] {
        map(subjects) { [self] in duties(of: $0) }
    }

    /// Folds one fact. Total: history is never rejected. Names the subjects whose duties may have changed.
    public mutating func evolve(_ fact: Fact, _ stamp: Stamp, touching touched: inout Set<Subject>) {
        count = stamp.position + 1
        recorded = stamp.recorded
        let subject = fact.subject
        touched.insert(subject)
        switch fact {
        case .organisation(_, let fact):
            organisation.evolve(fact, stamp)
            // There is only this one, whatever a fact says that it is about.
            touched.insert(.organisation(organisation.id))
            if case .opened = fact {
                openedOn = stamp.effective
                for body in Body.Kind.allCases { touched.insert(.body(body)) }
            }
            if case .dispensationLimitSet = fact { touchDispensedFrom(&touched) }
        case .unit(let id, let fact):
            units.updateValue(forKey: id, default: Unit(id: id)) { $0.evolve(fact, stamp) }
            if case .closed(let successor?) = fact { Register.add(id, to: &predecessors[successor, default: []]) }
            touchWork(of: id, &touched)
        case .person(let id, let fact):
            persons.updateValue(forKey: id, default: Person(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, &touched)
        case .body(let kind, let fact):
            bodies[kind, default: Body(kind: kind)].evolve(fact, stamp)
            touchMembers(of: kind, &touched)
        case .document(let id, let fact):
            let before = documents.count
            documents.updateValue(forKey: id, default: Document(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, isNew: documents.count > before)
        case .decision(let id, let fact):
            if let before = decisions[id]?.matter {
                touched.insert(.document(before.document))
                if let dispensation = before.dispensation { touchAround(dispensation, &touched) }
            }
            let before = decisions.count
            decisions.updateValue(forKey: id, default: Decision(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, isNew: decisions.count > before, &touched)
        case .action(let id, let fact):
            let before = actions.count
            actions.updateValue(forKey: id, default: Action(id: id)) { $0.evolve(fact, stamp) }
            if case .assigned(let responsible, _) = fact {
                give(.action(id), to: responsible)
                if case .unit(let unit) = responsible { actionsOf[unit, default: []].insert(id) }
            }
            if case .added(let number, _, _, let responsible, _, let about) = fact {
                give(.action(id), to: responsible)
                use(.action, stamp.effective.year, number)
                let isNew = actions.count > before
                if let about { Register.add(id, to: &actionsAbout[about, default: []], isNew: isNew) }
                if case .unit(let unit) = responsible { actionsOf[unit, default: []].insert(id) }
            }
        case .token(let id, let fact):
            tokens.updateValue(forKey: id, default: Token(id: id)) { $0.evolve(fact, stamp) }
        case .consultation(let id, let fact):
            let before = consultations.count
            consultations.updateValue(forKey: id, default: Consultation(id: id)) { $0.evolve(fact, stamp) }
            if case .opened(let opening) = fact {
                let isNew = consultations.count > before
                Register.add(id, to: &consultationsAbout[opening.document, default: []], isNew: isNew)
                for invited in opening.invited { give(.consultation(id), to: invited) }
            }
            if case .handedOver(_, let to, _) = fact { give(.consultation(id), to: to) }
        case .notice(let id, let fact):
            if let before = notices[id]?.document { touched.insert(.document(before)) }
            notices.updateValue(forKey: id, default: Notice(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .opened(let document, _, _, _, _): Register.add(id, to: &noticesOf[document, default: []])
            case .acknowledged(let person, _, _): touched.insert(.person(person))
            case .reminded, .told: break
            }
        case .reminder(let id, let fact):
            reminders.updateValue(forKey: id, default: Reminder(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .sent(let target, _): Register.add(id, to: &remindersOf[target.subject, default: []])
            case .mailed(let target, _):
                if let target { Register.add(id, to: &remindersOf[target.subject, default: []]) }
                Register.add(id, to: &mails)
            }
        case .dispensation(let id, let fact):
            let before = dispensations.count
            dispensations.updateValue(forKey: id, default: Dispensation(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .requested(let request), .amended(let request):
                use(.dispensation, request.year, request.number)
                let isNew = dispensations.count > before
                Register.add(id, to: &dispensationsAbout[request.document, default: []], isNew: isNew)
                Register.add(id, to: &dispensationsBy[request.unit, default: []], isNew: isNew)
            case .advised, .recommended, .submitted, .withdrawn, .ended: break
            }
            touchAround(id, &touched)
        case .annulled(_, let annulment):
            annulled[annulment.position] = stamp.position
            annul(subject, annulment.position, on: stamp.effective, &touched)
        }
    }

    /// How many facts there are about a subject.
    public func revision(of subject: Subject) -> Int {
        switch subject.kind {
        case .organisation: organisation.revision
        case .unit: units[subject.id.seen(as: Unit.self)]?.revision ?? 0
        case .person: persons[subject.id.seen(as: Person.self)]?.revision ?? 0
        case .body: Body.Kind.allCases.first { $0.id == subject.id }.flatMap { bodies[$0]?.revision } ?? 0
        case .document: documents[subject.id.seen(as: Document.self)]?.revision ?? 0
        case .decision: decisions[subject.id.seen(as: Decision.self)]?.revision ?? 0
        case .action: actions[subject.id.seen(as: Action.self)]?.revision ?? 0
        case .token: tokens[subject.id.seen(as: Token.self)]?.revision ?? 0
        case .consultation: consultations[subject.id.seen(as: Consultation.self)]?.revision ?? 0
        case .notice: notices[subject.id.seen(as: Notice.self)]?.revision ?? 0
        case .reminder: reminders[subject.id.seen(as: Reminder.self)]?.revision ?? 0
        case .dispensation: dispensations[subject.id.seen(as: Dispensation.self)]?.revision ?? 0
        }
    }

    /// The documents that stand directly below `document` on `day`, in the order of their numbers.
    public func children(of document: ID<Document>, on day: Day) -> [Document] {
        (childrenOf[document] ?? []).compactMap { documents[$0] }
            .filter { $0.created != nil && ($0.parent.value(on: day) ?? $0.parent.first) == .some(document) }
            .sorted { $0.number < $1.number }
    }

    /// The next number of a series; year 0 for series that run through.
    public func next(_ series: Series, _ year: Int) -> Int {
        (self.series[SeriesYear(series: series, year: year)] ?? 0) + 1
    }

    private mutating func use(_ name: Series, _ year: Int, _ number: Int) {
        let key = SeriesYear(series: name, year: year)
        series[key] = max(series[key] ?? 0, number)
    }

    /// Adds to a list without duplicates. What is new is in no list yet, so long lists need not be searched.
    /// Static: an instance method would hold the register while its list is changed, and copy what it shares.
    private static func add<Item: Equatable>(_ item: Item, to list: inout [Item], isNew: Bool = false) {
        if isNew || !list.contains(item) { list.append(item) }
    }

    private mutating func give(_ subject: Subject, to holder: Responsible) {
        given[holder, default: []].insert(subject)
        Register.add(holder, to: &holdersOf[subject, default: []])
    }

    private mutating func note(_ fact: Person.Fact, of id: ID<Person>, _ touched: inout Set<Subject>) {
        switch fact {
        case .roleGranted(_, let role, let unit):
            Register.add(id, to: &roleHolders[role, default: []])
            if let unit { Register.add(id, to: &headsOf[unit, default: []]) }
            touchRoles(of: id, &touched)
        case .roleEnded:
            touchRoles(of: id, &touched)
        case .deputyAppointed(_, let deputy, _):
            Register.add(id, to: &deputyFor[deputy, default: []])
        case .named, .engaged, .engagementEnded, .deputyEnded, .holdPlaced, .holdLifted, .accountOpened, .accountClosed,
            .erased:
            break
        }
    }

    private mutating func note(_ fact: Document.Fact, of id: ID<Document>, isNew: Bool) {
        switch fact {
        case .created(_, let number, _, let owner, let parent, let contact):
            if let contact { give(.document(id), to: .person(contact)) }
            use(.document, 0, number)
            Register.add(id, to: &ownedBy[owner, default: []], isNew: isNew)
            Register.add(.unit(owner), to: &holdersOf[.document(id), default: []])
            if let parent { Register.add(id, to: &childrenOf[parent, default: []], isNew: isNew) }
        case .transferred(let owner, _):
            Register.add(id, to: &ownedBy[owner, default: []])
            Register.add(.unit(owner), to: &holdersOf[.document(id), default: []])
        case .placed(let parent, _):
            if let parent { Register.add(id, to: &childrenOf[parent, default: []]) }
        case .related(_, let other):
            Register.add(id, to: &referrersTo[other, default: []])
        case .contactNamed(let contact):
            if let contact { give(.document(id), to: .person(contact)) }
        case .unrelated, .translated, .statuteNoted, .statuteDropped: break
        case .withdrawn, .drafted, .enforced, .versionImported, .submitted, .verified, .retitled,
            .changeDeclared,
            .audienceSet, .classProposed:
            break
        case .summarised: break
        }
    }

    private mutating func note(
        _ fact: Decision.Fact, of id: ID<Decision>, isNew: Bool, _ touched: inout Set<Subject>
    ) {
        switch fact {
        case .made(let made):
            use(.decision, made.year, made.number)
            Register.add(id, to: &decisionsAbout[made.matter.document, default: []], isNew: isNew)
            touched.insert(.document(made.matter.document))
            if let dispensation = made.matter.dispensation {
                Register.add(id, to: &decisionsOn[dispensation, default: []], isNew: isNew)
                touchAround(dispensation, &touched)
            }
        case .confirmed:
            if let dispensation = decisions[id]?.matter?.dispensation { touchAround(dispensation, &touched) }
        }
    }

    /// Brings a document in line with the decisions about it that stand, and names what depends on that.
    private mutating func reach(_ id: ID<Document>, _ touched: inout Set<Subject>) {
        guard let before = documents[id]?.outward else { return }
        // What was decided from its text is to be looked at again when that has changed.
        for dispensation in dispensationsAbout[id] ?? [] { touched.insert(.dispensation(dispensation)) }
        let about = decisions(about: id)
        documents[id]?.settle(about)
        guard let after = documents[id]?.outward, after != before else { return }
        for child in childrenOf[id] ?? [] { touched.insert(.document(child)) }
        for consultation in consultationsAbout[id] ?? [] { touched.insert(.consultation(consultation)) }
        if (after.owner, after.classedOn) != (before.owner, before.classedOn) || after.classes != before.classes {
            touchClass(.document(id), &touched)
        }
    }

    private mutating func annul(
        _ subject: Subject, _ position: Int, on day: Day, _ touched: inout Set<Subject>
    ) {
        switch subject.kind {
        case .organisation:
            organisation.annul(position)
            touched.insert(.organisation(organisation.id))
            touchDispensedFrom(&touched)
        case .unit:
            let id = subject.id.seen(as: Unit.self)
            units[id, default: Unit(id: id)].annul(position)
            touchWork(of: id, &touched)
        case .person:
            let id = subject.id.seen(as: Person.self)
            touchRoles(of: id, &touched)
            persons[id, default: Person(id: id)].annul(position)
        case .body:
            guard let kind = Body.Kind.allCases.first(where: { $0.id == subject.id }) else { return }
            touchMembers(of: kind, &touched)
            bodies[kind, default: Body(kind: kind)].annul(position)
        case .document:
            let id = subject.id.seen(as: Document.self)
            documents[id, default: Document(id: id)].annul(position, on: day)
        case .decision:
            let id = subject.id.seen(as: Decision.self)
            decisions[id, default: Decision(id: id)].annul(position)
            if let document = decisions[id]?.matter?.document { touched.insert(.document(document)) }
            if let dispensation = decisions[id]?.matter?.dispensation { touchAround(dispensation, &touched) }
        case .action:
            let id = subject.id.seen(as: Action.self)
            actions[id, default: Action(id: id)].annul(position)
        case .token:
            let id = subject.id.seen(as: Token.self)
            tokens[id, default: Token(id: id)].annul(position)
        case .consultation:
            let id = subject.id.seen(as: Consultation.self)
            consultations[id, default: Consultation(id: id)].annul(position)
        case .reminder:
            let id = subject.id.seen(as: Reminder.self)
            reminders[id, default: Reminder(id: id)].annul(position)
        case .dispensation:
            let id = subject.id.seen(as: Dispensation.self)
            touchAround(id, &touched)
            dispensations[id, default: Dispensation(id: id)].annul(position, on: day)
        case .notice:
            let id = subject.id.seen(as: Notice.self)
            if let person = notices[id, default: Notice(id: id)].annul(position) { touched.insert(.person(person)) }
        }
    }
}

extension Register {
    /// Empties the index, so that a check can make it anew.
    mutating func forgetDuties() {
        duties = Duties()
        readers = Readers()
    }
}
