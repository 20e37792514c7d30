// SPDX-License-Identifier: MPL-2.0

/// Adopts a framework from a file. What the file is and says, whoever read it hands over; what nobody filled in is taken
/// from there before it comes here.
public struct AdoptFramework: Deed {
    let file: Arguments.File, catalogue: Arguments.File?, reading: AdoptedFramework.Reading
    let name: Framework.Name, label: String, kind: Framework.Kind

    /// As much as is read of one file: NIST SP 800-53 with all its guidance and assessment has 10 MB.
    public static let mostBytes = 20_000_000

    public static let fields = [
        Field(
            "file", .file, da: "Fil", en: "File",
            hint: Phrase(
                da: """
                    OSCAL (JSON eller YAML), et bibliotek fra CISO Assistant, CSV eller XLSX, højst 20 MB. Trusler også fra \
                    MISP, MONARC eller OS2compliance.
                    """,
                en: """
                    OSCAL (JSON or YAML), a CISO Assistant library, CSV or XLSX, at most 20 MB. Threats from MISP, MONARC or \
                    OS2compliance too.
                    """)),
        Field(
            "catalogue", .file, da: "Profilens katalog", en: "The profile’s catalogue",
            hint: Phrase(
                da: "Kun hvis filen er en OSCAL-profil: det katalog, som den vælger fra.",
                en: "Only if the file is an OSCAL profile: the catalogue that it chooses from."), optional: true),
        Field(
            "name", .line(most: 40), da: "Navn i adresser", en: "Name in addresses",
            hint: Phrase(
                da:
                    "Små bogstaver, cifre og bindestreger, fx cis-8. Punkterne hedder så cis-8:1.1. Tomt felt: efter filen.",
                en:
                    "Small letters, digits and hyphens, such as cis-8. Its clauses are then cis-8:1.1. Empty: as the file says."
            ), optional: true),
        Field(
            "label", .line(most: 200), da: "Titel", en: "Title",
            hint: Phrase(da: "Tomt felt: titlen i filen.", en: "Empty: the title in the file."), optional: true),
        Field(
            "kind", .choice(Framework.Kind.choices), da: "Indhold", en: "Holds",
            hint: Phrase(da: "Tomt felt: som filen siger.", en: "Empty: as the file says."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        guard let file = try arguments.optionalFile("file", most: AdoptFramework.mostBytes) else {
            throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
        }
        guard let reading = arguments.files["reading"].flatMap({ AdoptedFramework.Reading(decoding: $0.bytes) }) else {
            throw .invalid("file", da: "Filen kunne ikke læses.", en: "The file could not be read.")
        }
        (self.file, self.reading) = (file, reading)
        catalogue = try arguments.optionalFile("catalogue", most: AdoptFramework.mostBytes)
        guard let typed = try arguments.optionalLine("name", most: 40) else {
            throw .invalid(
                "name", da: "Filen foreslår intet navn. Skriv et, fx cis-8.",
                en: "The file proposes no name. Write one, such as cis-8.")
        }
        // An identity is no name: what was adopted is found by either.
        guard let name = Framework.Name(typed), ID<AdoptedFramework>(typed) == nil else {
            throw .invalid(
                "name", da: "Brug kun små bogstaver (a–z), cifre og bindestreger, fx cis-8.",
                en: "Use only small letters (a–z), digits and hyphens, such as cis-8.")
        }
        self.name = name
        guard let label = try arguments.optionalLine("label", most: 200) else {
            throw .invalid(
                "label", da: "Filen har ingen titel. Skriv en.", en: "The file has no title. Write one.")
        }
        self.label = label
        kind = try arguments.choice("kind")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        guard !AdoptedFramework.shipped.contains(name.text), name != ThreatCatalogue.own else {
            throw .invalid(
                "name", da: "\(name) følger med Værn og er der allerede. Vælg et andet navn, fx \(name)-egen.",
                en: "\(name) comes with Værn and is there already. Choose another name, such as \(name)-own.")
        }
        guard desk.register.adoptedFramework(name) == nil else {
            throw .invalid(
                "name",
                da:
                    "Navnet \(name) er brugt. Er det en ny udgave, så giv den sit eget navn, fx \(name)-\(desk.today.year).",
                en:
                    "The name \(name) is used. If it is a new edition, give it its own name, such as \(name)-\(desk.today.year)."
            )
        }
        let id: ID<AdoptedFramework> = desk.new()
        let adoption = AdoptedFramework.Adoption(
            name: name, kind: kind, label: desk.keep(label), edition: desk.keep(reading.edition),
            publisher: desk.keep(reading.publisher), source: desk.keep(reading.source),
            rights: desk.keep(reading.rights), languages: reading.languages, file: desk.keep(file.bytes),
            fileName: desk.keep(file.name), sha256: reading.sha256, catalogue: catalogue.map { desk.keep($0.bytes) },
            clauses: reading.clauses)
        try desk.record(.framework(id, .adopted(adoption)))
    }
}

/// Retires a framework that the organisation does not follow any more. What was stated from it stays readable.
public struct RetireFramework: Deed {
    let framework: ID<AdoptedFramework>, reason: String

    public static let fields = [Field.framework, .reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        framework = try arguments.id("framework")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, adoption) = try desk.register.existingFramework(framework)
        guard !known.isRetired(on: desk.today) else {
            throw .outOfTurn(da: "Rammeværket er taget ud af brug.", en: "The framework is retired already.")
        }
        let used = desk.register.requirements(from: adoption.name, on: desk.today)
        guard used == 0 else { throw AdoptedFramework.inUse(used) }
        let named = desk.register.risks(namingThreatsOf: adoption.name, on: desk.today)
        guard named.isEmpty else { throw AdoptedFramework.named(by: named) }
        let reason: ValueID = desk.keep(reason)
        try desk.record(.framework(framework, .retired(reason: reason)))
    }
}

extension AdoptedFramework {
    /// Threats that open risks name would be codes without words.
    static func named(by risks: [Risk]) -> Refusal {
        let labels = risks.prefix(3).map { "R-\($0.number)" }.joined(separator: ", ") + (risks.count > 3 ? " …" : "")
        return .outOfTurn(
            da: """
                \(risks.count == 1 ? "Én åben risiko" : "\(risks.count) åbne risici") nævner trusler fra kataloget \
                (\(labels)). Giv risiciene andre trusler, eller luk dem, først.
                """,
            en: """
                \(risks.count == 1 ? "One open risk names" : "\(risks.count) open risks name") threats of the catalogue \
                (\(labels)). Give the risks other threats, or close them, first.
                """)
    }

    static func inUse(_ count: Int) -> Refusal {
        .outOfTurn(
            da: """
                \(count == 1 ? "Ét krav" : "\(count) krav") svarer på punkter i rammeværket. Træk det tilbage, eller fjern \
                forbindelsen, først. Kravene står på rammeværkets side.
                """,
            en: """
                \(count == 1 ? "One requirement answers" : "\(count) requirements answer") for clauses of the framework. \
                Withdraw it, or remove the connection, first. The requirements are on the framework’s page.
                """)
    }
}

extension Deciding {
    /// What requirements are stated from is not annulled under them; a correction adopts it anew under the same name.
    func keep(_ framework: ID<AdoptedFramework>, since before: Register) throws(Refusal) {
        guard let name = before.frameworks[framework]?.adoption?.name, register.adoptedFramework(name) == nil else {
            return
        }
        let used = register.requirements(from: name, on: today)
        guard used == 0 else { throw AdoptedFramework.inUse(used) }
        let named = register.risks(namingThreatsOf: name, on: today)
        guard named.isEmpty else { throw AdoptedFramework.named(by: named) }
    }
}
