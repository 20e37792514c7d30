// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Who may do what on the day shown, and which unit answers for which topic; what came and ended between two days; what
/// one person should not hold at once; and the quarterly reviews of it (policy §6).
enum AccessesPage {
    static let size = 50
    static let title = Phrase(da: "Adgange", en: "Access")

    static func content(in context: Context) throws(Refusal) -> Content {
        let filter = AccessFilter(context)
        var days: AccessDaysAsked?
        var problem: Refusal?
        do throws(Refusal) { days = try AccessDaysAsked(context) } catch { problem = error }
        let isPlain = !filter.isSet && days == nil && problem == nil
        func body() -> HTML { self.body(filter, days, problem, context) }
        return Content(
            context.say(title), menu: .accesses, status: CommandForm.status(problem),
            isPlain ? context.kept(.accesses(page: context.pageNumber), body) : body())
    }

    private static func body(
        _ filter: AccessFilter, _ days: AccessDaysAsked?, _ problem: Refusal?, _ context: Context
    ) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = sight.rights()
        let conflicts = sight.conflicts()
        var acts: [HTML] = []
        if sight.may(.reviewRights), sight.quarterToReview != nil {
            acts.append(
                Button(context.say(CommandKind.reviewRights.label), kind: .primary, icon: .check)
                    .link(Route.command(.reviewRights).link))
        }
        let head = Head(
            title: context.say(title), sentence: sentence(all, conflicts, context), acts: acts
        ).html(language)
        var body = head + CommandForm.summary(problem, in: context) + filter.form(days).html(language)
        if let days { body += changes(days, filter, context) }
        if filter.what != .topic { body += people(filter, all, context) }
        body += units(filter, context)
        body += ConflictList(conflicts, context).panel
        if sight.seesSignInProvider { body += ProviderNote.html(in: context) }
        if sight.seesAllRights { body += SecondStepNote.html(in: context) + ReviewHistory(context).panel }
        return body
    }

    private static func sentence(_ all: [Sight.HeldRights], _ conflicts: [Conflict], _ context: Context) -> HTML {
        guard context.sight.seesAllRights else {
            return
                """
                \(context.say(
                    da: "Du ser, hvad du selv og din enhed har, og hvad de enheder, du leder, og deres personer har.",
                    en: "You see what you and your unit hold, and what the units you head and their people hold."))
                """
        }
        let persons = context.language.count(all.count, AccessWords.persons)
        let text: HTML = "\(context.say(da: "\(persons) har adgang til noget.", en: "\(persons) hold something."))"
        guard !conflicts.isEmpty else { return text }
        let found = context.language.count(conflicts.count, AccessWords.conflicts)
        let words = context.say(da: "\(found) mellem opgaver", en: "\(found) between duties")
        return "\(text) <a\(href: Link(fragment: "funktioner"))>\(words)</a>."
    }

    // MARK: Who holds what

    private static func people(_ filter: AccessFilter, _ all: [Sight.HeldRights], _ context: Context) -> HTML {
        let fitting = filter.fitting(all)
        let page = context.paged(fitting, size: size, of: .accesses, filter.query)
        let heading = context.say(da: "Personer med adgang", en: "People with access")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Person", en: "Person"), .key),
                .init(context.say(da: "Har", en: "Holds")),
                .init(context.say(da: "Tilknytning", en: "Engagement"), .end, room: .notOnPhone),
            ], groups: [.init(nil, page.shown.map { row($0, context) })],
            empty: Empty(
                context.say(da: "Ingen passer.", en: "Nobody fits."),
                "<p><a\(href: Route.accesses)>\(context.say(da: "Vis alle", en: "Show everybody"))</a></p>"))
        let count = Tag(context.language.count(fitting.count, AccessWords.persons)).html
        return HTML(
            joining: Panel(id: "personer", heading: heading, aside: count, isWide: true).around([
                table.html, page.pager,
            ]))
    }

    private static func row(_ held: Sight.HeldRights, _ context: Context) -> WorkTable.Row {
        let unit: HTML? = held.unit.map { "\(context.name($0))" }
        let person = (try? context.sight.person(held.person)).map { context.engagementTag($0) } ?? HTML()
        return .init([
            .title(context.name(held.person), Route.person(held.person).link, why: unit),
            .init(rights(held.rights, context)), .init(person),
        ])
    }

    /// Which units answer for which topics (policy §3.4); nothing where none does and none is looked for.
    private static func units(_ filter: AccessFilter, _ context: Context) -> HTML {
        let fitting = filter.fitting(context.sight.delegatedRights())
        guard filter.what == .topic || context.pageNumber == 1 && !fitting.isEmpty else { return HTML() }
        let heading = context.say(da: "Enheder med ansvar for emner", en: "Units that answer for topics")
        let rows = fitting.map { held -> WorkTable.Row in
            let closed = held.isOpen ? HTML() : Tag(context.say(da: "Lukket", en: "Closed")).html
            return .init([
                .title(context.name(held.unit), Route.unit(held.unit).link), .init(rights(held.rights, context)),
                .init(closed),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .key), .init(context.say(da: "Har", en: "Holds")),
                .init(context.say(da: "Status", en: "Status"), .end, room: .notOnPhone),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Ingen passer.", en: "No unit fits."),
                "<p><a\(href: Route.accesses)>\(context.say(da: "Vis alle", en: "Show everybody"))</a></p>"))
        let count = Tag(context.language.count(fitting.count, AccessWords.units)).html
        return Panel(id: "enheder", heading: heading, aside: count, isWide: true).html(table.html)
    }

    private static func rights(_ rights: [AccessRight], _ context: Context) -> HTML {
        """
        <ul class="held">\(each: rights, { "<li>\(context.name($0.what)) <small>\(context.held($0))</small></li>" })</ul>
        """
    }

    // MARK: Between two days

    private static func changes(_ days: AccessDaysAsked, _ filter: AccessFilter, _ context: Context) -> HTML {
        let language = context.language
        let found = context.sight.rightsChanged(after: days.first, through: days.last)
        let heading = context.say(
            da: "Ændret efter \(language.day(days.first)) til og med \(language.day(days.last))",
            en: "Changed after \(language.day(days.first)) until \(language.day(days.last))")
        return Panel(id: "aendringer", heading: heading, isWide: true).html(
            AccessChanges(found.came.filter(filter.fits), found.ended.filter(filter.fits), heading, context).table)
    }
}

