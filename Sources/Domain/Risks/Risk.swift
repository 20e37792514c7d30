// SPDX-License-Identifier: MPL-2.0

/// What can happen, and what would come of it (risiko, policy §8; ISO/IEC 27005:2022). A strategic one tells an event
/// (begivenhedsbaseret); an operational one what a threat does to assets by a vulnerability (aktivbaseret); one event can own
/// many of the second kind. How it is judged is another fact than what it is, and what the direktion decided a third.
public struct Risk: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case set(Wording)
        case assessed(Assessment)
        case verified(Verification)
        case closed(reason: ValueID)
    }

    public enum Kind: String, Choosable {
        case strategic, operational

        public var label: Phrase {
            switch self {
            case .strategic: Phrase(da: "Strategisk (begivenhed)", en: "Strategic (event)")
            case .operational: Phrase(da: "Operationel (aktiv)", en: "Operational (asset)")
            }
        }
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let kind: Kind
        public let title: ValueID
        /// Source, event and what follows from it.
        public let scenario: ValueID
        public let assets: [ID<Asset>]
        /// Of catalogues: `trusler:T01`.
        public let threats: [ClauseReference]
        /// Why the threat can come true here.
        public let vulnerabilities: ValueID?
        /// What is harmed of confidentiality, integrity and availability.
        public let properties: [ControlAttributes.Property]
        public let unit: ID<Unit>
        /// The risk owner (risikoejer): who recommends; the direktion decides.
        public let owner: ID<Person>?
        /// The events that it belongs to.
        public let events: [ID<Risk>]
        /// What is in place or planned against it.
        public let measures: [ID<Measure>]
        public let classification: Classification
        /// Unlawful processing and the like: it cannot be accepted at any level (GDPR Articles 5, 6 and 36).
        public let isBarred: Bool

        public init(
            number: Int, kind: Kind, title: ValueID, scenario: ValueID, assets: [ID<Asset>], threats: [ClauseReference],
            vulnerabilities: ValueID?, properties: [ControlAttributes.Property], unit: ID<Unit>, owner: ID<Person>?,
            events: [ID<Risk>], measures: [ID<Measure>], classification: Classification, isBarred: Bool
        ) {
            self.number = number
            self.kind = kind
            self.title = title
            self.scenario = scenario
            self.assets = assets
            self.threats = threats
            self.vulnerabilities = vulnerabilities
            self.properties = properties
            self.unit = unit
            self.owner = owner
            self.events = events
            self.measures = measures
            self.classification = classification
            self.isBarred = isBarred
        }

        /// »R-118«: the number by which people name it.
        public var label: String { "R-\(number)" }
    }

    /// What would come of it in one dimension: a step, or that the dimension is not relevant, and why.
    public struct Consequence: Hashable, Sendable {
        public let dimension: RiskMethod.Dimension
        /// From 1; nil: not relevant.
        public let step: Int?
        public let reason: ValueID?

        public init(dimension: RiskMethod.Dimension, step: Int?, reason: ValueID?) {
            self.dimension = dimension
            self.step = step
            self.reason = reason
        }
    }

    /// A likelihood and what would follow, in every dimension. None is ever left out (policy §8).
    public struct Estimate: Hashable, Sendable {
        public let likelihood: Int
        public let consequences: [Consequence]

        public init(likelihood: Int, consequences: [Consequence]) {
            self.likelihood = likelihood
            self.consequences = consequences
        }

        /// The worst step of some dimensions; nil: none of them is relevant.
        public func worst(_ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases) -> Int? {
            consequences.filter { dimensions.contains($0.dimension) }.compactMap(\.step).max()
        }

        /// The level by a method, of the dimensions of one perspective or of all; nil: none is relevant.
        public func level(
            by method: RiskMethod, _ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases
        ) -> RiskMethod.Level? {
            consequences.compactMap { one in
                guard let step = one.step, dimensions.contains(one.dimension) else { return nil }
                return method.level(likelihood: likelihood, consequence: step, in: one.dimension)
            }.max()
        }
    }

    /// At which of four points it is judged.
    public enum Stage: String, Choosable {
        /// As if nothing were done.
        case inherent
        /// As it is now.
        case current
        /// When what is planned is in place.
        case residual
        /// What is aimed at.
        case target

        public var label: Phrase {
            switch self {
            case .inherent: Phrase(da: "Iboende", en: "Inherent")
            case .current: Phrase(da: "Nuværende", en: "Current")
            case .residual: Phrase(da: "Rest", en: "Residual")
            case .target: Phrase(da: "Mål", en: "Target")
            }
        }
    }

    public enum Confidence: String, Choosable {
        case low, medium, high

        public var label: Phrase {
            switch self {
            case .low: Phrase(da: "Usikker", en: "Uncertain")
            case .medium: Phrase(da: "Nogenlunde sikker", en: "Fairly certain")
            case .high: Phrase(da: "Sikker", en: "Certain")
            }
        }
    }

    /// What is done about it (ISO/IEC 27005:2022 8.2).
    public enum Treatment: String, Choosable {
        case modify, avoid, share, retain

        public var label: Phrase {
            switch self {
            case .modify: Phrase(da: "Nedbringe", en: "Reduce")
            case .avoid: Phrase(da: "Undgå", en: "Avoid")
            case .share: Phrase(da: "Dele", en: "Share")
            case .retain: Phrase(da: "Acceptere", en: "Accept")
            }
        }
    }

    public struct Assessment: Hashable, Sendable {
        /// The proposal by which the method was adopted that it was made under.
        public let method: ID<Proposal>
        public let inherent: Estimate?
        public let current: Estimate
        public let residual: Estimate?
        public let target: Estimate?
        /// Why this likelihood.
        public let reason: ValueID
        public let confidence: Confidence
        /// What the assessors did not agree on.
        public let disagreement: ValueID?
        public let treatment: Treatment
        /// The day by which it is verified again.
        public let next: Day
        /// How often and how much, where somebody could say.
        public let numbers: Numbers?
        /// The answers that it was worked out from; nil: it was judged by the form of every stage and dimension.
        public let guide: Guide?

        public init(
            method: ID<Proposal>, inherent: Estimate?, current: Estimate, residual: Estimate?, target: Estimate?,
            reason: ValueID, confidence: Confidence, disagreement: ValueID?, treatment: Treatment, next: Day,
            guide: Guide? = nil, numbers: Numbers? = nil
        ) {
            self.method = method
            self.inherent = inherent
            self.current = current
            self.residual = residual
            self.target = target
            self.reason = reason
            self.confidence = confidence
            self.disagreement = disagreement
            self.treatment = treatment
            self.next = next
            self.numbers = numbers
            self.guide = guide
        }

        public subscript(stage: Stage) -> Estimate? {
            switch stage {
            case .inherent: inherent
            case .current: current
            case .residual: residual
            case .target: target
            }
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let assessment: Assessment
            public let day: Day
            public let position: Int
            /// Who recorded it.
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<Assessment, Value>) -> Value {
                assessment[keyPath: path]
            }
            public subscript(stage: Stage) -> Estimate? { assessment[stage] }
        }
    }

    /// That it was looked at again and still stands as assessed (record format 4, policy §8).
    public struct Verification: Hashable, Sendable {
        /// What made it due.
        public enum Cause: String, Choosable {
            case yearly, incident, advisory, finding, dispensation, supplier, asset, threat, measure, other

            public var label: Phrase {
                switch self {
                case .yearly: Phrase(da: "Årlig verifikation", en: "Yearly verification")
                case .incident: Phrase(da: "Hændelse", en: "Incident")
                case .advisory: Phrase(da: "Varsel", en: "Advisory")
                case .finding: Phrase(da: "Observation fra kontrol", en: "Finding of a control")
                case .dispensation: Phrase(da: "Dispensation", en: "Dispensation")
                case .supplier: Phrase(da: "Leverandørens erklæring", en: "Statement of a supplier")
                case .asset: Phrase(da: "Ændring af et aktiv", en: "Change of an asset")
                case .threat: Phrase(da: "Ændret trussel", en: "Changed threat")
                case .measure: Phrase(da: "Foranstaltningens virkning", en: "Effect of a measure")
                case .other: Phrase(da: "Andet", en: "Other")
                }
            }
        }

        /// The assessment that was verified: its position.
        public let assessment: Int
        public let cause: Cause
        /// What was looked at, and what was found.
        public let finding: ValueID
        public let next: Day

        public init(assessment: Int, cause: Cause, finding: ValueID, next: Day) {
            self.assessment = assessment
            self.cause = cause
            self.finding = finding
            self.next = next
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let verification: Verification
            public let day: Day
            public let position: Int
            public let by: ID<Person>?

            public subscript<Value>(dynamicMember path: KeyPath<Verification, Value>) -> Value {
                verification[keyPath: path]
            }
        }
    }

    public let id: ID<Risk>
    public private(set) var wordings = Timeline<Wording>()
    /// Its own, also where its words are struck.
    public private(set) var number = 0
    public private(set) var position = 0
    public private(set) var setOn = Day.distantPast
    /// In the order of their days.
    public private(set) var assessments: [Assessment.Made] = []
    public private(set) var verifications: [Verification.Made] = []
    public private(set) var closing = Timeline<ValueID>()
    public private(set) var revision = 0
    private var struck: Wording?

    init(id: ID<Risk>) { self.id = id }

    /// Nil where it is annulled.
    public var wording: Wording? { wordings.newest }
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    public var closedOn: Day? { closing.entries.first?.from }
    public func isClosed(on day: Day) -> Bool { closedOn.map { $0 <= day } ?? false }

    /// The newest assessment by `day`.
    public func assessment(by day: Day) -> Assessment.Made? { assessments.last { $0.day <= day } }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .set(let wording):
            if wordings.entries.isEmpty {
                (position, setOn, number) = (stamp.position, stamp.effective, wording.number)
            }
            wordings.set(wording, from: stamp.effective, at: stamp.position)
        case .assessed(let assessment):
            assessments.append(
                .init(assessment: assessment, day: stamp.effective, position: stamp.position, by: stamp.by))
            assessments.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .verified(let verification):
            verifications.append(
                .init(verification: verification, day: stamp.effective, position: stamp.position, by: stamp.by))
            verifications.sort { ($0.day, $0.position) < ($1.day, $1.position) }
        case .closed(let reason): closing.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if wordings.isOnly(position) { struck = wordings.newest }
        wordings.annul(position)
        assessments.removeAll { $0.position == position }
        verifications.removeAll { $0.position == position }
        closing.annul(position)
    }

    /// Who may see it; kept after an annulment: what was confidential stays so.
    var accessClass: AccessClass {
        guard let kept = wording ?? struck else { return .everyone }
        return switch kept.classification {
        case .public, .internal: .everyone
        case .confidential: .unit(kept.unit)
        case .strict: .circle(kept.unit)
        }
    }
}
