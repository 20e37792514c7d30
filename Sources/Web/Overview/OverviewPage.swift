// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The first page: how things stand, what demands action, what waits for the direktion, what happened last, and the
/// year.
enum OverviewPage {
    static let title = Phrase(da: "Overblik", en: "Overview")
    /// Rows of each group of due days; the rest is on the page of tasks.
    static let rowsOfGroup = 8

    static func content(in context: Context) async throws -> Content {
        let overview = Overview(context, context.sight.standing())
        let head = context.kept(.overviewHead) {
            Head(title: context.say(title), sentence: overview.sentence, acts: overview.acts).html(context.language)
        }
        // As long as there is nothing to count, the next steps stand where the figures will.
        let steps = FirstSteps(context).html
        let matter = context.kept(.overviewMatter) {
            HTML(
                joining: Columns.main([steps, overview.demands], side: [overview.atTheBody, overview.latest]))
        }
        return Content(
            context.say(title), menu: .overview,
            HTML(joining: [
                head, AuditorHome(context).html, steps.isEmpty ? overview.figures : HTML(), matter, overview.year,
            ]))
    }
}

private struct Overview {
    let context: Context
    let standing: Standing
    /// Whether the person follows everybody's duties; else only their own are shown.
    let isWide: Bool

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var near: Standing.Near { isWide ? standing.everybody : standing.mine }
    private var scope: String { isWide ? "alle" : "mine" }

    init(_ context: Context, _ standing: Standing) {
        self.context = context
        self.standing = standing
        isWide = context.sight.roles.contains { held in
            switch held.role {
            case .security, .dpo, .direktion, .bestyrelse, .auditor, .administrator, .secretary: true
            case .unitHead, .systemOwner, .employee: false
            }
        }
    }

    private func tasks(_ group: DutyGroup) -> Link {
        Link(Route.tasks, query: [("vis", scope)], fragment: group.id)
    }

    // MARK: The sentence

    var sentence: HTML {
        let day = sight.day
        let date = context.say(
            da: "\(language.capitalised(language.weekday(day))) den \(language.day(day)), \(language.week(of: day)).",
            en: "\(language.weekday(day)) \(language.day(day)), \(language.week(of: day)).")
        guard near.overdue + near.week > 0 else {
            return
                """
                \(date) \(context.say(
                    da: "Intet er over frist, og intet har frist i denne uge.",
                    en: "Nothing is overdue, and nothing is due this week."))
                """
        }
        let one = Phrase(da: "forhold er over frist", en: "matter is overdue")
        let overdue = language.count(
            near.overdue, Plural(one: one, many: Phrase(da: "forhold er over frist", en: "matters are overdue")))
        let week = context.say(
            da: "\(language.number(near.week)) har frist i denne uge",
            en: "\(language.number(near.week)) \(near.week == 1 ? "is" : "are") due this week")
        let late: HTML =
            near.overdue == 0
            ? "\(context.say(da: "Intet er over frist", en: "Nothing is overdue"))"
            : "<a\(href: tasks(.overdue))>\(overdue)</a>"
        let soon: HTML =
            near.week == 0
            ? "\(context.say(da: "intet har frist i denne uge", en: "nothing is due this week"))"
            : "<a\(href: tasks(.week))>\(week)</a>"
        return "\(date) \(late)\(context.say(da: ", og ", en: ", and "))\(soon)."
    }

    var acts: [HTML] {
        var acts: [HTML] = []
        if sight.mayEver(.reportSuspicion) {
            acts.append(
                Button(context.say(CommandKind.reportSuspicion.label)).link(Route.command(.reportSuspicion).link))
        }
        if sight.mayEver(.addAction) {
            acts.append(
                Button(context.say(CommandKind.addAction.label), icon: .plus).link(Route.command(.addAction).link))
        }
        return acts
    }

    // MARK: Key figures

    var figures: HTML {
        context.kept(.keyFigures) { KeyFigures(figures: [verified, onTime, inForce, held]).html(language) }
    }

