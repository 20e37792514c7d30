// SPDX-License-Identifier: MPL-2.0

/// Numbers that look like chance and follow from a seed alone: xoshiro256++ by David Blackman and Sebastiano Vigna (2019),
/// whose state is filled by SplitMix64 as they recommend. It is for simulations; keys and tokens come from the mint.
struct ChanceStream {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    init(state a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
        (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }

    /// A stream for each world of a simulation: which of them are worked out together, and in which order, changes nothing.
    init(seed: UInt64, world: Int) {
        var first = SplitMix(state: seed)
        // The seed is mixed before the number of the world is added, so that the worlds of two seeds are not the same ones
        // moved by a place.
        var filler = SplitMix(state: first.next() &+ UInt64(world) &* 0xD134_2543_DE82_EF95)
        (a, b, c, d) = (filler.next(), filler.next(), filler.next(), filler.next())
    }

    /// 64 bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        let sum = a &+ d
        let result = (sum &<< 23 | sum &>> 41) &+ a
        let shifted = b &<< 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = d &<< 45 | d &>> 19
        return result
    }

    /// Between 0 and 1, neither of them included.
    @inline(__always)
    mutating func unit() -> Double { (Double(next() &>> 12) + 0.5) * 0x1p-52 }

    /// A draw from the standard normal distribution.
    @inline(__always)
    mutating func normal(_ ziggurat: Ziggurat) -> Double {
        let bits = next()
        let layer = Int(truncatingIfNeeded: bits & 0xFF)
        let place = Double(Int64(bitPattern: bits) &>> 11) * 0x1p-52
        let bounds = ziggurat.layers[layer]
        return abs(place) < bounds.inside ? place * bounds.width : atEdge(layer, place, ziggurat)
    }

    /// One draw in a hundred falls where the layer is not wholly below the curve.
    @inline(never)
    private mutating func atEdge(_ first: Int, _ start: Double, _ ziggurat: Ziggurat) -> Double {
        var (layer, place) = (first, start)
        while true {
            let bounds = ziggurat.layers[layer]
            if abs(place) < bounds.inside { return place * bounds.width }
            if layer == 0 {
                // Marsaglia's draw from the tail.
                while true {
                    let beyond = -PortableMath.log(unit()) / Ziggurat.edge
                    if -2 * PortableMath.log(unit()) > beyond * beyond {
                        return place < 0 ? -Ziggurat.edge - beyond : Ziggurat.edge + beyond
                    }
                }
            }
            let x = place * bounds.width
            let above = ziggurat.layers[layer + 1].width
            let lower = PortableMath.exp(-0.5 * (bounds.width * bounds.width - x * x))
            let upper = PortableMath.exp(-0.5 * (above * above - x * x))
            if lower + unit() * (upper - lower) < 1 { return x }
            let bits = next()
            layer = Int(truncatingIfNeeded: bits & 0xFF)
            place = Double(Int64(bitPattern: bits) &>> 11) * 0x1p-52
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix {
    private var state: UInt64

    init(state: UInt64) { self.state = state }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The normal curve in 256 layers of the same area (Marsaglia and Tsang 2000, in Doornik's form of 2005, which draws the layer
/// and the place from bits of their own).
struct Ziggurat {
    struct Layer {
        /// How far the layer goes.
        let width: Double
        /// The share of it that lies below the curve whatever the height.
        let inside: Double
    }

    /// Where the tail begins.
    static let edge = 3.654_152_885_361_008_8
    /// The area of a layer: the edge times the curve's height there, and the tail.
    private static let area = 0.004_928_673_233_974_658

    let layers: [Layer]

    init() {
        func height(_ x: Double) -> Double { PortableMath.exp(-0.5 * x * x) }
        var widths = [Ziggurat.area / height(Ziggurat.edge), Ziggurat.edge]
        while widths.count < 256 {
            let last = widths[widths.count - 1]
            widths.append((-2 * PortableMath.log(Ziggurat.area / last + height(last))).squareRoot())
        }
        widths.append(0)
        layers = (0...256).map { Layer(width: widths[$0], inside: $0 < 256 ? widths[$0 + 1] / widths[$0] : 0) }
    }
}
