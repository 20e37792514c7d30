// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Courses and certificates, on the day shown.
extension API.Reading {
    func courses() throws(APIProblem) -> APIAnswer {
        try page(sight.courses, key: { $0.id.description }) { known in
            known.opening.map { course(known, $0, whole: false) } ?? .null
        }
    }

    func course(_ known: Course, _ opening: Course.Opening, whole: Bool) -> JSON {
        let plan = known.plan(on: sight.day) ?? opening.plan
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(known.label)),
            ("module", named(.document(opening.document))), ("area", .string(opening.scope.rawValue)),
            ("days", .number(plan.days)), ("years", plan.years.map { .number($0) } ?? .null),
            ("moves_to_working_day", .bool(plan.movesToWorkingDay)), ("opened", day(known.opened?.day)),
            ("closed", day(known.closedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("standing", sums(sight.learnersInAll(of: known.id))),
            ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let units = sight.learners(of: known.id).filter { sight.seesLearning(of: $0.key) }.sorted { $0.key < $1.key }
        let held = sight.certificates(in: known)
        members += [
            (
                "units",
                .array(units.map { .members([("unit", named($0.key)), ("standing", sums($0.value))]) })
            ),
            ("certificates", .array(held.map { certificate($0.certificate, until: $0.validUntil) })),
        ]
        return .members(members)
    }

    private func sums(_ sums: Learners.Sums) -> JSON {
        .members([
            ("concerned", .number(sums.concerned)), ("valid", .number(sums.valid)), ("waiting", .number(sums.waiting)),
            ("late", .number(sums.late)), ("deferred", .number(sums.deferred)),
        ])
    }

    private func certificate(_ held: Course.Certificate, until: Day?) -> JSON {
        .members([
            ("id", .string(held.certificate.description)), ("number", .string(held.label)),
            ("person", named(held.person)), ("completed", day(held.day)), ("valid_until", day(until)),
            ("right", held.right.map { .number($0) } ?? .null), ("of", held.of.map { .number($0) } ?? .null),
            ("evidence", named(held.evidence.map { .evidence($0) })),
            ("reported", held.report.map { .string($0.status.rawValue) } ?? .null),
            ("score", held.report?.score.map { .number($0) } ?? .null), ("revoked", .bool(held.isRevoked)),
            ("position", .number(held.position)),
        ])
    }
}
