// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// With how many talks are held, by unit: numbers of no fewer than ten, for those who see how units stand (policy §9).
@Suite("Numbers of talks tell of no few")
struct TalkSumsTests {
    private let rooms: Rooms
    private let drift: ID<Unit>, jura: ID<Unit>, pay: ID<Unit>
    /// In the direktion; a colleague who heads nobody.
    private let chief: ID<Person>, other: ID<Person>

    init() throws {
        rooms = try Rooms()
        drift = try rooms.unit("Drift")
        jura = try rooms.unit("Jura")
        pay = try rooms.unit("Løn")
        chief = try rooms.person("Chef Holm", in: pay, .direktion)
        other = try rooms.person("Ole Krogh", in: drift)
        try rooms.give(.setTalks, ["kinds": "employee", "from": "\(rooms.today)"])
    }

    private func fill(_ unit: ID<Unit>, _ count: Int) throws {
        for number in 0..<count { _ = try rooms.person("Ansat \(number)", in: unit) }
    }

    private func sums(_ reader: ID<Person>) async throws -> [ID<Unit>?: Int] {
        let sums = try await rooms.house.sight(of: reader).talkSums()
        return Dictionary(sums.map { ($0.unit, $0.asked) }) { first, _ in first }
    }

    @Test("a unit of ten stands alone; smaller ones stand together, and not at all where they are too few together")
    func small() async throws {
        // Ole is one of the ten, the chief one of the nine.
        try fill(drift, 9)
        try fill(jura, 4)
        try fill(pay, 4)
        #expect(try await sums(chief) == [drift: 10])
        try fill(jura, 1)
        #expect(try await sums(chief) == [drift: 10, nil: 10])
    }

    @Test("whoever sees no numbers of units sees none of talks")
    func whose() async throws {
        try fill(drift, 12)
        #expect(try await sums(other).isEmpty)
    }

    @Test("one that nobody held within a year is late")
    func late() async throws {
        try fill(drift, 9)
        rooms.go(to: rooms.today.adding(years: 1))
        let due = try await rooms.house.sight(of: chief).talkSums().first { $0.unit == drift }
        #expect(due?.asked == 10 && due?.late == 0)
        rooms.go(to: rooms.today + 1)
        let late = try await rooms.house.sight(of: chief).talkSums().first { $0.unit == drift }
        #expect(late?.late == 10)
    }
}
