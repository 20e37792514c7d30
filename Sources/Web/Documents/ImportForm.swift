// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Importing a governing document in two steps: choose the file and say what it is; then see what was understood,
/// change it, and import. It works without a script, and the file is chosen once.
enum ImportForm {
    private static let check = Phrase(
        da: "Se efter, hvad der blev forstået. Intet er gemt endnu.",
        en: "Check what was understood. Nothing is saved yet.")
    static let understood = Phrase(da: "2. Det er forstået", en: "2. What was understood")
    private static let missing = Refusal.invalid(
        "file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
    private static let history = Phrase(da: "Versionshistorik", en: "Version history")
    private static let whatItIs = Phrase(da: "Hvad dokumentet er", en: "What the document is")

    static func content(_ refusal: Refusal?, in context: Context) -> Content {
        let (proposal, fault) = read(refusal, context)
        let title = context.say(CommandKind.importDocument.label)
        let head = Head(
            crumbs: [.init(context.say(DocumentsPage.title), Route.documents.link)], title: title,
            sentence: proposal == nil
                ? nil
                : "\(context.say(check))"
        ).html(context.language)
        let summary = CommandForm.summary(fault, in: context)
        let body = proposal.map { second($0, fault, context) } ?? first(fault, context)
        return Content(title, menu: .documents, status: CommandForm.status(fault), head + summary + body)
    }

    /// The proposal of the file that was sent, or what is wrong with it.
    static func read(_ refusal: Refusal?, _ context: Context) -> (ImportProposal?, Refusal?) {
        do throws(Refusal) {
            let proposal = try Doors.proposal(in: context)
            let isAsked = proposal == nil && context.argument("_preview") == "1"
            return (proposal, refusal ?? (isAsked ? missing : nil))
        } catch {
            return (nil, refusal ?? error)
        }
    }

    private static func first(_ refusal: Refusal?, _ context: Context) -> HTML {
        Panel(
            id: "import",
            heading: context.say(da: "1. Vælg filen, og sig, hvad den er", en: "1. Choose the file and say what it is"),
            isWide: true
        ).padded(
            CommandForm.open(.importDocument, in: context, hasFiles: true, asksBeforeLeaving: true).html(
                """
                \(file(refusal, context))\(whatItIs(refusal, context, title: context.argument("title") ?? ""))\
                \(PostForm.foot([
                    Button(
                        context.say(da: "Se forhåndsvisning", en: "Preview"), kind: .primary,
                        field: ("_preview", "1")).submit
                ], remark: context.say(da: "Intet gemmes endnu", en: "Nothing is saved yet")))
                """))
    }

    private static func second(_ proposal: ImportProposal, _ refusal: Refusal?, _ context: Context) -> HTML {
        let preview = ImportPreview(proposal, context)
        let title = context.argument("title") ?? proposal.title
        return CommandForm.open(.importDocument, in: context, hasFiles: true, asksBeforeLeaving: true).html(
            """
            \(CommandForm.keptFile(in: context))\
            \(Panel(id: "forstaaet", heading: context.say(understood)).padded(
                preview.recognised + preview.blocks))\
            \(preview.imagePanel(refusal))\
            \(Panel(id: "rows", heading: context.say(history), isWide: true).padded(
                preview.versionRows(refusal)))\
            \(Panel(id: "import", heading: context.say(whatItIs), isWide: true).padded(
                whatItIs(refusal, context, title: title)
                    + foot(context, CommandKind.importDocument.label)))
            """)
    }

    static func file(_ refusal: Refusal?, _ context: Context) -> HTML {
        Field(
            "file", context.say(da: "Fil", en: "File"),
            hint: context.say(
                da: "Word (DOCX), PDF, TXT eller Markdown, højst 20 MB. Teksten tages ordret, og filen gemmes uændret. "
                    + "Et e-læringsmodul kan også være en SCORM 1.2-pakke (ZIP).",
                en:
                    "Word (DOCX), PDF, TXT or Markdown, at most 20 MB. The text is taken word for word, and the file is "
                    + "kept unchanged. An e-learning module can also be a SCORM 1.2 package (ZIP)."
            ),
            error: CommandForm.error("file", refusal, in: context)
                ?? CommandForm.error("text", refusal, in: context), .file(accept: ".docx,.pdf,.txt,.md,.markdown,.zip")
        ).html(context.language)
    }

    static func foot(_ context: Context, _ label: Phrase) -> HTML {
        PostForm.foot(
            [
                Button(context.say(label), kind: .primary, icon: .check).submit,
                Button(
                    context.say(da: "Vis igen med rettelser", en: "Show again with the changes"),
                    field: ("_preview", "1")
                ).submit,
            ],
            remark: context.say(
                da: "Det bliver et udkast. Det gælder først, når det er besluttet.",
                en: "It becomes a draft. It holds only once it is decided."))
    }

    private static func whatItIs(_ refusal: Refusal?, _ context: Context, title: String) -> HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .importDocument, refusal, in: context) }
        let named = Field(
            "title", context.say(da: "Titel", en: "Title"),
            hint: context.say(da: "Tomt felt: titlen i filen.", en: "Empty: the title in the file."),
            error: CommandForm.error("title", refusal, in: context), isOptional: true, .text(title)
        ).html(context.language)
        return field("kind") + named + field("parent") + field("placement")
            + Field.pair(field("unit"), field("contact"))
            + Field.pair(field("classification"), field("language")) + field("number") + field("note")
    }
}
