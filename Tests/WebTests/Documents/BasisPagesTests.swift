// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// »Grundlaget er ændret«, as those who decided, and everybody else, meet it (policy §7.4).
@Suite("A decision whose basis has changed, on the pages")
struct BasisPagesTests {
    private let small: SmallHouse
    private let policy: ID<Document>

    init() async throws {
        small = try await SmallHouse(on: "2026-11-01")
        policy = try await small.importDocument(.policy, "Policy", "1. Purpose\nText.\n", unit: small.security)
        try await small.adopt(policy)
    }

    private func decision() throws -> Decision {
        try #require(small.house.state.register.decisions.values.max { $0.position < $1.position })
    }

    private func declare() async throws {
        small.time.set("2026-11-10")
        try await small.perform(
            .declareMaterialChange,
            ["document": ["\(policy)"], "cause": ["lov"], "reason": ["A new law"], "due": ["2027-01-10"]])
    }

    private func page(
        _ id: ID<Decision>, _ person: ID<Person>, _ view: Office.View = .today, _ language: Language = .en
    ) async throws -> String {
        try DecisionPage.content(id, in: try await small.context(person, language, view)).body.string
    }

    @Test("the mark stands on the decision and in the document's table; whoever decides is led to confirm it")
    func marked() async throws {
        let id = try decision().id
        #expect(try await !page(id, small.first).contains("The basis has changed"))
        try await declare()
        #expect(try await page(id, small.first).contains("The basis has changed"))
        #expect(try await page(id, small.first, .today, .da).contains("Grundlaget er ændret"))
        #expect(try await page(id, small.first).contains("decision.confirm"))
        // Anybody sees it, and only those who may confirm it have the button.
        let plain = try await page(id, small.staff)
        #expect(plain.contains("The basis has changed") && !plain.contains("decision.confirm"))
        for (person, isOffered) in [(small.first, true), (small.staff, false)] {
            let table = try DocumentPage.content(policy, version: nil, in: try await small.context(person, .en)).body
                .string
            #expect(table.contains("The basis has changed"))
            #expect(table.contains("decision.confirm") == isOffered)
        }
        // The day before, it had not changed.
        let before = try await page(id, small.first, .now(Day("2026-11-09") ?? .distantPast))
        #expect(!before.contains("The basis has changed"))
        let today = try await page(id, small.first, .now(Day("2026-11-10") ?? .distantPast))
        #expect(today.contains("The basis has changed") && !today.contains("decision.confirm"))
        try await small.perform(
            .confirmDecision, ["decision": ["\(id)"], "reason": ["The law asks for nothing more"]], by: small.first)
        let after = try await page(id, small.first)
        #expect(!after.contains("The basis has changed") && !after.contains("decision.confirm"))
        #expect(after.contains("Confirmed unchanged") && after.contains("The law asks for nothing more"))
    }

    @Test("a measure whose document has another text since, on the page of its proposal and of its decision")
    func measure() async throws {
        let target = Reminder.Target(rule: .verification, subject: .document(policy), turn: 0, unit: nil).text
        let receipt = try await small.perform(
            .proposeMeasure,
            [
                "duties": [target], "measure": ["Verify it"], "unit": ["\(small.operations)"],
                "done": ["2026-12-31"], "question": ["Is it to be verified?"], "reasons": ["It is old"],
                "if_yes": ["It is verified"], "if_no": ["It is not"], "due": ["2026-11-20"],
            ])
        let proposal = try #require(receipt.subjects.first).id.seen(as: Proposal.self)
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(proposal)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                "members": ["\(small.first)", "\(small.second)"],
            ])
        let made = try decision().id
        func pages(_ person: ID<Person>) async throws -> [String] {
            let context = try await small.context(person, .en)
            return [
                try DecisionPage.content(made, in: context).body.string,
                try ProposalPage.content(proposal, in: context).body.string,
            ]
        }
        for page in try await pages(small.first) { #expect(!page.contains("The basis has changed")) }
        small.time.set("2026-11-10")
        try await small.draft(policy, "1. Purpose\nOther words.\n", number: "2.0")
        try await small.adopt(policy)
        for page in try await pages(small.second) {
            #expect(page.contains("The basis has changed") && page.contains("decision.confirm"))
        }
        for page in try await pages(small.staff) {
            #expect(page.contains("The basis has changed") && !page.contains("decision.confirm"))
        }
    }

    @Test(
        "why somebody is recused is asked for, and stands on the decision; where it was not asked for, the page says so"
    )
    func recusal() async throws {
        try await small.draft(policy, "1. Purpose\nOther words.\n", number: "2.0")
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        var answers: [String: [String]] = [
            "document": ["\(policy)"], "act": ["adopt"], "outcome": ["approved"], "method": ["meeting"],
            "members": ["\(small.first)"], "recused": ["\(small.second)"],
        ]
        let asked = try DecideForm.content(
            nil,
            in: try await small.context(small.first, .en, .today, answers.merging(["_preview": ["1"]]) { $1 }))
        #expect(asked.status == 422 && asked.body.string.contains("Write why they are recused"))
        answers["recusal"] = ["Owns <half> of the supplier"]
        let signing = try DecideForm.content(
            nil,
            in: try await small.context(small.first, .en, .today, answers.merging(["_preview": ["1"]]) { $1 }))
        #expect(signing.body.string.contains("Owns &lt;half&gt; of the supplier"))
        try await small.perform(.makeDecision, answers, by: small.first)
        let shown = try await page(try decision().id, small.staff)
        #expect(shown.contains("Recused because") && shown.contains("Owns &lt;half&gt; of the supplier"))
    }
}
