// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

@Suite("The catalogue of NIST")
struct NISTCatalogueTests {
    /// The catalogues of NIST are in the public domain, but not part of the project; those that lie beside it are read: the
    /// whole, and what baselines choose of it.
    static let real: [URL] = {
        let named = ProcessInfo.processInfo.environment["VAERN_OSCAL"].map { URL(filePath: $0) }
        let folder = (named ?? Files.package.appending(path: "../shared/oscal")).standardizedFileURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("NIST_SP-800-53_rev5") && $0.contains("catalog") && $0.hasSuffix(".json") }
            .sorted().map { folder.appending(path: $0) }
    }()

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

    @Test(
        "NIST SP 800-53 is read whole, and written and read again it is the same", .enabled(if: !real.isEmpty),
        arguments: real)
    func whole(_ file: URL) throws {
        let bytes = try Files.bytes(file)
        let reading = try FrameworkFile.read(bytes)
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let expected = count(try #require(object?["catalog"]))
        let controls = reading.clauses.filter { !$0.isHeading }
        let groups = Set(reading.clauses.filter(\.isHeading).map(\.id))
        let found = controls.count { $0.parent.map(groups.contains) ?? false }
        #expect(found == expected.controls && controls.count - found == expected.enhancements)
        // Revision 5.0.1, counted by hand in Python: of 322 controls 24 are withdrawn, of 867 enhancements 158.
        if reading.version == "5.0.1", file.lastPathComponent == "NIST_SP-800-53_rev5_catalog.json" {
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
