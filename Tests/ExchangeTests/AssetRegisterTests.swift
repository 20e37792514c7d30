// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Assets from other registers")
struct AssetRegisterTests {
    private func read(_ text: String) throws -> ForeignRegister {
        try AssetRegisterFile.read(Array(text.utf8))
    }

    private func faults(_ reading: ForeignRegister) -> [String] {
        reading.faults.map { "\($0.list) \($0.row)" }
    }

    @Test(
        "KITOS: a usage and its system become one asset with both identifiers; units and relations go along"
    )
    func kitos() throws {
        let reading = try read(AssetRegisterFiles.kitos)
        #expect(
            reading.format == .kitos
                && reading.assets.map(\.name) == ["Havnesystem", "Kasse", "Gammelt system"])
        let harbour = try #require(reading.assets.first)
        #expect(harbour.ids.map(\.system) == [.kitosUsage, .kitosSystem])
        #expect(harbour.ids[1].id == "0000000a-0000-4000-8000-000000000001", "in small letters")
        #expect(
            harbour.about == "Bruges af havnekontoret." && harbour.type == "Fagsystem"
                && harbour.kle == ["08.02.00"])
        #expect(harbour.supplier == "Havneleverandøren" && harbour.supplierCVR == "12345678")
        #expect(harbour.unit == "Havnekontoret" && harbour.responsible == ["Eva Eksempel (Systemejer)"])
        #expect(
            harbour.classification == "Fortrolige data"
                && harbour.personalData == ["PersonData", "CprNumber"])
        #expect(
            harbour.isBusinessCritical == true && harbour.hosting == "External" && !harbour.isRetired)
        #expect(harbour.from == Day(year: 2024, month: 1, day: 2) && harbour.to == nil)
        #expect(harbour.riskAssessed == Day(year: 2025, month: 5, day: 6) && harbour.risk == "Medium")
        // Of the other usage nothing is said; the last one is used by nobody and out of use.
        #expect(reading.assets[1].isBusinessCritical == nil && reading.assets[1].kle.isEmpty)
        #expect(reading.assets[2].isRetired && reading.assets[2].ids.map(\.system) == [.kitosSystem])
        #expect(reading.units.map(\.name) == ["Havnen", "Havnekontoret"])
        #expect(reading.units[1].parent == reading.units[0].id && reading.units[0].parent == nil)
        let relation = try #require(reading.relations.first)
        #expect(
            reading.relations.count == 1 && relation.from == harbour.ids[0]
                && relation.to == reading.assets[1].ids[0])
        #expect(relation.about == "Afgifter")
        #expect(
            faults(reading) == [
                "it-systems 3", "it-system-usages 1", "it-system-usages 3", "it-system-usages 4",
                "organization-units 3",
            ])
    }

    @Test("KITOS: one list alone is read too")
    func oneList() throws {
        let units =
            "[{\"uuid\": \"00000000-0000-4000-8000-000000000001\", \"name\": \"Havn\", \"origin\": \"Kitos\"}]"
        let reading = try read(units)
        #expect(reading.units.map(\.name) == ["Havn"] && reading.assets.isEmpty)
    }

    @Test(
        "OS2compliance: assets with the identifiers of KITOS that it keeps; one page of several says so"
    )
    func os2compliance() throws {
        let reading = try read(AssetRegisterFiles.os2compliance)
        #expect(
            reading.format == .os2compliance && reading.assets.map(\.name) == ["Havnesystem", "Kasse"])
        let harbour = try #require(reading.assets.first)
        #expect(
            harbour.ids.map(\.system) == [.os2compliance, .kitosSystem] && harbour.ids[0].id == "17")
        #expect(
            harbour.type == "It-system" && harbour.unit == "Havnen" && harbour.owners == ["Eva Eksempel"])
        #expect(harbour.supplier == "Havneleverandøren")
        #expect(harbour.isBusinessCritical == true && harbour.isSociallyCritical == true)
        #expect(
            reading.assets[1].isBusinessCritical == false && reading.assets[1].isSociallyCritical == nil)
        #expect(faults(reading) == ["assets 3", "assets 4", "assets 1"])
        #expect(reading.faults.last?.what.da.contains("3 sider") == true)
    }

    @Test("a database of OS2compliance: assets, their relations, and what was judged of each threat")
    func dump() throws {
        let reading = try read(AssetRegisterFiles.dump)
        #expect(reading.format == .os2complianceDump)
        #expect(
            reading.assets.map(\.name) == ["Havnesystem & kaj", "Kran"],
            "what is deleted is not taken along")
        let harbour = try #require(reading.assets.first)
        #expect(
            harbour.ids.map(\.system) == [.os2compliance, .kitosUsage] && harbour.type == "It-system")
        #expect(
            harbour.supplier == "Havneleverandøren" && harbour.supplierCVR == "12345678"
                && harbour.about == nil)
        #expect(harbour.isBusinessCritical == true && harbour.isSociallyCritical == true)
        #expect(reading.relations.map(\.to.id) == ["19"], "none to what is deleted")
        #expect(reading.risks.map(\.threat) == ["Vandet står over kajen", "Kranen vælter"])
        let risk = try #require(reading.risks.first)
        #expect(
            risk.assessment == "Havnen 2025" && risk.threatCode == "h01"
                && risk.assets.map(\.id) == ["17"])
        #expect(
            risk.probability == 3 && risk.residualProbability == 2 && risk.residualConsequence == nil)
        #expect(
            risk.consequences == [
                .init(property: .integrity, bearer: .registered, value: 2),
                .init(property: .availability, bearer: .organisation, value: 4),
            ], "each property and bearer apart, none made into one number")
        #expect(
            risk.vulnerability == "Lav kaj" && risk.existing == "Pumper" && risk.treatment == "MITIGER")
        #expect(reading.risks[1].threatCode == nil && reading.risks[1].probability == nil)
        // One that was found not to matter is none; one of an assessment that is not there is a fault.
        #expect(faults(reading) == ["assets 4", "threat_assessment_responses 4"])
    }

    @Test(
        "what is none of them is refused, with what to do",
        arguments: [
            "", "{}", "[]", "[1]", "{\"content\": []}", "a;b\n1;2\n", "<html><body>x</body></html>",
            "INSERT INTO assets VALUES (1);", "<mysqldump><database name=\"x\"></database></mysqldump>",
            "{\"a\": [",
        ])
    func nothing(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.field == "file" && refusal?.phrase.da.isEmpty == false)
    }

    @Test("damaged files are read or refused")
    func damaged() {
        for text in AssetRegisterFiles.all {
            let source = Array(text.utf8)
            for seed in 0..<150 as Range<UInt64> {
                var random = Seeded(seed)
                var bytes = source
                for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                    let at = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
                    default: bytes.removeSubrange(at..<min(bytes.count, at + 20))
                    }
                }
                guard let reading = try? AssetRegisterFile.read(bytes) else { continue }
                let ids = reading.assets.compactMap(\.ids.first)
                #expect(Set(ids).count == ids.count || reading.format == .os2complianceDump)
                #expect(
                    reading.assets.allSatisfy { !$0.name.isEmpty && $0.name.unicodeScalars.count <= 300 })
                #expect(reading.faultCount >= reading.faults.count)
            }
        }
    }

    @Test("too much is refused, and faults without end are counted")
    func bounds() throws {
        let one = "{\"id\": %, \"name\": \"x\", \"assetType\": {}}"
        let many = (0...ForeignRegister.most).map { one.replacing("%", with: "\($0)") }.joined(
            separator: ",")
        #expect(throws: Refusal.self) { try read("[\(many)]") }
        let same = (0..<2000).map { _ in one.replacing("%", with: "1") }.joined(separator: ",")
        let reading = try read("[\(same)]")
        #expect(
            reading.assets.count == 1 && reading.faultCount == 1999
                && reading.faults.count == ForeignRegister.mostFaults)
    }
}
