// SPDX-License-Identifier: MPL-2.0

/// A page as poppler tells it: lines of letters with their places and type, and pictures. Lengths are in the tool's
/// points, one and a half to a typographic one; the top is 0.
struct PDFPage {
    /// Letters of one type beside each other.
    struct Run {
        var left: Double, top: Double, width: Double, height: Double
        var size: Double
        var isBold: Bool
        var text: String
        var right: Double { left + width }
        var bottom: Double { top + height }
    }

    struct Picture {
        let top: Double, left: Double, width: Double, height: Double
        let source: String
    }

    let number: Int
    let height: Double
    var lines: [PDFLine]
    var pictures: [Picture]

    static func read(_ xml: [UInt8]) -> [PDFPage] {
        var pages: [PDFPage] = []
        var sizes: [String: Double] = [:]
        var (runs, pictures): ([Run], [Picture]) = ([], [])
        var open: Run?
        var (number, height) = (0, 0.0)
        var reader = MarkupReader(xml)
        while let event = reader.next() {
            switch event {
            case .open("page", let facts):
                (number, height, runs, pictures) = (pages.count + 1, length(facts, "height"), [], [])
            case .open("fontspec", let facts): if let id = facts["id"] { sizes[id] = length(facts, "size") }
            case .open("image", let facts):
                pictures.append(
                    Picture(
                        top: length(facts, "top"), left: length(facts, "left"), width: length(facts, "width"),
                        height: length(facts, "height"), source: facts["src"] ?? ""))
            case .open("text", let facts):
                open = Run(
                    left: length(facts, "left"), top: length(facts, "top"), width: length(facts, "width"),
                    height: length(facts, "height"), size: facts["font"].flatMap { sizes[$0] } ?? 12, isBold: false,
                    text: "")
            case .open("b", _): open?.isBold = true
            case .text(let text):
                open?.text += text.filter { $0 != "\u{AD}" && !isControl($0) }.map { ligatures[$0] ?? String($0) }
                    .joined()
            case .close("text"):
                // A run of spaces alone says nothing; the distance does.
                if let run = open, run.text.contains(where: { !$0.isWhitespace }), run.height > 0 { runs.append(run) }
                open = nil
            case .close("page"):
                pages.append(
                    PDFPage(number: number, height: height, lines: PDFLine.lines(of: runs), pictures: pictures))
            case .open, .close: break
            }
        }
        return pages
    }

    /// Letters that a font prints as one (Unicode, Alphabetic Presentation Forms).
    private static let ligatures: [Character: String] = [
        "\u{FB00}": "ff", "\u{FB01}": "fi", "\u{FB02}": "fl", "\u{FB03}": "ffi", "\u{FB04}": "ffl", "\u{FB05}": "st",
        "\u{FB06}": "st",
    ]

    private static func length(_ facts: [String: String], _ name: String) -> Double {
        facts[name].flatMap { Double($0) }.flatMap { abs($0) < 1e6 ? $0 : nil } ?? 0
    }

    private static func isControl(_ letter: Character) -> Bool {
        letter.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
}

/// Letters that stand on one line, in cells where the distance between them is that of columns.
struct PDFLine {
    struct Cell {
        var left: Double
        var right: Double
        var text: String
        /// Whether the file has a space at its end: a line that goes on with a new word.
        var endsInSpace = false
    }

    var top: Double
    var bottom: Double
    var left: Double
    var right: Double
    /// The size that most of its letters have.
    var size: Double
    var isBold: Bool
    /// Text with a space between words; a small raised number is `[^4]`.
    var text: String
    var cells: [Cell]
    /// The same parted at smaller distances: in a narrow table the columns stand close.
    var parts: [Cell] = []
    /// The raised number that it begins with: it may be a note.
    var note: String?
    var isFurniture = false

    /// The lines of a page from top to bottom.
    static func lines(of runs: [PDFPage.Run]) -> [PDFLine] {
        var groups: [[PDFPage.Run]] = []
        for run in runs.sorted(by: { ($0.top, $0.left) < ($1.top, $1.left) }) {
            // Raised letters overlap the line that they belong to.
            let found = groups.indices.suffix(4).last { index in
                let tall = groups[index].max { $0.height < $1.height } ?? run
                let overlap = min(tall.bottom, run.bottom) - max(tall.top, run.top)
                return overlap > 0.55 * min(tall.height, run.height)
            }
            if let found { groups[found].append(run) } else { groups.append([run]) }
        }
        return groups.map(PDFLine.init).sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    }

    private init(_ group: [PDFPage.Run]) {
        let runs = group.sorted { $0.left < $1.left }
        var letters: [Double: Int] = [:]
        for run in runs { letters[run.size, default: 0] += run.text.count }
        let main = letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 12
        let isAllBold = runs.allSatisfy { $0.isBold || $0.text.allSatisfy { !$0.isLetter } }
        size = main
        isBold = isAllBold && runs.contains(where: \.isBold)
        top = runs.map(\.top).min() ?? 0
        bottom = runs.map(\.bottom).max() ?? 0
        left = runs.first?.left ?? 0
        right = runs.map(\.right).max() ?? 0
        (text, cells, note) = ("", [], nil)
        let base = runs.filter { $0.size == main }.map(\.bottom).max() ?? bottom
        for (index, run) in runs.enumerated() {
            let plain = MarkdownWriter.trimmed(run.text)
            let isRaised =
                run.size <= main * 0.8 && run.bottom < base - 1 && plain.count <= 3 && plain.allSatisfy(\.isNumber)
            if isRaised, index == 0, runs.count > 1 {
                note = plain
                continue
            }
            let words = isRaised ? "[^\(plain)]" : MarkdownWriter.escaped(run.text)
            let gap = run.left - (cells.last?.right ?? run.left)
            if parts.isEmpty || gap > main * 0.6 {
                parts.append(Cell(left: run.left, right: run.right, text: MarkdownWriter.trimmed(words)))
            } else {
                let space = gap > main * 0.18 || run.text.first?.isWhitespace ?? false ? " " : ""
                parts[parts.count - 1].text += (isRaised ? "" : space) + MarkdownWriter.trimmed(words)
                parts[parts.count - 1].right = max(parts[parts.count - 1].right, run.right)
            }
            parts[parts.count - 1].endsInSpace = run.text.last?.isWhitespace ?? false
            if cells.isEmpty || gap > main * 1.4 {
                cells.append(Cell(left: run.left, right: run.right, text: MarkdownWriter.trimmed(words)))
            } else {
                var joined = cells[cells.count - 1].text
                let isApart = gap > main * 0.18 || run.text.first?.isWhitespace ?? false
                let touches = runs[index - 1].text.last?.isWhitespace ?? false
                if isApart || touches, !joined.hasSuffix(" "), !isRaised { joined += " " }
                cells[cells.count - 1].text = joined + MarkdownWriter.trimmed(words)
                cells[cells.count - 1].right = max(cells[cells.count - 1].right, run.right)
            }
        }
        text = cells.map(\.text).joined(separator: " ")
        if let first = cells.first { left = first.left }
    }
}
