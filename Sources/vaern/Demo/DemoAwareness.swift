// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// Initiatives, phishing exercises and reported mails in the example world.
struct DemoAwareness {
    private let initiatives: [DemoEntry]
    private let mails: [DemoEntry]

    init(_ world: [DemoSource]) {
        func all(_ name: String) -> [DemoEntry] { world.flatMap { $0.entries(name) } }
        (initiatives, mails) = (all("awareness_initiatives"), all("reported_mails"))
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in initiatives { try initiative(entry, player) }
        for entry in mails { try mail(entry, player) }
    }

    private func initiative(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("planned"), .compliance) { player in
            let receipt = try player.give(
                .planInitiative,
                [
                    "title": try entry.needed("title_da"), "kind": try entry.needed("kind"),
                    "purpose": try entry.needed("purpose_da"), "reach": "everybody",
                    "from": "\(try entry.neededDay("from"))", "to": "\(try entry.neededDay("to"))",
                    "responsible": "\(try player.person(try entry.needed("responsible")))",
                    "metric": try entry.needed("metric_da"), "measured_in": entry.text("measured_in_da"),
                    "direction": entry.text("direction"), "target": entry.text("target"),
                    "classification": Classification.internal.rawValue,
                ],
                many: [
                    "documents": try entry.words("documents").map { "\(try player.document($0))" },
                    "requirements": try entry.words("requirements").map { "\(try player.requirement($0))" },
                ],
                by: player.holder(.security))
            player.initiatives[key] = try player.made(receipt, .initiative)
        }
        for moment in Initiative.Measurement.Moment.allCases {
            guard let made = entry.entry(moment.rawValue) else { continue }
            player.plan(try made.neededDay("day"), moment == .before ? .task : .correction) { player in
                try give(
                    .measureInitiative, key,
                    [
                        "moment": moment.rawValue, "value": try made.needed("value"),
                        "method": try made.needed("method_da"),
                    ], player)
            }
        }
        player.plan(try entry.neededDay("from"), .task) { try give(.beginInitiative, key, [:], $0) }
        if let held = entry.entry("exercise") {
            player.plan(try held.neededDay("day"), .task) { try exercise(held, key, $0) }
        }
        guard let ended = entry.entry("ended") else { return }
        player.plan(try ended.neededDay("day"), .taskEnd) { player in
            try give(.endInitiative, key, ["outcome": try ended.needed("outcome_da")], player)
        }
    }

    private func give(
        _ kind: CommandKind, _ key: String, _ texts: [String: String?], files: [String: Arguments.File] = [:],
        _ player: DemoPlayer
    ) throws {
        guard let initiative = player.initiatives[key] else { throw DemoFault.missing("initiative \(key)") }
        let own: [String: String?] = ["initiative": "\(initiative)", "day": "\(player.today)"]
        try player.give(kind, own.merging(texts) { $1 }, files: files, by: player.holder(.security))
    }

    /// By unit the counts are those that the door reads out of a list.
    private func exercise(_ held: DemoEntry, _ key: String, _ player: DemoPlayer) throws {
        var reading = ExerciseReading()
        for (index, row) in held.list("units").enumerated() {
            func number(_ name: String) throws -> Int { Int(try row.needed(name)) ?? 0 }
            reading.rows.append(
                .init(
                    number: index + 2, unit: try player.unit(try row.needed("unit")),
                    counts: .init(
                        sent: try number("sent"), opened: try number("opened"), clicked: try number("clicked"),
                        reported: try number("reported"))))
        }
        let first: [String: String?] = ["first_report": held.text("first_report")]
        guard reading.rows.isEmpty else {
            let file = Arguments.File(name: "reading", bytes: reading.encode())
            return try give(.recordExercise, key, first, files: ["reading": file], player)
        }
        var texts = first
        for name in ["sent", "opened", "clicked", "reported"] { texts[name] = held.text(name) }
        try give(.recordExercise, key, texts, player)
    }

    private func mail(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let (person, reported) = (try entry.needed("person"), try entry.neededDay("day"))
        let key = "\(person) \(reported)"
        player.plan(reported, .taskEnd) { player in
            let receipt = try player.give(
                .reportSuspicion,
                [
                    "came": "\(try entry.neededDay("came"))", "time": entry.text("time"),
                    "act": try entry.needed("act"), "sender": entry.text("sender_da"), "look": entry.text("look_da"),
                ], by: player.actor(try player.person(person)))
            player.suspicions[key] = try player.made(receipt, .suspicion)
        }
        guard let answered = try entry.day("answered") else { return }
        player.plan(answered, .check) { player in
            guard let suspicion = player.suspicions[key] else { throw DemoFault.missing("the report \(key)") }
            try player.give(
                .answerSuspicion,
                [
                    "suspicion": "\(suspicion)", "verdict": try entry.needed("verdict"),
                    "word": try entry.needed("word_da"),
                    "exercise": entry.text("exercise").flatMap { player.initiatives[$0] }.map { "\($0)" },
                ], by: player.holder(.security))
        }
    }
}
