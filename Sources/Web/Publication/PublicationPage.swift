// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What the organisation publishes and how, for those who work here: the settings, what outsiders rely on and until when,
/// and the documents that stand on the public pages now.
enum PublicationPage {
    static let title = Phrase(da: "Offentliggørelse", en: "Publication")

    static func content(in context: Context) -> Content {
        let publication = context.sight.organisation.published(on: context.sight.day)
        let body =
            Head(
                title: context.say(title), sentence: sentence(publication, context),
                acts: acts(publication, context)
            ).html(context.language) + settings(publication, context) + documents(publication, context)
        return Content(context.say(title), menu: .documents, body)
    }

    private static func sentence(_ publication: Publication?, _ context: Context) -> HTML {
        guard publication != nil else {
            return HTML(
                text: context.say(
                    da:
                        "Intet er offentligt. Slå det til for at vise gældende dokumenter, der er klassificeret Offentlig.",
                    en: "Nothing is public. Switch it on to show documents in force that are classified Public."))
        }
        let place = PublicRoute(organisation: context.sight.house.id, language: context.language, .list)
        return """
            \(context.say(
                da: "Alle dokumenter, der er i kraft og klassificeret Offentlig, vises for alle på",
                en: "All documents that are in force and classified Public are shown to everybody on"))\
             <a\(href: place)>\(context.say(da: "de offentlige sider", en: "the public pages"))</a>.
            """
    }

    private static func acts(_ publication: Publication?, _ context: Context) -> [HTML] {
        guard context.sight.mayEver(.setPublication) else { return [] }
        let sight = context.sight
        // The form shows what stands, so that one thing can be changed without losing the others.
        let known = sight.organisation.publication.value(on: sight.day)
        let values: [(String, String?)] = [
            ("on", known?.isOn ?? true ? "1" : nil), ("host", sight.text(known?.host)),
            ("contact", sight.text(known?.contact)), ("names", known?.showsNames == true ? "1" : nil),
            ("statement", sight.text(known?.statement)), ("security", sight.text(known?.security)),
        ]
        let label =
            publication == nil
            ? context.say(da: "Slå offentliggørelse til", en: "Switch publication on")
            : context.say(da: "Ret indstillinger", en: "Change the settings")
        return [
            Button(label, kind: publication == nil ? .primary : .normal)
                .link(Link(Route.command(.setPublication), query: values))
        ]
    }

    private static func settings(_ publication: Publication?, _ context: Context) -> HTML {
        guard let publication else { return HTML() }
        let sight = context.sight
        let none = context.say(da: "Ikke angivet", en: "Not given")
        func row(_ da: String, _ en: String, _ value: ValueID?) -> SummaryList.Row {
            .init(context.say(da: da, en: en), text: value.map { context.text($0) } ?? none)
        }
        let rows: [SummaryList.Row] = [
            row("Værtsnavn", "Host name", publication.host), row("Kontakt", "Contact", publication.contact),
            .init(
                context.say(da: "Navne på personer", en: "Names of persons"),
                text: publication.showsNames
                    ? context.say(da: "Vises", en: "Shown") : context.say(da: "Vises ikke", en: "Not shown")),
            assured(
                "Kontakt for sårbarheder", "Contact for vulnerabilities", publication.security, .securityContact,
                context),
            assured(
                "Tilgængelighedserklæring", "Accessibility statement", publication.statement, .statement, context),
        ]
        return Panel(id: "indstillinger", heading: context.say(da: "Indstillinger", en: "Settings"))
            .padded(SummaryList(rows: rows, isWide: true).html(context.language))
            + (sight.mayEver(.reviewPublication) ? review(publication, context) : HTML())
    }

    private static func assured(
        _ da: String, _ en: String, _ value: ValueID?, _ matter: Publication.Matter, _ context: Context
    ) -> SummaryList.Row {
        guard let value, let holds = context.sight.organisation.holds(matter, on: context.sight.day) else {
            return .init(
                context.say(da: da, en: en), text: context.say(da: "Ikke angivet", en: "Not given"))
        }
        let isLate = holds < context.sight.day
        let until = context.say(da: "bekræftet til", en: "confirmed until")
        return .init(
            context.say(da: da, en: en),
            """
            \(context.text(value))<br>\(isLate ? Tag(context.say(da: "Udløbet", en: "Expired"), .bad).html : "\(until)") \
            \(context.language.time(holds))
            """)
    }

    private static func review(_ publication: Publication, _ context: Context) -> HTML {
        let matters = Publication.Matter.allCases.filter {
            context.sight.organisation.holds($0, on: context.sight.day) != nil
        }
        guard !matters.isEmpty else { return HTML() }
        return """
            <p class="btnrow">\(each: matters, { matter in
                let link = Link(Route.command(.reviewPublication), query: [("matter", matter.rawValue)])
                return Button(label(matter, context)).link(link)
            })</p>
            """
    }

    private static func label(_ matter: Publication.Matter, _ context: Context) -> String {
        switch matter {
        case .securityContact:
            context.say(da: "Bekræft kontakten for sårbarheder", en: "Confirm the contact for vulnerabilities")
        case .statement:
            context.say(da: "Bekræft tilgængelighedserklæringen", en: "Confirm the accessibility statement")
        }
    }

    // MARK: What is shown

    private static func documents(_ publication: Publication?, _ context: Context) -> HTML {
        guard publication != nil else { return HTML() }
        let sight = context.sight
        let shown = sight.documents().filter { $0.publicVersion(on: sight.day) != nil }
        let rows = shown.map { document -> WorkTable.Row in
            let place = PublicRoute(
                organisation: sight.house.id, language: context.language, .document(document.number))
            return .init([
                .title(context.title(document), Route.document(document.id).link),
                .init(text: document.currentNumber(on: sight.day)?.description ?? ""),
                .init(
                    """
                    <a\(href: place)>\(context.say(da: "Offentlig side", en: "Public page"))\
                    <span class="vh"> \(context.title(document))</span></a>
                    """),
            ])
        }
        let table = WorkTable(
            caption: context.say(da: "Offentliggjorte dokumenter", en: "Published documents"),
            columns: [
                .init(context.say(da: "Dokument", en: "Document"), .title),
                .init(context.say(da: "Version", en: "Version"), isNamedWhenFolded: true),
                .init(context.say(da: "Side", en: "Page"), .end),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(
                    da: "Ingen dokumenter er både i kraft og klassificeret Offentlig.",
                    en: "No document is both in force and classified Public.")))
        return Panel(
            id: "offentlige", heading: context.say(da: "Offentliggjorte dokumenter", en: "Published documents"),
            isWide: true
        ).html(table.html)
    }
}
