// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What must be so, who answers for it, and whether it is (policy §§5, 7.2).
enum RequirementsPage {
    static let title = Phrase(da: "Krav", en: "Requirements")
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let choice = RequirementChoice(context)
        let piece = KeptPieces.Compliance.requirements(
            choice.standing, choice.source, choice.unit, page: context.pageNumber)
        return Content(
            context.say(title), menu: .requirements, context.kept(.compliance(piece)) { body(choice, context) })
    }

    private static func body(_ choice: RequirementChoice, _ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        let all = choice.all
        let page = context.paged(choice.fitting(all), size: size, of: .requirements, choice.query)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Krav", en: "Requirement"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Vurderet", en: "Assessed"), .due, room: .medium),
                .init(context.say(da: "Næste", en: "Next"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, page.shown.map { row($0.requirement, $0.compliance, context) })],
            empty: Empty(
                choice.isSet
                    ? context.say(da: "Ingen krav passer.", en: "No requirement fits.")
                    : context.say(da: "Der er ingen krav endnu.", en: "There are no requirements yet."),
                choice.isSet
                    ? "<p><a\(href: Route.requirements)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "Et krav findes i et styringsdokument, i en lov eller i et rammeværk. Det får en ansvarlig enhed, en takt og et bevis.",
                        en: "A requirement is found in a governing document, a law or a framework. It gets a responsible unit, a rhythm and a proof."))</p>
                    """))
        var acts: [HTML] = []
        if sight.mayEver(.stateLaw) {
            acts.append(
                Button(context.say(da: "Fra en lov", en: "From a law")).link(Route.command(.stateLaw).link))
        }
        if sight.mayEver(.findRequirement) {
            acts.append(
                Button(context.say(da: "Fra et dokument", en: "From a document"), kind: .primary, icon: .plus)
                    .link(Route.command(.findRequirement).link))
        }
        return Head(title: context.say(title), sentence: sentence(all, context), acts: acts).html(language)
            + choice.form.html(language)
            + Panel(id: "krav", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + page.pager)
            + (context.pageNumber == 1 && !choice.isSet ? silent(context) : HTML())
            + context.oscalPanel(of: .requirements, OSCALFile.of(.requirements))
    }

    private static func sentence(_ all: [RequirementChoice.Found], _ context: Context) -> HTML {
        guard !all.isEmpty else { return HTML() }
        let language = context.language
        let complied = all.filter { $0.compliance == .complied }.count
        // The worst first.
        let rest = [Compliance.failed, .partly, .unproven, .never, .irrelevant].compactMap { standing -> String? in
            let count = all.filter { $0.compliance == standing }.count
            return count > 0 ? "\(language.number(count)) \(language(standing.label).lowercased())" : nil
        }
        let head = context.say(
            da: "\(language.number(complied)) af \(language.number(all.count)) er efterlevet med gyldig dokumentation.",
            en: "\(language.number(complied)) of \(language.number(all.count)) are complied with and proven.")
        return rest.isEmpty
            ? "\(head)"
            : "\(head) \(context.say(da: "Resten:", en: "The rest:")) \(language.list(rest))."
    }

    private static func row(_ known: Requirement, _ compliance: Compliance, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let wording = known.wording(on: sight.day) else { return WorkTable.Row([]) }
        let newest = known.assessment(by: sight.day)
        let none = context.say(da: "ingen", en: "none")
        let next = sight.duties(about: .requirement(known.id)).first {
            $0.rule == .assessment && $0.standing(on: sight.day) != .done
        }
        return WorkTable.Row([
            .title(
                sight.label(.requirement(known.id), language) ?? wording.label, Route.requirement(known.id).link,
                why: context.sourceWords(wording) + flaws(known, context)),
            .init(text: context.name(wording.unit)),
            newest.map { .init(language.shortTime($0.day)) } ?? .none(none),
            next.map { .init(due: $0.due, today: sight.day, language) } ?? .none(none),
            .init(compliance.tag(language).html),
        ])
    }

    /// What a list should say of it beside its standing.
    private static func flaws(_ known: Requirement, _ context: Context) -> HTML {
        var words: [String] = []
        if context.sight.lacksMeasure(known) {
            words.append(context.say(da: "uden foranstaltning", en: "without a measure"))
        }
        if context.sight.hasRiskAssessment(known) == false {
            words.append(context.say(da: "uden risikovurdering", en: "without a risk assessment"))
        }
        return words.isEmpty ? HTML() : " · \(words.joined(separator: ", "))"
    }

    /// Documents in force in which no requirement was found: what they demand is followed up by nobody (policy §7.2).
    private static func silent(_ context: Context) -> HTML {
        let sight = context.sight
        var (shown, more): ([Document], Bool) = ([], false)
        for document in sight.documents() where document.versionInForce(on: sight.day) != nil {
            guard sight.requirements(in: document.id).isEmpty else { continue }
            if shown.count == 20 {
                more = true
                break
            }
            shown.append(document)
        }
        guard !shown.isEmpty else { return HTML() }
        let heading = context.say(da: "Dokumenter uden krav", en: "Documents without requirements")
        let rows = shown.map { document in
            Rows.Row(
                label: context.title(document), link: Route.document(document.id).link,
                end: sight.mayEver(.findRequirement)
                    ? """
                    <a\(href: Link(Route.command(.findRequirement), query: [("document", document.id.description)]))>\
                    \(context.say(da: "Find krav", en: "Find requirements"))\
                    <span class="vh"> \(context.say(da: "i", en: "in")) \(context.title(document))</span></a>
                    """ : nil)
        }
        let note: HTML =
            more
            ? "<p class=\"pad muted\">\(context.say(da: "De første 20 er vist.", en: "The first 20 are shown."))</p>"
            : HTML()
        return Panel(id: "uden", heading: heading, isWide: true).html(Rows(rows: rows).html + note)
    }
}

extension Context {
    /// The same as `source(of:)`, without links.
    func sourceWords(_ wording: Requirement.Wording) -> HTML {
        switch wording.source {
        case .paragraph(let document, _, _):
            guard let known = try? sight.document(document) else { return HTML() }
            return "\(title(known))"
        case .law(let law, _, _, _): return "\(text(law))"
        case .clause(let clause): return "\(name(clause))"
        }
    }
}

/// Which requirements are asked for.
struct RequirementChoice {
    typealias Found = (requirement: Requirement, compliance: Compliance)

    let context: Context
    let standing: Compliance?
    let source: Requirement.Source.Kind?
    let unit: ID<Unit>?
    /// Every one that holds. It is worked out each time, so whoever needs it twice holds on to it.
    var all: [Found] {
        let sight = context.sight
        return sight.requirements.map { ($0, sight.compliance(of: $0)) }
    }

    init(_ context: Context) {
        self.context = context
        standing = context.argument("status").flatMap { Compliance(rawValue: $0) }
        source = context.argument("kilde").flatMap { Requirement.Source.Kind(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
    }

    var isSet: Bool { standing != nil || source != nil || unit != nil }

    var query: [(String, String?)] {
        [("status", standing?.rawValue), ("kilde", source?.rawValue), ("enhed", unit?.description)].filter {
            $0.1 != nil
        }
    }

    func fitting(_ all: [Found]) -> [Found] {
        guard isSet else { return all }
        return all.filter { known in
            let wording = known.requirement.wording(on: context.sight.day)
            return (standing == nil || known.compliance == standing)
                && (source == nil || wording?.source.kind == source)
                && (unit == nil || wording?.unit == unit)
        }
    }

    var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        return FilterForm(
            action: Route.requirements.link,
            filters: [
                .init(
                    name: "status", label: context.say(da: "Status", en: "Status"),
                    control: .choice(
                        every + Compliance.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: standing?.rawValue ?? "")),
                .init(
                    name: "kilde", label: context.say(da: "Kilde", en: "Source"),
                    control: .choice(
                        every + Requirement.Source.Kind.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: source?.rawValue ?? "")),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
            ], files: context.files(of: .requirements, query))
    }
}
