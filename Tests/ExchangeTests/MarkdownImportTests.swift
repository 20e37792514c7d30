// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

@Suite("Markdown import")
struct MarkdownImportTests {
    static let names = [
        "administration-af-dataadgange", "backup-og-restore", "kryptering", "leverandoerstyring", "logning",
        "sikkerhedshaendelser-og-beredskab", "sletning-af-data", "styring-af-aktiver", "systemvedligeholdelse",
    ]

    @Test(arguments: names)
    func topicPolicy(_ name: String) throws {
        let bytes = try Files.bytes(Files.topicPolicies.appending(path: name + ".md"))
        let read = try DocumentImport.propose(bytes, fileName: name + ".md", mint: minting())
        #expect(problems(of: read, original: bytes) == [])
        #expect(ink(read.text) == ink(String(decoding: bytes, as: UTF8.self)))
        #expect(read.title.hasPrefix("Emnepolitik for "))
        #expect(
            read.text.sections.compactMap(\.number) == ["1", "2", "3", "4", "5", "6", "7", "8"])
        #expect(
            read.text.sections.dropFirst().map(\.title) == [
                "Formål", "Omfang", "Målsætninger", "Metode", "Krav", "Efterlevelse", "Referencer", "Versionshistorik",
            ])
        #expect(read.versionRows.map(\.number) == ["0.1"])
        #expect(read.versionRows.map(\.update) == ["Udkast efter skabelon"])
        #expect(read.versionRows.map(\.dayText) == ["*udfyldes*"])
        #expect(read.details.first { $0.key == "klassifikation" }?.value == "Intern")
        #expect(read.details.first { $0.key == "version" }?.value == "0.1")
        let demands = read.text.blocks.filter { $0.address.hasPrefix("5.p") }
        #expect(demands.map(\.mark) == (1...demands.count).map { "\($0)." })
        #expect(demands.allSatisfy { $0.text.contains("\n*Ansvarlig:*") })
        #expect(read.candidates.count == count(["skal"], in: bytes))
        #expect(read.language == .da)
    }

    @Test func everyKindOfBlock() throws {
        let source = """
            Titel
            =====

            Et *afsnit* over
            to linjer.

            ## 14 dages frist

            * Et punkt
              som går videre
                * Et under
            * To

            1. Først
            2. Så

            ```sh
            # ikke en overskrift

              - ikke et punkt
            ```

            | A | B \\| C |
            |---|:--|
            | 1 | 2 |

            > Citat
            > på to linjer

            ***

            <!-- note
            til os -->

            [^1]: En note.
            """
        let read = try importText(source, name: "a.md")
        #expect(problems(of: read, original: Array(source.utf8)) == [])
        #expect(read.title == "Titel")
        let found = read.text.blocks.filter { $0.kind != .furniture }
        #expect(
            found.map(\.kind) == [
                .heading(level: 1), .paragraph, .heading(level: 2), .listItem(depth: 0), .listItem(depth: 1),
                .listItem(depth: 0), .listItem(depth: 0), .listItem(depth: 0), .code, .tableRow(header: true),
                .tableRow(header: false), .paragraph, .footnote,
            ])
        #expect(found[1].text == "Et *afsnit* over to linjer.")
        #expect(found[2].number == nil && found[2].address == "14-dages-frist")
        #expect(found[3].text == "Et punkt som går videre")
        #expect(found[8].text == "# ikke en overskrift\n\n  - ikke et punkt")
        #expect(found[9].cells == ["A", "B | C"])
        #expect(found[10].cells == ["1", "2"])
        #expect(found[11].text == "> Citat\n> på to linjer")
        #expect(read.text.blocks.count { $0.kind == .furniture } == 6)
    }
}
