// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// A client of SCIM tells which groups there are and who is in them.
struct ScimGroupTests {
    private func create(_ rooms: ScimRooms, _ name: String, _ more: String = "") async throws -> ScimRooms.Reply {
        try await rooms.ask("POST", "/Groups", #"{"displayName":"\#(name)"\#(more)}"#)
    }

    private func patch(
        _ rooms: ScimRooms, _ id: String, _ operation: String, headers: [(String, String)] = []
    ) async throws -> ScimRooms.Reply {
        try await rooms.ask("PATCH", "/Groups/\(id)", #"{"Operations":[\#(operation)]}"#, headers: headers)
    }

    private func members(_ reply: ScimRooms.Reply) -> [String] {
        (reply.json["members"]?.items ?? []).compactMap { $0["value"]?.text }
    }

    /// Roles of somebody in the house today.
    private func roles(_ rooms: ScimRooms, _ id: String) -> Set<Role> {
        Set(rooms.register().roles(of: ID(id) ?? ID(high: 0, low: 0), on: rooms.lobby.today).map(\.role))
    }

    private func map(_ rooms: ScimRooms, _ lines: String) async throws {
        try await rooms.lobby.give(
            .setSignInProvider,
            [
                "name": "Login", "issuer": "https://login.example.dk", "client": "vaern", "scopes": "openid",
                "claim": "oid", "groups_claim": "groups", "groups": lines,
            ])
    }

    /// Bo, who has an account, as the client comes to know him.
    private func bo(_ rooms: ScimRooms) async throws -> String {
        let person = "\(rooms.lobby.person("bo"))"
        try await rooms.lobby.give(.identifyPerson, ["person": person, "system": "scim", "value": "b-1"])
        let made = try await rooms.create("bo@example.dk", #","externalId":"b-1""#)
        #expect(made.id == person, "\(made.page.text)")
        return person
    }

    @Test("a group that is told of is there with its members, in one batch, with the client as the actor")
    func created() async throws {
        let rooms = try await ScimRooms()
        let nete = try await rooms.create("nete@example.dk")
        let head = rooms.lobby.head
        let made = try await create(rooms, "Vagten", #","externalId":"g-1","members":[{"value":"\#(nete.id)"}]"#)
        #expect(made.status == 201 && made.page.header("content-type") == "application/scim+json", "\(made.page.text)")
        #expect(made.page.location == made.json["meta"]?["location"]?.text && members(made) == [nete.id])
        #expect(made.json["displayName"]?.text == "Vagten" && made.json["externalId"]?.text == "g-1")
        #expect(made.json["members"]?.items?.first?["$ref"]?.text == nete.json["meta"]?["location"]?.text)
        let entries = try (head..<rooms.lobby.head).map { try rooms.lobby.house.entry(at: $0) }
        #expect(entries.map(\.kind) == [.groupNamed, .personGroupJoined])
        #expect(
            entries.allSatisfy { $0.actor == .system(component: "scim", rule: "\(rooms.token)", version: "test") })
        let sight = try await rooms.lobby.house.sight(of: rooms.lobby.person("asta"))
        #expect(Sentence.of(entries[0], in: sight, .da) == "SCIM har oplyst gruppen »Vagten«")
        #expect(Sentence.of(entries[1], in: sight, .da).contains("Nete Ny"))
        let got = try await rooms.ask("GET", "/Groups/\(made.id)")
        #expect(got.json == made.json && got.page.header("etag") == made.page.header("etag"))
        // The person says so too, and nobody changes it there.
        let person = try await rooms.ask("GET", "/Users/\(nete.id)")
        #expect(person.json["groups"]?.items?.first?["value"]?.text == made.id)
        #expect(person.json["groups"]?.items?.first?["display"]?.text == "Vagten")
        let changed = try await rooms.patch(nete.id, #"{"op":"remove","path":"groups"}"#)
        #expect(changed.status == 400 && changed.json["scimType"]?.text == "mutability")
    }

    @Test("lists are asked by name, id and member, in pages, and without their members")
    func lists() async throws {
        let rooms = try await ScimRooms()
        let nete = try await rooms.create("nete@example.dk")
        let vagt = try await create(rooms, "Vagten", #","externalId":"g-1","members":[{"value":"\#(nete.id)"}]"#)
        let others = try await create(rooms, "Andre")
        for filter in [
            #"displayName eq "vagten""#, #"externalId eq "g-1""#, #"id eq "\#(vagt.id)""#,
            #"members.value eq "\#(nete.id)""#, #"id eq "\#(vagt.id)" and members[value eq "\#(nete.id)"]"#,
        ] {
            let asked = "/Groups?excludedAttributes=members&filter=" + filter.percent
            let found = try await rooms.ask("GET", asked)
            #expect(found.json["totalResults"]?.int == 1, "\(filter)")
            #expect(found.json["Resources"]?.items?.first?["id"]?.text == vagt.id)
            #expect(found.json["Resources"]?.items?.first?["members"] == nil)
        }
        let page = try await rooms.ask("GET", "/Groups?startIndex=2&count=1")
        #expect(page.json["totalResults"]?.int == 2 && page.json["itemsPerPage"]?.int == 1)
        let both = try await rooms.ask("POST", "/.search", #"{"attributes":["displayName"]}"#)
        let found = Set((both.json["Resources"]?.items ?? []).compactMap { $0["id"]?.text })
        #expect(found == [nete.id, vagt.id, others.id])
        let alone = try await rooms.ask("POST", "/Groups/.search", #"{"filter":"displayName eq \"Andre\""}"#)
        #expect(alone.json["Resources"]?.items?.map { $0["id"]?.text } == [others.id])
        #expect(try await rooms.ask("GET", "/ResourceTypes/Group").status == 200)
        let types = try await rooms.ask("GET", "/ResourceTypes")
        #expect(types.json["Resources"]?.items?.compactMap { $0["name"]?.text } == ["User", "Group"])
        #expect(try await rooms.ask("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group").status == 200)
    }

    @Test("members come and go as Entra ID says it, and whom nobody told of is left out")
    func membership() async throws {
        let rooms = try await ScimRooms()
        let (nete, ole) = (try await rooms.create("nete@example.dk"), try await rooms.create("ole@example.dk"))
        let made = try await create(rooms, "Vagten")
        let added = try await patch(
            rooms, made.id,
            #"{"op":"Add","path":"members","value":[{"$ref":null,"value":"\#(nete.id)"},{"value":"\#(ole.id)"}]}"#)
        #expect(added.status == 200 && Set(members(added)) == [nete.id, ole.id], "\(added.page.text)")
        let out = try await patch(rooms, made.id, #"{"op":"Remove","path":"members[value eq \"\#(nete.id)\"]"}"#)
        #expect(members(out) == [ole.id])
        let empty = try await patch(
            rooms, made.id, #"{"op":"Remove","path":"members","value":[{"$ref":null,"value":"\#(ole.id)"}]}"#)
        #expect(empty.status == 200 && empty.json["members"] == nil)
        let head = rooms.lobby.head
        for member in ["fake-member-id", "\(rooms.lobby.person("bo"))", made.id] {
            let reply = try await patch(
                rooms, made.id, #"{"op":"Add","path":"members","value":[{"value":"\#(member)"}]}"#)
            #expect(reply.status == 200 && reply.json["members"] == nil, "\(member)")
        }
        #expect(rooms.lobby.head == head, "nothing is recorded where nothing changes")
        let put = try await rooms.ask(
            "PUT", "/Groups/\(made.id)", #"{"displayName":"Natvagten","members":[{"value":"\#(ole.id)"}]}"#)
        #expect(put.status == 200 && members(put) == [ole.id] && put.json["displayName"]?.text == "Natvagten")
        // Whoever is erased, or taken away, is in no group.
        try await rooms.lobby.give(.erasePerson, ["person": ole.id, "decision": "DPO, sag 14", "basis": "request"])
        #expect(try await rooms.ask("GET", "/Groups/\(made.id)").json["members"] == nil)
    }

    @Test("names are unique, a newer state is not overwritten, and what is gone is gone")
    func states() async throws {
        let rooms = try await ScimRooms()
        let nete = try await rooms.create("nete@example.dk")
        let made = try await create(rooms, "Vagten", #","externalId":"g-1""#)
        for more in [#","externalId":"g-2""#, ""] {
            let twice = try await create(rooms, "VAGTEN", more)
            #expect(twice.status == 409 && twice.json["scimType"]?.text == "uniqueness")
        }
        #expect(try await create(rooms, "Andre", #","externalId":"g-1""#).status == 409)
        let tag = made.page.header("etag") ?? ""
        let unseen = try await rooms.ask("GET", "/Groups/\(made.id)", headers: [("if-none-match", tag)])
        #expect(unseen.status == 304 && unseen.page.text.isEmpty)
        let add = #"{"op":"Add","path":"members","value":[{"value":"\#(nete.id)"}]}"#
        #expect(try await patch(rooms, made.id, add, headers: [("if-match", tag)]).status == 200)
        let head = rooms.lobby.head
        let rename = #"{"op":"Replace","path":"displayName","value":"Nye"}"#
        #expect(try await patch(rooms, made.id, rename, headers: [("if-match", tag)]).status == 412)
        #expect(try await rooms.ask("DELETE", "/Groups/\(made.id)", headers: [("if-match", tag)]).status == 412)
        #expect(rooms.lobby.head == head)
        #expect(try await rooms.ask("DELETE", "/Groups/\(made.id)").status == 204)
        for method in ["GET", "DELETE"] { #expect(try await rooms.ask(method, "/Groups/\(made.id)").status == 404) }
        #expect(try await patch(rooms, made.id, add).status == 404)
        #expect(try await rooms.ask("GET", "/Users/\(nete.id)").json["groups"] == nil)
        let again = try await create(rooms, "Vagten", #","externalId":"g-1""#)
        #expect(again.status == 201 && again.id != made.id && again.json["members"] == nil)
    }

    @Test("a group gives what an administrator wrote for it, and nothing before")
    func rights() async throws {
        let rooms = try await ScimRooms()
        let bo = try await bo(rooms)
        let before = roles(rooms, bo)
        let made = try await create(rooms, "Vagten", #","externalId":"g-1","members":[{"value":"\#(bo)"}]"#)
        #expect(roles(rooms, bo) == before)
        try await map(rooms, "g-1 = dpo")
        #expect(roles(rooms, bo) == before.union([.dpo]))
        // The page says what there is, and what a person would get.
        let asta = Browser(client: SiteClient(rooms.lobby.site))
        #expect(try await asta.signIn("asta").status == 303)
        let page = try await asta.get("/login-system")
        #expect(page.status == 200 && page.text.contains("Grupper fra SCIM") && page.text.contains("Vagten"))
        let leave = #"{"op":"Remove","path":"members[value eq \"\#(bo)\"]"}"#
        let out = try await patch(rooms, made.id, leave)
        #expect(out.status == 200 && roles(rooms, bo) == before)
        // Nobody else sees which groups there are.
        let nete = try #require(ID<Person>(try await rooms.create("nete@example.dk").id))
        #expect(try await rooms.lobby.house.sight(of: nete).toldGroups.isEmpty)
        #expect(try await !rooms.lobby.house.sight(of: rooms.lobby.person("asta")).toldGroups.isEmpty)
    }

    @Test("a sign-in gives by its own groups and by those of SCIM, and the trial says so")
    func recognised() async throws {
        let rooms = try await ScimRooms()
        let bo = try await bo(rooms)
        try await map(rooms, "Vagten = dpo\nChefer = auditor")
        _ = try await create(rooms, "Vagten", #","members":[{"value":"\#(bo)"}]"#)
        try await rooms.lobby.give(.identifyPerson, ["person": bo, "system": "oidc", "value": "id-bo"])
        let identity = Identity(system: .oidc, name: "id-bo", groups: ["Chefer"], isStrong: false)
        let id = try #require(ID<Person>(bo))
        #expect(rooms.lobby.house.recognised(identity) == .person(id, roles: [.dpo, .auditor]))
        let sight = try await rooms.lobby.house.sight(of: rooms.lobby.person("asta"))
        let outcome = try #require(sight.wouldBe(identity))
        #expect(outcome.groups == ["Vagten"] && outcome.gained == [.auditor] && outcome.lost.isEmpty)
        #expect(outcome.kept.contains(.dpo))
    }

    @Test("the last administrator stays when the group that made one is emptied")
    func lastAdministrator() async throws {
        let rooms = try await ScimRooms()
        let bo = try await bo(rooms)
        try await map(rooms, "Drift = administrator")
        let made = try await create(rooms, "Drift", #","members":[{"value":"\#(bo)"}]"#)
        #expect(roles(rooms, bo).contains(.administrator))
        // Asta, who issued the token, is one too, so Bo may go.
        _ = try await patch(rooms, made.id, #"{"op":"remove","path":"members"}"#)
        #expect(!roles(rooms, bo).contains(.administrator))
        _ = try await patch(rooms, made.id, #"{"op":"Add","path":"members","value":[{"value":"\#(bo)"}]}"#)
        let (secret, _) = try await ScimRooms.token(rooms.lobby, "scim", of: "bo")
        try await rooms.lobby.give(.closeAccount, ["person": "\(rooms.lobby.person("asta"))"])
        let emptied = try await rooms.ask(
            "PATCH", "/Groups/\(made.id)", #"{"Operations":[{"op":"remove","path":"members"}]}"#, token: secret)
        #expect(emptied.status == 200 && emptied.json["members"] == nil)
        #expect(roles(rooms, bo).contains(.administrator))
    }

    @Test("nobody but a client says of groups what a client is to say, and a client sets nothing up")
    func actor() async throws {
        let rooms = try await ScimRooms()
        let head = rooms.lobby.head
        let bo = "\(rooms.lobby.person("bo"))"
        let group = ["state": ["told"], "name": ["X"]]
        let provider = [
            "name": ["L"], "issuer": ["https://l.example.dk"], "client": ["v"], "scopes": ["openid"], "claim": ["sub"],
        ]
        let tries: [(CommandKind, [String: [String]], String, String?)] = [
            (.provisionGroup, group, "test", nil), (.provisionGroup, group, "scim", nil),
            (.provisionGroup, group, "scim", bo),
            (.followGroups, ["person": [bo], "roles": ["administrator"]], "scim", "\(rooms.token)"),
            (.setSignInProvider, provider, "scim", "\(rooms.token)"),
        ]
        for (kind, words, component, rule) in tries {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await rooms.lobby.installation.perform(
                    kind, Arguments(words), as: .system(component: component, rule: rule, version: "1"), door: .api,
                    in: rooms.lobby.house.id)
            }
            #expect(refusal?.reason == .notAllowed)
        }
        #expect(rooms.lobby.head == head)
    }
}

extension String {
    fileprivate var percent: String {
        replacing(" ", with: "%20").replacing("\"", with: "%22").replacing("[", with: "%5B").replacing("]", with: "%5D")
    }
}
