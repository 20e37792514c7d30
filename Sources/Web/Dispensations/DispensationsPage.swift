// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// All dispensations that the reader may see: those before the direktion first, then those that hold, then what is past
/// (policy §7.4).
enum DispensationsPage {
    static let title = Phrase(da: "Dispensationer", en: "Dispensations")
    /// So many of those that are over are on a page.
    static let size = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(
            context.say(title), menu: .dispensations,
            context.kept(.dispensations(page: context.pageNumber)) { body(context) })
    }

    private static func body(_ context: Context) -> HTML {
        let (sight, language) = (context.sight, context.language)
        var grouped: [Group: [(Dispensation, Dispensation.Request, Dispensation.Standing)]] = [:]
        for known in sight.dispensations {
            guard let request = known.request(on: sight.day) else { continue }
            let standing = sight.standing(of: known)
            grouped[Group(standing), default: []].append((known, request, standing))
        }
        let over = context.paged(grouped[.over] ?? [], size: size, of: .dispensations)
        let groups = Group.allCases.map { group in
            let shown = group == .over ? over.shown : context.pageNumber > 1 ? [] : (grouped[group] ?? [])[...]
            return WorkTable.Group(context.say(group.label), shown.map { row($0.0, $0.1, $0.2, context) })
        }
        let table = WorkTable(
            caption: context.say(title),
            columns: [
                .init(context.say(da: "Dispensation", en: "Dispensation"), .title),
                .init(context.say(da: "Søgt af", en: "Asked for by"), .who, room: .notOnPhone),
                .init(context.say(da: "Fra og med", en: "From"), .due, room: .medium),
                .init(context.say(da: "Til og med", en: "Until"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: groups,
            empty: Empty(
                context.say(da: "Der er ingen dispensationer.", en: "There are no dispensations."),
                """
                <p>\(context.say(
                    da: "Direktionen kan dispensere fra et afsnit i et dokument, for en tid. Søg fra dokumentets side.",
                    en: "The direktion can dispense from a paragraph of a document, for a time. Ask on the document's page."))</p>
                """))
        var acts: [HTML] = []
        if sight.mayEver(.setDispensationLimit) {
            let link = Link(
                Route.command(.setDispensationLimit),
                query: [("limit", "\(sight.organisation.dispensationLimit(on: sight.day))")])
            acts.append(Button(context.say(da: "Indstil grænse", en: "Set the limit")).link(link))
        }
        if sight.mayEver(.requestDispensation) {
            acts.append(
                Button(context.say(CommandKind.requestDispensation.label), kind: .primary, icon: .plus)
                    .link(Route.command(.requestDispensation).link))
        }
        let head = Head(title: context.say(title), sentence: sentence(grouped, context), acts: acts).html(language)
        let files = FilterForm(
            action: Route.dispensations.link, filters: [], files: context.files(of: .dispensations, []))
        return head + files.html(language)
            + Panel(id: "dispensationer", heading: context.say(title), isHeadingHidden: true, isWide: true)
            .html(table.html + over.pager)
    }

    private enum Group: CaseIterable {
        case deciding, live, preparing, over

        init(_ standing: Dispensation.Standing) {
            switch standing {
            case .submitted: self = .deciding
            case .live, .granted, .expired: self = .live
            case .preparing, .returned: self = .preparing
            case .rejected, .extended, .ended, .withdrawn: self = .over
            }
        }

        var label: Phrase {
            switch self {
            case .deciding: Phrase(da: "Hos direktionen", en: "With the direktion")
            case .live: Phrase(da: "Givet", en: "Granted")
            case .preparing: Phrase(da: "Under forberedelse", en: "Being prepared")
            case .over: Phrase(da: "Afsluttet", en: "Closed")
            }
        }
    }

    private static func sentence(
        _ grouped: [Group: [(Dispensation, Dispensation.Request, Dispensation.Standing)]], _ context: Context
    ) -> HTML {
        let live = (grouped[.live] ?? []).filter { $0.2 == .live }.count
        let expired = (grouped[.live] ?? []).filter { $0.2 == .expired }.count
        let waiting = grouped[.deciding]?.count ?? 0
        let holds = context.language.count(
            live,
            Plural(
                one: Phrase(da: "dispensation gælder", en: "dispensation holds"),
                many: Phrase(da: "dispensationer gælder", en: "dispensations hold")))
        var text = context.say(
            da: "\(holds), og \(waiting) venter på direktionen.", en: "\(holds), and \(waiting) await the direktion.")
        if expired > 0 {
            text += context.say(
                da: " \(expired) er udløbet, uden at der er taget stilling.",
                en: " \(expired) have expired without anything being done.")
        }
        return "\(text)"
    }

    private static func row(
        _ known: Dispensation, _ request: Dispensation.Request, _ standing: Dispensation.Standing, _ context: Context
    ) -> WorkTable.Row {
        let language = context.language
        let days = context.sight.period(of: known)
        let title = context.sight.label(.dispensation(known.id), language) ?? request.label
        let document =
            context.sight.label(.document(request.document), on: nil, language) ?? context.say(Sentence.erased)
        let from: WorkTable.Cell = .init(language.shortTime(days?.from ?? request.from))
        let to = days?.to ?? request.to
        let isRunning = standing == .live || standing == .expired
        return WorkTable.Row(
            [
                .title(title, Route.dispensation(known.id).link, why: "\(document)"),
                .init(text: context.name(request.unit)), from,
                isRunning ? .init(due: to, today: context.sight.day, language) : .init(language.shortTime(to)),
                .init(standing.tag(language).html),
            ], isGone: standing == .withdrawn)
    }
}
