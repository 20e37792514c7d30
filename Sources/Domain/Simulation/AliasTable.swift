// SPDX-License-Identifier: MPL-2.0

/// Draws one of many with given weights in one look-up, however many they are (Walker 1977, built as by Vose 1991).
struct AliasTable {
    private struct Place {
        /// Below this share of 2⁶⁴ the place itself is drawn, otherwise its alias.
        var own: UInt64
        var alias: Int
    }

    private let places: [Place]

    /// - Parameter weights: at least one, none negative, not all zero.
    init(_ weights: [Double]) {
        let count = weights.count
        let total = weights.reduce(0, +)
        var shares = weights.map { $0 / total * Double(count) }
        var places = (0..<count).map { Place(own: .max, alias: $0) }
        var (small, large): ([Int], [Int]) = ([], [])
        small.reserveCapacity(count)
        large.reserveCapacity(count)
        for index in 0..<count { if shares[index] < 1 { small.append(index) } else { large.append(index) } }
        while let low = small.last, let high = large.last {
            small.removeLast()
            places[low] = Place(own: UInt64(shares[low] * 0x1p64), alias: high)
            shares[high] -= 1 - shares[low]
            if shares[high] < 1 {
                large.removeLast()
                small.append(high)
            }
        }
        self.places = places
    }

    @inline(__always)
    func draw(_ stream: inout ChanceStream) -> Int {
        let (index, rest) = stream.next().multipliedFullWidth(by: UInt64(places.count))
        let place = places[Int(truncatingIfNeeded: index)]
        return rest < place.own ? Int(truncatingIfNeeded: index) : place.alias
    }
}

/// How many events there are in a year with a given mean: Poisson's distribution, drawn by an ``AliasTable`` of the counts whose
/// probability is above 1e-17 of the likeliest one's.
struct EventCounts {
    private let lowest: Int
    private let table: AliasTable

    /// - Parameter mean: events a year, above 0.
    init(mean: Double) {
        let middle = Int(mean)
        var below: [Double] = []
        var (count, weight) = (middle, 1.0)
        while count > 0 {
            weight *= Double(count) / mean
            guard weight > EventCounts.least else { break }
            below.append(weight)
            count -= 1
        }
        lowest = middle - below.count
        var weights = Array(below.reversed())
        weights.append(1)
        (count, weight) = (middle, 1)
        while true {
            count += 1
            weight *= mean / Double(count)
            guard weight > EventCounts.least else { break }
            weights.append(weight)
        }
        table = AliasTable(weights)
    }

    private static let least = 1e-17

    @inline(__always)
    func draw(_ stream: inout ChanceStream) -> Int { lowest + table.draw(&stream) }
}
