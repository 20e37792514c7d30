// SPDX-License-Identifier: MPL-2.0

/// How risks are judged (risikometode, policy §8; ISO/IEC 27005:2022 6.4): the steps of likelihood and consequence, the level of
/// every cell, and what the direktion accepts. A value and no code: a new one is adopted by a decision, and assessments keep
/// the one they were made under. Likelihood and consequence are counted from 1, the lowest.
public struct RiskMethod: Hashable, Sendable {
    /// What a risk can cost (policy §8: politics, economy, contractual and regulatory duties; GDPR Article 32).
    public enum Dimension: String, Choosable {
        case economy, reputation, contract, regulation, citizens, operations

        public var label: Phrase {
            switch self {
            case .economy: Phrase(da: "Økonomi", en: "Economy")
            case .reputation: Phrase(da: "Politik og omdømme", en: "Politics and reputation")
            case .contract: Phrase(da: "Kontrakt", en: "Contract")
            case .regulation: Phrase(da: "Regulering", en: "Regulation")
            case .citizens:
                Phrase(da: "Borgernes rettigheder og sikkerhed", en: "The rights and safety of citizens")
            case .operations: Phrase(da: "Drift af velfærdsydelser", en: "Running of welfare services")
            }
        }
    }

    /// Whose risk it is. The two are never one number (GDPR Articles 24, 25, 32 and 35 look at the second alone).
    public enum Perspective: String, Choosable {
        case organisation, citizens

        public var label: Phrase {
            switch self {
            case .organisation: Phrase(da: "Risiko for organisationen", en: "Risk to the organisation")
            case .citizens: Phrase(da: "Risiko for borgerne", en: "Risk to citizens")
            }
        }

        public var dimensions: [Dimension] {
            switch self {
            case .organisation: Dimension.allCases.filter { $0 != .citizens }
            case .citizens: [.citizens]
            }
        }
    }

    /// The level of a cell, lowest first.
    public enum Level: String, Choosable, Comparable {
        case low, moderate, high, critical

        public var label: Phrase {
            switch self {
            case .low: Phrase(da: "Lav", en: "Low")
            case .moderate: Phrase(da: "Moderat", en: "Moderate")
            case .high: Phrase(da: "Høj", en: "High")
            case .critical: Phrase(da: "Kritisk", en: "Critical")
            }
        }

        public var rank: Int {
            switch self {
            case .low: 0
            case .moderate: 1
            case .high: 2
            case .critical: 3
            }
        }

        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    /// The number that stands in a cell beside its level: only to be recognised by, never reckoned with.
    public enum Score: String, Choosable {
        /// Of the two steps: right where both scales have equal ratios between steps.
        case sum
        /// As many municipalities know it.
        case product

        public var label: Phrase {
            switch self {
            case .sum: Phrase(da: "Summen af trinene", en: "The sum of the steps")
            case .product: Phrase(da: "Produktet af trinene", en: "The product of the steps")
            }
        }
    }

    /// What is demanded of a level before it can be kept (risikoacceptkriterier, policy §8).
    public enum Acceptance: Hashable, Sendable {
        /// The adopted criteria are the decision.
        case standing
        /// A decision of the direktion on the one risk, for so many months at most.
        case decided(months: Int)
        /// The same, and there is a treatment with a day.
        case treated(months: Int)
        /// It cannot be accepted.
        case never
    }

    /// From this consequence in a dimension on, the level is at least this.
    public struct Floor: Hashable, Sendable {
        public let dimension: Dimension
        public let consequence: Int
        public let level: Level

        public init(dimension: Dimension, consequence: Int, level: Level) {
            self.dimension = dimension
            self.consequence = consequence
            self.level = level
        }
    }

    /// The shipped method that the words of the steps come from.
    public enum Base: String, Choosable {
        /// 5×5 with equal ratios between the steps.
        case five
        /// 4×4 as many municipalities know it.
        case four

        public var label: Phrase {
            switch self {
            case .five: Phrase(da: "5×5 med lige store spring", en: "5×5 with equal ratios")
            case .four: Phrase(da: "4×4, som mange kommuner kender det", en: "4×4, as many municipalities know it")
            }
        }

        /// How many steps each of the two scales has.
        public var steps: Int {
            switch self {
            case .five: 5
            case .four: 4
            }
        }
    }

    public let base: Base
    public let score: Score
    /// From how many times per million years each step of likelihood begins; the first is 0. Closed below, open above.
    public let rates: [Int]
    /// From how many øre each step of an economic consequence begins; the first is 0. Closed below, open above.
    public let amounts: [Int]
    /// The level of every cell: by likelihood, then by consequence.
    public let cells: [[Level]]
    public let floors: [Floor]
    /// By level, lowest first: four.
    public let acceptances: [Acceptance]
    /// How many months go at most between two verifications of a risk (policy §8: 12).
    public let months: Int

    public init(
        base: Base, score: Score, rates: [Int], amounts: [Int], cells: [[Level]], floors: [Floor],
        acceptances: [Acceptance], months: Int
    ) {
        self.base = base
        self.score = score
        self.rates = rates
        self.amounts = amounts
        self.cells = cells
        self.floors = floors
        self.acceptances = acceptances
        self.months = months
    }

    public var steps: Int { base.steps }

    public func acceptance(of level: Level) -> Acceptance {
        acceptances.indices.contains(level.rank) ? acceptances[level.rank] : .never
    }

    /// The level of a cell alone, without floors. Beyond the ends it is that of the last step: a ledger may hold what no command
    /// would record, and is read all the same.
    public func level(likelihood: Int, consequence: Int) -> Level {
        guard let row = Self.step(likelihood, of: cells) else { return .critical }
        return Self.step(consequence, of: row) ?? .critical
    }

    private static func step<Item>(_ step: Int, of items: [Item]) -> Item? {
        items.isEmpty ? nil : items[min(max(step, 1), items.count) - 1]
    }

    /// The level of one dimension's consequence: its cell, or its floor where that is higher.
    public func level(likelihood: Int, consequence: Int, in dimension: Dimension) -> Level {
        let cell = level(likelihood: likelihood, consequence: consequence)
        return floors.filter { $0.dimension == dimension && consequence >= $0.consequence }.map(\.level)
            .reduce(cell, max)
    }

    /// The number that is shown in a cell.
    public func number(likelihood: Int, consequence: Int) -> Int {
        switch score {
        case .sum: likelihood + consequence
        case .product: likelihood * consequence
        }
    }
}
