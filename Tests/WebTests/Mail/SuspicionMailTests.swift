// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("Mail: who reported a mail is told that there is an answer, and nobody else of anything (policy §9)")
struct SuspicionMailTests {
    /// Karen has reported a mail; `give` answers it as the system.
    private struct Reported {
        let house: MailHouse
        let karen: String
        let suspicion: String

        var lobby: Lobby { house.lobby }

        init() async throws {
            house = try await MailHouse()
            let lobby = house.lobby
            let today = lobby.today
            karen = try await lobby.give(.addPerson, ["name": "Karen Holm", "mail": "karen" + Lobby.mailDomain])
            try await lobby.give(
                .beginEngagement,
                ["person": karen, "kind": "employee", "unit": house.unit, "title": "Specialist", "from": "\(today)"])
            try await lobby.give(.openAccount, ["person": karen, "username": "karen"])
            let reporter = Ref(try #require(ID<Person>(karen)))
            let done = try await lobby.installation.perform(
                .reportSuspicion,
                Arguments(["came": ["\(today)"], "act": ["gave"], "sender": ["ond.example"], "look": ["En regning"]]),
                as: .person(reporter, account: reporter, method: "password", strength: 1, authenticated: 0),
                door: .web, in: lobby.house.id)
            suspicion = try #require(done.receipt.subjects.first?.id.description)
        }

        func answer(_ word: String) async throws {
            try await lobby.give(.answerSuspicion, ["suspicion": suspicion, "verdict": "phishing", "word": word])
        }

        /// What was sent to Karen since the last time.
        func letters() async throws -> [String] {
            for _ in 0..<2 { try await lobby.deliver() }
            return house.relay.collect().filter { $0.to == "karen" + Lobby.mailDomain }.map {
                $0.subject + "\n" + $0.text
            }
        }
    }

    @Test("told once of each answer, without a word of what it is about")
    func told() async throws {
        let reported = try await Reported()
        _ = try await reported.letters()
        try await reported.answer("Tak. Skift din adgangskode")
        let letters = try await reported.letters()
        let letter = try #require(letters.first)
        #expect(letters.count == 1 && letter.hasPrefix("Der er svar til dig i Værn"))
        #expect(letter.contains("/indbakke"))
        for word in ["anmeld", "ANM-", "mistænk", "phishing", "adgangskode", "regning", reported.suspicion] {
            #expect(!letter.lowercased().contains(word.lowercased()), "\(word)")
        }
        #expect(try await reported.letters().isEmpty)
        try await reported.answer("Det var en øvelse alligevel")
        #expect(try await reported.letters().count == 1)
    }

    @Test("the ledger says nothing of the mail, and it stands in no list of who puts addresses right")
    func quiet() async throws {
        let reported = try await Reported()
        _ = try await reported.letters()
        try await reported.answer("Tak")
        let head = reported.lobby.head
        // It waits, and then it is refused.
        reported.house.relay.answer = .refused("550 no such mailbox")
        _ = try await reported.letters()
        #expect(reported.lobby.head == head)
        try await reported.lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get(Route.delivery.path).text
            #expect(!page.contains("Svar til personen") && !page.contains("Karen Holm"))
        }
    }
}
