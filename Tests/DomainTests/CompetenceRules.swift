// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func competence(_ name: String = "Kompetence") -> ID<Competence> { id(name) }

    /// A competence that holds for two years.
    mutating func skill(_ words: Words = [:], as name: String = "Kompetence", at: SourceLocation = #_sourceLocation) {
        let usual: Words = [
            "title": "Ledelse af hændelser", "about": "Et kursus på to dage", "months": 24, "from": today,
        ]
        given(.setCompetence, usual.merging(words) { $1 }, as: name, sourceLocation: at)
    }

    /// It is demanded of the DPO and the security team, who have 30 days.
    mutating func demandSkill(_ words: Words = [:], at: SourceLocation = #_sourceLocation) {
        let usual: Words = [
            "competence": competence(), "reach": "chosen", "roles": ["security", "dpo"], "days": 30,
            "basis": "Politikken, afsnit 9", "from": today,
        ]
        given(.demandCompetence, usual.merging(words) { $1 }, sourceLocation: at)
    }

    /// Dan got it today.
    mutating func credit(_ name: String = "Dan", _ words: Words = [:], at: SourceLocation = #_sourceLocation) {
        given(.recordCredential, credited(name, words), sourceLocation: at)
    }

    func credited(_ name: String = "Dan", _ words: Words = [:]) -> Words {
        let usual: Words = [
            "competence": competence(), "person": person(name), "day": today, "issuer": "Kursushuset", "number": "17-A",
        ]
        return usual.merging(words) { $1 }
    }

    func demanded() -> ID<Competence.Demand> {
        register.competences[competence()]?.demands.last?.id ?? ID(high: 1, low: 99)
    }

    func credential(_ name: String = "Dan") -> ID<Competence.Credential> {
        register.competences[competence()]?.credentials[person(name)]?.last?.id ?? ID(high: 1, low: 99)
    }

    func state(_ name: String = "Dan", on day: Day? = nil) -> Competence.State? {
        register.competences[competence()].flatMap { register.state(of: person(name), $0, on: day ?? today) }
    }

    /// Talks are held with employees; Fie holds them in Drift.
    mutating func talk(at: SourceLocation = #_sourceLocation) {
        given(.setTalks, ["kinds": ["employee"], "from": today], sourceLocation: at)
    }

    func talked(_ name: String = "Gry", _ words: Words = [:]) -> Words {
        let usual: Words = ["person": person(name), "day": today, "need": "none"]
        return usual.merging(words) { $1 }
    }
}

