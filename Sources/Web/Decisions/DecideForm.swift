// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A decision, on a phone first: the question as a sentence, what either answer means, what is decided, and beside it
/// the questions that nobody has answered beforehand. The second step shows exactly the record that will be written;
/// the button under it is the signature, for which the door demands a fresh sign-in (policy §§3.4, 6, 7.1).
enum DecideForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        if context.argument("act") == Decision.Act.dispense.rawValue {
            return try DispenseForm.content(refusal, in: context)
        }
        let matter = try DecisionMatter(context)
        guard matter.isThere else { return nothing(matter, refusal, context) }
        let steps = DecisionSteps(.makeDecision, refusal, in: context)
        let panel = steps.isSigning ? signing(matter, context) : asking(matter, steps.fault, context)
        let body =
            matter.head.html(context.language) + CommandForm.summary(steps.fault, in: context) + heard(matter, context)
            + DecisionSteps.agenda(
                of: .document(matter.document.id), context.sight.decider(of: matter.document), context)
            + Columns.matter(matter.html, side: panel)
        return Content(matter.question, menu: .documents, status: CommandForm.status(steps.fault), body)
    }

    /// What was asked for does not wait: it is decided already, or was never put forward.
    private static func nothing(_ matter: DecisionMatter, _ refusal: Refusal?, _ context: Context) -> Content {
        let words = context.say(
            da: "Den kan være afgjort imens. Se, hvor det står, på dokumentets side.",
            en: "It may have been decided meanwhile. See where it stands on the document's page.")
        let link: HTML = "<a\(href: Route.document(matter.document.id))>\(matter.title)</a>"
        let empty = Empty(words, "<p>\(link)</p>").html
        return Content(
            matter.question, menu: .documents, status: CommandForm.status(refusal),
            matter.head.html(context.language) + CommandForm.summary(refusal, in: context)
                + Panel(id: "intet", heading: matter.question, isHeadingHidden: true).padded(empty))
    }

    /// What was said in consultations about the version, and how much of it nobody has answered.
    private static func heard(_ matter: DecisionMatter, _ context: Context) -> HTML {
        let all = context.sight.consultations(about: matter.document.id).filter {
            matter.act == .adopt && matter.version != nil && $0.opening?.version == matter.version?.id
        }
        return HTML(each: all) { known in
            let count = context.language.count(
                known.comments.filter { $0.day <= context.sight.day }.count, ConsultationPage.commentCount)
            let left = known.undisposed(on: context.sight.day).count
            let rest =
                left == 0
                ? context.say(da: "Der er taget stilling til dem alle.", en: "All of them are disposed of.")
                : context.say(da: "\(left) er uden stillingtagen.", en: "\(left) have no disposition.")
            return Note(left == 0 ? .info : .warn).html(
                context.sight.label(.consultation(known.id), on: nil, context.language) ?? "",
                """
                \(count). \(rest) \
                <a\(href: Route.consultation(known.id))>\(context.say(da: "Læs høringsnotatet", en: "Read the note"))</a>
                """)
        }
    }

    private static func form(_ matter: DecisionMatter, _ context: Context, _ more: [(String, String)] = []) -> PostForm
    {
        CommandForm.open(
            .makeDecision, in: context, about: .document(matter.document.id),
            hidden: [("document", matter.document.id.description), ("act", matter.act.rawValue)]
                + (matter.version.map { [("version", $0.id.description)] } ?? []) + more)
    }

    // MARK: First step

    private static func asking(_ matter: DecisionMatter, _ refusal: Refusal?, _ context: Context) -> HTML {
        let language = context.language
        func field(_ name: String) -> HTML { CommandForm.field(name, of: .makeDecision, refusal, in: context) }
        func chosen(_ name: String) -> Set<String> { Set(context.arguments.texts[name] ?? []) }
        let outcome = Choices(
            name: "outcome", legend: matter.question, isLegendHidden: true,
            error: CommandForm.error("outcome", refusal, in: context),
            choices: [
                .init("approved", context.say(matter.yes)), .init("rejected", context.say(matter.no)),
                matter.act == .withdraw
                    ? nil
                    : .init(
                        "returned", context.say(da: "Send tilbage med et spørgsmål", en: "Send back with a question")),
            ].compactMap { $0 }, chosen: chosen("outcome")
        ).html(language)
        let people = DecisionPeople(matter.members, quorum: matter.quorum(context), refusal, context)
        let questions: HTML = """
            \(outcome)\(people.html)\(field("minutes"))\(field("reason"))\(field("conditions"))\
            \(field("conditions_due"))\(field("day"))\(field("late_reason"))
            """
        return DecisionSteps.asking(form(matter, context), questions, context)
    }

    // MARK: Second step

    private static func signing(_ matter: DecisionMatter, _ context: Context) -> HTML {
        let names = [
            "outcome", "members", "recused", "recusal", "method", "minutes", "reason", "conditions", "conditions_due",
            "day",
            "late_reason",
        ]
        return DecisionSteps.signing(
            matter.question, names, record: matter.record(context), followed: DecisionSteps.corrected, context
        ) { form(matter, context, $0) }
    }
}
