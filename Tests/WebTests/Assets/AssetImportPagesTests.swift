// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Foundation
import Ledger
import Office
import Testing

@testable import Web

@Suite("Assets in and out: a file is shown before it is taken in, and what goes out comes back unchanged (policy §8)")
struct AssetImportPagesTests {
    private struct Stage {
        let rooms: APIRooms
        let token: String
        let unit: ID<Domain.Unit>

        init() async throws {
            rooms = try APIRooms()
            unit = try await rooms.unit("It-drift")
            let ada = try await rooms.person("Ada Eksempel", in: unit, .security)
            token = try await rooms.token(of: ada)
            try await rooms.give(
                .setAsset,
                [
                    "kind": "solution", "name": "Sagsportalen", "about": "Sager;\nog \"breve\"", "unit": "\(unit)",
                    "owner": "\(ada)", "confidentiality": "high", "confidentiality_reason": "Børn",
                    "integrity": "ordinary", "integrity_reason": "=1+1", "availability": "none",
                    "availability_reason": "Kan undværes", "available": "99,5", "recovery": "4",
                    "users": "Sagsbehandlere", "months": "6", "classification": "fortrolig",
                    "personal_data": "confidential", "criticality": "business", "criticality_reason": "Ja",
                    "kitos_usage": "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8ea0", "cvr": "12345674",
                    "external_ids": "cmdb: SRV-1\nskab: 7", "products": "Eksempelfirma; Port; 4.2", "kle": "27.36.00",
                    "phase": "in_use", "shared": "1",
                ])
            try await rooms.give(.setAsset, ["kind": "component", "name": "Databasen", "unit": "\(unit)"])
            let both = rooms.house.state.register.assetsInOrder().map { $0.id }
            try await rooms.give(.dependAsset, ["asset": "\(both[0])", "kind": "runs_on", "other": "\(both[1])"])
        }

        func post(_ bytes: [UInt8], _ name: String, trial: Bool, _ more: [(String, JSON?)] = []) async -> APIRooms.Reply
        {
            let content = Data(bytes).base64EncodedString()
            let file: JSON = .members([("name", .string(name)), ("content", .string(content))])
            let members: [(String, JSON?)] = [("file", file), ("trial", trial ? true : nil)]
            return await rooms.post(.importAssets, .members(members + more), token: token)
        }

        func table(_ text: String, trial: Bool = true) async -> APIRooms.Reply {
            await post(Array(text.utf8), "aktiver.csv", trial: trial)
        }
    }

    @Test("what is exported as CSV or XLSX and read again changes nothing", arguments: ["csv", "csv-rfc4180", "xlsx"])
    func roundTrip(_ format: String) async throws {
        let stage = try await Stage()
        let sheet = await stage.rooms.ask(
            "GET", "/api/v1/assets", query: ["format": format], token: stage.token)
        #expect(sheet.status == 200)
        let plan = await stage.post(sheet.answer.body, "aktiver.\(format)", trial: true)
        #expect(plan.status == 200, "\(plan.json)")
        #expect(plan.json["unchanged"] == .number(2) && plan.json["changes"]?.items?.isEmpty == true, "\(plan.json)")
        for empty in ["faults", "remarks", "missing"] {
            #expect(plan.json[empty]?.items?.isEmpty == true, "\(empty): \(plan.json)")
        }
        #expect(plan.json["dependences"] == .number(0))
        let done = await stage.post(sheet.answer.body, "aktiver.\(format)", trial: false)
        #expect(done.status == 409, "nothing to take in")
    }

    @Test("a dry run tells each field before and after and keeps nothing; what was shown is what is taken in")
    func dryRun() async throws {
        let stage = try await Stage()
        let head = stage.rooms.house.state.book.head
        let text =
            "reference;aktiv;slags;ejes af;hvad bruges det til\nLØS-1;;;;Alle sager\n;Arkivet;løsning;It-drift;\n"
        let plan = await stage.table(text)
        #expect(plan.status == 200 && stage.rooms.house.state.book.head == head)
        let changes = try #require(plan.json["changes"]?.items)
        #expect(changes.map { $0["standing"]?.text } == ["changed", "new"])
        #expect(changes[0]["fields"]?.items?.first?["after"]?.text == "Alle sager")
        #expect(plan.json["missing"]?.items?.isEmpty == true, "a table of solutions says nothing of components")
        let sign = try #require(plan.json["sign"]?.text)
        let stale = await stage.post(Array(text.utf8), "a.csv", trial: false, [("shown", "andet")])
        #expect(stale.status == 409 || stale.status == 412, "\(stale.json)")
        let done = await stage.post(Array(text.utf8), "a.csv", trial: false, [("shown", .string(sign))])
        #expect(done.status == 201, "\(done.json)")
        #expect(stage.rooms.house.state.register.assetsInOrder(.solution).map { $0.number } == [1, 2])
        let progress = await stage.rooms.ask("GET", "/api/v1/progress", token: stage.token)
        #expect(progress.status == 200 && progress.json["stage"] == .null)
    }

    @Test("one wrong row keeps all of the file out, and says its row and column")
    func wrong() async throws {
        let stage = try await Stage()
        let head = stage.rooms.house.state.book.head
        let text = "aktiv;slags;ejes af\nGod;løsning;It-drift\nGal;løsning;Findes ikke\n"
        let plan = await stage.table(text)
        let fault = try #require(plan.json["faults"]?.items?.first)
        #expect(fault["row"] == .number(3) && fault["detail"]?.text?.hasPrefix("Ejes af: ") == true)
        let done = await stage.table(text, trial: false)
        #expect(done.status == 422 && stage.rooms.house.state.book.head == head, "\(done.json)")
        #expect(done.json["detail"]?.text?.contains("Række 3") == true || done.text.contains("Række 3"))
        for broken in ["", "%PDF-1.7", "{\"a\": [", "<mysqldump><database/></mysqldump>"] {
            let refused = await stage.table(broken, trial: false)
            #expect(refused.status == 422 || refused.status == 400, "\(broken): \(refused.json)")
        }
        #expect(stage.rooms.house.state.book.head == head)
    }

    @Test("whoever may not change all assets may take none in, nor see how far one has come")
    func rights() async throws {
        let stage = try await Stage()
        let head = try await stage.rooms.person("Bo", in: stage.unit, .unitHead)
        let token = try await stage.rooms.token(of: head)
        let file: JSON = .members([("name", "a.csv"), ("content", "YQ==")])
        let asked = await stage.rooms.post(.importAssets, .members([("file", file), ("trial", true)]), token: token)
        #expect(asked.status == 403, "\(asked.json)")
        #expect(await stage.rooms.ask("GET", "/api/v1/progress", token: token).status == 403)
    }
}
