// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Internal and external control: what is planned, what was found, and which days of the years no auditor has covered
/// (policy §7.3).
enum ControlsPage {
    static let title = Phrase(da: "Kontrol", en: "Control")

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let all = sight.controlTests
        let running = all.filter { !isRetired($0, sight) }
        let late = running.filter { test in
            sight.duties(about: .controlTest(test.id)).contains { $0.standing(on: sight.day) == .overdue }
        }.count
        let sentence =
            late == 0
            ? context.say(
                da: "\(running.count) interne kontroller udføres, og ingen af dem er forsinket.",
                en: "\(running.count) internal controls are carried out, and none of them is late.")
            : context.say(
                da: "\(running.count) interne kontroller udføres, og \(late) af dem er forsinket.",
                en: "\(running.count) internal controls are carried out, and \(late) of them are late.")
        var acts: [HTML] = []
        if sight.mayEver(.openAuditEngagement) {
            acts.append(
                Button(context.say(CommandKind.openAuditEngagement.label)).link(
                    Route.command(.openAuditEngagement).link))
        }
        if sight.mayEver(.recordAudit) {
            acts.append(Button(context.say(CommandKind.recordAudit.label)).link(Route.command(.recordAudit).link))
        }
        if sight.mayEver(.planControlTest) {
            acts.append(
                Button(context.say(CommandKind.planControlTest.label), kind: .primary, icon: .plus)
                    .link(Route.command(.planControlTest).link))
        }
        let head = Head(title: context.say(title), sentence: "\(sentence)", acts: acts).html(language)
        let files = FilterForm(
            action: Route.controls.link, filters: [], files: context.files(of: .controls, []))
        return Content(
            context.say(title), menu: .controls,
            head + files.html(language) + tests(all, context) + AuditEngagementPage.panel(context) + audits(context)
                + context.oscalPanel(of: .requirements, [.plan, .results]))
    }

    static func isRetired(_ test: ControlTest, _ sight: Sight) -> Bool {
        test.retiredOn.map { $0 <= sight.day } ?? false
    }

    private static func tests(_ all: [ControlTest], _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let heading = context.say(da: "Intern kontrol", en: "Internal control")
        let rows = all.compactMap { test -> WorkTable.Row? in
            guard let plan = test.plan else { return nil }
            let newest = test.rounds.last { $0.concludedOn.map { $0 <= sight.day } ?? false }
            let due = sight.duties(about: .controlTest(test.id)).first { $0.standing(on: sight.day) != .done }?.due
            let none = context.say(da: "ingen", en: "none")
            var last: WorkTable.Cell = .none(none)
            if let day = newest?.concludedOn { last = .init(language.shortTime(day)) }
            var next: WorkTable.Cell = .none(none)
            if let due { next = .init(due: due, today: sight.day, language) }
            return WorkTable.Row(
                [
                    .title(
                        sight.label(.controlTest(test.id), language) ?? plan.label, Route.control(test.id).link,
                        why: plan.requirement.flatMap { sight.label(.requirement($0), language) }.map { "\($0)" }),
                    .init(text: context.name(plan.unit)), last, next, .init(ControlPage.tag(test, context).html),
                ], isGone: isRetired(test, sight))
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Kontrol", en: "Control"), .title),
                .init(context.say(da: "Ser på", en: "Looks at"), .who, room: .notOnPhone),
                .init(context.say(da: "Sidst", en: "Last"), .due, room: .medium),
                .init(context.say(da: "Næste", en: "Next"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Sidste resultat", en: "Last result"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen intern kontrol er planlagt.", en: "No internal control is planned."),
                """
                <p>\(context.say(
                    da: "En kontrol ser efter med en stikprøve, som ingen kan vælge: populationen låses først, og revisionssporet trækker.",
                    en: "A control looks at a sample that nobody can choose: the population is frozen first, and the ledger draws."))</p>
                """))
        return Panel(id: "intern", heading: heading, isWide: true).html(table.html)
    }

    private static func audits(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let heading = context.say(da: "Ekstern kontrol", en: "External control")
        let rows = sight.audits.compactMap { audit -> WorkTable.Row? in
            guard let record = audit.record else { return nil }
            return WorkTable.Row([
                .title(
                    sight.label(.audit(audit.id), language) ?? record.label, Route.audit(audit.id).link,
                    why: "\(language(record.matter.label)), \(context.text(record.standard))"),
                .init("\(language.shortTime(record.from))–\(language.shortTime(record.until))"),
                .init(record.opinion.tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Erklæring", en: "Statement"), .title),
                .init(context.say(da: "Dækker", en: "Covers"), isNamedWhenFolded: true),
                .init(context.say(da: "Konklusion", en: "Opinion"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen ekstern kontrol er registreret.", en: "No external control is recorded.")))
        return gaps(context) + Panel(id: "ekstern", heading: heading, isWide: true).html(table.html)
    }

    /// The days of last year and this one that no statement about the agreements covers.
    private static func gaps(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let years = sight.audits.compactMap { $0.record?.matter == .processor ? $0.record?.from.year : nil }
        guard let first = years.min() else { return HTML() }
        let year = sight.day.year - 1
        guard year >= first else { return HTML() }
        let open = sight.uncovered(year, of: .processor)
        guard !open.isEmpty else { return HTML() }
        let spans = open.map { "\(language.day($0.from))–\(language.day($0.until))" }
        return Note(.warn).html(
            context.say(
                da: "Ekstern kontrol dækker ikke hele \(year)", en: "External control does not cover all of \(year)"),
            """
            \(context.say(
                da: "Ingen erklæring om databehandleraftalerne dækker \(language.list(spans)).",
                en: "No statement about the data processing agreements covers \(language.list(spans))."))
            """)
    }
}

extension Audit.Opinion {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .unqualified: Tag(language(label), .ok)
        case .qualified: Tag(language(label), .warn)
        case .adverse, .disclaimer: Tag(language(label), .bad)
        }
    }
}

/// One external control.
enum AuditPage {
    static func content(_ id: ID<Audit>, in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let (known, record) = try sight.audit(id)
        var acts: [HTML] = []
        if !sight.isPast, record.opinion != .unqualified, sight.mayEver(.raiseNonconformity) {
            let query: [(String, String?)] = [("origin", Nonconformity.Origin.externalControl.rawValue)]
            acts.append(
                Button(context.say(CommandKind.raiseNonconformity.label)).link(
                    Link(Route.command(.raiseNonconformity), query: query)))
        }
        let head = Head(
            crumbs: [.init(context.say(ControlsPage.title), Route.controls.link), .init(record.label)],
            title: sight.label(.audit(id), language) ?? record.label,
            state: [record.opinion.tag(language).html, "\(language(record.matter.label))"], acts: acts
        ).html(language)
        var matter = HTML()
        if let exceptions = record.exceptions {
            matter += Panel(id: "forbehold", heading: context.say(da: "Forbehold og bemærkninger", en: "Exceptions"))
                .padded("<p>\(context.text(exceptions))</p>")
        }
        matter += Panel(id: "dokumentation", heading: context.say(EvidenceListPage.title)).html(
            context.evidenceRows(record.evidence))
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Revisor", en: "Auditor"), text: context.text(record.auditor)),
            .init(context.say(da: "Standard", en: "Standard"), text: context.text(record.standard)),
            .init(
                context.say(da: "Periode", en: "Period"),
                "\(language.shortTime(record.from))–\(language.shortTime(record.until))"),
            .init(context.say(da: "Erklæringens dato", en: "Date of the statement"), language.shortTime(known.day)),
        ]
        for known in sight.auditEngagements where known.closing(on: sight.day)?.audit == id {
            guard let label = sight.label(.auditEngagement(known.id), language) else { continue }
            rows.append(
                .init(
                    context.say(da: "Revisionsopgave", en: "Audit engagement"),
                    "<a\(href: Route.auditEngagement(known.id))>\(label)</a>"))
        }
        let rail: HTML = """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om erklæringen", en: "About it"), SummaryList(rows: rows).html(language)))</div>
            """
        return Content(
            record.label, menu: .controls,
            head + Columns.matter(matter, side: rail, isNarrow: true) + context.historyPanel([.audit(id)]))
    }
}
