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
        var acts: [HTML] = [
            Button(context.say(DecisionsPage.title)).link(Route.decisions.link)
        ]
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
            + (isFirst ? JournalParts.missing(context) + EscalationPanel(context).html : HTML())
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
}
