// SPDX-License-Identifier: MPL-2.0

/// A 128-bit identity of one kind of thing. It carries no meaning; `Kind` only keeps the compiler watchful.
public struct ID<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads `0190a4c2-7f31-7abc-8def-001122334455` in lower case; nil for anything else.
    public init?(_ text: String) {
        var text = text
        let parsed: (UInt64, UInt64)? = text.withUTF8 { bytes in
            guard bytes.count == 36 else { return nil }
            var halves: (UInt64, UInt64) = (0, 0)
            var digits = 0
            for (index, byte) in bytes.enumerated() {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    guard byte == 0x2D else { return nil }
                    continue
                }
                let digit: UInt64
                switch byte {
                case 0x30...0x39: digit = UInt64(byte - 0x30)
                case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
                default: return nil
                }
                if digits < 16 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
                digits += 1
            }
            return halves
        }
        guard let parsed else { return nil }
        self.init(high: parsed.0, low: parsed.1)
    }

    public static func < (left: ID, right: ID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The low half has 62 random bits, which is enough to spread identities; equality compares all.
    public func hash(into hasher: inout Hasher) { hasher.combine(low) }

    /// Identities are random bits that Værn itself has made, so a stir takes the place of the keyed hash that guards against
    /// chosen ones: hashing what a replay looks up was a tenth of what its folding thread did.
    @inlinable
    public func _rawHashValue(seed: Int) -> Int {
        var bits = (low ^ UInt64(bitPattern: Int64(seed))) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 32) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: bits ^ bits >> 32)
    }

    /// The same bits as an identity of another kind, where one thing is seen from two sides.
    public func seen<Other>(as other: Other.Type) -> ID<Other> {
        ID<Other>(high: high, low: low)
    }

    public var description: String {
        String(unsafeUninitializedCapacity: 36) { bytes in
            var place = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    bytes[place] = 0x2D
                    place += 1
                }
                let half = index < 16 ? high : low
                let digit = UInt8(half >> UInt64((15 - index % 16) * 4) & 0xF)
                bytes[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
                place += 1
            }
            return place
        }
    }
}

/// What a vault value reference points to; the text itself is never in the register.
public enum VaultValue {}
/// The reference of a vault value.
public typealias ValueID = ID<VaultValue>
