// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@Suite("The source tree keeps its rules")
struct TidyTests {
    @Test("The tree is there to be read")
    func treeIsRead() {
        // Without this a wrong root would make every rule below hold.
        #expect(SourceTree.paths.contains("Package.swift"))
        // Doors to C libraries (CSodium) have no Swift of their own.
        let doors = Rule.mayImport.keys.filter { $0.first == "C" && $0.dropFirst().first?.isUppercase == true }
        for target in Rule.mayImport.keys where !doors.contains(target) {
            #expect(SourceTree.swift.contains { $0.target == target }, "no source of \(target) was read")
        }
    }

    @Test("A rule holds everywhere", arguments: Rule.all)
    func ruleHolds(_ rule: Rule) {
        let findings = SourceTree.sources.flatMap(rule.check)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test("Every file that a rule names is there", arguments: Rule.exhaustiveFiles + Rule.mayUseBanned + Rule.mayTrust)
    func namedFilesExist(_ prefix: String) {
        #expect(SourceTree.swift.contains { $0.path.hasPrefix(prefix) }, "\(prefix) matches no file")
    }

    @Test("The table of who imports whom names the targets of the package")
    func tableIsComplete() throws {
        let folders = Set(
            SourceTree.paths.filter { $0.hasPrefix("Sources/") }.compactMap {
                $0.split(separator: "/").dropFirst().first
            })
        #expect(folders == Set((Array(Rule.mayImport.keys) + ["vaern"]).map { Substring($0) }))
    }

    @Test("ARCHITECTURE.md stays short enough to be read: 200 lines")
    func architectureIsShort() throws {
        let page = try #require(
            SourceTree.sources.first { $0.path == "ARCHITECTURE.md" }, "there is no ARCHITECTURE.md")
        #expect(page.lines.count <= 200)
    }

    @Test("What is run has its run bit", arguments: ["run", "test", ".ci/run"])
    func scriptsCanBeRun(_ path: String) {
        #expect(FileManager.default.isExecutableFile(atPath: SourceTree.root.appending(path: path).path))
    }

    @Test("The glossary names what the code names")
    func glossaryIsCurrent() throws {
        let page = try #require(SourceTree.sources.first { $0.path == "docs/ordliste.md" })
        let terms = Glossary.terms(of: page)
        #expect(terms.count > 20)
        var words: Set<Substring> = []
        for line in SourceTree.swift.filter({ $0.target != nil }).flatMap(\.code) {
            words.formUnion(line.split { !($0.isLetter || $0.isNumber || $0 == "_") })
        }
        let unknown = terms.filter { !words.contains($0[...]) }
        #expect(unknown.isEmpty, "in docs/ordliste.md but not in the code: \(unknown)")
    }

    @Test("Relative links in the documents lead to files")
    func linksLead() {
        let pages = SourceTree.sources.filter { $0.path.hasSuffix(".md") && !$0.path.hasPrefix("Sources/") }
        let broken = pages.flatMap {
            Links.broken(in: $0) { path in SourceTree.paths.contains { $0 == path || $0.hasPrefix(path + "/") } }
        }
        #expect(broken.isEmpty, "\(broken.map(\.description).joined(separator: "\n"))")
    }
}

/// The first column of the tables of docs/ordliste.md.
enum Glossary {
    /// What stands there as code: `Document`, and `policy` for `.policy`.
    static func terms(of page: Source) -> [String] {
        page.lines.compactMap { line in
            line.firstMatch(of: /^\| `\.?(\w+)` \|/).map { String($0.1) }
        }
    }
}

/// Links of a Markdown page to other files of the tree.
enum Links {
    /// The links that lead nowhere. Addresses with a scheme and places on the page itself are left alone.
    static func broken(in page: Source, isThere: (String) -> Bool) -> [Finding] {
        page.lines.enumerated().flatMap { index, line in
            line.matches(of: /\]\(([^)#\s]+)[^)]*\)/).compactMap { match in
                let target = String(match.1)
                guard !target.contains(":") else { return nil }
                let folder = page.path.split(separator: "/").dropLast().map(String.init)
                var parts = folder
                for part in target.split(separator: "/") {
                    if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
                }
                let path = parts.joined(separator: "/")
                return isThere(path) ? nil : Finding(path: page.path, line: index + 1, what: "\(target) is not there")
            }
        }
    }
}
