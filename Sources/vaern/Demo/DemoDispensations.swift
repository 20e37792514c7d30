// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The dispensations of the example world, each with its life: asked for, advised on, recommended, put before the
/// direktion, decided; then confirmed, ended or left to expire. And the paragraphs that follow from law (policy §7.4).
struct DemoDispensations {
    private let matters: [Matter]
    private let statutes: [DemoEntry]
    private let decisions: [DemoEntry]

    /// One matter as its own file and the world's tell of it: what the one lacks, the other has.
    private struct Matter {
        let own: DemoEntry
        let told: DemoEntry?

        func text(_ key: String) -> String? { own.text(key) ?? told?.text(key) }
        func entry(_ key: String) -> DemoEntry? { own.entry(key) ?? told?.entry(key) }

        func needed(_ key: String) throws -> String {
            guard let text = text(key) else { return try own.needed(key) }
            return text
        }

        func neededDay(_ key: String) throws -> Day {
            guard let day = try own.day(key) ?? told?.day(key) else { return try own.neededDay(key) }
            return day
        }
    }

    init(_ world: [DemoSource]) {
        let told = world.flatMap { $0.entries("dispensations") }
        matters = world.flatMap { $0.entries("matters") }.map { entry in
            Matter(own: entry, told: entry.text("told").flatMap { id in told.first { $0.text("id") == id } })
        }
        statutes = world.flatMap { $0.entries("statutes") }
        decisions = world.flatMap { $0.entries("decisions") }
    }

