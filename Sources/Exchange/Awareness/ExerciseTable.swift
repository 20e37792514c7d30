// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a list (CSV, XLSX) says of a phishing exercise by unit: counts alone. A list with persons is refused as a whole, so that
/// nobody's click comes near Værn (policy §9). Nothing is recorded by reading.
public struct ExerciseTable: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        /// As people count in the file.
        public let number: Int
        /// As the file names it.
        public let unit: String
        public let counts: Exercise.Counts
    }

    public let rows: [Row]
    public let faults: [RowFault]

    /// A row for each unit: a tenth of a megabyte is a thousand units.
    public static let mostBytes = 2_000_000

    private enum Column: CaseIterable { case unit, sent, opened, clicked, reported }

    private static let names: [Column: Set<String>] = [
        .unit: ["enhed", "afdeling", "organisation", "unit", "department", "team", "kontor"],
        .sent: ["sendt", "sendte", "modtagere", "modtog", "fik", "sent", "recipients", "delivered", "leveret"],
        .opened: ["åbnet", "åbnede", "åbninger", "opened", "opens"],
        .clicked: ["klikket", "klikkede", "klik", "clicked", "clicks"],
        .reported: ["anmeldt", "anmeldte", "anmeldelser", "rapporteret", "rapporterede", "reported", "reports"],
    ]
    private static let persons: Set<String> = [
        "navn", "name", "fuldenavn", "fullname", "medarbejder", "medarbejdernummer", "person", "bruger", "user",
        "username", "brugernavn", "mail", "email", "emailadresse", "mailadresse", "emailaddress", "modtager",
        "recipient",
        "cpr", "initialer",
    ]

    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows stands with them.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> ExerciseTable {
        guard bytes.count <= mostBytes else { throw ImportGate.tooLarge(bytes.count, mostBytes) }
        if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
            return try ExerciseTable(try SheetReading.rows(bytes, directory))
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let text = try TextFile.utf8(bytes)
        return try ExerciseTable(try CSVReading.rows(String(decoding: text, as: UTF8.self)))
    }

    private init(_ all: [TableRow]) throws(Refusal) {
        guard let header = all.first, all.count > 1 else {
            throw .invalid(
                "file", da: "Der er ingen tal i filen. Vælg en fil, der har nogen.",
                en: "There are no numbers in the file. Choose a file that has some.")
        }
        let headings = header.cells.map { $0.text.lowercased().filter { $0.isLetter || $0.isNumber } }
        guard !headings.contains(where: { ExerciseTable.persons.contains($0) }) else {
            throw .invalid(
                "file",
                da: "Filen har en kolonne med personer. En øvelse registreres kun i tal pr. enhed. Tag kolonnen ud.",
                en: "The file has a column with persons. An exercise is recorded in counts by unit alone. Take it out.")
        }
        var places: [Column: Int] = [:]
        for column in Column.allCases {
            places[column] = headings.firstIndex { ExerciseTable.names[column]?.contains($0) ?? false }
        }
        guard let unit = places[.unit], let sent = places[.sent], let clicked = places[.clicked],
            let reported = places[.reported]
        else {
            throw .invalid(
                "file", da: "Den første række skal hedde enhed, sendt, klikket og anmeldt, og gerne åbnet.",
                en: "The first row must say unit, sent, clicked and reported, and preferably opened.")
        }
        var (rows, faults): ([Row], [RowFault]) = ([], [])
        for row in all.dropFirst() {
            func text(_ place: Int) -> String {
                row.cells.indices.contains(place) ? row.cells[place].text.trimmed : ""
            }
            guard !row.isDamaged else {
                faults.append(
                    RowFault(
                        row: row.number,
                        Phrase(
                            da: "Rækken kan ikke læses. Ret anførselstegnene.",
                            en: "The row cannot be read. Mend the quotes.")))
                continue
            }
            if row.cells.allSatisfy({ $0.text.trimmed.isEmpty }) { continue }
            let name = String(text(unit).prefix(120))
            let opened = places[.opened].map { text($0) } ?? ""
            let numbers = [sent, clicked, reported].map { ExerciseTable.number(text($0)) }
            guard !name.isEmpty, let first = numbers[0], let second = numbers[1], let third = numbers[2],
                opened.isEmpty || ExerciseTable.number(opened) != nil
            else {
                faults.append(
                    RowFault(
                        row: row.number,
                        name.isEmpty
                            ? Phrase(
                                da: "Rækken siger ikke, hvilken enhed det er.",
                                en: "The row does not say which unit it is.")
                            : Phrase(
                                da: "Et tal mangler, eller det er ikke et helt tal.",
                                en: "A number is missing, or it is no whole number.")))
                continue
            }
            let counts = Exercise.Counts(
                sent: first, opened: ExerciseTable.number(opened), clicked: second, reported: third)
            if let fault = counts.fault {
                faults.append(RowFault(row: row.number, fault.phrase))
            } else {
                rows.append(Row(number: row.number, unit: name, counts: counts))
            }
        }
        (self.rows, self.faults) = (rows, faults)
    }

    private static func number(_ text: String) -> Int? {
        guard let number = Int(text), (0...1_000_000).contains(number) else { return nil }
        return number
    }
}
