// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Somebody who sits in the body that decides, on the day of the decision.
struct DecisionMember: Sendable {
    let id: ID<Person>
    let name: String
    let title: String?

    init(_ id: ID<Person>, on day: Day, _ context: Context) {
        self.id = id
        name = context.name(id, on: day)
        title = context.sight.title(id, on: day)
    }
}

/// The questions that every decision asks: who takes part, who is recused, and how it was handled.
struct DecisionPeople {
    let html: HTML

    /// - Parameters:
    ///   - recused: those who are known to be recused before anybody has answered.
    ///   - known: why they are.
    init(
        _ members: [DecisionMember], quorum: String?, _ refusal: Refusal?, recused: Set<String> = [],
        because known: String? = nil, _ context: Context
    ) {
        let language = context.language
        func chosen(_ name: String) -> Set<String> { Set(context.arguments.texts[name] ?? []) }
        let isNew = context.arguments.texts["members"] == nil
        let people = members.map { Choices.Choice($0.id.description, $0.name, detail: $0.title) }
        let taking = Choices(
            name: "members", legend: context.say(da: "Hvem deltager i afgørelsen?", en: "Who takes part?"),
            hint: quorum, error: CommandForm.error("members", refusal, in: context), choices: people,
            chosen: chosen("members"), isMany: true
        ).html(language)
        let away = Choices(
            name: "recused", legend: context.say(da: "Er nogen inhabil?", en: "Is anybody recused?"),
            hint: context.say(
                da: "Den, der er inhabil, deltager ikke og tæller ikke med.",
                en: "Who is recused takes no part and is not counted."),
            error: CommandForm.error("recused", refusal, in: context), choices: people,
            chosen: isNew ? recused : chosen("recused"), isMany: true
        ).html(language)
        var asked = context
        if isNew, context.argument("recusal") == nil, let known { asked.arguments.texts["recusal"] = [known] }
        let why = CommandForm.field("recusal", of: .makeDecision, refusal, in: asked)
        let method = Choices(
            name: "method", legend: context.say(da: "Hvordan er sagen behandlet?", en: "How was the matter handled?"),
            error: CommandForm.error("method", refusal, in: context),
            choices: Decision.Method.allCases.map { .init($0.rawValue, context.say($0.label)) },
            chosen: chosen("method")
        ).html(language)
        html = "\(taking)\(when: people.count > 1, away + why)\(method)"
    }

    /// What can be seen to be wrong before anything is signed.
    static func check(_ context: Context) throws(Refusal) {
        let taking = context.arguments.texts["members"] ?? []
        guard !taking.isEmpty else {
            throw .invalid("members", da: "Vælg, hvem der deltager.", en: "Choose who takes part.")
        }
        guard Set(taking).isDisjoint(with: context.arguments.texts["recused"] ?? []) else {
            throw .invalid(
                "recused", da: "Den, der er inhabil, deltager ikke i afgørelsen. Fjern personen det ene sted.",
                en: "Who is recused does not take part. Remove the person in one place.")
        }
        let isRecused = !(context.arguments.texts["recused"] ?? []).allSatisfy(\.isEmpty)
        try Sitting.check(isRecused: isRecused, context.argument("recusal"))
        if context.argument("outcome") == Decision.Outcome.rejected.rawValue, context.argument("reason") == nil {
            throw .invalid("reason", da: "Skriv, hvorfor det afvises.", en: "Write why it is rejected.")
        }
        if context.argument("outcome") == Decision.Outcome.returned.rawValue, context.argument("reason") == nil {
            throw .invalid(
                "reason", da: "Skriv, hvad der skal besvares, før sagen kan afgøres.",
                en: "Write what is to be answered before the matter can be decided.")
        }
        if context.argument("method") == Decision.Method.minutes.rawValue, context.argument("minutes") == nil {
            throw .invalid(
                "minutes", da: "Angiv referatet, fx DIR 2026-05, punkt 2.",
                en: "Give the minutes, such as DIR 2026-05, item 2.")
        }
    }
}

/// Exactly what the answers will write, as the second step shows it.
struct DecisionRecord {
    private let context: Context

    init(_ context: Context) {
        self.context = context
    }

    /// - Parameter more: what a matter says beside what every decision says.
    func rows(
        by decider: Decision.Decider?, matter: HTML, more: [(label: String, value: HTML)] = [], basis: Phrase
    ) -> [(label: String, value: HTML)] {
        let language = context.language
        let outcome = context.argument("outcome").flatMap { Decision.Outcome(rawValue: $0) } ?? .rejected
        let day = context.argument("day").flatMap { Day(typed: $0) } ?? context.sight.day
        func names(_ field: String) -> String {
            let ids = (context.arguments.texts[field] ?? []).compactMap { ID<Person>($0) }
            return language.list(ids.map { context.name($0, on: day) })
        }
        var rows: [(label: String, value: HTML)] = [
            (context.say(da: "Besluttet af", en: "Decided by"), "\(decider.map { context.name($0, on: day) } ?? "")"),
            (context.say(da: "Sag", en: "Matter"), matter),
            (context.say(da: "Afgørelse", en: "Outcome"), "<b>\(language(outcome.label))</b>"),
        ]
        rows += more
        rows.append((context.say(da: "Deltog", en: "Took part"), "\(names("members"))"))
        if !names("recused").isEmpty {
            rows.append((context.say(da: "Inhabile", en: "Recused"), "\(names("recused"))"))
            if let why = context.argument("recusal") {
                rows.append((context.say(da: "Inhabile, fordi", en: "Recused because"), "\(why)"))
            }
        }
        if let method = context.argument("method").flatMap({ Decision.Method(rawValue: $0) }) {
            rows.append((context.say(da: "Behandlet", en: "Handled"), "\(language(method.label))"))
        }
        for (field, label) in [
            ("minutes", Phrase(da: "Referat", en: "Minutes")), ("reason", Phrase(da: "Begrundelse", en: "Reason")),
            ("late_reason", Phrase(da: "Registreres nu, fordi", en: "Recorded now because")),
        ] {
            if let said = context.argument(field) { rows.append((language(label), "\(said)")) }
        }
        if let said = context.argument("conditions") {
            let lines = Conditions.lines(said)
            rows.append((context.say(da: "Betingelser", en: "Conditions"), Matter.reasons(lines.map { "\($0)" })))
            if let due = context.argument("conditions_due").flatMap({ Day(typed: $0) }) {
                rows.append((context.say(da: "Opfyldt senest", en: "Met by"), language.time(due)))
            }
        }
        rows.append((context.say(da: "Dag", en: "Day"), language.time(day)))
        rows.append((context.say(da: "Grundlag", en: "Basis"), "\(context.say(basis))"))
        return rows
    }
}
