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

    var html: String {
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>\(title)</title></head>
            <body style="margin:0;padding:24px 16px;font:16px/1.5 Arial,Helvetica,sans-serif">
            <div style="max-width:600px;margin:0 auto">
            <h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">\(title)</h1>
            \(each: words, { "<p style=\"margin:0 0 16px\">\($0)</p>\n" })\
            \(if: button, { item in
                """
                <p style="margin:0 0 24px"><a\(href: link(item.place)) \
                style="font-weight:bold">\(item.text)</a></p>

                """
            })\
            \(each: parts, part)\
            <hr style="border:0;border-top:1px solid #8a8f98;margin:24px 0 16px">
            \(each: foot, { item in
                """
                <p style="font-size:14px;margin:0 0 8px"><a\(href: link(item.place))>\(item.text)</a></p>

                """
            })\
            \(if: seal, { "<p style=\"font-size:12px;margin:16px 0 0\">\($0)</p>\n" })\
            </div>
            </body>
            </html>

            """
        return page.string
    }

    private func part(_ part: Part) -> HTML {
        """
        \(if: part.heading, { "<h2 style=\"font-size:17px;line-height:1.3;margin:24px 0 8px\">\($0)</h2>\n" })\
        <ul style="padding-left:20px;margin:0 0 16px">
        \(each: part.items, { item in
            """
            <li style="margin:0 0 8px"><a\(href: link(item.place))>\(item.text)</a>\
            \(if: item.note, { "<br><span style=\"font-size:14px\">\($0)</span>" })</li>

            """
        })</ul>
        \(if: part.more, { "<p style=\"margin:0 0 16px\">\($0)</p>\n" })
        """
    }
}
