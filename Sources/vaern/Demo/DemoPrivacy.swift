// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// The record of processing activities in the example world.
struct DemoPrivacy {
    private let processings: [DemoEntry]

    init(_ world: [DemoSource]) {
        processings = world.flatMap { $0.entries("processings") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in processings { try record(entry, player) }
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
}

extension DemoPlayer {
    func processing(_ key: String) throws -> ID<Processing> {
        guard let id = processings[key] else { throw DemoFault.missing("processing \(key)") }
        return id
    }
}
