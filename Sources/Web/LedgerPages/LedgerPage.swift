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
        let search = try await EntrySearch.run(context)
        let proof = LedgerProof(context)
        var body = Head(title: context.say(title), sentence: proof.sentence).html(context.language)
        body += Columns.main(
            search.filters.html(context.language)
                + Panel(id: "poster", heading: context.say(da: "Poster", en: "Entries"), isHeadingHidden: true)
                .html(search.list + search.pager),
            side: proof.state + proof.checkpoint + context.kept(.ledgerGuide) { proof.guide })
        return Content(context.say(title), menu: .ledger, body)
    }
}

/// The entries that the filters leave, newest first from a position.
private struct EntrySearch: Sendable {
    /// How many entries one page looks through at most; then it offers to go on.
    static let most = 4_000

    let context: Context
    let kind: SubjectKind?
    let name: String?
    let day: Day?
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
        guard search.kind != nil || search.name != nil else {
            search.look()
            return search
        }
        return await Blocking.run { [search] in
            var search = search
            search.look()
            return search
        }
    }

    private init(_ context: Context) {
        self.context = context
        kind = context.argument("om").flatMap { SubjectKind(rawValue: $0) }
        name = context.argument("person")
        day = context.argument("dag").flatMap { Day(typed: $0) }
        let known = context.sight.known
        var end = known
        if let day { end = min(known, context.sight.house.count(recordedBy: day)) }
        before = min(end, context.argument("foer").flatMap { Int($0) }.map { max(0, $0) } ?? end)
    }

    private mutating func look() {
        let sight = context.sight
        let first = day.map { sight.house.count(recordedBy: $0 - 1) } ?? 0
        let persons = name.map { PersonSearch.find($0, in: context, most: 200) }
        var (position, seen) = (before, 0)
        while position > first, seen < Self.most {
            // Without a filter one page of them is all that is wanted.
            let most = kind == nil && persons == nil ? LedgerPage.size + 1 : 200
            let chunk = sight.newestEntries(before: position, most: most)
            guard let last = chunk.last else { return }
            for entry in chunk {
                guard entry.position >= first else { return }
                if takes(entry, persons) {
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

    private func takes(_ entry: Entry, _ persons: Set<ID<Person>>?) -> Bool {
        if let kind, entry.subject.kind != kind { return false }
        guard let persons else { return true }
        if let actor = entry.actor.person, persons.contains(ID(actor)) { return true }
        return entry.subject.kind == .person && persons.contains(entry.subject.id.seen(as: Person.self))
    }

    private var query: [(String, String?)] {
        [("om", kind?.rawValue), ("person", name), ("dag", day.map { language.fieldDay($0) })]
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
                        chosen: kind?.rawValue ?? "")),
                .init(
                    name: "person", label: context.say(da: "Personens navn", en: "Name of the person"),
                    control: .text(name ?? "")),
                .init(
                    name: "dag", label: context.say(da: "Registreret den", en: "Recorded on"),
                    control: .text(day.map { language.fieldDay($0) } ?? context.argument("dag") ?? "")),
            ])
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
