// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain
import Exchange
import HTML
import Ledger
import Office

/// A version as printed pages: facts, text, version table, and how somebody outside checks it.
struct PrintPage {
    private struct File: HTML.Addressable {
        let path: String
    }

    private let export: VersionExport
    private let images: [Extract.Image]

    init(_ export: VersionExport) {
        self.export = export
        images = export.sight.extract(of: export.version)?.images ?? []
    }

    private var language: Language { export.language }
    private func say(da: String, en: String) -> String { language(Phrase(da: da, en: en)) }

    /// What the page names.
    var files: [(name: String, type: String, bytes: [UInt8])] {
        [
            ("print.css", "text/css", vaern_file_print_css().content),
            ("inter.woff2", Asset.font.type, Asset.font.bytes),
        ] + images.map { ($0.name, $0.format.mediaType, $0.bytes) }
    }

    var page: [UInt8] {
        let number = export.version.draft.number
        let held = Set(images.map(\.name))
        let reading = DocumentReading(
            export.text, language, picture: { held.contains("billede-\($0)") ? File(path: "/billede-\($0)") : nil },
            inner: { OwnReference($0)?.onPage })
        let day = language.day(export.sight.day)
        let shown =
            export.filed == nil || export.sight.isPast
            ? " · " + say(da: "Vist pr. \(day)", en: "Shown as of \(day)") : ""
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(export.title)</title>
            \(if: export.filed, { "<meta name=\"dcterms.created\" content=\"\($0.description)\">" })\
            <link rel="stylesheet"\(href: Link(File(path: "/print.css")))></head>
            <body><p class="head">\(export.sight.house.fullName) · \(export.classification)</p>
            <p class="foot">\(export.title), version \(number.description)\(shown)</p>
            <h1>\(export.title)</h1>
            <table class="facts"><tbody>\(each: export.facts.dropFirst(), {
                "<tr><th scope=\"row\">\(language($0.name))</th><td>\($0.value)</td></tr>"
            })</tbody></table>
            <main lang="\(export.version.draft.language.rawValue)">\(PrintedText.html(reading.sections))</main>
            \(history)\(proof)
            </body></html>
            """
        return page.bytes
    }

    private var history: HTML {
        let rows = export.history
        guard rows.count > 1 else { return HTML() }
        return """
            <section class="history"><h2>\(say(da: "Versionshistorik i Værn", en: "Version history in Værn"))</h2>
            <table><thead><tr>\(each: rows[0], { "<th scope=\"col\">\($0)</th>" })</tr></thead>
            <tbody>\(each: rows.dropFirst(), { row in "<tr>\(each: row, { "<td>\($0)</td>" })</tr>" })</tbody></table></section>
            """
    }

    /// The last signed checkpoint, and what to do with it.
    private var proof: HTML {
        let house = export.sight.house
        guard let note = house.checkpoint, let checkpoint = try? Checkpoint.unverified(note) else { return HTML() }
        let position = export.version.position
        let rows: [(String, String)] = [
            (say(da: "Post i revisionssporet", en: "Entry of the ledger"), "\(position)"),
            (say(da: "Kontrolpunkt", en: "Checkpoint"), checkpoint.origin),
            (say(da: "Størrelse", en: "Size"), "\(checkpoint.size)"),
            (say(da: "Rod", en: "Root"), checkpoint.root.base64),
            (say(da: "Nøgle", en: "Key"), house.key.verifier.text),
        ]
        let how = say(
            da:
                "Sådan efterprøver du teksten: hent beviset for posten på dokumentets side i Værn, og kontrollér det mod "
                + "kontrolpunktet og nøglen her. Formatet er C2SP tlog-proof, så det kan gøres uden Værn.",
            en:
                "How to check the text: get the proof of the entry on the document's page in Værn, and check it against the "
                + "checkpoint and the key here. The format is C2SP tlog-proof, so it can be done without Værn.")
        return """
            <section class="proof"><h2>\(say(da: "Bevis", en: "Proof"))</h2><p>\(how)</p>
            <table class="facts"><tbody>\(each: rows, {
                "<tr><th scope=\"row\">\($0.0)</th><td class=\"code\">\($0.1)</td></tr>"
            })</tbody></table></section>
            """
    }
}

/// The sections of a text on paper.
enum PrintedText {
    static func html(_ sections: [Reader.Section]) -> HTML { HTML(each: sections, section) }

    private static func section(_ section: Reader.Section) -> HTML {
        """
        <section><h2 id="\(section.id)">\(if: section.number, { "\($0) " })\(section.heading)</h2>
        \(each: section.blocks, { block in
            switch block {
            case .heading(let number, let text, let id):
                "<h3 id=\"\(id)\">\(if: number, { "\($0) " })\(text)</h3>"
            case .paragraph(let paragraph): "<div id=\"\(paragraph.id)\">\(paragraph.body)</div>"
            case .notes(let notes): notes
            }
        })</section>
        """
    }
}
