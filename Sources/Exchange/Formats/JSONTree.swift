// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads JSON (RFC 8259) from a stranger. A reader of our own, because it stops at a depth and at a number of values that
/// are ours to set, keeps numbers as they are written, and says in which line it stopped.
struct JSONTree {
    private let bytes: [UInt8]
    private var at = 0
    private var left = DataTree.most

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter bytes: well-formed UTF-8 without a byte order mark.
    static func read(_ bytes: [UInt8]) throws(Refusal) -> DataTree {
        var reader = JSONTree(bytes)
        let tree = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw reader.fault }
        return tree
    }

    private var fault: Refusal {
        let line = bytes[..<min(at, bytes.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        if at >= bytes.count {
            return .invalid(
                "file",
                da: "Filen slutter midt i det hele, i linje \(line). Hent den igen, og vælg den nye fil.",
                en: "The file ends in the middle, in line \(line). Fetch it again, and choose the new file.")
        }
        return .invalid(
            "file",
            da: "Filen er ikke gyldig JSON: linje \(line) kan ikke læses. Ret den, eller hent filen igen.",
            en: "The file is not valid JSON: line \(line) cannot be read. Correct it, or fetch the file again.")
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(Refusal) -> DataTree {
        skipSpace()
        guard at < bytes.count else { throw fault }
        guard depth < DataTree.deepest, left > 0 else { throw .tooEntangled }
        left -= 1
        switch bytes[at] {
        case 0x7B: return try object(depth)
        case 0x5B: return try list(depth)
        case 0x22: return .text(try string())
        case 0x74: return try literal("true", .truth(true))
        case 0x66: return try literal("false", .truth(false))
        case 0x6E: return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Refusal) -> DataTree {
        at += 1
        var members: [DataTree.Member] = []
        if take(0x7D) { return .object([]) }
        repeat {
            skipSpace()
            guard at < bytes.count, bytes[at] == 0x22 else { throw fault }
            let name = try string()
            guard take(0x3A) else { throw fault }
            members.append(.init(name: name, value: try value(depth: depth + 1)))
        } while take(0x2C)
        guard take(0x7D) else { throw fault }
        return .object(members)
    }

    private mutating func list(_ depth: Int) throws(Refusal) -> DataTree {
        at += 1
        var items: [DataTree] = []
        if take(0x5D) { return .list([]) }
        repeat { items.append(try value(depth: depth + 1)) } while take(0x2C)
        guard take(0x5D) else { throw fault }
        return .list(items)
    }

    private mutating func literal(_ word: StaticString, _ value: DataTree) throws(Refusal) -> DataTree {
        let word = "\(word)".utf8
        guard bytes[at...].starts(with: word) else { throw fault }
        at += word.count
        return value
    }

    private mutating func number() throws(Refusal) -> DataTree {
        let start = at
        func digits(_ bytes: [UInt8], _ at: inout Int) -> Int {
            let start = at
            while at < bytes.count, 0x30...0x39 ~= bytes[at] { at += 1 }
            return at - start
        }
        if bytes[at] == 0x2D { at += 1 }
        let first = at
        let count = digits(bytes, &at)
        guard count == 1 || (count > 1 && bytes[first] != 0x30) else { throw fault }
        if at < bytes.count, bytes[at] == 0x2E {
            at += 1
            guard digits(bytes, &at) > 0 else { throw fault }
        }
        if at < bytes.count, bytes[at] | 0x20 == 0x65 {
            at += 1
            if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
            guard digits(bytes, &at) > 0 else { throw fault }
        }
        return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func string() throws(Refusal) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C, bytes[at] >= 0x20 { at += 1 }
        guard at < bytes.count, bytes[at] >= 0x20 else { throw fault }
        if bytes[at] == 0x22 {
            defer { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
        var out = Array(bytes[start..<at])
        while at < bytes.count, bytes[at] != 0x22 {
            guard bytes[at] >= 0x20 else { throw fault }
            if bytes[at] == 0x5C { out += try escaped() } else { out.append(bytes[at]) }
            at += 1
        }
        guard at < bytes.count else { throw fault }
        at += 1
        return String(decoding: out, as: UTF8.self)
    }

    /// Stands on the backslash, and afterwards on the last byte of the escape.
    private mutating func escaped() throws(Refusal) -> [UInt8] {
        at += 1
        guard at < bytes.count else { throw fault }
        switch bytes[at] {
        case 0x22, 0x5C, 0x2F: return [bytes[at]]
        case 0x62: return [0x08]
        case 0x66: return [0x0C]
        case 0x6E: return [0x0A]
        case 0x72: return [0x0D]
        case 0x74: return [0x09]
        case 0x75:
            var scalar = try hex()
            if 0xD800...0xDBFF ~= scalar, bytes[(at + 1)...].starts(with: "\\u".utf8) {
                let before = at
                at += 2
                let second = try hex()
                if 0xDC00...0xDFFF ~= second {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (second - 0xDC00)
                } else {
                    at = before
                }
            }
            // Half a pair is no character.
            return Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        default: throw fault
        }
    }

    /// The four digits after the `u` that it stands on.
    private mutating func hex() throws(Refusal) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            at += 1
            guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else { throw fault }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension Refusal {
    /// Deeper, or in more pieces, than what people write.
    static let tooEntangled = Refusal.invalid(
        "file",
        da:
            "Filen er for indviklet: den har for mange led inden i hinanden eller for mange felter. Del den op i flere filer.",
        en:
            "The file is too entangled: it has too many levels inside each other or too many fields. Split it into several."
    )
}
