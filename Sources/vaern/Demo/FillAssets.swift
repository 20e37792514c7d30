// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// An organisation with very many assets in layers: for benchmarks. Processes lean on solutions, these on components; half of all
/// lean on one more, the network, besides. Half as many risks as assets name them, assessed under an adopted method; one of ten is
/// in numbers too.
struct FillAssets {
    private let assets: Int
    private var ground: FillGround

    init(_ desk: Desk, clock: DemoClock, assets: Int, seed: UInt64) {
        self.assets = assets
        ground = FillGround(desk, clock: clock, seed: seed)
    }

    private var register: Register { ground.register }
    private var today: Day { ground.today }

    mutating func fill(to: Day, progress: (Int) -> Void = { _ in }) async throws -> [String: Int] {
        ground.clock.go(to: to - 30)
        let unit = try await ground.open(units: 60, progress)
        guard !unit.isEmpty else { return ground.refused }
        try await set(unit, progress)
        ground.clock.go(to: to - 20)
        try await tie(progress)
        try await endanger(unit, progress)
        ground.clock.go(to: to)
        return ground.refused
    }

    /// The layer that a number belongs to: three in ten are components, as many are solutions, the others are processes.
    private func kind(of number: Int) -> Domain.Asset.Kind {
        number * 10 < assets * 3 ? .component : number * 10 < assets * 6 ? .solution : .process
    }

    /// The layers from below, the network first.
    private func layers(_ register: Register) -> [[ID<Domain.Asset>]] {
        [.component, .solution, .process].map { register.assetsInOrder($0).map(\.id) }
    }

    /// What needs most stands on top.
    private mutating func set(_ unit: [ID<Unit>], _ progress: (Int) -> Void) async throws {
        let levels = ["none", "ordinary", "high", "critical"]
        try await ground.give(
            (0..<assets).map { number in
                let kind = kind(of: number)
                var words = [
                    "kind": kind.rawValue, "name": number == 0 ? "Netværket" : "Aktiv \(number)",
                    "unit": "\(unit[number % unit.count])",
                ]
                if kind.takes(.access) { words.merge(["users": "Alle i enheden", "months": "12"]) { $1 } }
                let most = kind == .process ? 4 : 2
                for (place, need) in ControlAttributes.Property.allCases.enumerated() {
                    words[need.field] = levels[(number / 7 + place) % most]
                    words["\(need.field)_reason"] = "Som det er vurderet"
                }
                if number % 5 == 0 { words["recovery"] = "\(1 + number % 72)" }
                return FillOrder(.setAsset, words, by: ground.boss)
            }, progress)
    }

    private mutating func tie(_ progress: (Int) -> Void) async throws {
        let layers = layers(register)
        let all = Array(layers.joined())
        let (middle, top) = (layers[0].count, layers[0].count + layers[1].count)
        guard middle > 3, top > middle else { return }
        var orders: [FillOrder] = []
        func add(_ number: Int, _ other: Int, _ kind: Dependence.Kind) {
            orders.append(
                FillOrder(
                    .dependAsset, ["asset": "\(all[number])", "other": "\(all[other])", "kind": kind.rawValue],
                    by: ground.boss))
        }
        for number in 1..<all.count {
            // Without chance, spread over the layer below.
            func below(_ from: Int, _ to: Int, _ turn: Int) -> Int { from + (number * 31 + turn * 7919) % (to - from) }
            if number * 2 < all.count { add(number, 0, .runsOn) }
            if number < middle {
                if number > 1 { add(number, number / 2, .locatedAt) }
            } else {
                let layer = number < top ? (1, middle) : (middle, top)
                let kinds: [Dependence.Kind] = [.runsOn, .handledIn, .exchangesWith]
                for (turn, kind) in kinds.enumerated() { add(number, below(layer.0, layer.1, turn), kind) }
            }
        }
        try await ground.give(orders, progress)
    }

