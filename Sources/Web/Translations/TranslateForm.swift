// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Giving a version its text in the other language: written here beside the text that binds, or taken from a file.
enum TranslateForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("document").flatMap({ ID<Document>($0) }) else { throw .unknown }
        let document = try context.sight.document(id)
        let name = context.title(document)
        let number = context.argument("number").flatMap { VersionNumber($0) }
        guard let version = version(of: document, number, context.sight) else { throw .unknown }
        let (proposal, fault) = ImportForm.read(refusal, context)
        let into = version.draft.language.other
        let title = context.say(
            da: "Oversæt version \(version.draft.number) til \(into.label.da.lowercased())",
            en: "Translate version \(version.draft.number) into \(into.label.en)")
        let head = Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link), .init(name, Route.document(id).link),
            ], title: title, sentence: "\(context.say(binding(version)))"
        ).html(context.language)
        let images = proposal.map { ImportPreview($0, context).imagePanel(fault) } ?? HTML()
        let form = CommandForm.open(
            .translateVersion, in: context, about: .document(id),
            hidden: [
                ("document", id.description), ("number", version.draft.number.description),
                ("language", into.rawValue),
            ] + (context.argument("manuscript").map { [("manuscript", $0)] } ?? []), hasFiles: true,
            asksBeforeLeaving: true
        ).html(
            """
            \(CommandForm.keptFile(in: context))\(images)\
            \(Panel(id: "oversaettelse", heading: context.say(translation), isHeadingHidden: true).padded(
                fields(document, version, fault, context)
                    + PostForm.foot([
                        Button(context.say(keep), kind: .primary).submit,
                        Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(
                            Route.document(id).link),
                    ])))
            """)
        return Content(
            title, menu: .documents, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + Columns.main(form, side: original(version, context)))
    }

    private static let translation = Phrase(da: "Oversættelsen", en: "The translation")
    private static let keep = Phrase(da: "Gem oversættelsen", en: "Save the translation")

    private static func binding(_ version: Document.Version) -> Phrase {
        let own = version.draft.language.label
        guard version.decision == nil else {
            return Phrase(
                da:
                    "Den \(own.da.lowercased())e tekst er den, der gælder. Versionen er besluttet, så oversættelsen skal begrundes.",
                en:
                    "The \(own.en) text is the one that binds. The version is decided, so the translation needs a reason."
            )
        }
        return Phrase(
            da: "Den \(own.da.lowercased())e tekst er den, der gælder. Oversættelsen besluttes sammen med den.",
            en: "The \(own.en) text is the one that binds. The translation is decided with it.")
    }

    /// The version that is asked for, else the one on its way, else the one in force.
    static func version(of document: Document, _ number: VersionNumber?, _ sight: Sight) -> Document.Version? {
        if let number { return try? sight.version(number, of: document) }
        return sight.pendingVersion(of: document) ?? document.versionInForce(on: sight.day)
    }

    private static func fields(
        _ document: Document, _ version: Document.Version, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        let sight = context.sight
        // What there is already, so that a word can be put right.
        let before = version.translated(on: sight.day)
        let old = before.flatMap { sight.text(of: $0) }.map(MarkdownText.written)
        let title = context.argument("title") ?? before.flatMap { sight.title(of: $0, in: document, on: sight.day) }
        func label(_ name: String) -> Phrase? { CommandKind.translateVersion.fields.first { $0.name == name }?.label }
        let named = Field(
            "title", context.say(label("title") ?? translation),
            error: CommandForm.error("title", refusal, in: context), .text(title ?? "")
        ).html(context.language)
        let manuscript = context.argument("manuscript") != nil
        let words = Field(
            "words", context.say(label("words") ?? translation),
            hint: context.say(
                da:
                    "Markdown: # foran en overskrift, en tom linje mellem afsnit. Brug de samme numre som i originalen.",
                en: "Markdown: # before a heading, an empty line between paragraphs. Use the original's numbers."),
            error: CommandForm.error("words", refusal, in: context), isOptional: true,
            .area(context.argument("words") ?? old ?? "", rows: 24)
        ).html(context.language)
        let reason =
            version.decision == nil
            ? HTML() : CommandForm.field("reason", of: .translateVersion, refusal, in: context)
        let other = context.say(da: "Eller hent den fra en fil", en: "Or take it from a file")
        let isOpen = CommandForm.error("file", refusal, in: context) != nil || context.keptFile != nil
        return """
            \(named)\(when: !manuscript, """
                <div class="writing">\(words)</div>\
                <details class="behind"\(flag: "open", isOpen)><summary>\(other)</summary>\
                \(ImportForm.file(refusal, context))</details>
                """)\(reason)\(manuscript ? understood(context) : HTML())
            """
    }

    /// What the manuscript was understood to say.
    private static func understood(_ context: Context) -> HTML {
        guard let text = (try? Doors.proposal(in: context))?.text else { return HTML() }
        let label = context.say(da: "Læs oversættelsen, som den gemmes", en: "Read the translation as it is kept")
        return """
            <details class="behind"><summary>\(label)</summary><div class="prose">\
            \(each: text.blocks.filter { $0.kind != .furniture }, block)</div></details>
            """
    }

    /// The text that is translated, to read beside the translation.
    static func original(_ version: Document.Version, _ context: Context) -> HTML {
        let heading = context.say(
            da: "Originalen på \(version.draft.language.label.da.lowercased())",
            en: "The original in \(version.draft.language.label.en)")
        let text = context.sight.text(of: version)
        let body: HTML =
            text.map { text in
                let blocks = text.blocks.filter { $0.kind != .furniture }
                return "<div class=\"prose\" lang=\"\(version.draft.language.rawValue)\">\(each: blocks, block)</div>"
            } ?? "<p>\(context.say(da: "Teksten er slettet.", en: "The text is erased."))</p>"
        return Panel(id: "original", heading: heading).padded(body)
    }

    private static func block(_ block: DocumentText.Block) -> HTML {
        if block.headingLevel != nil {
            // As printed, but for the signs with which Markdown marks a heading.
            let number = String(block.mark.drop { $0 == "#" || $0 == " " })
            return "<h3>\(when: !number.isEmpty, "\(number) ")\(InlineText.plain(block.text))</h3>"
        }
        return "<p>\(when: !block.mark.isEmpty, "\(block.mark) ")\(InlineText.html(block.text))</p>"
    }
}
