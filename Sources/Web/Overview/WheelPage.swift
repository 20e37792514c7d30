// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A year of duties: drawn as dots by month, and as a table by month. What is done stands in the month it was done, the
/// rest in the month it falls due.
enum WheelPage {
    static let size = 100
    static let title = Phrase(da: "Årshjul", en: "Annual wheel")

    static func content(in context: Context) async throws -> Content {
        let (sight, language) = (context.sight, context.language)
        let wheel = YearDuties(context)
        let (year, month, months, placed) = (wheel.year, wheel.month, wheel.months, wheel.placed)
        let heading = "\(context.say(title)) \(year)"
        var body = Head(title: heading, sentence: sentence(months, year, context), acts: acts(year, context)).html(
            language)
        body += YearStrip(
            year: year, months: months, today: sight.day, id: "aaret",
            heading: context.say(da: "Året måned for måned", en: "The year by month")
        ).html(language)
        body += Panel(
            id: "maaneder", heading: context.say(da: "Forpligtelser efter måned", en: "Obligations by month"),
            isWide: true
        ).html(filters(year, month, context).html(language) + table(placed, year, month, context))
        return Content(heading, menu: .wheel, body)
    }

    private static func sentence(_ months: [YearStrip.Month], _ year: Int, _ context: Context) -> HTML {
        let language = context.language
        let done = language.number(months.reduce(0) { $0 + $1.done })
        let late = months.reduce(0) { $0 + $1.late }
        let planned = language.number(months.reduce(0) { $0 + $1.planned })
        let overdue = context.say(da: "\(language.number(late)) er over frist", en: "\(language.number(late)) overdue")
        let link = Link(Route.tasks, query: [("vis", "alle")], fragment: DutyGroup.overdue.id)
        return """
            \(context.say(da: "\(done) er udført", en: "\(done) done")), \
            \(late > 0 ? "<a\(href: link)>\(overdue)</a>" as HTML : "\(overdue)"), \
            \(context.say(da: "\(planned) er planlagt.", en: "\(planned) planned."))
            """
    }

    private static func link(_ year: Int, _ month: Int?, _ context: Context) -> Link {
        Link(
            Route.wheel,
            query: [("aar", "\(year)"), ("maaned", month.map { "\($0)" })])
    }

    private static func acts(_ year: Int, _ context: Context) -> [HTML] {
        [
            Button("\(year - 1)", icon: .back).link(link(year - 1, nil, context)),
            Button("\(year + 1)", icon: .arrow, isIconLast: true).link(link(year + 1, nil, context)),
        ]
    }

    private static func filters(_ year: Int, _ month: Int?, _ context: Context) -> FilterForm {
        let language = context.language
        let every = [(value: "", label: context.say(da: "Hele året", en: "The whole year"))]
        let choices = every + (1...12).map { (value: "\($0)", label: language.capitalised(language.month($0))) }
        return FilterForm(
            action: Route.wheel.link,
            filters: [
                .init(
                    name: "maaned", label: context.say(da: "Måned", en: "Month"),
                    control: .choice(choices, chosen: month.map { "\($0)" } ?? ""))
            ],
            kept: [("aar", "\(year)")],
            files: context.files(of: .wheel, [("aar", "\(year)"), ("maaned", month.map { "\($0)" })]))
    }

    private static func table(
        _ placed: [(month: Int, duty: Duty)], _ year: Int, _ month: Int?, _ context: Context
    ) -> HTML {
        let language = context.language
        let start = (context.pageNumber - 1) * size
        let shown = placed.dropFirst(start).prefix(size)
        let duties = DutyTable(context)
        let groups = Dictionary(grouping: shown, by: \.month).sorted { $0.key < $1.key }.map { month, rows in
            WorkTable.Group(
                language.capitalised(language.month(month)), id: "m\(month)", rows.map { duties.row($0.duty) })
        }
        let table = duties.table(
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
                shown.count, size: size, more: placed.count > start + size, total: placed.count, of: .wheel,
                [("aar", "\(year)"), ("maaned", month.map { "\($0)" })])
    }
}
