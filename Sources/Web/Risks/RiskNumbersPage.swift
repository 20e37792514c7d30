// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Risks in kroner (risikotal): what the risks that somebody gave intervals cost together in a year, how bad a bad year is, and
/// what each planned measure takes away. Never from steps or levels, and never of a risk that has no intervals.
struct RiskNumbersPage {
    static let title = Phrase(da: "Risikotal", en: "Risks in numbers")
    /// So many lines of a list; the rest is named in one.
    static let most = 30

    let numbered: NumberedRisks
    let simulation: LossSimulation
    /// Nil: not worked out yet.
    let figures: LossFigures?
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(in context: Context) async throws -> Content {
        let index = context.sight.riskIndex()
        let numbered: NumberedRisks
        let simulation: LossSimulation
        do throws(Refusal) {
            guard let found = try context.sight.numberedRisks() else {
                return Content(
                    context.say(title), menu: .riskNumbers,
                    Head(title: context.say(title)).html(context.language) + none(context)
                        + leftOut(without: nil, index, context))
            }
            (numbered, simulation) = (found, try LossSimulation.brief(found.portfolio, seed: NumberedRisks.seed))
        } catch {
            return Content(
                context.say(title), menu: .riskNumbers,
                Head(title: context.say(title)).html(context.language)
                    + Note(.bad).html(
                        context.say(da: "Der er for meget at regne på", en: "There is too much to work out"),
                        "\(context.language(error.phrase))"))
        }
        let page = RiskNumbersPage(
            numbered: numbered, simulation: simulation, figures: await context.sight.losses(of: simulation),
            context: context)
        return Content(context.say(title), menu: .riskNumbers, page.body + leftOut(without: numbered, index, context))
    }

    private var body: HTML {
        Head(title: context.say(Self.title), sentence: sentence).html(language)
            + Columns.matter(curve + measures + causes + risks, side: rail, isNarrow: true)
    }

    /// What is expected is worked out without playing anything.
    private var sentence: HTML {
        let count = language.count(numbered.risks.count, RiskWording.plural)
        let now = language.amount(simulation.expected())
        let first = context.say(
            da: "\(count) har tal. Tilsammen ventes de at koste \(now) om året",
            en: "\(count) in numbers. Together they are expected to cost \(now) a year")
        guard !numbered.plans.isEmpty else { return "\(first)." }
        let then = language.amount(simulation.expected(isPlanned: true))
        return
            "\(first), \(context.say(da: "og \(then) med de planlagte foranstaltninger", en: "and \(then) with the planned measures"))."
    }

    private static func none(_ context: Context) -> HTML {
        Panel(id: "ingen", heading: context.say(title), isHeadingHidden: true).html(
            Empty(
                context.say(da: "Ingen risici har tal endnu.", en: "No risks have numbers yet."),
                """
                <p>\(context.say(
                    da: "Når du vurderer en risiko, kan du også skrive, hvor tit den sker, og hvad den koster, når den sker: to tal, som sandheden ligger imellem ni gange ud af ti. Så regner Værn ud, hvad et år koster.",
                    en: "When you assess a risk you can also write how often it happens and what it costs when it does: two numbers that hold the truth nine times of ten. Then Værn works out what a year costs."))</p>
                """
            ).html)
    }

    // MARK: The year

    private var curve: HTML {
        let heading = context.say(da: "Hvad et år koster", en: "What a year costs")
        guard let one = figures?.dimensions.first else {
            return Panel(id: "kurve", heading: heading).padded(
                """
                <p>\(context.say(
                    da: "Der bliver regnet på det. Åbn siden igen om et øjeblik.",
                    en: "It is being worked out. Open the page again in a moment."))</p>\
                <p><a\(href: Route.riskNumbers)>\(context.say(da: "Åbn siden igen", en: "Open the page again"))</a></p>
                """)
        }
        return LossCurve(current: one.current, planned: one.planned, id: "kurve", heading: heading).html(language)
            + levels(one)
    }

