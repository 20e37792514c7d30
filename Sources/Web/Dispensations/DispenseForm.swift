// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The direktion decides a dispensation, on a phone first: the question as a sentence, what CAI recommends and why, what
/// either answer means, the rule and the opinions; then the answers, and the very record before it is signed
/// (policy §7.4).
enum DispenseForm {
    private static let names = [
        "outcome", "update", "update_reason", "update_due", "conditions", "conditions_due", "reason", "members",
        "recused", "recusal", "method", "minutes", "day", "late_reason",
    ]

    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let context = DecisionSteps.seeing(refusal, context)
        guard let id = context.argument("dispensation").flatMap({ ID<Dispensation>($0) }) else { throw .unknown }
        let sections = try DispensationSections(id, context)
        let question = question(sections)
        let standing = context.sight.standing(of: sections.dispensation)
        let head = head(sections, question, standing).html(context.language)
        guard standing == .submitted else {
            return DecisionSteps.over(
                question, "<a\(href: Route.dispensation(id))>\(sections.title)</a>", head: head,
                menu: .dispensations, refusal, in: context)
        }
        let steps = DecisionSteps(.makeDecision, refusal, in: context)
        let panel = steps.isSigning ? signing(sections, question) : asking(sections, steps.fault)
        let body =
            head + CommandForm.summary(steps.fault, in: context)
            + DecisionSteps.agenda(of: sections.subject, .body(.direktion), context)
            + Columns.matter(sections.html + members(sections), side: panel)
        return Content(question, menu: .dispensations, status: CommandForm.status(steps.fault), body)
    }

    /// »Må »Ugentlig backup i udviklingsmiljøet« gælde til og med 30. juni 2027?«
    private static func question(_ sections: DispensationSections) -> String {
        let context = sections.context
        let title = context.text(sections.request.title)
        let day = context.language.day(sections.request.to)
        return context.say(
            da: "Må »\(title)« gælde til og med \(day)?", en: "May “\(title)” hold until \(day)?")
    }

    private static func head(
        _ sections: DispensationSections, _ question: String, _ standing: Dispensation.Standing
    ) -> Head {
        let (context, language) = (sections.context, sections.language)
        var state: [HTML] = [standing.tag(language).html]
        state.append("<a\(href: Route.dispensation(sections.dispensation.id))>\(sections.request.label)</a>")
        if let due = context.sight.duties(about: sections.subject).last(where: { $0.rule == .dispensation })?.due {
            state.append(
                """
                \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(due)), \
                \(language.distance(to: due, from: context.sight.day))
                """)
        }
        state += DecisionSteps.reading(sections.minutes, context)
        return Head(
            crumbs: [.init(context.say(DispensationsPage.title), Route.dispensations.link)], title: question,
            isQuestion: true, state: standing == .submitted ? state : [])
    }

    private static func form(
        _ sections: DispensationSections, _ more: [(String, String)] = []
    ) -> PostForm {
        let known = sections.dispensation
        // What was read is what is decided: a form that is shown again keeps what it was first made from.
        let seen = sections.context.argument("seen") ?? "\(known.revision)"
        return CommandForm.open(
            .makeDecision, in: sections.context, about: .document(sections.document.id),
            hidden: [
                ("document", sections.document.id.description), ("act", Decision.Act.dispense.rawValue),
                ("dispensation", known.id.description), ("seen", seen),
            ] + more)
    }

    private static func seated(_ sections: DispensationSections) -> [DecisionMember] {
        let context = sections.context
        let day = context.argument("day").flatMap { Day(typed: $0) } ?? context.sight.day
        return context.sight.members(of: .direktion, on: day).map { DecisionMember($0, on: day, context) }
    }

    private static let recusal = Phrase(
        da: "Søger, leder en enhed, sagen gælder, eller rådgiver om den.",
        en: "Asks, heads a unit concerned, or advises on it.")

    /// Those who are known to be recused: who asks, the heads of the units concerned, and the DPO.
    private static func asking(_ sections: DispensationSections) -> Set<String> {
        Set(sections.sight.recused(from: sections.dispensation).map(\.description))
    }

    /// Who sits in the direktion, and who is recused from the start.
    private static func members(_ sections: DispensationSections) -> HTML {
        let context = sections.context
        let heads = asking(sections)
        let votes = seated(sections).map { member in
            let isHead = heads.contains(member.id.description)
            return Matter.Vote(
                who: member.name,
                stand: isHead
                    ? Tag(context.say(da: "Inhabil", en: "Recused"))
                    : Tag(context.say(da: "Afgør", en: "Decides"), .info),
                detail: isHead
                    ? context.say(
                        da: "Søger, leder en enhed, sagen gælder, eller rådgiver om den. Tæller ikke med",
                        en: "Asks, heads a unit concerned, or advises on it. Not counted")
                    : member.title)
        }
        return Section(id: "direktionen", heading: context.say(Body.Kind.direktion.label)).html(Matter.votes(votes))
    }

    // MARK: First step

    private static func asking(_ sections: DispensationSections, _ refusal: Refusal?) -> HTML {
        let language = sections.language
        var context = sections.context
        // CAI's conditions stand in the field until somebody writes others.
        if context.arguments.texts["conditions"] == nil,
            let proposed = sections.recommended?.recommendation.conditions.flatMap({ sections.sight.text($0) })
        {
            context.arguments.texts["conditions"] = [proposed]
        }
        func field(_ name: String, isDemanded: Bool = false) -> HTML {
            CommandForm.field(name, of: .makeDecision, refusal, in: context, isDemanded: isDemanded)
        }
        let outcome = DecisionSteps.outcomes(question(sections), refusal, in: context)
        let document = context.title(sections.document)
        let update = Choices(
            name: "update",
            legend: context.say(da: "Skal »\(document)« ændres?", en: "Is “\(document)” to be changed?"),
            hint: context.say(
                da: "Politikkens afsnit 7.4 kræver, at direktionen tager stilling.",
                en: "Section 7.4 of the policy demands that the direktion considers it."),
            error: CommandForm.error("update", refusal, in: context),
            choices: [
                .init(
                    "no", context.say(da: "Nej", en: "No"),
                    detail: context.say(
                        da: "Reglen er rigtig, undtagelsen er midlertidig",
                        en: "The rule is right, the exception is for a time")),
                .init(
                    "yes", context.say(da: "Ja", en: "Yes"),
                    detail: context.say(
                        da: "Ejeren får en opgave med frist", en: "The owner gets a task with a due day")),
            ], chosen: Set(context.arguments.texts["update"] ?? [])
        ).html(language)
        let seated = seated(sections)
        let quorum = DecisionSteps.quorum(.direktion, of: seated.count, context)
        let away = asking(sections)
        let isAway = seated.contains { away.contains($0.id.description) }
        let people = DecisionPeople(
            seated, quorum: quorum, refusal, recused: away,
            because: isAway ? context.say(recusal) : nil, context)
        let questions: HTML = """
            \(outcome)\(update)\(field("update_reason", isDemanded: true))\(field("update_due"))\
            \(field("reason"))\(field("conditions"))\(field("conditions_due"))\
            \(people.html)\(field("minutes"))\(field("day"))\(field("late_reason"))
            """
        return DecisionSteps.asking(form(sections), questions, context)
    }

    // MARK: Second step

    /// What the outcome has a place for: conditions belong to a yes, and what is sent back says nothing of the document.
    private static func answered(_ context: Context) -> Context {
        let outcome = context.argument("outcome").flatMap { Decision.Outcome(rawValue: $0) }
        var kept = context
        if outcome != .approved {
            for name in ["conditions", "conditions_due"] { kept.arguments.texts[name] = nil }
        }
        if outcome == .returned {
            for name in ["update", "update_reason", "update_due"] { kept.arguments.texts[name] = nil }
        }
        return kept
    }

    private static func signing(_ sections: DispensationSections, _ question: String) -> HTML {
        DecisionSteps.signing(
            question, names, record: record(sections), followed: DecisionSteps.followedByNew,
            answered(sections.context)
        ) { form(sections, $0) }
    }

    private static func record(_ sections: DispensationSections) -> [(label: String, value: HTML)] {
        let (context, language) = (answered(sections.context), sections.language)
        let (request, known) = (sections.request, sections.dispensation)
        let day = context.argument("day").flatMap { Day(typed: $0) } ?? context.sight.day
        let isNeeded = context.argument("update") == "yes"
        let update = context.say(
            da: isNeeded ? "Skal ændres" : "Ændres ikke", en: isNeeded ? "Is to be changed" : "Is not changed")
        var more: [(label: String, value: HTML)] = [
            (
                context.say(da: "Fra regel", en: "From rule"),
                "\(context.title(sections.document)) \(sections.version?.draft.number.description ?? "")"
            ),
            (context.say(da: "Gælder", en: "Is for"), "\(sections.scope)"),
        ]
        if context.argument("outcome") == Decision.Outcome.approved.rawValue {
            let (from, to) = (language.shortTime(max(request.from, day)), language.shortTime(request.to))
            more.append(
                (
                    context.say(da: "Periode", en: "Period"),
                    "\(from)–\(to), \(context.say(da: "udløber af sig selv", en: "expires by itself"))"
                ))
        }
        if context.argument("outcome") != Decision.Outcome.returned.rawValue {
            more.append(
                (
                    context.say(da: "Dokumentet", en: "The document"),
                    "\(update): \(context.argument("update_reason") ?? "")"
                ))
        }
        let events = context.argument("seen") ?? "\(known.revision)"
        return DecisionRecord(context).rows(
            by: .body(.direktion), matter: "\(sections.title)", more: more,
            basis: Phrase(
                da: "Sagen efter \(events) hændelser, dokumentet efter \(sections.document.revision)",
                en: "The matter after \(events) events, the document after \(sections.document.revision)"))
    }
}
