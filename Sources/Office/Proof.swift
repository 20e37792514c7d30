// SPDX-License-Identifier: MPL-2.0

import Ledger

extension House {
    /// The proof of an entry against the last signed checkpoint, with its leaf, as a C2SP tlog-proof; nil if the entry
    /// is not signed yet.
    public func proof(of position: Int) -> String? {
        let state = state
        guard let note = checkpoint, let signed = try? Checkpoint.unverified(note), position < signed.size else {
            return nil
        }
        var leaf: [UInt8] = []
        try? store.read(position..<position + 1) { row in
            leaf = Array(row.leaf)
            return false
        }
        return TlogProof(tree: state.book.tree, index: position, size: signed.size, checkpoint: note, leaf: leaf)?.text
    }
}
