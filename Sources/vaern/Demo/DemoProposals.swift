// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What is put before direktion and bestyrelse in the example world, and what they decided; and which topic each topic
/// policy is about (policy §3.4).
struct DemoProposals {
    private let proposals: [DemoEntry]
    private let topics: [DemoEntry]

    init(_ world: [DemoSource]) {
        proposals = world.flatMap { $0.entries("proposals") }
        topics = world.flatMap { $0.entries("topic_of") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in topics {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                try player.give(
                    .setTopic,
                    [
                        "document": "\(try player.document(try entry.needed("document")))",
                        "topic": try Self.topic(entry),
                    ], by: player.holder(.security))
            }
        }
        for entry in proposals { try plan(entry, player) }
    }

    private func plan(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("put"), .dispensation) { try put(entry, $0) }
        if let withdrawn = entry.entry("withdrawn") {
            player.plan(try withdrawn.neededDay("day"), .dispensation) { player in
                try player.give(
                    .withdrawProposal,
                    ["proposal": try player.proposal(key), "reason": try withdrawn.needed("reason_da")],
                    by: player.holder(.security))
            }
        }
        guard let decision = entry.entry("decision") else { return }
        player.plan(try decision.neededDay("day"), .dispensation) { player in
            let members = try decision.words("present").map { try player.person($0) }
            let recorder = try decision.text("recorded_by").map { try player.person($0) }
            guard let signer = recorder ?? members.first else { throw DemoFault.missing("who decided \(key)") }
            try player.give(
                .resolveProposal,
                [
                    "proposal": try player.proposal(key), "seen": "1", "outcome": try decision.needed("outcome"),
                    "method": (recorder == nil ? Decision.Method.meeting : .minutes).rawValue,
                    "minutes": try decision.needed("minutes_reference"), "reason": decision.text("reason_da"),
                    "conditions": entry.text("conditions_da"),
                    "conditions_due": try entry.day("conditions_due").map { "\($0)" },
                ], many: ["members": members.map { "\($0)" }], by: player.actor(signer))
        }
    }

    private func put(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let reasons = try entry.list("reasons").map { try $0.needed("text_da") }.joined(separator: "\n")
        var texts: [String: String?] = [
            "question": try entry.needed("question_da"), "reasons": reasons, "if_yes": try entry.needed("yes_da"),
            "if_no": try entry.needed("no_da"), "conditions": entry.text("conditions_da"),
            "due": "\(try entry.neededDay("due"))",
        ]
        var many: [String: [String]] = [:]
        let kind: CommandKind
        switch Proposal.Content.Kind(rawValue: try entry.needed("kind")) {
        case .topics:
            kind = .proposeTopics
            texts["added"] = entry.text("added_da")
            many["topics"] = player.register.demandedTopics(on: player.today).map { "\($0)" }
        case .delegation:
            kind = .proposeDelegation
            texts["topic"] = try Self.topic(entry)
            texts["unit"] = "\(try player.unit(try entry.needed("unit")))"
            texts["from"] = "\(try entry.neededDay("from"))"
        case .measure:
            kind = .proposeMeasure
            let subject = Subject.document(try player.document(try entry.needed("document")))
            guard let duty = player.register.duties.bySubject[subject]?.first else {
                throw DemoFault.missing("a duty of a document on \(player.today)")
            }
            many["duties"] = [Reminder.Target(duty).text]
            texts["measure"] = try entry.needed("measure_da")
            texts["unit"] = "\(try player.unit(try entry.needed("unit")))"
            texts["done"] = "\(try entry.neededDay("done"))"
        case .method:
            kind = .proposeRiskMethod
            texts["base"] = try entry.needed("base")
        // It lies with its risk: `DemoRisks`.
        case .acceptance: throw DemoFault.missing("the risk of a proposal")
        case .other:
            kind = .proposeMatter
            texts["body"] = try entry.needed("body")
            texts["resolution"] = try entry.needed("resolution_da")
        case nil: throw DemoFault.missing("the kind of a proposal")
        }
        let receipt = try player.give(kind, texts, many: many, by: player.holder(.security))
        player.proposals[try entry.needed("id")] = try player.made(receipt, .proposal)
    }

    /// One of the nine that the policy names, by its number.
    private static func topic(_ entry: DemoEntry) throws -> String {
        guard let number = Int(try entry.needed("topic")), Topic.named.indices.contains(number - 1) else {
            throw DemoFault.missing("a topic")
        }
        return "\(Topic.named[number - 1].id)"
    }
}

extension DemoPlayer {
    func proposal(_ key: String) throws -> String {
        guard let id = proposals[key] else { throw DemoFault.missing("proposal \(key)") }
        return "\(id)"
    }
}
