// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about requirements, evidence, nonconformities and statements of applicability, and what
/// they touch beside themselves.
extension Register {
    mutating func evolve(
        _ id: ID<Requirement>, _ fact: Requirement.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>
    ) {
        let before = requirements[id]
        requirements.updateValue(forKey: id, default: Requirement(id: id)) { $0.evolve(fact, stamp) }
        if let before, before.document != requirements[id]?.document { moved(id) }
        switch fact {
        case .amended(let amendment, _):
            Register.add(id, to: &requirementsOf[amendment.unit, default: []])
            note(amendment.assets, boundBy: id)
            touchRisks(around: id, &touched)
        case .stated(let wording):
            touchCampaigns(asking: id, &touched)
            touchRisks(around: id, &touched)
            note(wording.assets, boundBy: id)
            use(.requirement, 0, wording.number)
            Register.add(id, to: &requirementsOf[wording.unit, default: []])
            switch wording.source {
            case .paragraph(let document, _, _):
                Register.add(id, to: &requirementsIn[document, default: []])
                touched.insert(.document(document))
            case .clause(let clause): Register.add(id, to: &requirementsFor[clause, default: []])
            case .law: break
            }
        case .mapped(let clause, _, _): Register.add(id, to: &requirementsFor[clause, default: []])
        case .assessed(let assessment):
            for evidence in assessment.evidence { Register.add(id, to: &citing[evidence, default: []]) }
        case .withdrawn: touchCampaigns(asking: id, &touched)
        case .unmapped: break
        }
        touchAround(id, &touched)
    }

    mutating func evolve(_ id: ID<Evidence>, _ fact: Evidence.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        evidence.updateValue(forKey: id, default: Evidence(id: id)) { $0.evolve(fact, stamp) }
        if case .added(let giving) = fact { use(.evidence, 0, giving.number) }
        touchAround(id, &touched)
    }

    mutating func evolve(
        _ id: ID<Nonconformity>, _ fact: Nonconformity.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>
    ) {
        touchAround(id, &touched)
        nonconformities.updateValue(forKey: id, default: Nonconformity(id: id)) { $0.evolve(fact, stamp) }
        if case .raised(let raised) = fact {
            use(.nonconformity, raised.year, raised.number)
            Register.add(id, to: &nonconformitiesBy[raised.unit, default: []])
            if let requirement = raised.requirement {
                Register.add(id, to: &nonconformitiesOf[requirement, default: []])
            }
        }
        touchAround(id, &touched)
    }

    mutating func evolve(_ id: ID<Scope>, _ fact: Scope.Fact, _ stamp: Stamp) {
        scopes.updateValue(forKey: id, default: Scope(id: id)) { $0.evolve(fact, stamp) }
    }

    mutating func evolve(_ id: ID<ControlTest>, _ fact: ControlTest.Fact, _ stamp: Stamp) {
        controlTests.updateValue(forKey: id, default: ControlTest(id: id)) { $0.evolve(fact, stamp) }
        guard case .planned(let plan) = fact else { return }
        use(.controlTest, 0, plan.number)
        if let requirement = plan.requirement { Register.add(id, to: &testsOf[requirement, default: []]) }
    }

    mutating func evolve(_ id: ID<Audit>, _ fact: Audit.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        audits.updateValue(forKey: id, default: Audit(id: id)) { $0.evolve(fact, stamp) }
        if case .recorded(let record) = fact { use(.audit, record.year, record.number) }
        touched.insert(.organisation(organisation.id))
    }

    /// The nonconformities of a requirement are seen by those who see it.
    private func touchAround(_ id: ID<Requirement>, _ touched: inout Set<Subject>) {
        touched.insert(.requirement(id))
        for nonconformity in nonconformitiesOf[id] ?? [] { touched.insert(.nonconformity(nonconformity)) }
    }

    /// What holds no more is not asked about any more.
    func touchCampaigns(asking id: ID<Requirement>, _ touched: inout Set<Subject>) {
        for campaign in campaignsAsking[id] ?? [] { touched.insert(.campaign(campaign)) }
    }

    /// What rests on it.
    private func touchAround(_ id: ID<Evidence>, _ touched: inout Set<Subject>) {
        touched.insert(.evidence(id))
        for requirement in citing[id] ?? [] { touched.insert(.requirement(requirement)) }
        for measure in measuresFor[.evidence(id)] ?? [] { touchRisks(naming: .measure(measure), &touched) }
    }

    private func touchAround(_ id: ID<Nonconformity>, _ touched: inout Set<Subject>) {
        touched.insert(.nonconformity(id))
        if let requirement = nonconformities[id]?.raised?.requirement {
            touched.insert(.requirement(requirement))
            touchRisks(around: requirement, &touched)
        }
    }

    mutating func annul(_ id: ID<Requirement>, _ position: Int, _ touched: inout Set<Subject>) {
        touchRisks(around: id, &touched)
        requirements[id, default: Requirement(id: id)].annul(position)
        touchAround(id, &touched)
        touchCampaigns(asking: id, &touched)
    }

    mutating func annul(_ id: ID<Evidence>, _ position: Int, _ touched: inout Set<Subject>) {
        evidence[id, default: Evidence(id: id)].annul(position)
        touchAround(id, &touched)
    }

    mutating func annul(_ id: ID<Nonconformity>, _ position: Int, _ touched: inout Set<Subject>) {
        touchAround(id, &touched)
        nonconformities[id, default: Nonconformity(id: id)].annul(position)
    }
}
