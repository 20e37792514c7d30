// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

/// Policy §§7.2, 11: to whom a version was communicated, and when, can be proven; one fact says it of very many.
@Suite("Who was told")
struct TellingTests {
    @Test("who was told before is not recorded again")
    func once() throws {
        var world = World.house
        let notice = world.notice("Backup")
        world.given(
            .tellReaders, ["notice": notice, "channel": "mail", "persons": [world.person("Gry")]])
        let facts = world.given(
            .tellReaders,
            ["notice": notice, "channel": "letter", "persons": [world.person("Gry"), world.person("Fie")]])
        #expect(facts.map(\.fact) == [.notice(notice, .told(.letter, [world.person("Fie")]))])
        #expect(world.register.notices[notice]?.tellings.map(\.count) == [1, 1])
    }

    @Test("an annulled telling is as if it was never said")
    func annulled() throws {
        var world = World.house
        let notice = world.notice("Backup")
        world.given(.tellReaders, ["notice": notice, "channel": "mail", "persons": [world.person("Gry")]])
        let position = world.position { if case .notice(_, .told) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "Forkert person"])
        #expect(world.register.notices[notice]?.told.isEmpty == true)
        #expect(world.register.notices[notice]?.tellings.isEmpty == true)
        world.given(.tellReaders, ["notice": notice, "channel": "mail", "persons": [world.person("Gry")]])
        #expect(world.register.notices[notice]?.told.count == 1)
    }

    @Test("very many are a few facts, each small enough for a payload")
    func many() throws {
        let all = (0..<1500).map { ID<Person>(high: 7, low: UInt64($0)) }
        var notice = Notice(id: ID(high: 1, low: 1))
        for (index, start) in stride(from: 0, to: all.count, by: TellReaders.most).enumerated() {
            let part = Array(all[start..<min(start + TellReaders.most, all.count)])
            notice.evolve(
                .told(.mail, part),
                Stamp(position: index, effective: day("2026-11-23"), recorded: Instant(milliseconds: 0), by: nil))
        }
        #expect(notice.tellings.map(\.count) == [700, 700, 100] && notice.told.count == 1500)
    }
}
