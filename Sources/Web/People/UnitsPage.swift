// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The organisation as a tree of units on the day shown: who heads each, how many work there and what it owns. Closed
/// ones
/// stand below.
enum UnitsPage {
    static let title = Phrase(da: "Enheder", en: "Units")
    /// Deeper or longer than this is not drawn; the unit's own page shows what is under it.
    static let most = 1_000

    static func content(in context: Context) async throws -> Content {
        let sight = context.sight
        let tree = UnitTree(context, documents: sight.documentsByUnit(isCurrent: true).mapValues(\.count))
        var acts: [HTML] = []
        if sight.mayEver(.openUnit) {
            acts.append(
                Button(context.say(CommandKind.openUnit.label), kind: .primary, icon: .plus)
                    .link(Route.command(.openUnit).link))
        }
        var body = Head(title: context.say(title), sentence: tree.sentence, acts: acts).html(context.language)
        body += FilterForm(action: Route.units.link, filters: [], files: context.files(of: .units, [])).html(
            context.language)
        body += Panel(
            id: "trae", heading: context.say(da: "Enheder efter sted", en: "Units by place"), isHeadingHidden: true
        ).html(tree.open.html)
        body += tree.closed
        return Content(context.say(title), menu: .units, body)
    }
}

private struct UnitTree {
    let context: Context
    let documents: [ID<Unit>: Int]
    private let all: [Unit]

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context, documents: [ID<Unit>: Int]) {
        self.context = context
        self.documents = documents
        all = Array(context.sight.units())
    }

    private var standing: [Unit] { all.filter { $0.isOpen(on: sight.day) } }

    var sentence: HTML {
        let units = Plural(one: Phrase(da: "enhed", en: "unit"), many: Phrase(da: "enheder", en: "units"))
        let headless = standing.filter { sight.holders(of: .unitHead, unit: $0.id).isEmpty }.count
        let count = language.count(standing.count, units)
        guard headless > 0 else { return "\(count)." }
        let link = Link(Route.tasks, query: [("vis", "alle"), ("regel", TaskFilter.roles.rawValue)])
        let text = context.say(da: "\(headless) mangler en leder", en: "\(headless) without a head")
        return "\(count). <a\(href: link)>\(text)</a>."
    }

    var open: WorkTable {
        let standing = standing
        let ids = Set(standing.map(\.id))
        var below: [ID<Unit>?: [Unit]] = [:]
        for unit in standing {
            // Under a unit that is closed or unknown it stands at the top, so that none is lost.
            let parent = unit.parent.value(on: sight.day).flatMap { $0 }
            below[parent.flatMap { ids.contains($0) ? $0 : nil }, default: []].append(unit)
        }
        var rows: [WorkTable.Row] = []
        var shown: Set<ID<Unit>> = []
        func add(_ unit: Unit, _ depth: Int) {
            guard shown.insert(unit.id).inserted, rows.count < UnitsPage.most else { return }
            rows.append(row(unit, depth))
            for child in below[unit.id] ?? [] { add(child, depth + 1) }
        }
        for unit in below[nil] ?? [] { add(unit, 0) }
        // Units in a circle are reached from no top.
        for unit in standing { add(unit, 0) }
        return WorkTable(
            caption: context.say(da: "Enheder, deres ledere og dokumenter", en: "Units, their heads and documents"),
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .title),
                .init(context.say(da: "Personer", en: "People"), .number),
                .init(context.say(da: "Dokumenter", en: "Documents"), .number),
            ],
            groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Her er ingen enheder endnu.", en: "There are no units yet."),
                """
                <p>\(context.say(
                    da: "Opret den øverste først; de andre hører under den.",
                    en: "Open the top one first; the others belong under it."))</p>
                """
            ), isTree: true)
    }

    private func row(_ unit: Unit, _ depth: Int) -> WorkTable.Row {
        let heads = sight.holders(of: .unitHead, unit: unit.id)
        let missing = Tag(context.say(da: "Leder mangler", en: "No head"), .warn).html
        let names = language.list(heads.map { context.name($0) })
        let head: HTML = heads.isEmpty ? missing : "\(context.say(da: "Leder:", en: "Head:")) \(names)"
        let of: [(String, String?)] = [("enhed", unit.id.description)]
        return .init(
            [
                TreeTitle(depth: depth, context.name(unit.id), Route.unit(unit.id).link, why: head).cell(language),
                count(sight.personCount(in: unit.id), Self.people, Link(Route.persons, query: of)),
                count(documents[unit.id] ?? 0, Self.papers, Link(Route.documents, query: of)),
            ], isRoot: depth == 0)
    }

    /// A number with its noun: a digit alone is too small to hit.
    private func count(_ number: Int, _ noun: Plural, _ link: Link) -> WorkTable.Cell {
        guard number > 0 else { return .none(context.say(da: "ingen", en: "none")) }
        return .init("<a\(href: link)>\(language.count(number, noun))</a>")
    }

    private static let people = Plural(
        one: Phrase(da: "person", en: "person"), many: Phrase(da: "personer", en: "people"))
    private static let papers = Plural(
        one: Phrase(da: "dokument", en: "document"), many: Phrase(da: "dokumenter", en: "documents"))

    var closed: HTML {
        let gone = all.filter { unit in unit.closed.map { $0.from <= sight.day } ?? false }
        let later = all.filter { unit in unit.from.map { $0 > sight.day } ?? false }
        guard !gone.isEmpty || !later.isEmpty else { return HTML() }
        let rows = gone.prefix(200).map { unit in
            let successor = unit.closed?.successor
            return WorkTable.Row([
                .title(context.name(unit.id, on: (unit.closed?.from ?? sight.day) - 1), Route.unit(unit.id).link),
                .init(unit.closed.map { language.shortTime($0.from - 1) } ?? HTML()),
                successor.map { .init("<a\(href: Route.unit($0))>\(context.name($0))</a>") }
                    ?? .none(context.say(da: "ingen", en: "none")),
            ])
        }
        let coming = later.prefix(200).map { unit in
            WorkTable.Row([
                .title(context.name(unit.id), Route.unit(unit.id).link),
                .init(unit.from.map { language.shortTime($0) } ?? HTML()),
                .none(context.say(da: "ingen", en: "none")),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Enheder, der ikke er åbne", en: "Units that are not open"),
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .title), .init(context.say(da: "Dag", en: "Day"), .due),
                .init(context.say(da: "Opgaverne er gået til", en: "Its tasks went to"), .who, isNamedWhenFolded: true),
            ],
            groups: [
                .init(context.say(da: "Nedlagt, sidste dag", en: "Closed, last day"), Array(rows)),
                .init(context.say(da: "Åbner, første dag", en: "Opens, first day"), Array(coming)),
            ])
        return Panel(id: "nedlagte", heading: context.say(da: "Ikke åbne", en: "Not open"), isWide: true).html(
            table.html)
    }
}
