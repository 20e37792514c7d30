// SPDX-License-Identifier: MPL-2.0
import HTML
import Testing

@testable import Domain
@testable import Web

@Suite("The loss-exceedance curve")
struct LossCurveTests {
    /// One risk: every other year, 10,000–500,000 kr.; a control halves how often.
    private static func figures(isPlanned: Bool) throws -> LossFigures.Dimension {
        let portfolio = try RiskPortfolio(
            dimensions: ["economy"],
            risks: [
                .init(
                    frequency: Estimate(500_000),
                    losses: [.init(dimension: 0, amount: Estimate(from: 1_000_000, to: 50_000_000))])
            ],
            controls: isPlanned ? [.init(effects: [.init(on: .risk(0), frequency: 500_000)])] : [])
        return try LossSimulation(portfolio, years: 10_000, seed: 1).run().dimensions[0]
    }

    private static func curve(isPlanned: Bool = true) throws -> LossCurve {
        let figures = try figures(isPlanned: isPlanned)
        return LossCurve(current: figures.current, planned: figures.planned, id: "tab", heading: "Et års <tab>")
    }

    private static func places(_ kind: String, in html: String) throws -> [(x: Int, y: Int)] {
        let line = try Regex("<polyline class=\"\(kind)\" points=\"([^\"]*)\"")
        let found = try #require(html.firstMatch(of: line))
        let points = try #require(found[1].substring)
        return points.split(separator: " ").map { pair in
            let numbers = pair.split(separator: ",").compactMap { Int($0) }
            return (numbers[0], numbers[1])
        }
    }

    @Test("Both lines run from left to right and never up, within the drawing; with controls below")
    func lines() throws {
        let html = try Self.curve().html(.da).string
        let (now, then) = (try Self.places("now", in: html), try Self.places("then", in: html))
        #expect(now.count == then.count && now.count > 8)
        for line in [now, then] {
            for (one, next) in zip(line, line.dropFirst()) { #expect(one.x < next.x && one.y <= next.y) }
            #expect(line.allSatisfy { (0...360).contains($0.x) && (0...218).contains($0.y) })
        }
        // The lower on the page, the smaller the chance.
        #expect(zip(now, then).allSatisfy { $0.y <= $1.y })
    }

    @Test("The drawing has its conclusion in words, a table behind it, and no text of ours becomes markup")
    func words() throws {
        for language in Language.allCases {
            let curve = try Self.curve()
            let html = curve.html(language).string
            #expect(html.contains("role=\"img\" aria-labelledby=\"tab-t\"") && html.contains("<title id=\"tab-t\">"))
            #expect(html.contains("Et års &lt;tab&gt;") && !html.contains("<tab>"))
            #expect(curve.conclusion(language).contains(language.amount(curve.current.quantiles[2].value)))
            #expect(html.contains("<details class=\"behind\">") && html.contains("<th scope=\"row\">"))
            // A row says its amount and both chances with their errors.
            let rows = html.split(separator: "<tr>").dropFirst(2)
            #expect(rows.count > 4 && rows.allSatisfy { $0.split(separator: " ± ").count > 2 })
        }
    }

    @Test("Without planned controls there is one line and no legend; without a loss it says so")
    func alone() throws {
        let curve = try Self.curve(isPlanned: false)
        let html = curve.html(.en).string
        #expect(html.contains("class=\"now\"") && !html.contains("class=\"then\"") && !html.contains("legend"))
        var empty = curve
        empty.current = LossFigures.Distribution(
            expected: 0, mean: .init(value: 0, error: 0), chance: .init(value: 0, error: 0),
            quantiles: .init(repeating: .init(value: 0, error: 0), count: 4), curve: [])
        #expect(empty.html(.en).string.contains("There is no loss to show"))
    }

    @Test("Chances have the decimals that say something, in each language's way")
    func chances() {
        let right: [(Int, String, String)] = [
            (0, "0 %", "0 %"), (1_000_000, "100 %", "100 %"), (123_456, "12 %", "12 %"), (34_100, "3,4 %", "3.4 %"),
            (500, "0,05 %", "0.05 %"), (9_960, "1,00 %", "1.00 %"), (25, "0,0025 %", "0.0025 %"),
        ]
        for (parts, danish, english) in right {
            #expect(Language.da.chance(parts) == danish && Language.en.chance(parts) == english)
        }
        #expect(Language.da.amount(1_250_050) == "12.501 kr." && Language.en.amount(1_250_049) == "DKK 12,500")
        #expect(Language.da.shortAmount(100_000_000) == "1 mio. kr." && Language.en.shortAmount(1_000_000) == "DKK 10k")
        #expect(
            Language.da.shortAmount(100_000_000_000) == "1 mia. kr." && Language.da.shortAmount(100_000) == "1.000 kr.")
    }
}
