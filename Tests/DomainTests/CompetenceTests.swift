// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

/// Who lacks a competence on which day (policy §9, ISO/IEC 27001 7.2). Every day is worked out by hand from the rule: the demand
/// holds from 23 November 2026 and gives 30 days; what is got holds for 24 months.
@Suite("Competences")
struct CompetenceTests {
    private var world = World.house

    init() {
        world.skill()
        world.demandSkill()
    }

    private func sums(_ day: Day? = nil) -> Competence.Sums {
        let day = day ?? world.today
        var sums = Competence.Sums()
        guard let known = world.register.competences[world.competence()] else { return sums }
        for one in world.register.asked(for: known, on: day) { sums.add(one.state.standing) }
        return sums
    }

    @Test("how long it holds is within bounds, whatever an old fact says")
    func bounds() {
        func last(_ months: Int?) -> Day? {
            let text = world.register.competences[world.competence()]?.wording?.title
            return text.flatMap {
                Competence.Wording(number: 1, title: $0, about: $0, months: months, course: nil).last(
                    from: day("2026-11-23"))
            }
        }
        #expect(last(24) == day("2028-11-23") && last(nil) == nil)
        #expect(last(.max) == day("2076-11-23") && last(.min) == day("2026-11-23"))
    }

    @Test("whose task demands it has the days of the demand, and then it is a finding")
    func lacking() {
        #expect(sums().concerned == 2 && sums().waiting == 2 && sums().late == 0)
        // 23 November + 30 = 23 December.
        #expect(world.state()?.turn?.due == day("2026-12-23"))
        #expect(sums(day("2026-12-23")).late == 0)
        #expect(sums(day("2026-12-24")).late == 2 && sums(day("2026-12-24")).waiting == 0)
        #expect(sums(day("2026-11-22")).concerned == 0)
        #expect(world.state("Gry") == nil)
    }

    @Test("it is the person's own duty, and in no index of everybody's")
    mutating func duty() throws {
        let dan = world.person("Dan")
        let duty = try #require(world.register.competenceDuties(of: dan, on: world.today).first)
        #expect(duty.rule == .competence && duty.due == day("2026-12-23") && duty.responsible == .person(dan))
        #expect(duty.standing(on: day("2026-12-24")) == .overdue)
        #expect(world.duties(.competence, .competence(world.competence())).isEmpty)
        world.credit()
        #expect(world.register.competenceDuties(of: dan, on: world.today).first?.standing(on: world.today) == .planned)
    }

    @Test("who has shown it has it for as long as it holds, and is asked 60 days before it runs out")
    mutating func expires() {
        world.credit()
        // 24 months from 23 November 2026.
        let last = day("2028-11-23")
        #expect(world.state()?.standing == .held && world.state()?.until == last)
        #expect(world.state(on: last - 61)?.standing == .held && world.state(on: last - 60)?.standing == .expiring)
        #expect(world.state(on: last)?.standing == .expiring && world.state(on: last + 1)?.standing == .late)
        #expect(sums(last).held == 1 && sums(last + 1).held == 0)
    }

    @Test("what the credential itself says ends it before, and never after")
    mutating func until() {
        world.credit("Dan", ["until": day("2027-06-30")])
        world.credit("Sara", ["until": day("2031-06-30")])
        #expect(world.state("Dan", on: day("2027-06-30"))?.standing == .expiring)
        #expect(world.state("Dan", on: day("2027-07-01"))?.standing == .late)
        #expect(world.state("Sara", on: day("2028-11-24"))?.standing == .late)
    }

    @Test("renewed before it runs out it goes on; renewed after, the days between are without it")
    mutating func renewed() {
        world.credit()
        world.today = day("2028-10-02")
        world.credit()
        #expect(world.state(on: day("2028-12-01"))?.standing == .held)
        world.today = day("2031-01-06")
        #expect(world.state()?.standing == .late)
        world.credit()
        #expect(world.state()?.standing == .held)
        // 24 months from 2 October 2028 end on 2 October 2030.
        #expect(world.state(on: day("2030-10-03"))?.standing == .late)
    }

    @Test("what somebody records of herself counts when another has confirmed it")
    mutating func ownWord() {
        world.by = world.person("Dan")
        world.credit()
        #expect(world.state()?.standing == .waiting)
        world.by = world.person("Sara")
        world.given(.confirmCredential, ["competence": world.competence(), "credential": world.credential()])
        #expect(world.state()?.standing == .held)
    }

