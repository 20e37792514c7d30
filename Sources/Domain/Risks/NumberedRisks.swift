// SPDX-License-Identifier: MPL-2.0

/// The open risks that were assessed with intervals, as a portfolio that yearly losses are worked out from: what each costs, what
/// several of them rest on, and what the planned measures leave (policy §8). Steps and levels are not in it.
public struct NumberedRisks: Hashable, Sendable {
    /// A solution or a supplier service that several risks rest on: when it fails, it is one event for all of them.
    public struct Cause: Hashable, Sendable {
        public let asset: ID<Asset>
        /// In the order of their numbers.
        public let risks: [ID<Risk>]
    }

    /// One measure that is planned, or those that are taken together because there are too many.
    public struct Plan: Hashable, Sendable {
        public let measures: [ID<Measure>]
        /// The risks that it is planned against.
        public let risks: [ID<Risk>]
    }

    /// In the order of the portfolio, which is that of their numbers.
    public let risks: [ID<Risk>]
    /// How they were assessed, as they stand in `risks`.
    public let numbers: [Risk.Numbers]
    public let causes: [Cause]
    public let plans: [Plan]
    public let portfolio: RiskPortfolio

    /// So many measures are told apart; the rest are one line. Each of them costs as many numbers as there are years.
    public static let mostPlans = 30
    /// What the portfolio calls its dimension.
    public static let dimension = RiskMethod.Dimension.economy.rawValue
    /// Whoever plays it again with the same seed finds the same.
    public static let seed: UInt64 = 1

    /// Øre that one risk is expected to cost in a year, apart from what is planned. These alone can be added up.
    public func expected(_ index: Int) -> Int {
        let one = numbers[index]
        let amount = Lognormal(one.frequency, unit: 1_000_000).mean * Lognormal(one.loss).mean
        return Int(min(amount, 1e17).rounded())
    }
}

extension Register {
    /// The risks that were ever assessed with intervals and are open on a day with an assessment that has some.
    ///
    /// - Parameter sees: what of risks, measures and assets may be in it.
    /// - Returns: nil where there is none.
    /// - Throws: a refusal where there are more than can be reckoned with.
    public func numberedRisks(on day: Day, where sees: (Subject) -> Bool) throws(Refusal) -> NumberedRisks? {
        var found: [(risk: Risk, wording: Risk.Wording, numbers: Risk.Numbers)] = []
        for id in risksInNumbers {
            guard let risk = risks[id], risk.wording != nil, risk.setOn <= day, !risk.isClosed(on: day),
                let wording = risk.wording(on: day), let numbers = risk.assessment(by: day)?.numbers, numbers.isUsable,
                sees(.risk(id))
            else { continue }
            found.append((risk, wording, numbers))
        }
        guard !found.isEmpty else { return nil }
        found.sort { ($0.risk.number, $0.risk.id) < ($1.risk.number, $1.risk.id) }
        let causes = commonCauses(of: found.map { ($0.wording.assets, $0.numbers) }, on: day, where: sees)
        var own: [Domain.Estimate?] = found.map(\.numbers.frequency)
        var groups: [RiskPortfolio.Group] = []
        for cause in causes {
            let rates = cause.bearers.map { found[$0].numbers.sharedRate }
            guard let least = rates.indices.min(by: { rates[$0] < rates[$1] }) else { continue }
            let common = found[cause.bearers[least]].numbers
            let frequency = common.frequency.times(Double(common.share) / Double(RiskPortfolio.whole))
            groups.append(.init(frequency: frequency, bearers: cause.bearers.map { .init(risk: $0) }))
            let rate = Lognormal(frequency, unit: 1_000_000).mean
            for bearer in cause.bearers { own[bearer] = found[bearer].numbers.frequency.less(rate) }
        }
        let (plans, controls) = plans(found.map { ($0.risk.id, $0.numbers) }, on: day, where: sees)
        return NumberedRisks(
            risks: found.map(\.risk.id), numbers: found.map(\.numbers),
            causes: causes.map { cause in
                .init(asset: cause.asset, risks: cause.bearers.map { found[$0].risk.id })
            },
            plans: plans,
            portfolio: try RiskPortfolio(
                dimensions: [NumberedRisks.dimension],
                risks: found.indices.map { index in
                    .init(frequency: own[index], losses: [.init(dimension: 0, amount: found[index].numbers.loss)])
                }, groups: groups, controls: controls))
    }

    /// What the assets of several risks are or depend on, of the kinds that fail for many at once. Each risk counts in one of
    /// them, the one that most of them have in common, so that no event counts twice.
    private func commonCauses(
        of all: [(assets: [ID<Asset>], numbers: Risk.Numbers)], on day: Day, where sees: (Subject) -> Bool
    ) -> [(asset: ID<Asset>, bearers: [Int])] {
        var reached: [ID<Asset>: [ID<Asset>]] = [:]
        var resting: [ID<Asset>: [Int]] = [:]
        var carriers = [Set<ID<Asset>>](repeating: [], count: all.count)
        for (index, one) in all.enumerated() where one.numbers.share > 0 {
            for asset in one.assets {
                let carrying = reached[asset] ?? carriersShared(below: asset, on: day, where: sees)
                reached[asset] = carrying
                carriers[index].formUnion(carrying)
            }
            for asset in carriers[index] { resting[asset, default: []].append(index) }
        }
        func isBefore(_ left: ID<Asset>, _ right: ID<Asset>) -> Bool {
            let (first, second) = (resting[left]?.count ?? 0, resting[right]?.count ?? 0)
            if first != second { return first > second }
            let (one, other) = (assets[left]?.number ?? 0, assets[right]?.number ?? 0)
            return one == other ? left < right : one < other
        }
        var chosen: [ID<Asset>: [Int]] = [:]
        for index in all.indices {
            let shared = carriers[index].filter { (resting[$0]?.count ?? 0) > 1 }
            if let first = shared.min(by: isBefore) { chosen[first, default: []].append(index) }
        }
        let kept = chosen.filter { $0.value.count > 1 }.sorted { left, right in
            left.value.count == right.value.count
                ? isBefore(left.key, right.key) : left.value.count > right.value.count
        }
        return kept.prefix(RiskPortfolio.mostGroups).map { ($0.key, $0.value) }
    }

