// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The risks that were assessed with intervals, in the form that `vaern risk simulate` reads: so anybody can work the figures of the
/// page out again, with ours or with something else.
extension API.Reading {
    func riskPortfolio() throws(APIProblem) -> JSON {
        let index = sight.riskIndex()
        let open = sight.riskStandings(in: index).reduce(0) { $0 + ($1.key == .closed ? 0 : $1.value) }
        do throws(Refusal) {
            guard let numbered = try sight.numberedRisks() else {
                return .members([
                    ("portfolio", .null), ("expected", .null), ("planned", .null), ("left_out", .number(open)),
                ])
            }
            let simulation = try LossSimulation.brief(numbered.portfolio, seed: NumberedRisks.seed)
            return .members([
                ("portfolio", portfolio(numbered, simulation)), ("expected", .number(simulation.expected())),
                ("planned", .number(simulation.expected(isPlanned: true))),
                ("left_out", .number(max(open - numbered.risks.count, 0))),
            ])
        } catch {
            throw APIProblem(error)
        }
    }

    /// By the numbers that people name things by.
    private func portfolio(_ numbered: NumberedRisks, _ simulation: LossSimulation) -> JSON {
        let names = numbered.risks.map { sight.number(of: .risk($0)) ?? $0.description }
        func estimate(_ one: Estimate) -> JSON {
            .members([("low", .number(one.low)), ("high", .number(one.high))])
        }
        let risks = zip(names, numbered.portfolio.risks).map { name, risk -> JSON in
            var members: [(String, JSON)] = [("id", .string(name))]
            if let frequency = risk.frequency { members.append(("frequency", estimate(frequency))) }
            let losses = risk.losses.map { (NumberedRisks.dimension, estimate($0.amount)) }
            return .members(members + [("losses", .members(losses))])
        }
        let groups = zip(numbered.causes, numbered.portfolio.groups).map { cause, group -> JSON in
            .members([
                ("id", .string(sight.number(of: .asset(cause.asset)) ?? cause.asset.description)),
                ("frequency", estimate(group.frequency)),
                ("bearers", .array(group.bearers.map { .members([("risk", .string(names[$0.risk]))]) })),
            ])
        }
        let controls = zip(numbered.plans, numbered.portfolio.controls).map { plan, control -> JSON in
            let known = plan.measures.map { sight.number(of: .measure($0)) ?? $0.description }
            let effects = control.effects.compactMap { effect -> JSON? in
                guard case .risk(let index) = effect.target else { return nil }
                return .members([
                    ("risk", .string(names[index])), ("frequency", .number(effect.frequency)),
                    ("loss", .number(effect.loss)),
                ])
            }
            let name = known.count == 1 ? known[0] : "\(known[0]) +\(known.count - 1)"
            return .members([("id", .string(name)), ("effects", .array(effects))])
        }
        return .members([
            ("years", .number(simulation.years)), ("seed", .string("\(simulation.seed)")),
            ("dimensions", .array([.string(NumberedRisks.dimension)])), ("risks", .array(risks)),
            ("groups", .array(groups)), ("controls", .array(controls)),
        ])
    }
}
