// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which command records what an entry about a report, an objective or a campaign should have said, with its fields.
struct ReportFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    func read(_ fact: Report.Fact, _ id: ID<Report>) -> Found? {
        switch fact {
        case .issued(let issue):
            let own: [(String, String?)] = [
                ("from", issue.from.description), ("to", issue.until.description),
                ("assessment", sight.text(issue.assessment)), ("asks", sight.text(issue.asks)),
            ]
            guard issue.kind == .review else { return (.issueReport, [("kind", issue.kind.rawValue)] + own) }
            let inputs: [(String, String?)] = Report.Input.allCases.map { ($0.rawValue, sight.text(issue.inputs[$0])) }
            return (.issueReview, own + inputs)
        // Another matter is put forward by withdrawing this one.
        case .presented: return (.presentReport, [("report", "\(id)")])
        }
    }

    func read(_ fact: Objective.Fact, _ id: ID<Objective>) -> Found? {
        let own: (String, String?) = ("objective", "\(id)")
        switch fact {
        case .set(let wording):
            return (
                .setObjective,
                [
                    own, ("title", sight.text(wording.title)), ("measure", sight.text(wording.measure)),
                    ("direction", wording.direction.rawValue), ("target", "\(wording.target)"),
                    ("by", wording.by.description), ("months", "\(wording.months)"), ("unit", "\(wording.unit)"),
                ]
            )
        case .measured(let made):
            return (
                .measureObjective,
                [own, ("value", "\(made.value)"), ("day", day), ("note", sight.text(made.note))]
                    + made.evidence.map { ("evidence", "\($0)") }
            )
        case .ended(let reason): return (.endObjective, [own, ("reason_new", sight.text(reason))])
        }
    }

    func read(_ fact: Campaign.Fact, _ id: ID<Campaign>) -> Found? {
        let own: (String, String?) = ("campaign", "\(id)")
        switch fact {
        // What was chosen from is not kept: it is annulled and opened anew.
        case .opened, .widened: return nil
        case .answered(let answer):
            return (
                .answerCampaign,
                [
                    own, ("unit", "\(answer.unit)"), ("requirement", "\(answer.requirement)"),
                    ("result", answer.result.rawValue), ("finding", sight.text(answer.finding)),
                ] + answer.evidence.map { ("evidence", "\($0)") }
            )
        case .closed(let conclusion): return (.closeCampaign, [own, ("conclusion", sight.text(conclusion))])
        }
    }
}
