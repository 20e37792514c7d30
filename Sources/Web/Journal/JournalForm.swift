// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Where the case number of a decided matter is typed, changed and removed.
enum JournalForm {
    static func content(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let names = ["decision", "meeting"].filter { context.argument($0) != nil }
        // Without a link that says what it is about, the fields ask for it.
        guard names.count == 1, let subject = kind.subject(context.arguments) else {
            return GenericForm.content(kind, refusal, in: context)
        }
        guard let label = context.sight.label(subject, on: nil, context.language) else { throw .unknown }
        let mark = context.sight.journal(of: subject)
        var filled = context
        if filled.argument("case_number") == nil, refusal == nil, let mark {
            filled.arguments.texts["case_number"] = [context.text(mark.caseNumber)]
            filled.arguments.texts["document_number"] = mark.documentNumber.map { [context.text($0)] }
            filled.arguments.texts["journalised"] = [mark.day.description]
        }
        let title = context.say(kind.label)
        var body = Head(
            crumbs: [.init(label, Route(subject).link), .init(title)], title: title,
            sentence: "\(matter(subject, label, context))"
        ).html(context.language)
        body += CommandForm.summary(refusal, in: context)
        let form = CommandForm.open(
            kind, in: filled, about: subject, hidden: [(names[0], subject.id.description)], asksBeforeLeaving: true)
        let fields = CommandForm.fields(kind, except: ["decision", "meeting"], refusal, in: filled)
        let cancel = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route(subject).link)
        body += form.html(
            fields + PostForm.foot([Button(title, kind: kind == .removeJournal ? .danger : .primary).submit, cancel]))
        return Content(title, menu: GenericForm.menu(kind), status: CommandForm.status(refusal), body)
    }

    /// What is filed.
    private static func matter(_ subject: Subject, _ label: String, _ context: Context) -> String {
        guard subject.kind == .decision, let known = try? context.sight.decision(subject.id.seen(as: Decision.self)),
            let about = known.matter?.subject, let what = context.sight.label(about, on: nil, context.language)
        else { return context.say(da: "Referatet af \(label).", en: "The minutes of \(label).") }
        return "\(label): \(what)."
    }
}
