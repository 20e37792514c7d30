// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The picture of risks (risikobillede, policy §8): the matrix with what moved, what the criteria demand, how many lay above the
/// line, and everything above it. The same numbers for three readers: the board, the manager, and whoever does the work.
struct RiskPicturePage {
    static let title = Phrase(da: "Risikobillede", en: "Picture of risks")
    static let size = 50
    /// So many risks of one cell are listed beside the matrix; the register has the rest.
    static let mostInCell = 20

    let choice: RiskChoice
    let book: RiskBook
    let adopted: AdoptedMethod
    let context: Context

    var sight: Sight { context.sight }
    var language: Language { context.language }
    private var method: RiskMethod { adopted.method }
    private var filters: RiskFilters { RiskFilters(choice: choice, context: context, route: .risks) }

    static func content(in context: Context) throws(Refusal) -> Content {
        let choice = RiskChoice(context)
        guard let adopted = context.sight.riskMethod else {
            return Content(context.say(title), menu: .risks, noMethod(context))
        }
        let page = RiskPicturePage(
            choice: choice, book: RiskBook(choice, context), adopted: adopted, context: context)
        let body: HTML =
            switch choice.tab {
            case .strategic:
                context.kept(.compliance(.risks(choice, page: context.pageNumber))) { page.strategic }
            case .tactical:
                context.kept(.compliance(.risks(choice, page: 1))) {
                    RiskPlan(index: page.book.index, context: context).html
                }
            case .operational: RiskTasks(context: context).html
            }
        return Content(context.say(title), menu: .risks, page.head + page.filters.tabs + body)
    }

    /// Criteria come before assessments (ISO/IEC 27005:2022 6).
    private static func noMethod(_ context: Context) -> HTML {
        Head(title: context.say(title)).html(context.language)
            + Panel(id: "ingen", heading: context.say(title), isHeadingHidden: true).html(
                Empty(
                    context.say(
                        da: "Der gælder ingen metode for risici endnu.", en: "No method for risks is in force yet."),
                    """
                    <p>\(context.say(
                        da: "Direktionen skal først vedtage, hvordan risici vurderes, og hvad der kan accepteres.",
                        en: "The direktion must first adopt how risks are assessed and what can be accepted."))</p>\
                    <p><a\(href: Route.riskMethod)>\(context.say(RiskMethodPage.title))</a>, \
                    <a\(href: Route.riskList)>\(context.say(RiskListPage.title).lowercasedFirst)</a></p>
                    """
                ).html)
    }

    private var head: HTML {
        var acts: [HTML] = []
        if sight.mayEver(.appraiseRisk) {
            acts.append(Button(context.say(AppraisalPage.title)).link(Route.appraisals.link))
        }
        if sight.mayEver(.setRisk) {
            acts.append(
                Button(context.say(da: "Ny risiko", en: "New risk"), kind: .primary, icon: .plus).link(
                    Route.command(.setRisk).link))
        }
        return Head(title: context.say(Self.title), sentence: sentence, acts: acts).html(language)
    }

    /// How many there are, how many lie above the line, and how many of these nobody has decided on.
    private var sentence: HTML {
        let counts = sight.riskStandings(in: book.index)
        let over = counts.reduce(0) { $0 + ($1.key.isOver ? $1.value : 0) }
        let open = counts.reduce(0) { $0 + ($1.key == .closed ? 0 : $1.value) }
        let undecided = (counts[.undecided] ?? 0) + (counts[.untreated] ?? 0)
        func link(_ text: String, _ only: RiskChoice.Only) -> HTML {
            "<a\(href: Link(Route.riskList, query: [("status", only.text)]))>\(text)</a>"
        }
        let count = language.count(open, RiskWording.plural)
        let first = context.say(
            da: "\(language.number(over)) ligger over direktionens acceptgrænse",
            en: "\(language.number(over)) lie above the direktion's limit")
        let second = context.say(
            da: "\(language.number(undecided)) af dem mangler en beslutning",
            en: "\(language.number(undecided)) of them lack a decision")
        guard over > 0 else {
            return
                "\(count). \(context.say(da: "Ingen ligger over direktionens acceptgrænse.", en: "None lies above the direktion's limit."))"
        }
        return undecided > 0
            ? "\(count). \(link(first, .above)), \(context.say(da: "og", en: "and")) \(second)."
            : "\(count). \(link(first, .above))."
    }

