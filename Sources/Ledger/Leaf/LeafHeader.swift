// SPDX-License-Identifier: MPL-2.0

/// A leaf where it lies, read in one pass without a heap allocation: what replay and verification need of it. Valid only
/// as long as the buffer is. Reading one refuses every leaf that `Leaf.encoded` would not have written.
public struct LeafHeader {
    public let position: Int
    public let origin: ByteText
    public let id: Ref
    public let command: Ref
    /// Which of the command's facts this is, from 1.
    public let part: Int
    /// How many facts the command has.
    public let parts: Int
    public let subject: Ref
    public let subjectKind: ByteText
    /// From 1, without gaps, for each subject.
    public let revision: Int
    public let kind: ByteText
    public let kindVersion: Int
    /// Milliseconds since 1970-01-01T00:00Z.
    public let recorded: Int64
    /// Days since 1970-01-01.
    public let effective: Int32
    /// The person who acted, where it was one.
    public let person: Ref?
    public let behalf: Ref?
    public let door: Door
    public let payload: Hash32
    public let prev: Hash32
    /// How many vault values the fact has.
    public let valueCount: Int
    private let rawActor: UnsafeRawBufferPointer
    private let rawValues: UnsafeRawBufferPointer

    /// Reads and checks a leaf. Throws where the first thing is that should not be.
    public init(_ bytes: UnsafeRawBufferPointer) throws(CanonicalFault) {
        if bytes.count > Limits.leaf { throw CanonicalFault(.length, at: Limits.leaf) }
        var reader = CanonicalReader(bytes)
        try reader.expect("{\"actor\":")
        let actor = try ActorView(&reader)
        rawActor = UnsafeRawBufferPointer(start: reader.base + 9, count: reader.offset - 9)
        person = actor.shape == .person ? actor.ref : nil
        behalf = reader.accept(",\"behalf\":") ? try reader.ref() : nil
        try reader.expect(",\"command\":")
        command = try reader.ref()
        try reader.expect(",\"door\":")
        let start = reader.offset
        guard let door = Door(try reader.text()) else { throw CanonicalFault(.form, at: start, key: "door") }
        self.door = door
        try reader.expect(",\"effective\":")
        effective = try reader.day()
        try reader.expect(",\"format\":1,\"id\":")
        id = try reader.ref()
        try reader.expect(",\"kind\":")
        kind = try reader.word(64)
        try reader.expect(",\"kind_version\":")
        kindVersion = try reader.natural(from: 1)
        try reader.expect(",\"ledger\":")
        origin = try reader.word(255)
        try reader.expect(",\"part\":[")
        part = try reader.natural(from: 1)
        try reader.expect(",")
        parts = try reader.natural(from: part)
        try reader.expect("],\"payload\":")
        payload = try reader.hash()
        try reader.expect(",\"position\":")
        position = try reader.natural(from: 0)
        try reader.expect(",\"prev\":")
        prev = try reader.hash()
        try reader.expect(",\"recorded\":")
        recorded = try reader.instant()
        try reader.expect(",\"revision\":")
        revision = try reader.natural(from: 1)
        try reader.expect(",\"subject\":{\"id\":")
        subject = try reader.ref()
        try reader.expect(",\"kind\":")
        subjectKind = try reader.word(64)
        try reader.expect("},\"values\":")
        let values = reader.offset
        valueCount = try LeafHeader.values(&reader) { _, _ in }
        rawValues = UnsafeRawBufferPointer(start: reader.base + values, count: reader.offset - values)
        try reader.expect("}")
        try reader.end()
    }

    /// Who acted.
    public var actor: Actor {
        // Read once already by the initialiser, so it cannot fail here. Kept as it lies: a header is handed on often.
        var reader = CanonicalReader(rawActor)
        return (try? ActorView(&reader))?.actor ?? .operator(user: "")
    }

    /// Hands over the commitments to the fact's vault values, in ascending order of their fields.
    public func forEachValue(_ body: (_ field: ByteText, _ commitment: Hash32) -> Void) {
        // Read once already by the initialiser, so it cannot fail here.
        var reader = CanonicalReader(rawValues)
        _ = try? LeafHeader.values(&reader, body)
    }

    private static func values(
        _ reader: inout CanonicalReader, _ body: (ByteText, Hash32) -> Void
    ) throws(CanonicalFault) -> Int {
        try reader.expect("{")
        if reader.accept(0x7D) { return 0 }
        var number = 0
        var last: ByteText?
        repeat {
            let field = try reader.key()
            if let last { try reader.ascending(last, field) }
            last = field
            body(field, try reader.hash())
            number += 1
        } while reader.accept(0x2C)
        try reader.expect("}")
        return number
    }
}

extension CanonicalReader {
    mutating func ref() throws(CanonicalFault) -> Ref {
        let start = offset
        if let ref = fixed(36).flatMap({ Ref(text: $0) }) { return ref }
        offset = start
        guard let ref = Ref(text: try text().raw) else { throw CanonicalFault(.form, at: start) }
        return ref
    }

    mutating func hash() throws(CanonicalFault) -> Hash32 {
        let start = offset
        if let hash = fixed(44).flatMap({ Base64.hash($0) }) { return hash }
        offset = start
        guard let hash = Base64.hash(try text().raw) else { throw CanonicalFault(.form, at: start) }
        return hash
    }

    /// Passes a string of so many bytes without looking at them; nil if no quotation marks stand around them. For texts
    /// whose own form leaves no room for anything that JSON forbids.
    @inline(__always)
    private mutating func fixed(_ length: Int) -> UnsafeRawBufferPointer? {
        let start = offset
        guard count - start >= length + 2, base[start] == 0x22, base[start + length + 1] == 0x22 else { return nil }
        offset = start + length + 2
        return UnsafeRawBufferPointer(start: base + start + 1, count: length)
    }

    mutating func day() throws(CanonicalFault) -> Int32 {
        let start = offset
        guard let day = TimeText.day(try text().raw) else { throw CanonicalFault(.form, at: start) }
        return day
    }

    mutating func instant() throws(CanonicalFault) -> Int64 {
        let start = offset
        guard let instant = TimeText.instant(try text().raw) else { throw CanonicalFault(.form, at: start) }
        return instant
    }

    /// A name of the program's own: printable ASCII without spaces, quotation marks and backslashes.
    mutating func word(_ limit: Int) throws(CanonicalFault) -> ByteText {
        let start = offset
        let text = try text()
        guard text.isWord(limit) else { throw CanonicalFault(.form, at: start) }
        return text
    }

    mutating func natural(from least: Int) throws(CanonicalFault) -> Int {
        let start = offset
        let value = try int()
        guard value >= least else { throw CanonicalFault(.range, at: start) }
        return value
    }
}
