// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// What happened, newest first, each with its number in the ledger. Nothing is taken away: what was wrong is struck out.
struct History: Sendable {
    struct Entry: Sendable {
        /// The position in the ledger, and its page.
        var position: Int
        var link: Link?
        var recorded: Instant
        /// What happened, as a sentence.
        var sentence: HTML
        /// Name and title of the day it happened.
        var who: String
        var reason: String?
        /// Short remarks: `registreret senere`, `med vidensdag 1.10.2026`.
        var remarks: [String] = []
        /// Where its proof is, and where it is put right: after the remarks.
        var links: [HTML] = []
        var annulled: Annulment?

        init(
            _ position: Int, _ link: Link? = nil, recorded: Instant, _ sentence: HTML, who: String,
            reason: String? = nil, remarks: [String] = [], links: [HTML] = [], annulled: Annulment? = nil
        ) {
            self.position = position
            self.link = link
            self.recorded = recorded
            self.sentence = sentence
            self.who = who
            self.reason = reason
            self.remarks = remarks
            self.links = links
            self.annulled = annulled
        }
    }

    /// The entry that says that this one was wrong.
    struct Annulment: Sendable {
        var position: Int
        var link: Link?
        var reason: String
        /// Something right stands instead of it; else it is only taken back.
        var isCorrection = false
    }

    var entries: [Entry]

    func html(_ language: Language) -> HTML { Self.list(entries.lazy.map { Self.line($0, language) }) }

    /// Lines that were put together one by one.
    static func list(_ lines: some Sequence<HTML>) -> HTML { "<ol class=\"log\">\(each: lines, { $0 })</ol>" }

    /// One entry by itself.
    static func line(_ entry: Entry, _ language: Language) -> HTML {
        """
        <li\(attribute: "class", entry.annulled == nil ? nil : "annulled")>\
        <span class="pos"><span class="vh">\(language(Self.entry)) </span>\
        \(Self.number(entry.position, entry.link, language))</span><div>\
        <p>\(entry.annulled == nil ? entry.sentence : struck(entry.sentence))</p>\
        \(if: entry.reason, { "<p class=\"reason\">\(language.quoted($0))</p>" })\
        \(if: entry.annulled, { annulment in
            """
            <p class="reason because">\(Tag(language(annulment.isCorrection ? Self.corrected : Self.annulled), .warn)
                .html) \(language(Self.by)) \(Self.number(annulment.position, annulment.link, language)): \
            \(language.quoted(annulment.reason))</p>
            """
        })<p class="by">\(language.time(entry.recorded))<span>\(entry.who)</span>\
        \(each: entry.remarks, { "<span>\($0)</span>" })\(each: entry.links, { "\($0)" })</p></div></li>

        """
    }

    private static func struck(_ sentence: HTML) -> HTML { "<s>\(sentence)</s>" }

    private static func number(_ position: Int, _ link: Link?, _ language: Language) -> HTML {
        let number = language.number(position)
        return link.map { "<a\(href: $0)>\(number)</a>" } ?? "\(number)"
    }

    private static let entry = Phrase(da: "Post", en: "Entry")
    private static let annulled = Phrase(da: "Annulleret", en: "Annulled")
    private static let corrected = Phrase(da: "Rettet", en: "Corrected")
    private static let by = Phrase(da: "af post", en: "by entry")
}