/// What came and what ended, as a table.
struct AccessChanges {
    let came: [AccessRight]
    let ended: [AccessRight]
    let caption: String
    let context: Context

    init(_ came: [AccessRight], _ ended: [AccessRight], _ caption: String, _ context: Context) {
        self.came = came
        self.ended = ended
        self.caption = caption
        self.context = context
    }

    var table: HTML {
        func row(_ right: AccessRight) -> WorkTable.Row {
            let link =
                switch right.holder {
                case .person(let person): Route.person(person).link
                case .unit(let unit): Route.unit(unit).link
                }
            return .init([
                .title(context.name(right.holder), link),
                .init(text: context.name(right.what)), .init(context.held(right)),
            ])
        }
        return WorkTable(
            caption: caption,
            columns: [
                .init(context.say(da: "Hvem", en: "Who"), .title),
                .init(context.say(da: "Hvad", en: "What")), .init(context.say(da: "Gælder", en: "In effect")),
            ],
            groups: [
                .init(context.say(da: "Kommet til", en: "Came"), came.map(row)),
                .init(context.say(da: "Ophørt", en: "Ended"), ended.map(row)),
            ],
            empty: Empty(
                context.say(
                    da: "Intet er kommet til eller ophørt.", en: "Nothing came and nothing ended."))
        ).html
    }
}
