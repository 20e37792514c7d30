// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The consultations about a document where its text is read: that there is one, and with `?hoering=` its comments at
/// their paragraphs. Comments on an earlier draft stay at their paragraphs in a later one.
struct DocumentHearing {
    let notice: HTML
    let notes: [Int: HTML]
    /// The comments are shown.
    let isShown: Bool

    init(_ document: Document, _ version: Document.Version, _ text: () -> DocumentText?, _ context: Context) {
        let sight = context.sight
        let all = sight.consultations(about: document.id)
        let asked = context.argument("hoering").flatMap { ID<Consultation>($0) }
        guard let known = all.first(where: { $0.id == asked }), let opening = known.opening, let text = text() else {
            let own = all.filter { $0.opening?.version == version.id }
            notice = HTML(each: own) { Self.announcement($0, document, version, context) }
            notes = [:]
            isShown = false
            return
        }
        let hearing = Hearing(known, opening, sight, context.language)
        let isOwn = opening.version == version.id
        let person = isOwn ? sight.answering(known).first?.person : nil
        notes = ConsultationComments(hearing, context).notes(
            in: text, writing: context.argument("afsnit").flatMap { ParagraphID($0) }, mayWrite: person)
        let gone = hearing.comments.filter { $0.paragraph.map { text.block($0) == nil } ?? false }.count
        let whole = hearing.comments.filter { $0.paragraph == nil }.count
        var more: [String] = []
        if whole > 0 {
            more.append(
                context.say(da: "\(whole) gælder hele teksten", en: "\(whole) are about the whole text"))
        }
        if gone > 0 {
            more.append(
                context.say(
                    da: "\(gone) gælder afsnit, der er udgået", en: "\(gone) are about paragraphs that are gone"))
        }
        let count = context.language.count(hearing.comments.count, ConsultationPage.commentCount)
        let line = ([count] + more).joined(separator: ", ")
        let title = sight.label(.consultation(known.id), on: nil, context.language) ?? ""
        notice = Note(.info).html(
            """
            <p><b>\(title)</b>: \(context.text(opening.question))</p><p>\(line). \
            <a\(href: Route.consultation(known.id))>\(context.say(da: "Vis høringen", en: "Show the consultation"))</a> \
            <a\(href: Route.version(document.id, version.id))>\
            \(context.say(da: "Skjul bemærkninger", en: "Hide comments"))</a></p>
            """)
        isShown = true
    }

    private static func announcement(
        _ known: Consultation, _ document: Document, _ version: Document.Version, _ context: Context
    ) -> HTML {
        guard let opening = known.opening else { return HTML() }
        let isOpen = known.isOpen(on: context.sight.day)
        let due = context.language.day(known.due.value(on: context.sight.day) ?? opening.due)
        let count = context.language.count(
            known.comments.filter { $0.day <= context.sight.day }.count, ConsultationPage.commentCount)
        let rule =
            isOpen
            ? context.say(
                da: "Versionen er i høring, svar senest \(due).",
                en: "The version is in consultation, answers by \(due).")
            : context.say(da: "Versionen har været i høring.", en: "The version has been in consultation.")
        let read = Link(Route.version(document.id, version.id), query: [("hoering", known.id.description)])
        return Note(.info).html(
            rule,
            """
            \(count). <a\(href: read)>\(context.say(da: "Læs med bemærkninger", en: "Read with comments"))</a> \
            <a\(href: Route.consultation(known.id))>\(context.say(da: "Vis høringen", en: "Show the consultation"))</a>
            """)
    }
}
