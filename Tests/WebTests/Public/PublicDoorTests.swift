// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("The public door: addresses, copies, a burst")
struct PublicDoorTests {
    @Test("an address is read back as it was written", arguments: Language.allCases)
    func addresses(_ language: Language) {
        let pages: [PublicRoute.Page] = [
            .list, .document(7), .version(7, VersionNumber(1, 2)), .text(7, VersionNumber(1, 2)),
            .proof(7, VersionNumber(1, 2)), .changes, .checkpoint, .keys,
        ]
        for organisation in [nil, ID<Organisation>(high: 1, low: 2)] {
            for page in pages {
                let route = PublicRoute(organisation: organisation, language: language, page)
                #expect(PublicRoute(path: route.path) == route, "\(route.path)")
            }
            for page in [PublicRoute.Page.statement, .security, .sitemap] {
                let route = PublicRoute(organisation: organisation, page)
                #expect(PublicRoute(path: route.path) == route, "\(route.path)")
            }
        }
        for wrong in ["/offentlig/01", "/offentlig/1/1", "/offentlig/1/01.2", "/offentlig/x", "/offentlig/1/1.0/x/y"] {
            #expect(PublicRoute(path: wrong)?.page == .missing, "\(wrong)")
        }
        #expect(PublicRoute(path: "/") == nil && PublicRoute(path: "/dokumenter") == nil)
    }

    @Test("the tag changes exactly when the page does")
    func tags() async throws {
        let world = try await PublicHouse()
        var known = await world.get("/offentlig/1")
        #expect(known.headers["cache-control"] == "public, max-age=0, must-revalidate")
        func ask() async -> PublicHouse.Seen {
            await world.get("/offentlig/1", headers: ["if-none-match": "W/\"x\", \(known.headers["etag"] ?? "")"])
        }
        #expect(await ask().status == 304)
        #expect(await ask().text.isEmpty)
        // Something else happens: the page is the same.
        try await world.small.perform(.addPerson, ["name": ["Somebody Else"]])
        #expect(await ask().status == 304)
        // The title changes: so does the page.
        try await world.small.perform(
            .retitleDocument, ["document": ["\(world.policy)"], "title": ["Policy of security"], "reason": ["Better"]])
        let renamed = await ask()
        #expect(renamed.status == 200 && renamed.text.contains("Policy of security"))
        #expect(renamed.headers["etag"] != known.headers["etag"])
        known = renamed
        // The day passes without a change: the same again.
        world.small.time.set("2026-11-02")
        #expect(await ask().status == 304)
        // A new version enters into force by the day alone.
        try await world.enact("2.0", from: "2026-11-05")
        #expect(await ask().status == 304)
        world.small.time.set("2026-11-05")
        #expect(await ask().status == 200)
    }

    @Test("Last-Modified holds for a client that knows no tags")
    func modified() async throws {
        let world = try await PublicHouse()
        // In the second in which something was recorded there is no date yet.
        world.small.time.pass(seconds: 2)
        let first = await world.get("/offentlig/1")
        let date = try #require(first.headers["last-modified"])
        #expect(await world.get("/offentlig/1", headers: ["if-modified-since": date]).status == 304)
        try await world.small.perform(
            .retitleDocument, ["document": ["\(world.policy)"], "title": ["Other"], "reason": ["Better"]])
        #expect(await world.get("/offentlig/1", headers: ["if-modified-since": date]).status == 200)
        world.small.time.pass(seconds: 2)
        #expect(await world.get("/offentlig/1", headers: ["if-modified-since": date]).status == 200)
    }

    @Test("no cookie, no script, nobody else, and only reading")
    func headers() async throws {
        let lobby = try await Lobby()
        try await lobby.give(.setPublication, ["on": "1", "contact": "a@fki.example"])
        try await lobby.visit { browser in
            for path in ["/offentlig", "/offentlig/9", "/offentlig/x/y", "/robots.txt", "/assets/vaern.css", "/was"] {
                let page = try await browser.get(path)
                #expect(page.header("set-cookie") == nil, "\(path)")
                #expect(browser.cookies.isEmpty)
                if path.hasPrefix("/offentlig") {
                    #expect(page.header("content-security-policy")?.contains("script-src") == false)
                    #expect(page.header("content-security-policy")?.contains("default-src 'none'") == true)
                    #expect(!page.text.contains("<script") && !page.text.contains("<form"))
                }
            }
            let head = try await browser.send(.head, "/offentlig")
            #expect(head.status == 200 && head.text.isEmpty)
            #expect(try await browser.send(.post, "/offentlig").status == 405)
            // Whoever is signed in sees the same bytes.
            let plain = try await browser.get("/offentlig").text
            #expect(try await browser.signIn("bo").status == 303)
            #expect(try await browser.get("/offentlig").text == plain)
        }
    }

