// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// Where every risk stands, kept by the fold: counted by cell and by access class, and in the order of their levels, so that a
/// matrix of 50,000 risks is a few sums. It holds for every day from the newest that anything is recorded for; of an earlier one
/// the register is asked. Where they lay at the ends of quarters it knows by the changes from each to the next.
public struct RiskIndex: Hashable, Sendable {
    /// One matrix: a stage, and whose risk it is; nil: of all dimensions.
    public struct View: Hashable, Sendable {
        public let stage: Risk.Stage
        public let perspective: RiskMethod.Perspective?

        public init(_ stage: Risk.Stage, _ perspective: RiskMethod.Perspective? = nil) {
            self.stage = stage
            self.perspective = perspective
        }

        var dimensions: [RiskMethod.Dimension] { perspective?.dimensions ?? RiskMethod.Dimension.allCases }

        static let all: [View] = Risk.Stage.allCases.flatMap { stage in
            [View(stage)] + RiskMethod.Perspective.allCases.map { View(stage, $0) }
        }

        /// Its place in `all`.
        var slot: Int {
            let row =
                switch stage {
                case .inherent: 0
                case .current: 1
                case .residual: 2
                case .target: 3
                }
            let column =
                switch perspective {
                case nil: 0
                case .organisation: 1
                case .citizens: 2
                }
            return row * 3 + column
        }
    }

    /// Where it lies in one: the likelihood and the worst consequence, with the level, which a floor may have raised above its
    /// cell's. Two methods are never one matrix.
    public struct Cell: Hashable, Sendable {
        public let method: ID<Proposal>
        public let likelihood: Int
        public let consequence: Int
        public let level: RiskMethod.Level
    }

    /// The order of a list: the highest level first, those that nobody has assessed last, then by number.
    public struct Key: Hashable, Comparable, Sendable {
        public let level: RiskMethod.Level?
        public let number: Int
        public let id: ID<Risk>

        private var rank: Int { level.map { 3 - $0.rank } ?? 4 }

