// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite("What a sign-in through one organisation's system reaches, and what it does not")
struct FederationGuardTests {
    private typealias World = FederatedWorld

    // MARK: The account itself

    @Test("What guards the account in every organisation is changed by who signed in with the account itself")
    func ownAccount() async throws {
        let world = try await World()
        let lobby = world.lobby
        let asta = lobby.person("asta")
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            _ = try await lobby.addApp(browser)
            let method = try #require(lobby.house.state.register.persons[asta]?.signInMethods.first)
            let other = Browser(client: browser.client)
            #expect(try await world.signIn(other, as: "id-asta").status == 303)
            let page = try await other.get("/konto")
            #expect(page.status == 200 && !page.text.contains("signIn.remove"))
            #expect(!page.text.contains("name=\"current\"") && page.text.contains("log ind med kontoen selv"))
            #expect(try await other.get(Route.password.path).status == 409)
            let head = lobby.head
            let remove = [("person", "\(asta)"), ("method", "\(method.id)")]
            let hash = lobby.account("asta")?.hash
            for (path, fields) in [
                ("/udfoer/signIn.remove", remove),
                (Route.password.path, [("current", Lobby.password), ("password", "sne over Anholt i maj")]),
                (Route.invitation.path, [("person", "\(asta)")]), (Route.house.path, [("code", "ABCDE")]),
            ] {
                let answer = try await other.post(path, [("csrf", page.csrf)] + fields)
                #expect(
                    answer.status == 409 && answer.text.contains("log ind med kontoen selv"), "\(path) \(answer.status)"
                )
            }
            #expect(lobby.head == head && lobby.account("asta")?.hash == hash && lobby.account("asta")?.code == nil)
            // Who signed in with the account may.
            let own = try await browser.get("/konto")
            let done = try await browser.post("/udfoer/signIn.remove", [("csrf", own.csrf)] + remove)
            #expect(done.status == 303, "\(done.status)")
            #expect(lobby.house.state.register.persons[asta]?.signInMethods.first?.isStanding == false)
        }
    }

    @Test("It sees and ends the sign-ins that came the same way, and no others")
    func sessions() async throws {
        let world = try await World()
        let lobby = world.lobby
        try await lobby.visit { browser in
            let (one, another) = (Browser(client: browser.client), Browser(client: browser.client))
            _ = try await browser.signIn("bo")
            _ = try await world.signIn(one, as: "id-bo")
            _ = try await world.signIn(another, as: "id-bo")
            let account = try #require(lobby.account("bo"))
            let local = try #require(lobby.installation.sessions.all(of: account.id).first { $0.federated == nil })
            let page = try await one.get("/konto")
            #expect(!page.text.contains(local.id))
            let asked = try await one.post(Route.endSession.path, [("csrf", page.csrf), ("session", local.id)])
            #expect(asked.status == 409 && asked.text.contains("kun afslutte login, der kom derfra"))
            #expect(try await browser.get("/").status == 200)
            let all = try await one.post(Route.endSession.path, [("csrf", page.csrf), ("session", "alle")])
            #expect(all.status == 303)
            #expect(try await browser.get("/").status == 200, "the sign-in with the account goes on")
            #expect(try await another.get("/").status == 303)
            #expect(try await one.get("/").status == 200)
            let own = try await browser.get("/konto")
            #expect(
                try await browser.post(Route.endSession.path, [("csrf", own.csrf), ("session", "alle")]).status == 303)
            #expect(try await one.get("/").status == 303, "the account itself ends them all")
        }
    }

    // MARK: Whose name a name is

    @Test("With another issuer the sign-ins of the one before end, and its names mean nobody")
    func issuer() async throws {
        let world = try await World()
        let (lobby, second) = (world.lobby, "https://andet.example.dk")
        let (asta, bo) = (lobby.person("asta"), lobby.person("bo"))
        @Sendable func found(_ name: String, _ issuer: String) -> Recognised {
            lobby.house.recognised(Identity(system: .oidc, issuer: issuer, name: name, groups: [], isStrong: false))
        }
        try await lobby.visit { browser in
            _ = try await world.signIn(browser, as: "id-bo")
            try await world.change(["name": "Nyt navn"])
            #expect(try await browser.get("/").status == 200, "the same issuer under another name")
            try await world.change(["issuer": second])
            #expect(try await browser.get("/").status == 303)
            let account = try #require(lobby.account("bo"))
            #expect(lobby.installation.sessions.all(of: account.id).isEmpty)
            #expect(found("id-bo", second) == .nobody && found("id-bo", Outsider.issuer) == .nobody)
            // Whoever sees to it is told.
            _ = try await browser.signIn("asta")
            #expect(
                try await browser.get("/login-system").text.contains(
                    "2 personer har et navn, som en tidligere udsteder"))
            #expect(try await browser.get("/personer/\(bo)").text.contains("af en tidligere udsteder"))
            #expect(try await browser.get("/login-system?navn=id-bo").text.contains("Ingen person har det navn"))
        }
        // The same name is recorded as one of the new issuer's, also for somebody else.
        try await lobby.give(.identifyPerson, ["person": "\(asta)", "system": "oidc", "value": "id-bo"])
        #expect(found("id-bo", second) == .person(asta, roles: []))
        try await world.change([:])
        #expect(found("id-bo", Outsider.issuer) == .person(bo, roles: []), "as it was recorded then")
        #expect(found("id-asta", Outsider.issuer) == .nobody, "hers is one of the other's now")
    }

    @Test("A session that was left from another issuer opens nothing, whatever became of it")
    func leftOver() async throws {
        let world = try await World()
        let lobby = world.lobby
        try await lobby.visit { browser in
            let place = Account.Place(organisation: lobby.house.id, person: lobby.person("bo"))
            let account = try #require(lobby.account("bo"))
            for (issuer, status) in [("https://andet.example.dk", 303), (Outsider.issuer, 200)] {
                let federated = Federated(issuer: issuer, subject: "id-bo", sid: nil, hint: "")
                let (secret, _) = try await lobby.installation.sessions.begin(
                    account.id, place, by: .federated, federated: federated, now: lobby.time.now,
                    mint: lobby.installation.mint)
                browser.cookies = ["vaern": secret]
                #expect(try await browser.get("/").status == status, "\(issuer)")
            }
        }
    }

    @Test("A name that was recorded before any provider was set up is one of the first")
    func before() async throws {
        let lobby = try await Lobby()
        let bo = lobby.person("bo")
        try await lobby.give(.identifyPerson, ["person": "\(bo)", "system": "oidc", "value": "id-bo"])
        func set(_ issuer: String) async throws {
            try await lobby.give(
                .setSignInProvider,
                ["name": "Login", "issuer": issuer, "client": "vaern", "scopes": "openid", "claim": "sub"])
        }
        let identity = Identity(system: .oidc, name: "id-bo", groups: [], isStrong: false)
        try await set(Outsider.issuer)
        #expect(lobby.house.recognised(identity) == .person(bo, roles: []))
        try await lobby.give(.removeSignInProvider, ["reason": "Skiftet ud"])
        try await set("https://andet.example.dk")
        #expect(lobby.house.recognised(identity) == .nobody)
    }

    @Test("A name is compared byte by byte")
    func exact() async throws {
        let world = try await World()
        try await world.lobby.visit { browser in
            for name in ["ID-BO", "id-Bo", "id-bo "] {
                #expect(try await world.signIn(browser, as: name).status == 403, "\(name)")
            }
            try await world.lobby.give(
                .identifyPerson, ["person": "\(world.lobby.person("asta"))", "system": "oidc", "value": "ID-BO"])
            #expect(try await world.signIn(browser, as: "ID-BO").status == 303)
            #expect(try await browser.get("/konto").text.contains("Asta Bro"))
        }
    }

    @Test("Of two who have one name after an annulment none is picked, and both are shown to who must settle it")
    func several() async throws {
        let world = try await World()
        let lobby = world.lobby
        let (asta, bo) = (lobby.person("asta"), lobby.person("bo"))
        @Sendable func identify(_ person: ID<Person>, _ name: String) async throws {
            try await lobby.give(.identifyPerson, ["person": "\(person)", "system": "oidc", "value": name])
        }
        try await identify(asta, "id-ny")
        let position = lobby.head - 1
        try await identify(bo, "id-asta")
        // No annulment makes two of one any more; an older version did.
        await #expect(throws: Refusal.self) {
            try await lobby.give(.annulFact, ["position": "\(position)", "reason": "Forkert"])
        }
        try lobby.house.annulUnasked(position, asta)
        try await lobby.visit { browser in
            let page = try await world.signIn(browser, as: "id-asta")
            #expect(page.status == 403 && page.text.contains("Flere personer i Værn har det navn"))
            #expect(page.text.contains("<code>id-asta</code>") && page.text.contains("afgøre"))
            #expect(try await browser.get("/").status == 303)
            let admin = Browser(client: browser.client)
            _ = try await admin.signIn("asta")
            let shown = try await admin.get("/login-system?navn=id-asta")
            #expect(shown.text.contains("Flere personer har det navn"))
            #expect(shown.text.contains("/personer/\(asta)") && shown.text.contains("/personer/\(bo)"))
            // Nobody gets the name in the meantime; with one of them corrected it means the other again.
            await #expect(throws: Refusal.self) { try await identify(asta, "id-asta") }
            try await identify(bo, "id-bo")
            #expect(try await world.signIn(browser, as: "id-asta").status == 303)
        }
    }

    @Test("An administrator sets up no system on an address inside; whoever runs the machine may, or allows it")
    func inside() async throws {
        let plain = try await Lobby()
        var settings = Settings()
        settings.allowsInternalProvider = true
        let open = try await Lobby(settings)
        func set(_ issuer: String, _ lobby: Lobby, _ actor: Actor) async throws {
            let words = ["name": "Log ind", "issuer": issuer, "client": "vaern", "scopes": "openid", "claim": "sub"]
            _ = try await lobby.installation.perform(
                .setSignInProvider, Arguments(words.mapValues { [$0] }), as: actor, door: .web, in: lobby.house.id)
        }
        func person(_ lobby: Lobby) -> Actor {
            .person(
                Ref(lobby.person("asta")), account: Ref(lobby.person("asta")), method: "password", strength: 1,
                authenticated: lobby.time.now.milliseconds)
        }
        for issuer in [
            "http://127.0.0.1:8000", "https://10.0.0.5/realm", "https://[fe80::1]", "https://169.254.169.254",
        ] {
            let head = plain.head
            await #expect(throws: Refusal.self, "\(issuer)") { try await set(issuer, plain, person(plain)) }
            #expect(plain.head == head)
        }
        try await set("https://login.example.dk", plain, person(plain))
        try await set("https://10.0.0.5/realm", plain, .operator(user: "drift"))
        try await set("http://127.0.0.1:8000", open, person(open))
    }

    @Test(
        "An annulment that would bring back a name that another has now is refused, and is done when that one is corrected"
    )
    func annulledName() async throws {
        let world = try await World()
        let lobby = world.lobby
        let (asta, bo) = (lobby.person("asta"), lobby.person("bo"))
        func identify(_ person: ID<Person>, _ name: String) async throws {
            try await lobby.give(.identifyPerson, ["person": "\(person)", "system": "oidc", "value": name])
        }
        func annul(_ position: Int) async throws {
            try await lobby.give(.annulFact, ["position": "\(position)", "reason": "Forkert"])
        }
        try await identify(asta, "id-ny")
        let position = lobby.head - 1
        try await identify(bo, "id-asta")
        let head = lobby.head
        await #expect(throws: Refusal.self) { try await annul(position) }
        #expect(lobby.head == head)
        try await identify(bo, "id-bo")
        try await annul(position)
        #expect(lobby.house.state.register.holders(of: "id-asta", in: .oidc) { lobby.house.texts.text($0) } == [asta])
    }
}

extension House {
    /// Records an annulment of a fact about a person as it is in a ledger of a version that asked nothing of names.
    fileprivate func annulUnasked(_ position: Int, _ person: ID<Person>) throws {
        let bits = mint.random()
        let reason = ValueID(high: bits.0, low: bits.1)
        let fact = Fact.annulled(.person(person), Annulment(position: position, reason: reason))
        let draft = try House.draft(fact, clock, mint, "test", values: [reason: Array("Forkert".utf8)])
        var (register, book) = (state.register, state.book)
        register.apply(
            fact,
            Stamp(
                position: book.head, effective: Day(number: draft.effective),
                recorded: Instant(milliseconds: max(draft.recorded, book.recorded)), by: nil))
        let facts = try book.seal([(draft: draft, revision: register.revision(of: fact.subject))])
        guard try store.append(facts, after: state.book.head, reserve: false) == .durable else { throw Refusal.unknown }
        trail.note(
            fact.subject, position: facts[0].position, recorded: book.recorded, command: draft.command, part: 1,
            parts: 1)
        publish(State(register: register, book: book), changed: [fact.subject])
    }
}
