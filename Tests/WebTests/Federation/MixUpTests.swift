// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import HTML
import Ledger
import Office
import Synchronization
import Testing

@testable import Web

@Suite("Several providers, of which one may mean harm or not answer")
struct MixUpTests {
    @Test("An answer at another organisation's address goes to no provider")
    func otherAddress() async throws {
        let world = try await FederatedWorld()
        let second = try world.lobby.secondHouse()
        try await world.lobby.visit { browser in
            let asked = try await world.go(browser)
            #expect(asked["redirect_uri"] == world.lobby.installation.baseURL + world.answer)
            let there = FederationStep.answer(second.id).path
            let page = try await browser.get("\(there)?code=c&state=\(asked["state"] ?? "")")
            #expect(page.status == 422 && page.text.contains("begyndes igen"))
            #expect(world.outsider.asked("/token").isEmpty)
            #expect(try await browser.get("/").status == 303)
            #expect(try await browser.get("/log-ind/organisation/svar?code=c").status == 404)
        }
    }

    @Test("An answer goes to the provider that was asked, and to no other that was set up meanwhile")
    func otherProvider() async throws {
        let world = try await FederatedWorld()
        try await world.lobby.visit { browser in
            for but in [["issuer": "https://evil.example"], ["client": "en-anden"]] {
                try await world.change([:])
                let asked = try await world.go(browser)
                try await world.change(but)
                #expect(try await world.back(browser, asked, as: "id-bo").status == 422)
            }
            #expect(world.outsider.asked("/token").isEmpty)
        }
    }

    @Test("A provider that names itself in its answer is the one that was asked (RFC 9207)")
    func named() async throws {
        let world = try await FederatedWorld()
        let own = "&iss=" + Percent.encoded(Outsider.issuer)
        try await world.lobby.visit { browser in
            let evil = "&iss=" + Percent.encoded("https://evil.example")
            let wrong = try await world.back(browser, try await world.go(browser), as: "id-bo", also: evil)
            #expect(wrong.status == 422 && world.outsider.asked("/token").isEmpty)
            #expect(try await world.back(browser, try await world.go(browser), as: "id-bo", also: own).status == 303)
            // One that says that it always does must.
            world.outsider.also = [("authorization_response_iss_parameter_supported", .bool(true))]
            world.lobby.time.pass(seconds: 3700)
            #expect(try await world.back(browser, try await world.go(browser), as: "id-bo").status == 422)
            #expect(try await world.back(browser, try await world.go(browser), as: "id-bo", also: own).status == 303)
        }
    }

    @Test("A sign-out at an issuer that two organisations share ends those of the client that it names")
    func sharedIssuer() async throws {
        let world = try await FederatedWorld()
        let lobby = world.lobby
        let second = try lobby.secondHouse()
        let (carl, _) = try await lobby.newcomer("Carl Dal", "carl", in: second)
        _ = try await lobby.give(
            .setSignInProvider,
            ["name": "Deres", "issuer": Outsider.issuer, "client": "en-anden", "scopes": "openid", "claim": "sub"],
            in: second)
        var secrets: [String] = []
        for (username, house, person) in [("bo", lobby.house, lobby.person("bo")), ("carl", second, carl)] {
            let account = try #require(lobby.account(username))
            let federated = Federated(issuer: Outsider.issuer, subject: "id-bo", sid: nil, hint: "")
            let place = Account.Place(organisation: house.id, person: person)
            secrets.append(
                try await lobby.installation.sessions.begin(
                    account.id, place, by: .federated, federated: federated, now: lobby.time.now,
                    mint: lobby.installation.mint
                ).0)
        }
        let (mine, theirs) = (secrets[0], secrets[1])
        try await lobby.installation.takeNotice(world.notice())
        #expect(lobby.installation.sessions.find(mine, now: lobby.time.now) == nil)
        #expect(lobby.installation.sessions.find(theirs, now: lobby.time.now) != nil)
    }

    // MARK: One that does not answer

    /// Answers for one host at once, and for another when it is let.
    private final class Slow: WebCaller {
        static let (slow, quick) = ("https://langsom.example", "https://rask.example")
        private let held = Mutex((isOpen: false, asked: [String]()))

        func open() { held.withLock { $0.isOpen = true } }
        func asked(_ host: String) -> Int { held.withLock { $0.asked.filter { $0.hasPrefix(host) }.count } }

        func ask(_ call: WebCall) throws(WebSilence) -> WebAnswer {
            held.withLock { $0.asked.append(call.address) }
            let isSlow = call.address.hasPrefix(Self.slow)
            while isSlow, !held.withLock({ $0.isOpen }) { Thread.sleep(forTimeInterval: 0.005) }
            let issuer = isSlow ? Self.slow : Self.quick
            let document = JSON.members([
                ("issuer", .string(issuer)), ("authorization_endpoint", .string(issuer + "/a")),
                ("token_endpoint", .string(issuer + "/t")), ("jwks_uri", .string(issuer + "/k")),
            ])
            return WebAnswer(status: 200, body: document.bytes)
        }
    }

    @Test("One that hangs keeps nobody from another, and nobody waits for it for long", .timeLimit(.minutes(1)))
    func hanging() async throws {
        let caller = Slow()
        let time = Lobby.Time(Instant(milliseconds: 1_800_000_000_000))
        let providers = Providers(caller, clock: Clock { time.now })
        defer { caller.open() }
        let asking = (0..<Providers.places + Providers.mostWaiting).map { _ in
            Task { try await providers.document(Slow.slow) }
        }
        while caller.asked(Slow.slow) < Providers.places || providers.waiting(for: Slow.slow) < Providers.mostWaiting {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(try await providers.document(Slow.quick).issuer == Slow.quick)
        // The line before it is full.
        await #expect(throws: WebSilence.self) { try await providers.document(Slow.slow) }
        #expect(caller.asked(Slow.slow) == Providers.places)
        // Whoever waited as long as a question may take is told, and does not wait for one more.
        time.pass(seconds: 11)
        caller.open()
        var answered = 0
        for one in asking where (try? await one.value) != nil { answered += 1 }
        #expect(answered == Providers.places && caller.asked(Slow.slow) == Providers.places)
        #expect(try await providers.document(Slow.slow).issuer == Slow.slow, "it is asked again when it answers")
    }
}
