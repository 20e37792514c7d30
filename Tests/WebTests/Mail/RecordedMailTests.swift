// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Testing

@testable import Office
@testable import Web

/// Policy §7.2: who was told by mail, of what and when, can be proven: by the ledger, and of what the relay took alone.
@Suite("Mail: what was sent stands in the ledger")
struct RecordedMailTests {
    private static func mails(_ house: MailHouse) -> [Reminder] {
        let register = house.lobby.house.state.register
        return register.mails.compactMap { register.reminders[$0] }
    }

    /// Bo has something to do, so that there is something to write about.
    private static func burden(_ house: MailHouse) async throws {
        try await house.lobby.give(
            .addAction,
            [
                "title": "Ryd op i nøgleskabet", "why": "Aftalt", "due": "\(house.lobby.today + 2)",
                "person": "\(house.lobby.person("bo"))",
            ])
    }

    @Test("a decision that waits: one entry for its mails, shown on the document, in its history and on the mail page")
    func decision() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        let second = try await lobby.give(.addPerson, ["name": "Carl Eg", "mail": "carl" + Lobby.mailDomain])
        try await lobby.give(
            .beginEngagement,
            ["person": second, "kind": "employee", "unit": house.unit, "title": "Direktør", "from": "\(lobby.today)"])
        try await lobby.give(.seatMember, ["body": "direktion", "person": second, "from": "\(lobby.today)"])
        try await lobby.give(.openAccount, ["person": second, "username": "carl"])
        try await house.submit()
        let before = lobby.head
        for _ in 0..<3 { try await lobby.deliver() }
        #expect(house.relay.collect().count == 2)
        #expect(lobby.head == before + 1)
        let duty = try #require(lobby.house.state.register.awaitingDecision(on: lobby.today).first)
        let mailings = lobby.house.state.register.mailings(of: .init(duty))
        #expect(mailings.map { Set($0.persons) } == [[house.director, lobby.person("carl")]])
        #expect(mailings.map(\.day) == [lobby.today] && mailings.map(\.position) == [before])
        let entry = try lobby.house.entry(at: before)
        guard case .system("mail", _, _) = entry.actor else {
            Issue.record("\(entry.actor)")
            return
        }
        let sight = try await lobby.house.sight(of: lobby.person("bo"))
        let said = "Mail om, at »Politik for størrelser« venter på afgørelse, er sendt til 2 personer"
        #expect(Sentence.of(entry, in: sight, .da) == said)
        #expect(
            Sentence.of(entry, in: sight, .en)
                == "Mail that “Politik for størrelser” waits for a decision was sent to 2 persons")
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/dokumenter/\(house.policy)")
            #expect(page.text.contains("Mail sendt") && page.text.contains(said))
            #expect(page.text.contains("Carl Eg") && page.text.contains("Åse Ærø"))
            #expect(page.text.contains("/revisionsspor/\(before)"))
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/mail")
            #expect(page.text.contains("id=\"sendt\"") && page.text.contains("Politik for størrelser"))
            #expect(page.text.contains("/revisionsspor/\(before)"))
        }
        // It waits on, and nobody is written to again: nothing more is recorded.
        lobby.time.pass(seconds: 86_400)
        try await lobby.deliver()
        #expect(lobby.head == before + 1)
    }

    @Test("a mail about what is confidential is recorded, and seen by those who may see the document alone")
    func confidential() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        let strict = try await MailHouse.document(lobby, house.unit, "Politik for kilder", "strengt_fortrolig")
        try await lobby.deliver()
        try await lobby.give(.submitVersion, ["document": "\(strict)", "lacking": "Kun til test"])
        let before = lobby.head
        try await lobby.deliver()
        #expect(lobby.head == before + 1)
        _ = try await lobby.house.sight(of: house.director).entry(before)
        let asta = try await lobby.house.sight(of: lobby.person("asta"))
        #expect(throws: Refusal.unknown) { try asta.entry(before) }
        #expect(asta.newestMails(most: 20).isEmpty && asta.mails(about: .document(strict)).isEmpty)
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/mail")
            #expect(page.status == 200 && !page.text.contains("Politik for kilder"))
            #expect(!page.text.contains("/revisionsspor/\(before)"))
        }
    }

    @Test("the weekly mail: one entry for a run, seen by those who must be able to show it")
    func weekly() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await Self.burden(house)
        try await lobby.deliver()
        lobby.wait(until: WeeklyHour.latest(lobby.time.now) + 7, hour: 7)
        let before = lobby.head
        for _ in 0..<3 { try await lobby.deliver() }
        let count = house.relay.collect().count
        #expect(count > 0 && lobby.head == before + 1)
        let mail = try #require(Self.mails(house).first)
        #expect(mail.matter == .week && mail.mailings.map(\.count) == [count])
        let entry = try lobby.house.entry(at: before)
        guard case .reminder(_, .mailed(nil, let persons)) = entry.fact else {
            Issue.record("\(entry.fact)")
            return
        }
        #expect(persons.contains(lobby.person("bo")) && persons.count == count)
        let bo = try await lobby.house.sight(of: lobby.person("bo"))
        #expect(
            Sentence.of(entry, in: bo, .da)
                == "Ugens mail er sendt til \(count == 1 ? "1 person" : "\(count) personer")")
        _ = try bo.entry(before)
        let director = try await lobby.house.sight(of: house.director)
        #expect(throws: Refusal.unknown) { try director.entry(before) }
        #expect(director.newestMails(most: 20).isEmpty)
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let page = try await browser.get("/mail")
            #expect(page.text.contains("Ugens mail") && page.text.contains("/revisionsspor/\(before)"))
        }
    }

    @Test("what the relay refused, or what had lapsed, is not recorded")
    func notSent() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        house.relay.answer = .refused("550 5.1.1 unknown user")
        try await house.submit()
        for _ in 0..<2 { try await lobby.deliver() }
        house.relay.answer = .taken
        lobby.time.pass(seconds: 86_400)
        try await lobby.deliver()
        #expect(Self.mails(house).isEmpty)

        let decided = try await MailHouse()
        decided.relay.answer = .unreachable("no route")
        try await decided.submit()
        try await decided.lobby.deliver()
        try await decided.decide()
        decided.relay.answer = .taken
        decided.lobby.time.pass(seconds: 3600)
        for _ in 0..<2 { try await decided.lobby.deliver() }
        #expect(Self.mails(decided).isEmpty)
    }

    @Test("a stop between the command and its receipt records nothing twice; each week is a record of its own")
    func once() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        let duty = try #require(lobby.house.state.register.awaitingDecision(on: lobby.today).first)
        let (aside, monday) = (lobby.installation.aside, WeeklyHour.latest(lobby.time.now))
        let matters: [Told.Matter] = [.decision(.init(duty)), .week(monday), .week(monday + 7)]
        let rows = matters.flatMap { matter in
            let batch = lobby.installation.newCommand()
            return ["bo", "asta"].map {
                Told(organisation: lobby.house.id, matter: matter, person: lobby.person($0), batch: batch)
            }
        }
        try await aside.keep(rows)
        #expect(try await Set(aside.told()) == Set(rows))
        let before = lobby.head
        try await lobby.installation.recordTold()
        #expect(lobby.head == before + 3)
        // The rows are there again, as if they had not been taken away.
        try await aside.keep(rows)
        try await lobby.installation.recordTold()
        #expect(lobby.head == before + 3)
        #expect(try await aside.told().isEmpty)
        #expect(Self.mails(house).map { $0.mailings.map(\.count) } == [[2], [2], [2]])
    }

    @Test("a stop before the run is recorded forgets nobody")
    func stop() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        let duty = try #require(lobby.house.state.register.awaitingDecision(on: lobby.today).first)
        // What the first process left: the relay took the mail, and the ledger does not say so yet.
        try await lobby.installation.aside.keep([
            Told(organisation: lobby.house.id, matter: .decision(.init(duty)), person: house.director, batch: nil)
        ])
        house.relay.answer = .unreachable("no route")
        let other = Postman(house.relay)
        try await other.round(lobby.installation)
        let persons = lobby.house.state.register.mailings(of: .init(duty)).flatMap(\.persons)
        #expect(persons == [house.director] && house.relay.taken.isEmpty)
    }

    @Test("while the ledger takes nothing, what was sent waits to be recorded")
    func readOnly() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        try await house.submit()
        lobby.house.raise(.store("disk full"))
        try await lobby.deliver()
        #expect(house.relay.taken.count == 1 && Self.mails(house).isEmpty)
        #expect(try await lobby.installation.aside.told().map(\.person) == [house.director])
    }

    @Test("whom the ledger does not know keeps nobody else out, and what an earlier version kept is read")
    func rows() async throws {
        let house = try await MailHouse()
        let lobby = house.lobby
        let rows = [lobby.person("bo"), ID(high: 1, low: 1)].map {
            Told(organisation: lobby.house.id, matter: .week(lobby.today), person: $0, batch: nil)
        }
        try await lobby.installation.aside.keep(rows)
        try await lobby.installation.recordTold()
        #expect(Self.mails(house).map { $0.mailings.map(\.count) } == [[1]])
        #expect(try await lobby.installation.aside.told().isEmpty)

        let (organisation, notice, person) = (
            ID<Organisation>(high: 1, low: 2), ID<Notice>(high: 1, low: 3), ID<Person>(high: 1, low: 4)
        )
        let old = #"{"organisation":"\#(organisation)","notice":"\#(notice)","person":"\#(person)"}"#
        let read = try #require(Told(try JSONReader.read(Array(old.utf8))))
        #expect(read == Told(organisation: organisation, matter: .notice(notice), person: person, batch: nil))
        #expect(read.key == "\(organisation) \(notice) \(person)")
        for wrong in [#""notice":"x""#, #""decision":"x""#, #""monday":"x""#, #""else":1"#] {
            let row = #"{"organisation":"\#(organisation)",\#(wrong),"person":"\#(person)"}"#
            #expect(Told(try JSONReader.read(Array(row.utf8))) == nil, "\(wrong)")
        }
    }
}
