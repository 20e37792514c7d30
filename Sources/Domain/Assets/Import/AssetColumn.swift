// SPDX-License-Identifier: MPL-2.0

extension AssetReading {
    /// What a column of a table of assets holds. But for the first and the last two, it is what the field of the same name in
    /// `SetAsset` takes.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        /// Værn's own name of the asset: its identity or its number.
        case reference
        case kind, name, about, unit, owner, manager, `operator`, shared
        case classification
        case personalData = "personal_data"
        case registered, kle, criticality
        case criticalityReason = "criticality_reason"
        case confidentiality
        case confidentialityReason = "confidentiality_reason"
        case integrity
        case integrityReason = "integrity_reason"
        case availability
        case availabilityReason = "availability_reason"
        case authenticity
        case authenticityReason = "authenticity_reason"
        case available, recovery, loss, users, months, phase
        case kitosSystem = "kitos_system"
        case kitosUsage = "kitos_usage"
        case cvr
        case externalIDs = "external_ids"
        case products
        /// What it depends on: one a line, such as »Kører på: KMP-2«.
        case dependsOn = "depends_on"

        /// The field of the command that names the column.
        public var field: String { "column_\(rawValue)" }

        private static let labels: [String: Phrase] = Dictionary(
            SetAsset.fields.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })

        /// As a table is headed.
        public var label: Phrase {
            switch self {
            case .reference: Phrase(da: "Reference", en: "Reference")
            case .name: Phrase(da: "Aktiv", en: "Asset")
            case .unit: Phrase(da: "Ejes af", en: "Owned by")
            case .shared: Phrase(da: "Fælleskommunal", en: "Shared")
            case .phase: Phrase(da: "Livsfase", en: "Phase")
            case .criticality: Phrase(da: "Kritisk", en: "Critical")
            case .criticalityReason: Phrase(da: "Kritisk, hvorfor", en: "Critical, why")
            case .confidentiality: Self.need(.confidentiality)
            case .confidentialityReason: Self.why(.confidentiality)
            case .integrity: Self.need(.integrity)
            case .integrityReason: Self.why(.integrity)
            case .availability: Self.need(.availability)
            case .availabilityReason: Self.why(.availability)
            case .authenticity: Phrase(da: "Ægthed", en: "Authenticity")
            case .authenticityReason: Phrase(da: "Ægthed, hvorfor", en: "Authenticity, why")
            case .registered: Phrase(da: "Registrerede", en: "Registered")
            case .classification: Phrase(da: "Klassifikation", en: "Class")
            case .kle: Phrase(da: "KLE", en: "KLE")
            case .users: Phrase(da: "Hvem må bruge det", en: "Who may use it")
            case .about: Phrase(da: "Hvad bruges det til", en: "What it is used for")
            case .dependsOn: Phrase(da: "Afhænger af", en: "Depends on")
            case .kind, .owner, .manager, .operator, .personalData, .available, .recovery, .loss, .months,
                .kitosSystem, .kitosUsage, .cvr, .externalIDs, .products:
                Self.labels[rawValue] ?? Phrase(da: rawValue, en: rawValue)
            }
        }

        private static func need(_ property: ControlAttributes.Property) -> Phrase { property.label }
        private static func why(_ property: ControlAttributes.Property) -> Phrase {
            Phrase(da: "\(property.label.da), hvorfor", en: "\(property.label.en), why")
        }

        /// What only some kinds have; nil: all have it.
        var aspect: Asset.Aspect? { Self.aspects[rawValue] }

        private static let aspects: [String: Asset.Aspect] = {
            var found: [String: Asset.Aspect] = [:]
            for aspect in Asset.Aspect.allCases { for field in SetAsset.fields(of: aspect) { found[field] = aspect } }
            return found
        }()

        /// What a cell says in the one spelling that is compared and taken; nil: nothing.
        ///
        /// - Throws: a refusal that says what can stand there.
        public func spelling(_ text: String) throws(Refusal) -> String? {
            func words(_ most: Int) throws(Refusal) -> String? {
                try Arguments([rawValue: [text]]).optionalText(rawValue, most: most)
            }
            func line(_ most: Int) throws(Refusal) -> String? {
                try Arguments([rawValue: [text]]).optionalLine(rawValue, most: most)
            }
            func number(_ range: ClosedRange<Int>) throws(Refusal) -> String? {
                try Arguments([rawValue: [text]]).optionalNumber(rawValue, in: range).map { "\($0)" }
            }
            switch self {
            case .reference, .unit, .owner, .manager, .operator: return try line(400)
            case .name: return try line(200)
            case .about, .users, .criticalityReason, .confidentialityReason, .integrityReason, .availabilityReason,
                .authenticityReason:
                return try words(2000)
            case .dependsOn: return try words(40_000)
            case .kind: return try CellWords.choice(line(80), Asset.Kind.self, rawValue)
            case .classification: return try CellWords.choice(line(80), Classification.self, rawValue)
            case .registered: return try CellWords.choice(line(80), Asset.Registered.self, rawValue)
            case .criticality: return try CellWords.choice(line(80), Asset.Criticality.self, rawValue)
            case .confidentiality, .integrity, .availability, .authenticity:
                return try CellWords.choice(line(80), Asset.Level.self, rawValue)
            // What is retired is closed down, whatever was said of it before.
            case .phase: return try CellWords.choice(line(80), Asset.Phase.self, rawValue)
            case .shared:
                return try line(10).map { (text) throws(Refusal) in try CellWords.yes(text, rawValue) ? "1" : "" }
            case .personalData: return try CellWords.choices(words(2000), Asset.PersonalData.self, rawValue)
            case .kle: return try line(20)
            case .available:
                return try line(8).map { (text) throws(Refusal) in
                    Asset.Target.percent(try Asset.Target.hundredths(text, rawValue))
                }
            case .recovery, .loss: return try number(0...10_000)
            case .months: return try number(1...24)
            case .kitosSystem: return try known(line(60), .kitosSystem)
            case .kitosUsage: return try known(line(60), .kitosUsage)
            case .cvr: return try known(line(60), .cvr)
            case .externalIDs:
                let ids = try Asset.ExternalID.list(words(4000) ?? "", rawValue)
                return ids.isEmpty ? nil : Self.lines(ids)
            case .products:
                let products = try Asset.Product.list(words(40_000) ?? "", rawValue)
                return products.isEmpty ? nil : products.map(\.line).joined(separator: "\n")
            }
        }

        static func lines(_ ids: [Asset.ExternalID]) -> String {
            ids.sorted().map { "\($0.system): \($0.id)" }.joined(separator: "\n")
        }

        private func known(_ text: String?, _ known: Asset.Known) throws(Refusal) -> String? {
            guard let text else { return nil }
            guard let id = known.spelling(text) else { throw known.malformed }
            return id
        }
    }
}
