// SPDX-License-Identifier: MPL-2.0
import Domain

/// Reads the version table of a governing document: number; unit, name, title; what was done; date (policy §12).
enum VersionTable {
    /// Whether a section with this title holds the table.
    static func isTitle(_ title: String) -> Bool {
        let title = title.lowercased()
        return [
            "versionshistor", "versionsstyring", "versionering", "versionslog", "versionsoversigt", "dokumenthistor",
            "revisionshistor", "ændringslog", "ændringshistor", "version history", "revision history",
            "document history", "change log", "version control",
        ].contains { title.hasPrefix($0) }
    }

    /// Whether a line or row names the table's columns.
    static func isHeader(_ text: String) -> Bool {
        let text = text.lowercased()
        return (text.hasPrefix("version") || text.hasPrefix("| version") || text.hasPrefix("|version"))
            && (text.contains("dato") || text.contains("date"))
    }

    /// The length in bytes of the version number that the text begins with (`1.0`, `v2.1`, `0.9.1`); nil if it begins
    /// with none. A date is none.
    static func number(atStartOf text: String) -> Int? {
        let bytes = Array(text.utf8)
        var index = bytes.first.map { $0 | 0x20 == 0x76 } == true ? 1 : 0
        var (digits, dots, run) = (0, 0, 0)
        while index < bytes.count {
            if (0x30...0x39).contains(bytes[index]) {
                digits += 1
                run += 1
            } else if bytes[index] == 0x2E, run > 0, index + 1 < bytes.count, (0x30...0x39).contains(bytes[index + 1]) {
                dots += 1
                run = 0
            } else {
                break
            }
            guard run <= 3 else { return nil }
            index += 1
        }
        guard digits > 0, dots > 0, index == bytes.count || bytes[index] == 0x20 || bytes[index] == 0x09 else {
            return nil
        }
        if dots == 2, let date = DayText.atEnd(of: String(decoding: bytes[..<index], as: UTF8.self)),
            date.range.lowerBound == 0
        {
            return nil
        }
        return index
    }

    /// A row from the text of its lines.
    static func row(_ text: String) -> ImportProposal.VersionRow? {
        guard let length = number(atStartOf: text) else { return nil }
        let bytes = Array(text.utf8)
        let number = String(decoding: bytes[..<length], as: UTF8.self)
        let date = DayText.atEnd(of: text).flatMap { $0.range.lowerBound >= length ? $0 : nil }
        let middle = String(decoding: bytes[length..<(date?.range.lowerBound ?? bytes.count)], as: UTF8.self)
        let (unit, update) = columns(middle)
        return ImportProposal.VersionRow(
            number: number, unit: unit, update: update, day: date?.day,
            dayText: date.map { String(decoding: bytes[$0.range], as: UTF8.self) } ?? "")
    }

    /// A row from a table's cells, by the names that its header gives them.
    static func row(_ cells: [String], header: [String]) -> ImportProposal.VersionRow? {
        func cell(_ names: [String]) -> String? {
            // By how its words begin: »Opdatering« holds the letters of »date« too.
            let column = header.firstIndex { title in
                title.lowercased().split { !$0.isLetter }.contains { word in names.contains { word.hasPrefix($0) } }
            }
            return column.flatMap { $0 < cells.count ? cells[$0] : nil }
        }
        guard let number = cell(["version", "nr", "no"]), !number.isEmpty else { return nil }
        let dayText = cell(["dato", "date"]) ?? ""
        return ImportProposal.VersionRow(
            number: number, unit: cell(["enhed", "unit", "navn", "name", "ansvarlig", "author", "forfatter"]) ?? "",
            update: cell(["opdater", "ændring", "update", "change", "beskriv", "descr"]) ?? "",
            day: DayText.day(dayText),
            dayText: dayText)
    }

    /// What the person must look at in the rows.
    static func warnings(for rows: [ImportProposal.VersionRow]) -> [Phrase] {
        rows.compactMap { row in
            guard row.day == nil else { return nil }
            return Phrase(
                da:
                    "Version \(row.number) har ingen dato, der kan læses (»\(row.dayText)«). Ret rækken, eller fjern den.",
                en:
                    "Version \(row.number) has no date that can be read (»\(row.dayText)«). Correct the row or remove it."
            )
        }
    }

    /// Unit and update: parted by a tab or two spaces where the file has them, else before a word that tells what was
    /// done, else after the first word.
    private static func columns(_ text: String) -> (unit: String, update: String) {
        let text = trim(text)
        for gap in ["\t", "   ", " | "] {
            if let range = text.utf8.firstRange(of: gap.utf8) {
                return (trim(String(text[..<range.lowerBound])), trim(String(text[range.upperBound...])))
            }
        }
        let verbs = [
            "ny", "nyt", "review", "verificer", "opdater", "udkast", "revider", "revision", "godkend", "oprett",
            "rettet",
            "rettelse", "ændr", "first", "new", "draft", "update", "verif", "approv", "created", "initial", "første",
        ]
        let words = text.split(separator: " ")
        let verb = words.indices.dropFirst().first { index in
            let word = words[index].lowercased()
            return verbs.contains { $0.count > 3 ? word.hasPrefix($0) : word == $0 }
        }
        let split = verb ?? min(1, words.count)
        return (words[..<split].joined(separator: " "), words[split...].joined(separator: " "))
    }

    private static func trim(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "|" || $0 == "\n" }
        guard let start = text.firstIndex(where: { !blank($0) }), let end = text.lastIndex(where: { !blank($0) }) else {
            return ""
        }
        return String(text[start...end])
    }
}
