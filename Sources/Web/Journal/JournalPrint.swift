// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A printed page of a package: what it is, what was decided, facts, sections, and how somebody outside checks it. It says
/// nothing of the day it was fetched on, so the same state gives the same file.
struct JournalPrint {
    struct Section {
        let id: String
        let heading: String
        let body: HTML
    }

    private struct File: HTML.Addressable {
        let path: String
    }

    let context: Context
    /// »Beslutning«, »Indstilling«: what kind of paper it is.
    let kind: String
    let title: String
    /// The question that was asked.
    var lead: String?
    /// What was decided, in one line, and what was said with it.
    var verdict: (line: String, words: String?)?
    let classification: Classification
    let facts: [(label: String, value: String)]
    var sections: [Section] = []
    var evidence: JournalEvidence?
    /// The day that the file is said to be of.
    let day: Day

    static let files: [(name: String, type: String, bytes: [UInt8])] = MinutesPrint.files

    var page: [UInt8] {
        let (language, house) = (context.language, context.sight.house)
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="dcterms.created" content="\(day.description)">
            <link rel="stylesheet"\(href: Link(File(path: "/print.css")))></head>
            <body><p class="head">\(house.fullName) · \(language(classification.label))</p>
            <p class="foot">\(title)\(JournalPrint.asOf(context))</p>
            <p class="kicker">\(kind)</p><h1>\(title)</h1>
            \(if: lead, { "<p class=\"lead\">\($0)</p>" })\(if: verdict, { verdict in
                """
                <div class="verdict"><p><b>\(verdict.line)</b></p>\(if: verdict.words, JournalPrint.paragraphs)</div>
                """
            })
            \(JournalPrint.table(facts))
            <main>\(each: sections, { section in
                "<section><h2 id=\"\(section.id)\">\(section.heading)</h2>\(section.body)</section>"
            })</main>\(if: evidence, proof)
            </body></html>
            """
        return page.bytes
    }

    /// Only where a past day is shown: » · Vist pr. 1. november 2026«.
    static func asOf(_ context: Context) -> String {
        guard context.sight.isPast else { return "" }
        let day = context.language.day(context.sight.day)
        return " · " + context.say(da: "Vist pr. \(day)", en: "Shown as of \(day)")
    }

    private func proof(_ evidence: JournalEvidence) -> HTML {
        let how = context.say(
            da:
                "Filen \(JournalPackage.proofPath) i pakken beviser, at posten står i revisionssporet. Formatet er C2SP "
                + "tlog-proof, så det kan kontrolleres mod kontrolpunktet og nøglen her uden Værn.",
            en: "The file \(JournalPackage.proofPath) of the package proves that the entry stands in the ledger. The "
                + "format is C2SP tlog-proof, so it can be checked against the checkpoint and the key here without Værn."
        )
        let none = context.say(
            da: "Posten er ikke underskrevet endnu. Hent pakken igen om lidt for at få beviset med.",
            en: "The entry is not signed yet. Get the package again in a while to have the proof with it.")
        return """
            <section class="proof"><h2 id="bevis">\(context.say(da: "Bevis", en: "Proof"))</h2>
            <p>\(evidence.proof == nil ? none : how)</p>
            \(JournalPrint.table(evidence.rows(context), isCode: true))</section>
            """
    }

    // MARK: Parts

    static func table(_ rows: [(label: String, value: String)], isCode: Bool = false) -> HTML {
        """
        <table class="facts"><tbody>\(each: rows, { row in
            """
            <tr><th scope="row">\(row.label)</th><td\(attribute: "class", isCode ? "code" : nil)>\
            \(each: lines(row.value), between: "<br>", { "\($0)" })</td></tr>
            """
        })</tbody></table>
        """
    }

    /// A table with a head; the columns in `code` hold what is compared letter by letter.
    static func table(_ head: [String], _ rows: [[String]], code: Set<Int> = []) -> HTML {
        """
        <table><thead><tr>\(each: head, { "<th scope=\"col\">\($0)</th>" })</tr></thead>
        <tbody>\(each: rows, { row in
            """
            <tr>\(each: row.indices.map { ($0, row[$0]) }, { index, text in
                "<td\(attribute: "class", code.contains(index) ? "code" : nil)>\(text)</td>"
            })</tr>
            """
        })</tbody></table>
        """
    }

    static func list(_ items: [String]) -> HTML { "<ul>\(each: items, { "<li>\($0)</li>" })</ul>" }

    /// What a person wrote.
    static func paragraphs(_ text: String) -> HTML { HTML(each: lines(text)) { "<p>\($0)</p>" } }

    private static func lines(_ text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        return lines.isEmpty ? [""] : lines
    }
}
