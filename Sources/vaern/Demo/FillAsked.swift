// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// An organisation with many requirements that many units are asked about every year: for benchmarks. Each requirement is
/// mapped to a control and a clause of ISO/IEC 27001, assessed once a year with evidence, and answered by every unit in the year's
/// campaign, mostly as the year before.
struct FillAsked {
    static let (units, years) = (60, 5)

    private let requirements: Int
    private var ground: FillGround

    init(_ desk: Desk, clock: DemoClock, requirements: Int, seed: UInt64) {
        self.requirements = requirements
        ground = FillGround(desk, clock: clock, seed: seed)
    }

    private var register: Register { ground.register }
    private var today: Day { ground.today }

    mutating func fill(to: Day, progress: (Int) -> Void = { _ in }) async throws -> [String: Int] {
        ground.clock.go(to: to.adding(years: -Self.years) - 30)
        let unit = try await ground.open(units: Self.units, progress)
        guard !unit.isEmpty else { return ground.refused }
        try await demand(unit, progress)
        for year in 0..<Self.years {
            ground.clock.go(to: to.adding(years: year - Self.years) + 1)
            try await assess(progress)
            try await ask(unit, year, progress)
        }
        ground.clock.go(to: to)
        return ground.refused
    }

    private mutating func demand(_ unit: [ID<Unit>], _ progress: (Int) -> Void) async throws {
        try await ground.give(
            (0..<requirements).map { number in
                FillOrder(
                    .stateLaw,
                    [
                        "law": "Eksempellov § \(number + 1)", "from": "\(today)",
                        "demand": "Enheden har styr på forhold nummer \(number + 1), så det kan vises",
                        "unit": "\(unit[number % unit.count])", "months": "12", "expected": "En rapport, som er set",
                        "areas": "it",
                    ], by: ground.boss)
            }, progress)
        let known = register.requirements.values.sorted { $0.position < $1.position }
        try await ground.give(
            known.enumerated().flatMap { number, requirement in
                ["27002:\(Scope.controls[number % 93].text)", "27001:9.\(1 + number % 2)"].map { clause in
                    FillOrder(
                        .mapRequirement,
                        [
                            "requirement": "\(requirement.id)", "clause": clause, "relation": "superset",
                            "rationale": "Det dækker punktet",
                        ], by: ground.boss)
                }
            } + [FillOrder(.openScope, ["name": "Hele organisationen"], by: ground.boss)], progress)
        guard let scope = register.scopes.keys.first else { return }
        try await ground.give(
            Scope.controls.enumerated().map { number, control in
                FillOrder(
                    .decideApplicability,
                    [
                        "scope": "\(scope)", "control": control.text, "applies": number % 11 == 0 ? "no" : "yes",
                        "reason": "Det følger af risikovurderingen", "unit": "\(unit[number % unit.count])",
                    ].merging(number % 11 == 0 ? [:] : ["status": "implemented"]) { $1 }, by: ground.boss)
            }, progress)
    }

    /// Each with evidence of its own every third time, else with that of its neighbour.
    private mutating func assess(_ progress: (Int) -> Void) async throws {
        let known = register.requirements.values.sorted { $0.position < $1.position }
        let (day, next) = (today, today.adding(years: 1))
        try await ground.give(
            known.enumerated().filter { $0.offset % 3 == 0 }.map { number, requirement in
                FillOrder(
                    .addEvidence,
                    [
                        "unit": "\(requirement.wording?.unit ?? ID(high: 0, low: 0))", "title": "Rapport \(number + 1)",
                        "link": "https://rapporter.example.invalid/\(number)", "holds_until": "\(next + 20)",
                    ], by: ground.boss)
            }, progress)
        let evidence = register.evidence.values.filter { $0.from == day }.sorted { $0.position < $1.position }
        guard !evidence.isEmpty else { return }
        try await ground.give(
            known.enumerated().map { number, requirement in
                FillOrder(
                    .assessRequirement,
                    [
                        "requirement": "\(requirement.id)", "from": "\(day - 20)", "to": "\(day)",
                        "method": "documents", "result": number % 17 == 0 ? "partly" : "complied",
                        "finding": "Rapporten er set og passer",
                        "evidence": "\(evidence[number / 3 % evidence.count].id)",
                    ], by: ground.boss)
            }, progress)
    }

    private mutating func ask(_ unit: [ID<Unit>], _ year: Int, _ progress: (Int) -> Void) async throws {
        let before = register.campaigns.values.max { $0.position < $1.position }
        var words = [
            "title": "Egenkontrol, år \(year + 1)", "from": "\(today - 300)", "to": "\(today)", "due": "\(today + 60)",
        ]
        if let before { words["follows"] = "\(before.id)" }
        try await ground.give(
            [FillOrder(.openCampaign, words, many: ["units": unit.map { "\($0)" }], by: ground.boss)], progress)
        guard let campaign = register.campaigns.values.max(by: { $0.position < $1.position }),
            let asked = campaign.opening?.requirements
        else { return }
        for (place, one) in unit.enumerated() {
            // One unit in five confirms all of what it said.
            if before != nil, place % 5 == 0 {
                try await ground.give(
                    [FillOrder(.confirmAnswers, ["campaign": "\(campaign.id)", "unit": "\(one)"], by: ground.boss)],
                    progress)
                continue
            }
            try await ground.give(
                asked.enumerated().map { number, requirement in
                    let isWanting = (number + place + year) % 23 == 0
                    return FillOrder(
                        .answerCampaign,
                        [
                            "campaign": "\(campaign.id)", "unit": "\(one)", "requirement": "\(requirement)",
                            "result": isWanting ? "partly" : "complied",
                        ].merging(isWanting ? ["finding": "Det mangler for en del"] : [:]) { $1 }, by: ground.boss)
                }, progress)
        }
    }
}
