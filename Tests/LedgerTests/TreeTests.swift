// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Ledger

private func leafBytes(_ index: Int) -> [UInt8] { Array("leaf \(index)".utf8) }

private func tree(_ size: Int) -> MerkleTree {
    var tree = MerkleTree()
    for index in 0..<size { tree.append(Digest.leaf(leafBytes(index))) }
    return tree
}

/// RFC 6962 section 2.1 as it stands there.
private func plainRoot(_ hashes: ArraySlice<Hash32>) -> Hash32 {
    if hashes.count == 1 { return hashes[hashes.startIndex] }
    var split = 1
    while split * 2 < hashes.count { split *= 2 }
    let middle = hashes.startIndex + split
    return Digest.node(plainRoot(hashes[..<middle]), plainRoot(hashes[middle...]))
}

@Suite("Merkle tree")
struct TreeTests {
    @Test("the example of certificate transparency: root of no leaf and of one empty leaf")
    func known() {
        #expect(
            MerkleTree().root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var tree = MerkleTree()
        tree.append(Digest.leaf([]))
        #expect(tree.root.hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    }

    @Test("roots of all sizes to 300 and around the kept levels are the definition's")
    func roots() {
        let whole = tree(4200)
        let hashes = (0..<4200).map { whole.leaf($0) }
        for size in Array(1...300) + [1023, 1024, 1025, 4095, 4096, 4097, 4200] {
            #expect(whole.root(at: size) == plainRoot(hashes[..<size]))
        }
        #expect(whole.root(at: 4201) == nil)
        #expect(whole.root(at: -1) == nil)
    }

    @Test("inclusion: all indexes of sizes 1 to 300 prove themselves and nothing else")
    func inclusion() throws {
        let whole = tree(300)
        for size in 1...300 {
            let root = try #require(whole.root(at: size))
            for index in 0..<size {
                let proof = try #require(whole.inclusionProof(index: index, size: size))
                let leaf = whole.leaf(index)
                let right = MerkleProof.includes(leafHash: leaf, index: index, size: size, root: root, proof: proof)
                let wrong =
                    MerkleProof.includes(leafHash: leaf, index: index ^ 1, size: size, root: root, proof: proof)
                    && size > 1
                    || MerkleProof.includes(
                        leafHash: leaf, index: index, size: size, root: root, proof: proof + [root])
                    || MerkleProof.includes(
                        leafHash: leaf, index: index, size: size, root: root, proof: Array(proof.dropLast()))
                        && size > 1
                if !right || wrong { Issue.record("index \(index) of size \(size)") }
            }
        }
        #expect(whole.inclusionProof(index: 300, size: 300) == nil)
        #expect(whole.inclusionProof(index: 0, size: 301) == nil)
    }

    @Test("consistency: all pairs up to 130 prove themselves and not another root")
    func consistency() throws {
        let whole = tree(130)
        let other = Digest.leaf([1])
        for new in 1...130 {
            let newRoot = try #require(whole.root(at: new))
            for old in 1...new {
                let oldRoot = try #require(whole.root(at: old))
                let proof = try #require(whole.consistencyProof(from: old, to: new))
                let right = MerkleProof.consistent(
                    old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, proof: proof)
                let wrong =
                    MerkleProof.consistent(old: old, oldRoot: other, new: new, newRoot: newRoot, proof: proof)
                    || MerkleProof.consistent(old: old, oldRoot: oldRoot, new: new, newRoot: other, proof: proof)
                    || MerkleProof.consistent(
                        old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, proof: proof + [other])
                if !right || wrong { Issue.record("\(old) in \(new)") }
            }
        }
        #expect(whole.consistencyProof(from: 0, to: 3) == nil)
        #expect(whole.consistencyProof(from: 4, to: 3) == nil)
    }

    @Test("a copy that grows leaves the original as it was")
    func copies() {
        var grown = tree(2000)
        let kept = grown
        for index in 0..<3000 { grown.append(Digest.leaf([UInt8(index & 255)])) }
        #expect(kept.count == 2000)
        #expect(kept.root == tree(2000).root)
        #expect(grown.root(at: 2000) == kept.root)
    }

    private static func list(_ hashes: [Hash32]) -> String {
        "[" + hashes.map { "\"\($0.base64)\"" }.joined(separator: ",") + "]"
    }

    private static func inclusionLine(_ whole: MerkleTree, _ index: Int, _ size: Int) throws -> String {
        let proof = try #require(whole.inclusionProof(index: index, size: size))
        let root = try #require(whole.root(at: size))
        return "{\"size\":\(size),\"index\":\(index),\"root\":\"\(root.base64)\","
            + "\"leaf\":\"\(b64(leafBytes(index)))\",\"proof\":\(list(proof))}\n"
    }

    @Test(
        "Go's tlog takes our inclusion proofs: all of sizes 1 to 300, 200 of larger trees",
        .enabled(if: Outside.oracle != nil || Outside.strict, "VAERN_ORACLE names no oracle"))
    func goInclusion() throws {
        let oracle = try #require(Outside.oracle, "VAERN_ORACLE is not set")
        let whole = tree(20_000)
        var lines = ""
        for size in 1...300 {
            for index in 0..<size { lines += try TreeTests.inclusionLine(whole, index, size) }
        }
        var dice = Dice(31)
        for _ in 0..<200 {
            let size = 301 + dice.below(19_700)
            lines += try TreeTests.inclusionLine(whole, dice.below(size), size)
        }
        let answer = try run(oracle, ["proofs"], input: lines)
        #expect(answer.status == 0, "\(answer.error)")
        // The oracle can say no: the same proof under another index.
        let wrong = try TreeTests.inclusionLine(whole, 5, 300).replacing("\"index\":5", with: "\"index\":6")
        #expect(try run(oracle, ["proofs"], input: wrong).status == 1)
    }

    @Test(
        "Go's tlog takes our consistency proofs: all pairs up to 64, 200 larger ones",
        .enabled(if: Outside.oracle != nil || Outside.strict, "VAERN_ORACLE names no oracle"))
    func goConsistency() throws {
        let oracle = try #require(Outside.oracle, "VAERN_ORACLE is not set")
        let whole = tree(20_000)
        func line(_ old: Int, _ new: Int) throws -> String {
            let proof = try #require(whole.consistencyProof(from: old, to: new))
            let roots = (try #require(whole.root(at: old)), try #require(whole.root(at: new)))
            return "{\"old\":\(old),\"old_root\":\"\(roots.0.base64)\",\"new\":\(new),"
                + "\"new_root\":\"\(roots.1.base64)\",\"proof\":\(TreeTests.list(proof))}\n"
        }
        var lines = ""
        for new in 1...64 {
            for old in 1...new { lines += try line(old, new) }
        }
        var dice = Dice(32)
        for _ in 0..<200 {
            let new = 65 + dice.below(19_900)
            lines += try line(1 + dice.below(new), new)
        }
        let answer = try run(oracle, ["consistency"], input: lines)
        #expect(answer.status == 0, "\(answer.error)")
        let wrong = try line(7, 20).replacing("\"old\":7", with: "\"old\":6")
        #expect(try run(oracle, ["consistency"], input: wrong).status == 1)
    }
}
