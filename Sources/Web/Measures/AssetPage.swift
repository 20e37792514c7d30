// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One asset of any kind: each of its needs with what meets it, how available it was, who may use it, and what else is known
/// of it.
struct AssetPage {
    let known: Domain.Asset
    let wording: Domain.Asset.Wording
    let context: Context

    var sight: Sight { context.sight }
    var language: Language { context.language }
    private var subject: Subject { .asset(known.id) }
    private var own: [(String, String?)] { [("asset", known.id.description)] }

    static func content(_ id: ID<Domain.Asset>, in context: Context) throws(Refusal) -> Content {
        let (known, wording) = try context.sight.asset(id)
        return Content(
            wording.label, menu: .assets, AssetPage(known: known, wording: wording, context: context).body)
    }

    private var body: HTML {
        var state: [HTML] = []
        if let worst {
            state.append(worst.tag(language).html)
        }
        state += marks
        state.append("\(context.name(wording.unit))")
        if wording.isShared {
            state.append("\(context.say(da: "fælleskommunal", en: "shared by the municipalities"))")
        }
        let head = Head(
            crumbs: [.init(context.say(AssetsPage.title), Route.assets.link), .init(wording.label)],
            title: context.text(wording.name), state: state, acts: acts
        ).html(language)
        let gone: HTML =
            known.retirement.value(on: sight.day).map { reason in
                Note(.info).html(context.say(da: "Taget ud af brug", en: "Retired"), "\(context.text(reason))")
            } ?? HTML()
        let about: HTML =
            wording.about.map { about in
                Panel(id: "om", heading: context.say(da: "Hvad det bruges til", en: "What it is used for")).padded(
                    context.paragraphs(about))
            } ?? HTML()
        return head + gone
            + Columns.matter(
                context.kept(.compliance(.needs(known.id))) { needs }
                    + context.kept(.compliance(.around(known.id))) { dependence.panels }
                    + context.kept(.compliance(.assetRisks(known.id))) {
                        AssetRisks(known: known, context: context).html
                    }
                    + availability + access
                    + requirements + context.processingRows(using: known.id) + about + products + inventory,
                side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    var dependence: DependencePanels { DependencePanels(known: known, context: context) }

    /// The worst of its needs; nil where it has none, or is no longer in use.
    private var worst: NeedStanding? {
        guard known.holds(on: sight.day) else { return nil }
        let all = ControlAttributes.Property.allCases.map { standing($0) }
        return [NeedStanding.missing, .wanting, .untested, .met].first { all.contains($0) }
    }

    private func standing(_ property: ControlAttributes.Property) -> NeedStanding {
        sight.standing(of: .init(asset: known.id, property: property))
    }

    private var acts: [HTML] {
        guard !sight.isPast, known.holds(on: sight.day) else { return [] }
        var acts: [HTML] = []
        if sight.riskMethod != nil, sight.may(.appraiseRisk, about: subject) {
            acts.append(
                Button(context.say(AppraisalPage.title)).link(AppraisalKey(known.id, nil).link(1)))
        }
        if sight.may(.setAsset, about: subject) {
            acts.append(
                Button(context.say(da: "Ret", en: "Change")).link(
                    Link(Route.command(.setAsset), query: own)))
        }
        if wording.kind.takes(.products), sight.may(.recordInventory, about: subject) {
            acts.append(
                Button(context.say(CommandKind.recordInventory.label)).link(
                    Link(Route.command(.recordInventory), query: own)))
        }
        if !wording.target.isEmpty, sight.may(.measureAvailability, about: subject) {
            acts.append(
                Button(context.say(CommandKind.measureAvailability.label)).link(
                    Link(Route.command(.measureAvailability), query: own)))
        }
        if wording.months != nil, sight.may(.reviewAssetAccess, about: subject) {
            acts.append(
                Button(context.say(CommandKind.reviewAssetAccess.label), kind: .primary, icon: .check).link(
                    Link(Route.command(.reviewAssetAccess), query: own + [("day", language.fieldDay(sight.today))])))
        }
        return acts
    }

    // MARK: Needs

    private var needs: HTML {
        let all = sight.inherited(by: known.id)
        return HTML(
            joining: [dependence.needs(all)] + ControlAttributes.Property.allCases.map { need($0, all) }
                + [authenticity(all)])
    }

    private func need(_ property: ControlAttributes.Property, _ all: InheritedNeeds) -> HTML {
        let need = wording[property]
        let found = sight.measures(for: .init(asset: known.id, property: property))
        let name = property.field
        let plan: HTML =
            all.needs[property] != .none && found.isEmpty && !sight.isPast && known.holds(on: sight.day)
                && sight.mayEver(.setMeasure)
            ? """
            <p class="pad"><a\(href: Link(
                Route.command(.setMeasure), query: [(name, known.id.description), ("unit", wording.unit.description)]))>\
            \(context.say(CommandKind.setMeasure.label))<span class="vh"> \(language(property.label))</span></a></p>
            """ : HTML()
        let rows = found.isEmpty ? HTML() : context.measureRows(found)
        return Panel(
            id: name, heading: language(property.label), aside: standing(property).tag(language).html
        ).html(
            """
            <div class="pad">\(said(need) { $0.meaning(of: property) })\(if: dependence.inherits(property, all), {
                "<p>\($0).</p>"
            })</div>\(rows)\(plan)
            """)
    }

    /// How much it needs, and why; or that nobody has said.
    func said(_ need: Domain.Asset.Need?, _ meaning: (Domain.Asset.Level) -> Phrase) -> HTML {
        guard let need else {
            return
                "<p>\(context.say(da: "Ingen har vurderet det for sig selv.", en: "Nobody has assessed it for itself."))</p>"
        }
        return """
            <p><b>\(language(need.level.label)):</b> \(language(meaning(need.level)).lowercasedFirst).</p>\
            <p>\(context.text(need.reason))</p>
            """
    }

    // MARK: Availability

    private var availability: HTML {
        guard !wording.target.isEmpty || !known.measurements.isEmpty else { return HTML() }
        let heading = context.say(da: "Målt tilgængelighed", en: "Measured availability")
        let made = known.measurements.filter { $0.day <= sight.day }.sorted {
            ($0.until, $0.position) > ($1.until, $1.position)
        }
        let rows = made.map { one -> WorkTable.Row in
            let isMet = known.isMet(one)
            return WorkTable.Row([
                .title(
                    "\(language.day(one.from))–\(language.day(one.until))", Route.entry(one.position).link,
                    why: one.note.map { "\(context.text($0))" }),
                .init(text: language.list(context.words(one.measured))),
                .init(
                    (isMet
                        ? Tag(context.say(da: "Nået", en: "Met"), .ok)
                        : Tag(context.say(da: "Ikke nået", en: "Not met"), .bad)).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Periode", en: "Period"), .title),
                .init(context.say(da: "Målt", en: "Measured"), isNamedWhenFolded: true),
                .init(context.say(da: "Mål", en: "Target"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Det er ikke målt endnu.", en: "It has not been measured yet.")))
        return Panel(id: "maalt", heading: heading).html(table.html)
    }

    // MARK: Access

    private var access: HTML {
        let heading = context.say(da: "Hvem må bruge det", en: "Who may use it")
        let made = known.reviews.filter { $0.day <= sight.day }
        guard wording.users != nil || !made.isEmpty else { return HTML() }
        let rows = made.reversed().map { one in
            WorkTable.Row([
                .title(
                    language.day(one.day), Route.entry(one.position).link, why: "\(context.text(one.finding))"),
                .init(one.outcome.tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Gennemgange af adgange", en: "Reviews of access"),
            columns: [
                .init(context.say(da: "Gennemgået", en: "Reviewed"), .title),
                .init(context.say(da: "Resultat", en: "Result"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Adgangene er ikke gennemgået endnu.", en: "Access was never reviewed.")))
        return Panel(id: "adgange", heading: heading).html(
            "<div class=\"pad\">\(if: wording.users, { context.paragraphs($0) })</div>\(table.html)"
                + context.evidenceRows(made.last?.evidence ?? []))
    }

    private var requirements: HTML {
        let all = sight.requirements(binding: known.id)
        guard !all.isEmpty else { return HTML() }
        let rows = all.map { one in
            Rows.Row(
                label: sight.label(.requirement(one.id), language) ?? "", link: Route.requirement(one.id).link,
                end: sight.compliance(of: one).tag(language).html)
        }
        return Panel(id: "krav", heading: context.say(da: "Krav til det", en: "Requirements that bind it"))
            .html(Rows(rows: rows).html)
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Ejes af", en: "Owned by"), text: context.name(wording.unit))
        ]
        if let owner = wording.owner {
            rows.append(
                .init(ownerLabel, text: context.name(owner, on: sight.day)))
        }
        rows += more
        if wording.kind.takes(.target) {
            let target = context.words(wording.target)
            rows.append(
                .init(
                    context.say(da: "Mål for tilgængelighed", en: "Availability target"),
                    text: target.isEmpty ? context.say(da: "Intet", en: "None") : language.list(target)))
        }
        if let months = wording.months {
            rows.append(
                .init(
                    context.say(da: "Adgange gennemgås", en: "Access reviewed"),
                    text: context.say(da: "hver \(months). måned", en: "every \(months) months")))
        }
        rows.append(.init(context.say(da: "Registreret", en: "Registered"), language.shortTime(known.setOn)))
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, known.holds(on: sight.day), sight.may(.retireAsset, about: subject) {
            links.append(
                (context.say(CommandKind.retireAsset.label), Link(Route.command(.retireAsset), query: own)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om aktivet", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(Reader.tasks(about: subject, context))\(when: !links.isEmpty, Reader.links(links))</div>
            """
    }
}

extension Domain.Asset.AccessReview.Outcome {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .inOrder, .corrected: Tag(language(label), .ok)
        case .wanting: Tag(language(label), .bad)
        }
    }
}

extension Context {
    /// »99,9 procent«, »nede højst 4 timer«, »tab højst 1 time«: what of it is given.
    func words(_ target: Domain.Asset.Target) -> [String] {
        func hours(_ count: Int) -> String {
            count == 1 ? say(da: "1 time", en: "1 hour") : say(da: "\(count) timer", en: "\(count) hours")
        }
        return [
            target.available.map { say(da: "\(percent($0)) procent", en: "\(percent($0)) %") },
            target.recovery.map { say(da: "nede \(hours($0))", en: "away \(hours($0))") },
            target.loss.map { say(da: "tab \(hours($0))", en: "loss \(hours($0))") },
        ].compactMap { $0 }
    }

    /// Hundredths as a number with the decimals that it has.
    func percent(_ hundredths: Int) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        guard rest > 0 else { return "\(whole)" }
        let decimals = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(whole)\(say(da: ",", en: "."))\(decimals)"
    }
}
