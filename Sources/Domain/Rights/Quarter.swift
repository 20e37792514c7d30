// SPDX-License-Identifier: MPL-2.0

/// A quarter of a calendar year.
public struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1–4.
    public let number: Int

    /// Nil where there is no such quarter.
    public init?(year: Int, number: Int) {
        guard (1900...2999).contains(year), (1...4).contains(number) else { return nil }
        self.init(year, number)
    }

    private init(_ year: Int, _ number: Int) {
        self.year = year
        self.number = number
    }

    /// The quarter that a day lies in.
    public init(_ day: Day) {
        let (year, month, _) = day.components
        self.init(year, (month - 1) / 3 + 1)
    }

    /// Reads `2026-4`, and nothing else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        self.init(year: year, number: number)
        guard text == description else { return nil }
    }

    public var first: Day { CalendarMonth(year: year, month: number * 3 - 2).first }
    public var last: Day { CalendarMonth(year: year, month: number * 3).last }
    public var next: Quarter { number == 4 ? Quarter(year + 1, 1) : Quarter(year, number + 1) }

    /// `2026-4`.
    public var description: String { "\(year)-\(number)" }
    /// »4. kvartal 2026«.
    public var label: Phrase {
        let ordinal = ["1st", "2nd", "3rd", "4th"][number - 1]
        return Phrase(da: "\(number). kvartal \(year)", en: "\(ordinal) quarter of \(year)")
    }

    public static func < (left: Quarter, right: Quarter) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}
