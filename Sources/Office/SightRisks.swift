// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Risks, as a person may see them on the day shown. What the person may not see is in no list and no number.
extension Sight {
    /// What a list is narrowed to.
    public struct RiskFilter: Hashable, Sendable {
        public var level: RiskMethod.Level?
        public var standing: Risk.Standing?
        public var unit: ID<Unit>?
        public var asset: ID<Asset>?
        /// A cell of a matrix, with the matrix that it is of.
        public var cell: RiskIndex.Cell?
        public var view: RiskIndex.View
        /// Whether those that are closed are listed too; asking for that standing does so by itself.
        public var closed: Bool

        public init(
            level: RiskMethod.Level? = nil, standing: Risk.Standing? = nil, unit: ID<Unit>? = nil,
            asset: ID<Asset>? = nil, cell: RiskIndex.Cell? = nil, view: RiskIndex.View = .init(.current),
            closed: Bool = false
        ) {
            self.level = level
            self.standing = standing
            self.unit = unit
            self.asset = asset
            self.cell = cell
            self.view = view
            self.closed = closed
        }
    }

    /// The index of the day shown: the kept one, or of an earlier day than it holds for one that is made from every risk. A page
    /// takes it once.
    public func riskIndex() -> RiskIndex {
        isRiskIndexKept ? register.riskIndex : house.pastRisks.index(of: register, on: day)
    }

    /// Whether the index that the fold keeps holds on the day shown.
    private var isRiskIndexKept: Bool { register.riskIndex.holdsFrom.map { $0 <= day } ?? true }

    /// How many risks lay in each cell at the end of each of some days; nil: open, and in no cell. Nothing for a day that ends no
    /// quarter, nor on a past day, where what may be seen is asked of each risk.
    public func riskCounts(_ view: RiskIndex.View, on days: [Day]) -> [[RiskIndex.Cell?: Int]?] {
        guard !isPast, isRiskIndexKept else { return days.map { _ in nil } }
        var found = [[RiskIndex.Cell?: Int]](repeating: [:], count: days.count)
        for accessClass in register.riskIndex.classes where sees(accessClass) {
            let counts = register.riskIndex.counts(view, accessClass, atEndsOf: days.map(\.quarter))
            for index in days.indices { found[index].merge(counts[index], uniquingKeysWith: +) }
        }
        return days.indices.map { days[$0] < day && days[$0].endsQuarter ? found[$0] : nil }
    }

