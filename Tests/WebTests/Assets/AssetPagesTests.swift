// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

@Suite("The register of assets on its pages (policy §§3, 8)")
struct AssetPagesTests {
    private let lobby: Lobby
    private let unit: String

    init() async throws {
        lobby = try await Lobby()
        unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(lobby.today)"])
    }

    private func register(_ kind: Domain.Asset.Kind, _ name: String, _ more: [String: String] = [:]) async throws
        -> String
    {
        var texts = ["kind": kind.rawValue, "name": name, "unit": unit]
        if kind.demands(.needs) {
            for property in ControlAttributes.Property.allCases {
                texts[property.field] = "high"
                texts["\(property.field)_reason"] = "Andre bygger på det"
            }
        }
        if kind.demands(.access) { texts.merge(["users": "Driften", "months": "6"]) { $1 } }
        return try await lobby.give(.setAsset, texts.merging(more) { $1 })
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

    @Test("each kind has a form that asks for what it has and nothing else, and a page")
    func kinds() async throws {
        let choice = try await page("/udfoer/asset.set")
        for kind in Domain.Asset.Kind.allCases {
            #expect(choice.contains("/udfoer/asset.set?kind=\(kind.rawValue)"))
            let form = try await page("/udfoer/asset.set?kind=\(kind.rawValue)")
            for aspect in Domain.Asset.Aspect.allCases {
                for field in SetAsset.fields(of: aspect) {
                    #expect(form.contains("name=\"\(field)\"") == kind.takes(aspect), "\(kind) \(field)")
                }
            }
            for field in ["name", "unit", "owner", "criticality", "authenticity", "external_ids"] {
                #expect(form.contains("name=\"\(field)\""), "\(kind) \(field)")
            }
            let asset = try await register(
                kind, "Noget, der er \(kind.rawValue)", ["external_ids": "cmdb: \(kind.rawValue)"])
            let shown = try await page("/aktiver/\(asset)")
            #expect(shown.contains("Noget, der er \(kind.rawValue)") && shown.contains(kind.label.da))
            #expect(shown.contains("<code>\(kind.rawValue)</code>"))
            #expect(shown.contains("Ikke vurderet") == !kind.demands(.needs), "\(kind)")
            // A link from before there were other assets.
            #expect(try await page("/loesninger/\(asset)").contains("Noget, der er \(kind.rawValue)"))
        }
    }

    @Test("the list goes by kind and number, shows one kind, and what is retired only when asked")
    func list() async throws {
        let house = try await register(.location, "Serverrummet")
        _ = try await register(
            .process, "Udbetalingen", ["criticality": "society", "criticality_reason": "Folk lever af det"])
        _ = try await register(.component, "Databasen")
        let all = try await page("/aktiver")
        let places = ["Udbetalingen", "Databasen", "Serverrummet"].map { all.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        let rooms = try await page("/aktiver?slags=location")
        #expect(rooms.contains("Serverrummet") && !rooms.contains("Databasen"))
        let critical = try await page("/aktiver?kritisk=society")
        #expect(critical.contains("Udbetalingen") && !critical.contains("Databasen"))
        let owned = try await page("/aktiver?enhed=\(unit)&slags=component")
        #expect(owned.contains("Databasen") && !owned.contains("Serverrummet"))
        let missing = try await page("/aktiver?status=missing")
        #expect(missing.contains("Udbetalingen") && !missing.contains("Databasen"))
        try await lobby.give(.retireAsset, ["asset": house, "reason": "Fraflyttet"])
        #expect(try await !page("/aktiver").contains("Serverrummet"))
        let retired = try await page("/aktiver?vis=udgaaet")
        #expect(retired.contains("Serverrummet") && !retired.contains("Databasen"))
        let shown = try await page("/aktiver/\(house)")
        #expect(shown.contains("Fraflyttet") && shown.contains("nedlagt"))
    }

    @Test("breach 3-a: the list says in which of the four dimensions there is no asset")
    func dimensions() async throws {
        _ = try await register(.component, "Databasen")
        let some = try await page("/aktiver")
        #expect(some.contains("Ingen aktiver endnu i: mennesker, processer og lokationer."))
        for kind in [Domain.Asset.Kind.people, .process, .location] {
            _ = try await register(kind, "Et \(kind.rawValue)")
        }
        #expect(try await !page("/aktiver").contains("Ingen aktiver endnu i:"))
    }

    @Test("a page holds fifty, and the next one those that follow")
    func paging() async throws {
        for number in 1...52 { _ = try await register(.location, "Skab nr. \(number).") }
        let first = try await page("/aktiver")
        #expect(first.contains("Skab nr. 50.") && !first.contains("Skab nr. 51."))
        #expect(first.contains("side=2"))
        let second = try await page("/aktiver?side=2")
        #expect(second.contains("Skab nr. 51.") && second.contains("Skab nr. 52.") && !second.contains("Skab nr. 50."))
    }

    @Test("an asset that is changed comes filled in, and keeps what is left alone")
    func change() async throws {
        let more = [
            "personal_data": "special", "registered": "under_1000", "products": "Eksempelfirma; Port; 4.2",
            "cvr": "12345674", "external_ids": "cmdb: SRV-7", "phase": "in_use", "authenticity": "high",
            "authenticity_reason": "Ansøgninger", "classification": "fortrolig", "kle": "27.36",
        ]
        let asset = try await register(.solution, "Sagsportalen", more)
        let form = try await page("/udfoer/asset.set?asset=\(asset)")
        for text in [
            "value=\"Sagsportalen\"", "Eksempelfirma; Port; 4.2", "value=\"12345674\"", "cmdb: SRV-7", "27.36",
        ] {
            #expect(form.contains(text), "\(text)")
        }
        #expect(form.contains("value=\"special\" checked") && form.contains("value=\"under_1000\" selected"))
        // The kind is the asset's own, whatever the address says.
        #expect(try await page("/udfoer/asset.set?asset=\(asset)&kind=location").contains("name=\"kitos_usage\""))
        let shown = try await page("/aktiver/\(asset)")
        #expect(
            shown.contains("Port") && shown.contains("Følsomme oplysninger".lowercasedFirst)
                && shown.contains("KLE 27.36"))
    }

    @Test("what does not belong to the kind is refused with the field shown, and what was written stays")
    func refused() async throws {
        let unit = unit
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let again = try await browser.fill(
                "/udfoer/asset.set?kind=people",
                [("kind", "people"), ("name", "Driftsvagten"), ("unit", unit), ("products", "A; B")],
                to: "/udfoer/asset.set")
            #expect(again.status == 422 && again.text.contains("name=\"products\""))
            #expect(again.text.contains("value=\"Driftsvagten\"") && again.text.contains("»Mennesker«"))
        }
    }

