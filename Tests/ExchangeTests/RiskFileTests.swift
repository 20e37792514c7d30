// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Files of risks: tables, MONARC and OS2compliance")
struct RiskFileTests {
    private func read(_ text: String, _ columns: [RiskReading.Column: String] = [:]) throws -> RiskReading {
        try RiskFile.read(Array(text.utf8), columns: columns)
    }

    @Test("columns are found by their names in Danish and in English; steps, days and choices by their words")
    func columns() throws {
        let danish = try read(
            """
            Risiko;Enhed;Aktiver;Sandsynlighed (trin);Økonomi (trin);Økonomi, hvorfor;Håndtering;Vurderet;Noget andet
            Havnen står under vand;Drift;LØS-1;3 Sandsynlig;Ikke relevant;Ingen penge;Nedbringe;06.05.2026;x
            """)
        let english = try read(
            "title,unit,assets,likelihood,economy,economy_reason,treatment,day\nHavnen står under vand,Drift,LØS-1,3,none,Ingen penge,modify,2026-05-06\n"
        )
        for reading in [danish, english] {
            #expect(reading.faults.isEmpty, "\(reading.faults)")
            let words = try #require(reading.rows.first?.words)
            #expect(words[.title] == "Havnen står under vand" && words[.likelihood] == "3")
            #expect(words[.economy] == AssessRisk.irrelevant && words[.economyReason] == "Ingen penge")
            #expect(words[.treatment] == "modify" && words[.day] == "2026-05-06" && words[.assets] == "LØS-1")
        }
        #expect(danish.likelihoods == [3] && danish.consequences.isEmpty)
    }

    @Test("what cannot be read is said with its row and its column, and the others are read")
    func faults() throws {
        let reading = try read(
            """
            risiko;slags;sandsynlighed;økonomi (trin);håndtering;trusselsnumre;vurderet
            A;operationel (aktiv);2;3;acceptere;trusler:T01;
            B;hændelse;;;;;
            C;;mange;;;;
            D;;;x;;;
            E;;;;måske;;
            F;;;;;ingen;
            G;;;;;;31.02.2026
            """)
        #expect(reading.rows.map { $0.words[.title] } == ["A"] && reading.rows.first?.words[.treatment] == "retain")
        #expect(reading.faults.map(\.row) == [3, 4, 5, 6, 7, 8])
        let columns = ["Slags:", "Sandsynlighed", "Økonomi", "Håndtering:", "Trusselsnumre:", "Vurderet:"]
        for (fault, column) in zip(reading.faults, columns) {
            #expect(fault.what.da.hasPrefix(column), "\(fault.what.da)")
        }
    }

    @Test("an analysis of MONARC: each evaluated risk in words with its place, and no number made of three")
    func monarc() throws {
        let reading = try read(
            """
            {"type": "anr", "monarc_version": "2.13.1", "instances": [
              {"name": "Havnen", "instanceRisks": [], "children": [
                {"name": "Kajen", "instanceRisks": [
                  {"threat": {"code": "M1", "label": "Stormflod", "integrity": 1, "availability": 1},
                   "vulnerability": {"label": "Lav kaj"}, "threatRate": 3, "vulnerabilityRate": 2, "comment": "Der er pumper",
                   "riskOwner": "Eva Eksempel", "cacheMaxRisk": 24},
                  {"threat": {"label": "Is"}, "vulnerability": {"label": "Lav kaj"}, "threatRate": -1,
                   "vulnerabilityRate": -1},
                  {"vulnerability": {"label": "Uden trussel"}, "threatRate": 1, "vulnerabilityRate": 1}], "children": []}]}]}
            """)
        #expect(reading.form == .monarc && reading.rows.count == 1 && reading.remarks.count == 2)
        let words = try #require(reading.rows.first?.words)
        #expect(words[.title] == "Stormflod (Lav kaj): Kajen" && words[.assets] == "Kajen")
        #expect(words[.vulnerabilities] == "Lav kaj" && words[.owner] == "Eva Eksempel")
        #expect(words[.properties] == "Integrity\nAvailability")
        #expect(words[.scenario]?.contains("Der er pumper") == true)
        #expect(words[.scenario]?.contains("trussel 3, sårbarhed 2") == true && words[.likelihood] == nil)
        #expect(reading.likelihoods.isEmpty && reading.consequences.isEmpty)
    }

    @Test("OS2compliance: each answer in words, its numbers as that system has them, by whom it is bad for")
    func os2compliance() throws {
        let reading = try read(AssetRegisterFiles.dump)
        #expect(reading.form == .os2complianceDump && reading.rows.count == 2)
        let risk = try #require(reading.rows.first)
        #expect(risk.words[.title] == "Vandet står over kajen: Havnen 2025")
        #expect(risk.words[.assets] == "os2compliance: 17" && risk.words[.vulnerabilities] == "Lav kaj")
        #expect(risk.words[.likelihood] == "3" && risk.told == [.registered: 2, .organisation: 4])
        #expect(risk.words[.treatment] == "modify" && risk.words[.scenario]?.contains("Pumper") == true)
        #expect(risk.words[.properties] == "Integrity\nAvailability")
        #expect(reading.rows.last?.words[.likelihood] == nil)
        #expect(reading.likelihoods == [3] && reading.consequences == [2, 4])
        #expect(reading.remarks.count == 1, "an answer of no assessment")
    }

    @Test(
        "what is none of them is refused, with what to do",
        arguments: ["", "risiko;enhed\n", "hest;ko\n1;2\n", "{}", "[1]", "<mysqldump></mysqldump>", "%PDF-1.7 x"])
    func nothing(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.field == "file" && refusal?.phrase.da.isEmpty == false)
    }

    @Test("damaged files are read or refused")
    func damaged() {
        for text in [AssetRegisterFiles.dump, "risiko;økonomi (trin)\nA;\"3\"\nB;4\n"] {
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
                guard let reading = try? RiskFile.read(bytes) else { continue }
                #expect(reading.rows.allSatisfy { ($0.words[.title]?.unicodeScalars.count ?? 0) <= 200 })
            }
        }
    }
}
