// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The record of processing activities, on the day shown.
extension API.Reading {
    func processings() throws(APIProblem) -> APIAnswer {
        try page(sight.processings, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { processing(known, $0) } ?? .null
        }
    }

    func processing(_ known: Processing, _ wording: Processing.Wording) -> JSON {
        let ended = known.endedOn.flatMap { $0 <= sight.day ? $0 : nil }
        let reviews = known.reviews.filter { $0.day <= sight.day }.map { one in
            JSON.members([
                ("day", day(one.day)), ("finding", text(one.finding)), ("next", day(one.next)), ("by", named(one.by)),
                ("position", .number(one.position)),
            ])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(wording.label)),
            ("capacity", .string(wording.capacity.rawValue)), ("title", text(wording.title)),
            ("purpose", text(wording.purpose)), ("unit", named(wording.unit)),
            ("responsible", named(wording.responsible.map { .person($0) })), ("begins", day(wording.begins)),
            ("controllers", text(wording.controllers)),
            ("grounds", .array(wording.grounds.map { .string($0.rawValue) })), ("law", text(wording.law)),
            ("people", text(wording.people)), ("personal_data", .array(wording.data.map { .string($0.rawValue) })),
            ("kinds", text(wording.kinds)), ("recipients", text(wording.recipients)),
            ("transfer", wording.transfer.map { .string($0.rawValue) } ?? .null),
            ("countries", text(wording.countries)),
            ("safeguards", .array(wording.safeguards.map { .string($0.rawValue) })),
            ("erasure", text(wording.erasure)), ("security", text(wording.security)),
            ("assets", .array(wording.assets.map { named(.asset($0)) })),
            ("lacks", .array(wording.gaps.map { .string($0.rawValue) })),
            ("standing", .string(known.standing(on: sight.day).rawValue)),
            ("next_review", ended == nil ? day(known.nextReview(on: sight.day)) : .null), ("ended", day(ended)),
            ("reviews", .array(reviews)), ("revision", .number(known.revision)),
        ])
    }
}
