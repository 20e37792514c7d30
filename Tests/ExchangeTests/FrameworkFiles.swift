// SPDX-License-Identifier: MPL-2.0
import CZlib
import Domain
import Exchange
import Foundation
import Testing

/// Files with frameworks, made in the tests. The catalogue and the library are inventions of our own.
enum FrameworkFiles {
    static func read(_ text: String, catalogue: String? = nil) throws -> FrameworkReading {
        try FrameworkFile.read(Array(text.utf8), catalogue: catalogue.map { Array($0.utf8) })
    }

    /// One line for each clause: what is above it, what it is, what it says.
    static func lines(_ reading: FrameworkReading) -> [String] {
        reading.clauses.map { clause in
            let words =
                [clause.parent?.text ?? "-", clause.id.text, clause.title.da] + [clause.text?.da].compactMap { $0 }
            return (clause.isHeading ? "# " : "") + words.joined(separator: " | ")
        }
    }

    static func remarks(_ reading: FrameworkReading) -> [String] {
        reading.remarks.map { remark in
            "\(remark.kind) \(remark.count) \(remark.places.map(\.label.en).joined(separator: ",")): \(remark.what.en)"
        }
    }

    static let catalogue = """
        {"catalog": {"uuid": "2c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11",
          "metadata": {"title": "Havnens krav", "last-modified": "2026-01-01T00:00:00Z", "version": "2.1",
            "oscal-version": "1.1.2", "props": [{"name": "language", "value": "da"}, {"name": "license", "value": "CC0"}],
            "parties": [{"uuid": "11111111-2222-4333-8444-555555555555", "type": "organization", "name": "Havnen"}],
            "links": [{"href": "#99999999-2222-4333-8444-555555555555", "rel": "canonical"}]},
          "groups": [{"id": "hv", "title": "Havn og vagt", "parts": [{"name": "overview", "prose": "Om vagten."}],
            "controls": [
              {"id": "hv-10", "title": "Den tiende", "props": [{"name": "label", "value": "HV-10"}],
               "parts": [{"name": "statement", "prose": "Se [havneloven](#ref) og \\\\*stjernen\\\\*."}]},
              {"id": "hv-2", "title": "Vagt", "params": [
                 {"id": "hv-2_prm_1", "label": "organisationens hyppighed"},
                 {"id": "hv-2_prm_2", "select": {"how-many": "one-or-more",
                   "choice": ["hver {{ insert: param, hv-2_prm_1 }}", "efter behov"]}},
                 {"id": "hv-2_prm_3", "values": ["30 dage", "60 dage"]}],
               "parts": [
                 {"id": "hv-2_smt", "name": "statement", "prose": "Vagten:", "parts": [
                   {"name": "item", "props": [{"name": "label", "value": "a."}],
                    "prose": "går {{ insert: param, hv-2_prm_2 }};", "parts": [
                      {"name": "item", "props": [{"name": "label", "value": "1."}], "prose": "ude;"}]},
                   {"name": "item", "props": [{"name": "label", "value": "b."}],
                    "prose": "svarer inden {{ insert: param, hv-2_prm_3 }} {{ insert: param, nowhere }} {{ x y }}."}]},
                 {"name": "guidance", "prose": "Vejledning."}],
               "controls": [
                 {"id": "hv-2.1", "title": "Hund", "parts": [{"name": "statement", "prose": "Vagten har en hund."}]},
                 {"id": "hv-2.2", "title": "Kat", "props": [{"name": "status", "value": "withdrawn"}]}]},
              {"title": "Uden nummer"}]},
            {"title": "Tom gruppe"}]}}
        """

    static let profile = """
        {"profile": {"uuid": "3c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11",
          "metadata": {"title": "Den lille havn", "last-modified": "2026-01-01T00:00:00Z", "version": "1",
            "oscal-version": "1.1.2"},
          "imports": [{"href": "havn.json", "include-controls": [
              {"with-ids": ["hv-10", "hv-2.1", "hv-2.2", "hv-99"]}, {"matching": [{"pattern": "*-1?"}]}],
            "exclude-controls": [{"with-ids": ["hv-3"]}]}],
          "modify": {"set-parameters": [{"param-id": "hv-2_prm_1", "values": ["uge"]}],
            "alters": [{"control-id": "hv-10", "adds": []}]}}}
        """

