// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// What every requirement says.
    func demand(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "demand": "Der tages backup af alle systemer hver nat", "unit": unit("Drift"), "months": 12,
            "expected": "Rapport fra backupsystemet", "areas": ["it", "cyber"], "properties": ["Availability"],
        ]
        return usual.merging(words) { $1 }
    }

    /// A requirement of »Drift« that comes from a paragraph of »Backup«.
    mutating func require(
        _ words: Words = [:], as name: String = "K", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .findRequirement, demand(["document": document("Backup"), "paragraph": paragraph]).merging(words) { $1 },
            as: name, sourceLocation: sourceLocation)
    }

    var paragraph: ParagraphID { ID(high: 1, low: 5) }

    /// An assessment of the year up to today, complete.
    func assessment(_ name: String = "K", _ words: Words = [:]) -> Words {
        let usual: Words = [
            "requirement": requirement(name), "from": today - 364, "to": today, "method": "documents",
            "result": "complied", "finding": "Alle nætter er med",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func assess(
        _ name: String = "K", _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.assessRequirement, assessment(name, words), sourceLocation: sourceLocation)
    }

    /// A link that holds until a day.
    mutating func prove(
        _ words: Words = [:], as name: String = "Bevis", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let usual: Words = ["unit": unit("Drift"), "title": "Rapport", "link": "https://backup.example/rapport"]
        given(.addEvidence, usual.merging(words) { $1 }, as: name, sourceLocation: sourceLocation)
    }

    mutating func deviate(
        _ words: Words = [:], as name: String = "Afvigelse", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let usual: Words = [
            "requirement": requirement(), "what": "To systemer mangler", "origin": "assessment", "severity": "minor",
            "unit": unit("Drift"),
        ]
        given(.raiseNonconformity, usual.merging(words) { $1 }, as: name, sourceLocation: sourceLocation)
    }

    mutating func explain(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        let usual: Words = [
            "nonconformity": nonconformity(), "cause": "De blev ikke meldt til", "check": today + 60,
        ]
        given(.explainNonconformity, usual.merging(words) { $1 }, sourceLocation: sourceLocation)
    }

    func requirement(_ name: String = "K") -> ID<Requirement> { id(name) }
    func evidence(_ name: String = "Bevis") -> ID<Evidence> { id(name) }
    func nonconformity(_ name: String = "Afvigelse") -> ID<Nonconformity> { id(name) }
    func scope(_ name: String = "Omfang") -> ID<Scope> { id(name) }

    func compliance(_ name: String = "K", on day: Day? = nil) -> Compliance? {
        register.requirements[requirement(name)].map { register.compliance(of: $0, on: day ?? today) }
    }
}

