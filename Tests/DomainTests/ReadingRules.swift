// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func reading(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .setAudience:
            CommandRules(
                example: {
                    [
                        "document": $0.document("Backup"), "reach": "chosen", "units": [$0.unit("CAI")],
                        "roles": ["dpo"], "kinds": ["employee"], "days": 30, "way": "immediate", "from": World.monday,
                        "reason": "CAI følger op",
                    ]
                },
                then: { world, _ in
                    let audience = world.known("Backup").audience(on: world.today)
                    #expect(audience.units == [world.unit("CAI")] && audience.roles == [.dpo])
                    #expect(audience.days == 30 && audience.way == .immediate)
                    let names = ["Sara", "Dan", "Ida"].map(world.person).sorted()
                    #expect(
                        world.register.concerned(by: world.notice("Backup"), on: world.today).map(\.person).sorted()
                            == names)
                },
                refusals: [
                    .saying("document", nobody), .saying("units", [nobody.description]),
                    .saying("roles", ["employee"]), .saying("roles", ["konge"]), .saying("kinds", ["gæst"]),
                    .saying("days", 0), .saying("days", "mange"),
                    Refused("nobody chosen", .invalid, "units") {
                        $1["units"] = nil; $1["roles"] = nil
                    },
                    Refused("what it is", .outOfTurn) { world, words in world.given(.setAudience, words) },
                    Refused("of a withdrawn document", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": World.monday, "reason": "Udgår"])
                    },
                ])
        case .openNotice:
            CommandRules(
                example: { world in
                    let position = world.position { if case .notice(_, .opened) = $0 { true } else { false } }
                    world.given(.annulFact, ["position": position, "reason": "Forkert målgruppe"])
                    return ["document": world.document("Backup")]
                },
                then: { world, entries in
                    #expect(entries.count == 1)
                    #expect(
                        world.register.notices[world.notice("Backup")]?.version == world.known("Backup").versions[0].id)
                },
                refusals: [
                    .saying("document", nobody),
                    Refused("what has been sent", .outOfTurn) { $1["document"] = $0.document("Politik") },
                    Refused("what is not in force", .outOfTurn) { world, words in
                        world.create("Kladde", "procedure", under: "Politik")
                        words["document"] = world.document("Kladde")
                    },
                ])
        case .acknowledgeNotice:
            CommandRules(
                example: { world in
                    world.by = world.person("Gry")
                    return ["notice": world.notice("Backup")]
                },
                then: { world, entries in
                    let notice = try #require(world.register.notices[world.notice("Backup")])
                    #expect(notice.acknowledgements[world.person("Gry")]?.position == entries[0].stamp.position)
                    #expect(
                        entries[0].fact
                            == .notice(
                                notice.id,
                                .acknowledged(
                                    world.person("Gry"), world.known("Backup").versions[0].id, text: notice.text)))
                },
                refusals: [
                    .saying("notice", nobody),
                    Refused("by nobody", .outOfTurn) { world, _ in world.by = nil },
                    Refused("by somebody outside the audience", .outOfTurn) { world, _ in
                        world.by = world.person("Sara")
                    },
                    Refused("twice", .outOfTurn) { world, words in world.given(.acknowledgeNotice, words) },
                    Refused("a version that was replaced", .outOfTurn) { world, _ in
                        world.by = nil
                        world.enact("Backup", ["number": "2.0"])
                        world.by = world.person("Gry")
                    },
                ])
        case .tellReaders:
            CommandRules(
                example: { world in
                    [
                        "notice": world.notice("Backup"), "channel": "meeting",
                        "persons": [world.person("Gry"), world.person("Sara")],
                    ]
                },
                then: { world, entries in
                    let notice = try #require(world.register.notices[world.notice("Backup")])
                    #expect(Set(notice.told.keys) == [world.person("Gry"), world.person("Sara")])
                    #expect(notice.tellings.map(\.count) == [2] && notice.tellings[0].channel == .meeting)
                    #expect(entries.count == 1)
                },
                refusals: [
                    .saying("notice", nobody), .saying("persons", [nobody]), .saying("channel", "røgsignal"),
                    Refused("who was told", .outOfTurn) { world, words in world.given(.tellReaders, words) },
                ])
        default:
            CommandRules(
                example: { ["notice": $0.notice("Backup")] },
                then: { world, _ in
                    #expect(world.register.notices[world.notice("Backup")]?.reminders.map(\.reminder) == [.asked])
                },
                refusals: [
                    .saying("notice", nobody),
                    Refused("twice a day", .outOfTurn) { world, words in world.given(.remindReaders, words) },
                    Refused("when all have read", .outOfTurn) { world, words in
                        for name in ["Fie", "Gry"] {
                            world.by = world.person(name)
                            world.given(.acknowledgeNotice, words)
                        }
                        world.by = nil
                    },
                    Refused("of a replaced version", .outOfTurn) { world, _ in
                        world.enact("Backup", ["number": "2.0"])
                    },
                ])
        }
    }
}
