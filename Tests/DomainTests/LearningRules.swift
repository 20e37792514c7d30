// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// Two questions, both to be answered rightly.
    static let module = try? LearningModule(
        markdown: """
            ---
            id: kort
            language: da
            title: Kort modul
            version: "1.0"
            scope: gdpr
            minutes: 2
            pass_mark: 80
            teaches: ["politik:9"]
            ---

            ## Pas på {#pas}

            Pas på borgernes oplysninger.

            # Spørgsmål

            ## Hvad skal du gøre? {#q1}
            page: pas
            - [x] Passe på
            - [ ] Ingenting
            > Det er borgernes.

            ## Hvem ejer dem? {#q2}
            page: pas
            - [ ] Du
            - [x] Borgerne
            > Det er dem, de handler om.
            """)

    func course(_ name: String = "Kursus") -> ID<Course> { id(name) }

    /// A module in force, and the words that open it as a course for everybody from today.
    mutating func teachable(sourceLocation: SourceLocation = #_sourceLocation) -> Words {
        create("Modul", "modul", under: "Politik")
        enact("Modul", sourceLocation: sourceLocation)
        return [
            "document": document("Modul"), "scope": "gdpr", "reach": "everybody", "rhythm": "yearly", "from": today,
        ]
    }

    mutating func teach(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let usual = teachable(sourceLocation: sourceLocation)
        given(.openCourse, usual.merging(words) { $1 }, as: "Kursus", sourceLocation: sourceLocation)
    }

    /// Gry completes it today.
    mutating func learn(_ name: String = "Gry", sourceLocation: SourceLocation = #_sourceLocation) {
        let before = by
        by = person(name)
        given(.completeCourse, ["course": course(), "answers": "q1=0 q2=1"], sourceLocation: sourceLocation)
        by = before
    }

    func certificate(_ name: String = "Gry") -> ID<Course.Certificate> {
        register.courses[course()]?.certificates[person(name)]?.last?.certificate ?? ID(high: 1, low: 99)
    }

    func turn(_ name: String = "Gry", on day: Day? = nil) -> CourseTurn? {
        register.learners.turn(of: person(name), course(), on: day ?? today)
    }
}