        public static func < (left: Key, right: Key) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            return left.number == right.number ? left.id < right.id : left.number < right.number
        }
    }

    /// What is kept of one.
    public struct Place: Hashable, Sendable {
        public let key: Key
        public let accessClass: AccessClass
        public let unit: ID<Unit>
        /// Where it lies in every matrix; a closed one lies in none.
        public let cells: Cells
        /// How it stands until an acceptance ends, if one holds, and what then.
        public let standing: Risk.Standing
        /// The first day on which that acceptance holds no more.
        public let turns: Day?
        public let afterwards: Risk.Standing
        /// The newest day that anything about it is recorded for.
        let since: Day
        /// Where it lay at the ends of quarters; of an index of an earlier day, nothing.
        var spans: [Span] = []

        public func standing(on day: Day) -> Risk.Standing {
            tally.standing(on: day)
        }
    }

    /// The cells of one risk in every matrix, in a few bytes.
    public struct Cells: Hashable, Sendable {
        let method: ID<Proposal>?
        private var slots: [UInt16] = []

        init(_ method: ID<Proposal>?) { self.method = method }

        public subscript(view: View) -> Cell? {
            guard let method, !slots.isEmpty else { return nil }
            let slot = slots[view.slot]
            guard slot != 0 else { return nil }
            return Cell(
                method: method, likelihood: Int(slot >> 8), consequence: Int(slot >> 4 & 15),
                level: RiskMethod.Level.allCases[Int(slot & 3)])
        }

        /// What no command would record is kept within the ends: a step is never above 15.
        mutating func set(_ view: View, likelihood: Int, consequence: Int, _ level: RiskMethod.Level) {
            if slots.isEmpty { slots = Array(repeating: 0, count: View.all.count) }
            let (likelihood, consequence) = (min(max(likelihood, 1), 15), min(max(consequence, 1), 15))
            slots[view.slot] = UInt16(likelihood << 8 | consequence << 4 | level.rank)
        }

        func forEach(_ body: (View, Cell) -> Void) {
            for view in View.all { if let cell = self[view] { body(view, cell) } }
        }
    }

    /// How many stand alike.
    struct Tally: Hashable, Sendable {
        let level: RiskMethod.Level?
        let standing: Risk.Standing
        let turns: Day?
        let afterwards: Risk.Standing

        func standing(on day: Day) -> Risk.Standing { turns.map { $0 <= day } ?? false ? afterwards : standing }
    }

    /// Where a risk lay at the ends of some quarters, one after the other.
    public struct Span: Hashable, Sendable {
        let from: Int
        /// The first at whose end it lay there no more.
        let to: Int?
        let cells: Cells
    }

    /// That so many more, or fewer, lie in a cell from the end of a quarter on; nil: open, and in no cell.
    struct Moment: Hashable, Sendable {
        let quarter: Int
        let cell: Cell?
    }

    private struct Since: Hashable, Comparable, Sendable {
        let day: Day
        let id: ID<Risk>

        /// The newest first.
        static func < (left: Since, right: Since) -> Bool {
            left.day == right.day ? left.id < right.id : left.day > right.day
        }
    }

    public private(set) var places: TreeDictionary<ID<Risk>, Place> = [:]
    /// Of those that are open.
    private var order: TreeDictionary<AccessClass, Shelf<Key>> = [:]
    private var counts: TreeDictionary<View, TreeDictionary<AccessClass, [Cell: Int]>> = [:]
    private var tallies: TreeDictionary<AccessClass, [Tally: Int]> = [:]
    private var newest = Shelf<Since>()
    private var moments: TreeDictionary<View, TreeDictionary<AccessClass, TreeDictionary<Moment, Int>>> = [:]

    public init() {}

    /// The index of many at once.
    init(_ all: [Place]) {
        var (order, counts): ([AccessClass: [Key]], [View: [AccessClass: [Cell: Int]]]) = ([:], [:])
        var (tallies, newest): ([AccessClass: [Tally: Int]], [Since]) = ([:], [])
        var moments: [View: [AccessClass: [Moment: Int]]] = [:]
        places = TreeDictionary(uniqueKeysWithValues: all.map { ($0.key.id, $0) })
        for place in all {
            if place.standing != .closed { order[place.accessClass, default: []].append(place.key) }
            place.cells.forEach { view, cell in
                counts[view, default: [:]][place.accessClass, default: [:]][cell, default: 0] += 1
            }
            tallies[place.accessClass, default: [:]][place.tally, default: 0] += 1
            newest.append(Since(day: place.since, id: place.key.id))
            place.forEachMoment { view, moment, one in
                moments[view, default: [:]][place.accessClass, default: [:]][moment, default: 0] += one
            }
        }
        for (view, classes) in moments {
            let kept = classes.mapValues { all in
                TreeDictionary(uniqueKeysWithValues: all.filter { $0.value != 0 }.map { ($0, $1) })
            }.filter { !$0.value.isEmpty }
            if !kept.isEmpty { self.moments[view] = TreeDictionary(uniqueKeysWithValues: kept.map { ($0, $1) }) }
        }
        for (accessClass, keys) in order { self.order[accessClass] = Shelf(sorted: keys.sorted()) }
        for (view, classes) in counts {
            self.counts[view] = TreeDictionary(uniqueKeysWithValues: classes.map { ($0, $1) })
        }
        self.tallies = TreeDictionary(uniqueKeysWithValues: tallies.map { ($0, $1) })
        self.newest = Shelf(sorted: newest.sorted())
    }

    /// From this day on it says how things stand; nil: there is none.
    public var holdsFrom: Day? { newest.first?.day }

    public var classes: some Sequence<AccessClass> { tallies.keys }

    /// How many of a class lie in which cell.
    public func counts(_ view: View, _ accessClass: AccessClass) -> [Cell: Int] { counts[view]?[accessClass] ?? [:] }

    /// How many of a class lay in which cell at the end of each of some quarters; nil: open, and in no cell.
    public func counts(_ view: View, _ accessClass: AccessClass, atEndsOf quarters: [Int]) -> [[Cell?: Int]] {
        var found = [[Cell?: Int]](repeating: [:], count: quarters.count)
        for (moment, count) in moments[view]?[accessClass] ?? [:] {
            for index in quarters.indices where moment.quarter <= quarters[index] {
                found[index][moment.cell, default: 0] += count
            }
        }
        return found
    }

    /// How many of a class stand how on a day, by level and standing.
    public func standings(
        _ accessClass: AccessClass, on day: Day
    ) -> [(level: RiskMethod.Level?, standing: Risk.Standing, count: Int)] {
        (tallies[accessClass] ?? [:]).map { ($0.level, $0.standing(on: day), $1) }
    }

    /// Those of a class that are open, in order.
    public func keys(_ accessClass: AccessClass) -> Shelf<Key> { order[accessClass] ?? Shelf() }

    /// Replaces what is known of one.
    mutating func replace(_ id: ID<Risk>, with place: Place?) {
        let before = places[id]
        guard before != place else { return }
        if let before { change(before, by: -1) }
        if let place { change(place, by: 1) }
        places[id] = place
    }

    private mutating func change(_ place: Place, by one: Int) {
        let since = Since(day: place.since, id: place.key.id)
        if one > 0 {
            newest.insert(since)
            if place.standing != .closed { order[place.accessClass, default: Shelf()].insert(place.key) }
        } else {
            newest.remove(since)
            if place.standing != .closed {
                order[place.accessClass, default: Shelf()].remove(place.key)
                if order[place.accessClass]?.isEmpty == true { order[place.accessClass] = nil }
            }
        }
        place.cells.forEach { view, cell in note(cell, in: view, place.accessClass, one) }
        place.forEachMoment { view, moment, step in note(moment, in: view, place.accessClass, one * step) }
        let left = (tallies[place.accessClass]?[place.tally] ?? 0) + one
        tallies[place.accessClass, default: [:]][place.tally] = left == 0 ? nil : left
        if tallies[place.accessClass]?.isEmpty == true { tallies[place.accessClass] = nil }
    }
}

