// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Reads Markdown as a document: headings, lists, tables, notes and code. Emphasis and links stay in the text as written.
public enum MarkdownImport {
    /// A proposal from the bytes of a Markdown file. Front matter is read into `details` and kept as furniture.
    ///
    /// - Parameter mint: gives each block its identity.
    /// - Throws: a `Refusal` that says what is wrong with the file and what to do.
    public static func propose(
        _ bytes: [UInt8], fileName: String = "", limits: ImportLimits = ImportLimits(),
        mint: @escaping () -> ParagraphID
    ) throws(Refusal) -> ImportProposal {
        try ImportGate.check(bytes, limits: limits)
        var reader = MarkdownReader(SourceLines(bytes), mint: mint)
        reader.read()
        let blocks = reader.builder.blocks
        let named = reader.details.first { ["titel", "title"].contains($0.key.lowercased()) }?.value
        let first = blocks.first { $0.headingLevel == 1 && $0.number == nil }?.text
        let (rows, warnings) = versionRows(blocks)
        return ImportProposal(
            title: named ?? first ?? DocumentImport.title(fromFileName: fileName), blocks: blocks, versionRows: rows,
            warnings: VersionTable.warnings(for: rows) + warnings, details: reader.details)
    }

    /// The rows of the table under a heading that names it, or of any table with columns for version and date.
    private static func versionRows(
        _ blocks: [DocumentText.Block]
    ) -> ([ImportProposal.VersionRow], [Phrase]) {
        var rows: [ImportProposal.VersionRow] = []
        var unread = 0
        var header: [String]?
        var underTitle = false
        for block in blocks {
            switch block.kind {
            case .heading:
                underTitle = VersionTable.isTitle(block.text)
                header = nil
            case .tableRow(header: true):
                header = underTitle || VersionTable.isHeader(block.text) ? block.cells : nil
            case .tableRow(header: false):
                guard let header else { continue }
                if let row = VersionTable.row(block.cells, header: header) { rows.append(row) } else { unread += 1 }
            case .furniture: continue
            default: header = nil
            }
        }
        guard unread > 0 else { return (rows, []) }
        return (
            rows,
            [
                Phrase(
                    da: "Rækker i versionstabellen uden versionsnummer: \(unread). Tilføj dem selv, hvis de skal med.",
                    en:
                        "Rows of the version table without a version number: \(unread). Add them yourself if they count."
                )
            ]
        )
    }
}

/// Goes through the lines once and says of each: what it begins, or what it goes on with.
private struct MarkdownReader {
    let source: SourceLines
    var builder: BlockBuilder
    private(set) var details: [ImportProposal.Detail] = []
    private var fence: (byte: UInt8, count: Int)?
    private var numbers: [Int: String] = [:]
    private var indents: [Int] = []
    private var inComment = false

    init(_ source: SourceLines, mint: @escaping () -> ParagraphID) {
        self.source = source
        builder = BlockBuilder(source: source, mint: mint)
    }

    mutating func read() {
        var index = frontMatter()
        while index < source.lines.count {
            take(index)
            index += 1
        }
        builder.close()
    }

    private func slice(_ line: SourceLine) -> ArraySlice<UInt8> { source.bytes[line.start..<line.end] }

