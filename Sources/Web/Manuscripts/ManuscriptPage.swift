// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// Where a document is written: the text, what two have changed at once, the sections, how it will look.
struct ManuscriptPage {
    static let signedOut = Phrase(
        da: "Du er logget ud. Det, du har skrevet, er gemt og kommer tilbage, når du logger ind igen.",
        en: "You are signed out. What you wrote is kept and comes back when you sign in again.")

    let document: Document
    /// The language that it is a translation into; nil: it is the version's own text.
    let language: Language?
    /// Nil: nobody has written yet.
    let manuscript: Manuscript?
    /// What the text begins with then.
    let start: ManuscriptStart
    let others: [ID<Person>]
    let window: String, writer: String, seal: String
    /// Something that came after the end of a session was taken in just now.
    let hasReturned: Bool
    let context: Context

    private var text: String { manuscript?.text ?? ParagraphMerge.normal(start.text) }
    private var marks: [String] { ParagraphMerge.paragraphs(text).map(ParagraphMerge.mark) }

    /// What is known of the last save, and who else is there.
    static func note(saved: Instant?, _ others: [ID<Person>], undecided: Int, _ context: Context) -> String {
        var parts: [String] = []
        if let saved {
            let time = context.language.clock(saved)
            parts.append(context.say(da: "Gemt \(time).", en: "Saved \(time)."))
        }
        let names = others.compactMap { context.sight.name($0) }
        if let first = names.first {
            let more = names.count - 1
            parts.append(
                more == 0
                    ? context.say(da: "\(first) skriver også her.", en: "\(first) is writing here too.")
                    : context.say(
                        da: "\(first) og \(more) til skriver også her.",
                        en: "\(first) and \(more) more are writing here too."))
        }
        if undecided > 0 {
            parts.append(
                context.say(
                    da: "To har ændret samme afsnit. Begge er gemt. Gem, og vælg mellem dem.",
                    en: "Two people changed the same paragraph. Both are kept. Save, and choose between them."))
        }
        return parts.joined(separator: " ")
    }

