// SPDX-License-Identifier: MPL-2.0

/// What somebody believes of an amount that cannot be known: one number, or the two between which it lies nine times of ten. It
/// is for frequencies (events per million years) and for losses (øre per event), whole numbers as the ledger holds them.
public struct Estimate: Hashable, Sendable {
    /// The amount is below this one time of twenty.
    public let low: Int
    /// The amount is above this one time of twenty; the same as `low` for one number.
    public let high: Int

    /// Beyond this ratio between its ends an interval says nothing that can be worked with.
    public static let widest = 10_000

    /// One number.
    public init(_ amount: Int) { (low, high) = (amount, amount) }

    /// An interval that holds the amount with 90 per cent.
    public init(from low: Int, to high: Int) { (self.low, self.high) = (low, high) }

    /// A step of a scale, read as an interval of 90 per cent. A step that is open at an end is as wide there as `ratio` says,
    /// which is how many times higher each step of the scale ends than it begins; nil where both ends or the ratio are missing.
    public init?(step low: Int?, _ high: Int?, ratio: Int?) {
        switch (low, high) {
        case (let low?, let high?): self.init(from: low, to: high)
        case (let low?, nil):
            guard let ratio else { return nil }
            let (high, isTooLarge) = low.multipliedReportingOverflow(by: ratio)
            self.init(from: low, to: isTooLarge ? .max : high)
        case (nil, let high?):
            guard let ratio, ratio > 0 else { return nil }
            self.init(from: max(high / ratio, min(high, 1)), to: high)
        case (nil, nil): return nil
        }
    }

    /// Refuses what is below 1 or above the limit, an interval that ends before it begins, and one that is too wide.
    func check(_ field: String, most: Int, unit: Phrase) throws(Refusal) {
        guard low >= 1, high <= most else {
            throw .at(
                field,
                da:
                    "\(low == high ? "\(low)" : "\(low)–\(high)") er uden for 1–\(most) \(unit.da). Ret tallet.",
                en:
                    "\(low == high ? "\(low)" : "\(low)–\(high)") is outside 1–\(most) \(unit.en). Correct it."
            )
        }
        guard low <= high else {
            throw .at(
                field,
                da: "intervallet slutter, før det begynder. Skriv det laveste tal først.",
                en: "the interval ends before it begins. Write the lowest number first.")
        }
        guard high / Estimate.widest <= low else {
            throw .at(
                field,
                da:
                    "det højeste tal er mere end \(Estimate.widest) gange det laveste. Del risikoen op, eller "
                    + "gør intervallet smallere.",
                en: "the highest number is more than \(Estimate.widest) times the lowest. Split the risk, or "
                    + "narrow the interval.")
        }
    }
}

/// The distribution of an amount whose logarithm is normal: what is many times larger is as likely as what is as many times
/// smaller. `sigma` 0 is one number.
struct Lognormal: Hashable, Sendable {
    /// The logarithm of the median.
    let mu: Double
    /// The standard deviation of the logarithm.
    let sigma: Double

    /// The standard normal distribution's 95th percentile.
    static let ninetyFifth = 1.644_853_626_951_472_2

    init(mu: Double, sigma: Double) { (self.mu, self.sigma) = (mu, sigma) }

    /// The one whose 5th and 95th percentiles are the ends of the estimate.
    /// - Parameter unit: how many of the estimate's units are one of the distribution's.
    init(_ estimate: Estimate, unit: Double = 1) {
        let low = PortableMath.log(Double(estimate.low) / unit)
        let high = PortableMath.log(Double(estimate.high) / unit)
        mu = (low + high) / 2
        sigma = (high - low) / (2 * Lognormal.ninetyFifth)
    }

    /// As many times as large.
    func times(_ factor: Double) -> Lognormal { Lognormal(mu: mu + PortableMath.log(factor), sigma: sigma) }

    var mean: Double { PortableMath.exp(mu + sigma * sigma / 2) }

    /// What a standard normal number becomes: `quantile(of: Lognormal.ninetyFifth)` is the 95th percentile.
    func quantile(of normal: Double) -> Double { PortableMath.exp(mu + sigma * normal) }
}
