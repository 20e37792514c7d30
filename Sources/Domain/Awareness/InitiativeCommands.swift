// SPDX-License-Identifier: MPL-2.0

/// A command about one initiative: the affair of the one who is responsible for it.
public protocol InitiativeDeed: Deed {
    var initiative: ID<Initiative> { get }
}

extension InitiativeDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .initiative(initiative), on: day)
    }
}

extension Deciding {
    /// One that is neither ended nor dropped.
    func openInitiative(
        _ id: ID<Initiative>
    ) throws(Refusal) -> (Initiative, Initiative.Plan) {
        let (known, plan) = try standingInitiative(id)
        guard known.endedOn == nil else {
            throw .outOfTurn(da: "Indsatsen er afsluttet.", en: "The initiative has ended.")
        }
        return (known, plan)
    }

    /// One that is not dropped.
    func standingInitiative(
        _ id: ID<Initiative>
    ) throws(Refusal) -> (Initiative, Initiative.Plan) {
        let (known, plan) = try register.existingInitiative(id)
        guard known.droppedOn == nil else {
            throw .outOfTurn(
                da: "Indsatsen er opgivet. Planlæg en ny.", en: "The initiative is dropped. Plan a new one.")
        }
        return (known, plan)
    }

    /// What is told of a day that has come, on or after the one on which the initiative was begun.
    func check(_ day: Day, of known: Initiative) throws(Refusal) {
        guard let begun = known.begunOn else {
            throw .outOfTurn(
                da: "Indsatsen er ikke begyndt. Registrér først, at den er.",
                en: "The initiative has not begun. Record first that it has.")
        }
        guard day <= today, day >= begun else {
            throw .invalid(
                "day", da: "Dagen ligger før indsatsen begyndte, eller er ikke kommet endnu.",
                en: "The day lies before the initiative began, or has not come yet.")
        }
    }
}

/// Plans an initiative, or plans one anew: what was measured stays.
public struct PlanInitiative: Deed {
    let initiative: ID<Initiative>?, kind: Initiative.Kind, title: String, purpose: String, audience: Audience
    let from: Day, until: Day, responsible: ID<Person>, metric: String, unit: String?, target: Initiative.Target?
    let documents: [ID<Document>], requirements: [ID<Requirement>], classification: Classification

    /// The classes that it can have: what is for few has no audience, what is public is a document.
    private static let classes: [Classification] = [.internal, .confidential]
    /// Those who may be responsible for what is confidential, since they see it.
    private static let steering: Set<Role> = [.security, .dpo, .direktion]

