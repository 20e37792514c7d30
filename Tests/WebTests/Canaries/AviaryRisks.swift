// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// A confidential risk, with a canary in every text: what shows where things are weak is met by nobody who may not see it.
extension Aviary {
    func endanger(_ classification: String, _ canary: (String) -> String) async throws {
        func matter(_ text: (String) -> String) -> [String: [String]] {
            [
                "question": [text("spørgsmål") + "?"], "reasons": [text("grund")], "if_yes": [text("ved ja")],
                "if_no": [text("ved nej")], "due": ["\(lobby.today + 30)"],
            ]
        }
        func resolve(_ proposal: ID<Subject>, _ more: [String: [String]] = [:]) async throws {
            _ = try await perform(
                .resolveProposal,
                [
                    "proposal": ["\(proposal)"], "seen": ["1"], "outcome": ["approved"], "method": ["minutes"],
                    "minutes": ["DIR 9"], "members": ["\(lobby.person("chef"))"],
                ].merging(more) { $1 })
        }
        if lobby.house.state.register.riskMethod(on: lobby.today) == nil {
            try await resolve(try await perform(.proposeRiskMethod, matter { $0 }.merging(["base": ["five"]]) { $1 }))
        }
        let asset = try await perform(
            .setAsset,
            [
                "kind": ["solution"], "name": ["Løsning"], "unit": ["\(own)"], "confidentiality": ["none"],
                "confidentiality_reason": ["Intet"], "integrity": ["none"], "integrity_reason": ["Intet"],
                "availability": ["none"], "availability_reason": ["Intet"], "users": ["Alle"], "months": ["6"],
            ])
        let risk = try await perform(
            .setRisk,
            [
                "kind": ["operational"], "assets": ["\(asset)"], "title": [canary("risiko")],
                "scenario": [canary("scenarie")],
                "vulnerabilities": [canary("sårbarhed")], "unit": ["\(own)"], "classification": [classification],
            ])
        let one = ["\(risk)"]
        var judged: [String: [String]] = [
            "risk": one, "day": ["\(lobby.today)"], "reason": [canary("sandsynlighed fordi")],
            "confidence": ["medium"], "disagreement": [canary("uenige om")], "treatment": ["modify"],
            "often_low": ["20"], "often_high": ["200"], "cost_low": ["10000"], "cost_high": ["500000"],
        ]
        for stage in Risk.Stage.allCases {
            judged[AssessRisk.field(stage)] = ["3"]
            for dimension in RiskMethod.Dimension.allCases {
                judged[AssessRisk.field(stage, dimension)] = ["2"]
                judged[AssessRisk.reason(stage, dimension)] = [canary("følge fordi")]
            }
        }
        _ = try await perform(.assessRisk, judged)
        _ = try await perform(
            .verifyRisk,
            ["risk": one, "day": ["\(lobby.today)"], "cause": ["yearly"], "finding": [canary("gennemgået")]])
        _ = try await perform(
            .addAction,
            [
                "title": [canary("håndtering")], "why": [canary("virkning")], "unit": ["\(own)"],
                "due": ["\(lobby.today + 60)"], "risk": one,
            ])
        let accepted = try await perform(
            .proposeAcceptance,
            matter(canary).merging(["risk": one, "until": ["\(lobby.today + 90)"]]) { $1 })
        try await resolve(
            accepted, ["conditions": [canary("betingelse")], "reason": [canary("accepteret fordi")]])
        try await appraise(one, asset, canary)
    }

    /// Judged again question by question.
    private func appraise(_ risk: [String], _ asset: ID<Subject>, _ canary: (String) -> String) async throws {
        var answers: [String: [String]] = [
            "risk": risk, "asset": ["\(asset)"], "threats": ["trusler:T23"],
            "dismissed": ["trusler:T18 \(canary("ikke her"))"],
            "in_place": ["27002:8.5 unknown \(canary("find ud af"))"], "likelihood": ["3"],
            "reason": [canary("så tit")], "vulnerabilities": [canary("svagt")], "treatment": ["modify"],
            "task": [canary("aftalt")], "task_due": ["\(lobby.today + 60)"],
        ]
        for question in Risk.Guide.questions { answers[question.field] = ["2"] }
        for dimension in RiskMethod.Dimension.allCases {
            answers[AppraiseRisk.reason(dimension)] = [canary("uvedkommende")]
        }
        _ = try await perform(.appraiseRisk, answers)
    }

    /// The risk whose texts have a mark is strictly confidential from now on.
    func raiseRisk(_ mark: String) async throws {
        let (register, texts) = (lobby.house.state.register, lobby.house.texts)
        for (id, known) in register.risks {
            guard let wording = known.wording, let title = texts.text(wording.title), title.contains(mark) else {
                continue
            }
            _ = try await perform(
                .setRisk,
                [
                    "risk": ["\(id)"], "kind": ["operational"], "title": [title], "scenario": ["\(mark)98 scenarie"],
                    "vulnerabilities": ["\(mark)97 sårbarhed"], "unit": ["\(own)"],
                    "classification": ["strengt_fortrolig"],
                ])
        }
    }

    /// The pages and forms of every risk.
    var riskPaths: [String] {
        lobby.house.state.register.risks.keys.flatMap { id in
            [Route.risk(id).path, Route.riskCard(id).path]
                + (lobby.house.state.register.risks[id]?.wording?.assets ?? []).flatMap { asset in
                    AppraisalDraft.steps.map { AppraisalKey(asset, id).link($0).text }
                }
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .risk } }.map {
                    "\(Route.command($0).path)?risk=\(id)"
                }
        } + [
            "/vurdering", "/risici", "/risici?vis=taktisk", "/risici?vis=operationel", "/risici?s=3&k=2",
            "/risici?for=citizens&s=3&k=2",
            "/risici/tal",
            "/risici/liste", "/risici/liste?orden=nummer", "/risici/liste?status=accepted", "/risici/liste?som=csv",
            "/risici/liste?som=xlsx",
        ]
    }
}
