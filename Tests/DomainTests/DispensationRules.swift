// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func dispensations(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .requestDispensation: asking
        case .amendDispensation: amending
        case .adviseDispensation, .recommendDispensation: preparing(kind)
        case .submitDispensation: submitting
        case .withdrawDispensation:
            CommandRules(
                example: { world in
                    world.ask()
                    world.submit()
                    return ["dispensation": world.dispensation("D"), "reason": "Serverne er kommet"]
                },
                then: { world, _ in
                    #expect(world.standing() == .withdrawn)
                    #expect(
                        world.duties(.dispensation, .dispensation(world.dispensation("D"))).map(\.done) == [world.today]
                    )
                },
                refusals: open)
        case .endDispensation:
            CommandRules(
                example: { world in
                    world.dispense()
                    return ["dispensation": world.dispensation("D"), "note": "Der tages daglig backup igen"]
                },
                then: { world, _ in
                    #expect(world.standing() == .ended)
                    #expect(world.duties(.expiry, .dispensation(world.dispensation("D"))).map(\.done) == [world.today])
                },
                refusals: [
                    .saying("dispensation", nobody),
                    Refused("before it is granted", .outOfTurn) { world, words in
                        world.ask("Anden")
                        words["dispensation"] = world.dispensation("Anden")
                    },
                    Refused("when it was refused", .outOfTurn) { world, words in
                        world.dispense("Anden", [:], ["outcome": "rejected", "reason": "Nej"])
                        words["dispensation"] = world.dispensation("Anden")
                    },
                    Refused("twice", .outOfTurn) { world, words in world.given(.endDispensation, words) },
                ])
        default:
            CommandRules(
                example: { _ in ["limit": 2] },
                then: { world, _ in #expect(world.register.organisation.dispensationLimit(on: world.today) == 2) },
                refusals: [
                    .saying("limit", 1), .saying("limit", 51), .saying("limit", "to"), .saying("limit", 3, .outOfTurn),
                ])
        }
    }

    /// What every command about a request refuses once it cannot become a decision any more.
    private static var open: [Refused] {
        [
            .saying("dispensation", nobody),
            Refused("of one that is withdrawn", .outOfTurn) { world, words in
                world.ask("Anden")
                words["dispensation"] = world.dispensation("Anden")
                world.given(.withdrawDispensation, ["dispensation": world.dispensation("Anden"), "reason": "Løst"])
            },
            Refused("of one that is granted", .outOfTurn) { world, words in
                world.dispense("Anden")
                words["dispensation"] = world.dispensation("Anden")
            },
            Refused("of one that is refused", .outOfTurn) { world, words in
                world.dispense("Anden", [:], ["outcome": "rejected", "reason": "Nej"])
                words["dispensation"] = world.dispensation("Anden")
            },
            Refused("of one that was never asked for", .invalid, "dispensation") { world, words in
                world.ask("Anden")
                words["dispensation"] = world.dispensation("Anden")
                world.annul(world.history.count - 1)
            },
        ]
    }

    /// What is refused in every wording of a request.
    private static var wordings: [Refused] {
        [
            .saying("paragraphs", nobody), .saying("paragraphs", [World.daily.description, nobody.description]),
            .saying("paragraphs", "alle"),
            Refused("from more than fifty paragraphs", .invalid, "paragraphs") {
                $0.ruleText = nil
                $1["paragraphs"] = (1...51).map { ParagraphID(high: 9, low: UInt64($0)) }
            },
            .saying("units", nobody), .saying("level", "uendelig"), .saying("to", yesterday),
            .saying("to", "2027-11-23"), .saying("title", "To\nlinjer"),
            Refused("for everybody and everything", .invalid, "units") {
                $1["units"] = nil
                $1["solutions"] = nil
            },
            Refused("for a period that is over", .invalid, "to") {
                $1["from"] = "2026-10-01"
                $1["to"] = yesterday
            },
            Refused("for a unit that is closed", .invalid, "units") { world, words in
                world.given(.openUnit, ["name": "Lukket", "from": "2026-01-01", "late_reason": "Arkiv"], as: "Lukket")
                world.given(.closeUnit, ["unit": world.unit("Lukket"), "to": yesterday, "late_reason": "Arkiv"])
                words["units"] = [world.unit("Lukket")]
            },
            Refused("from what follows from law", .invalid, "paragraphs") { world, words in
                world.note(law: World.daily)
            },
            Refused("from a document that is not in force", .outOfTurn) { world, _ in
                world.given(
                    .withdrawDocument, ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
            },
        ]
    }

    private static var asking: CommandRules {
        CommandRules(
            example: {
                $0.ruleText = World.backup
                return $0.request()
            },
            then: { world, entries in
                let known = try #require(
                    world.register.dispensations[entries[0].fact.subject.id.seen(as: Dispensation.self)])
                #expect(known.request?.number == 1 && known.request?.year == 2026)
                #expect(known.request?.version == world.known("Backup").versionInForce(on: world.today)?.id)
                #expect(world.register.standing(of: known, on: world.today) == .preparing)
                #expect(
                    world.register.duties(of: .dispensation(known.id)).isEmpty, "nothing is due before it is submitted")
            },
            refusals: wordings + [
                .saying("document", nobody), .saying("unit", nobody), .saying("follows", nobody),
                Refused("by a unit that is closed", .invalid, "unit") { world, _ in
                    world.given(.closeUnit, ["unit": world.unit("Drift"), "to": yesterday, "late_reason": "Glemt"])
                },
                Refused("as the extension of one from another document", .invalid, "follows") { world, words in
                    world.ruleText = nil
                    world.given(
                        .requestDispensation, world.request(["document": world.document("Politik")]), as: "Anden")
                    words["follows"] = world.dispensation("Anden")
                },
                Refused("as the second extension that waits", .outOfTurn) { world, words in
                    world.dispense("Anden")
                    words["follows"] = world.dispensation("Anden")
                    world.given(.requestDispensation, words)
                },
            ])
    }

    private static var amending: CommandRules {
        CommandRules(
            example: { world in
                world.ask()
                var words = world.request(["paragraphs": [World.daily, World.monthly], "to": "2027-03-31"])
                words["dispensation"] = world.dispensation("D")
                words["document"] = nil
                words["unit"] = nil
                return words
            },
            then: { world, _ in
                let request = try #require(world.dispensed().request)
                #expect(request.paragraphs == [World.daily, World.monthly] && request.to == day("2027-03-31"))
                #expect(request.number == 1 && request.unit == world.unit("Drift"), "it keeps its number and its unit")
                #expect(world.dispensed().requests.entries.count == 2, "the first wording is kept")
            },
            refusals: wordings + open)
    }

    private static func preparing(_ kind: CommandKind) -> CommandRules {
        if kind == .adviseDispensation {
            return CommandRules(
                example: { world in
                    world.ask()
                    return [
                        "dispensation": world.dispensation("D"), "advisor": "security", "stance": "fraraader",
                        "text": "Koden er ikke alt",
                    ]
                },
                then: { world, _ in
                    let opinion = try #require(world.dispensed().opinions.first)
                    #expect(opinion.advisor == .security && opinion.stance == .against)
                    #expect(world.texts[opinion.text] == "Koden er ikke alt")
                },
                refusals: open + [
                    .saying("advisor", "direktion"), .saying("stance", "måske"),
                    Refused("as CAI by somebody else", .invalid, "advisor") { world, _ in world.by = world.person("Dan")
                    },
                    Refused("as DPO by CAI", .invalid, "advisor") { world, words in
                        world.by = world.person("Sara")
                        words["advisor"] = "dpo"
                    },
                    Refused("as DPO by the deputy of the DPO", .invalid, "advisor") { world, words in
                        world.given(
                            .appointDeputy,
                            [
                                "person": world.person("Dan"), "deputy": world.person("Gry"), "from": world.today,
                                "reason": "Ferie",
                            ])
                        world.by = world.person("Gry")
                        words["advisor"] = "dpo"
                    },
                ])
        }
        return CommandRules(
            example: { world in
                world.ask()
                return World.recommendation(world.dispensation("D"))
            },
            then: { world, _ in
                let recommended = try #require(world.dispensed().recommendations.newest)
                #expect(recommended.recommendation.outcome == .approved)
                #expect(recommended.recommendation.conditions.flatMap { world.texts[$0] } == "Prøv gendannelse i marts")
            },
            refusals: open + [
                .saying("outcome", "returned"), .saying("outcome", "måske"),
                .saying("reasons", "En\nTo\nTre\nFire"),
                .saying("conditions", (1...21).map { "Vilkår \($0)" }.joined(separator: "\n")),
                .saying("conditions", String(repeating: "å", count: 201)),
            ])
    }

    private static var submitting: CommandRules {
        CommandRules(
            example: { world in
                world.ask()
                world.advise()
                world.recommend()
                return ["dispensation": world.dispensation("D"), "due": "2026-12-07"]
            },
            then: { world, _ in
                #expect(world.standing() == .submitted)
                let duty = try #require(world.duties(.dispensation, .dispensation(world.dispensation("D"))).first)
                #expect(duty.responsible == .body(.direktion) && duty.due == day("2026-12-07") && duty.done == nil)
                #expect(duty.standing(on: day("2026-12-08")) == .overdue)
            },
            refusals: open + [
                .saying("due", yesterday),
                Refused("twice", .outOfTurn) { world, words in world.given(.submitDispensation, words) },
                Refused("without a recommendation", .outOfTurn) { world, words in
                    world.ask("Anden")
                    world.advise("Anden")
                    words["dispensation"] = world.dispensation("Anden")
                },
                Refused("without the DPO and without a word on why", .invalid, "unheard") { world, words in
                    world.ask("Anden")
                    world.advise("Anden", as: "security", by: "Sara")
                    world.recommend("Anden")
                    words["dispensation"] = world.dispensation("Anden")
                },
            ])
    }

    static var confirmation: CommandRules {
        CommandRules(
            example: { world in
                world.dispense()
                world.draft("Backup")
                return [
                    "decision": world.lastDecision?.id ?? ID(high: 0, low: 0),
                    "reason": "Reglen om daglig backup er den samme i udkastet",
                ]
            },
            then: { world, _ in
                let decision = try #require(world.lastDecision)
                #expect(decision.confirmations.map(\.day) == [world.today])
                #expect(!world.register.basisHasChanged(decision, on: world.today))
                let duties = world.duties(.basis, .dispensation(world.dispensation("D")))
                #expect(duties.map(\.done) == [world.today] && duties.map(\.responsible) == [.role(.secretary)])
            },
            refusals: [
                .saying("decision", nobody),
                Refused("twice", .outOfTurn) { world, words in world.given(.confirmDecision, words) },
                Refused("on an unchanged basis", .outOfTurn) { world, words in
                    world.dispense("Anden")
                    words["decision"] = world.lastDecision?.id
                },
                Refused("of a refusal", .outOfTurn) { world, words in
                    world.dispense("Anden", [:], ["outcome": "rejected", "reason": "Nej"])
                    words["decision"] = world.lastDecision?.id
                    world.draft("Backup", ["number": "3.0"])
                },
                Refused("of what is annulled", .invalid, "decision") { world, _ in world.annul(world.decided) },
                Refused("of leave from what has become law", .outOfTurn) { world, _ in world.note(law: World.daily) },
                Refused("by somebody without a seat", .notAllowed) { world, _ in world.by = world.person("Sara") },
                Refused("by the secretary without minutes", .invalid, "minutes") { world, _ in
                    world.appoint("Gry", "secretary")
                    world.by = world.person("Gry")
                },
            ])
    }

    static func statutes(_ kind: CommandKind) -> CommandRules {
        if kind == .noteStatute {
            return CommandRules(
                example: {
                    $0.ruleText = World.backup
                    return [
                        "document": $0.document("Backup"), "paragraph": World.monthly,
                        "law": "Databeskyttelsesforordningen, artikel 32",
                    ]
                },
                then: { world, _ in
                    let law = world.known("Backup").statute(of: World.monthly, on: world.today)
                    #expect(law.flatMap { world.texts[$0] } == "Databeskyttelsesforordningen, artikel 32")
                    #expect(world.known("Backup").statute(of: World.monthly, on: world.today - 1) == nil)
                    #expect(world.known("Backup").statute(of: World.daily, on: world.today) == nil)
                },
                refusals: [
                    .saying("document", nobody), .saying("paragraph", nobody),
                    Refused("of a document without a text", .invalid, "paragraph") { world, words in
                        world.create("Ny", "procedure", under: "Politik")
                        words["document"] = world.document("Ny")
                    },
                ])
        }
        return CommandRules(
            example: { world in
                world.note(law: World.daily)
                return ["document": world.document("Backup"), "paragraph": World.daily, "reason": "Loven er ophævet"]
            },
            then: { world, _ in
                #expect(world.known("Backup").statute(of: World.daily, on: world.today) == nil)
            },
            refusals: [
                .saying("document", nobody), .saying("paragraph", World.monthly, .outOfTurn),
                Refused("twice", .outOfTurn) { world, words in world.given(.dropStatute, words) },
            ])
    }
}
