// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

extension CourseDeadlineTests {
    // MARK: The module becomes another one

    static let renewals: [Case] = [
        Case(
            name: "an earlier deadline for those who completed the old one", stays: [("2025-01-06", nil, nil)],
            done: ["2025-10-15"], renewals: [("2026-02-01", "2026-03-31")],
            expected: [(.arrival, "2025-01-20", "2025-10-15"), (.renewal, "2026-03-31", nil)],
            why: "31 March comes before 15 October 2026"),
        Case(
            name: "never later than the year", stays: [("2025-01-06", nil, nil)], done: ["2025-03-01"],
            renewals: [("2026-02-01", "2026-03-31")],
            expected: [(.arrival, "2025-01-20", "2025-03-01"), (.yearly, "2026-03-01", nil)],
            why: "1 March 2026 comes before 31 March"),
        Case(
            name: "who completed the new one is not asked", stays: [("2025-01-06", nil, nil)],
            done: ["2025-10-15", "2026-02-10"], renewals: [("2026-02-01", "2026-03-31")],
            expected: [
                (.arrival, "2025-01-20", "2025-10-15"), (.renewal, "2026-03-31", "2026-02-10"),
                (.yearly, "2027-02-10", nil),
            ], why: "done on 10 February, it is the new module: a year from then"),
        Case(
            name: "who completes it on the day it becomes another", stays: [("2025-01-06", nil, nil)],
            done: ["2026-02-01"], renewals: [("2026-02-01", "2026-03-31")],
            expected: [(.arrival, "2025-01-20", "2026-02-01"), (.yearly, "2027-02-01", nil)],
            why: "from that day on it is the new one"),
        Case(
            name: "a newcomer has a fortnight whatever the campaign", stays: [("2026-03-02", nil, nil)],
            renewals: [("2026-02-01", "2026-03-31")], expected: [(.arrival, "2026-03-16", nil)],
            why: "2 + 14 = 16 March, before 31 March"),
        Case(
            name: "a campaign inside leave", stays: [("2025-01-06", nil, nil)],
            leave: [("2026-03-01", "2026-05-31")], done: ["2025-10-15"], renewals: [("2026-02-01", "2026-03-31")],
            expected: [(.arrival, "2025-01-20", "2025-10-15"), (.renewal, "2026-06-15", nil)],
            why: "31 March is inside; 31 May is a Sunday; back on Monday 1 June + 14 = 15 June"),
        Case(
            name: "asked once, renewed", stays: [("2025-01-06", nil, nil)], done: ["2025-01-10"],
            renewals: [("2026-02-01", "2026-03-31")], plan: CoursePlan(years: nil),
            expected: [(.arrival, "2025-01-20", "2025-01-10"), (.renewal, "2026-03-31", nil)],
            why: "no year, but the campaign asks again"),
    ]
}
