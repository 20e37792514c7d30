// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import Ledger
import Office
import Testing

@testable import Web

@Suite("Risks in and out: shown before they are taken in, and what goes out comes back unchanged (policy §8)")
struct RiskImportPagesTests {
    private struct Stage {
        let rooms: APIRooms
        let token: String
        let unit: ID<Domain.Unit>

        init() async throws {
            rooms = try APIRooms()
            unit = try await rooms.unit("It-drift")
            let ada = try await rooms.person("Ada Eksempel", in: unit, .security, .direktion)
            token = try await rooms.token(of: ada)
            try await rooms.give(
                .proposeRiskMethod,
                [
                    "base": "five", "question": "Er det metoden?", "reasons": "Den er god", "if_yes": "Den gælder",
                    "if_no": "Intet sker", "due": "\(rooms.today + 30)",
                ])
            let proposal = rooms.house.state.register.proposals.keys.first.map { "\($0)" } ?? ""
            try await rooms.give(
                .resolveProposal,
                [
                    "proposal": proposal, "seen": "1", "outcome": "approved", "method": "meeting", "members": "\(ada)",
                ])
            try await rooms.give(.setAsset, ["kind": "component", "name": "Databasen", "unit": "\(unit)"])
            let asset = rooms.house.state.register.assets.keys.first.map { "\($0)" } ?? ""
            try await rooms.give(
                .setRisk,
                [
                    "kind": "operational", "title": "Databasen går tabt", "scenario": "Disken dør;\nog \"kopien\" med",
                    "assets": asset, "threats": "trusler:T01, trusler:T02", "vulnerabilities": "=1+1",
                    "properties": "Availability", "unit": "\(unit)", "owner": "\(ada)", "classification": "fortrolig",
                    "barred": "1",
                ])
            let risk = rooms.house.state.register.risks.keys.first.map { "\($0)" } ?? ""
            try await rooms.give(
                .assessRisk,
                [
                    "risk": risk, "day": "\(rooms.today)", "current_likelihood": "3", "current_economy": "2",
                    "current_reputation": "2", "current_reputation_reason": "Avisen", "current_contract": "1",
                    "current_regulation": "1", "current_operations": "4", "current_citizens": "none",
                    "current_citizens_reason": "Ingen borgere er berørt", "reason": "Det skete sidste år",
                    "confidence": "medium", "treatment": "modify",
                ])
        }

        func post(
            _ bytes: [UInt8], _ name: String, trial: Bool, _ more: [(String, JSON?)] = []
        ) async -> APIRooms.Reply {
            let content = Data(bytes).base64EncodedString()
            let file: JSON = .members([("name", .string(name)), ("content", .string(content))])
            let members: [(String, JSON?)] = [("file", file), ("trial", trial ? true : nil)]
            return await rooms.post(.importRisks, .members(members + more), token: token)
        }
    }

    @Test("what is exported as CSV or XLSX and read again changes nothing", arguments: ["csv", "csv-rfc4180", "xlsx"])
    func roundTrip(_ format: String) async throws {
        let stage = try await Stage()
        let sheet = await stage.rooms.ask("GET", "/api/v1/risks", query: ["format": format], token: stage.token)
        #expect(sheet.status == 200)
        let plan = await stage.post(sheet.answer.body, "risici.\(format)", trial: true, [("scale", "own")])
        #expect(plan.status == 200, "\(plan.json)")
        #expect(plan.json["unchanged"] == .number(1) && plan.json["changes"]?.items?.isEmpty == true, "\(plan.json)")
        for empty in ["faults", "remarks", "missing"] {
            #expect(plan.json[empty]?.items?.isEmpty == true, "\(empty): \(plan.json)")
        }
    }

    @Test("judgements come along only with a scale, and a step without a place keeps all of the file out")
    func scales() async throws {
        let stage = try await Stage()
        let head = stage.rooms.house.state.book.head
        let text =
            "risiko;enhed;sandsynlighed (trin);økonomi (trin);hvorfor denne sandsynlighed;håndtering\n"
            + "Arkivet brænder;It-drift;2;4;Det er set før;nedbringe\n"
        let bytes = Array(text.utf8)
        let silent = await stage.post(bytes, "risici.csv", trial: true)
        #expect(silent.json["judged"] == .number(0) && silent.json["added"] == .number(1))
        #expect(silent.json["likelihoods"] == .array([.number(2)]))
        #expect(silent.json["consequences"] == .array([.number(4)]))
        let wrong = await stage.post(
            bytes, "risici.csv", trial: false,
            [
                ("scale", "mapped"), ("likelihood_steps", "1=1, 2=2"), ("consequence_steps", "1=1"),
                ("irrelevant", "Nej"),
            ])
        #expect(wrong.status == 422 && stage.rooms.house.state.book.head == head, "\(wrong.json)")
        let done = await stage.post(
            bytes, "risici.csv", trial: false,
            [
                ("scale", "mapped"), ("likelihood_steps", "1=1, 2=3"), ("consequence_steps", "3=4, 4=5"),
                ("irrelevant", "Kun økonomien er set på"),
            ])
        #expect(done.status == 201, "\(done.json)")
        let made = try #require(
            stage.rooms.house.state.register.risks.values.first { $0.number == 2 }?.assessments.last)
        #expect(made.current.likelihood == 3 && made.current.worst([.economy]) == 5)
        #expect(made.current.consequences.filter { $0.step == nil }.count == 5)
    }

    @Test("that risks were taken in is told to those who may take them in, and to no others")
    func rights() async throws {
        let stage = try await Stage()
        let text = "risiko;enhed\nArkivet brænder;It-drift\n"
        let done = await stage.post(Array(text.utf8), "hemmelig.csv", trial: false)
        #expect(done.status == 201, "\(done.json)")
        let bo = try await stage.rooms.person("Bo", in: stage.unit)
        let token = try await stage.rooms.token(of: bo)
        #expect(await stage.post(Array(text.utf8), "x.csv", trial: true).status == 200)
        let file: JSON = .members([("name", "a.csv"), ("content", "YQ==")])
        let asked = await stage.rooms.post(.importRisks, .members([("file", file), ("trial", true)]), token: token)
        #expect(asked.status == 403)
        let entries = await stage.rooms.ask("GET", "/api/v1/entries", query: ["limit": "200"], token: token)
        #expect(entries.status == 200 && !entries.text.contains("hemmelig.csv"))
        let own = await stage.rooms.ask("GET", "/api/v1/entries", query: ["limit": "200"], token: stage.token)
        #expect(own.text.contains("hemmelig.csv"))
    }
}
