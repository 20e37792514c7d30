// SPDX-License-Identifier: MPL-2.0

/// Plans a measure, or sets one anew: its tests stay, and count as long as what is done is the same.
public struct SetMeasure: Deed {
    public let measure: ID<Measure>?
    let title: String, unit: ID<Unit>, by: Day, months: Int
    /// Those that whoever sets it anew may not see stay, and are put in beside what is chosen.
    public var requirements: [ID<Requirement>]
    let clauses: [ClauseReference], needs: [Measure.Need]
    public let what: String
    /// What is done until now, found by the office; nil: it is not known.
    public var before: String?

    public static let fields = [
        Field(
            "measure", .measure, da: "Foranstaltning, der ændres", en: "Measure that is changed",
            hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
        Field("title", .line(most: 200), da: "Foranstaltning", en: "Measure"),
        Field(
            "what", .text(most: 4000), da: "Hvad bliver gjort?", en: "What is done?",
            hint: Phrase(
                da: "Så præcist, at en anden kan efterprøve, om det sker.",
                en: "Precisely enough for somebody else to test that it happens.")),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit"),
        Field("by", .day, da: "Indført senest", en: "To be in place by"),
        Field(
            "months", .number(1...36), da: "Virkningen efterprøves hver (måneder)",
            en: "Its effect is tested every (months)"),
        Field(
            "requirements", .requirements, da: "Krav, den opfylder", en: "Requirements that it meets", optional: true),
        Field(
            "clauses", .line(most: 600), da: "Punkter i rammeværker, den udfører",
            en: "Clauses of frameworks that it carries out",
            hint: Phrase(
                da: "Med komma imellem, fx 27002:8.13, gdpr:32(1)(b).",
                en: "With commas, such as 27002:8.13, gdpr:32(1)(b)."),
            optional: true),
        Field(
            "confidentiality", .assets, da: "Aktiver, hvis fortrolighed den beskytter",
            en: "Assets whose confidentiality it protects", optional: true),
        Field(
            "integrity", .assets, da: "Aktiver, hvis integritet den beskytter",
            en: "Assets whose integrity it protects", optional: true),
        Field(
            "availability", .assets, da: "Aktiver, hvis tilgængelighed den beskytter",
            en: "Assets whose availability it protects", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        measure = try arguments.optionalID("measure")
        title = try arguments.line("title", most: 200)
        what = try arguments.text("what", most: 4000)
        unit = try arguments.id("unit")
        by = try arguments.day("by")
        months = try arguments.number("months", in: 1...36)
        requirements = try arguments.ids("requirements")
        clauses = try arguments.clauses("clauses")
        var needs: [Measure.Need] = []
        for property in ControlAttributes.Property.allCases {
            for asset: ID<Asset> in try arguments.ids(property.field) {
                needs.append(.init(asset: asset, property: property))
            }
        }
        self.needs = needs
    }

    /// One that is set anew is the affair of the unit that answers for it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        measure.map { register.concern(of: .measure($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        var number = desk.register.next(.measure, 0)
        var old: Measure?
        if let measure {
            // One whose first words were struck a moment ago, to be put right, keeps its number and tests.
            if let known = desk.register.measures[measure], known.wording == nil, known.number > 0 {
                (number, old) = (known.number, known)
            } else {
                let (known, wording) = try desk.register.standingMeasure(measure, on: desk.today)
                (number, old) = (wording.number, known)
            }
        }
        // What was struck a moment ago, to be put right, may have had a day that has passed.
        let isPutRight = old.map { $0.wording == nil } ?? false
        guard by >= desk.today || old?.wording?.by == by || old?.implementedOn != nil || isPutRight else {
            throw .invalid(
                "by", da: "Dagen ligger før i dag. Vælg en senere.",
                en: "The day lies before today. Choose a later one.")
        }
        guard !requirements.isEmpty || !clauses.isEmpty || !needs.isEmpty else {
            throw .invalid(
                "requirements", da: "Vælg mindst ét krav, ét punkt eller ét aktiv, som foranstaltningen er til for.",
                en: "Choose at least one requirement, clause or asset that the measure is for.")
        }
        for id in requirements where old?.wording?.requirements.contains(id) != true {
            _ = try desk.register.existingRequirement(id, "requirements")
            _ = try desk.register.standingRequirement(id, on: desk.today)
        }
        for clause in clauses { try desk.register.checkStands(clause.framework, on: desk.today, "clauses") }
        for need in needs where old?.wording?.assets.contains(need.asset) != true {
            _ = try desk.register.standingAsset(need.asset, need.property.field, on: desk.today)
        }
        let wording = Measure.Wording(
            number: number, title: desk.keep(title), what: desk.keep(what), unit: unit, by: by, months: months,
            requirements: requirements, clauses: clauses, needs: needs,
            isReworded: old?.wording != nil && before != what)
        let id: ID<Measure> = measure ?? desk.new()
        try desk.record(.measure(id, .set(wording)))
    }
}

/// A command about one measure: whose unit answers for it, its affair it is.
protocol MeasureDeed: Deed {
    var measure: ID<Measure> { get }
}

extension MeasureDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .measure(measure), on: day)
    }
}

