// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Ledger

private typealias Problem = CanonicalFault.Problem

private func problem(_ text: String) -> CanonicalFault? { problem(Array(text.utf8)) }

private func problem(_ bytes: [UInt8]) -> CanonicalFault? {
    do throws(CanonicalFault) {
        try CanonicalReader.check(bytes)
        return nil
    } catch { return error }
}

private func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
}

@Suite("Canonical JSON")
struct CanonicalTests {
    @Test(
        "takes what RFC 8785 would write",
        arguments: [
            "{}", "[]", "0", "-1", "9007199254740991", "-9007199254740991", "true", "false", "\"\"",
            "\"æ\u{2028}/\u{7F}\"",
            "\"\\b\\t\\n\\f\\r\\\"\\\\\\u0000\\u001f\\u000b\"", "{\"a\":1,\"aa\":2,\"b\":[{},[]]}",
            "{\"0\":1,\"_\":2,\"a\":3}",
            "\"😀\u{10FFFF}\u{D7FF}\u{E000}\"", nested(16),
        ])
    func takes(text: String) {
        #expect(problem(text) == nil)
    }

    @Test(
        "refuses all else, and says where",
        arguments: [
            ("", "truncated", 0), ("{", "truncated", 1), ("{}}", "trailing", 2), ("{} ", "trailing", 2),
            (" {}", "unexpected", 0), ("{\"a\": 1}", "unexpected", 5), ("{\"a\":1 }", "unexpected", 6),
            ("null", "null", 0), ("{\"a\":null}", "null", 5), ("1.0", "number", 1), ("1e3", "number", 1),
            ("1E3", "number", 1), ("-0", "number", 0), ("01", "number", 0), ("-01", "number", 0),
            ("+1", "unexpected", 0),
            ("-a", "number", 1), ("-", "truncated", 1), ("9007199254740992", "range", 0),
            ("-9007199254740992", "range", 0), ("99999999999999999999999999", "range", 0),
            ("{\"b\":1,\"a\":2}", "order", 8), ("{\"aa\":1,\"a\":2}", "order", 9),
            ("{\"a\":1,\"a\":2}", "duplicate", 8),
            ("{\"A\":1}", "key", 2), ("{\"\":1}", "key", 2), ("{\"a-b\":1}", "key", 3), ("{\"\\u0061\":1}", "key", 2),
            ("{a:1}", "unexpected", 1), ("{\"a\":1,}", "unexpected", 7), ("[1,]", "unexpected", 3),
            ("[1 ,2]", "unexpected", 2), ("\"\\/\"", "escape", 1), ("\"\\u0041\"", "escape", 1),
            ("\"\\u000a\"", "escape", 1), ("\"\\u001F\"", "escape", 1), ("\"\\ud800\"", "escape", 1),
            ("\"\\u0020\"", "escape", 1), ("\"a\u{1}\"", "control", 2), ("\"aaaaaaaaa\n\"", "control", 10),
            ("\"a", "truncated", 2), ("tru", "unexpected", 0), ("True", "unexpected", 0),
            ("\u{FEFF}{}", "unexpected", 0),
            (nested(17), "depth", 16),
        ])
    func refuses(text: String, name: String, offset: Int) {
        let found = problem(text)
        #expect(found?.problem.rawValue == name)
        #expect(found?.offset == offset)
    }

