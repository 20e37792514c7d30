// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office
import Testing

@testable import Web

private let text = """
    1. Purpose
    Everybody shall know it.

    2. Rules
    Keys must be kept.

    3. Version history
    Version  Unit  Update  Date
    1.0  InfoSec  New policy  6. december 2023
    1.1  CAI  Verified  5. december 2024
    """

@Suite("Forms of documents and decisions")
struct DocumentFormsTests {
    private func submitted() async throws -> (SmallHouse, ID<Document>) {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "The policy", text, unit: small.security)
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        return (small, policy)
    }

    @Test(arguments: Language.allCases)
    func thePreviewShowsWhatWasUnderstoodAndKeepsWhatWasChanged(_ language: Language) async throws {
        let small = try await SmallHouse()
        let file = Arguments.File(name: "policy.txt", bytes: Array(text.utf8))
        let context = try await small.context(
            small.line, language, .today, ["kind": ["politik"], "adjust": ["", "paragraph:0"]], files: ["file": file])
        let page = ImportForm.content(nil, in: context)
        let body = page.body.string
        #expect(Markup(body).faults.isEmpty, "\(Markup(body).faults.prefix(5))")
        #expect(page.status == 200)
        #expect(body.contains("value=\"1.0\"") && body.contains("value=\"06.12.2023\""))
        #expect(body.contains("name=\"row_drop\""))
        #expect(body.contains("<input type=\"hidden\" name=\"adjust\" value=\"paragraph:0\">"))
        #expect(body.contains("<input type=\"hidden\" name=\"adjust\" value=\"next\">"))
        #expect(body.contains("value=\"merge:1\"") && body.contains("value=\"heading:0:1\""))
        #expect(!body.contains("value=\"merge:0\""), "there is nothing before the first block")
    }

    @Test func aFileThatCannotBeReadIsExplainedAtItsField() async throws {
        let small = try await SmallHouse()
        let file = Arguments.File(name: "a.pdf", bytes: Array("%PDF-1.7 …".utf8))
        let page = ImportForm.content(
            nil, in: try await small.context(small.line, .en, .today, [:], files: ["file": file]))
        #expect(page.status == 422)
        #expect(page.body.string.contains("id=\"file-e\""))
        #expect(page.body.string.contains("PDF"))
        #expect(Markup(page.body.string).faults.isEmpty)
    }

    @Test func rowsAreTakenFromTheFormAndDroppedOnesAreGone() throws {
        var arguments = Arguments([
            "row_number": ["1.0", "v1.1", ""], "row_unit": ["A", "B", ""], "row_update": ["x", "y", ""],
            "row_day": ["1.2.2023", "1.2.2024", ""], "row_drop": ["0"], "_rows": ["1"],
        ])
        ImportRows(arguments, nil).put(into: &arguments)
        #expect(arguments.texts["row_number"] == ["1.1"])
        #expect(arguments.texts["row_unit"] == ["B"])
        #expect(arguments.texts["row_drop"] == nil)
        var none = Arguments(["_rows": ["1"]])
        ImportRows(none, nil).put(into: &none)
        #expect(none.texts["row_number"] == [])
    }

    @Test func adjustmentsReadBackAndKeepTheirPlaces() throws {
        let all: [Adjustment] = [
            .heading(block: 4, level: 2), .paragraph(block: 1), .listItem(block: 2, depth: 1),
            .mergeWithPrevious(block: 3),
            .split(block: 5, offset: 120), .setNumber(block: 6, number: "7.3"), .setNumber(block: 6, number: nil),
            .setTitle("A: b"), .dropVersionRow(1),
        ]
        for adjustment in all { #expect(try Adjustment(text: try #require(adjustment.text)) == adjustment) }
        #expect(
            try Adjustment.reading(["merge:2", "", "paragraph:1", "merge:5", "next", "merge:1"])
                == [
                    .paragraph(block: 1), .mergeWithPrevious(block: 5), .mergeWithPrevious(block: 2),
                    .mergeWithPrevious(block: 1),
                ])
        for wrong in ["heading:4", "merge:x", "merge:-1", "paint:1", "split:1"] {
            #expect(throws: Refusal.self) { try Adjustment(text: wrong) }
        }
    }

    @Test(arguments: Language.allCases)
    func theSecondStepShowsExactlyWhatWillBeWritten(_ language: Language) async throws {
        let (small, policy) = try await submitted()
        let answers = [
            "document": ["\(policy)"], "act": ["adopt"], "outcome": ["approved"], "method": ["minutes"],
            "minutes": ["DIR 2026-05"], "members": ["\(small.first)", "\(small.second)"], "_preview": ["1"],
        ]
        let page = try DecideForm.content(nil, in: try await small.context(small.first, language, .today, answers))
        let body = page.body.string
        #expect(Markup(body).faults.isEmpty, "\(Markup(body).faults.prefix(5))")
        #expect(body.contains("class=\"record\""))
        for said in ["DIR 2026-05", "Mette Ravn", "Birgitte Lund", "The policy"] { #expect(body.contains(said)) }
        #expect(body.contains("name=\"minutes\" value=\"DIR 2026-05\""))
        #expect(!body.contains("type=\"radio\""))

        // Nothing is answered beforehand.
        let first = try DecideForm.content(
            nil,
            in: try await small.context(small.first, language, .today, ["document": ["\(policy)"], "act": ["adopt"]])
        ).body.string
        #expect(!first.contains(" checked"))
        #expect(!first.contains("class=\"record\""))
    }

    @Test func anIncompleteAnswerIsAskedForBeforeSigning() async throws {
        let (small, policy) = try await submitted()
        let base = [
            "document": ["\(policy)"], "act": ["adopt"], "outcome": ["rejected"], "method": ["meeting"],
            "members": ["\(small.first)"], "_preview": ["1"],
        ]
        let page = try DecideForm.content(nil, in: try await small.context(small.first, .da, .today, base))
        #expect(page.status == 422)
        #expect(page.body.string.contains("Skriv, hvorfor det afvises."))
        #expect(!page.body.string.contains("class=\"record\""))
        var both = base
        both["reason"] = ["No"]
        both["recused"] = ["\(small.first)"]
        #expect(try DecideForm.content(nil, in: try await small.context(small.first, .da, .today, both)).status == 422)
    }

    @Test func theDocumentAndItsDecisionPrintTheNamesOfTheirDayAndWhatIsErased() async throws {
        let (small, policy) = try await submitted()
        try await small.decide(policy, "adopt", "approved")
        try await small.perform(.enforceVersion, ["document": ["\(policy)"], "from": ["2026-11-01"]])
        small.time.set("2027-02-01")
        try await small.perform(
            .renamePerson, ["person": ["\(small.first)"], "name": ["Mette Married"], "from": ["2027-02-01"]])
        let context = try await small.context(small.line)
        let decision = try #require(context.sight.decisions(about: policy).first)
        let page = try DecisionPage.content(decision.id, in: context).body.string
        #expect(page.contains("Mette Ravn") && !page.contains("Mette Married"))
        try await small.perform(
            .erasePerson,
            [
                "person": ["\(small.second)"], "basis": [ErasureBasis.allCases[0].rawValue], "decision": ["Asked"],
                "decided_by": ["\(small.line)"],
            ])
        let after = try DecisionPage.content(decision.id, in: try await small.context(small.line)).body.string
        #expect(!after.contains("Birgitte Lund"))
        #expect(after.contains("slettet"))
    }

    @Test func whatWasAnnulledIsStruckOutWithItsReason() async throws {
        let (small, policy) = try await submitted()
        let receipt = try await small.perform(
            .nameContact, ["document": ["\(policy)"], "contact": ["\(small.staff)"]])
        try await small.perform(
            .annulFact, ["position": ["\(receipt.positions.lowerBound)"], "reason": ["Wrong person"]])
        let page = try DocumentPage.content(policy, version: nil, in: try await small.context(small.line)).body.string
        #expect(page.contains("class=\"annulled\""))
        #expect(page.contains("<s>") && page.contains("Wrong person"))
        #expect(!page.contains("/revisionsspor/\(receipt.positions.lowerBound)/ret"))
    }

    @Test func theVerificationShowsTheAnswersOfLastTime() async throws {
        let (small, policy) = try await submitted()
        try await small.decide(policy, "adopt", "approved")
        try await small.perform(.enforceVersion, ["document": ["\(policy)"], "from": ["2026-11-01"]])
        try await small.perform(
            .verifyDocument,
            [
                "document": ["\(policy)"], "outcome": ["unchanged"], "strategy": ["In line"],
                "administration": ["Fits the work"],
                "business": ["No change"], "threats": ["Quiet year"], "society": ["New law"],
                "improvement": ["Shorter"],
            ])
        small.time.set("2027-10-20")
        let page = try VerifyForm.content(
            nil, in: try await small.context(small.line, .da, .today, ["document": ["\(policy)"]])
        ).body.string
        for note in ["In line", "Fits the work", "No change", "Quiet year", "New law", "Shorter"] {
            #expect(page.contains(note))
        }
        #expect(page.contains("Sidst, 01.11.2026"))
        #expect(!page.contains(" checked"))
        #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults.prefix(5))")
    }
}

