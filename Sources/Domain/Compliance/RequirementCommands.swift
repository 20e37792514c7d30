// SPDX-License-Identifier: MPL-2.0

/// What every requirement says, wherever it comes from.
struct RequirementCase: Sendable {
    let demand: String, unit: ID<Unit>, months: Int?, trigger: String?, expected: String
    let areas: [Requirement.Area], properties: [ControlAttributes.Property]
    let assets: [ID<Asset>], demandsRiskAssessment: Bool

    static let fields: [Field] = [
        Field(
            "demand", .text(most: 2000), da: "Hvad skal være opfyldt?", en: "What must be so?",
            hint: Phrase(
                da: "Én sætning, der kan vise sig sand eller falsk.",
                en: "One sentence that can turn out true or false.")
        ),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit"),
        Field(
            "months", .number(1...60), da: "Vurderes hver (måneder)", en: "Assessed every (months)",
            hint: Phrase(
                da: "12 er hvert år. Lad feltet stå tomt, hvis noget andet udløser vurderingen.",
                en: "12 is every year. Leave it empty if something else triggers the assessment."), optional: true),
        Field(
            "trigger", .line(most: 200), da: "Vurderes, når", en: "Assessed when",
            hint: Phrase(
                da: "Kun hvis der ikke er et antal måneder, fx »en kontrakt indgås«.",
                en: "Only if there is no number of months, such as “a contract is made”."), optional: true),
        Field(
            "expected", .text(most: 2000), da: "Hvilken dokumentation viser det?", en: "What evidence shows it?"),
        Field("areas", .several(Requirement.Area.choices), da: "Område", en: "Area", optional: true),
        Field(
            "properties", .several(ControlAttributes.Property.choices), da: "Beskytter", en: "Protects", optional: true),
        Field(
            "solutions", .assets, da: "Kun disse aktiver", en: "These assets only",
            hint: Phrase(
                da: "Ingen valgt: kravet gælder mere end bestemte aktiver.",
                en: "None chosen: it binds more than particular assets."), optional: true),
        Field(
            "risk_assessment", .tick, da: "Kravet forlanger en risikovurdering",
            en: "The requirement demands a risk assessment", optional: true),
    ]

    init(_ arguments: Arguments) throws(Refusal) {
        demand = try arguments.text("demand", most: 2000)
        unit = try arguments.id("unit")
        months = try arguments.optionalNumber("months", in: 1...60)
        trigger = try arguments.optionalLine("trigger", most: 200)
        expected = try arguments.text("expected", most: 2000)
        areas = try arguments.choices("areas")
        properties = try arguments.choices("properties")
        assets = try arguments.ids("solutions")
        demandsRiskAssessment = try arguments.flag("risk_assessment")
    }

    func wording(
        number: Int, _ source: Requirement.Source, _ desk: inout Deciding
    ) throws(Refusal) -> Requirement.Wording {
        let said = try amendment(nil, isReworded: false, &desk)
        return Requirement.Wording(
            number: number, source: source, demand: said.demand, unit: unit, rhythm: said.rhythm,
            expected: said.expected, areas: areas, properties: properties, assets: assets,
            demandsRiskAssessment: demandsRiskAssessment)
    }

    func amendment(
        _ version: ID<Document.Version>?, isReworded: Bool, binding known: [ID<Asset>] = [], _ desk: inout Deciding
    ) throws(Refusal) -> Requirement.Amendment {
        _ = try desk.register.openUnit(unit, "unit", on: desk.today)
        for asset in assets where !known.contains(asset) {
            _ = try desk.register.standingAsset(asset, "solutions", on: desk.today)
        }
        let rhythm: Requirement.Rhythm
        switch (months, trigger) {
        case (let months?, nil): rhythm = .months(months)
        case (nil, let trigger?): rhythm = .trigger(desk.keep(trigger))
        case (nil, nil), (_?, _?):
            throw .invalid(
                "months", da: "Angiv enten et antal måneder eller hvad der udløser vurderingen.",
                en: "Give either a number of months or what triggers the assessment.")
        }
        return Requirement.Amendment(
            demand: desk.keep(demand), unit: unit, rhythm: rhythm, expected: desk.keep(expected), areas: areas,
            properties: properties, version: version, isReworded: isReworded, assets: assets,
            demandsRiskAssessment: demandsRiskAssessment)
    }

