// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    func processing(_ name: String = "Behandling") -> ID<Processing> { id(name) }
    func known(processing name: String = "Behandling") -> Processing {
        register.processings[processing(name)] ?? Processing(id: processing(name))
    }

    /// A controller's record with everything that Article 30(1) demands.
    func recording(_ words: Words = [:]) -> Words {
        let usual: Words = [
            "capacity": "controller", "title": "Løn", "purpose": "At lønne de ansatte", "unit": unit("Drift"),
            "responsible": person("Gry"), "begins": "2026-01-01", "grounds": ["6_1_b", "6_1_c"],
            "law": "Databeskyttelseslovens § 12", "people": "Ansatte", "personal_data": ["ordinary", "confidential"],
            "kinds": "Navn, CPR-nummer, løn", "recipients": "Skattestyrelsen", "transfer": "none",
            "erasure": "Fem år efter fratræden", "security": "Adgang efter rolle",
        ]
        return usual.merging(words) { $1 }
    }

    mutating func record(
        _ words: Words = [:], without fields: [String] = [], as name: String = "Behandling",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var all = recording(words)
        for field in fields { all[field] = nil }
        given(.setProcessing, all, as: name, sourceLocation: sourceLocation)
    }

    func processingDuties(_ rule: Rule, _ name: String = "Behandling") -> [Duty] {
        duties(rule, .processing(processing(name)))
    }
}

extension CommandRules {
    static func processings(_ kind: CommandKind) -> CommandRules {
        let ended = Refused("when it has ended", .outOfTurn) { world, words in
            world.given(.endProcessing, ["processing": words["processing"] ?? nobody, "reason": "Opgaven er flyttet"])
        }
        switch kind {
        case .setProcessing: return settingProcessing(ended)
        case .reviewProcessing:
            return CommandRules(
                example: { world in
                    world.record()
                    return ["processing": world.processing(), "day": world.today, "finding": "Intet er ændret"]
                },
                then: { world, _ in
                    #expect(world.known(processing: "Behandling").reviews.first?.next == world.today.adding(months: 12))
                },
                refusals: [
                    .saying("processing", nobody), .saying("day", tomorrow), .saying("day", yesterday),
                    .saying("next", yesterday), .saying("next", "2027-11-24"), ended,
                ])
        default:
            return CommandRules(
                example: { world in
                    world.record()
                    return ["processing": world.processing(), "reason": "Opgaven er flyttet. Alt er slettet."]
                },
                then: { world, _ in
                    #expect(world.known(processing: "Behandling").standing(on: world.today) == .ended)
                }, refusals: [.saying("processing", nobody), ended])
        }
    }

    private static func settingProcessing(_ ended: Refused) -> CommandRules {
        CommandRules(
            example: { world in
                world.record()
                world.solve()
                return world.recording([
                    "processing": world.processing(), "grounds": ["9_2_b", "6_1_b"],
                    "personal_data": ["special", "ordinary"], "transfer": "third", "countries": "USA",
                    "safeguards": ["clauses"], "assets": [world.solution()],
                ])
            },
            then: { world, _ in
                let wording = world.known(processing: "Behandling").wording
                #expect(wording?.label == "BEH-1" && wording?.gaps == [])
                #expect(wording?.grounds == [.contract, .specialEmployment] && wording?.data == [.ordinary, .special])
                #expect(wording?.transfer == .third && wording?.safeguards == [.clauses])
                #expect(
                    world.register.processings(using: world.solution(), on: world.today).map(\.id)
                        == [world.processing()])
            },
            refusals: [
                .saying("processing", nobody), .saying("unit", nobody), .saying("responsible", nobody),
                .saying("assets", [nobody]), .saying("capacity", "observer"), .saying("grounds", ["6_1_z"]),
                .saying("personal_data", ["none"]), .saying("transfer", "perhaps"), .saying("safeguards", ["trust"]),
                .saying("transfer", "none", at: "countries"), .saying("controllers", "Nordby Kommune"),
                .saying("begins", "31.02.2027"), ended,
                Refused("a safeguard without a transfer", .invalid, "safeguards") { _, words in
                    words["transfer"] = "none"
                    words["countries"] = nil
                },
                Refused("an asset that is retired", .invalid, "assets") { world, _ in
                    world.given(.retireAsset, ["asset": world.solution(), "reason": "Den er lukket"])
                },
            ])
    }
}
