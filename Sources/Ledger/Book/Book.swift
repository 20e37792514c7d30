// SPDX-License-Identifier: MPL-2.0

/// Why a fact cannot be sealed, or a stored one not be taken over at start-up.
public enum BookFault: Error, Sendable, Equatable {
    /// The draft's payload or one of its header's fields cannot be written.
    case canonical(CanonicalFault)
    /// The payload is longer than 32 KiB.
    case payloadTooLong(Int)
    /// The payload does not hold the value's reference under the value's field.
    case valueNotInPayload(field: String)
    /// The same command stands in two places of one batch.
    case commandApart(Ref)
    /// A stored fact is not at the position that comes next.
    case position(expected: Int, found: Int)
    /// A stored fact belongs to another ledger.
    case origin(position: Int, found: String)
    /// A stored fact does not name the hash of the one before it.
    case chain(position: Int)
    /// A stored fact was recorded before the one before it.
    case backwards(position: Int)
}

/// A stored leaf, read and hashed: the part of taking it over that asks nothing of those before it. Valid only as long as
/// the row is.
public struct HashedLeaf {
    /// Where the store has it.
    let position: Int
    public let header: LeafHeader
    let hash: Hash32

    /// Refuses what is not a leaf.
    public init(_ row: LedgerRow) throws(CanonicalFault) {
        position = row.position
        header = try LeafHeader(row.leaf)
        hash = Digest.leaf(row.leaf)
    }
}

/// What must be known of a ledger to add to it and to prove what is in it: its head, the last hash, the tree.
///
/// A value: keep the old one to roll back a batch that the store did not take. Copies share all but the newest hashes.
public struct Book: Sendable {
    /// The ledger's origin, `‹domain›/vaern/‹organisation›/‹epoch›`; another one from the fact on that opens a new epoch.
    public private(set) var origin: String
    public private(set) var tree = MerkleTree()
    /// The hash of the last leaf; zero before the first.
    public private(set) var last = Hash32.zero
    /// When the last fact was recorded: milliseconds since 1970-01-01T00:00Z; the least number before the first.
    public private(set) var recorded = Int64.min

    /// An empty ledger.
    public init(origin: String) {
        self.origin = origin
    }

    /// How many facts there are: the position of the next.
    public var head: Int { tree.count }

    /// Seals drafts with the operating system's random keys; see `seal(_:keys:)`.
    public mutating func seal(_ drafts: [(draft: Draft, revision: Int)]) throws(BookFault) -> [StoredFact] {
        try seal(drafts, keys: SystemKeys())
    }

    /// Gives drafts their positions, keys, commitments and hashes, in order. A command's drafts stand together; they
    /// become its parts. `revision` is that of the draft's subject. If anything is refused the book stays as it was.
    public mutating func seal(
        _ drafts: [(draft: Draft, revision: Int)], keys: some KeySource
    ) throws(BookFault) -> [StoredFact] {
        var next = self
        var facts: [StoredFact] = []
        facts.reserveCapacity(drafts.count)
        var commands: Set<Ref> = []
        var start = 0
        while start < drafts.count {
            let command = drafts[start].draft.command
            guard commands.insert(command).inserted else { throw .commandApart(command) }
            var end = start + 1
            while end < drafts.count, drafts[end].draft.command == command { end += 1 }
            for index in start..<end {
                let part = (index - start + 1, end - start)
                facts.append(try next.seal(drafts[index].draft, drafts[index].revision, part, keys))
            }
            start = end
        }
        self = next
        return facts
    }

