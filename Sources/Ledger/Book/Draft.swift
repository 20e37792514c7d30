// SPDX-License-Identifier: MPL-2.0

/// A vault value on its way into the ledger.
public struct DraftValue: Sendable, Equatable {
    public let ref: Ref
    /// The field of the payload that holds `ref`, and of the leaf that holds the commitment.
    public let field: String
    public let bytes: [UInt8]

    public init(ref: Ref, field: String, bytes: [UInt8]) {
        self.ref = ref
        self.field = field
        self.bytes = bytes
    }
}

/// A fact on its way into the ledger: all but what only the ledger can say (position, hash before, keys, commitments).
public struct Draft: Sendable, Equatable {
    public var id: Ref
    public var command: Ref
    public var subjectKind: String
    public var subject: Ref
    public var kind: String
    public var kindVersion: Int
    /// What the clock says: milliseconds since 1970-01-01T00:00Z. The ledger writes the greater of it and the last.
    public var recorded: Int64
    /// Days since 1970-01-01.
    public var effective: Int32
    public var actor: Actor
    public var behalf: Ref?
    public var door: Door
    /// Canonical JSON, at most 32 KiB, with each value's reference under its field.
    public var payload: [UInt8]
    public var values: [DraftValue]

    public init(
        id: Ref, command: Ref, subjectKind: String, subject: Ref, kind: String, kindVersion: Int, recorded: Int64,
        effective: Int32, actor: Actor, behalf: Ref? = nil, door: Door, payload: [UInt8], values: [DraftValue] = []
    ) {
        self.id = id
        self.command = command
        self.subjectKind = subjectKind
        self.subject = subject
        self.kind = kind
        self.kindVersion = kindVersion
        self.recorded = recorded
        self.effective = effective
        self.actor = actor
        self.behalf = behalf
        self.door = door
        self.payload = payload
        self.values = values
    }
}
