// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What stands above the picture and the register: which reader, which stage, whose risk, and which risks.
struct RiskFilters {
    let choice: RiskChoice
    let context: Context
    let route: Route

    private var language: Language { context.language }
    private var day: Day { context.sight.day }

    /// The three readers of the same numbers.
    var tabs: HTML {
        """
        <nav class="tabs" aria-label="\(context.say(da: "Læser", en: "Reader"))">\(each: RiskChoice.Tab.allCases, { tab in
            let link = choice.with { ($0.tab, $0.likelihood, $0.consequence) = (tab, nil, nil) }.link(route, day: day)
            return "<a\(href: link)\(attribute: "aria-current", tab == choice.tab ? "page" : nil)>\(language(tab.label))</a>"
        })</nav>
        """
    }

    /// Stage and perspective as links.
    var switches: HTML {
        let stages = Risk.Stage.allCases.map { stage in
            (
                language(stage.label),
                choice.with { ($0.stage, $0.likelihood, $0.consequence) = (stage, nil, nil) }.link(route, day: day),
                stage == choice.stage
            )
        }
        let perspectives = RiskMethod.Perspective.allCases.map { perspective in
            (
                perspective == .organisation
                    ? context.say(da: "Organisationen", en: "The organisation")
                    : context.say(da: "Borgerne", en: "Citizens"),
                choice.with { ($0.perspective, $0.likelihood, $0.consequence) = (perspective, nil, nil) }.link(
                    route, day: day),
                perspective == choice.perspective
            )
        }
        return """
            <div class="filters">\(Segments(
                id: "vurdering", label: context.say(da: "Vurdering", en: "Stage"), items: stages).html)\
            \(Segments(id: "for", label: context.say(da: "Risiko for", en: "Risk to"), items: perspectives).html)</div>
            """
    }

    /// Unit, asset, level and standing; with `isMoving` also the day that movement is counted from.
    func form(isMoving: Bool) -> HTML {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let units = context.unitOptions(
            context.say(da: "Alle enheder", en: "All units"), chosen: choice.unit, isOpen: true)
        let assets = Options.assets(chosen: choice.asset.map { [$0.description] } ?? [], in: context)
        var filters: [FilterForm.Filter] = [
            .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
            .init(
                name: "aktiv", label: context.say(da: "Aktiv", en: "Asset"),
                control: .choice(
                    every + assets.map { (value: $0.value, label: $0.label) }, chosen: choice.asset?.description ?? "")),
            .init(
                name: "niveau", label: context.say(da: "Niveau", en: "Level"),
                control: .choice(
                    every + RiskMethod.Level.allCases.reversed().map { ($0.rawValue, language($0.label)) },
                    chosen: choice.level?.rawValue ?? "")),
            .init(
                name: "status", label: context.say(da: "Status", en: "Standing"),
                control: .choice(
                    every + RiskChoice.Only.all.map { ($0.text, language($0.label)) },
                    chosen: choice.only?.text ?? "")),
        ]
        if isMoving {
            var days = RiskTrend.days(until: day, 9).dropLast().reversed() as [Day]
            if !days.contains(choice.since) { days.insert(choice.since, at: 0) }
            filters.append(
                .init(
                    name: "siden", label: context.say(da: "Bevægelse siden", en: "Movement since"),
                    control: .choice(
                        days.map { ($0.description, language.shortDay($0)) }, chosen: choice.since.description)))
        }
        let kept = choice.query(day: day).compactMap { name, value in
            ["vis", "vurdering", "for"].contains(name) ? value.map { (name, $0) } : nil
        }
        return FilterForm(
            action: route.link, filters: filters, kept: kept,
            files: context.files(of: .riskList, choice.with { $0.tab = .strategic }.query(day: day))
        ).html(language)
    }
}
