// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The task of an auditor: the period, until when there is access, what was asked for, and the working papers.
struct AuditEngagementPage {
    static let title = Phrase(da: "Revisionsopgaver", en: "Audit engagements")

    let known: AuditEngagement
    let opening: AuditEngagement.Opening
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .auditEngagement(known.id) }
    private var own: [(String, String?)] { [("audit_engagement", known.id.description)] }
    private var isOpen: Bool { known.isOpen(on: sight.day) }

    /// - Parameter seen: what the auditor has looked at, for those who may see that.
    static func content(
        _ id: ID<AuditEngagement>, seen: [SeenLine]?, in context: Context
    ) throws(Refusal) -> Content {
        let (known, opening) = try context.sight.auditEngagement(id)
        let page = AuditEngagementPage(known: known, opening: opening, context: context)
        return Content(opening.label, menu: .controls, page.body(seen))
    }

    private func body(_ seen: [SeenLine]?) -> HTML {
        let head = Head(
            crumbs: [.init(context.say(ControlsPage.title), Route.controls.link), .init(opening.label)],
            title: sight.label(subject, language) ?? opening.label,
            state: [tag.html, "\(language(opening.matter.label))", "\(period)"], acts: acts
        ).html(language)
        var matter = RequestList(known.id, context).html
        matter += papers
        if let seen { matter += SeenPanel(lines: seen, context: context).html }
        return head + note + Columns.matter(matter, side: rail, isNarrow: true) + context.historyPanel([subject])
    }

    private var period: String { context.say(da: "perioden ", en: "period ") + AuditorHome.period(opening, context) }

    var tag: Tag { Self.tag(known, opening, context) }

    static func tag(_ known: AuditEngagement, _ opening: AuditEngagement.Opening, _ context: Context) -> Tag {
        guard known.isOpen(on: context.sight.day) else { return Tag(context.say(da: "Lukket", en: "Closed")) }
        switch context.sight.auditorAccess(of: opening) {
        case .none: return Tag(context.say(da: "Adgangen er slut", en: "Access is over"), .warn)
        case .endless: return Tag(context.say(da: "Adgangen har ingen slutdag", en: "Access has no last day"), .bad)
        case .until: return Tag(context.say(da: "I gang", en: "Under way"), .ok)
        }
    }

    private var acts: [HTML] {
        guard !sight.isPast, isOpen else { return [] }
        var acts: [HTML] = []
        if sight.may(.closeAuditEngagement, about: subject) {
            acts.append(
                Button(context.say(CommandKind.closeAuditEngagement.label)).link(
                    Link(Route.command(.closeAuditEngagement), query: own)))
        }
        if sight.may(.requestEvidence, about: subject) {
            acts.append(
                Button(context.say(CommandKind.requestEvidence.label), kind: .primary, icon: .plus).link(
                    Link(Route.command(.requestEvidence), query: own)))
        }
        return acts
    }

    /// What somebody must do about the access of the auditor, or how the engagement ended.
    private var note: HTML {
        if let closing = known.closing(on: sight.day) {
            return Note(.info).html(context.say(da: "Lukket", en: "Closed"), "\(context.text(closing.note))")
        }
        switch sight.auditorAccess(of: opening) {
        case .until: return HTML()
        case .none:
            return Note(.warn).html(
                context.say(da: "Revisors adgang er slut", en: "The auditor's access is over"),
                """
                \(context.say(
                    da: "Luk opgaven, eller bed en administrator give adgang til en ny sidste dag.",
                    en: "Close the engagement, or ask an administrator to give access until a new last day."))
                """)
        case .endless:
            return Note(.warn).html(
                context.say(da: "Revisors adgang har ingen sidste dag", en: "The auditor's access has no last day"),
                """
                \(context.say(
                    da: "Bed en administrator sætte en sidste dag på tilknytningen.",
                    en: "Ask an administrator to set a last day on the engagement."))
                """)
        }
    }

    private var papers: HTML {
        let text = context.say(
            da:
                "Bestillinger og svar, vurderinger, kontroller og afvigelser i perioden, dokumentationen selv, og for hver påstand et bevis fra revisionssporet, der kan kontrolleres uden Værn. Pakken viser det, du selv må se.",
            en:
                "Requests and answers, assessments, controls and nonconformities of the period, the evidence itself, and for each claim a proof from the ledger that can be checked without Værn. The package shows what you may see yourself."
        )
        let button = Button(
            context.say(da: "Hent arbejdspapirer (ZIP)", en: "Get the working papers (ZIP)"), icon: .download
        ).link(Route.workingPapers(known.id).link)
        return Panel(id: "arbejdspapirer", heading: context.say(WorkingPapers.title)).padded(
            "<div class=\"stack\"><p>\(text)</p><p>\(button)</p></div>")
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Revisor", en: "Auditor"),
                "<a\(href: Route.person(opening.auditor))>\(context.name(opening.auditor))</a>"),
            .init(context.say(da: "Reviderer", en: "Audits"), text: language(opening.matter.label)),
            .init(context.say(da: "Standard", en: "Standard"), text: context.text(opening.standard)),
            .init(
                context.say(da: "Periode", en: "Period"),
                "\(language.shortTime(opening.from))–\(language.shortTime(opening.until))"),
            .init(context.say(da: "Adgang til og med", en: "Access until"), AuditorHome.access(opening, context)),
        ]
        if let audit = known.closing(on: sight.day)?.audit, let label = sight.label(.audit(audit), language) {
            rows.append(
                .init(context.say(da: "Erklæring", en: "Statement"), "<a\(href: Route.audit(audit))>\(label)</a>"))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om opgaven", en: "About it"), SummaryList(rows: rows).html(language)))</div>
            """
    }

    /// All engagements, as a part of the page about control.
    static func panel(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let heading = context.say(title)
        let rows = sight.auditEngagements.compactMap { known -> WorkTable.Row? in
            guard let opening = known.opening else { return nil }
            let open = sight.evidenceRequests(of: known.id).filter { $0.standing(on: sight.day).waitsForUnit }.count
            return WorkTable.Row(
                [
                    .title(
                        sight.label(.auditEngagement(known.id), language) ?? opening.label,
                        Route.auditEngagement(known.id).link,
                        why: "\(language(opening.matter.label)), \(context.text(opening.standard))"),
                    .init("\(language.shortTime(opening.from))–\(language.shortTime(opening.until))"),
                    .init(open, language), .init(tag(known, opening, context).html),
                ], isGone: !known.isOpen(on: sight.day))
        }
        guard !rows.isEmpty else { return HTML() }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Opgave", en: "Engagement"), .title),
                .init(context.say(da: "Periode", en: "Period"), isNamedWhenFolded: true),
                .init(context.say(da: "Venter på svar", en: "Wait for an answer"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(context.say(da: "Der er ingen revisionsopgaver.", en: "There are no audit engagements.")))
        return Panel(id: "revisionsopgaver", heading: heading, isWide: true).html(table.html)
    }
}