    /// A method that somebody else than who proposes it decides, the risks, and how each was judged.
    private mutating func endanger(_ unit: [ID<Unit>], _ progress: (Int) -> Void) async throws {
        let boss = ground.boss
        try await ground.give([FillOrder(.addPerson, ["name": "Måle Direktør"], by: nil)], progress)
        guard let member = register.persons.keys.first(where: { $0 != boss }), let first = unit.first else { return }
        try await ground.give(
            [
                FillOrder(
                    .beginEngagement,
                    [
                        "person": "\(member)", "kind": "employee", "unit": "\(first)", "title": "Direktør",
                        "from": "\(today)",
                    ], by: nil),
                FillOrder(
                    .seatMember, ["body": "direktion", "person": "\(member)", "from": "\(today)"], by: nil),
                FillOrder(
                    .proposeRiskMethod,
                    [
                        "base": RiskMethod.Base.five.rawValue, "question": "Er det metoden?",
                        "reasons": "Den er til at forstå.", "if_yes": "Den gælder.", "if_no": "Den gamle gælder.",
                        "due": "\(today + 30)",
                    ], by: boss),
            ], progress)
        guard let proposal = register.proposals.keys.first else { return }
        try await ground.give(
            [
                FillOrder(
                    .resolveProposal,
                    [
                        "proposal": "\(proposal)", "seen": "1", "outcome": Decision.Outcome.approved.rawValue,
                        "method": Decision.Method.meeting.rawValue, "minutes": "Møde 1",
                    ], many: ["members": ["\(member)"]], by: member)
            ], progress)
        let all = Array(layers(register).joined())
        try await ground.give(
            (0..<assets / 2).map { number in
                FillOrder(
                    .setRisk,
                    [
                        "kind": Risk.Kind.operational.rawValue, "title": "Risiko \(number)",
                        "scenario": "Aktivet svigter, og arbejdet går i stå.", "threats": "trusler:T0\(1 + number % 9)",
                        "vulnerabilities": "Der er kun ét.", "unit": "\(unit[number % unit.count])",
                        "classification": Classification.internal.rawValue,
                    ],
                    many: [
                        "assets": ["\(all[number * 2 % all.count])", "\(all[(number * 31 + 1) % all.count])"],
                        "properties": [ControlAttributes.Property.availability.rawValue],
                    ], by: boss)
            }, progress)
        let risks = register.risks.values.sorted { $0.number < $1.number }
        try await ground.give(risks.map { judging($0, by: boss) }, progress)
    }

    private func judging(_ risk: Risk, by boss: ID<Person>?) -> FillOrder {
        let number = risk.number
        var words = [
            "risk": "\(risk.id)", "day": "\(today)", "reason": "Sådan har det været", "confidence": "medium",
            "treatment": Risk.Treatment.modify.rawValue,
        ]
        for (place, stage) in [Risk.Stage.current, .target].enumerated() {
            words[AssessRisk.field(stage)] = "\(max(1, 1 + number / 3 % 5 - place))"
            for (turn, dimension) in RiskMethod.Dimension.allCases.enumerated() {
                words[AssessRisk.field(stage, dimension)] = "\(1 + (number * 7 + turn * 3) / 5 % 5)"
            }
        }
        if number % 10 == 0 {
            words["often_low"] = "\(5 + number % 20)"
            words["often_high"] = "\(40 + number % 100)"
            words["cost_low"] = "\(10_000 + number)"
            words["cost_high"] = "\(400_000 + number * 10)"
        }
        return FillOrder(.assessRisk, words, by: boss)
    }

    /// How long it takes until what is inherited is right again, in milliseconds: after one asset is retired (the median and
    /// the 99th percentile of a thousand), and after all that lean on the network are, in one batch.
    func timed() -> [String: Double] {
        let whole = register
        let all = Array(layers(whole).joined())
        guard let hub = all.first else { return [:] }
        func retiring(_ ids: [ID<Domain.Asset>]) -> Double {
            var (copy, touched): (Register, Set<Subject>) = (whole, [])
            for (place, id) in ids.enumerated() {
                copy.evolve(
                    .asset(id, .retired(reason: ID(high: 0, low: 0))),
                    Stamp(
                        position: whole.count + place, effective: today, recorded: ground.clock.clock.now, by: nil),
                    touching: &touched)
            }
            let start = ContinuousClock.now
            copy.settleInheritance(touched)
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        let step = max(1, all.count / 1000)
        let single = stride(from: 1, to: all.count, by: step).map { retiring([all[$0]]) }.sorted()
        let borne = whole.dependants(of: hub, on: today).map(\.asset)
        let batch = (0..<3).map { _ in retiring(borne) }.sorted()
        return [
            "change": single[single.count / 2], "change_p99": single[single.count * 99 / 100], "hub": batch[1],
            "hub_dependants": Double(borne.count),
        ]
    }
}
