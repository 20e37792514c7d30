// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Ledger

/// Keys as `Tests/Oracle/golden.py` makes them.
private final class GoldenKeys: KeySource {
    private var number = 0

    func key() -> [UInt8] {
        number += 1
        return Digest.sha256(Array("golden key \(number)".utf8)).bytes
    }
}

private func ref(_ end: String) throws -> Ref {
    try #require(Ref("01934f2e-7c1a-7000-8000-" + String(repeating: "0", count: 12 - end.count) + end))
}

/// The golden ledger was written by `Tests/Oracle/golden.py`, which shares no code with this program. Here the same
/// drafts are sealed.
@Suite("Golden bytes")
struct GoldenTests {
    static let origin = "vaern.example.dk/vaern/01934f2e-7c1a-7000-8000-000000000001/1"

    static func key() throws -> LogKey {
        try #require(LogKey(name: origin, seed: Digest.sha256(Array("golden seed".utf8)).bytes))
    }

    private func payload(_ build: (inout CanonicalObject) throws -> Void) throws -> [UInt8] {
        var object = CanonicalObject()
        try build(&object)
        return try object.encoded()
    }

    private func drafts() throws -> [(draft: Draft, revision: Int)] {
        let t: Int64 = 1_795_464_436_000
        let today = try #require(TimeText.day("2026-11-23"))
        let signedIn = try #require(TimeText.instant("2026-11-23T19:58:00.000Z"))
        let next = try #require(TimeText.instant("2026-11-24T06:00:00.000Z"))
        let (anna, bodil, other) = (try ref("a1"), try ref("b1"), try ref("d1"))
        func person(_ method: String, _ strength: Int) throws -> Actor {
            .person(anna, account: try ref("c1"), method: method, strength: strength, authenticated: signedIn)
        }
        func draft(
            _ number: Int, _ command: Int, _ kind: String, _ subjectKind: String, _ subject: Ref, _ recorded: Int64,
            _ day: Int32, _ actor: Actor, _ door: Door, _ payload: [UInt8], _ values: [DraftValue] = [],
            behalf: Ref? = nil
        ) throws -> Draft {
            Draft(
                id: try ref("30\(number)"), command: try ref("20\(command)"), subjectKind: subjectKind,
                subject: subject, kind: kind, kindVersion: 1, recorded: recorded, effective: day, actor: actor,
                behalf: behalf, door: door, payload: payload, values: values)
        }
        let (name, title, reason) = (try ref("101"), try ref("102"), try ref("103"))
        let opened = try payload {
            $0.set("public_key", Hash32(try GoldenTests.key().verifier.publicKey))
            $0.set("origin", GoldenTests.origin)
        }
        let named = try payload {
            $0.set("name", name)
            $0.set("class", "personal")
        }
        let engaged = try payload {
            $0.set("share", 500_000)
            $0.set("reason", reason)
            $0.set("title", title)
            $0.set("from", day: TimeText.day("2026-11-01"))
        }
        let reminded = try payload {
            $0.set("repeated", false)
            $0.set("days", -7)
        }
        let received = try payload {
            $0.set("sender", other)
            $0.set("position", Limits.integer)
        }
        let imported = try payload {
            var first = CanonicalObject()
            first.set("id", 1)
            first.set("level", 0)
            var second = CanonicalObject()
            second.set("level", 1)
            second.set("id", 2)
            $0.set("paragraphs", [first, second])
            $0.set("tags", [] as [String])
            $0.set("links", CanonicalObject())
        }
        return [
            (
                try draft(
                    0, 1, "ledger.opened", "organisation", ref("1"), t + 123, today,
                    .operator(user: "vaern \"drift\" æøå"), .cli, opened), 1
            ),
            (
                try draft(
                    1, 2, "person.named", "person", bodil, t + 200, today, person("passkey", 3), .web, named,
                    [DraftValue(ref: name, field: "name", bytes: Array("Bodil Sørensen".utf8))]), 1
            ),
            (
                try draft(
                    2, 2, "person.engaged", "person", bodil, t + 200, #require(TimeText.day("2026-11-01")),
                    person("passkey", 3), .web, engaged,
                    [
                        DraftValue(ref: title, field: "title", bytes: Array("Sikkerhedskoordinator".utf8)),
                        DraftValue(
                            ref: reason, field: "reason", bytes: Array("Rettet efter »aftale«\n\tlinje 2 \u{1}".utf8)),
                    ], behalf: other), 2
            ),
            (
                try draft(
                    3, 3, "reminder.sent", "person", bodil, t + 999, today,
                    .system(component: "reminders", rule: "policy-7-3", version: "0.1.0"), .system, reminded), 3
            ),
            (
                try draft(
                    4, 4, "letter.received", "letter", ref("e1"), next, today + 1, .organisation(other), .letter,
                    received), 1
            ),
            (
                try draft(
                    5, 5, "document.versionImported", "document", ref("f1"), next,
                    #require(TimeText.day("2019-02-28")),
                    .system(component: "import", rule: nil, version: "0.1.0"), .import, imported), 1
            ),
            (
                try draft(
                    6, 6, "person.erased", "person", bodil, next - 5000, today + 1, person("mitid", 4), .api,
                    payload { $0.set("erased", [name]) }), 4
            ),
        ]
    }

