// SPDX-License-Identifier: MPL-2.0

/// A table of a PDF: lines whose cells stand under each other. A row ends where the distance to the next line is
/// greater than that of lines in one cell, or where every line is a row.
struct PDFTable {
    let rows: [[String]]
    /// How many lines of the page it takes.
    let lines: Int

    /// Where the columns begin.
    let lefts: [Double]

    /// Nil if no table begins at this line.
    init?(_ all: [PDFLine], from start: Int, _ type: PDFType) {
        guard Self.mayBegin(all[start]) else { return nil }
        var lefts = all[start].cells.map(\.left)
        let slack = type.body * 0.9
        /// The cells of a line by column: a part that begins at no column belongs to the one before it.
        func places(_ line: PDFLine) -> [(column: Int, cell: PDFLine.Cell)]? {
            var found: [(column: Int, cell: PDFLine.Cell)] = []
            let parts = line.parts.count > 1 ? line.parts.flatMap { Self.parted($0, at: lefts, slack) } : line.parts
            for part in parts {
                if let column = lefts.lastIndex(where: { abs($0 - part.left) <= slack }),
                    column > found.last?.column ?? -1
                {
                    found.append((column, part))
                } else if !found.isEmpty {
                    found[found.count - 1].cell.text += " " + part.text
                    found[found.count - 1].cell.right = part.right
                    found[found.count - 1].cell.endsInSpace = part.endsInSpace
                } else {
                    return nil
                }
            }
            return found
        }
        var lines = [places(all[start]) ?? []]
        var aligned = 1
        while start + lines.count < all.count {
            let (line, last) = (all[start + lines.count], all[start + lines.count - 1])
            guard line.top - last.top < type.pitch * 3.4, line.size < type.body * 1.15, let cells = places(line) else {
                break
            }
            let fits = cells.allSatisfy { column, cell in
                column + 1 >= lefts.count || cell.right < lefts[column + 1] + slack / 2
            }
            guard fits else { break }
            if cells.count > 1 {
                guard Self.mayBegin(line) || line.cells.count == 1 || cells[0].column != 0 else { break }
                aligned += 1
            } else if cells.first?.column == 0, line.top - last.top > type.pitch * 1.6 {
                // A line of its own in the first column is a paragraph after the table.
                break
            }
            for (column, cell) in cells { lefts[column] = min(lefts[column], cell.left) }
            lines.append(cells)
        }
        guard aligned >= 2 else { return nil }
        self.lefts = lefts
        self.lines = lines.count
        let tops = all[start..<(start + lines.count)].map(\.top)
        let steps = zip(tops, tops.dropFirst()).map { $1 - $0 }
        let (least, most) = (steps.min() ?? 0, steps.max() ?? 0)
        let isEven = most < least * 1.12
        let hasSpaces = lines.contains { $0.contains(where: \.cell.endsInSpace) }
        var rows: [[PDFLine.Cell?]] = []
        for (index, cells) in lines.enumerated() {
            let step = index > 0 ? steps[index - 1] : .infinity
            let isFirst = cells.first?.column == 0
            let isNew = step > least * 1.12 && (isFirst || step > type.pitch * 1.6) || isEven && isFirst
            if rows.isEmpty || isNew { rows.append([PDFLine.Cell?](repeating: nil, count: lefts.count)) }
            for (column, cell) in cells {
                var joined = cell
                if let before = rows[rows.count - 1][column] {
                    joined.text = Self.joined(before, cell, hasSpaces: hasSpaces)
                }
                rows[rows.count - 1][column] = joined
            }
        }
        self.rows = rows.map { $0.map { $0?.text ?? "" } }
    }

    var columns: Int { lefts.count }

    /// The tool puts letters of two close columns into one run; it is parted at the space that lies nearest to where
    /// the column begins.
    private static func parted(_ part: PDFLine.Cell, at lefts: [Double], _ slack: Double) -> [PDFLine.Cell] {
        let letters = Array(part.text)
        guard part.right > part.left, letters.count > 2,
            let column = lefts.first(where: { $0 > part.left + slack && $0 < part.right - slack })
        else { return [part] }
        let near = Int(Double(letters.count) * (column - part.left) / (part.right - part.left))
        let found = letters.indices.filter { letters[$0] == " " && abs($0 - near) <= 3 }
            .min { abs($0 - near) < abs($1 - near) }
        guard let found else { return [part] }
        var (first, rest) = (part, part)
        (first.text, first.right, first.endsInSpace) = (String(letters[..<found]), column - 1, true)
        (rest.text, rest.left) = (MarkdownWriter.trimmed(String(letters[found...])), column)
        return [first] + parted(rest, at: lefts, slack)
    }

    /// A narrow cell may break in the middle of a word: where the file keeps the spaces at the ends of lines, a line
    /// without one goes on directly.
    private static func joined(_ before: PDFLine.Cell, _ next: PDFLine.Cell, hasSpaces: Bool) -> String {
        let isBroken =
            hasSpaces && !before.endsInSpace && before.text.last?.isLetter ?? false
            && before.text.reversed().prefix { !$0.isWhitespace }.count > 8
            && next.text.first?.isLowercase ?? false
        return isBroken ? before.text + next.text : PDFHyphens.plain.joined(before.text, next.text)
    }

    /// Several cells, and not a point or a heading with its number apart.
    private static func mayBegin(_ line: PDFLine) -> Bool {
        guard line.cells.count > 1 else { return false }
        return line.cells.count > 2 || PDFMarker(line) == nil && !isNumber(line.cells[0].text)
    }

    private static func isNumber(_ text: String) -> Bool {
        text.allSatisfy { $0.isNumber || $0 == "." || $0 == "§" || $0 == " " } && text.count <= 10
    }
}

/// What a point of a list begins with.
struct PDFMarker {
    /// `-` or `4.`, as Markdown writes it.
    let mark: String
    let value: Int?
    /// The text after it; a letter stays in it, since Markdown has no lettered lists.
    let text: String

    private static let bullets: Set<Character> = [
        "•", "·", "▪", "◦", "‣", "–", "-", "—", "■", "□", "▫", "●", "○", "➢", "✓", "*", "\u{F0B7}", "\u{F0A7}",
        "\u{F02D}",
        "\u{F0FC}", "\u{F0D8}",
    ]

    init?(_ line: PDFLine) {
        let text = line.text.hasPrefix("\\*") ? line.text.dropFirst() : line.text[...]
        guard let first = text.first else { return nil }
        let rest = text.dropFirst()
        if Self.bullets.contains(first) || first == "o" && line.cells.count > 1 && line.cells[0].text == "o" {
            guard let next = rest.first, next.isWhitespace else { return nil }
            (mark, value, self.text) = ("-", nil, MarkdownWriter.trimmed(rest))
            return
        }
        let word = text.prefix { !$0.isWhitespace }
        let after = MarkdownWriter.trimmed(text.dropFirst(word.count))
        guard !after.isEmpty, word.count >= 2, word.last == "." || word.last == ")" else { return nil }
        let core = word.dropLast().drop { $0 == "(" }
        if (1...3).contains(core.count), core.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(core) {
            (mark, value, self.text) = ("\(number).", number, after)
        } else if core.count == 1, let letter = core.first, letter.isLetter, letter.isLowercase || word.last == ")" {
            (mark, value, self.text) = ("-", nil, "\(letter)) \(after)")
        } else {
            return nil
        }
    }
}
