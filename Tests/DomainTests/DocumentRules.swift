// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func versions(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .createDocument:
            CommandRules(
                example: {
                    [
                        "kind": "vejledning", "title": "Sådan gendannes en fil", "unit": $0.unit("Drift"),
                        "parent": $0.document("Backup"), "contact": $0.person("Gry"),
                    ]
                },
                then: { world, entries in
                    let document = try #require(
                        world.register.documents[entries[0].fact.subject.id.seen(as: Document.self)])
                    #expect(document.number == 3)
                    #expect(document.parent.newest == .some(world.document("Backup")))
                    #expect(
                        world.register.children(of: world.document("Backup"), on: world.today).map(\.id) == [
                            document.id
                        ])
                },
                refusals: [
                    .saying("kind", "notat"), .saying("unit", nobody), .saying("parent", nobody),
                    .saying("contact", nobody),
                    Refused("with nothing above it", .invalid, "parent") { $1["parent"] = nil },
                    Refused("under a kind that may not stand above it", .invalid, "parent") {
                        $1["parent"] = $0.document("Politik")
                    },
                    Refused("a policy under another document", .invalid, "parent") { $1["kind"] = "politik" },
                    Refused("under a document that is withdrawn", .invalid, "parent") { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                    },
                    Refused("in a unit that is closed", .invalid, "unit") { world, _ in
                        world.given(.closeUnit, ["unit": world.unit("Drift"), "to": yesterday, "late_reason": "Glemt"])
                    },
                ])
        case .importDocument:
            CommandRules(
                example: {
                    [
                        "kind": "procedure", "title": "Adgang", "unit": $0.unit("Drift"),
                        "parent": $0.document("Politik"),
                        "classification": "fortrolig", "row_number": ["1.0", "2.0"], "row_unit": ["Drift", "Drift"],
                        "row_update": ["Ny", "Ændret"], "row_day": ["2024-02-29", "2025-03-01"],
                    ]
                },
                then: { world, entries in
                    #expect(entries.count == 4)
                    #expect(entries[1].lateReason.flatMap { world.texts[$0] } == "Importeret versionshistorik")
                    let document = try #require(
                        world.register.documents[entries[0].fact.subject.id.seen(as: Document.self)])
                    #expect(document.rows.map(\.number) == [VersionNumber(1, 0), VersionNumber(2, 0)])
                    #expect(document.pending?.draft.number == VersionNumber(2, 0))
                    #expect(document.accessClass(on: world.today) == .unit(world.unit("Drift")))
                    #expect(document.versionInForce(on: world.today) == nil)
                },
                refusals: [
                    .saying("row_day", ["2024-02-30", "2025-03-01"], at: "row_number"),
                    .saying("row_number", ["et", "to"]),
                    .saying("row_day", ["2024-02-29", tomorrow]), .saying("row_unit", ["Drift"], at: "row_number"),
                    .saying("classification", "statslig"), .saying("text", "", at: "file"), .saying("number", "1.x"),
                    .saying("number", "1.9"), .saying("parent", nobody), .saying("unit", nobody),
                ])
        case .draftVersion:
            CommandRules(
                example: {
                    ["document": $0.document("Backup"), "classification": "strengt_fortrolig", "language": "en"]
                },
                then: { world, _ in
                    let document = world.known("Backup")
                    #expect(document.pending?.draft.number == VersionNumber(1, 1))
                    #expect(document.accessClass(on: world.today) == .circle(world.unit("Drift")))
                    #expect(document.versionInForce(on: world.today)?.draft.number == VersionNumber(1, 0))
                },
                refusals: [
                    .saying("document", nobody), .saying("number", "1.0"), .saying("number", "0.9"),
                    .saying("number", "a"),
                    .saying("classification", "statslig"), .saying("classification", "hemmelig"),
                    .saying("language", "de"),
                    .saying("text", "", at: "file"),
                    Refused("while a version waits for its decision", .outOfTurn) { world, words in
                        world.draft("Backup")
                        world.given(.submitVersion, ["document": world.document("Backup")])
                    },
                    Refused("of a document that is withdrawn", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                    },
                ])
        case .submitVersion:
            CommandRules(
                example: { world in
                    world.draft("Backup")
                    return ["document": world.document("Backup")]
                },
                then: { world, _ in
                    #expect(world.known("Backup").pending?.submittedOn == world.today)
                    let duty = try #require(world.duties(.decision, .document(world.document("Backup"))).last)
                    #expect(duty.responsible == .unit(world.unit("Drift")))
                    #expect(duty.due == world.today + 30 && duty.done == nil)
                },
                refusals: [
                    .saying("document", nobody),
                    Refused("when no draft is there", .outOfTurn) { $1["document"] = $0.document("Politik") },
                    Refused("without a section that its kind must have", .invalid, "lacking") { world, _ in
                        world.draftText = Written.text(["Formål": "Hvorfor", "Ansvar": "Drift"])
                    },
                    Refused("twice", .outOfTurn) { world, words in world.given(.submitVersion, words) },
                    Refused("when it is approved already", .outOfTurn) { world, words in
                        world.given(.submitVersion, words)
                        world.decide("Backup")
                    },
                    Refused("of a document that is withdrawn", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                    },
                ])
        case .makeDecision: decision
        case .enforceVersion:
            CommandRules(
                example: { world in
                    world.draft("Backup")
                    world.given(.submitVersion, ["document": world.document("Backup")])
                    world.decide("Backup")
                    return ["document": world.document("Backup"), "from": "2026-12-01"]
                },
                then: { world, _ in
                    let document = world.known("Backup")
                    #expect(document.versionInForce(on: day("2026-11-30"))?.draft.number == VersionNumber(1, 0))
                    #expect(document.versionInForce(on: day("2026-12-01"))?.draft.number == VersionNumber(1, 1))
                    #expect(document.rows.last?.number == VersionNumber(1, 1))
                    #expect(document.pending == nil)
                    #expect(world.duties(.entry, .document(document.id)).last?.done == world.today)
                },
                refusals: [
                    .saying("document", nobody), .saying("from", yesterday),
                    Refused("without a decision", .outOfTurn) { $1["document"] = $0.document("Politik") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.enforceVersion, words) },
                    Refused("before the document above it", .outOfTurn) { world, words in
                        world.create("Kryptering", "emnepolitik", under: "Politik")
                        world.create("Nøgler", "procedure", under: "Kryptering")
                        world.draft("Nøgler")
                        world.given(.submitVersion, ["document": world.document("Nøgler")])
                        world.decide("Nøgler")
                        words["document"] = world.document("Nøgler")
                    },
                    Refused("when the document is withdrawn by then", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": "2026-12-01", "reason": "Slut"])
                    },
                    Refused("from before the version that follows", .invalid, "from") { world, words in
                        world.given(.enforceVersion, words)
                        world.draft("Backup")
                        world.given(.submitVersion, ["document": world.document("Backup")])
                        world.decide("Backup")
                        words["from"] = "2026-11-30"
                    },
                ])
        default:
            CommandRules(
                example: { $0.verification("Politik") },
                then: { world, entries in
                    #expect(entries.count == 1)
                    let policy = world.known("Politik")
                    #expect(policy.rows.last?.number == VersionNumber(1, 3))
                    #expect(policy.rows.last?.day == world.today)
                    #expect(policy.rows.last?.update == .verified(.unchanged))
                    let standing = world.duties(.verification, .document(policy.id)).filter { $0.done == nil }
                    #expect(standing.map(\.due) == [day("2027-11-23")])
                },
                refusals: [
                    .saying("document", nobody), .saying("day", tomorrow), .saying("number", "1.2"),
                    .saying("number", "x"),
                    .saying("day", yesterday, at: "late_reason"), .saying("outcome", "fint"),
                    Refused("of a document that is not in force", .outOfTurn) { world, words in
                        world.create("Kryptering", "emnepolitik", under: "Politik")
                        words["document"] = world.document("Kryptering")
                    },
                    Refused("of a document that was not in force on the day", .outOfTurn) { $1["day"] = "2023-12-05" },
                    Refused("with the number of the draft", .invalid, "number") { world, words in
                        world.draft("Politik", ["number": "2.0"])
                        words["number"] = "2.0"
                    },
                ])
        }
    }

    private static var decision: CommandRules {
        CommandRules(
            example: { world in
                world.create("Kryptering", "emnepolitik", under: "Politik")
                world.draft("Kryptering")
                world.given(.submitVersion, ["document": world.document("Kryptering")])
                return [
                    "document": world.document("Kryptering"), "act": "adopt", "outcome": "approved",
                    "method": "meeting",
                    "members": [world.person("Anna"), world.person("Bo")], "recused": [world.person("Carl")],
                ]
            },
            then: { world, entries in
                let decision = try #require(
                    world.register.decisions[entries[0].fact.subject.id.seen(as: Decision.self)])
                #expect(decision.made?.decider == .body(.direktion))
                #expect(decision.made?.number == 2 && decision.made?.year == 2026)
                #expect(decision.made?.basis.map(\.subject) == [.document(world.document("Kryptering"))])
                #expect(world.known("Kryptering").pending?.decision == decision.id)
                #expect(world.duties(.decision, .document(world.document("Kryptering"))).first?.done == world.today)
                #expect(world.duties(.entry, .document(world.document("Kryptering"))).first?.done == nil)
            },
            refusals: [
                .saying("document", nobody), .saying("day", tomorrow), .saying("day", yesterday, at: "late_reason"),
                .saying("act", "udsæt"),
                .saying("outcome", "rejected", at: "reason"), .saying("outcome", "returned", at: "reason"),
                .saying("method", "minutes", at: "minutes"),
                Refused("a withdrawal that goes back to nobody", .invalid, "outcome") { world, words in
                    words["document"] = world.document("Politik")
                    words["act"] = "withdraw"
                    words["outcome"] = "returned"
                    words["reason"] = "Hvad kommer i stedet?"
                },
                .saying("version", nobody, .outOfTurn), .saying("act", "withdraw", .outOfTurn),
                Refused("by one who has no seat", .invalid, "members") {
                    $1["members"] = [$0.person("Anna"), $0.person("Bo"), $0.person("Sara")]
                },
                Refused("by one whose seat has ended", .invalid, "members") { world, words in
                    world.given(
                        .unseatMember,
                        ["body": "direktion", "seat": world.seat("Bo"), "to": yesterday, "late_reason": "Referat"])
                },
                Refused("with one recused who has no seat", .invalid, "recused") {
                    $1["recused"] = [$0.person("Sara")]
                },
                Refused("by one who is recused", .invalid, "recused") { $1["recused"] = [$0.person("Anna")] },
                Refused("without quorum", .invalid, "members") {
                    $1["members"] = [$0.person("Anna")]
                    $1["recused"] = nil
                },
                Refused("by exactly half of those who are not recused", .invalid, "members") {
                    $1["members"] = [$0.person("Anna")]
                },
                Refused("of what is not submitted", .outOfTurn) { $1["document"] = $0.document("Politik") },
                Refused("of what is approved already", .outOfTurn) { world, words in world.given(.makeDecision, words)
                },
                Refused("of a procedure by one who does not head the unit", .invalid, "members") { world, words in
                    world.draft("Backup")
                    world.given(.submitVersion, ["document": world.document("Backup")])
                    words["document"] = world.document("Backup")
                    words["recused"] = nil
                },
            ])
    }

    static func documents(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .withdrawDocument:
            CommandRules(
                example: { ["document": $0.document("Backup"), "from": "2026-12-01", "reason": "Erstattet"] },
                then: { world, _ in
                    let document = world.known("Backup")
                    #expect(document.versionInForce(on: day("2026-11-30")) != nil)
                    #expect(document.versionInForce(on: day("2026-12-01")) == nil)
                    #expect(
                        world.register.duties.bySubject[.document(document.id)]?.allSatisfy { $0.done != nil } ?? true)
                },
                refusals: [
                    .saying("document", nobody), .saying("from", yesterday),
                    Refused("twice", .outOfTurn) { world, words in world.given(.withdrawDocument, words) },
                    Refused("a policy without the direktion's decision", .outOfTurn) {
                        $1["document"] = $0.document("Politik")
                    },
                    Refused("a policy that the direktion will not withdraw", .outOfTurn) { world, words in
                        world.decide("Politik", ["act": "withdraw", "outcome": "rejected", "reason": "Nej"])
                        words["document"] = world.document("Politik")
                    },
                    Refused("a policy from before the direktion's decision", .invalid, "from") { world, words in
                        world.decide("Politik", ["act": "withdraw"])
                        words["document"] = world.document("Politik")
                        words["from"] = yesterday
                        words["late_reason"] = "Referat"
                    },
                ])
        case .transferDocument:
            CommandRules(
                example: {
                    [
                        "document": $0.document("Backup"), "unit": $0.unit("CAI"), "from": "2026-12-01",
                        "reason": "Ny opdeling",
                    ]
                },
                then: { world, _ in
                    #expect(world.known("Backup").owner.value(on: day("2026-11-30")) == world.unit("Drift"))
                    #expect(world.known("Backup").owner.value(on: day("2026-12-01")) == world.unit("CAI"))
                },
                refusals: [
                    .saying("document", nobody), .saying("unit", nobody), .saying("from", "2026-11-01"),
                    Refused("to its owner", .outOfTurn) { $1["unit"] = $0.unit("Drift") },
                    Refused("to a unit that is closed by then", .invalid, "unit") { world, _ in
                        world.given(.closeUnit, ["unit": world.unit("CAI"), "to": "2026-11-30"])
                    },
                    Refused("before today without a reason", .invalid, "late_reason") {
                        $1["document"] = $0.document("Backup")
                        $0.today = $0.today + 9
                    },
                ])
        case .nameContact:
            CommandRules(
                example: { ["document": $0.document("Backup"), "contact": $0.person("Gry")] },
                then: { world, _ in #expect(world.known("Backup").contact.newest == .some(world.person("Gry"))) },
                refusals: [.saying("document", nobody), .saying("contact", nobody)])
        case .placeDocument:
            CommandRules(
                example: { world in
                    world.create("Drift af it", "emnepolitik", under: "Politik")
                    world.enact("Drift af it")
                    return [
                        "document": world.document("Backup"), "parent": world.document("Drift af it"),
                        "reason": "Ny emnepolitik",
                    ]
                },
                then: { world, _ in
                    #expect(world.known("Backup").parent.newest == .some(world.document("Drift af it")))
                    #expect(
                        world.register.children(of: world.document("Politik"), on: world.today).map(\.id) == [
                            world.document("Drift af it")
                        ])
                },
                refusals: [
                    .saying("document", nobody), .saying("parent", nobody),
                    Refused("under nothing", .invalid, "parent") { $1["parent"] = nil },
                    Refused("under itself", .invalid, "parent") { $1["parent"] = $0.document("Backup") },
                    Refused("a policy under a topic policy", .invalid, "parent") {
                        $1["document"] = $0.document("Politik")
                    },
                    Refused("where it stands", .outOfTurn) { $1["parent"] = $0.document("Politik") },
                    Refused("under what is not in force", .invalid, "parent") { world, words in
                        world.create("Kladde", "emnepolitik", under: "Politik")
                        words["parent"] = world.document("Kladde")
                    },
                ])
        case .retitleDocument:
            CommandRules(
                example: {
                    ["document": $0.document("Backup"), "title": "Backup og restore", "reason": "Dækker begge"]
                },
                then: { world, _ in
                    #expect(world.known("Backup").title.newest.flatMap { world.texts[$0] } == "Backup og restore")
                },
                refusals: [.saying("document", nobody), .saying("title", "To\nlinjer")])
        default:
            CommandRules(
                example: {
                    [
                        "document": $0.document("Politik"), "number": "0.9", "unit": "Sikkerhed", "update": "Udkast",
                        "day": "2023-06-01", "late_reason": "Fundet i arkivet",
                    ]
                },
                then: { world, _ in
                    #expect(world.known("Politik").rows.count == 4)
                    #expect(world.known("Politik").currentNumber(on: day("2023-12-05")) == VersionNumber(0, 9))
                },
                refusals: [
                    .saying("document", nobody), .saying("number", "1.1"), .saying("number", "1.1.1"),
                    .saying("day", tomorrow),
                    Refused("without a reason", .invalid, "late_reason") { $1["late_reason"] = nil },
                    Refused("after the document came into Værn", .invalid, "day") {
                        $0.today = $0.today + 9
                        $1["day"] = tomorrow
                    },
                ])
        }
    }
}

extension World {
    mutating func create(_ name: String, _ kind: String, under parent: String?, owner: String = "Drift") {
        var words: Words = ["kind": kind, "title": name, "unit": unit(owner)]
        if let parent { words["parent"] = document(parent) }
        given(.createDocument, words, as: name)
    }
}
