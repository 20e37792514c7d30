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
        guard text.count == 36, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D, text[23] == 0x2D else {
            return nil
        }
        var bad: UInt8 = 0
        let high =
            Ref.word(text, 0, 8, &bad) << 32 | Ref.word(text, 9, 4, &bad) << 16 | Ref.word(text, 14, 4, &bad)
        let low = Ref.word(text, 19, 4, &bad) << 48 | Ref.word(text, 24, 12, &bad)
        guard bad < 0x10 else { return nil }
        self.init(high: high, low: low)
    }

    @inline(__always)
    private static func word(
        _ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ bad: inout UInt8
    ) -> UInt64 {
        var word: UInt64 = 0
        for at in start..<start + count {
            let character = text[at]
            // Digits 0…9 and letters a…f without a branch on the data; everything else sets a high bit of `bad`.
            let number = character &- 0x30
            let letter = character &- 0x57
            let value = number < 10 ? number : letter >= 10 && letter < 16 ? letter : 0xFF
            bad |= value
            word = word << 4 | UInt64(value & 15)
        }
        return word
    }
}

extension Ref: CustomStringConvertible {
    public var description: String { text }
}
