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
///
/// It is passed to everything a page is made of, so it is held, not copied.
public final class Sight: Sendable {
    public let person: ID<Person>
    public let view: View
    /// The day for which rules are evaluated.
    public let day: Day
    public let today: Day
    /// How many facts are known to it.
    public let known: Int
    public let house: House
    /// What stood when the person asked; on a past day too, because rights are those of today.
    public let state: House.State
    let register: Register
    /// On a past day: what stands on it, in the order of due days.
    let standing: [Duty]
    private let visible: Looks.Visible
    /// The roles that decide what the person may do today; asked for every button.
    private let holder: Access.Holder
    public var isPast: Bool { view != .today }
    public var head: Int { state.book.head }
    /// The register of today: rights are today's, and a thing must be visible then and now.
    var newest: Register { state.register }
    public var texts: Texts { house.texts }

    init(
        person: ID<Person>, view: View, day: Day, today: Day, register: Register, house: House, state: House.State,
        standing: [Duty]
    ) {
        self.person = person
        self.view = view
        self.day = day
        self.today = today
        self.register = register
        self.house = house
        self.state = state
        self.standing = standing
        known = register.count
        holder = Access.Holder(person, in: state.register, on: today)
        visible = house.looks.visible(person, today, state.book.head)
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
        // What is done by now stood open on a past day, so that day has a list of its own.
        let standing = view == .today ? [] : await standing(in: register, on: day)
        return Sight(
            person: person, view: view, day: day, today: today, register: register, house: self, state: state,
            standing: standing)
    }
}

extension Sight {
    /// Whether things of a class are visible to the person, by the rights of today.
    public func sees(_ accessClass: AccessClass) -> Bool {
        isOperator || visible.sees(accessClass) { Access.sees(accessClass, person, in: newest, on: today) }
    }

    /// Whether a subject is visible: by the stricter of its class then and now.
    public func sees(_ subject: Subject) -> Bool {
        sees(register.accessClass(of: subject, on: day))
            && (!isPast || sees(newest.accessClass(of: subject, on: today)))
            && (subject.kind != .consultation
                || newest.accessClass(ofTextIn: subject.id.seen(as: Consultation.self), on: today).map { sees($0) }
                    ?? true)
            && (!newest.isWeeklyMail(subject) || seesWeeklyMail)
    }

    /// Whether legal holds and their reasons are visible.
    public var seesHolds: Bool { isOperator || Access.seesHolds(person, in: newest, on: today) }

    /// Whether a button for the command belongs on the page. On a past day nothing can be done.
    public func may(_ kind: CommandKind, _ concern: Concern = Concern()) -> Bool {
        !isPast && house.alarm == nil
            && Access.allows(kind, concern, by: holder, in: newest, on: today) != nil
    }

    public func may(_ kind: CommandKind, about subject: Subject) -> Bool {
        may(kind, register.concern(of: subject, on: day))
    }

    /// Whether the person holds any right to the command.
    public func mayEver(_ kind: CommandKind) -> Bool {
        !isPast && house.alarm == nil && Access.mayEver(kind, by: holder)
    }

    /// What the person is today.
    public var roles: [HeldRole] { holder.held[0].roles }
    public var organisation: Organisation { register.organisation }
    /// When the newest fact that is known was recorded.
    public var recorded: Instant { register.recorded ?? Instant(milliseconds: 0) }
    public func annulled(by position: Int) -> Int? { register.annulled[position] }
    /// How many facts a subject has; 0 for what is not there, and for what the person may not see.
    public func revision(of subject: Subject) -> Int { sees(subject) ? register.revision(of: subject) : 0 }

