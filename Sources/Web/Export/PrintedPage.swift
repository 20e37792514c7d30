// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain
import HTML

/// The frame of a printed page: what stands at the head and the foot of every sheet, and how somebody outside checks it.
struct PrintedPage {
    private struct File: HTML.Addressable {
        let path: String
    }

    let language: Language
    let title: String
    let head: String
    let foot: String
    /// The day that a file for the ESDH system is said to be of; nil: it is shown today.
    let created: Day?
    let body: HTML

    /// What the page names.
    static let files: [(name: String, type: String, bytes: [UInt8])] = [
        ("print.css", "text/css", vaern_file_print_css().content), ("inter.woff2", Asset.font.type, Asset.font.bytes),
    ]

    var bytes: [UInt8] {
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title>
            \(if: created, { "<meta name=\"dcterms.created\" content=\"\($0.description)\">" })\
            <link rel="stylesheet"\(href: Link(File(path: "/print.css")))></head>
            <body><p class="head">\(head)</p>
            <p class="foot">\(foot)</p>
            \(body)
            </body></html>
            """
        return page.bytes
    }

    /// The entry, the checkpoint that its proof leads to, and what to do with them.
    static func proof(
        _ rows: [(label: String, value: String)], _ words: String? = nil, _ language: Language
    ) -> HTML {
        """
        <section class="proof"><h2 id="bevis">\(language(Phrase(da: "Bevis", en: "Proof")))</h2>
        \(if: words, { "<p>\($0)</p>" })
        \(facts(rows, isCode: true))</section>
        """
    }

    /// A label and what it says on each line; in `code` are what is compared letter by letter.
    static func facts(_ rows: [(label: String, value: String)], isCode: Bool = false) -> HTML {
        """
        <table class="facts"><tbody>\(each: rows, { row in
            """
            <tr><th scope="row">\(row.label)</th><td\(attribute: "class", isCode ? "code" : nil)>\
            \(each: lines(row.value), between: "<br>", { "\($0)" })</td></tr>
            """
        })</tbody></table>
        """
    }

    /// What a person wrote, line by line.
    static func lines(_ text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        return lines.isEmpty ? [""] : lines
    }
}