extension CommandRules {
    static func compliance(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .findRequirement:
            CommandRules(
                example: { $0.demand(["document": $0.document("Backup"), "paragraph": $0.paragraph]) },
                then: { world, entries in
                    guard case .requirement(let id, .stated(let wording))? = entries.first?.fact else {
                        Issue.record("no requirement")
                        return
                    }
                    #expect(wording.label == "K-1" && wording.rhythm == .months(12))
                    #expect(world.duties(.assessment, .requirement(id)).map(\.due) == [world.today + 90])
                },
                refusals: common + [
                    .saying("document", nobody),
                    Refused("a paragraph that is not in it", .invalid, "paragraph") { world, _ in
                        world.ruleText = DocumentText(blocks: [])
                    },
                    Refused("of a document that is withdrawn", .outOfTurn) { world, _ in
                        world.given(
                            .withdrawDocument,
                            ["document": world.document("Backup"), "from": world.today, "reason": "Den er forældet"])
                    },
                ])
        case .stateLaw:
            CommandRules(
                example: { $0.demand(["law": "NIS 2-loven § 6, stk. 1", "from": "2025-07-01", "to": "2030-01-01"]) },
                then: { world, entries in
                    #expect(entries.first?.fact.subject.kind == .requirement)
                },
                refusals: common + [.saying("to", yesterday), .saying("to", "2025-06-30")])
        case .adoptClause:
            CommandRules(
                example: { $0.demand(["clause": "27001:9.3.1"]) },
                then: { world, entries in
                    let clause = ClauseReference("27001:9.3.1")
                    #expect(clause.map { world.register.requirements(for: $0, on: world.today).count } == 1)
                }, refusals: common + [.saying("clause", "9.3.1"), .saying("clause", "27001:æ")])
        case .amendRequirement:
            CommandRules(
                example: { world in
                    world.require()
                    return world.demand([
                        "requirement": world.requirement(), "unit": world.unit("CAI"), "reason": "CAI har overtaget",
                    ])
                },
                then: { world, _ in
                    #expect(world.register.requirements[world.requirement()]?.wording?.unit == world.unit("CAI"))
                }, refusals: common + [.saying("requirement", nobody), withdrawn])
        case .withdrawRequirement:
            CommandRules(
                example: { world in
                    world.require()
                    return ["requirement": world.requirement(), "reason": "Dækket af et andet"]
                },
                then: { world, _ in
                    let standing = world.register.requirements[world.requirement()]
                    #expect(standing.map { world.register.holds($0, on: world.today) } == false)
                }, refusals: [.saying("requirement", nobody), withdrawn])
        case .mapRequirement:
            CommandRules(
                example: { world in
                    world.require()
                    return [
                        "requirement": world.requirement(), "clause": "27002:8.13", "relation": "subset",
                        "rationale": "Kun nattens backup",
                    ]
                },
                then: { world, _ in
                    let found = ClauseReference("27002:8.13").map {
                        world.register.requirements(for: $0, on: world.today).map(\.relation)
                    }
                    #expect(found == [.subset])
                },
                refusals: [
                    .saying("requirement", nobody), .saying("clause", "8.13"), withdrawn,
                    Refused("the same once more", .outOfTurn) { world, words in world.given(.mapRequirement, words) },
                    Refused("the clause it comes from", .invalid, "clause") { world, words in
                        world.given(.adoptClause, world.demand(["clause": "27002:8.13"]), as: "Punkt")
                        words["requirement"] = world.requirement("Punkt")
                    },
                ])
        case .unmapRequirement:
            CommandRules(
                example: { world in
                    world.require()
                    world.given(
                        .mapRequirement,
                        [
                            "requirement": world.requirement(), "clause": "27002:8.13", "relation": "equal",
                            "rationale": "Det samme",
                        ])
                    return [
                        "requirement": world.requirement(), "clause": "27002:8.13", "reason": "Det er ikke det samme",
                    ]
                },
                then: { world, _ in
                    #expect(
                        ClauseReference("27002:8.13").map {
                            world.register.requirements(for: $0, on: world.today).isEmpty
                        } == true)
                },
                refusals: [
                    .saying("requirement", nobody), .saying("clause", "27002:8.14"), withdrawn,
                    Refused("twice", .invalid, "clause") { world, words in world.given(.unmapRequirement, words) },
                ])
        case .assessRequirement: assessing
        case .addEvidence: adding
        case .withdrawEvidence:
            CommandRules(
                example: { world in
                    world.prove()
                    return ["evidence": world.evidence(), "reason": "Rapporten var forkert"]
                },
                then: { world, _ in
                    #expect(world.register.evidence[world.evidence()]?.holds(on: world.today) == false)
                },
                refusals: [
                    .saying("evidence", nobody),
                    Refused("twice", .outOfTurn) { world, words in world.given(.withdrawEvidence, words) },
                ])
        case .raiseNonconformity, .explainNonconformity, .checkNonconformity: deviating(kind)
        default: scoping(kind)
        }
    }

    /// What every requirement refuses.
    private static var common: [Refused] {
        [
            .saying("unit", nobody), .saying("months", 0), .saying("months", 61), .saying("areas", "vejret"),
            .saying("properties", "Beauty"),
            Refused("a rhythm and a trigger", .invalid, "months") { $1["trigger"] = "En kontrakt indgås" },
            Refused("neither", .invalid, "months") { $1["months"] = nil },
        ]
    }

    private static var withdrawn: Refused {
        Refused("when it is withdrawn", .outOfTurn) { world, words in
            world.given(
                .withdrawRequirement, ["requirement": words["requirement"] ?? nobody, "reason": "Det gælder ikke mere"])
        }
    }

    private static var assessing: CommandRules {
        CommandRules(
            example: { world in
                world.require()
                world.prove(["holds_until": world.today + 100])
                return world.assessment("K", ["evidence": [world.evidence()]])
            },
            then: { world, _ in
                #expect(world.compliance() == .complied)
                #expect(world.compliance(on: world.today + 101) == .unproven, "the evidence has expired")
                let due = world.duties(.assessment, .requirement(world.requirement())).map(\.due)
                #expect(due == [world.today + 90, world.today.adding(months: 12)])
            },
            refusals: [
                .saying("requirement", nobody), .saying("to", tomorrow), .saying("day", tomorrow),
                .saying("evidence", [nobody]), .saying("assessor", nobody), .saying("next", yesterday), withdrawn,
                .saying("day", yesterday, at: "day"),
                Refused("a period that ends before it begins", .invalid, "to") { $1["from"] = $0.today + 1 },
                Refused("a sample of nothing", .invalid, "sample") { $1["method"] = "sample" },
                Refused("evidence that has expired", .invalid, "evidence") { world, _ in
                    world.given(.withdrawEvidence, ["evidence": world.evidence(), "reason": "Forkert"])
                },
                Refused("a file and a link", .invalid, "file") { _, words in
                    words["title"] = "Ny"
                    words["link"] = "https://eksempel.example/a"
                    words["entry"] = 3
                },
                Refused("evidence without a title", .invalid, "title") { $1["link"] = "https://eksempel.example/a" },
                Refused("evidence that expired before", .invalid, "holds_until") { world, words in
                    words["title"] = "Ny"
                    words["link"] = "https://eksempel.example/a"
                    words["holds_until"] = world.today - 1
                },
            ])
    }

    private static var adding: CommandRules {
        CommandRules(
            example: { world in
                ["unit": world.unit("Drift"), "title": "Rapport", "link": "https://backup.example/rapport"]
            },
            then: { world, entries in
                guard case .evidence(_, .added(let giving))? = entries.first?.fact else {
                    Issue.record("no evidence")
                    return
                }
                #expect(giving.label == "BEV-1" && giving.classification == .internal && giving.until == nil)
            },
            refusals: [
                .saying("unit", nobody), .saying("holds_until", yesterday), .saying("link", "http://backup.example"),
                .saying("link", "https://to ord.example"), .saying("classification", "statslig"),
                Refused("nothing", .invalid, "file") { $1["link"] = nil },
                Refused("two things", .invalid, "file") { $1["entry"] = 3 },
                Refused("an entry that is not there", .invalid, "entry") { _, words in
                    words["link"] = nil
                    words["entry"] = 1_000_000
                },
            ])
    }
}
