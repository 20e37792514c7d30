// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Two versions of a document side by side in one text: what was changed, what is new, gone and moved, paragraph by
/// paragraph under its heading; what is the same is folded. The address says which versions, so it can be sent on.
enum ComparisonPage {
    static func content(_ id: ID<Document>, in context: Context) throws(Refusal) -> Content {
        let sight = context.sight
        let document = try sight.document(id)
        let versions = document.versions.filter { $0.drafted <= sight.day && sight.sees($0, of: document) }
        let title = context.title(document)
        let crumbs = [
            Head.Crumb(context.say(DocumentsPage.title), Route.documents.link),
            Head.Crumb(title, Route.document(id).link), Head.Crumb(context.say(Self.name)),
        ]
        let heading = "\(context.say(Self.name)): \(title)"
        guard versions.count > 1 else {
            let why = context.say(
                da: "Der er kun én tekst at læse, så der er intet at sammenligne.",
                en: "There is only one text to read, so there is nothing to compare.")
            let back: HTML =
                "<p><a\(href: Route.document(id))>\(context.say(da: "Læs dokumentet", en: "Read the document"))</a></p>"
            return Content(
                heading, menu: .documents,
                Head(crumbs: crumbs, title: heading).html(context.language) + Empty(why, back).html)
        }
        let to = try asked("til", document, context) ?? versions.last
        let from =
            try asked("fra", document, context)
            ?? document.versionInForce(on: sight.day).flatMap { current in
                current.id == to?.id ? nil : versions.first { $0.id == current.id }
            } ?? versions.last { $0.id != to?.id }
        guard let from, let to else { throw .unknown }
        let choice = filters(versions, from, to, document, context).html(context.language)
        guard from.id != to.id else {
            let same = context.say(
                da: "Du har valgt den samme version to gange. Vælg en anden.",
                en: "You chose the same version twice. Choose another.")
            return Content(
                heading, menu: .documents,
                Head(crumbs: crumbs, title: heading).html(context.language) + choice
                    + Note(.warn, isAnswer: true).html("<p>\(same)</p>"))
        }
        // In the other language where both are translated; else in their own.
        let asked = TextLanguages.asked(context)
        let readings = sight.version(from, in: asked).flatMap { before in
            sight.version(to, in: asked).map { (before, $0) }
        }
        let (before, after) = readings ?? (from, to)
        let untranslated: HTML =
            readings == nil ? Note(.warn).html("<p>\(context.say(Self.untranslated))</p>") : HTML()
        guard let old = sight.text(of: before), let new = sight.text(of: after) else {
            let gone = context.say(
                da: "En af teksterne er slettet og kan ikke sammenlignes.",
                en: "One of the texts is erased and cannot be compared.")
            return Content(
                heading, menu: .documents,
                Head(crumbs: crumbs, title: heading).html(context.language) + choice
                    + Note(.warn).html("<p>\(gone)</p>"))
        }
        let shown = Compared(document, before, after, TextComparison(old: old, new: new), context)
        var body = Head(crumbs: crumbs, title: heading, sentence: shown.sentence).html(context.language)
        body += choice + untranslated + shown.why + shown.text
        return Content(heading, menu: .documents, body)
    }

    private static let untranslated = Phrase(
        da: "En af versionerne er ikke oversat til det sprog. Her er de sammenlignet på deres eget.",
        en: "One of the versions is not translated into that language. Here they are compared in their own.")
    static let name = Phrase(da: "Sammenlign versioner", en: "Compare versions")

    /// The version that the address names; nil if it names none.
    private static func asked(
        _ name: String, _ document: Document, _ context: Context
    ) throws(Refusal) -> Document.Version? {
        guard let named = context.argument(name) else { return nil }
        guard let version = context.sight.version(named, of: document) else { throw .unknown }
        return version
    }

