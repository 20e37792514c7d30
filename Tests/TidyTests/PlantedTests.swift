// SPDX-License-Identifier: MPL-2.0
import Testing

/// A sample that keeps or breaks one rule.
struct Sample: CustomTestStringConvertible, Sendable {
    let rule: Rule
    let path: String
    let text: String
    /// The lines of the findings, from 1.
    let lines: [Int]

    init(_ rule: Rule, _ path: String, _ text: String, breaksAt lines: Int...) {
        (self.rule, self.path, self.text, self.lines) = (rule, path, text, lines)
    }

    var testDescription: String { text.prefix(60).replacing("\n", with: "⏎").description }
}

/// A rule that finds nothing guards nothing: each is shown planted faults, and code that only looks like one.
@Suite("Each rule finds what it is there for")
struct PlantedTests {
    @Test(
        "Layers",
        arguments: [
            Sample(.layers, "Sources/Ledger/A.swift", "import COpenSSL\npublic import Domain", breaksAt: 2),
            Sample(.layers, "Sources/HTML/A.swift", "import Foundation", breaksAt: 1),
            Sample(.layers, "Sources/Domain/A.swift", "import struct Foundation.Date", breaksAt: 1),
            Sample(.layers, "Sources/Domain/A.swift", "@preconcurrency internal import NIOCore", breaksAt: 1),
            Sample(.layers, "Sources/New/A.swift", "", breaksAt: 1),
            Sample(.layers, "Sources/Web/A.swift", "import NIOCore\nimport HummingbirdTLS\nimport Synchronization"),
            Sample(
                .layers, "Sources/HTML/A.swift", "// import Foundation\nlet a = \"import Domain\"\nfunc important() {}"),
            Sample(.layers, "Sources/vaern/A.swift", "import Anything"),
            Sample(.layers, "Tests/DomainTests/A.swift", "import Foundation"),
        ])
    func layers(_ sample: Sample) { check(sample) }

    @Test(
        "Bans",
        arguments: [
            Sample(
                .bans, "Sources/Domain/A.swift", "let a = Date()\nlet b = UUID()\nInt.random(in: 1...2)", breaksAt: 1,
                2, 3),
            Sample(.bans, "Sources/Web/A.swift", "print(1)\ntry! f()\nfatalError(\"x\")", breaksAt: 1, 2, 3),
            Sample(.bans, "Sources/Web/A.swift", "let a = \"\\(Date())\"", breaksAt: 1),
            Sample(.bans, "Sources/Office/Clock.swift", "let a = Date()"),
            Sample(
                .bans, "Sources/Office/A.swift", "let a = mint.random()\nlet b = Bool.random()\nclock_gettime(0)",
                breaksAt: 2, 3),
            Sample(.bans, "Sources/Web/A.swift", "fingerprint(1); sheet.print(2) // print(3)\nlet a = \"print(4)\""),
            Sample(.bans, "Sources/Web/A.swift", "let a = #\"\\(Date())\"#\n/* try! /* try! */ try! */"),
        ])
    func bans(_ sample: Sample) { check(sample) }

    @Test(
        "Public pages",
        arguments: [
            Sample(
                .publicPages, "Sources/Web/Public/A.swift",
                "let a: Sight\nlet b = house.state\nlet c = statement.state", breaksAt: 1, 2
            ),
            Sample(.publicPages, "Sources/Web/Public/A.swift", "let a: PublicSight, b: PublicContext // Sight"),
            Sample(.publicPages, "Sources/Office/Public/A.swift", "let a = house.sight(of: person)", breaksAt: 1),
            Sample(.publicPages, "Sources/Web/People/A.swift", "let a: Sight"),
        ])
    func publicPages(_ sample: Sample) { check(sample) }

    @Test(
        "Exhaustive switches",
        arguments: [
            Sample(.exhaustive, "Sources/Domain/Fact.swift", "switch a {\ncase .b: 1\ndefault: 2\n}", breaksAt: 3),
            Sample(.exhaustive, "Sources/Office/SentenceDocuments.swift", "@unknown default: 2", breaksAt: 1),
            Sample(.exhaustive, "Sources/Domain/Day.swift", "default: 2"),
            Sample(
                .exhaustive, "Sources/Domain/Fact.swift",
                "// default: none\nlet a = f(default: 2)\nb[c, default: 2] += 1"),
        ])
    func exhaustive(_ sample: Sample) { check(sample) }

    @Test(
        "Length and licence",
        arguments: [
            Sample(.length, "Sources/A/A.swift", String(repeating: "\n", count: 401), breaksAt: 401),
            Sample(.length, "Sources/A/A.swift", String(repeating: "\n", count: 400)),
            Sample(.length, "docs/a.md", String(repeating: "\n", count: 500)),
            Sample(.licence, "Sources/A/A.swift", "import A\n// SPDX-License-Identifier: MPL-2.0", breaksAt: 1),
            Sample(.licence, "run", "#!/bin/sh\necho", breaksAt: 1),
            Sample(.licence, "run", "#!/bin/sh\n# SPDX-License-Identifier: MPL-2.0"),
            Sample(.licence, "Package.swift", "// swift-tools-version:6.2\n// SPDX-License-Identifier: MPL-2.0"),
        ])
    func lengthAndLicence(_ sample: Sample) { check(sample) }

