// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func campaign(_ name: String = "Kampagne") -> ID<Campaign> { id(name) }

    func polling(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "title": "Adgang og backup 2026", "units": [unit("Drift"), unit("CAI")], "from": "2026-01-01",
            "to": "2026-12-31", "due": today + 30, "guide": "Svar for jeres egen enhed",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func poll(
        _ words: Words = [:], as name: String = "Kampagne", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.openCampaign, polling(words), as: name, sourceLocation: sourceLocation)
    }

    func reply(_ words: Words = [:], in name: String = "Kampagne") -> Words {
        let usual: Words = [
            "campaign": campaign(name), "unit": unit("Drift"), "requirement": requirement(), "result": "complied",
        ]
        return usual.merging(words) { $1 }
    }

    /// A campaign of last year that one unit answered, and one that follows it.
    mutating func askAgain() {
        poll(as: "Sidste")
        given(.answerCampaign, reply(["finding": "Hver nat"], in: "Sidste"))
        given(.closeCampaign, ["campaign": campaign("Sidste"), "conclusion": "Halvdelen svarede"])
        poll(["follows": campaign("Sidste")])
    }
}

extension CommandRules {
    static func campaigns(_ kind: CommandKind) -> CommandRules {
        let closed = Refused("when it is closed", .outOfTurn) { world, words in
            world.given(.closeCampaign, ["campaign": words["campaign"] ?? nobody, "conclusion": "Slut"])
        }
        switch kind {
        case .openCampaign:
            return CommandRules(
                example: { world in
                    world.require()
                    return world.polling()
                },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else { return }
                    let due = world.duties(.campaign, subject)
                    #expect(Set(due.map(\.responsible)) == [.unit(world.unit("Drift")), .unit(world.unit("CAI"))])
                    #expect(due.allSatisfy { $0.due == world.today + 30 && $0.done == nil })
                },
                refusals: [
                    .saying("to", "2025-12-31"), .saying("due", yesterday), .saying("units", [nobody]),
                    .saying("documents", [nobody]), .saying("follows", nobody),
                    .saying("areas", ["persondata"], at: "documents"),
                ])
        case .answerCampaign:
            return CommandRules(
                example: { world in
                    world.require()
                    world.poll()
                    return world.reply()
                },
                then: { world, _ in
                    let due = world.duties(.campaign, .campaign(world.campaign()))
                    let own = due.filter { $0.responsible == .unit(world.unit("Drift")) }
                    #expect(own.map(\.done) == [world.today])
                    #expect(due.filter { $0.done == nil }.count == 1, "each unit answers for itself")
                },
                refusals: [
                    .saying("campaign", nobody), .saying("unit", nobody), .saying("requirement", nobody),
                    .saying("result", "failed", at: "finding"), .saying("evidence", [nobody]), closed,
                ])
        case .confirmAnswers:
            return CommandRules(
                example: { world in
                    world.require()
                    world.askAgain()
                    return ["campaign": world.campaign(), "unit": world.unit("Drift")]
                },
                then: { world, entries in
                    guard case .campaign(_, .answered(let answer))? = entries.first?.fact else { return }
                    #expect(answer.isConfirmed && answer.result == .complied && answer.unit == world.unit("Drift"))
                },
                refusals: [
                    .saying("campaign", nobody), .saying("unit", nobody), closed,
                    Refused("twice", .outOfTurn) { world, words in world.given(.confirmAnswers, words) },
                ])
        default:
            return CommandRules(
                example: { world in
                    world.require()
                    world.poll()
                    return ["campaign": world.campaign(), "conclusion": "Ingen svarede"]
                },
                then: { world, _ in
                    let due = world.duties(.campaign, .campaign(world.campaign()))
                    #expect(due.allSatisfy { $0.done == world.today })
                }, refusals: [.saying("campaign", nobody), closed])
        }
    }
}
