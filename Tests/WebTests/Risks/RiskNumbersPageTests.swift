// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Clause row 8-l: risks in kroner as people read them.
@Suite("§8: risks in numbers as a page")
struct RiskNumbersPageTests {
    private func house() async throws -> SmallHouse {
        let small = try await SmallHouse()
        let receipt = try await small.perform(
            .proposeRiskMethod,
            [
                "base": ["five"], "question": ["Is this right?"], "reasons": ["It is needed"], "if_yes": ["It holds"],
                "if_no": ["Nothing changes"], "due": ["2026-12-01"],
            ], by: small.line)
        let proposal = try #require(receipt.subjects.first { $0.kind == .proposal })
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal.id)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
        return small
    }

    @discardableResult private func risk(
        _ title: String, _ classification: Classification = .internal, numbers: [Int]?, in small: SmallHouse
    ) async throws -> ID<Risk> {
        let receipt = try await small.perform(
            .setRisk,
            [
                "kind": ["operational"], "title": [title], "scenario": ["A tape is worn, and the copy is needed."],
                "unit": ["\(small.operations)"], "classification": [classification.rawValue],
            ], by: small.line)
        let id = try #require(receipt.subjects.first { $0.kind == .risk }).id.seen(as: Risk.self)
        var texts: [String: [String]] = [
            "risk": ["\(id)"], "day": ["2026-11-01"], "current_likelihood": ["3"], "reason": ["It happened twice"],
            "confidence": ["medium"], "treatment": ["modify"],
        ]
        for dimension in RiskMethod.Dimension.allCases { texts[AssessRisk.field(.current, dimension)] = ["2"] }
        for (name, number) in zip(Risk.Numbers.names, numbers ?? []) { texts[name] = ["\(number)"] }
        try await small.perform(.assessRisk, texts, by: small.line)
        return id
    }

    private func page(
        _ small: SmallHouse, _ person: ID<Person>, _ language: Language = .da, _ view: Office.View = .today
    ) async throws -> String {
        let content = try await RiskNumbersPage.content(in: try await small.context(person, language, view))
        let text = content.body.string
        #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
        return text
    }

    @Test("8-l: the curve, the table behind it, what is expected and the seed; one number each way is exact")
    func curve() async throws {
        let small = try await house()
        let empty = try await page(small, small.line)
        #expect(empty.contains("Ingen risici har tal endnu.") && !empty.contains("<svg viewBox=\"0 0 360"))
        // Once in two years, 100,000 kroner each time: 50,000 a year.
        try await risk("The copy cannot be read", numbers: [500, 500, 100_000, 100_000], in: small)
        let text = try await page(small, small.line)
        #expect(text.contains("50.000 kr. om året"))
        #expect(text.contains("aria-labelledby=\"kurve-t\"") && text.contains("Vis som tabel"))
        #expect(text.contains("<dt>Frø</dt><dd>1</dd>"))
        #expect(text.contains("én gang på 2 år") && text.contains("The copy cannot be read"))
        #expect(!text.contains("id=\"udeladt\""))
        #expect(try await page(small, small.line, .en).contains("DKK 50,000 a year"))
    }

    @Test("8-l breach: a risk without numbers is named and not counted; a score is nowhere")
    func leftOut() async throws {
        let small = try await house()
        try await risk("The copy cannot be read", numbers: [500, 500, 100_000, 100_000], in: small)
        try await risk("The lock is old", numbers: nil, in: small)
        let text = try await page(small, small.line)
        #expect(text.contains("1 risiko har tal") && text.contains("50.000 kr. om året"))
        let left = try #require(text.components(separatedBy: "id=\"udeladt\"").last)
        #expect(left.contains("The lock is old") && !left.contains("The copy cannot be read"))
        #expect(!text.contains("class=\"score"))
    }

    @Test("8-l breach: what the reader may not see is in no figure, and on no past day before it was assessed")
    func unseen() async throws {
        let small = try await house()
        try await risk("The copy cannot be read", numbers: [500, 500, 100_000, 100_000], in: small)
        try await risk("The lock is old", .strict, numbers: [1_000, 1_000, 100_000, 100_000], in: small)
        #expect(try await page(small, small.line).contains("150.000 kr. om året"))
        let plain = try await page(small, small.staff)
        #expect(plain.contains("50.000 kr. om året") && !plain.contains("150.000 kr. om året"))
        #expect(!plain.contains("The lock is old"))
        let day = try #require(Day("2026-10-31"))
        #expect(try await page(small, small.line, .da, .now(day)).contains("Ingen risici har tal endnu."))
    }

    @Test("8-l: the interface gives the portfolio that the page is made from")
    func asked() async throws {
        let small = try await house()
        let id = try await risk("The copy cannot be read", numbers: [500, 500, 100_000, 100_000], in: small)
        let sight = try await small.context(small.line).sight
        #expect(sight.number(of: .risk(id)) == "R-1")
        let numbered = try #require(try sight.numberedRisks())
        #expect(numbered.portfolio.risks.map(\.frequency) == [Estimate(500_000)])
        #expect(numbered.portfolio.risks.first?.losses.map(\.amount) == [Estimate(10_000_000)])
    }
}
