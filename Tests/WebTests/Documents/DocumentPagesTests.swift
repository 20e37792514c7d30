// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

private let policyText = """
    1. Purpose
    The policy protects what the *members* trust us with. It shall be followed by all.

    2. Documents
    2.1 Hierarchy
    Every document shall refer to the one above.

    2.2 Control
    Documents must be verified once a year.
    """

/// A house with a policy in force and overdue, a draft below it, a secret one, and an orphan.
private struct World {
    let small: SmallHouse
    let policy: ID<Document>, topic: ID<Document>, secret: ID<Document>, orphan: ID<Document>

    init() async throws {
        small = try await SmallHouse(on: "2025-11-01")
        policy = try await small.importDocument(
            .policy, "Security policy", policyText, unit: small.security, classification: .public,
            rows: [["1.0", "InfoSec", "New policy", "2023-12-06"], ["1.1", "InfoSec", "Review", "2024-12-05"]])
        try await small.adopt(policy)
        let gone = try await small.importDocument(
            .topicPolicy, "Old topic", "Old text shall go.", unit: small.operations, parent: policy)
        try await small.adopt(gone)
        secret = try await small.importDocument(
            .procedure, "Zebra procedure", "Keep the zebra hidden.", unit: small.operations, parent: policy,
            classification: .strict)
        try await small.adopt(secret)
        orphan = try await small.importDocument(
            .procedure, "Lonely procedure", "Nobody above.", unit: small.operations, parent: gone)
        try await small.decide(gone, "withdraw", "approved")
        try await small.perform(
            .withdrawDocument, ["document": ["\(gone)"], "from": ["2025-11-01"], "reason": ["Merged"]])
        small.time.set("2026-11-23")
        topic = try await small.importDocument(
            .topicPolicy, "Access topic", "Access shall be given by need.", unit: small.operations, parent: policy)
        try await small.draft(policy, policyText.replacing("once a year", with: "twice a year"), number: "1.2")
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        try await small.perform(
            .addAction,
            [
                "title": ["Tell everybody"], "why": ["New words"], "unit": ["\(small.security)"], "due": ["2026-12-01"],
                "document": ["\(policy)"],
            ])
    }

    func body(_ content: Content) -> String { content.body.string }

    /// Verifies the policy as it stands.
    func verify() async throws {
        try await small.perform(
            .verifyDocument,
            [
                "document": ["\(policy)"], "outcome": ["unchanged"], "strategy": ["-"],
                "administration": ["-"], "business": ["-"],
                "threats": ["-"], "society": ["-"], "improvement": ["None: read with care"],
            ])
    }

    func version(_ number: String) async throws -> ID<Document.Version> {
        let sight = try await small.house.sight(of: small.line)
        return try #require(try sight.document(policy).versions.first { $0.draft.number.description == number }).id
    }

    /// Every page of the area, for one person and language.
    func pages(_ person: ID<Person>, _ language: Language, _ view: Office.View = .today) async throws -> [(
        String, Content
    )] {
        let plain = try await small.context(person, language, view)
        let ofPolicy = try await small.context(person, language, view, ["document": ["\(policy)"], "act": ["adopt"]])
        var pages: [(String, Content)] = [
            ("list", DocumentsPage.content(in: plain)),
            (
                "by due",
                DocumentsPage.content(in: try await small.context(person, language, view, ["sorter": ["frist"]]))
            ),
            (
                "drafts",
                DocumentsPage.content(in: try await small.context(person, language, view, ["status": ["udkast"]]))
            ),
            ("policy", try DocumentPage.content(policy, version: nil, in: plain)),
            ("import", ImportForm.content(nil, in: plain)),
            ("draft", try DraftForm.content(nil, in: ofPolicy)),
            ("verify", try VerifyForm.content(nil, in: ofPolicy)),
            ("decide", try DecideForm.content(nil, in: ofPolicy)),
        ]
        for decision in plain.sight.decisions(about: policy) {
            pages.append(("decision", try DecisionPage.content(decision.id, in: plain)))
        }
        if view == .today {
            pages.append(("topic", try DocumentPage.content(topic, version: nil, in: plain)))
            let since = try await small.context(person, language, view, ["siden": ["\(try await version("1.1"))"]])
            pages.append(("changes", try DocumentPage.content(policy, version: try await version("1.2"), in: since)))
            pages.append(("comparison", try ComparisonPage.content(policy, in: plain)))
        }
        return pages
    }
}

