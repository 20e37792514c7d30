// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Units, persons, roles and bodies of the example world, as plans of a player.
struct DemoPeople {
    let organisation: String
    let domain: String
    let world: [DemoSource]

    private func entries(_ key: String) -> [DemoEntry] { world.flatMap { $0.entries(key) } }

    func plan(_ player: DemoPlayer) throws {
        for entry in entries("units") where entry.text("organisation") == organisation { try planUnit(entry, player) }
        for entry in entries("people") where entry.text("organisation") == organisation {
            try planPerson(entry, player)
        }
        for entry in entries("moves") { try planMove(entry, player) }
        for entry in entries("first_days") { try planFirstDay(entry, player) }
        for entry in entries("leaves") { try planLeave(entry, player) }
        for entry in entries("role_periods") { try planRole(entry, player) }
        for body in entries("bodies") {
            for member in body.list("members") { try planSeat(body, member, player) }
        }
        for entry in entries("deputies") { try planDeputy(entry, player) }
        for entry in entries("holds") { try planHold(entry, player) }
        for entry in entries("erasures") { try planErasure(entry, player) }
    }

    private func planUnit(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        for (index, name) in entry.list("names").enumerated() {
            let from = try name.neededDay("from")
            let texts = ["name": try name.needed("name"), "name_en": name.text("name_en"), "from": "\(from)"]
            player.plan(from, .unit) { player in
                if index == 0 {
                    let parent = try entry.text("parent").map { "\(try player.unit($0))" }
                    let receipt = try player.give(
                        .openUnit, texts.merging(["parent": parent]) { $1 }, by: player.administrator)
                    player.units[key] = try player.made(receipt, .unit)
                } else {
                    try player.give(
                        .renameUnit, texts.merging(["unit": "\(try player.unit(key))"]) { $1 }, by: player.administrator
                    )
                }
            }
        }
        if let closed = try entry.day("closed") {
            player.plan(closed, .closing) { player in
                try player.give(
                    .closeUnit, ["unit": "\(try player.unit(key))", "to": "\(closed)"], by: player.administrator)
            }
        }
    }

    private static let kinds = [
        "direktion": "direktion", "bestyrelse": "bestyrelse", "ansat": "employee", "indstationeret": "embedded",
        "ekstern": "consultant",
    ]

    private func planPerson(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        let name = try entry.needed("name")
        let engagements = entry.list("engagements")
        guard let first = try engagements.first?.day("from") else { return }
        let late = entries("late").first { $0.text("person") == key }
        let correction = entries("corrections").first { $0.text("person") == key }
        let former = entry.list("former_name").first
        let added = try correction?.day("recorded") ?? first + (late?.text("days").flatMap { Int($0) } ?? 0)
        let mail = DemoPeople.username(name) + "@" + domain
        player.named[key] = name
        player.plan(added, .person) { player in
            let receipt = try player.give(
                .addPerson, ["name": former?.text("name") ?? name, "mail": mail], by: player.administrator)
            player.persons[key] = try player.made(receipt, .person)
        }
        if let until = try former?.day("until") {
            player.plan(until + 1, .person) { player in
                try player.give(
                    .renamePerson,
                    ["person": "\(try player.person(key))", "name": name, "mail": mail, "from": "\(until + 1)"],
                    by: player.administrator)
            }
        }
        for (index, engagement) in engagements.enumerated() {
            try planEngagement(
                engagement, of: key, late: index == 0 ? late : nil, correction: index == 0 ? correction : nil, player)
        }
        let unit = engagements.first?.text("unit")
        for role in entry.words("roles") {
            guard let granted = DemoPeople.roles[role] else { continue }
            player.plan(max(first, added), .role) { player in
                let held = player.register.roles(of: try player.person(key), on: player.today)
                guard !held.contains(where: { $0.role == granted }) else { return }
                try player.give(
                    .grantRole,
                    [
                        "person": "\(try player.person(key))", "role": granted.rawValue, "from": "\(player.today)",
                        "unit": granted == .unitHead ? "\(try player.unit(unit ?? ""))" : nil,
                    ], by: player.administrator)
            }
        }
    }

    /// The world's words for what a person is, as roles of the product. Others (risk owner, analyst) have no place yet.
    private static let roles: [String: Role] = [
        "enhedsleder": .unitHead, "cai": .security, "isms-koordinator": .security, "sikkerhedskoordinator": .security,
        "dpo": .dpo, "systemejer": .systemOwner, "revisor": .auditor, "administrator": .administrator,
        "sekretær": .secretary,
    ]

    private func planEngagement(
        _ entry: DemoEntry, of key: String, late: DemoEntry?, correction: DemoEntry?, _ player: DemoPlayer
    ) throws {
        guard let kind = DemoPeople.kinds[try entry.needed("kind")] else { return }
        let from = try entry.neededDay("from")
        let title = try entry.needed("title")
        let unit = try entry.needed("unit")
        let working = try entry.day("first_working_day").map { "\($0)" }
        func texts(_ player: DemoPlayer, _ from: Day) throws -> [String: String?] {
            [
                "person": "\(try player.person(key))", "kind": kind, "unit": "\(try player.unit(unit))", "title": title,
                "from": "\(from)", "first_working_day": working, "late_reason": late?.text("reason_da"),
            ]
        }
        if let correction {
            let wrong = try correction.neededDay("wrong")
            let reason = try correction.needed("reason_da")
            player.plan(try correction.neededDay("recorded"), .person) { player in
                let receipt = try player.give(
                    .beginEngagement,
                    try texts(player, wrong).merging(["late_reason": "Set første gang dagen før."]) { $1 },
                    by: player.administrator)
                player.marks["wrong " + key] = receipt.positions.lowerBound
            }
            player.plan(try correction.neededDay("corrected"), .correction) { player in
                guard let position = player.marks["wrong " + key] else { return }
                try player.give(
                    .correctFact,
                    try texts(player, from).merging([
                        "position": "\(position)", "reason": reason, "command": CommandKind.beginEngagement.rawValue,
                    ]) { $1 }, by: player.administrator)
            }
        } else {
            player.plan(from + (late?.text("days").flatMap { Int($0) } ?? 0), .person) { player in
                try player.give(.beginEngagement, try texts(player, from), by: player.administrator)
            }
        }
        guard let to = try entry.day("to") else { return }
        player.plan(to, .closing) { player in
            let person = try player.person(key)
            guard let held = player.register.persons[person]?.engagements.last(where: { $0.from == from }) else {
                return
            }
            try player.give(
                .endEngagement, ["person": "\(person)", "engagement": "\(held.id)", "to": "\(to)"],
                by: player.administrator)
        }
    }
}
