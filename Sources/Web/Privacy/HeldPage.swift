// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What Værn holds about a person (GDPR Article 15): by kind how much there is, why, for how long, from where and who sees it,
/// with the way to every entry, and all of it as a file.
enum HeldPage {
    static let title = Phrase(da: "Det har Værn om dig", en: "What Værn holds about you")
    /// So many entries of a kind stand on a page.
    static let size = 100

    static func content(_ held: Held) -> Content {
        let page = HeldView(held: held)
        let heading = page.heading
        if let (kind, items) = held.data.kinds.first(where: { $0.kind.rawValue == held.context.argument("slags") }) {
            return Content(
                "\(held.context.say(kind.label)) · \(heading)", menu: held.isOwn ? .account : .persons,
                page.one(kind, items))
        }
        return Content(heading, menu: held.isOwn ? .account : .persons, page.all)
    }
}

private struct HeldView {
    let held: Held
    private var context: Context { held.context }
    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var route: Route { held.isOwn ? .held : .heldOf(held.data.person) }

    init(held: Held) {
        self.held = held
    }

    var heading: String {
        if held.isOwn { return context.say(HeldPage.title) }
        let name = context.name(held.data.person)
        return context.say(da: "Det har Værn om \(name)", en: "What Værn holds about \(name)")
    }

    private var crumbs: [Head.Crumb] {
        guard !held.isOwn else { return [.init(context.say(AccountPage.title), Route.account.link)] }
        return [
            .init(context.say(PersonsPage.title), Route.persons.link),
            .init(context.name(held.data.person), Route.person(held.data.person).link),
        ]
    }

    private var files: [HTML] {
        [(HeldFile.Format.xlsx, "Excel"), (.json, "JSON")].map { format, label in
            Button(context.say(da: "Hent som \(label)", en: "Take as \(label)"), icon: .download)
                .link(Link(route, query: [("som", format.rawValue)]))
        }
    }

    // MARK: All kinds

    var all: HTML {
        let count = language.count(
            held.data.count, Plural(one: Phrase(da: "post", en: "entry"), many: Phrase(da: "poster", en: "entries")))
        let sentence = context.say(
            da: "\(count) i revisionssporet handler om \(held.isOwn ? "dig" : "personen"), er skrevet af "
                + "\(held.isOwn ? "dig" : "personen") eller nævner \(held.isOwn ? "dig" : "personen").",
            en: "\(count) in the audit trail are about \(held.isOwn ? "you" : "the person"), by "
                + "\(held.isOwn ? "you" : "the person"), or name \(held.isOwn ? "you" : "the person").")
        return Head(crumbs: crumbs, title: heading, sentence: "\(sentence)", acts: files).html(language)
            + Columns.main(kinds + beside, side: rights + looked + unseen)
    }

