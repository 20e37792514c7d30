// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// Nothing that comes in a file may bring the reader down, and whatever it accepts it keeps whole.
@Suite("Any bytes at all")
struct RobustnessTests {
    /// Pieces that the readers decide by, so that random texts meet every branch.
    private static let scraps: [String] = [
        "1. ", "2. ", "7.3 ", "1 ", "• ", "- ", "* ", "a) ", "\n", "\n\n", " \n\n", "\n\n\n", "\r\n", "\r", "\u{0C}",
        "\t", " ", "  ",
        "Formål", "skal", "den 6. december 2023", "5.maj 2024", "Versionshistorik", "Version Dato", "1.0",
        "v1.1 CAI Ny ",
        "# ", "## 1. ", "```", "~~~~", "|", "|---|---|", "---", "===", "> ", "[^1]: ", "<!--", "-->", "\\", "ord1",
        "it-",
        "en lang linje med mange ord som ender uden punktum", "Æble.", "»citat«", "\u{FEFF}", "\u{A0}", "😀", "e\u{301}",
        "...", ": ", "Side 3 af 4",
    ]

    private func check(_ bytes: [UInt8], _ name: String, _ seed: UInt64) {
        guard let read = try? DocumentImport.propose(bytes, fileName: name, mint: minting()) else { return }
        let found = problems(of: read, original: bytes)
        if !found.isEmpty {
            Issue.record(
                "\(name), seed \(seed): \(found) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test(arguments: ["a.txt", "a.md"])
    func twentyThousandRandomTexts(_ name: String) {
        for seed in 0..<10_000 as Range<UInt64> {
            var random = Seeded(seed)
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                bytes += Self.scraps[Int.random(in: 0..<Self.scraps.count, using: &random)].utf8
            }
            if seed % 8 == 0 { bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) } }
            check(bytes, name, seed)
        }
    }

    @Test(arguments: ["a.txt", "a.md"])
    func mutatedAndCutPolicies(_ name: String) throws {
        let own =
            name == "a.txt" ? try Files.ownPolicy() : try Files.bytes(Files.topicPolicies.appending(path: "logning.md"))
        for seed in 0..<150 as Range<UInt64> {
            var random = Seeded(seed)
            var bytes = own
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 1...127, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: Self.scraps[at % Self.scraps.count].utf8, at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + 40))
                }
            }
            if seed % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            check(bytes, name, seed)
        }
    }

    @Test func aDamagedEncodingIsRefusedOrIsItself() throws {
        let text = try importText("1. Formål\n\nVi skal det hele.\n\n• Et punkt\n").text
        let bytes = text.encode()
        for at in bytes.indices {
            #expect(throws: DocumentText.Malformed.self) { try DocumentText(decoding: Array(bytes[..<at])) }
            for change: UInt8 in [0x00, 0x0A, 0x20, 0x30, 0x39, 0x61, 0xC3, 0xFF] where bytes[at] != change {
                var damaged = bytes
                damaged[at] = change
                // What still reads is another text with this one encoding, never the same text in another form.
                if let read = try? DocumentText(decoding: damaged) {
                    #expect(read != text && read.encode() == damaged)
                }
            }
        }
    }

    @Test func aWallOfTheSameWordStaysSmall() throws {
        let line = String(repeating: "skal ", count: 18_000)
        let read = try importText(String(repeating: line + "\n", count: 5))
        #expect(read.candidates.count == 90_000)
    }
}