    static let library = """
        urn: urn:havnen:risk:library:havn
        locale: en
        ref_id: HAVN
        name: Harbour
        copyright: © The harbour, free to use
        version: 3
        provider: The harbour
        objects:
          framework:
            urn: urn:havnen:risk:framework:havn
            ref_id: HAVN-KRAV
            name: Requirements of the harbour
            description: What a harbour does.
            translations:
              da:
                name: Havnens krav
                description: Det, en havn gør.
            requirement_nodes:
            - urn: urn:havnen:risk:req_node:havn:5
              assessable: false
              depth: 1
              ref_id: '5'
              name: Watch
              translations: {da: {name: Vagt}}
            - urn: urn:havnen:risk:req_node:havn:5.10
              assessable: true
              depth: 2
              parent_urn: urn:havnen:risk:req_node:havn:5
              ref_id: 5.10
              description: |
                The watch has a dog.
                It is fed.
              translations:
                da: {description: "Vagten har en hund.\\nDen får mad."}
            - urn: urn:havnen:risk:req_node:havn:node7
              assessable: true
              parent_urn: URN:havnen:risk:req_node:havn:5
              name: No
              description: Without a number
            - urn: urn:havnen:risk:req_node:havn:6
              assessable: true
              parent_urn: urn:havnen:risk:req_node:havn:gone
              ref_id: Article 6/2
              name: Quay
            - assessable: true
              name: Neither number nor urn
          reference_controls:
          - urn: urn:havnen:risk:function:havn:dog
            ref_id: DOG
            name: Dog
          requirement_mapping_sets:
          - urn: urn:havnen:risk:req_mapping_set:havn-to-other
            source_framework_urn: urn:havnen:risk:framework:havn
            target_framework_urn: urn:other:risk:framework:other
            requirement_mappings:
            - source_requirement_urn: urn:havnen:risk:req_node:havn:6
              target_requirement_urn: urn:other:risk:req_node:other:a.5.1
              relationship: subset
              rationale: semantic
              annotation: Both ask for a quay.
            - source_requirement_urn: urn:havnen:risk:req_node:havn:5
              target_requirement_urn: urn:other:risk:req_node:other:a.5.2
              relationship: not_related
            - source_requirement_urn: urn:havnen:risk:req_node:havn:5
              relationship: equal
          threats: []
        """

    // MARK: Workbooks

    /// A workbook whose second part in the archive is the sheet that stands first.
    static func workbook(sheet: String, texts: String? = nil, prefix: String = "") -> ZipWriter {
        var zip = ZipWriter()
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        zip.add(
            "xl/workbook.xml",
            Array(
                """
                <?xml version="1.0"?><\(prefix)workbook xmlns:r="\(relations)"><\(prefix)sheets>
                <\(prefix)sheet name="Krav" sheetId="7" r:id="rId9"/><\(prefix)sheet name="Andet" sheetId="1" r:id="rId1"/>
                </\(prefix)sheets></\(prefix)workbook>
                """.utf8))
        zip.add(
            "xl/_rels/workbook.xml.rels",
            Array(
                """
                <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId9" Target="/xl/worksheets/krav.xml"/></Relationships>
                """.utf8))
        zip.add("xl/worksheets/sheet1.xml", Array("<worksheet><sheetData/></worksheet>".utf8))
        zip.add("xl/worksheets/krav.xml", Array(sheet.utf8))
        if let texts { zip.add("xl/sharedStrings.xml", Array(texts.utf8)) }
        return zip
    }

    /// An archive with one deflated entry, which may say another size than it has.
    static func packed(_ entries: [(name: String, content: [UInt8], claimed: Int?)]) -> [UInt8] {
        var (out, directory) = ([UInt8](), [UInt8]())
        func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }
        for entry in entries {
            // Raw deflate: what zlib writes without its two bytes before and its four after.
            var count = compressBound(UInt(entry.content.count))
            var packed = [UInt8](repeating: 0, count: Int(count))
            _ = compress2(&packed, &count, entry.content, UInt(entry.content.count), 9)
            let raw = packed[2..<Int(count) - 4]
            let name = Array(entry.name.utf8)
            let facts =
                number(20, 2) + number(0, 2) + number(8, 2) + number(0, 4) + number(0, 4) + number(raw.count, 4)
                + number(entry.claimed ?? entry.content.count, 4) + number(name.count, 2) + number(0, 2)
            directory +=
                number(0x0201_4B50, 4) + number(20, 2) + facts + [UInt8](repeating: 0, count: 10) + number(out.count, 4)
                + name
            out += number(0x0403_4B50, 4) + facts + name + raw
        }
        return out + directory + number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2)
            + number(entries.count, 2) + number(directory.count, 4) + number(out.count, 4) + number(0, 2)
    }
}
