// SPDX-License-Identifier: MPL-2.0

/// Danish public holidays (helligdage): those of the Church Ordinance, and store bededag until 2023 (abolished from 1 January
/// 2024 by Act 214 of 6 March 2023). 1 May, 5 June, 24 and 31 December are no public holidays.
public enum Holidays {
    /// The public holidays of a year, in order.
    public static func days(of year: Int) -> [Day] {
        let easter = easterSunday(of: year)
        var days = [-3, -2, 0, 1, 39, 49, 50].map { easter + $0 }
        if year <= 2023 { days.append(easter + 26) }
        for (month, day) in [(1, 1), (12, 25), (12, 26)] {
            days.append(Day(number: Day.number(year, month, day)))
        }
        return days.sorted()
    }

    /// Easter Sunday in the Gregorian calendar (the computation of Meeus, Jones and Butcher).
    static func easterSunday(of year: Int) -> Day {
        let (golden, century, rest) = (year % 19, year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let moon = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
        let late = (golden + 11 * moon + 22 * weekday) / 451
        let count = moon + weekday - 7 * late + 114
        return Day(number: Day.number(year, count / 31, count % 31 + 1))
    }
}

extension Day {
    /// Whether it is a Danish public holiday. Sundays as such are not counted as one.
    public var isHoliday: Bool {
        let (year, month, day) = components
        switch (month, day) {
        case (1, 1), (12, 25), (12, 26): return true
        case (3...6, _):
            let offset = self - Holidays.easterSunday(of: year)
            return [-3, -2, 0, 1, 39, 49, 50].contains(offset) || (offset == 26 && year <= 2023)
        default: return false
        }
    }

    /// Monday to Friday, and no public holiday.
    public var isWorkingDay: Bool { weekday <= 5 && !isHoliday }

    /// The first working day after this one.
    public var nextWorkingDay: Day {
        var day = self + 1
        while !day.isWorkingDay { day = day + 1 }
        return day
    }
}