    public static let fields: [Field] =
        [
            Field(
                "initiative", .initiative, da: "Indsats, der planlægges om", en: "Initiative that is planned anew",
                hint: Phrase(da: "Tomt, hvis det er en ny indsats.", en: "Empty for a new one."), optional: true),
            Field("title", .line(most: 200), da: "Titel", en: "Title"),
            Field("kind", .choice(Initiative.Kind.choices), da: "Slags", en: "Kind"),
            Field("purpose", .text(most: 4000), da: "Formål", en: "Purpose"),
        ] + Audience.fields(da: "Hvem er den for?", en: "Whom is it for?") + [
            Field("from", .day, da: "Fra og med", en: "From"), Field("to", .day, da: "Til og med", en: "Until"),
            Field("responsible", .person, da: "Ansvarlig", en: "Responsible"),
            Field(
                "metric", .line(most: 200), da: "Hvilken virkning venter I?", en: "What effect is expected?",
                hint: Phrase(
                    da: "Det, der skal ændre sig, fx andelen, der anmelder en falsk mail.",
                    en: "What is to change, such as the share who report a false mail.")),
            Field(
                "measured_in", .line(most: 40), da: "Hvad tæller tallet?", en: "What does the number count?",
                hint: Phrase(da: "Fx procent eller anmeldelser.", en: "Such as per cent or reports."), optional: true),
            Field(
                "direction", .choice(Objective.Direction.choices), da: "Mindst eller højst?",
                en: "At least or at most?",
                optional: true),
            Field(
                "target", .number(0...1_000_000), da: "Måltal", en: "Target",
                hint: Phrase(da: "Et helt tal.", en: "A whole number."), optional: true),
            Field(
                "documents", .documents, da: "Bygger på", en: "Builds on",
                hint: Phrase(
                    da: "Dokumenter og e-læringsmoduler.", en: "Documents and e-learning modules."), optional: true),
            Field(
                "requirements", .requirements, da: "Lærer om", en: "Teaches",
                hint: Phrase(
                    da: "De krav, der skal huskes. Indsatsen viser de afsnit, de står i.",
                    en: "The requirements to be remembered. The initiative shows the paragraphs that they stand in."),
                optional: true),
            Field(
                "classification", .choice(Classification.choices.filter { classes.map(\.rawValue).contains($0.value) }),
                da: "Klassifikation", en: "Classification",
                hint: Phrase(
                    da: "En phishingøvelse er fortrolig, til den er afsluttet.",
                    en: "A phishing exercise is confidential until it has ended.")),
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.optionalID("initiative")
        title = try arguments.line("title", most: 200)
        kind = try arguments.choice("kind")
        purpose = try arguments.text("purpose", most: 4000)
        audience = try Audience(arguments)
        from = try arguments.day("from")
        until = try arguments.day("to")
        responsible = try arguments.id("responsible")
        metric = try arguments.line("metric", most: 200)
        unit = try arguments.optionalLine("measured_in", most: 40)
        documents = try arguments.ids("documents")
        requirements = try arguments.ids("requirements")
        classification = try arguments.choice("classification")
        let direction: Objective.Direction? = try arguments.optionalChoice("direction")
        let value = try arguments.optionalNumber("target", in: 0...1_000_000)
        switch (direction, value) {
        case (let direction?, let value?): target = Initiative.Target(direction: direction, value: value)
        case (nil, nil): target = nil
        case (_?, nil):
            throw .invalid(
                "target", da: "Angiv måltallet, eller lad begge felter stå tomme.",
                en: "Give the target, or leave both fields empty.")
        case (nil, _?):
            throw .invalid(
                "direction", da: "Vælg, om tallet er det mindste eller det højeste.",
                en: "Choose whether the number is the least or the most.")
        }
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        initiative.map { register.concern(of: .initiative($0), on: day) } ?? Concern(person: responsible)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard until >= from else {
            throw .invalid(
                "to", da: "Den sidste dag ligger før den første.", en: "The last day lies before the first.")
        }
        guard PlanInitiative.classes.contains(classification) else {
            throw .invalid("classification", da: "Vælg intern eller fortrolig.", en: "Choose internal or confidential.")
        }
        try checkResponsible(desk)
        for unit in audience.units { _ = try desk.register.openUnit(unit, "units", on: desk.today) }
        for document in documents {
            guard desk.register.documents[document]?.created != nil else {
                throw .invalid("documents", da: "Vælg på listen.", en: "Choose from the list.")
            }
        }
        let before = initiative.flatMap { desk.register.initiatives[$0]?.plan }
        for id in requirements where before?.requirements.contains(id) != true {
            _ = try desk.register.existingRequirement(id, "requirements")
            _ = try desk.register.standingRequirement(id, on: desk.today)
        }
        var (year, number) = (desk.today.year, desk.register.next(.initiative, desk.today.year))
        if let initiative {
            // One whose first words were struck a moment ago, to be put right, keeps its number and measurements.
            if let known = desk.register.initiatives[initiative], known.plan == nil, known.number > 0 {
                (year, number) = (known.year, known.number)
            } else {
                let (_, plan) = try desk.openInitiative(initiative)
                (year, number) = (plan.year, plan.number)
            }
        }
        let plan = Initiative.Plan(
            number: number, year: year, kind: kind, title: desk.keep(title), purpose: desk.keep(purpose),
            audience: audience, from: from, until: until, responsible: responsible, metric: desk.keep(metric),
            unit: desk.keep(unit), target: target, documents: documents, requirements: requirements,
            classification: classification)
        let id: ID<Initiative> = initiative ?? desk.new()
        try desk.record(.initiative(id, .planned(plan)))
    }

