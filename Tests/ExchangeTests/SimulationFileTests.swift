// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Exchange

@Suite("A portfolio of risks as a file, and what a simulation says of it")
struct SimulationFileTests {
    private static let text = """
        {"years": 10000, "seed": "18446744073709551615", "dimensions": ["economy", "contract"],
         "risks": [
           {"id": "R1", "frequency": 500000, "losses": {"contract": 300000, "economy": {"low": 100000, "high": 500000}}},
           {"id": "R2", "frequency": {"from": 20000, "to": 100000}, "losses": {"economy": {"to": 200000, "ratio": 5}}},
           {"id": "R3", "losses": {"economy": 100}}],
         "groups": [{"id": "G", "frequency": 100000, "likeness": 250000,
                     "bearers": [{"risk": "R3"}, {"risk": "R1", "share": 500000}]}],
         "controls": [{"id": "C", "effects": [{"risk": "R1", "frequency": 0}, {"group": "G", "loss": 400000}]}],
         "thresholds": [200000, 100000, 200000]}
        """

    private static func read(_ text: String) throws(Refusal) -> SimulationFile {
        try SimulationFile.read(Array(text.utf8))
    }

    @Test("Everything that a file says is read")
    func reads() throws {
        let simulation = try Self.read(Self.text).simulation
        let right = try RiskPortfolio(
            dimensions: ["economy", "contract"],
            risks: [
                .init(
                    frequency: Estimate(500_000),
                    losses: [
                        .init(dimension: 0, amount: Estimate(from: 100_000, to: 500_000)),
                        .init(dimension: 1, amount: Estimate(300_000)),
                    ]),
                .init(
                    frequency: Estimate(from: 20_000, to: 100_000),
                    losses: [.init(dimension: 0, amount: Estimate(from: 40_000, to: 200_000))]),
                .init(frequency: nil, losses: [.init(dimension: 0, amount: Estimate(100))]),
            ],
            groups: [
                .init(
                    frequency: Estimate(100_000), likeness: 250_000,
                    bearers: [.init(risk: 2), .init(risk: 0, share: 500_000)])
            ],
            controls: [.init(effects: [.init(on: .risk(0), frequency: 0), .init(on: .group(0), loss: 400_000)])])
        #expect(simulation.portfolio == right)
        #expect(simulation.years == 10_000 && simulation.seed == .max && simulation.thresholds == [100_000, 200_000])
    }

    @Test("What is not said is 100,000 years and the seed 1")
    func defaults() throws {
        let file = try Self.read(
            #"{"dimensions": ["economy"], "risks": [{"id": "R", "frequency": 1, "losses": {"economy": 1}}]}"#)
        #expect(file.simulation.years == 100_000 && file.simulation.seed == 1 && file.simulation.thresholds.isEmpty)
    }

    @Test("The answer names dimensions and controls, is the same bytes each time, and can be read again")
    func writes() throws {
        let file = try Self.read(Self.text)
        let figures = file.simulation.run()
        let bytes = file.json(figures)
        #expect(try Self.read(Self.text).simulation.run() == figures && file.json(figures) == bytes)
        let tree = try JSONTree.read(bytes)
        #expect(tree["years"] == .number("10000") && tree.word("seed") == "18446744073709551615")
        let dimensions = tree.items("dimensions")
        #expect(dimensions.map { $0.word("id") } == ["economy", "contract"])
        let (economy, current) = (dimensions[0], figures.dimensions[0].current)
        #expect(economy["current"]?.word("expected") == "\(current.expected)")
        #expect(economy["current"]?["mean"]?.word("error") == "\(current.mean.error)")
        #expect(
            economy["current"]?.items("quantiles").map { $0.word("level") } == ["500000", "900000", "950000", "990000"])
        #expect(economy["current"]?.items("curve").map { $0.word("amount") } == ["100000", "200000"])
        #expect(economy["planned"]?["chance"]?.word("value") == "\(figures.dimensions[0].planned?.chance.value ?? -1)")
        #expect(economy["saved"]?.word("expected") == "\(figures.dimensions[0].saved?.expected ?? -1)")
        #expect(economy.items("controls").map { $0.word("id") } == ["C"])
    }

    @Test("In lines it says the same for people, in both languages")
    func lines() throws {
        let file = try Self.read(Self.text)
        let figures = file.simulation.run()
        for language in Language.allCases {
            let lines = file.lines(figures, language).map {
                $0.split(separator: "\t", omittingEmptySubsequences: false)
            }
            // Two dimensions: now, planned, what all save and what the one control saves.
            #expect(lines.count == 1 + 2 * 4 && lines.allSatisfy { $0.count == 8 })
            #expect(lines[1][2] == "\((figures.dimensions[0].current.expected + 50) / 100)")
            #expect(lines[1][0] == "economy" && lines[5][0] == "contract" && lines[4][1].hasPrefix("C "))
        }
    }

    @Test(
        "What cannot be used is refused at its path",
        arguments: [
            (#""R2", "frequency""#, #""R2", "frequncy""#, "risks[1]"), (#""R2""#, #""R1""#, "risks[1]"),
            (#""id": "R3", "#, "", "risks[2]"),
            (#""R3", "losses": {"economy": 100}"#, #""R3", "losses": 7"#, "risks[2].losses"),
            (#"{"economy": 100}"#, #"{"health": 100}"#, "risks[2].losses"),
            (#"{"economy": 100}"#, #"{"economy": 1.5}"#, "risks[2].losses.economy"),
            (#"{"economy": 100}"#, #"{"economy": 0}"#, "risks[2].losses.economy"),
            (#"{"economy": 100}"#, #"{"economy": {"low": 1}}"#, "risks[2].losses.economy"),
            (#"{"economy": 100}"#, #"{"economy": {"low": 1, "high": 2, "from": 1}}"#, "risks[2].losses.economy"),
            (#", "ratio": 5"#, "", "risks[1].losses.economy"),
            (#""low": 100000"#, #""low": "much""#, "risks[0].losses.economy.low"),
            (#""risk": "R3""#, #""risk": "R9""#, "groups[0].bearers[0].risk"),
            (#""likeness": 250000"#, #""likeness": -1"#, "groups[0].likeness"),
            (#"{"group": "G", "loss""#, #"{"group": "G", "risk": "R1", "loss""#, "controls[0].effects[1]"),
            (#"{"group": "G", "loss""#, #"{"group": "H", "loss""#, "controls[0].effects[1].group"),
            (#""years": 10000"#, #""years": 10500"#, "years"), (#""18446744073709551615""#, "-1", "seed"),
            (#"[200000, 100000, 200000]"#, "7", "thresholds"), (#""contract"],"#, #""economy"],"#, "dimensions[1]"),
            (#"{"years""#, #"[{"years""#, "file"),
        ])
    func refuses(_ from: String, _ to: String, _ field: String) throws {
        let start = try #require(Self.text.firstRange(of: from))
        var text = Self.text
        text.replaceSubrange(start, with: to)
        #expect(text != Self.text)
        do {
            _ = try Self.read(text)
            Issue.record("\(from) → \(to) was read")
        } catch {
            #expect(error.field == field && error.phrase.da != error.phrase.en)
        }
    }
}
