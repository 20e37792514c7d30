// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Reads risks from tables, from an analysis of MONARC, and from the database of OS2compliance. What a file is, its bytes tell
/// and never its name.
public enum RiskFile {
    /// - Parameter chosen: for a table, what the columns are named in its first row, where that is not to be guessed.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows stands in the reading.
    public static func read(
        _ bytes: [UInt8], columns chosen: [RiskReading.Column: String] = [:]
    ) throws(Refusal) -> RiskReading {
        guard bytes.count <= ImportRisks.mostBytes else {
            throw ImportGate.tooLarge(bytes.count, ImportRisks.mostBytes)
        }
        if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
            return try RiskTable.read(try SheetReading.rows(bytes, directory), .xlsx, chosen)
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let text = try TextFile.utf8(bytes)
        switch text.first(where: { !TextFile.isSpace($0) }) {
        case nil: throw empty
        case 0x3C:
            guard let register = try OS2complianceDump.read(text) else { throw other }
            guard !register.risks.isEmpty else { throw empty }
            return ForeignRisks.os2compliance(register)
        case 0x7B, 0x5B:
            guard let monarc = MONARCRisks(try JSONTree.read(text)) else { throw other }
            return try monarc.read()
        case _:
            return try RiskTable.read(try CSVReading.rows(String(decoding: text, as: UTF8.self)), .csv, chosen)
        }
    }

    static let empty = Refusal.invalid(
        "file", da: "Der er ingen risici i filen. Vælg en fil, der har nogen.",
        en: "There are no risks in the file. Choose a file that has some.")
    private static let other = Refusal.invalid(
        "file",
        da: "Filen er hverken en analyse fra MONARC eller OS2compliances database skrevet med »mysqldump --xml«.",
        en: "The file is neither an analysis of MONARC nor the database of OS2compliance written by “mysqldump --xml”.")
}

/// Reads a table with one risk a row. The first row names the columns, in Danish or English, as our own lists do.
enum RiskTable {
    private static let names: [String: RiskReading.Column] = {
        var all: [String: RiskReading.Column] = [:]
        let others: [(RiskReading.Column, [String])] = [
            (.reference, ["nummer", "number", "nr", "nr.", "id"]), (.title, ["titel", "title", "navn", "name"]),
            (.kind, ["type"]), (.scenario, ["beskrivelse", "description"]), (.assets, ["aktiv", "asset", "system"]),
            (.vulnerabilities, ["sårbarhed", "vulnerability", "problemstilling"]),
            (.unit, ["afdeling", "department", "responsible_unit", "ansvarlig_enhed"]), (.owner, ["ejer"]),
            (.likelihood, ["sandsynlighed", "likelihood", "probability"]), (.day, ["vurderet_den", "assessed_on"]),
            (.treatment, ["risikohåndtering", "risikohåndteringsmetode"]),
            (.reason, ["begrundelse", "why_this_likelihood"]),
        ]
        for column in RiskReading.Column.allCases {
            for name in [column.rawValue, column.label.da, column.label.en] {
                all[PersonTable.key(name)] = all[PersonTable.key(name)] ?? column
            }
        }
        for dimension in RiskMethod.Dimension.allCases {
            for name in [dimension.label.da, dimension.label.en] {
                all[PersonTable.key(name)] = all[PersonTable.key(name)] ?? .of(dimension)
            }
        }
        for (column, names) in others { for name in names where all[name] == nil { all[name] = column } }
        return all
    }()

    static func read(
        _ rows: [TableRow], _ form: ImportForm, _ chosen: [RiskReading.Column: String]
    ) throws(Refusal) -> RiskReading {
        guard let header = rows.first else { throw RiskFile.empty }
        guard rows.count <= RiskReading.most else { throw .tooManyRows(RiskReading.most) }
        var reading = RiskReading(form)
        reading.headings = header.cells.map { String($0.text.trimmed.prefix(200)) }
        reading.columns = try TableColumns.find(reading.headings, chosen, names) { $0.field }
        guard reading.columns[.title] != nil || reading.columns[.reference] != nil else { throw noTitle }
        let known = reading.columns.sorted { $0.value < $1.value }
        for row in rows.dropFirst() {
            guard row.isDamaged || row.cells.contains(where: { !$0.text.isEmpty }) else { continue }
            guard !row.isDamaged else {
                reading.faults.append(.init(row: row.number, TableColumns.damaged))
                continue
            }
            var found = RiskReading.Row(row.number)
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
            if reading.faults.count == before, !found.words.isEmpty { reading.rows.append(found) }
        }
        guard !reading.rows.isEmpty || !reading.faults.isEmpty else { throw RiskFile.empty }
        return reading
    }

    private static let noTitle = Refusal.invalid(
        "file",
        da: """
            Ingen kolonne hedder »Risiko« eller »titel«. Den første række skal navngive kolonnerne; vælg, hvilken der er \
            titlen.
            """,
        en: """
            No column is named “Risk” or “title”. The first row must name the columns; choose which one holds the title.
            """)
}
