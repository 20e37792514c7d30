// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// What a member said is that member's to correct: it is offered to nobody else (policy §6).
@Suite struct OwnWordTests {
    @Test("»Ret« stands beside one's own reply in a written procedure, and beside nobody else's")
    func reply() async throws {
        let small = try await SmallHouse()
        let called = try await small.perform(
            .callMeeting,
            [
                "body": ["direktion"], "method": ["written"], "meeting_day": ["2026-11-01"],
                "deadline": ["2026-11-08"],
            ])
        let meeting = try #require(called.subjects.first).id.seen(as: Meeting.self)
        try await small.perform(.placeItem, ["meeting": ["\(meeting)"], "title": ["A plan"]])
        let item = try #require(small.house.state.register.meetings[meeting]?.items.first?.id)
        let answered = try await small.perform(
            .answerItem, ["meeting": ["\(meeting)"], "item": ["\(item)"], "stance": ["agree"]], by: small.second
        ).positions.lowerBound
        func offers(_ person: ID<Person>, _ position: Int) async throws -> [Bool] {
            let context = try await small.context(person)
            let entry = try context.sight.entry(position)
            let line = context.line(entry).links.map(\.string).joined()
            let page = try await CorrectionPage.content(position, in: context).body.string
            let whole = try MeetingPage.content(meeting, in: context).body.string
            let link = "href=\"\(Route.correction(position).path)\""
            return [context.mayCorrect(entry), line.contains(link), page.contains("<form"), whole.contains(link)]
        }
        #expect(try await offers(small.second, answered) == [true, true, true, true])
        for other in [small.first, small.line, small.staff] {
            #expect(try await offers(other, answered) == [false, false, false, false])
        }
        // What nobody said of himself is corrected by those who call meetings.
        #expect(try await offers(small.first, called.positions.lowerBound) == [true, true, true, true])
        #expect(try await offers(small.staff, called.positions.lowerBound) == [false, false, false, false])
    }

    @Test("a paper of a decision holds the translation that was there on its day")
    func translation() async throws {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(
            .policy, "Security policy", "1. Purpose\nAll know it.\n", unit: small.security)
        func translate(_ title: String, _ words: String) async throws {
            try await small.perform(
                .translateVersion,
                ["document": ["\(policy)"], "number": ["1.0"], "title": [title], "reason": ["Bedre ord"]],
                files: ["text": .init(name: "text", bytes: try small.text(words))])
        }
        try await translate("Politik i dag", "1. Formaal\nAlle kender den.\n")
        small.time.set("2026-11-05")
        try await translate("Politik siden", "1. Formaal\nAlle har laert den.\n")
        let sight = try await small.house.sight(of: small.line)
        let version = try #require(try sight.document(policy).versions.first)
        let own = version.draft.language
        func words(on day: String?) throws -> (String, String) {
            let export = try VersionExport(
                policy, version.id, sight, .da, in: own.other, asOn: day.flatMap { Day($0) })
            return (export.title, export.text.blocks.map(\.text).joined(separator: " "))
        }
        #expect(try words(on: "2026-11-04").0 == "Politik i dag" && words(on: "2026-11-04").1.contains("Alle kender"))
        for day in [nil, "2026-11-05"] {
            #expect(try words(on: day).0 == "Politik siden" && words(on: day).1.contains("har laert"))
        }
        #expect(throws: Refusal.unknown) { try words(on: "2026-10-31") }
    }
}
