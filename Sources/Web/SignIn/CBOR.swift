// SPDX-License-Identifier: MPL-2.0

/// A value of RFC 8949, as far as passkeys write it.
indirect enum CBOR: Hashable, Sendable {
    case number(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case bool(Bool)
    case null

    subscript(_ key: CBOR) -> CBOR? { if case .map(let map) = self { map[key] } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var number: Int64? { if case .number(let number) = self { number } else { nil } }
}

/// Reads CBOR of definite length, at most eight deep, a few hundred values and 64 kB: what a device sends is a tenth of it.
/// No key of a map stands twice.
struct CBORReader {
    struct Fault: Error, Hashable {
        let offset: Int
    }

    static let deepest = 8
    static let mostValues = 256
    static let mostBytes = 64 << 10

    private let bytes: [UInt8]
    private(set) var at: Int
    private var values = 0

    /// Reads from an offset on; what follows the value is not looked at.
    init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        at = offset
    }

    /// The one value that the bytes are.
    static func read(_ bytes: [UInt8]) throws(Fault) -> CBOR {
        var reader = CBORReader(bytes)
        let value = try reader.value()
        guard reader.at == bytes.count else { throw reader.fault }
        return value
    }

    mutating func value(depth: Int = 0) throws(Fault) -> CBOR {
        values += 1
        guard bytes.count <= Self.mostBytes, depth < Self.deepest, values <= Self.mostValues else { throw fault }
        guard let head = try take(1).first else { throw fault }
        let (major, short) = (head >> 5, head & 31)
        if major == 7 {
            switch short {
            case 20: return .bool(false)
            case 21: return .bool(true)
            case 22: return .null
            case _: throw fault
            }
        }
        let count = try argument(short)
        switch major {
        case 0: return .number(count)
        case 1: return .number(-1 - count)
        case 2: return .bytes(Array(try take(count)))
        case 3:
            guard let text = String(validating: try take(count), as: UTF8.self) else { throw fault }
            return .text(text)
        case 4:
            guard count <= Self.mostValues else { throw fault }
            var items: [CBOR] = []
            for _ in 0..<count { items.append(try value(depth: depth + 1)) }
            return .array(items)
        case 5:
            guard count <= Self.mostValues else { throw fault }
            var map: [CBOR: CBOR] = [:]
            for _ in 0..<count {
                let key = try value(depth: depth + 1)
                guard map[key] == nil else { throw fault }
                map[key] = try value(depth: depth + 1)
            }
            return .map(map)
        case _: throw fault
        }
    }

    private var fault: Fault { Fault(offset: at) }

    private mutating func take(_ count: Int64) throws(Fault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= Int64(bytes.count - at) else { throw fault }
        defer { at += Int(count) }
        return bytes[at..<at + Int(count)]
    }

    /// The number that follows the head, at most 63 bits.
    private mutating func argument(_ short: UInt8) throws(Fault) -> Int64 {
        if short < 24 { return Int64(short) }
        guard short <= 27 else { throw fault }
        let number = try take(1 << Int64(short - 24)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let count = Int64(exactly: number) else { throw fault }
        return count
    }
}
