// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Risks in numbers, as a person may see them on the day shown.
extension Sight {
    /// A page waits so long for what is being played. Most take a fraction of a second; the next who asks has it.
    static let patience = Duration.seconds(5)

    /// The portfolio of the open risks that were assessed with intervals, of what the person may see; nil: there is none.
    public func numberedRisks() throws(Refusal) -> NumberedRisks? {
        try register.numberedRisks(on: day) { sees($0) }
    }

    /// What a year costs, played aside; nil: it is not worked out yet.
    public func losses(of simulation: LossSimulation) async -> LossFigures? {
        await house.played.figures(of: simulation, within: Sight.patience)
    }

    /// The number that people name a risk, a measure or an asset by; nil: it is none of these, or the person may not see it.
    public func number(of subject: Subject) -> String? {
        guard sees(subject) else { return nil }
        return switch subject.kind {
        case .risk: register.risks[subject.id.seen(as: Risk.self)]?.wording(on: day)?.label
        case .measure: register.measures[subject.id.seen(as: Measure.self)]?.wording(on: day)?.label
        case .asset: register.assets[subject.id.seen(as: Asset.self)]?.wording(on: day)?.label
        case _: nil
        }
    }

    /// Those that are open and not in the portfolio, the highest level first. Only as many are looked at as are taken.
    public func risks(without numbered: NumberedRisks?, in index: RiskIndex) -> some Sequence<Risk> {
        let known = Set(numbered?.risks ?? [])
        return risks(in: index).lazy.filter { !known.contains($0.id) }
    }
}
