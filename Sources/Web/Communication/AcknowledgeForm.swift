// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The quiz that goes with a text, answered on one page after it was read; the answer is the acknowledgement. What was answered
/// wrongly is explained and can be answered again, and nothing of it is kept.
enum AcknowledgeForm {
    /// A question's answers are sent under this and its id.
    private static let prefix = "svar-"

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("notice").flatMap({ ID<Notice>($0) }), let asked = try AskedQuiz(id, context)
        else { return GenericForm.content(.acknowledgeNotice, refusal, in: context) }
        return asked.content(refusal)
    }

    static func name(_ question: LearningModule.Question) -> String { prefix + question.id }

    /// Whether a field of a form is an answer: it waits nowhere, unlike the rest of a form that came too late.
    static func isAnswer(_ name: String, of kind: CommandKind) -> Bool {
        kind == .acknowledgeNotice && (name.hasPrefix(prefix) || name == "answers")
    }

    /// What was chosen, by the question's id.
    static func answers(_ arguments: Arguments) -> [String: Set<Int>] {
        var found: [String: Set<Int>] = [:]
        for (name, values) in arguments.texts where name.hasPrefix(prefix) {
            let places = Set(values.compactMap { Int($0) }.filter { (0..<20).contains($0) })
            if !places.isEmpty { found[String(name.dropFirst(prefix.count))] = places }
        }
        return found
    }
}

/// The quiz of one notice, as one person meets it.
private struct AskedQuiz {
    let notice: Notice
    let document: Document
    let version: Document.Version
    let quiz: ReadingQuiz
    let written: Language
    let text: DocumentText
    let context: Context

    private var language: Language { context.language }

    /// Nil where the text has no quiz.
    init?(_ id: ID<Notice>, _ context: Context) throws(Refusal) {
        notice = try context.sight.notice(id)
        guard let known = notice.document else { return nil }
        document = try context.sight.document(known)
        let announced = notice.version
        guard let version = document.versions.first(where: { $0.id == announced }),
            let (quiz, written) = context.sight.quiz(of: version, in: document, context.language),
            let text = context.sight.text(of: version)
        else { return nil }
        self.version = version
        self.quiz = quiz
        self.written = written
        self.text = text
        self.context = context
    }

