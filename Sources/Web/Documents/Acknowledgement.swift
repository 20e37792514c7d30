// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What a reader is asked for at the foot of a version that was sent to him, and what he is told once he has given it.
struct Acknowledgement {
    let document: Document
    let version: Document.Version
    let notice: Notice
    let duty: Duty
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    /// Nil where nothing is asked of the reader: another version is read, or it does not concern him.
    init?(_ document: Document, _ version: Document.Version?, _ context: Context) {
        guard let version, let notice = context.sight.notice(of: document.id), notice.version == version.id,
            let duty = context.sight.reading(notice.id), duty.opens <= context.sight.day
        else { return nil }
        self.document = document
        self.version = version
        self.notice = notice
        self.duty = duty
        self.context = context
    }

    private var done: Notice.Acknowledgement? {
        notice.acknowledgements[sight.person].flatMap { $0.day <= sight.day ? $0 : nil }
    }

    /// One button, in view wherever the reader is, and never locked: whoever knows the text need not scroll.
    var bar: HTML {
        guard done == nil, sight.may(.acknowledgeNotice, about: .notice(notice.id)) else { return HTML() }
        let hasQuiz = Language.allCases.contains { sight.quizText(of: version, in: document, $0) != nil }
        if hasQuiz { return askingBar }
        let form = CommandForm.open(
            .acknowledgeNotice, in: context,
            hidden: [("notice", notice.id.description), ("_back", Route.document(document.id).path)],
            label: context.say(da: "Kvittering", en: "Acknowledgement"))
        let number = version.draft.number
        return form.html(
            class: "ack", labelledBy: nil,
            """
            <p><b>\(until)\(language.time(duty.due)).</b> \(context.say(
                da: "Du siger, at du har læst version \(number) og ved, hvad den betyder for dit arbejde. Kvitteringen får et nummer i revisionssporet.",
                en: "You say that you have read version \(number) and know what it means for your work. The acknowledgement gets a number in the audit trail."
            ))</p>\(Button(context.say(CommandKind.acknowledgeNotice.label), kind: .primary, size: .big).submit)
            """)
    }

    private var until: String {
        duty.due < sight.day
            ? context.say(da: "Fristen var ", en: "It was due ")
            : context.say(da: "Kvittér senest ", en: "Acknowledge by ")
    }

    /// The way to the quiz, by which this text is acknowledged. It is not read for it: every page of the text has this.
    private var askingBar: HTML {
        let go = Link(Route.command(.acknowledgeNotice), query: [("notice", notice.id.description)])
        return """
            <section class="ack" aria-label="\(context.say(da: "Kvittering", en: "Acknowledgement"))">\
            <p><b>\(until)\(language.time(duty.due)).</b> \(context.say(
                da: "Når du har læst version \(version.draft.number), svarer du på en kort quiz og kvitterer på samme side.",
                en: "When you have read version \(version.draft.number), you answer a short quiz and acknowledge on the same page."
            ))</p>\(Button(context.say(da: "Til quizzen", en: "To the quiz"), kind: .primary, size: .big).link(go))</section>
            """
    }

    /// The receipt, or the way to what has changed since the version that the reader acknowledged last.
    var notes: HTML {
        if let done {
            let number = language.number(done.position)
            let quiz = done.quiz.map { position in
                context.say(
                    da: " Du har svaret på quizzen i post \(language.number(position)).",
                    en: " You have answered the quiz of entry \(language.number(position)).")
            }
            return Note(.ok).html(
                """
                <p>\(context.say(
                    da: "Du kvitterede for version \(version.draft.number)",
                    en: "You acknowledged version \(version.draft.number)")) \(language.time(done.day)): \
                <a\(href: Route.entry(done.position))>\(context.say(da: "post \(number)", en: "entry \(number)"))</a>.\(quiz ?? "")</p>
                """)
        }
        guard let (earlier, day) = lastRead else { return HTML() }
        let link = Link(
            Route.version(document.id, version.id), query: [("siden", sight.address(of: earlier, in: document))])
        return """
            <div class="note info since" role="note"><p><b>\(context.say(
                da: "Du læste version \(earlier.draft.number)", en: "You read version \(earlier.draft.number)"))</b> \
            \(language.time(day)).</p><a\(href: link)>\(context.say(
                da: "Se, hvad der er ændret siden", en: "See what has changed since"))</a></div>
            """
    }

    /// The newest version before this one that the reader acknowledged, and when.
    private var lastRead: (Document.Version, Day)? {
        for other in sight.notices(of: document.id).reversed() where other.id != notice.id {
            guard let read = other.acknowledgements[sight.person],
                let version = document.versions.first(where: { $0.id == other.version }),
                sight.sees(version, of: document)
            else { continue }
            return (version, read.day)
        }
        return nil
    }
}
