// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The duties of a year, as the address says: what is done stands in the month it was done, the rest in the month it
/// falls due.
struct YearDuties {
    /// A calendar of an organisation knows no others.
    static let years = 1990...2990

    let year: Int
    /// The month that is asked for; nil for all.
    let month: Int?
    /// January first; of the whole year.
    let months: [Duties.Tally]
    private let sight: Sight

    init(_ context: Context) {
        sight = context.sight
        let asked = context.argument("aar").flatMap { Int($0) }
        year = asked.flatMap { Self.years.contains($0) ? $0 : nil } ?? sight.day.year
        month = context.argument("maaned").flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil }
        months = sight.year(year)
    }

    /// How many there are of the asked month, or of the year.
    var count: Int { month.map { months[$0 - 1].total } ?? months.reduce(0) { $0 + $1.total } }

    /// Those of the asked month, or of the year, by month and due day: at most `most` after the first `skipped`.
    func placed(skipping skipped: Int = 0, most: Int) -> [(month: CalendarMonth, duty: Duty)] {
        sight.duties(in: year, month.map { $0...$0 } ?? 1...12, skipping: skipped, most: most)
    }
}
