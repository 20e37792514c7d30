// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Ledger

/// Every single byte of a ledger of 200 facts is changed once. The fact it belongs to is examined by the same two halves
/// the verifier is made of; a sample of the changes goes through the whole verifier.
@Suite("Every changed byte is found")
struct TamperTests {
    private func changed(_ bytes: [UInt8], _ at: Int, _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        bytes[at] ^= UInt8(1 + dice.below(255))
        return bytes
    }

    /// Whether the verifier's own examination of this fact, or its link to what follows (the next leaf's `prev`, for the
    /// last fact the root), gives it away.
    private func found(
        _ fact: StoredFact, _ check: FactCheck, _ after: FactCheck.Link?, _ lastHash: Hash32, _ opened: Hash32?
    ) -> Bool {
        let result = fact.examined(check)
        let follows = after.map { ChainCheck.follows($0, result.hash) } ?? (result.hash == lastHash)
        return !follows || !result.findings.isEmpty || !result.missing.isEmpty || result.opened != opened
    }

    @Test("leaves, payloads, keys, values")
    func bytes() throws {
        let sample = try Sample(seed: 71, facts: 200, rich: 7)
        let check = FactCheck(origin: sample.book.origin)
        let links = try sample.facts.map { fact in
            try #require(fact.examined(check).leaf)
        }
        var dice = Dice(72)
        var tried = 0
        var unseen: [String] = []
        for fact in sample.facts {
            let after = fact.position + 1 < links.count ? links[fact.position + 1] : nil
            // As it was, nothing is found but values that were rightly erased.
            let clean = fact.examined(check)
            try #require(clean.findings.isEmpty)
            try #require(clean.missing.allSatisfy { sample.erased.contains($0.ref) })
            func look(_ fact: StoredFact, _ what: String) {
                tried += 1
                if !found(fact, check, after, sample.book.last, clean.opened) { unseen.append(what) }
            }
            for at in fact.leaf.indices {
                look(fact.with(leaf: changed(fact.leaf, at, &dice)), "leaf \(fact.position) byte \(at)")
            }
            // A fact with an erased value would be »found« whatever is done; what follows must be found by itself.
            guard clean.missing.isEmpty else { continue }
            for at in fact.payload.indices {
                look(fact.with(payload: changed(fact.payload, at, &dice)), "payload \(fact.position) byte \(at)")
            }
            for at in fact.payloadKey.indices {
                look(fact.with(payloadKey: changed(fact.payloadKey, at, &dice)), "key \(fact.position) byte \(at)")
            }
            for (number, value) in fact.values.enumerated() {
                func look(_ new: StoredValue, _ what: String) {
                    var values = fact.values
                    values[number] = new
                    tried += 1
                    if !found(fact.with(values: values), check, after, sample.book.last, clean.opened) {
                        unseen.append(what)
                    }
                }
                let name = "value \(value.field) of \(fact.position)"
                for at in value.bytes.indices {
                    let bytes = changed(value.bytes, at, &dice)
                    look(StoredValue(ref: value.ref, field: value.field, key: value.key, bytes: bytes), name)
                }
                for at in value.key.indices {
                    let key = changed(value.key, at, &dice)
                    look(StoredValue(ref: value.ref, field: value.field, key: key, bytes: value.bytes), name + " key")
                }
                for bit in 0..<128 {
                    let one: UInt64 = 1 << UInt64(bit & 63)
                    let ref = Ref(
                        high: value.ref.high ^ (bit < 64 ? one : 0), low: value.ref.low ^ (bit < 64 ? 0 : one))
                    look(StoredValue(ref: ref, field: value.field, key: value.key, bytes: value.bytes), name + " ref")
                }
                let field = String(decoding: changed(Array(value.field.utf8), 0, &dice), as: UTF8.self)
                look(StoredValue(ref: value.ref, field: field, key: value.key, bytes: value.bytes), name + " field")
            }
        }
        #expect(unseen == [])
        #expect(tried > 150_000)
    }

    @Test("the checkpoint, byte by byte")
    func checkpoint() throws {
        let sample = try Sample(seed: 71, facts: 200, rich: 7)
        var dice = Dice(73)
        let note = Array(sample.note.utf8)
        #expect(throws: Never.self) { try Checkpoint.open(note, key: sample.key.verifier) }
        for at in note.indices {
            for _ in 0..<4 {
                let bytes = changed(note, at, &dice)
                #expect(throws: CheckpointFault.self, "byte \(at)") {
                    try Checkpoint.open(bytes, key: sample.key.verifier)
                }
            }
        }
    }

    @Test("a sample of 300 changes, through the whole verifier")
    func whole() throws {
        let sample = try Sample(seed: 71, facts: 200, rich: 7)
        var dice = Dice(74)
        try #require(try sample.verify().isSound)
        var found = 0
        for turn in 0..<300 {
            var facts = sample.facts
            let at = dice.below(facts.count)
            let fact = facts[at]
            let value = fact.values.isEmpty ? nil : fact.values[dice.below(fact.values.count)]
            switch (turn % 5, value) {
            case (0, _): facts[at] = fact.with(leaf: changed(fact.leaf, dice.below(fact.leaf.count), &dice))
            case (1, _): facts[at] = fact.with(payload: changed(fact.payload, dice.below(fact.payload.count), &dice))
            case (2, let value?):
                let bytes = changed(value.bytes, dice.below(value.bytes.count), &dice)
                let new = StoredValue(ref: value.ref, field: value.field, key: value.key, bytes: bytes)
                facts[at] = fact.with(values: fact.values.map { $0.ref == value.ref ? new : $0 })
            case (3, let value?): facts[at] = fact.with(values: fact.values.filter { $0.ref != value.ref })
            default: facts[at] = fact.with(payloadKey: changed(fact.payloadKey, dice.below(32), &dice))
            }
            let result = try sample.verify(LooseStore(facts))
            if result.findings.contains(where: { $0.position == at || $0.position == at + 1 }) { found += 1 }
        }
        #expect(found == 300)
    }
}
