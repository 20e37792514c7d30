// SPDX-License-Identifier: MPL-2.0

/// Whether a requirement is followed, as somebody found it: record format 1 of policy §7.2. Requirement, period, method,
/// sample, result, evidence, assessor, day and the next day; the requirement is the thing it is recorded about, the day its
/// effective day.
public struct Assessment: Hashable, Sendable {
    public enum Method: String, Choosable {
        case documents, interview, observation, sample, technical, selfAssessment = "self_assessment"

        public var label: Phrase {
            switch self {
            case .documents: Phrase(da: "Gennemgang af dokumentation", en: "Review of documentation")
            case .interview: Phrase(da: "Interview", en: "Interview")
            case .observation: Phrase(da: "Iagttagelse", en: "Observation")
            case .sample: Phrase(da: "Stikprøve", en: "Sample")
            case .technical: Phrase(da: "Teknisk test", en: "Technical test")
            case .selfAssessment: Phrase(da: "Selvvurdering", en: "Self-assessment")
            }
        }
    }

    public enum Result: String, Choosable {
        case complied, partly, failed, irrelevant

        public var label: Phrase {
            switch self {
            case .complied: Phrase(da: "Efterlevet", en: "Complied with")
            case .partly: Phrase(da: "Delvist efterlevet", en: "Partly complied with")
            case .failed: Phrase(da: "Ikke efterlevet", en: "Not complied with")
            case .irrelevant: Phrase(da: "Ikke relevant i perioden", en: "Not relevant in the period")
            }
        }

        /// Whether something is to be put right.
        public var isWanting: Bool { self == .partly || self == .failed }
    }

    /// The days that were looked at, both included.
    public let from: Day
    public let until: Day
    public let method: Method
    /// What was looked at out of how much, and how it was chosen.
    public let sample: ValueID?
    public let result: Result
    /// What was found.
    public let finding: ValueID
    public let evidence: [ID<Evidence>]
    public let assessor: ID<Person>?
    /// The day by which it is assessed again; nil: when what triggers it happens.
    public let next: Day?

    public init(
        from: Day, until: Day, method: Method, sample: ValueID?, result: Result, finding: ValueID,
        evidence: [ID<Evidence>], assessor: ID<Person>?, next: Day?
    ) {
        self.from = from
        self.until = until
        self.method = method
        self.sample = sample
        self.result = result
        self.finding = finding
        self.evidence = evidence
        self.assessor = assessor
        self.next = next
    }

    /// One that was recorded.
    @dynamicMemberLookup
    public struct Made: Hashable, Sendable {
        public let assessment: Assessment
        public let day: Day
        public let position: Int
        /// Who recorded it.
        public let by: ID<Person>?

        init(_ assessment: Assessment, day: Day, position: Int, by: ID<Person>?) {
            self.assessment = assessment
            self.day = day
            self.position = position
            self.by = by
        }

        public subscript<Value>(dynamicMember path: KeyPath<Assessment, Value>) -> Value { assessment[keyPath: path] }
    }
}

/// What may be said of a requirement on a day. »Efterlevet« is said only with evidence that holds on that day (policy
/// §7.3: it must be provable; a claim alone is never green).
public enum Compliance: String, Choosable {
    case complied, unproven, partly, failed, irrelevant, never

    public var label: Phrase {
        switch self {
        case .complied: Phrase(da: "Efterlevet", en: "Complied with")
        case .unproven: Phrase(da: "Udokumenteret", en: "Unproven")
        case .partly: Phrase(da: "Delvist efterlevet", en: "Partly complied with")
        case .failed: Phrase(da: "Ikke efterlevet", en: "Not complied with")
        case .irrelevant: Phrase(da: "Ikke relevant", en: "Not relevant")
        case .never: Phrase(da: "Ikke vurderet", en: "Never assessed")
        }
    }
}

extension Register {
    public func compliance(of requirement: Requirement, on day: Day) -> Compliance {
        guard let newest = requirement.assessment(by: day) else { return .never }
        switch newest.result {
        // What was found of another sentence proves nothing of this one.
        case .complied:
            return holdsEvidence(newest.evidence, on: day) && !requirement.isReworded(since: newest, by: day)
                && hasRiskAssessment(requirement, on: day) != false
                ? .complied : .unproven
        case .partly: return .partly
        case .failed: return .failed
        case .irrelevant: return .irrelevant
        }
    }

    private func holdsEvidence(_ cited: [ID<Evidence>], on day: Day) -> Bool {
        for id in cited where evidence[id]?.holds(on: day) == true { return true }
        return false
    }

    /// The last day on which some of the evidence of an assessment holds; nil: it has none that ever does.
    func lastProof(_ cited: [ID<Evidence>]) -> Day? {
        var last: Day?
        for id in cited {
            guard let end = evidence[id]?.lastDay else { continue }
            last = max(last ?? end, end)
        }
        return last
    }

    /// How far the standing of requirements carries to a clause of a framework: what is mapped to it, and what was stated
    /// from it, on `day`. Only what is equal to the clause or contains all of it can answer for it; the rest answers for a part.
    public func requirements(
        for clause: ClauseReference, on day: Day
    ) -> [(requirement: Requirement, relation: ClauseRelation)] {
        (requirementsFor[clause] ?? []).compactMap { id in
            guard let known = requirements[id], holds(known, on: day) else { return nil }
            if known.wording(on: day)?.source == .clause(clause) { return (known, .equal) }
            guard let mapping = known.mappings[clause]?.value(on: day) ?? nil else { return nil }
            return (known, mapping.relation)
        }
    }
}

/// How a clause of a framework stands on a day, by the requirements that answer for it.
public enum ClauseStanding: Hashable, Sendable {
    /// No requirement has to do with it.
    case unanswered
    /// One that asks for all of it has this standing.
    case answered(Compliance)
    /// Only parts of it are asked for.
    case partly

    public init(_ requirements: [(relation: ClauseRelation, compliance: Compliance)]) {
        let whole = requirements.filter { $0.relation == .equal || $0.relation == .superset }
        guard !whole.isEmpty else {
            self = requirements.isEmpty ? .unanswered : .partly
            return
        }
        // The worst: what is asked for twice must hold twice.
        let order: [Compliance] = [.failed, .partly, .unproven, .never, .irrelevant, .complied]
        self = .answered(order.first { standing in whole.contains { $0.compliance == standing } } ?? .never)
    }
}