    @Test(
        "Doc comments",
        arguments: [
            Sample(.documented, "Sources/A/A.swift", "public struct A {}\n", breaksAt: 1),
            Sample(.documented, "Sources/A/A.swift", "// Not one.\npublic final class A<B>: C {}", breaksAt: 2),
            Sample(.documented, "Sources/A/A.swift", "@frozen public indirect enum A {}", breaksAt: 1),
            Sample(.documented, "Sources/A/A.swift", "/// A.\n\npublic protocol A {}", breaksAt: 3),
            Sample(.documented, "Sources/A/A.swift", "/// A.\n@frozen\npublic enum A {}\nlet c = \"public enum\""),
            Sample(.documented, "Sources/A/A.swift", "/// A.\npublic struct A {\n    public enum Kind {}\n}"),
            Sample(.documented, "Sources/A/A.swift", "public func a() {}\nstruct B {}\nextension C {}"),
        ])
    func documented(_ sample: Sample) { check(sample) }

    @Test(
        "Unfinished work, machine paths, shouting",
        arguments: [
            Sample(.unfinished, "docs/a.md", "One\n- TO" + "DO: two", breaksAt: 2),
            Sample(.unfinished, "Sources/A/A.swift", "// FIX" + "ME later", breaksAt: 1),
            Sample(.unfinished, "Sources/A/A.swift", "let mastodon = autodoc"),
            Sample(.machinePaths, "docs/a.md", "see /wo" + "rk/a", breaksAt: 1),
            Sample(.machinePaths, "docs/a.md", "see /ro" + "ot/.ssh", breaksAt: 1),
            Sample(.machinePaths, "docs/a.md", "the network and the framework"),
            Sample(.phrases, "Sources/Web/A.swift", "Phrase(\n    da: \"Godt!\",\n    en: \"Good.\")", breaksAt: 2),
            Sample(.phrases, "Sources/Web/A.swift", "Phrase(da: \"\\(!a)\", en: \"Good.\")\nlet b = \"!\""),
        ])
    func words(_ sample: Sample) { check(sample) }

    @Test(
        "Markup",
        arguments: [
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<p class=\(a)>x</p>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<\(tag)>x</p>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<p \(a)>x</p>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<a href=\"\#\(a)\">x</a>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<p style=\"color:red\">x</p>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<b onclick=\"f()\">x</b>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<script>\(a)</script>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<!-- \(a) --><p>x</p>""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<p>x</p><p""#, breaksAt: 1),
            Sample(.markup, "Sources/Web/A.swift", #"let a: HTML = "<p>\(href: a)</p>""#, breaksAt: 1),
            Sample(
                .markup, "Sources/Web/A.swift",
                "let a: HTML = \"\"\"\n<ul>\\(each: b, { \"<li id=\\($0)>x</li>\" })</ul>\n\"\"\"", breaksAt: 2),
            Sample(
                .markup, "Sources/Web/A.swift",
                #"let a: HTML = "<!DOCTYPE html><!-- x > y --><p title=\"\(a)\">\(b)</p>""#),
            Sample(
                .markup, "Sources/Web/A.swift",
                #"let a: HTML = "<a\(href: link) class=\"x\"\(flag: "hidden", b)>\(b)</a>""#),
            Sample(.markup, "Sources/Web/A.swift", #"let a = "1 < 2 and \(b) > 3""#),
            Sample(.trustedMarkup, "Sources/Web/Pages/A.swift", "TrustedMarkup(rendered: [])", breaksAt: 1),
            Sample(.trustedMarkup, "Sources/Web/Look/A.swift", "TrustedMarkup(rendered: [])"),
        ])
    func markup(_ sample: Sample) { check(sample) }

    @Test("Terms of the glossary")
    func terms() {
        let page = Source(
            path: "docs/ordliste.md", text: "| Code | Dansk |\n|---|---|\n| `Unit` | enhed |\n| `.b` | c |\n| d | `e` |"
        )
        #expect(Glossary.terms(of: page) == ["Unit", "b"])
    }

    @Test("Links that lead nowhere")
    func links() {
        let page = Source(
            path: "docs/a.md", text: "[a](b.md) [c](../run#x)\n[d](https://example.org/) ![e](pictures/f.png)")
        let found = Links.broken(in: page) { ["docs/b.md", "run"].contains($0) }
        #expect(found.map(\.line) == [2])
    }

    private func check(_ sample: Sample) {
        let found = sample.rule.check(Source(path: sample.path, text: sample.text))
        #expect(found.map(\.line) == sample.lines, "\(found)")
    }
}