@Suite("Pages of documents and decisions")
struct DocumentPagesTests {
    @Test(arguments: Language.allCases)
    func everyPageIsWellFormedWithUniqueIds(_ language: Language) async throws {
        let world = try await World()
        for person in [world.small.line, world.small.first, world.small.staff] {
            for (name, content) in try await world.pages(person, language) {
                let markup = Markup(world.body(content))
                #expect(markup.faults.isEmpty, "\(name): \(markup.faults.prefix(5))")
                #expect(world.body(content).contains("<h1"), "\(name)")
            }
        }
    }

    @Test func theReaderFindsFaults() {
        #expect(Markup("<p id=\"a\"><b>x</p></b>").faults.count >= 2)
        #expect(!Markup("<p id=\"a\"></p><p id=\"a\"></p>").faults.isEmpty)
        #expect(!Markup("<a href=\"#b\">x</a>").faults.isEmpty)
        #expect(!Markup("<p style=\"x\">a &nbsp; b</p>").faults.isEmpty)
        #expect(Markup("<p id=\"a\"><a href=\"#a\">x &amp; y</a></p>").faults.isEmpty)
    }

    @Test func englishPagesHaveNoDanishChrome() async throws {
        let world = try await World()
        for (name, content) in try await world.pages(world.small.line, .en) {
            let words = (Markup(world.body(content)).words + content.title).replacing("Værn", with: "")
            let leaks = words.split(separator: " ").filter { $0.contains { "æøåÆØÅ»«".contains($0) } }
            #expect(leaks.isEmpty, "\(name): \(leaks.prefix(8))")
        }
    }

