// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// The direktion at work in a small organisation, on five days.
struct BodiesStory {
    static let days = ["2026-11-03", "2026-11-06", "2026-11-10", "2026-11-14", "2026-11-20"]

    let small: SmallHouse
    let policy: ID<Document>
    let delegation: ID<Proposal>, matter: ID<Proposal>, topics: ID<Proposal>
    let dispensation: ID<Dispensation>
    let meeting: ID<Meeting>

    /// Who reads everything and does nothing.
    var auditor: ID<Person> { small.staff }

    /// Ends on the first of the days.
    init() async throws {
        let small = try await SmallHouse(on: "2026-11-01")
        self.small = small
        try await small.perform(
            .grantRole, ["person": ["\(small.staff)"], "role": ["auditor"], "from": ["2026-11-01"]])
        policy = try await small.importDocument(
            .policy, "Policy", "1. Purpose\nThe text shall be followed by all.\n", unit: small.security)
        try await small.adopt(policy)
        small.time.set(BodiesStory.days[0])
        let sight = try await small.house.sight(of: small.line)
        let version = try #require(sight.document(policy).versionInForce(on: sight.day))
        let paragraph = try #require(sight.text(of: version)?.blocks.last { $0.kind == .paragraph }?.id)
        let put = [
            "reasons": ["It is needed"], "if_yes": ["It is done"], "if_no": ["Nothing changes"], "due": ["2026-12-01"],
        ]
        func propose(
            _ kind: CommandKind, _ texts: [String: [String]], in small: SmallHouse
        ) async throws -> ID<Proposal> {
            try await #require(
                small.perform(kind, texts.merging(put) { $1 }, by: small.line).subjects.first
            ).id.seen(as: Proposal.self)
        }
        delegation = try await propose(
            .proposeDelegation,
            [
                "topic": ["\(Topic.named[0].id)"], "unit": ["\(small.operations)"], "from": ["2026-11-12"],
                "question": ["Is Operations to answer for it?"],
            ], in: small)
        matter = try await propose(
            .proposeMatter, ["body": ["direktion"], "resolution": ["A review"], "question": ["Is there to be one?"]],
            in: small)
        topics = try await propose(
            .proposeTopics,
            [
                "topics": Topic.named.map { "\($0.id)" }, "added": ["Drones"],
                "question": ["Are drones to have a policy?"],
            ], in: small)
        dispensation = try await #require(
            small.perform(
                .requestDispensation,
                [
                    "document": ["\(policy)"], "unit": ["\(small.operations)"], "paragraphs": ["\(paragraph)"],
                    "title": ["Weekly backup"], "situation": ["Moving"], "reason": ["New servers"],
                    "risk": ["A week of work"], "level": ["lav"], "measures": ["A copy elsewhere"],
                    "units": ["\(small.operations)"], "from": ["2026-11-03"], "to": ["2027-02-01"],
                ], by: small.head
            ).subjects.first
        ).id.seen(as: Dispensation.self)
        meeting = try await #require(
            small.perform(
                .callMeeting, ["body": ["direktion"], "method": ["meeting"], "meeting_day": ["2026-11-10"]],
                by: small.first
            ).subjects.first
        ).id.seen(as: Meeting.self)
    }

    private var members: [String] { ["\(small.first)", "\(small.second)"] }

    /// What happens on one of the days.
    func play(_ day: String) async throws {
        small.time.set(day)
        switch day {
        case "2026-11-06":
            try await small.perform(
                .recommendDispensation,
                [
                    "dispensation": ["\(dispensation)"], "outcome": ["approved"], "reasons": ["A low risk"],
                    "if_granted": ["It goes on"], "if_refused": ["It stops"],
                ], by: small.line)
            try await small.perform(
                .submitDispensation,
                ["dispensation": ["\(dispensation)"], "due": ["2026-12-01"], "unheard": ["There is no DPO yet"]],
                by: small.line)
            let places: [Subject] = [.proposal(matter), .dispensation(dispensation)]
            try await small.perform(
                .placeItem,
                ["meeting": ["\(meeting)"], "matters": places.map { Meeting.Choice.matter($0).text }], by: small.first)
        case "2026-11-10":
            try await small.perform(
                .holdMeeting,
                ["meeting": ["\(meeting)"], "chair": ["\(small.first)"], "present": members], by: small.second)
            try await small.perform(
                .resolveProposal,
                [
                    "proposal": ["\(matter)"], "seen": ["1"], "outcome": ["approved"], "method": ["meeting"],
                    "minutes": ["DIR 1"], "members": members, "conditions": ["It is cheap"],
                ], by: small.first)
            try await small.perform(
                .makeDecision,
                [
                    "document": ["\(policy)"], "act": ["dispense"], "outcome": ["approved"], "method": ["meeting"],
                    "dispensation": ["\(dispensation)"], "seen": ["3"], "members": members, "update": ["no"],
                    "update_reason": ["The rule is right"],
                ], by: small.second)
        case "2026-11-14":
            try await small.perform(.submitMinutes, ["meeting": ["\(meeting)"]], by: small.second)
            try await small.perform(.approveMinutes, ["meeting": ["\(meeting)"]], by: small.first)
        case "2026-11-20":
            try await small.perform(
                .withdrawProposal, ["proposal": ["\(topics)"], "reason": ["There are none"]], by: small.line)
            try await small.perform(
                .endDispensation, ["dispensation": ["\(dispensation)"], "note": ["The rule is followed"]],
                by: small.head)
        case _: break
        }
    }
}

