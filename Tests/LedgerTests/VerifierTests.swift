// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Ledger

@Suite("Verification")
struct VerifierTests {
    @Test("no false alarm on 200 sound ledgers of many shapes")
    func clean() throws {
        for seed in 0..<200 {
            let sample = try Sample(seed: UInt64(1000 + seed), facts: 1 + seed * 7 % 61, rich: seed % 11)
            let found = try sample.verify()
            #expect(found.isSound, "seed \(seed): \(found.findings)")
            #expect(found.facts == sample.book.head)
            #expect(found.root == sample.book.tree.root)
            #expect(found.erased == sample.erased.count)
            #expect(found.values == sample.facts.reduce(0) { $0 + $1.values.count })
        }
    }

    @Test("a ledger longer than a stretch, and an older checkpoint")
    func long() throws {
        let sample = try Sample(seed: 61, facts: 8300, rich: 1)
        var calls: [Int] = []
        let store = sample.store
        let found = try Verifier(ledger: store, vault: store, key: sample.key.verifier, checkpoint: sample.note).run {
            calls.append($0)
            return $1 == sample.book.head
        }
        #expect(found.isSound)
        #expect(calls == [2048, 4096, 6144, 8192, sample.book.head])
        let root = try #require(sample.book.tree.root(at: 100))
        let old = try Checkpoint(origin: sample.book.origin, size: 100, root: root).signed(by: sample.key)
        #expect(try sample.verify(note: old).isSound)
        let stopped = try Verifier(ledger: store, vault: store, key: sample.key.verifier, checkpoint: old).run { _, _ in
            false
        }
        #expect(stopped.stopped && !stopped.isSound)
        #expect(stopped.facts == 2048)
    }

