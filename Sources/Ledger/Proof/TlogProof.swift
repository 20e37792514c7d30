// SPDX-License-Identifier: MPL-2.0

/// Why a proof is not one, or does not prove it.
public enum ProofFault: Error, Sendable, Equatable {
    /// The text has not the form of c2sp.org/tlog-proof@v1.
    case form
    /// The checkpoint in it is not what it should be.
    case checkpoint(CheckpointFault)
    /// The hashes do not lead from the leaf to the checkpoint's root.
    case notIncluded
    /// No leaf was given and the proof carries none.
    case noLeaf
}

/// A proof that one leaf is in a ledger, to be checked without asking anybody (c2sp.org/tlog-proof@v1). Its `extra` line
/// carries the leaf itself; it is not trusted, but hashed.
public struct TlogProof: Sendable, Equatable {
    static let first = "c2sp.org/tlog-proof@v1"

    public let index: Int
    /// From the leaf's sibling up to the root's child.
    public let hashes: [Hash32]
    /// The signed note.
    public let checkpoint: String
    /// The leaf's bytes, where the proof carries them.
    public let leaf: [UInt8]?

    public init(index: Int, hashes: [Hash32], checkpoint: String, leaf: [UInt8]?) {
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
        self.leaf = leaf
    }

    /// The proof that the tree's leaf `index` is in the checkpoint of `size` facts; nil if the tree is smaller.
    public init?(tree: MerkleTree, index: Int, size: Int, checkpoint: String, leaf: [UInt8]?) {
        guard let hashes = tree.inclusionProof(index: index, size: size) else { return nil }
        self.init(index: index, hashes: hashes, checkpoint: checkpoint, leaf: leaf)
    }

    /// The proof as a text, for a file ending in `.tlog-proof`.
    public var text: String {
        var out = TlogProof.first + "\n"
        if let leaf { out += "extra \(String(decoding: Base64.encode(leaf), as: UTF8.self))\n" }
        out += "index \(index)\n"
        for hash in hashes { out += hash.base64 + "\n" }
        return out + "\n" + checkpoint
    }

    /// Reads a proof; checks its form and nothing else.
    public init(text: String) throws(ProofFault) {
        // Over bytes: in a String a carriage return and the line feed after it are one character.
        let bytes = Array(text.utf8)
        var at = 0
        func line() -> String? {
            guard let end = bytes[at...].firstIndex(of: 0x0A) else { return nil }
            defer { at = end + 1 }
            return String(decoding: bytes[at..<end], as: UTF8.self)
        }
        guard line() == TlogProof.first, var next = line() else { throw .form }
        var leaf: [UInt8]?
        if next.hasPrefix("extra ") {
            guard let extra = Base64.decode(Array(next.utf8.dropFirst(6))), let after = line() else { throw .form }
            leaf = extra
            next = after
        }
        guard next.hasPrefix("index "), let index = Int(next.dropFirst(6)), index >= 0, next == "index \(index)" else {
            throw .form
        }
        var hashes: [Hash32] = []
        while let text = line() {
            if text.isEmpty {
                self.init(
                    index: index, hashes: hashes, checkpoint: String(decoding: bytes[at...], as: UTF8.self), leaf: leaf)
                return
            }
            guard hashes.count < 63, let hash = Hash32(base64: text) else { throw .form }
            hashes.append(hash)
        }
        throw .form
    }

    /// Checks the checkpoint's signature and that `leaf` (or, without it, the leaf the proof carries) is in the tree.
    /// Gives the checkpoint it was proven against.
    public func verify(leaf given: [UInt8]? = nil, key: VerifierKey) throws(ProofFault) -> Checkpoint {
        guard let leaf = given ?? leaf else { throw .noLeaf }
        let opened: Checkpoint
        do { opened = try Checkpoint.open(checkpoint, key: key) } catch { throw .checkpoint(error) }
        let included = MerkleProof.includes(
            leafHash: Digest.leaf(leaf), index: index, size: opened.size, root: opened.root, proof: hashes)
        guard included else { throw .notIncluded }
        return opened
    }
}
