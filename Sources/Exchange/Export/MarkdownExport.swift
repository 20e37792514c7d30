// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Writes a version's text as Markdown (GitHub's) that our own import reads back to the same sections. Furniture of the
/// imported file is left out.
public enum MarkdownExport {
    /// - Parameter details: front matter, in order; empty values are left out.
    public static func text(of document: DocumentText, details: [(key: String, value: String)]) -> String {
        var writer = MarkdownWriter()
        writer.frontMatter(details)
        var isInTable = false
        for block in document.blocks {
            if case .tableRow = block.kind {
                let cells = cells(of: block)
                // A table that names no header has its first row for one.
                if case .tableRow(header: true) = block.kind { isInTable = false }
                writer.row(cells.map(escapedBar), isHeader: !isInTable)
                isInTable = true
                continue
            }
            if block.kind != .furniture { isInTable = false }
            put(block, &writer)
        }
        return writer.finished
    }

    private static func put(_ block: DocumentText.Block, _ writer: inout MarkdownWriter) {
        switch block.kind {
        case .heading(let level):
            let mark = MarkdownWriter.trimmed(block.mark.drop { $0 == "#" })
            writer.heading(level, mark.isEmpty ? block.text : mark + " " + block.text)
        case .paragraph:
            if block.text.hasPrefix("> ") {
                writer.quote(block.text)
            } else {
                writer.paragraph(block.mark.isEmpty ? block.text : block.mark + " " + block.text)
            }
        case .listItem(let depth):
            let number = block.number.flatMap { Int($0) }
            let isBullet = block.mark.allSatisfy { !$0.isLetter && !$0.isNumber }
            let lead = number == nil && !isBullet ? block.mark + " " : ""
            writer.item(depth: depth, mark: number.map { "\($0)." } ?? "-", lead + block.text)
        case .footnote: writer.footnote(block.number ?? "1", block.text)
        case .code: writer.code(block.text)
        case .image:
            if let image = block.image { writer.image(image.name, alt: image.alt) }
        case .tableRow, .furniture: break
        }
    }

    /// The cells of a row; those of a version table in plain text are told apart by what they hold.
    public static func cells(of block: DocumentText.Block) -> [String] {
        let cells = block.cells
        guard cells.count == 1 else { return cells }
        if VersionTable.isHeader(block.text) { return ["Version", "Enhed, navn, titel", "Opdatering", "Dato"] }
        return VersionTable.row(block.text).map { [$0.number, $0.unit, $0.update, $0.dayText] } ?? cells
    }

    private static func escapedBar(_ cell: String) -> String {
        var (result, before): (String, Character) = ("", " ")
        for letter in cell {
            if letter == "|", before != "\\" { result.append("\\") }
            result.append(letter)
            before = letter
        }
        return result
    }
}
