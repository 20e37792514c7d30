// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What standards and laws demand, in our own words: the catalogues that requirements are taken from (policy §§1, 5).
enum FrameworksPage {
    static let title = Phrase(da: "Rammeværker", en: "Frameworks")

    static func content(in context: Context) -> Content {
        let language = context.language
        let all = ShippedFrameworks.all
        let head = Head(
            title: context.say(title),
            sentence: """
                \(context.say(
                    da: "Det, standarder og lovgivning kræver, med vores egne ord, og hvordan det hænger sammen.",
                    en: "What standards and laws demand, in our own words, and how it is connected."))
                """
        ).html(language)
        let heading = context.say(title)
        let rows = all.all.map { framework in
            WorkTable.Row([
                .title(
                    language(framework.label), Route.framework(framework.name).link, why: "\(language(framework.about))"
                ),
                .init(text: language(framework.kind.label)), .init(framework.demands.count, language),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Rammeværk", en: "Framework"), .title),
                .init(context.say(da: "Indhold", en: "Holds"), room: .notOnPhone),
                .init(context.say(da: "Antal", en: "Number"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Content(
            context.say(title), menu: .frameworks,
            head + Panel(id: "rammevaerker", heading: heading, isHeadingHidden: true).html(table.html))
    }
}

extension Framework.Kind {
    /// What its clauses are, many of them.
    var label: Phrase {
        switch self {
        case .requirements: Phrase(da: "Krav", en: "Requirements")
        case .controls: Phrase(da: "Foranstaltninger", en: "Controls")
        }
    }

    /// What one of its clauses is.
    fileprivate var one: Phrase {
        switch self {
        case .requirements: Phrase(da: "Krav", en: "Requirement")
        case .controls: Phrase(da: "Foranstaltning", en: "Control")
        }
    }
}

extension Clause {
    /// »5.24 Beredt til at håndtere hændelser«.
    fileprivate func name(_ language: Language) -> String { "\(id) \(language(title))" }

    /// Leads to its page, with its text or another reason below.
    fileprivate func cell(of framework: Framework, why: Phrase?, _ language: Language) -> WorkTable.Cell {
        .title(name(language), Route.clause(framework.name, id).link, why: why.map { "\(language($0))" })
    }
}

/// The clauses of one framework.
enum FrameworkPage {
    static func content(_ name: Framework.Name, in context: Context) throws(Refusal) -> Content {
        guard let framework = ShippedFrameworks.all[name] else { throw .unknown }
        let title = context.language(framework.label)
        return Content(
            title, menu: .frameworks, context.kept(.framework(name)) { body(framework, title, context) })
    }

    private static func body(_ framework: Framework, _ title: String, _ context: Context) -> HTML {
        let language = context.language
        let head = Head(
            crumbs: [.init(context.say(FrameworksPage.title), Route.frameworks.link), .init(title)], title: title,
            sentence: "\(language(framework.about)). \(language(framework.source))"
        ).html(language)
        var columns: [WorkTable.Column] = [
            .init(context.say(framework.kind.one), .title)
        ]
        if let about = about(framework) { columns.append(.init(context.say(about), room: .notOnPhone)) }
        columns.append(.init(context.say(da: "Krav", en: "Requirements"), .number, isNamedWhenFolded: true))
        columns.append(.init(context.say(da: "Forbindelser", en: "Connections"), .number, room: .medium))
        columns.append(.init(context.say(da: "Efterlevelse", en: "Compliance"), .end))
        let table = WorkTable(caption: title, columns: columns, groups: groups(framework, context))
        return head + Panel(id: "krav", heading: title, isHeadingHidden: true).html(table.html)
    }

    /// By the top heading of each clause; a law's by article.
    private static func groups(_ framework: Framework, _ context: Context) -> [WorkTable.Group] {
        let language = context.language
        var groups: [WorkTable.Group] = []
        var last: String?
        for clause in framework.clauses {
            let chapter = String(clause.id.text.prefix { $0.isNumber })
            if chapter != last {
                let heading = ClauseID(chapter).flatMap { framework[$0] }.map { "\(chapter) \(language($0.title))" }
                groups.append(
                    .init(heading ?? context.say(da: "Artikel \(chapter)", en: "Article \(chapter)"), []))
                last = chapter
            }
            guard !clause.isHeading || clause.parent != nil else { continue }
            groups[groups.count - 1].rows.append(row(clause, framework, context))
        }
        return groups
    }

    /// What is said of each of its clauses in a column of its own; nil: nothing.
    private static func about(_ framework: Framework) -> Phrase? {
        switch framework.kind {
        case .controls: Phrase(da: "Beskytter", en: "Protects")
        case .requirements:
            framework.clauses.contains(where: \.asksForDocuments)
                ? Phrase(da: "Dokumenteret information", en: "Documented information") : nil
        }
    }

    private static func row(_ clause: Clause, _ framework: Framework, _ context: Context) -> WorkTable.Row {
        let language = context.language
        var cells = [clause.cell(of: framework, why: clause.text, language)]
        if about(framework) != nil {
            if let attributes = clause.attributes {
                let all = attributes.properties.count == ControlAttributes.Property.allCases.count
                let words = attributes.properties.map { language($0.label).lowercased() }
                // Nine of ten protect all three: what differs is what is read.
                cells.append(
                    .init(text: all ? context.say(da: "alle tre", en: "all three") : language.list(words)))
            } else if clause.asksForDocuments {
                cells.append(.init(text: context.say(da: "Kræves", en: "Demanded")))
            } else {
                cells.append(.none(context.say(da: "ikke nævnt", en: "not named")))
            }
        }
        let reference = ClauseReference(framework.name, clause.id)
        let answering = context.sight.requirements(for: reference).count
        let count = ShippedFrameworks.all.mappings(of: reference).count
        let standing: WorkTable.Cell =
            clause.isHeading
            ? .none(context.say(da: "overskrift", en: "heading"))
            : .init(context.sight.standing(of: reference).tag(language).html)
        return WorkTable.Row(cells + [.init(answering, language), .init(count, language), standing])
    }
}

/// One clause, and what it has to do with those of other frameworks.
enum ClausePage {
    static func content(_ name: Framework.Name, _ id: ClauseID, in context: Context) throws(Refusal) -> Content {
        let reference = ClauseReference(name, id)
        guard let (framework, clause) = ShippedFrameworks.all[reference] else { throw .unknown }
        return Content(
            clause.name(context.language), menu: .frameworks,
            context.kept(.clause(reference)) { body(reference, framework, clause, context) })
    }

    private static func body(
        _ reference: ClauseReference, _ framework: Framework, _ clause: Clause, _ context: Context
    ) -> HTML {
        let language = context.language
        var crumbs: [Head.Crumb] = [
            .init(context.say(FrameworksPage.title), Route.frameworks.link),
            .init(language(framework.label), Route.framework(framework.name).link),
        ]
        if let above = clause.parent.flatMap({ framework[$0] }) {
            crumbs.append(.init(above.name(language), Route.clause(framework.name, above.id).link))
        }
        crumbs.append(.init(clause.id.text))
        let head = Head(crumbs: crumbs, title: clause.name(language)).html(language)
        let text = clause.text.map { text -> HTML in
            Panel(id: "krav", heading: context.say(da: "Kravet", en: "The requirement"))
                .padded("<p>\(language(text))</p>")
        }
        let answers = clause.isHeading ? HTML() : self.answers(reference, context)
        let matter = (text ?? HTML()) + answers + below(clause, framework, context) + mappings(reference, context)
        let rail = Reader.rail(
            context.say(da: "Kort fortalt", en: "In short"),
            SummaryList(rows: facts(clause, framework, context)).html(language))
        return head + Columns.matter(matter, side: "<div class=\"rail\">\(rail)</div>", isNarrow: true)
    }

    private static func facts(_ clause: Clause, _ framework: Framework, _ context: Context) -> [SummaryList.Row] {
        let language = context.language
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Rammeværk", en: "Framework"), text: language(framework.label))
        ]
        func add(_ label: Phrase, _ words: [Phrase]) {
            guard !words.isEmpty else { return }
            let list = words.enumerated().map { $0 == 0 ? language($1) : language($1).lowercased() }
            rows.append(.init(context.say(label), text: list.joined(separator: ", ")))
        }
        if let attributes = clause.attributes {
            add(Phrase(da: "Tema", en: "Theme"), [attributes.theme.label])
            add(Phrase(da: "Virkning", en: "Type"), attributes.types.map(\.label))
            add(Phrase(da: "Beskytter", en: "Protects"), attributes.properties.map(\.label))
            add(Phrase(da: "Funktion", en: "Concept"), attributes.concepts.map(\.label))
            add(Phrase(da: "Arbejdsområde", en: "Capability"), attributes.capabilities.map(\.label))
            add(Phrase(da: "Domæne", en: "Domain"), attributes.domains.map(\.label))
        }
        if clause.asksForDocuments {
            rows.append(
                .init(
                    context.say(da: "Dokumenteret information", en: "Documented information"),
                    text: context.say(da: "Kræves af bestemmelsen selv", en: "Demanded by the clause itself")))
        }
        if let source = clause.source { rows.append(.init(context.say(da: "Kilde", en: "Source"), text: source)) }
        rows.append(.init(context.say(da: "Ordlyd", en: "Wording"), text: language(framework.source)))
        return rows
    }

    /// The requirements of the organisation that answer for it, and how they stand: with evidence given once.
    private static func answers(_ reference: ClauseReference, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let heading = context.say(da: "Krav, der svarer på det", en: "Requirements that answer for it")
        let rows = sight.requirements(for: reference).map { known, relation in
            WorkTable.Row([
                .title(
                    sight.label(.requirement(known.id), language) ?? context.say(Sentence.erased),
                    Route.requirement(known.id).link,
                    why: known.wording(on: sight.day).map { "\(context.name($0.unit))" }),
                .init(text: language(relation.label)), .init(sight.compliance(of: known).tag(language).html),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Krav", en: "Requirement"), .title),
                .init(context.say(da: "Kravet", en: "The requirement")),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Intet krav svarer på det endnu.", en: "No requirement answers for it yet."),
                """
                <p>\(context.say(
                    da: "Opret et krav fra det, eller forbind et krav, der findes, fra kravets side.",
                    en: "State a requirement from it, or connect one that is there, from the requirement’s page."))</p>
                """))
        let add: HTML =
            sight.mayEver(.adoptClause)
            ? """
            <a\(href: Link(Route.command(.adoptClause), query: [("clause", reference.description)]))>\(context.say(
                CommandKind.adoptClause.label))</a>
            """ : sight.standing(of: reference).tag(language).html
        return Panel(id: "svar", heading: heading, aside: add).html(table.html)
    }

    private static func below(_ clause: Clause, _ framework: Framework, _ context: Context) -> HTML {
        let below = framework.below(clause.id)
        guard !below.isEmpty else { return HTML() }
        let heading = context.say(da: "Under det", en: "Below it")
        let rows = below.map { one in
            WorkTable.Row([one.cell(of: framework, why: one.text, context.language)])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(framework.kind.one), .title)
            ], groups: [.init(nil, rows)])
        return Panel(id: "under", heading: heading).html(table.html)
    }

    private static func mappings(_ reference: ClauseReference, _ context: Context) -> HTML {
        let (language, all) = (context.language, ShippedFrameworks.all)
        let heading = context.say(da: "Hænger sammen med", en: "Connected with")
        var groups: [WorkTable.Group] = []
        for mapping in all.mappings(of: reference) {
            guard let (framework, clause) = all[mapping.to] else { continue }
            let label = language(framework.label)
            if groups.last?.heading != label { groups.append(.init(label, [])) }
            groups[groups.count - 1].rows.append(
                WorkTable.Row([
                    clause.cell(of: framework, why: mapping.rationale, language),
                    .init(text: language(mapping.relation.label)),
                ]))
        }
        let note = context.say(
            da: "Det, der dokumenterer den ene, kan ofte bruges til den anden. Læs det, før det genbruges.",
            en: "What proves one can often be used for the other. Read it before it is used again.")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Bestemmelse", en: "Clause"), .title),
                .init(context.say(da: "Forhold", en: "Relation"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(
                    da: "Ingen forbindelse til de andre rammeværker er kendt.",
                    en: "No connection with the other frameworks is known."), HTML()))
        let foot: HTML = groups.isEmpty ? HTML() : "<p class=\"pad muted\">\(note)</p>"
        return Panel(id: "forbindelser", heading: heading).html(table.html + foot)
    }
}