    @Test("taken back, it counts until that day; the time to get it anew runs from there")
    mutating func revoked() {
        world.credit()
        world.today = day("2027-03-01")
        world.given(
            .revokeCredential,
            [
                "competence": world.competence(), "credential": world.credential(), "from": world.today,
                "reason": "Udstederen har trukket det tilbage",
            ])
        #expect(world.state(on: day("2027-02-28"))?.standing == .held)
        #expect(world.state()?.standing == .waiting && world.state()?.turn?.due == day("2027-03-31"))
        #expect(world.state(on: day("2027-04-01"))?.standing == .late)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Det var en anden"])
        #expect(world.state(on: day("2027-04-01"))?.standing == .held)
    }

    @Test("an annulled credential was never there; an annulled demand asks nobody")
    mutating func annulled() {
        world.credit()
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert person"])
        #expect(world.state()?.standing == .waiting)
        let demand = world.position { if case .competence(_, .demanded) = $0 { true } else { false } }
        world.given(.annulFact, ["position": demand, "reason": "Forkert rolle"])
        #expect(world.state() == nil && sums().concerned == 0)
    }

    @Test("leave puts the deadline off, and excuses nobody")
    mutating func leave() {
        world.given(
            .beginLeave, ["person": world.person("Dan"), "from": day("2026-12-01"), "to": day("2027-01-29")])
        // Back on Monday 1 February 2027; 30 days from there.
        #expect(world.state()?.turn?.due == day("2027-03-03"))
        #expect(world.state(on: day("2026-12-24"))?.standing == .deferred)
        #expect(world.state(on: day("2027-03-03"))?.standing == .deferred)
        #expect(world.state(on: day("2027-03-04"))?.standing == .late)
    }

    @Test("leave shorter than two weeks puts nothing off")
    mutating func shortLeave() {
        world.given(
            .beginLeave, ["person": world.person("Dan"), "from": day("2026-12-14"), "to": day("2026-12-26")])
        #expect(world.state(on: day("2026-12-24"))?.standing == .late)
    }

    @Test("a newcomer to the task has the days from there, and whoever leaves it is asked no more")
    mutating func moves() throws {
        world.given(
            .grantRole, ["person": world.person("Gry"), "role": "dpo", "from": day("2027-05-03")])
        #expect(world.state("Gry", on: day("2027-05-02")) == nil)
        #expect(world.state("Gry", on: day("2027-05-03"))?.turn?.due == day("2027-06-02"))
        let grant = try #require(world.register.persons[world.person("Gry")]?.grants.last?.id)
        world.given(.endRole, ["person": world.person("Gry"), "grant": grant, "to": day("2027-06-30")])
        #expect(world.state("Gry", on: day("2027-06-30"))?.standing == .late)
        #expect(world.state("Gry", on: day("2027-07-01")) == nil)
    }

    @Test("who had it before coming to the task has it from the first day")
    mutating func before() {
        world.credit("Gry")
        world.given(
            .grantRole, ["person": world.person("Gry"), "role": "dpo", "from": day("2027-05-03")])
        #expect(world.state("Gry", on: day("2027-05-03"))?.standing == .held)
    }

    @Test("the certificate of the course that gives it is enough, for as long as that holds")
    mutating func course() {
        world.teach()
        world.skill(["competence": world.competence(), "course": world.course()])
        world.learn("Dan")
        #expect(world.state()?.standing == .held)
        // The course is yearly, which is shorter than 24 months.
        #expect(world.state()?.until == day("2027-11-23"))
        world.given(
            .revokeCertificate,
            ["course": world.course(), "certificate": world.certificate("Dan"), "reason": "En anden svarede"])
        #expect(world.state()?.standing == .waiting)
    }

    @Test("seats and units demand it as roles do, and the numbers are by each")
    mutating func parts() throws {
        world.demandSkill(["roles": ["direktion"], "units": [world.unit("Drift")]])
        world.credit("Anna")
        let known = try #require(world.register.competences[world.competence()])
        let asked = world.register.asked(for: known, on: world.today)
        let parts = world.register.standings(of: asked, known, on: world.today) { _ in true }.parts
        func sums(_ part: Competence.Part) -> Competence.Sums? { parts.first { $0.part == part }?.shown.sums }
        #expect(sums(.role(.direktion))?.concerned == 3 && sums(.role(.direktion))?.held == 1)
        #expect(sums(.unit(world.unit("Drift")))?.concerned == 2)
        #expect(sums(.role(.dpo))?.concerned == 1 && sums(.role(.dpo))?.waiting == 1)
        #expect(asked.count == 7)
    }

