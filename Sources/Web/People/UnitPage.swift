// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// One unit: its names through time, who heads it, who works in it, what it owns and has to do, and what happened to
/// it.
enum UnitPage {
    static let most = 50

    static func content(_ id: ID<Unit>, in context: Context) async throws -> Content {
        let (sight, language) = (context.sight, context.language)
        let unit = try sight.unit(id)
        let page = UnitReading(
            unit: unit, context: context, own: sight.duties(of: [.unit(id)], most: UnitPage.most, planned: true))
        let name = context.name(id)
        let documents = (sight.documentsByUnit(isCurrent: true)[id] ?? []).compactMap { try? sight.document($0) }
        var crumbs = [Head.Crumb(context.say(UnitsPage.title), Route.units.link)]
        if let parent = unit.parent.value(on: sight.day).flatMap({ $0 }) {
            crumbs.append(.init(context.name(parent), Route.unit(parent).link))
        }
        crumbs.append(.init(name))
        var body = Head(crumbs: crumbs, title: name, state: page.state, acts: page.acts).html(language)
        body += Columns.main(
            page.leftBehind + page.documents(documents) + page.people + page.duties,
            side: page.facts + page.names + page.below)
        body += context.historyPanel([.unit(id)])
        return Content(name, menu: .units, body)
    }
}

private struct UnitReading {
    let unit: Unit
    let context: Context
    /// What the unit is to do.
    let own: [Duty]

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    /// What those who have gone left for the unit to take over: the queue of whoever heads it (policy §6).
    var leftBehind: HTML {
        LeftBehind(own.filter { $0.rule == .handOver && $0.opens <= sight.day }, context).html
    }

    var state: [HTML] {
        if unit.isOpen(on: sight.day) { return [Tag(context.say(da: "Åben", en: "Open"), .ok).html] }
        guard let closed = unit.closed, closed.from <= sight.day else {
            return [Tag(context.say(da: "Åbner senere", en: "Opens later"), .info).html]
        }
        var line: [HTML] = [
            Tag(context.say(da: "Nedlagt", en: "Closed")).html,
            "\(context.say(da: "Sidste dag", en: "Last day")) \(language.time(closed.from - 1))",
        ]
        if let successor = closed.successor {
            line.append(
                """
                \(context.say(
                    da: "Opgaverne er gået til",
                    en: "Its tasks went to")) <a\(href: Route.unit(successor))>\(context.name(successor))</a>
                """
            )
        }
        return line
    }

    var acts: [HTML] {
        let query: [(String, String?)] = [("unit", unit.id.description)]
        var found: [HTML] = []
        if sight.mayHandOver(.unit(unit.id)), !sight.held(by: .unit(unit.id)).isEmpty {
            let isClosed = !unit.isOpen(on: sight.day)
            found.append(
                Button(context.say(CommandKind.handOver.label), kind: isClosed ? .primary : .normal)
                    .link(HandOverForm.link(of: .unit(unit.id))))
        }
        guard unit.isOpen(on: sight.day) else { return found }
        for kind in [CommandKind.closeUnit, .moveUnit, .renameUnit] where sight.may(kind, about: .unit(unit.id)) {
            found.append(Button(context.say(kind.label)).link(Link(Route.command(kind), query: query)))
        }
        if sight.mayEver(.openUnit) {
            let link = Link(Route.command(.openUnit), query: [("parent", unit.id.description)])
            found.append(Button(context.say(da: "Opret underenhed", en: "Open a unit below"), icon: .plus).link(link))
        }
        return found
    }

