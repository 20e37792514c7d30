// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// The rows of a version table on their way into an import: as a person corrected them in the preview, else as the
/// file has them. Rows that the person dropped are gone.
struct ImportRows {
    struct Row: Hashable, Sendable {
        var number: String
        var unit: String
        var update: String
        /// A day as typed or printed.
        var day: String
    }

    private(set) var rows: [Row]

    private static let names = ["row_number", "row_unit", "row_update", "row_day"]

    init(_ arguments: Arguments, _ proposal: ImportProposal?) {
        let columns = Self.names.map { arguments.texts[$0] ?? [] }
        // A form that has shown the rows says so: then none means none.
        if columns.allSatisfy(\.isEmpty), arguments.texts["_rows"] == nil {
            rows = (proposal?.versionRows ?? []).map {
                Row(
                    number: $0.number, unit: $0.unit, update: $0.update,
                    day: $0.day.map { Language.da.fieldDay($0) } ?? $0.dayText)
            }
        } else {
            rows = (0..<(columns.map(\.count).max() ?? 0)).map { index in
                func cell(_ column: Int) -> String { index < columns[column].count ? columns[column][index] : "" }
                return Row(number: cell(0), unit: cell(1), update: cell(2), day: cell(3))
            }
        }
        let dropped = Set((arguments.texts["row_drop"] ?? []).compactMap { Int($0) })
        rows = rows.enumerated().filter { index, row in
            // A row that is left wholly empty is no row.
            !dropped.contains(index)
                && !(row.number.isEmpty && row.unit.isEmpty && row.update.isEmpty && row.day.isEmpty)
        }.map(\.element)
    }

    /// Puts the rows where the command reads them.
    func put(into arguments: inout Arguments) {
        arguments.texts["row_number"] = rows.map { Self.plain($0.number) }
        arguments.texts["row_unit"] = rows.map(\.unit)
        arguments.texts["row_update"] = rows.map(\.update)
        arguments.texts["row_day"] = rows.map(\.day)
        arguments.texts["row_drop"] = nil
        arguments.texts["_rows"] = ["1"]
    }

    /// `v1.2` as `1.2`.
    private static func plain(_ number: String) -> String {
        number.first == "v" || number.first == "V" ? String(number.dropFirst()) : number
    }
}
