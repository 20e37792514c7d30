// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML

/// How a list is written. The raw value stands in addresses: `?som=xlsx`.
enum SheetFormat: String, CaseIterable, Sendable {
    case xlsx
    /// For Danish Excel.
    case csv
    case rfc4180 = "csv-rfc4180"

    var type: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv, .rfc4180: "text/csv; charset=utf-8; header=present"
        }
    }

    var ending: String {
        switch self {
        case .xlsx: "xlsx"
        case .csv, .rfc4180: "csv"
        }
    }

    func bytes(_ sheet: Sheet, _ language: Language) throws -> [UInt8] {
        switch self {
        case .xlsx:
            try XLSX.bytes(sheet, about: language(Phrase(da: "Om listen", en: "About the list")))
        case .csv: CSV.bytes(sheet, .danish)
        case .rfc4180: CSV.bytes(sheet, .rfc4180)
        }
    }

    /// The name of the file: what it is, and as of when.
    func fileName(_ sheet: Sheet, on day: Day) -> String { "\(sheet.title) \(day.description).\(ending)" }
}

extension Context {
    /// The list of a page as files, with its filters.
    func files(of route: Route, _ query: [(String, String?)]) -> [FilterForm.File] {
        [(SheetFormat.xlsx, "Excel"), (.csv, "CSV")].map { format, label in
            FilterForm.File(label: label, link: Link(route, query: query + [("som", format.rawValue)]))
        }
    }
}
