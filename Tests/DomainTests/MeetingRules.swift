// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func meetings(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .callMeeting: calling
        case .moveMeeting: moving
        case .cancelMeeting: cancelling
        case .placeItem: placing
        case .settleItem: settling
        case .closeItem: closing
        case .answerItem: answering
        case .holdMeeting: holding
        case .minuteItem: minuting
        case .submitMinutes: submittingMinutes
        default: approving
        }
    }

    /// What every command about a meeting refuses once nothing can be changed any more.
    private static var closed: [Refused] {
        [
            .saying("meeting", nobody),
            Refused("when it is cancelled", .outOfTurn) { world, words in
                world.callMeeting("Anden")
                world.given(.cancelMeeting, ["meeting": world.meeting("Anden"), "reason": "Intet at behandle"])
                words["meeting"] = world.meeting("Anden")
                if words["item"] != nil { words["item"] = world.item(of: "Anden") }
            },
            Refused("when its minutes are approved", .outOfTurn) { world, words in
                world.callMeeting("Anden")
                world.submitMinutes("Anden")
                world.approveMinutes("Anden")
                words["meeting"] = world.meeting("Anden")
                if words["item"] != nil { words["item"] = world.item(of: "Anden") }
            },
        ]
    }

    private static var calling: CommandRules {
        CommandRules(
            example: { world in
                world.policyWaits()
                return [
                    "body": "direktion", "method": "meeting", "meeting_day": world.today + 7, "place": "Lokale 3",
                    "matters": [world.policyMatter],
                ]
            },
            then: { world, entries in
                let known = try #require(world.register.meetings.values.first)
                #expect(known.calling?.label == "DIR 2026-01")
                #expect(known.items.map(\.placing.about) == [.document(world.document("Politik"))])
                #expect(known.standing(on: world.today) == .called)
                #expect(entries.count == 2)
            },
            refusals: [
                .saying("body", "rådet"), .saying("method", "minutes"), .saying("meeting_day", yesterday),
                .saying("deadline", tomorrow), .saying("number", 0), .saying("matters", ["noget"]),
                .saying("matters", ["item:\(nobody)"]),
                Refused("a written procedure without a day to reply by", .invalid, "deadline") {
                    $1["method"] = "written"
                },
                Refused("a written procedure that ends before it begins", .invalid, "deadline") { world, words in
                    words["method"] = "written"
                    words["deadline"] = world.today
                },
                Refused("a matter that does not wait for the body", .invalid, "matters") { world, words in
                    words["matters"] = ["document:\(world.document("Backup"))"]
                },
                .saying("meeting_day", "2028-11-24"),
                Refused("a written procedure that ends more than two years ahead", .invalid, "deadline") {
                    $1["method"] = "written"
                    $1["deadline"] = "2028-11-24"
                },
                Refused("a number that leaves out more than fifty", .invalid, "number") { world, words in
                    world.callMeeting("Anden", ["number": 7])
                    words["number"] = 58
                },
                Refused("a matter that stands on another agenda", .invalid, "matters") { world, words in
                    world.callMeeting("Anden", ["matters": [world.policyMatter]], title: nil)
                },
                Refused("a number that is used", .invalid, "number") { world, words in
                    world.callMeeting("Anden", ["number": 7])
                    words["number"] = 7
                },
            ])
    }

    private static var moving: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting("M", ["meeting_day": tomorrow])
                return ["meeting": world.meeting("M"), "meeting_day": world.today + 9, "reason": "Nogen er på ferie"]
            },
            then: { world, _ in
                #expect(world.known().days.newest?.day == world.today + 9)
                #expect(world.duties(.minutes, .meeting(world.meeting("M"))).map(\.due) == [world.today + 23])
            },
            refusals: closed + [
                .saying("meeting_day", yesterday), .saying("deadline", tomorrow), .saying("meeting_day", "2028-11-24"),
                Refused("when something was decided at it", .outOfTurn) { world, words in
                    world.policyWaits()
                    world.callMeeting("Anden", ["matters": [world.policyMatter]], title: nil)
                    world.decide("Politik")
                    words["meeting"] = world.meeting("Anden")
                },
                Refused("when it has been held", .outOfTurn) { world, words in
                    world.callMeeting("Anden")
                    world.attend("Anden")
                    words["meeting"] = world.meeting("Anden")
                },
            ])
    }

    private static var cancelling: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                return ["meeting": world.meeting("M"), "reason": "Intet at behandle"]
            },
            then: { world, _ in
                #expect(world.meetingStanding() == .cancelled)
                #expect(world.duties(.minutes, .meeting(world.meeting("M"))).map(\.done) == [world.today])
            },
            refusals: closed + [
                Refused("when it has been held", .outOfTurn) { world, words in world.attend() },
                Refused("when something was decided at it", .outOfTurn) { world, _ in
                    world.policyWaits()
                    world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
                    world.decide("Politik")
                },
            ])
    }

    private static var placing: CommandRules {
        CommandRules(
            example: { world in
                world.policyWaits()
                world.callMeeting()
                return [
                    "meeting": world.meeting("M"), "matters": [world.policyMatter], "title": "Personalesag",
                    "closed": "1", "why": "Den haster",
                ]
            },
            then: { world, _ in
                let items = world.known().items
                #expect(items.map(\.placing.order) == [1, 2, 3])
                #expect(items.map(\.placing.isClosed) == [false, true, true])
            },
            refusals: closed + [
                Refused("nothing", .invalid, "matters") { _, words in
                    words["matters"] = [] as [String]
                    words["title"] = ""
                },
                Refused("the same matter twice", .invalid, "matters") { world, words in
                    world.given(.placeItem, words)
                },
                Refused("after the meeting", .outOfTurn) { world, _ in
                    world.today = world.today + 1
                },
                Refused("a matter that stands on another agenda", .invalid, "matters") { world, words in
                    world.callMeeting("Anden", ["matters": [world.policyMatter]], title: nil)
                },
                Refused("a matter that waits for nobody", .invalid, "matters") { world, words in
                    words["matters"] = ["document:\(world.document("Backup"))"]
                },
            ])
    }

    private static var settling: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                return [
                    "meeting": world.meeting("M"), "item": world.item(), "fate": "postponed",
                    "reason": "Bilaget mangler",
                ]
            },
            then: { world, _ in
                #expect(world.register.postponed(for: .direktion, on: world.today).map(\.id) == [world.item()])
            },
            refusals: closed + [
                .saying("item", nobody), .saying("fate", "glemt"),
                Refused("twice", .outOfTurn) { world, words in world.given(.settleItem, words) },
                Refused("what was decided", .outOfTurn) { world, words in
                    world.policyWaits()
                    world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
                    world.decide("Politik")
                    words["item"] = world.item(1)
                },
            ])
    }

    private static var closing: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                return ["meeting": world.meeting("M"), "item": world.item()]
            },
            then: { world, _ in #expect(world.known().items.map(\.isClosed) == [true]) },
            refusals: closed + [
                .saying("item", nobody),
                Refused("twice", .outOfTurn) { world, words in world.given(.closeItem, words) },
            ])
    }

    private static var answering: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting("M", ["method": "written", "deadline": world.today + 7])
                world.by = world.person("Bo")
                return [
                    "meeting": world.meeting("M"), "item": world.item(), "stance": "disagree", "comment": "Nej tak",
                ]
            },
            then: { world, _ in
                let answers = world.known().items.first?.answers ?? []
                #expect(answers.map(\.by) == [world.person("Bo")] && answers.map(\.stance) == [.disagree])
            },
            refusals: [
                .saying("meeting", nobody), .saying("item", nobody), .saying("stance", "måske"),
                Refused("somebody who does not sit in the body", .notAllowed) { world, _ in
                    world.by = world.person("Fie")
                },
                Refused("somebody who sits there no more", .notAllowed) { world, _ in
                    world.given(.unseatMember, ["body": "direktion", "seat": world.seat("Bo"), "to": world.today])
                    world.today = world.today + 1
                },
                Refused("nobody", .outOfTurn) { world, _ in world.by = nil },
                Refused("after the last day", .outOfTurn) { world, _ in world.today = world.today + 8 },
                Refused("at a meeting", .outOfTurn) { world, words in
                    world.callMeeting("Anden")
                    words["meeting"] = world.meeting("Anden")
                    words["item"] = world.item(of: "Anden")
                },
                Refused("what is taken off", .outOfTurn) { world, words in
                    world.given(
                        .settleItem,
                        ["meeting": world.meeting("M"), "item": world.item(), "fate": "dropped", "reason": "Løst"])
                },
                Refused("what is decided", .outOfTurn) { world, words in
                    world.policyWaits()
                    world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
                    words["item"] = world.item(1)
                    for name in ["Anna", "Bo", "Carl"] {
                        world.by = world.person(name)
                        world.given(.answerItem, words)
                    }
                    world.decide(
                        "Politik",
                        ["method": "written", "members": ["Anna", "Bo", "Carl"].map { world.person($0) }])
                },
            ])
    }

    private static var holding: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                return [
                    "meeting": world.meeting("M"), "present": [world.person("Anna"), world.person("Bo")],
                    "chair": world.person("Anna"), "secretary": world.person("Sara"),
                ]
            },
            then: { world, _ in
                let attendance = world.known().attendance.newest
                #expect(attendance?.absent == [world.person("Carl")])
                #expect(world.register.hasQuorum(world.known(), on: world.today))
            },
            refusals: closed + [
                Refused("somebody who does not sit in the body", .invalid, "present") { world, words in
                    words["present"] = [world.person("Fie")]
                },
                Refused("a chair who was absent", .invalid, "chair") { world, words in
                    words["chair"] = world.person("Carl")
                },
                Refused("somebody else in the chair while the chair of the body was there", .invalid, "chair") {
                    world, words in
                    world.seatChair()
                    words["present"] = [world.person("Anna"), world.person("Dan")]
                },
                .saying("secretary", nobody),
                Refused("before its day", .outOfTurn) { world, words in
                    world.callMeeting("Anden", ["meeting_day": tomorrow])
                    words["meeting"] = world.meeting("Anden")
                },
                Refused("a written procedure", .outOfTurn) { world, words in
                    world.callMeeting("Anden", ["method": "written", "deadline": tomorrow])
                    words["meeting"] = world.meeting("Anden")
                },
            ])
    }

    private static var minuting: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                return ["meeting": world.meeting("M"), "item": world.item(), "text": "Taget til efterretning"]
            },
            then: { world, _ in
                #expect(world.known().items.first?.text.newest.flatMap { world.texts[$0] } == "Taget til efterretning")
            },
            refusals: closed + [
                .saying("item", nobody),
                Refused("before its day", .outOfTurn) { world, words in
                    world.callMeeting("Anden", ["meeting_day": tomorrow])
                    words["meeting"] = world.meeting("Anden")
                    words["item"] = world.item(of: "Anden")
                },
            ])
    }

    private static var submittingMinutes: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                world.attend()
                world.minute()
                return ["meeting": world.meeting("M")]
            },
            then: { world, _ in #expect(world.meetingStanding() == .submitted) },
            refusals: closed + [
                Refused("twice", .outOfTurn) { world, words in world.given(.submitMinutes, words) },
                Refused("without saying who was there", .outOfTurn) { world, words in
                    world.callMeeting("Anden")
                    world.minute(of: "Anden")
                    words["meeting"] = world.meeting("Anden")
                },
                Refused("a written procedure before its last day, when not all have replied", .outOfTurn) {
                    world, words in
                    world.callMeeting("Anden", ["method": "written", "deadline": tomorrow])
                    world.minute(of: "Anden")
                    words["meeting"] = world.meeting("Anden")
                },
                Refused("with an item of which nothing is said", .outOfTurn) { world, _ in
                    world.given(.placeItem, ["meeting": world.meeting("M"), "title": "Eventuelt"])
                },
                Refused("with a matter that is not decided", .outOfTurn) { world, _ in
                    world.policyWaits()
                    world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
                },
                Refused("with a decision by somebody who was absent", .outOfTurn) { world, _ in
                    world.policyWaits()
                    world.given(.placeItem, ["meeting": world.meeting("M"), "matters": [world.policyMatter]])
                    world.decide("Politik", ["members": [world.person("Anna"), world.person("Carl")]])
                },
                Refused("before its day", .outOfTurn) { world, words in
                    world.callMeeting("Anden", ["meeting_day": tomorrow])
                    words["meeting"] = world.meeting("Anden")
                },
            ])
    }

    private static var approving: CommandRules {
        CommandRules(
            example: { world in
                world.callMeeting()
                world.submitMinutes()
                world.by = world.person("Anna")
                return ["meeting": world.meeting("M")]
            },
            then: { world, _ in
                #expect(world.meetingStanding() == .approved)
                #expect(world.duties(.minutes, .meeting(world.meeting("M"))).map(\.done) == [world.today])
            },
            refusals: [
                .saying("meeting", nobody),
                Refused("a member who was not in the chair", .outOfTurn) { world, _ in world.by = world.person("Bo") },
                Refused("nobody", .outOfTurn) { world, _ in world.by = nil },
                Refused("the one who submitted them", .outOfTurn) { world, words in
                    world.given(.minuteItem, ["meeting": world.meeting("M"), "item": world.item(), "text": "Drøftet"])
                    world.given(.submitMinutes, words)
                },
                Refused("twice", .outOfTurn) { world, words in world.given(.approveMinutes, words) },
                Refused("before they are submitted", .outOfTurn) { world, words in
                    world.callMeeting("Anden")
                    words["meeting"] = world.meeting("Anden")
                },
                Refused("when something was changed since they were submitted", .outOfTurn) { world, _ in world.minute()
                },
            ])
    }
}
