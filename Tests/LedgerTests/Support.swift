// SPDX-License-Identifier: MPL-2.0
import Foundation
import Synchronization

@testable import Ledger

/// SplitMix64: the same numbers from the same seed on every machine.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func ref() -> Ref { Ref(high: next(), low: next()) }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) } }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

final class DiceKeys: KeySource {
    private var dice: Dice
    init(dice: Dice) { self.dice = dice }
    func key() -> [UInt8] { dice.bytes(32) }
}

/// A ledger that says what its facts say, whether they fit or not: what a database looks like after somebody was in it.
final class LooseStore: LedgerStore, VaultStore {
    struct Loose: Sendable {
        var position: Int
        var value: StoredValue
    }

    let facts: [StoredFact]
    let loose: [Loose]

    /// `loose` are values at positions of their own, in order.
    init(_ facts: [StoredFact], loose: [Loose] = []) {
        self.facts = facts
        self.loose = loose
    }

    func append(_ facts: [StoredFact], after head: Int, reserve: Bool) throws(StoreFailure) -> Appended {
        .overtaken(head: self.facts.count)
    }

    func positions(of command: Ref) throws(StoreFailure) -> Range<Int>? { nil }

    func head() throws(StoreFailure) -> Int { facts.map { $0.position + 1 }.max() ?? 0 }
    func apart() throws(StoreFailure) -> any LedgerStore { self }

    func read(_ range: Range<Int>, _ body: (LedgerRow) throws -> Bool) throws {
        try rows(range) { row, _ in try body(row) }
    }

    func rows(_ range: Range<Int>, _ body: (LedgerRow, IndexRow) throws -> Bool) throws {
        for fact in facts where range.contains(fact.position) {
            let more = try fact.row { try body($0, fact.indexRow) }
            if !more { return }
        }
    }

    func value(_ ref: Ref) throws(StoreFailure) -> StoredValue? {
        facts.flatMap(\.values).first { $0.ref == ref } ?? loose.first { $0.value.ref == ref }?.value
    }

    func values(_ range: Range<Int>, _ body: (ValueRow) throws -> Bool) throws {
        for fact in facts where range.contains(fact.position) {
            for value in fact.values.sorted(by: { $0.field < $1.field }) {
                if !(try value.row(at: fact.position, body)) { return }
            }
        }
        for item in loose where range.contains(item.position) {
            if !(try item.value.row(at: item.position, body)) { return }
        }
    }

    func erase(_ refs: [Ref]) throws(StoreFailure) {}
}

extension StoredFact {
    func row<Result>(_ body: (LedgerRow) throws -> Result) rethrows -> Result {
        try leaf.withUnsafeBytes { leaf in
            try payload.withUnsafeBytes { payload in
                try payloadKey.withUnsafeBytes { key in
                    try body(LedgerRow(position: position, leaf: leaf, payload: payload, payloadKey: key))
                }
            }
        }
    }

    /// What the verifier says of this fact alone.
    func examined(_ check: FactCheck) -> FactCheck.Result {
        func values(_ rest: ArraySlice<StoredValue>, _ done: [ValueRow]) -> FactCheck.Result {
            guard let first = rest.first else {
                return done.withUnsafeBufferPointer { done in
                    row { check.examine($0, values: done, index: indexRow) }
                }
            }
            return first.row(at: position) { values(rest.dropFirst(), done + [$0]) }
        }
        return values(self.values[...], [])
    }

    var indexRow: IndexRow {
        IndexRow(
            position: position, subjectKind: subjectKind, subject: subject, revision: revision, command: command,
            part: part)
    }

    func with(
        position: Int? = nil, leaf: [UInt8]? = nil, payload: [UInt8]? = nil, payloadKey: [UInt8]? = nil,
        values: [StoredValue]? = nil, subjectKind: String? = nil, subject: Ref? = nil, revision: Int? = nil,
        command: Ref? = nil, part: Int? = nil
    ) -> StoredFact {
        StoredFact(
            position: position ?? self.position, leaf: leaf ?? self.leaf, payload: payload ?? self.payload,
            payloadKey: payloadKey ?? self.payloadKey, values: values ?? self.values,
            subjectKind: subjectKind ?? self.subjectKind, subject: subject ?? self.subject,
            revision: revision ?? self.revision, command: command ?? self.command, part: part ?? self.part)
    }
}

/// A random ledger: commands of one to four facts, subjects with several revisions, values, erasures.
struct Sample {
    let key: LogKey
    var book: Book
    var facts: [StoredFact] = []
    var note: String
    /// References that a fact says were erased.
    var erased: Set<Ref> = []

    /// `facts`: about how many. `rich`: out of ten facts, how many carry values.
    init(seed: UInt64, facts wanted: Int, rich: Int = 5) throws {
        var dice = Dice(seed)
        let origin = "vaern.example.dk/vaern/\(dice.ref().text)/1"
        guard let key = LogKey(name: origin, seed: dice.bytes(32)) else { throw CocoaError(.featureUnsupported) }
        self.key = key
        book = Book(origin: origin)
        note = ""
        let keys = DiceKeys(dice: Dice(seed &+ 1))
        var maker = Maker(dice: dice)
        facts = try book.seal([(try maker.opened(key.verifier), 1)], keys: keys)
        while facts.count < wanted {
            facts += try book.seal(try maker.command(rich: rich), keys: keys)
        }
        erased = maker.erased
        let gone = erased
        facts = facts.map { fact in fact.with(values: fact.values.filter { !gone.contains($0.ref) }) }
        note = try book.checkpoint.signed(by: key)
    }

