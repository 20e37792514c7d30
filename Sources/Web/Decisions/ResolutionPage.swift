// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A decision on a proposal: what it decided, by whom, and on what basis (policy §§3.4, 6, 7.2).
enum ResolutionPage {
    static func content(
        _ decision: Decision, _ made: Decision.Made, _ proposal: ID<Proposal>, in context: Context
    ) throws(Refusal) -> Content {
        let sections = try ProposalSections(proposal, context)
        let number = context.sight.label(.decision(decision.id), context.language) ?? context.say(Sentence.erased)
        let heading = "\(number): \(sections.question)"
        let page = context.kept(.decision(decision.id)) {
            body(decision, made, proposal, sections, (number, heading), context)
        }
        return Content(heading, menu: .proposals, page + context.historyPanel([.decision(decision.id)]))
    }

    private static func body(
        _ decision: Decision, _ made: Decision.Made, _ proposal: ID<Proposal>, _ sections: ProposalSections,
        _ title: (number: String, heading: String), _ context: Context
    ) -> HTML {
        let language = context.language
        var body =
            Head(
                crumbs: [
                    .init(context.say(ProposalsPage.title), Route.proposals.link),
                    .init(sections.wording.label, Route.proposal(proposal).link), .init(title.number),
                ], title: title.heading, state: DecisionPage.state(decision, made, context),
                acts: DecisionPage.confirmation(decision, context)
            ).html(language) + changed(decision, context)
        if decision.annulled {
            body += Note(.warn).html(
                "<p><b>\(context.say(da: "Beslutningen er annulleret og gælder ikke.", en: "The decision is annulled and does not count."))</b></p>"
            )
        }
        let matter: SummaryList.Row = .init(
            context.say(da: "Sag", en: "Matter"),
            "<a\(href: Route.proposal(proposal))>\(sections.title)</a>")
        let rows = [matter] + sections.rows + DecisionPage.recorded(decision, made, context)
        body += Panel(
            id: "beslutning", heading: context.say(da: "Det er besluttet", en: "What was decided"), isWide: true
        ).padded(SummaryList(rows: rows, isWide: true).html(language))
        return body + DecisionPage.filing(decision, context)
    }

    /// What a proposal was about has changed, and the decision stands.
    static func changed(_ decision: Decision, _ context: Context) -> HTML {
        DecisionPage.basisNote(
            decision,
            Phrase(
                da:
                    "Der er sket noget væsentligt med det, sagen handler om, siden den blev afgjort. Gælder afgørelsen uændret, bekræftes den; ellers indstilles sagen på ny.",
                en:
                    "Something material has happened to what the matter is about since it was decided. If the decision holds unchanged, it is confirmed; otherwise the matter is put forward anew."
            ), context)
    }
}
