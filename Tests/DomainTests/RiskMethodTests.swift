// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Clause rows 8-a, 8-d and 8-j.
@Suite("§8: a risk method is values that are checked, and what follows from them is worked out")
struct RiskMethodTests {
    /// A method made from 5×5 with other cells and floors.
    private static func five(
        _ cells: [[RiskMethod.Level]], floors: [RiskMethod.Floor] = RiskMethod.five.floors,
        score: RiskMethod.Score = .sum
    ) -> RiskMethod {
        let five = RiskMethod.five
        return RiskMethod(
            base: .five, score: score, rates: five.rates, amounts: five.amounts, cells: cells, floors: floors,
            acceptances: five.acceptances, months: five.months)
    }

    private static func random(_ chance: inout Seeded) -> [[RiskMethod.Level]] {
        (0..<5).map { _ in (0..<5).map { _ in RiskMethod.Level.allCases.randomElement(using: &chance) ?? .low } }
    }

    /// The least matrix that is nowhere lower than another and never falls.
    private static func raised(_ cells: [[RiskMethod.Level]]) -> [[RiskMethod.Level]] {
        var cells = cells
        for row in 0..<5 {
            for column in 0..<5 {
                if row > 0 { cells[row][column] = max(cells[row][column], cells[row - 1][column]) }
                if column > 0 { cells[row][column] = max(cells[row][column], cells[row][column - 1]) }
            }
        }
        return cells
    }

    /// Whether no cell is lower than any cell that is below and to the left of it, near or far.
    private static func neverFalls(_ cells: [[RiskMethod.Level]]) -> Bool {
        for row in 0..<5 {
            for column in 0..<5 {
                for lower in 0...row {
                    for left in 0...column where cells[lower][left] > cells[row][column] { return false }
                }
            }
        }
        return true
    }

    private static func randomFloors(_ chance: inout Seeded) -> [RiskMethod.Floor] {
        RiskMethod.Dimension.allCases.compactMap { dimension in
            guard Bool.random(using: &chance) else { return nil }
            return .init(
                dimension: dimension, consequence: Int.random(in: 1...5, using: &chance),
                level: RiskMethod.Level.allCases.randomElement(using: &chance) ?? .high)
        }
    }

    @Test("8-a: both shipped methods are whole", arguments: RiskMethod.Base.allCases)
    func shipped(_ base: RiskMethod.Base) {
        let method = RiskMethod.shipped(base)
        #expect(method.fault == nil && method.allCells.count == base.steps * base.steps)
        #expect(method.months == 12)
        let words = RiskWords(base)
        for step in 1...base.steps {
            let all = [words.likelihood(step)] + RiskMethod.Dimension.allCases.map { words.consequence($0, step) }
            for phrase in all {
                #expect(!phrase.da.isEmpty && !phrase.en.isEmpty && phrase.da != phrase.en)
                // What it costs and how often it comes is printed from the method.
                #expect(!phrase.da.contains { $0.isNumber } && !phrase.en.contains { $0.isNumber })
            }
        }
        for place in RiskMethod.Dimension.allCases {
            let said = (1...base.steps).map { words.consequence(place, $0) }
            #expect(Set(said).count == base.steps, "each step is another one")
        }
    }

    @Test("8-a: a matrix is faultless exactly where no cell is lower than one below or to the left", arguments: 0..<60)
    func monotone(_ seed: Int) {
        var chance = Seeded(UInt64(seed))
        let random = Self.random(&chance)
        let raised = Self.raised(random)
        var spoilt = raised
        let (row, column) = (Int.random(in: 0..<5, using: &chance), Int.random(in: 0..<5, using: &chance))
        spoilt[row][column] = RiskMethod.Level.allCases.randomElement(using: &chance) ?? .low
        for cells in [random, raised, spoilt] {
            #expect((Self.five(cells).fault == nil) == Self.neverFalls(cells), "\(cells)")
        }
        #expect(Self.neverFalls(raised))
    }

