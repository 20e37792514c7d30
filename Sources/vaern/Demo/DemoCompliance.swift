// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What is demanded in the example world and how it is followed: evidence, requirements with their assessments,
/// nonconformities until they are closed, and the statements of applicability (policy §§5, 7.2, 7.3).
struct DemoCompliance {
    private let evidence: [DemoEntry]
    private let demands: [DemoEntry]
    private let raised: [DemoEntry]
    private let scopes: [DemoEntry]

    init(_ world: [DemoSource]) {
        evidence = world.flatMap { $0.entries("evidence") }
        demands = world.flatMap { $0.entries("demands") }
        raised = world.flatMap { $0.entries("raised") }
        scopes = world.flatMap { $0.entries("scopes") }
    }

    func plan(_ player: DemoPlayer) throws {
        for entry in evidence { try planEvidence(entry, player) }
        for entry in demands { try planRequirement(entry, player) }
        for entry in raised { try planNonconformity(entry, player) }
        for entry in scopes { try planScope(entry, player) }
    }

    // MARK: Evidence

    private func planEvidence(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("day"), .evidence) { player in
            var texts: [String: String?] = [
                "title": try entry.told("title_da"), "unit": "\(try player.unit(try entry.needed("unit")))",
                "classification": entry.text("classification"), "link": entry.text("link"),
                "holds_until": try entry.day("until").map { "\($0)" },
            ]
            var files: [String: Arguments.File] = [:]
            if let document = entry.text("verified") {
                texts["entry"] = "\(try player.verification(of: document))"
            } else if let name = entry.text("name") {
                files["file"] = .init(name: name, bytes: Array(try entry.told("text_da").utf8))
            }
            let receipt = try player.give(.addEvidence, texts, files: files, byFirstOf: try player.able(entry))
            player.evidence[key] = try player.made(receipt, .evidence)
        }
        guard let end = entry.entry("withdrawn") else { return }
        player.plan(try end.neededDay("day"), .check) { player in
            try player.give(
                .withdrawEvidence,
                ["evidence": "\(try player.evidence(key))", "reason": try end.needed("reason_da")],
                byFirstOf: try player.able(entry))
        }
    }

    // MARK: Requirements

    private func planRequirement(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("stated"), .compliance) { try state(entry, $0) }
        for mapping in entry.list("mappings") {
            player.plan(try mapping.neededDay("day"), .compliance) { player in
                try player.give(
                    .mapRequirement,
                    [
                        "requirement": "\(try player.requirement(key))", "clause": try mapping.needed("clause"),
                        "relation": try mapping.needed("relation"), "rationale": try mapping.needed("rationale_da"),
                    ], by: player.holder(.security))
            }
        }
        if let amended = entry.entry("amended") {
            player.plan(try amended.neededDay("day"), .compliance) { player in
                var (texts, many) = try wording(entry, player)
                texts["requirement"] = "\(try player.requirement(key))"
                texts["months"] = try amended.needed("months")
                texts["reason"] = try amended.needed("reason_da")
                try player.give(.amendRequirement, texts, many: many, byFirstOf: try player.able(entry))
            }
        }
        if let earlier = entry.entry("earlier") {
            var from = try entry.neededDay("stated")
            for day in earlier.days("days") {
                let first = from
                player.plan(day, .compliance) { try assess(key, earlier, from: first, to: day - 1, $0) }
                from = day
            }
        }
        for assessment in entry.list("assessments") {
            player.plan(try assessment.neededDay("day"), .compliance) { player in
                try assess(
                    key, assessment, from: try assessment.neededDay("from"), to: try assessment.neededDay("to"), player)
            }
        }
    }

    private func state(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        var (texts, many) = try wording(entry, player)
        let kind: CommandKind
        if let clause = entry.text("clause") {
            kind = .adoptClause
            texts["clause"] = clause
        } else if let law = entry.text("law_da") {
            kind = .stateLaw
            texts["law"] = law
            texts["binds"] = entry.text("binds_da")
            // What a law says of its days does not move with the world.
            texts["from"] = try entry.entry("from")?.needed("fixed")
        } else {
            kind = .findRequirement
            let document = try player.document(try entry.needed("document"))
            texts["document"] = "\(document)"
            texts["paragraph"] = "\(try player.paragraph(saying: try entry.needed("says"), in: document))"
        }
        let receipt = try player.give(kind, texts, many: many, byFirstOf: try player.able(entry))
        player.requirements[try entry.needed("id")] = try player.made(receipt, .requirement)
    }

    private func wording(
        _ entry: DemoEntry, _ player: DemoPlayer
    ) throws -> (texts: [String: String?], many: [String: [String]]) {
        (
            [
                "demand": try entry.needed("demand_da"), "unit": "\(try player.unit(try entry.needed("unit")))",
                "months": entry.text("months"), "trigger": entry.text("trigger_da"),
                "expected": try entry.needed("expected_da"),
            ], ["areas": entry.words("areas"), "properties": entry.words("properties")]
        )
    }

    private func assess(_ key: String, _ entry: DemoEntry, from: Day, to: Day, _ player: DemoPlayer) throws {
        try player.give(
            .assessRequirement,
            [
                "requirement": "\(try player.requirement(key))", "from": "\(from)", "to": "\(to)",
                "method": try entry.needed("method"), "sample": try entry.toldIfAny("sample_da"),
                "result": entry.text("result") ?? Assessment.Result.complied.rawValue,
                "finding": try entry.told("finding_da"),
                "assessor": "\(try player.person(try entry.needed("by")))",
                "next": try entry.day("next").map { "\($0)" },
            ], many: ["evidence": try entry.words("evidence").map { "\(try player.evidence($0))" }],
            byFirstOf: try player.able(entry))
    }

    // MARK: Nonconformities

    private func planNonconformity(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("day"), .compliance) { player in
            let receipt = try player.give(
                .raiseNonconformity,
                [
                    "requirement": try entry.text("requirement").map { "\(try player.requirement($0))" },
                    "what": try entry.needed("what_da"), "origin": try entry.needed("origin"),
                    "severity": try entry.needed("severity"), "due": "\(try entry.neededDay("due"))",
                    "unit": "\(try player.unit(try entry.needed("unit")))",
                ], byFirstOf: try player.able(entry))
            player.nonconformities[key] = try player.made(receipt, .nonconformity)
        }
        for step in entry.list("steps") { try plan(step, of: key, player) }
    }

    private func plan(_ step: DemoEntry, of key: String, _ player: DemoPlayer) throws {
        let day = try step.neededDay("day")
        switch try step.needed("kind") {
        case "explained":
            player.plan(day, .compliance) { player in
                try player.give(
                    .explainNonconformity,
                    [
                        "nonconformity": "\(try player.nonconformity(key))", "cause": try step.needed("cause_da"),
                        "check": "\(try step.neededDay("check"))",
                    ], byFirstOf: try player.able(step))
            }
        case "checked":
            player.plan(day, .check) { player in
                try player.give(
                    .checkNonconformity,
                    [
                        "nonconformity": "\(try player.nonconformity(key))", "outcome": try step.needed("outcome"),
                        "finding": try step.needed("finding_da"),
                    ], many: ["evidence": try step.words("evidence").map { "\(try player.evidence($0))" }],
                    byFirstOf: try player.able(step))
            }
        case "task":
            let title = try step.needed("title_da")
            player.plan(day, .task) { player in
                let nonconformity = try player.nonconformity(key)
                let label = player.register.nonconformities[nonconformity]?.raised?.label ?? ""
                let receipt = try player.give(
                    .addAction,
                    [
                        "title": title, "why": "Retter \(label).", "due": "\(try step.neededDay("due"))",
                        "person": "\(try player.person(try step.needed("person")))",
                        "nonconformity": "\(nonconformity)",
                    ], by: player.holder(.security))
                player.actions["task " + title] = try player.made(receipt, .action)
            }
            guard let done = try step.day("done") else { return }
            player.plan(done, .taskEnd) { player in
                try player.complete(
                    player.actions["task " + title], note: try step.needed("note_da"), by: step.text("person"))
            }
        case let other: throw DemoFault.missing("what »\(other)« is in nonconformity \(key)")
        }
    }

    // MARK: Statements of applicability

    private func planScope(_ entry: DemoEntry, _ player: DemoPlayer) throws {
        let key = try entry.needed("id")
        player.plan(try entry.neededDay("opened"), .compliance) { player in
            let receipt = try player.give(
                .openScope,
                [
                    "name": try entry.needed("name_da"),
                    "baseline": try entry.text("baseline").map { "\(try player.scope($0))" },
                ], by: player.holder(.security))
            player.scopes[key] = try player.made(receipt, .scope)
        }
        for decision in entry.list("decisions") {
            player.plan(try decision.neededDay("day"), .compliance) { player in
                try player.give(
                    .decideApplicability,
                    [
                        "scope": "\(try player.scope(key))", "control": try decision.needed("control"),
                        "applies": decision.has("status") ? "yes" : "no", "reason": try decision.needed("reason_da"),
                        "status": decision.text("status"), "how": decision.text("how_da"),
                        "unit": try decision.text("unit").map { "\(try player.unit($0))" },
                    ], many: ["documents": try decision.words("documents").map { "\(try player.document($0))" }],
                    by: player.holder(.security))
            }
        }
        for resumed in entry.list("resumed") {
            player.plan(try resumed.neededDay("day"), .compliance) { player in
                try player.give(
                    .resumeBaseline,
                    [
                        "scope": "\(try player.scope(key))", "control": try resumed.needed("control"),
                        "reason": try resumed.needed("reason_da"),
                    ], by: player.holder(.security))
            }
        }
    }
}