@Suite("Markdown inside a block")
struct InlineTextTests {
    @Test(arguments: [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        ("**Strong** and *soft*", "<strong>Strong</strong> and <em>soft</em>"),
        ("_soft_ but snake_case_name", "<em>soft</em> but snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("[site](https://example.org)", "<a href=\"https://example.org\">site</a>"),
        ("[bad](javascript:alert(1))", "bad (javascript:alert(1))"),
        ("\\*kept\\*", "*kept*"),
        ("**open", "**open"),
        ("one\ntwo", "one<br>two"),
        ("<script>*x*</script>", "&lt;script&gt;<em>x</em>&lt;/script&gt;"),
    ])
    func isMarkupOfOurs(_ written: String, _ shown: String) {
        #expect(InlineText.html(written).string == shown)
    }

    @Test func survivesHostileText() {
        for text in ["***", "[[](", "`", "\\", "*_*_*_*_a_*_*", String(repeating: "*a ", count: 400)] {
            #expect(Markup("<p>\(InlineText.html(text).string)</p>").faults.isEmpty, "\(text.prefix(20))")
        }
    }

    /// Marks that never end, each of which once was looked for to the end of the text.
    @Test(arguments: ["[", "[a](", "]", "*", "*a ", "**a ", "_", " _a", "__a ", "`", "``a", "<", "\\", "[*_`", "*a* _"])
    func takesTimeByItsLengthOnly(_ piece: String) {
        let text = String(repeating: piece, count: 50_000)
        let took = ContinuousClock().measure {
            #expect(InlineText.html(text).string.utf8.count >= text.utf8.count / 2)
            #expect(!InlineText.plain(text).isEmpty)
        }
        #expect(took < .seconds(5), "\(piece) \(took)")
    }
}