    /// What was done to a sound ledger, and what must be found of it, at which position.
    struct Damage: Sendable, CustomTestStringConvertible {
        let name: String
        let fault: Fault
        let at: Int?
        let change: @Sendable (inout [StoredFact]) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ fault: Fault, at: Int?, _ change: @escaping @Sendable (inout [StoredFact]) throws -> Void
        ) {
            self.name = name
            self.fault = fault
            self.at = at
            self.change = change
        }
    }

    /// Rewrites a leaf and every hash after it: what somebody with the database and the program, but no key, can do.
    @Sendable static func rewrite(_ facts: inout [StoredFact], _ at: Int, _ change: (inout Leaf) -> Void) throws {
        var last = at == 0 ? Hash32.zero : Digest.leaf(facts[at - 1].leaf)
        for index in at..<facts.count {
            var leaf = try Leaf(facts[index].leaf)
            if index == at { change(&leaf) }
            leaf.prev = last
            facts[index] = facts[index].with(leaf: try leaf.encoded())
            last = Digest.leaf(facts[index].leaf)
        }
    }

    static let damages: [Damage] = [
        Damage("cut off", .checkpointAhead, at: 90) { $0.removeLast(5) },
        Damage("a gap", .positionGap, at: 41) { $0.remove(at: 40) },
        Damage("two swapped", .chain, at: 40) { facts in
            let (one, two) = (facts[40], facts[41])
            facts[40] = two.with(position: 40)
            facts[41] = one.with(position: 41)
        },
        Damage("one twice", .positionGap, at: 40) { $0.insert($0[40], at: 41) },
        Damage("a leaf of another place", .leafPosition, at: 40) { $0[40] = $0[40].with(leaf: $0[39].leaf) },
        Damage("rewritten with all hashes: kind", .rootDiffers, at: 90) { try rewrite(&$0, 40) { $0.kind = "x" } },
        Damage("rewritten with all hashes: actor", .rootDiffers, at: 90) {
            try rewrite(&$0, 40) { $0.actor = .operator(user: "nobody") }
        },
        Damage("rewritten: revision", .revision, at: 40) { try rewrite(&$0, 40) { $0.revision += 1 } },
        Damage("rewritten: part", .command, at: 40) {
            try rewrite(&$0, 40) {
                $0.part += 1; $0.parts += 7
            }
        },
        Damage("rewritten: recorded early", .recordedBackwards, at: 40) { try rewrite(&$0, 40) { $0.recorded = 0 } },
        Damage("rewritten: ledger", .otherLedger, at: 40) { try rewrite(&$0, 40) { $0.origin = "other/1" } },
        Damage("rewritten: opened", .notOpened, at: 0) { try rewrite(&$0, 0) { $0.kind = "risk.assessed" } },
        Damage("rewritten: opened again", .notOpened, at: 40) { try rewrite(&$0, 40) { $0.kind = "ledger.opened" } },
        Damage("rewritten: position", .leafPosition, at: 40) { try rewrite(&$0, 40) { $0.position = 39 } },
        Damage("rewritten: a value more", .valueReference, at: 0) {
            try rewrite(&$0, 0) { $0.values.append(.init(field: "zz", commitment: .zero)) }
        },
        Damage("not a leaf", .leafForm, at: 40) { $0[40] = $0[40].with(leaf: Array("{}".utf8)) },
        Damage("a leaf with a space", .leafForm, at: 40) { $0[40] = $0[40].with(leaf: $0[40].leaf + [0x20]) },
        Damage("payload changed", .payloadCommitment, at: 40) { $0[40] = $0[40].with(payload: Array("{}".utf8)) },
        Damage("payload not canonical", .payloadForm, at: 40) { $0[40] = $0[40].with(payload: [0x7B]) },
        Damage("payload key cut", .payloadCommitment, at: 40) {
            $0[40] = $0[40].with(payloadKey: Array($0[40].payloadKey.dropLast()))
        },
        Damage("payload key with a zero after it", .payloadCommitment, at: 40) {
            $0[40] = $0[40].with(payloadKey: $0[40].payloadKey + [0])
        },
        Damage("index: subject", .indexDiffers, at: 40) { $0[40] = $0[40].with(subject: Ref(high: 1, low: 1)) },
        Damage("index: subject's kind", .indexDiffers, at: 40) { $0[40] = $0[40].with(subjectKind: "x") },
        Damage("index: revision", .indexDiffers, at: 40) { $0[40] = $0[40].with(revision: 999) },
        Damage("index: command", .indexDiffers, at: 40) { $0[40] = $0[40].with(command: Ref(high: 1, low: 1)) },
        Damage("index: part", .indexDiffers, at: 40) { $0[40] = $0[40].with(part: 9) },
        Damage("a value gone", .valueMissing, at: nil) { facts in
            let at = try #require(facts.firstIndex { !$0.values.isEmpty })
            facts[at] = facts[at].with(values: Array(facts[at].values.dropFirst()))
        },
        Damage("a value too many", .valueExtra, at: 40) { facts in
            let extra = StoredValue(ref: Ref(high: 1, low: 1), field: "extra", key: facts[0].payloadKey, bytes: [1])
            facts[40] = facts[40].with(values: facts[40].values + [extra])
        },
        Damage("a value under another reference", .valueReference, at: nil) { facts in
            let at = try #require(facts.firstIndex { !$0.values.isEmpty })
            let old = facts[at].values[0]
            let new = StoredValue(ref: Ref(high: 1, low: 1), field: old.field, key: old.key, bytes: old.bytes)
            facts[at] = facts[at].with(values: [new] + facts[at].values.dropFirst())
        },
    ]

    @Test("what is done to a ledger is found, at its place", arguments: damages)
    func damaged(damage: Damage) throws {
        let sample = try Sample(seed: 62, facts: 90, rich: 6)
        var facts = sample.facts
        // The samples end with a whole command, so the size is not the same for every seed: the table counts on 90.
        try #require(facts.count >= 90)
        try damage.change(&facts)
        let found = try sample.verify(LooseStore(facts))
        let place = damage.at == 90 ? sample.facts.count : damage.at
        let hits = found.findings.filter { $0.fault == damage.fault }
        #expect(!hits.isEmpty, "\(found.findings)")
        if let place { #expect(hits.contains { $0.position == place }, "\(found.findings)") }
        if let place, place < sample.facts.count {
            // Nothing before the place is blamed.
            #expect(found.findings.allSatisfy { ($0.position ?? place) >= place - 1 })
        }
    }

    /// A sample that goes on in a second epoch: `epoch` at the end of its name, `lost` facts said to be lost.
    private func recovered(
        epoch: Int = 2, lost: Int = 3, stem: String? = nil, recovery: Bool = true
    ) throws -> (facts: [StoredFact], key: LogKey, note: String) {
        let sample = try Sample(seed: 65, facts: 60)
        var book = sample.book
        let origin = (stem ?? String(sample.book.origin.dropLast())) + "\(epoch)"
        let key = try #require(LogKey(name: origin, seed: sample.key.seed))
        var payload = CanonicalObject()
        payload.set("origin", origin)
        payload.set("public_key", Hash32(key.verifier.publicKey))
        if recovery {
            var inner = CanonicalObject()
            inner.set("size", book.head + 3)
            inner.set("root", Digest.sha256([1]))
            inner.set("lost", lost)
            payload.set("recovery", inner)
        }
        let first = try Leaf(sample.facts[0].leaf)
        var dice = Dice(66)
        func draft(_ kind: String, _ payload: [UInt8]) -> Draft {
            Draft(
                id: dice.ref(), command: dice.ref(), subjectKind: "epoch", subject: first.subject, kind: kind,
                kindVersion: 1, recorded: book.recorded, effective: 20_800, actor: .operator(user: "drift"), door: .cli,
                payload: payload)
        }
        book.beginEpoch(origin)
        var facts = sample.facts
        facts += try book.seal([(draft("ledger.opened", try payload.encoded()), 1)])
        facts += try book.seal([(draft("risk.assessed", Array("{}".utf8)), 2)])
        return (facts, key, try book.checkpoint.signed(by: key))
    }

    @Test("a recovery epoch goes on in the same tree; one that does not say what was lost is found")
    func epochs() throws {
        func findings(_ made: (facts: [StoredFact], key: LogKey, note: String)) throws -> [Fault] {
            let store = LooseStore(made.facts)
            let result = try Verifier(
                ledger: store, vault: store, key: made.key.verifier, checkpoint: made.note
            ).run()
            return result.findings.map(\.fault)
        }
        let sound = try recovered()
        #expect(try findings(sound) == [])
        var book = Book(origin: String(sound.key.verifier.name.dropLast()) + "1")
        for fact in sound.facts { try fact.row { _ = try book.absorb($0) } }
        #expect(book.checkpoint.origin == sound.key.verifier.name)
        #expect(try Checkpoint.open(sound.note, key: sound.key.verifier) == book.checkpoint)

        #expect(try findings(recovered(epoch: 7)) == [])
        #expect(try findings(recovered(lost: 2)) == [.notOpened])
        #expect(try findings(recovered(recovery: false)) == [.notOpened])
        #expect(try findings(recovered(epoch: 1)) == [.openedOrigin])
        // Another ledger's name: all that came before is not its own.
        let foreign = try findings(recovered(stem: "elsewhere/vaern/x/"))
        #expect(Set(foreign) == [.otherLedger])
        // The newest epoch's key must be given, not an older one's.
        let first = try #require(LogKey(name: String(sound.key.verifier.name.dropLast()) + "1", seed: sound.key.seed))
        let old = try Checkpoint.open(sound.note, key: sound.key.verifier)
        let note = try Checkpoint(origin: first.verifier.name, size: old.size, root: old.root).signed(by: first)
        #expect(try findings((sound.facts, first, note)) == [.openedOrigin])
        // A fact that goes on under the old name.
        var facts = sound.facts
        try VerifierTests.rewrite(&facts, facts.count - 1) { $0.origin = first.verifier.name }
        #expect(try findings((facts, sound.key, sound.note)) == [.otherLedger, .rootDiffers])
    }

    @Test("an erasure that is recorded and not finished is waited for, but not for ever")
    func unfinishedErasure() throws {
        let sample = try Sample(seed: 63, facts: 90, rich: 8)
        let ref = try #require(sample.erased.min())
        let ghost = StoredValue(ref: ref, field: "title", key: sample.facts[0].payloadKey, bytes: [1])
        let store = LooseStore(sample.facts, loose: [.init(position: sample.facts.count + 5, value: ghost)])
        var found = try sample.verify(store)
        try found.settle(store, patience: .milliseconds(30))
        #expect(found.findings.map(\.fault) == [.erasedStillThere, .valueExtra])
        try found.settle(sample.store, patience: .seconds(600))
        #expect(found.findings.map(\.fault) == [.valueExtra])
    }

    @Test("values that outlive their erasure or their fact; checkpoints of others; nothing at all")
    func surroundings() throws {
        let sample = try Sample(seed: 63, facts: 90, rich: 8)
        let ref = try #require(sample.erased.min())
        let ghost = StoredValue(ref: ref, field: "title", key: sample.facts[0].payloadKey, bytes: [1])
        func faults(_ position: Int) throws -> Set<Fault> {
            let store = LooseStore(sample.facts, loose: [.init(position: position, value: ghost)])
            return Set(try sample.verify(store).findings.map(\.fault))
        }
        #expect(try faults(sample.facts.count + 5) == [.erasedStillThere, .valueExtra])
        #expect(try faults(Int.max - 1) == [.erasedStillThere, .valueExtra])

        let other = try Sample(seed: 64, facts: 90)
        #expect(try sample.verify(note: other.note).findings == [Finding(.checkpointInvalid, at: nil)])
        #expect(try sample.verify(note: "").findings == [Finding(.checkpointInvalid, at: nil)])
        let empty = try sample.verify(LooseStore([]))
        #expect(Set(empty.findings.map(\.fault)) == [.notOpened, .checkpointAhead])

        // The first fact names another key: a whole new history under the same name.
        let stranger = try #require(LogKey(name: sample.book.origin, seed: Dice(77).seedBytes))
        let note = try sample.book.checkpoint.signed(by: stranger)
        let store = sample.store
        let found = try Verifier(ledger: store, vault: store, key: stranger.verifier, checkpoint: note).run()
        #expect(found.findings == [Finding(.openedKey, at: 0)])
    }

    @Test(
        "a second implementation in Go finds the same ledgers sound, and the damaged ones not",
        .enabled(if: Outside.oracle != nil || Outside.strict, "VAERN_ORACLE names no oracle"))
    func goLedger() throws {
        let oracle = try #require(Outside.oracle, "VAERN_ORACLE is not set")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("vaern-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        for seed in 0..<20 {
            let sample = try Sample(seed: UInt64(3000 + seed), facts: 1 + seed * 9, rich: seed % 11)
            try Data(sample.note.utf8).write(to: file)
            let answer = try run(oracle, ["ledger", sample.key.verifier.text, file.path], input: sample.dump)
            #expect(answer.status == 0, "seed \(seed): \(answer.error)")
        }
        let golden = try run(
            oracle,
            [
                "ledger", String(try Outside.goldenText("key.txt").dropLast()),
                Outside.folder.appendingPathComponent("Golden/checkpoint.txt").path,
            ], input: try Outside.goldenText("ledger.jsonl"))
        #expect(golden.status == 0, "\(golden.error)")
        for (made, status) in [(try recovered(), Int32(0)), (try recovered(lost: 2), 1), (try recovered(epoch: 1), 1)] {
            try Data(made.note.utf8).write(to: file)
            let answer = try run(
                oracle, ["ledger", made.key.verifier.text, file.path], input: Sample.dump(made.facts))
            #expect(answer.status == status, "\(answer.error)")
        }
        for damage in VerifierTests.damages {
            var sample = try Sample(seed: 62, facts: 90, rich: 6)
            try Data(sample.note.utf8).write(to: file)
            try damage.change(&sample.facts)
            let answer = try run(oracle, ["ledger", sample.key.verifier.text, file.path], input: sample.dump)
            #expect(answer.status == 1, "\(damage.name) passed")
        }
    }
}
