// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// What direktion and bestyrelse have been told, and which periods are closed (policy §§1, 4, 8).
enum ReportsPage {
    static let title = Phrase(da: "Rapporter", en: "Reports")

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let rows = sight.reports.compactMap { report -> WorkTable.Row? in
            guard let issue = report.issue else { return nil }
            return WorkTable.Row([
                .title(
                    sight.label(.report(report.id), language) ?? issue.label, Route.report(report.id).link,
                    why: "\(language.day(issue.from))–\(language.day(issue.until))"),
                .init(language.shortTime(report.day)), .init(ReportPage.tag(report, context).html),
            ])
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Rapport", en: "Report"), .title),
                .init(context.say(da: "Udsendt", en: "Issued"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                sight.seesFigures
                    ? context.say(da: "Der er ingen rapporter endnu.", en: "There are no reports yet.")
                    : context.say(
                        da: "Rapporterne læses af direktion, bestyrelse, sikkerhedsteam, DPO og revisorer.",
                        en: "Reports are read by direktion, bestyrelse, the security team, the DPO and auditors."),
                """
                <p>\(context.say(
                    da: "Direktionen får en rapport hvert kvartal, bestyrelsen hvert halve år. Værn tæller tallene; I skriver, hvad de betyder.",
                    en: "The direktion gets a report every quarter, the bestyrelse every half year. Værn counts the figures; you write what they mean."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.closePeriod) {
            acts.append(Button(context.say(CommandKind.closePeriod.label)).link(Route.command(.closePeriod).link))
        }
        if sight.mayEver(.issueReview) {
            acts.append(
                Button(context.say(Report.Kind.review.label)).link(
                    Link(Route.command(.issueReview), query: period(.review, context))))
        }
        if sight.mayEver(.issueReport) {
            let query = period(.quarterly, context) + [("kind", IssueReport.Recipient.quarterly.rawValue)]
            acts.append(
                Button(context.say(CommandKind.issueReport.label), kind: .primary, icon: .plus).link(
                    Link(Route.command(.issueReport), query: query)))
        }
        let head = Head(
            title: context.say(title),
            sentence: """
                \(context.say(
                    da: "Hvad ledelsen har fået at vide, med tal, der ikke kan ændres bagefter.",
                    en: "What the management has been told, with figures that cannot be changed afterwards."))
                """, acts: acts
        ).html(language)
        let files = FilterForm(action: Route.reports.link, filters: [], files: context.files(of: .reports, []))
        return Content(
            context.say(title), menu: .reports,
            head + files.html(language)
                + Panel(id: "rapporter", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html) + closures(context))
    }

    /// The last whole period, as the form begins with it.
    private static func period(_ kind: Report.Kind, _ context: Context) -> [(String, String?)] {
        let period = kind.period(before: context.sight.today)
        return [("from", context.language.fieldDay(period.from)), ("to", context.language.fieldDay(period.until))]
    }

    private static func closures(_ context: Context) -> HTML {
        let language = context.language
        let all = context.sight.closures
        guard !all.isEmpty else { return HTML() }
        let heading = context.say(da: "Lukkede perioder", en: "Closed periods")
        let rows = all.map { one in
            Rows.Row(
                label: context.say(
                    da: "Til og med \(language.day(one.until))", en: "Until \(language.day(one.until))"),
                link: Route.entry(one.position).link,
                text: """
                    \(context.say(da: "Lukket", en: "Closed")) \(language.shortTime(one.day)). \(context.say(
                        da: "Hvad der registreres senere om den tid, er mærket »Efter lukning«.",
                        en: "What is recorded later about that time is marked “After closing”."))
                    """)
        }
        return Panel(id: "lukket", heading: heading, isWide: true).html(Rows(rows: rows).html)
    }
}

/// One report: figures with those of the last one beside, what they mean, and what is asked for.
struct ReportPage {
    let known: Report
    let issue: Report.Issue
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func content(_ id: ID<Report>, in context: Context) throws(Refusal) -> Content {
        let (known, issue) = try context.sight.report(id)
        return Content(
            issue.label, menu: .reports, ReportPage(known: known, issue: issue, context: context).body)
    }

    /// Whether its body has it, and what it said.
    static func tag(_ report: Report, _ context: Context) -> Tag {
        guard let presented = context.sight.presentation(of: report),
            let (proposal, _) = try? context.sight.proposal(presented.proposal)
        else { return Tag(context.say(da: "Ikke forelagt", en: "Not put forward"), .warn) }
        return context.sight.standing(of: proposal).tag(context.language)
    }

    private var body: HTML {
        let before = sight.report(before: known)
        let name = language(issue.kind.label)
        let head = Head(
            crumbs: [.init(context.say(ReportsPage.title), Route.reports.link), .init(issue.label)],
            title: name,
            state: [
                Self.tag(known, context).html, "\(language.day(issue.from))–\(language.day(issue.until))",
                "\(context.say(da: "Udsendt", en: "Issued")) \(language.time(known.day))",
            ], acts: acts
        ).html(language)
        let tables = context.kept(.compliance(.figures(known.id))) {
            FigureTables(
                figures: issue.figures, before: before?.issue?.figures, language: language, until: issue.until,
                byNow: sight.figuresByNow(from: issue.from, until: issue.until)
            ).html + TopRisks(until: issue.until, sight: sight, language: language).html
        }
        return head + keys + Columns.matter(words, side: rail(before), isNarrow: true) + tables + note
            + context.historyPanel([.report(known.id)])
    }

    private var acts: [HTML] {
        var acts: [HTML] = []
        acts.append(Button(context.say(da: "Hent som PDF", en: "Get as PDF")).link(Route.reportFile(known.id).link))
        if sight.presentation(of: known) == nil, sight.may(.presentReport, about: .report(known.id)) {
            let question = language(
                Phrase(
                    da: "Tager \(language(issue.kind.body.label).lowercased()) \(issue.label) til efterretning?",
                    en: "Does the \(language(issue.kind.body.label).lowercased()) take note of \(issue.label)?"))
            acts.append(
                Button(context.say(CommandKind.presentReport.label), kind: .primary).link(
                    Link(
                        Route.command(.presentReport),
                        query: [("report", known.id.description), ("question", question)])))
        }
        return acts
    }

    private var keys: HTML {
        func figure(_ label: Report.Figure, target: Int? = nil, gap: Report.Figure? = nil) -> KeyFigures.Figure {
            let missing = gap.flatMap { gap in issue.figures[gap].map { (gap, $0) } }
            return KeyFigures.Figure(
                language(label.label), issue.figures[label] ?? 0, of: label.whole.flatMap { issue.figures[$0] },
                target: target,
                gap: missing.flatMap {
                    $0.1 == 0
                        ? nil
                        : ("\(language.number($0.1)) \(language($0.0.label).lowercased())", $0.0.link(on: issue.until))
                })
        }
        return KeyFigures(figures: [
            figure(.complied, target: 95, gap: .unproven), figure(.implemented, target: 90, gap: .undecided),
            figure(.nonconformities, gap: .nonconformitiesLate), figure(.objectivesMet, target: 80),
        ]).html(language)
    }

    private var words: HTML {
        var words = Panel(id: "vurdering", heading: context.say(da: "Hvad tallene viser", en: "What the figures show"))
            .padded(MinutesText.paragraphs(context.text(issue.assessment)))
        if let asks = issue.asks {
            words += Panel(id: "bedes", heading: context.say(da: "Hvad vi beder om", en: "What we ask for"))
                .padded(MinutesText.paragraphs(context.text(asks)))
        }
        for input in Report.Input.allCases {
            guard let text = issue.inputs[input] else { continue }
            words += Panel(id: "grundlag-\(input.rawValue)", heading: language(input.label))
                .padded(MinutesText.paragraphs(context.text(text)))
        }
        return words
    }

    private func rail(_ before: Report?) -> HTML {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Modtager", en: "For"), text: language(issue.kind.body.label))
        ]
        if let presented = sight.presentation(of: known),
            let label = sight.label(.proposal(presented.proposal), language)
        {
            rows.append(
                .init(
                    context.say(da: "Forelagt", en: "Put forward"),
                    "<a\(href: Route.proposal(presented.proposal))>\(label)</a>"))
        }
        if let before, let label = before.issue?.label {
            rows.append(
                .init(
                    context.say(da: "Sammenlignes med", en: "Compared with"),
                    "<a\(href: Route.report(before.id))>\(label)</a>"))
        }
        rows.append(
            .init(
                context.say(da: "Post i revisionssporet", en: "Entry of the ledger"),
                "<a\(href: Route.entry(known.position))>\(language.number(known.position))</a>"))
        if let file = issue.file, let bytes = sight.texts.bytes(file) {
            rows.append(
                .init(
                    context.say(da: "Filens SHA-256", en: "SHA-256 of the file"),
                    Hash(id: "fil", full: Digest.sha256(bytes).hex).html(language)))
        }
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om rapporten", en: "About the report"), SummaryList(rows: rows).html(language)))</div>
            """
    }

    private var note: HTML {
        """
        <p class="pad muted">\(context.say(
            da: "Tallene er talt, da rapporten blev udsendt, og ændres ikke. Et tal fører til listen, som den var den \(language.day(issue.until)) med det, vi ved nu. Er der registreret noget siden, som giver et andet tal, står det under. Strengt fortrolige forhold er ikke talt med.",
            en: "The figures were counted when the report was issued and do not change. A number leads to its list as of \(language.day(issue.until)) with what is known now. Where something recorded since makes it another number, that stands below. What is strictly confidential is not counted."))</p>
        """
    }
}

extension Site {
    /// The printed report, as it was when it was issued.
    func reportFile(_ id: ID<Report>, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let (known, issue) = try context.sight.report(id)
        let bytes: [UInt8]
        if let file = issue.file {
            guard let kept = context.sight.texts.bytes(file) else { throw Refusal.unknown }
            bytes = kept
        } else {
            // It was issued where nothing could be printed: made from what was known on that day.
            let then = try await context.sight.house.sight(of: context.sight.person, .then(known.day))
            let paper = ReportPaper(known, issue, then, context.language)
            bytes = try await installation.printer.pdf(
                paper.page, files: PrintedPage.files, attached: [paper.table])
        }
        return Answer(
            200, type: "application/pdf", bytes,
            headers: [("content-disposition", Headers.attachment("\(issue.label).pdf"))])
    }
}
