// SPDX-License-Identifier: MPL-2.0

/// Writes Markdown that the import reads back as it was meant: what is text stays text, also where it looks like a mark.
struct MarkdownWriter {
    private(set) var text = ""
    /// Whether the last line may be followed directly: rows of a table, points of a list.
    private enum Last: Equatable { case nothing, block, item, row }
    private var last = Last.nothing

    /// Front matter, at the very top; empty values are left out.
    mutating func frontMatter(_ details: [(key: String, value: String)]) {
        let lines = details.filter { !$0.value.isEmpty }.map { "\($0.key): \(Self.line($0.value))\n" }
        guard !lines.isEmpty, text.isEmpty else { return }
        text = "---\n" + lines.joined() + "---\n"
        last = .block
    }

    /// `inline` is Markdown of one block, without line breaks of its own but for `\n`, which breaks the line.
    mutating func heading(_ level: Int, _ inline: String) {
        put(String(repeating: "#", count: min(6, max(1, level))) + " " + Self.line(inline), .block)
    }

    mutating func paragraph(_ inline: String) {
        put(Self.guarded(Self.broken(inline)), .block)
    }

    /// `mark` is `-` or `4.`.
    mutating func item(depth: Int, mark: String, _ inline: String) {
        let indent = String(repeating: "    ", count: min(5, depth))
        put(indent + mark + " " + Self.guarded(Self.broken(inline, indent: indent + "  ")), .item)
    }

    mutating func row(_ cells: [String], isHeader: Bool) {
        let line = "| " + cells.map(Self.cell).joined(separator: " | ") + " |"
        if isHeader {
            put(line + "\n|" + String(repeating: "---|", count: max(1, cells.count)), .row, isApart: true)
        } else {
            put(line, .row)
        }
    }

    mutating func footnote(_ label: String, _ inline: String) {
        put("[^\(label)]: " + Self.line(inline), .block)
    }

    mutating func image(_ name: String, alt: String) {
        put("![\(Self.alt(alt))](\(name))", .block)
    }

    /// What an image shows: one line that holds no bracket.
    static func alt(_ words: String) -> String {
        line(words.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 == "\\" ? "/" : String($0) }.joined())
    }

    /// Lines that have their `>` already.
    mutating func quote(_ lines: String) {
        put(lines, .block)
    }

    mutating func code(_ lines: String) {
        var fence = "```"
        while lines.contains(fence) { fence += "`" }
        put(fence + "\n" + lines + (lines.hasSuffix("\n") ? "" : "\n") + fence, .block)
    }

    /// What the page holds beside the text: kept, and not shown.
    mutating func furniture(_ line: String) {
        put("<!-- " + Self.line(line).replacing("--", with: "- -") + " -->", .block)
    }

    private mutating func put(_ block: String, _ kind: Last, isApart: Bool = false) {
        let isRun = last == kind && kind != .block && !isApart
        if last != .nothing { text += isRun ? "\n" : "\n\n" }
        if text.hasSuffix("\n\n\n") { text.removeLast() }
        text += block
        last = kind
    }

    /// The whole text, closed by a line feed.
    var finished: String { text.hasSuffix("\n") ? text : text + "\n" }

    // MARK: Text as Markdown

    /// Characters that would be read as marks inside a line.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { marks.contains($0) }) else { return text }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let before = index > 0 ? bytes[index - 1] : 0x20
            let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            switch byte {
            case 0x5C, 0x60, 0x5B, 0x7C: result.append(0x5C)
            // Inside a word it is no mark.
            case 0x5F where !(isWord(before) && isWord(after)): result.append(0x5C)
            case 0x2A where !(before == 0x20 && after == 0x20): result.append(0x5C)
            case 0x21 where after == 0x5B: result.append(0x5C)
            case _: break
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `\`, `` ` ``, `[`, `|`, `_`, `*`, `!`.
    private static let marks: Set<UInt8> = [0x5C, 0x60, 0x5B, 0x7C, 0x5F, 0x2A, 0x21]

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// A paragraph that would be read as something else by how it begins: `#`, `-`, `4.`, `>`.
    private static func guarded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return text }
        switch first {
        case 0x23, 0x3E, 0x3D, 0x7E: return "\\" + text
        case 0x2D, 0x2B:
            let rest = bytes.dropFirst()
            return rest.first == 0x20 || rest.isEmpty || rest.allSatisfy { $0 == first || $0 == 0x20 }
                ? "\\" + text : text
        case 0x3C where bytes.starts(with: "<!--".utf8): return "\\" + text
        case 0x30...0x39:
            let digits = bytes.prefix { (0x30...0x39).contains($0) }
            guard digits.count < 4, digits.count + 1 < bytes.count, [0x2E, 0x29].contains(bytes[digits.count]),
                bytes[digits.count + 1] == 0x20
            else { return text }
            return String(decoding: digits + [0x5C] + bytes[digits.count...], as: UTF8.self)
        case _: return text
        }
    }

    /// Without line breaks.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map(trimmed).joined(separator: " ")
    }

    /// A line break in the text is one in Markdown: two spaces at the end of the line.
    private static func broken(_ text: String, indent: String = "") -> String {
        text.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }.joined(separator: "  \n" + indent)
    }

    private static func cell(_ text: String) -> String {
        let plain = line(text)
        return plain.isEmpty ? " " : plain
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var view = text[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
