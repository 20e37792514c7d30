// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A consultation: what is asked, who has answered, and every comment at its place in the text with what came of it. On
/// paper it is the note (høringsnotat) that lies before those who decide.
enum ConsultationPage {
    static func content(_ id: ID<Consultation>, in context: Context) throws(Refusal) -> Content {
        let consultation = try context.sight.consultation(id)
        guard let opening = consultation.opening else { throw .unknown }
        let hearing = Hearing(consultation, opening, context.sight, context.language)
        let title = context.sight.label(.consultation(id), on: nil, context.language) ?? context.say(Sentence.erased)
        var crumbs = [Head.Crumb(context.say(DocumentsPage.title), Route.documents.link)]
        if let document = hearing.document {
            crumbs.append(.init(context.title(document), Route.document(document.id).link))
        }
        crumbs.append(.init(context.say(da: "Høring", en: "Consultation")))
        var body = Head(
            crumbs: crumbs, title: title, state: state(hearing, context), acts: acts(hearing, context)
        ).html(context.language)
        body += question(hearing, context) + answering(hearing, context)
        body += ConsultationComments(hearing, context).html
        body += progress(hearing, context)
        body += context.historyPanel([.consultation(id)])
        return Content(title, menu: .documents, body)
    }

    static let commentCount = Plural(
        one: Phrase(da: "bemærkning", en: "comment"), many: Phrase(da: "bemærkninger", en: "comments"))

    private static func state(_ hearing: Hearing, _ context: Context) -> [HTML] {
        let (language, day) = (context.language, context.sight.day)
        let isOpen = hearing.consultation.isOpen(on: day)
        let tag =
            !isOpen
            ? Tag(context.say(da: "Lukket", en: "Closed"))
            : hearing.due < day
                ? Tag(context.say(da: "Fristen er gået", en: "Past its day"), .warn)
                : Tag(context.say(da: "Åben", en: "Open"), .info)
        var line: [HTML] = [
            tag.html, "\(context.say(da: "Svar senest", en: "Answers by")) \(language.time(hearing.due))",
            "\(language.count(hearing.comments.count, commentCount))",
        ]
        let left = hearing.consultation.undisposed(on: day).count
        if left > 0 {
            line.append("\(context.say(da: "\(left) uden stillingtagen", en: "\(left) without a disposition"))")
        }
        line.append(
            "\(context.say(da: "\(hearing.answered) af \(hearing.opening.invited.count) har svaret", en: "\(hearing.answered) of \(hearing.opening.invited.count) have answered"))"
        )
        return line
    }

    private static func acts(_ hearing: Hearing, _ context: Context) -> [HTML] {
        var acts: [HTML] = []
        if hearing.consultation.isOpen(on: context.sight.day) {
            for kind in [CommandKind.extendConsultation, .closeConsultation]
            where context.sight.may(kind, about: .consultation(hearing.consultation.id)) {
                acts.append(
                    Button(context.say(kind.label)).link(
                        Link(
                            Route.command(kind), query: [("consultation", hearing.consultation.id.description)])))
            }
        }
        if let document = hearing.document, let version = hearing.version {
            let read = Link(
                Route.version(document.id, version.id),
                query: [("hoering", hearing.consultation.id.description)])
            acts.append(
                Button(
                    context.say(da: "Læs teksten med bemærkninger", en: "Read the text with its comments"),
                    kind: .primary
                )
                .link(read))
        }
        return acts
    }

    private static func question(_ hearing: Hearing, _ context: Context) -> HTML {
        let summary = hearing.consultation.closing.value(on: context.sight.day).flatMap { $0 }
        return Note(.info).html(
            """
            <p><b>\(context.text(hearing.opening.question))</b></p>\(if: summary, {
                "<p>\(context.say(da: "Sammenfatning", en: "Summary")): \(context.text($0))</p>"
            })
            """)
    }

    /// The two ways to answer, for those who are asked.
    private static func answering(_ hearing: Hearing, _ context: Context) -> HTML {
        let known = hearing.consultation
        return HTML(
            each: context.sight.answering(known)
        ) { part in
            let isAnswered =
                known.comments.contains { $0.by == part.person } || known.agreements.contains { $0.by == part.person }
            let values = [("consultation", known.id.description), ("person", part.person.description)]
            let who =
                part.person == context.sight.person
                ? context.say(da: "Du svarer", en: "You answer")
                : context.say(
                    da: "Du svarer som stedfortræder for \(context.name(part.person))",
                    en: "You answer as deputy for \(context.name(part.person))")
            let names = context.language.list(part.invited.map { context.sight.name($0, context.language) })
            let text = Field(
                "text", context.say(da: "Bemærkning til hele teksten", en: "Comment on the whole text"),
                id: "hele-\(part.person.description)", .area("", rows: 3)
            ).html(context.language)
            let agree: HTML =
                isAnswered
                ? HTML()
                : CommandForm.button(
                    .agree, context.say(da: "Ingen bemærkninger", en: "No remarks"), in: context,
                    about: .consultation(known.id), values: values, size: .normal)
            let form = CommandForm.open(.comment, in: context, hidden: values, label: who)
                .html(text + Button(context.say(CommandKind.comment.label)).submit)
            return Panel(
                id: "svar-\(part.person.description)", heading: who, isWide: true
            ).padded(
                """
                <p class="small">\(context.say(da: "På vegne af", en: "On behalf of")) \(names). \
                \(context.say(da: "Bemærkninger til et afsnit skrives i teksten.", en: "Comments on a paragraph are written in the text."))</p>\
                \(form)\(agree)
                """)
        }
    }

    /// Who has answered: for the owner.
    private static func progress(_ hearing: Hearing, _ context: Context) -> HTML {
        guard context.sight.isPast || context.sight.may(.dispose, about: .consultation(hearing.consultation.id)) else {
            return HTML()
        }
        let (language, sight) = (context.language, context.sight)
        let duties = DutyTable(context)
        let rows = hearing.opening.invited.map { invited -> WorkTable.Row in
            let answered = hearing.consultation.answered(invited).flatMap { $0 <= sight.day ? $0 : nil }
            let shutOut = Tag(context.say(da: "Må ikke læse teksten", en: "May not read the text"), .warn).html
            let state: HTML =
                sight.isShutOut(invited, of: hearing.consultation)
                ? shutOut
                : answered.map { day in
                    "\(Tag(context.say(da: "Svaret", en: "Answered"), .ok).html) \(language.shortTime(day))"
                }
                    ?? (hearing.due < sight.day
                    ? Tag(context.say(da: "Mangler", en: "Missing"), .warn)
                    : Tag(context.say(da: "Venter", en: "Waiting")))
                    .html
            return .init([.init(duties.responsible(invited)), .init(state)])
        }
        let table = WorkTable(
            caption: context.say(da: "Hvem har svaret?", en: "Who has answered?"),
            columns: [
                .init(context.say(da: "Inviteret", en: "Invited"), .title),
                .init(context.say(da: "Svar", en: "Answer"), .end),
            ], groups: [.init(nil, rows)])
        return Panel(
            id: "inviterede", heading: context.say(da: "Hvem har svaret?", en: "Who has answered?"), isWide: true
        ).html(table.html)
    }
}
