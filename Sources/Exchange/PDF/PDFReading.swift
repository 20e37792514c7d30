// SPDX-License-Identifier: MPL-2.0
import Domain

/// Writes the lines of a PDF as Markdown: headings by type and number, paragraphs put together again, points, tables,
/// notes and pictures.
struct PDFReading {
    private(set) var writer = MarkdownWriter()
    private(set) var images: [Extract.Image] = []
    private(set) var headings = 0
    private let type: PDFType
    private let picture: (String) -> [UInt8]?
    private var hyphens = PDFHyphens([])
    private var labels = PDFNotes([])
    private var levels: [PDFType.Look: Int] = [:]
    private var path: [Int] = []
    private var (lost, hasTitle) = (0, false)

    private enum Kind: Equatable { case paragraph, item(depth: Int, mark: String) }
    private struct Open {
        var kind: Kind
        var text: String
        var last: PDFLine
        /// Where its text begins on the left.
        var left: Double
    }
    private var open: Open?
    private var waiting: [String] = []
    private var indents: [Double] = []
    private var listNumber = 0
    private var page = 0
    private var lastTable: (columns: Int, header: [String])?

    init(_ type: PDFType, picture: @escaping (String) -> [UInt8]?) {
        self.type = type
        self.picture = picture
    }

    var notes: [Phrase] { lost > 0 ? [Extract.lost(lost)] : [] }

    mutating func read(_ pages: [PDFPage]) {
        hyphens = PDFHyphens(pages)
        labels = PDFNotes(pages)
        levels = lookLevels(pages)
        var skip = title(pages)
        for page in pages {
            self.page = page.number
            var pictures = page.pictures.sorted { $0.top < $1.top }
            for line in page.lines where line.isFurniture { waiting.append(line.text) }
            let noteStart = labels.start(on: page)
            let lines = page.lines[..<noteStart].filter { !$0.isFurniture }
            var index = skip
            skip = 0
            while index < lines.count {
                while let first = pictures.first, first.top < lines[index].top {
                    image(first)
                    pictures.removeFirst()
                }
                index += take(index, lines)
            }
            for picture in pictures { image(picture) }
            for note in labels.notes(on: page, hyphens) {
                close()
                writer.footnote(note.label, note.text)
            }
        }
        close()
    }

    /// Takes what begins at a line; how many lines it took.
    private mutating func take(_ index: Int, _ lines: [PDFLine]) -> Int {
        let line = lines[index]
        if let table = PDFTable(lines, from: index, type) {
            put(table, isFirst: index <= 1)
            return table.lines
        }
        lastTable = index <= 1 ? lastTable : nil
        let (before, after) = PDFLines.around(index, lines)
        if isHeading(line, before, after) { return heading(index, lines) }
        if let marker = PDFMarker(line), isMarker(marker, line) {
            close()
            begin(marker, line)
            return 1
        }
        if open != nil, continues(line, isNewPage: index == 0) {
            let joined = hyphens.joined(open?.text ?? "", line.text)
            open?.text = joined
            open?.last = line
        } else {
            close()
            if index > 0 || !indents.isEmpty, line.left <= (indents.first ?? 0) - type.body { indents = [] }
            open = Open(kind: .paragraph, text: line.text, last: line, left: line.left)
        }
        return 1
    }

    private mutating func close() {
        if let open {
            let text = labels.resolved(open.text, on: page)
            switch open.kind {
            case .paragraph: writer.paragraph(text)
            case .item(let depth, let mark): writer.item(depth: depth, mark: mark, text)
            }
        }
        open = nil
        for line in waiting { writer.furniture(line) }
        waiting = []
    }

    // MARK: Headings

