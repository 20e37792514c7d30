// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What is not as a requirement says: those that are open first (ISO/IEC 27001 10.2, policy §7.2).
enum NonconformitiesPage {
    static let title = Phrase(da: "Afvigelser", en: "Nonconformities")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(context.say(title), menu: .nonconformities, body(context))
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = sight.nonconformities
        // What is due first stands first.
        let open = all.filter { $0.standing(on: sight.day) != .closed }.map { (one: $0, due: due($0, context)) }
            .sorted { ($0.due, $1.one.position) < ($1.due, $0.one.position) }.map(\.one)
        let over = context.paged(
            all.filter { $0.standing(on: sight.day) == .closed }, size: size, of: .nonconformities)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Afvigelse", en: "Nonconformity"), .title),
                .init(context.say(da: "Rettes af", en: "Put right by"), .who, room: .notOnPhone),
                .init(context.say(da: "Alvor", en: "Severity"), room: .medium),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ],
            groups: [
                .init(
                    context.say(da: "Åbne", en: "Open"),
                    context.pageNumber == 1 ? open.compactMap { row($0, context) } : []),
                .init(context.say(da: "Lukkede", en: "Closed"), over.shown.compactMap { row($0, context) }),
            ],
            empty: Empty(
                context.say(da: "Der er ingen afvigelser.", en: "There are no nonconformities."),
                """
                <p>\(context.say(
                    da: "Når et krav ikke er fulgt, meldes det her: årsagen findes, det rettes, og det kontrolleres, om det hjalp.",
                    en: "When a requirement is not followed, it is raised here: the cause is found, it is put right, and it is checked whether that helped."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.raiseNonconformity) {
            acts.append(
                Button(context.say(CommandKind.raiseNonconformity.label), kind: .primary, icon: .plus)
                    .link(Route.command(.raiseNonconformity).link))
        }
        let documents = open.filter { sight.isAgainstDocument($0) }.count
        let sentence = context.say(
            da: "\(open.count) er åbne. \(documents) af dem handler om et styringsdokument, der ikke følges.",
            en: "\(open.count) are open. \(documents) of them are about a governing document that is not followed.")
        let files = FilterForm(
            action: Route.nonconformities.link, filters: [], files: context.files(of: .nonconformities, []))
        return Head(title: context.say(title), sentence: "\(sentence)", acts: acts).html(language)
            + files.html(language)
            + Panel(id: "afvigelser", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + over.pager)
            + (open.isEmpty && over.shown.isEmpty
                ? HTML() : context.oscalPanel(of: .nonconformities, OSCALFile.of(.nonconformities)))
    }

    /// The day of what is to be done next about one that is open.
    private static func due(_ known: Nonconformity, _ context: Context) -> Day {
        let sight = context.sight
        return sight.duties(about: .nonconformity(known.id)).first { $0.standing(on: sight.day) != .done }?.due
            ?? .distantFuture
    }

    private static func row(_ known: Nonconformity, _ context: Context) -> WorkTable.Row? {
        let (sight, language) = (context.sight, context.language)
        guard let raised = known.raised else { return nil }
        let standing = known.standing(on: sight.day)
        let due = due(known, context)
        let closed = known.closedOn.map { WorkTable.Cell(language.shortTime($0)) }
        let about = raised.requirement.flatMap { sight.label(.requirement($0), language) }
        return WorkTable.Row([
            .title(
                sight.label(.nonconformity(known.id), language) ?? raised.label, Route.nonconformity(known.id).link,
                why: about.map { "\($0)" } ?? "\(language(raised.origin.label))"),
            .init(text: context.name(raised.unit)), .init(text: language(raised.severity.label)),
            standing == .closed
                ? closed ?? .none(context.say(da: "ingen", en: "none"))
                : due < .distantFuture
                    ? .init(due: due, today: sight.day, language) : .none(context.say(da: "ingen", en: "none")),
            .init(standing.tag(language).html),
        ])
    }
}

/// One nonconformity: what was found, why it came to that, what is done, and whether it helped.
struct NonconformityPage {
    let known: Nonconformity
    let raised: Nonconformity.Raised
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var subject: Subject { .nonconformity(known.id) }
    private var own: [(String, String?)] { [("nonconformity", known.id.description)] }

    static func content(_ id: ID<Nonconformity>, in context: Context) throws(Refusal) -> Content {
        let (known, raised) = try context.sight.nonconformity(id)
        let page = NonconformityPage(known: known, raised: raised, context: context)
        return Content(raised.label, menu: .nonconformities, page.body)
    }

    private var body: HTML {
        let standing = known.standing(on: sight.day)
        let head = Head(
            crumbs: [.init(context.say(NonconformitiesPage.title), Route.nonconformities.link), .init(raised.label)],
            title: title,
            state: [standing.tag(language).html, "\(language(raised.severity.label))", "\(context.name(raised.unit))"],
            acts: acts(standing)
        ).html(language)
        var note = HTML()
        if sight.isAgainstDocument(known), standing != .closed {
            note = Note(.warn).html(
                context.say(da: "Et styringsdokument følges ikke", en: "A governing document is not followed"),
                """
                \(context.say(
                    da: "Det er en trussel i sig selv (politikkens afsnit 7.2) og tæller i rapporten til bestyrelsen, til det er rettet.",
                    en: "That is a threat in itself (section 7.2 of the policy) and counts in the board's report until it is put right."))
                """)
        }
        let matter = found + course
        return head + note + Columns.matter(matter, side: rail, isNarrow: true) + context.historyPanel([subject])
    }

    private func acts(_ standing: Nonconformity.Standing) -> [HTML] {
        guard !sight.isPast, standing != .closed else { return [] }
        var acts: [HTML] = []
        if sight.mayEver(.addAction) {
            let query: [(String, String?)] = own + [("unit", raised.unit.description)]
            acts.append(
                Button(context.say(CommandKind.addAction.label)).link(Link(Route.command(.addAction), query: query)))
        }
        let explains = sight.may(.explainNonconformity, about: subject)
        if standing == .open, explains {
            acts.append(
                Button(context.say(CommandKind.explainNonconformity.label), kind: .primary).link(
                    Link(Route.command(.explainNonconformity), query: own)))
        }
        if standing == .treated, sight.may(.checkNonconformity, about: subject) {
            acts.append(
                Button(context.say(CommandKind.checkNonconformity.label), kind: .primary, icon: .check).link(
                    Link(Route.command(.checkNonconformity), query: own)))
        }
        return acts
    }

    /// What is wrong, as far as a heading has room for it.
    private var title: String {
        let label = sight.label(subject, language) ?? raised.label
        return label.hasPrefix("\(raised.label), ") ? String(label.dropFirst(raised.label.count + 2)) : label
    }

    /// The whole of it, where the heading says only the beginning.
    private var found: HTML {
        let whole = context.text(raised.what)
        guard whole != title, whole != title + "." else { return HTML() }
        return Panel(id: "fundet", heading: context.say(da: "Hvad er galt", en: "What is wrong")).padded(
            "<p>\(whole)</p>")
    }

    /// Causes and checks in the order in which they came.
    private var course: HTML {
        let heading = context.say(da: "Årsag og virkning", en: "Cause and effect")
        var parts: [(position: Int, html: HTML)] = []
        for one in known.explanations where one.day <= sight.day {
            let rows: [SummaryList.Row] = [
                .init(context.say(da: "Årsag", en: "Cause"), text: context.text(one.cause)),
                .init(
                    context.say(da: "Virkningen kontrolleres", en: "The effect is checked"),
                    language.shortTime(one.check)),
            ]
            parts.append(
                (
                    one.position,
                    """
                    <div class="pad"><h3>\(language.time(one.day))</h3>\
                    \(SummaryList(rows: rows, isWide: true).html(language))</div>
                    """
                ))
        }
        for one in known.checks where one.day <= sight.day {
            var rows: [SummaryList.Row] = [
                .init(context.say(da: "Kontrol", en: "Check"), text: context.text(one.finding))
            ]
            if let by = one.by {
                rows.append(.init(context.say(da: "Af", en: "By"), text: context.name(by, on: one.day)))
            }
            let tag = Tag(language(one.outcome.label), one.outcome == .effective ? .ok : .warn)
            parts.append(
                (
                    one.position,
                    """
                    <div class="pad"><h3>\(language.time(one.day)) \(tag.html)</h3>\
                    \(SummaryList(rows: rows, isWide: true).html(language))</div>\(context.evidenceRows(one.evidence))
                    """
                ))
        }
        parts.sort { $0.position < $1.position }
        guard !parts.isEmpty else {
            return Panel(id: "forloeb", heading: heading).html(
                Empty(context.say(da: "Årsagen er ikke fundet endnu.", en: "The cause is not found yet.")).html)
        }
        return Panel(id: "forloeb", heading: heading).html("\(each: parts, { $0.html })")
    }

    private var rail: HTML {
        var rows: [SummaryList.Row] = []
        if let id = raised.requirement {
            let label = sight.label(.requirement(id), language) ?? context.say(Sentence.erased)
            rows.append(
                .init(context.say(da: "Krav", en: "Requirement"), "<a\(href: Route.requirement(id))>\(label)</a>"))
        }
        rows += [
            .init(context.say(da: "Opdaget ved", en: "Found by"), text: language(raised.origin.label)),
            .init(context.say(da: "Opdaget", en: "Found on"), language.shortTime(known.day)),
            .init(context.say(da: "Rettes af", en: "Put right by"), text: context.name(raised.unit)),
            .init(context.say(da: "Årsag senest", en: "Cause by"), language.shortTime(raised.due)),
        ]
        return """
            <div class="rail">\(Reader.rail(
                context.say(da: "Kort om sagen", en: "In short"), SummaryList(rows: rows).html(language)))\
            \(Reader.tasks(about: subject, context))</div>
            """
    }
}
