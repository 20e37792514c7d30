// SPDX-License-Identifier: MPL-2.0
import Domain
import Office
import Testing

@testable import Web

/// What happens inside an engagement, as pages and history show it to whom.
@Suite("Pages of engagements")
struct EngagementPagesTests {
    @Test(
        "leave is seen by the person, who heads the unit, administrators and the security team; by nobody else, anywhere"
    )
    func leave() async throws {
        let world = try await PagesWorld()
        let small = world.small
        let day = small.house.clock.today
        let engagement = try #require(small.house.state.register.persons[small.staff]?.engagements.last)
        try await small.perform(.beginLeave, ["person": ["\(small.staff)"], "from": ["\(day)"], "to": ["\(day + 40)"]])
        let begun = small.house.state.book.head - 2
        try await small.perform(
            .annulFact, ["position": ["\(begun + 1)"], "reason": ["Varer længere"]])
        let colleague = try await small.colleague(in: engagement.unit(on: day))
        let head = small.house.state.book.head
        for (reader, wanted) in [(small.line, true), (small.staff, true), (colleague, false)] {
            let page = try await PersonPage.content(small.staff, in: try await world.context(reader)).body.string
            #expect(page.contains("Orlov") == wanted && page.contains("går på orlov") == wanted, "\(reader)")
            let entries = try await small.context(reader).sight.newestEntries(most: head)
            for position in [begun, begun + 1, begun + 2] {
                #expect(entries.contains { $0.position == position } == wanted, "\(position)")
                let entry = try? await EntryPage.content(position, in: try await world.context(reader))
                #expect((entry != nil) == wanted)
            }
        }
    }

    @Test("a move stands in the engagement that goes on, and old entries print the unit and title of their day")
    func move() async throws {
        let world = try await PagesWorld()
        let small = world.small
        let day = small.house.clock.today
        let engagement = try #require(small.house.state.register.persons[small.staff]?.engagements.last)
        let other = engagement.unit(on: day) == small.operations ? small.security : small.operations
        try await small.perform(
            .moveEngagement,
            [
                "person": ["\(small.staff)"], "engagement": ["\(engagement.id)"], "unit": ["\(other)"],
                "title": ["Rådgiver"], "from": ["\(day + 1)"],
            ])
        let sight = try await small.context(small.line).sight
        #expect(sight.title(small.staff, on: day) != "Rådgiver" && sight.title(small.staff, on: day + 1) == "Rådgiver")
        small.time.set("\(day + 2)")
        let page = try await PersonPage.content(small.staff, in: try await world.context(small.line)).body.string
        #expect(page.contains("Rådgiver") && page.contains("Flyttet") && page.contains("er nu Rådgiver i"))
        let moved = try await small.context(small.line).sight
        #expect(moved.persons(in: other).contains(small.staff))
        #expect(!moved.persons(in: engagement.unit(on: day)).contains(small.staff))
    }
}

extension SmallHouse {
    /// Somebody in a unit who holds nothing.
    fileprivate func colleague(in unit: ID<Unit>) async throws -> ID<Person> {
        let receipt = try await perform(.addPerson, ["name": ["Kaj Kollega"]])
        let id = try #require(receipt.subjects.first).id.seen(as: Person.self)
        try await perform(
            .beginEngagement,
            [
                "person": ["\(id)"], "kind": ["employee"], "unit": ["\(unit)"], "title": ["Kollega"],
                "from": ["\(house.clock.today)"],
            ])
        return id
    }
}
