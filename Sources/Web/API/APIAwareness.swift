// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Initiatives, reported mails and their counts, on the day shown.
extension API.Reading {
    func initiatives() throws(APIProblem) -> APIAnswer {
        try page(sight.initiatives, key: { $0.id.description }) { known in
            known.plan(on: sight.day).map { initiative(known, $0, whole: false) } ?? .null
        }
    }

    func initiative(_ known: Initiative, _ plan: Initiative.Plan, whole: Bool) -> JSON {
        func came(_ other: Day?) -> Day? { other.flatMap { $0 <= sight.day ? $0 : nil } }
        let documents = plan.documents.filter { sight.sees(.document($0)) }
        let requirements = plan.requirements.filter { sight.sees(.requirement($0)) }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(plan.label)), ("title", text(plan.title)),
            ("kind", .string(plan.kind.rawValue)), ("purpose", text(plan.purpose)), ("from", day(plan.from)),
            ("to", day(plan.until)), ("responsible", named(plan.responsible)), ("metric", text(plan.metric)),
            ("measured_in", text(plan.unit)),
            ("direction", plan.target.map { .string($0.direction.rawValue) } ?? .null),
            ("target", plan.target.map { .number($0.value) } ?? .null),
            ("documents", .array(documents.map { named(.document($0)) })),
            ("documents_left_out", .number(plan.documents.count - documents.count)),
            ("requirements", .array(requirements.map { named(.requirement($0)) })),
            ("requirements_left_out", .number(plan.requirements.count - requirements.count)),
            ("classification", .string(plan.classification.rawValue)), ("begun", day(came(known.begunOn))),
            ("ended", day(came(known.endedOn))), ("dropped", day(came(known.droppedOn))),
            ("difference", known.effect(on: sight.day).map { .number($0) } ?? .null),
            ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let made = known.measurements.filter { $0.day <= sight.day }.map { one in
            JSON.members([
                ("day", day(one.day)), ("moment", .string(one.what.moment.rawValue)),
                ("value", .number(one.what.value)), ("method", text(one.what.method)),
                ("position", .number(one.position)),
            ])
        }
        let held = known.exercises.filter { $0.day <= sight.day }.map { one in
            let groups = sight.groups(of: one.what).map { group in
                JSON.members([("unit", named(group.unit)), ("counts", counts(group.counts))])
            }
            return JSON.members([
                ("day", day(one.day)), ("counts", counts(one.what.counts)), ("groups", .array(groups)),
                ("first_report", one.what.firstReport.map { .number($0) } ?? .null),
                ("position", .number(one.position)),
            ])
        }
        members += [("measurements", .array(made)), ("exercises", .array(held))]
        return .members(members)
    }

    private func counts(_ counts: Exercise.Counts) -> JSON {
        .members([
            ("sent", .number(counts.sent)), ("opened", counts.opened.map { .number($0) } ?? .null),
            ("clicked", .number(counts.clicked)), ("reported", .number(counts.reported)),
        ])
    }

    // MARK: Reported mails

    func suspicions() throws(APIProblem) -> APIAnswer {
        try page(sight.suspicions, key: { $0.id.description }) { known in
            known.report.map { suspicion(known, $0) } ?? .null
        }
    }

    func suspicion(_ known: Suspicion, _ report: Suspicion.Report) -> JSON {
        let answers = known.answers.filter { $0.day <= sight.day }.map { made in
            JSON.members([
                ("day", day(made.day)), ("verdict", .string(made.answer.verdict.rawValue)),
                ("word", text(made.answer.word)), ("by", named(made.by)),
                ("exercise", named(made.answer.exercise.map { .initiative($0) })),
                ("position", .number(made.position)),
            ])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(report.label)),
            ("reporter", named(report.reporter)), ("reported", day(known.reportedOn)), ("came", day(report.came)),
            ("minute", report.minute.map { .number($0) } ?? .null), ("act", .string(report.act.rawValue)),
            ("sender", text(report.sender)), ("look", text(report.look)),
            ("minutes_to_report", known.minutes.map { .number($0) } ?? .null), ("answers", .array(answers)),
            ("revision", .number(known.revision)),
        ])
    }

    /// Nobody but those who follow it sees the counts.
    func awareness() throws -> APIAnswer {
        guard let months = sight.suspicionMonths() else { throw Refusal.notAllowed }
        let all = months.map { month in
            JSON.members([
                ("month", day(month.month.first)), ("reported", .number(month.reported)),
                ("phishing", .number(month.phishing)), ("exercise", .number(month.exercise)),
                ("harmless", .number(month.harmless)), ("waiting", .number(month.waiting)),
                ("people", .number(month.people)), ("median_minutes", month.median.map { .number($0) } ?? .null),
            ])
        }
        return APIAnswer(200, .members([("months", .array(all))]))
    }
}
