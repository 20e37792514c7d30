// SPDX-License-Identifier: MPL-2.0

import Domain

/// The rows of chosen tables of a database of MariaDB or MySQL, as `mysqldump --xml` writes it. There is nothing in it that is
/// carried out: a dump of statements is refused, since it is a program.
struct DatabaseDump {
    typealias Row = [String: String]

    /// Rows of all chosen tables, bytes of one field, and fields of one row.
    static let (mostRows, longestField, mostFields) = (500_000, 100_000, 300)

    /// A field that is null is missing.
    private(set) var tables: [String: [Row]] = [:]

    /// Nil: the file is something else.
    init?(_ bytes: [UInt8], tables wanted: Set<String>) throws(Refusal) {
        var reader = MarkupReader(bytes)
        var (isDump, table, row, field): (Bool, String?, Row?, String?) = (false, nil, nil, nil)
        var (pieces, length, rows): ([String], Int, Int) = ([], 0, 0)
        while let event = reader.next() {
            switch event {
            case .open("mysqldump", _): isDump = true
            case .open("table_data", let attributes):
                table = attributes["name"].flatMap { wanted.contains($0) ? $0 : nil }
            case .open("row", _): row = table == nil ? nil : [:]
            case .open("field", let attributes):
                // `xsi:nil="true"` says that there is nothing, which is another thing than an empty text.
                let isNull = attributes.contains { $0.key.hasSuffix("nil") && $0.value == "true" }
                field = isNull || row == nil ? nil : attributes["name"]
                (pieces, length) = ([], 0)
            case .text(let text):
                guard field != nil, length < Self.longestField else { continue }
                pieces.append(text)
                length += text.utf8.count
            case .close("field"):
                if let name = field, (row?.count ?? 0) < Self.mostFields { row?[name] = pieces.joined() }
                field = nil
            case .close("row"):
                guard let done = row, let name = table else { continue }
                rows += 1
                guard rows <= Self.mostRows else { throw Self.tooMany }
                tables[name, default: []].append(done)
                row = nil
            case .close("table_data"): (table, row) = (nil, nil)
            case .open, .close: break
            }
            // Whatever else begins with a tag is told from a dump at once.
            if !isDump, case .open = event { return nil }
        }
        guard isDump else { return nil }
    }

    /// Columns of one bit are written as 1, or as the byte itself.
    static func truth(_ text: String?) -> Bool { text == "1" || text == "\u{01}" || text == "true" }

    private static let tooMany = Refusal.invalid(
        "file",
        da:
            "Databasen har flere end 500.000 rækker, der skal læses. Skriv kun de tabeller ud, der skal bruges.",
        en: "The database has more than 500,000 rows to be read. Write only the tables that are needed."
    )
}
