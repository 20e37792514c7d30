// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads assets, their connections and their risk assessments from the database of OS2compliance. What is deleted there is not
/// taken along; whoever is named there is named by an identifier that only that installation knows, so no person is.
struct OS2complianceDump {
    private static let wanted: Set<String> = [
        "assets", "suppliers", "properties", "relations", "choice_values", "threat_assessments",
        "threat_assessment_responses", "threat_catalog_threats", "custom_threats", "ous",
    ]

    private let dump: DatabaseDump
    private var reading = ForeignRegister(.os2complianceDump)

    /// Nil: the file is something else.
    static func read(_ bytes: [UInt8]) throws(Refusal) -> ForeignRegister? {
        guard let dump = try DatabaseDump(bytes, tables: wanted) else { return nil }
        guard dump.tables["assets"] != nil || dump.tables["threat_assessments"] != nil else {
            throw notIts
        }
        var reader = OS2complianceDump(dump: dump)
        try reader.readAssets()
        try reader.readRelations()
        try reader.readRisks()
        return reader.reading
    }

    private init(dump: DatabaseDump) { self.dump = dump }

    /// Rows that are not deleted, with their place.
    private func rows(_ table: String) -> [(number: Int, row: DatabaseDump.Row)] {
        (dump.tables[table] ?? []).enumerated().filter { !DatabaseDump.truth($0.element["deleted"]) }
            .map { ($0.offset + 1, $0.element) }
    }

    private func texts(_ table: String, _ key: String, _ column: String) -> [String: String] {
        Dictionary(
            rows(table).compactMap { row in
                row.row[key].flatMap { id in row.row[column].map { (id, $0) } }
            }
        ) { first, _ in first }
    }

    private mutating func readAssets() throws(Refusal) {
        let suppliers = texts("suppliers", "id", "name")
        let numbers = texts("suppliers", "id", "cvr")
        let types = texts("choice_values", "id", "caption")
        var foreign: [String: [ForeignRegister.ForeignID]] = [:]
        for (_, row) in rows("properties") {
            guard let id = row["entity_id"],
                let found = OS2complianceAssets.foreign(row["prop_key"], row["prop_value"])
            else { continue }
            foreign[id, default: []].append(found)
        }
        for (number, row) in rows("assets") {
            guard reading.assets.count < ForeignRegister.most else { throw ForeignRegister.tooMany }
            guard let id = ForeignRegister.line(row["id"], 40), let name = ForeignRegister.line(row["name"])
            else {
                reading.fault(
                    "assets", number, da: "Aktivet har ikke både navn og id. Det er ikke taget med.",
                    en: "The asset does not have both name and id. It is not taken along.")
                continue
            }
            var asset = ForeignRegister.Asset(
                number, [.init(system: .os2compliance, id: id)] + (foreign[id] ?? []), name: name)
            asset.about = ForeignRegister.lines(row["description"])
            // An older database has the word itself, a newer one the number of a choice.
            asset.type = ForeignRegister.line(row["asset_type"].map { types[$0] ?? $0 })
            asset.supplier = ForeignRegister.line(row["supplier_id"].flatMap { suppliers[$0] })
            asset.supplierCVR = ForeignRegister.line(row["supplier_id"].flatMap { numbers[$0] }, 20)
            asset.isBusinessCritical = OS2complianceAssets.critical(row["criticality"])
            asset.isSociallyCritical = row["socially_critical"].map { DatabaseDump.truth($0) }
            reading.assets.append(asset)
        }
    }

    private static func id(_ text: String) -> ForeignRegister.ForeignID {
        .init(system: .os2compliance, id: text)
    }

