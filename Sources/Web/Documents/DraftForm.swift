// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// Writing a new version of a document from a file: choose it, see what was understood and what is new, and draft it.
enum DraftForm {
    private static let about = Phrase(da: "Om versionen", en: "About the version")

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("document").flatMap({ ID<Document>($0) }) else { throw .unknown }
        let document = try context.sight.document(id)
        let (proposal, fault) = ImportForm.read(refusal, context)
        let name = context.title(document)
        let title = context.say(da: "Ny version af \(name)", en: "New version of \(name)")
        let head = Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link), .init(name, Route.document(id).link),
            ], title: title
        ).html(context.language)
        let fields = fields(fault, context)
        let form = CommandForm.open(
            .draftVersion, in: context, about: .document(id),
            hidden: [("document", id.description)]
                + (context.argument("manuscript").map { [("manuscript", $0)] } ?? []),
            hasFiles: true,
            asksBeforeLeaving: true)
        let body: HTML
        if let proposal {
            let preview = ImportPreview(proposal, context)
            body = form.html(
                """
                \(CommandForm.keptFile(in: context))\
                \(Panel(id: "forstaaet", heading: context.say(ImportForm.understood)).padded(
                    preview.recognised + sameness(document, proposal, context) + preview.blocks))\
                \(preview.imagePanel(fault))\
                \(Panel(id: "udkast", heading: context.say(about), isWide: true).padded(
                    fields + ImportForm.foot(context, Phrase(da: "Gem udkastet", en: "Save the draft"))))
                """)
        } else {
            body = Panel(
                id: "udkast", heading: context.say(da: "1. Vælg filen", en: "1. Choose the file")
            ).padded(
                form.html(
                    """
                    \(ImportForm.file(fault, context))\(fields)\
                    \(PostForm.foot([
                        Button(
                            context.say(da: "Se forhåndsvisning", en: "Preview"), kind: .primary,
                            field: ("_preview", "1")).submit
                    ], remark: context.say(da: "Intet gemmes endnu", en: "Nothing is saved yet")))
                    """))
        }
        return Content(
            title, menu: .documents, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + body)
    }

    private static func fields(_ refusal: Refusal?, _ context: Context) -> HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .draftVersion, refusal, in: context) }
        return Field.pair(field("number"), field("classification")) + field("note") + field("language")
    }

    /// What became of the paragraphs of the version before; the person confirms that they are the same.
    private static func sameness(_ document: Document, _ proposal: ImportProposal, _ context: Context) -> HTML {
        guard let before = context.sight.newestVersion(of: document), let old = context.sight.text(of: before) else {
            return HTML()
        }
        let pairs = ParagraphMatch.propose(old: old, new: proposal.text)
        let same = pairs.filter { $0.similarity == 1_000_000 }.count
        let changed = pairs.filter { $0.old != nil }.count - same
        let new = pairs.count - same - changed
        let gone = old.blocks.count - same - changed
        let words = context.say(
            da:
                "Mod version \(before.draft.number): \(same) afsnit er uændrede, \(changed) er ændrede, \(new) "
                + "er nye, og \(gone) er udgået.",
            en:
                "Against version \(before.draft.number): \(same) paragraphs are unchanged, \(changed) are "
                + "changed, \(new) are new, and \(gone) are gone."
        )
        let keep = Tick(
            "match",
            context.say(
                da: "Uændrede og ændrede afsnit er de samme som før, så det, der er knyttet til dem, følger med",
                en: "Unchanged and changed paragraphs are the same as before, so what is bound to them follows"),
            isOn: context.argument("_preview") == nil || context.argument("match") != nil
                || (context.arguments.texts["adjust"] ?? []).isEmpty)
        return "<p>\(words)</p>\(keep.html(context.language))"
    }
}
