// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The first cell of a row in a tree: how deep it hangs, its name and kind, and a line below.
struct TreeTitle: Sendable {
    /// 0 is the top; from 4 on the indent no longer grows.
    var depth: Int
    var title: String
    var link: Link?
    var kind: String?
    var why: HTML?

    init(depth: Int, _ title: String, _ link: Link?, kind: String? = nil, why: HTML? = nil) {
        self.depth = depth
        self.title = title
        self.link = link
        self.kind = kind
        self.why = why
    }

    func cell(_ language: Language) -> WorkTable.Cell {
        let level = language(Phrase(da: "niveau \(depth + 1)", en: "level \(depth + 1)"))
        return WorkTable.Cell(
            """
            <span class="nm d\(min(depth, 4))">\(link.map { "<a\(href: $0)>\(title)</a>" } ?? "\(title)")\
            \(if: kind, { " <span class=\"kind\">\($0)</span>" })<span class="vh">, \(level)</span>\
            \(if: why, { "<span class=\"why\">\($0)</span>" })</span>
            """)
    }

    /// A row that leads to the rows that are not shown.
    static func more(depth: Int, _ label: String, _ link: Link) -> WorkTable.Row {
        .across(
            WorkTable.Cell("<span class=\"nm d\(min(depth, 4))\"><a class=\"more\"\(href: link)>\(label)</a></span>"))
    }
}

/// How many of how many, with a small bar: `61 af 64`.
struct Fraction: Sendable {
    var part: Int
    var total: Int
    /// Below what is aimed at.
    var isLow = false

    func html(_ language: Language) -> HTML {
        """
        <span class="frac">\(language.number(part)) <span class="muted">\(language(Self.of)) \
        \(language.number(total))</span></span><svg class="mini\(when: isLow, " low")" viewBox="0 0 100 6" \
        preserveAspectRatio="none" aria-hidden="true"><rect class="trk" width="100" height="6"/>\
        <rect class="val" width="\(Self.width(part, of: total))" height="6"/></svg>
        """
    }

    /// »3 af 4«.
    static func words(_ part: Int, of total: Int, _ language: Language) -> String {
        "\(language.number(part)) \(language(of)) \(language.number(total))"
    }

    static let of = Phrase(da: "af", en: "of")

    /// Hundredths of the whole, with one decimal.
    static func width(_ part: Int, of total: Int) -> String {
        guard total > 0 else { return "0" }
        let thousandths = min(max(part, 0), total) * 1000 / total
        return thousandths % 10 == 0 ? "\(thousandths / 10)" : "\(thousandths / 10).\(thousandths % 10)"
    }
}
