// SPDX-License-Identifier: MPL-2.0

/// Registers an asset, or sets one anew: what was recorded of it stays (policy §§1, 3, 8).
public struct SetAsset: Deed {
    let asset: ID<Asset>?, kind: Asset.Kind, name: String, about: String?, unit: ID<Unit>, owner: ID<Person>?
    let isShared: Bool, confidentiality: Said?, integrity: Said?, availability: Said?, authenticity: Said?
    let target: Asset.Target, users: String?, months: Int?
    let criticalityReason: String?, products: [Asset.Product]
    /// What needs no words; the words are kept when it is decided.
    let details: Asset.Details

    /// How much of something it needs, and why.
    struct Said: Hashable, Sendable {
        let level: Asset.Level
        let reason: String

        /// Both, or neither.
        init?(_ arguments: Arguments, _ field: String, isDemanded: Bool) throws(Refusal) {
            let level: Asset.Level? = try arguments.optionalChoice(field)
            let reason = try arguments.optionalText("\(field)_reason", most: 2000)
            guard level != nil || reason != nil || isDemanded else { return nil }
            guard let level else { throw Arguments.missing(field) }
            guard let reason else { throw Arguments.missing("\(field)_reason") }
            (self.level, self.reason) = (level, reason)
        }
    }

    public static let fields = about + holding + needs + availability + access + beside

    /// What some kinds have and others do not: the fields that say it.
    public static func fields(of aspect: Asset.Aspect) -> [String] {
        switch aspect {
        case .needs: ControlAttributes.Property.allCases.flatMap { [$0.field, "\($0.field)_reason"] }
        case .target: ["available", "recovery", "loss"]
        case .access: ["users", "months"]
        case .operation: ["manager", "operator"]
        case .classification: ["classification"]
        case .personalData: ["personal_data", "registered"]
        case .task: ["kle"]
        case .phase: ["phase"]
        case .kitos: [Asset.Known.kitosSystem.field, Asset.Known.kitosUsage.field]
        case .company: [Asset.Known.cvr.field]
        case .products: ["products"]
        }
    }

    public init(_ arguments: Arguments) throws(Refusal) { try self.init(arguments, isWhole: true) }

    /// - Parameter isWhole: whether all must be said that its kind demands. A file of another register says less, and what it
    ///   does not say stays unstated.
    init(_ arguments: Arguments, isWhole: Bool) throws(Refusal) {
        asset = try arguments.optionalID("asset")
        kind = try arguments.choice("kind")
        let kind = kind
        for aspect in Asset.Aspect.allCases where !kind.takes(aspect) {
            for field in SetAsset.fields(of: aspect)
            where (arguments.texts[field] ?? []).contains(where: { !$0.isEmpty }) {
                throw .invalid(
                    field, da: "Det hører ikke til aktiver af slagsen »\(kind.label.da)«. Lad feltet stå tomt.",
                    en: "That does not belong to assets of the kind “\(kind.label.en)”. Leave the field empty.")
            }
        }
        name = try arguments.line("name", most: 200)
        about = try arguments.optionalText("about", most: 2000)
        unit = try arguments.id("unit")
        owner = try arguments.optionalID("owner")
        isShared = try arguments.flag("shared")
        func need(_ property: ControlAttributes.Property) throws(Refusal) -> Said? {
            try Said(arguments, property.field, isDemanded: isWhole && kind.demands(.needs))
        }
        confidentiality = try need(.confidentiality)
        integrity = try need(.integrity)
        availability = try need(.availability)
        authenticity = try Said(arguments, "authenticity", isDemanded: false)
        target = try Asset.Target(arguments)
        users = try arguments.optionalText("users", most: 2000)
        months = try arguments.optionalNumber("months", in: 1...24)
        if users != nil || months != nil || isWhole && kind.demands(.access) {
            guard users != nil else { throw Arguments.missing("users") }
            guard months != nil else { throw Arguments.missing("months") }
        }
        details = try Asset.Details(arguments)
        criticalityReason = try arguments.optionalText("criticality_reason", most: 2000)
        guard (details.criticality == nil) == (criticalityReason == nil) else {
            throw Arguments.missing(details.criticality == nil ? "criticality" : "criticality_reason")
        }
        products = try Asset.Product.list(try arguments.optionalText("products", most: 40_000) ?? "", "products")
    }

    /// One that is changed is the affair of the unit that owns it, whoever is to do so from now on.
    public func concern(in register: Register, on day: Day) -> Concern {
        asset.map { register.concern(of: .asset($0), on: day) } ?? Concern(unit: unit)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        try checkPlace(desk.register, on: desk.today)
        let number = try number(desk.register, on: desk.today)
        try refuseTaken(desk.register, on: desk.today)
        let wording = wording(number, &desk)
        let id: ID<Asset> = asset ?? desk.new()
        try desk.record(.asset(id, .set(wording)))
    }

    /// Whether the unit is open and the people are there.
    func checkPlace(_ register: Register, on day: Day) throws(Refusal) {
        _ = try register.openUnit(unit, "unit", on: day)
        if let owner { _ = try register.existingPerson(owner, "owner") }
        if let manager = details.manager { _ = try register.existingPerson(manager, "manager") }
        if let known = details.operator { _ = try register.existingPerson(known, "operator") }
    }

