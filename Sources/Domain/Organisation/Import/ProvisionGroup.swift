// SPDX-License-Identifier: MPL-2.0

/// Takes in what a client of SCIM says of one group of people: what it is called, who came into it and who left it. What groups
/// give (``GroupRights``) follows at once. All of it, or nothing.
public struct ProvisionGroup: Deed {
    public enum State: String, Choosable {
        case told
        /// The client knows the group no more.
        case gone

        public var label: Phrase {
            switch self {
            case .told: Phrase(da: "Oplyst", en: "Told of")
            case .gone: Phrase(da: "Fjernet", en: "Taken away")
            }
        }
    }

    /// Nil: the client does not know the group yet.
    public let group: ID<ForeignGroup>?
    let state: State
    let name: String, externalID: String?
    let joins: [ID<Person>], leaves: [ID<Person>]
    /// The state of the group that the client looked at; nil: whatever it is.
    let revision: Int?
    /// What it means, found by the office in the register as it is when the command is carried out.
    public var found: GroupFinding?

    public static let fields = [
        Field("group", .line(most: 80), da: "Gruppe", en: "Group", optional: true),
        Field("state", .choice(State.choices), da: "Tilstand", en: "State"),
        Field("name", .line(most: 256), da: "Navn", en: "Name"),
        Field("external_id", .line(most: 256), da: "Navn i SCIM", en: "Name in SCIM", optional: true),
        Field("joins", .persons, da: "Kommer med", en: "Come in", optional: true),
        Field("leaves", .persons, da: "Går ud", en: "Leave", optional: true),
        Field("revision", .number(0...Int(Int32.max)), da: "Set udgave", en: "State seen", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        group = try arguments.optionalID("group")
        state = try arguments.choice("state")
        name = try arguments.line("name", most: 256)
        externalID = try arguments.optionalLine("external_id", most: 256)
        joins = try arguments.ids("joins")
        leaves = try arguments.ids("leaves")
        revision = try arguments.optionalNumber("revision", in: 0...Int(Int32.max))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let found else { throw .unknown }
        if let fault = found.fault { throw fault }
        let before = desk.register
        let known = group.flatMap { before.organisation.group($0) }
        guard group == nil || known?.isTold(on: desk.today) == true else { throw .unknown }
        if let revision, let known, known.revision != revision {
            throw Refusal(
                .stale,
                Phrase(
                    da: "Gruppen er ændret siden. Hent den igen, og send ændringen på ny.",
                    en: "The group has changed since. Fetch it again, and send the change anew."))
        }
        let id: ID<ForeignGroup> = group ?? desk.new()
        let members = Set(before.members(of: id, on: desk.today))
        let changed = changed(id, members, found, &desk)
        guard !changed.facts.isEmpty else { throw ProvisionPerson.unchanged }
        try desk.record(all: changed.facts.map { ($0, desk.today) })
        let isTold = state == .told
        let gives = found.rights.naming(id, isTold ? name : nil, external: isTold ? externalID : nil)
        // A group that is named as this one was or is known by loses its line to it, or has it again.
        let shadows: [String] =
            found.externalID == externalID && isTold ? [] : [found.externalID, externalID].compactMap { $0 }
        let shadowed = found.rights.groups(named: shadows).flatMap { before.members(of: $0, on: desk.today) }
        try desk.follow(
            changed.people.union(shadowed), since: before, found.rights, gives, because: GroupFinding.noMore)
    }

    /// The facts, and those for whom something may follow.
    private func changed(
        _ id: ID<ForeignGroup>, _ members: Set<ID<Person>>, _ found: GroupFinding, _ desk: inout Deciding
    ) -> (facts: [Fact], people: Set<ID<Person>>) {
        let organisation = desk.register.organisation.id
        guard state == .told else { return ([.organisation(organisation, .groupGone(id))], members) }
        var (facts, people): ([Fact], Set<ID<Person>>) = ([], [])
        if found.name != name || found.externalID != externalID {
            let kept = (desk.keep(name) as ValueID, desk.keep(externalID))
            facts.append(.organisation(organisation, .groupNamed(id, name: kept.0, external: kept.1)))
            people = members
        }
        for person in joins where found.known.contains(person) && !members.contains(person) {
            facts.append(.person(person, .groupJoined(id)))
            people.insert(person)
        }
        for person in leaves where members.contains(person) {
            facts.append(.person(person, .groupLeft(id)))
            people.insert(person)
        }
        return (facts, people)
    }
}

/// What a client of SCIM means by what it says of a group: looked up by the words, which only the office has.
public struct GroupFinding: Sendable {
    public private(set) var fault: Refusal?
    private(set) var name: String?, externalID: String?
    /// Those who are said to come in and whom the client has told of; others are left out.
    private(set) var known: Set<ID<Person>> = []
    let rights: GroupRights

    /// Why a role ends, in the record.
    static let noMore = "Grupperne fra SCIM giver ikke rollen mere."

    /// Why no group is taken in under a name that another has: which group gives a role would not be known.
    public static let taken = Phrase(
        da: "En anden gruppe i Værn har det allerede. Giv den ene et andet navn i klienten.",
        en: "Another group in Værn has it already. Give one of them another name in the client.")

    /// - Parameter text: the words of a value; nil where they are erased.
    public init(_ deed: ProvisionGroup, in register: Register, text: (ValueID) -> String?) {
        rights = GroupRights(register, text: text)
        known = Set(
            deed.joins.filter { register.persons[$0]?.identity(in: .userName).flatMap(text) != nil })
        for group in register.organisation.groups where group.gone == nil {
            let words = (group.name.newest.flatMap(text), group.external.newest.flatMap { $0 }.flatMap(text))
            guard group.id != deed.group else {
                (name, externalID) = words
                continue
            }
            guard deed.state == .told else { continue }
            if words.0.map(Person.identityKey) == Person.identityKey(deed.name) {
                fault = Refusal(.invalid, GroupFinding.taken, field: "name")
            }
            if let wanted = deed.externalID, words.1.map(Person.identityKey) == Person.identityKey(wanted) {
                fault = Refusal(.invalid, GroupFinding.taken, field: "external_id")
            }
        }
    }
}
