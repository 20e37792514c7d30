// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The parts of a matter to be decided: reasons, what either answer means, opinions word for word, votes.
enum Matter {
    /// Numbered reasons or conditions.
    static func reasons(_ reasons: [HTML]) -> HTML {
        "<ol class=\"why-list\">\(each: reasons, { "<li><span>\($0)</span></li>" })</ol>"
    }

    /// What follows from each answer.
    static func either(_ answers: [(answer: String, meaning: HTML)]) -> HTML {
        "<dl class=\"either\">\(each: answers, { "<div><dt>\($0.answer)</dt><dd>\($0.meaning)</dd></div>" })</dl>"
    }

    struct Opinion: Sendable {
        /// `Sofie Alkjær, DPO`.
        var who: String
        var stand: Tag
        var day: Day
        /// Word for word.
        var words: String
        /// What is to be known of it, such as that it is about an earlier wording.
        var note: String?
    }

    static func opinions(_ opinions: [Opinion], _ language: Language) -> HTML {
        """
        <ul class="quotes">\(each: opinions, {
            """
            <li><p class="by"><b>\($0.who)</b>\($0.stand.html)\(if: $0.note, { Tag($0, .warn).html })\
            \(language.shortTime($0.day))</p>\
            <blockquote><p>\($0.words)</p></blockquote></li>
            """
        })</ul>
        """
    }

    struct Vote: Sendable {
        var who: String
        var stand: Tag
        var detail: String?
    }

    static func votes(_ votes: [Vote]) -> HTML {
        """
        <ul class="people measure">\(each: votes, {
            "<li><b>\($0.who)</b>\($0.stand.html)\(if: $0.detail, { "<span class=\"d\">\($0)</span>" })</li>"
        })</ul>
        """
    }

    /// The answers as addresses: which one is about to be signed is part of the page's address.
    static func answers(labelledBy id: String, _ answers: [(label: String, link: Link, isChosen: Bool)]) -> HTML {
        """
        <div class="vote" role="group" aria-labelledby="\(id)">\(each: answers, {
            "<a\(href: $0.link)\(attribute: "aria-current", $0.isChosen ? "true" : nil)>\($0.label)</a>"
        })</div>
        """
    }
}

/// The last step of something that counts: what is asked, exactly what will be recorded, one button.
struct ConfirmPanel: Sendable {
    /// Id of the heading.
    var id: String
    var heading: String
    var form: PostForm
    /// Answers and fields above the record.
    var questions = HTML()
    var record: Record
    /// Verb first: `Underskriv godkendelsen`.
    var button: String
    /// It cannot be taken back, like an erasure.
    var isDangerous = false
    /// The way out without doing it.
    var cancel: Link?
    /// What follows, in small print.
    var fine: String?
    /// Stays in sight beside a long matter.
    var isSticky = true

    func html(_ language: Language) -> HTML {
        form.html(
            class: isSticky ? "confirm stick" : "confirm", labelledBy: id,
            """
            <h2 id="\(id)">\(heading)</h2>\(questions)\
            <h3>\(language(Self.written))</h3>\(record.html)\
            \(Button(button, kind: isDangerous ? .danger : .primary, size: .big, isFull: true).submit)\
            \(if: cancel, { "<p>\(Button(language(Self.leave), kind: .quiet).link($0))</p>" })\
            \(if: fine, { "<p class=\"fine\">\($0)</p>" })
            """)
    }

    private static let written = Phrase(
        da: "Dette bliver skrevet i revisionssporet", en: "This will be written in the audit trail")
    private static let leave = Phrase(da: "Fortryd", en: "Cancel")
}
