// SPDX-License-Identifier: MPL-2.0

/// A group of people of another system, as a client of SCIM told of it (RFC 7643 4.2): a name, and who is in it. By itself it
/// gives nobody anything; which group gives which role is what an administrator wrote for the sign-in system
/// (``SignInProvider/groups``).
public struct ForeignGroup: Hashable, Sendable {
    public let id: ID<ForeignGroup>
    /// How many groups were told of before it.
    let place: Int
    public internal(set) var name = Timeline<ValueID>()
    /// By what the other system knows it; nil: it did not say.
    public internal(set) var external = Timeline<ValueID?>()
    /// When it was told of first, and when the group or who is in it was told of last.
    public let told: Instant
    public internal(set) var changed: Instant
    /// The day from which the client knows it no more.
    public internal(set) var gone: Day?
    /// Facts about it, and about who is in it.
    public internal(set) var revision = 0

    init(id: ID<ForeignGroup>, place: Int, told: Instant) {
        self.id = id
        self.place = place
        self.told = told
        changed = told
    }

    public func isTold(on day: Day) -> Bool {
        name.value(on: day) != nil && gone.map { day < $0 } ?? true
    }

    mutating func touch(_ stamp: Stamp) {
        revision += 1
        changed = max(changed, stamp.recorded)
    }
}

extension Organisation {
    /// The groups that another system told of, in the order in which it did, also those that are gone.
    public var groups: [ForeignGroup] { foreignGroups.values.sorted { $0.place < $1.place } }

    /// A group that another system told of; nil: there was never one of that identity.
    public func group(_ id: ID<ForeignGroup>) -> ForeignGroup? { foreignGroups[id] }

    mutating func evolve(_ group: ID<ForeignGroup>, _ stamp: Stamp, _ change: (inout ForeignGroup) -> Void) {
        let new = ForeignGroup(id: group, place: foreignGroups.count, told: stamp.recorded)
        foreignGroups.updateValue(forKey: group, default: new) { known in
            change(&known)
            known.touch(stamp)
        }
    }

    /// That somebody came into a group or left it changes the group too.
    mutating func hear(_ fact: Person.Fact, _ stamp: Stamp) {
        if let group = fact.group { foreignGroups[group]?.touch(stamp) }
    }
}

extension Person.Fact {
    /// The group that somebody came into or left.
    fileprivate var group: ID<ForeignGroup>? {
        if case .groupJoined(let group) = self { return group }
        if case .groupLeft(let group) = self { return group }
        return nil
    }
}

extension Person {
    /// That the person is in a group of another system, from a day on.
    public struct InGroup: Hashable, Sendable {
        public let group: ID<ForeignGroup>
        public let position: Int
        public let from: Day
        /// The first day on which the person is in it no more.
        public internal(set) var until: Day?

        public func holds(on day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }
    }

    mutating func join(_ group: ID<ForeignGroup>, _ stamp: Stamp) {
        guard !inGroups.contains(where: { $0.group == group && $0.until == nil }) else { return }
        inGroups.append(InGroup(group: group, position: stamp.position, from: stamp.effective))
    }

    mutating func leave(_ group: ID<ForeignGroup>, _ stamp: Stamp) {
        for index in inGroups.indices where inGroups[index].group == group && inGroups[index].until == nil {
            inGroups[index].until = stamp.effective
        }
    }
}

extension Register {
    /// The groups that a person is in on a day, oldest first; those that are gone are none.
    public func groups(of person: ID<Person>, on day: Day) -> [ID<ForeignGroup>] {
        let held = Set((persons[person]?.inGroups ?? []).filter { $0.holds(on: day) }.map(\.group))
        return held.compactMap { organisation.group($0) }.filter { $0.isTold(on: day) }
            .sorted { $0.place < $1.place }.map(\.id)
    }

    /// Who is in a group on a day, in the order of their identities.
    public func members(of group: ID<ForeignGroup>, on day: Day) -> [ID<Person>] {
        guard organisation.group(group)?.isTold(on: day) == true else { return [] }
        return (everInGroup[group] ?? []).filter { id in
            persons[id]?.inGroups.contains { $0.group == group && $0.holds(on: day) } == true
        }.sorted()
    }
}

/// What the groups that another system told of give: the lines of the sign-in set-up, held against the groups' names and the
/// names by which the other system knows them, letter by letter. A line that is what the other system knows a group by is for
/// that group alone: anybody who may name a group there could else take its role.
public struct GroupRights: Sendable {
    private struct Names {
        let name: String?
        let external: String?
    }

    private var lines: [GroupRole]
    private var names: [ID<ForeignGroup>: Names]
    /// What the other system knows any of them by.
    private var taken: Set<String>

    /// As it is set up, and as the groups are named now.
    ///
    /// - Parameter text: the words of a value; nil where they are erased.
    public init(_ register: Register, text: (ValueID) -> String?) {
        let written = register.organisation.signInProvider?.groups.flatMap(text)
        lines = written.flatMap { try? GroupRole.read($0) } ?? []
        names = register.organisation.groups.filter { $0.gone == nil }.reduce(into: [:]) { found, group in
            found[group.id] = Names(
                name: group.name.newest.flatMap(text), external: group.external.newest.flatMap { $0 }.flatMap(text))
        }
        taken = Set(names.values.compactMap(\.external))
    }

    /// With what an administrator writes anew.
    func writing(_ lines: [GroupRole]) -> GroupRights {
        var changed = self
        changed.lines = lines
        return changed
    }

    /// With a group under other names; without any it is gone.
    func naming(_ group: ID<ForeignGroup>, _ name: String?, external: String?) -> GroupRights {
        var changed = self
        changed.names[group] = Names(name: name, external: external)
        changed.taken = Set(changed.names.values.compactMap(\.external))
        return changed
    }

    /// The groups that are named as another is known by: what they give changes with that one.
    func groups(named words: [String]) -> [ID<ForeignGroup>] {
        names.filter { entry in entry.value.name.map(words.contains) ?? false }.keys.sorted()
    }

    /// What somebody in these groups gets, each once.
    public func roles(of groups: some Sequence<ID<ForeignGroup>>) -> Set<Role> {
        guard !lines.isEmpty else { return [] }
        let words = groups.reduce(into: Set<String>()) { words, group in
            if let external = names[group]?.external { words.insert(external) }
            if let name = names[group]?.name, !taken.contains(name) { words.insert(name) }
        }
        return Set(lines.filter { words.contains($0.group) }.map(\.role))
    }
}
