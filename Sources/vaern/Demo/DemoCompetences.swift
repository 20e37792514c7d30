// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Competences in the example world, who shows them, and the talks in which a need was found.
struct DemoCompetences {
    private let competences: [DemoEntry]
    private let talks: DemoEntry?

    init(_ world: [DemoSource]) {
        competences = world.flatMap { $0.entries("competences") }
        talks = world.flatMap { $0.entries("talks") }.first
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in competences {
            let set = try entry.neededDay("set")
            player.plan(set, .task) { try self.set(entry, $0) }
            for one in entry.list("credentials") {
                let day = try one.neededDay("day")
                player.plan(max(day, set + 1), .evidence) { try credit(one, on: day, of: entry, $0) }
            }
        }
        guard let talks else { return }
        player.plan(try talks.neededDay("from"), .task) { player in
            try player.give(
                .setTalks, ["from": "\(player.today)"], many: ["kinds": talks.words("kinds")],
                by: player.holder(.security))
        }
        for one in talks.list("held") {
            player.plan(try one.neededDay("day"), .check) { try talk(one, $0) }
        }
    }

    private func set(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let receipt = try player.give(
            .setCompetence,
            [
                "title": try entry.needed("title_da"), "about": try entry.needed("about_da"),
                "months": entry.text("months"), "from": "\(player.today)",
            ], by: player.holder(.security))
        let competence: ID<Competence> = try player.made(receipt, .competence)
        player.competences[try entry.needed("id")] = competence
        guard let basis = entry.text("basis_da") else { return }
        try player.give(
            .demandCompetence,
            [
                "competence": "\(competence)", "reach": "chosen", "days": try entry.needed("days"), "basis": basis,
                "document": try entry.text("document").map { "\(try player.document($0))" }, "from": "\(player.today)",
            ], many: ["roles": entry.words("roles")], by: player.holder(.security))
    }

    private func credit(_ one: DemoEntry, on day: Day, of entry: DemoEntry, _ player: DemoPlayer) throws {
        let person = try player.person(try one.needed("person"))
        let late = day < player.today ? "Beviset er ældre end kravet." : nil
        try player.give(
            .recordCredential,
            [
                "competence": "\(try competence(entry.needed("id"), player))", "person": "\(person)", "day": "\(day)",
                "issuer": try one.needed("issuer_da"), "number": one.text("number"), "late_reason": late,
            ], by: one.has("own") ? player.actor(person) : player.holder(.security))
    }

    /// Recorded by whoever holds it.
    private func talk(_ one: DemoEntry, _ player: DemoPlayer) throws {
        let person = try player.person(try one.needed("person"))
        let unit = player.register.talkUnit(of: person, on: player.today)
        let heads = unit.map { player.register.holders(of: .unitHead, unit: $0, on: player.today) } ?? []
        guard let head = heads.first(where: { $0 != person }) else {
            throw DemoFault.missing("a head who holds the talk")
        }
        let needs = try one.words("needs").map { "\(try competence($0, player))" }
        try player.give(
            .recordTalk,
            ["person": "\(person)", "day": "\(player.today)", "need": needs.isEmpty ? "none" : "some"],
            many: ["competences": needs], by: player.actor(head))
    }

    private func competence(_ key: String, _ player: DemoPlayer) throws -> ID<Competence> {
        guard let known = player.competences[key] else { throw DemoFault.missing("the competence \(key)") }
        return known
    }
}
