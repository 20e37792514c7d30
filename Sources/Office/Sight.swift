// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Which day is shown, and with what knowledge.
public enum View: Hashable, Sendable {
    case today
    /// »Som det var kendt da«: what was recorded before the end of the day, evaluated on it.
    case then(Day)
    /// »Med det vi ved nu«: all that is recorded today, evaluated on the day.
    case now(Day)
}

/// One person's view of one register: the only thing that pages, exports, counts, mails and the interface are made from.
/// What the person may not see is not there, neither its title nor its count.
public struct Sight: Sendable {
    public let person: ID<Person>
    public let view: View
    /// The day for which rules are evaluated.
    public let day: Day
    public let today: Day
    /// How many facts are known to it.
    public let known: Int
    public let house: House
    public let head: Int
    let register: Register
    /// The register of today: rights are today's, and a thing must be visible then and now.
    let newest: Register
    public var isPast: Bool { view != .today }
    public var texts: Texts { house.texts }

    fileprivate init(
        person: ID<Person>, view: View, day: Day, today: Day, register: Register, newest: Register, house: House,
        head: Int
    ) {
        self.person = person
        self.view = view
        self.day = day
        self.today = today
        self.register = register
        self.newest = newest
        self.house = house
        self.head = head
        known = register.count
    }
}

extension House {
    /// The view of a person who is signed in. Nobody who is not engaged today sees anything.
    public func sight(of person: ID<Person>, _ view: View = .today) async throws -> Sight {
        guard state.register.persons[person]?.isActive(on: clock.today) == true else { throw Refusal.notAllowed }
        return try await look(by: person, view)
    }

    /// The view itself; who may have it, the caller has made sure of.
    func look(by person: ID<Person>, _ view: View) async throws -> Sight {
        let state = state
        let today = clock.today
        let register: Register
        let day: Day
        switch view {
        case .today: (register, day) = (state.register, today)
        case .now(let asked): (register, day) = (state.register, asked)
        case .then(let asked):
            day = asked
            register = try await self.register(known: min(count(recordedBy: asked), state.register.count))
        }
        return Sight(
            person: person, view: view, day: day, today: today, register: register, newest: state.register, house: self,
            head: state.book.head)
    }
}

extension Sight {
    /// Whether things of a class are visible to the person, by the rights of today.
    public func sees(_ accessClass: AccessClass) -> Bool {
        isOperator || Access.sees(accessClass, person, in: newest, on: today)
    }

    /// Whether a subject is visible: by the stricter of its class then and now.
    public func sees(_ subject: Subject) -> Bool {
        sees(register.accessClass(of: subject)) && sees(newest.accessClass(of: subject))
    }

    /// Whether a button for the command belongs on the page. On a past day nothing can be done.
    public func may(_ kind: CommandKind, _ concern: Concern = Concern()) -> Bool {
        !isPast && house.alarm == nil
            && Access.allows(kind, concern, by: person, in: newest, on: today) != nil
    }

    public func may(_ kind: CommandKind, about subject: Subject) -> Bool {
        may(kind, register.concern(of: subject, on: day))
    }

    /// Whether the person holds any right to the command.
    public func mayEver(_ kind: CommandKind) -> Bool {
        !isPast && house.alarm == nil && Access.mayEver(kind, by: person, in: newest, on: today)
    }

    /// What the person is today.
    public var roles: [HeldRole] { newest.roles(of: person, on: today) }
    public var organisation: Organisation { register.organisation }
    public func annulled(by position: Int) -> Int? { register.annulled[position] }
    public func revision(of subject: Subject) -> Int { register.revision(of: subject) }