    /// What it says, with its words kept.
    func wording(_ number: Int, _ desk: inout Deciding) -> Asset.Wording {
        func kept(_ said: Said?) -> Asset.Need? { said.map { .init(level: $0.level, reason: desk.keep($0.reason)) } }
        var details = details
        details.criticalityReason = desk.keep(criticalityReason)
        let lines: String? = products.isEmpty ? nil : products.map(\.line).joined(separator: "\n")
        details.products = desk.keep(lines)
        return Asset.Wording(
            number: number, kind: kind, name: desk.keep(name), about: desk.keep(about), unit: unit, owner: owner,
            isShared: isShared, confidentiality: kept(confidentiality), integrity: kept(integrity),
            availability: kept(availability), authenticity: kept(authenticity), target: target,
            users: desk.keep(users), months: months, details: details)
    }

    /// Its own, or the next of its kind. What it is never changes: its number says so.
    private func number(_ register: Register, on day: Day) throws(Refusal) -> Int {
        let next = register.next(.asset, kind.series)
        guard let asset else { return next }
        // One whose first words were struck a moment ago, to be put right, keeps its number and what was recorded.
        if let known = register.assets[asset], known.wording == nil, known.number > 0 {
            return known.kind == kind ? known.number : next
        }
        let (_, wording) = try register.standingAsset(asset, on: day)
        guard wording.kind == kind else {
            throw .invalid(
                "kind",
                da:
                    "\(wording.label) er af slagsen »\(wording.kind.label.da)« og bliver ved med at være det. Tag den ud af brug, og registrér en ny.",
                en:
                    "\(wording.label) is of the kind “\(wording.kind.label.en)”, and stays so. Retire it, and register a new one."
            )
        }
        return wording.number
    }

    /// A name in another system means one asset in use; only a company can be behind many.
    func refuseTaken(_ register: Register, on day: Day) throws(Refusal) {
        for id in details.externalIDs where id.known?.isUnique ?? true {
            guard let other = register.assets(knownAs: id, on: day).first(where: { $0.id != asset }) else { continue }
            let label = other.wording?.label ?? ""
            throw .invalid(
                id.known?.field ?? "external_ids", da: "»\(id.id)« står allerede på \(label). Fjern det dér først.",
                en: "“\(id.id)” already stands on \(label). Remove it there first.")
        }
    }
}

extension Asset.Details {
    /// All of it that is no words.
    fileprivate init(_ arguments: Arguments) throws(Refusal) {
        self.init()
        manager = try arguments.optionalID("manager")
        `operator` = try arguments.optionalID("operator")
        classification = try arguments.optionalChoice("classification")
        let held: [Asset.PersonalData] = try arguments.choices("personal_data")
        personalData = Asset.PersonalData.allCases.filter { held.contains($0) }
        guard !personalData.contains(.none) || personalData.count == 1 else {
            throw .invalid(
                "personal_data", da: "Der kan ikke både være ingen personoplysninger og nogle. Vælg om.",
                en: "There cannot be both no personal data and some. Choose again.")
        }
        registered = try arguments.optionalChoice("registered")
        guard registered == nil || !personalData.isEmpty && personalData != [.none] else {
            throw .invalid(
                "registered", da: "Vælg, hvilke personoplysninger der er, eller lad feltet stå tomt.",
                en: "Choose which personal data there are, or leave the field empty.")
        }
        criticality = try arguments.optionalChoice("criticality")
        task = try arguments.optionalLine("kle", most: 20).map { (text) throws(Refusal) in
            guard let task = Asset.TaskArea(text) else {
                throw .invalid(
                    "kle", da: "Skriv et KLE-nummer, fx 27.36.00, eller kun begyndelsen, fx 27.36.",
                    en: "Write a number of KLE, such as 27.36.00, or how it begins, such as 27.36.")
            }
            return task
        }
        phase = try arguments.optionalChoice("phase")
        guard phase != .closed else {
            throw .invalid(
                "phase", da: "Et aktiv er nedlagt, når det er taget ud af brug. Gør det i stedet.",
                en: "An asset is closed down when it is retired. Do that instead.")
        }
        externalIDs = try Asset.ExternalID.list(
            try arguments.optionalText("external_ids", most: 4000) ?? "", "external_ids")
        for known in Asset.Known.allCases {
            guard let text = try arguments.optionalLine(known.field, most: 60) else { continue }
            guard let id = known.spelling(text) else { throw known.malformed }
            externalIDs.append(.init(system: known.rawValue, id: id))
        }
        externalIDs.sort()
    }
}

extension Asset.Known {
    var malformed: Refusal {
        switch self {
        case .kitosSystem, .kitosUsage:
            .invalid(
                field, da: "Skriv det UUID, som KITOS viser: 36 tegn som 0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9f.",
                en: "Write the UUID that KITOS shows: 36 characters like 0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9f.")
        case .cvr:
            .invalid(
                field,
                da: "Det er ikke et CVR-nummer. Skriv de otte cifre, fx 12 34 56 74, og se efter, om de er rigtige.",
                en: "That is no CVR number. Write its eight digits, such as 12 34 56 74, and check them.")
        }
    }
}
