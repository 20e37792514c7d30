// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A version as it was sent to those it concerns: to whom, since when, how far they are, and everything that was done
/// about it. Rates are by unit; names are shown to the head of the unit alone.
enum NoticePage {
    /// No more names than this on one page.
    static let most = 200
    static let questions = Plural(
        one: Phrase(da: "spørgsmål", en: "question"), many: Phrase(da: "spørgsmål", en: "questions"))

    static func content(_ id: ID<Notice>, in context: Context) throws(Refusal) -> Content {
        let page = try NoticeMatter(id, context)
        let title = context.say(da: "Udsendelse: \(page.title)", en: "Notice: \(page.title)")
        let body =
            Head(
                crumbs: [
                    .init(context.say(DocumentsPage.title), Route.documents.link),
                    .init(page.title, Route.document(page.document.id).link),
                    .init(context.say(da: "Udsendelse", en: "Notice")),
                ], title: title, state: page.state, acts: page.acts
            ).html(context.language) + page.figures + page.findings
            + Columns.main(page.units + page.names + page.tellings + page.quiz, side: page.facts)
            + context.historyPanel([.notice(id)])
        return Content(title, menu: .documents, body)
    }
}

private struct NoticeMatter {
    let notice: Notice
    let document: Document
    let version: Document.Version
    let span: (from: Day, until: Day?)
    let title: String
    let context: Context
    let rates: [ID<Unit>: Readers.Sums]
    let sum: Readers.Sums

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ id: ID<Notice>, _ context: Context) throws(Refusal) {
        notice = try context.sight.notice(id)
        guard let known = notice.document, let span = context.sight.span(of: notice) else { throw Refusal.unknown }
        let document = try context.sight.document(known)
        let announced = notice.version
        guard let version = document.versions.first(where: { $0.id == announced }), span.from <= context.sight.day
        else { throw Refusal.unknown }
        self.document = document
        self.version = version
        self.span = span
        self.context = context
        title = "\(context.title(document)), \(context.say(da: "version", en: "version")) \(version.draft.number)"
        rates = context.sight.rates(of: notice)
        sum = context.sight.rate(of: notice)
    }

    private var isOut: Bool { span.until.map { sight.day < $0 } ?? true }

    var state: [HTML] {
        let tag =
            isOut
            ? Tag(context.say(da: "Sendt ud", en: "Sent out"), .ok)
            : Tag(context.say(da: "Afløst", en: "Replaced"), .plain)
        var line: [HTML] = [tag.html, "\(context.say(da: "Fra", en: "From")) \(language.time(span.from))"]
        if let until = span.until, !isOut {
            line.append("\(context.say(da: "til", en: "until")) \(language.time(until))")
        }
        return line
    }

    var acts: [HTML] {
        guard isOut, sum.waiting > 0, sight.may(.remindReaders, about: .notice(notice.id)) else { return [] }
        return [
            CommandForm.button(
                .remindReaders, in: context,
                values: [("notice", notice.id.description), ("_back", Route.notice(notice.id).path)], size: .normal)
        ]
    }

    var figures: HTML {
        KeyFigures(figures: [
            .init(context.say(da: "Har kvitteret", en: "Have acknowledged"), sum.done, of: sum.concerned, target: 100),
            .init(
                context.say(da: "Af dem, hvis frist er gået", en: "Of those whose due day has passed"),
                sum.due - sum.late, of: sum.due, target: 100),
            .init(context.say(da: "Mangler", en: "Have yet to"), sum.waiting),
        ]).html(language)
    }

    /// Those who are meant but may not read: the owner widens the access or narrows the audience.
    var findings: HTML {
        guard sight.may(.setAudience, about: .document(document.id)) else { return HTML() }
        let shut = sight.shutOut(of: notice)
        guard !shut.isEmpty else { return HTML() }
        let link = Link(Route.command(.setAudience), query: [("document", document.id.description)])
        let persons = Plural(one: Phrase(da: "person", en: "person"), many: Phrase(da: "personer", en: "persons"))
        return Note(.warn).html(
            context.say(
                da: "\(language.count(shut.count, persons)) i målgruppen må ikke læse versionen.",
                en: "\(language.count(shut.count, persons)) in the audience may not read the version."),
            """
            \(context.say(
                da: "De har ikke fået den. Ret målgruppen, eller foreslå en anden klassifikation.",
                en: "It was not sent to them. Change the audience, or propose another classification.")) \
            <a\(href: link)>\(context.say(CommandKind.setAudience.label))</a>
            """)
    }

    var facts: HTML {
        let audience = document.audience(on: sight.day)
        return Panel(id: "om", heading: context.say(da: "Om udsendelsen", en: "About the notice")).padded(
            SummaryList(rows: [
                .init(
                    context.say(da: "Dokument", en: "Document"),
                    "<a\(href: Route.version(document.id, version.id))>\(title)</a>"),
                .init(context.say(da: "Målgruppe", en: "Audience"), text: sight.words(audience, language)),
                .init(
                    context.say(da: "Tid til at læse", en: "Time to read"),
                    text: language.count(
                        notice.days, Plural(one: Phrase(da: "dag", en: "day"), many: Phrase(da: "dage", en: "days")))),
                .init(context.say(da: "Besked", en: "Told"), text: language(notice.way.label)),
                .init(context.say(da: "Quiz", en: "Quiz"), text: quizLine),
                .init(
                    context.say(da: "Tekstens fingeraftryk", en: "Fingerprint of the text"),
                    notice.text.isEmpty
                        ? "\(context.say(Sentence.erased))" : "<span class=\"mono hash\">\(notice.text)</span>"),
            ]).html(language))
    }

    private var quizLine: String {
        guard version.quiz(on: sight.day) != nil else {
            return context.say(da: "Ingen: man kvitterer alene.", en: "None: people acknowledge only.")
        }
        guard let (quiz, _) = sight.quiz(of: version, in: document, language) else {
            return context.say(Sentence.erased)
        }
        let count = language.count(quiz.questions.count, NoticePage.questions)
        return context.say(
            da: "\(count), som besvares, når man kvitterer", en: "\(count), answered when acknowledging")
    }

    /// The quiz with its answers, for those who send it out.
    var quiz: HTML {
        guard sight.may(.setQuiz, about: .document(document.id)), let text = sight.text(of: version),
            let (quiz, written) = sight.quiz(of: version, in: document, language)
        else { return HTML() }
        return QuizPreview(QuizParagraph(document, version, text, context)).panel([(written, quiz)])
    }

    var tellings: HTML { NoticeTellings(notice: notice, context: context).html }

    // MARK: Units

    var units: HTML {
        let shown = rates.filter { sight.seesRate(of: $0.key, notice) }
            .map { (id: $0.key, name: context.name($0.key), sums: $0.value) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        guard !shown.isEmpty else { return HTML() }
        let duties = DutyTable(context)
        func offers(_ unit: ID<Unit>, _ sums: Readers.Sums) -> Bool {
            isOut && sums.waiting > 0 && sight.mayRemind(readersOf: unit)
        }
        let reminds = shown.contains { offers($0.id, $0.sums) }
        var columns: [WorkTable.Column] = [
            .init(context.say(da: "Enhed", en: "Unit"), .title),
            .init(context.say(da: "Har kvitteret", en: "Acknowledged"), .number),
            .init(context.say(da: "Over frist", en: "Overdue"), .number),
        ]
        if reminds { columns.append(DutyTable.remindColumn(context)) }
        let rows = shown.map { unit -> WorkTable.Row in
            var cells: [WorkTable.Cell] = [
                .title(unit.name, Route.unit(unit.id).link),
                .init(
                    """
                    \(language.number(unit.sums.done)) <span class="of">\(context.say(da: "af", en: "of")) \
                    \(language.number(unit.sums.concerned))</span>
                    """), .init(unit.sums.late, language),
            ]
            if reminds {
                let target = Reminder.Target(notice.id, readersOf: unit.id)
                cells.append(.init(duties.tick(target, unit.name, isOffered: offers(unit.id, unit.sums))))
            }
            return WorkTable.Row(cells)
        }
        let table = WorkTable(
            caption: context.say(da: "Kvitteringer efter enhed", en: "Acknowledgements by unit"), columns: columns,
            groups: [.init(nil, rows)])
        let form: HTML =
            reminds ? "<div class=\"pad\">\(duties.reminder(back: Route.notice(notice.id).path))</div>" : HTML()
        return Panel(id: "enheder", heading: context.say(da: "Enheder", en: "Units")).html(table.html + form)
    }

    // MARK: Names

    var names: HTML {
        let waiting = isOut ? sight.waiting(for: notice) : []
        guard !waiting.isEmpty else { return HTML() }
        let table = WorkTable(
            caption: context.say(
                da: "De i dine enheder, der mangler at læse", en: "Those of your units who have yet to read"),
            columns: [
                .init(context.say(da: "Navn", en: "Name"), .title),
                .init(context.say(da: "Frist", en: "Due"), .due),
            ],
            groups: [
                .init(
                    nil,
                    waiting.prefix(NoticePage.most).map { reader in
                        .init([
                            .title(
                                context.name(reader.person), Route.person(reader.person).link,
                                why: "\(context.name(reader.unit))"),
                            .init(due: reader.due, today: sight.day, language),
                        ])
                    })
            ])
        let heading = context.say(
            da: "I dine enheder (\(language.number(waiting.count)))",
            en: "In your units (\(language.number(waiting.count)))")
        let why = context.say(
            da: "Kun du som leder ser navnene. Hjælp dem, der mangler tid eller adgang.",
            en: "Only you as head see the names. Help those who lack time or access.")
        return Panel(id: "mangler", heading: heading, isWide: true).html("<p class=\"pad\">\(why)</p>\(table.html)")
    }
}
