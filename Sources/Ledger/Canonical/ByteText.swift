// SPDX-License-Identifier: MPL-2.0

/// The inside of a JSON string where it lies in somebody else's buffer: valid only as long as that buffer is.
///
/// Two texts are equal when their bytes are; canonical JSON has one spelling of every string, so that is enough.
public struct ByteText: Hashable {
    let start: UnsafePointer<UInt8>
    /// Bytes between the quotation marks.
    public let count: Int

    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        self.start = start
        self.count = count
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? ("" as StaticString).utf8Start, bytes.count)
    }

    /// The bytes between the quotation marks, with their escapes.
    public var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    public static func == (left: ByteText, right: ByteText) -> Bool {
        left.count == right.count && CanonicalReader.same(left.start, right.start, left.count)
    }

    public static func == (left: ByteText, right: StaticString) -> Bool {
        left.count == right.utf8CodeUnitCount && CanonicalReader.same(left.start, right.utf8Start, left.count)
    }

    public static func != (left: ByteText, right: StaticString) -> Bool { !(left == right) }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(bytes: raw)
    }

    /// FNV-1a, 64 bits: the same in every run and on every machine, for tables from a wire name to its meaning.
    /// Compare the text as well; a hash is not a name.
    public var fnv1a: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for at in 0..<count { hash = (hash ^ UInt64(start[at])) &* 0x100_0000_01B3 }
        return hash
    }

    /// The FNV-1a hash a text would have.
    public static func fnv1a(_ text: StaticString) -> UInt64 {
        ByteText(text.utf8Start, text.utf8CodeUnitCount).fnv1a
    }

    /// The text with its escapes resolved.
    public var string: String {
        var at = 0
        while at < count, start[at] != 0x5C { at += 1 }
        guard at < count else {
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }
        return String(unsafeUninitializedCapacity: count) { buffer in
            var from = 0
            var to = 0
            while from < count {
                var character = start[from]
                from += 1
                if character == 0x5C {
                    // The reader has passed the escapes already: two characters, or six that end in two digits.
                    switch start[from] {
                    case 0x62: character = 0x08
                    case 0x74: character = 0x09
                    case 0x6E: character = 0x0A
                    case 0x66: character = 0x0C
                    case 0x72: character = 0x0D
                    case 0x75:
                        character = (Hex.value(start[from + 3]) ?? 0) << 4 | (Hex.value(start[from + 4]) ?? 0)
                        from += 4
                    default: character = start[from]
                    }
                    from += 1
                }
                buffer[to] = character
                to += 1
            }
            return to
        }
    }

    /// Whether all characters are printable ASCII other than quotation mark and backslash, 1–`limit` of them.
    func isWord(_ limit: Int) -> Bool {
        guard count > 0, count <= limit else { return false }
        for at in 0..<count where start[at] < 0x21 || start[at] > 0x7E || start[at] == 0x5C { return false }
        return true
    }
}
