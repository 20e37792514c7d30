// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What the picture of risks is made of, beside the counts that the fold keeps.
extension Sight {
    /// How a risk stands on the day shown, by an index that a page has taken already.
    public func riskStanding(_ id: ID<Risk>, in index: RiskIndex) -> Risk.Standing? {
        index.places[id]?.standing(on: day)
    }

    /// The highest open risks of a day that is over, of those that every reader of reports may see, by what is known to this sight.
    public func topRisks(on until: Day, most: Int = 10) -> [Risk] {
        let index = house.pastRisks.index(of: register, on: until)
        let open = index.places.values.filter { $0.key.level != nil && $0.standing(on: until) != .closed }.map(\.key)
        return Array(
            open.sorted().lazy.filter { [self] in
                isTold(.risk($0.id), on: until) && isTold(.risk($0.id), on: today) && sees(.risk($0.id))
            }.compactMap { [self] in register.risks[$0.id] }.prefix(most))
    }

    /// How a risk stood on another day than the one shown.
    public func riskStanding(_ risk: Risk, on day: Day) -> Risk.Standing { register.standing(of: risk, on: day) }

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
