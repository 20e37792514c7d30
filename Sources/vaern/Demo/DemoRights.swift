// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Roles from a day to a day, seats, deputies, holds and erasures of the example world.
extension DemoPeople {
    /// »Mille Vindelev-Ågård« signs in as »mille.vindelev-aagaard«.
    static func username(_ name: String) -> String {
        var out = ""
        for character in name.lowercased() {
            switch character {
            case "æ": out += "ae"
            case "ø": out += "oe"
            case "å": out += "aa"
            case "ü": out += "u"
            case " ": out += "."
            default: out.append(character)
            }
        }
        return out
    }

    func planRole(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (key, role) = (try entry.needed("person"), try entry.needed("role"))
        let from = try entry.neededDay("from")
        player.plan(from, .role) { player in
            let receipt = try player.give(
                .grantRole,
                [
                    "person": "\(try player.person(key))", "role": role, "from": "\(from)",
                    "unit": try entry.text("unit").map { "\(try player.unit($0))" },
                ], by: player.administrator)
            player.marks["role \(key) \(role) \(from)"] = receipt.positions.lowerBound
        }
        if let annulled = try entry.day("annulled") {
            player.plan(annulled, .correction) { player in
                guard let position = player.marks["role \(key) \(role) \(from)"] else { return }
                try player.give(
                    .annulFact, ["position": "\(position)", "reason": try entry.needed("reason_da")],
                    by: player.administrator)
            }
        }
        guard let to = try entry.day("to") else { return }
        player.plan(to, .closing) { player in
            let person = try player.person(key)
            guard
                let grant = player.register.persons[person]?.grants.last(where: {
                    $0.from == from && $0.role.rawValue == role
                })
            else { return }
            try player.give(
                .endRole, ["person": "\(person)", "grant": "\(grant.id)", "to": "\(to)"], by: player.administrator)
        }
    }

    func planSeat(_ body: DemoEntry, _ member: DemoEntry, _ player: DemoPlayer) throws {
        let (kind, key) = (try body.needed("id"), try member.needed("person"))
        let from = try member.neededDay("from")
        let chairs = Set(
            world.flatMap { $0.entries("people") }.filter { $0.words("roles").contains(kind + "-formand") }
                .compactMap { $0.text("id") })
        player.plan(from, .role) { player in
            try player.give(
                .seatMember,
                [
                    "body": kind, "person": "\(try player.person(key))", "from": "\(from)",
                    "chair": chairs.contains(key) ? "ja" : nil,
                ], by: player.administrator)
        }
    }

    func planDeputy(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let from = try entry.neededDay("from")
        let to = try entry.day("to").map { "\($0)" }
        player.plan(from, .role) { player in
            let person = try player.person(try entry.needed("person"))
            try player.give(
                .appointDeputy,
                [
                    "person": "\(person)", "deputy": "\(try player.person(try entry.needed("deputy")))",
                    "from": "\(from)", "to": to, "reason": try entry.needed("reason_da"),
                ], by: player.actor(person))
        }
    }

    func planHold(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        player.plan(try entry.neededDay("day"), .correction) { player in
            try player.give(
                .placeHold,
                [
                    "person": "\(try player.person(try entry.needed("person")))",
                    "reason": try entry.needed("reason_da"),
                ], by: player.holder(.dpo))
        }
    }

    func planErasure(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        player.plan(try entry.neededDay("day"), .erasure) { player in
            try player.give(
                .erasePerson,
                [
                    "person": "\(try player.person(try entry.needed("person")))",
                    "decision": try entry.needed("decision_da"), "basis": try entry.needed("basis"),
                ], by: player.holder(.dpo))
        }
    }
}
