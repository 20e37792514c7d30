// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Requirements, evidence, nonconformities and statements of applicability, as a person may see them on the day shown.
extension Sight {
    // MARK: Requirements

    public func requirement(_ id: ID<Requirement>) throws(Refusal) -> (Requirement, Requirement.Wording) {
        guard let known = register.requirements[id], known.statedOn <= day, let wording = known.wording(on: day),
            sees(.requirement(id))
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// Those that demand something on the day shown, by number.
    public var requirements: [Requirement] { requirements(on: day) }

    /// The same on another day, by what is known to this sight.
    public func requirements(on other: Day) -> [Requirement] {
        register.requirements.values.filter { register.holds($0, on: other) && sees(.requirement($0.id)) }
            .sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }
    }

    /// All that were ever stated by the day shown, also those that demand nothing any more, by number.
    public var requirementsEver: [Requirement] {
        register.requirements.values.filter { $0.wording != nil && $0.statedOn <= day && sees(.requirement($0.id)) }
            .sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }
    }

    /// Those that were found in a document and hold.
    public func requirements(in document: ID<Document>) -> [Requirement] {
        register.requirements(in: document).filter { register.holds($0, on: day) && sees(.requirement($0.id)) }
    }

    public func holds(_ requirement: Requirement) -> Bool { register.holds(requirement, on: day) }
    /// The day from which it demands nothing any more.
    public func end(of requirement: Requirement) -> Day? { register.end(of: requirement) }
    public func compliance(of requirement: Requirement) -> Compliance { register.compliance(of: requirement, on: day) }

    /// What answers for a clause of a framework, of what the person may see.
    public func requirements(for clause: ClauseReference) -> [(requirement: Requirement, relation: ClauseRelation)] {
        register.requirements(for: clause, on: day).filter { sees(.requirement($0.requirement.id)) }
    }

    public func standing(of clause: ClauseReference) -> ClauseStanding {
        ClauseStanding(requirements(for: clause).map { ($0.relation, compliance(of: $0.requirement)) })
    }

    /// »K-17, Brugere har …«; the demand is cut where a line ends.
    func label(_ id: ID<Requirement>, on day: Day) -> String? {
        register.requirements[id]?.wording(on: day).map { wording in
            text(wording.demand).map { "\(wording.label), \(Sight.short($0))" } ?? wording.label
        }
    }

    /// What a line has room for, without the full stop: it stands inside sentences.
    static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard line.count > 90 else { return line.hasSuffix(".") ? String(line.dropLast()) : line }
        let cut = line.prefix(90)
        return "\(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) …"
    }

    // MARK: Evidence

    public func evidence(_ id: ID<Evidence>) throws(Refusal) -> (Evidence, Evidence.Giving) {
        guard let known = register.evidence[id], let giving = known.giving, known.from <= day, sees(.evidence(id))
        else {
            throw Refusal.unknown
        }
        return (known, giving)
    }

    /// Whether the person may open the file of a piece of evidence, by what is known now: a list of completions names many.
    public func seesFile(of id: ID<Evidence>) -> Bool {
        isOperator || Access.seesFile(of: id, person, in: newest, on: today)
    }

    /// All that was given by the day shown, newest first.
    public var evidence: [Evidence] {
        register.evidence.values.filter { $0.giving != nil && $0.from <= day && sees(.evidence($0.id)) }
            .sorted { $0.position > $1.position }
    }

    /// The requirements whose assessments by the day shown cite it.
    public func requirements(citing id: ID<Evidence>) -> [Requirement] {
        register.requirements(citing: id).filter { known in
            sees(.requirement(known.id)) && known.assessments.contains { $0.day <= day && $0.evidence.contains(id) }
        }
    }

    func label(_ id: ID<Evidence>) -> String? {
        register.evidence[id]?.giving.map { giving in
            text(giving.title).map { "\(giving.label), \($0)" } ?? giving.label
        }
    }

    // MARK: Nonconformities

    public func nonconformity(_ id: ID<Nonconformity>) throws(Refusal) -> (Nonconformity, Nonconformity.Raised) {
        guard let known = register.nonconformities[id], let raised = known.raised, known.day <= day,
            sees(.nonconformity(id))
        else { throw Refusal.unknown }
        return (known, raised)
    }

    /// Newest first.
    public var nonconformities: [Nonconformity] {
        register.nonconformities.values.filter { $0.raised != nil && $0.day <= day && sees(.nonconformity($0.id)) }
            .sorted { $0.position > $1.position }
    }

    public func nonconformities(of requirement: ID<Requirement>) -> [Nonconformity] {
        register.nonconformities(of: requirement).filter { $0.day <= day && sees(.nonconformity($0.id)) }
    }

    /// Whether it says that a governing document is not followed (policy §7.2).
    public func isAgainstDocument(_ nonconformity: Nonconformity) -> Bool { register.isAgainstDocument(nonconformity) }

    func label(_ id: ID<Nonconformity>) -> String? {
        register.nonconformities[id]?.raised.map { raised in
            text(raised.what).map { "\(raised.label), \(Sight.short($0))" } ?? raised.label
        }
    }

    // MARK: Statements of applicability

    public func scope(_ id: ID<Scope>) throws(Refusal) -> Scope {
        guard let known = register.scopes[id], known.name != nil, known.openedOn <= day else { throw Refusal.unknown }
        return known
    }

    /// Those that are kept on the day shown, oldest first.
    public var scopes: [Scope] {
        register.scopes.values.filter { known in
            known.name != nil && known.openedOn <= day && (known.closedOn.map { day < $0 } ?? true)
        }.sorted { $0.position < $1.position }
    }

    public func applicability(
        of control: ClauseID, in scope: ID<Scope>, on other: Day? = nil
    ) -> (decision: Scope.Applicability, since: Day, of: ID<Scope>)? {
        register.applicability(of: control, in: scope, on: other ?? day)
    }

    public func decidedControls(in scope: ID<Scope>) -> Int { register.decidedControls(in: scope, on: day) }
}