    /// A short text, or nil if it is erased.
    public func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }

    // MARK: Documents

    /// A document that the person may see.
    public func document(_ id: ID<Document>) throws(Refusal) -> Document {
        let known = register.documents[id]
        // One that is not there is asked about by another, so that the time does not tell it from one that may not be seen.
        let sees = sees(.document(known == nil ? register.documents.first?.key ?? id : id))
        guard let known, known.created != nil, sees else { throw Refusal.unknown }
        return known
    }

    /// The document with a number, the same for ever.
    public func document(number: Int) throws(Refusal) -> Document {
        guard let id = house.listing.document(number: number) else { throw Refusal.unknown }
        return try document(id)
    }

    /// The version that a number of the version table stands for: the one with the number, or the text that a
    /// verification gave that number (policy §7.3).
    public func version(_ number: VersionNumber, of document: Document) throws(Refusal) -> Document.Version {
        let seen = document.versions.filter { $0.drafted <= day && sees($0, of: document) }
        if let named = seen.last(where: { $0.draft.number == number }) { return named }
        guard document.rows.contains(where: { $0.number == number && $0.day <= day }),
            let verified = seen.filter({ $0.entered != nil && $0.draft.number < number })
                .max(by: { $0.draft.number < $1.draft.number })
        else { throw Refusal.unknown }
        return verified
    }

    /// The title that a document had on a day; nil when it is erased.
    public func title(of document: Document, on day: Day) -> String? {
        text(document.title.value(on: day) ?? document.title.first)
    }

    /// Whether a version's text is visible: an old text keeps its class when a newer one is open to more.
    public func sees(_ version: Document.Version, of document: Document) -> Bool {
        sees(document.accessClass(version.classification(on: day)))
            && (!isPast || newest.accessClass(of: version.id, of: document.id, on: today).map { sees($0) } ?? true)
    }

    /// All documents that the person may see, in the order of their newest titles.
    public func documents() -> some Sequence<Document> {
        house.listing.order(.document).elements().lazy.compactMap { [self] row -> Document? in
            try? document(row.subject.id.seen(as: Document.self))
        }
    }

    /// How many documents the person may see; nil: more than `most`.
    public func documentCount(most: Int) -> Int? {
        let answer = look(.documents(most: most)) {
            var count = 0
            for _ in documents() {
                count += 1
                if count > most { break }
            }
            return .number(count)
        }
        guard case .number(let count) = answer, count <= most else { return nil }
        return count
    }

    func look(_ what: Looks.Question.What, isCommon: Bool = false, _ make: () -> Looks.Answer) -> Looks.Answer {
        house.looks.answer(
            .init(
                person: isCommon ? nil : person, view: view, day: day, today: today, known: known, head: head,
                what: what), make)
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

    /// The documents that one refers to and that refer to it, as the person may see them, in the words of this one's side.
    public func related(to document: Document) -> [(label: Phrase, document: Document)] {
        let own = document.related(on: day).map { ($0.relation.label, $0.other) }
        let others = register.referrers(to: document.id, on: day).map { ($0.relation.inverse, $0.other) }
        return (own + others).compactMap { label, id in (try? self.document(id)).map { (label, $0) } }
    }

    /// The references that others make to a document, of those that the person may see.
    public func referrers(to id: ID<Document>) -> [(relation: Document.Relation, other: ID<Document>)] {
        register.referrers(to: id, on: day).filter { sees(.document($0.other)) }
    }

    /// A version as it reads in a language: itself, or its translation. Nil if it is not translated.
    ///
    /// - Parameter other: the day whose translation is read; nil: the one that is shown.
    public func version(
        _ version: Document.Version, in language: Language?, on other: Day? = nil
    ) -> Document.Version? {
        guard let language, language != version.draft.language else { return version }
        return version.translated(on: other ?? day)
    }

    /// The title of a version as it reads: the translation's, or the document's on a day.
    public func title(of version: Document.Version, in document: Document, on day: Day) -> String? {
        guard version.translatedFrom != nil else { return title(of: document, on: day) }
        return text(version.translation(on: day)?.title)
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

    public func basisHasChanged(_ decision: Decision) -> Bool { register.basisHasChanged(decision, on: day) }

    /// Whether the person may say that a decision holds unchanged on what its basis has become.
    public func mayConfirm(_ decision: Decision) -> Bool {
        basisHasChanged(decision) && may(.confirmDecision, register.confirming(decision.id, on: day))
    }
    public func decider(of document: Document) -> Decision.Decider? { register.decider(of: document, on: day) }

    // MARK: People and units

    public func person(_ id: ID<Person>) throws(Refusal) -> Person {
        guard let person = register.persons[id], !person.name.entries.isEmpty else { throw Refusal.unknown }
        return person
    }

    public func persons() -> some Sequence<Person> {
        house.listing.order(.person).elements().lazy.compactMap { [self] row in
            try? person(row.subject.id.seen(as: Person.self))
        }
    }

    public func unit(_ id: ID<Unit>) throws(Refusal) -> Unit {
        guard let unit = register.units[id], !unit.name.entries.isEmpty else { throw Refusal.unknown }
        return unit
    }

    public func units() -> some Sequence<Unit> {
        house.listing.order(.unit).elements().lazy.compactMap { [self] row in
            try? unit(row.subject.id.seen(as: Unit.self))
        }
    }

    public func body(_ kind: Body.Kind) -> Body { register.bodies[kind] ?? Body(kind: kind) }
    /// Those who sit in a body on the day shown, or on another.
    public func members(of body: Body.Kind, on day: Day? = nil) -> [ID<Person>] {
        register.members(of: body, on: day ?? self.day)
    }
    public func sits(_ person: ID<Person>, in body: Body.Kind) -> Bool { register.sits(person, in: body, on: day) }
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
        return text(person?.title(on: day ?? self.day))
    }

    /// The name that a unit had on a day, in a language.
    public func name(_ id: ID<Unit>, on day: Day? = nil, _ language: Language = .da) -> String? {
        register.units[id].flatMap { name(of: $0, on: day ?? self.day, language) }
    }

    /// The same of a unit that is at hand.
    public func name(of unit: Unit, on day: Day, _ language: Language = .da) -> String? {
        if language == .en, let english = unit.nameEnglish.value(on: day).flatMap({ $0 }), let name = text(english) {
            return name
        }
        return text(unit.name.value(on: day) ?? unit.name.first)
    }

    /// The title by which a subject is known to the person: nil when it is erased or not visible.
    public func label(_ subject: Subject, on day: Day? = nil, _ language: Language = .da) -> String? {
        guard sees(subject) else { return nil }
        let day = day ?? self.day
        switch subject.kind {
        case .document: return register.documents[subject.id.seen(as: Document.self)].flatMap { title(of: $0, on: day) }
        case .person: return name(subject.id.seen(as: Person.self), on: day)
        case .unit: return name(subject.id.seen(as: Unit.self), on: day, language)
        case .body: return Body.Kind.allCases.first { $0.id == subject.id }.map { language($0.label) }
        case .action: return text(register.actions[subject.id.seen(as: Action.self)]?.title)
        case .decision:
            return register.decisions[subject.id.seen(as: Decision.self)]?.made.map { Sentence.number($0) }
        case .organisation: return text(register.organisation.name.newest)
        case .consultation: return label(subject.id.seen(as: Consultation.self), on: day, language)
        case .reminder:
            return register.reminders[subject.id.seen(as: Reminder.self)]?.target.flatMap {
                label($0.subject, on: day, language)
            }
        case .dispensation: return label(subject.id.seen(as: Dispensation.self), on: day)
        case .proposal: return label(subject.id.seen(as: Proposal.self))
        case .meeting: return register.meetings[subject.id.seen(as: Meeting.self)]?.calling?.label
        case .notice:
            let document = register.notices[subject.id.seen(as: Notice.self)]?.document
            return document.flatMap { register.documents[$0] }.flatMap { title(of: $0, on: day) }
        case .requirement: return label(subject.id.seen(as: Requirement.self), on: day)
        case .evidence: return label(subject.id.seen(as: Evidence.self))
        case .nonconformity: return label(subject.id.seen(as: Nonconformity.self))
        case .controlTest: return label(subject.id.seen(as: ControlTest.self))
        case .audit: return label(subject.id.seen(as: Audit.self))
        case .scope: return text(register.scopes[subject.id.seen(as: Scope.self)]?.name)
        case .framework: return label(subject.id.seen(as: AdoptedFramework.self))
        case .report: return label(subject.id.seen(as: Report.self), language)
        case .initiative: return label(subject.id.seen(as: Initiative.self), on: day)
        case .suspicion: return label(subject.id.seen(as: Suspicion.self))
        case .objective: return label(subject.id.seen(as: Objective.self), on: day)
        case .course: return label(subject.id.seen(as: Course.self), on: day)
        case .competence: return label(subject.id.seen(as: Competence.self), on: day)
        case .measure: return label(subject.id.seen(as: Measure.self), on: day)
        case .asset: return label(subject.id.seen(as: Asset.self), on: day)
        case .risk: return label(subject.id.seen(as: Risk.self), on: day)
        case .processing: return label(subject.id.seen(as: Processing.self), on: day)
        case .subjectRequest: return label(subject.id.seen(as: SubjectRequest.self))
        case .campaign: return label(subject.id.seen(as: Campaign.self))
        case .auditEngagement: return label(subject.id.seen(as: AuditEngagement.self), on: day)
        case .evidenceRequest: return label(subject.id.seen(as: EvidenceRequest.self))
        case .token: return nil
        }
    }
}
