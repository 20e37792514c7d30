// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// Who sees who may do what, on five past days in both readings; and who reviews it (policy §6).
struct RightsAccessTests {
    private struct Place {
        let rooms: Rooms
        let (cai, drift): (ID<Unit>, ID<Unit>)
        let (sara, fie, gry, ida): (ID<Person>, ID<Person>, ID<Person>, ID<Person>)
        let first: Day

        init() throws {
            rooms = try Rooms(on: Day(number: 20_060))
            first = rooms.today
            (cai, drift) = (try rooms.unit("CAI"), try rooms.unit("Drift"))
            sara = try rooms.person("Sara", in: cai, .security)
            fie = try rooms.person("Fie", in: drift, .unitHead)
            gry = try rooms.person("Gry", in: drift)
            ida = try rooms.person("Ida", in: cai, .administrator)
        }

        func held(by person: ID<Person>, for reader: ID<Person>, _ view: View) async throws -> [AccessRight.What] {
            let sight = try await rooms.house.sight(of: reader, view)
            return sight.rights().first { $0.person == person }?.rights.map(\.what) ?? []
        }
    }

    @Test("five past days, as they were known then and with what is known now")
    func fiveDays() async throws {
        let place = try Place()
        let (rooms, gry, first) = (place.rooms, place.gry, place.first)
        rooms.go(to: first + 2)
        try rooms.give(.grantRole, ["person": "\(gry)", "role": "auditor", "from": "\(first + 2)"])
        rooms.go(to: first + 6)
        // Known only now: a role since the third day, and that the first one ended.
        try rooms.give(
            .grantRole,
            ["person": "\(gry)", "role": "system_owner", "from": "\(first + 3)", "late_reason": "Glemt"])
        let grant = try #require(rooms.house.state.register.persons[gry]?.grants.first)
        try rooms.give(
            .endRole, ["person": "\(gry)", "grant": "\(grant.id)", "to": "\(first + 3)", "late_reason": "Glemt"])
        rooms.go(to: first + 9)
        let (auditor, owner): (AccessRight.What, AccessRight.What) = (
            .role(.auditor, unit: nil), .role(.systemOwner, unit: nil)
        )
        let wanted: [(day: Int, then: [AccessRight.What], now: [AccessRight.What])] = [
            (1, [], []), (2, [auditor], [auditor]), (3, [auditor], [owner, auditor]), (5, [auditor], [owner]),
            (6, [owner], [owner]),
        ]
        for (days, then, now) in wanted {
            #expect(try await place.held(by: gry, for: place.sara, .then(first + days)) == then, "\(days) then")
            #expect(try await place.held(by: gry, for: place.sara, .now(first + days)) == now, "\(days) now")
        }
        #expect(try await place.held(by: gry, for: place.sara, .today) == [owner])
        let sight = try await rooms.house.sight(of: place.sara)
        let changes = sight.rightsChanged(after: first + 1, through: first + 4)
        #expect(changes.came.map(\.what) == [owner, auditor] && changes.ended.map(\.what) == [auditor])
    }

    @Test("everybody's for those who answer for it; a head's own people; oneself", arguments: Role.allCases)
    func readers(_ role: Role) async throws {
        let place = try Place()
        let rooms = place.rooms
        let other = try rooms.person("Otto", in: place.cai, .auditor)
        let reader = try rooms.person("Rie", in: place.drift, role)
        try rooms.give(.openAccount, ["person": "\(reader)", "username": "rie"])
        try rooms.give(.openAccount, ["person": "\(place.gry)", "username": "gry"])
        let sight = try await rooms.house.sight(of: reader)
        let seen = Set(sight.rights().map(\.person))
        let all: Set<Role> = [.direktion, .bestyrelse, .security, .dpo, .auditor, .administrator]
        #expect(seen.contains(reader))
        #expect(seen.contains(other) == all.contains(role))
        #expect(seen.contains(place.gry) == (all.contains(role) || role == .unitHead))
        #expect(sight.seesAllRights == all.contains(role))
    }

