// SPDX-License-Identifier: MPL-2.0

/// What must be so (krav, policy §§5, 7.2): found in a paragraph of a governing document, in a law or in a clause of a
/// framework, with the unit that answers for it, how often that is looked at, and what would prove it. What is done about
/// it is a measure, and whether it is followed is said by its assessments; the three are never one.
public struct Requirement: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case stated(Wording)
        case amended(Amendment, reason: ValueID)
        case withdrawn(reason: ValueID)
        case mapped(ClauseReference, ClauseRelation, rationale: ValueID)
        case unmapped(ClauseReference, reason: ValueID)
        case assessed(Assessment)
    }

    /// Where it comes from.
    public enum Source: Hashable, Sendable {
        /// A paragraph of a governing document, as it read in a version.
        case paragraph(ID<Document>, ParagraphID, version: ID<Document.Version>)
        /// A law: which, with article and paragraph, whom it binds, and the days in which it holds.
        case law(ValueID, binds: ValueID?, from: Day, until: Day?)
        /// A clause of a standard, or of a law that comes as a framework.
        case clause(ClauseReference)

        public enum Kind: String, Choosable {
            case paragraph, law, clause

            public var label: Phrase {
                switch self {
                case .paragraph: Phrase(da: "Styringsdokument", en: "Governing document")
                case .law: Phrase(da: "Lov", en: "Law")
                case .clause: Phrase(da: "Rammeværk", en: "Framework")
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .paragraph: .paragraph
            case .law: .law
            case .clause: .clause
            }
        }
    }

    /// When it is looked at again.
    public enum Rhythm: Hashable, Sendable {
        /// So many months after the last time.
        case months(Int)
        /// Whenever something happens, in words.
        case trigger(ValueID)
    }

    /// What it is about (policy §1: four areas).
    public enum Area: String, Choosable {
        case it, cyber, personalData = "persondata", otherData = "anden_data"

        public var label: Phrase {
            switch self {
            case .it: Phrase(da: "It-sikkerhed", en: "IT security")
            case .cyber: Phrase(da: "Cybersikkerhed", en: "Cyber security")
            case .personalData: Phrase(da: "Persondatasikkerhed", en: "Security of personal data")
            case .otherData: Phrase(da: "Anden databeskyttelse", en: "Protection of other data")
            }
        }
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let source: Source
        /// What must be so, as one sentence that can be found true or false.
        public let demand: ValueID
        public let unit: ID<Unit>
        public let rhythm: Rhythm
        /// What would prove it.
        public let expected: ValueID
        public let areas: [Area]
        /// Which of confidentiality, integrity and availability it protects; each for itself (policy §1).
        public let properties: [ControlAttributes.Property]
        /// Whether it demands something else, or another proof, than the wording before: what was found of that says nothing
        /// of this.
        public let isReworded: Bool
        /// The solutions that it binds; none: whomever its source binds.
        public let assets: [ID<Asset>]
        /// Whether it demands a risk assessment (policy §5).
        public let demandsRiskAssessment: Bool

        public init(
            number: Int, source: Source, demand: ValueID, unit: ID<Unit>, rhythm: Rhythm, expected: ValueID,
            areas: [Area], properties: [ControlAttributes.Property], isReworded: Bool = false, assets: [ID<Asset>] = [],
            demandsRiskAssessment: Bool = false
        ) {
            self.isReworded = isReworded
            self.assets = assets
            self.demandsRiskAssessment = demandsRiskAssessment
            self.number = number
            self.source = source
            self.demand = demand
            self.unit = unit
            self.rhythm = rhythm
            self.expected = expected
            self.areas = areas
            self.properties = properties
        }

        /// What it says, without where it comes from.
        public var amendment: Amendment {
            Amendment(
                demand: demand, unit: unit, rhythm: rhythm, expected: expected, areas: areas, properties: properties,
                version: nil, isReworded: isReworded, assets: assets, demandsRiskAssessment: demandsRiskAssessment)
        }

        /// »K-17«: the number by which people name it.
        public var label: String { "K-\(number)" }

        /// Whether a law demands it: one that was named, or one that comes with Værn as a framework.
        public var isOfLaw: Bool {
            switch source {
            case .law: true
            case .clause(let clause): ["gdpr", "nis2"].contains(clause.framework.text)
            case .paragraph: false
            }
        }
    }

    /// What a requirement says from now on. Its number and where it comes from stay.
    public struct Amendment: Hashable, Sendable {
        public let demand: ValueID
        public let unit: ID<Unit>
        public let rhythm: Rhythm
        public let expected: ValueID
        public let areas: [Area]
        public let properties: [ControlAttributes.Property]
        /// The version in which its paragraph was read anew.
        public let version: ID<Document.Version>?
        /// Whether it demands something else, or another proof.
        public let isReworded: Bool
        public let assets: [ID<Asset>]
        public let demandsRiskAssessment: Bool

        public init(
            demand: ValueID, unit: ID<Unit>, rhythm: Rhythm, expected: ValueID, areas: [Area],
            properties: [ControlAttributes.Property], version: ID<Document.Version>?, isReworded: Bool,
            assets: [ID<Asset>] = [], demandsRiskAssessment: Bool = false
        ) {
            self.isReworded = isReworded
            self.assets = assets
            self.demandsRiskAssessment = demandsRiskAssessment
            self.demand = demand
            self.unit = unit
            self.rhythm = rhythm
            self.expected = expected
            self.areas = areas
            self.properties = properties
            self.version = version
        }

        fileprivate func applied(to old: Wording) -> Wording {
            var source = old.source
            if let version, case .paragraph(let document, let paragraph, _) = source {
                source = .paragraph(document, paragraph, version: version)
            }
            return Wording(
                number: old.number, source: source, demand: demand, unit: unit, rhythm: rhythm, expected: expected,
                areas: areas, properties: properties, isReworded: isReworded, assets: assets,
                demandsRiskAssessment: demandsRiskAssessment)
        }
    }

    /// How a clause of a framework lies to it, and why.
    public struct Mapping: Hashable, Sendable {
        public let relation: ClauseRelation
        public let rationale: ValueID
    }

    public let id: ID<Requirement>
    /// Each wording, from the day on which it was recorded; empty where it is annulled.
    public private(set) var wordings = Timeline<Wording>()
    /// The document that it was found in; kept after an annulment, since what was confidential stays so.
    public private(set) var document: ID<Document>?
    public private(set) var position = 0
    public private(set) var statedOn = Day.distantPast
    public private(set) var withdrawal = Timeline<ValueID>()
    /// By clause; nil from the day on which the mapping was taken away.
    public private(set) var mappings: [ClauseReference: Timeline<Mapping?>] = [:]
    /// In the order of the facts.
    public private(set) var assessments: [Assessment.Made] = []
    public private(set) var revision = 0

    init(id: ID<Requirement>) { self.id = id }

    /// Nil where it is annulled.
    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .stated(let wording):
            wordings.set(wording, from: stamp.effective, at: stamp.position)
            if case .paragraph(let id, _, _) = wording.source { document = id }
            (position, statedOn) = (stamp.position, stamp.effective)
        case .amended(let amendment, _):
            guard let old = wordings.newest else { return }
            wordings.set(amendment.applied(to: old), from: stamp.effective, at: stamp.position)
        case .withdrawn(let reason): withdrawal.set(reason, from: stamp.effective, at: stamp.position)
        case .mapped(let clause, let relation, let rationale):
            mappings[clause, default: Timeline()].set(
                Mapping(relation: relation, rationale: rationale), from: stamp.effective, at: stamp.position)
        case .unmapped(let clause, _):
            mappings[clause, default: Timeline()].set(nil, from: stamp.effective, at: stamp.position)
        case .assessed(let assessment):
            assessments.append(.init(assessment, day: stamp.effective, position: stamp.position, by: stamp.by))
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position {
            // What was said of it since was said of something that never was.
            wordings = Timeline()
        }
        wordings.annul(position)
        withdrawal.annul(position)
        assessments.removeAll { $0.position == position }
        for clause in mappings.keys where mappings[clause]?.annul(position) == true {
            if mappings[clause]?.entries.isEmpty == true { mappings[clause] = nil }
        }
    }

    /// What it is mapped to on `day`, in the order of the clauses.
    public func mappings(on day: Day) -> [(clause: ClauseReference, mapping: Mapping)] {
        mappings.compactMap { clause, line in (line.value(on: day) ?? nil).map { (clause, $0) } }
            .sorted { ($0.0.framework.text, $0.0.clause) < ($1.0.framework.text, $1.0.clause) }
    }

    /// The newest of the assessments by `day`: what it was on the latest day, and of one day the later record.
    public func assessment(by day: Day) -> Assessment.Made? {
        assessments.filter { $0.day <= day }.max { ($0.day, $0.position) < ($1.day, $1.position) }
    }

    /// The wordings that make what was found before them say nothing of the requirement any more.
    var rewordings: [Timeline<Wording>.Entry] { wordings.entries.filter(\.value.isReworded) }

    /// Whether it demands something else since it was assessed, by `day`.
    public func isReworded(since assessment: Assessment.Made, by day: Day) -> Bool {
        rewordings.contains { $0.from <= day && $0.position > assessment.position }
    }

    public func isWithdrawn(on day: Day) -> Bool { withdrawal.value(on: day) != nil }
}

