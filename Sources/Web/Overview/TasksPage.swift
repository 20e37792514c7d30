// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Which rules a list of duties is narrowed to.
enum TaskFilter: String, CaseIterable, Sendable {
    case reading = "laesning"
    case verification = "verifikation"
    case documents = "dokumenter"
    case decisions = "afgoerelser"
    case roles = "roller"
    case publication = "offentligt"
    case actions = "opgaver"
    case compliance = "efterlevelse"

    var label: Phrase {
        switch self {
        case .reading: Phrase(da: "Mit at læse og lære", en: "To read and learn")
        case .verification: Phrase(da: "Verifikation", en: "Verification")
        case .documents: Phrase(da: "Dokumenters sted og ejer", en: "Place and owner of documents")
        case .decisions:
            Phrase(da: "Høringer, afgørelser og ikrafttræden", en: "Consultations, decisions and entry into force")
        case .roles: Phrase(da: "Roller og organer", en: "Roles and bodies")
        case .publication: Phrase(da: "Offentlige oplysninger", en: "Public information")
        case .actions: Phrase(da: "Aftalte opgaver", en: "Agreed tasks")
        case .compliance: Phrase(da: "Krav og afvigelser", en: "Requirements and nonconformities")
        }
    }

    func takes(_ rule: Domain.Rule) -> Bool {
        switch rule {
        case .acknowledgement, .training, .competence: self == .reading
        case .verification, .review: self == .verification
        case .parent, .owner, .dispensations, .coverage, .unlisted, .delegation, .implementation: self == .documents
        case .decision, .classification, .entry, .answer, .disposition, .dispensation, .expiry, .basis, .proposal,
            .minutes, .reply:
            self == .decisions
        case .head, .function, .seats, .leaver, .handOver, .rights: self == .roles
        case .securityContact, .statement: self == .publication
        case .action, .talk: self == .actions
        case .assessment, .proof, .wanting, .cause, .effect, .applicability, .control, .audit, .report, .measurement,
            .campaign, .request, .measureDue, .measureTest, .mending, .need,
            .initiativeBegun, .initiativeEffect, .initiatives, .suspicion,
            .riskComplete, .riskAssessed, .riskVerified, .riskTrigger, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .access, .availability, .lawMeasure, .riskAssessment:
            self == .compliance
        }
    }
}

/// Duties by due day: my own, my unit's, or everybody's, on the day shown.
enum TasksPage {
    static let size = 50
    /// More than this are not looked through for one page.
    static let most = 2_000
    static let title = Phrase(da: "Mine opgaver", en: "My tasks")

    static func content(in context: Context) async throws -> Content {
        let list = TaskList(context)
        let language = context.language
        let heading = context.say(list.heading)
        let head = Head(title: heading, sentence: list.sentence, acts: list.acts).html(language)
        let saved = context.savedFilters(of: .tasks)
        let filters = context.kept(.taskFilters(list.scope, list.filter)) { list.filters.html(language) }
        let table = context.kept(.taskPage(list.scope, list.filter, page: context.pageNumber)) { list.table }
        // The form that the ticks belong to carries the session's token, so it is beside what is kept.
        let panel = Panel(id: "opgaver", heading: context.say(da: "Opgaver", en: "Tasks"), isHeadingHidden: true)
            .around([table, list.reminder, list.pager])
        return Content(heading, menu: .tasks, HTML(joining: [head, saved, filters] + panel))
    }
}

private struct TaskList {
    typealias Scope = DutyRows.Scope

