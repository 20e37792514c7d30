// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What standards and laws demand, in our own words: the catalogues that requirements are taken from (policy §§1, 5).
enum FrameworksPage {
    static let title = Phrase(da: "Rammeværker", en: "Frameworks")

    static func content(in context: Context) -> Content {
        let language = context.language
        let sight = context.sight
        var acts: [HTML] = []
        if !sight.isPast, sight.mayEver(.adoptFramework) {
            acts.append(
                Button(context.say(CommandKind.adoptFramework.label), kind: .primary, icon: .plus)
                    .link(Route.command(.adoptFramework).link))
        }
        let head = Head(
            title: context.say(title),
            sentence: """
                \(context.say(
                    da: "Det, standarder og lovgivning kræver, og hvordan det hænger sammen.",
                    en: "What standards and laws demand, and how it is connected."))
                """, acts: acts
        ).html(language)
        let heading = context.say(title)
        let all = sight.frameworks
        let adopted = sight.adoptedFrameworks
        let own = Set(adopted.map(\.adoption.name))
        let rows = all.all.filter { !own.contains($0.name) }.map { framework in
            WorkTable.Row([
                .title(
                    language(framework.label), Route.framework(framework.name).link, why: "\(language(framework.about))"
                ),
                .init(text: language(framework.kind.label)), .init(framework.demands.count, language),
                .init(text: context.say(da: "Følger med Værn", en: "Comes with Værn")),
                .none(context.say(da: "følger med", en: "comes along")),
                .none(context.say(da: "følger med", en: "comes along")),
            ])
        }
        // Catalogues of threats stand with the threats.
        let brought = adopted.filter { $0.adoption.kind != .threats }
            .map { row($0.framework, $0.adoption, all[$0.adoption.name], context) }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Rammeværk", en: "Framework"), .title),
                .init(context.say(da: "Indhold", en: "Holds"), room: .notOnPhone),
                .init(context.say(da: "Antal", en: "Number"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Kommer fra", en: "Comes from"), .who, room: .notOnPhone),
                .init(context.say(da: "Indført", en: "Adopted"), .due, isNamedWhenFolded: true),
                .init("SHA-256", .end, room: .medium),
            ],
            groups: [
                .init(brought.isEmpty ? nil : context.say(da: "Følger med Værn", en: "Come with Værn"), rows),
                .init(context.say(da: "Indført af organisationen", en: "Adopted by the organisation"), brought),
            ])
        return Content(
            context.say(title), menu: .frameworks,
            head + Panel(id: "rammevaerker", heading: heading, isHeadingHidden: true, isWide: true).html(table.html))
    }

    /// One that was adopted; without its clauses where its file cannot be read.
    private static func row(
        _ known: AdoptedFramework, _ adoption: AdoptedFramework.Adoption, _ framework: Framework?, _ context: Context
    ) -> WorkTable.Row {
        let language = context.language
        let isRetired = known.isRetired(on: context.sight.day)
        let why =
            isRetired
            ? context.say(da: "Ude af brug", en: "Retired")
            : framework.map { FrameworkPage.short(language($0.about)) }
                ?? context.say(da: "Filen kan ikke læses", en: "The file cannot be read")
        let count: WorkTable.Cell =
            framework.map { .init($0.demands.count, language) } ?? .none(context.say(da: "ukendt", en: "unknown"))
        let from = [adoption.publisher, adoption.edition].compactMap { $0 }.map { context.text($0) }
        return WorkTable.Row(
            [
                .title(
                    framework.map { language($0.label) } ?? context.text(adoption.label),
                    Route.framework(adoption.name).link, why: "\(why)"),
                .init(text: language(adoption.kind.label)), count,
                .init(
                    text: from.isEmpty
                        ? context.say(da: "Organisationens egen fil", en: "The organisation’s own file")
                        : from.joined(separator: ", ")), .init(language.shortTime(known.adoptedOn)),
                .init(Hash(id: "sha256-\(adoption.name)", full: adoption.sha256).html(language)),
            ], isGone: isRetired)
    }
}

extension Framework.Kind {
    /// What one of its clauses is.
    var one: Phrase {
        switch self {
        case .requirements: Phrase(da: "Krav", en: "Requirement")
        case .controls: Phrase(da: "Foranstaltning", en: "Control")
        case .threats: Phrase(da: "Trussel", en: "Threat")
        }
    }
}

extension Clause {
    /// »5.24 Beredt til at håndtere hændelser«.
    func name(_ language: Language) -> String { "\(id) \(language(title))" }

