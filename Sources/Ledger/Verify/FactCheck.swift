// SPDX-License-Identifier: MPL-2.0

/// The half of verification that needs no other fact: form, commitments, values, index columns. Facts may be checked in
/// any order and at the same time; what ties them together is `ChainCheck`'s.
struct FactCheck: Sendable {
    static let openedKind: StaticString = "ledger.opened"
    static let erasedKind: StaticString = "person.erased"

    let origin: OriginName

    init(origin: String) {
        self.origin = OriginName(origin)
    }

    /// What the chain needs of one fact.
    struct Result: Sendable {
        struct Missing: Sendable {
            let field: String
            let ref: Ref
        }

        let position: Int
        let hash: Hash32
        var leaf: Link?
        var findings: [Finding] = []
        /// Committed values that are not there: erased, or lost.
        var missing: [Missing] = []
        /// What this fact says was erased.
        var erased: [Ref] = []
        var values = 0
        /// The public key that a `ledger.opened` names.
        var opened: Hash32?
    }

    /// One subject: two kinds may use the same reference for two things.
    struct Subject: Hashable, Sendable {
        let ref: Ref
        let kind: String
    }

    /// The members of a leaf that tie it to others.
    struct Link: Sendable {
        /// Nil if the leaf is of another ledger altogether.
        let epoch: Int?
        let opens: Bool
        let prev: Hash32
        let recorded: Int64
        let subject: Subject
        let revision: Int
        let command: Ref
        let part: Int
        let parts: Int
    }

    /// Checks one fact, its values (all that lie at its position) and its index columns (nil if there is no such row).
    func examine(_ row: LedgerRow, values: ArraySlice<StoredValue>, index: IndexRow?) -> Result {
        var result = Result(position: row.position, hash: Digest.leaf(row.leaf))
        guard let header = try? LeafHeader(row.leaf) else {
            result.findings.append(Finding(.leafForm, at: row.position))
            return result
        }
        let opens = header.kind == FactCheck.openedKind
        let epoch = origin.epoch(of: header.origin)
        result.leaf = Link(
            epoch: epoch, opens: opens, prev: header.prev, recorded: header.recorded,
            subject: Subject(ref: header.subject, kind: header.subjectKind.string), revision: header.revision,
            command: header.command, part: header.part, parts: header.parts)
        if header.position != row.position { result.findings.append(Finding(.leafPosition, at: row.position)) }
        if epoch == nil { result.findings.append(Finding(.otherLedger, at: row.position)) }
        if !FactCheck.matches(header, index) { result.findings.append(Finding(.indexDiffers, at: row.position)) }
        let committed =
            row.payloadKey.count == Limits.key && Digest.commitment(key: row.payloadKey, row.payload) == header.payload
        if !committed { result.findings.append(Finding(.payloadCommitment, at: row.position)) }
        if row.position == 0, !opens { result.findings.append(Finding(.notOpened, at: 0)) }
        guard row.payload.count <= Limits.payload, let payload = try? FlatObject(row.payload) else {
            result.findings.append(Finding(.payloadForm, at: row.position))
            return result
        }
        if header.valueCount > 0 || !values.isEmpty { check(header, payload, values, &result) }
        if header.kind == FactCheck.erasedKind {
            if let erased = try? payload.refs("erased") {
                result.erased = erased
            } else {
                result.findings.append(Finding(.payloadForm, at: row.position))
            }
        }
        if opens { opened(header, payload, &result) }
        return result
    }

    private static func matches(_ header: LeafHeader, _ index: IndexRow?) -> Bool {
        guard let index else { return false }
        return index.subject == header.subject && index.revision == header.revision && index.command == header.command
            && index.part == header.part && Book.same(header.subjectKind, index.subjectKind)
    }

    /// The fact that opens an epoch names itself and its key; all but the first say from what they recover.
    private func opened(_ header: LeafHeader, _ payload: FlatObject, _ result: inout Result) {
        let position = result.position
        if (try? payload.text("origin")) != header.origin {
            result.findings.append(Finding(.openedOrigin, at: position))
        }
        result.opened = try? payload.hash("public_key")
        if result.opened == nil { result.findings.append(Finding(.openedKey, at: position)) }
        guard position > 0 else { return }
        let recovery = try? payload.object("recovery")
        let size = try? recovery?.int("size")
        let lost = try? recovery?.int("lost")
        let root = try? recovery?.hash("root")
        if root == nil || size == nil || lost != max(0, (size ?? 0) - position) {
            result.findings.append(Finding(.notOpened, at: position))
        }
    }

    private func check(
        _ header: LeafHeader, _ payload: FlatObject, _ values: ArraySlice<StoredValue>, _ result: inout Result
    ) {
        let position = result.position
        var used = 0
        header.forEachValue { field, commitment in
            let named = payload.ref(named: field)
            if named == nil { result.findings.append(Finding(.valueReference, at: position, field: field.string)) }
            guard let value = values.first(where: { Book.same(field, $0.field) }) else {
                if let named { result.missing.append(.init(field: field.string, ref: named)) }
                return
            }
            used += 1
            if let named, named != value.ref {
                result.findings.append(Finding(.valueReference, at: position, field: value.field, ref: value.ref))
            }
            let kept = value.key.count == Limits.key && Digest.commitment(key: value.key, value.bytes) == commitment
            if !kept {
                result.findings.append(Finding(.valueCommitment, at: position, field: value.field, ref: value.ref))
            }
        }
        result.values = used
        guard used != values.count else { return }
        var fields: Set<String> = []
        header.forEachValue { field, _ in fields.insert(field.string) }
        for value in values where fields.remove(value.field) == nil {
            result.findings.append(Finding(.valueExtra, at: position, field: value.field, ref: value.ref))
        }
    }
}
