// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Duties as rows of work: what is to be done and by which rule, who answers for it, when, and how it stands.
struct DutyTable {
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
    }

    /// The table with its rows in groups by due day.
    /// - Parameter totals: how many there are of each group, where not all are shown.
    /// - Parameter reminds: each row has a tick to remind by.
    func html(
        _ duties: [Duty], totals: [DutyGroup: Int]? = nil, reminds: Bool = false, empty: Empty
    ) -> HTML {
        let groups = Dictionary(grouping: duties) { DutyGroup($0, on: sight.day) }
        return table(
            DutyGroup.allCases.compactMap { group in
                guard let rows = groups[group] else { return nil }
                let count = totals?[group] ?? rows.count
                return WorkTable.Group(
                    "\(language(group.label)) (\(language.number(count)))", isLate: group == .overdue, id: group.id,
                    rows.map { reminds ? reminding($0) : row($0) })
            }, reminds: reminds, empty: empty
        ).html
    }

    /// The table as one list, with what is done too.
    func list(_ duties: [Duty], empty: Empty) -> HTML {
        table([.init(nil, duties.map(row))], empty: empty).html
    }

    func table(_ groups: [WorkTable.Group], reminds: Bool = false, empty: Empty) -> WorkTable {
        WorkTable(
            caption: context.say(da: "Opgaver efter frist", en: "Tasks by due day"),
            columns: columns + (reminds ? [Self.remindColumn(context)] : []), groups: groups,
            empty: empty)
    }

    /// The form that the ticks of a list belong to; it stands below the table.
    static let reminding = "paamind"

    /// The rows with a tick for those that the reader may remind of.
    func reminding(_ duty: Duty) -> WorkTable.Row {
        var row = made(duty)
        row.cells.append(.init(tick(.init(duty), sight.sentence(duty, language), isOffered: sight.mayRemind(duty))))
        return row
    }

    /// A tick to remind by; who was reminded today is not reminded again.
    func tick(_ target: Reminder.Target, _ name: String, isOffered: Bool) -> HTML {
        if sight.lastReminded(target) == sight.day {
            return Tag(context.say(da: "Påmindet i dag", en: "Reminded today")).html
        }
        guard isOffered else { return HTML() }
        let label = context.say(da: "Påmind om: \(name)", en: "Remind of: \(name)")
        return """
            <input type="checkbox" name="duties" value="\(target.text)" form="\(Self.reminding)" aria-label="\(label)">
            """
    }

    /// The form below a list with ticks.
    func reminder(back: String) -> HTML {
        let words = context.say(
            da: "De, der er ansvarlige for det valgte, får en påmindelse. Højst én om dagen for hver ting.",
            en: "Those responsible for what is chosen are reminded. At most once a day for each thing.")
        return CommandForm.open(
            .remindDuties, in: context, hidden: [("_back", back)], label: context.say(CommandKind.remindDuties.label),
            id: Self.reminding
        ).html(
            PostForm.foot(
                [Button(context.say(da: "Påmind om de valgte", en: "Remind of those chosen")).submit], remark: words))
    }

    static func remindColumn(_ context: Context) -> WorkTable.Column {
        .init(context.say(da: "Påmind", en: "Remind"), .end, isNamedWhenFolded: true)
    }

    private var columns: [WorkTable.Column] {
        [
            .init(context.say(da: "Opgave", en: "Task"), .title),
            .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .medium),
            .init(context.say(da: "Frist", en: "Due"), .due),
            .init(context.say(da: "Status", en: "Status"), .end, room: .notOnPhone),
        ]
    }

    /// With how often each comes back.
    func year(_ groups: [WorkTable.Group], empty: Empty) -> WorkTable {
        WorkTable(
            caption: context.say(da: "Forpligtelser efter måned", en: "Obligations by month"), columns: yearColumns,
            groups: groups, empty: empty)
    }

    private var yearColumns: [WorkTable.Column] {
        var columns = columns
        columns.insert(.init(context.say(da: "Gentages", en: "Repeats"), room: .wide), at: 2)
        return columns
    }

    func yearRow(_ duty: Duty) -> WorkTable.Row {
        .made(
            context.kept(.dutyOfYear(duty.key)) {
                var row = made(duty)
                row.cells.insert(.init(text: language(duty.rule.cadence.label)), at: 2)
                return WorkTable.html(row, in: yearColumns)
            })
    }

    func row(_ duty: Duty) -> WorkTable.Row {
        .made(context.kept(.duty(duty.key)) { WorkTable.html(made(duty), in: columns) })
    }

    private func made(_ duty: Duty) -> WorkTable.Row {
        let state = duty.standing(on: sight.day)
        let due: WorkTable.Cell =
            state == .done
            ? .init(language.shortTime(duty.due)) : .init(due: duty.due, today: sight.day, language)
        return .init([
            .title(sight.sentence(duty, language), link(duty), why: why(duty, state)),
            .init(responsible(duty.responsible)), due, .init(tag(duty, state)),
        ])
    }

    /// The page on which the duty is done.
    func link(_ duty: Duty) -> Link {
        switch duty.rule {
        case .function: Route.persons.link
        case .rights: Route.accesses.link
        case .securityContact, .statement: Route.publication.link
        case .audit: Route.controls.link
        case .report: Route.reports.link
        case .initiatives: Route.initiatives.link
        case .handOver: HandOverForm.link(duty.subject)
        case .coverage: Route.topics.link
        case .talk: Route.talks.link
        // Led to the questions, whoever may answer them.
        case .riskAssessed, .riskVerified, .riskTrigger:
            (try? sight.risk(duty.subject.id.seen(as: Risk.self))).flatMap { AppraisalKey($0.0, context) }?.link(1)
                ?? Route(duty.subject).link
        // Led to the text that is to be read, not to the page about its sending.
        case .acknowledgement:
            (try? sight.notice(duty.subject.id.seen(as: Notice.self)))?.document.map { Route.document($0).link }
                ?? Route(duty.subject).link
        case .verification, .review, .parent, .owner, .answer, .disposition, .decision, .classification, .entry,
            .action,
            .head, .seats, .leaver, .dispensation, .expiry, .basis, .dispensations,
            .proposal, .unlisted, .delegation, .implementation, .minutes, .reply, .assessment, .proof, .wanting, .cause,
            .effect, .applicability, .control, .measurement, .request, .campaign, .training,
            .competence,
            .measureDue, .measureTest,
            .initiativeBegun, .initiativeEffect, .suspicion,
            .riskComplete, .riskDecision, .riskUnacceptable, .riskTold,
            .processingComplete, .processingOwner, .processingReview,
            .requestIdentity, .requestAnswer,
            .mending, .need, .access, .availability, .lawMeasure, .riskAssessment:
            Route(duty.subject).link
        }
    }

    private func why(_ duty: Duty, _ state: Duty.Standing) -> HTML {
        var text: HTML = "\(language(duty.rule.clause))"
        if duty.rule == .verification {
            text += ". \(context.say(da: "Sidst ajour", en: "Last up to date")) \(language.shortTime(duty.since))"
        }
        if state != .done, let day = sight.lastReminded(.init(duty)) {
            text += ". \(context.say(da: "Påmindet", en: "Reminded")) \(language.shortTime(day))"
        }
        if let level = sight.escalation(of: duty) { text += ". \(language(level.label))" }
        if state == .done, let done = duty.done {
            text += ". \(context.say(da: "Udført", en: "Done")) \(language.shortTime(done))"
        }
        return text
    }

    /// Who answers for it, with a link where there is a page.
    func responsible(_ responsible: Responsible) -> HTML {
        let name = sight.name(responsible, language)
        switch responsible {
        case .unit(let id): return "<a\(href: Route.unit(id))>\(name)</a>"
        case .person(let id): return "<a\(href: Route.person(id))>\(name)</a>"
        case .body: return "<a\(href: Route.bodies)>\(name)</a>"
        case .role: return "\(name)"
        }
    }

    private func tag(_ duty: Duty, _ state: Duty.Standing) -> HTML {
        if duty.rule == .decision || duty.rule == .classification, state == .open {
            return Tag(context.say(da: "Klar til beslutning", en: "Ready for decision"), .info).html
        }
        return state.tag(language)
    }
}

