// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Objectives, reports to direktion and bestyrelse, closed periods and campaigns in the example world.
struct DemoReporting {
    private let objectives: [DemoEntry]
    private let reports: [DemoEntry]
    private let closures: [DemoEntry]
    private let campaigns: [DemoEntry]

    init(_ world: [DemoSource]) {
        func all(_ name: String) -> [DemoEntry] { world.flatMap { $0.entries(name) } }
        (objectives, reports) = (all("security_objectives"), all("management_reports"))
        (closures, campaigns) = (all("period_closures"), all("requirement_campaigns"))
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in objectives { try aim(entry, player) }
        for entry in reports { try report(entry, player) }
        for entry in closures {
            player.plan(try entry.neededDay("day"), .closing) { player in
                let until = Report.Kind.quarterly.period(before: player.today).until
                try player.give(
                    .closePeriod, ["until": "\(until)", "reason": try entry.needed("reason_da")],
                    by: player.holder(.security))
            }
        }
        for entry in campaigns { try campaign(entry, player) }
    }

    private func aim(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .compliance) { player in
            let receipt = try player.give(
                .setObjective,
                [
                    "title": try entry.needed("title_da"), "measure": try entry.needed("measure_da"),
                    "direction": try entry.needed("direction"), "target": try entry.needed("target"),
                    "by": "\(try entry.neededDay("by"))", "months": try entry.needed("months"),
                    "unit": "\(try player.unit(try entry.needed("unit")))",
                ], by: player.holder(.security))
            player.objectives[key] = try player.made(receipt, .objective)
        }
        for made in entry.list("measured") {
            player.plan(try made.neededDay("day"), .check) { player in
                guard let objective = player.objectives[key] else { throw DemoFault.missing("objective \(key)") }
                try player.give(
                    .measureObjective,
                    [
                        "objective": "\(objective)", "value": try made.needed("value"), "day": "\(player.today)",
                        "note": made.text("note_da"),
                    ], by: player.holder(.security))
            }
        }
    }

    /// A report of the last whole period before the day on which it is issued.
    private func report(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        guard let kind = Report.Kind(rawValue: try entry.needed("kind")) else { throw DemoFault.missing("a kind") }
        let issued = try entry.neededDay("day")
        player.plan(issued, .task) { player in
            let period = kind.period(before: player.today)
            var texts: [String: String?] = [
                "from": "\(period.from)", "to": "\(period.until)", "assessment": try entry.needed("assessment_da"),
                "asks": entry.text("asks_da"),
            ]
            if kind == .review {
                for input in Report.Input.allCases {
                    texts[input.rawValue] = try entry.needed("\(input.rawValue)_da")
                }
            } else {
                texts["kind"] = kind.rawValue
            }
            let receipt = try player.give(
                kind == .review ? .issueReview : .issueReport, texts, by: player.holder(.security))
            player.reports[key] = try player.made(receipt, .report)
        }
        player.plan(issued, .taskEnd) { player in
            guard let report = player.reports[key] else { throw DemoFault.missing("report \(key)") }
            try player.give(
                .presentReport,
                [
                    "report": "\(report)", "question": try entry.needed("question_da"),
                    "due": "\(try entry.neededDay("due"))",
                ], by: player.holder(.security))
        }
        guard let decision = entry.entry("decision") else { return }
        player.plan(try decision.neededDay("day"), .dispensation) { player in
            let members = try decision.words("present").map { try player.person($0) }
            guard let report = player.reports[key], let signer = members.first,
                let proposal = player.register.reports[report]?.presentations.last?.proposal
            else { throw DemoFault.missing("who decided \(key)") }
            try player.give(
                .resolveProposal,
                [
                    "proposal": "\(proposal)", "seen": "1", "outcome": Decision.Outcome.approved.rawValue,
                    "method": Decision.Method.meeting.rawValue, "minutes": try decision.needed("minutes_reference"),
                ], many: ["members": members.map { "\($0)" }], by: player.actor(signer))
        }
    }

    private func campaign(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("opened"), .task) { player in
            let receipt = try player.give(
                .openCampaign,
                [
                    "title": try entry.told("title_da"), "from": "\(try entry.neededDay("from"))",
                    "to": "\(try entry.neededDay("to"))", "due": "\(try entry.neededDay("due"))",
                    "guide": entry.text("guide_da"),
                    "follows": entry.text("follows").flatMap { player.campaigns[$0] }.map { "\($0)" },
                ],
                many: [
                    "units": try entry.words("units").map { "\(try player.unit($0))" },
                    "documents": try entry.words("documents").map { "\(try player.document($0))" },
                ], by: player.holder(.security))
            player.campaigns[key] = try player.made(receipt, .campaign)
        }
        for said in entry.list("answers") {
            player.plan(try said.neededDay("day"), .check) { try answer(said, in: key, $0) }
        }
        guard let closed = entry.entry("closed") else { return }
        player.plan(try closed.neededDay("day"), .correction) { player in
            guard let campaign = player.campaigns[key] else { throw DemoFault.missing("campaign \(key)") }
            try player.give(
                .closeCampaign,
                ["campaign": "\(campaign)", "conclusion": try closed.needed("conclusion_da")],
                by: player.holder(.security))
        }
    }

    /// What a unit says: all that it said the last time, or an answer to each requirement in turn.
    private func answer(_ said: DemoEntry, in key: String, _ player: DemoPlayer) throws {
        let unit = try player.unit(try said.needed("unit"))
        guard let campaign = player.campaigns[key], let opening = player.register.campaigns[campaign]?.opening else {
            throw DemoFault.missing("campaign \(key)")
        }
        let who = player.headOrSecurity(of: unit)
        let results = said.words("results")
        for (index, requirement) in opening.requirements.enumerated() where index < results.count {
            let isWhole = results[index] == Assessment.Result.complied.rawValue
            try player.give(
                .answerCampaign,
                [
                    "campaign": "\(campaign)", "unit": "\(unit)", "requirement": "\(requirement)",
                    "result": results[index], "finding": isWhole ? nil : try said.needed("finding_da"),
                ], by: who)
        }
        if said.has("confirmed") {
            try player.give(.confirmAnswers, ["campaign": "\(campaign)", "unit": "\(unit)"], by: who)
        }
    }
}

extension DemoPlayer {
    /// Who heads a unit, or else somebody of the security team.
    fileprivate func headOrSecurity(of unit: ID<Unit>) -> Actor {
        register.holders(of: .unitHead, unit: unit, on: today).first.map { actor($0) } ?? holder(.security)
    }
}
