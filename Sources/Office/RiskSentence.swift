// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    func of(_ fact: Risk.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .set: return say("\(what) er registreret som risiko", "\(what) is registered as a risk")
        case .assessed(let assessment):
            let method = sight.register.riskMethod(of: assessment.method)
            let level =
                method.flatMap { assessment.current.level(by: $0) }.map { language($0.label).lowercased() } ?? "?"
            return say("\(what) er vurderet: \(level)", "\(what) was assessed: \(level)")
        case .verified(let verification):
            let next = language.day(verification.next)
            return say(
                "\(what) er verificeret og står ved magt; næste gang senest \(next)",
                "\(what) was verified and stands; next by \(next)")
        case .closed(let reason): return say("\(what) er lukket: \(text(reason))", "\(what) is closed: \(text(reason))")
        }
    }

    /// What changed, so that a risk is to be looked at again; named only to those who may see it.
    func trigger(_ duty: Duty, _ what: String) -> String {
        let risk = sight.register.risks[duty.subject.id.seen(as: Risk.self)]
        let first = risk.flatMap { risk in
            sight.register.triggers(of: risk).first { $0.day == duty.opens && sight.sees($0.subject) }
        }
        guard let first else {
            return say(
                "Se på risikoen igen, noget er ændret: \(what)", "Look at the risk again, something changed: \(what)")
        }
        let (cause, thing) = (language(first.cause.label).lowercased(), label(first.subject))
        return say(
            "Se på risikoen igen (\(cause), \(thing)): \(what)", "Look at the risk again (\(cause), \(thing)): \(what)")
    }
}

extension Paper {
    /// What the direktion accepts: the risk as it was assessed, and what that came to.
    static func acceptance(
        of id: ID<Risk>, _ position: Int, _ until: Day, _ register: Register, _ texts: Texts
    ) -> [String] {
        func text(_ id: ValueID?) -> String { id.flatMap { texts.text($0) } ?? "" }
        guard let risk = register.risks[id], let wording = risk.wording else { return ["Risiko: \(id)"] }
        var lines = [
            "Risiko: \(wording.label), \(text(wording.title))", "Risikoens hændelser: \(risk.revision)",
            "Scenarie: \(text(wording.scenario))", "Accepteres til og med: \(until)",
        ]
        guard let made = risk.assessments.first(where: { $0.position == position }) else { return lines }
        lines.append("Vurdering: post \(position), \(made.day)")
        for stage in Risk.Stage.allCases {
            guard let estimate = made[stage] else { continue }
            let level = register.level(of: made, stage)?.label.da ?? ""
            let steps = estimate.consequences.map {
                "\($0.dimension.label.da.lowercasedFirst) \($0.step.map { "\($0)" } ?? "ikke relevant")"
            }
            lines.append(
                "\(stage.label.da): \(level), sandsynlighed \(estimate.likelihood), \(steps.joined(separator: ", "))")
        }
        lines.append("Håndtering: \(made.treatment.label.da)")
        lines += register.treatments(of: id).compactMap { action in
            action.due.newest.map { "Opgave: \(text(action.title)), senest \($0)" }
        }
        return lines
    }
}
