// SPDX-License-Identifier: MPL-2.0

/// Takes in what a client of SCIM says of one person: who it is, what the person is called, and whether there is an
/// engagement. All of it, or nothing.
public struct ProvisionPerson: Deed {
    public enum State: String, Choosable {
        case active, inactive
        /// The client knows the person no more. The person stays in the register.
        case gone

        public var label: Phrase {
            switch self {
            case .active: Phrase(da: "Ansat", en: "Engaged")
            case .inactive: Phrase(da: "Ikke ansat", en: "Not engaged")
            case .gone: Phrase(da: "Fjernet", en: "Taken away")
            }
        }
    }

    /// Nil: the client does not know the person yet.
    public let person: ID<Person>?
    public let state: State
    let userName: String, externalID: String?, number: String?
    let name: String, mail: String?
    let unit: [String], leavesUnit: Bool, title: String?
    let kind: Person.Engagement.Kind
    let from: Day?
    /// Whom and what it means, found by the office in the register as it is when the command is carried out.
    public var found: ProvisionFinding?

    public static let fields = [
        Field("person", .person, da: "Person", en: "Person", optional: true),
        Field("state", .choice(State.choices), da: "Tilstand", en: "State"),
        Field("user_name", .line(most: 200), da: "Brugernavn", en: "User name"),
        Field("external_id", .line(most: 200), da: "Navn i SCIM", en: "Name in SCIM", optional: true),
        Field("number", .line(most: 200), da: "Medarbejdernummer", en: "Employee number", optional: true),
        Field("name", .line(most: 120), da: "Navn", en: "Name"),
        Field("mail", .mail, da: "E-mail", en: "E-mail", optional: true),
        Field("unit_path", .line(most: 400), da: "Enhed", en: "Unit", optional: true),
        Field("leaves_unit", .tick, da: "Uden enhed", en: "Without a unit", optional: true),
        Field("title", .line(most: 120), da: "Titel", en: "Title", optional: true),
        Field("kind", .choice(Person.Engagement.Kind.choices), da: "Art", en: "Kind", optional: true),
        Field("from", .day, da: "Fra", en: "From", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        person = try arguments.optionalID("person")
        state = try arguments.choice("state")
        userName = try arguments.line("user_name", most: 200)
        externalID = try arguments.optionalLine("external_id", most: 200)
        number = try arguments.optionalLine("number", most: 200)
        name = try arguments.line("name", most: 120)
        mail = try Person.mail(arguments)
        unit = (try arguments.optionalLine("unit_path", most: 400) ?? "").split(separator: " > ").map { String($0) }
        leavesUnit = try arguments.flag("leaves_unit")
        title = try arguments.optionalLine("title", most: 120)
        kind = try arguments.optionalChoice("kind") ?? .employee
        from = try arguments.optionalDay("from")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(person: person) }

    /// What the client says is so already.
    public static let unchanged = Refusal.outOfTurn(
        da: "Det står allerede sådan. Intet er registreret.", en: "It stands so already. Nothing is recorded.")

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let found else { throw .unknown }
        if let fault = found.fault { throw fault }
        let id: ID<Person> = found.person ?? desk.new()
        let known = desk.register.persons[id]
        var facts: [(Fact, Day)] = []
        if state != .gone { describe(id, known, found, &facts, &desk) }
        let running = known?.engagements.filter { $0.goesOn(after: desk.today) } ?? []
        if state == .active {
            try engage(id, known, running.last, found, &facts, &desk)
        } else {
            // Who is stopped before the engagement has begun was never in it.
            for held in running {
                let last = known?.hasBegun(held, by: desk.today) == true ? desk.today : held.from - 1
                facts.append((.person(id, .engagementEnded(held.id)), last))
            }
            // Nobody whose engagement is over signs in on its last day, by whatever way.
            if known?.account.newest.flatMap({ $0 }) != nil { facts.append((.person(id, .accountClosed), desk.today)) }
            for token in desk.register.tokens.values.sorted(by: { $0.id < $1.id })
            where token.person == id && token.isValid(on: desk.today) {
                facts.append((.token(token.id, .revoked), desk.today))
            }
        }
        if state == .gone {
            for system in [Person.ForeignSystem.scim, .userName] where known?.identity(in: system) != nil {
                facts.append((.person(id, .unidentified(system)), desk.today))
            }
            for group in desk.register.groups(of: id, on: desk.today) {
                facts.append((.person(id, .groupLeft(group)), desk.today))
            }
        }
        guard !facts.isEmpty else { throw Self.unchanged }
        let before = desk.register
        try desk.record(all: facts)
        try keepAdministrator(before, desk.register, after: desk.today)
        // Whoever is engaged again has what the groups give, and whoever is out of them has it no more.
        guard let rights = found.rights, state != .inactive else { return }
        try desk.follow([id], since: before, rights, rights, because: GroupFinding.noMore)
    }

