// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// What assets need because others depend on them (policy §1): a supporting asset needs at least as much as what leans on
/// it, along every dependence that stands and that the need follows. The own need and the inherited one are kept apart; the
/// higher of them counts.
///
/// It follows from the facts about assets alone. For each asset in a dependence it is kept how many dependences bring it
/// which level, as things stand after the newest day that any of these facts is about, so a change costs what it changes and
/// not what hangs on it. An earlier day is worked out anew from the dependences of that day, by the same steps.
public struct Inheritance: Hashable, Sendable {
    static let properties = ControlAttributes.Property.allCases
    private static let ranks = Asset.Level.allCases.count
    /// The place of authenticity, after the three: measures do not serve it, and no dependence withholds it.
    static let authenticity = properties.count
    private static let places = authenticity + 1
    /// A recovery time follows the need of being there.
    private static let availability = bit(.availability)

    static func bit(_ property: ControlAttributes.Property) -> Int { 1 << (properties.firstIndex(of: property) ?? 0) }

    /// How much is needed of each property, and how soon again.
    public struct Needs: Hashable, Sendable {
        /// The ranks of the levels, four bits for each property in their order, then for authenticity.
        var packed = 0
        /// How long it may be away at most, in hours (RTO).
        public var recovery: Int?
        /// How much work may be lost at most, in hours (RPO).
        public var loss: Int?

        public init() {}

        /// What nobody has stated asks for nothing of others.
        init(_ wording: Asset.Wording) {
            for (place, property) in properties.enumerated() { raise(place, to: wording[property]?.level.rank ?? 0) }
            raise(Inheritance.authenticity, to: wording.authenticity?.level.rank ?? 0)
            (recovery, loss) = (wording.target.recovery, wording.target.loss)
        }

        public subscript(property: ControlAttributes.Property) -> Asset.Level {
            Asset.Level.allCases[rank(properties.firstIndex(of: property) ?? 0)]
        }

        /// That it is sure whom something comes from.
        public var authenticity: Asset.Level { Asset.Level.allCases[rank(Inheritance.authenticity)] }

        func rank(_ place: Int) -> Int { packed >> (4 * place) & 15 }

        mutating func raise(_ place: Int, to rank: Int) {
            let own = self.rank(place)
            if rank > own { packed += (rank - own) << (4 * place) }
        }
    }

    /// From one asset to another that it depends on, in whatever ways, as needs follow.
    struct Way: Hashable, Sendable {
        let to: ID<Asset>
        /// One bit for each property, by its place, and one for authenticity.
        var passes: Int
    }

    /// What one asset says by itself: its own needs, and to which others they go. Nothing, where it is not in use.
    struct Giving: Hashable, Sendable {
        var own = Needs()
        var ways: [Way] = []
    }

    /// How many bring which number of hours, in order.
    struct Tally: Hashable, Sendable {
        private(set) var hours: [Int] = []
        private(set) var counts: [Int] = []

        var least: Int? { hours.first }

        mutating func add(_ step: Int, at value: Int) {
            let index = hours.firstIndex { $0 >= value } ?? hours.endIndex
            if index < hours.count, hours[index] == value {
                counts[index] += step
                guard counts[index] == 0 else { return }
                hours.remove(at: index)
                counts.remove(at: index)
            } else {
                hours.insert(value, at: index)
                counts.insert(step, at: index)
            }
        }
    }

    /// An asset that depends on others, or on which others depend.
    struct Node: Hashable, Sendable {
        var own = Needs()
        var ways: [Way] = []
        /// What was counted last at those that it depends on.
        var told = Needs()
        /// How many depend on it, and how many of them bring which level.
        private(set) var bearing = 0
        private(set) var levels: [Int] = []
        private(set) var recovery = Tally()
        private(set) var loss = Tally()

        init(own: Needs = Needs(), ways: [Way] = []) { (self.own, self.ways) = (own, ways) }

        var isIdle: Bool { ways.isEmpty && bearing == 0 }

        /// Its own and what it inherits.
        var needs: Needs {
            var needs = own
            for place in 0..<places where !levels.isEmpty {
                let found = (1..<ranks).last { levels[place * ranks + $0] > 0 }
                if let found { needs.raise(place, to: found) }
            }
            needs.recovery = Inheritance.least(own.recovery, recovery.least)
            needs.loss = Inheritance.least(own.loss, loss.least)
            return needs
        }

        /// One that depends on it more, or one less, which brings these needs.
        mutating func count(_ needs: Needs, _ passes: Int, by step: Int) {
            bearing += step
            if levels.isEmpty { levels = Array(repeating: 0, count: places * ranks) }
            for place in 0..<places where passes & (1 << place) != 0 {
                let rank = needs.rank(place)
                if rank > 0 { levels[place * ranks + rank] += step }
            }
            if passes & availability != 0 {
                if let hours = needs.recovery { recovery.add(step, at: hours) }
                if let hours = needs.loss { loss.add(step, at: hours) }
            }
            if bearing == 0 { levels = [] }
        }
    }

    private(set) var nodes: TreeDictionary<ID<Asset>, Node> = [:]
    /// Every asset that ever depended on one.
    private(set) var bearers: TreeDictionary<ID<Asset>, Shelf<ID<Asset>>> = [:]
    /// From this day on everything is as it is kept.
    private(set) var changedOn = Day.distantPast
    /// No command makes a circle; history is taken as it is, and then nothing is reckoned step by step.
    private(set) var isCircular = false

    init() {}

    static func least(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }

