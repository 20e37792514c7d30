// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// Minutes as pages and as print: what they say stays, what came later is told beside it, and the public edition holds what
/// is public (policy §§4, 6, 7.2).
@Suite struct MinutesPagesTests {
    private func text(_ story: BodiesStory, _ extent: MinutesExtent = .whole, _ language: Language = .en) async throws
        -> (facts: [String], sections: [String], later: [String], leftOut: String?)
    {
        let context = try await story.small.context(story.auditor, language)
        let minutes = try MinutesText(story.meeting, extent, context)
        return (
            minutes.facts.map { "\($0.label): \($0.value)" },
            minutes.sections.map { "\($0.heading) \(BodiesAsOfTests.words($0.body))" },
            minutes.afterwards.map(BodiesAsOfTests.words), minutes.leftOut
        )
    }

    private func approved() async throws -> BodiesStory {
        let story = try await BodiesStory()
        for day in BodiesStory.days.prefix(4) { try await story.play(day) }
        return story
    }

    @Test(
        "approved minutes read the same after titles, names and decisions have changed, and say below what came later")
    func stay() async throws {
        let story = try await approved()
        let small = story.small
        let before = try await text(story)
        #expect(before.sections.count == 2 && before.later.isEmpty)
        #expect(before.sections[0].contains("Is there to be one?") && before.sections[0].contains("Approved"))
        small.time.set("2026-11-21")
        let decisions = small.house.state.register.decisions.values
        let decided = try #require(decisions.first { $0.matter?.proposal == story.matter }).position
        let steps: [(CommandKind, [String: [String]])] = [
            (
                .renamePerson,
                [
                    "person": ["\(small.first)"], "name": ["Mette Holm"], "from": ["2026-11-01"],
                    "late_reason": ["Gift"],
                ]
            ),
            (.retitleDocument, ["document": ["\(story.policy)"], "title": ["Security policy"], "reason": ["Clearer"]]),
            (.annulFact, ["position": ["\(decided)"], "reason": ["The figures were wrong"]]),
            (
                .resolveProposal,
                [
                    "proposal": ["\(story.matter)"], "seen": ["1"], "outcome": ["rejected"], "method": ["minutes"],
                    "minutes": ["DIR 9"], "members": ["\(small.first)", "\(small.second)"], "reason": ["Too dear"],
                    "day": ["2026-11-10"], "late_reason": ["The figures were wrong"],
                ]
            ),
        ]
        for (kind, texts) in steps {
            try await small.perform(kind, texts)
            let after = try await text(story)
            #expect(after.facts == before.facts, "\(kind)")
            #expect(after.sections == before.sections, "\(kind)")
        }
        let after = try await text(story)
        #expect(after.later.count == 2)
        #expect(after.later[0].contains("was annulled 21 November 2026"))
        #expect(after.later[1].contains("The matter was decided"))
        let page = BodiesAsOfTests.words(
            try MeetingPage.content(story.meeting, in: try await small.context(story.auditor, .en)).body)
        #expect(page.contains("Later:") && page.contains("was annulled"))
        // On the day of the approval nothing had come yet.
        let then = try await small.context(story.auditor, .en, .then(try #require(Day("2026-11-14"))))
        #expect(try MinutesText(story.meeting, .whole, then).afterwards.isEmpty)
        #expect(try MinutesText(story.meeting, .whole, then).sections.map(\.heading).count == 2)
    }

    @Test("what is decided before the meeting stands at its item as decided apart from it")
    func decidedApart() async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        let policy = try await small.importDocument(
            .policy, "Policy", "1. Purpose\nThe text shall be followed.\n", unit: small.security)
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        let called = try await small.perform(
            .callMeeting,
            [
                "body": ["direktion"], "method": ["meeting"], "meeting_day": ["2026-11-10"],
                "matters": ["document:\(policy)"],
            ])
        let meeting = try #require(called.subjects.first).id.seen(as: Meeting.self)
        func page() async throws -> String {
            BodiesAsOfTests.words(try MeetingPage.content(meeting, in: try await small.context(small.line, .en)).body)
        }
        #expect(try await !page().contains("decided apart from it"))
        try await small.decide(policy, "adopt", "approved")
        #expect(try await page().contains("The matter was decided apart from it: B-2026-001"))
    }

    @Test("what is erased is erased in approved minutes too")
    func erased() async throws {
        let story = try await approved()
        try await story.small.perform(
            .erasePerson, ["person": ["\(story.small.second)"], "basis": ["request"], "decision": ["Asked for"]])
        #expect(try await !text(story).facts.joined().contains("Birgitte"))
    }

    @Test("the public edition leaves out what is about a document that is not Offentlig, and counts it")
    func publicEdition() async throws {
        let story = try await approved()
        let minutes = try await text(story, .public)
        #expect(minutes.sections.count == 1 && minutes.sections[0].contains("Is there to be one?"))
        #expect(minutes.leftOut == "1 closed item")
        #expect(try await text(story).leftOut == nil)
    }

    @Test(
        "and shows what is about one that is, unless the item is closed", arguments: [Classification.public, .internal])
    func publicDocument(classification: Classification) async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        let policy = try await small.importDocument(
            .policy, "Policy", "1. Purpose\nThe text shall be followed.\n", unit: small.security,
            classification: classification)
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        let called = try await small.perform(
            .callMeeting,
            [
                "body": ["direktion"], "method": ["meeting"], "meeting_day": ["2026-11-01"],
                "matters": ["document:\(policy)"],
            ])
        let meeting = try #require(called.subjects.first).id.seen(as: Meeting.self)
        func shown() async throws -> Int {
            let context = try await small.context(small.staff, .en)
            return try MinutesText(meeting, .public, context).sections.count
        }
        #expect(try await shown() == (classification == .public ? 1 : 0))
        let item = try #require(small.house.state.register.meetings[meeting]?.items.first?.id)
        try await small.perform(.closeItem, ["meeting": ["\(meeting)"], "item": ["\(item)"]])
        #expect(try await shown() == 0)
    }

