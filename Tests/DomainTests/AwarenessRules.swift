// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func initiative(_ name: String = "Indsats") -> ID<Initiative> { id(name) }
    func suspicion(_ name: String = "Anmeldelse") -> ID<Suspicion> { id(name) }

    /// A campaign of the next week, for everybody, that Sara is responsible for.
    func raising(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "title": "Genkend falske mails", "kind": "campaign", "purpose": "At alle ser på adressen",
            "reach": "everybody", "from": today + 7, "to": today + 11, "responsible": person("Sara"),
            "metric": "Andel, der anmelder", "measured_in": "procent", "direction": "at_least", "target": 50,
            "classification": "intern",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func planRaising(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(.planInitiative, raising(words), as: "Indsats", sourceLocation: sourceLocation)
    }

    /// Planned and begun today.
    mutating func beginRaising(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        planRaising(words.merging(["from": today]) { first, _ in first }, sourceLocation: sourceLocation)
        given(
            .beginInitiative, ["initiative": initiative(), "day": today], sourceLocation: sourceLocation)
    }

    func exerciseCounts(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "initiative": initiative(), "day": today, "sent": 40, "opened": 30, "clicked": 6, "reported": 12,
            "first_report": 9,
        ]
        return usual.merging(words) { $1 }
    }

    func falseMail(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "came": today, "time": "8.15", "act": "opened", "sender": "pakke.example", "look": "En pakke",
        ]
        return usual.merging(words) { $1 }
    }

    /// Gry reports a mail.
    mutating func reportMail(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let before = by
        by = person("Gry")
        given(.reportSuspicion, falseMail(words), as: "Anmeldelse", sourceLocation: sourceLocation)
        by = before
    }
}

