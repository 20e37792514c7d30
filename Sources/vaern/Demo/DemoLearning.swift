// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// E-learning in the example world: the modules that come with Værn as governing documents, a course of each, and who
/// completed them when.
struct DemoLearning {
    private let modules: [DemoEntry]
    private let all: DemoEntry?
    private let completions: [DemoEntry]
    /// The day on which somebody was recorded, where that was after the first working day.
    private let recorded: [String: Day]

    init(_ world: [DemoSource]) throws {
        modules = world.flatMap { $0.entries("learning_modules") }
        all = world.flatMap { $0.entries("learning") }.first
        completions = world.flatMap { $0.entries("completions", under: "elearning") }
        var recorded: [String: Day] = [:]
        for late in world.flatMap({ $0.entries("late") }) {
            guard let key = late.text("person"), let days = late.text("days").flatMap({ Int($0) }),
                let known = world.flatMap({ $0.entries("people") }).first(where: { $0.text("id") == key }),
                let from = try known.list("engagements").first?.day("from")
            else { continue }
            recorded[key] = from + days
        }
        self.recorded = recorded
    }

    func plan(_ player: DemoPlayer) throws {
        guard let all else { return }
        let (drafted, opened) = (try all.neededDay("drafted"), try all.neededDay("opened"))
        for entry in modules {
            player.plan(drafted, .placing) { try create(entry, all, $0) }
            for (number, day) in try [("1.1", "verified"), ("1.2", "verified_again")].map({
                ($0.0, try all.neededDay($0.1))
            }) {
                player.plan(day, .verification) { try verify(entry, number, all, $0) }
            }
            player.plan(opened, .task) { player in
                let receipt = try player.give(
                    .openCourse,
                    [
                        "document": "\(try player.document(try entry.needed("id")))",
                        "scope": try entry.needed("scope"),
                        "reach": "everybody", "rhythm": "yearly", "from": "\(player.today)",
                        "first_due": "\(try all.neededDay("first_due"))",
                    ], by: player.holder(.security))
                player.courses[try entry.needed("module")] = try player.made(receipt, .course)
            }
        }
        player.plan(opened + 1, .evidence) { player in
            let receipt = try player.give(
                .addEvidence,
                [
                    "unit": "\(try player.unit(try all.needed("unit")))",
                    "title": try all.needed("evidence_title_da"),
                ],
                files: ["file": .init(name: "kurser.csv", bytes: Array(try all.needed("evidence_da").utf8))],
                by: player.holder(.security))
            player.evidence["kurser"] = try player.made(receipt, .evidence)
        }
        for entry in completions {
            let day = try entry.neededDayOf("at")
            let known = recorded[try entry.needed("person")] ?? day
            player.plan(max(day, opened + 1, known), day <= opened ? .compliance : .reading) { player in
                try complete(entry, on: day, player)
            }
        }
    }

    private func create(_ entry: DemoEntry, _ all: DemoEntry, _ player: DemoPlayer) throws {
        let name = try entry.needed("module")
        guard let item = LearningLibrary.item(name, .da) else { throw DemoFault.missing("the module \(name)") }
        let unit = try player.unit(try all.needed("unit"))
        let file = Arguments.File(name: item.fileName, bytes: item.markdown)
        let proposal = try DocumentImport.propose(item.markdown, fileName: item.fileName, mint: player.paragraph)
        let heads = player.register.holders(of: .unitHead, unit: unit, on: player.today)
        guard let head = heads.first.map(player.actor) else { throw DemoFault.missing("a head of the unit of \(name)") }
        let receipt = try player.give(
            .importDocument,
            [
                "kind": Document.Kind.module.rawValue, "title": item.module.title, "unit": "\(unit)",
                "parent": "\(try player.document(try all.needed("parent")))", "classification": "intern",
                "number": item.module.version,
            ], files: ["text": .init(name: file.name, bytes: proposal.text.encode()), "file": file], by: head)
        let document: ID<Document> = try player.made(receipt, .document)
        player.documents[try entry.needed("id")] = document
        try player.give(.submitVersion, ["document": "\(document)"], by: head)
        try player.give(
            .makeDecision,
            ["document": "\(document)", "act": "adopt", "outcome": "approved", "method": "written"],
            many: ["members": heads.prefix(1).map { "\($0)" }], by: head)
        try player.give(.enforceVersion, ["document": "\(document)", "from": "\(player.today)"], by: head)
    }

    private func verify(_ entry: DemoEntry, _ number: String, _ all: DemoEntry, _ player: DemoPlayer) throws {
        let document = try player.document(try entry.needed("id"))
        var texts: [String: String?] = DemoTexts.verification(Int(player.today.number), improvement: nil)
        // Only the topmost is asked about the strategy.
        texts["strategy"] = nil
        texts["document"] = "\(document)"
        texts["number"] = number
        texts["outcome"] = "unchanged"
        try player.give(.verifyDocument, texts, byFirstOf: player.writers(of: document, author: nil))
    }

    /// As the person answered: so many rightly, the rest left out.
    private func complete(_ entry: DemoEntry, on day: Day, _ player: DemoPlayer) throws {
        let name = try entry.needed("module")
        guard let course = player.courses[name], let item = LearningLibrary.item(name, .da) else {
            throw DemoFault.missing("the course \(name)")
        }
        let person = try player.person(try entry.needed("person"))
        guard day == player.today else {
            try player.give(
                .recordCompletion,
                [
                    "course": "\(course)", "person": "\(person)", "day": "\(day)",
                    "evidence": "\(try player.evidence("kurser"))",
                    "late_reason": "Overført fra det tidligere kursussystem.",
                ], by: player.holder(.security))
            return
        }
        let right = try Int(entry.needed("right")) ?? item.module.questions.count
        var answers: [String: Set<Int>] = [:]
        for question in item.module.questions.prefix(right) { answers[question.id] = question.right }
        try player.give(
            .completeCourse, ["course": "\(course)", "answers": CompleteCourse.written(answers)],
            by: player.actor(person))
    }
}
