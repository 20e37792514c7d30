// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The frame of pages without a signed-in person: sign-in, first run, errors before sign-in.
struct Gate: Sendable {
    var language: Language
    var title: String
    /// What stands beside the product's name: the organisation, or `Første start`.
    var organisation: String?
    var home: Link
    var heading: String
    var intro: String?
    /// Room for a form with facts beside it; else a narrow column.
    var isRoomy = false
    var isDemo = false
    var foot: Foot
    /// A link in the upper right corner.
    var corner: (label: String, link: Link)?
    /// Stands above the heading: an ``ErrorSummary`` or a ``Note``.
    var notice = HTML()
    var theme: Theme?

    /// The whole document.
    func page(_ body: HTML) -> HTML {
        Page.document(
            language: language, title: HTML(text: title), theme: theme, bodyClass: "gate",
            """
            <header class="plain"><div class="ident"><a class="brand"\(href: home)>\(Icon.brand)<span>Værn</span>\
            \(if: organisation, { "<small>\($0)</small>" })</a>\
            \(when: isDemo, Page.demoMark(language))</div>\
            \(if: corner, { "<a\(href: $0.link)>\($0.label)</a>" })</header>
            <main id="indhold" tabindex="-1"\(attribute: "class", isRoomy ? "roomy" : nil)>\
            \(notice)<h1>\(Head.softened(heading))</h1>\(if: intro, { "<p>\($0)</p>" })
            \(body)
            </main>
            \(foot.html(language, isDemo: isDemo))
            """)
    }

    /// A form with facts beside it, below each other on a small screen.
    static func beside(_ form: HTML, label: String, _ facts: HTML) -> HTML {
        "<div class=\"twocol\"><div>\(form)</div><aside aria-label=\"\(label)\">\(facts)</aside></div>"
    }

    /// A numbered part of a long form.
    static func group(id: String, _ heading: String, _ explanation: String?, _ body: HTML) -> HTML {
        """
        <section class="group" aria-labelledby="\(id)"><h2 id="\(id)">\(heading)</h2>\
        \(if: explanation, { "<p>\($0)</p>" })\(body)</section>
        """
    }
}
