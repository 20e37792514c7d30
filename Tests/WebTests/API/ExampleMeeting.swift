// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// What the commands about meetings take.
extension ExampleWorld {
    func prepareMeeting(_ kind: CommandKind) async throws {
        try await advance(to: .submitVersion)
        if kind == .callMeeting { return }
        let isWritten = kind == .answerItem
        try await rooms.give(
            .callMeeting,
            [
                "body": "direktion", "method": isWritten ? "written" : "meeting", "meeting_day": "\(rooms.today)",
                "deadline": isWritten ? "\(rooms.today + 7)" : "",
            ])
        if kind == .moveMeeting || kind == .cancelMeeting || kind == .placeItem { return }
        try await rooms.give(.placeItem, ["meeting": meeting, "title": "Orientering"])
        if kind == .settleItem || kind == .closeItem || kind == .answerItem { return }
        if kind == .holdMeeting || kind == .minuteItem { return }
        try await rooms.give(.holdMeeting, ["meeting": meeting, "present": "\(ada)", "chair": "\(ada)"])
        try await rooms.give(.minuteItem, ["meeting": meeting, "item": item, "text": "Taget til efterretning"])
        if kind == .submitMinutes { return }
        try await rooms.give(.submitMinutes, ["meeting": meeting])
    }

    func meetingMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let own: [(String, JSON?)] = [("meeting", .string(meeting))]
        let one: [(String, JSON?)] = own + [("item", .string(item))]
        switch kind {
        case .callMeeting:
            return [
                ("body", "direktion"), ("method", "meeting"), ("meeting_day", .string("\(rooms.today + 7)")),
                ("place", "Lokale 3"), ("matters", .list(["document:\(policy)"])), ("number", 5),
            ]
        case .moveMeeting:
            return own + [("meeting_day", .string("\(rooms.today + 9)")), ("reason", "Nogen er på ferie")]
        case .cancelMeeting: return own + [("reason", "Der er intet at behandle")]
        case .placeItem:
            return own + [
                ("matters", .list(["document:\(policy)"])), ("title", "Et punkt"), ("closed", .bool(true)),
                ("why", "Den haster"),
            ]
        case .settleItem: return one + [("fate", "postponed"), ("reason", "Bilaget mangler")]
        case .closeItem: return one
        case .answerItem: return one + [("stance", "agree"), ("comment", "Ja tak")]
        case .holdMeeting:
            return own + [
                ("present", .list(["\(ada)"])), ("chair", .string("\(ada)")), ("secretary", .string("\(bo)")),
            ]
        case .minuteItem: return one + [("text", "Taget til efterretning")]
        default: return own
        }
    }

    private var known: Meeting? { register.meetings.values.first }
    private var meeting: String { known.map { "\($0.id)" } ?? "" }
    private var item: String { known?.items.first.map { "\($0.id)" } ?? "" }
}
