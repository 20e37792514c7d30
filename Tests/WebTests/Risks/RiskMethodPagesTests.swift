// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Clause rows 8-a and 8-d: the criteria stand where people read, as they were adopted.
@Suite("§8: the risk method as pages and as interface")
struct RiskMethodPagesTests {
    private static let matter: [String: [String]] = [
        "question": ["Is this the method?"], "reasons": ["It is needed"], "if_yes": ["It holds"],
        "if_no": ["Nothing changes"], "due": ["2026-12-01"],
    ]

    private func propose(
        _ base: String, _ more: [String: [String]] = [:], in small: SmallHouse
    ) async throws -> ID<Proposal> {
        let texts = Self.matter.merging(["base": [base]]) { $1 }.merging(more) { $1 }
        let receipt = try await small.perform(.proposeRiskMethod, texts, by: small.line)
        return try #require(receipt.subjects.first).id.seen(as: Proposal.self)
    }

    private func resolve(_ proposal: ID<Proposal>, in small: SmallHouse) async throws {
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
    }

    private func page(_ small: SmallHouse, _ view: Office.View = .today, _ language: Language = .da) async throws
        -> String
    {
        try RiskMethodPage.content(in: try await small.context(small.staff, language, view)).body.string
    }

    @Test(
        "8-a: everybody reads the method in force: the level of every cell, the words, what is accepted, and who decided it"
    )
    func adopted() async throws {
        let small = try await SmallHouse()
        #expect(try await page(small).contains("Ingen metode er vedtaget."))
        let proposal = try await propose("five", ["words": ["Economy 3: Taken from the reserve"]], in: small)
        #expect(try await page(small).contains("/indstillinger/\(proposal)"), "it is told that one waits")
        small.time.set("2026-11-05")
        try await resolve(proposal, in: small)
        let text = try await page(small)
        #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
        for words in [
            "5×5 med lige store spring", "Taken from the reserve", "Konsekvens 5", "sjældnere end én gang på 50 år",
            "12,5 mio. kr. eller mere", "Behandles straks.", "aldrig under høj fra konsekvens 5",
            "Mindst hver 12. måned", "/beslutninger/",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        for dimension in RiskMethod.Dimension.allCases { #expect(text.contains(dimension.label.da)) }
        // All twenty-five cells, each with its level in a word.
        let matrix = try #require(text.firstRange(of: "id=\"felter\"")).upperBound
        let legend = try #require(text.firstRange(of: "id=\"niveauer\"")).lowerBound
        let tags = text[matrix..<legend].ranges(of: "class=\"tag").count
        #expect(tags == 25)
        #expect(!text.contains("par felter"), "sums on equal ratios contradict nothing")
        let before = try await page(small, .then(try #require(Day("2026-11-02"))))
        #expect(before.contains("Ingen metode er vedtaget."))
        #expect(!(try await page(small, .today, .en)).contains("Hvor ofte"))
    }

    @Test("8-d: the proposal and the decision say all of it in words, and what it changes")
    func proposed() async throws {
        let small = try await SmallHouse()
        try await resolve(try await propose("five", in: small), in: small)
        let second = try await propose("five", ["cell_1_5": ["high"], "months": ["6"]], in: small)
        let text = try ProposalPage.content(second, in: try await small.context(small.first)).body.string
        #expect(text.contains("Sandsynlighed 1, konsekvens 5: Moderat → Høj"))
        #expect(text.contains("Mindst hver 12. måned → Mindst hver 6. måned"))
        #expect(text.contains("Kræver en ny bevilling") && text.contains("fra 2,5 mio. kr. til 12,5 mio. kr."))
        try await resolve(second, in: small)
        let register = small.house.state.register
        let decision = try #require(register.riskMethods.last?.decision)
        let made = try #require(register.decisions[decision]?.made)
        let paper = try #require(small.house.texts.text(made.paper))
        #expect(paper.contains("Økonomi: 1: Dækkes af enhedens daglige drift (under 100.000 kr.); 2: "))
        #expect(paper.contains("Verificeres: Mindst hver 6. måned"))
        let page = try await page(small)
        #expect(page.contains("Metodens historik") && page.contains("Sandsynlighed 1, konsekvens 5: Moderat → Høj"))
    }

    @Test("8-a: products that do not follow the expected loss are said to, with the pairs counted")
    func contradictions() async throws {
        let small = try await SmallHouse()
        try await resolve(try await propose("four", in: small), in: small)
        let text = try await page(small)
        #expect(text.contains("Af 120 par felter har 0 tal i modsat rækkefølge"))
        #expect(text.contains("2 har samme tal") && text.contains("8 har hver sit tal"))
    }

    @Test("8-d: the form begins with what holds or with the shipped one that is asked for, a choice for each cell")
    func form() async throws {
        let small = try await SmallHouse()
        func form(_ texts: [String: [String]] = [:], _ refusal: Refusal? = nil) async throws -> String {
            try RiskMethodForm.content(refusal, in: try await small.context(small.line, .da, .today, texts)).body.string
        }
        let first = try await form()
        #expect(Markup(first).faults.isEmpty, "\(Markup(first).faults.prefix(5))")
        func cells(_ text: String) -> Int { text.ranges(of: "<select id=\"cell_").count }
        #expect(cells(first) == 25 && first.contains("name=\"rate_5\"") && first.contains("value=\"2500\""))
        let four = try await form(["base": ["four"]])
        #expect(cells(four) == 16 && !four.contains("name=\"rate_5\"") && !four.contains("value=\"high-5\""))
        #expect(four.contains("name=\"base\" value=\"four\""))
        // Sent again with what is wrong, it keeps what was written.
        let wrong = Refusal.invalid("cell_1_2", da: "Feltet er for lavt.", en: "The cell is too low.")
        let again = try await form(
            ["base": ["five"], "question": ["Hvad nu?"], "cell_1_1": ["high"], "months": ["3"]], wrong)
        #expect(again.contains("id=\"cell_1_2-e\"") && again.contains("Hvad nu?") && again.contains("value=\"3\""))
        try await resolve(try await propose("four", ["months": ["3"]], in: small), in: small)
        let held = try await form()
        #expect(cells(held) == 16 && held.contains("name=\"months\" aria-describedby=\"months-h\" value=\"3\""))
    }

    @Test("8-a: programs read the methods, newest first, and the one in force on a past day")
    func interface() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let ada = try await rooms.person("Ada", in: unit, .security, .direktion)
        let token = try await rooms.token(of: ada)
        let none = await rooms.ask("GET", "/api/v1/risk-methods", token: token)
        #expect(none.status == 200 && none.json["items"]?.items?.isEmpty == true)
        for base in ["four", "five"] {
            let texts = ["base": base, "due": "\(rooms.today + 14)"].merging(
                Self.matter.filter { $0.key != "due" }.mapValues { $0[0] }
            ) { first, _ in first }
            let receipt = try await rooms.give(.proposeRiskMethod, texts)
            let proposal: ID<Proposal> = rooms.id(receipt)
            let read = await rooms.ask("GET", "/api/v1/proposals/\(proposal)", token: token)
            #expect(Described.faults(read.json, of: .proposal).isEmpty)
            #expect(read.json["method"]?["base"]?.text == base)
            try await rooms.give(
                .resolveProposal,
                [
                    "proposal": "\(proposal)", "seen": "1", "outcome": "approved", "method": "meeting",
                    "members": "\(ada)",
                ])
            rooms.go(to: rooms.today + 1)
        }
        let read = await rooms.ask("GET", "/api/v1/risk-methods", token: token)
        #expect(Described.faults(read.json, of: .riskMethods).isEmpty, "\(read.text.prefix(400))")
        let items = try #require(read.json["items"]?.items)
        #expect(items.map { $0["method"]?["base"]?.text } == ["five", "four"])
        #expect(items.map { $0["holds"] } == [.bool(true), .bool(false)])
        #expect(items[0]["method"]?["cells"]?.items?.count == 25)
        #expect(items[1]["method"]?["contradictions"]?["tied"]?.int == 2)
        let then = await rooms.ask(
            "GET", "/api/v1/risk-methods", query: ["as_of": "\(APIRooms.start)"], token: token)
        #expect(then.json["items"]?.items?.map { $0["method"]?["base"]?.text } == ["four"])
    }
}
