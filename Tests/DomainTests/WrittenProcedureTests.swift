// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("A written procedure binds (policy §6)")
struct WrittenProcedureTests {
    private var world = World.house

    init() {
        world.policyWaits()
        world.callMeeting(
            "M", ["method": "written", "deadline": world.today + 7, "matters": [world.policyMatter]], title: nil)
    }

    private mutating func answer(_ name: String, _ stance: String) {
        world.by = world.person(name)
        world.given(.answerItem, ["meeting": world.meeting("M"), "item": world.item(), "stance": stance])
        world.by = nil
    }

    private mutating func decide(_ names: [String], _ words: Words = [:]) {
        let usual: Words = [
            "document": world.document("Politik"), "act": "adopt", "outcome": "approved", "method": "written",
            "members": names.map { world.person($0) },
        ]
        world.when(.makeDecision, usual.merging(words) { $1 })
    }

    private var decision: Decision? { world.register.decision(of: world.known().items[0], at: world.known()) }

    @Test("when all have replied it is decided by them, before its last day too")
    mutating func allReplied() {
        for name in ["Anna", "Bo", "Carl"] { answer(name, name == "Bo" ? "disagree" : "agree") }
        decide(["Anna", "Bo", "Carl"])
        world.then()
        #expect(decision != nil)
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.meetingStanding() == .submitted)
    }

    @Test("what a recused member wants stops neither the decision nor the minutes")
    mutating func recused() {
        for name in ["Anna", "Bo"] { answer(name, "agree") }
        answer("Carl", "meeting")
        decide(["Anna", "Bo"], ["recused": [world.person("Carl")]])
        world.then()
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.meetingStanding() == .submitted)
    }

    @Test("before its last day it is not decided while a member is silent; afterwards by those who replied")
    mutating func silent() {
        for name in ["Anna", "Bo"] { answer(name, "agree") }
        decide(["Anna", "Bo"])
        world.refuses(.outOfTurn)
        world.today = world.today + 8
        decide(["Anna", "Bo"])
        world.then()
        #expect(decision != nil)
    }

    @Test(
        "who did not reply took no part, and who replied did", arguments: [["Anna", "Bo", "Carl"], ["Anna", "Carl"]])
    mutating func participants(names: [String]) {
        for name in ["Anna", "Bo"] { answer(name, "agree") }
        world.today = world.today + 8
        decide(names)
        world.refuses(.invalid, "members")
    }

    @Test("one who wants a meeting is enough: it is not decided in writing", arguments: ["written", "minutes"])
    mutating func wantsAMeeting(method: String) {
        for (name, stance) in [("Anna", "agree"), ("Bo", "meeting"), ("Carl", "agree")] { answer(name, stance) }
        let words: Words = ["method": method, "minutes": "DIR 2026-01, punkt 1"]
        decide(["Anna", "Carl"], words)
        world.refuses(.outOfTurn)
        answer("Bo", "agree")
        decide(["Anna", "Bo", "Carl"], words)
        world.then()
    }

    @Test("what is dealt with in writing is decided at no meeting until it is postponed")
    mutating func elsewhere() {
        decide(["Anna", "Bo"], ["method": "meeting"])
        world.refuses(.invalid, "method")
        world.given(
            .settleItem,
            ["meeting": world.meeting("M"), "item": world.item(), "fate": "postponed", "reason": "Vi vil mødes"])
        decide(["Anna", "Bo"], ["method": "meeting"])
        world.then()
        #expect(decision == nil)
    }

    @Test("what stands on the agenda of a meeting is not decided in writing; what stands on none may be")
    mutating func notOnAgenda() {
        world.given(.cancelMeeting, ["meeting": world.meeting("M"), "reason": "Det bliver et møde"])
        world.callMeeting("Møde", ["matters": [world.policyMatter]], title: nil)
        decide(["Anna", "Bo"])
        world.refuses(.invalid, "method")
        world.given(.cancelMeeting, ["meeting": world.meeting("Møde"), "reason": "Det haster"])
        decide(["Anna", "Bo"])
        world.then()
    }

    @Test("a reply that a decision rests on is not taken back before the decision is")
    mutating func restsOn() {
        for name in ["Anna", "Bo", "Carl"] { answer(name, "agree") }
        let reply = world.position { if case .meeting(_, .answered) = $0 { true } else { false } }
        decide(["Anna", "Bo", "Carl"])
        let made = world.position { if case .decision(_, .made) = $0 { true } else { false } }
        world.when(.annulFact, ["position": reply, "reason": "Jeg tog fejl"])
        world.refuses(.outOfTurn)
        world.annul(made)
        world.annul(reply)
        #expect(world.known().items[0].answers.count == 2)
    }

    private func replies() -> [Duty] { world.duties(.reply, .meeting(world.meeting("M"))) }

    @Test("each member is asked for a reply by the last day, and has given it when every item is answered")
    mutating func asked() {
        let names = ["Anna", "Bo", "Carl"]
        #expect(replies().map(\.responsible) == names.map { .person(world.person($0)) })
        #expect(replies().allSatisfy { $0.done == nil && $0.due == world.today + 7 })
        answer("Bo", "agree")
        #expect(replies().map(\.done) == [nil, world.today, nil])
        world.given(.cancelMeeting, ["meeting": world.meeting("M"), "reason": "Det bliver et møde"])
        #expect(replies().allSatisfy { $0.done == world.today })
    }

    @Test("breach: who has not replied by the last day is late, also when the matter is decided without")
    mutating func notReplied() {
        for name in ["Anna", "Bo"] { answer(name, "agree") }
        world.today = world.today + 8
        decide(["Anna", "Bo"])
        world.then()
        let late = replies().filter { $0.standing(on: world.today) == .overdue }
        #expect(late.map(\.responsible) == [.person(world.person("Carl"))])
    }

    @Test("who takes a seat while it runs is asked too, and who leaves it no more")
    mutating func seats() {
        world.given(.seatMember, ["body": "direktion", "person": world.person("Fie"), "from": world.today + 2])
        #expect(replies().map(\.responsible).contains(.person(world.person("Fie"))))
        let seat = world.register.bodies[.direktion]?.seats.first { $0.person == world.person("Anna") }
        world.given(
            .unseatMember,
            ["body": "direktion", "seat": seat?.id.description ?? "", "to": world.today + 1])
        let anna = replies().first { $0.responsible == .person(world.person("Anna")) }
        #expect(anna?.done == world.today + 2)
    }
}
