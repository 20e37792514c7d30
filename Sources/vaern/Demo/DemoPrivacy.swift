// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// The record of processing activities and the requests of data subjects in the example world.
struct DemoPrivacy {
    private let processings: [DemoEntry]
    private let requests: [DemoEntry]

    init(_ world: [DemoSource]) {
        func all(_ name: String) -> [DemoEntry] { world.flatMap { $0.entries(name) } }
        (processings, requests) = (all("processings"), all("subject_requests"))
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in processings { try record(entry, player) }
        for (index, entry) in requests.enumerated() { try ask(entry, index, player) }
    }

    private func record(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .compliance) { player in
            var texts: [String: String?] = [
                "capacity": try entry.needed("capacity"), "title": try entry.needed("title_da"),
                "purpose": try entry.needed("purpose_da"), "unit": "\(try player.unit(try entry.needed("unit")))",
                "responsible": try entry.text("responsible").map { "\(try player.person($0))" },
                "begins": try entry.day("begins").map { "\($0)" }, "transfer": entry.text("transfer"),
            ]
            for name in ["controllers", "law", "people", "kinds", "recipients", "countries", "erasure", "security"] {
                texts[name] = entry.text("\(name)_da")
            }
            let receipt = try player.give(
                .setProcessing, texts,
                many: [
                    "grounds": entry.words("grounds"), "personal_data": entry.words("data"),
                    "safeguards": entry.words("safeguards"),
                    "assets": try entry.words("assets").map { "\(try player.asset($0))" },
                ], by: player.holder(.security))
            player.processings[key] = try player.made(receipt, .processing)
        }
        for made in entry.list("reviewed") {
            player.plan(try made.neededDay("day"), .check) { player in
                try player.give(
                    .reviewProcessing,
                    [
                        "processing": "\(try player.processing(key))", "day": "\(player.today)",
                        "finding": try made.needed("finding_da"),
                    ], by: player.holder(.security))
            }
        }
    }

    private func ask(_ entry: DemoEntry, _ index: Int, _ player: DemoPlayer) throws {
        player.plan(try entry.neededDay("received"), .compliance) { player in
            let receipt = try player.give(
                .receiveSubjectRequest,
                [
                    "came": "\(player.today)", "handler": "\(try player.person(try entry.needed("handler")))",
                    "name": entry.text("name"), "contact": entry.text("contact"), "about": try entry.needed("about_da"),
                    "processing": try entry.text("processing").map { "\(try player.processing($0))" },
                ], many: ["rights": entry.words("rights")], by: player.holder(.dpo))
            player.requests[index] = try player.made(receipt, .subjectRequest)
        }
        func act(
            _ step: DemoEntry, _ kind: CommandKind, _ texts: @escaping (DemoEntry) throws -> [String: String?]
        ) throws {
            player.plan(try step.neededDay("day"), .check) { player in
                guard let request = player.requests[index] else { throw DemoFault.missing("a request") }
                try player.give(
                    kind, try texts(step).merging(["subject_request": "\(request)"]) { $1 }, by: player.holder(.dpo))
            }
        }
        if let step = entry.entry("identified") {
            try act(step, .identifyRequester) {
                ["identity": try $0.needed("identity"), "how": try $0.needed("how_da")]
            }
        }
        for step in entry.list("noted") { try act(step, .noteSubjectRequest) { ["note": try $0.needed("note_da")] } }
        if let step = entry.entry("extended") {
            try act(step, .extendSubjectRequest) {
                ["told": "\(try $0.neededDay("day"))", "reason": try $0.needed("reason_da")]
            }
        }
        if let step = entry.entry("answered") {
            try act(step, .answerSubjectRequest) {
                [
                    "outcome": try $0.needed("outcome"), "told": "\(try $0.neededDay("day"))",
                    "answer": try $0.needed("answer_da"), "refusal": $0.text("refusal_da"), "guided": "1",
                ]
            }
        }
    }
}

extension DemoPlayer {
    func processing(_ key: String) throws -> ID<Processing> {
        guard let id = processings[key] else { throw DemoFault.missing("processing \(key)") }
        return id
    }
}
