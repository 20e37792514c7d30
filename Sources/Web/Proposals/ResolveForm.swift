// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A body decides a proposal, on a phone first: the question, the reasons, what either answer means, and the very record
/// before it is signed (policy §§3.4, 6, 7.2).
enum ResolveForm {
    private static let names = [
        "outcome", "conditions", "conditions_due", "reason", "members", "recused", "recusal", "method", "minutes",
        "day",
        "late_reason",
    ]

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let context = DecisionSteps.seeing(refusal, context)
        guard let id = context.argument("proposal").flatMap({ ID<Proposal>($0) }) else { throw .unknown }
        let sections = try ProposalSections(id, context)
        let standing = context.sight.standing(of: sections.proposal)
        let head = head(sections, standing).html(context.language)
        guard standing == .submitted else {
            return DecisionSteps.over(
                sections.question, "<a\(href: Route.proposal(id))>\(sections.title)</a>", head: head,
                menu: .proposals, refusal, in: context)
        }
        let steps = DecisionSteps(.resolveProposal, refusal, in: context)
        let panel = steps.isSigning ? signing(sections) : asking(sections, steps.fault)
        let body =
            head + CommandForm.summary(steps.fault, in: context)
            + DecisionSteps.agenda(of: sections.subject, .body(sections.wording.body), context)
            + Columns.matter(sections.html + members(sections), side: panel)
        return Content(sections.question, menu: .proposals, status: CommandForm.status(steps.fault), body)
    }

    private static func head(_ sections: ProposalSections, _ standing: Proposal.Standing) -> Head {
        let (context, language) = (sections.context, sections.language)
        let state: [HTML] =
            [
                standing.tag(language).html,
                "<a\(href: Route.proposal(sections.proposal.id))>\(sections.wording.label)</a>",
                """
                \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(sections.wording.due)), \
                \(language.distance(to: sections.wording.due, from: context.sight.day))
                """,
            ] + DecisionSteps.reading(sections.minutes, context)
        return Head(
            crumbs: [.init(context.say(ProposalsPage.title), Route.proposals.link)], title: sections.question,
            isQuestion: true, state: standing == .submitted ? state : [])
    }

    private static func form(_ sections: ProposalSections, _ more: [(String, String)] = []) -> PostForm {
        // What was read is what is decided: a form that is shown again keeps what it was first made from.
        let seen = sections.context.argument("seen") ?? "\(sections.proposal.revision)"
        return CommandForm.open(
            .resolveProposal, in: sections.context, about: sections.subject,
            hidden: [("proposal", sections.proposal.id.description), ("seen", seen)] + more)
    }

    private static func seated(_ sections: ProposalSections) -> [DecisionMember] {
        let context = sections.context
        let day = context.argument("day").flatMap { Day(typed: $0) } ?? context.sight.day
        return context.sight.members(of: sections.wording.body, on: day).map { DecisionMember($0, on: day, context) }
    }

    private static func members(_ sections: ProposalSections) -> HTML {
        let context = sections.context
        let votes = seated(sections).map { member in
            Matter.Vote(
                who: member.name, stand: Tag(context.say(da: "Afgør", en: "Decides"), .info), detail: member.title)
        }
        return Section(id: "organet", heading: context.say(sections.wording.body.label)).html(Matter.votes(votes))
    }

    // MARK: First step

    private static func asking(_ sections: ProposalSections, _ refusal: Refusal?) -> HTML {
        var context = sections.context
        // The proposed conditions stand in the field until somebody writes others.
        if context.arguments.texts["conditions"] == nil,
            let proposed = sections.wording.conditions.flatMap({ sections.sight.text($0) })
        {
            context.arguments.texts["conditions"] = [proposed]
        }
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .resolveProposal, refusal, in: context) }
        let outcome = DecisionSteps.outcomes(sections.question, refusal, in: context)
        let seated = seated(sections)
        let quorum = DecisionSteps.quorum(sections.wording.body, of: seated.count, context)
        let people = DecisionPeople(seated, quorum: quorum, refusal, context)
        let questions: HTML = """
            \(outcome)\(field("reason"))\(field("conditions"))\(field("conditions_due"))\
            \(people.html)\(field("minutes"))\(field("day"))\(field("late_reason"))
            """
        return DecisionSteps.asking(form(sections), questions, context)
    }

    // MARK: Second step

    /// Conditions belong to a yes.
    private static func answered(_ context: Context) -> Context {
        var kept = context
        if context.argument("outcome") != Decision.Outcome.approved.rawValue {
            for name in ["conditions", "conditions_due"] { kept.arguments.texts[name] = nil }
        }
        return kept
    }

    private static func signing(_ sections: ProposalSections) -> HTML {
        let context = answered(sections.context)
        let events = context.argument("seen") ?? "\(sections.proposal.revision)"
        let record = DecisionRecord(context).rows(
            by: .body(sections.wording.body), matter: "\(sections.title)",
            more: sections.rows.map { (label: $0.label, value: $0.value) },
            basis: Phrase(da: "Sagen efter \(events) hændelser", en: "The matter after \(events) events"))
        return DecisionSteps.signing(
            sections.question, names, record: record, followed: DecisionSteps.followedByNew, context
        ) { form(sections, $0) }
    }
}
