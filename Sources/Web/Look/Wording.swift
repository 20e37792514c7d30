// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// How days, times and numbers are written. Danish: `23. november 2026` in running text, `23.11.2026` with leading
/// zeros in tables so that columns align, `kl. 16.05`, `1.234`, `92 %`. English: `23 November 2026`, `23 Nov 2026`,
/// `16:05`, `1,234`, `92%`.
extension Language {
    private static let weekdays: [Phrase] = [
        Phrase(da: "mandag", en: "Monday"), Phrase(da: "tirsdag", en: "Tuesday"),
        Phrase(da: "onsdag", en: "Wednesday"), Phrase(da: "torsdag", en: "Thursday"),
        Phrase(da: "fredag", en: "Friday"), Phrase(da: "lørdag", en: "Saturday"), Phrase(da: "søndag", en: "Sunday"),
    ]

    /// `nov`; `Nov`.
    func shortMonth(_ number: Int) -> String { String(month(number).prefix(3)) }

    /// `mandag`.
    func weekday(_ day: Day) -> String { self(Self.weekdays[day.weekday - 1]) }

    /// `23.11.2026`, for tables and fields.
    func shortDay(_ day: Day) -> String {
        let (year, month, number) = day.components
        switch self {
        case .da: return "\(Self.two(number)).\(Self.two(month)).\(year)"
        case .en: return "\(number) \(shortMonth(month)) \(year)"
        }
    }

    /// `23.11.2026` in both languages: what stands in a field for a day, and what ``Day/init(typed:)`` reads again.
    func fieldDay(_ day: Day) -> String { Language.da.shortDay(day) }

    /// `uge 48`.
    func week(of day: Day) -> String {
        self(da: "uge \(day.week)", en: "week \(day.week)")
    }

    /// `kl. 16.05`, Danish local time.
    func clock(_ instant: Instant) -> String {
        let (hour, minute) = Copenhagen.time(of: instant)
        return self(da: "kl. \(hour).\(Self.two(minute))", en: "\(Self.two(hour)):\(Self.two(minute))")
    }

    /// `23.11.2026 kl. 16.05`, Danish local time.
    func moment(_ instant: Instant) -> String {
        "\(shortDay(Copenhagen.day(of: instant)))\(self == .da ? " " : ", ")\(clock(instant))"
    }

    /// How far a deadline is from today: `i dag`, `i morgen`, `om 3 dage`, `1 dag over`, `5 dage over`.
    func distance(to day: Day, from today: Day) -> String {
        let days = day - today
        switch days {
        case 0: return self(da: "i dag", en: "today")
        case 1: return self(da: "i morgen", en: "tomorrow")
        case 2...: return self(da: "om \(number(days)) dage", en: "in \(number(days)) days")
        default:
            let late = count(-days, Plural(one: Phrase(da: "dag", en: "day"), many: Phrase(da: "dage", en: "days")))
            return self(da: "\(late) over", en: "\(late) overdue")
        }
    }

    /// `1.234`; `1,234`.
    func number(_ number: Int) -> String {
        let digits = String(number.magnitude).utf8
        let separator: Unicode.Scalar = self == .da ? "." : ","
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.unicodeScalars.append(separator) }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// `3 dokumenter`, `1 dokument`.
    func count(_ count: Int, _ plural: Plural) -> String {
        "\(number(count)) \(self(count == 1 ? plural.one : plural.many))"
    }

    /// `92 %` with a no-break space; `92%`. Rounded down, so that 100 % means all. Nil of a total of zero.
    func percent(_ part: Int, of total: Int) -> String? {
        guard total > 0 else { return nil }
        return self(da: "\(part * 100 / total)\u{A0}%", en: "\(part * 100 / total)%")
    }

    /// `a, b og c`; `a, b and c`.
    func list(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + self(da: " og ", en: " and ") + last
    }

    /// `»…«`; `“…”`.
    func quoted(_ text: String) -> String {
        self(da: "»\(text)«", en: "“\(text)”")
    }

    /// The text with a capital first letter.
    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    // MARK: With the machine's form beside it

    /// `<time datetime="2026-11-23">23. november 2026</time>`.
    func time(_ day: Day) -> HTML {
        "<time datetime=\"\(day.description)\">\(self.day(day))</time>"
    }

    /// `<time datetime="2026-11-23">23.11.2026</time>`.
    func shortTime(_ day: Day) -> HTML {
        "<time datetime=\"\(day.description)\">\(shortDay(day))</time>"
    }

    /// `<time datetime="2026-11-23T15:05:00.000Z">23.11.2026 kl. 16.05</time>`.
    func time(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(moment(instant))</time>"
    }
}

/// A noun for one and for many (and none): `dokument`, `dokumenter`.
struct Plural: Sendable, Hashable {
    let one: Phrase
    let many: Phrase
}