    @Test("what it is follows the day, and a shorter time counts for what is got from then on")
    mutating func amended() {
        world.credit("Sara")
        world.today = day("2027-01-04")
        world.skill(["competence": world.competence(), "months": 12])
        world.credit()
        #expect(world.state("Sara", on: day("2028-11-23"))?.standing == .expiring)
        #expect(world.state("Dan", on: day("2028-01-05"))?.standing == .late)
        let known = world.register.competences[world.competence()]
        #expect(known?.wording(on: day("2026-12-31"))?.months == 24 && known?.wording(on: world.today)?.months == 12)
    }
}

/// When a talk is due, and with whom it is held (policy §9).
@Suite("Employee talks")
struct TalkTests {
    private var world = World.house

    init() {
        world.skill()
        world.talk()
    }

    private func turn(_ name: String = "Gry", on day: Day? = nil) -> CourseTurn? {
        world.register.persons[world.person(name)].flatMap { world.register.talkTurn(of: $0, on: day ?? world.today) }
    }

    private mutating func hold(_ name: String = "Gry", _ words: Words = [:]) {
        let before = world.by
        world.by = world.person("Fie")
        world.given(.recordTalk, world.talked(name, words))
        world.by = before
    }

    @Test("one is due within a year of the beginning, and within a year of the last one")
    mutating func yearly() {
        #expect(turn()?.due == day("2027-11-23") && turn()?.standing(on: world.today) == .valid)
        #expect(turn()?.standing(on: day("2027-09-24")) == .waiting)
        world.today = day("2027-03-01")
        hold()
        #expect(turn()?.due == day("2028-03-01"))
        let due = world.register.talkDuties(of: [world.unit("Drift")], on: world.today)
        #expect(due.map(\.subject) == [.person(world.person("Gry"))])
        #expect(due.first?.rule == .talk && due.first?.responsible == .unit(world.unit("Drift")))
    }

    @Test("a year without one is late")
    mutating func late() {
        hold()
        #expect(turn(on: day("2027-11-23"))?.standing(on: day("2027-11-23")) == .waiting)
        #expect(turn(on: day("2027-11-24"))?.standing(on: day("2027-11-24")) == .late)
    }

    @Test("leave puts it off until 30 days after the first working day back")
    mutating func leave() {
        world.given(
            .beginLeave, ["person": world.person("Gry"), "from": day("2027-11-01"), "to": day("2028-01-28")])
        // Back on Monday 31 January 2028; 30 days from there.
        #expect(turn()?.due == day("2028-03-01"))
    }

    @Test("the head holds it, with the head the one above, and nobody with those who have none")
    func whom() {
        #expect(world.register.talkUnit(of: world.person("Gry"), on: world.today) == world.unit("Drift"))
        #expect(world.register.talkUnit(of: world.person("Fie"), on: world.today) == world.unit("FKI"))
        #expect(world.register.talkUnit(of: world.person("Anna"), on: world.today) == nil)
        let above = world.register.talks(of: [world.unit("FKI")], on: world.today).map(\.person)
        #expect(Set(above) == Set(["Bo", "Carl", "Fie", "Sara"].map(world.person)))
    }

    @Test("it is asked of nobody where the organisation has not switched it on, and in no index of everybody's")
    mutating func off() {
        world.given(.setTalks, ["from": day("2027-01-01")])
        #expect(turn(on: day("2026-12-31")) != nil && turn(on: day("2027-01-01")) == nil)
        #expect(world.register.talks(of: [world.unit("Drift")], on: day("2027-01-01")).isEmpty)
        #expect(world.duties(.talk, .person(world.person("Gry"))).isEmpty)
    }

    @Test("nothing can be written of it: no field takes words but why it is recorded late")
    func noWords() {
        for field in CommandKind.recordTalk.fields where field != .late {
            switch field.kind {
            case .line, .text, .file: Issue.record("\(field.name) takes words")
            default: break
            }
        }
    }

    @Test("an annulled talk was not held")
    mutating func annulled() {
        world.today = day("2027-03-01")
        hold("Gry", ["need": "some", "competences": [world.competence()]])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert person"])
        #expect(turn()?.due == day("2027-11-23"))
        #expect(world.register.persons[world.person("Gry")]?.talks.isEmpty == true)
    }
}
