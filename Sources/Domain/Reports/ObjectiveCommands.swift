// SPDX-License-Identifier: MPL-2.0

/// Sets an objective, or sets one anew: its measurements stay.
public struct SetObjective: Deed {
    let objective: ID<Objective>?, title: String, measure: String, direction: Objective.Direction, target: Int
    let by: Day, months: Int, unit: ID<Unit>

    public static let fields = [
        Field(
            "objective", .objective, da: "Mål, der sættes om", en: "Objective that is set anew",
            hint: Phrase(da: "Tomt, hvis det er et nyt mål.", en: "Empty for a new one."), optional: true),
        Field("title", .line(most: 200), da: "Mål", en: "Objective"),
        Field(
            "measure", .line(most: 80), da: "Hvad tæller tallet?", en: "What does the number count?",
            hint: Phrase(da: "Fx procent eller dage.", en: "Such as percent or days.")),
        Field("direction", .choice(Objective.Direction.choices), da: "Mindst eller højst?", en: "At least or at most?"),
        Field(
            "target", .number(0...1_000_000), da: "Måltal", en: "Target",
            hint: Phrase(da: "Et helt tal.", en: "A whole number.")),
        Field("by", .day, da: "Nået senest", en: "To be met by"),
        Field("months", .number(1...24), da: "Måneder mellem målinger", en: "Months between measurements"),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        objective = try arguments.optionalID("objective")
        title = try arguments.line("title", most: 200)
        measure = try arguments.line("measure", most: 80)
        direction = try arguments.choice("direction")
        target = try arguments.number("target", in: 0...1_000_000)
        by = try arguments.day("by")
        months = try arguments.number("months", in: 1...24)
        unit = try arguments.id("unit")
    }

    /// One that is set anew is the affair of the unit that answers for it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        objective.map { register.concern(of: .objective($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        guard by >= desk.today else {
            throw .invalid(
                "by", da: "Dagen ligger før i dag. Vælg en senere.",
                en: "The day lies before today. Choose a later one.")
        }
        var number = desk.register.next(.objective, 0)
        if let objective {
            // One whose first words were struck a moment ago, to be put right, keeps its number and measurements.
            if let known = desk.register.objectives[objective], known.wording == nil, known.number > 0 {
                number = known.number
            } else {
                number = try desk.register.standingObjective(objective, on: desk.today).1.number
            }
        }
        let wording = Objective.Wording(
            number: number, title: desk.keep(title), measure: desk.keep(measure), direction: direction, target: target,
            by: by, months: months, unit: unit)
        let id: ID<Objective> = objective ?? desk.new()
        try desk.record(.objective(id, .set(wording)))
    }
}

/// Records what was measured, and on which day.
public struct MeasureObjective: Deed {
    let objective: ID<Objective>, value: Int, note: String?, day: Day, evidence: [ID<Evidence>]

    public static let fields = [
        Field.objective,
        Field(
            "value", .number(0...1_000_000), da: "Målt", en: "Measured",
            hint: Phrase(da: "Et helt tal.", en: "A whole number.")),
        Field("day", .day, da: "Målt den", en: "Measured on"),
        Field(
            "note", .text(most: 2000), da: "Hvad ligger bag tallet?", en: "What lies behind the number?", optional: true
        ),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        objective = try arguments.id("objective")
        value = try arguments.number("value", in: 0...1_000_000)
        day = try arguments.day("day")
        note = try arguments.optionalText("note", most: 2000)
        evidence = try arguments.ids("evidence")
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        let unit = register.concern(of: .objective(objective), on: day).unit
        return Concern(unit: unit.map { register.answering(for: $0, on: day) })
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingObjective(objective, on: desk.today)
        guard day <= desk.today, day >= known.setOn else {
            throw .invalid(
                "day", da: "Dagen ligger før målet blev sat, eller er ikke kommet endnu.",
                en: "The day lies before the objective was set, or has not come yet.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let measurement = Objective.Measurement(value: value, note: desk.keep(note), evidence: evidence)
        try desk.record(.objective(objective, .measured(measurement)), on: day)
    }
}

/// Says that an objective is aimed at no more.
public struct EndObjective: Deed {
    let objective: ID<Objective>, reason: String

    public static let fields = [Field.objective, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        objective = try arguments.id("objective")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .objective(objective), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingObjective(objective, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.objective(objective, .ended(reason: reason)))
    }
}
