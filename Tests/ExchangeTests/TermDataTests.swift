// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("1-g: the terms of the field, in our own words, each with the source that defines it and its version")
struct TermDataTests {
    private static let heads =
        "id,term_da,term_en,definition_da,definition_en,source,reference_da,reference_en,place\n"
    private static let row = "risk,risiko,risk,Det usikre.,What is uncertain.,iso,3.61,3.61,requirements\n"
    private static let sources = "id,title_da,title_en,version_da,version_en\niso,ISO,ISO,2018,2018\n"

    private func read(_ terms: String, _ sources: String = Self.sources) throws -> [Term] {
        try ShippedTerms.read(terms: Array(terms.utf8), sources: Array(sources.utf8))
    }

    @Test("every term has both languages, a definition, a source with its version and a place in it")
    func whole() throws {
        let terms = try ShippedTerms.read()
        #expect((60...120).contains(terms.count) && terms == ShippedTerms.all)
        for term in terms {
            let words = [
                term.name, term.definition, term.source.title, term.source.version, term.reference,
            ]
            for word in words.flatMap({ [$0.da, $0.en] }) {
                #expect(!word.isEmpty && word.first != " " && word.last != " ", "\(term.id)")
            }
            #expect(term.source.version.da.contains { $0.isNumber }, "\(term.id): a version has a number or a year")
            #expect(term.id.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }, "\(term.id)")
            #expect(term.definition.da != term.definition.en, "\(term.id)")
            for said in [term.definition.da, term.definition.en] {
                #expect(said.count > 20 && said.count < 200 && said.hasSuffix("."), "\(term.id): \(said)")
            }
        }
    }

    @Test("the sources that the policy names are among them, and every place in Værn is used")
    func sources() {
        let titles = Set(ShippedTerms.all.map(\.source.title.da))
        #expect(titles.contains("ISO/IEC 27000") && titles.contains { $0.hasPrefix("Center for Cybersikkerhed") })
        let standard = ShippedTerms.all.filter { $0.source.title.da == "ISO/IEC 27000" }
        #expect(Set(standard.map(\.source.version.da)) == ["2018"])
        #expect(standard.allSatisfy { $0.reference.da.wholeMatch(of: /3\.[1-9][0-9]?/) != nil })
        #expect(Set(standard.map(\.reference.da)).count == standard.count, "one entry of the standard is one term")
        #expect(Set(ShippedTerms.all.map(\.place)) == Set(Term.Place.allCases))
    }

    @Test("no two terms are alike, in either language, nor are two said in the same words")
    func alike() {
        let all = ShippedTerms.all
        for names in [
            all.map(\.id), all.map(\.name.da), all.map(\.name.en), all.map(\.definition.da), all.map(\.definition.en),
        ] {
            #expect(Set(names.map { $0.lowercased() }).count == all.count)
        }
    }

    @Test("they stand in the order of their names: in Danish å is last, in English by the English name")
    func order() throws {
        let danish = ShippedTerms.all(in: .da).map(\.name.da)
        #expect(danish == danish.map { ($0, DanishKey($0)) }.sorted { $0.1 < $1.1 }.map(\.0))
        #expect(danish.last?.hasPrefix("ø") == true, "\(danish.last ?? "")")
        let english = ShippedTerms.all(in: .en).map(\.name.en)
        #expect(english == english.map { ($0, DanishKey($0)) }.sorted { $0.1 < $1.1 }.map(\.0))
        #expect(Set(english).count == danish.count && english != ShippedTerms.all.map(\.name.en))
        let planted = try read(
            Self.heads + "a,åben,open,Ikke lukket.,Not shut.,iso,1,1,topics\n"
                + "b,zone,zone,Et sted.,A place.,iso,2,2,topics\n"
                + "c,ærlig,honest,Uden svig.,No deceit.,iso,3,3,topics\n")
        #expect(planted.map(\.id) == ["b", "c", "a"])
    }

    @Test("breach: a term that lacks a language, a definition, its source, the version or the place is refused")
    func planted() throws {
        let good = try read(Self.heads + Self.row)
        #expect(good.map(\.id) == ["risk"])
        let cells = Self.row.dropLast().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for index in cells.indices {
            var short = cells
            short[index] = ""
            #expect(throws: ShippedFrameworks.Fault.self, "cell \(index)") {
                try read(Self.heads + short.joined(separator: ",") + "\n")
            }
        }
        for source in ["iso,ISO,ISO,,\n", "iso,ISO,ISO,2018,\n", "iso,,,2018,2018\n", "other,ISO,ISO,2018,2018\n"] {
            let head = "id,title_da,title_en,version_da,version_en\n"
            #expect(throws: ShippedFrameworks.Fault.self, "\(source)") {
                try read(Self.heads + Self.row, head + source)
            }
        }
        for other in ["risk,fare,danger", "danger,Risiko,danger", "danger,fare,Risk"] {
            let second = other + ",Noget andet.,Something else.,iso,3.62,3.62,requirements\n"
            #expect(throws: ShippedFrameworks.Fault.self, "\(other)") { try read(Self.heads + Self.row + second) }
        }
        let lost = Self.row.replacing(",requirements", with: ",nowhere")
        #expect(throws: ShippedFrameworks.Fault.self) { try read(Self.heads + lost) }
    }
}
