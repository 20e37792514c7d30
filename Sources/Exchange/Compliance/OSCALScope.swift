// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// A statement of applicability (ISO/IEC 27001, 6.1.3 d) in OSCAL: what is chosen as a profile, how it is met as a component
/// definition and as a system security plan. All name the controls as our catalogue of ISO/IEC 27002 does, which lies beside
/// them as `27002.oscal.json` (`vaern framework export 27002`).
struct OSCALScope {
    static let catalogue = "27002.oscal.json"

    let scope: Scope
    let frame: OSCALFrame
    private let lines: [Line]

    /// One of the 93 controls.
    private struct Line {
        let control: ClauseID
        /// What it is called in the catalogue.
        let token: String
        let decision: Scope.Applicability
        let since: Day
        /// The statement that decided it.
        let of: ID<Scope>
    }

    init(_ scope: Scope, _ frame: OSCALFrame) {
        self.scope = scope
        self.frame = frame
        let tokens = Self.tokens
        lines = Scope.controls.compactMap { control in
            guard let token = tokens[control], let found = frame.sight.applicability(of: control, in: scope.id) else {
                return nil
            }
            return Line(control: control, token: token, decision: found.decision, since: found.since, of: found.of)
        }
    }

    /// Of the controls of 27002 in our catalogue.
    private static let tokens: [ClauseID: String] =
        framework.flatMap { ShippedFrameworks.all[$0] }.map(OSCALWriter.tokens) ?? [:]
    private static let framework = Framework.Name("27002")

    private var sight: Sight { frame.sight }
    private var name: String { frame.text(scope.name) }
    private func title(_ file: OSCALFile) -> String { "\(frame.language(file.label)): \(name)" }

    // MARK: What is chosen

    func profile() -> [UInt8] {
        let chosen = lines.filter(\.decision.applies).map(\.token)
        // A list of identifiers may not be empty: where nothing is chosen, everything is left out.
        let every = Scope.controls.compactMap { Self.tokens[$0] }
        let selection: [(String, DataTree?)] =
            chosen.isEmpty
            ? [
                ("include-all", .members([])),
                ("exclude-controls", .list([.members([("with-ids", .list(every.map { .text($0) }))])])),
            ]
            : [("include-controls", .list([.members([("with-ids", .list(chosen.map { .text($0) }))])]))]
        return frame.file(
            .profile, root: "profile", title: title(.profile),
            [
                ("imports", .list([.members([("href", .text(Self.catalogue))] + selection)])),
                ("merge", .members([("as-is", .truth(true))])),
            ])
    }

    // MARK: How it is met

    func component() -> [UInt8] {
        let sight = sight
        let decided = lines.map { line in
            requirement(line, [("description", description(line)), ("remarks", remarks(line))])
        }
        let implementation: DataTree = .members([
            ("uuid", .text(frame.uuid("implementation", .scope(scope.id)))), ("source", .text(Self.catalogue)),
            (
                "description",
                frame.prose(
                    frame.say(
                        da: "Hvordan hver foranstaltning, der er afgjort, er indført, eller hvorfor den er fravalgt.",
                        en: "How each control that is decided is implemented, or why it is excluded."))
            ), ("implemented-requirements", .list(decided)),
        ])
        let counts: [DataTree?] = [
            frame.own("reference", "\(scope.id)"), frame.own("baseline", scope.baseline.map { "\($0)" }),
            frame.own("controls", Scope.controls.count),
            frame.own("applicable", lines.filter(\.decision.applies).count),
            frame.own("excluded", lines.filter { !$0.decision.applies }.count),
            frame.own("undecided", Scope.controls.count - sight.decidedControls(in: scope.id)),
        ]
        let component: DataTree = .members([
            ("uuid", .text(frame.uuid("component", .scope(scope.id)))), ("type", .text("management-system")),
            ("title", frame.title(name)), ("description", frame.prose(about)),
            ("props", .some(counts.compactMap { $0 })),
            ("responsible-roles", frame.responsible(frame.organisation)),
            ("control-implementations", decided.isEmpty ? nil : .list([implementation])),
        ])
        return frame.file(
            .component, root: "component-definition", title: title(.component), [("components", .list([component]))])
    }

    private var about: String {
        guard let baseline = scope.baseline, let label = sight.label(.scope(baseline), frame.language) else {
            return frame.say(
                da: "Anvendelseserklæring (ISO/IEC 27001, 6.1.3 d): \(name).",
                en: "Statement of applicability (ISO/IEC 27001, 6.1.3 d): \(name).")
        }
        return frame.say(
            da: "Anvendelseserklæring (ISO/IEC 27001, 6.1.3 d): \(name). Den tilpasser \(label).",
            en: "Statement of applicability (ISO/IEC 27001, 6.1.3 d): \(name). It tailors \(label).")
    }

    private func requirement(_ line: Line, _ more: [(String, DataTree?)]) -> DataTree {
        let documents = sight.documents(describing: line.decision).map { document in
            frame.link(frame.resource(.document(document.id), frame.label(.document(document.id))))
        }
        let described = more.first { $0.0 == "description" }.map { [$0] } ?? []
        return .members(
            [
                ("uuid", .text(frame.uuid("control \(line.control.text)", .scope(scope.id)))),
                ("control-id", .text(line.token)),
            ] + described + [
                ("props", .some(properties(line))), ("links", .some(documents)),
                ("responsible-roles", frame.responsible(line.decision.unit.map { frame.party($0) })),
            ] + more.filter { $0.0 != "description" })
    }

