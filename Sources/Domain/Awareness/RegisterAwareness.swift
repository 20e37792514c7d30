// SPDX-License-Identifier: MPL-2.0

extension Register {
    /// What a fact about an initiative uses up; that one was begun says when the next is due.
    mutating func evolve(
        _ id: ID<Initiative>, _ fact: Initiative.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>
    ) {
        initiatives.updateValue(forKey: id, default: Initiative(id: id)) { $0.evolve(fact, stamp) }
        touched.insert(.organisation(organisation.id))
        if case .planned(let plan) = fact { use(.initiative, plan.year, plan.number) }
    }

    mutating func evolve(_ id: ID<Suspicion>, _ fact: Suspicion.Fact, _ stamp: Stamp) {
        suspicions.updateValue(forKey: id, default: Suspicion(id: id)) { $0.evolve(fact, stamp) }
        if case .reported(let report) = fact { use(.suspicion, report.year, report.number) }
    }
}