    private static func filters(
        _ versions: [Document.Version], _ from: Document.Version, _ to: Document.Version, _ document: Document,
        _ context: Context
    ) -> FilterForm {
        func choices() -> [(value: String, label: String)] {
            versions.reversed().map { version in
                let state = context.say(context.sight.state(of: version, in: document).word)
                return (
                    context.sight.address(of: version, in: document),
                    "\(version.draft.number), \(state.lowercasedFirst)"
                )
            }
        }
        let languages = Language.allCases.map { (value: $0.rawValue, label: context.say($0.label)) }
        let asked = TextLanguages.asked(context) ?? to.draft.language
        let written: [FilterForm.Filter] =
            versions.contains { $0.translation(on: context.sight.day) != nil }
            ? [
                .init(
                    name: "tekst", label: context.say(da: "På sproget", en: "In the language"),
                    control: .choice(languages, chosen: asked.rawValue))
            ] : []
        return FilterForm(
            action: Route.comparison(document.id).link,
            filters: [
                .init(
                    name: "fra", label: context.say(da: "Fra version", en: "From version"),
                    control: .choice(choices(), chosen: context.sight.address(of: from, in: document))),
                .init(
                    name: "til", label: context.say(da: "Til version", en: "To version"),
                    control: .choice(choices(), chosen: context.sight.address(of: to, in: document))),
            ] + written)
    }
}

/// The text of a comparison.
private struct Compared {
    /// A longer stretch that is the same is read in the version itself.
    private static let foldMost = 60

    let document: Document
    let from: Document.Version
    let to: Document.Version
    let changes: TextComparison
    let context: Context
    private let reasons: ChangeReasons

    init(
        _ document: Document, _ from: Document.Version, _ to: Document.Version, _ changes: TextComparison,
        _ context: Context
    ) {
        self.document = document
        self.from = from
        self.to = to
        self.changes = changes
        self.context = context
        reasons = ChangeReasons(document, from: from, to: to, context)
    }

    private var language: Language { context.language }
    private var spoken: Language? { to.draft.language == language ? nil : language }

    var sentence: HTML {
        let summary = Comparison.summary(changes, language)
        let renumbered = changes.parts.count { $0.isRenumbered && $0.change == .same && !$0.isMoved }
        let plural = Plural(
            one: Phrase(da: "har kun fået nyt nummer", en: "has only a new number"),
            many: Phrase(da: "har kun fået nyt nummer", en: "have only a new number"))
        let more = renumbered > 0 ? ". \(language.count(renumbered, plural))." : "."
        return """
            \(context.say(da: "Fra version", en: "From version")) \(from.draft.number.description) \
            \(context.say(da: "til", en: "to")) \(to.draft.number.description): \(summary)\(more)
            """
    }

    /// What the versions say for themselves.
    var why: HTML {
        let list = reasons.list(context)
        guard !list.isEmpty else { return HTML() }
        return Note(.info).html("<p><b>\(context.say(da: "Hvad er nyt", en: "What is new"))</b></p>\(list)")
    }

    var text: HTML {
        guard !changes.isEmpty else {
            return Empty(context.say(da: "Teksterne er ens.", en: "The texts are the same.")).html
        }
        var html = HTML()
        var same: [TextComparison.Part] = []
        // What is gone stands after what it followed, under the heading of that.
        var last: Int?
        for part in changes.parts {
            last = part.new ?? last
            guard part.isNotable else {
                same.append(part)
                continue
            }
            let heading = last.flatMap { changes.new.blocks[...$0].lastIndex { $0.headingLevel != nil } }
            // The heading that a change stands under is shown, also where it is the same.
            if let place = same.lastIndex(where: { $0.new != nil && $0.new == heading }) {
                html += folded(same[..<place]) + self.heading(same[place]) + folded(same[(place + 1)...])
            } else {
                html += folded(same[...])
            }
            same = []
            html += changed(part)
        }
        html += folded(same[...])
        return """
            <article class="doc compared" aria-label="\(context.say(ComparisonPage.name))" \
            lang="\(to.draft.language.rawValue)">\(html)</article>
            """
    }