extension DemoPlayer {
    /// The person that an entry names, and else somebody of the security team.
    fileprivate func able(_ entry: DemoEntry) throws -> [ID<Person>] {
        let named = try entry.text("by").map { [try person($0)] } ?? []
        return named + register.holders(of: .security, on: today)
    }

    /// The block of the text in force today that says something.
    fileprivate func paragraph(saying words: String, in document: ID<Document>) throws -> ParagraphID {
        guard let version = register.documents[document]?.versionShown(on: today),
            let bytes = desk.house.texts.bytes(version.draft.text),
            let block = try DocumentText(decoding: bytes).blocks.first(where: { $0.text.contains(words) })
        else { throw DemoFault.missing("»\(words)« in a document on \(today)") }
        return block.id
    }

    /// The entry of the newest verification of a document.
    fileprivate func verification(of key: String) throws -> Int {
        guard let made = register.documents[try document(key)]?.verifications.last else {
            throw DemoFault.missing("a verification of \(key) on \(today)")
        }
        return made.position
    }
}

extension DemoEntry {
    /// A text in which the days between braces move with the world: `{2026-10-02}` as in a file, `{2026-10-02 d}` as in a
    /// sentence, `{2026-10-02 m}` the month and `{2026-10-02 y}` the year alone.
    func told(_ key: String) throws -> String {
        var (told, rest) = ("", Substring(try needed(key)))
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let parts = rest[rest.index(after: open)..<close].split(separator: " ")
            guard let day = parts.first.flatMap({ Day(String($0)) }).map({ $0 + shift }) else {
                throw DemoFault.malformed(file: file, "»\(rest[open...close])« is no day")
            }
            let month = DemoEntry.months[day.month - 1]
            told += rest[..<open]
            switch parts.last {
            case "d": told += "\(day.day). \(month)"
            case "m": told += month
            case "y": told += "\(day.year)"
            case _: told += "\(day)"
            }
            rest = rest[rest.index(after: close)...]
        }
        return told + rest
    }

    fileprivate func toldIfAny(_ key: String) throws -> String? { text(key) == nil ? nil : try told(key) }

    fileprivate func days(_ key: String) -> [Day] { words(key).compactMap { Day($0) }.map { $0 + shift } }

    private static let months = [
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ]
}
