// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// How it is found out whether the requirements are followed (policy §7.3), and what was found: an assessment plan and
/// assessment results in OSCAL. Both are about the catalogue of requirements, which lies beside them.
struct OSCALAssessments {
    let frame: OSCALFrame
    private let requirements: OSCALRequirements
    private let tests: [(known: ControlTest, plan: ControlTest.Plan)]

    init(_ frame: OSCALFrame) {
        self.frame = frame
        requirements = OSCALRequirements(frame)
        tests = frame.sight.controlTests.compactMap { known in known.plan.map { (known, $0) } }
    }

    private var sight: Sight { frame.sight }

    /// The requirements that are asked about; where there is none, all of what is not there.
    private func reviewed(_ wordings: [Requirement.Wording]) -> DataTree {
        let chosen = wordings.map { DataTree.members([("control-id", .text(OSCALRequirements.token($0)))]) }
        let selection: [(String, DataTree?)] =
            chosen.isEmpty ? [("include-all", .members([]))] : [("include-controls", .list(chosen))]
        return .members([("control-selections", .list([.members(selection)]))])
    }

    /// The requirement that a test is about, if it holds and may be seen.
    private func tested(_ plan: ControlTest.Plan) -> Requirement.Wording? {
        requirements.all.first { $0.known.id == plan.requirement }?.wording
    }

    // MARK: The plan

    func plan() -> [UInt8] {
        let catalogue = frame.resource(
            file: OSCALFile.catalogue.fileName, frame.language(OSCALFile.catalogue.label))
        let remarks = frame.say(
            da: "Kravene er ikke en plan for ét system. De står i kataloget, der henvises til.",
            en: "The requirements are no plan of one system. They stand in the catalogue that is referred to.")
        let activities = tests.map { activity($0.known, $0.plan) }
        let tasks =
            tests.filter { !isRetired($0.known) }.map { task($0.known, $0.plan) }
            + requirements.all.map { task($0.known, $0.wording) }
        return frame.file(
            .plan, root: "assessment-plan", title: frame.language(OSCALFile.plan.label),
            [
                ("import-ssp", .members([("href", .text(catalogue)), ("remarks", frame.prose(remarks))])),
                (
                    "local-definitions",
                    activities.isEmpty ? nil : .members([("activities", .list(activities))])
                ), ("reviewed-controls", reviewed(requirements.all.map(\.wording))),
                ("tasks", .some(tasks)),
            ])
    }

    private func isRetired(_ test: ControlTest) -> Bool { test.retiredOn.map { $0 <= sight.day } ?? false }

    private func activity(_ test: ControlTest, _ plan: ControlTest.Plan) -> DataTree {
        let retired = isRetired(test) ? test.retiredOn : nil
        let properties = [
            OSCALWriter.property("method", "TEST"), frame.own("number", plan.label),
            frame.own("reference", "\(test.id)"), frame.own("sample-size", plan.size),
            frame.own("months", plan.months), frame.own("planned", test.plannedOn), frame.own("retired", retired),
        ]
        return .members([
            ("uuid", .text(frame.uuid("activity", .controlTest(test.id)))),
            ("title", frame.title(frame.text(plan.title))),
            ("description", frame.prose(frame.text(plan.method))), ("props", .some(properties.compactMap { $0 })),
            ("related-controls", tested(plan).map { reviewed([$0]) }),
            ("responsible-roles", frame.responsible(frame.party(.role(.security), on: sight.day))),
        ])
    }

    private func task(_ test: ControlTest, _ plan: ControlTest.Plan) -> DataTree {
        let unit: DataTree = .members([
            ("type", .text("party")), ("include-subjects", .list([frame.subject(frame.party(plan.unit))])),
        ])
        return .members([
            ("uuid", .text(frame.uuid("task", .controlTest(test.id)))), ("type", .text("action")),
            ("title", frame.title(frame.label(.controlTest(test.id)))),
            ("props", .some([frame.own("next", next(.controlTest(test.id)))].compactMap { $0 })),
            ("timing", timing(plan.months)),
            (
                "associated-activities",
                .list([
                    .members([
                        ("activity-uuid", .text(frame.uuid("activity", .controlTest(test.id)))),
                        ("subjects", .list([unit])),
                    ])
                ])
            ),
        ])
    }

