// SPDX-License-Identifier: MPL-2.0

/// The numbers of a method's scales as people say them. Each step is closed below and open above.
extension RiskMethod {
    /// How often something happens at a step of the likelihood: »én gang på 50 år«.
    public func often(_ step: Int) -> Phrase {
        range(
            step, of: rates, Self.often,
            below: { Phrase(da: "sjældnere end \($0.da)", en: "more rarely than \($0.en)") },
            above: { Phrase(da: "\($0.da) eller oftere", en: "\($0.en) or more often") })
    }

    /// What an economic consequence costs at a step.
    public func cost(_ step: Int) -> Phrase {
        range(
            step, of: amounts, Self.money,
            below: { Phrase(da: "under \($0.da)", en: "below \($0.en)") },
            above: { Phrase(da: "\($0.da) eller mere", en: "\($0.en) or more") })
    }

    private func range(
        _ step: Int, of scale: [Int], _ say: (Int) -> Phrase, below: (Phrase) -> Phrase, above: (Phrase) -> Phrase
    ) -> Phrase {
        guard scale.indices.contains(step - 1) else { return Phrase(da: "", en: "") }
        let next = scale.indices.contains(step) ? say(scale[step]) : nil
        if step == 1, let next { return below(next) }
        let first = say(scale[step - 1])
        guard let next else { return above(first) }
        return Phrase(da: "fra \(first.da) til \(next.da)", en: "from \(first.en) to \(next.en)")
    }

    /// A number of times per million years.
    public static func often(_ rate: Int) -> Phrase {
        guard rate > 0 else { return Phrase(da: "aldrig", en: "never") }
        if rate < 1_000_000 {
            // In tenths of a year.
            let years = Decimals((10_000_000 + rate / 2) / rate, 10)
            return Phrase(da: "én gang på \(years.da) år", en: "once in \(years.en) years")
        }
        if rate == 1_000_000 { return Phrase(da: "én gang om året", en: "once a year") }
        let times = Decimals((rate + 5000) / 10_000, 100)
        return Phrase(da: "\(times.da) gange om året", en: "\(times.en) times a year")
    }

    /// An amount in øre: thousands as they are, millions as millions.
    public static func money(_ amount: Int) -> Phrase {
        guard amount >= 100_000_000 else {
            let kroner = Decimals(amount, 100)
            return Phrase(da: "\(kroner.da) kr.", en: "DKK \(kroner.en)")
        }
        let millions = Decimals((amount + 500_000) / 1_000_000, 100)
        return Phrase(da: "\(millions.da) mio. kr.", en: "DKK \(millions.en) million")
    }
}

/// A number with at most as many decimals as its unit has zeros, without those that say nothing: »12,5«, »100.000«.
private struct Decimals {
    let da: String
    let en: String

    init(_ number: Int, _ unit: Int) {
        let whole = String(number / unit)
        var groups: [String] = []
        var rest = whole[...]
        while rest.count > 3 {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(String(rest), at: 0)
        var decimals = String(String(unit + number % unit).dropFirst())
        while decimals.hasSuffix("0") { decimals.removeLast() }
        da = groups.joined(separator: ".") + (decimals.isEmpty ? "" : ",\(decimals)")
        en = groups.joined(separator: ",") + (decimals.isEmpty ? "" : ".\(decimals)")
    }
}
