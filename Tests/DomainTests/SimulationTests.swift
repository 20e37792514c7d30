// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Domain

@Suite("Yearly losses: what a simulation says is what can be worked out without one")
struct SimulationTests {
    /// 0.5 a year is 500,000 per million years; 1,000–5,000 kr. is 100,000–500,000 øre.
    private static let modest = Estimate(from: 100_000, to: 500_000)

    private static func one(
        _ frequency: Estimate, _ loss: Estimate, _ controls: [RiskPortfolio.Control] = []
    ) throws -> RiskPortfolio {
        try RiskPortfolio(
            dimensions: ["economy"],
            risks: [.init(frequency: frequency, losses: [.init(dimension: 0, amount: loss)])], controls: controls)
    }

    /// The years of the first column, which is what is lost in the first dimension as it is now.
    private static func years(_ portfolio: RiskPortfolio, _ count: Int = 10_000, seed: UInt64 = 7) throws -> [Double] {
        let simulation = try LossSimulation(portfolio, years: count, seed: seed)
        return Array(simulation.part(0..<simulation.worlds).values.prefix(count))
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private static func variance(_ values: [Double]) -> Double {
        let middle = mean(values)
        return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)
    }

    /// The first two moments of a lognormal amount, from the definition of the interval and with the C library's functions.
    private static func moments(_ estimate: Estimate) -> (first: Double, second: Double, sigma: Double) {
        let (low, high) = (log(Double(estimate.low)), log(Double(estimate.high)))
        let (mu, sigma) = ((low + high) / 2, (high - low) / (2 * 1.644_853_626_951_472_2))
        return (exp(mu + sigma * sigma / 2), exp(2 * mu + 2 * sigma * sigma), sigma)
    }

    private static func isNear(_ found: Double, _ right: Double, within share: Double) -> Bool {
        abs(found - right) <= share * abs(right)
    }

    private static func fits(_ figure: LossFigures.Figure, _ right: Double, errors: Double = 4.5) -> Bool {
        abs(Double(figure.value) - right) <= errors * Double(figure.error) + 1
    }

    // MARK: One risk

    @Test("The mean is λE[X] and the variance λE[X²]: Poisson's number of lognormal losses")
    func compound() throws {
        let portfolio = try Self.one(Estimate(2_000_000), Self.modest)
        let (first, second, _) = Self.moments(Self.modest)
        let years = try Self.years(portfolio, 20_000)
        #expect(Self.isNear(Self.mean(years), 2 * first, within: 0.03))
        #expect(Self.isNear(Self.variance(years), 2 * second, within: 0.08))
        let figures = try LossSimulation(portfolio, years: 20_000, seed: 7).run().dimensions[0].current
        #expect(Self.isNear(Double(figures.expected), 2 * first, within: 1e-5))
        #expect(Self.fits(figures.mean, 2 * first))
        // The error itself: the standard deviation over the root of the number of years, known within a fifth from 20 sections.
        #expect(Self.isNear(Double(figures.mean.error), (2 * second / 20_000).squareRoot(), within: 0.7))
    }

    @Test("A frequency that is an interval makes years vary more: E[λ]E[X²] + Var(λ)E[X]²")
    func uncertainFrequency() throws {
        let frequency = Estimate(from: 500_000, to: 2_000_000)
        let portfolio = try Self.one(frequency, Estimate(100_000))
        let (first, second, _) = Self.moments(frequency)
        let (rate, spread) = (first / 1e6, (second - first * first) / 1e12)
        let years = try Self.years(portfolio, 40_000)
        #expect(Self.isNear(Self.mean(years), rate * 1e5, within: 0.05))
        #expect(Self.isNear(Self.variance(years), (rate + spread) * 1e10, within: 0.12))
        let figures = try LossSimulation(portfolio, years: 10_000, seed: 3).run().dimensions[0].current
        #expect(Self.isNear(Double(figures.expected), rate * 1e5, within: 1e-4))
        #expect(Self.fits(figures.mean, rate * 1e5))
    }