    /// The level of unnumbered headings: that of numbered ones that look the same, else by size.
    private func lookLevels(_ pages: [PDFPage]) -> [PDFType.Look: Int] {
        var levels: [PDFType.Look: Int] = [:]
        for page in pages {
            let lines = page.lines.filter { !$0.isFurniture }
            for index in lines.indices {
                let (before, after) = PDFLines.around(index, lines)
                guard type.mayBeHeading(lines[index], before: before, after: after),
                    let parts = Self.numbered(lines[index])
                else { continue }
                let look = PDFType.Look(size: lines[index].size, isBold: lines[index].isBold)
                levels[look] = min(levels[look] ?? 9, parts.count)
            }
        }
        return levels
    }

    /// The document's title: the largest type there is, at the top of the first page and nowhere else.
    private mutating func title(_ pages: [PDFPage]) -> Int {
        guard let page = pages.first else { return 0 }
        let lines = page.lines.filter { !$0.isFurniture }
        guard let first = lines.first, first.size >= type.body * 1.15, Self.numbered(first) == nil,
            type.rank(first) == 0, levels[PDFType.Look(size: first.size, isBold: first.isBold)] == nil
        else { return 0 }
        let count = lines.prefix { $0.size == first.size && $0.isBold == first.isBold && Self.numbered($0) == nil }
            .count
        let isElsewhere = pages.lazy.flatMap(\.lines).filter { $0.size == first.size && !$0.isFurniture }.count > count
        guard !isElsewhere, count <= 4 else { return 0 }
        let words = lines[..<count].map(\.text).joined(separator: " ").replacing("\\", with: "")
        writer.frontMatter([("titel", words)])
        hasTitle = true
        return count
    }

    private func isHeading(_ line: PDFLine, _ before: PDFLine?, _ after: PDFLine?) -> Bool {
        if type.mayBeHeading(line, before: before, after: after) { return true }
        // A number of several parts that goes on where the last heading stopped, on a line of its own.
        guard let parts = Self.numbered(line), parts.count > 1, Array(path.prefix(parts.count - 1)) == parts.dropLast(),
            line.text.count <= 90, line.size >= type.body * 0.98, line.right < type.right * 0.85,
            let end = line.text.last, !".,;:".contains(end)
        else { return false }
        let last = path.count >= parts.count ? path[parts.count - 1] : 0
        let isApart = before.map { line.top - $0.top > type.pitch * 1.3 } ?? true
        return isApart && (last + 1...last + 2).contains(parts[parts.count - 1])
    }

    private mutating func heading(_ index: Int, _ lines: [PDFLine]) -> Int {
        close()
        let line = lines[index]
        var (text, count) = (line.text, 1)
        while index + count < lines.count {
            let next = lines[index + count]
            guard next.size == line.size, next.isBold == line.isBold, Self.numbered(next) == nil,
                next.top - lines[index + count - 1].top < line.size * 1.75, count < 4,
                type.mayBeHeading(next, before: nil, after: nil) || next.text.first?.isLowercase ?? false
            else { break }
            text = hyphens.joined(text, next.text)
            count += 1
        }
        let parts = Self.numbered(line)
        let look = PDFType.Look(size: line.size, isBold: line.isBold)
        if let parts { path = parts }
        writer.heading(parts?.count ?? levels[look] ?? unnumberedLevel(line), labels.resolved(text, on: page))
        headings += 1
        (indents, listNumber, lastTable) = ([], 0, nil)
        return count
    }

    private func unnumberedLevel(_ line: PDFLine) -> Int {
        // Under a look that has numbers it is one deeper than the larger ones.
        let above = levels.filter { $0.key.size > line.size }.map(\.value).max() ?? 0
        return min(6, levels.isEmpty ? max(1, type.rank(line) + (hasTitle ? 0 : 1)) : above + 1)
    }

