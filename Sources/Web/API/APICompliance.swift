// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Requirements, evidence, nonconformities and statements of applicability, on the day shown.
extension API.Reading {
    // MARK: Requirements

    func requirements() throws(APIProblem) -> APIAnswer {
        let wanted = try choice("compliance", of: Compliance.allCases.map(\.rawValue))
        let found = sight.requirements.filter { known in
            wanted.map { sight.compliance(of: known).rawValue == $0 } ?? true
        }
        return try page(found, key: { $0.id.description }) { known in
            known.wording(on: sight.day).map { requirement(known, $0, whole: false) } ?? .null
        }
    }

    func requirement(_ known: Requirement, _ wording: Requirement.Wording, whole: Bool) -> JSON {
        let (months, trigger): (JSON, JSON) =
            switch wording.rhythm {
            case .months(let months): (.number(months), .null)
            case .trigger(let trigger): (.null, text(trigger))
            }
        let newest = known.assessment(by: sight.day)
        let next = sight.duties(about: .requirement(known.id)).first {
            $0.rule == .assessment && $0.standing(on: sight.day) != .done
        }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(wording.label)),
            ("demand", text(wording.demand)), ("compliance", .string(sight.compliance(of: known).rawValue)),
            ("holds", .bool(sight.holds(known))), ("source", source(wording.source)),
            ("unit", named(wording.unit)), ("months", months), ("trigger", trigger),
            ("expected", text(wording.expected)), ("areas", .list(wording.areas.map(\.rawValue))),
            ("properties", .list(wording.properties.map(\.rawValue))),
            ("solutions", .array(wording.assets.map { named(.asset($0)) })),
            ("measures", .array(sight.measures(for: known.id).map { named(.measure($0.id)) })),
            ("lacks_measure", .bool(sight.lacksMeasure(known))),
            ("risk_assessment", sight.hasRiskAssessment(known).map { .bool($0) } ?? .null),
            ("stated", day(known.statedOn)),
            ("withdrawn_because", text(known.withdrawal.value(on: sight.day))), ("ends", day(sight.end(of: known))),
            ("assessed", day(newest?.day)), ("next_assessment", day(next?.due)),
            ("revision", .number(known.revision)),
        ]
        guard whole else { return .members(members) }
        let made = known.assessments.filter { $0.day <= sight.day }.sorted {
            ($0.day, $0.position) > ($1.day, $1.position)
        }
        members += [
            ("assessments", .array(made.map(assessment))),
            (
                "mappings",
                .array(
                    known.mappings(on: sight.day).map { clause, mapping in
                        .members([
                            ("framework", .string(clause.framework.text)), ("clause", .string(clause.clause.text)),
                            ("relation", .string(mapping.relation.rawValue)), ("rationale", text(mapping.rationale)),
                        ])
                    })
            ),
            ("nonconformities", .list(sight.nonconformities(of: known.id).map(\.id.description))),
        ]
        return .members(members)
    }

    private func source(_ source: Requirement.Source) -> JSON {
        var members: [(String, JSON?)] = [("kind", .string(source.kind.rawValue))]
        switch source {
        case .paragraph(let document, let paragraph, let version):
            members += [
                ("document", named(.document(document))), ("paragraph", .string(paragraph.description)),
                ("version", .string(version.description)),
            ]
        case .law(let law, let binds, let from, let until):
            members += [("law", text(law)), ("binds", text(binds)), ("from", day(from)), ("to", day(until))]
        case .clause(let clause):
            members += [("framework", .string(clause.framework.text)), ("clause", .string(clause.clause.text))]
        }
        return .members(members)
    }

    private func assessment(_ made: Assessment.Made) -> JSON {
        .members(
            [
                ("day", day(made.day)), ("from", day(made.from)), ("to", day(made.until)),
                ("method", .string(made.method.rawValue)), ("sample", text(made.sample)),
                ("result", .string(made.result.rawValue)), ("finding", text(made.finding)),
            ] + cited(made.evidence) + [
                ("assessor", named(made.assessor, on: made.day)), ("next", day(made.next)),
                ("position", .number(made.position)),
            ])
    }

    /// What may not be seen is counted, not named.
    func cited(_ evidence: [ID<Evidence>]) -> [(String, JSON?)] {
        let seen = evidence.filter { (try? sight.evidence($0)) != nil }
        return [
            ("evidence", .array(seen.map { named(.evidence($0)) })),
            ("evidence_left_out", .number(evidence.count - seen.count)),
        ]
    }

    // MARK: Evidence

    func evidenceList() throws(APIProblem) -> APIAnswer {
        try page(sight.evidence, key: { $0.id.description }) { known in
            known.giving.map { evidence(known, $0) } ?? .null
        }
    }

    /// Without the bytes of a file: they are fetched by whoever is signed in, at the address of the page; null: the reader may
    /// not open it.
    func evidence(_ known: Evidence, _ giving: Evidence.Giving) -> JSON {
        let withdrawn = known.withdrawal.entries.last { $0.from <= sight.day }
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("number", .string(giving.label)), ("title", text(giving.title)),
            ("kind", .string(giving.content.kind.rawValue)), ("unit", named(giving.unit)),
            ("classification", .string(giving.classification.rawValue)), ("from", day(known.from)),
            ("to", day(giving.until)), ("holds", .bool(known.holds(on: sight.day))),
            ("risk_assessment", .bool(giving.isRiskAssessment)),
            ("withdrawn", day(withdrawn?.from)), ("withdrawn_because", text(withdrawn?.value)),
        ]
        switch giving.content {
        case .file(_, let name, let kind, let bytes):
            members.append(
                (
                    "file",
                    .members([
                        ("name", text(name)), ("kind", .string(kind.rawValue)), ("bytes", .number(bytes)),
                        (
                            "page",
                            sight.seesFile(of: known.id) ? .string(Link(Route.evidenceFile(known.id)).text) : .null
                        ),
                    ])
                ))
        case .link(let link): members.append(("link", text(link)))
        case .entry(let position, let about, let revision):
            members.append(
                (
                    "entry",
                    .members([
                        ("position", .number(position)), ("about", named(about)), ("revision", .number(revision)),
                    ])
                ))
        }
        members += [
            ("requirements", .list(sight.requirements(citing: known.id).map(\.id.description))),
            ("revision", .number(known.revision)),
        ]
        return .members(members)
    }

    // MARK: Nonconformities

    func nonconformities() throws(APIProblem) -> APIAnswer {
        try page(sight.nonconformities, key: { $0.id.description }) { known in
            known.raised.map { nonconformity(known, $0) } ?? .null
        }
    }

    func nonconformity(_ known: Nonconformity, _ raised: Nonconformity.Raised) -> JSON {
        let standing = known.standing(on: sight.day)
        let causes = known.explanations.filter { $0.day <= sight.day }.map { one in
            JSON.members([
                ("day", day(one.day)), ("cause", text(one.cause)), ("check", day(one.check)),
                ("position", .number(one.position)),
            ])
        }
        let checks = known.checks.filter { $0.day <= sight.day }.map { one in
            JSON.members(
                [
                    ("day", day(one.day)), ("outcome", .string(one.outcome.rawValue)), ("finding", text(one.finding)),
                ] + cited(one.evidence) + [("by", named(one.by, on: one.day)), ("position", .number(one.position))])
        }
        return .members([
            ("id", .string(known.id.description)), ("number", .string(raised.label)), ("what", text(raised.what)),
            ("standing", .string(standing.rawValue)), ("origin", .string(raised.origin.rawValue)),
            ("severity", .string(raised.severity.rawValue)),
            ("requirement", named(raised.requirement.map { .requirement($0) })),
            ("against_document", .bool(sight.isAgainstDocument(known))), ("unit", named(raised.unit)),
            ("found", day(known.day)), ("due", day(raised.due)), ("causes", .array(causes)),
            ("checks", .array(checks)),
            ("actions", .list(sight.actions(about: .nonconformity(known.id)).map(\.id.description))),
            ("closed", day(standing == .closed ? known.checks.last { $0.day <= sight.day }?.day : nil)),
            ("revision", .number(known.revision)),
        ])
    }

    // MARK: Statements of applicability

    func scopes() throws(APIProblem) -> APIAnswer {
        try page(sight.scopes, key: { $0.id.description }) { scope($0, whole: false) }
    }

    /// With what holds for each of the 93 controls: its own decision, or that of the statement it tailors.
    func scope(_ known: Scope, whole: Bool) -> JSON {
        var members: [(String, JSON?)] = [
            ("id", .string(known.id.description)), ("name", text(known.name)),
            ("baseline", named(known.baseline.map { .scope($0) })), ("opened", day(known.openedOn)),
            ("closed", day(known.closedOn.flatMap { $0 <= sight.day ? $0 : nil })),
            ("decided", .number(sight.decidedControls(in: known.id))),
            ("controls_in_all", .number(Scope.controls.count)), ("revision", .number(known.revision)),
        ]
        if whole { members.append(("controls", .array(Scope.controls.map { control($0, in: known.id) }))) }
        return .members(members)
    }

    private func control(_ control: ClauseID, in scope: ID<Scope>) -> JSON {
        let found = sight.applicability(of: control, in: scope)
        let documents = found?.decision.documents ?? []
        let seen = documents.filter { sight.sees(.document($0)) }
        let title = Framework.Name("27002").flatMap { ShippedFrameworks.all[$0] }?[control]?.title
        return .members([
            ("control", .string(control.text)), ("title", title.map { .string(language($0)) } ?? .null),
            ("applies", found.map { .bool($0.decision.applies) } ?? .null),
            ("status", found?.decision.status.map { .string($0.rawValue) } ?? .null),
            ("reason", text(found?.decision.reason)), ("how", text(found?.decision.how)),
            ("documents", .array(seen.map { named(.document($0)) })),
            ("documents_left_out", .number(documents.count - seen.count)), ("unit", named(found?.decision.unit)),
            ("decided", day(found?.since)), ("decided_in", found.map { .string($0.of.description) } ?? .null),
        ])
    }
}
