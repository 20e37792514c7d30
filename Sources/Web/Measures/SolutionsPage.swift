// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The solutions: what each needs, and whether it is met (policy §1).
enum SolutionsPage {
    static let title = Phrase(da: "Løsninger", en: "Solutions")
    private static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let choice = SolutionChoice(context)
        let page = context.paged(choice.fitting, size: size, of: .solutions, choice.query)
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Løsning", en: "Solution"), .title),
                .init(context.say(ControlAttributes.Property.confidentiality.label), isNamedWhenFolded: true),
                .init(context.say(ControlAttributes.Property.integrity.label), isNamedWhenFolded: true),
                .init(context.say(ControlAttributes.Property.availability.label), isNamedWhenFolded: true),
                .init(context.say(da: "Adgange", en: "Access"), .due, isNamedWhenFolded: true),
            ],
            groups: [.init(nil, page.shown.map { row($0, context) })],
            empty: Empty(
                choice.isSet
                    ? context.say(da: "Ingen løsninger passer.", en: "No solution fits.")
                    : context.say(da: "Der er ingen løsninger endnu.", en: "There are no solutions yet."),
                choice.isSet
                    ? "<p><a\(href: Route.solutions)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"
                    : """
                    <p>\(context.say(
                        da: "En løsning har hver sit behov for fortrolighed, integritet og tilgængelighed. Foranstaltninger opfylder dem.",
                        en: "A solution has needs of confidentiality, integrity and availability, each for itself. Measures meet them."))</p>
                    """))
        var acts: [HTML] = [Button(context.say(DependencesPage.title)).link(Route.dependences.link)]
        if sight.mayEver(.setSolution) {
            acts.append(
                Button(context.say(CommandKind.setSolution.label), kind: .primary, icon: .plus).link(
                    Route.command(.setSolution).link))
        }
        return Content(
            context.say(title), menu: .solutions,
            Head(title: context.say(title), sentence: sentence(context), acts: acts).html(language)
                + choice.form.html(language)
                + Panel(id: "loesninger", heading: context.say(title), isHeadingHidden: true, isWide: true)
                .html(table.html + page.pager))
    }

    private static func sentence(_ context: Context) -> HTML? {
        let (sight, language) = (context.sight, context.language)
        let all = sight.assets.filter { $0.holds(on: sight.day) }.flatMap { known in
            ControlAttributes.Property.allCases.map { sight.standing(of: .init(asset: known.id, property: $0)) }
        }.filter { $0 != .none }
        guard !all.isEmpty else { return nil }
        let rest = [NeedStanding.missing, .wanting, .untested].compactMap { standing -> String? in
            let count = all.count { $0 == standing }
            return count > 0 ? "\(language.number(count)) \(language(standing.label).lowercasedFirst)" : nil
        }
        let met = all.count { $0 == .met }
        let head = context.say(
            da: "\(language.number(met)) af \(language.number(all.count)) behov er opfyldt.",
            en: "\(language.number(met)) of \(language.number(all.count)) needs are met.")
        return rest.isEmpty
            ? "\(head)" : "\(head) \(context.say(da: "Resten:", en: "The rest:")) \(language.list(rest))."
    }

    private static func row(_ known: Domain.Asset, _ context: Context) -> WorkTable.Row {
        let (sight, language) = (context.sight, context.language)
        guard let wording = known.wording(on: sight.day) else { return WorkTable.Row([]) }
        let due = sight.duties(about: .asset(known.id)).first {
            $0.rule == .access && $0.standing(on: sight.day) != .done
        }?.due
        var why = context.name(wording.unit)
        if wording.isShared { why += ", " + context.say(da: "fælleskommunal", en: "shared by the municipalities") }
        let needs = ControlAttributes.Property.allCases.map { property -> WorkTable.Cell in
            known.holds(on: sight.day)
                ? .init(sight.standing(of: .init(asset: known.id, property: property)).tag(language).html)
                : .none(context.say(da: "ude af brug", en: "retired"))
        }
        let label = sight.label(.asset(known.id), language) ?? wording.label
        var cells: [WorkTable.Cell] = [.title(label, Route.solution(known.id).link, why: "\(why)")]
        cells += needs
        if let due {
            cells.append(.init(due: due, today: sight.day, language))
        } else {
            cells.append(.none(context.say(da: "ingen", en: "none")))
        }
        return WorkTable.Row(cells)
    }
}

/// Which solutions are asked for.
struct SolutionChoice {
    let context: Context
    let standing: NeedStanding?
    let unit: ID<Unit>?

    init(_ context: Context) {
        self.context = context
        standing = context.argument("status").flatMap { NeedStanding(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
    }

    var isSet: Bool { standing != nil || unit != nil }
    var query: [(String, String?)] {
        [("status", standing?.rawValue), ("enhed", unit?.description)].filter { $0.1 != nil }
    }

    /// Those with a need that stands so.
    var fitting: [Domain.Asset] {
        let sight = context.sight
        return sight.assets.filter { known in
            let stands =
                standing.map { asked in
                    known.holds(on: sight.day)
                        && ControlAttributes.Property.allCases.contains {
                            sight.standing(of: .init(asset: known.id, property: $0)) == asked
                        }
                } ?? true
            return stands && (unit == nil || known.wording(on: sight.day)?.unit == unit)
        }
    }

    var form: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let units = context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit, isOpen: true)
        return FilterForm(
            action: Route.solutions.link,
            filters: [
                .init(
                    name: "status", label: context.say(da: "Behov", en: "Need"),
                    control: .choice(
                        every + NeedStanding.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: standing?.rawValue ?? "")),
                .init(name: "enhed", label: context.say(da: "Enhed", en: "Unit"), control: .options(units)),
            ], files: context.files(of: .solutions, query))
    }
}
