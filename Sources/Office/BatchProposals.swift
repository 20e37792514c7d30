// SPDX-License-Identifier: MPL-2.0

import Domain

extension Batch {
    /// With the words of the measure that it decides.
    func withMeasure(_ deed: ResolveProposal) -> ResolveProposal {
        var deed = deed
        if case .measure(let text, _, _, _)? = register.proposals[deed.proposal]?.wording?.content {
            deed.measure = house.texts.text(text)
        }
        return deed
    }

    /// With the events that it belongs to and that whoever sets it anew may not see.
    func withHidden(_ deed: SetRisk, for person: ID<Person>?) -> SetRisk {
        var deed = deed
        if let person, let known = deed.risk.flatMap({ register.risks[$0]?.wording }) {
            deed.events += known.events.filter {
                !deed.events.contains($0) && !register.sees(.risk($0), person, on: house.clock.today)
            }
        }
        return deed
    }

    /// With what the risk that is judged again says, for where that stays.
    func withTexts(_ deed: AppraiseRisk) -> AppraiseRisk {
        var deed = deed
        if let known = deed.risk.flatMap({ register.risks[$0]?.wording }), let title = house.texts.text(known.title),
            let scenario = house.texts.text(known.scenario)
        {
            deed.before = .init(
                title: title, scenario: scenario, vulnerabilities: known.vulnerabilities.flatMap { house.texts.text($0) })
        }
        return deed
    }
}