extension RiskIndex {
    private mutating func note(_ cell: Cell, in view: View, _ accessClass: AccessClass, _ one: Int) {
        let left = (counts[view]?[accessClass]?[cell] ?? 0) + one
        counts[view, default: [:]][accessClass, default: [:]][cell] = left == 0 ? nil : left
        if counts[view]?[accessClass]?.isEmpty == true { counts[view]?[accessClass] = nil }
        if counts[view]?.isEmpty == true { counts[view] = nil }
    }
}

extension RiskIndex {
    private mutating func note(_ moment: Moment, in view: View, _ accessClass: AccessClass, _ one: Int) {
        let left = (moments[view]?[accessClass]?[moment] ?? 0) + one
        moments[view, default: [:]][accessClass, default: [:]][moment] = left == 0 ? nil : left
        if moments[view]?[accessClass]?.isEmpty == true { moments[view]?[accessClass] = nil }
        if moments[view]?.isEmpty == true { moments[view] = nil }
    }
}

extension RiskIndex.Place {
    /// Each beginning and end of a span, in every matrix.
    fileprivate func forEachMoment(_ body: (RiskIndex.View, RiskIndex.Moment, Int) -> Void) {
        for span in spans {
            for view in RiskIndex.View.all {
                let cell = span.cells[view]
                body(view, .init(quarter: span.from, cell: cell), 1)
                if let to = span.to { body(view, .init(quarter: to, cell: cell), -1) }
            }
        }
    }

    fileprivate var tally: RiskIndex.Tally {
        .init(level: key.level, standing: standing, turns: turns, afterwards: afterwards)
    }
}

extension Register {
    /// Where a risk stands by all that is recorded; nil: it is annulled.
    func place(of id: ID<Risk>) -> RiskIndex.Place? {
        guard let risk = risks[id], risk.wording != nil else { return nil }
        var days = [risk.setOn] + risk.wordings.entries.map(\.from) + risk.assessments.map(\.day)
        days += risk.closing.entries.map(\.from)
        for proposal in proposals(about: .risk(id)) where proposal.wording != nil {
            days += [proposal.day] + [proposal.withdrawnOn].compactMap { $0 } + decisions(on: proposal.id).map(\.day)
        }
        for action in treatments(of: id) { days += action.standing.entries.map(\.from) }
        var found = place(of: risk, on: days.max() ?? risk.setOn)
        found?.spans = spans(of: risk)
        return found
    }

    /// Where a risk lay at the ends of quarters, by all that is recorded. What began and ended within one left no trace.
    private func spans(of risk: Risk) -> [RiskIndex.Span] {
        let begins = [risk.setOn] + risk.assessments.map(\.day).filter { $0 > risk.setOn }
        let closed = risk.closedOn?.quarter
        var found: [RiskIndex.Span] = []
        for (index, day) in begins.enumerated() {
            let next = index + 1 < begins.count ? begins[index + 1].quarter : nil
            let to = [next, closed].compactMap { $0 }.min()
            guard to.map({ day.quarter < $0 }) ?? true else { continue }
            found.append(.init(from: day.quarter, to: to, cells: cells(of: risk.assessment(by: day))))
        }
        return found
    }

    private func cells(of made: Risk.Assessment.Made?) -> RiskIndex.Cells {
        var cells = RiskIndex.Cells(made?.method)
        guard let made, let method = riskMethod(of: made.method) else { return cells }
        for view in RiskIndex.View.all {
            guard let estimate = made[view.stage], let worst = estimate.worst(view.dimensions),
                let level = estimate.level(by: method, view.dimensions)
            else { continue }
            cells.set(view, likelihood: estimate.likelihood, consequence: worst, level)
        }
        return cells
    }

    /// Where a risk stood on `day`; nil: it was not registered.
    public func place(of risk: Risk, on day: Day) -> RiskIndex.Place? {
        guard risk.setOn <= day, let wording = risk.wording(on: day) else { return nil }
        let (standing, turns) = standingAndTurn(of: risk, on: day)
        let made = standing == .closed ? nil : risk.assessment(by: day)
        let level = made.flatMap { judgement(of: $0)?.level }
        return RiskIndex.Place(
            key: .init(level: level, number: risk.number, id: risk.id), accessClass: risk.accessClass,
            unit: wording.unit, cells: cells(of: made), standing: standing, turns: turns,
            afterwards: turns.map { self.standing(of: risk, on: $0) } ?? standing, since: day)
    }

    /// The index as it was on a day: the kept one where that holds, or made from every risk.
    public func riskIndex(on day: Day) -> RiskIndex {
        guard let from = riskIndex.holdsFrom, day < from else { return riskIndex }
        return RiskIndex(risks.values.compactMap { $0.wording == nil ? nil : place(of: $0, on: day) })
    }
}

extension Day {
    /// The quarters of the calendar in their order, 2026's first as 8104: the quarter that a day lies in.
    public var quarter: Int { year * 4 + (month - 1) / 3 }
    /// Whether it is the last day of its quarter.
    public var endsQuarter: Bool { (self + 1).quarter != quarter }
}
