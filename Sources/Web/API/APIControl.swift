// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Internal and external control, the tasks of auditors and what they ask for, on the day shown.
extension API.Reading {
    // MARK: Internal control

    func controlTests() throws(APIProblem) -> APIAnswer {
        try page(sight.controlTests, key: { $0.id.description }) { known in
            known.plan.map { controlTest(known, $0, whole: false) } ?? .null
        }
    }

    func controlTest(_ known: ControlTest, _ plan: ControlTest.Plan, whole: Bool) -> JSON {
        let rounds = known.rounds.filter { $0.frozenOn <= sight.day }
        let concluded = rounds.compactMap(\.concludedOn).filter { $0 <= sight.day }.max()
        let next = sight.duties(about: .controlTest(known.id)).first { $0.standing(on: sight.day) != .done }
        let retired = known.retirement.entries.last { $0.from <= sight.day }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(plan.label)), ("title", text(plan.title)),
            ("method", text(plan.method)), ("requirement", named(plan.requirement.map { .requirement($0) })),
            ("unit", named(plan.unit)), ("months", .number(plan.months)), ("size", .number(plan.size)),
            ("planned", day(known.plannedOn)), ("concluded", day(concluded)), ("due", day(next?.due)),
            ("retired", day(retired?.from)), ("retired_because", text(retired?.value)),
            ("revision", .number(known.revision)),
        ]
        if whole { members.append(("rounds", .array(rounds.map { round($0, of: known) }))) }
        return .members(members)
    }

    /// The population is counted, not listed: what was drawn of it is.
    private func round(_ round: ControlTest.Round, of test: ControlTest) -> JSON {
        let standing = test.standing(of: round, on: sight.day)
        let conclusion = standing == .concluded ? round.conclusion : nil
        let draw = round.sample(on: sight.day)
        let lines =
            draw.flatMap { _ in sight.text(round.population.items) }.map { $0.split(separator: "\n").map(String.init) }
            ?? []
        let sample = (draw?.items ?? []).map { number in
            let result =
                conclusion.map {
                    $0.failed.contains(number) ? "failed" : $0.untested.contains(number) ? "untested" : "passed"
                }
            return JSON.members([
                ("number", .number(number)),
                ("item", lines.indices.contains(number - 1) ? .string(lines[number - 1]) : .null),
                ("result", result.map { .string($0) } ?? .null),
            ])
        }
        return .members(
            [
                ("id", .string(round.id.description)), ("standing", .string(standing.rawValue)),
                ("from", day(round.population.from)), ("to", day(round.population.until)),
                ("source", text(round.population.source)), ("population", .number(round.population.count)),
                ("frozen", day(round.frozenOn)), ("position", .number(round.frozen)),
                ("drawn", day(draw.flatMap { _ in round.drawnOn })),
                ("tree_size", draw.map { .number($0.size) } ?? .null),
                ("root", draw.map { .string($0.root) } ?? .null), ("sample", .array(sample)),
                ("concluded", day(conclusion.flatMap { _ in round.concludedOn })),
                ("finding", text(conclusion?.finding)),
            ] + cited(conclusion?.evidence ?? [])
                + [("by", conclusion.map { _ in named(round.by, on: round.concludedOn) } ?? .null)])
    }

    // MARK: External control

    func audits() throws(APIProblem) -> APIAnswer {
        try page(sight.audits, key: { $0.id.description }) { known in
            known.record.map { audit(known, $0) } ?? .null
        }
    }

    func audit(_ known: Audit, _ record: Audit.Record) -> JSON {
        .members(
            [
                ("id", .string(known.id.description)), ("number", .string(record.label)),
                ("matter", .string(record.matter.rawValue)), ("auditor", text(record.auditor)),
                ("standard", text(record.standard)), ("from", day(record.from)), ("to", day(record.until)),
                ("opinion", .string(record.opinion.rawValue)), ("exceptions", text(record.exceptions)),
                ("day", day(known.day)),
            ] + cited(record.evidence) + [("revision", .number(known.revision))])
    }

    // MARK: The tasks of auditors

    func auditEngagements() throws(APIProblem) -> APIAnswer {
        try page(sight.auditEngagements, key: { $0.id.description }) { known in
            known.opening.map { auditEngagement(known, $0, whole: false) } ?? .null
        }
    }

    func auditEngagement(_ known: AuditEngagement, _ opening: AuditEngagement.Opening, whole: Bool) -> JSON {
        let closing = known.closing(on: sight.day)
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(opening.label)),
            ("auditor", named(opening.auditor)), ("matter", .string(opening.matter.rawValue)),
            ("standard", text(opening.standard)), ("from", day(opening.from)), ("to", day(opening.until)),
            ("opened", day(known.openedOn)), ("closed", day(closing.flatMap { _ in known.closedOn })),
            ("note", text(closing?.note)), ("audit", named(closing?.audit.map { .audit($0) })),
        ]
        let (access, until): (String, Day?) =
            switch sight.auditorAccess(of: opening) {
            case .none: ("none", nil)
            case .endless: ("endless", nil)
            case .until(let last): ("until", last)
            }
        members += [
            ("access", .string(access)), ("access_until", day(until)), ("revision", .number(known.revision)),
        ]
        if whole {
            members.append(("requests", .list(sight.evidenceRequests(of: known.id).map(\.id.description))))
        }
        return .members(members)
    }

    func evidenceRequests() throws(APIProblem) -> APIAnswer {
        let wanted = try choice("standing", of: EvidenceRequest.Standing.allCases.map(\.rawValue))
        let found = sight.evidenceRequests.filter { known in
            wanted.map { known.standing(on: sight.day).rawValue == $0 } ?? true
        }
        return try page(found, key: { $0.id.description }) { known in
            known.making.map { evidenceRequest(known, $0) } ?? .null
        }
    }

    func evidenceRequest(_ known: EvidenceRequest, _ making: EvidenceRequest.Making) -> JSON {
        let answers = known.answers.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [("day", day(one.day)), ("note", text(one.note))] + cited(one.evidence)
                    + [("by", named(one.by, on: one.day)), ("position", .number(one.position))])
        }
        let judgements = known.judgements.filter { $0.day <= sight.day }.map { one in
            JSON.members([
                ("day", day(one.day)), ("judgement", .string(one.judgement.rawValue)), ("reason", text(one.reason)),
                ("due", day(one.due)), ("by", named(one.by, on: one.day)), ("position", .number(one.position)),
            ])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(making.label)), ("what", text(making.what)),
            ("engagement", named(.auditEngagement(making.engagement))),
            ("requirement", named(making.requirement.map { .requirement($0) })),
            ("control_test", named(making.controlTest.map { .controlTest($0) })), ("why", text(making.why)),
            ("unit", named(making.unit)), ("made", day(known.madeOn)), ("due", day(known.due(on: sight.day))),
            ("standing", .string(known.standing(on: sight.day).rawValue)), ("answers", .array(answers)),
            ("judgements", .array(judgements)),
            ("withdrawn_because", text(known.withdrawal.value(on: sight.day))),
            ("revision", .number(known.revision)),
        ])
    }
}
