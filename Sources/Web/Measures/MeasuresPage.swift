// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is done, for what, and whether it works (policy §§1, 5).
enum MeasuresPage {
    static let title = Phrase(da: "Foranstaltninger", en: "Measures")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let choice = MeasureChoice(context)
        let page = context.paged(choice.fitting, size: size, of: .measures, choice.query)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Foranstaltning", en: "Measure"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Efterprøvet", en: "Tested"), room: .medium),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, page.shown.map { row($0, context) })],
            empty: Empty(
                choice.isSet
                    ? context.say(da: "Ingen foranstaltninger passer.", en: "No measure fits.")
                    : context.say(da: "Der er ingen foranstaltninger endnu.", en: "There are no measures yet."),
                choice.isSet
                    ? "<p><a\(href: Route.measures)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "Kravet siger, hvad der skal være opfyldt. Foranstaltningen er det, I gør for det. Den planlægges til en dag, indføres, og det efterprøves, om den virker.",
                        en: "The requirement says what must be so. The measure is what you do about it. It is planned to a day, put in place, and tested for its effect."))</p>
                    """))
        var acts: [HTML] = []
        if sight.mayEver(.setMeasure) {
            acts.append(
                Button(context.say(CommandKind.setMeasure.label), kind: .primary, icon: .plus).link(
                    Route.command(.setMeasure).link))
        }
        return Content(
            context.say(title), menu: .measures,
            Head(title: context.say(title), sentence: sentence(context), acts: acts).html(language)
                + choice.form.html(language)
                + Panel(id: "foranstaltninger", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + page.pager))
    }

    private static func sentence(_ context: Context) -> HTML? {
        let language = context.language
        let all = context.sight.measures.map { $0.standing(on: context.sight.day) }.filter { $0 != .ended }
        guard !all.isEmpty else { return nil }
        let works = all.count { $0 == .works }
        let rest = [Measure.Standing.fails, .partly, .late, .stale, .untested, .planned].compactMap {
            standing -> String? in
            let count = all.count { $0 == standing }
            return count > 0 ? "\(language.number(count)) \(language(standing.label).lowercasedFirst)" : nil
        }
        let head = context.say(
            da: "\(language.number(works)) af \(language.number(all.count)) virker, som de senest blev efterprøvet.",
            en: "\(language.number(works)) of \(language.number(all.count)) work, as they were last tested.")
        return rest.isEmpty
            ? "\(head)" : "\(head) \(context.say(da: "Resten:", en: "The rest:")) \(language.list(rest))."
    }

    private static func row(_ known: Measure, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let wording = known.wording(on: sight.day) else { return WorkTable.Row([]) }
        let none = context.say(da: "ingen", en: "none")
        let due = sight.duties(about: .measure(known.id)).filter { $0.standing(on: sight.day) != .done }.map(\.due)
            .min()
        let served = context.served(by: wording)
        let newest = known.tests.last { $0.day <= sight.day }
        return WorkTable.Row([
            .title(
                sight.label(.measure(known.id), language) ?? wording.label, Route.measure(known.id).link,
                why: served.isEmpty ? nil : "\(language.list(served))"),
            .init(text: context.name(wording.unit)),
            newest.map { .init(language.shortTime($0.day)) } ?? .none(none),
            due.map { .init(due: $0, today: sight.day, language) } ?? .none(none),
            .init(known.standing(on: sight.day).tag(language).html),
        ])
    }
}

extension Measure.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .works: Tag(language(label), .ok)
        case .planned, .ended: Tag(language(label))
        case .untested, .stale, .partly, .late: Tag(language(label), .warn)
        case .fails: Tag(language(label), .bad)
        }
    }
}

extension NeedStanding {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .none: Tag(language(label))
        case .met: Tag(language(label), .ok)
        case .untested: Tag(language(label), .warn)
        case .wanting, .missing: Tag(language(label), .bad)
        case .unstated: Tag(language(label))
        }
    }
}

extension Context {
    /// What a measure serves, in the short names by which people know it: »K-3«, »27002:8.13«, »LØS-1«. What may not be seen
    /// is left out.
    func served(by wording: Measure.Wording) -> [String] {
        let requirements = wording.requirements.compactMap { (try? sight.requirement($0))?.1.label }
        let assets = wording.assets.compactMap { (try? sight.asset($0)).map { text($0.1.name) } }
        return requirements + wording.clauses.map(\.description) + assets
    }

    /// Measures in a line each, with how they stand.
    func measureRows(_ all: [Measure]) -> HTML {
        Rows(
            rows: all.map { known in
                let standing = known.standing(on: sight.day)
                let by = known.wording(on: sight.day)?.by
                let days: HTML =
                    switch standing {
                    case .planned, .late:
                        "\(say(da: "Indføres senest", en: "To be in place by")) \(if: by, { language.shortTime($0) })"
                    case .untested, .stale, .works, .partly, .fails, .ended:
                        known.test(by: sight.day).map { test in
                            "\(say(da: "Efterprøvet", en: "Tested")) \(language.shortTime(test.day))"
                        }
                            ?? "\(say(da: "Indført", en: "In place since")) \(if: known.implementedOn, { language.shortTime($0) })"
                    }
                return Rows.Row(
                    label: sight.label(.measure(known.id), language) ?? "FOR-\(known.number)",
                    link: Route.measure(known.id).link, end: standing.tag(language).html, text: days)
            }
        ).html
    }
}

/// Which measures are asked for.
struct MeasureChoice {
    let context: Context
    let standing: Measure.Standing?
    let unit: ID<Unit>?

    init(_ context: Context) {
        self.context = context
        standing = context.argument("status").flatMap { Measure.Standing(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
    }

    var isSet: Bool { standing != nil || unit != nil }
    var query: [(String, String?)] {
        [("status", standing?.rawValue), ("enhed", unit?.description)].filter { $0.1 != nil }
    }

    var fitting: [Measure] {
        let day = context.sight.day
        return context.sight.measures.filter { known in
            (standing == nil || known.standing(on: day) == standing)
                && (unit == nil || known.wording(on: day)?.unit == unit)
        }
    }

    var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        return FilterForm(
            action: Route.measures.link,
            filters: [
                .init(
                    name: "status", label: context.say(da: "Status", en: "Status"),
                    control: .choice(
                        every + Measure.Standing.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: standing?.rawValue ?? "")),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
            ], files: context.files(of: .measures, query))
    }
}
