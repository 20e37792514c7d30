// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

@Suite("The year of duties, for one who looks")
struct YearTests {
    /// A house with duties of every standing, of several classes, and some that are known to end later.
    private func filled() throws -> (rooms: Rooms, all: ID<Person>, few: ID<Person>) {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let other = try rooms.unit("Drift")
        let all = try rooms.person("Asta Bro", in: unit, .administrator, .security, .unitHead)
        let few = try rooms.person("Bo Dam", in: other)
        // The head of the other unit comes in two months: until then the gap stands, and its end is known.
        try rooms.give(
            .grantRole,
            ["person": "\(few)", "role": "unit_head", "unit": "\(other)", "from": "\(rooms.today + 65)"])
        let strict = try rooms.document("Nøglerum", unit: unit, classification: "strengt_fortrolig")
        for number in 0..<40 {
            let due = rooms.today + (number * 37) % 400
            let added = try rooms.give(
                .addAction,
                [
                    "title": "Opgave \(number)", "why": "Det er aftalt", "due": "\(due)",
                    "unit": "\(number % 3 == 0 ? other : unit)",
                ].merging(number % 4 == 0 ? ["document": "\(strict)"] : [:]) { $1 })
            if number % 5 == 0 {
                try rooms.give(.completeAction, ["action": "\(added.subjects[0].id)", "note": "Gjort"])
            }
        }
        return (rooms, all, few)
    }

    private func place(_ duty: Duty, _ sight: Sight) -> CalendarMonth {
        CalendarMonth(duty.standing(on: sight.day) == .done ? duty.done ?? duty.due : duty.due)
    }

    /// What walking over every duty gives, which is how a past day is answered.
    private func walked(_ sight: Sight, _ year: Int) -> [(month: CalendarMonth, duty: Duty)] {
        var found: [(month: CalendarMonth, duty: Duty)] = []
        sight.everyDuty { duty in
            if place(duty, sight).year == year { found.append((place(duty, sight), duty)) }
        }
        return found.sorted { ($0.month, $0.duty.key) < ($1.month, $1.duty.key) }
    }

    @Test func theIndexGivesWhatAWalkOverEverythingGives() async throws {
        let (rooms, all, few) = try filled()
        var counts: [Int] = []
        for person in [all, few] {
            let sight = try await rooms.house.sight(of: person)
            let start = sight.day.year
            for year in [start - 1, start, start + 1] {
                let expected = walked(sight, year)
                var tallies = Array(repeating: Duties.Tally(), count: 12)
                for (month, duty) in expected { tallies[month.month - 1].add(duty.standing(on: sight.day)) }
                #expect(sight.year(year) == tallies)
                for size in [1, 7, 1_000] {
                    for skipped in stride(from: 0, through: expected.count + size, by: size) {
                        let page = sight.duties(in: year, 1...12, skipping: skipped, most: size)
                        #expect(page.map(\.duty) == expected.dropFirst(skipped).prefix(size).map(\.duty))
                        #expect(page.map(\.month) == expected.dropFirst(skipped).prefix(size).map(\.month))
                    }
                }
                for month in 1...12 {
                    let own = expected.filter { $0.month.month == month }
                    #expect(
                        sight.duties(in: year, month...month, skipping: 0, most: 1_000).map(\.duty) == own.map(\.duty))
                }
                counts.append(expected.count)
            }
        }
        #expect(counts.reduce(0, +) > 60)
        #expect(counts[1] > counts[4], "what is strictly confidential is in no number of those without access")
    }

    @Test func aPastDayIsAnsweredAlikeInBothWays() async throws {
        let (rooms, all, _) = try filled()
        let day = rooms.today
        for view in [View.now(day), .then(day)] {
            let sight = try await rooms.house.sight(of: all, view)
            let expected = walked(sight, day.year)
            let whole = sight.duties(in: day.year, 1...12, skipping: 0, most: 1_000)
            #expect(whole.map(\.duty) == expected.map(\.duty))
            #expect(sight.year(day.year).reduce(0) { $0 + $1.total } == expected.count)
        }
    }

    @Test func theLoadOfAUnitIsWhatFallsDueInIt() async throws {
        let (rooms, all, _) = try filled()
        let sight = try await rooms.house.sight(of: all)
        let now = CalendarMonth(sight.day)
        let months = [now, now.next, now.next.next]
        var expected: [ID<Unit>: [Int]] = [:]
        sight.everyDuty { duty in
            guard case .unit(let unit) = duty.responsible, duty.done == nil, duty.due >= sight.day,
                let index = months.firstIndex(of: CalendarMonth(duty.due))
            else { return }
            expected[unit, default: [0, 0, 0]][index] += 1
        }
        let load = sight.load(in: months)
        #expect(load.count == 2)
        for unit in load { #expect(unit.months == expected[unit.unit] ?? [0, 0, 0]) }
    }
}
