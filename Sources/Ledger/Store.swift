// SPDX-License-Identifier: MPL-2.0

/// A 128-bit reference: the id of a fact, a command, a subject or a vault value. It carries no meaning.
public struct Ref: Hashable, Sendable, Comparable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static func < (left: Ref, right: Ref) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// One vault value as it is kept: what a person typed, a name, an address, a file.
///
/// Its commitment, HMAC-SHA256 of `bytes` under `key`, stands in the leaf under `field`; `ref` stands in the payload
/// under the same name.
public struct StoredValue: Sendable, Equatable {
    public let ref: Ref
    public let field: String
    /// 32 random bytes of this value alone.
    public let key: [UInt8]
    public let bytes: [UInt8]

    public init(ref: Ref, field: String, key: [UInt8], bytes: [UInt8]) {
        self.ref = ref
        self.field = field
        self.key = key
        self.bytes = bytes
    }
}

/// One fact as it is kept: the leaf's exact bytes, the payload beside it with its key, and its values.
public struct StoredFact: Sendable, Equatable {
    public let position: Int
    public let leaf: [UInt8]
    public let payload: [UInt8]
    /// 32 random bytes of this payload alone.
    public let payloadKey: [UInt8]
    public let values: [StoredValue]
    /// What the database itself keeps unique: (subject, revision) and (command, part). Copies of what the leaf says.
    public let subjectKind: String
    public let subject: Ref
    public let revision: Int
    public let command: Ref
    public let part: Int

    public init(
        position: Int, leaf: [UInt8], payload: [UInt8], payloadKey: [UInt8], values: [StoredValue],
        subjectKind: String, subject: Ref, revision: Int, command: Ref, part: Int
    ) {
        self.position = position
        self.leaf = leaf
        self.payload = payload
        self.payloadKey = payloadKey
        self.values = values
        self.subjectKind = subjectKind
        self.subject = subject
        self.revision = revision
        self.command = command
        self.part = part
    }
}

/// What became of an append.
public enum Appended: Sendable, Equatable {
    /// Every fact is on disk and would survive a power cut.
    case durable
    /// Somebody else appended first; nothing was written. `head` is the number of facts there are now.
    case overtaken(head: Int)
}

/// Why a store could not do what it was asked. For operators, never for the browser.
public enum StoreFailure: Error, Sendable, Equatable {
    /// Less space is left than the floor; nothing was written. Erasure and administration may still append.
    case spaceBelowFloor(free: Int, floor: Int)
    /// The disk or the database refused: what it said. After it the store takes no more facts until it is reopened.
    case broken(String)
}

/// A row of the ledger while it is being read; the buffers are valid only inside the call that hands it over.
public struct LedgerRow {
    public let position: Int
    public let leaf: UnsafeRawBufferPointer
    public let payload: UnsafeRawBufferPointer
    public let payloadKey: UnsafeRawBufferPointer

    public init(
        position: Int, leaf: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer, payloadKey: UnsafeRawBufferPointer
    ) {
        self.position = position
        self.leaf = leaf
        self.payload = payload
        self.payloadKey = payloadKey
    }
}

/// A value while it is being read; the buffers are valid only inside the call that hands it over.
public struct ValueRow {
    /// The position of the value's fact.
    public let position: Int
    public let ref: Ref
    public let field: ByteText
    public let key: UnsafeRawBufferPointer
    public let bytes: UnsafeRawBufferPointer

    public init(
        position: Int, ref: Ref, field: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer,
        bytes: UnsafeRawBufferPointer
    ) {
        self.position = position
        self.ref = ref
        self.field = ByteText(field)
        self.key = key
        self.bytes = bytes
    }

    /// A copy to keep.
    public var value: StoredValue {
        StoredValue(ref: ref, field: String(decoding: field.raw, as: UTF8.self), key: Array(key), bytes: Array(bytes))
    }
}

/// What the database itself keeps of a fact to hold (subject, revision) and (command, part) unique, as it stands in the
/// row. The verifier compares it with what the leaf says.
public struct IndexRow: Sendable, Equatable {
    public let position: Int
    public let subjectKind: String
    public let subject: Ref
    public let revision: Int
    public let command: Ref
    public let part: Int

