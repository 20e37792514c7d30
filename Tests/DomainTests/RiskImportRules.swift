// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// What the file of risks would change, for somebody who sees all but these.
    func riskPlan(_ rules: RiskImportRules = .init(), hiding hidden: Set<ID<Risk>> = []) -> RiskImportPlan {
        RiskImportPlan(riskFile, rules, in: register, on: today, isSeen: { !hidden.contains($0) }, text: { texts[$0] })
    }

    /// A judgement in steps of the method: the worst is in operations, citizens are not concerned.
    static func judgement(_ likelihood: Int, _ consequence: Int) -> [RiskReading.Column: String] {
        var words: [RiskReading.Column: String] = [
            .likelihood: "\(likelihood)", .reason: "Det skete sidste år", .confidence: "medium", .treatment: "modify",
            .citizens: AssessRisk.irrelevant, .citizensReason: "Ingen borgere er berørt",
        ]
        for dimension in RiskMethod.Dimension.allCases where dimension != .citizens {
            words[.of(dimension)] = dimension == .operations ? "\(consequence)" : "1"
        }
        return words
    }
}

extension CommandRules {
    static var riskImport: CommandRules {
        CommandRules(
            example: { world in
                world.risky()
                world.riskFile = RiskReading(.csv)
                world.riskFile.sha256 = "00ff"
                world.riskFile.rows = [
                    .init(2, [.reference: "R-1", .vulnerabilities: "Ingen reserve"]),
                    .init(
                        3,
                        [.title: "Arkivet brænder", .unit: "Drift", .assets: "LØS-1"].merging(World.judgement(2, 3)) {
                            $1
                        }),
                ]
                return ["scale": "own"]
            },
            then: { world, entries in
                guard case .organisation(_, .registerImported(let record))? = entries.last?.fact else {
                    Issue.record("the file is not recorded")
                    return
                }
                #expect((record.added, record.changed, record.beside, record.rows) == (1, 1, 1, 2))
                #expect(record.matter == .risks && record.sha256 == "00ff")
                let known = world.known(risk: "Risiko")
                #expect(known.wording?.vulnerabilities.flatMap { world.texts[$0] } == "Ingen reserve")
                #expect(known.assessments.isEmpty && known.wording?.threats.map(\.description) == ["trusler:T01"])
                let new = try #require(world.register.risks.values.first { $0.number == 2 })
                #expect(new.wording?.classification == .confidential && new.wording?.assets == [world.solution()])
                let made = try #require(new.assessments.last)
                #expect(made.current.likelihood == 2 && made.current.worst([.operations]) == 3)
                #expect(made.treatment == .modify && made.confidence == .medium)
            },
            refusals: [
                .saying("file", ""), .saying("shown", "andet", .stale), .saying("unit", nobody),
                .saying("classification", "offentlig"), .saying("likelihood_steps", "1=2=3"),
                .saying("consequence_steps", "1=3, 2=1"),
                Refused("with a row that is wrong", .invalid, "file") { world, _ in
                    world.riskFile.faults = [.init(row: 4, Phrase(da: "Rækken er gal.", en: "Wrong."))]
                },
                Refused("of a step that the method has not", .invalid, "file") { world, _ in
                    world.riskFile.rows[1].words[.likelihood] = "9"
                },
                Refused("of nothing new", .outOfTurn) { world, _ in world.given(.importRisks, ["scale": "own"]) },
                Refused("as a dry run", .outOfTurn) { $1["trial"] = "1" },
            ])
    }
}
