// SPDX-License-Identifier: MPL-2.0

/// How a body, or the head of a unit, sat when it decided: who took part, who was recused, and how it is recorded.
public struct Sitting: Sendable {
    let decider: Decision.Decider
    let method: Decision.Method
    let minutes: String?
    let members: [ID<Person>]
    let recused: [ID<Person>]
    /// Why they are recused.
    let recusal: String?
    /// Whether a deputy may stand in for a member.
    let allowsDeputy: Bool
    /// The decisions there were on the matter before, annulled ones too.
    let earlier: [Decision]

    /// The fields of every decision.
    static let fields: [Field] = [
        Field("outcome", .choice(Decision.Outcome.choices), da: "Afgørelse", en: "Outcome"),
        Field("method", .choice(Decision.Method.choices), da: "Behandlet", en: "Handled"),
        Field("members", .persons, da: "Deltog", en: "Took part"),
        Field("recused", .persons, da: "Inhabile", en: "Recused", optional: true),
        Field(
            "recusal", .text(most: 2000), da: "Hvorfor er de inhabile?", en: "Why are they recused?",
            hint: Phrase(
                da: "Skal udfyldes, når nogen er inhabil.", en: "Needed when somebody is recused."), optional: true),
        Field("minutes", .line(most: 120), da: "Referat", en: "Minutes", optional: true),
        Field(
            "conditions", .text(most: 4000), da: "Betingelser", en: "Conditions",
            hint: Phrase(
                da: "Én betingelse på hver linje. Hver af dem bliver en opgave.",
                en: "One condition a line. Each becomes a task."), optional: true),
        Field("reason", .text(most: 4000), da: "Begrundelse", en: "Reason", optional: true),
        Field(
            "conditions_due", .day, da: "Betingelserne skal være opfyldt senest",
            en: "The conditions are to be met by",
            optional: true),
        Field("day", .day, da: "Besluttet den", en: "Decided on", optional: true), .late,
    ]

    /// Refuses what was not decided by those who may, on that day.
    func check(on day: Day, _ desk: Deciding) throws(Refusal) {
        if method == .minutes, minutes == nil {
            throw .invalid(
                "minutes", da: "Angiv referatet, fx DIR 2026-05, punkt 2.",
                en: "Give the minutes, such as DIR 2026-05, item 2.")
        }
        try checkCited(on: day, desk.register)
        try Sitting.check(isRecused: !recused.isEmpty, recusal)
        try checkMembers(on: day, desk.register)
        try checkRecorder(desk)
    }

    /// Minutes that are cited by the number of a meeting in Værn are that meeting's: of this body, and of one of its days.
    private func checkCited(on day: Day, _ register: Register) throws(Refusal) {
        guard method == .minutes, let minutes, case .body(let body) = decider,
            let meeting = register.meeting(citedIn: minutes), let days = meeting.days.latest?.value
        else { return }
        guard meeting.calling?.body != body || days.day <= day && day <= days.lastToDecide else {
            throw .invalid(
                "minutes",
                da: "Det møde var \(Language.da.day(days.day)). Angiv den dag som dagen for beslutningen.",
                en: "That meeting was on \(Language.en.day(days.day)). Give that day as the day of the decision.")
        }
        guard meeting.calling?.body == body else {
            throw .invalid(
                "minutes",
                da: "Det nummer har et andet møde i Værn. Angiv det referat, som afgørelsen står i, og den rette dag.",
                en: "Another meeting in Værn has that number. Give the minutes that hold the decision, and its day.")
        }
    }

    /// Refuses an outcome without the words that it demands.
    static func check(_ outcome: Decision.Outcome, reason: String?) throws(Refusal) {
        switch outcome {
        case .rejected where reason == nil:
            throw .invalid("reason", da: "Skriv, hvorfor det afvises.", en: "Write why it is rejected.")
        case .returned where reason == nil:
            throw .invalid(
                "reason", da: "Skriv, hvad der skal besvares, før sagen kan afgøres.",
                en: "Write what is to be answered before the matter can be decided.")
        case .approved, .rejected, .returned: break
        }
    }

    /// Who leaves the room does so for a reason that others can judge (forvaltningsloven §§ 3-6).
    public static func check(isRecused: Bool, _ recusal: String?) throws(Refusal) {
        guard isRecused == (recusal != nil) else {
            throw isRecused
                ? .invalid(
                    "recusal", da: "Skriv, hvorfor de er inhabile, fx »leder den enhed, sagen gælder«.",
                    en: "Write why they are recused, such as “heads the unit concerned”.")
                : .invalid(
                    "recusal", da: "Ingen er valgt som inhabil. Vælg personen, eller slet begrundelsen.",
                    en: "Nobody is chosen as recused. Choose the person, or remove the reason.")
        }
    }

