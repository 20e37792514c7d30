// SPDX-License-Identifier: MPL-2.0

/// That one asset depends on another (afhængighed): what the one needs, the other must give (policy §1: a process leans on
/// its solutions, and these on what carries them). It is a tie from a day to a day, and a fact about the asset that depends.
public struct Dependence: Hashable, Sendable {
    /// In which way it depends.
    public enum Kind: String, Choosable {
        case runsOn = "runs_on"
        case handledIn = "handled_in"
        case suppliedBy = "supplied_by"
        case locatedAt = "located_at"
        case performedBy = "performed_by"
        case exchangesWith = "exchanges_with"

        public var label: Phrase {
            switch self {
            case .runsOn: Phrase(da: "Kører på", en: "Runs on")
            case .handledIn: Phrase(da: "Behandles i", en: "Is handled in")
            case .suppliedBy: Phrase(da: "Leveres af", en: "Is supplied by")
            case .locatedAt: Phrase(da: "Ligger på", en: "Is located at")
            case .performedBy: Phrase(da: "Udføres af", en: "Is performed by")
            case .exchangesWith: Phrase(da: "Udveksler data med", en: "Exchanges data with")
            }
        }

        /// Whether a need follows it. What data are exchanged with can be away while the work goes on.
        public func carries(_ property: ControlAttributes.Property) -> Bool {
            self != .exchangesWith || property != .availability
        }
    }

    public let kind: Kind
    /// The asset that is depended on.
    public let on: ID<Asset>
    /// The needs that do not follow the tie; the others do, also those that are told apart later.
    public let withheld: [ControlAttributes.Property]
    /// What lies in it, or why not all needs follow.
    public let reason: ValueID?

    public init(kind: Kind, on: ID<Asset>, withheld: [ControlAttributes.Property], reason: ValueID?) {
        self.kind = kind
        self.on = on
        self.withheld = withheld
        self.reason = reason
    }

    /// The most that one asset can depend on at a time: more belongs to assets between them, and would fill its page.
    public static let most = 500

    /// Whether a need of the one that depends is a need of the other.
    public func passes(_ property: ControlAttributes.Property) -> Bool {
        kind.carries(property) && !withheld.contains(property)
    }

    /// As it stands on a day.
    @dynamicMemberLookup
    public struct Made: Hashable, Sendable {
        let dependence: Dependence
        /// The day from which it stands as it does.
        public let from: Day
        public let position: Int

        public subscript<Value>(dynamicMember path: KeyPath<Dependence, Value>) -> Value { dependence[keyPath: path] }
    }
}

extension Asset {
    /// One tie to another asset, with the days on which it began, changed and ended.
    struct Tie: Hashable, Sendable {
        let kind: Dependence.Kind
        let on: ID<Asset>
        /// Nil from where it ended.
        var stands = Timeline<Dependence?>()

        func made(on day: Day) -> Dependence.Made? {
            guard let entry = stands.entries.last(where: { $0.from <= day }), let one = entry.value else { return nil }
            return .init(dependence: one, from: entry.from, position: entry.position)
        }
    }

    /// What it depends on, on a day, in the order in which that was recorded first. Whether both are in use is not asked.
    public func dependences(on day: Day) -> [Dependence.Made] { ties.compactMap { $0.made(on: day) } }

    func tie(_ kind: Dependence.Kind, on other: ID<Asset>) -> Tie? {
        ties.first { $0.kind == kind && $0.on == other }
    }

    /// Nil: it depends on it no more.
    mutating func tie(
        _ kind: Dependence.Kind, on other: ID<Asset>, _ one: Dependence?, from day: Day, at position: Int
    ) {
        let index = ties.firstIndex { $0.kind == kind && $0.on == other }
        if index == nil { ties.append(Tie(kind: kind, on: other)) }
        ties[index ?? ties.count - 1].stands.set(one, from: day, at: position)
    }

    mutating func annulTies(_ position: Int) {
        for index in ties.indices { ties[index].stands.annul(position) }
        ties.removeAll { $0.stands.entries.isEmpty }
    }
}

extension Register {
    /// The dependences of an asset that count on a day: it and what it depends on are in use.
    public func dependences(of id: ID<Asset>, on day: Day) -> [Dependence.Made] {
        guard let known = assets[id], known.holds(on: day) else { return [] }
        return known.dependences(on: day).filter { assets[$0.on]?.holds(on: day) == true }
    }

    /// The assets that depend on one on a day, each with in which way, in the order in which they were registered. There may
    /// be tens of thousands; they are found one after the other, so whoever needs some takes some.
    public func dependants(
        of id: ID<Asset>, on day: Day
    ) -> some Sequence<(asset: ID<Asset>, ties: [Dependence.Made])> {
        let isInUse = assets[id]?.holds(on: day) == true
        return (inheritance.bearers[id] ?? Shelf()).elements().lazy.compactMap {
            other -> (asset: ID<Asset>, ties: [Dependence.Made])? in
            guard isInUse, let known = assets[other], known.holds(on: day) else { return nil }
            let ties = known.ties.compactMap { $0.on == id ? $0.made(on: day) : nil }
            return ties.isEmpty ? nil : (other, ties)
        }
    }

    /// How many assets depend on one on a day.
    public func dependantCount(of id: ID<Asset>, on day: Day) -> Int {
        guard assets[id]?.holds(on: day) == true else { return 0 }
        if day >= inheritance.changedOn { return inheritance.nodes[id]?.bearing ?? 0 }
        return dependants(of: id, on: day).reduce(0) { count, _ in count + 1 }
    }

    /// A way along dependences from one asset to another that stands whole on some day of a stretch, both ends included;
    /// nil where there is none. Whether they are in use is not asked: what is retired by mistake comes back.
    func way(from start: ID<Asset>, to end: ID<Asset>, during days: Stretch) -> [ID<Asset>]? {
        var steps: [(at: ID<Asset>, days: [Stretch], before: Int?)] = [(start, [days], nil)]
        var reached: [ID<Asset>: [Stretch]] = [start: [days]]
        var next = 0
        while next < steps.count {
            let step = steps[next]
            if step.at == end {
                var (path, at): ([ID<Asset>], Int?) = ([], next)
                while let index = at {
                    path.append(steps[index].at)
                    at = steps[index].before
                }
                return path.reversed()
            }
            for tie in assets[step.at]?.ties ?? [] {
                let common = tie.stands.stretches { $0 != nil }.flatMap { one in
                    step.days.compactMap { one.within($0) }
                }
                let new = Stretch.uncovered(common, by: reached[tie.on] ?? [])
                guard !new.isEmpty else { continue }
                reached[tie.on, default: []] += new
                steps.append((tie.on, new, next))
            }
            next += 1
        }
        return nil
    }

    /// A way from an asset back to itself, on whatever day; nil, as it ought to be, where there is none.
    func circle(through id: ID<Asset>) -> [ID<Asset>]? {
        for tie in assets[id]?.ties ?? [] {
            for days in tie.stands.stretches(where: { $0 != nil }) {
                if let way = way(from: tie.on, to: id, during: days) { return [id] + way }
            }
        }
        return nil
    }

    /// »LØS-1 → LØS-4«: a way by the numbers of its assets.
    func numbered(_ way: [ID<Asset>]) -> String {
        way.map { assets[$0]?.wording?.label ?? "?" }.joined(separator: " → ")
    }
}
