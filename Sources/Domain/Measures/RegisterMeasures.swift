// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about measures and assets, and what they touch beside themselves.
extension Register {
    mutating func evolve(_ id: ID<Measure>, _ fact: Measure.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        measures.updateValue(forKey: id, default: Measure(id: id)) { $0.evolve(fact, stamp) }
        if case .set(let wording) = fact {
            use(.measure, 0, wording.number)
            Register.add(id, to: &measuresOf[wording.unit, default: []])
            for requirement in wording.requirements {
                Register.add(id, to: &measuresFor[.requirement(requirement), default: []])
            }
            for asset in wording.assets { Register.add(id, to: &measuresFor[.asset(asset), default: []]) }
            for clause in wording.clauses { Register.add(id, to: &measuresAt[clause, default: []]) }
        }
        if case .tested(let test) = fact {
            for evidence in test.evidence { Register.add(id, to: &measuresFor[.evidence(evidence), default: []]) }
        }
        touchAround(id, &touched)
    }

    mutating func evolve(_ id: ID<Asset>, _ fact: Asset.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        let before = assets[id]?.place
        assets.updateValue(forKey: id, default: Asset(id: id)) { $0.evolve(fact, stamp) }
        assetIndex.move(before, to: assets[id]?.place)
        if case .set(let wording) = fact {
            use(.asset, wording.kind.series, wording.number)
            assetIndex.note(id, wording)
        }
        inheritance.note(fact, of: id, on: stamp.effective)
        touchAround(id, &touched)
        switch fact {
        case .set, .retired: touchRisks(naming: .asset(id), &touched)
        case .measured, .accessReviewed, .depended, .dependenceEnded, .inventoried: break
        }
    }

    mutating func annul(_ id: ID<Measure>, _ position: Int, _ touched: inout Set<Subject>) {
        touchAround(id, &touched)
        measures[id, default: Measure(id: id)].annul(position)
    }

    mutating func annul(_ id: ID<Asset>, _ position: Int, _ touched: inout Set<Subject>) {
        let before = assets[id]?.place
        assets[id, default: Asset(id: id)].annul(position)
        assetIndex.move(before, to: assets[id]?.place)
        touchAround(id, &touched)
        touchRisks(naming: .asset(id), &touched)
    }

    /// What it serves, and has served.
    private func touchAround(_ id: ID<Measure>, _ touched: inout Set<Subject>) {
        touched.insert(.measure(id))
        touchRisks(naming: .measure(id), &touched)
        for entry in measures[id]?.wordings.entries ?? [] {
            for requirement in entry.value.requirements { touched.insert(.requirement(requirement)) }
            for asset in entry.value.assets { touched.insert(.asset(asset)) }
        }
    }

    /// What binds it.
    private func touchAround(_ id: ID<Asset>, _ touched: inout Set<Subject>) {
        touched.insert(.asset(id))
        for requirement in requirementsBinding[id] ?? [] { touched.insert(.requirement(requirement)) }
    }

    /// Whether a requirement names assets is kept, so that one that is retired is found there.
    mutating func note(_ assets: [ID<Asset>], boundBy requirement: ID<Requirement>) {
        for asset in assets { Register.add(requirement, to: &requirementsBinding[asset, default: []]) }
    }
}
