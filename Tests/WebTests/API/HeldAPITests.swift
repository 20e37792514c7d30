// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// What is held about oneself, and what an erasure keeps because of another, by the interface (GDPR Articles 15, 17 and 20).
@Suite("The interface: what is held about the one who asks")
struct HeldAPITests {
    private static func token(_ lobby: Lobby, _ username: String) async throws -> [(String, String)] {
        let done = try await lobby.installation.perform(
            .issueToken,
            Arguments([
                "person": ["\(lobby.person(username))"], "scope": ["read"], "until": ["\(lobby.today + 30)"],
            ]), as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return [("authorization", "Bearer " + (try #require(done.secret)))]
    }

    @Test("It is what the page gives as a file, as the description says, and nobody else's")
    func own() async throws {
        let aviary = try await Aviary()
        let lobby = aviary.lobby
        let headers = try await Self.token(lobby, "ansat")
        try await lobby.visit { browser in
            let answer = try await browser.get("/api/v1/held", headers: headers)
            let json = try JSONReader.read(Array(answer.text.utf8))
            #expect(answer.status == 200 && answer.header("content-type") == "application/json")
            #expect(Described.faults(json, of: .held).isEmpty, "\(Described.faults(json, of: .held).prefix(5))")
            #expect(json["person"]?.text == "\(lobby.person("ansat"))" && json["name"]?.text == "Navn ansat")
            let entries = (json["kinds"]?.items ?? []).flatMap { $0["entries"]?.items ?? [] }
            let values = entries.flatMap { $0["values"]?.items ?? [] }
            #expect(entries.count > 3 && values.contains { $0["text"]?.text == "Navn ansat" })
            #expect(!values.contains { $0["text"]?.text == "Navn kollega" })
            let signed = try await browser.signIn("ansat")
            #expect(signed.status == 303)
            let page = try JSONReader.read(
                Array(try await browser.get(Route.held.path + "?som=json").text.utf8))
            #expect(page["kinds"] == json["kinds"] && page["person"] == json["person"])
            // Nobody looked it up but herself, and that is no look.
            #expect(json["looked_at_by"]?.items?.isEmpty == true)
        }
    }

    @Test("It tells who looked it up; nobody gets another's by it")
    func looks() async throws {
        let aviary = try await Aviary()
        let lobby = aviary.lobby
        try await lobby.visit { browser in
            let signed = try await browser.signIn("dpo")
            #expect(signed.status == 303)
            #expect(try await browser.get(Route.heldOf(lobby.person("ansat")).path).status == 200)
        }
        let (own, dpo) = (try await Self.token(lobby, "ansat"), try await Self.token(lobby, "dpo"))
        try await lobby.visit { browser in
            let answer = try await browser.get("/api/v1/held", headers: own)
            let json = try JSONReader.read(Array(answer.text.utf8))
            #expect(Described.faults(json, of: .held).isEmpty)
            #expect(json["looked_at_by"]?.items?.compactMap { $0["name"]?.text } == ["Navn dpo"])
            let other = try await browser.get("/api/v1/held?person=\(lobby.person("ansat"))", headers: dpo)
            #expect(other.status == 400)
            #expect(try await browser.get("/api/v1/held").status == 401)
        }
    }

    @Test("On a past day it is what was held then; who has no person is told so")
    func pastAndOperator() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let bo = try await rooms.person("Bo", in: unit)
        let secret = try await rooms.token(of: bo)
        let first = rooms.today
        rooms.go(to: first + 10)
        try await rooms.give(.renamePerson, ["person": "\(bo)", "name": "Bo Ny", "from": "\(rooms.today)"])
        func count(_ query: [String: String]) async -> Int {
            let json = await rooms.ask("GET", "/api/v1/held", query: query, token: secret).json
            #expect(Described.faults(json, of: .held).isEmpty)
            return (json["kinds"]?.items ?? []).reduce(0) { $0 + ($1["count"]?.int ?? 0) }
        }
        let (then, now) = (await count(["as_of": "\(first)"]), await count([:]))
        #expect(then > 0 && now == then + 1)
        let refused = await rooms.ask("GET", "/api/v1/held", headers: .asOperator, peer: .operatorOfMachine)
        #expect(refused.status == 403 && refused.text.contains("adgangsnøgle"))
    }

    @Test("The plan of an erasure says what another's hold keeps")
    func keptForAnother() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let (bo, karen) = (try await rooms.person("Bo", in: unit), try await rooms.person("Karen", in: unit))
        let dpo = try await rooms.token(of: try await rooms.person("Dina", in: unit, .dpo))
        try await rooms.give(
            .appointDeputy,
            Arguments(
                [
                    "person": "\(karen)", "deputy": "\(bo)", "from": "\(rooms.today)", "reason": "Bo kender sagen",
                ].mapValues { [$0] }), as: karen)
        func kept() async -> [JSON] {
            let plan = await rooms.ask("GET", "/api/v1/persons/\(karen)/erasure", token: dpo).json
            #expect(Described.faults(plan, of: .erasure).isEmpty && plan["holds"]?.items?.isEmpty == true)
            return (plan["keep"]?.items ?? []).filter {
                $0["kind"]?.text == "person.deputyAppointed" && $0["field"]?.text == "reason"
            }
        }
        #expect(await kept().isEmpty)
        try await rooms.give(.placeHold, ["person": "\(bo)", "reason": "Retssag"])
        let one = await kept()
        #expect(one.count == 1 && one.first?["why"]?.text?.contains("bevaringshensyn") == true)
    }

    @Test("The plan of an erasure counts what was confided, and tells whoever may not see it no more")
    func unseen() async throws {
        let aviary = try await Aviary()
        let lobby = aviary.lobby
        let (dpo, reporter) = (try await Self.token(lobby, "dpo"), lobby.person("kollega"))
        func plan() async throws -> JSON {
            try await lobby.visit { browser in
                let answer = try await browser.get("/api/v1/persons/\(reporter)/erasure", headers: dpo)
                let plan = try JSONReader.read(Array(answer.text.utf8))
                #expect(answer.status == 200 && Described.faults(plan, of: .erasure).isEmpty)
                #expect(!answer.text.contains("suspicion"))
                return plan
            }
        }
        let before = try await plan()
        let first = try #require(before["unseen"]?.int)
        _ = try await lobby.installation.perform(
            .reportSuspicion,
            Arguments([
                "came": ["\(lobby.today)"], "act": ["gave"], "sender": ["pakke.example"], "look": ["Så sådan ud"],
            ]), as: .person(Ref(reporter), account: Ref(reporter), method: "password", strength: 1, authenticated: 0),
            door: .web, in: lobby.house.id)
        let after = try await plan()
        // Who sent it, and how it looked.
        #expect(after["unseen"]?.int == first + 2)
        for list in ["erase", "keep", "holds"] {
            #expect(after[list]?.items?.count == before[list]?.items?.count, "\(list)")
        }
        // The data is the reporter's own, who is told of it, and sees that it would go.
        let own = try ErasurePlan.make(for: reporter, in: lobby.house)
        let sight = try await lobby.house.sight(of: reporter)
        #expect(own.seen(by: sight).filter { $0.kind == .suspicionReported }.map(\.ground) == [.erase, .erase])
    }
}
