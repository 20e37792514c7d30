// SPDX-License-Identifier: MPL-2.0

/// Reads JSON strictly (RFC 8259): UTF-8 only, no member twice, at most 64 deep, whole numbers only.
struct JSONReader {
    /// What is wrong, and at which byte.
    struct Fault: Error, Hashable {
        let what: String
        let offset: Int
    }

    private let bytes: [UInt8]
    private var at = 0
    private var roundsDown = false
    static let deepest = 64

    /// - Parameter roundsDown: whether a number with a fraction is taken as the whole one below it: other systems write
    ///   seconds so.
    static func read(_ bytes: [UInt8], roundsDown: Bool = false) throws(Fault) -> JSON {
        var reader = JSONReader(bytes: bytes)
        reader.roundsDown = roundsDown
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(what: "not UTF-8", offset: 0) }
        reader.space()
        let value = try reader.value(depth: 0)
        reader.space()
        guard reader.at == bytes.count else { throw reader.fault("more than one value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func fault(_ what: String) -> Fault { Fault(what: what, offset: at) }
    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func space() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func value(depth: Int) throws(Fault) -> JSON {
        guard depth < JSONReader.deepest else { throw fault("too deep") }
        switch byte {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case let digit? where digit == 0x2D || (0x30...0x39).contains(digit): return try number()
        default: throw fault("no value")
        }
    }

    private mutating func word(_ text: String, _ value: JSON) throws(Fault) -> JSON {
        guard bytes[at...].starts(with: text.utf8) else { throw fault("no value") }
        at += text.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Fault) -> JSON {
        at += 1
        var members: [JSON.Member] = []
        var names: Set<String> = []
        space()
        if byte == 0x7D {
            at += 1
            return .object([])
        }
        while true {
            space()
            guard byte == 0x22 else { throw fault("no member name") }
            let name = try string()
            guard names.insert(name).inserted else { throw fault("the member \(name) stands twice") }
            space()
            guard byte == 0x3A else { throw fault("no colon") }
            at += 1
            space()
            members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
            space()
            switch byte {
            case 0x2C: at += 1
            case 0x7D:
                at += 1
                return .object(members)
            default: throw fault("the object does not end")
            }
        }
    }

    private mutating func array(depth: Int) throws(Fault) -> JSON {
        at += 1
        var items: [JSON] = []
        space()
        if byte == 0x5D {
            at += 1
            return .array([])
        }
        while true {
            space()
            items.append(try value(depth: depth + 1))
            space()
            switch byte {
            case 0x2C: at += 1
            case 0x5D:
                at += 1
                return .array(items)
            default: throw fault("the array does not end")
            }
        }
    }

    private mutating func number() throws(Fault) -> JSON {
        let start = at
        if byte == 0x2D { at += 1 }
        let first = at
        while let byte, (0x30...0x39).contains(byte) { at += 1 }
        if let byte, byte == 0x2E || byte == 0x65 || byte == 0x45 { return try fraction(from: start) }
        guard at > first, bytes[first] != 0x30 || at == first + 1,
            let number = Int(String(decoding: bytes[start..<at], as: UTF8.self))
        else { throw fault("not a whole number") }
        return .number(number)
    }

    private mutating func fraction(from start: Int) throws(Fault) -> JSON {
        guard roundsDown else { throw fault("not a whole number") }
        while let byte, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { at += 1 }
        guard let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)), number.magnitude < 0x1p53 else {
            throw fault("not a number")
        }
        return .number(Int(number.rounded(.down)))
    }

    private mutating func string() throws(Fault) -> String {
        at += 1
        var out: [UInt8] = []
        while let byte {
            switch byte {
            case 0x22:
                at += 1
                return String(decoding: out, as: UTF8.self)
            case 0x5C:
                at += 1
                try escape(into: &out)
            case 0x00..<0x20: throw fault("a control character in a text")
            default:
                out.append(byte)
                at += 1
            }
        }
        throw fault("the text does not end")
    }

    private mutating func escape(into out: inout [UInt8]) throws(Fault) {
        guard let byte else { throw fault("the text does not end") }
        at += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75:
            var code = try unit()
            if (0xD800..<0xDC00).contains(code) {
                guard self.byte == 0x5C, at + 1 < bytes.count, bytes[at + 1] == 0x75 else {
                    throw fault("half a character")
                }
                at += 2
                let low = try unit()
                guard (0xDC00..<0xE000).contains(low) else { throw fault("half a character") }
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("half a character") }
            out += Array(String(Character(scalar)).utf8)
        default: throw fault("an unknown escape")
        }
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        guard at + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
            bytes[at..<at + 4].allSatisfy({ $0 != 0x2B && $0 != 0x2D })
        else { throw fault("a broken escape") }
        at += 4
        return code
    }
}
