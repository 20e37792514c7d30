// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What is wrong and what is done about it (ISO/IEC 27001, 10.2), as a plan of action and milestones in OSCAL: each
/// nonconformity is a risk with its cause, its tasks and what was seen of their effect.
struct OSCALMilestones {
    let frame: OSCALFrame
    private var sight: Sight { frame.sight }

    init(_ frame: OSCALFrame) { self.frame = frame }

    /// - Throws: a refusal where there is none: OSCAL has no empty plan.
    func plan() throws(Refusal) -> [UInt8] {
        let all = sight.nonconformities.reversed().compactMap { known in known.raised.map { (known, $0) } }
        guard !all.isEmpty else {
            throw .outOfTurn(
                da: "Der er ingen afvigelser den dag, så der er ingen handlingsplan at skrive.",
                en: "There are no nonconformities on that day, so there is no plan of action to write.")
        }
        return frame.file(
            .milestones, root: "plan-of-action-and-milestones", title: frame.language(OSCALFile.milestones.label),
            [
                (
                    "system-id",
                    .members([
                        ("identifier-type", .text("http://ietf.org/rfc/rfc4122")), ("id", .text(frame.organisation)),
                    ])
                ), ("observations", .list(all.flatMap { observations($0.0, $0.1) })),
                ("risks", .list(all.map { risk($0.0, $0.1) })), ("poam-items", .list(all.map { item($0.0, $0.1) })),
            ])
    }

    private func title(_ known: Nonconformity) -> DataTree { frame.title(frame.label(.nonconformity(known.id))) }
    private func found(_ known: Nonconformity) -> String { frame.uuid("found", .nonconformity(known.id)) }
    private func check(_ check: Nonconformity.Check, _ known: Nonconformity) -> String {
        frame.uuid("check \(check.position)", .nonconformity(known.id))
    }
    private func riskID(_ known: Nonconformity) -> String { frame.uuid("risk", .nonconformity(known.id)) }
    private func explanations(_ known: Nonconformity) -> [Nonconformity.Explanation] {
        known.explanations.filter { $0.day <= sight.day }
    }
    private func checks(_ known: Nonconformity) -> [Nonconformity.Check] {
        known.checks.filter { $0.day <= sight.day }
    }

    private func item(_ known: Nonconformity, _ raised: Nonconformity.Raised) -> DataTree {
        let observed = [found(known)] + checks(known).map { check($0, known) }
        return .members([
            ("uuid", .text(frame.uuid("item", .nonconformity(known.id)))), ("title", title(known)),
            ("description", frame.prose(frame.text(raised.what))), ("props", .some(properties(known, raised))),
            (
                "related-observations", .list(observed.map { .members([("observation-uuid", .text($0))]) })
            ), ("related-risks", .list([.members([("risk-uuid", .text(riskID(known)))])])),
        ])
    }

    private func properties(_ known: Nonconformity, _ raised: Nonconformity.Raised) -> [DataTree] {
        let wording = raised.requirement.flatMap { try? sight.requirement($0).1 }
        return [
            frame.own("number", raised.label), frame.own("reference", "\(known.id)"),
            frame.own("standing", known.standing(on: sight.day).rawValue), frame.own("origin", raised.origin.rawValue),
            frame.own("severity", raised.severity.rawValue), frame.own("requirement", wording?.label),
            frame.own("against-document", sight.isAgainstDocument(known) ? "yes" : "no"),
            frame.own("responsible", sight.name(raised.unit, on: nil, frame.language)),
        ].compactMap { $0 }
    }

    // MARK: What was seen

    /// How it came to light, and each check of what was done.
    private func observations(_ known: Nonconformity, _ raised: Nonconformity.Raised) -> [DataTree] {
        let unit = frame.party(raised.unit)
        let first: DataTree = .members([
            ("uuid", .text(found(known))), ("title", title(known)),
            ("description", frame.prose(frame.text(raised.what))),
            ("props", .some([frame.own("origin", raised.origin.rawValue)].compactMap { $0 })),
            ("methods", .list([.text(raised.origin.oscal)])), ("types", .list([.text("finding")])),
            ("subjects", .list([frame.subject(unit)])), ("collected", OSCALFrame.moment(known.day)),
        ])
        return [first]
            + checks(known).map { one in
                let evidence = frame.evidence(one.evidence)
                return .members([
                    ("uuid", .text(check(one, known))), ("title", frame.title(frame.language(one.outcome.label))),
                    ("description", frame.prose(frame.text(one.finding))),
                    (
                        "props",
                        .some([frame.own("outcome", one.outcome.rawValue), evidence.hidden].compactMap { $0 })
                    ), ("methods", .list([.text("EXAMINE")])), ("types", .list([.text("mitigation")])),
                    ("origins", one.by.map { frame.origins(frame.party($0, on: one.day)) }),
                    ("subjects", .list([frame.subject(unit)])), ("relevant-evidence", evidence.seen),
                    ("collected", OSCALFrame.moment(one.day)),
                ])
            }
    }

    // MARK: What is done about it