    private func heading(_ part: TextComparison.Part) -> HTML {
        guard let index = part.new else { return HTML() }
        let block = changes.new.blocks[index]
        let place = Route.version(document.id, to.id).at(DocumentReading.anchor(block.address))
        return """
            <h2\(attribute: "class", block.number == nil ? "bare" : nil)>\(if: block.number, {
                "<a\(href: place)>\($0)</a>"
            })\(InlineText.plain(block.text))</h2>
            """
    }

    private func folded(_ parts: ArraySlice<TextComparison.Part>) -> HTML {
        guard let first = parts.first(where: { $0.new != nil })?.new else { return HTML() }
        let plural = Plural(
            one: Phrase(da: "uændret afsnit", en: "unchanged paragraph"),
            many: Phrase(da: "uændrede afsnit", en: "unchanged paragraphs"))
        let count = language.count(parts.count, plural)
        guard parts.count <= Self.foldMost else {
            let place = Route.version(document.id, to.id).at(DocumentReading.anchor(changes.new.blocks[first].address))
            let read = context.say(
                da: "læs dem i version \(to.draft.number)", en: "read them in version \(to.draft.number)")
            return "<p class=\"same\"\(attribute: "lang", spoken?.rawValue)>\(count): <a\(href: place)>\(read)</a></p>"
        }
        return """
            <details class="same"><summary\(attribute: "lang", spoken?.rawValue)>\
            \(context.say(da: "Vis", en: "Show")) \(count)</summary>\(each: parts, { part in
                let block = part.new.map { changes.new.blocks[$0] }
                return "\(if: block, { "<p>\(InlineText.plain($0.printed))</p>" })"
            })</details>
            """
    }

    private func changed(_ part: TextComparison.Part) -> HTML {
        let words = Comparison.words(part, changes, context, lang: spoken)
        let plain = part.new.map { InlineText.plain(changes.new.blocks[$0].text) } ?? ""
        let isHeading =
            (part.new.map { changes.new.blocks[$0] } ?? part.old.map { changes.old.blocks[$0] })?.headingLevel != nil
        let said: HTML = part.change == .same ? "\(plain)" : words
        return """
            <div class="par mark"><div><p class="was"\(attribute: "lang", spoken?.rawValue)>\(tags(part))</p>\
            <p>\(when: isHeading, "<b>\(said)</b>")\(when: !isHeading, said)</p>\
            \(if: part.new.flatMap { reasons.reason(of: changes.new.blocks[$0], context) }, {
                "<p class=\"was\"\(attribute: "lang", spoken?.rawValue)>\($0)</p>"
            })</div></div>

            """
    }

    /// Where it stands, and in words what happened to it.
    private func tags(_ part: TextComparison.Part) -> HTML {
        var html = HTML()
        if let index = part.new {
            let block = changes.new.blocks[index]
            let place = Route.version(document.id, to.id).at(DocumentReading.anchor(block.address))
            html += "<a\(href: place)>\(changes.new.name(of: index, language))</a> "
        } else if let index = part.old {
            let place = Route.version(document.id, from.id).at(
                DocumentReading.anchor(changes.old.blocks[index].address))
            html += "<a\(href: place)>\(changes.old.name(of: index, language))</a> "
        }
        switch part.change {
        case .changed: html += Tag(context.say(da: "Ændret", en: "Changed"), .info).html
        case .new: html += Tag(context.say(da: "Nyt", en: "New"), .ok).html
        case .gone: html += Tag(context.say(da: "Udgået", en: "Gone"), .warn).html
        case .same: break
        }
        guard let before = part.old, part.new != nil, part.isMoved || part.isRenumbered else { return html }
        let name = changes.old.name(of: before, language)
        if part.isMoved {
            html +=
                " \(Tag(context.say(da: "Flyttet", en: "Moved")).html) \(context.say(da: "fra \(name)", en: "from \(name)"))"
        } else {
            html += " \(context.say(da: "før \(name)", en: "before: \(name)"))"
        }
        return html
    }
}
