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

    static let files = PrintedPage.files

    var page: [UInt8] {
        let language = context.language
        let body: HTML = """
            <p class="kicker">\(kind)</p><h1>\(title)</h1>
            \(if: lead, { "<p class=\"lead\">\($0)</p>" })\(if: verdict, { verdict in
                """
                <div class="verdict"><p><b>\(verdict.line)</b></p>\(if: verdict.words, JournalPrint.paragraphs)</div>
                """
            })
            \(PrintedPage.facts(facts))
            <main>\(each: sections, { section in
                "<section><h2 id=\"\(section.id)\">\(section.heading)</h2>\(section.body)</section>"
            })</main>\(if: evidence, proof)
            """
        return PrintedPage(
            language: language, title: title,
            head: "\(context.sight.house.fullName) · \(language(classification.label))",
            foot: title + JournalPrint.asOf(context), created: day, body: body
        ).bytes
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
        return PrintedPage.proof(evidence.rows(context), evidence.proof == nil ? none : how, context.language)
    }

    // MARK: Parts

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
    static func paragraphs(_ text: String) -> HTML { HTML(each: PrintedPage.lines(text)) { "<p>\($0)</p>" } }
}