    public init(position: Int, subjectKind: String, subject: Ref, revision: Int, command: Ref, part: Int) {
        self.position = position
        self.subjectKind = subjectKind
        self.subject = subject
        self.revision = revision
        self.command = command
        self.part = part
    }
}

/// Where one organisation's facts lie. Positions count from 0 without gaps; facts are never changed or removed.
///
/// Every engine is held to the same contract suite (`LedgerContract`); they share no code. Calls block: they are made
/// from threads of the caller's own, never from Swift's pool.
public protocol LedgerStore: Sendable {
    /// Writes all the facts and their values in one transaction, or none, provided that there are exactly `head` facts.
    /// When it returns `.durable` they survive a power cut. `reserve`: may go below the free-space floor.
    func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended
    /// Hands over the facts at positions `range` in order, as far as they exist. `body` returns false to stop early.
    func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws
    /// Hands over the facts at single positions in ascending order, as far as they exist, in one look at the store.
    /// `body` returns false to stop early.
    func read(_ positions: [Int], _ body: (LedgerRow) throws -> Bool) throws
    /// Hands over the facts at positions `range` in order with their index columns, read from the columns themselves and
    /// never worked out from the leaf. `body` returns false to stop early.
    func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws
    /// Where the facts of a command stand; nil if it was never carried out. This is the idempotency store.
    func positions(of command: Ref) throws(StoreFailure) -> Range<Int>?
    /// How many facts there are.
    func head() throws(StoreFailure) -> Int
    /// The same facts to read alone, in such a way that neither stands in the other's way. Only an erasure, which leaves no
    /// trace in any file, waits until what is being read apart has been handed over.
    func apart() throws(StoreFailure) -> any LedgerStore
}

extension LedgerStore {
    public func read(_ positions: [Int], _ body: (LedgerRow) throws -> Bool) throws {
        var goesOn = true
        for position in Set(positions).sorted() where goesOn && position >= 0 {
            try read(position..<position + 1) { row in
                goesOn = try body(row)
                return goesOn
            }
        }
    }
}

/// Where one organisation's vault values lie.
public protocol VaultStore: Sendable {
    /// The value, or nil if it was erased or never was.
    func value(_ ref: Ref) throws(StoreFailure) -> StoredValue?
    /// Hands over the bytes of those of many values that are there, in any order.
    func bytes(of refs: [Ref], _ body: (Ref, [UInt8]) -> Void) throws
    /// Hands over the values of the facts at positions `range`, ordered by position and field.
    func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws
    /// Removes values and their keys so that no file of the store holds them any more (also not the write-ahead log).
    /// References that are not there are passed over.
    func erase(_ refs: [Ref]) throws(StoreFailure)
}

extension VaultStore {
    public func bytes(of refs: [Ref], _ body: (Ref, [UInt8]) -> Void) throws {
        for ref in refs {
            if let value = try value(ref) { body(ref, value.bytes) }
        }
    }
}

/// What is not evidence: secrets of accounts, sessions, counters, drafts, outboxes. One per installation. Losing it costs
/// a sign-in and the last seconds of typing. Rows are (shelf, key) → bytes, may expire, and may name the person whose they are.
public protocol SideStore: Sendable {
    func put(_ bytes: [UInt8], shelf: String, key: String, owner: Ref?, expires: Int64?) throws(StoreFailure)
    func get(shelf: String, key: String) throws(StoreFailure) -> [UInt8]?
    func remove(shelf: String, key: String) throws(StoreFailure)
    /// All rows of a shelf in key order, or those of one owner.
    func rows(shelf: String, owner: Ref?) throws(StoreFailure) -> [(key: String, bytes: [UInt8])]
    /// Removes everything of `owner`, everything expired at `now` (milliseconds since 1970, UTC), or both; leaves no trace in files.
    func purge(owner: Ref?, expiredAt now: Int64?) throws(StoreFailure)
}
