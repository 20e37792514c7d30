// SPDX-License-Identifier: MPL-2.0

/// Takes in risks from a file, and how they were judged where its scale can be said in steps of the method: all of it, or
/// nothing.
public struct ImportRisks: Deed {
    let file: Arguments.File
    public let reading: RiskReading
    public let rules: RiskImportRules
    let shown: String?
    let isTrial: Bool
    /// What the file changes, found by the office in the register as it is when the command is carried out.
    public var plan: RiskImportPlan?

    public static let mostBytes = 20_000_000

    private static let classes: [Classification] = [.confidential, .strict, .internal]

    public static let fields: [Field] =
        [
            Field(
                "file", .file, da: "Fil", en: "File",
                hint: Phrase(
                    da: "CSV, XLSX, JSON fra MONARC, eller OS2compliances database som XML; højst 20 MB.",
                    en: "CSV, XLSX, JSON of MONARC, or the database of OS2compliance as XML; at most 20 MB.")),
            Field(
                "unit", .unit, da: "Enhed for nye risici, når filen ikke siger den",
                en: "Unit of new risks where the file says none", optional: true),
            Field(
                "classification", .choice(classes.map { Field.Choice($0.rawValue, $0.label) }),
                da: "Klassifikation, når filen ikke siger den", en: "Classification where the file says none",
                optional: true),
            Field(
                "scale", .choice(RiskImportRules.Scale.choices), da: "Filens trin er", en: "The steps of the file are",
                hint: Phrase(
                    da: "Lad feltet stå tomt, så kommer risiciene med uden vurderinger.",
                    en: "Leave it empty, and the risks come along without judgements."), optional: true),
            Field(
                "likelihood_steps", .line(most: 200), da: "Sandsynlighed: filens trin og metodens",
                en: "Likelihood: steps of the file and of the method",
                hint: Phrase(da: "Fx 1=1, 2=2, 3=4, 4=5.", en: "Such as 1=1, 2=2, 3=4, 4=5."), optional: true),
            Field(
                "consequence_steps", .line(most: 200), da: "Konsekvens: filens trin og metodens",
                en: "Consequence: steps of the file and of the method",
                hint: Phrase(da: "Fx 1=1, 2=2, 3=4, 4=5.", en: "Such as 1=1, 2=2, 3=4, 4=5."), optional: true),
        ]
        + RiskReading.Bearer.allCases.map { bearer in
            Field(
                bearer.field, .choice(RiskMethod.Dimension.choices),
                da: "Konsekvens for »\(bearer.label.da)« er", en: "Consequence for “\(bearer.label.en)” is",
                optional: true)
        } + [
            Field(
                "irrelevant", .line(most: 500), da: "De andre dimensioner er ikke relevante, fordi",
                en: "The other dimensions are not relevant, because",
                hint: Phrase(
                    da: "Tomt felt: en vurdering, der ikke har alle seks, afvises.",
                    en: "Empty: a judgement that does not have all six is refused."), optional: true),
            Field(
                "treatment", .choice(Risk.Treatment.choices), da: "Håndtering, når filen ikke siger den",
                en: "Treatment where the file says none", optional: true),
        ]
        + RiskReading.Column.allCases.map { column in
            Field(
                column.field, .line(most: 200), da: "Kolonne: \(column.label.da.lowercasedFirst)",
                en: "Column: \(column.label.en.lowercasedFirst)", optional: true)
        } + [
            .importShown, .importTrial,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        (file, reading) = try arguments.importFile(most: ImportRisks.mostBytes) { RiskReading(decoding: $0) }
        rules = try ImportRisks.rules(arguments)
        shown = try arguments.optionalLine("shown", most: 40)
        isTrial = try arguments.flag("trial")
        for column in RiskReading.Column.allCases { _ = try arguments.optionalLine(column.field, most: 200) }
    }

    /// How the file is to be understood.
    public static func rules(_ arguments: Arguments) throws(Refusal) -> RiskImportRules {
        var rules = RiskImportRules()
        rules.unit = try arguments.optionalID("unit")
        rules.classification = try arguments.optionalChoice("classification") ?? .confidential
        guard classes.contains(rules.classification) else {
            throw .invalid(
                "classification", da: "Vælg intern, fortrolig eller strengt fortrolig.",
                en: "Choose internal, confidential or strictly confidential.")
        }
        rules.scale = try arguments.optionalChoice("scale")
        for field in ["likelihood_steps", "consequence_steps"] {
            guard let text = try arguments.optionalLine(field, most: 200) else { continue }
            let steps = try RiskImportRules.steps(text, field)
            if field == "likelihood_steps" { rules.likelihoods = steps } else { rules.consequences = steps }
        }
        for bearer in RiskReading.Bearer.allCases {
            rules.dimensions[bearer] = try arguments.optionalChoice(bearer.field)
        }
        rules.irrelevant = try arguments.optionalLine("irrelevant", most: 500)
        rules.treatment = try arguments.optionalChoice("treatment")
        return rules
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard let plan else { throw .unknown }
        if let unit = rules.unit { _ = try desk.register.openUnit(unit, "unit", on: desk.today) }
        try ImportGateKeeper(plan.faults, isTrial: isTrial, shown: shown, sign: plan.sign, isEmpty: plan.isEmpty)
            .check(Self.summary(plan))
        try record(plan, &desk)
    }

    /// What is new and changed, in numbers.
    public static func summary(_ plan: RiskImportPlan) -> Phrase {
        Phrase(
            da: """
                \(plan.added) nye, \(plan.changed) ændrede, \(plan.unchanged) uændrede, \(plan.judged) vurderinger.
                """,
            en: """
                \(plan.added) new, \(plan.changed) changed, \(plan.unchanged) unchanged, \(plan.judged) judgements.
                """)
    }

    private func record(_ plan: RiskImportPlan, _ desk: inout Deciding) throws(Refusal) {
        var facts: [(Fact, Day)] = []
        var number = desk.register.next(.risk, 0)
        for change in plan.changes {
            let id: ID<Risk> = change.risk ?? desk.new()
            if let set = change.set {
                let own = change.risk.flatMap { desk.register.risks[$0]?.number }
                facts.append((.risk(id, .set(set.wording(own ?? number, &desk))), desk.today))
                if own == nil { number += 1 }
            }
            if let assess = change.assess {
                guard let adopted = desk.register.riskMethod(on: desk.today) else { throw .unknown }
                facts.append((.risk(id, .assessed(try assess.assessment(under: adopted, of: [], &desk))), desk.today))
            }
        }
        let record = RegisterImport(
            matter: .risks, form: reading.form, sha256: reading.sha256, fileName: desk.keep(file.name),
            rows: reading.rows.count, added: plan.added, changed: plan.changed, beside: plan.judged)
        facts.append((.organisation(desk.register.organisation.id, .registerImported(record)), desk.today))
        try desk.record(all: facts)
    }
}

extension SetRisk {
    /// What an import says nothing of stays: the events that the risk belongs to, and the measures against it.
    mutating func keep(_ wording: Risk.Wording) {
        events = wording.events
        measures = wording.measures
    }
}
