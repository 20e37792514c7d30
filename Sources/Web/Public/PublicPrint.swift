// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain
import Exchange
import HTML
import Ledger
import Office

/// The version in force as pages to print, made of the public view alone. What stands on them follows from the published
/// text and its entries, not from the day or from who asks, so the same file serves everybody until one of those changes.
struct PublicPrint: Sendable {
    private struct File: HTML.Addressable {
        let path: String
    }

    let document: PublicDocument
    let context: PublicContext
    /// The page that is printed.
    let page: [UInt8]
    /// Changes exactly when the page does.
    let tag: String

    /// The version as it reads in the language of the page.
    let version: PublicVersion

    /// Nil when the text is erased.
    init?(_ document: PublicDocument, _ context: PublicContext) {
        let version = document.valid.reading(in: context.language)
        guard let text = context.sight.text(of: version) else { return nil }
        self.document = document
        self.context = context
        self.version = version
        page = Self.page(document, version, text, context).bytes
        tag = "\"\(Digest.sha256(page).hex.prefix(32))\""
    }

    /// What the page names.
    var files: [(name: String, type: String, bytes: [UInt8])] {
        [("print.css", "text/css", vaern_file_print_css().content), ("inter.woff2", Asset.font.type, Asset.font.bytes)]
    }

    var fileName: String { "\(context.title(document)) \(document.current).pdf" }

    private static func page(
        _ document: PublicDocument, _ version: PublicVersion, _ text: DocumentText, _ context: PublicContext
    ) -> HTML {
        let title = context.title(document)
        let reading = DocumentReading(text, context.language, inner: { OwnReference($0)?.onPage })
        let summary: HTML = context.language == .en ? Self.summary(version.summary) : HTML()
        return """
            <!doctype html>
            <html lang="\(context.language.rawValue)"><head><meta charset="utf-8"><title>\(title)</title>
            <link rel="stylesheet"\(href: Link(File(path: "/print.css")))></head>
            <body><p class="head">\(context.sight.name) · \(context.language(Classification.public.label))</p>
            <p class="foot">\(title), version \(document.current.description)</p>
            <h1>\(title)</h1>
            <table class="facts"><tbody>\(each: facts(document, version, context), {
                "<tr><th scope=\"row\">\($0.0)</th><td>\($0.1)</td></tr>"
            })</tbody></table>\(summary)
            <main lang="\(version.language.rawValue)">\(PrintedText.html(reading.sections))</main>
            \(versions(document, context))\(proof(version, context))
            </body></html>
            """
    }

    private static func facts(
        _ document: PublicDocument, _ version: PublicVersion, _ context: PublicContext
    ) -> [(String, String)] {
        let language = context.language
        var rows = [
            (context.say(da: "Art", en: "Kind"), language(document.kind.label)),
            (context.say(da: "Version", en: "Version"), document.current.description),
            (context.say(da: "Gældende fra", en: "In force from"), language.day(document.valid.from)),
        ]
        if let own = version.translatedFrom {
            rows.append(
                (
                    context.say(da: "Oversættelse", en: "Translation"),
                    context.say(
                        da: "Den \(own.label.da.lowercased())e tekst er den, der gælder",
                        en: "The \(own.label.en) text is the one that binds")
                ))
        }
        if let until = document.verifiedUntil {
            rows.append((context.say(da: "Verificeret til", en: "Verified until"), language.day(until)))
        }
        if let decider = context.name(document.valid.decider) {
            rows.append((context.say(da: "Godkendt af", en: "Approved by"), decider))
        }
        if let owner = context.name(document.owner) {
            rows.append((context.say(da: "Ansvarlig enhed", en: "Responsible unit"), owner))
        }
        rows.append(
            (
                context.say(da: "Gælder den stadig?", en: "Is it still in force?"),
                context.base + context.to(.document(document.number)).path
            ))
        return rows
    }

    private static func summary(_ summary: String?) -> HTML {
        guard let summary else { return HTML() }
        let paragraphs = summary.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        return "<section><h2>English summary</h2>\(each: paragraphs, { "<p>\($0)</p>" })</section>"
    }

    private static func versions(_ document: PublicDocument, _ context: PublicContext) -> HTML {
        guard !document.rows.isEmpty else { return HTML() }
        let heads = [
            context.say(da: "Version", en: "Version"), context.say(da: "Enhed", en: "Unit"),
            context.say(da: "Opdatering", en: "Update"), context.say(da: "Dato", en: "Date"),
        ]
        return """
            <section class="history"><h2>\(context.say(da: "Versioner", en: "Versions"))</h2>
            <table><thead><tr>\(each: heads, { "<th scope=\"col\">\($0)</th>" })</tr></thead>
            <tbody>\(each: document.rows, { row in
                """
                <tr><td>\(row.number.description)</td><td>\(context.name(row.unit) ?? "")</td>\
                <td>\(PublicDocumentPage.update(row.update, context))</td><td>\(context.language.day(row.day))</td></tr>
                """
            })</tbody></table></section>
            """
    }

    /// What it takes to check the text without trusting whoever printed it.
    private static func proof(_ version: PublicVersion, _ context: PublicContext) -> HTML {
        let rows: [(String, String)] = [
            (context.say(da: "Post i revisionssporet", en: "Entry of the ledger"), "\(version.position)"),
            (context.say(da: "Revisionssporets navn", en: "Name of the ledger"), context.sight.origin),
            (context.say(da: "Offentlig nøgle", en: "Public key"), context.sight.key),
        ]
        let how = context.say(
            da:
                "Enhver kan efterprøve teksten uden at logge ind. Teksten, beviset, kontrolpunktet og fremgangsmåden står på den side, der er nævnt øverst.",
            en:
                "Anybody can verify the text without signing in. The text, the proof, the checkpoint and how to do it stand on the page that is named at the top."
        )
        return """
            <section class="proof"><h2>\(context.say(da: "Bevis", en: "Proof"))</h2><p>\(how)</p>
            <table class="facts"><tbody>\(each: rows, {
                "<tr><th scope=\"row\">\($0.0)</th><td class=\"code\">\($0.1)</td></tr>"
            })</tbody></table></section>
            """
    }
}
