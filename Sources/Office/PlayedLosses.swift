// SPDX-License-Identifier: MPL-2.0

import Domain
import Synchronization

/// Yearly losses that were played lately. A run follows from its portfolio alone, so that is what it is kept by: it stands until a
/// fact changes something that is in it, and those who may see the same share it. Each is played once, one after the other, on a
/// thread that gives way to those who answer requests.
final class PlayedLosses: Sendable {
    private struct Kept {
        let portfolio: RiskPortfolio
        let figures: LossFigures
        var used: Int
    }

    private struct Held {
        var kept: [Kept] = []
        /// Those who wait for what is being played, each with a number of its own.
        var coming: [RiskPortfolio: [Int: CheckedContinuation<LossFigures?, Never>]] = [:]
        var turn = 0

        mutating func find(_ portfolio: RiskPortfolio) -> LossFigures? {
            guard let index = kept.firstIndex(where: { $0.portfolio == portfolio }) else { return nil }
            turn += 1
            kept[index].used = turn
            return kept[index].figures
        }

        mutating func keep(_ figures: LossFigures, _ portfolio: RiskPortfolio) {
            turn += 1
            if kept.count >= PlayedLosses.most, let oldest = kept.indices.min(by: { kept[$0].used < kept[$1].used }) {
                kept.remove(at: oldest)
            }
            kept.append(Kept(portfolio: portfolio, figures: figures, used: turn))
        }
    }

    /// So many runs are kept; a reader's own day and rights make one of its own.
    static let most = 8
    /// So many may be waited for: more come from somebody who goes through many days at once.
    static let mostComing = 8

    private let held = Mutex(Held())
    private let worker = QuietThread(nice: 5)

    /// What a run says; nil: it is not played to its end within `patience`, and goes on for the next who asks, or too many wait.
    func figures(of simulation: LossSimulation, within patience: Duration) async -> LossFigures? {
        let portfolio = simulation.portfolio
        if let known = held.withLock({ $0.find(portfolio) }) { return known }
        Herald.shared.begin()
        return await withCheckedContinuation { continuation in
            let (known, number, isFirst) = held.withLock { held -> (LossFigures?, Int?, Bool) in
                if let known = held.find(portfolio) { return (known, nil, false) }
                let isFirst = held.coming[portfolio] == nil
                guard !isFirst || held.coming.count < PlayedLosses.mostComing else { return (nil, nil, false) }
                held.turn += 1
                held.coming[portfolio, default: [:]][held.turn] = continuation
                return (nil, held.turn, isFirst)
            }
            guard let number else { return continuation.resume(returning: known) }
            if isFirst { worker.run { [self] in play(simulation) } }
            Task { [self] in
                try? await Task.sleep(for: patience)
                // Whoever gives up is still counted as coming, so that nobody plays the same beside it.
                held.withLock { $0.coming[portfolio]?.removeValue(forKey: number) }?.resume(returning: nil)
            }
        }
    }

    private func play(_ simulation: LossSimulation) {
        let figures = simulation.run()
        let waiting = held.withLock { held in
            held.keep(figures, simulation.portfolio)
            return held.coming.removeValue(forKey: simulation.portfolio) ?? [:]
        }
        guard !waiting.isEmpty else { return }
        Herald.shared.say { for one in waiting.values { one.resume(returning: figures) } }
    }
}
