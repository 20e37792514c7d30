// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A course as it is gone through: one idea on a page, then one question on a page, then how it went. Everything is a link
/// or a form, so it works without script, and goes on where it was left.
struct LessonPage {
    let id: ID<Course>
    let course: Course
    let module: LearningModule
    let number: Int
    let progress: LessonProgress?
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var questionsFrom: Int { module.pages.count + 1 }
    private var last: Int { module.pages.count + module.questions.count + 1 }

    /// - Parameter number: 1 is the first page; the questions come after the pages, and the result after them.
    static func content(
        _ id: ID<Course>, _ number: Int, _ progress: LessonProgress?, in context: Context
    ) throws(Refusal) -> Content {
        let (course, _, document) = try context.sight.course(id)
        guard let module = context.sight.module(of: course, context.language) else {
            throw Refusal.outOfTurn(
                da: "Kurset kan ikke vises: ingen læsbar version af modulet er i kraft den dag.",
                en: "The course cannot be shown: no readable version of the module is in force that day.")
        }
        let page = LessonPage(
            id: id, course: course, module: module, number: number, progress: progress, context: context)
        guard (1...page.last).contains(number) else { throw Refusal.unknown }
        let body = try page.body(context.title(document))
        return Content(page.title, menu: .courses, body)
    }

    private var title: String {
        if number < questionsFrom { return module.pages[number - 1].title }
        if number < last {
            return context.say(
                da: "Spørgsmål \(number - module.pages.count)", en: "Question \(number - module.pages.count)")
        }
        return context.say(da: "Sådan gik det", en: "How it went")
    }

    private func body(_ name: String) throws(Refusal) -> HTML {
        let head = Head(
            crumbs: [
                .init(context.say(CoursesPage.title), Route.courses.link), .init(name, Route.course(id).link),
                .init(place),
            ], title: heading
        ).html(language)
        let inner: HTML =
            number < questionsFrom
            ? reading(module.pages[number - 1])
            : number < last ? asking(module.questions[number - questionsFrom]) : result
        return
            "<div class=\"lesson\"\(attribute: "lang", module.language == language ? nil : module.language.rawValue)>"
            + head + bar + inner + "</div>"
    }

    private var heading: String {
        number >= questionsFrom && number < last ? module.questions[number - questionsFrom].text : title
    }

    private var place: String {
        number < questionsFrom
            ? context.say(da: "Side \(number) af \(module.pages.count)", en: "Page \(number) of \(module.pages.count)")
            : number < last
                ? context.say(
                    da: "Spørgsmål \(number - module.pages.count) af \(module.questions.count)",
                    en: "Question \(number - module.pages.count) of \(module.questions.count)")
                : context.say(da: "Resultat", en: "Result")
    }

    /// How far one is, as a bar; the words are in the trail above it.
    private var bar: HTML {
        """
        <svg class="bar way" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="trk" y="3" width="100" height="6"/><rect class="val" y="3" \
        width="\(Fraction.width(number, of: last))" height="6"/></svg>
        """
    }

    // MARK: Reading

    private func reading(_ page: LearningModule.Page) -> HTML {
        let text = "<div class=\"prose\">\(each: page.blocks, { LessonPage.html($0) })</div>" as HTML
        return text + steps(next: nil)
    }

    static func html(_ block: LearningModule.Block) -> HTML {
        switch block {
        case .paragraph(let runs): "<p>\(each: runs, { html($0) })</p>"
        case .example(let runs): "<p class=\"example\">\(each: runs, { html($0) })</p>"
        case .remember(let runs): "<p class=\"keep\">\(each: runs, { html($0) })</p>"
        case .list(let points): "<ul>\(each: points, { "<li>\(each: $0, { html($0) })</li>" })</ul>"
        }
    }

    private static func html(_ run: LearningModule.Run) -> HTML {
        switch run {
        case .plain(let text): "\(text)"
        case .strong(let text): "<strong>\(text)</strong>"
        }
    }

    /// The way on and the way back.
    private func steps(next label: String?) -> HTML {
        let on = Button(
            label
                ?? (number == module.pages.count
                    ? context.say(da: "Til spørgsmålene", en: "To the questions")
                    : context.say(da: "Næste", en: "Next")),
            kind: .primary, size: .big
        ).link(Route.lesson(id, number + 1).link)
        let back =
            number > 1
            ? Button(context.say(da: "Forrige", en: "Back"), size: .big).link(Route.lesson(id, number - 1).link)
            : HTML()
        return "<div class=\"btnrow\">\(on)\(back)</div>"
    }

    // MARK: Asking

