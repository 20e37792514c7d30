// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// What the minutes of a meeting say, but for names and titles.
    func minutes(of name: String = "M") -> [String] {
        let meeting = known(meeting: name)
        let day = today
        return meeting.agenda(on: day).map { item in
            let decision = register.decision(of: item, at: meeting)
            return "\(item.placing) \(item.isClosed) \(item.settled.entries) \(item.text.entries) "
                + "\(Meeting.answers(to: item, on: day)) \(decision.map { "\($0.id)" } ?? "-")"
        } + ["\(meeting.attendance.entries)", "\(meeting.days.entries)", "\(meeting.approvals.entries)"]
    }

    mutating func annulDecision() {
        annul(position { if case .decision(_, .made) = $0 { true } else { false } })
    }
}

@Suite("Minutes stay as they were approved, and nobody approves alone (policy §§4, 6)")
struct MinutesTests {
    private var world = World.house

    private mutating func approved(settled: Bool = false) {
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]])
        if settled {
            world.given(
                .settleItem,
                ["meeting": world.meeting("M"), "item": world.item(), "fate": "postponed", "reason": "Bilaget mangler"])
        } else {
            world.decide("Politik")
        }
        world.attend()
        world.minute(1)
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        world.approveMinutes()
        #expect(world.meetingStanding() == .approved)
    }

    private func item(_ index: Int = 0) -> Meeting.Item { world.known().items[index] }

    @Test("a decision that is annulled after the approval stays in the minutes, and what came is told beside them")
    mutating func annulledLater() {
        approved()
        let (first, said) = (world.lastDecision?.id, world.minutes())
        world.annulDecision()
        let annulment = world.history.count - 1
        #expect(world.minutes() == said)
        #expect(world.register.afterwards(item(), at: world.known()).annulment == annulment)
        world.decide("Politik")
        #expect(world.lastDecision?.id != first)
        #expect(world.minutes() == said)
        #expect(world.register.afterwards(item(), at: world.known()).decision?.id == world.lastDecision?.id)
    }

    @Test("breach: what they tell of is not struck by recording a case number in its place")
    mutating func struckByNumber() {
        approved()
        let said = world.minutes()
        let held = world.position { if case .meeting(_, .held) = $0 { true } else { false } }
        world.when(
            .correctFact,
            [
                "position": held, "reason": "Forkert", "command": "journal.record", "meeting": world.meeting("M"),
                "case_number": "S-1",
            ])
        world.refuses(.outOfTurn)
        #expect(world.minutes() == said)
        // The number itself is corrected.
        world.given(.recordJournal, ["meeting": world.meeting("M"), "case_number": "S-1"])
        world.given(
            .correctFact,
            [
                "position": world.history.count - 1, "reason": "Tastefejl", "command": "journal.record",
                "meeting": world.meeting("M"), "case_number": "S-2",
            ])
    }

    @Test("a chair who is recused from something on the agenda does not approve, whoever led the meeting")
    mutating func recusedChair() {
        world.seatChair()
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]])
        world.decide("Politik", ["recused": [world.person("Dan")]])
        world.attend(present: ["Dan", "Anna", "Bo"])
        world.minute(1)
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        let approvers = world.register.approvers(of: world.known(), on: world.today)
        #expect(Set(approvers) == Set(["Anna", "Bo"].map(world.person)))
    }

    @Test("what was postponed is decided by nothing later, on the day of the meeting neither")
    mutating func settledLater() {
        approved(settled: true)
        let said = world.minutes()
        world.decide("Politik")
        #expect(world.minutes() == said && world.register.decision(of: item(), at: world.known()) == nil)
        #expect(world.register.afterwards(item(), at: world.known()).decision?.id == world.lastDecision?.id)
    }

    @Test("whatever happens later, the minutes say what they said when they were approved", arguments: 1...6)
    mutating func reproducible(seed: UInt64) {
        approved(settled: seed % 3 == 0)
        let (said, approval) = (world.minutes(), world.history.count - 1)
        world.isWatched = false
        var numbers = Numbers(seed)
        var done = 0
        for _ in 0..<150 {
            let before = world.history.count
            act(&numbers, sparing: approval)
            if world.history.count > before { done += 1 }
            #expect(world.minutes() == said)
        }
        #expect(done > 10)
        world.holds()
    }

    /// One of the things that may happen after an approval.
    private mutating func act(_ numbers: inout Numbers, sparing approval: Int) {
        let (meeting, item) = (world.meeting("M"), world.item(numbers.below(2)))
        switch numbers.below(9) {
        case 0, 1:
            let position = numbers.below(world.history.count)
            if position != approval { world.when(.annulFact, ["position": position, "reason": "Forkert"]) }
        case 2: world.when(.submitVersion, ["document": world.document("Politik")])
        case 3:
            world.when(
                .makeDecision,
                [
                    "document": world.document("Politik"), "act": "adopt", "method": "meeting",
                    "outcome": ["approved", "rejected", "returned"][numbers.below(3)], "reason": "Derfor",
                    "members": ["Anna", "Bo"].map { world.person($0) },
                ])
        case 4:
            world.when(
                .callMeeting,
                [
                    "body": "direktion", "method": "meeting", "meeting_day": world.today,
                    "matters": [world.policyMatter],
                ])
        case 5: world.when(.placeItem, ["meeting": meeting, "matters": [world.policyMatter]])
        case 6: world.when(.minuteItem, ["meeting": meeting, "item": item, "text": "Noget andet"])
        case 7:
            world.when(
                .settleItem, ["meeting": meeting, "item": item, "fate": "dropped", "reason": "Alligevel ikke"])
        default: world.when(.draftVersion, ["document": world.document("Politik"), "classification": "intern"])
        }
    }

    private struct Numbers {
        var state: UInt64
        init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
        mutating func below(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % most
        }
    }

    @Test("annulling the approval opens the minutes: they tell of what is decided now")
    mutating func opened() {
        approved()
        let approval = world.history.count - 1
        world.annulDecision()
        world.decide("Politik")
        world.annul(approval)
        #expect(world.register.decision(of: item(), at: world.known())?.id == world.lastDecision?.id)
        world.by = world.person("Anna")
        world.when(.approveMinutes, ["meeting": world.meeting("M")])
        world.refuses(.outOfTurn)
    }

    // MARK: What takes minutes back that were submitted

    @Test(
        "annulling what was said, placed or recorded takes back what was submitted",
        arguments: ["minuted", "held", "placed"])
    mutating func takenBack(what: String) {
        world.callMeeting()
        world.given(.placeItem, ["meeting": world.meeting("M"), "title": "Eventuelt"])
        world.minute(1)
        world.attend(present: ["Anna", "Carl"])
        world.submitMinutes()
        let position = world.position { fact in
            switch fact {
            case .meeting(_, .minuted): what == "minuted"
            case .meeting(_, .held): what == "held"
            case .meeting(_, .placed): what == "placed"
            default: false
            }
        }
        world.annul(position)
        #expect(world.meetingStanding() == .minutesMissing)
        world.by = world.person("Anna")
        world.when(.approveMinutes, ["meeting": world.meeting("M")])
        world.refuses(.outOfTurn)
    }

    @Test("a decision that changes after the minutes were submitted is approved when they are submitted again")
    mutating func outdated() {
        world.policyWaits()
        world.callMeeting("M", ["matters": [world.policyMatter]], title: nil)
        world.decide("Politik")
        world.attend()
        let submit: Words = ["meeting": world.meeting("M")]
        world.given(.submitMinutes, submit)
        #expect(!world.register.isOutdated(world.known(), on: world.today))
        world.annulDecision()
        world.decide("Politik")
        #expect(world.register.isOutdated(world.known(), on: world.today))
        world.by = world.person("Anna")
        world.when(.approveMinutes, submit)
        world.refuses(.outOfTurn)
        world.by = nil
        world.given(.submitMinutes, submit)
        world.approveMinutes()
        #expect(world.meetingStanding() == .approved)
    }

    // MARK: Two persons take part

    @Test("a member who holds a meeting alone does not approve its minutes")
    mutating func alone() {
        world.by = world.person("Bo")
        world.callMeeting()
        world.attend(present: ["Bo"])
        world.minute()
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        world.when(.approveMinutes, ["meeting": world.meeting("M")])
        world.refuses(.outOfTurn)
        #expect(!world.register.approvers(of: world.known(), on: world.today).contains(world.person("Bo")))
        world.approveMinutes(by: "Anna")
        #expect(world.meetingStanding() == .approved)
    }

    @Test("the chair of the body approves; who takes the chair's place and submits does not")
    mutating func takeOver() {
        world.seatChair()
        world.callMeeting()
        world.attend(present: ["Dan", "Anna", "Bo"])
        world.minute()
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Dan")])
        world.by = world.person("Bo")
        world.attend(present: ["Bo"])
        #expect(world.meetingStanding() == .minutesMissing)
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        world.when(.approveMinutes, ["meeting": world.meeting("M")])
        world.refuses(.outOfTurn)
    }

    @Test("who leads in the absence of the chair approves, unless that person recorded the attendance or submitted")
    mutating func standIn() {
        world.seatChair()
        world.callMeeting()
        world.attend(present: ["Anna", "Bo"])
        world.minute()
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Anna")])
        world.by = world.person("Anna")
        world.attend(present: ["Anna", "Bo"])
        world.by = nil
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Bo")])
    }

    @Test("a chair who submits leaves the approval to another who was there")
    mutating func chairSubmits() {
        world.seatChair()
        world.callMeeting()
        world.attend(present: ["Dan", "Anna"])
        world.minute()
        world.by = world.person("Dan")
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.register.approvers(of: world.known(), on: world.today) == [world.person("Anna")])
    }

    @Test("where nobody else can approve, somebody else submits them")
    mutating func nobodyElse() {
        world.callMeeting("M", ["body": "bestyrelse"])
        world.attend(present: ["Gry"])
        world.minute()
        world.by = world.person("Gry")
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        #expect(world.register.approvers(of: world.known(), on: world.today).isEmpty)
        world.by = nil
        world.given(.submitMinutes, ["meeting": world.meeting("M")])
        world.approveMinutes(by: "Gry")
        #expect(world.meetingStanding() == .approved)
    }
}