    /// The name, the address and the names in other systems.
    private func describe(
        _ id: ID<Person>, _ known: Person?, _ found: ProvisionFinding, _ facts: inout [(Fact, Day)],
        _ desk: inout Deciding
    ) {
        // Whom the client has just come to know keeps what it does not tell.
        let mail = mail ?? (person == nil ? found.mail : nil)
        if found.name != name || found.mail != mail {
            let first = known?.name.entries.first?.from ?? desk.today
            let kept = (desk.keep(name) as ValueID, desk.keep(mail))
            facts.append((.person(id, .named(name: kept.0, mail: kept.1)), max(desk.today, first)))
        }
        let said: [(Person.ForeignSystem, String?, String?)] = [
            (.userName, userName, found.userName), (.scim, externalID, found.externalID),
            (.employeeNumber, number ?? (person == nil ? found.number : nil), found.number),
        ]
        for (system, new, old) in said where new != old {
            if let new {
                facts.append((.person(id, .identified(system, value: desk.keep(new))), desk.today))
            } else {
                facts.append((.person(id, .unidentified(system)), desk.today))
            }
        }
    }

    private func engage(
        _ id: ID<Person>, _ known: Person?, _ held: Person.Engagement?, _ found: ProvisionFinding,
        _ facts: inout [(Fact, Day)], _ desk: inout Deciding
    ) throws(Refusal) {
        guard let held else {
            guard let place = found.unit ?? found.top else { throw ProvisionFinding.noUnit }
            let engagement: ID<Person.Engagement> = desk.new()
            let title: ValueID = desk.keep(title ?? kind.label.da)
            // When somebody first began says nothing of when the person came back.
            if let from = from ?? known?.plannedFrom(desk.today), known?.engagements.allSatisfy(\.neverBegan) ?? true {
                facts.append(
                    (.person(id, .engaged(engagement, kind, unit: place, title: title, firstWorkingDay: nil)), from))
            } else {
                facts.append((.person(id, .engagementSeen(engagement, kind, unit: place, title: title)), desk.today))
            }
            return
        }
        let day = max(desk.today, held.from)
        let now = held.unit(on: day)
        guard let place = leavesUnit ? found.top : found.unit ?? now else { throw ProvisionFinding.noUnit }
        let new = title ?? (person == nil ? found.title : nil) ?? held.kind.label.da
        guard place != now || new != found.title else { return }
        facts.append((.person(id, .engagementMoved(held.id, unit: place, title: desk.keep(new))), day))
    }

    private func keepAdministrator(_ before: Register, _ after: Register, after today: Day) throws(Refusal) {
        let day = today + 1
        let mayEnter = { (person: Person) in person.account.newest.flatMap { $0 } != nil }
        // Whose role has a last day is no administrator after it.
        let lasts = { (person: Person) in person.isLastingAdministrator(on: day) }
        let demands = [{ _ in true }, mayEnter, lasts, { lasts($0) && mayEnter($0) }]
        let were = before.engagedAdministrators(on: day).compactMap { before.persons[$0] }
        let are = after.engagedAdministrators(on: day).compactMap { after.persons[$0] }
        guard demands.contains(where: { were.contains(where: $0) && !are.contains(where: $0) }) else { return }
        throw .outOfTurn(
            da: "Det er den sidste administrator. Giv en anden rollen og en konto først.",
            en: "This is the last administrator. Give another person the role and an account first.")
    }
}

extension Person.Engagement {
    /// Whether it holds on more than this day and its first: who is engaged today for the last time is leaving.
    public func goesOn(after day: Day) -> Bool { last.map { $0 > max(day, from) } ?? true }

    /// Whether it was stopped before it began, so that it holds on no day.
    public var neverBegan: Bool { last.map { $0 < from } ?? false }
}

extension Person {
    /// The engagement that goes on after a day.
    public func engagement(after day: Day) -> Engagement? { engagements.last { $0.goesOn(after: day) } }

    /// Whether an engagement has begun for the one who stops it on a day. On its first day it has for whoever was there
    /// already, or has an account and may have done something; for others it was only to begin.
    func hasBegun(_ engagement: Engagement, by day: Day) -> Bool {
        engagement.from < day || engagement.from == day && (engagement.isFirstSeen || !account.entries.isEmpty)
    }

    /// The first day of an engagement that was stopped before it began and is still ahead: who is enabled again begins on it.
    func plannedFrom(_ day: Day) -> Day? { engagements.last { $0.neverBegan && $0.from > day }?.from }
}

/// Whom and what a client of SCIM means: looked up by the words, which only the office has.
public struct ProvisionFinding: Sendable {
    /// Nil: somebody new.
    public private(set) var person: ID<Person>?
    public private(set) var fault: Refusal?
    private(set) var name: String?, mail: String?, title: String?
    private(set) var userName: String?, externalID: String?, number: String?
    private(set) var unit: ID<Unit>?
    /// The uppermost unit, where there is one alone.
    private(set) var top: ID<Unit>?
    /// What groups give.
    private(set) var rights: GroupRights?

    static let noUnit = Refusal.invalid(
        "unit_path", da: "Send enhedens navn i department: Værn har ikke netop én øverste enhed.",
        en: "Send the name of the unit in department: Værn has not just one uppermost unit.")

