// SPDX-License-Identifier: MPL-2.0

/// Days `YYYY-MM-DD` and instants `YYYY-MM-DDThh:mm:ss.mmmZ` of the years 0000–9999 in the proleptic Gregorian
/// calendar (ISO 8601; RFC 3339 without offsets, leap seconds or any other precision).
public enum TimeText {
    /// Milliseconds of a day.
    static let day: Int64 = 86_400_000
    /// 0000-01-01 and 9999-12-31 as days since 1970-01-01.
    static let days: ClosedRange<Int32> = -719_528...2_932_896

    /// Days since 1970-01-01 of a civil date; the date must exist.
    static func days(year: Int, month: Int, day: Int) -> Int32 {
        // The year is taken to start on 1 March: the leap day is then the last day of the year, and the months'
        // lengths from March on follow one straight line, (153 m + 2) / 5.
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int32(era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468)
    }

    static func civil(_ days: Int32) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }

    /// The day as text; nil outside the years 0000–9999.
    public static func text(day: Int32) -> String? {
        var out: [UInt8] = []
        return append(day: day, to: &out) ? String(decoding: out, as: UTF8.self) : nil
    }

    /// The instant (milliseconds since 1970-01-01T00:00Z) as text; nil outside the years 0000–9999.
    public static func text(instant: Int64) -> String? {
        var out: [UInt8] = []
        return append(instant: instant, to: &out) ? String(decoding: out, as: UTF8.self) : nil
    }

    /// Days since 1970-01-01, or nil if the text is not a day that exists.
    public static func day(_ text: some StringProtocol) -> Int32? {
        var text = String(text)
        return text.withUTF8 { day(UnsafeRawBufferPointer($0)) }
    }

    /// Milliseconds since 1970-01-01T00:00Z, or nil if the text is not an instant that exists.
    public static func instant(_ text: some StringProtocol) -> Int64? {
        var text = String(text)
        return text.withUTF8 { instant(UnsafeRawBufferPointer($0)) }
    }

    static func append(day: Int32, to out: inout [UInt8]) -> Bool {
        guard days.contains(day) else { return false }
        let date = civil(day)
        digits(date.year, 4, &out)
        out.append(0x2D)
        digits(date.month, 2, &out)
        out.append(0x2D)
        digits(date.day, 2, &out)
        return true
    }

    static func append(instant: Int64, to out: inout [UInt8]) -> Bool {
        var whole = instant / day
        var rest = instant % day
        if rest < 0 {
            rest += day
            whole -= 1
        }
        guard let number = Int32(exactly: whole), append(day: number, to: &out) else { return false }
        out.append(0x54)
        digits(Int(rest / 3_600_000), 2, &out)
        out.append(0x3A)
        digits(Int(rest / 60_000 % 60), 2, &out)
        out.append(0x3A)
        digits(Int(rest / 1000 % 60), 2, &out)
        out.append(0x2E)
        digits(Int(rest % 1000), 3, &out)
        out.append(0x5A)
        return true
    }

    private static func digits(_ value: Int, _ width: Int, _ out: inout [UInt8]) {
        var power = width == 4 ? 1000 : width == 3 ? 100 : 10
        while power > 0 {
            out.append(UInt8(0x30 + value / power % 10))
            power /= 10
        }
    }

    static func day(_ text: UnsafeRawBufferPointer) -> Int32? {
        guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D, let year = number(text, 0, 4),
            let month = number(text, 5, 2), let day = number(text, 8, 2), (1...12).contains(month), day >= 1
        else { return nil }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
        return day <= length ? days(year: year, month: month, day: day) : nil
    }

    static func instant(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard text.count == 24, text[10] == 0x54, text[13] == 0x3A, text[16] == 0x3A, text[19] == 0x2E,
            text[23] == 0x5A, let day = day(UnsafeRawBufferPointer(rebasing: text[0..<10])),
            let hour = number(text, 11, 2), let minute = number(text, 14, 2), let second = number(text, 17, 2),
            let milli = number(text, 20, 3), hour < 24, minute < 60, second < 60
        else { return nil }
        return Int64(day) * Self.day + Int64(((hour * 60 + minute) * 60 + second) * 1000 + milli)
    }

    @inline(__always)
    private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for at in start..<start + count {
            let digit = text[at] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
