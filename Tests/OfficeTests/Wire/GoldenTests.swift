// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Ledger
import Testing

@testable import Office

/// Every shape that was ever written is kept as a file, and stays readable. `VAERN_RECORD=1` writes the newest shapes.
struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let isRecording = ProcessInfo.processInfo.environment["VAERN_RECORD"] == "1"

    /// One payload a line, between brackets: a JSON array, and still the very bytes.
    private static func text(_ payloads: [[UInt8]]) -> String {
        "[\n" + payloads.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",\n") + "\n]\n"
    }

    private static func payloads(_ text: String) -> [[UInt8]] {
        text.split(separator: "\n").dropFirst().dropLast().map { line in
            Array((line.hasSuffix(",") ? line.dropLast() : line).utf8)
        }
    }

    private static func check(_ name: String, _ expected: String) throws {
        let file = folder.appending(path: name)
        if isRecording { try Data(expected.utf8).write(to: file) }
        let found = try? String(contentsOf: file, encoding: .utf8)
        #expect(found == expected, "\(name) is missing or another; VAERN_RECORD=1 writes it")
    }

    @Test(arguments: FactKind.allCases)
    func theNewestShapeIsTheOneOnFile(_ kind: FactKind) throws {
        var payloads: [[UInt8]] = []
        for fact in Samples.of(kind) {
            payloads.append(try FactCoding.encode(fact).payload)
            if let late = Samples.late(fact) { payloads.append(try FactCoding.encode(fact, late: late).payload) }
        }
        try Self.check("\(kind.rawValue).\(kind.version).json", Self.text(payloads))
    }

    @Test func everyFileIsStillRead() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
            .filter { $0.hasSuffix(".json") }
        #expect(files.count >= FactKind.allCases.count)
        for file in files {
            let parts = file.split(separator: ".")
            let kind = try #require(FactKind(rawValue: "\(parts[0]).\(parts[1])"), "\(file)")
            let version = try #require(Int(parts[2]), "\(file)")
            let subject = Subject(kind.subjectKind, kind.subjectKind == .body ? Body.Kind.direktion.id : Samples.id(1))
            let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
            for payload in Self.payloads(text) {
                _ = try payload.withUnsafeBytes {
                    try FactCoding.decode(kind, version: version, subject: subject, payload: $0)
                }
            }
        }
    }

    @Test func theSamplesFoldToTheRegisterOnFile() throws {
        var register = Register(organisation: Samples.house)
        for fact in Samples.facts {
            let encoded = try FactCoding.encode(fact)
            let read = try encoded.payload.withUnsafeBytes {
                try FactCoding.decode(encoded.kind, version: encoded.kind.version, subject: fact.subject, payload: $0)
            }
            let position = register.count
            register.apply(
                read,
                Stamp(
                    position: position, effective: Day(number: 20_000) + position,
                    recorded: Instant(milliseconds: 1_728_000_000_000 + Int64(position) * 86_400_000),
                    by: position % 2 == 0 ? Samples.person : nil))
        }
        try Self.check("register.sha256", RegisterDigest.of(register).hex + "\n")
    }
}