    private var kinds: HTML {
        let rows = held.data.kinds.map { kind, items in
            WorkTable.Row([
                .title(
                    context.say(kind.label), Link(route, query: [("slags", kind.rawValue)]),
                    why: "\(context.say(kind.purpose))"),
                .init(items.count, language), .init(language.shortTime(Copenhagen.day(of: items[0].entry.recorded))),
                .init(held.briefly(kind)),
            ])
        }
        let heading = context.say(da: "I revisionssporet", en: "In the audit trail")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Slags og formål", en: "Kind and purpose"), .title),
                .init(context.say(da: "Poster", en: "Entries"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Nyeste", en: "Newest"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Slettes", en: "Erased"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Der er intet, du kan se, på den dag, du ser.",
                    en: "There is nothing that you can see by the day you see.")))
        return Panel(id: "slags", heading: heading).html(table.html)
    }

    private var beside: HTML {
        guard !held.beside.isEmpty else { return HTML() }
        let rows = held.beside.map { row in
            WorkTable.Row([
                .title(context.say(row.label), nil, why: "\(context.say(row.keeping))"), .init(row.count, language),
            ])
        }
        let heading = context.say(da: "Ved siden af revisionssporet", en: "Beside the audit trail")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Hvad, og hvor længe", en: "What, and for how long"), .title),
                .init(context.say(da: "Antal", en: "Number"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)])
        return Panel(id: "ved-siden", heading: heading, isWide: true).html(
            """
            <p class="pad muted small">\(context.say(
                da: "Det bruges under arbejdet, er intet bevis og slettes sammen med personens oplysninger.",
                en: "It is used at work, is no evidence, and is erased with the person's data."))</p>
            """ + table.html)
    }

    // MARK: What one can do about it

    private var rights: HTML {
        var rows: [Rows.Row] = []
        let person = held.data.person
        let query: [(String, String?)] = [("person", person.description)]
        if sight.may(.renamePerson, about: .person(person)) {
            rows.append(
                .init(
                    label: context.say(CommandKind.renamePerson.label),
                    link: Link(Route.command(.renamePerson), query: query),
                    text:
                        "\(context.say(da: "Andet retter den, der har registreret det.", en: "Other things are corrected by whoever recorded them."))"
                ))
        }
        let protectors = sight.protectors
        let who: HTML =
            protectors.isEmpty
            ? "\(context.say(da: "Organisationen har ingen DPO i dag.", en: "The organisation has no DPO today."))"
            : "\(each: protectors, between: ", ", { "<a\(href: Route.person($0))>\(context.name($0))</a>" })"
        rows.append(
            .init(
                label: context.say(da: "Sletning, indsigelse og spørgsmål", en: "Erasure, objection and questions"),
                text: "\(context.say(da: "Skriv til DPO'en:", en: "Write to the DPO:")) \(who)"))
        let authority = HTML.External("https://www.datatilsynet.dk/kontakt").map { Link($0) }
        rows.append(
            .init(
                label: context.say(da: "Klag til Datatilsynet", en: "Complain to the authority"), link: authority,
                text: "datatilsynet.dk"))
        if !held.isOwn, sight.may(.erasePerson, about: .person(person)) {
            rows.append(
                .init(
                    label: context.say(CommandKind.erasePerson.label), link: Route.erasure(person).link,
                    text:
                        "\(context.say(da: "Viser først, hvad der ville blive slettet og bevaret.", en: "Shows first what would be erased and kept."))"
                ))
        }
        if sight.seesRetention {
            rows.append(.init(label: context.say(RetentionPage.title), link: Route.retention.link))
        }
        let heading =
            held.isOwn
            ? context.say(da: "Dine rettigheder", en: "Your rights")
            : context.say(da: "Rettigheder", en: "Rights")
        return Panel(id: "rettigheder", heading: heading).html(Rows(rows: rows).html)
    }

    /// Who looked at it: told to the one it is about.
    private var looked: HTML {
        let heading = context.say(da: "Har set denne side", en: "Have seen this page")
        let rows = held.looks.prefix(10).map { look in
            Rows.Row(
                label: context.name(look.by), link: Route.person(look.by).link,
                text: "\(language.time(look.at))\(if: look.format, { " (\($0))" })")
        }
        let words = context.say(
            da: held.isOwn
                ? "Ingen andre har slået op, hvad Værn har om dig."
                : "Ingen andre end personen har slået det op før.",
            en: held.isOwn
                ? "Nobody else has looked up what Værn holds about you."
                : "Nobody but the person has looked it up before.")
        return Panel(id: "set", heading: heading).html(
            rows.isEmpty ? "<p class=\"pad muted small\">\(words)</p>" : Rows(rows: rows).html)
    }

    private var unseen: HTML {
        let text = context.say(
            da: "Siden viser det, \(held.isOwn ? "du" : "du som den, der slår op,") har adgang til. Er der mere, fx et "
                + "bevaringshensyn eller noget i et fortroligt dokument, kan DPO'en svare på det.",
            en: "The page shows what you have access to. If there is more, such as a legal hold or something in a "
                + "confidential document, the DPO can answer.")
        return Panel(id: "mere", heading: context.say(da: "Det, du ikke ser her", en: "What you do not see here"))
            .padded("<p class=\"small muted\">\(text)</p>")
    }

    // MARK: One kind

    func one(_ kind: DataKind, _ items: [HeldData.Item]) -> HTML {
        let facts = SummaryList(
            rows: [
                .init(context.say(da: "Formål", en: "Purpose"), text: context.say(kind.purpose)),
                .init(context.say(da: "Retsgrundlag", en: "Legal ground"), text: context.say(kind.ground)),
                .init(context.say(da: "Opbevares", en: "Kept"), text: held.keeping(kind)),
                .init(context.say(da: "Kommer fra", en: "Comes from"), text: context.say(kind.source)),
                .init(context.say(da: "Ses af", en: "Seen by"), text: context.say(kind.readers)),
                .init(
                    context.say(da: "Modtagere uden for organisationen", en: "Recipients outside the organisation"),
                    text: context.say(kind.recipients)),
            ])
        let query: [(String, String?)] = [("slags", kind.rawValue)]
        let (shown, pager) = context.paged(items, size: HeldPage.size, of: route, query)
        let entries = context.say(da: "Poster", en: "Entries")
        let list = Panel(id: "poster", heading: entries, aside: Tag(language.number(items.count)).html).html(
            History.list(shown.map { context.markup($0.entry) }) + pager)
        return Head(crumbs: crumbs + [.init(heading, route.link)], title: context.say(kind.label), acts: files)
            .html(language)
            + Columns.main(
                list,
                side: Panel(
                    id: "hvorfor", heading: context.say(da: "Hvorfor og hvor længe", en: "Why and for how long")
                )
                .padded(facts.html(language)))
    }
}