    let context: Context
    let scope: Scope
    let filter: TaskFilter?
    let duties: [Duty]
    /// How many of them belong to which group of due days.
    let totals: [DutyGroup: Int]
    /// There are more than were looked through.
    let isCut: Bool

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
        let rows = DutyRows(context)
        let found = rows.found(most: TasksPage.most)
        scope = rows.scope
        filter = rows.filter
        duties = rows.narrowed(found)
        isCut = found.count == TasksPage.most
        totals = Self.totals(duties, on: context.sight.day)
    }

    /// The duties stand in the order of their due days, and so do the groups: where one ends is found by bisection.
    private static func totals(_ duties: [Duty], on day: Day) -> [DutyGroup: Int] {
        var (totals, start): ([DutyGroup: Int], Int) = ([:], 0)
        for group in DutyGroup.allCases {
            var (low, high) = (start, duties.count)
            while low < high {
                let middle = (low + high) / 2
                if DutyGroup(duties[middle], on: day) <= group { low = middle + 1 } else { high = middle }
            }
            if low > start { totals[group] = low - start }
            start = low
        }
        return totals
    }

    var heading: Phrase {
        switch scope {
        case .mine: TasksPage.title
        case .unit: Phrase(da: "Min enheds opgaver", en: "My unit's tasks")
        case .all: Phrase(da: "Alles opgaver", en: "Everybody's tasks")
        }
    }

    var sentence: HTML {
        let (late, week) = (totals[.overdue] ?? 0, totals[.week] ?? 0)
        let tasks = Plural(one: Phrase(da: "opgave", en: "task"), many: Phrase(da: "opgaver", en: "tasks"))
        let all =
            isCut
            ? context.say(
                da: "Flere end \(language.number(TasksPage.most)) opgaver",
                en: "More than \(language.number(TasksPage.most)) tasks")
            : language.count(duties.count, tasks)
        guard late + week > 0 else {
            return "\(all). \(context.say(da: "Intet er over frist.", en: "Nothing is overdue."))"
        }
        let overdue = context.say(da: "\(language.number(late)) over frist", en: "\(language.number(late)) overdue")
        let soon = context.say(da: "\(language.number(week)) i denne uge", en: "\(language.number(week)) this week")
        return """
            \(all): \(jump(.overdue, overdue)), \(jump(.week, soon)).
            """
    }

    /// A link to a group of rows, if it is on this page of the list.
    private func jump(_ group: DutyGroup, _ text: String) -> HTML {
        guard shown.contains(where: { DutyGroup($0, on: sight.day) == group }) else { return "\(text)" }
        return "<a\(href: Link(fragment: group.id))>\(text)</a>"
    }

    var acts: [HTML] {
        guard sight.mayEver(.addAction) else { return [] }
        return [
            Button(context.say(CommandKind.addAction.label), kind: .primary, icon: .plus)
                .link(Route.command(.addAction).link)
        ]
    }

    var filters: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle slags", en: "All kinds"))]
        let choices = every + TaskFilter.allCases.map { (value: $0.rawValue, label: context.say($0.label)) }
        return FilterForm(
            action: Route.tasks.link,
            filters: [
                .init(
                    name: "regel", label: context.say(da: "Slags", en: "Kind"),
                    control: .choice(choices, chosen: filter?.rawValue ?? ""))
            ],
            views: Scope.allCases.map { other in
                .init(
                    label: context.say(other.label),
                    link: Link(
                        Route.tasks,
                        query: [("vis", other.rawValue), ("regel", filter?.rawValue)]),
                    isCurrent: other == scope)
            },
            kept: [("vis", scope.rawValue)], files: context.files(of: .tasks, query))
    }

    private var shown: [Duty] {
        Array(duties.dropFirst((context.pageNumber - 1) * TasksPage.size).prefix(TasksPage.size))
    }

    var table: HTML {
        DutyTable(context).html(shown, totals: totals, reminds: reminds, empty: empty)
    }

    /// Whether something on this page may be reminded of; nobody reminds himself.
    private var reminds: Bool {
        scope != .mine && sight.mayEver(.remindDuties) && shown.contains { sight.mayRemind($0) }
    }

    /// The form that the ticks belong to.
    var reminder: HTML {
        guard reminds else { return HTML() }
        return "<div class=\"pad\">\(DutyTable(context).reminder(back: context.here))</div>"
    }

    private var empty: Empty {
        let why = context.say(da: "Her er ingen opgaver.", en: "There are no tasks here.")
        guard scope == .mine, filter == nil else {
            return Empty(
                why, "<p>\(context.say(da: "Vælg en anden visning ovenfor.", en: "Choose another view above."))</p>")
        }
        let all = Link(Route.tasks, query: [("vis", Scope.all.rawValue)])
        return Empty(
            context.say(da: "Du har ingen opgaver.", en: "You have no tasks."),
            "<p><a\(href: all)>\(context.say(da: "Se alles opgaver", en: "See everybody's tasks"))</a></p>")
    }

    var pager: HTML {
        context.pager(
            shown.count, size: TasksPage.size, more: duties.count > context.pageNumber * TasksPage.size,
            total: isCut ? nil : duties.count, of: .tasks, query)
    }

    private var query: [(String, String?)] { [("vis", scope.rawValue), ("regel", filter?.rawValue)] }
}