    /// Between assets; those between an assessment and its assets are told with the risks.
    private mutating func readRelations() throws(Refusal) {
        let known = Set(reading.assets.compactMap(\.ids.first?.id))
        for (_, row) in rows("relations") {
            guard row["relation_a_type"] == "ASSET", row["relation_b_type"] == "ASSET",
                let from = row["relation_a_id"],
                let to = row["relation_b_id"], known.contains(from), known.contains(to)
            else { continue }
            guard reading.relations.count < ForeignRegister.most else { throw ForeignRegister.tooMany }
            reading.relations.append(.init(from: Self.id(from), to: Self.id(to), about: nil))
        }
    }

    private func assetsOfAssessments() -> [String: [ForeignRegister.ForeignID]] {
        let known = Set(reading.assets.compactMap(\.ids.first?.id))
        var found: [String: [ForeignRegister.ForeignID]] = [:]
        for (_, row) in rows("relations") {
            guard let a = row["relation_a_id"], let b = row["relation_b_id"] else { continue }
            switch (row["relation_a_type"], row["relation_b_type"]) {
            case ("THREAT_ASSESSMENT", "ASSET"):
                if known.contains(b) { found[a, default: []].append(Self.id(b)) }
            case ("ASSET", "THREAT_ASSESSMENT"):
                if known.contains(a) { found[b, default: []].append(Self.id(a)) }
            case _: continue
            }
        }
        return found
    }

    private mutating func readRisks() throws(Refusal) {
        let assessments = texts("threat_assessments", "id", "name")
        let threats = texts("threat_catalog_threats", "identifier", "description")
        let own = texts("custom_threats", "id", "description")
        let assets = assetsOfAssessments()
        for (number, row) in rows("threat_assessment_responses") {
            // What was found not to matter is no risk.
            guard !DatabaseDump.truth(row["not_relevant"]) else { continue }
            guard reading.risks.count < ForeignRegister.most else { throw ForeignRegister.tooMany }
            let code = ForeignRegister.line(row["threat_catalog_threat_id"], 200)
            let words =
                row["threat_catalog_threat_id"].flatMap { threats[$0] }
                ?? row["custom_threat_id"].flatMap { own[$0] }
            guard let id = row["threat_assessment_id"], let name = ForeignRegister.line(assessments[id]),
                let threat = ForeignRegister.line(words, 1000)
            else {
                reading.fault(
                    "threat_assessment_responses", number,
                    da:
                        "Svaret hører ikke til en risikovurdering med en trussel, som filen har. Det er ikke taget med.",
                    en:
                        "The answer is not of an assessment with a threat that the file has. It is not taken along."
                )
                continue
            }
            func value(_ column: String) -> Int? {
                row[column].flatMap { Int($0) }.flatMap { 0...100 ~= $0 ? $0 : nil }
            }
            let consequences = [
                (ControlAttributes.Property.confidentiality, "confidentiality"), (.integrity, "integrity"),
                (.availability, "availability"),
            ].flatMap { property, stem in
                ForeignRegister.Risk.Consequence.Bearer.allCases.compactMap { bearer in
                    value("\(stem)_\(bearer.rawValue)").map {
                        ForeignRegister.Risk.Consequence(property: property, bearer: bearer, value: $0)
                    }
                }
            }
            reading.risks.append(
                .init(
                    number: number, assessment: name, assets: assets[id] ?? [], threatCode: code,
                    threat: threat,
                    probability: value("probability"), consequences: consequences,
                    vulnerability: ForeignRegister.lines(row["problem"]),
                    existing: ForeignRegister.lines(row["existing_measures"]),
                    treatment: ForeignRegister.line(row["method"]),
                    elaboration: ForeignRegister.lines(row["elaboration"]),
                    residualProbability: value("residual_risk_probability"),
                    residualConsequence: value("residual_risk_consequence")))
        }
    }

    private static let notIts = Refusal.invalid(
        "file",
        da:
            "Databasen har hverken tabellen assets eller threat_assessments. Skriv dem ud fra OS2compliance, og vælg filen igen.",
        en:
            "The database has neither the table assets nor threat_assessments. Write them out of OS2compliance, and choose again."
    )
}
