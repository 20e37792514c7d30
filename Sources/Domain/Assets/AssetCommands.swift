// SPDX-License-Identifier: MPL-2.0

/// Records how available an asset was in a period.
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
                "asset", da: "Aktivet har intet mål for tilgængelighed. Sæt et mål først.",
                en: "The asset has no target of availability. Set one first.")
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

/// Records that it was gone through who has access to an asset.
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
                da: "Lad feltet stå tomt for at følge aktivets egen takt; 30 dage, hvis det ikke er i orden.",
                en: "Leave it empty to follow the rhythm of the asset; 30 days if it is not in order."),
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
        guard let months = wording.months else {
            throw .invalid(
                "asset", da: "Der står ikke, hvem der må bruge aktivet, og hvor tit det gennemgås. Ret aktivet først.",
                en: "It is not said who may use the asset, and how often that is reviewed. Change the asset first.")
        }
        guard day <= desk.today, day >= known.setOn else {
            throw .invalid(
                "day", da: "Dagen ligger før aktivet blev registreret, eller er ikke kommet endnu.",
                en: "The day lies before the asset was registered, or has not come yet.")
        }
        let later = next ?? (outcome == .wanting ? day + 30 : day.adding(months: months))
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

/// Says that an asset is in use no more.
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
    init(_ arguments: Arguments) throws(Refusal) {
        available = try arguments.optionalPercent("available")
        recovery = try arguments.optionalNumber("recovery", in: 0...10_000)
        loss = try arguments.optionalNumber("loss", in: 0...10_000)
    }
}

extension Arguments {
    /// A percentage with two decimals at most, in hundredths: »99,9« is 9990.
    fileprivate func optionalPercent(_ field: String) throws(Refusal) -> Int? {
        try optionalLine(field, most: 8).map { (text) throws(Refusal) in try Asset.Target.hundredths(text, field) }
    }
}

extension Asset.Target {
    static func hundredths(_ text: String, _ field: String) throws(Refusal) -> Int {
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

    /// »99,9« of 9990: as `hundredths` reads it, in its shortest form.
    public static func percent(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole),\(rest / 10)" : "\(whole),\(rest < 10 ? "0" : "")\(rest)"
    }
}
