// SPDX-License-Identifier: MPL-2.0

/// What is in the Merkle tree of one fact: a header and commitments, never content. `docs/format.md`, "Leaf".
public struct Leaf: Sendable, Equatable {
    /// One vault value's commitment.
    public struct Commitment: Sendable, Equatable {
        public let field: String
        public let commitment: Hash32

        public init(field: String, commitment: Hash32) {
            self.field = field
            self.commitment = commitment
        }
    }

    /// The format's number, written in every leaf.
    public static let format = 1

    /// The ledger's origin.
    public var origin: String
    /// From 0; the index in the tree (RFC 6962).
    public var position: Int
    public var id: Ref
    public var command: Ref
    /// Which of the command's facts this is, from 1.
    public var part: Int
    /// How many facts the command has.
    public var parts: Int
    public var subject: Ref
    public var subjectKind: String
    /// From 1, without gaps, for each subject.
    public var revision: Int
    public var kind: String
    public var kindVersion: Int
    /// Milliseconds since 1970-01-01T00:00Z.
    public var recorded: Int64
    /// Days since 1970-01-01.
    public var effective: Int32
    public var actor: Actor
    /// On whose behalf, where it was somebody else's.
    public var behalf: Ref?
    public var door: Door
    /// The commitment to the payload.
    public var payload: Hash32
    /// The commitments to vault values, in any order; one for each field.
    public var values: [Commitment]
    /// The hash of the leaf before; zero for the first.
    public var prev: Hash32

    public init(
        origin: String, position: Int, id: Ref, command: Ref, part: Int, parts: Int, subject: Ref, subjectKind: String,
        revision: Int, kind: String, kindVersion: Int, recorded: Int64, effective: Int32, actor: Actor, behalf: Ref?,
        door: Door, payload: Hash32, values: [Commitment], prev: Hash32
    ) {
        self.origin = origin
        self.position = position
        self.id = id
        self.command = command
        self.part = part
        self.parts = parts
        self.subject = subject
        self.subjectKind = subjectKind
        self.revision = revision
        self.kind = kind
        self.kindVersion = kindVersion
        self.recorded = recorded
        self.effective = effective
        self.actor = actor
        self.behalf = behalf
        self.door = door
        self.payload = payload
        self.values = values
        self.prev = prev
    }

    /// The leaf's bytes. Throws if a field cannot be written, or not read back, or if they are more than 4 KiB.
    public func encoded() throws(CanonicalFault) -> [UInt8] {
        var object = CanonicalObject()
        object.set("actor", actor.encode())
        object.set("behalf", behalf)
        object.set("command", command)
        object.set("door", door.rawValue)
        object.set("effective", day: effective)
        object.set("format", Leaf.format)
        object.set("id", id)
        object.set("kind", kind)
        object.set("kind_version", kindVersion)
        object.set("ledger", origin)
        object.set("part", [part, parts])
        object.set("payload", payload)
        object.set("position", position)
        object.set("prev", prev)
        object.set("recorded", instant: recorded)
        object.set("revision", revision)
        var subject = CanonicalObject()
        subject.set("id", self.subject)
        subject.set("kind", subjectKind)
        object.set("subject", subject)
        var values = CanonicalObject()
        for value in self.values { values.set(value.field, value.commitment) }
        object.set("values", values)
        let bytes = try object.encoded()
        // What cannot be read back must never be sealed.
        try bytes.withRaw { (bytes) throws(CanonicalFault) in _ = try LeafHeader(bytes) }
        return bytes
    }

    /// Reads a leaf; refuses everything `encoded` would not have written.
    public init(_ bytes: UnsafeRawBufferPointer) throws(CanonicalFault) {
        let header = try LeafHeader(bytes)
        var values: [Commitment] = []
        header.forEachValue { values.append(Commitment(field: $0.string, commitment: $1)) }
        self.init(
            origin: header.origin.string, position: header.position, id: header.id, command: header.command,
            part: header.part, parts: header.parts, subject: header.subject, subjectKind: header.subjectKind.string,
            revision: header.revision, kind: header.kind.string, kindVersion: header.kindVersion,
            recorded: header.recorded, effective: header.effective, actor: header.actor, behalf: header.behalf,
            door: header.door, payload: header.payload, values: values, prev: header.prev)
    }

    /// Reads a leaf; refuses everything `encoded` would not have written.
    public init(_ bytes: [UInt8]) throws(CanonicalFault) {
        self = try bytes.withRaw { (bytes) throws(CanonicalFault) in try Leaf(bytes) }
    }
}
