// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Assets with their needs, and the measures that meet them, in the example world.
struct DemoMeasures {
    private let assets: [DemoEntry]
    private let measures: [DemoEntry]

    init(_ world: [DemoSource]) {
        func all(_ name: String) -> [DemoEntry] { world.flatMap { $0.entries(name) } }
        (assets, measures) = (all("protected_assets"), all("planned_measures"))
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in assets { try protect(entry, player) }
        for entry in measures { try measure(entry, player) }
    }

    /// What is written in the file as the command takes it.
    private static let plain = [
        "months", "classification", "registered", "criticality", "kle", "phase", "kitos_system", "kitos_usage", "cvr",
        "external_ids", "products",
    ]

    private func protect(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .compliance) { player in
            var texts: [String: String?] = [
                "kind": try entry.needed("kind"), "name": try entry.needed("name_da"), "about": entry.text("about_da"),
                "unit": "\(try player.unit(try entry.needed("unit")))",
                "owner": try entry.text("owner").map { "\(try player.person($0))" }, "shared": entry.text("shared"),
                "available": entry.text("available"), "recovery": entry.text("recovery"), "loss": entry.text("loss"),
                "users": entry.text("users_da"), "criticality_reason": entry.text("criticality_da"),
                "manager": try entry.text("manager").map { "\(try player.person($0))" },
                "operator": try entry.text("operator").map { "\(try player.person($0))" },
            ]
            for need in ["confidentiality", "integrity", "availability", "authenticity"] {
                texts[need] = entry.text(need)
                texts["\(need)_reason"] = entry.text("\(need)_da")
            }
            for name in DemoMeasures.plain { texts[name] = entry.text(name) }
            let receipt = try player.give(
                .setAsset, texts, many: ["personal_data": entry.words("personal_data")], by: player.holder(.security))
            player.assets[key] = try player.made(receipt, .asset)
        }
        for review in entry.list("reviews") {
            player.plan(try review.neededDay("day"), .check) { player in
                try player.give(
                    .reviewAssetAccess,
                    [
                        "asset": "\(try player.asset(key))", "day": "\(player.today)",
                        "outcome": try review.needed("outcome"), "finding": try review.needed("finding_da"),
                    ], by: player.holder(.security))
            }
        }
        for tie in entry.list("depends") {
            player.plan(try tie.neededDay("day"), .check) { player in
                try player.give(
                    .dependAsset,
                    [
                        "asset": "\(try player.asset(key))", "kind": try tie.needed("kind"),
                        "other": "\(try player.asset(try tie.needed("on")))", "reason": tie.text("reason_da"),
                    ], many: ["withheld": tie.words("withheld")], by: player.holder(.security))
            }
        }
        for made in entry.list("measured") {
            player.plan(try made.neededDay("day"), .check) { player in
                try player.give(
                    .measureAvailability,
                    [
                        "asset": "\(try player.asset(key))", "from": "\(try made.neededDay("from"))",
                        "to": "\(try made.neededDay("to"))", "available": made.text("available"),
                        "recovery": made.text("recovery"), "note": made.text("note_da"),
                    ], by: player.holder(.security))
            }
        }
    }

    private func measure(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .task) { player in
            let receipt = try set(entry, nil, entry, player)
            player.measures[key] = try player.made(receipt, .measure)
        }
        for change in entry.list("changes") {
            player.plan(try change.neededDay("day"), .task) { player in
                _ = try set(entry, try player.measure(key), change, player)
            }
        }
        if let implemented = entry.entry("implemented") {
            player.plan(try implemented.neededDay("day"), .taskEnd) { player in
                try player.give(
                    .implementMeasure,
                    [
                        "measure": "\(try player.measure(key))", "day": "\(player.today)",
                        "how": implemented.text("how_da"),
                    ], by: player.holder(.security))
            }
        }
        for test in entry.list("tests") {
            player.plan(try test.neededDay("day"), .check) { player in
                try player.give(
                    .testMeasure,
                    [
                        "measure": "\(try player.measure(key))", "day": "\(player.today)",
                        "method": try test.needed("method"), "outcome": try test.needed("outcome"),
                        "finding": try test.needed("finding_da"),
                    ], by: player.holder(.security))
            }
        }
    }

    /// The measure with the assets that it serves from now on.
    private func set(
        _ entry: DemoEntry, _ known: ID<Measure>?, _ served: DemoEntry, _ player: DemoPlayer
    ) throws -> Receipt {
        var many: [String: [String]] = [
            "requirements": try entry.words("requirements").map { name in
                guard let id = player.requirements[name] else { throw DemoFault.missing("requirement \(name)") }
                return "\(id)"
            }
        ]
        for need in ["confidentiality", "integrity", "availability"] {
            many[need] = try served.words(need).map { "\(try player.asset($0))" }
        }
        return try player.give(
            .setMeasure,
            [
                "measure": known.map { "\($0)" }, "title": try entry.needed("title_da"),
                "what": try entry.needed("what_da"), "unit": "\(try player.unit(try entry.needed("unit")))",
                "by": "\(try entry.neededDay("by"))", "months": try entry.needed("months"),
                "clauses": entry.text("clauses"),
            ], many: many, by: player.holder(.security))
    }
}

extension DemoPlayer {
    func asset(_ key: String) throws -> ID<Asset> {
        guard let id = assets[key] else { throw DemoFault.missing("asset \(key)") }
        return id
    }

    func measure(_ key: String) throws -> ID<Measure> {
        guard let id = measures[key] else { throw DemoFault.missing("measure \(key)") }
        return id
    }
}
