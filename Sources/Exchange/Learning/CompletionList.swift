// SPDX-License-Identifier: MPL-2.0

import Domain

/// A list with one completion a row, as learning systems export them. The first row names the columns, in Danish or English.
struct CompletionList {
    typealias Meaning = CompletionTable.Meaning
    let finished: CompletionTable

    init(_ rows: [TableRow], _ format: CompletionTable.Format, _ given: [Meaning: Int]?) throws(Refusal) {
        guard let header = rows.first, rows.count > 1 else { throw CompletionTable.empty }
        let headings = header.cells.map { $0.text.trimmed }
        let columns = (given ?? Self.guess(headings, rows.dropFirst())).filter { headings.indices.contains($0.value) }
        let isWhole =
            columns[.module] != nil && columns[.completed] != nil
            && (columns[.mail] != nil || columns[.employee] != nil)
        var seen: [String: Int] = [:]
        let read = isWhole ? rows.dropFirst().compactMap { Self.row($0, columns, &seen) } : []
        finished = CompletionTable(
            format: format, headings: headings, columns: columns, rows: read, passedOver: 0)
    }

    // MARK: Columns

    private static let names: [Meaning: Set<String>] = [
        .mail: ["email", "mail", "emailadresse", "mailadresse", "emailaddress", "brugeremail", "useremail"],
        .employee: [
            "medarbejdernummer", "medarbejdernr", "medarbejderid", "tjenestenummer", "tjenestenr", "lønnummer", "lønnr",
            "personalenummer", "employeenumber", "employeeno", "employeeid", "staffid", "staffnumber", "idnumber",
        ],
        .module: [
            "modul", "kursus", "kursusnavn", "modulnavn", "kursustitel", "aktivitet", "module", "modulename", "course",
            "coursename", "coursetitle", "activity", "learningactivity", "training",
        ],
        .completed: [
            "gennemført", "gennemførtden", "gennemførelsesdato", "gennemførtdato", "fuldført", "fuldførtden",
            "afsluttet", "afsluttetden", "dato", "slutdato", "completed", "completedon", "completeddate",
            "completiondate",
            "dateofcompletion", "finished", "finishedon", "date", "enddate", "datecompleted", "timecompleted",
        ],
        .result: ["resultat", "status", "bestået", "result", "passed", "outcome", "completionstatus", "lessonstatus"],
        .score: ["score", "point", "procent", "procentrigtige", "percent", "grade", "karakter", "percentright"],
    ]

    /// By the names of the columns; what is then missing by what the cells look like.
    private static func guess(_ headings: [String], _ rows: ArraySlice<TableRow>) -> [Meaning: Int] {
        var found: [Meaning: Int] = [:]
        for (index, heading) in headings.enumerated() {
            let name = heading.lowercased().filter { $0.isLetter || $0.isNumber }
            guard let meaning = Meaning.allCases.first(where: { names[$0]?.contains(name) ?? false }) else { continue }
            if found[meaning] == nil { found[meaning] = index }
        }
        let sample = rows.prefix(50)
        func column(where fits: (TableRow.Cell) -> Bool) -> Int? {
            headings.indices.first { index in
                guard !found.values.contains(index) else { return false }
                let cells = sample.compactMap { row -> TableRow.Cell? in
                    guard row.cells.indices.contains(index), !row.cells[index].text.trimmed.isEmpty else { return nil }
                    return row.cells[index]
                }
                return !cells.isEmpty && cells.allSatisfy(fits)
            }
        }
        if found[.mail] == nil, found[.employee] == nil {
            found[.mail] = column { $0.text.contains("@") && $0.text.contains(".") }
        }
        if found[.completed] == nil {
            // A number in a spreadsheet may be anything.
            found[.completed] = column { $0.kind == .text && CompletionDay.read($0) != nil }
        }
        return found
    }

    // MARK: Rows

    private static func row(
        _ row: TableRow, _ columns: [Meaning: Int], _ seen: inout [String: Int]
    ) -> CompletionTable.Row? {
        var found = CompletionTable.Row(number: row.number)
        guard !row.isDamaged else {
            found.faults.append(
                Phrase(
                    da: "Rækken kan ikke læses. Se, om et anførselstegn står forkert, eller der er for mange felter.",
                    en:
                        "The row cannot be read. See whether a quotation mark stands wrong or there are too many fields."
                ))
            return found
        }
        func cell(_ meaning: Meaning) -> TableRow.Cell? {
            guard let index = columns[meaning], row.cells.indices.contains(index) else { return nil }
            let cell = row.cells[index]
            return cell.text.trimmed.isEmpty && cell.kind != .fault ? nil : cell
        }
        // Empty rows stand between and below what people write.
        guard Meaning.allCases.contains(where: { cell($0) != nil }) else { return nil }
        if Meaning.allCases.contains(where: { cell($0)?.kind == .fault }) {
            found.faults.append(
                Phrase(
                    da: "Et felt har en fejl eller en formel uden resultat. Ret det i regnearket.",
                    en: "A field has an error or a formula without a result. Correct it in the spreadsheet."))
        }
        if let text = cell(.mail)?.text.trimmed, !text.isEmpty {
            found.takeMail(text)
        } else if let text = cell(.employee)?.text.trimmed, !text.isEmpty {
            found.person = .employee(text)
        }
        found.module = (cell(.module)?.text.trimmed).flatMap { $0.isEmpty ? nil : String($0.prefix(300)) }
        takeDay(cell(.completed), &found)
        takeResult(cell(.result)?.text.trimmed, &found)
        if let text = cell(.score)?.text { takeScore(text, &found) }
        found.check(&seen)
        return found
    }

