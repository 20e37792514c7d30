// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Office

@Suite("Yearly losses are played aside, once, and kept by what they are made from")
struct PlayedLossesTests {
    private func simulation(_ loss: Int) throws -> LossSimulation {
        let portfolio = try RiskPortfolio(
            dimensions: ["economy"],
            risks: [.init(frequency: Estimate(500_000), losses: [.init(dimension: 0, amount: Estimate(loss))])])
        return try LossSimulation.brief(portfolio, seed: 1)
    }

    @Test("all who ask at once get what one run says, and so does the next who asks")
    func once() async throws {
        let (played, asked) = (PlayedLosses(), try simulation(1_000))
        let right = asked.run()
        let all = await withTaskGroup(of: LossFigures?.self) { group in
            for _ in 0..<20 { group.addTask { await played.figures(of: asked, within: .seconds(60)) } }
            var found: [LossFigures?] = []
            for await one in group { found.append(one) }
            return found
        }
        #expect(all.count == 20 && all.allSatisfy { $0 == right })
        #expect(await played.figures(of: asked, within: .zero) == right)
    }

    @Test("whoever gives up is told so, and the run goes on")
    func patience() async throws {
        let (played, asked) = (PlayedLosses(), try simulation(2_000))
        let first = await played.figures(of: asked, within: .zero)
        #expect(first == nil || first == asked.run())
        #expect(await played.figures(of: asked, within: .seconds(60)) == asked.run())
    }

    @Test("more than are kept push out those that nobody asked for lately")
    func most() async throws {
        let played = PlayedLosses()
        for loss in 1...PlayedLosses.most + 3 {
            let asked = try simulation(loss * 100)
            #expect(await played.figures(of: asked, within: .seconds(60)) == asked.run())
        }
    }
}
