// SPDX-License-Identifier: MPL-2.0

/// Registers a solution, or sets one anew: what was recorded of it stays.
public struct SetSolution: Deed {
    let asset: ID<Asset>?, name: String, about: String?, unit: ID<Unit>, owner: ID<Person>?, isShared: Bool
    let levels: [Asset.Level], reasons: [String], target: Asset.Target, users: String, months: Int

    private static let properties: [(ControlAttributes.Property, Phrase)] = [
        (.confidentiality, Phrase(da: "Behov for fortrolighed", en: "Need of confidentiality")),
        (.integrity, Phrase(da: "Behov for integritet", en: "Need of integrity")),
        (.availability, Phrase(da: "Behov for tilgængelighed", en: "Need of availability")),
    ]

    /// The level in its own words for each of the three, and why.
    private static let needs: [Field] = properties.flatMap { property, label in
        [
            Field(
                property.field,
                .choice(
                    Asset.Level.allCases.map { level in
                        let meaning = level.meaning(of: property)
                        return Field.Choice(
                            level.rawValue, da: "\(level.label.da): \(meaning.da.lowercasedFirst)",
                            en: "\(level.label.en): \(meaning.en.lowercasedFirst)")
                    }), da: label.da, en: label.en),
            Field("\(property.field)_reason", .text(most: 2000), da: "Hvorfor?", en: "Why?"),
        ]
    }

    public static let fields =
        [
            Field(
                "asset", .asset, da: "Løsning, der ændres", en: "Solution that is changed",
                hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
            Field("name", .line(most: 200), da: "Løsningens navn", en: "Name of the solution"),
            Field("about", .text(most: 2000), da: "Hvad bruges den til?", en: "What is it used for?", optional: true),
            Field("unit", .unit, da: "Enhed, der ejer den", en: "Unit that owns it"),
            Field("owner", .person, da: "Systemejer", en: "System owner", optional: true),
            Field(
                "shared", .tick, da: "Fælleskommunal løsning", en: "The municipalities have it together",
                optional: true),
        ] + needs + [
            Field(
                "available", .line(most: 8), da: "Mål for tilgængelighed (procent)", en: "Target of availability (%)",
                hint: Phrase(da: "Fx 99,9.", en: "Such as 99.9."), optional: true),
            Field(
                "recovery", .number(0...10_000), da: "Må højst være nede (timer, RTO)",
                en: "Away at most (hours, RTO)", optional: true),
            Field(
                "loss", .number(0...10_000), da: "Må højst miste data for (timer, RPO)",
                en: "Data lost at most (hours, RPO)", optional: true),
            Field(
                "users", .text(most: 2000), da: "Hvem må bruge den?", en: "Who may use it?",
                hint: Phrase(da: "De grupper, der skal have adgang.", en: "The groups that are to have access.")),
            Field(
                "months", .number(1...24), da: "Måneder mellem gennemgange af adgange",
                en: "Months between reviews of access"),
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.optionalID("asset")
        name = try arguments.line("name", most: 200)
        about = try arguments.optionalText("about", most: 2000)
        unit = try arguments.id("unit")
        owner = try arguments.optionalID("owner")
        isShared = try arguments.flag("shared")
        var (levels, reasons): ([Asset.Level], [String]) = ([], [])
        for (property, _) in SetSolution.properties {
            levels.append(try arguments.choice(property.field))
            reasons.append(try arguments.text("\(property.field)_reason", most: 2000))
        }
        (self.levels, self.reasons) = (levels, reasons)
        target = try Asset.Target(arguments)
        users = try arguments.text("users", most: 2000)
        months = try arguments.number("months", in: 1...24)
    }

    /// One that is changed is the affair of the unit that owns it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        asset.map { register.concern(of: .asset($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        if let owner { _ = try desk.register.existingPerson(owner, "owner") }
        var number = desk.register.next(.asset, 0)
        if let asset {
            // One whose first words were struck a moment ago, to be put right, keeps its number and what was recorded.
            if let known = desk.register.assets[asset], known.wording == nil, known.number > 0 {
                number = known.number
            } else {
                number = try desk.register.standingAsset(asset, on: desk.today).1.number
            }
        }
        let needs = zip(levels, reasons).map { Asset.Need(level: $0, reason: desk.keep($1)) }
        let wording = Asset.Wording(
            number: number, kind: .solution, name: desk.keep(name), about: desk.keep(about), unit: unit, owner: owner,
            isShared: isShared, confidentiality: needs[0], integrity: needs[1], availability: needs[2],
            target: target, users: desk.keep(users), months: months)
        let id: ID<Asset> = asset ?? desk.new()
        try desk.record(.asset(id, .set(wording)))
    }
}

/// Records how available a solution was in a period.
public struct MeasureAvailability: AssetDeed {
    let asset: ID<Asset>, from: Day, until: Day, measured: Asset.Target, note: String?, evidence: [ID<Evidence>]

