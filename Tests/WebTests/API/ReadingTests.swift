// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// Reading through the interface: who gets in, what is seen, page by page, on which day.
@Suite struct ReadingTests {
    @Test func onlyAValidTokenGetsIn() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let ada = try await rooms.person("Ada", in: unit, .administrator)
        let write = try await rooms.token(of: ada, until: rooms.today + 10)
        let read = try await rooms.token(of: ada, scope: "read")
        for header in [nil, "", "Bearer", "Bearer x", "Basic eDp5", "Bearer \(write)x", "Bearer \(write) x", write] {
            let reply = await rooms.ask(
                "GET", "/api/v1/documents", headers: header.map { ["authorization": $0] } ?? [:])
            #expect(reply.status == 401 && reply.json["type"]?.text == "unauthorised", "\(header ?? "–")")
            #expect(reply.header("www-authenticate")?.hasPrefix("Bearer realm=\"vaern\"") == true)
        }
        #expect(await rooms.ask("GET", "/api/v1/documents", token: write).status == 200)
        #expect(
            await rooms.ask("GET", "/api/v1/documents", headers: ["authorization": "bearer \(write)"]).status == 200)
        let refused = await rooms.post(.addPerson, .members([("name", "Bo")]), token: read)
        #expect(refused.status == 403 && refused.json["type"]?.text == "read-only-token")
        // The last day is the last day in Copenhagen.
        rooms.go(to: rooms.today + 10)
        #expect(await rooms.ask("GET", "/api/v1/documents", token: write).status == 200)
        rooms.go(to: rooms.today + 1)
        #expect(await rooms.ask("GET", "/api/v1/documents", token: write).status == 401)
        let token = try #require(rooms.house.state.register.tokens.values.first { $0.scope == .read })
        try await rooms.give(.revokeToken, ["token": "\(token.id)"])
        #expect(await rooms.ask("GET", "/api/v1/documents", token: read).status == 401)
    }

    @Test func whoHasLeftComesInNoMore() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let ada = try await rooms.person("Ada", in: unit)
        let secret = try await rooms.token(of: ada)
        let engagement = try #require(rooms.house.state.register.persons[ada]?.engagements.first)
        try await rooms.give(
            .endEngagement, ["person": "\(ada)", "engagement": "\(engagement.id)", "to": "\(rooms.today)"])
        #expect(await rooms.ask("GET", "/api/v1/persons", token: secret).status == 200)
        rooms.go(to: rooms.today + 1)
        #expect(await rooms.ask("GET", "/api/v1/persons", token: secret).status == 401)
    }

    @Test func theOperatorComesThroughTheSocketAlone() async throws {
        let rooms = try APIRooms()
        #expect(await rooms.ask("GET", "/api/v1/units", headers: .asOperator).status == 401)
        #expect(await rooms.ask("GET", "/api/v1/units", peer: .operatorOfMachine).status == 401)
        #expect(await rooms.ask("GET", "/api/v1/units", headers: .asOperator, peer: .operatorOfMachine).status == 200)
        // A token that does not hold is not made good by the socket.
        let forged = await rooms.ask("GET", "/api/v1/units", token: "x", headers: .asOperator, peer: .operatorOfMachine)
        #expect(forged.status == 401)
    }

    @Test func theOperatorDecidesNothing() async throws {
        let world = try await ExampleWorld(for: .enforceVersion)
        let rooms = world.rooms
        let decision = try #require(rooms.house.state.register.decisions.values.first)
        let annul = await rooms.post(
            .annulFact, .members([("position", .number(decision.position)), ("reason", "x")]), headers: .asOperator,
            peer: .operatorOfMachine)
        #expect(annul.status == 403 && annul.json["type"]?.text == "fresh-sign-in-required")
        let correct = await rooms.post(
            .correctFact,
            .members([("position", .string(" \(decision.position) ")), ("reason", "x"), ("command", " decision.make ")]
            ),
            headers: .asOperator, peer: .operatorOfMachine)
        #expect(correct.status == 403)
        #expect(!rooms.house.state.register.decisions.values.contains { $0.annulled })
    }

    @Test func severalHousesAreKeptApart() async throws {
        let second = try APIRooms(number: 2)
        let rooms = try APIRooms(more: [second.house])
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit))
        try await second.give(.nameOrganisation, ["name": "Den anden", "short": "DA"])
        func units(_ headers: [String: String], _ query: [String: String] = [:]) async -> APIRooms.Reply {
            await rooms.ask("GET", "/api/v1/units", query: query, headers: headers, peer: .operatorOfMachine)
        }
        #expect(await units(.asOperator).status == 400)
        #expect(await units(.asOperator, ["organisation": "da"]).json["items"]?.items?.isEmpty == true)
        #expect(
            await units([String: String].asOperator.merging(["x-vaern-organisation": "\(rooms.house.id)"]) { $1 }).json[
                "items"]?.items?.count == 1)
        #expect(await units(.asOperator, ["organisation": "x"]).status == 400)
        #expect(await rooms.ask("GET", "/api/v1/units", token: secret).status == 200)
        #expect(await rooms.ask("GET", "/api/v1/units", query: ["organisation": "DA"], token: secret).status == 401)
    }

    /// What is classified is not there: no title, no count, no other answer than for what does not exist.
    @Test func whatIsClassifiedIsNotThere() async throws {
        func answers(withSecret: Bool) async throws -> [String] {
            let rooms = try APIRooms()
            let (unit, other) = (try await rooms.unit("Sikkerhed"), try await rooms.unit("Kantine"))
            let ada = try await rooms.person("Ada", in: unit, .security, .unitHead)
            let bo = try await rooms.person("Bo", in: other)
            let open = try await rooms.document("Åben politik", unit: unit)
            let hidden =
                withSecret
                ? try await rooms.document(
                    "Hemmelig procedure", kind: "procedure", unit: unit, classification: "strengt_fortrolig",
                    parent: open)
                : ID<Document>(high: 5, low: 5)
            var action = ID<Action>(high: 6, low: 6)
            if withSecret {
                action = rooms.id(
                    try await rooms.give(
                        .addAction,
                        [
                            "title": "Hemmelig opgave", "why": "x", "person": "\(bo)", "due": "\(rooms.today)",
                            "document": "\(hidden)",
                        ]))
                let seen = await rooms.ask("GET", "/api/v1/documents/\(hidden)", token: try await rooms.token(of: ada))
                #expect(seen.status == 200 && seen.text.contains("Hemmelig procedure"))
                let operatorSees = await rooms.ask(
                    "GET", "/api/v1/documents/\(hidden)", headers: .asOperator, peer: .operatorOfMachine)
                #expect(operatorSees.status == 200)
            }
            let entries = withSecret ? rooms.house.trail.positions(of: .document(hidden)) : [99_999]
            let secret = try await rooms.token(of: bo)
            var found: [String] = []
            for path in [
                "documents", "actions", "obligations", "documents/\(hidden)", "actions/\(action)",
                "entries/\(entries[0])",
                "proofs/\(entries[0])",
            ] {
                let reply = await rooms.ask("GET", "/api/v1/\(path)", token: secret)
                found.append("\(reply.status) \(reply.text)")
            }
            let about = await rooms.ask("GET", "/api/v1/entries", query: ["about": "document:\(hidden)"], token: secret)
            let all = await rooms.ask("GET", "/api/v1/entries", query: ["limit": "500"], token: secret)
            #expect(!all.text.contains("Hemmelig") && all.status == 200)
            return found + ["\(about.status) \(about.text)"]
        }
        let (with, without) = (try await answers(withSecret: true), try await answers(withSecret: false))
        #expect(with == without)
        #expect(!with.joined().contains("Hemmelig"))
    }

    @Test func listsAreReadPageByPage() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit, .security))
        for number in 1...7 { _ = try await rooms.document("Politik \(number)", unit: unit) }
        for list in ["documents", "entries", "obligations", "persons", "units", "actions"] {
            let whole = await rooms.ask("GET", "/api/v1/\(list)", query: ["limit": "500"], token: secret)
            let items = try #require(whole.json["items"]?.items)
            #expect(whole.json["next"] == .null)
            var found: [JSON] = []
            var cursor: String?
            repeat {
                let query = ["limit": "2"].merging(cursor.map { ["cursor": $0] } ?? [:]) { $1 }
                let page = await rooms.ask("GET", "/api/v1/\(list)", query: query, token: secret)
                let part = try #require(page.json["items"]?.items)
                #expect(part.count <= 2)
                found += part
                cursor = page.json["next"]?.text
                #expect((page.header("link") != nil) == (cursor != nil))
                try #require(found.count <= items.count)
            } while cursor != nil
            #expect(found == items, "\(list)")
        }
        // A cursor of one list is none of another, and one goes on where its thing now stands.
        let first = await rooms.ask("GET", "/api/v1/documents", query: ["limit": "3"], token: secret)
        let next = try #require(first.json["next"]?.text)
        #expect(await rooms.ask("GET", "/api/v1/persons", query: ["cursor": next], token: secret).status == 400)
        _ = try await rooms.document("A politik", unit: unit)
        let second = await rooms.ask("GET", "/api/v1/documents", query: ["cursor": next], token: secret)
        #expect(second.json["items"]?.items?.first?["title"]?.text == "Politik 4")
    }

    @Test func aPastDayHasTwoReadings() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit, .administrator))
        let start = rooms.today
        rooms.go(to: start + 10)
        try await rooms.give(
            .renameUnit, ["unit": "\(unit)", "name": "Drift", "from": "\(start + 2)", "late_reason": "Glemt"])
        func name(_ query: [String: String]) async -> String? {
            await rooms.ask("GET", "/api/v1/units", query: query, token: secret).json["items"]?.items?.first?["name"]?
                .text
        }
        #expect(await name([:]) == "Drift")
        #expect(await name(["as_of": "\(start + 5)"]) == "It")
        #expect(await name(["as_of": "\(start + 5)", "reading": "then"]) == "It")
        #expect(await name(["as_of": "\(start + 5)", "reading": "now"]) == "Drift")
        #expect(await name(["as_of": "\(start + 1)", "reading": "now"]) == "It")
        let empty = await rooms.ask("GET", "/api/v1/units", query: ["as_of": "\(start - 5)"], token: secret)
        #expect(empty.status == 200 && empty.json["items"]?.items?.isEmpty == true)
    }

    @Test func whatHasNotChangedIsNotSentAgain() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit, .security))
        let document = try await rooms.document("Politik", unit: unit)
        let path = "/api/v1/documents/\(document)"
        let tag = try #require(await rooms.ask("GET", path, token: secret).header("etag"))
        for held in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let reply = await rooms.ask("GET", path, token: secret, headers: ["if-none-match": held])
            #expect(reply.status == 304 && reply.answer.body.isEmpty && reply.header("etag") == tag)
        }
        // The unit's name is part of the answer, though no fact is about the document.
        try await rooms.give(.renameUnit, ["unit": "\(unit)", "name": "Drift", "from": "\(rooms.today)"])
        let changed = await rooms.ask("GET", path, token: secret, headers: ["if-none-match": tag])
        #expect(changed.status == 200 && changed.json["owner"]?["name"]?.text == "Drift")
        let head = await rooms.ask("HEAD", path, token: secret)
        #expect(
            head.status == 200 && head.answer.body.isEmpty
                && head.header("content-length") == "\(changed.answer.body.count)")
    }

    @Test func aDocumentShowsItsTextRowsAndDemands() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit, .security))
        let text = "Forord\n\n1. Formål\n\nAlle skal kende politikken.\n\n1.1 Omfang\n\nDen gælder alle.\n"
        let document = try await rooms.document("Politik", unit: unit, text: text)
        let reply = await rooms.ask("GET", "/api/v1/documents/\(document)", token: secret).json
        let sections = try #require(reply["sections"]?.items)
        #expect(sections.compactMap { $0["number"]?.text } == ["1", "1.1"])
        let all = sections.flatMap { $0["blocks"]?.items ?? [] }
        #expect(all.filter { $0["text"]?.text == "Alle skal kende politikken." }.count == 1)
        let candidates = try #require(reply["candidates"]?.items)
        #expect(candidates.count == 1 && candidates[0]["sentence"]?.text == "Alle skal kende politikken.")
        #expect(candidates[0]["address"] == all.first { $0["text"]?.text == "Alle skal kende politikken." }?["address"])
        #expect(reply["state"]?.text == "draft" && reply["classification"]?.text == "intern")
    }

    @Test func aProofIsAcceptedByTheLedgersOwnReader() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let secret = try await rooms.token(of: try await rooms.person("Ada", in: unit, .security))
        try rooms.house.sign()
        let point = await rooms.ask("GET", "/api/v1/checkpoint", token: secret).json
        let key = try #require(VerifierKey(text: point["verifier_key"]?.text ?? ""))
        let size = try #require(point["size"]?.int)
        #expect(size == rooms.house.state.book.head)
        for position in 0..<size {
            let reply = await rooms.ask("GET", "/api/v1/proofs/\(position)", token: secret)
            #expect(reply.header("content-type") == "text/plain; charset=utf-8")
            let proof = try TlogProof(text: reply.text)
            #expect(try proof.verify(key: key).size == size && proof.index == position)
            let entry = await rooms.ask("GET", "/api/v1/entries/\(position)", token: secret).json
            #expect(entry["hash"]?.text == proof.leaf.map { Digest.leaf($0).base64 })
        }
        let late = rooms.house.state.book.head
        _ = try await rooms.unit("Ny")
        // A checkpoint follows within a fifth of a second: until then there is nothing to prove against.
        let soon = await rooms.ask("GET", "/api/v1/proofs/\(late)", token: secret)
        #expect(soon.status == 409 || (try? TlogProof(text: soon.text).verify(key: key).size) ?? 0 > late)
        #expect(await rooms.ask("GET", "/api/v1/proofs/\(late + 1000)", token: secret).status == 404)
    }

    @Test func theErasurePlanIsForThoseWhoErase() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let bo = try await rooms.person("Bo", in: unit)
        let dpo = try await rooms.token(of: try await rooms.person("Dina", in: unit, .dpo))
        let own = try await rooms.token(of: bo)
        try await rooms.give(.placeHold, ["person": "\(bo)", "reason": "Retssag"])
        #expect(await rooms.ask("GET", "/api/v1/persons/\(bo)/erasure", token: own).status == 403)
        let plan = await rooms.ask("GET", "/api/v1/persons/\(bo)/erasure", token: dpo).json
        #expect(plan["erase"]?.items?.isEmpty == false && plan["holds"]?.items?.first?["why"]?.text == "Retssag")
        #expect(plan["last_backup_expires"]?.text == "\(rooms.today + 90)")
        #expect(
            await rooms.ask("GET", "/api/v1/persons/\(ID<Person>(high: 1, low: 2))/erasure", token: dpo).status == 404)
    }

    @Test func aSecretIsToldOnce() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let bo = try await rooms.person("Bo", in: unit)
        try await rooms.give(.openAccount, ["person": "\(bo)", "username": "bo"])
        let body = JSON.members([("person", "bo"), ("scope", "read"), ("until", .string("\(rooms.today + 5)"))])
        let headers = [String: String].asOperator.merging(["idempotency-key": "1"]) { $1 }
        let first = await rooms.post(.issueToken, body, headers: headers, peer: .operatorOfMachine)
        let secret = try #require(first.json["secret"]?.text)
        #expect(await rooms.ask("GET", "/api/v1/units", token: secret).status == 200)
        let again = await rooms.post(.issueToken, body, headers: headers, peer: .operatorOfMachine)
        #expect(again.status == 201 && again.json["secret"] == nil)
        let ledger = await rooms.ask("GET", "/api/v1/entries", headers: .asOperator, peer: .operatorOfMachine)
        #expect(!ledger.text.contains(secret))
    }

    @Test func theDescriptionNamesEveryCommandAndAddress() async throws {
        let reply = await (try APIRooms()).ask("GET", "/api/openapi.json")
        #expect(reply.status == 200 && reply.header("content-type") == "application/json")
        guard case .object(let paths) = reply.json["paths"] else {
            Issue.record("no paths")
            return
        }
        let kinds = CommandKind.allCases.filter { Access.isForPeople($0) }
        for kind in kinds {
            let operation = reply.json["paths"]?["/api/v1/commands/\(kind.rawValue)"]?["post"]
            let schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"]
            #expect(operation?["operationId"]?.text == kind.rawValue)
            for field in kind.fields { #expect(schema?["properties"]?[field.name] != nil, "\(kind) \(field.name)") }
        }
        #expect(paths.count == kinds.count + APIRoute.Resource.allCases.count + 1)
    }
}
