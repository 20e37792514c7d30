// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// What every proposal says.
    func matter(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "question": "Skal det være sådan?", "reasons": "Det er nødvendigt\nDet koster lidt",
            "if_yes": "Så sker det", "if_no": "Så sker det ikke", "due": today + 14,
        ]
        return usual.merging(words) { $1 }
    }

    /// The first of the nine topics and those after it.
    static func topic(_ number: Int) -> ID<Topic> { Topic.named[number - 1].id }

    mutating func propose(
        topics: [ID<Topic>], adding added: String? = nil, as name: String = "I",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var words = matter(["topics": topics])
        words["added"] = added
        given(.proposeTopics, words, as: name, sourceLocation: sourceLocation)
    }

    mutating func propose(
        delegation topic: Int, to unit: String, _ words: Words = [:], as name: String = "I",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .proposeDelegation,
            matter(["topic": World.topic(topic), "unit": self.unit(unit), "from": today]).merging(words) { $1 },
            as: name, sourceLocation: sourceLocation)
    }

    /// The direktion's decision, complete: approved today by Anna and Bo.
    func resolution(_ name: String = "I", _ words: Words = [:]) -> Words {
        let usual: Words = [
            "proposal": proposal(name), "seen": register.proposals[proposal(name)]?.revision ?? 0,
            "outcome": "approved", "method": "meeting", "members": [person("Anna"), person("Bo")],
        ]
        return usual.merging(words) { $1 }
    }

    mutating func resolve(
        _ name: String = "I", _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.resolveProposal, resolution(name, words), sourceLocation: sourceLocation)
    }

    func standing(of name: String, on day: Day? = nil) -> Proposal.Standing? {
        register.proposals[proposal(name)].map { register.standing(of: $0, on: day ?? today) }
    }
}