    private func task(_ known: Requirement, _ wording: Requirement.Wording) -> DataTree {
        let (rhythm, words): (DataTree?, String?) =
            switch wording.rhythm {
            case .months(let months): (timing(months), nil)
            case .trigger(let trigger): (nil, frame.text(trigger))
            }
        return .members([
            ("uuid", .text(frame.uuid("task", .requirement(known.id)))), ("type", .text("action")),
            (
                "title",
                frame.title(frame.say(da: "Vurdér \(wording.label)", en: "Assess \(wording.label)"))
            ), ("description", words.map { frame.prose(frame.say(da: "Når: \($0)", en: "When: \($0)")) }),
            (
                "props",
                .some(
                    [
                        frame.own("control-id", OSCALRequirements.token(wording)),
                        frame.own("next", next(.requirement(known.id))),
                    ].compactMap { $0 })
            ), ("timing", rhythm), ("responsible-roles", frame.responsible(frame.party(wording.unit))),
        ])
    }

    private func timing(_ months: Int) -> DataTree {
        .members([
            ("at-frequency", .members([("period", .number(String(months))), ("unit", .text("months"))]))
        ])
    }

    /// The day by which it is looked at again.
    private func next(_ subject: Subject) -> Day? {
        sight.duties(about: subject).first { duty in
            (duty.rule == .assessment || duty.rule == .control) && duty.standing(on: sight.day) != .done
        }?.due
    }

    // MARK: The results

    func results() -> [UInt8] {
        let made = requirements.all.map { known, wording in
            (known, wording, known.assessments.filter { $0.day <= sight.day }.sorted { $0.position < $1.position })
        }
        let rounds = tests.flatMap { test in
            test.known.rounds.filter { $0.frozenOn <= sight.day }.map { (test.known, test.plan, $0) }
        }
        var observations: [DataTree] = []
        for (known, wording, assessments) in made {
            observations += assessments.map { observation(known, wording, $0) }
        }
        observations += rounds.map(observation)
        let findings = made.compactMap { known, wording, assessments in
            known.assessment(by: sight.day).map { newest in
                finding(
                    known, wording, newest,
                    assessments.map { observationID($0, known) }
                        + rounds.filter { $0.1.requirement == known.id }.map { observationID($0.2, $0.0) })
            }
        }
        let first =
            (made.flatMap { $0.2.map(\.from) } + rounds.map(\.2.population.from)).min() ?? sight.day
        let result: DataTree = .members([
            ("uuid", .text(frame.uuid("result \(sight.day) \(sight.known)"))),
            ("title", frame.title(frame.language(OSCALFile.results.label))),
            (
                "description",
                frame.prose(
                    frame.say(
                        da: "Vurderinger af krav og interne kontroller, som de var kendt.",
                        en: "Assessments of requirements and internal controls, as they were known."))
            ), ("start", OSCALFrame.moment(min(first, sight.day))), ("end", OSCALFrame.moment(sight.day)),
            ("reviewed-controls", reviewed(made.filter { !$0.2.isEmpty }.map(\.1))),
            ("observations", .some(observations)), ("findings", .some(findings)),
        ])
        return frame.file(
            .results, root: "assessment-results", title: frame.language(OSCALFile.results.label),
            [
                ("import-ap", .members([("href", .text(OSCALFile.plan.fileName))])), ("results", .list([result])),
            ])
    }

    private func observationID(_ made: Assessment.Made, _ known: Requirement) -> String {
        frame.uuid("assessment \(made.position)", .requirement(known.id))
    }

    private func observationID(_ round: ControlTest.Round, _ test: ControlTest) -> String {
        frame.uuid("round \(round.id)", .controlTest(test.id))
    }

    private func observation(
        _ known: Requirement, _ wording: Requirement.Wording, _ made: Assessment.Made
    ) -> DataTree {
        let evidence = frame.evidence(made.evidence)
        let person = made.assessor ?? made.by
        let properties = [
            frame.own("method", made.method.rawValue), frame.own("result", made.result.rawValue),
            frame.own("period-from", made.from), frame.own("period-until", made.until),
            frame.own("sample", made.sample.map { frame.text($0) }), frame.own("next", made.next),
            frame.own("entry", made.position), evidence.hidden,
        ]
        return .members([
            ("uuid", .text(observationID(made, known))),
            (
                "title",
                frame.title(
                    frame.say(
                        da: "Vurdering af \(wording.label): \(frame.language(made.result.label))",
                        en: "Assessment of \(wording.label): \(frame.language(made.result.label))"))
            ), ("description", frame.prose(frame.text(made.finding))), ("props", .some(properties.compactMap { $0 })),
            ("methods", .list([.text(made.method.oscal)])), ("types", .list([.text("control-objective")])),
            ("origins", person.map { frame.origins(frame.party($0, on: made.day)) }),
            ("subjects", .list([frame.subject(frame.party(wording.unit))])),
            ("relevant-evidence", evidence.seen), ("collected", OSCALFrame.moment(made.day)),
            ("expires", made.next.map(OSCALFrame.moment)),
        ])
    }

