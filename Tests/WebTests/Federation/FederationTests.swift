// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

@Suite("Sign-in through the organisation's own system")
struct FederationTests {
    private typealias World = FederatedWorld

    @Test("There and back: PKCE, state and nonce; the secret goes in the header; the fact says how")
    func thereAndBack() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            let page = try await browser.get("/log-ind?tilbage=/opgaver")
            #expect(page.text.contains("Log ind med Kommunens login") && page.text.contains("name=\"password\""))
            let asked = try await world.go(browser, "?tilbage=/opgaver")
            #expect(asked["response_type"] == "code" && asked["code_challenge_method"] == "S256")
            #expect(asked["redirect_uri"]?.hasSuffix(world.answer) == true && asked["prompt"] == nil)
            let done = try await world.back(browser, asked, as: "id-bo")
            #expect(done.status == 303 && done.location == "/opgaver", "\(done.status) \(done.text)")
            #expect(try await browser.get("/opgaver").status == 200)
            let trade = try #require(world.outsider.asked("/token").first)
            let form = try FormReader.pairs(Array((trade.form ?? "").utf8))
            #expect(SignInErrands.challenge(form["code_verifier"]?.first ?? "") == asked["code_challenge"])
            #expect(form["client_secret"] == nil)
            let pair = String(decoding: Base64.encode(Array("vaern:hemmelig".utf8)), as: UTF8.self)
            #expect(trade.headers.contains("Authorization: Basic \(pair)"))
            #expect(try await browser.get("/konto").text.contains("Organisationens login"))
            // The same answer again, and in another browser.
            #expect(try await browser.get("\(world.answer)?code=c&state=\(asked["state"] ?? "")").status == 422)
            let thief = Browser(client: browser.client)
            let other = try await world.go(browser)
            _ = try await thief.get("/log-ind")
            #expect(try await world.back(thief, other, as: "id-asta").status == 422)
            #expect(try await thief.get("/").status == 303)
        }
        #expect(world.lobby.side.rows(shelf: "provider", owner: nil).count == 1)
        let secret = "hemmelig"
        for position in 0..<world.lobby.head {
            let entry = try world.lobby.house.entry(at: position)
            #expect(!"\(entry)".contains(secret))
        }
    }

    @Test("What the provider did not sign for this sign-in opens nothing")
    func disbelieved() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            for but in [
                [("nonce", "andet")], [("aud", "anden")], [("iss", "https://evil.example")], [("exp", .number(1))],
                [("iat", .number(1))], [("sub", nil)],
            ] as [[(String, JSON?)]] {
                let page = try await world.back(browser, try await world.go(browser), as: "id-bo", but)
                #expect(page.status == 422 && page.text.contains("kunne ikke bekræftes"), "\(but)")
            }
            let asked = try await world.go(browser)
            world.outsider.keys = [Signer("a", seed: 1)]
            let forged = Signer("a", seed: 66)
            _ = try await world.back(browser, asked, as: "id-bo")
            let next = try await world.go(browser)
            world.outsider.token = forged.token(.members([("iss", .string(Outsider.issuer)), ("sub", "id-bo")]))
            let page = try await browser.get("\(world.answer)?code=c&state=\(next["state"] ?? "")")
            #expect(page.status == 422)
            let error = try await world.go(Browser(client: browser.client))
            #expect(try await browser.get("\(world.answer)?error=x&state=\(error["state"] ?? "")").status == 422)
        }
    }

    @Test("Somebody unknown, without an account, or not engaged is told what to do, and nothing is made")
    func unknown() async throws {
        let world = try await World()
        let head = world.lobby.head
        try await world.lobby.visit { browser in
            let page = try await world.signIn(browser, as: "id-kirsten")
            #expect(page.status == 403 && page.text.contains("<code>id-kirsten</code>"), "\(page.status)")
            #expect(world.lobby.head == head)
            try await world.lobby.give(.closeAccount, ["person": "\(world.lobby.person("bo"))"])
            let closed = try await world.signIn(browser, as: "id-bo")
            #expect(closed.status == 403 && closed.text.contains("ingen åben konto"))
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test("Roles follow groups at each sign-in; what a person gave stays")
    func roles() async throws {
        let world = try await World(["groups": "Chefer = auditor\nVagt = dpo\nDrift = administrator"])
        try await world.lobby.visit { browser in
            #expect(try await world.signIn(browser, as: "id-bo", groups: ["Vagt", "Andet", "vagt"]).status == 303)
            #expect(world.roles("bo") == [.employee, .security, .dpo])
            let head = world.lobby.head
            #expect(try await world.signIn(browser, as: "id-bo", groups: ["Vagt"]).status == 303)
            #expect(world.lobby.head == head, "nothing is recorded where nothing changes")
            // A provider that leaves the groups out because they are many has not said that there are none.
            let many = try await world.back(
                browser, try await world.go(browser), as: "id-bo",
                [("groups", nil), ("_claim_names", .members([("groups", "src1")]))])
            #expect(many.status == 303 && world.roles("bo").contains(.dpo))
            #expect(try await world.signIn(browser, as: "id-bo", groups: ["Chefer"]).status == 303)
            #expect(world.roles("bo") == [.employee, .security, .auditor])
            #expect(try await world.signIn(browser, as: "id-bo").status == 303)
            #expect(world.roles("bo") == [.employee, .security], "what a person gave stays")
            #expect(try await world.signIn(browser, as: "id-asta", groups: ["Drift"]).status == 303)
            #expect(world.roles("asta") == [.employee, .administrator])
        }
    }

    @Test("A second step is what the provider says of it; where one is demanded, a sign-in without is told so")
    func strength() async throws {
        let world = try await World()
        try await world.lobby.give(
            .requireSecondStep, ["whom": "everybody", "from": "\(world.lobby.today)", "reason": "NIS2 artikel 21"])
        try await world.lobby.visit { browser in
            let weak = try await world.signIn(browser, as: "id-bo")
            #expect(weak.status == 403 && weak.text.contains("Login i to trin mangler"))
            #expect(try await browser.get("/").status == 303)
            #expect(try await world.signIn(browser, as: "id-bo", amr: ["pwd", "mfa"]).status == 303)
            #expect(try await browser.get("/").status == 200)
            #expect(try await browser.get("/konto").text.contains("Organisationens login i to trin"))
            #expect(
                try await browser.get("/konto/godkendelsesapp").status != 200,
                "methods of the account open other houses")
        }
    }

    @Test("A decision asks the provider for a new sign-in, of the same person, made after it was asked for")
    func fresh() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            _ = try await world.signIn(browser, as: "id-asta")
            let before = browser.cookies["vaern"]
            world.lobby.time.pass(seconds: 900)
            let page = try await browser.get("/log-ind/igen?tilbage=/personer")
            #expect(page.text.contains("Log ind med Kommunens login") && !page.text.contains("name=\"password\""))
            let asked = try await world.go(browser, "?frisk=1&tilbage=/personer")
            #expect(asked["prompt"] == "login" && asked["max_age"] == "0")
            let old = Int(world.lobby.time.now.milliseconds / 1000) - 900
            let stale = try await world.back(browser, asked, as: "id-asta", [("auth_time", .number(old))])
            #expect(stale.status == 422)
            let other = try await world.back(browser, try await world.go(browser, "?frisk=1"), as: "id-bo")
            #expect(other.status == 422 && other.text.contains("en anden"))
            #expect(browser.cookies["vaern"] == before, "the session is as it was")
            let done = try await world.back(
                browser, try await world.go(browser, "?frisk=1&tilbage=/personer"), as: "id-asta")
            #expect(done.status == 303 && done.location == "/personer" && browser.cookies["vaern"] != before)
        }
    }

    @Test("A silent answer for somebody who signed in this morning is no fresh sign-in")
    func silent() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            let now = world.lobby.time.now
            let asked = try await world.go(browser, "?tilbage=/personer")
            #expect(asked["max_age"] == "86400" && asked["prompt"] == nil)
            let morning = Int(now.milliseconds / 1000) - 14_400
            #expect(
                try await world.back(browser, asked, as: "id-asta", [("auth_time", .number(morning))]).status == 303)
            let account = try await world.lobby.installation.account(
                of: world.lobby.person("asta"), in: world.lobby.house.id)
            let session = world.lobby.installation.sessions.all(of: account.id).last
            #expect(session?.authenticated == Instant(milliseconds: Int64(morning) * 1000))
        }
    }

    @Test("A time of sign-in that no clock has is held within what there is", arguments: [Int.max, -Int.max])
    func noTime(_ told: Int) async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            let asked = try await world.go(browser, "?tilbage=/personer")
            #expect(try await world.back(browser, asked, as: "id-asta", [("auth_time", .number(told))]).status == 303)
            let account = try await world.lobby.installation.account(
                of: world.lobby.person("asta"), in: world.lobby.house.id)
            let session = try #require(world.lobby.installation.sessions.all(of: account.id).last)
            let now = world.lobby.time.now.milliseconds / 1000 * 1000
            #expect(session.authenticated == Instant(milliseconds: told > 0 ? now : 0))
        }
    }

    @Test("Signing out leads on to the provider, with the token that says whose it was")
    func out() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            _ = try await world.signIn(browser, as: "id-bo")
            let token = world.outsider.token
            let page = try await browser.fill("/", [], to: "/log-ud")
            #expect(page.status == 200 && page.text.contains("Du er logget ud af Værn"))
            #expect(try await browser.get("/").status == 303)
            let start = try #require(page.text.range(of: "/log-ind/organisation/log-ud?id="))
            let link = String(page.text[start.lowerBound...].prefix { $0 != "\"" })
            let away = try await browser.get(link)
            #expect(away.location.hasPrefix(Outsider.issuer + "/ud?id_token_hint=\(token)&client_id=vaern"))
            #expect(try await browser.get(link).location == "/log-ind", "once")
            // With another issuer set up meanwhile the token of the old one goes nowhere.
            _ = try await world.signIn(browser, as: "id-bo")
            let again = try await browser.fill("/", [], to: "/log-ud")
            let next = try #require(again.text.range(of: "/log-ind/organisation/log-ud?id="))
            try await world.change(["issuer": "https://andet.example.dk"])
            let late = String(again.text[next.lowerBound...].prefix { $0 != "\"" })
            #expect(try await browser.get(late).location == "/log-ind")
        }
    }

    @Test("A sign-out at the provider ends the sessions here at once; a forged or repeated notice ends nothing")
    func notices() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            let other = Browser(client: browser.client)
            _ = try await world.signIn(browser, as: "id-bo")
            _ = try await world.signIn(other, as: "id-asta")
            func send(_ token: String) async throws -> Int {
                try await Browser(client: browser.client).post(
                    "/log-ind/organisation/afmelding", [("logout_token", token)]
                )
                .status
            }
            for bad in [
                world.notice([("aud", "x")]), world.notice([("events", nil)]), world.notice([("nonce", "n")]),
                world.notice([("iat", .number(1))]), Signer("a", seed: 9).token(.members([])), "", world.outsider.token,
            ] {
                #expect(try await send(bad) == 400)
            }
            #expect(try await browser.get("/").status == 200)
            #expect(try await send(world.notice([("sid", "s-andet")])) == 200)
            #expect(try await browser.get("/").status == 200, "another sign-in of the same person")
            let token = world.notice([("jti", "2")])
            #expect(try await send(token) == 200)
            #expect(try await browser.get("/").status == 303)
            #expect(try await other.get("/").status == 200)
            _ = try await world.signIn(browser, as: "id-bo")
            #expect(try await send(token) == 400, "taken before")
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test("When the provider is away local accounts get in, and removing it ends the sign-ins that came from it")
    func breakGlass() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            let other = Browser(client: browser.client)
            _ = try await world.signIn(other, as: "id-bo")
            world.outsider.isSilent = true
            world.lobby.time.pass(seconds: 1)
            #expect(try await browser.signIn("asta").status == 303)
            world.lobby.time.pass(seconds: 3700)
            let page = try await Browser(client: browser.client).get("/log-ind/organisation")
            #expect(page.status == 503 && page.text.contains("svarer ikke"))
            world.outsider.isSilent = false
            _ = try await world.signIn(other, as: "id-bo")
            #expect(try await other.get("/").status == 200)
            try await world.lobby.give(.removeSignInProvider, ["reason": "Skiftet ud"])
            #expect(try await other.get("/").status == 303)
            #expect(world.lobby.side.rows(shelf: "provider", owner: nil).isEmpty)
            #expect(try await browser.get("/log-ind/organisation").status == 404)
        }
    }

    @Test("The secret goes to no other issuer or client than the one it was given for")
    func secret() async throws {
        let world = try await World()
        let secrets = world.lobby.installation.federation.secrets
        let house = world.lobby.house
        #expect(try await secrets.secret(of: try #require(house.signInProvider), in: house.id) == "hemmelig")
        try await world.lobby.give(
            .setSignInProvider,
            ["name": "Andet", "issuer": "https://evil.example", "client": "vaern", "scopes": "openid", "claim": "sub"])
        #expect(try await secrets.secret(of: try #require(house.signInProvider), in: house.id) == nil)
    }

    @Test("The page shows the set-up and what somebody would get, to those who see how others sign in")
    func page() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/login-system?navn=id-bo&grupper=Vagt%0AAndet")
            #expect(page.status == 200 && page.text.contains(Outsider.issuer) && page.text.contains("Bo Dam"))
            #expect(page.text.contains("Får: Databeskyttelsesrådgiver (DPO)") && !page.text.contains("hemmelig<"))
            let nobody = try await browser.get("/login-system?navn=id-kirsten")
            #expect(nobody.text.contains("Ingen person har det navn"))
        }
        #expect(world.roles("bo") == [.employee, .security], "asking gives nothing")
    }
}
