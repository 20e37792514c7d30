// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Testing

@testable import Web

/// Policy §11, row 11-c: what is published is always what is in force. Every path by which the two could differ.
@Suite("11-c: what is published is what is in force")
struct PublishedIsInForceTests {
    @Test("a version that is decided with a later day is shown from midnight in Copenhagen of that day")
    func laterDay() async throws {
        let world = try await PublicHouse()
        await world.agrees("at first")
        try await world.enact("2.0", from: "2026-11-05")
        #expect(world.inForce() == "1.1")
        await world.agrees("decided but not in force")
        let start = Copenhagen.start(of: try #require(Day("2026-11-05")))
        world.small.time.set(Instant(milliseconds: start.milliseconds - 1))
        #expect(world.inForce() == "1.1")
        await world.agrees("a millisecond before midnight")
        world.small.time.set(start)
        #expect(world.inForce() == "2.0")
        await world.agrees("at midnight")
        let old = await world.get("/offentlig/1/1.1")
        #expect(old.status == 200 && old.text.contains("Everybody shall know it"))
        #expect(old.text.contains("Den gælder ikke") && old.text.contains("href=\"/offentlig/1\">Læs version 2.0"))
        #expect(old.text.contains("name=\"robots\" content=\"noindex\""))
        #expect(await world.get("/offentlig/1/3.0").status == 404)
    }

    @Test("a verification shows at once, with its row; the text stays")
    func verification() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-20")
        try await world.small.perform(
            .verifyDocument,
            ["document": ["\(world.policy)"], "outcome": ["unchanged"]].merging(
                ["strategy", "administration", "business", "threats", "society", "improvement"].map {
                    ($0, ["Secret note"])
                }
            ) { $1 })
        await world.agrees("verified")
        let page = await world.get("/offentlig/1")
        #expect(page.text.contains("Verificeret: uændret") && page.text.contains("20. november 2027"))
        // What was noted for the record is not for everybody.
        #expect(!page.text.contains("Secret note"))
        #expect(await world.get("/offentlig/aendringer.atom").text.contains("er verificeret som version 1.2"))
    }

