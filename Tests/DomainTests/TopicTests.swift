// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 3.4-a to 3.4-d.
@Suite("§3.4: the direktion decides which topics need a topic policy, and who answers for them")
struct TopicTests {
    private func coverage(_ world: World, _ topic: ID<Topic>) -> [Duty] {
        world.duties(.coverage, .organisation(world.register.organisation.id)).filter {
            world.register.topic(of: $0)?.id == topic
        }
    }

    private func duty(_ world: World, _ rule: Rule) -> [Duty] {
        world.duties(rule, .document(world.document("Logning")))
    }

    @Test("3.4-b: nine topics are demanded from the first day")
    func nine() {
        let world = World.house
        #expect(world.register.demandedTopics(on: world.today).count == 9)
        #expect(world.register.demandedTopics(on: world.today) == Topic.named.map(\.id))
    }

    @Test("3.4-b, breach: a demanded topic without a topic policy in force is due, until one is in force")
    func uncovered() {
        var world = World.house
        let standing = Topic.named.filter { coverage(world, $0.id).contains { $0.done == nil } }
        #expect(standing.count == 9)
        world.topicPolicy(["topic": World.topic(3)])
        #expect(coverage(world, World.topic(3)).allSatisfy { $0.done == world.today })
        #expect(coverage(world, World.topic(4)).contains { $0.done == nil })
    }

    @Test("3.4-b, breach: a topic policy that is withdrawn leaves its topic uncovered again")
    func withdrawn() {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        world.given(
            .makeDecision,
            [
                "document": world.document("Logning"), "act": "withdraw", "outcome": "approved", "method": "meeting",
                "members": [world.person("Anna"), world.person("Bo")],
            ])
        world.given(
            .withdrawDocument, ["document": world.document("Logning"), "from": world.today, "reason": "Afløst"])
        #expect(coverage(world, World.topic(3)).contains { $0.done == nil })
        #expect(duty(world, .delegation).allSatisfy { $0.done != nil })
    }

    @Test("3.4-c: a decision changes the list from its day, and the days before keep theirs")
    func list() throws {
        var world = World.house
        let kept = Topic.named.dropLast().map(\.id)
        world.propose(topics: kept, adding: "Kunstig intelligens")
        #expect(world.register.demandedTopics(on: world.today).count == 9, "a proposal alone changes nothing")
        world.resolve()
        let now = world.register.demandedTopics(on: world.today)
        let new = try #require(world.register.topics.last)
        #expect(now == kept + [new.id])
        #expect(world.register.demandedTopics(on: world.today - 1) == Topic.named.map(\.id))
        #expect(coverage(world, new.id).map(\.opens) == [world.today])
        #expect(coverage(world, World.topic(9)).allSatisfy { $0.done != nil })
        #expect(world.register.topicLists.map(\.decision) == [nil, world.lastDecision?.id])
    }

    @Test("3.4-c, breach: a topic policy of a topic that the direktion has not decided is found")
    func unlisted() {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        #expect(duty(world, .unlisted).isEmpty)
        world.propose(topics: Topic.named.map(\.id).filter { $0 != World.topic(3) })
        world.resolve()
        #expect(duty(world, .unlisted).map(\.opens) == [world.today])
        let decided = world.decided
        world.annul(decided)
        #expect(duty(world, .unlisted).isEmpty, "the decision no longer stands")
    }

    @Test("3.4-c, breach: rejected, sent back or withdrawn, nothing is changed")
    func notDecided() {
        for outcome in ["rejected", "returned"] {
            var world = World.house
            world.propose(topics: [World.topic(1)])
            world.resolve("I", ["outcome": outcome, "reason": "Hvorfor kun ét?"])
            #expect(world.register.demandedTopics(on: world.today).count == 9)
        }
        var world = World.house
        world.propose(topics: [World.topic(1)])
        world.given(.withdrawProposal, ["proposal": world.proposal(), "reason": "Fejl"])
        #expect(world.register.demandedTopics(on: world.today).count == 9)
    }

    @Test("3.4-d: a unit answers for a topic from a day to a day, as the direktion decided")
    func delegated() {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        world.propose(delegation: 3, to: "Drift", ["from": world.today + 7, "to": world.today + 100])
        world.resolve()
        let delegation = world.register.topicDelegations.first
        #expect(delegation?.unit == world.unit("Drift") && delegation?.decision == world.lastDecision?.id)
        let days = [6, 7, 100, 101].map { delegation?.holds(on: world.today + $0) }
        #expect(days == [false, true, true, false])
        // Without one until it begins, and again when it ends.
        #expect(duty(world, .delegation).map(\.opens) == [world.today, world.today + 101])
        #expect(duty(world, .delegation).map(\.done) == [world.today + 7, nil])
    }

