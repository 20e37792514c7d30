// SPDX-License-Identifier: MPL-2.0

/// Standard base64 with padding (RFC 4648 section 4). The decoder takes only what the encoder would have written:
/// no line breaks, no missing padding, no stray bits in the last character.
public enum Base64 {
    static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// The text as ASCII bytes.
    public static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        bytes.withUnsafeBytes { append($0, to: &out) }
        return out
    }

    static func append(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
        alphabet.withUnsafeBufferPointer { letters in
            var at = 0
            while at < bytes.count {
                let left = bytes.count - at
                let word =
                    UInt32(bytes[at]) << 16 | (left > 1 ? UInt32(bytes[at + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(bytes[at + 2]) : 0)
                out.append(letters[Int(word >> 18)])
                out.append(letters[Int(word >> 12 & 63)])
                out.append(left > 1 ? letters[Int(word >> 6 & 63)] : 0x3D)
                out.append(left > 2 ? letters[Int(word & 63)] : 0x3D)
                at += 3
            }
        }
    }

    /// The bytes, or nil if the text is not exactly what `encode` writes.
    public static func decode(_ text: [UInt8]) -> [UInt8]? {
        text.withUnsafeBytes { decode($0) }
    }

    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        guard text.count > 0 else { return [] }
        let padding = text[text.count - 1] != 0x3D ? 0 : text[text.count - 2] != 0x3D ? 1 : 2
        let size = text.count / 4 * 3 - padding
        var sound = true
        let out = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            sound = decode(text, into: UnsafeMutableRawBufferPointer(buffer), size: size)
            count = sound ? size : 0
        }
        return sound ? out : nil
    }

    /// A 44-character text, as hashes have in leaves, straight into the hash's words.
    static func hash(_ text: UnsafeRawBufferPointer) -> Hash32? {
        guard text.count == 44, text[43] == 0x3D else { return nil }
        return values.withUnsafeBufferPointer { table in
            var bad: UInt8 = 0
            func six(_ at: Int) -> UInt64 {
                let value = table[Int(text[at])]
                bad |= value
                return UInt64(value & 63)
            }
            func word(_ from: Int, _ count: Int) -> UInt64 {
                var word: UInt64 = 0
                for at in from..<from + count { word = word << 6 | six(at) }
                return word
            }
            // 64 bits end inside a character: ten characters and four bits, two and eight more, and so on.
            let (first, second, third, fourth) = (word(0, 10), six(10), word(11, 10), six(21))
            let (fifth, sixth, seventh) = (word(22, 10), six(32), word(33, 10))
            guard bad & 0xC0 == 0, seventh & 3 == 0 else { return nil }
            return Hash32(
                a: first << 4 | second >> 2, b: second << 62 | third << 2 | fourth >> 4,
                c: fourth << 60 | fifth, d: sixth << 58 | seventh >> 2)
        }
    }

    private static func decode(
        _ text: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer, size: Int
    ) -> Bool {
        values.withUnsafeBufferPointer { table in
            var bad: UInt8 = 0
            var at = 0
            var to = 0
            while to + 3 <= size {
                let p = table[Int(text[at])]
                let q = table[Int(text[at + 1])]
                let r = table[Int(text[at + 2])]
                let s = table[Int(text[at + 3])]
                bad |= p | q | r | s
                out[to] = p << 2 | q >> 4
                out[to + 1] = q << 4 | r >> 2
                out[to + 2] = r << 6 | s
                at += 4
                to += 3
            }
            if to < size {
                let p = table[Int(text[at])]
                let q = table[Int(text[at + 1])]
                out[to] = p << 2 | q >> 4
                bad |= p | q
                if size - to == 2 {
                    let r = table[Int(text[at + 2])]
                    bad |= r
                    out[to + 1] = q << 4 | r >> 2
                    if r & 3 != 0 { return false }
                } else if q & 15 != 0 || text[at + 2] != 0x3D {
                    return false
                }
                if text[at + 3] != 0x3D { return false }
            }
            return bad & 0xC0 == 0
        }
    }
}

/// Lower-case hexadecimal.
enum Hex {
    static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

    @inline(__always)
    static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x61...0x66: character - 0x57
        default: nil
        }
    }

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            out.append(digit(byte >> 4))
            out.append(digit(byte & 15))
        }
        return out
    }

    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 2)
        for at in stride(from: 0, to: text.count, by: 2) {
            guard let high = value(text[at]), let low = value(text[at + 1]) else { return nil }
            out.append(high << 4 | low)
        }
        return out
    }
}
