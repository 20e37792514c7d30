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

        /// What most facts have nothing of.
        struct Remarks: Sendable {
            var findings: [Finding] = []
            var missing: [Missing] = []
            var erased: [Ref] = []
            var opened: Hash32?
        }

        /// Beside the rest, so that what is handed on of a million facts stays small.
        private final class Box: Sendable {
            let remarks: Remarks
            init(_ remarks: Remarks) { self.remarks = remarks }
        }

        let position: Int
        let hash: Hash32
        let leaf: Link?
        let values: Int
        private let box: Box?

        init(position: Int, hash: Hash32, leaf: Link?, values: Int, _ remarks: Remarks) {
            self.position = position
            self.hash = hash
            self.leaf = leaf
            self.values = values
            let isEmpty =
                remarks.findings.isEmpty && remarks.missing.isEmpty && remarks.erased.isEmpty && remarks.opened == nil
            box = isEmpty ? nil : Box(remarks)
        }

        /// Nil where there are none.
        var remarks: Remarks? { box?.remarks }
        var findings: [Finding] { box?.remarks.findings ?? [] }
        /// Committed values that are not there: erased, or lost.
        var missing: [Missing] { box?.remarks.missing ?? [] }
        /// What this fact says was erased.
        var erased: [Ref] { box?.remarks.erased ?? [] }
        /// The public key that a `ledger.opened` names.
        var opened: Hash32? { box?.remarks.opened }
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

    /// Checks one fact, its values (all that lie at its position) and its index columns.
    func examine(_ row: LedgerRow, values: UnsafeBufferPointer<ValueRow>, index: IndexRow) -> Result {
        var remarks = Result.Remarks()
        let hash = Digest.leaf(row.leaf)
        guard let header = try? LeafHeader(row.leaf) else {
            remarks.findings.append(Finding(.leafForm, at: row.position))
            return Result(position: row.position, hash: hash, leaf: nil, values: 0, remarks)
        }
        let opens = header.kind == FactCheck.openedKind
        let link = Link(
            epoch: origin.epoch(of: header.origin), opens: opens, prev: header.prev, recorded: header.recorded,
            subject: Subject(ref: header.subject, kind: header.subjectKind.string), revision: header.revision,
            command: header.command, part: header.part, parts: header.parts)
        if header.position != row.position { remarks.findings.append(Finding(.leafPosition, at: row.position)) }
        if link.epoch == nil { remarks.findings.append(Finding(.otherLedger, at: row.position)) }
        if !FactCheck.matches(header, index) { remarks.findings.append(Finding(.indexDiffers, at: row.position)) }
        let committed =
            row.payloadKey.count == Limits.key && Digest.commitment(key: row.payloadKey, row.payload) == header.payload
        if !committed { remarks.findings.append(Finding(.payloadCommitment, at: row.position)) }
        if row.position == 0, !opens { remarks.findings.append(Finding(.notOpened, at: 0)) }
        let used = examine(header, row, values, &remarks)
        return Result(position: row.position, hash: hash, leaf: link, values: used, remarks)
    }

    /// Checks the payload and what it says. Gives how many values were compared.
    private func examine(
        _ header: LeafHeader, _ row: LedgerRow, _ values: UnsafeBufferPointer<ValueRow>, _ remarks: inout Result.Remarks
    ) -> Int {
        guard row.payload.count <= Limits.payload, let payload = try? FlatObject(row.payload) else {
            remarks.findings.append(Finding(.payloadForm, at: row.position))
            return 0
        }
        var used = 0
        if header.valueCount > 0 || !values.isEmpty { used = check(header, row.position, payload, values, &remarks) }
        if header.kind == FactCheck.erasedKind {
            if let erased = try? payload.refs("erased") {
                remarks.erased = erased
            } else {
                remarks.findings.append(Finding(.payloadForm, at: row.position))
            }
        }
        if header.kind == FactCheck.openedKind { opened(header, row.position, payload, &remarks) }
        return used
    }

    private static func matches(_ header: LeafHeader, _ index: IndexRow) -> Bool {
        index.subject == header.subject && index.revision == header.revision && index.command == header.command
            && index.part == header.part && Book.same(header.subjectKind, index.subjectKind)
    }

    /// The fact that opens an epoch names itself and its key; all but the first say from what they recover.
    private func opened(
        _ header: LeafHeader, _ position: Int, _ payload: FlatObject, _ remarks: inout Result.Remarks
    ) {
        if (try? payload.text("origin")) != header.origin {
            remarks.findings.append(Finding(.openedOrigin, at: position))
        }
        remarks.opened = try? payload.hash("public_key")
        if remarks.opened == nil { remarks.findings.append(Finding(.openedKey, at: position)) }
        guard position > 0 else { return }
        let recovery = try? payload.object("recovery")
        let size = try? recovery?.int("size")
        let lost = try? recovery?.int("lost")
        let root = try? recovery?.hash("root")
        if root == nil || size == nil || lost != max(0, (size ?? 0) - position) {
            remarks.findings.append(Finding(.notOpened, at: position))
        }
    }

    private func check(
        _ header: LeafHeader, _ position: Int, _ payload: FlatObject, _ values: UnsafeBufferPointer<ValueRow>,
        _ remarks: inout Result.Remarks
    ) -> Int {
        var used = 0
        header.forEachValue { field, commitment in
            let named = payload.ref(named: field)
            if named == nil { remarks.findings.append(Finding(.valueReference, at: position, field: field.string)) }
            guard let at = values.firstIndex(where: { $0.field == field }) else {
                if let named { remarks.missing.append(.init(field: field.string, ref: named)) }
                return
            }
            let value = values[at]
            used += 1
            if let named, named != value.ref {
                remarks.findings.append(Finding(.valueReference, at: position, field: field.string, ref: value.ref))
            }
            let kept = value.key.count == Limits.key && Digest.commitment(key: value.key, value.bytes) == commitment
            if !kept {
                remarks.findings.append(Finding(.valueCommitment, at: position, field: field.string, ref: value.ref))
            }
        }
        guard used != values.count else { return used }
        var fields: Set<String> = []
        header.forEachValue { field, _ in fields.insert(field.string) }
        for value in values {
            let field = String(decoding: value.field.raw, as: UTF8.self)
            if fields.remove(field) != nil { continue }
            remarks.findings.append(Finding(.valueExtra, at: position, field: field, ref: value.ref))
        }
        return used
    }
}