    private func risk(_ known: Nonconformity, _ raised: Nonconformity.Raised) -> DataTree {
        let causes = explanations(known)
        let state =
            switch known.standing(on: sight.day) {
            case .open: "open"
            case .treated: "remediating"
            case .closed: "closed"
            }
        let severity: DataTree = .members([
            ("name", .text("severity")), ("system", .text("http://csrc.nist.gov/ns/oscal")),
            ("value", .text(raised.severity.rawValue)),
        ])
        let statement =
            causes.last.map { frame.text($0.cause) } ?? frame.language(Nonconformity.Standing.open.label)
        let log = entries(known, causes)
        return .members([
            ("uuid", .text(riskID(known))), ("title", title(known)),
            ("description", frame.prose(frame.text(raised.what))), ("statement", frame.prose(statement)),
            ("props", .some(properties(known, raised))), ("status", .text(state)),
            (
                "characterizations",
                .list([
                    .members([
                        (
                            "origin",
                            .members([
                                (
                                    "actors",
                                    .list([
                                        .members([
                                            ("type", .text("party")), ("actor-uuid", .text(frame.party(raised.unit))),
                                        ])
                                    ])
                                )
                            ])
                        ), ("facets", .list([severity])),
                    ])
                ])
            ), ("deadline", OSCALFrame.moment(causes.last?.check ?? raised.due)),
            ("remediations", .some(remedy(known, causes).map { [$0] } ?? [])),
            ("risk-log", log.isEmpty ? nil : .members([("entries", .list(log))])),
            (
                "related-observations",
                .list(
                    ([found(known)] + checks(known).map { check($0, known) }).map {
                        .members([("observation-uuid", .text($0))])
                    })
            ),
        ])
    }

    /// The tasks, and the day on which it is seen whether they helped. Nil while there is neither.
    private func remedy(_ known: Nonconformity, _ causes: [Nonconformity.Explanation]) -> DataTree? {
        let actions = sight.actions(about: .nonconformity(known.id)).filter { $0.addedOn <= sight.day }
        let tasks = actions.map(task) + causes.suffix(1).map { milestone(known, $0) }
        guard !tasks.isEmpty else { return nil }
        let isClosed = known.standing(on: sight.day) == .closed
        return .members([
            ("uuid", .text(frame.uuid("remediation", .nonconformity(known.id)))),
            ("lifecycle", .text(isClosed ? "completed" : "planned")),
            ("title", frame.title(frame.say(da: "Det, der gøres", en: "What is done"))),
            (
                "description",
                frame.prose(
                    causes.last.map { frame.text($0.cause) } ?? frame.language(Nonconformity.Standing.open.label))
            ), ("tasks", .list(tasks)),
        ])
    }

    private func task(_ action: Action) -> DataTree {
        let standing: String =
            switch action.standing.value(on: sight.day) {
            case .done: "done"
            case .dropped: "dropped"
            case .open, nil: "open"
            }
        let closed = action.closedOn.flatMap { $0 <= sight.day ? $0 : nil }
        let properties = [
            frame.own("reference", "\(action.id)"), frame.own("standing", standing),
            frame.own("added", action.addedOn), frame.own("closed", closed),
        ]
        let due = action.due.value(on: sight.day) ?? action.due.first
        return .members([
            ("uuid", .text(frame.uuid("task", .action(action.id)))), ("type", .text("action")),
            ("title", frame.title(frame.text(action.title))), ("description", frame.prose(frame.text(action.why))),
            ("props", .some(properties.compactMap { $0 })), ("timing", due.map(on)),
            (
                "responsible-roles",
                frame.responsible(frame.party(action.responsible(on: sight.day), on: sight.day))
            ),
        ])
    }

    private func milestone(_ known: Nonconformity, _ explanation: Nonconformity.Explanation) -> DataTree {
        .members([
            ("uuid", .text(frame.uuid("milestone \(explanation.position)", .nonconformity(known.id)))),
            ("type", .text("milestone")),
            (
                "title",
                frame.title(frame.say(da: "Se, om det hjalp", en: "See whether it helped"))
            ), ("timing", on(explanation.check)),
        ])
    }

    private func on(_ day: Day) -> DataTree {
        .members([("on-date", .members([("date", OSCALFrame.moment(day))]))])
    }

    /// The causes that were found and the checks that were made, in their order.
    private func entries(_ known: Nonconformity, _ causes: [Nonconformity.Explanation]) -> [DataTree] {
        let found = causes.map { one in
            (
                one.position,
                entry(
                    known, one.position, frame.say(da: "Årsagen er fundet", en: "The cause is found"), one.cause,
                    one.day, "remediating")
            )
        }
        let checked = checks(known).map { one in
            (
                one.position,
                entry(
                    known, one.position, frame.language(one.outcome.label), one.finding, one.day,
                    one.outcome == .effective ? "closed" : "open")
            )
        }
        return (found + checked).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func entry(
        _ known: Nonconformity, _ position: Int, _ title: String, _ words: ValueID, _ day: Day, _ state: String
    ) -> DataTree {
        .members([
            ("uuid", .text(frame.uuid("log \(position)", .nonconformity(known.id)))), ("title", frame.title(title)),
            ("description", frame.prose(frame.text(words))),
            ("props", .some([frame.own("entry", position)].compactMap { $0 })), ("start", OSCALFrame.moment(day)),
            ("status-change", .text(state)),
        ])
    }
}

extension Nonconformity.Origin {
    /// In the words of OSCAL for how something was seen.
    fileprivate var oscal: String {
        switch self {
        case .internalControl: "TEST"
        case .externalControl, .assessment: "EXAMINE"
        case .incident, .other: "UNKNOWN"
        }
    }
}
