// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What proves that requirements are followed (policy §7.3): given once, cited where it counts.
enum EvidenceListPage {
    static let title = Phrase(da: "Dokumentation", en: "Evidence")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let piece = KeptPieces.Compliance.evidence(page: context.pageNumber)
        return Content(context.say(title), menu: .evidenceList, context.kept(.compliance(piece)) { body(context) })
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = sight.evidence
        let holding = all.filter { $0.holds(on: sight.day) }
        let ending = holding.filter { known in known.giving?.until.map { $0 <= sight.day + 30 } ?? false }.count
        let page = context.paged(all, size: size, of: .evidenceList)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Dokumentation", en: "Evidence"), .title),
                .init(context.say(da: "Opbevares af", en: "Kept by"), .who, room: .notOnPhone),
                .init(context.say(da: "Krav", en: "Requirements"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Gælder til og med", en: "Holds until"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, page.shown.compactMap { row($0, context) })],
            empty: Empty(
                context.say(da: "Der er ingen dokumentation endnu.", en: "There is no evidence yet."),
                """
                <p>\(context.say(
                    da: "En fil, et link eller en post i revisionssporet, der viser, at et krav er fulgt.",
                    en: "A file, a link or an entry of the ledger that shows that a requirement is followed."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.addEvidence) {
            acts.append(
                Button(context.say(CommandKind.addEvidence.label), kind: .primary, icon: .plus)
                    .link(Route.command(.addEvidence).link))
        }
        let sentence = context.say(
            da: "\(holding.count) gælder, og \(ending) af dem udløber inden for 30 dage.",
            en: "\(holding.count) hold, and \(ending) of them expire within 30 days.")
        let files = FilterForm(
            action: Route.evidenceList.link, filters: [], files: context.files(of: .evidenceList, []))
        return Head(title: context.say(title), sentence: "\(sentence)", acts: acts).html(language)
            + files.html(language)
            + Panel(id: "dokumentation", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + page.pager)
    }

    private static func row(_ known: Evidence, _ context: Context) -> WorkTable.Row? {
        let (sight, language) = (context.sight, context.language)
        guard let giving = known.giving else { return nil }
        let holds = known.holds(on: sight.day)
        let until: WorkTable.Cell =
            giving.until.map { until in
                holds ? .init(due: until, today: sight.day, language) : .init(language.shortTime(until))
            } ?? .none(context.say(da: "udløber ikke", en: "does not expire"))
        return WorkTable.Row(
            [
                .title(
                    sight.label(.evidence(known.id), language) ?? giving.label, Route.evidence(known.id).link,
                    why: "\(language(giving.content.kind.label))"), .init(text: context.name(giving.unit)),
                .init(sight.requirements(citing: known.id).count, language), until,
                .init(EvidencePage.tag(known, context).html),
            ], isGone: known.withdrawal.value(on: sight.day) != nil)
    }
}

/// One piece of evidence: what it is, until when it holds, and what rests on it.
enum EvidencePage {
    static func content(_ id: ID<Evidence>, in context: Context) throws(Refusal) -> Content {
        let (known, giving) = try context.sight.evidence(id)
        return Content(giving.label, menu: .evidenceList, body(known, giving, context))
    }

    /// The file names who completed what.
    static let closed = Refusal(
        .notAllowed,
        Phrase(
            da: """
                Den er en liste over, hvem der har gennemført et kursus, og åbnes kun af informationssikkerhedsteamet og \
                revisor (politikken afsnit 9). Tallene står på kursets side.
                """,
            en: """
                It is a list of who has completed a course, and only the information security team and the auditor open \
                it (policy §9). The numbers stand on the page of the course.
                """))

    static func tag(_ known: Evidence, _ context: Context) -> Tag {
        if known.withdrawal.value(on: context.sight.day) != nil {
            return Tag(context.say(da: "Trukket tilbage", en: "Withdrawn"))
        }
        return known.holds(on: context.sight.day)
            ? Tag(context.say(da: "Gælder", en: "Holds"), .ok)
            : Tag(context.say(da: "Udløbet", en: "Expired"), .warn)
    }

    private static func body(_ known: Evidence, _ giving: Evidence.Giving, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let subject = Subject.evidence(known.id)
        var acts: [HTML] = []
        if !sight.isPast, known.withdrawal.entries.isEmpty, sight.may(.withdrawEvidence, about: subject) {
            acts.append(
                Button(context.say(CommandKind.withdrawEvidence.label)).link(
                    Link(Route.command(.withdrawEvidence), query: [("evidence", known.id.description)])))
        }
        if case .file = giving.content, sight.seesFile(of: known.id) {
            acts.append(
                Button(context.say(da: "Hent filen", en: "Get the file"), kind: .primary).link(
                    Route.evidenceFile(known.id).link))
        }
        let head = Head(
            crumbs: [.init(context.say(EvidenceListPage.title), Route.evidenceList.link), .init(giving.label)],
            title: context.text(giving.title), state: [tag(known, context).html, "\(context.name(giving.unit))"],
            acts: acts
        ).html(language)
        var note = HTML()
        if case .file = giving.content, !sight.seesFile(of: known.id) {
            let heading = context.say(da: "Filen er kun for nogle", en: "The file is for some alone")
            note = Note(.info).html(heading, "\(context.say(EvidencePage.closed.phrase))")
        }
        if let reason = known.withdrawal.value(on: sight.day) {
            note += Note(.info).html(context.say(da: "Trukket tilbage", en: "Withdrawn"), "\(context.text(reason))")
        }
        let citing = sight.requirements(citing: known.id)
        let heading = context.say(da: "Krav, der bygger på den", en: "Requirements that rest on it")
        let rests = Rows(
            rows: citing.map { one in
                Rows.Row(
                    label: sight.label(.requirement(one.id), language) ?? context.say(Sentence.erased),
                    link: Route.requirement(one.id).link, end: sight.compliance(of: one).tag(language).html)
            })
        let closing = closed(by: known.id, context)
        let matter =
            citing.isEmpty && !closing.isEmpty
            ? closing
            : Panel(id: "krav", heading: heading).html(
                citing.isEmpty
                    ? Empty(
                        context.say(da: "Ingen vurdering bygger på den endnu.", en: "No assessment rests on it yet.")
                    ).html : rests.html) + closing
        return head + note + Columns.matter(matter, side: rail(known, giving, context), isNarrow: true)
            + context.historyPanel([subject])
    }

    /// The nonconformities whose checks cite it.
    private static func closed(by id: ID<Evidence>, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let citing = sight.nonconformities.filter { known in
            known.checks.contains { $0.day <= sight.day && $0.evidence.contains(id) }
        }
        guard !citing.isEmpty else { return HTML() }
        let rows = citing.map { one in
            Rows.Row(
                label: sight.label(.nonconformity(one.id), language) ?? context.say(Sentence.erased),
                link: Route.nonconformity(one.id).link, end: one.standing(on: sight.day).tag(language).html)
        }
        let heading = context.say(da: "Afvigelser, der er kontrolleret med den", en: "Nonconformities checked with it")
        return Panel(id: "afvigelser", heading: heading).html(Rows(rows: rows).html)
    }

    private static func rail(_ known: Evidence, _ giving: Evidence.Giving, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Slags", en: "Kind"), text: language(giving.content.kind.label))
        ]
        switch giving.content {
        case .file(_, let name, let kind, let bytes):
            rows.append(.init(context.say(da: "Fil", en: "File"), text: context.text(name)))
            rows.append(
                .init(
                    context.say(da: "Format", en: "Format"),
                    text: "\(language(kind.label)), \(language.number(max(1, bytes / 1024))) kB"))
        case .link(let link):
            // It leads out of Værn, so it is shown, and opened by whoever copies it.
            rows.append(.init(context.say(da: "Adresse", en: "Address"), text: context.text(link)))
        case .entry(let position, let about, let revision):
            let what =
                sight.label(about, language)
                ?? context.say(da: "noget, du ikke har adgang til", en: "something you have no access to")
            rows.append(
                .init(
                    context.say(da: "Post", en: "Entry"),
                    "<a\(href: Route.entry(position))>\(language.number(position))</a>"))
            rows.append(
                .init(
                    context.say(da: "Om", en: "About"),
                    text: context.say(da: "\(what), ændring \(revision)", en: "\(what), revision \(revision)")))
        }
        rows.append(.init(context.say(da: "Opbevares af", en: "Kept by"), text: context.name(giving.unit)))
        rows.append(
            .init(context.say(da: "Klassifikation", en: "Classification"), text: language(giving.classification.label)))
        if giving.isRiskAssessment {
            rows.append(
                .init(
                    context.say(da: "Er", en: "Is"),
                    text: context.say(da: "En risikovurdering", en: "A risk assessment")))
        }
        rows.append(.init(context.say(da: "Gælder fra", en: "Holds from"), language.shortTime(known.from)))
        rows.append(
            .init(
                context.say(da: "Gælder til og med", en: "Holds until"),
                giving.until.map { language.shortTime($0) }
                    ?? "\(context.say(da: "Udløber ikke", en: "Does not expire"))"))
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Om dokumentationen", en: "About it"), SummaryList(rows: rows).html(language)))</div>
            """
    }
}

extension Site {
    /// The bytes of a piece of evidence, as they were handed in; to be kept as a file, never opened in the browser.
    func evidenceFile(_ id: ID<Evidence>, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let (_, giving) = try context.sight.evidence(id)
        guard context.sight.seesFile(of: id) else { throw EvidencePage.closed }
        guard case .file(let file, let name, let kind, _) = giving.content,
            let bytes = context.sight.texts.bytes(file)
        else { throw Refusal.unknown }
        let given = context.sight.text(name) ?? giving.label
        let stem = given.split(separator: ".").dropLast().joined(separator: ".")
        return Answer(
            200, type: "application/octet-stream", bytes,
            headers: [
                ("content-disposition", Headers.attachment("\(stem.isEmpty ? given : stem).\(kind.rawValue)"))
            ])
    }
}
