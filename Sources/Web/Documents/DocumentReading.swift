// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The structured text of a version as the parts of a ``Reader``: sections, paragraphs with their addresses, lists,
/// tables and notes. It shows what is printed and adds nothing; furniture of the page is left out.
struct DocumentReading {
    let text: DocumentText
    let language: Language
    /// What is shown instead of a block's own text, by its position: the words that changed.
    var changed: [Int: HTML] = [:]
    /// What stands below a block, by its position: why it changed, what was said of it.
    var notes: [Int: HTML] = [:]
    /// Where an image of the text is fetched, by its number.
    var picture: (@Sendable (Int) -> (any HTML.Addressable)?)?
    /// Where an address inside Værn leads.
    var inner: (@Sendable (String) -> HTML.Link?)?
    private let footnotes: [String: HTML.Link]
    /// The block that refers to a note first, by the note's label.
    private let references: [String: HTML.Link]
    /// Which sections hold a change, by the address of their heading.
    private(set) var mark: String?

    init(
        _ text: DocumentText, _ language: Language, changed: [Int: HTML] = [:], notes: [Int: HTML] = [:],
        picture: (@Sendable (Int) -> (any HTML.Addressable)?)? = nil,
        inner: (@Sendable (String) -> HTML.Link?)? = nil
    ) {
        self.text = text
        self.language = language
        self.changed = changed
        self.notes = notes
        self.picture = picture
        self.inner = inner
        var footnotes: [String: HTML.Link] = [:]
        for block in text.blocks where block.kind == .footnote {
            if let label = block.number { footnotes[label] = HTML.Link(fragment: Self.anchor(block.address)) }
        }
        self.footnotes = footnotes
        references = footnotes.isEmpty ? [:] : Self.references(text)
        mark = changed.isEmpty ? nil : language(Phrase(da: "Ændret", en: "Changed"))
    }

    private static func references(_ text: DocumentText) -> [String: HTML.Link] {
        var found: [String: HTML.Link] = [:]
        // A point or a row has an id only where it is not the first of its list or table; that has the list's.
        for block in text.blocks where block.kind != .footnote && block.text.contains("[^") {
            for piece in block.text.split(separator: "[^").dropFirst() {
                let label = String(piece.prefix { $0 != "]" })
                if found[label] == nil { found[label] = HTML.Link(fragment: anchor(block.address)) }
            }
        }
        return found
    }

    /// The id that a block has on the page: its address, with a sign behind it where the page itself has that id.
    static func anchor(_ address: String) -> String {
        pageIDs.contains(address) ? address + "_" : address
    }

    /// Ids of the frame and of what stands around a text.
    private static let pageIDs: Set<String> = [
        "indhold", "indhold-h", "q", "qm", "vis", "d-dag", "dm-dag", "d-dag-h", "dm-dag-h", "errors-h", "versioner",
        "krav", "kort", "forpligtelser", "beslutninger", "opgaver", "historik", "udgaaet", "bevis", "resume", "om",
    ]

    var sections: [Reader.Section] {
        let level = topLevel
        var result: [Reader.Section] = []
        var index = 0
        while index < text.blocks.count {
            let block = text.blocks[index]
            if let own = block.headingLevel, own <= level {
                result.append(
                    Reader.Section(
                        block.number, InlineText.plain(block.text), id: Self.anchor(block.address), [],
                        mark: changed[index] == nil ? nil : mark))
                if let note = notes[index] { result[result.count - 1].blocks.append(.notes(note)) }
                index += 1
                continue
            }
            let (piece, end) = piece(from: index)
            if let piece {
                if result.isEmpty {
                    let title = language(Phrase(da: "Før første overskrift", en: "Before the first heading"))
                    result.append(Reader.Section(nil, title, id: "_start", []))
                }
                result[result.count - 1].blocks.append(piece)
                if block.headingLevel != nil, let note = notes[index] {
                    result[result.count - 1].blocks.append(.notes(note))
                }
                if (index..<end).contains(where: { changed[$0] != nil }) { result[result.count - 1].mark = mark }
            }
            index = end
        }
        return result
    }

