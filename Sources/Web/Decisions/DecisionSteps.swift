// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The two steps of every decision: the questions that nobody has answered beforehand, and the very record before it is
/// signed. Which questions there are, the matter says.
struct DecisionSteps {
    private let context: Context
    /// What must be put right in the questions.
    let fault: Refusal?
    /// Whether the record is shown: the questions are left only with answers that can be recorded.
    let isSigning: Bool

    init(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) {
        self.context = context
        guard context.argument("_preview") == "1", refusal == nil else {
            (fault, isSigning) = (refusal, false)
            return
        }
        do throws(Refusal) {
            _ = try kind.deed(context.arguments)
            try DecisionPeople.check(context)
            (fault, isSigning) = (nil, true)
        } catch {
            (fault, isSigning) = (error, false)
        }
    }

    /// With what was read when the form was made; where something has happened since, what is shown now is decided from.
    static func seeing(_ refusal: Refusal?, _ context: Context) -> Context {
        var context = context
        if refusal?.reason == .stale { context.arguments.texts["seen"] = nil }
        return context
    }

    // MARK: The first step

    /// Where the matter stands on an agenda, which binds how and when it is decided; nothing if it stands on none.
    static func agenda(of subject: Subject, _ decider: Decision.Decider?, _ context: Context) -> HTML {
        guard case .body(let body)? = decider, let known = context.sight.agenda(with: subject, for: body),
            let calling = known.calling, let days = known.days(on: context.sight.day)
        else { return HTML() }
        let language = context.language
        let when =
            days.deadline.map {
                context.say(
                    da: "Den behandles skriftligt til og med \(language.day($0)).",
                    en: "It is dealt with in writing until \(language.day($0)).")
            }
            ?? context.say(
                da: "Den afgøres på mødet \(language.day(days.day)), eller udsættes dér.",
                en: "It is decided at the meeting on \(language.day(days.day)), or postponed there.")
        return Note(.info).html(
            context.say(da: "Sagen står på en dagsorden", en: "The matter is on an agenda"),
            "<a\(href: Route.meeting(known.id))>\(calling.label)</a>. \(when)")
    }

    /// How long it takes to read, and the way down to the answers.
    static func reading(_ minutes: Int, _ context: Context) -> [HTML] {
        let time = context.language.count(
            minutes, Plural(one: Phrase(da: "minut", en: "minute"), many: Phrase(da: "minutter", en: "minutes")))
        return [
            "\(context.say(da: "Læses på omkring \(time)", en: "Read in about \(time)"))",
            """
            <a class="jump"\(href: Link(fragment: "c1"))>\
            \(context.say(da: "Gå til afgørelsen", en: "Go to the decision"))</a>
            """,
        ]
    }

    /// What stands instead where the matter waits no more.
    static func over(
        _ question: String, _ link: HTML, head: HTML, menu: Route, _ refusal: Refusal?, in context: Context
    ) -> Content {
        let words = context.say(
            da: "Den kan være afgjort imens. Se, hvor det står, på sagens side.",
            en: "It may have been decided meanwhile. See where it stands on the matter's page.")
        return Content(
            question, menu: menu, status: CommandForm.status(refusal),
            head + CommandForm.summary(refusal, in: context)
                + Panel(id: "intet", heading: question, isHeadingHidden: true)
                .padded(Empty(words, "<p>\(link)</p>").html)
                + typed(["reason", "conditions", "update_reason", "recusal", "minutes"], in: context))
    }

    /// What somebody wrote in a form that has come too late, to be copied: nothing that was typed is lost.
    static func typed(_ names: [String], in context: Context) -> HTML {
        let rows = names.compactMap { name -> SummaryList.Row? in
            guard let text = context.argument(name) else { return nil }
            return .init("\(FieldName.label(of: name, context.language))", text: text)
        }
        guard !rows.isEmpty else { return HTML() }
        return Panel(
            id: "skrevet", heading: context.say(da: "Det, du skrev", en: "What you wrote"), isWide: true
        ).padded(SummaryList(rows: rows, isWide: true).html(context.language))
    }

    /// Approve, reject or send back.
    static func outcomes(_ question: String, _ refusal: Refusal?, in context: Context) -> HTML {
        Choices(
            name: "outcome", legend: question, isLegendHidden: true,
            error: CommandForm.error("outcome", refusal, in: context),
            choices: Decision.Outcome.allCases.map { .init($0.rawValue, context.say($0.asked)) },
            chosen: Set(context.arguments.texts["outcome"] ?? [])
        ).html(context.language)
    }

