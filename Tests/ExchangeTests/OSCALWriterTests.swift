// SPDX-License-Identifier: MPL-2.0
import Domain
import Foundation
import Testing

@testable import Exchange

/// What we write is read again as the same. That others read it too, `Tests/Oscal` shows.
@Suite("Frameworks written as OSCAL")
struct OSCALWriterTests {
    private static let moment = Instant(milliseconds: 1_795_000_000_000)

    private static func lines(_ framework: Framework, _ language: Language) -> [String] {
        framework.clauses.map { clause in
            [
                clause.parent?.text ?? "-", clause.id.text, language(clause.title),
                clause.text.map { language($0) } ?? "∅",
                clause.isHeading ? "#" : "", clause.source ?? "",
            ].joined(separator: " | ")
        }
    }

    private static func framework(_ reading: FrameworkReading) throws -> Framework {
        let word = Phrase(da: "Ord", en: "Word")
        return reading.framework(
            name: try #require(Framework.Name("x")), kind: reading.kind, label: word, about: word, source: word)
    }

    /// A framework, written and read, is the same in one language.
    static func roundTrip(_ reading: FrameworkReading) throws {
        let before = try framework(reading)
        for language in Language.allCases {
            let bytes = OSCALWriter.catalogue(before, in: language, modified: moment)
            let after = try framework(try FrameworkFile.read(bytes))
            #expect(lines(after, language) == lines(before, language))
        }
    }

    @Test func ourOwnFrameworksComeBackInBothLanguages() throws {
        for framework in try ShippedFrameworks.read().all {
            for language in Language.allCases {
                let bytes = OSCALWriter.catalogue(framework, in: language, modified: Self.moment)
                #expect(bytes == OSCALWriter.catalogue(framework, in: language, modified: Self.moment))
                let reading = try FrameworkFile.read(bytes)
                #expect(reading.languages == [language.rawValue] && reading.remarks.isEmpty, "\(reading.remarks)")
                #expect(Self.lines(try Self.framework(reading), language) == Self.lines(framework, language))
                #expect(reading.label.da == language(framework.label) && reading.publisher == "Værn")
            }
        }
    }

    @Test("what was imported comes back", arguments: [FrameworkFiles.catalogue, FrameworkFiles.library])
    func imported(_ text: String) throws { try Self.roundTrip(try FrameworkFiles.read(text)) }

    @Test func aLargeInventedCatalogueComesBackAndSignsOfMarkdownStay() throws {
        var random = Seeded(7)
        let words = [
            "skal", "*må*", "_ikke_", "`koden`", "<b>", "a\\b", "{{ insert: param, x }}", "[se](her)", "[a]", "æøå",
            "1.", "\n",
            "\n\n", "  ", "(", ")", "#", "{{{", "]", "](", "\\(", "\\\n", "»",
        ]
        func text() -> String {
            (0..<Int.random(in: 1...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        var rows = ["id;parent;title;text;heading"]
        for group in 1...20 {
            rows.append("\(group);;Gruppe \(group);;ja")
            for control in 1...60 {
                let parent = control % 3 == 0 ? "\(group).\(control - 1)" : "\(group)"
                let cells = [text().replacing("\n", with: " "), text()].map {
                    "\"\($0.replacing("\"", with: "\"\""))\""
                }
                rows.append("\(group).\(control);\(parent);T\(cells[0].dropFirst().dropLast());\(cells[1]);nej")
            }
        }
        let reading = try FrameworkFiles.read(rows.joined(separator: "\n"))
        #expect(reading.clauses.count == 20 * 61)
        try Self.roundTrip(reading)
    }

    @Test func identifiersFitOSCALAndStayApart() throws {
        let word = Phrase(da: "Ord", en: "Word")
        let ids = ["5.10", "28(3)(a)", "28.3.a", "c-5.10", "ac-2_smt.a", "(a)", "a(1)", "_x", "28(3)2"]
        let framework = Framework(
            name: try #require(Framework.Name("x")), kind: .requirements, label: word, about: word, source: word,
            clauses: try ids.map { Clause(id: try #require(ClauseID($0)), title: word, text: word) })
        let tokens = OSCALWriter.tokens(framework)
        #expect(Set(tokens.values).count == ids.count)
        // NIST's pattern of a token, in ASCII.
        let token = try Regex(#"^[A-Za-z_][A-Za-z0-9._-]*$"#)
        #expect(tokens.values.allSatisfy { $0.wholeMatch(of: token) != nil })
        #expect(tokens[try #require(ClauseID("28(3)(a)"))] == "c-28.3.a")
        #expect(tokens[try #require(ClauseID("_x"))] == "_x")
        let back = try FrameworkFile.read(OSCALWriter.catalogue(framework, in: .da, modified: Self.moment))
        #expect(Set(back.clauses.map(\.id.text)) == Set(ids))
    }

    @Test func aHeadingAmongClausesStaysOneAndMayHaveText() throws {
        try Self.roundTrip(
            try FrameworkFiles.read(
                """
                id,parent,title,text,heading
                1,,Øverst,Om det hele,ja
                1.1,1,Krav,Gør det,nej
                1.2,1,Under,,ja
                1.2.1,1.2,Dybt,"Gør
                dette",nej
                2,,Alene,,ja
                3,,Kun titel,,nej
                """))
    }

    @Test func theIdentityFollowsTheContentAndNotTheMoment() throws {
        let all = try ShippedFrameworks.read().all
        func identity(_ framework: Framework, _ language: Language, _ moment: Instant) throws -> String {
            let tree = try JSONTree.read(OSCALWriter.catalogue(framework, in: language, modified: moment))
            return try #require(tree["catalog"]?.word("uuid"))
        }
        let later = Instant(milliseconds: 1_799_000_000_000)
        #expect(try identity(all[0], .da, Self.moment) == identity(all[0], .da, later))
        #expect(Set(try all.flatMap { one in try Language.allCases.map { try identity(one, $0, later) } }).count == 8)
    }

    @Test("a name gives the identifier that RFC 9562 says")
    func names() {
        // The example of RFC 9562, A.4, in the namespace of domain names; and what Python's uuid5 gives for URLs.
        let domains: [UInt8] = [
            0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
        ]
        let text = NameUUID.text(NameUUID.bytes(of: "www.example.com", in: domains))
        #expect(text == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
        let long = String(repeating: "æ", count: 1000)
        #expect(NameUUID.text(NameUUID.bytes(of: long, in: NameUUID.urls)) == "330b18ff-f504-55ed-8667-b67d8e9c72dc")
        // FIPS 180-2, A.1; and the lengths at which the padding fills a block of its own.
        let hex = NameUUID.sha1(Array("abc".utf8)).map { String($0, radix: 16) }.joined(separator: " ")
        #expect(hex == "a9 99 3e 36 47 6 81 6a ba 3e 25 71 78 50 c2 6c 9c d0 d8 9d")
        let first = (54...66).map { NameUUID.sha1([UInt8](repeating: 0x61, count: $0))[0] }
        #expect(first == [0xB0, 0xC1, 0xC2, 0xF0, 0x5E, 0xDB, 0x13, 0xAE, 0x67, 0x03, 0x00, 0x11, 0xA4])
    }

    @Test func mappingsNameControlsThatAreThere() throws {
        let all = try ShippedFrameworks.read()
        let tree = try JSONTree.read(OSCALWriter.mappings(all, in: .da, modified: Self.moment))
        var count = 0
        for mapping in tree["mapping-collection"]?.items("mappings") ?? [] {
            let ends = try ["source", "target"].map { side in
                let href = try #require(mapping["\(side)-resource"]?.word("href"))
                let framework = try #require(all.all.first { href == "\($0.name).oscal.json" })
                let controls = framework.clauses.filter { !$0.isHeading }.compactMap {
                    OSCALWriter.tokens(framework)[$0.id]
                }
                return (side + "s", Set(controls))
            }
            for map in mapping.items("maps") {
                count += 1
                for (side, controls) in ends {
                    for item in map.items(side) { #expect(controls.contains(item.word("id-ref") ?? "")) }
                }
            }
        }
        #expect(count == 85)
    }
}
