// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Domain

@Suite("§8: risks that were assessed with intervals, as a portfolio")
struct RiskNumbersTests {
    private static var few: Words { World.numbers(20, 200, 100_000, 5_000_000) }
    private static var many: Words { World.numbers(100, 1_000, 10_000, 400_000) }

    /// The mean of the lognormal amount whose 5th and 95th percentiles are these, with the C library's functions.
    private static func mean(_ low: Double, _ high: Double) -> Double {
        let (mu, sigma) = ((log(low) + log(high)) / 2, (log(high) - log(low)) / (2 * 1.644_853_626_951_472_2))
        return exp(mu + sigma * sigma / 2)
    }
    /// Of `few` and of `many`, in øre a year.
    private static let fewCost = mean(0.02, 0.2) * mean(10_000_000, 500_000_000)
    private static let manyCost = mean(0.1, 1) * mean(1_000_000, 40_000_000)

    private func portfolio(_ world: World, on day: Day? = nil) throws -> NumberedRisks? {
        try world.register.numberedRisks(on: day ?? world.today) { _ in true }
    }

    private func expected(_ world: World, isPlanned: Bool = false) throws -> Double {
        let found = try #require(try portfolio(world))
        return Double(
            try LossSimulation.brief(found.portfolio, seed: NumberedRisks.seed).expected(isPlanned: isPlanned))
    }

    private func isNear(_ found: Double, _ right: Double, within share: Double = 1e-3) -> Bool {
        abs(found - right) <= share * abs(right)
    }

    /// Two risks to solutions of their own.
    private func two() -> World {
        var world = World.house
        world.risky()
        world.addAsset("Anden")
        world.endanger(["assets": [world.solution("Anden")]], as: "Anden risiko")
        world.judge(3, 3, Self.few)
        world.judge(2, 2, Self.many.merging(["risk": world.risk("Anden risiko")]) { $1 })
        return world
    }

    @Test("8-l: the expected yearly loss is how often times how much, added up over risks; steps have no part in it")
    func expected() throws {
        var world = two()
        #expect(isNear(try expected(world), Self.fewCost + Self.manyCost))
        let found = try #require(try portfolio(world))
        #expect(found.risks == [world.risk(), world.risk("Anden risiko")])
        #expect(isNear(Double(found.expected(0)), Self.fewCost) && isNear(Double(found.expected(1)), Self.manyCost))
        // Another step, the same numbers: the same loss.
        world.judge(5, 5, Self.few)
        #expect(try portfolio(world)?.portfolio == found.portfolio)
    }

    @Test("8-l breach: a risk without numbers, one that is closed and one of a later day are not counted")
    func leftOut() throws {
        var world = two()
        let first = world.today
        world.endanger(as: "Uden")
        world.judge(3, 3, ["risk": world.risk("Uden")])
        #expect(try portfolio(world)?.risks.count == 2)
        #expect(try portfolio(world, on: first - 1) == nil)
        world.today = first + 10
        world.judge(3, 3)
        #expect(try portfolio(world)?.risks == [world.risk("Anden risiko")], "assessed anew, and nobody said how much")
        #expect(try portfolio(world, on: first)?.risks.count == 2)
        world.given(.closeRisk, ["risk": world.risk("Anden risiko"), "reason": "Løst"])
        #expect(try portfolio(world) == nil)
    }

    @Test("8-l breach: what the reader may not see is in no number")
    func seen() throws {
        let world = two()
        let hidden = Subject.risk(world.risk("Anden risiko"))
        let found = try world.register.numberedRisks(on: world.today) { $0 != hidden }
        #expect(found?.risks == [world.risk()] && found?.portfolio.risks.count == 1)
    }

