// SPDX-License-Identifier: MPL-2.0

/// Gives an opinion on a request, word for word. Only who holds the office speaks for it (policy §6, GDPR Articles 38, 39).
public struct AdviseDispensation: DispensationDeed {
    public let dispensation: ID<Dispensation>
    public let advisor: Dispensation.Advisor
    let stance: Dispensation.Stance, text: String

    public static let fields = [
        Field.dispensation,
        Field("advisor", .choice(Dispensation.Advisor.choices), da: "Du udtaler dig som", en: "You speak as"),
        Field("stance", .choice(Dispensation.Stance.choices), da: "Din holdning", en: "Your view"),
        Field("text", .text(most: 4000), da: "Udtalelse", en: "Opinion"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        advisor = try arguments.choice("advisor")
        stance = try arguments.choice("stance")
        text = try arguments.text("text", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openDispensation(dispensation, on: desk.today)
        let role: Role? =
            switch advisor {
            case .security: .security
            case .dpo: .dpo
            case .other: nil
            }
        // Nobody speaks for another's office, not as deputy either: it is this person's word.
        if let role, let by = desk.by, !desk.register.roles(of: by, on: desk.today).contains(where: { $0.role == role })
        {
            throw .invalid(
                "advisor", da: "Du har ikke den rolle. Udtal dig som en anden.",
                en: "You do not hold that role. Speak as somebody else.")
        }
        let text: ValueID = desk.keep(text)
        try desk.record(.dispensation(known.id, .advised(advisor, stance, text: text)))
    }
}

/// What CAI recommends the direktion, as the decision page shows it.
public struct RecommendDispensation: DispensationDeed {
    public let dispensation: ID<Dispensation>
    let outcome: Decision.Outcome, reasons: String, granted: String, refused: String, conditions: String?

    static let outcomes = [Decision.Outcome.approved, .rejected].map { Field.Choice($0.rawValue, $0.asked) }

    public static let fields = [
        Field.dispensation,
        Field("outcome", .choice(outcomes), da: "CAI anbefaler", en: "CAI recommends"),
        Field(
            "reasons", .text(most: 2000), da: "Hvorfor?", en: "Why?",
            hint: Phrase(da: "Én grund på hver linje, højst tre.", en: "One reason a line, at most three.")),
        Field("if_granted", .text(most: 1000), da: "Hvad sker der ved et ja?", en: "What does a yes mean?"),
        Field("if_refused", .text(most: 1000), da: "Hvad sker der ved et nej?", en: "What does a no mean?"),
        Field(
            "conditions", .text(most: 4000), da: "Betingelser", en: "Conditions",
            hint: Phrase(da: "Én betingelse på hver linje.", en: "One condition a line."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        outcome = try arguments.choice("outcome")
        reasons = try arguments.text("reasons", most: 2000)
        granted = try arguments.text("if_granted", most: 1000)
        refused = try arguments.text("if_refused", most: 1000)
        conditions = try arguments.optionalText("conditions", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openDispensation(dispensation, on: desk.today)
        guard outcome != .returned else {
            throw .invalid("outcome", da: "Vælg på listen.", en: "Choose from the list.")
        }
        try Conditions.check(reasons: reasons)
        try Conditions.check(conditions)
        let recommendation = Dispensation.Recommendation(
            outcome: outcome, reasons: desk.keep(reasons), ifGranted: desk.keep(granted),
            ifRefused: desk.keep(refused), conditions: desk.keep(conditions))
        try desk.record(.dispensation(known.id, .recommended(recommendation)))
    }
}

/// Puts the matter before the direktion.
public struct SubmitDispensation: DispensationDeed {
    public let dispensation: ID<Dispensation>
    let due: Day, unheard: String?

    public static let fields = [
        Field.dispensation, Field("due", .day, da: "Beslutning senest", en: "To be decided by"),
        Field(
            "unheard", .text(most: 2000), da: "Hvorfor er DPO ikke hørt?", en: "Why was the DPO not heard?",
            hint: Phrase(
                da: "Skal kun udfyldes, når DPO ikke har udtalt sig om forespørgslen, som den er nu.",
                en: "Only needed when the DPO has given no opinion on the request as it stands."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        due = try arguments.day("due")
        unheard = try arguments.optionalText("unheard", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openDispensation(dispensation, on: desk.today)
        guard desk.register.waiting(known, on: desk.today) == nil else {
            throw .outOfTurn(
                da: "Sagen ligger allerede hos direktionen.", en: "The matter is before the direktion already.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        guard known.recommendations.newest != nil else {
            throw .outOfTurn(
                da: "CAI har ikke skrevet sin anbefaling. Skriv den først.",
                en: "CAI has not written its recommendation. Write it first.")
        }
        let heard = known.hasHeardDPO
        guard heard || unheard != nil else {
            guard !known.opinions.contains(where: { $0.advisor == .dpo }) else {
                throw .invalid(
                    "unheard",
                    da: """
                        DPO's udtalelse er om en tidligere udgave af forespørgslen. Vent på en ny, eller skriv, hvorfor \
                        den ikke skal gives.
                        """,
                    en: """
                        The opinion of the DPO is about an earlier wording of the request. Wait for a new one, or write \
                        why none is to be given.
                        """)
            }
            throw .invalid(
                "unheard", da: "DPO har ikke udtalt sig. Vent på udtalelsen, eller skriv, hvorfor den ikke skal gives.",
                en: "The DPO has given no opinion. Wait for it, or write why none is to be given.")
        }
        let reason: ValueID? = heard ? nil : desk.keep(unheard)
        try desk.record(.dispensation(known.id, .submitted(due: due, unheard: reason)))
    }
}

/// Takes a request back before it is decided.
public struct WithdrawDispensation: DispensationDeed {
    public let dispensation: ID<Dispensation>
    let reason: String

    public static let fields = [Field.dispensation, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openDispensation(dispensation, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.dispensation(known.id, .withdrawn(reason: reason)))
    }
}

/// Says that the rule is followed again, before or after the last day.
public struct EndDispensation: DispensationDeed {
    public let dispensation: ID<Dispensation>
    let note: String

    public static let fields = [
        Field.dispensation,
        Field(
            "note", .text(most: 2000), da: "Hvordan følges reglen nu?", en: "How is the rule followed now?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        dispensation = try arguments.id("dispensation")
        note = try arguments.text("note", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.existingDispensation(dispensation)
        switch desk.register.standing(of: known, on: desk.today) {
        case .granted, .live, .expired: break
        case .preparing, .submitted, .returned, .rejected, .extended, .ended, .withdrawn:
            throw .outOfTurn(da: "Dispensationen gælder ikke.", en: "The dispensation does not hold.")
        }
        let note: ValueID = desk.keep(note)
        try desk.record(.dispensation(known.id, .ended(note: note)))
    }
}

/// How many dispensations from one paragraph raise the question whether the document is to be changed (policy §7.4).
public struct SetDispensationLimit: Deed {
    let limit: Int

    public static let fields = [
        Field(
            "limit", .number(2...50), da: "Hvor mange samtidige dispensationer fra ét afsnit?",
            en: "How many dispensations at once from one paragraph?",
            hint: Phrase(
                da: "Når så mange gælder på samme tid, skal ejeren tage stilling til, om dokumentet skal ændres.",
                en: "When so many hold at the same time, the owner is to consider whether the document is changed."))
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        limit = try arguments.number("limit", in: 2...50)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation
        guard organisation.dispensationLimit(on: desk.today) != limit else {
            throw .outOfTurn(da: "Tallet er det samme som før.", en: "The number is what it was.")
        }
        try desk.record(.organisation(organisation.id, .dispensationLimitSet(limit)))
    }
}
