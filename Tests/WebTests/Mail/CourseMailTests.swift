// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

/// Policy §9: everybody is reminded before, at and after the last day of what is to be completed.
@Suite("Mail: courses")
struct CourseMailTests {
    private let house: MailHouse
    private let course: ID<Course>
    /// Everybody begins to work on the day the courses open.
    private let due: Day

    private var lobby: Lobby { house.lobby }

    init() async throws {
        house = try await MailHouse()
        let (lobby, policy) = (house.lobby, house.policy)
        try await house.submit()
        try await house.decide()
        try await house.enforce()
        // A module is decided by who heads the unit that owns it.
        try await lobby.give(
            .grantRole,
            ["person": "\(house.director)", "role": "unit_head", "unit": house.unit, "from": "\(lobby.today)"])
        due = lobby.today + 14
        course = try await Self.open("Kort modul", house, policy)
    }

    private static func open(
        _ title: String, _ house: MailHouse, _ policy: ID<Document>
    ) async throws -> ID<Course> {
        let lobby = house.lobby
        var arguments = Arguments(
            [
                "kind": "modul", "title": title, "unit": house.unit, "classification": "intern",
                "parent": "\(policy)",
            ].mapValues { [$0] })
        arguments.files["file"] = .init(name: "kort.da.md", bytes: Array(ExampleWorld.module.utf8))
        let done = try await lobby.installation.perform(
            .importDocument, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system,
            in: lobby.house.id)
        let module = (done.receipt.subjects.first?.id ?? ID(high: 0, low: 0)).seen(as: Document.self)
        try await lobby.give(.submitVersion, ["document": "\(module)"])
        try await lobby.give(
            .makeDecision,
            [
                "document": "\(module)", "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(house.director)",
            ])
        try await lobby.give(.enforceVersion, ["document": "\(module)", "from": "\(lobby.today)"])
        let opened = try await lobby.give(
            .openCourse,
            [
                "document": "\(module)", "scope": "gdpr", "reach": "everybody", "rhythm": "yearly",
                "from": "\(lobby.today)",
            ])
        return ID(opened) ?? ID(high: 0, low: 0)
    }

    /// The mails about courses that go out on a day, at an hour: whom to and what they are called.
    private func subjects(_ day: Day, _ hour: Int = 8, minute: Int = 0) async throws -> [String] {
        try await mails(day, hour, minute: minute).map(\.subject)
    }

    private func mails(_ day: Day, _ hour: Int = 8, minute: Int = 0) async throws -> [(to: String, subject: String)] {
        lobby.wait(until: day, hour: hour, minute: minute)
        for _ in 0..<3 { try await lobby.deliver() }
        return house.relay.collect().map { ($0.to, $0.subject) }.filter { !$0.subject.hasPrefix("Din uge") }
            .sorted { $0.to < $1.to }
    }

    @Test("a week before, on the day and the day after, each once, at seven in the morning")
    func threeTimes() async throws {
        _ = try await mails(lobby.today)
        let early = try await subjects(due - 8)
        #expect(early == [])
        let before = try await subjects(due - 7, 6, minute: 59)
        #expect(before == [])
        let soon = try await mails(due - 7, 7)
        #expect(soon.map(\.to) == ["aase@fki.example", "asta@fki.example", "bo@fki.example"])
        #expect(soon.allSatisfy { $0.subject == "Gennemfør senest \(Language.da.day(due)): »Kort modul«" })
        let after = try await subjects(due - 6)
        #expect(after == [])
        // Another process knows what was sent.
        try await Postman(house.relay).round(lobby.installation)
        #expect(house.relay.collect().isEmpty)
        let last = try await subjects(due)
        #expect(last == Array(repeating: "Sidste dag i dag: »Kort modul«", count: 3))
        let late = try await subjects(due + 1)
        #expect(late == Array(repeating: "Fristen er overskredet: »Kort modul«", count: 3))
        let never = try await subjects(due + 2) + subjects(due + 30)
        #expect(never == [])
    }

    @Test("who has completed it is not written to, nor who did so while the relay was away")
    func completed() async throws {
        _ = try await mails(lobby.today)
        try await complete("bo")
        house.relay.answer = .unreachable("no route")
        #expect(try await mails(due - 7).isEmpty)
        try await complete("asta")
        house.relay.answer = .taken
        #expect(try await mails(due - 7, 12).map(\.to) == ["aase@fki.example"])
        // And what is no longer so is not said: the last day came before the relay did.
        house.relay.answer = .unreachable("no route")
        #expect(try await mails(due).isEmpty)
        house.relay.answer = .taken
        #expect(try await mails(due + 1).map(\.subject) == ["Fristen er overskredet: »Kort modul«"])
    }

    private func complete(_ name: String) async throws {
        let person: ID<Person> = lobby.person(name)
        _ = try await lobby.installation.perform(
            .completeCourse, Arguments(["course": ["\(course)"], "answers": ["q1=0"]]),
            as: .person(
                Ref(person), account: lobby.installation.newCommand(), method: "password", strength: 1,
                authenticated: lobby.time.now.milliseconds), door: .web, in: lobby.house.id)
    }

    @Test("courses with one last day share a mail; leave puts it off with the day")
    func together() async throws {
        _ = try await Self.open("Andet modul", house, house.policy)
        _ = try await mails(lobby.today)
        try await lobby.give(
            .beginLeave,
            ["person": "\(lobby.person("bo"))", "from": "\(due - 10)", "to": "\(due + 10)"])
        let soon = try await mails(due - 7)
        #expect(soon.map(\.to) == ["aase@fki.example", "asta@fki.example"])
        #expect(soon.allSatisfy { $0.subject.hasSuffix(": 2 kurser") })
        // Back on the first working day after it, and as many days more as newcomers have.
        let moved = (due + 10).nextWorkingDay + 14
        _ = try await mails(due)
        _ = try await mails(due + 1)
        #expect(try await mails(moved - 8).isEmpty)
        #expect(try await mails(moved - 7).map(\.to) == ["bo@fki.example"])
    }
}
