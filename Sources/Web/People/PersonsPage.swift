// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The directory: everybody who is or was engaged, by name.
enum PersonsPage {
    static let size = 50
    static let title = Phrase(da: "Personer", en: "People")

    static func content(in context: Context) async throws -> Content {
        let list = PersonList(context)
        var acts: [HTML] = []
        if context.sight.mayEver(.addPerson) {
            acts.append(
                Button(context.say(CommandKind.addPerson.label), kind: .primary, icon: .plus)
                    .link(Route.command(.addPerson).link))
        }
        if context.sight.mayEver(.importPersons) {
            acts.append(
                Button(context.say(CommandKind.importPersons.label)).link(Route.command(.importPersons).link))
        }
        let head = Head(title: context.say(title), sentence: list.sentence, acts: acts).html(context.language)
        func filters() -> HTML { list.filters.html(context.language) }
        func page() -> HTML {
            let heading = context.say(da: "Personer efter navn", en: "People by name")
            return HTML(
                joining: Panel(id: "personer", heading: heading, isHeadingHidden: true)
                    .around([list.table.html, list.pager]))
        }
        let parts: [HTML]
        if list.name == nil {
            parts = [
                context.kept(.personFilters(list.choice), filters),
                context.kept(.personPage(list.choice, page: context.pageNumber), page),
            ]
        } else {
            parts = [filters(), page()]
        }
        // Each reader's own, so beside what is kept.
        let saved = context.savedFilters(of: .persons)
        return Content(context.say(title), menu: .persons, HTML(joining: [head, saved] + parts))
    }
}

private struct PersonList {
    typealias Status = PersonChoice.Status

    let context: Context
    let choice: PersonChoice
    let name: String?
    /// The persons of the page.
    let shown: [ID<Person>]
    let more: Bool

