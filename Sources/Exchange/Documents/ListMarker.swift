// SPDX-License-Identifier: MPL-2.0
import Domain

/// The bullet or number that a point in a list begins with.
struct ListMarker {
    /// The bytes of the bullet or the number.
    let mark: Range<Int>
    let text: String
    /// Where the point's text begins.
    let textStart: Int
    /// The number, for `4.` and `4)`; 1 for `a)`, 2 for `b)`; nil for a bullet.
    let value: Int?
    /// A dash can also stand in a sentence.
    let isDash: Bool

    private static let bullets: Set<Unicode.Scalar> = ["•", "▪", "◦", "‣", "·", "●", "○", "■", "\u{F0B7}", "\u{F0A7}"]
    private static let dashes: Set<Unicode.Scalar> = ["-", "–", "—", "*", "+"]

    /// Nil if the line does not begin with one, or if nothing follows it.
    init?(_ bytes: [UInt8], _ line: Range<Int>) {
        let head = bytes[line.lowerBound..<min(line.upperBound, line.lowerBound + 4)]
        guard let first = String(decoding: head, as: UTF8.self).unicodeScalars.first else { return nil }
        var end = line.lowerBound
        var value: Int?
        if Self.bullets.contains(first) || Self.dashes.contains(first) {
            end += UTF8.width(first)
        } else {
            let digits = head.prefix { (0x30...0x39).contains($0) }
            if (1...3).contains(digits.count) {
                value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
                end += digits.count
            } else if (0x61...0x7A).contains(bytes[end]) {
                value = Int(bytes[end]) - 0x60
                end += 1
            } else {
                return nil
            }
            let isNumber = !digits.isEmpty
            guard end < line.upperBound, bytes[end] == 0x29 || (isNumber && bytes[end] == 0x2E) else { return nil }
            end += 1
        }
        var start = end
        while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard start > end, start < line.upperBound else { return nil }
        if value != nil {
            let word = bytes[start..<line.upperBound].prefix { (0x61...0x7A).contains($0 | 0x20) }
            guard DayText.month(String(decoding: word, as: UTF8.self)) == nil else { return nil }
        }
        mark = line.lowerBound..<end
        text = String(decoding: bytes[line.lowerBound..<end], as: UTF8.self)
        textStart = start
        self.value = value
        isDash = Self.dashes.contains(first)
    }
}

/// Finds the lines that belong to the pages and not to the text: page numbers, and heads and feet that come again.
enum PageFurniture {
    static func lines(of source: SourceLines) -> Set<Int> {
        let starts = source.lines.indices.filter { source.lines[$0].opensPage && $0 > 0 }
        guard source.hasPages, !starts.isEmpty else { return [] }
        var result: Set<Int> = []
        let edges =
            ([0] + starts).map { ($0, true) } + (starts.map { ($0 - 1) } + [source.lines.count - 1]).map { ($0, false) }
        var counts: [String: [Int]] = [:]
        for (index, isHead) in edges where source.lines[index].width <= 100 {
            let text = source.text(source.lines[index])
            if isPageNumber(text) {
                result.insert(index)
            } else {
                let shape = String(text.filter { !$0.isNumber })
                counts[(isHead ? "h" : "f") + shape, default: []].append(index)
            }
        }
        for places in counts.values where places.count >= 3 && places.count * 2 > starts.count {
            result.formUnion(places)
        }
        return result
    }

    /// `3`, `- 3 -`, `Side 3 af 12`, `Page 3 of 12`, `3/12`.
    static func isPageNumber(_ text: String) -> Bool {
        guard text.utf8.count <= 24, text.contains(where: \.isNumber) else { return false }
        let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "/" || $0 == "–" || $0 == "." }
        return words.count <= 4
            && words.allSatisfy { word in
                ["side", "page", "s", "p", "af", "of"].contains(String(word))
                    || (word.utf8.count <= 4 && word.utf8.allSatisfy { (0x30...0x39).contains($0) })
            }
    }
}