extension CommandRules {
    static func learning(_ kind: CommandKind) -> CommandRules {
        let closed = Refused("when it is closed", .outOfTurn) { world, words in
            world.given(.closeCourse, ["course": words["course"] ?? nobody, "reason": "Afløst"])
        }
        switch kind {
        case .openCourse:
            return CommandRules(
                example: { $0.teachable() },
                then: { world, entries in
                    guard case .course(let id, .opened(let opening)) = entries.first?.fact else {
                        Issue.record("no course")
                        return
                    }
                    #expect(opening.number == 1 && opening.plan.days == 14 && opening.plan.years == 1)
                    #expect(world.register.learners.sums(of: id, on: world.today).concerned > 1)
                },
                refusals: [
                    .saying("document", nobody), .saying("scope", "alt"), .saying("reach", "nogen"),
                    .saying("rhythm", "tit"), .saying("days", 0), .saying("first_due", yesterday),
                    .saying("from", yesterday),
                    Refused("no unit chosen", .invalid, "units") { $1["reach"] = "chosen" },
                    Refused("another document", .invalid, "document") { $1["document"] = $0.document("Politik") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.openCourse, words) },
                ])
        case .planCourse:
            return CommandRules(
                example: { world in
                    world.teach()
                    return [
                        "course": world.course(), "reach": "chosen", "units": [world.unit("Drift")], "days": 30,
                        "rhythm": "once", "working_day": "1", "from": world.today, "reason": "Kun driften",
                    ]
                },
                then: { world, _ in
                    let plan = world.register.courses[world.course()]?.plan(on: world.today)
                    #expect(plan?.days == 30 && plan?.years == nil && plan?.movesToWorkingDay == true)
                    #expect(plan?.audience.units == [world.unit("Drift")])
                },
                refusals: [
                    .saying("course", nobody), .saying("units", [nobody]), .saying("from", yesterday), closed,
                    Refused("as it is", .outOfTurn) { world, words in world.given(.planCourse, words) },
                ])
        case .renewCourse:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.learn()
                    return ["course": world.course(), "due": world.today + 60, "reason": "Ny lov"]
                },
                then: { world, _ in
                    // Completed today counts as the new one; who completed it before today would be asked.
                    #expect(world.register.courses[world.course()]?.renewals.map(\.due) == [world.today + 60])
                },
                refusals: [.saying("course", nobody), .saying("due", "2026-11-23"), closed])
        case .completeCourse:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.by = world.person("Gry")
                    return ["course": world.course(), "answers": "q1=0 q2=1"]
                },
                then: { world, _ in
                    let certificate = world.register.courses[world.course()]?.certificates[world.person("Gry")]?.last
                    #expect(certificate?.label == "KB-2026-00001" && certificate?.right == 2 && certificate?.of == 2)
                    #expect(world.turn()?.standing(on: world.today) == .valid)
                    #expect(world.turn()?.due == world.today.adding(years: 1))
                },
                refusals: [
                    .saying("course", nobody), .saying("answers", "alt rigtigt"), .saying("answers", "q1=0 q2=0"),
                    .saying("answers", "q1=0"), closed,
                    Refused("for somebody else", .outOfTurn) { world, _ in world.by = nil },
                    Refused("twice a day", .outOfTurn) { world, _ in world.learn() },
                ])
        case .recordCompletion:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.prove()
                    return [
                        "course": world.course(), "person": world.person("Gry"), "day": world.today,
                        "evidence": world.evidence(),
                    ]
                },
                then: { world, _ in
                    let certificate = world.register.courses[world.course()]?.certificates[world.person("Gry")]?.last
                    #expect(certificate?.evidence == world.evidence() && certificate?.version == nil)
                },
                refusals: [
                    .saying("course", nobody), .saying("person", nobody), .saying("evidence", nobody),
                    .saying("day", tomorrow), .saying("day", yesterday, at: "late_reason"), closed,
                    Refused("twice", .outOfTurn) { world, words in world.given(.recordCompletion, words) },
                ])
        case .recordCompletions:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.prove()
                    world.completions.rows = [
                        .init(number: 2, person: world.person("Gry"), day: world.today),
                        .init(number: 3, person: world.person("Anna"), day: world.today),
                        .init(number: 4, person: world.person("Anna"), day: world.today),
                    ]
                    return ["course": world.course(), "evidence": world.evidence()]
                },
                then: { world, entries in
                    #expect(entries.count == 2)
                    let certificates = ["Gry", "Anna"].compactMap {
                        world.register.courses[world.course()]?.certificates[world.person($0)]?.last
                    }
                    #expect(certificates.map(\.label) == ["KB-2026-00001", "KB-2026-00002"])
                    #expect(certificates.allSatisfy { $0.evidence == world.evidence() && $0.version == nil })
                },
                refusals: [
                    .saying("course", nobody), .saying("evidence", nobody), closed,
                    Refused("of a list that says nothing of it", .outOfTurn) { world, _ in world.completions.rows = []
                    },
                    Refused("with a row that is wrong", .invalid, "evidence") { world, _ in
                        world.completions.faults = [.init(row: 4, Phrase(da: "Ukendt.", en: "Unknown."))]
                    },
                    Refused("on a day that has not come", .invalid, "evidence") { world, _ in
                        world.completions.rows = [
                            .init(number: 2, person: world.person("Gry"), day: world.today + 1)
                        ]
                    },
                    Refused("on a day before today without a reason", .invalid, "late_reason") { world, _ in
                        world.completions.rows = [
                            .init(number: 2, person: world.person("Gry"), day: world.today - 1)
                        ]
                    },
                    Refused("other than what was shown", .stale) { $1["shown"] = "abc" },
                    Refused("twice", .outOfTurn) { world, words in world.given(.recordCompletions, words) },
                ])
        case .revokeCertificate:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.learn()
                    return ["course": world.course(), "certificate": world.certificate(), "reason": "En anden svarede"]
                },
                then: { world, _ in
                    #expect(world.register.courses[world.course()]?.certificate(world.certificate())?.isRevoked == true)
                    #expect(world.turn()?.standing(on: world.today) == .waiting)
                },
                refusals: [
                    .saying("course", nobody, at: "certificate"), .saying("certificate", nobody),
                    Refused("twice", .outOfTurn) { world, words in world.given(.revokeCertificate, words) },
                ])
        case .reissueCertificate:
            return CommandRules(
                example: { world in
                    world.teach()
                    world.learn()
                    world.today = world.today + 1
                    world.given(
                        .renamePerson, ["person": world.person("Gry"), "name": "Gry Ny", "from": world.today])
                    return ["course": world.course(), "certificate": world.certificate()]
                },
                then: { world, _ in
                    let known = world.register.courses[world.course()]?.certificate(world.certificate())
                    #expect(known?.shows(on: world.today) == world.today && known?.label == "KB-2026-00001")
                },
                refusals: [
                    .saying("course", nobody, at: "certificate"), .saying("certificate", nobody),
                    Refused("nothing has changed", .outOfTurn) { world, words in
                        world.given(.reissueCertificate, words)
                    },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.teach()
                    return ["course": world.course(), "reason": "Afløst af et andet"]
                },
                then: { world, _ in
                    #expect(world.register.courses[world.course()]?.holds(on: world.today) == false)
                    #expect(world.turn() == nil)
                },
                refusals: [.saying("course", nobody), closed])
        }
    }
}
