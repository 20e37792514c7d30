// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One clause, and what it has to do with those of other frameworks.
enum ClausePage {
    static func content(_ name: Framework.Name, _ id: ClauseID, in context: Context) throws(Refusal) -> Content {
        let reference = ClauseReference(name, id)
        guard let (framework, clause) = context.sight.frameworks[reference] else { throw .unknown }
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
        let retired = AdoptedFrameworkNotes(framework.name, context)?.tag
        let head = Head(crumbs: crumbs, title: clause.name(language), state: [retired?.html].compactMap { $0 })
            .html(language)
        let text = clause.text.map { text -> HTML in
            Panel(id: "krav", heading: context.say(da: "Kravet", en: "The requirement"))
                .padded("\(each: language(text).split(whereSeparator: \.isNewline), { "<p>\(String($0))</p>" })")
        }
        let answers = clause.isHeading ? HTML() : self.answers(reference, isRetired: retired != nil, context)
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
    private static func answers(_ reference: ClauseReference, isRetired: Bool, _ context: Context) -> HTML {
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
            sight.mayEver(.adoptClause) && !isRetired
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
        let (language, all) = (context.language, context.sight.frameworks)
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
