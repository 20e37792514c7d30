// SPDX-License-Identifier: MPL-2.0

/// The half of verification that needs no other fact: form, commitments, values, index columns. Facts may be checked in
/// any order and at the same time; what ties them together is `ChainCheck`'s.
struct FactCheck: Sendable {
    static let openedKind: StaticString = "ledger.opened"
    static let erasedKind: StaticString = "person.erased"

    let origin: String
    /// The ledger's public key, 32 bytes.
    let publicKey: Hash32?

    init(origin: String, key: VerifierKey) {
        self.origin = origin
        publicKey = Hash32(key.publicKey)
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
    }

    /// The members of a leaf that tie it to others.
    struct Link: Sendable {
        let prev: Hash32
        let recorded: Int64
        let subject: Ref
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
        result.leaf = Link(
            prev: header.prev, recorded: header.recorded, subject: header.subject, revision: header.revision,
            command: header.command, part: header.part, parts: header.parts)
        if header.position != row.position { result.findings.append(Finding(.leafPosition, at: row.position)) }
        if !Book.same(header.origin, origin) { result.findings.append(Finding(.otherLedger, at: row.position)) }
        if !FactCheck.matches(header, index) { result.findings.append(Finding(.indexDiffers, at: row.position)) }
        let committed =
            row.payloadKey.count == Limits.key && Digest.commitment(key: row.payloadKey, row.payload) == header.payload
        if !committed { result.findings.append(Finding(.payloadCommitment, at: row.position)) }
        if (header.kind == FactCheck.openedKind) != (row.position == 0) {
            result.findings.append(Finding(.notOpened, at: row.position))
        }
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
        if row.position == 0, header.kind == FactCheck.openedKind { opened(payload, &result) }
        return result
    }

    private static func matches(_ header: LeafHeader, _ index: IndexRow?) -> Bool {
        guard let index else { return false }
        return index.subject == header.subject && index.revision == header.revision && index.command == header.command
            && index.part == header.part && Book.same(header.subjectKind, index.subjectKind)
    }

    private func opened(_ payload: FlatObject, _ result: inout Result) {
        if (try? payload.string("origin")) != origin { result.findings.append(Finding(.openedOrigin, at: 0)) }
        if (try? payload.hash("public_key")) != publicKey { result.findings.append(Finding(.openedKey, at: 0)) }
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
