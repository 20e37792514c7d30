// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Testing

@testable import Office
@testable import SQLiteStore

/// Meetings are found by those who see what is found of them, and by nobody else (policy §7.2).
@Suite("Search: meetings")
struct MeetingSearchTests {
    private let library: Library
    private let unit: ID<Domain.Unit>
    private let anna: ID<Person>, eva: ID<Person>, gry: ID<Person>, sara: ID<Person>, tom: ID<Person>
    private let meeting: ID<Meeting>
    private var rooms: Rooms { library.rooms }

    /// Has an open item, and a closed one.
    init() throws {
        library = try Library()
        let rooms = library.rooms
        unit = try rooms.unit("CAI")
        anna = try rooms.person("Anna", in: unit, .direktion)
        eva = try rooms.person("Eva", in: unit, .secretary)
        sara = try rooms.person("Sara", in: unit, .security)
        tom = try rooms.person("Tom", in: unit, .bestyrelse)
        gry = try rooms.person("Gry", in: try rooms.unit("Kantine"), .unitHead)
        meeting = rooms.id(
            try rooms.give(
                .callMeeting,
                [
                    "body": "direktion", "method": "meeting", "meeting_day": "\(rooms.today)", "place": "Kanariesalen",
                ]))
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "title": "Orientering om papegøjer"])
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "title": "Personalesag om undulater", "closed": "1"])
    }

    private func item(_ order: Int) throws -> String {
        let known = try #require(rooms.house.state.register.meetings[meeting])
        return "\(try #require(known.items.first { $0.placing.order == order }).id)"
    }

    private func minute(_ order: Int, _ text: String) throws {
        try rooms.give(.minuteItem, ["meeting": "\(meeting)", "item": try item(order), "text": text])
    }

    /// Those who find a meeting by what is typed: of Anna in the direktion, Eva the secretary, Gry who heads another unit,
    /// Sara of CAI and Tom of the bestyrelse.
    private func finders(_ typed: String, _ view: View = .today, withOld: Bool = false) async throws -> String {
        try await library.settle()
        var ask = SearchAsk(typed)
        ask.withOld = withOld
        var found = ""
        for (person, name) in [(anna, "a"), (eva, "e"), (gry, "g"), (sara, "s"), (tom, "t")] {
            let answer = await (try await library.house.sight(of: person, view)).search(ask)
            #expect(answer.isComplete)
            let hits = answer.hits.filter { $0.field == .meeting }
            #expect(hits.allSatisfy { $0.subject == .meeting(meeting) })
            if !hits.isEmpty { found += name }
        }
        return found
    }

    @Test("by number, place, an item's own title and what was said of it")
    func found() async throws {
        try minute(1, "To ara fløj væk")
        for typed in ["DIR 2024-01", "kanariesalen", "papegøje", "\"ara fløj\""] {
            #expect(try await finders(typed) == "aegst", "\(typed)")
        }
        #expect(try await finders("DIR 2024-02").isEmpty)
        // What was said is written over, and found no more.
        try minute(1, "Tre fløj væk")
        #expect(try await finders("\"ara fløj\"", withOld: true).isEmpty)
        #expect(try await finders("\"tre fløj\"") == "aegst")
    }

    @Test("breach: a closed item is found by those who see closed ones alone; one that is closed afterwards is at once")
    func closed() async throws {
        try minute(2, "Navnet er Bisp")
        try minute(1, "Ingen savnes")
        for typed in ["undulater", "bisp"] {
            #expect(try await finders(typed) == "aes", "\(typed)")
            #expect(try await finders(typed, withOld: true) == "aes", "\(typed)")
        }
        #expect(try await finders("papegøje") == "aegst")
        #expect(try await finders("savnes") == "aegst")
        try rooms.give(.closeItem, ["meeting": "\(meeting)", "item": try item(1)])
        // In the very next moment: what is not caught up with is left out.
        let sight = try await library.house.sight(of: gry)
        #expect(await sight.search(SearchAsk("papegøje")).hits.isEmpty)
        #expect(try await finders("papegøje") == "aes")
        #expect(try await finders("savnes") == "aes")
    }

    @Test("breach: what is said of a text that becomes confidential is found no more by those who lose sight of it")
    func confidential() async throws {
        let text = Library.text(["Fugle"])
        let policy = try rooms.document("Politik", unit: unit, text: text)
        try rooms.give(.submitVersion, ["document": "\(policy)", "lacking": "Prøve"])
        try rooms.give(.placeItem, ["meeting": "\(meeting)", "matters": "document:\(policy)"])
        try minute(3, "Om kakaduer")
        #expect(try await finders("kakaduer") == "aegst")
        try rooms.give(
            .makeDecision,
            [
                "document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(anna)",
            ])
        // A stricter text of the same document.
        try rooms.give(
            .draftVersion, ["document": "\(policy)", "classification": "strengt_fortrolig", "language": "da"],
            files: ["text": Library.text(["ny"]).encode(), "file": Array("x".utf8)])
        #expect(try await finders("kakaduer") == "as")
        #expect(try await finders("kakaduer", withOld: true) == "as")
        #expect(try await finders("papegøje") == "aegst", "the rest of the meeting is found as before")
    }

    @Test("on a past day: what was there then, by the stricter of then and now")
    func past() async throws {
        let before = rooms.today
        rooms.go(to: before + 2)
        try minute(1, "To ara fløj væk")
        for view in [View.then(before), .now(before)] {
            #expect(try await finders("papegøje", view) == "aegst", "\(view)")
            #expect(try await finders("ara", view).isEmpty, "\(view)")
            #expect(try await finders("undulater", view) == "aes", "\(view)")
        }
        for view in [View.then(before - 1), .now(before - 1)] {
            #expect(try await finders("kanariesalen", view).isEmpty, "\(view)")
        }
        rooms.go(to: before + 4)
        try rooms.give(.closeItem, ["meeting": "\(meeting)", "item": try item(1)])
        for view in [View.then(before + 2), .now(before + 2)] {
            #expect(try await finders("ara", view) == "aes", "\(view)")
        }
    }

    @Test("one that is cancelled is found among what holds no more")
    func cancelled() async throws {
        try rooms.give(.cancelMeeting, ["meeting": "\(meeting)", "reason": "Ingen fugle"])
        #expect(try await finders("papegøje").isEmpty)
        #expect(try await finders("papegøje", withOld: true) == "aegst")
        #expect(try await finders("undulater", withOld: true) == "aes")
    }

    @Test("a proposal is found on the past days on which it stood")
    func proposal() async throws {
        let before = rooms.today
        rooms.go(to: before + 1)
        try rooms.give(
            .proposeMatter,
            [
                "body": "direktion", "question": "Skal der være strudse?", "reasons": "Ja", "if_yes": "De kommer",
                "if_no": "De kommer ikke", "resolution": "Der købes strudse", "due": "\(rooms.today + 9)",
            ])
        rooms.go(to: before + 3)
        try await library.settle()
        for (days, count) in [(0, 0), (1, 2), (3, 2)] {
            let sight = try await library.house.sight(of: gry, days == 3 ? .today : .then(before + days))
            #expect(await sight.search(SearchAsk("strudse")).hits.count == count, "\(days)")
        }
    }

    @Test("the index is what a rebuilt one is")
    func rebuilt() async throws {
        try minute(2, "Navnet er Bisp")
        try rooms.give(.closeItem, ["meeting": "\(meeting)", "item": try item(1)])
        try await library.settle()
        let again = library.folder + "/again"
        try FileManager.default.createDirectory(atPath: again, withIntermediateDirectories: true)
        let house = try House.open(
            library.house.id, store: rooms.store, seed: Rooms.seed, outside: rooms.outside,
            clock: library.house.clock, mint: library.house.mint, search: SQLiteSearch(directory: again))
        for _ in 0..<5000 where house.indexer?.standing != .ready { try await Task.sleep(for: .milliseconds(2)) }
        let live = try Library.contents(library.folder)
        #expect(live.contains { $0.contains("closed direktion everyone") })
        #expect(try live == Library.contents(again))
    }
}
