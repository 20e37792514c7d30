// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

@Suite("The catalogue of NIST")
struct NISTCatalogueTests {
    /// The whole catalogue is part of the tests, compressed; those that lie beside the project, such as the baselines that
    /// choose of it, are read too.
    static let real: [URL] = {
        let own = Files.package.appending(path: "Tests/Oscal/NIST/NIST_SP-800-53_rev5_catalog.json.gz")
        let folder = ProcessInfo.processInfo.environment["VAERN_OSCAL"].map { URL(filePath: $0) }
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return [own]
            + names.filter { $0.hasPrefix("NIST_SP-800-53_rev5") && $0.contains("catalog") && $0.hasSuffix(".json") }
            .sorted().compactMap { folder?.appending(path: $0) }
    }()

    /// What is in a file, unpacked by gzip.
    private func bytes(_ file: URL) throws -> [UInt8] {
        guard file.pathExtension == "gz" else { return try Files.bytes(file) }
        let (gzip, output) = (Process(), Pipe())
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        defer { gzip.waitUntilExit() }
        return [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    }

    /// Controls that are not withdrawn, counted in another way than the product does: at the top of a group, and in others.
    private func count(_ object: Any, isIn control: Bool = false) -> (controls: Int, enhancements: Int) {
        var sum = (controls: 0, enhancements: 0)
        guard let object = object as? [String: Any] else { return sum }
        func add(_ other: (controls: Int, enhancements: Int)) {
            sum = (sum.controls + other.controls, sum.enhancements + other.enhancements)
        }
        for group in object["groups"] as? [Any] ?? [] { add(count(group)) }
        for found in object["controls"] as? [[String: Any]] ?? [] {
            let properties = found["props"] as? [[String: Any]] ?? []
            let isGone = properties.contains {
                $0["name"] as? String == "status" && $0["value"] as? String == "withdrawn"
            }
            if !isGone { add(control ? (0, 1) : (1, 0)) }
            add(count(found, isIn: true))
        }
        return sum
    }

    @Test("NIST SP 800-53 is read whole, and written and read again it is the same", arguments: real)
    func whole(_ file: URL) throws {
        let bytes = try bytes(file)
        let reading = try FrameworkFile.read(bytes)
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let expected = count(try #require(object?["catalog"]))
        let controls = reading.clauses.filter { !$0.isHeading }
        let groups = Set(reading.clauses.filter(\.isHeading).map(\.id))
        let found = controls.count { $0.parent.map(groups.contains) ?? false }
        #expect(found == expected.controls && controls.count - found == expected.enhancements)
        // Revision 5.0.1, counted by hand in Python: of 322 controls 24 are withdrawn, of 867 enhancements 158.
        if file.pathExtension == "gz" {
            #expect(reading.version == "5.0.1")
            #expect(expected == (298, 709) && groups.count == 20)
        }
        #expect(controls.allSatisfy { $0.text.map { !$0.en.contains("{{") } ?? false })
        // The baseline for low impact has no enhancement of it.
        let account = controls.first { $0.id.text == "ac-2.1" }
        #expect(account != nil || file.lastPathComponent.contains("_LOW-"))
        guard let account else { return try OSCALWriterTests.roundTrip(reading) }
        #expect(account.parent?.text == "ac-2" && account.label == "AC-2(1)" && account.title.en.hasPrefix("Automated"))
        try OSCALWriterTests.roundTrip(reading)
    }
}
