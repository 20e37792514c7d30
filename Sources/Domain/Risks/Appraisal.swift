// SPDX-License-Identifier: MPL-2.0

extension Risk {
    /// What somebody who is no expert answered, question by question, so that a risk was judged (policy §§7, 8: guided, simple
    /// and understandable). It stands with the assessment that it led to, so next year's questions can show this year's answers.
    public struct Guide: Hashable, Sendable {
        /// How bad it would be in one dimension. Most are asked for each of the three properties by itself (policy §1); what
        /// follows from that something happened at all, whatever it was, is asked once.
        public struct Answer: Hashable, Sendable {
            /// Nil: asked once for all three.
            public let property: ControlAttributes.Property?
            public let dimension: RiskMethod.Dimension
            /// From 1; nil: not relevant here.
            public let step: Int?

            public init(property: ControlAttributes.Property?, dimension: RiskMethod.Dimension, step: Int?) {
                self.property = property
                self.dimension = dimension
                self.step = step
            }
        }

        /// Whether something is done about it today, as the one who was asked knows.
        public enum InPlace: String, Choosable {
            case yes, partly, no, unknown

            public var label: Phrase {
                switch self {
                case .yes: Phrase(da: "Ja", en: "Yes")
                case .partly: Phrase(da: "Delvist", en: "In part")
                case .no: Phrase(da: "Nej", en: "No")
                case .unknown: Phrase(da: "Ved ikke", en: "Do not know")
                }
            }

            /// As somebody writes it in a line, in either language.
            init?(written word: String) {
                switch word.lowercased() {
                case "yes", "ja": self = .yes
                case "partly", "delvist": self = .partly
                case "no", "nej": self = .no
                case "unknown", "ukendt": self = .unknown
                case _: return nil
                }
            }
        }

        /// Something that could be done about it, and whether it is.
        public struct Provision: Hashable, Sendable {
            public enum About: Hashable, Sendable {
                case measure(ID<Measure>)
                /// A control that nobody has made a measure of.
                case control(ClauseReference)

                /// As ``init(_:)`` reads it.
                public var text: String {
                    switch self {
                    case .measure(let id): id.description
                    case .control(let reference): reference.description
                    }
                }

                /// The identity of a measure, or a control such as `27002:8.5`; nil for anything else.
                public init?(_ text: String) {
                    if let id = ID<Measure>(text) {
                        self = .measure(id)
                    } else if let reference = ClauseReference(text) {
                        self = .control(reference)
                    } else {
                        return nil
                    }
                }
            }

            public let about: About
            public let answer: InPlace

            public init(about: About, answer: InPlace) {
                self.about = about
                self.answer = answer
            }
        }

        public let answers: [Answer]
        /// The threats that were asked about and are not relevant. Those that are stand in the wording of the risk.
        public let dismissed: [ClauseReference]
        /// Why each of them is not, a line each, as ``reasons(_:)`` reads them.
        public let dismissals: ValueID?
        public let provisions: [Provision]

        public init(
            answers: [Answer], dismissed: [ClauseReference], dismissals: ValueID?, provisions: [Provision]
        ) {
            self.answers = answers
            self.dismissed = dismissed
            self.dismissals = dismissals
            self.provisions = provisions
        }
    }
}

// MARK: What is asked

extension Risk.Guide {
    /// One question about a consequence.
    public struct Question: Hashable, Sendable {
        /// Nil: asked once for all three.
        public let property: ControlAttributes.Property?
        public let dimension: RiskMethod.Dimension

        /// What its field is called: `confidentiality_citizens`, `reputation`.
        public var field: String {
            property.map { "\($0.rawValue.lowercased())_\(dimension.rawValue)" } ?? dimension.rawValue
        }
    }

    /// For whom it is bad differs with what is harmed.
    public static let perProperty: [RiskMethod.Dimension] = [.citizens, .operations, .economy, .regulation]
    /// What others think and what was agreed with them follows from that it happened.
    public static let once: [RiskMethod.Dimension] = [.reputation, .contract]

    /// Each of the three properties in four dimensions, and two dimensions once: none of the six is left out.
    public static let questions: [Question] =
        ControlAttributes.Property.allCases.flatMap { property in
            perProperty.map { Question(property: property, dimension: $0) }
        } + once.map { Question(property: nil, dimension: $0) }

    /// What was answered to a question; the outer nil: it was not asked.
    public subscript(question: Question) -> Int?? {
        answers.first { $0.property == question.property && $0.dimension == question.dimension }.map(\.step)
    }
}

// MARK: What follows from the answers

extension Risk.Guide {
    /// The worst that was answered in each dimension, in their order; nil: the dimension is not relevant to any property.
    /// Nothing is weighed or added up: the level of the risk is that of its worst consequence.
    public static func worst(_ answers: [Answer]) -> [Int?] {
        RiskMethod.Dimension.allCases.map { dimension in
            answers.filter { $0.dimension == dimension }.compactMap(\.step).max()
        }
    }

    /// The properties whose loss has a consequence in some dimension.
    public static func harmed(_ answers: [Answer]) -> [ControlAttributes.Property] {
        ControlAttributes.Property.allCases.filter { property in
            answers.contains { $0.property == property && $0.step != nil }
        }
    }

    /// The measures that were said to be in place, wholly or in part.
    public var measures: [ID<Measure>] {
        provisions.compactMap { one in
            guard case .measure(let id) = one.about, one.answer == .yes || one.answer == .partly else { return nil }
            return id
        }
    }

    /// Somebody who is asked for ten minutes is never certain; who does not know what is in place is uncertain.
    public static func confidence(_ provisions: [Provision]) -> Risk.Confidence {
        provisions.contains { $0.answer == .unknown } ? .low : .medium
    }

    /// The reasons by the threat, of a text that has a line for each: `trusler:T05 Der er ingen gæster`.
    public static func reasons(_ text: String) -> [ClauseReference: String] {
        var found: [ClauseReference: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, let threat = ClauseReference(parts[0]) else { continue }
            found[threat] = Arguments.trimmed(parts[1])
        }
        return found
    }
}