    private func properties(_ line: Line) -> [DataTree] {
        var all = [
            frame.own("status", line.decision.status?.rawValue ?? "excluded"), frame.own("decided", line.since),
            frame.own("decided-in", "\(line.of)"),
        ]
        if let framework = Self.framework {
            let clause = ClauseReference(framework, line.control)
            all += sight.requirements(for: clause).compactMap { found in
                found.requirement.wording(on: sight.day).map { frame.own("requirement", $0.label) }
            }
            if line.decision.applies {
                all += [
                    frame.own("proven", sight.isProven(clause) ? "yes" : "no"),
                    frame.own("proven-on", sight.freshestProof(of: clause)),
                ]
            }
        }
        let hidden = line.decision.documents.count - sight.documents(describing: line.decision).count
        if hidden > 0 { all.append(frame.own("documents-left-out", hidden)) }
        return all.compactMap { $0 }
    }

    private func description(_ line: Line) -> DataTree {
        guard line.decision.applies else {
            return frame.prose(
                frame.say(da: "Fravalgt: ", en: "Excluded: ") + frame.text(line.decision.reason))
        }
        return frame.prose(
            line.decision.how.map { frame.text($0) }
                ?? frame.say(
                    da: "Det er ikke beskrevet, hvordan den er indført.", en: "How it is implemented is not described.")
        )
    }

    /// Why it was chosen; of one that is excluded it stands in the description.
    private func remarks(_ line: Line) -> DataTree? {
        line.decision.applies
            ? frame.prose(
                frame.say(da: "Begrundelse: ", en: "Reason: ") + frame.text(line.decision.reason)) : nil
    }

    // MARK: As a plan

    /// With what Værn keeps. OSCAL demands words about data, users and limits of the system, which it does not keep: there it
    /// says so.
    func systemPlan() throws(Refusal) -> [UInt8] {
        let chosen = lines.filter(\.decision.applies)
        guard !chosen.isEmpty else {
            throw .outOfTurn(
                da: "Ingen foranstaltning er valgt til endnu, så der er ingen plan at skrive. Afgør den første.",
                en: "No control is chosen yet, so there is no plan to write. Decide the first.")
        }
        let whole = frame.uuid("system", .scope(scope.id))
        let controls = chosen.map { line -> DataTree in
            let state =
                switch line.decision.status {
                case .implemented: "implemented"
                case .partly: "partial"
                case .planned, nil: "planned"
                }
            let by: DataTree = .members([
                ("component-uuid", .text(whole)),
                ("uuid", .text(frame.uuid("by-component \(line.control.text)", .scope(scope.id)))),
                ("description", description(line)),
                ("implementation-status", .members([("state", .text(state))])), ("remarks", remarks(line)),
            ])
            return requirement(line, [("by-components", .list([by]))])
        }
        return frame.file(
            .systemPlan, root: "system-security-plan", title: title(.systemPlan),
            [
                ("import-profile", .members([("href", .text(OSCALFile.profile.fileName))])),
                ("system-characteristics", characteristics), ("system-implementation", implementation(whole)),
                (
                    "control-implementation",
                    .members([
                        (
                            "description",
                            frame.prose(
                                frame.say(
                                    da: "De foranstaltninger, der er valgt til.", en: "The controls that are chosen."))
                        ), ("implemented-requirements", .list(controls)),
                    ])
                ),
            ])
    }

    private var characteristics: DataTree {
        let elsewhere = frame.prose(frame.say(da: "Føres ikke i Værn.", en: "Not kept in Værn."))
        let closed = scope.closedOn.map { $0 <= sight.day } ?? false
        return .members([
            (
                "system-ids",
                .list([
                    .members([
                        ("identifier-type", .text("http://ietf.org/rfc/rfc4122")),
                        ("id", .text(frame.uuid("scope", .scope(scope.id)))),
                    ])
                ])
            ), ("system-name", frame.title(name)), ("description", frame.prose(about)),
            (
                "system-information",
                .members([
                    (
                        "information-types",
                        .list([
                            .members([
                                (
                                    "title",
                                    frame.title(frame.say(da: "Oplysninger i omfanget", en: "Information in the scope"))
                                ), ("description", elsewhere),
                            ])
                        ])
                    )
                ])
            ), ("status", .members([("state", .text(closed ? "disposition" : "operational"))])),
            ("authorization-boundary", .members([("description", frame.prose(name))])),
        ])
    }

    private func implementation(_ whole: String) -> DataTree {
        let users = frame.say(da: "De ansatte i omfanget", en: "The employees in the scope")
        return .members([
            (
                "users",
                .list([
                    .members([
                        ("uuid", .text(frame.uuid("users", .scope(scope.id)))), ("title", frame.title(users)),
                        ("role-ids", .list([.text("responsible")])),
                    ])
                ])
            ),
            (
                "components",
                .list([
                    .members([
                        ("uuid", .text(whole)), ("type", .text("this-system")), ("title", frame.title(name)),
                        ("description", frame.prose(about)), ("status", .members([("state", .text("operational"))])),
                    ])
                ])
            ),
        ])
    }
}
