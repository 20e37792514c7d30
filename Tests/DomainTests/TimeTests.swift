// SPDX-License-Identifier: MPL-2.0
import Foundation
import Testing

@testable import Domain

@Suite("Days, instants and Danish time")
struct TimeTests {
    @Test("every hour around every change, and every midnight, 1996–2040, as the system's zone data has them")
    func zone() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Copenhagen"))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        var changes = 0
        var wrong: [String] = []
        func compare(_ milliseconds: Int64) {
            let (instant, date) = (
                Instant(milliseconds: milliseconds), Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            )
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
            let day = Copenhagen.day(of: instant)
            let time = Copenhagen.time(of: instant)
            if Copenhagen.offset(at: instant) * 60 != zone.secondsFromGMT(for: date)
                || [day.year, day.month, day.day, time.hour, time.minute]
                    != [parts.year, parts.month, parts.day, parts.hour, parts.minute]
            {
                wrong.append(instant.description)
            }
        }
        var cursor = try #require(Instant("1996-01-01T00:00:00Z")).milliseconds
        let end = try #require(Instant("2041-01-01T00:00:00Z")).milliseconds
        while let next = zone.nextDaylightSavingTimeTransition(
            after: Date(timeIntervalSince1970: Double(cursor) / 1000))
        {
            let change = Int64(next.timeIntervalSince1970) * 1000
            guard change < end else { break }
            changes += 1
            for hour in -72...72 { compare(change + Int64(hour) * 3_600_000) }
            for near: Int64 in [-60_000, -1, 0, 1, 60_000] { compare(change + near) }
            cursor = change
        }
        #expect(changes == 90)
        for number in try #require(Day("1996-01-01")).number...(try #require(Day("2040-12-31"))).number {
            let day = Day(number: number)
            let start = Copenhagen.start(of: day)
            let parts = DateComponents(year: day.year, month: day.month, day: day.day)
            if calendar.date(from: parts).map({ Int64($0.timeIntervalSince1970) * 1000 }) != start.milliseconds {
                wrong.append("start of \(day)")
            }
            if Copenhagen.day(of: start) != day
                || Copenhagen.day(of: Instant(milliseconds: start.milliseconds - 1)) != day - 1
            {
                wrong.append("midnight of \(day)")
            }
            if number % 5 == 0 { compare(start.milliseconds + 43_200_000) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("72 hours are 72 hours on the UTC line, also across the changes of 2026")
    func hours() throws {
        let spring = try #require(Instant("2026-03-27T15:00:00+01:00")) + 72 * 3600
        #expect(Copenhagen.day(of: spring) == day("2026-03-30") && Copenhagen.time(of: spring) == (16, 0))
        let autumn = try #require(Instant("2026-10-23T15:00:00+02:00")) + 72 * 3600
        #expect(Copenhagen.day(of: autumn) == day("2026-10-26") && Copenhagen.time(of: autumn) == (14, 0))
    }

    @Test(
        "what a person types",
        arguments: [
            ("23/11-26", "2026-11-23"), ("23.11.2026", "2026-11-23"), ("23-11-2026", "2026-11-23"),
            ("2026-11-23", "2026-11-23"),
            ("1/2-27", "2027-02-01"), (" 1.2.2027 ", "2027-02-01"), ("29.02.2028", "2028-02-29"),
            ("23/11 2026", "2026-11-23"),
            ("31.12.99", "2099-12-31"), ("01.01.00", "2000-01-01"),
        ])
    func typed(_ text: String, _ expected: String) {
        #expect(Day(typed: text)?.description == expected)
    }

    @Test(
        "days that do not exist, and what is no day, are refused",
        arguments: [
            "29.02.2027", "31.04.2026", "32.01.2026", "0.1.2026", "1.0.2026", "1.13.2026", "", "23.11", "23.11.",
            "23.11.2026.1",
            "23.11.1", "23.11.126", "23.11.20261", "11/23-26", "i morgen", "23. november 2026", "23.11.２０２６",
            "²3.11.2026",
            "2026-02-30", "99999999999999999999.1.2026", "+1.1.2026", "29.02.1900", "1.1.0000",
        ])
    func untyped(_ text: String) {
        #expect(Day(typed: text) == nil)
    }

    @Test(
        "the day's own form is read strictly",
        arguments: [
            "2026-1-01", "2026-13-01", "2026-02-29", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01 ",
            "２026-01-01",
        ])
    func strict(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test("every day of 1–9999 has its place: components, weekdays and ISO weeks as the system counts them")
    func calendar() throws {
        var iso = Calendar(identifier: .iso8601)
        iso.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var (day, wrong) = (Day.distantPast, 0)
        var (year, month, dayOfMonth) = (1, 1, 1)
        while day <= .distantFuture {
            if day.components != (year, month, dayOfMonth) || Day(year: year, month: month, day: dayOfMonth) != day {
                wrong += 1
            }
            dayOfMonth += 1
            if Day(year: year, month: month, day: dayOfMonth) == nil {
                (month, dayOfMonth) = month == 12 ? (1, 1) : (month + 1, 1)
                if month == 1 { year += 1 }
            }
            day = day + 1
        }
        #expect(wrong == 0)
        #expect(year == 10_000)
        for number in Int32(-25_000)..<50_000 {
            let day = Day(number: number)
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = iso.dateComponents([.weekday, .weekOfYear, .yearForWeekOfYear], from: date)
            if day.week != parts.weekOfYear || day.weekYear != parts.yearForWeekOfYear
                || day.weekday % 7 + 1 != parts.weekday
            {
                wrong += 1
            }
            if Day(day.description) != day { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(DomainTests.day("2027-01-01").week == 53)
    }

    @Test(
        "years and months later",
        arguments: [
            ("2028-02-29", 12, "2029-02-28"), ("2028-02-29", 48, "2032-02-29"), ("2026-01-31", 1, "2026-02-28"),
            ("2028-01-31", 1, "2028-02-29"), ("2026-12-31", 2, "2027-02-28"), ("2026-11-30", 3, "2027-02-28"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2026-11-23", 12, "2027-11-23"),
        ])
    func later(_ from: String, _ months: Int, _ expected: String) {
        #expect(day(from).adding(months: months) == day(expected))
        if months % 12 == 0 { #expect(day(from).adding(years: months / 12) == day(expected)) }
    }

    @Test("instants are printed and read back, before 1970 too")
    func instants() throws {
        var random = Seeded(7)
        for _ in 0..<5000 {
            let instant = Instant(
                milliseconds: Int64.random(in: -2_208_988_800_000...4_102_444_800_000, using: &random))
            #expect(Instant(instant.description) == instant)
        }
        #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Instant("2026-11-23T21:07:16.123+01:00")?.description == "2026-11-23T20:07:16.123Z")
        #expect(Instant("2026-11-23T23:30:00-02:30")?.description == "2026-11-24T02:00:00.000Z")
        #expect(Instant("2026-11-23T20:07Z")?.description == "2026-11-23T20:07:00.000Z")
    }

    @Test(
        "what is no instant",
        arguments: [
            "2026-11-23T20:07:16", "2026-11-23 20:07:16Z", "2026-11-23T24:00:00Z", "2026-11-23T20:60:00Z",
            "2026-11-23T20:07:60Z",
            "2026-11-23T+5:07:16Z", "2026-11-23T20:07:-0Z", "2026-11-23T20:07:16.1Z", "2026-11-23T20:07:16.+12Z",
            "2026-11-23T20:07:16.-00Z", "2026-02-30T20:07:16Z", "2026-11-23T20:07:16+25:00", "2026-11-23T20:07:16+1:00",
            "2026-11-23T20:07:16.123.4Z", "2026-11-23T20Z", "", "T", "2026-11-23T20:07:16+0100",
        ])
    func noInstant(_ text: String) {
        #expect(Instant(text) == nil)
    }
}
