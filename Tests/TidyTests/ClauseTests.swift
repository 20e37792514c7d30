// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

/// The clauses that the product answers for, each with the tests that show what it does and what happens where it is
/// breached: `Tests/Clauses.md`. A clause without a test, or one whose test is gone, is found here.
@Suite("Every clause has its tests")
struct ClauseTests {
    /// The clauses that must stand in the table, and whether something would be a breach of them.
    private static let demanded: [(clause: String, hasBreach: Bool)] = [
        ("1-a", true), ("1-b", true), ("1-c", true), ("1-d", true), ("1-e", true), ("1-g", true), ("5-a", true),
        ("2.2-d", true),
        ("5-b", true), ("5-c", true), ("5-d", true),
        ("7-a", true), ("7-b", true), ("7-c", true), ("7-d", true),
        ("7.2-f", true), ("7.2-g", true), ("7.3-a", true), ("7.3-b", true), ("7.3-c", true),
        ("3-a", true), ("3.4-a", true), ("3.4-b", true), ("3.4-c", true), ("3.4-d", true), ("7.2-h", true),
        ("7.2-i", true),
        ("6-a", true), ("6-c", true), ("6-d", true), ("6-e", true),
        ("7.1-a", true), ("7.1-b", true), ("7.1-e", true), ("7.2-a", false), ("7.2-b", true), ("7.2-c", true),
        ("7.2-d", true), ("7.2-e", true), ("7.3-d", true), ("7.3-e", true), ("7.3-f", true), ("7.3-g", true),
        ("7.4-a", true), ("7.4-b", true), ("7.4-c", true), ("7.4-d", true), ("7.4-e", true), ("7.4-f", true),
        ("8-a", true), ("8-d", true), ("8-j", true),
        ("8-b", true), ("8-c", true), ("8-f", true), ("8-g", true), ("8-h", true),
        ("8-k", true), ("8-l", true),
        ("9-a", true), ("9-b", true), ("9-c", true), ("9-d", true), ("9-e", true), ("9-h", true), ("9-f", true),
        ("9-g", true),
        ("10-a", true), ("10-b", true), ("10-c", true), ("11-a", true), ("11-b", true), ("11-c", true),
        ("12-a", true),
    ]

    @Test("Every clause stands in the table once, with tests of what is done and of the breach")
    func everyClause() throws {
        let clauses = Clause.all(in: try page())
        for (name, hasBreach) in Self.demanded {
            let found = clauses.filter { $0.name == name }
            #expect(found.count == 1, "\(name)")
            #expect(found.allSatisfy { !$0.behaviour.isEmpty }, "\(name) has no test of what is done")
            #expect(found.allSatisfy { !$0.breach.isEmpty || !hasBreach }, "\(name) has no test of the breach")
        }
    }

