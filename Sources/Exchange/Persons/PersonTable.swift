// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a table with one person a row. The first row names the columns, in Danish or English; which is which is guessed by
/// their names, unless it is said.
enum PersonTable {
    private static let names: [String: PersonReading.Column] = {
        let words: [(PersonReading.Column, [String])] = [
            (
                .name,
                ["navn", "name", "fulde_navn", "full_name", "medarbejder", "person", "displayname", "display_name"]
            ),
            (.mail, ["mail", "email", "e_mail", "mailadresse", "emailadresse", "e_mailadresse", "mail_address"]),
            (
                .number,
                [
                    "medarbejdernummer", "medarbejdernr", "medarbejdernr.", "medarbejder_nr", "nummer", "nr", "nr.",
                    "lønnummer", "employee_number", "employee_id", "employeeid", "number", "no", "no.", "id",
                ]
            ),
            (.unit, ["enhed", "afdeling", "organisation", "unit", "department", "team", "kontor", "sted"]),
            (.title, ["titel", "stilling", "stillingsbetegnelse", "title", "job_title", "position"]),
            (.kind, ["art", "ansættelsesart", "ansættelsesform", "type", "kind", "engagement"]),
            (
                .from,
                [
                    "fra", "ansat", "ansat_fra", "ansættelsesdato", "startdato", "start", "tiltrædelse", "from",
                    "start_date", "hired", "engaged_from",
                ]
            ),
            (.firstWorkingDay, ["første_arbejdsdag", "first_working_day", "first_day"]),
            (
                .to,
                [
                    "til", "ansat_til", "slutdato", "slut", "fratrædelse", "fratrådt", "sidste_dag", "to", "until",
                    "end_date", "last_day",
                ]
            ),
        ]
        var all: [String: PersonReading.Column] = [:]
        for (column, names) in words { for name in names { all[name] = column } }
        return all
    }()

    static func read(
        _ rows: [TableRow], _ form: PersonReading.Form, _ chosen: [PersonReading.Column: String]
    ) throws(Refusal) -> PersonReading {
        guard let header = rows.first else { throw PersonFile.empty }
        var reading = PersonReading(form)
        reading.headings = header.cells.map { String($0.text.trimmed.prefix(200)) }
        reading.columns = try columns(reading.headings, chosen)
        guard reading.columns[.name] != nil else { throw noName }
        guard reading.columns[.mail] != nil || reading.columns[.number] != nil else { throw noKey }
        if reading.columns[.number] != nil { reading.system = .employeeNumber }
        let known = reading.columns.sorted { $0.value < $1.value }
        for row in rows.dropFirst() {
            guard row.isDamaged || row.cells.contains(where: { !$0.text.trimmed.isEmpty }) else { continue }
            var reader = PersonRowReader(row.number)
            if row.isDamaged {
                reader.fault(TableColumns.damaged)
                reading.faults += reader.faults
                continue
            }
            for (column, index) in known where row.cells.indices.contains(index) {
                let cell = row.cells[index]
                if cell.kind == .fault {
                    let label = column.label
                    reader.fault(
                        Phrase(
                            da: "\(label.da): feltet har en fejl eller en formel uden resultat.",
                            en: "\(label.en): the field has an error or a formula without a result."))
                    continue
                }
                reader.take(column, cell.text)
            }
            if reader.row.name.isEmpty, reader.faults.isEmpty {
                reader.fault(Phrase(da: "Rækken har intet navn.", en: "The row has no name."))
            }
            reading.faults += reader.faults
            if reader.faults.isEmpty { reading.rows.append(reader.row) }
        }
        guard !reading.rows.isEmpty || !reading.faults.isEmpty else { throw PersonFile.empty }
        return reading
    }

    private static func columns(
        _ headings: [String], _ chosen: [PersonReading.Column: String]
    ) throws(Refusal) -> [PersonReading.Column: Int] {
        try TableColumns.find(headings, chosen, names) { $0.field }
    }

    /// `første_arbejdsdag` of »Første arbejdsdag«.
    static func key(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace || "()_-/:".contains($0) }.joined(separator: "_")
    }

    private static let noName = Refusal.invalid(
        "file",
        da: "Ingen kolonne hedder »navn«. Den første række skal navngive kolonnerne; vælg, hvilken der er navnet.",
        en: "No column is named “name”. The first row must name the columns; choose which one holds the name.")
    private static let noKey = Refusal.invalid(
        "file",
        da:
            "Filen har hverken e-mail eller medarbejdernummer, så ingen kan genkendes ved næste indlæsning. Tilføj en af dem.",
        en:
            "The file has neither e-mail nor employee number, so nobody can be recognised at the next import. Add one of them."
    )
}
