// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

/// The frameworks that come with the program hold what the standards and acts call their clauses.
struct FrameworkDataTests {
    private func framework(_ name: String) throws -> Framework {
        let name = try #require(Framework.Name(name))
        return try #require(try ShippedFrameworks.read()[name])
    }

    @Test("93 controls in four themes: 37, 8, 14 and 34, as ISO/IEC 27002:2022 has them")
    func controls() throws {
        let controls = Array(try framework("27002").demands)
        #expect(controls.count == 93)
        for (chapter, theme, count) in [
            ("5", ControlAttributes.Theme.organizational, 37), ("6", .people, 8), ("7", .physical, 14),
            ("8", .technological, 34),
        ] {
            let own = controls.filter { $0.parent?.text == chapter }
            #expect(own.map(\.id.text) == (1...count).map { "\(chapter).\($0)" })
            #expect(own.allSatisfy { $0.attributes?.theme == theme })
        }
        for control in controls {
            let attributes = try #require(control.attributes)
            #expect(!attributes.types.isEmpty && !attributes.properties.isEmpty && !attributes.concepts.isEmpty)
            #expect(!attributes.capabilities.isEmpty && !attributes.domains.isEmpty)
        }
    }

    @Test("the clauses of ISO/IEC 27001 run from 4 to 10, each below a heading, and nothing but headings has no text")
    func standard() throws {
        let standard = try framework("27001")
        #expect(standard.clauses.filter { $0.parent == nil }.map(\.id.text) == (4...10).map(String.init))
        #expect(standard.clauses.allSatisfy { ($0.text == nil) == $0.isHeading })
        let asking = standard.clauses.filter(\.asksForDocuments).map(\.id.text)
        #expect(
            Set(["4.3", "5.2", "6.1.2", "6.1.3", "6.2", "7.2", "8.1", "8.2", "8.3", "9.1", "9.3.3", "10.2"]).isSubset(
                of: asking))
    }

    @Test("NIS 2 has the ten areas of Article 21(2), and each clause of a law says where it stands")
    func laws() throws {
        let nis2 = try framework("nis2")
        let areas = nis2.below(try #require(ClauseID("21(2)")))
        #expect(areas.map(\.id.text) == "abcdefghij".map { "21(2)(\($0))" })
        let gdpr = try framework("gdpr")
        #expect(gdpr.below(try #require(ClauseID("28(3)"))).count == 9)
        for framework in [nis2, gdpr] {
            #expect(framework.clauses.allSatisfy { $0.source != nil && $0.text != nil })
        }
    }

    @Test("every title is its own, in both languages, and no text of one language stands in the other")
    func words() throws {
        for framework in try ShippedFrameworks.read().all {
            #expect(Set(framework.clauses.map(\.title.da)).count == framework.clauses.count, "\(framework.name)")
            #expect(Set(framework.clauses.map(\.title.en)).count == framework.clauses.count, "\(framework.name)")
            for clause in framework.clauses {
                #expect(clause.text.map { $0.da != $0.en } ?? true, "\(framework.name) \(clause.id)")
            }
        }
    }

    @Test("85 mappings, each between clauses that are there, none said twice, none within a framework")
    func mappings() throws {
        let all = try ShippedFrameworks.read()
        var seen: Set<[String]> = []
        var count = 0
        for framework in all.all {
            for clause in framework.clauses {
                let reference = ClauseReference(framework.name, clause.id)
                for mapping in all.mappings(of: reference) {
                    count += 1
                    #expect(mapping.from == reference && mapping.to.framework != framework.name)
                    #expect(all[mapping.to] != nil)
                    let key = [reference, mapping.to].map { "\($0.framework) \($0.clause)" }
                    #expect(seen.insert(key).inserted, "\(key)")
                    let back = all.mappings(of: mapping.to).filter { $0.to == reference }
                    #expect(back.map(\.relation) == [mapping.relation.turned])
                }
            }
        }
        #expect(count == 2 * 85)
    }
}
