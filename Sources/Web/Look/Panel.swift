// SPDX-License-Identifier: MPL-2.0
import HTML

/// One surface with hairlines. Never a panel inside a panel.
struct Panel: Sendable {
    /// Id of the heading, unique on the page.
    var id: String
    var heading: String
    /// The heading is for screen readers only, and there is no header line.
    var isHeadingHidden = false
    /// Stands at the end of the header line: a link, a ``Tag``, a legend.
    var aside = HTML()
    /// Space above it, where it follows something that is not a panel.
    var isWide = false

    /// The body goes from edge to edge: a ``WorkTable``, a ``Rows``, a ``History``.
    func html(_ body: HTML) -> HTML { HTML(joining: around([body])) }

    /// The same in pieces, to be joined with others: a long body is copied only once.
    func around(_ body: [HTML]) -> [HTML] {
        let start: HTML = """
            <section class="panel\(when: isWide, " wide")" aria-labelledby="\(id)">\
            \(when: isHeadingHidden, "<h2 class=\"vh\" id=\"\(id)\">\(heading)</h2>")\
            \(when: !isHeadingHidden, "<header><h2 id=\"\(id)\">\(heading)</h2>\(aside)</header>")
            """
        return [start] + body + ["</section>"]
    }

    /// The body has space around it: text, a ``SummaryList``, a form.
    func padded(_ body: HTML) -> HTML {
        html("<div class=\"pad\">\(body)</div>")
    }
}

/// A short list inside a panel: a link, something at its end, a line below.
struct Rows: Sendable {
    struct Row: Sendable {
        var label: String
        var link: Link?
        /// A ``Tag`` or a time.
        var end: HTML?
        var text: HTML?
    }

    var rows: [Row]

    var html: HTML {
        """
        <ul class="rows">\(each: rows, { row in
            """
            <li><div class="line">\(row.link.map { "<a\(href: $0)>\(row.label)</a>" } ?? "<b>\(row.label)</b>")\
            \(if: row.end, { $0 })</div>\(if: row.text, { "<p>\($0)</p>" })</li>
            """
        })</ul>
        """
    }
}

/// Says why there is nothing and what to do.
struct Empty: Sendable {
    var why: String
    var what: HTML

    init(_ why: String, _ what: HTML = HTML()) {
        self.why = why
        self.what = what
    }

    var html: HTML { "<div class=\"empty\"><b>\(why)</b>\(what)</div>" }
}

/// A part of a matter, between hairlines.
struct Section: Sendable {
    var id: String
    var heading: String

    func html(_ body: HTML) -> HTML {
        "<section class=\"section\" aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(heading)</h2>\(body)</section>"
    }
}

/// Columns of a page.
enum Columns {
    /// The matter and a narrow column of panels.
    static func main(_ matter: HTML, side: HTML) -> HTML { HTML(joining: main([matter], side: [side])) }

    /// The same in pieces, to be joined with others.
    static func main(_ matter: [HTML], side: [HTML]) -> [HTML] {
        ["<div class=\"cols\"><div>"] + matter + ["</div><div>"] + side + ["</div></div>"]
    }

    /// The matter and what is about to be done: a ``ConfirmPanel``, or facts if `isNarrow`.
    static func matter(_ matter: HTML, side: HTML, isNarrow: Bool = false) -> HTML {
        "<div class=\"case\(when: isNarrow, " wide")\"><div>\(matter)</div>\(side)</div>"
    }
}
