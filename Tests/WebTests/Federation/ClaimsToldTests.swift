// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

@Suite("What a provider tells beside the ID token, and what it cannot tell")
struct ClaimsToldTests {
    private typealias World = FederatedWorld

    @Test("A claim that the ID token lacks is asked for; how somebody signed in is read from what was signed alone")
    func beside() async throws {
        let world = try await World(["claim": "oid"])
        world.outsider.told = .members([
            ("sub", "s-1"), ("oid", "id-bo"), ("groups", .list(["Vagt"])), ("amr", .list(["mfa"])), ("acr", "mfa"),
        ])
        try await world.lobby.visit { browser in
            let page = try await world.back(browser, try await world.go(browser), as: "s-1", [("groups", nil)])
            #expect(page.status == 303, "\(page.status)")
            #expect(world.roles("bo") == [.employee, .security, .dpo])
            let account = try await browser.get("/konto")
            #expect(
                account.text.contains("Organisationens login")
                    && !account.text.contains("Organisationens login i to trin"))
            // What the token says is asked of nobody, and told by nobody else.
            let asked = world.outsider.asked("/hvem").count
            let own = try await world.back(
                browser, try await world.go(browser), as: "s-1", groups: ["Chefer"], [("oid", "id-asta")])
            #expect(own.status == 303 && world.outsider.asked("/hvem").count == asked)
            #expect(try await browser.get("/konto").text.contains("Asta Bro"))
            #expect(world.roles("asta") == [.employee, .administrator, .auditor])
        }
    }

    @Test("What is told of another subject is believed of nobody")
    func otherSubject() async throws {
        let world = try await World(["claim": "oid"])
        try await world.lobby.visit { browser in
            for told in [
                [("sub", "s-2"), ("oid", "id-asta")], [("sub", "S-1"), ("oid", "id-asta")], [("oid", "id-asta")],
            ]
                as [[(String, JSON?)]]
            {
                world.outsider.told = .members(told)
                let page = try await world.back(browser, try await world.go(browser), as: "s-1", [("groups", nil)])
                #expect(page.status == 422 && page.text.contains("kunne ikke bekræftes"), "\(told)")
            }
            world.outsider.told = .null
            let silent = try await world.back(browser, try await world.go(browser), as: "s-1", [("groups", nil)])
            #expect(silent.status == 503 && silent.text.contains("svarer ikke"))
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test("An address of mail and that it is confirmed come from the same place")
    func mail() async throws {
        let world = try await World(["claim": "email"])
        try await world.lobby.give(
            .identifyPerson, ["person": "\(world.lobby.person("bo"))", "system": "oidc", "value": "bo@fki.example"])
        world.outsider.told = .members([
            ("sub", "s-1"), ("email", "bo@fki.example"), ("email_verified", .bool(true)),
        ])
        try await world.lobby.visit { browser in
            let lent = try await world.back(
                browser, try await world.go(browser), as: "s-1", [("email", "bo@fki.example")])
            #expect(lent.status == 422, "the token's address is confirmed by nobody")
            #expect(try await world.back(browser, try await world.go(browser), as: "s-1").status == 303)
        }
    }

    @Test("Groups that cannot be read change no role, and whoever sees to it is told why")
    func unread() async throws {
        let world = try await World()
        world.outsider.told = .null
        try await world.lobby.visit { browser in
            _ = try await world.signIn(browser, as: "id-bo", groups: ["Vagt"])
            #expect(world.roles("bo").contains(.dpo))
            let admin = Browser(client: browser.client)
            _ = try await admin.signIn("asta")
            #expect(try await !admin.get("/login-system").text.contains("kunne grupperne ikke læses"))
            let head = world.lobby.head
            for (but, why) in [
                ([("groups", nil), ("_claim_names", .members([("groups", "src1")]))], "flere grupper, end"),
                ([("groups", nil), ("hasgroups", .bool(true))], "flere grupper, end"),
                ([("groups", nil)], "ikke svarede om"),
            ] as [([(String, JSON?)], String)] {
                #expect(try await world.back(browser, try await world.go(browser), as: "id-bo", but).status == 303)
                #expect(world.roles("bo").contains(.dpo) && world.lobby.head == head, "\(why)")
                let page = try await admin.get("/login-system")
                #expect(page.text.contains("kunne grupperne ikke læses") && page.text.contains(why), "\(why)")
                #expect(page.text.contains("/personer/\(world.lobby.person("bo"))"))
            }
            // Told again, they are followed, and the note goes.
            _ = try await world.signIn(browser, as: "id-bo")
            #expect(!world.roles("bo").contains(.dpo))
            #expect(try await !admin.get("/login-system").text.contains("kunne grupperne ikke læses"))
        }
    }

    @Test("Where two steps are demanded they are asked for, and the answer is looked at all the same")
    func strengths() async throws {
        let high = "https://eksempel.dk/to-trin"
        let world = try await World(["strong": "mfa otp \(high)"])
        try await world.lobby.visit { browser in
            #expect(try await world.go(browser)["acr_values"] == nil, "nothing is demanded")
            try await world.lobby.give(
                .requireSecondStep, ["whom": "everybody", "from": "\(world.lobby.today)", "reason": "NIS2 artikel 21"])
            let asked = try await world.go(browser)
            #expect(asked["acr_values"] == high, "methods are no values of acr")
            let other = try await world.back(browser, asked, as: "id-bo", [("acr", "https://eksempel.dk/et-trin")])
            #expect(other.status == 403 && other.text.contains("Login i to trin mangler"))
            let done = try await world.back(browser, try await world.go(browser), as: "id-bo", [("acr", .string(high))])
            #expect(done.status == 303)
            #expect(try await browser.get("/konto").text.contains("Organisationens login i to trin"))
            // One that says what it knows is asked for that.
            world.outsider.also = [("acr_values_supported", .list(["mfa", "andet"]))]
            world.lobby.time.pass(seconds: 3700)
            #expect(try await world.go(Browser(client: browser.client))["acr_values"] == "mfa")
        }
    }
}
