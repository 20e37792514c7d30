// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Pieces of pages are kept until a fact is added. Whoever looks must never notice.
@Suite("Kept pieces") struct KeptPiecesTests {
    private let text = "1. Purpose\nThe text shall be followed by all.\n"

    private func documents(_ context: Context) -> String { DocumentsPage.content(in: context).body.string }

    private func document(_ id: ID<Document>, _ context: Context) throws -> String {
        // Every form has an identity of its own for the command that it gives.
        try DocumentPage.content(id, version: nil, in: context).body.string
            .replacing(/name="_command" value="[^"]*"/, with: "")
    }

    @Test("A page from kept pieces is the page made anew, for everybody, in both languages, again and again")
    func same() async throws {
        let small = try await SmallHouse(on: "2025-11-01")
        let policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
        try await small.adopt(policy)
        let topic = try await small.importDocument(
            .topicPolicy, "Topic", text, unit: small.operations, parent: policy, classification: .confidential)
        small.time.set("2026-11-23")
        // Now, and not within the next second: the ledger's page says what is signed.
        try small.house.sign()
        for person in [small.line, small.head, small.first, small.staff] {
            for language in Language.allCases {
                for texts in [[:], ["sorter": ["titel"]], ["sorter": ["frist"]], ["status": ["over-frist"]]] {
                    var anew = try await small.context(person, language, .today, texts)
                    anew.kept = nil
                    for _ in 0..<2 {
                        let kept = try await small.context(person, language, .today, texts)
                        #expect(kept.kept != nil)
                        #expect(documents(kept) == documents(anew))
                    }
                }
                var anew = try await small.context(person, language)
                anew.kept = nil
                for _ in 0..<2 {
                    let kept = try await small.context(person, language)
                    #expect(try document(policy, kept) == document(policy, anew))
                    #expect((try? document(topic, kept)) == (try? document(topic, anew)))
                    for page in [OverviewPage.content, TasksPage.content, PersonsPage.content, LedgerPage.content] {
                        #expect(try await page(kept).body == page(anew).body)
                    }
                }
            }
        }
    }

    @Test("The pages of direktion and bestyrelse too, whoever looks")
    func bodies() async throws {
        let story = try await BodiesStory()
        let small = story.small
        for day in BodiesStory.days {
            try await story.play(day)
            for person in [small.line, small.head, small.first, small.staff] {
                for language in Language.allCases {
                    var anew = try await small.context(person, language)
                    anew.kept = nil
                    let pages = try BodiesAsOfTests.pages(anew)
                    for _ in 0..<2 {
                        #expect(try await BodiesAsOfTests.pages(small.context(person, language)) == pages, "\(day)")
                    }
                }
            }
        }
    }

    @Test("The next fact shows at once")
    func nextFact() async throws {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "Old name", text, unit: small.security)
        let before = try await small.context(small.line)
        #expect(documents(before).contains("Old name"))
        #expect(try document(policy, before).contains("Old name"))
        try await small.perform(
            .retitleDocument, ["document": ["\(policy)"], "title": ["New name"], "reason": ["Clearer"]])
        let after = try await small.context(small.line)
        #expect(documents(after).contains("New name") && !documents(after).contains("Old name"))
        #expect(try document(policy, after).contains("New name"))
    }

    @Test("What is erased is in no page, also where it was looked at just before")
    func erased() async throws {
        let small = try await SmallHouse()
        try await small.perform(
            .endEngagement,
            [
                "person": ["\(small.staff)"], "to": ["2026-11-01"],
                "engagement": try await small.house.sight(of: small.line).person(small.staff).engagements.map {
                    "\($0.id)"
                },
            ])
        small.time.set("2026-11-02")
        let all = ["status": ["alle"]]
        func names() async throws -> String {
            let context = try await small.context(small.line, .da, .today, all)
            return try await PersonsPage.content(in: context).body.string
                + LedgerPage.content(in: context).body.string
        }
        #expect(try await names().contains("Staff Member"))
        #expect(try await names().contains("Staff Member"))
        try await small.perform(
            .erasePerson, ["person": ["\(small.staff)"], "basis": ["request"], "decision": ["Asked for"]])
        #expect(try await !names().contains("Staff Member"))
    }

    @Test("A document that a person may not see does not come from what others looked at")
    func secret() async throws {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
        try await small.adopt(policy)
        let secret = try await small.importDocument(
            .procedure, "Zebra procedure", text, unit: small.operations, parent: policy, classification: .strict)
        for texts in [[:], ["sorter": ["titel"]], ["sorter": ["frist"]], ["art": ["procedure"]]] {
            let line = try await small.context(small.line, .da, .today, texts)
            #expect(documents(line).contains("Zebra"))
            let staff = try await small.context(small.staff, .da, .today, texts)
            #expect(!documents(staff).contains("Zebra"))
            #expect(throws: Refusal.self) { try document(secret, staff) }
            // What the one did not see is not missing for the other.
            #expect(documents(try await small.context(small.line, .da, .today, texts)).contains("Zebra"))
        }
    }

    @Test("What one may do is offered to no other")
    func acts() async throws {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
        let line = try await small.context(small.line)
        let staff = try await small.context(small.staff)
        #expect(try document(policy, line).contains("/udfoer/document.submit"))
        #expect(try !document(policy, staff).contains("/udfoer/document.submit"))
        #expect(try await LedgerPage.content(in: line).body.string.contains("/ret\""))
        #expect(try await !LedgerPage.content(in: staff).body.string.contains("/ret\""))
    }

    @Test("Midnight makes it late without a fact")
    func midnight() async throws {
        let small = try await SmallHouse(on: "2025-11-01")
        let policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
        try await small.adopt(policy)
        small.time.set("2026-11-01")
        #expect(documents(try await small.context(small.line)).contains("Gældende"))
        small.time.set("2026-11-02")
        #expect(documents(try await small.context(small.line)).contains("class=\"tag bad\""))
    }

    @Test("An alarm takes away what could be done a moment before")
    func alarm() async throws {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
        #expect(try document(policy, try await small.context(small.line)).contains("/udfoer/document.submit"))
        small.house.raise(.badCheckpoint)
        #expect(try !document(policy, try await small.context(small.line)).contains("/udfoer/document.submit"))
    }

    @Test("What is kept has an end")
    func most() async throws {
        let small = try await SmallHouse()
        let context = try await small.context(small.line)
        let long = HTML(text: String(repeating: "x", count: KeptPieces.longest))
        func isMade(_ piece: KeptPieces.Piece, _ markup: HTML) -> Bool {
            var made = false
            let shown = context.kept(piece) {
                made = true
                return markup
            }
            #expect(shown == markup)
            return made
        }
        // So many fit into each half. What is asked for again and again stays; of the others the last ones.
        let half = KeptPieces.most / 2 / (KeptPieces.longest + 100)
        #expect(isMade(.year, "year"))
        for position in 0..<200 {
            #expect(isMade(.entry(position), long))
            #expect(!isMade(.entry(position), long))
            #expect(!isMade(.year, "year"))
        }
        #expect(!isMade(.entry(199), long) && isMade(.entry(199 - 2 * half - 1), long) && isMade(.entry(0), long))
        // What is longer than may be kept is made each time.
        let longer = HTML(joining: [long, "y"])
        #expect(isMade(.newest(0), longer) && isMade(.newest(0), longer))
    }
}
