// SPDX-License-Identifier: MPL-2.0

/// The words of a stranger's file, made fit for a page: no control characters, none that turn the direction of writing
/// around (Unicode TR 36), spaces as people type them.
enum PlainWords {
    /// On one line; nil where nothing is left.
    static func line(_ text: String) -> String? {
        let words = clean(text).split { $0.isWhitespace }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The same of so many characters at most (``cut(_:to:)``).
    static func line(_ text: String?, to most: Int) -> String? { text.flatMap(line).map { cut($0, to: most) } }

    /// Lines keep their indentation and lose what stands after their end; empty ones stand alone and not at the ends. Nil
    /// where nothing is left.
    static func lines(_ text: String) -> String? {
        var lines: [Substring] = []
        for line in clean(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let end = line.lastIndex { !$0.isWhitespace }
            let kept = end.map { line[...$0] } ?? ""
            if kept.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(kept)
        }
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        guard !lines.isEmpty else { return nil }
        return lines.joined(separator: "\n").trimmed
    }

    /// The first characters (Unicode scalars, so that a letter with a million accents is cut too), up to the end of a word
    /// where that is near. What comes out is not cut again.
    static func cut(_ text: String, to most: Int) -> String {
        let scalars = text.unicodeScalars
        guard text.utf8.count > most,
            scalars.index(scalars.startIndex, offsetBy: most + 1, limitedBy: scalars.endIndex) != nil
        else { return text }
        var head = scalars.prefix(most - 1)
        if let space = head.suffix(30).lastIndex(where: \.properties.isWhitespace) { head = head[..<space] }
        return String(head).trimmed + "…"
    }

    /// So much of a text that is far too long that it is still too long, before all of it is looked at.
    static func beginning(_ text: String, of most: Int) -> String {
        text.utf8.count <= 16 * most ? text : String(text.unicodeScalars.prefix(4 * most))
    }

    private static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnwanted) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isUnwanted($0) }))
    }

    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85: false
        case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        case _: false
        }
    }
}

extension String {
    /// Without white space at the ends.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
