// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Measures, on the day shown.
extension API.Reading {
    func measures() throws(APIProblem) -> APIAnswer {
        try page(sight.measures, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { measure(known, $0) } ?? .null
        }
    }

    func measure(_ known: Measure, _ wording: Measure.Wording) -> JSON {
        let tests = known.tests.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [
                    ("day", day(one.day)), ("method", .string(one.method.rawValue)),
                    ("outcome", .string(one.outcome.rawValue)), ("finding", text(one.finding)),
                ] + cited(one.evidence) + [("next", day(one.next)), ("position", .number(one.position))])
        }
        let seen = wording.requirements.filter { sight.sees(.requirement($0)) }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(wording.label)), ("title", text(wording.title)),
            ("what", text(wording.what)), ("unit", named(wording.unit)), ("by", day(wording.by)),
            ("months", .number(wording.months)), ("standing", .string(known.standing(on: sight.day).rawValue)),
            ("implemented", day(known.implementedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("ended", day(known.endedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("requirements", .array(seen.map { named(.requirement($0)) })),
            ("requirements_left_out", .number(wording.requirements.count - seen.count)),
            ("clauses", .array(wording.clauses.map { .string($0.description) })),
            (
                "needs",
                .array(
                    wording.needs.map { need in
                        .members([
                            ("asset", named(.asset(need.asset))),
                            ("property", .string(need.property.rawValue.lowercased())),
                            ("standing", .string(sight.standing(of: need).rawValue)),
                        ])
                    })
            ), ("tests", .array(tests)), ("revision", .number(known.revision)),
        ])
    }
}