    /// The level of the headings that part the text: the uppermost, or the next one where the uppermost is the title
    /// alone.
    private var topLevel: Int {
        let levels = text.blocks.compactMap(\.headingLevel)
        guard let least = levels.min() else { return 1 }
        if levels.filter({ $0 == least }).count == 1, let next = levels.filter({ $0 > least }).min(),
            text.blocks.first(where: { $0.kind != .furniture })?.headingLevel == least
        {
            return next
        }
        return least
    }

    /// One piece of a section: a block, or the blocks of one list or table. Nil for what is not shown.
    private func piece(from index: Int) -> (Reader.Block?, end: Int) {
        let block = text.blocks[index]
        switch block.kind {
        case .furniture: return (nil, index + 1)
        case .heading:
            return (
                .heading(number: block.number, InlineText.plain(block.text), id: Self.anchor(block.address)), index + 1
            )
        case .paragraph:
            return (paragraph(index, "<p>\(body(index))</p>", number: number(of: block)), index + 1)
        case .code:
            let label = language(Phrase(da: "Fast tekst, kan rulles vandret", en: "Fixed text, scrolls sideways"))
            return (
                paragraph(
                    index,
                    """
                    <div class="scroll" role="region" aria-label="\(label) (\(block.address))" tabindex="0">\
                    <pre>\(block.text)</pre></div>
                    """, number: nil), index + 1
            )
        case .footnote:
            let back = block.number.flatMap { references[$0] }
            let label = language(Phrase(da: "Tilbage til teksten", en: "Back to the text"))
            return (
                paragraph(
                    index,
                    """
                    <p class="small"><sup>\(block.number ?? "")</sup> \(body(index))\
                    \(if: back, { " <a\(href: $0)>\(label)</a>" })</p>
                    """, number: nil),
                index + 1
            )
        case .image: return (paragraph(index, figure(index), number: nil), index + 1)
        case .listItem:
            let end = run(from: index) { if case .listItem = $0 { true } else { false } }
            return (paragraph(index, list(index..<end), number: nil, through: end), end)
        case .tableRow:
            let (rows, end) = tableRows(from: index)
            return (paragraph(index, table(rows), number: nil, through: end), end)
        }
    }

    /// The rows of a table from its first. What parts its head from the rest in Markdown, and a page number where it goes
    /// over a page, stand between them and are none.
    private func tableRows(from index: Int) -> (rows: [Int], end: Int) {
        var (rows, end) = ([index], index + 1)
        for next in end..<text.blocks.count {
            switch text.blocks[next].kind {
            case .tableRow:
                rows.append(next)
                end = next + 1
            case .furniture: continue
            case .heading, .paragraph, .code, .footnote, .image, .listItem: return (rows, end)
            }
        }
        return (rows, end)
    }

    private func run(from index: Int, _ belongs: (DocumentText.Kind) -> Bool) -> Int {
        text.blocks[index...].firstIndex { !belongs($0.kind) } ?? text.blocks.count
    }

    private func paragraph(_ index: Int, _ body: HTML, number: String?, through end: Int? = nil) -> Reader.Block {
        .paragraph(
            Reader.Paragraph(
                number, id: Self.anchor(text.blocks[index].address), body,
                isMarked: (index..<(end ?? index + 1)).contains { changed[$0] != nil },
                notes: HTML(each: (index..<(end ?? index + 1)).compactMap { notes[$0] }) { $0 }))
    }

    /// »stk. 2«: the place below its heading, as it is cited.
    private func number(of block: DocumentText.Block) -> String? {
        if let number = block.number { return number }
        guard let place = block.address.split(separator: ".").last, place.first == "p",
            let number = Int(place.dropFirst().prefix { $0.isNumber })
        else { return nil }
        return language(Phrase(da: "stk. \(number)", en: "para \(number)"))
    }

    private func body(_ index: Int) -> HTML {
        let block = text.blocks[index]
        let mark: HTML = block.kind == .paragraph && !block.mark.isEmpty ? "\(block.mark) " : HTML()
        return mark + (changed[index] ?? InlineText.html(block.text, notes: footnotes, inner: inner))
    }

    // MARK: Lists and tables

    private enum Style: Equatable { case bullets, numbers, printed }

    private func style(of block: DocumentText.Block) -> Style {
        if let number = block.number, Int(number) != nil { return .numbers }
        return block.mark.allSatisfy { !$0.isLetter && !$0.isNumber } ? .bullets : .printed
    }