    @Test("The chance of a loss is 1 − e^−λ, and that of a high one follows from the loss of one event")
    func rare() throws {
        // A fiftieth a year; the median of 1,000–5,000 kr. is their geometric mean.
        let median = Int((1e5 * 5e5).squareRoot())
        let portfolio = try Self.one(Estimate(20_000), Self.modest)
        let figures = try LossSimulation(portfolio, years: 40_000, seed: 11, thresholds: [median]).run()
            .dimensions[0].current
        #expect(Self.fits(figures.chance, (1 - exp(-0.02)) * 1e6))
        // One event exceeds its median every other time; two in a year can also exceed it together.
        let (least, most) = ((1 - exp(-0.01)) * 1e6, (1 - exp(-0.01) + 1 - exp(-0.02) * 1.02) * 1e6)
        let found = try #require(figures.curve.first)
        #expect(found.amount == median && figures.curve.count == 1)
        #expect(Double(found.chance.value) > least - 4.5 * Double(found.chance.error))
        #expect(Double(found.chance.value) < most + 4.5 * Double(found.chance.error))
        #expect(figures.quantiles.map(\.value).prefix(3) == [0, 0, 0])
        // 99 years of 100 have at most a loss that half of the events exceed.
        #expect(Self.isNear(Double(figures.quantiles[3].value), Double(median), within: 0.25))
    }

    @Test("The higher the amount, the smaller the chance of more; the higher the level, the higher the quantile")
    func monotone() throws {
        let risks = [20_000, 400_000, 3_000_000].map {
            RiskPortfolio.Risk(frequency: Estimate($0), losses: [.init(dimension: 0, amount: Self.modest)])
        }
        let figures = try LossSimulation(
            RiskPortfolio(dimensions: ["economy"], risks: risks), years: 10_000, seed: 5
        ).run().dimensions[0].current
        #expect(figures.curve.count > 5)
        for (one, next) in zip(figures.curve, figures.curve.dropFirst()) {
            #expect(one.amount < next.amount && one.chance.value >= next.chance.value)
        }
        #expect(figures.curve.last?.chance.value == 0)
        #expect(figures.quantiles.map(\.value) == figures.quantiles.map(\.value).sorted())
        #expect(figures.quantiles.allSatisfy { $0.value >= 0 && $0.error >= 0 })
    }

    // MARK: Many risks

    @Test("Expected losses add up, also of risks that happen together")
    func additive() throws {
        let loss = RiskPortfolio.Loss(dimension: 0, amount: Self.modest)
        let bearers = (0..<8).map { RiskPortfolio.Bearer(risk: $0, share: 500_000) }
        let portfolio = try RiskPortfolio(
            dimensions: ["economy"],
            risks: (0..<8).map { .init(frequency: Estimate(100_000 * ($0 + 1)), losses: [loss]) },
            groups: [.init(frequency: Estimate(300_000), likeness: 800_000, bearers: bearers)])
        let right = (3.6 + 0.3 * 8 * 0.5) * Self.moments(Self.modest).first
        let figures = try LossSimulation(portfolio, years: 20_000, seed: 13).run().dimensions[0].current
        #expect(Self.isNear(Double(figures.expected), right, within: 1e-5))
        #expect(Self.fits(figures.mean, right))
    }

    @Test("A shared cause that fails is one event with many bearers")
    func shared() throws {
        // Ten risks that happen with their platform alone, a tenth a year, 1,000 kr. each; two have half of it.
        let risks = (0..<10).map { _ in
            RiskPortfolio.Risk(frequency: nil, losses: [.init(dimension: 0, amount: Estimate(100_000))])
        }
        let bearers = (0..<10).map { RiskPortfolio.Bearer(risk: $0, share: $0 < 2 ? 500_000 : 1_000_000) }
        let portfolio = try RiskPortfolio(
            dimensions: ["economy"], risks: risks, groups: [.init(frequency: Estimate(100_000), bearers: bearers)])
        let years = try Self.years(portfolio)
        let failures = years.map { $0 / 900_000 }
        #expect(failures.allSatisfy { $0 == $0.rounded() })
        #expect(failures.contains { $0 > 1.5 })
        let figures = try LossSimulation(portfolio, years: 10_000, seed: 7).run().dimensions[0].current
        #expect(Self.fits(figures.chance, (1 - exp(-0.1)) * 1e6))
        // Ten events of their own would have given a loss in six years of ten.
        #expect(figures.chance.value < 200_000)
    }

