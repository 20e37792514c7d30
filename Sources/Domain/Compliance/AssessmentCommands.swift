// SPDX-License-Identifier: MPL-2.0

/// Records whether a requirement is followed (record format 1, policy §7.2). New evidence can be handed in with it.
public struct AssessRequirement: RequirementDeed {
    let requirement: ID<Requirement>, from: Day, until: Day, method: Assessment.Method, sample: String?
    let result: Assessment.Result, finding: String, evidence: [ID<Evidence>], assessor: ID<Person>?, next: Day?
    let day: Day?
    public var given: GivenEvidence?

    public static let fields =
        [
            Field.requirement,
            Field("from", .day, da: "Perioden fra og med", en: "Period from"),
            Field("to", .day, da: "Perioden til og med", en: "Period until"),
            Field("method", .choice(Assessment.Method.choices), da: "Metode", en: "Method"),
            Field(
                "sample", .text(most: 2000), da: "Stikprøve", en: "Sample",
                hint: Phrase(
                    da: "Hvad blev set efter ud af hvor meget, og hvordan blev det valgt?",
                    en: "What was looked at out of how much, and how was it chosen?"), optional: true),
            Field("result", .choice(Assessment.Result.choices), da: "Resultat", en: "Result"),
            Field("finding", .text(most: 10_000), da: "Hvad blev fundet?", en: "What was found?"),
            Field(
                "evidence", .evidences, da: "Dokumentation, der findes", en: "Evidence that is there", optional: true),
        ] + GivenEvidence.fields + [
            Field("assessor", .person, da: "Vurderet af", en: "Assessed by", optional: true),
            Field(
                "next", .day, da: "Næste vurdering senest", en: "Next assessment by",
                hint: Phrase(
                    da: "Lad feltet stå tomt for at følge kravets egen takt.",
                    en: "Leave it empty to follow the rhythm of the requirement."), optional: true),
            Field(
                "day", .day, da: "Vurderet den", en: "Assessed on",
                hint: Phrase(da: "Lad feltet stå tomt, hvis det er i dag.", en: "Leave it empty if it is today."),
                optional: true),
            .late,
        ]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.id("requirement")
        from = try arguments.day("from")
        until = try arguments.day("to")
        method = try arguments.choice("method")
        sample = try arguments.optionalText("sample", most: 2000)
        result = try arguments.choice("result")
        finding = try arguments.text("finding", most: 10_000)
        evidence = try arguments.ids("evidence")
        assessor = try arguments.optionalID("assessor")
        next = try arguments.optionalDay("next")
        day = try arguments.optionalDay("day")
        given = try GivenEvidence(optional: arguments)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let day = day ?? desk.today
        let (known, wording) = try desk.register.standingRequirement(requirement, on: desk.today)
        guard day <= desk.today else {
            throw .invalid(
                "day", da: "Vurderingen er ikke sket endnu. Vælg en dag, der er gået.",
                en: "The assessment has not happened yet. Choose a day that has passed.")
        }
        guard day >= known.statedOn else {
            throw .invalid(
                "day", da: "Kravet fandtes ikke den dag. Vælg en senere dag.",
                en: "The requirement did not exist on that day. Choose a later day.")
        }
        guard from <= until, until <= day else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, og være gået på vurderingens dag.",
                en: "The period must begin before it ends, and be over on the day of the assessment.")
        }
        if method == .sample, sample == nil {
            throw .invalid(
                "sample", da: "Skriv, hvad stikprøven var: hvor mange af hvor mange, og hvordan de blev valgt.",
                en: "Write what the sample was: how many of how many, and how they were chosen.")
        }
        if let next, next <= day {
            throw .invalid(
                "next", da: "Næste vurdering skal ligge efter denne.",
                en: "The next assessment must come after this one.")
        }
        if let assessor { _ = try desk.register.existingPerson(assessor, "assessor") }
        var cited: [ID<Evidence>] = []
        for id in evidence {
            let (known, _) = try desk.register.existingEvidence(id)
            guard known.holds(on: day) else {
                throw .invalid(
                    "evidence",
                    da: "Noget af dokumentationen gælder ikke på vurderingens dag. Vælg anden dokumentation.",
                    en: "Some of the evidence does not hold on the day of the assessment. Choose other evidence.")
            }
            cited.append(id)
        }
        if let given { cited.append(try given.add(&desk, keeping: wording.unit, on: day)) }
        let later: Day? =
            switch wording.rhythm {
            case .months(let months): next ?? day.adding(months: months)
            case .trigger: next
            }
        let assessment = Assessment(
            from: from, until: until, method: method, sample: desk.keep(sample), result: result,
            finding: desk.keep(finding), evidence: cited, assessor: assessor ?? desk.by, next: later)
        try desk.record(.requirement(requirement, .assessed(assessment)), on: day)
    }
}

