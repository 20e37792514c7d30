// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Danish order and holidays")
struct OrderTests {
    @Test("the names of municipalities, with Aabenraa and Aalborg last")
    func municipalities() {
        let sorted = [
            "Albertslund", "Allerød", "Assens", "Ballerup", "Billund", "Bornholm", "Brøndby", "Brønderslev", "Dragør",
            "Egedal",
            "Favrskov", "Faxe", "Fredensborg", "Frederiksberg", "Frederikshavn", "Furesø", "Faaborg-Midtfyn",
            "Gentofte",
            "Haderslev", "Halsnæs", "Hedensted", "Helsingør", "Herlev", "Herning", "Hillerød", "Hjørring", "Holbæk",
            "Holstebro",
            "Horsens", "Hvidovre", "Høje-Taastrup", "Hørsholm", "Kalundborg", "Køge", "Lejre", "Læsø", "Mariagerfjord",
            "Middelfart", "Morsø", "Norddjurs", "Nyborg", "Næstved", "Odder", "Ringkøbing-Skjern", "Ringsted",
            "Rødovre", "Samsø",
            "Solrød", "Sorø", "Struer", "Sønderborg", "Thisted", "Tønder", "Tårnby", "Vallensbæk", "Varde", "Vejle",
            "Vesthimmerland", "Viborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus",
        ]
        var random = Seeded(11)
        for _ in 0..<5 {
            #expect(sorted.shuffled(using: &random).sorted { DanishKey($0) < DanishKey($1) } == sorted)
        }
    }

    static let lists: [[String]] = [
        ["a", "b", "z", "æ", "ø", "å"], ["Zebra", "Ærø", "Øst", "Ål"], ["az", "ba", "bå"],
        ["5", "5.1", "5.2", "5.9", "5.10", "5.10.1", "5.11", "6", "10"], ["Bilag 2", "Bilag 10", "Bilag 100"],
        ["R-9", "R-18", "R-118"], ["A", "a", "Ab", "ab"], ["ide", "idé", "ideal"],
        ["rene", "Rene B", "rené C", "René D"],
        ["æble", "ærlig", "äske", "ø", "ö", "øl", "åben", "Aabenraa"],
        ["Myller", "Müller A", "Myller B", "Mæller", "Møller"],
        ["", " ", "-", "1", "a", "å", "ж", "\u{10FFFD}"], ["»x«", "1"], ["de La", "De lange", "dela"],
        ["Måde", "Maade", "Måden"], ["7", "07", "007", "8"], ["Sad", "Sø", "Saab", "Saad", "Sål"],
        ["strass", "straße", "strast"],
    ]

    @Test("each list is in order", arguments: lists)
    func ordered(_ list: [String]) {
        for (index, left) in list.enumerated() {
            for right in list[(index + 1)...] {
                #expect(DanishKey(left) < DanishKey(right), "»\(left)« before »\(right)«")
                #expect(!(DanishKey(right) < DanishKey(left)))
            }
        }
    }

    @Test(
        "a letter written with a mark after it has the same place",
        arguments: [
            ("A\u{30A}rhus", "Århus"), ("a\u{30A}l", "ål"),
        ])
    func marks(_ decomposed: String, _ composed: String) {
        #expect(DanishKey(decomposed) == DanishKey(composed))
        #expect(DanishKey("z") < DanishKey("o\u{308}l") && DanishKey("o\u{308}l") < DanishKey("å"))
    }

    @Test("the order is one: never both ways, and it carries over", arguments: 0..<8)
    func total(_ seed: Int) {
        var random = Seeded(UInt64(seed))
        let letters = Array("aAåÅæøbzé 019.-»ж").map(String.init) + ["a\u{30A}", "\u{301}", "aa"]
        let texts = (0..<60).map { _ in
            (0..<Int.random(in: 0...5, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
                .joined()
        }
        let keys = texts.map(DanishKey.init).sorted()
        for (left, right) in zip(keys, keys.dropFirst()) { #expect(!(right < left)) }
        for (left, right) in keys.flatMap({ left in keys.map { (left, $0) } }) {
            let same = !(left < right) && !(right < left)
            #expect((left == right) == same)
        }
    }

    @Test(
        "public holidays",
        arguments: [
            (2026, "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26"),
            (2027, "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26"),
            (2028, "01-01 04-13 04-14 04-16 04-17 05-25 06-04 06-05 12-25 12-26"),
            (2023, "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26"),
        ])
    func holidays(_ year: Int, _ expected: String) {
        #expect(Holidays.days(of: year).map { String($0.description.dropFirst(5)) }.joined(separator: " ") == expected)
    }

    @Test("the list and the question agree, and Easter is a Sunday between 22 March and 25 April")
    func agree() {
        for year in 1900...2299 {
            let days = Set(Holidays.days(of: year))
            let easter = Holidays.easterSunday(of: year)
            #expect(easter.weekday == 7)
            #expect(easter >= Day(number: Day.number(year, 3, 22)) && easter <= Day(number: Day.number(year, 4, 25)))
            for number in Day.number(year, 1, 1)...Day.number(year, 12, 31)
            where Day(number: number).isHoliday != days.contains(Day(number: number)) {
                Issue.record("\(Day(number: number))")
            }
        }
        // Easter of years that are hard to compute: the earliest and latest, and the exceptions of the Gregorian tables.
        #expect(
            Holidays.easterSunday(of: 1818) == day("1818-03-22") && Holidays.easterSunday(of: 2038) == day("2038-04-25")
        )
        #expect(
            Holidays.easterSunday(of: 1954) == day("1954-04-18") && Holidays.easterSunday(of: 1981) == day("1981-04-19")
        )
    }

    @Test("store bededag ended with 2023; other days that are often free are working days")
    func workingDays() {
        #expect(day("2023-05-05").isHoliday && !day("2024-04-26").isHoliday && day("2024-04-26").isWorkingDay)
        for text in ["2026-06-05", "2026-12-24", "2026-12-31", "2026-05-01"] { #expect(day(text).isWorkingDay) }
        #expect(!day("2026-11-21").isWorkingDay && !day("2026-11-22").isWorkingDay && day("2026-11-23").isWorkingDay)
        #expect(day("2026-04-01").nextWorkingDay == day("2026-04-07"))
        #expect(day("2026-12-24").nextWorkingDay == day("2026-12-28"))
        #expect(day("2026-11-20").nextWorkingDay == day("2026-11-23"))
    }

    @Test("kinds and rules are in the order of their wire names, which lists and pages are sorted by")
    func ranks() {
        #expect(SubjectKind.allCases.sorted().map(\.rawValue) == SubjectKind.allCases.map(\.rawValue).sorted())
        #expect(Rule.allCases.sorted().map(\.rawValue) == Rule.allCases.map(\.rawValue).sorted())
    }
}
