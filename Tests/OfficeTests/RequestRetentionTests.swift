// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

@Suite("What a data subject wrote goes when its period has ended, and with nobody else")
struct RequestRetentionTests {
    private struct World {
        let rooms: Rooms
        let dpo: ID<Person>, handler: ID<Person>, other: ID<Person>
        let request: ID<SubjectRequest>

        init() throws {
            rooms = try Rooms()
            let unit = try rooms.unit("Drift")
            dpo = try rooms.person("Dorthe Ret", in: unit, .dpo)
            handler = try rooms.person("Hans Sag", in: unit)
            other = try rooms.person("Ole Kollega", in: unit, .auditor)
            let done = try rooms.give(
                .receiveSubjectRequest,
                [
                    "came": "\(rooms.today)", "rights": "access", "handler": "\(handler)", "name": "Karen Holm",
                    "contact": "Digital Post", "about": "Hvad har I om mig?",
                ], as: dpo)
            request = rooms.id(done)
        }
    }

    @Test("five years after it was written it is erased, and nobody else learns of that")
    func period() async throws {
        let world = try World()
        world.rooms.go(to: Rooms.start.adding(years: 5))
        #expect(try await world.rooms.desk.applyRetention(version: "test").erased == 0)
        world.rooms.go(to: Rooms.start.adding(years: 5) + 1)
        let before = world.rooms.house.state.book.head
        #expect(try await world.rooms.desk.applyRetention(version: "test").erased == 3)
        let receipt = try #require(world.rooms.house.state.register.subjectRequests[world.request]?.receipt)
        #expect(receipt.name.flatMap { world.rooms.house.texts.text($0) } == nil)
        #expect(world.rooms.house.texts.text(receipt.about) == nil)
        let sight = try await world.rooms.house.sight(of: world.other)
        for position in before..<world.rooms.house.state.book.head {
            #expect((try? sight.entry(position)) == nil)
        }
        #expect(try await world.rooms.desk.applyRetention(version: "test").erased == 0)
    }

    @Test("erasing who handles it, or who wrote it down, leaves what the data subject wrote")
    func others() throws {
        let world = try World()
        for person in [world.dpo, world.handler] {
            let plan = try ErasurePlan.make(for: person, in: world.rooms.house)
            #expect(!plan.items.contains { $0.kind == .subjectRequestReceived && $0.ground == .erase })
        }
    }
}