    func plan(_ player: DemoPlayer) throws {
        for matter in matters { try plan(matter, player) }
        for entry in statutes {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                let document = try player.document(try entry.needed("document"))
                try player.give(
                    .noteStatute,
                    [
                        "document": "\(document)",
                        "paragraph": "\(try player.point(try entry.needed("requirement"), of: document))",
                        "law": try entry.needed("law_da"),
                    ], by: player.actor(try player.person(try entry.needed("by"))))
            }
        }
    }

    private func plan(_ matter: Matter, _ player: DemoPlayer) throws {
        let key = try matter.needed("id")
        player.plan(try matter.neededDay("asked"), .dispensation) { try request(matter, $0) }
        for opinion in matter.own.list("opinions") {
            let by = try opinion.needed("by")
            let told = matter.told?.list("opinions").first { $0.text("by") == by }
            player.plan(try opinion.neededDay("day"), .dispensation) { player in
                try player.give(
                    .adviseDispensation,
                    [
                        "dispensation": "\(try player.dispensation(key))", "advisor": try opinion.needed("as"),
                        "stance": try opinion.needed("stance"),
                        "text": try opinion.text("text_da") ?? told?.needed("text_da"),
                    ], by: player.actor(try player.person(by)))
            }
        }
        if let entry = matter.entry("recommended") {
            player.plan(try entry.neededDay("day"), .dispensation) { try recommend(matter, entry, $0) }
        }
        if let entry = matter.entry("submitted") {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                try player.give(
                    .submitDispensation,
                    [
                        "dispensation": "\(try player.dispensation(key))", "due": "\(try entry.neededDay("due"))",
                        "unheard": entry.text("unheard_da"),
                    ], by: player.holder(.security))
            }
        }
        if let entry = try decision(of: matter) {
            player.plan(try entry.neededDay("day"), .dispensation) { try decide(matter, entry, $0) }
            try planConditions(matter, player)
        }
        try planEnd(matter, player)
    }

    // MARK: Acts

    private func request(_ matter: Matter, _ player: DemoPlayer) throws {
        let document = try player.document(try matter.needed("document"))
        let receipt = try player.give(
            .requestDispensation,
            [
                "document": "\(document)", "unit": "\(try player.unit(try matter.needed("unit")))",
                "title": try matter.needed("title_da"), "situation": try matter.needed("situation_da"),
                "reason": try matter.needed("reason_da"), "risk": try matter.needed("risk_da"),
                "level": try matter.needed("level"), "measures": try matter.needed("compensating_da"),
                "solutions": matter.text("solutions_da"), "from": "\(try matter.neededDay("from"))",
                "to": "\(try matter.neededDay("to"))",
                "follows": try matter.text("follows").map { "\(try player.dispensation($0))" },
            ],
            many: [
                "paragraphs": ["\(try player.point(try matter.needed("requirement"), of: document))"],
                "units": try matter.own.words("units").map { "\(try player.unit($0))" },
            ], by: player.actor(try player.person(try matter.needed("requested_by"))))
        player.dispensations[try matter.needed("id")] = try player.made(receipt, .dispensation)
    }

    private func recommend(_ matter: Matter, _ entry: DemoEntry, _ player: DemoPlayer) throws {
        let proposed = try lines(matter.own.list("conditions")) ?? lines(entry.list("conditions"))
        try player.give(
            .recommendDispensation,
            [
                "dispensation": "\(try player.dispensation(try matter.needed("id")))",
                "outcome": try entry.needed("outcome"), "reasons": try lines(entry.list("reasons")),
                "if_granted": try entry.needed("granted_da"), "if_refused": try entry.needed("refused_da"),
                "conditions": proposed,
            ], by: player.actor(try player.person(try entry.needed("by"))))
    }

    /// The decision that the matter tells itself, or the one of the world that it names.
    private func decision(of matter: Matter) throws -> DemoEntry? {
        if let own = matter.own.entry("decision") { return own }
        guard let id = matter.text("decision") else { return nil }
        guard let entry = decisions.first(where: { $0.text("id") == id }) else { throw DemoFault.missing(id) }
        return entry
    }

    private static let outcomes: [String: Decision.Outcome] = [
        "godkendt": .approved, "godkendt med vilkår": .approved, "afslået": .rejected, "sendt tilbage": .returned,
    ]

    /// Its members decide at the meeting, or the secretary records what the minutes say.
    private func decide(_ matter: Matter, _ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try matter.needed("id")
        let id = try player.dispensation(key)
        let members = try entry.words("present").map { try player.person($0) }
        guard let known = player.register.dispensations[id], let document = known.request?.document,
            let outcome = DemoDispensations.outcomes[try entry.needed("outcome")], let first = members.first
        else { throw DemoFault.missing("what is decided about \(key)") }
        let recorder = try entry.text("recorded_by").map { try player.person($0) }
        let update = matter.entry("update_needed")
        let receipt = try player.give(
            .makeDecision,
            [
                "document": "\(document)", "act": Decision.Act.dispense.rawValue, "outcome": outcome.rawValue,
                "method": (recorder == nil ? Decision.Method.meeting : .minutes).rawValue,
                "minutes": entry.text("minutes_reference"), "reason": entry.text("reason_da"),
                "recusal": entry.text("recusal_reason_da"),
                "conditions": outcome == .approved ? try lines(matter.own.list("conditions")) : nil,
                "conditions_due": try matter.own.day("conditions_due").map { "\($0)" },
                "dispensation": "\(id)", "seen": "\(known.revision)",
                "update": update?.text("answer") == "true" ? "yes" : "no",
                "update_reason": try update?.needed("reason_da"),
                "update_due": try update?.day("task_due").map { "\($0)" },
            ],
            many: [
                "members": members.map { "\($0)" },
                "recused": try entry.words("recused").map { "\(try player.person($0))" },
            ], by: player.actor(recorder ?? first))
        player.decisions[key] = try player.made(receipt, .decision)
        // The tasks of the conditions come in the order of the conditions.
        for (index, task) in receipt.subjects.filter({ $0.kind == .action }).enumerated() {
            player.actions["condition \(key) \(index)"] = task.id.seen(as: Action.self)
        }
    }

    private func planConditions(_ matter: Matter, _ player: DemoPlayer) throws {
        let key = try matter.needed("id")
        for (index, condition) in matter.own.list("conditions").enumerated() {
            guard let done = try condition.day("done") else { continue }
            player.plan(done, .taskEnd) { player in
                try player.complete(
                    player.actions["condition \(key) \(index)"], note: try condition.needed("note_da"),
                    by: condition.text("by"))
            }
        }
    }

    /// What comes after: it is confirmed on a changed basis, no longer used, or was withdrawn before it was decided.
    private func planEnd(_ matter: Matter, _ player: DemoPlayer) throws {
        let key = try matter.needed("id")
        if let entry = matter.entry("confirmed") {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                try player.give(
                    .confirmDecision,
                    [
                        "decision": player.decisions[key].map { "\($0)" }, "reason": try entry.needed("reason_da"),
                        "minutes": try entry.needed("minutes_reference"),
                    ], by: player.holder(.secretary))
            }
        }
        if let entry = matter.entry("ended") {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                try player.give(
                    .endDispensation,
                    ["dispensation": "\(try player.dispensation(key))", "note": try entry.needed("note_da")],
                    by: player.actor(try player.person(try entry.needed("by"))))
            }
        }
        if let entry = matter.entry("withdrawn") {
            player.plan(try entry.neededDay("day"), .dispensation) { player in
                try player.give(
                    .withdrawDispensation,
                    ["dispensation": "\(try player.dispensation(key))", "reason": try entry.needed("reason_da")],
                    by: player.actor(try player.person(try entry.needed("by"))))
            }
        }
    }

    /// One a line; nil if there are none.
    private func lines(_ entries: [DemoEntry]) throws -> String? {
        entries.isEmpty ? nil : try entries.map { try $0.needed("text_da") }.joined(separator: "\n")
    }
}

extension DemoPlayer {
    /// The numbered point of the text in force today.
    fileprivate func point(_ number: String, of document: ID<Document>) throws -> ParagraphID {
        guard let version = register.documents[document]?.versionInForce(on: today),
            let bytes = desk.house.texts.bytes(version.draft.text),
            let point = try DocumentText(decoding: bytes).blocks.first(where: {
                $0.kind == .listItem(depth: 0) && $0.number == number
            })
        else { throw DemoFault.missing("point \(number) of a document on \(today)") }
        return point.id
    }
}
