// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

struct FrameworkTests {
    @Test("clauses stand as people count, a clause before those below it")
    func order() throws {
        let sorted = [
            "A.5.9", "A.5.10", "ac", "ac-2", "ac-2.1", "ac-2.9", "ac-2.10", "ac-2_smt", "ac-2_smt.a", "ac-10",
            "ac-10.1",
            "au-1", "4", "4.1", "5.9", "5.10", "5.37", "10", "10.1", "21(1)", "21(2)", "21(2)(a)", "21(2)(j)", "28(3)",
            "28(3)(a)", "28(3)(h)", "28(3)2", "28(4)",
        ]
        var draw = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            let ids = try sorted.shuffled(using: &draw).map { try #require(ClauseID($0)) }
            #expect(ids.sorted().map(\.text) == sorted)
        }
        for (index, one) in sorted.enumerated() {
            for (place, other) in sorted.enumerated() {
                let (left, right) = (try #require(ClauseID(one)), try #require(ClauseID(other)))
                #expect((left < right) == (index < place), "\(one) \(other)")
            }
        }
    }

    @Test("an order is one: never both ways, and two that are written alike are the same")
    func strictOrder() throws {
        let ids = try [
            "5", "05", "5.", "5.0", "(5)", "a5", "A5", "99999999999999999999999999", "9999999999999999999999999",
        ]
        .map { try #require(ClauseID($0)) }
        for one in ids {
            for other in ids {
                #expect([one < other, other < one, one == other].filter { $0 }.count == 1, "\(one) \(other)")
            }
        }
    }

    @Test(
        "what is no identifier is none",
        arguments: ["", " 5", "5/1", "5.1 ", "§5", "a\nb", ".", "..", "(-)", "_", String(repeating: "1", count: 41)])
    func refused(_ text: String) { #expect(ClauseID(text) == nil) }

    @Test("a mapping is seen from both sides, each with its own word")
    func mappings() throws {
        let (law, standard) = (try #require(Framework.Name("lov")), try #require(Framework.Name("standard")))
        let (one, other) = (try #require(ClauseID("1")), try #require(ClauseID("5.1")))
        let why = Phrase(da: "Derfor", en: "Therefore")
        let word = Phrase(da: "Ord", en: "Word")
        func framework(_ name: Framework.Name, _ id: ClauseID) -> Framework {
            Framework(
                name: name, kind: .requirements, label: word, about: word, source: word,
                clauses: [Clause(id: id, title: word)])
        }
        let (from, to) = (ClauseReference(law, one), ClauseReference(standard, other))
        for relation in ClauseRelation.allCases {
            let all = Frameworks(
                [framework(law, one), framework(standard, other)],
                mappings: [ClauseMapping(from: from, relation, to: to, rationale: why)])
            let (there, back) = (try #require(all.mappings(of: from).first), try #require(all.mappings(of: to).first))
            #expect(there.to == to && there.relation == relation)
            #expect(back.to == from && back.relation == relation.turned && back.relation.turned == relation)
            #expect(all.mappings(of: ClauseReference(law, other)).isEmpty)
        }
        #expect(Set(ClauseRelation.allCases.map(\.turned)).count == ClauseRelation.allCases.count)
    }
}
