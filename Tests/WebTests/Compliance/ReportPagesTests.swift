// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Testing

@testable import Office
@testable import Web

@Suite("A report's numbers lead to what they counted, and its paper lists that day's requirements (policy §§4, 8)")
struct ReportPagesTests {
    /// One requirement that failed in the last quarter of 2024 and was withdrawn after it, and the report of that quarter.
    private struct Told {
        let lobby: Lobby
        let requirement: String
        let report: ID<Report>
        let until = Day(year: 2024, month: 12, day: 31) ?? .distantPast

        init() async throws {
            lobby = try await Lobby()
            let today = lobby.today
            let unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(today)"])
            requirement = try await lobby.give(
                .stateLaw,
                [
                    "law": "Arkivloven § 8", "from": "\(today - 400)", "demand": "Listen er ført hver dag",
                    "unit": unit,
                    "months": "12", "expected": "Listen",
                ])
            try await lobby.give(
                .assessRequirement,
                [
                    "requirement": requirement, "from": "\(today - 30)", "to": "\(today)", "method": "documents",
                    "result": "failed", "finding": "To dage mangler",
                ])
            let later = (until + 5).number - today.number
            lobby.time.pass(seconds: Int(later) * 86_400)
            try await lobby.give(
                .withdrawRequirement, ["requirement": requirement, "reason": "Loven er ophævet"])
            let made = try await lobby.give(
                .issueReport,
                [
                    "kind": "quarterly", "from": "2024-10-01", "to": "2024-12-31", "assessment": "Ét krav følges ikke",
                ])
            report = try #require(ID(made))
        }

        func page() async throws -> String {
            try await lobby.visit { browser in
                _ = try await browser.signIn("bo")
                return try await browser.get("/rapporter/\(report)").text
            }
        }
    }

    @Test("the paper names the requirement that failed on the last day, though it holds no more")
    func paper() async throws {
        let told = try await Told()
        let sight = try await told.lobby.house.sight(of: told.lobby.person("bo"))
        #expect(sight.requirements.isEmpty)
        let (known, issue) = try sight.report(told.report)
        #expect(issue.figures[.failed] == 1)
        let page = String(decoding: ReportPaper(known, issue, sight, .da).page, as: UTF8.self)
        #expect(page.contains("K-1, Listen er ført hver dag"))
    }

    @Test("a number leads to its list as of the last day with what is known now, and that list has so many rows")
    func list() async throws {
        let told = try await Told()
        let link = "/krav?status=failed&amp;pr=2024-12-31&amp;viden=now"
        #expect(try await told.page().contains(link))
        try await told.lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let list = try await browser.get(link.replacing("&amp;", with: "&"))
            #expect(list.text.contains("K-1, Listen er ført hver dag"))
            #expect(list.text.contains("Vist pr."))
            // Today nothing fails.
            #expect(try await !browser.get("/krav?status=failed&pr=").text.contains("K-1, Listen"))
        }
    }

    @Test("where something recorded since makes it another number, both are there; else only the one that was told")
    func changed() async throws {
        let told = try await Told()
        #expect(try await !told.page().contains("Med det, vi ved nu: "))
        let stated = told.lobby.house.state.register.requirements.values.first?.assessments.first?.position
        try await told.lobby.give(
            .annulFact, ["position": "\(stated ?? 0)", "reason": "Vurderet om et andet krav"])
        let page = try await told.page()
        #expect(page.contains("Med det, vi ved nu: 0"), "none fails on that day after all")
        #expect(page.contains("Med det, vi ved nu: 1"), "one was never assessed")
    }
}

@Suite("What is asked in a campaign and holds no more")
struct FallenQuestionTests {
    @Test("it is shown as fallen away, cannot be answered, and counts neither for nor against the unit")
    func shown() async throws {
        let lobby = try await Lobby()
        let today = lobby.today
        let unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(today)"])
        var requirements: [String] = []
        for demand in ["Listen er ført hver dag", "Arkivet er låst", "Nøglen er talt"] {
            requirements.append(
                try await lobby.give(
                    .stateLaw,
                    [
                        "law": "Arkivloven § 8", "from": "\(today - 400)", "demand": demand, "unit": unit,
                        "months": "12", "expected": "Listen",
                    ]))
        }
        let campaign = try await lobby.give(
            .openCampaign,
            ["title": "Efterår", "units": unit, "from": "2024-01-01", "to": "2024-12-31", "due": "\(today + 9)"])
        try await lobby.give(
            .answerCampaign,
            ["campaign": campaign, "unit": unit, "requirement": requirements[0], "result": "complied"])
        try await lobby.give(.withdrawRequirement, ["requirement": requirements[1], "reason": "Ophævet"])
        let third = try #require(ID<Requirement>(requirements[2]))
        let position = try #require(lobby.house.state.register.requirements[third]?.position)
        try await lobby.give(.annulFact, ["position": "\(position)", "reason": "Skrevet to gange"])
        try await lobby.visit { [requirements] browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/kampagner/\(campaign)/\(unit)")
            #expect(page.text.contains("Alle 1 krav er besvaret."))
            #expect(page.text.contains("Bortfaldet: kravet gælder ikke længere."))
            #expect(page.text.contains("Annulleret krav"))
            #expect(!page.text.contains("requirement=\(requirements[1])"), "no way to answer it")
            #expect(page.text.contains("requirement=\(requirements[0])"))
            #expect(Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
            let whole = try await browser.get("/kampagner/\(campaign)")
            #expect(whole.text.contains("Besvaret") && !whole.text.contains("Mangler"))
            #expect(Markup(whole.text).faults.isEmpty, "\(Markup(whole.text).faults.prefix(5))")
        }
    }
}
