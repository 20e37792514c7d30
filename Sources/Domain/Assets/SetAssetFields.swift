// SPDX-License-Identifier: MPL-2.0

/// The fields of an asset, in the order of its form. The interface knows no kinds, so what only some kinds ask for is
/// optional here; `SetAsset` says which do.
extension SetAsset {
    static let about = [
        Field(
            "asset", .asset, da: "Aktiv, der ændres", en: "Asset that is changed",
            hint: Phrase(da: "Tomt, hvis det er et nyt.", en: "Empty for a new one."), optional: true),
        Field("kind", .choice(Asset.Kind.choices), da: "Slags", en: "Kind"),
        Field("name", .line(most: 200), da: "Navn", en: "Name"),
        Field("about", .text(most: 2000), da: "Hvad bruges det til?", en: "What is it used for?", optional: true),
        Field("unit", .unit, da: "Enhed, der ejer det", en: "Unit that owns it"),
        Field("owner", .person, da: "Ejer", en: "Owner", optional: true),
        Field("manager", .person, da: "Systemansvarlig", en: "System manager", optional: true),
        Field("operator", .person, da: "Driftsansvarlig", en: "Responsible for operation", optional: true),
        Field(
            "shared", .tick, da: "Fælleskommunalt: kommunerne har det sammen",
            en: "The municipalities have it together",
            optional: true),
    ]

    static let holding = [
        Field(
            "classification", .choice(Classification.choices), da: "Klassifikation af det, det rummer",
            en: "Class of what it holds", optional: true),
        Field(
            "personal_data", .several(Asset.PersonalData.choices), da: "Personoplysninger", en: "Personal data",
            hint: Phrase(
                da: "Lad alle stå tomme, hvis ingen har vurderet det.", en: "Leave all empty if nobody has assessed it."
            ),
            optional: true),
        Field(
            "registered", .choice(Asset.Registered.choices), da: "Hvor mange er registreret, cirka?",
            en: "About how many people are registered?", optional: true),
        Field(
            "kle", .line(most: 20), da: "Kommunal opgave (KLE)", en: "Municipal task (KLE)",
            hint: Phrase(da: "Fx 27.36.00.", en: "Such as 27.36.00."), optional: true),
    ]

    static let needs: [Field] =
        [
            Field(
                "criticality", .choice(Asset.Criticality.choices), da: "Kritisk?", en: "Critical?", optional: true),
            Field(
                "criticality_reason", .text(most: 2000), da: "Hvorfor er det så kritisk?", en: "Why is it as critical?",
                optional: true),
        ]
        + ControlAttributes.Property.allCases.flatMap { property in
            need(property.field, label(property)) { $0.meaning(of: property) }
        }
        + need("authenticity", Phrase(da: "Behov for ægthed", en: "Need of authenticity")) { $0.meaningOfAuthenticity }

    private static func label(_ property: ControlAttributes.Property) -> Phrase {
        switch property {
        case .confidentiality: Phrase(da: "Behov for fortrolighed", en: "Need of confidentiality")
        case .integrity: Phrase(da: "Behov for integritet", en: "Need of integrity")
        case .availability: Phrase(da: "Behov for tilgængelighed", en: "Need of availability")
        }
    }

    /// The level in its own words, and why.
    private static func need(_ name: String, _ label: Phrase, _ meaning: (Asset.Level) -> Phrase) -> [Field] {
        let levels = Asset.Level.allCases.map { level in
            let means = meaning(level)
            return Field.Choice(
                level.rawValue, da: "\(level.label.da): \(means.da.lowercasedFirst)",
                en: "\(level.label.en): \(means.en.lowercasedFirst)")
        }
        return [
            Field(name, .choice(levels), da: label.da, en: label.en, optional: true),
            Field("\(name)_reason", .text(most: 2000), da: "Hvorfor?", en: "Why?", optional: true),
        ]
    }

    static let availability = [
        Field(
            "available", .line(most: 8), da: "Mål for tilgængelighed (procent)", en: "Target of availability (%)",
            hint: Phrase(da: "Fx 99,9.", en: "Such as 99.9."), optional: true),
        Field(
            "recovery", .number(0...10_000), da: "Må højst være nede (timer, RTO)", en: "Away at most (hours, RTO)",
            optional: true),
        Field(
            "loss", .number(0...10_000), da: "Må højst miste data for (timer, RPO)",
            en: "Data lost at most (hours, RPO)", optional: true),
    ]

    static let access = [
        Field(
            "users", .text(most: 2000), da: "Hvem må bruge det?", en: "Who may use it?",
            hint: Phrase(da: "De grupper, der skal have adgang.", en: "The groups that are to have access."),
            optional: true),
        Field(
            "months", .number(1...24), da: "Måneder mellem gennemgange af adgange",
            en: "Months between reviews of access", optional: true),
    ]

    static let beside = [
        Field(
            "phase", .choice(Asset.Phase.allCases.filter { $0 != .closed }.map { Field.Choice($0.rawValue, $0.label) }),
            da: "Hvor langt er det?", en: "Where is it in its life?", optional: true),
        Field(
            "kitos_system", .line(most: 60), da: "It-system i KITOS (UUID)", en: "IT system in KITOS (UUID)",
            optional: true),
        Field(
            "kitos_usage", .line(most: 60), da: "Anvendelse i KITOS (UUID)", en: "Usage in KITOS (UUID)",
            optional: true),
        Field("cvr", .line(most: 60), da: "Leverandørens CVR-nummer", en: "CVR number of the supplier", optional: true),
        Field(
            "external_ids", .text(most: 4000), da: "Navne i andre systemer", en: "Names in other systems",
            hint: Phrase(
                da: "Ét på hver linje: systemet, et kolon og navnet dér, fx cmdb: SRV-0042.",
                en: "One a line: the system, a colon and the name there, such as cmdb: SRV-0042."),
            optional: true),
        Field(
            "products", .text(most: 40_000), da: "Produkter", en: "Products",
            hint: Phrase(
                da: "Ét på hver linje: leverandør; produkt; version. Derefter CPE og purl, hvis du har dem.",
                en: "One a line: vendor; product; version. Then CPE and purl, if you have them."),
            optional: true),
    ]
}
