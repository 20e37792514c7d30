// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// Two people of the security team and a document, as browsers without JavaScript meet them.
@Suite("A manuscript in the browser") struct ManuscriptTests {
    private func document(_ lobby: Lobby) async throws -> String {
        try await lobby.give(
            .grantRole, ["person": "\(lobby.person("asta"))", "role": "security", "from": "\(lobby.today)"])
        let unit = try #require(lobby.house.state.register.units.keys.first)
        let id = try await lobby.give(
            .createDocument, ["kind": "politik", "title": "Informationssikkerhed", "unit": "\(unit)"])
        return "/dokumenter/\(id)"
    }

    /// Fills in the form of a page that was opened and posts it.
    private func send(
        _ page: Browser.Page, _ text: String, to path: String, _ browser: Browser, more: [(String, String)] = []
    ) async throws -> Browser.Page {
        let hidden = ["csrf", "base", "window", "origin", "turn", "answered", "writer", "seal"]
        return try await browser.post(path, hidden.map { ($0, page.value(of: $0)) } + [("text", text)] + more)
    }

    @Test func whatIsWrittenIsKeptAndShownToTheOther() async throws {
        let lobby = try await Lobby()
        let path = try await document(lobby) + "/kladde"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let empty = try await browser.get(path)
            #expect(empty.status == 200)
            let head = lobby.head
            let saved = try await send(empty, "# Formål\r\n\r\nVi passer på.", to: path, browser)
            #expect(saved.status == 303 && saved.location == path)
            #expect(lobby.head == head, "a manuscript is no fact")
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get(path)
            #expect(page.text.contains("# Formål\n\nVi passer på.</textarea>"))
            #expect(page.text.contains("<h3>Formål</h3>") && page.text.contains("Bo Dam skriver også her."))
        }
    }

    @Test func theSameParagraphIsShownInBothWordingsAndChosen() async throws {
        let lobby = try await Lobby()
        let path = try await document(lobby) + "/kladde"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            _ = try await send(try await browser.get(path), "Første afsnit.\n\nAndet afsnit.", to: path, browser)
            let bo = try await browser.get(path)
            let other = Browser(client: browser.client, isSecure: false)
            _ = try await other.signIn("asta")
            let asta = try await other.get(path)
            _ = try await send(bo, "Første afsnit, som Bo vil.\n\nAndet afsnit.", to: path, browser)
            let clash = try await send(
                asta, "Første afsnit, som Asta vil.\n\nAndet afsnit.\n\nTredje.", to: path, other)
            #expect(clash.location == path + "#valg")
            let page = try await other.get(path)
            for words in ["Første afsnit, som Bo vil.", "Første afsnit, som Asta vil.", "Som Bo Dam skrev", "Tredje."] {
                #expect(page.text.contains(words), "\(words)")
            }
            // Nothing becomes a version while it is undecided which.
            let early = try await send(page, page.area, to: path, other, more: [("_act", "version")])
            #expect(early.location == path + "#valg")
            let choice = try #require(page.text.firstMatch(of: #/name="(valg-[0-9]+)"/#)).1
            _ = try await send(page, page.area, to: path, other, more: [(String(choice), "both")])
            let chosen = try await other.get(path)
            #expect(
                chosen.area
                    == "Første afsnit, som Bo vil.\n\nFørste afsnit, som Asta vil.\n\nAndet afsnit.\n\nTredje.")
            #expect(!chosen.text.contains("valg-"))
        }
    }

    /// Given that the session ran out while somebody wrote; when it is sent, then it is kept; somebody else at the same
    /// machine does not see it; and its writer gets it back after the sign-in.
    @Test func whatComesAfterTheSessionIsKeptForItsWriterAlone() async throws {
        let lobby = try await Lobby()
        let path = try await document(lobby) + "/kladde"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(path)
            lobby.time.pass(seconds: 3600)
            let late = try await send(page, "Skrevet for sent.", to: path, browser)
            #expect(late.status == 303 && late.location.hasPrefix("/log-ind?tilbage="))
            _ = try await browser.signIn("asta")
            let hers = try await browser.get(path)
            #expect(hers.status == 200 && !hers.text.contains("Skrevet for sent."))
            // Also when it is sent under her session.
            let again = try await send(page, "Skrevet for sent. Og mere.", to: path, browser)
            #expect(again.status == 403 && !again.text.contains("for sent"))
            #expect(!(try await browser.get(path)).text.contains("Skrevet for sent."))
            _ = try await browser.fill("/konto", [], to: "/log-ud")
            #expect(try await browser.signIn("bo").status == 303)
            let his = try await browser.get(path)
            #expect(his.area == "Skrevet for sent. Og mere.")
            #expect(his.text.contains("er lagt ind i kladden"))
            #expect(!(try await browser.get(path)).text.contains("er lagt ind i kladden"))
            // Without the seal nothing is kept.
            lobby.time.pass(seconds: 3600)
            let forged = try await browser.post(
                path,
                [("text", "falsk"), ("writer", page.value(of: "writer")), ("seal", String(repeating: "0", count: 64))])
            #expect(forged.status == 403)
        }
    }

    @Test func itBecomesAVersionByTheCommandAndIsGone() async throws {
        let lobby = try await Lobby()
        let document = try await document(lobby)
        let path = document + "/kladde"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(path)
            let sent = try await send(
                page, "# 1. Formål\n\nVi skal passe på.", to: path, browser, more: [("_act", "version")])
            #expect(sent.location.hasPrefix("/udfoer/document.draft?document="))
            let form = try await browser.get(sent.location)
            #expect(form.text.contains("Vi skal passe på.") && form.text.contains("name=\"manuscript\""))
            func post(_ form: Browser.Page) async throws -> Browser.Page {
                try await browser.post(
                    "/udfoer/document.draft",
                    ["csrf", "_command", "document", "manuscript"].map { ($0, form.value(of: $0)) }
                        + [("classification", "intern"), ("match", "1")])
            }
            // Somebody writes on before it is posted: it is shown again.
            _ = try await send(try await browser.get(path), "# 1. Formål\n\nVi skal passe bedre på.", to: path, browser)
            let stale = try await post(form)
            #expect(stale.status == 409 && stale.text.contains("Vi skal passe bedre på."))
            let done = try await post(stale)
            #expect(done.status == 303 && done.location.hasPrefix(document + "?"), "\(done.status) \(done.location)")
            let shown = try await browser.get(document)
            #expect(shown.text.contains("Vi skal passe bedre på."))
            #expect(
                lobby.side.rows(shelf: "manuscript", owner: nil).filter { $0.key.split(separator: "/").count == 2 }
                    .isEmpty)
            // The next manuscript begins with the text of the version, letter by letter.
            #expect(try await browser.get(path).area == "# 1. Formål\n\nVi skal passe bedre på.")
        }
    }

    @Test func onlyThoseWhoMayWriteTheVersionSeeIt() async throws {
        let lobby = try await Lobby()
        let path = try await document(lobby) + "/kladde"
        let unit = try #require(lobby.house.state.register.units.keys.first)
        let person = try await lobby.give(.addPerson, ["name": "Cille Holm"])
        try await lobby.give(
            .beginEngagement,
            ["person": person, "kind": "employee", "unit": "\(unit)", "title": "Assistent", "from": "\(lobby.today)"])
        try await lobby.give(.openAccount, ["person": person, "username": "cille"])
        try await lobby.installation.setPassword(
            Lobby.password, of: try #require(ID<Person>(person)), in: lobby.house.id)
        try await lobby.visit { browser in
            _ = try await browser.signIn("cille")
            #expect(try await browser.get(path).status == 403)
            let token = try await browser.get("/konto").csrf
            #expect(try await browser.post(path, [("csrf", token), ("text", "x")]).status == 403)
        }
    }

    @Test func whatCannotBeKeptIsRefusedWithWords() async throws {
        let lobby = try await Lobby()
        let path = try await document(lobby) + "/kladde"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(path)
            let control = try await send(page, "a\u{1}b", to: path, browser)
            #expect(control.status == 422 && control.text.contains("usynlige styretegn"))
            let unsure = try await send(page, "", to: path, browser, more: [("_act", "discard")])
            #expect(unsure.status == 422)
            _ = try await send(page, "Bort med det.", to: path, browser)
            _ = try await send(page, "", to: path, browser, more: [("_act", "discard"), ("sure", "1")])
            #expect(!(try await browser.get(path)).text.contains("Bort med det."))
        }
    }
}

extension Browser.Page {
    /// What stands in the text field.
    var area: String {
        guard let start = text.range(of: "<textarea id=\"text\""), let end = text.range(of: "</textarea>") else {
            return ""
        }
        let inner = text[start.upperBound..<end.lowerBound].drop { $0 != ">" }.dropFirst()
        return inner.first == "\n" ? String(inner.dropFirst()) : String(inner)
    }
}
