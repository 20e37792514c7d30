// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The record of processing activities (GDPR Article 30): what the organisation decides over, and what it carries out for others.
enum ProcessingsPage {
    static let title = Phrase(da: "Behandlinger", en: "Processing")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let choice = ProcessingChoice(context)
        let page = context.paged(choice.fitting, size: size, of: .processings, choice.query)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Behandling", en: "Processing"), .title),
                .init(context.say(da: "Rolle", en: "Capacity"), room: .medium),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Gennemgås senest", en: "Reviewed by"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, page.shown.map { row($0, context) })],
            empty: Empty(
                choice.isSet
                    ? context.say(da: "Ingen behandlinger passer.", en: "No processing fits.")
                    : context.say(da: "Der er ingen behandlinger endnu.", en: "There is no processing yet."),
                choice.isSet
                    ? "<p><a\(href: Route.processings)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "En behandling er noget, I gør med personoplysninger: hvorfor, om hvem, på hvilket grundlag, og hvornår de slettes. Fortegnelsen skal kunne vises til Datatilsynet.",
                        en: "A processing is something that you do with personal data: why, about whom, on which ground, and when they are erased. The record must be shown to the supervisory authority when it asks."))</p>
                    """))
        var acts: [HTML] = []
        if sight.mayEver(.setProcessing) {
            acts.append(
                Button(context.say(CommandKind.setProcessing.label), kind: .primary, icon: .plus).link(
                    Route.command(.setProcessing).link))
        }
        return Content(
            context.say(title), menu: .processings,
            Head(title: context.say(title), sentence: sentence(context), acts: acts).html(language)
                + choice.form.html(language)
                + Panel(id: "behandlinger", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + page.pager))
    }

    private static func sentence(_ context: Context) -> HTML? {
        let (sight, language) = (context.sight, context.language)
        let all = sight.processings.filter { !$0.isEnded(on: sight.day) }
        guard !all.isEmpty else { return nil }
        let lacking = all.count { [.lacking, .late].contains($0.standing(on: sight.day)) }
        let count = language.number(all.count)
        guard lacking > 0 else {
            return "\(context.say(da: "\(count) i alt, alle i orden.", en: "\(count) in all, all in order."))"
        }
        let wanting = language.number(lacking)
        return """
            \(context.say(
                da: "\(count) i alt. \(wanting) mangler noget eller skal gennemgås.",
                en: "\(count) in all. \(wanting) lack something or are to be gone through."))
            """
    }

    private static func row(_ known: Processing, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let wording = known.wording(on: sight.day) else { return WorkTable.Row([]) }
        let standing = known.standing(on: sight.day)
        let gaps = wording.gaps.map { language($0.label) }
        let why: HTML? =
            standing == .ended || gaps.isEmpty
            ? nil : "\(context.say(da: "Mangler", en: "Lacks")) \(language.list(gaps))"
        let due = known.nextReview(on: sight.day)
        return WorkTable.Row([
            .title(
                sight.label(.processing(known.id), language) ?? wording.label, Route.processing(known.id).link,
                why: why), .init(text: language(wording.capacity.label)), .init(text: context.name(wording.unit)),
            standing == .ended
                ? .none(context.say(da: "ophørt", en: "ended")) : .init(due: due, today: sight.day, language),
            .init(standing.tag(language).html),
        ])
    }
}

extension Processing.Standing {
    func tag(_ language: Language) -> Tag {
        switch self {
        case .running: Tag(language(label), .ok)
        case .planned: Tag(language(label), .info)
        case .ended: Tag(language(label))
        case .lacking: Tag(language(label), .warn)
        case .late: Tag(language(label), .bad)
        }
    }
}

/// Which processing is asked for.
struct ProcessingChoice {
    let context: Context
    let capacity: Processing.Capacity?
    let standing: Processing.Standing?
    let unit: ID<Unit>?

    init(_ context: Context) {
        self.context = context
        capacity = context.argument("rolle").flatMap { Processing.Capacity(rawValue: $0) }
        standing = context.argument("status").flatMap { Processing.Standing(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
    }

    var isSet: Bool { capacity != nil || standing != nil || unit != nil }
    var query: [(String, String?)] {
        [("rolle", capacity?.rawValue), ("status", standing?.rawValue), ("enhed", unit?.description)].filter {
            $0.1 != nil
        }
    }

    var fitting: [Processing] {
        let day = context.sight.day
        return context.sight.processings.filter { known in
            (capacity == nil || known.wording(on: day)?.capacity == capacity)
                && (standing == nil || known.standing(on: day) == standing)
                && (unit == nil || known.wording(on: day)?.unit == unit)
        }
    }

    var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        func choices<Choice: Choosable>(_: Choice.Type) -> [(value: String, label: String)] {
            every + Choice.allCases.map { ($0.rawValue, context.say($0.label)) }
        }
        return FilterForm(
            action: Route.processings.link,
            filters: [
                .init(
                    name: "rolle", label: context.say(da: "Rolle", en: "Capacity"),
                    control: .choice(choices(Processing.Capacity.self), chosen: capacity?.rawValue ?? "")),
                .init(
                    name: "status", label: context.say(da: "Status", en: "Status"),
                    control: .choice(choices(Processing.Standing.self), chosen: standing?.rawValue ?? "")),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
            ], files: context.files(of: .processings, query))
    }
}

extension Context {
    /// What processing uses an asset, on the asset's page; nothing where none does.
    func processingRows(using asset: ID<Domain.Asset>) -> HTML {
        let rows = sight.processings(using: asset).map { known in
            Rows.Row(
                label: sight.label(.processing(known.id), language) ?? "", link: Route.processing(known.id).link,
                end: known.standing(on: sight.day).tag(language).html)
        }
        guard !rows.isEmpty else { return HTML() }
        return Panel(
            id: "behandlinger",
            heading: say(da: "Behandlinger af personoplysninger", en: "Processing of personal data")
        ).html(Rows(rows: rows).html)
    }
}
