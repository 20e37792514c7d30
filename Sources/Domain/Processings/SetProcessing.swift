// SPDX-License-Identifier: MPL-2.0

/// Records a processing, or sets one anew: how it was reviewed stays. What is left empty is a gap, and a duty of the unit.
public struct SetProcessing: Deed {
    public let processing: ID<Processing>?
    let capacity: Processing.Capacity, title: String, purpose: String, unit: ID<Unit>, responsible: ID<Person>?
    let begins: Day?, controllers: String?, grounds: [Processing.Ground], law: String?, people: String?
    let data: [Asset.PersonalData], kinds: String?, recipients: String?, transfer: Processing.Transfer?
    let countries: String?, safeguards: [Processing.Safeguard], erasure: String?, security: String?
    let assets: [ID<Asset>]

    public static let fields = about + lawfulness + content + around

    private static let about = [
        Field(
            "processing", .processing, da: "Behandling, der ændres", en: "Processing that is changed",
            hint: Phrase(da: "Tomt, hvis det er en ny.", en: "Empty for a new one."), optional: true),
        Field(
            "capacity", .choice(Processing.Capacity.choices), da: "I er", en: "You are",
            hint: Phrase(
                da: "Databehandler, når andre bestemmer, hvad oplysningerne bruges til.",
                en: "Processor where others decide what the data are used for.")),
        Field("title", .line(most: 200), da: "Navn", en: "Name"),
        Field(
            "purpose", .text(most: 4000), da: "Formål", en: "Purpose",
            hint: Phrase(
                da: "Som databehandler: hvad I gør for de dataansvarlige.",
                en: "As a processor: what you do for the controllers.")),
        Field("unit", .unit, da: "Ansvarlig enhed", en: "Responsible unit"),
        Field("responsible", .person, da: "Ansvarlig person", en: "Responsible person", optional: true),
        Field(
            "begins", .day, da: "Første dag med oplysninger", en: "First day with data",
            hint: Phrase(da: "Tomt, mens den er planlagt.", en: "Empty while it is planned."), optional: true),
        Field(
            "controllers", .text(most: 20_000), da: "Dataansvarlige, det sker for eller sammen med",
            en: "Controllers that it is done for or with",
            hint: Phrase(
                da: "Én på hver linje: navn, kontakt og DPO. Brug fælles postkasser.",
                en: "One a line: name, contact and DPO. Use shared mailboxes."),
            optional: true),
    ]

    private static let lawfulness = [
        Field(
            "grounds", .several(Processing.Ground.choices), da: "Grundlag (GDPR)", en: "Grounds (GDPR)", optional: true),
        Field(
            "law", .text(most: 2000), da: "Grundlag i anden lov", en: "Grounds in other law",
            hint: Phrase(
                da: "Fx databeskyttelseslovens § 8 eller den lov, opgaven følger af.",
                en: "Such as section 8 of the Danish Data Protection Act, or the act that the task follows from."),
            optional: true),
    ]

    private static let content = [
        Field(
            "people", .text(most: 4000), da: "Kategorier af personer", en: "Categories of people",
            hint: Phrase(da: "Fx borgere, pårørende, ansatte.", en: "Such as citizens, relatives, employees."),
            optional: true),
        Field(
            "personal_data",
            .several(Asset.PersonalData.allCases.filter { $0 != .none }.map { Field.Choice($0.rawValue, $0.label) }),
            da: "Slags oplysninger efter loven", en: "Classes of data by law", optional: true),
        Field(
            "kinds", .text(most: 4000), da: "Oplysninger, der behandles", en: "Data that are processed",
            hint: Phrase(
                da: "Fx navn, CPR-nummer, helbredsoplysninger.", en: "Such as name, CPR number, health data."),
            optional: true),
        Field(
            "recipients", .text(most: 4000), da: "Modtagere", en: "Recipients",
            hint: Phrase(
                da: "Dem, der får oplysningerne, også databehandlere. Skriv »ingen«, hvis der ingen er.",
                en: "Those who get the data, processors too. Write “none” if there are none."),
            optional: true),
    ]

