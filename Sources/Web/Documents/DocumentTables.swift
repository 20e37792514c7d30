// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What stands below the text: the version table, the texts, what the text demands, what is due, decisions and tasks.
struct DocumentTables {
    /// More demands than this are shown on request.
    static let demandsMost = 200

    let document: Document
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ document: Document, _ context: Context) {
        self.document = document
        self.context = context
    }

    /// - Parameter text: the version's text, asked for if what it demands is not known yet.
    func html(_ version: Document.Version?, _ text: () -> DocumentText?) -> HTML {
        func part(_ part: KeptPieces.AboutDocument, _ make: () -> HTML) -> HTML {
            context.kept(.about(document.id, version?.id, part), make)
        }
        var demanded = HTML()
        if let version {
            let isWhole = context.argument("krav") == "alle"
            func demands() -> HTML { text().map { self.demands(version, $0, isWhole: isWhole) } ?? HTML() }
            demanded = isWhole ? demands() : context.kept(.demands(version.id), demands)
        }
        return HTML(joining: [
            part(.obligations) { obligations }, part(.versions) { versionTable },
            part(.texts) { texts(reading: version) }, demanded,
            part(.decisions) { DispensationNotes.table(document, context) + decisions }, part(.tasks) { tasks },
        ])
    }

    private func panel(_ id: String, _ heading: Phrase, _ body: HTML, aside: HTML = HTML()) -> HTML {
        Panel(id: id, heading: language(heading), aside: aside, isWide: true).html(body)
    }

    // MARK: Versions

    /// Number; unit, name, title; update; date: the columns of the policy's §12.
    private var versionTable: HTML {
        let rows = document.rows.filter { $0.day <= sight.day }
            .sorted { ($0.day, $0.position) < ($1.day, $1.position) }
        let table = WorkTable(
            caption: context.say(da: "Versionshistorik", en: "Version history"),
            columns: [
                .init(context.say(da: "Version", en: "Version"), .key),
                .init(context.say(da: "Enhed, navn og titel", en: "Unit, name and title")),
                .init(context.say(da: "Opdatering", en: "Update")),
                .init(context.say(da: "Dato", en: "Date"), .due),
                .init(context.say(da: "Bevis", en: "Proof"), .end),
            ],
            groups: [.init(nil, rows.map(row))],
            empty: Empty(
                context.say(da: "Ingen version har været i kraft endnu.", en: "No version has been in force yet.")))
        return panel("versioner", Phrase(da: "Versionshistorik", en: "Version history"), table.html)
    }

    private func row(_ row: Document.Row) -> WorkTable.Row {
        let version = document.versions.last {
            $0.draft.number == row.number && $0.drafted <= sight.day && sight.sees($0, of: document)
        }
        let number = row.number.description
        let imported = Tag(context.say(da: "importeret", en: "imported")).html
        let proof = context.say(da: "Bevis", en: "Proof")
        let position = language.number(row.position)
        return .init([
            .init(
                """
                \(version.map { "<a\(href: Route.version(document.id, $0.id))>\(number)</a>" as HTML } ?? "\(number)")\
                \(when: row.isImported, " \(imported)")
                """),
            .init(text: VersionRows(context).author(row)),
            .init(text: VersionRows(context).update(row)),
            .init(language.shortTime(row.day)),
            .init(
                """
                <a\(href: Route.proof(row.position))>\(proof)<span class="vh"> \
                \(context.say(da: "for post \(position)", en: "of entry \(position)"))</span></a>
                """),
        ])
    }

    /// The texts that Værn holds, newest first, each with its standing and the way to what changed.
    private func texts(reading shown: Document.Version?) -> HTML {
        let versions = document.versions.filter { $0.drafted <= sight.day && sight.sees($0, of: document) }
        guard !versions.isEmpty else { return HTML() }
        let rows = versions.reversed().map { version -> Rows.Row in
            let isShown = version.id == shown?.id
            var text: HTML = """
                \(context.say(da: "Skrevet", en: "Written")) \(language.shortTime(version.drafted)), \
                \(language(sight.classification(of: version, in: document).label))
                """
            if let note = version.draft.note { text += ". \(context.text(note))" }
            if isShown {
                text += ". \(context.say(da: "Det er den, du læser.", en: "It is the one you read."))"
            } else if let shown {
                let link = Link(
                    Route.comparison(document.id),
                    query: [
                        ("fra", sight.address(of: version, in: document)),
                        ("til", sight.address(of: shown, in: document)),
                    ])
                let label = context.say(
                    da: "Sammenlign \(version.draft.number) med \(shown.draft.number)",
                    en: "Compare \(version.draft.number) with \(shown.draft.number)")
                text += ". <a\(href: link)>\(label)</a>"
            }
            return .init(
                label: context.say(da: "Version \(version.draft.number)", en: "Version \(version.draft.number)"),
                link: Route.version(document.id, version.id).link,
                end: sight.state(of: version, in: document).tag(language), text: text)
        }
        return panel("tekster", Phrase(da: "Tekster i Værn", en: "Texts in Værn"), Rows(rows: rows).html)
    }

    // MARK: What the text demands

    private func demands(_ version: Document.Version, _ text: DocumentText, isWhole asked: Bool) -> HTML {
        let all = text.candidates(in: version.draft.language)
        let isWhole = asked || all.count <= Self.demandsMost
        var found: [ParagraphID: [Requirement]] = [:]
        for known in sight.requirements(in: document.id) {
            guard case .paragraph(_, let paragraph, _)? = known.wording(on: sight.day)?.source else { continue }
            found[paragraph, default: []].append(known)
        }
        let table = WorkTable(
            caption: context.say(
                da: "Steder, hvor teksten siger »skal«", en: "Places where the text demands something"),
            columns: [
                .init(context.say(da: "Sted", en: "Place"), .key),
                .init(context.say(da: "Ordret", en: "Word for word")),
                .init(context.say(da: "Krav", en: "Requirement"), .end),
            ],
            groups: [
                .init(
                    nil,
                    (isWhole ? all[...] : all.prefix(Self.demandsMost)).map { candidate in
                        let place = Link(fragment: DocumentReading.anchor(candidate.address))
                        return .init([
                            .init("<a\(href: place)>\(label(candidate, text))</a>"),
                            .init(text: InlineText.plain(candidate.sentence)),
                            .init(requirement(candidate, text, found)),
                        ])
                    })
            ],
            empty: Empty(
                context.say(
                    da:
                        "Ordet »skal« står ikke i teksten. Uden krav kan ingen se efter, om dokumentet følges (politikkens afsnit 7.2).",
                    en:
                        "The text demands nothing in so many words. Without requirements nobody can check whether the document is followed (section 7.2 of the policy)."
                )))
        var more = HTML()
        if !isWhole {
            let link = Link(Route.version(document.id, version.id), query: [("krav", "alle")], fragment: "krav")
            let label = context.say(da: "Vis alle \(all.count)", en: "Show all \(all.count)")
            more = "<p class=\"pad\"><a\(href: link)>\(label)</a></p>"
        }
        return panel(
            "krav",
            Phrase(da: "Mulige krav i teksten (\(all.count))", en: "Possible requirements in the text (\(all.count))"),
            table.html + more)
    }

    /// The requirements that were found there, or the way to find one (policy §7.2).
    private func requirement(
        _ candidate: ImportProposal.Candidate, _ text: DocumentText, _ found: [ParagraphID: [Requirement]]
    ) -> HTML {
        let paragraph = text.blocks[candidate.block].id
        if let known = found[paragraph] {
            return "\(each: known, { one in "<a\(href: Route.requirement(one.id))>\(one.wording?.label ?? "")</a> " })"
        }
        guard sight.may(.findRequirement, about: .document(document.id)) else { return HTML() }
        let query: [(String, String?)] = [
            ("document", document.id.description), ("paragraph", paragraph.description),
            ("demand", InlineText.plain(candidate.sentence)),
        ]
        return """
            <a\(href: Link(Route.command(.findRequirement), query: query))>\(context.say(da: "Opret", en: "State"))\
            <span class="vh"> \(context.say(da: "krav fra", en: "a requirement from")) \(label(candidate, text))</span></a>
            """
    }

    /// »7.3, stk. 2«.
    private func label(_ candidate: ImportProposal.Candidate, _ text: DocumentText) -> String {
        let heading = text.heading(above: candidate.block)
        let place = candidate.address.split(separator: ".").last.flatMap { $0.first == "p" ? Int($0.dropFirst()) : nil }
        let part = place.map { context.say(da: "stk. \($0)", en: "para \($0)") }
        let section = heading.map { $0.number ?? InlineText.plain($0.text) }
        return [section, part].compactMap { $0 }.joined(separator: ", ")
    }

    // MARK: What is due

    private var obligations: HTML {
        let standing = sight.duties(about: .document(document.id))
            .filter { $0.standing(on: sight.day) != .done }.sorted { $0.key < $1.key }
        let table = WorkTable(
            caption: context.say(da: "Forpligtelser", en: "Obligations"),
            columns: [
                .init(context.say(da: "Hvad", en: "What"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who),
                .init(context.say(da: "Frist", en: "Due"), .due),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    nil,
                    standing.map { duty in
                        .init([
                            .init(
                                """
                                \(sight.sentence(duty, language))\
                                <span class="why">\(language(duty.rule.clause))</span>\
                                \(each: sight.mailings(of: duty), mailed)
                                """),
                            .init(text: sight.name(duty.responsible, language)),
                            .init(due: duty.due, today: sight.day, language),
                            .init(duty.standing(on: sight.day).tag(language)),
                        ])
                    })
            ],
            empty: Empty(context.say(da: "Intet er åbent eller planlagt.", en: "Nothing is open or planned.")))
        return panel("forpligtelser", Phrase(da: "Forpligtelser", en: "Obligations"), table.html)
    }

    /// Who was told by mail that it waits, and when.
    private func mailed(_ mailing: Reminder.Mailing) -> HTML {
        let most = 12
        var names = mailing.persons.prefix(most).map { context.name($0) }
        let left = mailing.count - names.count
        if left > 0 {
            names.append(context.say(da: "\(language.number(left)) andre", en: "\(language.number(left)) others"))
        }
        return """
            <span class="why">\(context.say(da: "Mail sendt", en: "Mail sent")) \(language.shortTime(mailing.day)) \
            \(context.say(da: "til", en: "to")) \(language.list(names)), \(context.entryLink(mailing.position))</span>
            """
    }

    // MARK: Decisions and tasks

    private var decisions: HTML {
        let made = sight.decisions(about: document.id).filter { $0.day <= sight.day && $0.made != nil }
        guard !made.isEmpty else { return HTML() }
        let table = WorkTable(
            caption: context.say(da: "Beslutninger", en: "Decisions"),
            columns: [
                .init(context.say(da: "Beslutning", en: "Decision"), .title),
                .init(context.say(da: "Besluttet af", en: "Decided by"), .who),
                .init(context.say(da: "Dato", en: "Date"), .due),
                .init(context.say(da: "Afgørelse", en: "Outcome"), .end),
            ],
            groups: [.init(nil, made.reversed().map(row))])
        return panel("beslutninger", Phrase(da: "Beslutninger", en: "Decisions"), table.html)
    }

    private func row(_ decision: Decision) -> WorkTable.Row {
        let number = sight.label(.decision(decision.id), language) ?? context.say(Sentence.erased)
        let version = decision.matter?.version.flatMap { id in document.versions.first { $0.id == id } }
        var why: HTML = "\(decision.matter.map { language($0.act.label) } ?? "")"
        if let version { why += " \(version.draft.number.description)" }
        var tags: HTML = decision.outcome.map { $0.tag(language) } ?? HTML()
        if decision.annulled {
            tags = Tag(context.say(da: "Annulleret", en: "Annulled"), .warn).html
        } else if sight.basisHasChanged(decision) {
            tags += " \(Tag(context.say(da: "Grundlaget er ændret", en: "The basis has changed"), .warn).html)"
            tags += HTML(each: DecisionPage.confirmation(decision, size: .small, context)) { " \($0)" }
        }
        return WorkTable.Row(
            [
                .title(number, Route.decision(decision.id).link, why: why),
                .init(text: decision.made.map { context.name($0.decider, on: decision.day) } ?? ""),
                .init(language.shortTime(decision.day)),
                .init(tags),
            ], isGone: decision.annulled)
    }

    private var tasks: HTML {
        let actions = sight.actions(about: .document(document.id)).filter { $0.addedOn <= sight.day }
        let mayAdd = sight.mayEver(.addAction)
        guard !actions.isEmpty || mayAdd else { return HTML() }
        let add: HTML =
            mayAdd
            ? Button(context.say(CommandKind.addAction.label), size: .small, icon: .plus)
                .link(Link(Route.command(.addAction), query: [("document", document.id.description)])) : HTML()
        let table = WorkTable(
            caption: context.say(da: "Opgaver", en: "Tasks"),
            columns: [
                .init(context.say(da: "Opgave", en: "Task"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who),
                .init(context.say(da: "Frist", en: "Due"), .due),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, actions.map(row))],
            empty: Empty(context.say(da: "Ingen opgaver vedrører dokumentet.", en: "No tasks concern the document.")))
        return panel("opgaver", Phrase(da: "Opgaver", en: "Tasks"), table.html, aside: add)
    }

    private func row(_ action: Action) -> WorkTable.Row {
        let title = sight.label(.action(action.id), language) ?? context.say(Sentence.erased)
        let due = action.due.value(on: sight.day) ?? action.due.first ?? sight.day
        let standing = action.standing.value(on: sight.day) ?? .open
        let state: HTML =
            switch standing {
            case .done: Tag(context.say(da: "Udført", en: "Done"), .ok).html
            case .dropped: TaskState(action, sight).tag(language)
            case .open: (due < sight.day ? Duty.Standing.overdue : .open).tag(language)
            }
        return WorkTable.Row([
            .title(title, Route.task(action.id).link),
            .init(text: sight.name(action.responsible(on: sight.day), language)),
            standing == .open
                ? .init(due: due, today: sight.day, language) : .init(language.shortTime(due)),
            .init(state),
        ])
    }
}

extension Duty.Standing {
    var word: Phrase {
        switch self {
        case .planned: Phrase(da: "Planlagt", en: "Planned")
        case .open: Phrase(da: "Åben", en: "Open")
        case .overdue: Phrase(da: "Over frist", en: "Overdue")
        case .done: Phrase(da: "Udført", en: "Done")
        }
    }

    private var tone: Tone {
        switch self {
        case .planned: .plain
        case .open: .info
        case .overdue: .bad
        case .done: .ok
        }
    }

    func tag(_ language: Language) -> HTML { Tag(language(word), tone).html }
}

extension Decision.Outcome {
    func tag(_ language: Language) -> HTML { Tag(language(label), self == .approved ? .ok : .warn).html }
}
