// SPDX-License-Identifier: MPL-2.0

import Domain

/// Dates as HTTP writes them (RFC 9110 §5.6.7): `Mon, 23 Nov 2026 20:07:16 GMT`.
enum HTTPDate {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ instant: Instant) -> String {
        let seconds = instant.milliseconds / 1000
        let day = Day(number: Int32(seconds / 86_400))
        let (year, month, number) = day.components
        let rest = Int(seconds % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return """
            \(days[day.weekday - 1]), \(two(number)) \(months[month - 1]) \(year) \
            \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT
            """
    }

    /// The first whole second that is not before `instant`: a date has no fractions, and what changed later in the same
    /// second must have another one. Nil as long as that second has not come.
    static func after(_ instant: Instant, noLaterThan now: Instant) -> String? {
        let seconds = (instant.milliseconds + 999) / 1000
        return seconds * 1000 <= now.milliseconds ? text(Instant(milliseconds: seconds * 1000)) : nil
    }
}
