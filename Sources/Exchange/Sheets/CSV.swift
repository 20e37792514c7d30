// SPDX-License-Identifier: MPL-2.0

import Domain

/// A sheet as comma-separated values.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it, in both dialects: whoever can name a
/// document must not be able to run something on the machine of the one who opens the list.
public enum CSV {
    public enum Dialect: Sendable, Hashable {
        /// As Danish Excel opens it by a double click: semicolons, a byte order mark, days as 23-11-2026.
        case danish
        /// RFC 4180: commas, no mark, days as 2026-11-23.
        case rfc4180
    }

    /// The bytes, UTF-8 with CR LF at the end of each row. The first row has the columns' labels.
    public static func bytes(_ sheet: Sheet, _ dialect: Dialect) -> [UInt8] {
        var bytes: [UInt8] = dialect == .danish ? [0xEF, 0xBB, 0xBF] : []
        append(sheet.columns.map { .text($0.label) }, dialect, to: &bytes)
        for row in sheet.rows { append(row, dialect, to: &bytes) }
        return bytes
    }

    private static func append(_ row: [Sheet.Cell], _ dialect: Dialect, to bytes: inout [UInt8]) {
        let separator: UInt8 = dialect == .danish ? 0x3B : 0x2C
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(separator) }
            append(cell, dialect, separator, to: &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    private static func append(
        _ cell: Sheet.Cell, _ dialect: Dialect, _ separator: UInt8, to bytes: inout [UInt8]
    ) {
        switch cell {
        case .none: return
        case .number(let number): bytes += String(number).utf8
        case .day(let day): bytes += (dialect == .danish ? danish(day) : day.description).utf8
        case .text(let text):
            let safe = isFormula(text) ? "'" + text : text
            guard safe.utf8.contains(where: { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
                bytes += safe.utf8
                return
            }
            bytes.append(0x22)
            for byte in safe.utf8 {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
    }

    /// Whether a spreadsheet would calculate it: it begins with one of `= + - @`, a tab or a carriage return.
    static func isFormula(_ text: String) -> Bool {
        switch text.utf8.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        default: false
        }
    }

    private static func danish(_ day: Day) -> String {
        let (year, month, number) = day.components
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(number))-\(two(month))-\(year)"
    }
}
