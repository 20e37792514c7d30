// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The quarterly review: what came and ended since the last one, what one person should not hold at once, and the
/// conclusion (policy §6).
enum ReviewForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let asked = context.argument("quarter").flatMap { Quarter($0) }
        let title = context.say(CommandKind.reviewRights.label)
        let crumbs = [Head.Crumb(context.say(AccessesPage.title), Route.accesses.link)]
        guard let quarter = asked ?? sight.quarterToReview, sight.review(of: quarter) == nil else {
            let words = context.say(
                da: "Der er ingen gennemgang at lave nu. Den næste åbner 14 dage før, kvartalet slutter.",
                en: "There is no review to make now. The next one opens 14 days before the quarter ends.")
            return Content(
                title, menu: .accesses, status: CommandForm.status(refusal),
                Head(crumbs: crumbs, title: title).html(language) + CommandForm.summary(refusal, in: context)
                    + Panel(id: "intet", heading: title, isHeadingHidden: true).html(Empty(words).html)
                    + DecisionSteps.typed(["conclusion"] + notes(context), in: context))
        }
        let label = context.say(quarter.label)
        let heading = context.say(da: "Gennemgå adgange, \(label)", en: "Review access, \(label)")
        let state: [HTML] = [
            """
            \(context.say(da: "Frist", en: "Due")) \(language.time(quarter.reviewDue)), \
            \(language.distance(to: quarter.reviewDue, from: sight.day))
            """,
            "\(language(Rule.rights.clause))",
            "<a\(href: Link(fragment: "konklusion"))>\(context.say(da: "Gå til konklusionen", en: "Go to the conclusion"))</a>",
        ]
        let conflicts = sight.conflicts()
        let form = CommandForm.open(
            .reviewRights, in: context,
            hidden: [("quarter", quarter.description), ("seen", seen(refusal, context))], asksBeforeLeaving: true)
        let body =
            Head(crumbs: crumbs, title: heading, state: state).html(language)
            + CommandForm.summary(refusal, in: context) + own(context) + changes(context)
            + form.html(considered(conflicts, refusal, context) + conclusion(conflicts, refusal, context))
        return Content(heading, menu: .accesses, status: CommandForm.status(refusal), body)
    }

    /// The fields of the conflicts that somebody wrote about.
    private static func notes(_ context: Context) -> [String] {
        context.arguments.texts.keys.filter { $0.hasPrefix(ReviewRights.notePrefix) }.sorted()
    }

    /// What was read is what is concluded on: a form that is shown again keeps what it was first made from, unless it is
    /// shown anew because that is stale.
    private static func seen(_ refusal: Refusal?, _ context: Context) -> String {
        let kept = refusal?.reason == .stale ? nil : context.argument("seen")
        return kept ?? "\(context.sight.known)"
    }

    /// What a reviewer who also grants rights is told.
    private static func own(_ context: Context) -> HTML {
        let own = context.sight.ownReview
        guard own.grants else { return HTML() }
        guard !own.others.isEmpty else {
            return Note(.warn).html(
                context.say(da: "Du gennemgår dine egne tildelinger", en: "You review what you granted yourself"),
                """
                \(context.say(
                    da: "Du er også administrator, og CAI har ingen andre, der kan logge ind. Det står i gennemgangen.",
                    en: "You are administrator too, and CAI has nobody else who can sign in. The review says so."))
                """)
        }
        let others = context.language.list(own.others.map { context.name($0) })
        return Note(.bad).html(
            context.say(da: "En anden skal konkludere", en: "Somebody else must conclude"),
            """
            \(context.say(
                da: "Du giver selv adgange som administrator. Bed \(others) om at gennemgå dem.",
                en: "You grant access yourself as administrator. Ask \(others) to review it."))
            """)
    }

    private static func changes(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let heading: String
        let first: Day
        if let last = sight.rightsReviews.first {
            first = last.day
            heading = context.say(
                da: "Ændret siden gennemgangen \(language.day(last.day))",
                en: "Changed since the review of \(language.day(last.day))")
        } else {
            first = sight.day.adding(years: -1)
            heading = context.say(da: "Ændret det seneste år", en: "Changed in the last year")
        }
        let found = sight.rightsChanged(after: first, through: sight.day)
        let all = Link(Route.accesses)
        let aside: HTML = "<a\(href: all)>\(context.say(da: "Se alle adgange", en: "See all access"))</a>"
        return Panel(id: "aendringer", heading: heading, aside: aside, isWide: true).html(
            AccessChanges(found.came, found.ended, heading, context).table)
    }

    /// Each conflict with a place for why it is accepted for now.
    private static func considered(_ conflicts: [Conflict], _ refusal: Refusal?, _ context: Context) -> HTML {
        let heading = context.say(da: "Funktionsadskillelse", en: "Segregation of duties")
        let list = ConflictList(conflicts, context)
        guard !conflicts.isEmpty else { return list.panel }
        let items = HTML(each: conflicts) { conflict in
            // Somebody else considers one's own.
            guard conflict.person != context.sight.person else { return "<li>\(list.item(conflict))</li>" }
            let name = ReviewRights.notePrefix + conflict.key
            let before = context.sight.consideration(of: conflict)?.note
            let field = Field(
                name,
                context.say(
                    da: "Accepteres indtil videre, fordi", en: "Accepted for now because"),
                hint: "\(context.name(conflict.person)): \(context.say(conflict.rule.label))",
                error: CommandForm.error(name, refusal, in: context), isOptional: true,
                .text(context.argument(name) ?? (refusal == nil ? before : nil) ?? ""))
            return "<li>\(list.item(conflict))\(field.html(context.language))</li>"
        }
        return Panel(id: "funktioner", heading: heading, isWide: true).html("<ul class=\"rows\">\(items)</ul>")
    }

    private static func conclusion(_ conflicts: [Conflict], _ refusal: Refusal?, _ context: Context) -> HTML {
        let persons = context.language.count(context.sight.rights().count, AccessWords.persons)
        let units = context.language.count(context.sight.delegatedRights().count, AccessWords.units)
        let found = context.language.count(conflicts.count, AccessWords.conflicts)
        let record = Record(rows: [
            (context.say(da: "Personer med adgang", en: "People with access"), "\(persons)"),
            (context.say(da: "Enheder med ansvar for emner", en: "Units that answer for topics"), "\(units)"),
            (context.say(da: "Konflikter", en: "Conflicts"), "\(found)"),
            (
                context.say(da: "Grundlag", en: "Basis"),
                "\(context.say(da: "Revisionssporet til og med post", en: "The ledger up to entry")) \(context.language.number(context.sight.known - 1))"
            ),
        ])
        let field = CommandForm.field("conclusion", of: .reviewRights, refusal, in: context)
        let foot = PostForm.foot(
            [
                Button(context.say(da: "Underskriv gennemgangen", en: "Sign the review"), kind: .primary, icon: .check)
                    .submit
            ],
            remark: context.say(
                da: "Du bliver bedt om din adgangskode, hvis det er mere end fem minutter siden",
                en: "You are asked for your password if that was more than five minutes ago"))
        return Panel(
            id: "konklusion", heading: context.say(da: "Konklusion", en: "Conclusion"), isWide: true
        ).padded(field + record.html + foot)
    }
}
