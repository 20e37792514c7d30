// SPDX-License-Identifier: MPL-2.0

/// Checking of RFC 6962 proofs without the tree (the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2).
public enum MerkleProof {
    /// Whether the proof shows that `leafHash` is leaf `index` of the tree with `size` leaves and this root.
    public static func includes(
        leafHash: Hash32, index: Int, size: Int, root: Hash32, proof: [Hash32]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var node = index
        var last = size - 1
        var hash = leafHash
        for step in proof {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                hash = Digest.node(step, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = Digest.node(hash, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the proof shows that the tree of `old` leaves with `oldRoot` is the beginning of the one of `new` leaves
    /// with `newRoot`.
    public static func consistent(
        old: Int, oldRoot: Hash32, new: Int, newRoot: Hash32, proof: [Hash32]
    ) -> Bool {
        guard old > 0, old <= new else { return false }
        if old == new { return proof.isEmpty && oldRoot == newRoot }
        // A complete old tree is a node of the new one and does not stand in the proof.
        var steps = old & (old - 1) == 0 ? [oldRoot] + proof : proof
        guard !steps.isEmpty else { return false }
        var node = old - 1
        var last = new - 1
        while node & 1 == 1 {
            node >>= 1
            last >>= 1
        }
        let first = steps.removeFirst()
        var oldHash = first
        var newHash = first
        for step in steps {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                oldHash = Digest.node(step, oldHash)
                newHash = Digest.node(step, newHash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                newHash = Digest.node(newHash, step)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot
    }
}
