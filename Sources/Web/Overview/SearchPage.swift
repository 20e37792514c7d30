// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Finds everything that the person may see: paragraphs and titles of documents, persons, units, decisions, tasks and
/// meetings.
/// What holds on the day shown is searched; old texts when they are asked for.
enum SearchPage {
    static let title = Phrase(da: "Søg", en: "Search")
    /// Documents on a page, paragraphs of each, hits of each other kind.
    static let (size, paragraphs, most) = (20, 3, 20)
    /// The part of the page that is shown anew while one types.
    static let region = "fundet"

    static func content(in context: Context) async throws -> Content {
        let asked = SearchAsked(context)
        var body = Head(title: context.say(title)).html(context.language)
        body += asked.filters.html(context.language)
        let found = try await SearchFound(asked)
        // Outside the part that is shown anew, so that it is read aloud when it changes.
        body += "<p class=\"vh\" role=\"status\" id=\"\(region)-tal\">\(found.count)</p>"
        body += "<div id=\"\(region)\">\(found.html)</div>"
        return Content(context.say(title), body)
    }
}

/// What was typed and chosen on the page of search.
struct SearchAsked: Sendable {
    /// What is looked for.
    enum Kind: String, CaseIterable, Sendable {
        case documents = "dokumenter"
        case persons = "personer"
        case units = "enheder"
        case decisions = "beslutninger"
        case tasks = "opgaver"
        case dispensations = "dispensationer"
        case meetings = "moeder"
        case compliance = "krav"

        var label: Phrase {
            switch self {
            case .documents: DocumentsPage.title
            case .persons: PersonsPage.title
            case .units: UnitsPage.title
            case .decisions: Phrase(da: "Beslutninger", en: "Decisions")
            case .tasks: Phrase(da: "Opgaver", en: "Tasks")
            case .dispensations: DispensationsPage.title
            case .meetings: MeetingsPage.title
            case .compliance: RequirementsPage.title
            }
        }

        var fields: Set<SearchShelf.Field> {
            switch self {
            case .documents: [.title, .text]
            case .persons: [.person]
            case .units: [.unit]
            case .decisions: [.decision]
            case .tasks: [.action]
            case .dispensations: [.dispensation]
            case .meetings: [.meeting]
            case .compliance: [.compliance]
            }
        }
    }

    let context: Context
    let typed: String
    let kind: Kind?
    let unit: ID<Unit>?
    let status: DocumentFilter?
    let language: Language?
    let withOld: Bool
    /// All paragraphs of this document, and nothing else.
    let document: ID<Document>?
    let page: Int

    init(_ context: Context) {
        self.context = context
        typed = String((context.argument("q") ?? "").prefix(SearchWords.longest))
        kind = context.argument("vis").flatMap { Kind(rawValue: $0) }
        unit = context.argument("enhed").flatMap { ID($0) }
        status = context.argument("status").flatMap { DocumentFilter(rawValue: $0) }
        language = context.argument("sprog").flatMap { Language(rawValue: $0) }
        withOld = context.argument("gamle") == "ja"
        document = context.argument("dokument").flatMap { ID($0) }
        page = min(max(1, context.argument("side").flatMap { Int($0) } ?? 1), 1000)
    }

    /// The question that the index is asked. A unit or a status is one of documents.
    var ask: SearchAsk {
        var ask = SearchAsk(typed)
        ask.withOld = withOld || status == .withdrawn
        ask.language = language
        if unit != nil || status != nil || document != nil {
            ask.fields = Kind.documents.fields
        } else if let kind {
            ask.fields = kind.fields
        }
        return ask
    }

    var isNarrowed: Bool { kind != nil || unit != nil || status != nil || language != nil || document != nil }

    /// The same search with something changed; nil takes a parameter away.
    func link(_ changes: (String, String?)...) -> Link {
        var query: [(String, String?)] = [
            ("q", typed), ("vis", kind?.rawValue), ("enhed", unit?.description), ("status", status?.rawValue),
            ("sprog", language?.rawValue), ("gamle", withOld ? "ja" : nil), ("dokument", document?.description),
        ]
        for (name, value) in changes {
            query.removeAll { $0.0 == name }
            query.append((name, value))
        }
        return Link(Route.search, query: query)
    }

    var filters: FilterForm {
        func choices<Value: RawRepresentable<String>>(
            _ all: String, _ values: [Value], _ label: (Value) -> String
        ) -> [(value: String, label: String)] {
            [("", all)] + values.map { ($0.rawValue, label($0)) }
        }
        return FilterForm(
            action: Route.search.link,
            filters: [
                .init(
                    name: "q", label: context.say(da: "Ord eller »et citat«", en: "Words or “a quotation”"),
                    control: .text(typed)),
                .init(
                    name: "vis", label: context.say(da: "Vis", en: "Show"),
                    control: .choice(
                        choices(context.say(da: "Alt", en: "Everything"), Kind.allCases) { context.say($0.label) },
                        chosen: kind?.rawValue ?? "")),
                .init(
                    name: "enhed", label: context.say(da: "Ejende enhed", en: "Owning unit"),
                    control: .options(
                        context.unitOptions(context.say(da: "Alle enheder", en: "All units"), chosen: unit))),
                .init(
                    name: "status", label: context.say(da: "Dokumentets status", en: "The document's status"),
                    control: .choice(
                        choices(context.say(da: "Alle", en: "All"), DocumentFilter.allCases) { context.say($0.label) },
                        chosen: status?.rawValue ?? "")),
                .init(
                    name: "sprog", label: context.say(da: "Tekstens sprog", en: "Language of the text"),
                    control: .choice(
                        choices(context.say(da: "Alle", en: "All"), Language.allCases) { language in
                            switch language {
                            case .da: context.say(da: "Dansk", en: "Danish")
                            case .en: context.say(da: "Engelsk", en: "English")
                            }
                        }, chosen: language?.rawValue ?? "")),
                .init(
                    name: "gamle", label: context.say(da: "Versioner", en: "Versions"),
                    control: .choice(
                        [
                            ("", context.say(da: "Kun det, der gælder", en: "Only what holds")),
                            ("ja", context.say(da: "Også gamle versioner", en: "Old versions too")),
                        ], chosen: withOld ? "ja" : "")),
            ], live: SearchPage.region)
    }
}
