// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The comments of a consultation, in a list by paragraph or at their places in the text, each with its replies and with
/// what the owner does about it.
struct ConsultationComments {
    let hearing: Hearing
    let context: Context

    init(_ hearing: Hearing, _ context: Context) {
        self.hearing = hearing
        self.context = context
    }

    private var language: Language { context.language }
    private var known: Consultation { hearing.consultation }
    private var mayDispose: Bool {
        context.sight.may(.dispose, about: .consultation(known.id)) && hearing.version?.decision == nil
    }

    /// The list by paragraph.
    var html: HTML {
        let heading = context.say(da: "Bemærkninger", en: "Comments")
        guard !hearing.comments.isEmpty else {
            let none = context.say(da: "Ingen har skrevet bemærkninger.", en: "Nobody has written comments.")
            return Panel(id: "bemaerkninger", heading: heading, isWide: true).html(Empty(none).html)
        }
        var list = HTML()
        var last: String?
        for comment in hearing.comments {
            let place = hearing.place(of: comment)
            if place != last { list += "<li class=\"place\"><h3>\(link(comment, place))</h3>\(quoted(comment))</li>" }
            last = place
            list += "<li>\(one(comment))</li>"
        }
        return Panel(id: "bemaerkninger", heading: heading, isWide: true).html("<ul class=\"said-list\">\(list)</ul>")
    }

    private func link(_ comment: Consultation.Comment, _ place: String) -> HTML {
        guard let document = hearing.document, let version = hearing.version,
            let address = hearing.address(of: comment)
        else { return "\(place)" }
        let link = Link(
            Route.version(document.id, version.id), query: [("hoering", known.id.description)],
            fragment: DocumentReading.anchor(address))
        return "<a\(href: link)>\(place)</a>"
    }

    /// The paragraph's own words, so that the list can be read alone.
    private func quoted(_ comment: Consultation.Comment) -> HTML {
        guard let index = hearing.index(of: comment), let text = hearing.text else { return HTML() }
        let words = InlineText.plain(text.blocks[index].text)
        let lang = hearing.version?.draft.language == language ? nil : hearing.version?.draft.language.rawValue
        return
            "<p class=\"was\"\(attribute: "lang", lang)>\(words.prefix(300).description)\(when: words.count > 300, " …")</p>"
    }

    /// The comments of each paragraph of a text, by its place, for the reader; and the way to write one.
    func notes(in text: DocumentText, writing: ParagraphID?, mayWrite: ID<Person>?) -> [Int: HTML] {
        let byParagraph = Dictionary(grouping: hearing.comments.filter { $0.paragraph != nil }) { $0.paragraph }
        var notes: [Int: HTML] = [:]
        for (index, block) in text.blocks.enumerated() where block.kind != .furniture {
            let said = byParagraph[block.id] ?? []
            var html = HTML(each: said, one)
            if let person = mayWrite { html += write(at: index, text, person, isOpen: writing == block.id) }
            if !html.isEmpty { notes[index] = "<div class=\"said\">\(html)</div>" }
        }
        return notes
    }

    /// A link that opens the form at the paragraph, or the form: only one at a time, so that the page stays small.
    private func write(at index: Int, _ text: DocumentText, _ person: ID<Person>, isOpen: Bool) -> HTML {
        let block = text.blocks[index]
        let place = text.name(of: index, language)
        guard isOpen, let document = hearing.document, let version = hearing.version else {
            guard let document = hearing.document, let version = hearing.version else { return HTML() }
            let link = Link(
                Route.version(document.id, version.id),
                query: [("hoering", known.id.description), ("afsnit", block.id.description)],
                fragment: DocumentReading.anchor(block.address))
            return """
                <p class="write"><a\(href: link)>\(context.say(CommandKind.comment.label))<span class="vh"> \
                \(context.say(da: "til \(place)", en: "on \(place)"))</span></a></p>
                """
        }
        let field = Field(
            "text", context.say(da: "Bemærkning til \(place)", en: "Comment on \(place)"), id: "bemaerkning",
            .area("", rows: 4)
        ).html(language)
        let back = Link(
            Route.version(document.id, version.id), query: [("hoering", known.id.description)],
            fragment: DocumentReading.anchor(block.address))
        return CommandForm.open(
            .comment, in: context,
            hidden: [
                ("consultation", known.id.description), ("person", person.description),
                ("paragraph", block.id.description),
            ], label: context.say(da: "Bemærkning til \(place)", en: "Comment on \(place)"), asksBeforeLeaving: true
        ).html(
            field
                + PostForm.foot([
                    Button(context.say(CommandKind.comment.label), kind: .primary, size: .small).submit,
                    Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet, size: .small).link(back),
                ]))
    }

    /// One comment with everything about it.
    private func one(_ comment: Consultation.Comment) -> HTML {
        let day = context.sight.day
        let disposed = comment.disposition.value(on: day)
        let tone: Tone =
            switch disposed?.disposition {
            case .followed: .ok
            case .partly: .info
            case .declined: .warn
            case nil: .plain
            }
        let word = disposed.map { context.say($0.disposition.label) }
        return """
            <div class="comment" id="b-\(comment.id.description)"><p class="by"><b>\(context.name(comment.by, on: comment.day))</b> \
            \(language.shortTime(comment.day))\
            \(when: known.isLate(comment), " \(Tag(context.say(da: "Efter fristen", en: "Late"), .warn).html)")\
            \(when: hearing.isGone(comment), " \(Tag(context.say(da: "Afsnittet er udgået", en: "The paragraph is gone")).html)")</p>\
            <p>\(lines(context.text(comment.text)))</p>\
            \(each: comment.replies.filter { $0.day <= day }, { reply in
                """
                <div class="answer"><p class="by"><b>\(context.name(reply.by, on: reply.day))</b> \
                \(language.shortTime(reply.day))</p><p>\(lines(context.text(reply.text)))</p></div>
                """
            })\
            <p class="outcome">\(Tag(word ?? context.say(da: "Ingen stillingtagen endnu", en: "No disposition yet"), tone).html)\
            \(if: disposed?.reason, { " \(context.text($0))" })</p>\(forms(comment))</div>
            """
    }

    private func lines(_ text: String) -> HTML {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return "\(each: lines, between: "<br>", { "\($0)" })"
    }

    /// Links to the forms of reply and disposition: a page with many comments has no form for each.
    private func forms(_ comment: Consultation.Comment) -> HTML {
        guard !context.sight.isPast else { return HTML() }
        let query: [(String, String?)] = [
            ("consultation", known.id.description), ("comment", comment.id.description),
        ]
        var links: [(String, Link)] = []
        if mayDispose {
            let label =
                comment.disposition.newest == nil
                ? context.say(da: "Tag stilling", en: "Dispose of it")
                : context.say(da: "Ret stillingtagen", en: "Change the disposition")
            links.append((label, Link(Route.command(.dispose), query: query)))
        }
        if known.isOpen(on: context.sight.day), mayDispose || !context.sight.answering(known).isEmpty {
            links.append(
                (
                    context.say(da: "Svar", en: "Reply"),
                    Link(
                        Route.command(.reply), query: query + [("person", context.sight.person.description)])
                ))
        }
        guard !links.isEmpty else { return HTML() }
        let about = context.say(
            da: "bemærkningen fra \(context.name(comment.by, on: comment.day))",
            en: "the comment by \(context.name(comment.by, on: comment.day))")
        return """
            <p class="write">\(each: links, between: " ", {
                "<a\(href: $0.1)>\($0.0)<span class=\"vh\">: \(about)</span></a>"
            })</p>
            """
    }
}
