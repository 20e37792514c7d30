// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("The threats that come with the program")
struct ThreatDataTests {
    private func catalogue(_ rows: String...) throws -> ThreatCatalogue {
        let head = "id,name_da,name_en,category,origin,affects,kinds,vulnerabilities_da,vulnerabilities_en,controls"
        return try ShippedThreats.read(Array(([head] + rows).joined(separator: "\n").utf8))
    }

    @Test("49 threats, numbered on from T01, sorted by number, in both languages")
    func whole() throws {
        let all = try ShippedThreats.read()
        #expect(all.name == ThreatCatalogue.own && ShippedThreats.catalogue.threats == all.threats)
        #expect(all.threats.map(\.code.text) == (1...49).map { $0 < 10 ? "T0\($0)" : "T\($0)" })
        #expect(all.threats == all.threats.sorted { $0.code < $1.code })
        for threat in all.threats {
            #expect(threat.name.da != threat.name.en && !threat.name.da.isEmpty, "\(threat.code)")
            #expect((2...3).contains(threat.vulnerabilities.count), "\(threat.code)")
            for words in threat.vulnerabilities {
                #expect(!words.da.isEmpty && !words.en.isEmpty && words.da != words.en, "\(threat.code)")
                #expect(words.da.first?.isUppercase == true && words.en.first?.isUppercase == true, "\(threat.code)")
            }
            #expect(!threat.origins.isEmpty && Set(threat.origins).count == threat.origins.count, "\(threat.code)")
            #expect(!threat.affects.isEmpty && Set(threat.affects).count == threat.affects.count, "\(threat.code)")
            #expect(threat.category != nil && threat.about == nil && threat.group == nil, "\(threat.code)")
            #expect(all[threat.code] == threat)
            #expect(all.reference(to: threat).description == "trusler:\(threat.code)")
        }
    }

    @Test("every proposed control is one of the 93 of ISO/IEC 27002, and most of the 93 are proposed against something")
    func controls() throws {
        let name = try #require(Framework.Name("27002"))
        let framework = try #require(try ShippedFrameworks.read()[name])
        let known = Set(framework.demands.map(\.id))
        var proposed: Set<ClauseID> = []
        for threat in try ShippedThreats.read().threats {
            #expect((2...10).contains(threat.controls.count), "\(threat.code)")
            #expect(Set(threat.controls).count == threat.controls.count, "\(threat.code) proposes one twice")
            #expect(Set(threat.controls).isSubset(of: known), "\(threat.code)")
            proposed.formUnion(threat.controls)
        }
        // Contact with special interest groups, intellectual property, terms of employment and audit testing are not.
        #expect(known.subtracting(proposed).map(\.text).sorted() == ["5.32", "5.6", "6.2", "8.34"])
    }

    @Test("eight to twelve are proposed for each kind of asset, and each threat for at least one")
    func targets() throws {
        let all = try ShippedThreats.read()
        for target in Threat.Target.allCases {
            #expect((8...12).contains(all.proposed(for: target).count), "\(target)")
        }
        #expect(all.threats.allSatisfy { !$0.targets.isEmpty })
        // A building burns, people fall ill, a supplier ceases.
        let examples: [(String, Threat.Target)] = [
            ("T01", .location), ("T41", .people), ("T35", .service), ("T29", .solution), ("T46", .process),
            ("T18", .information), ("T09", .component),
        ]
        for (code, target) in examples {
            #expect(all.proposed(for: target).contains { $0.code.text == code }, "\(code)")
        }
    }

    @Test("they stand by category, each category in its place, and none is lost")
    func groups() throws {
        let all = try ShippedThreats.read()
        #expect(all.groups.compactMap(\.heading) == Threat.Category.allCases.map(\.label))
        #expect(all.groups.flatMap(\.threats).count == 49)
        for group in all.groups { #expect(group.threats == group.threats.sorted { $0.code < $1.code }) }
        // What an adopted catalogue groups in its own way, and what has no group.
        let lines: [(String, String?)] = [("B2", "Hav"), ("B1", nil), ("B10", "Hav"), ("B3", "Land")]
        let threats = try lines.map { code, group in
            Threat(
                code: try #require(ClauseID(code)), name: Phrase(da: code, en: code),
                group: group.map { Phrase(da: $0, en: $0) })
        }
        let other = ThreatCatalogue(name: all.name, label: all.label, source: all.source, threats: threats)
        #expect(other.groups.map { $0.heading?.da } == ["Hav", "Land", nil])
        #expect(other.groups.map { $0.threats.map(\.code.text) } == [["B2", "B10"], ["B3"], ["B1"]])
    }

    @Test("a file that is not right is a fault of its row")
    func faults() throws {
        let good = "T01,Brand,Fire,physical,accidental,I;A,location,A; B,C; D,7.5"
        #expect(try catalogue(good).threats.count == 1)
        for (bad, why) in [
            ("T01,Brand,,physical,accidental,I,location,A,B,7.5", "in one language alone"),
            ("T01,Brand,Fire,weather,accidental,I,location,A,B,7.5", "an unknown category"),
            ("T01,Brand,Fire,physical,magic,I,location,A,B,7.5", "an unknown origin"),
            ("T01,Brand,Fire,physical,accidental,X,location,A,B,7.5", "harms something unknown"),
            ("T01,Brand,Fire,physical,accidental,I,boat,A,B,7.5", "for an unknown kind"),
            ("T01,Brand,Fire,physical,accidental,I,location,A; B,C,7.5", "two vulnerabilities and one"),
            ("T 1,Brand,Fire,physical,accidental,I,location,A,B,7.5", "no code"),
            ("T01,Brand,Fire,physical,accidental,I,location,A,B,7/5", "no control"),
        ] {
            #expect(throws: ShippedFrameworks.Fault.self, "\(why)") { try catalogue(bad) }
        }
        #expect(throws: ShippedFrameworks.Fault.self, "a code twice") {
            try catalogue(good, good.replacing("Brand", with: "Ild"))
        }
    }
}
