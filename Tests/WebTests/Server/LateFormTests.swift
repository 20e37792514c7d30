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
            #expect(form.status == 200)
            #expect(form.text.contains(Self.typed))
            #expect(form.text.contains("Intet er gjort endnu"))
            #expect(lobby.head == head)
            #expect(lobby.side.rows(shelf: "draft", owner: nil).count == 1)
            let kept = form.value(of: "_kladde")
            let done = try await browser.post("/udfoer/organisation.name", fields(form.csrf) + [("_kladde", kept)])
            #expect(done.status == 303)
            #expect(lobby.head > head)
            #expect(lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
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

    @Test func aFormIsShownAgainAlsoWhenTheOldSessionHadRunOut() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let token = try await browser.get("/udfoer/organisation.name").csrf
            lobby.time.pass(seconds: 31 * 60)
            // In another tab.
            #expect(try await browser.signIn("asta").status == 303)
            let shown = try await browser.post("/udfoer/organisation.name", fields(token))
            #expect(shown.status == 403 && shown.text.contains(Self.typed))
            // What another account typed in this browser is not shown to the one that is signed in now.
            lobby.time.pass(seconds: 31 * 60)
            #expect(try await browser.signIn("bo").status == 303)
            let other = try await browser.post("/udfoer/organisation.name", fields(shown.csrf))
            #expect(other.status == 403 && !other.text.contains(Self.typed))
        }
    }

    @Test func theFileWaitsToo() async throws {
        let lobby = try await Lobby()
        let unit = try #require(lobby.house.state.register.units.keys.first)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/udfoer/document.import")
            func send(_ classification: String) async throws -> Browser.Page {
                try await browser.post(
                    "/udfoer/document.import",
                    [
                        ("csrf", form.csrf), ("kind", "politik"), ("unit", "\(unit)"), ("title", Self.typed),
                        ("classification", classification),
                    ], file: "1. Formål\n\nAlle skal passe på.\n", named: "politik.txt")
            }
            lobby.time.pass(seconds: 31 * 60)
            // What is the state's is kept nowhere.
            #expect(try await send("statslig").status == 403)
            #expect(lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
            let sent = try await send("intern")
            #expect(sent.status == 303)
            // The file waits as long as the words do.
            lobby.time.pass(seconds: 11 * 3600)
            let gate = try await browser.get(sent.location)
            let entered = try await browser.post(
                sent.location, [("csrf", gate.csrf), ("username", "bo"), ("password", Lobby.password)])
            let again = try await browser.get(entered.location)
            #expect(again.text.contains(Self.typed) && again.text.contains("Alle skal passe på."), "\(again.text)")
            #expect(again.value(of: "_file").utf8.count == 64)
        }
    }

    @Test func whatIsSentFromAPastDayWaitsForTheWayBackToToday() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/organisation.name")
            _ = try await browser.get("/?pr=\(lobby.today - 1)&viden=now")
            let head = lobby.head
            let sent = try await browser.post("/udfoer/organisation.name", fields(form.csrf))
            #expect(sent.status == 409 && sent.text.contains("er gemt imens"))
            let start = try #require(sent.text.range(of: "/udfoer/organisation.name?_kladde="))
            let way = sent.text[start.lowerBound...].prefix { $0 != "\"" }.replacing("&amp;", with: "&")
            let back = try await browser.get(String(way))
            #expect(back.status == 200 && back.text.contains(Self.typed), "\(way)")
            #expect(lobby.head == head)
            #expect(try await browser.post("/udfoer/organisation.name", fields(back.csrf)).status == 303)
        }
    }

    /// Whoever ended the session meanwhile ended what it may leave behind.
    @Test func anEndedSessionLeavesNothing() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let token = try await browser.get("/udfoer/organisation.name").csrf
            lobby.time.pass(seconds: 31 * 60)
            #expect(try await browser.get("/").status == 303)
            try await lobby.visit { other in
                _ = try await other.signIn("asta")
                let changed = try await other.fill(
                    "/konto/adgangskode", [("current", Lobby.password), ("password", "solsort i en hyld")])
                #expect(changed.status == 303)
            }
            #expect(try await browser.post("/udfoer/organisation.name", fields(token)).status == 403)
            #expect(lobby.side.rows(shelf: "draft", owner: nil).isEmpty)
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
