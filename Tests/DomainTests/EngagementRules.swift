// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func engagement(_ name: String) -> Person.Engagement? { register.persons[person(name)]?.engagements.last }
    func leave(_ name: String) -> Person.Leave? { register.persons[person(name)]?.leaves.last }

    /// The newest engagement of somebody, as words of a command.
    func engaged(_ name: String, _ words: Words = [:]) -> Words {
        let usual: Words = ["person": person(name), "engagement": engagement(name)?.id ?? ID(high: 0, low: 0)]
        return usual.merging(words) { $1 }
    }
}

extension CommandRules {
    static func engagements(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .recordFirstWorkingDay:
            CommandRules(
                example: { $0.engaged("Gry", ["first_working_day": "2023-01-04"]) },
                then: { world, entries in
                    #expect(entries[0].stamp.effective == world.today && entries[0].lateReason == nil)
                    #expect(world.engagement("Gry")?.works == day("2023-01-04"))
                },
                refusals: [
                    .saying("person", nobody), .saying("engagement", nobody),
                    .saying("first_working_day", "2022-12-31"),
                    Refused("after the last day", .invalid, "first_working_day") { world, words in
                        world.given(.endEngagement, world.engaged("Gry", ["to": "2026-12-31"]))
                        words["first_working_day"] = "2027-01-04"
                    },
                    Refused("twice", .invalid, "first_working_day") { world, words in
                        world.given(.recordFirstWorkingDay, words)
                    },
                ])
        case .moveEngagement:
            CommandRules(
                example: { $0.engaged("Gry", ["unit": $0.unit("CAI"), "title": "Rådgiver", "from": "2027-01-01"]) },
                then: { world, _ in
                    let person = try #require(world.register.persons[world.person("Gry")])
                    #expect(person.engagements.count == 1)
                    #expect(person.unit(on: day("2026-12-31")) == world.unit("Drift"))
                    #expect(person.unit(on: day("2027-01-01")) == world.unit("CAI"))
                    #expect(person.title(on: day("2026-12-31")).flatMap { world.texts[$0] } == "Medarbejder")
                    #expect(person.title(on: day("2027-01-01")).flatMap { world.texts[$0] } == "Rådgiver")
                },
                refusals: [
                    .saying("person", nobody), .saying("engagement", nobody), .saying("unit", nobody),
                    .saying("from", "2023-01-01"), .saying("from", yesterday, at: "late_reason"),
                    Refused("after the last day", .invalid, "from") { world, words in
                        world.given(.endEngagement, world.engaged("Gry", ["to": "2026-12-31"]))
                    },
                    Refused("to a unit that is closed by then", .invalid, "unit") { world, words in
                        world.given(.openUnit, ["name": "Projekt", "from": World.monday], as: "Projekt")
                        world.given(.closeUnit, ["unit": world.unit("Projekt"), "to": "2026-12-31"])
                        words["unit"] = world.unit("Projekt")
                    },
                ])
        case .beginLeave:
            CommandRules(
                example: { ["person": $0.person("Gry"), "from": "2027-01-01", "to": "2027-06-30"] },
                then: { world, entries in
                    #expect(entries.count == 2)
                    let person = try #require(world.register.persons[world.person("Gry")])
                    #expect(person.leave(on: day("2026-12-31")) == nil && person.leave(on: day("2027-07-01")) == nil)
                    #expect(person.leave(on: day("2027-01-01")) != nil && person.leave(on: day("2027-06-30")) != nil)
                    #expect(person.isActive(on: day("2027-03-01")), "who is on leave is still engaged")
                },
                refusals: [
                    .saying("person", nobody), .saying("to", "2026-12-31"), .saying("from", "2022-12-31"),
                    .saying("from", yesterday, at: "late_reason"),
                    Refused("after the engagement", .invalid, "to") { world, _ in
                        world.given(.endEngagement, world.engaged("Gry", ["to": "2027-03-31"]))
                    },
                    Refused("beside another leave", .invalid, "from") { world, words in
                        world.given(.beginLeave, words.merging(["from": "2026-12-01"]) { $1 })
                    },
                    Refused("around another leave", .invalid, "to") { world, words in
                        world.given(.beginLeave, words.merging(["from": "2027-02-01", "to": "2027-02-28"]) { $1 })
                    },
                    Refused("during a leave without an end", .invalid, "from") { world, words in
                        world.given(.beginLeave, ["person": world.person("Gry"), "from": World.monday])
                    },
                ])
        case .endLeave:
            CommandRules(
                example: { world in
                    world.given(.beginLeave, ["person": world.person("Gry"), "from": "2026-12-01"])
                    return ["person": world.person("Gry"), "leave": world.leave("Gry")?.id ?? "", "to": "2027-01-31"]
                },
                then: { world, _ in
                    let person = try #require(world.register.persons[world.person("Gry")])
                    #expect(person.leave(on: day("2027-01-31")) != nil && person.leave(on: day("2027-02-01")) == nil)
                },
                refusals: [
                    .saying("person", nobody), .saying("leave", nobody), .saying("to", "2026-11-30"),
                    Refused("after the engagement", .invalid, "to") { world, _ in
                        world.given(.endEngagement, world.engaged("Gry", ["to": "2027-01-15"]))
                    },
                    Refused("into another leave", .invalid, "to") { world, words in
                        world.given(.endLeave, words)
                        world.given(.beginLeave, ["person": world.person("Gry"), "from": "2027-03-01"])
                        words["to"] = "2027-03-01"
                    },
                ])
        default:
            CommandRules(
                example: { ["person": $0.person("Gry"), "system": "employeeNumber", "value": "10234"] },
                then: { world, _ in
                    let person = try #require(world.register.persons[world.person("Gry")])
                    #expect(person.identity(in: .employeeNumber).flatMap { world.texts[$0] } == "10234")
                    #expect(person.identity(in: .scim) == nil)
                },
                refusals: [
                    .saying("person", nobody), .saying("system", "lønsystem"),
                    Refused("that another person has", .invalid, "value") { world, words in
                        world.given(.identifyPerson, words.merging(["person": world.person("Sara")]) { $1 })
                    },
                    Refused("twice", .invalid, "value") { world, words in world.given(.identifyPerson, words) },
                ])
        }
    }
}
