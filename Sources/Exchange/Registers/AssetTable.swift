// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a table with one asset a row. The first row names the columns, in Danish or English, as our own lists do; which is
/// which is guessed by their names, unless it is said. Columns that are none of them are left alone.
enum AssetTable {
    private static let names: [String: AssetReading.Column] = {
        var all: [String: AssetReading.Column] = [:]
        let others: [(AssetReading.Column, [String])] = [
            (.reference, ["id", "nummer", "number", "nr", "nr.", "aktivnummer"]),
            (.kind, ["type", "aktivtype", "asset_type"]),
            (.name, ["navn", "name", "system", "it_system", "itsystem", "titel", "title"]),
            (.about, ["beskrivelse", "description", "formål", "purpose"]),
            (.unit, ["enhed", "afdeling", "forvaltning", "department"]),
            (.owner, ["systemejer", "system_owner", "ansvarlig"]),
            (.kle, ["kle_nummer"]), (.cvr, ["cvr_nummer"]),
            (.personalData, ["personoplysninger", "persondata"]),
            (.availability, ["tilgængelighed"]), (.recovery, ["rto"]), (.loss, ["rpo"]),
            (.available, ["oppetid", "uptime"]), (.criticality, ["kritikalitet"]),
            (.dependsOn, ["afhængigheder", "dependences", "dependencies"]),
        ]
        for column in AssetReading.Column.allCases {
            let field = ImportAssets.label(of: column)
            for name in [column.rawValue, column.label.da, column.label.en] + [field?.da, field?.en].compactMap({ $0 })
            {
                all[PersonTable.key(name)] = all[PersonTable.key(name)] ?? column
            }
        }
        for (column, names) in others { for name in names where all[name] == nil { all[name] = column } }
        return all
    }()

    static func read(
        _ rows: [TableRow], _ form: ImportForm, _ chosen: [AssetReading.Column: String]
    ) throws(Refusal) -> AssetReading {
        guard let header = rows.first else { throw AssetFile.empty }
        var reading = AssetReading(form)
        reading.headings = header.cells.map { String($0.text.trimmed.prefix(200)) }
        reading.columns = try TableColumns.find(reading.headings, chosen, names) { $0.field }
        guard reading.columns[.name] != nil || reading.columns[.reference] != nil else { throw noName }
        let known = reading.columns.sorted { $0.value < $1.value }
        reading.rows.reserveCapacity(rows.count)
        for row in rows.dropFirst() {
            guard row.isDamaged || row.cells.contains(where: { !$0.text.isEmpty }) else { continue }
            guard !row.isDamaged else {
                reading.faults.append(.init(row: row.number, TableColumns.damaged))
                continue
            }
            take(row, known, &reading)
        }
        guard !reading.rows.isEmpty || !reading.faults.isEmpty else { throw AssetFile.empty }
        return reading
    }

    private static func take(
        _ row: TableRow, _ known: [(key: AssetReading.Column, value: Int)], _ reading: inout AssetReading
    ) {
        var found = AssetReading.Row(row.number)
        let before = reading.faults.count
        for (column, index) in known where row.cells.indices.contains(index) {
            let cell = row.cells[index]
            func fault(_ what: Phrase) {
                let label = column.label
                reading.faults.append(
                    .init(row: row.number, Phrase(da: "\(label.da): \(what.da)", en: "\(label.en): \(what.en)")))
            }
            guard cell.kind != .fault else {
                fault(TableColumns.broken)
                continue
            }
            guard !cell.text.isEmpty else { continue }
            do throws(Refusal) {
                if let word = try column.spelling(cell.text) { found.words[column] = word }
            } catch {
                fault(error.phrase)
            }
        }
        guard reading.faults.count == before, !found.words.isEmpty else { return }
        if let text = found.words.removeValue(forKey: .dependsOn) {
            for line in text.split(whereSeparator: { $0.isNewline || $0 == ";" }) {
                if let tie = tie(String(line).trimmed, reading.rows.count) { reading.ties.append(tie) }
            }
        }
        reading.rows.append(found)
    }

    /// »Kører på: KMP-2«; without the way in which it depends only »KMP-2«.
    private static func tie(_ line: String, _ row: Int) -> AssetReading.Tie? {
        guard !line.isEmpty else { return nil }
        let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
        if parts.count == 2, !parts[1].isEmpty, let kind = ties[parts[0].lowercased()] {
            return .init(from: row, to: parts[1], kind: kind)
        }
        return .init(from: row, to: line, kind: nil)
    }

    private static let ties: [String: Dependence.Kind] = {
        var found: [String: Dependence.Kind] = [:]
        for kind in Dependence.Kind.allCases {
            for word in [kind.rawValue, kind.label.da, kind.label.en] { found[word.lowercased()] = kind }
        }
        return found
    }()

    private static let noName = Refusal.invalid(
        "file",
        da: """
            Ingen kolonne hedder »Aktiv« eller »navn«. Den første række skal navngive kolonnerne; vælg, hvilken der er \
            navnet.
            """,
        en: """
            No column is named “Asset” or “name”. The first row must name the columns; choose which one holds the name.
            """)
}

/// Which column of a table holds what, and what is said of rows that cannot be read.
enum TableColumns {
    /// - Parameters:
    ///   - headings: as the first row names the columns.
    ///   - chosen: the headings that somebody chose.
    ///   - names: what columns are called, by `PersonTable.key`.
    static func find<Column: Hashable>(
        _ headings: [String], _ chosen: [Column: String], _ names: [String: Column], _ field: (Column) -> String
    ) throws(Refusal) -> [Column: Int] {
        var found: [Column: Int] = [:]
        for (column, name) in chosen {
            guard let index = headings.firstIndex(where: { $0.lowercased() == name.trimmed.lowercased() }) else {
                throw .invalid(
                    field(column), da: "Filen har ingen kolonne »\(name)«. Vælg en, den har.",
                    en: "The file has no column “\(name)”. Choose one that it has.")
            }
            found[column] = index
        }
        for (index, heading) in headings.enumerated() {
            guard let column = names[PersonTable.key(heading)], found[column] == nil, !found.values.contains(index)
            else { continue }
            found[column] = index
        }
        return found
    }

    static let damaged = Phrase(
        da: "Rækken kan ikke læses: et anførselstegn er sat forkert, eller der er for mange felter.",
        en: "The row cannot be read: a quotation mark stands wrong, or there are too many fields.")
    static let broken = Phrase(
        da: "Feltet har en fejl eller en formel uden resultat.",
        en: "The field has an error or a formula without a result.")
}
