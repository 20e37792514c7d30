// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// A row of a file of assets.
    func row(
        _ number: Int, _ words: [AssetReading.Column: String], ids: [Asset.ExternalID] = [], isGone: Bool = false
    ) -> AssetReading.Row {
        .init(number, words, ids: ids, isGone: isGone)
    }

    /// What the file would change.
    func assetPlan(_ rules: AssetImportRules = .init()) -> AssetPlan {
        AssetPlan(assetFile, rules, in: register, on: today, text: { texts[$0] })
    }
}

extension CommandRules {
    static var assetImport: CommandRules {
        CommandRules(
            example: { world in
                world.solve()
                world.assetFile = AssetReading(.csv)
                world.assetFile.sha256 = "00ff"
                world.assetFile.rows = [
                    world.row(2, [.reference: "LØS-1", .about: "Sager om børn", .recovery: "4"]),
                    world.row(3, [.kind: "component", .name: "Databasen", .unit: "Drift"]),
                ]
                world.assetFile.ties = [.init(from: 0, to: "Databasen", kind: .runsOn)]
                return [:]
            },
            then: { world, entries in
                guard case .organisation(_, .registerImported(let record))? = entries.last?.fact else {
                    Issue.record("the file is not recorded")
                    return
                }
                #expect((record.added, record.changed, record.beside, record.rows) == (1, 1, 1, 2))
                #expect(record.matter == .assets && record.form == .csv && record.sha256 == "00ff")
                #expect(world.texts[record.fileName] == "aktiver.csv")
                let known = try #require(world.register.assets[world.solution()])
                #expect(known.wording?.about.flatMap { world.texts[$0] } == "Sager om børn")
                #expect(known.wording?.target.recovery == 4 && known.wording?.confidentiality?.level == .high)
                let other = try #require(world.register.assetsInOrder(.component).map { $0 }.first)
                #expect(other.wording?.label == "KMP-1" && other.wording?.confidentiality == nil)
                #expect(world.register.dependences(of: known.id, on: world.today).map(\.on) == [other.id])
            },
            refusals: [
                .saying("file", ""), .saying("shown", "andet", .stale), .saying("unit", nobody),
                Refused("with a row that is wrong", .invalid, "file") { world, _ in
                    world.assetFile.faults = [.init(row: 4, Phrase(da: "Rækken er gal.", en: "Wrong."))]
                },
                Refused("of a unit that is not there", .invalid, "file") { world, _ in
                    world.assetFile.rows[1].words[.unit] = "Findes ikke"
                },
                Refused("of nothing new", .outOfTurn) { world, _ in world.given(.importAssets, [:]) },
                Refused("as a dry run", .outOfTurn) { $1["trial"] = "1" },
            ])
    }
}
