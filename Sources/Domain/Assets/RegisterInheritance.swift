// SPDX-License-Identifier: MPL-2.0

/// What an asset needs on a day, all told, and where it comes from.
public struct InheritedNeeds: Hashable, Sendable {
    /// What was decided for the asset itself.
    public let own: Inheritance.Needs
    /// The higher of the own needs and of what it inherits.
    public let needs: Inheritance.Needs
    /// What was stated for the asset itself.
    fileprivate let wording: Asset.Wording?
    fileprivate var paths: [ControlAttributes.Property: [ID<Asset>]] = [:]
    /// The way to the asset that asks for so short a recovery time; empty where it is its own.
    public fileprivate(set) var recovery: [ID<Asset>] = []
    /// The same for how much may be lost.
    public fileprivate(set) var loss: [ID<Asset>] = []
    /// The same for how sure it must be whom something comes from.
    public fileprivate(set) var authenticityPath: [ID<Asset>] = []

    /// The way up to the asset that the need comes from: the nearest dependant first, the source last. Empty where the asset
    /// needs as much of its own.
    public func path(_ property: ControlAttributes.Property) -> [ID<Asset>] { paths[property] ?? [] }

    /// How sure it must be whom something comes from, of its own; nil: nobody has stated it.
    public var ownAuthenticity: Asset.Level? { wording?.authenticity?.level }
    /// The same, all told; nil: nobody has stated it, and nothing is inherited.
    public var authenticity: Asset.Level? { needs.authenticity == .none ? ownAuthenticity : needs.authenticity }

    /// How much it needs of its own; nil: nobody has stated it.
    public func own(_ property: ControlAttributes.Property) -> Asset.Level? { wording?[property]?.level }

    /// How much it needs all told; nil: nobody has stated it, and nothing is inherited.
    public func level(_ property: ControlAttributes.Property) -> Asset.Level? {
        needs[property] == .none ? own(property) : needs[property]
    }

    fileprivate init(_ wording: Asset.Wording?, needs: Inheritance.Needs? = nil) {
        own = wording.map { .init($0) } ?? .init()
        self.needs = needs ?? own
        self.wording = wording
    }
}

extension Register {
    /// What an asset needs on a day, with what it inherits; where it is not in use, what was its own.
    public func needs(of id: ID<Asset>, on day: Day) -> Inheritance.Needs {
        guard let known = assets[id], let wording = known.wording(on: day) else { return .init() }
        guard known.holds(on: day), inheritance.bearers[id] != nil else { return .init(wording) }
        return inheritance(around: id, on: day).nodes[id]?.needs ?? .init(wording)
    }

    /// The same, with the ways up to where what it inherits comes from.
    public func inherited(by id: ID<Asset>, on day: Day) -> InheritedNeeds {
        guard let known = assets[id], let wording = known.wording(on: day) else { return .init(nil) }
        guard known.holds(on: day), inheritance.bearers[id] != nil else { return .init(wording) }
        let whole = inheritance(around: id, on: day)
        var found = InheritedNeeds(wording, needs: whole.nodes[id]?.needs)
        let (own, needs) = (found.own, found.needs)
        for (place, property) in Inheritance.properties.enumerated() where needs.rank(place) > own.rank(place) {
            found.paths[property] = path(up: id, in: whole, Inheritance.bit(property)) {
                $0.rank(place) == needs.rank(place)
            }
        }
        let place = Inheritance.authenticity
        if needs.rank(place) > own.rank(place) {
            found.authenticityPath = path(up: id, in: whole, 1 << place) { $0.rank(place) == needs.rank(place) }
        }
        let bit = Inheritance.bit(.availability)
        if needs.recovery != own.recovery {
            found.recovery = path(up: id, in: whole, bit) { $0.recovery == needs.recovery }
        }
        if needs.loss != own.loss { found.loss = path(up: id, in: whole, bit) { $0.loss == needs.loss } }
        return found
    }

    /// From one that inherits, the first that brings it so much, and so on up to one that needs so much of its own.
    private func path(
        up start: ID<Asset>, in whole: Inheritance, _ bit: Int, where brings: (Inheritance.Needs) -> Bool
    ) -> [ID<Asset>] {
        var (path, seen, at) = ([ID<Asset>](), Set([start]), start)
        while let next = (whole.bearers[at] ?? Shelf()).elements().first(where: { other in
            guard !seen.contains(other), let node = whole.nodes[other], brings(node.told) else { return false }
            return node.ways.contains { $0.to == at && $0.passes & bit != 0 }
        }) {
            path.append(next)
            seen.insert(next)
            if whole.nodes[next].map({ brings($0.own) }) == true { return path }
            at = next
        }
        return path
    }

    /// What one asset says by itself on a day.
    private func giving(_ id: ID<Asset>, on day: Day) -> Inheritance.Giving {
        guard let known = assets[id], known.holds(on: day), let wording = known.wording(on: day) else { return .init() }
        // Of several ties between two it is one way, on which follows what follows any of them.
        var ways: [Inheritance.Way] = []
        for tie in known.ties {
            guard let made = tie.made(on: day) else { continue }
            let passes = Inheritance.properties.reduce(1 << Inheritance.authenticity) { sum, property in
                made.dependence.passes(property) ? sum | Inheritance.bit(property) : sum
            }
            if let index = ways.firstIndex(where: { $0.to == tie.on }) {
                ways[index].passes |= passes
            } else {
                ways.append(.init(to: tie.on, passes: passes))
            }
        }
        return .init(own: .init(wording), ways: ways)
    }

    /// The inheritance that holds for one asset on a day: the one that is kept, or that of all that could reach it then.
    private func inheritance(around id: ID<Asset>, on day: Day) -> Inheritance {
        if day >= inheritance.changedOn { return inheritance }
        var (found, seen, waiting): ([(ID<Asset>, Inheritance.Giving)], Set<ID<Asset>>, [ID<Asset>]) = ([], [id], [id])
        while let next = waiting.popLast() {
            found.append((next, giving(next, on: day)))
            for other in (inheritance.bearers[next] ?? Shelf()).elements() where seen.insert(other).inserted {
                waiting.append(other)
            }
        }
        // A way to something that nobody asked about needs no counting.
        for index in found.indices { found[index].1.ways.removeAll { !seen.contains($0.to) } }
        var whole = inheritance
        whole.derive(found)
        return whole
    }

    /// Brings what is inherited in line with the facts about the touched assets.
    /// `settle` does it; it stands by itself so that it can be measured.
    public mutating func settleInheritance(_ touched: Set<Subject>) {
        let ids = touched.compactMap { $0.kind == .asset ? $0.id.seen(as: Asset.self) : nil }
        guard !ids.isEmpty else { return }
        // Taken out while it changes, so that nothing of it is copied.
        var kept = inheritance
        inheritance = Inheritance()
        let isDone = kept.settle(ids) { giving($0, on: .distantFuture) }
        inheritance = kept
        if !isDone { deriveInheritance() }
    }

    /// All of it anew, for how things stand in the end.
    mutating func deriveInheritance() {
        let all = assets.keys.map { ($0, giving($0, on: .distantFuture)) }
        inheritance.derive(all)
    }
}