    /// With what it takes to draw the sample again.
    private func observation(_ test: ControlTest, _ plan: ControlTest.Plan, _ round: ControlTest.Round) -> DataTree {
        let standing = test.standing(of: round, on: sight.day)
        let conclusion = standing == .concluded ? round.conclusion : nil
        let draw = round.sample(on: sight.day)
        let evidence = frame.evidence(conclusion?.evidence ?? [])
        let properties = [
            frame.own("number", plan.label), frame.own("standing", standing.rawValue),
            frame.own("period-from", round.population.from), frame.own("period-until", round.population.until),
            frame.own("population", round.population.count), frame.own("population-entry", round.frozen),
            frame.own("sample", draw.map { String($0.items.count) }),
            frame.own("sample-items", draw.map { Self.numbers($0.items) }), frame.own("seed", draw?.root),
            frame.own("seed-size", draw.map { String($0.size) }),
            frame.own("failed", conclusion.map { String($0.failed.count) }),
            frame.own("failed-items", conclusion.map { Self.numbers($0.failed) }),
            frame.own("untested", conclusion.map { String($0.untested.count) }),
            frame.own("untested-items", conclusion.map { Self.numbers($0.untested) }), evidence.hidden,
        ]
        let source = frame.say(da: "Populationens kilde: ", en: "Source of the population: ")
        return .members([
            ("uuid", .text(observationID(round, test))), ("title", frame.title(frame.label(.controlTest(test.id)))),
            (
                "description",
                frame.prose(conclusion.map { frame.text($0.finding) } ?? frame.language(standing.label))
            ), ("props", .some(properties.compactMap { $0 })), ("methods", .list([.text("TEST")])),
            ("types", .list([.text("control-objective")])),
            (
                "origins",
                conclusion == nil
                    ? nil : round.by.map { frame.origins(frame.party($0, on: round.concludedOn ?? sight.day)) }
            ), ("subjects", .list([frame.subject(frame.party(plan.unit))])), ("relevant-evidence", evidence.seen),
            (
                "collected",
                OSCALFrame.moment((standing == .concluded ? round.concludedOn : nil) ?? round.frozenOn)
            ), ("remarks", frame.prose(source + frame.text(round.population.source))),
        ])
    }

    private static func numbers(_ items: [Int]) -> String { items.map(String.init).joined(separator: ", ") }

    private func finding(
        _ known: Requirement, _ wording: Requirement.Wording, _ newest: Assessment.Made, _ observations: [String]
    ) -> DataTree {
        let compliance = sight.compliance(of: known)
        let raised = sight.nonconformities(of: known.id).compactMap { $0.raised?.label }
        let person = newest.assessor ?? newest.by
        let target: DataTree = .members([
            ("type", .text("statement-id")), ("target-id", .text(OSCALRequirements.statement(wording))),
            ("title", frame.title(frame.label(.requirement(known.id)))),
            (
                "status",
                .members([
                    ("state", .text(compliance.isSatisfied ? "satisfied" : "not-satisfied")),
                    ("reason", .text(compliance.reason)),
                ])
            ),
        ])
        return .members([
            ("uuid", .text(frame.uuid("finding", .requirement(known.id)))),
            ("title", frame.title("\(wording.label): \(frame.language(compliance.label))")),
            ("description", frame.prose(frame.text(newest.finding))),
            (
                "props",
                .some(
                    ([frame.own("compliance", compliance.rawValue)] + raised.map { frame.own("nonconformity", $0) })
                        .compactMap { $0 })
            ), ("origins", person.map { frame.origins(frame.party($0, on: newest.day)) }), ("target", target),
            (
                "related-observations",
                .some(observations.map { .members([("observation-uuid", .text($0))]) })
            ),
        ])
    }
}

extension Assessment.Method {
    /// The three words that OSCAL has (NIST SP 800-53A), or that it is not known: what somebody says of himself is none of them.
    fileprivate var oscal: String {
        switch self {
        case .documents, .observation: "EXAMINE"
        case .interview: "INTERVIEW"
        case .sample, .technical: "TEST"
        case .selfAssessment: "UNKNOWN"
        }
    }
}

extension Compliance {
    /// Satisfied is what is green here: with evidence that holds. What is not relevant is not held against anybody.
    fileprivate var isSatisfied: Bool {
        switch self {
        case .complied, .irrelevant: true
        case .unproven, .partly, .failed, .never: false
        }
    }

    fileprivate var reason: String {
        switch self {
        case .complied: "pass"
        case .failed: "fail"
        case .unproven, .partly, .irrelevant, .never: "other"
        }
    }
}
