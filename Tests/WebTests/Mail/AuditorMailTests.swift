// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("Mail: an auditor is told of the access, and that something is answered (policy §§7.2, 7.3)")
struct AuditorMailTests {
    /// A house with a relay in which Rie audits, and has asked the unit for something.
    private struct Audited {
        let house: MailHouse
        let rie: String
        let engagement: String
        let request: String

        init() async throws {
            house = try await MailHouse()
            let (lobby, unit) = (house.lobby, house.unit)
            let today = lobby.today
            rie = try await lobby.give(.addPerson, ["name": "Rie Revisor", "mail": "rie" + Lobby.mailDomain])
            try await lobby.give(
                .beginEngagement,
                ["person": rie, "kind": "consultant", "unit": unit, "title": "Revisor", "from": "\(today)"])
            let id = try #require(ID<Person>(rie))
            let held = try #require(lobby.house.state.register.persons[id]?.engagements.last)
            try await lobby.give(.endEngagement, ["person": rie, "engagement": "\(held.id)", "to": "\(today + 20)"])
            try await lobby.give(.grantRole, ["person": rie, "role": "auditor", "from": "\(today)"])
            engagement = try await lobby.give(
                .openAuditEngagement,
                [
                    "auditor": rie, "matter": "processor", "standard": "ISAE 3000", "from": "2024-01-01",
                    "to": "2024-12-31",
                ])
            request = try await lobby.give(
                .requestEvidence,
                [
                    "audit_engagement": engagement, "what": "Listen over lukkede konti", "why": "Kontrolmål B.3",
                    "unit": unit, "due": "\(today + 9)",
                ])
        }

        /// What was sent to Rie since the last time.
        func letters() async throws -> [String] {
            for _ in 0..<2 { try await house.lobby.deliver() }
            return house.relay.collect().filter { $0.to == "rie" + Lobby.mailDomain }.map {
                $0.subject + "\n" + $0.text
            }
        }
    }

    @Test("told once, as soon as there is an account to sign in with, with the last day and no more")
    func access() async throws {
        let audited = try await Audited()
        #expect(try await audited.letters().isEmpty, "without an account there is nowhere to go")
        try await audited.house.lobby.give(.openAccount, ["person": audited.rie, "username": "rie"])
        let letters = try await audited.letters()
        let letter = try #require(letters.first)
        #expect(letters.count == 1 && letter.hasPrefix("Din adgang som revisor hos "))
        #expect(letter.contains("OPG-") && letter.contains("/revisionsopgaver/\(audited.engagement)"))
        #expect(!letter.contains("Listen over lukkede konti") && !letter.contains("ISAE"))
        #expect(try await audited.letters().isEmpty)
    }

    @Test("an answer is told with its request and not with what it says; judged meanwhile, it is not told")
    func answer() async throws {
        let audited = try await Audited()
        let lobby = audited.house.lobby
        try await lobby.give(.openAccount, ["person": audited.rie, "username": "rie"])
        _ = try await audited.letters()
        try await lobby.give(.answerRequest, ["evidence_request": audited.request, "note": "Den føres af Åse"])
        let letters = try await audited.letters()
        let letter = try #require(letters.first)
        #expect(letters.count == 1 && letter.hasPrefix("Besvaret: »BES-1, Listen over lukkede konti«"))
        #expect(letter.contains("/bestillinger/\(audited.request)") && !letter.contains("Åse"))
        #expect(try await audited.letters().isEmpty)
        try await lobby.give(
            .judgeAnswer,
            [
                "evidence_request": audited.request, "judgement": "returned", "reason": "Mangler",
                "due": "\(lobby.today + 5)",
            ])
        audited.house.relay.answer = .unreachable("no route")
        try await lobby.give(.answerRequest, ["evidence_request": audited.request, "note": "Her er den"])
        try await lobby.deliver()
        try await lobby.give(.judgeAnswer, ["evidence_request": audited.request, "judgement": "accepted"])
        audited.house.relay.answer = .taken
        lobby.time.pass(seconds: 3600)
        #expect(try await audited.letters().isEmpty)
    }
}