    private var status: Status { choice.status }
    private var unit: ID<Unit>? { choice.unit }
    private var role: Role? { choice.role }

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
        let filter = PersonFilter(context)
        let (page, size) = (context.pageNumber, PersonsPage.size)
        let start = (page - 1) * size
        func walked() -> [ID<Person>] { filter.persons.dropFirst(start).prefix(size + 1).map(\.id) }
        let found: [ID<Person>]
        if context.kept == nil || filter.name != nil {
            found = walked()
        } else if start < DocumentChoice.near {
            // The first pages are reached in a few steps; for the others all are looked for once.
            found = context.kept(filter.choice, page: page, walked)
        } else {
            let all = context.kept(filter.choice) { filter.persons.map(\.id) }
            found = Array(all.dropFirst(start).prefix(size + 1))
        }
        choice = filter.choice
        name = filter.name
        shown = Array(found.prefix(size))
        more = found.count > size
    }

    var sentence: HTML {
        let duties = sight.counts(.leaver)
        let base = context.say(
            da: "Ansatte, indstationerede, konsulenter og medlemmer af direktion og bestyrelse.",
            en: "Employees, embedded staff, consultants and members of the direktion and the bestyrelse.")
        guard duties.open > 0 else { return "\(base)" }
        let link = Link(Route.tasks, query: [("vis", "alle"), ("regel", TaskFilter.roles.rawValue)])
        let text = context.say(
            da: "Fratrådte har \(duties.open) roller, poster og konti, der skal lukkes",
            en: "Leavers hold \(duties.open) roles, seats and accounts that must be ended")
        return "\(base) <a\(href: link)>\(text)</a>."
    }

    private var query: [(String, String?)] {
        [("status", status.rawValue), ("navn", name), ("enhed", unit?.description), ("rolle", role?.rawValue)]
    }

    var filters: FilterForm {
        let units = context.unitOptions(
            context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        let everyRole = [(value: "", label: context.say(da: "Alle roller", en: "All roles"))]
        let roles = Role.allCases.map { (value: $0.rawValue, label: context.say($0.label)) }
        return FilterForm(
            action: Route.persons.link,
            filters: [
                .init(name: "navn", label: context.say(da: "Navn", en: "Name"), control: .text(name ?? "")),
                .init(
                    name: "enhed", label: context.say(da: "Enhed", en: "Unit"),
                    control: .options(units)),
                .init(
                    name: "rolle", label: context.say(da: "Rolle", en: "Role"),
                    control: .choice(everyRole + roles, chosen: role?.rawValue ?? "")),
            ],
            views: Status.allCases.map { other in
                .init(
                    label: context.say(other.label),
                    link: Link(Route.persons, query: [("status", other.rawValue)] + query.dropFirst()),
                    isCurrent: other == status)
            },
            kept: [("status", status.rawValue)], files: context.files(of: .persons, query))
    }

    var table: WorkTable {
        WorkTable(
            caption: context.say(da: "Personer", en: "People"),
            columns: columns, groups: [.init(nil, shown.compactMap(row))], empty: empty)
    }

    private var columns: [WorkTable.Column] {
        [
            .init(context.say(da: "Navn", en: "Name"), .title),
            .init(context.say(da: "Enhed", en: "Unit"), .who),
            .init(context.say(da: "Roller", en: "Roles"), room: .medium),
            .init(context.say(da: "Tilknytning", en: "Engagement"), .end, room: .notOnPhone),
        ]
    }

    private func row(_ id: ID<Person>) -> WorkTable.Row? {
        let made = context.kept(.person(id)) {
            (try? sight.person(id)).map { WorkTable.html(row($0), in: columns) } ?? HTML()
        }
        return made.isEmpty ? nil : .made(made)
    }

    private func row(_ person: Person) -> WorkTable.Row {
        let unit = person.unit(on: sight.day)
        let roles = sight.roles(of: person.id).filter { $0.role != .employee }.map { context.name($0) }
        let none = context.say(da: "ingen", en: "none")
        let title = sight.title(person.id).map { "\($0)" as HTML }
        return .init([
            .title(context.name(person.id), Route.person(person.id).link, why: title),
            unit.map { .init("<a\(href: Route.unit($0))>\(context.name($0))</a>") } ?? .none(none),
            roles.isEmpty ? .none(none) : .init(text: language.list(roles)),
            .init(context.engagementTag(person)),
        ])
    }

    private var empty: Empty {
        Empty(
            context.say(da: "Ingen personer passer.", en: "Nobody fits."),
            """
            <p><a\(href: Link(Route.persons, query: [("status", Status.all.rawValue)]))>\(context.say(
                da: "Vis alle",
                en: "Show everybody"))</a></p>
            """
        )
    }

    var pager: HTML { context.pager(shown.count, size: PersonsPage.size, more: more, of: .persons, query) }
}

extension Context {
    /// A role with the unit it is held for.
    func name(_ held: HeldRole) -> String { name(held.role, held.unit) }

    /// A role with the unit it is held for.
    func name(_ role: Role, _ unit: ID<Unit>?) -> String {
        unit.map { "\(say(role.label)), \(name($0))" } ?? say(role.label)
    }

    /// Whether a person is engaged on the day shown.
    func engagementTag(_ person: Person) -> HTML {
        if let engagement = person.engagement(on: sight.day) { return Tag(say(engagement.kind.label), .ok).html }
        if person.engagements.contains(where: { $0.from > sight.day && !$0.neverBegan }) {
            return Tag(say(da: "Begynder senere", en: "Begins later"), .info).html
        }
        return person.engagements.allSatisfy(\.neverBegan)
            ? Tag(say(da: "Uden tilknytning", en: "Not engaged"), .warn).html
            : Tag(say(da: "Fratrådt", en: "Left")).html
    }

    /// From when until when, as cells of a table.
    func period(_ from: Day, _ last: Day?) -> [WorkTable.Cell] {
        [
            .init(language.shortTime(from)),
            last.map { .init(language.shortTime($0)) } ?? .none(say(da: "ingen slutdag", en: "no last day")),
        ]
    }
}