    public static let fields = [
        Field.asset,
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
        Field(
            "available", .line(most: 8), da: "Tilgængelig (procent)", en: "Available (%)",
            hint: Phrase(
                da: "Fx 99,87. Skriv mindst ét af de tre tal.", en: "Such as 99.87. Give at least one of three."),
            optional: true),
        Field(
            "recovery", .number(0...10_000), da: "Længst nede (timer)", en: "Longest outage (hours)", optional: true),
        Field(
            "loss", .number(0...10_000), da: "Mest tabte data (timer)", en: "Most data lost (hours)", optional: true),
        Field(
            "note", .text(most: 2000), da: "Hvad ligger bag tallene?", en: "What lies behind the numbers?",
            optional: true),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        from = try arguments.day("from")
        until = try arguments.day("to")
        measured = try Asset.Target(arguments)
        note = try arguments.optionalText("note", most: 2000)
        evidence = try arguments.ids("evidence")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (_, wording) = try desk.register.standingAsset(asset, on: desk.today)
        guard from <= until, until <= desk.today else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, og være gået.",
                en: "The period must begin before it ends, and be over.")
        }
        guard !wording.target.isEmpty else {
            throw .invalid(
                "asset", da: "Løsningen har intet mål for tilgængelighed. Sæt et mål først.",
                en: "The solution has no target of availability. Set one first.")
        }
        guard !measured.isEmpty else {
            throw .invalid(
                "available", da: "Skriv mindst ét af de tre tal.", en: "Give at least one of the three numbers.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let made = Asset.Availability(
            from: from, until: until, measured: measured, note: desk.keep(note), evidence: evidence)
        try desk.record(.asset(asset, .measured(made)))
    }
}

/// Records that it was gone through who has access to a solution.
public struct ReviewAssetAccess: AssetDeed {
    let asset: ID<Asset>, day: Day, outcome: Asset.AccessReview.Outcome, finding: String
    let evidence: [ID<Evidence>], next: Day?

    public static let fields = [
        Field.asset,
        Field("day", .day, da: "Gennemgået den", en: "Reviewed on"),
        Field("outcome", .choice(Asset.AccessReview.Outcome.choices), da: "Resultat", en: "Result"),
        Field(
            "finding", .text(most: 4000), da: "Hvad blev fundet, og hvad blev ændret?",
            en: "What was found, and what was changed?"),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
        Field(
            "next", .day, da: "Næste gennemgang senest", en: "Next review by",
            hint: Phrase(
                da: "Lad feltet stå tomt for at følge løsningens egen takt; 30 dage, hvis det ikke er i orden.",
                en: "Leave it empty to follow the rhythm of the solution; 30 days if it is not in order."),
            optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        day = try arguments.day("day")
        outcome = try arguments.choice("outcome")
        finding = try arguments.text("finding", most: 4000)
        evidence = try arguments.ids("evidence")
        next = try arguments.optionalDay("next")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, wording) = try desk.register.standingAsset(asset, on: desk.today)
        guard day <= desk.today, day >= known.setOn else {
            throw .invalid(
                "day", da: "Dagen ligger før løsningen blev registreret, eller er ikke kommet endnu.",
                en: "The day lies before the solution was registered, or has not come yet.")
        }
        let later = next ?? (outcome == .wanting ? day + 30 : day.adding(months: wording.months))
        guard later > day, later <= day.adding(months: 24) else {
            throw .invalid(
                "next", da: "Næste gennemgang skal ligge efter denne og højst to år senere.",
                en: "The next review must come after this one, and within two years.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let review = Asset.AccessReview(
            outcome: outcome, finding: desk.keep(finding), evidence: evidence, next: later)
        try desk.record(.asset(asset, .accessReviewed(review)), on: day)
    }
}

/// Says that a solution is in use no more.
public struct RetireAsset: AssetDeed {
    let asset: ID<Asset>, reason: String

    public static let fields = [Field.asset, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingAsset(asset, on: desk.today)
        try desk.keepBorne(asset)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.asset(asset, .retired(reason: reason)))
    }
}

/// A command about one asset: whose unit owns it, its affair it is.
protocol AssetDeed: Deed {
    var asset: ID<Asset> { get }
}

extension AssetDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .asset(asset), on: day)
    }
}

extension Asset.Target {
    /// Of a target and of what was measured, which have the same three numbers.
    fileprivate init(_ arguments: Arguments) throws(Refusal) {
        available = try arguments.optionalPercent("available")
        recovery = try arguments.optionalNumber("recovery", in: 0...10_000)
        loss = try arguments.optionalNumber("loss", in: 0...10_000)
    }
}

extension Arguments {
    /// A percentage with two decimals at most, in hundredths: »99,9« is 9990.
    fileprivate func optionalPercent(_ field: String) throws(Refusal) -> Int? {
        guard let text = try optionalLine(field, most: 8) else { return nil }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard 1...2 ~= parts.count, parts.count == 1 || 1...2 ~= decimals.count, let whole = Int(parts[0]),
            let rest = Int(decimals.isEmpty ? "0" : decimals.count == 1 ? decimals + "0" : decimals),
            parts.allSatisfy({ $0.allSatisfy { "0"..."9" ~= $0 } }), 0...10_000 ~= whole * 100 + rest
        else {
            throw .invalid(
                field, da: "Skriv et tal fra 0 til 100 med højst to decimaler, fx 99,9.",
                en: "Write a number from 0 to 100 with two decimals at most, such as 99.9.")
        }
        return whole * 100 + rest
    }
}