    func state(_ source: Requirement.Source, _ desk: inout Deciding) throws(Refusal) {
        let wording = try wording(number: desk.register.next(.requirement, 0), source, &desk)
        let id: ID<Requirement> = desk.new()
        try desk.record(.requirement(id, .stated(wording)))
    }
}

/// Finds a requirement in a paragraph of a governing document: a »skal« gets an owner, a rhythm and a proof (policy §7.2).
public struct FindRequirement: Deed {
    public let document: ID<Document>
    let paragraph: ParagraphID, matter: RequirementCase
    /// The text of the document that its paragraphs stand in, found by the office; nil: it is not known.
    public var text: DocumentText?

    public static let fields =
        [Field.document, Field("paragraph", .paragraph, da: "Afsnit", en: "Paragraph")] + RequirementCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        document = try arguments.id("document")
        paragraph = try arguments.id("paragraph")
        matter = try RequirementCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .document(document), on: day)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let known = try desk.register.existingDocument(document)
        guard !known.isWithdrawn(on: desk.today) else { throw .withdrawn }
        guard let version = known.versionShown(on: desk.today) ?? known.versions.last,
            text.map({ $0.blocks.contains { $0.id == paragraph } }) ?? true
        else {
            throw .invalid("paragraph", da: "Vælg et afsnit i dokumentet.", en: "Choose a paragraph of the document.")
        }
        try matter.state(.paragraph(document, paragraph, version: version.id), &desk)
    }
}

/// States what a law demands (policy §5): which law, whom it binds, and from when until when.
public struct StateLaw: Deed {
    let law: String, binds: String?, from: Day, until: Day?, matter: RequirementCase

    public static let fields =
        [
            Field(
                "law", .line(most: 200), da: "Hvilken lov?", en: "Which law?",
                hint: Phrase(
                    da: "Med artikel eller paragraf, fx »NIS 2-loven § 6, stk. 1«.",
                    en: "With article or section, such as “GDPR Article 33(1)”.")),
            Field(
                "binds", .line(most: 200), da: "Hvem binder den?", en: "Whom does it bind?",
                hint: Phrase(
                    da: "Lad feltet stå tomt, hvis den binder hele organisationen.",
                    en: "Leave it empty if it binds the whole organisation."), optional: true),
            .from, .optionalTo,
        ] + RequirementCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        law = try arguments.line("law", most: 200)
        binds = try arguments.optionalLine("binds", most: 200)
        from = try arguments.day("from")
        until = try arguments.optionalDay("to")
        matter = try RequirementCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: matter.unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        try Person.check(from, until)
        guard until.map({ $0 >= desk.today }) ?? true else {
            throw .invalid(
                "to", da: "Loven gælder ikke længere. Vælg en senere dag.",
                en: "The law holds no more. Choose a later day.")
        }
        try matter.state(.law(desk.keep(law), binds: desk.keep(binds), from: from, until: until), &desk)
    }
}

/// States what a clause of a framework demands, as a requirement of the organisation's own.
public struct AdoptClause: Deed {
    let clause: ClauseReference, matter: RequirementCase

    public static let fields =
        [
            Field(
                "clause", .clause, da: "Punkt i et rammeværk", en: "Clause of a framework",
                hint: Phrase(da: "Fx 27001:9.3.1.", en: "Such as 27001:9.3.1."))
        ] + RequirementCase.fields

    public init(_ arguments: Arguments) throws(Refusal) {
        clause = try arguments.clause("clause")
        matter = try RequirementCase(arguments)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: matter.unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        try desk.register.checkStands(clause.framework, on: desk.today)
        try matter.state(.clause(clause), &desk)
    }
}

/// A command about one requirement: whose unit answers for it, its affair it is.
protocol RequirementDeed: Deed {
    var requirement: ID<Requirement> { get }
}

extension RequirementDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .requirement(requirement), on: day)
    }
}

