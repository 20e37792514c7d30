// SPDX-License-Identifier: MPL-2.0

import Domain
import SwiftCSV

/// Takes a text with separated values apart. Each row is read by itself, so that a stray quotation mark costs its row and
/// not the file.
enum CSVReading {
    /// - Parameter most: rows, the one with the headings among them.
    static func rows(_ text: String, most: Int = TableRow.mostRows) throws(Refusal) -> [TableRow] {
        let records = records(text)
        guard records.count <= most else { throw .tooManyRows(most) }
        guard let first = records.first(where: { !$0.text.isEmpty }) else { return [] }
        let delimiter = delimiter(first.text)
        return records.compactMap { record in
            guard !record.text.isEmpty else { return nil }
            // Nearly all rows have no quotation mark, and need nobody who understands them.
            if !record.isOpen, !record.text.utf8.contains(0x22), let cells = plain(record.text, delimiter) {
                return TableRow(number: record.line, cells: cells)
            }
            guard !record.isOpen,
                let csv = try? EnumeratedCSV(string: record.text, delimiter: delimiter, loadColumns: false),
                csv.header.count <= TableRow.mostColumns, csv.rows.isEmpty
            else { return TableRow(number: record.line, cells: [], isDamaged: true) }
            return TableRow(number: record.line, cells: csv.header.map { .init(text: unguarded($0)) })
        }
    }

    /// A row without quotation marks; nil: it has too many fields.
    private static func plain(_ text: String, _ delimiter: CSVDelimiter) -> [TableRow.Cell]? {
        guard let byte = String(delimiter.rawValue).utf8.first else { return nil }
        let cells = text.utf8.split(separator: byte, omittingEmptySubsequences: false)
        guard cells.count <= TableRow.mostColumns else { return nil }
        // Blanks between fields are no part of them.
        return cells.map { .init(text: unguarded(String(Substring($0).drop(while: \.isWhitespace)))) }
    }

    private struct Record {
        let line: Int
        let text: String
        /// A quotation mark in it was never closed.
        let isOpen: Bool
    }

    /// Divided at the line ends that stand outside of quotation marks.
    private static func records(_ text: String) -> [Record] {
        let bytes = Array(text.utf8)
        var records: [Record] = []
        var (start, line, startLine, isQuoted) = (0, 1, 1, false)
        func end(_ at: Int) {
            records.append(
                Record(line: startLine, text: String(decoding: bytes[start..<at], as: UTF8.self), isOpen: isQuoted))
        }
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x22: isQuoted.toggle()
            case 0x0A, 0x0D:
                if !isQuoted { end(at) }
                if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
                line += 1
                if !isQuoted { (start, startLine) = (at + 1, line) }
            default: break
            }
            at += 1
        }
        if start < bytes.count { end(bytes.count) }
        return records
    }

    /// Whichever of semicolon, comma and tab stands most often in the first row, outside of quotation marks.
    private static func delimiter(_ header: String) -> CSVDelimiter {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in header.utf8 {
            if byte == 0x22 { isQuoted.toggle() } else if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let (semicolons, commas, tabs) = (counts[0x3B] ?? 0, counts[0x2C] ?? 0, counts[0x09] ?? 0)
        if tabs > max(semicolons, commas) { return .tab }
        return semicolons >= commas && semicolons > 0 ? .semicolon : .comma
    }

    /// Without the apostrophe that our own lists have before what a spreadsheet would calculate.
    private static func unguarded(_ text: String) -> String {
        text.hasPrefix("'") && CSV.isFormula(String(text.dropFirst())) ? String(text.dropFirst()) : text
    }
}

extension Refusal {
    static func tooManyRows(_ most: Int) -> Refusal {
        .invalid(
            "file", da: "Tabellen har flere end \(most) rækker. Del den op i flere filer.",
            en: "The table has more than \(most) rows. Split it into several files.")
    }
}
