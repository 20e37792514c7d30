// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    func of(_ fact: Initiative.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .planned(let plan):
            let days = "\(language.day(plan.from))–\(language.day(plan.until))"
            let who = audience(plan.audience)
            return say(
                "Indsatsen \(title) er planlagt \(days) for \(who)",
                "The initiative \(title) is planned \(days) for \(who)")
        case .begun: return say("Indsatsen \(title) er begyndt", "The initiative \(title) has begun")
        case .measured(let measurement):
            let moment = language(measurement.moment.label).lowercasedFirst
            return say(
                "\(title) er målt til \(measurement.value) (\(moment))",
                "\(title) is measured as \(measurement.value) (\(moment))")
        case .exercised(let exercise):
            let counts = exercise.counts
            return say(
                "\(title): \(counts.sent) fik mailen, \(counts.clicked) klikkede, \(counts.reported) anmeldte den",
                "\(title): \(counts.sent) got the mail, \(counts.clicked) clicked, \(counts.reported) reported it")
        case .ended(let outcome):
            return say(
                "Indsatsen \(title) er afsluttet: \(text(outcome))",
                "The initiative \(title) has ended: \(text(outcome))")
        case .dropped(let reason):
            return say(
                "Indsatsen \(title) er opgivet: \(text(reason))", "The initiative \(title) is dropped: \(text(reason))")
        }
    }

    func of(_ fact: Suspicion.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .reported(let report):
            let who = name(report.reporter)
            return say(
                "\(who) har anmeldt en mistænkelig mail (\(report.label))",
                "\(who) has reported a suspicious mail (\(report.label))")
        case .answered(let answer):
            let what = language(answer.verdict.label).lowercasedFirst
            return say("\(title) er besvaret: \(what)", "\(title) is answered: \(what)")
        }
    }
}
