// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

/// No numbers are shown from which it follows how fewer than five stand (policy §9; GDPR Article 5(1)(c)).
@Suite("Numbers of competences tell of no few")
struct CompetenceSumsTests {
    private let rooms: Rooms
    private let first: ID<Unit>, second: ID<Unit>
    private let competence: ID<Competence>
    /// In the direktion, with numbers of every unit; in the security team; heads `first`.
    private let chief: ID<Person>, team: ID<Person>, head: ID<Person>

    init() throws {
        rooms = try Rooms()
        let top = try rooms.unit("Ledelse")
        first = try rooms.unit("Drift")
        second = try rooms.unit("Jura")
        chief = try rooms.person("Chef Holm", in: top, .direktion)
        team = try rooms.person("Bo Dam", in: top, .security)
        head = try rooms.person("Hanne Lund", in: first, .unitHead)
        let done = try rooms.give(
            .setCompetence, ["title": "Skysikkerhed", "about": "To dage", "from": "\(rooms.today)"])
        competence = rooms.id(done)
    }

    private func fill(_ unit: ID<Unit>, _ count: Int) throws {
        for number in 0..<count { _ = try rooms.person("Ansat \(number)", in: unit) }
    }

    private func demand(_ units: [ID<Unit>]) throws {
        try rooms.give(
            .demandCompetence,
            [
                "competence": "\(competence)", "reach": "chosen", "days": "30", "basis": "Afsnit 9",
                "from": "\(rooms.today)",
            ], many: ["units": units.map(\.description)])
    }

    private func standings(_ reader: ID<Person>) async throws -> Competence.Standings {
        let sight = try await rooms.house.sight(of: reader)
        return sight.standings(of: try sight.competence(competence).0)
    }

    private func shown(_ unit: ID<Unit>, _ all: Competence.Standings) -> Competence.Shown? {
        all.parts.first { $0.part == .unit(unit) }?.shown
    }

    @Test("of four nobody else sees a number, of five everybody does")
    func five() async throws {
        try fill(second, 4)
        try demand([second])
        let few = try await standings(chief)
        #expect(few.all == .init(concerned: 4, sums: nil) && shown(second, few)?.sums == nil)
        #expect(try await standings(team).all.sums?.waiting == 4)
        try fill(second, 1)
        let many = try await standings(chief)
        #expect(many.all.sums?.waiting == 5 && shown(second, many)?.sums?.waiting == 5)
    }

    @Test("what is left when a part is taken from the whole is of no few either")
    func difference() async throws {
        try fill(first, 5)
        try fill(second, 3)
        try demand([first, second])
        // The head is one of them: six and three.
        let few = try await standings(chief)
        #expect(few.all.sums?.concerned == 9)
        #expect(shown(first, few) == .init(concerned: 6, sums: nil))
        #expect(shown(second, few) == .init(concerned: 3, sums: nil))
        try fill(second, 2)
        let many = try await standings(chief)
        #expect(shown(first, many)?.sums?.concerned == 6 && shown(second, many)?.sums?.concerned == 5)
    }

    @Test("whoever knows of some anyhow does not learn of the few others from the whole")
    func head() async throws {
        try fill(first, 5)
        try fill(second, 3)
        try demand([first, second])
        let all = try await standings(head)
        #expect(all.all == .init(concerned: 9, sums: nil))
        #expect(shown(first, all)?.sums?.waiting == 6, "her own people")
        // A unit's numbers are for who sees how it stands.
        #expect(shown(second, all) == nil)
        try fill(second, 2)
        #expect(try await standings(head).all.sums?.concerned == 11)
    }

    @Test("numbers that overlap are shown as far as no group that can be worked out is too small")
    func overlap() async throws {
        try fill(second, 8)
        for person in rooms.house.state.register.persons.values.filter({ $0.unit(on: rooms.today) == second }).prefix(2)
        {
            try rooms.give(
                .grantRole, ["person": "\(person.id)", "role": "system_owner", "from": "\(rooms.today)"])
        }
        try rooms.give(
            .demandCompetence,
            [
                "competence": "\(competence)", "reach": "chosen", "days": "30", "basis": "Afsnit 9",
                "from": "\(rooms.today)", "roles": "system_owner",
            ], many: ["units": [second.description]])
        let all = try await standings(chief)
        #expect(all.all.sums?.concerned == 8)
        #expect(all.parts.first { $0.part == .role(.systemOwner) }?.shown == .init(concerned: 2, sums: nil))
        #expect(shown(second, all)?.sums?.concerned == 8)
    }
}
