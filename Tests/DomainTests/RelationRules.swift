// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static func relations(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .relateDocument:
            CommandRules(
                example: { world in
                    world.create("Restore", "procedure", under: "Politik")
                    return [
                        "document": world.document("Backup"), "relation": "se_ogsaa",
                        "other": world.document("Restore"),
                    ]
                },
                then: { world, _ in
                    let related = world.known("Backup").related(on: world.today)
                    #expect(related.map(\.other) == [world.document("Restore")])
                    let back = world.register.referrers(to: world.document("Restore"), on: world.today)
                    #expect(back.map(\.other) == [world.document("Backup")] && back.map(\.relation) == [.seeAlso])
                },
                refusals: [
                    .saying("document", nobody), .saying("other", nobody), .saying("relation", "kender"),
                    .saying("from", "2020-01-01"),
                    Refused("to itself", .invalid, "other") { $1["other"] = $0.document("Backup") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.relateDocument, words) },
                    Refused("the other way round", .outOfTurn) { world, words in
                        world.given(
                            .relateDocument,
                            [
                                "document": world.document("Restore"), "relation": "se_ogsaa",
                                "other": world.document("Backup"),
                            ])
                    },
                    Refused("to one that is withdrawn", .invalid, "other") { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Restore"), "from": World.monday, "reason": "Slut"])
                    },
                    Refused("from one that is withdrawn", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                    },
                ])
        default:
            CommandRules(
                example: { world in
                    world.create("Restore", "procedure", under: "Politik")
                    let words: Words = [
                        "document": world.document("Backup"), "relation": "udmoenter",
                        "other": world.document("Restore"),
                    ]
                    world.given(.relateDocument, words)
                    return words.merging(["reason": "Slået sammen"]) { $1 }
                },
                then: { world, _ in
                    #expect(world.known("Backup").related(on: world.today).isEmpty)
                    #expect(world.register.referrers(to: world.document("Restore"), on: world.today).isEmpty)
                },
                refusals: [
                    .saying("document", nobody), .saying("other", nobody), .saying("relation", "kender"),
                    .saying("relation", "erstatter", .outOfTurn),
                    Refused("twice", .outOfTurn) { world, words in world.given(.unrelateDocument, words) },
                ])
        }
    }

    static var translation: CommandRules {
        CommandRules(
            example: { world in
                world.draft("Backup")
                return ["document": world.document("Backup"), "title": "Backup procedure"]
            },
            then: { world, _ in
                let version = try #require(world.known("Backup").pending)
                let translation = try #require(version.translation(on: world.today))
                #expect(translation.language == .en && translation.reason == nil)
                #expect(world.texts[translation.title] == "Backup procedure")
                let reading = try #require(version.translated(on: world.today))
                #expect(reading.draft.text == translation.text && reading.translatedFrom == .da)
                #expect(reading.id == version.id && reading.position != version.position)
            },
            refusals: [
                .saying("document", nobody), .saying("number", "7.7"), .saying("number", "en"),
                .saying("language", "da"), .saying("language", "de"), .saying("text", "", at: "file"),
                Refused("of a decided version without a reason", .invalid, "reason") { $1["number"] = "1.0" },
                Refused("of a superseded version", .invalid, "number") { world, words in
                    world.given(.submitVersion, ["document": world.document("Backup")])
                    world.decide("Backup")
                    world.given(.enforceVersion, ["document": world.document("Backup"), "from": world.today])
                    words["number"] = "1.0"
                },
                Refused("while the version waits for its decision", .outOfTurn) { world, _ in
                    world.given(.submitVersion, ["document": world.document("Backup")])
                },
                Refused("of a document that is withdrawn", .outOfTurn) { world, _ in
                    world.given(
                        .withdrawDocument,
                        ["document": world.document("Backup"), "from": World.monday, "reason": "Slut"])
                },
            ])
    }
}

@Suite("§7.1-c: related documents; the same version in two languages")
struct RelationTests {
    @Test("a reference holds from its day to the day it is removed, and an annulment brings it back")
    func days() throws {
        var world = World.house
        world.create("Restore", "procedure", under: "Politik")
        let words: Words = [
            "document": world.document("Backup"), "relation": "erstatter", "other": world.document("Restore"),
        ]
        world.given(.relateDocument, words.merging(["from": "2026-12-01"]) { $1 })
        #expect(world.known("Backup").related(on: day("2026-11-30")).isEmpty)
        #expect(world.known("Backup").related(on: day("2026-12-01")).count == 1)
        world.given(.unrelateDocument, words.merging(["from": "2027-01-01", "reason": "Færdig"]) { $1 })
        #expect(world.known("Backup").related(on: day("2026-12-31")).count == 1)
        #expect(world.known("Backup").related(on: day("2027-01-01")).isEmpty)
        let removal = world.position { if case .document(_, .unrelated) = $0 { true } else { false } }
        world.given(.annulFact, ["position": removal, "reason": "Forkert"])
        #expect(world.register.referrers(to: world.document("Restore"), on: day("2027-01-01")).count == 1)
    }

    @Test("a translation is decided with its version: what comes after the decision tells those who decided")
    func decided() throws {
        var world = World.house
        world.draft("Backup")
        let words: Words = ["document": world.document("Backup"), "title": "Backup procedure"]
        world.given(.translateVersion, words)
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let decision = try #require(world.register.decisions(about: world.document("Backup")).last)
        #expect(!world.register.basisHasChanged(decision, on: world.today))
        world.given(.translateVersion, words.merging(["reason": "Et ord var forkert"]) { $1 })
        #expect(world.register.basisHasChanged(decision, on: world.today))
        let translation = try #require(world.known("Backup").versions.last?.translation(on: world.today))
        #expect(translation.reason.flatMap { world.texts[$0] } == "Et ord var forkert")
        // What it replaced comes back.
        let correction = world.position { if case .document(_, .translated) = $0 { true } else { false } }
        world.given(.annulFact, ["position": correction, "reason": "Forkert"])
        #expect(world.known("Backup").versions.last?.translation(on: world.today)?.reason == nil)
    }

    @Test("a version without a translation says which older one is translated")
    func older() {
        var world = World.house
        let words: Words = ["document": world.document("Backup"), "title": "Backup procedure", "reason": "Ønsket"]
        world.given(.translateVersion, words)
        let first = world.known("Backup").versions[0]
        #expect(world.known("Backup").formerTranslated(before: first, on: world.today) == nil)
        world.enact("Backup")
        let second = world.known("Backup").versions[1]
        #expect(second.translation(on: world.today) == nil)
        #expect(world.known("Backup").formerTranslated(before: second, on: world.today)?.id == first.id)
    }
}
