// SPDX-License-Identifier: MPL-2.0

/// A portfolio as the simulation reads it: what can happen in a year (a risk by itself, or a group), and whom it hits.
struct LossSources {
    /// What events come from.
    struct Source {
        /// Events per year.
        let frequency: Lognormal
        let hits: Range<Int>
        /// The share of the events that is left with all planned controls, of 1 and of 2⁶⁴.
        let kept: Double
        let keep: UInt64
        /// Whether a control changes how often it happens.
        let isThinned: Bool
        /// How much of a hit's normal number is common to the event, and how much is its own; their squares add up to 1.
        let common: Double
        let alone: Double
    }

    /// The loss of one risk in one dimension in one event.
    struct Hit {
        /// Øre, without planned controls.
        let loss: Lognormal
        /// The loss where it is one number, to the øre: an amount is not to exceed itself by a rounding. 0 where it is drawn.
        let certain: Double
        let dimension: Int
        /// The share of it that is left with all planned controls.
        let left: Double
        let variants: Range<Int>
    }

    /// The same hit with all planned controls but one.
    struct Variant {
        let control: Int
        let kept: Double
        let keep: UInt64
        let left: Double
    }

    /// Which controls work.
    enum Plan: Hashable {
        case current
        case planned
        /// All but one, by its place.
        case without(Int)
    }

    /// What one control does to a hit.
    private struct Change {
        let control: Int
        var frequency: Double
        var loss: Double
    }

    private(set) var sources: [Source] = []
    private(set) var hits: [Hit] = []
    private(set) var variants: [Variant] = []

    init(_ portfolio: RiskPortfolio) {
        var onRisk = [[Change]](repeating: [], count: portfolio.risks.count)
        var onGroup = [[Change]](repeating: [], count: portfolio.groups.count)
        for (control, one) in portfolio.controls.enumerated() {
            for effect in one.effects {
                let change = Change(
                    control: control, frequency: LossSources.share(effect.frequency),
                    loss: LossSources.share(effect.loss))
                switch effect.target {
                case .risk(let risk): onRisk[risk].append(change)
                case .group(let group): onGroup[group].append(change)
                }
            }
        }
        for (index, risk) in portfolio.risks.enumerated() {
            guard let frequency = risk.frequency else { continue }
            let first = hits.count
            for loss in risk.losses { add(loss, share: 1, onRisk[index]) }
            close(frequency, from: first, likeness: 0, onRisk[index])
        }
        for (index, group) in portfolio.groups.enumerated() {
            let first = hits.count
            for bearer in group.bearers {
                let changes = LossSources.merged(onGroup[index], withLossesOf: onRisk[bearer.risk])
                for loss in portfolio.risks[bearer.risk].losses {
                    add(loss, share: LossSources.share(bearer.share), changes)
                }
            }
            close(group.frequency, from: first, likeness: LossSources.share(group.likeness), onGroup[index])
        }
    }

    private static func share(_ parts: Int) -> Double { Double(parts) / Double(RiskPortfolio.whole) }

    private static func chance(_ share: Double) -> UInt64 { share >= 1 ? .max : UInt64(share * 0x1p64) }

    /// The controls of a group's failures and of a bearer's losses: a control of how often the bearer's own events come leaves
    /// the group's alone.
    private static func merged(_ group: [Change], withLossesOf risk: [Change]) -> [Change] {
        var all = group
        for change in risk {
            if let index = all.firstIndex(where: { $0.control == change.control }) {
                all[index].loss *= change.loss
            } else {
                all.append(Change(control: change.control, frequency: 1, loss: change.loss))
            }
        }
        return all
    }

    /// The products are made in one order, so that rounding cannot make more of something with a control than without it.
    private static func product(_ changes: [Change], _ part: KeyPath<Change, Double>, without control: Int? = nil)
        -> Double
    {
        changes.reduce(1) { $1.control == control ? $0 : $0 * $1[keyPath: part] }
    }

    private mutating func add(_ loss: RiskPortfolio.Loss, share: Double, _ changes: [Change]) {
        let first = variants.count
        for change in changes {
            let kept = LossSources.product(changes, \.frequency, without: change.control)
            variants.append(
                Variant(
                    control: change.control, kept: kept, keep: LossSources.chance(kept),
                    left: LossSources.product(changes, \.loss, without: change.control)))
        }
        hits.append(
            Hit(
                loss: Lognormal(loss.amount).times(share),
                certain: loss.amount.low == loss.amount.high ? Double(loss.amount.low) * share : 0,
                dimension: loss.dimension,
                left: LossSources.product(changes, \.loss), variants: first..<variants.count))
    }

    private mutating func close(_ frequency: Estimate, from first: Int, likeness: Double, _ changes: [Change]) {
        let kept = LossSources.product(changes, \.frequency)
        sources.append(
            Source(
                frequency: Lognormal(frequency, unit: 1_000_000), hits: first..<hits.count, kept: kept,
                keep: LossSources.chance(kept), isThinned: changes.contains { $0.frequency < 1 },
                common: likeness.squareRoot(), alone: (1 - likeness).squareRoot()))
    }

    // MARK: What follows without a simulation

    /// The expected yearly loss in øre: frequencies times mean losses, which add up also where events are not independent.
    func expected(_ dimension: Int, _ plan: Plan) -> Double {
        sources.reduce(0) { sum, source in
            sum
                + hits[source.hits].reduce(0) { part, hit in
                    guard hit.dimension == dimension else { return part }
                    return part + source.frequency.mean * hit.loss.mean * share(of: hit, in: source, plan)
                }
        }
    }

    private func share(of hit: Hit, in source: Source, _ plan: Plan) -> Double {
        switch plan {
        case .current: return 1
        case .planned: return source.kept * hit.left
        case .without(let control):
            guard let variant = variants[hit.variants].first(where: { $0.control == control }) else {
                return source.kept * hit.left
            }
            return variant.kept * variant.left
        }
    }

    /// The losses that are expected in a year: what a simulation's time follows.
    var expectedHits: Double { sources.reduce(0) { $0 + $1.frequency.mean * Double($1.hits.count + 1) } }
}