    private static let around = [
        Field(
            "transfer", .choice(Processing.Transfer.choices), da: "Forlader oplysningerne EU og EØS?",
            en: "Do data leave the EU and the EEA?", optional: true),
        Field(
            "countries", .text(most: 2000), da: "Tredjelande og internationale organisationer",
            en: "Third countries and international organisations", optional: true),
        Field(
            "safeguards", .several(Processing.Safeguard.choices), da: "Grundlag for overførslen",
            en: "What the transfer rests on", optional: true),
        Field(
            "erasure", .text(most: 4000), da: "Slettefrister", en: "Limits for erasure",
            hint: Phrase(
                da: "Hvornår slettes hvad? Fx fem år efter, at sagen er lukket.",
                en: "What is erased when? Such as five years after the case is closed."),
            optional: true),
        Field(
            "security", .text(most: 4000), da: "Sikkerhed, i hovedtræk", en: "Security, in general terms",
            hint: Phrase(
                da: "Tekniske og organisatoriske foranstaltninger (artikel 32).",
                en: "Technical and organisational measures (Article 32)."),
            optional: true),
        Field(
            "assets", .assets, da: "Aktiver, den bruger", en: "Assets that it uses",
            hint: Phrase(da: "Løsninger, informationer og leverandører.", en: "Solutions, information and suppliers."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        processing = try arguments.optionalID("processing")
        capacity = try arguments.choice("capacity")
        title = try arguments.line("title", most: 200)
        purpose = try arguments.text("purpose", most: 4000)
        unit = try arguments.id("unit")
        responsible = try arguments.optionalID("responsible")
        begins = try arguments.optionalDay("begins")
        controllers = try arguments.optionalText("controllers", most: 20_000)
        grounds = Processing.inOrder(try arguments.choices("grounds"))
        law = try arguments.optionalText("law", most: 2000)
        people = try arguments.optionalText("people", most: 4000)
        data = Processing.inOrder(try arguments.choices("personal_data"))
        kinds = try arguments.optionalText("kinds", most: 4000)
        recipients = try arguments.optionalText("recipients", most: 4000)
        transfer = try arguments.optionalChoice("transfer")
        countries = try arguments.optionalText("countries", most: 2000)
        safeguards = Processing.inOrder(try arguments.choices("safeguards"))
        erasure = try arguments.optionalText("erasure", most: 4000)
        security = try arguments.optionalText("security", most: 4000)
        assets = try arguments.ids("assets")
    }

    /// One that is changed is the affair of the unit that answers for it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        processing.map { register.concern(of: .processing($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let register = desk.register
        var (number, before): (Int, Processing.Wording?) = (register.next(.processing, 0), nil)
        if let processing {
            // One whose first words were struck a moment ago, to be put right, keeps its number and its reviews.
            if let known = register.processings[processing], known.wording == nil, known.number > 0 {
                number = known.number
            } else {
                let (known, wording) = try register.runningProcessing(processing)
                (number, before) = (known.number, wording)
            }
        }
        try check(register, before, on: desk.today)
        let wording = Processing.Wording(
            number: number, capacity: capacity, title: desk.keep(title), purpose: desk.keep(purpose), unit: unit,
            responsible: responsible, begins: begins, controllers: desk.keep(controllers), grounds: grounds,
            law: desk.keep(law), people: desk.keep(people), data: data, kinds: desk.keep(kinds),
            recipients: desk.keep(recipients), transfer: transfer, countries: desk.keep(countries),
            safeguards: safeguards, erasure: desk.keep(erasure), security: desk.keep(security), assets: assets)
        let id: ID<Processing> = processing ?? desk.new()
        try desk.record(.processing(id, .set(wording)))
    }

    private func check(_ register: Register, _ before: Processing.Wording?, on day: Day) throws(Refusal) {
        _ = try register.openUnit(unit, "unit", on: day)
        if let responsible {
            let known = try register.existingPerson(responsible, "responsible")
            guard responsible == before?.responsible || known.isActive(on: day) else {
                throw .invalid(
                    "responsible", da: "Personen er ikke tilknyttet organisationen i dag. Vælg en anden.",
                    en: "The person is not engaged today. Choose another.")
            }
        }
        guard !data.contains(.none) else {
            throw .invalid(
                "personal_data", da: "Uden personoplysninger er det ingen behandling. Vælg dem, der er.",
                en: "Without personal data it is no processing. Choose those that there are.")
        }
        if transfer != .third {
            guard countries == nil else {
                throw .invalid(
                    "countries", da: "Angiv kun lande, når oplysningerne forlader EU og EØS.",
                    en: "Give countries only where data leave the EU and the EEA.")
            }
            guard safeguards.isEmpty else {
                throw .invalid(
                    "safeguards", da: "Vælg kun et grundlag, når oplysningerne forlader EU og EØS.",
                    en: "Choose what it rests on only where data leave the EU and the EEA.")
            }
        }
        guard capacity != .controller || controllers == nil else {
            throw .invalid(
                "controllers", da: "I er selv den dataansvarlige. Lad feltet stå tomt, eller vælg en anden rolle.",
                en: "You are the controller. Leave the field empty, or choose another capacity.")
        }
        // What it names already may have gone since; it is taken off when there is something instead.
        for asset in assets {
            if before?.assets.contains(asset) == true { continue }
            _ = try register.standingAsset(asset, "assets", on: day)
        }
    }
}

extension Processing {
    /// In the order of the law, each once, however they were chosen.
    static func inOrder<Choice: CaseIterable & Equatable>(_ chosen: [Choice]) -> [Choice] {
        Choice.allCases.filter { chosen.contains($0) }
    }
}