    @Test(
        "refuses bytes that are not UTF-8",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xFF],
            [0xC3, 0x28], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x98, 0x41],
        ] as [[UInt8]])
    func refusesBytes(bytes: [UInt8]) {
        #expect(problem([0x22] + bytes + [0x22]) == CanonicalFault(.notUTF8, at: 1))
    }

    @Test("a writer's object comes back as it was")
    func roundTrip() throws {
        let ref = Ref(high: 0x0193_4f2e_7c1a_7000, low: 0x8000_0000_0000_00ff)
        let hash = Digest.sha256([1, 2, 3])
        var inner = CanonicalObject()
        inner.set("z", 1)
        var object = CanonicalObject()
        object.set("text", "a\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\/æøå 😀")
        object.set("number", -Limits.integer)
        object.set("yes", true)
        object.set("ref", ref)
        object.set("refs", [ref, ref])
        object.set("hash", hash)
        object.set("day", day: -719_528)
        object.set("instant", instant: 253_402_300_799_999)
        object.set("inner", inner)
        object.set("list", [inner, CanonicalObject()])
        object.set("none", nil as String?)
        object.set("words", ["å", ""])
        object.set("numbers", [3, -4])
        let bytes = try object.encoded()
        try bytes.withUnsafeBytes { bytes in
            let flat = try FlatObject(bytes)
            #expect(flat.count == 12)
            #expect(try flat.string("text") == "a\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\"\\/æøå 😀")
            #expect(try flat.int("number") == -Limits.integer)
            #expect(try flat.bool("yes"))
            #expect(try flat.ref("ref") == ref)
            #expect(try flat.refs("refs") == [ref, ref])
            #expect(try flat.hash("hash") == hash)
            #expect(try flat.day("day") == -719_528)
            #expect(try flat.instant("instant") == 253_402_300_799_999)
            #expect(try flat.object("inner").int("z") == 1)
            #expect(try flat.array("list").count == 2)
            #expect(try flat.strings("words") == ["å", ""])
            #expect(try flat.ints("numbers") == [3, -4])
            #expect(try flat.stringIfPresent("none") == nil)
            #expect(try flat.refsIfPresent("none") == [])
            #expect(throws: CanonicalFault.self) { try flat.string("none") }
            #expect(throws: CanonicalFault.self) { try flat.stringIfPresent("number") }
            #expect(throws: CanonicalFault.self) { try flat.ref("text") }
            #expect(throws: CanonicalFault.self) { try flat.int("yes") }
        }
    }

    @Test("more than 24 members are found as well")
    func many() throws {
        var object = CanonicalObject()
        for number in 0..<60 { object.set("k\(number)", number) }
        object.set("last", 7)
        try object.encoded().withUnsafeBytes { bytes in
            let flat = try FlatObject(bytes)
            #expect(flat.count == 61)
            #expect(try flat.int("k0") == 0)
            #expect(try flat.int("k59") == 59)
            #expect(try flat.int("last") == 7)
            #expect(flat.key(at: 60).string == "last")
        }
    }

    @Test("a writer refuses what could not be read back")
    func writerRefuses() {
        func refused(_ build: (inout CanonicalObject) -> Void) -> Problem? {
            var object = CanonicalObject()
            build(&object)
            do throws(CanonicalFault) {
                _ = try object.encoded()
                return nil
            } catch { return error.problem }
        }
        #expect(refused { $0.set("A", 1) } == .key)
        #expect(refused { $0.set("", 1) } == .key)
        #expect(
            refused {
                $0.set("a", 1); $0.set("a", 2)
            } == .duplicate)
        #expect(refused { $0.set("a", Limits.integer + 1) } == .range)
        #expect(refused { $0.set("a", [Int.min]) } == .range)
        #expect(refused { $0.set("a", day: 3_000_000) } == .range)
        #expect(refused { $0.set("a", instant: Int64.max) } == .range)
        #expect(
            refused { outer in
                var inner = CanonicalObject()
                inner.set("Ø", 1)
                outer.set("a", [inner])
            } == .key)
        for levels in [16, 17] {
            var object = CanonicalObject()
            for _ in 1..<levels {
                var outer = CanonicalObject()
                outer.set("a", object)
                object = outer
            }
            let deep = object
            #expect(refused { $0 = deep } == (levels == 16 ? nil : .depth))
        }
    }

    @Test("days and instants: every day of 800 years, and what does not exist")
    func days() throws {
        var expected = Int32(-141_427)  // 1582-10-15
        for year in 1582..<2382 {
            for month in 1...12 {
                let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
                let length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
                for day in (year == 1582 && month == 10 ? 15 : 1)...length where (year, month) >= (1582, 10) {
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard TimeText.day(text) == expected, TimeText.text(day: expected) == text else {
                        Issue.record("\(text) is not \(expected)")
                        return
                    }
                    expected += 1
                }
            }
        }
        #expect(TimeText.day("1970-01-01") == 0)
        #expect(TimeText.text(day: 2_932_896) == "9999-12-31")
        #expect(TimeText.text(day: -719_528) == "0000-01-01")
        #expect(TimeText.text(day: 2_932_897) == nil)
        for text in [
            "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "26-01-01", "2026-1-01",
            "2026-01-01T",
        ] {
            #expect(TimeText.day(text) == nil)
        }
        #expect(TimeText.instant("2026-11-23T20:07:16.123Z") == 1_795_464_436_123)
        #expect(TimeText.text(instant: -1) == "1969-12-31T23:59:59.999Z")
        for text in [
            "2026-11-23T24:00:00.000Z", "2026-11-23T20:60:16.123Z", "2026-11-23T20:07:60.123Z",
            "2026-11-23T20:07:16.12Z", "2026-11-23T20:07:16Z", "2026-11-23 20:07:16.123Z", "2026-11-23T20:07:16.123z",
        ] {
            #expect(TimeText.instant(text) == nil)
        }
    }

    @Test("base64 and references have one spelling")
    func spellings() {
        #expect(Base64.decode(Array("AQ==".utf8)) == [1])
        for text in ["AR==", "AQ=", "AQ", "AQ==\n", "A===", "AAB=A", "AQI=AA==", "A-__"] {
            #expect(Base64.decode(Array(text.utf8)) == nil)
        }
        var dice = Dice(5)
        for length in 0..<100 {
            let bytes = dice.bytes(length)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            let ref = dice.ref()
            #expect(Ref(ref.text) == ref)
            #expect(Ref(bytes: ref.bytes) == ref)
            #expect(Ref(ref.text.uppercased()) == nil)
        }
        #expect(Ref("01934f2e-7c1a-7000-8000-00000000000") == nil)
        #expect(Ref("01934f2e-7c1a-7000-8000_000000000001") == nil)
        #expect(Ref("01934f2g-7c1a-7000-8000-000000000001") == nil)
        let hash = Digest.sha256(Array("abc".utf8))
        #expect(hash.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Hash32(hex: hash.hex) == hash)
        #expect(Hash32(base64: hash.base64) == hash)
    }

    @Test("HMAC-SHA256 as in RFC 4231, test cases 1 and 2")
    func commitments() {
        #expect(
            Digest.commitment(key: [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8)).hex
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            Digest.commitment(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)).hex
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