/// The pages of direktion and bestyrelse on past days, in both readings (policy §§3.4, 4, 6, 7.4).
@Suite("Bodies as of a day") struct BodiesAsOfTests {
    /// What a page says, but for what everybody who is engaged may ask for.
    static func words(_ page: HTML) -> String {
        page.string.replacing("Søg dispensation", with: "").replacing(/<[^>]*>/, with: " ").split(
            whereSeparator: \.isWhitespace
        ).joined(separator: " ")
    }

    /// The lists, and one matter of each kind as soon as it is there.
    static func pages(_ context: Context) throws -> [String: String] {
        let sight = context.sight
        var pages: [String: HTML] = [
            "decisions": try DecisionsPage.content(in: context).body,
            "dispensations": try DispensationsPage.content(in: context).body,
            "topics": try TopicsPage.content(in: context).body,
            "proposals": try ProposalsPage.content(in: context).body,
            "meetings": try MeetingsPage.content(in: context).body,
            "accesses": try AccessesPage.content(in: context).body,
        ]
        for decision in Body.Kind.allCases.flatMap({ sight.decisions(of: $0, most: .max) }) {
            pages["decision \(decision.position)"] = try DecisionPage.content(decision.id, in: context).body
        }
        for known in sight.dispensations {
            pages["dispensation \(known.id)"] = try DispensationPage.content(known.id, in: context).body
        }
        for known in sight.proposals {
            pages["proposal \(known.id)"] = try ProposalPage.content(known.id, in: context).body
        }
        for known in sight.meetings {
            pages["meeting \(known.id)"] = try MeetingPage.content(known.id, in: context).body
            if let minutes = try? MinutesPage.content(known.id, .whole, in: context) {
                pages["minutes \(known.id)"] = minutes.body
            }
        }
        return pages.mapValues(words)
    }

    @Test("as it was known then: every page says on a past day what it said on that day")
    func then() async throws {
        let story = try await BodiesStory()
        var said: [(day: Day, pages: [String: String])] = []
        for day in BodiesStory.days {
            try await story.play(day)
            let context = try await story.small.context(story.auditor)
            said.append((context.sight.day, try Self.pages(context)))
        }
        story.small.time.set("2026-11-28")
        #expect(zip(said, said.dropFirst()).allSatisfy { $0.pages != $1.pages } && said.count == 5)
        for (day, pages) in said {
            let then = try Self.pages(try await story.small.context(story.auditor, .da, .then(day)))
            #expect(Set(then.keys) == Set(pages.keys), "\(day)")
            for (name, words) in pages { #expect(then[name] == words, "\(name) on \(day)") }
        }
    }

    @Test("with what is known now: what was recorded late and what was taken back show on the day that they are about")
    func now() async throws {
        let story = try await BodiesStory()
        for day in BodiesStory.days { try await story.play(day) }
        story.small.time.set("2026-11-28")
        let small = story.small
        let first = try #require(Day("2026-11-03"))
        // Held elsewhere on the third, and recorded from its minutes on the twenty-eighth.
        try await small.perform(
            .resolveProposal,
            [
                "proposal": ["\(story.delegation)"], "seen": ["1"], "outcome": ["approved"], "method": ["minutes"],
                "minutes": ["DIR 7"], "members": ["\(small.first)", "\(small.second)"], "day": ["2026-11-12"],
                "late_reason": ["Protokollen kom først nu"],
            ])
        for day in [first, first + 4, first + 9, first + 12, first + 20] {
            let now = try await small.context(story.auditor, .da, .now(day))
            let then = try await small.context(story.auditor, .da, .then(day))
            let isDelegated = day >= first + 9
            let delegated = Self.words(try TopicsPage.content(in: now).body)
            #expect(delegated.contains("Operations") == isDelegated, "\(day), now")
            #expect(!Self.words(try TopicsPage.content(in: then).body).contains("Operations"), "\(day), then")
            let question = "Is Operations to answer for it?"
            #expect(Self.words(try DecisionsPage.content(in: now).body).contains(question) == isDelegated, "\(day)")
            #expect(!Self.words(try DecisionsPage.content(in: then).body).contains(question), "\(day)")
        }
    }
}
