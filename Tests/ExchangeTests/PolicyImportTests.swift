// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// The policy that the product is made for, read from the file as it was published.
@Suite(
    "The real policy",
    .enabled(if: Files.realPolicy != nil, "VAERN_POLICY names no file, and none lies beside the project"))
struct RealPolicyTests {
    let bytes: [UInt8]
    let proposal: ImportProposal

    init() throws {
        let url = try #require(Files.realPolicy)
        bytes = try Files.bytes(url)
        proposal = try DocumentImport.propose(bytes, fileName: url.lastPathComponent, mint: minting())
    }

    @Test func hasTwelveSectionsWithTheirSubsections() {
        let numbered = proposal.text.sections.filter { $0.number != nil }
        #expect(
            numbered.map { "\($0.number ?? "") \($0.title)" } == [
                "1 Indledning", "2 Informationssikkerhed i den kommunale digitale bevægelse",
                "2.1 Konkrete cyberinitiativer", "2.2 Informationssikkerhed i de kommunevendte it-løsninger",
                "2.3 Styrkelse af KOMBITs egen sikkerhedsorganisering", "3 Målsætninger",
                "4 Principper for KOMBITs arbejde med informationssikkerhed", "5 Krav til informationssikkerhed",
                "6 Ansvar for informationssikkerhed", "7 Governance om informationssikkerhed", "7.1 Styringsdokumenter",
                "7.2 Dokumentation, kommunikation, tilgængelighed og efterlevelse", "7.3 Kontrol og forbedring",
                "7.4 Dispensation", "8 Risikovurdering og -styring", "9 Awareness og uddannelse",
                "10 Den løbende forbedring", "11 Kommunikation", "12 Versionshistorik",
            ])
        #expect(numbered.map(\.level) == [1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1])
        #expect(proposal.text.sections.first?.title == "Forord fra ledelsen")
        #expect(proposal.text.block(at: "7-3")?.printed == "7.3 Kontrol og forbedring")
    }

    @Test func hasThreeVersionsWithTheirDays() {
        #expect(proposal.versionRows.map(\.number) == ["1.0", "1.1", "1.2"])
        #expect(proposal.versionRows.map(\.unit) == ["InfoSec", "InfoSec", "CAI"])
        #expect(
            proposal.versionRows.map(\.update) == [
                "Ny informationssikkerheds-politik for KOMBIT", "Review", "Verificeret",
            ])
        #expect(proposal.versionRows.map(\.day) == [Day("2023-12-06"), Day("2024-12-05"), Day("2025-11-19")])
        #expect(proposal.versionRows.map(\.dayText) == ["6. december 2023", "5.december 2024", "19.november 2025"])
        #expect(proposal.warnings.isEmpty)
    }

    @Test func hasThirtyTwoCandidates() {
        #expect(proposal.candidates.count == 32)
        #expect(proposal.candidates.count == count(["skal"], in: bytes))
        for candidate in proposal.candidates {
            let block = proposal.text.block(at: candidate.address)
            #expect(block?.text.contains(candidate.sentence) == true)
            #expect(candidate.sentence.contains(candidate.word))
        }
        let yearly = proposal.candidates.filter { $0.address.hasPrefix("7-3.") }
        #expect(yearly.count == 2)
        #expect(yearly.first?.sentence.hasSuffix("ved væsentlige ændringer, og mindst en gang årligt.") == true)
    }

    @Test func keepsEveryCharacterInOrderAndCorrectsNothing() {
        #expect(ink(proposal.text) == ink(String(decoding: bytes, as: UTF8.self)))
        #expect(problems(of: proposal, original: bytes) == [])
        for slip in [
            "informationspolitikkens", "GDPRKOMBIT", "5.december 2024", "i  2023", "it-løsningerne, som KOMBIT",
        ] {
            #expect(proposal.text.blocks.contains { $0.text.contains(slip) }, "\(slip)")
        }
    }

    @Test func readsNotesAndLists() {
        let notes = proposal.text.blocks.filter { $0.kind == .footnote }
        #expect(notes.map(\.number) == ["1", "2", "3"])
        let goals = proposal.text.blocks.filter { $0.kind == .listItem(depth: 0) && $0.number != nil }
        #expect(goals.map(\.mark) == ["1.", "2.", "3.", "4.", "5."])
        #expect(goals.allSatisfy { $0.address.hasPrefix("3.p") })
        #expect(proposal.text.blocks.contains { $0.text == "Kristian Vengsgaard" && $0.kind == .paragraph })
        #expect(proposal.language == .da)
        #expect(proposal.title == "Informationssikkerhedspolitik")
    }
}

