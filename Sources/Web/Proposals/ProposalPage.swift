// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One proposal: where it stands, what would be decided and what was (policy §§3.4, 6, 7.2).
enum ProposalPage {
    static func content(_ id: ID<Proposal>, in context: Context) throws(Refusal) -> Content {
        let sections = try ProposalSections(id, context)
        let decisions = context.sight.decisions(on: id)
        let page =
            context.kept(.proposal(id)) { body(sections, decisions, context) }
            + context.historyPanel([sections.subject] + decisions.map { .decision($0.id) })
        return Content(sections.title, menu: .proposals, page)
    }

    private static func body(_ sections: ProposalSections, _ decisions: [Decision], _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let standing = sight.standing(of: sections.proposal)
        var state: [HTML] = [standing.tag(language).html, "\(language(sections.wording.body.label))"]
        if standing == .submitted {
            state.append(
                """
                \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(sections.wording.due)), \
                \(language.distance(to: sections.wording.due, from: sight.day))
                """)
        }
        var body = Head(
            crumbs: [
                .init(context.say(ProposalsPage.title), Route.proposals.link), .init(sections.wording.label),
            ], title: sections.question, isQuestion: true, state: state, acts: acts(sections, standing, decisions)
        ).html(language)
        if standing == .returned || standing == .rejected, let reason = decisions.last?.made?.reason {
            let heading =
                standing == .returned
                ? context.say(da: "Spørgsmål fra organet", en: "A question from the body")
                : context.say(da: "Derfor blev det afvist", en: "Why it was rejected")
            body += Note(.warn).html(heading, "\(context.text(reason))")
        }
        if standing == .approved, let decision = decisions.last { body += ResolutionPage.changed(decision, context) }
        if standing == .withdrawn, let reason = sections.proposal.withdrawal.value(on: sight.day) {
            body += Note(.info).html(
                context.say(da: "Trukket tilbage", en: "Withdrawn"), "\(context.text(reason))")
        }
        return body + Columns.matter(sections.html, side: rail(sections, decisions), isNarrow: true)
    }

    private static func acts(
        _ sections: ProposalSections, _ standing: Proposal.Standing, _ decisions: [Decision]
    ) -> [HTML] {
        let (context, sight) = (sections.context, sections.sight)
        guard !sight.isPast else { return [] }
        let own: [(String, String?)] = [("proposal", sections.proposal.id.description)]
        switch standing {
        case .submitted:
            var acts: [HTML] = []
            if sight.may(.withdrawProposal, about: sections.subject) {
                acts.append(
                    Button(context.say(da: "Træk tilbage", en: "Withdraw"))
                        .link(Link(Route.command(.withdrawProposal), query: own)))
            }
            if sight.may(.resolveProposal, about: sections.subject) {
                acts.append(
                    Button(context.say(da: "Afgør", en: "Decide"), kind: .primary)
                        .link(Link(Route.command(.resolveProposal), query: own)))
            }
            return acts
        case .returned, .rejected:
            let kind = sections.wording.content.kind.command
            guard sight.mayEver(kind) else { return [] }
            let link = Link(Route.command(kind), query: [("follows", sections.proposal.id.description)])
            return [Button(context.say(da: "Indstil på ny", en: "Put it forward anew"), kind: .primary).link(link)]
        case .approved: return decisions.last.map { DecisionPage.confirmation($0, context) } ?? []
        case .withdrawn: return []
        }
    }

    private static func rail(_ sections: ProposalSections, _ decisions: [Decision]) -> HTML {
        let (context, sight, language) = (sections.context, sections.sight, sections.language)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Indstillet", en: "Put forward"), language.time(sections.proposal.day))
        ]
        if let by = sections.proposal.by {
            rows.append(
                .init(context.say(da: "Af", en: "By"), text: context.name(by, on: sections.proposal.day)))
        }
        for decision in decisions {
            let label = sight.label(.decision(decision.id), language) ?? context.say(Sentence.erased)
            rows.append(
                .init(
                    context.say(decision.outcome?.label ?? Decision.Outcome.rejected.label),
                    "<a\(href: Route.decision(decision.id))>\(label)</a>, \(language.shortTime(decision.day))"))
            if let confirmed = decision.confirmations.last(where: { $0.day <= sight.day }) {
                rows.append(
                    .init(
                        context.say(da: "Bekræftet uændret", en: "Confirmed unchanged"),
                        language.shortTime(confirmed.day)))
            }
        }
        if let report = sight.report(in: sections.proposal.id), let label = sight.label(.report(report.id), language) {
            rows.append(
                .init(context.say(da: "Rapport", en: "Report"), "<a\(href: Route.report(report.id))>\(label)</a>"))
        }
        if let follows = sections.wording.follows, let label = sight.label(.proposal(follows), language) {
            rows.append(
                .init(
                    context.say(da: "Afløser", en: "Takes the place of"),
                    "<a\(href: Route.proposal(follows))>\(label)</a>"))
        }
        let list = Reader.tasks(about: sections.subject, context)
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Kort om sagen", en: "In short"), SummaryList(rows: rows).html(language)))\(list)\
            \(if: decisions.last, { JournalParts(subject: .decision($0.id), context: context).rail() })</div>
            """
    }
}

extension Proposal.Content.Kind {
    /// By which such a proposal is made.
    var command: CommandKind {
        switch self {
        case .topics: .proposeTopics
        case .delegation: .proposeDelegation
        case .measure: .proposeMeasure
        case .acceptance: .proposeAcceptance
        case .method: .proposeRiskMethod
        case .other: .proposeMatter
        }
    }
}