    // MARK: For the board

    private var strategic: HTML {
        let days = RiskTrend.days(until: sight.day)
        let earlier = book.surveys(on: days.dropLast() + [choice.since], by: method)
        let (now, before) = (book.survey(by: method), earlier[earlier.count - 1])
        let trend = RiskTrend(
            quarters: zip(days, earlier.dropLast() + [now]).map { .init(day: $0, counts: $1.levels) },
            levels: RiskSurvey.over(method))
        let left = Panel(
            id: "matrix", heading: stageHeading, aside: matrix(now, before).legend(language)
        ).html("<div class=\"pad riskpad\">\(matrix(now, before).html(language))</div>\(beside(now))")
        let right =
            cell(now) + criteria(now)
            + trend.html(
                id: "udvikling",
                heading: context.say(da: "Over grænsen, pr. kvartal", en: "Above the line, by quarter"), language)
        return filters.switches + filters.form(isMoving: true)
            + "<div class=\"riskcols\"><div>\(left)</div><div>\(right)</div></div>" + above
    }

    private var stageHeading: String {
        let stage =
            switch choice.stage {
            case .inherent: context.say(da: "Iboende risiko", en: "Inherent risk")
            case .current: context.say(da: "Nuværende risiko", en: "Current risk")
            case .residual: context.say(da: "Restrisiko", en: "Residual risk")
            case .target: context.say(da: "Mål for risikoen", en: "Target of the risk")
            }
        switch choice.perspective {
        case .organisation: return context.say(da: "\(stage) for organisationen", en: "\(stage) to the organisation")
        case .citizens: return context.say(da: "\(stage) for borgerne", en: "\(stage) to citizens")
        }
    }

    private func matrix(_ now: RiskSurvey, _ before: RiskSurvey) -> RiskMatrix {
        let steps = 1...method.steps
        let cells = steps.map { likelihood in
            steps.map { consequence -> RiskMatrix.Cell in
                let count = now.cells[likelihood - 1][consequence - 1]
                let isChosen = choice.likelihood == likelihood && choice.consequence == consequence
                let link = choice.with { ($0.likelihood, $0.consequence) = (likelihood, consequence) }
                    .link(day: sight.day, fragment: "felt")
                return .init(
                    count: count, change: count - before.cells[likelihood - 1][consequence - 1],
                    link: count > 0 ? link : nil, isChosen: isChosen)
            }
        }
        let names = context.stepNames(of: adopted)
        return RiskMatrix(
            caption: context.say(
                da: "Antal risici efter konsekvens og sandsynlighed. Fed linje: direktionens acceptgrænse.",
                en: "Number of risks by consequence and likelihood. Thick line: the direktion's limit of acceptance."),
            method: method, perspective: choice.perspective, likelihoods: names.likelihoods,
            consequences: names.consequences, cells: cells, since: choice.since)
    }

    /// What is counted in no cell, so that the numbers add up.
    private func beside(_ now: RiskSurvey) -> HTML {
        var said: [String] = []
        if now.without > 0 {
            said.append(
                context.say(
                    da: "\(language.count(now.without, RiskWording.plural)) er ikke vurderet på dette punkt.",
                    en: "\(language.count(now.without, RiskWording.plural)) not judged at this point."))
        }
        if now.elsewhere > 0 {
            said.append(
                context.say(
                    da:
                        "\(language.count(now.elsewhere, RiskWording.plural)) er vurderet efter en tidligere metode med andre trin og står kun i listerne.",
                    en:
                        "\(language.count(now.elsewhere, RiskWording.plural)) assessed by an earlier method with other steps; only in the lists."
                ))
        }
        if choice.perspective == .organisation, method.floors.contains(where: { $0.dimension != .citizens }) {
            said.append(
                context.say(
                    da: "En bundgrænse kan give en risiko et højere niveau end sit felt.",
                    en: "A floor can give a risk a higher level than its cell."))
        }
        guard !said.isEmpty else { return HTML() }
        return "<p class=\"pad small muted\">\(said.joined(separator: " "))</p>"
    }

