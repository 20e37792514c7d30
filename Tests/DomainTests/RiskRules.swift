// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func risk(_ name: String = "Risiko") -> ID<Risk> { id(name) }
    func known(risk name: String = "Risiko") -> Risk { register.risks[risk(name)] ?? Risk(id: risk(name)) }

    /// A risk with everything that it is to name; the solution is registered first.
    func risking(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "kind": "operational", "title": "Sagsportalen kan ikke bruges",
            "scenario": "Ransomware hos leverandøren lukker den", "assets": [solution()], "threats": "trusler:T01",
            "vulnerabilities": "Der er kun én leverandør",
            "properties": [ControlAttributes.Property.availability.rawValue],
            "unit": unit("Drift"), "classification": "intern",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func endanger(
        _ words: Words = [:], as name: String = "Risiko", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.setRisk, risking(words), as: name, sourceLocation: sourceLocation)
    }

    /// A method that the direktion has adopted, a solution, and a risk to it.
    mutating func risky(_ words: Words = [:], method: RiskMethod.Base = .five) {
        propose(method: method)
        resolve("M")
        solve()
        endanger(words)
    }

    /// Judged today: the worst consequence is in operations, citizens are not concerned, the rest is as low as can be.
    func judging(_ likelihood: Int, _ consequence: Int, _ words: Words = [:]) -> Words {
        var usual: Words = [
            "risk": risk(), "day": today, "current_likelihood": likelihood, "reason": "Det skete sidste år",
            "confidence": "medium", "treatment": "modify",
        ]
        for dimension in RiskMethod.Dimension.allCases {
            usual[AssessRisk.field(.current, dimension)] = dimension == .operations ? consequence : 1
        }
        usual["current_citizens"] = AssessRisk.irrelevant
        usual["current_citizens_reason"] = "Ingen borgere er berørt"
        return usual.merging(words) { $1 }
    }

    /// How often and how much, as the fields have it: times in 1,000 years and kroner.
    static func numbers(_ often: Int, _ oftenHigh: Int, _ cost: Int, _ costHigh: Int) -> Words {
        ["often_low": often, "often_high": oftenHigh, "cost_low": cost, "cost_high": costHigh]
    }

    mutating func judge(
        _ likelihood: Int, _ consequence: Int, _ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.assessRisk, judging(likelihood, consequence, words), sourceLocation: sourceLocation)
    }

    func verifying(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "risk": risk(), "day": today, "cause": "yearly",
            "finding": "Aktiver, trusler og foranstaltninger er de samme",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func look(_ words: Words = [:], sourceLocation: SourceLocation = #_sourceLocation) {
        given(.verifyRisk, verifying(words), sourceLocation: sourceLocation)
    }

    mutating func treat(
        _ name: String = "Risiko", due days: Int = 90, as action: String = "Opgave",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(
            .addAction,
            [
                "title": "Indgå aftale med en anden leverandør", "why": "Sandsynligheden falder to trin",
                "unit": unit("Drift"), "due": today + days, "risk": risk(name),
            ], as: action, sourceLocation: sourceLocation)
    }

    func accepting(_ words: Words = [:]) -> Words {
        matter(["risk": risk(), "until": today.adding(months: 6)]).merging(words) { $1 }
    }

    mutating func propose(
        acceptance words: Words = [:], as name: String = "A", sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.proposeAcceptance, accepting(words), as: name, sourceLocation: sourceLocation)
    }

    mutating func accept(_ words: Words = [:], as name: String = "A", sourceLocation: SourceLocation = #_sourceLocation)
    {
        propose(acceptance: words, as: name, sourceLocation: sourceLocation)
        resolve(name, sourceLocation: sourceLocation)
    }

    func riskStanding(_ name: String = "Risiko", on day: Day? = nil) -> Risk.Standing {
        register.standing(of: known(risk: name), on: day ?? today)
    }

    func riskDuties(_ rule: Rule, _ name: String = "Risiko") -> [Duty] { duties(rule, .risk(risk(name))) }
}

