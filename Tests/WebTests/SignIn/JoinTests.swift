// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

extension Lobby {
    /// One more organisation in the same installation, with a unit.
    func secondHouse() throws -> House {
        let (store, seed) = (MemoryStore(), [UInt8](repeating: 9, count: 32))
        let id = ID<Organisation>(high: 0x0190_aaaa_0000_7000, low: 0x8000_0000_0000_0002)
        let (clock, mint) = (installation.clock, Mint.seeded(29))
        try House.found(
            id, domain: "test.example", demo: true, store: store, seed: seed, version: "test", clock: clock, mint: mint)
        let second = try House.open(id, store: store, seed: seed, outside: Outer(), clock: clock, mint: mint)
        installation.add(second)
        return second
    }

    /// Gives a command as the system in one of the organisations.
    func give(_ kind: CommandKind, _ texts: [String: String], in house: House) async throws -> Done {
        try await installation.perform(
            kind, Arguments(texts.mapValues { [$0] }), as: .system(component: "test", rule: nil, version: "1"),
            door: .system, in: house.id)
    }

    /// An administrator with an account in one of the organisations, and what the opening of the account answered.
    func newcomer(
        _ name: String, _ username: String, in house: House
    ) async throws -> (person: ID<Person>, opened: Done) {
        func made(_ kind: CommandKind, _ texts: [String: String]) async throws -> String {
            try await give(kind, texts, in: house).receipt.subjects[0].id.description
        }
        let unit = try await made(.openUnit, ["name": "Enhed \(username)", "from": "\(today)"])
        let person = try await made(.addPerson, ["name": name])
        _ = try await made(
            .beginEngagement,
            ["person": person, "kind": "employee", "unit": unit, "title": "Specialist", "from": "\(today)"])
        _ = try await made(.grantRole, ["person": person, "role": Role.administrator.rawValue, "from": "\(today)"])
        let opened = try await give(.openAccount, ["person": person, "username": username], in: house)
        return (ID<Person>(person) ?? ID(high: 0, low: 0), opened)
    }
}

