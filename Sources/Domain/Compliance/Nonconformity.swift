// SPDX-License-Identifier: MPL-2.0

/// That a requirement is not followed (afvigelse; ISO/IEC 27001 10.2, policy §7.2: a document that is not followed is a
/// threat itself): what was found, its cause, what is done about it, and whether that helped. What is done are tasks.
public struct Nonconformity: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case raised(Raised)
        /// Why it came to this, and the day on which it is seen whether what was done helped.
        case explained(cause: ValueID, check: Day)
        case checked(Outcome, finding: ValueID, evidence: [ID<Evidence>])
    }

    /// How it came to light.
    public enum Origin: String, Choosable {
        case internalControl = "internal", externalControl = "external", assessment, incident, other

        public var label: Phrase {
            switch self {
            case .internalControl: Phrase(da: "Intern kontrol", en: "Internal control")
            case .externalControl: Phrase(da: "Ekstern kontrol", en: "External control")
            case .assessment: Phrase(da: "Vurdering af efterlevelse", en: "Assessment of compliance")
            case .incident: Phrase(da: "Hændelse", en: "Incident")
            case .other: Phrase(da: "Andet", en: "Other")
            }
        }
    }

    public enum Severity: String, Choosable {
        case minor, major

        public var label: Phrase {
            switch self {
            case .minor: Phrase(da: "Mindre", en: "Minor")
            case .major: Phrase(da: "Væsentlig", en: "Major")
            }
        }
    }

    /// What a check of the effect says.
    public enum Outcome: String, Choosable {
        case effective, ineffective

        public var label: Phrase {
            switch self {
            case .effective: Phrase(da: "Det hjalp: afvigelsen er lukket", en: "It helped: the nonconformity is closed")
            case .ineffective:
                Phrase(da: "Det hjalp ikke: find årsagen igen", en: "It did not help: look for the cause anew")
            }
        }
    }

    public struct Raised: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let what: ValueID
        public let origin: Origin
        public let severity: Severity
        public let requirement: ID<Requirement>?
        public let unit: ID<Unit>
        /// The day by which its cause is to be found.
        public let due: Day

        public init(
            number: Int, year: Int, what: ValueID, origin: Origin, severity: Severity, requirement: ID<Requirement>?,
            unit: ID<Unit>, due: Day
        ) {
            self.number = number
            self.year = year
            self.what = what
            self.origin = origin
            self.severity = severity
            self.requirement = requirement
            self.unit = unit
            self.due = due
        }

        /// »AFV-2026-04«: the number by which people name it.
        public var label: String { Reference.label("AFV", year, number) }
    }

    public struct Explanation: Hashable, Sendable {
        public let cause: ValueID
        public let check: Day
        public let day: Day
        public let position: Int
    }

    public struct Check: Hashable, Sendable {
        public let outcome: Outcome
        public let finding: ValueID
        public let evidence: [ID<Evidence>]
        public let day: Day
        public let position: Int
        public let by: ID<Person>?
    }

    public enum Standing: String, Choosable {
        case open, treated, closed

        public var label: Phrase {
            switch self {
            case .open: Phrase(da: "Årsagen mangler", en: "The cause is missing")
            case .treated: Phrase(da: "Rettes", en: "Being put right")
            case .closed: Phrase(da: "Lukket", en: "Closed")
            }
        }
    }

    public let id: ID<Nonconformity>
    /// Nil where it is annulled.
    public private(set) var raised: Raised?
    /// The requirement that it is about; kept after an annulment, since what was confidential stays so.
    private(set) var about: ID<Requirement>?
    public private(set) var position = 0
    public private(set) var day = Day.distantPast
    public private(set) var explanations: [Explanation] = []
    public private(set) var checks: [Check] = []
    public private(set) var revision = 0

    init(id: ID<Nonconformity>) { self.id = id }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .raised(let raised):
            self.raised = raised
            about = raised.requirement ?? about
            (position, day) = (stamp.position, stamp.effective)
        case .explained(let cause, let check):
            explanations.append(.init(cause: cause, check: check, day: stamp.effective, position: stamp.position))
        case .checked(let outcome, let finding, let evidence):
            checks.append(
                .init(
                    outcome: outcome, finding: finding, evidence: evidence, day: stamp.effective,
                    position: stamp.position,
                    by: stamp.by))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position { raised = nil }
        explanations.removeAll { $0.position == position }
        checks.removeAll { $0.position == position }
    }

    /// Where it is on a day: each check that did not help opens it again.
    public func standing(on day: Day) -> Standing {
        let checked = checks.last { $0.day <= day }
        if checked?.outcome == .effective { return .closed }
        return explanations.contains { $0.day <= day && $0.position > (checked?.position ?? -1) } ? .treated : .open
    }

    /// The day on which a check found that it helped.
    public var closedOn: Day? { checks.last.flatMap { $0.outcome == .effective ? $0.day : nil } }
}

extension Register {
    func openNonconformity(_ id: ID<Nonconformity>, on day: Day) throws(Refusal) -> (
        Nonconformity, Nonconformity.Raised
    ) {
        let (known, raised) = try existingNonconformity(id)
        guard known.standing(on: day) != .closed else {
            throw .outOfTurn(
                da: "Afvigelsen er lukket. Meld en ny, hvis det er galt igen.",
                en: "The nonconformity is closed. Raise a new one if it is wrong again.")
        }
        return (known, raised)
    }

    func existingNonconformity(
        _ id: ID<Nonconformity>, _ field: String = "nonconformity"
    ) throws(Refusal) -> (Nonconformity, Nonconformity.Raised) {
        guard let known = nonconformities[id], let raised = known.raised else {
            throw .invalid(field, da: "Vælg en afvigelse.", en: "Choose a nonconformity.")
        }
        return (known, raised)
    }

    /// Those that were raised about a requirement, oldest first.
    public func nonconformities(of requirement: ID<Requirement>) -> [Nonconformity] {
        (nonconformitiesOf[requirement] ?? []).compactMap { nonconformities[$0] }.filter {
            $0.raised?.requirement == requirement
        }
    }

    /// Whether it says that a governing document is not followed: that is a threat of its own (policy §7.2).
    public func isAgainstDocument(_ nonconformity: Nonconformity) -> Bool {
        guard let requirement = nonconformity.raised?.requirement,
            case .paragraph? = requirements[requirement]?.wording?.source
        else { return false }
        return true
    }

    /// What is to be done about it that is not done.
    public func openTasks(of nonconformity: ID<Nonconformity>) -> [Action] {
        (actionsAbout[.nonconformity(nonconformity)] ?? []).compactMap { actions[$0] }.filter {
            $0.added != nil && $0.standing.newest == .open
        }
    }
}
