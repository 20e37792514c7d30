// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func controlTest(_ name: String = "Kontrol") -> ID<ControlTest> { id(name) }

    mutating func plan(
        _ words: Words = [:], as name: String = "Kontrol", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let usual: Words = [
            "title": "Fratrådte har ingen adgang", "method": "Kontoen er lukket på den sidste dag",
            "unit": unit("Drift"), "months": 1, "size": 3,
        ]
        given(.planControlTest, usual.merging(words) { $1 }, as: name, sourceLocation: sourceLocation)
    }

    func population(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "control_test": controlTest(), "items": "MED-1\nMED-2\nMED-3\nMED-4\nMED-5",
            "source": "Alle fratrådte i lønsystemet", "from": today - 30, "to": today,
        ]
        return usual.merging(words) { $1 }
    }

    mutating func freeze(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(.freezePopulation, population(words), sourceLocation: sourceLocation)
    }

    mutating func draw(sourceLocation: SourceLocation = #_sourceLocation) {
        given(.drawSample, ["control_test": controlTest()], sourceLocation: sourceLocation)
    }

    mutating func conclude(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let usual: Words = ["control_test": controlTest(), "finding": "Alle var lukket"]
        given(.concludeControlTest, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    func statement(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "matter": "processor", "auditor": "Revision & Sønner (opdigtet)", "standard": "ISAE 3000, type 2",
            "from": "2025-01-01", "to": "2025-12-31", "opinion": "unqualified", "day": today,
        ]
        return usual.merging(words) { $1 }
    }
}

extension CommandRules {
    static func control(_ kind: CommandKind) -> CommandRules {
        let retired = Refused("when it is carried out no more", .outOfTurn) { world, words in
            world.given(
                .retireControlTest, ["control_test": words["control_test"] ?? nobody, "reason": "Automatisk nu"])
        }
        switch kind {
        case .planControlTest:
            return CommandRules(
                example: { world in
                    world.require()
                    return [
                        "title": "Fratrådte har ingen adgang", "method": "Kontoen er lukket",
                        "requirement": world.requirement(), "unit": world.unit("Drift"), "months": 1, "size": 25,
                    ]
                },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(world.duties(.control, subject).map(\.due) == [world.today.adding(months: 1)])
                },
                refusals: [
                    .saying("requirement", nobody), .saying("unit", nobody), .saying("months", 0),
                    .saying("months", 25), .saying("size", 0), .saying("size", 501),
                ])
        case .freezePopulation:
            return CommandRules(
                example: { world in
                    world.plan()
                    return world.population()
                },
                then: { world, _ in
                    #expect(world.register.controlTests[world.controlTest()]?.rounds.last?.population.count == 5)
                },
                refusals: [
                    .saying("control_test", nobody), .saying("items", "MED-1\nMED-2\nMED-1"), .saying("to", tomorrow),
                    .saying("from", tomorrow, at: "to"), retired,
                    Refused("while a round is under way", .outOfTurn) { world, _ in world.freeze() },
                ])
        case .drawSample:
            return CommandRules(
                example: { world in
                    world.plan()
                    world.freeze()
                    return ["control_test": world.controlTest()]
                },
                then: { world, _ in
                    let round = world.register.controlTests[world.controlTest()]?.rounds.last
                    #expect(round?.draw?.items.count == 3 && round?.draw?.size == (round?.frozen ?? 0) + 1)
                },
                refusals: [
                    .saying("control_test", nobody), .saying("seed", "4711"), retired,
                    Refused("twice", .outOfTurn) { world, _ in world.draw() },
                    Refused("before the population is signed", .busy) { world, _ in world.isSigned = false },
                ])
        case .concludeControlTest:
            return CommandRules(
                example: { world in
                    world.plan()
                    world.freeze()
                    world.draw()
                    world.prove()
                    return [
                        "control_test": world.controlTest(), "failed": [2], "untested": [3],
                        "finding": "En var åben", "evidence": [world.evidence()],
                    ]
                },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(world.duties(.control, subject).map(\.done) == [world.today, nil])
                },
                refusals: [
                    .saying("control_test", nobody), .saying("failed", [5]), .saying("failed", ["to"]),
                    .saying("untested", [2]), .saying("evidence", [nobody]), retired,
                    Refused("twice", .outOfTurn) { world, words in world.given(.concludeControlTest, words) },
                ])
        case .retireControlTest:
            return CommandRules(
                example: { world in
                    world.plan()
                    return ["control_test": world.controlTest(), "reason": "Det er automatisk nu"]
                },
                then: { world, _ in
                    #expect(world.duties(.control, .controlTest(world.controlTest())).isEmpty)
                }, refusals: [.saying("control_test", nobody), retired])
        default:
            return CommandRules(
                example: { world in world.statement(["late_reason": "Fra arkivet"]) },
                then: { world, entries in
                    guard case .audit(_, .recorded(let record))? = entries.first?.fact else { return }
                    #expect(record.label == "REV-2026-01")
                    #expect(world.register.uncovered(2025, of: .processor, by: world.today).isEmpty)
                },
                refusals: [
                    .saying("day", tomorrow), .saying("to", "2024-12-31"), .saying("to", "2027-01-01"),
                    .saying("opinion", "qualified", at: "exceptions"), .saying("evidence", [nobody]),
                ])
        }
    }
}
