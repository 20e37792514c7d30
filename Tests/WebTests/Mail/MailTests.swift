// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Testing

@testable import Web

/// Policy §7.2: who is to decide is told; nothing is lost while the relay is away, and nothing is sent twice.
@Suite("Mail: the outbox")
struct MailTests {
    @Test("a decision that waits is told at once, once, and not to others")
    func decisionIsTold() async throws {
        let house = try await MailHouse()
        try await house.lobby.deliver()
        #expect(house.relay.collect().isEmpty)
        try await house.submit()
        for _ in 0..<3 { try await house.lobby.deliver() }
        let letters = house.relay.collect()
        #expect(letters.map(\.to) == ["aase@fki.example"])
        let letter = try #require(letters.first)
        #expect(letter.subject == "Venter på din afgørelse: »Politik for størrelser«")
        #expect(letter.text.contains("Direktionen") && letter.text.contains("/dokumenter/\(house.policy)"))
        #expect(letter.html.contains("Politik for størrelser") && letter.unsubscribe == nil)
        // A day later, and with other facts, it is still the same mail.
        house.lobby.time.pass(seconds: 86_400)
        try await house.lobby.give(.openUnit, ["name": "Ny", "from": "\(house.lobby.today)"])
        try await house.lobby.deliver()
        #expect(house.relay.collect().isEmpty)
    }

    @Test("what was decided before the relay came back is not told any more")
    func decidedMeanwhile() async throws {
        let house = try await MailHouse()
        house.relay.answer = .unreachable("no route")
        try await house.submit()
        try await house.lobby.deliver()
        try await house.decide()
        house.relay.answer = .taken
        house.lobby.time.pass(seconds: 3600)
        try await house.lobby.deliver()
        #expect(house.relay.taken.isEmpty)
        let mails = try await house.lobby.installation.aside.mail(to: house.director, in: house.lobby.house.id)
        #expect(mails.map(\.state) == [.lapsed])
    }

    @Test("while the relay is away everything waits, also over a restart; then it is sent once")
    func relayIsAway() async throws {
        let house = try await MailHouse()
        house.relay.answer = .unreachable("no route")
        try await house.submit()
        try await house.lobby.deliver()
        #expect(house.lobby.installation.postman?.standing.fault == "no route")
        #expect(house.lobby.installation.postman?.standing.waiting == 1)
        // Not every second: the relay is left alone for a while.
        house.relay.answer = .taken
        try await house.lobby.deliver()
        #expect(house.relay.taken.isEmpty)
        // Another process, which knows only what lies in the side store.
        let other = Postman(house.relay)
        house.lobby.time.pass(seconds: 7200)
        try await other.round(house.lobby.installation)
        #expect(house.relay.taken.count == 1 && other.standing.waiting == 0)
        let third = Postman(house.relay)
        try await third.round(house.lobby.installation)
        try await house.lobby.deliver()
        #expect(house.relay.taken.count == 1)
    }

    @Test("a letter that is sent again has the same Message-ID, and none tells what it is about")
    func messageID() async throws {
        let house = try await MailHouse()
        try await house.submit()
        let duty = try #require(house.lobby.house.state.register.awaitingDecision(on: house.lobby.today).first)
        let errand = Errand(
            .decision, house.lobby.house.id, to: house.director, about: duty.subject, turn: duty.turn,
            made: house.lobby.time.now)
        let first = try #require(try await Letters.letter(errand, house.lobby.installation)).letter
        house.lobby.time.pass(seconds: 600)
        let again = try #require(try await Letters.letter(errand, house.lobby.installation)).letter
        #expect(first.id == again.id && first.id.count == 40)
        #expect(!first.id.contains("\(house.policy)".prefix(8)))
        var other = errand
        other = Errand(
            .decision, house.lobby.house.id, to: house.director, about: duty.subject, turn: duty.turn + 1,
            made: errand.made)
        #expect(other.key != errand.key)
    }

