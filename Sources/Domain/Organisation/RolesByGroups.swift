// SPDX-License-Identifier: MPL-2.0

/// Who can still act as administrator while roles that groups gave end: somebody who is engaged today and tomorrow, and, as
/// long as there is one, with an account. Whoever has a role and is not there, or cannot sign in, does not count, nor whoever's
/// role has a last day: nobody would have it after that.
private struct Administrators {
    private var engaged: Set<ID<Person>>
    private var mayEnter: Set<ID<Person>>
    private let register: Register
    private let day: Day

    init(_ register: Register, on day: Day) {
        (self.register, self.day) = (register, day)
        engaged = []
        mayEnter = []
        for person in register.holders(of: .administrator, on: day)
        where register.persons[person]?.isLastingAdministrator(on: day) == true { gains(person) }
    }

    mutating func gains(_ person: ID<Person>) {
        guard let known = register.persons[person], known.isActive(on: day), known.isActive(on: day + 1) else { return }
        engaged.insert(person)
        if known.account.newest.flatMap({ $0 }) != nil { mayEnter.insert(person) }
    }

    /// Takes one away; not the last.
    mutating func lets(_ person: ID<Person>) -> Bool {
        let others = mayEnter.contains(person) ? mayEnter : engaged
        guard !others.subtracting([person]).isEmpty else { return false }
        engaged.remove(person)
        mayEnter.remove(person)
        return true
    }
}

extension Deciding {
    /// Brings the roles that groups give in step: each of these has these roles by groups and no others. A role that a person
    /// here gave stays, and the last administrator who can act stays one. Nobody has a role before the engagement begins.
    ///
    /// - Parameter because: why a role ends, for the record.
    /// - Returns: whether anything changed.
    @discardableResult
    mutating func follow(
        _ wanted: [(person: ID<Person>, roles: Set<Role>)], because: String
    ) throws(Refusal) -> Bool {
        var administrators = Administrators(register, on: today)
        var (given, ended): ([(Fact, Day)], [(Fact, Day)]) = ([], [])
        var leaving: [(ID<Person>, Person.Grant, Day)] = []
        for (id, roles) in wanted {
            guard let known = register.persons[id] else { continue }
            let begins = known.counts(from: today)
            let day = begins ?? today
            let held = known.grants.filter { $0.holds(on: day) }
            // Whoever is away is given nothing, but loses what the groups give no more: who comes back has left them.
            let gains = begins == nil ? [] : roles
            for role in GroupRole.roles where gains.contains(role) && !held.contains(where: { $0.role == role }) {
                let grant: ID<Person.Grant> = new()
                given.append((.person(id, .roleGranted(grant, role, unit: nil)), day))
                given.append((.person(id, .roleFollowsGroups(grant)), day))
                if role == .administrator { administrators.gains(id) }
            }
            leaving += known.grantsByGroups(from: day).filter { !roles.contains($0.role) }.map { (id, $0, day) }
        }
        let leavingIDs = Set(leaving.map { $0.1.id })
        for (id, grant, day) in leaving {
            let isOnly = register.persons[id]?.isLastingAdministrator(on: day, without: leavingIDs) != true
            if grant.role == .administrator, isOnly, !administrators.lets(id) { continue }
            // From today on, so that who was taken out of a group does nothing more with it.
            ended.append((.person(id, .roleEnded(grant.id)), day - 1))
        }
        guard !given.isEmpty || !ended.isEmpty else { return false }
        try record(all: ended, because: because)
        try record(all: given)
        return true
    }

    /// The same for people whose groups, or what groups give, changed in what is recorded already: what a group gives no more
    /// ends, and what one gives is given. What follows from a sign-in stays as it was.
    mutating func follow(
        _ people: some Sequence<ID<Person>>, since before: Register, _ gave: GroupRights, _ gives: GroupRights,
        because: String
    ) throws(Refusal) {
        var wanted: [(person: ID<Person>, roles: Set<Role>)] = []
        for person in Set(people).sorted() {
            let had = gave.roles(of: before.groups(of: person, on: today))
            let has = gives.roles(of: register.groups(of: person, on: today))
            let day = register.persons[person]?.counts(from: today) ?? today
            let held = register.persons[person]?.grantsByGroups(from: day) ?? []
            wanted.append((person, Set(held.map(\.role)).subtracting(had).union(has)))
        }
        try follow(wanted, because: because)
    }
}

extension Person {
    /// The first day from a day on, on which the person is engaged; nil: there is none yet.
    fileprivate func counts(from day: Day) -> Day? {
        if isActive(on: day) { return day }
        return engagements.filter { $0.from > day && $0.holds(on: $0.from) }.map(\.from).min()
    }

    /// The roles by groups that hold on a day or later, also those that only begin then.
    fileprivate func grantsByGroups(from day: Day) -> [Grant] {
        grants.filter { $0.followsGroups && $0.last.map { $0 >= day } ?? true }
    }

    /// Whether the person is administrator on a day, with no last day.
    ///
    /// - Parameter ending: grants that do not count.
    func isLastingAdministrator(on day: Day, without ending: Set<ID<Grant>> = []) -> Bool {
        grants.contains {
            $0.role == .administrator && $0.holds(on: day) && $0.last == nil && !ending.contains($0.id)
        }
    }
}
