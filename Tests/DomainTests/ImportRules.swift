// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var importing: CommandRules {
        CommandRules(
            example: { world in
                world.people.rows = [
                    .init(number: 2, key: "1", name: "Nete Ny", mail: "nete@fki.example.dk", unit: ["Drift"]),
                    .init(
                        number: 3, key: "2", name: "Gry", mail: "gry@fki.example.dk", unit: ["CAI"], title: "Rådgiver"),
                ]
                return ["from": "2026-12-01", "kind": "employee"]
            },
            then: { world, entries in
                guard case .organisation(_, .personsImported(let record))? = entries.last?.fact else {
                    Issue.record("the file is not recorded")
                    return
                }
                #expect((record.added, record.changed, record.ended, record.rows) == (1, 1, 0, 2))
                let gry = try #require(world.register.persons[world.person("Gry")])
                #expect(gry.unit(on: day("2026-11-30")) == world.unit("Drift"))
                #expect(gry.unit(on: day("2026-12-01")) == world.unit("CAI"))
                #expect(gry.identity(in: .employeeNumber).flatMap { world.texts[$0] } == "2")
                let nete = try #require(
                    world.register.persons.values.first { $0.name.newest.flatMap { world.texts[$0] } == "Nete Ny" })
                #expect(nete.engagements.map(\.isFirstSeen) == [true] && nete.unit(on: day("2026-12-01")) != nil)
            },
            refusals: [
                Refused("with a row that is wrong", .invalid, "file") { world, _ in
                    world.people.faults = [.init(row: 4, Phrase(da: "Rækken har intet navn.", en: "No name."))]
                },
                Refused("of nobody new", .outOfTurn) { world, words in world.given(.importPersons, words) },
                Refused("as a dry run", .outOfTurn) { $1["trial"] = "1" },
                Refused("other than what was shown", .stale) { $1["shown"] = "abc" },
                Refused("that ends some without a last day", .invalid, "last_day") { $1["missing_left"] = "1" },
                Refused("that begins before today without a reason", .invalid, "late_reason") { world, _ in
                    world.people.rows[0].from = day("2026-11-02")
                },
            ])
    }
}