extension Context {
    /// The number of the page of a list that is asked for, from 1.
    var pageNumber: Int { min(max(1, argument("side").flatMap { Int($0) } ?? 1), 1_000_000) }

    /// A link to another page of this list, with its filters.
    func page(_ number: Int, of route: Route, _ query: [(String, String?)]) -> Link {
        Link(route, query: query + [("side", number > 1 ? "\(number)" : nil)])
    }

    /// The pager of a list of which one more row than is shown was asked for; nothing if all rows are shown.
    /// The page asked for of a list, and the way to its others.
    func paged<Record>(
        _ over: [Record], size: Int, of route: Route, _ query: [(String, String?)] = []
    ) -> (shown: ArraySlice<Record>, pager: HTML) {
        let start = (pageNumber - 1) * size
        let shown = over.dropFirst(start).prefix(size)
        let more = over.count > start + shown.count
        return (shown, pager(shown.count, size: size, more: more, total: over.count, of: route, query))
    }

    func pager(_ shown: Int, size: Int, more: Bool, total: Int? = nil, of route: Route, _ query: [(String, String?)])
        -> HTML
    {
        let number = pageNumber
        guard shown > 0, more || number > 1 else { return HTML() }
        let first = (number - 1) * size + 1
        let last = first + shown - 1
        return Pager(
            shown: first...last, total: total.map { .exactly($0) } ?? (more ? .moreThan(last) : .exactly(last)),
            previous: number > 1 ? page(number - 1, of: route, query) : nil,
            next: more ? page(number + 1, of: route, query) : nil
        ).html(language)
    }
}