    private var verified: KeyFigures.Figure {
        let missing = standing.verified.total - standing.verified.part
        return .init(
            context.say(
                da: "Styringsdokumenter verificeret inden for et år", en: "Governing documents verified within a year"),
            standing.verified.part, of: standing.verified.total, target: 100,
            gap: missing > 0
                ? (
                    context.say(da: "\(missing) over frist", en: "\(missing) overdue"),
                    Link(Route.documents, query: [("status", DocumentFilter.overdue.rawValue)])
                ) : nil)
    }

    private var onTime: KeyFigures.Figure {
        let late = standing.everybody.overdue
        return .init(
            context.say(
                da: "Forpligtelser udført til tiden i \(sight.day.year)",
                en: "Obligations done on time in \(sight.day.year)"),
            standing.onTime.part, of: standing.onTime.total, target: 95,
            gap: late > 0
                ? (
                    context.say(da: "\(late) er over frist i alt", en: "\(late) overdue in all"),
                    Link(Route.tasks, query: [("vis", "alle")], fragment: DutyGroup.overdue.id)
                ) : nil)
    }

    private var inForce: KeyFigures.Figure {
        .init(
            context.say(da: "Dokumenter i kraft", en: "Documents in force"), standing.inForce.part,
            of: standing.inForce.total, target: 100,
            gap: standing.awaiting > 0
                ? (
                    context.say(
                        da: "\(standing.awaiting) afventer afgørelse", en: "\(standing.awaiting) awaiting decision"),
                    Link(Route.documents, query: [("status", DocumentFilter.awaiting.rawValue)])
                ) : nil)
    }

    private var held: KeyFigures.Figure {
        let missing = standing.held.total - standing.held.part
        return .init(
            context.say(da: "Roller, ledere og organer besat", en: "Roles, heads and bodies filled"),
            standing.held.part, of: standing.held.total, target: 100,
            gap: missing > 0
                ? (
                    context.say(da: "\(missing) mangler", en: "\(missing) missing"),
                    Link(Route.tasks, query: [("vis", "alle"), ("regel", TaskFilter.roles.rawValue)])
                ) : nil)
    }

    // MARK: What demands action

    var demands: HTML {
        let most = OverviewPage.rowsOfGroup
        // They come by due day, so these are all that a group can show.
        let enough = min(400, near.overdue + near.week + min(near.month, most))
        let found =
            isWide
            ? sight.duties(most: enough, planned: true) : sight.myDuties(most: enough, planned: true)
        let groups = Dictionary(grouping: found) { DutyGroup($0, on: sight.day) }
        let shown = DutyGroup.allCases.filter { $0 < .later }.flatMap { (groups[$0] ?? []).prefix(most) }
        let all: HTML =
            near.all > 0
            ? """
            <a\(href: Link(Route.tasks, query: [("vis", scope)]))>\
            \(context.say(da: "Alle opgaver", en: "All tasks"))</a>
            """ : HTML()
        return Panel(
            id: "kraever", heading: context.say(da: "Kræver handling", en: "Demands action"), aside: all
        ).html(
            DutyTable(context).html(
                shown, totals: [.overdue: near.overdue, .week: near.week, .month: near.month],
                empty: Empty(
                    context.say(
                        da: "Intet kræver handling de næste 30 dage.", en: "Nothing demands action in the next 30 days."
                    ),
                    """
                    <p><a\(href: Route.wheel)>\(context.say(
                        da: "Se, hvad der kommer i årshjulet",
                        en: "See what comes in the annual wheel"))</a></p>
                    """
                )))
    }

    // MARK: The narrow column

