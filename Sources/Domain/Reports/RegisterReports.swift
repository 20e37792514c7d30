// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about reports and campaigns, and what they touch beside themselves.
extension Register {
    mutating func evolve(_ id: ID<Report>, _ fact: Report.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        reports.updateValue(forKey: id, default: Report(id: id)) { $0.evolve(fact, stamp) }
        switch fact {
        case .issued(let issue): use(.report, issue.year, issue.number)
        case .presented(let proposal):
            reportsIn[proposal] = id
            Register.add(proposal, to: &mattersOf[id, default: []])
        }
        touched.insert(.organisation(organisation.id))
    }

    mutating func evolve(_ id: ID<Campaign>, _ fact: Campaign.Fact, _ stamp: Stamp) {
        campaigns.updateValue(forKey: id, default: Campaign(id: id)) { $0.evolve(fact, stamp) }
        switch fact {
        case .opened(let opening):
            use(.campaign, opening.year, opening.number)
            note(opening.requirements, askedIn: id)
            for unit in opening.units { Register.add(id, to: &campaignsOf[unit, default: []]) }
        case .widened(let more): note(more, askedIn: id)
        case .answered, .closed: break
        }
    }

    private mutating func note(_ asked: [ID<Requirement>], askedIn id: ID<Campaign>) {
        let found = Set(asked.compactMap { requirements[$0]?.document })
        campaigns.updateValue(forKey: id, default: Campaign(id: id)) { $0.stands(in: found) }
        for requirement in asked { Register.add(id, to: &campaignsAsking[requirement, default: []]) }
        for document in found { Register.add(id, to: &campaignsAbout[document, default: []]) }
    }

    /// A requirement that is stated once more stands in another document, for those who asked about it too.
    mutating func moved(_ id: ID<Requirement>) {
        for campaign in campaignsAsking[id] ?? [] { note([id], askedIn: campaign) }
    }
}
