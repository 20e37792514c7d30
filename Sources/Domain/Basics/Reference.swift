// SPDX-License-Identifier: MPL-2.0

/// The number by which people name a record of a series that starts again each year.
enum Reference {
    /// »REV-2026-01«: the series, the year, and the number in it with at least two digits.
    static func label(_ series: String, _ year: Int, _ number: Int) -> String {
        "\(series)-\(year)-\(number < 10 ? "0" : "")\(number)"
    }
}
