// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Meetings of direktion and bestyrelse (policy §§4, 6)")
struct MeetingTests {
    private var world = World.house

    @Test("each body counts its own meetings of the year")
    mutating func numbers() {
        world.callMeeting("A")
        world.callMeeting("B")
        world.callMeeting("C", ["body": "bestyrelse"])
        world.callMeeting("D", ["meeting_day": "2027-01-04"])
        #expect(
            ["A", "B", "C", "D"].map { world.known(meeting: $0).calling?.label } == [
                "DIR 2026-01", "DIR 2026-02", "BEST 2026-01", "DIR 2027-01",
            ])
    }

    @Test("a series that began elsewhere goes on from the number that is said")
    mutating func continued() {
        world.callMeeting("A", ["number": 19])
        world.callMeeting("B")
        #expect(world.known(meeting: "B").calling?.label == "DIR 2026-20")
    }

    @Test("the decision of an item is the body's on that matter, made on the day, after it was placed")
    mutating func decided() {
        world.policyWaits()
        world.callMeeting("M", title: nil)
        world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
        let item = world.known().items[0]
        #expect(world.register.decision(of: item, at: world.known()) == nil)
        world.decide("Politik")
        #expect(world.register.decision(of: item, at: world.known())?.id == world.lastDecision?.id)
        world.annul(world.position { if case .decision(_, .made) = $0 { true } else { false } })
        #expect(world.register.decision(of: item, at: world.known()) == nil)
    }

    @Test("a decision on another day is none of the meeting")
    mutating func anotherDay() {
        world.policyWaits()
        world.callMeeting("M", title: nil)
        world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
        world.today = world.today + 1
        world.decide("Politik", on: world.today.description)
        #expect(world.register.decision(of: world.known().items[0], at: world.known()) == nil)
    }

    @Test("what was decided before it was placed cannot be placed")
    mutating func before() {
        world.policyWaits()
        world.decide("Politik")
        world.callMeeting("M", title: nil)
        world.when(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
        world.refuses(.invalid, "matters")
    }

    @Test("an item that is postponed is offered until it is placed anew, and says where it came from")
    mutating func postponed() {
        world.callMeeting()
        world.given(
            .settleItem,
            ["meeting": world.meeting("M"), "item": world.item(), "fate": "postponed", "reason": "Bilaget mangler"])
        world.callMeeting("Næste", ["matters": ["item:\(world.item())"]], title: nil)
        #expect(world.known(meeting: "Næste").items.map(\.placing.follows) == [world.item()])
        #expect(world.register.postponed(for: .direktion, on: world.today).isEmpty)
        world.when(.placeItem, ["meeting": world.meeting("Næste"), "matters": ["item:\(world.item())"]])
        world.refuses(.invalid, "matters")
    }

    @Test("half of the members are no quorum")
    mutating func quorum() {
        world.callMeeting()
        world.attend(present: ["Anna"])
        #expect(!world.register.hasQuorum(world.known(), on: world.today))
        world.attend(present: ["Anna", "Bo"])
        #expect(world.register.hasQuorum(world.known(), on: world.today))
    }

    @Test("what is approved is changed by annulling the approval, and by nothing else")
    mutating func frozen() {
        world.callMeeting()
        world.submitMinutes()
        world.approveMinutes()
        let text = world.position { if case .meeting(_, .minuted) = $0 { true } else { false } }
        world.when(.annulFact, ["position": text, "reason": "Forkert"])
        world.refuses(.outOfTurn)
        world.annul(world.position { if case .meeting(_, .approved) = $0 { true } else { false } })
        #expect(world.meetingStanding() == .submitted)
        world.annul(text)
        #expect(world.known().items.first?.text.newest == nil)
        #expect(world.meetingStanding() == .minutesMissing)
    }

    @Test("a chair who has left leaves the approval to those who took part, then to who sits there")
    mutating func chairGone() {
        world.callMeeting()
        world.submitMinutes()
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Anna")])
        world.given(.unseatMember, ["body": "direktion", "seat": world.seat("Anna"), "to": world.today])
        world.today = world.today + 1
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Bo")])
        world.given(.unseatMember, ["body": "direktion", "seat": world.seat("Bo"), "to": world.today])
        world.today = world.today + 1
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Carl")])
    }

    @Test("minutes are due two weeks after the day")
    mutating func due() {
        world.callMeeting("M", ["meeting_day": world.today + 3])
        let duty = world.duties(.minutes, .meeting(world.meeting("M"))).first
        #expect(duty?.opens == world.today + 3 && duty?.due == world.today + 17 && duty?.done == nil)
        #expect(duty?.responsible == .role(.secretary))
    }
}
