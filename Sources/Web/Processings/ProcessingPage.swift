// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One processing: all that its article demands, what of it is missing, and how it was gone through. It prints as it stands.
struct ProcessingPage {
    let known: Processing
    let wording: Processing.Wording
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .processing(known.id) }
    private var own: [(String, String?)] { [("processing", known.id.description)] }

    static func content(_ id: ID<Processing>, in context: Context) throws(Refusal) -> Content {
        let (known, wording) = try context.sight.processing(id)
        return Content(
            wording.label, menu: .processings, ProcessingPage(known: known, wording: wording, context: context).body)
    }

    private var body: HTML {
        let head = Head(
            crumbs: [.init(context.say(ProcessingsPage.title), Route.processings.link), .init(wording.label)],
            title: context.text(wording.title),
            state: [
                known.standing(on: sight.day).tag(language).html, "\(language(wording.capacity.label))",
                "\(context.name(wording.unit))",
            ], acts: acts
        ).html(language)
        return head + notes + Columns.matter(record + uses + reviews, side: rail, isNarrow: true)
            + context.historyPanel([subject])
    }

    private var acts: [HTML] {
        guard !sight.isPast, !known.isEnded(on: sight.day) else { return [] }
        var acts: [HTML] = []
        if sight.may(.setProcessing, about: subject) {
            acts.append(
                Button(context.say(da: "Ret", en: "Change")).link(Link(Route.command(.setProcessing), query: own)))
        }
        if sight.may(.reviewProcessing, about: subject) {
            acts.append(
                Button(context.say(CommandKind.reviewProcessing.label), kind: .primary, icon: .check).link(
                    Link(
                        Route.command(.reviewProcessing), query: own + [("day", language.fieldDay(sight.today))])))
        }
        return acts
    }

    private var notes: HTML {
        var notes = HTML()
        if let reason = known.ending.value(on: sight.day) {
            return Note(.info).html(context.say(da: "Ophørt", en: "Ended"), "\(context.text(reason))")
        }
        if !wording.gaps.isEmpty {
            let gaps = language.list(wording.gaps.map { language($0.label) })
            notes += Note(.warn).html(
                context.say(da: "Fortegnelsen er ikke færdig", en: "The record is not complete"),
                """
                \(context.say(
                    da: "Der mangler \(gaps). Det kræver \(wording.capacity.clause.da) eller politikken.",
                    en: "It lacks \(gaps). \(wording.capacity.clause.en) or the policy demands it."))
                """)
        }
        return notes
    }

    // MARK: The record

    private var record: HTML {
        let missing = context.say(da: "Ikke angivet", en: "Not stated")
        func row(_ da: String, _ en: String, _ value: ValueID?) -> SummaryList.Row? {
            value.map { .init(context.say(da: da, en: en), context.paragraphs($0)) }
        }
        func demanded(_ da: String, _ en: String, _ value: ValueID?) -> SummaryList.Row {
            row(da, en, value) ?? .init(context.say(da: da, en: en), "<span class=\"muted\">\(missing)</span>")
        }
        func lines(_ texts: [String]) -> HTML {
            texts.isEmpty ? "<span class=\"muted\">\(missing)</span>" : "\(each: texts, between: "<br>", { "\($0)" })"
        }
        let isOwn = wording.capacity != .processor
        var rows: [SummaryList.Row?] = [
            isOwn
                ? demanded("Formål", "Purpose", wording.purpose)
                : demanded("Kategorier af behandling", "Categories of processing", wording.purpose)
        ]
        if wording.capacity != .controller {
            rows.append(
                wording.capacity == .processor
                    ? demanded("Dataansvarlige", "Controllers", wording.controllers)
                    : demanded("Fælles dataansvarlige", "Joint controllers", wording.controllers))
        }
        if isOwn || !wording.grounds.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Grundlag (GDPR)", en: "Grounds (GDPR)"),
                    lines(wording.grounds.map { language($0.label) })))
        }
        rows.append(row("Grundlag i anden lov", "Grounds in other law", wording.law))
        rows.append(
            isOwn
                ? demanded("Kategorier af personer", "Categories of people", wording.people)
                : row("Kategorier af personer", "Categories of people", wording.people))
        if isOwn || !wording.data.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Slags oplysninger", en: "Classes of data"),
                    lines(wording.data.map { language($0.label) })))
        }
        rows.append(row("Oplysninger", "Data", wording.kinds))
        rows.append(
            isOwn
                ? demanded("Modtagere", "Recipients", wording.recipients)
                : row("Modtagere", "Recipients", wording.recipients))
        rows.append(
            .init(
                context.say(da: "Overførsel ud af EU og EØS", en: "Transfer out of the EU and the EEA"),
                text: wording.transfer.map { language($0.label) } ?? missing))
        if wording.transfer == .third {
            rows.append(demanded("Lande og organisationer", "Countries and organisations", wording.countries))
            rows.append(
                .init(
                    context.say(da: "Grundlag for overførslen", en: "What the transfer rests on"),
                    lines(wording.safeguards.map { language($0.label) })))
        }
        rows.append(
            isOwn
                ? demanded("Slettefrister", "Limits for erasure", wording.erasure)
                : row("Slettefrister", "Limits for erasure", wording.erasure))
        rows.append(demanded("Sikkerhed", "Security", wording.security))
        return Panel(
            id: "fortegnelse", heading: context.say(da: "Fortegnelsen", en: "The record"),
            aside: "<span class=\"muted\">\(language(wording.capacity.clause))</span>"
        ).padded(SummaryList(rows: rows.compactMap { $0 }, isWide: true).html(language))
    }

    private var uses: HTML {
        let heading = context.say(da: "Det, den bruger", en: "What it uses")
        let rows = wording.assets.compactMap { id -> Rows.Row? in
            guard let (asset, _) = try? sight.asset(id) else { return nil }
            let kind = asset.wording(on: sight.day).map { language($0.kind.label) } ?? ""
            return Rows.Row(
                label: sight.label(.asset(id), language) ?? "", link: Route.asset(id).link, text: "\(kind)")
        }
        guard !rows.isEmpty else {
            return Panel(id: "bruger", heading: heading).html(
                Empty(context.say(da: "Der er ingen aktiver knyttet til den.", en: "No assets are tied to it.")).html)
        }
        return Panel(id: "bruger", heading: heading).html(Rows(rows: rows).html)
    }

    private var reviews: HTML {
        let heading = context.say(da: "Gennemgange", en: "Reviews")
        let made = known.reviews.filter { $0.day <= sight.day }
        let rows = made.reversed().map { one in
            WorkTable.Row([
                .title(
                    language.day(one.day), Route.entry(one.position).link, why: "\(context.text(one.finding))"),
                .init(text: one.by.map { context.name($0, on: one.day) } ?? ""), .init(language.shortTime(one.next)),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Dag", en: "Day"), .title),
                .init(context.say(da: "Registreret af", en: "Recorded by"), .who, room: .notOnPhone),
                .init(context.say(da: "Næste senest", en: "Next by"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Behandlingen er ikke gennemgået endnu.", en: "The processing was never gone through."),
                "<p>\(context.say(da: "Det sker senest et år efter, at den blev registreret.", en: "That is done within a year of its being recorded."))</p>"
            ))
        return Panel(id: "gennemgange", heading: heading).html(table.html)
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Enhed", en: "Unit"), text: context.name(wording.unit)),
            .init(
                context.say(da: "Ansvarlig", en: "Responsible"),
                wording.responsible.map { context.person($0) }
                    ?? "\(context.say(da: "Ingen udpeget", en: "None named"))"),
            .init(
                context.say(da: "Begynder", en: "Begins"),
                wording.begins.map { language.shortTime($0) } ?? "\(context.say(da: "Planlagt", en: "Planned"))"),
        ]
        if !known.isEnded(on: sight.day) {
            rows.append(
                .init(
                    context.say(da: "Gennemgås senest", en: "Reviewed by"),
                    language.shortTime(known.nextReview(on: sight.day))))
        }
        rows.append(
            .init(context.say(da: "Databeskyttelsesrådgiver", en: "Data protection officer"), text: officers))
        rows.append(.init(context.say(da: "Registreret", en: "Recorded"), language.shortTime(known.setOn)))
        var links: [(label: String, link: Link)] = []
        if !sight.isPast, !known.isEnded(on: sight.day), sight.may(.endProcessing, about: subject) {
            links.append(
                (context.say(CommandKind.endProcessing.label), Link(Route.command(.endProcessing), query: own)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om behandlingen", en: "About it"), SummaryList(rows: rows).html(language)))\
            \(Reader.tasks(about: subject, context))\(when: !links.isEmpty, Reader.links(links))</div>
            """
    }

    /// Article 30 asks for the data protection officer beside the controller.
    private var officers: String {
        let all = sight.holders(of: .dpo).map { context.name($0) }
        return all.isEmpty ? context.say(da: "Ingen", en: "None") : language.list(all)
    }
}
