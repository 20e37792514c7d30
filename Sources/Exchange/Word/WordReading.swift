// SPDX-License-Identifier: MPL-2.0
import Domain

/// Writes what pandoc gives of a Word document as Markdown: headings with the numbers that Word shows, paragraphs,
/// points, tables with one line to a row, notes and images. What was struck in the document is left out, what was
/// inserted is taken in, comments are left out; the person is told of each.
struct WordReading {
    private(set) var writer = MarkdownWriter()
    private(set) var images: [Extract.Image] = []
    private(set) var hasText = false
    /// The document as lines of plain text, where nothing in it says what it is: no heading, list, table, note or image.
    private(set) var plain: String?
    private var numbers: WordNumbers
    private let picture: (String) -> [UInt8]?
    private var footnotes: [(label: String, node: MarkupNode)] = []
    private var (hasChanges, hasComments, isStruck, merged, lost) = (false, false, false, false, 0)

    init(numbers: WordNumbers, picture: @escaping (String) -> [UInt8]?) {
        self.numbers = numbers
        self.picture = picture
    }

    var notes: [Phrase] {
        var notes: [Phrase] = []
        if hasChanges {
            notes.append(
                Phrase(
                    da: "Filen har sporede ændringer. De er taget med, som om de var accepteret.",
                    en: "The file has tracked changes. They are taken as if they were accepted."))
        }
        if hasComments {
            notes.append(
                Phrase(da: "Kommentarer i filen er ikke taget med.", en: "Comments in the file are not taken along."))
        }
        if isStruck {
            notes.append(
                Phrase(
                    da: "Gennemstreget tekst er taget med som almindelig tekst. Slet den i Word, hvis den ikke gælder.",
                    en: "Text that is struck through is taken as ordinary text. Delete it in Word if it does not hold.")
            )
        }
        if merged {
            notes.append(
                Phrase(
                    da: "En tabel har celler, der går over flere rækker eller kolonner. Se efter, om den er rigtig.",
                    en: "A table has cells that span rows or columns. Check that it is right."))
        }
        if lost > 0 { notes.append(Extract.lost(lost)) }
        if numbers.isGuessed {
            notes.append(
                Phrase(
                    da: "Word har sat numrene på overskrifterne. De er regnet ud. Se efter, om de er rigtige.",
                    en: "Word set the numbers of the headings. They are worked out. Check that they are right."))
        }
        return notes
    }

    /// What our own export sets beside a text.
    struct Own: OptionSet {
        let rawValue: Int
        static let facts = Own(rawValue: 1)
        static let history = Own(rawValue: 2)
    }

    /// The blocks of the text: without the table of facts at its top and the table of versions at its end, where they
    /// are ours and still stand there.
    private static func text(_ nodes: [MarkupNode], without own: Own) -> [MarkupNode] {
        var nodes = nodes.filter { !$0.name.isEmpty || !$0.words.allSatisfy(\.isWhitespace) }
        if own.contains(.facts), nodes.first?.name == "table" { nodes.removeFirst() }
        let headings = [WordExport.historyHeading.da, WordExport.historyHeading.en]
        if own.contains(.history),
            let last = nodes.lastIndex(where: { $0.name == "h1" && headings.contains($0.words) }),
            nodes[(last + 1)...].allSatisfy({ $0.name == "table" || $0.words.allSatisfy(\.isWhitespace) })
        {
            nodes.removeSubrange(last...)
        }
        return nodes
    }

    mutating func read(_ root: MarkupNode, own: Own = []) {
        let title = root.first("title").map { inline($0.children) } ?? ""
        writer.frontMatter([
            ("titel", title), ("undertitel", root.first("subtitle")?.words ?? ""),
            ("dato", root.first("date")?.words ?? ""),
        ])
        guard let body = root.first("body") else { return }
        blocks(own.isEmpty ? body.children : Self.text(body.children, without: own))
        let structured: Set<String> = [
            "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "img", "pre",
        ]
        if structured.allSatisfy({ body.first($0) == nil }) {
            plain =
                body.all("p").map { $0.words.filter { !$0.isNewline && $0 != "\u{AD}" } }.joined(separator: "\n") + "\n"
        }
        for (label, node) in footnotes { writer.footnote(label, flat(node)) }
    }

