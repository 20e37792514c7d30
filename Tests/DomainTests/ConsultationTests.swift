// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// A draft of »Backup« in consultation with Gry, the unit Drift and the DPO.
    mutating func consult(_ words: Words = [:]) {
        draft("Backup")
        let usual: Words = [
            "document": document("Backup"), "question": "Er den til at følge?", "persons": person("Gry"),
            "units": unit("Drift"), "roles": "dpo", "due": "2026-12-07",
        ]
        given(.openConsultation, usual.merging(words) { $1 }, as: "Høring")
    }

    mutating func comment(_ who: String = "Gry", _ words: Words = [:]) {
        let usual: Words = [
            "consultation": consultation("Høring"), "person": person(who), "text": "Afsnit 2 er uklart",
        ]
        given(.comment, usual.merging(words) { $1 })
    }

    func heard() -> Consultation {
        register.consultations[consultation("Høring")] ?? Consultation(id: consultation("Høring"))
    }

    var lastComment: ID<Consultation.Comment> { heard().comments.last?.id ?? ID(high: 0, low: 0) }
}

extension CommandRules {
    static func consultations(_ kind: CommandKind) -> CommandRules {
        func about(_ world: World, _ more: Words = [:]) -> Words {
            let consultation: Words = ["consultation": world.consultation("Høring")]
            return consultation.merging(more) { $1 }
        }
        let closed = Refused("when it is closed", .outOfTurn) { world, words in
            world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        }
        switch kind {
        case .extendConsultation:
            return CommandRules(
                example: {
                    $0.consult()
                    return about($0, ["due": "2026-12-20", "reason": "Ferie"])
                },
                then: { world, _ in #expect(world.heard().due.newest == day("2026-12-20")) },
                refusals: [
                    .saying("consultation", nobody), .saying("due", "2026-12-07"), .saying("due", yesterday), closed,
                ])
        case .comment:
            return CommandRules(
                example: {
                    $0.consult()
                    return about($0, ["person": $0.person("Gry"), "paragraph": nobody, "text": "Det er uklart"])
                },
                then: { world, _ in
                    let comment = try #require(world.heard().comments.first)
                    #expect(comment.by == world.person("Gry") && world.texts[comment.text] == "Det er uklart")
                    #expect(comment.answersFor.contains(.person(world.person("Gry"))))
                },
                refusals: [
                    .saying("consultation", nobody), .saying("person", nobody),
                    Refused("by somebody who is not invited", .invalid, "person") { $1["person"] = $0.person("Anna") },
                    closed,
                ])
        case .agree:
            return CommandRules(
                example: {
                    $0.consult()
                    return about($0, ["person": $0.person("Gry")])
                },
                then: { world, _ in #expect(world.heard().answered(.person(world.person("Gry"))) == world.today) },
                refusals: [
                    .saying("consultation", nobody), .saying("person", nobody),
                    Refused("twice", .outOfTurn) { world, words in world.given(.agree, words) },
                    Refused("after a comment", .outOfTurn) { world, _ in world.comment() }, closed,
                ])
        case .reply:
            return CommandRules(
                example: {
                    $0.consult()
                    $0.comment()
                    return about($0, ["comment": $0.lastComment, "person": $0.person("Fie"), "text": "Det retter vi"])
                },
                then: { world, _ in #expect(world.heard().comments.first?.replies.count == 1) },
                refusals: [
                    .saying("consultation", nobody), .saying("comment", nobody), .saying("person", nobody),
                    Refused("by somebody outside it", .invalid, "person") { $1["person"] = $0.person("Anna") }, closed,
                ])
        case .dispose:
            return CommandRules(
                example: {
                    $0.consult()
                    $0.comment()
                    return about(
                        $0, ["comment": $0.lastComment, "disposition": "delvist", "reason": "Kun det første"])
                },
                then: { world, _ in
                    #expect(world.heard().undisposed(on: world.today).isEmpty)
                    #expect(world.heard().comments.first?.disposition.newest?.disposition == .partly)
                },
                refusals: [
                    .saying("consultation", nobody), .saying("comment", nobody), .saying("disposition", "måske"),
                    Refused("not followed without a reason", .invalid, "reason") { $1["reason"] = "" },
                ])
        case .closeConsultation:
            return CommandRules(
                example: {
                    $0.consult()
                    return about($0, ["note": "Enige"])
                },
                then: { world, _ in #expect(!world.heard().isOpen(on: world.today)) },
                refusals: [.saying("consultation", nobody), closed])
        case _:
            return CommandRules(
                example: { world in
                    world.draft("Backup")
                    return [
                        "document": world.document("Backup"), "question": "Er den klar?",
                        "persons": [world.person("Gry"), world.person("Gry")], "units": world.unit("Drift"),
                        "roles": ["dpo", "direktion"], "due": "2026-12-07",
                    ]
                },
                then: { world, entries in
                    let id = entries[0].fact.subject.id.seen(as: Consultation.self)
                    let opening = try #require(world.register.consultations[id]?.opening)
                    #expect(opening.version == world.known("Backup").pending?.id)
                    #expect(
                        opening.invited == [
                            .person(world.person("Gry")), .unit(world.unit("Drift")), .role(.dpo), .body(.direktion),
                        ])
                    #expect(world.duties(.answer, .consultation(id)).count == 4)
                },
                refusals: [
                    .saying("document", nobody), .saying("persons", nobody), .saying("units", nobody),
                    .saying("roles", "kok"), .saying("due", yesterday),
                    Refused("of nobody", .invalid, "persons") {
                        $1["persons"] = ""
                        $1["units"] = ""
                        $1["roles"] = ""
                    },
                    Refused("without a version to consult about", .outOfTurn) {
                        $1["document"] = $0.document("Politik")
                    },
                    Refused("when the version is approved", .outOfTurn) { world, words in
                        world.given(.submitVersion, ["document": world.document("Backup")])
                        world.decide("Backup")
                    },
                ])
        }
    }
}

/// A consultation from its opening to the decision (clause rows 7.1-b, 7.1-d, 7.2-d, 10-b).
@Suite("Consulting about a version")
struct ConsultationTests {
    private func duties(_ world: World, _ rule: Rule) -> [Duty] {
        world.duties(rule, .consultation(world.consultation("Høring")))
    }

    @Test("whoever is asked has a task until somebody answers for them; the owner has one for the comments")
    func tasks() throws {
        var world = World.house
        world.consult()
        #expect(duties(world, .answer).allSatisfy { $0.due == day("2026-12-07") && $0.done == nil })
        #expect(duties(world, .disposition).isEmpty)
        world.comment()
        let mine = try #require(duties(world, .answer).first { $0.responsible == .person(world.person("Gry")) })
        #expect(mine.done == world.today)
        let owner = try #require(duties(world, .disposition).first)
        #expect(owner.responsible == .unit(world.unit("Drift")) && owner.opens == day("2026-12-08"))
        world.given(
            .dispose,
            ["consultation": world.consultation("Høring"), "comment": world.lastComment, "disposition": "fulgt"])
        #expect(duties(world, .disposition).allSatisfy { $0.done == world.today })
        world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        #expect(duties(world, .answer).allSatisfy { $0.done != nil })
    }

    @Test("breach: an answer that is not given is overdue the day after")
    func overdue() throws {
        var world = World.house
        world.consult()
        let duty = try #require(duties(world, .answer).first)
        #expect(duty.standing(on: day("2026-12-07")) == .open && duty.standing(on: day("2026-12-08")) == .overdue)
    }

    @Test("a comment after its day is late; more time makes a later one not late")
    func late() {
        var world = World.house
        world.consult()
        world.today = day("2026-12-09")
        world.comment()
        #expect(world.heard().isLate(world.heard().comments[0]))
        world.given(
            .extendConsultation,
            ["consultation": world.consultation("Høring"), "due": "2026-12-15", "reason": "Ferie"])
        world.comment()
        #expect(!world.heard().isLate(world.heard().comments[1]))
        #expect(world.heard().isLate(world.heard().comments[0]), "it was late when it came")
    }

    @Test("breach: a draft is not submitted while its consultation is open or a comment is unanswered")
    func submission() {
        var world = World.house
        world.consult()
        world.comment()
        let submit: Words = ["document": world.document("Backup")]
        world.when(.submitVersion, submit)
        world.refuses(.outOfTurn)
        world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        world.when(.submitVersion, submit)
        world.refuses(.outOfTurn)
        world.given(
            .dispose,
            ["consultation": world.consultation("Høring"), "comment": world.lastComment, "disposition": "fulgt"])
        world.given(.submitVersion, submit)
    }

    @Test("the decision names what was said as its basis, and notices when a disposition changes after it")
    func basis() throws {
        var world = World.house
        world.consult()
        world.comment()
        let dispose: Words = [
            "consultation": world.consultation("Høring"), "comment": world.lastComment, "disposition": "fulgt",
        ]
        world.given(.dispose, dispose)
        world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.decide("Backup")
        let decision = try #require(world.register.decisions(about: world.document("Backup")).last)
        let subject = Subject.consultation(world.consultation("Høring"))
        #expect(decision.made?.basis.last == .init(subject: subject, revision: world.heard().revision))
        #expect(!world.register.basisHasChanged(decision, on: world.today))
        world.when(.dispose, dispose)
        world.refuses(.outOfTurn)
        let position = world.position { if case .consultation(_, .disposed) = $0 { true } else { false } }
        world.given(.annulFact, ["position": position, "reason": "Forkert"])
        #expect(world.register.basisHasChanged(decision, on: world.today))
    }

    @Test("an annulled comment, closing or opening counts no more")
    func annulled() {
        var world = World.house
        world.consult()
        world.comment()
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Forkert sted"])
        #expect(world.heard().comments.isEmpty)
        #expect(duties(world, .answer).allSatisfy { $0.done == nil })
        world.given(.closeConsultation, ["consultation": world.consultation("Høring")])
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "For tidligt"])
        #expect(world.heard().isOpen(on: world.today))
        let opening = world.position { if case .consultation(_, .opened) = $0 { true } else { false } }
        world.given(.annulFact, ["position": opening, "reason": "Forkert"])
        #expect(duties(world, .answer).isEmpty && world.register.consultations(about: world.document("Backup")).isEmpty)
    }

    @Test("a unit or a role is answered for by one of its own")
    func forOthers() {
        var world = World.house
        world.consult(["persons": ""])
        world.comment("Fie")
        #expect(world.heard().answered(.unit(world.unit("Drift"))) == world.today)
        #expect(world.heard().answered(.role(.dpo)) == nil)
    }
}