    var content: Content {
        let name = context.title(document)
        let title =
            language.map {
                context.say(
                    da: "Oversæt til \($0.label.da.lowercased()): \(name)", en: "Translate into \($0.label.en): \(name)"
                )
            } ?? context.say(da: "Skriv: \(name)", en: "Write: \(name)")
        let head = Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link),
                .init(name, Route.document(document.id).link), .init(context.say(da: "Kladde", en: "Manuscript")),
            ], title: title,
            sentence: language != nil
                ? "\(context.say(Self.translating))"
                : "\(context.say(da: "Kladden er ikke en version endnu. Den ses kun af dem, der må skrive den næste.", en: "The manuscript is no version yet. Only those who may write the next one see it."))"
        ).html(context.language)
        let prose = Prose(text, anchor: "visning", context.language)
        let form = PostForm(
            action: place, csrf: CSRF(context.csrf), id: "kladde",
            hidden: [
                ("base", marks.joined(separator: " ")), ("window", window), ("origin", window), ("turn", "1"),
                ("answered", "0"), ("writer", writer), ("seal", seal),
                ("skabelon", manuscript == nil ? start.template ?? "" : ""), ("tekst", language?.rawValue ?? ""),
            ])
        let guide = ManuscriptGuide(document, text, context)
        let beginning = manuscript == nil ? start.template.map { guide.beginning($0) } : nil
        let body = form.html(clashes + writing(guide))
        return Content(
            title, menu: .documents,
            head + returned + (beginning ?? HTML())
                + Columns.main(body + preview(prose, guide), side: beside(guide) + side(prose)))
    }

    private static let translating = Phrase(
        da:
            "Oversættelsen er en kladde, til du gør den til versionens. Originalen står ved siden af og er den, der gælder.",
        en: "The translation is a manuscript until you make it the version's. The original stands beside it and binds.")

    /// This page.
    private var place: Link { Link(Route.manuscript(document.id), query: [("tekst", language?.rawValue)]) }

    /// What the writer goes by: the sections that must be there, or the text that is translated.
    private func beside(_ guide: ManuscriptGuide) -> HTML {
        guard language != nil else { return guide.sections }
        return TranslateForm.version(of: document, nil, context.sight).map { TranslateForm.original($0, context) }
            ?? HTML()
    }

    private var returned: HTML {
        guard hasReturned else { return HTML() }
        let words = context.say(
            da: "Det, du skrev, før du blev logget ud, er lagt ind i kladden.",
            en: "What you wrote before you were signed out has been put into the manuscript.")
        return Note(.ok, isAnswer: true).html("<p>\(words)</p>")
    }

    // MARK: The text

    private func writing(_ guide: ManuscriptGuide) -> HTML {
        let label = context.say(da: "Teksten", en: "The text")
        let hint = context.say(
            da: "Markdown: # foran en overskrift, en tom linje mellem afsnit, - foran et punkt.",
            en: "Markdown: # before a heading, an empty line between paragraphs, - before a point.")
        let buttons = [
            Button(context.say(da: "Gem kladden", en: "Save"), kind: .primary, field: ("_act", "save")).submit,
            Button(context.say(da: "Gem, og se den", en: "Save and look"), field: ("_act", "see")).submit,
            Button(
                language == nil
                    ? context.say(da: "Gør til version", en: "Make it a version")
                    : context.say(da: "Gør til versionens oversættelse", en: "Make it the version's translation"),
                field: ("_act", "version")
            ).submit,
        ]
        let out = Link(Route.signIn, query: [("tilbage", place.text)])
        let note = [
            Self.note(saved: manuscript?.newest?.at, others, undecided: manuscript?.undecided ?? 0, context),
            manuscript == nil || language != nil ? nil : guide.note,
        ].compactMap { $0 }.joined(separator: " ")
        return Panel(id: "skriv", heading: label, isHeadingHidden: true).padded(
            """
            <div class="field writing"><label for="text">\(label)</label><span class="hint" id="text-h">\(hint)</span>\
            <textarea id="text" name="text" rows="24" aria-describedby="text-h" spellcheck="true">
            \(text)</textarea></div>
            <p class="small" id="kladde-stand" role="status" data-off="\(context.say(Self.offline))">\(note)</p>\
            <p class="small" id="kladde-ind" hidden><a\(href: out)>\(context.say(da: "Log ind igen", en: "Sign in again"))</a></p>
            \(PostForm.foot(buttons))
            """)
    }

    private static let offline = Phrase(
        da: "Ingen forbindelse. Det, du skriver, er gemt på denne maskine og sendes, når forbindelsen er der igen.",
        en: "No connection. What you write is kept on this machine and sent when the connection is back.")

    // MARK: Two wordings

    private var clashes: HTML {
        let paragraphs = manuscript?.paragraphs.filter { !$0.rivals.isEmpty } ?? []
        guard !paragraphs.isEmpty else { return HTML() }
        let words = context.say(
            da: "To har ændret samme afsnit på samme tid. Begge ordlyde er gemt. Vælg, hvad der skal stå, og gem.",
            en: "Two people changed the same paragraph at the same time. Both wordings are kept. Choose what is to "
                + "stand, and save.")
        return Panel(id: "valg", heading: context.say(da: "Vælg mellem ordlyde", en: "Choose between wordings")).padded(
            """
            <p>\(words)</p>\(each: paragraphs, { paragraph in
                HTML(each: paragraph.rivals) { clash(paragraph.passage, $0) }
            })
            """)
    }

    private func clash(_ own: Manuscript.Passage, _ other: Manuscript.Passage) -> HTML {
        let (first, second) = (who(own), who(other))
        let choice = Choices(
            name: "valg-\(other.id)", legend: context.say(da: "Hvad skal stå?", en: "What is to stand?"),
            choices: [
                .init("stays", context.say(da: "Som \(first) skrev", en: "As \(first) wrote")),
                .init("other", context.say(da: "Som \(second) skrev", en: "As \(second) wrote")),
                .init("both", context.say(da: "Begge, efter hinanden", en: "Both, one after the other")),
            ])
        return """
            <div class="clash"><div class="pair">\(wording(own, context.say(da: "Står i teksten", en: "Stands in the text")))\
            \(wording(other, context.say(da: "Venter på valg", en: "Waits for a choice")))</div>\
            \(choice.html(context.language))</div>
            """
    }

    private func wording(_ passage: Manuscript.Passage, _ state: String) -> HTML {
        let time = context.language.time(passage.at)
        return """
            <div class="wording"><p class="small"><b>\(who(passage))</b> \(time). \(state).</p><p>\(passage.text)</p></div>
            """
    }

    private func who(_ passage: Manuscript.Passage) -> String {
        guard let person = passage.by else { return context.say(da: "den forrige version", en: "the former version") }
        return context.sight.name(person) ?? context.say(da: "en, der er slettet", en: "somebody who is erased")
    }

    // MARK: Beside it

    private func side(_ prose: Prose) -> HTML {
        var side = HTML()
        if !prose.headings.isEmpty {
            side += Panel(id: "afsnit", heading: context.say(da: "Afsnit", en: "Sections"), isWide: true).html(
                Rows(rows: prose.headings.map { .init(label: $0.text, link: Link(fragment: $0.anchor)) }).html)
        }
        side += Panel(id: "tegn", heading: context.say(da: "Hvad tegnene gør", en: "What the marks do"), isWide: true)
            .padded(help)
        side += Panel(id: "andre", heading: context.say(da: "Andre veje", en: "Other ways"), isWide: true).padded(ways)
        return side
    }

    private var help: HTML {
        let heading = context.say(da: "overskrift", en: "heading")
        let marks: [(String, String)] = [
            (
                "## 1. \(heading.prefix(1).uppercased() + heading.dropFirst())",
                context.say(da: "overskrift med nummer", en: "numbered heading")
            ),
            ("- ord", context.say(da: "punkt", en: "point")),
            ("1. ord", context.say(da: "nummereret punkt", en: "numbered point")),
            ("**ord**", context.say(da: "fed", en: "bold")), ("*ord*", context.say(da: "kursiv", en: "italics")),
            ("[ord](https://…)", context.say(da: "link", en: "link")),
            (
                "[ord](/d/7#7-3)",
                context.say(da: "link til dokument 7, afsnit 7.3", en: "link to document 7, section 7.3")
            ),
            ("ord[^1]", context.say(da: "note; selve noten: [^1]: tekst", en: "note; the note itself: [^1]: text")),
        ]
        let table = "| Krav | Ansvarlig |\n|---|---|\n| Log gemmes | Drift |"
        let copy = context.say(
            da: "En tabel skrives sådan, med en tom linje før og efter:",
            en: "A table is written like this, with an empty line before and after:")
        return """
            <dl class="marks">\(each: marks, { "<dt><code>\($0.0)</code></dt><dd>\($0.1)</dd>" })</dl>\
            <p>\(copy)</p><pre class="marks">\(table)</pre>
            """
    }

    private var ways: HTML {
        let file = Link(
            Route.command(language == nil ? .draftVersion : .translateVersion),
            query: [("document", document.id.description)])
        let label =
            language == nil
            ? context.say(da: "Hent en ny version fra en fil", en: "Take a new version from a file")
            : context.say(da: "Hent oversættelsen fra en fil", en: "Take the translation from a file")
        let upload: HTML = "<p><a\(href: file)>\(label)</a></p>"
        guard manuscript != nil else { return upload }
        let discard = context.form(
            to: .manuscript(document.id), label: context.say(Self.delete),
            hidden: [("_act", "discard"), ("tekst", language?.rawValue ?? "")]
        ).html(
            """
            \(Tick("sure", context.say(Self.sure)).html(context.language))\
            \(PostForm.foot([Button(context.say(Self.delete), kind: .danger, size: .small).submit]))
            """)
        return "<div class=\"stack\">\(upload)\(discard)</div>"
    }

    private static let delete = Phrase(da: "Slet kladden", en: "Delete the manuscript")
    private static let sure = Phrase(
        da: "Kladden må slettes for alle, der skriver på den",
        en: "The manuscript may be deleted for everybody who writes in it")

    // MARK: How it will look

    private func preview(_ prose: Prose, _ guide: ManuscriptGuide) -> HTML {
        let empty = context.say(da: "Der er ingen tekst endnu.", en: "There is no text yet.")
        let body: HTML = text.isEmpty ? "<p>\(empty)</p>" : guide.brokenLinks + differences(guide) + prose.html(nil)
        return Panel(
            id: "visning",
            heading: context.say(da: "Sådan ser kladden ud, som den er gemt", en: "The manuscript as saved"),
            isWide: true
        ).padded(body)
    }

    /// What is stored as structured text is what the import reads; where it reads other blocks, the writer is told.
    private func differences(_ guide: ManuscriptGuide) -> HTML {
        guard let stored = guide.text else { return HTML() }
        let found = SafeMarkdown.differences(text, from: stored)
        guard !found.isEmpty else { return HTML() }
        let words = context.say(
            da: "Værn gemmer disse afsnit anderledes, end de vises her. Sæt en tom linje omkring dem:",
            en: "Værn stores these paragraphs otherwise than shown here. Put an empty line around them:")
        return Note(.warn).html("<p>\(words)</p><ul>\(each: found, { "<li>\($0)</li>" })</ul>")
    }
}
