// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// What every mail is written on: some words, lists of things with an address each, and why the person gets it. The same
/// content as plain text and as simple HTML without pictures, styles from elsewhere or anything that calls back.
struct MailPaper: Sendable {
    struct Item: Sendable {
        let text: String
        let place: Route
        var note: String?
    }

    struct Part: Sendable {
        var heading: String?
        var items: [Item]
        /// What is left out, in words.
        var more: String?
    }

    let language: Language
    /// Where the product lies for those who read the mail.
    let home: HTML.Home
    var title: String
    var words: [String]
    var parts: [Part] = []
    /// What the mail is about: the one thing to open.
    var button: Item?
    /// Why the person gets it, and what can be done about that.
    var foot: [Item] = []
    /// Sums of the ledger, so that a mail too can show that it was not rewritten.
    var seal: String?

    private func address(_ place: Route) -> String { home.text + place.path }

    // MARK: Text

    /// At most 76 columns where words allow it; addresses stand alone on their lines.
    var text: String {
        var lines = words.flatMap { Self.wrapped($0) + [""] }
        if let button { lines += ["\(button.text):", address(button.place), ""] }
        for part in parts {
            if let heading = part.heading {
                lines += [heading, String(repeating: "-", count: min(heading.count, 76)), ""]
            }
            for item in part.items {
                lines += Self.wrapped(item.text, first: "* ", rest: "  ")
                if let note = item.note { lines += Self.wrapped(note, first: "  ", rest: "  ") }
                lines += ["  " + address(item.place), ""]
            }
            if let more = part.more { lines += Self.wrapped(more) + [""] }
        }
        // The line by which programs tell a signature.
        lines.append("-- ")
        for item in foot { lines += Self.wrapped(item.text) + [address(item.place)] }
        if let seal { lines += [""] + Self.wrapped(seal) }
        return lines.joined(separator: "\n") + "\n"
    }

    static func wrapped(_ text: String, first: String = "", rest: String = "") -> [String] {
        var (lines, line) = ([String](), first)
        for word in text.split(whereSeparator: \.isWhitespace) {
            let isStart = line == first && lines.isEmpty || line == rest && !lines.isEmpty
            if !isStart, line.count + 1 + word.count > 76 {
                lines.append(line)
                line = rest + word
            } else {
                line += (isStart ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    // MARK: HTML

    private func link(_ place: Route) -> HTML.Link { HTML.Link(place, at: home) }

    /// Without styles of its own: a mail program shows it as it shows its other mails.
    var html: String {
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>\(title)</title></head>
            <body>
            \(each: words, { "<p>\($0)</p>\n" })\
            \(if: button, { "<p><b><a\(href: link($0.place))>\($0.text)</a></b></p>\n" })\
            \(each: parts, part)\
            <hr>
            \(each: foot, { "<p><small><a\(href: link($0.place))>\($0.text)</a></small></p>\n" })\
            \(if: seal, { "<p><small>\($0)</small></p>\n" })\
            </body>
            </html>

            """
        return page.string
    }

    private func part(_ part: Part) -> HTML {
        """
        \(if: part.heading, { "<h2>\($0)</h2>\n" })\
        <ul>
        \(each: part.items, { item in
            """
            <li><a\(href: link(item.place))>\(item.text)</a>\(if: item.note, { "<br><small>\($0)</small>" })</li>

            """
        })</ul>
        \(if: part.more, { "<p>\($0)</p>\n" })
        """
    }
}