    private func asking(_ question: LearningModule.Question) -> HTML {
        if let chosen = progress?.answers[question.id] { return answered(question, chosen) }
        guard !sight.isPast else {
            let heading = context.say(da: "Du ser en tidligere dag", en: "You are looking at a past day")
            return Note(.info).html(
                heading,
                "\(context.say(da: "Der svares i dag. Gå tilbage til i dag for at svare.", en: "Answers are given today. Go back to today to answer."))"
            ) + steps(next: nil)
        }
        let missing = context.argument("mangler") != nil
        let choices = Choices(
            name: "answer",
            legend: question.asksForSeveral
                ? context.say(da: "Vælg alle de rigtige svar", en: "Choose all the right answers")
                : context.say(da: "Vælg et svar", en: "Choose one answer"),
            error: missing ? context.say(da: "Vælg, før du svarer.", en: "Choose before you answer.") : nil,
            choices: order(question).map { .init("\($0)", question.answers[$0].text) }, isMany: question.asksForSeveral)
        let form = context.form(to: .lesson(id, number), label: question.text)
        let submit = Button(context.say(da: "Svar", en: "Answer"), kind: .primary, size: .big).submit
        let back = Button(context.say(da: "Forrige", en: "Back"), size: .big).link(Route.lesson(id, number - 1).link)
        return form.html("\(choices.html(language))<div class=\"btnrow\">\(submit)\(back)</div>")
    }

    /// The same order for the same person, so that a page can be shown again.
    private func order(_ question: LearningModule.Question) -> [Int] {
        question.order(seed: sight.person.low ^ id.low)
    }

    private func answered(_ question: LearningModule.Question, _ chosen: Set<Int>) -> HTML {
        let isRight = chosen == question.right
        let rows = order(question).map { place -> HTML in
            let answer = question.answers[place]
            let tag =
                answer.isRight
                ? Tag(context.say(da: "Rigtigt", en: "Right"), .ok)
                : chosen.contains(place) ? Tag(context.say(da: "Forkert", en: "Wrong"), .bad) : nil
            let mine: String? =
                chosen.contains(place) ? context.say(da: "dit svar", en: "your answer") : nil
            return """
                <li><div class="line"><b>\(answer.text)</b>\(if: tag, { $0.html })</div>\
                \(if: mine, { "<p>\($0)</p>" })</li>
                """
        }
        let verdict =
            isRight
            ? context.say(da: "Ja, det er rigtigt.", en: "Yes, that is right.")
            : context.say(da: "Nej, det er ikke rigtigt.", en: "No, that is not right.")
        let again: HTML =
            module.pages.firstIndex { $0.id == question.page }.map { index in
                """
                <p><a\(href: Route.lesson(id, index + 1))>\(context.say(
                da: "Læs igen: \(module.pages[index].title)", en: "Read again: \(module.pages[index].title)"))</a></p>
                """
            } ?? HTML()
        let note = Note(isRight ? .ok : .warn).html(verdict, "\(question.explanation)")
        return "<div id=\"svar\"><ul class=\"rows answers\">\(each: rows, { $0 })</ul>\(note)\(again)</div>"
            + steps(next: number + 1 == last ? context.say(da: "Se resultatet", en: "See the result") : nil)
    }

    // MARK: Result

    private var result: HTML {
        let answers = progress?.answers ?? [:]
        let grade = module.grade(answers)
        let open = module.questions.filter { answers[$0.id] == nil }
        if let first = open.first, let index = module.questions.firstIndex(of: first) {
            let many = Plural(
                one: Phrase(da: "spørgsmål", en: "question"), many: Phrase(da: "spørgsmål", en: "questions"))
            let go = Button(context.say(da: "Gå til det næste", en: "Go to the next"), kind: .primary, size: .big)
                .link(Route.lesson(id, questionsFrom + index).link)
            return Note(.info).html(
                "<p>\(context.say(da: "Du mangler \(language.count(open.count, many)).", en: "You have \(language.count(open.count, many)) left."))</p>"
            )
                + "<div class=\"btnrow\">\(go)</div>"
        }
        let score = context.say(
            da: "\(grade.right) af \(grade.of) svar er rigtige. Der skal \(module.needed) til.",
            en: "\(grade.right) of \(grade.of) answers are right. \(module.needed) are needed.")
        let wrong = grade.wrong.compactMap { id in module.questions.first { $0.id == id } }
        let review: HTML =
            wrong.isEmpty
            ? HTML()
            : Panel(id: "igen", heading: context.say(da: "Læs igen", en: "Read again"), isWide: true).html(
                Rows(
                    rows: wrong.map { question in
                        let index = module.pages.firstIndex { $0.id == question.page } ?? 0
                        return .init(
                            label: module.pages[index].title, link: Route.lesson(id, index + 1).link,
                            text: "\(question.text)")
                    }
                ).html)
        guard grade.isPassed else {
            let form = context.form(to: .lesson(id, number), hidden: [("again", "1")])
            let again = form.html(
                Button(context.say(da: "Prøv igen", en: "Try again"), kind: .primary, size: .big).submit)
            return Note(.warn).html(context.say(da: "Ikke bestået endnu", en: "Not passed yet"), "\(score)")
                + review + (sight.isPast ? HTML() : "<div class=\"btnrow\">\(again)</div>")
        }
        let finish: HTML =
            sight.may(.completeCourse)
            ? CommandForm.button(
                .completeCourse, in: context,
                values: [
                    ("course", id.description), ("answers", CompleteCourse.written(answers)),
                    ("_back", Route.course(id).path),
                ], style: .primary, size: .big) : HTML()
        return Note(.ok).html(context.say(da: "Bestået", en: "Passed"), "\(score)")
            + "<div class=\"btnrow\">\(finish)</div>" + review
    }
}
