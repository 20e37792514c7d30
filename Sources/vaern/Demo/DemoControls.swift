// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Internal controls with their rounds, and what auditors stated, in the example world (policy §7.3).
struct DemoControls {
    private let controls: [DemoEntry]
    private let audits: [DemoEntry]

    init(_ world: [DemoSource]) {
        controls = world.flatMap { $0.entries("controls") }
        audits = world.flatMap { $0.entries("audits") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in controls { try plan(entry, player) }
        for entry in audits {
            player.plan(try entry.neededDay("day"), .check) { player in
                try player.give(
                    .recordAudit,
                    [
                        "matter": try entry.needed("matter"), "auditor": try entry.needed("auditor_da"),
                        "standard": try entry.needed("standard"), "from": "\(try entry.neededDay("from"))",
                        "to": "\(try entry.neededDay("to"))", "opinion": try entry.needed("opinion"),
                        "exceptions": entry.text("exceptions_da"), "day": "\(player.today)",
                    ], by: player.holder(.security))
            }
        }
    }

    private func plan(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = "control " + (try entry.needed("id"))
        player.plan(try entry.neededDay("planned"), .compliance) { player in
            let receipt = try player.give(
                .planControlTest,
                [
                    "title": try entry.needed("title_da"), "method": try entry.needed("method_da"),
                    "requirement": try entry.text("requirement").map { "\(try player.requirement($0))" },
                    "unit": "\(try player.unit(try entry.needed("unit")))", "months": try entry.needed("months"),
                    "size": try entry.needed("size"),
                ], by: player.holder(.security))
            player.controls[key] = try player.made(receipt, .controlTest)
        }
        for round in entry.list("rounds") { try plan(round, of: key, player) }
        guard let end = entry.entry("retired") else { return }
        player.plan(try end.neededDay("day"), .check) { player in
            try player.give(
                .retireControlTest,
                ["control_test": "\(try player.control(key))", "reason": try end.needed("reason_da")],
                by: player.holder(.security))
        }
    }

    private func plan(_ round: DemoEntry, of key: String, _ player: DemoPlayer) throws {
        func number(_ name: String) throws -> Int { round.text(name).flatMap { Int($0) } ?? 0 }
        let isDrawn = round.has("drawn") || round.has("concluded")
        player.plan(try round.neededDay("day"), .compliance) { player in
            let (first, count, prefix) = (try number("first"), try number("count"), try round.needed("prefix"))
            let items = (first..<first + count).map { "\(prefix)-\(String("00\($0)".suffix(3)))" }
            try player.give(
                .freezePopulation,
                [
                    "control_test": "\(try player.control(key))", "items": items.joined(separator: "\n"),
                    "source": try round.needed("source_da"), "from": "\(try round.neededDay("from"))",
                    "to": "\(try round.neededDay("to"))",
                ], by: player.holder(.security))
            guard isDrawn else { return }
            // Nothing is drawn before the population is signed.
            try player.desk.house.sign()
            try player.give(
                .drawSample, ["control_test": "\(try player.control(key))"], by: player.holder(.security))
        }
        guard let concluded = try round.day("concluded") else { return }
        player.plan(concluded, .check) { player in
            let control = try player.control(key)
            let drawn = player.register.controlTests[control]?.rounds.last?.draw?.items ?? []
            let (failed, untested) = (try number("failed"), try number("untested"))
            try player.give(
                .concludeControlTest,
                ["control_test": "\(control)", "finding": try round.needed("finding_da")],
                many: [
                    "failed": drawn.prefix(failed).map(String.init),
                    "untested": drawn.dropFirst(failed).prefix(untested).map(String.init),
                ], by: player.holder(.security))
        }
    }
}

extension DemoPlayer {
    fileprivate func control(_ key: String) throws -> ID<ControlTest> {
        guard let control = controls[key] else { throw DemoFault.missing(key) }
        return control
    }
}
