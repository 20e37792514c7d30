// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Clause rows 8-j, 8-k and 8-l: risks as people read them.
@Suite("§8: risks as pages")
struct RiskPagesTests {
    private static let matter: [String: [String]] = [
        "question": ["Is this right?"], "reasons": ["It is needed"], "if_yes": ["It holds"],
        "if_no": ["Nothing changes"], "due": ["2026-12-01"],
    ]

    private func resolve(_ receipt: Receipt, in small: SmallHouse) async throws {
        let proposal = try #require(receipt.subjects.first { $0.kind == .proposal })
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal.id)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ], by: small.first)
    }

    /// A house whose direktion has adopted the 5×5.
    private func house() async throws -> SmallHouse {
        let small = try await SmallHouse()
        let receipt = try await small.perform(
            .proposeRiskMethod, Self.matter.merging(["base": ["five"]]) { $1 }, by: small.line)
        try await resolve(receipt, in: small)
        return small
    }

    private func risk(
        _ title: String, class classification: Classification = .internal, in small: SmallHouse
    ) async throws -> ID<Risk> {
        let receipt = try await small.perform(
            .setRisk,
            [
                "kind": ["operational"], "title": [title], "scenario": ["A tape is worn, and the copy is needed."],
                "unit": ["\(small.operations)"], "owner": ["\(small.head)"],
                "classification": [classification.rawValue],
            ], by: small.line)
        return try #require(receipt.subjects.first { $0.kind == .risk }).id.seen(as: Risk.self)
    }

    /// Judged now, in all six dimensions; contracts are not relevant.
    private func assess(
        _ risk: ID<Risk>, likelihood: Int, operations: Int, citizens: Int, day: String = "2026-11-01",
        in small: SmallHouse
    ) async throws {
        var texts: [String: [String]] = [
            "risk": ["\(risk)"], "day": [day], "current_likelihood": ["\(likelihood)"],
            "current_contract": ["none"], "current_contract_reason": ["Nothing was agreed"],
            "current_operations": ["\(operations)"], "current_citizens": ["\(citizens)"],
            "reason": ["It happened twice"], "confidence": ["medium"], "treatment": ["modify"],
        ]
        for name in ["economy", "reputation", "regulation"] { texts["current_\(name)"] = ["1"] }
        try await small.perform(.assessRisk, texts, by: small.line)
    }

    private func page(
        _ risk: ID<Risk>, _ person: ID<Person>, _ language: Language = .da, _ view: Office.View = .today,
        in small: SmallHouse
    ) async throws -> String {
        let text = try RiskPage.content(risk, in: try await small.context(person, language, view)).body.string
        #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
        return text
    }

    private func picture(
        _ small: SmallHouse, _ person: ID<Person>, _ texts: [String: [String]] = [:], _ view: Office.View = .today
    ) async throws -> String {
        let content = try RiskPicturePage.content(in: try await small.context(person, .da, view, texts))
        let text = content.body.string
        #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
        return text
    }

    /// What a cell says.
    private func cell(_ text: String, _ likelihood: Int, _ consequence: Int) -> String? {
        text.components(separatedBy: "<td class=\"").dropFirst().map { piece in
            String(piece.components(separatedBy: "</td>")[0].drop { $0 != ">" }.dropFirst())
                .replacing(#/<[^>]*>/#, with: "")
        }.first { $0.hasPrefix("Sandsynlighed \(likelihood), konsekvens \(consequence): ") }
    }

    @Test("8-j: all six dimensions stand side by side, the one that decides is marked, and citizens stand apart")
    func dimensions() async throws {
        let small = try await house()
        let risk = try await risk("The copy cannot be read", in: small)
        #expect(try await page(risk, small.line, in: small).contains("Risikoen er ikke vurderet endnu."))
        try await assess(risk, likelihood: 3, operations: 4, citizens: 2, in: small)
        let text = try await page(risk, small.line, in: small)
        for dimension in RiskMethod.Dimension.allCases { #expect(text.contains(dimension.label.da)) }
        for perspective in RiskMethod.Perspective.allCases { #expect(text.contains(perspective.label.da)) }
        let table = try #require(
            text.components(separatedBy: "<table class=\"six\">").last?.components(separatedBy: "</table>").first)
        let marked = table.components(separatedBy: "<tr class=\"driver\">").dropFirst().map {
            $0.components(separatedBy: "</tr>")[0]
        }
        // The highest of the organisation's, and the only one of citizens.
        #expect(marked.count == 2)
        #expect(marked.first?.contains("Drift af velfærdsydelser") == true && marked.first?.contains("Høj 7") == true)
        #expect(marked.last?.contains("Moderat 5") == true)
        #expect(text.contains("Nothing was agreed"))
        #expect(text.contains("Hvorfor høj?") && text.contains("konsekvensen er trin 4 for Drift af velfærdsydelser"))
    }

    @Test("8-b: the page of an asset has the open risks that name it, of what the reader may see, the highest first")
    func ofAnAsset() async throws {
        let small = try await house()
        let receipt = try await small.perform(
            .setAsset,
            [
                "kind": ["solution"], "name": ["The portal"], "unit": ["\(small.operations)"],
                "confidentiality": ["none"], "confidentiality_reason": ["Open"], "integrity": ["none"],
                "integrity_reason": ["Open"], "availability": ["none"], "availability_reason": ["Open"],
                "users": ["Everybody"], "months": ["12"],
            ], by: small.line)
        let asset = try #require(receipt.subjects.first { $0.kind == .asset }).id.seen(as: Domain.Asset.self)
        func page(_ person: ID<Person>) async throws -> String {
            let text = try AssetPage.content(asset, in: try await small.context(person)).body.string
            #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
            return text
        }
        #expect(try await page(small.line).contains("Ingen åben risiko nævner det."))
        #expect(try await page(small.line).contains("Registrér en risiko"))
        #expect(!(try await page(small.staff)).contains("Registrér en risiko"))
        for (title, classification) in [("The tape is worn", Classification.internal), ("The key is known", .strict)] {
            try await small.perform(
                .setRisk,
                [
                    "kind": ["operational"], "title": [title], "scenario": ["It is needed."], "assets": ["\(asset)"],
                    "unit": ["\(small.operations)"], "classification": [classification.rawValue],
                ], by: small.line)
        }
        let whole = try await page(small.line)
        #expect(whole.contains("The tape is worn") && whole.contains("The key is known"))
        #expect(whole.contains("/risici/liste?aktiv=\(asset)"))
        let plain = try await page(small.staff)
        #expect(plain.contains("The tape is worn") && !plain.contains("The key is known"))
    }

    @Test(
        "8-e: a report names the highest risks of its last day, of those that all its readers may see, and counts them")
    func topRisks() async throws {
        let small = try await house()
        for (title, operations, classification) in [
            ("The copy cannot be read", 3, Classification.internal), ("The tape is worn", 5, .internal),
            ("The key is known", 5, .strict),
        ] {
            let risk = try await risk(title, class: classification, in: small)
            try await assess(risk, likelihood: 4, operations: operations, citizens: 1, in: small)
        }
        small.time.set("2027-01-05")
        let later = try await risk("It came later", in: small)
        try await assess(later, likelihood: 5, operations: 5, citizens: 1, day: "2027-01-05", in: small)
        let receipt = try await small.perform(
            .issueReport,
            [
                "kind": ["quarterly"], "from": ["2026-10-01"], "to": ["2026-12-31"], "assessment": ["Two of them"],
            ], by: small.line)
        let report = try #require(receipt.subjects.first { $0.kind == .report }).id.seen(as: Report.self)
        let context = try await small.context(small.line)
        let (known, issue) = try context.sight.report(report)
        #expect(issue.figures[.risks] == 2 && issue.figures[.risksRaised] == 2)
        let page = try ReportPage.content(report, in: context).body.string
        #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults.prefix(5))")
        let paper = String(decoding: ReportPaper(known, issue, context.sight, .da).page, as: UTF8.self)
        for text in [page, paper] {
            let top = text.components(separatedBy: "De højeste risici").dropFirst().joined(separator: " ")
            let (worst, other) = (top.range(of: "The tape is worn"), top.range(of: "The copy cannot be read"))
            #expect(worst.map { one in other.map { one.lowerBound < $0.lowerBound } ?? false } ?? false)
            #expect(!text.contains("The key is known") && !text.contains("It came later"))
        }
    }

    @Test("8-k: the card tells a risk in plain sentences, without a step, a cell or a number of the matrix")
    func card() async throws {
        let small = try await house()
        let risk = try await risk("The copy cannot be read", in: small)
        try await assess(risk, likelihood: 3, operations: 3, citizens: 2, in: small)
        for (language, words) in [
            (Language.da, ["trin", "felt", "matrix", "sandsynlighed", "score"]),
            (.en, ["step", "cell", "matrix", "likelihood", "score"]),
        ] {
            let content = try RiskCardPage.content(risk, in: try await small.context(small.first, language))
            let text = content.body.string
            #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
            #expect(text.contains("href=\"\(Route.riskCardFile(risk).path)\""))
            let printed = RiskCardPage(view: try RiskView(risk, try await small.context(small.first, language))).print
            let paper = String(decoding: printed, as: UTF8.self)
            #expect(paper.contains("<h1>The copy cannot be read</h1>") && paper.contains("A tape is worn"))
            #expect(paper.components(separatedBy: "<h2>").count == 5 && !paper.contains("Get as PDF"))
            let card = try #require(text.components(separatedBy: "<article class=\"card\">").last).replacing(
                #/<[^>]*>/#, with: " ")
            for word in words { #expect(!card.lowercased().contains(word), "\(word)") }
            #expect(card.contains("A tape is worn, and the copy is needed."))
            #expect(card.contains(language(RiskMethod.Level.moderate.label)))
        }
    }

    @Test(
        "8-l: one assessment shows in the matrix of the board, in the plan of the manager and in the tasks of who does the work"
    )
    func readers() async throws {
        let small = try await house()
        let risk = try await risk("The copy cannot be read", in: small)
        try await assess(risk, likelihood: 3, operations: 4, citizens: 2, in: small)
        try await small.perform(
            .addAction,
            [
                "title": ["Buy a new tape"], "why": ["It halves the likelihood"], "person": ["\(small.head)"],
                "due": ["2026-12-01"], "risk": ["\(risk)"],
            ], by: small.line)
        let board = try await picture(small, small.line)
        let own = try #require(cell(board, 3, 4))
        #expect(own.contains("1 risiko") && own.contains("Høj 7"))
        #expect(try #require(cell(board, 1, 1)).contains("0 risici, Lav 2"))
        // Citizens' is another matrix.
        let theirs = try await picture(small, small.line, ["for": ["citizens"]])
        #expect(try #require(cell(theirs, 3, 2)).contains("1 risiko"))
        let plan = try await picture(small, small.line, ["vis": ["taktisk"]])
        #expect(plan.contains("Risici efter enhed") && plan.contains("enhed=\(small.operations)&amp;niveau=high"))
        #expect(plan.contains("Aftalte opgaver om risici") && plan.contains("Harry Head"))
        let tasks = try await picture(small, small.head, ["vis": ["operationel"]])
        let mine = try #require(tasks.components(separatedBy: "id=\"andres\"").first)
        #expect(mine.contains("Buy a new tape"))
    }

    @Test("The cell that is chosen lists its risks, and a filter counts those alone that it lets through")
    func chosen() async throws {
        let small = try await house()
        let (one, other) = (try await risk("Worn tape", in: small), try await risk("Lost key", in: small))
        try await assess(one, likelihood: 3, operations: 4, citizens: 1, in: small)
        try await assess(other, likelihood: 1, operations: 1, citizens: 1, in: small)
        let text = try await picture(small, small.line, ["s": ["3"], "k": ["4"]])
        let panel = try #require(
            text.components(separatedBy: "id=\"felt\"").last?.components(separatedBy: "</section>").first)
        #expect(panel.contains("Worn tape") && !panel.contains("Lost key"))
        let low = try await picture(small, small.line, ["niveau": ["low"]])
        #expect(try #require(cell(low, 3, 4)).contains("0 risici"))
        #expect(try #require(cell(low, 1, 1)).contains("1 risiko"))
        // Above the line is what the criteria alone do not accept.
        let above = try #require(text.components(separatedBy: "id=\"over\"").last)
        #expect(above.contains("Worn tape") && !above.contains("Lost key"))
        let list = try RiskListPage.content(in: try await small.context(small.line, .da, .today, ["orden": ["nummer"]]))
        let words = list.body.string
        #expect(Markup(words).faults.isEmpty, "\(Markup(words).faults.prefix(5))")
        let (first, second) = (
            try #require(words.firstRange(of: "R-1: ")), try #require(words.firstRange(of: "R-2: "))
        )
        #expect(first.lowerBound < second.lowerBound)
    }

    @Test("A past day shows the assessment of that day, and movement is counted from it")
    func past() async throws {
        let small = try await house()
        let risk = try await risk("Worn tape", in: small)
        try await assess(risk, likelihood: 3, operations: 4, citizens: 1, in: small)
        small.time.set("2026-11-20")
        try await assess(risk, likelihood: 2, operations: 2, citizens: 1, day: "2026-11-20", in: small)
        let day = try #require(Day("2026-11-10"))
        for view in [Office.View.then(day), .now(day)] {
            let text = try await picture(small, small.line, [:], view)
            #expect(try #require(cell(text, 3, 4)).contains("1 risiko"))
            #expect(try #require(cell(text, 2, 2)).contains("0 risici"))
            #expect(try await page(risk, small.line, .da, view, in: small).contains("Høj 7"))
        }
        let text = try await picture(small, small.line, ["siden": ["2026-11-10"]])
        #expect(try #require(cell(text, 2, 2)).contains("+1"))
        #expect(try #require(cell(text, 3, 4)).contains("−1"))
    }

    @Test("What is confidential is in no cell, list, number or page of somebody who may not see it")
    func confidential() async throws {
        let small = try await house()
        let risk = try await risk("Worn tape", class: .confidential, in: small)
        try await assess(risk, likelihood: 3, operations: 4, citizens: 1, in: small)
        for texts in [[:], ["vis": ["taktisk"]], ["vis": ["operationel"]], ["s": ["3"], "k": ["4"]]] {
            let text = try await picture(small, small.staff, texts)
            #expect(!text.contains("Worn tape") && !text.contains("1 risiko"))
        }
        let context = try await small.context(small.staff)
        #expect(!(try RiskListPage.content(in: context)).body.string.contains("Worn tape"))
        #expect(throws: Refusal.unknown) { try RiskPage.content(risk, in: context) }
        #expect(throws: Refusal.unknown) { try RiskCardPage.content(risk, in: context) }
    }

    @Test("The form asks for every dimension in words, shows what was chosen last time, and keeps what was written")
    func form() async throws {
        let small = try await house()
        let risk = try await risk("Worn tape", in: small)
        try await assess(risk, likelihood: 3, operations: 4, citizens: 1, in: small)
        func form(_ texts: [String: [String]] = [:], _ refusal: Refusal? = nil) async throws -> String {
            let context = try await small.context(
                small.line, .da, .today, texts.merging(["risk": ["\(risk)"]]) { first, _ in first })
            let text = try AssessForm.content(refusal, in: context).body.string
            #expect(Markup(text).faults.isEmpty, "\(Markup(text).faults.prefix(5))")
            return text
        }
        let text = try await form()
        for stage in Risk.Stage.allCases {
            #expect(text.contains("name=\"\(AssessRisk.field(stage))\""))
            for dimension in RiskMethod.Dimension.allCases {
                #expect(text.contains("name=\"\(AssessRisk.field(stage, dimension))\""))
                #expect(text.contains("name=\"\(AssessRisk.reason(stage, dimension))\""))
            }
        }
        #expect(text.contains("Sidste gang: 4") && !text.contains("value=\"4\" selected"))
        let wrong = Refusal.invalid("target_economy", da: "Vælg et trin.", en: "Choose a step.")
        let again = try await form(["current_operations": ["4"]], wrong)
        #expect(again.contains("value=\"4\" selected") && again.contains("id=\"target_economy-e\""))
        // The stage in which something is wrong is unfolded.
        #expect(again.contains("<details class=\"choices\" open>"))
    }

    @Test("Without a method there is nothing to hold a risk against, and the page says what comes first")
    func noMethod() async throws {
        let small = try await SmallHouse()
        #expect(try await picture(small, small.line).contains("Der gælder ingen metode for risici endnu."))
    }
}
