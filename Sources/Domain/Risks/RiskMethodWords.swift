// SPDX-License-Identifier: MPL-2.0

/// A method in words: what a decision paper, a record and a page say of it alike.
extension RiskMethod {
    public typealias Line = (label: Phrase, value: Phrase)

    /// All of it, with the words of every step.
    public func lines(_ words: RiskWords) -> [Line] {
        [
            (Phrase(da: "Skalaer", en: "Scales"), base.label),
            (Phrase(da: "Tal i felterne", en: "Numbers"), score.label),
            (RiskWords.likelihoodLabel, joined { likelihood($0, words) }),
        ] + Dimension.allCases.map { dimension in (dimension.label, joined { consequence(dimension, $0, words) }) }
            + criteria
    }

    /// What is accepted: by level, the floors, and how often risks are verified.
    public var criteria: [Line] {
        legend.map { row in
            let cells = Self.said(row.cells)
            return (
                row.level.label,
                Phrase(da: "\(cells.da) \(row.acceptance.demand.da)", en: "\(cells.en) \(row.acceptance.demand.en)")
            )
        } + [
            (Phrase(da: "Bundgrænser", en: "Floors"), floorWords),
            (Phrase(da: "Verificeres", en: "Verified"), Self.every(months)),
        ]
    }

    /// »Mulig: det er sket … (fra én gang på 10 år til én gang på 2 år)«
    public func likelihood(_ step: Int, _ words: RiskWords) -> Phrase {
        let (said, often) = (words.likelihood(step), often(step))
        return Phrase(da: "\(said.da) (\(often.da))", en: "\(said.en) (\(often.en))")
    }

    public func consequence(_ dimension: Dimension, _ step: Int, _ words: RiskWords) -> Phrase {
        let said = words.consequence(dimension, step)
        guard dimension == .economy else { return said }
        let cost = cost(step)
        return Phrase(da: "\(said.da) (\(cost.da))", en: "\(said.en) (\(cost.en))")
    }

    private func joined(_ say: (Int) -> Phrase) -> Phrase {
        let all = (1...steps).map { ($0, say($0)) }
        return Phrase(
            da: all.map { "\($0.0): \($0.1.da)" }.joined(separator: "; "),
            en: all.map { "\($0.0): \($0.1.en)" }.joined(separator: "; "))
    }

    /// »Sandsynlighed 1: konsekvens 1–3; sandsynlighed 2: konsekvens 1–2.«
    public static func said(_ cells: [Cell]) -> Phrase {
        guard !cells.isEmpty else { return Phrase(da: "Ingen felter.", en: "No cells.") }
        let rows = Dictionary(grouping: cells, by: \.likelihood).sorted { $0.key < $1.key }.map { likelihood, cells in
            (likelihood, runs(cells.map(\.consequence)))
        }
        let da = rows.map { "sandsynlighed \($0.0): konsekvens \($0.1)" }.joined(separator: "; ")
        let en = rows.map { "likelihood \($0.0): consequence \($0.1)" }.joined(separator: "; ")
        return Phrase(
            da: "\(da.prefix(1).uppercased())\(da.dropFirst()).", en: "\(en.prefix(1).uppercased())\(en.dropFirst()).")
    }

    /// »1–3, 5«
    private static func runs(_ numbers: [Int]) -> String {
        var found: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = found.last, last.upperBound + 1 == number {
                found[found.count - 1] = last.lowerBound...number
            } else {
                found.append(number...number)
            }
        }
        return found.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }

    private var floorWords: Phrase {
        guard !floors.isEmpty else { return Phrase(da: "Ingen", en: "None") }
        let all = floors.map(Self.said)
        return Phrase(da: all.map(\.da).joined(separator: "; "), en: all.map(\.en).joined(separator: "; "))
    }

    static func said(_ floor: Floor) -> Phrase {
        Phrase(
            da: """
                \(floor.dimension.label.da): aldrig under \(floor.level.label.da.lowercased()) fra konsekvens \
                \(floor.consequence)
                """,
            en: """
                \(floor.dimension.label.en): never below \(floor.level.label.en.lowercased()) from consequence \
                \(floor.consequence)
                """)
    }

    static func every(_ months: Int) -> Phrase {
        months == 1
            ? Phrase(da: "Mindst hver måned", en: "Every month at least")
            : Phrase(da: "Mindst hver \(months). måned", en: "Every \(months) months at least")
    }

    // MARK: Difference

    /// What another method has that this one has not, in words; empty: they judge alike.
    public func changes(to other: RiskMethod) -> [Phrase] {
        var found: [Phrase] = []
        func note(_ label: Phrase, _ from: Phrase, _ to: Phrase) {
            guard from != to else { return }
            found.append(
                Phrase(da: "\(label.da): \(from.da) → \(to.da)", en: "\(label.en): \(from.en) → \(to.en)"))
        }
        note(Phrase(da: "Skalaer", en: "Scales"), base.label, other.base.label)
        note(Phrase(da: "Tal i felterne", en: "Numbers"), score.label, other.score.label)
        if base == other.base {
            for step in 1...steps {
                note(Self.named(RiskWords.likelihoodLabel, step), often(step), other.often(step))
                note(Self.named(Dimension.economy.label, step), cost(step), other.cost(step))
            }
            for cell in allCells {
                note(
                    Phrase(
                        da: "Sandsynlighed \(cell.likelihood), konsekvens \(cell.consequence)",
                        en: "Likelihood \(cell.likelihood), consequence \(cell.consequence)"),
                    level(of: cell).label, other.level(of: cell).label)
            }
        }
        note(Phrase(da: "Bundgrænser", en: "Floors"), floorWords, other.floorWords)
        for level in Level.allCases {
            note(level.label, acceptance(of: level).demand, other.acceptance(of: level).demand)
        }
        note(Phrase(da: "Verificeres", en: "Verified"), Self.every(months), Self.every(other.months))
        return found
    }

    private static func named(_ label: Phrase, _ step: Int) -> Phrase {
        Phrase(da: "\(label.da) \(step)", en: "\(label.en) \(step)")
    }
}

extension RiskWords {
    /// The steps that others describe in other words, where both have them.
    public func changes(to other: RiskWords) -> [Phrase] {
        guard base == other.base else { return [] }
        return (1...base.steps).flatMap { step -> [Phrase] in
            let places: [(Phrase, Place)] =
                [(Self.likelihoodLabel, .likelihood(step))]
                + RiskMethod.Dimension.allCases.map { ($0.label, .consequence($0, step)) }
            return places.compactMap { label, place in
                let (from, to) = (self[place], other[place])
                guard from != to else { return nil }
                return Phrase(
                    da: "\(label.da) \(step): \(from.da) → \(to.da)", en: "\(label.en) \(step): \(from.en) → \(to.en)")
            }
        }
    }
}