    /// The risks of the cell that is chosen.
    private func cell(_ now: RiskSurvey) -> HTML {
        guard let likelihood = choice.likelihood, let consequence = choice.consequence,
            (1...method.steps).contains(likelihood), (1...method.steps).contains(consequence)
        else { return HTML() }
        let (found, total) = book.inCell(most: Self.mostInCell, of: method)
        let heading = context.say(
            da: "Sandsynlighed \(likelihood), konsekvens \(consequence)",
            en: "Likelihood \(likelihood), consequence \(consequence)")
        let back = choice.with { ($0.likelihood, $0.consequence) = (nil, nil) }.link(day: sight.day)
        let aside: HTML = "<a\(href: back)>\(context.say(da: "Vis alle felter", en: "Show all cells"))</a>"
        let rest: HTML =
            total > found.count
            ? "<p class=\"pad muted\">\(context.say(da: "De første \(Self.mostInCell) af \(language.number(total)) er vist.", en: "The first \(Self.mostInCell) of \(language.number(total)) are shown."))</p>"
            : HTML()
        let body =
            found.isEmpty
            ? Empty(context.say(da: "Der er ingen risici i feltet.", en: "There are no risks in the cell.")).html
            : RiskTable(context: context).rows(found) + rest
        return Panel(id: "felt", heading: heading, aside: aside).html(body)
    }

    /// What the adopted criteria demand of each level, and how many there are.
    private func criteria(_ now: RiskSurvey) -> HTML {
        let aside: HTML =
            "<a\(href: Route.riskMethod)>\(context.say(da: "Besluttet", en: "Decided")) \(language.shortTime(adopted.from))</a>"
        return Panel(
            id: "kriterier", heading: context.say(da: "Acceptkriterier", en: "Criteria of acceptance"), aside: aside
        ).padded(
            """
            <ul class="crit">\(each: method.legend.reversed(), { row in
                """
                <li>\(range(row))<span>\(language(row.acceptance.demand))</span>\
                <span class="of">\(language.number(now.levels[row.level] ?? 0))</span></li>
                """
            })</ul>
            """)
    }

    /// »Kritisk 9–10«
    private func range(_ row: RiskMethod.LegendRow) -> HTML {
        let numbers = row.numbers.map { $0.count == 1 ? " \($0.lowerBound)" : " \($0.lowerBound)–\($0.upperBound)" }
        return "<span class=\"score \(row.level.name)\">\(language(row.level.label))\(numbers ?? "")</span>"
    }

    /// Everything above the line that the filters let through, the highest first.
    private var above: HTML {
        var only = choice
        if only.only == nil { only.only = .above }
        let page = RiskBook(only, context).page(context.pageNumber, size: Self.size)
        let pager = context.pager(
            page.shown.count, size: Self.size, more: page.more, of: .risks, choice.query(day: sight.day))
        let heading =
            only.only == .above ? RiskChoice.Only.above.label : only.only?.label ?? RiskChoice.Only.above.label
        let link = Link(Route.riskList, query: only.query(day: sight.day))
        let aside: HTML = "<a\(href: link)>\(context.say(da: "Vis i registret", en: "Show in the register"))</a>"
        return Panel(id: "over", heading: language(heading), aside: aside, isWide: true).html(
            RiskTable(context: context).html(
                page.shown, caption: language(heading),
                empty: Empty(context.say(da: "Ingen risici ligger over grænsen.", en: "No risks lie above the line.")))
                + pager)
    }
}
