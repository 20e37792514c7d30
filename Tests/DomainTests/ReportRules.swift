// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func report(_ name: String = "Rapport") -> ID<Report> { id(name) }
    func objective(_ name: String = "Mål") -> ID<Objective> { id(name) }

    /// The words of the third quarter, told by a day in the fourth.
    func quarter(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "kind": "quarterly", "from": "2026-07-01", "to": "2026-09-30",
            "assessment": "Backup følges ikke op\nResten går som det skal", "asks": "Afsæt en dag til genskabelse",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func tell(
        _ words: Words = [:], as name: String = "Rapport", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.issueReport, quarter(words), as: name, sourceLocation: sourceLocation)
    }

    func putting(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "report": report(), "question": "Tager direktionen rapporten til efterretning?", "due": today + 20,
        ]
        return usual.merging(words) { $1 }
    }

    func review(_ words: Words = [:]) -> Words {
        var usual: Words = ["from": "2025-10-01", "to": "2026-09-30", "assessment": "Systemet virker"]
        for input in Report.Input.allCases { usual[input.rawValue] = "Om \(input.rawValue)" }
        return usual.merging(words) { $1 }
    }

    func aim(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "title": "Rettelser er inde i tide", "measure": "procent", "direction": "at_least", "target": 95,
            "by": today + 300, "months": 3, "unit": unit("Drift"),
        ]
        return usual.merging(words) { $1 }
    }

    mutating func set(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(.setObjective, aim(words), as: "Mål", sourceLocation: sourceLocation)
    }
}

extension CommandRules {
    static func reports(_ kind: CommandKind) -> CommandRules {
        let period: [Refused] = [
            .saying("to", tomorrow), .saying("to", "2025-06-30"), .saying("from", "2024-01-01", at: "to"),
        ]
        switch kind {
        case .issueReport:
            return CommandRules(
                example: { $0.quarter() },
                then: { _, entries in
                    guard case .report(_, .issued(let issue))? = entries.first?.fact else { return }
                    #expect(issue.label == "RAP-2026-01" && issue.file == nil)
                },
                refusals: [.saying("kind", "review")] + period + [
                    Refused("twice about one period", .outOfTurn) { world, _ in world.tell() }
                ])
        case .issueReview:
            return CommandRules(
                example: { $0.review() },
                then: { _, entries in
                    guard case .report(_, .issued(let issue))? = entries.first?.fact else { return }
                    #expect(issue.kind == .review && issue.inputs.count == Report.Input.allCases.count)
                }, refusals: period)
        case .presentReport:
            return CommandRules(
                example: { world in
                    world.tell()
                    return world.putting()
                },
                then: { world, entries in
                    guard case .proposal(let proposal, _)? = entries.first?.fact else { return }
                    #expect(world.register.report(in: proposal)?.id == world.report())
                    #expect(world.duties(.proposal, .proposal(proposal)).map(\.responsible) == [.body(.direktion)])
                },
                refusals: [
                    .saying("report", nobody), .saying("due", yesterday),
                    Refused("twice", .outOfTurn) { world, words in world.given(.presentReport, words) },
                ])
        default:
            return CommandRules(
                example: { _ in ["until": "2026-09-30", "reason": "Tredje kvartal er gjort op"] },
                then: { world, _ in
                    #expect(world.register.organisation.closures.map(\.until) == [day("2026-09-30")])
                },
                refusals: [
                    .saying("until", "2026-11-23"),
                    Refused("what is closed already", .outOfTurn) { world, words in world.given(.closePeriod, words) },
                ])
        }
    }

    static func objectives(_ kind: CommandKind) -> CommandRules {
        let ended = Refused("when it has ended", .outOfTurn) { world, words in
            world.given(.endObjective, ["objective": words["objective"] ?? nobody, "reason": "Vi måler andet"])
        }
        switch kind {
        case .setObjective:
            return CommandRules(
                example: { world in
                    world.set()
                    return world.aim(["objective": world.objective(), "target": 98])
                },
                then: { world, _ in
                    let known = world.register.objectives[world.objective()]
                    #expect(known?.wording?.target == 98 && known?.wording?.label == "MÅL-1")
                },
                refusals: [
                    .saying("objective", nobody), .saying("by", yesterday), .saying("unit", nobody),
                    .saying("target", -1), .saying("months", 0), ended,
                ])
        case .measureObjective:
            return CommandRules(
                example: { world in
                    world.set()
                    world.prove()
                    return [
                        "objective": world.objective(), "value": 91, "day": world.today, "note": "To servere mangler",
                        "evidence": [world.evidence()],
                    ]
                },
                then: { world, _ in
                    let known = world.register.objectives[world.objective()]
                    #expect(known?.isMeasured(on: world.today) == true && known?.isMet(on: world.today) == false)
                },
                refusals: [
                    .saying("objective", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                    .saying("value", -1), .saying("evidence", [nobody]), ended,
                ])
        default:
            return CommandRules(
                example: { world in
                    world.set()
                    return ["objective": world.objective(), "reason": "Det er nået"]
                },
                then: { world, _ in
                    #expect(world.duties(.measurement, .objective(world.objective())).isEmpty)
                }, refusals: [.saying("objective", nobody), ended])
        }
    }
}
