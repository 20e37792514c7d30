// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

/// Clause rows 7.1-b, 7.2-a, 7.2-c, 7.2-e and 7.3-g, as people meet them: what a document says of its place, what is
/// kept of its text, which version one reads, what its text demands, and what a verification is a record of.
@Suite("§7: governing documents as they are read")
struct GoverningTests {
    private struct World {
        let small: SmallHouse
        let policy: ID<Document>, topic: ID<Document>

        init() async throws {
            small = try await SmallHouse(on: "2026-03-02")
            policy = try await small.importDocument(
                .policy, "Security policy", "1. Purpose\nEverybody shall know the first words.\n", unit: small.security,
                classification: .public)
            try await small.adopt(policy)
            topic = try await small.importDocument(
                .topicPolicy, "Access topic", "1. Purpose\nA few words about doors.\n", unit: small.operations,
                parent: policy)
            try await small.adopt(topic)
        }

        func page(_ id: ID<Document>, _ version: ID<Document.Version>? = nil) async throws -> String {
            try DocumentPage.content(id, version: version, in: try await small.context(small.line)).body.string
        }

        func newVersion() async throws {
            small.time.set("2026-06-01")
            try await small.draft(policy, "1. Purpose\nEverybody shall know the second words.\n", number: "2.0")
            try await small.adopt(policy)
        }
    }

    @Test("7.1-b: the document above is printed in the document: on the page, in every file, and on the public page")
    func theDocumentAboveIsPrinted() async throws {
        let world = try await World()
        let sight = try await world.small.house.sight(of: world.small.line)
        for (id, above) in [(world.policy, "Strategien"), (world.topic, "Security policy")] {
            #expect(try await world.page(id).contains("Overordnet dokument"))
            let export = try VersionExport(id, nil, sight, .da)
            #expect(export.facts.first { $0.name.da == "Overordnet dokument" }?.value == above)
            let printed = String(decoding: PrintPage(export).page, as: UTF8.self)
            #expect(printed.contains("Overordnet dokument") && printed.contains(above))
            let markdown = try await export.bytes(as: .markdown, Printer(nil))
            #expect(String(decoding: markdown, as: UTF8.self).contains("overordnet dokument: \(above)"))
        }
        try await world.small.perform(.setPublication, ["on": ["1"], "contact": ["ask@example.org"]])
        let open = await PublicHouse.get("/offentlig/1", PublicHouse.door(world.small.house))
        #expect(open.text.contains("Overordnet dokument") && open.text.contains("Strategien"))
        // Somebody who may not see what stands above is told that there is one, and no more.
        let hidden = try await world.small.importDocument(
            .topicPolicy, "Zebra topic", "1. Purpose\nIt shall stay hidden.\n", unit: world.small.operations,
            parent: world.policy, classification: .strict)
        try await world.small.adopt(hidden)
        let below = try await world.small.importDocument(
            .procedure, "Door procedure", "1. Purpose\nIt shall be read.\n", unit: world.small.operations,
            parent: hidden)
        let other = try await world.small.house.sight(of: world.small.staff)
        let facts = try VersionExport(below, nil, other, .en).facts.map(\.value)
        #expect(facts.contains("A document you have no access to") && !facts.joined().contains("Zebra"))
    }

    @Test(
        "7.2-a: the entry of a version locks its text, its class and its number; the text is found again byte by byte")
    func theEntryLocksTheText() async throws {
        let world = try await World()
        let house = world.small.house
        let version = try #require(house.state.register.documents[world.policy]?.versions.first)
        var committed: Hash32?
        try house.store.read(version.position..<version.position + 1) { row in
            let leaf = try FlatObject(row.leaf)
            committed = Hash32(base64: try leaf.object("values").string("text"))
            return false
        }
        let kept = try #require(try house.store.value(Ref(version.draft.text)))
        #expect(Digest.commitment(key: kept.key, kept.bytes) == committed)
        #expect(try DocumentText(decoding: kept.bytes).plainText.contains("the first words"))
        let entry = try house.entry(at: version.position)
        guard case .document(world.policy, .drafted(version.id, let draft)) = entry.fact else {
            Issue.record("the entry tells of another text")
            return
        }
        #expect(draft.number == VersionNumber(1, 0) && draft.classification == .public)
        try house.sign()
        #expect(house.proof(of: version.position) != nil)
    }

