// SPDX-License-Identifier: MPL-2.0
import HTML

/// The emphasis, code and links of Markdown inside one block, as markup of ours: `**strong**`, `*emphasis*`,
/// `` `code` ``, `[text](address)`. Everything else, markup of the file included, is text.
///
/// A mark counts only where it touches a word on its inner side and none on its outer, so »5 * 3« and `snake_case` stay
/// as they are written.
struct InlineText {
    private let letters: [Character]
    /// Where the note of a reference `[^4]` stands on the page, by its label; elsewhere the number is printed alone.
    private var notes: [String: HTML.Link] = [:]
    /// Where an address inside Værn leads, such as `/d/7#7-3`; nil: it is printed.
    private var inner: (@Sendable (String) -> HTML.Link?)?
    private let ends: InlineEnds
    private var at: Int

    private init(_ text: String) {
        letters = Array(text)
        ends = InlineEnds(letters)
        at = 0
    }

    /// A part of it, read with the same letters.
    private func from(_ start: Int) -> InlineText {
        var part = self
        part.at = start
        return part
    }

    static func html(
        _ text: String, notes: [String: HTML.Link] = [:], inner: (@Sendable (String) -> HTML.Link?)? = nil
    ) -> HTML {
        guard hasMarks(text) else { return broken(text) }
        var reader = InlineText(text)
        reader.notes = notes
        reader.inner = inner
        return reader.read(until: nil, depth: 0)
    }

    /// The same without marks, for headings and lists of contents.
    static func plain(_ text: String) -> String {
        guard hasMarks(text) else { return text }
        var reader = InlineText(text)
        return reader.words(until: nil, depth: 0)
    }

    /// Whether there is a `*`, `_`, `` ` ``, `[` or `\`. Asked of every byte of a text.
    private static func hasMarks(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x2A || $0 == 0x5F || $0 == 0x60 || $0 == 0x5B || $0 == 0x5C }
    }

    /// Line breaks that the file meant are kept.
    private static func broken(_ text: String) -> HTML {
        guard text.utf8.contains(0x0A) else { return HTML(text: text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return "\(each: lines, between: "<br>", { "\($0)" })"
    }

    private enum Part {
        case text(String)
        case code(String)
        case strong(Range<Int>), emphasis(Range<Int>)
        case link(Range<Int>, String)
        case note(String)
    }

    private mutating func read(until end: Int?, depth: Int) -> HTML {
        var result = HTML()
        while let part = next(before: end ?? letters.count, depth) {
            switch part {
            case .text(let text): result += Self.broken(text)
            case .code(let code): result += "<code>\(code)</code>"
            case .strong(let inner): result += "<strong>\(sub(inner, depth))</strong>"
            case .emphasis(let inner): result += "<em>\(sub(inner, depth))</em>"
            case .note(let label):
                if let link = notes[label] {
                    result += "<sup><a\(href: link)>\(label)</a></sup>"
                } else {
                    result += "<sup>\(label)</sup>"
                }
            case .link(let inner, let address):
                if let external = HTML.External(address) {
                    result += "<a\(href: Link(external))>\(sub(inner, depth))</a>"
                } else if let own = self.inner?(address) {
                    result += "<a\(href: own)>\(sub(inner, depth))</a>"
                } else {
                    result += "\(sub(inner, depth)) (\(address))"
                }
            }
        }
        return result
    }

    private mutating func words(until end: Int?, depth: Int) -> String {
        var result = ""
        while let part = next(before: end ?? letters.count, depth) {
            switch part {
            case .text(let text): result += text
            case .code(let code): result += code
            case .note: break
            case .strong(let inner), .emphasis(let inner), .link(let inner, _):
                var nested = from(inner.lowerBound)
                result += nested.words(until: inner.upperBound, depth: depth + 1)
            }
        }
        return result
    }

    private func sub(_ range: Range<Int>, _ depth: Int) -> HTML {
        var nested = from(range.lowerBound)
        return nested.read(until: range.upperBound, depth: depth + 1)
    }

    private mutating func next(before end: Int, _ depth: Int) -> Part? {
        guard at < end else { return nil }
        if depth < 4, let part = mark(before: end) { return part }
        var text = ""
        repeat {
            if letters[at] == "\\", at + 1 < end, Self.escapable.contains(letters[at + 1]) {
                at += 1
            }
            text.append(letters[at])
            at += 1
        } while at < end && !Self.opens(letters[at])
        return .text(text)
    }

    private static let escapable: Set<Character> = [
        "\\", "*", "_", "`", "[", "]", "(", ")", "#", "|", "<", ">", "-", "+", ".", "=", "~", "!",
    ]

    private static func opens(_ letter: Character) -> Bool {
        letter == "*" || letter == "_" || letter == "`" || letter == "["
    }

    private mutating func mark(before end: Int) -> Part? {
        switch letters[at] {
        case "`":
            guard let close = ends.next(.code, from: at + 1, before: end), close > at + 1 else { return nil }
            defer { at = close + 1 }
            return .code(String(letters[(at + 1)..<close]))
        case "[":
            if let label = noteLabel(before: end) {
                at += label.count + 3
                return .note(label)
            }
            guard let close = ends.next(.bracket, from: at + 1, before: end), close > at + 1, close + 1 < end,
                letters[close + 1] == "(", let last = ends.next(.parenthesis, from: close + 1, before: end)
            else { return nil }
            defer { at = last + 1 }
            return .link((at + 1)..<close, String(letters[(close + 2)..<last]))
        case "*", "_":
            let sign = letters[at]
            let isDouble = at + 1 < end && letters[at + 1] == sign
            let width = isDouble ? 2 : 1
            guard let close = closing(sign, width, from: at + width, before: end) else { return nil }
            defer { at = close + width }
            return isDouble ? .strong((at + 2)..<close) : .emphasis((at + 1)..<close)
        default: return nil
        }
    }

    /// `4` of `[^4]`.
    private func noteLabel(before end: Int) -> String? {
        guard at + 3 < end, letters[at + 1] == "^", let close = ends.next(.bracket, from: at + 2, before: end),
            close > at + 2, close - at <= 12
        else { return nil }
        let label = letters[(at + 2)..<close]
        return label.allSatisfy { InlineEnds.isWord($0) || $0 == "-" } ? String(label) : nil
    }

    private func closing(_ sign: Character, _ width: Int, from start: Int, before end: Int) -> Int? {
        let isWordBefore = start - width > 0 && InlineEnds.isWord(letters[start - width - 1])
        guard start < end, !letters[start].isWhitespace, letters[start] != sign, sign == "*" || !isWordBefore else {
            return nil
        }
        return ends.next(.emphasis(sign, width), from: start + 1, before: end)
    }
}
