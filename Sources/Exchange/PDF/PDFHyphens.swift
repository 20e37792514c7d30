// SPDX-License-Identifier: MPL-2.0

/// Puts lines together. A hyphen at the end of a line is the word's own (»it-løsninger«) or the printer's; the words of
/// the rest of the document tell which, else whether the document parts words at all.
struct PDFHyphens {
    static let plain = PDFHyphens([])
    private var words: Set<String> = []
    private var partsWords = false

    init(_ pages: [PDFPage]) {
        var (ends, all) = (0, 0)
        for line in pages.lazy.flatMap(\.lines) where !line.isFurniture {
            all += 1
            if line.text.hasSuffix("-") { ends += 1 }
            for word in Self.words(of: line.text).dropLast() { words.insert(word) }
        }
        partsWords = all > 20 && ends * 30 > all
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
    }

    func joined(_ text: String, _ next: String) -> String {
        guard text.last == "-", next.first?.isLetter ?? false,
            text.dropLast().last.map({ $0.isLetter || $0.isNumber }) ?? false
        else { return text.isEmpty ? next : text + " " + next }
        let before = Self.words(of: String(text.dropLast())).last ?? ""
        let after = Self.words(of: next).first ?? ""
        if ["og", "eller", "samt", "and", "or"].contains(after) { return text + " " + next }
        let isProper = next.first?.isUppercase ?? false
        if words.contains(before + "-" + after) || isProper { return text + next }
        if words.contains(before + after) || partsWords && before.count > 2 { return String(text.dropLast()) + next }
        return text + next
    }
}

/// The notes at the foot of the pages: a raised number, then the note; or small type that begins with the number of a
/// reference above.
struct PDFNotes {
    /// By page and number: the label in the whole document, which differs where every page begins at 1.
    private var labels: [Int: [String: String]] = [:]
    private var starts: [Int: Int] = [:]

    init(_ pages: [PDFPage]) {
        var used: Set<String> = []
        let body = PDFType(pages).body
        let all = pages.lazy.flatMap(\.lines).map(\.text).joined(separator: " ")
        for page in pages {
            guard let start = Self.start(page, body, all) else { continue }
            starts[page.number] = start
            for line in page.lines[start...] {
                guard let number = Self.number(line, body) else { continue }
                let label = used.contains(number) ? "\(number)-\(page.number)" : number
                used.insert(label)
                labels[page.number, default: [:]][number] = label
            }
        }
    }

    private static func start(_ page: PDFPage, _ body: Double, _ all: String) -> Int? {
        page.lines.indices.first { index in
            let line = page.lines[index]
            guard line.top > page.height * 0.3, let number = number(line, body), all.contains("[^\(number)]") else {
                return false
            }
            return line.note != nil || page.lines[index...].allSatisfy { $0.size <= body * 0.93 || $0.isFurniture }
        }
    }

    private static func number(_ line: PDFLine, _ body: Double) -> String? {
        if line.isFurniture { return nil }
        if let note = line.note { return note }
        let digits = line.text.prefix { $0.isNumber }
        guard line.size <= body * 0.93, (1...3).contains(digits.count),
            line.text.dropFirst(digits.count).first?.isWhitespace ?? false
        else { return nil }
        return String(digits)
    }

    /// Where the notes of a page begin; the number of its lines if it has none.
    func start(on page: PDFPage) -> Int { starts[page.number] ?? page.lines.count }

    func notes(on page: PDFPage, _ hyphens: PDFHyphens) -> [(label: String, text: String)] {
        var notes: [(label: String, text: String)] = []
        for line in page.lines[start(on: page)...] where !line.isFurniture {
            let digits = line.note ?? String(line.text.prefix { $0.isNumber })
            if let label = labels[page.number]?[digits], line.note != nil || line.text.hasPrefix(digits) {
                let text = line.note == nil ? MarkdownWriter.trimmed(line.text.dropFirst(digits.count)) : line.text
                notes.append((label, text))
            } else if !notes.isEmpty {
                notes[notes.count - 1].text = hyphens.joined(notes[notes.count - 1].text, line.text)
            }
        }
        return notes
    }

    /// References with the label of their note; a raised number without one (m²) is plain.
    func resolved(_ text: String, on page: Int) -> String {
        guard text.contains("[^") else { return text }
        var (result, rest) = ("", text[...])
        while let range = rest.firstRange(of: "[^") {
            let digits = rest[range.upperBound...].prefix { $0.isNumber }
            let label = labels[page]?[String(digits)] ?? labels.values.lazy.compactMap { $0[String(digits)] }.first
            result += rest[..<range.lowerBound] + (label.map { "[^\($0)]" } ?? String(digits))
            rest = rest[digits.endIndex...].dropFirst()
        }
        return result + rest
    }
}
