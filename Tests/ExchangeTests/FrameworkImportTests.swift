// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

@Suite("Frameworks that an organisation brings")
struct FrameworkImportTests {
    @Test func aCatalogueGivesItsControlsWithTheirStatements() throws {
        let reading = try FrameworkFiles.read(FrameworkFiles.catalogue)
        #expect(
            FrameworkFiles.lines(reading) == [
                "# - | hv | Havn og vagt | Om vagten.",
                "hv | hv-10 | Den tiende | Se havneloven og *stjernen*.",
                """
                hv | hv-2 | Vagt | Vagten:
                a. går [en eller flere af: hver [organisationens hyppighed]; efter behov];
                  1. ude;
                b. svarer inden [30 dage, 60 dage] [nowhere] {{ x y }}.
                """,
                "hv-2 | hv-2.1 | Hund | Vagten har en hund.", "# - | group-2 | Tom gruppe",
            ])
        #expect(reading.format == .oscalCatalogue && reading.kind == .controls)
        #expect(reading.label.da == "Havnens krav" && reading.name?.text == "havnens-krav" && reading.version == "2.1")
        #expect(reading.publisher == "Havnen" && reading.rights == "CC0" && reading.languages == ["da"])
        #expect(reading.clauses.map(\.label) == [nil, "HV-10", nil, nil, nil])
        #expect(
            FrameworkFiles.remarks(reading) == [
                "leftOut 1 hv-2: Guidance and assessment are not taken along, only what is demanded.",
                "leftOut 1 hv-2.2: It is withdrawn in the catalogue and is not taken along.",
                "unreadable 1 Uden nummer: There is no identifier. It is not taken along.",
            ])
    }

    @Test func aProfileGivesWhatItChoosesAndSaysWhatItChanges() throws {
        let reading = try FrameworkFiles.read(FrameworkFiles.profile, catalogue: FrameworkFiles.catalogue)
        #expect(
            FrameworkFiles.lines(reading) == [
                "# - | hv | Havn og vagt | Om vagten.", "hv | hv-10 | Den tiende | Se havneloven og *stjernen*.",
                "hv | hv-2.1 | Hund | Vagten har en hund.",
            ])
        #expect(
            reading.label.da == "Den lille havn" && reading.publisher == "Havnen" && reading.format == .oscalProfile)
        #expect(
            FrameworkFiles.remarks(reading).map { $0.prefix(40) } == [
                "leftOut 1 hv-2.2: It is withdrawn in the", "unreadable 1 hv-99: It is not in the cat",
                "leftOut 1 hv-2_prm_1: The profile puts a", "leftOut 1 hv-10: The profile alters the ",
                "unreadable 1 Uden nummer: There is no id",
            ])
        let alone = #expect(throws: Refusal.self) { try FrameworkFiles.read(FrameworkFiles.profile) }
        #expect(alone?.field == "catalogue")
        let wrong = #expect(throws: Refusal.self) {
            try FrameworkFiles.read(FrameworkFiles.profile, catalogue: FrameworkFiles.profile)
        }
        #expect(wrong?.field == "catalogue")
    }

    @Test(
        "a profile takes all, or those below, or leaves some out",
        arguments: [
            (#"{"href": "a", "include-all": {}}"#, ["hv", "hv-10", "hv-2", "hv-2.1"]),
            (#"{"href": "a"}"#, ["hv", "hv-10", "hv-2", "hv-2.1"]),
            (
                #"{"href": "a", "include-controls": [{"with-ids": ["hv-2"], "with-child-controls": "yes"}]}"#,
                ["hv", "hv-2", "hv-2.1"]
            ),
            (#"{"href": "a", "include-controls": [{"with-ids": ["hv-2"]}]}"#, ["hv", "hv-2"]),
            (
                #"{"href": "a", "include-all": {}, "exclude-controls": [{"matching": [{"pattern": "hv-2*"}]}]}"#,
                ["hv", "hv-10"]
            ),
        ])
    func choices(_ importing: String, _ ids: [String]) throws {
        let profile = #"{"profile": {"metadata": {"title": "P"}, "imports": [\#(importing)]}}"#
        let reading = try FrameworkFiles.read(profile, catalogue: FrameworkFiles.catalogue)
        #expect(reading.clauses.map(\.id.text) == ids)
    }

    @Test func aLibraryGivesItsRequirementsInBothLanguages() throws {
        let reading = try FrameworkFiles.read(FrameworkFiles.library)
        #expect(
            FrameworkFiles.lines(reading) == [
                "# - | 5 | Vagt", "5 | 5.10 | Vagten har en hund. | Vagten har en hund.\nDen får mad.",
                "5 | node7 | No | Without a number", "- | Article-6-2 | Quay",
            ])
        #expect(reading.clauses[1].text?.en == "The watch has a dog.\nIt is fed.")
        #expect(reading.label == Phrase(da: "Havnens krav", en: "Requirements of the harbour"))
        #expect(reading.about?.da == "Det, en havn gør." && reading.version == "3" && reading.name?.text == "havn-krav")
        #expect(reading.rights == "© The harbour, free to use" && reading.languages == ["en", "da"])
        #expect(reading.format == .cisoAssistant && reading.kind == .requirements)
        let mapping = try #require(reading.mappings.first)
        #expect(
            reading.mappings.count == 1 && mapping.relation == .subset && mapping.rationale == "Both ask for a quay.")
        #expect(mapping.from.clause.text == "Article-6-2" && mapping.to.clause.text == "a.5.1")
        #expect(mapping.to.framework == "urn:other:risk:framework:other")
        #expect(
            FrameworkFiles.remarks(reading).map { $0.prefix(46) } == [
                "changed 1 5.10: There is no title. The beginni",
                "changed 1 Article 6/2: The identifier has char",
                "unreadable 1 row 5: There is no identifier. It",
                "changed 1 Article 6/2: What it should stand be",
                "leftOut 1 : Proposed controls are not taken al",
                "leftOut 1 threats: Other things than requireme",
                "leftOut 1 5: The connection is neither equalit",
                "unreadable 1 5: The connection does not name t",
            ])
    }

    @Test func numbersThatBeginAnewAreNamedAfterWhatTheyStandBelow() throws {
        let reading = try FrameworkFiles.read(
            """
            urn: x
            locale: da
            objects:
              framework:
                requirement_nodes:
                - {urn: 'u:A', ref_id: A, name: Et}
                - {urn: 'u:A1', ref_id: '1', parent_urn: 'u:A', name: To}
                - {urn: 'u:A1i', ref_id: i, parent_urn: 'u:A1', name: Tre}
                - {urn: 'u:B', ref_id: B, name: Fire}
                - {urn: 'u:B1', ref_id: '1', parent_urn: 'u:B', name: Fem}
                - {urn: 'u:1', ref_id: '1', name: Seks}
                - {urn: 'urn:p:risk:req_node:lib:3.1:2', name: Syv}
                - {urn: 'urn:p:risk:req_node:lib:3.2:2', name: Otte}
            """)
        #expect(reading.clauses.map(\.id.text) == ["A", "A(1)", "i", "B", "B(1)", "1", "3.1-2", "3.2-2"])
        #expect(reading.clauses.map(\.label) == [nil, "1", nil, nil, "1", nil, nil, nil])
        #expect(
            FrameworkFiles.remarks(reading).map { $0.prefix(44) } == ["changed 2 A1,B1: The identifier is used seve"])
    }

    @Test func aLibraryWithControlsOrMappingsAloneIsReadToo() throws {
        let controls = try FrameworkFiles.read(
            "urn: a\nlocale: fr\nobjects:\n  reference_controls:\n  - {urn: 'u:1', ref_id: A.1, name: Chien}\n")
        #expect(FrameworkFiles.lines(controls) == ["- | A.1 | Chien"] && controls.kind == .controls)
        #expect(controls.languages == ["fr"] && controls.clauses[0].title.en == "Chien")
        let mappings = try FrameworkFiles.read(
            """
            urn: a
            objects:
              requirement_mapping_set:
                source_framework_urn: x
                requirement_mappings:
                - {source_requirement_urn: 'x:1', target_requirement_urn: 'y:2', relationship: intersect}
            """)
        #expect(mappings.clauses.isEmpty && mappings.mappings.map(\.relation) == [.intersects])
    }

    @Test(
        "what is no framework is refused, and says what to do",
        arguments: [
            "", " \n ", "{}", "[]", "{\"catalog\": {}}", "{\"component-definition\": {}}", "<catalog/>", "a,b\n1,2",
            "id;nr\n1;2",
            "urn: x\nobjects: {}", "urn: [", "\u{0}", "%PDF-1.7", "PK\u{3}\u{4}", "id,title",
        ])
    func refused(_ text: String) {
        let refusal = #expect(throws: Refusal.self) { try FrameworkFiles.read(text) }
        #expect(refusal?.reason == .invalid && refusal?.field == "file")
        #expect(refusal.map { !$0.phrase.da.isEmpty && $0.phrase.da != $0.phrase.en } ?? false)
    }
}
