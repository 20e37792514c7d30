// SPDX-License-Identifier: MPL-2.0

/// How cells of tables are understood that say one word of a list, yes or no, or a day.
enum CellWords {
    static func choice<Word: Choosable>(
        _ text: String?, _: Word.Type, _ field: String
    ) throws(Refusal) -> String? {
        guard let text else { return nil }
        let word = text.lowercased()
        for one in Word.allCases
        where [one.rawValue.lowercased(), one.label.da.lowercased(), one.label.en.lowercased()].contains(word) {
            return one.rawValue
        }
        let known = Word.allCases.map(\.label)
        throw .invalid(
            field, da: "»\(text.prefix(80))« kendes ikke. Skriv en af: \(known.map(\.da).joined(separator: "; ")).",
            en: "“\(text.prefix(80))” is not known. Write one of: \(known.map(\.en).joined(separator: "; ")).")
    }

    /// Several, with semicolons or line ends between them, in the order of their list and one a line.
    static func choices<Word: Choosable>(
        _ text: String?, _: Word.Type, _ field: String
    ) throws(Refusal) -> String? {
        guard let text else { return nil }
        var found: Set<String> = []
        for part in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            if let one = try choice(Arguments.trimmed(String(part)), Word.self, field) { found.insert(one) }
        }
        return Word.allCases.map(\.rawValue).filter { found.contains($0) }.joined(separator: "\n")
    }

    static func yes(_ text: String, _ field: String) throws(Refusal) -> Bool {
        switch text.lowercased() {
        case "ja", "yes", "1", "true", "sand", "x": return true
        case "nej", "no", "0", "false", "falsk": return false
        case _:
            throw .invalid(
                field, da: "»\(text)« kendes ikke. Skriv ja eller nej.", en: "“\(text)” is not known. Write yes or no.")
        }
    }

    /// As people write days, and as a spreadsheet counts them: days since 30 December 1899.
    static func day(_ text: String, _ field: String) throws(Refusal) -> Day? {
        let whole = text.split(separator: ".", maxSplits: 1).first.map(String.init) ?? text
        if let serial = Int(whole), 20_000...80_000 ~= serial, let zero = Day(year: 1899, month: 12, day: 30) {
            return zero + serial
        }
        // What follows a day is the time that a program wrote beside it.
        let day = text.split { $0 == "T" || $0 == " " }.first.map(String.init) ?? text
        return try Arguments([field: [day]]).optionalDay(field)
    }
}
