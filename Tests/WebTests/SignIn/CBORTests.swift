// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Web

@Suite("CBOR of passkeys")
struct CBORTests {
    private func read(_ hex: String) throws -> CBOR {
        let digits = Array(hex.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
        }
        return try CBORReader.read(bytes)
    }

    @Test("The examples of RFC 8949, appendix A, that passkeys can write")
    func examples() throws {
        let examples: [(String, CBOR)] = [
            ("00", .number(0)), ("17", .number(23)), ("1818", .number(24)), ("1903e8", .number(1000)),
            ("1b000000e8d4a51000", .number(1_000_000_000_000)), ("20", .number(-1)), ("3903e7", .number(-1000)),
            ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null), ("40", .bytes([])),
            ("4401020304", .bytes([1, 2, 3, 4])), ("6449455446", .text("IETF")), ("62c3bc", .text("ü")),
            ("83010203", .array([.number(1), .number(2), .number(3)])),
            ("a26161016162820203", .map([.text("a"): .number(1), .text("b"): .array([.number(2), .number(3)])])),
        ]
        for (hex, value) in examples { #expect(try read(hex) == value, "\(hex)") }
    }

    @Test(
        "What is cut off, too deep, doubled, of no known length or followed by more is refused",
        arguments: [
            "", "18", "1903", "44010203", "830102", "a161", "a2616101616102", "0000", "5f42010243030405ff", "9fff",
            "bfff",
            "fb3ff199999999999a", "c11a514b67b0", "1c", "1bffffffffffffffff", "5b7fffffffffffffff",
            "9b7fffffffffffffff",
            "bb7fffffffffffffff", "61ff", "818181818181818181818100", "f7", "ff",
        ])
    func refused(_ hex: String) {
        #expect(throws: CBORReader.Fault.self) { try read(hex) }
    }

    @Test("Neither many values nor many bytes are read")
    func limits() {
        #expect(throws: CBORReader.Fault.self) {
            try CBORReader.read([0x99, 0x01, 0x01] + [UInt8](repeating: 0, count: 257))
        }
        #expect(throws: CBORReader.Fault.self) {
            try CBORReader.read([0x5A, 0, 1, 0, 0] + [UInt8](repeating: 0, count: 65_536))
        }
    }

    @Test("Whatever the bytes are, it ends, and what is read is read to the end")
    func anything() {
        var state: UInt64 = 7
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        for round in 0..<20_000 {
            let bytes = (0..<(round % 40)).map { _ in next() }
            var reader = CBORReader(bytes)
            _ = try? reader.value()
            #expect(reader.at <= bytes.count)
        }
    }
}
