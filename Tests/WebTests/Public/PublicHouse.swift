// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Testing

@testable import Web

/// An organisation that publishes, and the public door before it.
struct PublicHouse {
    let small: SmallHouse
    let policy: ID<Document>
    let door: PublicDoor

    static let text = "1. Purpose\nEverybody shall know it.\n"

    init(classification: Classification = .public) async throws {
        small = try await SmallHouse(on: "2026-11-01")
        policy = try await small.importDocument(
            .policy, "Security policy", Self.text, unit: small.security, classification: classification,
            rows: [
                ["1.0", "InfoSec, Old Hand", "New policy", "2023-12-06"], ["1.1", "InfoSec", "Review", "2024-12-05"],
            ])
        try await small.adopt(policy)
        try await small.perform(
            .setPublication,
            [
                "on": ["1"], "contact": ["ask@example.org"], "security": ["safe@example.org"],
                "statement": ["https://was.digst.dk/example-org"],
            ])
        door = Self.door(small.house)
    }

    static func door(
        _ houses: House..., queue: TurnQueue = TurnQueue(), press: PublicPress? = nil
    ) -> PublicDoor {
        PublicDoor(
            { houses }, base: { "https://vaern.example" }, isDemo: true, now: { houses[0].clock.now }, queue: queue,
            press: press)
    }

    static func get(_ path: String, _ door: PublicDoor, headers: [String: String] = [:]) async -> Seen {
        let cut = path.split(separator: "?", maxSplits: 1).map(String.init)
        guard let route = PublicRoute(path: cut[0]) else { return Seen(status: 0, headers: [:], text: "") }
        let ask = Ask(
            id: "1", method: "GET", rawPath: cut[0], rawQuery: cut.count > 1 ? cut[1] : "",
            headers: ["host": "localhost"].merging(headers) { $1 }, client: "192.0.2.1", isSecure: false, way: .network,
            length: nil, body: { _ in [] })
        let answer = await door.answer(ask, route)
        return Seen(
            status: answer.status, headers: Dictionary(answer.headers.map { ($0.0, $0.1) }) { "\($0), \($1)" },
            text: String(decoding: answer.body, as: UTF8.self))
    }

    func get(_ path: String, headers: [String: String] = [:]) async -> Seen {
        await Self.get(path, door, headers: headers)
    }

    struct Seen {
        let status: Int
        let headers: [String: String]
        let text: String
    }

    /// Another version of the policy, in force from a day.
    func enact(_ number: String, _ classification: Classification = .public, from day: String? = nil) async throws {
        try await draft(number, classification)
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        try await small.decide(policy, "adopt", "approved")
        try await small.perform(
            .enforceVersion, ["document": ["\(policy)"], "from": [day ?? "\(small.house.clock.today)"]])
    }

    func draft(_ number: String, _ classification: Classification) async throws {
        try await small.perform(
            .draftVersion,
            [
                "document": ["\(policy)"], "classification": [classification.rawValue], "language": ["en"],
                "number": [number], "note": ["Sharper"],
            ], files: ["text": .init(name: "text", bytes: try small.text("1. Purpose\nVersion \(number) says it.\n"))])
    }

    /// The position of the newest fact of a kind about the policy.
    func position(_ kind: FactKind) throws -> Int {
        try #require(
            small.house.entries(about: [.document(policy)], known: .max, most: 100).first { $0.kind == kind }?.position)
    }

    /// What is in force and public by the record itself, worked out another way than the pages do.
    func inForce() -> String? {
        let register = small.house.state.register
        let day = small.house.clock.today
        guard let document = register.documents[policy], document.created != nil else { return nil }
        if let withdrawn = document.withdrawnFrom, withdrawn <= day { return nil }
        let entered = document.versions.filter { $0.entered.map { $0 <= day } ?? false }
        let newest = entered.max {
            ($0.entered ?? day, $0.inForce.latest?.position ?? 0) < (
                $1.entered ?? day, $1.inForce.latest?.position ?? 0
            )
        }
        return newest?.classification(on: day) == .public ? newest?.draft.number.description : nil
    }

    /// What the list, the document's page, the feed and the map of the site show is what is in force: nothing else and
    /// nothing less, and no other document.
    func agrees(_ why: Comment, sourceLocation: SourceLocation = #_sourceLocation) async {
        let list = await get("/offentlig")
        let page = await get("/offentlig/1")
        let map = await get("/sitemap.xml")
        #expect(list.status == 200, why, sourceLocation: sourceLocation)
        if let number = inForce() {
            #expect(page.status == 200 && page.text.contains("version "), why, sourceLocation: sourceLocation)
            #expect(list.text.contains("href=\"/offentlig/1\""), why, sourceLocation: sourceLocation)
            #expect(map.text.contains("/offentlig/1</loc>"), why, sourceLocation: sourceLocation)
            let marks = number == "1.1" ? "Everybody shall know it" : "Version \(number) says it"
            #expect(page.text.contains(marks), why, sourceLocation: sourceLocation)
            let proof = await get("/offentlig/1/\(number)/bevis")
            #expect(proof.status == 200, why, sourceLocation: sourceLocation)
        } else {
            #expect(page.status == 404, why, sourceLocation: sourceLocation)
            for path in ["/offentlig/1/1.1", "/offentlig/1/1.1/tekst", "/offentlig/1/1.1/bevis", "/en/offentlig/1"] {
                #expect(await get(path).status == 404, why, sourceLocation: sourceLocation)
            }
            #expect(!list.text.contains("Security policy"), why, sourceLocation: sourceLocation)
            #expect(!map.text.contains("/offentlig/1<"), why, sourceLocation: sourceLocation)
        }
    }
}

extension SmallHouse {
    /// A text as the desk takes it.
    func text(_ text: String) throws -> [UInt8] { try proposed(text).text.encode() }
}
