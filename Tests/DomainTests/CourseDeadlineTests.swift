// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

/// The deadlines of e-learning (policy §9; how it is reckoned: docs/e-laering.md), case by case. Every case has its arithmetic
/// beside it, worked out by hand with a calendar, not by the program.
struct CourseDeadlineTests {
    /// One case: somebody, what happened, and what is to come of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// The engagements: first day, last day, first working day.
        var stays: [(String, String?, String?)]
        var kind = Person.Engagement.Kind.employee
        var leave: [(String, String?)] = []
        var done: [String] = []
        var renewals: [(String, String)] = []
        var opens = "2020-01-01"
        var firstDue: String?
        var plan = CoursePlan()
        /// Cause, due day (nil: on leave without an end), completed on.
        var expected: [(CourseTurn.Cause, String?, String?)]
        var why: String

        var testDescription: String { "\(name): \(why)" }

        var turns: [CourseTurn] {
            let basis = CourseBasis(
                opens: day(opens), closes: nil, firstDue: firstDue.map(day),
                segments: [.init(from: day(opens), until: nil, plan: plan)],
                renewals: renewals.map { .init(from: day($0.0), due: day($0.1)) })
            let reckoning = CourseReckoning(
                basis, absences: leave.map { Absence(from: day($0.0), last: $0.1.map(day)) },
                completions: done.map(day))
            return reckoning.turns(
                stays.map { from, last, works in
                    .init(
                        from: day(from), until: last.map { day($0) + 1 },
                        arrival: max(day(works ?? from), day(opens)), kind: kind)
                })
        }
    }

    @Test(arguments: arrivals + years + leaves + returns + renewals)
    func deadline(_ one: Case) {
        let found = one.turns.map { ($0.cause, $0.due, $0.done) }
        #expect(
            found.map(\.0) == one.expected.map(\.0) && found.map(\.1) == one.expected.map { $0.1.map(day) }
                && found.map(\.2) == one.expected.map { $0.2.map(day) },
            "\(one.name): \(found) is not \(one.expected); \(one.why)")
    }

    @Test
    func `There are at least sixty cases, each with its own name`() {
        let all = Self.arrivals + Self.years + Self.leaves + Self.returns + Self.renewals
        #expect(all.count >= 60)
        #expect(Set(all.map(\.name)).count == all.count)
    }

    // Newcomers: the first working day is not counted; the fourteenth day after it is the last.
    static let arrivals: [Case] = [
        Case(
            name: "an ordinary Monday", stays: [("2026-03-02", nil, nil)],
            expected: [(.arrival, "2026-03-16", nil)], why: "2 March + 14 = 16 March"),
        Case(
            name: "the first working day counts, not the contract", stays: [("2026-01-01", nil, "2026-01-02")],
            expected: [(.arrival, "2026-01-16", nil)], why: "1 January is a holiday; 2 + 14 = 16 January"),
        Case(
            name: "Easter Monday in the contract", stays: [("2026-04-06", nil, "2026-04-07")],
            expected: [(.arrival, "2026-04-21", nil)], why: "6 April 2026 is 2. påskedag; 7 + 14 = 21 April"),
        Case(
            name: "somebody begins on a holiday, as is recorded", stays: [("2026-05-14", nil, "2026-05-14")],
            expected: [(.arrival, "2026-05-28", nil)], why: "Kristi himmelfartsdag 14 May + 14 = 28 May"),
        Case(
            name: "the deadline falls on a holiday and stays", stays: [("2026-12-11", nil, nil)],
            expected: [(.arrival, "2026-12-25", nil)], why: "11 + 14 = 25 December, 1. juledag; no move by default"),
        Case(
            name: "the deadline falls on a Sunday and stays", stays: [("2026-11-01", nil, nil)],
            expected: [(.arrival, "2026-11-15", nil)], why: "1 + 14 = 15 November 2026, a Sunday"),
        Case(
            name: "an organisation moves it from a Sunday", stays: [("2026-11-01", nil, nil)],
            plan: CoursePlan(movesToWorkingDay: true), expected: [(.arrival, "2026-11-16", nil)],
            why: "15 November is a Sunday; the next working day is Monday the 16th"),
        Case(
            name: "an organisation moves it past Christmas", stays: [("2026-12-11", nil, nil)],
            plan: CoursePlan(movesToWorkingDay: true), expected: [(.arrival, "2026-12-28", nil)],
            why: "25 and 26 December are holidays, 26 and 27 a weekend; Monday the 28th"),
        Case(
            name: "over the end of February in a common year", stays: [("2026-02-16", nil, nil)],
            expected: [(.arrival, "2026-03-02", nil)], why: "16 + 14 = 30; February 2026 has 28 days: 2 March"),
        Case(
            name: "over the end of February in a leap year", stays: [("2028-02-16", nil, nil)],
            expected: [(.arrival, "2028-03-01", nil)], why: "16 + 14 = 30; February 2028 has 29 days: 1 March"),
        Case(
            name: "to the leap day itself", stays: [("2028-02-15", nil, nil)],
            expected: [(.arrival, "2028-02-29", nil)], why: "15 + 14 = 29 February 2028"),
        Case(
            name: "begins on the leap day", stays: [("2028-02-29", nil, nil)],
            expected: [(.arrival, "2028-03-14", nil)], why: "1 day to 1 March, 13 more: 14 March"),
        Case(
            name: "over the year's end", stays: [("2026-12-21", nil, nil)],
            expected: [(.arrival, "2027-01-04", nil)], why: "21 + 14 = 35; December has 31: 4 January"),
        Case(
            name: "over the night when summer time begins", stays: [("2026-03-23", nil, nil)],
            expected: [(.arrival, "2026-04-06", nil)],
            why: "29 March 2026 has 23 hours and is one day: 23 + 14 = 37 − 31 = 6 April"),
        Case(
            name: "over the night when summer time ends", stays: [("2026-10-12", nil, nil)],
            expected: [(.arrival, "2026-10-26", nil)], why: "25 October 2026 has 25 hours and is one day: 12 + 14 = 26"),
        Case(
            name: "done on the last day", stays: [("2026-03-02", nil, nil)], done: ["2026-03-16"],
            expected: [(.arrival, "2026-03-16", "2026-03-16"), (.yearly, "2027-03-16", nil)],
            why: "16 March is the last day, and it is in time; a year later 16 March 2027"),
        Case(
            name: "done a day late", stays: [("2026-03-02", nil, nil)], done: ["2026-03-17"],
            expected: [(.arrival, "2026-03-16", "2026-03-17"), (.yearly, "2027-03-17", nil)],
            why: "one day after 16 March; the year runs from the completion"),
        Case(
            name: "done on the first day", stays: [("2026-03-02", nil, nil)], done: ["2026-03-02"],
            expected: [(.arrival, "2026-03-16", "2026-03-02"), (.yearly, "2027-03-02", nil)],
            why: "the first working day itself counts as in time"),
        Case(
            name: "done before the first working day", stays: [("2026-03-02", nil, nil)], done: ["2026-02-20"],
            expected: [(.yearly, "2027-02-20", nil)], why: "completed on 20 February, it holds to 20 February 2027"),
        Case(
            name: "an on-site consultant has the same fortnight", stays: [("2026-03-02", "2026-08-31", nil)],
            kind: .embedded, expected: [(.arrival, "2026-03-16", nil)], why: "2 + 14 = 16 March, long before the end"),
        Case(
            name: "a consultant of ten days", stays: [("2026-03-02", "2026-03-11", nil)], kind: .consultant,
            expected: [(.arrival, "2026-03-10", nil)], why: "2 + 14 is after 11 March; before the last day: the 10th"),
        Case(
            name: "a consultant of exactly fourteen days", stays: [("2026-03-02", "2026-03-15", nil)],
            kind: .consultant, expected: [(.arrival, "2026-03-14", nil)], why: "16 March is after the 15th: the 14th"),
        Case(
            name: "a consultant who is there on the fourteenth day after", stays: [("2026-03-02", "2026-03-16", nil)],
            kind: .consultant, expected: [(.arrival, "2026-03-16", nil)], why: "16 March is the last day: in time"),
        Case(
            name: "a consultant of one day", stays: [("2026-03-02", "2026-03-02", nil)], kind: .consultant,
            expected: [(.arrival, "2026-03-02", nil)], why: "there is no day before the last one: that day"),
        Case(
            name: "a consultant of two days", stays: [("2026-03-02", "2026-03-03", nil)], kind: .consultant,
            expected: [(.arrival, "2026-03-02", nil)], why: "before 3 March: 2 March"),
        Case(
            name: "an employee who leaves within the fortnight", stays: [("2026-03-02", "2026-03-09", nil)],
            expected: [(.arrival, "2026-03-16", nil)], why: "the deadline stays 16 March, and falls away on the 10th"),
        Case(
            name: "who was there when the course opened", stays: [("2019-05-01", nil, nil)], opens: "2026-09-01",
            expected: [(.beginning, "2026-09-15", nil)], why: "1 September + 14 = 15 September"),
        Case(
            name: "who was there, with a deadline of their own", stays: [("2019-05-01", nil, nil)],
            opens: "2026-09-01", firstDue: "2026-10-31", expected: [(.beginning, "2026-10-31", nil)],
            why: "the deadline that was set for those already here"),
        Case(
            name: "who comes on the day the course opens", stays: [("2026-09-01", nil, nil)], opens: "2026-09-01",
            firstDue: "2026-10-31", expected: [(.arrival, "2026-09-15", nil)],
            why: "a newcomer has 14 days whatever those here have: 15 September"),
        Case(
            name: "hired before the course opened, working after", stays: [("2026-08-15", nil, "2026-09-07")],
            opens: "2026-09-01", firstDue: "2026-10-31", expected: [(.arrival, "2026-09-21", nil)],
            why: "first working day 7 September + 14 = 21 September"),
    ]

    // MARK: The yearly rhythm: the same date a year after the completion

    static let years: [Case] = [
        Case(
            name: "a year later", stays: [("2024-02-01", nil, nil)], done: ["2024-02-10"],
            expected: [(.arrival, "2024-02-15", "2024-02-10"), (.yearly, "2025-02-10", nil)],
            why: "10 February 2024 + 1 year, through a leap day: 10 February 2025"),
        Case(
            name: "completed on the leap day", stays: [("2024-02-20", nil, nil)], done: ["2024-02-29"],
            expected: [(.arrival, "2024-03-05", "2024-02-29"), (.yearly, "2025-02-28", nil)],
            why: "2025 has no 29 February: 28 February. 20 + 14 = 34 − 29 = 5 March"),
        Case(
            name: "the leap day does not come back by itself", stays: [("2024-02-20", nil, nil)],
            done: ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"],
            expected: [
                (.arrival, "2024-03-05", "2024-02-29"), (.yearly, "2025-02-28", "2025-02-28"),
                (.yearly, "2026-02-28", "2026-02-28"), (.yearly, "2027-02-28", "2027-02-28"),
                (.yearly, "2028-02-28", nil),
            ], why: "from 28 February 2027 it is 28 February 2028, though that year has a 29th"),
        Case(
            name: "early completion moves the next", stays: [("2025-01-06", nil, nil)],
            done: ["2025-01-15", "2025-11-01"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", "2025-11-01"),
                (.yearly, "2026-11-01", nil),
            ], why: "done on 1 November 2025, ten weeks early: a year from then"),
        Case(
            name: "late completion moves the next", stays: [("2025-01-06", nil, nil)],
            done: ["2025-01-15", "2026-03-01"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", "2026-03-01"),
                (.yearly, "2027-03-01", nil),
            ], why: "due 15 January, done 1 March 2026: a year from then"),
        Case(
            name: "on the last day of the year", stays: [("2025-12-20", nil, nil)], done: ["2025-12-31"],
            expected: [(.arrival, "2026-01-03", "2025-12-31"), (.yearly, "2026-12-31", nil)],
            why: "31 December + 1 year; 20 + 14 = 34 − 31 = 3 January"),
        Case(
            name: "in the night when summer time began", stays: [("2026-03-20", nil, nil)], done: ["2026-03-29"],
            expected: [(.arrival, "2026-04-03", "2026-03-29"), (.yearly, "2027-03-29", nil)],
            why: "calendar dates: 29 March 2027, Easter Monday, no move"),
        Case(
            name: "in the night when summer time ended", stays: [("2026-10-20", nil, nil)], done: ["2026-10-25"],
            expected: [(.arrival, "2026-11-03", "2026-10-25"), (.yearly, "2027-10-25", nil)],
            why: "20 + 14 = 34 − 31 = 3 November; a year from the 25th"),
        Case(
            name: "twice on one day is once", stays: [("2026-03-02", nil, nil)], done: ["2026-03-10", "2026-03-10"],
            expected: [(.arrival, "2026-03-16", "2026-03-10"), (.yearly, "2027-03-10", nil)],
            why: "the second of one day changes nothing"),
        Case(
            name: "once is enough where it is asked once", stays: [("2026-03-02", nil, nil)], done: ["2026-03-10"],
            plan: CoursePlan(years: nil), expected: [(.arrival, "2026-03-16", "2026-03-10")],
            why: "no year after it"),
        Case(
            name: "an imported completion from before the course", stays: [("2019-05-01", nil, nil)],
            done: ["2026-06-15"], opens: "2026-09-01", expected: [(.yearly, "2027-06-15", nil)],
            why: "15 June 2026 is within its year on 1 September"),
        Case(
            name: "an imported completion that had grown old", stays: [("2019-05-01", nil, nil)],
            done: ["2025-06-15"], opens: "2026-09-01", expected: [(.beginning, "2026-09-15", nil)],
            why: "15 June 2026 had passed on 1 September: 1 + 14 = 15 September"),
        Case(
            name: "a longer time for newcomers", stays: [("2026-03-02", nil, nil)], plan: CoursePlan(days: 30),
            expected: [(.arrival, "2026-04-01", nil)], why: "2 March + 30 = 1 April"),
        Case(
            name: "the yearly deadline moves from a Saturday where it is so chosen", stays: [("2025-05-05", nil, nil)],
            done: ["2025-05-16"], plan: CoursePlan(movesToWorkingDay: true),
            expected: [(.arrival, "2025-05-19", "2025-05-16"), (.yearly, "2026-05-18", nil)],
            why: "16 May 2026 is a Saturday: Monday the 18th"),
    ]

    // MARK: Leave defers; it does not excuse

    static let leaves: [Case] = [
        Case(
            name: "the deadline lies inside leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-01", "2026-02-27")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-03-16", nil)],
            why: "due 15 January; back on Monday 2 March; 2 + 14 = 16 March"),
        Case(
            name: "leave that ends on a Sunday", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-01", "2026-03-01")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-03-16", nil)],
            why: "back on Monday 2 March as well: 16 March"),
        Case(
            name: "leave that ends before Easter", stays: [("2025-03-01", nil, nil)],
            leave: [("2026-03-01", "2026-04-01")], done: ["2025-03-10"],
            expected: [(.arrival, "2025-03-15", "2025-03-10"), (.yearly, "2026-04-21", nil)],
            why: "2, 3 and 6 April 2026 are holidays: back on Tuesday the 7th; 7 + 14 = 21 April"),
        Case(
            name: "the deadline is the first day of leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-15", "2026-02-27")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-03-16", nil)],
            why: "15 January is inside; back on 2 March + 14"),
        Case(
            name: "the deadline is the last day of leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-01", "2026-01-15")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-30", nil)],
            why: "1–15 January is 15 days; back on Friday the 16th + 14 = 30 January"),
        Case(
            name: "the deadline is the day before leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-16", "2026-02-27")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil)],
            why: "15 January is not inside: nothing is deferred"),
        Case(
            name: "the deadline is the day after leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2025-12-01", "2026-01-14")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil)],
            why: "back on the 15th, which is the deadline"),
        Case(
            name: "thirteen days of leave defer nothing", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-08", "2026-01-20")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil)],
            why: "8–20 January is 13 days"),
        Case(
            name: "fourteen days of leave defer", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-08", "2026-01-21")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-02-05", nil)],
            why: "8–21 January is 14 days; back on Thursday the 22nd; 22 + 14 = 36 − 31 = 5 February"),
        Case(
            name: "leave without an end", stays: [("2025-01-06", nil, nil)], leave: [("2026-01-10", nil)],
            done: ["2025-01-15"], expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, nil, nil)],
            why: "there is no deadline until the last day of the leave is known"),
        Case(
            name: "leave without an end that begins after the deadline", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-16", nil)], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil)],
            why: "what was late before the leave stays late"),
        Case(
            name: "the new deadline lies inside the next leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-01", "2026-02-27"), ("2026-03-09", "2026-04-30")], done: ["2025-01-15"],
            expected: [(.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-05-15", nil)],
            why: "16 March is inside the second; 30 April is a Thursday, so back on Friday 1 May; 1 + 14 = 15 May"),
        Case(
            name: "completed while on leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-01-01", "2026-02-27")], done: ["2025-01-15", "2026-02-01"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-03-16", "2026-02-01"),
                (.yearly, "2027-02-01", nil),
            ], why: "done on 1 February 2026, and the year runs from then"),
        Case(
            name: "a newcomer who falls ill in the first fortnight", stays: [("2026-03-02", nil, nil)],
            leave: [("2026-03-05", "2026-04-30")], expected: [(.arrival, "2026-05-15", nil)],
            why: "due 16 March is inside; 30 April is a Thursday; back on Friday 1 May + 14 = 15 May"),
        Case(
            name: "leave over the leap day", stays: [("2027-02-01", nil, nil)],
            leave: [("2028-02-01", "2028-02-29")], done: ["2027-02-10"],
            expected: [(.arrival, "2027-02-15", "2027-02-10"), (.yearly, "2028-03-15", nil)],
            why: "due 10 February 2028; back on Wednesday 1 March; 1 + 14 = 15 March"),
        Case(
            name: "leave over the night when summer time begins", stays: [("2025-03-10", nil, nil)],
            leave: [("2026-03-16", "2026-03-29")], done: ["2025-03-20"],
            expected: [(.arrival, "2025-03-24", "2025-03-20"), (.yearly, "2026-04-13", nil)],
            why: "16–29 March is 14 days; back on Monday the 30th; 30 + 14 = 44 − 31 = 13 April"),
    ]

    // MARK: Coming back

    static let returns: [Case] = [
        Case(
            name: "back within the year, still valid",
            stays: [("2025-01-06", "2025-06-30", nil), ("2025-10-01", nil, nil)],
            done: ["2025-01-15"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil), (.yearly, "2026-01-15", nil),
            ], why: "the yearly turn falls away on 1 July and stands again on 1 October: 15 January 2026 both times"),
        Case(
            name: "back after the year: as a newcomer",
            stays: [("2025-01-06", "2025-06-30", nil), ("2026-02-02", nil, nil)], done: ["2025-01-15"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil), (.arrival, "2026-02-16", nil),
            ], why: "15 January 2026 has passed: 2 February + 14 = 16 February"),
        Case(
            name: "back on the last day of the year",
            stays: [("2025-01-06", "2025-06-30", nil), ("2026-01-15", nil, nil)], done: ["2025-01-15"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil), (.yearly, "2026-01-15", nil),
            ], why: "it holds to the end of 15 January"),
        Case(
            name: "back on the day after the year",
            stays: [("2025-01-06", "2025-06-30", nil), ("2026-01-16", nil, nil)], done: ["2025-01-15"],
            expected: [
                (.arrival, "2025-01-20", "2025-01-15"), (.yearly, "2026-01-15", nil), (.arrival, "2026-01-30", nil),
            ], why: "16 + 14 = 30 January"),
        Case(
            name: "back without ever having completed it",
            stays: [("2025-01-06", "2025-01-10", nil), ("2025-03-03", nil, nil)],
            expected: [(.arrival, "2025-01-20", nil), (.arrival, "2025-03-17", nil)],
            why: "nothing is valid: 3 + 14 = 17 March"),
        Case(
            name: "completed elsewhere between two engagements",
            stays: [("2025-01-06", "2025-01-10", nil), ("2025-03-03", nil, nil)], done: ["2025-02-14"],
            expected: [(.arrival, "2025-01-20", nil), (.yearly, "2026-02-14", nil)],
            why: "14 February 2025 holds to 14 February 2026"),
        Case(
            name: "a leap-day completion at the return",
            stays: [("2024-02-20", "2024-06-30", nil), ("2025-03-01", nil, "2025-03-03")], done: ["2024-02-29"],
            expected: [
                (.arrival, "2024-03-05", "2024-02-29"), (.yearly, "2025-02-28", nil), (.arrival, "2025-03-17", nil),
            ], why: "it held to 28 February 2025; first working day Monday 3 March + 14"),
    ]
}
