// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

@Suite("The record of processing activities on its pages (GDPR Article 30)")
struct ProcessingPagesTests {
    private let lobby: Lobby
    private let unit: String

    init() async throws {
        lobby = try await Lobby()
        unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(lobby.today)"])
    }

    private func record(_ more: [String: String] = [:]) async throws -> String {
        let usual = [
            "capacity": "controller", "title": "Løn", "purpose": "At lønne de ansatte", "unit": unit,
            "kinds": "Navn og løn",
        ]
        return try await lobby.give(.setProcessing, usual.merging(more) { $1 })
    }

    private func page(_ path: String) async throws -> String {
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(Markup(page.text).faults.isEmpty, "\(path): \(Markup(page.text).faults.prefix(5))")
            return String(page.text.split(separator: "<main", maxSplits: 1).last ?? "")
        }
    }

    @Test("a record that lacks something says what, in the list and on its page, and in the file")
    func lacking() async throws {
        let id = try await record()
        let shown = try await page("/behandlinger/\(id)")
        #expect(shown.contains("Fortegnelsen er ikke færdig") && shown.contains("slettefrister"))
        #expect(shown.contains("GDPR artikel 30, stk. 1"))
        let list = try await page("/behandlinger")
        #expect(list.contains("BEH-1, Løn") && list.contains("slettefrister"))
        let narrowed = try await page("/behandlinger?rolle=processor")
        #expect(!narrowed.contains("BEH-1"))
        let file = try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            return try await browser.get("/behandlinger?som=csv").text
        }
        #expect(file.contains("BEH-1") && file.contains("At lønne de ansatte"))
    }

    @Test("the form of one that is changed is filled in, and asks for all that the article demands")
    func form() async throws {
        let id = try await record(["erasure": "Fem år efter fratræden"])
        let form = try await page("/udfoer/processing.set?processing=\(id)")
        // There is no asset to choose.
        for field in SetProcessing.fields where !["processing", "assets"].contains(field.name) {
            #expect(form.contains("name=\"\(field.name)\""), "\(field.name)")
        }
        #expect(form.contains("Fem år efter fratræden") && form.contains("At lønne de ansatte"))
    }

    @Test("an asset's page leads to the processing that uses it")
    func asset() async throws {
        let asset = try await lobby.give(
            .setAsset, ["kind": "component", "name": "Lønserver", "unit": unit].merging(needs) { $1 })
        let before = try await page("/aktiver/\(asset)")
        #expect(!before.contains("/behandlinger/"))
        let id = try await record(["assets": asset])
        let after = try await page("/aktiver/\(asset)")
        #expect(after.contains("/behandlinger/\(id)"))
        let shown = try await page("/behandlinger/\(id)")
        #expect(shown.contains("/aktiver/\(asset)"))
    }

    private var needs: [String: String] {
        guard Domain.Asset.Kind.component.demands(.needs) else { return [:] }
        var found: [String: String] = [:]
        for property in ControlAttributes.Property.allCases {
            found[property.field] = "high"
            found["\(property.field)_reason"] = "Andre bygger på det"
        }
        return found
    }
}
