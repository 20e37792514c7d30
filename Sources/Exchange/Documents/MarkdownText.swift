// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Writes a structured text as Markdown, so that somebody can write on. `MarkdownImport` reads from it the same kinds of
/// blocks with the same words; marks before headings and points may look different.
public enum MarkdownText {
    public static func written(_ text: DocumentText) -> String {
        var parts: [String] = []
        var previous: DocumentText.Kind?
        // What the file said about itself stays at its top: a module of e-learning cannot be played without it.
        if let first = text.blocks.first, first.kind == .furniture, first.printed.hasPrefix("---\n") {
            parts.append(first.printed)
        }
        for block in text.blocks where block.kind != .furniture {
            let part = written(block, follows: previous)
            if let previous, belongs(block.kind, to: previous), let last = parts.popLast() {
                parts.append(last + "\n" + part)
            } else {
                parts.append(part)
            }
            previous = block.kind
        }
        return parts.joined(separator: "\n\n")
    }

    /// Points of one list and rows of one table stand on lines that follow each other.
    private static func belongs(_ kind: DocumentText.Kind, to previous: DocumentText.Kind) -> Bool {
        switch (kind, previous) {
        case (.listItem, .listItem), (.tableRow(header: false), .tableRow): true
        case (_, _): false
        }
    }

    private static func written(_ block: DocumentText.Block, follows previous: DocumentText.Kind?) -> String {
        switch block.kind {
        case .heading(let level):
            let number = block.number.map { $0.contains(".") ? "\($0) " : "\($0). " } ?? ""
            let marks = String(repeating: "#", count: min(max(level, 1), 6))
            return "\(marks) \(number)\(line(block.text))"
        case .paragraph: return escaped(block.text)
        case .listItem(let depth):
            let indent = String(repeating: "   ", count: depth)
            let number = block.number.flatMap { Int($0) }
            // A letter is no mark in Markdown, so it stays with the words.
            let mark = number == nil ? "-" : block.mark.first?.isLetter == true ? "- \(block.mark)" : "\(number ?? 1)."
            return "\(indent)\(mark) \(block.text.split(separator: "\n").joined(separator: "  \n\(indent)   "))"
        case .footnote: return "[^\(block.number ?? "1")]: \(line(block.text))"
        case .tableRow(let isHeader):
            let cells = block.cells.map { line($0).replacing("|", with: "\\|") }
            let row = "| " + cells.joined(separator: " | ") + " |"
            let rule = "\n|" + String(repeating: "---|", count: max(1, cells.count))
            let opens = if case .tableRow = previous { false } else { true }
            return isHeader || opens ? row + rule : row
        case .code:
            let fence = block.text.contains("```") ? "~~~~" : "```"
            return "\(fence)\n\(block.text)\n\(fence)"
        // Its words stay in the manuscript; the picture itself lies with the version that it came with.
        case .image: return block.text
        case .furniture: return ""
        }
    }

    private static func line(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " ")
    }

    /// A backslash where the beginning of a line would otherwise be a mark.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let digits = line.prefix { $0.isNumber }
            if !digits.isEmpty, let next = line.dropFirst(digits.count).first, next == "." || next == ")" {
                return digits + "\\" + line.dropFirst(digits.count)
            }
            return ["#", "-", "+", "=", "~"].contains(line.first) ? "\\" + line : String(line)
        }.joined(separator: "  \n")
    }
}
