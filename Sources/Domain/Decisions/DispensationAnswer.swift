// SPDX-License-Identifier: MPL-2.0

/// What a decision on a dispensation says beside what every decision says (policy §7.4).
struct DispensationAnswer: Sendable {
    let id: ID<Dispensation>
    /// How many events the matter had when the page was made that is decided from.
    let seen: Int
    /// »Skal styringsdokumentet opdateres?« Nil where nothing is decided yet.
    let update: (isNeeded: Bool, reason: String)?
    let due: Day?

    /// The task that a yes makes, as it stands in the ledger.
    static func action(_ request: Dispensation.Request?) -> String {
        "Opdatér dokumentet efter dispensation \(request?.label ?? "")"
    }

    enum Answer: String, Choosable {
        case no, yes

        var label: Phrase {
            switch self {
            case .no: Phrase(da: "Nej, reglen er rigtig", en: "No, the rule is right")
            case .yes: Phrase(da: "Ja, ejeren får en opgave", en: "Yes, the owner gets a task")
            }
        }
    }

    static let fields = [
        Field("dispensation", .dispensation, da: "Dispensation", en: "Dispensation", optional: true),
        Field(
            "seen", .number(0...Int(Int32.max)), da: "Sagens hændelser", en: "Events of the matter",
            hint: Phrase(
                da: "Hvor mange hændelser sagen havde, da den blev læst. Kun for dispensationer.",
                en: "How many events the matter had when it was read. For dispensations only."), optional: true),
        Field(
            "update", .choice(Answer.choices), da: "Skal dokumentet ændres?", en: "Is the document to be changed?",
            hint: Phrase(
                da: "Politikkens afsnit 7.4 kræver, at direktionen tager stilling.",
                en: "Section 7.4 of the policy demands that the direktion considers it."), optional: true),
        Field(
            "update_reason", .text(most: 2000), da: "Hvorfor, eller hvorfor ikke?", en: "Why, or why not?",
            optional: true),
        Field("update_due", .day, da: "Dokumentet er ændret senest", en: "The document is changed by", optional: true),
    ]

    /// Nil where another matter is decided; what is filled in is read all the same, so that no slip is passed over.
    init?(_ arguments: Arguments, _ act: Decision.Act, _ outcome: Decision.Outcome) throws(Refusal) {
        let id: ID<Dispensation>? = try arguments.optionalID("dispensation")
        let isSeen = try arguments.optionalText("seen", most: 20) != nil
        let seen = isSeen ? try arguments.number("seen", in: 0...Int(Int32.max)) : nil
        let answer: Answer? = try arguments.optionalChoice("update")
        let reason = try arguments.optionalText("update_reason", most: 2000)
        due = try arguments.optionalDay("update_due")
        guard act == .dispense else { return nil }
        guard let id else { throw Arguments.missing("dispensation") }
        guard let seen else { throw Arguments.missing("seen") }
        (self.id, self.seen) = (id, seen)
        guard outcome != .returned else {
            // The question is for those who decide it.
            update = nil
            return
        }
        guard let answer else {
            throw .invalid(
                "update", da: "Tag stilling til, om dokumentet skal ændres.",
                en: "Consider whether the document is to be changed.")
        }
        guard let reason else {
            throw .invalid(
                "update_reason", da: "Skriv, hvorfor dokumentet skal eller ikke skal ændres.",
                en: "Write why the document is or is not to be changed.")
        }
        update = (answer == .yes, reason)
    }

    func kept(_ desk: inout Deciding) -> Decision.Update? {
        update.map { .init(isNeeded: $0.isNeeded, reason: desk.keep($0.reason)) }
    }