    @Test func aClassifiedDocumentIsNowhereForThoseWithoutAccess() async throws {
        let world = try await World()
        for (name, content) in try await world.pages(world.small.staff, .da) {
            #expect(!world.body(content).lowercased().contains("zebra"), "\(name)")
        }
        let context = try await world.small.context(world.small.staff)
        #expect(throws: Refusal.unknown) { try DocumentPage.content(world.secret, version: nil, in: context) }
        let entitled = try await world.small.context(world.small.line)
        #expect(world.body(DocumentsPage.content(in: entitled)).contains("Zebra procedure"))
        #expect(
            world.body(try DocumentPage.content(world.secret, version: nil, in: entitled)).contains("Keep the zebra"))
    }

    private func commands(_ content: Content) -> Set<String> {
        Set(
            Markup(content.body.string).links.filter { $0.hasPrefix("/udfoer/") }
                .map { String($0.dropFirst("/udfoer/".count).prefix { $0 != "?" }) })
    }

    /// The state line, the list and the table of §12 say the same number after a verification.
    @Test func theNumberIsTheTablesNumber() async throws {
        let world = try await World()
        let context = try await world.small.context(world.small.line)
        let before = world.body(try DocumentPage.content(world.policy, version: nil, in: context))
        #expect(before.contains("Version 1.1, godkendt af direktionen") && !before.contains("Teksten fra version"))
        try await world.verify()
        let after = try await world.small.context(world.small.line)
        let number = try #require(try after.sight.document(world.policy).rows.last).number
        #expect("\(number)" == "1.3", "1.2 is on its way")
        #expect(world.body(DocumentsPage.content(in: after)).contains(">1.3<"))
        let page = world.body(try DocumentPage.content(world.policy, version: nil, in: after))
        #expect(page.contains("Version 1.3") && page.contains("Teksten fra version 1.1, godkendt af direktionen"))
    }

    /// A text that was confidential stays so when a newer one is open to everybody.
    @Test func anOldTextKeepsItsClass() async throws {
        let world = try await World()
        let small = world.small
        try await small.draft(world.secret, "A horse is no secret.", number: "2.0")
        try await small.perform(.submitVersion, ["document": ["\(world.secret)"], "lacking": ["Kun til test"]])
        try await small.decide(world.secret, "adopt", "approved")
        try await small.perform(.enforceVersion, ["document": ["\(world.secret)"], "from": ["2026-12-01"]])
        await #expect(throws: Refusal.self) {
            try DocumentPage.content(world.secret, version: nil, in: try await small.context(small.staff))
        }
        small.time.set("2026-12-01")
        let context = try await small.context(small.staff)
        #expect(
            world.body(try DocumentPage.content(world.secret, version: nil, in: context)).contains("A horse is no"))
        let old = try #require(try context.sight.document(world.secret).versions.first)
        #expect(throws: Refusal.self) { try DocumentPage.content(world.secret, version: old.id, in: context) }
        let compared = try await small.context(small.staff, .da, .today, ["siden": ["\(old.id)"]])
        let changes = world.body(try DocumentPage.content(world.secret, version: nil, in: compared))
        #expect(!changes.contains("zebra hidden"))
        let head = try await small.context(small.head)
        #expect(
            world.body(try DocumentPage.content(world.secret, version: old.id, in: head)).contains("the zebra hidden"))
    }

    @Test func buttonsFollowTheRights() async throws {
        let world = try await World()
        let small = world.small
        func offered(_ person: ID<Person>, _ id: ID<Document>) async throws -> Set<String> {
            commands(try DocumentPage.content(id, version: nil, in: try await small.context(person)))
        }
        let security = try await offered(small.line, world.policy)
        #expect(security.contains("document.verify"))
        #expect(!security.contains("decision.make"), "only who sits in the body decides")
        func mayWrite(_ person: ID<Person>, _ id: ID<Document>) async throws -> Bool {
            let page = try DocumentPage.content(id, version: nil, in: try await small.context(person))
            return Markup(page.body.string).links.contains(Route.manuscript(id).path)
        }
        #expect(try await !mayWrite(small.line, world.policy), "a version waits for its decision")
        let member = try await offered(small.first, world.policy)
        #expect(member.contains("decision.make"))
        #expect(!member.contains("document.verify"))
        let staff = try await offered(small.staff, world.policy)
        // Everybody may ask for leave to deviate, for the own unit.
        #expect(staff.subtracting(["action.add", "dispensation.request"]).isEmpty, "\(staff)")
        let head = try await offered(small.head, world.topic)
        #expect(head.isSuperset(of: ["document.submit", "document.transfer"]))
        #expect(try await mayWrite(small.head, world.topic))
        #expect(try await offered(small.head, world.policy).isDisjoint(with: ["document.verify", "document.transfer"]))
        #expect(commands(DocumentsPage.content(in: try await small.context(small.staff))).isEmpty)
        #expect(
            commands(DocumentsPage.content(in: try await small.context(small.line)))
                .isSuperset(of: ["document.import", "document.create", "document.place"]))
    }

    @Test func aPastDayHasNoButtons() async throws {
        let world = try await World()
        let day = try #require(Day("2025-11-20"))
        for view in [Office.View.then(day), .now(day)] {
            let context = try await world.small.context(world.small.line, .da, view)
            let pages = [
                DocumentsPage.content(in: context), try DocumentPage.content(world.policy, version: nil, in: context),
            ]
            for content in pages {
                #expect(commands(content).isEmpty)
                #expect(!content.body.string.contains("method=\"post\""))
            }
            // On that day version 1.1 was in force, not overdue, and 1.2 not yet written.
            #expect(content(pages[1], says: "Gældende"))
            #expect(!pages[1].body.string.contains("Version 1.2"))
        }
    }

    private func content(_ content: Content, says words: String) -> Bool { content.body.string.contains(words) }

    @Test func theListPutsWhatDemandsActionOnTop() async throws {
        let world = try await World()
        let list = DocumentsPage.content(in: try await world.small.context(world.small.line)).body.string
        let late = try #require(list.firstRange(of: "id=\"over-frist\""))
        let loose = try #require(list.firstRange(of: "id=\"mangler\""))
        let lonely = try #require(list.firstRange(of: "Lonely procedure"))
        #expect(late.lowerBound < loose.lowerBound)
        #expect(loose.lowerBound < lonely.lowerBound)
        #expect(list.contains("nm d1"), "the topic hangs under the policy")
        #expect(!list.contains("Old topic</a>"), "what is withdrawn is shown on request")
        let withdrawn = DocumentsPage.content(
            in: try await world.small.context(world.small.line, .da, .today, ["status": ["ophaevet"]])
        ).body.string
        #expect(withdrawn.contains("Old topic</a>"))
        #expect(!withdrawn.contains("Lonely procedure"))
    }

    @Test func theDocumentShowsItsTableDemandsAndDuties() async throws {
        let world = try await World()
        let page = try DocumentPage.content(
            world.policy, version: nil, in: try await world.small.context(world.small.line)
        )
        .body.string
        #expect(page.contains("Over frist"))
        #expect(page.contains("Politikkens afsnit 7.3"))
        #expect(page.contains("importeret"))
        #expect(page.contains("InfoSec") && page.contains("New policy"))
        #expect(page.contains("Mulige krav i teksten (3)"))
        #expect(page.contains("href=\"#2-2.p1\"") && page.contains("id=\"2-2.p1\""))
        #expect(page.contains("<em>members</em>"))
        #expect(page.contains("B-2025-001"))
        #expect(page.contains("Tell everybody"))
        #expect(!page.contains("Grundlaget er ændret"), "the next draft is no change of what was decided")
    }

    @Test("A long history is short on the page, and whole on request, each entry once and newest first")
    func longHistory() async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        let policy = try await small.importDocument(.policy, "Policy", policyText, unit: small.security)
        func lines(_ texts: [String: [String]] = [:], version: ID<Document.Version>? = nil) async throws -> (
            Int, String
        ) {
            let context = try await small.context(small.line, .da, .today, texts)
            let page = try DocumentPage.content(policy, version: version, in: context).body.string
            let start = try #require(page.range(of: "id=\"historik\""))
            let part = String(page[start.lowerBound...])
            return (part.split(separator: "<li><span class=\"pos\">").count - 1, part)
        }
        let (few, short) = try await lines()
        #expect((1...DocumentHistory.most).contains(few) && !short.contains("Vis hele historikken"))
        for number in 0..<15 {
            try await small.perform(
                .retitleDocument, ["document": ["\(policy)"], "title": ["Name \(number)"], "reason": ["Again"]])
        }
        for _ in 0..<2 {
            let (shown, page) = try await lines()
            #expect(shown == DocumentHistory.most && page.contains("Name 14"))
            #expect(page.contains("href=\"/dokumenter/\(policy)?historik=alle#historik\""))
            #expect(page.contains("Vis hele historikken"))
        }
        let (all, whole) = try await lines(["historik": ["alle"]])
        #expect(all == few + 15 && !whole.contains("Vis hele historikken"))
        #expect((0..<15).allSatisfy { whole.contains("Name \($0)«") })
        let version = try await small.house.sight(of: small.line).document(policy).versions[0].id
        #expect(try await lines(version: version).1.contains("/versioner/\(version)?historik=alle#historik"))
    }
}