extension CommandRules {
    static func proposals(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .proposeTopics:
            CommandRules(
                example: { $0.matter(["topics": [World.topic(1), World.topic(2)], "added": "Kunstig intelligens"]) },
                then: { world, entries in
                    guard case .proposal(_, .made(let wording))? = entries.first?.fact,
                        case .topics(let kept, let added) = wording.content
                    else {
                        Issue.record("no proposal")
                        return
                    }
                    #expect(kept == [World.topic(1), World.topic(2)] && added != nil && wording.body == .direktion)
                },
                refusals: common(.proposeTopics) + [
                    .saying("topics", [nobody]),
                    Refused("the list that holds", .invalid, "topics") { _, words in
                        words["topics"] = Topic.named.map(\.id)
                        words["added"] = nil
                    },
                ])
        case .proposeDelegation:
            CommandRules(
                example: {
                    $0.matter(["topic": World.topic(3), "unit": $0.unit("Drift"), "from": $0.today, "to": "2027-12-31"])
                },
                then: { world, _ in #expect(world.register.topicDelegations.isEmpty, "it is only proposed") },
                refusals: common(.proposeDelegation) + [
                    .saying("topic", nobody), .saying("unit", nobody), .saying("to", yesterday),
                ])
        case .proposeMeasure:
            CommandRules(
                example: { $0.measure() },
                then: { world, entries in
                    guard case .proposal(_, .made(let wording))? = entries.first?.fact,
                        case .measure(_, let about, let unit, _) = wording.content
                    else {
                        Issue.record("no proposal")
                        return
                    }
                    #expect(about == .document(world.document("Backup")) && unit == world.unit("Drift"))
                },
                refusals: common(.proposeMeasure) + [
                    .saying("duties", "noget"), .saying("unit", nobody), .saying("done", yesterday),
                    Refused("two things", .invalid, "duties") { world, words in
                        let target = world.duties(.verification, .document(world.document("Politik"))).first
                        words["duties"] =
                            (words["duties"]?.said ?? []) + [target.map { Reminder.Target($0).text } ?? ""]
                    },
                ])
        case .proposeRiskMethod: proposingMethod
        case .proposeMatter:
            CommandRules(
                example: { $0.matter(["body": "bestyrelse", "resolution": "Rapporten forelægges to gange om året"]) },
                then: { world, entries in
                    guard let subject = entries.first?.fact.subject else {
                        Issue.record("no proposal")
                        return
                    }
                    #expect(world.duties(.proposal, subject).map(\.responsible) == [.body(.bestyrelse)])
                },
                refusals: common(.proposeMatter))
        case .withdrawProposal:
            CommandRules(
                example: { world in
                    world.propose(delegation: 1, to: "CAI")
                    return ["proposal": world.proposal(), "reason": "Det er ikke nødvendigt mere"]
                },
                then: { world, _ in #expect(world.standing(of: "I") == .withdrawn) },
                refusals: [
                    .saying("proposal", nobody),
                    Refused("when it is decided", .outOfTurn) { world, _ in world.resolve() },
                    Refused("twice", .outOfTurn) { world, words in world.given(.withdrawProposal, words) },
                ])
        case .resolveProposal: resolving
        default:
            CommandRules(
                example: { world in
                    world.topicPolicy()
                    return ["document": world.document("Logning"), "topic": World.topic(3)]
                },
                then: { world, _ in #expect(world.known("Logning").topic.newest == .some(World.topic(3))) },
                refusals: [
                    .saying("document", nobody), .saying("topic", nobody),
                    Refused("of a procedure", .invalid, "topic") { $1["document"] = $0.document("Backup") },
                    Refused("twice", .outOfTurn) { world, words in world.given(.setTopic, words) },
                ])
        }
    }

    /// What every proposal refuses.
    private static func common(_ kind: CommandKind) -> [Refused] {
        [
            .saying("due", yesterday), .saying("reasons", "En\nTo\nTre\nFire"), .saying("follows", nobody),
            Refused("one that still waits is followed", .invalid, "follows") { world, words in
                world.given(kind, words, as: "Før")
                words["follows"] = world.proposal("Før")
            },
            Refused("one of another kind is followed", .invalid, "follows") { world, words in
                if kind == .proposeDelegation {
                    world.propose(topics: [World.topic(1)], as: "Anden")
                } else {
                    world.propose(delegation: 1, to: "CAI", as: "Anden")
                }
                world.resolve("Anden", ["outcome": "rejected", "reason": "Nej"])
                words["follows"] = world.proposal("Anden")
            },
        ]
    }

    private static var proposingMethod: CommandRules {
        CommandRules(
            example: { $0.matter(["base": "five", "months": 6]) },
            then: { world, entries in
                guard case .proposal(_, .made(let wording))? = entries.first?.fact,
                    case .method(let method, let words) = wording.content
                else {
                    Issue.record("no proposal")
                    return
                }
                #expect(method.base == .five && method.months == 6 && words == nil && wording.body == .direktion)
                #expect(world.register.riskMethods.isEmpty, "it is only proposed")
            },
            refusals: common(.proposeRiskMethod) + [
                .saying("rate_2", 100, at: "rate_3"), .saying("rate_2", 0), .saying("amount_5", 100),
                .saying("cell_5_5", "low"), .saying("cell_1_1", "high", at: "cell_1_2"),
                .saying("floor_economy", "high-9"), .saying("floor_economy", "low-1"),
                .saying("acceptance_critical", "standing"), .saying("acceptance_low_months", 3),
                .saying("acceptance_low", "decided", at: "acceptance_low_months"),
                .saying("acceptance_high_months", 13), .saying("months", 13), .saying("words", "Uden kolon"),
                .saying("words", "Økonomi 6: For meget"),
                Refused("a step that it does not have", .invalid, "cell_5_1") {
                    $1["base"] = "four"
                    $1["cell_5_1"] = "low"
                },
                Refused("a bound of a step that it does not have", .invalid, "rate_5") {
                    $1["base"] = "four"
                    $1["rate_5"] = 9000
                },
                Refused("the one that holds", .invalid, "base") { world, words in
                    world.given(.proposeRiskMethod, words, as: "M")
                    world.resolve("M")
                },
            ])
    }

    private static var resolving: CommandRules {
        CommandRules(
            example: { world in
                world.propose(delegation: 3, to: "Drift")
                return world.resolution("I", ["conditions": "Drift får en årsplan\nCAI hjælper"])
            },
            then: { world, entries in
                #expect(world.standing(of: "I") == .approved)
                #expect(entries.count == 3, "the decision and a task for each condition")
            },
            refusals: [
                .saying("proposal", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                .saying("outcome", "rejected", at: "reason"), .saying("outcome", "returned", at: "reason"),
                .saying("method", "minutes", at: "minutes"), .saying("seen", 7, .stale),
                .saying("conditions_due", yesterday),
                Refused("no quorum", .invalid, "members") { $1["members"] = [$0.person("Anna")] },
                Refused("by one who does not sit in it", .invalid, "members") {
                    $1["members"] = [$0.person("Anna"), $0.person("Bo"), $0.person("Sara")]
                },
                Refused("by one who is recused", .invalid, "recused") { $1["recused"] = [$0.person("Bo")] },
                Refused("twice", .outOfTurn) { world, words in world.given(.resolveProposal, words) },
                Refused("when it is withdrawn", .outOfTurn) { world, _ in
                    world.given(.withdrawProposal, ["proposal": world.proposal(), "reason": "Nej"])
                },
            ])
    }
}

extension World {
    /// The measure about »Backup«, complete.
    func measure() -> Words {
        let target = duties(.verification, .document(document("Backup"))).first.map { Reminder.Target($0).text } ?? ""
        return matter([
            "duties": [target], "measure": "Verificér proceduren", "unit": unit("Drift"), "done": "2026-12-31",
        ])
    }

    /// A topic policy »Logning« of Drift, in force.
    mutating func topicPolicy(_ words: Words = [:]) {
        let usual: Words = [
            "kind": "emnepolitik", "title": "Logning", "unit": unit("Drift"), "parent": document("Politik"),
        ]
        given(.createDocument, usual.merging(words) { $1 }, as: "Logning")
        enact("Logning")
    }
}
