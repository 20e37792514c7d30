// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func organisation(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .openUnit:
            CommandRules(
                example: {
                    ["name": "Udvikling", "name_en": "Development", "parent": $0.unit("FKI"), "from": "2027-01-01"]
                },
                then: { world, entries in
                    let unit = try #require(world.register.units[entries[0].fact.subject.id.seen(as: Unit.self)])
                    #expect(!unit.isOpen(on: day("2026-12-31")))
                    #expect(unit.isOpen(on: day("2027-01-01")))
                    #expect(
                        world.register.ancestry(of: unit.id, on: day("2027-01-01")) == [unit.id, world.unit("FKI")])
                    #expect(entries[0].lateReason == nil)
                },
                refusals: [
                    .saying("from", yesterday, at: "late_reason"), .saying("parent", nobody),
                    Refused("under a unit that is not open on the day", .invalid, "parent") { world, words in
                        words["from"] = "2022-12-31"
                        words["late_reason"] = "Glemt"
                    },
                    Refused("under a unit that is to be closed", .invalid, "parent") { world, words in
                        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2027-06-30"])
                        words["parent"] = world.unit("Drift")
                    },
                ])
        case .renameUnit:
            CommandRules(
                example: { ["unit": $0.unit("Drift"), "name": "Drift og support", "from": "2027-01-01"] },
                then: { world, _ in
                    let name = try #require(world.register.units[world.unit("Drift")]).name
                    #expect(name.value(on: day("2026-12-31")).flatMap { world.texts[$0] } == "Drift")
                    #expect(name.value(on: day("2027-01-01")).flatMap { world.texts[$0] } == "Drift og support")
                },
                refusals: [
                    .saying("unit", nobody), .saying("from", "2022-12-31", at: "unit"),
                    .saying("from", yesterday, at: "late_reason"),
                ])
        case .moveUnit:
            CommandRules(
                example: { ["unit": $0.unit("Drift"), "parent": $0.unit("CAI"), "from": "2027-01-01"] },
                then: { world, _ in
                    let (drift, before) = (world.unit("Drift"), day("2026-12-31"))
                    #expect(world.register.ancestry(of: drift, on: before) == [drift, world.unit("FKI")])
                    #expect(
                        world.register.ancestry(of: drift, on: before + 1) == [
                            drift, world.unit("CAI"), world.unit("FKI"),
                        ])
                },
                refusals: [
                    .saying("unit", nobody), .saying("parent", nobody), .saying("from", yesterday, at: "late_reason"),
                    Refused("under itself", .invalid, "parent") { $1["parent"] = $0.unit("Drift") },
                    Refused("under what is below it", .invalid, "parent") {
                        $1["unit"] = $0.unit("FKI")
                        $1["parent"] = $0.unit("Drift")
                    },
                    Refused("under what will be below it on a later day", .invalid, "parent") { world, words in
                        world.given(
                            .moveUnit, ["unit": world.unit("CAI"), "parent": world.unit("Drift"), "from": "2027-06-01"])
                    },
                    Refused("under a unit that is to be closed", .invalid, "parent") { world, words in
                        world.given(.openUnit, ["name": "Projekt", "from": World.monday], as: "Projekt")
                        world.given(.closeUnit, ["unit": world.unit("Projekt"), "to": "2027-06-30"])
                        words["parent"] = world.unit("Projekt")
                    },
                ])
        case .closeUnit:
            CommandRules(
                example: { ["unit": $0.unit("Drift"), "to": "2026-12-31", "successor": $0.unit("CAI")] },
                then: { world, _ in
                    let unit = try #require(world.register.units[world.unit("Drift")])
                    #expect(unit.isOpen(on: day("2026-12-31")))
                    #expect(!unit.isOpen(on: day("2027-01-01")))
                    #expect(world.register.answering(for: unit.id, on: day("2026-12-31")) == unit.id)
                    #expect(world.register.answering(for: unit.id, on: day("2027-01-01")) == world.unit("CAI"))
                },
                refusals: [
                    .saying("unit", nobody), .saying("successor", nobody), .saying("to", "2022-01-01", at: "unit"),
                    .saying("to", yesterday, at: "late_reason"),
                    Refused("to itself", .invalid, "successor") { $1["successor"] = $0.unit("Drift") },
                    Refused("with open units below it", .outOfTurn) {
                        $1["unit"] = $0.unit("FKI")
                        $1["successor"] = nil
                    },
                    Refused("when a unit comes below it later", .outOfTurn) { world, _ in
                        world.given(.openUnit, ["name": "Ny", "parent": world.unit("Drift"), "from": "2027-03-01"])
                    },
                    Refused("twice", .invalid, "unit") { world, words in
                        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-11-30"])
                    },
                ])
        default:
            CommandRules(
                example: { _ in ["name": "Kombineret It", "short": "KIT"] },
                then: { world, _ in
                    #expect(world.register.organisation.name.newest.flatMap { world.texts[$0] } == "Kombineret It")
                }, refusals: [])
        }
    }

    static func people(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .addPerson:
            CommandRules(
                example: { _ in ["name": "Nete Ny", "mail": "nete@fki.example.dk"] },
                then: { world, entries in
                    let person = try #require(world.register.persons[entries[0].fact.subject.id.seen(as: Person.self)])
                    #expect(!person.isActive(on: world.today))
                },
                refusals: [.saying("mail", "to@@fki.dk"), .saying("mail", "a b@fki.dk"), .saying("name", "En\nTo")])
        case .renamePerson:
            CommandRules(
                example: { ["person": $0.person("Sara"), "name": "Sara Ny", "from": "2026-12-01"] },
                then: { world, _ in
                    let name = try #require(world.register.persons[world.person("Sara")]).name
                    #expect(name.value(on: day("2026-11-30")).flatMap { world.texts[$0] } == "Sara")
                    #expect(name.newest.flatMap { world.texts[$0] } == "Sara Ny")
                },
                refusals: [.saying("person", nobody), .saying("from", "2026-11-01")])
        case .beginEngagement:
            CommandRules(
                example: {
                    [
                        "person": $0.person("Gry"), "kind": "consultant", "unit": $0.unit("CAI"), "title": "Konsulent",
                        "from": "2027-01-01", "to": "2027-06-30", "first_working_day": "2027-01-04",
                    ]
                },
                then: { world, entries in
                    #expect(entries.count == 2)
                    let engagement = try #require(world.register.persons[world.person("Gry")]?.engagements.last)
                    #expect(engagement.last == day("2027-06-30"))
                    #expect(engagement.holds(on: day("2027-06-30")) && !engagement.holds(on: day("2027-07-01")))
                },
                refusals: [
                    .saying("person", nobody), .saying("unit", nobody), .saying("to", "2026-12-31"),
                    .saying("first_working_day", "2026-12-31"),
                    Refused("before today without a reason", .invalid, "late_reason") { $1["from"] = yesterday },
                    Refused("in a unit that is closed by then", .invalid, "unit") { world, words in
                        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": "2026-12-31"])
                        words["unit"] = world.unit("Drift")
                    },
                ])
        case .endEngagement:
            CommandRules(
                example: {
                    [
                        "person": $0.person("Gry"), "to": "2027-01-31",
                        "engagement": $0.register.persons[$0.person("Gry")]?.engagements.first?.id
                            ?? ID(high: 0, low: 0),
                    ]
                },
                then: { world, _ in
                    let person = try #require(world.register.persons[world.person("Gry")])
                    #expect(person.isActive(on: day("2027-01-31")) && !person.isActive(on: day("2027-02-01")))
                },
                refusals: [
                    .saying("person", nobody), .saying("engagement", nobody), .saying("to", "2022-01-01"),
                    .saying("to", yesterday, at: "late_reason"),
                ])
        case .placeHold:
            CommandRules(
                example: { ["person": $0.person("Gry"), "reason": "Verserende sag"] },
                then: { world, _ in #expect(world.register.persons[world.person("Gry")]?.holds.count == 1) },
                refusals: [.saying("person", nobody)])
        case .liftHold:
            CommandRules(
                example: { world in
                    world.given(.placeHold, ["person": world.person("Gry"), "reason": "Verserende sag"])
                    return ["person": world.person("Gry"), "hold": world.hold("Gry"), "reason": "Sagen er sluttet"]
                },
                then: { world, _ in #expect(world.register.persons[world.person("Gry")]?.holds.first?.lifted != nil) },
                refusals: [
                    .saying("person", nobody), .saying("hold", nobody),
                    Refused("twice", .invalid, "hold") { world, words in world.given(.liftHold, words) },
                ])
        case .appointDeputy:
            CommandRules(
                example: {
                    [
                        "person": $0.person("Fie"), "deputy": $0.person("Gry"), "from": "2026-12-01",
                        "to": "2026-12-31",
                        "reason": "Ferie",
                    ]
                },
                then: { world, _ in
                    let (gry, fie) = (world.person("Gry"), world.person("Fie"))
                    #expect(world.register.principals(of: gry, on: day("2026-11-30")) == [])
                    #expect(world.register.principals(of: gry, on: day("2026-12-31")) == [fie])
                    #expect(world.register.principals(of: gry, on: day("2027-01-01")) == [])
                },
                refusals: [
                    .saying("person", nobody), .saying("deputy", nobody), .saying("to", "2026-11-30"),
                    Refused("for oneself", .invalid, "deputy") { $1["deputy"] = $0.person("Fie") },
                    Refused("before today without a reason", .invalid, "late_reason") { $1["from"] = yesterday },
                    Refused("by somebody who is not engaged", .invalid, "deputy") { world, words in
                        world.given(.addPerson, ["name": "Gæst"], as: "Gæst")
                        words["deputy"] = world.person("Gæst")
                    },
                ])
        case .endDeputy:
            CommandRules(
                example: { world in
                    world.given(
                        .appointDeputy,
                        [
                            "person": world.person("Fie"), "deputy": world.person("Gry"), "from": World.monday,
                            "reason": "Orlov",
                        ])
                    return [
                        "person": world.person("Fie"), "to": tomorrow,
                        "deputyship": world.register.persons[world.person("Fie")]?.deputyships.first?.id
                            ?? ID(high: 0, low: 0),
                    ]
                },
                then: { world, _ in
                    #expect(world.register.principals(of: world.person("Gry"), on: day("2026-11-24")).count == 1)
                    #expect(world.register.principals(of: world.person("Gry"), on: day("2026-11-25")).isEmpty)
                },
                refusals: [.saying("person", nobody), .saying("deputyship", nobody), .saying("to", yesterday)])
        default:
            CommandRules(
                example: { ["person": $0.person("Gry"), "decision": "Leder, sag 12", "basis": "request"] },
                erasing: { world in world.register.persons[world.person("Gry")]?.name.entries.map(\.value) ?? [] },
                then: { world, entries in
                    #expect(world.register.persons[world.person("Gry")]?.erasures == [entries[0].stamp.position])
                },
                refusals: [
                    .saying("person", nobody),
                    Refused("while a hold lies on the person", .outOfTurn) { world, _ in
                        world.given(.placeHold, ["person": world.person("Gry"), "reason": "Verserende sag"])
                    },
                ])
        }
    }

    static func rights(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .grantRole:
            CommandRules(
                example: {
                    [
                        "person": $0.person("Gry"), "role": "unit_head", "unit": $0.unit("Drift"), "from": "2027-01-01",
                        "to": "2027-12-31",
                    ]
                },
                then: { world, _ in
                    let heads = [world.person("Fie"), world.person("Gry")].sorted()
                    #expect(
                        world.register.holders(of: .unitHead, unit: world.unit("Drift"), on: day("2027-12-31")) == heads
                    )
                    #expect(
                        world.register.holders(of: .unitHead, unit: world.unit("Drift"), on: day("2028-01-01")).count
                            == 1)
                },
                refusals: [
                    .saying("person", nobody), .saying("unit", nobody), .saying("to", "2026-12-31"),
                    .saying("role", "direktion"),
                    .saying("role", "employee"), .saying("role", "auditor", at: "unit"),
                    Refused("a head of no unit", .invalid, "unit") { $1["unit"] = nil },
                    Refused("to somebody who has left by then", .invalid, "person") { world, _ in
                        world.given(
                            .endEngagement, of(.endEngagement).example(&world).merging(["to": "2026-12-31"]) { $1 })
                    },
                    Refused("twice", .outOfTurn) { $1["person"] = $0.person("Fie") },
                    Refused("before today without a reason", .invalid, "late_reason") { $1["from"] = yesterday },
                ])
        case .endRole:
            CommandRules(
                example: { ["person": $0.person("Sara"), "grant": $0.grant("Sara"), "to": World.monday] },
                then: { world, _ in
                    #expect(world.register.holders(of: .security, on: world.today) == [world.person("Sara")])
                    #expect(world.register.holders(of: .security, on: world.today + 1).isEmpty)
                },
                refusals: [
                    .saying("person", nobody, at: "person"), .saying("grant", nobody), .saying("to", "2022-12-31"),
                    .saying("to", yesterday, at: "late_reason"),
                    Refused("of the last administrator", .outOfTurn) {
                        $1["person"] = $0.person("Ida")
                        $1["grant"] = $0.grant("Ida")
                    },
                    Refused("of an administrator whose only colleague stops later", .outOfTurn) { world, words in
                        world.given(
                            .grantRole,
                            [
                                "person": world.person("Bo"), "role": "administrator", "from": World.monday,
                                "to": "2027-01-31",
                            ])
                        words["person"] = world.person("Ida")
                        words["grant"] = world.grant("Ida")
                    },
                ])
        case .seatMember:
            CommandRules(
                example: {
                    [
                        "body": "bestyrelse", "person": $0.person("Anna"), "chair": "ja", "from": "2027-01-01",
                        "to": "2030-12-31",
                    ]
                },
                then: { world, _ in
                    #expect(
                        world.register.roles(of: world.person("Anna"), on: day("2027-01-01")).contains {
                            $0.role == .bestyrelse
                        })
                    #expect(
                        !world.register.sits(world.person("Anna"), in: .bestyrelse, on: day("2031-01-01")))
                },
                refusals: [
                    .saying("person", nobody), .saying("to", "2026-12-31"), .saying("body", "repræsentantskab"),
                    Refused("twice", .outOfTurn) { $1["body"] = "direktion" },
                    Refused("before today without a reason", .invalid, "late_reason") { $1["from"] = yesterday },
                ])
        case .unseatMember:
            CommandRules(
                example: { ["body": "direktion", "seat": $0.seat("Carl"), "to": World.monday] },
                then: { world, _ in
                    #expect(world.register.members(of: .direktion, on: world.today).count == 3)
                    #expect(world.register.members(of: .direktion, on: world.today + 1).count == 2)
                },
                refusals: [
                    .saying("seat", nobody), .saying("to", "2022-12-31"), .saying("to", yesterday, at: "late_reason"),
                    .saying("body", "bestyrelse", at: "seat"),
                ])
        case .openAccount:
            CommandRules(
                example: { ["person": $0.person("Sara"), "username": "Sara.CAI"] },
                then: { world, _ in
                    let name = world.register.persons[world.person("Sara")]?.account.newest ?? nil
                    #expect(name.flatMap { world.texts[$0] } == "sara.cai")
                },
                refusals: [
                    .saying("person", nobody), .saying("username", "s"), .saying("username", "sara cai"),
                    Refused("twice", .outOfTurn) { $1["person"] = $0.person("Ida") },
                    Refused("before the engagement's first day", .invalid, "person") { world, words in
                        world.given(.addPerson, ["name": "Ny"], as: "Ny")
                        world.given(
                            .beginEngagement,
                            [
                                "person": world.person("Ny"), "kind": "employee", "unit": world.unit("CAI"),
                                "title": "Konsulent", "from": tomorrow,
                            ])
                        words["person"] = world.person("Ny")
                    },
                ])
        case .closeAccount:
            CommandRules(
                example: { world in
                    world.given(.openAccount, ["person": world.person("Sara"), "username": "sara"])
                    return ["person": world.person("Sara")]
                },
                then: { world, _ in #expect(world.register.persons[world.person("Sara")]?.account.newest == .some(nil))
                },
                refusals: [
                    .saying("person", nobody),
                    Refused("that is not open", .outOfTurn) { $1["person"] = $0.person("Bo") },
                    Refused("of the last administrator who can sign in", .outOfTurn) {
                        $1["person"] = $0.person("Ida")
                    },
                ])
        case .issueToken:
            CommandRules(
                example: { ["person": $0.person("Sara"), "scope": "read", "until": "2027-11-23"] },
                then: { world, entries in
                    let token = try #require(world.register.tokens[entries[0].fact.subject.id.seen(as: Token.self)])
                    #expect(token.isValid(on: day("2027-11-23")) && !token.isValid(on: day("2027-11-24")))
                },
                refusals: [
                    .saying("person", nobody), .saying("until", yesterday), .saying("until", "2027-11-24"),
                    .saying("scope", "admin"),
                    Refused("to somebody who is not engaged", .invalid, "person") { world, words in
                        world.given(.addPerson, ["name": "Gæst"], as: "Gæst")
                        words["person"] = world.person("Gæst")
                    },
                ])
        default:
            CommandRules(
                example: { world in
                    world.given(
                        .issueToken, ["person": world.person("Sara"), "scope": "read", "until": tomorrow], as: "nøgle")
                    return ["token": world.action("nøgle")]
                },
                then: { world, entries in
                    let token = try #require(world.register.tokens[entries[0].fact.subject.id.seen(as: Token.self)])
                    #expect(!token.isValid(on: world.today))
                },
                refusals: [
                    .saying("token", nobody),
                    Refused("twice", .invalid, "token") { world, words in world.given(.revokeToken, words) },
                ])
        }
    }
}
