// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("What stands on an agenda (policy §§4, 6)")
struct AgendaTests {
    private var world = World.house

    private mutating func settle(_ index: Int = 0, of name: String = "M", _ fate: String = "postponed") {
        world.given(
            .settleItem,
            [
                "meeting": world.meeting(name), "item": world.item(index, of: name), "fate": fate,
                "reason": "Bilaget mangler",
            ])
    }

    @Test("a matter stands open on one agenda; settled there, it comes on the next, and is decided at one meeting only")
    mutating func once() {
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]], title: nil)
        world.callMeeting("Næste", title: nil)
        let place: Words = ["meeting": world.meeting("Næste"), "matters": [world.policyMatter]]
        world.when(.placeItem, place)
        world.refuses(.invalid, "matters")
        settle()
        world.given(.placeItem, place)
        world.decide("Politik")
        #expect(world.register.decision(of: world.known().items[0], at: world.known()) == nil)
        let next = world.known(meeting: "Næste")
        #expect(world.register.decision(of: next.items[0], at: next)?.id == world.lastDecision?.id)
    }

    @Test(
        "what was placed elsewhere since is not opened again by annulling that it was postponed, or its meeting cancelled"
    )
    mutating func openedAgain() {
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]], title: nil)
        settle()
        let postponed = world.history.count - 1
        world.callMeeting("Næste", ["matters": [world.policyMatter]], title: nil)
        world.when(.annulFact, ["position": postponed, "reason": "Alligevel"])
        world.refuses(.outOfTurn)
        world.given(.cancelMeeting, ["meeting": world.meeting("Næste"), "reason": "Aflyst"])
        let cancelled = world.history.count - 1
        world.callMeeting("Tredje", ["matters": [world.policyMatter]], title: nil)
        world.when(.annulFact, ["position": cancelled, "reason": "Alligevel"])
        world.refuses(.outOfTurn)
        let placed = world.position { if case .meeting(_, .placed) = $0 { true } else { false } }
        world.annul(placed)
        world.annul(cancelled)
    }

    @Test("an agenda takes items on the last day of its meeting at the latest")
    mutating func over() {
        world.callMeeting("M", ["method": "written", "deadline": world.today + 2])
        world.today = world.today + 2
        let place: Words = ["meeting": world.meeting("M"), "title": "Eventuelt"]
        world.given(.placeItem, place)
        world.today = world.today + 1
        world.when(.placeItem, place)
        world.refuses(.outOfTurn)
    }

    @Test(
        "a closed item stays closed when it comes again, however it is placed",
        arguments: ["postponed", "dropped", "cancelled"])
    mutating func staysClosed(fate: String) {
        world.policyWaits()
        world.callMeeting("M", title: nil)
        world.given(
            .placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter], "closed": "1"])
        if fate == "cancelled" {
            world.given(.cancelMeeting, ["meeting": world.meeting("M"), "reason": "Aflyst"])
        } else {
            settle(fate)
        }
        world.callMeeting("Næste", ["matters": [world.policyMatter]], title: nil)
        #expect(world.known(meeting: "Næste").items.map(\.isClosed) == [true])
    }

    private mutating func settle(_ fate: String) { settle(0, of: "M", fate) }

    @Test("a matter that was closed and decided is open when it comes anew, and an open one is closed afterwards")
    mutating func closing() {
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]], title: nil)
        #expect(world.known().items.map(\.isClosed) == [false])
        world.given(.closeItem, ["meeting": world.meeting("M"), "item": world.item()])
        #expect(world.known().items.map(\.isClosed) == [true])
        world.decide("Politik")
        world.policyWaits()
        world.callMeeting("Næste", ["matters": [world.policyMatter]], title: nil)
        #expect(world.known(meeting: "Næste").items.map(\.isClosed) == [false])
    }

    @Test("what was decided keeps its item, its call and its day")
    mutating func keeps() {
        world.policyWaits()
        world.callMeeting("M", ["meeting_day": world.today + 1, "matters": [world.policyMatter]], title: nil)
        let (called, placed) = (world.history.count - 2, world.history.count - 1)
        world.given(
            .moveMeeting, ["meeting": world.meeting("M"), "meeting_day": world.today, "reason": "Det haster"])
        let moved = world.history.count - 1
        world.decide("Politik")
        let made = world.position { if case .decision(_, .made) = $0 { true } else { false } }
        for position in [called, placed, moved] {
            world.when(.annulFact, ["position": position, "reason": "Forkert"])
            world.refuses(.outOfTurn)
        }
        world.annul(made)
        for position in [moved, placed, called] { world.annul(position) }
        #expect(world.register.meetings(of: .direktion).isEmpty)
    }

    @Test("the first number of a year may be any, for a series that was kept elsewhere")
    mutating func firstNumber() {
        world.callMeeting("M", ["number": 120])
        #expect(world.known().calling?.label == "DIR 2026-120")
        world.callMeeting("Næste", ["number": 170])
        world.when(
            .callMeeting, ["body": "direktion", "method": "meeting", "meeting_day": world.today, "number": 221])
        world.refuses(.invalid, "number")
    }
}
