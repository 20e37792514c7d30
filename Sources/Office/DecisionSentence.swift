// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    /// What was decided, and by whom.
    func of(_ fact: Decision.Fact, _ subject: Subject) -> String {
        switch fact {
        case .made(let made):
            let decider: String
            switch made.decider {
            case .body(let body): decider = language(body.label)
            case .head(let unit): decider = say("Lederen af \(name(unit))", "The head of \(name(unit))")
            }
            if let proposal = made.matter.proposal {
                return of(proposal: label(.proposal(proposal)), made.outcome, decider)
            }
            let title = made.matter.document.map { label(.document($0)) } ?? ""
            if let dispensation = made.matter.dispensation {
                return of(made.outcome, decider, label(.dispensation(dispensation)))
            }
            switch (made.matter.act, made.outcome) {
            case (.adopt, .approved):
                return say("\(decider) har godkendt »\(title)«", "\(decider) has approved “\(title)”")
            case (.adopt, .rejected):
                return say("\(decider) har afvist »\(title)«", "\(decider) has rejected “\(title)”")
            case (.withdraw, .approved):
                return say(
                    "\(decider) har besluttet at ophæve »\(title)«", "\(decider) has decided to withdraw “\(title)”")
            case (.withdraw, .rejected):
                return say(
                    "\(decider) har afvist at ophæve »\(title)«", "\(decider) has declined to withdraw “\(title)”")
            case (.reclassify, .approved):
                return say(
                    "\(decider) har besluttet en anden klassifikation for »\(title)«",
                    "\(decider) has decided another classification of “\(title)”")
            case (.reclassify, .rejected):
                return say(
                    "\(decider) har afvist at ændre klassifikationen af »\(title)«",
                    "\(decider) has declined to change the classification of “\(title)”")
            case (.dispense, _), (.resolve, _), (_, .returned):
                return say(
                    "\(decider) har sendt »\(title)« tilbage", "\(decider) has sent “\(title)” back")
            }
        case .journal(let fact): return of(fact, subject)
        case .confirmed(_, let reason, _):
            let decision = label(subject)
            return say(
                "\(decision) gælder uændret: \(text(reason))", "\(decision) holds unchanged: \(text(reason))")
        }
    }

    private func of(proposal what: String, _ outcome: Decision.Outcome, _ decider: String) -> String {
        switch outcome {
        case .approved: say("\(decider) har godkendt \(what)", "\(decider) has approved \(what)")
        case .rejected: say("\(decider) har afvist \(what)", "\(decider) has rejected \(what)")
        case .returned: say("\(decider) har sendt \(what) tilbage", "\(decider) has sent \(what) back")
        }
    }

    private func of(_ outcome: Decision.Outcome, _ decider: String, _ what: String) -> String {
        switch outcome {
        case .approved: say("\(decider) har givet \(what)", "\(decider) has granted \(what)")
        case .rejected: say("\(decider) har afvist \(what)", "\(decider) has refused \(what)")
        case .returned: say("\(decider) har sendt \(what) tilbage", "\(decider) has sent \(what) back")
        }
    }
}

extension Sentence {
    /// Where a decision or the minutes of a meeting lie in the ESDH system.
    func of(_ fact: Journal.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .recorded(let mark):
            let number =
                text(mark.caseNumber)
                + (mark.documentNumber.map { say(", dokument \(text($0))", ", document \(text($0))") } ?? "")
            return say("\(what) er journaliseret på sag \(number)", "\(what) is filed in case \(number)")
        case .removed(let reason):
            return say(
                "ESDH-sagsnummeret på \(what) er fjernet: \(text(reason))",
                "The ESDH case number of \(what) is removed: \(text(reason))")
        }
    }

    /// »B-2026-004«: the number by which people name a decision.
    static func number(_ made: Decision.Made) -> String {
        let number = "\(made.number)"
        return "B-\(made.year)-\(String("00\(number)".suffix(max(3, number.count))))"
    }
}