    @Test(
        "8-l: a solution or a supplier service that two of them rest on is one cause, and what is expected is the same")
    func cause() throws {
        var world = two()
        #expect(try portfolio(world)?.causes == [])
        world.addAsset("Fælles")
        for name in ["Løsning", "Anden"] { world.depend(name, on: "Fælles") }
        let found = try #require(try portfolio(world))
        #expect(found.causes.map(\.asset) == [world.solution("Fælles")])
        #expect(found.causes.first?.risks == [world.risk(), world.risk("Anden risiko")])
        let group = try #require(found.portfolio.groups.first)
        // A tenth of the rarer one's events.
        #expect(
            group.frequency == Estimate(from: 2_000, to: 20_000)
                && group.bearers.map(\.share) == [1_000_000, 1_000_000])
        #expect(isNear(try expected(world), Self.fewCost + Self.manyCost))
    }

    @Test("8-l: the share of common causes is what the assessors say; none of it is no common cause")
    func share() throws {
        var world = two()
        world.addAsset("Fælles")
        for name in ["Løsning", "Anden"] { world.depend(name, on: "Fælles") }
        world.judge(3, 3, Self.few.merging(["shared": 100]) { $1 })
        world.judge(2, 2, Self.many.merging(["risk": world.risk("Anden risiko"), "shared": 100]) { $1 })
        let whole = try #require(try portfolio(world))
        #expect(whole.portfolio.risks[0].frequency == nil, "all of it comes of the common cause")
        #expect(whole.portfolio.groups.first?.frequency == Estimate(from: 20_000, to: 200_000))
        #expect(isNear(try expected(world), Self.fewCost + Self.manyCost))
        world.judge(2, 2, Self.many.merging(["risk": world.risk("Anden risiko"), "shared": 0]) { $1 })
        #expect(try portfolio(world)?.causes == [])
    }

    @Test("8-l breach: what data are exchanged with, and a dependence that has ended, is no common cause")
    func apart() throws {
        var world = two()
        world.addAsset("Fælles")
        for name in ["Løsning", "Anden"] { world.depend(name, on: "Fælles", ["kind": "exchanges_with"]) }
        #expect(try portfolio(world)?.causes == [])
        for name in ["Løsning", "Anden"] { world.depend(name, on: "Fælles") }
        #expect(try portfolio(world)?.causes.count == 1)
        world.part("Anden", from: "Fælles")
        #expect(try portfolio(world)?.causes == [])
    }

    @Test("8-l: a measure that is planned takes away what the assessors say that it will, and both risks count")
    func plan() throws {
        var world = two()
        world.protect(["clauses": "27002:8.5"], as: "Værn")
        for (name, asset) in [("Risiko", "Løsning"), ("Anden risiko", "Anden")] {
            world.given(
                .setRisk,
                world.risking([
                    "risk": world.risk(name), "assets": [world.solution(asset)], "measures": [world.measure("Værn")],
                ]))
        }
        let label = try #require(world.register.measures[world.measure("Værn")]?.wording?.label)
        world.judge(3, 3, Self.few.merging(["planned": "\(label) 50 40"]) { $1 })
        #expect(isNear(try expected(world, isPlanned: true), Self.fewCost / 5 + Self.manyCost))
        world.judge(
            2, 2,
            Self.many.merging(["risk": world.risk("Anden risiko"), "planned": " \(label)  0 100 , "]) { $1 })
        #expect(isNear(try expected(world, isPlanned: true), Self.fewCost / 5))
        #expect(isNear(try expected(world), Self.fewCost + Self.manyCost), "as it is now, nothing is taken away")
        let plans = try #require(try portfolio(world)).plans
        #expect(plans.map(\.measures) == [[world.measure("Værn")]])
        #expect(plans.first?.risks == [world.risk(), world.risk("Anden risiko")])
        world.implement("Værn")
        #expect(try portfolio(world)?.plans.count == 1, "the numbers were given without it")
        world.given(.endMeasure, ["measure": world.measure("Værn"), "reason": "Afløst"])
        #expect(try portfolio(world)?.plans == [])
    }

    @Test("the same register gives the same portfolio, and playing it twice the same figures")
    func same() throws {
        let found = try #require(try portfolio(two()))
        let simulation = try LossSimulation.brief(found.portfolio, seed: NumberedRisks.seed)
        #expect(simulation.run() == simulation.run() && simulation.years == 100_000 && simulation.seed == 1)
        let figures = try #require(simulation.run().dimensions.first?.current)
        #expect(figures.expected == simulation.expected())
        #expect(abs(figures.mean.value - figures.expected) <= 5 * figures.mean.error)
    }

    @Test(
        "whatever was recorded makes a portfolio, and common causes change nothing of what is expected",
        arguments: 600..<630)
    func anything(_ seed: Int) throws {
        var soup = Soup(seed: UInt64(seed))
        soup.append(400)
        var register = Register(organisation: soup.organisation)
        for entry in soup.history { register.apply(entry.fact, entry.stamp) }
        for day in [day("2026-01-01"), day("2027-06-01"), day("2029-01-01")] {
            guard let found = try register.numberedRisks(on: day, where: { _ in true }) else { continue }
            let simulation = try LossSimulation.brief(found.portfolio, seed: 1)
            let sum = found.risks.indices.reduce(0.0) { $0 + Double(found.expected($1)) }
            // Frequencies are whole events per million years: a rare one is rounded by more.
            #expect(isNear(Double(simulation.expected()), sum, within: 0.05))
            #expect(simulation.expected(isPlanned: true) <= simulation.expected() + 1)
            let caused = found.causes.flatMap(\.risks)
            #expect(Set(caused).count == caused.count, "a risk counts in one cause alone")
            for risk in found.risks {
                #expect(register.standing(of: try #require(register.risks[risk]), on: day) != .closed)
            }
        }
    }
}
