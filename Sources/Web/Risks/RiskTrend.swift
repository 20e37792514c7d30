// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// How many risks lay above the line at the end of each quarter, by level: a drawing with its conclusion in words and a
/// table behind it. Counts, never sums of scores.
struct RiskTrend: Sendable {
    struct Quarter: Sendable {
        /// Its last day, or the day shown where it is not over.
        var day: Day
        /// How many of each level, lowest first; those that the criteria alone accept are not drawn.
        var counts: [RiskMethod.Level: Int]

        func count(_ levels: [RiskMethod.Level]) -> Int { levels.reduce(0) { $0 + (counts[$1] ?? 0) } }
    }

    var quarters: [Quarter]
    /// Those above the line, lowest first.
    var levels: [RiskMethod.Level]

    /// The ends of the last quarters up to a day, the oldest first; the last is the day itself.
    static func days(until day: Day, _ count: Int = 8) -> [Day] {
        var days = [day]
        while days.count < count { days.insert(Day.quarterEnd(before: days[0]), at: 0) }
        return days
    }

    func conclusion(_ language: Language) -> String {
        guard let first = quarters.first, let last = quarters.last else { return "" }
        let (before, now) = (first.count(levels), last.count(levels))
        return language(
            Phrase(
                da: """
                    Over grænsen lå \(language.count(before, RiskWording.plural)) \(language.shortDay(first.day)) og \
                    \(language.number(now)) \(language.shortDay(last.day)).
                    """,
                en: """
                    \(language.count(before, RiskWording.plural)) lay above the line on \(language.shortDay(first.day)), and \
                    \(language.number(now)) on \(language.shortDay(last.day)).
                    """))
    }

    /// - Parameter id: of the heading; the drawing's title has it with `-t`.
    func html(id: String, heading: String, _ language: Language) -> HTML {
        let legend: HTML = """
            <span class="legend">\(each: levels.reversed(), {
                "<span><i class=\"\($0.name)\"></i>\(language($0.label))</span>"
            })</span>
            """
        return Panel(id: id, heading: heading, aside: legend).html(
            """
            <div class="pad"><svg class="bars" viewBox="0 0 \(width) 176" role="img" aria-labelledby="\(id)-t">\
            <title id="\(id)-t">\(conclusion(language))</title>\
            \(each: quarters.enumerated(), { bar($0.offset, $0.element, language) })\
            <path class="axis" d="M0 132.5H\(width)"/></svg></div>\(table(heading, language))
            """)
    }

    private var width: Int { 52 * max(quarters.count, 1) }

    private func bar(_ index: Int, _ quarter: Quarter, _ language: Language) -> HTML {
        let most = max(quarters.map { $0.count(levels) }.max() ?? 0, 1)
        let (x, total) = (52 * index + 8, quarter.count(levels))
        var pieces = HTML()
        var below = 0
        for level in levels {
            let count = quarter.counts[level] ?? 0
            guard count > 0 else { continue }
            let (bottom, top) = (132 - 104 * below / most, 132 - 104 * (below + count) / most)
            pieces +=
                "<rect class=\"\(shade(level))\" x=\"\(x)\" y=\"\(top)\" width=\"36\" height=\"\(max(bottom - top, 1))\"/>"
            below += count
        }
        let number = (quarter.day.components.month + 2) / 3
        let isFirst = index == 0 || quarters[index - 1].day.year != quarter.day.year
        return """
            \(pieces)<text class="v" x="\(x + 18)" y="\(132 - 104 * total / most - 6)" text-anchor="middle">\(language.number(total))</text>\
            <text x="\(x + 18)" y="150" text-anchor="middle">\(number). \(language(Self.quarter))</text>\
            \(when: isFirst, "<text class=\"v\" x=\"\(x + 18)\" y=\"168\" text-anchor=\"middle\">\(quarter.day.year)</text>")
            """
    }

    private func shade(_ level: RiskMethod.Level) -> String {
        switch level {
        case .low: "f1"
        case .moderate: "f2"
        case .high: "f3"
        case .critical: "f4"
        }
    }

    private func table(_ heading: String, _ language: Language) -> HTML {
        """
        <details class="behind"><summary>\(language(Self.asTable))</summary><table><caption class="vh">\(heading)</caption>\
        <thead><tr><th scope="col">\(language(Self.day))</th>\(each: levels.reversed(), {
            "<th scope=\"col\">\(language($0.label))</th>"
        })<th scope="col">\(language(Self.all))</th></tr></thead><tbody>\(each: quarters, { quarter in
            """
            <tr><th scope="row">\(language.shortTime(quarter.day))</th>\(each: levels.reversed(), {
                "<td>\(language.number(quarter.counts[$0] ?? 0))</td>"
            })<td>\(language.number(quarter.count(levels)))</td></tr>
            """
        })</tbody></table></details>
        """
    }

    private static let quarter = Phrase(da: "kv.", en: "q.")
    private static let asTable = Phrase(da: "Vis som tabel", en: "Show as table")
    private static let day = Phrase(da: "Dag", en: "Day")
    private static let all = Phrase(da: "I alt", en: "In all")
}

extension Day {
    /// The last day of the newest quarter that was over before a day.
    static func quarterEnd(before day: Day) -> Day {
        let first = (day.month - 1) / 3 * 3 + 1
        guard let start = Day(year: day.year, month: first, day: 1) else { return day - 1 }
        return start - 1
    }
}
