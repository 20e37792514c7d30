// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The governing documents of the example world, each with its life: imported, submitted, decided, put in force, verified,
/// withdrawn.
struct DemoDocuments {
    let world: [DemoSource]
    private let decisions: [DemoEntry]
    private let all: [DemoEntry]
    private let outcomes: [DemoEntry]
    private let director: String

    init(_ world: [DemoSource]) {
        self.world = world
        let order = ["politik", "emnepolitik", "procedure", "vejledning"]
        all = world.flatMap { $0.entries("documents") }.enumerated().sorted {
            let (left, right) = (
                order.firstIndex(of: $0.element.text("kind") ?? ""), order.firstIndex(of: $1.element.text("kind") ?? "")
            )
            return (left ?? 9, $0.offset) < (right ?? 9, $1.offset)
        }.map(\.element)
        decisions = world.flatMap { $0.entries("decisions") }
        outcomes = world.flatMap { $0.entries("outcomes") }
        director =
            world.flatMap { $0.entries("people") }.first { $0.words("roles").contains("direktion-formand") }?
            .text("name") ?? ""
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in all { try plan(entry, player) }
    }

    // MARK: The days of a document

    private func first(_ key: String) throws -> Day? {
        try all.first { $0.text("id") == key }?.list("versions").first?.day("date")
    }

    /// The approval of a document that a version rests on: at most a year before it enters.
    private func decision(of key: String, for day: Day) throws -> DemoEntry? {
        try decisions.last { entry in
            guard entry.words("subjects").contains(key), entry.text("outcome") == "godkendt",
                let decided = try entry.day("day")
            else { return false }
            return decided <= day && day - decided < 365
        }
    }

    private func drafted(_ key: String) throws -> Day? {
        guard let day = try first(key) else { return nil }
        return min(try decision(of: key, for: day)?.day("day") ?? day, day) - 21
    }

    private func plan(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        let versions = entry.list("versions")
        guard let day = try versions.first?.day("date"), var drafted = try drafted(key) else {
            let opened = try entry.entry("consultation")?.day("opened") ?? player.reference - 14
            player.plan(opened, .document) { try create(entry, version: "0.1", under: entry.text("parent"), $0) }
            return
        }
        // What is older than the document above it begins under the policy and is placed below when that enters.
        let (parent, root) = (entry.text("parent"), all.first?.text("id"))
        var initial = parent
        if let parent, let above = try first(parent) {
            if above > day {
                initial = root
                player.plan(above, .placing) { try place(key, under: parent, $0) }
            } else if let earlier = try self.drafted(parent), earlier > drafted {
                drafted = min(earlier, day)
            }
        }
        if parent?.hasPrefix("strategi") == true { initial = nil }
        let (under, number) = (initial, try versions[0].needed("number"))
        player.plan(drafted, .document) { try create(entry, version: number, under: under, $0) }
        try planEntry(entry, versions[0], drafted: drafted, player)
        for version in versions.dropFirst() { try planLater(entry, version, player) }
        if let draft = entry.entry("draft") { try planDraft(entry, draft, player) }
    }

    /// Submission, decision and entry of a version whose text is there.
    private func planEntry(_ entry: DemoEntry, _ version: DemoEntry, drafted: Day, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        let day = try version.neededDay("date")
        let decision = try decision(of: key, for: day)
        let decided = min(try decision?.day("day") ?? day, day)
        let author = version.text("name")
        player.plan(max(drafted, decided - 7), .submission) { player in
            let document = try player.document(key)
            try player.give(
                .submitVersion, ["document": "\(document)"],
                byFirstOf: player.writers(of: document, author: author))
        }
        if key == DemoQuiz.document {
            player.plan(max(drafted, decided - 7), .submission) { player in
                let document = try player.document(key)
                try player.give(
                    .setQuiz, DemoQuiz.fields(document), byFirstOf: player.writers(of: document, author: author))
            }
        }
        player.plan(decided, .decision) { try decide(key, decision, $0) }
        player.plan(decided, .entry) { player in
            let document = try player.document(key)
            try player.give(
                .enforceVersion, ["document": "\(document)", "from": "\(day)"],
                byFirstOf: player.writers(of: document, author: author))
        }
        planReading(key, from: max(decided, day), player)
    }

    /// What is out is read: most acknowledge within some days, a few late, and now and then somebody not at all.
    private func planReading(_ key: String, from day: Day, _ player: DemoPlayer) {
        for (wait, readers) in [(2, 0..<45), (6, 45..<80), (12, 80..<94), (19, 94..<98)] {
            player.plan(day + wait, .reading) { player in
                let register = player.register
                guard let document = player.documents[key],
                    let known = register.notice(of: document, on: player.today)
                else { return }
                let (notice, answers) = (known.id, DemoQuiz.answers(to: known, player))
                let accessClass = register.accessClass(of: .notice(notice), on: player.today)
                // Somebody of the security team always has something left to read.
                let forgetful = player.persons["p10"]
                for reader in register.concerned(by: notice, on: player.today)
                    .sorted(by: { $0.person < $1.person })
                where reader.done == nil && reader.person != forgetful
                    && readers.contains(Int((reader.person.low ^ document.low) % 100))
                    && Access.sees(accessClass, reader.person, in: register, on: player.today)
                {
                    try player.give(
                        .acknowledgeNotice, ["notice": "\(notice)", "answers": answers],
                        by: player.actor(reader.person))
                }
            }
        }
    }