    @Test("3.4-d: a later decision takes the place of the one before it")
    func again() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        world.today = world.today + 30
        world.propose(delegation: 3, to: "Drift", ["to": world.today + 10], as: "Ny")
        world.resolve("Ny")
        #expect(world.register.topicDelegations.map(\.to) == [world.today - 1, world.today + 10])
    }

    @Test("3.4-d, breach: the owner of a topic policy has no delegation, also after it goes to another unit")
    func owner() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        world.topicPolicy(["topic": World.topic(3)])
        #expect(duty(world, .delegation).isEmpty)
        world.given(
            .transferDocument,
            ["document": world.document("Logning"), "unit": world.unit("CAI"), "from": world.today + 5, "reason": "Ny"])
        #expect(duty(world, .delegation).map(\.opens) == [world.today + 5])
    }

    @Test("3.4-a: a topic policy is carried out when a procedure below it is in force")
    func implemented() {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        #expect(duty(world, .implementation).map(\.done) == [nil])
        world.given(
            .createDocument,
            [
                "kind": "procedure", "title": "Loggennemgang", "unit": world.unit("Drift"),
                "parent": world.document("Logning"),
            ], as: "Gennemgang")
        #expect(
            duty(world, .implementation).map(\.done) == [nil], "a procedure that is not in force carries out nothing")
        world.enact("Gennemgang")
        #expect(duty(world, .implementation).allSatisfy { $0.done != nil })
    }

    @Test("3.4-a, breach: in force for ninety days without a procedure it is overdue with its owner")
    func notImplemented() throws {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        let found = try #require(duty(world, .implementation).first)
        #expect(found.responsible == .unit(world.unit("Drift")) && found.due == world.today + 90)
        #expect(found.standing(on: world.today + 91) == .overdue)
    }
}

/// Clause rows 6-e, 7.2-h and 7.2-i: the bodies decide what is put before them, and take measures.
@Suite("§§6, 7.2: what is put before direktion and bestyrelse")
struct ProposalTests {
    @Test("6-e: each body has its own matters, and only its own members decide them")
    func bodies() {
        var world = World.house
        world.given(
            .proposeMatter, world.matter(["body": "bestyrelse", "resolution": "To rapporter om året"]), as: "I")
        #expect(world.duties(.proposal, .proposal(world.proposal())).map(\.responsible) == [.body(.bestyrelse)])
        world.when(.resolveProposal, world.resolution())
        world.refuses(.invalid, "members")
        world.resolve("I", ["members": [world.person("Gry")]])
        #expect(world.standing(of: "I") == .approved && world.lastDecision?.made?.decider == .body(.bestyrelse))
    }

    @Test("7.2-i: a measure that is decided becomes a task with an owner and a day")
    func measure() throws {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "I")
        world.resolve()
        let action = try #require(world.register.actions.values.max { ($0.added ?? 0) < ($1.added ?? 0) })
        #expect(action.responsible == .unit(world.unit("Drift")) && action.due.newest == day("2026-12-31"))
        #expect(action.about == .document(world.document("Backup")))
        let about = Subject.document(world.document("Backup"))
        #expect(world.register.measures(about: about, by: world.today).count == 1)
    }

    @Test("7.2: what waits for a measure about a document is seen by those alone who see the document by now")
    func measureSeen() {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "I")
        func duty() -> Duty? { world.duties(.proposal, .proposal(world.proposal())).first }
        #expect(duty()?.accessClass(on: world.today) == .everyone)
        world.enact("Backup", ["classification": "fortrolig"])
        #expect(duty()?.accessClass(on: world.today) == world.known("Backup").accessClass(on: world.today))
        #expect(duty()?.accessClass(on: world.today) != .everyone)
        world.holds()
    }

    @Test("7.2-i, breach: rejected there is no measure, and no task")
    func noMeasure() {
        var world = World.house
        let count = world.register.actions.count
        world.given(.proposeMeasure, world.measure(), as: "I")
        world.resolve("I", ["outcome": "rejected", "reason": "Det er unødvendigt"])
        #expect(world.register.actions.count == count)
        #expect(world.register.measures(about: .document(world.document("Backup")), by: world.today).isEmpty)
    }

    @Test("7.2-i, breach: what is late goes to the head after fourteen days and to the direktion after thirty")
    func escalated() throws {
        var world = World.house
        world.topicPolicy(["topic": World.topic(3)])
        let duty = try #require(world.duties(.implementation, .document(world.document("Logning"))).first)
        let levels = [0, 14, 15, 30, 31].map { world.register.escalation(of: duty, on: duty.due + $0) }
        #expect(levels == [nil, nil, .head, .head, .direktion])
    }

    @Test("7.2-h: an undecided matter is overdue with its body")
    func overdue() throws {
        var world = World.house
        world.propose(delegation: 1, to: "CAI")
        let duty = try #require(world.duties(.proposal, .proposal(world.proposal())).first)
        #expect(duty.responsible == .body(.direktion) && duty.standing(on: duty.due + 1) == .overdue)
        world.resolve()
        #expect(world.duties(.proposal, .proposal(world.proposal())).map(\.done) == [world.today])
    }

    @Test("3.4, 6: an annulled decision leaves the matter waiting as before")
    func annulled() {
        var world = World.house
        world.propose(delegation: 3, to: "Drift")
        world.resolve()
        world.annul(world.decided)
        #expect(world.standing(of: "I") == .submitted && world.register.topicDelegations.isEmpty)
        #expect(world.duties(.proposal, .proposal(world.proposal())).map(\.done) == [nil])
    }

    @Test("6: the secretary records what minutes say, and decides nothing")
    func secretary() {
        var world = World.house
        world.appoint("Gry", "secretary")
        world.propose(delegation: 3, to: "Drift")
        world.by = world.person("Gry")
        world.when(.resolveProposal, world.resolution())
        world.refuses(.invalid, "method")
        world.resolve("I", ["method": "minutes", "minutes": "DIR 2026-21, punkt 1"])
        #expect(world.standing(of: "I") == .approved)
    }
}
