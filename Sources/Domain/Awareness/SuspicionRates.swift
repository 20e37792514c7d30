// SPDX-License-Identifier: MPL-2.0

/// How many suspicious mails were reported in a month, and how soon: counts of all the organisation, never by unit, so that no
/// number tells of a person (policy §9).
public struct SuspicionMonth: Hashable, Sendable {
    public let month: CalendarMonth
    public fileprivate(set) var reported = 0
    /// By what they were found to be; what waits for an answer is in none.
    public fileprivate(set) var verdicts: [Suspicion.Verdict: Int] = [:]
    /// Those who could have reported: engaged on the last day of the month, or on the day shown.
    public fileprivate(set) var people = 0
    /// Minutes from the mail to the report, the middle of those that are known; nil: of none.
    public fileprivate(set) var median: Int?

    /// Of an attack or an exercise of one.
    public var phishing: Int { (verdicts[.phishing] ?? 0) + (verdicts[.incident] ?? 0) }
    public var exercise: Int { verdicts[.exercise] ?? 0 }
    public var harmless: Int { verdicts[.harmless] ?? 0 }
    public var waiting: Int { reported - verdicts.values.reduce(0, +) }
    /// Reports for each thousand people.
    public var perThousand: Int? { people == 0 ? nil : (reported * 1000 + people / 2) / people }

    init(_ month: CalendarMonth) { self.month = month }
}

extension Register {
    /// The months up to the one of `day`, oldest first, by what was found by `day`.
    public func suspicionMonths(_ count: Int = 12, on day: Day) -> [SuspicionMonth] {
        let last = CalendarMonth(day)
        let first = CalendarMonth(year: last.year, month: last.month - count + 1)
        var (months, minutes): ([CalendarMonth: SuspicionMonth], [CalendarMonth: [Int]]) = ([:], [:])
        for known in suspicions.values where known.report != nil && known.reportedOn <= day {
            let month = CalendarMonth(known.reportedOn)
            guard month >= first else { continue }
            var found = months[month] ?? SuspicionMonth(month)
            found.reported += 1
            if let verdict = known.answer(by: day)?.answer.verdict { found.verdicts[verdict, default: 0] += 1 }
            if let took = known.minutes { minutes[month, default: []].append(took) }
            months[month] = found
        }
        var (all, month): ([SuspicionMonth], CalendarMonth) = ([], first)
        while month <= last {
            var found = months[month] ?? SuspicionMonth(month)
            found.median = Register.median(minutes[month] ?? [])
            let end = min(month.last, day)
            found.people = readers.people.count(on: end)
            all.append(found)
            month = month.next
        }
        return all
    }

    /// The middle one; of two middle ones the mean, rounded down.
    static func median(_ numbers: [Int]) -> Int? {
        guard !numbers.isEmpty else { return nil }
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