    @Test("A clause about compliance stands in the table or is said to be missing, never both")
    func missing() throws {
        let page = try page()
        let (shown, missing) = (Set(Clause.all(in: page).map(\.name)), Clause.missing(in: page))
        let all = [("1", "abcdefg"), ("5", "abcd"), ("7", "abcd"), ("7.2", "efg"), ("7.3", "abcdefg"), ("10", "abc")]
            .flatMap { section, letters in letters.map { "\(section)-\($0)" } }
        for name in all { #expect(shown.contains(name) != missing.contains(name), "\(name)") }
        #expect(missing.isSubset(of: all))
    }

    @Test("Every test that the table names is there")
    func everyTest() throws {
        let named = Clause.all(in: try page()).flatMap { $0.behaviour + $0.breach }
        #expect(named.count > 50)
        let known = NamedTests.all(in: SourceTree.sources)
        #expect(known.count > 400)
        let missing = Set(named).subtracting(known).sorted()
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test("What is no test is not taken for one")
    func planted() {
        let swift = Source(
            path: "Tests/ATests/A.swift",
            text: """
                @Suite("A") struct ATests {
                    @Test("one", arguments: [1]) func one(_ a: Int) {}
                    @Test(
                        "two",
                        arguments: [2])
                    func two() async throws {}
                    func helper() {}
                    // @Test func gone() {}
                }
                struct BTests { @Test func three() {} }
                @Suite
                private struct CTests:
                    Sendable
                {
                    struct World {
                        func nothing() {}
                    }
                    @Test func four() {}
                }
                """)
        let python = Source(
            path: "Tests/Browser/test_a.py", text: "def test_one(a):\n    pass\n\ndef helper():\n    pass")
        #expect(
            NamedTests.all(in: [swift, python])
                == ["ATests.one", "ATests.two", "BTests.three", "CTests.four", "test_a.py::test_one"])
        let page = Source(
            path: "Tests/Clauses.md",
            text: "| Clause | Demand | Tests | Breach | Tests |\n|---|---|---|---|---|\n"
                + "| 7.1-a | `x` | `A.one` `test_a.py::b` | Gone | `A.two` |\n| 7.2-a | x | – | – | – |\n"
                + "- 1-b: nothing of it\n- 1-c:\n- as 1-d: is")
        let found = Clause.all(in: page)
        #expect(found.map(\.name) == ["7.1-a", "7.2-a"])
        #expect(found[0].behaviour == ["A.one", "test_a.py::b"] && found[0].breach == ["A.two"])
        #expect(found[1].behaviour.isEmpty && found[1].breach.isEmpty)
        #expect(Clause.missing(in: page) == ["1-b"])
    }

    private func page() throws -> Source {
        try #require(SourceTree.sources.first { $0.path == "Tests/Clauses.md" }, "there is no Tests/Clauses.md")
    }
}

/// A row of the table.
struct Clause {
    let name: String
    let behaviour: [String]
    let breach: [String]

    /// The rows: clause, what it demands, tests of it, what would be a breach, tests of that.
    static func all(in page: Source) -> [Clause] {
        page.lines.compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map(String.init)
            guard cells.count == 6, let name = cells[0].firstMatch(of: /^ (\d+(?:\.\d+)?-[a-z]) $/) else { return nil }
            return Clause(name: String(name.1), behaviour: named(cells[2]), breach: named(cells[4]))
        }
    }

    /// What the page says is not done yet: a line each, `- 1-b: what is missing`.
    static func missing(in page: Source) -> Set<String> {
        Set(page.lines.compactMap { $0.firstMatch(of: /^- (\d+(?:\.\d+)?-[a-z]): \S/).map { String($0.1) } })
    }

    private static func named(_ cell: String) -> [String] { cell.matches(of: /`([^`]+)`/).map { String($0.1) } }
}

/// The tests of the tree by name: `Suite.function`, and `file::function` of a browser test.
enum NamedTests {
    static func all(in sources: [Source]) -> Set<String> {
        var names: Set<String> = []
        for source in sources where source.path.hasPrefix("Tests/") {
            if source.isSwift {
                names.formUnion(swift(source))
            } else if let file = source.path.split(separator: "/").last, file.hasPrefix("test_"), file.hasSuffix(".py")
            {
                for line in source.lines {
                    if let name = line.firstMatch(of: /^def (test_\w+)\(/) { names.insert("\(file)::\(name.1)") }
                }
            }
        }
        return names
    }

    /// Functions that `@Test` stands before, with nothing but its arguments between, in the type that holds them by its
    /// indentation.
    private static func swift(_ source: Source) -> [String] {
        var (types, isTest): ([(indent: Int, name: String)], Bool) = ([], false)
        return source.code.flatMap { line -> [String] in
            let indent = line.prefix { $0 == " " }.count
            guard let first = line.dropFirst(indent).first else { return [] }
            if first != "{", first != "#" { types.removeAll { $0.indent >= indent } }
            if let type = line.firstMatch(
                of: /^ *(?:@\w+(?:\([^)]*\))? )*(?:private |fileprivate |final )*(?:struct|class|extension|enum) (\w+)/)
            {
                types.append((indent, String(type.1)))
            }
            let suite = types.last?.name ?? ""
            var rest = line[...]
            var found: [String] = []
            while let next = rest.firstMatch(of: /@Test\b|\bfunc (\w+)/) {
                if let name = next.1 {
                    if isTest { found.append("\(suite).\(name)") }
                    isTest = false
                } else {
                    isTest = true
                }
                rest = rest[next.range.upperBound...]
            }
            return found
        }
    }
}
