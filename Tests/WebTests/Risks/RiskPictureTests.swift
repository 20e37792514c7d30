// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Testing

@testable import Web

/// The matrix, the trend and the reason as parts, from plain values (policy §8).
@Suite("The picture of risks") struct RiskPictureTests {
    private enum Place: String, HTML.Addressable {
        case here = "/her"
        var path: String { rawValue }
    }

    private static let methods = [RiskMethod.five, .four]

    private func names(_ method: RiskMethod) -> [String] { (1...method.steps).map { "trin \($0)" } }

    private func matrix(
        _ method: RiskMethod, _ perspective: RiskMethod.Perspective = .organisation,
        counts: [[Int]: Int] = [:], changes: [[Int]: Int] = [:], chosen: [Int]? = nil, since: Day? = nil
    ) -> RiskMatrix {
        let cells = (1...method.steps).map { likelihood in
            (1...method.steps).map { consequence -> RiskMatrix.Cell in
                let place = [likelihood, consequence]
                let count = counts[place] ?? 0
                return .init(
                    count: count, change: changes[place], link: count > 0 ? Place.here.link : nil,
                    isChosen: place == chosen)
            }
        }
        return RiskMatrix(
            caption: "Risici", method: method, perspective: perspective, likelihoods: names(method),
            consequences: names(method), cells: cells, since: since)
    }

