// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The record of a decision as metadata.
extension DecisionJournal {
    var members: [(String, JournalNode?)] {
        let body: JournalNode =
            switch made.decider {
            case .body(let body): JournalPeople.body(body, context)
            case .head(let unit):
                .members([
                    ("kind", .text("head_of_unit")), ("value", .text("\(unit)")),
                    ("name", .text(context.name(made.decider, on: decision.day))),
                ])
            }
        return [
            ("kind", .text("decision")), ("number", .text(number)), ("title", .text(title)),
            ("documentType", .text(context.say(da: "Beslutning", en: "Decision"))), ("body", body),
            ("decidedOn", .text(decision.day.description)),
        ]
    }

    var details: [(String, JournalNode?)] {
        let day = decision.day
        var persons = made.members.map { JournalPeople.node($0, "participated", on: day, context) }
        persons += made.recused.map { JournalPeople.node($0, "recused", on: day, context) }
        if let by = proposal?.proposal.by { persons.append(JournalPeople.node(by, "proposed_by", on: day, context)) }
        if let by = dispensation?.recommended?.by {
            persons.append(JournalPeople.node(by, "recommended_by", on: day, context))
        }
        return [
            (
                "responsible",
                responsible.map { .members([("id", .text("\($0)")), ("name", .text(context.name($0, on: day)))]) }
            ),
            ("legalBasis", .list(of: "law", laws.map { .text($0) })), ("persons", .list(of: "person", persons)),
            ("decision", matter),
        ]
    }

    private var matter: JournalNode {
        .members([
            ("act", .text(made.matter.act.rawValue)), ("actName", .text(language(made.matter.act.label))),
            ("question", .text(question)), ("outcome", .text(made.outcome.rawValue)), ("outcomeName", .text(outcome)),
            ("annulled", .flag(decision.annulled)), ("method", .text(made.method.rawValue)),
            ("minutes", .optional(made.minutes.map { context.text($0) })),
            ("recusal", .optional(made.recusal.map { context.text($0) })),
            ("reason", .optional(made.reason.map { context.text($0) })),
            ("conditions", .list(of: "condition", conditions.map { .text($0) })),
            (
                "documentUpdate",
                made.update.map {
                    .members([("needed", .flag($0.isNeeded)), ("reason", .text(context.text($0.reason)))])
                }
            ), ("about", about),
            (
                "recommendation",
                recommendation.map { known in
                    .members([
                        ("heading", .text(known.heading)),
                        ("reasons", .list(of: "reason", known.reasons.map { .text($0) })),
                        ("ifYes", .optional(known.ifYes)), ("ifNo", .optional(known.ifNo)),
                    ])
                }
            ),
            (
                "opinions",
                .list(
                    of: "opinion",
                    opinions.map { opinion in
                        .members([
                            ("by", .text(opinion.who)), ("capacity", .text(opinion.capacity)),
                            ("stance", .text(opinion.stance.rawValue)), ("day", .text(opinion.day.description)),
                            ("text", .text(opinion.text)),
                        ])
                    })
            ), ("confirmations", .list(of: "confirmation", confirmations)),
            (
                "basis",
                .list(
                    of: "item",
                    basis.map { item in
                        .members([
                            ("kind", .text(item.subject.kind.rawValue)), ("id", .text("\(item.subject.id)")),
                            ("title", .text(item.title)), ("revision", .number(item.revision)),
                        ])
                    })
            ), ("paperSha256", .optional(paper.map { Digest.sha256($0).hex })),
            ("textSha256", .optional(textHash)),
        ])
    }

    /// Of the structured text of the version, as it is kept.
    var textHash: String? {
        version.flatMap { sight.texts.bytes($0.draft.text) }.map { Digest.sha256($0).hex }
    }

    private var about: JournalNode? {
        guard let subject = made.matter.subject else { return nil }
        return .members([
            ("kind", .text(subject.kind.rawValue)), ("id", .text("\(subject.id)")), ("title", .text(title)),
            ("document", .optional(document.map { "\($0.id)" })),
            ("version", .optional(version?.draft.number.description)),
        ])
    }

    /// That it was looked at again and left unchanged.
    private var confirmations: [JournalNode] {
        decision.confirmations.filter { $0.day <= sight.day }.map { known in
            .members([
                ("day", .text(known.day.description)),
                ("by", .optional(known.by.map { context.name($0, on: known.day) })),
                ("reason", .text(context.text(known.reason))),
                ("minutes", .optional(known.minutes.map { context.text($0) })),
            ])
        }
    }
}
