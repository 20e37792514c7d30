// SPDX-License-Identifier: MPL-2.0

/// Builds one object of canonical JSON. Members may be set in any order; they are sorted at the end. `nil` leaves a
/// member out. What cannot be written (a bad key, a key set twice, a number too large) is kept and thrown by `encoded`.
public struct CanonicalObject: Sendable {
    private struct Member {
        let key: String
        let start: Int
        let end: Int
    }

    private var scratch: [UInt8] = []
    private var members: [Member] = []
    private var failure: CanonicalFault?
    /// Levels of objects and arrays, this one counted.
    private var depth = 1

    /// An object without members.
    public init() {}

    private mutating func fail(_ problem: CanonicalFault.Problem, _ key: String) {
        if failure == nil { failure = CanonicalFault(problem, at: 0, key: key) }
    }

    private mutating func member(_ key: String, _ write: (inout [UInt8]) -> CanonicalFault.Problem?) {
        if !CanonicalObject.isKey(key) { fail(.key, key) }
        let start = scratch.count
        if let problem = write(&scratch) { fail(problem, key) }
        members.append(Member(key: key, start: start, end: scratch.count))
    }

    /// Whether a text may be a key: `[a-z0-9_]+`.
    public static func isKey(_ key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
    }

    /// A string.
    public mutating func set(_ key: String, _ value: String?) {
        guard let value else { return }
        member(key) {
            CanonicalObject.append(value, to: &$0)
            return nil
        }
    }

    /// A whole number within ±(2^53−1).
    public mutating func set(_ key: String, _ value: Int?) {
        guard let value else { return }
        member(key) { CanonicalObject.append(value, to: &$0) }
    }

    /// A truth value.
    public mutating func set(_ key: String, _ value: Bool?) {
        guard let value else { return }
        member(key) {
            $0.append(contentsOf: (value ? "true" : "false").utf8)
            return nil
        }
    }

    /// A reference.
    public mutating func set(_ key: String, _ value: Ref?) {
        guard let value else { return }
        member(key) {
            CanonicalObject.append(value, to: &$0)
            return nil
        }
    }

    /// A hash, as base64.
    public mutating func set(_ key: String, _ value: Hash32?) {
        guard let value else { return }
        member(key) {
            CanonicalObject.append(value, to: &$0)
            return nil
        }
    }

    /// A day: days since 1970-01-01, in the years 0000–9999.
    public mutating func set(_ key: String, day: Int32?) {
        guard let day else { return }
        member(key) {
            $0.append(0x22)
            let sound = TimeText.append(day: day, to: &$0)
            $0.append(0x22)
            return sound ? nil : .range
        }
    }

    /// An instant: milliseconds since 1970-01-01T00:00Z, in the years 0000–9999.
    public mutating func set(_ key: String, instant: Int64?) {
        guard let instant else { return }
        member(key) {
            $0.append(0x22)
            let sound = TimeText.append(instant: instant, to: &$0)
            $0.append(0x22)
            return sound ? nil : .range
        }
    }

    /// An object.
    public mutating func set(_ key: String, _ value: CanonicalObject?) {
        guard let value else { return }
        if let inner = value.failure { failure = failure ?? inner }
        depth = max(depth, 1 + value.depth)
        member(key) { value.write(to: &$0) }
    }

    /// An array of objects.
    public mutating func set(_ key: String, _ values: [CanonicalObject]?) {
        depth = max(depth, 2)
        for value in values ?? [] {
            if let inner = value.failure { failure = failure ?? inner }
            depth = max(depth, 2 + value.depth)
        }
        list(key, values) { $0.write(to: &$1) }
    }

    /// An array of references.
    public mutating func set(_ key: String, _ values: [Ref]?) {
        list(key, values) {
            CanonicalObject.append($0, to: &$1)
            return nil
        }
    }

    /// An array of strings.
    public mutating func set(_ key: String, _ values: [String]?) {
        list(key, values) {
            CanonicalObject.append($0, to: &$1)
            return nil
        }
    }

    /// An array of whole numbers.
    public mutating func set(_ key: String, _ values: [Int]?) {
        list(key, values) { CanonicalObject.append($0, to: &$1) }
    }

    private mutating func list<Value>(
        _ key: String, _ values: [Value]?, _ write: (Value, inout [UInt8]) -> CanonicalFault.Problem?
    ) {
        guard let values else { return }
        depth = max(depth, 2)
        member(key) { out in
            out.append(0x5B)
            var problem: CanonicalFault.Problem?
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(0x2C) }
                problem = write(value, &out) ?? problem
            }
            out.append(0x5D)
            return problem
        }
    }

    /// The canonical bytes. Throws what could not be written.
    public func encoded() throws(CanonicalFault) -> [UInt8] {
        if let failure { throw failure }
        if depth > Limits.depth { throw CanonicalFault(.depth, at: 0) }
        var out: [UInt8] = []
        out.reserveCapacity(scratch.count + members.reduce(2) { $0 + $1.key.utf8.count + 4 })
        if let problem = write(to: &out) { throw CanonicalFault(problem, at: 0) }
        return out
    }

    private func write(to out: inout [UInt8]) -> CanonicalFault.Problem? {
        var problem: CanonicalFault.Problem?
        // Keys are ASCII, for which Swift's order of strings is the order of bytes.
        let sorted = members.sorted { $0.key < $1.key }
        out.append(0x7B)
        for (index, member) in sorted.enumerated() {
            if index > 0 {
                out.append(0x2C)
                if sorted[index - 1].key == member.key { problem = .duplicate }
            }
            out.append(0x22)
            out.append(contentsOf: member.key.utf8)
            out.append(0x22)
            out.append(0x3A)
            out.append(contentsOf: scratch[member.start..<member.end])
        }
        out.append(0x7D)
        return problem
    }

    // MARK: Single values

    /// A string with the escapes RFC 8785 prescribes and no others.
    static func append(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case 0x22, 0x5C:
                    out.append(0x5C)
                    out.append(byte)
                case 0x20...0xFF: out.append(byte)
                case 0x08: out.append(contentsOf: [0x5C, 0x62])
                case 0x09: out.append(contentsOf: [0x5C, 0x74])
                case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
                case 0x0C: out.append(contentsOf: [0x5C, 0x66])
                case 0x0D: out.append(contentsOf: [0x5C, 0x72])
                default: out.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, 0x30 + (byte >> 4), Hex.digit(byte & 15)])
                }
            }
        }
        out.append(0x22)
    }

    static func append(_ value: Int, to out: inout [UInt8]) -> CanonicalFault.Problem? {
        out.append(contentsOf: String(value).utf8)
        return value.magnitude > Limits.integer.magnitude ? .range : nil
    }

    static func append(_ value: Ref, to out: inout [UInt8]) {
        out.append(0x22)
        value.append(to: &out)
        out.append(0x22)
    }

    static func append(_ value: Hash32, to out: inout [UInt8]) {
        out.append(0x22)
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { buffer in
            value.store(into: buffer)
            Base64.append(UnsafeRawBufferPointer(buffer), to: &out)
        }
        out.append(0x22)
    }
}
