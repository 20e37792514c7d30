// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// Another classification, as those who propose it, decide it and read the document meet it (policy §7.2).
@Suite("7.2-d: another classification on the pages")
struct ReclassificationPagesTests {
    private struct World {
        let small: SmallHouse
        let policy: ID<Document>
        let backup: ID<Document>

        init() async throws {
            small = try await SmallHouse(on: "2026-11-01")
            policy = try await small.importDocument(.policy, "Policy", "1. Purpose\nText.\n", unit: small.security)
            try await small.adopt(policy)
            backup = try await small.importDocument(
                .procedure, "Backup of everything", "1. How\nCopy it.\n", unit: small.operations, parent: policy)
            try await small.adopt(backup)
            try await small.perform(
                .addAction,
                [
                    "title": ["Order tapes"], "why": ["Agreed"], "unit": ["\(small.security)"], "due": ["2026-12-01"],
                    "document": ["\(backup)"],
                ])
        }

        func propose(_ classification: Classification, from: String? = nil) async throws {
            try await small.perform(
                .reclassifyDocument,
                [
                    "document": ["\(backup)"], "classification": [classification.rawValue],
                    "reason": ["It shows the network"], "laxer_from": from.map { [$0] } ?? [],
                ])
        }

        func page(
            _ person: ID<Person>, _ view: Office.View = .today, _ language: Language = .en
        ) async throws -> String {
            let context = try await small.context(person, language, view)
            return try DocumentPage.content(backup, version: nil, in: context).body.string
        }
    }

    @Test(
        "the proposal stands in the rail and in the history, with its reason, and the head of unit is led to decide it")
    func proposed() async throws {
        let world = try await World()
        try await world.propose(.strict)
        for language in Language.allCases {
            let page = try await world.page(world.small.head, .today, language)
            #expect(page.contains(language == .en ? "Strictly confidential" : "Strengt fortrolig"))
            #expect(page.contains(language == .en ? "Holds already, to be confirmed" : "Gælder allerede"))
            #expect(page.contains("It shows the network"))
            #expect(page.contains("act=reclassify"))
        }
        let context = try await world.small.context(
            world.small.head, .en, .today, ["document": ["\(world.backup)"], "act": ["reclassify"]])
        let form = try DecideForm.content(nil, in: context).body.string
        #expect(form.contains("Is “Backup of everything” to be strictly confidential instead of internal?"))
        #expect(form.contains("It shows the network") && form.contains("Yes, strictly confidential"))
        #expect(form.contains("Decision by"))
        let signing = try await world.small.context(
            world.small.head, .en, .today,
            [
                "document": ["\(world.backup)"], "act": ["reclassify"], "outcome": ["approved"],
                "members": ["\(world.small.head)"], "method": ["written"], "_preview": ["1"],
            ])
        #expect(
            try DecideForm.content(nil, in: signing).body.string.contains("from internal to strictly confidential"))
    }

    @Test("who may not see it any more has it nowhere: page, lists, tasks, counts, calendar, search, past days")
    func raised() async throws {
        let world = try await World()
        world.small.time.set("2026-11-05")
        let staff = world.small.staff
        func sight(_ view: Office.View = .today) async throws -> Sight {
            try await world.small.house.sight(of: staff, view)
        }
        #expect(try await world.page(staff).contains("Backup of everything"))
        let before = try await sight()
        let counted = before.counts(of: before.mine())
        #expect(counted.open == 1 && before.duties(of: before.mine(), most: 9).count == 1)
        try await world.propose(.strict)
        world.small.time.set("2026-11-06")
        let days = try ["2026-11-05", "2026-11-06"].map { try #require(Day($0)) }
        for view in [.today, .then(days[0]), .now(days[0]), .then(days[1]), .now(days[1])] as [Office.View] {
            let sight = try await sight(view)
            #expect(throws: Refusal.unknown) { try sight.document(world.backup) }
            #expect(sight.counts(of: sight.mine()).open == 0, "\(view)")
            #expect(sight.counts().open == sight.duties(most: 99).count, "\(view)")
            #expect(!sight.duties(most: 99, planned: true).contains { $0.subject == .document(world.backup) })
            #expect(sight.duties(of: sight.mine(), most: 9).isEmpty, "\(view)")
            #expect(sight.newestEntries(most: 99).allSatisfy { $0.subject != .document(world.backup) })
            #expect(sight.label(.document(world.backup)) == nil)
        }
        let mine = try await sight()
        let feed = try DutyCalendar(mine, .en, baseURL: "https://vaern.example").feed(of: nil)
        #expect(
            !feed.events.map(\.summary).joined().contains("tapes")
                && !feed.events.map(\.summary).joined().contains("Backup"))
        // The head of the unit still has it, and it does not leave the house in a calendar.
        let head = try await world.small.house.sight(of: world.small.head)
        #expect(try head.document(world.backup).id == world.backup)
        let own = try DutyCalendar(head, .en, baseURL: "https://vaern.example").feed(of: world.small.operations)
        #expect(!own.events.map(\.summary).joined().contains("Backup"))
    }

    @Test("what opened while it was confidential is seen by all from the day it is open to all, with nothing recorded")
    func declassified() async throws {
        let world = try await World()
        try await world.propose(.strict)
        try await world.small.decide(world.backup, "reclassify", "approved")
        try await world.propose(.internal, from: "2026-11-10")
        try await world.small.decide(world.backup, "reclassify", "approved")
        for (day, open) in [("2026-11-09", 0), ("2026-11-10", 1)] {
            world.small.time.set(day)
            let sight = try await world.small.house.sight(of: world.small.staff)
            #expect(sight.counts(of: sight.mine()).open == open, "\(day)")
            #expect(sight.duties(of: sight.mine(), most: 9).count == open, "\(day)")
            #expect(
                sight.duties(most: 99, planned: true).contains { $0.subject == .document(world.backup) } == (open == 1))
        }
        // A day on which it was confidential stays so, in counts and lists alike: the stricter of then and now.
        let past = try await world.small.house.sight(of: world.small.staff, .now(try #require(Day("2026-11-05"))))
        #expect(past.counts(of: past.mine()).open == 0 && past.duties(of: past.mine(), most: 9).isEmpty)
        #expect(throws: Refusal.unknown) { try past.document(world.backup) }
        // Before it was raised everybody could see it, and may again.
        let line = try await world.small.house.sight(of: world.small.line, .now(try #require(Day("2026-11-09"))))
        let document = try line.document(world.backup)
        #expect(line.classification(of: document) == .strict)
        #expect(document.classification(on: line.day) == .strict)
    }

    @Test("a paper says the class on the past day and never a laxer one than today's")
    func exported() async throws {
        let world = try await World()
        world.small.time.set("2026-11-05")
        try await world.propose(.confidential)
        world.small.time.set("2026-11-08")
        let sight = try await world.small.house.sight(of: world.small.line, .now(try #require(Day("2026-11-02"))))
        let document = try sight.document(world.backup)
        let version = try #require(document.versions.first)
        #expect(version.classification(on: sight.day) == .internal)
        #expect(sight.classification(of: version, in: document) == .confidential)
    }
}
