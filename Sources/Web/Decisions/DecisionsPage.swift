// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What direktion and bestyrelse decided, by year, the newest first (policy §6).
enum DecisionsPage {
    static let size = 50
    static let title = Phrase(da: "Beslutninger", en: "Decisions")

    static func content(in context: Context) throws(Refusal) -> Content {
        let choice = DecisionChoice(context)
        return Content(
            context.say(title), menu: .bodies,
            context.kept(.decisions(choice, page: context.pageNumber)) { body(choice, context) })
    }

    private static func body(_ choice: DecisionChoice, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = choice.bodies.flatMap { sight.decisions(of: $0, most: .max) }
        let found = choice.fitting(all)
        let years = Set(all.map(\.day.year)).union(choice.year.map { [$0] } ?? []).sorted(by: >)
        let page = context.paged(found, size: size, of: .decisions, choice.query)
        let table = WorkTable(
            caption: context.say(title), columns: columns(context, isNamed: true),
            groups: [.init(nil, page.shown.map { row($0, isNamed: true, context) })],
            empty: Empty(
                context.say(da: "Ingen beslutning passer.", en: "No decision fits."),
                "<p><a\(href: Route.decisions)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"))
        let every = context.say(da: "Begge", en: "Both")
        let filters = FilterForm(
            action: Route.decisions.link,
            filters: [
                .init(
                    name: "organ", label: context.say(da: "Organ", en: "Body"),
                    control: .choice(
                        [(value: "", label: every)]
                            + Body.Kind.allCases.map { (value: $0.rawValue, label: context.say($0.label)) },
                        chosen: choice.body?.rawValue ?? "")),
                .init(
                    name: "aar", label: context.say(da: "År", en: "Year"),
                    control: .choice(
                        [(value: "", label: context.say(da: "Alle", en: "All"))]
                            + years.map { (value: "\($0)", label: "\($0)") },
                        chosen: choice.year.map { "\($0)" } ?? "")),
            ], files: context.files(of: .decisions, choice.query))
        let count = language.count(
            found.count,
            Plural(one: Phrase(da: "beslutning", en: "decision"), many: Phrase(da: "beslutninger", en: "decisions")))
        let head = Head(
            crumbs: [.init(context.say(BodiesPage.title), Route.bodies.link), .init(context.say(title))],
            title: context.say(title),
            sentence: "\(context.say(da: "\(count), den nyeste først.", en: "\(count), the newest first."))"
        ).html(language)
        return head + filters.html(language)
            + Panel(id: "beslutninger", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + page.pager)
    }

    // MARK: A row

    static func columns(_ context: Context, isNamed: Bool) -> [WorkTable.Column] {
        [
            .init(context.say(da: "Beslutning", en: "Decision"), .title),
            isNamed ? .init(context.say(da: "Organ", en: "Body"), .who, room: .notOnPhone) : nil,
            .init(context.say(da: "Dato", en: "Date"), .due),
            .init(context.say(da: "Afgørelse", en: "Outcome"), .end),
        ].compactMap { $0 }
    }

    static func row(_ decision: Decision, isNamed: Bool, _ context: Context) -> WorkTable.Row {
        let outcome: HTML =
            decision.annulled
            ? Tag(context.say(da: "Annulleret", en: "Annulled"), .warn).html
            : decision.outcome.map { $0.tag(context.language) } ?? HTML()
        return WorkTable.Row(
            [
                .title(
                    about(decision, context), Route.decision(decision.id).link, why: "\(number(decision, context))"),
                isNamed ? .init(text: body(decision, context)) : nil,
                .init(context.language.shortTime(decision.day)), .init(outcome),
            ].compactMap { $0 }, isGone: decision.annulled)
    }

    static func number(_ decision: Decision, _ context: Context) -> String {
        context.sight.label(.decision(decision.id), on: nil, context.language) ?? context.say(Sentence.erased)
    }

    /// »Godkend: Politik for adgang«.
    static func about(_ decision: Decision, _ context: Context) -> String {
        let matter = decision.matter?.subject.flatMap { context.sight.label($0, on: decision.day, context.language) }
        return [decision.matter.map { context.say($0.act.label) }, matter].compactMap { $0 }.joined(separator: ": ")
    }

    static func body(_ decision: Decision, _ context: Context) -> String {
        decision.made.map { context.name($0.decider, on: decision.day) } ?? ""
    }
}

/// Which decisions a list shows, as the address says.
struct DecisionChoice: Hashable, Sendable {
    let body: Body.Kind?
    let year: Int?

    init(_ context: Context) {
        body = context.argument("organ").flatMap { Body.Kind(rawValue: $0) }
        year = context.argument("aar").flatMap { Int($0) }.flatMap { (1900...2999).contains($0) ? $0 : nil }
    }

    var bodies: [Body.Kind] { body.map { [$0] } ?? Body.Kind.allCases }
    var query: [(String, String?)] { [("organ", body?.rawValue), ("aar", year.map { "\($0)" })] }

    /// Those that fit and that the reader may see, the newest first.
    func decisions(_ sight: Sight) -> [Decision] {
        fitting(bodies.flatMap { sight.decisions(of: $0, most: .max) })
    }

    /// The same of all that its bodies made.
    func fitting(_ made: [Decision]) -> [Decision] {
        made.filter { year == nil || $0.day.year == year }.sorted { ($0.day, $0.position) > ($1.day, $1.position) }
    }
}