    /// What a fact says of who ever depended on whom, and since when all is as it is.
    mutating func note(_ fact: Asset.Fact, of id: ID<Asset>, on day: Day) {
        switch fact {
        case .depended(let one):
            bearers[one.on, default: Shelf()].insert(id)
            changedOn = max(changedOn, day)
        case .set, .retired, .dependenceEnded: changedOn = max(changedOn, day)
        case .measured, .accessReviewed, .inventoried: break
        }
    }

    /// Brings it in line with what these assets say now. Each asset that something reaches is looked at once, after all that
    /// reach it. False, and nothing done, where there is a circle: then all is to be derived.
    mutating func settle(_ touched: [ID<Asset>], _ giving: (ID<Asset>) -> Giving) -> Bool {
        var changed: [(id: ID<Asset>, now: Giving)] = []
        for id in touched {
            let now = giving(id)
            if let before = nodes[id] {
                if before.own != now.own || before.ways != now.ways { changed.append((id, now)) }
            } else if !now.ways.isEmpty {
                changed.append((id, now))
            }
        }
        guard !changed.isEmpty else { return true }
        guard !isCircular else { return false }
        var work: [ID<Asset>: Node] = [:]
        var begun = changed.map(\.id)
        let fresh = Set(begun)
        // First what was told before is taken back.
        for (id, now) in changed {
            let before = work[id] ?? nodes[id] ?? Node()
            work[id] = before
            for way in before.ways {
                work[way.to, default: nodes[way.to] ?? Node()].count(before.told, way.passes, by: -1)
                begun.append(way.to)
            }
            work[id]?.own = now.own
            work[id]?.ways = now.ways
            for way in now.ways where work[way.to] == nil {
                work[way.to] = nodes[way.to] ?? Node(own: giving(way.to).own)
            }
        }
        guard let order = Inheritance.order(from: begun, { work[$0]?.ways ?? nodes[$0]?.ways ?? [] }) else {
            return false
        }
        for id in order {
            guard let node = work[id] else { continue }
            let told = node.ways.isEmpty ? Needs() : node.needs
            guard fresh.contains(id) || told != node.told else { continue }
            for way in node.ways {
                if !fresh.contains(id) {
                    work[way.to, default: nodes[way.to] ?? Node()].count(node.told, way.passes, by: -1)
                }
                work[way.to, default: nodes[way.to] ?? Node()].count(told, way.passes, by: 1)
            }
            work[id]?.told = told
        }
        for (id, node) in work { nodes[id] = node.isIdle ? nil : node }
        return true
    }

    /// All anew, from what each asset says. Of a circle, every member needs what any of them needs.
    mutating func derive(_ all: [(ID<Asset>, Giving)]) {
        var work: [ID<Asset>: Node] = [:]
        for (id, giving) in all where !giving.ways.isEmpty { work[id] = Node(own: giving.own, ways: giving.ways) }
        var waiting: [ID<Asset>: Int] = [:]
        for (_, giving) in all {
            for way in giving.ways { waiting[way.to, default: 0] += 1 }
        }
        for id in waiting.keys where work[id] == nil { work[id] = Node() }
        for (id, giving) in all where giving.ways.isEmpty { work[id]?.own = giving.own }

        func tell(_ id: ID<Asset>, isFirst: Bool) -> Bool {
            guard let node = work[id], !node.ways.isEmpty else { return false }
            let told = node.needs
            guard isFirst || told != node.told else { return false }
            for way in node.ways {
                if !isFirst { work[way.to]?.count(node.told, way.passes, by: -1) }
                work[way.to]?.count(told, way.passes, by: 1)
            }
            work[id]?.told = told
            return true
        }
        var ready = work.keys.filter { waiting[$0] == nil }
        while let id = ready.popLast() {
            _ = tell(id, isFirst: true)
            for way in work[id]?.ways ?? [] {
                let left = (waiting[way.to] ?? 0) - 1
                waiting[way.to] = left > 0 ? left : nil
                if left == 0 { ready.append(way.to) }
            }
        }
        isCircular = !waiting.isEmpty
        var told: Set<ID<Asset>> = []
        var isMoving = isCircular
        while isMoving {
            isMoving = false
            for id in waiting.keys where tell(id, isFirst: told.insert(id).inserted) { isMoving = true }
        }
        nodes = TreeDictionary(uniqueKeysWithValues: work.lazy.filter { !$0.value.isIdle }.map { ($0.key, $0.value) })
    }

    /// All that can be reached, each before what it depends on; nil where there is a circle.
    private static func order(from begun: [ID<Asset>], _ ways: (ID<Asset>) -> [Way]) -> [ID<Asset>]? {
        var isDone: [ID<Asset>: Bool] = [:]
        var found: [ID<Asset>] = []
        for start in begun where isDone[start] == nil {
            isDone[start] = false
            var stack = [(id: start, ways: ways(start), next: 0)]
            while let last = stack.last {
                if last.next == last.ways.count {
                    isDone[last.id] = true
                    found.append(last.id)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let to = last.ways[last.next].to
                switch isDone[to] {
                case .some(true): continue
                case .some(false): return nil
                case .none:
                    isDone[to] = false
                    stack.append((id: to, ways: ways(to), next: 0))
                }
            }
        }
        return found.reversed()
    }

    /// Empties what is reckoned, so that a check can make it anew.
    mutating func forget() { (nodes, isCircular) = ([:], false) }
}

extension Asset.Level {
    /// Of two levels the one with the higher rank asks for more.
    var rank: Int {
        switch self {
        case .none: 0
        case .ordinary: 1
        case .high: 2
        case .critical: 3
        }
    }
}
