// SPDX-License-Identifier: MPL-2.0

/// Raises a nonconformity: something is not as a requirement says.
public struct RaiseNonconformity: Deed {
    let requirement: ID<Requirement>?, what: String, origin: Nonconformity.Origin, severity: Nonconformity.Severity
    let unit: ID<Unit>, due: Day?, day: Day?

    public static let fields = [
        Field(
            "requirement", .requirement, da: "Krav, der ikke er fulgt", en: "Requirement not followed", optional: true),
        Field("what", .text(most: 4000), da: "Hvad er galt?", en: "What is wrong?"),
        Field(
            "origin", .choice(Nonconformity.Origin.choices), da: "Hvordan blev det opdaget?", en: "How was it found?"),
        Field("severity", .choice(Nonconformity.Severity.choices), da: "Alvor", en: "Severity"),
        Field("unit", .unit, da: "Enhed, der retter det", en: "Unit that puts it right"),
        Field(
            "due", .day, da: "Årsagen skal være fundet senest", en: "The cause is to be found by",
            hint: Phrase(da: "30 dage, hvis feltet står tomt.", en: "30 days if it is left empty."), optional: true),
        Field(
            "day", .day, da: "Opdaget den", en: "Found on",
            hint: Phrase(da: "Lad feltet stå tomt, hvis det er i dag.", en: "Leave it empty if it is today."),
            optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.optionalID("requirement")
        what = try arguments.text("what", most: 4000)
        origin = try arguments.choice("origin")
        severity = try arguments.choice("severity")
        unit = try arguments.id("unit")
        due = try arguments.optionalDay("due")
        day = try arguments.optionalDay("day")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "Dagen er ikke kommet endnu. Vælg den dag, det blev opdaget.",
                en: "The day has not come yet. Choose the day on which it was found.")
        }
        if let requirement { _ = try desk.register.existingRequirement(requirement) }
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        let due = due ?? desk.today + 30
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        let raised = Nonconformity.Raised(
            number: desk.register.next(.nonconformity, day.year), year: day.year, what: desk.keep(what), origin: origin,
            severity: severity, requirement: requirement, unit: unit, due: due)
        let id: ID<Nonconformity> = desk.new()
        try desk.record(.nonconformity(id, .raised(raised)), on: day)
    }
}

protocol NonconformityDeed: Deed {
    var nonconformity: ID<Nonconformity> { get }
}

extension NonconformityDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .nonconformity(nonconformity), on: day)
    }
}

/// Says why it came to a nonconformity, and when it is seen whether what is done about it helps.
public struct ExplainNonconformity: NonconformityDeed {
    let nonconformity: ID<Nonconformity>, cause: String, check: Day

    public static let fields = [
        Field.nonconformity,
        Field(
            "cause", .text(most: 4000), da: "Hvad er årsagen?", en: "What is the cause?",
            hint: Phrase(
                da: "Det, der skal være anderledes, for at det ikke sker igen; og om det kan være sket andre steder.",
                en: "What must be different for it not to happen again; and whether it may have happened elsewhere.")),
        Field("check", .day, da: "Virkningen kontrolleres den", en: "The effect is checked on"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        nonconformity = try arguments.id("nonconformity")
        cause = try arguments.text("cause", most: 4000)
        check = try arguments.day("check")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openNonconformity(nonconformity, on: desk.today)
        guard check > desk.today else {
            throw .invalid(
                "check", da: "Virkningen kan først ses senere. Vælg en dag efter i dag.",
                en: "The effect can be seen only later. Choose a day after today.")
        }
        let cause: ValueID = desk.keep(cause)
        try desk.record(.nonconformity(nonconformity, .explained(cause: cause, check: check)))
    }
}

/// Says whether what was done about a nonconformity helped. The security team or the DPO says so, not the unit that put it
/// right.
public struct CheckNonconformity: NonconformityDeed {
    let nonconformity: ID<Nonconformity>, outcome: Nonconformity.Outcome, finding: String, evidence: [ID<Evidence>]

    public static let fields = [
        Field.nonconformity,
        Field("outcome", .choice(Nonconformity.Outcome.choices), da: "Hjalp det?", en: "Did it help?"),
        Field(
            "finding", .text(most: 4000), da: "Hvad blev set efter, og hvad viste det?",
            en: "What was looked at, and what did it show?"),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        nonconformity = try arguments.id("nonconformity")
        outcome = try arguments.choice("outcome")
        finding = try arguments.text("finding", most: 4000)
        evidence = try arguments.ids("evidence")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openNonconformity(nonconformity, on: desk.today)
        guard known.standing(on: desk.today) == .treated else {
            throw .outOfTurn(
                da: "Årsagen er ikke fundet. Skriv den først.", en: "The cause is not found. Write it first.")
        }
        if outcome == .effective {
            guard desk.register.openTasks(of: nonconformity).isEmpty else {
                throw .outOfTurn(
                    da: "Der er opgaver om afvigelsen, som ikke er udført. Afslut dem først.",
                    en: "There are tasks about the nonconformity that are not done. Close them first.")
            }
            guard !evidence.isEmpty else {
                throw .invalid(
                    "evidence", da: "Vælg den dokumentation, der viser, at det hjalp.",
                    en: "Choose the evidence that shows that it helped.")
            }
        }
        for id in evidence {
            guard try desk.register.existingEvidence(id).0.holds(on: desk.today) else {
                throw .invalid(
                    "evidence", da: "Noget af dokumentationen gælder ikke i dag. Vælg anden dokumentation.",
                    en: "Some of the evidence does not hold today. Choose other evidence.")
            }
        }
        let finding: ValueID = desk.keep(finding)
        try desk.record(
            .nonconformity(nonconformity, .checked(outcome, finding: finding, evidence: evidence)))
    }
}
