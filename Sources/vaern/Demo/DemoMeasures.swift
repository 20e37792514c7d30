// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Solutions with their needs, and the measures that meet them, in the example world.
struct DemoMeasures {
    private let solutions: [DemoEntry]
    private let measures: [DemoEntry]

    init(_ world: [DemoSource]) {
        func all(_ name: String) -> [DemoEntry] { world.flatMap { $0.entries(name) } }
        (solutions, measures) = (all("protected_solutions"), all("planned_measures"))
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in solutions { try protect(entry, player) }
        for entry in measures { try measure(entry, player) }
    }

    private func protect(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("set"), .compliance) { player in
            var texts: [String: String?] = [
                "name": try entry.needed("name_da"), "about": entry.text("about_da"),
                "unit": "\(try player.unit(try entry.needed("unit")))",
                "owner": try entry.text("owner").map { "\(try player.person($0))" }, "shared": entry.text("shared"),
                "available": entry.text("available"), "recovery": entry.text("recovery"), "loss": entry.text("loss"),
                "users": try entry.needed("users_da"), "months": try entry.needed("months"),
            ]
            for need in ["confidentiality", "integrity", "availability"] {
                texts[need] = try entry.needed(need)
                texts["\(need)_reason"] = try entry.needed("\(need)_da")
            }
            let receipt = try player.give(.setSolution, texts, by: player.holder(.security))
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

    /// The measure with the solutions that it serves from now on.
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
    fileprivate func asset(_ key: String) throws -> ID<Asset> {
        guard let id = assets[key] else { throw DemoFault.missing("solution \(key)") }
        return id
    }

    fileprivate func measure(_ key: String) throws -> ID<Measure> {
        guard let id = measures[key] else { throw DemoFault.missing("measure \(key)") }
        return id
    }
}