    @Test("a bill of materials is shown with its difference before it is recorded, and stands on the page afterwards")
    func bill() async throws {
        let asset = try await register(.component, "Databasen")
        func bill(_ version: String) -> String {
            #"{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"Motor","version":"\#(version)"}]}"#
        }
        for (version, word) in [("1.0", "Nye"), ("1.1", "Ændret")] {
            let file = bill(version)
            try await lobby.visit { browser in
                _ = try await browser.signIn("bo")
                let form = try await browser.get("/udfoer/asset.inventory?asset=\(asset)")
                let fields = [("csrf", form.csrf), ("asset", asset)]
                let head = lobby.head
                let preview = try await browser.post(
                    "/udfoer/asset.inventory", fields + [("_preview", "1")], file: file, named: "motor.json")
                #expect(preview.status == 200 && preview.text.contains("Motor") && preview.text.contains(word))
                #expect(lobby.head == head, "nothing is recorded yet")
                let done = try await browser.post(
                    "/udfoer/asset.inventory", fields, file: file, named: "motor.json")
                #expect(done.status == 303, "\(done.text.prefix(400))")
            }
            let shown = try await page("/aktiver/\(asset)")
            #expect(shown.contains("CycloneDX 1.5, 1 produkter") && shown.contains(version))
        }
    }
}
