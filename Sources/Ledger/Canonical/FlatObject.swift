// SPDX-License-Identifier: MPL-2.0

/// The members of one canonical JSON object, indexed where they lie: valid only as long as the buffer is.
///
/// Making one checks the whole text, nested values too, and allocates nothing up to 24 members. A lookup of a member
/// that is missing or of another type throws; the variants ending in `IfPresent` give nil for a missing one.
public struct FlatObject {
    private struct Member: Sendable {
        let key: UInt32
        let keyCount: UInt32
        let start: UInt32
        let end: UInt32

        static let none = Member(key: 0, keyCount: 0, start: 0, end: 0)
    }

    private static let inline = 24
    private let base: UnsafePointer<UInt8>
    /// Where this object begins in the text that was parsed, so that faults name that text's bytes.
    private let shift: Int
    private var members = InlineArray<24, Member>(repeating: .none)
    private var more: [Member] = []
    /// How many members there are.
    public private(set) var count = 0

    /// Checks that the bytes are exactly one canonical object and indexes it.
    public init(_ bytes: UnsafeRawBufferPointer) throws(CanonicalFault) {
        try self.init(bytes, shift: 0, depth: 0)
    }

    private init(_ bytes: UnsafeRawBufferPointer, shift: Int, depth: Int) throws(CanonicalFault) {
        var reader = CanonicalReader(bytes)
        base = reader.base
        self.shift = shift
        guard reader.count < Int(UInt32.max) else { throw CanonicalFault(.length, at: 0) }
        guard reader.accept(0x7B) else { throw reader.fault(.unexpected) }
        if !reader.accept(0x7D) {
            var last: ByteText?
            repeat {
                let key = try reader.key()
                if let last { try reader.ascending(last, key) }
                last = key
                let start = reader.offset
                try reader.skip(depth: depth + 1)
                let member = Member(
                    key: UInt32(truncatingIfNeeded: key.start - base), keyCount: UInt32(truncatingIfNeeded: key.count),
                    start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: reader.offset))
                if count < FlatObject.inline { members[count] = member } else { more.append(member) }
                count += 1
            } while reader.accept(0x2C)
            guard reader.accept(0x7D) else { throw reader.fault(.unexpected) }
        }
        try reader.end()
    }

    private func member(_ index: Int) -> Member {
        index < FlatObject.inline ? members.span[index] : more[index - FlatObject.inline]
    }

    private func find(_ key: ByteText) -> Member? {
        // Through a span: an element of an inline array is otherwise taken out of a copy of the whole.
        let inline = members.span
        for index in 0..<min(count, FlatObject.inline) {
            let member = inline[index]
            if isNamed(member, key) { return member }
        }
        return more.first { isNamed($0, key) }
    }

    @inline(__always)
    private func isNamed(_ member: Member, _ key: ByteText) -> Bool {
        Int(member.keyCount) == key.count && CanonicalReader.same(base + Int(member.key), key.start, key.count)
    }

    @inline(__always)
    private func find(_ key: StaticString) -> Member? { find(ByteText(key.utf8Start, key.utf8CodeUnitCount)) }

    private func fault(_ problem: CanonicalFault.Problem, _ member: Member?, _ key: StaticString) -> CanonicalFault {
        CanonicalFault(problem, at: shift + (member.map { Int($0.start) } ?? 0), key: "\(key)")
    }

    private func span(_ member: Member) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + Int(member.start), count: Int(member.end - member.start))
    }

    /// The text inside a string member's quotation marks, or nil if it is no string.
    private func inside(_ member: Member) -> ByteText? {
        guard base[Int(member.start)] == 0x22 else { return nil }
        return ByteText(base + Int(member.start) + 1, Int(member.end - member.start) - 2)
    }

    private func required(_ key: StaticString) throws(CanonicalFault) -> Member {
        guard let member = find(key) else { throw fault(.missing, nil, key) }
        return member
    }

    // MARK: What members there are

    /// The key at an index below `count`, in ascending order.
    public func key(at index: Int) -> ByteText {
        let member = member(index)
        return ByteText(base + Int(member.key), Int(member.keyCount))
    }

    /// Whether there is such a member.
    public func has(_ key: StaticString) -> Bool { find(key) != nil }

    /// The canonical bytes of a member's value.
    public func raw(_ key: StaticString) throws(CanonicalFault) -> UnsafeRawBufferPointer { span(try required(key)) }

    /// A reference under a key that is only known at run time; nil if missing or not a reference.
    func ref(named key: ByteText) -> Ref? {
        guard let member = find(key), let text = inside(member) else { return nil }
        return Ref(text: text.raw)
    }

    // MARK: Single values

    private func text(_ member: Member, _ key: StaticString) throws(CanonicalFault) -> ByteText {
        guard let text = inside(member) else { throw fault(.type, member, key) }
        return text
    }

    private func int(_ member: Member, _ key: StaticString) throws(CanonicalFault) -> Int {
        var reader = CanonicalReader(span(member))
        guard let value = try? reader.int() else { throw fault(.type, member, key) }
        return value
    }

    private func bool(_ member: Member, _ key: StaticString) throws(CanonicalFault) -> Bool {
        switch base[Int(member.start)] {
        case 0x74: return true
        case 0x66: return false
        default: throw fault(.type, member, key)
        }
    }

    @inline(__always)
    private func parsed<Value>(
        _ member: Member, _ key: StaticString, _ parse: (UnsafeRawBufferPointer) -> Value?
    ) throws(CanonicalFault) -> Value {
        guard let value = parse(try text(member, key).raw) else { throw fault(.form, member, key) }
        return value
    }

    /// A string where it lies.
    public func text(_ key: StaticString) throws(CanonicalFault) -> ByteText { try text(required(key), key) }
    /// A string where it lies.
    public func textIfPresent(_ key: StaticString) throws(CanonicalFault) -> ByteText? {
        guard let member = find(key) else { return nil }
        return try text(member, key)
    }

    /// A string.
    public func string(_ key: StaticString) throws(CanonicalFault) -> String { try text(key).string }
    /// A string.
    public func stringIfPresent(_ key: StaticString) throws(CanonicalFault) -> String? {
        try textIfPresent(key)?.string
    }

    /// A whole number.
    public func int(_ key: StaticString) throws(CanonicalFault) -> Int { try int(required(key), key) }
    /// A whole number.
    public func intIfPresent(_ key: StaticString) throws(CanonicalFault) -> Int? {
        guard let member = find(key) else { return nil }
        return try int(member, key)
    }

    /// A truth value.
    public func bool(_ key: StaticString) throws(CanonicalFault) -> Bool { try bool(required(key), key) }
    /// A truth value.
    public func boolIfPresent(_ key: StaticString) throws(CanonicalFault) -> Bool? {
        guard let member = find(key) else { return nil }
        return try bool(member, key)
    }

    /// A reference: 36 lower-case characters.
    public func ref(_ key: StaticString) throws(CanonicalFault) -> Ref {
        try parsed(required(key), key) { Ref(text: $0) }
    }
    /// A reference.
    public func refIfPresent(_ key: StaticString) throws(CanonicalFault) -> Ref? {
        guard let member = find(key) else { return nil }
        return try parsed(member, key) { Ref(text: $0) }
    }

    /// A day: days since 1970-01-01.
    public func day(_ key: StaticString) throws(CanonicalFault) -> Int32 {
        try parsed(required(key), key) { TimeText.day($0) }
    }
    /// A day: days since 1970-01-01.
    public func dayIfPresent(_ key: StaticString) throws(CanonicalFault) -> Int32? {
        guard let member = find(key) else { return nil }
        return try parsed(member, key) { TimeText.day($0) }
    }

    /// An instant: milliseconds since 1970-01-01T00:00Z.
    public func instant(_ key: StaticString) throws(CanonicalFault) -> Int64 {
        try parsed(required(key), key) { TimeText.instant($0) }
    }
    /// An instant: milliseconds since 1970-01-01T00:00Z.
    public func instantIfPresent(_ key: StaticString) throws(CanonicalFault) -> Int64? {
        guard let member = find(key) else { return nil }
        return try parsed(member, key) { TimeText.instant($0) }
    }

    /// A hash: 44 characters of base64.
    public func hash(_ key: StaticString) throws(CanonicalFault) -> Hash32 {
        try parsed(required(key), key) { Base64.hash($0) }
    }
    /// A hash: 44 characters of base64.
    public func hashIfPresent(_ key: StaticString) throws(CanonicalFault) -> Hash32? {
        guard let member = find(key) else { return nil }
        return try parsed(member, key) { Base64.hash($0) }
    }

    // MARK: Nested values

    private func object(_ span: UnsafeRawBufferPointer) throws(CanonicalFault) -> FlatObject {
        let start = span.baseAddress.map { $0 - UnsafeRawPointer(base) } ?? 0
        return try FlatObject(span, shift: shift + start, depth: 0)
    }

    private func object(_ member: Member, _ key: StaticString) throws(CanonicalFault) -> FlatObject {
        guard base[Int(member.start)] == 0x7B else { throw fault(.type, member, key) }
        return try object(span(member))
    }

    /// An object.
    public func object(_ key: StaticString) throws(CanonicalFault) -> FlatObject { try object(required(key), key) }
    /// An object.
    public func objectIfPresent(_ key: StaticString) throws(CanonicalFault) -> FlatObject? {
        guard let member = find(key) else { return nil }
        return try object(member, key)
    }

    /// Hands over the canonical bytes of each element; a missing array has none.
    private func each(
        _ member: Member, _ key: StaticString,
        _ body: (UnsafeRawBufferPointer) throws(CanonicalFault) -> Void
    ) throws(CanonicalFault) {
        guard base[Int(member.start)] == 0x5B else { throw fault(.type, member, key) }
        var reader = CanonicalReader(span(member))
        reader.offset = 1
        if reader.accept(0x5D) { return }
        repeat {
            let start = reader.offset
            try reader.skip(depth: 1)
            try body(UnsafeRawBufferPointer(start: reader.base + start, count: reader.offset - start))
        } while reader.accept(0x2C)
    }

    private func list<Value>(
        _ member: Member, _ key: StaticString, _ parse: (UnsafeRawBufferPointer) throws(CanonicalFault) -> Value?
    ) throws(CanonicalFault) -> [Value] {
        var out: [Value] = []
        try each(member, key) { (span) throws(CanonicalFault) in
            guard let value = try parse(span) else { throw fault(.type, member, key) }
            out.append(value)
        }
        return out
    }

    private static func inside(_ span: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard span[0] == 0x22 else { return nil }
        return UnsafeRawBufferPointer(rebasing: span[1..<span.count - 1])
    }

    /// An array of references.
    public func refs(_ key: StaticString) throws(CanonicalFault) -> [Ref] {
        try list(required(key), key) { FlatObject.inside($0).flatMap { Ref(text: $0) } }
    }
    /// An array of references; empty if missing.
    public func refsIfPresent(_ key: StaticString) throws(CanonicalFault) -> [Ref] {
        has(key) ? try refs(key) : []
    }

    /// An array of strings.
    public func strings(_ key: StaticString) throws(CanonicalFault) -> [String] {
        try list(required(key), key) { span in
            FlatObject.inside(span).flatMap { inside in
                inside.baseAddress.map { ByteText($0.assumingMemoryBound(to: UInt8.self), inside.count).string }
            }
        }
    }
    /// An array of strings; empty if missing.
    public func stringsIfPresent(_ key: StaticString) throws(CanonicalFault) -> [String] {
        has(key) ? try strings(key) : []
    }

    /// An array of whole numbers.
    public func ints(_ key: StaticString) throws(CanonicalFault) -> [Int] {
        try list(required(key), key) { span in
            var reader = CanonicalReader(span)
            return try? reader.int()
        }
    }
    /// An array of whole numbers; empty if missing.
    public func intsIfPresent(_ key: StaticString) throws(CanonicalFault) -> [Int] {
        has(key) ? try ints(key) : []
    }

    /// An array of objects.
    public func array(_ key: StaticString) throws(CanonicalFault) -> [FlatObject] {
        try list(required(key), key) { (span) throws(CanonicalFault) in span[0] == 0x7B ? try object(span) : nil }
    }
    /// An array of objects; empty if missing.
    public func arrayIfPresent(_ key: StaticString) throws(CanonicalFault) -> [FlatObject] {
        has(key) ? try array(key) : []
    }

    /// Hands over an array's objects one by one, without an array of them. A missing array has none.
    public func forEach(
        _ key: StaticString, _ body: (FlatObject) throws(CanonicalFault) -> Void
    ) throws(CanonicalFault) {
        guard let member = find(key) else { return }
        try each(member, key) { (span) throws(CanonicalFault) in
            guard span[0] == 0x7B else { throw fault(.type, member, key) }
            try body(try object(span))
        }
    }
}
