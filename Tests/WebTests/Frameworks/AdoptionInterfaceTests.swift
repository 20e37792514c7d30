// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Testing

@testable import Web

@Suite("Adopted frameworks by the interface")
struct AdoptionInterfaceTests {
    @Test func itIsAdoptedReadAndNamedThere() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let ada = try await rooms.person("Ada", in: unit, .security)
        let token = try await rooms.token(of: ada)
        let before = rooms.today
        rooms.go(to: before + 3)
        let content = Data(try BroughtFile.xlsx.bytes()).base64EncodedString()
        let file: JSON = .members([("name", "havn.xlsx"), ("content", .string(content))])
        let adopted = await rooms.post(.adoptFramework, .members([("file", file), ("name", "havn")]), token: token)
        #expect(adopted.status == 201, "\(adopted.json)")
        let bad: JSON = .members([("name", "havn.json"), ("content", .string(Data("{".utf8).base64EncodedString()))])
        let head = rooms.house.state.book.head
        let refused = await rooms.post(.adoptFramework, .members([("file", bad)]), token: token)
        #expect(refused.status == 422 && rooms.house.state.book.head == head, "\(refused.json)")

        let read = await rooms.ask("GET", "/api/v1/frameworks/havn", token: token)
        #expect(read.status == 200 && read.json["adopted"]?["sha256"]?.text?.count == 64)
        #expect(read.json["clauses"]?.items?.count == 2)
        #expect(await rooms.ask("GET", "/api/v1/frameworks/27001", token: token).json["adopted"] == .null)
        let past = await rooms.ask("GET", "/api/v1/frameworks/havn", query: ["as_of": "\(before)"], token: token)
        #expect(past.status == 404)

        let demand: [(String, JSON?)] = [
            ("demand", "Vagten har en hund"), ("unit", .string("\(unit)")), ("months", 12), ("expected", "Hunden"),
        ]
        let stated = await rooms.post(
            .adoptClause, .members([("clause", "27001:9.3.1")] + demand), token: token)
        let requirement = try #require(stated.json["id"]?.text)
        func map(_ clause: JSON) async -> Int {
            await rooms.post(
                .mapRequirement,
                .members([
                    ("requirement", .string(requirement)), ("clause", clause), ("relation", "subset"),
                    ("rationale", "En del af det"),
                ]), token: token
            ).status
        }
        #expect(await map("havn:5.10") == 201)
        #expect(await map("havn:5.11") == 422)
        #expect(await map("havn:5") == 422, "a heading demands nothing")
        let named = await rooms.post(.adoptClause, .members([("clause", "havn:5.10")] + demand), token: token)
        #expect(named.status == 201, "\(named.json)")
    }
}
