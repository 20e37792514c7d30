// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// Whom a list of completions means, and what is shown before it is recorded.
@Suite("Lists of completions: whom they mean")
struct CompletionIntakeTests {
    /// Before, what any system called somebody was held against the number.
    @Test("A number in a list is an employee number, and no name that another system gives somebody else")
    func numbersAreEmployeeNumbers() async throws {
        let house = try await TaughtHouse()
        let lobby = house.lobby
        try await lobby.give(
            .identifyPerson, ["person": "\(lobby.person("nabo"))", "system": "oidc", "value": "10235"])
        let sight = try await lobby.house.sight(of: lobby.person("bo"))
        let finder = try #require(sight.finder)
        #expect(finder.find(number: "10235") == .one(lobby.person("kollega")))
        #expect(finder.find(number: "id-nabo") == .nobody)
        try await house.record()
        #expect(try house.certificate("kollega").evidence == house.list)
        #expect(house.register.courses[house.course]?.certificates[lobby.person("nabo")] == nil)
    }

    @Test("Before a list is recorded it shows whom the rows mean; a row that failed is no fault, whatever its day is")
    func thePreviewNamesThem() async throws {
        let house = try await TaughtHouse()
        let lobby = house.lobby
        let rows = """
            Medarbejdernummer;Kursus;Gennemført;Status
            10234;Kort modul;\(lobby.today);Bestået
            10235;Kort modul;;Ikke bestået

            """
        var arguments = Arguments(["unit": ["\(house.aviary.own)"], "title": ["Andet udtræk"]])
        arguments.files["file"] = .init(name: "andet.csv", bytes: Array(rows.utf8))
        let done = try await lobby.installation.perform(
            .addEvidence, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        let list = try #require(done.receipt.subjects.first).id.description
        try await lobby.visit { browser in
            let signed = try await browser.signIn("bo")
            #expect(signed.status == 303)
            let form = try await browser.get("/udfoer/course.record_list?course=\(house.course)&evidence=\(list)")
            let shown = try await browser.post(
                "/udfoer/course.record_list",
                [
                    ("csrf", form.csrf), ("course", "\(house.course)"), ("evidence", list), ("_preview", "1"),
                ])
            #expect(shown.status == 200)
            let start = try #require(shown.text.range(of: "id=\"nye\"")?.upperBound)
            #expect(shown.text[start...].contains("Navn ansat"))
            #expect(!shown.text.contains("Navn kollega") && !shown.text.contains("id=\"fejl\""))
        }
    }
}
