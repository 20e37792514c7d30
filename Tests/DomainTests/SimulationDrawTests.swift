// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Domain

@Suite("Yearly losses: the draws behind them, and what cannot be used is refused at its place")
struct SimulationDrawTests {
    @Test("The generators are the published ones")
    func published() {
        // The first outputs of the authors' own programs.
        var stream = ChanceStream(state: 1, 2, 3, 4)
        let right: [UInt64] = [
            41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
        ]
        for number in right { #expect(stream.next() == number) }
        var filler = SplitMix(state: 1_234_567)
        for number: UInt64 in [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423] {
            #expect(filler.next() == number)
        }
    }

    @Test("Each world has a stream of its own")
    func worlds() {
        var seen: Set<UInt64> = []
        for seed: UInt64 in 0..<20 {
            for world in 0..<20 {
                var stream = ChanceStream(seed: seed, world: world)
                seen.insert(stream.next())
            }
        }
        #expect(seen.count == 400)
    }

    @Test("Exponentials and logarithms agree with the system's")
    func functions() {
        var stream = ChanceStream(seed: 1, world: 0)
        for _ in 0..<2_000 {
            let x = (stream.unit() - 0.5) * 160
            #expect(abs(PortableMath.exp(x) / exp(x) - 1) < 1e-15)
            #expect(abs(PortableMath.log(exp(x)) - x) < 1e-15 * max(abs(x), 1))
        }
        #expect(PortableMath.exp(0) == 1 && PortableMath.log(1) == 0)
        #expect(PortableMath.exp(-1_000) == 0 && PortableMath.exp(1_000).isFinite)
    }

    @Test("The normal draws have the moments and the tails of the normal curve")
    func normal() {
        let (ziggurat, count) = (Ziggurat(), 100_000)
        var stream = ChanceStream(seed: 2, world: 0)
        var (first, second, third, fourth, low, high, far) = (0.0, 0.0, 0.0, 0.0, 0, 0, 0)
        for _ in 0..<count {
            let x = stream.normal(ziggurat)
            first += x
            second += x * x
            third += x * x * x
            fourth += x * x * x * x
            if x < -Lognormal.ninetyFifth { low += 1 }
            if x > Lognormal.ninetyFifth { high += 1 }
            if abs(x) > 3 { far += 1 }
        }
        let number = Double(count)
        // Four and a half standard errors: of x 1, of x² √2, of x³ √15, of x⁴ √96, of a share √(p(1 − p)).
        let limit = 4.5 / number.squareRoot()
        #expect(abs(first / number) < limit)
        #expect(abs(second / number - 1) < limit * 2.0.squareRoot())
        #expect(abs(third / number) < limit * 15.0.squareRoot())
        #expect(abs(fourth / number - 3) < limit * 96.0.squareRoot())
        for share in [low, high] {
            #expect(abs(Double(share) / number - 0.05) < limit * (0.05 * 0.95).squareRoot())
        }
        #expect(abs(Double(far) / number - 0.002_699_796) < limit * 0.0027.squareRoot())
    }

    @Test("The layers have the same area, and the last ends where the curve is highest")
    func layers() {
        let layers = Ziggurat().layers
        #expect(layers.count == 257)
        let area = layers[0].width * exp(-0.5 * layers[1].width * layers[1].width)
        for index in 1..<256 {
            let height =
                exp(-0.5 * layers[index + 1].width * layers[index + 1].width)
                - exp(-0.5 * layers[index].width * layers[index].width)
            #expect(abs(layers[index].width * height - area) < 1e-14)
        }
    }

    @Test(
        "Counts of events have the mean and the variance of Poisson's distribution", arguments: [0.002, 0.7, 30, 400])
    func counts(_ mean: Double) {
        let (counts, number) = (EventCounts(mean: mean), 40_000)
        var stream = ChanceStream(seed: 3, world: 0)
        let drawn = (0..<number).map { _ in Double(counts.draw(&stream)) }
        let middle = drawn.reduce(0, +) / Double(number)
        let variance = drawn.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(number - 1)
        #expect(drawn.allSatisfy { $0 >= 0 })
        #expect(abs(middle - mean) < 4.5 * (mean / Double(number)).squareRoot())
        // The variance of the sample variance: (μ₄ − σ⁴) ÷ n, and Poisson's fourth moment is λ + 3λ².
        #expect(abs(variance - mean) < 4.5 * ((mean + 2 * mean * mean) / Double(number)).squareRoot())
        let none = Double(drawn.count { $0 == 0 }) / Double(number)
        let right = exp(-mean)
        #expect(abs(none - right) < 4.5 * (right * (1 - right) / Double(number)).squareRoot() + 1e-12)
    }

    @Test("One of many is drawn as often as its weight says")
    func choice() {
        let weights = [1.0, 0, 5, 0.25, 3.75]
        let (table, number) = (AliasTable(weights), 40_000)
        var stream = ChanceStream(seed: 4, world: 0)
        var drawn = [Int](repeating: 0, count: 5)
        for _ in 0..<number { drawn[table.draw(&stream)] += 1 }
        #expect(drawn[1] == 0)
        for (count, weight) in zip(drawn, weights) {
            let share = weight / 10
            let error = (share * (1 - share) / Double(number)).squareRoot()
            #expect(abs(Double(count) / Double(number) - share) <= 4.5 * error)
        }
    }

    @Test(
        "An interval becomes the lognormal whose 5th and 95th percentiles are its ends",
        arguments: [
            Estimate(from: 100, to: 101), Estimate(from: 20_000, to: 100_000), Estimate(from: 1, to: 10_000),
            Estimate(500_000),
        ])
    func interval(_ estimate: Estimate) {
        let found = Lognormal(estimate)
        #expect(abs(found.quantile(of: -Lognormal.ninetyFifth) / Double(estimate.low) - 1) < 1e-13)
        #expect(abs(found.quantile(of: Lognormal.ninetyFifth) / Double(estimate.high) - 1) < 1e-13)
        let normal = (1 + erf(Lognormal.ninetyFifth / 2.0.squareRoot())) / 2
        #expect(abs(normal - 0.95) < 1e-15)
    }

    @Test("A step is an interval; one that is open is as wide as the scale's steps are")
    func steps() {
        #expect(Estimate(step: 20_000, 100_000, ratio: nil) == Estimate(from: 20_000, to: 100_000))
        #expect(Estimate(step: nil, 20_000, ratio: 5) == Estimate(from: 4_000, to: 20_000))
        #expect(Estimate(step: 2_500_000, nil, ratio: 5) == Estimate(from: 2_500_000, to: 12_500_000))
        for missing in [
            Estimate(step: nil, 20_000, ratio: nil), Estimate(step: 1, nil, ratio: nil),
            Estimate(step: nil, nil, ratio: 5),
        ] { #expect(missing == nil) }
    }

    // MARK: Refusals

    private static let risk = RiskPortfolio.Risk(
        frequency: Estimate(100_000), losses: [.init(dimension: 0, amount: Estimate(100))])

    private static func refused(
        risks: [RiskPortfolio.Risk] = [risk], groups: [RiskPortfolio.Group] = [],
        controls: [RiskPortfolio.Control] = [],
        dimensions: [String] = ["economy"]
    ) -> String? {
        do {
            _ = try RiskPortfolio(dimensions: dimensions, risks: risks, groups: groups, controls: controls)
            return nil
        } catch {
            return error.phrase.da != error.phrase.en && !error.phrase.da.isEmpty ? error.field : nil
        }
    }

    @Test("What is wrong in a risk is refused at its path")
    func faultyRisks() {
        func risk(_ frequency: Estimate?, _ losses: RiskPortfolio.Loss...) -> RiskPortfolio.Risk {
            .init(frequency: frequency, losses: losses)
        }
        let loss = Self.risk.losses[0]
        #expect(Self.refused() == nil)
        #expect(Self.refused(risks: []) == "risks")
        #expect(Self.refused(dimensions: []) == "dimensions")
        #expect(Self.refused(risks: [risk(nil, loss)]) == "risks")
        #expect(Self.refused(risks: [Self.risk, risk(Estimate(0), loss)]) == "risks[1].frequency")
        #expect(Self.refused(risks: [risk(Estimate(-5), loss)]) == "risks[0].frequency")
        #expect(Self.refused(risks: [risk(Estimate(1_000_000_001), loss)]) == "risks[0].frequency")
        #expect(Self.refused(risks: [risk(Estimate(from: 9, to: 8), loss)]) == "risks[0].frequency")
        #expect(Self.refused(risks: [risk(Estimate(from: 1, to: 20_000), loss)]) == "risks[0].frequency")
        #expect(Self.refused(risks: [risk(Estimate(1))]) == "risks[0].losses")
        #expect(Self.refused(risks: [risk(Estimate(1), loss, loss)]) == "risks[0].losses.economy")
        #expect(Self.refused(risks: [risk(Estimate(1), .init(dimension: 1, amount: Estimate(1)))]) == "risks[0].losses")
        #expect(
            Self.refused(risks: [risk(Estimate(1), .init(dimension: 0, amount: Estimate(.max)))])
                == "risks[0].losses.economy")
    }

    @Test("What is wrong in a group or a control is refused at its path")
    func faultyGroups() {
        func group(_ likeness: Int, _ bearers: RiskPortfolio.Bearer...) -> RiskPortfolio.Group {
            .init(frequency: Estimate(1), likeness: likeness, bearers: bearers)
        }
        func control(_ effects: RiskPortfolio.Effect...) -> RiskPortfolio.Control { .init(effects: effects) }
        #expect(Self.refused(groups: [group(0)]) == "groups[0].bearers")
        #expect(Self.refused(groups: [group(-1, .init(risk: 0))]) == "groups[0].likeness")
        #expect(Self.refused(groups: [group(0, .init(risk: 1))]) == "groups[0].bearers[0].risk")
        #expect(Self.refused(groups: [group(0, .init(risk: 0), .init(risk: 0))]) == "groups[0].bearers[1].risk")
        #expect(Self.refused(groups: [group(0, .init(risk: 0, share: 0))]) == "groups[0].bearers[0].share")
        #expect(Self.refused(controls: [control()]) == "controls[0].effects")
        #expect(Self.refused(controls: [control(.init(on: .risk(3)))]) == "controls[0].effects[0].risk")
        #expect(Self.refused(controls: [control(.init(on: .group(0)))]) == "controls[0].effects[0].group")
        #expect(
            Self.refused(controls: [control(.init(on: .risk(0)), .init(on: .risk(0)))]) == "controls[0].effects[1]")
        #expect(
            Self.refused(controls: [control(.init(on: .risk(0), frequency: 1_000_001))])
                == "controls[0].effects[0].frequency")
        #expect(Self.refused(controls: [control(.init(on: .risk(0), loss: -1))]) == "controls[0].effects[0].loss")
    }

    @Test("A run that is too small to say anything, or too large to wait for, is refused")
    func faultyRuns() throws {
        func field(_ portfolio: RiskPortfolio, years: Int = 10_000, thresholds: [Int] = []) -> String? {
            do {
                _ = try LossSimulation(portfolio, years: years, seed: 1, thresholds: thresholds)
                return nil
            } catch { return error.field }
        }
        let small = try RiskPortfolio(dimensions: ["economy"], risks: [Self.risk])
        #expect(field(small) == nil && field(small, years: 1_000_000) == nil)
        for years in [0, -1_000, 9_000, 10_500, 1_001_000] { #expect(field(small, years: years) == "years") }
        #expect(field(small, thresholds: [-1]) == "thresholds")
        #expect(field(small, thresholds: Array(0...100)) == "thresholds")
        // 10,000 risks of 1,000 events a year each, and 100 controls in a million years.
        let many = try RiskPortfolio(
            dimensions: ["economy"],
            risks: .init(
                repeating: .init(frequency: Estimate(1_000_000_000), losses: Self.risk.losses), count: 10_000))
        #expect(field(many) == "years")
        let controlled = try RiskPortfolio(
            dimensions: ["economy"], risks: [Self.risk],
            controls: .init(repeating: .init(effects: [.init(on: .risk(0))]), count: 100))
        #expect(field(controlled) == nil && field(controlled, years: 1_000_000) == "years")
        let huge = try RiskPortfolio(
            dimensions: ["economy"],
            risks: .init(
                repeating: .init(
                    frequency: Estimate(10_000_000),
                    losses: [.init(dimension: 0, amount: Estimate(RiskPortfolio.highestLoss))]),
                count: 1_001))
        #expect(field(huge) == "risks")
    }
}
