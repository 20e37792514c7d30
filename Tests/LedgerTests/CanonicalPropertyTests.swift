// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Ledger

/// A random value written by rules of the test's own: keys sorted, escapes as RFC 8785 has them.
private struct Writer {
    var dice: Dice

    mutating func value(_ depth: Int) -> String {
        switch dice.below(depth < 4 ? 7 : 4) {
        case 0: return String(Int.random(in: -Limits.integer...Limits.integer, using: &dice) >> dice.below(53))
        case 1: return dice.below(2) == 0 ? "true" : "false"
        case 2, 3: return string()
        case 4: return "[" + (0..<dice.below(5)).map { _ in value(depth + 1) }.joined(separator: ",") + "]"
        default: return object(depth)
        }
    }

    mutating func object(_ depth: Int) -> String {
        var keys: Set<String> = []
        let letters = Array("abcz019_")
        for _ in 0..<dice.below(7) {
            keys.insert(String((0...dice.below(4)).map { _ in letters[dice.below(letters.count)] }))
        }
        let members = keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .map { "\"\($0)\":\(value(depth + 1))" }
        return "{" + members.joined(separator: ",") + "}"
    }

    mutating func string() -> String {
        let pieces = [
            "a", "abcdefghijklmnop", "\\\"", "\\\\", "\\n", "\\u0001", "\\u001f", "æ", "€", "😀", "/", " ", "\u{7F}",
            "\u{2028}", "0", "}", ",",
        ]
        return "\"" + (0..<dice.below(12)).map { _ in pieces[dice.below(pieces.count)] }.joined() + "\""
    }
}

/// Whether Foundation reads the text as JSON. It may be more lenient than we are, never stricter.
private func foundationReads(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
}

@Suite("Canonical JSON under mutation")
struct CanonicalPropertyTests {
    @Test("random canonical texts are taken; changed ones are refused or canonical again, and never crash the reader")
    func mutations() throws {
        var writer = Writer(dice: Dice(11))
        var dice = Dice(12)
        var taken = 0
        for _ in 0..<400 {
            let text = Array(writer.object(0).utf8)
            #expect(throws: Never.self) { try CanonicalReader.check(text) }
            for _ in 0..<60 {
                var bytes = text
                for _ in 0...dice.below(2) {
                    guard !bytes.isEmpty else { break }
                    let at = dice.below(bytes.count)
                    switch dice.below(5) {
                    case 0: bytes[at] = UInt8(dice.below(256))
                    case 1: bytes.remove(at: at)
                    case 2: bytes.insert([0x20, 0x22, 0x2C, 0x5C, 0x30, 0x7B][dice.below(6)], at: at)
                    case 3: bytes.removeLast(bytes.count - at)
                    default: bytes.swapAt(at, dice.below(bytes.count))
                    }
                }
                // The reader is not asked alone: an independent one must have read the text too, and what it read,
                // written again, must be the same bytes (checked below for members; whole texts by the Python check).
                if (try? CanonicalReader.check(bytes)) != nil {
                    taken += 1
                    #expect(foundationReads(bytes) != nil)
                    #expect(!bytes.contains(0x0A) && !bytes.contains(0x09))
                }
                bytes.withUnsafeBytes { raw in
                    guard let object = try? FlatObject(raw) else { return }
                    for index in 0..<object.count {
                        _ = object.key(at: index).string
                        if index > 0 { #expect(object.key(at: index - 1).string < object.key(at: index).string) }
                    }
                }
            }
        }
        #expect(taken > 100)
    }

    @Test("every single-byte change of a leaf is refused or another leaf that writes itself back")
    func leafMutations() throws {
        let leaf = try Outside.golden("leaf-2.json")
        var taken = 0
        for at in leaf.indices {
            for byte in [0x00, 0x20, 0x22, 0x2C, 0x30, 0x31, 0x5C, 0x61, 0x7B, 0xC3, 0xFF, leaf[at] ^ 1] as [UInt8]
            where byte != leaf[at] {
                var bytes = leaf
                bytes[at] = byte
                guard let read = try? Leaf(bytes) else { continue }
                taken += 1
                #expect(try read.encoded() == bytes)
            }
        }
        #expect(taken > 100)
    }

    @Test(
        "PyPI rfc8785 writes the same bytes",
        .enabled(if: Outside.python != nil || Outside.strict, "VAERN_PYTHON names no Python with rfc8785"))
    func python() throws {
        let python = try #require(Outside.python, "VAERN_PYTHON is not set")
        var writer = Writer(dice: Dice(21))
        var dice = Dice(22)
        var lines = ""
        var number = 0
        for _ in 0..<1000 {
            let text = Array(writer.object(0).utf8)
            lines += b64(text) + "\n"
            number += 1
            // Changed texts that our reader takes must be canonical too.
            for _ in 0..<20 where !text.isEmpty {
                var bytes = text
                bytes[dice.below(bytes.count)] = UInt8(dice.below(256))
                if (try? CanonicalReader.check(bytes)) != nil {
                    lines += b64(bytes) + "\n"
                    number += 1
                }
            }
        }
        for scalar in (0..<0x3000).compactMap(Unicode.Scalar.init) {
            var object = CanonicalObject()
            object.set("text", String(Character(scalar)) + "x")
            object.set("a", Int(scalar.value) - 5000)
            lines += b64(try object.encoded()) + "\n"
            number += 1
        }
        let script = Outside.folder.appendingPathComponent("../Oracle/canonical.py").path
        let answer = try run(python, [script], input: lines)
        #expect(answer.status == 0, "\(answer.error)")
        #expect(answer.output == "\(number)\n")
    }
}
