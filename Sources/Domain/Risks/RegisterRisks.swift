// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about risks, and what they touch beside themselves.
extension Register {
    mutating func evolve(_ id: ID<Risk>, _ fact: Risk.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        touchAround(id, &touched)
        let isNew = risks[id] == nil
        risks.updateValue(forKey: id, default: Risk(id: id)) { $0.evolve(fact, stamp) }
        if case .set(let wording) = fact {
            use(.risk, 0, wording.number)
            Register.add(id, to: &risksOf[wording.unit, default: []], isNew: isNew)
            for asset in wording.assets { Register.add(id, to: &risksNaming[.asset(asset), default: []], isNew: isNew) }
            for measure in wording.measures {
                Register.add(id, to: &risksNaming[.measure(measure), default: []], isNew: isNew)
            }
            for event in wording.events { Register.add(id, to: &risksNaming[.risk(event), default: []], isNew: isNew) }
        }
        if case .assessed(let assessment) = fact {
            risksJudgedBy[assessment.method, default: []].insert(id)
            if assessment.numbers != nil { risksInNumbers.insert(id) }
        }
        touchAround(id, &touched)
    }

    mutating func annul(_ id: ID<Risk>, _ position: Int, _ touched: inout Set<Subject>) {
        touchAround(id, &touched)
        risks[id, default: Risk(id: id)].annul(position)
        touchAround(id, &touched)
    }

    /// The risk, and the events that it belongs to: what it names is named by them.
    private func touchAround(_ id: ID<Risk>, _ touched: inout Set<Subject>) {
        touched.insert(.risk(id))
        for entry in risks[id]?.wordings.entries ?? [] {
            for event in entry.value.events { touched.insert(.risk(event)) }
        }
    }

    /// The risks that a change of an asset or a measure can make due to be looked at.
    func touchRisks(naming subject: Subject, _ touched: inout Set<Subject>) {
        for risk in risksNaming[subject] ?? [] { touched.insert(.risk(risk)) }
    }

    /// The risks that were judged by a method: what is said of that a second time is another method.
    func touchRisks(judgedBy method: ID<Proposal>, _ touched: inout Set<Subject>) {
        for risk in risksJudgedBy[method] ?? [] { touched.insert(.risk(risk)) }
    }

    /// The risks that a nonconformity of a requirement says something of: by its measures, and by the assets that it binds.
    func touchRisks(around requirement: ID<Requirement>, _ touched: inout Set<Subject>) {
        for measure in measuresFor[.requirement(requirement)] ?? [] { touchRisks(naming: .measure(measure), &touched) }
        for entry in requirements[requirement]?.wordings.entries ?? [] {
            for asset in entry.value.assets { touchRisks(naming: .asset(asset), &touched) }
        }
    }

    /// Whose affair a risk is on `day`: the unit's that answers for it, and its owner's.
    func concern(of risk: ID<Risk>, on day: Day) -> Concern {
        guard let wording = risks[risk]?.wording(on: day) else { return Concern() }
        return Concern(unit: answering(for: wording.unit, on: day), person: wording.owner)
    }

    func existingRisk(_ id: ID<Risk>, _ field: String = "risk") throws(Refusal) -> (Risk, Risk.Wording) {
        guard let known = risks[id], let wording = known.wording else {
            throw .invalid(field, da: "Vælg en risiko.", en: "Choose a risk.")
        }
        return (known, wording)
    }

    /// One that is not closed.
    func openRisk(_ id: ID<Risk>, _ field: String = "risk") throws(Refusal) -> (Risk, Risk.Wording) {
        let (known, wording) = try existingRisk(id, field)
        guard known.closedOn == nil else {
            throw .outOfTurn(
                da: "Risikoen er lukket. Registrér en ny, hvis den er her igen.",
                en: "The risk is closed. Register a new one if it is back.")
        }
        return (known, wording)
    }

    /// The risks that ever named an asset, a measure or an event, in the order of their numbers; those that are annulled not.
    public func risks(naming subject: Subject) -> [Risk] {
        (risksNaming[subject] ?? []).compactMap { risks[$0] }.filter { $0.wording != nil }
            .sorted { $0.number < $1.number }
    }

    /// The risks that were ever a unit's.
    public func risks(of unit: ID<Unit>) -> [Risk] {
        (risksOf[unit] ?? []).compactMap { risks[$0] }.filter { $0.wording != nil }
    }

    /// The risks that are open on `day` and name threats of a catalogue, in the order of their numbers.
    func risks(namingThreatsOf catalogue: Framework.Name, on day: Day) -> [Risk] {
        risks.values.filter { known in
            known.wording != nil && !known.isClosed(on: day)
                && known.wording(on: day)?.threats.contains { $0.framework == catalogue } == true
        }.sorted { $0.number < $1.number }
    }

    /// The operational risks that belong to an event on `day`.
    public func risks(belongingTo event: ID<Risk>, on day: Day) -> [Risk] {
        risks(naming: .risk(event)).filter { known in
            known.setOn <= day && !known.isClosed(on: day) && known.wording(on: day)?.events.contains(event) == true
        }
    }

    /// What is done about a risk (risikohåndtering, policy §8): the tasks about it, in the order of the facts.
    public func treatments(of risk: ID<Risk>) -> [Action] {
        (actionsAbout[.risk(risk)] ?? []).compactMap { actions[$0] }.filter {
            $0.added != nil && $0.about == .risk(risk)
        }
    }

    /// Whether somebody has promised to do something about it that is not closed on `day`.
    public func isTreated(_ risk: ID<Risk>, on day: Day) -> Bool {
        treatments(of: risk).contains { $0.addedOn <= day && $0.standing.value(on: day) == .open }
    }
}

extension Deciding {
    /// What was decided or verified rests on an assessment, and an event on nothing that is struck below it.
    func keepRisk(_ id: ID<Risk>, _ position: Int) throws(Refusal) {
        guard let known = register.risks[id] else { return }
        if known.wordings.isOnly(position) {
            guard known.assessments.isEmpty, register.treatments(of: id).isEmpty,
                register.risks(naming: .risk(id)).isEmpty
            else {
                throw .outOfTurn(
                    da: "Vurderinger, opgaver eller andre risici bygger på risikoen. Sæt den om, eller luk den.",
                    en: "Assessments, tasks or other risks rest on the risk. Set it anew, or close it.")
            }
        }
        guard known.assessments.contains(where: { $0.position == position }) else { return }
        let isVerified = known.verifications.contains { $0.verification.assessment == position }
        let isDecided = register.acceptances(of: known).contains { $0.assessment == position }
        guard !isVerified, !isDecided else {
            throw .outOfTurn(
                da: "Vurderingen er verificeret eller accepteret af direktionen. Vurdér risikoen igen i stedet.",
                en: "The assessment was verified, or accepted by the direktion. Assess the risk anew instead.")
        }
    }
}
