// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Finds documents by title, persons and units by name, and tasks by what is to be done, among what the person may see.
enum SearchPage {
    static let title = Phrase(da: "Søg", en: "Search")
    /// Hits of each kind on the page.
    static let most = 20
    /// Standing tasks that are looked through.
    static let tasksMost = 2_000

    static func content(in context: Context) async throws -> Content {
        let asked = String((context.argument("q") ?? "").prefix(200))
        let wanted = Folded(asked)
        var body = Head(title: context.say(title)).html(context.language)
        body += FilterForm(
            action: Route.search.link,
            filters: [
                .init(
                    name: "q", label: context.say(da: "Titel, navn eller opgave", en: "Title, name or task"),
                    control: .text(asked))
            ]
        ).html(context.language)
        guard !wanted.isEmpty else {
            body += Panel(id: "fundet", heading: context.say(da: "Fundet", en: "Found"), isHeadingHidden: true).html(
                Empty(
                    context.say(da: "Skriv, hvad du leder efter.", en: "Write what you are looking for."),
                    """
                    <p>\(context.say(
                        da: "Store bogstaver og accenter betyder ikke noget.",
                        en: "Capitals and accents do not matter."))</p>
                    """
                ).html)
            return Content(context.say(title), body)
        }
        let hits = await Blocking.run { Hits(wanted, context) }
        body += hits.html(asked)
        return Content(context.say(title), body)
    }
}

private struct Hits: Sendable {
    private struct Group: Sendable {
        let id: String
        let heading: Phrase
        let rows: [Rows.Row]
        let more: Bool
    }

    private let context: Context
    private let groups: [Group]

    init(_ wanted: Folded, _ context: Context) {
        self.context = context
        let (sight, language) = (context.sight, context.language)
        func group<Item>(
            _ id: String, _ heading: Phrase, _ items: some Sequence<Item>, _ row: (Item) -> Rows.Row
        ) -> Group {
            let rows = items.prefix(SearchPage.most + 1).map(row)
            return Group(
                id: id, heading: heading, rows: Array(rows.prefix(SearchPage.most)), more: rows.count > SearchPage.most)
        }
        func fits(_ label: String?) -> Bool { label.map { Folded($0).contains(wanted) } ?? false }
        let documents = sight.documents().lazy.filter { fits(sight.label(.document($0.id), on: nil, language)) }
        let persons = sight.persons().lazy.filter { PersonSearch.matches($0, wanted, context) }
        let units = sight.units().lazy.filter { fits(sight.name($0.id, on: nil, language)) || fits(sight.name($0.id)) }
        let tasks = sight.duties(most: SearchPage.tasksMost, planned: true).lazy
            .filter { $0.rule == .action && fits(sight.label($0.subject, on: nil, language)) }
        groups = [
            group("dokumenter", DocumentsPage.title, documents) { document in
                .init(
                    label: context.title(document), link: Route.document(document.id).link,
                    end: sight.state(of: document).tag(language), text: "\(context.say(document.kind.label))")
            },
            group("personer", PersonsPage.title, persons) { person in
                .init(
                    label: context.name(person.id), link: Route.person(person.id).link,
                    end: context.engagementTag(person),
                    text: sight.title(person.id).map { "\($0)" })
            },
            group("enheder", UnitsPage.title, units) { unit in
                .init(label: context.name(unit.id), link: Route.unit(unit.id).link)
            },
            group("opgaver", Phrase(da: "Opgaver", en: "Tasks"), tasks) { duty in
                .init(
                    label: sight.sentence(duty, language), link: Route(duty.subject).link,
                    end: duty.standing(on: sight.day).tag(language),
                    text: "\(context.say(da: "Frist", en: "Due")) \(language.shortTime(duty.due))")
            },
        ]
    }

    func html(_ asked: String) -> HTML {
        let found = groups.filter { !$0.rows.isEmpty }
        guard !found.isEmpty else {
            let why = context.say(
                da: "Intet, du har adgang til, har \(context.language.quoted(asked)) i titlen eller navnet.",
                en: "Nothing you have access to has \(context.language.quoted(asked)) in its title or name.")
            return Panel(id: "fundet", heading: context.say(da: "Fundet", en: "Found"), isHeadingHidden: true).html(
                Empty(
                    why, "<p>\(context.say(da: "Prøv med færre bogstaver.", en: "Try fewer letters."))</p>"
                ).html)
        }
        return HTML(each: found) { group in
            let more: HTML =
                group.more
                ? """
                <p class="pad small muted">\(context.say(
                    da: "Der er flere. Skriv mere for at finde dem.",
                    en: "There are more. Write more to find them."))</p>
                """
                : HTML()
            return Panel(id: group.id, heading: context.say(group.heading), isWide: true).html(
                Rows(rows: group.rows).html + more)
        }
    }
}
