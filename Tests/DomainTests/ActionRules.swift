// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func actions(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .addAction:
            CommandRules(
                example: {
                    [
                        "title": "Opdatér bilag", "why": "Revisionen bad om det", "unit": $0.unit("Drift"),
                        "due": "2026-12-31",
                        "document": $0.document("Backup"),
                    ]
                },
                then: { world, entries in
                    let duty = try #require(world.duties(.action, entries[0].fact.subject).first)
                    #expect(duty.responsible == .unit(world.unit("Drift")) && duty.due == day("2026-12-31"))
                    #expect(
                        duty.standing(on: day("2026-12-31")) == .open
                            && duty.standing(on: day("2027-01-01")) == .overdue)
                },
                refusals: [
                    .saying("unit", nobody), .saying("due", yesterday), .saying("document", nobody),
                    Refused("for nobody", .invalid, "person") { $1["unit"] = nil },
                    Refused("for a person and a unit", .invalid, "person") { $1["person"] = $0.person("Gry") },
                    Refused("for a person that does not exist", .invalid, "person") {
                        $1["unit"] = nil
                        $1["person"] = nobody
                    },
                    Refused("for somebody who is not engaged", .invalid, "person") { world, words in
                        world.given(.addPerson, ["name": "Gæst"], as: "Gæst")
                        words["unit"] = nil
                        words["person"] = world.person("Gæst")
                    },
                ])
        case .moveAction:
            closing(
                "due", "2027-01-31", also: ["reason": "Leverandøren er forsinket"],
                refusing: [.saying("due", yesterday)]
            ) { duty in
                #expect(duty.due == day("2027-01-31") && duty.done == nil)
            }
        case .completeAction: closing("note", "Bilaget er opdateret") { #expect($0.done == day(World.monday)) }
        case .dropAction: closing("reason", "Ikke længere nødvendigt") { #expect($0.done == day(World.monday)) }
        case .annulFact:
            CommandRules(
                example: { world in
                    world.given(
                        .retitleDocument, ["document": world.document("Backup"), "title": "Bakcup", "reason": "Ny"])
                    return ["position": world.history.count - 1, "reason": "Tastefejl"]
                },
                then: { world, _ in
                    #expect(world.known("Backup").title.newest.flatMap { world.texts[$0] } == "Backup")
                },
                refusals: annulments)
        default:
            CommandRules(
                example: { world in
                    world.given(
                        .retitleDocument, ["document": world.document("Backup"), "title": "Bakcup", "reason": "Ny"])
                    return [
                        "position": world.history.count - 1, "reason": "Tastefejl", "command": "document.retitle",
                        "document": world.document("Backup"), "title": "Backup og restore", "reason_new": "Ny",
                    ]
                },
                then: { world, entries in
                    #expect(entries.count == 2)
                    #expect(world.known("Backup").title.newest.flatMap { world.texts[$0] } == "Backup og restore")
                    #expect(world.known("Backup").title.entries.count == 2)
                },
                refusals: annulments + [
                    .saying("command", "fact.annul"), .saying("command", "fact.correct"),
                    .saying("command", "person.erase"),
                    .saying("title", ""), .saying("reason_new", "", at: "reason"), .saying("document", nobody),
                ])
        }
    }

    private static var annulments: [Refused] {
        [
            .saying("position", -1), .saying("position", "to"), .saying("position", 100_000, .unknown),
            .saying("position", 0, .outOfTurn),
            Refused("twice", .outOfTurn) { world, words in
                world.given(.annulFact, ["position": words["position"] ?? "", "reason": "Tastefejl"])
            },
            Refused("an annulment", .outOfTurn) { world, words in
                world.given(.annulFact, ["position": words["position"] ?? "", "reason": "Tastefejl"])
                words["position"] = world.history.count - 1
            },
            Refused("what makes the last administrator", .outOfTurn) { world, words in
                words["position"] = world.position {
                    if case .person(_, .roleGranted(_, .administrator, _)) = $0 { true } else { false }
                }
            },
        ]
    }

    /// The commands that move or close a task.
    private static func closing(
        _ field: String, _ word: String, also: Words = [:], refusing more: [Refused] = [],
        then: @escaping (Duty) -> Void
    ) -> CommandRules {
        CommandRules(
            example: { world in
                world.given(
                    .addAction,
                    ["title": "Opdatér bilag", "why": "Revision", "person": world.person("Gry"), "due": "2026-12-31"],
                    as: "opgave")
                return ["action": world.action("opgave"), field: word].merging(also) { $1 }
            },
            then: { world, entries in then(try #require(world.duties(.action, entries[0].fact.subject).first)) },
            refusals: more + [
                .saying("action", nobody),
                Refused("when it is closed", .outOfTurn) { world, _ in
                    world.given(.completeAction, ["action": world.action("opgave"), "note": "Gjort"])
                },
                Refused("when it was never added", .invalid, "action") { world, _ in
                    world.given(.annulFact, ["position": world.history.count - 1, "reason": "Fejl"])
                },
            ])
    }
}
