// SPDX-License-Identifier: MPL-2.0

/// What the levels of a method mean. Always worked out from the cells, so that no legend can say something else than the matrix.
extension RiskMethod {
    public struct Cell: Hashable, Sendable, Comparable {
        public let likelihood: Int
        public let consequence: Int

        public init(_ likelihood: Int, _ consequence: Int) {
            self.likelihood = likelihood
            self.consequence = consequence
        }

        public static func < (left: Cell, right: Cell) -> Bool {
            (left.likelihood, left.consequence) < (right.likelihood, right.consequence)
        }
    }

    /// One level: its cells, the numbers that stand in them, and what is demanded of it.
    public struct LegendRow: Hashable, Sendable {
        public let level: Level
        /// By likelihood, then by consequence.
        public let cells: [Cell]
        /// The lowest and the highest number that stands in its cells; nil: it has no cell.
        public let numbers: ClosedRange<Int>?
        /// The other levels whose numbers lie in the same range: of those a number alone does not say the level.
        public let overlapping: [Level]
        public let acceptance: Acceptance
    }

    /// Every cell, by likelihood, then by consequence.
    public var allCells: [Cell] {
        cells.indices.flatMap { row in cells[row].indices.map { Cell(row + 1, $0 + 1) } }
    }

    public func level(of cell: Cell) -> Level {
        level(likelihood: cell.likelihood, consequence: cell.consequence)
    }

    public func number(of cell: Cell) -> Int { number(likelihood: cell.likelihood, consequence: cell.consequence) }

    /// One row a level, lowest first. Each cell stands in exactly one.
    public var legend: [LegendRow] {
        let all = Dictionary(grouping: allCells, by: level(of:))
        func numbers(_ level: Level) -> ClosedRange<Int>? {
            let numbers = (all[level] ?? []).map(number(of:))
            guard let least = numbers.min(), let most = numbers.max() else { return nil }
            return least...most
        }
        return Level.allCases.map { level in
            let own = numbers(level)
            let overlapping = Level.allCases.filter { other in
                guard other != level, let own, let others = numbers(other) else { return false }
                return own.overlaps(others)
            }
            return LegendRow(
                level: level, cells: all[level] ?? [], numbers: own, overlapping: overlapping,
                acceptance: acceptance(of: level))
        }
    }

    /// How the numbers in the cells rank risks against their expected loss, rate times amount.
    public struct Contradictions: Hashable, Sendable {
        /// How many pairs of cells there are.
        public let pairs: Int
        /// The one with the higher expected loss has the lower number.
        public let opposite: Int
        /// Their expected losses are unlike and their numbers alike.
        public let tied: Int
        /// Their expected losses are alike and their numbers unlike.
        public let split: Int

        public var isNone: Bool { opposite == 0 && tied == 0 && split == 0 }
    }

    /// Counted over all pairs of cells, by the bounds of the scales: a step stands for where it begins, the first for as
    /// much below the second as that is below the third. With equal ratios on both scales the sum of the steps contradicts nothing;
    /// the product does.
    public var contradictions: Contradictions {
        guard let rates = Self.typical(rates), let amounts = Self.typical(amounts) else {
            return Contradictions(pairs: 0, opposite: 0, tied: 0, split: 0)
        }
        let all = allCells.filter {
            rates.indices.contains($0.likelihood - 1) && amounts.indices.contains($0.consequence - 1)
        }
        var (pairs, opposite, tied, split) = (0, 0, 0, 0)
        for (index, one) in all.enumerated() {
            for other in all[(index + 1)...] {
                pairs += 1
                let first = rates[one.likelihood - 1] * amounts[one.consequence - 1]
                let second = rates[other.likelihood - 1] * amounts[other.consequence - 1]
                let loss = abs(first - second) <= 1e-9 * max(first, second) ? 0 : first < second ? -1 : 1
                let (left, right) = (number(of: one), number(of: other))
                let rank = left == right ? 0 : left < right ? -1 : 1
                if loss * rank < 0 { opposite += 1 }
                if loss != 0, rank == 0 { tied += 1 }
                if loss == 0, rank != 0 { split += 1 }
            }
        }
        return Contradictions(pairs: pairs, opposite: opposite, tied: tied, split: split)
    }

    /// What each step stands for; nil: the scale is too short, or does not rise.
    private static func typical(_ scale: [Int]) -> [Double]? {
        guard scale.count > 2, zip(scale, scale.dropFirst()).allSatisfy({ $0 < $1 }), scale[1] > 0 else { return nil }
        let (second, third) = (Double(scale[1]), Double(scale[2]))
        return [second * second / third] + scale.dropFirst().map { Double($0) }
    }
}

extension RiskMethod.Acceptance {
    /// What is demanded of a level, as a sentence.
    public var demand: Phrase {
        switch self {
        case .standing:
            Phrase(
                da: "Kan beholdes: kriterierne er afgørelsen, og risikoejeren registrerer den.",
                en: "May be kept: the criteria are the decision, and the risk owner records it.")
        case .decided(let months):
            Phrase(
                da: """
                    Nedbringes, hvis det kan betale sig. Ellers skal direktionen acceptere den, højst i \(Self.da(months)).
                    """,
                en: """
                    Is reduced where that is worth it. Otherwise the direktion has to accept it, for \(Self.en(months)) at \
                    most.
                    """)
        case .treated(let months):
            Phrase(
                da: """
                    Behandles efter en plan med en frist. Imens kan direktionen acceptere den, højst i \(Self.da(months)).
                    """,
                en: """
                    Is treated by a plan with a due day. Meanwhile the direktion can accept it, for \(Self.en(months)) at \
                    most.
                    """)
        case .never:
            Phrase(
                da: "Behandles straks. Kan ikke accepteres: direktionen og bestyrelsen får besked.",
                en: "Is treated at once. Cannot be accepted: the direktion and the bestyrelse are told.")
        }
    }

    private static func da(_ months: Int) -> String { months == 1 ? "1 måned" : "\(months) måneder" }
    private static func en(_ months: Int) -> String { months == 1 ? "1 month" : "\(months) months" }
}
