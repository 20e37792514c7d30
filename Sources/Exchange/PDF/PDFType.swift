// SPDX-License-Identifier: MPL-2.0

/// What the type of a PDF says: which size is the text's, how far its lines stand apart, which lines are headings.
struct PDFType {
    /// The size that most letters have.
    let body: Double
    /// From one line of a paragraph to the next, top to top.
    let pitch: Double
    /// Where the text's column ends on the right.
    let right: Double
    /// The looks that headings have, the largest first.
    private var looks: [Look] = []

    struct Look: Hashable {
        let size: Double
        let isBold: Bool
    }

    init(_ pages: [PDFPage]) {
        var letters: [Double: Int] = [:]
        for line in pages.lazy.flatMap(\.lines) where !line.isFurniture {
            letters[line.size, default: 0] += line.text.count
        }
        let body = letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 12
        var steps: [Int: Int] = [:]
        var rights: [Double] = []
        for page in pages {
            for (line, next) in zip(page.lines, page.lines.dropFirst()) where !line.isFurniture {
                let step = next.top - line.top
                if line.size == body, next.size == body, step > body * 0.8, step < body * 2.4 {
                    steps[Int(step.rounded()), default: 0] += 1
                }
            }
            rights += page.lines.filter { !$0.isFurniture && $0.size == body }.map(\.right)
        }
        // The closest distance that is common, not the commonest: lists are set wider.
        let all = steps.values.reduce(0, +)
        let common = steps.filter { $0.value * 8 >= all }.keys.min()
        rights.sort()
        self.body = body
        pitch = Double(common ?? Int(body * 1.25))
        right = rights.isEmpty ? 0 : rights[rights.count * 9 / 10]
        looks = headingLooks(pages)
    }

    private func look(_ line: PDFLine) -> Look { Look(size: line.size, isBold: line.isBold) }

    /// Larger than the text, or bold with room above it.
    func mayBeHeading(_ line: PDFLine, before: PDFLine?, after: PDFLine?) -> Bool {
        guard !line.isFurniture, line.note == nil, line.text.count <= 160, line.text.contains(where: \.isLetter)
        else { return false }
        if line.size >= body * 1.08 { return line.cells.count <= 2 }
        guard line.isBold, line.size >= body * 0.98, line.cells.count == 1 || PDFReading.numbered(line) != nil else {
            return false
        }
        if line.text.hasSuffix(".") || line.text.hasSuffix(",") || line.text.hasSuffix(":") { return false }
        let isApart = before.map { $0.isFurniture || line.top - $0.top > pitch * 1.2 || $0.size > line.size } ?? true
        // A row of a table has its neighbours in columns.
        return isApart && (after.map { $0.cells.count == 1 || $0.size != line.size } ?? true)
    }

    private func headingLooks(_ pages: [PDFPage]) -> [Look] {
        var found: Set<Look> = []
        for page in pages {
            for index in page.lines.indices {
                let (before, after) = PDFLines.around(index, page.lines)
                if mayBeHeading(page.lines[index], before: before, after: after) {
                    found.insert(look(page.lines[index]))
                }
            }
        }
        return found.sorted { ($0.size, $0.isBold ? 1 : 0) > ($1.size, $1.isBold ? 1 : 0) }
    }

    /// 0 for the largest look of headings.
    func rank(_ line: PDFLine) -> Int { looks.firstIndex(of: look(line)) ?? looks.count }
}

/// Lines as they follow each other.
enum PDFLines {
    static func around(_ index: Int, _ lines: [PDFLine]) -> (before: PDFLine?, after: PDFLine?) {
        (index > 0 ? lines[index - 1] : nil, index + 1 < lines.count ? lines[index + 1] : nil)
    }

    /// The text as lines of plain text: an empty line for every line's height that is empty, pages parted by form feeds.
    static func plain(_ pages: [PDFPage]) -> String {
        let steps = pages.flatMap { page in
            zip(page.lines, page.lines.dropFirst()).map { $1.top - $0.top }.filter { $0 > 2 }
        }.sorted()
        let pitch = max(4, steps.isEmpty ? 12 : steps[steps.count / 10])
        let left = pages.flatMap { $0.lines.map(\.left) }.min() ?? 0
        return pages.map { page in
            var (text, last): (String, PDFLine?) = ("", nil)
            for line in page.lines {
                if let last {
                    let empty = Int(((line.top - last.top) / pitch).rounded()) - 1
                    text += String(repeating: "\n", count: 1 + max(0, min(6, empty)))
                }
                let indent = Int((line.left - left) / (line.size * 0.5))
                text += String(repeating: " ", count: max(0, min(40, indent))) + unescaped(line)
                last = line
            }
            return text
        }.joined(separator: "\n\u{0C}") + "\n"
    }

    /// Plain text has no marks, so nothing stands for itself by a backslash; a note's number stands behind its word.
    private static func unescaped(_ line: PDFLine) -> String {
        let text = line.cells.map(\.text).joined(separator: "   ")
        let bare = text.replacing("[^", with: "\u{1}").replacing("\\", with: "")
        var (result, inNote) = ("", false)
        for letter in bare {
            if letter == "\u{1}" {
                inNote = true
            } else if inNote, letter == "]" {
                inNote = false
            } else {
                result.append(letter)
            }
        }
        return (line.note.map { $0 + " " } ?? "") + result
    }
}