    /// More than half of those who sit in the body, without the recused.
    static func quorum(_ body: Body.Kind, of count: Int, _ context: Context) -> String {
        context.say(
            da:
                "\(body.label.da) har \(count) medlemmer. Mere end halvdelen af dem, der ikke er inhabile, skal "
                + "deltage.",
            en: "\(body.label.en) has \(count) members. More than half of those not recused must take part.")
    }

    /// The questions under their heading, and the way to the second step.
    static func asking(_ form: PostForm, _ questions: HTML, _ context: Context) -> HTML {
        let button = Button(
            context.say(da: "Se, hvad der bliver skrevet", en: "See what will be written"), kind: .primary,
            size: .big, icon: .arrow, isIconLast: true, isFull: true, field: ("_preview", "1")
        ).submit
        return form.html(
            class: "confirm", labelledBy: "c1",
            """
            <h2 id="c1">\(context.say(da: "Afgørelsen", en: "The decision"))</h2>\(questions)\(button)\
            <p class="fine">\(context.say(
                da: "Intet er besluttet, før du har underskrevet på næste side.",
                en: "Nothing is decided until you have signed on the next page."))</p>
            """)
    }

    // MARK: The second step

    /// The record, the signature under it, and the way back.
    ///
    /// - Parameters:
    ///   - names: the fields whose answers are signed.
    ///   - followed: what can be done about the decision later, as the end of a sentence.
    ///   - form: the form with these hidden fields too.
    static func signing(
        _ question: String, _ names: [String], record: [(label: String, value: HTML)], followed: Phrase,
        _ context: Context, form: ([(String, String)]) -> PostForm
    ) -> HTML {
        let answers = names.flatMap { name in
            (context.arguments.texts[name] ?? []).filter { !$0.isEmpty }.map { (name, $0) }
        }
        let button: Phrase =
            switch context.argument("outcome").flatMap({ Decision.Outcome(rawValue: $0) }) {
            case .approved: Phrase(da: "Underskriv godkendelsen", en: "Sign the approval")
            case .returned: Phrase(da: "Send tilbage", en: "Send back")
            case .rejected, nil: Phrase(da: "Underskriv afvisningen", en: "Sign the rejection")
            }
        let panel = ConfirmPanel(
            id: "c1", heading: context.say(da: "Underskriv", en: "Sign"), form: form(answers),
            questions: "<p>\(question)</p>", record: Record(rows: record), button: context.say(button),
            fine: context.say(
                da:
                    "Du bliver bedt om at logge ind igen, hvis det er mere end fem minutter siden. Beslutningen "
                    + "kan ikke slettes, kun \(followed.da).",
                en:
                    "You are asked to sign in again if that was more than five minutes ago. The decision cannot "
                    + "be deleted, only \(followed.en)."))
        let back = form(answers).html(
            Button(
                context.say(da: "Ret svarene", en: "Change the answers"), kind: .quiet, field: ("_preview", "0")
            ).submit)
        let again: HTML =
            context.argument(DecisionSteps.signedIn) == nil
            ? HTML()
            : Note(.warn, isAnswer: true).html(
                context.say(da: "Du er logget ind igen", en: "You have signed in again"),
                "\(context.say(da: "Intet er besluttet endnu: underskriv her.", en: "Nothing is decided yet: sign here."))"
            )
        return "<div>\(again)\(panel.html(context.language))\(back)</div>"
    }

    /// Says that the form comes back from a new sign-in, which its signature demanded.
    static let signedIn = "_signed_in"

    static let followedByNew = Phrase(da: "afløses af en ny", en: "followed by a new one")
    static let corrected = Phrase(da: "rettes med en ny post", en: "corrected by a new entry")
}

/// How long a text takes to read.
enum ReadingTime {
    /// Whole minutes at 200 words a minute; at least one.
    static func minutes(_ texts: [String]) -> Int {
        let words = texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
        return max(1, (words + 100) / 200)
    }
}

extension Reader {
    /// The tasks about a matter, beside it; nothing if there are none.
    static func tasks(about subject: Subject, _ context: Context) -> HTML {
        let tasks = context.sight.actions(about: subject)
        guard !tasks.isEmpty else { return HTML() }
        return rail(
            context.say(da: "Opgaver", en: "Tasks"),
            links(
                tasks.map {
                    (
                        context.sight.label(.action($0.id), context.language) ?? context.say(Sentence.erased),
                        Route.task($0.id).link
                    )
                }))
    }
}
