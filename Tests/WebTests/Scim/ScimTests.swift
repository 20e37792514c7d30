// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// A client of SCIM tells who is engaged.
struct ScimTests {
    private static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

    @Test("a person who is told of stands as first seen, in one batch, with the client as the actor")
    func created() async throws {
        let rooms = try await ScimRooms()
        let head = rooms.lobby.head
        let made = try await rooms.create(
            "nete@example.dk", #","externalId":"n-1","title":"Tekniker","\#(Self.enterprise)":{"department":"drift"}"#)
        #expect(made.status == 201 && made.page.header("content-type") == "application/scim+json", "\(made.page.text)")
        #expect(made.page.location == made.json["meta"]?["location"]?.text)
        #expect(made.json[Self.enterprise]?["department"]?.text == "Drift" && made.isActive)
        #expect(made.json["name"]?["formatted"]?.text == "Nete Ny" && made.json["title"]?.text == "Tekniker")
        let entries = try (head..<rooms.lobby.head).map { try rooms.lobby.house.entry(at: $0) }
        #expect(entries.count == 4)
        #expect(
            entries.allSatisfy {
                $0.actor == .system(component: "scim", rule: "\(rooms.token)", version: "test") && $0.door == .api
                    && $0.recorded == entries[0].recorded && $0.subject.id.description == made.id
            })
        let sight = try await rooms.lobby.house.sight(of: rooms.lobby.person("asta"))
        #expect(Sentence.actor(of: entries[0], in: sight, .da) == "SCIM-klient med nøgle fra Asta Bro")
        let got = try await rooms.ask("GET", "/Users/\(made.id)")
        #expect(got.json == made.json && got.page.header("etag") == made.page.header("etag"))
        for filter in [#"userName eq "NETE@example.dk""#, #"externalId eq "n-1" and active eq true"#] {
            let found = try await rooms.ask("GET", "/Users?filter=" + filter.percent)
            #expect(found.json["totalResults"]?.int == 1 && found.json["Resources"]?.items?.first == made.json)
        }
        // The others of the house are not the client's.
        #expect(try await rooms.ask("GET", "/Users").json["totalResults"]?.int == 1)
        #expect(try await rooms.ask("GET", "/Users/\(rooms.lobby.person("bo"))").status == 404)
    }

