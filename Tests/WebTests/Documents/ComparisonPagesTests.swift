// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// What a reader sees of a change: in place in the text, and on the page that compares two versions (policy §§7.3, 10).
@Suite("Comparing versions on pages")
struct ComparisonPagesTests {
    private static let first = """
        1. Purpose

        The policy protects the citizens.

        Everybody reads it once a year.

        2. Keys

        Keys are kept in a safe.

        Lost keys are reported.
        """
    private static let second = """
        1. Purpose

        Lost keys are reported.

        The policy protects the citizens.

        Everybody reads it twice a year.

        2. Keys

        Visitors are met at the door by somebody who works here.
        """

    private struct World {
        let small: SmallHouse
        let policy: ID<Document>
    }

    private func world() async throws -> World {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(.policy, "Policy", Self.first, unit: small.security)
        try await small.adopt(policy)
        try await small.draft(policy, Self.second, number: "1.1")
        return World(small: small, policy: policy)
    }

    private func page(
        _ world: World, _ texts: [String: [String]] = [:], _ language: Language = .da
    ) async throws -> String {
        try ComparisonPage.content(
            world.policy, in: try await world.small.context(world.small.line, language, .today, texts)
        ).body.string
    }

    @Test func changesAreShownInPlaceForEyesAndEars() async throws {
        let world = try await world()
        let sight = try await world.small.house.sight(of: world.small.line)
        let draft = try #require(try sight.document(world.policy).versions.last)
        for named in ["1.0", "\(try #require(try sight.document(world.policy).versions.first).id)"] {
            let context = try await world.small.context(world.small.line, .da, .today, ["siden": [named]])
            let page = try DocumentPage.content(world.policy, version: draft.id, in: context).body.string
            #expect(
                page.contains(
                    "<del><span class=\"vh\" lang=\"da\">(fjernet: </span>once<span class=\"vh\" lang=\"da\">)</span></del> "
                        + "<ins><span class=\"vh\" lang=\"da\">(indsat: </span>twice<span class=\"vh\" lang=\"da\">)</span></ins>"
                ))
            #expect(page.contains("Siden version 1.0: 1 afsnit ændret, 1 nyt, 1 udgået, 1 flyttet"))
            #expect(page.contains("Sharper words"), "the version's reason")
            #expect(page.contains("Ændret i 1.1: Sharper words") || page.contains("Nyt i 1.1: Sharper words"))
            #expect(!page.contains("<ins>The policy"))
            #expect(page.contains("/sammenlign?fra=1.0&amp;til=1.1"))
        }
    }

    /// Given two versions, when somebody opens the page with their numbers, then it says what happened to each paragraph.
    @Test func thePageComparesAnyTwoVersions() async throws {
        let world = try await world()
        let shown = try await page(world, ["fra": ["1.0"], "til": ["1.1"]])
        #expect(shown.contains("Fra version 1.0 til 1.1: 1 afsnit ændret, 1 nyt, 1 udgået, 1 flyttet."))
        for word in ["Ændret", "Nyt", "Udgået", "Flyttet"] { #expect(shown.contains(">\(word)</span>"), "\(word)") }
        #expect(shown.contains("fra 2, stk. 2"))
        #expect(shown.contains("<details class=\"same\"><summary lang=\"da\">Vis 1 uændret afsnit"))
        // Without choice: from the one in force to the one on its way.
        #expect(try await page(world).contains("Fra version 1.0 til 1.1"))
        let back = try await page(world, ["fra": ["1.1"], "til": ["1.0"]], .en)
        #expect(back.contains("From version 1.1 to 1.0: 1 paragraph changed, 1 new, 1 gone, 1 moved."))
        #expect(back.contains("(removed: </span>twice"))
    }

    @Test func whatCannotBeComparedIsSaid() async throws {
        let world = try await world()
        #expect(
            try await page(world, ["fra": ["1.1"], "til": ["1.1"]]).contains("Du har valgt den samme version to gange"))
        await #expect(throws: Refusal.unknown) { try await page(world, ["fra": ["9.9"]]) }
        let lonely = try await world.small.importDocument(
            .procedure, "Alone", Self.first, unit: world.small.security, parent: world.policy)
        let content = try ComparisonPage.content(lonely, in: try await world.small.context(world.small.line))
        #expect(content.body.string.contains("intet at sammenligne"))
    }

    /// Breach: a text that is more confidential than its reader may see is in no comparison, under no number.
    @Test func aTextThatMayNotBeReadIsNotCompared() async throws {
        let world = try await world()
        let small = world.small
        let secret = try await small.importDocument(
            .procedure, "Doors", "1. Doors\n\nThe zebra code is hidden.\n", unit: small.operations,
            parent: world.policy, classification: .confidential)
        try await small.draft(secret, "1. Doors\n\nThe code is changed.\n", number: "2.0")
        try await small.adopt(secret)
        let staff = try await small.context(small.staff, .da, .today, ["fra": ["1.0"], "til": ["2.0"]])
        let shown = try ComparisonPage.content(secret, in: staff).body.string
        #expect(shown.contains("kun én tekst at læse") && !shown.contains("zebra") && !shown.contains("1.0"))
        let own = try await small.context(small.line, .da, .today, ["fra": ["1.0"], "til": ["2.0"]])
        #expect(try ComparisonPage.content(secret, in: own).body.string.contains("zebra"))
    }

    /// What somebody opened before is offered as what to compare with, also after the new version was opened once.
    @Test func whatChangedSinceOneLastReadIsOffered() async throws {
        let world = try await world()
        let small = world.small
        let old = try #require(try await small.house.sight(of: small.line).document(world.policy).versions.first)
        try await small.adopt(world.policy)
        let now = try #require(try await small.house.sight(of: small.line).document(world.policy).versions.last)
        let day = small.house.clock.today
        let first = LastRead(old.id, on: day - 20)
        for read in [first, first.opened(now.id, on: day), first.opened(now.id, on: day - 2).opened(now.id, on: day)] {
            var context = try await small.context(small.staff)
            context.lastRead = LastRead(read.json.bytes)
            #expect(context.lastRead == read)
            let page = try DocumentPage.content(world.policy, version: nil, in: context).body.string
            #expect(page.contains("Du læste sidst version 1.0") && page.contains("?siden=1.0"))
        }
        var context = try await small.context(small.staff)
        context.lastRead = LastRead(now.id, on: day)
        #expect(
            try !DocumentPage.content(world.policy, version: nil, in: context).body.string.contains("Du læste sidst"))
    }

    /// It is kept in memory beside the side store: it outlives a restart, belongs to one person, and goes with the person.
    @Test func whatWasReadIsKeptBesideTheStoreAndForgottenWithThePerson() async throws {
        let aside = Aside(MemorySide())
        let bits = (0..<5).map { UInt64($0 + 1) }
        let document = ID<Document>(high: 1, low: bits[0]), version = ID<Document.Version>(high: 2, low: bits[1])
        let places = [3, 4].map { who in
            Account.Place(organisation: ID(high: 5, low: bits[2]), person: ID(high: 6, low: bits[who]))
        }
        let (reads, now) = (LastReads(aside), Instant(milliseconds: 0))
        let read = LastRead(version, on: Day(number: 20_000))
        #expect(await reads.find(document, in: places[0]) == nil)
        for place in places { reads.note(read, of: document, in: place, now: now) }
        #expect(await reads.find(document, in: places[0]) == read)
        #expect(await LastReads(aside).find(document, in: places[0]) == read, "after a restart")
        reads.forget(places[0].person)
        try await aside.forget(places[0].person, [], allDrafts: true)
        #expect(await reads.find(document, in: places[0]) == nil)
        #expect(await reads.find(document, in: places[1]) == read)
    }
}