    /// The version deviated from; refused unless the matter waits, as it was read, and may be granted.
    func version(
        of document: Document, _ outcome: Decision.Outcome, on day: Day, _ desk: Deciding
    ) throws(Refusal) -> Document.Version? {
        let (known, request) = try desk.register.existingDispensation(id)
        guard request.document == document.id else {
            throw .invalid("dispensation", da: "Vælg en dispensation.", en: "Choose a dispensation.")
        }
        guard let submission = desk.register.waiting(known, on: desk.today) else {
            throw .outOfTurn(
                da: "Sagen venter ikke på direktionen. Den kan være afgjort imens.",
                en: "The matter does not await the direktion. It may have been decided meanwhile.")
        }
        guard known.revision == seen else { throw .movedOn }
        guard submission.from <= day else {
            throw .invalid(
                "day", da: "Sagen kom først for direktionen \(Language.da.day(submission.from)).",
                en: "The matter came before the direktion on \(Language.en.day(submission.from)) only.")
        }
        // What is decided is what was known that day: its wording, and what was said of it.
        let written =
            known.requests.entries.map(\.from) + known.recommendations.entries.map(\.from) + known.opinions.map(\.day)
        if let last = written.max(), day < last {
            throw .invalid(
                "day", da: "Sagen blev ændret \(Language.da.day(last)). Vælg den dag eller en senere.",
                en: "The matter was changed on \(Language.en.day(last)). Choose that day or a later one.")
        }
        if outcome == .approved {
            try grantable(document, request, on: day)
            // Rewritten while it waited: whoever was heard spoke of something else.
            guard submission.value.unheard != nil || known.hasHeardDPO else {
                throw .outOfTurn(
                    da: """
                        Forespørgslen er rettet, efter at DPO udtalte sig. Få en ny udtalelse først, eller send sagen \
                        tilbage.
                        """,
                    en: """
                        The request was rewritten after the DPO gave an opinion. Get a new one first, or send the matter \
                        back.
                        """)
            }
        }
        if let due, due < desk.today {
            throw .invalid(
                "update_due", da: "Dagen ligger før i dag. Vælg en senere.",
                en: "The day lies before today. Choose a later one."
            )
        }
        return document.versions.first { $0.id == request.version }
    }

    private func grantable(
        _ document: Document, _ request: Dispensation.Request, on day: Day
    ) throws(Refusal) {
        guard document.versionInForce(on: day)?.id == request.version else {
            throw .outOfTurn(
                da: "Dokumentet har fået en anden version, siden der blev søgt. Send sagen tilbage, så den rettes.",
                en: "The document has another version since it was asked for. Send the matter back to be amended.")
        }
        guard !request.paragraphs.contains(where: { document.statute(of: $0, on: day) != nil }) else {
            throw .outOfTurn(
                da: "Et af afsnittene følger af lov. Direktionen kan ikke dispensere fra lov.",
                en: "One of the paragraphs follows from law. The direktion cannot dispense from law.")
        }
        guard request.to >= day else {
            throw .outOfTurn(
                da: "Perioden er gået. Send sagen tilbage, så den rettes.",
                en: "The period is over. Send the matter back to be amended.")
        }
    }

    /// Nobody takes part in, or signs, a decision from which they are recused (policy §7.4, GDPR Article 38(6)). A secretary
    /// records what the others decided.
    func check(_ members: [ID<Person>], on day: Day, _ desk: Deciding) throws(Refusal) {
        guard let known = desk.register.dispensations[id] else { return }
        let recused = desk.register.recused(from: known, on: day)
        guard recused.isDisjoint(with: members) else {
            throw .invalid(
                "members",
                da:
                    "Den, der søger, lederne af de enheder, sagen gælder, og DPO er inhabile og kan ikke deltage.",
                en: "Who asks, the heads of the units concerned and the DPO are recused and cannot take part.")
        }
        if let by = desk.by, recused.contains(by), desk.register.sits(by, in: .direktion, on: desk.today) {
            throw .invalid(
                "members", da: "Du er inhabil i sagen og kan ikke underskrive den. Lad en anden gøre det.",
                en: "You are recused from the matter and cannot sign it. Let somebody else do it.")
        }
    }
}
