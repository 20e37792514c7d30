// SPDX-License-Identifier: MPL-2.0

/// Registers a risk, or sets one anew: how it was judged stays (policy §8: assets, vulnerabilities, threats).
public struct SetRisk: Deed {
    public let risk: ID<Risk>?
    let kind: Risk.Kind, title: String, scenario: String, assets: [ID<Asset>], threats: [ClauseReference]
    let vulnerabilities: String?, properties: [ControlAttributes.Property], unit: ID<Unit>, owner: ID<Person>?
    /// Those that whoever sets it anew may not see stay, and are put in beside what is chosen.
    public var events: [ID<Risk>]
    var measures: [ID<Measure>]
    let classification: Classification, isBarred: Bool

    /// What is harmed, and whether it may ever be known outside: a risk is never public.
    private static let classes: [Classification] = [.confidential, .strict, .internal]

    public static let fields = [
        Field(
            "risk", .risk, da: "Risiko, der ændres", en: "Risk that is changed",
            hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
        Field("kind", .choice(Risk.Kind.choices), da: "Slags", en: "Kind"),
        Field(
            "title", .line(most: 200), da: "Risikoen i én sætning", en: "The risk in one sentence",
            hint: Phrase(
                da: "Hvad kan ske, og hvem eller hvad går det ud over?", en: "What can happen, and to whom or what?")),
        Field(
            "scenario", .text(most: 4000), da: "Scenarie", en: "Scenario",
            hint: Phrase(da: "Kilde, begivenhed og følge.", en: "Source, event and what follows.")),
        Field("assets", .assets, da: "Aktiver, det går ud over", en: "Assets that are hit", optional: true),
        Field(
            "threats", .line(most: 600), da: "Trusler", en: "Threats",
            hint: Phrase(
                da: "Med komma imellem, fx trusler:T01, trusler:T14.",
                en: "With commas, such as trusler:T01, trusler:T14."),
            optional: true),
        Field(
            "vulnerabilities", .text(most: 4000), da: "Sårbarheder", en: "Vulnerabilities",
            hint: Phrase(da: "Hvorfor kan det ske her?", en: "Why can it happen here?"), optional: true),
        Field(
            "properties", .several(ControlAttributes.Property.choices), da: "Hvad bliver ramt?", en: "What is harmed?",
            optional: true),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit"),
        Field("owner", .person, da: "Risikoejer", en: "Risk owner", optional: true),
        Field(
            "events", .risks, da: "Begivenheder, den hører til", en: "Events that it belongs to",
            hint: Phrase(da: "Kun for en operationel risiko.", en: "Of an operational risk alone."), optional: true),
        Field(
            "measures", .measures, da: "Foranstaltninger mod den", en: "Measures against it",
            hint: Phrase(da: "Indført eller planlagt.", en: "In place or planned."), optional: true),
        Field(
            "classification", .choice(classes.map { Field.Choice($0.rawValue, $0.label) }), da: "Klassifikation",
            en: "Classification",
            hint: Phrase(
                da: "En risiko er som regel fortrolig: den viser, hvor der er svagt.",
                en: "A risk is confidential as a rule: it shows where things are weak.")),
        Field(
            "barred", .tick, da: "Kan ikke accepteres på noget niveau", en: "Cannot be accepted at any level",
            hint: Phrase(da: "Fx behandling uden lovligt grundlag.", en: "Such as processing without a legal basis."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.optionalID("risk")
        kind = try arguments.choice("kind")
        title = try arguments.line("title", most: 200)
        scenario = try arguments.text("scenario", most: 4000)
        assets = try arguments.ids("assets")
        threats = try arguments.threats("threats")
        vulnerabilities = try arguments.optionalText("vulnerabilities", most: 4000)
        properties = try arguments.choices("properties")
        unit = try arguments.id("unit")
        owner = try arguments.optionalID("owner")
        events = try arguments.ids("events")
        measures = try arguments.ids("measures")
        classification = try arguments.choice("classification")
        isBarred = try arguments.flag("barred")
    }

    /// One that is changed is the affair of the unit that answers for it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        risk.map { register.concern(of: .risk($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let register = desk.register
        var (number, before): (Int, Risk.Wording?) = (register.next(.risk, 0), nil)
        if let risk {
            // One whose first words were struck a moment ago, to be put right, keeps its number and how it was judged.
            if let known = register.risks[risk], known.wording == nil, known.number > 0 {
                number = known.number
            } else {
                let (known, wording) = try register.openRisk(risk)
                (number, before) = (known.number, wording)
            }
        }
        try check(register, before, on: desk.today)
        let wording = wording(number, &desk)
        let id: ID<Risk> = risk ?? desk.new()
        try desk.record(.risk(id, .set(wording)))
    }

    /// What it says, with its words kept.
    func wording(_ number: Int, _ desk: inout Deciding) -> Risk.Wording {
        Risk.Wording(
            number: number, kind: kind, title: desk.keep(title), scenario: desk.keep(scenario), assets: assets,
            threats: threats, vulnerabilities: desk.keep(vulnerabilities), properties: properties, unit: unit,
            owner: owner, events: events, measures: measures, classification: classification, isBarred: isBarred)
    }

    func check(_ register: Register, _ before: Risk.Wording?, on day: Day) throws(Refusal) {
        _ = try register.openUnit(unit, "unit", on: day)
        if let owner {
            let known = try register.existingPerson(owner, "owner")
            guard owner == before?.owner || known.isActive(on: day) else {
                throw .invalid(
                    "owner", da: "Personen er ikke tilknyttet organisationen i dag. Vælg en anden.",
                    en: "The person is not engaged today. Choose another.")
            }
        }
        // What it names already may have gone since; the pages say so, and it is taken off when there is something instead.
        for asset in assets {
            if before?.assets.contains(asset) == true { continue }
            _ = try register.standingAsset(asset, "assets", on: day)
        }
        for measure in measures {
            if before?.measures.contains(measure) == true { continue }
            guard let known = register.measures[measure], known.wording != nil, known.endedOn == nil else {
                throw .invalid(
                    "measures", da: "Vælg foranstaltninger, der ikke er afsluttet.",
                    en: "Choose measures that have not ended.")
            }
        }
        guard Self.classes.contains(classification) else {
            throw .invalid(
                "classification", da: "Vælg intern, fortrolig eller strengt fortrolig.",
                en: "Choose internal, confidential or strictly confidential.")
        }
        guard kind == .operational || events.isEmpty else {
            throw .invalid(
                "events", da: "Kun en operationel risiko hører til en begivenhed. Lad feltet stå tomt.",
                en: "Only an operational risk belongs to an event. Leave the field empty.")
        }
        for event in events {
            let (_, wording) = try register.existingRisk(event, "events")
            guard event != risk, wording.kind == .strategic else {
                throw .invalid(
                    "events", da: "Vælg strategiske risici, og ikke risikoen selv.",
                    en: "Choose strategic risks, and not the risk itself.")
            }
        }
        if let risk, kind == .operational, !register.risks(belongingTo: risk, on: day).isEmpty {
            throw .invalid(
                "kind", da: "Andre risici hører til den. Flyt dem først.",
                en: "Other risks belong to it. Move them first.")
        }
    }
}

/// A command about one risk: whose unit answers for it, and who owns it, its affair it is.
protocol RiskDeed: Deed {
    var risk: ID<Risk> { get }
}

extension RiskDeed {
    public func concern(in register: Register, on day: Day) -> Concern { register.concern(of: .risk(risk), on: day) }
}

/// Records that a risk was looked at again and stands as it was assessed (policy §8, record format 4).
public struct VerifyRisk: RiskDeed {
    let risk: ID<Risk>, day: Day, cause: Risk.Verification.Cause, finding: String, next: Day?

    public static let fields = [
        Field.risk,
        Field("day", .day, da: "Verificeret den", en: "Verified on"),
        Field("cause", .choice(Risk.Verification.Cause.choices), da: "Anledning", en: "Cause"),
        Field(
            "finding", .text(most: 4000), da: "Hvad blev gennemgået, og hvad blev fundet?",
            en: "What was looked at, and what was found?",
            hint: Phrase(
                da: "Er niveauet et andet, så vurdér risikoen igen i stedet.",
                en: "If the level is another one, assess the risk anew instead.")),
        Risk.next, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.id("risk")
        day = try arguments.day("day")
        cause = try arguments.choice("cause")
        finding = try arguments.text("finding", most: 4000)
        next = try arguments.optionalDay("next")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openRisk(risk)
        try known.check(day, on: desk.today)
        guard let made = known.assessment(by: day), let method = desk.register.riskMethod(of: made.method) else {
            throw .notAssessed
        }
        let verification = Risk.Verification(
            assessment: made.position, cause: cause, finding: desk.keep(finding),
            next: try Risk.next(next, after: day, method))
        try desk.record(.risk(risk, .verified(verification)), on: day)
    }
}

/// Says that a risk is no more: what could happen cannot, or is told by another risk.
public struct CloseRisk: RiskDeed {
    let risk: ID<Risk>, reason: String

    public static let fields = [Field.risk, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.id("risk")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openRisk(risk)
        guard desk.register.risks(belongingTo: risk, on: desk.today).isEmpty else {
            throw .outOfTurn(
                da: "Andre risici hører til den. Luk eller flyt dem først.",
                en: "Other risks belong to it. Close or move them first.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.risk(risk, .closed(reason: reason)))
    }
}

/// Asks the direktion to keep a risk as it was assessed until a day (risikoaccept, policy §8): the owner recommends, the
/// direktion alone decides.
public struct ProposeAcceptance: RiskDeed {
    let risk: ID<Risk>, until: Day, matter: ProposalCase

    public static let fields =
        [
            Field.risk,
            Field(
                "until", .day, da: "Accepten skal gælde til og med", en: "To be accepted until",
                hint: Phrase(
                    da: "Højst så længe, som kriterierne giver for niveauet.",
                    en: "At most as long as the criteria give for the level.")),
        ] + ProposalCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        risk = try arguments.id("risk")
        until = try arguments.day("until")
        matter = try ProposalCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        var concern = register.concern(of: .risk(risk), on: day)
        concern.body = .direktion
        return concern
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openRisk(risk)
        guard let made = known.assessments.last else { throw .notAssessed }
        try desk.register.mayAccept(known, made, until: until, on: desk.today)
        guard !desk.register.awaits(known, made, on: desk.today) else {
            throw .outOfTurn(
                da: "Risikoen ligger allerede hos direktionen. Vent på afgørelsen, eller træk indstillingen tilbage.",
                en: "The risk lies before the direktion already. Await the decision, or withdraw the proposal.")
        }
        try matter.submit(.acceptance(risk, assessment: made.position, until: until), to: .direktion, &desk)
    }
}

extension Risk {
    static let next = Field(
        "next", .day, da: "Næste verifikation senest", en: "Next verification by",
        hint: Phrase(
            da: "Lad feltet stå tomt for at følge metodens takt; højst 12 måneder.",
            en: "Leave it empty to follow the rhythm of the method; at most 12 months."), optional: true)

    /// A day on which it can have been looked at.
    func check(_ day: Day, on today: Day) throws(Refusal) {
        guard day <= today, day >= setOn else {
            throw .invalid(
                "day", da: "Dagen ligger før risikoen blev registreret, eller er ikke kommet endnu.",
                en: "The day lies before the risk was registered, or has not come yet.")
        }
    }

    /// By when it is verified again: at least once a year (policy §8).
    static func next(_ given: Day?, after day: Day, _ method: RiskMethod) throws(Refusal) -> Day {
        let latest = day.adding(months: min(method.months, 12))
        let next = given ?? latest
        guard next > day, next <= latest else {
            throw .invalid(
                "next",
                da:
                    "Vælg en dag efter denne og senest \(Language.da.day(latest)): risici verificeres mindst en gang om året.",
                en:
                    "Choose a day after this one, by \(Language.en.day(latest)): risks are verified at least once a year."
            )
        }
        return next
    }
}

extension Arguments {
    /// Threats of a catalogue with commas between them: `trusler:T01, trusler:T14`.
    public func threats(_ field: String) throws(Refusal) -> [ClauseReference] {
        try references(
            field, da: "ingen trussel. Skriv katalog og nummer, fx trusler:T01.",
            en: "no threat. Write catalogue and number, such as trusler:T01.")
    }
}
