// SPDX-License-Identifier: MPL-2.0

/// A person: an opaque reference whose name is a vault value set by facts, so that name and reference are proven together
/// while the name exists, and the name can be erased (GDPR Article 17) without breaking any proof.
public struct Person: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case named(name: ValueID, mail: ValueID?)
        case engaged(ID<Engagement>, Engagement.Kind, unit: ID<Unit>, title: ValueID, firstWorkingDay: Day?)
        case engagementEnded(ID<Engagement>)
        /// An engagement that a source names without a start day: it was first seen on the day from which the fact counts.
        case engagementSeen(ID<Engagement>, Engagement.Kind, unit: ID<Unit>, title: ValueID)
        /// The day on which the person in fact began, where it was not the one that was expected.
        case firstWorkingDayRecorded(ID<Engagement>, Day)
        /// Another unit and title inside the engagement, which goes on: no new start.
        case engagementMoved(ID<Engagement>, unit: ID<Unit>, title: ValueID)
        /// Leave, and its last day. Why is never recorded: that may be health data (GDPR Article 9).
        case leaveBegan(ID<Leave>)
        case leaveEnded(ID<Leave>)
        /// The yearly talk was held: what the tasks need more of; none: nothing. What was said is never recorded.
        case talkHeld(ID<Engagement>, needs: [ID<Competence>])
        /// By which another system knows the person.
        case identified(ForeignSystem, value: ValueID)
        /// Another system knows the person no more.
        case unidentified(ForeignSystem)
        /// The person is in a group that another system told of, and in it no more.
        case groupJoined(ID<ForeignGroup>)
        case groupLeft(ID<ForeignGroup>)
        case roleGranted(ID<Grant>, Role, unit: ID<Unit>?)
        case roleEnded(ID<Grant>)
        /// The role follows from groups of the system that the person signs in through, and ends with them.
        case roleFollowsGroups(ID<Grant>)
        case deputyAppointed(ID<Deputyship>, deputy: ID<Person>, reason: ValueID)
        case deputyEnded(ID<Deputyship>)
        case holdPlaced(ID<Hold>, reason: ValueID)
        case holdLifted(ID<Hold>, reason: ValueID)
        case accountOpened(username: ValueID)
        case accountClosed
        /// The person may prove who they are in one more way; the secret, or the public key, is never a fact.
        case signInMethodAdded(ID<SignInMethod>, SignInMethod.Kind, label: ValueID)
        case signInMethodRemoved(ID<SignInMethod>)
        /// So many recovery codes were made; those before them are void.
        case recoveryCodesMade(Int)
        /// One was used at a sign-in; so many are left.
        case recoveryCodeUsed(left: Int)
        /// Values about or by the person were erased: who decided (a vault value), by which law, and which values.
        case erased(decision: ValueID, basis: ErasureBasis, values: [ValueID])
    }

    /// A role given from a day to a day.
    public struct Grant: Spanning, Hashable, Sendable {
        public let id: ID<Grant>
        public let position: Int
        public let role: Role
        /// For heads of unit: which unit.
        public let unit: ID<Unit>?
        public let from: Day
        public var to = Timeline<Bool>()
        /// Whether groups of another system gave it, and may end it.
        public var followsGroups = false
    }

    /// A deputy acts for the person: duties go to both, and the record names who acted.
    public struct Deputyship: Spanning, Hashable, Sendable {
        public let id: ID<Deputyship>
        public let position: Int
        public let deputy: ID<Person>
        public let from: Day
        public var to = Timeline<Bool>()
    }

    /// A legal hold stops erasure until it is lifted.
    public struct Hold: Hashable, Sendable {
        public let id: ID<Hold>
        public let position: Int
        public let reason: ValueID
        public let by: ID<Person>?
        public var lifted: Int?
    }

    public let id: ID<Person>
    public var name = Timeline<ValueID>()
    public var mail = Timeline<ValueID?>()
    public var engagements: [Engagement] = []
    public var leaves: [Leave] = []
    /// In the order they were recorded.
    public internal(set) var talks: [Talk] = []
    /// By which other systems know the person; what was recorded last counts.
    public var identities: [ForeignIdentity] = []
    /// The groups of other systems that the person is or was in, oldest first.
    public internal(set) var inGroups: [InGroup] = []
    public var grants: [Grant] = []
    public var deputyships: [Deputyship] = []
    public var holds: [Hold] = []
    /// True while the person may sign in; the user name is a vault value.
    public var account = Timeline<ValueID?>()
    /// The ways of signing in beside the password, oldest first.
    public var signInMethods: [SignInMethod] = []
    /// There was an account, and it was closed: then tokens give no entrance either.
    public var isLockedOut: Bool { account.latest.map { $0.value == nil } ?? false }
    /// Positions of the facts that erased values.
    public var erasures: [Int] = []
    public var revision = 0

    public func engagement(on day: Day) -> Engagement? { engagements.last { $0.holds(on: day) } }
    public func isActive(on day: Day) -> Bool { engagements.contains { $0.holds(on: day) } }
    /// The unit of the engagement on `day`.
    public func unit(on day: Day) -> ID<Unit>? { engagement(on: day)?.unit(on: day) }
    /// The title of the engagement on `day`.
    public func title(on day: Day) -> ValueID? { engagement(on: day)?.title(on: day) }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .named(let name, let mail):
            self.name.set(name, from: day, at: position)
            self.mail.set(mail, from: day, at: position)
        case .engaged(let id, let kind, let unit, let title, let first):
            engagements.append(
                Engagement(
                    id: id, position: position, kind: kind, unit: unit, title: title, from: day, firstWorkingDay: first)
            )
        case .engagementEnded(let id):
            if let index = engagements.firstIndex(where: { $0.id == id }) {
                engagements[index].to.set(true, from: day, at: position)
            }
        case .engagementSeen(let id, let kind, let unit, let title):
            engagements.append(
                Engagement(
                    id: id, position: position, kind: kind, unit: unit, title: title, from: day, firstWorkingDay: nil,
                    isFirstSeen: true))
        case .firstWorkingDayRecorded(let id, let first):
            if let index = engagements.firstIndex(where: { $0.id == id }) {
                engagements[index].began.set(first, from: day, at: position)
            }
        case .engagementMoved(let id, let unit, let title):
            if let index = engagements.firstIndex(where: { $0.id == id }) {
                engagements[index].units.set(unit, from: day, at: position)
                engagements[index].titles.set(title, from: day, at: position)
            }
        case .leaveBegan(let id):
            leaves.append(Leave(id: id, position: position, from: day))
        case .leaveEnded(let id):
            if let index = leaves.firstIndex(where: { $0.id == id }) {
                leaves[index].to.set(true, from: day, at: position)
            }
        case .talkHeld(let engagement, let needs):
            talks.append(Talk(position: position, engagement: engagement, day: day, needs: needs))
        case .identified(let system, let value):
            identities.append(ForeignIdentity(position: position, system: system, value: value, from: day))
        case .unidentified(let system):
            for index in identities.indices where identities[index].system == system && identities[index].ended == nil {
                identities[index].ended = position
            }
        case .groupJoined(let group): join(group, stamp)
        case .groupLeft(let group): leave(group, stamp)
        case .roleGranted(let id, let role, let unit):
            grants.append(Grant(id: id, position: position, role: role, unit: unit, from: day))
        case .roleEnded(let id):
            if let index = grants.firstIndex(where: { $0.id == id }) {
                grants[index].to.set(true, from: day, at: position)
            }
        case .roleFollowsGroups(let id):
            if let index = grants.firstIndex(where: { $0.id == id }) { grants[index].followsGroups = true }
        case .deputyAppointed(let id, let deputy, _):
            deputyships.append(Deputyship(id: id, position: position, deputy: deputy, from: day))
        case .deputyEnded(let id):
            if let index = deputyships.firstIndex(where: { $0.id == id }) {
                deputyships[index].to.set(true, from: day, at: position)
            }
        case .holdPlaced(let id, let reason):
            holds.append(Hold(id: id, position: position, reason: reason, by: stamp.by))
        case .holdLifted(let id, _):
            if let index = holds.firstIndex(where: { $0.id == id }) { holds[index].lifted = position }
        case .accountOpened(let username):
            account.set(username, from: day, at: position)
        case .accountClosed:
            account.set(nil, from: day, at: position)
            // Whoever gets an account again begins with none.
            for index in signInMethods.indices where signInMethods[index].isStanding {
                signInMethods[index].removed = day
            }
        case .signInMethodAdded(let id, let kind, let label):
            signInMethods.append(SignInMethod(id: id, kind: kind, label: label, position: position, from: day))
        case .signInMethodRemoved(let id):
            if let index = signInMethods.firstIndex(where: { $0.id == id && $0.removed == nil }) {
                signInMethods[index].removed = day
            }
        case .recoveryCodesMade, .recoveryCodeUsed:
            break
        case .erased:
            erasures.append(position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        name.annul(position)
        mail.annul(position)
        account.annul(position)
        engagements.removeAll { $0.position == position }
        grants.removeAll { $0.position == position }
        deputyships.removeAll { $0.position == position }
        holds.removeAll { $0.position == position }
        for index in engagements.indices { engagements[index].annul(position) }
        leaves.removeAll { $0.position == position }
        talks.removeAll { $0.position == position }
        for index in leaves.indices { leaves[index].to.annul(position) }
        identities.removeAll { $0.position == position }
        inGroups.removeAll { $0.position == position }
        for index in identities.indices where identities[index].ended == position { identities[index].ended = nil }
        for index in grants.indices { grants[index].to.annul(position) }
        for index in deputyships.indices { deputyships[index].to.annul(position) }
        for index in holds.indices where holds[index].lifted == position { holds[index].lifted = nil }
    }
}

