// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    /// What happened with a requirement.
    func of(_ fact: Requirement.Fact, _ id: ID<Requirement>) -> String {
        let what = label(.requirement(id))
        switch fact {
        case .stated(let wording):
            return say(
                "Kravet \(what) er oprettet; \(name(wording.unit)) har ansvaret",
                "The requirement \(what) is stated; \(name(wording.unit)) answers for it")
        case .amended(let amendment, let reason):
            return say(
                "Kravet \(what) er rettet; \(name(amendment.unit)) har ansvaret: \(text(reason))",
                "The requirement \(what) is amended; \(name(amendment.unit)) answers for it: \(text(reason))")
        case .withdrawn(let reason):
            return say(
                "Kravet \(what) er trukket tilbage: \(text(reason))",
                "The requirement \(what) is withdrawn: \(text(reason))")
        case .mapped(let clause, let relation, _):
            let verb =
                switch relation {
                case .equal: Phrase(da: "kræver det samme som", en: "asks for the same as")
                case .subset, .superset, .intersects:
                    Phrase(da: relation.label.da.lowercased(), en: relation.label.en.lowercased())
                }
            return say(
                "Kravet \(what) er forbundet: det \(verb.da) \(clause)",
                "The requirement \(what) is connected: it \(verb.en) \(clause)")
        case .unmapped(let clause, let reason):
            return say(
                "Kravet \(what) er ikke længere forbundet med \(clause): \(text(reason))",
                "The requirement \(what) is no longer connected with \(clause): \(text(reason))")
        case .assessed(let made):
            let result = language(made.result.label)
            let period = "\(language.day(made.from))–\(language.day(made.until))"
            return say(
                "\(what) er vurderet for \(period): \(result)", "\(what) is assessed for \(period): \(result)")
        }
    }

    /// What happened with a piece of evidence.
    func of(_ fact: Evidence.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .added(let giving):
            guard let until = giving.until else {
                return say("Dokumentationen \(what) er tilføjet", "The evidence \(what) is added")
            }
            return say(
                "Dokumentationen \(what) er tilføjet; den gælder til og med \(language.day(until))",
                "The evidence \(what) is added; it holds until \(language.day(until))")
        case .withdrawn(let reason):
            return say(
                "Dokumentationen \(what) er trukket tilbage: \(text(reason))",
                "The evidence \(what) is withdrawn: \(text(reason))")
        }
    }

    /// What happened with a nonconformity.
    func of(_ fact: Nonconformity.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .raised(let raised):
            return say(
                "Afvigelsen \(what) er meldt; \(name(raised.unit)) skal rette den",
                "The nonconformity \(what) is raised; \(name(raised.unit)) is to put it right")
        case .explained(let cause, let check):
            return say(
                "Årsagen til \(what) er fundet, og virkningen kontrolleres \(language.day(check)): \(text(cause))",
                "The cause of \(what) is found, and the effect is checked on \(language.day(check)): \(text(cause))")
        case .checked(.effective, _, _):
            return say(
                "Virkningen er kontrolleret, og afvigelsen \(what) er lukket",
                "The effect is checked, and the nonconformity \(what) is closed")
        case .checked(.ineffective, let finding, _):
            return say(
                "Virkningen er kontrolleret: det hjalp ikke mod \(what): \(text(finding))",
                "The effect is checked: it did not help against \(what): \(text(finding))")
        }
    }

    /// What happened with a statement of applicability.
    func of(_ fact: Scope.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .opened:
            return say(
                "Anvendelseserklæringen for \(what) er oprettet", "The statement of applicability for \(what) is opened"
            )
        case .decided(let control, let decision):
            let why = text(decision.reason)
            guard let status = decision.status else {
                return say(
                    "Foranstaltning \(control) er fravalgt for \(what): \(why)",
                    "Control \(control) is excluded for \(what): \(why)")
            }
            return say(
                "Foranstaltning \(control) er relevant for \(what) (\(status.label.da.lowercased())): \(why)",
                "Control \(control) applies to \(what) (\(status.label.en.lowercased())): \(why)")
        case .resumed(let control, let reason):
            return say(
                "Foranstaltning \(control) følger igen det overordnede valg i \(what): \(text(reason))",
                "Control \(control) follows the baseline again in \(what): \(text(reason))")
        case .closed(let reason):
            return say(
                "Anvendelseserklæringen for \(what) er lukket: \(text(reason))",
                "The statement of applicability for \(what) is closed: \(text(reason))")
        }
    }
}
