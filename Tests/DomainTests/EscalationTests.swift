// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause row 7.2-i: to whom what is late goes, and when.
@Suite("§7.2: what is not done in time goes to the head of the unit, then to the direktion")
struct EscalationTests {
    /// The yearly verification of »Backup«, which Drift owns and Fie heads.
    private func backup(_ world: World) throws -> Duty {
        try #require(world.duties(.verification, .document(world.document("Backup"))).last)
    }

    private func levels(_ duty: Duty, _ world: World, _ late: [Int]) -> [Escalation?] {
        late.map { world.register.escalation(of: duty, on: duty.due + $0) }
    }

    @Test("7.2-i: the limits can be set for all rules, and for one of them")
    func limits() throws {
        var world = World.house
        let duty = try backup(world)
        world.given(.setEscalation, ["head": 7, "direktion": 21])
        #expect(levels(duty, world, [7, 8, 21, 22]) == [nil, .head, .head, .direktion])
        world.given(.setEscalation, ["rule": "document.verification", "head": 0, "direktion": 3])
        #expect(levels(duty, world, [0, 1, 3, 4]) == [nil, .head, .head, .direktion])
        #expect(world.register.organisation.escalationLimits(of: .parent, on: world.today).head == 7)
        world.given(.setEscalation, ["rule": "document.verification"])
        #expect(levels(duty, world, [7, 8]) == [nil, .head])
    }

    @Test("7.2-i: a day before the limits were changed keeps those of then, and an annulled change never was")
    func byDay() throws {
        var world = World.house
        let organisation = world.register.organisation.id
        world.given(.setEscalation, ["head": 7, "direktion": 21])
        let before = world.register.organisation.escalationLimits(of: .verification, on: world.today - 1)
        #expect(before == .usual)
        let position = world.position {
            $0 == .organisation(organisation, .escalationSet(nil, .init(head: 7, direktion: 21)))
        }
        world.annul(position)
        #expect(world.register.organisation.escalationLimits(of: .verification, on: world.today) == .usual)
    }

    @Test("7.2-i: what waits for a body, and what each person is to read, does not escalate")
    func none() {
        #expect(
            Rule.allCases.filter { !$0.escalates }.sorted { $0.rawValue < $1.rawValue } == [
                .competence, .training, .dispensation, .classification, .decision, .reply, .acknowledgement, .talk,
                .proposal,
            ])
    }

    @Test("7.2-i: it goes to the head of the unit, and what the head is late with to the head above")
    func heads() throws {
        let world = World.house
        let duty = try backup(world)
        func of(_ responsible: Responsible) -> [ID<Person>] {
            world.register.heads(
                overLate: Duty(
                    rule: duty.rule, subject: duty.subject, turn: 0, responsible: responsible, access: duty.access,
                    opens: duty.opens, due: duty.due, done: nil, holdsUntil: nil), on: world.today)
        }
        let (fie, sara, anna) = (world.person("Fie"), world.person("Sara"), world.person("Anna"))
        #expect(of(.unit(world.unit("Drift"))) == [fie])
        #expect(of(.person(world.person("Gry"))) == [fie])
        #expect(of(.person(fie)) == [anna], "the head answers to the head above")
        #expect(of(.person(anna)).isEmpty, "above the top there is the direktion alone")
        #expect(of(.role(.dpo)) == [sara])
        #expect(of(.body(.direktion)).isEmpty)
    }

    @Test("7.2-i, breach: a measure from before it fell due answers nothing; one decided after it does")
    func measures() throws {
        var world = World.house
        world.given(.proposeMeasure, world.measure(), as: "I")
        world.resolve()
        let duty = try backup(world)
        #expect(world.register.measures(against: duty, by: .distantFuture).isEmpty)
        world.today = duty.due + 40
        #expect(world.register.escalation(of: duty, on: world.today) == .direktion)
        world.given(
            .proposeMeasure, world.measure().merging(["done": world.today + 20, "due": world.today + 10]) { $1 },
            as: "J")
        world.resolve("J")
        #expect(world.register.measures(against: duty, by: world.today).map(\.id) == [world.proposal("J")])
        #expect(world.register.measures(against: duty, by: world.today - 1).isEmpty)
    }

    @Test("7.2-i, breach: a measure against one duty answers no other one about the same thing")
    func others() throws {
        var world = World.house
        let about = Subject.organisation(world.register.organisation.id)
        let topics = world.duties(.coverage, about)
        let (one, other) = (try #require(topics.first), try #require(topics.last))
        world.today = one.due + 40
        world.given(
            .proposeMeasure,
            world.measure().merging([
                "duties": [Reminder.Target(one).text], "done": world.today + 20, "due": world.today + 10,
            ]) { $1 }, as: "I")
        world.resolve()
        #expect(one.turn != other.turn && world.register.escalation(of: other, on: world.today) == .direktion)
        #expect(world.register.measures(against: one, by: world.today).count == 1)
        #expect(world.register.measures(against: other, by: world.today).isEmpty)
    }
}

extension CommandRules {
    static var escalation: CommandRules {
        CommandRules(
            example: { _ in ["rule": "unit.head", "head": 5, "direktion": 9] },
            then: { world, _ in
                #expect(
                    world.register.organisation.escalationLimits(of: .head, on: world.today)
                        == .init(head: 5, direktion: 9))
            },
            refusals: [
                .saying("rule", "document.decision"), .saying("rule", "noget"), .saying("head", 9, at: "direktion"),
                .saying("head", -1), .saying("direktion", 366), .saying("direktion", 5), .saying("head", ""),
                .saying("direktion", ""),
                Refused("what holds already", .outOfTurn) { world, words in world.given(.setEscalation, words) },
            ])
    }
}