    /// Bo, who has an account, as the client comes to know him by the number in the personnel system.
    private func bo(_ rooms: ScimRooms) async throws -> String {
        let person = "\(rooms.lobby.person("bo"))"
        try await rooms.lobby.give(.identifyPerson, ["person": person, "system": "employeeNumber", "value": "77"])
        let made = try await rooms.create("bo@example.dk", #","\#(Self.enterprise)":{"employeeNumber":"77"}"#)
        #expect(made.status == 201 && made.id == person, "\(made.page.text)")
        return person
    }

    @Test("who is disabled is out at once, and engaged until today; who is enabled is engaged anew")
    func disabled() async throws {
        let rooms = try await ScimRooms()
        let bo = try await bo(rooms)
        let (own, _) = try await ScimRooms.token(rooms.lobby, "read", of: "bo")
        let seat = Browser(client: SiteClient(rooms.lobby.site))
        #expect(try await seat.signIn("bo").status == 303)
        #expect(try await seat.get("/").status == 200)
        let done = try await rooms.patch(bo, #"{"op":"Replace","path":"active","value":"False"}"#)
        #expect(done.status == 200 && !done.isActive, "\(done.page.text)")
        #expect(try await seat.get("/").status == 303)
        #expect(try await seat.signIn("bo").status != 303)
        let asked = try await rooms.browser.get("/api/v1/persons", headers: [("authorization", "Bearer \(own)")])
        #expect(asked.status == 401)
        let id = ID<Person>(bo) ?? ID(high: 0, low: 0)
        #expect(rooms.register().persons[id]?.engagements.map(\.last) == [rooms.lobby.today])
        let head = rooms.lobby.head
        #expect(try await rooms.patch(bo, #"{"op":"Replace","path":"active","value":"False"}"#).status == 200)
        #expect(rooms.lobby.head == head)
        #expect(try await rooms.patch(bo, #"{"op":"Replace","path":"active","value":"True"}"#).isActive)
        #expect(rooms.register().persons[id]?.engagements.count == 2)
    }

    @Test("what is taken away is there no more for the client, and nothing of it is erased")
    func deleted() async throws {
        let rooms = try await ScimRooms()
        let made = try await rooms.create("nete@example.dk")
        #expect(try await rooms.ask("DELETE", "/Users/\(made.id)").status == 204)
        for method in ["GET", "DELETE"] { #expect(try await rooms.ask(method, "/Users/\(made.id)").status == 404) }
        #expect(try await rooms.patch(made.id, #"{"op":"Replace","path":"active","value":true}"#).status == 404)
        #expect(try await rooms.ask("GET", "/Users").json["totalResults"]?.int == 0)
        let person = rooms.register().persons[ID<Person>(made.id) ?? ID(high: 0, low: 0)]
        #expect(person?.name.newest.flatMap { rooms.lobby.house.texts.text($0) } == "Nete Ny")
        #expect(person?.engagements.map(\.last) == [rooms.lobby.today])
        // Told anew it is the same person, with a new engagement.
        let again = try await rooms.create("nete@example.dk")
        #expect(again.status == 201 && again.id == made.id)
    }

    @Test("who is erased is not there, whatever is sent about the identity; told anew it is somebody new")
    func erased() async throws {
        let rooms = try await ScimRooms()
        let made = try await rooms.create("nete@example.dk", #","externalId":"n-1""#)
        try await rooms.lobby.give(
            .erasePerson, ["person": made.id, "decision": "DPO, sag 14", "basis": "request"])
        let head = rooms.lobby.head
        #expect(try await rooms.ask("GET", "/Users/\(made.id)").status == 404)
        let whole = #"{"userName":"nete@example.dk","externalId":"n-1","displayName":"Nete Ny"}"#
        #expect(try await rooms.ask("PUT", "/Users/\(made.id)", whole).status == 404)
        #expect(try await rooms.patch(made.id, #"{"op":"Replace","path":"displayName","value":"Nete"}"#).status == 404)
        #expect(try await rooms.ask("DELETE", "/Users/\(made.id)").status == 404)
        #expect(try await rooms.ask("GET", "/Users").json["totalResults"]?.int == 0)
        #expect(rooms.lobby.head == head)
        let anew = try await rooms.ask("POST", "/Users", whole)
        #expect(anew.status == 201 && anew.id != made.id)
        let old = rooms.register().persons[ID<Person>(made.id) ?? ID(high: 0, low: 0)]
        #expect(old?.name.newest.flatMap { rooms.lobby.house.texts.text($0) } == nil)
    }

    @Test("a state that was looked at can be named, and a newer one is not overwritten")
    func versions() async throws {
        let rooms = try await ScimRooms()
        let made = try await rooms.create("nete@example.dk")
        let tag = made.page.header("etag") ?? ""
        let unseen = try await rooms.ask("GET", "/Users/\(made.id)", headers: [("if-none-match", tag)])
        #expect(unseen.status == 304 && unseen.page.text.isEmpty)
        let rename = #"{"op":"Replace","path":"displayName","value":"Nete Gift"}"#
        #expect(try await rooms.patch(made.id, rename, headers: [("if-match", tag)]).status == 200)
        let head = rooms.lobby.head
        #expect(try await rooms.patch(made.id, rename, headers: [("if-match", tag)]).status == 412)
        #expect(rooms.lobby.head == head)
        let seen = try await rooms.ask(
            "GET", "/Users/\(made.id)?attributes=displayName", headers: [("if-none-match", tag)])
        #expect(seen.status == 200 && seen.json["displayName"]?.text == "Nete Gift" && seen.json["userName"] == nil)
    }

    static let faults: [(String, String, String, Int, String?)] = [
        ("POST", "/Users", #"{"userName":"x","active":"måske"}"#, 400, "invalidValue"),
        ("POST", "/Users", #"{"displayName":"Ingen"}"#, 400, "invalidValue"),
        ("POST", "/Users", #"{"userName":"x","emails":[{"value":"ingen"}]}"#, 400, "invalidValue"),
        ("POST", "/Users", #"{"userName":"x","displayName":"A\nB"}"#, 400, "invalidValue"),
        ("POST", "/Users", #"{"userName":"x","\#(enterprise)":{"department":"Findes ikke"}}"#, 400, "invalidValue"),
        ("POST", "/Users", #"{"userName":"NETE@example.dk"}"#, 409, "uniqueness"),
        ("POST", "/Users", #"{"userName":"x","externalId":"n-1"}"#, 409, "uniqueness"),
        ("POST", "/Users", #"{"userName":"x","emails":[{"value":"nete@example.dk"}]}"#, 409, "uniqueness"),
        ("POST", "/Users", "{", 400, "invalidSyntax"), ("POST", "/Users", "", 400, "invalidSyntax"),
        ("POST", "/Users", "[1]", 400, "invalidSyntax"),
        ("PUT", "/Users/ID", #"{"userName":5}"#, 400, "invalidValue"),
        ("PATCH", "/Users/ID", #"{"Operations":[{"op":"add","path":"x","value":"y"}]}"#, 400, "invalidPath"),
        ("PATCH", "/Users/ID", #"{"Operations":"x"}"#, 400, "invalidSyntax"),
        ("PATCH", "/Users/findes-ikke", #"{"Operations":[]}"#, 404, nil),
        ("PATCH", "/Users", "{}", 405, nil), ("POST", "/Users/ID", "{}", 405, nil),
        ("POST", "/Groups", "{}", 400, "invalidValue"), ("GET", "/Groups/x", "", 404, nil),
        ("POST", "/Groups", #"{"displayName":"G","members":"x"}"#, 400, "invalidValue"),
        ("POST", "/Groups", #"{"displayName":"A\nB"}"#, 400, "invalidValue"),
        ("PATCH", "/Groups/x", #"{"Operations":[]}"#, 404, nil), ("PUT", "/Groups", "{}", 405, nil),
        ("GET", "/Groups?filter=userName%20eq", "", 400, "invalidFilter"),
        ("POST", "/Groups/.search", #"{"filter":"x"}"#, 400, "invalidFilter"),
        ("GET", "/Users?filter=x", "", 400, "invalidFilter"), ("GET", "/Users?count=mange", "", 400, "invalidValue"),
        ("GET", "/Users?filter=%ff", "", 400, "invalidSyntax"), ("GET", "/Bulk", "", 404, nil),
        ("GET", "/Users/", "", 404, nil), ("GET", "/Users/a/b", "", 404, nil), ("GET", "/Schemas/x", "", 404, nil),
        ("POST", "/Bulk", "{}", 404, nil), ("GET", "/Me", "", 404, nil),
    ]

    @Test("what is wrong is said, by a word for programs and in both languages, and nothing is written")
    func faults() async throws {
        let rooms = try await ScimRooms()
        let made = try await rooms.create("nete@example.dk", #","externalId":"n-1""#)
        let head = rooms.lobby.head
        for (method, path, body, status, kind) in Self.faults {
            let path = path.replacing("ID", with: made.id)
            var said: Set<String> = []
            for language in ["da", "en"] {
                let reply = try await rooms.ask(
                    method, path, method == "GET" ? nil : body, headers: [("accept-language", language)])
                #expect(reply.status == status, "\(method) \(path) \(body): \(reply.page.text)")
                #expect(reply.json["status"]?.text == "\(status)" && reply.json["scimType"]?.text == kind, "\(body)")
                #expect(reply.page.header("content-type") == "application/scim+json")
                said.insert(reply.json["detail"]?.text ?? "")
            }
            #expect(said.count == 2 && !said.contains(""), "\(said)")
        }
        let large = String(repeating: " ", count: (1 << 20) + 1)
        #expect(try await rooms.ask("POST", "/Users", large).status == 413)
        let text = try await rooms.ask("POST", "/Users", "{}", headers: [("content-type", "text/plain")])
        #expect(text.status == 415)
        #expect(rooms.lobby.head == head)
    }

    @Test("the token opens this door and no other, and no other token opens it")
    func isolation() async throws {
        let rooms = try await ScimRooms()
        let made = try await rooms.create("nete@example.dk")
        let doors = [
            ("GET", "/ServiceProviderConfig"), ("GET", "/ResourceTypes"), ("GET", "/ResourceTypes/User"),
            ("GET", "/Schemas"), ("GET", "/Schemas/\(Self.enterprise)"), ("GET", "/Users"), ("POST", "/Users"),
            ("GET", "/Users/\(made.id)"), ("PUT", "/Users/\(made.id)"), ("PATCH", "/Users/\(made.id)"),
            ("DELETE", "/Users/\(made.id)"), ("POST", "/.search"), ("POST", "/Users/.search"), ("GET", "/Groups"),
            ("POST", "/Groups"), ("GET", "/Groups/x"), ("PUT", "/Groups/x"), ("PATCH", "/Groups/x"),
            ("DELETE", "/Groups/x"), ("POST", "/Groups/.search"), ("GET", "/Bulk"),
        ]
        var others: [(String, Int)] = [("", 401), ("vaern_x", 401)]
        for scope in ["read", "write", "calendar"] {
            others.append((try await ScimRooms.token(rooms.lobby, scope).0, 403))
        }
        let (revoked, gone) = try await ScimRooms.token(rooms.lobby, "scim")
        try await rooms.lobby.give(.revokeToken, ["token": "\(gone)"])
        others.append((revoked, 401))
        let head = rooms.lobby.head
        for (method, path) in doors {
            for (token, status) in others {
                let reply = try await rooms.ask(
                    method, path, method == "GET" ? nil : #"{"userName":"x"}"#,
                    token: token.isEmpty ? " " : token)
                #expect(reply.status == status, "\(method) \(path) \(token)")
                #expect((reply.page.header("www-authenticate") != nil) == (status == 401))
            }
        }
        let bearer = [("authorization", "Bearer \(rooms.secret)")]
        for path in ["/api/v1/persons", "/api/v1/documents", "/api/v1/entries", "/api/v1/accesses"] {
            #expect(try await rooms.browser.get(path, headers: bearer).status == 401, "\(path)")
        }
        let command = try await rooms.browser.send(
            .post, "/api/v1/commands/unit.open", headers: bearer + [("content-type", "application/json")],
            body: Array(#"{"name":"X","from":"2026-01-01"}"#.utf8))
        #expect(command.status == 401)
        #expect(try await rooms.browser.get("/kalender/\(rooms.secret).ics").status == 404)
        #expect(rooms.lobby.head == head)
        // Whoever is no administrator is issued none, and who is one no more has one that opens nothing.
        let refused = await #expect(throws: Refusal.self) {
            _ = try await ScimRooms.token(rooms.lobby, "scim", of: "bo")
        }
        #expect(refused?.field == "scope")
        rooms.lobby.time.pass(seconds: 91 * 86_400)
        #expect(try await rooms.ask("GET", "/Users").status == 401)
    }

    @Test("the client does nothing but what SCIM says, and Værn says nothing in its place")
    func actor() async throws {
        let rooms = try await ScimRooms()
        let head = rooms.lobby.head
        let words = ["state": ["active"], "user_name": ["x"], "name": ["X"]]
        let tries: [(CommandKind, String, String?)] = [
            (.addPerson, "scim", "\(rooms.token)"), (.provisionPerson, "test", nil), (.provisionPerson, "scim", nil),
            (.provisionPerson, "scim", "\(rooms.lobby.person("asta"))"),
        ]
        for (kind, component, rule) in tries {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await rooms.lobby.installation.perform(
                    kind, Arguments(words), as: .system(component: component, rule: rule, version: "1"), door: .api,
                    in: rooms.lobby.house.id)
            }
            #expect(refusal?.reason == .notAllowed)
        }
        #expect(rooms.lobby.head == head)
    }

    @Test("the last administrator stays, and the client is told why")
    func lastAdministrator() async throws {
        let rooms = try await ScimRooms()
        let asta = "\(rooms.lobby.person("asta"))"
        try await rooms.lobby.give(.identifyPerson, ["person": asta, "system": "employeeNumber", "value": "1"])
        let made = try await rooms.create("asta@example.dk", #","\#(Self.enterprise)":{"employeeNumber":"1"}"#)
        #expect(made.id == asta)
        for reply in [
            try await rooms.patch(asta, #"{"op":"Replace","path":"active","value":false}"#),
            try await rooms.ask("DELETE", "/Users/\(asta)"),
        ] {
            #expect(reply.status == 409 && reply.json["detail"]?.text?.contains("sidste administrator") == true)
        }
        #expect(try await rooms.ask("GET", "/Users/\(asta)").isActive)
    }
}

extension String {
    fileprivate var percent: String { replacing(" ", with: "%20").replacing("\"", with: "%22") }
}