    private func checkResponsible(_ desk: Deciding) throws(Refusal) {
        let known = try desk.register.existingPerson(responsible, "responsible")
        guard known.isActive(on: desk.today) else {
            throw .invalid(
                "responsible", da: "Vælg en, der er tilknyttet organisationen i dag.",
                en: "Choose somebody who is engaged today.")
        }
        guard kind == .exercise || classification == .confidential else { return }
        guard
            desk.register.roles(of: responsible, on: desk.today).contains(where: {
                PlanInitiative.steering.contains($0.role)
            })
        else {
            throw .invalid(
                "responsible",
                da:
                    "En fortrolig indsats eller en phishingøvelse ses kun af få. Vælg en fra sikkerhedsteamet, DPO eller direktionen.",
                en:
                    "A confidential initiative or a phishing exercise is seen by few. Choose one of the security team, the DPO or the direktion."
            )
        }
    }
}

/// Says that an initiative is begun, and on which day.
public struct BeginInitiative: InitiativeDeed {
    public let initiative: ID<Initiative>
    let day: Day

    public static let fields = [
        Field.initiative, Field("day", .day, da: "Begyndt den", en: "Begun on"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.id("initiative")
        day = try arguments.day("day")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.openInitiative(initiative)
        guard known.begunOn == nil else {
            throw .outOfTurn(da: "Indsatsen er begyndt.", en: "The initiative has begun.")
        }
        guard day <= desk.today else {
            throw .invalid("day", da: "Dagen er ikke kommet endnu.", en: "The day has not come yet.")
        }
        try desk.record(.initiative(initiative, .begun), on: day)
    }
}

/// Records what was measured before or after an initiative. The difference is worked out.
public struct MeasureInitiative: InitiativeDeed {
    public let initiative: ID<Initiative>
    let moment: Initiative.Measurement.Moment, value: Int, method: String, day: Day

    public static let fields = [
        Field.initiative,
        Field(
            "moment", .choice(Initiative.Measurement.Moment.choices), da: "Hvornår er det målt?",
            en: "When was it measured?"),
        Field(
            "value", .number(0...1_000_000), da: "Målt", en: "Measured",
            hint: Phrase(da: "Et helt tal.", en: "A whole number.")),
        Field("day", .day, da: "Målt den", en: "Measured on"),
        Field("method", .text(most: 2000), da: "Hvordan er det målt?", en: "How was it measured?"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.id("initiative")
        moment = try arguments.choice("moment")
        value = try arguments.number("value", in: 0...1_000_000)
        day = try arguments.day("day")
        method = try arguments.text("method", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.standingInitiative(initiative)
        switch moment {
        case .after: try desk.check(day, of: known)
        case .before:
            guard day <= desk.today, known.begunOn.map({ day <= $0 }) ?? true else {
                throw .invalid(
                    "day", da: "Dagen ligger efter indsatsen begyndte, eller er ikke kommet endnu.",
                    en: "The day lies after the initiative began, or has not come yet.")
            }
        }
        let measurement = Initiative.Measurement(moment: moment, value: value, method: desk.keep(method))
        try desk.record(.initiative(initiative, .measured(measurement)), on: day)
    }
}

/// Says that an initiative is over, and what came of it.
public struct EndInitiative: InitiativeDeed {
    public let initiative: ID<Initiative>
    let day: Day, outcome: String

    public static let fields = [
        Field.initiative, Field("day", .day, da: "Afsluttet den", en: "Ended on"),
        Field("outcome", .text(most: 4000), da: "Hvad kom der ud af den?", en: "What came of it?"), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.id("initiative")
        day = try arguments.day("day")
        outcome = try arguments.text("outcome", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.openInitiative(initiative)
        try desk.check(day, of: known)
        let outcome: ValueID = desk.keep(outcome)
        try desk.record(.initiative(initiative, .ended(outcome: outcome)), on: day)
    }
}

/// Says that an initiative is not carried out, or not to its end.
public struct DropInitiative: InitiativeDeed {
    public let initiative: ID<Initiative>
    let reason: String

    public static let fields = [Field.initiative, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.id("initiative")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.openInitiative(initiative)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.initiative(initiative, .dropped(reason: reason)))
    }
}
