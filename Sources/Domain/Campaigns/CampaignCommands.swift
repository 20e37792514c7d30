// SPDX-License-Identifier: MPL-2.0

/// Asks requirements of many units.
public struct OpenCampaign: Deed {
    let title: String, documents: [ID<Document>], areas: [Requirement.Area], units: [ID<Unit>]
    let from: Day, until: Day, due: Day, guide: String?, follows: ID<Campaign>?

    public static let fields = [
        Field("title", .line(most: 200), da: "Titel", en: "Title"),
        Field(
            "documents", .documents, da: "Krav fra disse dokumenter", en: "Requirements from these documents",
            hint: Phrase(da: "Ingen valgt: alle krav.", en: "None chosen: all requirements."), optional: true),
        Field(
            "areas", .several(Requirement.Area.choices), da: "Kun krav om", en: "Only requirements about",
            optional: true),
        Field("units", .units, da: "Enheder, der svarer", en: "Units that answer"),
        Field("from", .day, da: "Perioden fra og med", en: "Period from"),
        Field("to", .day, da: "Perioden til og med", en: "Period until"),
        Field("due", .day, da: "Svar senest", en: "To be answered by"),
        Field(
            "guide", .text(most: 4000), da: "Vejledning til dem, der svarer", en: "Guidance for those who answer",
            optional: true),
        Field(
            "follows", .campaign, da: "Følger kampagne", en: "Follows campaign",
            hint: Phrase(da: "Dens svar vises ved siden af.", en: "Its answers are shown beside."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        title = try arguments.line("title", most: 200)
        documents = try arguments.ids("documents")
        areas = try arguments.choices("areas")
        units = try arguments.ids("units")
        from = try arguments.day("from")
        until = try arguments.day("to")
        due = try arguments.day("due")
        guide = try arguments.optionalText("guide", most: 4000)
        follows = try arguments.optionalID("follows")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard from <= until, until - from < 1100 else {
            throw .invalid(
                "to", da: "Perioden skal begynde, før den slutter, og højst vare tre år.",
                en: "The period must begin before it ends and last three years at most.")
        }
        guard due >= desk.today else {
            throw .invalid(
                "due", da: "Fristen ligger før i dag. Vælg en senere dag.",
                en: "The due day lies before today. Choose a later one.")
        }
        guard 1...Campaign.mostUnits ~= units.count else {
            throw .invalid(
                "units", da: "Vælg mindst én enhed og højst \(Campaign.mostUnits).",
                en: "Choose at least one unit and at most \(Campaign.mostUnits).")
        }
        for unit in units { _ = try desk.register.openUnit(unit, "units", on: desk.today) }
        for document in documents where desk.register.documents[document]?.created == nil {
            throw .invalid("documents", da: "Vælg dokumenter på listen.", en: "Choose documents from the list.")
        }
        if let follows { _ = try desk.register.existingCampaign(follows, "follows") }
        let register = desk.register
        let asked = register.requirements.values.filter { known in
            guard register.holds(known, on: desk.today), let wording = known.wording else { return false }
            return (documents.isEmpty || known.document.map(documents.contains) == true)
                && (areas.isEmpty || !Set(areas).isDisjoint(with: wording.areas))
        }.sorted { ($0.wording?.number ?? 0) < ($1.wording?.number ?? 0) }
        guard !asked.isEmpty else {
            throw .invalid(
                "documents", da: "Der er ingen krav at spørge om. Vælg andre dokumenter eller områder.",
                en: "There are no requirements to ask about. Choose other documents or areas.")
        }
        let closed = asked.contains { register.accessClass(of: .requirement($0.id), on: desk.today) != .everyone }
        guard !closed else {
            throw .invalid(
                "documents",
                da: "Nogle af kravene står i dokumenter, som ikke alle må se. Vælg de dokumenter, der skal spørges om.",
                en:
                    "Some of the requirements stand in documents that not everybody may see. Choose which documents to ask about."
            )
        }
        var once: Set<ID<Unit>> = []
        let first = min(asked.count, Campaign.atOnce)
        let opening = Campaign.Opening(
            number: desk.register.next(.campaign, desk.today.year), year: desk.today.year, title: desk.keep(title),
            requirements: asked[..<first].map(\.id), units: units.filter { once.insert($0).inserted }, from: from,
            until: until,
            due: due, guide: desk.keep(guide), follows: follows)
        let id: ID<Campaign> = desk.new()
        try desk.record(.campaign(id, .opened(opening)))
        for start in stride(from: first, to: asked.count, by: Campaign.atOnce) {
            let more = asked[start..<min(asked.count, start + Campaign.atOnce)].map(\.id)
            try desk.record(.campaign(id, .widened(more)))
        }
    }
}

/// Says for a unit whether it follows one requirement. Said anew, the newest counts.
public struct AnswerCampaign: Deed {
    let campaign: ID<Campaign>, unit: ID<Unit>, requirement: ID<Requirement>, result: Assessment.Result
    let finding: String?, evidence: [ID<Evidence>]

    public static let fields = [
        Field.campaign, Field("unit", .unit, da: "Enhed, der svarer", en: "Unit that answers"), Field.requirement,
        Field("result", .choice(Assessment.Result.choices), da: "Efterleves det?", en: "Is it complied with?"),
        Field(
            "finding", .text(most: 4000), da: "Hvordan, eller hvad mangler?", en: "How, or what is missing?",
            hint: Phrase(
                da: "Skal skrives, hvis kravet ikke efterleves helt.",
                en: "To be written where it is not wholly complied with."), optional: true),
        Field("evidence", .evidences, da: "Dokumentation", en: "Evidence", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        campaign = try arguments.id("campaign")
        unit = try arguments.id("unit")
        requirement = try arguments.id("requirement")
        result = try arguments.choice("result")
        finding = try arguments.optionalText("finding", most: 4000)
        evidence = try arguments.ids("evidence")
    }

    /// Of a unit that is closed, its successor's.
    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.answering(for: unit, on: day))
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.openCampaign(campaign, on: desk.today)
        guard opening.units.contains(unit) else {
            throw .invalid(
                "unit", da: "Kampagnen spørger ikke den enhed.", en: "The campaign does not ask that unit.")
        }
        guard opening.requirements.contains(requirement) else {
            throw .invalid(
                "requirement", da: "Kampagnen spørger ikke om det krav.",
                en: "The campaign does not ask about that requirement.")
        }
        guard !desk.register.fallen(from: known, on: desk.today).contains(requirement) else {
            throw .invalid(
                "requirement", da: "Kravet gælder ikke længere, så der skal ikke svares på det.",
                en: "The requirement holds no more, so it needs no answer.")
        }
        guard result == .complied || finding != nil else {
            throw .invalid("finding", da: "Skriv, hvad der mangler.", en: "Write what is missing.")
        }
        for id in evidence { _ = try desk.register.existingEvidence(id) }
        let answer = Campaign.Answer(
            requirement: requirement, unit: unit, result: result, finding: desk.keep(finding), evidence: evidence,
            isConfirmed: false)
        try desk.record(.campaign(campaign, .answered(answer)))
    }
}

/// Says for a unit that everything it answered the last time, and has not answered anew, still holds.
public struct ConfirmAnswers: Deed {
    public let campaign: ID<Campaign>
    let unit: ID<Unit>
    /// What each of the former answers said, found by the office.
    public var findings: [ValueID: String] = [:]