    /// What a year does not exceed, as a table: the drawing says it too, to those who read it.
    private func levels(_ one: LossFigures.Dimension) -> HTML {
        let heading = context.say(da: "Almindelige og dårlige år", en: "Usual and bad years")
        let names = [
            context.say(da: "Hvert andet år", en: "Every second year"),
            context.say(da: "9 år ud af 10", en: "9 years of 10"),
            context.say(da: "19 år ud af 20", en: "19 years of 20"),
            context.say(da: "99 år ud af 100", en: "99 years of 100"),
        ]
        let rows = zip(names, one.current.quantiles.indices).map { name, index in
            WorkTable.Row([
                .init(text: name), .init(text: amount(one.current.quantiles[index])),
                one.planned.map { .init(text: amount($0.quantiles[index])) }
                    ?? .none(context.say(da: "intet planlagt", en: "nothing planned")),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Koster højst", en: "Costs at most"), .title),
                .init(context.say(da: "Nu", en: "Now"), .number, isNamedWhenFolded: true),
                .init(
                    context.say(da: "Med det planlagte", en: "With what is planned"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "aar", heading: heading).html(table.html)
    }

    private func amount(_ figure: LossFigures.Figure) -> String {
        "\(language.amount(figure.value)) ± \(language.amount(figure.error))"
    }

    // MARK: Measures

    private var measures: HTML {
        guard !numbered.plans.isEmpty else { return HTML() }
        let heading = context.say(da: "Det sparer foranstaltningerne", en: "What the measures save")
        let savings = figures?.dimensions.first?.controls
        let rows = numbered.plans.enumerated().map { index, plan -> WorkTable.Row in
            let waiting = WorkTable.Cell.none(context.say(da: "ikke regnet ud endnu", en: "not worked out yet"))
            let saving = savings.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            let against = language.count(plan.risks.count, RiskWording.plural)
            return WorkTable.Row([
                name(plan, against), saving.map { .init(text: language.amount($0.expected)) } ?? waiting,
                saving.map { .init(text: amount($0.quantiles[2])) } ?? waiting,
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Foranstaltning", en: "Measure"), .title),
                .init(context.say(da: "Ventet pr. år", en: "Expected a year"), .number, isNamedWhenFolded: true),
                .init(
                    context.say(da: "Et dårligt år (1 ud af 20)", en: "A bad year (1 of 20)"), .number,
                    isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "sparer", heading: heading).html(
            """
            \(table.html)<p class="pad small muted">\(context.say(
                da: "Hver linje er det, planen ville koste mere uden den. Linjerne kan ikke lægges sammen, for to foranstaltninger kan hindre det samme.",
                en: "Each line is what the plan would cost more without it. They cannot be added up, since two measures can prevent the same."))</p>
            """)
    }

    private func name(_ plan: NumberedRisks.Plan, _ against: String) -> WorkTable.Cell {
        guard plan.measures.count == 1, let known = try? sight.measure(plan.measures[0]).0 else {
            return .title(
                context.say(
                    da: "\(language.number(plan.measures.count)) andre tilsammen",
                    en: "\(language.number(plan.measures.count)) others together"), nil, why: "\(against)")
        }
        let standing = language(known.standing(on: sight.day).label)
        return .title(
            sight.label(.measure(known.id), language) ?? "FOR-\(known.number)", Route.measure(known.id).link,
            why: "\(standing). \(against)")
    }

    // MARK: Risks

    private var risks: HTML {
        let heading = context.say(da: "Risici med tal", en: "Risks in numbers")
        let ordered = numbered.risks.indices.sorted { left, right in
            let (one, other) = (numbered.expected(left), numbered.expected(right))
            return one == other ? left < right : one > other
        }
        let rows = ordered.prefix(Self.most).compactMap { index -> WorkTable.Row? in
            let id = numbered.risks[index]
            guard let label = sight.label(.risk(id), language) else { return nil }
            let numbers = numbered.numbers[index]
            return WorkTable.Row([
                .title(label, Route.risk(id).link), .init(text: language(numbers.often)),
                .init(text: language(numbers.cost)), .init(text: language.amount(numbered.expected(index))),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Risiko", en: "Risk"), .title),
                .init(context.say(da: "Hvor tit", en: "How often"), isNamedWhenFolded: true),
                .init(context.say(da: "Hvad det koster", en: "What it costs"), isNamedWhenFolded: true),
                .init(context.say(da: "Ventet pr. år", en: "Expected a year"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        let rest: HTML =
            ordered.count > Self.most
            ? "<p class=\"pad muted\">\(context.say(da: "De \(Self.most), der ventes at koste mest, er vist.", en: "The \(Self.most) that are expected to cost most are shown."))</p>"
            : HTML()
        return Panel(id: "risici", heading: heading, isWide: true).html(table.html + rest)
    }

    /// What several of them rest on.
    private var causes: HTML {
        guard !numbered.causes.isEmpty else { return HTML() }
        let heading = context.say(da: "Fælles årsager", en: "Common causes")
        let rows = numbered.causes.prefix(Self.most).compactMap { cause -> Rows.Row? in
            guard let label = sight.label(.asset(cause.asset), language) else { return nil }
            let names = cause.risks.prefix(5).compactMap { sight.label(.risk($0), language) }
            let more = cause.risks.count > names.count ? " …" : ""
            return Rows.Row(
                label: label, link: Route.asset(cause.asset).link,
                end: "\(language.count(cause.risks.count, RiskWording.plural))",
                text: "\(names.joined(separator: "; "))\(more)")
        }
        return Panel(id: "faelles", heading: heading).html(
            """
            <p class="pad">\(context.say(
                da: "Svigter en af dem, er det én hændelse for alle de risici, der hviler på den. Så bliver dårlige år værre, end hvis hver risiko skete for sig.",
                en: "When one of them fails, it is one event for all the risks that rest on it. So bad years are worse than if each risk happened by itself."))</p>\
            \(Rows(rows: Array(rows)).html)
            """)
    }

    /// What has no numbers is in none of the figures, and is named.
    private static func leftOut(without numbered: NumberedRisks?, _ index: RiskIndex, _ context: Context) -> HTML {
        let language = context.language
        let shown = Array(context.sight.risks(without: numbered, in: index).prefix(most))
        guard !shown.isEmpty else { return HTML() }
        let open = context.sight.riskStandings(in: index).reduce(0) { $0 + ($1.key == .closed ? 0 : $1.value) }
        let count = max(open - (numbered?.risks.count ?? 0), shown.count)
        let heading = context.say(da: "Uden tal, og ikke regnet med", en: "Without numbers, and not counted")
        let rest: HTML =
            count > shown.count
            ? "<p class=\"pad muted\">\(context.say(da: "De første \(most) er vist.", en: "The first \(most) are shown.")) <a\(href: Route.riskList)>\(context.say(RiskListPage.title))</a></p>"
            : HTML()
        return Panel(
            id: "udeladt", heading: heading, aside: "\(language.count(count, RiskWording.plural))", isWide: true
        ).html(RiskTable(context: context).rows(shown) + rest)
    }

    // MARK: The rail

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "År, der er spillet", en: "Years played"), text: language.number(simulation.years)),
            .init(context.say(da: "Frø", en: "Seed"), text: "\(simulation.seed)"),
        ]
        if let mean = figures?.dimensions.first?.current.mean {
            rows.append(
                .init(
                    context.say(da: "Ventet, som det blev spillet", en: "Expected, as it was played"),
                    text: amount(mean)))
        }
        let how = context.say(
            da:
                "Samme tal og samme frø giver det samme svar på alle maskiner. Efter ± står standardfejlen. »vaern risk simulate --register« regner det efter.",
            en:
                "The same numbers and the same seed give the same answer on all machines. After ± stands the standard error. “vaern risk simulate --register” works it out again."
        )
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Sådan er der regnet", en: "How it was worked out"),
                SummaryList(rows: rows).html(language) + "<p class=\"small muted\">\(how)</p>"))</div>
            """
    }
}

extension Risk.Numbers {
    /// »én gang på 50 år til én gang på 10 år«
    var often: Phrase {
        let (low, high) = (RiskMethod.often(frequency.low), RiskMethod.often(frequency.high))
        return frequency.low == frequency.high
            ? low : Phrase(da: "\(low.da) til \(high.da)", en: "\(low.en) to \(high.en)")
    }

    /// »100.000 kr. til 5 mio. kr.«
    var cost: Phrase {
        let (low, high) = (RiskMethod.money(loss.low), RiskMethod.money(loss.high))
        return loss.low == loss.high ? low : Phrase(da: "\(low.da) til \(high.da)", en: "\(low.en) to \(high.en)")
    }
}
