// SPDX-License-Identifier: MPL-2.0
import Domain
import Testing

@testable import Exchange

@Suite("Due days as iCalendar") struct CalendarTests {
    private func lines(_ summary: String, isCancelled: Bool = false) -> [String] {
        let event = ICalendar.Event(
            uid: "1@x", sequence: 3, stamp: Instant(milliseconds: 1_795_464_436_123),
            day: Day(year: 2026, month: 12, day: 31) ?? .distantPast, summary: summary, description: "d",
            url: "https://x",
            alarms: [7], isCancelled: isCancelled)
        let bytes = ICalendar.bytes(ICalendar(name: "n", language: "da", events: [event]))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    @Test func aDueDayIsAWholeDayAndEndsOnTheNext() {
        let all = lines("Verificér")
        #expect(all.contains("DTSTART;VALUE=DATE:20261231") && all.contains("DTEND;VALUE=DATE:20270101"))
        #expect(all.contains("SEQUENCE:3") && all.contains("TRIGGER:-P7D") && all.contains("DTSTAMP:20261123T200716Z"))
    }

    @Test func whatIsOverIsCancelledAndRemindsNobody() {
        #expect(lines("Verificér").contains("STATUS:CONFIRMED"))
        let over = lines("Verificér", isCancelled: true)
        #expect(over.contains("STATUS:CANCELLED") && !over.contains("STATUS:CONFIRMED"))
        #expect(!over.contains("BEGIN:VALARM"))
    }

    @Test func linesAreFoldedAt75OctetsAndNeverInsideALetter() {
        for shift in 0..<4 {
            let text = String(repeating: "x", count: shift) + String(repeating: "æøå€😀", count: 40)
            let all = lines(text)
            #expect(all.allSatisfy { $0.utf8.count <= 75 })
            var unfolded = all.joined(separator: "\r\n")
            unfolded = String(unfolded.split(separator: "\r\n ", omittingEmptySubsequences: false).joined())
            #expect(unfolded.contains("SUMMARY;LANGUAGE=da:" + text))
        }
    }

    @Test func whatMeansSomethingIsEscaped() {
        #expect(ICalendar.escaped("a;b,c\\d\ne\u{07}") == "a\\;b\\,c\\\\d\\ne")
    }
}