    @Test("a form whose box has no tick switches the pages off; a browser sends nothing of it")
    func switchedOff() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = "/udfoer/publication.set"
            let contact = ("contact", "a@fki.example")
            #expect(try await browser.fill(form, [("on", "1"), contact]).status == 303)
            #expect(try await browser.get("/offentlig").status == 200)
            // What is refused comes back without the tick.
            let refused = try await browser.fill(form, [contact, ("host", "https://fki.example")])
            let start = try #require(refused.text.range(of: "name=\"on\""))
            let box = String(refused.text[start.upperBound...].prefix { $0 != ">" })
            #expect(refused.status == 422 && !box.contains("checked"), "\(box)")
            #expect(try await browser.fill(form, [contact]).status == 303)
            #expect(try await browser.get("/offentlig").status == 404)
        }
    }

    @Test("names of persons are shown only where the organisation says so")
    func names() async throws {
        let world = try await PublicHouse()
        try await world.small.perform(
            .nameContact, ["document": ["\(world.policy)"], "contact": ["\(world.small.staff)"]])
        let without = await world.get("/offentlig/1").text
        for name in ["Staff Member", "Old Hand", "Line Holst", "Mette Ravn"] {
            #expect(!without.contains(name), "\(name)")
        }
        #expect(without.contains("Security") && without.contains("ask@example.org"))
        try await world.small.perform(
            .setPublication, ["on": ["1"], "contact": ["ask@example.org"], "names": ["1"]])
        let with = await world.get("/offentlig/1").text
        #expect(with.contains("Staff Member") && with.contains("Old Hand") && !with.contains("Mette Ravn"))
    }

    @Test("an English summary stands on the English page of its version only")
    func summary() async throws {
        let world = try await PublicHouse()
        try await world.small.perform(
            .summariseDocument, ["document": ["\(world.policy)"], "summary": ["What we promise.\n\nAnd why."]])
        let english = await world.get("/en/offentlig/1").text
        #expect(english.contains("<p>What we promise.</p><p>And why.</p>") && english.contains("<html lang=\"en\">"))
        let danish = await world.get("/offentlig/1").text
        #expect(!danish.contains("What we promise") && danish.contains(">English summary</a>"))
        #expect(danish.contains("hreflang=\"en\" href=\"https://vaern.example/en/offentlig/1\""))
        #expect(danish.contains("<link rel=\"canonical\" href=\"https://vaern.example/offentlig/1\">"))
        world.small.time.set("2026-11-05")
        try await world.enact("2.0")
        #expect(!(await world.get("/en/offentlig/1")).text.contains("What we promise"))
        #expect(await world.get("/en/offentlig/1/1.1").text.contains("What we promise"))
    }

    @Test("security.txt has what RFC 9116 demands and expires when nobody looks; /was leads to the statement")
    func files() async throws {
        let world = try await PublicHouse()
        let text = await world.get("/.well-known/security.txt").text
        #expect(text.contains("Contact: mailto:safe@example.org\n"))
        #expect(text.contains("Expires: 2027-10-27T22:00:00.000Z\n"))
        #expect(text.contains("Canonical: https://vaern.example/.well-known/security.txt\n"))
        world.small.time.set("2027-10-01")
        try await world.small.perform(.reviewPublication, ["matter": ["security_contact"]])
        #expect(await world.get("/.well-known/security.txt").text.contains("Expires: 2028-09-25T22:00:00.000Z\n"))
        let statement = await world.get("/was")
        #expect(statement.status == 302 && statement.headers["location"] == "https://was.digst.dk/example-org")
    }

    @Test("two organisations: by host name, by address, and a list of both where neither is named")
    func several() async throws {
        let (one, two) = (try await PublicHouse(), try await Lobby())
        try await two.give(
            .setPublication, ["on": "1", "contact": "a@fki.example", "host": "politik.fki.example"])
        let door = PublicHouse.door(one.small.house, two.house)
        let list = await PublicHouse.get("/offentlig", door)
        #expect(list.text.contains("/offentlig/\(two.house.id)") && list.text.contains("Fællesskabet"))
        #expect(await PublicHouse.get("/offentlig/1", door).status == 404)
        let named = await PublicHouse.get("/offentlig", door, headers: ["host": "politik.fki.example:443"])
        #expect(named.text.contains("Fællesskabet") && !named.text.contains("Security policy"))
        let addressed = await PublicHouse.get("/offentlig/\(one.small.house.id)/1", door)
        #expect(addressed.status == 200 && addressed.text.contains("Everybody shall know it"))
        #expect(await PublicHouse.get("/offentlig/\(two.house.id)/1", door).status == 404)
    }

    @Test("a burst waits in a line of its own: one at a time is answered, the line has an end")
    func burst() async throws {
        let queue = TurnQueue(places: 1, most: 20)
        let inside = Lobby.Box([0, 0])
        let answered = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await queue.take {
                        inside.change { $0 = [$0[0] + 1, max($0[1], $0[0] + 1)] }
                        try? await Task.sleep(for: .milliseconds(1))
                        inside.change { $0[0] -= 1 }
                    } != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(inside.value == [0, 1])
        #expect(answered >= 21 && answered < 200, "\(answered)")
        #expect(queue.waiting == 0)
        #expect(await queue.take { true } == true)
    }

    @Test("while the line is full the signed-in are answered, and the public is told to come again")
    func starving() async throws {
        let world = try await PublicHouse()
        let queue = TurnQueue(places: 1, most: 0)
        let door = PublicHouse.door(world.small.house, queue: queue)
        await queue.take {
            let page = await PublicHouse.get("/offentlig/1", door)
            #expect(page.status == 503 && page.headers["retry-after"] == "2")
            let sight = try? await world.small.house.sight(of: world.small.line)
            #expect(sight != nil)
        }
        #expect(await PublicHouse.get("/offentlig/1", door).status == 200)
    }
}
