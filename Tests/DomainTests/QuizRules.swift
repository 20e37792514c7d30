// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    static var quiz: CommandRules {
        CommandRules(
            example: { $0.quizWords("Backup") },
            then: { world, entries in
                let version = world.known("Backup").versions[0]
                let known = try #require(version.quiz(on: world.today))
                #expect(known.position == entries[0].stamp.position && entries.count == 1)
                #expect(entries[0].fact == .document(world.document("Backup"), .quizSet(version.id, known.quiz)))
                #expect(world.texts[known.quiz.danish] == World.quizDanish)
                #expect(world.texts[known.quiz.english] == World.quizEnglish)
            },
            refusals: [
                .saying("document", nobody), .saying("danish", ""), .saying("english", ""), .saying("number", "9.9"),
                .saying("danish", "## Kun et spørgsmål {#q1}"),
                .saying("english", World.quizEnglish.replacing("7-3.p2", with: "7.3")),
                .saying("english", World.quizEnglish.replacing("{#q2}", with: "{#q3}")),
                Refused("right answers in other places", .invalid, "english") {
                    $1["english"] = World.quizEnglish.replacing("[ ] Nothing", with: "[x] Nothing")
                        .replacing("[x] That I clicked", with: "[ ] That I clicked")
                },
                Refused("when somebody has acknowledged the version", .outOfTurn) { world, _ in
                    let before = world.by
                    world.by = world.person("Gry")
                    world.given(.acknowledgeNotice, ["notice": world.notice("Backup")])
                    world.by = before
                },
                Refused("of a version that is superseded", .invalid, "number") { world, words in
                    world.enact("Backup", ["number": "2.0"])
                    words["number"] = "1.0"
                },
                Refused("of a withdrawn document", .outOfTurn) { world, _ in
                    world.given(
                        .withdrawDocument,
                        ["document": world.document("Backup"), "from": World.monday, "reason": "Udgår"])
                },
            ])
    }
}