extension CommandRules {
    static func risks(_ kind: CommandKind) -> CommandRules {
        let closed = Refused("when it is closed", .outOfTurn) { world, words in
            world.given(.closeRisk, ["risk": words["risk"] ?? nobody, "reason": "Løsningen er lukket"])
        }
        switch kind {
        case .setRisk: return settingRisk(closed)
        case .assessRisk: return assessingRisk(closed)
        case .verifyRisk:
            return CommandRules(
                example: { world in
                    world.risky()
                    world.judge(3, 3)
                    return world.verifying()
                },
                then: { world, _ in
                    let made = world.known(risk: "Risiko").verifications.first
                    #expect(made?.cause == .yearly && made?.next == world.today.adding(months: 12))
                    #expect(made?.assessment == world.known(risk: "Risiko").assessments.first?.position)
                },
                refusals: [
                    .saying("risk", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                    .saying("next", yesterday),
                    .saying("next", "2027-11-24"), .saying("cause", "boredom"), closed,
                    Refused("one that nobody has assessed", .outOfTurn) { world, words in
                        world.endanger(as: "Ny")
                        words["risk"] = world.risk("Ny")
                    },
                ])
        case .closeRisk:
            return CommandRules(
                example: { world in
                    world.risky()
                    return ["risk": world.risk(), "reason": "Løsningen er lukket"]
                },
                then: { world, _ in #expect(world.riskStanding() == .closed) },
                refusals: [
                    .saying("risk", nobody), closed,
                    Refused("others belong to it", .outOfTurn) { world, words in
                        world.endanger(["kind": "strategic"], as: "Begivenhed")
                        world.endanger(["events": [world.risk("Begivenhed")]], as: "Under")
                        words["risk"] = world.risk("Begivenhed")
                    },
                ])
        default: return proposingAcceptance(closed)
        }
    }

    private static func settingRisk(_ closed: Refused) -> CommandRules {
        CommandRules(
            example: { world in
                world.risky()
                world.protect(["availability": [world.solution()]])
                return world.risking([
                    "risk": world.risk(), "measures": [world.measure()], "owner": world.person("Fie"),
                    "threats": "trusler:T01, trusler:T14", "classification": "fortrolig",
                ])
            },
            then: { world, _ in
                let wording = world.known(risk: "Risiko").wording
                #expect(wording?.label == "R-1" && wording?.measures == [world.measure()])
                #expect(wording?.threats.map(\.description) == ["trusler:T01", "trusler:T14"])
                #expect(wording?.owner == world.person("Fie") && wording?.isBarred == false)
                #expect(world.known(risk: "Risiko").accessClass == .unit(world.unit("Drift")))
            },
            refusals: [
                .saying("risk", nobody), .saying("unit", nobody), .saying("owner", nobody), .saying("assets", [nobody]),
                .saying("measures", [nobody]), .saying("events", [nobody]), .saying("threats", "ransomware"),
                .saying("classification", "offentlig"), .saying("kind", "other"), .saying("properties", ["beauty"]),
                closed,
                Refused("an event that is operational", .invalid, "events") { world, words in
                    world.endanger(as: "Anden")
                    words["events"] = [world.risk("Anden")]
                },
                Refused("an event that belongs to one", .invalid, "events") { world, words in
                    world.endanger(["kind": "strategic"], as: "Begivenhed")
                    words["kind"] = "strategic"
                    words["events"] = [world.risk("Begivenhed")]
                },
                Refused("others belong to it", .invalid, "kind") { world, words in
                    world.endanger(["kind": "strategic"], as: "Begivenhed")
                    world.endanger(["events": [world.risk("Begivenhed")]], as: "Under")
                    words["risk"] = world.risk("Begivenhed")
                },
                Refused("a measure that has ended", .invalid, "measures") { world, words in
                    world.protect(["clauses": "27002:8.5"], as: "Slut")
                    world.given(.endMeasure, ["measure": world.measure("Slut"), "reason": "Afløst"])
                    words["measures"] = [world.measure("Slut")]
                },
            ])
    }

    private static func assessingRisk(_ closed: Refused) -> CommandRules {
        CommandRules(
            example: { world in
                world.risky()
                return world.judging(
                    4, 4, ["disagreement": "Drift ville sige 3"].merging(World.numbers(20, 200, 10_000, 500_000)) { $1 }
                )
            },
            then: { world, _ in
                let made = world.known(risk: "Risiko").assessments.first
                #expect(made?.method == world.proposal("M") && made?.next == world.today.adding(months: 12))
                #expect(made?.current.likelihood == 4 && made?.inherent == nil && made?.disagreement != nil)
                #expect(made.flatMap { world.register.level(of: $0) } == .high)
                #expect(world.riskStanding() == .untreated)
                let numbers = made?.numbers
                #expect(numbers?.frequency == Estimate(from: 20_000, to: 200_000) && numbers?.shared == nil)
                #expect(numbers?.loss == Estimate(from: 1_000_000, to: 50_000_000) && numbers?.effects == [])
            },
            refusals: [
                .saying("risk", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                .saying("often_low", 0), .saying("often_high", 10), .saying("cost_high", 9_999), .saying("shared", 101),
                .saying("planned", "FOR-9 40 100"), .saying("planned", "FOR-9 40"), .saying("planned", "FOR-9 40 101"),
                .saying("planned", "LØS-1 40 100"),
                Refused("one end of an interval", .invalid, "cost_high") { $1["cost_high"] = nil },
                Refused("how much, and not how often", .invalid, "often_low") {
                    $1["often_low"] = nil
                    $1["often_high"] = nil
                },
                Refused("an interval that says nothing", .invalid, "often_high") {
                    $1["often_low"] = 1
                    $1["often_high"] = 10_001
                },
                .saying("current_likelihood", 6), .saying("current_economy", "9"), .saying("next", yesterday),
                .saying("next", "2027-11-24"), .saying("confidence", "total"), .saying("treatment", "pray"), closed,
                Refused("a dimension that is blank", .invalid, "current_contract") { $1["current_contract"] = nil },
                Refused("not relevant, and not why", .invalid, "current_citizens_reason") {
                    $1["current_citizens_reason"] = nil
                },
                Refused("nothing is relevant", .invalid, "current_economy") {
                    for dimension in RiskMethod.Dimension.allCases {
                        $1[AssessRisk.field(.current, dimension)] = AssessRisk.irrelevant
                        $1[AssessRisk.reason(.current, dimension)] = "Nej"
                    }
                },
                Refused("a stage that is begun and not finished", .invalid, "target_economy") {
                    $1["target_likelihood"] = 2
                },
                Refused("no method is adopted", .outOfTurn) { world, _ in world.annul(world.decided) },
                Refused("a step that the method has not", .invalid, "current_likelihood") { world, words in
                    world.propose(method: .four, as: "Fire")
                    world.resolve("Fire")
                    words["current_likelihood"] = 5
                },
            ])
    }

    private static func proposingAcceptance(_ closed: Refused) -> CommandRules {
        CommandRules(
            example: { world in
                world.risky()
                world.judge(3, 2)
                return world.accepting()
            },
            then: { world, entries in
                guard case .proposal(_, .made(let wording))? = entries.first?.fact,
                    case .acceptance(let risk, let assessment, let until) = wording.content
                else {
                    Issue.record("no proposal")
                    return
                }
                #expect(risk == world.risk() && wording.body == .direktion)
                #expect(assessment == world.known(risk: "Risiko").assessments.last?.position)
                #expect(until == world.today.adding(months: 6))
                #expect(world.riskStanding() == .awaiting)
            },
            refusals: [
                .saying("risk", nobody), .saying("until", yesterday), .saying("until", "2027-11-24"),
                .saying("due", yesterday), .saying("reasons", "En\nTo\nTre\nFire"), .saying("follows", nobody), closed,
                Refused("twice", .outOfTurn) { world, words in world.given(.proposeAcceptance, words) },
                Refused("one that nobody has assessed", .outOfTurn) { world, words in
                    world.endanger(as: "Ny")
                    words["risk"] = world.risk("Ny")
                },
                Refused("within the criteria", .outOfTurn) { world, _ in world.judge(1, 1) },
                Refused("beyond what can be accepted", .outOfTurn) { world, _ in world.judge(5, 5) },
                Refused("without a treatment", .outOfTurn) { world, _ in world.judge(4, 4) },
                Refused("barred", .outOfTurn) { world, words in
                    world.given(.setRisk, world.risking(["risk": words["risk"] ?? nobody, "barred": "1"]))
                },
            ])
    }
}
