// SPDX-License-Identifier: MPL-2.0
import Foundation
import Glibc
import Ledger
import SQLiteStore

/// A folder of a test's own, removed when the test lets it go.
final class Scratch: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/vaern-store-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    struct Failure: Error {
        let code: Int32

        init(_ code: Int32) { self.code = code }
    }

    /// Every file below the folder.
    func files(below folder: String? = nil) throws -> [String] {
        let folder = folder ?? path
        return try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }
            .filter { path in
                var info = stat()
                return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
            }
    }

    /// The files that hold the text: as UTF-8, UTF-16 in both orders, hexadecimal in both cases, and base64 in each of
    /// its three alignments.
    func files(holding marker: [UInt8], below folder: String? = nil) throws -> [String] {
        let forms = Self.forms(of: marker)
        return try files(below: folder).filter { file in
            let bytes = Data(try Scratch.read(file))
            return forms.contains { bytes.range(of: Data($0)) != nil }
        }
    }

    static func forms(of marker: [UInt8]) -> [[UInt8]] {
        let little = marker.flatMap { byte -> [UInt8] in [byte, 0] }
        let big = marker.flatMap { byte -> [UInt8] in [0, byte] }
        let digits = Array("0123456789abcdef".utf8)
        let hexadecimal = marker.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let upper = hexadecimal.map { $0 >= 97 ? $0 - 32 : $0 }
        let base64 = (0..<3).map { shift -> [UInt8] in
            // Only the digits that do not depend on what stands before and after.
            let whole = Array(Data([UInt8](repeating: 0, count: shift) + marker).base64EncodedString().utf8)
            let first = (shift * 8 + 5) / 6
            return Array(whole[first..<((shift + marker.count) * 8 / 6)])
        }
        return [marker, little, big, hexadecimal, upper] + base64
    }

    static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw Failure(errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure(errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(errno) }
    }
}

/// Facts of a test: each a subject and a command of its own, unless said otherwise.
enum Sample {
    static func ref(_ number: Int) -> Ref { Ref(high: 0xABCD, low: UInt64(number)) }

    static func value(_ number: Int, field: String = "title", _ bytes: [UInt8]) -> StoredValue {
        StoredValue(
            ref: ref(number), field: field, key: (0..<32).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) },
            bytes: bytes)
    }

    static func fact(
        _ position: Int, values: [StoredValue] = [], subject: Int? = nil, revision: Int = 1, command: Int? = nil,
        part: Int = 1
    ) -> StoredFact {
        StoredFact(
            position: position, leaf: Array("leaf \(position)".utf8), payload: Array("payload \(position)".utf8),
            payloadKey: [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: 32), values: values,
            subjectKind: "risk", subject: ref(subject ?? 1_000_000 + position), revision: revision,
            command: ref(command ?? 2_000_000 + position), part: part)
    }

    static func facts(_ range: Range<Int>) -> [StoredFact] { range.map { fact($0) } }
}

/// A row copied out of the store.
struct ReadRow: Equatable {
    let position: Int
    let leaf: [UInt8]
    let payload: [UInt8]
    let payloadKey: [UInt8]

    init(_ row: LedgerRow) {
        position = row.position
        leaf = Array(row.leaf)
        payload = Array(row.payload)
        payloadKey = Array(row.payloadKey)
    }

    init(_ fact: StoredFact) {
        position = fact.position
        leaf = fact.leaf
        payload = fact.payload
        payloadKey = fact.payloadKey
    }
}

extension LedgerStore {
    func rows(_ positions: [Int], atMost limit: Int = .max) throws -> [ReadRow] {
        var rows: [ReadRow] = []
        try read(positions) { row in
            rows.append(ReadRow(row))
            return rows.count < limit
        }
        return rows
    }

    func rows(_ range: Range<Int>, atMost limit: Int = .max) throws -> [ReadRow] {
        var rows: [ReadRow] = []
        try read(range) { row in
            rows.append(ReadRow(row))
            return rows.count < limit
        }
        return rows
    }
}

/// A small generator with a seed, so that a failure can be had again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