/// Says that a measure is in place, since which day, and how.
public struct ImplementMeasure: MeasureDeed {
    let measure: ID<Measure>, day: Day, how: String?

    public static let fields = [
        Field.measure,
        Field("day", .day, da: "Indført den", en: "In place since"),
        Field("how", .text(most: 4000), da: "Hvordan?", en: "How?", optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        measure = try arguments.id("measure")
        day = try arguments.day("day")
        how = try arguments.optionalText("how", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingMeasure(measure, on: desk.today)
        guard known.implementedOn == nil else {
            throw .outOfTurn(
                da: "Foranstaltningen er allerede indført. Ret den post, hvis dagen er forkert.",
                en: "The measure is in place already. Correct that entry if the day is wrong.")
        }
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "Dagen er ikke kommet endnu. Vælg en dag, der er gået.",
                en: "The day has not come yet. Choose one that has.")
        }
        let how: ValueID? = desk.keep(how)
        try desk.record(.measure(measure, .implemented(how: how)), on: day)
    }
}

/// Records whether a measure works.
public struct TestMeasure: MeasureDeed {
    let measure: ID<Measure>, day: Day, method: Assessment.Method, outcome: Measure.Outcome, finding: String
    let evidence: [ID<Evidence>], next: Day?

    public static let fields = [
        Field.measure,
        Field("day", .day, da: "Efterprøvet den", en: "Tested on"),
        Field("method", .choice(Assessment.Method.choices), da: "Metode", en: "Method"),
        Field("outcome", .choice(Measure.Outcome.choices), da: "Resultat", en: "Result"),
        Field("finding", .text(most: 4000), da: "Hvad blev fundet?", en: "What was found?"),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
        Field(
            "next", .day, da: "Næste efterprøvning senest", en: "Next test by",
            hint: Phrase(
                da: "Lad feltet stå tomt for at følge foranstaltningens egen takt.",
                en: "Leave it empty to follow the rhythm of the measure."), optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        measure = try arguments.id("measure")
        day = try arguments.day("day")
        method = try arguments.choice("method")
        outcome = try arguments.choice("outcome")
        finding = try arguments.text("finding", most: 4000)
        evidence = try arguments.ids("evidence")
        next = try arguments.optionalDay("next")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, wording) = try desk.register.standingMeasure(measure, on: desk.today)
        guard let since = known.implementedOn else {
            throw .outOfTurn(
                da: "Foranstaltningen er ikke indført endnu. Meld den indført først.",
                en: "The measure is not in place yet. Say that it is first.")
        }
        guard day <= desk.today, day >= since else {
            throw .invalid(
                "day", da: "Dagen ligger før foranstaltningen blev indført, eller er ikke kommet endnu.",
                en: "The day lies before the measure was in place, or has not come yet.")
        }
        let later = next ?? day.adding(months: wording.months)
        guard later > day, later <= day.adding(months: 36) else {
            throw .invalid(
                "next", da: "Næste efterprøvning skal ligge efter denne og højst tre år senere.",
                en: "The next test must come after this one, and within three years.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let test = Measure.Test(
            method: method, outcome: outcome, finding: desk.keep(finding), evidence: evidence, next: later)
        try desk.record(.measure(measure, .tested(test)), on: day)
    }
}

/// Says that a measure is kept up no more.
public struct EndMeasure: MeasureDeed {
    let measure: ID<Measure>, reason: String

    public static let fields = [Field.measure, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        measure = try arguments.id("measure")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingMeasure(measure, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.measure(measure, .ended(reason: reason)))
    }
}

extension ControlAttributes.Property {
    /// What the fields about it are called.
    public var field: String { rawValue.lowercased() }
}

extension Arguments {
    /// Clauses of frameworks with commas between them: `27002:8.13, gdpr:32(1)(b)`.
    public func clauses(_ field: String) throws(Refusal) -> [ClauseReference] {
        try references(
            field, da: "intet punkt. Skriv rammeværk og punkt, fx 27002:5.10.",
            en: "no clause. Write framework and clause, such as 27002:5.10.")
    }

    /// References with commas between them, each once.
    ///
    /// - Parameters: what is said of one that is none, after its words.
    func references(_ field: String, da: String, en: String) throws(Refusal) -> [ClauseReference] {
        var found: [ClauseReference] = []
        for part in (try optionalLine(field, most: 600) ?? "").split(separator: ",") {
            let text = Arguments.trimmed(String(part))
            guard !text.isEmpty else { continue }
            guard let clause = ClauseReference(text) else {
                throw .invalid(field, da: "»\(text.prefix(80))« er \(da)", en: "“\(text.prefix(80))” is \(en)")
            }
            if !found.contains(clause) { found.append(clause) }
        }
        return found
    }
}
