// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Testing

@testable import Web

/// Small invented frameworks, one in each format: a heading, two clauses, and something to remark on.
enum BroughtFile: String, CaseIterable, Sendable {
    case oscal = "havn.json"
    case ciso = "havn.yaml"
    case csv = "havn.csv"
    case xlsx = "havn.xlsx"

    /// The clause that can be named afterwards.
    var clause: String {
        switch self {
        case .oscal: "hv-2"
        case .ciso, .csv, .xlsx: "5.10"
        }
    }

    func bytes() throws -> [UInt8] {
        switch self {
        case .oscal: return Array(Self.catalogue.utf8)
        case .ciso: return Array(Self.library.utf8)
        case .csv:
            return Array("id;overordnet;titel;tekst\n5;;Vagt;\n5.10;5;Hund;Vagten har en hund.\n;;Uden nummer;x\n".utf8)
        case .xlsx:
            var sheet = Sheet(
                "Krav", columns: ["id", "overordnet", "titel", "tekst"].map { .init($0, width: 20) })
            for row in [["5", "", "Vagt", ""], ["5.10", "5", "Hund", "Vagten har en hund."], ["", "", "Uden", "x"]] {
                sheet.add(row.map { .text($0) })
            }
            return try XLSX.bytes(sheet, about: "Om")
        }
    }

    static let catalogue = """
        {"catalog": {"uuid": "2c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11",
          "metadata": {"title": "Havnens krav", "last-modified": "2026-01-01T00:00:00Z", "version": "2.1",
            "oscal-version": "1.1.2", "props": [{"name": "language", "value": "da"}, {"name": "license", "value": "CC0"}],
            "parties": [{"uuid": "11111111-2222-4333-8444-555555555555", "type": "organization", "name": "Havnen"}]},
          "groups": [{"id": "hv", "title": "Havn og vagt", "controls": [
            {"id": "hv-2", "title": "Vagt", "parts": [{"name": "statement", "prose": "Vagten går <ude>."}]},
            {"id": "hv-10", "title": "Kaj", "parts": [{"name": "statement", "prose": "Kajen er lang."}]},
            {"title": "Uden nummer"}]}]}}
        """
    static let profile = """
        {"profile": {"uuid": "3c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11",
          "metadata": {"title": "Den lille havn", "last-modified": "2026-01-01T00:00:00Z", "version": "1",
            "oscal-version": "1.1.2"},
          "imports": [{"href": "havn.json", "include-controls": [{"with-ids": ["hv-10"]}]}]}}
        """
    static let library = """
        urn: urn:havnen:risk:library:havn
        locale: da
        ref_id: HAVN
        name: Havn
        copyright: © Havnen, fri til brug
        version: 3
        provider: Havnen
        objects:
          framework:
            urn: urn:havnen:risk:framework:havn
            ref_id: HAVN-KRAV
            name: Havnens krav
            requirement_nodes:
            - urn: urn:havnen:risk:req_node:havn:5
              assessable: false
              ref_id: '5'
              name: Vagt
            - urn: urn:havnen:risk:req_node:havn:5.10
              assessable: true
              parent_urn: urn:havnen:risk:req_node:havn:5
              ref_id: '5.10'
              name: Hund
              description: Vagten har en hund.
            - assessable: true
              name: Hverken nummer eller urn
        """
}

extension Browser {
    /// Posts the form that adopts a framework, with files in their fields.
    func adopt(_ fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])]) async throws
        -> Page
    {
        let form = try await get("/udfoer/framework.adopt")
        var body: [UInt8] = []
        for (name, value) in [("csrf", form.csrf)] + fields {
            body += Array("--b\r\ncontent-disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            body += Array(
                "--b\r\ncontent-disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n\r\n".utf8)
            body += file.bytes + [0x0D, 0x0A]
        }
        return try await send(
            .post, "/udfoer/framework.adopt", headers: [("content-type", "multipart/form-data; boundary=b")],
            body: body + Array("--b--\r\n".utf8))
    }
}