    private func depth(of index: Int) -> Int {
        if case .listItem(let depth) = text.blocks[index].kind { depth } else { 0 }
    }

    /// The points of one list, with the deeper ones inside the one they follow.
    private func list(_ range: Range<Int>, isInner: Bool = false) -> HTML {
        var result = HTML()
        var index = range.lowerBound
        while index < range.upperBound {
            let (depth, style) = (depth(of: index), style(of: text.blocks[index]))
            var items = HTML()
            while index < range.upperBound, self.depth(of: index) <= depth, self.style(of: text.blocks[index]) == style
            {
                var end = index + 1
                while end < range.upperBound, self.depth(of: end) > depth { end += 1 }
                let inner = index + 1 < end ? list(index + 1..<end, isInner: true) : HTML()
                items += item(index, style, isNamed: isInner || index > range.lowerBound, inner)
                index = end
            }
            switch style {
            case .numbers: result += "<ol>\(items)</ol>"
            case .bullets: result += "<ul>\(items)</ul>"
            case .printed: result += items
            }
        }
        return result
    }

    private func item(_ index: Int, _ style: Style, isNamed: Bool, _ inner: HTML) -> HTML {
        let block = text.blocks[index]
        // The first point's address is that of the whole list.
        let id = isNamed ? Self.anchor(block.address) : nil
        switch style {
        case .bullets: return "<li\(attribute: "id", id)>\(body(index))\(inner)</li>"
        case .numbers:
            return """
                <li\(attribute: "id", id)\(attribute: "value", block.number.flatMap { Int($0) })>\(body(index))\
                \(inner)</li>
                """
        case .printed: return "<div\(attribute: "id", id)>\(block.mark) \(body(index))\(inner)</div>"
        }
    }

    /// A picture from our own origin. Where none can be shown its words stand.
    private func figure(_ index: Int) -> HTML {
        let block = text.blocks[index]
        guard let image = block.image else { return "<p>\(block.text)</p>" }
        let words = image.alt == "-" ? "" : image.alt
        guard let place = block.number.flatMap({ Int($0) }).flatMap({ picture?($0) }) else {
            return "<p><em>\(words)</em></p>"
        }
        return "<figure><img\(src: place) alt=\"\(words)\" loading=\"lazy\"></figure>"
    }

    private func table(_ rows: [Int]) -> HTML {
        let label = language(Phrase(da: "Tabel, kan rulles vandret", en: "Table, scrolls sideways"))
        return """
            <div class="scroll" role="region" aria-label="\(label) (\(text.blocks[rows[0]].address))" \
            tabindex="0">\(each: tables(in: rows), { "<table>\(markup($0, after: rows[0]))</table>" })</div>
            """
    }

    /// Tables that follow each other directly: each begins with its header.
    private func tables(in rows: [Int]) -> [[Int]] {
        var tables: [[Int]] = []
        var wasHead = false
        for index in rows {
            let isHead = text.blocks[index].kind == .tableRow(header: true)
            if tables.isEmpty || isHead && !wasHead { tables.append([]) }
            tables[tables.count - 1].append(index)
            wasHead = isHead
        }
        return tables
    }

    /// - Parameter first: the row whose address is that of the whole table.
    private func markup(_ table: [Int], after first: Int) -> HTML {
        let head = table.prefix { text.blocks[$0].kind == .tableRow(header: true) }
        func rows(_ part: some Collection<Int>) -> HTML {
            "\(each: Array(part), { row($0, isNamed: $0 > first) })"
        }
        let body = table.dropFirst(head.count)
        return """
            \(when: !head.isEmpty, "<thead>\(rows(head))</thead>")\
            \(when: !body.isEmpty, "<tbody>\(rows(body))</tbody>")
            """
    }

    private func row(_ index: Int, isNamed: Bool) -> HTML {
        let block = text.blocks[index]
        let id = isNamed ? Self.anchor(block.address) : nil
        if case .tableRow(header: true) = block.kind {
            return """
                <tr\(attribute: "id", id)>\(each: block.cells, { "<th scope=\"col\">\(InlineText.html($0, notes: footnotes, inner: inner))</th>" })</tr>
                """
        }
        return
            "<tr\(attribute: "id", id)>\(each: block.cells, { "<td>\(InlineText.html($0, notes: footnotes, inner: inner))</td>" })</tr>"
    }
}
