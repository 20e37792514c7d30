// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Testing

@testable import Web

/// The frame around a page is kept; what differs from page to page and from session to session is not.
@Suite("The frame of a page") struct FrameTests {
    /// All tokens that the forms of a page carry.
    private static func tokens(_ page: Browser.Page) -> Set<String> {
        Set(
            page.text.split(separator: "name=\"csrf\" value=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) })
    }

    @Test("Two sessions of one person each get their own token in every form, and nothing of the other's")
    func sessions() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { first in
            let second = Browser(client: first.client)
            _ = try await first.signIn("bo")
            _ = try await second.signIn("bo")
            for path in ["/", "/dokumenter", "/opgaver", "/personer", "/revisionsspor", "/konto"] {
                for _ in 0..<2 {
                    let (one, other) = (try await first.get(path), try await second.get(path))
                    #expect(one.status == 200 && other.status == 200)
                    let (own, others) = (Self.tokens(one), Self.tokens(other))
                    #expect(own.count == 1 && others.count == 1 && own != others, "\(path)")
                }
            }
        }
    }

    @Test("The form that chooses a day and the way back lead to the page itself, with its query")
    func address() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            _ = try await browser.get("/dokumenter")
            let page = try await browser.get("/personer?status=alle&navn=%22%3E%3Cb%3E").text
            #expect(page.contains("<form action=\"/personer\" aria-label=\"Vælg dag\">"))
            #expect(page.contains("<input type=\"hidden\" name=\"navn\" value=\"&quot;&gt;&lt;b&gt;\">"))
            #expect(page.contains("<input type=\"hidden\" name=\"status\" value=\"alle\">"))
            #expect(page.contains("name=\"back\" value=\"/personer?navn=%22%3E%3Cb%3E&amp;status=alle\""))
            #expect(!page.utf8.contains(0xFF) && !page.contains("\u{FFFD}"))
            let documents = try await browser.get("/dokumenter").text
            #expect(documents.contains("<form action=\"/dokumenter\" aria-label=\"Vælg dag\">"))
            #expect(!documents.contains("name=\"navn\" value=\"&quot;"))
        }
    }

    @Test("Language and colours change at once, for the one who chose them")
    func choices() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { first in
            let second = Browser(client: first.client)
            _ = try await first.signIn("asta")
            _ = try await second.signIn("bo")
            let token = try await first.get("/dokumenter").csrf
            #expect(try await first.get("/dokumenter").text.contains("<html lang=\"da\">"))
            _ = try await first.post("/udseende", [("csrf", token), ("theme", "dark"), ("back", "/dokumenter")])
            #expect(try await first.get("/dokumenter").text.contains("<html lang=\"da\" data-theme=\"dark\">"))
            _ = try await first.post("/sprog", [("csrf", token), ("language", "en"), ("back", "/dokumenter")])
            #expect(try await first.get("/dokumenter").text.contains("<html lang=\"en\" data-theme=\"dark\">"))
            #expect(try await second.get("/dokumenter").text.contains("<html lang=\"da\">"))
        }
    }

    @Test("A new name stands in the frame after the fact that gave it")
    func names() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/dokumenter").text.contains("<b>Bo Dam</b>"))
            try await lobby.give(
                .renamePerson,
                ["person": "\(lobby.person("bo"))", "name": "Bo Lund", "from": "\(lobby.today)"])
            let page = try await browser.get("/dokumenter").text
            #expect(page.contains("<b>Bo Lund</b>") && !page.contains("Bo Dam"))
        }
    }
}
