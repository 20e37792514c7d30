// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Reads persons from what personnel systems export: tables, and the hierarchy of OS2sync. What a file is, its bytes tell and
/// never its name.
public enum PersonFile {
    /// - Parameter chosen: for a table, what the columns are named in its first row, where that is not to be guessed.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows stands in the reading.
    public static func read(
        _ bytes: [UInt8], columns chosen: [PersonReading.Column: String] = [:]
    ) throws(Refusal) -> PersonReading {
        guard bytes.count <= ImportPersons.mostBytes else {
            throw ImportGate.tooLarge(bytes.count, ImportPersons.mostBytes)
        }
        if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
            return try PersonTable.read(try SheetReading.rows(bytes, directory), .xlsx, chosen)
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let text = try TextFile.utf8(bytes)
        guard let first = text.first(where: { !TextFile.isSpace($0) }) else { throw empty }
        if first == 0x7B { return try OS2syncHierarchy.read(try JSONTree.read(text)) }
        return try PersonTable.read(try CSVReading.rows(String(decoding: text, as: UTF8.self)), .csv, chosen)
    }

    static let empty = Refusal.invalid(
        "file", da: "Der er ingen personer i filen. Vælg en anden.",
        en: "There are no people in the file. Choose another.")

    /// A cell as a command takes it: trimmed, on one line, not too long.
    static func line(_ text: String, most: Int) throws(Refusal) -> String? {
        try Arguments(["x": [text]]).optionalLine("x", most: most)
    }
}

/// What a row holds, read cell by cell; what is wrong is noted with the column that it stands in.
struct PersonRowReader {
    var row: PersonReading.Row
    private(set) var faults: [PersonReading.Fault] = []

    init(_ number: Int) { row = .init(number: number, name: "") }

    mutating func fault(_ what: Phrase) { faults.append(.init(row: row.number, what)) }

    mutating func take(_ column: PersonReading.Column, _ text: String) {
        let text = text.trimmed
        guard !text.isEmpty else { return }
        do throws(Refusal) {
            switch column {
            case .name: row.name = try PersonFile.line(text, most: 120) ?? ""
            case .mail: row.mail = try PersonRowReader.mail(text)
            case .number: row.key = try PersonFile.line(text, most: 200)
            case .unit:
                row.unit = try text.split(separator: ">").map { part throws(Refusal) in
                    try PersonFile.line(String(part), most: 120) ?? ""
                }.filter { !$0.isEmpty }
            case .title: row.title = try PersonFile.line(text, most: 120)
            case .kind: row.kind = try PersonRowReader.kind(text)
            case .from: row.from = try PersonRowReader.day(text)
            case .firstWorkingDay: row.firstWorkingDay = try PersonRowReader.day(text)
            case .to: row.to = try PersonRowReader.day(text)
            }
        } catch {
            let label = column.label
            fault(Phrase(da: "\(label.da): \(error.phrase.da)", en: "\(label.en): \(error.phrase.en)"))
        }
    }

    private static func mail(_ text: String) throws(Refusal) -> String? {
        try Person.mailAddress(text)
    }

    /// As people write days, and as a spreadsheet counts them: days since 30 December 1899.
    private static func day(_ text: String) throws(Refusal) -> Day? {
        let whole = text.split(separator: ".", maxSplits: 1).first.map(String.init) ?? text
        if let serial = Int(whole), 20_000...80_000 ~= serial, let zero = Day(year: 1899, month: 12, day: 30) {
            return zero + serial
        }
        // What follows a day is the time that a program wrote beside it.
        let day = text.split { $0 == "T" || $0 == " " }.first.map(String.init) ?? text
        return try Arguments(["x": [day]]).optionalDay("x")
    }

    private static func kind(_ text: String) throws(Refusal) -> Person.Engagement.Kind? {
        let word = text.lowercased()
        for kind in Person.Engagement.Kind.allCases
        where word == kind.rawValue || word == kind.label.da.lowercased() || word == kind.label.en.lowercased() {
            return kind
        }
        switch word {
        case "medarbejder", "fastansat", "månedslønnet", "timelønnet", "staff": return .employee
        case "konsulent", "ekstern", "external", "contractor": return .consultant
        case "indstationeret konsulent": return .embedded
        case _:
            throw .invalid(
                "x", da: "»\(text.prefix(80))« kendes ikke. Skriv fx ansat, indstationeret eller ekstern konsulent.",
                en:
                    "“\(text.prefix(80))” is not known. Write such as employee, embedded consultant or external consultant."
            )
        }
    }
}
