// SPDX-License-Identifier: MPL-2.0

/// A moment on the UTC line, in whole milliseconds since 1970-01-01T00:00Z, leap seconds not counted.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads `2026-11-23T20:07:16Z` with or without milliseconds, or with an offset such as `+01:00`; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes[10] == 0x54, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)) else {
            return nil
        }
        var rest = String(decoding: bytes[11...], as: UTF8.self)[...]
        var offset: Int64 = 0
        if rest.hasSuffix("Z") {
            rest.removeLast()
        } else if rest.count > 6, let sign = rest.dropLast(5).last, sign == "+" || sign == "-" {
            let zone = rest.suffix(5).split(separator: ":")
            guard zone.count == 2, zone.allSatisfy({ Instant.isDigits($0, 2) }), let hours = Int64(zone[0]),
                let minutes = Int64(zone[1]), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * 60_000 * (sign == "+" ? 1 : -1)
            rest.removeLast(6)
        } else {
            return nil
        }
        let pieces = rest.split(separator: ".", omittingEmptySubsequences: false)
        let clock = pieces[0].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), pieces.count <= 2, clock.allSatisfy({ Instant.isDigits($0, 2) }),
            let hour = Int64(clock[0]), let minute = Int64(clock[1]), (0..<24).contains(hour),
            (0..<60).contains(minute),
            let second = clock.count == 3 ? Int64(clock[2]) : 0, (0..<60).contains(second)
        else { return nil }
        var milliseconds: Int64 = 0
        if pieces.count == 2 {
            guard Instant.isDigits(pieces[1], 3), let fraction = Int64(pieces[1]) else { return nil }
            milliseconds = fraction
        }
        let seconds = (hour * 60 + minute) * 60 + second
        self.init(milliseconds: Int64(day.number) * 86_400_000 + seconds * 1000 + milliseconds - offset)
    }

    private static func isDigits(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (instant: Instant, seconds: Int) -> Instant {
        Instant(milliseconds: instant.milliseconds + Int64(seconds) * 1000)
    }
    /// Whole seconds from `right` to `left`, rounded towards zero.
    public static func - (left: Instant, right: Instant) -> Int {
        Int((left.milliseconds - right.milliseconds) / 1000)
    }

    /// The UTC day and the milliseconds into it.
    var utc: (day: Day, milliseconds: Int64) {
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : -((86_399_999 - milliseconds) / 86_400_000)
        return (Day(number: Int32(day)), milliseconds - day * 86_400_000)
    }

    /// `2026-11-23T20:07:16.123Z`.
    public var description: String {
        let (day, rest) = utc
        let time = String(unsafeUninitializedCapacity: 14) { bytes in
            func put(_ value: Int64, _ mark: UInt8, at start: Int) {
                bytes[start] = mark
                bytes[start + 1] = 0x30 + UInt8(value / 10)
                bytes[start + 2] = 0x30 + UInt8(value % 10)
            }
            put(rest / 3_600_000, 0x54, at: 0)
            put(rest / 60_000 % 60, 0x3A, at: 3)
            put(rest / 1000 % 60, 0x3A, at: 6)
            put(rest % 1000 / 10, 0x2E, at: 9)
            bytes[12] = 0x30 + UInt8(rest % 10)
            bytes[13] = 0x5A
            return 14
        }
        return day.description + time
    }
}

/// Danish local time: Europe/Copenhagen by the rule of the European Union (Directive 2000/84/EC; before that the same
/// days since 1996): summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
///
/// The rule is our own, so that a deadline does not depend on a machine's zone files; a test compares it with the
/// system's for 1996–2040.
public enum Copenhagen {
    /// Minutes to add to UTC: 60 in winter, 120 in summer.
    public static func offset(at instant: Instant) -> Int {
        let (start, end) = summer(of: instant.utc.day.year)
        return instant >= start && instant < end ? 120 : 60
    }

    /// The local day of an instant.
    public static func day(of instant: Instant) -> Day {
        local(instant).utc.day
    }

    /// Local hour and minute.
    public static func time(of instant: Instant) -> (hour: Int, minute: Int) {
        let rest = local(instant).utc.milliseconds
        return (Int(rest / 3_600_000), Int(rest / 60_000 % 60))
    }

    /// The first instant of the local day; the last of the day before is a millisecond earlier.
    public static func start(of day: Day) -> Instant {
        let midnight = Instant(milliseconds: Int64(day.number) * 86_400_000)
        let guess = Instant(milliseconds: midnight.milliseconds - 3_600_000)
        return Instant(milliseconds: midnight.milliseconds - Int64(offset(at: guess)) * 60_000)
    }

    private static func local(_ instant: Instant) -> Instant {
        Instant(milliseconds: instant.milliseconds + Int64(offset(at: instant)) * 60_000)
    }

    private static func summer(of year: Int) -> (start: Instant, end: Instant) {
        (lastSunday(year, 3), lastSunday(year, 10))
    }

    private static func lastSunday(_ year: Int, _ month: Int) -> Instant {
        let last = Day(number: Day.number(year, month, 31))
        let sunday = last - (last.weekday % 7)
        return Instant(milliseconds: Int64(sunday.number) * 86_400_000 + 3_600_000)
    }
}