/// A policy of an invented organisation, made as difficult as real ones are.
@Suite("Our own policy")
struct OwnPolicyTests {
    let bytes: [UInt8]
    let proposal: ImportProposal

    init() throws {
        bytes = try Files.ownPolicy()
        proposal = try DocumentImport.propose(bytes, fileName: "fki-politik.txt", mint: minting())
    }

    private static func check(_ proposal: ImportProposal, _ bytes: [UInt8]) {
        let numbered = proposal.text.sections.compactMap(\.number)
        #expect(
            numbered == [
                "1", "2", "2.1", "2.2", "2.3", "3", "4", "5", "6", "7", "7.1", "7.2", "7.3", "7.4", "8", "9", "10",
                "11", "12",
            ])
        #expect(proposal.text.block(at: "2")?.text == "Sådan arbejder vi i det fælles it-samarbejde")
        #expect(proposal.text.block(at: "4")?.text == "Principper for den daglige afvejning")
        #expect(proposal.versionRows.map(\.day) == [Day("2024-01-14"), Day("2025-03-05"), Day("2026-02-27")])
        #expect(proposal.versionRows.map(\.unit) == ["Drift", "Drift", "SOB"])
        #expect(proposal.candidates.count == 22)
        #expect(problems(of: proposal, original: bytes) == [])
    }

    @Test func isReadWhole() {
        Self.check(proposal, bytes)
        #expect(ink(proposal.text) == ink(String(decoding: bytes, as: UTF8.self)))
        for slip in ["Politikkken", "GDPRFKI", "5.marts 2025"] {
            #expect(proposal.text.blocks.contains { $0.text.contains(slip) }, "\(slip)")
        }
    }

    @Test func isTheOneThatTheDemoShows() throws {
        #expect(try Files.bytes(Files.package.appending(path: "Sources/vaern/Demo/Data/fki-politik.txt")) == bytes)
    }

    @Test func joinsAParagraphOverTheEndOfAPage() {
        #expect(proposal.text.blocks.contains { $0.text.hasSuffix("og den er et fast punkt på direktionens møder.") })
        #expect(proposal.text.blocks.contains { $0.text.contains("så numrene passer.") })
    }

    @Test(arguments: ["form feeds", "CRLF", "BOM", "CR", "page numbers", "no spaces at line ends"])
    func isReadTheSameIn(_ form: String) throws {
        var text = String(decoding: bytes, as: UTF8.self)
        switch form {
        case "form feeds": text = Self.withPages(text, foot: "")
        case "page numbers": text = Self.withPages(text, foot: "Side # af 7\n\n")
        case "CRLF": text = text.replacingOccurrences(of: "\n", with: "\r\n")
        case "CR": text = text.replacingOccurrences(of: "\n", with: "\r")
        case "BOM": text = "\u{FEFF}" + text
        default: text = text.replacingOccurrences(of: " \n", with: "\n")
        }
        let changed = Array(text.utf8)
        let read = try DocumentImport.propose(changed, fileName: "a.txt", mint: minting())
        Self.check(read, changed)
        let isText: (DocumentText.Block) -> Bool = { $0.kind != .furniture }
        func words(_ text: DocumentText) -> [[Substring]] {
            text.blocks.filter(isText).map { $0.text.split(separator: " ") }
        }
        #expect(words(read.text) == words(proposal.text))
        #expect(read.text.blocks.filter(isText).map(\.kind) == proposal.text.blocks.filter(isText).map(\.kind))
        if form == "page numbers" { #expect(read.text.blocks.contains { $0.kind == .furniture }) }
    }

    /// Puts a form feed, and a line before it, where a page begins with a line that is pushed in.
    private static func withPages(_ text: String, foot: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var page = 0
        for index in lines.indices
        where index > 0 && lines[index].hasPrefix(" ") && !lines[index].allSatisfy({ $0 == " " }) {
            page += 1
            lines[index] =
                foot.replacingOccurrences(of: "#", with: "\(page)") + "\u{0C}" + lines[index].drop { $0 == " " }
        }
        return lines.joined(separator: "\n")
    }
}
