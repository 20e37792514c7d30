// SPDX-License-Identifier: MPL-2.0

/// Something that lets somebody do more than others, with the days on which it is held and the fact that gave it (policy
/// §6): a person's role, seat, deputyship, account or token, or a topic that a unit answers for (policy §3.4).
public struct AccessRight: Hashable, Sendable {
    public enum Holder: Hashable, Sendable, Comparable {
        case person(ID<Person>)
        case unit(ID<Unit>)
    }

    public enum What: Hashable, Sendable {
        case role(Role, unit: ID<Unit>?)
        case seat(Body.Kind, chair: Bool)
        /// Acts for another person, with that person's roles.
        case deputy(of: ID<Person>)
        /// May sign in while engaged.
        case account
        case token(Token.Scope)
        /// A unit answers for it, as the direktion decided.
        case topic(ID<Topic>, by: ID<Decision>)

        fileprivate var key: (Int, Int, UInt64, UInt64) {
            switch self {
            case .role(let role, let unit):
                (0, Role.allCases.firstIndex(of: role) ?? 0, unit?.high ?? 0, unit?.low ?? 0)
            case .seat(let body, _): (1, 0, body.id.high, body.id.low)
            case .deputy(let person): (2, 0, person.high, person.low)
            case .account: (3, 0, 0, 0)
            case .token: (4, 0, 0, 0)
            case .topic(let topic, _): (5, 0, topic.high, topic.low)
            }
        }
    }

    public let holder: Holder
    public let what: What
    public let from: Day
    /// The last day, if an end is known.
    public let last: Day?
    /// The position of the fact that gave it.
    public let position: Int

    /// Nil: a unit holds it.
    public var person: ID<Person>? {
        switch holder {
        case .person(let person): person
        case .unit: nil
        }
    }

    public func holds(on day: Day) -> Bool { from <= day && (last.map { day <= $0 } ?? true) }

    /// In the order of kinds, then of days.
    static func precedes(_ left: AccessRight, _ right: AccessRight) -> Bool {
        if left.holder != right.holder { return left.holder < right.holder }
        if left.what.key != right.what.key { return left.what.key < right.what.key }
        return (left.from, left.position) < (right.from, right.position)
    }
}

extension Register {
    /// All that a person ever held, as the facts that stand say.
    public func rights(ever person: ID<Person>) -> [AccessRight] { rightsEver(of: [person]) }

    /// All that anybody ever held, as the facts that stand say.
    public func rightsEver() -> [AccessRight] { rightsEver(of: nil) }

    private func rightsEver(of wanted: Set<ID<Person>>?) -> [AccessRight] {
        var found: [AccessRight] = []
        func add(_ person: ID<Person>, _ what: AccessRight.What, _ from: Day, _ last: Day?, _ position: Int) {
            if let wanted, !wanted.contains(person) { return }
            list(.person(person), what, from, last, position)
        }
        func list(
            _ holder: AccessRight.Holder, _ what: AccessRight.What, _ from: Day, _ last: Day?, _ position: Int
        ) {
            if let last, last < from { return }
            found.append(AccessRight(holder: holder, what: what, from: from, last: last, position: position))
        }
        for person in persons.values {
            for grant in person.grants {
                add(person.id, .role(grant.role, unit: grant.unit), grant.from, grant.last, grant.position)
            }
            for held in person.deputyships {
                add(held.deputy, .deputy(of: person.id), held.from, held.last, held.position)
            }
            for (index, entry) in person.account.entries.enumerated() where entry.value != nil {
                let next = index + 1 < person.account.entries.count ? person.account.entries[index + 1] : nil
                add(person.id, .account, entry.from, next.map { $0.from - 1 }, entry.position)
            }
        }
        for body in bodies.values {
            for seat in body.seats {
                add(seat.person, .seat(body.kind, chair: seat.chair), seat.from, seat.last, seat.position)
            }
        }
        for token in tokens.values {
            guard let person = token.person, let issued = token.issued, let from = token.from else { continue }
            let last = min(token.until, token.revokedOn.map { $0 - 1 } ?? token.until)
            add(person, .token(token.scope), from, last, issued)
        }
        for one in wanted == nil ? topicDelegations : [] {
            guard let position = decisions[one.decision]?.position else { continue }
            list(.unit(one.unit), .topic(one.topic, by: one.decision), one.from, one.to, position)
        }
        return found.sorted(by: AccessRight.precedes)
    }

    /// Who held what on `day`.
    public func rights(on day: Day) -> [AccessRight] { rightsEver().filter { $0.holds(on: day) } }

    /// What each person held on `day`.
    public func personsRights(on day: Day) -> [ID<Person>: [AccessRight]] {
        rights(on: day).reduce(into: [:]) { found, right in
            if let person = right.person { found[person, default: []].append(right) }
        }
    }

    /// What came and what ended between two days: held from a day after `first` and by `last`, and held no more from
    /// such a day. What came and ended in between is in both.
    public func rightsChanged(after first: Day, through last: Day) -> (came: [AccessRight], ended: [AccessRight]) {
        let ever = rightsEver()
        let days = (first + 1)...max(last, first + 1)
        guard last > first else { return ([], []) }
        return (
            ever.filter { days.contains($0.from) },
            ever.filter { right in right.last.map { days.contains($0 + 1) } ?? false }
        )
    }
}
