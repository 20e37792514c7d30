// SPDX-License-Identifier: MPL-2.0

/// A month of a year.
public struct CalendarMonth: Hashable, Comparable, Sendable {
    /// Months since January of year 0.
    private let number: Int32

    /// - Parameter month: 1 is January; 13 is January of the next year.
    public init(year: Int, month: Int) {
        number = Int32(clamping: year * 12 + month - 1)
    }

    /// The month that a day lies in.
    public init(_ day: Day) {
        let (year, month, _) = day.components
        self.init(year: year, month: month)
    }

    public var year: Int { Int(number) / 12 }
    /// 1 is January.
    public var month: Int { Int(number) % 12 + 1 }
    public var first: Day { Day(year: year, month: month, day: 1) ?? .distantPast }
    public var last: Day { Day(year: next.year, month: next.month, day: 1).map { $0 - 1 } ?? .distantFuture }
    public var next: CalendarMonth { CalendarMonth(year: year, month: month + 1) }

    /// The twelve of a year, January first.
    public static func all(of year: Int) -> [CalendarMonth] { (1...12).map { CalendarMonth(year: year, month: $0) } }

    public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.number < right.number }
}