/// Evidence as it is handed in: a file, a link, or an entry of the ledger.
public struct GivenEvidence: Sendable {
    let title: String, file: Arguments.File?, kind: EvidenceFile.Kind?, link: String?, position: Int?
    let classification: Classification, until: Day?, isRiskAssessment: Bool
    /// What the entry is about and which revision it made, found by the office.
    public var entry: (subject: Subject, revision: Int)?
    public var entryPosition: Int? { position }

    static let fields = [
        Field("title", .line(most: 200), da: "Ny dokumentation: titel", en: "New evidence: title", optional: true),
        Field("file", .file, da: "Fil", en: "File", optional: true),
        Field(
            "link", .line(most: 500), da: "Eller link", en: "Or link",
            hint: Phrase(da: "Begynder med https://.", en: "Begins with https://."), optional: true),
        Field(
            "entry", .position, da: "Eller post i revisionssporet", en: "Or entry of the ledger",
            hint: Phrase(da: "Postens nummer, fx 104.", en: "The number of the entry, such as 104."), optional: true),
        Field(
            "classification", .choice(DraftVersion.classifications), da: "Dokumentationens klassifikation",
            en: "Classification of the evidence",
            hint: Phrase(da: "Intern, hvis der ikke vælges andet.", en: "Internal if nothing else is chosen."),
            optional: true),
        Field(
            "holds_until", .day, da: "Dokumentationen gælder til og med", en: "The evidence holds until",
            hint: Phrase(
                da: "Lad feltet stå tomt, hvis den ikke udløber.", en: "Leave it empty if it does not expire."),
            optional: true),
        Field(
            "is_risk_assessment", .tick, da: "Dokumentationen er en risikovurdering",
            en: "The evidence is a risk assessment", optional: true),
    ]

    /// Nil where none of it is given.
    init?(optional arguments: Arguments) throws(Refusal) {
        let names = ["link", "entry", "title", "classification", "holds_until"]
        let isGiven = names.contains { arguments.texts[$0]?.first.map { !Arguments.trimmed($0).isEmpty } ?? false }
        let isRisk = try arguments.flag("is_risk_assessment")
        guard isGiven || isRisk || !(arguments.files["file"]?.bytes.isEmpty ?? true) else { return nil }
        try self.init(arguments)
    }

