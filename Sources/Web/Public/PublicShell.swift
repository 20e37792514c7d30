// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The frame of a public page: the organisation's name, the other language, the text, and a foot that says that nothing
/// is kept about the reader. No script, no form.
struct PublicShell {
    let context: PublicContext
    var title: String
    /// Where this page would be found if there were only one address for it.
    var canonical: PublicRoute
    /// What stands for the other language in the corner.
    var other: String?
    /// An older version is not what somebody who searches should find.
    var isFormer = false

    private var language: Language { context.language }
    private var sight: PublicSight { context.sight }

    func page(_ body: HTML) -> HTML {
        let other: Language = language == .da ? .en : .da
        let head: HTML = """
            <link rel="canonical"\(href: context.whole(canonical))>
            \(each: Language.allCases, { language in
                """
                <link rel="alternate" hreflang="\(language.rawValue)"\(href: context.whole(canonical.in(language)))>

                """
            })<link rel="alternate" type="application/atom+xml" \
            title="\(context.say(da: "Ændringer", en: "Changes"))"\(href: context.to(.changes))>
            \(when: isFormer, "<meta name=\"robots\" content=\"noindex\">\n")
            """
        let corner = """
            <a\(href: context.route.in(other)) lang="\(other.rawValue)" hreflang="\(other.rawValue)">\
            \(self.other ?? (other == .en ? "English" : "Dansk"))</a>
            """ as HTML
        return Self.document(
            language, title: "\(title) – \(sight.name)", head: head, name: sight.name, home: context.to(.list),
            corner: corner, isDemo: context.isDemo, body: body, foot: foot)
    }

    private var foot: HTML {
        let settings = sight.settings
        return """
            \(when: settings.statement != nil, """
                <a\(href: PublicRoute(organisation: context.route.organisation, .statement))>\
                \(context.say(da: "Tilgængelighedserklæring", en: "Accessibility statement"))</a>
                """)\
            \(when: settings.security != nil, """
                <a\(href: PublicRoute(organisation: context.route.organisation, .security))>security.txt</a>
                """)\
            <a\(href: context.to(.changes))>\(context.say(da: "Nyhedsstrøm (Atom)", en: "News feed (Atom)"))</a>
            """
    }

    // MARK: Without an organisation

    /// Several publish here, and the address names none of them.
    static func organisations(_ sights: [PublicSight], _ language: Language, isDemo: Bool) -> HTML {
        let title = language(da: "Offentlige dokumenter", en: "Public documents")
        let rows = sights.map { sight -> HTML in
            let place = PublicRoute(organisation: sight.organisation, language: language, .list)
            return "<li><a\(href: place)>\(sight.name)</a></li>"
        }
        return document(
            language, title: title, name: title, home: PublicRoute(language: language, .list), isDemo: isDemo,
            body: "<div class=\"pubhead\"><h1>\(title)</h1></div><ul class=\"stack\">\(each: rows, { $0 })</ul>")
    }

    enum Notice {
        /// There is no such page, or not any more: the two are not told apart.
        case missing
        /// What is in force cannot be said for certain.
        case unsure

        var title: Phrase {
            switch self {
            case .missing: Phrase(da: "Siden findes ikke", en: "There is no such page")
            case .unsure: Phrase(da: "Dokumenterne vises ikke lige nu", en: "The documents are not shown right now")
            }
        }

        var text: Phrase {
            switch self {
            case .missing:
                Phrase(
                    da: "Dokumentet findes ikke, eller det gælder ikke længere. Se listen over dem, der gælder.",
                    en: "The document does not exist or is no longer in force. See the list of those in force.")
            case .unsure:
                Phrase(
                    da: "Organisationens revisionsspor er ved at blive kontrolleret. Kom igen senere.",
                    en: "The organisation's ledger is being checked. Come again later.")
            }
        }
    }

    static func notice(_ notice: Notice, _ language: Language, isDemo: Bool) -> HTML {
        let title = language(notice.title)
        let home = PublicRoute(language: language, .list)
        let name = language(da: "Offentlige dokumenter", en: "Public documents")
        return document(
            language, title: title, name: name, home: home, isDemo: isDemo,
            body: """
                <div class="pubhead"><h1>\(title)</h1><p>\(language(notice.text))</p></div>\
                <p><a\(href: home)>\(language(da: "Til listen", en: "To the list"))</a></p>
                """)
    }

    // MARK: The document

    private static func document(
        _ language: Language, title: String, head: HTML = HTML(), name: String, home: PublicRoute,
        corner: HTML = HTML(), isDemo: Bool, body: HTML, foot: HTML = HTML()
    ) -> HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        \(head)<link rel="icon"\(href: Asset.icon) type="image/svg+xml">
        <link rel="preload"\(href: Asset.font) as="font" type="font/woff2" crossorigin>
        <link rel="stylesheet"\(href: Asset.stylesheet)>
        </head>
        <body class="public">
        <a class="skip" href="#indhold">\(language(da: "Gå til indhold", en: "Skip to content"))</a>
        <header class="plain"><div class="ident"><a class="brand"\(href: home)><span>\(name)</span></a>\
        \(when: isDemo, Page.demoMark(language))</div>\(corner)</header>
        <main id="indhold" tabindex="-1">
        \(body)
        </main>
        <footer class="foot"><span>\(language(
            da: "Siden bruger ingen cookies", en: "This page uses no cookies"))</span>\(foot)</footer>
        </body>
        </html>

        """
    }
}
