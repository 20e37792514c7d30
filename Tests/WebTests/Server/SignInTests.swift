// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

@Suite struct SignInTests {
    @Test func rightPasswordOpensTheOverview() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let closed = try await browser.get("/")
            #expect(closed.status == 303)
            #expect(closed.location == "/log-ind")
            let entered = try await browser.signIn("asta")
            #expect(entered.status == 303)
            #expect(entered.location == "/")
            let page = try await browser.get("/")
            #expect(page.status == 200)
            #expect(page.text.contains("Asta Bro"))
            #expect(page.text.contains("<small>FKI</small>"))
        }
    }

    @Test func unknownUserAndWrongPasswordAreToldAlike() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            let wrong = try await browser.signIn("asta", "noget helt andet")
            let unknown = try await browser.signIn("kirsten", "noget helt andet")
            #expect(wrong.status == 422)
            #expect(unknown.status == 422)
            #expect(
                wrong.text.replacing("asta", with: "X").replacing(wrong.csrf, with: "")
                    == unknown.text.replacing("kirsten", with: "X").replacing(unknown.csrf, with: ""))
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func aFullDiskIsSaidAndTheSignInGoesWellAfterwards() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            lobby.side.isFull.change { $0 = true }
            let refused = try await browser.signIn("asta")
            #expect(refused.status == 503 && refused.text.contains("for lidt plads på disken"), "\(refused.status)")
            #expect(try await browser.get("/").status == 303)
            lobby.side.isFull.change { $0 = false }
            #expect(try await browser.signIn("asta").status == 303)
        }
    }

    /// From the sixth wrong password on there is a wait that doubles; the right password is not taken while it lasts,
    /// and is taken after it. A user who does not exist is slowed in the same way.
    @Test(arguments: ["asta", "kirsten"]) func guessingIsSlowed(_ username: String) async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            for _ in 0..<5 { #expect(try await browser.signIn(username, "forkert kode").status == 422) }
            var waits: [Int] = []
            for _ in 0..<4 {
                let slowed = try await browser.signIn(username)
                #expect(slowed.status == 429)
                let wait = Int(slowed.header("retry-after") ?? "") ?? 0
                waits.append(wait)
                lobby.time.pass(seconds: wait)
                #expect(try await browser.signIn(username, "forkert kode").status == 422)
            }
            #expect(waits == [1, 2, 4, 8])
            lobby.time.pass(seconds: 901)
            #expect(try await browser.signIn(username).status == (username == "asta" ? 303 : 422))
        }
    }

    @Test func aHundredAtOnceAreNotAHundredTries() async throws {
        let lobby = try await Lobby()
        let allowed = (0..<100).filter { _ in
            lobby.installation.throttle.begin(.known("asta"), from: "192.0.2.1", now: lobby.time.now) == nil
        }
        #expect(allowed.count == 6 - 1)
    }

    @Test func sessionsEndWhenIdleAndAfterTwelveHours() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            lobby.time.pass(seconds: 29 * 60)
            #expect(try await browser.get("/").status == 200)
            lobby.time.pass(seconds: 29 * 60)
            #expect(try await browser.get("/").status == 200)
            lobby.time.pass(seconds: 31 * 60)
            #expect(try await browser.get("/").status == 303)

            _ = try await browser.signIn("asta")
            for _ in 0..<24 {
                lobby.time.pass(seconds: 29 * 60)
                #expect(try await browser.get("/").status == 200)
            }
            lobby.time.pass(seconds: 29 * 60)
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func theSecretIsNewAtEverySignInAndEndsAtSignOut() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            browser.cookies["vaern"] = String(repeating: "a", count: 64)
            _ = try await browser.signIn("asta")
            let first = browser.cookies["vaern"]
            #expect(first != String(repeating: "a", count: 64))
            let page = try await browser.get("/dokumenter")
            _ = try await browser.post("/log-ud", [("csrf", page.csrf)])
            #expect(browser.cookies["vaern"] == nil)
            _ = try await browser.signIn("asta")
            #expect(browser.cookies["vaern"] != first)
            browser.cookies = ["vaern": first ?? ""]
            #expect(try await browser.get("/").status == 303)
        }
        #expect(lobby.side.rows(shelf: "session", owner: nil).allSatisfy { !$0.key.isEmpty })
    }

    @Test func whatIsKeptIsNoSecret() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let secret = browser.cookies["vaern"] ?? ""
            #expect(secret.utf8.count == 64)
            for shelf in ["session", "account", "proof", "token", "throttle", "code", "draft"] {
                for row in lobby.side.rows(shelf: shelf, owner: nil) {
                    let text = row.key + String(decoding: row.bytes, as: UTF8.self)
                    #expect(!text.contains(secret))
                    #expect(!text.contains(Lobby.password))
                }
            }
        }
    }

    @Test func cookiesUnderTLSBelongToTheHostAlone() async throws {
        var settings = Settings()
        settings.publicAddress = "https://vaern.example.dk"
        let lobby = try await Lobby(settings)
        try await lobby.visit { browser in
            let entered = try await browser.signIn("asta")
            let cookies = entered.headers.filter { $0.name == .setCookie }.map(\.value)
            let session = try #require(cookies.first { $0.hasPrefix("__Host-vaern=") })
            #expect(session.contains("; Secure"))
            #expect(session.contains("; HttpOnly"))
            #expect(session.contains("; SameSite=Lax"))
            #expect(session.contains("; Path=/"))
            #expect(!session.lowercased().contains("domain"))
            #expect(entered.header("strict-transport-security") == "max-age=31536000; includeSubDomains")
        }
    }

    @Test func closingAnAccountEndsItsSessions() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/dokumenter").status == 200)
            try await lobby.give(.closeAccount, ["person": "\(lobby.person("bo"))"])
            #expect(try await browser.get("/dokumenter").status == 303)
            #expect(try await browser.signIn("bo").status == 422)
        }
    }

    @Test func backLeadsOnlyToOurselves() async throws {
        let lobby = try await Lobby()
        let bad = [
            "//evil.example", "/\\evil.example", "https://evil.example", "/%5cevil.example", "/%2F/evil.example",
            "/a%0d%0aSet-Cookie:x=1", "javascript:alert(1)", "\\\\evil.example", " //evil.example", "",
        ]
        for back in bad {
            try await lobby.visit { browser in
                let path = "/log-ind?tilbage=" + Percent.encoded(back)
                let page = try await browser.get(path)
                let entered = try await browser.post(
                    path, [("csrf", page.csrf), ("username", "asta"), ("password", Lobby.password)])
                #expect(entered.status == 303, "\(back)")
                #expect(entered.location == "/", "\(back)")
            }
        }
        #expect(Own.path("/dokumenter?art=politik#over-frist") == "/dokumenter?art=politik#over-frist")
    }
}