    @Test("supersession, and its annulment")
    func supersession() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-10")
        try await world.enact("2.0")
        await world.agrees("superseded")
        #expect(world.inForce() == "2.0")
        try await world.small.perform(
            .annulFact, ["position": ["\(try world.position(.documentEnforced))"], "reason": ["Wrong"]])
        #expect(world.inForce() == "1.1")
        await world.agrees("the entry annulled")
        #expect(await world.get("/offentlig/1/2.0").status == 404)
    }

    @Test("an annulled decision")
    func annulledDecision() async throws {
        let world = try await PublicHouse()
        let decision = try #require(world.small.house.state.register.decisions(about: world.policy).last)
        try await world.small.perform(.annulFact, ["position": ["\(decision.position)"], "reason": ["Wrong"]])
        #expect(world.inForce() == nil)
        await world.agrees("the decision annulled")
    }

    @Test("withdrawal, with a later day too, and its annulment")
    func withdrawal() async throws {
        let world = try await PublicHouse()
        try await world.small.decide(world.policy, "withdraw", "approved")
        await world.agrees("withdrawal decided")
        try await world.small.perform(
            .withdrawDocument, ["document": ["\(world.policy)"], "from": ["2026-11-08"], "reason": ["Secret reason"]])
        #expect(world.inForce() == "1.1")
        await world.agrees("withdrawn later")
        world.small.time.set("2026-11-08")
        #expect(world.inForce() == nil)
        await world.agrees("withdrawn")
        let feed = await world.get("/offentlig/aendringer.atom").text
        #expect(feed.contains("er ophævet") && !feed.contains("Secret reason"))
        try await world.small.perform(
            .annulFact, ["position": ["\(try world.position(.documentWithdrawn))"], "reason": ["Wrong"]])
        #expect(world.inForce() == "1.1")
        await world.agrees("the withdrawal annulled")
    }

    @Test("another class takes all of it away, its annulment brings it back")
    func reclassification() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-10")
        try await world.draft("2.0", .strict)
        await world.agrees("a strictly confidential draft")
        #expect(!(await world.get("/offentlig/1")).text.contains("2.0"))
        try await world.small.perform(.submitVersion, ["document": ["\(world.policy)"], "lacking": ["Kun til test"]])
        try await world.small.decide(world.policy, "adopt", "approved")
        try await world.small.perform(.enforceVersion, ["document": ["\(world.policy)"], "from": ["2026-11-10"]])
        #expect(world.inForce() == nil)
        await world.agrees("no longer public")
        #expect(!(await world.get("/offentlig/aendringer.atom")).text.contains("Security policy"))
        try await world.small.perform(
            .annulFact, ["position": ["\(try world.position(.documentEnforced))"], "reason": ["Wrong"]])
        await world.agrees("public again")
    }

    @Test("a published text that is raised is off every public address at once, as if it had never been there")
    func raised() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-10")
        try await world.enact("2.0")
        let before = await world.get("/offentlig/1")
        #expect(before.status == 200)
        try await world.small.perform(
            .reclassifyDocument,
            ["document": ["\(world.policy)"], "classification": ["fortrolig"], "reason": ["Secret reason"]])
        #expect(world.inForce() == nil)
        await world.agrees("raised, not yet decided")
        // Whoever kept a copy is told the same as whoever asks for what never was.
        for path in ["", "/2.0", "/1.1", "/2.0/tekst", "/2.0/bevis", "/pdf"] {
            for headers in [[:], ["if-none-match": before.headers["etag"] ?? ""]] {
                let gone = await world.get("/offentlig/1\(path)", headers: headers)
                let never = await world.get("/offentlig/7\(path)", headers: headers)
                #expect(gone.status == 404 && never.status == 404, "\(path)")
                #expect(gone.text.replacing("offentlig/1", with: "offentlig/7") == never.text, "\(path)")
                #expect(gone.headers.keys.sorted() == never.headers.keys.sorted(), "\(path)")
            }
        }
        for path in ["/offentlig", "/offentlig/aendringer.atom", "/sitemap.xml", "/en/offentlig"] {
            let text = await world.get(path).text
            #expect(!text.contains("Security policy") && !text.contains("Secret reason"), "\(path)")
        }
        // Confirmed: it stays away. Opened again by a decision: it is back from its day, and the feed tells of that day.
        try await world.small.decide(world.policy, "reclassify", "approved")
        await world.agrees("raised and decided")
        world.small.time.set("2026-11-12")
        try await world.small.perform(
            .reclassifyDocument,
            [
                "document": ["\(world.policy)"], "classification": ["offentlig"], "reason": ["It was a mistake"],
                "laxer_from": ["2026-11-20"],
            ])
        await world.agrees("proposed to be public")
        try await world.small.decide(world.policy, "reclassify", "approved")
        await world.agrees("decided, from a later day")
        #expect(world.inForce() == nil)
        world.small.time.set("2026-11-20")
        #expect(world.inForce() == "2.0")
        await world.agrees("public again")
        let feed = await world.get("/offentlig/aendringer.atom").text
        #expect(feed.contains("<published>2026-11-19T23:00:00.000Z</published>"), "\(feed)")
        // The older version was raised with it, and nobody opened that one.
        #expect(await world.get("/offentlig/1/1.1").status == 404)
    }

    @Test("a withdrawal that everybody was told of is not told of once the text is classified")
    func raisedAfterWithdrawal() async throws {
        let world = try await PublicHouse()
        try await world.small.decide(world.policy, "withdraw", "approved")
        try await world.small.perform(
            .withdrawDocument, ["document": ["\(world.policy)"], "from": ["2026-11-03"], "reason": ["Over"]])
        world.small.time.set("2026-11-10")
        #expect(await world.get("/offentlig/aendringer.atom").text.contains("Security policy"))
        try await world.small.perform(
            .reclassifyDocument,
            ["document": ["\(world.policy)"], "classification": ["intern"], "reason": ["Not for everybody"]])
        #expect(!(await world.get("/offentlig/aendringer.atom")).text.contains("Security policy"))
    }

    @Test("a document whose creation is annulled was never there")
    func annulledCreation() async throws {
        let world = try await PublicHouse()
        try await world.small.perform(
            .annulFact, ["position": ["\(try world.position(.documentCreated))"], "reason": ["Wrong"]])
        #expect(world.inForce() == nil)
        await world.agrees("annulled creation")
        #expect(!(await world.get("/offentlig/aendringer.atom")).text.contains("<entry>"))
    }

    @Test("what is internal, confidential, strict, undecided or not yet in force is nowhere")
    func others() async throws {
        let world = try await PublicHouse()
        for (title, classification) in [("Canary-intern", Classification.internal), ("Canary-strict", .strict)] {
            let document = try await world.small.importDocument(
                .topicPolicy, title, "1. Canary\nCanary text.\n", unit: world.small.security, parent: world.policy,
                classification: classification)
            try await world.small.adopt(document)
        }
        _ = try await world.small.importDocument(
            .topicPolicy, "Canary-draft", "1. Canary\nCanary text.\n", unit: world.small.security, parent: world.policy,
            classification: .public)
        for path in [
            "/offentlig", "/en/offentlig", "/offentlig/1", "/offentlig/aendringer.atom", "/sitemap.xml",
            "/robots.txt", "/offentlig/2", "/offentlig/3", "/offentlig/4", "/offentlig/2/1.0/tekst",
        ] {
            #expect(!(await world.get(path)).text.contains("Canary"), "\(path)")
        }
        for number in 2...4 { #expect(await world.get("/offentlig/\(number)").status == 404) }
    }

    @Test("parameters of a past day change nothing, and neither does whoever is signed in")
    func parameters() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-10")
        try await world.enact("2.0")
        let plain = await world.get("/offentlig/1")
        for asked in ["pr=2026-11-05", "pr=2026-11-05&viden=then", "pr=2026-11-05&viden=now", "siden=x"] {
            #expect(await world.get("/offentlig/1?\(asked)").text == plain.text)
        }
        let signedIn = await world.get(
            "/offentlig/1", headers: ["cookie": "vaern=\(String(repeating: "a", count: 64))"])
        #expect(signedIn.text == plain.text && signedIn.headers["set-cookie"] == nil)
    }

    @Test("an erased text is shown as erased, on the valid version and on older ones")
    func erased() async throws {
        let world = try await PublicHouse()
        world.small.time.set("2026-11-10")
        try await world.enact("2.0")
        for version in try #require(world.small.house.state.register.documents[world.policy]).versions {
            try world.small.house.store.erase([Ref(version.draft.text)])
        }
        let page = await world.get("/offentlig/1")
        #expect(page.status == 200 && page.text.contains("Teksten er slettet") && !page.text.contains("says it"))
        #expect(!page.text.contains("hexkey"))
        #expect(await world.get("/offentlig/1/2.0/tekst").status == 404)
        #expect(await world.get("/offentlig/1/1.1").text.contains("Teksten er slettet"))
    }

    @Test("a house whose record is in doubt shows nothing, and says so; one that cannot write goes on")
    func readOnly() async throws {
        let world = try await PublicHouse()
        world.small.house.raise(.store("disk full"))
        await world.agrees("read-only")
        let doubtful = try await PublicHouse()
        #expect(await doubtful.get("/offentlig/1").status == 200)
        doubtful.small.house.raise(.behind(size: 3, known: 9))
        let page = await doubtful.get("/offentlig/1")
        #expect(page.status == 503 && !page.text.contains("Everybody shall know"))
        #expect(page.headers["retry-after"] != nil && page.headers["cache-control"] == "no-store")
    }

    @Test("after a restore from a backup the pages show what the restored record says")
    func restored() async throws {
        let world = try await PublicHouse()
        let before = await world.get("/offentlig/1")
        // What the backup holds: the ledger as it was, in a house that is opened anew.
        let copy = try await world.small.reopened()
        world.small.time.set("2026-11-10")
        try await world.enact("2.0")
        #expect(world.inForce() == "2.0")
        world.small.time.set("2026-11-01")
        let after = await PublicHouse.get("/offentlig/1", PublicHouse.door(copy))
        #expect(after.text == before.text && after.headers["etag"] == before.headers["etag"])
        // A copy that was made before the restore is not taken for current by its date.
        let newer = ["if-modified-since": "Tue, 10 Nov 2026 11:00:01 GMT"]
        #expect(await PublicHouse.get("/offentlig/1", PublicHouse.door(copy), headers: newer).status == 200)
    }

    @Test("switched off there is nothing, not even an address")
    func off() async throws {
        let world = try await PublicHouse()
        try await world.small.perform(.setPublication, ["on": ["0"], "security": ["safe@example.org"]])
        for path in [
            "/offentlig", "/offentlig/1", "/offentlig/aendringer.atom", "/.well-known/security.txt", "/was",
            "/sitemap.xml", "/offentlig/kontrolpunkt", "/offentlig/\(world.small.house.id)/1",
        ] { #expect(await world.get(path).status == 404, "\(path)") }
        #expect(await world.get("/robots.txt").text == "User-agent: *\nDisallow: /\n")
    }
}
