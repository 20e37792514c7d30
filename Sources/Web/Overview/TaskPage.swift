// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One task: what is to be done and why, who answers for it, by when, what it is about, and everything that happened.
enum TaskPage {
    static func content(_ id: ID<Action>, in context: Context) async throws -> Content {
        let (sight, language) = (context.sight, context.language)
        let action = try sight.action(id)
        guard action.addedOn <= sight.day else { throw Refusal.unknown }
        let title = sight.label(.action(id), language) ?? context.say(Sentence.erased)
        let state = TaskState(action, sight)
        var body = Head(
            crumbs: [.init(context.say(TasksPage.title), Route.tasks.link), .init(number(action, context))],
            title: title,
            state: [state.tag(language)] + (state == .open || state == .overdue ? [due(action, context)] : []),
            acts: acts(action, state, context)
        ).html(language)
        body += Panel(id: "om", heading: context.say(da: "Om opgaven", en: "About the task")).padded(
            SummaryList(rows: facts(action, context), isWide: true).html(language))
        body += context.historyPanel([.action(id)])
        return Content(title, menu: .tasks, body)
    }

    /// `O-2026-003`; `T-2026-003`.
    static func number(_ action: Action, _ context: Context) -> String {
        let digits = String("00\(action.number)".suffix(max(3, "\(action.number)".count)))
        return context.say(da: "Opgave O-\(action.year)-\(digits)", en: "Task O-\(action.year)-\(digits)")
    }

    private static func day(_ action: Action, _ sight: Sight) -> Day {
        action.due.value(on: sight.day) ?? action.due.first ?? sight.day
    }

    private static func due(_ action: Action, _ context: Context) -> HTML {
        let day = day(action, context.sight)
        return """
            \(context.say(da: "Frist", en: "Due")) \(context.language.time(day)), \
            \(context.language.distance(to: day, from: context.sight.day))
            """
    }

    private static func facts(_ action: Action, _ context: Context) -> [SummaryList.Row] {
        let (sight, language) = (context.sight, context.language)
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Hvorfor", en: "Why"),
                text: action.why.map { context.text($0) } ?? context.say(Sentence.erased)),
            .init(context.say(da: "Ansvarlig", en: "Responsible"), DutyTable(context).responsible(action.responsible)),
            .init(context.say(da: "Frist", en: "Due"), language.time(day(action, sight))),
        ]
        if let about = action.about {
            rows.append(
                .init(
                    context.say(da: "Vedrører", en: "Concerns"),
                    sight.label(about, language).map { "<a\(href: Route(about))>\($0)</a>" as HTML }
                        ?? "\(context.say(da: "Noget, du ikke har adgang til", en: "Something you have no access to"))")
            )
        }
        rows.append(.init(context.say(da: "Tilføjet", en: "Added"), language.time(action.addedOn)))
        return rows
    }

    private static func acts(_ action: Action, _ state: TaskState, _ context: Context) -> [HTML] {
        guard state == .open || state == .overdue else { return [] }
        let kinds: [CommandKind] = [.dropAction, .moveAction, .completeAction]
        return kinds.filter { context.sight.may($0, about: .action(action.id)) }.map { kind in
            let label = kind == .completeAction ? Phrase(da: "Meld udført", en: "Report done") : kind.label
            return Button(context.say(label), kind: kind == .completeAction ? .primary : .normal)
                .link(Link(Route.command(kind), query: [("action", action.id.description)]))
        }
    }
}

/// How a task stands on the day shown.
enum TaskState: Sendable {
    case open, overdue, done, dropped, fallen

    init(_ action: Action, _ sight: Sight) {
        switch action.standing.value(on: sight.day) ?? .open {
        case .done: self = .done
        case .dropped: self = action.isFallen ? .fallen : .dropped
        case .open:
            let due = action.due.value(on: sight.day) ?? action.due.first
            self = (due ?? .distantFuture) < sight.day ? .overdue : .open
        }
    }

    func tag(_ language: Language) -> HTML {
        switch self {
        case .open: Duty.Standing.open.tag(language)
        case .overdue: Duty.Standing.overdue.tag(language)
        case .done: Duty.Standing.done.tag(language)
        case .dropped: Tag(language(Phrase(da: "Opgivet", en: "Dropped"))).html
        case .fallen: Tag(language(Phrase(da: "Bortfaldet", en: "Fallen away"))).html
        }
    }
}