    /// Makes drafts as a program would, at random.
    struct Maker {
        var dice: Dice
        var clock: Int64 = 1_795_464_436_123
        var revisions: [(ref: Ref, kind: String, revision: Int)] = []
        var live: [Ref] = []
        var erased: Set<Ref> = []

        init(dice: Dice) { self.dice = dice }

        mutating func opened(_ key: VerifierKey) throws -> Draft {
            var payload = CanonicalObject()
            payload.set("origin", key.name)
            payload.set("public_key", Hash32(key.publicKey))
            return Draft(
                id: dice.ref(), command: dice.ref(), subjectKind: "organisation", subject: dice.ref(),
                kind: "ledger.opened", kindVersion: 1, recorded: clock, effective: 20_780,
                actor: .operator(user: "vaern"), door: .cli, payload: try payload.encoded())
        }

        mutating func command(rich: Int) throws -> [(draft: Draft, revision: Int)] {
            let command = dice.ref()
            var drafts: [(draft: Draft, revision: Int)] = []
            for _ in 0...dice.below(4) { drafts.append(try fact(command, rich: rich)) }
            return drafts
        }

        mutating func fact(_ command: Ref, rich: Int) throws -> (draft: Draft, revision: Int) {
            // Now and then the clock goes back.
            clock += Int64(dice.below(5000)) - 500
            if revisions.isEmpty || dice.below(3) == 0 {
                revisions.append((dice.ref(), ["person", "risk", "document"][dice.below(3)], 0))
            }
            let at = dice.below(revisions.count)
            revisions[at].revision += 1
            var payload = CanonicalObject()
            var values: [DraftValue] = []
            var kind = "risk.assessed"
            if !live.isEmpty, dice.below(12) == 0 {
                kind = "person.erased"
                let gone = live.remove(at: dice.below(live.count))
                erased.insert(gone)
                payload.set("erased", [gone])
            } else if dice.below(10) < rich {
                for field in ["title", "reason", "body"].prefix(1 + dice.below(3)) {
                    let ref = dice.ref()
                    let text = "Æblegrød \"\(field)\" \(dice.next())"
                    values.append(
                        DraftValue(ref: ref, field: field, bytes: Array(text.utf8.prefix(8 + dice.below(30)))))
                    payload.set(field, ref)
                }
                live += values.map(\.ref)
            }
            payload.set("number", dice.below(1000) - 500)
            payload.set("open", dice.below(2) == 0)
            let draft = Draft(
                id: dice.ref(), command: command, subjectKind: revisions[at].kind, subject: revisions[at].ref,
                kind: kind, kindVersion: 1 + dice.below(3), recorded: clock, effective: 20_000 + Int32(dice.below(800)),
                actor: actor(), behalf: dice.below(8) == 0 ? dice.ref() : nil,
                door: Door.allCases[dice.below(Door.allCases.count)], payload: try payload.encoded(), values: values)
            return (draft, revisions[at].revision)
        }

        mutating func actor() -> Actor {
            switch dice.below(4) {
            case 0: .system(component: "duties", rule: dice.below(2) == 0 ? nil : "policy-7-3", version: "0.1.0")
            case 1: .organisation(dice.ref())
            case 2: .operator(user: "drift \"nat\"")
            default: .person(dice.ref(), account: dice.ref(), method: "passkey", strength: 3, authenticated: clock)
            }
        }
    }

    var store: LooseStore { LooseStore(facts) }

    func verify(_ store: LooseStore? = nil, note: String? = nil) throws -> Verification {
        let store = store ?? self.store
        return try Verifier(ledger: store, vault: store, key: key.verifier, checkpoint: note ?? self.note).run()
    }

    /// The lines the oracle reads: `docs/format.md`, "Dump".
    var dump: String { Sample.dump(facts) }

    static func dump(_ facts: [StoredFact]) -> String {
        facts.map { fact in
            let values = fact.values.sorted { $0.field < $1.field }.map {
                "{\"ref\":\"\($0.ref.text)\",\"field\":\"\($0.field)\",\"key\":\"\(b64($0.key))\","
                    + "\"value\":\"\(b64($0.bytes))\"}"
            }
            return "{\"leaf\":\"\(b64(fact.leaf))\",\"payload\":\"\(b64(fact.payload))\","
                + "\"key\":\"\(b64(fact.payloadKey))\",\"index\":{\"position\":\(fact.position),"
                + "\"subject\":\"\(fact.subject.text)\",\"subject_kind\":\"\(fact.subjectKind)\","
                + "\"revision\":\(fact.revision),\"command\":\"\(fact.command.text)\",\"part\":\(fact.part)},"
                + "\"values\":[\(values.joined(separator: ","))]}\n"
        }.joined()
    }
}

func b64(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }

/// Another program's answer.
struct Answer {
    let status: Int32
    let output: String
    let error: String
}

/// Runs a program with `input` on its standard input.
func run(_ program: String, _ arguments: [String], input: String) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vaern-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(input.utf8).write(to: names[0])
    for name in names[1...] { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    return Answer(
        status: process.terminationStatus, output: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self),
        error: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self))
}

/// Programs that others wrote, and the files of this folder.
enum Outside {
    static let environment = ProcessInfo.processInfo.environment
    static let oracle = environment["VAERN_ORACLE"]
    static let python = environment["VAERN_PYTHON"]
    /// A missing program is a failure, not a reason to skip.
    static let strict = environment["VAERN_STRICT"] == "1"
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static func golden(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent("Golden/\(name)")))
    }

    static func goldenText(_ name: String) throws -> String { String(decoding: try golden(name), as: UTF8.self) }
}