    private static func takeDay(_ cell: TableRow.Cell?, _ found: inout CompletionTable.Row) {
        guard let cell, !cell.text.trimmed.isEmpty else {
            // Not completed, and the system says so: no fault of the file.
            found.faults.append(
                Phrase(
                    da: "Rækken har ingen dato. Den er ikke gennemført, eller datoen mangler.",
                    en: "The row has no date. It is not completed, or the date is missing."))
            return
        }
        found.day = CompletionDay.read(cell)
        guard found.day == nil else { return }
        let text = cell.text.trimmed.prefix(40)
        found.faults.append(
            Phrase(
                da: "»\(text)« er ikke en dato. Skriv den som 23.11.2026.",
                en: "“\(text)” is no date. Write it as 23.11.2026."))
    }

    private static let results: [CompletionTable.Result: Set<String>] = [
        .passed: ["bestået", "passed", "pass", "ja", "yes", "true", "sand", "1", "ok"],
        .completed: ["gennemført", "fuldført", "afsluttet", "completed", "complete", "done", "færdig"],
        .failed: ["ikke bestået", "dumpet", "failed", "fail", "nej", "no", "false", "falsk", "0"],
        .incomplete: [
            "ikke gennemført", "ikke fuldført", "i gang", "igang", "ikke begyndt", "ikke startet", "påbegyndt",
            "incomplete", "not completed", "in progress", "not started", "not attempted", "not complete", "browsed",
        ],
    ]

    private static func takeResult(_ text: String?, _ found: inout CompletionTable.Row) {
        guard let text, !text.isEmpty else {
            // A list without a result is a list of those who have completed.
            found.result = .completed
            return
        }
        let word = text.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }.joined(separator: " ")
        found.result = CompletionTable.Result.allCases.first { results[$0]?.contains(word) ?? false }
        guard found.result == nil else { return }
        found.faults.append(
            Phrase(
                da: "Resultatet »\(text.prefix(40))« kendes ikke. Skriv bestået, gennemført eller ikke bestået.",
                en: "The result “\(text.prefix(40))” is not known. Write passed, completed or failed."))
    }

    /// `87`, `87 %`, `87,5`.
    private static func takeScore(_ text: String, _ found: inout CompletionTable.Row) {
        let plain = text.replacing("%", with: "").replacing(",", with: ".").trimmed
        guard let value = Double(plain), 0...100 ~= value else {
            found.faults.append(
                Phrase(
                    da: "»\(text.prefix(40))« er ikke procent. Skriv et tal fra 0 til 100.",
                    en: "“\(text.prefix(40))” is not per cent. Write a number from 0 to 100."))
            return
        }
        found.percent = Int(value)
    }
}

/// The days of a list: as people type them, with or without a time, as a moment, or as spreadsheets number them.
enum CompletionDay {
    static func read(_ cell: TableRow.Cell) -> Day? {
        let text = cell.text.trimmed
        if cell.kind != .text, let value = Double(text) {
            // Day 1 is 1 January 1900, and there is a 29 February 1900 that never was (ISO/IEC 29500-1, 18.17.4.1): what lies
            // between 2000 and 2099 cannot be mistaken for a year or a person's number.
            return 36_526...73_050 ~= value ? Day(number: Int32(value) - 25_569) : nil
        }
        return read(text)
    }

    static func read(_ text: String) -> Day? {
        if let moment = moment(text) { return Copenhagen.day(of: moment) }
        if let day = Day(typed: text) ?? DayText.day(text) { return day }
        // With the time of day after it.
        guard let cut = text.firstIndex(where: { $0 == " " || $0 == "T" || $0 == "," }) else { return nil }
        let time = text[cut...].drop { $0 == " " || $0 == "T" || $0 == "," }
        guard time.first?.isNumber ?? false, time.contains(where: { $0 == ":" || $0 == "." }),
            time.allSatisfy({ $0.isNumber || ":. ".contains($0) })
        else { return nil }
        return Day(typed: String(text[..<cut]))
    }

    /// A moment of ISO 8601 with a zone, with any number of decimals and a zone with or without its colon.
    static func moment(_ text: String) -> Instant? {
        guard text.utf8.count >= 17, let mark = text.firstIndex(of: "T") else { return nil }
        var rest = text[mark...]
        var zone = "Z"
        if rest.last == "Z" || rest.last == "z" {
            rest.removeLast()
        } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = rest[sign...].filter(\.isNumber)
            guard digits.utf8.count == 4 || digits.utf8.count == 2 else { return nil }
            zone = "\(rest[sign])\(digits.prefix(2)):\(digits.utf8.count == 4 ? digits.suffix(2) : "00")"
            rest = rest[..<sign]
        } else {
            return nil
        }
        let whole = rest.prefix { $0 != "." }
        guard rest.dropFirst(whole.count + 1).allSatisfy(\.isNumber) else { return nil }
        return Instant(text[..<mark] + whole + zone)
    }
}