    public func risk(_ id: ID<Risk>) throws(Refusal) -> (Risk, Risk.Wording) {
        guard let known = register.risks[id], known.wording != nil, known.setOn <= day, sees(.risk(id)),
            let wording = known.wording(on: day)
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// All that the person may see, by level and then by number; those that are closed last, where they are asked for. Only as
    /// many are looked at as are taken.
    public func risks(_ filter: RiskFilter = .init(), in index: RiskIndex? = nil) -> AnySequence<Risk> {
        let index = index ?? riskIndex()
        let open: AnySequence<RiskIndex.Key>
        if let few = narrowed(filter) {
            open = AnySequence(
                few.compactMap { index.places[$0] }.filter { $0.standing != .closed }.map(\.key).sorted())
        } else {
            // Shelves begin with the highest level, and those that nobody has assessed come last.
            open = AnySequence(
                MergedRisks(
                    index.classes.filter { sees($0) }.map { accessClass in
                        index.keys(accessClass).elements(skipping: { key in
                            filter.level.map { wanted in key.level.map { $0 > wanted } ?? false } ?? false
                        })
                    }
                ).lazy.prefix { key in filter.level.map { $0 == key.level } ?? true })
        }
        let listed = open.lazy.filter { [self] in isIn(filter, $0, index) }
        guard filter.closed || filter.standing == .closed else {
            return AnySequence(listed.compactMap { [self] in (try? risk($0.id))?.0 })
        }
        let closed = index.places.values.filter { $0.standing == .closed }.map(\.key).sorted()
        let all = (filter.standing == .closed ? [] : Array(listed)) + closed.filter { isIn(filter, $0, index) }
        return AnySequence(all.lazy.compactMap { [self] in (try? risk($0.id))?.0 })
    }

    /// Those that a unit or an asset alone leaves; nil: all have to be looked at.
    private func narrowed(_ filter: RiskFilter) -> [ID<Risk>]? {
        if let asset = filter.asset { return register.risks(naming: .asset(asset)).map(\.id) }
        if let unit = filter.unit { return register.risks(of: unit).map(\.id) }
        return nil
    }

    private func isIn(_ filter: RiskFilter, _ key: RiskIndex.Key, _ index: RiskIndex) -> Bool {
        guard let place = index.places[key.id] else { return false }
        let standing = place.standing(on: day)
        if let wanted = filter.standing, wanted != standing { return false }
        if standing == .closed, !filter.closed, filter.standing != .closed { return false }
        if let level = filter.level, level != key.level { return false }
        if let unit = filter.unit, unit != place.unit { return false }
        if let cell = filter.cell, place.cells[filter.view] != cell { return false }
        if let asset = filter.asset {
            return register.risks[key.id]?.wording(on: day)?.assets.contains(asset) == true
        }
        return true
    }

    /// How many risks lie in each cell of a matrix.
    public func riskCounts(_ view: RiskIndex.View, in index: RiskIndex) -> [RiskIndex.Cell: Int] {
        var found: [RiskIndex.Cell: Int] = [:]
        // What was open to everybody then may be confidential now.
        if isPast {
            for place in index.places.values {
                guard let cell = place.cells[view], sees(.risk(place.key.id)) else { continue }
                found[cell, default: 0] += 1
            }
            return found
        }
        for accessClass in index.classes where sees(accessClass) {
            for (cell, count) in index.counts(view, accessClass) { found[cell, default: 0] += count }
        }
        return found
    }

    /// How many risks stand how.
    public func riskStandings(in index: RiskIndex) -> [Risk.Standing: Int] {
        var found: [Risk.Standing: Int] = [:]
        if isPast {
            for place in index.places.values where sees(.risk(place.key.id)) {
                found[place.standing(on: day), default: 0] += 1
            }
            return found
        }
        for accessClass in index.classes where sees(accessClass) {
            for one in index.standings(accessClass, on: day) { found[one.standing, default: 0] += one.count }
        }
        return found
    }

    public func riskStanding(_ risk: Risk) -> Risk.Standing { register.standing(of: risk, on: day) }
    /// The newest assessment by the day shown.
    public func assessment(_ risk: Risk) -> Risk.Assessment.Made? { risk.assessment(by: day) }

    /// The level of one estimate under its own method, of all dimensions or of one perspective; the two are never one number.
    public func level(
        of made: Risk.Assessment.Made, _ stage: Risk.Stage = .current, _ perspective: RiskMethod.Perspective? = nil
    ) -> RiskMethod.Level? {
        register.level(of: made, stage, perspective?.dimensions ?? RiskMethod.Dimension.allCases)
    }

    /// The acceptances that were decided by the day shown, oldest first.
    public func acceptances(of risk: Risk) -> [Risk.Acceptance] {
        register.acceptances(of: risk).filter { $0.from <= day }
    }
    public func acceptance(of risk: Risk) -> Risk.Acceptance? { register.acceptance(of: risk, on: day) }

    /// What changed since it was looked at, of what the person may see.
    public func openTriggers(of risk: Risk) -> [Risk.Trigger] {
        register.openTriggers(of: risk, on: day).filter { sees($0.subject) }
    }

    /// The tasks by which it is treated, of what the person may see.
    public func treatments(of risk: Risk) -> [Action] {
        register.treatments(of: risk.id).filter { $0.addedOn <= day && sees(.action($0.id)) }
    }

    /// The unit that a risk was set for.
    public func riskUnit(_ id: ID<Risk>, on day: Day) -> ID<Unit>? {
        sees(.risk(id)) ? register.risks[id]?.wording(on: day)?.unit : nil
    }

    func label(_ id: ID<Risk>, on day: Day) -> String? {
        register.risks[id]?.wording(on: day).map { wording in
            text(wording.title).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }
}

/// The keys of several shelves in one order.
private struct MergedRisks: Sequence, IteratorProtocol {
    private var heads: [(key: RiskIndex.Key, rest: Shelf<RiskIndex.Key>.Elements)] = []

    init(_ shelves: [Shelf<RiskIndex.Key>.Elements]) {
        for elements in shelves {
            var rest = elements
            if let key = rest.next() { heads.append((key, rest)) }
        }
    }

    mutating func next() -> RiskIndex.Key? {
        guard let index = heads.indices.min(by: { heads[$0].key < heads[$1].key }) else { return nil }
        let key = heads[index].key
        if let next = heads[index].rest.next() { heads[index].key = next } else { heads.remove(at: index) }
        return key
    }
}
