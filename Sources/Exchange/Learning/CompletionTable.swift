// SPDX-License-Identifier: MPL-2.0
public import Domain

/// Completions that another learning system has recorded, read from a list (CSV, XLSX) or from xAPI statements (JSON). It is a
/// reading alone: what is wrong in a row stands with the row, and nothing is recorded.
public struct CompletionTable: Hashable, Sendable {
    public enum Format: Hashable, Sendable {
        case csv, xlsx, xapi

        public var label: Phrase {
            switch self {
            case .csv: Phrase(da: "Tabel (CSV)", en: "Table (CSV)")
            case .xlsx: Phrase(da: "Regneark (XLSX)", en: "Spreadsheet (XLSX)")
            case .xapi: Phrase(da: "Hændelser (JSON)", en: "xAPI statements")
            }
        }
    }

    /// What a column of a list can hold.
    public typealias Meaning = CompletionColumn

    public enum Person: Hashable, Sendable {
        /// In small letters.
        case mail(String)
        case employee(String)
    }

    public enum Result: String, Choosable {
        case passed, completed, failed, incomplete

        public var label: Phrase {
            switch self {
            case .passed: Phrase(da: "Bestået", en: "Passed")
            case .completed: Phrase(da: "Gennemført", en: "Completed")
            case .failed: Phrase(da: "Ikke bestået", en: "Failed")
            case .incomplete: Phrase(da: "Ikke gennemført", en: "Not completed")
            }
        }

        /// Whether it can serve as a completion.
        public var counts: Bool { self == .passed || self == .completed }
    }

    public struct Row: Hashable, Sendable {
        /// As people count in the file: the row of a list, the line or the place of a statement; the first is 1.
        public let number: Int
        public var person: Person?
        /// The name or the number of the module in the other system.
        public var module: String?
        /// What the other system calls it, where it says so beside ``module``.
        public var title: String?
        /// The day in Copenhagen.
        public var day: Day?
        public var result: Result?
        /// 0–100.
        public var percent: Int?
        /// What is wrong with it and what to do; it can be used only where there is nothing.
        public var faults: [Phrase] = []

        public var isUsable: Bool { faults.isEmpty && (result?.counts ?? false) }
    }

    public let format: Format
    /// The first row of a list; nothing of xAPI.
    public let headings: [String]
    /// Which column holds what: guessed, or as it was given.
    public let columns: [Meaning: Int]
    public let rows: [Row]
    /// Statements that tell of something else than a completion, and rows that were withdrawn.
    public let passedOver: Int

    /// What a list must tell and no column is known to hold; then there are no rows, and a person has to say it.
    public var missing: [Meaning] {
        guard format != .xapi else { return [] }
        return [
            columns[.mail] ?? columns[.employee] == nil ? .mail : nil, columns[.module] == nil ? .module : nil,
            columns[.completed] == nil ? .completed : nil,
        ].compactMap { $0 }
    }

    /// Bytes of a file: 25,000 rows have a tenth.
    public static let mostBytes = 20_000_000

    /// - Parameter columns: which column, counted from 0, holds what; nil: guessed from the first row and what stands below.
    /// - Throws: a refusal where nothing of the file can be used. What is wrong in single rows stands with them.
    public static func read(_ bytes: [UInt8], columns: [Meaning: Int]? = nil) throws(Refusal) -> CompletionTable {
        guard bytes.count <= mostBytes else { throw ImportGate.tooLarge(bytes.count, mostBytes) }
        if let directory = ZipDirectory(bytes), directory.holds("xl/workbook.xml") {
            return try CompletionList(try SheetReading.rows(bytes, directory), .xlsx, columns).finished
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let text = try TextFile.utf8(bytes)
        guard let first = text.first(where: { !TextFile.isSpace($0) }) else { throw empty }
        if first == 0x7B || first == 0x5B { return try Statements(text).finished }
        return try CompletionList(try CSVReading.rows(String(decoding: text, as: UTF8.self)), .csv, columns).finished
    }

    static let empty = Refusal.invalid(
        "file", da: "Der er ingen gennemførelser i filen. Vælg en fil, der har nogen.",
        en: "There are no completions in the file. Choose a file that has some.")
}

extension CompletionTable.Row {
    /// Adds what is wrong where something stands twice, and asks for what is missing.
    mutating func check(_ seen: inout [String: Int]) {
        if person == nil, faults.isEmpty {
            faults.append(
                Phrase(
                    da: "Rækken siger ikke, hvem det er. Skriv en e-mail eller et medarbejdernummer.",
                    en: "The row does not say who it is. Write an e-mail address or an employee number."))
        }
        if module == nil {
            faults.append(
                Phrase(
                    da: "Rækken siger ikke, hvilket modul det er. Skriv modulets navn.",
                    en: "The row does not say which module it is. Write the name of the module."))
        }
        // Who failed in the morning may pass in the afternoon.
        guard let person, let module, let day, faults.isEmpty, result?.counts ?? true else { return }
        let key = "\(person)\u{0}\(module)\u{0}\(day)"
        if let before = seen[key] {
            faults.append(
                Phrase(
                    da: "Det samme står i række \(before). Slet den ene.",
                    en: "The same stands in row \(before). Delete one of them."))
        } else {
            seen[key] = number
        }
    }

    /// Takes a mail address, or says what is wrong with it.
    mutating func takeMail(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), text.utf8.count <= 254,
            !text.contains(where: { $0.isWhitespace || "<>,;\"".contains($0) })
        else {
            faults.append(
                Phrase(
                    da: "»\(text.prefix(60))« er ikke en e-mail. Skriv den som navn@kommune.dk.",
                    en: "“\(text.prefix(60))” is no e-mail address. Write it as name@municipality.dk."))
            return
        }
        person = .mail(text.lowercased())
    }
}