extension Register {
    func existingPerson(_ id: ID<Person>, _ field: String = "person") throws(Refusal) -> Person {
        guard let person = persons[id], !person.name.entries.isEmpty else {
            throw .invalid(field, da: "Vælg en person.", en: "Choose a person.")
        }
        return person
    }
}

/// Adds a person to the directory.
public struct AddPerson: Deed {
    let name: String, mail: String?

    public static let fields = [
        Field("name", .line(most: 120), da: "Navn", en: "Name"),
        Field("mail", .mail, da: "E-mail", en: "E-mail", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        name = try arguments.line("name", most: 120)
        mail = try Person.mail(arguments)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let person: ID<Person> = desk.new()
        let kept = (desk.keep(name) as ValueID, desk.keep(mail))
        try desk.record(.person(person, .named(name: kept.0, mail: kept.1)))
    }
}

extension Person {
    static func mail(_ arguments: Arguments) throws(Refusal) -> String? {
        try arguments.optionalLine("mail", most: 254).map { text throws(Refusal) in try mailAddress(text) }
    }

    /// An address of mail, as far as one can tell by looking at it.
    public static func mailAddress(_ mail: String) throws(Refusal) -> String {
        let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !mail.contains(" "), mail.utf8.count <= 254
        else {
            throw .invalid(
                "mail", da: "Angiv en e-mailadresse, fx navn@organisation.dk.",
                en: "Give an e-mail address, such as name@organisation.dk.")
        }
        return mail
    }
}

/// Changes a person's name or e-mail address from a day; old records keep the name of their day.
public struct RenamePerson: Deed {
    let person: ID<Person>, name: String, mail: String?, from: Day

