// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

/// An organisation with a provider that knows Asta (administrator) and Bo (security) as their user names.
final class FederatedWorld: Sendable {
    let lobby: Lobby
    let outsider = Outsider()
    private let words: [String: String]

    init(_ but: [String: String] = [:]) async throws {
        lobby = try await Lobby(caller: outsider)
        let words = [
            "name": "Kommunens login", "issuer": Outsider.issuer, "client": "vaern", "scopes": "openid profile",
            "claim": "sub", "groups_claim": "groups", "groups": "Chefer = auditor\nVagt = dpo", "strong": "mfa",
        ].merging(but) { $1 }
        self.words = words
        try await lobby.give(.setSignInProvider, words)
        try await lobby.give(.setProviderSecret, ["secret": "hemmelig"])
        for name in ["asta", "bo"] {
            try await lobby.give(
                .identifyPerson, ["person": "\(lobby.person(name))", "system": "oidc", "value": "id-\(name)"])
        }
    }

    /// Where answers of the organisation's provider come back to.
    var answer: String { FederationStep.answer(lobby.house.id).path }

    private var seconds: Int { Int(lobby.time.now.milliseconds / 1000) }

    /// Goes to the provider; answers what it is asked with.
    func go(_ browser: Browser, _ query: String = "") async throws -> [String: String] {
        let away = try await browser.get("/log-ind/organisation" + query)
        #expect(away.status == 303 && away.location.hasPrefix(Outsider.issuer + "/ind?"), "\(away.location)")
        let pairs = try FormReader.pairs(Array(away.location.drop { $0 != "?" }.dropFirst().utf8))
        return pairs.compactMapValues(\.first)
    }

    /// Lets the provider say that somebody signed in, and comes back with a code.
    ///
    /// - Parameters:
    ///   - more: members that the token has besides, or has differently; nil: that it has not.
    ///   - also: what stands in the address besides code and state.
    func back(
        _ browser: Browser, _ asked: [String: String], as subject: String, groups: [String] = [],
        amr: [String] = ["pwd"],
        _ more: [(String, JSON?)] = [], also: String = ""
    ) async throws -> Browser.Page {
        var members: [(String, JSON?)] = [
            ("iss", .string(Outsider.issuer)), ("aud", "vaern"), ("sub", .string(subject)),
            ("exp", .number(seconds + 300)), ("iat", .number(seconds)), ("auth_time", .number(seconds)),
            ("nonce", asked["nonce"].map { .string($0) }), ("groups", .list(groups)), ("amr", .list(amr)),
            ("sid", .string("s-\(subject)")),
        ]
        for (name, value) in more {
            members.removeAll { $0.0 == name }
            members.append((name, value))
        }
        outsider.token = outsider.keys[0].token(.members(members))
        let path = (asked["redirect_uri"] ?? "").dropFirst(lobby.installation.baseURL.utf8.count)
        return try await browser.get("\(path)?code=c&state=" + (asked["state"] ?? "") + also)
    }

    func signIn(
        _ browser: Browser, as subject: String, groups: [String] = [], amr: [String] = ["pwd"]
    ) async throws -> Browser.Page {
        try await back(browser, try await go(browser), as: subject, groups: groups, amr: amr)
    }

    /// Sets the provider up as it is, but for some words.
    func change(_ but: [String: String]) async throws {
        try await lobby.give(.setSignInProvider, words.merging(but) { $1 })
    }

    func roles(_ name: String) -> Set<Role> {
        Set(lobby.house.state.register.roles(of: lobby.person(name), on: lobby.today).map(\.role))
    }

    func notice(_ but: [(String, JSON?)] = []) -> String {
        var members: [(String, JSON?)] = [
            ("iss", .string(Outsider.issuer)), ("aud", "vaern"), ("sub", "id-bo"), ("iat", .number(seconds)),
            ("exp", .number(seconds + 60)), ("jti", "1"),
            ("events", .members([(TokenCheck.logoutEvent, .members([]))])),
        ]
        for (name, value) in but {
            members.removeAll { $0.0 == name }
            members.append((name, value))
        }
        return outsider.keys[0].token(.members(members), type: "logout+jwt")
    }
}
