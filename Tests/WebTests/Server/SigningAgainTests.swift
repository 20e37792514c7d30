// SPDX-License-Identifier: MPL-2.0

import Domain
import Office
import Testing

@testable import Web

/// Policy §7.2: a decision takes a fresh sign-in, and nobody believes that it is signed when it is not.
@Suite("Signing after a new sign-in")
struct SigningAgainTests {
    @Test("the record is shown again with the word that nothing is decided yet; signed there, it is")
    func again() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        try await lobby.visit { browser in
            _ = try await browser.signIn("aase")
            let version = try #require(lobby.house.state.register.documents[house.policy]?.versions.last?.id)
            let path = "/udfoer/decision.make?document=\(house.policy)&act=adopt"
            let answers = [
                ("document", "\(house.policy)"), ("act", "adopt"), ("version", "\(version)"), ("outcome", "approved"),
                ("method", "meeting"), ("members", "\(house.director)"),
            ]
            let form = try await browser.get(path)
            lobby.time.pass(seconds: 600)
            let sent = try await browser.post(
                "/udfoer/decision.make",
                [("csrf", form.csrf), ("_command", form.value(of: "_command"))] + answers)
            #expect(sent.location.hasPrefix("/log-ind/igen?kladde="))
            let gate = try await browser.get(sent.location)
            let back = try await browser.post(sent.location, [("csrf", gate.csrf), ("password", Lobby.password)])
            #expect(back.location.hasPrefix("/udfoer/decision.make?_kladde="))
            let shown = try await browser.get(back.location)
            #expect(shown.text.contains("Intet er besluttet endnu") && shown.text.contains("Underskriv godkendelsen"))
            #expect(lobby.house.state.register.decisions(about: house.policy).isEmpty)
            _ = try await browser.post(
                "/udfoer/decision.make",
                [("csrf", shown.csrf), ("_command", shown.value(of: "_command"))] + answers)
            #expect(lobby.house.state.register.decisions(about: house.policy).map(\.outcome) == [.approved])
            let plain = try await browser.get(path)
            #expect(!plain.text.contains("Intet er besluttet endnu"))
        }
    }
}
