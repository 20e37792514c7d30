// SPDX-License-Identifier: MPL-2.0

extension Competence {
    /// No numbers are shown from which it could be worked out how fewer than so many stand: a demand of a role that one holds
    /// would tell everybody of that one (policy §9; GDPR Article 5(1)(c)).
    public static let smallestGroup = 5

    /// How some stand of whom it is demanded.
    public struct Sums: Hashable, Sendable {
        public var concerned = 0
        /// Who has shown it, those with whom it runs out soon among them.
        public var held = 0
        public var expiring = 0
        public var waiting = 0
        public var late = 0
        public var deferred = 0

        public init() {}

        public mutating func add(_ standing: Standing) {
            concerned += 1
            switch standing {
            case .held: held += 1
            case .expiring: (held, expiring) = (held + 1, expiring + 1)
            case .waiting: waiting += 1
            case .late: late += 1
            case .deferred: deferred += 1
            }
        }
    }

    /// A part of those of whom it is demanded, as the demand names it.
    public enum Part: Hashable, Sendable {
        case everybody
        case role(Role)
        case unit(ID<Unit>)
    }

    /// Of how many it is demanded, which the roles and units tell anyhow, and how they stand; nil where that would tell of too
    /// few.
    public struct Shown: Hashable, Sendable {
        public let concerned: Int
        public let sums: Sums?

        public init(concerned: Int, sums: Sums?) { (self.concerned, self.sums) = (concerned, sums) }
    }

    /// All of whom it is demanded, and by role and unit as the demands name them. Who is in two of them counts in both.
    public struct Standings: Hashable, Sendable {
        public struct OfPart: Hashable, Sendable {
            public let part: Part
            public let shown: Shown
        }

        public let all: Shown
        public let parts: [OfPart]

        public static let none = Standings(all: .init(concerned: 0, sums: .init()), parts: [])

        public init(all: Shown, parts: [OfPart]) { (self.all, self.parts) = (all, parts) }

        /// Without the parts that somebody may not see.
        public func parts(where sees: (Part) -> Bool) -> Standings {
            Standings(all: all, parts: parts.filter { sees($0.part) })
        }
    }
}

extension Register {
    /// The numbers of a competence on a day, for somebody who knows of some anyhow how each of them stands.
    ///
    /// What can be worked out from sums is the sum of each group of persons who are in the same ones of them. So a number is
    /// shown where none of these groups is too small, counting those alone of whom the reader does not know it: no sum is too
    /// small then, and no difference of two, of a part and the whole, or of overlapping parts. Where not all parts can be
    /// shown, those that the demands name first are. Numbers of two days can still be compared (ADR 24).
    public func standings(
        of asked: [Competence.Asked], _ competence: Competence, on day: Day,
        knowing isKnown: (Competence.Asked) -> Bool
    ) -> Competence.Standings {
        var order: [Competence.Part] = []
        let demands = competence.demands.filter { $0.holds(on: day) }
        for demand in demands {
            for part in demand.audience.parts where !order.contains(part) { order.append(part) }
        }
        let places = asked.map { one in
            (readers.members[one.person]?.stretches ?? []).last { day.isIn($0.from, before: $0.until) }?.place
        }
        let members = order.map { part -> [Bool] in
            places.map { place in
                guard let place else { return false }
                return place.isIn(part)
                    && demands.contains { $0.audience.parts.contains(part) && $0.audience.takes(place) }
            }
        }
        let unknown = asked.indices.filter { !isKnown(asked[$0]) }
        // In which of the numbers shown each is: the whole alone to begin with.
        var groups = [Int](repeating: 0, count: asked.count)
        func isSafe(_ groups: [Int]) -> Bool {
            var sizes: [Int: Int] = [:]
            for one in unknown { sizes[groups[one], default: 0] += 1 }
            return sizes.values.allSatisfy { $0 >= Competence.smallestGroup }
        }
        func sums(_ isIn: (Int) -> Bool) -> Competence.Sums {
            var sums = Competence.Sums()
            for one in asked.indices where isIn(one) { sums.add(asked[one].state.standing) }
            return sums
        }
        let isWholeShown = isSafe(groups)
        let whole = sums { _ in true }
        var parts: [Competence.Standings.OfPart] = []
        for (place, part) in order.enumerated() {
            let own = sums { members[place][$0] }
            let next = groups.indices.map { members[place][$0] ? groups[$0] | 1 << min(place, 62) : groups[$0] }
            let isKnown = !unknown.contains { members[place][$0] }
            let isShown = isKnown || isWholeShown && place <= 62 && isSafe(next)
            if isShown { groups = next }
            parts.append(.init(part: part, shown: .init(concerned: own.concerned, sums: isShown ? own : nil)))
        }
        return .init(all: .init(concerned: whole.concerned, sums: isWholeShown ? whole : nil), parts: parts)
    }
}

extension Audience {
    /// The roles and units that it names.
    fileprivate var parts: [Competence.Part] {
        isEverybody ? [.everybody] : roles.map { .role($0) } + units.map { .unit($0) }
    }
}

extension Membership.Place {
    fileprivate func isIn(_ part: Competence.Part) -> Bool {
        switch part {
        case .everybody: true
        case .role(let role): roles.contains(role)
        case .unit(let unit): path.contains(unit)
        }
    }
}
