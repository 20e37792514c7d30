// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Writing the quiz of a text, and seeing it as those who read the text will, before it is sent.
enum QuizForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("document").flatMap({ ID<Document>($0) }) else { throw .unknown }
        let document = try context.sight.document(id)
        // The form has the answers, and so has what it shows when it is sent.
        guard context.sight.seesAnswers(of: id) else { throw .notAllowed }
        let name = context.title(document)
        let number = context.argument("number").flatMap { VersionNumber($0) }
        guard let version = TranslateForm.version(of: document, number, context.sight),
            context.sight.sees(version, of: document)
        else { throw .unknown }
        let title = context.say(
            da: "Quiz til version \(version.draft.number)", en: "Quiz for version \(version.draft.number)")
        func written(_ field: String, _ language: Language) -> String {
            context.argument(field) ?? context.sight.quizText(of: version, in: document, language) ?? ""
        }
        let (danish, english) = (written("danish", .da), written("english", .en))
        let isPreview = context.argument("_preview") != nil
        var (fault, shown) = (refusal, HTML())
        if let text = context.sight.text(of: version), !danish.isEmpty || !english.isEmpty || isPreview {
            do throws(Refusal) {
                let quiz = try SetQuiz.read(danish: danish, english: english, about: text)
                let preview = QuizPreview(QuizParagraph(document, version, text, context))
                shown = preview.panel(
                    [(.da, quiz.danish), (.en, quiz.english)],
                    note: isPreview ? context.say(da: "Den er ikke gemt endnu.", en: "It is not saved yet.") : nil)
            } catch {
                fault = fault ?? error
            }
        }
        let head = Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link), .init(name, Route.document(id).link),
                .init(title),
            ], title: title,
            sentence: """
                \(context.say(
                    da: "Alle, der læser teksten, svarer på quizzen, når de kvitterer. Den kan rettes, indtil den første har kvitteret.",
                    en: "Everybody who reads the text answers the quiz when acknowledging. It can be corrected until the first one has acknowledged."))
                """
        ).html(context.language)
        let form = CommandForm.open(
            .setQuiz, in: context, about: .document(id),
            hidden: [("document", id.description), ("number", version.draft.number.description)],
            asksBeforeLeaving: true
        ).html(
            Panel(id: "quiz", heading: context.say(da: "Spørgsmålene", en: "The questions")).padded(
                area("danish", danish, fault, context) + area("english", english, fault, context) + example(context)
                    + PostForm.foot([
                        Button(context.say(da: "Gem quizzen", en: "Save the quiz"), kind: .primary).submit,
                        Button(
                            context.say(da: "Vis, som den læses", en: "Show as it is read"), field: ("_preview", "1")
                        ).submit,
                        Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.document(id).link),
                    ])))
        return Content(
            title, menu: .documents, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + shown + form)
    }

    /// Whether the quiz of a version can still be written: nobody has acknowledged the version.
    static func isOpen(_ document: Document, _ version: Document.Version, _ sight: Sight) -> Bool {
        document.kind != .module && sight.sees(version, of: document)
            && !sight.notices(of: document.id).contains {
                $0.version == version.id && !$0.acknowledgements.isEmpty
            }
    }

    private static func area(_ name: String, _ value: String, _ fault: Refusal?, _ context: Context) -> HTML {
        guard let known = CommandKind.setQuiz.fields.first(where: { $0.name == name }) else { return HTML() }
        return Field(
            name, context.say(known.label), hint: known.hint.map { context.say($0) },
            error: CommandForm.error(name, fault, in: context), .area(value, rows: 14)
        ).html(context.language)
    }

    private static func example(_ context: Context) -> HTML {
        """
        <details class="behind"><summary>\(context.say(
            da: "Sådan skrives et spørgsmål", en: "How a question is written"))</summary>\
        <div class="prose"><pre>\(context.say(
            da: """
                ## Hvem skal du sige det til, når en mail ser forkert ud? {#q1}
                page: 7.3
                - [ ] Ingen, hvis jeg ikke har klikket
                - [x] Sikkerhedsteamet, også hvis jeg har klikket
                > Jo før vi ved det, jo flere kan vi nå at advare.
                """,
            en: """
                ## Whom do you tell when a mail looks wrong? {#q1}
                page: 7.3
                - [ ] Nobody, if I did not click
                - [x] The security team, also if I clicked
                > The sooner we know, the more people we can warn.
                """))</pre></div></details>
        """
    }
}

/// A quiz with its answers, for those who send the text out.
struct QuizPreview {
    private let paragraph: QuizParagraph
    private var context: Context { paragraph.context }

    init(_ paragraph: QuizParagraph) {
        self.paragraph = paragraph
    }

    func panel(_ quizzes: [(language: Language, quiz: ReadingQuiz)], note: String? = nil) -> HTML {
        let heading = context.say(da: "Sådan læses quizzen", en: "How the quiz is read")
        let body = HTML(each: quizzes) { language, quiz in
            "<div class=\"lesson\" lang=\"\(language.rawValue)\">\(each: quiz.questions, question)</div>"
        }
        return Panel(id: "quizzen", heading: heading, isWide: true).padded(
            "\(if: note, { Note(.info).html("<p>\($0)</p>") })" + body)
    }

    private func question(_ question: LearningModule.Question) -> HTML {
        """
        <h3>\(question.text)</h3><ul class="rows answers">\(each: question.answers, { answer in
            """
            <li><div class="line"><b>\(answer.text)</b>\
            \(when: answer.isRight, Tag(context.say(da: "Rigtigt", en: "Right"), .ok).html)</div></li>
            """
        })</ul><p>\(question.explanation)</p><p>\(paragraph.link(question.page))</p>
        """
    }
}
