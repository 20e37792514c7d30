// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

typealias Link = HTML.Link

/// The frame of every page behind the sign-in: bar, navigation, main, foot. It is the same on all pages of a reader but
/// for some gaps, so it can be kept.
struct Shell: Sendable {
    var language: Language
    /// The organisation's short name.
    var organisation: String
    /// Where the sign of the product leads.
    var home: Link
    var user: User
    var search: Search?
    var asOf: AsOf
    var foot: Foot
    /// The installation holds invented data; every page says so.
    var isDemo = false
    var theme: Theme?

    /// What is different on each page.
    enum Gap: UInt8, CaseIterable {
        /// What the browser calls the page; the product's name is added.
        case title
        /// The main menu: see ``NavigationGroup``.
        case navigation
        /// The address of the page itself, as the attribute of a form, and as a path in the value of a field.
        case page, back
        /// The parameters of its query, as hidden fields.
        case kept
        /// The token of the session, as it stands in the value of a field.
        case csrf
        /// What stands in `<main>`; it begins with a ``Head``.
        case body

        var html: HTML { Template.gap(rawValue) }
    }

    /// The whole document, with its gaps.
    var template: HTML {
        // The menu stands in the side and, on a small screen, behind a button.
        Page.document(
            language: language, title: Gap.title.html, theme: theme, bodyClass: asOf.reading == nil ? nil : "past",
            before: """
                <header class="top"><div class="top-in">\(brand)\(if: search, { searchForm($0, id: "q") })\
                <div class="top-end">\(asOf.html(language, id: "d"))\(user.html(language))\(menu)</div></div>\
                \(asOf.bar(language))</header>
                <div class="frame">
                <nav class="side" aria-label="\(language(Self.mainMenu))"><div class="side-in">\(Gap.navigation.html)\
                </div></nav>
                <main id="indhold" tabindex="-1">

                """, Gap.body.html,
            after: """

                </main>
                \(foot.html(language, isDemo: isDemo))
                </div>
                """)
    }

    /// A page in the frame.
    static func page(_ template: HTML, _ fill: (Gap) -> HTML) -> HTML {
        Template(template).filled(Gap.allCases.map(fill))
    }

    private var brand: HTML {
        """
        <div class="ident"><a class="brand"\(href: home)>\(Icon.brand)<span>Værn</span>\
        <small>\(organisation)</small></a>\(when: isDemo, Page.demoMark(language))</div>
        """
    }

    /// What the bar has no room for on a small screen.
    private var menu: HTML {
        """
        <details class="menu"><summary class="btn small">\(Icon.menu.html)Menu</summary><div>\
        \(if: search, { searchForm($0, id: "qm") })\
        <nav aria-label="\(language(Self.smallMenu))">\(Gap.navigation.html)</nav>\
        \(asOf.html(language, id: "dm"))\
        <div class="foldme">\(user.inMenu(language))</div></div></details>
        """
    }

    private func searchForm(_ search: Search, id: String) -> HTML {
        """
        <form class="find" role="search"\(action: search.action) aria-label="\(language(Self.searchLabel))\
        \(when: id != "q", " (menu)")">\
        <label class="vh" for="\(id)">\(language(Self.searchLabel))</label>\(Icon.search.html)\
        <input id="\(id)" name="q" type="search" placeholder="\(search.placeholder)" autocomplete="off"\
        \(attribute: "aria-keyshortcuts", id == "q" ? "/" : nil)>\
        \(when: id == "q", "<kbd aria-hidden=\"true\">/</kbd>")</form>
        """
    }

    private static let mainMenu = Phrase(da: "Hovedmenu", en: "Main menu")
    private static let smallMenu = Phrase(da: "Hovedmenu, lille skærm", en: "Main menu, small screen")
    private static let searchLabel = Phrase(da: "Søg i Værn", en: "Search Værn")

    struct Search: Sendable {
        var action: Link
        /// What can be found, said in words.
        var placeholder: String
    }
}

