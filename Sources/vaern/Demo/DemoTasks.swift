// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What somebody in the example world has promised: findings of exercises, treatments that the direktion has decided,
/// milestones and controls, all as tasks until they have places of their own.
struct DemoTasks {
    let world: [DemoSource]

    private struct Task {
        var title: String
        var why: String
        var person: String?
        var unit: String?
        var document: String?
        var added: Day
        var due: Day
        var done: Day?
        var note: String?
    }

    func plan(_ player: DemoPlayer) throws {
        for task in try findings() + milestones() + controls() + treatments() {
            plan(task, player)
        }
        for entry in world.flatMap({ $0.entries("tasks") }) { try planOwn(entry, player) }
    }

    private func entries(_ key: String) -> [DemoEntry] { world.flatMap { $0.entries(key) } }

    private func findings() throws -> [Task] {
        try entries("exercises").flatMap { exercise in
            try exercise.list("findings").map { entry in
                Task(
                    title: "Følg op: " + (try entry.needed("text_da")),
                    why: "Øvelse \(try exercise.needed("id")): \(try exercise.needed("scenario_da")).",
                    person: try entry.needed("owner"), added: try exercise.neededDay("day") + 1,
                    due: try entry.neededDay("due"), done: try entry.day("done"), note: "Prøvet igen uden fejl.")
            }
        }
    }

    private func milestones() throws -> [Task] {
        try entries("initiatives").flatMap { initiative in
            try initiative.list("milestones").map { entry in
                let (due, done) = (try entry.neededDay("due"), try entry.day("done"))
                return Task(
                    title: "Nå milepælen: " + (try entry.needed("name_da")),
                    why: "\(try initiative.needed("strand_da")): \(try initiative.needed("name_da")).",
                    person: try initiative.needed("owner"), added: min(due, done ?? due) - 150, due: due, done: done,
                    note: "Nået.")
            }
        }
    }

    private func controls() throws -> [Task] {
        try entries("internal_controls").map { entry in
            let due = try entry.neededDay("planned")
            return Task(
                title: "Udfør kontrollen: " + (try entry.needed("what_da")),
                why: "Intern kontrol \(try entry.needed("id")), stikprøve på \(try entry.needed("sample")).",
                unit: "cai",
                added: due - 30, due: due, done: try entry.day("done"),
                note: "Fund: \(entry.text("findings") ?? "0").")
        }
    }

    /// The treatments that the direktion has decided, from the day of the decision.
    private func treatments() throws -> [Task] {
        let decisions = entries("decisions")
        return try entries("risks").compactMap { risk in
            guard risk.text("treatment") == "nedbringe", let due = try risk.day("treatment_due"),
                let decision = decisions.first(where: { $0.text("id") == risk.text("decision") }),
                let decided = try decision.day("day"), decided <= due
            else { return nil }
            return Task(
                title: "Nedbring risikoen: " + (try risk.needed("title_da")),
                why:
                    "Risiko \(try risk.needed("id")), besluttet af direktionen (\(decision.text("minutes_reference") ?? "")).",
                person: try risk.needed("owner"), added: decided, due: due)
        }
    }

    private func plan(_ task: Task, _ player: DemoPlayer) {
        let key = "task \(task.title)"
        player.plan(task.added, .task) { player in
            let receipt = try player.give(
                .addAction,
                [
                    "title": task.title, "why": task.why, "due": "\(task.due)",
                    "person": try task.person.map { "\(try player.person($0))" },
                    "unit": try task.unit.map { "\(try player.unit($0))" },
                    "document": task.document.flatMap { player.documents[$0] }.map { "\($0)" },
                ], by: player.holder(.security))
            player.actions[key] = try player.made(receipt, .action)
        }
        guard let done = task.done else { return }
        player.plan(done, .taskEnd) { player in
            try player.complete(player.actions[key], note: task.note ?? "Gjort.", by: task.person)
        }
    }

    private func planOwn(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let title = try entry.needed("title_da")
        let key = "task \(title)"
        if let document = entry.text("follows") {
            let day = try entry.neededDay("done")
            player.plan(day, .taskEnd) { player in
                let about = Subject.document(try player.document(document))
                try player.complete(
                    player.register.actionsAbout[about]?.last, note: try entry.needed("note_da"),
                    by: entry.text("person"))
            }
            return
        }
        plan(
            Task(
                title: title, why: try entry.needed("why_da"), person: entry.text("person"), unit: entry.text("unit"),
                document: entry.text("document"), added: try entry.neededDay("added"), due: try entry.neededDay("due"),
                done: try entry.day("done"), note: entry.text("note_da")), player)
        if let moved = try entry.day("moved") {
            player.plan(moved, .taskEnd) { player in
                try player.give(
                    .moveAction,
                    [
                        "action": player.actions[key].map { "\($0)" }, "due": "\(try entry.neededDay("moved_to"))",
                        "reason": try entry.needed("note_da"),
                    ], by: player.holder(.security))
            }
        }
        if let dropped = try entry.day("dropped") {
            player.plan(dropped, .taskEnd) { player in
                try player.give(
                    .dropAction,
                    ["action": player.actions[key].map { "\($0)" }, "reason": try entry.needed("note_da")],
                    by: player.holder(.security))
            }
        }
    }
}

extension DemoPlayer {
    /// Reports a task done: the responsible does, or else the security team.
    func complete(_ action: ID<Action>?, note: String, by person: String?) throws {
        let own = person.flatMap { persons[$0] }.map { [$0] } ?? []
        try give(
            .completeAction, ["action": action.map { "\($0)" }, "note": note],
            byFirstOf: own + register.holders(of: .security, on: today))
    }
}
