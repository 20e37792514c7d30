// SPDX-License-Identifier: MPL-2.0

extension RiskMethod {
    /// What is wrong with a method, and where.
    public struct Fault: Hashable, Sendable {
        public enum Place: Hashable, Sendable {
            /// The method as a whole.
            case shape
            case rate(step: Int)
            case amount(step: Int)
            case cell(likelihood: Int, consequence: Int)
            case floor(Dimension)
            case acceptance(Level)
            case months
        }

        public let place: Place
        public let phrase: Phrase
    }

    /// So often at most begins the highest step: times per million years (one hundred a year).
    public static let mostRate = 100_000_000
    /// So much at most begins the highest step: øre (one hundred thousand million kroner).
    public static let mostAmount = 10_000_000_000_000

    /// What is wrong with it; nil: nothing. A level may never be lower than that of its neighbour below or to the left.
    public var fault: Phrase? { firstFault?.phrase }

    /// The first thing that is wrong with it, and where; nil: nothing.
    public var firstFault: Fault? {
        guard rates.count == steps, amounts.count == steps, cells.count == steps,
            cells.allSatisfy({ $0.count == steps }), acceptances.count == Level.allCases.count
        else {
            return Fault(
                place: .shape,
                phrase: Phrase(
                    da: "Metoden skal have \(steps) trin på begge skalaer og \(steps * steps) felter.",
                    en: "The method must have \(steps) steps on both scales and \(steps * steps) cells."))
        }
        return rising(rates, most: Self.mostRate) { .rate(step: $0) }
            ?? rising(amounts, most: Self.mostAmount) { .amount(step: $0) } ?? uneven ?? floorFault ?? acceptanceFault
            ?? monthsFault
    }

    private func rising(_ scale: [Int], most: Int, _ place: (Int) -> Fault.Place) -> Fault? {
        for index in scale.indices where index == 0 ? scale[0] != 0 : scale[index] <= scale[index - 1] {
            return Fault(
                place: place(index + 1),
                phrase: Phrase(
                    da: "Trinene skal begynde med 0 og stige. Trin \(index + 1) gør det ikke.",
                    en: "The steps must begin with 0 and rise. Step \(index + 1) does not."))
        }
        guard scale[scale.count - 1] <= most else {
            return Fault(
                place: place(scale.count),
                phrase: Phrase(
                    da: "Det højeste trin begynder for højt. Skriv et mindre tal.",
                    en: "The highest step begins too high. Write a smaller number."))
        }
        return nil
    }

    private var uneven: Fault? {
        for likelihood in 1...steps {
            for consequence in 1...steps {
                let here = level(likelihood: likelihood, consequence: consequence)
                if likelihood > 1, level(likelihood: likelihood - 1, consequence: consequence) > here {
                    return uneven(likelihood, consequence, likelihood - 1, consequence)
                }
                if consequence > 1, level(likelihood: likelihood, consequence: consequence - 1) > here {
                    return uneven(likelihood, consequence, likelihood, consequence - 1)
                }
            }
        }
        return nil
    }

    private func uneven(_ likelihood: Int, _ consequence: Int, _ other: Int, _ than: Int) -> Fault {
        Fault(
            place: .cell(likelihood: likelihood, consequence: consequence),
            phrase: Phrase(
                da: """
                    Feltet sandsynlighed \(likelihood), konsekvens \(consequence) er lavere end feltet sandsynlighed \
                    \(other), konsekvens \(than). Et felt må aldrig være lavere end feltet under eller til venstre for det.
                    """,
                en: """
                    The cell likelihood \(likelihood), consequence \(consequence) is lower than the cell likelihood \
                    \(other), consequence \(than). A cell may never be lower than the one below it or to its left.
                    """))
    }

    private var floorFault: Fault? {
        floors.first { !(1...steps).contains($0.consequence) }.map { floor in
            Fault(
                place: .floor(floor.dimension),
                phrase: Phrase(
                    da: "En bundgrænse skal begynde ved et trin mellem 1 og \(steps).",
                    en: "A floor must begin at a step from 1 to \(steps)."))
        }
    }

    /// An acceptance holds for 12 months at most (policy §8), and what is worse is never easier to keep.
    private var acceptanceFault: Fault? {
        for level in Level.allCases {
            let own = acceptance(of: level)
            if let months = own.months, !(1...12).contains(months) {
                return Fault(
                    place: .acceptance(level),
                    phrase: Phrase(
                        da: "En accept gælder mellem 1 og 12 måneder (§ 8).",
                        en: "An acceptance holds for 1 to 12 months (§ 8)."))
            }
            guard let below = Level.allCases.last(where: { $0 < level }), acceptance(of: below).isStricter(than: own)
            else { continue }
            return Fault(
                place: .acceptance(level),
                phrase: Phrase(
                    da: """
                        Niveauet \(level.label.da.lowercased()) er lettere at acceptere end \
                        \(below.label.da.lowercased()). Et højere niveau må aldrig kræve mindre end et lavere.
                        """,
                    en: """
                        The level \(level.label.en.lowercased()) is easier to accept than \
                        \(below.label.en.lowercased()). A higher level may never demand less than a lower one.
                        """))
        }
        return nil
    }

    private var monthsFault: Fault? {
        (1...12).contains(months)
            ? nil
            : Fault(
                place: .months,
                phrase: Phrase(
                    da: "Risici skal verificeres mindst hver 12. måned (§ 8).",
                    en: "Risks must be verified every 12 months at least (§ 8)."))
    }
}

extension RiskMethod.Acceptance {
    public enum Kind: String, Choosable {
        case standing, decided, treated, never

        public var label: Phrase {
            switch self {
            case .standing: Phrase(da: "Kan beholdes efter kriterierne", en: "May be kept by the criteria")
            case .decided: Phrase(da: "Direktionen accepterer hver risiko", en: "The direktion accepts each risk")
            case .treated:
                Phrase(
                    da: "Direktionen accepterer, når en behandling har en frist",
                    en: "The direktion accepts when a treatment has a due day")
            case .never: Phrase(da: "Kan ikke accepteres", en: "Cannot be accepted")
            }
        }

        var strictness: Int {
            switch self {
            case .standing: 0
            case .decided: 1
            case .treated: 2
            case .never: 3
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .standing: .standing
        case .decided: .decided
        case .treated: .treated
        case .never: .never
        }
    }

    /// How many months an acceptance holds at most; nil: it does not run out, or there is none.
    public var months: Int? {
        switch self {
        case .decided(let months), .treated(let months): months
        case .standing, .never: nil
        }
    }

    /// Nil where months are missing, or belong to no decision.
    public init?(_ kind: Kind, months: Int?) {
        switch (kind, months) {
        case (.standing, nil): self = .standing
        case (.decided, let months?): self = .decided(months: months)
        case (.treated, let months?): self = .treated(months: months)
        case (.never, nil): self = .never
        case (_, _): return nil
        }
    }

    /// Whether it demands more than another; of two alike the one that runs out first.
    func isStricter(than other: Self) -> Bool {
        if kind != other.kind { return kind.strictness > other.kind.strictness }
        guard let months, let others = other.months else { return false }
        return months < others
    }
}
