// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Risks to the solutions of the example world: registered, assessed, treated, and put before the direktion.
struct DemoRisks {
    private let risks: [DemoEntry]

    init(_ world: [DemoSource]) {
        risks = world.flatMap { $0.entries("registered_risks") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in risks {
            try register(entry, player)
            try treat(entry, player)
            if let proposed = entry.entry("proposed") { try propose(proposed, try entry.needed("id"), player) }
        }
    }

    private func register(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .compliance) { player in
            let receipt = try player.give(
                .setRisk,
                [
                    "kind": try entry.needed("kind"), "title": try entry.needed("title_da"),
                    "scenario": try entry.needed("scenario_da"), "threats": entry.text("threats"),
                    "vulnerabilities": entry.text("vulnerabilities_da"),
                    "unit": "\(try player.unit(try entry.needed("unit")))",
                    "owner": try entry.text("owner").map { "\(try player.person($0))" },
                    "classification": try entry.needed("classification"), "barred": entry.text("barred"),
                ],
                many: [
                    "properties": entry.words("properties"),
                    "assets": try entry.words("assets").map { "\(try player.asset($0))" },
                    "events": try entry.words("events").map { "\(try player.risk($0))" },
                    "measures": try entry.words("measures").map { "\(try player.measure($0))" },
                ], by: player.holder(.security))
            player.risks[key] = try player.made(receipt, .risk)
        }
        for made in entry.list("assessed") {
            player.plan(try made.neededDay("day"), .check) { try assess(key, made, $0) }
        }
        for made in entry.list("verified") {
            player.plan(try made.neededDay("day"), .check) { player in
                try player.give(
                    .verifyRisk,
                    [
                        "risk": "\(try player.risk(key))", "day": "\(player.today)", "cause": try made.needed("cause"),
                        "finding": try made.needed("finding_da"),
                    ], by: player.holder(.security))
            }
        }
    }

    private func assess(_ key: String, _ made: DemoEntry, _ player: DemoPlayer) throws {
        var texts: [String: String?] = [
            "risk": "\(try player.risk(key))", "day": "\(player.today)", "reason": try made.needed("reason_da"),
            "confidence": try made.needed("confidence"), "disagreement": made.text("disagreement_da"),
            "treatment": try made.needed("treatment"),
        ]
        for stage in Risk.Stage.allCases {
            let steps = made.words(stage.rawValue)
            guard !steps.isEmpty else { continue }
            texts[AssessRisk.field(stage)] = steps[0]
            for (dimension, step) in zip(RiskMethod.Dimension.allCases, steps.dropFirst()) {
                texts[AssessRisk.field(stage, dimension)] = step == "-" ? AssessRisk.irrelevant : step
                if step == "-" { texts[AssessRisk.reason(stage, dimension)] = "Den side er ikke berørt." }
            }
        }
        let numbers = made.words("numbers")
        for (name, number) in zip(Risk.Numbers.names, numbers) { texts[name] = number }
        if !numbers.isEmpty { texts["shared"] = made.text("shared") }
        let planned = made.words("planned")
        if let measure = planned.first {
            let known = player.register.measures[try player.measure(measure)]
            guard let label = known?.wording?.label else { throw DemoFault.missing("measure \(measure)") }
            texts["planned"] = ([label] + planned.dropFirst()).joined(separator: " ")
        }
        try player.give(.assessRisk, texts, by: player.holder(.security))
    }

    private func treat(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        guard let treated = entry.entry("treated") else { return }
        let key = try entry.needed("id")
        player.plan(try treated.neededDay("day"), .task) { player in
            try player.give(
                .addAction,
                [
                    "title": try treated.needed("title_da"), "why": try treated.needed("why_da"),
                    "unit": "\(try player.unit(try treated.needed("unit")))", "due": "\(try treated.neededDay("due"))",
                    "risk": "\(try player.risk(key))",
                ], by: player.holder(.security))
        }
    }

    private func propose(_ entry: DemoEntry, _ risk: String, _ player: DemoPlayer) throws {
        player.plan(try entry.neededDay("put"), .dispensation) { player in
            let receipt = try player.give(
                .proposeAcceptance,
                [
                    "risk": "\(try player.risk(risk))", "until": "\(try entry.neededDay("until"))",
                    "due": "\(try entry.neededDay("due"))", "question": try entry.needed("question_da"),
                    "reasons": try entry.needed("reasons_da"), "if_yes": try entry.needed("yes_da"),
                    "if_no": try entry.needed("no_da"),
                ], by: player.holder(.security))
            player.proposals[risk] = try player.made(receipt, .proposal)
        }
        guard let decision = entry.entry("decision") else { return }
        player.plan(try decision.neededDay("day"), .dispensation) { player in
            let members = try decision.words("present").map { try player.person($0) }
            guard let signer = members.first else { throw DemoFault.missing("who decided about \(risk)") }
            try player.give(
                .resolveProposal,
                [
                    "proposal": try player.proposal(risk), "seen": "1", "outcome": try decision.needed("outcome"),
                    "method": Decision.Method.meeting.rawValue, "minutes": try decision.needed("minutes_reference"),
                ], many: ["members": members.map { "\($0)" }], by: player.actor(signer))
        }
    }
}

extension DemoPlayer {
    func risk(_ key: String) throws -> ID<Risk> {
        guard let id = risks[key] else { throw DemoFault.missing("risk \(key)") }
        return id
    }
}
