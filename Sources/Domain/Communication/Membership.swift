// SPDX-License-Identifier: MPL-2.0

/// What a person is to any audience, by day: engaged in which unit below which others, as what, with which roles.
public struct Membership: Hashable, Sendable {
    /// Days on which nothing of it changes.
    public struct Stretch: Hashable, Sendable {
        public let from: Day
        /// The first day on which it no longer holds; nil: it goes on.
        public var until: Day?
        let place: Place
        /// The first working day of the engagement: nothing is asked before it (policy §9).
        public let works: Day

        public var unit: ID<Unit> { place.unit }
        /// The first day on which something can be asked of the person here.
        var start: Day { max(from, works) }
    }

    /// All by which an audience can take somebody or not: those who share it are counted together.
    struct Place: Hashable, Sendable {
        let unit: ID<Unit>
        let kind: Person.Engagement.Kind
        /// The unit and all above it.
        let path: [ID<Unit>]
        let roles: [Role]
    }

    public fileprivate(set) var stretches: [Stretch] = []

    /// The units and roles by which an audience can mean the person.
    var reach: (units: Set<ID<Unit>>, roles: Set<Role>) {
        (Set(stretches.flatMap(\.place.path)), Set(stretches.flatMap(\.place.roles)))
    }
}

extension Register {
    /// Worked out from engagements, roles, seats and the tree of units; none without an engagement.
    func membership(of person: Person) -> Membership {
        var days: Set<Day> = []
        func mark(_ from: Day, _ last: Day?) {
            days.insert(from)
            if let last { days.insert(last + 1) }
        }
        for engagement in person.engagements {
            mark(engagement.from, engagement.last)
            for entry in engagement.units.entries { days.insert(max(entry.from, engagement.from)) }
        }
        guard !days.isEmpty else { return Membership() }
        let grants = person.grants.filter { $0.role != .employee }
        for grant in grants { mark(grant.from, grant.last) }
        let seats = Body.Kind.allCases.flatMap { kind in
            (bodies[kind]?.seats ?? []).filter { $0.person == person.id }.map { (kind.role, $0) }
        }
        for (_, seat) in seats { mark(seat.from, seat.last) }
        for unit in everAbove(person.engagements.flatMap { $0.units.entries.map(\.value) }) {
            for entry in units[unit]?.parent.entries ?? [] { days.insert(entry.from) }
        }
        let sorted = days.sorted()
        var found = Membership()
        for (index, day) in sorted.enumerated() {
            guard let engagement = person.engagement(on: day) else { continue }
            let held =
                grants.filter { $0.holds(on: day) }.map(\.role) + seats.filter { $0.1.holds(on: day) }.map(\.0)
            let unit = engagement.unit(on: day)
            let place = Membership.Place(
                unit: unit, kind: engagement.kind, path: ancestry(of: unit, on: day), roles: Set(held).sorted())
            let stretch = Membership.Stretch(
                from: day, until: index + 1 < sorted.count ? sorted[index + 1] : nil, place: place,
                works: engagement.works)
            if let last = found.stretches.last, last.until == day, last.isSame(as: stretch) {
                found.stretches[found.stretches.count - 1].until = stretch.until
            } else {
                found.stretches.append(stretch)
            }
        }
        return found
    }

    /// The units and every unit that was ever above one of them.
    private func everAbove(_ first: [ID<Unit>]) -> Set<ID<Unit>> {
        var (waiting, seen) = (first, Set(first))
        while let next = waiting.popLast() {
            for entry in units[next]?.parent.entries ?? [] {
                if let parent = entry.value, seen.insert(parent).inserted { waiting.append(parent) }
            }
        }
        return seen
    }
}

extension Membership.Stretch {
    fileprivate func isSame(as other: Membership.Stretch) -> Bool {
        place == other.place && works == other.works
    }
}