    @Test("3.4-d: which unit answers for a topic, on five past days in both readings, by the decision that gave it")
    func delegations() async throws {
        let place = try Place()
        let (rooms, first) = (place.rooms, place.first)
        let anna = try rooms.person("Anna", in: place.cai, .direktion)
        let (drift, cai) = (try propose(place.drift, rooms), try propose(place.cai, rooms))
        let decision = try approve(drift, on: first, by: anna, rooms)
        rooms.go(to: first + 4)
        // As was decided two days ago and is recorded now.
        _ = try approve(cai, on: first + 2, by: anna, rooms)
        rooms.go(to: first + 6)
        let wanted: [(day: Int, then: [ID<Unit>], now: [ID<Unit>])] = [
            (0, [place.drift], [place.drift]), (1, [place.drift], [place.drift]),
            (2, [place.drift], [place.cai, place.drift]), (3, [place.drift], [place.cai, place.drift]),
            (4, [place.cai, place.drift], [place.cai, place.drift]),
        ]
        for (days, then, now) in wanted {
            for (view, units) in [(View.then(first + days), then), (.now(first + days), now)] {
                let found = try await rooms.house.sight(of: place.sara, view).delegatedRights()
                #expect(found.map(\.unit) == units, "\(view)")
            }
        }
        let right = try await rooms.house.sight(of: place.sara).delegatedRights().last?.rights.first
        #expect(right?.what == .topic(Topic.named[2].id, by: decision) && right?.from == first)
        // A head sees what the unit holds, one of the unit too; others' they do not.
        for person in [place.fie, place.gry] {
            let sight = try await rooms.house.sight(of: person)
            #expect(sight.delegatedRights().map(\.unit) == [place.drift])
            let changes = sight.rightsChanged(after: first - 1, through: first + 6)
            #expect(changes.came.filter { $0.person == nil }.map(\.holder) == [.unit(place.drift)])
        }
    }

    /// That a unit answers for logging from today.
    private func propose(_ unit: ID<Unit>, _ rooms: Rooms) throws -> ID<Proposal> {
        rooms.id(
            try rooms.give(
                .proposeDelegation,
                [
                    "topic": "\(Topic.named[2].id)", "unit": "\(unit)", "from": "\(rooms.today)",
                    "question": "Skal enheden have ansvaret?", "reasons": "Det er nødvendigt", "if_yes": "Så sker det",
                    "if_no": "Så sker det ikke", "due": "\(rooms.today + 14)",
                ]))
    }

    private func approve(
        _ proposal: ID<Proposal>, on day: Day, by member: ID<Person>, _ rooms: Rooms
    ) throws -> ID<Decision> {
        var texts = [
            "proposal": "\(proposal)", "seen": "1", "outcome": "approved", "method": "meeting",
            "members": "\(member)", "day": "\(day)",
        ]
        if day < rooms.today { texts["late_reason"] = "Glemt" }
        return rooms.id(try rooms.give(.resolveProposal, texts))
    }

    @Test("CAI carries out the review and takes it back; nobody else does, and others do not read it")
    func reviewers() async throws {
        let place = try Place()
        let rooms = place.rooms
        rooms.go(to: Quarter(rooms.today).last)
        func words() -> [String: String] {
            [
                "quarter": Quarter(rooms.today).description, "seen": "\(rooms.house.state.register.count)",
                "conclusion": "Alt passer",
            ]
        }
        for person in [place.ida, place.fie, place.gry] {
            #expect(throws: Refusal.notAllowed) { try rooms.give(.reviewRights, words(), as: person) }
        }
        let receipt = try rooms.give(.reviewRights, words(), as: place.sara)
        let position = receipt.positions.lowerBound
        #expect(try await rooms.house.sight(of: place.ida).rightsReviews.count == 1)
        #expect(try await rooms.house.sight(of: place.gry).rightsReviews.isEmpty)
        #expect((try? await rooms.house.sight(of: place.ida).entry(position)) != nil)
        #expect((try? await rooms.house.sight(of: place.gry).entry(position)) == nil)
        let annul = ["position": "\(position)", "reason": "Forkert liste"]
        #expect(throws: Refusal.notAllowed) { try rooms.give(.annulFact, annul, as: place.ida) }
        try rooms.give(.annulFact, annul, as: place.sara)
        #expect(rooms.house.state.register.review(of: Quarter(rooms.today)) == nil)
    }
}
