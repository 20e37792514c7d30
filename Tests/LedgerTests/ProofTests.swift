// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Ledger

@Suite("Checkpoints and proofs")
struct ProofTests {
    @Test("a checkpoint opens with its key and no other")
    func checkpoints() throws {
        let sample = try Sample(seed: 41, facts: 20)
        let checkpoint = try Checkpoint.open(sample.note, key: sample.key.verifier)
        #expect(checkpoint == sample.book.checkpoint)
        #expect(try Checkpoint.unverified(sample.note) == checkpoint)
        let stranger = try #require(LogKey(name: sample.book.origin, seed: Dice(9).seedBytes))
        #expect(throws: CheckpointFault.unsigned) { try Checkpoint.open(sample.note, key: stranger.verifier) }
        let other = try #require(LogKey(name: "elsewhere/vaern/x/1", seed: sample.key.seed))
        let foreign = try checkpoint.signed(by: other)
        #expect(throws: CheckpointFault.otherOrigin(checkpoint.origin)) {
            try Checkpoint.open(foreign, key: other.verifier)
        }
        #expect(throws: CheckpointFault.badSignature) {
            let grown = sample.note.replacing("\n\(checkpoint.size)\n", with: "\n\(checkpoint.size + 1)\n")
            return try Checkpoint.open(grown, key: sample.key.verifier)
        }
        // A witness's line beside ours is passed over; a line that is none is not.
        let witnessed = sample.note + "— witness.example \(b64([1, 2, 3, 4, 5, 6]))\n"
        #expect(try Checkpoint.open(witnessed, key: sample.key.verifier) == checkpoint)
        for bad in [sample.note + "x\n", sample.note + "— w\n", sample.note + "— w !!\n"] {
            #expect(throws: CheckpointFault.badSignatureLine) { try Checkpoint.open(bad, key: sample.key.verifier) }
        }
        for bad in ["", "\n", "\n\n", "a", sample.note + "x", String(sample.note.dropLast()), "\r" + sample.note] {
            #expect(throws: CheckpointFault.notANote) { try Checkpoint.open(bad, key: sample.key.verifier) }
        }
    }

    @Test("a checkpoint with anything but three lines is refused even when it is signed")
    func bodies() throws {
        let key = try #require(LogKey(name: "vaern.example.dk/vaern/x/1", seed: Dice(3).seedBytes))
        let root = Digest.sha256([1]).base64
        let name = key.verifier.name
        let id = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: key.verifier.id >> UInt32($0)) }
        for body in [
            "\(name)\n5\n", "\(name)\n05\n\(root)\n", "\(name)\n-5\n\(root)\n", "\(name)\n+5\n\(root)\n",
            "\(name)\n5\n\(root)\nextension\n", "\(name)\n5\n\(root.dropLast())\n", "\(name)\n5 \n\(root)\n",
            "\(name)\n99999999999999999999\n\(root)\n",
        ] {
            let signature = try key.sign(Array(body.utf8))
            let note = "\(body)\n— \(name) \(b64(id + signature))\n"
            #expect(throws: CheckpointFault.badBody) { try Checkpoint.open(note, key: key.verifier) }
        }
    }

    @Test("verifier keys: names that would break a note, texts that are no key")
    func keys() throws {
        for name in ["", "a b", "a+b", "a\nb", "a\u{A0}b"] {
            #expect(LogKey(name: name, seed: Array(1...32)) == nil)
        }
        let key = try #require(LogKey(name: "a.example/vaern/1", seed: Array(1...32)))
        #expect(LogKey(name: key.verifier.name, seed: key.seed)?.verifier == key.verifier)
        #expect(LogKey(name: "a", seed: [1, 2, 3]) == nil)
        #expect(VerifierKey(text: key.verifier.text) == key.verifier)
        #expect(VerifierKey(text: "b" + key.verifier.text) == nil)
        #expect(VerifierKey(text: key.verifier.text + "=") == nil)
        #expect(VerifierKey(text: "a+b") == nil)
    }

    @Test("a proof proves its leaf, with and without the leaf in it; every changed byte is found")
    func proofs() throws {
        let sample = try Sample(seed: 43, facts: 37)
        let size = sample.book.head
        for index in [0, 1, size / 2, size - 1] {
            let leaf = sample.facts[index].leaf
            let proof = try #require(
                TlogProof(tree: sample.book.tree, index: index, size: size, checkpoint: sample.note, leaf: leaf))
            let read = try TlogProof(text: proof.text)
            #expect(read == proof)
            #expect(try read.verify(key: sample.key.verifier).size == size)
            let bare = TlogProof(index: index, hashes: proof.hashes, checkpoint: sample.note, leaf: nil)
            #expect(try TlogProof(text: bare.text).verify(leaf: leaf, key: sample.key.verifier).size == size)
            #expect(throws: ProofFault.noLeaf) { try bare.verify(key: sample.key.verifier) }
            #expect(throws: ProofFault.notIncluded) { try bare.verify(leaf: leaf + [0x20], key: sample.key.verifier) }
        }
        let proof = try #require(
            TlogProof(
                tree: sample.book.tree, index: 11, size: size, checkpoint: sample.note, leaf: sample.facts[11].leaf))
        var text = Array(proof.text.utf8)
        for at in text.indices {
            text[at] ^= 1
            if let read = try? TlogProof(text: String(decoding: text, as: UTF8.self)),
                (try? read.verify(key: sample.key.verifier)) != nil
            {
                Issue.record("byte \(at) may be changed")
            }
            text[at] ^= 1
        }
    }

    @Test(
        "Go's note and tlog take our checkpoints and .tlog-proof files, and refuse changed ones",
        .enabled(if: Outside.oracle != nil || Outside.strict, "VAERN_ORACLE names no oracle"))
    func goProofs() throws {
        let oracle = try #require(Outside.oracle, "VAERN_ORACLE is not set")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vaern-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("fact.tlog-proof")
        for seed in 0..<8 {
            let sample = try Sample(seed: UInt64(500 + seed), facts: 3 + seed * 9)
            let key = sample.key.verifier.text
            let answer = try run(oracle, ["note", key], input: sample.note)
            #expect(answer.status == 0, "\(answer.error)")
            let root = try #require(sample.book.tree.root(at: sample.book.head))
            #expect(answer.output.hasPrefix("\(sample.book.head) \(root.base64)\n"))
            let broken = sample.note.replacing("\n\(sample.book.head)\n", with: "\n1\n")
            #expect(try run(oracle, ["note", key], input: broken).status == 1)

            let index = sample.book.head / 2
            let proof = try #require(
                TlogProof(
                    tree: sample.book.tree, index: index, size: sample.book.head, checkpoint: sample.note,
                    leaf: sample.facts[index].leaf))
            try Data(proof.text.utf8).write(to: file)
            let proven = try run(oracle, ["proof", key, file.path], input: "")
            #expect(proven.status == 0, "\(proven.error)")
            let other = proof.text.replacing("index \(index)\n", with: "index \(index + 1)\n")
            try Data(other.utf8).write(to: file)
            #expect(try run(oracle, ["proof", key, file.path], input: "").status == 1)
        }
    }
}

extension Dice {
    var seedBytes: [UInt8] {
        var copy = self
        return copy.bytes(32)
    }
}
