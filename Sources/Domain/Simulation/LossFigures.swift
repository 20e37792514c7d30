// SPDX-License-Identifier: MPL-2.0

/// What a ``LossSimulation`` says about a year. Amounts are øre, chances parts per million. Every figure that was simulated has
/// its standard error: played again with another seed, two of three come within one of it, nineteen of twenty within two.
public struct LossFigures: Hashable, Sendable {
    public struct Figure: Hashable, Sendable {
        public let value: Int
        /// The standard error, in the unit of the value.
        public let error: Int
    }

    /// A point of the loss-exceedance curve.
    public struct Point: Hashable, Sendable {
        public let amount: Int
        /// The chance that a year's loss is higher than the amount.
        public let chance: Figure
    }

    /// The loss of a year.
    public struct Distribution: Hashable, Sendable {
        /// The expected yearly loss, worked out without a simulation: it has no error.
        public let expected: Int
        /// The same as it was simulated: further from it than three errors, something is wrong.
        public let mean: Figure
        /// The chance of any loss.
        public let chance: Figure
        /// What a year's loss does not exceed with the chances of ``LossFigures/levels``. They cannot be added up.
        public let quantiles: [Figure]
        public let curve: [Point]
    }

    /// How much less a year costs with something than without it.
    public struct Saving: Hashable, Sendable {
        /// The expected yearly loss, worked out without a simulation.
        public let expected: Int
        public let mean: Figure
        /// How much lower the quantiles of ``LossFigures/levels`` are.
        public let quantiles: [Figure]
    }

    public struct Dimension: Hashable, Sendable {
        public let current: Distribution
        /// With all planned controls; nil where none is planned.
        public let planned: Distribution?
        /// What all of them buy together.
        public let saved: Saving?
        /// What each buys beside all the others, in the portfolio's order: what would be lost without it. They do not add up to
        /// what all buy together, since two controls can prevent the same.
        public let controls: [Saving]
    }

    /// The chances of the quantiles: a year in two, nine in ten, nineteen in twenty, ninety-nine in a hundred.
    public static let levels = [500_000, 900_000, 950_000, 990_000]

    public let years: Int
    public let seed: UInt64
    /// One for each dimension of the portfolio. They are never added to each other.
    public let dimensions: [Dimension]
}

/// The losses of the years of a run, in order of size, as a whole and in sections of which none shares a world with another.
struct YearlyLosses {
    private let all: [Double]
    private let sections: [[Double]]

    /// - Parameter years: the years as they were played, in as many sections as a run has.
    init(_ years: [Double]) {
        let size = years.count / LossSimulation.sections
        sections = (0..<LossSimulation.sections).map { years[$0 * size..<($0 + 1) * size].sorted() }
        all = sections.flatMap { $0 }.sorted()
    }

    func distribution(expected: Double, _ amounts: [Int]) -> LossFigures.Distribution {
        LossFigures.Distribution(
            expected: whole(expected), mean: figure(YearlyLosses.mean),
            chance: figure { YearlyLosses.share(of: $0, above: 0) },
            quantiles: LossFigures.levels.map { level in figure { YearlyLosses.quantile(of: $0, level) } },
            curve: amounts.map { amount in
                .init(amount: amount, chance: figure { YearlyLosses.share(of: $0, above: Double(amount)) })
            })
    }

    /// How much less the other costs, year by year the same events.
    func saved(by other: YearlyLosses, expected: Double) -> LossFigures.Saving {
        func difference(_ statistic: ([Double]) -> Double) -> LossFigures.Figure {
            YearlyLosses.figure(
                statistic(all) - statistic(other.all),
                zip(sections, other.sections).map { statistic($0) - statistic($1) })
        }
        return LossFigures.Saving(
            expected: whole(max(expected, 0)), mean: difference(YearlyLosses.mean),
            quantiles: LossFigures.levels.map { level in difference { YearlyLosses.quantile(of: $0, level) } })
    }

    /// Round amounts, six in each decade, from what nineteen of twenty years with a loss exceed to what no year did.
    var usefulThresholds: [Int] {
        guard let highest = all.last, highest > 0 else { return [] }
        let losses = all[YearlyLosses.firstIndex(of: all, above: 0)...]
        let least = losses[losses.startIndex + losses.count / 20]
        var found: [Int] = []
        var decade = 1
        while true {
            for step in [10, 15, 20, 30, 50, 70] {
                let (amount, isTooLarge) = step.multipliedReportingOverflow(by: decade)
                if isTooLarge { return found }
                if Double(amount) <= least { found.removeAll() }
                found.append(amount)
                if Double(amount) >= highest { return found }
            }
            let (next, isTooLarge) = decade.multipliedReportingOverflow(by: 10)
            if isTooLarge { return found }
            decade = next
        }
    }

    // MARK: Statistics of losses in order of size

    private func figure(_ statistic: ([Double]) -> Double) -> LossFigures.Figure {
        YearlyLosses.figure(statistic(all), sections.map(statistic))
    }

    /// The sections are as many runs of their own: from how they differ follows how far the whole may be from the truth.
    private static func figure(_ value: Double, _ sections: [Double]) -> LossFigures.Figure {
        let count = Double(sections.count)
        let mean = sections.reduce(0, +) / count
        let squares = sections.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return LossFigures.Figure(value: whole(value), error: whole((squares / (count - 1) / count).squareRoot()))
    }

    private static func mean(_ losses: [Double]) -> Double { losses.reduce(0, +) / Double(losses.count) }

    /// The smallest loss that as many of the years as the level says do not exceed.
    private static func quantile(of losses: [Double], _ level: Int) -> Double {
        losses[max((level * losses.count + RiskPortfolio.whole - 1) / RiskPortfolio.whole - 1, 0)]
    }

    /// Of the years, those whose loss is higher, in parts per million.
    private static func share(of losses: [Double], above amount: Double) -> Double {
        Double(losses.count - firstIndex(of: losses, above: amount)) * Double(RiskPortfolio.whole)
            / Double(losses.count)
    }

    private static func firstIndex(of losses: [Double], above amount: Double) -> Int {
        var (low, high) = (0, losses.count)
        while low < high {
            let middle = (low + high) / 2
            if losses[middle] > amount { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The nearest whole number; what no whole number can hold becomes the highest.
private func whole(_ value: Double) -> Int { value >= 0x1p62 ? 1 << 62 : Int(value.rounded()) }