    /// Whoever signs takes part in it or sits beside it; who is recused has left the room. A secretary records what minutes
    /// say, and a deputy never decides a dispensation.
    private func checkRecorder(_ desk: Deciding) throws(Refusal) {
        guard let by = desk.by else { return }
        guard !recused.contains(by) else {
            throw .invalid(
                "recused", da: "Den, der er inhabil, kan ikke registrere afgørelsen. Lad en anden gøre det.",
                en: "Who is recused cannot record the decision. Let somebody else do it.")
        }
        guard !earlier.contains(where: { $0.made?.recused.contains(by) ?? false }) else {
            throw .outOfTurn(
                da: "Du var inhabil, da sagen blev behandlet før. Lad en anden registrere afgørelsen.",
                en: "You were recused when the matter was handled before. Let somebody else record the decision.")
        }
        guard case .body(let body) = decider, !desk.register.sits(by, in: body, on: desk.today) else { return }
        let principals = desk.register.principals(of: by, on: desk.today).filter {
            desk.register.sits($0, in: body, on: desk.today)
        }
        if allowsDeputy, !principals.isEmpty, Set(principals).isSubset(of: recused) == false { return }
        guard method == .minutes, desk.register.roles(of: by, on: desk.today).contains(where: { $0.role == .secretary })
        else {
            throw .invalid(
                "method",
                da: """
                    Kun de, der sidder i organet, og i nogle sager deres stedfortrædere, kan afgøre den. Sekretæren \
                    registrerer, hvad et referat siger.
                    """,
                en: """
                    Only those who sit in the body, and in some matters their deputies, can decide. The secretary \
                    records what minutes say.
                    """)
        }
    }

    private func checkMembers(on day: Day, _ register: Register) throws(Refusal) {
        guard !members.isEmpty else {
            throw .invalid("members", da: "Vælg, hvem der deltog.", en: "Choose who took part.")
        }
        guard Set(members).isDisjoint(with: recused) else {
            throw .invalid(
                "recused", da: "Den, der er inhabil, deltager ikke i afgørelsen. Fjern personen det ene sted.",
                en: "Who is recused does not take part. Remove the person in one place.")
        }
        for (person, field) in members.map({ ($0, "members") }) + recused.map({ ($0, "recused") }) {
            let sits =
                switch decider {
                case .body(let body): register.sits(person, in: body, on: day)
                case .head(let unit): register.holders(of: .unitHead, unit: unit, on: day).contains(person)
                }
            guard sits else {
                throw .invalid(
                    field, da: "Kun de, der sidder i organet den dag, kan deltage.",
                    en: "Only those who sit in the body on that day can take part.")
            }
        }
        if case .body(let body) = decider {
            // A body decides with more than half of its members (those recused are not counted).
            let seated = register.members(of: body, on: day)
            guard members.count * 2 > Set(seated).subtracting(recused).count else {
                throw .invalid(
                    "members",
                    da: "Organet er ikke beslutningsdygtigt: mere end halvdelen af medlemmerne skal deltage.",
                    en: "There is no quorum: more than half of the members must take part.")
            }
            // However many are recused, those who are left must be a body still: a third of it, and not one alone.
            guard members.count * 3 >= seated.count, members.count > 1 || seated.count < 3 else {
                throw .invalid(
                    "members",
                    da: """
                        Organet er ikke beslutningsdygtigt: når andre er inhabile, skal der stadig deltage to, og mindst en \
                        tredjedel af medlemmerne. Lad administratoren indsætte andre i de inhabiles sted.
                        """,
                    en: """
                        There is no quorum: when others are recused, two must still take part, and at least a third of the \
                        members. Let the administrator seat others in the place of the recused.
                        """)
            }
        }
    }
}

extension Refusal {
    /// What was shown before it was confirmed is no more what would come of it.
    static let previewMovedOn = Refusal(
        .stale,
        Phrase(
            da: "Noget er ændret, siden du så forhåndsvisningen. Se den igen, og bekræft.",
            en: "Something has changed since you saw the preview. Look at it again, and confirm."))

    /// What was read when the form was made is no more what there is.
    static let movedOn = Refusal(
        .stale,
        Phrase(
            da: "Der er sket noget i sagen, siden du åbnede siden. Læs, hvad der er nyt, og afgør den igen.",
            en:
                "Something has happened in the matter since you opened the page. Read what is new and decide again."))
}
