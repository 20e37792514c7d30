// SPDX-License-Identifier: MPL-2.0

import Domain

@testable import Exchange

/// Small files with threats, each in the form that another program has them in. What they say is our own invention.
enum ThreatFiles {
    static func read(_ text: String, columns: [ThreatReading.Column: String] = [:]) throws -> ThreatReading {
        try ThreatFile.read(Array(text.utf8), fileName: "havn.csv", columns: columns)
    }

    /// One line for each threat: its code, what it stands under, what it says.
    static func lines(_ reading: ThreatReading) -> [String] {
        reading.rows.map { row in
            let threat = row.threat
            let words = [threat.code.text, threat.heading?.da ?? "-", threat.name.da, threat.about?.da]
            return words.compactMap { $0 }.joined(separator: " | ")
        }
    }

    /// Where something is wrong, and whether the threat is there all the same.
    static func faults(_ reading: ThreatReading) -> [String] {
        reading.faults.map { "\($0.row) \($0.column?.rawValue ?? "-") \($0.outcome)" }
    }

    static let all = [taxonomy, galaxy, monarc, olderMonarc, threatsOfMonarc, os2compliance, library, table]

    static let taxonomy = """
        {"namespace": "havn-trussel", "expanded": "Threats to the harbour", "version": 3,
         "description": "What a harbour fears.", "refs": ["https://havn.example"],
         "predicates": [{"value": "sea", "expanded": "From the sea"}, {"value": "land", "expanded": "From land"},
           {"value": "fog"}],
         "values": [
           {"predicate": "sea", "entry": [
             {"value": "storm-surge", "expanded": "Storm surge", "description": "The water stands above the quay."},
             {"value": "other", "expanded": "Other"}]},
           {"predicate": "land", "entry": [
             {"value": "other", "expanded": "Other things"},
             {"value": "a-threat-whose-name-is-too-long-for-any-address", "expanded": "Long"}]}]}
        """

    static let galaxy = """
        {"authors": ["The harbour", "The watch"], "category": "harbour", "description": "Who takes boats.",
         "name": "Harbour thieves", "source": "Own observations", "type": "harbour-thief", "version": 2,
         "uuid": "2c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11", "values": [
           {"value": "The Night Boat", "description": "Comes at night.", "meta": {"external_id": "H10", "refs": []}},
           {"value": "Kaj & Co"}, {"description": "Without a name"}]}
        """

    static let monarc = """
        {"type": "anr", "monarc_version": "2.13.1", "languageCode": "en", "knowledgeBase": {
          "assets": [], "threats": [
            {"uuid": "11111111-2222-4333-8444-555555555551", "label": "Storm surge", "description": "Water on the quay.",
             "theme": {"id": 1, "label": "Nature"}, "status": 1, "mode": 0, "code": "17",
             "confidentiality": 0, "integrity": 1, "availability": 1, "trend": 0, "comment": "", "qualification": -1},
            {"uuid": "11111111-2222-4333-8444-555555555552", "label": "Pirates", "description": "", "theme": null,
             "status": 0, "code": "18", "confidentiality": 1, "integrity": 0, "availability": 0},
            {"uuid": "11111111-2222-4333-8444-555555555553", "label": "Ice", "description": "", "theme": null,
             "status": 1, "code": 17, "confidentiality": 0, "integrity": 0, "availability": 1}],
          "vulnerabilities": [
            {"uuid": "aaaaaaaa-2222-4333-8444-555555555551", "label": "Low quay", "description": "", "code": "V1"}],
          "informationRisks": [
            {"uuid": "x", "asset": {"uuid": "b"}, "threat": {"uuid": "11111111-2222-4333-8444-555555555551"},
             "vulnerability": {"uuid": "AAAAAAAA-2222-4333-8444-555555555551"}},
            {"uuid": "y", "asset": {"uuid": "c"}, "threat": {"uuid": "11111111-2222-4333-8444-555555555551"},
             "vulnerability": {"uuid": "aaaaaaaa-2222-4333-8444-555555555551"}}]}}
        """

    static let olderMonarc = """
        {"type": "instance", "threats": {"u1": {"uuid": "u1", "code": "M7", "label1": "Feu", "label2": "Fire",
           "description1": "", "description2": "It burns.", "c": 0, "i": 1, "a": 1, "theme": 3}},
         "themes": {"3": {"label1": "Dégâts", "label2": "Damage"}},
         "vuls": {"v1": {"uuid": "v1", "label2": "Straw in the shed"}},
         "amvs": {"a1": {"asset": "b", "threat": "u1", "vulnerability": "v1"}}}
        """

    static let threatsOfMonarc = """
        [{"uuid": "u1", "code": "X1", "label": "Fog", "language": "EN", "c": false, "i": false, "a": true,
          "theme": "Weather"}]
        """

    static let os2compliance = """
        [{"identifier": "h01", "sortKey": 2, "threatCatalogIdentifier": "havn", "threatType": "1) Vejr og vand",
          "description": "Vandet står over kajen", "rights": false},
         {"identifier": "h02", "sortKey": 1, "threatCatalogIdentifier": "havn", "threatType": "2) Mennesker",
          "description": "Et billede af de ventende bliver delt", "rights": true},
         {"identifier": "", "threatCatalogIdentifier": "havn", "threatType": "2) Mennesker", "description": "Uden nummer"}]
        """

    static let library = """
        urn: urn:havnen:risk:library:trusler
        locale: en
        ref_id: HAVN-T
        name: Threats to the harbour
        copyright: © The harbour, free to use
        version: 2
        provider: The harbour
        objects:
          threats:
          - urn: urn:havnen:risk:threat:havn:t1
            ref_id: T1
            name: Storm surge
            description: The water stands above the quay.
            translations: {da: {name: Stormflod}}
          - urn: urn:havnen:risk:threat:havn:t2
            name: Fog
          risk_matrix:
          - ref_id: TWO
            name: Two by three
            probability: [{abbreviation: S, name: Seldom}, {abbreviation: O, name: Often}]
            impact:
            - {abbreviation: L, name: Little, description: A wet foot}
            - {abbreviation: M, name: Much}
            - {abbreviation: A, name: All}
            risk: [{abbreviation: L, name: Low}, {abbreviation: H, name: High}]
            grid: [[0, 0, 1], [0, 1, 1]]
          - ref_id: ODD
            name: Names a level that is not there
            probability: [{name: Seldom}, {name: Often}]
            impact: [{name: Little}, {name: Much}]
            risk: [{name: Low}, {name: High}]
            grid: [[0, 1], [1, 2]]
        """

    static let table = """
        Nummer;Trussel;Kategori;Rammer;Typiske sårbarheder;Foranstaltninger;Aktiver
        A1;Stormflod;Omgivelser;I, A;"Lav kaj; Ingen pumpe";7.5 8.14, A.5.30;Lokation
        ;Uden nummer;;;;;
        A2;;;;;;
        A3;Tåge;Havnens egen;Z;;;
        A4;Is;Havnens egen;;;8.99;
        A1;Igen;;;;;
        A5;Mørke;Havnens egen;;;;båd
        A10;Blæst;Havnens egen;;Master;;

        """
}