    @Test("the class that counts is the one that held at the approval, by what was in force: stricter of then and now")
    func stricterThen() async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        let policy = try await small.importDocument(
            .policy, "Policy", "1. Purpose\nThe text shall be followed.\n", unit: small.security,
            classification: .confidential)
        try await small.adopt(policy)
        try await small.perform(
            .draftVersion,
            [
                "document": ["\(policy)"], "classification": ["offentlig"], "language": ["en"], "number": ["1.1"],
                "note": ["For everybody"],
            ],
            files: [
                "text": .init(
                    name: "text", bytes: try small.proposed("1. Purpose\nThe text shall be kept.\n").text.encode())
            ])
        try await small.perform(.submitVersion, ["document": ["\(policy)"], "lacking": ["Kun til test"]])
        let called = try await small.perform(
            .callMeeting,
            [
                "body": ["direktion"], "method": ["meeting"], "meeting_day": ["2026-11-01"],
                "matters": ["document:\(policy)"],
            ])
        let meeting = try #require(called.subjects.first).id.seen(as: Meeting.self)
        let id = ["meeting": ["\(meeting)"]]
        try await small.decide(policy, "adopt", "approved")
        try await small.perform(
            .holdMeeting,
            id.merging(["chair": ["\(small.first)"], "present": ["\(small.first)", "\(small.second)"]]) { $1 },
            by: small.second)
        try await small.perform(.submitMinutes, id, by: small.second)
        try await small.perform(.approveMinutes, id, by: small.first)
        try await small.perform(.enforceVersion, ["document": ["\(policy)"], "from": ["2026-11-01"]])
        let context = try await small.context(small.line, .en)
        #expect(try context.sight.document(policy).classification(on: context.sight.day) == .public)
        #expect(try MinutesText(meeting, .public, context).sections.isEmpty)
        #expect(try MinutesText(meeting, .whole, context).sections.count == 1)
    }

    @Test("the form to write minutes fetches what they say; no address carries it")
    func prefilled() async throws {
        let story = try await BodiesStory()
        for day in BodiesStory.days.prefix(3) { try await story.play(day) }
        let small = story.small
        let item = try #require(small.house.state.register.meetings[story.meeting]?.items.first?.id)
        let said = "They asked what it costs"
        try await small.perform(
            .minuteItem, ["meeting": ["\(story.meeting)"], "item": ["\(item)"], "text": [said]], by: small.first)
        let page = try MeetingPage.content(story.meeting, in: try await small.context(small.first)).body.string
        let links = page.matches(of: /href="[^"]*meeting\.minute[^"]*"/).map { String($0.output) }
        #expect(!links.isEmpty && links.allSatisfy { !$0.contains("text=") && !$0.contains("They") })
        func form(_ person: ID<Person>, _ more: [String: [String]] = [:]) async throws -> String {
            let texts = ["meeting": ["\(story.meeting)"], "item": ["\(item)"]].merging(more) { $1 }
            return GenericForm.content(
                .minuteItem, nil, in: try await small.context(person, .da, .today, texts)
            ).body.string
        }
        #expect(try await form(small.first).contains(said))
        #expect(try await !form(small.first, ["_command": ["x"], "text": ["Something else"]]).contains(said))
        try await small.perform(.closeItem, ["meeting": ["\(story.meeting)"], "item": ["\(item)"]])
        #expect(try await !form(small.head).contains(said))
    }

    @Test("the next meeting is one to come, or what is under way with its deadline")
    func next() async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        try await small.perform(
            .callMeeting,
            [
                "body": ["direktion"], "method": ["written"], "meeting_day": ["2026-11-01"],
                "deadline": ["2026-11-08"],
            ])
        try await small.perform(
            .callMeeting, ["body": ["direktion"], "method": ["meeting"], "meeting_day": ["2026-11-20"]])
        for (day, label, shown) in [
            ("2026-11-03", "Written procedure, replies by", "2026-11-08"), ("2026-11-09", "Next meeting", "2026-11-20"),
            ("2026-11-21", "", ""),
        ] {
            small.time.set(day)
            let next = NextMeeting(of: .direktion, try await small.context(small.first, .en))
            #expect(next?.label ?? "" == label && (next.map { "\($0.day)" } ?? "") == shown, "\(day)")
        }
    }

    @Test("a file shows the day that its address says, in a session that has none")
    func day() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.give(
            .callMeeting, ["body": "direktion", "method": "meeting", "meeting_day": "\(lobby.today + 9)"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let now = try await browser.get("/moeder?som=csv")
            #expect(now.status == 200 && now.text.contains("DIR "))
            let past = try await browser.get("/moeder?som=csv&pr=\(lobby.today - 1)")
            #expect(past.status == 200 && !past.text.contains("DIR "))
        }
    }

    @Test("who annuls the call of a meeting comes to the list of meetings")
    func landing() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.give(
            .grantRole, ["person": "\(lobby.person("asta"))", "role": "secretary", "from": "\(lobby.today)"])
        let position = lobby.head
        _ = try await lobby.give(
            .callMeeting, ["body": "direktion", "method": "meeting", "meeting_day": "\(lobby.today + 9)"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            let form = try await browser.get("/udfoer/fact.annul?position=\(position)")
            let done = try await browser.post(
                "/udfoer/fact.annul",
                [("csrf", form.csrf), ("position", "\(position)"), ("reason", "Forkert organ")])
            #expect(done.status == 303 && done.location.hasPrefix("/moeder?"), "\(done.location)")
            #expect(try await browser.get(done.location).status == 200)
        }
    }
}