    func content(_ refusal: Refusal?) -> Content {
        let name = context.title(document)
        let title = context.say(da: "Quiz: \(name)", en: "Quiz: \(name)")
        let head = Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link), .init(name, back),
                .init(context.say(da: "Quiz", en: "Quiz")),
            ], title: title,
            sentence: """
                \(context.say(
                    da: "Svar på det, du har læst, og kvittér. Er et svar ikke rigtigt, får du forklaringen og svarer igen. Kun at du har svaret, bliver registreret; det, du svarer, bliver ikke gemt.",
                    en: "Answer what you have read about, and acknowledge. If an answer is not right, you get the explanation and answer again. Only that you have answered is recorded; what you answer is not kept."))
                """
        ).html(language)
        let isAnswered = refusal?.field == "answers"
        let chosen = AcknowledgeForm.answers(context.arguments)
        let form = CommandForm.open(
            .acknowledgeNotice, in: context,
            hidden: [("notice", notice.id.description), ("_back", Route.document(document.id).path)], label: title)
        let questions = HTML(each: quiz.questions) { question($0, chosen[$0.id] ?? [], isAnswered: isAnswered) }
        let foot = PostForm.foot([
            Button(context.say(CommandKind.acknowledgeNotice.label), kind: .primary, size: .big).submit,
            Button(context.say(da: "Læs teksten igen", en: "Read the text again"), kind: .quiet).link(back),
        ])
        let summary =
            isAnswered
            ? ErrorSummary(problems: problems(chosen)).html(language) : CommandForm.summary(refusal, in: context)
        return Content(
            title, menu: .documents, status: CommandForm.status(refusal),
            head + summary + "<div class=\"lesson\">" + form.html(questions + foot) + "</div>")
    }

    private var back: HTML.Link { Link(Route.version(document.id, version.id)) }

    private func problems(_ chosen: [String: Set<Int>]) -> [ErrorSummary.Problem] {
        quiz.questions.compactMap { question in
            fault(question, chosen[question.id] ?? []).map {
                ErrorSummary.Problem("\(question.text) \($0)", field: AcknowledgeForm.name(question))
            }
        }
    }

    /// What is to be put right; nil: it is answered rightly.
    private func fault(_ question: LearningModule.Question, _ chosen: Set<Int>) -> String? {
        if chosen.isEmpty { return context.say(da: "Vælg et svar.", en: "Choose an answer.") }
        return chosen == question.right
            ? nil : context.say(da: "Det er ikke rigtigt. Svar igen.", en: "That is not right. Answer again.")
    }

    /// - Parameter isAnswered: whether the quiz was sent before, so that it is said how each answer was.
    private func question(
        _ question: LearningModule.Question, _ chosen: Set<Int>, isAnswered: Bool
    ) -> HTML {
        let fault = isAnswered ? fault(question, chosen) : nil
        let choices = Choices(
            name: AcknowledgeForm.name(question), legend: question.text,
            hint: question.asksForSeveral
                ? context.say(da: "Vælg alle de rigtige svar.", en: "Choose all the right answers.") : nil,
            error: fault,
            choices: question.order(seed: context.sight.person.low ^ notice.id.low).map {
                .init("\($0)", question.answers[$0].text)
            }, chosen: Set(chosen.map(String.init)), isMany: question.asksForSeveral)
        var told = HTML()
        if isAnswered, !chosen.isEmpty {
            told =
                fault == nil
                ? Note(.ok).html(context.say(da: "Rigtigt", en: "Right"), "\(question.explanation)")
                : Note(.info).html(
                    "<p>\(question.explanation)</p>"
                        + QuizParagraph(document, version, text, context).html(question.page))
        }
        let other = written == language ? nil : written.rawValue
        return "<div class=\"field\"\(attribute: "lang", other)>" + choices.html(language) + told + "</div>"
    }
}

/// The paragraph that gives the answer to a question.
struct QuizParagraph {
    /// No more paragraphs of a section than these are shown.
    private static let most = 3

    let document: Document
    let version: Document.Version
    let text: DocumentText
    let context: Context

    init(_ document: Document, _ version: Document.Version, _ text: DocumentText, _ context: Context) {
        self.document = document
        self.version = version
        self.text = text
        self.context = context
    }

    /// Its name, which leads to it, and its words.
    func html(_ address: String) -> HTML {
        guard let index = text.blocks.firstIndex(where: { $0.address == address }) else { return HTML() }
        let words = HTML(each: blocks(index)) { "<p>\(InlineText.html($0.image?.alt ?? $0.text))</p>" }
        return "<p>\(link(address))</p><div lang=\"\(version.draft.language.rawValue)\">\(words)</div>"
    }

    func link(_ address: String) -> HTML {
        guard let index = text.blocks.firstIndex(where: { $0.address == address }) else { return HTML() }
        let name = text.name(of: index, context.language)
        let place = Link(Route.version(document.id, version.id), fragment: DocumentReading.anchor(address))
        return "<a\(href: place)>\(context.say(da: "Læs afsnittet: \(name)", en: "Read the section: \(name)"))</a>"
    }

    /// The paragraph itself; of a heading the first ones below it.
    private func blocks(_ index: Int) -> [DocumentText.Block] {
        guard text.blocks[index].headingLevel != nil else { return [text.blocks[index]] }
        return Array(
            text.blocks[(index + 1)...].lazy.filter { $0.kind != .furniture }.prefix { $0.headingLevel == nil }
                .prefix(Self.most))
    }
}