    /// `[7, 3]` for a line that begins with `7.3`, `7.3.` or `§ 7`, and goes on with a word.
    static func numbered(_ line: PDFLine) -> [Int]? {
        var text = line.text[...]
        let isParagraph = text.hasPrefix("§")
        if isParagraph { text = text.dropFirst().drop { $0.isWhitespace } }
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: true)
        let rest = text.dropFirst(digits.count)
        guard (1...6).contains(parts.count), parts.allSatisfy({ $0.count <= 3 }), digits.first?.isNumber ?? false,
            rest.first?.isWhitespace ?? isParagraph,
            isParagraph || rest.drop(while: \.isWhitespace).first?.isLetter ?? false
        else { return nil }
        if !isParagraph, parts.count == 1, let word = rest.split(separator: " ").first,
            DayText.month(String(word.filter(\.isLetter))) != nil
        {
            return nil
        }
        return parts.compactMap { Int($0) }
    }

    // MARK: Points and paragraphs

    private func isMarker(_ marker: PDFMarker, _ line: PDFLine) -> Bool {
        guard let value = marker.value else { return true }
        // A number that no list leads up to is a year, a day or an amount at the beginning of a line.
        return value == listNumber + 1 || (value == 1 && line.top - (open?.last.top ?? 0) > type.pitch * 0.8)
    }

    private mutating func begin(_ marker: PDFMarker, _ line: PDFLine) {
        if let value = marker.value { listNumber = value }
        while let last = indents.last, line.left < last - type.body * 0.6 { indents.removeLast() }
        if indents.last.map({ line.left > $0 + type.body * 0.6 }) ?? true { indents.append(line.left) }
        open = Open(
            kind: .item(depth: min(5, indents.count - 1), mark: marker.mark), text: marker.text, last: line,
            left: line.cells.count > 1 ? line.cells[1].left : line.left)
    }

    private func continues(_ line: PDFLine, isNewPage: Bool) -> Bool {
        guard let open, abs(line.size - open.last.size) <= 1 else { return false }
        let last = open.last
        let isTerminated = last.text.last.map { ".:;?!".contains($0) } ?? true
        let isLower = line.text.first?.isLowercase ?? false
        if isNewPage { return !isTerminated && (isLower || last.right > type.right * 0.85) }
        if line.top - last.top > type.pitch * 1.45 || line.text.hasPrefix("Stk. ") { return false }
        if case .item = open.kind, line.left < open.left - type.body * 1.2, line.left < last.left - 2 { return false }
        if isLower { return true }
        let word = line.text.prefix { !$0.isWhitespace }.count
        let need = Double(word + 1) * (line.right - line.left) / Double(max(1, line.text.count))
        let stopsShort = last.right + need < type.right - type.body
        return !stopsShort || !(isTerminated || last.right < type.right * 0.6)
    }

    // MARK: Tables and pictures

    private mutating func put(_ table: PDFTable, isFirst: Bool) {
        var rows = table.rows.map { $0.map { labels.resolved($0, on: page) } }
        if let open, open.kind == .paragraph, open.text == open.last.text,
            let column = table.lefts.lastIndex(where: { abs($0 - open.left) < type.body * 0.9 }), column > 0
        {
            // A cell of the header that is higher than the others.
            rows[0][column] = labels.resolved(open.text, on: page) + " " + rows[0][column]
            self.open = nil
        }
        let goesOn = isFirst && lastTable?.columns == table.columns && open == nil
        if goesOn, let header = lastTable?.header, rows.first == header {
            waiting.append(rows.removeFirst().joined(separator: " "))
        }
        if !goesOn {
            close()
            lastTable = (table.columns, rows.first ?? [])
        }
        for (index, row) in rows.enumerated() { writer.row(row, isHeader: index == 0 && !goesOn) }
        listNumber = 0
    }

    private mutating func image(_ place: PDFPage.Picture) {
        guard images.count < Extract.mostImages, let file = picture(place.source).flatMap({ ImageFile($0) }) else {
            lost += 1
            return
        }
        close()
        let name = "billede-\(images.count + 1)"
        images.append(Extract.Image(name, file))
        writer.image(name, alt: "")
    }
}
