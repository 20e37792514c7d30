// SPDX-License-Identifier: MPL-2.0

import CXlsxWriter
import Domain
import Glibc

/// A sheet as an Excel workbook (ISO/IEC 29500): the list with frozen head, filters, real days and numbers, and a second
/// sheet that says what it is and how it is proven. Texts are always texts, never formulas.
public enum XLSX {
    /// The workbook could not be written: what the library or the disk said.
    public struct Failure: Error, Sendable, Hashable {
        public let what: String
    }

    /// What a cell may hold (Excel's own limit); a longer text ends in an ellipsis.
    private static let mostCharacters = 32_000

    /// The bytes of the file. The library writes files only, so it is written to one that nobody else may read, read
    /// back, and removed.
    public static func bytes(_ sheet: Sheet, about: String) throws(Failure) -> [UInt8] {
        var template = Array("/tmp/vaern-xlsx-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp: \(errno)") }
        let folder = template.withUnsafeBufferPointer { String(validatingCString: $0.baseAddress!) } ?? ""
        let path = folder + "/list.xlsx"
        defer {
            unlink(path)
            rmdir(folder)
        }
        try write(sheet, about, to: path, in: folder)
        guard let bytes = read(path) else { throw Failure(what: "read: \(errno)") }
        return bytes
    }

    private static func write(
        _ sheet: Sheet, _ about: String, to path: String, in folder: String
    ) throws(Failure) {
        var folder = Array(folder.utf8CString)
        let outcome = folder.withUnsafeMutableBufferPointer { folder -> lxw_error in
            var options = lxw_workbook_options()
            // Rows go to the disk as they come, so that a long list takes no memory.
            options.constant_memory = UInt8(LXW_TRUE.rawValue)
            options.tmpdir = folder.baseAddress
            guard let book = workbook_new_opt(path, &options) else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
            var title = Array(sheet.title.utf8CString)
            let named = title.withUnsafeMutableBufferPointer { title -> lxw_error in
                var properties = lxw_doc_properties()
                properties.title = title.baseAddress
                return workbook_set_properties(book, &properties)
            }
            guard named == LXW_NO_ERROR else { return named }
            fill(book, sheet)
            if !sheet.notes.isEmpty { note(book, sheet, about) }
            return workbook_close(book)
        }
        guard outcome == LXW_NO_ERROR else {
            throw Failure(what: lxw_strerror(outcome).flatMap { String(validatingCString: $0) } ?? "\(outcome)")
        }
    }

    private static func fill(_ book: UnsafeMutablePointer<lxw_workbook>, _ sheet: Sheet) {
        guard let page = workbook_add_worksheet(book, name(sheet.title)) else { return }
        let head = workbook_add_format(book)
        format_set_bold(head)
        format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
        let days = workbook_add_format(book)
        format_set_num_format(days, "dd-mm-yyyy")
        format_set_align(days, UInt8(LXW_ALIGN_LEFT.rawValue))
        let wraps = workbook_add_format(book)
        format_set_text_wrap(wraps)
        format_set_align(wraps, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for (index, column) in sheet.columns.enumerated() {
            worksheet_set_column(page, UInt16(index), UInt16(index), Double(column.width), nil)
            worksheet_write_string(page, 0, UInt16(index), column.label, head)
        }
        for (row, cells) in sheet.rows.enumerated() {
            let line = UInt32(row + 1)
            for (index, cell) in cells.enumerated() {
                let column = UInt16(index)
                switch cell {
                case .none: break
                case .text(let text): worksheet_write_string(page, line, column, fitted(text), wraps)
                case .number(let number): worksheet_write_number(page, line, column, Double(number), nil)
                case .day(let day):
                    let (year, month, number) = day.components
                    var stamp = lxw_datetime()
                    (stamp.year, stamp.month, stamp.day) = (Int32(year), Int32(month), Int32(number))
                    worksheet_write_datetime(page, line, column, &stamp, days)
                }
            }
        }
        worksheet_freeze_panes(page, 1, 0)
        worksheet_repeat_rows(page, 0, 0)
        worksheet_set_landscape(page)
        worksheet_fit_to_pages(page, 1, 0)
        worksheet_set_paper(page, 9)
        worksheet_autofilter(page, 0, 0, UInt32(sheet.rows.count), UInt16(max(0, sheet.columns.count - 1)))
    }

    private static func note(_ book: UnsafeMutablePointer<lxw_workbook>, _ sheet: Sheet, _ about: String) {
        guard let page = workbook_add_worksheet(book, name(about)) else { return }
        let bold = workbook_add_format(book)
        format_set_bold(bold)
        worksheet_set_column(page, 0, 0, 28, nil)
        worksheet_set_column(page, 1, 1, 90, nil)
        for (row, pair) in sheet.notes.enumerated() {
            worksheet_write_string(page, UInt32(row), 0, pair.label, bold)
            worksheet_write_string(page, UInt32(row), 1, fitted(pair.value), nil)
        }
    }

    /// The name of a page: at most 31 characters, and none of `[ ] : * ? / \`.
    private static func name(_ title: String) -> String {
        let allowed = title.map { "[]:*?/\\'".contains($0) ? " " : $0 }
        return String(String(allowed).prefix(31))
    }

    private static func fitted(_ text: String) -> String {
        text.utf16.count <= mostCharacters ? text : String(text.prefix(mostCharacters / 2)) + " …"
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return ferror(file) == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
    }
}