    /// The solutions and supplier services among an asset and all that it depends on. What data are exchanged with can fail while
    /// the work goes on.
    private func carriersShared(
        below asset: ID<Asset>, on day: Day, where sees: (Subject) -> Bool
    ) -> [ID<Asset>] {
        var (seen, waiting, found): (Set<ID<Asset>>, [ID<Asset>], [ID<Asset>]) = ([asset], [asset], [])
        while let next = waiting.popLast() {
            guard let kind = assets[next]?.wording(on: day)?.kind else { continue }
            switch kind {
            case .solution, .service: if sees(.asset(next)) { found.append(next) }
            case .process, .information, .component, .location, .people: break
            }
            for tie in dependences(of: next, on: day) where tie.kind != .exchangesWith && seen.insert(tie.on).inserted {
                waiting.append(tie.on)
            }
        }
        return found
    }

    /// The measures that are planned against them, those against most risks first. One that has come since counts as planned
    /// until the risk is assessed anew, because the numbers were given without it.
    private func plans(
        _ all: [(id: ID<Risk>, numbers: Risk.Numbers)], on day: Day, where sees: (Subject) -> Bool
    ) -> (plans: [NumberedRisks.Plan], controls: [RiskPortfolio.Control]) {
        var effects: [ID<Measure>: [(risk: Int, effect: Risk.Numbers.Effect)]] = [:]
        for (index, one) in all.enumerated() {
            for effect in one.numbers.effects {
                guard let measure = measures[effect.measure], measure.wording != nil, !measure.isEnded(on: day),
                    sees(.measure(effect.measure))
                else { continue }
                effects[effect.measure, default: []].append((index, effect))
            }
        }
        let ordered = effects.sorted { left, right in
            if left.value.count != right.value.count { return left.value.count > right.value.count }
            let (one, other) = (measures[left.key]?.number ?? 0, measures[right.key]?.number ?? 0)
            return one == other ? left.key < right.key : one < other
        }
        let isCut = ordered.count > NumberedRisks.mostPlans
        let apart = isCut ? NumberedRisks.mostPlans - 1 : ordered.count
        var parts = ordered.prefix(apart).map { (measures: [$0.key], effects: $0.value) }
        if isCut {
            let rest = ordered.dropFirst(apart)
            parts.append((rest.map(\.key), rest.flatMap(\.value)))
        }
        var (plans, controls): ([NumberedRisks.Plan], [RiskPortfolio.Control]) = ([], [])
        for part in parts {
            var left: [Int: (frequency: Double, loss: Double)] = [:]
            for (risk, effect) in part.effects {
                let before = left[risk] ?? (1, 1)
                left[risk] = (before.frequency * effect.frequencyLeft, before.loss * effect.lossLeft)
            }
            let hit = left.sorted { $0.key < $1.key }
            plans.append(.init(measures: part.measures, risks: hit.map { all[$0.key].id }))
            controls.append(
                .init(
                    effects: hit.map { risk, share in
                        .init(
                            on: .risk(risk), frequency: Int((share.frequency * Double(RiskPortfolio.whole)).rounded()),
                            loss: Int((share.loss * Double(RiskPortfolio.whole)).rounded()))
                    }))
        }
        return (plans, controls)
    }
}

extension Risk.Numbers {
    /// What no command would record is left out, and hides nothing else.
    fileprivate var isUsable: Bool {
        frequency.isUsable(most: RiskPortfolio.highestFrequency) && loss.isUsable(most: RiskPortfolio.highestLoss)
    }

    /// Parts per million.
    fileprivate var share: Int { min(max(shared ?? Risk.Numbers.usuallyShared, 0), RiskPortfolio.whole) }

    /// Events of a common cause in a year.
    fileprivate var sharedRate: Double {
        Lognormal(frequency, unit: 1_000_000).mean * Double(share) / Double(RiskPortfolio.whole)
    }
}

extension Risk.Numbers.Effect {
    fileprivate var frequencyLeft: Double { Double(min(max(frequency, 0), RiskPortfolio.whole)) / 1_000_000 }
    fileprivate var lossLeft: Double { Double(min(max(loss, 0), RiskPortfolio.whole)) / 1_000_000 }
}

extension Domain.Estimate {
    fileprivate func isUsable(most: Int) -> Bool {
        low >= 1 && low <= high && high <= most && high <= low * Domain.Estimate.widest
    }

    /// The same interval, so many times as large.
    fileprivate func times(_ factor: Double) -> Domain.Estimate {
        func part(_ end: Int) -> Int { max(Int((Double(end) * factor).rounded()), 1) }
        return .init(from: part(low), to: part(high))
    }

    /// What is left of a frequency when a common cause has some events a year; nil: nothing.
    fileprivate func less(_ rate: Double) -> Domain.Estimate? {
        let left = 1 - rate / Lognormal(self, unit: 1_000_000).mean
        return left < 1e-6 ? nil : times(left)
    }
}