    /// Leads to its page, with its text or another reason below.
    func cell(of framework: Framework, why: Phrase?, _ language: Language) -> WorkTable.Cell {
        .title(name(language), Route.clause(framework.name, id).link, why: why.map { "\(language($0))" })
    }
}

/// The clauses of one framework.
enum FrameworkPage {
    static func content(_ name: Framework.Name, in context: Context) throws(Refusal) -> Content {
        let notes = AdoptedFrameworkNotes(name, context)
        if let notes, notes.adoption.kind == .threats { return ThreatsPage.adopted(notes, in: context) }
        guard let framework = context.sight.frameworks[notes?.adoption.name ?? name] else {
            guard let notes else { throw .unknown }
            return Content(context.text(notes.adoption.label), menu: .frameworks, notes.page)
        }
        let title = context.language(framework.label)
        return Content(
            title, menu: .frameworks,
            context.kept(.framework(name)) { body(framework, notes, title, context) } + (notes?.panel ?? HTML()))
    }

    /// What a line has room for.
    static func short(_ text: String, _ most: Int = 240) -> String {
        guard text.count > most else { return text }
        let cut = text.prefix(most)
        return "\(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) …"
    }

    private static func body(
        _ framework: Framework, _ notes: AdoptedFrameworkNotes?, _ title: String, _ context: Context
    ) -> HTML {
        let language = context.language
        let head =
            Head(
                crumbs: [.init(context.say(FrameworksPage.title), Route.frameworks.link), .init(title)], title: title,
                sentence: "\(short(language(framework.about)).stopped) \(language(framework.source))",
                state: [notes?.tag?.html].compactMap { $0 }, acts: notes?.acts ?? []
            ).html(language) + (notes?.remarks ?? HTML())
        var columns: [WorkTable.Column] = [
            .init(context.say(framework.kind.one), .title)
        ]
        if let about = about(framework) { columns.append(.init(context.say(about), room: .notOnPhone)) }
        columns.append(.init(context.say(da: "Krav", en: "Requirements"), .number, isNamedWhenFolded: true))
        columns.append(.init(context.say(da: "Forbindelser", en: "Connections"), .number, room: .medium))
        columns.append(.init(context.say(da: "Efterlevelse", en: "Compliance"), .end))
        let all = notes == nil ? groups(framework, context) : branches(framework, context)
        let table = WorkTable(caption: title, columns: columns, groups: all)
        return head + Panel(id: "krav", heading: title, isHeadingHidden: true).html(table.html)
    }

    /// By the heading at the top of each clause, in whatever way its framework counts.
    private static func branches(_ framework: Framework, _ context: Context) -> [WorkTable.Group] {
        var (groups, places): ([WorkTable.Group], [ClauseID?: Int]) = ([], [:])
        let all = context.sight.frameworks
        for clause in framework.clauses {
            var top = clause
            // A reading has no circles; the limit is for what history might hold.
            for _ in 0..<50 { top = top.parent.flatMap { framework[$0] } ?? top }
            let key = top.isHeading ? top.id : nil
            let place = places[key] ?? groups.count
            if place == groups.count {
                groups.append(.init(key.map { _ in top.name(context.language) }, []))
                places[key] = place
            }
            guard !clause.isHeading || clause.parent != nil else { continue }
            groups[place].rows.append(row(clause, framework, all, context))
        }
        return groups
    }

    /// By the top heading of each clause; a law's by article.
    private static func groups(_ framework: Framework, _ context: Context) -> [WorkTable.Group] {
        let (language, all) = (context.language, context.sight.frameworks)
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
            groups[groups.count - 1].rows.append(row(clause, framework, all, context))
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
        case .threats: nil
        }
    }

    private static func row(
        _ clause: Clause, _ framework: Framework, _ all: Frameworks, _ context: Context
    ) -> WorkTable.Row {
        let language = context.language
        // The guidance of others can be pages long; the whole is on the page of the clause.
        let why = clause.text.map { Phrase(da: short($0.da, 600), en: short($0.en, 600)) }
        var cells = [clause.cell(of: framework, why: why, language)]
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
        let count = all.mappings(of: reference).count
        let standing: WorkTable.Cell =
            clause.isHeading
            ? .none(context.say(da: "overskrift", en: "heading"))
            : .init(context.sight.standing(of: reference).tag(language).html)
        return WorkTable.Row(cells + [.init(answering, language), .init(count, language), standing])
    }
}
