// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What a public page is made from: what everybody may see, and the address. Neither a person nor a request.
struct PublicContext: Sendable {
    let sight: PublicSight
    let route: PublicRoute
    /// Where the pages lie, without a slash at the end: `https://politik.fki.example`.
    let base: String
    let isDemo: Bool
    /// Whether files to print can be made here.
    var prints = false

    var language: Language { route.language }

    func say(da: @autoclosure () -> String, en: @autoclosure () -> String) -> String { language(da: da(), en: en()) }

    /// Another page in this language.
    func to(_ page: PublicRoute.Page) -> PublicRoute { route.to(page) }

    /// The whole address where it is one of the web; else the path.
    func whole(_ place: PublicRoute) -> Link {
        HTML.External(base + place.path).map { Link($0) } ?? place.link
    }

    func title(_ document: PublicDocument) -> String {
        document.valid.reading(in: language).title ?? document.title
            ?? say(da: "Titlen er slettet", en: "The title is erased")
    }

    /// A name by language; nil when it is erased.
    func name(_ names: [Language: String]) -> String? { names[language] ?? names[.da] }

    /// A contact as a link: a mail address or an https address.
    func contact(_ text: String) -> HTML {
        let link = HTML.External(text.utf8.contains(0x40) && !text.hasPrefix("https://") ? "mailto:" + text : text)
        return link.map { "<a\(href: Link($0))>\(text)</a>" } ?? "\(text)"
    }
}