extension CommandRules {
    static func competences(_ kind: CommandKind) -> CommandRules {
        let withdrawn = Refused("when it is withdrawn", .outOfTurn) { world, words in
            world.given(.withdrawCompetence, ["competence": world.competence(), "reason": "Afløst"])
        }
        let revoked = Refused("when it is revoked", .outOfTurn) { world, _ in
            world.given(
                .revokeCredential,
                [
                    "competence": world.competence(), "credential": world.credential(), "from": world.today,
                    "reason": "Forkert person",
                ])
        }
        switch kind {
        case .setCompetence:
            return CommandRules(
                example: {
                    ["title": "DPO-certifikat", "about": "Tre dage og en prøve", "months": 36, "from": $0.today]
                },
                then: { world, entries in
                    guard case .competence(let id, .set(let wording)) = entries.first?.fact else {
                        Issue.record("no competence")
                        return
                    }
                    #expect(wording.label == "KOM-1" && wording.months == 36 && wording.course == nil)
                    #expect(world.register.competences[id]?.holds(on: world.today) == true)
                    #expect(world.register.competences[id]?.holds(on: world.today - 1) == false)
                },
                refusals: [
                    .saying("competence", nobody), .saying("title", ""), .saying("about", ""), .saying("months", 0),
                    .saying("course", nobody), .saying("from", yesterday, at: "late_reason"),
                    Refused("of one that is withdrawn", .outOfTurn) { world, words in
                        world.skill()
                        world.given(.withdrawCompetence, ["competence": world.competence(), "reason": "Afløst"])
                        words["competence"] = world.competence()
                    },
                ])
        case .demandCompetence:
            return CommandRules(
                example: { world in
                    world.skill()
                    return [
                        "competence": world.competence(), "reach": "chosen", "roles": ["security", "dpo"],
                        "units": [world.unit("Drift")], "days": 90, "basis": "GDPR artikel 37, stk. 5",
                        "document": world.document("Politik"), "from": world.today,
                    ]
                },
                then: { world, _ in
                    let demand = world.register.competences[world.competence()]?.demands.first
                    #expect(demand?.days == 90 && demand?.audience.roles == [.security, .dpo])
                    #expect(demand?.document == world.document("Politik"))
                    #expect(world.state("Dan")?.standing == .waiting && world.state("Gry")?.standing == .waiting)
                    #expect(world.state("Anna") == nil)
                },
                refusals: [
                    .saying("competence", nobody), .saying("reach", "nogen"), .saying("roles", ["konge"]),
                    .saying("units", [nobody]), .saying("days", 731), .saying("basis", ""), .saying("document", nobody),
                    .saying("from", yesterday), withdrawn,
                    Refused("of nobody", .invalid, "units") { _, words in
                        words["roles"] = [String]()
                        words["units"] = [String]()
                    },
                    Refused("twice", .outOfTurn) { world, words in world.given(.demandCompetence, words) },
                ])
        case .endCompetenceDemand:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.demandSkill()
                    return [
                        "competence": world.competence(), "demand": world.demanded(), "from": world.today + 5,
                        "reason": "Kræves ikke af loven mere",
                    ]
                },
                then: { world, _ in
                    #expect(world.state("Dan", on: world.today + 4)?.standing == .waiting)
                    #expect(world.state("Dan", on: world.today + 5) == nil)
                },
                refusals: [
                    .saying("competence", nobody), .saying("demand", nobody), .saying("from", yesterday),
                    .saying("reason", ""), withdrawn,
                    Refused("twice", .invalid, "demand") { world, words in world.given(.endCompetenceDemand, words) },
                ])
        case .withdrawCompetence:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.demandSkill()
                    return ["competence": world.competence(), "reason": "Afløst af en anden"]
                },
                then: { world, _ in
                    #expect(world.register.competences[world.competence()]?.holds(on: world.today) == false)
                    #expect(world.state("Dan") == nil)
                },
                refusals: [.saying("competence", nobody), .saying("reason", ""), withdrawn])
        case .recordCredential:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.demandSkill()
                    world.prove()
                    return world.credited("Dan", ["until": world.today + 400, "evidence": world.evidence()])
                },
                then: { world, _ in
                    let held = world.register.competences[world.competence()]?.credentials[world.person("Dan")]?.last
                    #expect(held?.isConfirmed == true && held?.evidence == world.evidence())
                    #expect(world.state()?.standing == .held && world.state()?.until == world.today + 400)
                },
                refusals: [
                    .saying("competence", nobody), .saying("person", nobody), .saying("day", tomorrow),
                    .saying("day", yesterday, at: "late_reason"), .saying("issuer", ""), .saying("until", yesterday),
                    .saying("evidence", nobody), withdrawn,
                    Refused("twice a day", .outOfTurn) { world, words in world.given(.recordCredential, words) },
                ])
        case .confirmCredential:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.demandSkill()
                    world.by = world.person("Dan")
                    world.credit()
                    world.by = world.person("Sara")
                    return ["competence": world.competence(), "credential": world.credential()]
                },
                then: { world, _ in #expect(world.state()?.standing == .held) },
                refusals: [
                    .saying("competence", nobody, at: "credential"), .saying("credential", nobody), revoked,
                    Refused("by oneself", .outOfTurn) { world, _ in world.by = world.person("Dan") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.confirmCredential, words) },
                ])
        case .revokeCredential:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.demandSkill()
                    world.credit()
                    return [
                        "competence": world.competence(), "credential": world.credential(), "from": world.today,
                        "reason": "Beviset var en andens",
                    ]
                },
                then: { world, _ in
                    // Taken back on the day it was got, it never held, and the time of the demand runs.
                    #expect(world.state()?.standing == .waiting)
                    #expect(world.state()?.turn?.due == world.today + 30)
                },
                refusals: [
                    .saying("competence", nobody, at: "credential"), .saying("credential", nobody),
                    .saying("from", tomorrow), .saying("from", yesterday), .saying("reason", ""), revoked,
                ])
        case .setTalks:
            return CommandRules(
                example: { ["kinds": ["employee", "embedded"], "from": $0.today] },
                then: { world, _ in
                    #expect(world.register.organisation.talks.value(on: world.today) == [.employee, .embedded])
                    #expect(world.register.organisation.talks.value(on: world.today - 1) == nil)
                },
                refusals: [
                    .saying("kinds", ["gæst"]), .saying("from", yesterday),
                    Refused("as it is", .outOfTurn) { world, words in world.given(.setTalks, words) },
                    Refused("with nobody, as it is", .outOfTurn) { _, words in words["kinds"] = [String]() },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.skill()
                    world.talk()
                    world.by = world.person("Fie")
                    return world.talked("Gry", ["need": "some", "competences": [world.competence()]])
                },
                then: { world, _ in
                    let talk = world.register.persons[world.person("Gry")]?.talks.last
                    #expect(talk?.day == world.today && talk?.needs == [world.competence()])
                },
                refusals: [
                    .saying("person", nobody), .saying("day", tomorrow), .saying("day", "2022-12-31"),
                    .saying("day", yesterday, at: "late_reason"), .saying("need", "måske"),
                    .saying("need", "none", at: "competences"), .saying("competences", [nobody]), withdrawn,
                    Refused("a need of nothing", .invalid, "competences") { _, words in
                        words["competences"] = [String]()
                    },
                    Refused("with oneself", .outOfTurn) { world, words in words["person"] = world.person("Fie") },
                    Refused("twice a day", .outOfTurn) { world, words in world.given(.recordTalk, words) },
                ])
        }
    }
}