    /// A short text, or nil if it is erased.
    public func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }

    // MARK: Documents

    /// A document that the person may see.
    public func document(_ id: ID<Document>) throws(Refusal) -> Document {
        guard let document = register.documents[id], document.created != nil, sees(.document(id)) else {
            throw Refusal.unknown
        }
        return document
    }

    /// All documents that the person may see, in the order of their newest titles.
    public func documents() -> some Sequence<Document> {
        house.listing.order(.document).elements().lazy.compactMap { row -> Document? in
            try? document(row.subject.id.seen(as: Document.self))
        }
    }

    /// One page of documents in the order of titles: at most `size` from number `start` on, and whether there are more.
    public func documents(from start: Int, size: Int) -> (page: [Document], more: Bool) {
        let rows = Array(documents().dropFirst(start).prefix(size + 1))
        return (Array(rows.prefix(size)), rows.count > size)
    }

    public func children(of id: ID<Document>) -> [Document] {
        (register.childrenOf[id] ?? []).compactMap { child in
            guard let document = try? document(child), document.parent.value(on: day) == .some(.some(id)) else {
                return nil
            }
            return document
        }
    }

    /// The structured text of a version.
    public func text(of version: Document.Version) -> DocumentText? {
        texts.bytes(version.draft.text).flatMap { try? DocumentText(decoding: $0) }
    }

    public func decisions(about id: ID<Document>) -> [Decision] {
        sees(.document(id)) ? register.decisions(about: id) : []
    }

    public func decision(_ id: ID<Decision>) throws(Refusal) -> Decision {
        guard let decision = register.decisions[id], sees(.decision(id)) else { throw Refusal.unknown }
        return decision
    }

    public func basisHasChanged(_ decision: Decision) -> Bool { register.basisHasChanged(decision) }
    public func decider(of document: Document) -> Decision.Decider? { register.decider(of: document, on: day) }

    // MARK: People and units

    public func person(_ id: ID<Person>) throws(Refusal) -> Person {
        guard let person = register.persons[id], !person.name.entries.isEmpty else { throw Refusal.unknown }
        return person
    }

    public func persons() -> some Sequence<Person> {
        house.listing.order(.person).elements().lazy.compactMap { row in
            try? person(row.subject.id.seen(as: Person.self))
        }
    }

    public func unit(_ id: ID<Unit>) throws(Refusal) -> Unit {
        guard let unit = register.units[id], !unit.name.entries.isEmpty else { throw Refusal.unknown }
        return unit
    }

    public func units() -> some Sequence<Unit> {
        house.listing.order(.unit).elements().lazy.compactMap { row in
            try? unit(row.subject.id.seen(as: Unit.self))
        }
    }

    public func body(_ kind: Body.Kind) -> Body { register.bodies[kind] ?? Body(kind: kind) }
    public func roles(of person: ID<Person>) -> [HeldRole] { register.roles(of: person, on: day) }
    public func holders(of role: Role, unit: ID<Unit>? = nil) -> [ID<Person>] {
        register.holders(of: role, unit: unit, on: day)
    }
    public func principals(of person: ID<Person>) -> [ID<Person>] { register.principals(of: person, on: day) }
    public func token(_ id: ID<Token>) -> Token? { register.tokens[id] }
    public func tokens(of person: ID<Person>) -> [Token] {
        register.tokens.values.filter { $0.person == person }.sorted { ($0.issued ?? 0) < ($1.issued ?? 0) }
    }

    /// The name that a person had on a day; nil when it is erased.
    public func name(_ id: ID<Person>, on day: Day? = nil) -> String? {
        let person = register.persons[id]
        return text(person?.name.value(on: day ?? self.day) ?? person?.name.first)
    }

    /// The title that a person had on a day.
    public func title(_ id: ID<Person>, on day: Day? = nil) -> String? {
        let person = register.persons[id]
        return text(person?.engagement(on: day ?? self.day)?.title)
    }

    /// The name that a unit had on a day, in a language.
    public func name(_ id: ID<Unit>, on day: Day? = nil, _ language: Language = .da) -> String? {
        guard let unit = register.units[id] else { return nil }
        let day = day ?? self.day
        if language == .en, let english = unit.nameEnglish.value(on: day).flatMap({ $0 }), let name = text(english) {
            return name
        }
        return text(unit.name.value(on: day) ?? unit.name.first)
    }

    // MARK: Actions and duties

    public func action(_ id: ID<Action>) throws(Refusal) -> Action {
        guard let action = register.actions[id], action.added != nil, sees(.action(id)) else { throw Refusal.unknown }
        return action
    }

    public func actions(about subject: Subject) -> [Action] {
        guard sees(subject) else { return [] }
        return (register.actionsAbout[subject] ?? []).compactMap { try? action($0) }
    }

    /// The duties about a subject, past and standing.
    public func duties(about subject: Subject) -> [Duty] {
        sees(subject) ? register.duties.bySubject[subject] ?? [] : []
    }

    public func duty(_ key: DutyKey) -> Duty? { register.duties.duty(key) }

    /// Whether a duty concerns this person: by name, by role, by seat, by unit, or as deputy of one whom it concerns.
    public func mine() -> [Responsible] {
        ([person] + register.principals(of: person, on: day)).flatMap { who -> [Responsible] in
            var found: [Responsible] = [.person(who)]
            for held in register.roles(of: who, on: day) {
                switch held.role {
                case .direktion: found.append(.body(.direktion))
                case .bestyrelse: found.append(.body(.bestyrelse))
                case .unitHead: if let unit = held.unit { found.append(.unit(unit)) }
                case .security, .dpo, .systemOwner, .employee, .auditor, .administrator: found.append(.role(held.role))
                }
            }
            if let unit = register.persons[who]?.engagement(on: day)?.unit { found.append(.unit(unit)) }
            return found
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Standing duties of these responsibles in the order of their due days, at most `most`, opened or overdue by the day
    /// (with `planned`: also those that open later).
    public func duties(of responsibles: [Responsible], most: Int, planned: Bool = false) -> [Duty] {
        if isPast { return pastDuties(of: responsibles, most: most, planned: planned) }
        let shelves = responsibles.compactMap { register.duties.byResponsible[$0] }
        return merge(shelves, most: most, planned: planned)
    }

    /// Standing duties of everybody, of the classes that the person may see.
    public func duties(most: Int, planned: Bool = false) -> [Duty] {
        if isPast { return pastDuties(of: nil, most: most, planned: planned) }
        let shelves = register.duties.byClass.filter { sees($0.key) }.map(\.value)
        return merge(shelves, most: most, planned: planned)
    }

    private func merge(_ shelves: [Shelf<DutyKey>], most: Int, planned: Bool) -> [Duty] {
        let keys = shelves.flatMap { shelf in
            // A shelf is in the order of due days, so those that open later mostly come after those that are open.
            Array(
                shelf.elements().lazy.filter { key in
                    guard let duty = duty(key) else { return false }
                    return planned || duty.opens <= day || duty.due < day
                }.prefix(most))
        }
        return keys.sorted().prefix(most).compactMap { duty($0) }.filter { sees($0.accessClass) }
    }

    /// On a past day a duty that is done by now stood open, so all duties are asked.
    private func pastDuties(of responsibles: [Responsible]?, most: Int, planned: Bool) -> [Duty] {
        let all = register.duties.bySubject.values.joined().filter { duty in
            if let responsibles, !responsibles.contains(duty.responsible) { return false }
            return switch duty.standing(on: day) {
            case .open, .overdue: true
            case .planned: planned
            case .done: false
            }
        }
        return Array(all.filter { sees($0.accessClass) && sees($0.subject) }.sorted { $0.key < $1.key }.prefix(most))
    }

    /// How many duties stand how, summed over the classes that the person may see; of one rule, of some responsibles, or all.
    public func counts(_ rule: Rule? = nil, of responsibles: [Responsible]? = nil) -> (
        open: Int, overdue: Int, total: Int, done: Int
    ) {
        var sum = (open: 0, overdue: 0, total: 0, done: 0)
        var visible: [AccessClass: Bool] = [:]
        for (group, counts) in register.duties.counts {
            if let rule, group.rule != rule { continue }
            if let responsibles, !responsibles.contains(group.responsible) { continue }
            let seen = visible[group.accessClass] ?? sees(group.accessClass)
            visible[group.accessClass] = seen
            guard seen else { continue }
            sum.open += counts.open(on: day)
            sum.overdue += counts.overdue(on: day)
            sum.done += counts.done(on: day)
            sum.total += counts.total
        }
        return sum
    }

    // MARK: The ledger

    /// The entries about a subject, newest first.
    public func entries(about subject: Subject, most: Int = 100) -> [Entry] {
        sees(subject) ? house.entries(about: subject, known: known, most: most) : []
    }

    /// The newest entries of the ledger that the person may see.
    public func newestEntries(before position: Int? = nil, most: Int) -> [Entry] {
        var found: [Entry] = []
        house.newest(before: min(position ?? known, known)) { entry in
            if sees(entry.subject) { found.append(entry) }
            return found.count < most
        }
        return found
    }

    public func entry(_ position: Int) throws(Refusal) -> Entry {
        guard position >= 0, position < known, let entry = try? house.entry(at: position), sees(entry.subject) else {
            throw Refusal.unknown
        }
        return entry
    }

    /// The title by which a subject is known to the person: nil when it is erased or not visible.
    public func label(_ subject: Subject, on day: Day? = nil, _ language: Language = .da) -> String? {
        guard sees(subject) else { return nil }
        let day = day ?? self.day
        switch subject.kind {
        case .document:
            let title = register.documents[subject.id.seen(as: Document.self)]?.title
            return text(title?.value(on: day) ?? title?.first)
        case .person: return name(subject.id.seen(as: Person.self), on: day)
        case .unit: return name(subject.id.seen(as: Unit.self), on: day, language)
        case .body: return Body.Kind.allCases.first { $0.id == subject.id }.map { language($0.label) }
        case .action: return text(register.actions[subject.id.seen(as: Action.self)]?.title)
        case .decision:
            return register.decisions[subject.id.seen(as: Decision.self)]?.made.map { "B-\($0.year)-\(pad($0.number))" }
        case .organisation: return text(register.organisation.name.newest)
        case .token: return nil
        }
    }

    private func pad(_ number: Int) -> String { String("00\(number)".suffix(max(3, "\(number)".count))) }
}
