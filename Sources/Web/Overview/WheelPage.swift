// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A year of duties: drawn as dots by month, listed by month, and what lies ahead of each unit. What is done stands in
/// the month it was done, the rest in the month it falls due.
enum WheelPage {
    static let size = 100
    static let title = Phrase(da: "Årshjul", en: "Annual wheel")

    static func content(in context: Context) async throws -> Content {
        let wheel = Wheel(context)
        let heading = wheel.heading
        var body = Head(title: heading, sentence: wheel.sentence, acts: wheel.acts).html(context.language)
        body += YearStrip(
            year: wheel.year.year, months: wheel.year.months, today: context.sight.day, id: "aaret",
            heading: context.say(da: "Året måned for måned", en: "The year by month")
        ).html(context.language)
        body += wheel.load + wheel.list
        return Content(heading, menu: .wheel, body)
    }
}

private struct Wheel {
    let context: Context
    let year: YearDuties

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
        year = YearDuties(context)
    }

    var heading: String { "\(context.say(WheelPage.title)) \(year.year)" }

    var sentence: HTML {
        let done = language.number(year.months.reduce(0) { $0 + $1.done })
        let late = year.months.reduce(0) { $0 + $1.late }
        let planned = language.number(year.months.reduce(0) { $0 + $1.planned })
        let overdue = context.say(da: "\(language.number(late)) er over frist", en: "\(language.number(late)) overdue")
        let link = Link(Route.tasks, query: [("vis", "alle")], fragment: DutyGroup.overdue.id)
        return """
            \(context.say(da: "\(done) er udført", en: "\(done) done")), \
            \(late > 0 ? "<a\(href: link)>\(overdue)</a>" as HTML : "\(overdue)"), \
            \(context.say(da: "\(planned) er planlagt.", en: "\(planned) planned."))
            """
    }

    private func link(_ year: Int, _ month: Int?) -> Link { Link(Route.wheel, query: query(year, month)) }

    private func query(_ year: Int, _ month: Int?) -> [(String, String?)] {
        [("aar", "\(year)"), ("maaned", month.map { "\($0)" })]
    }

    var acts: [HTML] {
        var acts: [HTML] = []
        if YearDuties.years.contains(year.year - 1) {
            acts.append(Button("\(year.year - 1)", icon: .back).link(link(year.year - 1, nil)))
        }
        if YearDuties.years.contains(year.year + 1) {
            acts.append(Button("\(year.year + 1)", icon: .arrow, isIconLast: true).link(link(year.year + 1, nil)))
        }
        if sight.mayEver(.addAction) {
            acts.append(
                Button(context.say(CommandKind.addAction.label), kind: .primary, icon: .plus)
                    .link(Route.command(.addAction).link))
        }
        return acts
    }

    // MARK: The list

    var list: HTML {
        let heading = context.say(da: "Forpligtelser efter måned", en: "Obligations by month")
        let files = FilterForm(
            action: Route.wheel.link, filters: [], files: context.files(of: .wheel, query(year.year, year.month)))
        return Panel(id: "maaneder", heading: heading, isWide: true).html(
            months + files.html(language) + table)
    }

    /// Every month with how many it has, as a choice.
    private var months: HTML {
        let all = year.months.reduce(0) { $0 + $1.total }
        return """
            <nav class="months" aria-label="\(context.say(da: "Måneder", en: "Months"))"><ul>\
            \(month(nil, context.say(da: "Hele året", en: "The whole year"), all, late: 0))\
            \(each: year.months.enumerated(), { index, tally in
                month(index + 1, nil, tally.total, late: tally.late)
            })</ul></nav>
            """
    }

    /// - Parameter name: of what is no month.
    private func month(_ number: Int?, _ name: String?, _ count: Int, late: Int) -> HTML {
        let overdue = context.say(da: "\(language.number(late)) over frist", en: "\(language.number(late)) overdue")
        let short = number.map { language.capitalised(language.shortMonth($0)) }
        let long = number.map { language.capitalised(language.month($0)) }
        return """
            <li><a\(href: link(year.year, number))\
            \(attribute: "aria-current", number == year.month ? "true" : nil)>\(if: name, { "\($0)" })\
            \(if: short, { "<span aria-hidden=\"true\">\($0)</span>" })\(if: long, { "<span class=\"vh\">\($0)</span>" }) \
            <span class="count">\(language.number(count))</span>\
            \(when: late > 0, "<i></i><span class=\"vh\">, \(overdue)</span>")</a></li>
            """
    }

    private var table: HTML {
        let skipped = (context.pageNumber - 1) * WheelPage.size
        let shown = year.placed(skipping: skipped, most: WheelPage.size)
        let duties = DutyTable(context)
        let groups = Dictionary(grouping: shown, by: \.month).sorted { $0.key < $1.key }.map { month, rows in
            let tally = year.months[month.month - 1]
            return WorkTable.Group(
                "\(language.capitalised(language.month(month.month))) (\(language.number(tally.total)))",
                id: "m\(month.month)", rows.map { duties.yearRow($0.duty) })
        }
        let table = duties.year(
            groups,
            empty: Empty(
                context.say(da: "Her er ingen forpligtelser.", en: "There are no obligations here."),
                """
                <p>\(context.say(
                    da: "De opstår, når dokumenter træder i kraft og opgaver aftales.",
                    en: "They arise when documents enter into force and tasks are agreed."))</p>
                """
            ))
        return table.html
            + context.pager(
                shown.count, size: WheelPage.size, more: year.count > skipped + shown.count, total: year.count,
                of: .wheel, query(year.year, year.month))
    }

    // MARK: What lies ahead

    /// How many months ahead, this one with them.
    private static let ahead = 4
    /// So many units are shown.
    private static let most = 12

    /// Nothing on a past day: what lay ahead then has come.
    var load: HTML {
        guard !sight.isPast, year.year == sight.day.year else { return HTML() }
        let now = CalendarMonth(sight.day)
        let months = (0..<Self.ahead).map { CalendarMonth(year: now.year, month: now.month + $0) }
        let units = sight.load(in: months)
        guard !units.isEmpty else { return HTML() }
        let columns =
            [
                WorkTable.Column(context.say(da: "Enhed", en: "Unit"), .title),
                .init(context.say(da: "Over frist", en: "Overdue"), .number, isNamedWhenFolded: true),
            ]
            + months.map {
                .init(language.capitalised(language.month($0.month)), .number, isNamedWhenFolded: true)
            }
        let table = WorkTable(
            caption: context.say(da: "Hvad der venter hver enhed", en: "What lies ahead of each unit"),
            columns: columns,
            groups: [
                .init(
                    nil,
                    units.prefix(Self.most).map { unit in
                        .init(
                            [
                                .title(
                                    sight.name(unit.unit, on: sight.day, language) ?? language(Sentence.erased),
                                    Route.unit(unit.unit).link), number(unit.late, isLate: true),
                            ] + unit.months.map { number($0, isLate: false) })
                    })
            ])
        let rest = units.count - Self.most
        let more = context.say(
            da: "Vist er de \(Self.most) enheder med mest; \(language.number(max(rest, 0))) andre har også noget.",
            en:
                "Shown are the \(Self.most) units with most; \(language.number(max(rest, 0))) others have something too."
        )
        return Panel(
            id: "belastning", heading: context.say(da: "Belastning pr. enhed", en: "Load per unit"), isWide: true
        ).html(table.html + (rest > 0 ? "<p class=\"foot\">\(more)</p>" : HTML()))
    }

    private func number(_ count: Int, isLate: Bool) -> WorkTable.Cell {
        guard count > 0 else { return .none(context.say(da: "ingen", en: "none")) }
        return WorkTable.Cell("\(language.number(count))", isLate: isLate)
    }
}