extension CommandRules {
    static func awareness(_ kind: CommandKind) -> CommandRules {
        let dropped = Refused("when it is dropped", .outOfTurn) { world, words in
            world.given(.dropInitiative, ["initiative": words["initiative"] ?? nobody, "reason": "Aflyst"])
        }
        switch kind {
        case .planInitiative:
            return CommandRules(
                example: { $0.raising() },
                then: { world, entries in
                    guard case .initiative(let id, .planned(let plan)) = entries.first?.fact else {
                        Issue.record("no initiative")
                        return
                    }
                    #expect(plan.label == "IND-2026-01" && plan.target?.value == 50)
                    #expect(plan.responsible == world.person("Sara") && plan.audience.isEverybody)
                    #expect(world.register.initiatives[id]?.standing(on: world.today) == .planned)
                },
                refusals: [
                    .saying("initiative", nobody), .saying("kind", "sjov"), .saying("reach", "nogen"),
                    .saying("to", yesterday), .saying("responsible", nobody), .saying("documents", [nobody]),
                    .saying("requirements", [nobody]),
                    .saying("units", [nobody], at: "units").but(saying: "reach", "chosen"),
                    .saying("classification", "offentlig"), .saying("classification", "strengt_fortrolig"),
                    .saying("target", -1),
                    Refused("a number without a way", .invalid, "direction") { $1["direction"] = nil as String? },
                    Refused("a way without a number", .invalid, "target") { $1["target"] = nil as String? },
                    Refused("no unit chosen", .invalid, "units") { $1["reach"] = "chosen" },
                    Refused("an exercise in the hands of one who may not see it", .invalid, "responsible") {
                        $1["kind"] = "exercise"
                        $1["responsible"] = $0.person("Gry")
                    },
                    Refused("over", .outOfTurn) { world, words in
                        world.beginRaising()
                        world.given(
                            .endInitiative, ["initiative": world.initiative(), "day": world.today, "outcome": "Godt"])
                        words["initiative"] = world.initiative()
                    },
                ])
        case .beginInitiative:
            return CommandRules(
                example: { world in
                    world.planRaising()
                    return ["initiative": world.initiative(), "day": world.today]
                },
                then: { world, _ in
                    #expect(world.register.initiatives[world.initiative()]?.standing(on: world.today) == .running)
                },
                refusals: [
                    .saying("initiative", nobody), .saying("day", tomorrow), dropped,
                    Refused("twice", .outOfTurn) { world, words in world.given(.beginInitiative, words) },
                    Refused("late without a reason", .invalid, "late_reason") { $1["day"] = yesterday },
                ])
        case .measureInitiative:
            return CommandRules(
                example: { world in
                    world.beginRaising()
                    return [
                        "initiative": world.initiative(), "moment": "after", "value": 61, "day": world.today,
                        "method": "Et spørgsmål til alle",
                    ]
                },
                then: { world, _ in
                    let known = world.register.initiatives[world.initiative()]
                    #expect(known?.measurement(.after, by: world.today)?.what.value == 61)
                },
                refusals: [
                    .saying("initiative", nobody), .saying("moment", "imens"), .saying("value", -1),
                    .saying("day", tomorrow), .saying("day", yesterday), dropped,
                    Refused("before, on a day after it began", .invalid, "day") {
                        $0.today = $0.today + 1
                        $1["moment"] = "before"
                        $1["day"] = tomorrow
                    },
                ])
        case .recordExercise:
            return CommandRules(
                example: { world in
                    world.beginRaising(["kind": "exercise"])
                    return world.exerciseCounts()
                },
                then: { world, _ in
                    let made = world.register.initiatives[world.initiative()]?.exercises.last?.what
                    #expect(made?.counts == .init(sent: 40, opened: 30, clicked: 6, reported: 12))
                    #expect(made?.firstReport == 9 && made?.groups == [])
                },
                refusals: [
                    .saying("initiative", nobody), .saying("day", tomorrow), .saying("day", yesterday), dropped,
                    .saying("sent", 0), .saying("opened", 41), .saying("clicked", 31),
                    .saying("reported", 41), .saying("clicked", -1),
                    Refused("clicked by more than got it", .invalid, "clicked") {
                        $1["opened"] = nil as String?
                        $1["clicked"] = 41
                    },
                    Refused("so few that numbers point at single persons", .invalid, "sent") {
                        $1["sent"] = Exercise.smallestGroup - 1
                        $1["opened"] = nil as String?
                        $1["reported"] = 2
                    },
                    Refused("not counted", .invalid, "sent") { $1["sent"] = nil as String? },
                    Refused("nobody reported, and yet a first one", .invalid, "first_report") { $1["reported"] = 0 },
                    Refused("a campaign", .invalid, "initiative") {
                        $0.beginRaising()
                        $1["initiative"] = $0.initiative()
                    },
                ])
        case .endInitiative:
            return CommandRules(
                example: { world in
                    world.beginRaising()
                    return ["initiative": world.initiative(), "day": world.today, "outcome": "Flere spørger"]
                },
                then: { world, _ in
                    #expect(world.register.initiatives[world.initiative()]?.standing(on: world.today) == .ended)
                },
                refusals: [
                    .saying("initiative", nobody), .saying("day", tomorrow), .saying("day", yesterday), dropped,
                    Refused("twice", .outOfTurn) { world, words in world.given(.endInitiative, words) },
                    Refused("not begun", .outOfTurn) {
                        $0.planRaising()
                        $1["initiative"] = $0.initiative()
                    },
                ])
        case .dropInitiative:
            return CommandRules(
                example: { world in
                    world.planRaising()
                    return ["initiative": world.initiative(), "reason": "Ingen tid"]
                },
                then: { world, _ in
                    #expect(world.register.initiatives[world.initiative()]?.standing(on: world.today) == .dropped)
                },
                refusals: [.saying("initiative", nobody), dropped])
        case .reportSuspicion:
            return CommandRules(
                example: { world in
                    world.by = world.person("Gry")
                    return world.falseMail()
                },
                then: { world, entries in
                    guard case .suspicion(let id, .reported(let report)) = entries.first?.fact else {
                        Issue.record("no report")
                        return
                    }
                    #expect(report.label == "ANM-2026-01" && report.reporter == world.person("Gry"))
                    // From a quarter past eight until noon.
                    #expect(world.register.suspicions[id]?.minutes == 225)
                },
                refusals: [
                    .saying("came", tomorrow), .saying("time", "25.00"), .saying("time", "8.60"),
                    .saying("time", "otte"), .saying("time", "12.30"), .saying("act", "måske"),
                    Refused("by nobody", .outOfTurn) { world, _ in world.by = nil },
                ])
        case _:
            return CommandRules(
                example: { world in
                    world.reportMail()
                    return ["suspicion": world.suspicion(), "verdict": "phishing", "word": "Tak, den er falsk"]
                },
                then: { world, _ in
                    let known = world.register.suspicions[world.suspicion()]
                    #expect(known?.answer(by: world.today)?.answer.verdict == .phishing)
                    #expect(known?.answer(by: world.today)?.answer.reporter == world.person("Gry"))
                },
                refusals: [
                    .saying("suspicion", nobody), .saying("verdict", "sjov"), .saying("exercise", nobody),
                    Refused("an exercise that it was not", .invalid, "exercise") {
                        $0.beginRaising(["kind": "exercise"])
                        $1["exercise"] = $0.initiative()
                    },
                    Refused("a campaign", .invalid, "exercise") {
                        $0.beginRaising()
                        $1["exercise"] = $0.initiative()
                        $1["verdict"] = "exercise"
                    },
                ])
        }
    }
}

extension CommandRules.Refused {
    /// The same, while another field says something else too.
    func but(saying field: String, _ word: any Said) -> CommandRules.Refused {
        CommandRules.Refused(name, reason, self.field) { world, words in
            but(&world, &words)
            words[field] = word
        }
    }
}
