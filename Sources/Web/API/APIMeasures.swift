// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Measures and solutions, on the day shown.
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
                            ("solution", named(.asset(need.asset))),
                            ("property", .string(need.property.rawValue.lowercased())),
                            ("standing", .string(sight.standing(of: need).rawValue)),
                        ])
                    })
            ), ("tests", .array(tests)), ("revision", .number(known.revision)),
        ])
    }

    func solutions() throws(APIProblem) -> APIAnswer {
        try page(sight.assets, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { solution(known, $0) } ?? .null
        }
    }

    func solution(_ known: Domain.Asset, _ wording: Domain.Asset.Wording) -> JSON {
        let inherited = sight.inherited(by: known.id)
        let needs = ControlAttributes.Property.allCases.map { property -> JSON in
            let need = Measure.Need(asset: known.id, property: property)
            return .members([
                ("property", .string(property.rawValue.lowercased())),
                ("level", .string(wording[property].level.rawValue)), ("reason", text(wording[property].reason)),
                ("counts", .string(inherited.needs[property].rawValue)),
                ("inherited_by", .array(inherited.path(property).map { named(.asset($0)) })),
                ("standing", .string(sight.standing(of: need).rawValue)),
                ("measures", .array(sight.measures(for: need).map { named(.measure($0.id)) })),
            ])
        }
        let measured = known.measurements.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [("from", day(one.from)), ("to", day(one.until))] + numbers(one.measured) + [
                    ("met", .bool(known.isMet(one))), ("note", text(one.note)),
                ] + cited(one.evidence) + [("position", .number(one.position))])
        }
        let reviews = known.reviews.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [
                    ("day", day(one.day)), ("outcome", .string(one.outcome.rawValue)), ("finding", text(one.finding)),
                ] + cited(one.evidence) + [("next", day(one.next)), ("position", .number(one.position))])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(wording.label)), ("name", text(wording.name)),
            ("about", text(wording.about)), ("unit", named(wording.unit)),
            ("owner", named(wording.owner.map { .person($0) })), ("shared", .bool(wording.isShared)),
            ("needs", .array(needs)), ("target", .members(numbers(wording.target))),
            ("depends_on", .array(sight.dependences(of: known.id).map { dependence(known.id, $0) })),
            ("dependants", .number(sight.dependantCount(of: known.id))), ("users", text(wording.users)),
            ("months", .number(wording.months)),
            ("retired", day(known.retiredOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("availability", .array(measured)), ("access_reviews", .array(reviews)),
            ("revision", .number(known.revision)),
        ])
    }

    /// The share of time in hundredths of a per cent, the rest in hours.
    private func numbers(_ target: Domain.Asset.Target) -> [(String, JSON?)] {
        [
            ("available", target.available.map { .number($0) } ?? .null),
            ("recovery", target.recovery.map { .number($0) } ?? .null),
            ("loss", target.loss.map { .number($0) } ?? .null),
        ]
    }
}
