// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is put before direktion and bestyrelse, what they decided, and what has not been done in time and is theirs
/// (policy §§3.4, 6, 7.2).
enum ProposalsPage {
    static let title = Phrase(da: "Indstillinger", en: "Proposals")
    /// So many of those that are over are on a page.
    static let size = 50
    /// So many of what is escalated.
    private static let most = 200

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(
            context.say(title), menu: .proposals,
            context.kept(.proposals(page: context.pageNumber)) { body(context) })
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = sight.proposals.compactMap { known in known.wording.map { (known, $0, sight.standing(of: known)) } }
        let waiting = all.filter { $0.2 == .submitted }
        let isFirst = context.pageNumber == 1
        let over = context.paged(all.filter { $0.2 != .submitted }, size: size, of: .proposals)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Indstilling", en: "Proposal"), .title),
                .init(context.say(da: "Afgøres af", en: "Decided by"), .who, room: .notOnPhone),
                .init(context.say(da: "Senest", en: "By"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    context.say(da: "Venter på afgørelse", en: "Awaiting a decision"),
                    isFirst ? waiting.map { row($0.0, $0.1, $0.2, context) } : []),
                .init(
                    context.say(da: "Afsluttet", en: "Closed"), over.shown.map { row($0.0, $0.1, $0.2, context) }),
            ],
            empty: Empty(
                context.say(da: "Intet er indstillet.", en: "Nothing is put forward."),
                """
                <p>\(context.say(
                    da: "Det, som direktionen eller bestyrelsen skal beslutte, indstilles her.",
                    en: "What the direktion or the bestyrelse is to decide is put forward here."))</p>
                """))
        let waits = language.count(
            waiting.count,
            Plural(
                one: Phrase(da: "sag venter på en afgørelse", en: "matter awaits a decision"),
                many: Phrase(da: "sager venter på en afgørelse", en: "matters await a decision")))
        var acts: [HTML] = []
        if sight.mayEver(.proposeMatter), !sight.isPast {
            acts.append(
                Button(context.say(CommandKind.proposeMatter.label), kind: .primary, icon: .plus)
                    .link(Route.command(.proposeMatter).link))
        }
        let files = FilterForm(
            action: Route.proposals.link, filters: [], files: context.files(of: .proposals, []))
        return Head(title: context.say(title), sentence: "\(waits).", acts: acts).html(language)
            + files.html(language)
            + Panel(id: "indstillinger", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + over.pager)
            + (isFirst ? JournalParts.missing(context) + escalated(context) : HTML())
    }

    private static func row(
        _ known: Proposal, _ wording: Proposal.Wording, _ standing: Proposal.Standing, _ context: Context
    ) -> WorkTable.Row {
        let language = context.language
        let decided = context.sight.decisions(on: known.id).last?.day
        return WorkTable.Row(
            [
                .title(
                    context.sight.label(.proposal(known.id), language) ?? wording.label, Route.proposal(known.id).link,
                    why: "\(language(wording.content.kind.label))"),
                .init(text: language(wording.body.label)),
                standing == .submitted
                    ? .init(due: wording.due, today: context.sight.day, language)
                    : .init(language.shortTime(decided ?? known.withdrawnOn ?? wording.due)),
                .init(standing.tag(language).html),
            ], isGone: standing == .withdrawn)
    }

    // MARK: Not done in time

    /// What is so late that the head of the unit or the direktion has it, with the reminders and the measure decided.
    private static func escalated(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        guard sight.seesAllRights || sight.mayEver(.proposeMeasure) else { return HTML() }
        let late = sight.duties(most: 500).compactMap { duty in
            duty.rule.isDecision ? nil : duty.escalation(on: sight.day).map { (duty, $0) }
        }.prefix(most)
        let groups = [Escalation.direktion, .head].map { level in
            WorkTable.Group(
                language(level.label), late.filter { $0.1 == level }.map { row($0.0, $0.1, context) })
        }
        let heading = context.say(da: "Ikke gjort i tide", en: "Not done in time")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Opgave", en: "Task"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Forholdsregel", en: "Measure"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(da: "Intet er mere end 14 dage over tid.", en: "Nothing is more than 14 days late."), HTML()
            ))
        let why = context.say(
            da:
                "Det, der er mere end \(Escalation.headAfter) dage over tid, er hos enhedens leder; efter \(Escalation.direktionAfter) dage er det hos direktionen, som beslutter en forholdsregel (politikkens afsnit 7.2).",
            en:
                "What is more than \(Escalation.headAfter) days late is with the head of the unit; after \(Escalation.direktionAfter) days with the direktion, which decides a measure (section 7.2 of the policy)."
        )
        return Panel(id: "eskaleret", heading: heading, isWide: true).html(
            "<p class=\"pad\">\(why)</p>" + table.html)
    }

    private static func row(_ duty: Duty, _ level: Escalation, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        let reminded = sight.reminders(of: duty).count + sight.mailings(of: duty).count
        let reminders =
            reminded == 0
            ? context.say(da: "Ikke påmindet", en: "Not reminded of")
            : language.count(
                reminded,
                Plural(
                    one: Phrase(da: "påmindelse sendt", en: "reminder sent"),
                    many: Phrase(da: "påmindelser sendt", en: "reminders sent")))
        let decided = sight.measures(about: duty.subject).last
        let asked = sight.proposals(about: duty.subject).last { sight.standing(of: $0) == .submitted }
        var stand: HTML
        if let decided {
            stand = "<a\(href: Route.proposal(decided.id))>\(context.say(da: "Besluttet", en: "Decided"))</a>"
        } else if let asked {
            stand = "<a\(href: Route.proposal(asked.id))>\(context.say(da: "Indstillet", en: "Put forward"))</a>"
        } else if sight.isPast {
            stand = "\(context.say(da: "Ingen", en: "None"))"
        } else {
            let link = Link(Route.command(.proposeMeasure), query: [("duties", Reminder.Target(duty).text)])
            stand = Button(context.say(da: "Foreslå", en: "Propose"), size: .small).link(link)
        }
        return WorkTable.Row([
            .title(sight.sentence(duty, language), Route(duty.subject).link, why: "\(reminders)"),
            .init(text: sight.name(duty.responsible, language)),
            .init(due: duty.due, today: sight.day, language), .init(stand),
        ])
    }
}
