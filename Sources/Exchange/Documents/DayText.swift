// SPDX-License-Identifier: MPL-2.0
import Domain

/// Finds the day that a text ends with, as people print it: `6. december 2023`, `5.december 2024`, `19.11.2025`,
/// `19-11-2025`, `2025-11-19`, `den 6. dec. 2023`, `6th December 2023`, `December 6, 2023`.
enum DayText {
    /// A word or a number with the bytes it takes up.
    private struct Token {
        let text: String
        let range: Range<Int>
        var number: Int? { text.utf8.count <= 4 ? Int(text) : nil }
        var month: Int? { DayText.month(text) }
    }

    /// The day and the bytes it stands on, counted from the start of the text; nil if the text ends with none.
    /// The day is nil where the text has the form of one that no calendar has (31 April).
    static func atEnd(of text: String) -> (day: Day?, range: Range<Int>)? {
        let tokens = tokens(of: text)
        guard tokens.count >= 3 else { return nil }
        let last = Array(tokens.suffix(3))
        guard let reading = read(last) else { return nil }
        let bytes = Array(text.utf8)
        // Between the three may stand only what dates are printed with, and nothing of weight may follow.
        let between = bytes[last[0].range.upperBound..<last[1].range.lowerBound]
        let after = bytes[last[1].range.upperBound..<last[2].range.lowerBound]
        let tail = bytes[last[2].range.upperBound...]
        let separators: Set<UInt8> = [0x20, 0x2E, 0x2D, 0x2F, 0x2C, 0x09, 0x0A]
        guard between.count <= 3, after.count <= 3, between.allSatisfy(separators.contains),
            after.allSatisfy(separators.contains), tail.allSatisfy({ separators.contains($0) || $0 == 0x7C })
        else { return nil }
        return (reading.day, last[0].range.lowerBound..<last[2].range.upperBound)
    }

    /// The day that the whole text is, apart from »den« and the like before it.
    static func day(_ text: String) -> Day? {
        guard let found = atEnd(of: text) else { return nil }
        let before = String(decoding: Array(text.utf8)[..<found.range.lowerBound], as: UTF8.self)
        return before.split(separator: " ").allSatisfy { ["d.", "den", "dato:", "the"].contains($0.lowercased()) }
            ? found.day : nil
    }

    /// 1–12 for a Danish or English month, whole or shortened to three letters or more.
    static func month(_ word: String) -> Int? {
        let word = word.lowercased()
        guard word.utf8.count >= 3, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return nil }
        let names = [
            ["januar", "january"], ["februar", "february"], ["marts", "march"], ["april"], ["maj", "may"],
            ["juni", "june"], ["juli", "july"], ["august"], ["september"], ["oktober", "october"], ["november"],
            ["december"],
        ]
        return names.firstIndex { $0.contains { $0 == word || (word.utf8.count <= 4 && $0.hasPrefix(word)) } }
            .map { $0 + 1 }
    }

    private static func read(_ tokens: [Token]) -> (day: Day?, Void)? {
        let (first, middle, last) = (tokens[0], tokens[1], tokens[2])
        func isYear(_ token: Token) -> Bool { token.text.utf8.count == 4 && (1900...2199).contains(token.number ?? 0) }
        func isSmall(_ token: Token) -> Bool { token.text.utf8.count <= 2 && (1...31).contains(token.number ?? 0) }
        func ordinal(_ token: Token) -> Int? {
            var text = token.text.lowercased()
            for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text.removeLast(2) }
            return text.utf8.count <= 2 ? Int(text) : nil
        }
        if isYear(last), let month = middle.month, let day = ordinal(first) {
            return (Day(year: last.number ?? 0, month: month, day: day), ())
        }
        if isYear(last), let month = first.month, let day = ordinal(middle) {
            return (Day(year: last.number ?? 0, month: month, day: day), ())
        }
        if isYear(last), isSmall(first), isSmall(middle) {
            return (Day(year: last.number ?? 0, month: middle.number ?? 0, day: first.number ?? 0), ())
        }
        if isYear(first), isSmall(middle), isSmall(last) {
            return (Day(year: first.number ?? 0, month: middle.number ?? 0, day: last.number ?? 0), ())
        }
        return nil
    }

    /// Runs of ASCII letters and digits, where a number and a name that touch (»5.december«) are apart by the dot.
    private static func tokens(of text: String) -> [Token] {
        var result: [Token] = []
        var start: Int?
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let inWord = byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            if inWord, start == nil { start = index }
            if !inWord || index == bytes.count - 1, let from = start {
                let end = inWord ? index + 1 : index
                result.append(Token(text: String(decoding: bytes[from..<end], as: UTF8.self), range: from..<end))
                start = nil
            }
        }
        return result
    }
}
