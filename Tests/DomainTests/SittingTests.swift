// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 4-a and 6-a: it is the body that decides, as many as it takes, and what it decided stays.
@Suite("§6: a body decides as a body")
struct SittingTests {
    @Test("however many are recused, nobody decides alone in a body of three")
    func floor() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.when(
            .resolveProposal,
            world.resolution("I", ["members": [world.person("Anna")], "recused": ["Bo", "Carl"].map(world.person)]))
        world.refuses(.invalid, "members")
        world.resolve("I", ["recused": [world.person("Carl")]])
        #expect(world.standing(of: "I") == .approved)
    }

    @Test("the secretary cites the minutes of the meeting itself, where Værn has them: of this body, on its day")
    func cited() {
        var world = World.house
        let today = world.today
        world.appoint("Gry", "secretary")
        world.callMeeting()
        world.callMeeting("Aflyst")
        world.given(.cancelMeeting, ["meeting": world.meeting("Aflyst"), "reason": "Intet at behandle"])
        world.propose(delegation: 3, to: "Drift")
        world.today = today + 3
        world.by = world.person("Gry")
        func recorded(_ minutes: String, on day: Day) -> World {
            var one = world
            one.when(
                .resolveProposal,
                one.resolution(
                    "I", ["method": "minutes", "minutes": minutes, "day": day, "late_reason": "Referatet kom i dag"]))
            return one
        }
        // DIR 2026-01 was today's meeting, and DIR 2026-02 is cancelled.
        for (minutes, day) in [
            ("DIR 2026-01, punkt 1", today), ("DIR 2026-02, punkt 1", today + 1), ("DIR 2026-011", today + 1),
            ("Direktionens referat", today + 1),
        ] {
            recorded(minutes, on: day).then()
        }
        for day in [today + 1, today + 3] {
            recorded("DIR 2026-01, punkt 1", on: day).refuses(.invalid, "minutes")
        }
        world.given(
            .proposeMatter,
            world.matter(["body": "bestyrelse", "resolution": "Rapporten forelægges", "due": world.today + 9]), as: "B")
        world.when(
            .resolveProposal,
            world.resolution(
                "B", ["method": "minutes", "minutes": "DIR 2026-01", "members": [world.person("Gry")]]))
        world.refuses(.invalid, "minutes")
    }

    @Test("why somebody is recused is recorded with the decision, and demanded as soon as somebody is")
    func recusal() throws {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.when(.resolveProposal, world.resolution("I", ["recused": [world.person("Carl")], "recusal": "  "]))
        world.refuses(.invalid, "recusal")
        world.when(.resolveProposal, world.resolution("I", ["recusal": "Leder enheden"]))
        world.refuses(.invalid, "recusal")
        world.resolve("I", ["recused": [world.person("Carl")], "recusal": "Har været leder af enheden til i går"])
        let made = try #require(world.lastDecision?.made)
        #expect(made.recusal.flatMap { world.texts[$0] } == "Har været leder af enheden til i går")
        world.create("Kryptering", "emnepolitik", under: "Politik")
        world.draft("Kryptering")
        world.given(.submitVersion, ["document": world.document("Kryptering")])
        let words: Words = [
            "document": world.document("Kryptering"), "act": "adopt", "outcome": "approved", "method": "meeting",
            "members": world.deciders("Kryptering"), "recused": [world.person("Carl")],
        ]
        world.when(.makeDecision, words.merging(["recusal": ""]) { $1 })
        world.refuses(.invalid, "recusal")
        world.given(.makeDecision, words.merging(["recusal": "Er nabo til leverandøren"]) { $1 })
        #expect(world.lastDecision?.made?.recusal.flatMap { world.texts[$0] } == "Er nabo til leverandøren")
        world.propose(delegation: 4, to: "Drift", as: "Uden")
        world.resolve("Uden")
        #expect(world.lastDecision?.made?.recusal == nil)
    }

    @Test("of a body of two, one decides when the other is recused")
    func ofTwo() throws {
        var world = World.house
        let seat = try #require(world.register.bodies[.direktion]?.seats.last { $0.person == world.person("Carl") })
        world.given(.unseatMember, ["body": "direktion", "seat": seat.id, "to": world.today])
        world.today = world.today + 1
        world.propose(delegation: 3, to: "Drift")
        world.resolve("I", ["members": [world.person("Anna")], "recused": [world.person("Bo")]])
        #expect(world.standing(of: "I") == .approved)
    }

    @Test("who was recused does not record the next decision on the matter, not even after the first one is annulled")
    func recusedBefore() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.resolve("I", ["recused": [world.person("Carl")]])
        world.annul(world.decided)
        world.by = world.person("Carl")
        world.when(
            .resolveProposal,
            world.resolution(
                "I", ["members": ["Bo", "Carl"].map(world.person), "outcome": "rejected", "reason": "Nej"]))
        world.refuses(.outOfTurn)
        world.by = world.person("Anna")
        world.resolve()
        #expect(world.standing(of: "I") == .approved)
    }

    @Test("a seat counts while its holder is engaged: who has left neither takes part nor is waited for")
    func left() throws {
        var world = World.house
        let engagement = try #require(world.register.persons[world.person("Carl")]?.engagements.last)
        world.given(
            .endEngagement, ["person": world.person("Carl"), "engagement": engagement.id, "to": world.today])
        world.today = world.today + 1
        #expect(world.register.members(of: .direktion, on: world.today) == ["Anna", "Bo"].map(world.person))
        #expect(world.register.sits(world.person("Carl"), in: .direktion, on: world.today - 1))
        world.propose(delegation: 3, to: "Drift")
        world.when(.resolveProposal, world.resolution("I", ["members": ["Bo", "Carl"].map(world.person)]))
        world.refuses(.invalid, "members")
        // The seat is still to be ended.
        #expect(world.duties(.leaver, .person(world.person("Carl"))).contains { $0.done == nil })
    }

    @Test("a body has one chair at a time")
    func chair() throws {
        var world = World.house
        world.given(
            .seatMember, ["body": "bestyrelse", "person": world.person("Fie"), "chair": "ja", "from": world.today])
        world.when(
            .seatMember, ["body": "bestyrelse", "person": world.person("Dan"), "chair": "ja", "from": world.today + 9])
        world.refuses(.invalid, "chair")
        let seat = try #require(world.register.bodies[.bestyrelse]?.seats.last)
        world.given(.unseatMember, ["body": "bestyrelse", "seat": seat.id, "to": world.today + 8])
        world.given(
            .seatMember, ["body": "bestyrelse", "person": world.person("Dan"), "chair": "ja", "from": world.today + 9])
    }

    @Test("what a body has answered is not annulled under it; its own decision taken back, it may be")
    func answered() {
        var world = World.house
        world.propose(topics: [World.topic(1), World.topic(2)])
        let made = world.position { if case .proposal(_, .made) = $0 { true } else { false } }
        world.resolve()
        world.when(.annulFact, ["position": made, "reason": "Forkert"])
        world.refuses(.outOfTurn)
        #expect(world.register.demandedTopics(on: world.today).count == 2)
        world.annul(world.decided)
        world.annul(made)
        #expect(world.register.demandedTopics(on: world.today).count == 9)
    }

    @Test("a list proposed from a list that has changed since is not approved; it is sent back")
    func changedList() {
        var world = World.house
        world.propose(topics: Topic.named.map(\.id), adding: "Robotter", as: "Robotter")
        world.propose(topics: Topic.named.dropLast().map(\.id), as: "Uden")
        world.resolve("Robotter")
        world.when(.resolveProposal, world.resolution("Uden"))
        world.refuses(.outOfTurn)
        world.resolve("Uden", ["outcome": "returned", "reason": "Ret den efter den nye liste"])
        #expect(world.register.demandedTopics(on: world.today).count == 10)
    }

    @Test("a topic that is only proposed is none yet, and one of the nine is not proposed as new")
    func onlyProposed() throws {
        var world = World.house
        world.when(
            .proposeTopics, world.matter(["topics": Topic.named.map(\.id), "added": "kryptering"]))
        world.refuses(.invalid, "added")
        world.propose(topics: Topic.named.map(\.id), adding: "Robotter")
        let new = try #require(world.register.topics.last)
        world.when(
            .proposeDelegation, world.matter(["topic": new.id, "unit": world.unit("Drift"), "from": world.today]))
        world.refuses(.invalid, "topic")
        world.resolve()
        world.given(
            .proposeDelegation, world.matter(["topic": new.id, "unit": world.unit("Drift"), "from": world.today]))
    }

    @Test("3.4-d: a delegation that begins after another has ended stays")
    func laterDelegation() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift", ["from": world.today + 200])
        world.resolve()
        world.propose(delegation: 3, to: "Drift", ["from": world.today, "to": world.today + 100], as: "Kort")
        world.resolve("Kort")
        #expect(world.register.topicDelegations.map(\.from) == [world.today + 200, world.today])
        world.propose(delegation: 3, to: "Drift", ["from": world.today + 50], as: "Ny")
        world.resolve("Ny")
        #expect(world.register.topicDelegations.map(\.from) == [world.today, world.today + 50])
        #expect(world.register.topicDelegations.map(\.to) == [world.today + 49, nil])
    }

    @Test("7.2-i, breach: a measure is not given up by the unit that carries it out")
    func demanded() throws {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "Forholdsregel")
        world.resolve("Forholdsregel")
        let action = try #require(world.register.actions.values.max { ($0.added ?? -1) < ($1.added ?? -1) })
        world.by = world.person("Fie")
        world.when(.dropAction, ["action": action.id, "reason": "Gider ikke"])
        world.refuses(.outOfTurn)
        world.when(.moveAction, ["action": action.id, "due": world.today + 900, "reason": "Senere"])
        world.refuses(.outOfTurn)
        world.given(.completeAction, ["action": action.id, "note": "Gjort"])
        // A task of the unit's own is the unit's.
        world.given(
            .addAction, ["title": "Ryd op", "why": "Orden", "unit": world.unit("Drift"), "due": world.today + 9])
        let own = try #require(world.register.actions.values.max { ($0.added ?? -1) < ($1.added ?? -1) })
        world.given(.dropAction, ["action": own.id, "reason": "Det er gjort"])
    }

    @Test("what nobody can see is not written", arguments: ["\u{200B}", " \u{200D}\u{2060}\u{FEFF} ", "\u{AD}"])
    func invisible(_ text: String) {
        var world = World.house
        world.when(.proposeTopics, world.matter(["topics": [World.topic(1)], "question": text]))
        world.refuses(.invalid, "question")
    }
}