    @Test(
        "8-a, breach: steps that do not rise, months beyond twelve and a level that is easier to keep than a lower one")
    func faults() {
        func method(
            rates: [Int] = RiskMethod.five.rates, acceptances: [RiskMethod.Acceptance] = RiskMethod.five.acceptances,
            months: Int = 12
        ) -> RiskMethod.Fault.Place? {
            let five = RiskMethod.five
            return RiskMethod(
                base: .five, score: .sum, rates: rates, amounts: five.amounts, cells: five.cells,
                floors: five.floors, acceptances: acceptances, months: months
            ).firstFault?.place
        }
        #expect(method() == nil)
        #expect(method(rates: [0, 5, 5, 6, 7]) == .rate(step: 3))
        #expect(method(rates: [1, 2, 3, 4, 5]) == .rate(step: 1))
        #expect(method(rates: [0, 1, 2, 3, RiskMethod.mostRate + 1]) == .rate(step: 5))
        #expect(method(rates: [0, 1, 2]) == .shape)
        #expect(method(months: 13) == .months && method(months: 0) == .months && method(months: 1) == nil)
        #expect(
            method(acceptances: [.standing, .decided(months: 13), .treated(months: 6), .never])
                == .acceptance(.moderate))
        #expect(
            method(acceptances: [.standing, .treated(months: 6), .decided(months: 6), .never]) == .acceptance(.high))
        #expect(
            method(acceptances: [.standing, .decided(months: 6), .decided(months: 12), .never]) == .acceptance(.high))
        #expect(method(acceptances: [.standing, .standing, .decided(months: 6), .treated(months: 6)]) == nil)
        #expect(method(acceptances: [.never, .never, .never, .standing]) == .acceptance(.critical))
    }

    @Test(
        "8-j: the level never falls when a consequence or the likelihood rises, whatever the floors", arguments: 0..<40)
    func never(_ seed: Int) {
        var chance = Seeded(UInt64(seed))
        let random = Self.five(Self.raised(Self.random(&chance)), floors: Self.randomFloors(&chance))
        #expect(random.fault == nil)
        for method in [random, .five, .four] {
            for dimension in RiskMethod.Dimension.allCases {
                for cell in method.allCells {
                    let here = method.level(
                        likelihood: cell.likelihood, consequence: cell.consequence, in: dimension)
                    #expect(here >= method.level(of: cell))
                    for (likelihood, consequence) in [
                        (cell.likelihood + 1, cell.consequence), (cell.likelihood, cell.consequence + 1),
                    ] where likelihood <= method.steps && consequence <= method.steps {
                        #expect(
                            method.level(likelihood: likelihood, consequence: consequence, in: dimension) >= here)
                    }
                }
            }
            // Of a whole estimate too: one dimension rises, the others stay.
            for _ in 0..<20 {
                let steps = RiskMethod.Dimension.allCases.map { _ in Int.random(in: 1...method.steps, using: &chance) }
                let likelihood = Int.random(in: 1...method.steps, using: &chance)
                let raised = Int.random(in: 0..<steps.count, using: &chance)
                func estimate(_ likelihood: Int, _ steps: [Int]) -> Risk.Estimate {
                    Risk.Estimate(
                        likelihood: likelihood,
                        consequences: zip(RiskMethod.Dimension.allCases, steps).map {
                            .init(dimension: $0, step: $1, reason: nil)
                        })
                }
                var higher = steps
                higher[raised] = min(method.steps, higher[raised] + 1)
                let before = estimate(likelihood, steps).level(by: method)
                let after = estimate(likelihood, higher).level(by: method)
                let oftener = estimate(min(method.steps, likelihood + 1), steps).level(by: method)
                #expect(before ?? .low <= after ?? .low && before ?? .low <= oftener ?? .low)
            }
        }
    }

    @Test("8-j: danger to life is never below high, however rare; other dimensions have no such floor")
    func floors() {
        #expect(RiskMethod.five.level(likelihood: 1, consequence: 5, in: .citizens) == .high)
        #expect(RiskMethod.five.level(likelihood: 1, consequence: 5, in: .economy) == .moderate)
        #expect(RiskMethod.five.level(likelihood: 1, consequence: 4, in: .citizens) == .moderate)
        #expect(RiskMethod.four.level(likelihood: 1, consequence: 4, in: .citizens) == .high)
        #expect(RiskMethod.five.level(likelihood: 5, consequence: 5, in: .citizens) == .critical)
    }

    @Test("8-d: every cell stands in exactly one row of the legend, that of its level", arguments: 0..<30)
    func legend(_ seed: Int) {
        var chance = Seeded(UInt64(seed))
        let random = Self.five(Self.random(&chance), score: Bool.random(using: &chance) ? .sum : .product)
        for method in [random, .five, .four] {
            let legend = method.legend
            #expect(legend.map(\.level) == RiskMethod.Level.allCases)
            #expect(legend.flatMap(\.cells).sorted() == method.allCells)
            for row in legend {
                #expect(row.cells.allSatisfy { method.level(of: $0) == row.level })
                #expect(row.acceptance == method.acceptance(of: row.level))
                let numbers = row.cells.map(method.number(of:))
                #expect(row.numbers?.lowerBound == numbers.min() && row.numbers?.upperBound == numbers.max())
                for other in legend where other.level != row.level {
                    let meet =
                        zip([row.numbers].compactMap(\.self), [other.numbers].compactMap(\.self)).contains {
                            $0.lowerBound <= $1.upperBound && $1.lowerBound <= $0.upperBound
                        }
                    #expect(row.overlapping.contains(other.level) == meet)
                }
            }
        }
    }

    @Test("8-d: ranges of numbers that overlap are said to")
    func overlapping() {
        #expect(RiskMethod.five.legend.allSatisfy { $0.overlapping.isEmpty })
        #expect(RiskMethod.four.legend.allSatisfy { $0.overlapping.isEmpty })
        #expect(RiskMethod.five.legend.map(\.numbers) == [2...4, 5...6, 7...8, 9...10])
        // As a product 1·4 is moderate and 2·2 is low, and both are 4.
        let products = Self.five(RiskMethod.five.cells, score: .product).legend
        #expect(products.map(\.overlapping) == [[.moderate], [.low], [], []])
        #expect(products.map(\.numbers) == [1...4, 4...9, 10...16, 20...25])
    }

    @Test("8-a: sums on equal ratios follow the expected loss; products do not, and the pairs are counted")
    func contradictions() {
        #expect(RiskMethod.five.contradictions == .init(pairs: 300, opposite: 0, tied: 0, split: 0))
        let products = Self.five(RiskMethod.five.cells, score: .product).contradictions
        #expect(products == .init(pairs: 300, opposite: 4, tied: 2, split: 20))
        #expect(RiskMethod.four.contradictions == .init(pairs: 120, opposite: 0, tied: 2, split: 8))
        // Nor do sums where the ratios are unlike.
        let five = RiskMethod.five
        let uneven = RiskMethod(
            base: .five, score: .sum, rates: [0, 10, 1000, 1001, 1002], amounts: five.amounts, cells: five.cells,
            floors: [], acceptances: five.acceptances, months: 12)
        #expect(!uneven.contradictions.isNone)
    }

    @Test("8-a: frequencies and amounts are said as people say them, closed below and open above")
    func said() {
        let often = (1...5).map { RiskMethod.five.often($0).da }
        #expect(
            often == [
                "sjældnere end én gang på 50 år", "fra én gang på 50 år til én gang på 10 år",
                "fra én gang på 10 år til én gang på 2 år", "fra én gang på 2 år til 2,5 gange om året",
                "2,5 gange om året eller oftere",
            ])
        let cost = (1...5).map { RiskMethod.five.cost($0).da }
        #expect(
            cost == [
                "under 100.000 kr.", "fra 100.000 kr. til 500.000 kr.", "fra 500.000 kr. til 2,5 mio. kr.",
                "fra 2,5 mio. kr. til 12,5 mio. kr.", "12,5 mio. kr. eller mere",
            ])
        #expect(RiskMethod.five.often(4).en == "from once in 2 years to 2.5 times a year")
        #expect(RiskMethod.five.cost(5).en == "DKK 12.5 million or more")
        #expect(
            RiskMethod.often(1_000_000).da == "én gang om året" && RiskMethod.often(300_000).da == "én gang på 3,3 år")
    }

    @Test("8-a: an organisation's own words take the place of the shipped ones, step by step")
    func words() throws {
        let text = "Økonomi 3: Må dækkes af reserven\n\n likelihood 5 : Hver måned\nCitizens 1: ingen"
        let words = RiskWords(.five, own: text)
        #expect(words.consequence(.economy, 3) == Phrase(da: "Må dækkes af reserven", en: "Må dækkes af reserven"))
        #expect(words.likelihood(5).da == "Hver måned" && words.consequence(.citizens, 1).da == "ingen")
        #expect(words.consequence(.economy, 4) == RiskWords(.five).consequence(.economy, 4))
        #expect(RiskWords(.five).changes(to: words).count == 3)
        try RiskWords.check(text, .five, field: "words")
        for wrong in [
            "Økonomi: uden trin", "Økonomi 0: nul", "Økonomi 6: for højt", "Penge 3: ukendt", "Økonomi 3:", "Økonomi 3",
            "Økonomi 3: én\nøkonomi 3: to", "Økonomi 3: " + String(repeating: "å", count: RiskWords.longest + 1),
        ] {
            #expect(throws: Refusal.self, "\(wrong)") { try RiskWords.check(wrong, .five, field: "words") }
        }
        #expect(throws: Refusal.self) { try RiskWords.check("Økonomi 5: for højt i 4×4", .four, field: "words") }
    }

    @Test("8-a: what a method changes in another is said in words, and nothing where they are alike")
    func changes() {
        let five = RiskMethod.five
        #expect(five.changes(to: five).isEmpty)
        var cells = five.cells
        cells[0][4] = .high
        let other = Self.five(cells, floors: [])
        let changes = five.changes(to: other).map(\.da)
        #expect(changes.contains("Sandsynlighed 1, konsekvens 5: Moderat → Høj"))
        #expect(changes.count == 2 && changes.contains { $0.hasPrefix("Bundgrænser: ") && $0.hasSuffix("→ Ingen") })
        #expect(!five.changes(to: .four).isEmpty)
    }

    @Test("any shape is read without falling: a ledger may hold what no command would record")
    func total() {
        let broken = RiskMethod(
            base: .five, score: .sum, rates: [], amounts: [], cells: [[], [.low]], floors: [], acceptances: [],
            months: 0)
        #expect(broken.fault != nil)
        #expect(broken.level(likelihood: 9, consequence: 9) == .low && broken.acceptance(of: .low) == .never)
        #expect(broken.legend.count == 4 && broken.contradictions.pairs == 0)
        #expect(!broken.lines(RiskWords(.five)).isEmpty)
    }
}