    /// `---`, lines of `key: value`, `---` at the very top; how many lines it has.
    private mutating func frontMatter() -> Int {
        func isRule(_ line: SourceLine) -> Bool { slice(line).elementsEqual([0x2D, 0x2D, 0x2D]) }
        guard let first = source.lines.first, first.gap == 0, first.indent == 0, isRule(first),
            let end = source.lines.dropFirst().prefix(200).firstIndex(where: isRule),
            source.lines[1..<end].allSatisfy({ slice($0).contains(0x3A) || $0.indent > 0 || slice($0).first == 0x2D })
        else { return 0 }
        begin(.furniture, first)
        for line in source.lines[1...end] { builder.extend(line, join: .newline) }
        builder.close()
        for line in source.lines[1..<end] where line.indent == 0 {
            guard let colon = slice(line).firstIndex(of: 0x3A) else { continue }
            var value = String(decoding: source.bytes[colon + 1..<line.end], as: UTF8.self)
            value = String(value.drop { $0 == " " || $0 == "\t" })
            for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
                value = String(value.dropFirst().dropLast())
            }
            let key = String(decoding: source.bytes[line.start..<colon], as: UTF8.self)
            details.append(ImportProposal.Detail(key: key, value: value))
        }
        return end + 1
    }

    private mutating func begin(_ kind: DocumentText.Kind, _ line: SourceLine) {
        builder.begin(kind, line.start..<line.end)
    }

    private mutating func take(_ index: Int) {
        let line = source.lines[index]
        if takeFenced(line) || takeComment(line) || takeHeading(line) || takeImage(line) { return }
        if takeUnderline(line) || takeRule(line) || takeTable(line, index) || takeFootnote(line) { return }
        if takeListItem(line) { return }
        let isInList = if case .listItem = builder.open?.kind { true } else { false }
        if line.indent >= 4, line.gap > 0 || index == 0, !isInList, indents.isEmpty { return begin(.code, line) }
        let isQuote = slice(line).first == 0x3E
        if let open = builder.open, line.gap == 0 {
            switch open.kind {
            case .paragraph where (open.text.utf8.first == 0x3E) == isQuote, .listItem, .footnote:
                return builder.extend(line, join: isQuote ? .newline : softBreak(open))
            case .code where line.indent >= 4:
                return builder.extend(line, join: .newline)
            default: break
            }
        }
        if line.indent == 0 { indents = [] }
        begin(.paragraph, line)
    }

    /// Two spaces or a backslash at the end of a line are a line break; else the line goes on after a space.
    private func softBreak(_ open: DocumentText.Block) -> DocumentText.Join {
        guard let piece = open.pieces.last else { return .space }
        let end = piece.start + piece.count
        let isHard = source.bytes[min(end, source.bytes.count)...].starts(with: [0x20, 0x20])
        return isHard || open.text.utf8.last == 0x5C ? .newline : .space
    }

    private mutating func takeFenced(_ line: SourceLine) -> Bool {
        let first = source.bytes[line.start]
        let count = slice(line).prefix { $0 == first }.count
        let isFence = (first == 0x60 || first == 0x7E) && count >= 3
        if let fence {
            if isFence, first == fence.byte, count >= fence.count, count == slice(line).count {
                self.fence = nil
                begin(.furniture, line)
                builder.close()
            } else if builder.open?.kind == .code {
                extendCode(line)
            } else {
                // White space at the front of code means something.
                builder.begin(.code, line.start - indentBytes(line)..<line.end)
            }
            return true
        }
        guard isFence else { return false }
        fence = (first, count)
        begin(.furniture, line)
        builder.close()
        return true
    }

    private mutating func extendCode(_ line: SourceLine) {
        for _ in 0..<min(line.gap, 100) { builder.extendEmpty(at: line.start) }
        builder.extend(from: line.start - indentBytes(line), to: line.end, join: .newline)
    }

    private func indentBytes(_ line: SourceLine) -> Int {
        source.bytes[..<line.start].reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    private mutating func takeComment(_ line: SourceLine) -> Bool {
        let opens = slice(line).starts(with: "<!--".utf8)
        guard inComment || opens else { return false }
        if inComment { builder.extend(line, join: .newline) } else { begin(.furniture, line) }
        inComment = !slice(line).contains("-->")
        if !inComment { builder.close() }
        return true
    }

    private mutating func takeHeading(_ line: SourceLine) -> Bool {
        let level = slice(line).prefix { $0 == 0x23 }.count
        var start = line.start + level
        guard (1...6).contains(level), line.indent < 4, start < line.end, source.bytes[start] == 0x20 else {
            return false
        }
        while source.bytes[start] == 0x20 { start += 1 }
        var (markEnd, number) = (line.start + level, String?.none)
        if let found = headingNumber(start..<line.end, level: level) {
            (markEnd, number, start) = (found.end, found.number, found.title)
            numbers[level] = found.number
        }
        builder.begin(.heading(level: level), start..<line.end, mark: line.start..<markEnd, number: number)
        indents = []
        return true
    }

    /// `![What it shows](billede-1)` alone on its line: a picture that was taken out of the file with the text.
    private mutating func takeImage(_ line: SourceLine) -> Bool {
        guard line.indent < 4, slice(line).starts(with: "![".utf8), slice(line).last == 0x29,
            let cut = slice(line).indices.last(where: { source.bytes[$0...].starts(with: "](billede-".utf8) })
        else { return false }
        let digits = source.bytes[(cut + "](billede-".utf8.count)..<(line.end - 1)]
        guard (1...4).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        builder.begin(.image, line.start..<line.end, number: String(decoding: digits, as: UTF8.self))
        builder.close()
        return true
    }

    /// `5.`, `7.3`, `7.3.`, `§ 5`, `§ 5.`; a whole number without dot only if it follows the one before (»1 Formål«, not »14 dages frist«).
    private func headingNumber(_ range: Range<Int>, level: Int) -> (number: String, end: Int, title: Int)? {
        var range = range
        let isParagraph = source.bytes[range].starts(with: "§".utf8)
        if isParagraph {
            range = (range.lowerBound + "§".utf8.count)..<range.upperBound
            while range.lowerBound < range.upperBound, source.bytes[range.lowerBound] == 0x20 {
                range = (range.lowerBound + 1)..<range.upperBound
            }
        }
        let digits = source.bytes[range].prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
        let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
        let isDotted = parts.last?.isEmpty ?? false
        let values = isDotted ? parts.dropLast() : parts[...]
        guard !values.isEmpty, values.count <= 6, values.allSatisfy({ (1...3).contains($0.count) }) else { return nil }
        var title = digits.endIndex
        while title < range.upperBound, source.bytes[title] == 0x20 { title += 1 }
        if isParagraph, title == range.upperBound {
            // A paragraph of a statute may have no title: »§ 5«.
            return (values.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "."), title, title)
        }
        guard title > digits.endIndex, title < range.upperBound else { return nil }
        let number = values.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
        if values.count == 1, !isDotted, !isParagraph {
            guard Int(number) == (numbers[level].flatMap { Int($0) } ?? 0) + 1 else { return nil }
        }
        return (number, digits.endIndex, title)
    }

    /// A heading can also be a line with `===` or `---` under it.
    private mutating func takeUnderline(_ line: SourceLine) -> Bool {
        guard line.gap == 0, let open = builder.open, open.kind == .paragraph, builder.openLines == 1,
            let first = slice(line).first,
            first == 0x3D || first == 0x2D, slice(line).allSatisfy({ $0 == first }), slice(line).count >= 2
        else { return false }
        builder.makeHeading(level: first == 0x3D ? 1 : 2)
        builder.aside(.furniture, line.start..<line.end)
        builder.close()
        return true
    }

    private mutating func takeRule(_ line: SourceLine) -> Bool {
        let marks = slice(line).filter { $0 != 0x20 }
        guard marks.count >= 3, let first = marks.first, [0x2D, 0x2A, 0x5F].contains(first),
            marks.allSatisfy({ $0 == first })
        else { return false }
        begin(.furniture, line)
        builder.close()
        indents = []
        return true
    }

    private mutating func takeTable(_ line: SourceLine, _ index: Int) -> Bool {
        guard slice(line).contains(0x7C) else { return false }
        func isDelimiter(_ line: SourceLine) -> Bool {
            slice(line).contains(0x2D) && slice(line).contains(0x7C)
                && slice(line).allSatisfy { [0x7C, 0x2D, 0x3A, 0x20].contains($0) }
        }
        let isInTable = if case .tableRow = builder.open?.kind { line.gap == 0 } else { false }
        if isInTable {
            // The row stays open until the next line, so that the table is known to go on.
            if isDelimiter(line) {
                builder.aside(.furniture, line.start..<line.end)
            } else {
                begin(.tableRow(header: false), line)
            }
            return true
        }
        guard index + 1 < source.lines.count, source.lines[index + 1].gap == 0, isDelimiter(source.lines[index + 1]),
            !isDelimiter(line)
        else { return false }
        begin(.tableRow(header: true), line)
        return true
    }

    /// `[^1]: The note.`
    private mutating func takeFootnote(_ line: SourceLine) -> Bool {
        guard slice(line).starts(with: "[^".utf8), let close = slice(line).firstIndex(of: 0x5D),
            close - line.start <= 30,
            close + 2 < line.end, source.bytes[close + 1] == 0x3A
        else { return false }
        var start = close + 2
        while start < line.end, source.bytes[start] == 0x20 { start += 1 }
        let label = String(decoding: source.bytes[line.start + 2..<close], as: UTF8.self)
        builder.begin(.footnote, start..<line.end, mark: line.start..<close + 2, number: label)
        return true
    }

    private mutating func takeListItem(_ line: SourceLine) -> Bool {
        guard let marker = ListMarker(source.bytes, line.start..<line.end) else { return false }
        // A letter is no marker in Markdown, and in the middle of a paragraph only 1 begins a list.
        let first = source.bytes[line.start]
        guard !(0x61...0x7A).contains(first) else { return false }
        if let value = marker.value, value != 1, line.gap == 0, builder.open?.kind == .paragraph { return false }
        while let last = indents.last, line.indent < last { indents.removeLast() }
        if indents.last.map({ line.indent >= $0 + 2 }) ?? true { indents.append(line.indent) }
        builder.begin(
            .listItem(depth: min(5, indents.count - 1)), marker.textStart..<line.end, mark: marker.mark,
            number: marker.value.map(String.init))
        return true
    }
}
