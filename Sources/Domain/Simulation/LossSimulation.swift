// SPDX-License-Identifier: MPL-2.0

/// Yearly losses of a portfolio, by playing many years: in each the number of events is drawn for all sources together
/// (Poisson), then for each event which source it comes from, and what each that it hits loses (lognormal). With and without
/// planned controls it is the same events and the same draws, so that what a control does is not hidden by chance and no control
/// can make a year worse.
///
/// Frequencies that are intervals are drawn anew for each world of 25 years. A run follows from its portfolio, years and seed: the
/// same on all machines, and however the worlds are shared between threads.
public struct LossSimulation: Sendable {
    public let portfolio: RiskPortfolio
    public let years: Int
    public let seed: UInt64
    /// The amounts, in øre, of which the curve gives the chance that a year's loss exceeds them; empty: those it finds useful.
    public let thresholds: [Int]

    private let sources: LossSources
    private let ziggurat = Ziggurat()

    /// Years in which the frequencies stay as they were drawn: few, so that they are drawn often, and enough to pay for drawing
    /// them.
    public static let yearsPerWorld = 25
    /// Parts of a run that errors are worked out from.
    public static let sections = 20
    public static let allowedYears = 10_000...1_000_000
    public static let mostThresholds = 100
    /// Some 160 MB.
    static let mostNumbers = 20_000_000
    /// Half a minute on one core, optimised.
    static let mostHits = 1_000_000_000.0
    /// 1,000,000,000,000,000 kroner: far above any loss, and far below what a whole number holds.
    private static let highestExpected = 1e17

    /// The worlds of a run that somebody has worked out.
    public struct Part: Sendable {
        public let worlds: Range<Int>
        /// Column after column, each with the years of the worlds.
        let values: [Double]
    }

    /// - Parameters:
    ///   - years: whole thousands. 100,000 gives the 99th percentile of a year within a few per cent.
    ///   - seed: any number; the same one gives the same answer.
    /// - Throws: a refusal whose field is `years`, `thresholds` or `risks`, where there would be too much to work out.
    public init(_ portfolio: RiskPortfolio, years: Int = 100_000, seed: UInt64, thresholds: [Int] = []) throws(Refusal)
    {
        self.portfolio = portfolio
        self.years = years
        self.seed = seed
        self.thresholds = Set(thresholds).sorted()
        sources = LossSources(portfolio)
        guard LossSimulation.allowedYears.contains(years), years.isMultiple(of: 1_000) else {
            throw .at(
                "years", da: "skriv et helt antal tusinde år fra 10000 til 1000000.",
                en: "write whole thousands of years from 10000 to 1000000.")
        }
        guard thresholds.count <= LossSimulation.mostThresholds, thresholds.allSatisfy({ $0 >= 0 }) else {
            throw .at(
                "thresholds", da: "skriv højst 100 beløb i øre, ingen under 0.",
                en: "write at most 100 amounts in øre, none below 0.")
        }
        guard years * columns <= LossSimulation.mostNumbers,
            sources.expectedHits * Double(years) <= LossSimulation.mostHits
        else {
            throw .at(
                "years",
                da:
                    "der er for meget at regne på med så mange år. Vælg færre år eller færre foranstaltninger, eller "
                    + "del risiciene op.",
                en: "there is too much to work out with so many years. Choose fewer years or fewer controls, or "
                    + "divide the risks.")
        }
        for index in portfolio.dimensions.indices
        where sources.expected(index, .current) > LossSimulation.highestExpected {
            throw .at(
                "risks",
                da: "tabene i »\(portfolio.dimensions[index])« er højere, end der kan regnes med. Ret beløbene.",
                en:
                    "the losses in “\(portfolio.dimensions[index])” are higher than can be worked with. Correct them."
            )
        }
    }

    /// With as many years as take about a second: what a page can be made from.
    /// - Throws: as above, where even the fewest years are too much.
    public static func brief(_ portfolio: RiskPortfolio, seed: UInt64) throws(Refusal) -> LossSimulation {
        for years in [100_000, 50_000, 20_000] {
            guard let one = try? LossSimulation(portfolio, years: years, seed: seed) else { continue }
            let work = Double(years) * (one.sources.expectedHits + Double(one.columns))
            if work <= LossSimulation.briefWork { return one }
        }
        return try LossSimulation(portfolio, years: allowedYears.lowerBound, seed: seed)
    }

    /// Losses and years of columns; a second on one core, optimised.
    private static let briefWork = 30_000_000.0

    /// The expected yearly loss in a dimension, in øre: by the formulas, without playing anything.
    /// - Parameter isPlanned: with all planned controls.
    public func expected(_ dimension: Int = 0, isPlanned: Bool = false) -> Int {
        Int(sources.expected(dimension, isPlanned ? .planned : .current).rounded())
    }

    public var worlds: Int { years / LossSimulation.yearsPerWorld }

    /// For each dimension: as it is now and, where there are controls, with all of them, then what each adds when it is left out.
    private var columns: Int { portfolio.dimensions.count * columnsOfDimension }
    private var columnsOfDimension: Int { portfolio.controls.isEmpty ? 1 : 2 + portfolio.controls.count }

    /// The whole run.
    public func run() -> LossFigures { figures(of: [part(0..<worlds)]) }

    // MARK: Playing