    /// Why nobody is taken in under a name, a number or an address that another has.
    public static let taken = Phrase(
        da: "En anden person i Værn har det allerede. Ret den ene, eller slå dem sammen i klienten.",
        en: "Another person in Værn has it already. Correct one of them, or join them in the client.")

    /// - Parameter text: the words of a value; nil where they are erased.
    public init(_ deed: ProvisionPerson, in register: Register, on day: Day, text: (ValueID) -> String?) {
        do throws(Refusal) {
            let holders = Holders(deed, register, text)
            person = try holders.person(deed)
            let known = person.flatMap { register.persons[$0] }
            if deed.person != nil, known?.name.newest.flatMap(text) == nil { throw .unknown }
            (name, mail) = (known?.name.newest.flatMap(text), known?.mail.newest.flatMap { $0 }.flatMap(text))
            func identity(_ system: Person.ForeignSystem) -> String? { known?.identity(in: system).flatMap(text) }
            (userName, externalID, number) = (identity(.userName), identity(.scim), identity(.employeeNumber))
            if let held = known?.engagement(after: day) { title = text(held.title(on: max(day, held.from))) }
            top = register.topUnit(on: day)
            rights = GroupRights(register, text: text)
            if deed.state == .active, !deed.unit.isEmpty { unit = try Self.unit(deed.unit, register, day, text) }
        } catch {
            fault = error
        }
    }

    private static func unit(
        _ path: [String], _ register: Register, _ day: Day, _ text: (ValueID) -> String?
    ) throws(Refusal) -> ID<Unit> {
        var (finder, none) = (UnitFinder(register, on: day, opens: false, text), [PersonPlan.NewUnit]())
        let name = path.last ?? ""
        switch finder.find(path, &none) {
        case .found(.known(let unit)): return unit
        case .ambiguous:
            throw .invalid(
                "unit_path", da: "Flere enheder hedder »\(name)«. Send dem over den med, fx »Drift > \(name)«.",
                en: "Several units are named “\(name)”. Send those above it too, such as “Drift > \(name)”.")
        case .missing, .found(.new):
            throw .invalid(
                "unit_path",
                da: "Værn har ingen enhed, der hedder »\(name)« i dag. Opret den i Værn, eller ret navnet.",
                en: "Værn has no unit named “\(name)” today. Open it in Værn, or correct the name.")
        }
    }

    /// Who has the names that the client says.
    private struct Holders {
        var userName: ID<Person>?, externalID: ID<Person>?, number: ID<Person>?
        var mails: [ID<Person>] = []
        /// Those of them whom the client knows already.
        var linked: Set<ID<Person>> = []

        init(_ deed: ProvisionPerson, _ register: Register, _ text: (ValueID) -> String?) {
            let wanted = (
                Person.identityKey(deed.userName), deed.externalID.map(Person.identityKey),
                deed.number.map(Person.identityKey), deed.mail?.lowercased()
            )
            for person in register.persons.values {
                func has(_ system: Person.ForeignSystem, _ key: String?) -> Bool {
                    guard let key, let value = person.identity(in: system) else { return false }
                    return text(value).map(Person.identityKey) == key
                }
                let hits = (
                    has(.userName, wanted.0), has(.scim, wanted.1), has(.employeeNumber, wanted.2),
                    wanted.3 != nil && person.mail.newest.flatMap { $0 }.flatMap(text)?.lowercased() == wanted.3
                )
                // Whose name is erased is nobody any more.
                guard hits.0 || hits.1 || hits.2 || hits.3, person.name.newest.flatMap(text) != nil else { continue }
                if person.identity(in: .userName).flatMap(text) != nil { linked.insert(person.id) }
                if hits.0 { userName = person.id }
                if hits.1 { externalID = person.id }
                if hits.2 { number = person.id }
                if hits.3 { mails.append(person.id) }
            }
            mails.sort()
        }

        /// Whom it is about, by the number in the personnel system before the address; nobody else may have the names.
        func person(_ deed: ProvisionPerson) throws(Refusal) -> ID<Person>? {
            var meant = deed.person
            if meant == nil, deed.state != .gone {
                meant = [externalID, number].compactMap { $0 }.first { !linked.contains($0) }
                if meant == nil, mails.count == 1, !linked.contains(mails[0]) { meant = mails[0] }
            }
            let taken: [(String, ID<Person>?)] = [
                ("user_name", userName), ("external_id", externalID), ("number", number),
                ("mail", mails.contains { $0 == meant } ? meant : mails.first),
            ]
            for (field, holder) in taken {
                guard let holder, holder != meant, deed.state != .gone else { continue }
                throw Refusal(.invalid, ProvisionFinding.taken, field: field)
            }
            return meant
        }
    }
}

extension Register {
    /// The unit that all others are below, where there is one alone.
    public func topUnit(on day: Day) -> ID<Unit>? {
        let tops = units.values.filter { $0.isOpen(on: day) && $0.parent.value(on: day).flatMap { $0 } == nil }
        return tops.count == 1 ? tops.first?.id : nil
    }
}
