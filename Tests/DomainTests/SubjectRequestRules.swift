// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func claim(_ name: String = "Henvendelse") -> ID<SubjectRequest> { id(name) }
    func known(request name: String = "Henvendelse") -> SubjectRequest {
        register.subjectRequests[claim(name)] ?? SubjectRequest(id: claim(name))
    }

    func lodging(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "came": today, "rights": ["access"], "handler": person("Gry"), "name": "Karen Holm",
            "contact": "Digital Post", "about": "Hvad har I om mig?",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func lodge(
        _ words: Words = [:], as name: String = "Henvendelse", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.receiveSubjectRequest, lodging(words), as: name, sourceLocation: sourceLocation)
    }

    mutating func identify(_ identity: String = "confirmed", sourceLocation: SourceLocation = #_sourceLocation) {
        given(
            .identifyRequester,
            ["subject_request": claim(), "identity": identity, "how": "Skrevet fra Digital Post"],
            sourceLocation: sourceLocation)
    }

    func replying(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "subject_request": claim(), "outcome": "granted", "told": today, "answer": "Kopien er sendt",
        ]
        return usual.merging(words) { $1 }
    }

    func requestDuties(_ rule: Rule, _ name: String = "Henvendelse") -> [Duty] {
        duties(rule, .subjectRequest(claim(name)))
    }
}

extension CommandRules {
    static func subjectRequests(_ kind: CommandKind) -> CommandRules {
        let answered = Refused("when it is answered", .outOfTurn) { world, words in
            world.given(
                .answerSubjectRequest,
                [
                    "subject_request": words["subject_request"] ?? nobody, "outcome": "withdrawn",
                    "told": world.today, "answer": "Personen har trukket den tilbage",
                ])
        }
        let left = Refused("somebody who has left", .invalid, "handler") { world, words in
            world.given(.addPerson, ["name": "Ny", "mail": "ny@fki.example.dk"], as: "Ny")
            words["handler"] = world.person("Ny")
        }
        switch kind {
        case .receiveSubjectRequest:
            return CommandRules(
                example: { world in
                    world.record()
                    return world.lodging(["rights": ["erasure", "access"], "processing": world.processing()])
                },
                then: { world, entries in
                    guard case .subjectRequest(let id, .received(let receipt)) = entries.first?.fact else {
                        Issue.record("no request")
                        return
                    }
                    #expect(receipt.label == "RET-2026-01" && receipt.rights == [.access, .erasure])
                    #expect(receipt.processing == world.processing())
                    let known = world.register.subjectRequests[id]
                    #expect(known?.accessClass == .handled(world.person("Gry")))
                },
                refusals: [
                    .saying("came", tomorrow), .saying("rights", ["beauty"]), .saying("handler", nobody),
                    .saying("processing", nobody), .saying("rights", [""]), left,
                ])
        case .assignSubjectRequest:
            return CommandRules(
                example: { world in
                    world.lodge()
                    return [
                        "subject_request": world.claim(), "handler": world.person("Fie"), "reason": "Det er hendes",
                    ]
                },
                then: { world, _ in
                    #expect(world.known(request: "Henvendelse").handler == world.person("Fie"))
                },
                refusals: [
                    .saying("subject_request", nobody), .saying("handler", nobody), answered, left,
                    Refused("who handles it already", .invalid, "handler") { $1["handler"] = $0.person("Gry") },
                ])
        case .identifyRequester:
            return CommandRules(
                example: { world in
                    world.lodge()
                    return [
                        "subject_request": world.claim(), "identity": "doubted", "how": "Vi har spurgt om adressen",
                    ]
                },
                then: { world, _ in
                    #expect(world.known(request: "Henvendelse").identities.last?.what.identity == .doubted)
                }, refusals: [.saying("subject_request", nobody), .saying("identity", "perhaps"), answered])
        case .extendSubjectRequest:
            return CommandRules(
                example: { world in
                    world.lodge()
                    return ["subject_request": world.claim(), "told": world.today, "reason": "Der er 4.000 sider"]
                },
                then: { world, _ in
                    #expect(world.known(request: "Henvendelse").due(on: world.today) == day("2027-02-23"))
                },
                refusals: [
                    .saying("subject_request", nobody), .saying("told", tomorrow), .saying("told", yesterday), answered,
                    Refused("twice", .outOfTurn) { world, words in world.given(.extendSubjectRequest, words) },
                    Refused("when the month has passed", .invalid, "told") { world, words in
                        world.today = world.today.adding(months: 1) + 1
                        words["told"] = world.today
                    },
                ])
        case .noteSubjectRequest:
            return CommandRules(
                example: { world in
                    world.lodge()
                    return ["subject_request": world.claim(), "note": "Sagerne er fundet"]
                },
                then: { world, _ in #expect(world.known(request: "Henvendelse").notes.count == 1) },
                refusals: [.saying("subject_request", nobody), answered])
        default: return answeringRequest(answered)
        }
    }

    private static func answeringRequest(_ answered: Refused) -> CommandRules {
        CommandRules(
            example: { world in
                world.lodge()
                world.identify()
                return world.replying([
                    "outcome": "partly", "refusal": "Notatet handler også om en anden", "guided": "1",
                ])
            },
            then: { world, _ in
                let answer = world.known(request: "Henvendelse").answers.first?.what
                #expect(answer?.outcome == .partly && answer?.isGuided == true && answer?.reason != nil)
            },
            refusals: [
                .saying("subject_request", nobody), .saying("outcome", "maybe"), .saying("told", tomorrow),
                .saying("told", yesterday), answered,
                Refused("a no without a reason", .invalid, "refusal") { $1["refusal"] = nil },
                Refused("a no without guidance", .invalid, "guided") { $1["guided"] = nil },
                Refused("a reason without a no", .invalid, "refusal") { $1["outcome"] = "granted" },
                Refused("nobody knows who gets the data", .invalid, "outcome") { world, _ in
                    world.identify("doubted")
                },
            ])
    }
}