    /// The text of the cells as a screen reader gets it: the markup without its tags, by row from the top.
    private func spoken(_ html: String) -> [String] {
        html.components(separatedBy: "<td class=\"").dropFirst().map { piece in
            let body = piece.components(separatedBy: "</td>")[0]
            let inside = body.drop { $0 != ">" }.dropFirst()
            return String(inside).replacing(#/<[^>]*>/#, with: "")
                .split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
    }

    @Test(
        "It is as large as the method, highest consequence first, and every cell says where it is and its level",
        arguments: methods)
    func cells(_ method: RiskMethod) {
        let html = matrix(method, counts: [[2, 3]: 2, [1, 1]: 1]).html(.da).string
        let said = spoken(html)
        let steps = method.steps
        #expect(said.count == steps * steps)
        for (index, words) in said.enumerated() {
            let (likelihood, consequence) = (index % steps + 1, steps - index / steps)
            let level = method.level(likelihood: likelihood, consequence: consequence)
            let number = method.number(likelihood: likelihood, consequence: consequence)
            let count = [likelihood, consequence] == [2, 3] ? 2 : [likelihood, consequence] == [1, 1] ? 1 : 0
            let noun = count == 1 ? "risiko" : "risici"
            #expect(
                words
                    == "Sandsynlighed \(likelihood), konsekvens \(consequence): \(count) \(noun), \(level.label.da) \(number)"
            )
        }
        // Only what holds risks leads anywhere.
        #expect(html.components(separatedBy: "<a ").count - 1 == 2)
    }

    @Test("The line stands between what the criteria accept and what they do not, and nowhere else", arguments: methods)
    func line(_ method: RiskMethod) {
        let html = matrix(method).html(.da).string
        let classes = html.components(separatedBy: "<td class=\"").dropFirst().map {
            Set($0.components(separatedBy: "\"")[0].split(separator: " ").map(String.init))
        }
        let steps = method.steps
        func isWithin(_ likelihood: Int, _ consequence: Int) -> Bool {
            method.acceptance(of: method.level(likelihood: likelihood, consequence: consequence)) == .standing
        }
        for (index, names) in classes.enumerated() {
            let (likelihood, consequence) = (index % steps + 1, steps - index / steps)
            let isOver = !isWithin(likelihood, consequence)
            #expect(names.contains("lim-b") == (isOver && consequence > 1 && isWithin(likelihood, consequence - 1)))
            #expect(names.contains("lim-l") == (isOver && likelihood > 1 && isWithin(likelihood - 1, consequence)))
        }
    }

    @Test("A cell of citizens is drawn with the level that their floor lifts it to; one of the organisation is not")
    func floors() {
        let five = RiskMethod.five
        #expect(RiskMatrix.level(of: five, .citizens, likelihood: 1, consequence: 5) == .high)
        #expect(RiskMatrix.level(of: five, .organisation, likelihood: 1, consequence: 5) == .moderate)
    }

    @Test("A change is said with its day, and none where nothing changed")
    func change() throws {
        let day = try #require(Day("2026-09-30"))
        let html = matrix(.five, counts: [[1, 5]: 3, [2, 5]: 1], changes: [[1, 5]: -2, [2, 5]: 0], since: day).html(.da)
            .string
        let said = spoken(html)
        #expect(said[0] == "Sandsynlighed 1, konsekvens 5: 3 risici, −2 siden 30.09.2026, Moderat 6")
        #expect(said[1] == "Sandsynlighed 2, konsekvens 5: 1 risiko, Høj 7")
    }

    @Test("The chosen cell is marked for everybody")
    func chosen() {
        let html = matrix(.four, counts: [[3, 3]: 1], chosen: [3, 3]).html(.en).string
        #expect(html.components(separatedBy: "aria-current=\"true\"").count == 2 && html.contains(" sel\""))
        #expect(html.contains("Likelihood 3, consequence 3: "))
    }

    @Test("The level names a dimension, a cell and, where there is one, the floor that lifts it")
    func reason() throws {
        let estimate = Risk.Estimate(
            likelihood: 2,
            consequences: [
                .init(dimension: .economy, step: 2, reason: nil), .init(dimension: .operations, step: 4, reason: nil),
                .init(dimension: .reputation, step: nil, reason: nil),
                .init(dimension: .citizens, step: 5, reason: nil),
            ])
        let own = try #require(
            RiskReason(estimate, by: .five, RiskMethod.Perspective.organisation.dimensions))
        #expect(own.level == .moderate && own.drivers.map(\.dimension) == [.operations] && own.drivers[0].floor == nil)
        #expect(
            own.sentences(.da)[0]
                == "Sandsynligheden er trin 2, og konsekvensen er trin 4 for Drift af velfærdsydelser.")
        let theirs = try #require(RiskReason(estimate, by: .five, [.citizens]))
        #expect(theirs.level == .high && theirs.step == 5)
        // The cell 2, 5 of the 5×5 is high by itself.
        #expect(theirs.drivers[0].floor == nil)
        let rare = Risk.Estimate(likelihood: 1, consequences: estimate.consequences)
        let lifted = try #require(RiskReason(rare, by: .five, [.citizens]))
        #expect(lifted.level == .high && lifted.drivers[0].floor != nil && lifted.drivers[0].cell == .moderate)
        #expect(lifted.sentences(.da).count == 3)
        #expect(RiskReason(estimate, by: .five, [.reputation]) == nil)
    }

    @Test("Quarters end on their last day; the last column is the day shown")
    func quarters() throws {
        func day(_ text: String) throws -> Day { try #require(Day(text)) }
        #expect(Day.quarterEnd(before: try day("2026-11-23")) == (try day("2026-09-30")))
        #expect(Day.quarterEnd(before: try day("2026-09-30")) == (try day("2026-06-30")))
        #expect(Day.quarterEnd(before: try day("2026-01-01")) == (try day("2025-12-31")))
        let days = RiskTrend.days(until: try day("2026-11-23"), 4)
        #expect(days == [try day("2026-03-31"), try day("2026-06-30"), try day("2026-09-30"), try day("2026-11-23")])
    }

    @Test("The trend says in words and in a table what it draws")
    func trend() throws {
        let days = RiskTrend.days(until: try #require(Day("2026-11-23")), 2)
        let trend = RiskTrend(
            quarters: [
                .init(day: days[0], counts: [.low: 9, .moderate: 3, .critical: 1]),
                .init(day: days[1], counts: [.moderate: 2]),
            ], levels: [.moderate, .high, .critical])
        let html = trend.html(id: "t", heading: "Over grænsen", .da).string
        #expect(trend.conclusion(.da) == "Over grænsen lå 4 risici 30.09.2026 og 2 23.11.2026.")
        // Three levels of the first quarter that are there, one of the second; those within the criteria are not drawn.
        #expect(html.components(separatedBy: "<rect ").count - 1 == 3)
        #expect(
            html.contains(
                "<th scope=\"row\"><time datetime=\"2026-09-30\">30.09.2026</time></th><td>1</td><td>0</td><td>3</td><td>4</td>"
            ))
    }
}
