// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// An entry with all that an outsider needs to check what it says: the proof of its leaf, and the bytes and keys that the
/// commitments of the leaf were made from (`docs/format.md`). What is erased has neither.
public struct Disclosure: Sendable {
    public let entry: Entry
    /// A C2SP tlog-proof with the leaf in it; nil: the entry is not signed yet.
    public let proof: String?
    /// Nil where what the fact is made of names something that the reader may not see.
    public let payload: (bytes: [UInt8], key: [UInt8])?
    /// Without the file of a list that the reader may not open, and a quiz whose answers the reader may not see.
    public let values: [StoredValue]
}

extension Sight {
    /// What the reader may see of an entry, to be checked by somebody else.
    ///
    /// - Parameter note: the signed checkpoint that the proof leads to.
    public func disclosure(of entry: Entry, under note: String) -> Disclosure {
        var leaf: [UInt8] = []
        var payload: (bytes: [UInt8], key: [UInt8])?
        var refs: [Ref] = []
        let isWhole = !namesUnseen(entry)
        try? house.store.read(entry.position..<entry.position + 1) { row in
            leaf = Array(row.leaf)
            guard isWhole else { return false }
            payload = (Array(row.payload), Array(row.payloadKey))
            try entry.kind.forEachValue(in: FlatObject(row.payload)) { _, ref in refs.append(ref) }
            return false
        }
        var proof: String?
        if let signed = try? Checkpoint.unverified(note), entry.position < signed.size {
            proof =
                TlogProof(
                    tree: state.book.tree, index: entry.position, size: signed.size, checkpoint: note, leaf: leaf)?
                .text
        }
        let isOpen = entry.kind != .evidenceAdded || seesFile(of: entry.subject.id.seen(as: Evidence.self))
        if tellsAnswers(entry) { refs = [] }
        let values = refs.compactMap { ref in (try? house.store.value(ref)) ?? nil }.filter {
            isOpen || $0.field != "file"
        }
        return Disclosure(entry: entry, proof: proof, payload: payload, values: values)
    }

    /// All entries about a subject that count by the day shown, oldest first.
    public func everyEntry(about subject: Subject) -> [Entry] {
        entries(about: subject, most: 10_000).filter { $0.effective <= day }.reversed()
    }

    /// Whether the reader may see what an auditor has opened.
    public func seesSeen(of opening: AuditEngagement.Opening) -> Bool {
        Access.seesSeen(of: opening.auditor, person, in: newest, on: today)
    }
}
