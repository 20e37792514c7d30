// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The head of a page: where it is, what it is called, one sentence with linked numbers or one line of state, and what
/// can be done; at most one of the buttons is primary.
struct Head: Sendable {
    var crumbs: [Crumb] = []
    var title: String
    /// The title is the question of a decision.
    var isQuestion = false
    /// One sentence that says what is wrong or waits.
    var sentence: HTML?
    /// A ``Tag`` and short facts. Each piece becomes one unit of the line.
    var state: [HTML] = []
    var acts: [HTML] = []

    struct Crumb: Sendable {
        var label: String
        /// Nil for a place that has no page.
        var link: Link?

        init(_ label: String, _ link: Link? = nil) {
            self.label = label
            self.link = link
        }
    }

    func html(_ language: Language) -> HTML {
        """
        \(when: !crumbs.isEmpty, """
            <nav class="crumbs" aria-label="\(language(Self.place))"><ol>\(each: crumbs, { crumb in
                crumb.link.map { "<li><a\(href: $0)>\(crumb.label)</a></li>" } ?? "<li>\(crumb.label)</li>"
            })</ol></nav>
            """)\
        <div class="head"><div><h1\(attribute: "class", isQuestion ? "ask" : nil)>\(Self.softened(title))</h1>\
        \(if: sentence, { "<p>\($0)</p>" })\
        \(when: !state.isEmpty, "<p class=\"stateline\">\(each: state, { "<span>\($0)</span>" })</p>")</div>\
        \(when: !acts.isEmpty, "<div class=\"acts\">\(each: acts, { $0 })</div>")</div>
        """
    }

    /// The title with places where a long Danish compound may be divided: after the `s` that joins its parts. They are
    /// drawn by the stylesheet, so the text stays as it was written.
    static func softened(_ title: String) -> HTML {
        // Nearly all titles have no word that is long enough.
        guard title.utf8.split(separator: 0x20).contains(where: { $0.count > 16 }) else { return HTML(text: title) }
        let words = title.split(separator: " ", omittingEmptySubsequences: false)
        return "\(each: words, between: " ", { parts(of: String($0)) })"
    }

    private static func parts(of word: String) -> HTML {
        let letters = Array(word)
        guard letters.count > 16 else { return "\(word)" }
        var pieces: [String] = []
        var start = 0
        for end in letters.indices where end - start >= 5 && letters.count - end >= 5 {
            let read = String(letters[start..<end]).lowercased()
            guard joints.contains(where: { read.hasSuffix($0) }) else { continue }
            pieces.append(String(letters[start..<end]))
            start = end
        }
        pieces.append(String(letters[start...]))
        return "\(each: pieces, between: "<span class=\"shy\"></span>", { "\($0)" })"
    }

    private static let joints = ["ions", "heds", "ings", "skabs", "tets", "ments"]

    private static let place = Phrase(da: "Placering", en: "Location")
}
