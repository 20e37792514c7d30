// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A body decides a proposal, on a phone first: the question, the reasons, what either answer means, and the very record
/// before it is signed (policy §§3.4, 6, 7.2).
enum ResolveForm {
    private static let names = [
        "outcome", "conditions", "conditions_due", "reason", "members", "recused", "method", "minutes", "day",
        "late_reason",
    ]

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        var context = context
        // What is shown now is what has happened since: it is decided from that.
        if refusal?.reason == .stale { context.arguments.texts["seen"] = nil }
        guard let id = context.argument("proposal").flatMap({ ID<Proposal>($0) }) else { throw .unknown }
        let sections = try ProposalSections(id, context)
        let standing = context.sight.standing(of: sections.proposal)
        let head = head(sections, standing).html(context.language)
        guard standing == .submitted else {
            let words = context.say(
                da: "Den kan være afgjort imens. Se, hvor det står, på sagens side.",
                en: "It may have been decided meanwhile. See where it stands on the matter's page.")
            let link: HTML = "<a\(href: Route.proposal(id))>\(sections.title)</a>"
            return Content(
                sections.question, menu: .proposals, status: CommandForm.status(refusal),
                head + CommandForm.summary(refusal, in: context)
                    + Panel(id: "intet", heading: sections.question, isHeadingHidden: true)
                    .padded(Empty(words, "<p>\(link)</p>").html))
        }
        var fault = refusal
        var isSigning = context.argument("_preview") == "1" && refusal == nil
        if isSigning {
            do throws(Refusal) {
                _ = try CommandKind.resolveProposal.deed(context.arguments)
                try DecisionPeople.check(context)
            } catch {
                fault = error
                isSigning = false
            }
        }
        let panel = isSigning ? signing(sections) : asking(sections, fault)
        let body =
            head + CommandForm.summary(fault, in: context)
            + Columns.matter(sections.html + members(sections), side: panel)
        return Content(sections.question, menu: .proposals, status: CommandForm.status(fault), body)
    }

    private static func head(_ sections: ProposalSections, _ standing: Proposal.Standing) -> Head {
        let (context, language) = (sections.context, sections.language)
        let minutes = language.count(
            sections.minutes,
            Plural(one: Phrase(da: "minut", en: "minute"), many: Phrase(da: "minutter", en: "minutes")))
        let state: [HTML] = [
            standing.tag(language).html,
            "<a\(href: Route.proposal(sections.proposal.id))>\(sections.wording.label)</a>",
            """
            \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(sections.wording.due)), \
            \(language.distance(to: sections.wording.due, from: context.sight.day))
            """,
            "\(context.say(da: "Læses på omkring \(minutes)", en: "Read in about \(minutes)"))",
            """
            <a class="jump"\(href: Link(fragment: "c1"))>\
            \(context.say(da: "Gå til afgørelsen", en: "Go to the decision"))</a>
            """,
        ]
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
        return context.sight.body(sections.wording.body).members(on: day).map { DecisionMember($0, on: day, context) }
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
        let language = sections.language
        var context = sections.context
        // The proposed conditions stand in the field until somebody writes others.
        if context.arguments.texts["conditions"] == nil,
            let proposed = sections.wording.conditions.flatMap({ sections.sight.text($0) })
        {
            context.arguments.texts["conditions"] = [proposed]
        }
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .resolveProposal, refusal, in: context) }
        let outcome = Choices(
            name: "outcome", legend: sections.question, isLegendHidden: true,
            error: CommandForm.error("outcome", refusal, in: context),
            choices: Decision.Outcome.allCases.map { .init($0.rawValue, context.say($0.asked)) },
            chosen: Set(context.arguments.texts["outcome"] ?? [])
        ).html(language)
        let count = seated(sections).count
        let body = sections.wording.body.label
        let quorum = context.say(
            da:
                "\(body.da) har \(count) medlemmer. Mere end halvdelen af dem, der ikke er inhabile, skal deltage.",
            en: "\(body.en) has \(count) members. More than half of those not recused must take part.")
        let people = DecisionPeople(seated(sections), quorum: quorum, refusal, context)
        let questions: HTML = """
            <h2 id="c1">\(context.say(da: "Afgørelsen", en: "The decision"))</h2>\(outcome)\
            \(field("reason"))\(field("conditions"))\(field("conditions_due"))\
            \(people.html)\(field("minutes"))\(field("day"))\(field("late_reason"))\
            \(Button(
                context.say(da: "Se, hvad der bliver skrevet", en: "See what will be written"), kind: .primary,
                size: .big, icon: .arrow, isIconLast: true, isFull: true, field: ("_preview", "1")).submit)\
            <p class="fine">\(context.say(
                da: "Intet er besluttet, før du har underskrevet på næste side.",
                en: "Nothing is decided until you have signed on the next page."))</p>
            """
        return form(sections).html(class: "confirm", labelledBy: "c1", questions)
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
        let (context, language) = (answered(sections.context), sections.language)
        let answers = names.flatMap { name in
            (context.arguments.texts[name] ?? []).filter { !$0.isEmpty }.map { (name, $0) }
        }
        let button: Phrase =
            switch context.argument("outcome").flatMap({ Decision.Outcome(rawValue: $0) }) {
            case .approved: Phrase(da: "Underskriv godkendelsen", en: "Sign the approval")
            case .returned: Phrase(da: "Send tilbage", en: "Send back")
            case .rejected, nil: Phrase(da: "Underskriv afvisningen", en: "Sign the rejection")
            }
        let events = context.argument("seen") ?? "\(sections.proposal.revision)"
        let record = DecisionRecord(context).rows(
            by: .body(sections.wording.body), matter: "\(sections.title)",
            more: sections.rows.map { (label: $0.label, value: $0.value) },
            basis: Phrase(da: "Sagen efter \(events) hændelser", en: "The matter after \(events) events"))
        let panel = ConfirmPanel(
            id: "c1", heading: context.say(da: "Underskriv", en: "Sign"), form: form(sections, answers),
            questions: "<p>\(sections.question)</p>", record: Record(rows: record), button: language(button),
            fine: context.say(
                da:
                    "Du bliver bedt om at logge ind igen, hvis det er mere end fem minutter siden. Beslutningen "
                    + "kan ikke slettes, kun afløses af en ny.",
                en:
                    "You are asked to sign in again if that was more than five minutes ago. The decision cannot "
                    + "be deleted, only followed by a new one."))
        let back = form(sections, answers).html(
            Button(
                context.say(da: "Ret svarene", en: "Change the answers"), kind: .quiet, field: ("_preview", "0")
            ).submit)
        return "<div>\(panel.html(language))\(back)</div>"
    }
}
