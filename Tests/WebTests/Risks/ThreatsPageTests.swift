// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import Testing

@testable import Web

@Suite("8-b: threats stand where risks are described from")
struct ThreatsPageTests {
    /// Invented, with a group of its own, a weakness, a row that is wrong, and text that is no markup.
    private static let table = """
        Nummer;Trussel;Kategori;Sårbarheder;Foranstaltninger
        H1;Stormflod <over> kajen;Vejr på havnen;Lav kaj;7.5
        H2;Tåge;Vejr på havnen;;
        ;Uden nummer;;;

        """
    private static let taxonomy = """
        {"namespace": "havn", "expanded": "Threats to the harbour", "version": 1, "predicates":
          [{"value": "sea", "expanded": "From the sea"}],
         "values": [{"predicate": "sea", "entry": [{"value": "storm", "expanded": "Storm surge"}]}]}
        """

    @Test("everybody who is signed in reads them by category, with weaknesses and proposed controls, in both languages")
    func page() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            #expect(try await browser.get("/trusler").status == 303, "nobody reads it who is not signed in")
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/trusler")
            #expect(page.status == 200 && Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
            for threat in ShippedThreats.catalogue.threats {
                #expect(page.text.contains("id=\"trussel-\(threat.code)\""), "\(threat.code)")
                for control in threat.controls {
                    #expect(page.text.contains("href=\"/rammevaerker/27002/\(control)\""), "\(threat.code) \(control)")
                }
            }
            for category in Threat.Category.allCases { #expect(page.text.contains(category.label.da), "\(category)") }
            #expect(page.text.contains("Ingen nødstrøm"))
            #expect(try await browser.get("/").text.contains("href=\"/trusler\""), "one step from every page")

            let places = try await browser.get("/trusler?aktiv=location")
            #expect(places.text.contains("id=\"trussel-T01\"") && !places.text.contains("id=\"trussel-T29\""))
            let found = try await browser.get("/trusler?ord=n%C3%B8dstr%C3%B8m")
            #expect(found.text.contains("id=\"trussel-T06\"") && !found.text.contains("id=\"trussel-T01\""))
            let none = try await browser.get("/trusler?ord=xyzzy")
            #expect(none.text.contains("Ingen trussel passer.") && !none.text.contains("id=\"trussel-"))
            let sheet = try await browser.get("/trusler?som=csv&aktiv=location")
            #expect(sheet.status == 200 && sheet.text.contains("Nummer;Trussel;Beskrivelse;Kategori;Rammer;"))
            #expect(sheet.text.contains("T06;") && !sheet.text.contains("T29;"))

            _ = try await browser.post("/sprog", [("csrf", page.csrf), ("language", "en"), ("back", "/trusler")])
            let english = try await browser.get("/trusler")
            #expect(english.text.contains("No backup power") && english.text.contains("Proposed controls"))
            #expect(!english.text.contains("Ingen nødstrøm"))
        }
    }

    @Test("what is taken home as a spreadsheet is read again, and says the same")
    func home() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let sheet = try await browser.get("/trusler?som=csv")
            let reading = try ThreatFile.read(Array(sheet.text.utf8))
            let own = ShippedThreats.catalogue.threats
            #expect(reading.faults.isEmpty, "\(reading.faults.prefix(3))")
            #expect(reading.rows.map(\.threat.code) == own.map(\.code))
            for (row, threat) in zip(reading.rows, own) {
                #expect(row.threat.name.da == threat.name.da && row.threat.category == threat.category)
                #expect(row.threat.affects == threat.affects && row.threat.controls == threat.controls)
                #expect(row.threat.vulnerabilities.map(\.da) == threat.vulnerabilities.map(\.da))
                #expect(row.threat.origins == threat.origins && row.threat.targets == threat.targets)
            }
        }
    }

    @Test("a catalogue of others is shown first and adopted as it was sent, and no requirement comes from it")
    func adopted() async throws {
        let lobby = try await Lobby()
        let bytes = Array(Self.table.utf8)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let head = lobby.head
            let preview = try await browser.adopt([("_preview", "1")], files: [("file", "havn.csv", bytes)])
            #expect(preview.status == 200 && lobby.head == head, "nothing is written")
            #expect(Markup(preview.text).faults.isEmpty, "\(Markup(preview.text).faults.prefix(5))")
            for words in ["H1", "Vejr på havnen", "Se efter:", "intet nummer", "række 4"] {
                #expect(preview.text.contains(words), "\(words)")
            }
            let done = try await browser.adopt(
                [
                    ("_file", preview.value(of: "_file")), ("name", "havnens-trusler"), ("label", "Havnens trusler"),
                    ("kind", "threats"),
                ], files: [])
            #expect(done.status == 303 && done.location.hasPrefix("/rammevaerker/havnens-trusler"), "\(done.text)")
            let page = try await browser.get("/rammevaerker/havnens-trusler")
            #expect(page.status == 200 && Markup(page.text).faults.isEmpty, "\(Markup(page.text).faults.prefix(5))")
            for words in ["id=\"trussel-H1\"", "Lav kaj", "Vejr på havnen", "/rammevaerker/27002/7.5", "SHA-256"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(page.text.contains("Stormflod &lt;over&gt; kajen") && !page.text.contains("<over>"))
            let list = try await browser.get("/trusler")
            #expect(list.text.contains("Havnens trusler") && Markup(list.text).faults.isEmpty)
            let frameworks = try await browser.get("/rammevaerker")
            #expect(!frameworks.text.contains("Havnens trusler"), "they stand with the threats")
            let sheet = try await browser.get("/rammevaerker/havnens-trusler?som=csv")
            #expect(sheet.status == 200 && sheet.text.contains("H2;Tåge"))
            let original = try await browser.get("/rammevaerksfiler/havnens-trusler")
            #expect(original.text == Self.table)
            let form = try await browser.get("/udfoer/requirement.clause")
            #expect(form.status == 200 && !form.text.contains("havnens-trusler:"))
            #expect(try await browser.get("/rammevaerker/havnens-trusler/H1").status == 404, "no clause")
        }
        let adoption = try #require(lobby.house.state.register.frameworks.values.first?.adoption)
        #expect(adoption.kind == .threats && lobby.house.texts.bytes(adoption.file) == bytes && adoption.clauses == 3)
    }

    @Test("the interface reads all catalogues, each threat by how it is named, and adopts one")
    func interface() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let token = try await rooms.token(of: try await rooms.person("Ada", in: unit, .security))
        #expect(await rooms.ask("GET", "/api/v1/threats").status == 401)
        let read = await rooms.ask("GET", "/api/v1/threats", query: ["limit": "200"], token: token)
        let items = try #require(read.json["items"]?.items)
        #expect(read.status == 200 && items.count == 49 && Described.faults(read.json, of: .threats).isEmpty)
        let fire = try #require(items.first)
        #expect(fire["reference"]?.text == "trusler:T01" && fire["category"]?.text == "physical")
        #expect(fire["kinds"]?.items?.map(\.text) == ["location"])
        #expect(fire["page"]?.text?.hasSuffix("/trusler#trussel-T01") == true)

        let content = Data(Self.taxonomy.utf8).base64EncodedString()
        let file: JSON = .members([("name", "machinetag.json"), ("content", .string(content))])
        let done = await rooms.post(.adoptFramework, .members([("file", file)]), token: token)
        #expect(done.status == 201, "\(done.json)")
        let both = await rooms.ask("GET", "/api/v1/threats", query: ["limit": "200"], token: token)
        let last = try #require(both.json["items"]?.items?.last)
        #expect(both.json["items"]?.items?.count == 50 && last["reference"]?.text == "havn:storm")
        #expect(last["group"]?.text == "From the sea" && last["category"] == .null)
        #expect(Described.faults(both.json, of: .threats).isEmpty)
        let named = await rooms.post(
            .adoptClause,
            .members([
                ("clause", "havn:storm"), ("demand", "Kajen er høj"), ("unit", .string("\(unit)")), ("months", 12),
                ("expected", "Kajen"),
            ]), token: token)
        #expect(named.status == 422, "no requirement comes from a threat")
    }
}