    private mutating func seal(
        _ draft: Draft, _ revision: Int, _ part: (Int, Int), _ keys: some KeySource
    ) throws(BookFault) -> StoredFact {
        try Book.check(draft)
        let payloadKey = keys.key()
        var values: [StoredValue] = []
        var commitments: [Leaf.Commitment] = []
        for value in draft.values {
            let key = keys.key()
            values.append(StoredValue(ref: value.ref, field: value.field, key: key, bytes: value.bytes))
            commitments.append(.init(field: value.field, commitment: Digest.commitment(key: key, value.bytes)))
        }
        let recorded = max(draft.recorded, recorded)
        let leaf = Leaf(
            origin: origin, position: head, id: draft.id, command: draft.command, part: part.0, parts: part.1,
            subject: draft.subject, subjectKind: draft.subjectKind, revision: revision, kind: draft.kind,
            kindVersion: draft.kindVersion, recorded: recorded, effective: draft.effective, actor: draft.actor,
            behalf: draft.behalf, door: draft.door, payload: Digest.commitment(key: payloadKey, draft.payload),
            values: commitments, prev: last)
        let bytes: [UInt8]
        do { bytes = try leaf.encoded() } catch { throw .canonical(error) }
        let fact = StoredFact(
            position: head, leaf: bytes, payload: draft.payload, payloadKey: payloadKey, values: values,
            subjectKind: draft.subjectKind, subject: draft.subject, revision: revision, command: draft.command,
            part: part.0)
        add(Digest.leaf(bytes), recorded)
        return fact
    }

    private static func check(_ draft: Draft) throws(BookFault) {
        if draft.payload.count > Limits.payload { throw .payloadTooLong(draft.payload.count) }
        try draft.payload.withRaw { (bytes) throws(BookFault) in
            let payload = try flat(bytes)
            for value in draft.values {
                let found = Array(value.field.utf8).withUnsafeBufferPointer { field in
                    field.baseAddress.flatMap { payload.ref(named: ByteText($0, field.count)) }
                }
                if found != value.ref { throw .valueNotInPayload(field: value.field) }
            }
        }
    }

    private static func flat(_ bytes: UnsafeRawBufferPointer) throws(BookFault) -> FlatObject {
        do { return try FlatObject(bytes) } catch { throw .canonical(error) }
    }

    /// Goes on under a new origin: the next fact must be the `ledger.opened` of a recovery epoch.
    public mutating func beginEpoch(_ origin: String) {
        self.origin = origin
    }

    private mutating func add(_ hash: Hash32, _ instant: Int64) {
        tree.append(hash)
        last = hash
        recorded = instant
    }

    /// Takes over the stored fact that comes next, at start-up. Checks the leaf's form, its ledger, position, hash before
    /// and instant; the payload and the values are the verifier's. Gives the leaf back, valid as long as the row is.
    @discardableResult
    public mutating func absorb(_ row: LedgerRow) throws(BookFault) -> LeafHeader {
        let leaf: HashedLeaf
        do { leaf = try HashedLeaf(row) } catch { throw .canonical(error) }
        try absorb(leaf)
        return leaf.header
    }

    /// The same of a leaf that was read and hashed before, perhaps on another thread.
    public mutating func absorb(_ leaf: HashedLeaf) throws(BookFault) {
        let header = leaf.header
        guard header.position == head, leaf.position == head else {
            throw .position(expected: head, found: header.position)
        }
        if !Book.same(header.origin, origin) {
            // Only the fact that opens a later epoch may go on under another origin.
            let name = OriginName(origin)
            guard head > 0, header.kind == FactCheck.openedKind, let epoch = name.epoch(of: header.origin),
                epoch > name.epoch
            else { throw .origin(position: head, found: header.origin.string) }
        }
        guard header.prev == last else { throw .chain(position: head) }
        guard header.recorded >= recorded else { throw .backwards(position: head) }
        if !Book.same(header.origin, origin) { origin = header.origin.string }
        add(leaf.hash, header.recorded)
    }

    static func same(_ text: ByteText, _ string: String) -> Bool {
        var string = string
        return string.withUTF8 { bytes in
            bytes.count == text.count && (bytes.baseAddress.map { text == ByteText($0, bytes.count) } ?? true)
        }
    }

    /// The checkpoint of all facts, ready to be signed.
    public var checkpoint: Checkpoint { Checkpoint(origin: origin, size: head, root: tree.root) }
}
