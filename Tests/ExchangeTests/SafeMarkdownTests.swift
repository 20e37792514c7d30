// SPDX-License-Identifier: MPL-2.0
import Domain
import Foundation
import FoundationXML
import Testing

@testable import Exchange

@Suite("Markdown as a page")
struct SafeMarkdownTests {
    private func html(_ text: String) -> String {
        String(decoding: SafeMarkdown.render(text, anchor: "v", level: 3, back: "Tilbage").html, as: UTF8.self)
    }

    private func differences(_ text: String) throws -> [String] {
        let read = try MarkdownImport.propose(Array(text.utf8), mint: minting())
        return SafeMarkdown.differences(text, from: read.text)
    }

    @Test(
        "Markup and scripts in a text are text, whatever they hide in",
        arguments: [
            "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[a](javascript:alert(1))",
            "[a](JaVaScRiPt&colon;alert(1))", "![a](javascript:alert(1))", "![a](https://ond.example/a.png)",
            "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:x)", "[a](//ond.example)", "[a](/\\ond.example)",
            "<a href=\"javascript:alert(1)\">a</a>", "<iframe src=x></iframe>", "<style>*{display:none}</style>",
            "[a](<javascript:alert(1)>)", "[a]: javascript:alert(1)\n\n[a]", "<javascript:alert(1)>",
            "[^1]\n\n[^1]: <script>alert(1)</script>", "| a |\n|:-:|\n| <b onclick=x>b</b> |", "``<script>``",
            "[a](\u{1}javascript:alert(1))", "&lt;script&gt;", "[a](https://x.example \"onclick=x\")",
        ])
    func safe(_ text: String) throws {
        let page = html(text)
        let tags = page.matches(of: #/<\/?([a-z0-9]+)([^>]*)>/#).map { (String($0.1), String($0.2)) }
        let allowed: Set = [
            "p", "a", "em", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "div", "h3", "sup",
            "section", "ol", "ul", "li", "del", "br", "hr", "blockquote",
        ]
        for (tag, attributes) in tags {
            #expect(allowed.contains(tag), "\(tag) in \(page)")
            #expect(!attributes.contains("style=") && attributes.firstMatch(of: #/\son[a-z]+=/#) == nil)
            if let address = attributes.firstMatch(of: #/href="([^"]*)"/#)?.1 {
                #expect(SafeMarkdown.isAllowed(String(address)), "\(address)")
            }
        }
        #expect(!page.contains("<script") && !page.contains("javascript:\""))
        // As XML, where an attribute has a value.
        let strict = page.replacing(#/ data-footnote[a-z-]*(?=[ >])/#, with: "").replacing("<br>", with: "<br/>")
        #expect(XMLParser(data: Data("<x>\(strict)</x>".utf8)).parse(), "\(page)")
    }

    @Test("Tables, notes, strikethrough and bare addresses are known; headings begin at the level asked for")
    func extensions() {
        #expect(html("| a | b |\n|:--|--:|\n| c | d |").contains("<th>a</th>"))
        #expect(html("~~a~~").contains("<del>a</del>"))
        #expect(html("se https://kommune.example/x").contains("href=\"https://kommune.example/x\""))
        #expect(html("a[^1]\n\n[^1]: noten").contains("aria-label=\"Tilbage\""))
        let read = SafeMarkdown.render("# A\n\n### B *c*", anchor: "v", level: 3, back: "")
        #expect(read.headings.map(\.text) == ["A", "B c"])
        let page = String(decoding: read.html, as: UTF8.self)
        #expect(page.contains("<div id=\"v-1\"></div>") && page.contains("<h3>A</h3>") && page.contains("<h4>B"))
    }

    /// What is stored is what the import reads; the page shows what libcmark-gfm reads. These are read alike.
    @Test(
        "Tricky Markdown is shown as it is stored",
        arguments: [
            "# A\n\ntekst\n\n## 1. B\n\n- a\n- b\n\n1. c\n2. d", "A\n===\n\nB\n---\n\ntekst", "a\nb\nc",
            "a  \nb", "a\\\nb", "- a\n  b\n- c", "- a\n  - b\n  - c\n- d", "> citat\n> mere", "```\nkode\n\nmere\n```",
            "~~~swift\nlet a = 1\n~~~", "    indrykket kode", "| a | b |\n|---|---|\n| c | d |\n| e \\| f | g |",
            "a[^1]\n\n[^1]: noten", "*a* **b** `c` [d](https://e.example)", "5 * 3 og snake_case",
            "\\# ikke overskrift",
            "1986\\. Et år", "***\n\na\n\n---\n\nb", "#ikke overskrift", "####### ikke overskrift", "a<br>b",
            "<div>markup</div>", "Æble, øl og ål", "a & b < c", "* a\n\n* b", "1) a\n2) b", "- a\n\n  b",
            "# A #", "## 7.3 Kontrol", "## 14 dages frist", "a\n# B\nc", "a\n- b", "a\n2. b",
        ])
    func agreement(_ text: String) throws {
        #expect(try differences(text) == [], "\(SafeMarkdown.lines(text))")
    }

    @Test("The shipped topic policies are shown as they are stored", arguments: MarkdownImportTests.names)
    func topicPolicies(_ name: String) throws {
        let bytes = try Files.bytes(Files.topicPolicies.appending(path: name + ".md"))
        let text = String(decoding: bytes, as: UTF8.self)
        // Front matter is not part of the text; libcmark-gfm does not know it.
        let body = try #require(text.split(separator: "\n---\n", maxSplits: 1).last)
        #expect(try differences(String(body)) == [])
    }

    @Test("A structured text written as Markdown is read as the same text")
    func written() throws {
        let own = try TextImport.propose(try Files.ownPolicy(), mint: minting())
        let text = MarkdownText.written(own.text)
        let read = try MarkdownImport.propose(Array(text.utf8), mint: minting())
        let blocks = own.text.blocks.filter { $0.kind != .furniture }
        func words(_ text: DocumentText) -> [MarkdownLine] { SafeMarkdown.lines(text) }
        #expect(words(read.text) == words(DocumentText(blocks: blocks)))
        #expect(read.text.sections.compactMap(\.number) == own.text.sections.compactMap(\.number))
    }

    @Test(
        "A structured text that came from Markdown is written with the same blocks",
        arguments: MarkdownImportTests.names)
    func rewritten(_ name: String) throws {
        let bytes = try Files.bytes(Files.topicPolicies.appending(path: name + ".md"))
        let first = try MarkdownImport.propose(bytes, mint: minting())
        let again = try MarkdownImport.propose(Array(MarkdownText.written(first.text).utf8), mint: minting())
        #expect(SafeMarkdown.lines(again.text) == SafeMarkdown.lines(first.text))
    }
}
