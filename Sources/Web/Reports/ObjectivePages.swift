// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is aimed at, and how far it is (ISO/IEC 27001 6.2).
enum ObjectivesPage {
    static let title = Phrase(da: "Mål", en: "Objectives")

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let all = sight.objectives
        let rows = all.compactMap { known -> WorkTable.Row? in
            guard let wording = known.wording(on: sight.day) else { return nil }
            let none = context.say(da: "ingen", en: "none")
            let measured = known.measurement(by: sight.day)
            let due = sight.duties(about: .objective(known.id)).first { $0.standing(on: sight.day) != .done }?.due
            return WorkTable.Row([
                .title(
                    sight.label(.objective(known.id), language) ?? wording.label, Route.objective(known.id).link,
                    why: "\(context.name(wording.unit))"),
                .init(text: context.target(wording)),
                measured.map { .init($0.value, language) } ?? .none(none),
                due.map { .init(due: $0, today: sight.day, language) } ?? .none(none),
                .init(tag(known, context).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Mål", en: "Objective"), .title),
                .init(context.say(da: "Sat til", en: "Set to"), room: .notOnPhone),
                .init(context.say(da: "Målt", en: "Measured"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Måles næste gang", en: "Measured next"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Der er ingen mål endnu.", en: "There are no objectives yet."),
                """
                <p>\(context.say(
                    da: "Et mål har et tal, en dag og en enhed, der svarer for det. Det måles i sin takt, og rapporterne viser, om det nås.",
                    en: "An objective has a number, a day and a unit that answers for it. It is measured in its rhythm, and the reports show whether it is met."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.setObjective) {
            acts.append(
                Button(context.say(CommandKind.setObjective.label), kind: .primary, icon: .plus).link(
                    Route.command(.setObjective).link))
        }
        let met = all.filter { $0.isMet(on: sight.day) }.count
        let sentence =
            all.isEmpty
            ? nil
            : context.say(
                da: "\(met) af \(all.count) er nået ved sidste måling.",
                en: "\(met) of \(all.count) were met when they were last measured.")
        let files = FilterForm(action: Route.objectives.link, filters: [], files: context.files(of: .objectives, []))
        return Content(
            context.say(title), menu: .objectives,
            Head(title: context.say(title), sentence: sentence.map { "\($0)" }, acts: acts).html(language)
                + files.html(language)
                + Panel(id: "maal", heading: context.say(title), isHeadingHidden: true, isWide: true).html(table.html))
    }

    static func tag(_ known: Objective, _ context: Context) -> Tag {
        let day = context.sight.day
        if let ended = known.endedOn, ended <= day { return Tag(context.say(da: "Afsluttet", en: "Ended")) }
        guard known.measurement(by: day) != nil else {
            return Tag(context.say(da: "Ikke målt", en: "Not measured"), .warn)
        }
        return known.isMet(on: day)
            ? Tag(context.say(da: "Nået", en: "Met"), .ok) : Tag(context.say(da: "Ikke nået", en: "Not met"), .warn)
    }
}

extension Context {
    /// »mindst 95 procent senest 31. december 2026«.
    func target(_ wording: Objective.Wording) -> String {
        let what = wording.target(text(wording.measure), number: language.number(wording.target), language)
        return say(
            da: "\(what) senest \(language.day(wording.by))", en: "\(what) by \(language.day(wording.by))")
    }
}

/// One objective with its measurements.
enum ObjectivePage {
    static func content(_ id: ID<Objective>, in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let (known, wording) = try sight.objective(id)
        let label = sight.label(.objective(id), language) ?? wording.label
        var acts: [HTML] = []
        let own: [(String, String?)] = [("objective", id.description)]
        if known.holds(on: sight.today) {
            if sight.may(.setObjective, about: .objective(id)) {
                acts.append(
                    Button(context.say(da: "Sæt om", en: "Set anew")).link(
                        Link(
                            Route.command(.setObjective),
                            query: own + [
                                ("title", context.sight.text(wording.title)),
                                ("measure", context.sight.text(wording.measure)),
                                ("direction", wording.direction.rawValue), ("target", "\(wording.target)"),
                                ("by", language.fieldDay(wording.by)), ("months", "\(wording.months)"),
                                ("unit", wording.unit.description),
                            ])))
            }
            if sight.may(.endObjective, about: .objective(id)) {
                acts.append(
                    Button(context.say(CommandKind.endObjective.label)).link(
                        Link(Route.command(.endObjective), query: own)))
            }
            if sight.may(.measureObjective, about: .objective(id)) {
                acts.append(
                    Button(context.say(CommandKind.measureObjective.label), kind: .primary).link(
                        Link(Route.command(.measureObjective), query: own)))
            }
        }
        let head = Head(
            crumbs: [.init(context.say(ObjectivesPage.title), Route.objectives.link), .init(wording.label)],
            title: label.hasPrefix("\(wording.label), ") ? String(label.dropFirst(wording.label.count + 2)) : label,
            state: [ObjectivesPage.tag(known, context).html, "\(context.target(wording))"], acts: acts
        ).html(language)
        let made = known.measurements.filter { $0.day <= sight.day }
        let rows = made.reversed().map { one -> WorkTable.Row in
            let isMet = known.wording(on: one.day)?.isMet(by: one.value) ?? false
            return WorkTable.Row([
                .title(
                    language.day(one.day), Route.entry(one.position).link,
                    why: one.note.map { "\(context.text($0))" }),
                .init(one.value, language),
                .init(
                    (isMet
                        ? Tag(context.say(da: "Nået", en: "Met"), .ok)
                        : Tag(context.say(da: "Ikke nået", en: "Not met"), .warn)).html),
            ])
        }
        let heading = context.say(da: "Målinger", en: "Measurements")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Målt", en: "Measured"), .number),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Det er ikke målt endnu.", en: "It has not been measured yet.")))
        let cited = made.flatMap(\.evidence)
        let evidence =
            cited.isEmpty
            ? HTML()
            : Panel(id: "dokumentation", heading: context.say(EvidenceListPage.title)).html(context.evidenceRows(cited))
        let summary: [SummaryList.Row] = [
            .init(context.say(da: "Ansvarlig", en: "Responsible"), text: context.name(wording.unit)),
            .init(
                context.say(da: "Måles", en: "Measured"),
                text: context.say(da: "hver \(wording.months). måned", en: "every \(wording.months) months")),
            .init(context.say(da: "Sat", en: "Set"), language.shortTime(known.setOn)),
        ]
        let rail: HTML = """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om målet", en: "About it"), SummaryList(rows: summary).html(language)))\
            \(Reader.tasks(about: .objective(id), context))</div>
            """
        let matter =
            chart(made.map { ($0.day, $0.value) }, wording, context)
            + Panel(id: "maalinger", heading: heading).html(table.html) + evidence
        return Content(
            wording.label, menu: .objectives,
            head + Columns.matter(matter, side: rail, isNarrow: true) + context.historyPanel([.objective(id)]))
    }

    /// The measurements as a line with the target across; the table below says the same.
    private static func chart(_ made: [(day: Day, value: Int)], _ wording: Objective.Wording, _ context: Context)
        -> HTML
    {
        guard made.count > 1, let first = made.first?.day, let last = made.last?.day, last > first else {
            return HTML()
        }
        let top = max(made.map(\.value).max() ?? 0, wording.target, 1)
        func x(_ day: Day) -> Int { 10 + (day - first) * 580 / max(last - first, 1) }
        func y(_ value: Int) -> Int { 92 - value * 84 / top }
        let points = made.map { "\(x($0.day)),\(y($0.value))" }.joined(separator: " ")
        let label = context.say(
            da: "Fra \(made[0].value) til \(made[made.count - 1].value); målet er \(wording.target).",
            en: "From \(made[0].value) to \(made[made.count - 1].value); the target is \(wording.target).")
        return Panel(id: "udvikling", heading: context.say(da: "Udvikling", en: "Trend")).padded(
            """
            <svg class="trend" viewBox="0 0 600 100" role="img" aria-label="\(label)">\
            <line class="tgt" x1="10" x2="590" y1="\(y(wording.target))" y2="\(y(wording.target))"/>\
            <polyline points="\(points)"/>\(each: made, {
                "<circle cx=\"\(x($0.day))\" cy=\"\(y($0.value))\" r=\"4\"/>"
            })</svg>
            """)
    }
}
