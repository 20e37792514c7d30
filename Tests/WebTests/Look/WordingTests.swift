// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Testing

@testable import Web

@Suite("Days and numbers in words") struct WordingTests {
    let monday = Day(year: 2026, month: 11, day: 23)!

    @Test func days() {
        #expect(Language.da.day(monday) == "23. november 2026")
        #expect(Language.en.day(monday) == "23 November 2026")
        #expect(Language.da.shortDay(Day(year: 2027, month: 2, day: 8)!) == "08.02.2027")
        #expect(Language.en.shortDay(Day(year: 2027, month: 2, day: 8)!) == "8 Feb 2027")
        #expect(Language.da.weekday(monday) == "mandag")
        #expect(Language.da.week(of: monday) == "uge 48")
        #expect(Language.da.time(monday).string == "<time datetime=\"2026-11-23\">23. november 2026</time>")
    }

    @Test("What a field shows as a day is read as the same day", arguments: Language.allCases)
    func fieldDays(_ language: Language) {
        #expect(Day(typed: language.fieldDay(monday)) == monday)
    }

    @Test func clock() throws {
        let winter = try #require(Instant("2026-11-23T15:05:00Z"))
        let summer = try #require(Instant("2026-07-01T07:02:00Z"))
        #expect(Language.da.moment(winter) == "23.11.2026 kl. 16.05")
        #expect(Language.da.clock(summer) == "kl. 9.02")
        #expect(Language.en.clock(summer) == "09:02")
    }

    @Test(arguments: [
        (0, "i dag", "today"), (1, "i morgen", "tomorrow"), (2, "om 2 dage", "in 2 days"),
        (-1, "1 dag over", "1 day overdue"), (-5, "5 dage over", "5 days overdue"),
        (1500, "om 1.500 dage", "in 1,500 days"),
    ])
    func distances(days: Int, danish: String, english: String) {
        #expect(Language.da.distance(to: monday + days, from: monday) == danish)
        #expect(Language.en.distance(to: monday + days, from: monday) == english)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1.000"), (18_402, "18.402"), (1_234_567, "1.234.567"), (-1234, "−1.234"),
        (Int.min, "−9.223.372.036.854.775.808"),
    ])
    func numbers(number: Int, written: String) {
        #expect(Language.da.number(number) == written)
    }

    @Test func words() {
        let documents = Plural(
            one: Phrase(da: "dokument", en: "document"), many: Phrase(da: "dokumenter", en: "documents"))
        #expect(Language.da.count(0, documents) == "0 dokumenter")
        #expect(Language.da.count(1, documents) == "1 dokument")
        #expect(Language.en.count(1200, documents) == "1,200 documents")
        #expect(Language.da.list(["a", "b", "c"]) == "a, b og c")
        #expect(Language.en.list(["a", "b"]) == "a and b")
        #expect(Language.da.list([]) == "")
        #expect(Language.da.percent(190, of: 191) == "99\u{A0}%")
        #expect(Language.da.percent(0, of: 0) == nil)
        #expect(Language.da.quoted("a") == "»a«")
    }
}
