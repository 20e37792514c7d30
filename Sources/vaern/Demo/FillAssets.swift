// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// An organisation with very many assets in layers: for benchmarks. Processes lean on solutions, these on components; half of all
/// lean on one more, the network, besides.
struct FillAssets {
    private let assets: Int
    private let desk: Desk
    private let clock: DemoClock
    private var model: FillModel
    private var wave: FillWave
    private var boss: ID<Person>?

    init(_ desk: Desk, clock: DemoClock, assets: Int, seed: UInt64) {
        self.assets = assets
        self.desk = desk
        self.clock = clock
        model = FillModel(persons: 40, documents: 1, seed: seed, texts: [])
        wave = FillWave(desk: desk, clock: clock, seed: seed &+ 3)
    }

    private var register: Register { desk.house.state.register }
    private var today: Day { clock.clock.today }

    private mutating func give(_ orders: [FillOrder], _ progress: (Int) -> Void) async throws {
        // In parts, so that what waits for the desk is never very much.
        for start in stride(from: 0, to: orders.count, by: 2048) {
            try await wave.give(Array(orders[start..<min(orders.count, start + 2048)]), &model)
            progress(desk.house.state.book.head)
        }
    }

    mutating func fill(to: Day, progress: (Int) -> Void = { _ in }) async throws -> [String: Int] {
        clock.go(to: to - 30)
        let start = today
        try await give([FillModel.name(&model)[0]], progress)
        try await give(
            (1...60).map { FillOrder(.openUnit, ["name": "Enhed \($0)", "from": "\(start)"], by: nil) }
                + [FillOrder(.addPerson, ["name": "Måle Leder"], by: nil)], progress)
        let unit = register.units.keys.sorted()
        guard let person = register.persons.keys.first, let first = unit.first else { return wave.refused }
        boss = person
        try await give(
            [
                FillOrder(
                    .beginEngagement,
                    [
                        "person": "\(person)", "kind": "employee", "unit": "\(first)", "title": "Leder",
                        "from": "\(start)",
                    ], by: nil),
                FillOrder(.grantRole, ["person": "\(person)", "role": "security", "from": "\(start)"], by: nil),
            ], progress)
        try await set(unit, progress)
        clock.go(to: to - 20)
        try await tie(progress)
        clock.go(to: to)
        return wave.refused
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
        try await give(
            (0..<assets).map { number in
                let kind = kind(of: number)
                var words = [
                    "kind": kind.rawValue, "name": number == 0 ? "Netværket" : "Aktiv \(number)",
                    "unit": "\(unit[number % unit.count])",
                ]
                if kind.takes(.access) { words.merge(["users": "Alle i enheden", "months": "12"]) { $1 } }
                let most = number * 10 < assets * 6 ? 2 : 4
                for (place, need) in ControlAttributes.Property.allCases.enumerated() {
                    words[need.field] = levels[(number / 7 + place) % most]
                    words["\(need.field)_reason"] = "Som det er vurderet"
                }
                if number % 5 == 0 { words["recovery"] = "\(1 + number % 72)" }
                return FillOrder(.setAsset, words, by: boss)
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
                    by: boss))
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
        try await give(orders, progress)
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
                        position: whole.count + place, effective: today, recorded: clock.clock.now, by: nil),
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