    public static let fields = [Field.campaign, Field("unit", .unit, da: "Enhed, der svarer", en: "Unit that answers")]

    public init(_ arguments: Arguments) throws(Refusal) {
        campaign = try arguments.id("campaign")
        unit = try arguments.id("unit")
    }

    /// Of a unit that is closed, its successor's.
    public func concern(in register: Register, on day: Day) -> Concern {
        Concern(unit: register.answering(for: unit, on: day))
    }

    /// The answers that are said again.
    public func former(in register: Register) -> [Campaign.Answer.Made] {
        guard let known = register.campaigns[campaign], let opening = known.opening else { return [] }
        return opening.requirements.compactMap { requirement in
            let place = Campaign.Place(requirement, unit)
            return known.answers[place] == nil ? register.former(place, of: opening) : nil
        }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, opening) = try desk.register.openCampaign(campaign, on: desk.today)
        guard opening.units.contains(unit) else {
            throw .invalid(
                "unit", da: "Kampagnen spørger ikke den enhed.", en: "The campaign does not ask that unit.")
        }
        let fallen = desk.register.fallen(from: known, on: desk.today)
        let former = former(in: desk.register).filter { !fallen.contains($0.requirement) }
        guard !former.isEmpty else {
            throw .outOfTurn(
                da: "Der er ingen tidligere svar at bekræfte. Svar på hvert krav.",
                en: "There are no former answers to confirm. Answer each requirement.")
        }
        for made in former {
            let answer = Campaign.Answer(
                requirement: made.requirement, unit: unit, result: made.result,
                finding: desk.keep(made.finding.flatMap { findings[$0] }),
                evidence: made.evidence.filter { desk.register.evidence[$0]?.holds(on: desk.today) == true },
                isConfirmed: true)
            try desk.record(.campaign(campaign, .answered(answer)))
        }
    }
}

/// Closes a campaign; what is not answered by then stays unanswered.
public struct CloseCampaign: Deed {
    let campaign: ID<Campaign>, conclusion: String

    public static let fields = [
        Field.campaign,
        Field("conclusion", .text(most: 4000), da: "Hvad viste svarene?", en: "What did the answers show?"),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        campaign = try arguments.id("campaign")
        conclusion = try arguments.text("conclusion", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openCampaign(campaign, on: desk.today)
        let conclusion: ValueID = desk.keep(conclusion)
        try desk.record(.campaign(campaign, .closed(conclusion: conclusion)))
    }
}