    @Test(
        "How alike the losses of one event are changes how they spread, never what is expected",
        arguments: [0, 1_000_000])
    func likeness(_ likeness: Int) throws {
        let amount = Estimate(from: 100_000, to: 1_000_000)
        let risks = (0..<5).map { _ in
            RiskPortfolio.Risk(frequency: nil, losses: [.init(dimension: 0, amount: amount)])
        }
        let portfolio = try RiskPortfolio(
            dimensions: ["economy"], risks: risks,
            groups: [
                .init(
                    frequency: Estimate(2_000_000), likeness: likeness, bearers: (0..<5).map { .init(risk: $0) })
            ])
        let (first, second, sigma) = Self.moments(amount)
        // E[S²] of five: their squares, and the products of the twenty pairs.
        let product = first * first * exp(Double(likeness) / 1e6 * sigma * sigma)
        let years = try Self.years(portfolio, 20_000)
        #expect(Self.isNear(Self.mean(years), 2 * 5 * first, within: 0.04))
        #expect(Self.isNear(Self.variance(years), 2 * (5 * second + 20 * product), within: 0.12))
    }

    @Test("The order in which risks are named changes nothing that is expected")
    func order() throws {
        let risks = (1...40).map { number in
            RiskPortfolio.Risk(
                frequency: Estimate(from: 10_000 * number, to: 30_000 * number),
                losses: [.init(dimension: 0, amount: Estimate(from: 50_000, to: 50_000 * (number % 7 + 2)))])
        }
        let (one, other) = (
            try RiskPortfolio(dimensions: ["economy"], risks: risks),
            try RiskPortfolio(dimensions: ["economy"], risks: risks.reversed())
        )
        let first = try LossSimulation(one, years: 10_000, seed: 1).run().dimensions[0].current
        let second = try LossSimulation(other, years: 10_000, seed: 1).run().dimensions[0].current
        #expect(abs(first.expected - second.expected) <= 1)
        let error = (pow(Double(first.mean.error), 2) + pow(Double(second.mean.error), 2)).squareRoot()
        #expect(Double(abs(first.mean.value - second.mean.value)) <= 4.5 * error)
    }

    @Test("Dimensions are worked out each for itself")
    func dimensions() throws {
        let losses: [RiskPortfolio.Loss] = [
            .init(dimension: 1, amount: Estimate(300_000)), .init(dimension: 0, amount: Estimate(100_000)),
        ]
        let portfolio = try RiskPortfolio(
            dimensions: ["economy", "contract", "health"],
            risks: [
                .init(frequency: Estimate(1_000_000), losses: losses),
                .init(frequency: Estimate(500_000), losses: [losses[1]]),
            ])
        let figures = try LossSimulation(portfolio, years: 10_000, seed: 2).run()
        #expect(figures.dimensions.map(\.current.expected) == [150_000, 300_000, 0])
        #expect(Self.fits(figures.dimensions[1].current.chance, (1 - exp(-1)) * 1e6))
        #expect(figures.dimensions[2].current.chance.value == 0 && figures.dimensions[2].current.curve.isEmpty)
    }

    // MARK: The same again

    @Test("The same seed gives the same figures, however the worlds are shared; another seed gives others")
    func seeds() throws {
        let control = RiskPortfolio.Control(effects: [.init(on: .risk(0), frequency: 300_000)])
        let portfolio = try Self.one(Estimate(from: 500_000, to: 900_000), Self.modest, [control])
        let simulation = try LossSimulation(portfolio, years: 10_000, seed: .max)
        let whole = simulation.run()
        #expect(simulation.run() == whole)
        let parts = [250..<400, 0..<1, 1..<250].map(simulation.part)
        #expect(simulation.figures(of: parts) == whole)
        #expect(try LossSimulation(portfolio, years: 10_000, seed: 0).run().dimensions != whole.dimensions)
    }

    // MARK: Controls

