// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// The audit trail: every entry the person may see, newest first; what the ledger is on the day shown; and how an
/// outsider
/// checks it.
enum LedgerPage {
    static let size = 50
    static let title = Phrase(da: "Revisionsspor", en: "Audit trail")

    static func content(in context: Context) async throws -> Content {
        let proof = LedgerProof(context)
        let (note, verified) = (context.sight.house.checkpoint, context.sight.house.lastVerification?.0)
        let head = context.kept(.trailHead(verified: verified)) {
            Head(title: context.say(title), sentence: proof.sentence).html(context.language)
        }
        let trail = context.kept(.trail(checkpoint: note, verified: verified)) { proof.state + proof.checkpoint }
        let (filters, entries) = try await entries(context)
        let body = Columns.main(
            [context.savedFilters(of: .ledger), filters] + entries,
            side: [trail, context.kept(.ledgerGuide) { proof.guide }])
        return Content(context.say(title), menu: .ledger, HTML(joining: [head] + body))
    }

    /// The filters, and the panel of what they leave.
    private static func entries(_ context: Context) async throws -> (HTML, [HTML]) {
        let panel = Panel(id: "poster", heading: context.say(da: "Poster", en: "Entries"), isHeadingHidden: true)
        if EntryFilter.isAsked(context) {
            let search = try await EntrySearch.run(context)
            return (search.filters.html(context.language), panel.around([search.list, search.pager]))
        }
        // The whole trail from its end is looked at most, and needs nothing that is found out elsewhere.
        func search() -> EntrySearch { EntrySearch.newest(context) }
        let filters = context.kept(.entryFilters) { search().filters.html(context.language) }
        return (
            filters,
            [
                context.kept(.newestEntries) {
                    let found = search()
                    return HTML(joining: panel.around([found.list, found.pager]))
                }
            ]
        )
    }
}

/// The entries that the filters leave, newest first from a position.
private struct EntrySearch: Sendable {
    /// How many entries one page looks through at most; then it offers to go on.
    static let most = 4_000

    let context: Context
    let filter: EntryFilter
    /// Only entries before this position.
    let before: Int
    private(set) var found: [Entry] = []
    /// The position to go on from, and whether there may be more.
    private(set) var next: Int?

    private var language: Language { context.language }

    /// Looks through the ledger on a thread of its own, because that may take long. Without a filter there is nothing to
    /// look through: a page of entries is read at once.
    static func run(_ context: Context) async throws -> EntrySearch {
        var search = EntrySearch(context)
        guard search.filter.isNarrow else {
            search.look()
            return search
        }
        return await Blocking.run { [search] in
            var search = search
            search.look()
            return search
        }
    }

    /// Without a filter, from the end of the trail.
    static func newest(_ context: Context) -> EntrySearch {
        var search = EntrySearch(context)
        search.look()
        return search
    }

    private init(_ context: Context) {
        self.context = context
        filter = EntryFilter(context)
        let end = filter.positions.upperBound
        before = min(end, context.argument("foer").flatMap { Int($0) }.map { max(0, $0) } ?? end)
    }

    private mutating func look() {
        let sight = context.sight
        let first = filter.positions.lowerBound
        var (position, seen) = (before, 0)
        while position > first, seen < Self.most {
            // Without a filter one page of them is all that is wanted.
            let most = filter.isNarrow ? 200 : LedgerPage.size + 1
            let chunk = sight.newestEntries(before: position, most: most)
            guard let last = chunk.last else { return }
            for entry in chunk {
                guard entry.position >= first else { return }
                if filter.takes(entry) {
                    if found.count == LedgerPage.size {
                        next = entry.position + 1
                        return
                    }
                    found.append(entry)
                }
                position = entry.position
            }
            seen += chunk.count
            if last.position == 0 { return }
        }
        if position > first { next = position }
    }

    private var query: [(String, String?)] {
        [
            ("om", filter.kind?.rawValue), ("person", filter.name),
            ("dag", filter.day.map { language.fieldDay($0) }),
        ]
    }

    var filters: FilterForm {
        let every = [(value: "", label: context.say(da: "Alt", en: "Everything"))]
        return FilterForm(
            action: Route.ledger.link,
            filters: [
                .init(
                    name: "om", label: context.say(da: "Om", en: "About"),
                    control: .choice(
                        every + SubjectKind.allCases.map { (value: $0.rawValue, label: context.say($0.label)) },
                        chosen: filter.kind?.rawValue ?? "")),
                .init(
                    name: "person", label: context.say(da: "Personens navn", en: "Name of the person"),
                    control: .text(filter.name ?? "")),
                .init(
                    name: "dag", label: context.say(da: "Registreret den", en: "Recorded on"),
                    control: .text(
                        filter.day.map { language.fieldDay($0) } ?? context.argument("dag") ?? "")),
            ], files: context.files(of: .ledger, query))
    }

    var list: HTML {
        guard !found.isEmpty else {
            let why = context.say(da: "Ingen poster passer.", en: "No entries fit.")
            let what: HTML =
                next == nil
                ? "<p><a\(href: Route.ledger)>\(context.say(da: "Vis alle poster", en: "Show all entries"))</a></p>"
                : "<p>\(context.say(da: "Gå videre til de ældre poster.", en: "Go on to the older entries."))</p>"
            return Empty(why, what).html
        }
        return History.list(found.lazy.map(context.markup))
    }

    var pager: HTML {
        let isFirst = context.argument("foer") == nil
        guard next != nil || !isFirst else { return HTML() }
        let newest = Button(context.say(da: "Nyeste", en: "Newest"), size: .small, icon: .back)
            .link(Link(Route.ledger, query: query))
        let older = next.map { position in
            Button(context.say(da: "Ældre", en: "Older"), size: .small, icon: .arrow, isIconLast: true)
                .link(Link(Route.ledger, query: query + [("foer", "\(position)")]))
        }
        let range: String
        if let top = found.first?.position, let bottom = found.last?.position {
            range = context.say(
                da: "Post \(language.number(top)) til \(language.number(bottom))",
                en: "Entries \(language.number(top)) to \(language.number(bottom))")
        } else {
            range = context.say(da: "Ingen poster her", en: "No entries here")
        }
        return """
            <nav class="pager" aria-label="\(context.say(da: "Sider", en: "Pages"))"><span>\(range)</span>\
            <span class="btnrow">\(when: !isFirst, newest)\(if: older, { $0 })</span></nav>
            """
    }
}
