// SPDX-License-Identifier: MPL-2.0

/// The two methods that come with Værn. Neither holds before the direktion has adopted it (ISO/IEC 27005:2022 6: criteria come
/// before assessments).
extension RiskMethod {
    /// Each step is five times the one before it on both scales, so the sum of the steps follows the expected loss. The words are
    /// in `RiskWords`.
    public static let five = RiskMethod(
        base: .five, score: .sum, rates: [0, 20_000, 100_000, 500_000, 2_500_000],
        amounts: [0, 10_000_000, 50_000_000, 250_000_000, 1_250_000_000],
        cells: [
            [.low, .low, .low, .moderate, .moderate],
            [.low, .low, .moderate, .moderate, .high],
            [.low, .moderate, .moderate, .high, .high],
            [.moderate, .moderate, .high, .high, .critical],
            [.moderate, .high, .high, .critical, .critical],
        ],
        floors: [Floor(dimension: .citizens, consequence: 5, level: .high)],
        acceptances: [.standing, .decided(months: 12), .treated(months: 6), .never], months: 12)

    /// The products that many municipalities know. Some cells of unequal expected loss have the same product, and some of equal
    /// loss different ones (`RiskMethod.contradictions`); the cells, not the products, say the level.
    public static let four = RiskMethod(
        base: .four, score: .product, rates: [0, 100_000, 500_000, 2_500_000],
        amounts: [0, 50_000_000, 250_000_000, 1_250_000_000],
        cells: [
            [.low, .low, .low, .moderate],
            [.low, .moderate, .moderate, .high],
            [.low, .moderate, .high, .critical],
            [.moderate, .high, .critical, .critical],
        ],
        floors: [Floor(dimension: .citizens, consequence: 4, level: .high)],
        acceptances: [.standing, .decided(months: 12), .treated(months: 6), .never], months: 12)

    public static func shipped(_ base: Base) -> RiskMethod {
        switch base {
        case .five: five
        case .four: four
        }
    }
}
