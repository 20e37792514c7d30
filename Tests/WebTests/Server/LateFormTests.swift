// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// Forms that come after the session has run out, or under another one.
@Suite struct LateFormTests {
    private static let typed = "En lang begrundelse, som ingen skriver to gange"

    private func fields(_ token: String) -> [(String, String)] {
        [("csrf", token), ("name", Self.typed), ("short", "ABC"), ("_revision", "1")]
    }

    @Test func whatWasTypedWaitsForTheSignIn() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let token = try await browser.get("/udfoer/organisation.name").csrf
            let head = lobby.head
            lobby.time.pass(seconds: 31 * 60)
            let sent = try await browser.post("/udfoer/organisation.name", fields(token))
            #expect(sent.status == 303)
            #expect(lobby.head == head)
            let way = sent.location
            #expect(way.hasPrefix("/log-ind?tilbage=%2Fudfoer%2Forganisation.name%3F_kladde%3D"))
            let gate = try await browser.get(way)
            #expect(gate.text.contains("er gemt: log ind, og send det igen"))
            #expect(!gate.text.contains(Self.typed))

            // Somebody else does not get to see it.
            let back = try FormReader.decoded(way.utf8.dropFirst("/log-ind?tilbage=".count), plus: false)
            let other = try await lobby.visit { other in
                _ = try await other.signIn("bo")
                return try await other.get(back)
            }
            #expect(!other.text.contains(Self.typed))

            let entered = try await browser.post(
                way,
                [("csrf", gate.csrf), ("username", "asta"), ("password", Lobby.password)])
            #expect(entered.location == back)
            let form = try await browser.get(back)
            #expect(form.text.contains(Self.typed))
            #expect(form.text.contains("Intet er gemt endnu"))
            #expect(lobby.head == head)
            let done = try await browser.post("/udfoer/organisation.name", fields(form.csrf))
            #expect(done.status == 303)
            #expect(lobby.head > head)
        }
    }

    @Test func aFormOfAnEarlierSessionIsShownAgainFilledIn() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let token = try await browser.get("/udfoer/organisation.name").csrf
            let gate = try await browser.get("/log-ind/igen")
            let again = try await browser.post("/log-ind/igen", [("csrf", gate.csrf), ("password", Lobby.password)])
            #expect(again.status == 303)
            let head = lobby.head
            let shown = try await browser.post("/udfoer/organisation.name", fields(token))
            #expect(shown.status == 403)
            #expect(shown.text.contains(Self.typed))
            #expect(shown.text.contains("logget ind på ny"))
            #expect(lobby.head == head)
            #expect(try await browser.post("/udfoer/organisation.name", fields(shown.csrf)).status == 303)
        }
    }

    /// Nothing is kept for nobody: a token of another session, a session that was ended, a secret that never was one.
    @Test func whatIsNobodysIsNotKept() async throws {
        let lobby = try await Lobby()
        let foreign = try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            return try await browser.get("/dokumenter").csrf
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/udfoer/organisation.name")
            lobby.time.pass(seconds: 31 * 60)
            #expect(try await browser.post("/udfoer/organisation.name", fields(foreign)).status == 403)
            browser.cookies["vaern"] = String(repeating: "0", count: 64)
            #expect(try await browser.post("/udfoer/organisation.name", fields(page.csrf)).status == 403)
            _ = try await browser.signIn("asta")
            let secret = browser.cookies["vaern"]
            let second = try await browser.get("/udfoer/organisation.name")
            _ = try await browser.post("/log-ud", [("csrf", second.csrf)])
            browser.cookies["vaern"] = secret
            #expect(try await browser.post("/udfoer/organisation.name", fields(second.csrf)).status == 403)
            #expect(lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
        }
    }
}
