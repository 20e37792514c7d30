// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The foot of every page: the state of the ledger, the accessibility statement, the other language.
struct Foot: Sendable {
    var ledger: LedgerState?
    var accessibility: Link?
    var languages: LanguageSwitch?
    /// More links: shortcuts, vulnerability reports.
    var links: [(label: String, link: Link)] = []

    /// The ledger as one line.
    struct LedgerState: Sendable {
        var size: Int
        /// The root hash, shortened: `7c1e…a94b`.
        var root: String
        /// When the ledger last was checked in full; nil if it has not been yet.
        var verified: Instant?
        /// The page that shows and checks it.
        var page: Link?
    }

    /// How the reader gets the other language: an address, or a form that remembers the choice.
    enum LanguageSwitch: Sendable {
        case link(Link)
        /// `back` is the page to return to, as a path, written for an attribute.
        case form(action: Link, csrf: CSRF, back: HTML)
    }

    func html(_ language: Language, isDemo: Bool) -> HTML {
        """
        <footer class="foot">\(when: isDemo, "<span>\(language(Self.demo))</span>")\
        \(if: ledger, { state in
            """
            <span>\(if: state.page, { "<a\(href: $0)>\(language(Self.audit))</a>" })\
            \(when: state.page == nil, "\(language(Self.audit))"): \(language.count(state.size, Self.entries)), \
            \(language(Self.root)) <span class="mono">\(state.root)</span>, \
            \(state.verified.map { "\(language(Self.verified)) \(language.time($0))" as HTML }
                ?? "\(language(Self.unverified))")</span>
            """
        })\
        \(if: accessibility, { "<a\(href: $0)>\(language(Self.statement))</a>" })\
        \(each: links, { "<a\(href: $0.link)>\($0.label)</a>" })\
        \(if: languages, { Self.other($0, language) })</footer>
        """
    }

    private static func other(_ way: LanguageSwitch, _ language: Language) -> HTML {
        let other: Language = language == .da ? .en : .da
        let name = other == .da ? "Dansk" : "English"
        switch way {
        case .link(let link):
            return "<a\(href: link) lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\">\(name)</a>"
        case .form(let action, let csrf, let back):
            return """
                <form method="post"\(action: action)>\(csrf.html)\
                <input type="hidden" name="back" value="\(back)"><button name="language"\
                 value="\(other.rawValue)" lang="\(other.rawValue)">\(name)</button></form>
                """
        }
    }

    private static let demo = Phrase(
        da: "Alle personer, organisationer og tal er opdigtede.",
        en: "All people, organisations and figures are invented.")
    private static let audit = Phrase(da: "Revisionsspor", en: "Audit trail")
    private static let entries = Plural(
        one: Phrase(da: "post", en: "entry"), many: Phrase(da: "poster", en: "entries"))
    private static let root = Phrase(da: "rod", en: "root")
    private static let verified = Phrase(da: "kontrolleret", en: "verified")
    private static let unverified = Phrase(da: "ikke kontrolleret endnu", en: "not verified yet")
    private static let statement = Phrase(da: "Tilgængelighedserklæring", en: "Accessibility statement")
}