    public static let fields = [
        Field.person, Field("name", .line(most: 120), da: "Navn", en: "Name"),
        Field("mail", .mail, da: "E-mail", en: "E-mail", optional: true), .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        name = try arguments.line("name", most: 120)
        mail = try Person.mail(arguments)
        from = try arguments.day("from")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        if let first = known.name.entries.first?.from, from < first {
            throw .invalid(
                "from",
                da: "Personen er først registreret fra \(Language.da.day(first)). Vælg den dag eller en senere.",
                en: "The person is recorded from \(Language.en.day(first)) only. Choose that day or a later one.")
        }
        let kept = (desk.keep(name) as ValueID, desk.keep(mail))
        try desk.record(.person(person, .named(name: kept.0, mail: kept.1)), on: from)
    }
}

/// Begins an engagement: in which unit, with which title, from which day.
public struct BeginEngagement: Deed {
    let person: ID<Person>, kind: Person.Engagement.Kind, unit: ID<Unit>, title: String
    let from: Day, to: Day?, firstWorkingDay: Day?

    public static let fields = [
        Field.person, Field("kind", .choice(Person.Engagement.Kind.choices), da: "Art", en: "Kind"), .unit,
        Field("title", .line(most: 120), da: "Titel", en: "Title"), .from, .optionalTo,
        Field(
            "first_working_day", .day, da: "Første arbejdsdag", en: "First working day",
            hint: Phrase(
                da: "Politikkens afsnit 9 regner fristen for e-læring fra denne dag.",
                en: "Section 9 of the policy counts the e-learning deadline from this day."), optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        kind = try arguments.choice("kind")
        unit = try arguments.id("unit")
        title = try arguments.line("title", most: 120)
        from = try arguments.day("from")
        to = try arguments.optionalDay("to")
        firstWorkingDay = try arguments.optionalDay("first_working_day")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit, person: person) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.existingPerson(person)
        _ = try desk.register.openUnit(unit, "unit", on: from)
        try Person.check(from, to)
        if let first = firstWorkingDay, first < from {
            throw .invalid(
                "first_working_day", da: "Første arbejdsdag kan ikke ligge før ansættelsen.",
                en: "The first working day cannot lie before the engagement.")
        }
        let engagement: ID<Person.Engagement> = desk.new()
        let title: ValueID = desk.keep(title)
        try desk.record(
            .person(person, .engaged(engagement, kind, unit: unit, title: title, firstWorkingDay: firstWorkingDay)),
            on: from)
        if let to { try desk.record(.person(person, .engagementEnded(engagement)), on: to) }
    }
}

extension Person {
    static func check(_ from: Day, _ to: Day?) throws(Refusal) {
        guard let to, to < from else { return }
        throw .invalid(
            "to", da: "Den sidste dag ligger før den første. Ret en af dem.",
            en: "The last day lies before the first. Change one of them.")
    }
}

/// Ends an engagement after a day.
public struct EndEngagement: Deed {
    let person: ID<Person>, engagement: ID<Person.Engagement>, to: Day

    public static let fields = [
        Field.person, .engagement,
        Field("to", .day, da: "Sidste dag", en: "Last day"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.id("person")
        engagement = try arguments.id("engagement")
        to = try arguments.day("to")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.persons[person]?.engagement(engagement)?.unit(on: day), person: person)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(person)
        let engagement = try known.existingEngagement(engagement)
        try Person.check(engagement.from, to)
        try desk.record(.person(person, .engagementEnded(engagement.id)), on: to)
    }
}