    private mutating func blocks(_ nodes: [MarkupNode]) {
        var loose: [MarkupNode] = []
        func isBlock(_ node: MarkupNode) -> Bool { Self.blockNames.contains(node.name) }
        for node in nodes {
            if isBlock(node) {
                paragraph(loose)
                loose = []
                block(node)
            } else {
                loose.append(node)
            }
        }
        paragraph(loose)
    }

    private static let blockNames: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "section", "div", "hr", "dl",
        "dt", "dd", "figure",
    ]

    private mutating func block(_ node: MarkupNode) {
        switch node.name {
        case "p": paragraph(node.children)
        case "h1", "h2", "h3", "h4", "h5", "h6":
            let level = Int(node.name.dropFirst()) ?? 1
            let text = inline(node.children)
            guard !MarkdownWriter.trimmed(text).isEmpty else { return }
            let number = numbers.number(of: node.words)
            hasText = true
            writer.heading(level, number.map { "\($0) \(text)" } ?? text)
        case "ul", "ol": list(node, depth: 0)
        case "table": table(node)
        case "pre": code(node)
        case "section" where node.has("footnotes"):
            for item in node.all("li") {
                guard let id = item.attributes["id"], id.hasPrefix("fn") else { continue }
                footnotes.append((String(id.dropFirst(2)), item))
            }
        case "hr": break
        case _: blocks(node.children)
        }
    }

    private mutating func code(_ node: MarkupNode) {
        guard !node.words.isEmpty else { return }
        hasText = true
        writer.code(node.words)
    }

    /// A paragraph; images in it become blocks of their own after it.
    private mutating func paragraph(_ nodes: [MarkupNode]) {
        let found = nodes.flatMap { $0.name == "img" ? [$0] : $0.all("img") }
        let text = inline(nodes)
        if !MarkdownWriter.trimmed(text).isEmpty {
            hasText = true
            writer.paragraph(text)
        }
        for node in found { image(node) }
    }

    private mutating func image(_ node: MarkupNode) {
        guard let source = node.attributes["src"], images.count < Extract.mostImages,
            let file = picture(source).flatMap({ ImageFile($0) })
        else {
            lost += 1
            return
        }
        let name = "billede-\(images.count + 1)"
        images.append(Extract.Image(name, file))
        writer.image(name, alt: node.attributes["alt"] ?? "")
    }

    private mutating func list(_ node: MarkupNode, depth: Int) {
        var value = Int(node.attributes["start"] ?? "1") ?? 1
        for item in node.children where item.name == "li" {
            let inner = item.children.filter { $0.name == "ul" || $0.name == "ol" }
            let own = item.children.filter { $0.name != "ul" && $0.name != "ol" }
            let found = own.flatMap { $0.name == "img" ? [$0] : $0.all("img") }
            let (mark, lead) = marker(node, value)
            let text = own.map { $0.name == "p" ? inline($0.children) : $0.name.isEmpty ? inline([$0]) : flat($0) }
                .map { MarkdownWriter.trimmed($0) }.filter { !$0.isEmpty }.joined(separator: "\n")
            if !text.isEmpty || found.isEmpty {
                hasText = hasText || !text.isEmpty
                writer.item(depth: depth, mark: mark, lead + text)
            }
            for node in found { image(node) }
            for list in inner { self.list(list, depth: depth + 1) }
            value += 1
        }
    }

    /// `-` or `4.`; letters and Roman numbers stand in the text, since Markdown has none.
    private func marker(_ list: MarkupNode, _ value: Int) -> (mark: String, lead: String) {
        guard list.name == "ol" else { return ("-", "") }
        let letter = Unicode.Scalar(UInt8(min(25, max(0, value - 1)) + 0x61))
        switch list.attributes["type"] {
        case "a": return ("-", "\(letter)) ")
        case "A": return ("-", "\(letter)) ".uppercased())
        case "i": return ("-", "\(Self.roman(value))) ")
        case "I": return ("-", "\(Self.roman(value))) ".uppercased())
        case _: return ("\(max(0, min(value, 999_999))).", "")
        }
    }

    static func roman(_ value: Int) -> String {
        let signs = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var (left, text) = (min(max(value, 1), 3999), "")
        for (weight, sign) in signs {
            while left >= weight { (left, text) = (left - weight, text + sign) }
        }
        return text
    }

    private mutating func table(_ node: MarkupNode) {
        let rows = node.all("tr")
        guard !rows.isEmpty else { return }
        merged =
            merged
            || rows.contains { row in
                row.children.contains { $0.attributes["colspan"] != nil || $0.attributes["rowspan"] != nil }
            }
        func cells(_ row: MarkupNode) -> [MarkupNode] { row.children.filter { $0.name == "td" || $0.name == "th" } }
        let width = rows.map { cells($0).count }.max() ?? 0
        guard width > 0 else { return }
        hasText = true
        for (index, row) in rows.enumerated() {
            var texts = cells(row).map { flat($0) }
            texts += [String](repeating: "", count: width - texts.count)
            // Markdown has no table without a header: where Word names none, its first row is it.
            writer.row(texts, isHeader: index == 0)
        }
        for image in node.all("img") { self.image(image) }
    }

    /// Everything in a cell or note in one line: its paragraphs and points one after another.
    private mutating func flat(_ node: MarkupNode) -> String {
        var (parts, loose): ([String], [MarkupNode]) = ([], [])
        func flush(_ reading: inout WordReading) {
            parts.append(reading.inline(loose))
            loose = []
        }
        for child in node.children {
            switch child.name {
            case "p":
                flush(&self)
                parts.append(inline(child.children))
            case "ul", "ol":
                flush(&self)
                for (index, item) in child.children.filter({ $0.name == "li" }).enumerated() {
                    let (mark, lead) = marker(child, index + 1)
                    parts.append("\(mark == "-" && lead.isEmpty ? "•" : mark == "-" ? "" : mark) \(lead)\(flat(item))")
                }
            case _ where Self.blockNames.contains(child.name):
                flush(&self)
                parts.append(flat(child))
            case _: loose.append(child)
            }
        }
        flush(&self)
        return parts.map { MarkdownWriter.trimmed($0) }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    // MARK: Inside a block

    private mutating func inline(_ nodes: [MarkupNode]) -> String {
        nodes.map { inline($0) }.joined()
    }

    private mutating func inline(_ node: MarkupNode) -> String {
        switch node.name {
        case "":
            // Where a word might be parted is the printer's affair.
            return MarkdownWriter.escaped(
                String(node.text.filter { $0 != "\u{AD}" }.map { $0.isNewline ? " " : $0 }))
        case "br": return "\n"
        case "strong", "b": return marked("**", node)
        case "em", "i": return marked("*", node)
        case "code": return node.words.contains("`") ? MarkdownWriter.escaped(node.words) : "`\(node.words)`"
        case "a":
            if node.has("footnote-ref") {
                return "[^\(node.attributes["href"].map { String($0.dropFirst("#fn".count)) } ?? "")]"
            }
            if node.has("footnote-back") { return "" }
            let text = inline(node.children)
            guard let address = node.attributes["href"], address.hasPrefix("http") || address.hasPrefix("mailto:"),
                !address.contains(where: { $0 == ")" || $0 == "(" || $0.isWhitespace }), !text.isEmpty
            else { return text }
            return "[\(text)](\(address))"
        case "del":
            isStruck = true
            return inline(node.children)
        case "img": return ""
        case "span":
            if node.has("deletion") {
                hasChanges = true
                return ""
            }
            if node.has("comment-start") || node.has("comment-end") {
                hasComments = true
                return ""
            }
            if node.has("insertion") || node.has("paragraph-insertion") { hasChanges = true }
            return inline(node.children)
        case _: return inline(node.children)
        }
    }

    /// A mark touches the words: white space at the ends stands outside.
    private mutating func marked(_ mark: String, _ node: MarkupNode) -> String {
        let text = inline(node.children)
        let inner = MarkdownWriter.trimmed(text)
        guard !inner.isEmpty, !inner.contains("\n"), !inner.contains("*") else { return text }
        let (before, after) = (text.prefix { $0.isWhitespace }, text.reversed().prefix { $0.isWhitespace })
        return before + mark + inner + mark + String(after)
    }
}

extension Extract {
    /// Images of one document.
    static let mostImages = 200

    static func lost(_ count: Int) -> Phrase {
        Phrase(
            da:
                "Billeder, der ikke er taget med: \(count). De er ikke PNG, JPEG eller GIF, er for store eller ligger uden "
                + "for filen. Gem dem som PNG i dokumentet, hvis de skal med.",
            en:
                "Pictures that were not taken along: \(count). They are not PNG, JPEG or GIF, are too large or lie outside "
                + "the file. Save them as PNG in the document if they are to come along.")
    }
}

extension Extract.Image {
    init(_ name: String, _ file: ImageFile) {
        self.init(name: name, format: file.format, width: file.width, height: file.height, bytes: file.bytes)
    }
}
