// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// What a writer is told about a text on its way: what it can begin with, what its kind must have, and what is missing.
struct ManuscriptGuide {
    let document: Document
    /// The text as it will be stored; nil if it cannot be read.
    let text: DocumentText?
    let context: Context
    private let written: String

    private var language: Language { context.language }

    init(_ document: Document, _ written: String, _ context: Context) {
        self.document = document
        self.context = context
        self.written = written
        text = try? MarkdownImport.propose(Array(written.utf8), mint: { ParagraphID(high: 0, low: 0) }).text
    }

    /// The mandatory sections that the text has not.
    var missing: [Document.Section] { text?.lacks(of: document.kind) ?? document.kind.mandatorySections }

    /// One sentence for the line below the text; nil if nothing is missing.
    var note: String? {
        let names = missing.map { language($0.label) }
        return names.isEmpty
            ? nil
            : context.say(
                da: "Mangler: \(names.joined(separator: ", ")).", en: "Missing: \(names.joined(separator: ", ")).")
    }

    /// The sections that the kind must have, each with how it stands.
    var sections: HTML {
        let missing = missing
        let firm = document.kind.indispensableSections
        let rows = document.kind.mandatorySections.map { section in
            let tag =
                missing.contains(section)
                ? Tag(context.say(da: "Mangler", en: "Missing"), .warn)
                : Tag(context.say(da: "Skrevet", en: "Written"), .ok)
            let why = context.say(
                da: "Kan ikke undværes (politikkens afsnit 3.4).",
                en: "Cannot be left out (section 3.4 of the policy).")
            return Rows.Row(
                label: language(section.label), end: tag.html, text: firm.contains(section) ? "\(why)" : nil)
        }
        return Panel(
            id: "skal", heading: context.say(da: "Afsnit, der skal være", en: "Sections that must be there")
        ).html(Rows(rows: rows).html + unwritten)
    }

    private var unwritten: HTML {
        let titles = text?.unwritten ?? []
        guard !titles.isEmpty else { return HTML() }
        let words = context.say(
            da: "Her står skabelonens vejledning endnu: \(titles.joined(separator: ", ")).",
            en: "The template's advice still stands here: \(titles.joined(separator: ", ")).")
        return "<div class=\"pad\"><p class=\"small\">\(words)</p></div>"
    }

    /// The links inside Værn that lead nowhere, each with why.
    var brokenLinks: HTML {
        let broken = SafeMarkdown.addresses(in: written).compactMap { address -> (String, Phrase)? in
            guard address.hasPrefix("/d/") || address.hasPrefix("#") else { return nil }
            guard let reference = OwnReference(address) else {
                return (
                    address,
                    Phrase(da: "skriv det som /d/7 eller /d/7#7-3", en: "write it like /d/7 or /d/7#7-3")
                )
            }
            return reference.fault(in: text, context).map { (address, $0) }
        }
        guard !broken.isEmpty else { return HTML() }
        let words = context.say(
            da: "Disse link fører ingen steder hen. Ret dem, før teksten bliver en version:",
            en: "These links lead nowhere. Put them right before the text becomes a version:")
        return Note(.warn).html(
            "<p>\(words)</p><ul>\(each: broken, { "<li><code>\($0.0)</code>: \(language($0.1))</li>" })</ul>")
    }

    /// What the text begins with, and what else it could begin with.
    func beginning(_ template: String) -> HTML {
        let chosen = DocumentTemplate.named(template, for: document.kind)
        let advice = context.say(
            da: "Det, der står i [kantede parenteser], siger, hvad du skal skrive der. Skriv dit eget i stedet.",
            en: "What stands in [square brackets] says what to write there. Write your own instead.")
        let heading =
            chosen.map {
                context.say(
                    da: "Skabelon: \($0.label.da)", en: "Template: \($0.label.en)")
            } ?? context.say(da: "Du begynder uden skabelon.", en: "You begin without a template.")
        var choices = DocumentTemplate.all(for: document.kind).map { ($0.name, context.say($0.label)) }
        choices.append((DocumentTemplate.none, context.say(da: "Uden skabelon", en: "Without a template")))
        let links = choices.filter { $0.0 != template }.map { name, label in
            (label, Link(Route.manuscript(document.id), query: [("skabelon", name)]))
        }
        let other = context.say(da: "Begynd med noget andet", en: "Begin with something else")
        return Note(.info).html(
            """
            <p><b>\(heading)</b></p>\(when: chosen?.text.contains("[") == true, "<p>\(advice)</p>")\
            <details class="behind"><summary>\(other)</summary>\
            <ul>\(each: links, { "<li><a\(href: $0.1)>\($0.0)</a></li>" })</ul></details>
            """)
    }
}
