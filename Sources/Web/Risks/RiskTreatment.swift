// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is done about a risk, by whom and by when, and what the direktion decided on it (policy §8).
struct RiskTreatment {
    let view: RiskView

    private var context: Context { view.context }
    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    var html: HTML { treatments + acceptance }

    private var treatments: HTML {
        let heading = context.say(da: "Håndtering", en: "Treatment")
        let rows = sight.treatments(of: view.known).map {
            action -> WorkTable.Row in
            let state = TaskState(action, sight)
            let due = action.due.value(on: sight.day) ?? action.due.first ?? sight.day
            return WorkTable.Row([
                .title(
                    sight.label(.action(action.id), language) ?? context.say(Sentence.erased),
                    Route.task(action.id).link, why: action.why.map { "\(context.text($0))" }),
                .init(DutyTable(context).responsible(action.responsible(on: sight.day))),
                state == .open || state == .overdue
                    ? .init(due: due, today: sight.day, language) : .init(language.shortTime(due)),
                .init(state.tag(language)),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Hvad der gøres", en: "What is done"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Der er ikke aftalt nogen opgaver.", en: "No tasks are agreed."),
                """
                <p>\(context.say(
                    da: "En håndtering er en opgave med en ansvarlig og en frist.",
                    en: "A treatment is a task with somebody responsible and a day."))</p>
                """))
        let add: HTML =
            !sight.isPast && !view.known.isClosed(on: sight.day) && sight.mayEver(.addAction)
            ? """
            <p class="pad"><a\(href: Link(
                Route.command(.addAction), query: [("risk", view.known.id.description), ("unit", view.wording.unit.description)]))>\
            \(context.say(CommandKind.addAction.label))</a></p>
            """ : HTML()
        return Panel(id: "haandtering", heading: heading).html(table.html + add)
    }

    private var acceptance: HTML {
        let heading = context.say(da: "Accept", en: "Acceptance")
        var standing: HTML = "<p>\(sight.riskStanding(view.known).tag(language).html)</p>"
        if let method = view.method, let level = view.assessment?.current.level(by: method) {
            standing += """
                <p>\(RiskBadge(level).html(language)) \(language(method.acceptance(of: level).demand))</p>
                """
        }
        let rows = sight.proposals(about: view.subject).reversed().compactMap { proposal -> WorkTable.Row? in
            guard let wording = proposal.wording, case .acceptance(_, let assessment, let until) = wording.content
            else { return nil }
            let decision = sight.decisions(on: proposal.id).last { $0.day <= sight.day }
            let conditions = wording.conditions.flatMap { sight.text($0) }
            var why: HTML = """
                \(context.say(da: "Højst til og med", en: "Until at most")) \(language.shortTime(until)). \
                \(context.say(da: "Vurderingen i post", en: "The assessment in entry")) \
                <a\(href: Route.entry(assessment))>\(language.number(assessment))</a>.
                """
            if let conditions { why += " \(context.say(da: "Vilkår:", en: "Conditions:")) \(conditions)" }
            let decided: WorkTable.Cell =
                decision.map { decision in
                    .init(
                        "<a\(href: Route.decision(decision.id))>\(sight.label(.decision(decision.id), language) ?? "")</a>"
                    )
                } ?? .none(context.say(da: "ikke afgjort", en: "not decided"))
            return WorkTable.Row([
                .title(
                    sight.label(.proposal(proposal.id), language) ?? wording.label, Route.proposal(proposal.id).link,
                    why: why), decided, .init(sight.standing(of: proposal).tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Indstillinger om accept", en: "Proposals of acceptance"),
            columns: [
                .init(context.say(da: "Indstilling", en: "Proposal"), .title),
                .init(context.say(da: "Beslutning", en: "Decision"), isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "accept", heading: heading).html(
            "<div class=\"pad\">\(standing)</div>\(when: !rows.isEmpty, table.html)")
    }
}