@Suite("One account in several organisations")
struct JoinTests {
    @Test("A user name that somebody has elsewhere gives an organisation a code and not the account")
    func named() async throws {
        let lobby = try await Lobby()
        let second = try lobby.secondHouse()
        let (person, opened) = try await lobby.newcomer("Asta Andersen", "asta", in: second)
        let code = try #require(opened.secret)
        let place = Account.Place(organisation: second.id, person: person)
        let hash = lobby.account("asta")?.hash
        #expect(lobby.account("asta")?.places.count == 1 && lobby.installation.accounts.find(place) == nil)
        #expect(
            !"\(lobby.side.rows(shelf: "account", owner: nil).map { String(decoding: $0.bytes, as: UTF8.self) })"
                .contains(code), "it is kept as a hash")
        try await lobby.visit { browser in
            // The code sets no password, in whoever's hands.
            let first = try await browser.fill(
                "/foerste-gang", [("code", code), ("password", "sne over Anholt i maj")])
            #expect(first.status == 422 && first.text.contains("skriv koden under »Min konto«"), "\(first.status)")
            #expect(lobby.account("asta")?.hash == hash)
            // It joins the account that has the name, and no other.
            let bo = Browser(client: browser.client)
            _ = try await bo.signIn("bo")
            #expect(try await bo.fill("/konto", [("code", code)], to: Route.house.path).status == 422)
            #expect(lobby.account("bo")?.places.count == 1)
            _ = try await browser.signIn("asta")
            let wrong = try await browser.fill("/konto", [("code", "AAAAA-BBBBB")], to: Route.house.path)
            #expect(wrong.status == 422 && wrong.text.contains("Koden er forkert"))
            let joined = try await browser.fill("/konto", [("code", code)], to: Route.house.path)
            #expect(joined.status == 303 && joined.location == "/", "\(joined.status)")
            #expect(lobby.installation.accounts.find(place)?.username == "asta")
            let account = try #require(lobby.account("asta"))
            #expect(account.places.count == 2 && account.offers.isEmpty && account.hash == hash)
            let session = lobby.installation.sessions.all(of: account.id).first
            #expect(session?.place == place)
            #expect(try await browser.get("/").status == 200)
            // Once.
            #expect(try await browser.fill("/konto", [("code", code)], to: Route.house.path).status == 422)
        }
    }

    @Test("It takes a new proof of who is joining")
    func fresh() async throws {
        let lobby = try await Lobby()
        let second = try lobby.secondHouse()
        let code = try #require(try await lobby.newcomer("Asta Andersen", "asta", in: second).opened.secret)
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            lobby.time.pass(seconds: 900)
            let asked = try await browser.fill("/konto", [("code", code)], to: Route.house.path)
            #expect(asked.status == 303 && asked.location.hasPrefix("/log-ind/igen"))
            #expect(lobby.account("asta")?.places.count == 1)
        }
    }

    @Test("What guards an account that opens several organisations is changed by none of them")
    func shared() async throws {
        let lobby = try await Lobby()
        let second = try lobby.secondHouse()
        let (carl, _) = try await lobby.newcomer("Carl Dal", "carl", in: second)
        try await lobby.installation.setPassword(Lobby.password, of: carl, in: second.id)
        let (asta, opened) = try await lobby.newcomer("Asta Andersen", "asta", in: second)
        let code = try #require(opened.secret)
        try await lobby.visit { browser in
            let admin = Browser(client: browser.client)
            _ = try await admin.signIn("carl")
            // Until it is joined the administrator can hand out a new code, and the one before is void.
            let page = try await admin.get("/konto")
            let again = try await admin.post(Route.invitation.path, [("csrf", page.csrf), ("person", "\(asta)")])
            #expect(again.status == 200 && again.text.contains("hører til en konto"), "\(again.status)")
            _ = try await browser.signIn("asta")
            #expect(try await browser.fill("/konto", [("code", code)], to: Route.house.path).status == 422)
            let newest = try await lobby.installation.invite(asta, in: second.id)
            // A code for a new password that was handed out before is void when the account opens one more organisation.
            _ = try await lobby.installation.invite(lobby.person("asta"), in: lobby.house.id)
            #expect(lobby.account("asta")?.code != nil)
            #expect(try await browser.fill("/konto", [("code", newest)], to: Route.house.path).status == 303)

            _ = try await lobby.addApp(browser)
            let method = try #require(second.state.register.persons[asta]?.signInMethods.first)
            let hash = lobby.account("asta")?.hash
            for (path, fields) in [
                (Route.invitation.path, [("person", "\(asta)")]),
                ("/udfoer/signIn.remove", [("person", "\(asta)"), ("method", "\(method.id)")]),
            ] {
                let answer = try await admin.post(path, [("csrf", page.csrf)] + fields)
                #expect(answer.status == 409 && answer.text.contains("åbner også en anden organisation"), "\(path)")
            }
            #expect(second.state.register.persons[asta]?.signInMethods.first?.isStanding == true)
            #expect(lobby.account("asta")?.hash == hash && lobby.account("asta")?.code == nil)
            // An organisation shuts somebody out of itself, and of nothing else.
            _ = try await lobby.give(.closeAccount, ["person": "\(asta)"], in: second)
            #expect(lobby.account("asta")?.places.map(\.organisation) == [lobby.house.id])
            #expect(try await Browser(client: browser.client).signIn("asta").status == 303)
        }
    }

    @Test("Whom the organisation's own system signs in comes in when the account is joined, and not before")
    func federated() async throws {
        let world = try await FederatedWorld()
        let lobby = world.lobby
        let second = try lobby.secondHouse()
        let (asta, opened) = try await lobby.newcomer("Asta Andersen", "asta", in: second)
        let words = ["name": "Deres", "issuer": Outsider.issuer, "client": "vaern", "scopes": "openid", "claim": "sub"]
        _ = try await lobby.give(.setSignInProvider, words, in: second)
        _ = try await lobby.give(.identifyPerson, ["person": "\(asta)", "system": "oidc", "value": "id-2"], in: second)
        try await lobby.visit { browser in
            func signIn() async throws -> Browser.Page {
                try await world.back(browser, try await world.go(browser, "?organisation=\(second.id)"), as: "id-2")
            }
            let early = try await signIn()
            #expect(early.status == 403 && early.text.contains("ikke føjet til endnu"), "\(early.status)")
            #expect(try await browser.get("/").status == 303)
            let own = Browser(client: browser.client)
            _ = try await own.signIn("asta")
            let code = try #require(opened.secret)
            #expect(try await own.fill("/konto", [("code", code)], to: Route.house.path).status == 303)
            #expect(try await signIn().status == 303)
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test("A code goes with the account that it was for")
    func withdrawn() async throws {
        let lobby = try await Lobby()
        let second = try lobby.secondHouse()
        _ = try await lobby.newcomer("Carl Dal", "carl", in: second)
        let (asta, opened) = try await lobby.newcomer("Asta Andersen", "asta", in: second)
        let code = try #require(opened.secret)
        _ = try await lobby.give(.closeAccount, ["person": "\(asta)"], in: second)
        #expect(lobby.account("asta")?.offers.isEmpty == true)
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            #expect(try await browser.fill("/konto", [("code", code)], to: Route.house.path).status == 422)
        }
        // Eight days on a code is too old.
        _ = try await lobby.give(.openAccount, ["person": "\(asta)", "username": "asta"], in: second)
        let late = try await lobby.installation.invite(asta, in: second.id)
        lobby.time.pass(seconds: 8 * 86_400)
        #expect(lobby.installation.accounts.find(offer: late, now: lobby.time.now) == nil)
    }
}
