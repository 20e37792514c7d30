// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import Ledger
import Office
import Testing

@testable import Web

@Suite("Mail: the weekly one")
struct WeeklyMailTests {
    @Test("Monday 07.00 in Denmark is that, on every Monday of 1996–2040, by the system's own zone files")
    func weeklyHour() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Copenhagen"))
        var monday = try #require(Day(typed: "1996-01-01"))
        let end = try #require(Day(typed: "2040-12-31"))
        while monday < end {
            #expect(monday.weekday == 1)
            let moment = WeeklyHour.moment(monday)
            let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
            let parts = calendar.dateComponents([.weekday, .hour, .minute, .second], from: date)
            #expect(parts.weekday == 2 && parts.hour == 7 && parts.minute == 0 && parts.second == 0, "\(monday)")
            #expect(WeeklyHour.latest(moment) == monday)
            #expect(WeeklyHour.latest(Instant(milliseconds: moment.milliseconds - 1)) == monday - 7)
            monday = monday + 7
        }
        // Between the Mondays around the change of clocks lie an hour less and an hour more than a week.
        let spring = try #require(Day(typed: "2026-03-30")), autumn = try #require(Day(typed: "2026-10-26"))
        #expect(WeeklyHour.moment(spring) - WeeklyHour.moment(spring - 7) == 7 * 86_400 - 3600)
        #expect(WeeklyHour.moment(autumn) - WeeklyHour.moment(autumn - 7) == 7 * 86_400 + 3600)
    }

    @Test(
        "it is sent once a week, with what waits, is overdue, is due soon and is to be read; not when there is nothing")
    func sentOnce() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await lobby.deliver()
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        try await lobby.give(
            .addAction,
            [
                "title": "Ryd op i nøgleskabet", "why": "Aftalt", "due": "\(lobby.today + 2)",
                "person": "\(lobby.person("bo"))",
            ])
        try await lobby.deliver()
        #expect(house.relay.collect().isEmpty)
        let monday = WeeklyHour.latest(lobby.time.now) + 7
        lobby.wait(until: monday, hour: 6, minute: 59)
        try await lobby.deliver()
        #expect(house.relay.collect().isEmpty)
        lobby.wait(until: monday, hour: 7)
        for _ in 0..<3 { try await lobby.deliver() }
        let letters = house.relay.collect()
        #expect(Set(letters.map(\.to)) == ["aase@fki.example", "bo@fki.example", "asta@fki.example"])
        #expect(letters.count == 3)
        let bo = try #require(letters.first { $0.to.hasPrefix("bo@") })
        #expect(bo.text.contains("Læs og kvittér: Politik for størrelser"))
        #expect(bo.text.contains("Ryd op i nøgleskabet"))
        #expect(!letters.contains { !$0.to.hasPrefix("bo@") && $0.text.contains("nøgleskabet") })
        let link = try #require(bo.unsubscribe)
        #expect(link.hasPrefix(lobby.installation.baseURL + "/afmeld/") && bo.text.contains(link))
        // Another process on the same Monday has nothing to add.
        let other = Postman(house.relay)
        try await other.round(lobby.installation)
        #expect(house.relay.collect().isEmpty)

        // Who has read all and has nothing to do is not written to.
        let notice = try #require(lobby.house.state.register.notices.keys.first)
        _ = try await lobby.installation.perform(
            .acknowledgeNotice, Arguments(["notice": ["\(notice)"]]),
            as: .person(
                Ref(house.director), account: lobby.installation.newCommand(), method: "password", strength: 1,
                authenticated: lobby.time.now.milliseconds), door: .web, in: lobby.house.id)
        lobby.wait(until: monday + 7, hour: 7)
        try await lobby.deliver()
        #expect(Set(house.relay.collect().map(\.to)) == ["bo@fki.example", "asta@fki.example"])
    }

    @Test("after a stop the missed one is sent; of several only the newest")
    func missed() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        try await lobby.deliver()
        _ = house.relay.collect()
        let monday = WeeklyHour.latest(lobby.time.now)
        lobby.wait(until: monday + 21 + 2, hour: 15)
        let other = Postman(house.relay)
        try await other.round(lobby.installation)
        #expect(house.relay.collect().count == 3)
    }

    @Test("one click in the mail program turns it off, without signing in; a secret of somebody else's does not")
    func unsubscribe() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        let (organisation, person) = (lobby.house.id, lobby.person("bo"))
        let secret = lobby.installation.unsubscribeSecret(person, organisation)
        let path = Route.unsubscribe(organisation, person, secret).path
        try await lobby.visit { browser in
            let asked = try await browser.get(path)
            #expect(asked.status == 200 && asked.text.contains("Slå den ugentlige mail fra"))
            #expect(try await lobby.installation.aside.mailChoice(of: person, in: organisation).weekly)
            // Another person's secret.
            let wrong = Route.unsubscribe(organisation, lobby.person("asta"), secret).path
            #expect(try await browser.post(wrong, [("List-Unsubscribe", "One-Click")]).status == 404)
            #expect(try await lobby.installation.aside.mailChoice(of: lobby.person("asta"), in: organisation).weekly)
        }
        try await lobby.visit { browser in
            // As a mail program does it: no cookie, no form.
            let done = try await browser.post(path, [("List-Unsubscribe", "One-Click")])
            #expect(done.status == 200)
        }
        let choice = try await lobby.installation.aside.mailChoice(of: person, in: organisation)
        #expect(!choice.weekly)
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        try await lobby.deliver()
        _ = house.relay.collect()
        lobby.wait(until: WeeklyHour.latest(lobby.time.now) + 7, hour: 7)
        try await lobby.deliver()
        #expect(Set(house.relay.collect().map(\.to)) == ["aase@fki.example", "asta@fki.example"])
    }

    @Test("a version that its owner sends at once, and a reminder, have mails of their own")
    func atOnce() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await lobby.deliver()
        try await lobby.give(
            .setAudience,
            [
                "document": "\(house.policy)", "reach": "everybody", "way": "immediate", "from": "\(lobby.today)",
                "reason": "Alle skal vide det",
            ])
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        for _ in 0..<2 { try await lobby.deliver() }
        var letters = house.relay.collect()
        #expect(Set(letters.map(\.to)) == ["aase@fki.example", "bo@fki.example", "asta@fki.example"])
        #expect(
            letters.count == 3 && letters.allSatisfy { $0.subject == "Læs og kvittér for »Politik for størrelser«" })
        let notice = try #require(lobby.house.state.register.notices.keys.first)
        try await lobby.give(.remindReaders, ["notice": "\(notice)"])
        for _ in 0..<2 { try await lobby.deliver() }
        letters = house.relay.collect()
        #expect(letters.count == 3 && letters.allSatisfy { $0.subject.hasPrefix("Påmindelse: ") })
    }

    @Test("who was told of a version, and when, stands in the ledger: one entry for a run, and each person once")
    func told() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await lobby.deliver()
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        try await lobby.deliver()
        lobby.wait(until: WeeklyHour.latest(lobby.time.now) + 7, hour: 7)
        let before = lobby.head
        for _ in 0..<3 { try await lobby.deliver() }
        // And one that the weekly mail was sent.
        #expect(lobby.head == before + 2)
        let notice = try #require(lobby.house.state.register.notices.values.first)
        let all = Set(["aase", "bo", "asta"].map { lobby.person($0) })
        #expect(Set(notice.told.keys) == all && notice.tellings.map(\.channel) == [.mail])
        let entry = try lobby.house.entry(at: before)
        let sight = try await lobby.house.sight(of: lobby.person("bo"))
        #expect(Sentence.of(entry, in: sight, .da) == "3 personer har fået besked om »Politik for størrelser« (mail)")
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/udsendelser/\(notice.id)")
            #expect(page.text.contains("Besked givet") && page.text.contains("/revisionsspor/\(before)"))
        }
        // The next weekly mail names it again, but tells nobody anything new: it alone is recorded.
        lobby.wait(until: WeeklyHour.latest(lobby.time.now) + 7, hour: 7)
        for _ in 0..<2 { try await lobby.deliver() }
        #expect(lobby.head == before + 3 && lobby.house.state.register.notices[notice.id]?.tellings.count == 1)
    }

    @Test("a stop between the command and its receipt records nobody twice")
    func toldOnce() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        let notice = try #require(lobby.house.state.register.notices.values.first)
        let batch = lobby.installation.newCommand()
        let rows = ["bo", "asta"].map {
            Told(organisation: lobby.house.id, matter: .notice(notice.id), person: lobby.person($0), batch: batch)
        }
        try await lobby.installation.aside.keep(rows)
        let before = lobby.head
        try await lobby.installation.recordTold()
        // The rows are there again, as if they had not been taken away.
        try await lobby.installation.aside.keep(rows)
        try await lobby.installation.recordTold()
        #expect(lobby.head == before + 1)
        #expect(try await lobby.installation.aside.told().isEmpty)
    }
}