    var facts: HTML {
        let heads = sight.holders(of: .unitHead, unit: unit.id)
        let parent = unit.parent.value(on: sight.day).flatMap { $0 }
        let head: HTML =
            heads.isEmpty
            ? Tag(context.say(da: "Mangler", en: "Missing"), .warn).html
            : "\(each: heads, between: "<br>", { "<a\(href: Route.person($0))>\(context.name($0))</a>" })"
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Leder", en: "Head"), head),
            .init(
                context.say(da: "Hører under", en: "Belongs to"),
                parent.map { "<a\(href: Route.unit($0))>\(context.name($0))</a>" as HTML }
                    ?? "\(context.say(da: "Ingen: den står øverst", en: "None: it stands at the top"))"),
        ]
        if let from = unit.from {
            rows.append(.init(context.say(da: "Første dag", en: "First day"), language.time(from)))
        }
        return Panel(id: "om", heading: context.say(da: "Om enheden", en: "About the unit"))
            .padded(SummaryList(rows: rows).html(language))
    }

    /// The names through time: what old rows print.
    var names: HTML {
        let entries = unit.name.entries.reversed()
        let rows = entries.map { entry in
            let english = unit.nameEnglish.value(on: entry.from).flatMap { $0 }.map { context.text($0) }
            return Rows.Row(
                label: context.text(entry.value), end: language.shortTime(entry.from),
                text: english.map { "<span lang=\"en\">\($0)</span>" })
        }
        return Panel(id: "navne", heading: context.say(da: "Navne, fra dag", en: "Names, from day")).html(
            Rows(rows: rows).html)
    }

    /// The units directly below.
    var below: HTML {
        let children = sight.units().filter { child in
            child.isOpen(on: sight.day) && child.parent.value(on: sight.day).flatMap { $0 } == unit.id
        }
        guard !children.isEmpty else { return HTML() }
        return Panel(id: "under", heading: context.say(da: "Underenheder", en: "Units below")).html(
            Rows(rows: children.map { .init(label: context.name($0.id), link: Route.unit($0.id).link) }).html)
    }

    var people: HTML {
        let all = sight.persons(in: unit.id)
        let shown = all.prefix(UnitPage.most + 1).compactMap { try? sight.person($0) }
        let rows = shown.prefix(UnitPage.most).map { person in
            let roles = sight.roles(of: person.id).filter { $0.role != .employee }.map { context.say($0.role.label) }
            return WorkTable.Row([
                .title(
                    context.name(person.id), Route.person(person.id).link, why: sight.title(person.id).map { "\($0)" }),
                roles.isEmpty ? .none(context.say(da: "ingen", en: "none")) : .init(text: language.list(roles)),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Personer i enheden", en: "People in the unit"),
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title), .init(context.say(da: "Roller", en: "Roles"), .who),
            ],
            groups: [.init(nil, Array(rows))],
            empty: Empty(
                context.say(da: "Ingen er ansat i enheden den dag.", en: "Nobody is engaged in the unit that day.")))
        let link: HTML =
            shown.count > UnitPage.most
            ? """
            <a\(href: Link(Route.persons, query: [("enhed", unit.id.description)]))>\(context.say(
                da: "Vis alle",
                en: "Show all"))</a>
            """
            : HTML()
        return Panel(id: "personer", heading: context.say(da: "Personer", en: "People"), aside: link).html(table.html)
    }

    func documents(_ owned: [Document]) -> HTML {
        let rows = owned.sorted { $0.number < $1.number }.prefix(UnitPage.most).map { document in
            let due = sight.verification(of: document)?.due
            return WorkTable.Row([
                .title(
                    context.title(document), Route.document(document.id).link,
                    why: "\(context.say(document.kind.label))"),
                due.map { .init(due: $0, today: sight.day, language) } ?? .none(context.say(da: "ingen", en: "none")),
                .init(sight.state(of: document).tag(language)),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Dokumenter, som enheden ejer", en: "Documents that the unit owns"),
            columns: [
                .init(context.say(da: "Dokument", en: "Document"), .title),
                .init(context.say(da: "Verificeret til", en: "Verified until"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [.init(nil, Array(rows))],
            empty: Empty(
                context.say(
                    da: "Enheden ejer ingen dokumenter, du kan se.", en: "The unit owns no documents that you can see.")
            ))
        let number = language.number(owned.count)
        let all: HTML =
            owned.isEmpty
            ? HTML()
            : """
            <a\(href: Link(Route.documents, query: [("enhed", unit.id.description)]))>\
            \(context.say(da: "Vis alle \(number)", en: "Show all \(number)"))</a>
            """
        return Panel(id: "dokumenter", heading: context.say(da: "Dokumenter", en: "Documents"), aside: all).html(
            table.html)
    }

    var duties: HTML {
        let about = sight.duties(about: .unit(unit.id)).filter { $0.standing(on: sight.day) != .done }
        return Panel(id: "opgaver", heading: context.say(da: "Opgaver", en: "Tasks")).html(
            DutyTable(context).list(
                (own + about).sorted { $0.key < $1.key },
                empty: Empty(context.say(da: "Enheden har ingen opgaver.", en: "The unit has no tasks."))))
    }
}