    var atTheBody: HTML {
        let waiting = sight.duties(of: [.body(.direktion), .body(.bestyrelse)], most: 100, planned: true)
            .filter { $0.rule.isDecision && $0.opens <= sight.day }
        let heading = context.say(da: "Hos direktionen", en: "With the direktion")
        let next = NextMeeting(of: .direktion, context).map { next in
            Rows.Row(
                label: "\(next.label): \(next.name)", link: Route.meeting(next.id).link,
                end: language.shortTime(next.day))
        }
        let last = [undecided, next].compactMap { $0 }
        guard !waiting.isEmpty else {
            return Panel(id: "direktionen", heading: heading).html(
                Empty(context.say(da: "Ingen sager venter.", en: "No matters are waiting.")).html
                    + (last.isEmpty ? HTML() : Rows(rows: last).html))
        }
        let tag = Tag(context.say(da: "\(waiting.count) afventer", en: "\(waiting.count) waiting"), .info)
        let days = Plural(one: Phrase(da: "dag", en: "day"), many: Phrase(da: "dage", en: "days"))
        return Panel(id: "direktionen", heading: heading, aside: tag.html).html(
            Rows(
                rows: waiting.prefix(6).map { duty in
                    let waited =
                        duty.opens == sight.day
                        ? context.say(da: "i dag", en: "today") : language.count(sight.day - duty.opens, days)
                    return Rows.Row(
                        label: sight.label(duty.subject, language) ?? context.say(Sentence.erased),
                        link: Route(duty.subject).link,
                        end: "<time class=\"xs muted\" datetime=\"\(duty.opens.description)\">\(waited)</time>",
                        text: matter(duty))
                } + last
            ).html)
    }

    /// What is so late that the direktion has it, as long as no measure is decided (policy §7.2).
    private var undecided: Rows.Row? {
        guard isWide else { return nil }
        let late = sight.undecidedEscalations()
        guard let first = late.first else { return nil }
        let days = Plural(one: Phrase(da: "dag", en: "day"), many: Phrase(da: "dage", en: "days"))
        let label = language.count(
            late.count,
            Plural(
                one: Phrase(da: "opgave er ikke gjort i tide", en: "task is not done in time"),
                many: Phrase(da: "opgaver er ikke gjort i tide", en: "tasks are not done in time")))
        return Rows.Row(
            label: label, link: Link(Route.proposals, fragment: EscalationPanel.id),
            end: "<span class=\"xs muted\">\(language.count(sight.day - first.due, days))</span>",
            text:
                "\(context.say(da: "Direktionen skal beslutte en forholdsregel", en: "The direktion is to decide a measure"))"
        )
    }

    private func matter(_ duty: Duty) -> HTML? {
        if duty.rule == .dispensation,
            let sections = try? DispensationSections(duty.subject.id.seen(as: Dispensation.self), context)
        {
            let minutes = sections.minutes
            return
                "\(context.say(da: "Dispensation, omkring \(minutes) min. at læse", en: "Dispensation, about \(minutes) min. to read"))"
        }
        if duty.rule == .proposal,
            let sections = try? ProposalSections(duty.subject.id.seen(as: Proposal.self), context)
        {
            let minutes = sections.minutes
            return
                "\(context.say(da: "Indstilling, omkring \(minutes) min. at læse", en: "Proposal, about \(minutes) min. to read"))"
        }
        guard let document = try? sight.document(duty.subject.id.seen(as: Document.self)),
            let version = sight.pendingVersion(of: document)
        else { return nil }
        let number = version.draft.number
        return "\(context.say(da: "Version \(number) til godkendelse", en: "Version \(number) for approval"))"
    }

    var latest: HTML {
        let entries = sight.newestEntries(most: 5)
        return Panel(
            id: "seneste", heading: context.say(da: "Seneste i revisionssporet", en: "Latest in the audit trail"),
            aside: "<a\(href: Route.ledger)>\(context.say(da: "Vis alt", en: "Show all"))</a>"
        ).html(
            """
            <ul class="rows">\(each: entries, { entry in
                context.kept(.newest(entry.position)) { line(entry) }
            })</ul>
            """)
    }

    private func line(_ entry: Entry) -> HTML {
        let hash = entry.hash.hex
        return """
            <li><p>\(Sentence.of(entry, in: sight, language))</p>\
            <p class="xs">\(language.time(entry.recorded)), \(context.entryLink(entry.position)) \
            <span class="mono">\(String(hash.prefix(4)))…\(String(hash.suffix(4)))</span></p></li>
            """
    }

    // MARK: The year

    var year: HTML {
        context.kept(.year) {
            YearStrip(
                year: sight.day.year, months: standing.months, today: sight.day, id: "aarshjul",
                heading: context.say(da: "Årshjul \(sight.day.year)", en: "Annual wheel \(sight.day.year)")
            ).html(language)
        }
    }
}
