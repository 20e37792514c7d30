// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One internal control: its plan, and each round with its population, its sample and what was found.
struct ControlPage {
    let known: ControlTest
    let plan: ControlTest.Plan
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .controlTest(known.id) }
    private var own: [(String, String?)] { [("control_test", known.id.description)] }

    static func content(_ id: ID<ControlTest>, in context: Context) throws(Refusal) -> Content {
        let (known, plan) = try context.sight.controlTest(id)
        return Content(
            plan.label, menu: .controls, ControlPage(known: known, plan: plan, context: context).body)
    }

    /// What the newest round that is concluded by the day shown found.
    static func tag(_ test: ControlTest, _ context: Context) -> Tag {
        let concluded = test.rounds.last { $0.concludedOn.map { $0 <= context.sight.day } ?? false }
        guard let conclusion = concluded?.conclusion else {
            return Tag(context.say(da: "Ikke udført", en: "Not carried out"))
        }
        return conclusion.failed.isEmpty
            ? Tag(context.say(da: "I orden", en: "As it should be"), .ok)
            : Tag(
                context.say(
                    da: "\(conclusion.failed.count) ikke i orden", en: "\(conclusion.failed.count) wanting"), .warn)
    }

    private var body: HTML {
        let head = Head(
            crumbs: [.init(context.say(ControlsPage.title), Route.controls.link), .init(plan.label)],
            title: context.text(plan.title), state: [Self.tag(known, context).html, "\(context.name(plan.unit))"],
            acts: acts
        ).html(language)
        var note = HTML()
        if let reason = known.retirement.value(on: sight.day) {
            note = Note(.info).html(
                context.say(da: "Udføres ikke mere", en: "Not carried out any more"), "\(context.text(reason))")
        }
        let shown = known.rounds.filter { $0.frozenOn <= sight.day }.reversed()
        let newest = shown.first?.id
        let heading = context.say(da: "Runder", en: "Rounds")
        let rounds =
            shown.isEmpty
            ? Panel(id: "runder", heading: heading).html(
                Empty(context.say(da: "Kontrollen er ikke udført endnu.", en: "The control was not carried out yet."))
                    .html)
            : "\(each: Array(shown), { round($0, isNewest: $0.id == newest) })"
        let method = Panel(id: "metode", heading: context.say(da: "Sådan kontrolleres det", en: "How it is tested"))
            .padded("<p>\(context.text(plan.method))</p>")
        return head + note + Columns.matter(method + rounds, side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    private var acts: [HTML] {
        guard !sight.isPast, known.retirement.value(on: sight.day) == nil else { return [] }
        func button(_ kind: CommandKind, _ query: [(String, String?)] = []) -> HTML {
            Button(context.say(kind.label), kind: .primary).link(Link(Route.command(kind), query: own + query))
        }
        var acts: [HTML] = []
        let failed = known.rounds.last?.conclusion?.failed.isEmpty == false
        if failed, sight.mayEver(.raiseNonconformity) {
            let query: [(String, String?)] = [
                ("requirement", plan.requirement?.description), ("unit", plan.unit.description),
                ("origin", Nonconformity.Origin.internalControl.rawValue),
            ]
            acts.append(
                Button(context.say(CommandKind.raiseNonconformity.label)).link(
                    Link(Route.command(.raiseNonconformity), query: query)))
        }
        guard sight.may(.freezePopulation, about: subject) else { return acts }
        let open = known.rounds.first { $0.conclusion == nil }
        switch open.map({ $0.draw == nil }) {
        case nil: acts.append(button(.freezePopulation))
        case true?: acts.append(button(.drawSample))
        case false?: acts.append(button(.concludeControlTest))
        }
        return acts
    }

    /// The newest in full; of an earlier one the sample is shown on request.
    private func round(_ round: ControlTest.Round, isNewest: Bool) -> HTML {
        let standing = known.standing(of: round, on: sight.day)
        let period = "\(language.day(round.population.from))–\(language.day(round.population.until))"
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Population", en: "Population"),
                """
                \(language.number(round.population.count)) \(context.say(da: "punkter, låst", en: "items, frozen")) \
                \(language.shortTime(round.frozenOn)), <a\(href: Route.entry(round.frozen))>\(context.say(
                    da: "post", en: "entry")) \(language.number(round.frozen))</a>
                """),
            .init(context.say(da: "Kilde", en: "Source"), text: context.text(round.population.source)),
        ]
        if let draw = round.sample(on: sight.day) {
            rows.append(
                .init(
                    context.say(da: "Frø", en: "Seed"),
                    """
                    \(context.say(
                        da: "Revisionssporets rod, da det havde \(language.number(draw.size)) poster",
                        en: "The root of the ledger when it had \(language.number(draw.size)) entries")): \
                    <code>\(draw.root)</code>
                    """))
        }
        if let conclusion = round.conclusion, standing == .concluded {
            rows.append(.init(context.say(da: "Konklusion", en: "Conclusion"), text: context.text(conclusion.finding)))
            if let by = round.by, let day = round.concludedOn {
                rows.append(.init(context.say(da: "Af", en: "By"), text: context.name(by, on: day)))
            }
        }
        let tag = standing == .concluded ? roundTag(round) : Tag(language(standing.label), .info)
        let evidence = round.conclusion.map { context.evidenceRows($0.evidence) } ?? HTML()
        let facts = SummaryList(rows: rows, isWide: true).html(language)
        guard isNewest else {
            return Panel(id: "r\(round.frozen)", heading: period, aside: tag.html).padded(
                """
                \(facts)\(when: round.sample(on: sight.day) != nil, "<details><summary>\(sampleLabel(round))</summary>\(sample(round))</details>")
                """)
        }
        return Panel(id: "r\(round.frozen)", heading: period, aside: tag.html).html(
            "<div class=\"pad\">\(facts)</div>\(sample(round))\(when: standing == .concluded, evidence)")
    }

    /// How much was drawn, beside how much it was drawn from.
    private func sampleLabel(_ round: ControlTest.Round) -> String {
        let drawn = round.sample(on: sight.day)?.items.count ?? 0
        return context.say(
            da: "Stikprøve: \(drawn) af \(round.population.count)", en: "Sample: \(drawn) of \(round.population.count)")
    }

    private func roundTag(_ round: ControlTest.Round) -> Tag {
        let failed = round.conclusion?.failed.count ?? 0
        return failed == 0
            ? Tag(context.say(da: "I orden", en: "As it should be"), .ok)
            : Tag(context.say(da: "\(failed) ikke i orden", en: "\(failed) wanting"), .warn)
    }

    /// The sample beside how much it was drawn from.
    private func sample(_ round: ControlTest.Round) -> HTML {
        guard let draw = round.sample(on: sight.day) else { return HTML() }
        let lines = sight.text(round.population.items).map { $0.split(separator: "\n").map(String.init) } ?? []
        let heading = sampleLabel(round)
        let isConcluded = known.standing(of: round, on: sight.day) == .concluded
        let rows = draw.items.map { number -> WorkTable.Row in
            let item = lines.indices.contains(number - 1) ? lines[number - 1] : context.say(Sentence.erased)
            var tag = Tag(context.say(da: "Udtrukket", en: "Drawn"))
            if isConcluded, let conclusion = round.conclusion {
                tag =
                    conclusion.failed.contains(number)
                    ? Tag(context.say(da: "Ikke i orden", en: "Wanting"), .warn)
                    : conclusion.untested.contains(number)
                        ? Tag(context.say(da: "Kunne ikke kontrolleres", en: "Not tested"))
                        : Tag(context.say(da: "I orden", en: "As it should be"), .ok)
            }
            return WorkTable.Row([
                .init(number, language), .init(text: item), .init(tag.html),
            ])
        }
        return WorkTable(
            caption: heading, isCaptionShown: true,
            columns: [
                .init(context.say(da: "Nummer", en: "Number"), .key), .init(context.say(da: "Punkt", en: "Item")),
                .init(context.say(da: "Resultat", en: "Result"), .end),
            ], groups: [.init(nil, rows)]
        ).html
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = []
        if let id = plan.requirement {
            let label = sight.label(.requirement(id), language) ?? context.say(Sentence.erased)
            rows.append(
                .init(context.say(da: "Krav", en: "Requirement"), "<a\(href: Route.requirement(id))>\(label)</a>"))
        }
        rows += [
            .init(context.say(da: "Ser på", en: "Looks at"), text: context.name(plan.unit)),
            .init(context.say(da: "Udføres", en: "Carried out"), text: context.rhythm(.months(plan.months))),
            .init(context.say(da: "Stikprøve", en: "Sample"), text: language.number(plan.size)),
            .init(context.say(da: "Planlagt", en: "Planned"), language.shortTime(known.plannedOn)),
        ]
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, known.retirement.entries.isEmpty, sight.may(.retireControlTest, about: subject) {
            links.append(
                (context.say(CommandKind.retireControlTest.label), Link(Route.command(.retireControlTest), query: own)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om kontrollen", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(when: !links.isEmpty, Reader.links(links))</div>
            """
    }
}
