// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The matrix, reports, objectives and campaigns, on the day shown.
extension API.Reading {
    // MARK: The matrix

    func matrix() throws(APIProblem) -> APIAnswer {
        guard let place, let name = Framework.Name(place), let framework = sight.frameworks[name] else {
            throw .unknown
        }
        let lines = Matrix.lines(of: framework, sight).map { line in
            JSON.members([
                ("clause", .string(line.clause.id.text)), ("title", .string(language(line.clause.title))),
                ("standing", .string(standing(line.standing))),
                ("requirements", .array(line.answers.map { answer($0.requirement, $0.relation) })),
            ])
        }
        return APIAnswer(200, .members([("framework", .string(name.text)), ("clauses", .array(lines))]))
    }

    private func standing(_ standing: ClauseStanding) -> String {
        switch standing {
        case .unanswered: "unanswered"
        case .partly: "partly_asked"
        case .answered(let compliance): compliance.rawValue
        }
    }

    private func answer(_ known: Requirement, _ relation: ClauseRelation) -> JSON {
        let newest = known.assessment(by: sight.day)
        return .members([
            ("requirement", named(.requirement(known.id))), ("relation", .string(relation.rawValue)),
            ("compliance", .string(sight.compliance(of: known).rawValue)),
            ("evidence", named(Matrix.freshest(newest, sight).map { .evidence($0.id) })),
            ("assessor", named(newest?.assessor, on: newest?.day ?? sight.day)), ("assessed", day(newest?.day)),
            ("next", day(newest?.next)),
        ])
    }

    // MARK: Reports

    func reports() throws(APIProblem) -> APIAnswer {
        try page(sight.reports, key: { $0.id.description }) { known in
            known.issue.map { report(known, $0, whole: false) } ?? .null
        }
    }

    func report(_ known: Report, _ issue: Report.Issue, whole: Bool) -> JSON {
        let presented = sight.presentation(of: known)
        let standing = presented.flatMap { try? sight.proposal($0.proposal).0 }.map { sight.standing(of: $0).rawValue }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(issue.label)),
            ("kind", .string(issue.kind.rawValue)), ("from", day(issue.from)), ("to", day(issue.until)),
            ("issued", day(known.day)), ("proposal", named(presented.map { .proposal($0.proposal) })),
            ("standing", standing.map { .string($0) } ?? .null), ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let inputs = Report.Input.allCases.compactMap { input in
            issue.inputs[input].map { JSON.members([("about", .string(input.rawValue)), ("text", text($0))]) }
        }
        let figures = issue.figures.all.map { figure, count in
            JSON.members([
                ("figure", .string(figure.rawValue)), ("label", .string(language(figure.label))),
                ("count", .number(count)),
            ])
        }
        members += [
            ("assessment", text(issue.assessment)), ("asks", text(issue.asks)), ("inputs", .array(inputs)),
            ("figures", .array(figures)), ("before", named(sight.report(before: known).map { .report($0.id) })),
            ("bytes", .number(issue.bytes)),
        ]
        return .members(members)
    }

    // MARK: Objectives

    func objectives() throws(APIProblem) -> APIAnswer {
        try page(sight.objectives, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { objective(known, $0) } ?? .null
        }
    }

    func objective(_ known: Objective, _ wording: Objective.Wording) -> JSON {
        let made = known.measurements.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [("day", day(one.day)), ("value", .number(one.value)), ("note", text(one.note))] + cited(one.evidence)
                    + [("position", .number(one.position))])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(wording.label)), ("title", text(wording.title)),
            ("measure", text(wording.measure)), ("direction", .string(wording.direction.rawValue)),
            ("target", .number(wording.target)), ("by", day(wording.by)), ("months", .number(wording.months)),
            ("unit", named(wording.unit)), ("met", made.isEmpty ? .null : .bool(known.isMet(on: sight.day))),
            ("ended", day(known.endedOn.flatMap { $0 <= sight.day ? $0 : nil })), ("measurements", .array(made)),
            ("revision", .number(known.revision)),
        ])
    }

    // MARK: Campaigns

    func campaigns() throws(APIProblem) -> APIAnswer {
        try page(sight.campaigns, key: { $0.id.description }) { known in
            known.opening.map { campaign(known, $0, whole: false) } ?? .null
        }
    }

    func campaign(_ known: Campaign, _ opening: Campaign.Opening, whole: Bool) -> JSON {
        let asked = opening.requirements.filter { sight.sees(.requirement($0)) }
        let places = opening.units.flatMap { unit in asked.map { Campaign.Place($0, unit) } }
        let answers = places.compactMap { known.answer($0, by: sight.day) }
        let fallen = sight.fallen(from: known)
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(opening.label)), ("title", text(opening.title)),
            ("from", day(opening.from)), ("to", day(opening.until)), ("due", day(opening.due)),
            ("guide", text(opening.guide)), ("follows", named(opening.follows.map { .campaign($0) })),
            ("opened", day(known.openedOn)), ("closed", day(known.closedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("units", .array(opening.units.map { named($0) })),
            ("requirements", .array(asked.map { named(.requirement($0)) })),
            ("fallen_away", .array(asked.filter(fallen.contains).map { .string($0.description) })),
            ("answered", .number(answers.count)),
            ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let said = answers.map { made in
            JSON.members(
                [
                    ("unit", named(made.unit)), ("requirement", named(.requirement(made.requirement))),
                    ("result", .string(made.result.rawValue)), ("finding", text(made.finding)),
                    ("confirmed", .bool(made.isConfirmed)),
                ] + cited(made.evidence) + [("day", day(made.day)), ("position", .number(made.position))])
        }
        members.append(("answers", .array(said)))
        return .members(members)
    }
}