    @Test("what the relay will never take is shown to the administrator and to the person, and not tried again")
    func refusedForGood() async throws {
        let house = try await MailHouse()
        house.relay.answer = .refused("550 5.1.1 unknown user")
        try await house.submit()
        try await house.lobby.deliver()
        house.relay.answer = .taken
        house.lobby.time.pass(seconds: 86_400)
        try await house.lobby.deliver()
        #expect(house.relay.taken.isEmpty)
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/mail")
            #expect(page.status == 200 && page.text.contains("550 5.1.1 unknown user") && page.text.contains("Åse Ærø"))
        }
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("aase")
            #expect(try await browser.get("/indbakke").text.contains("Kom ikke frem"))
            #expect(try await browser.get("/mail").status == 403)
        }
    }

    @Test("a relay that says »later« is asked again, ever more seldom, and after five days that is a no")
    func later() async throws {
        #expect((1...9).map { Errand.pause(after: $0) } == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
        let house = try await MailHouse()
        house.relay.answer = .later("451 4.7.1 greylisted")
        try await house.submit()
        try await house.lobby.deliver()
        house.relay.answer = .taken
        try await house.lobby.deliver()
        #expect(house.relay.taken.isEmpty)
        house.lobby.time.pass(seconds: 60)
        try await house.lobby.deliver()
        #expect(house.relay.taken.count == 1)

        let patient = try await MailHouse()
        patient.relay.answer = .later("451 4.3.0 full")
        try await patient.submit()
        for _ in 0..<130 {
            try await patient.lobby.deliver()
            patient.lobby.time.pass(seconds: 3600)
        }
        let mails = try await patient.lobby.installation.aside.mailFaults(in: patient.lobby.house.id)
        #expect(mails.map(\.said) == ["451 4.3.0 full"])
    }

    @Test("an erased person gets nothing that was queued, and no row is left")
    func erased() async throws {
        let house = try await MailHouse()
        house.relay.answer = .unreachable("no route")
        try await house.submit()
        try await house.lobby.deliver()
        #expect(house.lobby.side.rows(shelf: "mail", owner: Ref(house.director)).count == 1)
        try await house.lobby.give(
            .erasePerson, ["person": "\(house.director)", "decision": "DPO, sag 1", "basis": "request"])
        // The side store follows at once, on its own thread.
        for _ in 0..<200 where !house.lobby.side.rows(shelf: "mail", owner: nil).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(house.lobby.side.rows(shelf: "mail", owner: nil).isEmpty)
        house.relay.answer = .taken
        house.lobby.time.pass(seconds: 7200)
        try await house.lobby.deliver()
        #expect(house.relay.taken.isEmpty)
    }

    @Test("mail about decisions can be turned off, and stands in the weekly one all the same")
    func decisionsOff() async throws {
        let house = try await MailHouse()
        try await house.lobby.deliver()
        try await house.lobby.visit { browser in
            _ = try await browser.signIn("aase")
            let page = try await browser.fill("/konto/mail", [("weekly", "1"), ("language", "en")])
            #expect(page.status == 303)
            let shown = try await browser.get(page.location)
            #expect(
                shown.text.contains("Dit valg er gemt") && shown.text.contains("name=\"weekly\" value=\"1\" checked"))
            #expect(!shown.text.contains("name=\"decisions\" value=\"1\" checked"))
        }
        try await house.submit()
        try await house.lobby.deliver()
        #expect(house.relay.collect().isEmpty)
        let monday = WeeklyHour.latest(house.lobby.time.now) + 7
        house.lobby.wait(until: monday, hour: 7)
        try await house.lobby.deliver()
        let mine = house.relay.collect().filter { $0.to == "aase@fki.example" }
        #expect(mine.map(\.subject) == ["Your week in Værn: 1 waiting for you"])
        #expect(mine[0].text.contains("Decide: Politik for størrelser") && mine[0].language == .en)
    }
}
