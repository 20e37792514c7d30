// SPDX-License-Identifier: MPL-2.0

/// A calendar day, counted from 1 January 1970 in the proleptic Gregorian calendar. It has no time zone: which day an
/// instant belongs to is asked of `Copenhagen`.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970.
    public let number: Int32

    public init(number: Int32) {
        self.number = number
    }

    /// The day, or nil if the calendar has no such day (31 April, 29 February 2027) or the year is outside 1–9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(number: Day.number(year, month, day))
    }

    /// Reads `2026-11-23`, and nothing else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func digits(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads what a person types: `23.11.2026`, `23/11-26`, `23-11-2026`, `2026-11-23`. Two-digit years are 2000–2099.
    public init?(typed text: String) {
        let trimmed = text.drop { $0 == " " }
        let parts = trimmed.split { !$0.isNumber }.map(String.init)
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let first = Int(parts[0]), let middle = Int(parts[1]), let last = Int(parts[2]),
            trimmed.allSatisfy({ $0.isNumber || " ./-".contains($0) })
        else { return nil }
        if parts[0].count == 4 {
            self.init(year: first, month: middle, day: last)
        } else {
            guard parts[0].count <= 2, parts[2].count == 2 || parts[2].count == 4 else { return nil }
            self.init(year: parts[2].count == 2 ? 2000 + last : last, month: middle, day: first)
        }
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
    /// Whole days from `right` to `left`.
    public static func - (left: Day, right: Day) -> Int { Int(left.number) - Int(right.number) }

    /// Whether it is `from` or later, and before `end` if there is one.
    func isIn(_ from: Day, before end: Day?) -> Bool { from <= self && end.map { self < $0 } ?? true }

    public static let distantPast = Day(number: -719_162)
    public static let distantFuture = Day(number: 2_932_896)

    public var year: Int { components.year }
    public var month: Int { components.month }
    public var day: Int { components.day }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    public var weekday: Int { Int((number % 7 + 7 + 3) % 7) + 1 }

    /// ISO 8601 week: week 1 has the year's first Thursday.
    public var week: Int {
        let thursday = self + (4 - weekday)
        return (thursday - Day(number: Day.number(thursday.year, 1, 1))) / 7 + 1
    }

    /// The same date `years` later; 29 February becomes 28 February in a year without it.
    public func adding(years: Int) -> Day {
        let (year, month, day) = components
        return Day(number: Day.number(year + years, month, min(day, Day.length(ofMonth: month, year: year + years))))
    }

    /// The same date `months` later, or the last day of a shorter month (31 January + 1 month is the last of February).
    public func adding(months: Int) -> Day {
        let (year, month, day) = components
        let count = year * 12 + (month - 1) + months
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        return Day(number: Day.number(newYear, newMonth, min(day, Day.length(ofMonth: newMonth, year: newYear))))
    }

    /// `2026-11-23`.
    public var description: String {
        let (year, month, day) = components
        return String(unsafeUninitializedCapacity: 10) { bytes in
            func put(_ value: Int, at end: Int, width: Int) {
                var rest = value
                for index in stride(from: end, to: end - width, by: -1) {
                    bytes[index] = 0x30 + UInt8(rest % 10)
                    rest /= 10
                }
            }
            put(year, at: 3, width: 4)
            bytes[4] = 0x2D
            put(month, at: 6, width: 2)
            bytes[7] = 0x2D
            put(day, at: 9, width: 2)
            return 10
        }
    }

    /// Year, month and day of month, by counting 400-year cycles of 146,097 days from 1 March of year 0.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day {
    /// The year that the ISO 8601 week belongs to: 1 January 2027 lies in week 53 of 2026.
    public var weekYear: Int { (self + (4 - weekday)).year }
}

/// The earlier of two days; where there is only one, that.
func earlier(_ left: Day?, _ right: Day?) -> Day? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
}