    @Test("No control makes any year worse, nor any other control")
    func controls() throws {
        let portfolio = try Self.controlled()
        let simulation = try LossSimulation(portfolio, years: 10_000, seed: 21)
        let values = simulation.part(0..<simulation.worlds).values
        #expect(values.count == 6 * 10_000)
        for year in 0..<10_000 {
            let (current, planned) = (values[year], values[10_000 + year])
            #expect(planned <= current)
            for control in 0..<4 { #expect(values[(2 + control) * 10_000 + year] >= 0) }
        }
        let figures = simulation.run().dimensions[0]
        let saved = try #require(figures.saved)
        #expect(saved.quantiles.allSatisfy { $0.value >= 0 } && saved.mean.value >= 0)
        for control in figures.controls {
            #expect(control.expected >= 0 && control.mean.value >= 0)
            #expect(control.quantiles.allSatisfy { $0.value >= 0 })
        }
    }

    @Test("What a control buys is what the rest of the plan would cost more without it")
    func bought() throws {
        let simulation = try LossSimulation(Self.controlled(), years: 20_000, seed: 22)
        let figures = simulation.run().dimensions[0]
        let unit = Self.moments(Self.modest).first
        // Own events: 1 a year, of which ×0.5 ×0.4 is left, each ×0.5; and 1 a year untouched. The platform: 0.5 a year, of which
        // ×0.2 is left; the first bearer's loss is ×0.5.
        let planned = (0.5 * 0.4 * 0.5 + 1 + 0.5 * 0.2 * (0.5 + 1)) * unit
        #expect(Self.isNear(Double(figures.current.expected), (1 + 1 + 0.5 * 2) * unit, within: 1e-5))
        let (left, saved) = (try #require(figures.planned), try #require(figures.saved))
        #expect(Self.isNear(Double(left.expected), planned, within: 1e-5))
        let without = [
            (0.4 * 0.5 + 1 + 0.5 * 0.2 * 1.5) * unit, (0.5 * 0.4 + 1 + 0.5 * 0.2 * 2) * unit,
            (0.5 * 0.5 + 1 + 0.5 * 1.5) * unit, planned,
        ]
        for (control, right) in zip(figures.controls, without) {
            #expect(abs(Double(control.expected) - (right - planned)) <= 1 + 1e-5 * unit)
            #expect(Self.fits(control.mean, right - planned))
        }
        #expect(figures.controls[3].mean == .init(value: 0, error: 0))
        #expect(Self.fits(saved.mean, 3 * unit - planned) && Self.fits(left.mean, planned))
        // The same events with and without: the difference is known much better than the losses themselves.
        #expect(figures.controls[0].mean.error * 2 < left.mean.error)
    }

    /// Two risks on a platform. The controls: fewer events of the first risk; half of its loss; both the platform and the first
    /// risk less often; and one that does nothing.
    private static func controlled() throws -> RiskPortfolio {
        let risk = RiskPortfolio.Risk(
            frequency: Estimate(1_000_000), losses: [.init(dimension: 0, amount: modest)])
        return try RiskPortfolio(
            dimensions: ["economy"], risks: [risk, risk],
            groups: [.init(frequency: Estimate(500_000), bearers: [.init(risk: 0), .init(risk: 1)])],
            controls: [
                .init(effects: [.init(on: .risk(0), frequency: 500_000)]),
                .init(effects: [.init(on: .risk(0), loss: 500_000)]),
                .init(effects: [.init(on: .group(0), frequency: 200_000), .init(on: .risk(0), frequency: 400_000)]),
                .init(effects: [.init(on: .risk(1))]),
            ])
    }

    @Test("A control that stops everything leaves nothing")
    func stopped() throws {
        let control = RiskPortfolio.Control(effects: [.init(on: .risk(0), frequency: 0)])
        let figures = try LossSimulation(
            Self.one(Estimate(3_000_000), Self.modest, [control]), years: 10_000, seed: 4
        ).run().dimensions[0]
        let (planned, saved) = (try #require(figures.planned), try #require(figures.saved))
        #expect(planned.expected == 0 && planned.mean.value == 0 && planned.chance.value == 0)
        #expect(saved.expected == figures.current.expected && saved.mean == figures.current.mean)
        #expect(figures.controls == [saved])
    }
}