    init(_ arguments: Arguments) throws(Refusal) {
        file = try arguments.optionalFile("file", most: EvidenceFile.mostBytes)
        link = try arguments.optionalLine("link", most: 500)
        position = try arguments.optionalNumber("entry", in: 0...Int(Int32.max))
        classification =
            arguments.texts["classification"]?.first.map({ !Arguments.trimmed($0).isEmpty }) ?? false
            ? try DraftVersion.classification(arguments) : .internal
        until = try arguments.optionalDay("holds_until")
        isRiskAssessment = try arguments.flag("is_risk_assessment")
        title = try arguments.line("title", most: 200)
        guard [file != nil, link != nil, position != nil].count(where: { $0 }) == 1 else {
            throw .invalid(
                "file", da: "Vælg enten en fil, et link eller en post i revisionssporet.",
                en: "Choose either a file, a link or an entry of the ledger.")
        }
        if let link {
            guard link.hasPrefix("https://"), link.count > 12, !link.contains(where: \.isWhitespace) else {
                throw .invalid(
                    "link", da: "Skriv hele adressen, begyndende med https://.",
                    en: "Write the whole address, beginning with https://.")
            }
        }
        let parts = arguments.files["parts"].flatMap { EvidenceFile.Parts(decoding: $0.bytes) }
        kind = try file.map { (file) throws(Refusal) in
            try EvidenceFile.kind(file.bytes, named: file.name, parts: parts)
        }
    }

    /// Records it, and says which it is.
    func add(_ desk: inout Deciding, keeping unit: ID<Unit>, on day: Day) throws(Refusal) -> ID<Evidence> {
        if let until, until < day {
            throw .invalid(
                "holds_until", da: "Dokumentationen er udløbet den dag. Vælg en senere dag.",
                en: "The evidence has expired by that day. Choose a later day.")
        }
        let content: Evidence.Content
        if let file, let kind {
            guard desk.register.evidenceBytes + file.bytes.count <= EvidenceFile.quota else {
                throw .invalid(
                    "file", da: "Der er ikke plads til mere dokumentation. Bed en administrator om hjælp.",
                    en: "There is no room for more evidence. Ask an administrator for help.")
            }
            content = .file(desk.keep(file.bytes), name: desk.keep(file.name), kind, bytes: file.bytes.count)
        } else if let link {
            content = .link(desk.keep(link))
        } else if let position, let entry {
            content = .entry(position, entry.subject, revision: entry.revision)
        } else {
            throw .invalid(
                "entry", da: "Der er ingen sådan post, du kan se. Skriv nummeret på en post i revisionssporet.",
                en: "There is no such entry that you can see. Write the number of an entry of the ledger.")
        }
        let giving = Evidence.Giving(
            number: desk.register.next(.evidence, 0), title: desk.keep(title), content: content, unit: unit,
            classification: classification, until: until, isRiskAssessment: isRiskAssessment)
        let id: ID<Evidence> = desk.new()
        try desk.record(.evidence(id, .added(giving)), on: day)
        return id
    }
}

/// Hands in evidence that assessments can cite.
public struct AddEvidence: Deed {
    let unit: ID<Unit>
    public var given: GivenEvidence

    public static let fields =
        [Field("unit", .unit, da: "Enhed, der opbevarer det", en: "Unit that keeps it")]
        + GivenEvidence.fields.map {
            $0.name == "title" ? Field("title", .line(most: 200), da: "Titel", en: "Title") : $0
        }

    public init(_ arguments: Arguments) throws(Refusal) {
        unit = try arguments.id("unit")
        given = try GivenEvidence(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        _ = try given.add(&desk, keeping: unit, on: desk.today)
    }
}

/// Says that evidence proves nothing from today on.
public struct WithdrawEvidence: Deed {
    let evidence: ID<Evidence>, reason: String

    public static let fields = [Field("evidence", .evidence, da: "Dokumentation", en: "Evidence"), .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        evidence = try arguments.id("evidence")
        reason = try arguments.text("reason", most: 2000)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .evidence(evidence), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.existingEvidence(evidence)
        guard known.withdrawal.entries.isEmpty else {
            throw .outOfTurn(
                da: "Dokumentationen er allerede trukket tilbage.", en: "The evidence is withdrawn already.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.evidence(evidence, .withdrawn(reason: reason)))
    }
}

extension Register {
    /// What all files of evidence come to.
    var evidenceBytes: Int {
        var sum = 0
        for known in evidence.values {
            if case .file(_, _, _, let bytes)? = known.giving?.content { sum += bytes }
        }
        return sum
    }
}
