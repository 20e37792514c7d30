// SPDX-License-Identifier: MPL-2.0

extension RiskReading {
    /// What a column of a table of risks holds: what `SetRisk` takes, then how the risk is judged as it is now.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        /// Værn's own name of the risk: its identity or its number.
        case reference
        case kind, title, scenario, assets, threats, vulnerabilities, properties, unit, owner, classification, barred
        /// The day on which it was judged.
        case day, likelihood
        case economy, reputation, contract, regulation, citizens, operations
        case economyReason = "economy_reason"
        case reputationReason = "reputation_reason"
        case contractReason = "contract_reason"
        case regulationReason = "regulation_reason"
        case citizensReason = "citizens_reason"
        case operationsReason = "operations_reason"
        case reason, confidence, treatment

        /// The field of the command that names the column.
        public var field: String { "column_\(rawValue)" }

        public static func of(_ dimension: RiskMethod.Dimension) -> Column {
            switch dimension {
            case .economy: .economy
            case .reputation: .reputation
            case .contract: .contract
            case .regulation: .regulation
            case .citizens: .citizens
            case .operations: .operations
            }
        }

        public static func why(_ dimension: RiskMethod.Dimension) -> Column {
            switch dimension {
            case .economy: .economyReason
            case .reputation: .reputationReason
            case .contract: .contractReason
            case .regulation: .regulationReason
            case .citizens: .citizensReason
            case .operations: .operationsReason
            }
        }

        /// The dimension that it gives a step of.
        public var dimension: RiskMethod.Dimension? {
            RiskMethod.Dimension.allCases.first { .of($0) == self }
        }

        /// Whether it tells how the risk is judged, and not what it is.
        public var isJudgement: Bool {
            switch self {
            case .reference, .kind, .title, .scenario, .assets, .threats, .vulnerabilities, .properties, .unit,
                .owner, .classification, .barred:
                false
            case .day, .likelihood, .economy, .reputation, .contract, .regulation, .citizens, .operations,
                .economyReason, .reputationReason, .contractReason, .regulationReason, .citizensReason,
                .operationsReason, .reason, .confidence, .treatment:
                true
            }
        }

        /// As a table is headed.
        public var label: Phrase {
            switch self {
            case .reference: Phrase(da: "Reference", en: "Reference")
            case .kind: Phrase(da: "Slags", en: "Kind")
            case .title: Phrase(da: "Risiko", en: "Risk")
            case .scenario: Phrase(da: "Scenarie", en: "Scenario")
            case .assets: Phrase(da: "Aktiver", en: "Assets")
            case .threats: Phrase(da: "Trusselsnumre", en: "Codes of threats")
            case .vulnerabilities: Phrase(da: "Sårbarheder", en: "Vulnerabilities")
            case .properties: Phrase(da: "Hvad bliver ramt", en: "What is harmed")
            case .unit: Phrase(da: "Enhed", en: "Unit")
            case .owner: Phrase(da: "Risikoejer", en: "Risk owner")
            case .classification: Phrase(da: "Klassifikation", en: "Classification")
            case .barred: Phrase(da: "Kan ikke accepteres", en: "Cannot be accepted")
            case .day: Phrase(da: "Vurderet", en: "Assessed")
            case .likelihood: Phrase(da: "Sandsynlighed (trin)", en: "Likelihood (step)")
            case .economy: Self.step(.economy)
            case .reputation: Self.step(.reputation)
            case .contract: Self.step(.contract)
            case .regulation: Self.step(.regulation)
            case .citizens: Self.step(.citizens)
            case .operations: Self.step(.operations)
            case .economyReason: Self.reason(.economy)
            case .reputationReason: Self.reason(.reputation)
            case .contractReason: Self.reason(.contract)
            case .regulationReason: Self.reason(.regulation)
            case .citizensReason: Self.reason(.citizens)
            case .operationsReason: Self.reason(.operations)
            case .reason: Phrase(da: "Hvorfor denne sandsynlighed", en: "Why this likelihood")
            case .confidence: Phrase(da: "Hvor sikker", en: "How certain")
            case .treatment: Phrase(da: "Håndtering", en: "Treatment")
            }
        }

        private static func step(_ dimension: RiskMethod.Dimension) -> Phrase {
            Phrase(da: "\(dimension.label.da) (trin)", en: "\(dimension.label.en) (step)")
        }
        private static func reason(_ dimension: RiskMethod.Dimension) -> Phrase {
            Phrase(da: "\(dimension.label.da), hvorfor", en: "\(dimension.label.en), why")
        }

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
            switch self {
            case .reference, .unit, .owner: return try line(400)
            case .title: return try line(200)
            case .scenario, .vulnerabilities, .reason: return try words(4000)
            case .economyReason, .reputationReason, .contractReason, .regulationReason, .citizensReason,
                .operationsReason:
                return try words(1000)
            case .assets: return try words(20_000)
            case .threats:
                let threats = try Arguments([rawValue: [text]]).threats(rawValue)
                return threats.isEmpty ? nil : threats.map(\.description).joined(separator: ", ")
            case .kind: return try CellWords.choice(line(80), Risk.Kind.self, rawValue)
            case .classification: return try CellWords.choice(line(80), Classification.self, rawValue)
            case .confidence: return try CellWords.choice(line(80), Risk.Confidence.self, rawValue)
            case .treatment: return try CellWords.choice(line(80), Risk.Treatment.self, rawValue)
            case .barred:
                return try line(10).map { (text) throws(Refusal) in try CellWords.yes(text, rawValue) ? "1" : "" }
            case .properties:
                return try CellWords.choices(words(400), ControlAttributes.Property.self, rawValue)
            case .day: return try CellWords.day(text, rawValue).map { "\($0)" }
            case .likelihood: return try line(20).map { (text) throws(Refusal) in "\(try step(text))" }
            case .economy, .reputation, .contract, .regulation, .citizens, .operations:
                guard let word = try line(40) else { return nil }
                if Self.irrelevant.contains(word.lowercased()) { return AssessRisk.irrelevant }
                return "\(try step(word))"
            }
        }

        private static let irrelevant: Set<String> = ["none", "ikke relevant", "not relevant", "ingen"]

        private func step(_ text: String) throws(Refusal) -> Int {
            // »3« and »3 Alvorlig« are the same step.
            let digits = text.prefix { "0"..."9" ~= $0 }
            guard let step = Int(digits), 0...100 ~= step else {
                throw .invalid(
                    rawValue, da: "»\(text.prefix(40))« er ikke et trin. Skriv et tal, eller »Ikke relevant«.",
                    en: "“\(text.prefix(40))” is no step. Write a number, or “Not relevant”.")
            }
            return step
        }
    }
}
