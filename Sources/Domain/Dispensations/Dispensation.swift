// SPDX-License-Identifier: MPL-2.0

/// A dispensation (policy §7.4): leave to deviate from named paragraphs of one version of a governing document, for some
/// units and solutions, from a day to a day. It is asked for with concrete reasons, and the direktion alone decides.
public struct Dispensation: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case requested(Request)
        /// The request was rewritten before it was decided, such as to answer a question.
        case amended(Request)
        case advised(Advisor, Stance, text: ValueID)
        case recommended(Recommendation)
        /// Put before the direktion, which is to decide by a day; why the DPO was not heard, if so.
        case submitted(due: Day, unheard: ValueID?)
        case withdrawn(reason: ValueID)
        /// The rule is followed again: nobody relies on it any more, from the day of the fact.
        case ended(note: ValueID)
    }

    /// How large the risk is that one runs by it, in the words of the one who asks.
    public enum Level: String, Choosable, Comparable {
        case low = "lav"
        case moderate = "moderat"
        case high = "hoej"
        case critical = "kritisk"

        public var label: Phrase {
            switch self {
            case .low: Phrase(da: "Lav", en: "Low")
            case .moderate: Phrase(da: "Moderat", en: "Moderate")
            case .high: Phrase(da: "Høj", en: "High")
            case .critical: Phrase(da: "Kritisk", en: "Critical")
            }
        }

        private var rank: Int {
            switch self {
            case .low: 0
            case .moderate: 1
            case .high: 2
            case .critical: 3
            }
        }

        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    /// What is asked for (policy §7.4: konkret begrundet forespørgsel).
    public struct Request: Hashable, Sendable {
        public let number: Int
        public let year: Int
        public let document: ID<Document>
        public let version: ID<Document.Version>
        /// The paragraphs deviated from.
        public let paragraphs: [ParagraphID]
        /// The unit that asks.
        public let unit: ID<Unit>
        /// The units that it is for.
        public let units: [ID<Unit>]
        /// The solutions that it is for.
        public let solutions: ValueID?
        /// In short, such as »Ugentlig backup i udviklingsmiljøet«.
        public let title: ValueID
        public let situation: ValueID
        public let reason: ValueID
        public let risk: ValueID
        public let level: Level
        /// What is done instead of following the rule.
        public let measures: ValueID
        public let from: Day
        public let to: Day
        /// The dispensation that it extends, or that was refused before.
        public let follows: ID<Dispensation>?

        public init(
            number: Int, year: Int, document: ID<Document>, version: ID<Document.Version>, paragraphs: [ParagraphID],
            unit: ID<Unit>, units: [ID<Unit>], solutions: ValueID?, title: ValueID, situation: ValueID,
            reason: ValueID, risk: ValueID, level: Level, measures: ValueID, from: Day, to: Day,
            follows: ID<Dispensation>?
        ) {
            self.number = number
            self.year = year
            self.document = document
            self.version = version
            self.paragraphs = paragraphs
            self.unit = unit
            self.units = units
            self.solutions = solutions
            self.title = title
            self.situation = situation
            self.reason = reason
            self.risk = risk
            self.level = level
            self.measures = measures
            self.from = from
            self.to = to
            self.follows = follows
        }

        /// »D-2026-06«: the number by which people name it.
        public var label: String { Reference.label("D", year, number) }
    }

    /// In which capacity an opinion is given.
    public enum Advisor: String, Choosable {
        case security, dpo, other

        public var label: Phrase {
            switch self {
            case .security: Phrase(da: "CAI", en: "CAI")
            case .dpo: Phrase(da: "DPO", en: "DPO")
            case .other: Phrase(da: "Andre", en: "Others")
            }
        }
    }

    public enum Stance: String, Choosable {
        case noObjection = "ingen_indvending"
        case conditional = "paa_vilkaar"
        case against = "fraraader"

        public var label: Phrase {
            switch self {
            case .noObjection: Phrase(da: "Ingen indvending", en: "No objection")
            case .conditional: Phrase(da: "Ingen indvending på vilkår", en: "No objection on conditions")
            case .against: Phrase(da: "Fraråder", en: "Advises against")
            }
        }
    }

    /// An opinion, word for word: nobody else can change it (GDPR Article 38(3)).
    public struct Opinion: Hashable, Sendable {
        public let position: Int
        public let by: ID<Person>?
        public let advisor: Advisor
        public let stance: Stance
        public let text: ValueID
        public let day: Day
    }

    /// What CAI recommends, with its reasons and what either answer means.
    public struct Recommendation: Hashable, Sendable {
        public let outcome: Decision.Outcome
        /// One reason a line, at most three.
        public let reasons: ValueID
        public let ifGranted: ValueID
        public let ifRefused: ValueID
        /// One condition a line.
        public let conditions: ValueID?

        public init(
            outcome: Decision.Outcome, reasons: ValueID, ifGranted: ValueID, ifRefused: ValueID, conditions: ValueID?
        ) {
            self.outcome = outcome
            self.reasons = reasons
            self.ifGranted = ifGranted
            self.ifRefused = ifRefused
            self.conditions = conditions
        }
    }

    public struct Recommended: Hashable, Sendable {
        public let recommendation: Recommendation
        public let by: ID<Person>?
    }

    public struct Submission: Hashable, Sendable {
        public let due: Day
        public let unheard: ValueID?
    }

    public let id: ID<Dispensation>
    /// Each wording of the request, with the day on which it was written.
    public private(set) var requests = Timeline<Request>()
    /// What it deviates from; kept after an annulment, since what was confidential stays so.
    private(set) var document: ID<Document>?
    /// Position of the first request; nil while there is none.
    public private(set) var requested: Int?
    public private(set) var by: ID<Person>?
    public private(set) var opinions: [Opinion] = []
    public private(set) var recommendations = Timeline<Recommended>()
    public private(set) var submissions = Timeline<Submission>()
    public private(set) var withdrawal = Timeline<ValueID>()
    public private(set) var ending = Timeline<ValueID>()
    public private(set) var revision = 0
    /// The revision of the last fact that a decision made from it must be looked at again for.
    public var materialRevision: Int { Int(materials.last?.revision ?? 0) }
    /// Each of those facts.
    private(set) var materials: [Document.Material] = []

    init(id: ID<Dispensation>) { self.id = id }

    /// The wording that holds; nil if all are annulled.
    public var request: Request? { requested == nil ? nil : requests.latest?.value }
    public var requestedOn: Day? { requested == nil ? nil : requests.entries.first?.from }
    public var withdrawnOn: Day? { withdrawal.entries.first?.from }
    public var endedOn: Day? { ending.entries.first?.from }

    /// The wording that stood on `day`.
    public func request(on day: Day) -> Request? {
        requests.entries.filter { $0.from <= day }.max { $0.position < $1.position }?.value
    }

    /// The wording that the facts before a position leave, of those that stand.
    public func request(before position: Int) -> Request? {
        requests.entries.filter { $0.position < position }.max { $0.position < $1.position }?.value
    }

    /// Whether an opinion is about a wording: one that was given before it was rewritten is about what nobody asks for any
    /// more. What was said of a rewriting that is annulled counts for the wording that holds again.
    public func isAbout(_ wording: Request?, _ opinion: Opinion) -> Bool {
        request(before: opinion.position) == wording
    }

    /// Whether the DPO has spoken of the wording that holds.
    var hasHeardDPO: Bool { opinions.contains { $0.advisor == .dpo && isAbout(request, $0) } }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .requested(let request):
            document = request.document
            requests.set(request, from: day, at: position)
            requested = position
            by = stamp.by
            materials.append(.init(revision: Int32(revision), day: day))
        case .amended(let request):
            document = request.document
            requests.set(request, from: day, at: position)
            materials.append(.init(revision: Int32(revision), day: day))
        case .advised(let advisor, let stance, let text):
            opinions.append(
                Opinion(position: position, by: stamp.by, advisor: advisor, stance: stance, text: text, day: day))
            materials.append(.init(revision: Int32(revision), day: day))
        case .recommended(let recommendation):
            recommendations.set(
                Recommended(recommendation: recommendation, by: stamp.by), from: day, at: position)
            materials.append(.init(revision: Int32(revision), day: day))
        case .submitted(let due, let unheard):
            submissions.set(Submission(due: due, unheard: unheard), from: day, at: position)
        case .withdrawn(let reason): withdrawal.set(reason, from: day, at: position)
        case .ended(let note): ending.set(note, from: day, at: position)
        }
    }

    mutating func annul(_ position: Int, on day: Day) {
        revision += 1
        var material = requested == position
        if material { requested = nil }
        for change in [requests.annul(position), recommendations.annul(position)] where change { material = true }
        let before = opinions.count
        opinions.removeAll { $0.position == position }
        submissions.annul(position)
        withdrawal.annul(position)
        ending.annul(position)
        guard material || opinions.count != before else { return }
        materials.append(.init(revision: Int32(revision), day: day))
    }
}
