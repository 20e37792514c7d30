// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One requirement: what it demands, whether it is followed, what proves it, and what it counts for.
struct RequirementPage {
    let known: Requirement
    let wording: Requirement.Wording
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .requirement(known.id) }
    private var own: [(String, String?)] { [("requirement", known.id.description)] }

    static func content(_ id: ID<Requirement>, in context: Context) throws(Refusal) -> Content {
        let (known, wording) = try context.sight.requirement(id)
        let page = RequirementPage(known: known, wording: wording, context: context)
        return Content(
            wording.label, menu: .requirements,
            context.kept(.compliance(.requirement(id))) { page.body(context.text(wording.demand)) }
                + context.historyPanel([page.subject]))
    }

    private func body(_ demand: String) -> HTML {
        let compliance = sight.compliance(of: known)
        let newest = known.assessment(by: sight.day)
        var state: [HTML] = [compliance.tag(language).html, "\(context.name(wording.unit))"]
        if let end = sight.end(of: known), end <= sight.day {
            state.append(Tag(context.say(da: "Gælder ikke længere", en: "Holds no more")).html)
        }
        var body = Head(
            crumbs: [.init(context.say(RequirementsPage.title), Route.requirements.link), .init(wording.label)],
            title: demand.hasSuffix(".") ? String(demand.dropLast()) : demand, state: state, acts: acts(newest)
        ).html(language)
        if compliance == .unproven {
            body += Note(.warn).html(
                context.say(da: "Udokumenteret", en: "Unproven"),
                """
                \(context.say(
                    da: "Kravet er vurderet som efterlevet, men ingen dokumentation gælder på den viste dag.",
                    en: "The requirement was found to be complied with, but no evidence holds on the day shown."))
                """)
        }
        if sight.hasRiskAssessment(known) == false {
            body += Note(.warn).html(
                context.say(da: "Der mangler en risikovurdering", en: "A risk assessment is missing"),
                """
                \(context.say(
                    da: "Kravet forlanger en risikovurdering. Henvis til en, der er højst et år gammel, som dokumentation, når du vurderer kravet.",
                    en: "The requirement demands a risk assessment. Cite one that is at most a year old as evidence when you assess the requirement."))
                """)
        }
        if let newest, known.isReworded(since: newest, by: sight.day) {
            body += Note(.warn).html(
                context.say(da: "Kravet er rettet siden vurderingen", en: "Amended since it was assessed"),
                """
                \(context.say(
                    da: "Det, der blev fundet, handler om en anden ordlyd. Vurdér kravet igen.",
                    en: "What was found is about another wording. Assess the requirement anew."))
                """)
        }
        if let reason = known.withdrawal.value(on: sight.day) {
            body += Note(.info).html(context.say(da: "Trukket tilbage", en: "Withdrawn"), "\(context.text(reason))")
        }
        let matter = changed + assessments + measures + clauses + nonconformities
        return body + Columns.matter(matter, side: rail, isNarrow: true)
    }

    private func acts(_ newest: Assessment.Made?) -> [HTML] {
        guard !sight.isPast, sight.holds(known) else { return [] }
        var acts: [HTML] = []
        if sight.may(.amendRequirement, about: subject) {
            acts.append(
                Button(context.say(CommandKind.amendRequirement.label)).link(
                    Link(Route.command(.amendRequirement), query: own + filled)))
        }
        if newest?.result.isWanting == true, sight.mayEver(.raiseNonconformity) {
            let query: [(String, String?)] =
                own + [("unit", wording.unit.description), ("origin", Nonconformity.Origin.assessment.rawValue)]
            acts.append(
                Button(context.say(CommandKind.raiseNonconformity.label)).link(
                    Link(Route.command(.raiseNonconformity), query: query)))
        }
        if sight.may(.assessRequirement, about: subject) {
            acts.append(
                Button(context.say(CommandKind.assessRequirement.label), kind: .primary, icon: .check).link(
                    Link(Route.command(.assessRequirement), query: own + period(newest))))
        }
        return acts
    }

    /// The next period begins where the last one ended; the first covers a rhythm.
    private func period(_ newest: Assessment.Made?) -> [(String, String?)] {
        var from = newest.map { $0.until + 1 } ?? known.statedOn
        if from > sight.today { from = sight.today }
        return [("from", language.fieldDay(from)), ("to", language.fieldDay(sight.today))]
    }

    /// The wording as the form to amend it has it.
    private var filled: [(String, String?)] {
        ComplianceFields(sight: sight, day: "").fields(wording.amendment)
    }

    /// That the paragraph reads otherwise in the version in force than in the one it was found in.
    private var changed: HTML {
        guard case .paragraph(let id, let paragraph, let version) = wording.source,
            let document = try? sight.document(id), let now = document.versionInForce(on: sight.day),
            now.id != version, let before = document.versions.first(where: { $0.id == version }),
            sight.sees(now, of: document), sight.sees(before, of: document),
            let old = sight.text(of: before)?.blocks.first(where: { $0.id == paragraph })?.printed
        else { return HTML() }
        let new = sight.text(of: now)?.blocks.first { $0.id == paragraph }?.printed
        guard new != old else { return HTML() }
        let text =
            new == nil
            ? context.say(
                da:
                    "Afsnittet står ikke i version \(now.draft.number), der gælder nu. Ret kravet, eller træk det tilbage.",
                en:
                    "The paragraph is not in version \(now.draft.number), which is in force. Amend or withdraw the requirement."
            )
            : context.say(
                da:
                    "Afsnittet lyder anderledes i version \(now.draft.number), der gælder nu. Se kravet efter, og ret det.",
                en:
                    "The paragraph reads otherwise in version \(now.draft.number), which is in force. Look at the requirement and amend it."
            )
        return Note(.warn).html(context.say(da: "Afsnittet er ændret", en: "The paragraph has changed"), "\(text)")
    }

    // MARK: Record format 1

    private var assessments: HTML {
        let heading = context.say(da: "Vurderinger", en: "Assessments")
        let made = known.assessments.filter { $0.day <= sight.day }.sorted {
            ($0.day, $0.position) > ($1.day, $1.position)
        }
        guard let newest = made.first else {
            return Panel(id: "vurderinger", heading: heading).html(
                Empty(
                    context.say(da: "Kravet er ikke vurderet.", en: "The requirement was never assessed."),
                    """
                    <p>\(context.say(
                        da: "En vurdering siger for en periode, om kravet er fulgt, hvordan det er undersøgt, og hvad der viser det.",
                        en: "An assessment says for a period whether the requirement is followed, how that was looked at, and what shows it."))</p>
                    """
                ).html)
        }
        return Panel(
            id: "vurderinger", heading: context.say(da: "Seneste vurdering", en: "Newest assessment"),
            aside: newest.result.tag(language).html
        ).html(assessment(newest)) + earlier(Array(made.dropFirst()))
    }

    /// The assessments before the newest, in a line each.
    private func earlier(_ made: [Assessment.Made]) -> HTML {
        guard !made.isEmpty else { return HTML() }
        let heading = context.say(da: "Tidligere vurderinger", en: "Earlier assessments")
        let rows = made.map { one -> WorkTable.Row in
            let cited = one.evidence.compactMap { id -> HTML? in
                guard let (_, giving) = try? sight.evidence(id) else { return nil }
                return "<a\(href: Route.evidence(id))>\(giving.label)</a> "
            }
            // The whole of record format 1, in the space of two lines.
            let why: HTML = """
                \(language.shortTime(one.from))–\(language.shortTime(one.until)), \
                \(language(one.method.label).lowercased()): \(if: one.sample, { "\(context.text($0)) " })\
                \(context.text(one.finding))
                """
            return WorkTable.Row([
                .title(language.day(one.day), nil, why: why),
                cited.isEmpty ? .none(context.say(da: "ingen", en: "none")) : .init("\(each: cited, { $0 })"),
                .init(one.result.tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Vurderet", en: "Assessed"), .title),
                .init(context.say(da: "Dokumentation", en: "Evidence"), isNamedWhenFolded: true),
                .init(context.say(da: "Resultat", en: "Result"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(id: "tidligere", heading: heading).html(table.html)
    }

    private func assessment(_ made: Assessment.Made) -> HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Vurderet", en: "Assessed"), language.shortTime(made.day)),
            .init(
                context.say(da: "Periode", en: "Period"),
                "\(language.shortTime(made.from))–\(language.shortTime(made.until))"),
            .init(context.say(da: "Metode", en: "Method"), text: language(made.method.label)),
        ]
        if let sample = made.sample {
            rows.append(.init(context.say(da: "Stikprøve", en: "Sample"), "\(context.text(sample))"))
        }
        rows.append(.init(context.say(da: "Fundet", en: "Found"), "\(context.text(made.finding))"))
        if let assessor = made.assessor {
            rows.append(
                .init(context.say(da: "Vurderet af", en: "Assessed by"), text: context.name(assessor, on: made.day)))
        }
        if let next = made.next {
            rows.append(.init(context.say(da: "Næste senest", en: "Next by"), language.shortTime(next)))
        }
        if made.evidence.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Dokumentation", en: "Evidence"), text: context.say(da: "Ingen", en: "None")))
        }
        return """
            <div class="pad">\(SummaryList(rows: rows, isWide: true).html(language))</div>\
            \(context.evidenceRows(made.evidence))
            """
    }

    /// What is done about it; of a law that is asked for.
    private var measures: HTML {
        let all = sight.measures(for: known.id)
        let lacks = sight.lacksMeasure(known)
        let mayAdd = !sight.isPast && sight.holds(known) && sight.mayEver(.setMeasure)
        guard !all.isEmpty || lacks || mayAdd else { return HTML() }
        let add: HTML =
            mayAdd
            ? """
            <a\(href: Link(Route.command(.setMeasure), query: [
                ("requirements", known.id.description), ("unit", wording.unit.description),
            ]))>\(context.say(CommandKind.setMeasure.label))</a>
            """ : HTML()
        let none = Empty(
            lacks
                ? context.say(
                    da: "Loven gælder, og der er ingen foranstaltning.", en: "The law applies, and there is no measure."
                )
                : context.say(da: "Ingen foranstaltning er knyttet til kravet.", en: "No measure serves it.")
        ).html
        let missing: HTML =
            lacks && !all.isEmpty
            ? """
            <p class="pad">\(Tag(context.say(da: "Ikke alle aktiver er med", en: "Not all assets are covered"), .warn).html)</p>
            """ : HTML()
        return Panel(id: "foranstaltninger", heading: context.say(MeasuresPage.title), aside: add).html(
            all.isEmpty ? none : context.measureRows(all) + missing)
    }

    // MARK: What it counts for

    private var clauses: HTML {
        let heading = context.say(da: "Rammeværker", en: "Frameworks")
        let mayUnmap = sight.may(.unmapRequirement, about: subject)
        let rows = known.mappings(on: sight.day).map { clause, mapping -> WorkTable.Row in
            var cells: [WorkTable.Cell] = [
                .title(
                    context.name(clause), Route.clause(clause.framework, clause.clause).link,
                    why: "\(context.text(mapping.rationale))"),
                .init(text: language(mapping.relation.label)),
            ]
            if mayUnmap {
                let link = Link(Route.command(.unmapRequirement), query: own + [("clause", clause.description)])
                cells.append(
                    .init(
                        """
                        <a\(href: link)>\(context.say(da: "Fjern", en: "Remove"))\
                        <span class="vh"> \(context.name(clause))</span></a>
                        """))
            }
            return WorkTable.Row(cells)
        }
        var columns: [WorkTable.Column] = [
            .init(context.say(da: "Bestemmelse", en: "Clause"), .title),
            .init(context.say(da: "Kravet", en: "The requirement")),
        ]
        if mayUnmap { columns.append(.init(context.say(da: "Handling", en: "Act"), .end)) }
        let table = WorkTable(
            caption: heading, columns: columns, groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Kravet tæller ikke i et rammeværk.", en: "The requirement counts in no framework."),
                """
                <p>\(context.say(
                    da: "Forbind det, så dets dokumentation også tæller dér, så langt den rækker.",
                    en: "Connect it, so that its evidence counts there too, as far as it goes."))</p>
                """))
        let add: HTML =
            sight.may(.mapRequirement, about: subject)
            ? "<a\(href: Link(Route.command(.mapRequirement), query: own))>\(context.say(da: "Forbind", en: "Connect"))</a>"
            : HTML()
        return Panel(id: "rammevaerker", heading: heading, aside: add).html(table.html)
    }

    private var nonconformities: HTML {
        let all = sight.nonconformities(of: known.id)
        guard !all.isEmpty else { return HTML() }
        let rows = all.reversed().map { one in
            Rows.Row(
                label: sight.label(.nonconformity(one.id), language) ?? context.say(Sentence.erased),
                link: Route.nonconformity(one.id).link, end: one.standing(on: sight.day).tag(language).html,
                text: language.shortTime(one.day))
        }
        return Panel(id: "afvigelser", heading: context.say(NonconformitiesPage.title)).html(Rows(rows: rows).html)
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Kilde", en: "Source"), context.source(of: wording)),
            .init(context.say(da: "Ansvarlig", en: "Responsible"), text: context.name(wording.unit)),
            .init(context.say(da: "Vurderes", en: "Assessed"), text: context.rhythm(wording.rhythm)),
            .init(context.say(da: "Vises ved", en: "Shown by"), text: context.text(wording.expected)),
        ]
        if case .law(_, let binds, let from, let until) = wording.source {
            rows.append(
                .init(
                    context.say(da: "Binder", en: "Binds"),
                    text: binds.map { context.text($0) }
                        ?? context.say(da: "Hele organisationen", en: "The whole organisation")))
            rows.append(
                .init(
                    context.say(da: "Gælder", en: "In force"),
                    until.map { "\(language.shortTime(from))–\(language.shortTime($0))" }
                        ?? "\(context.say(da: "Fra", en: "From")) \(language.shortTime(from))"))
        }
        func add(_ label: Phrase, _ words: [Phrase]) {
            guard !words.isEmpty else { return }
            let names = words.enumerated().map {
                $0.offset == 0 ? language($0.element) : language($0.element).lowercased()
            }
            rows.append(.init(context.say(label), text: language.list(names)))
        }
        add(Phrase(da: "Område", en: "Area"), wording.areas.map(\.label))
        add(Phrase(da: "Beskytter", en: "Protects"), wording.properties.map(\.label))
        let solutions = wording.assets.compactMap { id -> HTML? in
            guard let (_, solution) = try? sight.asset(id) else { return nil }
            return "<a\(href: Route.asset(id))>\(context.text(solution.name))</a>"
        }
        if !solutions.isEmpty {
            rows.append(
                .init(context.say(AssetsPage.title), "\(each: solutions, { "<div>\($0)</div>" })"))
        }
        if let isLinked = sight.hasRiskAssessment(known) {
            rows.append(
                .init(
                    context.say(da: "Risikovurdering", en: "Risk assessment"),
                    text: isLinked
                        ? context.say(da: "Kræves; en gyldig er knyttet", en: "Demanded; a current one is linked")
                        : context.say(da: "Kræves; ingen gyldig er knyttet", en: "Demanded; no current one is linked")))
        }
        rows.append(.init(context.say(da: "Oprettet", en: "Stated"), language.shortTime(known.statedOn)))
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, sight.holds(known), sight.may(.withdrawRequirement, about: subject) {
            links.append(
                (
                    context.say(CommandKind.withdrawRequirement.label),
                    Link(Route.command(.withdrawRequirement), query: own)
                ))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om kravet", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(Reader.tasks(about: subject, context))\(when: !links.isEmpty, Reader.links(links))</div>
            """
    }
}
