// SPDX-License-Identifier: MPL-2.0
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A pull reader of canonical JSON that refuses everything a canonical writer would not have written. It allocates
/// nothing; it reads from a buffer that must outlive it.
public struct CanonicalReader {
    let base: UnsafePointer<UInt8>
    let count: Int
    /// The next byte to be read.
    public internal(set) var offset = 0

    /// Starts at the first byte.
    public init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? ("" as StaticString).utf8Start
        count = bytes.count
    }

    /// Checks that the bytes are exactly one canonical value.
    public static func check(_ bytes: UnsafeRawBufferPointer) throws(CanonicalFault) {
        var reader = CanonicalReader(bytes)
        try reader.skip(depth: 0)
        try reader.end()
    }

    /// Checks that the bytes are exactly one canonical value.
    public static func check(_ bytes: [UInt8]) throws(CanonicalFault) {
        try bytes.withRaw { (bytes) throws(CanonicalFault) in try check(bytes) }
    }

    @inline(__always)
    static func same(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        memcmp(left, right, count) == 0
    }

    @inline(__always)
    func fault(_ problem: CanonicalFault.Problem) -> CanonicalFault {
        CanonicalFault(offset >= count && problem != .trailing ? .truncated : problem, at: min(offset, count))
    }

    /// Nothing may follow.
    public mutating func end() throws(CanonicalFault) {
        if offset != count { throw fault(.trailing) }
    }

    /// These very bytes come next.
    @inline(__always)
    mutating func expect(_ text: StaticString) throws(CanonicalFault) {
        guard accept(text) else { throw fault(.unexpected) }
    }

    /// Whether these very bytes come next; passes them if so.
    @inline(__always)
    mutating func accept(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count - offset >= length, CanonicalReader.same(base + offset, text.utf8Start, length) else {
            return false
        }
        offset += length
        return true
    }

    @inline(__always)
    mutating func accept(_ byte: UInt8) -> Bool {
        guard offset < count, base[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// A whole number within ±(2^53−1).
    public mutating func int() throws(CanonicalFault) -> Int {
        let start = offset
        let negative = accept(0x2D)
        guard offset < count else { throw fault(.truncated) }
        var value = 0
        let first = base[offset]
        guard first >= 0x30, first <= 0x39 else { throw fault(.number) }
        let digits = offset
        while offset < count {
            let digit = base[offset] &- 0x30
            guard digit < 10 else { break }
            value = value * 10 + Int(digit)
            offset += 1
            if value > Limits.integer { throw CanonicalFault(.range, at: start) }
        }
        if first == 0x30, offset - digits > 1 || negative { throw CanonicalFault(.number, at: start) }
        if offset < count, base[offset] == 0x2E || base[offset] | 0x20 == 0x65 {
            throw CanonicalFault(.number, at: offset)
        }
        return negative ? -value : value
    }

    /// A string; the text lies in the reader's buffer.
    public mutating func text() throws(CanonicalFault) -> ByteText {
        guard accept(0x22) else { throw fault(.unexpected) }
        let start = offset
        while true {
            skipPlain()
            guard offset < count else { throw fault(.truncated) }
            let byte = base[offset]
            if byte == 0x22 {
                offset += 1
                return ByteText(base + start, offset - 1 - start)
            } else if byte == 0x5C {
                try escape()
            } else if byte < 0x20 {
                throw fault(.control)
            } else {
                try wide()
            }
        }
    }

    /// Passes printable ASCII up to the next quotation mark, backslash, control or non-ASCII byte, eight at a time.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while count - offset >= 8 {
            let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self).littleEndian
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            // Any false alarm of this test lies above a true one, so the first marked byte is always right.
            let found =
                (word | (word &- (ones &* 0x20)) | (quote &- ones) & ~quote | (slash &- ones) & ~slash) & highs
            if found != 0 {
                offset += found.trailingZeroBitCount >> 3
                return
            }
            offset += 8
        }
        while offset < count {
            let byte = base[offset]
            if byte < 0x20 || byte > 0x7F || byte == 0x22 || byte == 0x5C { return }
            offset += 1
        }
    }

    private mutating func escape() throws(CanonicalFault) {
        guard count - offset >= 2 else { throw CanonicalFault(.truncated, at: count) }
        switch base[offset + 1] {
        case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74: offset += 2
        case 0x75:
            guard count - offset >= 6 else { throw CanonicalFault(.truncated, at: count) }
            guard base[offset + 2] == 0x30, base[offset + 3] == 0x30, base[offset + 4] & 0xFE == 0x30,
                let low = Hex.value(base[offset + 5])
            else { throw fault(.escape) }
            // \b \t \n \f \r have short forms, which RFC 8785 prefers.
            let short = base[offset + 4] == 0x30 && (low == 8 || low == 9 || low == 10 || low == 12 || low == 13)
            if short { throw fault(.escape) }
            offset += 6
        default: throw fault(.escape)
        }
    }

    /// One character of two to four bytes (Unicode table 3-7).
    private mutating func wide() throws(CanonicalFault) {
        let first = base[offset]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4 else { throw fault(.notUTF8) }
        guard count - offset >= length else { throw fault(.notUTF8) }
        let second = base[offset + 1]
        let low: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
        guard second >= low, second <= high else { throw fault(.notUTF8) }
        for at in 2..<max(length, 2) where base[offset + at] & 0xC0 != 0x80 { throw fault(.notUTF8) }
        offset += length
    }

    /// A key of an object: `[a-z0-9_]+` in quotation marks and the colon after it.
    @inline(__always)
    mutating func key() throws(CanonicalFault) -> ByteText {
        guard accept(0x22) else { throw fault(.unexpected) }
        let start = offset
        while offset < count {
            let byte = base[offset]
            let letter = byte &- 0x61 < 26
            let digit = byte &- 0x30 < 10
            guard letter || digit || byte == 0x5F else { break }
            offset += 1
        }
        guard offset > start, offset < count, base[offset] == 0x22 else { throw fault(.key) }
        offset += 1
        guard accept(0x3A) else { throw fault(.unexpected) }
        return ByteText(base + start, offset - 2 - start)
    }

    /// Refuses `next` unless it comes after `last` in byte order (for these keys the same as UTF-16 order).
    @inline(__always)
    func ascending(_ last: ByteText, _ next: ByteText) throws(CanonicalFault) {
        let order = memcmp(last.start, next.start, min(last.count, next.count))
        if order < 0 || order == 0 && last.count < next.count { return }
        throw CanonicalFault(order == 0 && last.count == next.count ? .duplicate : .order, at: next.start - base)
    }

    /// Passes any canonical value that stands inside `depth` objects and arrays.
    mutating func skip(depth: Int) throws(CanonicalFault) {
        guard offset < count else { throw fault(.truncated) }
        switch base[offset] {
        case 0x22: _ = try text()
        case 0x7B: try skipObject(depth: depth + 1)
        case 0x5B: try skipArray(depth: depth + 1)
        case 0x74: try expect("true")
        case 0x66: try expect("false")
        case 0x6E: throw fault(.null)
        case 0x2D, 0x30...0x39: _ = try int()
        default: throw fault(.unexpected)
        }
    }

    private mutating func skipObject(depth: Int) throws(CanonicalFault) {
        if depth > Limits.depth { throw fault(.depth) }
        offset += 1
        if accept(0x7D) { return }
        var last = try key()
        try skip(depth: depth)
        while accept(0x2C) {
            let next = try key()
            try ascending(last, next)
            last = next
            try skip(depth: depth)
        }
        guard accept(0x7D) else { throw fault(.unexpected) }
    }

    private mutating func skipArray(depth: Int) throws(CanonicalFault) {
        if depth > Limits.depth { throw fault(.depth) }
        offset += 1
        if accept(0x5D) { return }
        try skip(depth: depth)
        while accept(0x2C) { try skip(depth: depth) }
        guard accept(0x5D) else { throw fault(.unexpected) }
    }
}

extension [UInt8] {
    /// `withUnsafeBytes` with a typed error.
    func withRaw<Result, Fault: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        try withUnsafeBufferPointer { (buffer) throws(Fault) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
