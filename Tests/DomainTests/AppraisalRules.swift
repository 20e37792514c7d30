// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// Answers about the solution: likelihood and the worst consequence, which is in operations when it cannot be used; contracts
    /// are not relevant.
    func appraising(_ likelihood: Int, _ consequence: Int, _ words: Words = [:]) -> Words {
        var usual: Words = [
            "asset": solution(), "likelihood": likelihood, "reason": "Det skete sidste år",
            "title": "Sagsportalen kan ikke bruges", "scenario": "Ransomware hos leverandøren lukker den",
            "vulnerabilities": "Der er kun én leverandør", "threats": "trusler:T23, trusler:T14",
            "dismissed": "trusler:T18 Der er ingen gæster", "in_place": "27002:8.5 yes\n27002:8.13 partly",
            "treatment": "modify", "contract_reason": "Der er ingen kontrakt om det",
        ]
        for question in Risk.Guide.questions {
            usual[question.field] = question.dimension == .contract ? AssessRisk.irrelevant : "1"
        }
        usual["availability_operations"] = consequence
        return usual.merging(words) { $1 }
    }

    /// With what the direktion would read.
    func keeping(_ likelihood: Int, _ consequence: Int, _ words: Words = [:]) -> Words {
        appraising(
            likelihood, consequence,
            matter(["treatment": "retain", "until": today.adding(months: 6)]).merging(words) { $1 })
    }

    /// A method that the direktion has adopted, and a solution.
    mutating func appraisable() {
        propose(method: .five)
        resolve("M")
        solve()
    }

    @discardableResult
    mutating func appraise(
        _ likelihood: Int, _ consequence: Int, _ words: Words = [:], as name: String = "Risiko",
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> [Entry] {
        given(.appraiseRisk, appraising(likelihood, consequence, words), as: name, sourceLocation: sourceLocation)
    }

    /// What the office finds of a risk that is judged again.
    func said(of risk: ID<Risk>?) -> AppraiseRisk.Texts? {
        guard let wording = risk.flatMap({ register.risks[$0]?.wording }), let title = texts[wording.title],
            let scenario = texts[wording.scenario]
        else { return nil }
        return .init(title: title, scenario: scenario, vulnerabilities: wording.vulnerabilities.flatMap { texts[$0] })
    }
}

extension CommandRules {
    static var appraising: CommandRules {
        CommandRules(
            example: { world in
                world.appraisable()
                return world.keeping(
                    3, 2,
                    [
                        "in_place": "27002:8.5 unknown Find ud af, hvordan der logges ind", "task": "Køb en til",
                        "task_due": world.today + 30,
                    ])
            },
            then: { world, entries in
                #expect(entries.count == 5)
                guard case .risk(let id, .set(let wording))? = entries.first?.fact,
                    case .risk(id, .assessed(let assessment))? = entries.dropFirst().first?.fact
                else {
                    Issue.record("no risk")
                    return
                }
                #expect(wording.unit == world.unit("Drift") && wording.assets == [world.solution()])
                #expect(wording.classification == .confidential && wording.kind == .operational)
                #expect(wording.threats.map(\.description) == ["trusler:T23", "trusler:T14"])
                #expect(assessment.current.worst() == 2 && assessment.current.likelihood == 3)
                #expect(
                    world.register.treatments(of: id).map(\.responsible) == [
                        .role(.security), .unit(world.unit("Drift")),
                    ])
                #expect(
                    world.register.standing(of: world.register.risks[id] ?? Risk(id: id), on: world.today) == .awaiting)
            },
            refusals: [
                .saying("asset", nobody), .saying("risk", nobody), .saying("likelihood", 6),
                .saying("confidentiality_citizens", "9"), .saying("threats", "ransomware"),
                .saying("dismissed", "trusler:T18"), .saying("dismissed", "Der er ingen"),
                .saying("dismissed", "trusler:T23 Det er der ikke"),
                .saying("dismissed", "trusler:T18 Nej\ntrusler:T18 Nej"),
                .saying("in_place", "27002:8.5 maybe"), .saying("in_place", "27002:8.5 unknown"),
                .saying("in_place", "27002:8.5 yes\n27002:8.5 no"), .saying("in_place", "\(nobody) yes"),
                .saying("task_due", yesterday), .saying("until", yesterday), .saying("due", yesterday),
                .saying("treatment", "pray"), .saying("treatment", "modify"),
                .saying("next", yesterday),
                Refused("a task without a day", .invalid, "task_due") { $1["task_due"] = nil },
                Refused("a day without a task", .invalid, "task") { $1["task"] = nil },
                Refused("not relevant, and not why", .invalid, "contract_reason") { $1["contract_reason"] = nil },
                Refused("nothing is relevant", .invalid, "confidentiality_citizens") {
                    for question in Risk.Guide.questions { $1[question.field] = AssessRisk.irrelevant }
                },
                Refused("a new one without a name", .invalid, "title") { $1["title"] = nil },
                Refused("a new one without a scenario", .invalid, "scenario") { $1["scenario"] = nil },
                Refused("until when is not said", .invalid, "until") { $1["until"] = nil },
                Refused("the direktion is not asked", .invalid, "question") { $1["question"] = nil },
                Refused("within the criteria", .outOfTurn) { world, words in
                    words = world.keeping(1, 1)
                },
                Refused("beyond what can be accepted", .outOfTurn) { world, words in words = world.keeping(5, 5) },
                Refused("without a treatment", .outOfTurn) { world, words in words = world.keeping(4, 4) },
                Refused("no method is adopted", .outOfTurn) { world, _ in world.annul(world.decided) },
                Refused("an asset that is retired", .invalid, "asset") { world, _ in
                    world.given(.retireAsset, ["asset": world.solution(), "reason": "Afløst"])
                },
                Refused("a risk to something else", .invalid, "risk") { world, words in
                    world.endanger(["assets": [ID<Asset>]()], as: "Anden")
                    words["risk"] = world.risk("Anden")
                },
            ])
    }
}
