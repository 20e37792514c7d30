// SPDX-License-Identifier: MPL-2.0

/// An RFC 6962 Merkle tree over leaf hashes: root, inclusion and consistency at any size up to its own.
///
/// Every leaf hash is kept, and of the complete subtrees above them those of 16, 256, 4096 … leaves (34 bytes a leaf in
/// all); the others are at most fifteen hashes away.
public struct MerkleTree: Sendable {
    private static let stride = 4
    /// `levels[k]` holds the hashes of the complete subtrees of 2^(4k) leaves.
    private var levels: [HashColumn] = [HashColumn()]

    /// A tree without leaves.
    public init() {}

    /// How many leaves there are.
    public var count: Int { levels[0].count }

    /// A leaf's hash; `index` is below `count`.
    public func leaf(_ index: Int) -> Hash32 { levels[0][index] }

    /// Adds a leaf by its hash.
    public mutating func append(_ leafHash: Hash32) {
        levels[0].append(leafHash)
        var level = 0
        // A subtree of the next kept level is complete whenever sixteen of this one are.
        while levels[level].count & 15 == 0 {
            if level + 1 == levels.count { levels.append(HashColumn()) }
            let index = levels[level + 1].count
            levels[level + 1].append(subtree(height: (level + 1) * MerkleTree.stride, index: index, below: level))
            level += 1
        }
    }

    /// The hash of the complete subtree of 2^height leaves at `index` (in such subtrees from the left).
    private func subtree(height: Int, index: Int) -> Hash32 {
        subtree(height: height, index: index, below: height / MerkleTree.stride)
    }

    private func subtree(height: Int, index: Int, below level: Int) -> Hash32 {
        if height == level * MerkleTree.stride { return levels[level][index] }
        return Digest.node(
            subtree(height: height - 1, index: index * 2, below: level),
            subtree(height: height - 1, index: index * 2 + 1, below: level))
    }

    /// RFC 6962 section 2.1: MTH of leaves `start ..< end`; `start` is a multiple of the subtree's span.
    private func hash(_ start: Int, _ end: Int) -> Hash32 {
        let size = end - start
        if size & (size - 1) == 0 {
            let height = size.trailingZeroBitCount
            return subtree(height: height, index: start >> height)
        }
        let split = start + MerkleTree.split(size)
        return Digest.node(hash(start, split), hash(split, end))
    }

    /// The greatest power of two below `size` (which is at least 2).
    static func split(_ size: Int) -> Int { 1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount) }

    /// The root of the first `size` leaves; of none, SHA-256 of nothing. Nil if there are not so many.
    public func root(at size: Int) -> Hash32? {
        guard size >= 0, size <= count else { return nil }
        return size == 0 ? Digest.sha256([]) : hash(0, size)
    }

    /// The root of all leaves.
    public var root: Hash32 { count == 0 ? Digest.sha256([]) : hash(0, count) }

    /// RFC 6962 section 2.1.1: from the leaf's sibling up to the root's child. Nil unless index < size ≤ count.
    public func inclusionProof(index: Int, size: Int) -> [Hash32]? {
        guard index >= 0, index < size, size <= count else { return nil }
        var proof: [Hash32] = []
        var start = 0
        var end = size
        while end - start > 1 {
            let split = start + MerkleTree.split(end - start)
            if index < split {
                proof.append(hash(split, end))
                end = split
            } else {
                proof.append(hash(start, split))
                start = split
            }
        }
        return proof.reversed()
    }

    /// RFC 6962 section 2.1.2: that the tree of `old` leaves is the beginning of the one of `new`. Empty if they are the
    /// same size; nil unless 0 < old ≤ new ≤ count.
    public func consistencyProof(from old: Int, to new: Int) -> [Hash32]? {
        guard old > 0, old <= new, new <= count else { return nil }
        var proof: [Hash32] = []
        var start = 0
        var end = new
        var whole = true
        while old != end {
            let split = start + MerkleTree.split(end - start)
            if old <= split {
                proof.append(hash(split, end))
                end = split
            } else {
                proof.append(hash(start, split))
                start = split
                whole = false
            }
        }
        if !whole { proof.append(hash(start, end)) }
        return proof.reversed()
    }

}
