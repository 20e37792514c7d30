// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

extension Meeting.Fact {
    /// Writes the payload's members; `readMeeting` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .called(let calling):
            payload.word("body", calling.body)
            payload.number("number", calling.number)
            payload.number("year", calling.year)
            payload.word("method", calling.method)
            calling.days.write(to: &payload)
            payload.value("place", calling.place)
        case .moved(let days, let reason):
            days.write(to: &payload)
            payload.value("reason", reason)
        case .cancelled(let reason): payload.value("reason", reason)
        case .placed(let item, let placing):
            payload.id("item", item)
            payload.number("order", placing.order)
            if let about = placing.about { payload.nested("about") { $0.subject(about) } }
            payload.value("title", placing.title)
            payload.id("follows", placing.follows)
            payload.flag("closed", placing.isClosed)
            payload.value("why", placing.why)
        case .dropped(let item, let reason), .postponed(let item, let reason):
            payload.id("item", item)
            payload.value("reason", reason)
        case .closed(let item): payload.id("item", item)
        case .answered(let item, let by, let stance, let comment):
            payload.id("item", item)
            payload.id("by", by)
            payload.word("stance", stance)
            payload.value("comment", comment)
        case .held(let attendance):
            payload.ids("present", attendance.present)
            payload.ids("absent", attendance.absent)
            payload.id("chair", attendance.chair)
            payload.id("secretary", attendance.secretary)
        case .minuted(let item, let text):
            payload.id("item", item)
            payload.value("text", text)
        case .submitted: break
        case .approved(let by): payload.id("by", by)
        case .journal(let fact): fact.write(to: &payload)
        }
    }
}

extension Meeting.Days {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.day("day", day)
        payload.day("deadline", deadline)
    }

    fileprivate init(_ payload: inout PayloadReader) throws(CanonicalFault) {
        self.init(day: try payload.day("day"), deadline: try payload.optionalDay("deadline"))
    }
}

extension FactKind {
    /// Reads the members of a meeting's fact; of another kind it would read that the minutes are approved.
    func readMeeting(_ payload: inout PayloadReader) throws(CanonicalFault) -> Meeting.Fact {
        if self == .meetingCalled {
            return .called(
                .init(
                    body: try payload.word("body"), number: try payload.number("number"),
                    year: try payload.number("year"), method: try payload.word("method"), days: try .init(&payload),
                    place: try payload.optionalID("place")))
        }
        if self == .meetingMoved { return .moved(try .init(&payload), reason: try payload.id("reason")) }
        if self == .meetingCancelled { return .cancelled(reason: try payload.id("reason")) }
        if self == .meetingItemPlaced {
            return .placed(
                try payload.id("item"),
                .init(
                    order: try payload.number("order"),
                    about: payload.has("about") ? try payload.nested("about", Subject.init) : nil,
                    title: try payload.optionalID("title"), follows: try payload.optionalID("follows"),
                    isClosed: try payload.flag("closed"), why: try payload.optionalID("why")))
        }
        if self == .meetingItemDropped { return .dropped(try payload.id("item"), reason: try payload.id("reason")) }
        if self == .meetingItemPostponed {
            return .postponed(try payload.id("item"), reason: try payload.id("reason"))
        }
        if self == .meetingItemClosed { return .closed(try payload.id("item")) }
        if self == .meetingAnswered {
            return .answered(
                try payload.id("item"), by: try payload.id("by"), try payload.word("stance"),
                comment: try payload.optionalID("comment"))
        }
        if self == .meetingHeld {
            return .held(
                .init(
                    present: try payload.ids("present"), absent: try payload.ids("absent"),
                    chair: try payload.id("chair"), secretary: try payload.optionalID("secretary")))
        }
        if self == .meetingMinuted { return .minuted(try payload.id("item"), text: try payload.id("text")) }
        if self == .meetingMinutesSubmitted { return .submitted }
        return .approved(by: try payload.optionalID("by"))
    }
}