extension Register {
    func existingRequirement(
        _ id: ID<Requirement>, _ field: String = "requirement"
    ) throws(Refusal) -> (Requirement, Requirement.Wording) {
        guard let known = requirements[id], let wording = known.wording else {
            throw .invalid(field, da: "Vælg et krav.", en: "Choose a requirement.")
        }
        return (known, wording)
    }

    /// One that holds on `day`: it is not withdrawn, and what it comes from holds.
    func standingRequirement(
        _ id: ID<Requirement>, on day: Day
    ) throws(Refusal) -> (Requirement, Requirement.Wording) {
        let (known, wording) = try existingRequirement(id)
        guard !known.isWithdrawn(on: day) else {
            throw .outOfTurn(
                da: "Kravet er trukket tilbage. Opret et nyt, hvis det skal gælde igen.",
                en: "The requirement is withdrawn. State a new one if it is to hold again.")
        }
        guard end(of: known).map({ day < $0 }) ?? true else {
            throw .outOfTurn(
                da: "Det, kravet kommer fra, gælder ikke længere.", en: "What the requirement comes from holds no more."
            )
        }
        return (known, wording)
    }

    /// The day from which a requirement demands nothing any more: it is withdrawn, its document is, or its law ends.
    public func end(of requirement: Requirement) -> Day? {
        let own = requirement.withdrawal.entries.first?.from
        switch requirement.wording?.source {
        case .paragraph(let document, _, _): return earlier(own, documents[document]?.withdrawnFrom)
        case .law(_, _, _, let until): return earlier(own, until.map { $0 + 1 })
        case .clause, nil: return own
        }
    }

    /// Whether it demands something on `day`: a law does not before its first day.
    public func holds(_ requirement: Requirement, on day: Day) -> Bool {
        guard requirement.wording != nil, requirement.statedOn <= day, end(of: requirement).map({ day < $0 }) ?? true
        else { return false }
        if case .law(_, _, let from, _)? = requirement.wording(on: day)?.source { return from <= day }
        return true
    }

    /// Those that were found in a document, in the order of their numbers.
    public func requirements(in document: ID<Document>) -> [Requirement] {
        (requirementsIn[document] ?? []).compactMap { requirements[$0] }.filter { known in
            guard case .paragraph(document, _, _)? = known.wording?.source else { return false }
            return true
        }
    }
}
