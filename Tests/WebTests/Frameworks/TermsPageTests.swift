// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Testing

@testable import Web

@Suite("1-g: the terms stand where people read")
struct TermsPageTests {
    @Test("everybody who is signed in reads all of them, by letter, in both languages, and finds those with a word")
    func page() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            #expect(try await browser.get("/begreber").status == 303, "nobody reads it who is not signed in")
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/begreber")
            #expect(page.status == 200 && Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
            for term in ShippedTerms.all {
                #expect(page.text.contains("id=\"begreb-\(term.id)\""), "\(term.id)")
                #expect(page.text.contains("lang=\"en\">\(term.name.en)<"), "\(term.id)")
                #expect(Route(path: term.place.route.path) == term.place.route, "\(term.place)")
            }
            for letter in ["a", "k", "oe"] {
                #expect(page.text.contains("href=\"#bogstav-\(letter)\""), "\(letter)")
                #expect(page.text.contains("id=\"bogstav-\(letter)\""), "\(letter)")
            }
            let places = ["risiko", "verifikation", "øverste ledelse"].map {
                page.text.range(of: ">\($0)</a> <span")?.lowerBound
            }
            #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
            let found = try await browser.get("/begreber?ord=stikpr%C3%B8ve")
            #expect(found.text.contains("id=\"begreb-sample\"") && !found.text.contains("id=\"begreb-threat\""))
            #expect(try await browser.get("/begreber?ord=SAMPLE").text.contains("id=\"begreb-sample\""))
            let none = try await browser.get("/begreber?ord=xyzzy")
            #expect(none.text.contains("Intet begreb passer.") && !none.text.contains("id=\"begreb-"))
            #expect(try await browser.get("/").text.contains("href=\"/begreber\""), "one step from every page")
            let sheet = try await browser.get("/begreber?som=csv&ord=SAMPLE")
            #expect(sheet.status == 200 && sheet.text.contains("stikprøve;sample;"))
            #expect(sheet.text.contains("ISA 530;2009;punkt 5(a);Kontrol"))
            _ = try await browser.post("/sprog", [("csrf", page.csrf), ("language", "en"), ("back", "/begreber")])
            let english = try await browser.get("/begreber")
            #expect(english.text.contains("lang=\"da\">restrisiko<") && !english.text.contains("Udgave"))
        }
    }

    @Test("the interface reads them, with source and version, and nobody without a token")
    func interface() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let token = try await rooms.token(of: try await rooms.person("Ada", in: unit))
        #expect(await rooms.ask("GET", "/api/v1/terms").status == 401)
        let read = await rooms.ask("GET", "/api/v1/terms", query: ["limit": "200"], token: token)
        let items = try #require(read.json["items"]?.items)
        #expect(read.status == 200 && items.count == ShippedTerms.all.count)
        #expect(Described.faults(read.json, of: .terms).isEmpty)
        let risk = items.first { $0["id"]?.text == "risk" }
        #expect(risk?["da"]?.text == "risiko" && risk?["en"]?.text == "risk")
        #expect(risk?["source"]?.text == "ISO/IEC 27000" && risk?["version"]?.text == "2018")
        #expect(risk?["reference"]?.text == "3.61")
        #expect(risk?["page"]?.text?.hasSuffix("/begreber#begreb-risk") == true)
    }
}
