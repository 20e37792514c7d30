// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What the picture of risks is made of, beside the counts that the fold keeps.
extension Sight {
    /// How a risk stands on the day shown, by an index that a page has taken already.
    public func riskStanding(_ id: ID<Risk>, in index: RiskIndex) -> Risk.Standing? {
        index.places[id]?.standing(on: day)
    }

    /// How many open risks of each level a unit answers for, and how many name an asset. Counts: scores are never added up
    /// (a risk that is split in two would count double).
    public func riskHeat(
        in index: RiskIndex
    ) -> (units: [ID<Unit>: [RiskMethod.Level: Int]], assets: [ID<Asset>: [RiskMethod.Level: Int]]) {
        var units: [ID<Unit>: [RiskMethod.Level: Int]] = [:]
        var assets: [ID<Asset>: [RiskMethod.Level: Int]] = [:]
        for place in index.places.values {
            guard let level = place.key.level, place.standing(on: day) != .closed,
                isPast ? sees(.risk(place.key.id)) : sees(place.accessClass)
            else { continue }
            units[place.unit, default: [:]][level, default: 0] += 1
            for asset in register.risks[place.key.id]?.wording(on: day)?.assets ?? [] {
                assets[asset, default: [:]][level, default: 0] += 1
            }
        }
        return (units, assets)
    }
}