/// A choice of colours that overrules the system's.
enum Theme: String, Sendable, CaseIterable {
    case light, dark
}

/// Links of the navigation under a heading, or the first ones under none.
struct NavigationGroup: Sendable {
    var heading: String?
    var items: [NavigationItem]

    func html(_ language: Language) -> HTML {
        "\(if: heading, { "<h2>\($0)</h2>" })<ul>\(each: items, { Self.item($0, language) })</ul>"
    }

    private static func item(_ item: NavigationItem, _ language: Language) -> HTML {
        """
        <li><a\(href: item.link)\(attribute: "aria-current", item.isCurrent ? "page" : nil)>\(item.label)\
        \(if: item.count, { "<span class=\"count\(when: item.isHot, " hot")\">\(language.number($0))</span>" })\
        \(when: item.isHot, "<span class=\"vh\"> \(language(late))</span>")</a></li>
        """
    }

    private static let late = Phrase(da: "med noget over frist", en: "with something overdue")
}

/// One link of the navigation.
struct NavigationItem: Sendable {
    var label: String
    var link: Link
    var count: Int?
    /// Red: something of mine is overdue. Nothing else is red.
    var isHot = false
    var isCurrent = false
}

/// The signed-in person, and the way out. Its markup has a gap for the session's token.
struct User: Sendable {
    var name: String
    /// Title and unit: `ISMS-koordinator, CAI`.
    var title: String
    var initials: String
    var account: Link?
    var mail: Link?
    var signOut: Link?

    func html(_ language: Language) -> HTML {
        """
        <details class="pop me"><summary><i class="avatar" aria-hidden="true">\(initials)</i>\
        <span><b>\(name)</b><span>\(title)</span></span></summary><div>\(ways(language, full: true))</div></details>
        """
    }

    func inMenu(_ language: Language) -> HTML {
        """
        <p class="me-name"><b>\(name)</b><br><span>\(title)</span></p>\
        <div class="btnrow">\(ways(language, full: false))</div>
        """
    }

    private func ways(_ language: Language, full: Bool) -> HTML {
        """
        \(if: account, { Button(language(Self.yours), icon: .person, isFull: full).link($0) })\
        \(if: mail, { Button(language(MailPage.title), icon: .edit, isFull: full).link($0) })\
        \(if: signOut, { way in
            PostForm(action: way, csrf: CSRF(gap: Shell.Gap.csrf.html))
                .html(Button(language(Self.leave), isFull: full).submit)
        })
        """
    }

    private static let yours = Phrase(da: "Din konto", en: "Your account")
    private static let leave = Phrase(da: "Log ud", en: "Sign out")
}

/// What every page shares.
enum Page {
    /// The whole document. The body is the largest part, so it is copied once, into a buffer of the right length.
    static func document(
        language: Language, title: HTML, theme: Theme?, bodyClass: String?, before: HTML = HTML(), _ body: HTML,
        after: HTML = HTML()
    ) -> HTML {
        let start: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)"\(attribute: "data-theme", theme?.rawValue)>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title) – Værn</title>
            <link rel="icon"\(href: Asset.icon) type="image/svg+xml">
            <link rel="preload"\(href: Asset.font) as="font" type="font/woff2" crossorigin>
            <link rel="stylesheet"\(href: Asset.stylesheet)>
            <script type="module"\(src: Asset.script)></script>
            </head>
            <body\(attribute: "class", bodyClass)>
            <a class="skip" href="#indhold">\(language(skip))</a>

            """
        return HTML(joining: [start, before, body, after, "\n</body>\n</html>\n"])
    }

    static func demoMark(_ language: Language) -> HTML {
        "<span class=\"demo\">\(language(demo))</span>"
    }

    private static let skip = Phrase(da: "Gå til indhold", en: "Skip to content")
    private static let demo = Phrase(da: "Eksempeldata", en: "Sample data")
}
