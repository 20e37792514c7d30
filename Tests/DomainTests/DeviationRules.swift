// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func deviating(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .raiseNonconformity:
            CommandRules(
                example: { world in
                    world.require()
                    return [
                        "requirement": world.requirement(), "what": "To systemer mangler", "origin": "internal",
                        "severity": "major", "unit": world.unit("Drift"),
                    ]
                },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else { return }
                    #expect(world.duties(.cause, subject).map(\.due) == [world.today + 30])
                    let known = world.register.nonconformities[subject.id.seen(as: Nonconformity.self)]
                    #expect(known.map { world.register.isAgainstDocument($0) } == true)
                },
                refusals: [
                    .saying("requirement", nobody), .saying("unit", nobody), .saying("due", yesterday),
                    .saying("day", tomorrow), .saying("day", yesterday, at: "late_reason"),
                ])
        case .explainNonconformity:
            CommandRules(
                example: { world in
                    world.require()
                    world.deviate()
                    return [
                        "nonconformity": world.nonconformity(), "cause": "De blev ikke meldt til",
                        "check": world.today + 60,
                    ]
                },
                then: { world, _ in
                    #expect(
                        world.register.nonconformities[world.nonconformity()]?.standing(on: world.today) == .treated)
                },
                refusals: [
                    .saying("nonconformity", nobody), .saying("check", yesterday),
                    Refused("when it is closed", .outOfTurn) { world, _ in
                        world.explain()
                        world.prove()
                        world.given(
                            .checkNonconformity,
                            [
                                "nonconformity": world.nonconformity(), "outcome": "effective",
                                "finding": "Alle er med",
                                "evidence": [world.evidence()],
                            ])
                    },
                ])
        default:
            CommandRules(
                example: { world in
                    world.require()
                    world.deviate()
                    world.explain()
                    world.prove()
                    return [
                        "nonconformity": world.nonconformity(), "outcome": "effective", "finding": "Alle er med",
                        "evidence": [world.evidence()],
                    ]
                },
                then: { world, _ in
                    #expect(world.register.nonconformities[world.nonconformity()]?.standing(on: world.today) == .closed)
                },
                refusals: [
                    .saying("nonconformity", nobody), .saying("evidence", [nobody]),
                    Refused("without evidence", .invalid, "evidence") { $1["evidence"] = nil },
                    Refused("while a task is open", .outOfTurn) { world, _ in
                        world.given(
                            .addAction,
                            [
                                "title": "Meld dem til", "why": "De mangler", "unit": world.unit("Drift"),
                                "due": world.today + 9, "nonconformity": world.nonconformity(),
                            ])
                    },
                    Refused("twice", .outOfTurn) { world, words in world.given(.checkNonconformity, words) },
                    Refused("with evidence that has been withdrawn", .invalid, "evidence") { world, _ in
                        world.given(.withdrawEvidence, ["evidence": world.evidence(), "reason": "Forkert"])
                    },
                ])
        }
    }

    static func scoping(_ kind: CommandKind) -> CommandRules {
        let closed = Refused("when it is closed", .outOfTurn) { world, words in
            world.given(.closeScope, ["scope": words["scope"] ?? nobody, "reason": "Den føres ikke mere"])
        }
        switch kind {
        case .openScope:
            return CommandRules(
                example: { world in
                    world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
                    return ["name": "Lønsystemet", "baseline": world.scope()]
                },
                then: { world, entries in
                    #expect(world.duties(.applicability, .scope(world.scope())).count == 1)
                    #expect(entries.first.map { world.duties(.applicability, $0.fact.subject).isEmpty } == true)
                },
                refusals: [
                    .saying("baseline", nobody),
                    Refused("of one that tailors another itself", .invalid, "baseline") { world, words in
                        world.given(.openScope, words, as: "Under")
                        words["baseline"] = world.scope("Under")
                    },
                ])
        case .decideApplicability:
            return CommandRules(
                example: { world in
                    world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
                    return [
                        "scope": world.scope(), "control": "8.13", "applies": "yes", "status": "implemented",
                        "reason": "Data må ikke gå tabt", "how": "Nattens backup", "unit": world.unit("Drift"),
                        "documents": [world.document("Backup")],
                    ]
                },
                then: { world, _ in
                    #expect(world.register.decidedControls(in: world.scope(), on: world.today) == 1)
                },
                refusals: [
                    .saying("scope", nobody), .saying("control", "5.38"), .saying("control", "8.1.3"),
                    .saying("documents", [nobody]), .saying("unit", nobody), .saying("applies", "no"), closed,
                    Refused("without a status", .invalid, "status") { $1["status"] = nil },
                    Refused("without a unit", .invalid, "unit") { $1["unit"] = nil },
                ])
        case .resumeBaseline:
            return CommandRules(
                example: { world in
                    world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
                    world.given(.openScope, ["name": "Lønsystemet", "baseline": world.scope()], as: "Under")
                    world.given(
                        .decideApplicability,
                        ["scope": world.scope("Under"), "control": "7.4", "applies": "no", "reason": "Det er i skyen"])
                    return ["scope": world.scope("Under"), "control": "7.4", "reason": "Det er flyttet hjem"]
                },
                then: { world, _ in
                    #expect(world.register.decidedControls(in: world.scope("Under"), on: world.today) == 0)
                },
                refusals: [
                    .saying("scope", nobody), .saying("control", "7.5", .outOfTurn), .saying("control", "9.1"),
                    Refused("of the topmost", .outOfTurn) { world, words in words["scope"] = world.scope() }, closed,
                ])
        default:
            return CommandRules(
                example: { world in
                    world.given(.openScope, ["name": "Hele organisationen"], as: "Omfang")
                    return ["scope": world.scope(), "reason": "Den føres ikke mere"]
                },
                then: { world, _ in
                    #expect(world.duties(.applicability, .scope(world.scope())).map(\.done) == [world.today])
                },
                refusals: [
                    .saying("scope", nobody), closed,
                    Refused("while another one tailors it", .outOfTurn) { world, _ in
                        world.given(.openScope, ["name": "Lønsystemet", "baseline": world.scope()])
                    },
                ])
        }
    }
}