    /// Some worlds; they may be worked out elsewhere and at any time.
    public func part(_ worlds: Range<Int>) -> Part {
        let count = worlds.count * LossSimulation.yearsPerWorld
        var values = [Double](repeating: 0, count: count * columns)
        var draw = EventDraw(sources.sources)
        values.withUnsafeMutableBufferPointer { values in
            for world in worlds {
                play(
                    world, &draw, into: values, years: count,
                    from: (world - worlds.lowerBound) * LossSimulation.yearsPerWorld)
            }
        }
        return Part(worlds: worlds, values: values)
    }

    private func play(
        _ world: Int, _ draw: inout EventDraw, into values: UnsafeMutableBufferPointer<Double>, years: Int,
        from first: Int
    ) {
        var stream = ChanceStream(seed: seed, world: world)
        draw.begin(sources.sources, &stream, ziggurat)
        let (all, hits, variants, ziggurat) = (sources.sources, sources.hits, sources.variants, ziggurat)
        let (width, isPlanned) = (columnsOfDimension, !portfolio.controls.isEmpty)
        for year in first..<first + LossSimulation.yearsPerWorld {
            var left = draw.counts.draw(&stream)
            while left > 0 {
                left -= 1
                let source = all[draw.choice.draw(&stream)]
                let chance = source.isThinned ? stream.next() : 0
                let common = source.common > 0 ? source.common * stream.normal(ziggurat) : 0
                var index = source.hits.lowerBound
                while index < source.hits.upperBound {
                    let hit = hits[index]
                    index += 1
                    var loss = hit.certain
                    if loss == 0 {
                        let normal = source.alone * stream.normal(ziggurat) + common
                        loss = PortableMath.exp(hit.loss.mu + hit.loss.sigma * normal)
                    }
                    let column = hit.dimension * width
                    values[column * years + year] += loss
                    guard isPlanned else { continue }
                    let planned = chance < source.keep ? loss * hit.left : 0
                    values[(column + 1) * years + year] += planned
                    var place = hit.variants.lowerBound
                    while place < hit.variants.upperBound {
                        let variant = variants[place]
                        place += 1
                        let without = chance < variant.keep ? loss * variant.left : 0
                        values[(column + 2 + variant.control) * years + year] += without - planned
                    }
                }
            }
        }
    }

    // MARK: Figures

    /// What the whole run says.
    /// - Parameter parts: all worlds once, in any order.
    public func figures(of parts: [Part]) -> LossFigures {
        let parts = parts.sorted { $0.worlds.lowerBound < $1.worlds.lowerBound }
        precondition(parts.flatMap(\.worlds).elementsEqual(0..<worlds), "every world is worked out once")
        func column(_ index: Int) -> [Double] {
            var all: [Double] = []
            all.reserveCapacity(years)
            for part in parts {
                let count = part.worlds.count * LossSimulation.yearsPerWorld
                all += part.values[index * count..<(index + 1) * count]
            }
            return all
        }
        let dimensions = portfolio.dimensions.indices.map { dimension in
            let first = dimension * columnsOfDimension
            let current = YearlyLosses(column(first))
            let amounts = thresholds.isEmpty ? current.usefulThresholds : thresholds
            func distribution(_ losses: YearlyLosses, _ plan: LossSources.Plan) -> LossFigures.Distribution {
                losses.distribution(expected: sources.expected(dimension, plan), amounts)
            }
            guard !portfolio.controls.isEmpty else {
                return LossFigures.Dimension(
                    current: distribution(current, .current), planned: nil, saved: nil, controls: [])
            }
            let yearly = column(first + 1)
            let planned = YearlyLosses(yearly)
            let expected = sources.expected(dimension, .planned)
            let controls = portfolio.controls.indices.map { control in
                let added = column(first + 2 + control)
                let without = YearlyLosses(yearly.indices.map { yearly[$0] + added[$0] })
                return without.saved(by: planned, expected: sources.expected(dimension, .without(control)) - expected)
            }
            return LossFigures.Dimension(
                current: distribution(current, .current), planned: distribution(planned, .planned),
                saved: current.saved(by: planned, expected: sources.expected(dimension, .current) - expected),
                controls: controls)
        }
        return LossFigures(years: years, seed: seed, dimensions: dimensions)
    }
}

/// How many events a year has and where each comes from, in the world that is being played.
private struct EventDraw {
    private(set) var counts: EventCounts
    private(set) var choice: AliasTable
    private let isUncertain: Bool
    private var frequencies: [Double]

    init(_ sources: [LossSources.Source]) {
        frequencies = sources.map { PortableMath.exp($0.frequency.mu) }
        isUncertain = sources.contains { $0.frequency.sigma > 0 }
        counts = EventCounts(mean: frequencies.reduce(0, +))
        choice = AliasTable(frequencies)
    }

    /// Draws the frequencies that are intervals, each for itself.
    mutating func begin(_ sources: [LossSources.Source], _ stream: inout ChanceStream, _ ziggurat: Ziggurat) {
        guard isUncertain else { return }
        for (index, source) in sources.enumerated() where source.frequency.sigma > 0 {
            frequencies[index] = source.frequency.quantile(of: stream.normal(ziggurat))
        }
        counts = EventCounts(mean: frequencies.reduce(0, +))
        choice = AliasTable(frequencies)
    }
}
