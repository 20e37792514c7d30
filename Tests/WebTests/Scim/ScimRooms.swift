// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Hummingbird
import Ledger
import Office

@testable import Web

/// An installation with a client of SCIM before it.
struct ScimRooms {
    let lobby: Lobby
    let secret: String
    let browser: Browser
    let token: ID<Token>

    init() async throws {
        lobby = try await Lobby()
        let top = lobby.house.state.register.units.values.first?.id.description ?? ""
        try await lobby.give(.openUnit, ["name": "Drift", "parent": top, "from": "\(lobby.today)"])
        (secret, token) = try await Self.token(lobby, "scim")
        browser = Browser(client: SiteClient(lobby.site))
    }

    static func token(
        _ lobby: Lobby, _ scope: String, of username: String = "asta", until: Day? = nil
    ) async throws -> (String, ID<Token>) {
        let done = try await lobby.installation.perform(
            .issueToken,
            Arguments([
                "person": ["\(lobby.person(username))"], "scope": [scope], "until": ["\(until ?? lobby.today + 90)"],
            ]), as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return (done.secret ?? "", done.receipt.subjects[0].id.seen(as: Token.self))
    }

    struct Reply {
        let page: Browser.Page
        var status: Int { page.status }
        var json: JSON { (try? JSONReader.read(Array(page.text.utf8))) ?? .null }
        var id: String { json["id"]?.text ?? "" }
        var isActive: Bool { json["active"] == .bool(true) }
    }

    func ask(
        _ method: String, _ path: String, _ body: String? = nil, token: String? = nil, headers: [(String, String)] = []
    ) async throws -> Reply {
        let type = headers.contains { $0.0 == "content-type" } ? [] : [("content-type", "application/scim+json")]
        let secret = token ?? secret
        let bearer = secret.isEmpty ? [] : [("authorization", "Bearer \(secret)")]
        return Reply(
            page: try await browser.send(
                HTTPRequest.Method(method) ?? .get, ScimDoor.root + path, headers: bearer + type + headers,
                body: body.map { Array($0.utf8) }))
    }

    func create(_ userName: String, _ more: String = "") async throws -> Reply {
        try await ask(
            "POST", "/Users",
            #"{"userName":"\#(userName)","displayName":"Nete Ny","emails":[{"value":"\#(userName)"}]\#(more)}"#)
    }

    func patch(_ id: String, _ operation: String, headers: [(String, String)] = []) async throws -> Reply {
        try await ask("PATCH", "/Users/\(id)", #"{"Operations":[\#(operation)]}"#, headers: headers)
    }

    func register() -> Register { lobby.house.state.register }
}
