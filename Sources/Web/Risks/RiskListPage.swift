// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The register of risks: all of them, the highest first or by number, with what stands with the direktion.
enum RiskListPage {
    static let title = Phrase(da: "Risikoregister", en: "Register of risks")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let choice = RiskChoice(context)
        let isByNumber = context.argument("orden") == "nummer"
        let query = choice.query(day: sight.day) + [("orden", isByNumber ? "nummer" : nil)]
        let page = context.riskPage(choice, isByNumber: isByNumber, size: size, query)
        func sort(_ order: String?, _ isCurrent: Bool, _ way: WorkTable.Sort.Order) -> WorkTable.Sort {
            .init(
                link: Link(Route.riskList, query: choice.query(day: sight.day) + [("orden", order)]),
                order: isCurrent ? way : nil)
        }
        let table = RiskTable(context: context).html(
            page.shown, caption: context.say(title),
            empty: Empty(
                choice.isNarrowed
                    ? context.say(da: "Ingen risici passer.", en: "No risks fit.")
                    : context.say(da: "Der er ingen risici endnu.", en: "There are no risks yet."),
                choice.isNarrowed
                    ? "<p><a\(href: Route.riskList)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "En risiko fortæller, hvad der kan ske, hvad det går ud over, og hvem der ejer den.",
                        en: "A risk tells what can happen, what it harms, and who owns it."))</p>
                    """), sort: (sort(nil, !isByNumber, .descending), sort("nummer", isByNumber, .ascending)))
        var acts: [HTML] = []
        if sight.mayEver(.importRisks) {
            acts.append(Button(context.say(CommandKind.importRisks.label)).link(Route.command(.importRisks).link))
        }
        if sight.mayEver(.setRisk) {
            acts.append(
                Button(context.say(da: "Ny risiko", en: "New risk"), kind: .primary, icon: .plus).link(
                    Route.command(.setRisk).link))
        }
        return Content(
            context.say(title), menu: .riskList,
            Head(
                title: context.say(title),
                sentence: """
                    <a\(href: choice.with { ($0.likelihood, $0.consequence) = (nil, nil) }.link(day: sight.day))>\
                    \(context.say(da: "Se dem i matricen", en: "See them in the matrix"))</a>
                    """, acts: acts
            ).html(language) + context.savedFilters(of: .risks)
                + RiskFilters(choice: choice, context: context, route: .riskList).form(isMoving: false)
                + Panel(id: "risici", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table + page.pager))
    }
}