    private func planLater(_ entry: DemoEntry, _ version: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        let (day, number) = (try version.neededDay("date"), try version.needed("number"))
        let change = version.text("change_da") ?? ""
        if change.hasPrefix("Ophævet") {
            player.plan(day, .withdrawal) { player in
                let document = try player.document(key)
                try player.give(
                    .withdrawDocument,
                    ["document": "\(document)", "from": "\(day)", "reason": "Dækkes af andre dokumenter fra i dag."],
                    byFirstOf: player.writers(of: document, author: version.text("name")))
            }
        } else if try change != "Verificeret" && change != "Gennemgang"
            || decision(of: key, for: day)?.day("day") == day
        {
            let drafted = day - 21
            player.plan(drafted, .document) { player in
                try draft(entry, number: number, note: change, author: version.text("name"), player)
            }
            try planEntry(entry, version, drafted: drafted, player)
        } else {
            let outcome = try outcomes.first { try $0.text("document") == key && $0.day("day") == day }
            player.plan(day, .verification) { player in
                let document = try player.document(key)
                var texts: [String: String?] = DemoTexts.verification(
                    Int(day.number), improvement: outcome?.text("improvement_da"))
                // Only the topmost is asked about the strategy.
                if entry.text("kind") != "politik" { texts["strategy"] = nil }
                texts["document"] = "\(document)"
                texts["number"] = number
                texts["outcome"] = outcome?.text("outcome") ?? "unchanged"
                try player.give(
                    .verifyDocument, texts, byFirstOf: player.writers(of: document, author: version.text("name")))
            }
        }
    }

    /// A new version that waits for a decision to come.
    private func planDraft(_ entry: DemoEntry, _ draft: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        let meeting =
            try decisions.first { $0.text("id") == draft.text("for_decision") }?.day("day") ?? player.reference
        player.plan(meeting - 21, .document) { player in
            try self.draft(
                entry, number: try draft.needed("number"), note: draft.text("changes_da"), author: nil, player)
        }
        player.plan(meeting - 10, .submission) { player in
            let document = try player.document(key)
            try player.give(
                .submitVersion, ["document": "\(document)"], byFirstOf: player.writers(of: document, author: nil))
        }
    }

    // MARK: Acts

    private func create(_ entry: DemoEntry, version: String, under parent: String?, _ player: DemoPlayer) throws {
        let unit = try player.unit(try entry.needed("owner_unit"))
        let (text, file) = try words(entry, version: version, player)
        let above = try parent.flatMap { player.register.documents[try player.document($0)]?.kind }
        let skips = entry.text("kind") == "vejledning" && above == .topicPolicy
        let receipt = try player.give(
            .importDocument,
            [
                "placement": skips
                    ? "Emnepolitikken siger selv, hvordan arbejdet gøres; en procedure er ikke nødvendig." : nil,
                "kind": try entry.needed("kind"), "title": try entry.needed("title_da"), "unit": "\(unit)",
                "parent": try parent.map { "\(try player.document($0))" },
                "contact": try entry.text("contact").map { "\(try player.person($0))" },
                "classification": try classification(entry), "number": version,
                "note": entry.list("versions").first?.text("change_da"),
            ], files: ["text": text, "file": file],
            byFirstOf: player.writers(in: unit, author: entry.list("versions").first?.text("name")))
        player.documents[try entry.needed("id")] = try player.made(receipt, .document)
    }

    private func draft(
        _ entry: DemoEntry, number: String, note: String?, author: String?, _ player: DemoPlayer
    ) throws {
        let document = try player.document(try entry.needed("id"))
        var (text, file) = try words(entry, version: number, player)
        // What is bound to a paragraph follows into the new version, as whoever hands it in confirms.
        if let before = player.register.documents[document]?.versions.last,
            let bytes = player.desk.house.texts.bytes(before.draft.text)
        {
            let (old, new) = (try DocumentText(decoding: bytes), try DocumentText(decoding: text.bytes))
            let same = ParagraphMatch.adopt(ParagraphMatch.propose(old: old, new: new), in: new)
            text = .init(name: text.name, bytes: same.encode())
        }
        try player.give(
            .draftVersion,
            [
                "document": "\(document)", "classification": try classification(entry), "number": number, "note": note,
            ], files: ["text": text, "file": file], byFirstOf: player.writers(of: document, author: author))
    }

    private func classification(_ entry: DemoEntry) throws -> String {
        try entry.needed("classification").lowercased().replacing(" ", with: "_")
    }

