// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML

/// Markdown as it will look, rendered by libcmark-gfm in its safe mode.
struct Prose {
    let headings: [SafeMarkdown.Heading]
    private let markup: TrustedMarkup

    /// - Parameter anchor: what the ids of its headings begin with.
    init(_ text: String, anchor: String, _ language: Language) {
        let rendered = SafeMarkdown.render(
            text, anchor: anchor, level: 3,
            back: language(Phrase(da: "Tilbage til teksten", en: "Back to the text")))
        headings = rendered.headings
        markup = TrustedMarkup(rendered: rendered.html)
    }

    /// - Parameter written: the language of the text, where it is known.
    func html(_ written: Language?) -> HTML {
        "<div class=\"prose\"\(attribute: "lang", written?.rawValue)>\(trusted: markup)</div>"
    }
}