    @Test("sealing gives the bytes an independent program wrote: leaves of every actor, payloads, root, signature")
    func sealing() throws {
        var book = Book(origin: GoldenTests.origin)
        let keys = GoldenKeys()
        let facts = try book.seal(try drafts(), keys: keys)
        for fact in facts {
            let leaf = try Outside.goldenText("leaf-\(fact.position).json")
            #expect(String(decoding: fact.leaf, as: UTF8.self) == leaf)
            #expect(
                String(decoding: fact.payload, as: UTF8.self)
                    == (try Outside.goldenText("payload-\(fact.position).json")))
            #expect(try Leaf(fact.leaf).encoded() == fact.leaf)
        }
        #expect(facts.count == 7)
        let key = try GoldenTests.key()
        #expect(key.verifier.text + "\n" == (try Outside.goldenText("key.txt")))
        #expect(VerifierKey(text: key.verifier.text) == key.verifier)
        #expect(try book.checkpoint.signed(by: key) == (try Outside.goldenText("checkpoint.txt")))

        // And the whole of it is sound once the name is erased, and not before.
        let store = MemoryStore()
        #expect(try store.append(facts, after: 0, reserve: false) == .durable)
        let verifier = Verifier(
            ledger: store, vault: store, key: key.verifier, checkpoint: try Outside.golden("checkpoint.txt"))
        let name = try ref("101")
        #expect(
            try verifier.run().findings == [Finding(.erasedStillThere, at: 6, field: "name", ref: name)])
        try store.erase([name])
        let sound = try verifier.run()
        #expect(sound.isSound)
        #expect(sound.erased == 1)
        #expect(sound.values == 2)
    }

    @Test("the header reads what the leaf says")
    func header() throws {
        let bytes = try Outside.golden("leaf-2.json")
        try bytes.withUnsafeBytes { raw in
            let header = try LeafHeader(raw)
            #expect(header.kind == "person.engaged")
            #expect(header.kind.fnv1a == ByteText.fnv1a("person.engaged"))
            #expect(header.position == 2)
            #expect(header.part == 2 && header.parts == 2)
            #expect(header.revision == 2)
            #expect(header.person == (try ref("a1")))
            #expect(header.behalf == (try ref("d1")))
            #expect(header.subject == (try ref("b1")))
            #expect(header.subjectKind == "person")
            #expect(header.recorded == 1_795_464_436_200)
            #expect(header.effective == TimeText.day("2026-11-01"))
            #expect(header.door == .web)
            #expect(header.valueCount == 2)
        }
    }
}
