// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads a table with one clause a row, as somebody who owns a standard can write its clauses down, or as other programs
/// export them. The first row names the columns, in Danish or English: id, parent, title, text, and where there are two
/// languages `title_da` and so on. Without a column for it, 5.1.2 stands below 5.1 if that is in the table.
enum FrameworkTable {
    /// What a column holds.
    enum Column: Hashable {
        case id, parent, heading, label
        case title(String?)
        case text(String?)
    }

    private static let names: [String: Column] = {
        let words: [(Column, [String])] = [
            (
                .id,
                [
                    "id", "nr", "nr.", "nummer", "no", "no.", "number", "punkt", "klausul", "clause", "ref", "ref_id",
                    "refid",
                    "reference", "identifier", "control_id", "control", "kontrol",
                ]
            ),
            (
                .parent,
                ["parent", "parent_id", "overordnet", "over", "hører_under", "under", "forælder", "above", "below"]
            ),
            (.heading, ["heading", "is_heading", "overskrift?", "er_overskrift", "kun_overskrift"]),
            (.label, ["label", "betegnelse", "skrives"]),
        ]
        var all: [String: Column] = [:]
        for (column, names) in words { for name in names { all[name] = column } }
        let (titles, texts) = (
            ["title", "titel", "name", "navn", "overskrift"],
            ["text", "tekst", "krav", "requirement", "description", "beskrivelse"]
        )
        let languages: [(String, [String])] = [
            ("da", ["da", "dk", "dansk", "danish"]), ("en", ["en", "engelsk", "english"]),
        ]
        for (stems, make) in [(titles, { Column.title($0) }), (texts, { Column.text($0) })]
            as [([String], (String?) -> Column)]
        {
            for stem in stems {
                all[stem] = make(nil)
                for (code, suffixes) in languages { for suffix in suffixes { all["\(stem)_\(suffix)"] = make(code) } }
            }
        }
        return all
    }()

    static func read(_ rows: [TableRow], _ format: FrameworkFile.Format, title: String?) throws(Refusal)
        -> FrameworkReading
    {
        guard let header = rows.first else { throw FrameworkFile.empty }
        var columns: [Int: Column] = [:]
        for (index, cell) in header.cells.enumerated() {
            guard let column = names[heading(cell.text)], !columns.values.contains(column) else { continue }
            columns[index] = column
        }
        let kinds = Set(columns.values)
        guard kinds.contains(.id),
            kinds.contains(where: { if case .title = $0 { true } else if case .text = $0 { true } else { false } })
        else { throw noColumns }
        var reading = FrameworkReading(format, .requirements, label: label(title))
        for code in ["da", "en"] where kinds.contains(.title(code)) || kinds.contains(.text(code)) {
            reading.languages.append(code)
        }
        for (index, cell) in header.cells.enumerated() where columns[index] == nil && !cell.text.trimmed.isEmpty {
            reading.remark(
                .leftOut, .clause(PlainWords.line(cell.text, to: 80) ?? ""),
                da: "Kolonnen kendes ikke og er ikke taget med.", en: "The column is not known and is not taken along.")
        }
        let isTold = kinds.contains(.parent)
        var gathering = ClauseGathering()
        var entries = rows.dropFirst().compactMap { entry($0, columns, &gathering) }
        if !isTold { inferParents(&entries) }
        for entry in entries { try gathering.add(entry) }
        reading.clauses = gathering.finish()
        reading.remarks += gathering.remarks
        return reading
    }

    private static func label(_ title: String?) -> Phrase {
        let text = PlainWords.line(title, to: 200) ?? ""
        return Phrase(da: text, en: text)
    }

    /// `title_da` for »Title (DA)«.
    private static func heading(_ text: String) -> String {
        String(text.lowercased().prefix(60)).split {
            $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "_" || $0 == "-"
        }
        .joined(separator: "_")
    }

    private static func entry(_ row: TableRow, _ columns: [Int: Column], _ gathering: inout ClauseGathering)
        -> ClauseGathering.Found?
    {
        let place = FrameworkReading.Remark.Place.row(row.number)
        guard !row.isDamaged else {
            gathering.remark(
                .unreadable, place,
                da: "Rækken kan ikke læses: et anførselstegn er sat forkert, eller der er for mange felter.",
                en: "The row cannot be read: a quotation mark stands wrong, or there are too many fields.")
            return nil
        }
        var found = ClauseGathering.Found(key: "", place: place)
        for (index, cell) in row.cells.enumerated() {
            guard let column = columns[index] else { continue }
            note(cell, column, place, &gathering)
            let text = cell.text.trimmed
            guard !text.isEmpty else { continue }
            switch column {
            case .id: found.id = text
            case .parent: found.parent = text
            case .label: found.label = text
            case .heading: found.isHeading = truth(text)
            case .title("da"): found.title.da = text
            case .title("en"): found.title.en = text
            case .title: found.title.other = text
            case .text("da"): found.text.da = cell.text
            case .text("en"): found.text.en = cell.text
            case .text: found.text.other = cell.text
            }
        }
        guard let id = found.id else {
            if row.cells.contains(where: { !$0.text.trimmed.isEmpty }) {
                gathering.remark(
                    .unreadable, place, da: "Rækken har intet nummer. Den er ikke taget med.",
                    en: "The row has no identifier. It is not taken along.")
            }
            return nil
        }
        found.key = id
        return found
    }

    private static func note(
        _ cell: TableRow.Cell, _ column: Column, _ place: FrameworkReading.Remark.Place,
        _ gathering: inout ClauseGathering
    ) {
        switch cell.kind {
        case .text: return
        case .number:
            guard column == .id || column == .parent, cell.text.contains(".") else { return }
            gathering.remark(
                .changed, place,
                da:
                    "Nummeret står som et tal i regnearket: 5.10 kan være blevet til 5.1. Gør kolonnen til tekst, og se efter.",
                en:
                    "The identifier is a number in the spreadsheet: 5.10 may have become 5.1. Make the column text, and check."
            )
        case .formula:
            gathering.remark(
                .changed, place, da: "Der er en formel. Det, den viste, da filen blev gemt, er taget med.",
                en: "There is a formula. What it showed when the file was saved is taken along.")
        case .fault:
            gathering.remark(
                .unreadable, place, da: "Et felt har en fejl eller en formel uden resultat. Det er læst som tomt.",
                en: "A field has an error or a formula without a result. It is read as empty.")
        }
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "ja", "j", "yes", "y", "true", "sand", "1", "x": true
        case "nej", "n", "no", "false", "falsk", "0": false
        case _: nil
        }
    }

    /// The longest identifier of the table that another goes on from with a sign between: 5.1 for 5.1.2 and 21(2) for 21(2)(a).
    private static func inferParents(_ entries: inout [ClauseGathering.Found]) {
        let all = Set(entries.map(\.key))
        for index in entries.indices {
            let key = entries[index].key
            var head = Substring(key).prefix(ClauseID.longest)
            while let last = head.popLast() {
                guard last == "." || last == "(" || last == "-" || last == "_" || last == " " || last == "/" else {
                    continue
                }
                // The sign that divides may stand alone or in a row: »5. 1«.
                let above = String(head)
                if above != key, all.contains(above) {
                    entries[index].parent = above
                    break
                }
            }
        }
    }

    private static let noColumns = Refusal.invalid(
        "file",
        da:
            "Den første række skal navngive kolonnerne: »id« og mindst en af »titel« og »tekst«. Skriv den, og vælg filen igen.",
        en:
            "The first row must name the columns: »id« and at least one of »title« and »text«. Write it, and choose the file again."
    )
}
