// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// A filter of a list is saved under a name, found again, renamed and removed; it is one person's own, goes with the
/// person, and is in no figure.
@Suite("Saved filters")
struct SavedFilterTests {
    private static let list = "/opgaver?vis=alle&regel=afgoerelser"

    private func save(_ name: String, _ browser: Browser, query: String = "vis=alle&regel=afgoerelser") async throws
        -> Browser.Page
    {
        try await browser.fill(
            Self.list, [("list", "opgaver"), ("act", "save"), ("query", query), ("name", name)], to: "/filtre")
    }

    @Test(
        "every list that keeps filters is found by its address, and keeps what narrows it",
        arguments: FilteredList.allCases)
    func lists(_ list: FilteredList) {
        #expect(FilteredList(list.route) == list && !list.names.isEmpty)
        let texts = Dictionary(uniqueKeysWithValues: list.names.map { ($0, ["x"]) }).merging(["side": ["3"]]) { $1 }
        #expect(SavedFilter.parts(texts, of: list).map(\.name) == list.names)
    }

    @Test("the register of risks offers to save what it is narrowed to")
    func risks() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(!(try await browser.get("/risici/liste")).text.contains("Gem dette filter"))
            let narrowed = try await browser.get("/risici/liste?niveau=high&status=over")
            #expect(narrowed.text.contains("Gem dette filter"))
            let saved = try await browser.fill(
                "/risici/liste?niveau=high&status=over",
                [("list", "risici"), ("act", "save"), ("query", "niveau=high&status=over"), ("name", "Høje")],
                to: "/filtre")
            #expect(saved.status == 303 && saved.location == "/risici/liste?niveau=high&status=over")
            #expect(try await browser.get("/risici/liste").text.contains(">Høje</a>"))
        }
    }

    @Test("saved, shown above the list as where one is, renamed and removed")
    func life() async throws {
        let lobby = try await Lobby()
        let head = lobby.head
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(!(try await browser.get("/opgaver")).text.contains("Gem dette filter"))
            let offered = try await browser.get(Self.list)
            #expect(offered.text.contains("Gem dette filter") && !offered.text.contains("Ret gemte filtre"))
            let saved = try await save("Alle afgørelser", browser)
            #expect(saved.status == 303 && saved.location == Self.list)
            let shown = try await browser.get(Self.list)
            #expect(Markup(shown.text).faults.isEmpty, "\(Markup(shown.text).faults)")
            #expect(shown.text.contains("aria-current=\"true\">Alle afgørelser</a>"))
            #expect(!shown.text.contains("Gem dette filter"))
            #expect(try await browser.get("/opgaver").text.contains("href=\"/opgaver?vis=alle&amp;regel=afgoerelser\""))
            let id = shown.value(of: "id")
            #expect(!id.isEmpty)
            let named = try await browser.post(
                "/filtre",
                [
                    ("csrf", shown.csrf), ("list", "opgaver"), ("id", id), ("act", "rename"),
                    ("name", "Til direktionen"), ("query", ""),
                ])
            #expect(named.location == "/opgaver")
            let renamed = try await browser.get("/opgaver").text
            #expect(renamed.contains(">Til direktionen</a>") && !renamed.contains(">Alle afgørelser</a>"))
            _ = try await browser.post(
                "/filtre",
                [("csrf", shown.csrf), ("list", "opgaver"), ("id", id), ("act", "remove"), ("name", ""), ("query", "")])
            #expect(!(try await browser.get("/opgaver")).text.contains("Til direktionen"))
        }
        // No fact says so.
        #expect(lobby.head == head)
        #expect(lobby.side.rows(shelf: Aside.Shelf.filter.rawValue, owner: nil).isEmpty)
    }

    @Test("what is wrong is said: no name, too long a name, a name that is taken, no filter, a filter of nobody's")
    func refused() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            for (name, query) in [("", "vis=alle"), (String(repeating: "a", count: 61), "vis=alle"), ("Alt", "side=2")]
            {
                let page = try await save(name, browser, query: query)
                #expect((400..<500).contains(page.status), "\(name) \(page.status)")
            }
            _ = try await save("Et", browser)
            _ = try await save("To", browser, query: "vis=enhed")
            let shown = try await browser.get("/opgaver")
            for (act, id, name) in [
                ("rename", shown.value(of: "id"), "To"), ("rename", "ingen", "Tre"), ("remove", "ingen", ""),
                ("slet", "ingen", ""),
            ] {
                let page = try await browser.post(
                    "/filtre",
                    [
                        ("csrf", shown.csrf), ("list", "opgaver"), ("id", id), ("act", act), ("name", name),
                        ("query", ""),
                    ])
                #expect((400..<500).contains(page.status), "\(act) \(page.status)")
            }
            #expect(try await browser.get("/filtre").status == 405)
        }
    }

    @Test("a refusal leads back to the list as it was filtered; what is saved already is not saved again")
    func back() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let offered = try await browser.get(Self.list).text
            let start = try #require(offered.range(of: "class=\"savedrow\""))
            let form = String(offered[start.upperBound...].prefix { $0 != ">" })
            #expect(form.contains("aria-label") && !form.contains("novalidate"), "\(form)")
            #expect(offered.contains(" novalidate>"))
            let link = "href=\"/opgaver?vis=alle&amp;regel=afgoerelser\">Tilbage til listen</a>"
            let nameless = try await save(" ", browser)
            #expect(nameless.status == 422 && nameless.text.contains(link))
            #expect(!nameless.text.contains("Til Overblik</a>"))
            #expect(try await save("Et", browser).status == 303)
            #expect(try await save("Et", browser).status == 303)
            let twice = try await save("To", browser)
            #expect(twice.status == 422 && twice.text.contains("Filteret er gemt som »Et«."))
            #expect(twice.text.contains(link))
            let saved = try await browser.get(Self.list).text
            #expect(saved.contains(" formnovalidate>Fjern</button>"))
        }
        let rows = lobby.side.rows(shelf: Aside.Shelf.filter.rawValue, owner: nil)
        #expect(rows.flatMap { SavedFilter.read($0.bytes).map(\.name) } == ["Et"])
    }

    @Test("saving under the same name replaces; at most twenty of a list; what was typed of a person is not kept")
    func bounds() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            for number in 1...SavedFilter.most {
                let saved = try await save("Filter \(number)", browser, query: "vis=alle&regel=regel\(number)")
                #expect(saved.status == 303)
            }
            #expect(try await save("For mange", browser).status == 409)
            #expect(try await save("Filter 1", browser, query: "vis=enhed").status == 303)
            let typed = try await browser.fill(
                "/personer?rolle=dpo&navn=Kanariefugl",
                [
                    ("list", "personer"), ("act", "save"), ("name", "DPO"),
                    ("query", "rolle=dpo&navn=Kanariefugl&status=active"),
                ], to: "/filtre")
            #expect(typed.location == "/personer?status=active&rolle=dpo")
            #expect(try await browser.get("/personer?rolle=dpo&navn=Kan").text.contains("gemmes ikke") == true)
        }
        let rows = lobby.side.rows(shelf: Aside.Shelf.filter.rawValue, owner: nil)
        #expect(rows.count == 2)
        #expect(!rows.contains { String(decoding: $0.bytes, as: UTF8.self).contains("Kanariefugl") })
        let tasks = rows.map { SavedFilter.read($0.bytes) }.first { $0.count > 1 }
        #expect(tasks?.first { $0.name == "Filter 1" }?.parts == [.init(name: "vis", value: "enhed")])
    }

    @Test("one person's filters are nobody else's, and go when the person is erased")
    func own() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            _ = try await save("Bos eget", browser)
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            #expect(!(try await browser.get("/opgaver")).text.contains("Bos eget"))
            _ = try await save("Astas eget", browser)
        }
        try await lobby.give(
            .erasePerson, ["person": "\(lobby.person("bo"))", "decision": "DPO, sag 1", "basis": "request"])
        // It is forgotten on a thread of its own.
        for _ in 0..<200 where lobby.side.rows(shelf: Aside.Shelf.filter.rawValue, owner: nil).count > 1 {
            try await Task.sleep(for: .milliseconds(10))
        }
        let left = lobby.side.rows(shelf: Aside.Shelf.filter.rawValue, owner: nil).flatMap {
            SavedFilter.read($0.bytes).map(\.name)
        }
        #expect(left == ["Astas eget"])
    }
}
