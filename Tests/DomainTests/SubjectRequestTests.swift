// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Data subjects are answered within a month (GDPR Article 12)")
struct SubjectRequestTests {
    /// The same date in the next month, or the last day of a shorter one; weekends and holidays move nothing.
    @Test(
        "the clock of one month, and of three",
        arguments: [
            ("2026-11-23", "2026-12-23", "2027-02-23"),
            // No such day in the month: the last one.
            ("2027-01-31", "2027-02-28", "2027-04-30"), ("2028-01-31", "2028-02-29", "2028-04-30"),
            ("2028-01-29", "2028-02-29", "2028-04-29"), ("2026-08-31", "2026-09-30", "2026-11-30"),
            ("2026-11-30", "2026-12-30", "2027-02-28"), ("2027-12-31", "2028-01-31", "2028-03-31"),
            // A Saturday, a Sunday that ends February, Christmas Day, and Whit Monday.
            ("2027-04-01", "2027-05-01", "2027-07-01"), ("2027-01-28", "2027-02-28", "2027-04-28"),
            ("2026-11-25", "2026-12-25", "2027-02-25"), ("2027-04-17", "2027-05-17", "2027-07-17"),
        ])
    func clock(_ came: String, _ month: String, _ three: String) {
        #expect(SubjectRequest.deadline(day(came), isExtended: false) == day(month))
        #expect(SubjectRequest.deadline(day(came), isExtended: true) == day(three))
    }

    @Test("it is open until its last day, and late the day after")
    func open() throws {
        var world = World.house
        world.lodge()
        let due = world.today.adding(months: 1)
        let duty = try #require(world.requestDuties(.requestAnswer).first)
        #expect(duty.due == due && duty.responsible == .person(world.person("Gry")))
        #expect(duty.standing(on: due) == .open && duty.standing(on: due + 1) == .overdue)
        #expect(world.known(request: "Henvendelse").standing(on: due) == .open)
        #expect(world.known(request: "Henvendelse").standing(on: due + 1) == .late)
        // The month counts from the day it came in, not from the day it was written down.
        world.today = world.today + 5
        world.lodge(["came": world.today - 5], as: "Sen")
        #expect(world.requestDuties(.requestAnswer, "Sen").map(\.due) == [due])
    }

    @Test("breach: answered after its last day it shows as too late, and an answer in time does not")
    func late() {
        var world = World.house
        world.lodge()
        world.identify()
        let due = world.today.adding(months: 1)
        world.today = due + 3
        world.given(.answerSubjectRequest, world.replying(["told": due + 1]))
        #expect(world.known(request: "Henvendelse").standing(on: world.today) == .answeredLate)
        #expect(world.known(request: "Henvendelse").standing(on: due + 2) == .late, "as it was known then")
        #expect(world.requestDuties(.requestAnswer).map(\.done) == [due + 1])
        // What was told in time and written down later is in time.
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert dag"])
        #expect(world.requestDuties(.requestAnswer).map(\.done) == [nil])
        world.given(.answerSubjectRequest, world.replying(["told": due]))
        #expect(world.known(request: "Henvendelse").standing(on: world.today) == .answered)
    }

    @Test("12(3): told within the month with the reason, it takes two months more, and never more than that")
    func extended() {
        var world = World.house
        world.lodge()
        let came = world.today
        world.today = came.adding(months: 1)
        world.given(
            .extendSubjectRequest,
            ["subject_request": world.claim(), "told": world.today, "reason": "Der er 4.000 sider"])
        #expect(world.requestDuties(.requestAnswer).map(\.due) == [came.adding(months: 3)])
        #expect(world.known(request: "Henvendelse").standing(on: world.today + 1) == .extended)
        #expect(world.known(request: "Henvendelse").due(on: came) == came.adding(months: 1), "as it was known then")
    }

    @Test("12(6): a doubt of who asks is recorded, moves no deadline, and no data are given until it is gone")
    func doubt() {
        var world = World.house
        world.lodge()
        #expect(world.requestDuties(.requestIdentity).map(\.due) == [world.today + 7])
        world.identify("doubted")
        #expect(world.requestDuties(.requestIdentity).map(\.done) == [world.today])
        #expect(world.requestDuties(.requestAnswer).map(\.due) == [world.today.adding(months: 1)])
        world.when(.answerSubjectRequest, world.replying())
        world.refuses(.invalid, "outcome")
        // It can be refused all the same.
        world.given(
            .answerSubjectRequest,
            world.replying(["outcome": "refused", "refusal": "Vi ved ikke, hvem det er", "guided": "1"]))
        #expect(world.known(request: "Henvendelse").standing(on: world.today) == .answered)
    }

    @Test("who handles it has gone: the data protection officer does")
    func gone() {
        var world = World.house
        world.lodge()
        let engagement = world.register.persons[world.person("Gry")]?.engagements.first?.id
        world.given(
            .endEngagement,
            ["person": world.person("Gry"), "engagement": engagement ?? ID(high: 1, low: 99), "to": world.today + 10])
        #expect(world.requestDuties(.requestAnswer).first?.responsible == .role(.dpo))
    }

    @Test("given to somebody else when it is late, it is that person's task")
    func handedOn() {
        var world = World.house
        world.lodge()
        world.today = world.today + 40
        world.given(
            .assignSubjectRequest,
            ["subject_request": world.claim(), "handler": world.person("Fie"), "reason": "Gry er syg"])
        #expect(world.requestDuties(.requestAnswer).map(\.responsible) == [.person(world.person("Fie"))])
        #expect(world.requestDuties(.requestIdentity).map(\.responsible) == [.person(world.person("Fie"))])
    }

    @Test("breach: a receipt is not struck from under what was done about it")
    func kept() {
        var world = World.house
        world.lodge()
        let receipt = world.history.count - 1
        world.identify()
        world.when(.annulFact, ["position": receipt, "reason": "Forkert dag"])
        world.refuses(.outOfTurn)
    }

    @Test("it is seen by who handles it, the officer and the security team, also when it is struck")
    func confided() {
        var world = World.house
        world.lodge()
        let own = AccessClass.handled(world.person("Gry"))
        #expect(world.requestDuties(.requestAnswer).allSatisfy { $0.accessClass(on: world.today) == own })
        #expect(world.register.accessClass(of: .subjectRequest(world.claim()), on: world.today) == own)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Oprettet to gange"])
        #expect(world.requestDuties(.requestAnswer).isEmpty)
        #expect(world.register.accessClass(of: .subjectRequest(world.claim()), on: world.today) == own)
    }

    @Test("the counts of a year name nobody and read as of any day")
    func counts() {
        var world = World.house
        world.lodge(["rights": ["access", "erasure"]])
        world.identify()
        let first = world.today
        world.today = first + 4
        world.given(.answerSubjectRequest, world.replying())
        let now = world.register.requestCounts(2026, on: world.today)
        #expect(now.received == 1 && now.inTime == 1 && now.open == 0 && now.rights == [.access: 1, .erasure: 1])
        let then = world.register.requestCounts(2026, on: first)
        #expect(then.received == 1 && then.inTime == 0 && then.open == 1)
        #expect(world.register.requestCounts(2026, on: first - 1).received == 0)
        #expect(world.register.requestCounts(2025, on: world.today).received == 0)
    }
}
