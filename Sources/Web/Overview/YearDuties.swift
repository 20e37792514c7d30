// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The duties of a year, as the address says: what is done stands in the month it was done, the rest in the month it
/// falls due.
struct YearDuties {
    let year: Int
    /// The month that is asked for; nil for all.
    let month: Int?
    /// January first; of the whole year.
    private(set) var months = Array(repeating: YearStrip.Month(), count: 12)
    /// Those of the asked month, or of all, by month and due day.
    private(set) var placed: [(month: Int, duty: Duty)] = []

    init(_ context: Context) {
        let sight = context.sight
        let asked = context.argument("aar").flatMap { Int($0) }
        year = asked.flatMap { (1990...2990).contains($0) ? $0 : nil } ?? sight.day.year
        month = context.argument("maaned").flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil }
        let (year, month) = (year, month)
        var months = months
        var placed: [(month: Int, duty: Duty)] = []
        sight.everyDuty { duty in
            let state = duty.standing(on: sight.day)
            guard let at = Standing.month(of: duty, state, year) else { return }
            months[at - 1].add(state)
            if month == nil || month == at { placed.append((at, duty)) }
        }
        self.months = months
        self.placed = placed.sorted { ($0.month, $0.duty.key) < ($1.month, $1.duty.key) }
    }
}
