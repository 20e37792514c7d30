// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// §7.1-c: references between documents, and what a reader sees of them who may not see the other document (§7.2-d).
@Suite struct RelatedPagesTests {
    private struct World {
        let small: SmallHouse
        let policy: ID<Document>, open: ID<Document>, secret: ID<Document>

        init() async throws {
            small = try await SmallHouse()
            let text = "1. Purpose\n\nAccess shall be given by need.\n"
            policy = try await small.importDocument(.policy, "Policy", text, unit: small.security)
            try await small.adopt(policy)
            open = try await small.importDocument(
                .procedure, "Open procedure", text, unit: small.security, parent: policy)
            secret = try await small.importDocument(
                .procedure, "Canary procedure", text, unit: small.operations, parent: policy,
                classification: .strict)
            try await small.perform(
                .relateDocument, ["document": ["\(open)"], "other": ["\(secret)"], "relation": ["udmoenter"]])
            try await small.perform(
                .relateDocument, ["document": ["\(open)"], "other": ["\(policy)"], "relation": ["se_ogsaa"]])
            try await small.perform(
                .relateDocument, ["document": ["\(secret)"], "other": ["\(open)"], "relation": ["erstatter"]])
        }

        func page(_ id: ID<Document>, _ person: ID<Person>) async throws -> String {
            let context = try await small.context(person)
            return String(
                decoding: try DocumentPage.content(id, version: nil, in: context).body.bytes, as: UTF8.self)
        }
    }

    @Test func bothDocumentsShowIt() async throws {
        let world = try await World()
        let (open, policy) = (
            try await world.page(world.open, world.small.line), try await world.page(world.policy, world.small.line)
        )
        #expect(open.contains("Udmønter") && open.contains("Canary procedure") && open.contains("Erstattet af"))
        #expect(policy.contains("Se også") && policy.contains("Open procedure"))
    }

    @Test func whoMayNotSeeTheOtherSeesNoReference() async throws {
        let world = try await World()
        let page = try await world.page(world.open, world.small.staff)
        #expect(page.contains("Se også") && page.contains("Policy"))
        for word in ["Canary", "Udmønter", "Erstattet af", "noget, du ikke har adgang til"] {
            #expect(!page.contains(word), "\(word)")
        }
        let sight = try await world.small.house.sight(of: world.small.staff)
        let document = try sight.document(world.open)
        #expect(sight.related(to: document).count == 1)
        // Nor in the ledger: neither the entry nor a count of it.
        let kinds = sight.entries(about: .document(world.open)).map(\.kind)
        #expect(kinds.filter { $0 == .documentRelated }.count == 1)
        #expect(sight.newestEntries(most: 200).filter { $0.kind == .documentRelated }.count == 1)
        let hidden = try #require(
            world.small.house.entries(about: [.document(world.open)], known: .max, most: 50).last {
                $0.kind == .documentRelated
            })
        #expect(throws: Refusal.self) { try sight.entry(hidden.position) }
    }

    @Test func anAnnulledReferenceIsSeenByThoseWhoSawIt() async throws {
        let world = try await World()
        let hidden = try #require(
            world.small.house.entries(about: [.document(world.open)], known: .max, most: 50).last {
                $0.kind == .documentRelated
            })
        try await world.small.perform(.annulFact, ["position": ["\(hidden.position)"], "reason": ["Canary"]])
        let (staff, line) = (
            try await world.small.house.sight(of: world.small.staff),
            try await world.small.house.sight(of: world.small.line)
        )
        #expect(!staff.entries(about: .document(world.open)).contains { $0.kind == .documentAnnulled })
        #expect(line.entries(about: .document(world.open)).contains { $0.kind == .documentAnnulled })
    }

    @Test func aWithdrawnDocumentIsShownAsSuch() async throws {
        let world = try await World()
        try await world.small.perform(
            .withdrawDocument,
            ["document": ["\(world.secret)"], "from": ["\(world.small.house.clock.today)"], "reason": ["Old"]])
        let page = try await world.page(world.open, world.small.line)
        let row = try #require(page.firstRange(of: "Udmønter").map { page[$0.lowerBound...].prefix(600) })
        #expect(row.contains("Ophævet"))
    }

    @Test(
        "what is written as an address inside Værn",
        arguments: [
            ("/d/7", "/d/7"), ("/d/7#7-3", "/d/7#7-3"), ("/d/7/1.2#7-3.p2", "/d/7/1.2#7-3.p2"), ("#7-3", "#7-3"),
            ("/d/07", nil), ("/d/", nil), ("/dokumenter", nil), ("//evil.example/d/7", nil), ("/d/7#", nil),
            ("/d/7#<b>", nil), ("javascript:alert(1)", nil), ("#", nil), ("", nil),
        ])
    func addresses(_ written: String, _ link: String?) {
        #expect(OwnReference(written)?.link.text == link)
    }

    @Test func aLinkThatLeadsNowhereIsExplained() async throws {
        let world = try await World()
        let context = try await world.small.context(world.small.staff)
        let sight = context.sight
        let (open, secret) = (try sight.document(world.open).number, 3)
        func fault(_ address: String) throws -> String? {
            try #require(OwnReference(address)).fault(in: nil, context)?.en
        }
        #expect(try fault("/d/\(open)") == nil)
        #expect(try fault("/d/\(open)#1") == nil)
        #expect(try fault("/d/\(open)#9-9") == "the document has no such paragraph")
        #expect(try fault("/d/\(open)/9.9") == "the document has no such version")
        #expect(try fault("#1") == "there is no such paragraph in the text")
        // A document that one may not see is answered like one that is not there.
        #expect(try fault("/d/\(secret)") == fault("/d/999"))
        #expect(try fault("/d/\(secret)#1") == fault("/d/999#1"))
    }
}
