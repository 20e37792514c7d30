// SPDX-License-Identifier: MPL-2.0

/// Base 64 with the alphabet for addresses and without padding (RFC 4648, 5): signed tokens, passkeys and badges.
public enum Base64URL {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt8: Int] = Dictionary(
        uniqueKeysWithValues: letters.enumerated().map { ($0.element, $0.offset) })

    public static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 4 + 2) / 3)
        var (held, bits) = (0, 0)
        for byte in bytes {
            held = (held << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                out.append(letters[held >> bits & 0x3F])
            }
        }
        if bits > 0 { out.append(letters[held << (6 - bits) & 0x3F]) }
        return String(decoding: out, as: UTF8.self)
    }

    /// What the text stands for. One value has one text: letters that are none, padding, a length that no bytes have, and bits
    /// left over that are not zero give nil.
    public static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 3 / 4)
        var (held, bits) = (0, 0)
        for letter in text.utf8 {
            guard let value = values[letter] else { return nil }
            held = (held << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(held >> bits & 0xFF))
            }
        }
        guard bits < 6, held & (1 << bits - 1) == 0 else { return nil }
        return out
    }
}
