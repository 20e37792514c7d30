// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// A document to read: contents on the left, lines of at most 66 characters, facts on the right. Every paragraph with a
/// number is its own address.
struct Reader: Sendable {
    struct Section: Sendable {
        /// `7`, or nil where the document has no numbers.
        var number: String?
        var heading: String
        /// The address of the heading.
        var id: String
        var blocks: [Block]
        /// A word beside it in the contents: `Ændret`.
        var mark: String?

        init(_ number: String?, _ heading: String, id: String, _ blocks: [Block], mark: String? = nil) {
            self.number = number
            self.heading = heading
            self.id = id
            self.blocks = blocks
            self.mark = mark
        }
    }

    enum Block: Sendable {
        case heading(number: String?, String, id: String)
        case paragraph(Paragraph)
        /// What hangs on the heading before it.
        case notes(HTML)
    }

    struct Paragraph: Sendable {
        /// `7.3`, or nil.
        var number: String?
        /// `7-3`: the address.
        var id: String
        /// Block elements: `<p>`, lists, tables.
        var body: HTML
        /// Something hangs on it: a line in the margin.
        var isMarked = false
        /// What hangs on it, below the text: a ``Note``.
        var notes = HTML()

        init(_ number: String?, id: String, _ body: HTML, isMarked: Bool = false, notes: HTML = HTML()) {
            self.number = number
            self.id = id
            self.body = body
            self.isMarked = isMarked
            self.notes = notes
        }
    }

    /// Names the text: title and version.
    var label: String
    var sections: [Section]
    /// Above the text: a ``Note``.
    var notice = HTML()
    /// Facts on the right: see ``rail(_:_:)``.
    var rail = HTML()
    /// The language that the text is written in.
    var written: Language?
    /// What stands at the right of the text.
    var margin = Margin.facts

    enum Margin: Sendable {
        /// The facts of the document.
        case facts
        /// What was said of each paragraph, beside it; the facts stand below the text.
        case comments
    }

    func html(_ language: Language) -> HTML {
        Self.html(contents(language), reading(language), notice: notice, rail: rail, margin: margin, language)
    }

    /// The whole from its parts.
    static func html(
        _ contents: HTML, _ article: HTML, notice: HTML, rail: HTML, margin: Margin = .facts, _ language: Language
    ) -> HTML {
        """
        <div class="reader\(when: margin == .comments, " heard")">
        \(contents)
        <div>\(notice)\(article)</div>
        <aside class="rail stick" aria-label="\(language(Self.about))">\(rail)</aside>
        </div>
        """
    }

    /// The contents, as they stand beside the text.
    func contents(_ language: Language) -> HTML {
        """
        <nav class="toc stick" aria-labelledby="indhold-h"><h2 id="indhold-h">\(language(Self.contents))</h2>\
        \(list)</nav>
        """
    }

    /// The text, with the contents above it for a small screen.
    func reading(_ language: Language) -> HTML {
        """
        <details class="tocm"><summary class="btn small">\
        \(language(Self.contents)), \(language.count(sections.count, Self.sectionCount))</summary>\
        <nav class="toc" aria-label="\(language(Self.smallContents))">\(list)</nav></details>
        \(article(language))
        """
    }

    /// The text alone.
    func article(_ language: Language) -> HTML {
        """
        <article class="doc" aria-label="\(label)"\(attribute: "lang", written?.rawValue)>
        \(each: sections, { section($0, language) })</article>
        """
    }

    /// Facts under a heading.
    static func rail(_ heading: String, _ facts: HTML) -> HTML {
        "<h2>\(heading)</h2>\(facts)"
    }

    /// Links under each other.
    static func links(_ links: [(label: String, link: Link)]) -> HTML {
        "<p class=\"links\">\(each: links, { "<a\(href: $0.link)>\($0.label)</a>" })</p>"
    }

    private var list: HTML {
        """
        <ol>\(each: sections, { section in
            """
            <li><a\(href: Link(fragment: section.id))>\(if: section.number, { "<span>\($0)</span>" })\
            <span\(attribute: "class", section.number == nil ? "sole" : nil)>\(section.heading)</span>\
            \(if: section.mark, { "<span class=\"chg\">\($0)</span>" })</a></li>
            """
        })</ol>
        """
    }

    private func section(_ section: Section, _ language: Language) -> HTML {
        """
        <section aria-labelledby="\(section.id)"><h2 id="\(section.id)"\
        \(attribute: "class", section.number == nil ? "bare" : nil)>\
        \(if: section.number, { "<a\(href: Link(fragment: section.id))>\($0)</a>" })\(section.heading)</h2>
        \(each: section.blocks, { block in
            switch block {
            case .heading(let number, let text, let id):
                """
                <h3 id="\(id)"\(attribute: "class", number == nil ? "bare" : nil)>\
                \(if: number, { "<a\(href: Link(fragment: id))>\($0)</a>" })\(text)</h3>

                """
            case .paragraph(let paragraph): self.paragraph(paragraph, language)
            case .notes(let notes):
                "<div class=\"par\"><div\(attribute: "lang", other(than: language))>\(notes)</div></div>\n"
            }
        })</section>

        """
    }

    private func paragraph(_ paragraph: Paragraph, _ language: Language) -> HTML {
        """
        <div class="par\(when: paragraph.isMarked, " mark")" id="\(paragraph.id)">\(if: paragraph.number, { number in
            """
            <a class="pno"\(href: Link(fragment: paragraph.id)) \
            aria-label="\(language(Self.address(number)))">\(number)</a>
            """
        })<div>\(paragraph.body)\(if: notes(paragraph, language), { $0 })</div></div>

        """
    }

    /// What Værn says about a paragraph is in the reader's language, not in the text's. Together: a table has notes of
    /// each of its rows, and they stand below each other beside it.
    private func notes(_ paragraph: Paragraph, _ language: Language) -> HTML? {
        guard !paragraph.notes.isEmpty else { return nil }
        return "<div\(attribute: "lang", other(than: language))>\(paragraph.notes)</div>"
    }

    /// The reader's language where the text is written in another.
    private func other(than language: Language) -> String? {
        written.flatMap { $0 == language ? nil : language.rawValue }
    }

    private static let contents = Phrase(da: "Indhold", en: "Contents")
    private static let smallContents = Phrase(da: "Indhold, lille skærm", en: "Contents, small screen")
    private static let about = Phrase(da: "Om dokumentet", en: "About the document")
    private static let sectionCount = Plural(
        one: Phrase(da: "afsnit", en: "section"), many: Phrase(da: "afsnit", en: "sections"))
    private static func address(_ number: String) -> Phrase {
        Phrase(da: "Afsnit \(number), link hertil", en: "Section \(number), link to here")
    }
}
