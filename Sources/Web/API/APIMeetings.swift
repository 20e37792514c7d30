// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    /// The newest day first.
    func meetings() throws(APIProblem) -> APIAnswer {
        try page(sight.meetings.reversed(), key: { $0.id.description }) { .members(members(of: $0)) }
    }

    /// One meeting, with the minutes as they were approved.
    func meeting(_ known: Meeting) throws -> JSON {
        .members(members(of: known) + [("minutes", try minutes(of: known))])
    }

    private func members(of known: Meeting) -> [(String, JSON)] {
        guard let calling = known.calling else { return [] }
        let days = known.days(on: sight.day)
        let standing = known.standing(on: sight.day)
        let agenda = known.agenda(on: sight.day)
        let shown = agenda.filter { sight.sees($0, at: known) }
        func names(_ ids: [ID<Person>]) -> JSON { .array(ids.map { named($0, on: days?.day) }) }
        var attendance = JSON.null
        if let there = known.attendance.value(on: sight.day) {
            attendance = .members([
                ("present", names(there.present)), ("absent", names(there.absent)),
                ("chair", named(there.chair, on: days?.day)), ("secretary", named(there.secretary, on: days?.day)),
            ])
        }
        let approval = known.approvals.entries.last { $0.from <= sight.day }
        let isSentBack =
            standing == .submitted && (sight.isOutdated(known) || sight.approvers(of: known).isEmpty)
        let approver: JSON = approval.map { named($0.value, on: $0.from) } ?? .null
        var members: [(String, JSON)] = [
            ("id", .string(known.id.description)), ("number", .string(calling.label)),
            ("body", .string(calling.body.rawValue)), ("method", .string(calling.method.rawValue)),
            ("called", day(known.calledOn)), ("day", day(days?.day)), ("deadline", day(days?.deadline)),
            ("place", text(calling.place)), ("standing", .string(Self.word(standing))),
            ("cancelled_because", text(known.cancelled.value(on: sight.day))), ("attendance", attendance),
        ]
        members += [
            ("participants", names(known.participants(on: sight.day))),
            ("quorum", .bool(sight.hasQuorum(known))), ("items", .array(shown.map { item($0, at: known) })),
            ("items_left_out", .number(agenda.count - shown.count)), ("sent_back", .bool(isSentBack)),
            ("approved", day(approval?.from)), ("approved_by", approver),
            ("journal", journal(of: .meeting(known.id))), ("revision", .number(known.revision)),
        ]
        return members
    }

    private static func word(_ standing: Meeting.Standing) -> String {
        switch standing {
        case .called: "called"
        case .underWay: "under_way"
        case .minutesMissing: "minutes_missing"
        case .submitted: "submitted"
        case .approved: "approved"
        case .cancelled: "cancelled"
        }
    }

    /// An item that the caller may see, with what was decided on it.
    private func item(_ item: Meeting.Item, at known: Meeting) -> JSON {
        let decision = sight.decision(of: item, at: known)
        let settled = decision == nil ? item.settled.value(on: sight.day) : nil
        let before = item.placing.follows.flatMap { first in
            sight.meetings.first { $0.items.contains { $0.id == first } }
        }
        let later = sight.afterwards(item, at: known)
        var members: [(String, JSON)] = [
            ("id", .string(item.id.description)), ("number", .number(item.placing.order)),
            ("title", word(sight.title(of: item.id, language))), ("about", named(item.placing.about)),
            ("closed", .bool(sight.isClosed(item))), ("why", text(item.placing.why)),
            ("postponed_from", named(before.map { Subject.meeting($0.id) })),
        ]
        members += [
            ("decision", word(decision?.id.description)), ("outcome", word(decision?.outcome?.rawValue)),
            ("fate", word(settled?.fate.rawValue)), ("fate_reason", text(settled?.reason)),
            ("text", text(item.text.value(on: sight.day))),
        ]
        let answers = Meeting.answers(to: item, on: sight.day).map { answer($0) }
        members += [
            ("answers", .array(answers)), ("annulled_afterwards", later.annulled.map { .number($0.position) } ?? .null),
            ("decided_afterwards", word(later.decision?.id.description)),
        ]
        return .members(members)
    }

    private func word(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    private func answer(_ answer: Meeting.Answer) -> JSON {
        .members([
            ("by", named(answer.by, on: answer.day)), ("day", day(answer.day)),
            ("stance", .string(answer.stance.rawValue)), ("comment", text(answer.comment)),
        ])
    }

    /// Null until they are approved. They say nothing of items that the caller may not see.
    private func minutes(of known: Meeting) throws -> JSON {
        guard known.approvals.value(on: sight.day) != nil else { return .null }
        var minutes = try MinutesText(known.id, .whole, sheetContext(Arguments()))
        minutes.leavesOutUnseen = true
        return .members([
            ("title", .string(minutes.title)),
            (
                "facts",
                .array(
                    minutes.facts.map { .members([("label", .string($0.label)), ("value", .string($0.value))]) })
            ),
            (
                "items",
                .array(
                    minutes.spoken.map { item, words in
                        .members([
                            ("number", .number(item.number)), ("title", .string(item.title)),
                            ("closed", .bool(item.isClosed)), ("text", .string(words.joined(separator: "\n"))),
                        ])
                    })
            ),
        ])
    }
}