    @Test(
        "7.2-c, breach: once a newer version is in force, every way without a version leads to it, and the old one says so"
    )
    func whatHoldsTodayIsWhatOneReads() async throws {
        let world = try await World()
        let first = try #require(world.small.house.state.register.documents[world.policy]?.versions.first)
        try await world.newVersion()
        let page = try await world.page(world.policy)
        #expect(page.contains("the second words") && !page.contains("the first words"))
        let old = try await world.page(world.policy, first.id)
        #expect(old.contains("the first words") && old.contains("Erstattet"))
        #expect(old.contains("/dokumenter/\(world.policy)"), "the way to what holds")
        let sight = try await world.small.house.sight(of: world.small.line)
        func found(_ words: String, withOld: Bool = false) async throws -> Int {
            var ask = SearchAsk(words)
            ask.withOld = withOld
            for _ in 0..<2000 {
                let answer = await sight.search(ask)
                if answer.isComplete { return answer.hits.count { $0.field == .text } }
                try await Task.sleep(for: .milliseconds(2))
            }
            return -1
        }
        #expect(try await found("second words") == 1)
        #expect(try await found("first words") == 0)
        #expect(try await found("first words", withOld: true) == 1)
        // What is taken home without naming a version, too.
        #expect(try VersionExport(world.policy, nil, sight, .da).version.draft.number == VersionNumber(2, 0))
    }

    @Test("7.2-c, breach: a version that holds only from a later day is not what one reads before it")
    func whatHoldsLaterIsNotReadToday() async throws {
        let world = try await World()
        world.small.time.set("2026-06-01")
        try await world.small.draft(world.policy, "1. Purpose\nEverybody shall know the second words.\n", number: "2.0")
        try await world.small.perform(.submitVersion, ["document": ["\(world.policy)"], "lacking": ["Kun til test"]])
        try await world.small.decide(world.policy, "adopt", "approved")
        try await world.small.perform(.enforceVersion, ["document": ["\(world.policy)"], "from": ["2026-07-01"]])
        #expect(try await world.page(world.policy).contains("the first words"))
        world.small.time.set("2026-07-01")
        #expect(try await world.page(world.policy).contains("the second words"))
    }

    @Test("7.2-e, breach: a text without requirements is shown as such")
    func aTextThatDemandsNothingSaysSo() async throws {
        let world = try await World()
        let page = try await world.page(world.topic)
        #expect(page.contains("Mulige krav i teksten (0)") && page.contains("politikkens afsnit 7.2"))
        let other = try await world.page(world.policy)
        #expect(other.contains("Mulige krav i teksten (1)") && !other.contains("politikkens afsnit 7.2"))
        #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults)")
    }

    @Test("a table is read as one, with its head in it, also where it goes over a page")
    func tables() throws {
        var last: UInt64 = 0
        let text = "# 1. A\n\n| X | Y |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nSlut.\n"
        let read = try DocumentImport.propose(Array(text.utf8), fileName: "a.md") {
            last += 1
            return ParagraphID(high: 1, low: last)
        }
        #expect(read.text.blocks.contains { $0.kind == .furniture }, "the line below the head")
        let section = try #require(DocumentReading(read.text, .da).sections.first)
        let pieces = section.blocks.compactMap { block in
            if case .paragraph(let paragraph) = block { paragraph.body.string } else { nil }
        }
        #expect(pieces.count == 2)
        #expect(
            pieces[0].contains(
                #"<table><thead><tr><th scope="col">X</th><th scope="col">Y</th></tr></thead><tbody><tr "#))
        #expect(pieces[0].contains("<td>3</td><td>4</td></tr></tbody></table>"))
    }

    @Test(
        "7.3-g: the entry of a verification is its record: text and hash, who for which unit, answers, outcome, next day"
    )
    func aVerificationIsARecord() async throws {
        let world = try await World()
        let answers = ["strategy", "administration", "business", "threats", "society", "improvement"]
        let receipt = try await world.small.perform(
            .verifyDocument,
            ["document": ["\(world.policy)"], "outcome": ["unchanged"]].merging(
                answers.map { ($0, ["What we found of \($0)"]) }
            ) { $1 })
        let context = try await world.small.context(world.small.line)
        let page = try await EntryPage.content(receipt.positions.lowerBound, in: context).body.string
        let version = try #require(world.small.house.state.register.documents[world.policy]?.versions.first)
        let hash = Digest.sha256(try #require(world.small.house.texts.bytes(version.draft.text))).hex
        for words in answers.map({ "What we found of \($0)" }) + [hash, "Security", "1.1", "Uændret", "2. marts 2027"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.contains("/dokumenter/\(world.policy)/versioner/\(version.id)"))
        #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults)")
    }
}
