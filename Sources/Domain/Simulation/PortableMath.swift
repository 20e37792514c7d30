// SPDX-License-Identifier: MPL-2.0

/// The exponential function and the natural logarithm from additions, multiplications and divisions alone, which IEEE 754
/// rounds in one way only. The C library's differ in the last bit from version to version and from processor to processor,
/// and a number that a direktion decides on must be the same whoever works it out again.
enum PortableMath {
    private static let log2OfE = 1.442_695_040_888_963_4
    // The logarithm of two in two parts: the first has so few bits that a whole number of it is exact.
    private static let upper = 0.693_147_180_369_123_816_490
    private static let lower = 1.908_214_929_270_587_700_02e-10
    private static let halfRoot = 0.707_106_781_186_547_6

    /// e to the power of `x`, within two units in the last place. Below −700 it is 0; above 700 it is e to the power of 700.
    @inline(__always)
    static func exp(_ x: Double) -> Double {
        if x < -700 { return 0 }
        let bounded = x > 700 ? 700 : x
        let whole = Int(bounded * log2OfE + (bounded < 0 ? -0.5 : 0.5))
        let part = Double(whole)
        let rest = (bounded - part * upper) - part * lower
        // Taylor's series: |rest| ≤ 0.347, so that the first term left out is below 5e-18. In pairs, and pairs of pairs (Estrin):
        // a sum from the last term to the first would have each step wait for the one before it.
        let square = rest * rest
        let fourth = square * square
        let pair0 = 1 + rest
        let pair2 = 0.5 + 0.166_666_666_666_666_66 * rest
        let pair4 = 0.041_666_666_666_666_664 + 0.008_333_333_333_333_333 * rest
        let pair6 = 0.001_388_888_888_888_889 + 0.000_198_412_698_412_698_4 * rest
        let pair8 = 2.480_158_730_158_73e-05 + 2.755_731_922_398_589_3e-06 * rest
        let pair10 = 2.755_731_922_398_589e-07 + 2.505_210_838_544_172e-08 * rest
        let pair12 = 2.087_675_698_786_81e-09 + 1.605_904_383_682_161_3e-10 * rest
        let low = (pair0 + pair2 * square) + (pair4 + pair6 * square) * fourth
        let high = (pair8 + pair10 * square) + pair12 * fourth
        let sum = low + high * (fourth * fourth)
        return sum * Double(bitPattern: UInt64(bitPattern: Int64(whole + 1023)) << 52)
    }

    /// The natural logarithm of a positive normal number, within two units in the last place.
    static func log(_ x: Double) -> Double {
        var exponent = Int(x.bitPattern >> 52) - 1022
        var mantissa = Double(bitPattern: x.bitPattern & 0x000F_FFFF_FFFF_FFFF | 0x3FE0_0000_0000_0000)
        if mantissa < halfRoot {
            mantissa *= 2
            exponent -= 1
        }
        // log m = 2 artanh((m − 1) ÷ (m + 1)), by its series.
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 1.0 / 23
        for odd in stride(from: 21.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
        let part = Double(exponent)
        return 2 * ratio * sum + part * lower + part * upper
    }
}
