// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

@testable import Web

/// The example of each command about risks.
extension ExampleWorld {
    private var risk: (String, JSON?) { ("risk", .string(register.risks.keys.first?.description ?? "")) }
    private var risking: [String: String] {
        [
            "kind": "operational", "title": "Sagsportalen kan ikke bruges", "scenario": "Leverandøren er lukket ned",
            "threats": "trusler:T01", "unit": "\(unit)", "classification": "intern",
        ]
    }
    private var judging: [String: String] {
        [
            "day": "\(rooms.today)", "current_likelihood": "3", "current_economy": "2", "current_reputation": "2",
            "current_contract": "1", "current_regulation": "1", "current_operations": "2", "current_citizens": "none",
            "current_citizens_reason": "Ingen borgere er berørt", "reason": "Det skete sidste år",
            "confidence": "medium", "treatment": "modify",
        ]
    }

    func prepareRisk(_ kind: CommandKind) async throws {
        try await rooms.give(
            .proposeRiskMethod,
            [
                "base": "five", "question": "Er det metoden?", "reasons": "Den er god", "if_yes": "Den gælder",
                "if_no": "Intet sker", "due": "\(rooms.today + 30)",
            ])
        try await rooms.give(
            .resolveProposal,
            [
                "proposal": register.proposals.keys.first.map { "\($0)" } ?? "", "seen": "1", "outcome": "approved",
                "method": "meeting", "members": "\(ada)",
            ])
        if kind == .appraiseRisk {
            try await prepareMeasure(.retireAsset)
            return
        }
        try await rooms.give(.setRisk, risking)
        guard kind == .verifyRisk || kind == .proposeAcceptance, let known = register.risks.keys.first else { return }
        try await rooms.give(.assessRisk, judging.merging(["risk": "\(known)"]) { $1 })
    }

    /// Answers that are to be kept: the direktion is asked.
    private var appraised: [(String, JSON?)] {
        let asset = register.assets.keys.first?.description ?? ""
        let answers = Risk.Guide.questions.map { question -> (String, JSON?) in
            (question.field, question.dimension == .contract ? "none" : "2")
        }
        return [("asset", .string(asset))] + answers + [
            ("contract_reason", "Der er ingen kontrakt om det"), ("threats", "trusler:T23, trusler:T14"),
            ("dismissed", "trusler:T18 Der er ingen gæster"),
            ("in_place", "27002:8.5 yes\n27002:8.13 unknown Find ud af, om kopien kan læses"),
            ("likelihood", .number(3)), ("reason", "Det skete sidste år"), ("title", "Sagsportalen kan ikke bruges"),
            ("scenario", "Leverandøren er lukket ned"), ("vulnerabilities", "Der er kun én leverandør"),
            ("treatment", "retain"), ("task", "Find en leverandør til"), ("task_due", .string("\(rooms.today + 60)")),
            ("until", .string("\(rooms.today.adding(months: 6))")), ("question", "Skal den accepteres?"),
            ("reasons", "Den er lille"), ("if_yes", "Vi lever med den"), ("if_no", "Vi køber en til"),
            ("due", .string("\(rooms.today + 30)")),
        ]
    }

    func riskMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        switch kind {
        case .setRisk:
            return [risk] + risking.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) } + [
                ("vulnerabilities", "Der er kun én leverandør"), ("properties", .list(["Availability"])),
                ("owner", .string("\(bo)")), ("barred", false),
            ]
        case .assessRisk:
            // Numbers come as numbers.
            let told = judging.sorted { $0.key < $1.key }.map { key, value -> (String, JSON?) in
                (key, key == "current_likelihood" ? .number(Int(value) ?? 0) : .string(value))
            }
            return [risk] + told + [
                ("disagreement", "Driften ville sige fire"), ("often_low", .number(20)), ("often_high", .number(200)),
                ("cost_low", .number(10_000)), ("cost_high", .number(500_000)), ("shared", .number(20)),
            ]
        case .verifyRisk:
            return [
                risk, ("day", .string("\(rooms.today)")), ("cause", "yearly"),
                ("finding", "Aktiver, trusler og foranstaltninger er de samme"),
            ]
        case .appraiseRisk: return appraised
        case .importRisks:
            let rows = "risiko;scenarie;enhed\nArkivet brænder;Ild i kælderen;It-drift\n"
            let content = String(decoding: Base64.encode(Array(rows.utf8)), as: UTF8.self)
            return [("file", .members([("name", "risici.csv"), ("content", .string(content))]))]
        case .closeRisk: return [risk, ("reason", "Løsningen er lukket")]
        default:
            return [
                risk, ("until", .string("\(rooms.today.adding(months: 6))")), ("question", "Skal den accepteres?"),
                ("reasons", "Den er lille"), ("if_yes", "Vi lever med den"), ("if_no", "Vi køber en til"),
                ("due", .string("\(rooms.today + 30)")),
            ]
        }
    }
}