    private func decide(_ key: String, _ decision: DemoEntry?, _ player: DemoPlayer) throws {
        let document = try player.document(key)
        guard let known = player.register.documents[document],
            let decider = player.register.decider(of: known, on: player.today)
        else { throw DemoFault.missing("a decider of \(key)") }
        let members: [ID<Person>]
        switch decider {
        case .body(let body):
            let present = try decision?.words("present").map { try player.person($0) } ?? []
            members = present.isEmpty ? player.register.members(of: body, on: player.today) : present
        case .head(let unit): members = player.register.holders(of: .unitHead, unit: unit, on: player.today)
        }
        guard let first = members.first else { throw DemoFault.missing("who decides \(key) on \(player.today)") }
        try player.give(
            .makeDecision,
            [
                "document": "\(document)", "act": "adopt", "outcome": "approved",
                "method": decision == nil ? "written" : "meeting", "minutes": decision?.text("minutes_reference"),
            ], many: ["members": members.map { "\($0)" }], by: player.actor(first))
    }

    private func place(_ key: String, under parent: String, _ player: DemoPlayer) throws {
        let document = try player.document(key)
        try player.give(
            .placeDocument,
            [
                "document": "\(document)", "parent": "\(try player.document(parent))",
                "reason": "Det overordnede dokument gælder fra i dag.",
            ], byFirstOf: player.writers(of: document, author: nil))
    }

    // MARK: Texts

    private func words(
        _ entry: DemoEntry, version: String, _ player: DemoPlayer
    ) throws -> (text: Arguments.File, file: Arguments.File) {
        let (key, title) = (try entry.needed("id"), try entry.needed("title_da"))
        var rows: [DemoTexts.Row] = []
        for row in entry.list("versions") {
            let number = try row.needed("number")
            let author = ["unit", "name", "title"].compactMap { row.text($0) }.joined(separator: ", ")
            rows.append(
                .init(
                    number: number, author: author, update: row.text("change_da") ?? "", day: try row.neededDay("date"))
            )
            if number == version { break }
        }
        let unit = player.register.units[try player.unit(try entry.needed("owner_unit"))]?.name.value(on: player.today)
        let unitName = unit.flatMap { player.desk.house.texts.text($0) } ?? ""
        let (name, text): (String, String)
        if entry.text("parent")?.hasPrefix("strategi") == true {
            name = "informationssikkerhedspolitik.txt"
            text = DemoTexts.policy(
                try DemoFiles.text("fki-politik.txt"), director: director,
                rows: rows.map { .init(number: $0.number, author: unitName, update: $0.update, day: $0.day) },
                unit: unitName == "InfoSec" ? unitName : "CAI")
        } else if let template = DemoDocuments.templates[title] {
            name = template
            text = DemoTexts.topicPolicy(try DemoFiles.text(template), rows: rows)
        } else {
            let above = all.first { $0.text("id") == entry.text("parent") }?.text("title_da") ?? ""
            let demands = try DemoDocuments.templates[above].map { DemoTexts.requirements(of: try DemoFiles.text($0)) }
            name = key + ".md"
            text = DemoTexts.paper(
                title: title, kind: Document.Kind(rawValue: try entry.needed("kind")) ?? .procedure, above: above,
                requirements: demands ?? [], unit: unitName, version: version)
        }
        let bytes = Array(text.utf8)
        let proposal = try DocumentImport.propose(bytes, fileName: name, mint: player.paragraph)
        return (.init(name: name, bytes: proposal.text.encode()), .init(name: name, bytes: bytes))
    }

    private static let templates = [
        "Emnepolitik for styring af aktiver": "styring-af-aktiver.md",
        "Emnepolitik for kryptering": "kryptering.md",
        "Emnepolitik for logning": "logning.md",
        "Emnepolitik for backup og restore": "backup-og-restore.md",
        "Emnepolitik for sletning af data": "sletning-af-data.md",
        "Emnepolitik for administration af dataadgange": "administration-af-dataadgange.md",
        "Emnepolitik for systemvedligeholdelse": "systemvedligeholdelse.md",
        "Emnepolitik for leverandørstyring": "leverandoerstyring.md",
        "Emnepolitik for sikkerhedshændelser og beredskab": "sikkerhedshaendelser-og-beredskab.md",
    ]
}

extension DemoPlayer {
    /// Who may write in the name of a unit, the person named as author first.
    func writers(in unit: ID<Unit>, author: String?) -> [ID<Person>] {
        let named = author.flatMap { name in self.named.first { $0.value == name }?.key }.flatMap { persons[$0] }
        return [named].compactMap { $0 } + register.holders(of: .unitHead, unit: unit, on: today)
            + register.holders(of: .security, on: today)
    }

    func writers(of document: ID<Document>, author: String?) -> [ID<Person>] {
        guard let unit = register.documents[document]?.owner.value(on: today) else { return [] }
        return writers(in: unit, author: author)
    }
}
