// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// The terms of the field as they are used here: each in both languages, in our own words, with who defines it and where in
/// Værn one meets it (policy §1).
enum TermsPage {
    static let title = Phrase(da: "Begreber", en: "Terms")

    static func content(in context: Context) -> Content {
        let language = context.language
        let heading = context.say(title)
        let choice = TermChoice(context)
        let groups = self.groups(choice.fitting, context)
        let head = Head(
            title: heading,
            sentence: """
                \(context.say(
                    da: "Fagets ord, som de bruges i Værn: med vores egne ord, og med den kilde, der fastlægger dem.",
                    en: "The words of the field as Værn uses them: in our own words, with the source that defines them."))
                """
        ).html(language)
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Begreb, dansk og engelsk", en: "Term, English and Danish"), .title),
                .init(context.say(da: "Kilde", en: "Source"), isNamedWhenFolded: true),
                .init(context.say(da: "Mødes under", en: "Met under"), .end, isNamedWhenFolded: true),
            ], groups: groups,
            empty: Empty(
                context.say(da: "Intet begreb passer.", en: "No term fits."),
                "<p><a\(href: Route.terms)>\(context.say(da: "Vis alle", en: "Show all"))</a></p>"))
        let letters: HTML =
            groups.count > 1
            ? """
            <nav class="az" aria-label="\(context.say(da: "Bogstaver", en: "Letters"))">\(each: groups, { group in
                "<a\(href: Link(fragment: group.id ?? ""))>\(group.heading ?? "")</a>"
            })</nav>
            """ : HTML()
        return Content(
            heading,
            head + choice.form.html(language)
                + Panel(id: "begreber", heading: heading, isHeadingHidden: true, isWide: true)
                .html(letters + table.html))
    }

    /// By their first letters, which come in order as they do.
    private static func groups(_ terms: [Term], _ context: Context) -> [WorkTable.Group] {
        var groups: [WorkTable.Group] = []
        for term in terms {
            let letter = context.language(term.name).prefix(1).uppercased()
            if groups.last?.heading != letter { groups.append(.init(letter, id: "bogstav-\(plain(letter))", [])) }
            groups[groups.count - 1].rows.append(row(term, context))
        }
        return groups
    }

    /// Where on the page it stands.
    static func place(_ term: Term) -> String { "begreb-\(term.id)" }

    /// As it stands in an address.
    private static func plain(_ letter: String) -> String {
        switch letter {
        case "Æ": "ae"
        case "Ø": "oe"
        case "Å": "aa"
        case let letter: letter.lowercased()
        }
    }

    private static func row(_ term: Term, _ context: Context) -> WorkTable.Row {
        let language = context.language
        let other: Language = language == .da ? .en : .da
        return WorkTable.Row(
            [
                // Its own address, to be sent to somebody.
                .init(
                    """
                    <a\(href: Link(fragment: place(term)))>\(language(term.name))</a> \
                    <span class="muted" lang="\(other.rawValue)">\(other(term.name))</span>\
                    <span class="why">\(language(term.definition))</span>
                    """),
                .init(
                    """
                    \(language(term.source.title)), \(language(term.reference))\
                    <small>\(context.say(da: "Udgave", en: "Version")) \(language(term.source.version))</small>
                    """),
                .init("<a\(href: term.place.route)>\(context.say(term.place.label))</a>"),
            ], id: place(term))
    }
}

/// Which terms are asked for.
struct TermChoice {
    let context: Context
    let word: String?

    init(_ context: Context) {
        self.context = context
        word = context.argument("ord")
    }

    /// Those that have the word in their names or in what is said of them, in either language.
    var fitting: [Term] {
        let all = ShippedTerms.all(in: context.language)
        guard let wanted = word.map({ Folded($0) }) else { return all }
        return all.filter { term in
            [term.name, term.definition].contains { Folded($0.da).contains(wanted) || Folded($0.en).contains(wanted) }
        }
    }

    var form: FilterForm {
        FilterForm(
            action: Route.terms.link,
            filters: [
                .init(name: "ord", label: context.say(da: "Ord", en: "Word"), control: .text(word ?? ""))
            ], files: context.files(of: .terms, [("ord", word)]))
    }
}

extension Term.Place {
    var route: Route {
        switch self {
        case .documents: .documents
        case .topics: .topics
        case .proposals: .proposals
        case .dispensations: .dispensations
        case .decisions: .decisions
        case .requirements: .requirements
        case .evidence: .evidenceList
        case .nonconformities: .nonconformities
        case .controls: .controls
        case .scopes: .scopes
        case .units: .units
        case .bodies: .bodies
        case .meetings: .meetings
        case .accesses: .accesses
        case .tasks: .tasks
        case .wheel: .wheel
        case .inbox: .inbox
        case .ledger: .ledger
        case .iso27001: Self.framework("27001")
        case .iso27002: Self.framework("27002")
        case .nis2: Self.framework("nis2")
        case .gdpr: Self.framework("gdpr")
        }
    }

    private static func framework(_ name: String) -> Route {
        Framework.Name(name).map { .framework($0) } ?? .frameworks
    }

    var label: Phrase {
        switch self {
        case .documents: DocumentsPage.title
        case .topics: TopicsPage.title
        case .proposals: ProposalsPage.title
        case .dispensations: DispensationsPage.title
        case .decisions: DecisionsPage.title
        case .requirements: RequirementsPage.title
        case .evidence: EvidenceListPage.title
        case .nonconformities: NonconformitiesPage.title
        case .controls: ControlsPage.title
        case .scopes: ScopesPage.title
        case .units: UnitsPage.title
        case .bodies: BodiesPage.title
        case .meetings: MeetingsPage.title
        case .accesses: AccessesPage.title
        case .tasks: TasksPage.title
        case .wheel: WheelPage.title
        case .inbox: InboxPage.title
        case .ledger: LedgerPage.title
        case .iso27001: Phrase(da: "ISO/IEC 27001", en: "ISO/IEC 27001")
        case .iso27002: Phrase(da: "ISO/IEC 27002", en: "ISO/IEC 27002")
        case .nis2: Phrase(da: "NIS 2", en: "NIS 2")
        case .gdpr: Phrase(da: "Databeskyttelsesforordningen", en: "GDPR")
        }
    }
}

/// The terms as a spreadsheet: what the page shows, in both languages.
extension ListSheet {
    func terms(_ context: Context) -> Sheet {
        let language = context.language
        var sheet = empty(
            context,
            [
                (Phrase(da: "Dansk", en: "Danish"), 30), (Phrase(da: "Engelsk", en: "English"), 30),
                (Phrase(da: "Forklaring", en: "Explanation"), 90), (Phrase(da: "Kilde", en: "Source"), 34),
                (Phrase(da: "Udgave", en: "Version"), 30), (Phrase(da: "Sted i kilden", en: "Place in source"), 22),
                (Phrase(da: "Mødes under", en: "Met under"), 26),
            ])
        for term in TermChoice(context).fitting {
            sheet.add([
                .text(term.name.da), .text(term.name.en), .text(language(term.definition)),
                .text(language(term.source.title)), .text(language(term.source.version)),
                .text(language(term.reference)), .text(language(term.place.label)),
            ])
        }
        return sheet
    }
}