/// Says a requirement anew: another sentence, another unit or rhythm. Its source and number stay.
public struct AmendRequirement: RequirementDeed {
    public let requirement: ID<Requirement>
    let matter: RequirementCase, reason: String
    /// What it demands and what would prove it before, found by the office; nil: it is not known.
    public var before: (demand: String, expected: String)?

    public static let fields = [Field.requirement] + RequirementCase.fields + [.reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.id("requirement")
        matter = try RequirementCase(arguments)
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (_, wording) = try desk.register.standingRequirement(requirement, on: desk.today)
        // What is read anew is bound to the version that is read.
        var version: ID<Document.Version>?
        if case .paragraph(let document, _, _) = wording.source {
            version = desk.register.documents[document]?.versionShown(on: desk.today)?.id
        }
        let new = try matter.amendment(
            version, isReworded: before.map { $0 != (matter.demand, matter.expected) } ?? true, binding: wording.assets,
            &desk)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.requirement(requirement, .amended(new, reason: reason)))
    }
}

/// Withdraws a requirement that is not to hold any more.
public struct WithdrawRequirement: RequirementDeed {
    let requirement: ID<Requirement>, reason: String

    public static let fields = [Field.requirement, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.id("requirement")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.standingRequirement(requirement, on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.requirement(requirement, .withdrawn(reason: reason)))
    }
}

/// Says how a requirement lies to a clause of a framework, so that its evidence counts there as far as it honestly does.
public struct MapRequirement: RequirementDeed {
    let requirement: ID<Requirement>, clause: ClauseReference, relation: ClauseRelation, rationale: String

    public static let fields = [
        Field.requirement, .clause,
        Field(
            "relation", .choice(ClauseRelation.choices), da: "Kravet", en: "The requirement"),
        Field("rationale", .text(most: 1000), da: "Hvorfor?", en: "Why?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.id("requirement")
        clause = try arguments.clause("clause")
        relation = try arguments.choice("relation")
        rationale = try arguments.text("rationale", most: 1000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, wording) = try desk.register.standingRequirement(requirement, on: desk.today)
        guard wording.source != .clause(clause) else {
            throw .invalid(
                "clause", da: "Det er det punkt, kravet selv kommer fra. Vælg et andet.",
                en: "That is the clause that the requirement itself comes from. Choose another.")
        }
        try desk.register.checkStands(clause.framework, on: desk.today)
        if let now = known.mappings[clause]?.newest ?? nil, now.relation == relation {
            throw .outOfTurn(
                da: "Den sammenhæng er allerede registreret.", en: "That connection is recorded already.")
        }
        let rationale: ValueID = desk.keep(rationale)
        try desk.record(.requirement(requirement, .mapped(clause, relation, rationale: rationale)))
    }
}

/// Takes such a connection away again.
public struct UnmapRequirement: RequirementDeed {
    let requirement: ID<Requirement>, clause: ClauseReference, reason: String

    public static let fields = [Field.requirement, .clause, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        requirement = try arguments.id("requirement")
        clause = try arguments.clause("clause")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.standingRequirement(requirement, on: desk.today)
        guard known.mappings[clause]?.newest ?? nil != nil else {
            throw .invalid(
                "clause", da: "Kravet er ikke forbundet med det punkt.",
                en: "The requirement is not connected with that clause.")
        }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.requirement(requirement, .unmapped(clause, reason: reason)))
    }
}

extension Arguments {
    /// A clause of a framework, written `27002:5.10`. That there is such a clause, whoever knows the frameworks makes sure.
    public func clause(_ field: String) throws(Refusal) -> ClauseReference {
        guard let reference = try optionalClause(field) else { throw Arguments.missing(field) }
        return reference
    }

    public func optionalClause(_ field: String) throws(Refusal) -> ClauseReference? {
        guard let text = try optionalText(field, most: 90) else { return nil }
        guard let reference = ClauseReference(text) else {
            throw .invalid(
                field, da: "Skriv rammeværk og punkt, fx 27002:5.10.",
                en: "Write framework and clause, such as 27002:5.10.")
        }
        return reference
    }
}
