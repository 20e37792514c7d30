// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The yearly verification (policy §7.3, record format 2): the four contexts and what can be improved, each with the
/// answer of the last time beside it, and the outcome. The version row is written by the same act.
enum VerifyForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard let id = context.argument("document").flatMap({ ID<Document>($0) }) else { throw .unknown }
        let document = try context.sight.document(id)
        let name = context.title(document)
        let title = context.say(da: "Verificér \(name)", en: "Verify \(name)")
        let last = document.verifications.filter { $0.day <= context.sight.day }.max { $0.day < $1.day }
        let form = CommandForm.open(
            .verifyDocument, in: context, about: .document(id), hidden: [("document", id.description)],
            asksBeforeLeaving: true)
        let body = form.html(
            """
            \(Panel(
                id: "sammenhaenge",
                heading: context.say(da: "Er dokumentet ajour?", en: "Is the document up to date?"), isWide: true
            ).padded(
                HTML(each: questions(of: document)) { question($0, last, refusal, context) }
            ))\(Panel(id: "resultat", heading: context.say(da: "Resultat", en: "Outcome"), isWide: true).padded(
                outcome(refusal, context) + rest(refusal, context)))
            """)
        return Content(
            title, menu: .documents, status: CommandForm.status(refusal),
            head(document, name, title, context) + CommandForm.summary(refusal, in: context) + body)
    }

    /// The four contexts and what can be improved; of the topmost document first whether it follows the strategy (§10).
    private static func questions(of document: Document) -> [String] {
        (document.kind.parents.isEmpty ? ["strategy"] : [])
            + ["administration", "business", "threats", "society", "improvement"]
    }

    private static func note(_ name: String, _ notes: Verification.Notes) -> ValueID? {
        switch name {
        case "strategy": notes.strategy
        case "administration": notes.administration
        case "business": notes.business
        case "threats": notes.threats
        case "society": notes.society
        default: notes.improvement
        }
    }

    private static func head(_ document: Document, _ name: String, _ title: String, _ context: Context) -> HTML {
        var state: [HTML] = [context.sight.state(of: document).tag(context.language)]
        if let duty = context.sight.verification(of: document) {
            state.append(
                """
                \(context.say(da: "Frist", en: "Due")) \(context.language.time(duty.due)), \
                \(context.language.distance(to: duty.due, from: context.sight.day))
                """)
        }
        if let version = document.versionInForce(on: context.sight.day) {
            let label = context.say(
                da: "Læs version \(version.draft.number)", en: "Read version \(version.draft.number)")
            state.append("<a\(href: Route.version(document.id, version.id))>\(label)</a>")
        }
        state.append("\(context.language(Rule.verification.clause))")
        return Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link),
                .init(name, Route.document(document.id).link),
            ], title: title, state: state
        ).html(context.language)
    }

    private static func question(
        _ name: String, _ last: Verification?, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        let field = CommandForm.field(
            name, of: .verifyDocument, refusal, in: context, isDemanded: name == "strategy")
        guard let last, let said = note(name, last.notes) else { return field }
        let when = context.say(
            da: "Sidst, \(context.language.shortDay(last.day))", en: "Last time, \(context.language.shortDay(last.day))"
        )
        return Field.pair(field, Note(.plain).html(when, "\(context.text(said))"))
    }

    private static func outcome(_ refusal: Refusal?, _ context: Context) -> HTML {
        let means: [Verification.Outcome: Phrase] = [
            .unchanged: Phrase(da: "Teksten gælder videre, som den står.", en: "The text holds as it stands."),
            .update: Phrase(
                da: "Ejeren får en opgave med 90 dages frist.", en: "The owner gets a task, due in 90 days."),
            .withdraw: Phrase(
                da: "Ejeren får en opgave om at indstille dokumentet til ophævelse.",
                en: "The owner gets a task to put the document up for withdrawal."),
        ]
        return Choices(
            name: "outcome", legend: context.say(da: "Hvad er resultatet?", en: "What is the outcome?"),
            error: CommandForm.error("outcome", refusal, in: context),
            choices: Verification.Outcome.allCases.map { outcome in
                .init(outcome.rawValue, context.say(outcome.label), detail: means[outcome].map { context.say($0) })
            }, chosen: Set([context.argument("outcome")].compactMap { $0 })
        ).html(context.language)
    }

    private static func rest(_ refusal: Refusal?, _ context: Context) -> HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .verifyDocument, refusal, in: context) }
        return Field.pair(field("number"), field("day")) + field("late_reason")
            + PostForm.foot(
                [Button(context.say(CommandKind.verifyDocument.short), kind: .primary, icon: .check).submit],
                remark: context.say(
                    da: "Rækken i versionshistorikken skrives samtidig",
                    en: "The row of the version history is written at the same time"))
    }
}
