// SPDX-License-Identifier: MPL-2.0

extension Ref {
    /// The reference as 36 lower-case characters, 8-4-4-4-12 (RFC 9562); anything else is nil.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let ref = text.withUTF8({ Ref(text: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = ref
    }

    /// 16 bytes, big endian, as the database keeps it; any other length is nil.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// 16 bytes, big endian; any other length is nil.
    public init?(bytes: [UInt8]) {
        guard let ref = bytes.withUnsafeBytes({ Ref(bytes: $0) }) else { return nil }
        self = ref
    }

    /// 16 bytes, big endian.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(16)
        for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: high >> shift)) }
        for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: low >> shift)) }
        return out
    }

    /// 36 lower-case characters.
    public var text: String {
        var out: [UInt8] = []
        append(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    func append(to out: inout [UInt8]) {
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { out.append(0x2D) }
            let word = index < 16 ? high : low
            out.append(Hex.digit(UInt8(truncatingIfNeeded: word >> UInt64(60 - (index & 15) * 4)) & 15))
        }
    }

    init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36, let start = text.baseAddress, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D,
            text[23] == 0x2D
        else { return nil }
        var bad: UInt64 = 0
        let first = Ref.digits(start.loadUnaligned(as: UInt64.self).littleEndian, &bad)
        let second = Ref.digits(Ref.four(start + 9) | Ref.four(start + 14) << 32, &bad)
        let third = Ref.digits(Ref.four(start + 19) | Ref.four(start + 24) << 32, &bad)
        let fourth = Ref.digits((start + 28).loadUnaligned(as: UInt64.self).littleEndian, &bad)
        guard bad == 0 else { return nil }
        self.init(high: first << 32 | second, low: third << 32 | fourth)
    }

    @inline(__always)
    private static func four(_ start: UnsafeRawPointer) -> UInt64 {
        UInt64(start.loadUnaligned(as: UInt32.self).littleEndian)
    }

    /// Eight digits 0…9 and a…f, the first in the lowest byte, all at once: a ledger has a dozen references a fact.
    /// Anything else leaves a bit in `bad`.
    @inline(__always)
    private static func digits(_ characters: UInt64, _ bad: inout UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Letters have bit 6, and »a« ends in 1: nine more make ten. No byte carries over into the next.
        let values = (characters & (ones &* 0x0F)) &+ (characters >> 6 & ones) &* 9
        let isLetter = (values &+ ones &* 118) >> 7 & ones
        // Only what is written back as it stood was a digit.
        bad |= (values &+ ones &* 0x30 &+ isLetter &* 0x27) ^ characters | values & (ones &* 0xF0)
        let pairs = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt64(UInt32(truncatingIfNeeded: fours | fours >> 16).byteSwapped)
    }
}

extension Ref: CustomStringConvertible {
    public var description: String { text }
}
