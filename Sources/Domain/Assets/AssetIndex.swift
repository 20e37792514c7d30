// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// Where assets are found without looking at each: in the order of lists, by unit, and by their names in other systems. A
/// hundred thousand of them are a register like any other.
struct AssetIndex: Hashable, Sendable {
    /// Those whose words stand.
    private(set) var places = Shelf<Asset.Place>()
    /// The assets that a unit owns or ever owned.
    private(set) var byUnit: TreeDictionary<ID<Unit>, TreeSet<ID<Asset>>> = [:]
    /// The assets that have or ever had a name in another system.
    private(set) var byName: TreeDictionary<Asset.ExternalID, [ID<Asset>]> = [:]

    mutating func move(_ before: Asset.Place?, to after: Asset.Place?) {
        guard before != after else { return }
        if let before { places.remove(before) }
        if let after { places.insert(after) }
    }

    mutating func note(_ id: ID<Asset>, _ wording: Asset.Wording) {
        byUnit[wording.unit, default: []].insert(id)
        for name in wording.details.externalIDs { Register.add(id, to: &byName[name, default: []]) }
    }
}

extension Asset {
    /// Its place in lists: by kind, then by number.
    struct Place: Hashable, Sendable, Comparable {
        let order: Int
        let number: Int
        let id: ID<Asset>

        static func < (left: Place, right: Place) -> Bool {
            (left.order, left.number, left.id) < (right.order, right.number, right.id)
        }
    }

    /// Nil where its words are struck.
    var place: Place? { wording.map { Place(order: $0.kind.order, number: $0.number, id: id) } }
}

extension Register {
    /// The assets of one kind, or all by kind, by number: as far as the caller goes.
    public func assetsInOrder(_ kind: Asset.Kind? = nil) -> some Sequence<Asset> {
        let order = kind?.order
        return assetIndex.places.elements { place in order.map { place.order < $0 } ?? false }
            .lazy.prefix { place in order.map { place.order == $0 } ?? true }
            .compactMap { place in assets[place.id] }
    }

    /// Those that a unit owns or ever owned and whose words stand, in the same order.
    public func assetsEver(of unit: ID<Unit>) -> [Asset] {
        (assetIndex.byUnit[unit] ?? []).compactMap { id in
            assets[id].flatMap { known in known.place.map { ($0, known) } }
        }
        .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Those in use on a day that another system knows by this name.
    public func assets(knownAs id: Asset.ExternalID, on day: Day) -> [Asset] {
        (assetIndex.byName[id] ?? []).compactMap { assets[$0] }.filter {
            $0.holds(on: day) && $0.wording?.details.externalIDs.contains(id) == true
        }
    }
}
