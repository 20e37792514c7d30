// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One measure: what is done, what it is for, and whether it works.
struct MeasurePage {
    let known: Measure
    let wording: Measure.Wording
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .measure(known.id) }
    private var own: [(String, String?)] { [("measure", known.id.description)] }

    static func content(_ id: ID<Measure>, in context: Context) throws(Refusal) -> Content {
        let (known, wording) = try context.sight.measure(id)
        return Content(
            wording.label, menu: .measures, MeasurePage(known: known, wording: wording, context: context).body)
    }

    private var body: HTML {
        let standing = known.standing(on: sight.day)
        let head = Head(
            crumbs: [.init(context.say(MeasuresPage.title), Route.measures.link), .init(wording.label)],
            title: context.text(wording.title), state: [standing.tag(language).html, "\(context.name(wording.unit))"],
            acts: acts(standing)
        ).html(language)
        var notes = HTML()
        if let newest = known.tests.last(where: { $0.day <= sight.day }), known.test(by: sight.day) == nil {
            notes += Note(.warn).html(
                context.say(da: "Ændret siden den blev efterprøvet", en: "Changed since it was tested"),
                """
                \(context.say(
                    da: "Efterprøvningen den \(language.day(newest.day)) handler om noget andet, end der gøres nu.",
                    en: "The test of \(language.day(newest.day)) is about something else than what is done now."))
                """)
        }
        if let reason = known.ending.value(on: sight.day) {
            notes += Note(.info).html(context.say(da: "Afsluttet", en: "Ended"), "\(context.text(reason))")
        }
        return head + notes + Columns.matter(what + serves + tests, side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    private func acts(_ standing: Measure.Standing) -> [HTML] {
        guard !sight.isPast, standing != .ended else { return [] }
        var acts: [HTML] = []
        if sight.may(.setMeasure, about: subject) {
            acts.append(
                Button(context.say(da: "Ret", en: "Change")).link(
                    Link(
                        Route.command(.setMeasure),
                        query: MeasureFields(sight: sight, day: "").fields(wording, known.id))))
        }
        let next: CommandKind = known.implementedOn == nil ? .implementMeasure : .testMeasure
        if sight.may(next, about: subject) {
            acts.append(
                Button(context.say(next.label), kind: .primary, icon: .check).link(
                    Link(Route.command(next), query: own + [("day", language.fieldDay(sight.today))])))
        }
        return acts
    }

    private var what: HTML {
        let how: HTML =
            (known.implementation.value(on: sight.day) ?? nil).map { how in
                "<h3>\(context.say(da: "Sådan er den indført", en: "How it is in place"))</h3>\(context.paragraphs(how))"
            } ?? HTML()
        return Panel(id: "hvad", heading: context.say(da: "Hvad bliver gjort", en: "What is done")).padded(
            context.paragraphs(wording.what) + how)
    }

    private var serves: HTML {
        var rows = wording.requirements.compactMap { id -> Rows.Row? in
            guard let (requirement, _) = try? sight.requirement(id) else { return nil }
            return Rows.Row(
                label: sight.label(.requirement(id), language) ?? "", link: Route.requirement(id).link,
                end: sight.compliance(of: requirement).tag(language).html)
        }
        let hidden = wording.requirements.count - rows.count
        rows += wording.clauses.map { clause in
            Rows.Row(label: context.name(clause), link: Route.clause(clause.framework, clause.clause).link)
        }
        rows += wording.needs.compactMap { need -> Rows.Row? in
            guard (try? sight.asset(need.asset)) != nil else { return nil }
            return Rows.Row(
                label: sight.label(.asset(need.asset), language) ?? "", link: Route.asset(need.asset).link,
                end: sight.standing(of: need).tag(language).html,
                text: "\(language(need.property.label))")
        }
        var html = Rows(rows: rows).html
        if hidden > 0 {
            html += """
                <p class="pad muted">\(context.say(
                    da: "\(hidden) krav, som du ikke må se, er udeladt.",
                    en: "\(hidden) requirements that you may not see are left out."))</p>
                """
        }
        return Panel(id: "for", heading: context.say(da: "Det er den til for", en: "What it is for")).html(html)
    }

    private var tests: HTML {
        let heading = context.say(da: "Efterprøvninger", en: "Tests")
        let made = known.tests.filter { $0.day <= sight.day }
        let rows = made.reversed().map { one -> WorkTable.Row in
            let cited = one.evidence.compactMap { id -> HTML? in
                guard let (_, giving) = try? sight.evidence(id) else { return nil }
                return "<a\(href: Route.evidence(id))>\(giving.label)</a> "
            }
            return WorkTable.Row([
                .title(
                    language.day(one.day), Route.entry(one.position).link,
                    why: "\(language(one.method.label)): \(context.text(one.finding))"),
                cited.isEmpty ? .none(context.say(da: "ingen", en: "none")) : .init("\(each: cited, { $0 })"),
                .init(one.outcome.tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Dokumentation", en: "Evidence"), isNamedWhenFolded: true),
                .init(context.say(da: "Resultat", en: "Result"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Virkningen er ikke efterprøvet.", en: "Its effect was never tested."),
                """
                <p>\(context.say(
                    da: "En foranstaltning opfylder først et behov, når nogen har set efter, om den virker.",
                    en: "A measure meets a need only when somebody has looked whether it works."))</p>
                """))
        return Panel(id: "efterproevninger", heading: heading).html(table.html)
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Ansvarlig", en: "Responsible"), text: context.name(wording.unit)),
            .init(context.say(da: "Indført senest", en: "To be in place by"), language.shortTime(wording.by)),
        ]
        if let since = known.implementedOn, since <= sight.day {
            rows.append(.init(context.say(da: "Indført", en: "In place since"), language.shortTime(since)))
        }
        rows.append(
            .init(
                context.say(da: "Efterprøves", en: "Tested"),
                text: context.say(da: "hver \(wording.months). måned", en: "every \(wording.months) months")))
        if let next = known.test(by: sight.day)?.next {
            rows.append(.init(context.say(da: "Næste senest", en: "Next by"), language.shortTime(next)))
        }
        rows.append(.init(context.say(da: "Oprettet", en: "Recorded"), language.shortTime(known.setOn)))
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, known.endedOn == nil, sight.may(.endMeasure, about: subject) {
            links.append(
                (context.say(CommandKind.endMeasure.label), Link(Route.command(.endMeasure), query: own)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om foranstaltningen", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(Reader.tasks(about: subject, context))\(when: !links.isEmpty, Reader.links(links))</div>
            """
    }
}

extension Measure.Outcome {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .works: Tag(language(label), .ok)
        case .partly: Tag(language(label), .warn)
        case .fails: Tag(language(label), .bad)
        }
    }
}

extension Context {
    /// A text of several lines, a paragraph for each.
    func paragraphs(_ value: ValueID) -> HTML {
        let lines = text(value).split(whereSeparator: \.isNewline).map(String.init)
        return "\(each: lines, { "<p>\($0)</p>" })"
    }
}
